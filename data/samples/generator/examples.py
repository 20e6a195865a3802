# SPDX-License-Identifier: GPL-3.0-or-later
"""What an empty section offers: one example a kind, taken from one small program that hangs together.

The console takes the things named in ALL with what stands below them and what they refer to, and nothing else, so
everything that an example needs is simply there. Its texts come in the program's own languages, where they are known here
(example_words.py), and in English otherwise. The figures follow a published example; every word is ours. Days
count from TODAY: the console moves them to the day on which the example is added.
"""

from . import pictures
from .document import Audience, Program, text
from .example_words import WORDS
from .incentives import cell

TODAY = '2026-01-01'

# Kind → the things that its example is about, each with its own kind.
ALL = {
    'locale': [('locale', 'de')],
    'portal-word': [('portal-word', 'Your tier')],
    'audience': [('audience', 'Influencers in good standing')],
    'vocabulary': [('vocabulary', key) for key in ('Entity type', 'Partner type', 'Program status', 'Region')],
    'record-type': [('record-type', 'Deal'), ('record', 'Hospital group, 900 seats')],
    'role': [('role', key) for key in ('Technical blogger', 'Marketing', 'Partner manager', 'Customer success manager',
                                       'Partner sales representative', 'Portal manager')],
    'persona': [('persona', 'Marketing manager at a technology partner')],
    'publishing-rule': [('publishing-rule', 'Technical bloggers write'), ('publishing-rule', 'Technical bloggers publish')],
    'brand': [('brand', 'Lumen alliance')],
    'asset': [('asset', 'Lumen logo')],
    'navigation-item': [('navigation-item', 'Home'), ('navigation-item', 'Learning Hub')],
    'page': [('page', 'Influencer Hub')],
    'content': [('content', 'Webhooks, step by step')],
    'collection': [('collection', 'What helps with this deal')],
    'search-profile': [('search-profile', 'Search for influencers')],
    'workflow': [('workflow', 'Deal registration')],
    'tool': [('tool', 'Learning platform')],
    'motion': [('motion', 'Influencer')],
    'promotion': [('promotion', 'Quarter-end push')],
    'tier-ladder': [('tier-ladder', 'Influencer tiers')],
    'reward': [('reward', key) for key in (
        'Private briefing to the sales team', 'Private briefing to the executive team', 'Private briefing to the client council',
        'Two tickets to the annual conference', 'Blog collaboration', 'Webinar collaboration', 'Event speaker opportunity',
        'Hosted networking event')],
    'fund': [('fund', 'Market development fund')],
    'kpi': [('kpi', 'Partner-sourced revenue'), ('kpi', 'Active members'), ('dashboard', 'Executive overview')],
    'mapping-entry': [('mapping-entry', key) for key in (
        'Grow through influencers', 'Technology partners', 'Technical experts', 'Referral fees', 'Deal registration')],
}
# Kinds that come with another's example.
WITH = {'term': 'vocabulary', 'record-field': 'record-type', 'record': 'record-type', 'block': 'page', 'workflow-step': 'workflow',
        'activity': 'motion', 'tier': 'tier-ladder', 'benefit': 'tier-ladder', 'target': 'kpi', 'dashboard': 'kpi'}

VOCABULARIES = (
    ('Entity type', 'entity-type', False, (
        (0, 'Partner'), (0, 'Customer'), (0, 'Supplier'), (0, 'Employee'))),
    ('Partner type', 'partner-type', True, (
        (0, 'Influencer'), (1, 'Consultancy'), (1, 'Agency'), (0, 'Technology partner'), (0, 'Marketplace partner'),
        (0, 'Services partner'), (0, 'Reseller'))),
    ('Program status', 'program-status', False, (
        (0, 'Applicant'), (0, 'Approved'), (0, 'Suspended'))),
    ('Region', 'region', True, (
        (0, 'EMEA'), (1, 'DACH'), (1, 'Nordics'), (0, 'Americas'), (0, 'APAC'))),
    ('Alliance', 'alliance', True, ((0, 'Lumen'),)),
    ('Content type', 'content-type', False, (
        (0, 'Technical blog'), (0, 'Case study'), (0, 'Sales template'), (0, 'Course'))),
    ('Industry', 'industry', True, ((0, 'Healthcare'), (0, 'Manufacturing'), (0, 'Public sector'))),
    ('Deal stage', 'journey-stage', False, ((0, 'Qualify'), (0, 'Propose'), (0, 'Negotiate'), (0, 'Close'))),
)


def t(source):
    return text(source, *WORDS.get(source, ()), unreviewed=('de', 'ja', 'ar'))


def add_foundations(p):
    for key, purpose, multiple, terms in VOCABULARIES:
        above = [p.add('vocabulary', key, name=t(key), purpose=purpose, multiple=multiple)]
        for depth, term in terms:
            identifier = p.add('term', term, parent=above[depth], name=t(term))
            above[depth + 1:] = [identifier]
    p.add('locale', 'de', tag='de', regions=p.terms('DACH'))
    p.add('portal-word', 'Your tier', ordered=False, key_='your-tier', text=t('Your tier'))
    deal = p.add('record-type', 'Deal', name=t('Deal'), system='CRM', description=t('What a partner and we sell together.'))
    for key, kind, vocabulary in (('Stage', 'term', 'Deal stage'), ('Industry', 'term', 'Industry'), ('Seats', 'number', None)):
        p.add('record-field', key, parent=deal, name=t(key), type=kind, vocabulary=vocabulary and p.id('vocabulary', vocabulary))
    p.add('record', 'Hospital group, 900 seats', name='Hospital group, 900 seats', type=deal, terms=p.terms('Negotiate', 'Healthcare'),
          values=[{'field': p.id('record-field', 'Seats'), 'value': '900'}])


def add_rules(p, a):
    for key, level, description in (
            ('Technical blogger', 'subject-matter-expert', 'Knows the product inside out and writes about it, and does nothing else here.'),
            ('Marketing', 'experience-manager', 'Plans campaigns, and approves what others publish.'),
            ('Partner manager', 'content-contributor', 'Looks after partners from the first day.'),
            ('Customer success manager', 'content-contributor', 'Keeps customers successful, and shares what helps them.'),
            ('Partner sales representative', 'portal-user', 'Sells at a partner, deal by deal.'),
            ('Partner marketing manager', 'portal-user', 'Keeps a partner’s plan and listing, and brings in leads.'),
            ('Portal manager', 'portal-manager', 'Answers for the whole of the portal.')):
        p.add('role', key, name=t(key), level=level, description=t(description))
    p.add('audience', 'Influencers in good standing', ordered=False, name=t('Influencers in good standing'),
          clauses=[a.any('Partner type', 'Influencer'), a.none('Program status', 'Suspended')])
    p.add('persona', 'Marketing manager at a technology partner', name=t('Marketing manager at a technology partner'),
          person='Mara Lindqvist', job=t('Marketing Manager'), organisation='Fjordlight Software',
          goals=t('Update the business plan, bring leads to the joint solution, keep the marketplace listing fresh.'),
          terms=p.terms('Partner', 'Technology partner', 'Approved', 'EMEA'), roles=[p.id('role', 'Partner marketing manager')],
          joined='2025-09-01', tier_points=35, company_points=240, individual_points=60)
    blogs = [a.any('Content type', 'Technical blog', side=None), a.only('Partner type', 'Marketplace partner'),
             a.only('Program status', 'Approved'), a.only('Region', 'DACH')]
    p.add('publishing-rule', 'Technical bloggers write', name='Technical bloggers write for approved marketplace partners in DACH',
          effect='may', actions=['create', 'edit'], who=[a.role('Technical blogger')], what=blogs)
    p.add('publishing-rule', 'Technical bloggers publish', name='Technical bloggers publish with approval', effect='may',
          actions=['publish'], who=[a.role('Technical blogger')], what=blogs, approval_by=[p.id('role', 'Marketing')])
    logo = pictures.lumen_logo().encode()
    p.add('asset', 'Lumen logo', ordered=False, name='Lumen logo', file={'source': pictures.digest(logo)}, media_type='image/svg+xml',
          width=140, height=40, alternative=t('Lumen: a lamp, and the name as five strokes'))
    p.add('brand', 'Lumen alliance', name=t('Lumen alliance'), audience=[a.any('Alliance', 'Lumen')], logo=p.id('asset', 'Lumen logo'),
          tagline=t('Brighter together'), accent='#8a4b00', on_accent='#ffffff', surface='#fffaf2', text='#2a2118',
          header='#3d2600', on_header='#ffffff', dark_accent='#ffb866', dark_on_accent='#2a1800', dark_surface='#1c1712',
          dark_text='#f2e9dd', dark_header='#2a1c0a', dark_on_header='#ffffff')
    return {f'examples/{pictures.digest(logo)}.svg': logo}


def add_experience(p, a):
    influencers = [a.named('Influencers in good standing')]
    motion = [p.id('motion', 'Influencer')]
    hub = p.add('page', 'Influencer Hub', use='landing', name=t('Influencer Hub'), audience=influencers,
                introduction=t('<p>Everything that an influencer needs, one click away.</p>'))
    for kind, heading, more in (
            ('hero', 'Your stage', dict(body=t('<p>{tier-points} tier points so far. Introduce, write, speak: we keep count.</p>'))),
            ('tiers', 'Where you stand', dict(motions=motion)),
            ('activities', 'What earns points now', dict(motions=motion)),
            ('rewards', 'What your points buy', {}),
            ('content', 'Read this first', dict(query={'what': [a.any('Content type', 'Technical blog', 'Case study')], 'order': 'newest',
                                                       'most': 6}))):
        p.add('block', f'Influencer Hub {kind}', parent=hub, type=kind, name=t(heading), **more)
    learning = p.add('page', 'Learning Hub', use='section', name=t('Learning Hub'),
                     introduction=t('<p>Training and enablement in one place.</p>'))
    p.add('block', 'Learning Hub content', parent=learning, type='content', name=t('Courses'),
          query={'what': [a.any('Content type', 'Course')], 'order': 'title', 'most': 12})
    p.add('navigation-item', 'Home', name=t('Home'), target=hub, icon='home', audience=influencers)
    p.add('navigation-item', 'Learning Hub', name=t('Learning Hub'), target=learning, icon='book')
    p.add('content', 'Webhooks, step by step', ordered=False, name=t('Webhooks, step by step'),
          summary=t('From the first request to a reliable retry, with everything that went wrong on the way.'),
          body=t('<p>Write here what a partner’s developer should know.</p>'), owner='The technical bloggers',
          tags=p.terms('Technical blog', 'Marketplace partner', 'Approved', 'DACH'))
    p.add('collection', 'What helps with this deal', name=t('What helps with this deal'),
          summary=t('Beside an open deal: what fits its stage and its customer.'), record=[a.any('Deal stage', 'Propose', 'Negotiate', 'Close')],
          query={'what': [a.any('Content type', 'Case study', 'Sales template')], 'order': 'title', 'most': 12,
                 'record': [p.id('vocabulary', 'Industry')]})
    p.add('search-profile', 'Search for influencers', name=t('Search for influencers'), audience=influencers,
          boosts=[{'term': p.term('Case study'), 'weight': 5}, {'term': p.term('Sales template'), 'weight': -3}],
          synonyms=[{'words': 'MDF, development funds, marketing money'}], facets=[p.id('vocabulary', 'Content type')])
    workflow = p.add('workflow', 'Deal registration', name=t('Deal registration'), audience=[a.any('Entity type', 'Partner')],
                     record_type=p.id('record-type', 'Deal'), description=t('Tell us of a deal before somebody else does.'))
    for key, owner, days, approval in (('Enter the deal', 'Partner sales representative', 1, None),
                                       ('Check for conflicts', 'Partner manager', 2, 'Partner manager'),
                                       ('Win it', 'Partner sales representative', 90, None)):
        p.add('workflow-step', key, parent=workflow, name=t(key), owner=p.id('role', owner), days=days,
              approval_by=approval and p.id('role', approval))
    p.add('tool', 'Learning platform', name=t('Learning platform'), address='https://learning.example.com/', access='single-sign-on',
          vendor='Your own', description=t('Courses and certifications, without another password.'), audience=[a.any('Entity type', 'Partner')])


def add_incentives(p, a):
    motion = p.add('motion', 'Influencer', name=t('Influencer'),
                   description=t('Introduce, recommend and speak about us; earn points, a referral fee and a tier.'))
    onboarding, sales, marketing = t('One time (onboarding)'), t('Sales outcomes'), t('Marketing outcomes')
    for key, section, tier, company, individual, more in (
            ('Activation of portal user', onboarding, '-', 5, 5, dict(once='member')),
            ('Completion of influencer set-up', onboarding, 10, 50, 10, dict(once='organisation')),
            ('Creation of marketplace listing', onboarding, 5, 20, 10, dict(once='organisation')),
            ('Mapping of account overlap', onboarding, 5, 20, '-', dict(once='organisation')),
            ('Viewing all key influencer content', onboarding, '-', '-', 10, dict(once='member')),
            ('Sales accepted introduction', sales, '-', 20, 10, {}),
            ('Sales accepted opportunity', sales, 5, 40, 20, {}),
            ('Closed deal', sales, 10, 100, 50, dict(fee=1000)),
            ('Referral to alliance partner', sales, '-', 20, 10, {}),
            ('Deal won by alliance partner', sales, '-', 40, 20, {}),
            ('LinkedIn post', marketing, '-', '-', 5, {}),
            ('Blog post', marketing, '-', 10, 10, dict(step_size=50, step_percent=1000, unit_name=t('registrations'))),
            ('Qualified lead from a campaign', marketing, 1, 20, '-', {}),
            ('Demand generation campaign', marketing, None, None, None, dict(unit='quantity', unit_name=t('leads')))):
        p.add('activity', key, parent=motion, name=t(key), section=section, tier_points=cell(tier), company_points=cell(company),
              individual_points=cell(individual), **more)
    p.add('promotion', 'Quarter-end push', name=t('Quarter-end push'), effect='multiplier', multiplier=20000, budget=1000000,
          activities=[p.id('activity', 'Sales accepted opportunity')], window={'from': TODAY, 'through': '2026-03-31'},
          description=t('A target to hit this quarter: opportunities count double while it lasts.'))
    ladder = p.add('tier-ladder', 'Influencer tiers', name=t('Influencer tiers'), motions=[motion])
    for name, threshold, fee, discount, mdf in (('Rock Star', 50, 150, 500, 200), ('Superhero', 100, 300, 1000, 500),
                                                ('Legend', 200, 500, 2000, 1000)):
        tier = p.add('tier', name, parent=ladder, name=t(name), threshold=threshold)
        p.add('benefit', f'{name} fee', parent=tier, type='fee-bonus', percent=fee, name=t(f'+{fee / 100:g} % referral fee'))
        p.add('benefit', f'{name} discount', parent=tier, type='rewards-discount', percent=discount,
              name=t(f'{discount // 100} % off company rewards'))
        p.add('benefit', f'{name} fund', parent=tier, type='fund-percent', percent=mdf, fund=p.id('fund', 'Market development fund'),
              name=t(f'{mdf // 100} % of sales into the marketing fund'))
    for section, rewards in (
            (t('Sales rewards'), (('Private briefing to the sales team', 500), ('Private briefing to the executive team', 1000),
                                  ('Private briefing to the client council', 1500), ('Two tickets to the annual conference', 2000))),
            (t('Marketing rewards'), (('Blog collaboration', 250), ('Webinar collaboration', 500), ('Event speaker opportunity', 1000),
                                      ('Hosted networking event', 2000)))):
        for key, price in rewards:
            p.add('reward', key, name=t(key), section=section, points='company', price=price)
    p.add('fund', 'Market development fund', name=t('Market development fund'), type='mdf', budget=25000000, period='fiscal-year',
          claim_days=90, description=t('Pays a share of joint campaigns.'))


def add_measures(p, a):
    for key, area, unit, source, value, description in (
            ('Partner-sourced revenue', 'top-line', 'money', 'CRM', 1200000000, 'Value of closed deals that a partner brought.'),
            ('Active members', 'adoption', 'percent', 'Portal', 6500, 'Members who signed in within thirty days.')):
        kpi = p.add('kpi', key, name=t(key), area=area, unit=unit, source=source, description=t(description))
        p.add('target', key, parent=kpi, value=value, window={'from': TODAY, 'through': '2026-12-31'})
    p.add('dashboard', 'Executive overview', name=t('Executive overview'),
          kpis=[p.id('kpi', 'Partner-sourced revenue'), p.id('kpi', 'Active members')])
    for key, area, importance, needs, future, more in (
            ('Grow through influencers', 'priorities', 'critical', None, 'A quarter of new business comes through a recommendation.', {}),
            ('Technology partners', 'entities', 'high', 'Leads for the joint solution, a listing that is found, a say in the roadmap.',
             'From listed to integrated within a year.', dict(volume=40, terms=p.terms('Technology partner'))),
            ('Technical experts', 'roles', 'medium', 'To write without learning another system.', None,
             dict(volume=25, roles=[p.id('role', 'Technical blogger')])),
            ('Referral fees', 'incentives', 'high', 'A clear give and get.', 'Ten percent of the deal, more with each tier.',
             dict(terms=p.terms('Influencer'))),
            ('Deal registration', 'workflows', 'high', 'An answer within two days.', None, dict(systems='CRM'))):
        p.add('mapping-entry', key, name=key, area=area, importance=importance, needs=needs, future=future, **more)


def make():
    p = Program('examples')
    a = Audience(p)
    p.add('program', 'Examples', ordered=False, name=t('Examples'), source_locale='en', time_zone='UTC', currency='EUR')
    p.add('locale', 'en', tag='en')
    add_foundations(p)
    files = add_rules(p, a)
    add_experience(p, a)
    add_incentives(p, a)
    add_measures(p, a)
    examples = {kind: [p.id(*thing) for thing in things] for kind, things in ALL.items()}
    examples.update({kind: examples[other] for kind, other in WITH.items()})
    return {'examples/examples.json': {'today': TODAY, 'examples': examples, 'program': p.finish()}, **files}
