# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk of its own for the walks: display, window manager, session bus and accessibility bus, in a folder that goes with it.

Nothing of the desk that the tests run on is seen or touched: the display is an Xvfb, the session bus starts no services, settings
and data lie in the folder. Everything started here ends with this process, also when it is killed.
"""

import ctypes
import os
import shutil
import signal
import subprocess
import tempfile
import time

BUS_LAUNCHER = '/usr/libexec/at-spi-bus-launcher'

# No service directories: a portal, a keyring or a settings daemon would make the walks depend on the machine.
BUS_CONFIG = '''<busconfig>
  <type>session</type>
  <listen>unix:path={path}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>
'''

# No keys of the window manager's own (it would take Alt+F4, Ctrl+Alt+arrows), a click anywhere focuses.
WINDOW_MANAGER_CONFIG = '''<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew></focus>
  <placement><policy>Smart</policy><center>yes</center></placement>
  <desktops><number>1</number></desktops>
  <keyboard/>
  <mouse>
    <context name="Client">
      <mousebind button="Left" action="Press"><action name="Focus"/><action name="Raise"/></mousebind>
    </context>
  </mouse>
</openbox_config>
'''

# Two clicks of one walk that happen to meet the same place are no double click; a double click of the driver is faster than this.
GTK_SETTINGS = '''[Settings]
gtk-font-name=Cantarell 11
gtk-enable-animations=0
gtk-cursor-blink=0
gtk-double-click-time=60
gtk-xft-dpi=98304
'''

PR_SET_PDEATHSIG = 1

_libc = ctypes.CDLL(None)


class Missing(Exception):
    """A program that the desk is made of is not installed."""


def missing():
    """The programs that are not there, by what installs them on Debian."""
    needs = {'Xvfb': 'xvfb', 'dbus-daemon': 'dbus', 'openbox': 'openbox'}
    names = [package for program, package in needs.items() if not shutil.which(program)]
    if not os.path.exists(BUS_LAUNCHER):
        names.append('at-spi2-core')
    return names


def _end_with_parent():
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


class Desk:
    def __init__(self, size='1400x900'):
        if missing():
            raise Missing('not installed: ' + ', '.join(missing()))
        self.folder = tempfile.mkdtemp(prefix='baton-desk-')
        self.processes = []
        self.environment = self._make_environment()
        try:
            self._start(size)
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def _write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), 'w', encoding='utf-8') as file:
            file.write(text)
        return self.path(name)

    def _make_environment(self):
        """What of the caller's environment says nothing about the caller's desk, and our own."""
        keep = ('PATH', 'HOME', 'USER', 'LOGNAME', 'TMPDIR', 'LD_LIBRARY_PATH', 'MALLOC_CHECK_', 'TZ')
        own = {name: os.environ[name] for name in keep if name in os.environ}
        for name in ('config', 'data', 'cache', 'state', 'runtime'):
            os.makedirs(self.path(name), 0o700)
            own['XDG_RUNTIME_DIR' if name == 'runtime' else f'XDG_{name.upper()}_HOME'] = self.path(name)
        self._write('config/gtk-4.0/settings.ini', GTK_SETTINGS)
        own.update(LANG='C.UTF-8', LC_ALL='C.UTF-8', GTK_A11Y='atspi', GDK_BACKEND='x11', GSK_RENDERER='cairo',
                   GSETTINGS_BACKEND='keyfile', GIO_USE_VFS='local', XDG_SESSION_TYPE='x11', GTK_IM_MODULE='gtk-im-context-simple',
                   ADW_DEBUG_COLOR_SCHEME='prefer-light', ADW_DEBUG_HIGH_CONTRAST='0',
                   DBUS_SESSION_BUS_ADDRESS='unix:path=' + self.path('bus'))
        return own

    def spawn(self, arguments, log, **options):
        with open(self.path(log), 'ab') as output:
            process = subprocess.Popen(arguments, env={**self.environment, **options.pop('env', {})}, stdin=subprocess.DEVNULL,
                                       stdout=output, stderr=output, preexec_fn=_end_with_parent, **options)
        self.processes.append(process)
        return process

    def _wait(self, done, what):
        end = time.monotonic() + 20
        while not done():
            if time.monotonic() > end or any(process.poll() is not None for process in self.processes):
                with open(self.path('desk.log'), encoding='utf-8', errors='replace') as file:
                    raise RuntimeError(f'{what} did not start: {file.read()}')
            time.sleep(0.01)

    def _start(self, size):
        from gi.repository import Gio, GLib
        from Xlib import X, display

        reading, writing = os.pipe()
        self.spawn(['Xvfb', '-displayfd', str(writing), '-screen', '0', size + 'x24', '-dpi', '96', '-noreset', '-nolisten', 'tcp'],
                   'desk.log', pass_fds=(writing,))
        os.close(writing)
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise RuntimeError('Xvfb did not start')
        self.environment['DISPLAY'] = ':' + number
        self.display = display.Display(':' + number)

        config = self._write('bus.conf', BUS_CONFIG.format(path=self.path('bus')))
        self.spawn(['dbus-daemon', '--nofork', '--nopidfile', '--config-file=' + config], 'desk.log')
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION

        def session_bus():
            try:
                self.session = Gio.DBusConnection.new_for_address_sync('unix:path=' + self.path('bus'), flags, None, None)
            except GLib.Error:
                return False
            return True
        self._wait(session_bus, 'the session bus')

        self.spawn([BUS_LAUNCHER, '--launch-immediately'], 'desk.log')
        config = self._write('openbox.xml', WINDOW_MANAGER_CONFIG)
        self.spawn(['openbox', '--sm-disable', '--config-file', config], 'desk.log')

        def accessibility_bus():
            try:
                address, = self.session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None,
                                                  Gio.DBusCallFlags.NONE, 2000, None).unpack()
                self.accessibility = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
                # The registry has to stand before the first program: one that starts while it comes up may never register.
                self.accessibility.call_sync('org.a11y.atspi.Registry', '/org/a11y/atspi/accessible/root',
                                             'org.a11y.atspi.Accessible', 'GetChildren', None, None, Gio.DBusCallFlags.NONE, 5000, None)
            except GLib.Error:
                return False
            return True
        self._wait(accessibility_bus, 'the accessibility bus')

        name = self.display.intern_atom('_NET_SUPPORTING_WM_CHECK')
        self._wait(lambda: self.display.screen().root.get_full_property(name, X.AnyPropertyType), 'the window manager')

    def close(self):
        """Ends what was started, last first, and takes the folder away."""
        for process in reversed(self.processes):
            if process.poll() is None:
                process.terminate()
        for process in reversed(self.processes):
            try:
                process.wait(3)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
