# SPDX-License-Identifier: GPL-3.0-or-later
"""Who the program is for: reusable audiences, roles on the enablement scale, and personas that speak."""

from .document import text as t


def add_audiences(p, a):
    p.add('audience', 'Recommending partners', ordered=False,
          name=t('Recommending partners', 'Empfehlende Partner', '推薦パートナー', 'الشركاء الموصون'),
          clauses=[a.any('Partner type', 'Influencer'), a.none('Program status', 'Applicant', 'Suspended')])
    p.add('audience', 'Partners in good standing', ordered=False,
          name=t('Partners in good standing', 'Partner ohne Beanstandung', '有効なパートナー', 'شركاء في وضع سليم'),
          clauses=[a.any('Entity type', 'Partner'), a.any('Program status', 'Active')])
    p.add('audience', 'Cadenza staff', ordered=False,
          name=t('Cadenza staff', 'Cadenza-Team', 'Cadenzaの従業員', 'فريق Cadenza'), clauses=[a.any('Entity type', 'Employee')])
    p.add('audience', 'Certified builders', ordered=False,
          name=t('Certified builders', 'Zertifizierte Entwickler', '認定開発者', 'مطوّرون معتمدون'),
          clauses=[a.any('Partner type', 'Technology partner'), a.all('Certification', 'API developer', 'Platform fundamentals')])
    p.add('audience', 'Rising influencers', ordered=False,
          name=t('Rising influencers', 'Aufstrebende Influencer', '成長中のインフルエンサー', 'مؤثّرون صاعدون'),
          clauses=[a.named('Recommending partners'), a.number('tier-points', 25, 49)],
          note='Half-way to the first tier: worth a call.')


def add_roles(p):
    for key, level, only_at, de, ja, ar, description in (
            ('Partner sales representative', 'portal-user', ('Partner',), 'Vertrieb beim Partner', 'パートナー営業担当',
             'مندوب مبيعات الشريك', t('Wins deals with our products.', 'Gewinnt Geschäfte mit unseren Produkten.')),
            ('Partner marketing manager', 'content-contributor', ('Partner',), 'Marketing beim Partner',
             'パートナーマーケティング担当', 'مدير تسويق الشريك',
             t('Keeps the marketplace listing, runs joint campaigns.', 'Pflegt den Marktplatzeintrag, führt Kampagnen durch.')),
            ('Partner developer', 'portal-user', ('Partner',), 'Entwicklung beim Partner', 'パートナー開発者', 'مطوّر الشريك',
             t('Builds on our interfaces; exists at technology partners.', 'Entwickelt auf unseren Schnittstellen.')),
            ('Voice', 'content-contributor', ('Partner',), 'Stimme', '発信者', 'صوت',
             t('Writes, speaks and introduces.', 'Schreibt, spricht und stellt vor.')),
            ('Customer contact', 'portal-user', ('Customer',), 'Ansprechperson beim Kunden', 'お客様窓口', 'جهة اتصال العميل', None),
            ('Executive', 'portal-user', None, 'Führungskraft', '経営幹部', 'مسؤول تنفيذي',
             t('Sets direction and wants the figures.', 'Gibt die Richtung vor und will die Zahlen sehen.')),
            ('Partner account manager', 'content-contributor', ('Employee',), 'Partnerbetreuung', 'パートナーアカウントマネージャー',
             'مدير حسابات الشركاء', t('Looks after partners of their own.', 'Betreut eigene Partner.')),
            ('Customer success manager', 'content-contributor', ('Employee',), 'Kundenerfolg', 'カスタマーサクセスマネージャー',
             'مدير نجاح العملاء', None),
            ('Technical blogger', 'subject-matter-expert', ('Employee',), 'Technische Bloggerin, technischer Blogger',
             '技術ブロガー', 'مدوّن تقني', t('Writes technical blogs, nothing else.', 'Schreibt technische Blogs, sonst nichts.')),
            ('Product manager', 'subject-matter-expert', ('Employee',), 'Produktmanagement', 'プロダクトマネージャー', 'مدير المنتج',
             None),
            ('Marketing', 'experience-manager', ('Employee',), 'Marketing', 'マーケティング部門', 'فريق التسويق',
             t('Approves what is published and builds campaigns.', 'Gibt Veröffentlichungen frei und baut Kampagnen.')),
            ('Experience manager', 'experience-manager', ('Employee',), 'Experience-Management', 'エクスペリエンスマネージャー',
             'مدير التجربة', t('Shapes pages, navigation and collections.', 'Gestaltet Seiten, Navigation und Sammlungen.')),
            ('Translator', 'content-contributor', ('Employee',), 'Übersetzung', '翻訳者', 'مترجم', None),
            ('Portal manager', 'portal-manager', ('Employee',), 'Portalmanagement', 'ポータルマネージャー', 'مدير البوابة',
             t('Answers for the whole portal.', 'Verantwortet das ganze Portal.')),
            ('System administrator', 'system-administrator', ('Employee',), 'Systemadministration', 'システム管理者',
             'مسؤول النظام', None)):
        p.add('role', key, name=t(key, de, ja, ar), level=level, description=description,
              entity_types=p.terms(*only_at) if only_at else None)
    p.add('role', 'Logistics coordinator', name=t('Logistics coordinator', 'Logistikkoordination'), level='portal-user',
          entity_types=p.terms('Supplier'),
          note='Planted: role-without-persona. It is on the ecosystem map, but nobody has imagined this person yet.')
    p.add('role', 'Archivist', name=t('Archivist', 'Archivpflege'), level='content-contributor',
          note='Planted: role-unused. No persona, rule, workflow or map entry names it.')


def add_personas(p):
    def persona(key, name, person, job, goals, organisation, terms, roles, locale, **more):
        more['tiers'] = [p.id('tier', tier) for tier in more.get('tiers', ())]
        p.add('persona', key, name=name, person=person, job=job, goals=goals, organisation=organisation,
              terms=p.terms(*terms), roles=[p.id('role', role) for role in roles], locale=p.id('locale', locale), **more)

    persona('Marketing manager at a technology partner',
            t('Marketing manager at a technology partner', 'Marketingleiterin beim Technologiepartner',
              'テクノロジーパートナーのマーケティング担当', 'مديرة تسويق لدى شريك تقني'),
            'Mara Lindqvist',
            t('Marketing Manager', 'Marketingleiterin', 'マーケティングマネージャー', 'مديرة التسويق'),
            t('Bring our joint business plan up to date, win leads for the joint solution, and keep our listing on the '
              'marketplace fresh. I have twenty minutes on a Thursday.',
              'Unseren gemeinsamen Geschäftsplan aktualisieren, Leads für die gemeinsame Lösung gewinnen und unseren '
              'Marktplatzeintrag frisch halten. Ich habe donnerstags zwanzig Minuten.',
              '共同事業計画を更新し、共同ソリューションのリードを獲得し、マーケットプレイスの掲載内容を最新に保つこと。使える時間は木曜の20分だけです。',
              'تحديث خطة العمل المشتركة وجلب عملاء محتملين للحل المشترك وإبقاء إدراجنا في السوق حديثًا. لديّ عشرون دقيقة كل خميس.'),
            'Fjordkode AS',
            ('Partner', 'Marketplace partner', 'Approved', 'Market', 'CRM connector', 'Solutions marketplace', 'Norway',
             'English'), ('Partner marketing manager',), 'en', tiers=('Integrated',), tier_points=94, company_points=620,
            individual_points=145, joined='2024-03-11', picture=p.id('asset', 'Portrait ML'))
    persona('Sales representative at a reseller',
            t('Sales representative at a reseller', 'Verkäufer beim Wiederverkäufer', 'リセラーの営業担当',
              'مندوب مبيعات لدى معيد بيع'),
            'Tom Brandt', t('Account Executive', 'Vertriebsbeauftragter', '営業担当', 'مسؤول حسابات'),
            t('Register a deal before lunch, find what helps to close it, see what it pays.',
              'Vor dem Mittag ein Geschäft anmelden, finden, was beim Abschluss hilft, und sehen, was es bringt.',
              '昼までに案件を登録し、成約に役立つ資料を見つけ、報酬を確認すること。',
              'تسجيل صفقة قبل الظهر، والعثور على ما يساعد على إغلاقها، ومعرفة ما تدرّه.'),
            'Brandt & Söhne IT GmbH',
            ('Partner', 'Reseller', 'Active', 'Sell', 'Cadenza Platform', 'Germany', 'German', 'Platform fundamentals'),
            ('Partner sales representative',), 'de', tiers=('Silver',), tier_points=212, company_points=940,
            individual_points=260, joined='2022-09-01', picture=p.id('asset', 'Portrait TB'))
    persona('Influencer',
            t('Influencer', 'Influencerin', 'インフルエンサー', 'مؤثّرة'), 'Aiko Tanabe',
            t('Technology writer and speaker', 'Technikautorin und Rednerin', 'テクノロジーライター・講演者',
              'كاتبة ومتحدثة في التقنية'),
            t('See where I stand, pick what to write about next, and turn points into a stage.',
              'Sehen, wo ich stehe, das nächste Thema finden und aus Punkten eine Bühne machen.',
              '自分の立ち位置を確認し、次に書くテーマを選び、ポイントを登壇の機会に変えること。',
              'معرفة موقعي واختيار موضوعي التالي وتحويل النقاط إلى منصة.'),
            'Tanabe Tech Notes', ('Partner', 'Community voice', 'Active', 'Grow', 'Japan', 'Japanese'), ('Voice',), 'ja',
            tiers=('Rock Star',), tier_points=73, company_points=701, individual_points=410, joined='2024-06-20',
            picture=p.id('asset', 'Portrait AT'))
    persona('Subject matter expert',
            t('Subject matter expert', 'Fachexpertin', '技術専門家', 'خبيرة متخصصة'), 'Dr. Selin Aydın',
            t('Integration Architect', 'Integrationsarchitektin', 'インテグレーションアーキテクト', 'مهندسة تكامل'),
            t('Write one good technical blog a month for our approved marketplace partners in DACH, and not be bothered '
              'with the rest.',
              'Im Monat einen guten technischen Blog für unsere zugelassenen Marktplatzpartner in DACH schreiben, und mit '
              'dem Rest nicht behelligt werden.',
              'DACHの承認済みマーケットプレイスパートナー向けに、月に1本よい技術ブログを書くこと。それ以外には煩わされたくありません。',
              'كتابة مدونة تقنية جيدة كل شهر لشركاء السوق المعتمدين في منطقة DACH، دون الانشغال بغير ذلك.'),
            'Cadenza', ('Employee', 'Germany', 'German', 'API developer'), ('Technical blogger',), 'de',
            tiers=('Contributor',), tier_points=10, individual_points=60, picture=p.id('asset', 'Portrait SA'))
    persona('Partner account manager',
            t('Partner account manager', 'Partnerbetreuer', 'パートナーアカウントマネージャー', 'مدير حسابات الشركاء'), 'Jonas Weber',
            t('Partner Account Manager DACH', 'Partnerbetreuer DACH', 'DACH担当アカウントマネージャー', 'مدير حسابات الشركاء لمنطقة DACH'),
            t('Prepare three partner calls: who is about to lose a tier, who waits for an approval, what can I share?',
              'Drei Partnergespräche vorbereiten: Wer verliert bald seine Stufe, wer wartet auf eine Freigabe, was kann ich '
              'teilen?',
              '3件のパートナーとの打ち合わせの準備。ティアを失いそうなのは誰か、承認待ちは誰か、何を共有できるか。',
              'التحضير لثلاث مكالمات: من يوشك على فقدان مستواه، ومن ينتظر الموافقة، وماذا يمكنني أن أشارك؟'),
            'Cadenza', ('Employee', 'DACH', 'German'), ('Partner account manager',), 'de', tiers=('Champion',),
            tier_points=20, individual_points=185, picture=p.id('asset', 'Portrait JW'),
            manages=[{'name': 'Brandt & Söhne IT GmbH', 'terms': p.terms('Partner', 'Reseller', 'Germany')},
                     {'name': 'Gipfelwerk Consulting AG', 'terms': p.terms('Partner', 'Consultancy', 'Switzerland')},
                     {'name': 'Donauklang Medien', 'terms': p.terms('Partner', 'Agency', 'Austria')}])
    persona('Customer',
            t('Customer', 'Kundin', 'お客様', 'عميلة'), 'Layla Haddad',
            t('Head of Partner Operations', 'Leiterin Partner Operations', 'パートナー業務責任者', 'رئيسة عمليات الشركاء'),
            t('Learn what the platform can do for us next, and be heard.',
              'Erfahren, was die Plattform als Nächstes für uns tun kann, und gehört werden.',
              'プラットフォームで次に何ができるかを知り、意見を届けること。', 'معرفة ما يمكن أن تقدمه المنصة لنا لاحقًا، وأن يُسمع صوتنا.'),
            'Marsa Trading', ('Customer', 'Partner portal', 'Retail', 'United Arab Emirates', 'Arabic'),
            ('Customer contact',), 'ar', tiers=('Advocate',), tier_points=15, company_points=120, individual_points=90,
            joined='2025-01-15', picture=p.id('asset', 'Portrait LH'))
    persona('Executive',
            t('Executive', 'Führungskraft', '経営幹部', 'مسؤولة تنفيذية'), 'Grace Okafor',
            t('Chief Revenue Officer', 'Vertriebsvorständin', '最高収益責任者', 'رئيسة الإيرادات'),
            t('Know in one minute whether the ecosystem brings what we set out to win.',
              'In einer Minute wissen, ob das Ökosystem bringt, was wir uns vorgenommen haben.',
              'エコシステムが目標どおりの成果を上げているかを1分で把握すること。', 'أن أعرف في دقيقة هل تحقق المنظومة ما خططنا له.'),
            'Cadenza', ('Employee', 'World', 'English'), ('Executive',), 'en', picture=p.id('asset', 'Portrait GO'))
    persona('Consultant at an alliance partner',
            t('Consultant at an alliance partner', 'Beraterin beim Allianzpartner', 'アライアンスパートナーのコンサルタント',
              'مستشارة لدى شريك تحالف'), 'Elena Rossi',
            t('Principal Consultant', 'Leitende Beraterin', 'プリンシパルコンサルタント', 'مستشارة رئيسية'),
            t('Deliver projects that customers rate above ninety, and earn support hours for the next one.',
              'Projekte liefern, die Kunden mit über neunzig bewerten, und Supportstunden für das nächste verdienen.'),
            'Lago Consulting', ('Partner', 'Consultancy', 'Influencer', 'Active', 'Alpenglow', 'Switzerland', 'English',
                                'Project delivery'), ('Voice',), 'en', tiers=('Specialist',), tier_points=30,
            company_points=1188, individual_points=220, joined='2023-05-02', picture=p.id('asset', 'Portrait ER'))
    persona('Seller at a Sonora reseller',
            t('Seller at a Sonora reseller', 'Verkäufer bei einem Sonora-Händler', 'Sonora系リセラーの営業'), 'Diego Marín',
            t('Sales Engineer', 'Vertriebsingenieur', 'セールスエンジニア'),
            t('Sell both products in one go.', 'Beide Produkte auf einmal verkaufen.'), 'Solmar Sistemas',
            ('Partner', 'Distributor', 'Onboarding', 'Sonora Systems', 'Mexico', 'English'),
            ('Partner sales representative',), 'en', joined='2026-10-05')
    persona('Developer at a technology partner',
            t('Developer at a technology partner', 'Entwickler beim Technologiepartner', 'テクノロジーパートナーの開発者',
              'مطوّر لدى شريك تقني'), 'Kamau Njoroge', t('Lead Developer', 'Chefentwickler', 'リード開発者', 'كبير المطورين'),
            t('Find the interface, the limits and an example, in this order.',
              'Schnittstelle, Grenzen und ein Beispiel finden, in dieser Reihenfolge.'),
            'Savanna Stack', ('Partner', 'Integrated solution partner', 'Active', 'Connectors', 'Kenya', 'English',
                              'API developer', 'Platform fundamentals'), ('Partner developer',), 'en', tiers=('Listed',), tier_points=45,
            company_points=210, individual_points=50, joined='2025-08-18')
    persona('Owner of a service provider',
            t('Owner of a service provider', 'Inhaber eines Systemhauses', 'マネージドサービス事業者の経営者', 'مالك مقدّم خدمات مُدارة'),
            'Anke Petersen', t('Managing Director', 'Geschäftsführerin', '代表取締役', 'المديرة العامة'),
            t('Find out what changed now that we run systems instead of selling them.',
              'Herausfinden, was sich ändert, seit wir Systeme betreiben, statt sie zu verkaufen.',
              '販売から運用へ移行して何が変わったかを知ること。', 'معرفة ما تغيّر بعد أن صرنا نشغّل الأنظمة بدل بيعها.'),
            'Nordlicht Systems', ('Partner', 'Managed service provider', 'Active', 'Grow', 'Germany', 'German'),
            ('Partner sales representative',), 'de', joined='2023-02-14')
    persona('Customer success manager',
            t('Customer success manager', 'Kundenerfolgsmanagerin', 'カスタマーサクセスマネージャー', 'مديرة نجاح العملاء'),
            'Ingrid Solberg', t('Customer Success Manager', 'Kundenerfolgsmanagerin'),
            t('Share a business update with each of my customers every quarter.',
              'Jedem meiner Kunden vierteljährlich einen Geschäftsbericht geben.'),
            'Cadenza', ('Employee', 'Nordics', 'English'), ('Customer success manager',), 'en',
            manages=[{'name': 'Marsa Trading', 'terms': p.terms('Customer', 'Retail', 'United Arab Emirates')}])
    persona('Marketing lead',
            t('Marketing lead', 'Marketingleitung', 'マーケティング責任者', 'قائدة التسويق'), 'Nadia Petrova',
            t('Ecosystem Marketing Lead', 'Leiterin Ökosystem-Marketing'),
            t('Approve what is good today, not next week.', 'Gutes heute freigeben, nicht nächste Woche.'),
            'Cadenza', ('Employee', 'EMEA', 'English'), ('Marketing',), 'en', tiers=('Champion',))
    persona('Product manager',
            t('Product manager', 'Produktmanager', 'プロダクトマネージャー', 'مدير المنتج'), 'Marco Bianchi',
            t('Product Manager Connectors', 'Produktmanager Konnektoren'),
            t('Hear from partners before the road map is closed.', 'Von Partnern hören, bevor die Planung abgeschlossen ist.'),
            'Cadenza', ('Employee', 'World', 'English'), ('Product manager',), 'en')
    persona('Portal manager',
            t('Portal manager', 'Portalmanager', 'ポータルマネージャー', 'مدير البوابة'), 'Ravi Menon',
            t('Portal Manager', 'Portalmanager'),
            t('Change a page without asking anybody, and take it back if it was wrong.',
              'Eine Seite ändern, ohne jemanden zu fragen, und es zurücknehmen, wenn es falsch war.'),
            'Cadenza', ('Employee', 'World', 'English'), ('Experience manager', 'Portal manager'), 'en')
    persona('Translator',
            t('Translator', 'Übersetzerin', '翻訳者', 'مترجمة'), 'Yuki Mori', t('Localization Lead', 'Leiterin Lokalisierung', 'ローカライズ責任者'),
            t('See at once what changed since I translated it.', 'Sofort sehen, was sich seit der Übersetzung geändert hat.',
              '翻訳後に何が変わったかをすぐに把握すること。'), 'Cadenza', ('Employee', 'Japan', 'Japanese'), ('Translator',), 'ja')
    persona('System administrator',
            t('System administrator', 'Systemadministrator', 'システム管理者', 'مسؤول النظام'), 'Sam O’Neill',
            t('Systems Engineer', 'Systemingenieur'), t('Nothing to do here, every day.', 'Jeden Tag hier nichts zu tun haben.'),
            'Cadenza', ('Employee', 'Ireland', 'English'), ('System administrator',), 'en')
    persona('Seller at a suspended reseller',
            t('Seller at a suspended reseller', 'Verkäuferin bei einem ausgesetzten Händler', '停止中リセラーの営業'), 'Paula Ferreira',
            t('Sales Representative', 'Vertriebsmitarbeiterin'),
            t('Find out why the price list is gone.', 'Herausfinden, warum die Preisliste weg ist.'), 'Atlântico Soft',
            ('Partner', 'Reseller', 'Suspended', 'Portugal', 'English'), ('Partner sales representative',), 'en',
            joined='2021-04-12', tiers=('Bronze', 'Silver'),
            note='Planted: several-tiers. Bronze and Silver at once, and a ladder gives one.')
    persona('Clerk at a supplier',
            t('Clerk at a supplier', 'Sachbearbeiter beim Lieferanten'), 'Piet de Wit', t('Order Clerk', 'Sachbearbeiter'),
            t('Look up where to send an invoice.', 'Nachsehen, wohin die Rechnung geht.'), 'Papierhuis BV',
            ('Supplier', 'Netherlands', 'English'), (), 'en',
            note='Planted: persona-sees-nothing, persona-without-page. No rule lets suppliers see any content, and no landing '
                 'page is for them.')
