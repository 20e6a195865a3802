#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the scripts in build-aux/, with stand-ins for what they call; prints TAP."""

import json
import os
import stat
import subprocess
import sys
import tempfile

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))
SUM = os.path.join(ROOT, 'build-aux', 'sum-tests.py')
INSTALL = os.path.join(ROOT, 'build-aux', 'install-packages.sh')

POINTS = []


def point(name):
    def add(function):
        POINTS.append((name, function))
        return function
    return add


def run_sum(*logs):
    """Runs sum-tests.py over one build directory a log; a log of None is a missing one."""
    with tempfile.TemporaryDirectory() as root:
        folders = []
        for number, log in enumerate(logs):
            folder = os.path.join(root, str(number))
            os.makedirs(os.path.join(folder, 'meson-logs'))
            folders.append(folder)
            if log is not None:
                with open(os.path.join(folder, 'meson-logs', 'testlog.json'), 'w', encoding='utf-8') as file:
                    file.writelines(json.dumps({'returncode': 0, **test}) + '\n' for test in log)
        return subprocess.run([sys.executable, SUM, *folders], capture_output=True, text=True)


def summed(*logs):
    done = run_sum(*logs)
    return done.stdout.splitlines()[-1], done.returncode


def summed_lines(*logs):
    return run_sum(*logs).stdout.splitlines()


GOOD = {'name': 'good', 'result': 'OK', 'stdout': 'TAP version 13\nok 1 - a\nok 2 - b # SKIP no display\n1..2\n'}
BAD = {'name': 'bad', 'result': 'FAIL', 'stdout': 'ok 1 - a\nnot ok 2 - b\nnot ok 3 - c\n1..3\n'}
CRASHED = {'name': 'crashed', 'result': 'ERROR', 'returncode': -11, 'stdout': 'ok 1 - a\n'}
PLAIN = {'name': 'plain', 'result': 'OK'}


@point('sum: points, skips and plain tests')
def _():
    assert summed([GOOD, PLAIN]) == ('2 passed, 0 failed', 0)


@point('sum: failures, and a crash after the first point')
def _():
    assert summed([GOOD, BAD, CRASHED]) == ('3 passed, 3 failed', 1)


@point('sum: the seed of what failed')
def _():
    seeded = {**BAD, 'stdout': '# random seed: R02Sabc\n' + BAD['stdout']}
    lines = summed_lines([seeded, {**GOOD, 'stdout': '# random seed: R02Sdef\n' + GOOD['stdout']}])
    assert any('--seed=R02Sabc' in line for line in lines)
    assert not any('R02Sdef' in line for line in lines)


@point('sum: two runs, one of which did not build')
def _():
    assert summed([GOOD], None) == ('1 passed, 1 failed', 1)
    assert summed([GOOD], []) == ('1 passed, 1 failed', 1)


@point('sum: a time-out')
def _():
    assert summed([{'name': 'slow', 'result': 'TIMEOUT'}]) == ('0 passed, 1 failed', 1)


def installed(present, purpose='run', answer='', **environment):
    """Runs install-packages.sh where only `present` is installed.

    Returns its exit status, what it said and the calls of apt-get.
    """
    with tempfile.TemporaryDirectory() as root:
        calls = os.path.join(root, 'calls')
        stubs = {
            'dpkg-query': 'for last; do :; done; case " $PRESENT " in *" $last "*) printf installed;; *) exit 1;; esac',
            'apt-get': f'echo "$@" >> {calls}',
            'sudo': 'exec "$@"',
            'id': 'echo "${USER_ID:-0}"',
        }
        for name, body in stubs.items():
            path = os.path.join(root, name)
            with open(path, 'w', encoding='utf-8') as file:
                file.write(f'#!/bin/sh\n{body}\n')
            os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)
        done = subprocess.run([INSTALL, purpose], input=answer, capture_output=True, text=True,
                              env={'PATH': root + ':/usr/bin:/bin', 'PRESENT': ' '.join(present), **environment})
        apt = []
        if os.path.exists(calls):
            with open(calls, encoding='utf-8') as file:
                apt = file.read().splitlines()
        return done.returncode, done.stdout + done.stderr, apt


def packages(purpose):
    with open(os.path.join(ROOT, 'build-aux', 'debian-packages.txt'), encoding='utf-8') as file:
        rows = [line.split() for line in file if line.strip() and not line.startswith('#')]
    return [name for name, needed_to in rows if needed_to == 'run' or purpose == 'test']


@point('install: nothing to do')
def _():
    assert installed(packages('run')) == (0, '', [])
    assert installed(packages('test'), 'test') == (0, '', [])


@point('install: names and installs only what is missing')
def _():
    status, said, apt = installed(set(packages('run')) - {'meson'}, CI='true')
    assert status == 0 and '  meson\n' in said and '  gettext' not in said
    assert apt[-1].endswith('install -y -qq --no-install-recommends meson'), apt


@point('install: does not ask where nobody can answer')
def _():
    status, said, apt = installed([], USER_ID='1000')
    assert status == 0 and '[Y/n]' not in said and len(apt) == 2, (status, said, apt)


@point('list: no package twice')
def _():
    names = packages('test')
    assert len(names) == len(set(names))


def main():
    failed = 0
    for number, (name, function) in enumerate(POINTS, 1):
        try:
            function()
            print(f'ok {number} - {name}')
        except AssertionError as error:
            failed = 1
            print('\n'.join(f'# {line}' for line in str(error).splitlines()))
            print(f'not ok {number} - {name}')
    print(f'1..{len(POINTS)}')
    return failed


if __name__ == '__main__':
    sys.exit(main())
