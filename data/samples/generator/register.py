# SPDX-License-Identifier: GPL-3.0-or-later
"""The register: 240 organizations and 700 members, each fact dated.

The first organizations are told by hand, because the history tells a story of each; then come those that stand within five
points of a threshold, a group that joined together and will lose its one-time points together, and the many.
"""

import csv
import datetime
import io

from .chance import Chance
from .taxonomy import read_countries

N_ORGANISATIONS = 240
N_MEMBERS = 700
LAST_DAY = datetime.date(2026, 10, 31)

# Tier points on the last day, either side of each threshold: ladder → thresholds
THRESHOLDS = {'Influencer': (50, 100, 200), 'Services': (40, 120, 300), 'Technology': (30, 80, 160),
              'Channel': (60, 180, 400)}
DISTANCES = (-5, -1, 0, 4)

# Partner types of a thresholds' partner, by ladder; where the services ladder asks for a term besides, they hold it.
TYPES = {'Influencer': ('Agency', 'Analyst', 'Community voice', 'Influencer'),
         'Services': ('Consultancy', 'System integrator'),
         'Technology': ('Marketplace partner', 'Integrated solution partner'),
         'Channel': ('Reseller', 'Distributor', 'Managed service provider')}

# number, name, country, terms, joined, what it is there for
NAMED = (
    (0, 'Cadenza', None, ('Employee',), None, 'our own people'),
    (1, 'Donauklang Medien', 'Austria', ('Partner', 'Agency', 'Active'), '2025-05-12', 'pinned after a merger'),
    (2, 'Rheinruf Agentur', 'Germany', ('Partner', 'Agency', 'Active'), '2024-11-04', 'pinned without a reason'),
    (3, 'Tanabe Tech Notes', 'Japan', ('Partner', 'Community voice', 'Active'), '2024-06-20', 'the growing blog'),
    (4, 'Lago Consulting', 'Switzerland', ('Partner', 'Consultancy', 'Influencer', 'Active', 'Alpenglow', 'Project delivery'),
     '2023-05-02', 'two partner types, an alliance'),
    (5, 'Brandt & Söhne IT GmbH', 'Germany', ('Partner', 'Reseller', 'Active'), '2022-09-01', 'delivers co-sold deals'),
    (6, 'Nordlicht Systems', 'Germany', ('Partner', 'Reseller', 'Active'), '2023-02-14', 'turns from reseller to MSP'),
    (7, 'Fjordkode AS', 'Norway', ('Partner', 'Marketplace partner', 'Approved'), '2024-03-11', 'a marketplace partner'),
    (8, 'Savanna Stack', 'Kenya', ('Partner', 'Integrated solution partner', 'Active'), '2025-08-18', 'new on the marketplace'),
    (9, 'Gipfelwerk Consulting AG', 'Switzerland', ('Partner', 'Consultancy', 'Active', 'Project delivery'), '2022-03-01',
     'parent of a group'),
    (10, 'Gipfelwerk Romandie SA', 'Switzerland', ('Partner', 'Consultancy', 'Active'), '2023-01-16', 'child'),
    (11, 'Gipfelwerk Tirol GmbH', 'Austria', ('Partner', 'Consultancy', 'Active'), '2024-02-05', 'child'),
    (12, 'Meridian Integrators Ltd', 'United Kingdom', ('Partner', 'System integrator', 'Active'), '2021-10-18',
     'parent of a group'),
    (13, 'Meridian Ireland', 'Ireland', ('Partner', 'System integrator', 'Active'), '2022-06-06', 'child'),
    (14, 'Meridian Nordics AB', 'Sweden', ('Partner', 'System integrator', 'Active'), '2024-09-02', 'child, bought in 2026'),
    (15, 'Solmar Sistemas', 'Mexico', ('Partner', 'Distributor', 'Onboarding', 'Sonora Systems'), '2026-10-05', 'just joined'),
    (16, 'Atlântico Soft', 'Portugal', ('Partner', 'Reseller', 'Suspended'), '2021-04-12', 'suspended'),
    (17, 'Bayou Insights', 'United States', ('Partner', 'Analyst', 'Active'), '2024-01-22', 'deals in dollars'),
    (18, 'Hinterhof Kollektiv', 'Germany', ('Partner', 'Community voice', 'Active'), '2025-02-03', 'overspends'),
    (19, 'Marsa Trading', 'United Arab Emirates', ('Customer',), '2025-01-15', 'a customer that refers'),
)

FIRST_NAMES = ('Ada', 'Amir', 'Ana', 'Arun', 'Bea', 'Bilal', 'Cem', 'Chiara', 'Dana', 'David', 'Elif', 'Emeka', 'Eva', 'Farah',
               'Felix', 'Gita', 'Hana', 'Hugo', 'Ines', 'Ivan', 'Jana', 'Jin', 'Joao', 'Karim', 'Kira', 'Lars', 'Leila', 'Lina',
               'Luis', 'Maja', 'Marek', 'Mei', 'Milan', 'Mina', 'Nadim', 'Nina', 'Noor', 'Olga', 'Omar', 'Pia', 'Rafael',
               'Rosa', 'Sara', 'Sven', 'Tara', 'Tariq', 'Uma', 'Viktor', 'Yara', 'Zoe')
LAST_NAMES = ('Abbas', 'Adler', 'Almeida', 'Andersson', 'Baker', 'Bauer', 'Costa', 'Dubois', 'Eriksen', 'Fischer', 'Fontaine',
              'Garcia', 'Haddad', 'Hansen', 'Ito', 'Jansen', 'Kaya', 'Keller', 'Khan', 'Kim', 'Kovac', 'Lang', 'Larsen', 'Lee',
              'Lindner', 'Lopez', 'Mendes', 'Meyer', 'Moreau', 'Mwangi', 'Nagy', 'Nakamura', 'Novak', 'Nowak', 'Okafor', 'Patel',
              'Petrov', 'Popescu', 'Rahman', 'Reyes', 'Rossi', 'Santos', 'Sato', 'Schmid', 'Silva', 'Singh', 'Tanaka', 'Virtanen',
              'Walsh', 'Weber')
FIRST_WORDS = ('Amber', 'Anchor', 'Aurora', 'Basalt', 'Beacon', 'Birch', 'Bright', 'Cedar', 'Cirrus', 'Clear', 'Cobalt', 'Copper',
               'Crane', 'Delta', 'Ember', 'Falcon', 'Fern', 'Garnet', 'Granite', 'Harbour', 'Heron', 'Indigo', 'Juniper', 'Kestrel',
               'Lark', 'Linden', 'Lumen', 'Maple', 'Marble', 'Nimbus', 'North', 'Oak', 'Opal', 'Osprey', 'Pine', 'Quartz', 'River',
               'Sable', 'Silver', 'Slate', 'Solar', 'Spruce', 'Summit', 'Swift', 'Terra', 'Tidal', 'Timber', 'Vale', 'Willow', 'Zephyr')
SECOND_WORDS = {'Influencer': ('Voices', 'Review', 'Media', 'Letters', 'Insights'), 'Services': ('Consulting', 'Advisory', 'Works'),
                'Technology': ('Labs', 'Software', 'Cloud'), 'Channel': ('Systems', 'IT', 'Trading'),
                'Customer': ('Group', 'Bank', 'Retail', 'Clinics', 'Motors')}
COMPANY_ROLES = {'Influencer': ('Voice',), 'Services': ('Voice', 'Partner sales representative'),
                 'Technology': ('Partner marketing manager', 'Partner developer'),
                 'Channel': ('Partner sales representative', 'Partner marketing manager'), 'Customer': ('Customer contact',)}
LOCALES = {'DACH': 'de', 'East Asia': 'ja', 'Middle East': 'ar'}


class Organisation:
    def __init__(self, number, name, motion, country, terms, joined):
        self.id = f'o-{number:03}'
        self.name = name
        self.motion = motion      # 'Influencer', 'Services', 'Technology', 'Channel', 'Customer', 'Employee'
        self.country = country    # name; None for our own people
        self.terms = terms
        self.joined = joined
        self.parent = None
        self.manager = None
        self.changes = []         # (day, {field: value})
        self.members = []
        self.target = None        # tier points that the history shall give on the last day
        self.suspended = None     # the day from which it is
        self.cohort = False       # joined late in 2025 with the others


class Member:
    def __init__(self, number, name, organisation, roles, terms, locale):
        self.id = f'm-{number:03}'
        self.name = name
        self.organisation = organisation
        self.roles = roles
        self.terms = terms
        self.locale = locale
        self.changes = []


class Register:
    def __init__(self, p):
        self.p = p
        self.chance = Chance(2026)
        self.countries = {country['en']: country['below'] for country in read_countries()}
        self.organisations = []
        self.members = []
        self.names = set()
        for number, name, country, terms, joined, _ in NAMED:
            self.organisations.append(Organisation(number, name, motion_of(terms), country, terms, joined))
        self.add_threshold_partners()
        self.add_cohort()
        self.add_others()
        self.add_members()
        self.tell_changes()

    def find(self, number):
        return self.organisations[number]

    def add(self, motion, kind, *, joined=None, status=None, country=None):
        """One more, with a name of its own."""
        chance = self.chance
        while True:
            name = f'{chance.pick(FIRST_WORDS)} {chance.pick(SECOND_WORDS[motion])}'
            if name not in self.names:
                break
            if len(self.names) > 160:
                name += f' {chance.pick(LAST_NAMES)}'
                if name not in self.names:
                    break
        self.names.add(name)
        country = country or chance.pick(sorted(self.countries))
        if motion == 'Customer':
            terms = ('Customer',)
        else:
            status = status or ('Approved' if kind == 'Marketplace partner' and chance.percent(60) else 'Active')
            terms = ('Partner', kind, status)
        joined = joined or str(datetime.date(2021, 1, 4) + datetime.timedelta(days=chance.below(1500)))
        organisation = Organisation(len(self.organisations), name, motion, country, terms, joined)
        self.organisations.append(organisation)
        return organisation

    def add_threshold_partners(self):
        for motion, thresholds in THRESHOLDS.items():
            for threshold in thresholds:
                for distance in DISTANCES:
                    organisation = self.add(motion, self.chance.pick(TYPES[motion]))
                    organisation.target = threshold + distance
                    if motion == 'Services' and threshold == 300:
                        organisation.terms += ('Project delivery',)

    def add_cohort(self):
        """Eighteen that joined in November and December 2025: their twenty one-time points drop out a year later."""
        for _ in range(18):
            day = datetime.date(2025, 11, 3) + datetime.timedelta(days=self.chance.below(45))
            organisation = self.add('Influencer', self.chance.pick(TYPES['Influencer']), joined=str(day))
            organisation.cohort = True
            organisation.target = 20 + self.chance.between(31, 48)

    def add_others(self):
        chance = self.chance
        kinds = (('Influencer',) * 52 + ('Services',) * 12 + ('Technology',) * 10 + ('Channel',) * 18 + ('Customer',) * 8)
        while len(self.organisations) < N_ORGANISATIONS:
            motion = chance.pick(kinds)
            kind = chance.pick(TYPES[motion]) if motion != 'Customer' else None
            status = chance.pick((None,) * 16 + ('Onboarding', 'Applicant', 'Suspended'))
            organisation = self.add(motion, kind, status=None if status == 'Suspended' else status)
            if status == 'Suspended' and motion != 'Customer':
                day = datetime.date(2026, 5, 1) + datetime.timedelta(days=chance.below(150))
                organisation.changes.append((str(day), {'terms': ('Partner', kind, 'Suspended')}))
                organisation.suspended = day

    def add_members(self):
        chance = self.chance
        staff = (('Partner account manager', 14), ('Customer success manager', 5), ('Marketing', 6), ('Technical blogger', 9),
                 ('Product manager', 4), ('Experience manager', 2), ('Portal manager', 1), ('Translator', 3), ('Executive', 2),
                 ('System administrator', 1))
        home = self.organisations[0]
        for role, count in staff:
            for _ in range(count):
                country = chance.pick(('Germany', 'Austria', 'United Kingdom', 'Japan', 'United Arab Emirates', 'United States'))
                self.add_member(home, (role,), (country,))
        managers = home.members[:14]
        for organisation in self.organisations[1:]:
            organisation.manager = chance.pick(managers)
        for organisation in self.organisations[1:]:
            self.add_member(organisation, (COMPANY_ROLES[organisation.motion][0],))
        while len(self.members) < N_MEMBERS:
            organisation = self.organisations[1 + chance.below(N_ORGANISATIONS - 1)]
            if len(organisation.members) < 5:
                self.add_member(organisation, (chance.pick(COMPANY_ROLES[organisation.motion]),))

    def add_member(self, organisation, roles, terms=()):
        chance = self.chance
        name = f'{chance.pick(FIRST_NAMES)} {chance.pick(LAST_NAMES)}'
        below = self.countries.get(organisation.country)
        locale = 'ja' if organisation.country == 'Japan' else LOCALES.get(below, 'en') if below != 'East Asia' else 'en'
        member = Member(len(self.members), name, organisation, roles, terms, locale)
        self.members.append(member)
        organisation.members.append(member)
        return member

    def tell_changes(self):
        """What became of whom in these eighteen months."""
        for child, parent in ((10, 9), (11, 9), (13, 12)):
            self.find(child).parent = self.find(parent)
        self.find(14).changes.append(('2026-03-01', {'parent': self.find(12)}))
        self.find(6).changes.append(('2025-12-01', {'terms': ('Partner', 'Managed service provider', 'Active')}))
        self.find(16).terms = ('Partner', 'Reseller', 'Active')
        self.find(16).changes.append(('2026-06-15', {'terms': ('Partner', 'Reseller', 'Suspended')}))
        self.find(16).suspended = datetime.date(2026, 6, 15)
        self.find(7).changes.append(('2026-02-01', {'manager': self.organisations[0].members[3]}))
        mover = self.find(5).members[-1]
        mover.changes.append(('2026-04-01', {'organisation': self.find(6)}))
        # The names of the personas' people, where their organization is here.
        for number, person, locale in ((3, 'Aiko Tanabe', 'ja'), (4, 'Elena Rossi', 'en'), (5, 'Tom Brandt', 'de'),
                                       (7, 'Mara Lindqvist', 'en'), (8, 'Kamau Njoroge', 'en'), (15, 'Diego Marín', 'en'),
                                       (16, 'Paula Ferreira', 'en'), (19, 'Layla Haddad', 'ar')):
            self.find(number).members[0].name = person
            self.find(number).members[0].locale = locale
        jonas = self.organisations[0].members[0]
        jonas.name, jonas.terms, jonas.locale = 'Jonas Weber', ('Germany',), 'de'
        for number in (1, 2, 5, 6, 9):
            self.find(number).manager = jonas

    # ── The two files ──

    def terms(self, organisation, terms):
        place = (organisation.country,) if organisation.country else ()
        return ' '.join(self.p.terms(*terms, *place))

    def organisations_csv(self):
        rows = []
        for organisation in self.organisations:
            facts = dict(parent=organisation.parent, terms=organisation.terms, manager=organisation.manager)
            for day, change in [('', {})] + organisation.changes:
                facts.update(change)
                rows.append((organisation.id, organisation.name, facts['parent'].id if facts['parent'] else '',
                             self.terms(organisation, facts['terms']), organisation.joined or '',
                             facts['manager'].id if facts['manager'] else '', day))
        return write_csv(('id', 'name', 'parent', 'terms', 'joined', 'manager', 'from'), rows)

    def members_csv(self):
        rows = []
        for member in self.members:
            facts = dict(organisation=member.organisation)
            for day, change in [('', {})] + member.changes:
                facts.update(change)
                rows.append((member.id, member.name, facts['organisation'].id,
                             ' '.join(sorted(self.p.id('role', role) for role in member.roles)),
                             ' '.join(self.p.terms(*member.terms)), member.locale, day))
        return write_csv(('id', 'name', 'organisation', 'roles', 'terms', 'locale', 'from'), rows)


def motion_of(terms):
    if 'Employee' in terms:
        return 'Employee'
    if 'Customer' in terms:
        return 'Customer'
    for motion, kinds in TYPES.items():
        if any(term in kinds for term in terms):
            return motion
    return 'Influencer'


def write_csv(header, rows):
    out = io.StringIO(newline='')
    writer = csv.writer(out, lineterminator='\n')
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()
