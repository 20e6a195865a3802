#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes out of batonctl: nothing gets lost on the way, --json is JSON, names command no terminal; and what goes in replaces no
more than it says.

test-output.py BATONCTL SAMPLES
"""

import json
import os
import subprocess
import sys

from shell import DONE, FILE, PROBLEMS, Shell

BATONCTL, SAMPLES = map(os.path.abspath, sys.argv[1:3])
USAGE, NOT_FOUND = 2, 3

shell = Shell(BATONCTL, SAMPLES)
run = shell.run


def check_full(tap):
    for arguments in (['export'], ['list', 'tier', '--json'], ['--help'], ['open']):
        with open('/dev/full', 'w', encoding='utf-8') as full:
            answer = subprocess.run([BATONCTL, *arguments], stdout=full, stderr=subprocess.PIPE, text=True)
        tap.point(answer.returncode == FILE and 'could not be written' in answer.stderr, f'a full disk is told of by {arguments[0]}', answer.returncode, answer.stderr)


def check_json(tap):
    for arguments in (['export', 'p.json'], ['export', 'p/'], ['export', 'tier', 't.csv'], ['schema', 's.json'], ['guide', '-o', 'g.html'],
                      ['preview', 'Influencer', '-o', 'v.html'], ['translations', 'export', 'de', 'd.po']):
        answer = run(*arguments, '--json')
        try:
            written = json.loads(answer.stdout)['written']
        except ValueError:
            written = answer.stdout
        tap.point(answer.returncode == DONE and written in arguments, f'{arguments[0]} says in JSON what it wrote', written)
    refused = run('remove', 'Legend', '--json')
    tap.point(refused.returncode == PROBLEMS and len(json.loads(refused.stdout)['uses']) > 0, 'remove lists in JSON what uses a thing', refused.stdout)


def check_dashes(tap):
    answer = run('set', 'Legend', 'name', '--', '-Legend-')
    tap.point(answer.returncode == DONE and json.loads(run('show', '-k', 'tier', '--json', '--', '-Legend-').stdout)['body']['name']['source'] == '-Legend-',
              'a value may begin with a dash, behind two of them', answer.stderr)
    run('undo')


def check_terminal(tap):
    answer = run('show', 'x\x1b[2Jy\x9bz')
    tap.point(answer.returncode == NOT_FOUND and '\x1b' not in answer.stderr and '\x9b' not in answer.stderr, 'no name commands the terminal', ascii(answer.stderr))


def check_open(tap):
    """While another batonctl waits, with the workspace open, for a history to come out of a pipe."""
    os.mkfifo('pipe')
    with open('one.csv', 'w', encoding='utf-8') as file:
        file.write('Name,Vocabulary\nOne,Brand new\n')
    run('translations', 'export', 'de', 'german.po')
    waiting = subprocess.Popen([BATONCTL, 'import', 'history', 'pipe'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with open('pipe', 'w', encoding='utf-8'):
            locked = run('set', 'Legend', 'threshold', '1000')
            tap.point(locked.returncode == FILE, 'what is open elsewhere is not changed', locked.stderr)
            for arguments in (['import', 'term', 'one.csv'], ['import', 'program', os.path.join(SAMPLES, 'influencer.json')], ['translations', 'import', 'de', 'german.po']):
                dry = run(*arguments, '--dry-run')
                tap.point(dry.returncode == DONE, f'but {" ".join(arguments[:2])} says what would happen', dry.stderr)
    finally:
        waiting.wait()


def check_portals(tap):
    personas = [persona['id'] for persona in json.loads(run('list', 'persona', '--json').stdout)]
    for persona in personas[:2]:
        run('set', persona, 'name', 'Twin of a persona')
    answer = run('preview', '--folder', 'portal', '--json')
    written = json.loads(answer.stdout)['written']
    tap.point(answer.returncode == DONE and len(set(written)) == len(personas) and all(map(os.path.exists, written)),
              'personas of one name have portals of their own', answer.stderr, written)


def check_bytes(tap):
    """A shell hands over any bytes; what cannot be read again must not get into the workspace."""
    bad = b'\xff\xfe'
    for arguments in (['set', 'Legend', 'name', bad], ['set', 'Legend', 'name', bad, '--locale', 'de'], ['set', bad, 'name', 'x'],
                      ['set', 'Legend', bad, 'x'], ['show', bad], ['list', bad], ['explain', bad, 'view', 'x'], ['add', 'role', b'name=' + bad]):
        done = subprocess.run([BATONCTL, *arguments], capture_output=True, check=False)
        tap.point(done.returncode in (USAGE, NOT_FOUND), f'{arguments[0]} refuses bytes that are no text', done.returncode, done.stderr)
    run('set', 'Legend', 'name', 'a\u0308', '--locale', 'de')
    shown = run('show', 'Legend', '--json')
    tap.point(shown.returncode == DONE and json.loads(shown.stdout)['body']['name']['locales']['de']['text'] == '\u00e4',
              'a translation is kept in the form of all texts, and the workspace opens', shown.stdout, shown.stderr)
    page = run('preview', 'Influencer', '--json')
    tap.point(json.loads(page.stdout)['html'].startswith('<!DOCTYPE html>'), 'a page is a member of its answer in JSON', page.stdout[:60])


def count_organisations():
    return json.loads(run('open', '--json').stdout)['organisations']


def check_register(tap):
    before = count_organisations()
    with open('part.csv', 'w', encoding='utf-8') as file:
        file.write('id,name\no-001,Renamed Ltd\nx-1,Twin\nx-2,Twin\n')
    run('import', 'organisations', 'part.csv')
    tap.point(count_organisations() == before + 2, 'two columns of the register replace none of it', count_organisations())
    one = run('simulate', '--organisation', 'Renamed Ltd')
    two = run('simulate', '--organisation', 'Twin')
    tap.point(one.returncode == DONE, 'they change what they say', one.stderr)
    tap.point(two.returncode == NOT_FOUND and 'x-1' in two.stderr and 'x-2' in two.stderr, 'of two partners of one name neither is taken for the other', two.stderr)


def check_all(tap):
    shell.take_data()
    for check in (check_full, check_json, check_dashes, check_terminal, check_open, check_portals, check_bytes, check_register):
        check(tap)


sys.exit(shell.test(check_all))
