#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Statements through batonctl, as text and as JSON.

test-simulate.py BATONCTL SAMPLES
"""

import os
import sys

from shell import DONE, Shell

BATONCTL, SAMPLES = map(os.path.abspath, sys.argv[1:3])
PARTNER = 'Donauklang Medien'

shell = Shell(BATONCTL, SAMPLES)
run = shell.run


def get_part(text, heading):
    """The lines below a heading, up to the next empty one."""
    return text.split(f'\n{heading}\n', 1)[-1].split('\n\n', 1)[0].splitlines()


def check_lots(tap):
    answer = run('simulate', '--organisation', PARTNER)
    lots = get_part(answer.stdout, 'What is left, by expiry')[1:]
    kinds = {kind for kind in ('Company points', 'Individual points') for line in lots if line.strip().startswith(kind)}
    tap.point(answer.returncode == DONE and lots and all('points' in line for line in lots) and len(kinds) == 2,
              'each lot says whether its points are the company’s or a member’s', answer.stderr, '\n'.join(lots))


def check_all(tap):
    shell.take_data()
    for check in (check_lots,):
        check(tap)


sys.exit(shell.test(check_all))
