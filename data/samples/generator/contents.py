# SPDX-License-Identifier: GPL-3.0-or-later
"""The content of the portal: guides, sales material, courses, blogs and news, and the collections that curate it."""

from .bodies import BODIES
from .document import text as t


def para(*paragraphs):
    return ''.join(f'<p>{paragraph}</p>' for paragraph in paragraphs)


def body(en, de=None, ja=None, ar=None, **more):
    return t(para(en), *(para(other) if other else None for other in (de, ja, ar)), **more)


def add_contents(p):
    told = set()

    def content(key, kind, tags, de, ja, ar, summary=None, body=None, **more):
        name = more.pop('name', None) or t(key, de, ja, ar)
        if key in BODIES:
            assert body is None, f'{key} has two texts'
            body = t(*(para(said) if said else None for said in BODIES[key]))
            told.add(key)
        p.add('content', key, ordered=False, name=name, summary=summary, body=body, tags=p.terms(kind, *tags), **more)

    def link(key, words):
        return f'<a href="baton:{p.id("content", key)}">{words}</a>'

    add_influencer_content(content, link, p)
    add_sales_content(content)
    add_learning_content(content)
    add_technical_blogs(content)
    add_marketing_content(content)
    add_news(content, p)
    add_customer_content(content)
    add_staff_content(content)
    assert told == BODIES.keys(), f'texts of nothing: {sorted(BODIES.keys() - told)}'


def add_influencer_content(content, link, p):
    content('How the influencer motion works', 'Guide', ('Influencer', 'Getting started', 'Incentives'),
            'So funktioniert das Influencer-Programm', 'インフルエンサー活動のしくみ', 'كيف يعمل مسار المؤثّرين',
            t('Three kinds of points, three tiers, and what each is good for.',
              'Drei Arten von Punkten, drei Stufen, und wozu sie gut sind.',
              '3種類のポイント、3つのティア、それぞれの使い道。', 'ثلاثة أنواع من النقاط وثلاثة مستويات، وفائدة كل منها.'),
            body('Tier points show commitment over twelve months. Company points buy business benefits. Individual points '
                 'belong to the person who did the work. Start with '
                 + link('Your first thirty days as an influencer', 'your first thirty days') + '.',
                 'Stufenpunkte zeigen Engagement über zwölf Monate. Firmenpunkte bezahlen geschäftliche Vorteile. '
                 'Persönliche Punkte gehören der Person, die die Arbeit getan hat. Beginnen Sie mit den '
                 + link('Your first thirty days as an influencer', 'ersten dreißig Tagen') + '.',
                 'ティアポイントは12か月間の貢献を示します。会社ポイントはビジネス特典に、個人ポイントは実際に活動した方のものになります。'
                 'まずは' + link('Your first thirty days as an influencer', '最初の30日間') + 'から。',
                 'تُظهر نقاط المستوى الالتزام خلال اثني عشر شهرًا، وتشتري نقاط الشركة مزايا تجارية، أما النقاط الفردية فلمن أنجز العمل. ابدأ مع '
                 + link('Your first thirty days as an influencer', 'أول ثلاثين يومًا') + '.'), owner='Nadia Petrova')
    content('Your first thirty days as an influencer', 'Guide', ('Influencer', 'Getting started', 'Onboard'),
            'Ihre ersten dreißig Tage als Influencer', 'インフルエンサーとしての最初の30日間', 'أول ثلاثين يومًا لك مؤثّرًا',
            t('Set up, list yourself, map accounts: twenty tier points before the first deal.',
              'Einrichten, eintragen, Kunden abgleichen: zwanzig Stufenpunkte vor dem ersten Geschäft.',
              '設定、掲載、アカウント照合: 最初の案件の前に20ティアポイント。',
              'الإعداد والإدراج ومطابقة الحسابات: عشرون نقطة مستوى قبل أول صفقة.'),
            body('Week one: set-up, ten tier points. Week two: your marketplace listing, five. Week three: compare accounts, '
                 'five more. These twenty points drop out again after a year, so plan what follows them.',
                 'Woche eins: Einrichtung, zehn Stufenpunkte. Woche zwei: Marktplatzeintrag, fünf. Woche drei: Kundenabgleich, '
                 'noch fünf. Diese zwanzig Punkte fallen nach einem Jahr weg; planen Sie, was danach kommt.',
                 '1週目: 設定で10ティアポイント。2週目: マーケットプレイス掲載で5ポイント。3週目: アカウント照合でさらに5ポイント。'
                 'この20ポイントは1年後に失効するため、その後の計画を立てましょう。',
                 'الأسبوع الأول: الإعداد، عشر نقاط. الثاني: إدراجك في السوق، خمس نقاط. الثالث: مطابقة الحسابات، خمس أخرى. تسقط هذه النقاط بعد عام، فخطط لما يليها.'),
            owner='Nadia Petrova')
    content('Ten topics our readers ask for', 'Blog', ('Influencer', 'Marketing', 'Community'),
            'Zehn Themen, nach denen gefragt wird', '読者が求める10のテーマ', 'عشرة مواضيع يطلبها قرّاؤنا',
            t('Pick one, write it your way, and tell us how many registered.',
              'Eines wählen, auf eigene Art schreiben und melden, wie viele sich registriert haben.',
              '一つ選び、自分らしく書き、登録者数をお知らせください。', 'اختر واحدًا واكتبه بطريقتك وأخبرنا بعدد المسجّلين.'),
            body('From “why partners ignore portals” to “what a tier is worth”. Each 50 registrations add 10 % to the points '
                 'of the post.',
                 'Von „Warum Partner Portale meiden“ bis „Was eine Stufe wert ist“. Je 50 Registrierungen gibt es 10 % mehr '
                 'Punkte für den Beitrag.'))
    content('How to introduce a customer well', 'Guide', ('Influencer', 'Selling'),
            'Wie man einen Kunden gut vorstellt', 'お客様を上手に紹介するには', 'كيف تعرّف بعميل جيدًا',
            t('Ask first, say why, step back.', 'Erst fragen, dann begründen, dann zurücktreten.',
              'まず許可を得て、理由を伝え、あとは任せる。', 'استأذن أولًا، واذكر السبب، ثم تنحَّ جانبًا.'),
            body('An introduction counts once our sales team has accepted it. The person must have agreed to be contacted; '
                 'that agreement is the proof.',
                 'Eine Vorstellung zählt, sobald unser Vertrieb sie angenommen hat. Die Person muss der Kontaktaufnahme '
                 'zugestimmt haben; diese Zustimmung ist der Nachweis.',
                 '紹介は営業チームが受理した時点でカウントされます。ご本人の連絡許諾が証明となります。'))
    content('Speaking kit', 'Campaign kit', ('Influencer', 'Marketing'), 'Vortragspaket', '講演キット', 'حزمة المتحدثين',
            t('Twelve slides, three stories and a demo that works offline.',
              'Zwölf Folien, drei Geschichten und eine Demo, die ohne Netz läuft.',
              '12枚のスライド、3つの事例、オフラインでも動くデモ。', 'اثنتا عشرة شريحة وثلاث قصص وعرض يعمل دون اتصال.'),
            address='https://assets.cadenza.example/speaking-kit')
    content('What counts as a post', 'Guide', ('Influencer', 'Marketing', 'Incentives'), 'Was als Beitrag zählt',
            '投稿として認められるもの', 'ما الذي يُحتسب منشورًا',
            t('Public, yours, and naming Cadenza. Five points, at most 25 in a month.',
              'Öffentlich, selbst verfasst und mit Nennung von Cadenza. Fünf Punkte, höchstens 25 im Monat.',
              '公開され、自作で、Cadenzaに言及していること。5ポイント、月に最大20ポイント。',
              'علني ومن تأليفك ويذكر Cadenza. خمس نقاط، بحد أقصى 25 في الشهر.',
              was='Public, yours, and naming Cadenza. Five points, at most 20 in a month.', stale=('ja',)),
            body('Reposts and comments do not count. Social listening finds your posts; you need not report them.',
                 'Weiterverbreitetes und Kommentare zählen nicht. Ihre Beiträge werden gefunden; melden müssen Sie sie nicht.'),
            note='The Japanese summary is stale: the cap was raised from 20 to 25 since.')
    content('From blog to stage: Donauklang Medien', 'Case study', ('Influencer', 'Community', 'Austria', 'Results'),
            'Vom Blog auf die Bühne: Donauklang Medien', 'ブログからステージへ: Donauklang Medien', 'من المدونة إلى المنصة: Donauklang Medien',
            t('How a two-person agency became a Superhero in nine months.',
              'Wie eine Agentur mit zwei Leuten in neun Monaten Superheld wurde.',
              '2人のエージェンシーが9か月でスーパーヒーローになるまで。', 'كيف أصبحت وكالة من شخصين بطلًا خارقًا في تسعة أشهر.'),
            body('Four introductions, two closed deals, one blog that kept growing, and a talk paid with company points.',
                 'Vier Vorstellungen, zwei Abschlüsse, ein Blog, der immer weiter wuchs, und ein Vortrag, bezahlt mit Firmenpunkten.'),
            picture=p.id('asset', 'Influencer hero'))
    content('Turning points into a stage', 'Article', ('Influencer', 'Incentives'), 'Aus Punkten eine Bühne machen',
            'ポイントを登壇の機会に', 'حوّل النقاط إلى منصة',
            t('What 250, 500, 1,000 and 2,000 company points buy, and how to ask for it.',
              'Was 250, 500, 1.000 und 2.000 Firmenpunkte kaufen, und wie man darum bittet.',
              '250、500、1,000、2,000会社ポイントで何が得られるか。', 'ماذا تشتري 250 و500 و1000 و2000 نقطة شركة، وكيف تطلبها.'),
            body('The tier discount comes off the price, rounded up to a whole point. Redeeming never costs you a tier.',
                 'Der Stufennachlass wird vom Preis abgezogen, aufgerundet auf ganze Punkte. Einlösen kostet nie eine Stufe.',
                 ar='يُخصم تخفيض المستوى من السعر ويُقرّب إلى نقطة كاملة. لا يكلّفك الاستبدال أي مستوى.'))


def add_sales_content(content):
    for key, solution, de, ja, ar, en_summary, de_summary in (
            ('Partner portal in two pages', 'Partner portal', 'Das Partnerportal auf zwei Seiten', '2ページでわかるパートナーポータル',
             'بوابة الشركاء في صفحتين', 'One place for every partner, arranged for each of them.',
             'Ein Ort für alle Partner, für jeden passend eingerichtet.'),
            ('Incentive automation in two pages', 'Incentive automation', 'Automatisierte Anreize auf zwei Seiten',
             '2ページでわかるインセンティブ自動化', 'أتمتة الحوافز في صفحتين', 'Points, tiers, funds and rebates by one set of rules.',
             'Punkte, Stufen, Fonds und Boni nach einem Regelwerk.'),
            ('Data and intelligence in two pages', 'Data and intelligence', 'Daten und Auswertung auf zwei Seiten',
             '2ページでわかるデータとインテリジェンス', 'البيانات والتحليلات في صفحتين', 'What partners do, and what comes of it.',
             'Was Partner tun und was daraus wird.'),
            ('CRM connector in two pages', 'CRM connector', 'Der CRM-Konnektor auf zwei Seiten', '2ページでわかるCRMコネクター',
             'موصّل إدارة العملاء في صفحتين', 'Deals, leads and accounts flow both ways.',
             'Geschäfte, Leads und Kunden fließen in beide Richtungen.'),
            ('Learning connector in two pages', 'Learning connector', 'Der Lern-Konnektor auf zwei Seiten',
             '2ページでわかる学習コネクター', 'موصّل التعلّم في صفحتين', 'Certificates arrive where tiers are decided.',
             'Zertifikate kommen dort an, wo über Stufen entschieden wird.')):
        content(key, 'Solution brief', (solution, 'Selling', 'Qualify', 'Propose', 'Small business', 'Mid-size company',
                                        'Enterprise'), de, ja, ar, t(en_summary, de_summary), owner='Marco Bianchi')
    for key, industry, size, solution, region, de, ja, ar, en_summary, de_summary, ja_summary, ar_summary in (
            ('A hospital group that halved its portals', 'Healthcare', 'Mid-size company', 'Partner portal', 'DACH',
             'Ein Klinikverbund halbiert seine Portale', 'ポータルを半減した病院グループ', 'مجموعة مستشفيات خفّضت بواباتها إلى النصف',
             'Six portals became three, and doctors found the referral form.',
             'Aus sechs Portalen wurden drei, und die Ärzte fanden das Überweisungsformular.',
             '医療グループの事例: 6つのポータルを3つに。', 'صارت البوابات الست ثلاثًا، ووجد الأطباء نموذج الإحالة.'),
            ('A bank that pays fees in a day', 'Banking', 'Enterprise', 'Incentive automation', 'EMEA',
             'Eine Bank zahlt Provisionen in einem Tag', '手数料を1日で支払う銀行', 'مصرف يدفع العمولات في يوم',
             'From forty spreadsheets to one rule book.', 'Von vierzig Tabellen zu einem Regelwerk.',
             '40のスプレッドシートから一つのルールブックへ。', 'من أربعين جدولًا إلى دليل قواعد واحد.'),
            ('An insurer that trains 2,000 brokers', 'Insurance', 'Enterprise', 'Learning connector', 'EMEA',
             'Ein Versicherer schult 2.000 Makler', '2,000人の代理店を育成する保険会社', 'شركة تأمين تدرّب 2000 وسيط',
             'Certification now decides who gets which leads.', 'Die Zertifizierung entscheidet, wer welche Leads bekommt.',
             '認定の有無で、リードの配分が決まります。', 'الشهادة تقرر الآن من يحصل على أي عملاء محتملين.'),
            ('A car maker that listens to its dealers', 'Automotive', 'Enterprise', 'Data and intelligence', 'East Asia',
             'Ein Autohersteller hört auf seine Händler', '販売店の声に耳を傾ける自動車メーカー', 'صانع سيارات يصغي إلى وكلائه',
             'Dealer feedback reaches the product team within the week.',
             'Rückmeldungen der Händler erreichen das Produktteam binnen einer Woche.',
             '販売店の声は1週間以内に製品チームへ。', 'تصل ملاحظات الوكلاء إلى فريق المنتج خلال أسبوع.'),
            ('A machine builder with one partner account', 'Manufacturing', 'Mid-size company', 'CRM connector', 'DACH',
             'Ein Maschinenbauer mit einem einzigen Partnerkonto', 'パートナーアカウントを一つにした機械メーカー', 'صانع آلات بحساب شريك واحد',
             'Registered deals no longer arrive twice.', 'Angemeldete Geschäfte kommen nicht mehr doppelt an.',
             '登録案件の重複がなくなりました。', 'لم تعد الصفقات المسجّلة تصل مرتين.'),
            ('A shop chain that rewards its suppliers', 'Retail', 'Small business', 'Incentive automation', 'Americas',
             'Eine Ladenkette belohnt ihre Lieferanten', 'サプライヤーに報いる小売チェーン', 'سلسلة متاجر تكافئ مورّديها',
             'On-time delivery earns points that pay for shelf space.', 'Pünktliche Lieferung bringt Punkte für Regalplatz.',
             '納期を守ると、棚割りに使えるポイントに。', 'التسليم في الموعد يكسب نقاطًا تدفع ثمن مساحة الرف.'),
            ('A city that opened its marketplace', 'Public sector', 'Enterprise', 'Solutions marketplace', 'Nordics',
             'Eine Stadt öffnet ihren Marktplatz', 'マーケットプレイスを開いた都市', 'مدينة فتحت سوقها',
             'Local firms list services; departments choose.', 'Örtliche Firmen bieten an, Ämter wählen aus.',
             '地元企業がサービスを掲載し、各部署が選びます。', 'تُدرج الشركات المحلية خدماتها وتختار الإدارات.'),
            ('A telecom that found its influencers', 'Software and telecom', 'Mid-size company', 'Partner portal', 'Middle East',
             'Ein Telekomanbieter findet seine Influencer', 'インフルエンサーを見つけた通信会社', 'شركة اتصالات وجدت مؤثّريها',
             'Thirty community voices brought a third of the pipeline.',
             'Dreißig Stimmen aus der Community brachten ein Drittel der Chancen.',
             '30人の発信者が案件の3分の1をもたらしました。', 'ثلاثون صوتًا من المجتمع جلبوا ثلث الفرص.')):
        content(key, 'Case study', (industry, size, solution, region, 'Propose', 'Negotiate', 'Results'), de, ja, ar,
                t(en_summary, de_summary, ja_summary, ar_summary), owner='Nadia Petrova')
    for key, tags, de, ja, en_summary, de_summary in (
            ('First meeting: twelve questions', ('Qualify', 'Small business', 'Mid-size company', 'Enterprise'),
             'Erstes Gespräch: zwölf Fragen', '初回訪問: 12の質問', 'Find out whether there is a deal before you promise one.',
             'Herausfinden, ob es ein Geschäft gibt, bevor man eines verspricht.'),
            ('Proposal for a mid-size company', ('Propose', 'Mid-size company'), 'Angebot für den Mittelstand',
             '中堅企業向け提案書', 'Eight pages, ready to be filled in.', 'Acht Seiten zum Ausfüllen.'),
            ('Proposal for an enterprise', ('Propose', 'Enterprise'), 'Angebot für Großunternehmen', '大企業向け提案書',
             'With the annexes that procurement will ask for.', 'Mit den Anlagen, nach denen der Einkauf fragt.'),
            ('Negotiation guide', ('Negotiate', 'Mid-size company', 'Enterprise'), 'Leitfaden für Verhandlungen', '交渉ガイド',
             'What can move, what cannot, and whom to call.', 'Was sich bewegen lässt, was nicht, und wen man anruft.'),
            ('Closing checklist', ('Close', 'Small business', 'Mid-size company', 'Enterprise'), 'Checkliste zum Abschluss',
             'クロージングチェックリスト', 'Nine signatures and where they come from.', 'Neun Unterschriften und woher sie kommen.')):
        content(key, 'Sales template', (*tags, 'Selling', 'Cadenza Platform', 'Connectors'), de, ja, None, t(en_summary, de_summary))
    for key, tags, de, ja, en_summary, de_summary in (
            ('Against the spreadsheet', ('Incentive automation', 'Propose', 'Negotiate'), 'Gegen die Tabelle', '対スプレッドシート',
             'Our strongest competitor costs nothing and is always open.',
             'Unser stärkster Wettbewerber kostet nichts und ist immer offen.'),
            ('Against one portal per audience', ('Partner portal', 'Propose', 'Negotiate'), 'Gegen ein Portal je Zielgruppe',
             '対象者ごとのポータルとの比較', 'Five portals, five logins, one annoyed partner.',
             'Fünf Portale, fünf Anmeldungen, ein verärgerter Partner.'),
            ('Against a home-grown connector', ('CRM connector', 'Negotiate'), 'Gegen den selbstgebauten Konnektor',
             '自社開発コネクターとの比較', 'Cheap in the first year.', 'Billig im ersten Jahr.')):
        content(key, 'Battle card', (*tags, 'Mid-size company', 'Enterprise', 'Selling'), de, ja, None,
                t(en_summary, de_summary))
    for region, de in (('EMEA', 'Preisliste EMEA'), ('Americas', 'Preisliste Amerika'), ('APAC', 'Preisliste Asien-Pazifik')):
        content(f'Price list {region}', 'Price list', (region, 'Channel partner', 'Selling', 'Negotiate'), de, None, None,
                t('Valid through 31 January 2027.', 'Gültig bis 31. Januar 2027.'), window={'through': '2027-01-31'})


def add_learning_content(content):
    for key, tags, de, ja, ar, en_summary, de_summary, ja_summary in (
            ('Platform fundamentals course', ('Platform fundamentals', 'Getting started', 'Cadenza Platform', 'Enable'),
             'Kurs: Grundlagen der Plattform', 'プラットフォーム基礎コース', 'دورة أساسيات المنصة',
             'Four hours, one test, the certificate that opens the others.',
             'Vier Stunden, ein Test, das Zertifikat, das die anderen eröffnet.', '4時間、テスト1回。ほかの認定への入口です。'),
            ('Technical specialist course', ('Technical specialist', 'Integration', 'Cadenza Platform', 'Enable'),
             'Kurs: Technische Fachkraft', 'テクニカルスペシャリストコース', 'دورة الاختصاصي التقني',
             'Two days of set-up, migration and repair.', 'Zwei Tage Einrichtung, Umzug und Reparatur.',
             '構築、移行、復旧を学ぶ2日間。'),
            ('API developer course', ('API developer', 'Integration', 'Connectors', 'Technology partner'),
             'Kurs: API-Entwicklung', 'API開発者コース', 'دورة مطوّر الواجهات البرمجية',
             'Build a connector and have it reviewed.', 'Einen Konnektor bauen und prüfen lassen.', 'コネクターを作り、レビューを受けます。'),
            ('Project delivery course', ('Project delivery', 'Service delivery', 'Services partner', 'Enable'),
             'Kurs: Projektleitung', 'プロジェクト遂行コース', 'دورة تنفيذ المشاريع',
             'How projects earn ninety points of satisfaction.', 'Wie Projekte neunzig Zufriedenheitspunkte erreichen.',
             '満足度90点を得るプロジェクトの進め方。')):
        content(key, 'Course', tags, de, ja, ar, t(en_summary, de_summary, ja_summary),
                address='https://learn.cadenza.example/', owner='Learning team')
    content('Tiers explained in twenty minutes', 'Webinar', ('Incentives', 'Partner'), 'Stufen in zwanzig Minuten erklärt',
            '20分でわかるティア', 'المستويات في عشرين دقيقة',
            t('When points count, when they drop out, and what happens at month end.',
              'Wann Punkte zählen, wann sie wegfallen und was am Monatsende geschieht.',
              'ポイントが有効な期間、失効、月末の処理について。'), address='https://video.cadenza.example/tiers')
    content('Connectors in depth', 'Webinar', ('Connectors', 'Integration', 'Technology partner', 'Services partner'),
            'Konnektoren im Detail', 'コネクター詳解', None,
            t('Queues, retries and what to do when the other side is down.',
              'Warteschlangen, Wiederholungen und was zu tun ist, wenn die Gegenseite steht.'),
            address='https://video.cadenza.example/connectors')
    content('Widgets of yesterday', 'Webinar', ('Silverlight widgets', 'Integration'), 'Widgets von gestern', None, None,
            t('Kept for those who still run them.', 'Für alle, die sie noch einsetzen.'),
            address='https://video.cadenza.example/widgets',
            note='Planted: ended-term-used. Tagged with “Silverlight widgets”, which ended with 2025.')
    content('Crescendo: a first look', 'Webinar', ('Product launch', 'Data and intelligence'), 'Crescendo: ein erster Blick',
            'Crescendo 先行紹介', 'كريشندو: نظرة أولى',
            t('Staff only until the announcement.', 'Bis zur Ankündigung nur für das Team.'),
            address='https://video.cadenza.example/crescendo')
    content('Passing the security review', 'Guide', ('Security and compliance', 'Technology partner'),
            'Die Sicherheitsprüfung bestehen', 'セキュリティ審査に合格するには', 'اجتياز المراجعة الأمنية',
            t('Twenty-two checks, in the order in which they fail.', 'Zweiundzwanzig Prüfungen, in der Reihenfolge des Scheiterns.'),
            body('The review is renewed each fiscal year and earns twenty tier points each time.',
                 'Die Prüfung wird jedes Geschäftsjahr erneuert und bringt jedes Mal zwanzig Stufenpunkte.'))
    content('Delivering with a partner below you', 'Guide', ('Service delivery', 'System integrator'),
            'Mit Unterauftragnehmern liefern', '再委託先との協業', None,
            t('Points of a child company count for the group\'s tier.', 'Punkte der Tochterfirma zählen für die Stufe der Gruppe.'))


def add_technical_blogs(content):
    approved = ('Marketplace partner', 'Approved')
    content('Webhooks without tears', 'Technical blog', (*approved, 'DACH', 'Connectors', 'Integration'),
            'Webhooks ohne Tränen', None, None,
            t('Sign, retry, forget: three rules for calls that arrive.', 'Signieren, wiederholen, vergessen: drei Regeln.'),
            body('Answer within two seconds and do the work afterwards.', 'Binnen zwei Sekunden antworten, danach arbeiten.'),
            owner='Selin Aydın')
    content('Paging through a million accounts', 'Technical blog', (*approved, 'Germany', 'CRM connector', 'Integration'),
            'Durch eine Million Konten blättern', None, None,
            t('Cursors do not shift under your feet; offsets do.', 'Zeiger verrutschen nicht, Abstände schon.'),
            owner='Selin Aydın')
    content('Single sign-on in an afternoon', 'Technical blog', (*approved, 'Iberia', 'Partner portal', 'Security and compliance'),
            'Single Sign-on an einem Nachmittag', None, None,
            t('Four settings, in the right order.', 'Vier Einstellungen, in der richtigen Reihenfolge.'),
            note='In Iberia: the technical bloggers of DACH may not edit it, which “why?” shows.')
    content('Rate limits, kindly', 'Technical blog', ('Technology partner', 'Connectors', 'Integration'), 'Freundliche Grenzen',
            None, None, t('Why we say “later” instead of “no”.', 'Warum wir „später“ sagen und nicht „nein“.'))
    content('Japanese names in the CRM connector', 'Technical blog', ('Marketplace partner', 'Japan', 'CRM connector'),
            None, None, None, t('姓と名、ふりがな、並べ替えの落とし穴。', native='ja'),
            t(para('CRMコネクターで日本語の氏名を扱う際は、姓名の順序とふりがなの項目を必ず対応付けてください。'), native='ja'),
            name=t('CRMコネクターと日本語の氏名', native='ja'), note='Written in Japanese first; not to be translated.')
    content('Right to left in the portal', 'Technical blog', ('Technology partner', 'Middle East', 'Partner portal'),
            None, None, None, t('ما يجب فحصه قبل نشر صفحة عربية.', native='ar'),
            t(para('افحص اتجاه الأيقونات والأرقام وعلامات الترقيم، وجرّب الصفحة بعرض هاتف صغير.'), native='ar'),
            name=t('الكتابة من اليمين إلى اليسار في البوابة', native='ar'), note='Written in Arabic first; not to be translated.')


def add_marketing_content(content):
    content('Autumn lead campaign', 'Campaign kit', ('Partner', 'Marketing', 'Cadenza Platform'), 'Lead-Kampagne im Herbst',
            '秋のリードキャンペーン', 'حملة الخريف للعملاء المحتملين',
            t('Three mails, two pages, one offer.', 'Drei Mails, zwei Seiten, ein Angebot.', 'メール3通、ページ2枚、オファー1つ。'),
            address='https://assets.cadenza.example/autumn')
    content('Healthcare campaign', 'Campaign kit', ('Partner', 'Marketing', 'Healthcare', 'Partner portal'),
            'Kampagne Gesundheitswesen', '医療業界向けキャンペーン', None,
            t('For hospitals with more portals than wards.', 'Für Kliniken mit mehr Portalen als Stationen.'),
            address='https://assets.cadenza.example/healthcare')
    content('Social kit for the launch', 'Campaign kit', ('Partner', 'Marketing', 'Product launch'), 'Social-Media-Paket zur Einführung',
            None, None, t('Pictures and lines, ready to be posted.', 'Bilder und Zeilen, fertig zum Posten.'),
            address='https://assets.cadenza.example/crescendo-social')
    content('Planning a joint campaign', 'Guide', ('Partner', 'Marketing', 'Market'), 'Eine gemeinsame Kampagne planen',
            '共同キャンペーンの計画', 'التخطيط لحملة مشتركة',
            t('Budget, message, follow-up, in this order.', 'Budget, Botschaft, Nachfassen, in dieser Reihenfolge.'),
            body('Ask for development funds first: the request takes ten minutes, the approval three days.',
                 'Zuerst Mittel beantragen: Der Antrag dauert zehn Minuten, die Freigabe drei Tage.'))
    content('Fjordkode for Cadenza', 'Marketplace listing', ('Marketplace partner', 'Norway', 'CRM connector',
                                                             'Solutions marketplace'), None, None, None,
            t('Order data from the fjords straight into your CRM.', 'Auftragsdaten direkt ins CRM.'),
            name=t('Fjordkode for Cadenza', kept=True), owner='Mara Lindqvist')
    content('Savanna Stack payments', 'Marketplace listing', ('Integrated solution partner', 'Africa', 'Connectors',
                                                              'Solutions marketplace'), None, None, None,
            t('Pay partners on their phones.', 'Partner per Telefon bezahlen.'), name=t('Savanna Stack Payments', kept=True))
    content('Gipfelwerk adoption service', 'Marketplace listing', ('Services partner', 'DACH', 'Solutions marketplace'),
            'Gipfelwerk Einführungsservice', None, None,
            t('Ten days from contract to first partner.', 'Zehn Tage vom Vertrag zum ersten Partner.'))


def add_news(content, p):
    content('Double points all summer', 'News', ('Influencer', 'Incentives'), 'Den ganzen Sommer doppelte Punkte',
            '夏の間ポイント2倍', 'نقاط مضاعفة طوال الصيف',
            t('Introductions and opportunities count twice until the end of August.',
              'Vorstellungen und Chancen zählen bis Ende August doppelt.', '8月末まで、紹介と商談のポイントが2倍です。'),
            window={'from': '2026-06-25', 'through': '2026-08-31'})
    content('Two points more until January', 'News', ('Partner', 'Incentives'), 'Zwei Punkte mehr bis Januar', '1月まで2ポイント上乗せ',
            'نقطتان إضافيتان حتى يناير',
            t('Deals that close by the end of January pay two percentage points more.',
              'Abschlüsse bis Ende Januar bringen zwei Prozentpunkte mehr.', '1月末までの成約は手数料が2ポイント増えます。',
              'الصفقات المغلقة حتى نهاية يناير تدفع نقطتين مئويتين إضافيتين.'),
            window={'from': '2026-11-01', 'through': '2027-01-31'})
    content('Cadenza and Alpenglow join forces', 'News', ('Partner', 'Alpenglow', 'Community'), 'Cadenza und Alpenglow tun sich zusammen',
            'CadenzaとAlpenglowが提携', 'Cadenza وAlpenglow معًا',
            t('Partners of the alliance see both names from today.', 'Partner der Allianz sehen ab heute beide Namen.',
              'アライアンスのパートナーには本日から両社のブランドが表示されます。'),
            body('A deal that an alliance partner wins earns forty company points for whoever referred it.',
                 'Ein gewonnenes Geschäft eines Allianzpartners bringt der empfehlenden Firma vierzig Firmenpunkte.'),
            window={'from': '2026-10-12'})
    content('Partner day in Munich', 'News', ('Partner', 'DACH', 'Community'), 'Partnertag in München', None, None,
            t('5 February 2027, with the annual awards.', '5. Februar 2027, mit den Auszeichnungen des Jahres.'),
            body('Places are given in the order of registration.', 'Plätze werden in der Reihenfolge der Anmeldung vergeben.',
                 unreviewed=('de',)), window={'from': '2026-11-10', 'through': '2027-02-05'})
    content('Partner evening in Tokyo', 'News', ('Partner', 'Japan', 'Community'), None, None, None,
            t('12月10日、東京・丸の内にて開催します。', native='ja'), name=t('東京パートナーの夕べ', native='ja'),
            body=t(para('午後6時開場、定員60名。軽食をご用意しています。'), native='ja'),
            window={'from': '2026-11-12', 'through': '2026-12-10'}, note='Native: written for Japan alone.')
    content('Fiscal year ends on 31 January', 'News', ('Partner', 'Employee', 'Incentives'), 'Das Geschäftsjahr endet am 31. Januar',
            '会計年度は1月31日まで', 'تنتهي السنة المالية في 31 يناير',
            t('Claims for co-op money must be in by then.', 'Anträge auf Werbekostenzuschuss müssen bis dahin vorliegen.',
              '共同広告基金の申請は期限までに。', needs_work=('ja',)),
            body(f'Use the workflow <a href="baton:{p.id("workflow", "Fund request")}">Fund request</a>.',
                 f'Nutzen Sie den Ablauf <a href="baton:{p.id("workflow", "Fund request")}">Mittelantrag</a>.'),
            window={'from': '2026-11-16', 'through': '2027-01-31'})
    content('Where the old rate card went', 'News', ('Partner', 'Selling'), 'Wo die alte Preisliste geblieben ist', None, None,
            t('It lives on as the price lists by region.', 'Sie lebt in den regionalen Preislisten weiter.'),
            t(para('Look at <a href="baton:rate-card-2024-zzzzzzzzzz">the rate card of 2024</a> for comparison.')),
            note='Planted: dead-link. The rate card of 2024 was removed.')
    content('Bonjour la communauté', 'News', ('Partner', 'Community'), None, None, None,
            t('A greeting from our new colleagues in Lyon.', 'Ein Gruß unserer neuen Kolleginnen und Kollegen in Lyon.'),
            body=body('Four people, one office, and already two deals.', 'Vier Leute, ein Büro und schon zwei Geschäfte.'),
            name=t('Hello from Lyon', de='Hallo aus Lyon', fr='Bonjour de Lyon'),
            window={'from': '2026-09-01'},
            note='Planted: text-locale-unlisted. It has a French title, and French is not a language of the program.')


def add_customer_content(content):
    content('What is new for customers', 'News', ('Customer', 'Cadenza Platform'), 'Neues für Kunden', 'お客様向け最新情報',
            'الجديد للعملاء', t('Three things that need a click less.', 'Drei Dinge, die einen Klick weniger brauchen.',
                              'クリックが1回減った3つの機能。', 'ثلاثة أمور صارت أقل بنقرة.'),
            body('Search understands synonyms, tiles show pictures by industry, and every page says when it was last checked.',
                 'Die Suche versteht Synonyme, Kacheln zeigen Bilder je Branche, und jede Seite sagt, wann sie geprüft wurde.',
                 ar='يفهم البحث المترادفات، وتعرض المربعات صورًا حسب القطاع، وتذكر كل صفحة متى رُوجعت آخر مرة.'))
    content('Join the customer council', 'Article', ('Customer', 'Community'), 'Kommen Sie in den Kundenbeirat', '顧客諮問委員会へのご参加',
            'انضم إلى مجلس العملاء', t('Two meetings a year, and the road map before anybody else.',
                                      'Zwei Treffen im Jahr, und die Planung vor allen anderen.',
                                      '年2回の会合で、いち早く製品計画をご覧いただけます。',
                                      'اجتماعان في السنة، وخطة المنتج قبل الجميع.'))
    content('Your third quarter with Cadenza', 'Business update', ('Customer', 'Middle East', 'Results'),
            'Ihr drittes Quartal mit Cadenza', None, 'ربعك الثالث مع Cadenza',
            t('Active users, answered questions, and what we suggest next.', 'Aktive Nutzer, beantwortete Fragen und unser Vorschlag.',
              ar='المستخدمون النشطون والأسئلة المجابة وما نقترحه لاحقًا.'), owner='Ingrid Solberg')
    content('Getting partners to use the portal', 'Guide', ('Customer', 'Partner portal', 'Getting started'),
            'Partner ins Portal holen', 'パートナーにポータルを使ってもらうには', 'كيف تجعل الشركاء يستخدمون البوابة',
            t('Begin with what they come for anyway.', 'Mit dem beginnen, weswegen sie ohnehin kommen.',
              'もともと必要とされているものから始めましょう。', 'ابدأ بما يأتون من أجله أصلًا.'))


def add_staff_content(content):
    content('Writing for the portal', 'Guide', ('Employee', 'Publishing'), 'Schreiben für das Portal', 'ポータルのための文章術',
            'الكتابة للبوابة', t('Say what it is for in the first line. Tag it. Look at it as a persona.',
                                'In der ersten Zeile sagen, wozu es dient. Verschlagworten. Als Persona ansehen.'),
            body('A summary is one or two sentences. If it needs three, it is two contents.',
                 'Eine Zusammenfassung hat ein, zwei Sätze. Braucht sie drei, sind es zwei Inhalte.'))
    content('Health check, autumn 2026', 'Business update', ('Employee', 'Results'), 'Standortbestimmung, Herbst 2026', None, None,
            t('Adoption is up, search is not: one in five queries finds nothing.',
              'Die Nutzung steigt, die Suche nicht: Jede fünfte Anfrage findet nichts.'))
    content('Planning a partner review', 'Guide', ('Employee', 'Service delivery'), 'Ein Partnergespräch vorbereiten', None, None,
            t('Tier, pipeline, feedback: fifteen minutes of preparation.', 'Stufe, Chancen, Rückmeldung: eine Viertelstunde Vorbereitung.'))
    content('Bringing a new partner on board', 'Guide', ('Employee', 'Onboard'), 'Einen neuen Partner aufnehmen', None, None,
            t('From application to first sign-in in ten days.', 'Vom Antrag zur ersten Anmeldung in zehn Tagen.'))
    content('Pricing memo', 'Internal memo', ('Employee',), 'Preisnotiz', None, None,
            t('For the pricing committee.', 'Für den Preisausschuss.'),
            body('Not before the January meeting.', 'Nicht vor der Januarsitzung.'),
            note='Planted: nobody-sees, nobody-edits, nobody-publishes. No rule lets anybody touch an internal memo.')
    content('Processing of partner data', 'Legal notice', ('Partner', 'Security and compliance'),
            'Verarbeitung von Partnerdaten', None, None, t('What we store, and for how long.', 'Was wir speichern, und wie lange.'),
            body('Names, roles, points and claims, for as long as the agreement lasts and three years after.',
                 'Namen, Rollen, Punkte und Anträge, solange die Vereinbarung gilt und drei Jahre danach.'),
            note='Planted: nobody-publishes. “Legal notices stay as they are” forbids everybody to publish it.')
    content('Connectors course, the recording', 'Course', ('Webinar', 'Technology partner', 'Integration'),
            'Konnektorenkurs, die Aufzeichnung', None, None,
            t('Six hours, cut down to two.', 'Sechs Stunden, auf zwei gekürzt.'),
            address='https://video.cadenza.example/connectors-course',
            note='Planted: several-terms. Course and Webinar at once, and a content has one type.')
    content('Placeholder for the road map', 'Article', ('Employee', 'Product launch'), None, None, None,
            name=t('Placeholder for the road map', 'Platzhalter für die Planung'),
            note='Planted: content-empty. It has a title and nothing else.')
    content('Lead campaign of last spring', 'Campaign kit', ('Partner', 'Marketing'), 'Lead-Kampagne vom Frühjahr', None, None,
            t('Kept for the record.', 'Zur Erinnerung aufbewahrt.'), state='archived',
            address='https://assets.cadenza.example/spring')
    content('Supplier onboarding, first draft', 'Guide', ('Employee', 'Onboard'), 'Lieferanten aufnehmen, erster Entwurf', None, None,
            t('Not ready yet.', 'Noch nicht fertig.'),
            body('Ask purchasing first.', 'Erst den Einkauf fragen.'), state='draft')


def add_collections(p, a):
    def ids(*keys):
        return [p.id('content', key) for key in keys]

    def vocabularies(*keys):
        return [p.id('vocabulary', key) for key in keys]

    p.add('collection', 'Influencer starter set', audience=[a.named('Recommending partners')],
          name=t('Influencer starter set', 'Starterpaket für Influencer', 'インフルエンサースターターセット', 'حزمة بداية المؤثّر'),
          summary=t('The five things to read first.', 'Die fünf Dinge, die man zuerst liest.', '最初に読むべき5つのコンテンツ。',
                    'أول خمسة أشياء تقرؤها.'),
          items=ids('How the influencer motion works', 'Your first thirty days as an influencer',
                    'How to introduce a customer well', 'What counts as a post', 'Speaking kit'))
    deal = t('What helps with this deal', 'Was bei diesem Geschäft hilft', 'この商談に役立つ資料', 'ما يفيد في هذه الصفقة')
    p.add('collection', 'Deal kit', name=t('Deal kit', 'Verkaufspaket', '商談キット', 'حزمة الصفقة'), summary=deal,
          audience=[a.any('Entity type', 'Partner', 'Employee')],
          record=[a.any('Deal stage', 'Qualify', 'Propose', 'Negotiate', 'Close')],
          query={'what': [a.any('Content type', 'Sales material', 'Case study')], 'order': 'title', 'most': 12,
                 'record': vocabularies('Deal stage', 'Customer size', 'Solution')})
    p.add('collection', 'Proof from the same industry', audience=[a.any('Entity type', 'Partner', 'Employee')],
          name=t('Proof from the same industry', 'Belege aus derselben Branche', '同業種の導入事例', 'أمثلة من القطاع نفسه'),
          summary=t('Customers like this one.', 'Kunden wie dieser.', '同じようなお客様の事例。', 'عملاء مثل هذا العميل.'),
          record=[a.any('Deal stage', 'Propose', 'Negotiate')],
          query={'what': [a.any('Content type', 'Case study')], 'order': 'newest', 'most': 6,
                 'record': vocabularies('Industry')})
    p.add('collection', 'Closing set', audience=[a.any('Entity type', 'Partner', 'Employee')],
          name=t('Closing set', 'Abschlusspaket', 'クロージングセット', 'حزمة الإغلاق'),
          summary=t('For the last week of a deal.', 'Für die letzte Woche eines Geschäfts.'),
          record=[a.any('Deal stage', 'Negotiate', 'Close')], items=ids('Closing checklist', 'Negotiation guide'))
    p.add('collection', 'Certification path', name=t('Certification path', 'Weg zur Zertifizierung', '認定への道', 'مسار الشهادات'),
          summary=t('In the order in which they build on each other.', 'In der Reihenfolge, in der sie aufeinander aufbauen.'),
          items=ids('Platform fundamentals course', 'Technical specialist course', 'API developer course',
                    'Project delivery course'))
    p.add('collection', 'Joint marketing', audience=[a.any('Entity type', 'Partner')],
          name=t('Joint marketing', 'Gemeinsames Marketing', '共同マーケティング', 'التسويق المشترك'),
          summary=t('Campaigns that you can start today.', 'Kampagnen, die heute starten können.', 'すぐに始められるキャンペーン。',
                    'حملات يمكنك بدؤها اليوم.'),
          items=ids('Planning a joint campaign'),
          query={'what': [a.any('Content type', 'Campaign kit')], 'order': 'newest', 'most': 8})
    p.add('collection', 'Forgotten shelf', name=t('Forgotten shelf', 'Vergessenes Regal'),
          audience=[a.any('Industry')],
          note='Planted: collection-empty, clause-empty. Neither chosen items nor a query, and for members of no industry named.')
