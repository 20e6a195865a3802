# SPDX-License-Identifier: GPL-3.0-or-later
"""A program being written down: ids, texts, places and the JSON of the whole.

Everything follows from what the modules say: an id from its kind and key, a position from the order in which
siblings were added, a digest from the text. No clock and no chance, so the same source makes the same bytes.
"""

import hashlib
import json
import unicodedata

CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz'
BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
LOCALES = ('de', 'ja', 'ar')


def slug(name):
    """The part of an id that people recognise: at most 40 of a-z, 0-9 and '-'."""
    plain = unicodedata.normalize('NFKD', name.replace('ß', 'ss')).encode('ascii', 'ignore').decode().lower()
    words = ''.join(c if c.isalnum() else ' ' for c in plain).split()
    return '-'.join(words)[:40].strip('-') or 'x'


def make_id(seed, name):
    """slug-of-name + '-' + 10 Crockford base-32 characters drawn from the hash of *seed*."""
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], 'big')
    digits = ''
    for _ in range(10):
        digits = CROCKFORD[number % 32] + digits
        number //= 32
    return f'{slug(name)}-{digits}'


def source_digest(source):
    return hashlib.sha256(source.encode()).hexdigest()[:16]


def text(source, de=None, ja=None, ar=None, *, native=None, kept=False, was=None, stale=(), unreviewed=(),
         needs_work=(), fr=None):
    """A translatable text.

    stale       locales whose translation was made from *was*, an older wording of the source
    unreviewed  locales whose translation awaits review
    needs_work  locales whose translation members never see
    """
    value = {'source': nfc(source)}
    if native:
        value['native'] = native
    if kept:
        value['kept'] = True
    locales = {}
    for tag, translation in (('de', de), ('ja', ja), ('ar', ar), ('fr', fr)):
        if translation is None:
            continue
        state = 'needs-work' if tag in needs_work else 'translated' if tag in unreviewed else 'reviewed'
        made_from = was if tag in stale else source
        locales[tag] = {'text': nfc(translation), 'state': state, 'source': source_digest(nfc(made_from))}
    if locales:
        value['locales'] = locales
    return value


def nfc(string):
    return unicodedata.normalize('NFC', string)


def place_keys(count):
    """The first *count* positions, in the order in which Baton makes them when each goes after the last: a0 … az, b00 …"""
    keys = []
    for i in range(count):
        if i < 62:
            keys.append('a' + BASE62[i])
        else:
            keys.append('b' + BASE62[(i - 62) // 62] + BASE62[(i - 62) % 62])
    return keys


class Program:
    """Entities by kind and key. Keys are the generator's own names; ids are made of them."""

    def __init__(self, name):
        self.name = name
        self.entities = {}      # kind → id → body
        self.kinds = {}         # id → kind
        self.keys = {}          # (kind, key) → id
        self.children = {}      # (kind, parent id or None) → [id], in order
        self.promised = set()   # ids referred to before they were added

    def id(self, kind, key):
        """The id under which *key* is, or will be, added."""
        if (kind, key) not in self.keys:
            self.keys[kind, key] = make_id(f'{self.name}/{kind}/{key}', key)
            self.promised.add((kind, key))
        return self.keys[kind, key]

    def add(self, kind, key, parent=None, ordered=True, **fields):
        """Adds an entity; field names are written with '_' for '-'. Fields that are None, empty or False stay unset."""
        identifier = self.id(kind, key)
        assert identifier not in self.kinds, f'{kind} {key} is there twice'
        self.promised.discard((kind, key))
        body = {}
        for field, value in fields.items():
            if value is None or value is False or value == [] or value == {}:
                continue
            body[field.rstrip('_').replace('_', '-')] = value
        if ordered:
            self.children.setdefault((kind, parent), []).append(identifier)
            body['place'] = {'parent': parent} if parent else {}
        self.entities.setdefault(kind, {})[identifier] = body
        self.kinds[identifier] = kind
        return identifier

    def term(self, key):
        return self.id('term', key)

    def terms(self, *keys):
        return sorted(self.id('term', key) for key in keys)

    def finish(self):
        assert not self.promised, f'referred to, but never added: {sorted(self.promised)}'
        for siblings in self.children.values():
            for identifier, position in zip(siblings, place_keys(len(siblings))):
                self.entities[self.kinds[identifier]][identifier]['place']['position'] = position
        return {'baton': 'program', 'schema': 1, 'entities': self.entities}


def to_json(value):
    """As Baton writes it for people: sorted keys, two spaces, a line break at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + '\n'


class Audience:
    """Clauses in the words of the program: one helper a kind of clause."""

    def __init__(self, program):
        self.program = program

    def _clause(self, vocabulary, match, keys, side=None):
        clause = {'dimension': self.program.id('vocabulary', vocabulary), match: self.program.terms(*keys)}
        if side:
            clause['side'] = side
        return clause

    def any(self, vocabulary, *keys, side=None):
        return self._clause(vocabulary, 'any', keys, side)

    def all(self, vocabulary, *keys, side=None):
        return self._clause(vocabulary, 'all', keys, side)

    def only(self, vocabulary, *keys, side=None):
        return self._clause(vocabulary, 'only', keys, side)

    def none(self, vocabulary, *keys, side=None):
        return self._clause(vocabulary, 'none', keys, side)

    def role(self, *keys, match='any'):
        return {'dimension': 'role', match: sorted(self.program.id('role', key) for key in keys)}

    def tier(self, ladder, *keys, match='any'):
        return {'dimension': self.program.id('tier-ladder', ladder),
                match: sorted(self.program.id('tier', key) for key in keys)}

    def named(self, key):
        return {'audience': self.program.id('audience', key)}

    def number(self, attribute, minimum=None, maximum=None):
        clause = {'attribute': attribute}
        if minimum is not None:
            clause['min'] = minimum
        if maximum is not None:
            clause['max'] = maximum
        return clause
