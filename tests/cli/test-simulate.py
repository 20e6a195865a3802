#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Statements and the year ahead through batonctl, as text and as JSON.

test-simulate.py BATONCTL SAMPLES
"""

import json
import os
import re
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


def check_value(tap):
    """What the text says is in the JSON, too."""
    answer = run('simulate', '--organisation', PARTNER, '--json')
    found = json.loads(answer.stdout)
    text = run('simulate', '--organisation', PARTNER).stdout
    tier = found['tiers'][0]
    tap.point(tier.get('lost') == '2027-02-01' and tier.get('pinned') and tier.get('next', '').startswith('legend-') and
              (tier.get('drops'), tier.get('dropping'), tier.get('one-time')) == ('2026-11-27', 10, 0),
              'the day on which the tier is lost is there, and what drops out', tier)
    lots = found.get('lots', [])
    lines = get_part(text, 'What is left, by expiry')[1:]
    tap.point(len(lots) == len(lines) and {lot['kind'] for lot in lots} == {'company', 'individual'} and
              all(('member' in lot) == (lot['kind'] == 'individual') and lot['day'] < lot['expires'] for lot in lots) and
              sum(lot['left'] for lot in lots if lot['kind'] == 'company') == found['company-balance'],
              'lots are there with kind and expiry, and add up to the balance', lots)
    company = found.get('company-points', {})
    tap.point(company and company['earned'] - company['expired'] - company['redeemed'] == found['company-balance'],
              'so is what led to the balance', company)
    events = found['events']
    tap.point(sum('drops-out' in event for event in events) == sum('–' not in line for line in get_part(text, 'Every event')[1:]) and
              all(event['drops-out'][5:] == event['day'][5:] for event in events if 'drops-out' in event),
              'events have the day on which they drop out', events)


def check_contributions(tap):
    """Of partners with promotions, goals, caps, and events that were taken back."""
    for name, types in (('Tanabe Tech Notes', {'base', 'step', 'promotion', 'goal', 'cap'}), ('Bayou Insights', {'base', 'promotion', 'reversal'})):
        events = json.loads(run('simulate', '--organisation', name, '--json').stdout)['events']
        parts = [part for event in events for part in event.get('contributions', [])]
        tap.point({part['type'] for part in parts} == types and
                  all(sum(part[kind] for part in event['contributions']) == event[kind] for event in events for kind in ('tier', 'company', 'individual')),
                  f'what each rule contributed is there, and adds up: {name}', events)
        reversed_ones = {event['id']: event.get('reversed-by') for event in events if event.get('outcome') == 'reversed'}
        tap.point(bool(reversed_ones) == ('reversal' in types) and
                  reversed_ones == {event['reverses']: event['id'] for event in events if event.get('outcome') == 'reversal'},
                  f'what was taken back names what takes it back: {name}', events)


def check_days(tap):
    """Days that make no sense are told of, and not taken for others."""
    for options in (('--from', '2099-01-01'), ('--day', '9999-12-31'), ('--live',)):
        answer = run('simulate', *options)
        tap.point(answer.returncode == 2 and answer.stdout == '', f'refused: {" ".join(options)}', answer.returncode, answer.stderr)


def check_report(tap):
    """Names come from elsewhere; a report says in which language it is."""
    with open('part.csv', 'w', encoding='utf-8') as file:
        file.write('id,name\no-001,Red \x1b[31mInk\n')
    run('import', 'organisations', 'part.csv')
    text = run('simulate', '--organisation', 'Red \x1b[31mInk').stdout
    tap.point('\x1b' not in text and len(text.splitlines()) > 3, 'a statement commands no terminal', text[:200])
    run('simulate', '-o', 'report.html')
    with open('report.html', encoding='utf-8') as file:
        html = file.read()
    tap.point('<html lang="en" dir="ltr">' in html, 'a report says its language', html[:120])


def check_ahead(tap):
    options = ('simulate', '--ahead', '--day', '2026-04-30')
    text = run(*options).stdout
    found = json.loads(run(*options, '--json').stdout)
    ahead = found.get('year-ahead', {})
    reached = [sorted(tiers.values()) for tiers in ahead.get('reached', {}).values() if tiers]
    said = [[0 if by == 'nobody' else int(by) for by in re.findall(r' by (\d+|nobody)', line)]
            for line in text.splitlines() if line.startswith('  Reached in the year ahead')]
    tap.point(sorted(map(sorted, said)) == sorted(reached) and any(map(any, said)), 'how many reach each tier is said of each ladder', said, reached)
    funds = ahead.get('funds', [])
    lines = get_part(text, 'Budgets of funds under the draft')
    tap.point(len(lines) == len(funds) > 0 and any('the budget runs out on' in line for line in lines) and
              any(fund.get('exhausted', '') > '2026-04-30' and fund['expected'] > fund['budget'] >= fund['used'] for fund in funds) and
              all(('exhausted' in fund) == (fund['expected'] > fund['budget']) for fund in funds),
              'the day on which a fund’s budget runs out is there', lines, funds)
    tap.point(any(promotion.get('stopped') for promotion in found.get('promotions', [])), 'and that of a promotion’s', found.get('promotions'))
    grown = run(*options, '--growth', '-12.5').stdout.splitlines()[0]
    tap.point('12.5' in grown and '12.5' not in text.splitlines()[0], 'a growth that was asked for is said', grown)
    behind = json.loads(run('simulate', '--json').stdout)
    tap.point('year-ahead' not in behind, 'what is compared behind has no year ahead', list(behind))


def check_all(tap):
    shell.take_data()
    for check in (check_lots, check_value, check_contributions, check_days, check_report, check_ahead):
        check(tap)


sys.exit(shell.test(check_all))
