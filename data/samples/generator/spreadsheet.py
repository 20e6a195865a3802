# SPDX-License-Identifier: GPL-3.0-or-later
"""The influencer tables as a manager keeps them in a spreadsheet: what *Bring my spreadsheet* is tried with.

A dash is none, a blank is not decided yet, and what a cell cannot say stands in brackets behind the name.
"""

HEADER = 'Activity\tTier points\tCompany points\tIndividual points\n'


def cell(body, field):
    value = body.get(field, {}).get('value', '')
    return '-' if value == 'none' else str(value)


def remark(body):
    parts = []
    if 'fee' in body:
        parts.append(f'Referral fee at {body["fee"] // 100}% of deal value')
    if 'step-size' in body:
        parts.append(f'{body["step-percent"] // 100}% extra credit per {body["step-size"]} registrations')
    if body.get('unit') == 'quantity':
        parts.append(f'per {body["unit-name"]["source"]}')
    return f' ({", ".join(parts)})' if parts else ''


def in_order(program, kind, parent):
    bodies = [body for body in program['entities'][kind].values() if body['place'].get('parent') == parent]
    return sorted(bodies, key=lambda body: body['place']['position'])


def activities(program, motion):
    lines, section = [HEADER], None
    for body in in_order(program, 'activity', motion):
        if body['section']['source'] != section:
            section = body['section']['source']
            lines.append(f'{section}\t\t\t\n')
        cells = '\t'.join(cell(body, field) for field in ('tier-points', 'company-points', 'individual-points'))
        lines.append(f'{body["name"]["source"]}{remark(body)}\t{cells}\n')
    return ''.join(lines)


def rewards(program):
    lines, section = ['Reward\tCompany points\n'], None
    for body in in_order(program, 'reward', None):
        if body['points'] != 'company':
            continue
        if body['section']['source'] != section:
            section = body['section']['source']
            lines.append(f'{section}\t\n')
        lines.append(f'{body["name"]["source"]}\t{body["price"]}\n')
    return ''.join(lines)
