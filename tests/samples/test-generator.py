#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The generator makes the committed samples again, byte for byte, and twice the same; prints TAP."""

import os
import pathlib
import subprocess
import sys
import tempfile

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / 'data' / 'samples'
OURS = ('generator', 'make-samples.py', 'meson.build', 'README.md')


def read_tree(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob('*'))
            if path.is_file() and path.relative_to(folder).parts[0] not in OURS}


def main():
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        for folder, seed in ((first, '1'), (second, '2')):
            subprocess.run([sys.executable, SAMPLES / 'make-samples.py', folder], check=True,
                           env={**os.environ, 'PYTHONHASHSEED': seed, 'TZ': 'Pacific/Apia' if seed == '2' else 'UTC'})
        made, again = read_tree(pathlib.Path(first)), read_tree(pathlib.Path(second))
    committed = read_tree(SAMPLES)

    points = [('the same twice', made == again, [])]
    stale = sorted(name for name in committed.keys() | made.keys() if committed.get(name) != made.get(name))
    points.append(('the committed files', not stale, [f'differs, run make-samples.py: {name}' for name in stale]))
    print(f'1..{len(points)}')
    for number, (name, good, complaints) in enumerate(points, 1):
        for complaint in complaints:
            print(f'# {complaint}')
        print(f'{"ok" if good else "not ok"} {number} - {name}')
    return 0 if all(good for _, good, _ in points) else 1


if __name__ == '__main__':
    sys.exit(main())
