/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of a tally. It goes through one cluster after the other, and through each day by day, but only through days on
 * which something can change there:
 *
 *   - a day with an event or a redemption: only who is concerned is looked at when it ends;
 *   - month ends, the first and the last day, days on which the register says something new and, where a pin names somebody of the
 *     cluster, days on which a pin begins or is over: everybody who has ever counted on a ladder, or whom a pin names, is;
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
 *   baton-tally-guess.c     where they may, found on a part
 *   baton-tally-funds.c     what is used of the funds' budgets
 *   baton-tally-calendar.c  the days
 *   baton-tally-map.c       numbers by key, emptied at once
 *   baton-tally-sums.c      what each cluster adds to the sums over all
 *   baton-tally-again.c     asked again after an edit
 *
 * Budgets are the only thing that clusters share; see baton-tally-budget.c.
 */
#pragma once

#include "incentives/baton-reckoning-private.h"
#include "incentives/baton-tally-sums.h"
#include "incentives/baton-tally.h"
#include "incentives/baton-timeline-private.h"

G_BEGIN_DECLS

#define BATON_NODE_NONE G_MAXUINT32
/* After all events of a history, but not none. */
#define BATON_NO_EVENT (BATON_EVENT_NONE - 1)

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
  gboolean             required;      /* for a tier of some ladder */
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
  GHashTable           *unpaid;                 /* pending events that a promotion does not apply to, see baton_tally_is_unpaid(); NULL: none */
  guint32              *too_large;              /* by cluster: the event at which some sum was, or BATON_NO_EVENT when it ended; BATON_EVENT_NONE */
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
  guint    pinned : 1;    /* some pin names it, for whatever days */
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

/* Money of one organization, fund and period, or what is counted of it. */
typedef struct
{
  guint     organisation;
  guint     fund;
  guint     counted;      /* BATON_INDEX_NONE: money */
  BatonDay  through;
  BatonWide amount;       /* ÷ BATON_WHOLE²; what is counted: whole */
  BatonWide rebate_base;
} BatonTallyMoney;

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
  guint32                number;            /* of the cluster */
  BatonSlack            *slack;             /* the cluster's, of the reckoning */
  gboolean               pinned;            /* some pin names somebody of the cluster */
  BatonDay               day;
  BatonTallyDay          now;               /* what *day* is */
  guint32                too_large;         /* as the rules have it: of this cluster */
  guint32                at;                /* the last event looked at; BATON_NO_EVENT at the end */
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
  guint64                active_ladders;    /* bits: *active* has somebody; the last one is for all ladders from it on */
  guint64                dirty_ladders;     /* the same of *dirty*; some of those above */
  GArray               **active;            /* by ladder: of guint, places */
  GArray               **dirty;
  BatonDay              *window_start;      /* by ladder: of today's window */
  BatonTallyExtra       *chosen;            /* room for all promotions */
  BatonTallyExtra       *trimmed;

  BatonTallySums         sums;              /* what the cluster adds */
  GArray                *fund_days;         /* of guint: the days of funds in them that may not be nought */
  GArray                *charges;           /* of BatonCharge: on budgets, of all clusters so far */
} BatonTallyRun;

/* Tallies the clusters of those numbers (NULL: all) under the cut-offs that the rules have. What the reckoning had of them is
 * replaced: their part of the sums, their charges, their levels and shares. Where a sum is too large the rules have it noted. FALSE
 * where it was cancelled: then the reckoning is good for nothing. */
gboolean baton_tally_clusters           (BatonTallyRules     *rules,
                                         GArray              *numbers,
                                         guint                threads,
                                         GCancellable        *cancellable);
/* Tallies one cluster only to see what it charges on budgets. What the reckoning has of its levels and shares is spoilt: it is to be
 * tallied once more. (transfer full): of BatonCharge. */
GArray  *baton_tally_try                (BatonTallyRules     *rules,
                                         guint32              cluster);
/* The first event at which a sum is too large; BATON_EVENT_NONE. */
guint32  baton_tally_find_too_large     (const BatonTallyRules *rules);
/* Fills what the reckoning says from its sums; not the funds. FALSE on overflow. */
gboolean baton_tally_fill               (BatonTallyRules     *rules);
/* Room for what each cluster has beside the thresholds, and for what it adds to the sums; nothing noted yet. */
void     baton_tally_prepare_clusters   (BatonReckoning      *reckoning,
                                         BatonTallyRules     *rules);
guint    baton_tally_count_fund_days    (const BatonTallyRules *rules);

/* Tallies a part to guess where budgets run out, if that is worth it; *guessed* (out), by promotion. (transfer full): of guint32, the
 * clusters that are still to be tallied; NULL: all. Also where it was cancelled. */
GArray  *baton_tally_guess_cut_offs     (BatonTallyRules     *rules,
                                         gboolean            *guessed,
                                         guint                threads,
                                         GCancellable        *cancellable);
/* Finds where budgets run out, and tallies whom that concerns anew until nothing does; *n_tallied* (inout) is how many. *guessed*, by promotion:
 * its cut-off is a guess, or one of an earlier program, which may be another now; *redone* (inout), by cluster: it was tallied since then. FALSE on
 * overflow or where it was cancelled. */
gboolean baton_tally_settle_budgets     (BatonTallyRules     *rules,
                                         gboolean            *guessed,
                                         guint8              *redone,
                                         guint                threads,
                                         guint               *n_tallied,
                                         GCancellable        *cancellable);
/* Marks, by cluster, whoever has an event from *event* on to which the promotion may apply. */
void     baton_tally_mark_from          (const BatonTallyRules *rules,
                                         guint                promotion,
                                         guint32              event,
                                         guint8              *marks);
/* Puts *made*, the charges of the clusters that *redone* (by cluster; NULL: all) marks, in the place of those that the reckoning had. */
void     baton_tally_replace_charges    (BatonReckoning      *reckoning,
                                         const guint8        *redone,
                                         GArray              *made);
/* By event; those of one event keep their order. */
void     baton_tally_sort_charges       (GArray              *charges,
                                         guint                n_events);
/* Whether the event waits, and the promotion's budget could not pay for it. Of the clusters where a sum is too large alone: what
 * waits counts for nothing but how much it is. */
gboolean baton_tally_is_unpaid          (const BatonTallyRules *rules,
                                         guint32              event,
                                         guint                promotion);
/* Notes of each promotion the day on which four fifths of its budget had gone. */
void     baton_tally_find_warnings      (BatonTallyRules     *rules);
/* Lets the charges go where they are too many to keep. */
void     baton_tally_keep_charges       (BatonReckoning      *reckoning);
/* Whether the cluster has a moment of the subject in the window. */
gboolean baton_tally_has_moment         (BatonTimeline       *timeline,
                                         guint32              cluster,
                                         guint32              subject,
                                         BatonWindow          window);

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
gboolean baton_tally_fill_funds         (BatonTallyRules     *rules);
void     baton_tally_set_day            (BatonTallyRun       *run,
                                         BatonDay             day);
BatonDay baton_tally_get_month_end      (const BatonTallyRun *run,
                                         BatonDay             day);
BatonDay baton_tally_get_window_start   (const BatonTallyRun *run,
                                         guint                ladder,
                                         BatonDay             day);

void     baton_tally_note_too_large     (BatonTallyRun       *run);
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
