#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks that edit the program by hand, see it in the preview, and take it back."""

import re
import sys

from walks import main, walk


def preview_as(baton, persona, language=None):
    """The preview, as a persona sees it."""
    preview = baton.preview()
    baton.choose('combo box', 'Persona', within=preview, item=persona)
    if language is not None:
        baton.choose('combo box', 'Language', within=preview, item=language)
    return preview


def undo_and_redo(baton, undone, redone, steps=1):
    """Takes the last steps back and does them again; *undone* and *redone* wait for what then shows."""
    for _ in range(steps):
        baton.key('Ctrl+Z')
    undone()
    for _ in range(steps):
        baton.key('Ctrl+Shift+Z')
    redone()


@walk('edits the points of an activity in the table')
def _(console):
    baton = console.open()
    table = baton.go('Activities')
    preview = preview_as(baton, 'Influencer', 'English')
    # They stand on one line: no space in it is one that a line breaks at.
    baton.find('label', '–\u00a0/\u00a015\u00a0/\u00a010', within=preview)
    baton.click('label', 'Blog post, Individual points: 10', within=table)
    baton.type('17')
    baton.key('Enter')
    baton.find('label', 'Blog post, Individual points: 17', within=table)
    baton.find('label', re.compile(r'/\s17$'), within=preview)
    undo_and_redo(baton, lambda: baton.find('label', 'Blog post, Individual points: 10', within=table),
                  lambda: baton.find('label', 'Blog post, Individual points: 17', within=table))
    # A glance at another window is no end of typing.
    baton.type('2')
    baton.key('F1')
    baton.find('label', 'See Also')
    baton.key('Escape')
    baton.wait(lambda: baton.focused() is not None and baton.focused().role == 'text', 'the cell again')
    baton.type('4')
    baton.key('Enter')
    baton.find('label', 'Blog post, Individual points: 24', within=table)
    baton.end()


@walk('moves the threshold of a tier by hand, by keys and typed; Escape gives it back; the preview counts to it')
def _(console):
    baton = console.open()
    tiers = baton.go('Tiers')
    preview = preview_as(baton, 'Influencer', 'English')
    scale = baton.find('slider', within=tiers)
    baton.click('list item', 'Superhero', within=tiers)
    asked = baton.find('text', 'From tier points', within=tiers)

    threshold = lambda: int(console.field('Superhero', 'From tier points'))
    start = threshold()
    # What the preview says is missing, and hence how many points this partner has.
    missing = baton.find('label', re.compile(r'^Points to the next tier \(Superhero\): \d+$'), within=preview).name
    points = start - int(re.search(r'\d+', missing).group())
    counts_to = lambda number: baton.find('label', f'Points to the next tier (Superhero): {number - points}', within=preview)

    # A handle has no widget of its own: it is felt for, as the scale says which one has the keyboard.
    def has_handle(at):
        baton.hands.click(*at)
        baton.turn()
        return baton.find('slider', within=tiers).name.startswith('Superhero')
    left, right = baton.place(scale, fx=0), baton.place(scale, fx=1)
    handle = next(at for at in ((x, left[1]) for x in range(int(left[0]) + 30, int(right[0]), 40)) if has_handle(at))
    aim = (handle[0] + 120, handle[1])

    def drag():
        baton.hands.move(*handle)
        baton.hands.press()
        baton.hands.glide(handle, aim)
        baton.turn()
    drag()
    said = baton.find('label', re.compile('^Against live, up: '), within=tiers).name
    assert 'Down: nobody' not in said, said
    baton.key('Escape')
    baton.hands.release()
    baton.turn()
    assert threshold() == start
    drag()
    baton.hands.release()
    dragged = baton.wait(lambda: threshold() > start + 20 and threshold(), 'the new threshold')

    baton.key('Right', 'Right', 'Right', 'Enter')
    baton.wait(lambda: threshold() == dragged + 3, 'three points more')

    # Typed on the scale, it may lie beyond it, and a slip is taken back.
    baton.type('9000')
    baton.find('slider', 'Superhero from 9,000 tier points', within=tiers)
    baton.key('Escape')
    baton.find('slider', f'Superhero from {dragged + 3} tier points', within=tiers)
    assert threshold() == dragged + 3
    baton.type('148')
    baton.key('BackSpace', '0', 'Enter')
    baton.wait(lambda: threshold() == 140, '140 points')

    baton.fill(asked, text='150')
    baton.key('Enter')
    baton.wait(lambda: threshold() == 150, '150 points')
    counts_to(150)
    for expected in (140, dragged + 3, dragged, start):
        baton.key('Ctrl+Z')
        baton.wait(lambda: threshold() == expected, f'{expected} points')
        counts_to(expected)
    for _ in range(4):
        baton.key('Ctrl+Shift+Z')
    counts_to(150)
    baton.end()


@walk('moves a term below another by drag and by keys; the preview asks where it stands')
def _(console):
    baton = console.open()
    terms = baton.go('Taxonomy')
    # Whoever is a channel partner, or below, may register deals.
    preview = preview_as(baton, 'Sales representative at a reseller', 'English')
    may = lambda: baton.find('push button', 'Register a deal', within=preview)
    may_not = lambda: baton.gone('push button', 'Register a deal', within=preview)

    def names():
        return [node.name for node in baton.all('list item', within=terms)]

    below = lambda term, parent: baton.wait(lambda: console.field(term, 'Place') == parent, f'{term} below {parent}')

    baton.drag(baton.find('list item', 'Distributor', within=terms), baton.find('list item', 'Services partner', within=terms))
    below('Distributor', 'Services partner')
    baton.wait(lambda: names().index('Distributor') > names().index('Services partner'), 'the new order')
    baton.key('Ctrl+Z')
    below('Distributor', 'Channel partner')
    baton.wait(lambda: names().index('Distributor') < names().index('Services partner'), 'the old order')

    may()
    baton.drag(baton.find('list item', 'Reseller', within=terms), baton.find('list item', 'Services partner', within=terms))
    below('Reseller', 'Services partner')
    may_not()
    undo_and_redo(baton, may, may_not)
    baton.key('Ctrl+Z')
    may()

    baton.choose('combo box', 'Persona', within=preview, item='Owner of a service provider')
    may()
    baton.click('list item', 'Managed service provider', within=terms)
    baton.key('Alt+Up')
    baton.wait(lambda: names().index('Managed service provider') < names().index('Distributor'), 'one up')
    baton.key('Alt+Left')
    below('Managed service provider', 'Partner type')
    may_not()
    baton.key('Alt+Right')
    below('Managed service provider', 'Channel partner')
    may()
    for parent in ('Partner type', 'Channel partner'):
        baton.key('Ctrl+Z')
        below('Managed service provider', parent)
    baton.key('Ctrl+Shift+Z')
    below('Managed service provider', 'Partner type')
    may_not()
    baton.end()


@walk('adds a publishing rule, a sentence of chips; the preview obeys it')
def _(console):
    baton = console.open()
    rules = baton.go('Publishing')
    preview = preview_as(baton, 'Marketing manager at a technology partner')
    baton.find('push button', 'Hello from Lyon', within=preview)
    baton.click('push button', 'Add', within=rules)
    baton.find('label', 'Everybody may view all content (switched off)', within=rules)
    who = baton.click('push button', 'Who: add a condition', within=rules, nth=0)
    baton.click('menu item', 'Partner type', within=who)
    baton.find('entry', 'Search in this list')
    baton.type('Technology partner')
    baton.click('check box', 'Technology partner')
    baton.click('push button', 'Done')
    effect = baton.click('push button', 'May or may not: may', within=rules, nth=0)
    baton.click('check box', 'may not', within=effect)
    baton.key('Escape')
    # It covers the button that is clicked next.
    baton.gone('check box', 'may not', within=effect)
    # A new rule has no effect before it is switched on.
    baton.find('label', re.compile('Technology partner.* may not view any content .switched off.$'), within=rules)
    baton.find('push button', 'Hello from Lyon', within=preview)
    baton.click('push button', 'Switch On', within=rules)
    baton.find('label', re.compile('Technology partner.* may not view any content$'), within=rules)
    baton.gone('push button', 'Hello from Lyon', within=preview)
    undo_and_redo(baton, lambda: baton.find('push button', 'Hello from Lyon', within=preview),
                  lambda: baton.gone('push button', 'Hello from Lyon', within=preview), steps=4)
    baton.end()


@walk('gives an alliance a colour; the preview wears it')
def _(console):
    baton = console.open()
    brands = baton.go('Branding')
    preview = preview_as(baton, 'Consultant at an alliance partner', 'English')
    # What stands in the header of the portal, on its colour.
    tagline = baton.find('label', 'Cadenza and Alpenglow, one rope', within=preview)
    wears = lambda colour: baton.wait(lambda: colour in baton.colours(tagline), f'{colour} in {baton.colours(tagline)}')
    baton.click('list item', re.compile('^Alpenglow alliance'), within=brands)
    wears('#4a1230')
    # Its button comes before what is offered beside it.
    baton.click('filler', 'Header', within=brands, nth=0)
    baton.click('radio button', 'Very Dark Green')
    baton.click('push button', 'Select')
    wears('#26a269')
    undo_and_redo(baton, lambda: wears('#4a1230'), lambda: wears('#26a269'))
    baton.key('Ctrl+Z')
    wears('#4a1230')
    baton.end()


if __name__ == '__main__':
    sys.exit(main())
