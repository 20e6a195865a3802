#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check that po/POTFILES.in names every file with text for people, once, sorted.

--update writes the list anew, keeping its comments.
"""

import os
import re
import sys

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))
LIST = os.path.join(ROOT, 'po', 'POTFILES.in')

# Calls; lines of definitions and of comments are left out below.
IN_C = re.compile(r'\b(?:_|N_|C_|NC_|Q_|gettext|ngettext|g_dngettext|g_dgettext|g_dpgettext2?) ?\(')
IN_UI = re.compile(r'\btranslatable="(?:yes|true)"')


def has_text(path):
    name = os.path.basename(path)
    if name.endswith(('.desktop.in', '.gschema.xml.in', '.metainfo.xml.in')):
        return True
    if not name.endswith(('.c', '.h', '.ui')):
        return False
    with open(path, encoding='utf-8') as file:
        pattern = IN_UI if name.endswith('.ui') else IN_C
        return any(pattern.search(line) and not line.lstrip().startswith(('#', '*', '/*'))
                   for line in file)


def wanted():
    found = []
    for top in ('data', 'src', 'ui'):
        for folder, folders, names in os.walk(os.path.join(ROOT, top)):
            folders[:] = [name for name in folders if name != 'samples']
            paths = (os.path.join(folder, name) for name in names)
            found += [os.path.relpath(path, ROOT) for path in paths if has_text(path)]
    return sorted(found)


def main():
    with open(LIST, encoding='utf-8') as file:
        lines = file.read().splitlines()
    listed = [line for line in lines if line and not line.startswith('#')]
    right = wanted()

    if '--update' in sys.argv:
        with open(LIST, 'w', encoding='utf-8') as file:
            file.write('\n'.join([line for line in lines if line.startswith('#')] + right) + '\n')
        return 0

    complaints = [f'{path} has text for people and is missing' for path in right if path not in listed]
    complaints += [f'{path} has no text for people' for path in listed if path not in right]
    if not complaints and listed != right:
        complaints = ['the list is not sorted']
    for complaint in complaints:
        print(f'# po/POTFILES.in: {complaint}')
    if complaints:
        print('# tests/tree/check-potfiles.py --update mends it')
    print(f'{"not ok" if complaints else "ok"} 1 - po/POTFILES.in is complete\n1..1')
    return 1 if complaints else 0


if __name__ == '__main__':
    sys.exit(main())
