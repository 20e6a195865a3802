# SPDX-License-Identifier: GPL-3.0-or-later
"""The program itself, its languages, its vocabularies and terms, and the records that come from the CRM."""

import csv
import pathlib

from .document import text as t


def read_countries():
    """Countries with their names, taken once from iso-codes (ISO 3166-1) and mended where it lacked a translation."""
    with open(pathlib.Path(__file__).with_name('countries.csv'), encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file))


def add_program(p):
    p.add('program', 'Cadenza Ensemble', ordered=False,
          name=t('Cadenza Ensemble', kept=True),
          source_locale='en', time_zone='Europe/Berlin', currency='EUR', fiscal_year_start=2,
          company_point_value=100, individual_point_value=50, expiry_months=12,
          terms=t('<p>Points are credited when the activity is approved, for the day on which it took place. Tier points '
                  'count for twelve months. Reward points expire at the end of the twelfth month after they were '
                  'earned.</p><p>Points are not money and cannot be sold. Cadenza may change the program with thirty '
                  'days\' notice; what has been earned by then stays earned.</p>',
                  de='<p>Punkte werden nach der Freigabe der Aktivität gutgeschrieben, und zwar für den Tag, an dem sie '
                     'stattfand. Stufenpunkte zählen zwölf Monate lang. Prämienpunkte verfallen am Ende des zwölften '
                     'Monats nach ihrer Gutschrift.</p><p>Punkte sind kein Geld und nicht verkäuflich. Cadenza kann das '
                     'Programm mit einer Frist von dreißig Tagen ändern; bis dahin Verdientes bleibt verdient.</p>',
                  ja='<p>ポイントは、活動が承認された時点で、活動を行った日付で付与されます。ティアポイントは12か月間有効です。'
                     'リワードポイントは、獲得から12か月後の月末に失効します。</p><p>ポイントは金銭ではなく、売買できません。'
                     'Cadenzaは30日前の通知によりプログラムを変更することがあります。それまでに獲得したものは失われません。</p>',
                  ar='<p>تُضاف النقاط بعد اعتماد النشاط، وتُحتسب لليوم الذي جرى فيه. تُحتسب نقاط المستوى لمدة اثني عشر شهرًا، '
                     'وتنتهي صلاحية نقاط المكافآت في نهاية الشهر الثاني عشر بعد كسبها.</p><p>النقاط ليست نقودًا ولا يجوز بيعها. '
                     'يحق لشركة Cadenza تعديل البرنامج بإشعار مدته ثلاثون يومًا، ويبقى ما كُسب حتى ذلك الحين مكسوبًا.</p>'),
          note='A sample. Cadenza, its partners, alliances, people and figures are made up.')
    for tag, importance, regions in (('en', 'critical', ('World',)), ('de', 'critical', ('DACH',)),
                                     ('ja', 'high', ('Japan',)), ('ar', 'medium', ('Middle East',))):
        p.add('locale', tag, tag=tag, importance=importance, regions=p.terms(*regions),
              fallback='en' if tag == 'ar' else None,
              note='Planted: fallback-other-script. Readers of Arabic are given Latin script where a text is missing; it '
                   'is the source, so they would be anyway.' if tag == 'ar' else None)


PORTAL_WORDS = (
    # key, en, de, ja, ar
    ('welcome', 'Welcome', 'Willkommen', 'ようこそ', 'مرحبًا'),
    ('your-tier', 'Your tier', 'Ihre Stufe', '現在のティア', 'مستواك'),
    ('tier-points', 'Tier points', 'Stufenpunkte', 'ティアポイント', 'نقاط المستوى'),
    ('company-points', 'Company points', 'Firmenpunkte', '会社ポイント', 'نقاط الشركة'),
    ('individual-points', 'Individual points', 'Persönliche Punkte', '個人ポイント', 'النقاط الفردية'),
    ('points-to-next-tier', 'Points to the next tier', 'Punkte bis zur nächsten Stufe', '次のティアまでのポイント',
     'النقاط اللازمة للمستوى التالي'),
    ('highest-tier', 'You hold the highest tier', 'Sie haben die höchste Stufe erreicht', '最上位のティアです',
     'أنت في أعلى مستوى'),
    ('no-tier', 'No tier yet', 'Noch keine Stufe', 'まだティアがありません', 'لا مستوى بعد'),
    ('ways-to-earn', 'Ways to earn', 'Punkte sammeln', 'ポイントの獲得方法', 'طرق كسب النقاط'),
    ('rewards', 'Rewards', 'Prämien', 'リワード', 'المكافآت'),
    ('affordable', 'You can afford this', 'Ihre Punkte reichen', '交換できます', 'نقاطك تكفي'),
    ('not-affordable', 'Points still needed', 'Es fehlen noch Punkte', 'あと必要なポイント', 'نقاط ما زالت مطلوبة'),
    ('tools', 'Tools', 'Werkzeuge', 'ツール', 'الأدوات'),
    ('workflows', 'Workflows', 'Abläufe', 'ワークフロー', 'سير العمل'),
    ('search', 'Search', 'Suche', '検索', 'بحث'),
    ('no-results', 'Nothing found', 'Nichts gefunden', '見つかりませんでした', 'لم يُعثر على شيء'),
    ('nothing-here', 'Nothing here yet', 'Hier ist noch nichts', 'まだ何もありません', 'لا شيء هنا بعد'),
    ('your-organisations', 'Organizations that you look after', 'Ihre betreuten Unternehmen', '担当している企業',
     'الجهات التي ترعاها'),
    ('benefits', 'Benefits', 'Vorteile', '特典', 'المزايا'),
    ('once', 'once', 'einmalig', '1回のみ', 'مرة واحدة'),
    ('per', 'per', 'je', 'につき', 'لكل'),
    ('referral-fee', 'Referral fee', 'Vermittlungsprovision', '紹介手数料', 'عمولة الإحالة'),
    ('read-more', 'Read more', 'Weiterlesen', '続きを読む', 'اقرأ المزيد'),
    ('skip-to-content', 'Skip to content', 'Zum Inhalt springen', '本文へスキップ', 'انتقل إلى المحتوى'),
    ('main-navigation', 'Main navigation', 'Hauptnavigation', 'メインナビゲーション', 'التنقل الرئيسي'),
    ('steps', 'Steps', 'Schritte', 'ステップ', 'الخطوات'),
    ('terms', 'Terms', 'Bedingungen', '規約', 'الشروط'),
    ('open', 'Open', 'Öffnen', '開く', 'فتح'),
    ('activity', 'Activity', 'Aktivität', '活動', 'النشاط'),
    ('extra-credit', 'extra credit', 'zusätzlich', '追加ポイント', 'رصيد إضافي'),
    ('each-fiscal-year', 'each fiscal year', 'jedes Geschäftsjahr', '会計年度ごと', 'كل سنة مالية'),
    ('after-months', 'again after months', 'erneut nach Monaten', '再カウントまでの月数', 'مجددًا بعد أشهر'),
    ('proof', 'Proof', 'Nachweis', '証明', 'الإثبات'),
    ('done-by', 'Done by', 'Zuständig', '担当', 'المنفّذ'),
    ('approved-by', 'Approved by', 'Freigabe durch', '承認者', 'يعتمده'),
    ('within-days', 'Within days', 'Innerhalb von Tagen', '期限(日数)', 'خلال أيام'),
    ('target', 'Target', 'Ziel', '目標', 'الهدف'),
    ('results', 'Results', 'Treffer', '検索結果', 'النتائج'),
    ('filters', 'Filters', 'Filter', '絞り込み', 'عوامل التصفية'),
    ('in-context', 'Chosen for this deal', 'Passend zu diesem Geschäft', 'この商談向けに選定', 'مختار لهذه الصفقة'),
    ('not-for-you', 'This page is not there for you', 'Diese Seite ist für Sie nicht verfügbar', 'このページは表示できません',
     'هذه الصفحة غير متاحة لك'),
    ('languages', 'Languages', 'Sprachen', '言語', 'اللغات'),
    ('program-guide', 'Program guide', 'Programmleitfaden', 'プログラムガイド', 'دليل البرنامج'),
    ('tiers', 'Tiers', 'Stufen', 'ティア', 'المستويات'),
    ('points-suffice', 'You have the points for the next tier', 'Ihre Punkte reichen für die nächste Stufe',
     '次のティアに必要なポイントに達しています', 'لديك نقاط المستوى التالي'),
    ('also-needed', 'Also needed', 'Außerdem nötig', 'そのほかに必要なもの', 'مطلوب أيضًا'),
    ('at-most', 'at most', 'höchstens', '上限', 'بحد أقصى'),
    ('for-organisation', 'for your organization', 'für Ihr Unternehmen', '組織全体で', 'لجهتك'),
    ('each-month', 'each month', 'jeden Monat', '毎月', 'كل شهر'),
    ('each-fiscal-quarter', 'each fiscal quarter', 'jedes Geschäftsquartal', '会計四半期ごと', 'كل ربع سنة مالية'),
    ('from', 'from', 'ab', '開始値', 'من'),
    ('until', 'until', 'bis', '終了日', 'حتى'),
)


def add_portal_words(p, locales=('de', 'ja', 'ar')):
    for key, source, *translations in PORTAL_WORDS:
        said = {tag: word for tag, word in zip(('de', 'ja', 'ar'), translations) if tag in locales}
        p.add('portal-word', key, ordered=False, key_=key, text=t(source, **said))


# vocabulary: (key, purpose, several at once, en, de, ja, ar, terms);
# term: (depth, key, de, ja, ar), the key being its English name
VOCABULARIES = (
    ('Entity type', 'entity-type', True, 'Unternehmensart', '組織の種類', 'نوع الجهة', (
        (0, 'Partner', 'Partner', 'パートナー', 'شريك'),
        (0, 'Customer', 'Kunde', 'お客様', 'عميل'),
        (0, 'Employee', 'Mitarbeitende', '従業員', 'موظف'),
        (0, 'Supplier', 'Lieferant', 'サプライヤー', 'مورّد'))),
    ('Partner type', 'partner-type', True, 'Partnertyp', 'パートナーの種類', 'نوع الشريك', (
        (0, 'Channel partner', 'Vertriebspartner', 'チャネルパートナー', 'شريك توزيع'),
        (1, 'Reseller', 'Wiederverkäufer', 'リセラー', 'معيد بيع'),
        (1, 'Distributor', 'Distributor', 'ディストリビューター', 'موزّع'),
        (1, 'Managed service provider', 'Managed-Service-Provider', 'マネージドサービス事業者', 'مقدّم خدمات مُدارة'),
        (0, 'Services partner', 'Dienstleistungspartner', 'サービスパートナー', 'شريك خدمات'),
        (1, 'Consultancy', 'Beratungshaus', 'コンサルティング会社', 'شركة استشارات'),
        (1, 'System integrator', 'Systemintegrator', 'システムインテグレーター', 'مُدمج أنظمة'),
        (0, 'Technology partner', 'Technologiepartner', 'テクノロジーパートナー', 'شريك تقني'),
        (1, 'Marketplace partner', 'Marktplatzpartner', 'マーケットプレイスパートナー', 'شريك السوق الرقمي'),
        (1, 'Integrated solution partner', 'Partner mit integrierter Lösung', '統合ソリューションパートナー', 'شريك الحلول المدمجة'),
        (0, 'Influencer', 'Influencer', 'インフルエンサー', 'مؤثّر'),
        (1, 'Analyst', 'Analyst', 'アナリスト', 'محلّل'),
        (1, 'Agency', 'Agentur', 'エージェンシー', 'وكالة'),
        (1, 'Community voice', 'Stimme der Community', 'コミュニティの発信者', 'صوت المجتمع'))),
    ('Program status', 'program-status', False, 'Programmstatus', 'プログラムの状態', 'حالة البرنامج', (
        (0, 'Applicant', 'Bewerber', '申請中', 'متقدّم'),
        (0, 'Onboarding', 'In Aufnahme', 'オンボーディング中', 'قيد التهيئة'),
        (0, 'Active', 'Aktiv', '有効', 'نشط'),
        (1, 'Approved', 'Zugelassen', '承認済み', 'معتمد'),
        (0, 'Suspended', 'Ausgesetzt', '停止中', 'موقوف'))),
    ('Journey stage', 'journey-stage', False, 'Phase der Zusammenarbeit', '協業の段階', 'مرحلة الرحلة', (
        (0, 'Recruit', 'Gewinnen', '開拓', 'الاستقطاب'),
        (0, 'Onboard', 'Aufnehmen', '導入', 'التهيئة'),
        (0, 'Enable', 'Befähigen', '育成', 'التمكين'),
        (0, 'Market', 'Vermarkten', '市場開拓', 'التسويق'),
        (0, 'Sell', 'Verkaufen', '販売', 'البيع'),
        (0, 'Grow', 'Wachsen', '拡大', 'النمو'))),
    ('Solution', 'solution', True, 'Lösung', 'ソリューション', 'الحل', (
        (0, 'Cadenza Platform', 'Cadenza Plattform', 'Cadenzaプラットフォーム', 'منصة Cadenza'),
        (1, 'Partner portal', 'Partnerportal', 'パートナーポータル', 'بوابة الشركاء'),
        (1, 'Incentive automation', 'Automatisierte Anreize', 'インセンティブ自動化', 'أتمتة الحوافز'),
        (1, 'Data and intelligence', 'Daten und Auswertung', 'データとインテリジェンス', 'البيانات والتحليلات'),
        (0, 'Connectors', 'Konnektoren', 'コネクター', 'الموصّلات'),
        (1, 'CRM connector', 'CRM-Konnektor', 'CRMコネクター', 'موصّل إدارة العملاء'),
        (1, 'Learning connector', 'Lern-Konnektor', '学習コネクター', 'موصّل التعلّم'),
        (0, 'Solutions marketplace', 'Lösungsmarktplatz', 'ソリューションマーケットプレイス', 'سوق الحلول'))),
    ('Industry', 'industry', True, 'Branche', '業種', 'القطاع', (
        (0, 'Financial services', 'Finanzdienstleistungen', '金融', 'الخدمات المالية'),
        (1, 'Banking', 'Banken', '銀行', 'المصارف'),
        (1, 'Insurance', 'Versicherungen', '保険', 'التأمين'),
        (0, 'Manufacturing', 'Fertigung', '製造', 'التصنيع'),
        (1, 'Automotive', 'Automobil', '自動車', 'السيارات'),
        (0, 'Healthcare', 'Gesundheitswesen', '医療', 'الرعاية الصحية'),
        (0, 'Retail', 'Handel', '小売', 'التجزئة'),
        (0, 'Public sector', 'Öffentliche Verwaltung', '公共', 'القطاع العام'),
        (0, 'Software and telecom', 'Software und Telekommunikation', 'ソフトウェア・通信', 'البرمجيات والاتصالات'))),
    ('Region', 'region', True, 'Region', '地域', 'المنطقة', (
        (0, 'World', 'Welt', '全世界', 'العالم'),
        (1, 'EMEA', 'EMEA', 'EMEA', 'أوروبا والشرق الأوسط وأفريقيا'),
        (2, 'DACH', 'DACH', 'DACH', 'ألمانيا والنمسا وسويسرا'),
        (2, 'Nordics', 'Nordische Länder', '北欧', 'بلدان الشمال'),
        (2, 'UK and Ireland', 'Großbritannien und Irland', '英国・アイルランド', 'المملكة المتحدة وأيرلندا'),
        (2, 'Benelux', 'Benelux', 'ベネルクス', 'بنلوكس'),
        (2, 'Iberia', 'Iberien', 'イベリア', 'شبه الجزيرة الإيبيرية'),
        (2, 'Central and Eastern Europe', 'Mittel- und Osteuropa', '中東欧', 'وسط وشرق أوروبا'),
        (2, 'Middle East', 'Naher Osten', '中東', 'الشرق الأوسط'),
        (2, 'Africa', 'Afrika', 'アフリカ', 'أفريقيا'),
        (1, 'Americas', 'Amerika', '米州', 'الأمريكتان'),
        (2, 'North America', 'Nordamerika', '北米', 'أمريكا الشمالية'),
        (2, 'Latin America', 'Lateinamerika', '中南米', 'أمريكا اللاتينية'),
        (1, 'APAC', 'Asien-Pazifik', 'アジア太平洋', 'آسيا والمحيط الهادئ'),
        (2, 'East Asia', 'Ostasien', '東アジア', 'شرق آسيا'),
        (2, 'South-East Asia', 'Südostasien', '東南アジア', 'جنوب شرق آسيا'),
        (2, 'Australia and New Zealand', 'Australien und Neuseeland', 'オセアニア', 'أستراليا ونيوزيلندا'))),
    ('Language', 'language', True, 'Sprache', '言語', 'اللغة', (
        (0, 'English', 'Englisch', '英語', 'الإنجليزية'),
        (0, 'German', 'Deutsch', 'ドイツ語', 'الألمانية'),
        (0, 'Japanese', 'Japanisch', '日本語', 'اليابانية'),
        (0, 'Arabic', 'Arabisch', 'アラビア語', 'العربية'))),
    ('Alliance', 'alliance', True, 'Allianz', 'アライアンス', 'التحالف', (
        (0, 'Alpenglow', None, None, None),
        (0, 'Sonora Systems', None, None, None))),
    ('Content type', 'content-type', False, 'Inhaltstyp', 'コンテンツの種類', 'نوع المحتوى', (
        (0, 'Article', 'Artikel', '記事', 'مقال'),
        (1, 'Blog', 'Blog', 'ブログ', 'مدونة'),
        (2, 'Technical blog', 'Technischer Blog', '技術ブログ', 'مدونة تقنية'),
        (1, 'News', 'Neuigkeit', 'ニュース', 'خبر'),
        (1, 'Case study', 'Fallstudie', '導入事例', 'دراسة حالة'),
        (0, 'Learning', 'Lernen', '学習', 'تعلّم'),
        (1, 'Course', 'Kurs', 'コース', 'دورة'),
        (1, 'Webinar', 'Webinar', 'ウェビナー', 'ندوة عبر الإنترنت'),
        (1, 'Guide', 'Leitfaden', 'ガイド', 'دليل'),
        (0, 'Sales material', 'Vertriebsmaterial', '営業資料', 'مواد المبيعات'),
        (1, 'Solution brief', 'Lösungsübersicht', 'ソリューション概要', 'موجز الحل'),
        (1, 'Sales template', 'Vertriebsvorlage', '営業テンプレート', 'قالب مبيعات'),
        (1, 'Battle card', 'Wettbewerbskarte', 'バトルカード', 'بطاقة منافسة'),
        (1, 'Price list', 'Preisliste', '価格表', 'قائمة أسعار'),
        (0, 'Campaign kit', 'Kampagnenpaket', 'キャンペーンキット', 'حزمة حملة'),
        (0, 'Marketplace listing', 'Marktplatzeintrag', 'マーケットプレイス掲載', 'إدراج في السوق'),
        (0, 'Business update', 'Geschäftsbericht', 'ビジネスレポート', 'تحديث أعمال'),
        (0, 'Internal memo', 'Interne Notiz', '社内メモ', 'مذكرة داخلية'),
        (0, 'Legal notice', 'Rechtlicher Hinweis', '法的通知', 'إشعار قانوني'))),
    ('Topic', 'topic', True, 'Thema', 'トピック', 'الموضوع', (
        (0, 'Getting started', 'Erste Schritte', 'はじめに', 'البدء'),
        (0, 'Selling', 'Verkauf', '営業', 'المبيعات'),
        (0, 'Marketing', 'Marketing', 'マーケティング', 'التسويق المشترك'),
        (0, 'Integration', 'Integration', '連携', 'التكامل'),
        (0, 'Security and compliance', 'Sicherheit und Compliance', 'セキュリティとコンプライアンス', 'الأمن والامتثال'),
        (0, 'Incentives', 'Anreize', 'インセンティブ', 'الحوافز'),
        (0, 'Community', 'Community', 'コミュニティ', 'المجتمع'),
        (0, 'Service delivery', 'Projektarbeit', 'サービス提供', 'تقديم الخدمات'),
        (0, 'Product launch', 'Produkteinführung', '製品発表', 'إطلاق المنتج'),
        (0, 'Publishing', 'Veröffentlichen', '公開', 'النشر'),
        (0, 'Results', 'Ergebnisse', '実績', 'النتائج'))),
    ('Certification', 'certification', True, 'Zertifizierung', '認定資格', 'الشهادة', (
        (0, 'Platform fundamentals', 'Grundlagen der Plattform', 'プラットフォーム基礎', 'أساسيات المنصة'),
        (0, 'Technical specialist', 'Technische Fachkraft', 'テクニカルスペシャリスト', 'اختصاصي تقني'),
        (0, 'API developer', 'API-Entwicklung', 'API開発者', 'مطوّر واجهات برمجية'),
        (0, 'Project delivery', 'Projektleitung', 'プロジェクト遂行', 'تنفيذ المشاريع'))),
    ('Deal stage', 'other', True, 'Verkaufsphase', '商談ステージ', 'مرحلة الصفقة', (
        (0, 'Qualify', 'Qualifizieren', '見極め', 'التأهيل'),
        (0, 'Propose', 'Anbieten', '提案', 'العرض'),
        (0, 'Negotiate', 'Verhandeln', '交渉', 'التفاوض'),
        (0, 'Close', 'Abschließen', 'クロージング', 'الإغلاق'))),
    ('Customer size', 'other', True, 'Kundengröße', '顧客規模', 'حجم العميل', (
        (0, 'Small business', 'Kleinunternehmen', '小規模企業', 'شركة صغيرة'),
        (0, 'Mid-size company', 'Mittelstand', '中堅企業', 'شركة متوسطة'),
        (0, 'Enterprise', 'Großunternehmen', '大企業', 'مؤسسة كبيرة'))),
)

KEPT = {'Alpenglow', 'Sonora Systems'}  # brand words, the same in every language

TERM_EXTRAS = {
    'Managed service provider': dict(synonyms=t('MSP, managed services', de='MSP, Systemhaus', ja='MSP'), code='MSP'),
    'Reseller': dict(synonyms=t('VAR, dealer', de='Händler, Fachhändler', ja='販売店'), code='RES'),
    'Agency': dict(synonyms=t('PR agency, marketing agency', de='Werbeagentur, PR-Agentur')),
    'Healthcare': dict(synonyms=t('hospitals, clinics', de='Krankenhaus, Klinik', ja='病院')),
    'Battle card': dict(synonyms=t('competition, killer sheet', de='Konkurrenz')),
    'Approved': dict(description=t('Security, compliance and listing checks are passed; renewed each fiscal year.',
                                   de='Sicherheits-, Compliance- und Eintragsprüfung sind bestanden; jährlich zu erneuern.')),
    'Influencer': dict(description=t('Recommends Cadenza without selling it: introduces, writes, speaks.',
                                     de='Empfiehlt Cadenza, ohne zu verkaufen: stellt vor, schreibt, spricht.',
                                     ja='販売せずにCadenzaを推薦する: 紹介し、書き、話す。')),
    'English': dict(code='en'), 'German': dict(code='de'), 'Japanese': dict(code='ja'), 'Arabic': dict(code='ar'),
}


TERM_IMAGES = {'Alpenglow': 'Alpenglow logo', 'Sonora Systems': 'Sonora logo', 'Healthcare': 'Healthcare tile',
               'Manufacturing': 'Manufacturing tile', 'Financial services': 'Finance tile'}


def add_vocabulary(p, key, purpose, multiple, de, ja, ar, terms, extras=TERM_EXTRAS):
    vocabulary = p.add('vocabulary', key, name=t(key, de, ja, ar), purpose=purpose, multiple=multiple)
    path = [vocabulary]
    for depth, name, *translations in terms:
        said = t(name, kept=True) if name in KEPT else t(name, *translations)
        image = p.id('asset', TERM_IMAGES[name]) if extras is TERM_EXTRAS and name in TERM_IMAGES else None
        term = p.add('term', name, parent=path[depth], name=said, image=image, **extras.get(name, {}))
        path[depth + 1:] = [term]
    return vocabulary


def add_taxonomy(p):
    for key, purpose, multiple, de, ja, ar, terms in VOCABULARIES:
        add_vocabulary(p, key, purpose, multiple, de, ja, ar, terms)
    for country in read_countries():
        p.add('term', country['en'], parent=p.term(country['below']), code=country['code'],
              name=t(country['en'], country['de'], country['ja'], country['ar']))

    p.add('term', 'Fax gateway', parent=p.id('vocabulary', 'Solution'), name=t('Fax gateway', de='Fax-Gateway'),
          note='Planted: term-unused. A solution that nothing in the program mentions any more.')
    p.add('term', 'Silverlight widgets', parent=p.id('vocabulary', 'Solution'), name=t('Silverlight widgets', kept=True),
          window={'through': '2025-12-31'}, successor=p.term('Partner portal'),
          note='Ended with 2025.')


def add_records(p):
    deal = p.add('record-type', 'Deal', name=t('Deal', 'Geschäft', '商談', 'صفقة'), system='CRM',
                 description=t('An opportunity that a partner works on, alone or with others.',
                               de='Eine Verkaufschance, an der ein Partner allein oder mit anderen arbeitet.'))
    p.add('record-field', 'Stage', parent=deal, name=t('Stage', 'Phase', 'ステージ', 'المرحلة'), type='term',
          vocabulary=p.id('vocabulary', 'Deal stage'), code='StageName')
    p.add('record-field', 'Size', parent=deal, name=t('Customer size', 'Kundengröße', '顧客規模', 'حجم العميل'),
          type='term', vocabulary=p.id('vocabulary', 'Customer size'), code='Account.Size')
    p.add('record-field', 'Vertical', parent=deal, name=t('Vertical', 'Branche', '業種', 'القطاع'), type='term',
          vocabulary=p.id('vocabulary', 'Industry'), code='Account.Industry')
    amount = p.add('record-field', 'Amount', parent=deal, name=t('Amount', 'Betrag', '金額', 'المبلغ'), type='money',
                   code='Amount')
    close = p.add('record-field', 'Close date', parent=deal, type='day', code='CloseDate',
                  name=t('Close date', 'Abschlussdatum', '完了予定日', 'تاريخ الإغلاق'))
    for name, terms, value, day in (
            ('Klinikum Isarbogen, partner portal', ('Propose', 'Mid-size company', 'Healthcare', 'Partner portal'),
             '48000', '2026-12-18'),
            ('Nordhafen Bank, incentive automation', ('Negotiate', 'Enterprise', 'Banking', 'Incentive automation'),
             '210000', '2027-01-29'),
            ('Tanaka Motors, data and intelligence', ('Qualify', 'Enterprise', 'Automotive', 'Data and intelligence'),
             '160000', '2027-03-31'),
            ('Corner Street Retail, CRM connector', ('Close', 'Small business', 'Retail', 'CRM connector'),
             '9000', '2026-11-30')):
        p.add('record', name, name=name, type=deal, terms=p.terms(*terms),
              values=[{'field': amount, 'value': value}, {'field': close, 'value': day}])

    campaign = p.add('record-type', 'Campaign', name=t('Campaign', 'Kampagne', 'キャンペーン', 'حملة'),
                     system='Marketing automation',
                     description=t('A joint campaign with its leads.', de='Eine gemeinsame Kampagne mit ihren Leads.'))
    p.add('record-field', 'Campaign solution', parent=campaign, type='term', vocabulary=p.id('vocabulary', 'Solution'),
          name=t('Solution', 'Lösung', 'ソリューション', 'الحل'))
    p.add('record-field', 'Leads', parent=campaign, type='number', name=t('Leads', 'Leads', 'リード', 'العملاء المحتملون'))
