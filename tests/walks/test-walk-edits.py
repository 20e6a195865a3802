#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks that edit the program by hand, see it in the preview, and take it back."""

import sys

from walks import main, walk


@walk('renames a term in place; undo and redo')
def _(console):
    baton = console.open()
    baton.go('Taxonomy')
    baton.click('list item', 'Reseller')
    baton.key('F2')
    baton.key('Ctrl+A')
    baton.type('Größter Händler')
    baton.key('Enter')
    baton.find('list item', 'Größter Händler')
    baton.key('Ctrl+Z')
    baton.find('list item', 'Reseller')
    baton.key('Ctrl+Shift+Z')
    baton.find('list item', 'Größter Händler')
    baton.end()


if __name__ == '__main__':
    sys.exit(main())
