#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prove the walls between the rooms of src/.

Headers do not stop a stray include on every system, and a static library links with
whatever its user brings along. So this lists what each room's archive leaves undefined
and what its sources include, and fails on

  - a symbol or header of a library that the room may not use,
  - a symbol or header of a room that is not below it,
  - a clock, in a room that is told what day it is,
  - gettext, in a room that answers in codes and numbers.

The table below is the drawing of the rooms in README.md, in a form that can be checked.
Prints TAP, one point a room. --self-test breaks each wall on purpose.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Room:
    below: tuple = ()          # the rooms that it rests on; what they rest on is implied
    libraries: tuple = ()      # keys of SYMBOLS; GLib and libc go without saying
    clock: bool = False        # may ask what time it is
    sentences: bool = False    # may make sentences for people


ROOMS = {
    'model': Room(libraries=('json', 'icu')),
    'store': Room(below=('model',), libraries=('sqlite',), clock=True),
    'rules': Room(below=('model',)),
    'incentives': Room(below=('rules',)),
    'search': Room(below=('model',), libraries=('sqlite', 'icu')),
    'portal': Room(below=('incentives', 'rules', 'search')),
    'words': Room(below=('portal',), libraries=('icu',), sentences=True),
    'exchange': Room(below=('model', 'incentives'), libraries=('json', 'xml', 'xlsx', 'zip'), clock=True),
    'sync': Room(below=('exchange', 'store'), libraries=('json', 'soup', 'secret'), clock=True),
    'server': Room(below=('words', 'exchange'), libraries=('json', 'soup', 'sqlite'),
                   clock=True, sentences=True),
    'cli': Room(below=('words', 'sync'), libraries=('json',), clock=True, sentences=True),
    'console': Room(below=('words', 'sync'), libraries=('gtk',), clock=True, sentences=True),
}

SYMBOLS = {
    'sqlite': r'sqlite3_\w+',
    'gtk': r'(?:gtk|gdk|gsk|adw|graphene|pango|cairo)_\w+',
    'soup': r'soup_\w+',
    'json': r'json_\w+',
    'icu': r'u[a-z0-9]*_\w+_\d\d',
    'xml': r'(?:xml|html)[A-Z]\w+|xslt\w+',
    'xlsx': r'(?:lxw|workbook|worksheet|chart|format)_\w+',
    'zip': r'archive_\w+|zip_\w+|unz[A-Z]\w+',
    'secret': r'secret_\w+',
    'postgres': r'PQ\w+',
    'curl': r'curl_\w+',
}

HEADERS = {
    'sqlite': r'sqlite3\w*\.h',
    'gtk': r'(?:gtk|gdk|gsk|graphene|pango|cairo)\w*(?:/.*|\.h)|adwaita\.h',
    'soup': r'libsoup/.*',
    'json': r'json-glib/.*',
    'icu': r'unicode/.*',
    'xml': r'libxml/.*|libxslt/.*',
    'xlsx': r'xlsxwriter(?:/.*|\.h)',
    'zip': r'archive(?:_entry)?\.h|zip\.h|minizip/.*',
    'secret': r'libsecret/.*',
    'postgres': r'(?:postgresql/)?libpq.*',
    'curl': r'curl/.*',
}

CLOCK = re.compile(
    r'g_get_(?:real|current)_time|g_date_time_new_now(?:_local|_utc)?|g_time_val_\w+|'
    r'time|gettimeofday|clock_gettime|clock|ftime|timespec_get')

SENTENCES = re.compile(r'(?:g_)?d?c?n?p?gettext|g_dpgettext2|g_dngettext')

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]', re.M)


def all_below(room, rooms=ROOMS):
    found = set()
    for lower in rooms[room].below:
        found |= {lower} | all_below(lower, rooms)
    return found


@dataclass
class Archive:
    defined: set = field(default_factory=set)
    undefined: dict = field(default_factory=dict)    # symbol -> the object that wants it


def read_archive(nm, path):
    archive = Archive()
    listing = subprocess.run([nm, '-P', '-A', '-g', path],
                             check=True, capture_output=True, text=True).stdout
    for line in listing.splitlines():
        # "libbaton-model.a[baton-value.c.o]: baton_value_ref T 0 12"
        where, _, rest = line.partition(': ')
        member = os.path.basename(where.partition('[')[2].rstrip(']') or where)
        parts = rest.split()
        if len(parts) < 2:
            continue
        symbol, kind = parts[0], parts[1]
        if kind in ('U', 'w', 'v'):
            archive.undefined.setdefault(symbol, member)
        else:
            archive.defined.add(symbol)
    for symbol in archive.defined:
        archive.undefined.pop(symbol, None)
    return archive


def check_symbols(room, archives):
    """Yields a sentence for each symbol that reaches through a wall."""
    owner = {symbol: name for name, archive in archives.items() for symbol in archive.defined}
    near = all_below(room)
    rule = ROOMS[room]

    for symbol, member in sorted(archives[room].undefined.items()):
        if symbol in owner:
            if owner[symbol] not in near:
                yield f'{member} wants {symbol} of {owner[symbol]}/, which is not below {room}/'
            continue
        if symbol.startswith('baton_'):
            yield f'{member} wants {symbol}, which no room has'
            continue
        for library, pattern in SYMBOLS.items():
            if library not in rule.libraries and re.fullmatch(pattern, symbol):
                yield f'{member} wants {symbol}: {room}/ may not use {library}'
        if not rule.clock and CLOCK.fullmatch(symbol):
            yield f'{member} wants {symbol}: {room}/ may not read a clock'
        if not rule.sentences and SENTENCES.fullmatch(symbol):
            yield f'{member} wants {symbol}: {room}/ may not make sentences'


def check_includes(room, source_root):
    """Yields a sentence for each header that comes from behind a wall."""
    near = all_below(room) | {room}
    rule = ROOMS[room]

    for folder, _, names in sorted(os.walk(os.path.join(source_root, room))):
        for name in sorted(names):
            if not name.endswith(('.c', '.h')):
                continue
            path = os.path.join(folder, name)
            with open(path, encoding='utf-8') as file:
                text = file.read()
            shown = os.path.relpath(path, source_root)
            for header in INCLUDE.findall(text):
                top = header.split('/')[0]
                if '/' in header and top in ROOMS and top not in near:
                    yield f'{shown} includes {header}: {top}/ is not below {room}/'
                if header.startswith('../'):
                    yield f'{shown} includes {header}: includes start at src/'
                for library, pattern in HEADERS.items():
                    if library not in rule.libraries and re.fullmatch(pattern, header):
                        yield f'{shown} includes {header}: {room}/ may not use {library}'


class Tap:
    def __init__(self):
        self.count = 0
        self.failed = 0

    def point(self, name, complaints):
        self.count += 1
        complaints = list(complaints)
        for complaint in complaints:
            print(f'# {complaint}')
        print(f'{"not ok" if complaints else "ok"} {self.count} - {name}')
        self.failed += bool(complaints)

    def done(self):
        print(f'1..{self.count}')
        return 1 if self.failed else 0


def self_test(cc, nm):
    """Builds rooms with and without holes in their walls and sees that each hole is found."""
    sound = {
        'model': '#include <unicode/uloc.h>\n'
                 'extern int uloc_countAvailable_72 (void);\n'
                 'int baton_value (void) { return uloc_countAvailable_72 (); }\n',
        'store': '#include "model/baton-value.h"\n'
                 'extern int baton_value (void), sqlite3_step (void); extern long time (long *);\n'
                 'int baton_store (void) { return baton_value () + sqlite3_step () + (int) time (0); }\n',
        'rules': '#include "model/baton-value.h"\n'
                 'extern int baton_value (void);\n'
                 'int baton_rules (void) { return baton_value (); }\n',
        'portal': '#include "rules/baton-rules.h"\n'
                  'extern int baton_rules (void), baton_value (void);\n'
                  'int baton_portal (void) { return baton_rules () + baton_value (); }\n',
        'words': 'extern int baton_portal (void), dcgettext (void);\n'
                 'int baton_words (void) { return baton_portal () + dcgettext (); }\n',
    }
    call = 'extern int {0} (void); int baton_hole (void) {{ return {0} (); }}\n'
    holes = [
        ('rules', call.format('sqlite3_open_v2'), 'may not use sqlite'),
        ('model', call.format('gtk_label_new'), 'may not use gtk'),
        ('words', call.format('adw_init'), 'may not use gtk'),
        ('store', call.format('soup_session_new'), 'may not use soup'),
        ('rules', call.format('ubrk_open_72'), 'may not use icu'),
        ('portal', call.format('json_parser_new'), 'may not use json'),
        ('store', call.format('xmlReadMemory'), 'may not use xml'),
        ('store', call.format('PQconnectdb'), 'may not use postgres'),
        ('portal', call.format('g_date_time_new_now_utc'), 'may not read a clock'),
        ('model', call.format('time'), 'may not read a clock'),
        ('rules', call.format('dcgettext'), 'may not make sentences'),
        ('rules', call.format('baton_portal'), 'not below rules/'),
        ('model', call.format('baton_store'), 'not below model/'),
        ('rules', call.format('baton_nowhere'), 'which no room has'),
        ('rules', '#include "words/baton-words.h"\n', 'words/ is not below rules/'),
        ('rules', '  #  include <sqlite3.h>\n', 'may not use sqlite'),
        ('store', '#include "../model/baton-value.h"\n', 'includes start at src/'),
    ]
    tap = Tap()
    read = {}

    def archive_of(root, text):
        """The archive of one source; each text is compiled once, as most recur."""
        if text not in read:
            path = os.path.join(root, f'lib{len(read)}')
            # The includes are for check_includes() alone; there is nothing behind them.
            subprocess.run([*cc, '-x', 'c', '-fno-builtin', '-c', '-o', path + '.o', '-'],
                           input=re.sub(r'(?m)^ *#.*$', '', text), check=True, text=True)
            subprocess.run(['ar', 'crs', path + '.a', path + '.o'], check=True)
            read[text] = read_archive(nm, path + '.a')
        return read[text]

    def complaints_of(rooms):
        with tempfile.TemporaryDirectory(prefix='baton-walls-') as root:
            for room, text in rooms.items():
                os.makedirs(os.path.join(root, room))
                with open(os.path.join(root, room, 'baton-part.c'), 'w', encoding='utf-8') as file:
                    file.write(text)
            archives = {room: archive_of(root, text) for room, text in rooms.items()}
            return [complaint for room in rooms
                    for check in (check_symbols(room, archives), check_includes(room, root))
                    for complaint in check]

    tap.point('sound walls stand', complaints_of(sound))
    for room, hole, expected in holes:
        found = complaints_of({**sound, room: sound[room] + hole})
        name = f'{room}: {hole.split(";")[0].strip()}'.replace('#', 'hash ')
        if len(found) == 1 and expected in found[0]:
            tap.point(name, [])
        else:
            tap.point(name, [f'expected "{expected}", found {found}'])
    return tap.done()


def main():
    parser = argparse.ArgumentParser(description='Prove the walls between the rooms of src/.')
    parser.add_argument('--self-test', action='store_true', help='break each wall on purpose')
    parser.add_argument('--nm', default='nm')
    parser.add_argument('--cc', nargs='+', default=['cc'], help='compiler for --self-test')
    parser.add_argument('--source-root', help='the folder src/')
    parser.add_argument('archives', nargs='*', metavar='ROOM=ARCHIVE')
    options = parser.parse_args()

    if options.self_test:
        return self_test(options.cc, options.nm)

    archives = {}
    for pair in options.archives:
        room, _, path = pair.partition('=')
        archives[room] = read_archive(options.nm, path)

    tap = Tap()
    folders = {entry.name for entry in os.scandir(options.source_root) if entry.is_dir()}
    tap.point('every folder of src/ is a room in the table',
              [f'{name}/ is not in the table' for name in sorted(folders - set(ROOMS))])
    for room in ROOMS:
        if room in archives:
            tap.point(f'{room}: symbols', check_symbols(room, archives))
        tap.point(f'{room}: includes', check_includes(room, options.source_root))
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
