# SPDX-License-Identifier: GPL-3.0-or-later
"""Eighteen months of history, from May 2025 through October 2026: six fiscal quarters.

Partners with a target get exactly the events that lead there on the last day; a few are told by hand; the many act by
chance, most of them near the end of a quarter. Ids are given in the order in which events were reported, not happened.
"""

import datetime

from .chance import Chance
from .register import LAST_DAY, write_csv

FIRST_DAY = datetime.date(2025, 5, 1)
WINDOW_START = datetime.date(2025, 11, 1)      # the first day that counts on the last one, rolling twelve months
YEAR_START = datetime.date(2026, 2, 1)         # of the fiscal year
DOUBLED = (datetime.date(2026, 7, 1), datetime.date(2026, 8, 31))    # "Summer of introductions"
QUARTER_ENDS = (1, 4, 7, 10)

# Dollars for a thousand euros, month by month from May 2025; made up, like everything here.
DOLLARS = (1128, 1152, 1168, 1164, 1173, 1163, 1156, 1171, 1174, 1182, 1155, 1149, 1162, 1170, 1158, 1166, 1175, 1161)

# What an event is worth at least, to tell whether a partner can afford something: company points, individual points, and
# what they are per (None: each time, 'quantity', or so many cents)
WORTH = {'Completion of influencer set-up': (50, 10, None), 'Sales accepted introduction': (20, 10, None),
         'Sales accepted opportunity': (40, 20, None), 'Closed deal': (100, 50, None), 'Blog post': (10, 10, None),
         'Qualified leads from partner campaigns': (20, 0, 'quantity'), 'Services revenue': (5, 0, 100000),
         'Customer satisfaction on delivery': (25, 10, None), 'Marketplace leads': (10, 0, 'quantity'),
         'Revenue on joint solution': (5, 0, 100000), 'Joint solution developed': (200, 50, None),
         'Registered deal won': (60, 30, None), 'Licences resold': (4, 0, 100000), 'Renewal on time': (20, 10, None),
         'Deal registration accepted': (10, 10, None)}

PRICES = ((250, 'Blog collaboration'), (500, 'Webinar collaboration'), (500, 'Private briefing to the sales team'),
          (600, 'Marketplace feature for a week'), (1000, 'Private briefing to the executive team'), (2000, 'Two tickets to the annual conference'))

COLUMNS = ('id', 'type', 'organisation', 'member', 'activity', 'day', 'quantity', 'amount', 'currency', 'original', 'region',
           'deal', 'part', 'share', 'state', 'version', 'reverses', 'reward', 'fund', 'points', 'granted')


def day(text):
    return datetime.date.fromisoformat(text)


class Row(dict):
    """A row being told; its id is given at the end."""


class History:
    def __init__(self, p, register):
        self.p = p
        self.register = register
        self.chance = Chance(18)
        self.rows = []
        self.deals = 0
        self.tell_donauklang()
        self.tell_tanabe()
        self.tell_lago()
        self.tell_hinterhof()
        self.tell_shared_deals()
        self.tell_groups()
        self.tell_customers_and_staff()
        for organisation in register.organisations[20:]:
            if organisation.target is not None:
                self.reach(organisation)
            else:
                self.wander(organisation)
        self.tell_sprint()
        self.tell_redemptions()
        self.tell_claims()

    # ── Rows ──

    def event(self, organisation, activity, when, *, member=None, reported=None, **more):
        """An approved event unless *more* says otherwise. *member* None: the organization's first; '': unassigned."""
        when = day(when) if isinstance(when, str) else when
        if organisation.suspended and when >= organisation.suspended and self.chance.percent(80):
            when = organisation.suspended - datetime.timedelta(days=1 + self.chance.below(200))
        if member is None:
            member = organisation.members[0].id if organisation.members else ''
        row = Row(type='event', organisation=organisation.id, member=member, activity=self.p.id('activity', activity),
                  day=when, region=self.p.term(organisation.country) if organisation.country else '', **more)
        row.reported = day(reported) if reported else when
        row.worth = WORTH.get(activity) if not organisation.suspended or when < organisation.suspended else None
        self.rows.append(row)
        return row

    def amend(self, row, reported, **changes):
        """The same event again with a higher version."""
        again = Row(row)
        again.update(changes)
        again['version'] = row.get('version', 1) + 1
        again.reported = day(reported)
        again.first = getattr(row, 'first', row)
        self.rows.append(again)
        return again

    def reverse(self, row, when):
        back = Row(type=row['type'], organisation=row['organisation'], member=row['member'], day=day(when), reverses=row)
        back.reported = back['day']
        row.worth = None
        self.rows.append(back)
        return back

    def next_deal(self):
        self.deals += 1
        return f'd-{self.deals:04}'

    def money(self, euros, when, dollars=False):
        """The amount as columns: cents of euros, and of dollars where it was agreed in them."""
        if not dollars:
            return dict(amount=euros * 100)
        months = (when.year - FIRST_DAY.year) * 12 + when.month - FIRST_DAY.month
        original = euros * 100                        # agreed as a round sum of dollars
        return dict(amount=original * 1000 // DOLLARS[months], currency='USD', original=original)

    # ── Stories ──

    def tell_donauklang(self):
        """Worked out by hand in README.md; 60 tier points in the window, and held up by a pin."""
        o = self.register.find(1)
        self.event(o, 'Activation of portal user', '2025-05-13')
        self.event(o, 'Completion of influencer set-up', '2025-05-20')
        self.event(o, 'Creation of marketplace listing', '2025-05-28')
        self.event(o, 'Mapping of account overlap', '2025-06-04')
        self.event(o, 'Mapping of account overlap', '2026-02-09')          # counts again: a new fiscal year
        for when in ('2025-09-11', '2025-12-04', '2026-03-12', '2026-05-21'):
            self.event(o, 'Sales accepted introduction', when)
        for when in ('2025-10-02', '2026-01-15', '2026-03-30', '2026-06-11'):
            self.event(o, 'Sales accepted opportunity', when)
        for when, euros in (('2025-11-27', 24000), ('2026-04-24', 36000), ('2026-09-17', 18000)):
            self.event(o, 'Closed deal', when, deal=self.next_deal(), **self.money(euros, day(when)))

    def tell_tanabe(self):
        """A blog that keeps growing: the same event, reported again with more registrations."""
        o = self.register.find(3)
        self.event(o, 'Activation of portal user', '2025-05-02')
        self.event(o, 'Completion of influencer set-up', '2025-05-02')
        blog = self.event(o, 'Blog post', '2026-01-20', quantity=12)
        for reported, registrations in (('2026-02-20', 68), ('2026-04-20', 131), ('2026-08-20', 212)):
            blog = self.amend(blog, reported, quantity=registrations)
        for when in ('2026-08-06', '2026-08-26', '2026-09-10', '2026-09-24', '2026-10-15'):    # five in a quarter: the goal
            self.event(o, 'Blog post', when, quantity=30)
        for i in range(8):                                                                     # eight posts: the cap cuts at five
            self.event(o, 'LinkedIn post', day('2026-05-04') + datetime.timedelta(days=3 * i))
        self.event(o, 'Qualified leads from partner campaigns', '2026-06-16', quantity=28)     # the lead race, and the quarter's cap
        for when in ('2026-01-29', '2026-06-30', '2026-10-08'):
            self.event(o, 'Sales accepted opportunity', when)
        for when, euros in (('2026-04-28', 52000), ('2026-10-20', 31000)):
            self.event(o, 'Closed deal', when, deal=self.next_deal(), **self.money(euros, day(when)))

    def tell_lago(self):
        """Two partner types, so two ladders; and deals that are cancelled, one of them in part."""
        o = self.register.find(4)
        self.event(o, 'Completion of influencer set-up', '2025-06-10')
        self.event(o, 'Creation of marketplace listing', '2025-12-01')
        self.event(o, 'Consulting partner onboarding', '2025-05-15')
        for member in o.members[:2]:
            self.event(o, 'Technical training and certification', '2026-02-12', member=member.id)
            self.event(o, 'E-learning on the value proposition', '2025-11-20', member=member.id)
        for when, score in (('2025-12-15', 92), ('2026-04-17', 88), ('2026-08-28', 95)):
            self.event(o, 'Customer satisfaction on delivery', when, quantity=score)
        for when, euros in (('2026-01-31', 48700), ('2026-04-30', 61200)):
            self.event(o, 'Services revenue', when, **self.money(euros, day(when)))
        self.event(o, 'Professional service hours delivered', '2026-04-30', quantity=137)
        cancelled = self.event(o, 'Closed deal', '2026-03-19', deal=self.next_deal(), **self.money(80000, day('2026-03-19')))
        self.reverse(cancelled, '2026-05-06')
        halved = self.event(o, 'Closed deal', '2026-04-29', deal=self.next_deal(), **self.money(60000, day('2026-04-29')))
        self.amend(halved, '2026-07-01', amount=2500000)
        self.event(o, 'Closed deal', '2026-10-22', deal=self.next_deal(), state='pending', **self.money(45000, day('2026-10-22')))
        self.event(o, 'Sales accepted opportunity', '2026-01-28', reported='2026-06-03')    # four months late
        self.event(o, 'Referral to alliance partner', '2026-06-18')
        self.event(o, 'Deal won by alliance partner', '2026-09-30')

    def tell_hinterhof(self):
        """Spends what a cancelled deal then takes back: a negative balance."""
        o = self.register.find(18)
        self.event(o, 'Completion of influencer set-up', '2025-09-08')
        self.event(o, 'Sales accepted introduction', '2026-02-03')
        deals = [self.event(o, 'Closed deal', when, deal=self.next_deal(), **self.money(euros, day(when)))
                 for when, euros in (('2026-02-26', 40000), ('2026-04-30', 22000))]
        self.redeem(o, 'Blog collaboration', '2026-05-20', points=250)
        for deal in deals:
            self.reverse(deal, '2026-06-09')

    def tell_shared_deals(self):
        """Deals of three partners: who found it, who spoke for it, who delivered."""
        register = self.register
        finders, speakers, sellers = (1, 3, 17), (4, 2), (5, 6)
        for i, (when, euros) in enumerate((('2025-07-30', 90000), ('2025-10-29', 140000), ('2026-01-28', 75000),
                                           ('2026-04-29', 210000), ('2026-07-29', 120000), ('2026-10-27', 180000))):
            on, deal = day(when), self.next_deal()
            finder, speaker, seller = (register.find(n[i % len(n)]) for n in (finders, speakers, sellers))
            money = self.money(euros, on, dollars=finder.country == 'United States')
            rows = [self.event(finder, 'Closed deal', on, deal=deal, part='sourced', share=5000, **money),
                    self.event(speaker, 'Closed deal', on, deal=deal, part='influenced', share=2000, **money),
                    self.event(seller, 'Registered deal won', on, deal=deal, part='delivered', share=3000, **money)]
            if i == 2:
                for row in rows:        # cancelled for all three
                    self.reverse(row, '2026-03-16')
        o = register.find(17)
        for when, thousand in (('2025-11-20', 30), ('2026-02-18', 55), ('2026-06-17', 42), ('2026-09-16', 65)):
            self.event(o, 'Closed deal', when, deal=self.next_deal(), **self.money(thousand * 1000, day(when), dollars=True))
        self.event(o, 'Completion of influencer set-up', '2025-05-06')
        for when in ('2026-08-11', '2026-08-27'):      # three times in August in DACH, and more in the launch week
            self.event(register.find(2), 'Sales accepted introduction', when)

    def tell_groups(self):
        """Parents and children deliver; the group holds the tier. A reseller becomes a service provider and goes on."""
        for number, euros in ((9, 42000), (10, 33000), (11, 18000), (12, 57000), (13, 21000), (14, 36000)):
            o = self.register.find(number)
            for month in ('2025-07-31', '2025-10-31', '2026-01-31', '2026-04-30', '2026-07-31', '2026-10-31'):
                self.event(o, 'Services revenue', month, **self.money(euros + 100 * self.chance.below(60), day(month)))
            for when in ('2025-12-12', '2026-06-12'):
                self.event(o, 'Customer satisfaction on delivery', when, quantity=self.chance.between(66, 97))
            for member in o.members[:2]:
                self.event(o, 'Technical training and certification', '2026-01-22', member=member.id)
            self.event(o, 'Consulting partner onboarding', '2025-05-19')
        for number in (5, 6, 16):
            o = self.register.find(number)
            for i in range(14):
                when = FIRST_DAY + datetime.timedelta(days=30 * i + self.chance.below(28))
                if number == 16 and when > day('2026-06-14'):
                    continue
                self.event(o, 'Deal registration accepted', when)
                if i % 2:
                    won = min(when + datetime.timedelta(days=40), LAST_DAY)
                    self.event(o, 'Registered deal won', won, deal=self.next_deal(), **self.money(8000 + 500 * i, won))
                self.event(o, 'Licences resold', when, **self.money(6000 + 350 * i, when))
        for number, months in ((7, 12), (8, 9)):
            o = self.register.find(number)
            start = FIRST_DAY if number == 7 else day('2025-09-01')
            self.event(o, 'Initial validation', start + datetime.timedelta(days=9))
            self.event(o, 'Security and compliance review', start + datetime.timedelta(days=40))
            if number == 7:
                self.event(o, 'Security and compliance review', '2026-03-05')
                self.event(o, 'Joint solution developed', '2026-05-28')
            for i in range(months):
                when = min(start + datetime.timedelta(days=21 + 31 * i), LAST_DAY)
                self.event(o, 'Marketplace leads', when, quantity=1 + (i * 5) % 7)
                self.event(o, 'Revenue on joint solution', when, **self.money(1500 + 400 * i, when))
            self.event(o, 'Marketplace solution content', start + datetime.timedelta(days=60))

    def tell_customers_and_staff(self):
        chance = self.chance
        for organisation in self.register.organisations:
            if organisation.motion != 'Customer':
                continue
            for member in organisation.members:
                for when in ('2025-06-16', '2025-12-15', '2026-06-15'):
                    if chance.percent(55):
                        self.event(organisation, 'Recommendation survey', day(when) + datetime.timedelta(days=chance.below(20)),
                                   member=member.id)
            if chance.percent(60):
                self.event(organisation, 'Detailed feedback', FIRST_DAY + datetime.timedelta(days=chance.below(500)))
            if chance.percent(35):
                self.event(organisation, 'Referral to a new customer', FIRST_DAY + datetime.timedelta(days=chance.below(500)))
        o = self.register.find(19)
        self.event(o, 'Referral to a new customer', '2026-03-03')
        self.event(o, 'Reference call', '2026-05-12')
        self.event(o, 'Reference call', '2026-09-08')
        home = self.register.find(0)
        for member in home.members:
            if chance.percent(80):
                self.event(home, 'Portal training completed', FIRST_DAY + datetime.timedelta(days=chance.below(300)), member=member.id)
            if chance.percent(60):
                self.event(home, 'First content published', FIRST_DAY + datetime.timedelta(days=40 + chance.below(300)),
                           member=member.id)
            if chance.percent(50):
                for _ in range(chance.between(1, 9)):
                    self.event(home, 'Content published', FIRST_DAY + datetime.timedelta(days=100 + chance.below(440)),
                               member=member.id)
            if 'Partner account manager' in member.roles:
                for _ in range(chance.between(4, 9)):
                    self.event(home, 'Partner review held', FIRST_DAY + datetime.timedelta(days=chance.below(540)),
                               member=member.id)

    # ── Partners with a target, and the many ──

    def reach(self, organisation):
        """Events in the window that give exactly the target on the last day, and older ones that have dropped out."""
        getattr(self, f'reach_{organisation.motion.lower()}')(organisation, organisation.target)

    def when(self, start=WINDOW_START, end=LAST_DAY, *, undoubled=False):
        """A day between, three times as likely in the last ten days of a fiscal quarter."""
        span = (end - start).days + 1
        while True:
            on = start + datetime.timedelta(days=self.chance.below(span))
            if undoubled and DOUBLED[0] <= on <= DOUBLED[1]:
                continue
            season = on.month in QUARTER_ENDS and on.day > 20
            if season or self.chance.percent(33):
                return on

    def reach_influencer(self, o, target):
        joined = day(o.joined)
        if o.cohort:
            for offset, activity in ((6, 'Completion of influencer set-up'), (13, 'Creation of marketplace listing'),
                                     (19, 'Mapping of account overlap')):
                self.event(o, activity, joined + datetime.timedelta(days=offset))
            target -= 20
            start = joined + datetime.timedelta(days=20)
        else:
            start = WINDOW_START
            for _ in range(self.chance.between(0, 3)):
                on = self.when(FIRST_DAY, WINDOW_START - datetime.timedelta(days=1))
                self.event(o, 'Closed deal', on, deal=self.next_deal(), **self.money(self.chance.between(8, 60) * 1000, on))
        while target >= 20 and self.chance.percent(85):
            on = self.when(start)
            self.event(o, 'Closed deal', on, deal=self.next_deal(), **self.money(self.chance.between(8, 60) * 1000, on))
            target -= 10
        while target >= 5:
            self.event(o, 'Sales accepted opportunity', self.when(start, undoubled=True))
            target -= 5
        if target:
            self.event(o, 'Qualified leads from partner campaigns', self.when(start), quantity=target)
        self.talk(o, start)

    def talk(self, o, start=FIRST_DAY):
        """What earns company and individual points, but no tier points."""
        chance = self.chance
        for member in o.members:
            if chance.percent(70):
                self.event(o, 'Activation of portal user', self.when(start), member=member.id)
            if chance.percent(30):
                self.event(o, 'Viewing all key influencer content', self.when(start), member=member.id)
            for _ in range(chance.below(5)):
                self.event(o, 'LinkedIn post', self.when(start), member=member.id)
        for _ in range(chance.below(4)):
            self.event(o, 'Sales accepted introduction', self.when(start))
        for _ in range(chance.below(3)):
            self.event(o, 'Blog post', self.when(start), quantity=chance.between(3, 160))
        if chance.percent(20):
            self.event(o, 'Referral to alliance partner', self.when(start))

    def reach_services(self, o, target):
        if target >= 100:
            members = [m.id for m in o.members[:2]]
            while len(members) < 2:      # the second certificate may belong to somebody who is not named
                members.append('')
            for member in members:
                self.event(o, 'Technical training and certification', self.when(), member=member)
                target -= 5
        if target >= 200:
            for score, points in ((91, 8), (84, 4), (76, 2)):
                self.event(o, 'Customer satisfaction on delivery', self.when(), quantity=score)
                target -= points
        while target > 0:
            thousands = min(target, self.chance.between(8, 40))
            on = self.when()
            self.event(o, 'Services revenue', on, **self.money(thousands * 1000 + self.chance.below(1000), on))
            target -= thousands
        self.event(o, 'Professional service hours delivered', self.when(), quantity=self.chance.between(20, 200))

    def reach_technology(self, o, target):
        end = LAST_DAY
        if target >= 75:
            self.event(o, 'Joint solution developed', self.when(YEAR_START, end))
            target -= 40
        if target >= 25:
            self.event(o, 'Security and compliance review', self.when(YEAR_START, end))
            target -= 20
        while target > 0:
            leads = min(target, self.chance.between(2, 15))
            self.event(o, 'Marketplace leads', self.when(YEAR_START, end), quantity=leads)
            target -= leads
        self.event(o, 'Marketplace leads', self.when(FIRST_DAY, YEAR_START - datetime.timedelta(days=1)),
                   quantity=self.chance.between(1, 9))

    def reach_channel(self, o, target):
        while target >= 12 and self.chance.percent(90):
            on = self.when()
            if self.chance.percent(60):
                self.event(o, 'Registered deal won', on, deal=self.next_deal(),
                           **self.money(self.chance.between(4, 30) * 1000, on))
                target -= 8
            else:
                self.event(o, 'Renewal on time', on)
                target -= 3
        while target >= 2 and self.chance.percent(50):
            self.event(o, 'Deal registration accepted', self.when())
            target -= 2
        while target > 0:
            thousands = min(target, self.chance.between(5, 60))
            on = self.when()
            self.event(o, 'Licences resold', on, **self.money(thousands * 1000 + self.chance.below(1000), on))
            target -= thousands

    def wander(self, o):
        """Anybody: a little of everything, some of it declined, pending, late or cancelled."""
        chance = self.chance
        if o.motion in ('Customer', 'Employee') or 'Applicant' in o.terms:
            return
        energy = chance.pick((0, 1, 1, 2, 2, 3, 5, 8))
        if o.motion == 'Influencer':
            energy = chance.pick((0, 1, 2, 3, 4, 6, 8, 12))
            if chance.percent(50):
                self.event(o, 'Completion of influencer set-up', self.when(FIRST_DAY))
            for _ in range(energy * 2):
                self.event(o, 'Sales accepted opportunity', self.when(FIRST_DAY))
            for _ in range(energy):
                self.deal(o, 'Closed deal')
            if energy > 2:
                self.event(o, 'Qualified leads from partner campaigns', self.when(FIRST_DAY), quantity=chance.between(2, 26))
                self.event(o, 'Demand generation campaign', self.when(FIRST_DAY), quantity=chance.between(5, 60))
            self.talk(o)
        elif o.motion == 'Services':
            for _ in range(energy * 2):
                on = self.when(FIRST_DAY)
                self.event(o, 'Services revenue', on, **self.money(chance.between(2, 40) * 1000 + chance.below(1000), on))
            for _ in range(energy):
                self.event(o, 'Customer satisfaction on delivery', self.when(FIRST_DAY), quantity=chance.between(55, 99))
            for member in o.members:
                if chance.percent(50):
                    self.event(o, 'Platform use case training', self.when(FIRST_DAY), member=member.id)
                if chance.percent(25):
                    self.event(o, 'API training and certification', self.when(FIRST_DAY), member=member.id)
        elif o.motion == 'Technology':
            if energy:
                self.event(o, 'Initial validation', self.when(FIRST_DAY))
            for _ in range(energy * 2):
                on = self.when(FIRST_DAY)
                self.event(o, 'Marketplace leads', on, quantity=chance.between(1, 9))
                self.event(o, 'Revenue on joint solution', on, **self.money(chance.between(1, 12) * 1000, on))
            for _ in range(min(energy, 6)):
                self.event(o, 'Marketplace solution content', self.when(FIRST_DAY))
        else:
            for _ in range(energy * 2):
                self.event(o, 'Deal registration accepted', self.when(FIRST_DAY))
                on = self.when(FIRST_DAY)
                self.event(o, 'Licences resold', on, **self.money(chance.between(1, 25) * 1000, on))
            for _ in range(energy):
                self.deal(o, 'Registered deal won')
            for _ in range(energy):
                self.event(o, 'Renewal on time', self.when(FIRST_DAY))

    def deal(self, o, activity):
        chance = self.chance
        on = self.when(FIRST_DAY)
        state = {}
        if on > day('2026-10-12') and chance.percent(60):
            state = dict(state='pending')
        elif chance.percent(4):
            state = dict(state='declined')
        elif chance.percent(5):
            state = dict(reported=str(min(on + datetime.timedelta(days=chance.between(30, 120)), LAST_DAY)))
        dollars = self.register.countries.get(o.country) in ('North America', 'Latin America')
        row = self.event(o, activity, on, deal=self.next_deal(), **self.money(chance.between(5, 90) * 1000, on, dollars), **state)
        if not state and chance.percent(6):
            self.reverse(row, str(min(on + datetime.timedelta(days=chance.between(10, 80)), LAST_DAY)))
        elif state.get('state') == 'pending' and chance.percent(30) and on < day('2026-10-24'):
            self.amend(row, '2026-10-28', state='approved')

    def tell_sprint(self):
        """Spring 2026: more posts than the sprint's budget pays for."""
        start, end = YEAR_START, day('2026-04-30')
        voices = [m for o in self.register.organisations if o.motion == 'Influencer' and o.id not in ('o-001', 'o-003')
                  and 'Active' in o.terms for m in o.members]
        for i in range(260):
            member = voices[(i * 7) % len(voices)]
            self.event(member.organisation, 'LinkedIn post', self.when(start, end), member=member.id)

    # ── Redemptions and claims ──

    def redeem(self, o, reward, when, points=None, member='', **more):
        row = Row(type='redemption', organisation=o.id, member=member, day=day(when) if isinstance(when, str) else when,
                  reward=self.p.id('reward', reward), **more)
        if points is not None:
            row['points'] = points
        row.reported = row['day']
        self.rows.append(row)
        return row

    def tell_redemptions(self):
        chance = self.chance
        self.redeem(self.register.find(1), 'Blog collaboration', '2026-06-15')
        self.redeem(self.register.find(3), 'Webinar collaboration', '2026-09-01')
        self.redeem(self.register.find(3), 'Backpack', '2026-09-02', member=self.register.find(3).members[0].id)
        returned = self.redeem(self.register.find(4), 'Blog collaboration', '2026-05-04')
        self.reverse(returned, '2026-05-18')
        for o in self.register.organisations[20:]:
            for _ in range(2):
                on = self.when(day('2026-02-01'))
                affordable = [(price, reward) for price, reward in PRICES if price <= self.saved(o, on)]
                if affordable and chance.percent(55):
                    price, reward = affordable[-1] if chance.percent(50) else chance.pick(affordable)
                    self.redeem(o, reward, on).worth = (-price, 0, None)
            if o.members and chance.percent(30):
                on = self.when(day('2026-05-01'))
                if self.saved(o, on, kind=1, member=o.members[0].id) >= 50:
                    self.redeem(o, 'Cashback', on, member=o.members[0].id, amount=2500)

    def saved(self, o, on, kind=0, member=None):
        """The points that *o* has at least on a day: what was earned in the twelve months before, less all redemptions."""
        points = 0
        for row in self.rows:
            worth = getattr(row, 'worth', None)
            if worth is None or row['organisation'] != o.id or 'state' in row or (member and row['member'] != member):
                continue
            if worth[kind] < 0:
                points += worth[kind]
            elif on - datetime.timedelta(days=360) <= row['day'] < on:
                each = worth[2]
                units = 1 if each is None else row.get('quantity', 1) if each == 'quantity' else row['amount'] // each
                points += worth[kind] * units
        return points

    def tell_claims(self):
        def claim(o, fund, when, state, euros, **more):
            row = Row(type='claim', organisation=o.id, member='', day=day(when), fund=self.p.id('fund', fund), state=state,
                      amount=euros * 100, **more)
            row.reported = row['day']
            self.rows.append(row)
            return row

        find = self.register.find
        claim(find(1), 'Market development fund', '2026-05-11', 'paid', 600)
        claim(find(1), 'Market development fund', '2026-10-19', 'submitted', 800)
        claim(find(3), 'Market development fund', '2026-05-28', 'approved', 2500, granted=180000)
        claim(find(4), 'Market development fund', '2026-08-03', 'returned', 1200)
        first = claim(find(17), 'Market development fund', '2026-06-22', 'submitted', 900)
        self.amend(first, '2026-07-06', state='paid')
        claim(find(5), 'Co-op fund', '2026-03-02', 'paid', 3500)
        claim(find(5), 'Co-op fund', '2026-09-14', 'approved', 2800)
        claim(find(6), 'Co-op fund', '2026-09-21', 'declined', 4000)
        claim(find(6), 'Co-op fund', '2025-08-18', 'expired', 1500)
        claim(find(15), 'Co-op fund', '2026-10-26', 'draft', 700)
        for number, euros in ((24, 34000), (30, 26000), (60, 24000)):     # more than the quarter's budget holds
            o = next(o for o in self.register.organisations[number:] if o.motion == 'Channel')
            claim(o, 'Co-op fund', '2026-09-28', 'paid', euros)

    # ── The file ──

    def csv(self):
        order = sorted(range(len(self.rows)), key=lambda i: (self.rows[i].reported, i))
        ids, count = {}, {'event': 100000, 'redemption': 0, 'claim': 0}
        for i in order:
            row = self.rows[i]
            if getattr(row, 'first', None) is not None:
                continue
            count[row['type']] += 1
            number = count[row['type']]
            ids[id(row)] = {'event': f'{number}', 'redemption': f'r-{number:04}', 'claim': f'c-{number:04}'}[row['type']]
        lines = []
        for i in order:
            row = self.rows[i]
            values = dict(row)
            values['id'] = ids[id(getattr(row, 'first', row))]
            if 'reverses' in values:
                original = values['reverses']
                values['reverses'] = ids[id(getattr(original, 'first', original))]
            if values['type'] == 'event':
                values['type'] = ''
            assert FIRST_DAY <= values['day'] <= LAST_DAY, values
            lines.append([values.get(column, '') for column in COLUMNS])
        return write_csv(COLUMNS, lines)
