#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a push does to points that were earned already, through batonctl and a server of its own.

test-push.py BATONCTL BATOND SAMPLES
"""

import json
import os
import subprocess
import sys

from shell import DONE, REFUSED, USAGE, Shell

BATONCTL, BATOND, SAMPLES = map(os.path.abspath, sys.argv[1:4])
DAY = '2026-11-02'
NOT_FOUND = 3
POINTS = 'company-points'

shell = Shell(BATONCTL, SAMPLES)
run = shell.run


def push(*arguments, day=DAY):
    return run('push', '--token-file', 'token', '--day', day, *arguments)


def list_activities():
    """The ids of those whose points are a plain number."""
    entities = json.loads(run('export').stdout)['entities']['activity']
    return sorted(id for id, body in entities.items() if isinstance(body.get(POINTS, {}).get('value'), int) and 'exceptions' not in body[POINTS])


def cell(activity):
    return json.loads(run('export').stdout)['entities']['activity'][activity][POINTS]


def change(activity, value):
    run('set', activity, POINTS, '--value-json', json.dumps({'value': value}))


def check_first(tap, one, two):
    before = cell(one)
    answer = push('-m', 'Everything')
    tap.point(answer.returncode == DONE and 'count from' not in answer.stdout and cell(one) == before,
              'a first push, to a server without a past, dates nothing', answer.stdout, answer.stderr)


def check_default(tap, one, two):
    was, waiting = cell(one)['value'], cell(two)['value']
    change(one, was + 5)
    change(two, waiting + 5)
    answer = push('-m', 'More', '--leave-out', two)
    tap.point(answer.returncode == DONE and '1 activity' in answer.stdout, 'a push says whose points count from today on', answer.stdout, answer.stderr)
    tap.point(cell(one) == {'value': was, 'exceptions': [{'from': DAY, 'value': was + 5}]}, 'what was done before keeps its points', cell(one))
    tap.point(cell(two) == {'value': waiting + 5}, 'what waits is left alone', cell(two))
    later = push('-m', 'The rest', day='2026-11-09')
    tap.point(later.returncode == DONE and cell(two) == {'value': waiting, 'exceptions': [{'from': '2026-11-09', 'value': waiting + 5}]},
              'and counts from the day of its own push', cell(two), later.stderr)
    tap.point(cell(one)['exceptions'][0]['from'] == DAY, 'while the first keeps its day', cell(one))


def check_always(tap, one, two):
    change(one, 1)
    answer = push('-m', 'It was always 1', '--as-if-always')
    tap.point(answer.returncode == DONE and cell(one) == {'value': 1}, 'as if always restates the past', cell(one), answer.stderr)


def check_undo(tap, one, two):
    change(one, 2)
    push('-m', 'Two')
    undone = run('undo')
    tap.point(undone.returncode == DONE and cell(one) == {'value': 2}, 'the dating is a step of its own, which undo takes back', cell(one), undone.stdout)


def check_wrong(tap, one, two):
    """What cannot be: each in a sentence about the right thing, and none remembered."""
    right = os.environ.pop('BATON_SERVER')
    nobody = run('pull', '--server', f'{right}/nothing', '--token-file', 'token')
    tap.point(nobody.returncode == NOT_FOUND and run('pull', '--token-file', 'token').returncode == DONE,
              'an address with nothing at it is not remembered', nobody.stderr)
    os.environ['BATON_SERVER'] = right
    change(one, 3)
    for message in ('x' * 2001, 'a\x1bb'):
        answer = push('-m', message)
        tap.point(answer.returncode == USAGE and 'message' in answer.stderr, 'a message that no server takes is not sent', answer.stderr)
    gone = run('rollback', '99', '--token-file', 'token')
    tap.point(gone.returncode == NOT_FOUND and 'no such thing' in gone.stderr, 'a revision that there is not is no server that there is not', gone.stderr)
    run('undo')


def make_token(role, name, *options):
    path = f'token-{name}'
    with open(path, 'w', encoding='utf-8') as token:
        subprocess.run([BATOND, '--state', 'server', '--new-token', role, *options, name], stdout=token, check=True)
    return path


def check_translator(tap, one, two):
    token = make_token('translator', 'Tom', '--languages', 'de')
    change(one, 77)
    run('set', one, 'name', 'Aktivität', '--locale', 'fr')
    nothing = run('push', '--token-file', token, '-m', 'Not mine')
    tap.point(nothing.returncode == REFUSED and 'none of yours' in nothing.stderr, 'a translator pushes nothing else', nothing.stdout, nothing.stderr)
    run('set', one, 'name', 'Aktivität', '--locale', 'de')
    answer = run('push', '--token-file', token, '-m', 'Wörter')
    tap.point(answer.returncode == DONE and '2 changes wait' in answer.stdout and cell(one) == {'value': 77},
              'a translator pushes the texts in the own language, and the rest waits', answer.stdout, answer.stderr)
    again = run('push', '--token-file', token, '-m', 'Again')
    tap.point(again.returncode == REFUSED, 'which then are pushed', again.stdout, again.stderr)


def check_all(tap):
    with open('token', 'w', encoding='utf-8') as token:
        subprocess.run([BATOND, '--state', 'server', '--new-token', 'admin', 'Test'], stdout=token, check=True)
    reader, writer = os.pipe()
    server = subprocess.Popen([BATOND, '--state', 'server', '--port', '0', '--address-fd', str(writer), '--exit-with-parent'], pass_fds=[writer],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        os.close(writer)
        with os.fdopen(reader) as address:
            os.environ['BATON_SERVER'] = address.readline().strip()
        one, two = list_activities()[:2]
        for check in (check_first, check_default, check_always, check_undo, check_wrong, check_translator):
            check(tap, one, two)
    finally:
        server.terminate()
        server.wait()


sys.exit(shell.test(check_all))
