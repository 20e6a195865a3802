#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Goes through every section and every kind of thing in it: all words on the screen are a manager's, every control has a name."""

import json
import os
import re
import sys
import time

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


def break_translations(text):
    """A file as it comes back from outside: words in braces spoilt, markup of its own, a text that is gone, one twice, one of an older
    source, some new."""
    entry = r'msgctxt "([^"]+)"\nmsgid (.+)\nmsgstr (.+)\n'
    entries = [found for found in re.finditer(entry, text) if found.group(3) != '""']
    braces = next(found for found in entries if '{' in found.group(3))
    rich = next(found for found in entries if '<p>' in found.group(3) and found is not braces)
    gone, older, twice = [found for found in entries if '<' not in found.group(3)][:3]
    broken = {braces.group(): braces.group().replace(braces.group(3), braces.group(3).replace('{', '{x')),
              rich.group(): rich.group().replace(rich.group(3), rich.group(3).replace('<p>', '<p><blink>', 1)),
              gone.group(): gone.group().replace(gone.group(1), 'gone-19ycpd7z2y/text'),
              older.group(): older.group().replace(older.group(2), '"Older"').replace(older.group(3), '"Anders"'),
              twice.group(): twice.group() + '\n' + twice.group()}
    for before, after in broken.items():
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return re.sub(r'(msgid "[^"{]+"\nmsgstr )""\n', r'\1"Neu"\n', text)


@walk('what translations out and in are asked and told in is a manager\'s')
def _(console):
    baton = console.open()
    known, words, names = sample_words(), {}, {}
    languages = baton.go('Languages')
    paths = console.desk.path('de.po'), console.desk.path('back.po')

    baton.click('push button', 'Export Texts…', within=languages)
    baton.window('Export Translations')
    baton.key('Ctrl+A')
    baton.type(paths[0])
    baton.key('Enter')
    baton.wait(lambda: os.path.exists(paths[0]) and len(baton.tree.read().children) == 1, 'the file of texts')
    # Of the toast words alone: the button that closes it is libadwaita's, which gives it no name.
    judge_words(baton, baton.window('Cadenza Ensemble'), 'what is said of the export', known, words)
    with open(paths[0], encoding='utf-8') as file, open(paths[1], 'w', encoding='utf-8') as back:
        back.write(break_translations(file.read()))

    baton.click('push button', 'Import Texts…', within=languages)
    baton.window('Import Translations')
    baton.key('Ctrl+L')
    baton.type(paths[1])
    # GTK takes no answer while it reads the folder of the name, and shows nothing by which one could tell.
    time.sleep(1)
    baton.key('Enter')
    dialog = baton.window('Translations into German')
    told = ' '.join(text for text, _ in words_of(baton, dialog))
    for reason in ('words in braces', 'markup', 'no such text', 'stands in the file twice', 'older source'):
        assert reason in told, f'nothing tells of {reason}: {told}'
    judge_words(baton, dialog, 'Translations into German', known, words)
    judge_names(baton, dialog, 'Translations into German', names)
    baton.click('push button', 'Import', within=dialog)
    baton.wait(lambda: len(baton.tree.read().children) == 1, 'the end of the dialog')
    baton.find('label', re.compile('translations into German were imported'))
    judge_words(baton, baton.window('Cadenza Ensemble'), 'what is said of the import', known, words)
    assert not words and not names, '\n'.join([*words.values(), *names.values()])
    baton.end()


if __name__ == '__main__':
    sys.exit(main())
