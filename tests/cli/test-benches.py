#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The benches on next to nothing: every figure has a unit and its ratio to a plain scan in the same run. How long anything takes is not asked.

test-benches.py BATONCTL SAMPLES
"""

import json
import os
import re
import sys

from shell import DONE, Shell

BATONCTL, SAMPLES = map(os.path.abspath, sys.argv[1:3])
EVENTS = '500'
TABLE_EVENTS = [10, 20, 50, 100, 200, 500]

shell = Shell(BATONCTL, SAMPLES)
run = shell.run


def all_match(pattern, lines, least):
    return len(lines) >= least and all(re.fullmatch(pattern, line) for line in lines)


def has_ratios(object):
    """Whether each time of a what-if's object has its ratio, and each ratio its time."""
    times = {key[:-len('-us')] for key in object if key.endswith('-us')}
    ratios = {key[:-len('-per-mille-of-plain')] for key in object if key.endswith('-per-mille-of-plain')}
    return bool(times) and times == ratios and all(object[f'{key}-per-mille-of-plain'] > 0 for key in ratios)


def check_whatif(tap):
    answer = run('bench', 'whatif', '--events', EVENTS)
    lines = answer.stdout.splitlines()
    # What was checked, how it is measured, how large the columns are, of how many events a tally is, and what is general costs beside what is plain.
    figures = [line for line in lines if not re.search(r'(events|takes|all|times)[.:]$', line)]
    tap.point(answer.returncode == DONE and len(lines) - len(figures) == 5 and all_match(r'\S.* +[0-9]+\.[0-9]{2} ms   × [0-9]+\.[0-9]{2}', figures, 24),
              'each line of the what-if has a unit and a ratio', answer.stdout, answer.stderr)
    answer = run('bench', 'whatif', '--events', EVENTS, '--json')
    figures = json.loads(answer.stdout)
    tap.point(has_ratios(figures) and {'read-us', 'import-us', 'save-us', 'load-us', 'tally-scanned-us', 'tally-general-us', 'tally-ladders-us'} <= set(figures),
              'and each time in JSON', answer.stdout)
    tap.point(all(figures[f'tally-{which}-per-mille-of-scan'] > 0 for which in ('draft', 'general', 'ladders')),
              'what is general stands beside what is plain', answer.stdout)
    tap.point(figures['plain-per-mille-of-plain'] == figures['tally-plain-per-mille-of-plain'] == 1000 and figures['runs-of-file-and-disk'] > 1,
              'columns and tally have a sum of their own, and nothing is a single run', answer.stdout)


def check_whatif_table(tap):
    answer = run('bench', 'whatif', '--events', EVENTS, '--table')
    lines = [line for line in answer.stdout.splitlines() if re.match(r' +[0-9]', line)]
    cell = r' +[0-9]+\.[0-9]{2} ms × +[0-9]+\.[0-9]{2}'
    tap.point(all_match(r' +[0-9]+ +[0-9]+\.[0-9]{2} ms(' + cell + '){4}', lines, 6) and [int(line.split()[0]) for line in lines] == TABLE_EVENTS,
              'each line of its table, too', answer.stdout, answer.stderr)
    answer = run('bench', 'whatif', '--events', EVENTS, '--table', '--json')
    table = json.loads(answer.stdout)['table']
    tap.point([line['events'] for line in table] == TABLE_EVENTS and all(map(has_ratios, table)), 'and in JSON', answer.stdout)


def check_rules(tap):
    answer = run('bench', 'rules', '--rules', '20', '--table')
    figures = [line for line in answer.stdout.splitlines() if line.startswith('  ')]
    sizes = re.findall(r'^([0-9]+) rules, .*:$', answer.stdout, re.MULTILINE)
    tap.point(answer.returncode == DONE and sizes == ['1', '2', '20'] and
              all_match(r'  \S.* +[0-9.]+ (ns|µs|ms)  [0-9]+\.[0-9] × reading the same bytes(, aim [0-9.]+ (ns|µs|ms))?', figures, 3 * 18),
              'each line of the rules has a unit and a ratio', answer.stdout, answer.stderr)
    answer = run('bench', 'rules', '--rules', '20', '--json')
    [table] = json.loads(answer.stdout)['tables']
    tap.point(table['rules'] == 20 and len(table['nanoseconds']) >= 16 and all(table['scan-nanoseconds'].values()) and
              set(table['nanoseconds']) == set(table['scan-nanoseconds']) == set(table['per-mille-of-scan']), 'and each time in JSON', answer.stdout)
    aims = {'list', 'all-lists', 'edit-rule', 'edit-term-moved', 'edit-tags', 'edit-persona', 'analysis-without-search'}
    tap.point(aims <= set(table['aim-nanoseconds']) <= set(table['nanoseconds']) and table['findings'] > 0 and table['not-decided'] >= 0,
              'what was aimed at stands beside it', answer.stdout)


def check_document(tap):
    answer = run('bench', 'document', '--size', '400')
    lines = answer.stdout.splitlines()[1:-3]
    peers = [line for line in lines if re.match(r"(SQLite's own commit|plain parse)", line)]
    figures = [line for line in lines if line not in peers]
    tap.point(answer.returncode == DONE and len(peers) == 2 and all_match(r'\S.* +[0-9]+\.[0-9]{3} ms +[0-9]+\.[0-9]{3}×(   [0-9]+ ms)?', figures, 14),
              'each line of the document has a unit and a ratio', answer.stdout, answer.stderr)
    answer = run('bench', 'document', '--size', '400', '--json')
    [figures] = json.loads(answer.stdout)
    times = {key[:-len('-us')] for key in figures if key.endswith('-us') and not key.endswith('-aim-us')}
    ratios = {match[1]: match[2] for match in (re.fullmatch('(.*)-per-mille-of-(.*)', key) for key in figures) if match}
    tap.point(times - set(ratios) == {'commit', 'parse'} == set(ratios.values()) and set(ratios) <= times and
              figures['open-aim-us'] == 300000 and figures['bytes-per-entity-aim'] == 1024, 'and each time in JSON', answer.stdout)
    tap.point([figures[f'problems{edit}-aim-us'] for edit in ('', '-term-renamed', '-term-moved', '-points', '-rule')] == [5000] * 5,
              'problems have their aim for each kind of edit', answer.stdout)


def check_all(tap):
    for check in (check_document, check_whatif, check_whatif_table, check_rules):
        check(tap)


sys.exit(shell.test(check_all))
