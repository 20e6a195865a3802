#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks around the window itself: finding, several windows, a narrow one, presenting."""

import os
import re
import subprocess
import sys

from walks import main, walk


@walk('finds anything with Ctrl+K and jumps there')
def _(console):
    baton = console.open()
    baton.key('Ctrl+K')
    baton.find('entry', 'Find anything')
    baton.type('superhero')
    # At once: whoever knows where to go does not wait for the list.
    baton.key('Enter')
    tiers = baton.find('filler', 'Tiers')
    baton.find('text', 'From tier points', within=tiers)
    baton.key('Ctrl+K')
    baton.find('entry', 'Find anything')
    baton.type('landing')
    baton.find('list item', 'Landing Pages')
    baton.key('Enter')
    baton.find('filler', 'Landing Pages')
    baton.end()


@walk('has a window for each workspace')
def _(console):
    baton = console.open()
    baton.go('Taxonomy')
    other = os.path.join(console.data, 'other.baton')
    console.control('new', other, '--template', 'reseller', '--name', 'Nordwind Partner Program')
    # The second program hands its file to the first and ends.
    done = subprocess.run([baton.process.args[0], other], env={**console.desk.environment, **console.environment}, timeout=20)
    assert done.returncode == 0
    second = baton.window('Nordwind Partner Program')
    baton.find('label', 'other.baton', within=second)
    baton.key('Ctrl+K')
    baton.find('entry', 'Find anything')
    baton.type('Distributor')
    baton.key('Escape')
    baton.click('push button', 'Sections', within=second)
    assert 'Cadenza Ensemble' in [top.raw for top in baton.tree.read().children]
    baton.key('Ctrl+W')
    baton.find('label', 'sample.baton')
    # The same file again comes to the front instead of opening twice.
    done = subprocess.run([baton.process.args[0], console.workspace], env={**console.desk.environment, **console.environment}, timeout=20)
    assert done.returncode == 0
    baton.turn()
    assert len(baton.tree.read().children) == 1
    baton.end()


def drop(console, source, baton):
    """Drags what *source* offers over to the console, as out of a file manager's window; onto the window that is on top there."""
    start = source.place(('label', 'Drag me'), within=source.window('Files'))
    end = baton.place(('list', 'Sections'), within=baton.window('Cadenza Ensemble'))
    hands = console.hands
    hands.move(*start)
    hands.press()
    source.turn()
    hands.glide(start, end)
    for _ in range(10):
        source.turn()
        baton.turn()
    hands.release()
    source.turn()
    baton.turn()


@walk('opens a workspace, and brings a spreadsheet, that is dragged out of another program')
def _(console):
    other = os.path.join(console.data, 'other.baton')
    baton = console.open()
    console.control('new', other, '--template', 'reseller', '--name', 'Nordwind Partner Program')
    source = console.beside('drag-source', other)
    drop(console, source, baton)
    second = baton.window('Nordwind Partner Program')
    baton.find('label', 'other.baton', within=second)
    source.find('label', 'Taken', within=source.window('Files'))
    # What is neither is refused with the reason, and nothing opens; a spreadsheet is brought.
    for name in ('partners.pdf', 'partners.csv'):
        path = os.path.join(console.data, name)
        with open(path, 'w', encoding='utf-8') as file:
            file.write('Name\nNordwind\n')
        source.kill()
        source = console.beside('drag-source', path)
        drop(console, source, baton)
        if name.endswith('.pdf'):
            baton.find('label', re.compile('^This is no workspace of Baton'), within=second)
    baton.find('label', 'partners.csv', within=baton.window('Bring My Spreadsheet'))
    baton.key('Escape')
    source.kill()
    baton.end()


@walk('begins with a spreadsheet, in a file whose name got no ending')
def _(console):
    os.makedirs(console.data, exist_ok=True)
    baton = console.start()
    baton.click('label', 'Bring My Spreadsheet')
    baton.window('Where Shall the Workspace Be?')
    baton.key('Ctrl+A')
    baton.type(os.path.join(console.data, 'northwind'))
    baton.key('Enter')
    # The import stands ready in front of the new program, which is called as its file is.
    baton.find('label', 'Bring My Spreadsheet', within=baton.window('Bring My Spreadsheet'))
    baton.find('label', 'northwind.baton', within=baton.window('northwind'))
    assert os.path.exists(os.path.join(console.data, 'northwind.baton'))
    baton.key('Escape')
    baton.end()


@walk('folds to 360 pixels')
def _(console):
    baton = console.open()
    baton.resize(360, 640)
    baton.gone('list', 'Sections')
    baton.click('push button', 'Sections')
    terms = baton.go('Taxonomy')
    baton.gone('list', 'Sections')
    baton.click('list item', 'Partner', within=terms)
    baton.find('text', 'Name', within=terms)
    baton.click('push button', 'Back to the List', within=terms)
    baton.find('list item', 'Partner', within=terms)
    baton.key('F9')
    baton.find('combo box', 'Persona')
    baton.click('push button', 'Back to the Editor')
    baton.find('list item', 'Partner', within=terms)
    baton.end()


@walk('hides names and money while presenting')
def _(console):
    baton = console.open()
    baton.resize(1280, 800)
    tiers = baton.go('Tiers')
    baton.find('label', re.compile('^The draft against live'), within=tiers, patience=60)
    baton.click('slider', within=tiers)
    baton.key('Right')
    baton.key('Shift+Right', 'Shift+Right', 'Shift+Right')
    named = baton.find('label', re.compile('^Against live, up: '), within=tiers).name
    assert re.search(r'Down: [A-Z]', named), named
    baton.key('Enter')
    menu = baton.click('push button', 'Main Menu')
    baton.click('any', re.compile('^Presenting'), within=menu)
    baton.gone('label', re.compile('^The draft against live'), within=tiers)
    baton.click('slider', within=tiers)
    baton.key('Shift+Left', 'Shift+Left', 'Shift+Left')
    baton.find('label', re.compile(r'^Against live, up: \d+\. Down: \d+\.$'), within=tiers)
    baton.end()


if __name__ == '__main__':
    sys.exit(main())
