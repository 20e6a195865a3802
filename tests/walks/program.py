# SPDX-License-Identifier: GPL-3.0-or-later
"""A running console, as a person has it in front: widgets are found by role and name, clicked, typed into and dragged.

Nothing sleeps for a while and hopes: what is looked for is waited for, and what does not come is a failure that shows what is there.
"""

import re
import signal
import time

from Xlib import X

import tree as atspi

PATIENCE = 20
PRESS_AGAIN = 5   # seconds
PAUSE = 0.02

# Lines that GTK 4.8 and libadwaita 1.2 themselves cause, each with why it is none of ours. Everything else that says WARNING or
# CRITICAL fails the walk.
FOREIGN = {
}

COMPLAINT = re.compile(r'-(CRITICAL|WARNING|ERROR) \*\*|runtime error:|AddressSanitizer|LeakSanitizer|Traceback')


class Failed(Exception):
    """What was looked for did not come, or what came is wrong."""


class Program:
    """*arguments* run on *desk*; what it says goes to a file of its own."""

    count = 0

    def __init__(self, desk, hands, arguments, environment):
        Program.count += 1
        self.desk, self.hands = desk, hands
        self.log = f'program-{Program.count}.log'
        self.process = desk.spawn(arguments, self.log, env=environment)
        self.tree = None
        self.sidebar = None

    def appear(self):
        self.wait(self._appears, 'a window', patience=60)
        return self

    def _appears(self):
        if self.process.poll() is not None:
            raise Failed(f'ended with {self.process.returncode} at once:\n{self.said()}')
        owner = atspi.find_program(self.desk.accessibility, self.process.pid)
        if owner is None:
            return False
        self.tree = atspi.Tree(self.desk.accessibility, owner, self._popups)
        return self.hands.windows(self.process.pid) and self.tree.read().children

    def _popups(self):
        return [window for window in self.hands.windows(self.process.pid) if window['popup']]

    # ── Waiting ──

    def wait(self, done, what, patience=PATIENCE):
        """Waits until *done* gives something, and returns it."""
        end = time.monotonic() + patience
        while True:
            try:
                result = done()
            except atspi.Gone:
                if self.process.poll() is not None:
                    raise Failed(f'the console ended with {self.process.returncode} before {what}:\n{self.said()}') from None
                result = None
            if result:
                return result
            if time.monotonic() > end:
                raise Failed(f'{what} did not come')
            self.hands.serve()
            time.sleep(PAUSE)

    def go(self, section):
        """Changes to a section by the sidebar; returns the section (a region, for which GTK 4.8 has no role of its own)."""
        if self.sidebar is None:
            self.sidebar = self.find('list', 'Sections')
        self.click('list item', section, within=self.sidebar)
        return self.find('filler', section)

    def preview(self):
        return self.find('filler', 'Preview')

    def turn(self, times=3):
        """Lets the console's main loop go round, so that what it was told has arrived."""
        self.hands.manage()
        for _ in range(times):
            self.hands.display.sync()
            self.tree.ask(atspi.ROOT, atspi.ACCESSIBLE + 'Accessible', 'GetRole')

    # ── Finding ──

    def front(self, root):
        """The window that a person works in: the one the window manager says is active."""
        active = self.hands.root.get_full_property(self.hands.display.intern_atom('_NET_ACTIVE_WINDOW'), X.AnyPropertyType)
        number = active.value[0] if active is not None and len(active.value) else 0
        for window in self.hands.windows(self.process.pid):
            if window['window'].id == number:
                return next((top for top in root.children if self._is_window(top, window)), None)
        return None

    def _is_window(self, top, window):
        """Titles tell windows apart, and where two bear the same, sizes do."""
        if top.raw != window['title']:
            return False
        _, _, width, height = self.tree.extents([top]).get(top.path, (0, 0, 0, 0))
        return 0 <= window['width'] - width <= 40 and 0 <= window['height'] - height <= 80

    def _scope(self, within):
        return self.front(self.tree.read()) if within is None else self.tree.read(within)

    def _matches(self, scope, role, name):
        role = role.replace(' ', '-')

        def is_meant(node):
            if role not in ('any', node.role):
                return False
            return name is None or (name.search(node.name) if isinstance(name, re.Pattern) else name == node.name)
        found = [node for node in scope.walk() if is_meant(node)]
        # A menu button and the toggle inside it are one to a person.
        paths = {node.path for node in found}
        return [node for node in found if not any(up.path in paths for up in list(node.ups())[1:])]

    def _surface(self, node, extents, windows):
        """The window on the display that a widget stands in, as (its node, what to add to its extents)."""
        for up in node.ups():
            if up.path not in extents or up.parent is None:
                continue
            x, y, width, height = extents[up.path]
            if up.parent.parent is None:
                fit = [window for window in windows if not window['popup'] and window['title'] == up.raw] or \
                      [window for window in windows if not window['popup']]
                if not fit:
                    return None
                window = min(fit, key=lambda window: abs(window['width'] - width) + abs(window['height'] - height))
                return up, (window['x'] + (window['width'] - width) // 2 - x, window['y'] + (window['height'] - height) // 2 - y)
            if up.popup is not None:
                return up, up.popup
        return None

    def _look(self, nodes):
        """Which of *nodes* can be seen, as [(node, rectangle on the display, what clips it when out of sight)].

        The rectangle is None for what has to be scrolled to. What a stack hides is left out."""
        ups = {up.path: up for node in nodes for up in node.ups() if up.parent is not None}
        extents = self.tree.extents(list(ups.values()))
        windows = self.hands.windows(self.process.pid)
        seen = []
        for node in nodes:
            surface = self._surface(node, extents, windows)
            if surface is None or node.path not in extents:
                continue
            top, (dx, dy) = surface
            clip, chain = None, []
            for up in node.ups():
                chain.append(up)
                if up is top:
                    break
            # From outside inwards: what is left of each in all that it stands in, and the last that is left at all.
            last = None
            for up in reversed(chain):
                if up.path not in extents or (up is not node and up is not top and up.role not in atspi.CLIPPING):
                    continue
                clip = atspi.cut(clip, extents[up.path]) if clip is not None else extents[up.path]
                if clip[2] <= 0 or clip[3] <= 0:
                    break
                last = (up, clip)
            # What lies outside of the window itself, as a folded sidebar does, no wheel brings back.
            if last is None or last[0] is top is not node or not self.tree.is_hit(top, *last):
                continue
            up, clip = last
            rectangle = (clip[0] + dx, clip[1] + dy, clip[2], clip[3])
            whole = extents[node.path]
            is_whole = up is node and clip[3] >= min(whole[3], 24) and clip[2] >= min(whole[2], 24)
            if is_whole:
                seen.append((node, rectangle, None))
            else:
                pane = next((other for other in node.ups() if other is not node and other.role in ('scroll-pane', 'viewport')), up)
                seen.append((node, None, pane))
        return seen

    def all(self, role, name=None, within=None):
        """Every widget that matches and can be seen or scrolled to, in the front window or below *within*."""
        scope = self._scope(within)
        return [node for node, _, _ in self._look(self._matches(scope, role, name))] if scope is not None else []

    def find(self, role, name=None, within=None, nth=None, patience=PATIENCE):
        """The one widget with a role and a name (a text, a pattern or None for any); waits for it.

        Several are a failure unless *nth* (from 0) chooses, or only one of them is in sight."""
        what = f'{role} {name.pattern if isinstance(name, re.Pattern) else name!r}'
        problem = ''

        def look():
            nonlocal problem
            scope = self._scope(within)
            if scope is None:
                problem = 'there is no window in front'
                return None
            seen = self._look(self._matches(scope, role, name))
            if nth is not None:
                problem = f'there are {len(seen)}'
                return seen[nth][0] if len(seen) > nth else None
            seen = [found for found in seen if found[1] is not None] or seen
            problem = '\n'.join(str(found[0]) + ' in ' + ' < '.join(str(up) for up in list(found[0].ups())[1:4]) for found in seen)
            return seen[0][0] if len(seen) == 1 else None
        try:
            return self.wait(look, what, patience)
        except Failed as failure:
            scope = self._scope(within) or self.tree.read()
            like = [str(node) for node in self._matches(scope, role, None) if node.name][:40]
            raise Failed('\n'.join([f'{failure}; {problem or "there are only these:"}', *like])) from None

    def gone(self, role, name=None, within=None):
        """Waits until no such widget is there any more."""
        self.wait(lambda: not self.all(role, name, within), f'the end of {role} {name}')

    def window(self, title):
        """The window with a title; waits for it. For what is not in front."""
        return self.wait(lambda: next((top for top in self.tree.read().children if top.raw == title), None), f'the window {title!r}')

    # ── Doing ──

    def _as_node(self, target, **options):
        return target if isinstance(target, atspi.Node) else self.find(*target, **options)

    def place(self, target, fx=0.5, fy=0.5, **options):
        """A point on the display inside a widget, which is scrolled into sight if need be."""
        node = self._as_node(target, **options)
        before = None

        def in_sight():
            nonlocal before
            seen = self._look([node])
            if not seen:
                return None
            _, rectangle, pane = seen[0]
            if rectangle is None:
                before = self._scroll_towards(node, pane, before)
            return rectangle
        # What went away or came a moment ago moves it in the next frame only: a click at once would miss it.
        def at_rest():
            nonlocal rectangle
            last, rectangle = rectangle, in_sight()
            return rectangle is not None and rectangle == last and rectangle
        rectangle = None
        x, y, width, height = self.wait(at_rest, f'{node} in sight, at rest')
        return x + width * fx, y + height * fy

    def colours(self, target):
        """The colours that a widget shows, of itself and of what it stands on."""
        (left, top), (right, bottom) = self.place(target, 0, 0), self.place(target, 1, 1)
        return self.hands.colours(left, top, right - left, bottom - top)

    def _scroll_towards(self, node, pane, before):
        extents = self.tree.extents([node, pane])
        seen = self._look([pane])
        if not seen or seen[0][1] is None or node.path not in extents:
            return before
        x, y, width, height = seen[0][1]
        own, around = extents[node.path], extents[pane.path]
        # At the pane's edge: a wheel over a scale or a spin button would change what it shows.
        if own[1] + min(own[3], 24) > around[1] + around[3] or own[1] < around[1]:
            self.hands.wheel(x + 3, y + height / 2, 1 if own[1] > around[1] else -1)
        else:
            self.hands.display.sync()
        self.turn()
        return own

    def click(self, *target, button=1, times=1, **options):
        """A real click of the pointer in the middle: what is covered or insensitive does not get it."""
        node = self._as_node(target[0] if isinstance(target[0], atspi.Node) else target, **options)
        self.wait(lambda: 'sensitive' in self.tree.state(node), f'{node} sensitive')
        point = self.place(node)
        # A hand moves before it presses: GTK lets go of a popover's grab with the first motion after it has closed, and a press
        # that came with that motion would only be taken for the one that closes it.
        self.hands.move(*point)
        self.turn()
        self.hands.click(*point, button=button, times=times)
        self.turn()
        return node

    def hover(self, *target, **options):
        self.hands.move(*self.place(target[0] if isinstance(target[0], atspi.Node) else target, **options))
        self.turn()

    def type(self, text):
        """Types into what has the focus."""
        self.hands.prepare(text)
        self.turn()
        self.hands.type(text)
        self.turn()

    def key(self, *chords):
        self.hands.key(*chords)
        self.turn()

    def fill(self, *target, text, **options):
        """Puts *text* in the place of what an entry holds, as a person would: click, select all, type."""
        node = self.click(*target, **options)
        self.key('Ctrl+A')
        self.type(text)
        return node

    def choose(self, *target, item, **options):
        """Opens a combo row or drop-down and clicks an item."""
        node = self.click(*target, **options)
        # The rows have no name of their own, and the one that is chosen shows its label outside of the popover as well.
        listed = self.wait(lambda: next((up for up in self.tree.read(node).walk() if up.role == 'list' and
                                         any(above.popup for above in up.ups())), None), f'the choices of {node}')
        self.click('label', item, within=listed)

    def drag(self, source, target, at=(0.5, 0.5)):
        """Takes *source* by its middle and lets it go over *target*."""
        start, end = self.place(source), self.place(target, *at)
        self.hands.move(*start)
        self.hands.press()
        self.turn()
        self.hands.glide(start, end)
        # The drop target answers each motion; the last answer has to be there before the hand lets go.
        self.turn(10)
        self.hands.release()
        self.turn(5)

    def focused(self):
        """The innermost widget that has the keyboard."""
        top = self.front(self.tree.read())
        return next((node for node in reversed(list(top.walk())) if 'focused' in node.states), None) if top is not None else None

    def text(self, node):
        return self.tree.text(node)

    def resize(self, width, height):
        window = next(window for window in self.hands.windows(self.process.pid) if not window['popup'])
        self.hands.resize(window['window'], width, height)
        self.wait(lambda: any(not other['popup'] and other['width'] == width for other in self.hands.windows(self.process.pid)), 'the new size')

    # ── Its end ──

    def kill(self):
        """As a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def end(self):
        """Closes all its windows, and fails where it does not end well."""
        if self.process.poll() is None:
            # A key is lost between a dialog that goes and the window that has not got the focus back.
            pressed = -PRESS_AGAIN

            def ended():
                nonlocal pressed
                if self.process.poll() is None and time.monotonic() - pressed > PRESS_AGAIN:
                    self.hands.key('Ctrl+Q')
                    pressed = time.monotonic()
                return self.process.poll() is not None
            self.wait(ended, 'the end of the console')
        if self.process.returncode != 0:
            raise Failed(f'the console ended with {self.process.returncode}')

    def said(self):
        with open(self.desk.path(self.log), encoding='utf-8', errors='replace') as file:
            return file.read()

    def complaints(self):
        return [line for line in self.said().splitlines() if COMPLAINT.search(line) and not any(known in line for known in FOREIGN)]
