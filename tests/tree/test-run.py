#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`make run` without a terminal: does the main job, says where it lies, leaves nothing running.

    test-run.py BUILDDIR
"""

import fcntl
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))
RUN = os.path.join(ROOT, 'build-aux', 'run.sh')


def run(build, data):
    environment = {**os.environ, 'XDG_DATA_HOME': data}
    for name in ('DISPLAY', 'WAYLAND_DISPLAY', 'LD_PRELOAD'):
        environment.pop(name, None)
    return subprocess.run([RUN, '--built', build], env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True)


def is_picture(path):
    """Whether it is a PNG of a whole window."""
    with open(path, 'rb') as file:
        head = file.read(24)
    width, height = (int.from_bytes(head[at:at + 4], 'big') for at in (16, 20))
    return head[:8] == b'\x89PNG\r\n\x1a\n' and width >= 1200 and height >= 700


def main():
    build = sys.argv[1]
    results = []

    def point(name, good, *notes):
        for note in notes if not good else ():
            print('\n'.join(f'# {line}' for line in str(note).splitlines()))
        results.append(bool(good))
        print(f'{"ok" if good else "not ok"} {len(results)} - {name}', flush=True)

    with tempfile.TemporaryDirectory(prefix='baton-run-') as data:
        tour = os.path.join(data, 'baton', 'tour')
        os.makedirs(tour)
        with open(os.path.join(tour, 'mine'), 'w', encoding='utf-8') as file:
            file.write('tried something')

        done = run(build, data)
        point('ends well', done.returncode == 0, done.stdout, done.stderr)
        point('complains of nothing', not done.stderr, done.stderr)
        point('keeps what the last run left', os.path.exists(os.path.join(data, 'baton', 'tour-previous', 'mine')))

        shown = re.findall(r'^  \S.*?  +(portal/\S+\.html)$', done.stdout, re.M)
        missing = [path for path in shown if not os.path.getsize(os.path.join(tour, path))]
        point('writes a page for each persona', len(shown) > 10 and not missing, done.stdout)

        if os.path.exists(os.path.join(build, 'src', 'console', 'baton')) and shutil.which('Xvfb'):
            pictures = os.path.join(tour, 'pictures')
            files = sorted(os.listdir(pictures)) if os.path.isdir(pictures) else []
            whole = [name for name in files if is_picture(os.path.join(pictures, name))]
            point('leaves a picture of every section', len(files) > 15 and whole == files, files, done.stdout)

        with open(os.path.join(tour, 'index.html'), encoding='utf-8') as file:
            links = re.findall(r'href="([^"]+)"', file.read())
        dead = [link for link in links if not os.path.getsize(os.path.join(tour, link))]
        point('one page leads to everything', len(links) > len(shown) and not dead, links)

        with open(os.path.join(tour, 'revisions.txt'), encoding='utf-8') as file:
            revisions = file.read()
        point('pushes, and rolls back', re.findall(r'^ *(\d+) ', revisions, re.M) == ['3', '2', '1'], revisions)

        with open(os.path.join(tour, 'explained.txt'), encoding='utf-8') as file:
            answers = file.read()
        point('tells one region from another',
              re.search(r'for DACH\?\n  Allowed', answers) and re.search(r'for France\?\n  Not permitted', answers), answers)

        address = re.search(r'http://127\.0\.0\.1:\d+/preview/', done.stdout)
        try:
            urllib.request.urlopen(address.group(0), timeout=5)
            gone = False
        except urllib.error.URLError:
            gone = True
        point('leaves no server running', gone)

        with open(os.path.join(data, 'baton', 'tour.lock'), 'w', encoding='utf-8') as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            second = run(build, data)
        point('lets one run at a time', second.returncode == 1 and 'under way' in second.stderr, second.stderr)

    print(f'1..{len(results)}')
    return 0 if all(results) else 1


if __name__ == '__main__':
    sys.exit(main())
