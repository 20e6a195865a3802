#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hold the JSON Schema that Baton emits against Baton itself, in two foreign validators.

test-json-schema.py SCHEMA PROBLEMS-OF BUILD-FOLDER

Every sample must be valid. Each case below breaks one of them in one way; Baton and the
validator must both refuse it, at the same place and for the same kind of reason. Debian's
python3-jsonschema does it always, ajv from npm where node and the registry can be had.
"""

import copy
import glob
import json
import os
import shutil
import subprocess
import sys

import jsonschema

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLES = os.path.normpath(os.path.join(HERE, '..', '..', 'data', 'samples'))

# What the validators say where Baton says this.
KEYWORDS = {
    'not-a-program': {'const', 'required', 'type'},
    'newer-schema': {'maximum'},
    'unknown-kind': {'additionalProperties'},
    'unknown-field': {'additionalProperties'},
    'bad-id': {'pattern'},
    'missing': {'required', 'minItems'},
    'wrong-type': {'type', 'const', 'anyOf', 'required', 'pattern'},
    'too-small': {'minimum', 'anyOf'},
    'too-large': {'maximum', 'maxItems', 'anyOf'},
    'too-long': {'maxLength'},
    'empty-text': {'pattern'},
    'control-character': {'not'},
    'unknown-choice': {'enum'},
    'bad-day': {'pattern'},
    'bad-colour': {'pattern'},
    'bad-locale': {'pattern'},
    'bad-currency': {'pattern'},
    'bad-address': {'pattern'},
    'bad-place': {'required', 'additionalProperties', 'pattern', 'type'},
    'bad-audience': {'oneOf'},
    'twice': {'uniqueItems', 'oneOf'},
    'exception-unlimited': {'anyOf'},
    'no-root': {'required', 'minProperties'},
    'several-roots': {'maxProperties'},
}

# Inside of a shape that has a code of its own Baton names the shape, a validator what is
# wrong in it; where one names what is missing, the other names what should hold it.
WITHIN = {'bad-place', 'bad-audience', 'missing', 'unknown-field', 'unknown-kind', 'bad-id',
          'no-root', 'several-roots', 'not-a-program', 'exception-unlimited', 'wrong-type', 'bad-locale'}


class Breaker:
    """A copy of a sample, and ways to find things in it."""

    def __init__(self, program):
        self.program = copy.deepcopy(program)
        self.entities = self.program['entities']

    def first(self, kind, *fields):
        """The first entity of a kind that has these fields."""
        for body in self.entities[kind].values():
            if all(field in body for field in fields):
                return body
        raise LookupError(f'no {kind} with {fields}')


CASES = []


def case(code):
    def add(function):
        CASES.append((function.__name__.replace('_', '-'), code, function))
        return function
    return add


def setting(name, code, kind, field, value, *needs):
    """A case that sets one field of the first entity of a kind."""
    def breaking(b):
        b.first(kind, *needs)[field] = value
    CASES.append((name, code, breaking))


setting('integer-as-text', 'wrong-type', 'tier', 'threshold', '120', 'threshold')
setting('integer-too-small', 'too-small', 'tier', 'threshold', -1)
setting('integer-too-large', 'too-large', 'promotion', 'multiplier', 1000001)
setting('text-as-list', 'wrong-type', 'tool', 'vendor', ['a'])
setting('text-empty', 'empty-text', 'tool', 'vendor', '')
setting('text-blank', 'empty-text', 'tool', 'vendor', '   ')
setting('text-too-long', 'too-long', 'tool', 'vendor', 'é' * 201)
setting('text-with-bell', 'control-character', 'tool', 'vendor', 'a\u0007b')
setting('line-with-break', 'control-character', 'tool', 'vendor', 'a\nb')
setting('long-text-with-bell', 'control-character', 'tool', 'note', 'a\u0007b')
setting('translatable-as-text', 'wrong-type', 'tool', 'name', 'Plain')
setting('translatable-without-source', 'wrong-type', 'tool', 'name', {'kept': True})
setting('translatable-not-kept', 'wrong-type', 'tool', 'name', {'source': 'A', 'kept': False})
setting('translatable-with-more', 'unknown-field', 'tool', 'name', {'source': 'A', 'other': 'B'})
setting('translation-bad-tag', 'bad-locale', 'tool', 'name',
        {'source': 'A', 'locales': {'german!': {'text': 'B', 'state': 'translated', 'source': '0' * 16}}})
setting('translation-bad-state', 'unknown-choice', 'tool', 'name',
        {'source': 'A', 'locales': {'de': {'text': 'B', 'state': 'done', 'source': '0' * 16}}})
setting('translation-bad-digest', 'wrong-type', 'tool', 'name',
        {'source': 'A', 'locales': {'de': {'text': 'B', 'state': 'translated', 'source': '0' * 15}}})
setting('translation-empty', 'empty-text', 'tool', 'name',
        {'source': 'A', 'locales': {'de': {'text': '', 'state': 'translated', 'source': '0' * 16}}})
setting('rich-text-too-long', 'too-long', 'block', 'body', {'source': 'a' * 16385})
setting('day-written-otherwise', 'bad-day', 'persona', 'joined', '1.5.2026')
setting('day-of-month-13', 'bad-day', 'persona', 'joined', '2026-13-01')
setting('day-31-of-april', 'bad-day', 'persona', 'joined', '2026-04-31')
setting('day-with-break', 'bad-day', 'persona', 'joined', '2026-04-30\n')
setting('day-as-number', 'wrong-type', 'persona', 'joined', 20260430)
setting('window-as-day', 'wrong-type', 'promotion', 'window', '2026-01-01')
setting('window-bad-day', 'bad-day', 'promotion', 'window', {'from': '2026-1-1'})
setting('window-with-more', 'unknown-field', 'promotion', 'window', {'from': '2026-01-01', 'to': '2026-02-01'})
setting('boolean-false', 'wrong-type', 'promotion', 'disabled', False)
setting('boolean-as-text', 'wrong-type', 'promotion', 'disabled', 'yes')
setting('choice-unknown', 'unknown-choice', 'promotion', 'effect', 'magic')
setting('choice-as-number', 'wrong-type', 'promotion', 'effect', 1)
setting('choices-unknown', 'unknown-choice', 'publishing-rule', 'actions', ['look'])
setting('choices-twice', 'twice', 'publishing-rule', 'actions', ['view', 'view'])
setting('choices-none', 'missing', 'publishing-rule', 'actions', [])
setting('choices-as-text', 'wrong-type', 'publishing-rule', 'actions', 'view')
setting('colour-as-name', 'bad-colour', 'brand', 'accent', 'red')
setting('colour-upper-case', 'bad-colour', 'brand', 'accent', '#FF0000')
setting('colour-short', 'bad-colour', 'brand', 'accent', '#f00')
setting('address-without-scheme', 'bad-address', 'tool', 'address', 'www.example.com')
setting('address-script', 'bad-address', 'tool', 'address', 'javascript:alert(1)')
setting('terms-as-text', 'wrong-type', 'persona', 'terms', 'emea')
setting('terms-bad-id', 'bad-id', 'persona', 'terms', ['EMEA'])
setting('reference-bad-id', 'bad-id', 'persona', 'locale', 'English')
setting('reference-as-list', 'wrong-type', 'persona', 'locale', [])
setting('references-as-object', 'wrong-type', 'persona', 'roles', {})
setting('audience-as-object', 'wrong-type', 'promotion', 'audience', {})
setting('clause-without-match', 'bad-audience', 'promotion', 'audience', [{'dimension': 'role'}])
setting('clause-two-matches', 'bad-audience', 'promotion', 'audience', [{'dimension': 'role', 'any': [], 'none': []}])
setting('clause-bad-side', 'bad-audience', 'promotion', 'audience', [{'dimension': 'role', 'any': ['a'], 'side': 'left'}])
setting('clause-bad-attribute', 'bad-audience', 'promotion', 'audience', [{'attribute': 'shoe-size', 'min': 40}])
setting('clause-attribute-text', 'bad-audience', 'promotion', 'audience', [{'attribute': 'tier-points', 'min': '40'}])
setting('clause-of-nothing', 'bad-audience', 'promotion', 'audience', [{}])
setting('clause-as-text', 'bad-audience', 'promotion', 'audience', ['everybody'])
setting('clause-named-and-more', 'bad-audience', 'promotion', 'audience', [{'audience': 'a', 'min': 1}])
setting('cell-as-number', 'wrong-type', 'activity', 'tier-points', 5)
setting('cell-word', 'wrong-type', 'activity', 'tier-points', {'value': 'many'})
setting('cell-negative', 'too-small', 'activity', 'tier-points', {'value': -5})
setting('cell-too-large', 'too-large', 'activity', 'tier-points', {'value': 1000000001})
setting('cell-with-more', 'unknown-field', 'activity', 'tier-points', {'value': 5, 'unit': 'points'})
setting('exception-for-all', 'exception-unlimited', 'activity', 'tier-points', {'exceptions': [{'value': 5}]})
setting('exception-bad-day', 'bad-day', 'activity', 'tier-points', {'exceptions': [{'from': 'May', 'value': 5}]})
setting('records-as-object', 'wrong-type', 'activity', 'caps', {})
setting('record-as-text', 'wrong-type', 'activity', 'bands', ['10'])
setting('record-column-unknown', 'unknown-field', 'activity', 'bands', [{'from': 0, 'units': 1, 'colour': 'red'}])
setting('record-column-missing', 'missing', 'activity', 'bands', [{'from': 0}])
setting('record-column-too-large', 'too-large', 'activity', 'bands', [{'from': 0, 'units': 1000001}])
setting('records-too-many', 'too-large', 'activity', 'bands', [{'from': i, 'units': 1} for i in range(101)])
setting('query-most-too-large', 'too-large', 'block', 'query', {'most': 101})
setting('query-order-unknown', 'unknown-choice', 'block', 'query', {'order': 'oldest'})
setting('query-with-more', 'unknown-field', 'block', 'query', {'limit': 5})
setting('asset-bad-digest', 'wrong-type', 'asset', 'file', {'source': 'abc'})
setting('asset-as-text', 'wrong-type', 'asset', 'file', 'abc')
setting('place-without-position', 'bad-place', 'tool', 'place', {})
setting('place-bad-position', 'bad-place', 'tool', 'place', {'position': '!'})
setting('place-parent-of-none', 'bad-place', 'tool', 'place', {'position': 'a0', 'parent': 'x-0123456789'})
setting('place-parent-missing', 'bad-place', 'tier', 'place', {'position': 'a0'})
setting('place-as-text', 'wrong-type', 'tool', 'place', 'a0')
setting('field-unknown', 'unknown-field', 'tier', 'colour-of-badge', '#000000')
setting('currency-as-sign', 'bad-currency', 'program', 'currency', '€€€')
setting('source-language-bad', 'bad-locale', 'program', 'source-locale', 'English')


@case('missing')
def field_missing(b):
    del b.first('tier', 'threshold')['threshold']


@case('missing')
def name_missing(b):
    del b.first('role', 'name')['name']


@case('unknown-kind')
def kind_unknown(b):
    b.entities['gadget'] = {}


@case('wrong-type')
def kind_as_list(b):
    b.entities['tool'] = []


@case('wrong-type')
def entity_as_text(b):
    b.entities['tool']['x-0123456789'] = 'Tool'


@case('bad-id')
def id_without_suffix(b):
    b.entities['tool']['tool'] = b.first('tool')


@case('bad-id')
def id_upper_case(b):
    b.entities['tool']['Tool-0123456789'] = b.first('tool')


@case('not-a-program')
def another_document(b):
    b.program['baton'] = 'portal'


@case('not-a-program')
def no_entities(b):
    del b.program['entities']


@case('newer-schema')
def schema_newer(b):
    b.program['schema'] = 99


@case('unknown-field')
def frame_with_more(b):
    b.program['comment'] = 'hello'


@case('no-root')
def no_program_entity(b):
    b.entities['program'] = {}


@case('several-roots')
def two_program_entities(b):
    b.entities['program']['x-0123456789'] = copy.deepcopy(b.first('program'))


def places_agree(code, ours, theirs):
    """Whether two JSON Pointers name the same place."""
    if ours == theirs:
        return True
    if code not in WITHIN:
        return False
    return (theirs + '/').startswith(ours + '/') or (ours + '/').startswith(theirs + '/')


def escape(step):
    return str(step).replace('~', '~0').replace('/', '~1')


def python_errors(validator, path):
    with open(path, encoding='utf-8') as file:
        program = json.load(file)
    return [(error.validator, ''.join('/' + escape(step) for step in error.absolute_path))
            for error in validator.iter_errors(program)]


def cut(program):
    """Of each kind only what has a field that those before it lack: the validators take seconds for the whole.

    References are left dangling, which is no matter of shape and not looked at before shapes are right.
    """
    for kind, entities in program['entities'].items():
        seen, kept = set(), {}
        for key, body in entities.items():
            if not kept or not seen.issuperset(body):
                kept[key] = body
                seen |= set(body)
        program['entities'][kind] = kept
    return program


def write_cases(folder):
    """Writes the broken programs; yields (name, code, path)."""
    with open(os.path.join(SAMPLES, 'influencer.json'), encoding='utf-8') as file:
        whole = cut(json.load(file))
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for name, code, breaking in CASES:
        broken = Breaker(whole)
        breaking(broken)
        untouched = [kind for kind in broken.entities if kind != 'program' and broken.entities[kind] == whole['entities'].get(kind)]
        for kind in untouched:
            del broken.entities[kind]
        path = os.path.join(folder, name + '.json')
        with open(path, 'w', encoding='utf-8') as file:
            json.dump(broken.program, file, ensure_ascii=False)
        yield name, code, path


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
                print(f'# {line}')


def check(tap, label, name, code, ours, theirs):
    mine = [path for found, path in ours if found == code]
    wanted = KEYWORDS[code]
    good = any(keyword in wanted and places_agree(code, path, place) for path in mine for keyword, place in theirs)
    tap.point(good, f'{label}: {name} is refused as {code}', f'Baton: {ours}', f'{label}: {theirs[:8]}')


def ajv_errors(build, schema, paths):
    """What ajv says by path, or a string that says why it cannot be asked."""
    if shutil.which('node') is None or shutil.which('npm') is None:
        return 'node and npm are not installed on this machine'
    folder = os.path.join(build, 'ajv')
    os.makedirs(folder, exist_ok=True)
    for name in ('package.json', 'package-lock.json'):
        shutil.copy(os.path.join(HERE, 'ajv', name), folder)
    if not os.path.isdir(os.path.join(folder, 'node_modules', 'ajv')):
        try:
            fetched = subprocess.run(['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], cwd=folder,
                                     capture_output=True, text=True, timeout=90)
        except subprocess.TimeoutExpired:
            return 'the npm registry did not answer within 90 seconds'
        if fetched.returncode != 0:
            last = (fetched.stderr.strip().splitlines() or ['no reason given'])[-1]
            return f'ajv could not be fetched from the npm registry: {last}'
    answer = subprocess.run(['node', os.path.join(HERE, 'ajv', 'check.cjs'), schema, *paths], cwd=folder,
                            capture_output=True, text=True)
    if answer.returncode != 0:
        raise RuntimeError(answer.stderr)
    found = {}
    for line in answer.stdout.splitlines():
        entry = json.loads(line)
        found[entry['file']] = [(error['keyword'], error['path']) for error in entry['errors']]
    return found


def main():
    schema_path, problems_of, build = map(os.path.abspath, sys.argv[1:4])
    tap = Tap()
    with open(schema_path, encoding='utf-8') as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)

    samples = sorted(glob.glob(os.path.join(SAMPLES, '*.json')))
    cases = list(write_cases(os.path.join(build, 'broken-programs')))
    ours = {}
    listing = subprocess.run([problems_of, *samples, *(path for _, _, path in cases)],
                             check=True, capture_output=True, text=True).stdout
    for line in listing.splitlines():
        path, code, place = line.split('\t')
        ours.setdefault(path, []).append((code, place))

    tap.point(len(samples) >= 4, 'there are samples')
    for path in samples:
        errors = python_errors(validator, path)
        tap.point(not errors and path not in ours, f'python: {os.path.basename(path)} is valid', errors[:3], ours.get(path))
    for name, code, path in cases:
        check(tap, 'python', name, code, ours.get(path, []), python_errors(validator, path))

    foreign = ajv_errors(build, schema_path, samples + [path for _, _, path in cases])
    if isinstance(foreign, str):
        tap.count += 1
        print(f'ok {tap.count} - ajv # SKIP {foreign}')
    else:
        for path in samples:
            tap.point(not foreign[path], f'ajv: {os.path.basename(path)} is valid', foreign[path][:3])
        for name, code, path in cases:
            check(tap, 'ajv', name, code, ours.get(path, []), foreign[path])
    print(f'1..{tap.count}')
    return 1 if tap.failed else 0


sys.exit(main())
