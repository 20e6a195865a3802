# SPDX-License-Identifier: GPL-3.0-or-later
"""The accessible tree of one program, read straight from the accessibility bus.

libatspi asks some fifteen times a widget; here a whole level of the tree is asked for at once and everything that is known of the
widgets comes in one answer, so that a window of a thousand widgets is read in a fraction of a second.

GTK 4.8 leaves holes that this file closes:

- Places are told relative to the window only, so the window's own place is taken from the display. Pointer positions are needed at
  all because GTK 4.8 offers neither GrabFocus nor an action on rows, cells and combo rows, and because a click that goes through the
  display also proves that nothing covers the widget.
- Pages of a stack that are not shown stay in the tree as if they were, with the place that they last had. What a pointer would hit
  tells them apart.
- A popover is a window of its own on the display, in which places start anew. It is known by its size.
- A button with a mnemonic is named "_Save Save", and a widget without a name bears that of its class.
"""

import re

from gi.repository import Gio, GLib

ROLES = '''invalid accelerator-label alert animation arrow calendar canvas check-box check-menu-item color-chooser
column-header combo-box date-editor desktop-icon desktop-frame dial dialog directory-pane drawing-area file-chooser filler
focus-traversable font-chooser frame glass-pane html-container icon image internal-frame label layered-pane list list-item
menu menu-bar menu-item option-pane page-tab page-tab-list panel password-text popup-menu progress-bar push-button
radio-button radio-menu-item root-pane row-header scroll-bar scroll-pane separator slider spin-button split-pane status-bar
table table-cell table-column-header table-row-header tearoff-menu-item terminal text toggle-button tool-bar tool-tip tree
tree-table unknown viewport window extended header footer paragraph ruler application autocomplete editbar embedded entry
chart caption document-frame heading page section redundant-object form link input-method-window table-row tree-item
document-spreadsheet document-presentation document-text document-web document-email comment list-box grouping image-map
notification info-bar level-bar title-bar block-quote audio video definition article landmark log marquee math rating timer
static math-fraction math-root subscript superscript description-list description-term description-value footnote
content-deletion content-insertion mark suggestion push-button-menu switch'''.split()
STATES = '''invalid active armed busy checked collapsed defunct editable enabled expandable expanded focusable focused
has-tooltip horizontal iconified modal multi-line multiselectable opaque pressed resizable selectable selected sensitive
showing single-line stale transient vertical visible'''.split()
LEAVES = {'label', 'image', 'separator', 'level-bar'}
CLIPPING = {'scroll-pane', 'viewport', 'list', 'table', 'tree-table'}

ACCESSIBLE = 'org.a11y.atspi.'
PROPERTIES = 'org.freedesktop.DBus.Properties'
ROOT = '/org/a11y/atspi/accessible/root'
PATIENCE_MS = 20000
WINDOW_COORDINATES = 1
LONG_LIST = 30
NOWHERE = (0, 0, 0, 0)
PLACES = ((0.5, 0.5), (0.1, 0.5), (0.9, 0.5), (0.5, 0.1), (0.5, 0.9), (0.02, 0.3), (0.98, 0.3), (0.3, 0.02), (0.3, 0.98))


def cut(one, other):
    """What two rectangles have in common; its width or height is not positive where that is nothing."""
    x, y = max(one[0], other[0]), max(one[1], other[1])
    return (x, y, min(one[0] + one[2], other[0] + other[2]) - x, min(one[1] + one[3], other[1] + other[3]) - y)


def find_popup(extents, popups):
    """The popup that is as large as *extents*, as what to add to the extents' place; None where there is none.

    A theme may leave a margin above what is drawn."""
    for popup in popups if extents is not None else ():
        above = popup['height'] - extents[3]
        if abs(popup['width'] - extents[2]) <= 1 and 0 <= above <= 8:
            return popup['x'] - extents[0], popup['y'] + above - extents[1]
    return None


class Gone(Exception):
    """The program ended, or the widget went away."""


class Node:
    """A widget as it was when the tree was read."""

    def __init__(self, path, parent):
        self.path, self.parent, self.children = path, parent, []
        self.extents, self.clip, self.popup = None, None, None
        self.role, self.raw, self.description, self.states, self.interfaces = 'unknown', '', '', frozenset(), frozenset()

    @property
    def name(self):
        """The name as a person reads it; '' where there is only that of the class."""
        name = re.sub(r'_(?=\w)', '', self.raw).strip()
        half = (len(name) - 1) // 2
        if len(name) % 2 and name[half] == ' ' and name[:half] == name[half + 1:]:
            name = name[:half]
        return '' if re.fullmatch(r'(Gtk|Adw|Gsk|Gdk|Baton)[A-Z]\w*', name) else name

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def ups(self):
        """Itself and what it stands in, outwards."""
        node = self
        while node is not None:
            yield node
            node = node.parent

    def is_within(self, other):
        return any(node.path == other.path for node in self.ups())

    def __str__(self):
        states = sorted(self.states & {'checked', 'pressed', 'focused', 'expanded', 'selected', 'modal', 'active'})
        if 'sensitive' not in self.states:
            states.append('insensitive')
        return f'{self.role} "{self.name}"' + (f' ({self.description})' if self.description not in ('', self.name) else '') + \
            (f' [{", ".join(states)}]' if states else '')


class Tree:
    """Reads the tree of the program that owns *owner* on the accessibility bus *connection*.

    *popups* tells where its popovers and menus are on the display, as [{'x', 'y', 'width', 'height'}]."""

    def __init__(self, connection, owner, popups):
        self.connection, self.owner, self.popups = connection, owner, popups
        self.parents = {}    # path: path, of all that were ever seen
        self.leaves = set()  # paths of those that never have children

    # ── Asking ──

    def ask_many(self, questions, raw=False):
        """The answers to [(path, interface, method, variant)], asked all at once; None where a widget went away."""
        answers, waiting = [None] * len(questions), [len(questions)]

        def answered(connection, result, index):
            try:
                answers[index] = connection.call_finish(result)
            except GLib.Error as error:
                answers[index] = error
            waiting[0] -= 1
        for index, (path, interface, method, variant) in enumerate(questions):
            self.connection.call(self.owner, path, interface, method, variant, None, Gio.DBusCallFlags.NONE, PATIENCE_MS, None, answered, index)
        while waiting[0]:
            GLib.MainContext.default().iteration(True)
        for index, answer in enumerate(answers):
            if isinstance(answer, GLib.Error):
                if answer.matches(Gio.dbus_error_quark(), Gio.DBusError.SERVICE_UNKNOWN) or \
                   answer.matches(Gio.dbus_error_quark(), Gio.DBusError.NO_REPLY):
                    raise Gone(answer.message)
                answers[index] = None
            elif not raw:
                answers[index] = answer.unpack()
        return answers

    def ask(self, path, interface, method, variant=None):
        answer = self.ask_many([(path, interface, method, variant)])[0]
        if answer is None:
            raise Gone(f'{method} of {path}')
        return answer

    def ask_raw(self, path, interface, method):
        """As a variant: for long answers of which little is wanted."""
        return self.ask_many([(path, interface, method, None)], raw=True)[0]

    def _property(self, node, interface, name):
        return self.ask(node.path, PROPERTIES, 'Get', GLib.Variant('(ss)', (ACCESSIBLE + interface, name)))[0]

    # ── Reading ──

    def read(self, scope=None):
        """The tree below *scope* (all of it without one) as it is now, as far as a person can get at it without leaving the page: without what is set invisible, without
        the pages of a stack that are not shown, and without what is inside the rows of a long list that are scrolled out of sight
        (the rows themselves are there)."""
        root = Node(scope.path, scope.parent) if scope is not None else Node(ROOT, None)
        nodes, wave, popups = {root.path: root}, [root], self.popups()
        while wave:
            questions = [(node.path, ACCESSIBLE + 'Accessible', 'GetChildren', None) for node in wave]
            questions += [self._extents_question(node) for node in wave]
            answers = self.ask_many(questions)
            for node, answer in zip(wave, answers[len(wave):]):
                node.extents = tuple(answer[0]) if answer is not None else None
                node.clip = node.parent.clip if node.parent is not None else None
                if node.extents is not None and node.extents[2] > 0 and node.parent is not None and node.parent.path != ROOT:
                    node.clip = cut(node.extents, node.clip) if node.clip is not None else node.extents
            self._mark_popups(wave, popups)
            hidden = self._find_hidden_pages(wave) if wave[0] is not root else ()
            found = []
            for node, answer in zip(wave, answers):
                if node in hidden:
                    node.parent.children.remove(node)
                elif answer is not None and not self._is_out_of_sight(node):
                    for _, path in answer[0]:
                        if not path.endswith('/null') and path not in nodes:
                            nodes[path] = Node(path, node)
                            self.parents[path] = node.path
                            node.children.append(nodes[path])
                    found += node.children
            # What was a label once stays one: it has nothing in it.
            wave = [node for node in found if node.path not in self.leaves]
        self._read_what_they_are(nodes)
        for node in list(root.walk()):
            node.children = [child for child in node.children if 'visible' in child.states]
        return root

    def _is_out_of_sight(self, node):
        if node.extents is None or node.parent is None:
            return False
        is_row = len(node.parent.children) > LONG_LIST
        return node.extents[2:] == (0, 0) or is_row and node.clip is not None and min(node.clip[2:]) <= 0

    def _extents_question(self, node):
        return node.path, ACCESSIBLE + 'Component', 'GetExtents', GLib.Variant('(u)', (WINDOW_COORDINATES,))

    def _mark_popups(self, wave, popups):
        """A popover and what is in it both come as children of what the popover belongs to."""
        for node in wave if popups else ():
            for other in node.parent.children if node.parent is not None else ():
                offset = find_popup(other.extents, popups)
                if offset is not None and node.extents is not None and cut(node.extents, other.extents) == node.extents:
                    node.popup, node.clip = offset, node.extents

    def _find_hidden_pages(self, wave):
        """Where children of one lie over each other, those that no pointer can hit."""
        def overlaps(one, other):
            common = cut(one.extents or NOWHERE, other.extents or NOWHERE)
            return one is not other and common[2] > 8 and common[3] > 8
        hidden = set()
        for node in wave:
            siblings = node.parent.children if node.parent is not None and node.parent.parent is not None else ()
            if len(siblings) <= LONG_LIST and any(overlaps(node, other) for other in siblings):
                top = next((up for up in node.ups() if up.popup is not None), list(node.ups())[-2])
                if node.popup is None and min(node.clip[2:]) > 0 and not self.is_hit(top, node, node.clip):
                    hidden.add(node)
        return hidden

    def is_hit(self, top, node, area):
        """Whether a pointer somewhere in *area*, in the coordinates of the window *top*, hits *node* or what is in it.

        True as well where GTK cannot say of most places."""
        elsewhere = unsure = 0
        for fx, fy in PLACES:
            path = self.at(top, area[0] + area[2] * fx, area[1] + area[3] * fy)
            if path is None:
                unsure += 1
            elif self._leads_to(path, node, top):
                return True
            else:
                elsewhere += 1
        return unsure >= elsewhere

    def _leads_to(self, path, node, top):
        for _ in range(60):
            if path == node.path:
                return True
            if path is None or path in (top.path, ROOT):
                return False
            if path not in self.parents:
                answer = self.ask_many([(path, PROPERTIES, 'Get', GLib.Variant('(ss)', (ACCESSIBLE + 'Accessible', 'Parent')))])[0]
                self.parents[path] = answer[0][1] if answer is not None else None
            path = self.parents[path]
        return False

    def _read_what_they_are(self, nodes):
        """Roles, names and states, of all in one answer: the cache knows those that were ever asked for their children."""
        items = self.ask_raw('/org/a11y/atspi/cache', ACCESSIBLE + 'Cache', 'GetItems').get_child_value(0)
        for index in range(items.n_children()):
            item = items.get_child_value(index)
            # Unpacking costs more than asking did; so only what is wanted.
            node = nodes.get(item.get_child_value(0).get_child_value(1).get_string())
            if node is not None:
                low, high = (*item.get_child_value(9).unpack(), 0)[:2]
                node.interfaces = frozenset(name.rsplit('.', 1)[1] for name in item.get_child_value(5).unpack())
                node.raw, node.description = item.get_child_value(6).get_string(), item.get_child_value(8).get_string()
                node.role = ROLES[item.get_child_value(7).get_uint32()]
                node.states = frozenset(name for bit, name in enumerate(STATES) if (low | high << 32) >> bit & 1)
                if node.role in LEAVES:
                    self.leaves.add(node.path)

    def extents(self, nodes):
        """{path: (x, y, width, height)} in the coordinates of each one's window, of those that have a place."""
        answers = self.ask_many([self._extents_question(node) for node in nodes])
        return {node.path: tuple(answer[0]) for node, answer in zip(nodes, answers) if answer is not None}

    def at(self, host, x, y):
        """The path of what a pointer would hit at a place in the coordinates of the window or popover *host*.

        None where GTK cannot say: it makes accessibles when they are first asked for, and some inner widgets never have one."""
        answer = self.ask_many([(host.path, ACCESSIBLE + 'Component', 'GetAccessibleAtPoint',
                                 GLib.Variant('(iiu)', (round(x), round(y), WINDOW_COORDINATES)))])[0]
        return answer[0][1] if answer is not None and not answer[0][1].endswith('/null') else None

    def text(self, node):
        return self.ask(node.path, ACCESSIBLE + 'Text', 'GetText', GLib.Variant('(ii)', (0, -1)))[0] if 'Text' in node.interfaces else None

    def value(self, node):
        return self._property(node, 'Value', 'CurrentValue') if 'Value' in node.interfaces else None

    def state(self, node):
        """The states of a widget now."""
        low, high = (*self.ask(node.path, ACCESSIBLE + 'Accessible', 'GetState')[0], 0)[:2]
        return {name for bit, name in enumerate(STATES) if (low | high << 32) >> bit & 1}


def find_program(connection, pid):
    """The name on the bus of the program with a process id, or None as long as it has none or shows nothing."""
    def ask(owner, path, interface, method, variant=None):
        return connection.call_sync(owner, path, interface, method, variant, None, Gio.DBusCallFlags.NONE, PATIENCE_MS, None).unpack()
    try:
        for owner, _ in ask('org.a11y.atspi.Registry', ROOT, ACCESSIBLE + 'Accessible', 'GetChildren')[0]:
            its_pid, = ask('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'GetConnectionUnixProcessID', GLib.Variant('(s)', (owner,)))
            if its_pid == pid:
                return owner
    except GLib.Error:
        pass  # another one ended while we looked
    return None
