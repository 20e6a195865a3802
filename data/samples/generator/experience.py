# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages and their blocks, navigation, search, workflows and tools."""

from .document import text as t


def para(text):
    """The text in each of its languages, as one paragraph."""
    def wrap(string):
        return f'<p>{string}</p>'
    return t(*(wrap(string) if string else None for string in text))


def add_pages(p, a):
    motions = lambda *keys: [p.id('motion', key) for key in keys]  # noqa: E731
    types = lambda *keys: [a.any('Content type', *keys)]  # noqa: E731

    def page(key, use, name, introduction=None, audience=(), blocks=(), **more):
        identifier = p.add('page', key, name=name, use=use, introduction=para(introduction) if introduction else None,
                           audience=list(audience), **more)
        for number, (kind, heading, fields) in enumerate(blocks):
            p.add('block', f'{key} {kind} {number}', parent=identifier, type=kind, name=heading, **fields)

    def query(what, most=6, order='newest', **more):
        return dict(query={'what': what, 'order': order, 'most': most, **more})

    your_tier = t('Where you stand', 'Wo Sie stehen', '現在の状況', 'أين أنت الآن')
    earn = t('What earns points now', 'Was jetzt Punkte bringt', '今ポイントになる活動', 'ما الذي يكسب النقاط الآن')
    spend = t('What your points buy', 'Was Ihre Punkte kaufen', 'ポイントの使い道', 'ما الذي تشتريه نقاطك')
    news = t('News', 'Neuigkeiten', 'ニュース', 'أخبار')
    find = t('Find anything', 'Alles finden', '検索する', 'ابحث عن أي شيء')
    start = t('Get it done', 'Gleich erledigen', 'すぐに始める', 'أنجز عملك')
    tools = t('Your tools', 'Ihre Werkzeuge', 'ご利用のツール', 'أدواتك')

    # Landing pages: a member lands on the first that is for them.
    page('Influencer Hub', 'landing', t('Influencer Hub', 'Influencer Hub', 'インフルエンサーハブ', 'مركز المؤثّرين'),
         ('Everything an influencer needs, one click away.', 'Alles, was Influencer brauchen, einen Klick entfernt.',
          'インフルエンサーに必要なものすべてを、ワンクリックで。', 'كل ما يحتاجه المؤثّر على بُعد نقرة واحدة.'),
         [a.named('Recommending partners')], (
             ('hero', t('Your stage', 'Ihre Bühne', 'あなたのステージ', 'منصتك'),
              dict(body=para(('{tier-points} tier points so far. Introduce, write, speak: we keep count.',
                              'Bisher {tier-points} Stufenpunkte. Vorstellen, schreiben, sprechen: Wir zählen mit.',
                              'これまでのティアポイントは{tier-points}。紹介し、書き、話す。記録はお任せください。',
                              'نقاط المستوى حتى الآن {tier-points}. عرّف واكتب وتحدث، ونحن نحصي.')))),
             ('tiers', your_tier, dict(motions=motions('Influencer motion'))),
             ('activities', earn, dict(motions=motions('Influencer motion'))),
             ('rewards', spend, {}),
             ('collection', t('Read this first', 'Zuerst lesen', 'まずはこちらから', 'اقرأ هذا أولًا'),
              dict(collection=p.id('collection', 'Influencer starter set'))),
             ('content', news, query(types('News'), 4)),
             ('tools', tools, {}),
             ('workflows', start, {})))
    page('Relationship Manager Hub', 'landing',
         t('Relationship Manager Hub', 'Hub für Betreuende', 'リレーションシップマネージャーハブ', 'مركز مديري العلاقات'),
         ('Your partners, what they wait for, and what you can share.',
          'Ihre Partner, worauf sie warten und was Sie teilen können.',
          '担当パートナー、その要望、共有できるもの。', 'شركاؤك، وما ينتظرونه، وما يمكنك مشاركته.'),
         [a.role('Partner account manager', 'Customer success manager')], (
             ('organisations', t('You look after', 'Sie betreuen', '担当先', 'ترعى'), {}),
             ('dashboard', t('How they are doing', 'Wie es ihnen geht', '担当先の状況', 'كيف حالهم'),
              dict(dashboard=p.id('dashboard', 'Partner health'))),
             ('collection', None, dict(collection=p.id('collection', 'Deal kit'))),
             ('content', t('To share', 'Zum Teilen', '共有できるもの', 'للمشاركة'), query(types('Business update', 'News'), 5)),
             ('workflows', start, {})))
    page('Publisher Hub', 'landing', t('Publisher Hub', 'Hub für Publizierende', 'パブリッシャーハブ', 'مركز الناشرين'),
         ('Write, get it approved, see who reads it.', 'Schreiben, freigeben lassen, sehen, wer es liest.',
          '書き、承認を得て、読者を知る。', 'اكتب، واحصل على الموافقة، واعرف من يقرأ.'),
         [a.role('Technical blogger', 'Marketing', 'Experience manager', 'Portal manager', 'Translator', 'Product manager')], (
             ('announcement', t('House style', 'Hausstil', '表記ルール', 'أسلوبنا'),
              dict(body=para(('One thought a sentence, one purpose a page.', 'Ein Gedanke je Satz, ein Zweck je Seite.',
                              '一文に一つの考え、1ページに一つの目的。', 'فكرة واحدة في الجملة وغرض واحد في الصفحة.')))),
             ('content', t('How to publish', 'So wird veröffentlicht', '公開の手引き', 'كيف تنشر'),
              query([a.any('Topic', 'Publishing')], 6)),
             ('content', t('Technical blogs', 'Technische Blogs', '技術ブログ', 'المدونات التقنية'), query(types('Technical blog'), 6)),
             ('dashboard', t('What is read', 'Was gelesen wird', '閲覧状況', 'ما يُقرأ'),
              dict(dashboard=p.id('dashboard', 'Publishing'))),
             ('tiers', your_tier, dict(motions=motions('Employee motion'))),
             ('activities', earn, dict(motions=motions('Employee motion'))),
             ('workflows', start, {})))
    page('Executive overview', 'landing', t('Executive overview', 'Überblick für die Leitung', '経営概要', 'نظرة تنفيذية'),
         ('Does it bring what we set out to win?', 'Bringt es, was wir uns vorgenommen haben?', '目標どおりの成果が出ているか。',
          'هل يحقق ما خططنا له؟'), [a.role('Executive')], (
             ('dashboard', t('In one minute', 'In einer Minute', '1分で把握', 'في دقيقة واحدة'),
              dict(dashboard=p.id('dashboard', 'Executive overview'))),
             ('content', t('The last health check', 'Die letzte Standortbestimmung', '最新の健全性診断', 'آخر فحص'),
              query(types('Business update'), 3))))
    page('Customer home', 'landing', t('Customer home', 'Kundenseite', 'お客様ホーム', 'صفحة العملاء'),
         ('What the platform does for you, and what you think of it.', 'Was die Plattform für Sie tut und was Sie davon halten.',
          'プラットフォームの活用と、お客様の声。', 'ما تقدمه المنصة لك، وما رأيك فيها.'), [a.any('Entity type', 'Customer')], (
             ('hero', t('What can we do better?', 'Was können wir besser machen?', 'ご意見をお聞かせください', 'ماذا يمكننا أن نحسّن؟'),
              dict(body=para(('Two minutes of your opinion are worth ten points, {member}.',
                              'Zwei Minuten Ihrer Meinung sind zehn Punkte wert, {member}.',
                              '{member}さん、2分間のご意見が10ポイントになります。',
                              'دقيقتان من رأيك تساويان عشر نقاط يا {member}.')))),
             ('content', t('For you', 'Für Sie', 'おすすめ', 'لك'), query(types('Article', 'Guide', 'Business update'), 6)),
             ('activities', t('Be heard', 'Gehört werden', 'ご意見をお聞かせください', 'ليُسمع صوتك'),
              dict(motions=motions('Customer motion'))),
             ('tiers', your_tier, dict(motions=motions('Customer motion'))),
             ('rewards', spend, {}),
             ('search', find, {})))
    page('Partner home', 'landing', t('Partner home', 'Partnerseite', 'パートナーホーム', 'صفحة الشركاء'),
         ('Sell, deliver and build with us.', 'Mit uns verkaufen, liefern und entwickeln.', '共に販売し、提供し、開発する。',
          'بيعوا ونفّذوا وطوّروا معنا.'), [a.any('Entity type', 'Partner')], (
             ('hero', t('One deal at a time', 'Ein Geschäft nach dem anderen', '一件ずつ、確実に', 'صفقة بعد صفقة'),
              dict(body=para(('Register it, find what helps, see what it pays.',
                              'Anmelden, finden, was hilft, und sehen, was es bringt.',
                              '登録し、役立つ資料を見つけ、報酬を確認しましょう。', 'سجّلها، واعثر على ما يفيد، واعرف ما تدرّه.')))),
             ('announcement', t('Until the end of January', 'Bis Ende Januar', '1月末まで', 'حتى نهاية يناير'),
              dict(body=t(f'<p>Deals that close now pay two percentage points more. '
                          f'<a href="baton:{p.id("content", "Two points more until January")}">How it works</a></p>',
                          f'<p>Abschlüsse bringen jetzt zwei Prozentpunkte mehr. '
                          f'<a href="baton:{p.id("content", "Two points more until January")}">So geht es</a></p>',
                          f'<p>今の成約は手数料が2ポイント増えます。'
                          f'<a href="baton:{p.id("content", "Two points more until January")}">詳しくはこちら</a></p>',
                          f'<p>الصفقات المغلقة الآن تدفع نقطتين مئويتين إضافيتين. '
                          f'<a href="baton:{p.id("content", "Two points more until January")}">كيف يعمل ذلك</a></p>'))),
             ('announcement', t('New here?', 'Neu hier?', 'はじめての方へ', 'جديد هنا؟'),
              dict(body=para(('Ten days are enough to settle in; your account manager calls on the third.',
                              'Zehn Tage genügen zum Ankommen; am dritten meldet sich Ihre Partnerbetreuung.',
                              '10日間で準備が整います。3日目に担当者からご連絡します。',
                              'عشرة أيام تكفي للانطلاق، ويتصل بك مدير حسابك في اليوم الثالث.')),
                   audience=[a.number('days-since-joining', maximum=60)])),
             ('search', find, {}),
             ('workflows', start, {}),
             ('collection', t('For this deal', 'Für dieses Geschäft', 'この商談のために', 'لهذه الصفقة'),
              dict(collection=p.id('collection', 'Deal kit'))),
             ('collection', None, dict(collection=p.id('collection', 'Proof from the same industry'))),
             ('tiers', your_tier, {}),
             ('activities', earn, {}),
             ('collection', None, dict(collection=p.id('collection', 'Joint marketing'),
                                       audience=[a.role('Partner marketing manager')])),
             ('content', news, query(types('News'), 4)),
             ('tools', tools, {})))
    page('Welcome', 'landing', t('Welcome', 'Willkommen', 'ようこそ', 'أهلًا'),
         ('We do not know you yet. Here is how to get in touch.', 'Wir kennen Sie noch nicht. So erreichen Sie uns.',
          'お問い合わせ方法をご案内します。', 'لا نعرفك بعد. إليك كيفية التواصل معنا.'),
         [a.none('Entity type', 'Supplier')], (
             ('text', t('Get in touch', 'Kontakt', 'お問い合わせ', 'تواصل معنا'),
              dict(body=t('<p>Write to <a href="https://cadenza.example/contact">the partner desk</a>; we answer within a day.</p>',
                          '<p>Schreiben Sie dem <a href="https://cadenza.example/contact">Partner-Team</a>; wir antworten binnen '
                          'eines Tages.</p>',
                          '<p><a href="https://cadenza.example/contact">パートナー窓口</a>までご連絡ください。1日以内に返信します。</p>',
                          '<p>اكتب إلى <a href="https://cadenza.example/contact">مكتب الشركاء</a>، ونرد خلال يوم.</p>'))),))

    # Section pages
    members = [a.none('Entity type', 'Supplier')]
    page('Learning Hub', 'section', t('Learning Hub', 'Lern-Hub', 'ラーニングハブ', 'مركز التعلّم'),
         ('Training and enablement for what you do.', 'Schulung und Befähigung für Ihre Aufgaben.', '業務に合わせた研修と支援。',
          'تدريب وتمكين لما تقوم به.'), members, (
             ('collection', None, dict(collection=p.id('collection', 'Certification path'))),
             ('content', t('Guides', 'Leitfäden', 'ガイド', 'أدلة'), query(types('Guide'), 8, 'title')),
             ('content', t('Webinars', 'Webinare', 'ウェビナー', 'ندوات'), query(types('Webinar'), 6)),
             ('activities', t('Learning that earns', 'Lernen, das sich lohnt', 'ポイントになる学習', 'تعلّم يكسب'),
              dict(motions=motions('Services motion', 'Employee motion')))))
    page('Sell', 'section', t('Sell', 'Verkaufen', '営業', 'المبيعات'),
         ('What helps to win, by stage and industry.', 'Was beim Gewinnen hilft, nach Phase und Branche.',
          'ステージと業種に応じた、受注に役立つ資料。', 'ما يساعد على الفوز، حسب المرحلة والقطاع.'),
         [a.any('Entity type', 'Partner', 'Employee')], (
             ('collection', None, dict(collection=p.id('collection', 'Deal kit'))),
             ('collection', None, dict(collection=p.id('collection', 'Closing set'))),
             ('content', t('Solution briefs', 'Lösungsübersichten', 'ソリューション概要', 'موجزات الحلول'),
              query(types('Solution brief'), 8, 'title')),
             ('content', t('Case studies', 'Fallstudien', '導入事例', 'دراسات الحالة'), query(types('Case study'), 8)),
             ('content', t('Prices', 'Preise', '価格', 'الأسعار'), query(types('Price list'), 3))))
    page('Rewards', 'section', t('Rewards', 'Prämien', 'リワード', 'المكافآت'),
         ('What your points buy, and what they could.', 'Was Ihre Punkte kaufen und was sie kaufen könnten.',
          'ポイントで交換できるもの。', 'ما تشتريه نقاطك وما قد تشتريه.'), (), (
             ('rewards', None, {}), ('tiers', your_tier, {}),
             ('activities', t('All ways to earn', 'Alle Wege zu Punkten', 'すべての獲得方法', 'كل طرق الكسب'), {})))
    page('Community', 'section', t('Community', 'Community', 'コミュニティ', 'المجتمع'), None, members, (
        ('content', t('Blogs', 'Blogs', 'ブログ', 'المدونات'), query(types('Blog'), 8)),
        ('content', news, query(types('News'), 8))))
    page('Search', 'section', t('Search', 'Suche', '検索', 'بحث'), None, (), (('search', None, {}),))
    page('Developer corner', 'section', t('Developer corner', 'Entwicklerecke', '開発者コーナー', 'ركن المطورين'),
         ('Interfaces, limits, examples.', 'Schnittstellen, Grenzen, Beispiele.', 'インターフェース、制限、サンプル。',
          'واجهات وحدود وأمثلة.'), [a.any('Partner type', 'Technology partner')], (
             ('announcement', t('Early access', 'Früher Zugang', '先行アクセス', 'وصول مبكر'),
              dict(body=para(('Two interfaces are open to you before everybody else.',
                              'Zwei Schnittstellen stehen Ihnen vor allen anderen offen.',
                              '2つのインターフェースを先行してご利用いただけます。', 'واجهتان متاحتان لك قبل الجميع.')),
                   audience=[a.named('Certified builders')])),
             ('content', None, query(types('Technical blog'), 10)),
             ('content', t('Courses', 'Kurse', 'コース', 'دورات'), query([a.any('Topic', 'Integration')], 6)),
             ('tools', tools, {})))
    page('Ideas', 'section', t('Ideas', 'Ideen'), None, (), (),
         note='Planted: page-empty, page-unreachable. It has no blocks, and nothing leads to it.')
    page('Memos', 'section', t('Memos', 'Notizen'), None, [a.named('Cadenza staff')],
         (('content', None, query(types('Internal memo'), 5)),),
         note='Planted: page-empty. Its one block asks for memos, which no rule lets anybody view.')


def add_navigation(p, a):
    def item(key, name, parent=None, target=None, audience=(), **more):
        return p.add('navigation-item', key, parent=parent, name=name, target=target and p.id(*target),
                     audience=list(audience), **more)

    home = t('Home', 'Start', 'ホーム', 'الرئيسية')
    item('Home influencer', home, target=('page', 'Influencer Hub'), audience=[a.named('Recommending partners')], icon='home')
    item('Home partner', home, target=('page', 'Partner home'), icon='home',
         audience=[a.any('Entity type', 'Partner'), a.none('Partner type', 'Influencer')])
    item('Home customer', home, target=('page', 'Customer home'), audience=[a.any('Entity type', 'Customer')], icon='home')
    item('Home manager', t('My partners', 'Meine Partner', '担当パートナー', 'شركائي'), icon='people',
         target=('page', 'Relationship Manager Hub'), audience=[a.role('Partner account manager', 'Customer success manager')])
    item('Home publisher', t('Publish', 'Veröffentlichen', '公開', 'النشر'), target=('page', 'Publisher Hub'), icon='megaphone',
         audience=[a.role('Technical blogger', 'Marketing', 'Experience manager', 'Portal manager', 'Translator',
                          'Product manager')])
    item('Home executive', t('Overview', 'Überblick', '概要', 'نظرة عامة'), target=('page', 'Executive overview'), icon='chart',
         audience=[a.role('Executive')])
    sell = item('Sell', t('Sell', 'Verkaufen', '営業', 'المبيعات'), target=('page', 'Sell'), icon='deal',
                audience=[a.any('Entity type', 'Partner', 'Employee')])
    item('Register a deal', t('Register a deal', 'Geschäft anmelden', '案件を登録', 'سجّل صفقة'), parent=sell,
         target=('workflow', 'Deal registration'), audience=[a.any('Partner type', 'Channel partner')])
    item('Deal kit', t('Deal kit', 'Verkaufspaket', '商談キット', 'حزمة الصفقة'), parent=sell, target=('collection', 'Deal kit'))
    learn = item('Learn', t('Learn', 'Lernen', '学ぶ', 'تعلّم'), target=('page', 'Learning Hub'), icon='book',
                 audience=[a.none('Entity type', 'Supplier')])
    item('Certification', t('Certification', 'Zertifizierung', '認定', 'الشهادات'), parent=learn,
         target=('collection', 'Certification path'))
    item('Developers', t('Developers', 'Entwicklung', '開発者', 'المطورون'), parent=learn, target=('page', 'Developer corner'),
         audience=[a.any('Partner type', 'Technology partner')], icon='tool')
    item('Rewards', t('Rewards', 'Prämien', 'リワード', 'المكافآت'), target=('page', 'Rewards'), icon='gift',
         audience=[a.none('Entity type', 'Supplier')])
    item('Community', t('Community', 'Community', 'コミュニティ', 'المجتمع'), target=('page', 'Community'), icon='star',
         audience=[a.none('Entity type', 'Supplier')])
    item('Search', t('Search', 'Suche', '検索', 'بحث'), target=('page', 'Search'), icon='search')
    item('Welcome', t('Contact', 'Kontakt', 'お問い合わせ', 'اتصل بنا'), target=('page', 'Welcome'),
         audience=[a.none('Entity type', 'Supplier')])
    item('Memos', t('Memos', 'Notizen', 'メモ', 'مذكرات'), target=('page', 'Memos'), audience=[a.named('Cadenza staff')],
         note='Planted: navigation-empty. It leads to a page on which nobody finds anything.')
    item('Newsroom', t('Newsroom', 'Presse', 'ニュースルーム', 'غرفة الأخبار'), target=('page', 'Community'),
         address='https://news.cadenza.example/', icon='megaphone', audience=[a.role('Marketing')],
         note='Planted: two-targets. A page of the portal and an address outside it.')
    item('Status page', t('System status', 'Systemstatus', 'システム状況', 'حالة النظام'), icon='tool',
         address='https://status.cadenza.example/')
    item('Coming soon', t('Coming soon', 'Demnächst', '近日公開', 'قريبًا'), audience=[a.role('Portal manager')],
         note='Planted: no-target, navigation-empty. It leads nowhere and has nothing below it.')


def add_search(p, a):
    def boosts(*rows):
        return [{'term': p.term(term), 'weight': weight} for term, weight in rows]

    synonyms = [{'words': 'MDF, development funds, marketing money'}, {'words': 'deal, opportunity, Geschäft, 商談, صفقة'},
                {'words': 'SSO, single sign-on'}, {'words': 'price, rate card, Preisliste, 価格'}]

    def vocabularies(*keys):
        return [p.id('vocabulary', key) for key in keys]

    p.add('search-profile', 'Search for influencers', audience=[a.named('Recommending partners')],
          name=t('Search for influencers', 'Suche für Influencer', 'インフルエンサー向け検索', 'بحث المؤثّرين'),
          boosts=boosts(('Influencer', 8), ('Marketing', 3), ('Price list', -5)), synonyms=synonyms,
          pinned=[{'words': 'points', 'content': p.id('content', 'How the influencer motion works')},
                  {'words': 'ポイント', 'content': p.id('content', 'How the influencer motion works')}],
          facets=vocabularies('Content type', 'Topic'))
    p.add('search-profile', 'Search for sellers', audience=[a.role('Partner sales representative')],
          name=t('Search for sellers', 'Suche für den Vertrieb', '営業担当者向け検索', 'بحث البائعين'),
          boosts=boosts(('Sales material', 8), ('Case study', 5), ('Technical blog', -4)), synonyms=synonyms,
          pinned=[{'words': 'price', 'content': p.id('content', 'Price list EMEA')}],
          facets=vocabularies('Content type', 'Industry', 'Solution', 'Deal stage'))
    p.add('search-profile', 'Search for developers', audience=[a.role('Partner developer')],
          name=t('Search for developers', 'Suche für Entwicklung', '開発者向け検索', 'بحث المطورين'),
          boosts=boosts(('Technical blog', 9), ('Integration', 6), ('Campaign kit', -6)), synonyms=synonyms,
          facets=vocabularies('Topic', 'Solution'))
    p.add('search-profile', 'Search for everybody', name=t('Search for everybody', 'Suche für alle', '一般向け検索', 'بحث الجميع'),
          boosts=boosts(('Getting started', 2),), synonyms=synonyms,
          facets=vocabularies('Content type', 'Topic', 'Solution', 'Industry', 'Language', 'Region'))


def add_workflows(p, a):
    def workflow(key, name, description, audience, steps, record_type=None):
        identifier = p.add('workflow', key, name=name, description=description, audience=list(audience),
                           record_type=record_type and p.id('record-type', record_type))
        for step, said, owner, days, approval, activity in steps:
            p.add('workflow-step', f'{key}: {step}', parent=identifier, name=said, owner=p.id('role', owner), days=days,
                  approval_by=approval and p.id('role', approval), activity=activity and p.id('activity', activity))

    workflow('Influencer set-up', t('Influencer set-up', 'Einrichtung als Influencer', 'インフルエンサー設定', 'إعداد المؤثّر'),
             t('From agreement to first introduction.', 'Von der Vereinbarung zur ersten Vorstellung.', '契約から最初の紹介まで。',
               'من الاتفاقية إلى أول تعريف.'), [a.named('Recommending partners')], (
                 ('Agreement', t('Sign the agreement', 'Vereinbarung unterzeichnen', '契約に署名', 'وقّع الاتفاقية'), 'Voice', 7, None, None),
                 ('Profile', t('Complete your profile', 'Profil vervollständigen', 'プロフィールを完成', 'أكمل ملفك'), 'Voice', 7, None, None),
                 ('Listing', t('List yourself', 'Eintrag anlegen', '掲載を作成', 'أدرج نفسك'), 'Voice', 14, 'Marketing',
                  'Creation of marketplace listing'),
                 ('Done', t('Confirm the set-up', 'Einrichtung bestätigen', '設定を確認', 'أكّد الإعداد'), 'Partner account manager', 5,
                  'Partner account manager', 'Completion of influencer set-up')))
    workflow('Deal registration', t('Deal registration', 'Deal-Registrierung', '案件登録', 'تسجيل الصفقة'),
             t('Tell us about a deal before somebody else does.', 'Ein Geschäft melden, bevor es andere tun.', '他社より先に案件を登録しましょう。',
               'أخبرنا عن الصفقة قبل غيرك.'), [a.any('Entity type', 'Partner')], (
                 ('Register', t('Enter the deal', 'Geschäft eingeben', '案件を入力', 'أدخل الصفقة'), 'Partner sales representative', 1, None, None),
                 ('Check', t('Check for conflicts', 'Auf Konflikte prüfen', '重複を確認', 'تحقق من التعارض'), 'Partner account manager', 2,
                  'Partner account manager', 'Deal registration accepted'),
                 ('Win', t('Win it', 'Gewinnen', '受注', 'اكسبها'), 'Partner sales representative', 90, None, 'Registered deal won')),
             'Deal')
    workflow('Fund request', t('Fund request', 'Mittelantrag', '資金申請', 'طلب تمويل'),
             t('Ask for marketing money, show what you did, get paid.', 'Mittel beantragen, Nachweis zeigen, Geld erhalten.',
               '資金を申請し、実績を示し、支払いを受ける。', 'اطلب التمويل، وأثبت ما فعلت، واستلم المبلغ.'), [a.any('Entity type', 'Partner')], (
                 ('Plan', t('Describe the plan', 'Vorhaben beschreiben', '計画を記入', 'صف الخطة'), 'Partner marketing manager', 3, None, None),
                 ('Approve', t('Approve the plan', 'Vorhaben freigeben', '計画を承認', 'اعتمد الخطة'), 'Partner account manager', 3, 'Marketing', None),
                 ('Prove', t('Show the proof', 'Nachweis einreichen', '証憑を提出', 'قدّم الإثبات'), 'Partner marketing manager', 30, None, None),
                 ('Pay', t('Pay', 'Auszahlen', '支払い', 'الدفع'), 'Marketing', 10, None, None)), 'Campaign')
    workflow('Marketplace validation', t('Marketplace validation', 'Marktplatzprüfung', 'マーケットプレイス検証', 'التحقق للسوق'),
             t('What a solution needs before it is listed.', 'Was eine Lösung vor dem Eintrag braucht.', '掲載前に必要なこと。',
               'ما يحتاجه الحل قبل إدراجه.'),
             [a.any('Partner type', 'Technology partner')], (
                 ('Validate', t('Initial validation', 'Erste Prüfung', '初期検証', 'التحقق الأولي'), 'Product manager', 10, None, 'Initial validation'),
                 ('Secure', t('Security and compliance review', 'Sicherheits- und Compliance-Prüfung', 'セキュリティ審査', 'مراجعة الأمن'),
                  'System administrator', 20, 'Product manager', 'Security and compliance review')))
    workflow('Propose a blog', t('Propose a blog', 'Blog vorschlagen', 'ブログを提案', 'اقترح مدونة'),
             t('Write, have it approved, publish.', 'Schreiben, freigeben lassen, veröffentlichen.', '書き、承認を得て、公開する。',
               'اكتب، واحصل على الموافقة، وانشر.'), [a.role('Technical blogger', 'Voice', 'Product manager')], (
                 ('Write', t('Write', 'Schreiben', '執筆', 'الكتابة'), 'Technical blogger', 14, None, None),
                 ('Approve', t('Approve', 'Freigeben', '承認', 'الموافقة'), 'Marketing', 3, 'Marketing', None)))
    p.add('workflow', 'Partner of the year', name=t('Partner of the year', 'Partner des Jahres'),
          audience=[a.role('Portal manager')],
          note='Planted: workflow-empty. Nobody has written its steps yet.')


def add_tools(p, a):
    for key, vendor, access, audience, address, de, ja, ar, description in (
            ('Customer relationship management', 'Sonora Systems', 'single-sign-on', [a.any('Entity type', 'Partner', 'Employee')],
             'https://crm.cadenza.example/', 'Kundenverwaltung', '顧客管理', 'إدارة علاقات العملاء',
             t('Deals and accounts.', 'Geschäfte und Kunden.', '案件とアカウント。', 'الصفقات والحسابات.')),
            ('Learning management', 'Lernwerk', 'single-sign-on', [a.none('Entity type', 'Supplier')],
             'https://learn.cadenza.example/', 'Lernplattform', '学習管理', 'إدارة التعلّم',
             t('Courses and certificates.', 'Kurse und Zertifikate.', 'コースと認定証。', 'الدورات والشهادات.')),
            ('Account mapping', 'Overlap', 'own-sign-in', [a.any('Partner type', 'Influencer', 'Technology partner')],
             'https://mapping.cadenza.example/', 'Kundenabgleich', 'アカウントマッピング', 'مطابقة الحسابات',
             t('Find customers that we share.', 'Gemeinsame Kunden finden.', '共通のお客様を見つける。', 'اعثر على العملاء المشتركين.')),
            ('Campaign studio', 'Cadenza', 'single-sign-on', [a.role('Partner marketing manager', 'Voice', 'Marketing')],
             'https://campaigns.cadenza.example/', 'Kampagnenstudio', 'キャンペーンスタジオ', 'استوديو الحملات',
             t('Mails, pages and leads.', 'Mails, Seiten und Leads.', 'メール、ページ、リード。', 'رسائل وصفحات وعملاء.')),
            ('Developer console', 'Cadenza', 'own-sign-in', [a.role('Partner developer', 'Technical blogger')],
             'https://developer.cadenza.example/', 'Entwicklerkonsole', '開発者コンソール', 'وحدة تحكم المطورين',
             t('Keys, logs and a sandbox.', 'Schlüssel, Protokolle und eine Sandbox.', 'キー、ログ、サンドボックス。', 'مفاتيح وسجلات وبيئة تجريبية.')),
            ('Status page', 'Cadenza', 'open', (), 'https://status.cadenza.example/', 'Statusseite', 'ステータスページ', 'صفحة الحالة',
             t('Is everything up?', 'Läuft alles?', '稼働状況。', 'هل كل شيء يعمل؟'))):
        p.add('tool', key, name=t(key, de, ja, ar), vendor=vendor, access=access, audience=list(audience), address=address,
              description=description)
