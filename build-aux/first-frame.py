#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measure how long the console takes to its first frame with the sample open, beside gnome-text-editor.

Both are started in turn on a display of their own (Xvfb, the cairo renderer), several times, and
watched from outside in the same way: the time from starting the process until a window is on the
screen with something drawn in it. A start to warm up is not counted. Then how much memory the
console holds once it rests, without what is mapped of the register and the history.

    build-aux/first-frame.py [--runs 7] [--bin _build/src/console/baton]

Prints medians, their ratio and the memory. Needs xvfb, dbus and, for the ratio, gnome-text-editor.
"""

import argparse
import ctypes
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VIEWABLE = 2
ZPIXMAP = 2
GIVE_UP_SECONDS = 30


class Attributes(ctypes.Structure):
    _fields_ = [('x', ctypes.c_int), ('y', ctypes.c_int), ('width', ctypes.c_int), ('height', ctypes.c_int),
                ('border_width', ctypes.c_int), ('depth', ctypes.c_int), ('visual', ctypes.c_void_p),
                ('root', ctypes.c_ulong), ('c_class', ctypes.c_int), ('bit_gravity', ctypes.c_int),
                ('win_gravity', ctypes.c_int), ('backing_store', ctypes.c_int), ('backing_planes', ctypes.c_ulong),
                ('backing_pixel', ctypes.c_ulong), ('save_under', ctypes.c_int), ('colormap', ctypes.c_ulong),
                ('map_installed', ctypes.c_int), ('map_state', ctypes.c_int), ('all_event_masks', ctypes.c_long),
                ('your_event_mask', ctypes.c_long), ('do_not_propagate_mask', ctypes.c_long),
                ('override_redirect', ctypes.c_int), ('screen', ctypes.c_void_p)]


class Screen:
    """Looks at what is on an X display."""

    def __init__(self, name):
        self.x = ctypes.CDLL('libX11.so.6')
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x.XGetImage.restype = ctypes.c_void_p
        self.x.XGetPixel.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(name.encode()))
        if not self.display:
            sys.exit('The display %s does not open.' % name)
        self.root = ctypes.c_ulong(self.x.XDefaultRootWindow(self.display))
        self.ignore = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda *_: 0)
        self.x.XSetErrorHandler(self.ignore)   # a window may go while it is looked at

    def has_drawn_window(self):
        parent, root, n = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        self.x.XQueryTree(self.display, self.root, ctypes.byref(root), ctypes.byref(parent),
                          ctypes.byref(children), ctypes.byref(n))
        drawn = any(self.is_drawn(children[i]) for i in range(n.value))
        if children:
            self.x.XFree(children)
        return drawn

    def is_drawn(self, window):
        window, look = ctypes.c_ulong(window), Attributes()
        if not self.x.XGetWindowAttributes(self.display, window, ctypes.byref(look)) or \
           look.map_state != VIEWABLE or look.width < 200 or look.height < 200:
            return False
        image = self.x.XGetImage(self.display, window, 0, 0, look.width, 60, ctypes.c_ulong(0xffffffff), ZPIXMAP)
        if not image:
            return False
        image = ctypes.c_void_p(image)
        colours = {self.x.XGetPixel(image, x, y) for y in range(2, 60, 3) for x in range(0, look.width, 3)}
        self.x.XDestroyImage(image)
        return len(colours) > 4


def start(command, environment):
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                            start_new_session=True)


def stop(process):
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def time_first_frame(screen, command, environment):
    """Milliseconds until something is drawn, and the process, which still runs."""
    began = time.monotonic()
    process = start(command, environment)
    while not screen.has_drawn_window():
        if process.poll() is not None or time.monotonic() - began > GIVE_UP_SECONDS:
            stop(process)
            sys.exit('%s shows no window.' % command[0])
        time.sleep(0.004)
    return (time.monotonic() - began) * 1000, process


def wait_for_empty(screen):
    while screen.has_drawn_window():
        time.sleep(0.05)


def read_memory(pid, mapped_below):
    """Resident megabytes, and how many of them are files below a folder."""
    resident, mapped, ours = 0, 0, False
    with open('/proc/%d/smaps' % pid) as smaps:
        for line in smaps:
            if line.startswith('Rss:'):
                resident += int(line.split()[1])
                mapped += int(line.split()[1]) if ours else 0
            elif not line.split(' ', 1)[0].endswith(':'):
                ours = mapped_below in line
    return resident / 1024, mapped / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--runs', type=int, default=7)
    parser.add_argument('--bin', default=os.path.join(ROOT, '_build/src/console/baton'))
    parser.add_argument('--display', help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.display is None:
        script = os.path.join(ROOT, 'tests/support/with-display.sh')
        return subprocess.call([script, 'dbus-run-session', '--', 'sh', '-c', 'exec "$0" "$@" --display "$DISPLAY"',
                                os.path.abspath(__file__)] + sys.argv[1:])

    screen = Screen(arguments.display)
    with tempfile.TemporaryDirectory(prefix='baton-first-frame-') as home:
        environment = dict(os.environ, GSK_RENDERER='cairo', GDK_BACKEND='x11', GSETTINGS_BACKEND='memory', HOME=home,
                           XDG_DATA_HOME=home + '/data', XDG_CONFIG_HOME=home + '/config', XDG_CACHE_HOME=home + '/cache',
                           BATON_SAMPLES=os.path.join(ROOT, 'data/samples'))
        commands = {'baton': [arguments.bin, '--sample']}
        if shutil.which('gnome-text-editor'):
            commands['gnome-text-editor'] = ['gnome-text-editor', '--standalone']
        times = {name: [] for name in commands}
        for run in range(arguments.runs + 1):
            for name, command in commands.items():
                milliseconds, process = time_first_frame(screen, command, environment)
                if run == 0:
                    time.sleep(3)   # the sample is made, caches are filled
                else:
                    times[name].append(milliseconds)
                stop(process)
                wait_for_empty(screen)
        for name, values in times.items():
            print('%-18s first frame %5.0f ms, median of %d (%.0f to %.0f)' %
                  (name, statistics.median(values), len(values), min(values), max(values)))
        if len(times) > 1:
            print('ratio %.2f' % (statistics.median(times['baton']) / statistics.median(times['gnome-text-editor'])))
        _, process = time_first_frame(screen, commands['baton'], environment)
        time.sleep(5)
        resident, mapped = read_memory(process.pid, home)
        stop(process)
        print('baton resident     %5.0f MB, %.0f MB of it mapped register and history: %.0f MB' %
              (resident, mapped, resident - mapped))
    return 0


if __name__ == '__main__':
    sys.exit(main())
