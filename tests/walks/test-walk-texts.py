#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks of those who bring tables and words: a table from a spreadsheet, a translation."""

import os
import re
import sys

from walks import ROOT, main, walk


@walk('takes in the table of activities from a spreadsheet, as one step')
def _(console):
    baton = console.open()
    table = baton.go('Activities')
    with open(os.path.join(ROOT, 'data', 'samples', 'influencer', 'activities.tsv'), encoding='utf-8') as file:
        lines = file.read().splitlines()
    # What a copy of the sheet is like: one value changed, one that cannot be read, one activity more.
    lines = [line.replace('LinkedIn post', 'LinkedIn article') for line in lines]
    baton.hands.offer('\n'.join(lines))
    baton.find('label', 'LinkedIn post', within=table)
    baton.click('push button', 'Paste from a Spreadsheet', within=table)
    baton.find('label', 'LinkedIn article', within=table)
    baton.find('label', re.compile('^LinkedIn article, Individual points: 5$'), within=table)
    baton.key('Ctrl+Z')
    baton.gone('label', 'LinkedIn article', within=table)
    baton.find('label', 'LinkedIn post', within=table)
    baton.end()


@walk('writes a translation, which the preview shows')
def _(console):
    baton = console.open()
    languages = baton.go('Languages')
    baton.click('list item', re.compile('^German: '), within=languages)
    baton.fill('entry', 'Search texts', within=languages, text='Hello from')
    baton.choose('combo box', 'Which texts are listed', within=languages, item='All texts')
    baton.click('list item', re.compile('^Hello from Lyon'), within=languages)
    baton.fill('text', 'German', within=languages, text='Grüße aus Lyon')
    baton.key('Ctrl+Enter')
    preview = baton.preview()
    baton.choose('combo box', 'Language', within=preview, item='German')
    baton.find('push button', 'Grüße aus Lyon', within=preview)
    baton.key('Ctrl+Z')
    baton.gone('push button', 'Grüße aus Lyon', within=preview)
    baton.end()


if __name__ == '__main__':
    sys.exit(main())
