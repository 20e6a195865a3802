# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the command line share: points of TAP, batonctl as a function, and a workspace of the sample in a folder that goes.
"""

import os
import shutil
import subprocess
import tempfile

DONE, PROBLEMS, USAGE, FILE, REFUSED = 0, 1, 2, 4, 5


class Tap:
    def __init__(self):
        self.count = 0
        self.failed = 0

    def point(self, good, name, *why):
        self.count += 1
        self.failed += not good
        print(f'{"ok" if good else "not ok"} {self.count} - {name}')
        if not good:
            for line in why:
                print('# ' + str(line).replace('\n', '\n# '))


class Shell:
    """batonctl and the samples, by their paths."""

    def __init__(self, batonctl, samples):
        self.batonctl = batonctl
        self.samples = samples

    def run(self, *arguments):
        return subprocess.run([self.batonctl, *arguments], capture_output=True, text=True)

    def take_data(self):
        """The sample's register and history, beside the workspace."""
        os.makedirs('w.data', exist_ok=True)
        for name in ('organisations', 'members', 'history'):
            shutil.copy(os.path.join(self.samples, 'influencer', f'{name}.csv'), 'w.data')

    def test(self, check):
        """Calls check(tap) where a workspace of the sample is the one that batonctl works on; the exit status."""
        tap = Tap()
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            os.environ['BATON_WORKSPACE'] = os.path.join(folder, 'w.baton')
            made = self.run('new', 'w.baton', '--from', os.path.join(self.samples, 'influencer.json'))
            tap.point(made.returncode == DONE, 'there is a workspace', made.stderr)
            check(tap)
            os.chdir('/')
        print(f'1..{tap.count}')
        return 1 if tap.failed else 0
