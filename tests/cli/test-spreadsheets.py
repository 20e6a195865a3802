#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Spreadsheets, program folders and translations through batonctl, as somebody at a shell uses them.

test-spreadsheets.py BATONCTL SAMPLES
"""

import glob
import json
import os
import shutil
import sys

from shell import DONE, FILE, PROBLEMS, REFUSED, USAGE, Shell

BATONCTL, SAMPLES = map(os.path.abspath, sys.argv[1:3])
NAMES = ('activity', 'term', 'reward', 'promotion', 'content', 'persona', 'organisations', 'members', 'history')

shell = Shell(BATONCTL, SAMPLES)
run = shell.run


def plan(*arguments):
    answer = run('import', *arguments, '--dry-run', '--json')
    return json.loads(answer.stdout) if answer.stdout else {'stderr': answer.stderr}


def digest():
    return run('export').stdout


def check_round_trips(tap):
    for name in NAMES:
        for ending in ('csv', 'tsv', 'xlsx'):
            path = f'{name}.{ending}'
            written = run('export', name, path)
            found = plan(name, path)
            good = (written.returncode == DONE and found.get('left', 0) > 0 and
                    found['created'] == found['changed'] == found['refused'] == 0)
            tap.point(good, f'{path} goes out and brings nothing new', written.stderr, str(found)[:300])


def check_import(tap):
    before = digest()
    with open('new.csv', 'w', encoding='utf-8') as file:
        file.write('Term;Vocabulary;Parent\nOne;Brand new;\nTwo;Brand new;One\n;Brand new;\n')
    refused = run('import', 'term', 'new.csv')
    tap.point(refused.returncode == PROBLEMS and digest() == before, 'a bad row keeps all of it out', refused.stderr)
    partly = run('import', 'term', 'new.csv', '--partly', '--refused', 'refused.csv')
    with open('refused.csv', encoding='utf-8-sig') as file:
        rows = file.read().splitlines()
    tap.point(partly.returncode == PROBLEMS and len(rows) == 2 and rows[0].endswith(',Why') and 'name' in rows[1],
              'bad rows are left out and written down', partly.stderr, rows)
    listed = run('list', 'term', '--below', 'One', '--json')
    tap.point('Two' in listed.stdout, 'the tree is as the sheet says', listed.stdout, listed.stderr)
    again = plan('term', 'new.csv')
    tap.point(again['left'] == 2 and again['created'] == 0, 'the same sheet brings nothing twice', again)
    run('undo')
    tap.point(digest() == before, 'one undo takes all of it back')


def check_mapping(tap):
    with open('map.csv', 'w', encoding='utf-8') as file:
        file.write('What they do,Worth\nDance,5\n')
    missing = plan('activity', 'map.csv')
    mapped = plan('activity', 'map.csv', '--column', 'What they do=name', '--column', 'Worth=tier-points', '--below', 'Influencer motion')
    unknown = run('import', 'activity', 'map.csv', '--column', 'Worth=shoe-size')
    tap.point(missing['refused'] == 1 and missing['rows'][0]['issues'][0]['code'] == 'no-owner', 'headings that nobody knows are none the less no row', missing)
    tap.point(mapped.get('created') == 1, 'columns and what rows belong to can be said', mapped)
    tap.point(unknown.returncode == USAGE and 'tier-points' in unknown.stderr, 'a column that there is not is answered with those there are',
              unknown.stderr)


def check_folder(tap):
    before = digest()
    written = run('export', 'program/')
    back = run('import', 'program', 'program', '--dry-run')
    tap.point(written.returncode == DONE and ' 0, ' in back.stdout and back.returncode == DONE, 'a folder brings back the same program', back.stdout, back.stderr)
    with open('program/kinds/tier.json', encoding='utf-8') as file:
        text = file.read()
    with open('program/kinds/tier.json', 'w', encoding='utf-8') as file:
        file.write(text.replace('"threshold": ', '"threshold": -', 1))
    broken = run('import', 'program', 'program')
    tap.point(broken.returncode == PROBLEMS and 'kinds/tier.json' in broken.stderr and digest() == before, 'an error names its file', broken.stderr)


def check_translations(tap):
    for path in ('german.po', 'german.xlf'):
        run('translations', 'export', 'de', path)
        back = run('translations', 'import', 'de', path, '--json', '--dry-run')
        found = json.loads(back.stdout)
        tap.point(back.returncode == DONE and found['same'] > 0 and found['new'] == found['changed'] == 0, f'{path} comes back as it went', back.stdout[:300])
    other = run('translations', 'import', 'ja', 'german.xlf')
    tap.point(other.returncode == PROBLEMS and 'de' in other.stderr, 'a file in another language is refused', other.stderr)


def check_files(tap):
    with open('noise.xlsx', 'wb') as file:
        file.write(b'PK\003\004' + bytes(range(256)) * 8)
    noise = run('import', 'term', 'noise.xlsx')
    absent = run('import', 'term', 'absent.xlsx')
    tap.point(noise.returncode == FILE and 'noise.xlsx' in noise.stderr, 'a file that is no workbook is refused', noise.stderr)
    tap.point(absent.returncode == FILE and 'absent.xlsx' in absent.stderr, 'so is one that is not there', absent.stderr)
    sheet = run('import', 'term', 'term.xlsx', '--sheet', 'Nowhere')
    tap.point(sheet.returncode == USAGE and 'Nowhere' in sheet.stderr and '“Terms”' in sheet.stderr, 'a sheet that there is not is answered with those there are',
              sheet.stderr)
    duplicates = run('duplicates', '--json')
    tap.point(duplicates.returncode == DONE and set(json.loads(duplicates.stdout)) == {'organisations', 'members'}, 'duplicates are listed', duplicates.stderr)


def partners():
    run('export', 'organisations', 'register.csv')
    with open('register.csv', 'rb') as file:
        return file.read()


def write(name, text):
    with open(name, 'w', encoding='utf-8') as file:
        file.write(text)


def check_register_undo(tap):
    write('plain.csv', 'Organization,Joined on\nPlain,2026-01-02\n')
    run('import', 'organisations', 'plain.csv')
    program, register = digest(), partners()
    write('partners.csv', 'Organization,Region,Revenue\nIsland One,Atlantis,1\nIsland Two,Atlantis,2\nTotal,,3\n')
    said = run('import', 'organisations', 'partners.csv', '--new-terms')
    tap.point(said.returncode == DONE and 'Row 4' in said.stdout and b'Total' not in partners(), 'a sum at the foot is no organization', said.stdout, said.stderr)
    with_terms, with_partners = digest(), partners()
    run('undo')
    tap.point(with_terms != program and with_partners != register and digest() == program and partners() == register,
              'one undo takes back the terms and the partners that have them')
    run('redo')
    tap.point(digest() == with_terms and partners() == with_partners, 'and redo brings both')
    before = sorted(glob.glob('*.data/register.step-*.before'))[-1]
    folder, name = os.path.split(before)
    number, moment = name[len('register.step-'):-len('.before')].split('-')
    shutil.copyfile(before, 'half')
    os.replace('half', f'{folder}/register.segment')
    write(f'{folder}/register.turning', f'{int(number)} {moment}\n')
    half = partners()
    run('redo')
    tap.point(half != with_partners and partners() == with_partners and not os.path.exists(f'{folder}/register.turning'),
              'a register that a crash kept from following its step follows when the workspace is opened', half)
    write('more.csv', 'Organization\nLater\n')
    run('import', 'organisations', 'more.csv')
    refused = run('undo')
    tap.point(refused.returncode == REFUSED and 'Atlantis' in refused.stderr and digest() == with_terms, 'terms that the register has by now are not taken away',
              refused.stdout, refused.stderr)
    unknown = run('import', 'nonsense', 'more.csv')
    tap.point(unknown.returncode == USAGE and 'organisations' in unknown.stderr and 'members' in unknown.stderr, 'what can be imported is said', unknown.stderr)


def check_all(tap):
    shell.take_data()
    for check in (check_round_trips, check_import, check_mapping, check_folder, check_translations, check_files, check_register_undo):
        check(tap)


sys.exit(shell.test(check_all))
