# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs walks, each on a console of its own with the sample program, and prints TAP.

A file of walks begins with `from walks import walk, main`, marks functions with @walk('what it does') and ends with main(). A walk
gets a `Console`. Every complaint of GLib, GTK or libadwaita on the way fails it. What the display showed at a failure is left as a
picture in the build folder.

    test-walk-thing.py BUILDDIR [part of a name]
"""

import os
import re
import shutil
import subprocess
import sys
import time
import traceback

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))
WALKS = []


def walk(name, size=(1280, 800)):
    def add(function):
        WALKS.append((name, size, function))
        return function
    return add


class Console:
    """What a walk has: the console in front of it, and batonctl to look at the workspace from outside."""

    def __init__(self, desk, hands, build, number):
        self.desk, self.hands, self.build = desk, hands, build
        self.data = desk.path(f'data-{number}')
        self.programs = []
        self.environment = {
            'XDG_DATA_HOME': self.data,
            'BATON_SAMPLES': os.path.join(ROOT, 'data', 'samples'),
            'GSETTINGS_SCHEMA_DIR': os.path.join(build, 'data'),
        }
        self.workspace = os.path.join(self.data, 'baton', 'sample.baton')

    def _run(self, arguments):
        from program import Program
        program = Program(self.desk, self.hands, arguments, self.environment)
        self.programs.append(program)
        return program.appear()

    def start(self, *arguments):
        return self._run([os.path.join(self.build, 'src', 'console', 'baton'), *arguments])

    def beside(self, name, *arguments):
        """Another program, of those that are made for the walks."""
        return self._run([os.path.join(self.build, 'tests', 'walks', name), *arguments])

    def open(self):
        """The console on a copy of the sample with its history: made once, as that takes a while."""
        fresh = self.desk.path('fresh')
        if not os.path.exists(fresh):
            os.makedirs(os.path.join(fresh, 'baton'))
            self.control('new', os.path.join(fresh, 'baton', 'sample.baton'), '--sample', 'influencer', data=fresh)
        if not os.path.exists(self.data):
            shutil.copytree(fresh, self.data)
        return self.start(self.workspace)

    def control(self, *arguments, data=None):
        """What batonctl says."""
        environment = {**self.desk.environment, **self.environment, 'XDG_DATA_HOME': data or self.data}
        done = subprocess.run([os.path.join(self.build, 'src', 'cli', 'batonctl'), *arguments], env=environment,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode not in (0, 1):
            raise RuntimeError(f'batonctl {" ".join(arguments)}: {done.stderr}')
        return done.stdout

    def field(self, thing, label):
        """What the workspace on the disk says of a field of a thing; '' where it says nothing."""
        found = re.search(rf'(?m)^  {re.escape(label)} \([^)]*\): (.*)$', self.control('show', thing, '-w', self.workspace))
        return found.group(1).strip('“”') if found else ''

    def finish(self):
        """Ends what runs; the complaints of all that ran."""
        for program in self.programs:
            if program.process.poll() is None:
                program.process.terminate()
                program.process.wait()
        return [line for program in self.programs for line in program.complaints()]


def main():
    build = os.path.abspath(sys.argv[1])
    chosen = [entry for entry in WALKS if len(sys.argv) < 3 or sys.argv[2] in entry[0]]
    try:
        from desk import Desk, Missing
        from hands import Hands
    except ImportError as error:
        print(f'1..0 # SKIP {error}')
        return 0
    try:
        desk = Desk()
    except Missing as error:
        print(f'1..0 # SKIP {error}')
        return 0

    failures = 0
    print(f'1..{len(chosen)}', flush=True)
    with desk:
        hands = Hands(desk.display)
        for number, (name, size, function) in enumerate(chosen, 1):
            began = time.monotonic()
            console = Console(desk, hands, build, number)
            problem = None
            try:
                function(console)
            except Exception:
                problem = traceback.format_exc()
                picture = os.path.join(build, 'meson-logs', f'{os.path.basename(sys.argv[0])[:-3]}-{number}.png')
                hands.picture(picture)
                problem += f'The display then: {picture}'
            complaints = console.finish()
            if complaints:
                problem = (problem or '') + '\n'.join(['The console complained:', *complaints])
            if problem:
                failures += 1
                print('\n'.join(f'# {line}' for line in problem.splitlines()))
            print(f'{"not ok" if problem else "ok"} {number} - {name}\n# {time.monotonic() - began:.1f} s', flush=True)
    return 1 if failures else 0
