# SPDX-License-Identifier: GPL-3.0-or-later
"""planted.md: the table of the findings that were planted, made from the notes that mark them."""

import re

MARK = re.compile(r'Planted: ([a-z-]+(?:, [a-z-]+)*)\. (.*)', re.S)

HEAD = '''# Planted findings

The large sample holds one case, at least, of everything that validation warns of and analysis finds, so that each can be
seen. The note of each of these entities begins with “Planted:” and the name of the finding, as `batonctl validate` says it.
A test checks that each is found. This page is made by `make-samples.py`.

| finding | what | name | why |
| --- | --- | --- | --- |
'''


def list_planted(program):
    """(finding, kind, id, name, explanation) of each."""
    for kind, entities in sorted(program['entities'].items()):
        for identifier, body in sorted(entities.items()):
            match = MARK.match(body.get('note', ''))
            if match:
                name = body.get('name', body.get('tag', identifier))
                if isinstance(name, dict):
                    name = name['source']
                for finding in match.group(1).split(', '):
                    yield finding, kind, identifier, name, match.group(2)


def page(program):
    rows = sorted(list_planted(program))
    return HEAD + ''.join(f'| {finding} | {kind.replace("-", " ")} | {name} | {why} |\n'
                          for finding, kind, _, name, why in rows)
