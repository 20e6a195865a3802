#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sum up what `meson test` logged, over the points of every TAP test.

    sum-tests.py BUILDDIR [BUILDDIR…]

Prints what failed and what was skipped, then one last line `N passed, N failed`; exits 1
unless all passed; with what failed goes the seed that its random tests were drawn with, which
stands at the top of a log of which often only the end is kept. Reads testlog.json rather than the JUnit file, which does not tell that
a test program crashed after its first points. A build directory without a log is one
failure: it did not get as far as testing.
"""

import json
import os
import re
import sys

SEED = re.compile(r'^# random seed: (\S+)$', re.M)
POINT = re.compile(r'^(?P<bad>not )?ok\b(?P<rest>.*)$', re.M)
SKIP = re.compile(r'#\s*skip', re.I)
TODO = re.compile(r'#\s*todo', re.I)


def sum_one(test):
    """Returns (passed, failed, skipped, notes) of one line of testlog.json."""
    passed = failed = skipped = 0
    notes = []
    for point in POINT.finditer(test.get('stdout') or ''):
        name = point['rest'].strip()
        if SKIP.search(name):
            skipped += 1
            notes.append(f'skipped: {test["name"]}: {name}')
        elif point['bad'] and not TODO.search(name):
            failed += 1
            notes.append(f'FAILED: {test["name"]}: {name}')
        else:
            passed += 1

    result = test['result']
    if result == 'SKIP' and passed + skipped == 0:
        skipped += 1
        notes.append(f'skipped: {test["name"]}')
    elif result in ('OK', 'EXPECTEDFAIL') and passed + skipped == 0:
        passed += 1
    elif result not in ('OK', 'SKIP', 'EXPECTEDFAIL') and failed == 0:
        failed += 1
        notes.append(f'FAILED: {test["name"]}: {result.lower()} (exit status {test["returncode"]})')
    seed = SEED.search(test.get('stdout') or '')
    if failed and seed:
        notes.append(f'  drawn with --seed={seed.group(1)}: {test["name"]}')
    return passed, failed, skipped, notes


def main(folders):
    passed = failed = skipped = 0
    for folder in folders:
        log = os.path.join(folder, 'meson-logs', 'testlog.json')
        try:
            with open(log, encoding='utf-8') as file:
                tests = [json.loads(line) for line in file if line.strip()]
        except FileNotFoundError:
            tests = []
        if not tests:
            print(f'FAILED: {folder}: did not build')
            failed += 1
        for test in tests:
            sums = sum_one(test)
            passed, failed, skipped = passed + sums[0], failed + sums[1], skipped + sums[2]
            for note in sums[3]:
                print(f'{note} [{folder}]')
    if skipped:
        print(f'{skipped} skipped')
    print(f'{passed} passed, {failed} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
