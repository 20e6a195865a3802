#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Goes through every section and every kind of thing in it: all words on the screen are a manager's, every control has a name."""

import json
import os
import re
import sys

from walks import ROOT, main, walk

def foreign_words():
    """What a manager never has to read (design: managers' words only), each with what it would be."""
    with open(os.path.join(ROOT, 'tests', 'data', 'foreign-words.txt'), encoding='utf-8') as file:
        lines = [line.rstrip('\n').split('\t') for line in file if line.strip() and not line.startswith('#')]
    return [(re.compile(pattern), what) for pattern, what in lines]


FOREIGN_WORDS = foreign_words()

# Roles of what one acts on. A spin button's and a search entry's own parts are GTK's and named by it or silent.
CONTROLS = {'push-button', 'toggle-button', 'check-box', 'radio-button', 'combo-box', 'text', 'entry', 'slider', 'spin-button', 'switch',
            'link', 'menu-item', 'list-item'}


def sample_words():
    """The names and texts of the sample: what a manager typed is a manager's word, whatever it is ("Entity type" is a vocabulary)."""
    with open(os.path.join(ROOT, 'data', 'samples', 'influencer.json'), encoding='utf-8') as file:
        todo, words = [json.load(file)], set()
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            todo += value.values()
        elif isinstance(value, list):
            todo += value
        elif isinstance(value, str) and ' ' in value.strip():
            words.add(value)
    return sorted(words, key=len, reverse=True)


def words_of(baton, scope):
    """Every text of the tree below *scope*, with what it stands on."""
    for node in baton.tree.read(scope).walk():
        for text in {node.name, node.description}:
            if text:
                yield text, node


def judge_words(baton, scope, where, known, findings):
    for text, node in words_of(baton, scope):
        for word in known:
            if word in text:
                text = text.replace(word, '…')
        for pattern, what in FOREIGN_WORDS:
            found = pattern.search(text)
            if found:
                findings.setdefault((what, found.group()), f'{where}: {what}: “{found.group()}” in “{text}” ({node.role})')


def judge_names(baton, scope, where, findings):
    for node in baton.tree.read(scope).walk():
        if node.role not in CONTROLS or node.name:
            continue
        ups = list(node.ups())[1:]
        # GTK's and libadwaita's own, which no program reaches: the button inside of a drop-down, a menu button or a colour button, the
        # shown choice of a combo row, the eye in an entry for passwords.
        if any(up.role in ('combo-box', 'spin-button', 'entry', 'text') for up in ups) or ups[0].role == node.role or \
           (ups[0].role == 'filler' and ups[0].name and len(ups[0].children) == 1):
            continue
        # A row of which the one thing in it is the control.
        if node.role == 'list-item' and any(below.role in CONTROLS and below.name for below in list(node.walk())[1:]):
            continue
        shown = next((below.name for below in node.walk() if below.name), '')
        findings.setdefault((where, node.role, shown), f'{where}: {node.role} without a name' + (f', which shows “{shown}”' if shown else '') +
                            f', in {" < ".join(str(up) for up in ups if up.name)[:160]}')


def sections(baton):
    side = baton.find('list', 'Sections')
    return [row.name for row in baton.tree.read(side).walk() if row.role == 'list-item']


def first_of_each_kind(baton, section):
    """Clicks the first row of every kind that is in sight in the list of a section; yields the kind."""
    seen = set()
    for row in [node for node in baton.tree.read(section).walk() if node.role == 'list-item']:
        labels = [below.name for below in row.walk() if below.role == 'label']
        kind = labels[1] if len(labels) > 1 else 'the one kind'
        # A row that is out of sight was not looked into.
        if labels and kind not in seen and any(up.name == 'Outline' for up in row.ups()):
            seen.add(kind)
            baton.click(row)
            yield kind


@walk('every word is a manager\'s, and every control has a name')
def _(console):
    baton = console.open()
    known, words, names = sample_words(), {}, {}

    def judge(scope, where):
        judge_words(baton, scope, where, known, words)
        judge_names(baton, scope, where, names)

    for title in sections(baton):
        section = baton.go(title)
        judge(section, title)
        for kind in first_of_each_kind(baton, section):
            judge(section, f'{title}, {kind}')
    judge(baton.preview(), 'Preview')
    judge(baton.window('Cadenza Ensemble'), 'the window')
    for key, title in (('Ctrl+K', 'Find Anything'), ('Ctrl+Shift+P', 'Review & Push'), ('Ctrl+comma', 'Preferences')):
        baton.key(key)
        judge(baton.window(title), title)
        baton.key('Escape')
        baton.wait(lambda: len(baton.tree.read().children) == 1, f'the end of {title}')
    assert not words and not names, '\n'.join([*words.values(), *names.values()])


if __name__ == '__main__':
    sys.exit(main())
