#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks to the practice server and back, and through a power cut."""

import re
import sys

from walks import main, walk

# Why nothing can be pushed yet, above the message.
WAITS = re.compile('^(Comparing|Checking)')


def rename(baton, terms, old, new):
    baton.click('list item', old, within=terms)
    # The key goes to the row that is selected when it arrives.
    baton.wait(lambda: 'selected' in baton.tree.state(baton.find('list item', old, within=terms)), f'{old} selected')
    baton.key('F2', 'Ctrl+A')
    baton.type(new)
    baton.key('Enter')
    baton.find('list item', new, within=terms)


def push(baton, message):
    baton.key('Ctrl+Shift+P')
    # Until then a line stands above the message, and takes the message's place with it when it goes.
    baton.find('push button', 'Push')
    baton.gone('label', WAITS)
    baton.fill('text', 'Message', text=message)
    baton.click('push button', 'Push')
    baton.find('label', 'Pushed. Partners see it from now on.', patience=30)


@walk('pushes to the practice server, and rolls back in History')
def _(console):
    baton = console.open()
    terms = baton.go('Taxonomy')
    push(baton, 'The program as it is')
    baton.key('Escape')
    rename(baton, terms, 'Distributor', 'Wholesaler')
    push(baton, 'Call them wholesalers')
    baton.click('any', 'History')
    # Folded out, a revision says what it changed.
    baton.click('list item', 'Call them wholesalers')
    baton.find('label', '“Distributor” is now called “Wholesaler”.', patience=30)
    baton.click('push button', 'Roll Back to This')
    baton.find('list item', re.compile('^Rolled back to “Call them wholesalers” of |^Rolled back to “The program as it is” of '), patience=30)
    # The list is there before what was rolled back has come into the draft.
    baton.find('list item', 'Distributor', within=terms)
    # Though a toast is still there, which takes Escape for itself elsewhere.
    baton.key('Escape')
    baton.gone('push button', 'Roll Back to This')
    baton.key('Ctrl+Z')
    baton.find('list item', 'Wholesaler', within=terms)
    baton.end()


@walk('leaves a change out of a push, and pushes it later')
def _(console):
    baton = console.open()
    terms = baton.go('Taxonomy')
    push(baton, 'The program as it is')
    baton.key('Escape')
    rename(baton, terms, 'Distributor', 'Wholesaler')
    rename(baton, terms, 'Reseller', 'Dealer')
    baton.key('Ctrl+Shift+P')
    baton.click('check box', 'Push: “Reseller” is now called “Dealer”.')
    baton.find('label', '1 change will be pushed.')
    baton.find('label', '1 change waits.')
    # What would be pushed is checked first.
    baton.gone('label', WAITS)
    baton.click('push button', 'Push')
    baton.find('label', 'Pushed. Partners see it from now on.', patience=30)
    baton.gone('check box', re.compile('Wholesaler'))
    baton.find('label', 'Everything waits. Choose what to push.')
    baton.click('push button', 'Push All')
    baton.find('label', '1 change will be pushed.')
    baton.click('push button', 'Push')
    baton.find('label', 'Nothing has changed since the last push or pull.', patience=30)
    baton.gone('check box', re.compile('Dealer'))
    baton.key('Escape')
    baton.end()


@walk('pushes points that count from today on, and then some as if always')
def _(console):
    baton = console.open()
    table = baton.go('Activities')
    push(baton, 'The program as it is')
    baton.key('Escape')
    baton.click('label', 'Blog post, Individual points: 10', within=table)
    baton.type('17')
    baton.key('Enter')
    baton.find('label', 'Blog post, Individual points: 17', within=table)
    baton.key('Ctrl+Shift+P')
    baton.find('label', '“Blog post” now earns 17 individual points, was 10.')
    baton.find('check box', 'From today on')
    baton.gone('label', WAITS)
    baton.click('push button', 'Push')
    # What lasts: the toast that says it as well goes after ten seconds, whoever looks.
    baton.find('label', 'Nothing has changed since the last push or pull.', patience=30)
    baton.gone('check box', 'From today on')
    points = console.field('Blog post', 'Individual points')
    assert re.match(r'10 \(17 from ', points), points
    baton.key('Escape')
    # The dating is a step of its own, and the other choice holds for the push for which it is made.
    baton.key('Ctrl+Z')
    baton.key('Ctrl+Shift+P')
    baton.click('check box', 'As if always')
    baton.gone('label', WAITS)
    baton.click('push button', 'Push')
    baton.find('label', 'Nothing has changed since the last push or pull.', patience=30)
    baton.key('Escape')
    baton.find('label', 'Blog post, Individual points: 17', within=table)
    assert console.field('Blog post', 'Individual points') == '17'
    baton.end()


@walk('is killed in the middle of typing: every acknowledged edit is there, and undo still works')
def _(console):
    baton = console.open()
    terms = baton.go('Taxonomy')
    rename(baton, terms, 'Distributor', 'Wholesaler')
    baton.click('list item', 'Reseller', within=terms)
    baton.fill('text', 'Name', within=terms, text='Dealer and shop')
    # What the list shows has been acknowledged.
    baton.find('list item', 'Dealer and shop', within=terms)
    baton.kill()

    baton = console.open()
    terms = baton.find('filler', 'Taxonomy')
    baton.find('list item', 'Wholesaler', within=terms)
    baton.find('list item', 'Dealer and shop', within=terms)
    baton.key('Ctrl+Z')
    baton.find('list item', 'Reseller', within=terms)
    baton.key('Ctrl+Z')
    baton.find('list item', 'Distributor', within=terms)
    baton.key('Ctrl+Shift+Z')
    baton.find('list item', 'Wholesaler', within=terms)
    baton.end()


if __name__ == '__main__':
    sys.exit(main())
