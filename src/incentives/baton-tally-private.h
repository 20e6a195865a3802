/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of a tally. It goes through one cluster after the other, and through each day by day, but only through days on
 * which something can change there:
 *
 *   - a day with an event or a redemption: only who is concerned is looked at when it ends;
 *   - month ends, the first and the last day, and days on which the register or a pin says something new: everybody who has
 *     ever counted on a ladder is;
 *   - all days, where a ladder's audience asks for tiers or numbers.
 *
 * On any other day points can only drop out, and no ladder falls but at a month's end; so nothing is missed. Lots expire when
 * their pool is next looked at. Files:
 *
 *   baton-tally.c           clusters, threads, budgets; the days of a cluster
 *   baton-tally-rules.c     a program as tallies ask for it; audiences and their memory
 *   baton-tally-credit.c    points of an event
 *   baton-tally-tiers.c     ladders at the end of a day
 *   baton-tally-balance.c   lots, expiry, redemptions
 *   baton-tally-money.c     fees and funds
 *   baton-tally-budget.c    what budgets are charged, and where they run out
 *   baton-tally-funds.c     what is used of the funds' budgets
 *   baton-tally-calendar.c  the days
 *   baton-tally-map.c       numbers by key, emptied at once
 *   baton-tally-sums.c      what each cluster adds to the sums over all
 *   baton-tally-again.c     asked again after an edit
 *
 * Budgets are the only thing that clusters share. A promotion with a budget applies to everything up to a *cut-off*, an event of
 * the history: all are tallied without cut-offs first; the charges, in the order of the history, tell which budget runs out
 * first and where; all is tallied again with that cut-off; and so on. What comes before a cut-off does not depend on what comes
 * after it, so each round makes one more cut-off final.
 */
#pragma once

#include "incentives/baton-reckoning-private.h"
#include "incentives/baton-tally.h"
#include "incentives/baton-timeline-private.h"

G_BEGIN_DECLS

#define BATON_NODE_NONE G_MAXUINT32

/* ── Numbers by key ── */

typedef struct
{
  guint64 a;
  guint64 b;
  gint64  first;
  gint64  second;
  guint32 generation;    /* the entry is there when it is the map's */
} BatonTallyEntry;

typedef struct
{
  BatonTallyEntry *entries;
  guint32          mask;
  guint32          n;
  guint32          generation;
} BatonTallyMap;

void             baton_tally_map_init  (BatonTallyMap *map);
void             baton_tally_map_clear (BatonTallyMap *map);
/* Forgets everything, at no cost. */
void             baton_tally_map_empty (BatonTallyMap *map);
/* The entry of the key; *is_new* (out) when it was made now, with zeros. Valid until the next call. */
BatonTallyEntry *baton_tally_map_get   (BatonTallyMap *map,
                                        guint64        a,
                                        guint64        b,
                                        gboolean      *is_new);

/* ── Rules ── */

/* An audience and what is known of its answers. */
typedef struct
{
  const BatonAudience *audience;
  guint                number;
  gboolean             everybody;
  BatonAudienceNeeds   needs;
  guint8              *answers;       /* by who: 0 not asked yet, 1 no, 2 yes; NULL when it needs more than that. Atomic */
} BatonTallyAudience;

typedef struct
{
  BatonTallyAudience  *audience;
  BatonTallyAudience **exceptions[BATON_N_POINTS];   /* NULL elements: everybody */
  guint               *promotions;    /* indices of those that may apply, but for goals, in list order */
  guint                n_promotions;
  guint               *goals;
  guint                n_goals;
} BatonTallyActivity;

typedef struct
{
  BatonDay    month_start;
  BatonDay    month_end;
  BatonDay    expires;                          /* of what is earned on the day */
  BatonWindow periods[BATON_PERIOD_YEAR + 1];
} BatonTallyDay;

typedef struct
{
  BatonTimeline        *timeline;
  BatonScheme          *scheme;
  BatonDay              calendar_first;
  guint                 n_days;                 /* 0: too many */
  BatonTallyDay        *days;                   /* from *calendar_first* on */
  BatonDay            **starts;                 /* by ladder, day: of the window that ends then */
  BatonDay              first;
  BatonDay              from;
  BatonDay              through;
  guint32              *activity_of_subject;    /* BATON_INDEX_NONE: none */
  guint32              *reward_of_subject;
  GPtrArray            *audiences;              /* of BatonTallyAudience, all of them */
  BatonTallyActivity   *activities;
  BatonTallyAudience  **promotion_audiences;
  guint                *promotion_groups;       /* number of the group */
  BatonTallyAudience  **ladder_audiences;
  BatonTallyAudience  **fund_audiences;
  BatonWindow          *fund_periods;           /* by fund: that of the last day */
  guint                *first_fund_day;         /* by fund, and one more: where its days begin in *fund_days*; none where not looked at */
  guint8               *ladder_dynamic;         /* its audience asks for tiers or numbers */
  guint8               *ladder_takes_all;       /* who never earned anything may be on it, too */
  guint8               *ladder_fee_bonus;       /* some tier of it has one */
  guint8               *ladder_fund_bonus;
  GArray              **ladder_required;        /* of guint: activities */
  guint                *first_slack;            /* by ladder: of its lowest tier among those of all ladders */
  gboolean              daily;                  /* some ladder is dynamic */
  gboolean              tiers_sign;             /* the tiers held on all ladders fit in 64 bits */
  GArray               *pin_days;               /* of BatonDay: on which a pin begins, or is over */
  guint32              *cut_offs;               /* by promotion: the first event that it no longer pays for; BATON_EVENT_NONE */
  BatonReckoning         *reckoning;                /* where tiers and shares go: each organization and member by one thread */
} BatonTallyRules;

BatonTallyRules *baton_tally_rules_new  (BatonTimeline   *timeline,
                                         BatonScheme     *scheme,
                                         BatonReckoning    *reckoning);
void             baton_tally_rules_free (BatonTallyRules *rules);

void             baton_tally_calendar_init  (BatonTallyRules *rules);
void             baton_tally_calendar_clear (BatonTallyRules *rules);

/* ── Running ── */

/* A lot: all that expires together, of one pool. */
typedef struct
{
  gint64   left;
  BatonDay expires;
  guint32  next;
} BatonTallyLot;

typedef struct
{
  guint32  first_lot;     /* BATON_NODE_NONE */
  guint32  last_lot;
  gint64   debt;
  gint64   earned;
  gint64   expired;
  gint64   redeemed;
  gint64   pending;       /* waits for approval; nothing but its size matters */
  gint64   closing;       /* the balance at the end of the day before *touched* */
  BatonDay touched;
} BatonTallyPool;

typedef struct
{
  gint64   points;
  BatonDay day;
  guint32  next;
} BatonTallyPoints;

/* An occurrence of an activity that a ladder requires; newest first. */
typedef struct
{
  BatonDay day;
  guint    activity;
  guint32  before;
} BatonTallyRequired;

typedef struct
{
  guint32  head;          /* the oldest points in the window, BATON_NODE_NONE */
  guint32  tail;
  guint32  required;
  gint64   sum;           /* from *head* on */
  gint64   total;         /* of all time */
  BatonDay today;         /* the last day with points, and how many it had */
  gint64   today_points;
  gint32   natural;
  gint32   held;
  gint32   fall_to;
  guint    below;
  guint    entered : 1;   /* has ever counted */
  guint    listed : 1;    /* in *active* */
  guint    dirty : 1;     /* in *dirty* */
  guint    climbs : 1;
  guint    pinned : 1;
} BatonTallyStanding;

/* A claim that waits for the tier at a period's end. */
typedef struct
{
  BatonDay  when;
  guint     ladder;
  guint     fund;         /* BATON_INDEX_NONE: fees */
  guint     organisation;
  guint     member;
  guint     activity;
  BatonWide base;         /* amount × share */
  gint64    units;
  BatonDay  day;          /* of the event */
  BatonDay  from;
  BatonDay  through;
} BatonTallyClaim;

/* Money of one organization, fund and period. */
typedef struct
{
  guint     organisation;
  guint     fund;
  BatonDay  through;
  BatonWide money;        /* ÷ BATON_WHOLE² */
  BatonWide number;       /* of it, what is none but a number of the fund's unit; whole */
  BatonWide rebate_base;
} BatonTallyMoney;

typedef struct
{
  guint32 event;
  guint   order;          /* within the event */
  guint   promotion;
  gint64  cost;
} BatonTallyCharge;

/* What a promotion did; sums. */
typedef struct
{
  BatonWide spent;
  BatonWide points[BATON_N_POINTS];
  BatonWide fee;
  guint     events;
} BatonTallyUse;

/* Of a reward, in the days compared. */
typedef struct
{
  BatonWide points;
  guint     n;
} BatonTallyReward;

/* Of a fund. */
typedef struct
{
  BatonWide money;
  BatonWide number;
} BatonTallyCredited;

/* What a promotion adds to an event. */
typedef struct
{
  guint  promotion;
  gint64 points[BATON_N_POINTS];
  gint64 fee;
} BatonTallyExtra;

/* One thread's work. */
typedef struct
{
  const BatonTallyRules *rules;
  const BatonScheme     *scheme;
  BatonTimeline         *timeline;
  BatonRegister         *reg;
  const BatonCluster    *cluster;
  BatonSlack            *slack;             /* the cluster's, of the reckoning */
  BatonDay               day;
  BatonTallyDay          now;               /* what *day* is */
  gboolean               overflow;
  BatonProfileBuilder   *builder;
  GHashTable            *regions;           /* id → BatonTermSet */
  BatonTallyMap          answers;           /* of audiences that ask for tiers, or for the organization; never emptied */

  BatonTallyMap          map;
  GArray                *lots;              /* of BatonTallyLot: this cluster's, as all that follows up to *moneys* */
  GArray                *points;            /* of BatonTallyPoints */
  GArray                *required;          /* of BatonTallyRequired */
  GArray                *claims;            /* of BatonTallyClaim */
  GArray                *moneys;            /* of BatonTallyMoney */
  BatonTallyPool        *company;           /* by place of the organization in the cluster */
  BatonTallyPool        *unassigned;
  BatonTallyPool        *individual;        /* by place of the member */
  guint                  n_company;         /* room in them */
  guint                  n_individual;
  BatonTallyStanding   **standings;         /* by ladder, place */
  GArray               **active;            /* by ladder: of guint, places */
  GArray               **dirty;
  BatonDay              *window_start;      /* by ladder: of today's window */
  BatonTallyExtra       *chosen;            /* room for all promotions */
  BatonTallyExtra       *trimmed;

  BatonWide              earned[BATON_N_POINTS];
  BatonWide              expired[BATON_N_POINTS];
  BatonWide              redeemed[BATON_N_POINTS];
  BatonWide              liability;
  BatonWide              fees;
  BatonTallyCredited    *credited;          /* by fund, in the days compared */
  BatonWide             *fund_used;         /* by fund: minor units, in the period of the last day */
  BatonWide             *fund_days;         /* of funds with a budget, by day of that period: ÷ BATON_WHOLE² */
  BatonTallyUse         *uses;
  BatonTallyReward      *rewards;           /* by reward */
  GArray                *charges;           /* of BatonTallyCharge: on budgets */
} BatonTallyRun;

/* How far the sums of a run had come before a cluster. */
typedef struct
{
  BatonWide         earned[BATON_N_POINTS];
  BatonWide         expired[BATON_N_POINTS];
  BatonWide         redeemed[BATON_N_POINTS];
  BatonWide         liability;
  BatonWide         fees;
  BatonTallyCredited *credited;  /* by fund */
  BatonTallyUse    *uses;        /* by promotion */
  BatonTallyReward *rewards;     /* by reward */
} BatonTallyMark;

/* *mark* has room for them. */
void              baton_tally_mark      (const BatonTallyRun    *run,
                                         BatonTallyMark         *mark);
/* What was added since; NULL where that is too much. (transfer full) */
BatonClusterSums *baton_tally_sum_since (const BatonTallyRun    *run,
                                         const BatonTallyMark   *mark);
void              baton_tally_add_sums  (BatonTallyRun          *run,
                                         const BatonClusterSums *sums);

/* Tallies the clusters of those numbers (NULL: all), under the cut-offs that the rules have. FALSE on overflow or where it was
 * cancelled. *sum* (out) is to be cleared in any case. */
gboolean baton_tally_clusters           (BatonTallyRules     *rules,
                                         GArray              *numbers,
                                         guint                threads,
                                         GCancellable        *cancellable,
                                         BatonTallyRun       *sum);
void     baton_tally_run_clear          (BatonTallyRun       *run);
/* Room for what each cluster has beside the thresholds, and for what it adds to the sums; nothing noted yet. */
void     baton_tally_prepare_clusters   (BatonReckoning      *reckoning,
                                         BatonTimeline       *timeline);

/* Puts the charges in the order of the history. The first that a budget cannot pay ends its promotion: FALSE when all can. */
gboolean baton_tally_find_cut_off       (BatonTallyRules     *rules,
                                         GArray              *charges);
/* Notes of each promotion the day on which four fifths of its budget had gone; after the above, of the same charges. */
void     baton_tally_find_warnings      (BatonTallyRules     *rules,
                                         GArray              *charges);

/* Somebody who is asked; the profile is made when the first audience needs it. */
typedef struct
{
  guint         organisation;
  guint         member;
  guint32       who;
  BatonProfile *profile;
} BatonTallyAsked;

gboolean baton_tally_matches            (BatonTallyRun       *run,
                                         BatonTallyAsked     *asked,
                                         BatonTallyAudience  *audience);
void     baton_tally_asked_clear        (BatonTallyAsked     *asked);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BatonTallyAsked, baton_tally_asked_clear)

void     baton_tally_funds_init         (BatonTallyRules     *rules);
/* Notes *money* (÷ BATON_WHOLE²) that an event of *day* credits to a fund. */
void     baton_tally_spend              (BatonTallyRun       *run,
                                         guint                fund,
                                         BatonDay             day,
                                         BatonWide            money);
/* FALSE on overflow. */
gboolean baton_tally_fill_funds         (BatonTallyRules     *rules,
                                         const BatonTallyRun *sum);
void     baton_tally_set_day            (BatonTallyRun       *run,
                                         BatonDay             day);
BatonDay baton_tally_get_window_start   (const BatonTallyRun *run,
                                         guint                ladder,
                                         BatonDay             day);

/* Adds within ±(2^53−1); else notes the overflow. */
void     baton_tally_add                (BatonTallyRun       *run,
                                         gint64              *sum,
                                         BatonWide            addend);

void     baton_tally_credit             (BatonTallyRun       *run,
                                         const BatonMoment   *moment);

/* What one event was given. */
typedef struct
{
  const BatonMoment   *moment;
  const BatonActivity *activity;
  guint                index;     /* of the activity */
  gint64               points[BATON_N_POINTS];
  gint64               fee_rate;  /* but for tiers; basis points */
} BatonTallyCredit;

void     baton_tally_start_tiers        (BatonTallyRun       *run);
void     baton_tally_enter_tiers        (BatonTallyRun       *run,
                                         const BatonTallyCredit *credit);
void     baton_tally_count_required     (BatonTallyRun       *run,
                                         const BatonMoment   *moment,
                                         guint                activity);
/* Asks the ladders' audiences of everybody in the cluster; with *dynamic_only* those that hear of tiers and numbers. */
void     baton_tally_ask_audiences      (BatonTallyRun       *run,
                                         gboolean             dynamic_only);
/* *all*: everybody is looked at, not only whom an event of the day concerns. */
void     baton_tally_close_tiers        (BatonTallyRun       *run,
                                         gboolean             all);
/* Tiers of the day of that number go to the reckoning. */
void     baton_tally_note_tiers         (BatonTallyRun       *run,
                                         guint                day);
void     baton_tally_note_last_day      (BatonTallyRun       *run);
/* Who holds it, as a place in the cluster; BATON_INDEX_NONE for nobody. */
guint    baton_tally_get_holder         (BatonTallyRun       *run,
                                         guint                ladder,
                                         guint                organisation,
                                         guint                member,
                                         BatonDay             day);
/* Points in the window that ended on the day before; what an audience hears. */
gint64   baton_tally_get_points_before  (BatonTallyRun       *run,
                                         guint                ladder,
                                         guint                place);
gboolean baton_tally_climbed_before     (BatonTallyRun       *run,
                                         guint                ladder,
                                         guint                place);

void     baton_tally_start_pools        (BatonTallyRun       *run);
void     baton_tally_earn               (BatonTallyRun       *run,
                                         BatonPoints          kind,
                                         const BatonTallyCredit *credit);
/* Points that wait for approval. */
void     baton_tally_wait               (BatonTallyRun       *run,
                                         BatonPoints          kind,
                                         const BatonMoment   *moment,
                                         gint64               points);
void     baton_tally_redeem             (BatonTallyRun       *run,
                                         const BatonMoment   *moment);
void     baton_tally_close_pools        (BatonTallyRun       *run);
/* The balances at the end of the day before. */
gint64   baton_tally_get_company_before    (BatonTallyRun    *run,
                                            guint             organisation);
gint64   baton_tally_get_individual_before (BatonTallyRun    *run,
                                            guint             member);

void     baton_tally_enter_money        (BatonTallyRun       *run,
                                         BatonTallyAsked     *asked,
                                         const BatonTallyCredit *credit);
/* Claims whose day has come. */
void     baton_tally_settle_claims      (BatonTallyRun       *run);
void     baton_tally_close_money        (BatonTallyRun       *run);

G_END_DECLS
