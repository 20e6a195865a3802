# SPDX-License-Identifier: GPL-3.0-or-later
"""The texts of contents that need no links: title → (English, German, Japanese or None, Arabic or None)."""

BODIES = {
    # Influencers
    'Speaking kit': (
        'Take what you need and leave the rest. The demo runs from a laptop without a network; the stories may be told with '
        'the customers\' names.',
        'Nehmen Sie, was Sie brauchen. Die Demo läuft ohne Netz auf dem Notebook; die Geschichten dürfen mit Namen der Kunden '
        'erzählt werden.',
        '必要なものだけお使いください。デモはネットワークなしで動作し、事例はお客様名を出してご紹介いただけます。',
        'خذ ما تحتاجه واترك الباقي. يعمل العرض دون شبكة، ويجوز ذكر أسماء العملاء في القصص.'),
    # Solutions
    'Partner portal in two pages': (
        'One portal shows each member the pages, content and tools of their role. Who sees what is said once, in sentences. '
        'The first partner signs in after ten days.',
        'Ein Portal zeigt jedem Mitglied Seiten, Inhalte und Werkzeuge seiner Rolle. Wer was sieht, wird einmal in Sätzen '
        'gesagt. Nach zehn Tagen meldet sich der erste Partner an.',
        'ひとつのポータルが、役割に応じたページ、コンテンツ、ツールを表示します。誰に何を見せるかは文で一度だけ定めます。',
        'بوابة واحدة تعرض لكل عضو صفحات دوره ومحتواه وأدواته، وتُقال قواعد العرض مرة واحدة وفي جمل.'),
    'Incentive automation in two pages': (
        'Activities earn tier, company and individual points; tiers change fees, prices and funds. Every figure can be asked '
        'where it comes from.',
        'Aktivitäten bringen Stufen-, Firmen- und persönliche Punkte; Stufen ändern Provisionen, Preise und Mittel. Jede Zahl '
        'lässt sich auf ihre Herkunft befragen.',
        '活動に応じてティア、会社、個人の各ポイントが付与され、ティアは手数料、価格、資金に反映されます。', None),
    'Data and intelligence in two pages': (
        'Adoption, content, deals and satisfaction side by side, by region, type and journey stage.',
        'Nutzung, Inhalte, Geschäfte und Zufriedenheit nebeneinander, nach Region, Typ und Phase.', None, None),
    'CRM connector in two pages': (
        'Accounts and deals are matched by domain and number; conflicts wait for a person. Fields are mapped by name, not by '
        'code.',
        'Kunden und Geschäfte werden über Domain und Nummer abgeglichen; Konflikte warten auf einen Menschen. Felder werden '
        'nach Namen zugeordnet.', None, None),
    'Learning connector in two pages': (
        'A passed course sets the certification of the member within the hour, and a lapsed one takes it back.',
        'Ein bestandener Kurs setzt die Zertifizierung des Mitglieds binnen einer Stunde; eine abgelaufene wird entfernt.',
        None, None),
    # Case studies
    'A hospital group that halved its portals': (
        'Eleven clinics, six portals, one overworked team. They began with the referral form, because that is what doctors '
        'came for, and moved the rest behind it within a year.',
        'Elf Kliniken, sechs Portale, ein überlastetes Team. Man begann mit dem Überweisungsformular, denn deswegen kamen die '
        'Ärzte, und zog den Rest binnen eines Jahres nach.', None, None),
    'A bank that pays fees in a day': (
        'Fees for intermediaries took three weeks and forty spreadsheets. The rules fit on two pages now, and every fee names '
        'the deal, the share and the tier it was paid by.',
        'Provisionen für Vermittler brauchten drei Wochen und vierzig Tabellen. Heute passen die Regeln auf zwei Seiten, und '
        'jede Provision nennt Geschäft, Anteil und Stufe.', None, None),
    'An insurer that trains 2,000 brokers': (
        'Brokers with a certificate win twice as many of the leads that they are sent. So certified brokers get them first.',
        'Makler mit Zertifikat gewinnen doppelt so viele Leads. Also bekommen zertifizierte Makler sie zuerst.', None, None),
    'A car maker that listens to its dealers': (
        'Six hundred dealers answer five questions a month. What they say is on the product team\'s desk by Friday.',
        'Sechshundert Händler beantworten fünf Fragen im Monat. Am Freitag liegen die Antworten beim Produktteam.',
        '600の販売店が毎月5つの質問に答え、その声は金曜までに製品チームに届きます。', None),
    'A machine builder with one partner account': (
        'The same deal used to be registered by two subsidiaries. The connector finds it by the customer\'s domain.',
        'Dasselbe Geschäft meldeten früher zwei Töchter an. Der Konnektor erkennt es an der Domain des Kunden.', None, None),
    'A shop chain that rewards its suppliers': (
        'Thirty suppliers earn points for being on time, and choose where their goods stand.',
        'Dreißig Lieferanten sammeln Punkte für Pünktlichkeit und wählen den Platz ihrer Waren.', None, None),
    'A city that opened its marketplace': (
        'Two hundred local firms are listed. Departments filter by certificate and district, and rate what they bought.',
        'Zweihundert örtliche Firmen sind gelistet. Ämter filtern nach Zertifikat und Bezirk und bewerten, was sie kaufen.',
        None, None),
    'A telecom that found its influencers': (
        'They asked customers whom they read. The thirty names became a hub of their own, and within two quarters a third of '
        'the pipeline had an introduction.',
        'Man fragte Kunden, wen sie lesen. Aus dreißig Namen wurde ein eigener Hub, und nach zwei Quartalen hatte ein Drittel '
        'der Chancen eine Vorstellung.', None, None),
    # Selling
    'First meeting: twelve questions': (
        'Who decides, by when, and what happens if nothing happens? Stop at the first “I do not know” and find out.',
        'Wer entscheidet, bis wann, und was geschieht, wenn nichts geschieht? Beim ersten „weiß nicht“ innehalten und nachfragen.',
        '誰が、いつまでに決めるのか。何もしなければどうなるのか。最初の「わからない」で立ち止まりましょう。', None),
    'Proposal for a mid-size company': (
        'Keep the first page to one sentence of benefit, one figure and one date.',
        'Auf die erste Seite gehören ein Satz zum Nutzen, eine Zahl und ein Datum.', None, None),
    'Proposal for an enterprise': (
        'Security, data processing and service levels are annexes of their own, so that lawyers need not wait for sales.',
        'Sicherheit, Datenverarbeitung und Servicegrade sind eigene Anlagen, damit die Rechtsabteilung nicht auf den Vertrieb '
        'warten muss.', None, None),
    'Negotiation guide': (
        'Scope moves before price, and payment terms before both. Ask your account manager above 15 %.',
        'Umfang bewegt sich vor dem Preis, Zahlungsziele vor beidem. Ab 15 % die Partnerbetreuung fragen.', None, None),
    'Closing checklist': (
        'Order form, data agreement, first invoice address, start date, and the name of the person who will use it.',
        'Bestellschein, Datenvereinbarung, Rechnungsadresse, Startdatum und der Name der Person, die damit arbeitet.', None, None),
    'Against the spreadsheet': (
        'Ask who may change the file, who did last, and what it would cost to be wrong once.',
        'Fragen Sie, wer die Datei ändern darf, wer es zuletzt tat und was ein einziger Fehler kostet.', None, None),
    'Against one portal per audience': (
        'Count the logins of a partner who is also a customer. Then open the demo.',
        'Zählen Sie die Anmeldungen eines Partners, der auch Kunde ist. Dann zeigen Sie die Demo.', None, None),
    'Against a home-grown connector': (
        'The second version of the CRM is when it breaks, and its author has moved on by then.',
        'Mit der zweiten Version des CRM geht er kaputt, und wer ihn schrieb, ist dann weg.', None, None),
    'Price list EMEA': ('In euros, without tax. Tiers do not change list prices; they change what you earn.',
                        'In Euro, ohne Steuer. Stufen ändern nicht die Listenpreise, sondern was Sie verdienen.', None, None),
    'Price list Americas': ('In US dollars, without tax.', 'In US-Dollar, ohne Steuer.', None, None),
    'Price list APAC': ('In US dollars, without tax; in yen on request.', 'In US-Dollar, ohne Steuer; auf Anfrage in Yen.', None, None),
    # Learning
    'Platform fundamentals course': (
        'For everybody who sells, delivers or writes about the platform. The test may be taken three times.',
        'Für alle, die die Plattform verkaufen, einführen oder über sie schreiben. Der Test ist dreimal möglich.', None, None),
    'Technical specialist course': (
        'Bring a laptop. The second day begins with a broken installation that you repair.',
        'Notebook mitbringen. Der zweite Tag beginnt mit einer defekten Installation, die Sie reparieren.', None, None),
    'API developer course': (
        'Your connector is reviewed by the people who will keep it running.',
        'Ihr Konnektor wird von denen geprüft, die ihn betreiben werden.', None, None),
    'Project delivery course': (
        'Tell customers early, write it down, finish what was agreed: satisfaction follows.',
        'Früh Bescheid geben, aufschreiben, Vereinbartes fertigstellen: Zufriedenheit folgt.', None, None),
    'Tiers explained in twenty minutes': (
        'A point counts for twelve months from its day. Up at once, down at the end of a month.',
        'Ein Punkt zählt zwölf Monate ab seinem Tag. Nach oben sofort, nach unten am Monatsende.',
        'ポイントは獲得日から12か月間有効です。昇格は即時、降格は月末です。', None),
    'Connectors in depth': ('With the recorded questions of four developers.', 'Mit den Fragen von vier Entwicklern.', None, None),
    'Delivering with a partner below you': (
        'Register the child in the CRM first; its points count for your group from that day.',
        'Zuerst die Tochter im CRM eintragen; ab diesem Tag zählen ihre Punkte für die Gruppe.', None, None),
    # Technical blogs
    'Paging through a million accounts': (
        'Keep the last key you saw and ask for what follows it. A number of rows to skip is wrong as soon as somebody deletes one.',
        'Merken Sie sich den letzten Schlüssel und fragen Sie nach dem, was folgt. Eine Zahl zu überspringender Zeilen stimmt '
        'nicht mehr, sobald jemand eine löscht.', None, None),
    'Single sign-on in an afternoon': (
        'Issuer, audience, clock, certificate. If it fails after lunch, it is the clock.',
        'Aussteller, Empfänger, Uhr, Zertifikat. Wenn es nach dem Mittag scheitert, ist es die Uhr.', None, None),
    'Rate limits, kindly': (
        'A hundred calls a second, then a polite answer with the number of seconds to wait. Please do.',
        'Hundert Aufrufe je Sekunde, danach eine höfliche Antwort mit der Wartezeit. Bitte halten Sie sie ein.', None, None),
    # Marketing
    'Autumn lead campaign': ('Change the pictures, keep the promise. Leads land in your CRM within the hour.',
                             'Bilder tauschen, Versprechen behalten. Leads landen binnen einer Stunde im CRM.', None, None),
    'Healthcare campaign': ('Begins with the case of the hospital group; ends with a call.',
                            'Beginnt mit dem Klinikverbund, endet mit einem Anruf.', None, None),
    'Fjordkode for Cadenza': ('Orders, shipments and invoices as activities of the account. Set up in an hour.',
                              'Aufträge, Lieferungen und Rechnungen als Aktivitäten am Konto. In einer Stunde eingerichtet.', None, None),
    'Savanna Stack payments': ('Fees and rebates are paid out in eleven countries.', 'Provisionen und Boni in elf Ländern.', None, None),
    'Gipfelwerk adoption service': ('Workshops, templates and a person who answers.', 'Workshops, Vorlagen und jemand, der antwortet.',
                                    None, None),
    # News
    'Double points all summer': (
        'Twenty points for an introduction, forty for an opportunity: twice in July and August.',
        'Zwanzig Punkte für eine Vorstellung, vierzig für eine Chance: im Juli und August doppelt.', None, None),
    'Two points more until January': (
        'The extra fee comes on top of what your tier adds: 10 % and 3 points for Superheroes make 13, and now 15.',
        'Die zwei Punkte kommen zum Stufenbonus hinzu: 10 % und 3 Punkte für Superhelden ergeben 13, jetzt 15.',
        '上乗せ分はティアの加算に追加されます。スーパーヒーローなら10%+3%=13%が、今だけ15%です。', None),
    # Customers and staff
    'Join the customer council': (
        'Twelve customers, one evening, no slides. We write down what you say and report what became of it.',
        'Zwölf Kunden, ein Abend, keine Folien. Wir schreiben mit und berichten, was daraus wurde.',
        '12社のお客様と過ごす、スライドなしの一夜。ご意見を記録し、その後をご報告します。',
        'اثنا عشر عميلًا وأمسية واحدة بلا شرائح. ندوّن ما تقولون ونخبركم بما آل إليه.'),
    'Your third quarter with Cadenza': (
        'Active partners rose from 41 to 58. Search is the next thing to look at together.',
        'Aktive Partner stiegen von 41 auf 58. Als Nächstes sehen wir uns gemeinsam die Suche an.', None,
        'ارتفع عدد الشركاء النشطين من 41 إلى 58، والبحث هو ما سننظر فيه معًا لاحقًا.'),
    'Getting partners to use the portal': (
        'Put deal registration on the first page and the strategy paper on the last.',
        'Die Deal-Registrierung auf die erste Seite, das Strategiepapier auf die letzte.', None,
        'ضع تسجيل الصفقات في الصفحة الأولى وورقة الاستراتيجية في الأخيرة.'),
    'Health check, autumn 2026': (
        'Two thirds of partner members signed in last month. Twenty searches explain most of the empty results.',
        'Zwei Drittel der Mitglieder bei Partnern haben sich im letzten Monat angemeldet. Zwanzig Suchen erklären die meisten '
        'leeren Ergebnisse.', None, None),
    'Planning a partner review': ('Open the partner\'s statement first: it says what drops out next quarter.',
                                  'Zuerst die Abrechnung des Partners öffnen: Sie zeigt, was im nächsten Quartal wegfällt.', None, None),
    'Bringing a new partner on board': ('Day one: agreement. Day three: access. Day ten: the first introduction together.',
                                        'Tag eins: Vereinbarung. Tag drei: Zugang. Tag zehn: die erste gemeinsame Vorstellung.', None, None),
}
