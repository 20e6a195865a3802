# SPDX-License-Identifier: GPL-3.0-or-later
"""Publishing rules, pictures and brands."""

from . import pictures
from .document import text as t

COMMERCIAL = ('Sales template', 'Battle card', 'Price list')
OPEN = ('Article', 'Learning', 'Solution brief', 'Campaign kit', 'Marketplace listing')


def add_publishing_rules(p, a):
    def rule(key, effect, actions, who=(), what=(), own=(), addressed=(), approval_by=(), **more):
        p.add('publishing-rule', key, name=key, effect=effect, actions=sorted(actions), who=list(who), what=list(what),
              own=[p.id('vocabulary', v) for v in own], addressed=[p.id('vocabulary', v) for v in addressed],
              approval_by=[p.id('role', r) for r in approval_by], **more)

    types = lambda *keys: a.any('Content type', *keys)  # noqa: E731
    addressed = ('Entity type', 'Partner type', 'Program status', 'Region', 'Alliance')
    authors = ('create', 'edit')

    # Readers
    rule('Partners read what is addressed to them', 'may', ['view'], [a.any('Entity type', 'Partner')],
         [types(*OPEN)], addressed=addressed)
    rule('Partners in good standing read sales material', 'may', ['view'], [a.named('Partners in good standing')],
         [types('Sales material')], addressed=addressed)
    rule('Customers read what is addressed to them', 'may', ['view'], [a.any('Entity type', 'Customer')],
         [types('Article', 'Learning', 'Solution brief', 'Business update')], addressed=addressed)
    rule('Staff read everything but memos', 'may', ['view'], [a.named('Cadenza staff')],
         [a.none('Content type', 'Internal memo')])

    # Prohibitions
    rule('Customers see no prices', 'may-not', ['view'], [a.any('Entity type', 'Customer')], [types(*COMMERCIAL)],
         reason='Prices and competitive arguments are for those who sell.')
    rule('Suspended partners see no sales material', 'may-not', ['view'], [a.any('Program status', 'Suspended')],
         [types('Sales material')], reason='Clause 9 of the partner agreement.')
    rule('Launch embargo', 'may-not', ['view'], [a.any('Entity type', 'Partner', 'Customer', 'Supplier')], [a.any('Topic', 'Product launch')],
         window={'through': '2027-01-14'}, reason='Crescendo is announced on 15 January 2027.')
    rule('Legal notices stay as they are', 'may-not', ['edit', 'publish', 'archive'], [], [types('Legal notice')],
         reason='The legal department publishes them through its own system.',
         note='With this, nobody can publish the notice “Processing of partner data”, which is planted as such.')

    # Authors
    marketplace_blogs = [types('Technical blog'), a.only('Partner type', 'Marketplace partner'),
                         a.only('Program status', 'Approved'), a.only('Region', 'DACH')]
    rule('Technical bloggers write for approved marketplace partners in DACH', 'may', authors,
         [a.role('Technical blogger')], marketplace_blogs)
    rule('Technical bloggers publish with approval', 'may', ['publish'], [a.role('Technical blogger')],
         marketplace_blogs, approval_by=['Marketing'])
    rule('Partner marketing keeps its listings', 'may', authors, [a.role('Partner marketing manager')],
         [types('Marketplace listing')], own=('Partner type', 'Region'))
    rule('Partner marketing publishes listings with approval', 'may', ['publish'], [a.role('Partner marketing manager')],
         [types('Marketplace listing')], own=('Partner type', 'Region'), approval_by=['Marketing', 'Portal manager'])
    rule('Voices propose blogs', 'may', ['create'], [a.role('Voice')], [types('Blog')], approval_by=['Marketing'])
    rule('Account managers tell their region the news', 'may', ['create', 'edit', 'publish'],
         [a.role('Partner account manager')], [types('News')], own=('Region',))
    rule('Success managers share business updates', 'may', ['create', 'edit', 'publish', 'curate'],
         [a.role('Customer success manager')], [types('Business update')])
    rule('Product managers write about products', 'may', authors, [a.role('Product manager')],
         [types('Solution brief', 'Guide', 'Technical blog')])
    rule('Marketing writes, approves and publishes', 'may', ['approve', 'archive', 'create', 'curate', 'edit', 'publish'],
         [a.role('Marketing')], [types('Article', 'Campaign kit', 'Learning', 'Sales material')])
    rule('Experience managers curate', 'may', ['curate', 'edit'], [a.role('Experience manager')],
         [a.none('Content type', 'Internal memo')])
    rule('Translators translate', 'may', ['translate'], [a.role('Translator')])
    rule('Portal managers do everything', 'may', ['approve', 'archive', 'create', 'curate', 'edit', 'publish', 'translate'],
         [a.role('Portal manager')], [a.none('Content type', 'Internal memo')])

    # What analysis shall find
    rule('Brand new veterans', 'may', ['view'],
         [a.any('Partner type', 'Reseller'), a.none('Partner type', 'Channel partner')], [types('Guide')],
         note='Planted: never-matches, matches-nothing-here. Every reseller is a channel partner, so nobody is the one and not the other.')
    rule('Consultancies read case studies', 'may', ['view'],
         [a.any('Entity type', 'Partner'), a.any('Partner type', 'Consultancy')], [types('Case study')], addressed=addressed,
         note='Planted: contained, never-decides. “Partners read what is addressed to them” allows all of it already.')
    rule('Customers with a price question', 'may', ['view'], [a.any('Entity type', 'Customer')], [types('Price list')],
         note='Planted: killed. “Customers see no prices” takes back everything that it allows.')
    rule('Resellers watch webinars', 'may', ['view'], [a.any('Partner type', 'Reseller')], [types('Webinar')])
    rule('Service providers watch webinars', 'may', ['view'], [a.any('Partner type', 'Managed service provider')],
         [types('Webinar')])
    rule('Resellers and service providers watch webinars', 'may', ['view'],
         [a.any('Partner type', 'Reseller', 'Managed service provider'), a.any('Region', 'EMEA')], [types('Webinar')],
         note='Planted: shadowed. The two rules before it allow all of it together, neither of them alone.')
    rule('Early readers of the autumn campaign', 'may', ['view'], [a.any('Entity type', 'Customer')],
         [types('Campaign kit')], window={'from': '2025-09-01', 'through': '2025-11-30'},
         note='Planted: ended. It was for the autumn of 2025.')
    rule('Universities read courses', 'may', ['view'], [a.any('Entity type', 'Supplier'), a.any('Industry', 'Public sector')],
         [types('Course')],
         note='Planted: matches-nothing-here. No persona is a supplier from the public sector.')
    rule('Influencers read legal notices', 'may', ['view'], [a.any('Partner type', 'Influencer')], [types('Legal notice')])
    rule('Analysts read no legal notices', 'may-not', ['view'], [a.any('Partner type', 'Analyst')],
         [types('Legal notice')], reason='They sign a contract of their own.',
         note='Planted: could-meet, matches-nothing-here. Analysts are influencers, but none of the personas is one.')
    rule('Distributors compare', 'may', ['view'], [a.any('Partner type', 'Distributor'), a.any('Region', 'Americas')],
         [types('Battle card')])
    rule('Distributors do not compare', 'may-not', ['view'], [a.any('Partner type', 'Distributor')],
         [types('Battle card'), a.any('Solution', 'Connectors')],
         note='Planted: meet, exception-without-reason. Forbids a part of what “Distributors compare” allows, and does not '
              'say why.')


def add_assets(p):
    """Pictures by key; their bytes go beside the program, named by their digest."""
    files = {}
    for key, (svg, width, height, alternative) in pictures.ALL.items():
        data = svg.encode()
        digest = pictures.digest(data)
        files[f'influencer/assets/{digest}.svg'] = data
        file = {'source': digest}
        mirrored = pictures.MIRRORED.get(key)
        if mirrored:
            other = mirrored.encode()
            file['locales'] = {'ar': pictures.digest(other)}
            files[f'influencer/assets/{pictures.digest(other)}.svg'] = other
        p.add('asset', key, ordered=False, name=key, file=file, media_type='image/svg+xml', width=width, height=height,
              alternative=alternative,
              note=None if alternative else 'Planted: alternative-missing. Nobody has said in words what it shows.')
    return files


def add_brands(p, a):
    def imagery(*rows):
        return [{'use': use, 'asset': p.id('asset', asset), **({'term': p.term(term)} if term else {})}
                for use, term, asset in rows]

    p.add('brand', 'House brand', name=t('House brand', 'Hausmarke', '自社ブランド', 'العلامة الأم'),
          logo=p.id('asset', 'Cadenza logo'),
          tagline=t('Play it together', 'Zusammen klingt es besser', '共に奏でる', 'لنعزف معًا'),
          accent='#1f4e8c', on_accent='#ffffff', surface='#ffffff', text='#1b1f2a', header='#14213d', on_header='#ffffff',
          dark_accent='#8ab4f8', dark_on_accent='#10182b', dark_surface='#15171e', dark_text='#e8e9ef',
          dark_header='#0d1322', dark_on_header='#ffffff', font='sans',
          imagery=imagery(('hero', None, 'House hero'), ('tile', None, 'House tile'),
                          ('tile', 'Healthcare', 'Healthcare tile'), ('tile', 'Manufacturing', 'Manufacturing tile'),
                          ('tile', 'Financial services', 'Finance tile'), ('tile', 'Learning', 'Learning tile')))
    p.add('brand', 'Influencer stage', name=t('Influencer stage', 'Influencer-Bühne', 'インフルエンサーステージ', 'منصة المؤثّرين'),
          audience=[a.named('Recommending partners')],
          tagline=t('Your stage', 'Ihre Bühne', 'あなたのステージ', 'منصتك'), accent='#6a2fb0', dark_accent='#c9a6ff',
          imagery=imagery(('hero', None, 'Influencer hero')))
    p.add('brand', 'Alpenglow alliance', audience=[a.any('Alliance', 'Alpenglow')],
          name=t('Alpenglow alliance', 'Alpenglow-Allianz', 'Alpenglowアライアンス', 'تحالف Alpenglow'),
          logo=p.id('asset', 'Alpenglow logo'),
          tagline=t('Cadenza and Alpenglow, one rope', 'Cadenza und Alpenglow, eine Seilschaft', 'CadenzaとAlpenglow、ひとつのロープで',
                    'Cadenza وAlpenglow، حبل واحد'),
          accent='#a3342c', on_accent='#ffffff', header='#4a1230', on_header='#ffffff', dark_accent='#f2a18f',
          dark_on_accent='#2b0f0c', dark_header='#33091f', dark_on_header='#ffffff', font='serif',
          imagery=imagery(('hero', None, 'Alpenglow hero')))
    p.add('brand', 'Sonora alliance', audience=[a.any('Alliance', 'Sonora Systems')],
          name=t('Sonora alliance', 'Sonora-Allianz', 'Sonoraアライアンス', 'تحالف Sonora'), logo=p.id('asset', 'Sonora logo'),
          accent='#fff3b0', on_accent='#ffffff', header='#fff8d6', on_header='#6b5100', dark_header='#332800',
          dark_on_header='#ffe9a8', font='rounded',
          note='Planted: low-contrast. White letters on pale yellow; the alliance insists.')
