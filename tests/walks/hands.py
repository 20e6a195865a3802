# SPDX-License-Identifier: GPL-3.0-or-later
"""Pointer, keyboard and eyes on one X display: what a person has, through the XTEST extension."""

import struct
import time
import zlib

from Xlib import X, XK, Xatom
from Xlib.ext import xtest
from Xlib.protocol import event

NAMES = {'ctrl': 'Control_L', 'shift': 'Shift_L', 'alt': 'Alt_L', 'enter': 'Return', 'esc': 'Escape', 'del': 'Delete',
         'pageup': 'Prior', 'pagedown': 'Next', 'backspace': 'BackSpace'}
WHEEL_UP, WHEEL_DOWN = 4, 5


class Hands:
    def __init__(self, display):
        self.display = display
        self.root = display.screen().root
        self.codes = {}
        self.owner = None  # the window that owns the clipboard
        self.asker = None  # the window that asks the window manager

    # ── Pointer ──

    def move(self, x, y):
        xtest.fake_input(self.display, X.MotionNotify, x=round(x), y=round(y))
        self.display.sync()

    def press(self, button=1):
        xtest.fake_input(self.display, X.ButtonPress, button)
        self.display.sync()

    def release(self, button=1):
        xtest.fake_input(self.display, X.ButtonRelease, button)
        self.display.sync()

    def click(self, x, y, button=1, times=1):
        self.move(x, y)
        for _ in range(times):
            self.press(button)
            self.release(button)

    def wheel(self, x, y, steps):
        """Positive is down."""
        self.move(x, y)
        for _ in range(abs(steps)):
            self.click(x, y, WHEEL_DOWN if steps > 0 else WHEEL_UP)

    def glide(self, start, end, seconds=0.25):
        """A hand takes time: programs tell a drag from a jump by the motions between."""
        steps = 12
        for step in range(1, steps + 1):
            self.move(start[0] + (end[0] - start[0]) * step / steps, start[1] + (end[1] - start[1]) * step / steps)
            time.sleep(seconds / steps)

    # ── Keyboard ──

    def _code(self, character):
        """The key and the level of a character; one that the keyboard lacks gets a key of its own, for good.

        A key that is lent and taken back at once (as xdotool does) is lost: GTK reads the keyboard's map later."""
        if character in self.codes:
            return self.codes[character]
        point = ord(character)
        symbol = {'\n': XK.XK_Return, '\t': XK.XK_Tab}.get(character, point if point < 0x100 else 0x1000000 | point)
        found = [(code, level) for code, level in self.display.keysym_to_keycodes(symbol) if level < 2]
        if not found:
            first, last = self.display.display.info.min_keycode, self.display.display.info.max_keycode
            table = self.display.get_keyboard_mapping(first, last - first + 1)
            free = max(first + index for index, row in enumerate(table) if not any(row) and first + index not in self._lent())
            self.display.change_keyboard_mapping(free, [[symbol, symbol]])
            self.display.sync()
            found = [(free, 0)]
        self.codes[character] = found[0]
        return found[0]

    def _lent(self):
        return {code for code, _ in self.codes.values()}

    def prepare(self, text):
        """Puts the characters of *text* on the keyboard."""
        for character in text:
            self._code(character)

    def type(self, text):
        shift = self.display.keysym_to_keycode(XK.XK_Shift_L)
        for character in text:
            code, level = self._code(character)
            if level == 1:
                xtest.fake_input(self.display, X.KeyPress, shift)
            xtest.fake_input(self.display, X.KeyPress, code)
            xtest.fake_input(self.display, X.KeyRelease, code)
            if level == 1:
                xtest.fake_input(self.display, X.KeyRelease, shift)
        self.display.sync()

    def key(self, *chords):
        """Chords as people write them: 'Ctrl+Shift+Z', 'Enter', 'Alt+Down'."""
        for chord in chords:
            parts = chord.split('+') if chord != '+' else ['plus']
            codes = []
            for part in parts:
                name = NAMES.get(part.lower(), part.lower() if len(part) == 1 else part)
                symbol = XK.string_to_keysym(name)
                codes.append(self.display.keysym_to_keycode(symbol) if symbol else self._code(part)[0])
            for code in codes:
                xtest.fake_input(self.display, X.KeyPress, code)
            for code in reversed(codes):
                xtest.fake_input(self.display, X.KeyRelease, code)
            self.display.sync()

    # ── Clipboard ──

    def offer(self, text):
        """Puts a text on the clipboard, as another program would: it is handed out when asked for (serve)."""
        self.offered = text
        self.owner = self.root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
        self.owner.set_selection_owner(self.display.intern_atom('CLIPBOARD'), X.CurrentTime)
        self.display.sync()

    def serve(self):
        """Answers who has asked for the clipboard meanwhile."""
        while self.owner is not None and self.display.pending_events():
            request = self.display.next_event()
            if request.type != X.SelectionRequest:
                continue
            texts = [self.display.intern_atom(name) for name in ('UTF8_STRING', 'text/plain;charset=utf-8')]
            targets = self.display.intern_atom('TARGETS')
            answer = request.property or request.target
            if request.target == targets:
                request.requestor.change_property(answer, Xatom.ATOM, 32, [targets, *texts])
            elif request.target in texts:
                request.requestor.change_property(answer, request.target, 8, self.offered.encode())
            else:
                answer = X.NONE
            request.requestor.send_event(event.SelectionNotify(time=request.time, requestor=request.requestor, selection=request.selection,
                                                               target=request.target, property=answer))
            self.display.flush()

    # ── Windows ──

    def manage(self):
        """Waits until the window manager has dealt with everything before.

        It holds a click back while it looks whether the window is to be raised; keys do not wait for that, and would overtake it."""
        extents = self.display.intern_atom('_NET_FRAME_EXTENTS')
        if self.asker is None:
            self.asker = self.root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
        self.asker.delete_property(extents)
        question = event.ClientMessage(window=self.asker, client_type=self.display.intern_atom('_NET_REQUEST_FRAME_EXTENTS'), data=(32, [0] * 5))
        self.root.send_event(question, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
        end = time.monotonic() + 5
        while not self._property(self.asker, '_NET_FRAME_EXTENTS'):
            if time.monotonic() > end:
                raise RuntimeError('the window manager does not answer')
            time.sleep(0.002)

    def _property(self, window, name):
        value = window.get_full_property(self.display.intern_atom(name), X.AnyPropertyType)
        return value.value if value is not None else None

    def _describe(self, window, popup):
        geometry = window.get_geometry()
        place = window.translate_coords(self.root, 0, 0)
        title = self._property(window, '_NET_WM_NAME') or b''
        return {'window': window, 'popup': popup, 'title': title.decode() if isinstance(title, bytes) else title,
                'x': -place.x, 'y': -place.y, 'width': geometry.width, 'height': geometry.height}

    def windows(self, pid):
        """The windows of a process that are on the display, menus and popovers (which no window manager handles) as well."""
        from Xlib import error
        found = []
        managed = [self.display.create_resource_object('window', number) for number in self._property(self.root, '_NET_CLIENT_LIST') or ()]
        for popup, candidates in ((False, managed), (True, self.root.query_tree().children)):
            for window in candidates:
                try:
                    attributes = window.get_attributes()
                    owner = self._property(window, '_NET_WM_PID')
                    if attributes.map_state == X.IsViewable and bool(attributes.override_redirect) == popup and owner is not None and owner[0] == pid:
                        found.append(self._describe(window, popup))
                except (error.BadWindow, error.BadDrawable):
                    pass  # it went away while we looked
        return found

    def resize(self, window, width, height):
        window.configure(width=width, height=height)
        self.display.sync()

    # ── Eyes ──

    def colours(self, x, y, width, height):
        """The colours in a part of the display, as "#rrggbb"."""
        image = self.root.get_image(round(x), round(y), max(round(width), 1), max(round(height), 1), X.ZPixmap, 0xffffff)
        return {f'#{red:02x}{green:02x}{blue:02x}' for blue, green, red, _ in struct.iter_unpack('4B', image.data)}

    def picture(self, path):
        """Leaves what is on the display as a PNG."""
        size = self.root.get_geometry()
        image = self.root.get_image(0, 0, size.width, size.height, X.ZPixmap, 0xffffffff)
        rows = []
        for row in range(size.height):
            line = bytearray(image.data[row * size.width * 4:(row + 1) * size.width * 4])
            pixels = bytearray(size.width * 3)
            pixels[0::3], pixels[1::3], pixels[2::3] = line[2::4], line[1::4], line[0::4]
            rows.append(b'\0' + bytes(pixels))

        def chunk(kind, data):
            return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
        with open(path, 'wb') as file:
            file.write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', size.width, size.height, 8, 2, 0, 0, 0)) +
                       chunk(b'IDAT', zlib.compress(b''.join(rows), 6)) + chunk(b'IEND', b''))
