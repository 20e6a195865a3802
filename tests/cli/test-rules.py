#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the rules come to, through batonctl: findings with their examples, what a change does to every persona, and
bad input.

test-rules.py BATONCTL SAMPLES
"""

import json
import os
import shutil
import sys

from shell import DONE, FILE, PROBLEMS, USAGE, Shell

BATONCTL, SAMPLES = map(os.path.abspath, sys.argv[1:3])
NOT_FOUND = 3

shell = Shell(BATONCTL, SAMPLES)
run = shell.run


def check_findings(tap):
    answer = run('validate', '--json', '--day', '2026-11-21')
    findings = json.loads(answer.stdout)['findings']
    bare = [finding['code'] for finding in findings if 'example' not in finding]
    tap.point(answer.returncode == DONE and findings and not bare, 'every finding has an example', bare)
    unused = [f for f in findings if f['code'] in ('role-unused', 'term-unused')]
    tap.point(unused and all(('rule' in f['example'] or 'lacking' in f['example']) == bool(f['rules']) and
                             ('lacking' not in f['example'] or f['example']['lacking']['entity'] in f['rules']) for f in unused),
              'what nothing names has one, too, with the rules concerned', unused)
    about_rules = [f for f in findings if f['code'] in ('contained', 'killed', 'shadowed', 'meet', 'could-meet', 'never-decides')]
    tap.point(about_rules and all(f['entity'] in f['rules'] and f['example']['rule'] in f['others'] and f['example']['rule'] in f['rules'] and
                                  ('persona' in f['example']) != ('possible' in f['example']) and 'action' in f['example'] and 'day' in f['example']
                                  for f in about_rules), 'findings about rules name the rules concerned and a case', about_rules)
    nobody = [f for f in findings if f['code'].startswith('nobody-')]
    tap.point(nobody and all(f['rules'] and ('rule' in f['example'] or f['example']['lacking']['parts']) for f in nobody),
              'what nobody may names the rule that forbids it, or the nearest and what it lacks', nobody)
    # What the example says is what explain says.
    wrong = []
    for finding in findings:
        example = finding['example'] if 'example' in finding else {}
        if 'persona' in example and 'content' in example and 'action' in example and 'rule' in example and finding['code'] not in ('ended', 'contained', 'shadowed'):
            said = json.loads(run('explain', example['persona'], example['action'], example['content'], '--json', '--day', example['day']).stdout)
            if finding['code'] in ('meet', 'exception-without-reason'):
                good = said['outcome'] == 'forbidden'
            else:
                good = said['rule'] == example['rule']
            if not good:
                wrong.append((finding['code'], example, said))
    tap.point(not wrong, 'explain agrees with the examples', wrong)
    text = run('validate', '--day', '2026-11-21').stdout
    tap.point(all(finding['text'] in text for finding in findings) and all(f['example']['text'] in f['text'] for f in findings if 'example' in f),
              'the text says what the JSON says', text)


def check_effects(tap):
    """A rule that lets customers see what they could not, switched off: who loses what."""
    same = run('effects', 'w.baton')
    tap.point(same.returncode == DONE and same.stdout.strip() == 'No persona’s answers change.', 'a program against itself changes nothing', same.stdout, same.stderr)
    live = run('effects', '--json')
    tap.point(live.returncode == DONE and all(p.get('presence') == 'new' for p in json.loads(live.stdout)['personas']) and
              'never been pushed' in run('effects').stdout, 'without a live program everything is new', live.stderr)

    made = run('export', 'before.json')
    done = run('set', 'Customers read what is addressed to them', 'disabled', 'true')
    answer = run('effects', 'before.json', '--json', '--day', '2026-11-21')
    again = run('effects', 'before.json', 'w.baton', '--json', '--day', '2026-11-21')
    tap.point(made.returncode == done.returncode == answer.returncode == DONE and answer.stdout == again.stdout,
              'a program file is compared with the draft, or with another', made.stderr, done.stderr, answer.stderr, again.stderr)
    back = json.loads(run('effects', 'w.baton', 'before.json', '--json', '--day', '2026-11-21', '--examples', '1').stdout)['personas']
    there = json.loads(answer.stdout)['personas']
    lost = {(p['persona'], d['action']): d['refused']['count'] for p in there for d in p['decisions'] if 'refused' in d}
    won = {(p['persona'], d['action']): d['allowed']['count'] for p in back for d in p['decisions'] if 'allowed' in d}
    tap.point(lost and lost == won and all(len(d['allowed']['examples']) == 1 for p in back for d in p['decisions'] if 'allowed' in d),
              'what is lost one way is won the other', lost, won)
    # Each example is one by both programs' answers.
    run('new', 'b.baton', '--from', 'before.json')
    wrong = []
    for persona in there:
        for decision in persona['decisions']:
            for content in decision.get('refused', {}).get('examples', []):
                question = ('explain', persona['persona'], decision['action'], content, '--json', '--day', '2026-11-21')
                was = json.loads(run(*question, '--workspace', 'b.baton').stdout)['outcome']
                now = json.loads(run(*question).stdout)['outcome']
                if was not in ('allowed', 'with-approval') or now in ('allowed', 'with-approval'):
                    wrong.append((persona['persona'], content, was, now))
    tap.point(not wrong, 'explain agrees with the examples of what changes', wrong)


def check_effects_of_a_rule(tap):
    """A rule that forbids resellers to view webinars: counts, a line for a persona, and one persona alone."""
    run('new', 'f.baton', '--from', 'before.json')
    added = run('add', 'publishing-rule', 'name=Nobody watches', 'effect=may-not', 'actions=view', 'reason=A test', '--workspace', 'f.baton')
    answer = run('effects', 'before.json', 'f.baton', '--json', '--day', '2026-11-21')
    found = json.loads(answer.stdout)['personas'] if answer.returncode == DONE else []
    tap.point(added.returncode == DONE and found and all(d['refused']['count'] > 0 and 'allowed' not in d for p in found for d in p['decisions'] if d['action'] == 'view'),
              'what is forbidden is counted for every persona who could', added.stderr, answer.stderr, found)
    persona = next((p for p in found if p['decisions']), {'persona': 'none', 'decisions': [{'refused': {'count': 0}}]})
    count = persona['decisions'][0]['refused']['count']
    alone = run('effects', 'before.json', 'f.baton', '--persona', persona['persona'], '--day', '2026-11-21')
    lines = alone.stdout.splitlines()
    tap.point(alone.returncode == DONE and f'may no longer view {count} ' in lines[0] and lines[1].startswith('  May no longer view “') and
              sum(not line.startswith(' ') for line in lines) == 2, 'one persona alone, with counts and examples', alone.stdout, alone.stderr)
    missing = run('effects', 'before.json', '--persona', 'Nobody in particular')
    tap.point(missing.returncode == NOT_FOUND and missing.stderr.count('\n') == 1 and 'Nobody in particular' in missing.stderr,
              'a persona that is not there is said', missing.stderr)
    for arguments, code in ((('effects', 'nowhere.json'), FILE), (('effects', 'nowhere.baton'), FILE), (('effects', 'a', 'b', 'c'), USAGE),
                            (('effects', '--examples', '-1'), USAGE)):
        answer = run(*arguments)
        tap.point(answer.returncode == code and answer.stderr.startswith('batonctl: ') and not answer.stdout, ' '.join(arguments), answer.returncode, answer.stderr)


# ── Bad input ──


def make(name, change):
    """A workspace name.baton of the program with a change, and batonctl's answer."""
    with open('before.json', encoding='utf-8') as file:
        program = json.load(file)
    change(program['entities'] if 'entities' in program else program)
    with open(f'{name}.json', 'w', encoding='utf-8') as file:
        json.dump(program, file)
    shutil.copytree('before', name)
    return run('new', f'{name}.baton', '--from', f'{name}.json')


def put_term(kinds, name, parent, position='a0'):
    kinds['term'][f'{name}-0000000000'] = {'name': {'source': name}, 'place': {'parent': parent, 'position': position}}


def put_rule(kinds, name, **fields):
    kinds['publishing-rule'][f'{name}-0000000000'] = {'name': name, 'effect': 'may', 'actions': ['view'], 'place': {'position': 'b005'}, **fields}


def check_refused(tap, name, change, *words):
    """Nothing is made, and each mistake is one sentence that says where it is."""
    answer = make(name, change)
    lines = answer.stderr.splitlines()
    tap.point(answer.returncode in (PROBLEMS, FILE) and not os.path.exists(f'{name}.baton') and len(lines) == 1 + len(words) and
              all(line.startswith('batonctl: ') and line.endswith('.') for line in lines) and all(word in line for word, line in zip(words, lines[1:])),
              f'{name} is refused, sentence by sentence', answer.returncode, answer.stderr[:2000])


def check_taken(tap, name, change, rule):
    """It is no mistake: it is taken in, the rule is there, and the analysis comes to an end."""
    answer = make(name, change)
    workspace = ('--workspace', f'{name}.baton')
    shown = run('show', rule, *workspace)
    validated = run('validate', '--json', *workspace)
    problems = [p for p in json.loads(validated.stdout)['problems'] if p['severity'] == 'error'] if validated.stdout else ['none']
    tap.point(answer.returncode == shown.returncode == validated.returncode == DONE and not problems,
              f'{name} is taken in and analysed', answer.stderr, shown.stderr, validated.stderr, problems[:3])


def check_bad_input(tap):
    def circle(kinds):
        put_term(kinds, 'north', 'south-0000000000')
        put_term(kinds, 'south', 'north-0000000000')

    def add_terms(kinds):
        vocabulary = next(iter(kinds['vocabulary']))
        for i in range(5000):
            put_term(kinds, f't{i:05}', vocabulary, f'b{i:05}5')
        put_rule(kinds, 'long', what=[{'dimension': vocabulary, 'any': [f't{i:05}-0000000000' for i in range(5000)]}])

    def add_dimensions(kinds):
        for i in range(1000):
            vocabulary = f'v{i:04}-0000000000'
            kinds['vocabulary'][vocabulary] = {'name': {'source': f'V{i}'}, 'purpose': 'other', 'place': {'position': f'b{i:04}5'}}
            put_term(kinds, f'd{i:04}', vocabulary)
            put_rule(kinds, f'r{i:04}', place={'position': f'b{i:04}5'}, what=[{'dimension': vocabulary, 'any': [f'd{i:04}-0000000000']}])

    check_refused(tap, 'circle', circle, 'north', 'south')
    for i, day in enumerate(('2026-02-29', '2100-02-29', '0000-01-01', '10000-01-01', '2026-13-01', 'yesterday')):
        check_refused(tap, f'day-{i}', lambda kinds, day=day: put_rule(kinds, 'dated', window={'from': day}), day)
    check_taken(tap, 'leap', lambda kinds: put_rule(kinds, 'leap', window={'from': '2024-02-29', 'through': '2028-02-29'}), 'leap')
    check_taken(tap, 'terms', add_terms, 'long')
    check_taken(tap, 'dimensions', add_dimensions, 'r0999')


def check(tap):
    check_findings(tap)
    check_effects(tap)
    check_effects_of_a_rule(tap)
    check_bad_input(tap)


sys.exit(shell.test(check))
