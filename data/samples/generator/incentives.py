# SPDX-License-Identifier: GPL-3.0-or-later
"""Motions, activities, promotions, ladders, rewards and funds. The influencer tables follow the figures of a published example."""

from .document import text as t

def cell(value, *exceptions):
    """*value*: a number, '-' for none, or None for a blank, which is left out: undecided."""
    if value is None:
        return None
    body = {'value': 'none' if value == '-' else value}
    if exceptions:
        body['exceptions'] = list(exceptions)
    return body


ONBOARDING = t('One time (onboarding)', 'Einmalig (Einstieg)', '一度きり(オンボーディング)', 'مرة واحدة (التهيئة)')
SALES = t('Sales outcomes', 'Vertriebserfolge', '営業成果', 'نتائج المبيعات')
MARKETING = t('Marketing outcomes', 'Marketingerfolge', 'マーケティング成果', 'نتائج التسويق')
LEARNING = t('Learning', 'Lernen', '学習', 'التعلّم')
DELIVERY = t('Delivery', 'Projektarbeit', '提供', 'التنفيذ')
VALIDATION = t('Validation', 'Prüfung', '検証', 'التحقق')
SOLUTION = t('Joint solution', 'Gemeinsame Lösung', '共同ソリューション', 'الحل المشترك')
VOICE = t('Your voice', 'Ihre Stimme', 'お客様の声', 'صوتك')
CONTRIBUTION = t('Contribution', 'Beitrag', '貢献', 'المساهمة')


def add_motions(p):
    for key, name, description in (
            ('Influencer motion', t('Influencer motion', 'Influencer-Programm', 'インフルエンサー活動', 'مسار المؤثّرين'),
             t('Introduce, recommend and speak about us; earn points, a referral fee and a tier.',
               'Uns vorstellen, empfehlen und über uns sprechen; dafür gibt es Punkte, Provision und eine Stufe.',
               '紹介し、推薦し、発信する活動。ポイント、紹介手数料、ティアを獲得できます。',
               'عرّفوا بنا وأوصوا وتحدثوا عنا، واكسبوا نقاطًا وعمولة ومستوى.')),
            ('Services motion', t('Services motion', 'Dienstleistungen', 'サービス活動', 'مسار الخدمات'),
             t('Design, implement and integrate for our joint customers, and be rated for it.',
               'Für gemeinsame Kunden konzipieren, einführen und integrieren, und dafür bewertet werden.',
               '共通のお客様に設計・導入・統合を提供し、評価を受ける活動。', 'صمّموا ونفّذوا وادمجوا لعملائنا المشتركين.')),
            ('Technology motion', t('Technology motion', 'Technologie', 'テクノロジー活動', 'مسار التقنية'),
             t('Bring a solution to the marketplace, or build one with us.',
               'Eine Lösung auf den Marktplatz bringen oder mit uns entwickeln.',
               'マーケットプレイスへの掲載や、共同開発を行う活動。', 'أدرجوا حلًا في السوق أو طوّروا حلًا معنا.')),
            ('Channel sales motion', t('Channel sales motion', 'Vertriebskanal', 'チャネル販売活動', 'مسار مبيعات القناة'),
             t('Register, win and renew business.', 'Geschäft anmelden, gewinnen und verlängern.',
               '案件の登録、受注、更新を行う活動。', 'سجّلوا الصفقات واكسبوها وجدّدوها.')),
            ('Customer motion', t('Customer motion', 'Kundenprogramm', 'お客様活動', 'مسار العملاء'),
             t('Tell us how we do, and tell others.', 'Sagen Sie uns, wie wir sind, und sagen Sie es weiter.',
               'ご意見をお寄せいただき、他の方にもご紹介いただく活動。', 'أخبرونا برأيكم وأخبروا غيركم.')),
            ('Employee motion', t('Employee motion', 'Mitarbeitendenprogramm', '従業員活動', 'مسار الموظفين'),
             t('Little and often: everybody adds something to the ecosystem.',
               'Wenig, aber oft: alle tragen etwas bei.', '少しずつ、頻繁に。全員が貢献する活動。'))):
        p.add('motion', key, name=name, description=description)


def add_influencer_activities(p, a):
    motion = p.id('motion', 'Influencer motion')
    influencers = [a.named('Recommending partners')]

    def activity(key, section, tier, company, individual, de, ja, ar, **more):
        cells = {name: value if isinstance(value, dict) else cell(value) for name, value in
                 (('tier_points', tier), ('company_points', company), ('individual_points', individual))}
        more.setdefault('audience', influencers)
        p.add('activity', key, parent=motion, name=t(key, de, ja, ar), section=section, **cells, **more)

    activity('Activation of portal user', ONBOARDING, '-', 5, 5, 'Aktivierung im Portal', 'ポータルユーザーの有効化',
             'تفعيل مستخدم البوابة', once='member', source='Portal',
             description=t('Each person of the partner counts once, on the first sign-in.',
                           'Jede Person des Partners zählt einmal, bei der ersten Anmeldung.',
                           'パートナーの各担当者につき、初回ログイン時に1回。', 'تُحتسب لكل شخص مرة واحدة عند أول دخول.'))
    activity('Completion of influencer set-up', ONBOARDING, 10, 50, 10, 'Einrichtung als Influencer abgeschlossen',
             'インフルエンサー設定の完了', 'إكمال إعداد المؤثّر', once='organisation', source='Portal workflow',
             approval_by=p.id('role', 'Partner account manager'))
    activity('Creation of marketplace listing', ONBOARDING, 5, 20, 10, 'Marktplatzeintrag angelegt',
             'マーケットプレイス掲載の作成', 'إنشاء إدراج في السوق', once='organisation', source='Marketplace',
             next_after_reversal=True)
    activity('Mapping of account overlap', ONBOARDING, 5, 20, '-', 'Abgleich gemeinsamer Kunden',
             '重複アカウントのマッピング', 'مطابقة الحسابات المشتركة', once='organisation', again='fiscal-year',
             source='Account mapping',
             description=t('Compare customer lists through the account mapping tool; counts again each fiscal year.',
                           'Kundenlisten im Abgleichwerkzeug vergleichen; zählt jedes Geschäftsjahr erneut.',
                           'アカウントマッピングツールで顧客リストを照合します。会計年度ごとに再度カウントされます。',
                           'قارنوا قوائم العملاء عبر أداة المطابقة؛ تُحتسب مجددًا كل سنة مالية.'))
    activity('Viewing all key influencer content', ONBOARDING, '-', '-', 10, 'Alle wichtigen Inhalte angesehen',
             '主要コンテンツの閲覧完了', 'مشاهدة كل المحتوى الأساسي', once='member', source='Portal')

    activity('Sales accepted introduction', SALES, '-',
             cell(20, {'from': '2026-08-01', 'value': 30}), 10,
             'Vom Vertrieb angenommene Vorstellung', '営業が受理した紹介', 'تعريف قبِله فريق المبيعات', source='CRM',
             proof=t('The introduced person\'s agreement to be contacted', 'Einwilligung der vorgestellten Person',
                     '紹介先の連絡許諾', 'موافقة الشخص المُعرَّف به على التواصل'),
             note='Company points rise from 20 to 30 with 1 August 2026: decided by the program board to win more '
                  'first meetings. What was earned before stays as it was.')
    activity('Sales accepted opportunity', SALES, 5, 40, 20, 'Vom Vertrieb angenommene Chance', '営業が受理した商談',
             'فرصة قبِلها فريق المبيعات', source='CRM', approval_by=p.id('role', 'Partner account manager'))
    activity('Closed deal', SALES, 10, 100, 50, 'Abgeschlossenes Geschäft', '成約', 'صفقة مغلقة', source='CRM', fee=1000,
             approval_by=p.id('role', 'Partner account manager'),
             description=t('With a referral fee of 10 % of the deal value. Where several partners share a deal, each earns '
                           'the full points and its share of the fee.',
                           'Mit 10 % des Auftragswerts als Vermittlungsprovision. Sind mehrere Partner beteiligt, erhält '
                           'jeder die vollen Punkte und seinen Anteil an der Provision.',
                           '取引金額の10%を紹介手数料としてお支払いします。複数のパートナーが関わった場合、ポイントは各社に全額、'
                           '手数料は分担割合に応じて支払われます。',
                           'مع عمولة إحالة قدرها 10٪ من قيمة الصفقة. إذا اشترك عدة شركاء يكسب كل منهم النقاط كاملة وحصته من العمولة.'))
    activity('Referral to alliance partner', SALES, '-', 20, 10, 'Empfehlung an einen Allianzpartner',
             'アライアンスパートナーへの紹介', 'إحالة إلى شريك تحالف', source='CRM')
    activity('Deal won by alliance partner', SALES, '-', 40, 20, 'Gewonnenes Geschäft eines Allianzpartners',
             'アライアンスパートナーの受注', 'صفقة كسبها شريك تحالف', source='CRM')

    activity('LinkedIn post', MARKETING, '-', '-', 5, 'LinkedIn-Beitrag', 'LinkedInへの投稿', 'منشور على LinkedIn',
             source='Social listening',
             caps=[{'holder': 'member', 'period': 'month', 'points': 'individual', 'most': 25}],
             description=t('A public post that names Cadenza; at most 25 points in a month.',
                           'Ein öffentlicher Beitrag, der Cadenza nennt; höchstens 25 Punkte im Monat.',
                           'Cadenzaに言及した公開投稿。1か月につき20ポイントまで。',
                           'منشور علني يذكر Cadenza؛ بحد أقصى 25 نقطة في الشهر.',
                           was='A public post that names Cadenza; at most 20 points in a month.', stale=('ja',)),
             note='The Japanese description is stale: the cap was raised from 20 to 25.')
    activity('Blog post', MARKETING, '-',
             cell(10, {'audience': [a.any('Region', 'Middle East', 'Japan')], 'value': 15}), 10,
             'Blogbeitrag', 'ブログ記事', 'مقال في مدونة', source='Partner blog', step_size=50, step_percent=1000,
             unit_name=t('registrations', 'Registrierungen', '登録', 'تسجيلات'),
             description=t('A post that names Cadenza. Each 50 registrations that it brings are worth 10 % more.',
                           'Ein Beitrag, der Cadenza nennt. Je 50 Registrierungen gibt es 10 % mehr.',
                           'Cadenzaに言及した記事。50件の登録ごとに10%の追加ポイント。',
                           'مقال يذكر Cadenza، ولكل 50 تسجيلًا يجلبها زيادة 10٪.'),
             note='Middle East and Japan: 15 company points, because there is less written in Arabic and Japanese.')
    activity('Qualified leads from partner campaigns', MARKETING, 1, 20, '-', 'Qualifizierte Leads aus Partnerkampagnen',
             'パートナーキャンペーンからの有望リード', 'عملاء مؤهلون من حملات الشركاء', source='Marketing automation',
             unit='quantity', unit_name=t('qualified lead', 'qualifizierter Lead', '有望リード', 'عميل مؤهل'),
             caps=[{'holder': 'organisation', 'period': 'fiscal-quarter', 'points': 'company', 'most': 400}])
    activity('Demand generation campaign', MARKETING, None, None, None, 'Kampagne zur Nachfragegewinnung',
             '需要創出キャンペーン', 'حملة توليد الطلب', source='Marketing automation', unit='quantity',
             unit_name=t('lead', 'Lead', 'リード', 'عميل محتمل'),
             note='Planted: undecided-cell. All three points are left open until the program board decides.')
    activity('Guest on our podcast', MARKETING, '-', '-', '-', 'Gast in unserem Podcast', 'ポッドキャストへの出演',
             'ضيف في البودكاست', source='Marketing',
             note='Planted: earns-nothing. All three cells say none and there is no fee.')


def add_other_activities(p, a):
    def activities(motion, audience, rows):
        for key, section, tier, company, individual, de, ja, ar, more in rows:
            p.add('activity', key, parent=p.id('motion', motion), name=t(key, de, ja, ar), section=section,
                  tier_points=cell(tier), company_points=cell(company), individual_points=cell(individual),
                  audience=audience, **more)

    csat_bands = [{'from': 0, 'units': 0}, {'from': 70, 'units': 1}, {'from': 80, 'units': 2}, {'from': 90, 'units': 4}]
    activities('Services motion', [a.any('Partner type', 'Services partner')], (
        ('E-learning on the value proposition', LEARNING, 2, 10, 10, 'E-Learning zum Nutzenversprechen', '提供価値のEラーニング',
         'تعلّم إلكتروني عن القيمة المقدّمة', dict(once='member', source='Learning management')),
        ('Consulting partner onboarding', LEARNING, 10, 50, 10, 'Einstieg als Beratungspartner', 'コンサルティングパートナーの導入完了',
         'تهيئة شريك الاستشارات', dict(once='organisation', source='Portal workflow')),
        ('Platform use case training', LEARNING, 3, 10, 15, 'Schulung zu Anwendungsfällen', 'ユースケース研修',
         'تدريب على حالات الاستخدام', dict(once='member', source='Learning management')),
        ('Technical training and certification', LEARNING, 5, 20, 25, 'Technische Schulung und Zertifizierung',
         '技術研修と認定', 'تدريب تقني وشهادة', dict(once='member', again='months', again_months=24,
                                               source='Learning management')),
        ('API training and certification', LEARNING, 5, 20, 25, 'API-Schulung und Zertifizierung', 'API研修と認定',
         'تدريب وشهادة الواجهات البرمجية', dict(once='member', source='Learning management')),
        ('Customer satisfaction on delivery', DELIVERY, 2, 25, 10, 'Kundenzufriedenheit im Projekt', '納品時の顧客満足度',
         'رضا العملاء عن التنفيذ', dict(
             unit='bands', bands=csat_bands, source='Survey', approval_by=p.id('role', 'Customer success manager'),
             description=t('The score out of 100: from 70 the points count once, from 80 twice, from 90 four times.',
                           'Die Note von 100: ab 70 zählen die Punkte einfach, ab 80 doppelt, ab 90 vierfach.',
                           '100点満点の評価。70点以上で1倍、80点以上で2倍、90点以上で4倍。'))),
        ('Services revenue', DELIVERY, 1, 5, '-', 'Dienstleistungsumsatz', 'サービス売上', 'إيرادات الخدمات', dict(
            unit='amount-step', unit_size=100000, source='Finance',
            description=t('For each full 1,000 euros of invoiced services.',
                          'Je volle 1.000 Euro abgerechneter Dienstleistungen.', '請求額1,000ユーロごと。'))),
        ('Professional service hours delivered', DELIVERY, '-', 1, '-', 'Geleistete Beratungsstunden', '提供した専門サービス時間',
         'ساعات الخدمات المهنية المنفّذة', dict(
             unit='quantity-step', unit_size=10, unit_name=t('hours', 'Stunden', '時間', 'ساعات'), source='Time sheets'))))

    activities('Technology motion', [a.any('Partner type', 'Technology partner')], (
        ('Initial validation', VALIDATION, 10, 50, 10, 'Erste Prüfung', '初期検証', 'التحقق الأولي',
         dict(once='organisation', source='Portal workflow')),
        ('Security and compliance review', VALIDATION, 20, 50, '-', 'Sicherheits- und Compliance-Prüfung',
         'セキュリティ・コンプライアンス審査', 'مراجعة الأمن والامتثال',
         dict(once='organisation', again='fiscal-year', source='Security team')),
        ('Marketplace solution content', SOLUTION, 5, 25, 10, 'Inhalte für den Marktplatz', 'マーケットプレイス用コンテンツ',
         'محتوى حلول السوق', dict(source='Marketplace', caps=[
             {'holder': 'organisation', 'period': 'fiscal-year', 'points': 'tier', 'most': 20}])),
        ('Marketplace leads', SOLUTION, 1, 10, '-', 'Leads vom Marktplatz', 'マーケットプレイス経由のリード',
         'عملاء محتملون من السوق', dict(unit='quantity', unit_name=t('lead', 'Lead', 'リード', 'عميل محتمل'),
                                       source='Marketplace')),
        ('Joint solution developed', SOLUTION, 40, 200, 50, 'Gemeinsame Lösung entwickelt', '共同ソリューションの開発',
         'تطوير حل مشترك', dict(source='Product team', approval_by=p.id('role', 'Product manager'))),
        ('Revenue on joint solution', SOLUTION, 1, 5, '-', 'Umsatz mit gemeinsamer Lösung', '共同ソリューションの売上',
         'إيرادات الحل المشترك', dict(unit='amount-step', unit_size=100000, fee=500, source='Finance'))))

    activities('Channel sales motion', [a.any('Partner type', 'Channel partner')], (
        ('Deal registration accepted', SALES, 2, 10, 10, 'Angenommene Deal-Registrierung', '案件登録の承認',
         'قبول تسجيل صفقة', dict(source='CRM')),
        ('Registered deal won', SALES, 8, 60, 30, 'Registriertes Geschäft gewonnen', '登録案件の受注', 'كسب صفقة مسجّلة',
         dict(source='CRM')),
        ('Licences resold', SALES, 1, 4, '-', 'Verkaufte Lizenzen', 'ライセンス再販', 'تراخيص مُعاد بيعها',
         dict(unit='amount-step', unit_size=100000, source='Finance')),
        ('Renewal on time', SALES, 3, 20, 10, 'Pünktliche Verlängerung', '期限内の更新', 'تجديد في الموعد',
         dict(source='Finance'))))

    activities('Customer motion', [a.any('Entity type', 'Customer')], (
        ('Recommendation survey', VOICE, '-', 10, 10, 'Weiterempfehlungsumfrage', '推奨度アンケート', 'استبيان التوصية',
         dict(once='member', again='months', again_months=6, source='Survey')),
        ('Detailed feedback', VOICE, '-', 20, 20, 'Ausführliche Rückmeldung', '詳細なフィードバック', 'ملاحظات مفصّلة',
         dict(once='organisation', again='fiscal-year', source='Survey')),
        ('Referral to a new customer', VOICE, 5, 50, 30, 'Empfehlung an einen neuen Kunden', '新規顧客の紹介',
         'إحالة إلى عميل جديد', dict(source='CRM')),
        ('Reference call', VOICE, 5, 40, 20, 'Referenzgespräch', 'リファレンス対応', 'مكالمة مرجعية', dict(source='Marketing'))))

    activities('Employee motion', [a.any('Entity type', 'Employee')], (
        ('Portal training completed', CONTRIBUTION, 10, '-', 20, 'Portalschulung abgeschlossen', 'ポータル研修の修了',
         'إكمال تدريب البوابة', dict(once='member', source='Learning management')),
        ('First content published', CONTRIBUTION, 10, '-', 20, 'Erster Inhalt veröffentlicht', '初回コンテンツの公開',
         'نشر أول محتوى', dict(once='member', source='Portal')),
        ('Content published', CONTRIBUTION, '-', '-', 10, 'Inhalt veröffentlicht', 'コンテンツの公開', 'نشر محتوى',
         dict(source='Portal', caps=[{'holder': 'member', 'period': 'month', 'points': 'individual', 'most': 40}])),
        ('Partner review held', CONTRIBUTION, '-', '-', 15, 'Partnergespräch geführt', 'パートナーレビューの実施',
         'مراجعة شريك', dict(source='CRM'))))


def add_promotions(p, a):
    activity = lambda *keys: [p.id('activity', key) for key in keys]  # noqa: E731
    p.add('promotion', 'Summer of introductions', effect='multiplier', multiplier=20000,
          name=t('Summer of introductions', 'Sommer der Vorstellungen', '夏の紹介キャンペーン', 'صيف التعارف'),
          description=t('Introductions and opportunities count twice in July and August.',
                        'Vorstellungen und Chancen zählen im Juli und August doppelt.',
                        '7月と8月は、紹介と商談のポイントが2倍になります。', 'تُحتسب التعريفات والفرص مضاعفة في يوليو وأغسطس.'),
          activities=activity('Sales accepted introduction', 'Sales accepted opportunity'),
          window={'from': '2026-07-01', 'through': '2026-08-31'})
    p.add('promotion', 'August in DACH', effect='multiplier', multiplier=30000,
          name=t('August in DACH', 'August in DACH', 'DACHの8月', 'أغسطس في DACH'),
          description=t('Three times the points for introductions in Germany, Austria and Switzerland.',
                        'Dreifache Punkte für Vorstellungen in Deutschland, Österreich und der Schweiz.'),
          activities=activity('Sales accepted introduction'), audience=[a.any('Region', 'DACH', side='event')],
          window={'from': '2026-08-01', 'through': '2026-08-31'},
          note='Planted: promotions-overlap. Meets “Summer of introductions” in August: same group, so the better one '
               'applies (three times, neither five nor six).')
    p.add('promotion', 'Launch week', effect='extra-points', extra_company_points=10, extra_individual_points=5,
          group='launch', name=t('Launch week', 'Einführungswoche', 'ローンチウィーク', 'أسبوع الإطلاق'),
          activities=activity('Blog post', 'LinkedIn post', 'Sales accepted introduction'),
          window={'from': '2026-08-24', 'through': '2026-08-30'},
          note='A group of its own: adds up with the summer promotions.')
    p.add('promotion', 'Year-end closing bonus', effect='extra-fee', extra_fee=200,
          name=t('Year-end closing bonus', 'Jahresendbonus', '年末成約ボーナス', 'مكافأة إغلاق نهاية السنة'),
          activities=activity('Closed deal'), window={'from': '2026-11-01', 'through': '2027-01-31'},
          description=t('Two percentage points more referral fee on deals closed by the end of January.',
                        'Zwei Prozentpunkte mehr Provision auf Abschlüsse bis Ende Januar.',
                        '1月末までの成約には、紹介手数料が2ポイント加算されます。',
                        'نقطتان مئويتان إضافيتان على عمولة الإحالة للصفقات المغلقة حتى نهاية يناير.'))
    p.add('promotion', 'Five blogs in a quarter', effect='goal', goal_measure='events', goal_target=5,
          extra_company_points=100, extra_individual_points=25,
          name=t('Five blogs in a quarter', 'Fünf Blogs im Quartal', '四半期に5本のブログ', 'خمس مدونات في ربع سنة'),
          activities=activity('Blog post'), window={'from': '2026-08-01', 'through': '2026-10-31'})
    p.add('promotion', 'Lead race', effect='goal', goal_measure='quantity', goal_target=25, goal_repeats=True,
          extra_company_points=50, group='race', name=t('Lead race', 'Lead-Rennen', 'リードレース', 'سباق العملاء'),
          activities=activity('Qualified leads from partner campaigns'),
          window={'from': '2026-05-01', 'through': '2026-07-31'})
    p.add('promotion', 'Rock Star boost', effect='extra-points', extra_company_points=10, group='boost',
          name=t('Rock Star boost', 'Rockstar-Schub', 'ロックスターブースト', 'دفعة نجم الروك'),
          description=t('Ten points more for opportunities of those half-way to Superhero.',
                        'Zehn Punkte mehr für Chancen, auf dem Weg zum Superhelden.'),
          activities=activity('Sales accepted opportunity'), audience=[a.tier('Influencer tiers', 'Rock Star')],
          window={'from': '2026-09-01', 'through': '2026-09-30'})
    p.add('promotion', 'Post sprint', effect='extra-points', extra_individual_points=10, budget=100000, group='sprint',
          name=t('Post sprint', 'Beitragssprint', '投稿スプリント', 'سباق المنشورات'),
          description=t('Ten points more for each post, as long as the budget lasts.',
                        'Zehn Punkte mehr je Beitrag, solange das Budget reicht.',
                        '予算がなくなるまで、投稿ごとに10ポイント追加。', 'عشر نقاط إضافية لكل منشور ما دامت الميزانية متاحة.'),
          activities=activity('LinkedIn post'), window={'from': '2026-02-01', 'through': '2026-04-30'},
          note='1,000 euros at half a euro a point: gone after 200 posts, in the middle of the sprint.')
    p.add('promotion', 'Renewal thanks', effect='extra-points', extra_company_points=5, group='renewals',
          name=t('Renewal thanks', 'Dank für Verlängerungen', '更新感謝', 'شكر التجديد'),
          activities=activity('Renewal on time'), window={'from': '2026-03-01'},
          note='Planted: promotion-without-end. It has a first day and no last one.')


def add_benefits(p, tier, rows):
    for key, kind, name, more in rows:
        p.add('benefit', key, parent=tier, name=name, type=kind, **more)


def add_influencer_ladder(p, a, register):
    ladder = p.add('tier-ladder', 'Influencer tiers', holder='organisation', months=12,
                   name=t('Influencer tiers', 'Influencer-Stufen', 'インフルエンサーティア', 'مستويات المؤثّرين'),
                   motions=[p.id('motion', 'Influencer motion')], audience=[a.named('Recommending partners')],
                   pins=[{'holder': register['pinned'], 'tier': p.id('tier', 'Superhero'),
                          'window': {'from': '2026-02-01', 'through': '2027-01-31'},
                          'reason': 'Keeps the tier for the year after the merger, agreed with the program board.'},
                         {'holder': register['pinned without reason'], 'tier': p.id('tier', 'Rock Star'),
                          'window': {'through': '2026-12-31'}}],
                   note='Planted: pin-without-reason. The second exception does not say why.')
    descriptions = {
        'Rock Star': t('Your first stage: known, and asked back.', 'Die erste Bühne: bekannt und gern wieder eingeladen.',
                       '最初のステージ。名が知られ、再び招かれる存在。', 'أول منصة: معروف ومطلوب.'),
        'Superhero': t('Brings business every quarter.', 'Bringt in jedem Quartal Geschäft.', '毎四半期、案件をもたらす存在。',
                       'يجلب أعمالًا في كل ربع سنة.'),
        'Legend': t('One of the voices by which we are known.', 'Eine der Stimmen, für die man uns kennt.',
                    '私たちを代表する発信者。', 'من الأصوات التي نُعرف بها.')}
    for name, threshold, de, ja, ar, colour, fee, discount, mdf in (
            ('Rock Star', 50, 'Rockstar', 'ロックスター', 'نجم الروك', '#2e7d5b', 150, 500, 200),
            ('Superhero', 100, 'Superheld', 'スーパーヒーロー', 'بطل خارق', '#1c5fb0', 300, 1000, 500),
            ('Legend', 200, 'Legende', 'レジェンド', 'أسطورة', '#8a3ffc', 500, 2000, 1000)):
        tier = p.add('tier', name, parent=ladder, name=t(name, de, ja, ar), threshold=threshold, colour=colour,
                     description=descriptions[name])
        points = f'{fee / 100:g}'
        add_benefits(p, tier, (
            (f'{name} referral fee', 'fee-bonus',
             t(f'{points} percentage points more referral fee', f'{points.replace(".", ",")} Prozentpunkte mehr Provision',
               f'紹介手数料 +{points}ポイント', f'{points} نقطة مئوية إضافية على عمولة الإحالة'), dict(percent=fee)),
            (f'{name} rewards discount', 'rewards-discount',
             t(f'{discount // 100} % off company rewards', f'{discount // 100} % Nachlass auf Firmenprämien',
               f'会社リワード {discount // 100}%割引', f'خصم {discount // 100}٪ على مكافآت الشركة'), dict(percent=discount)),
            (f'{name} development funds', 'fund-percent',
             t(f'{mdf // 100} % of sales into your marketing fund', f'{mdf // 100} % vom Umsatz in Ihren Marketingtopf',
               f'売上の{mdf // 100}%をマーケティング資金に', f'{mdf // 100}٪ من المبيعات في صندوق التسويق'),
             dict(percent=mdf, fund=p.id('fund', 'Market development fund'), activities=[p.id('activity', 'Closed deal')]))))


def add_other_ladders(p, a):
    services = p.add('tier-ladder', 'Services tiers', holder='organisation-with-children', downgrade='one-step',
                     name=t('Services tiers', 'Dienstleistungsstufen', 'サービスティア', 'مستويات الخدمات'),
                     motions=[p.id('motion', 'Services motion')], audience=[a.any('Partner type', 'Services partner')])
    for name, threshold, de, ja, ar, requirements, hours, margin in (
            ('Practitioner', 40, 'Praktiker', 'プラクティショナー', 'ممارس', None, 1, 0),
            ('Specialist', 120, 'Spezialist', 'スペシャリスト', 'اختصاصي',
             [{'activity': p.id('activity', 'Technical training and certification'), 'count': 2}], 2, 500),
            ('Virtuoso', 300, 'Virtuose', 'ヴィルトゥオーソ', 'متمرّس',
             [{'activity': p.id('activity', 'Customer satisfaction on delivery'), 'count': 3},
              {'term': p.term('Project delivery')}], 3, 1000)):
        tier = p.add('tier', name, parent=services, name=t(name, de, ja, ar), threshold=threshold,
                     requirements=requirements)
        rows = [(f'{name} hours', 'fund-number',
                 t(f'{hours} support hours for each 10 hours delivered', f'{hours} Supportstunden je 10 geleistete Stunden',
                   f'提供10時間ごとにサポート{hours}時間'),
                 dict(number=hours, unit=t('hours', 'Stunden', '時間', 'ساعات'), fund=p.id('fund', 'Service hour rebate'),
                      activities=[p.id('activity', 'Professional service hours delivered')])),
                (f'{name} priority', 'text',
                 t('Higher priority on assigned opportunities', 'Vorrang bei der Vergabe von Projekten', '案件割り当ての優先',
                   'أولوية أعلى في إسناد الفرص'), {})]
        if margin:
            rows.append((f'{name} discount', 'rewards-discount',
                         t(f'{margin // 100} % off company rewards', f'{margin // 100} % Nachlass auf Firmenprämien',
                           f'会社リワード {margin // 100}%割引'), dict(percent=margin)))
        add_benefits(p, tier, rows)

    technology = p.add('tier-ladder', 'Technology tiers', window='fiscal-year', downgrade='grace', grace_months=2,
                       benefits_from='period-end', holder='organisation',
                       name=t('Technology tiers', 'Technologiestufen', 'テクノロジーティア', 'مستويات التقنية'),
                       motions=[p.id('motion', 'Technology motion')],
                       audience=[a.any('Partner type', 'Technology partner')])
    for name, threshold, de, ja, ar, fee in (('Listed', 30, 'Gelistet', '掲載', 'مُدرج', 100),
                                             ('Integrated', 80, 'Integriert', '統合', 'مُدمج', 200),
                                             ('Strategic', 160, 'Strategisch', '戦略', 'استراتيجي', 400)):
        tier = p.add('tier', name, parent=technology, name=t(name, de, ja, ar), threshold=threshold)
        add_benefits(p, tier, (
            (f'{name} margin', 'fee-bonus',
             t(f'{fee // 100} percentage {"point" if fee == 100 else "points"} more margin on solution sales',
               f'{fee // 100} {"Prozentpunkt" if fee == 100 else "Prozentpunkte"} mehr Marge auf Lösungsverkäufe', f'ソリューション販売マージン +{fee // 100}ポイント'),
             dict(percent=fee)),
            (f'{name} roadmap', 'text', t('A voice in what we build next', 'Mitsprache bei der Produktplanung',
                                          '製品計画への参加', 'رأي مسموع في خطة المنتج'), {})))

    channel = p.add('tier-ladder', 'Channel tiers', holder='organisation',
                    name=t('Channel tiers', 'Vertriebsstufen', 'チャネルティア', 'مستويات القناة'),
                    motions=[p.id('motion', 'Channel sales motion')], audience=[a.any('Partner type', 'Channel partner')])
    for name, threshold, de, ja, ar, discount in (('Bronze', 60, 'Bronze', 'ブロンズ', 'برونزي', 200),
                                                  ('Silver', 180, 'Silber', 'シルバー', 'فضي', 500),
                                                  ('Gold', 400, 'Gold', 'ゴールド', 'ذهبي', 1000)):
        tier = p.add('tier', name, parent=channel, name=t(name, de, ja, ar), threshold=threshold)
        add_benefits(p, tier, (
            (f'{name} rewards discount', 'rewards-discount',
             t(f'{discount // 100} % off company rewards', f'{discount // 100} % Nachlass auf Firmenprämien',
               f'会社リワード {discount // 100}%割引', f'خصم {discount // 100}٪ على مكافآت الشركة'), dict(percent=discount)),))

    customers = p.add('tier-ladder', 'Customer circle', holder='member',
                      name=t('Customer circle', 'Kundenkreis', 'カスタマーサークル', 'دائرة العملاء'),
                      motions=[p.id('motion', 'Customer motion')], audience=[a.any('Entity type', 'Customer')])
    p.add('tier', 'Advocate', parent=customers, threshold=10, name=t('Advocate', 'Fürsprecher', 'アドボケイト', 'مناصر'))

    p.add('tier', 'Friend', parent=customers, threshold=5, name=t('Friend', 'Freund', 'フレンド', 'صديق'),
          note='Planted: thresholds-not-rising. It stands after Advocate and begins below it.')

    employees = p.add('tier-ladder', 'Champions', holder='member',
                      name=t('Champions', 'Champions', 'チャンピオン', 'الأبطال'),
                      motions=[p.id('motion', 'Employee motion')], audience=[a.any('Entity type', 'Employee')])
    p.add('tier', 'Contributor', parent=employees, threshold=10, name=t('Contributor', 'Mitwirkende', '貢献者', 'مساهم'))
    p.add('tier', 'Champion', parent=employees, threshold=20, name=t('Champion', 'Champion', 'チャンピオン', 'بطل'))
    p.add('tier', 'Grand champion', parent=employees, threshold=50, name=t('Grand champion', 'Großer Champion'),
          note='Planted: tier-unreachable. Employees can earn 20 tier points, each activity once; nobody gets to 50.')
    p.add('tier-ladder', 'Supplier tiers', name=t('Supplier tiers', 'Lieferantenstufen'),
          audience=[a.any('Entity type', 'Supplier')], note='Planted: ladder-empty. It has no tiers.')


SALES_REWARDS = t('Sales rewards', 'Vertriebsprämien', '営業リワード', 'مكافآت المبيعات')
MARKETING_REWARDS = t('Marketing rewards', 'Marketingprämien', 'マーケティングリワード', 'مكافآت التسويق')
PERSONAL_REWARDS = t('Personal rewards', 'Persönliche Prämien', '個人リワード', 'مكافآت شخصية')
DELIVERY_REWARDS = t('Enablement rewards', 'Prämien zur Befähigung', '育成リワード', 'مكافآت التمكين')


def add_rewards(p, a):
    partners = [a.any('Entity type', 'Partner')]
    marketing = p.id('role', 'Marketing')
    for key, section, price, de, ja, ar, more in (
            ('Private briefing to the sales team', SALES_REWARDS, 500, 'Vortrag vor dem Vertriebsteam',
             '営業チームへの個別ブリーフィング', 'إحاطة خاصة لفريق المبيعات', {}),
            ('Private briefing to the executive team', SALES_REWARDS, 1000, 'Vortrag vor der Geschäftsleitung',
             '経営陣への個別ブリーフィング', 'إحاطة خاصة للإدارة العليا', dict(stock=12)),
            ('Private briefing to the client council', SALES_REWARDS, 1500, 'Vortrag vor dem Kundenbeirat',
             '顧客諮問委員会への個別ブリーフィング', 'إحاطة خاصة لمجلس العملاء', dict(stock=4)),
            ('Two tickets to the annual conference', SALES_REWARDS, 2000, 'Zwei Karten für die Jahreskonferenz',
             '年次カンファレンスのチケット2枚', 'تذكرتان للمؤتمر السنوي', dict(stock=40)),
            ('Blog collaboration', MARKETING_REWARDS, 250, 'Gemeinsamer Blogbeitrag', '共同ブログ', 'تعاون في مدونة',
             dict(approval_by=marketing)),
            ('Webinar collaboration', MARKETING_REWARDS, 500, 'Gemeinsames Webinar', '共同ウェビナー', 'تعاون في ندوة',
             dict(approval_by=marketing)),
            ('Event speaker opportunity', MARKETING_REWARDS, 1000, 'Auftritt auf einer Veranstaltung', 'イベントでの講演機会',
             'فرصة التحدث في فعالية', dict(approval_by=marketing, stock=10, audience=partners + [a.tier('Influencer tiers', 'Superhero', 'Legend')])),
            ('Hosted networking event', MARKETING_REWARDS, 2000, 'Ausgerichteter Netzwerkabend', '交流イベントの開催',
             'فعالية تعارف مستضافة', dict(approval_by=marketing, stock=6,
                                         audience=partners + [a.tier('Influencer tiers', 'Legend')])),
            ('A day with the product team', DELIVERY_REWARDS, 800, 'Ein Tag mit dem Produktteam', '製品チームとの1日',
             'يوم مع فريق المنتج', {}),
            ('Training at your office', DELIVERY_REWARDS, 1200, 'Schulung bei Ihnen vor Ort', '貴社での研修',
             'تدريب في مكتبكم', {}),
            ('Marketplace feature for a week', DELIVERY_REWARDS, 600, 'Eine Woche Marktplatz-Startseite',
             'マーケットプレイスで1週間特集', 'إبراز في السوق لمدة أسبوع', {})):
        p.add('reward', key, name=t(key, de, ja, ar), section=section, points='company', price=price,
              **{'audience': partners, **more})
    for key, de, ja, ar, more in (
            ('Cashback', 'Auszahlung', 'キャッシュバック', 'استرداد نقدي', dict(pricing='exchange', rate=50)),
            ('Donation to a charity of your choice', 'Spende an eine Organisation Ihrer Wahl', '任意の団体への寄付',
             'تبرّع لجهة خيرية من اختيارك', dict(pricing='exchange', rate=60)),
            ('Backpack', 'Rucksack', 'バックパック', 'حقيبة ظهر', dict(price=90, stock=200)),
            ('Noise-cancelling headphones', 'Kopfhörer mit Geräuschunterdrückung', 'ノイズキャンセリングヘッドホン',
             'سماعات عازلة للضوضاء', dict(price=400, stock=50))):
        p.add('reward', key, name=t(key, de, ja, ar), section=PERSONAL_REWARDS, points='individual',
              audience=[a.any('Entity type', 'Partner', 'Customer', 'Employee')], **more)


def add_funds(p, a):
    p.add('fund', 'Market development fund', type='mdf', budget=25000000, period='fiscal-year', claim_days=90,
          name=t('Market development fund', 'Marketingtopf', '市場開拓資金', 'صندوق تنمية السوق'),
          description=t('Pays for joint marketing; filled with a share of what you sell.',
                        'Bezahlt gemeinsames Marketing; gefüllt mit einem Anteil Ihres Umsatzes.',
                        '共同マーケティングのための資金。売上の一部が積み立てられます。',
                        'يموّل التسويق المشترك.', was='Pays for joint marketing.', stale=('ar',)),
          note='The Arabic description is stale: where the money comes from was added later.', audience=[a.named('Recommending partners')])
    p.add('fund', 'Co-op fund', type='co-op', budget=8000000, period='fiscal-quarter', claim_days=60,
          name=t('Co-op fund', 'Werbekostenzuschuss', '共同広告基金', 'صندوق الإعلان المشترك'),
          audience=[a.any('Partner type', 'Channel partner')])
    p.add('fund', 'Volume rebate', type='rebate', period='fiscal-year', band_mode='marginal',
          name=t('Volume rebate', 'Mengenbonus', 'ボリュームリベート', 'خصم الكمية'),
          activities=[p.id('activity', 'Licences resold')],
          bands=[{'from': 0, 'rate': 100}, {'from': 5000000, 'rate': 200}, {'from': 20000000, 'rate': 350}],
          audience=[a.any('Partner type', 'Channel partner')],
          description=t('1 % of the first 50,000 euros in a fiscal year, 2 % of what follows, 3.5 % beyond 200,000.',
                        '1 % der ersten 50.000 Euro im Geschäftsjahr, 2 % darüber, 3,5 % ab 200.000.'))
    p.add('fund', 'Service hour rebate', type='rebate', period='fiscal-year', band_mode='whole',
          name=t('Service hour rebate', 'Stundenrückvergütung', 'サービス時間リベート', 'استرداد ساعات الخدمة'),
          activities=[p.id('activity', 'Services revenue')],
          bands=[{'from': 0, 'rate': 0}, {'from': 10000000, 'rate': 100}],
          audience=[a.any('Partner type', 'Services partner')])
    p.add('fund', 'Seller bonus', type='spiff', budget=3000000, period='fiscal-quarter',
          name=t('Seller bonus', 'Verkäuferbonus', '営業担当者ボーナス', 'مكافأة البائع'),
          activities=[p.id('activity', 'Registered deal won')],
          audience=[a.role('Partner sales representative')], window={'from': '2026-08-01', 'through': '2027-01-31'})
    p.add('fund', 'Welcome cashback', type='consumer-rebate', budget=2000000, claim_days=30,
          name=t('Welcome cashback', 'Willkommensrabatt', 'ウェルカムキャッシュバック', 'استرداد ترحيبي'),
          audience=[a.any('Entity type', 'Customer')])
