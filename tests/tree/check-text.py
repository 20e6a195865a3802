#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check the habits of the tree that no compiler sees; prints TAP.

  - no trailing blanks, no carriage returns, no tabs in C, one newline at the end,
  - an SPDX line at the head of each source file,
  - one version in meson.build, NEWS and the AppStream metainfo.
"""

import os
import re
import sys

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))
TEXT = ('.c', '.h', '.in', '.ui', '.css', '.sql', '.xml', '.svg', '.py', '.sh', '.md', '.yml',
        '.json', '.build', 'Makefile', '.editorconfig', '.clang-format')
SOURCE = ('.c', '.h', '.py', '.sh', '.sql', '.css', '.ui', '.svg')
# Inputs of tests may be ugly on purpose, and samples are what a program wrote.
FOREIGN = ('tests/data/', 'tests/corpus/', 'data/samples/', 'po/')


def sources():
    for folder, folders, names in os.walk(ROOT):
        here = os.path.relpath(folder, ROOT)
        folders[:] = sorted(name for name in folders
                            if (not name.startswith(('_build', '.')) or name == '.ci')
                            and name != '__pycache__')
        for name in sorted(names):
            path = os.path.normpath(os.path.join(here, name))
            if path.startswith(FOREIGN) or '/data/' in path and path.startswith('tests/'):
                continue
            if name.endswith(TEXT) or path == '.ci/run':
                yield path


def blank_complaints(path, data):
    text = data.decode('utf-8')
    if not text:
        return
    if '\r' in text:
        yield f'{path}: carriage return'
    if not text.endswith('\n') or text.endswith('\n\n'):
        yield f'{path}: must end with one newline'
    for number, line in enumerate(text.split('\n'), 1):
        if line != line.rstrip() and not path.endswith('.md'):
            yield f'{path}:{number}: blanks at the end of the line'
        if '\t' in line and path.endswith(('.c', '.h')):
            yield f'{path}:{number}: tab'


def version_complaints(read):
    version = re.search(r"^  version: '([^']+)'", read('meson.build'), re.M).group(1)
    news = re.search(r'^Baton (\S+)', read('NEWS'), re.M).group(1)
    metainfo = re.search(r'<release version="([^"]+)"',
                         read('data/org.batonconsole.Baton.metainfo.xml.in')).group(1)
    if news != version:
        yield f'NEWS begins with {news}, meson.build says {version}'
    if metainfo != version:
        yield f'the metainfo begins with {metainfo}, meson.build says {version}'


def main():
    blanks, licences = [], []
    for path in sources():
        with open(os.path.join(ROOT, path), 'rb') as file:
            data = file.read()
        blanks += blank_complaints(path, data)
        if path.endswith(SOURCE) and data and b'SPDX-License-Identifier: ' not in data[:400]:
            licences.append(f'{path}: no SPDX line at its head')

    def read(path):
        with open(os.path.join(ROOT, path), encoding='utf-8') as file:
            return file.read()

    points = [('blanks and line ends', blanks),
              ('SPDX lines', licences),
              ('one version', list(version_complaints(read)))]
    for number, (name, complaints) in enumerate(points, 1):
        for complaint in complaints:
            print(f'# {complaint}')
        print(f'{"not ok" if complaints else "ok"} {number} - {name}')
    print(f'1..{len(points)}')
    return 1 if any(complaints for _, complaints in points) else 0


if __name__ == '__main__':
    sys.exit(main())
