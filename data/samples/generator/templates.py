# SPDX-License-Identifier: GPL-3.0-or-later
"""What *New* offers: an empty program, a reseller program and a referral program.

The templates are small on purpose: the taxonomy, a home page, one motion with its ladder and rewards, and the rules that
let partners read. They carry no planted findings.
"""

from . import taxonomy
from .document import Audience, Program, text as t
from .incentives import cell

ADDRESSED = ('Partner type', 'Region')


def make_empty():
    p = Program('empty')
    p.add('program', 'Untitled program', ordered=False, name=t('Untitled program'), source_locale='en', time_zone='UTC',
          currency='EUR')
    p.add('locale', 'en', tag='en')
    taxonomy.add_portal_words(p, ())
    return p


class Template:
    """What both templates have in common."""

    def __init__(self, seed, name, name_de, partner_types):
        self.p = p = Program(seed)
        self.a = Audience(p)
        p.add('program', name, ordered=False, name=t(name, name_de), source_locale='en', time_zone='Europe/Berlin', currency='EUR',
              company_point_value=100, individual_point_value=50,
              terms=t('<p>Write here what partners agree to.</p>', '<p>Schreiben Sie hier, worauf sich Partner einlassen.</p>'), note='Made from a template.')
        p.add('locale', 'en', tag='en', regions=p.terms('EMEA', 'Americas', 'APAC'))
        p.add('locale', 'de', tag='de', regions=p.terms('DACH'))
        taxonomy.add_portal_words(p, ('de',))
        for key, purpose, multiple, de, terms in (
                ('Entity type', 'entity-type', False, 'Unternehmensart', (
                    (0, 'Partner', 'Partner'), (0, 'Employee', 'Mitarbeitende'))),
                ('Partner type', 'partner-type', True, 'Partnertyp', partner_types),
                ('Program status', 'program-status', False, 'Programmstatus', (
                    (0, 'Onboarding', 'In Aufnahme'), (0, 'Active', 'Aktiv'), (0, 'Suspended', 'Ausgesetzt'))),
                ('Region', 'region', True, 'Region', (
                    (0, 'EMEA', 'EMEA'), (1, 'DACH', 'DACH'), (0, 'Americas', 'Amerika'), (0, 'APAC', 'Asien-Pazifik'))),
                ('Content type', 'content-type', False, 'Inhaltstyp', (
                    (0, 'Guide', 'Leitfaden'), (0, 'News', 'Neuigkeit'), (0, 'Price list', 'Preisliste')))):
            taxonomy.add_vocabulary(p, key, purpose, multiple, de, None, None, terms, extras={})
        self.add_people()

    def add_people(self):
        p = self.p
        for key, level, de, only_at in (
                ('Partner user', 'portal-user', 'Mitglied beim Partner', 'Partner'),
                ('Partner manager', 'content-contributor', 'Partnerbetreuung', 'Employee'),
                ('Portal manager', 'portal-manager', 'Portalmanagement', 'Employee')):
            p.add('role', key, name=t(key, de), level=level, entity_types=p.terms(only_at))

    def add_persona(self, key, de, person, terms, role, **more):
        p = self.p
        p.add('persona', key, name=t(key, de), person=person, terms=p.terms(*terms), roles=[p.id('role', role)],
              locale=p.id('locale', 'en'), **more)

    def add_rules(self):
        p, a = self.p, self.a
        addressed = [p.id('vocabulary', key) for key in ADDRESSED]
        p.add('publishing-rule', 'Active partners read', name='Active partners read what is addressed to them', effect='may',
              actions=['view'], addressed=addressed,
              who=[a.any('Entity type', 'Partner'), a.none('Program status', 'Onboarding', 'Suspended')])
        p.add('publishing-rule', 'Partners in onboarding read', name='Partners in onboarding read all but price lists',
              effect='may', actions=['view'], addressed=addressed,
              who=[a.any('Entity type', 'Partner'), a.any('Program status', 'Onboarding')],
              what=[a.none('Content type', 'Price list')])
        p.add('publishing-rule', 'Staff read', name='Staff read everything', effect='may', actions=['view'],
              who=[a.any('Entity type', 'Employee')])
        p.add('publishing-rule', 'Managers publish', name='Partner managers write, the portal manager approves', effect='may',
              actions=['create', 'edit', 'publish'], who=[a.role('Partner manager')],
              approval_by=[p.id('role', 'Portal manager')])
        p.add('publishing-rule', 'Portal manager', name='The portal manager does everything', effect='may',
              actions=['approve', 'archive', 'create', 'curate', 'edit', 'publish', 'translate'],
              who=[a.role('Portal manager')])

    def add_portal(self, motion, introduction, de, guide, guide_de):
        p, a = self.p, self.a
        p.add('brand', 'House brand', name=t('House brand', 'Hausmarke'), accent='#1f4e8c', on_accent='#ffffff',
              surface='#ffffff', text='#1b1f2a', header='#14213d', on_header='#ffffff', dark_accent='#8ab4f8',
              dark_on_accent='#10182b', dark_surface='#15171e', dark_text='#e8e9ef', dark_header='#0d1322',
              dark_on_header='#ffffff', font='sans')
        p.add('content', guide, ordered=False, name=t(guide, guide_de), tags=p.terms('Guide'),
              summary=t('What counts, what it earns and how to claim it.', 'Was zählt, was es bringt und wie man es beansprucht.'),
              body=t('<p>Write here what partners ask first.</p>', '<p>Schreiben Sie hier, was Partner zuerst fragen.</p>'))
        home = p.add('page', 'Home', name=t('Home', 'Start'), use='landing',
                     introduction=t(f'<p>{introduction}</p>', f'<p>{de}</p>'))
        for kind, heading, more in (
                ('tiers', None, {}), ('activities', None, dict(motions=[motion])), ('rewards', None, {}),
                ('content', t('Read first', 'Zuerst lesen'),
                 dict(query={'what': [a.any('Content type', 'Guide', 'News')], 'order': 'newest', 'most': 6}))):
            p.add('block', f'Home {kind}', parent=home, type=kind, name=heading, **more)
        p.add('navigation-item', 'Home', name=t('Home', 'Start'), target=home, icon='home')

    def add_activities(self, motion, rows):
        for key, section, tier, company, individual, de, more in rows:
            self.p.add('activity', key, parent=motion, name=t(key, de), section=section, tier_points=cell(tier),
                       company_points=cell(company), individual_points=cell(individual), **more)

    def add_ladder(self, key, de, motion, tiers):
        p = self.p
        ladder = p.add('tier-ladder', key, name=t(key, de), motions=[motion], audience=[self.a.any('Entity type', 'Partner')])
        for name, threshold, name_de, discount in tiers:
            tier = p.add('tier', name, parent=ladder, name=t(name, name_de), threshold=threshold)
            p.add('benefit', f'{name} discount', parent=tier, type='rewards-discount', percent=discount * 100,
                  name=t(f'{discount} % off rewards', f'{discount} % Nachlass auf Prämien'))

    def add_rewards(self, rows):
        for key, points, price, de in rows:
            self.p.add('reward', key, name=t(key, de), points=points, price=price)


ONBOARDING = t('Getting started', 'Einstieg')
SALES = t('Sales', 'Verkauf')


def make_reseller():
    template = Template('reseller', 'Reseller program', 'Händlerprogramm', (
        (0, 'Reseller', 'Wiederverkäufer'), (0, 'Distributor', 'Distributor'), (0, 'Managed service provider', 'Systemhaus')))
    p, a = template.p, template.a
    template.add_persona('Seller at a reseller', 'Verkäufer beim Wiederverkäufer', 'Alex Kim',
                         ('Partner', 'Reseller', 'Active', 'DACH'), 'Partner user', joined='2026-01-15')
    template.add_persona('Service provider', 'Systemhaus', 'Mika Laine',
                         ('Partner', 'Managed service provider', 'Active', 'EMEA'), 'Partner user', joined='2026-03-02')
    template.add_persona('New distributor', 'Neuer Distributor', 'Chris Moreau',
                         ('Partner', 'Distributor', 'Onboarding', 'Americas'), 'Partner user', joined='2026-10-01')
    template.add_persona('Partner manager', 'Partnerbetreuung', 'Robin Adeyemi', ('Employee', 'EMEA'), 'Partner manager')
    template.add_persona('Portal manager', 'Portalmanagement', 'Sasha Novak', ('Employee', 'EMEA'), 'Portal manager')
    template.add_rules()
    motion = p.add('motion', 'Sales', name=t('Sales', 'Verkauf'))
    template.add_portal(motion, 'Register, win, renew.', 'Anmelden, gewinnen, verlängern.', 'How the reseller program works',
                        'So funktioniert das Händlerprogramm')
    template.add_activities(motion, (
        ('Onboarding completed', ONBOARDING, 10, 50, 10, 'Einstieg abgeschlossen', dict(once='organisation')),
        ('Certification passed', ONBOARDING, 5, 20, 20, 'Zertifizierung bestanden', dict(once='member')),
        ('Deal registration accepted', SALES, 2, 10, 10, 'Angenommene Deal-Registrierung', {}),
        ('Registered deal won', SALES, 8, 60, 30, 'Registriertes Geschäft gewonnen', {}),
        ('Licences resold', SALES, 1, 4, '-', 'Verkaufte Lizenzen', dict(unit='amount-step', unit_size=100000)),
        ('Renewal on time', SALES, 3, 20, 10, 'Pünktliche Verlängerung', {})))
    template.add_ladder('Partner levels', 'Partnerstufen', motion,
                        (('Bronze', 50, 'Bronze', 5), ('Silver', 150, 'Silber', 10), ('Gold', 400, 'Gold', 20)))
    template.add_rewards((('Training at your office', 'company', 800, 'Schulung bei Ihnen vor Ort'),
                          ('Joint event', 'company', 1500, 'Gemeinsame Veranstaltung'),
                          ('Backpack', 'individual', 90, 'Rucksack')))
    p.add('fund', 'Volume rebate', type='rebate', name=t('Volume rebate', 'Mengenbonus'),
          activities=[p.id('activity', 'Licences resold')], bands=[{'from': 0, 'rate': 100}, {'from': 5000000, 'rate': 200}],
          audience=[a.any('Partner type', 'Reseller')])
    workflow = p.add('workflow', 'Deal registration', name=t('Deal registration', 'Deal-Registrierung'),
                     audience=[a.any('Entity type', 'Partner')])
    p.add('workflow-step', 'Enter the deal', parent=workflow, name=t('Enter the deal', 'Geschäft eingeben'),
          owner=p.id('role', 'Partner user'))
    p.add('workflow-step', 'Check for conflicts', parent=workflow, name=t('Check for conflicts', 'Auf Konflikte prüfen'),
          owner=p.id('role', 'Partner manager'), days=2, activity=p.id('activity', 'Deal registration accepted'))
    return p


def make_referral():
    template = Template('referral', 'Referral program', 'Empfehlungsprogramm', (
        (0, 'Consultant', 'Beratung'), (0, 'Agency', 'Agentur'), (0, 'Customer advocate', 'Empfehlender Kunde')))
    p = template.p
    template.add_persona('Consultant who refers', 'Empfehlende Beraterin', 'Jamie Okoye',
                         ('Partner', 'Consultant', 'Active', 'DACH'), 'Partner user', joined='2026-02-01')
    template.add_persona('Customer who refers', 'Empfehlender Kunde', 'Noa Silva',
                         ('Partner', 'Customer advocate', 'Active', 'EMEA'), 'Partner user', joined='2026-05-11')
    template.add_persona('New agency', 'Neue Agentur', 'Lou Bernard', ('Partner', 'Agency', 'Onboarding', 'EMEA'),
                         'Partner user', joined='2026-10-12')
    template.add_persona('Partner manager', 'Partnerbetreuung', 'Robin Adeyemi', ('Employee', 'EMEA'), 'Partner manager')
    template.add_persona('Portal manager', 'Portalmanagement', 'Sasha Novak', ('Employee', 'EMEA'), 'Portal manager')
    template.add_rules()
    motion = p.add('motion', 'Referrals', name=t('Referrals', 'Empfehlungen'))
    template.add_portal(motion, 'Introduce somebody. We do the rest.', 'Stellen Sie jemanden vor. Den Rest machen wir.',
                        'How referrals work', 'So funktionieren Empfehlungen')
    template.add_activities(motion, (
        ('Agreement signed', ONBOARDING, 5, 20, 5, 'Vereinbarung unterzeichnet', dict(once='organisation')),
        ('Introduction accepted', SALES, 1, 20, 10, 'Angenommene Vorstellung', {}),
        ('Opportunity accepted', SALES, 5, 40, 20, 'Angenommene Chance', {}),
        ('Deal closed', SALES, 10, 100, 50, 'Abgeschlossenes Geschäft', dict(fee=1000))))
    template.add_ladder('Referral tiers', 'Empfehlungsstufen', motion,
                        (('Friend', 20, 'Freund', 5), ('Ally', 60, 'Verbündete', 10), ('Champion', 120, 'Champion', 20)))
    template.add_rewards((('Blog collaboration', 'company', 250, 'Gemeinsamer Blogbeitrag'),
                          ('Conference tickets', 'company', 1000, 'Konferenzkarten'),
                          ('Gift card', 'individual', 100, 'Gutschein')))
    return p


def make():
    return {f'{p.name}.json': p.finish() for p in (make_empty(), make_reseller(), make_referral())}
