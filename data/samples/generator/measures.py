# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures with their targets, dashboards, and the map of the ecosystem from which the program was drawn up."""

from .document import text as t


def add_measures(p, a):
    year = {'from': '2026-02-01', 'through': '2027-01-31'}
    for key, area, unit, source, owner, de, ja, ar, description, targets in (
            ('Partner-sourced revenue', 'top-line', 'money', 'CRM', 'Grace Okafor', 'Umsatz durch Partner', 'パートナー経由の売上',
             'إيرادات من الشركاء', 'Value of closed deals in which a partner has a sourced part.',
             ((1200000000, None), (450000000, [a.any('Region', 'DACH')]))),
            ('Pipeline generated', 'top-line', 'money', 'CRM', 'Grace Okafor', 'Erzeugte Verkaufschancen', '創出されたパイプライン',
             'الفرص المولّدة', 'Value of opportunities accepted by sales.', ((3500000000, None),)),
            ('Customer satisfaction', 'top-line', 'number', 'Survey', 'Ingrid Solberg', 'Kundenzufriedenheit', '顧客満足度',
             'رضا العملاء', 'Mean score of project surveys, out of 100.', ((88, None),)),
            ('Partner satisfaction', 'top-line', 'number', 'Survey', 'Jonas Weber', 'Partnerzufriedenheit', 'パートナー満足度',
             'رضا الشركاء', 'Mean score of the yearly partner survey, out of 100.', ((80, None),)),
            ('Influencer deal attribution', 'segment', 'percent', 'CRM', 'Nadia Petrova', 'Anteil der Influencer an Abschlüssen',
             'インフルエンサー貢献率', 'إسناد الصفقات للمؤثّرين', 'Share of closed deals with an influencer\'s introduction.',
             ((3000, [a.named('Recommending partners')]),)),
            ('Active members', 'adoption', 'percent', 'Portal', 'Ravi Menon', 'Aktive Mitglieder', 'アクティブ会員', 'الأعضاء النشطون',
             'Members who signed in within thirty days.', ((6500, None), (7500, [a.any('Entity type', 'Partner')]))),
            ('Content read per visit', 'content', 'number', 'Portal', 'Nadia Petrova', 'Gelesene Inhalte je Besuch', '訪問あたり閲覧数',
             'المحتوى المقروء لكل زيارة', 'Contents opened in a visit.', ((4, None),)),
            ('Searches that find nothing', 'content', 'percent', 'Portal', 'Ravi Menon', 'Suchen ohne Treffer', '結果のない検索',
             'عمليات بحث بلا نتائج', 'Lower is better.', ((800, None),)),
            ('Days from application to first sign-in', 'transactional', 'days', 'Portal', 'Jonas Weber',
             'Tage vom Antrag zur ersten Anmeldung', '申請から初回ログインまでの日数', 'الأيام من الطلب إلى أول دخول',
             'Lower is better.', ((10, None),)),
            ('Deals registered through the portal', 'transactional', 'number', 'CRM', 'Jonas Weber', 'Anmeldungen über das Portal',
             'ポータル経由の案件登録', 'صفقات مسجّلة عبر البوابة', 'Accepted registrations.', ((1800, None),)),
            ('Ease of use', 'experience', 'number', 'Survey', 'Ravi Menon', 'Bedienbarkeit', '使いやすさ', 'سهولة الاستخدام',
             'Mean answer to “I found what I came for”, out of 100.', ((82, None),)),
            ('Contributors', 'publishing', 'number', 'Portal', 'Nadia Petrova', 'Mitwirkende', '寄稿者数', 'المساهمون',
             'Staff who published something in the quarter.', ((120, [a.any('Entity type', 'Employee')]),)),
            ('Days to approval', 'publishing', 'days', 'Portal', 'Nadia Petrova', 'Tage bis zur Freigabe', '承認までの日数',
             'أيام حتى الموافقة', 'From proposal to publication.', ((3, None),)),
            ('Partner reviews held', 'relationship', 'number', 'CRM', 'Jonas Weber', 'Geführte Partnergespräche', '実施した定例会',
             'مراجعات الشركاء', 'Reviews per relationship manager in a quarter.', ((12, None),))):
        kpi = p.add('kpi', key, name=t(key, de, ja, ar, unreviewed=('ar',)), area=area, unit=unit, source=source, owner=owner,
                    description=t(description))
        for number, (value, audience) in enumerate(targets):
            p.add('target', f'{key} {number}', parent=kpi, value=value, window=year, audience=audience, owner=owner)

    for key, de, ja, ar, kpis, audience in (
            ('Executive overview', 'Überblick', '経営概要', 'نظرة تنفيذية',
             ('Partner-sourced revenue', 'Pipeline generated', 'Customer satisfaction', 'Partner satisfaction', 'Active members'),
             [a.role('Executive')]),
            ('Partner health', 'Zustand der Partner', 'パートナーの状況', 'صحة الشركاء',
             ('Partner satisfaction', 'Deals registered through the portal', 'Active members', 'Partner reviews held'),
             [a.role('Partner account manager', 'Customer success manager')]),
            ('Publishing', 'Veröffentlichen', '公開状況', 'النشر',
             ('Contributors', 'Content read per visit', 'Searches that find nothing', 'Days to approval'),
             [a.any('Entity type', 'Employee')]),
            ('Influencer community', 'Influencer-Community', 'インフルエンサーコミュニティ', 'مجتمع المؤثّرين',
             ('Influencer deal attribution', 'Content read per visit', 'Active members'), [a.role('Marketing')]),
            ('Journeys', 'Abläufe', 'ジャーニー', 'الرحلات',
             ('Days from application to first sign-in', 'Deals registered through the portal', 'Ease of use'),
             [a.role('Portal manager', 'Experience manager')])):
        p.add('dashboard', key, name=t(key, de, ja, ar), kpis=[p.id('kpi', kpi) for kpi in kpis], audience=audience)


def add_mapping(p):
    def entries(area, *rows):
        for key, terms, roles, more in rows:
            p.add('mapping-entry', f'{area}: {key}', area=area, name=key, terms=p.terms(*terms),
                  roles=[p.id('role', role) for role in roles], **more)

    entries('priorities',
            ('A third of revenue with partners', (), (), dict(importance='critical', owner='Grace Okafor',
             today='22 % of new revenue has a partner in it.', future='33 % by the end of fiscal year 2027.')),
            ('One portal for everybody', (), (), dict(importance='high', owner='Ravi Menon',
             today='Partners, customers and staff use three.', future='One, arranged for each of them.')),
            ('Every member contributes', (), (), dict(importance='medium', owner='Nadia Petrova',
             today='Nine people write everything.', future='A hundred and twenty write a little.')))
    entries('entities',
            ('Channel partners', ('Partner', 'Channel partner', 'Distributor'), (), dict(
                volume=70, importance='critical', revenue=820000000, needs='Prices, registration, fast answers.',
                today='Three account managers by region.', future='Service providers grow fastest.')),
            ('Services partners', ('Partner', 'Services partner', 'System integrator'), (), dict(
                volume=40, importance='high', revenue=310000000, needs='Training, projects, support hours.')),
            ('Technology partners', ('Partner', 'Technology partner'), (), dict(
                volume=45, importance='high', revenue=190000000, needs='Interfaces, validation, listing.')),
            ('Influencers', ('Partner', 'Influencer', 'Analyst', 'Agency', 'Community voice'), (), dict(
                volume=85, importance='high', needs='Stories, a stage, quick recognition.',
                future='A third of closed deals with an introduction.')),
            ('Customers', ('Customer',), (), dict(volume=430, importance='critical', needs='To be heard; what comes next.')),
            ('Staff', ('Employee',), (), dict(volume=620, importance='high', needs='Five minutes a week, and thanks.')),
            ('Suppliers', ('Supplier',), ('Logistics coordinator',), dict(volume=35, importance='low', needs='Where to send an invoice.',
                                                  future='Second phase.')))
    entries('program',
            ('Status', ('Applicant', 'Onboarding', 'Active', 'Approved', 'Suspended'), (), dict(
                importance='high', today='Kept by hand in the CRM.', future='Set by the workflows.')),
            ('Journey', ('Recruit', 'Onboard', 'Enable', 'Market', 'Sell', 'Grow'), (), dict(
                importance='medium', needs='Content and tools by stage.')),
            ('Alliances', ('Alpenglow', 'Sonora Systems'), (), dict(volume=2, importance='high', needs='Their own look.')))
    entries('roles',
            ('Partner roles', ('Partner',), ('Partner sales representative', 'Partner marketing manager', 'Partner developer', 'Voice'),
             dict(volume=560, importance='critical', needs='Only what their day asks for.')),
            ('Customer roles', ('Customer',), ('Customer contact',), dict(volume=900, importance='high')))
    entries('incentives',
            ('Points', ('Influencer', 'Customer', 'Employee'), (), dict(
                importance='high', today='Influencers only.', future='All motions.', systems='Baton')),
            ('Referral fees', ('Influencer',), ('Voice',), dict(importance='high', revenue=48000000)),
            ('Funds and rebates', ('Channel partner', 'Managed service provider'), ('Partner marketing manager',), dict(
                importance='medium', today='Two spreadsheets and a mailbox.', systems='Finance')))
    entries('team',
            ('Partner account managers', ('Partner',), ('Partner account manager',), dict(
                volume=14, importance='critical', needs='Reviews, approvals, a view of their own partners.')),
            ('Experts who write', ('Employee',), ('Technical blogger', 'Product manager'), dict(volume=22, importance='medium')),
            ('Portal team', ('Employee',), ('Experience manager', 'Portal manager', 'Translator'), dict(volume=6, importance='high')))
    entries('workflows',
            ('Onboarding', ('Onboarding',), ('Partner account manager',), dict(
                importance='high', today='Mail and a checklist.', future='Ten days, in the portal.', systems='Portal, CRM')),
            ('Deal registration', ('Reseller',), ('Partner sales representative',), dict(importance='critical', systems='CRM')),
            ('Fund requests', ('Partner',), ('Partner marketing manager',), dict(importance='medium', systems='Finance')))
    entries('architecture',
            ('CRM', (), (), dict(importance='critical', systems='Sonora CRM', owner='Sam O’Neill', today='Single sign-on.')),
            ('Learning', (), (), dict(importance='high', systems='Lernwerk', today='Single sign-on.')),
            ('Account mapping', ('Influencer',), (), dict(importance='medium', systems='Overlap', today='Its own sign-in.')))
    entries('data',
            ('Partner master data', ('Partner',), (), dict(
                importance='critical', today='In the CRM; 6 % double entries; parents known for a third.',
                future='Below 1 %.', owner='Sam O’Neill')),
            ('Privacy', (), (), dict(importance='critical', today='Consent is kept with each contact.', owner='Legal')))
    entries('metrics',
            ('Revenue with partners', ('Partner',), ('Executive',), dict(importance='critical', today='Quarterly, by hand.')),
            ('Adoption', (), ('Portal manager',), dict(importance='high', future='75 % of partner members a month.')))
    entries('regions',
            ('EMEA', ('EMEA', 'DACH', 'Germany', 'Austria', 'Switzerland', 'Liechtenstein', 'Nordics', 'Sweden', 'Norway',
                      'Denmark', 'Finland', 'UK and Ireland', 'United Kingdom', 'Ireland', 'Benelux', 'Netherlands', 'Belgium',
                      'Luxembourg', 'France', 'Iberia', 'Spain', 'Portugal', 'Italy', 'Central and Eastern Europe', 'Poland',
                      'Czechia', 'Hungary', 'Romania', 'Middle East', 'United Arab Emirates', 'Saudi Arabia', 'Qatar', 'Egypt',
                      'Jordan', 'Africa', 'South Africa', 'Nigeria', 'Kenya', 'Morocco'), (), dict(
                volume=150, importance='critical')),
            ('Americas', ('Americas', 'North America', 'United States', 'Canada', 'Latin America', 'Mexico', 'Brazil', 'Chile',
                          'Colombia'), (), dict(volume=50, importance='high')),
            ('APAC', ('APAC', 'East Asia', 'Japan', 'South Korea', 'South-East Asia', 'Singapore', 'Malaysia', 'Thailand',
                      'Vietnam', 'Australia and New Zealand', 'Australia', 'New Zealand', 'India'), (), dict(
                volume=40, importance='medium')),
            ('World', ('World',), (), dict(volume=240, importance='critical')))
    entries('localization',
            ('German', ('German', 'DACH'), ('Translator',), dict(importance='critical', today='Translated in a week.',
                                                               future='The same day.')),
            ('Japanese', ('Japanese', 'Japan'), ('Translator',), dict(importance='high', future='First-language content of our own.')),
            ('Arabic', ('Arabic', 'Middle East'), ('Translator',), dict(importance='medium', today='Navigation and home only.')),
            ('English', ('English',), (), dict(importance='critical')))
    entries('data', ('Industries and solutions', (
        'Financial services', 'Banking', 'Insurance', 'Manufacturing', 'Automotive', 'Healthcare', 'Retail', 'Public sector',
        'Software and telecom', 'Cadenza Platform', 'Partner portal', 'Incentive automation', 'Data and intelligence',
        'Connectors', 'CRM connector', 'Learning connector', 'Solutions marketplace', 'Small business', 'Mid-size company',
        'Enterprise'), (), dict(importance='high', today='Tagged in the CRM; half of the deals lack one.')))
