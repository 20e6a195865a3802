/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of a replay, shared by the files that each hold one part of the rules:
 *
 *   baton-replay.c          the days, one after the other; who is asked; the object and its answers
 *   baton-replay-first.c    which occurrences of one-time activities count
 *   baton-replay-credit.c   points of an event: units, step bonus, promotions, caps, goals
 *   baton-replay-tiers.c    ladders at the end of each day
 *   baton-replay-balance.c  lots, expiry, redemptions, prices
 *   baton-replay-money.c    fees, funds, claims
 *
 * While it runs, "now" is the day being replayed; what an audience hears of tiers and points is what was so at the end of
 * the day before.
 */
#pragma once

#include "incentives/baton-replay.h"
#include "incentives/baton-scheme.h"

G_BEGIN_DECLS

typedef __int128 BatonWide;

/* Tier points of one event on one ladder; *sum* is that of the holder's entries up to and with it. */
typedef struct
{
  BatonDay day;
  guint32  event;
  gint64   points;
  gint64   sum;
} BatonLadderEntry;

typedef struct
{
  BatonDay day;
  gint32   tier;
} BatonTierStep;

/* Where one holder stands on one ladder. */
typedef struct
{
  GArray   *entries;      /* of BatonLadderEntry, by day; NULL until the first */
  GArray  **required;     /* by required activity: days (BatonDay) of its events; NULL until the first */
  GArray   *steps;        /* of BatonTierStep: from that day on; NULL while none was ever held */
  gint64    points;       /* in the window, at the end of the day before */
  gint32    natural;      /* the tier but for pins */
  gint32    held;
  gint32    fall_to;      /* grace: the tier that waits below */
  guint     below;        /* grace: month ends since the points fell below */
  BatonDay  climbs_until; /* *climbs* holds until the day before this one */
  guint     climbs : 1;
  guint     pinned : 1;
} BatonStanding;

typedef struct
{
  GArray     *lots;       /* of guint: indices, earliest expiry first */
  guint       head;       /* the first with something left */
  gint64      debt;       /* redeemed beyond the lots: the next points make it good */
  gint64      earned;
  gint64      expired;
  gint64      redeemed;
  gint64      pending;
  gint64      closing;    /* balance at the end of the day before *touched* */
  BatonDay    touched;
} BatonPool;

/* A claim on a fund's money by one credited event, decided on its day. */
typedef struct
{
  guint32 credit;
  guint32 fund;
} BatonFundEvent;

struct _BatonReplay
{
  gatomicrefcount  references;
  BatonScheme     *scheme;
  BatonRegister   *reg;
  BatonHistory    *history;
  BatonDay         first;
  BatonDay         through;

  GArray          *credits;          /* of BatonCredit */
  GArray          *contributions;
  guint32         *credit_of_event;  /* index + 1 */
  BatonStanding  **standings;        /* by ladder, then holder */
  GArray         **required;         /* by ladder: of guint, the activities that its tiers require */
  GArray          *moves;
  BatonPool       *company;          /* by organization */
  BatonPool       *unassigned;
  BatonPool       *individual;       /* by member */
  GArray          *lots;
  GArray          *redemptions;
  GArray          *accruals;
  GArray          *uses;             /* of BatonPromotionUse */
  BatonFundStanding *fund_totals;    /* by fund */
  GHashTable      *fund_standings;   /* fund and organization → BatonFundStanding */
};

/* What of a register and history is replayed, where not all is: those of whom nobody outside has a say in what they earn, but by a
 * promotion's budget. */
typedef struct
{
  const guint8            *events;         /* by event: whether it is replayed; NULL: all are */
  const BatonPromotionUse *uses;           /* at which event each promotion stopped; NULL: budgets play no part */
  const guint32           *organisations;  /* numbers, rising */
  guint                    n_organisations;
  const guint32           *members;
  guint                    n_members;
} BatonReplayPart;

/* What lives only while the days go by. */
typedef struct
{
  BatonReplay         *replay;
  const BatonScheme   *scheme;
  BatonRegister       *reg;
  const BatonEvent    *events;
  guint                n_events;
  BatonDay             day;
  guint8              *counts_first;    /* by event: a one-time occurrence that counts */
  BatonProfileBuilder *builder;
  GHashTable          *regions;         /* id → BatonTermSet */
  GHashTable          *caps;            /* key → gint64 used */
  GHashTable          *goals;           /* key → Goal */
  BatonDay            *next_asked;      /* by ladder: the first day on which some holder must be asked again */
  guint8              *stopped;         /* by promotion: its budget has run out */
  const BatonReplayPart *part;          /* NULL: all */
  GArray              *fund_events;     /* of BatonFundEvent */
  guint32              overflow_event;  /* BATON_EVENT_NONE while nothing overflowed */
} BatonRun;

/* Those whom the run is about, from the first on. */
static inline guint
baton_run_count_organisations (const BatonRun *run)
{
  return run->part != NULL ? run->part->n_organisations : baton_register_get_n_organisations (run->reg);
}

static inline guint
baton_run_get_organisation (const BatonRun *run,
                            guint           place)
{
  return run->part != NULL ? run->part->organisations[place] : place;
}

static inline guint
baton_run_count_members (const BatonRun *run)
{
  return run->part != NULL ? run->part->n_members : baton_register_get_n_members (run->reg);
}

static inline guint
baton_run_get_member (const BatonRun *run,
                      guint           place)
{
  return run->part != NULL ? run->part->members[place] : place;
}

/* One who is asked about audiences; the profile is made when the first audience needs it. */
typedef struct
{
  BatonRun     *run;
  guint         organisation;
  guint         member;
  const char   *region;
  BatonProfile *profile;
} BatonAsked;

/* A replay of *part*; NULL: of all. *first*: the day on which the history begins; BATON_DAY_NONE: its own. (transfer full) */
BatonReplay *baton_replay_new_part    (BatonScheme         *scheme,
                                       BatonRegister       *reg,
                                       BatonHistory        *history,
                                       BatonDay             first,
                                       BatonDay             through,
                                       const BatonReplayPart *part,
                                       GError             **error);

gboolean   baton_asked_matches        (BatonAsked          *asked,
                                       const BatonAudience *audience);
BatonProfile *baton_asked_get_profile (BatonAsked          *asked);
void       baton_asked_clear          (BatonAsked          *asked);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BatonAsked, baton_asked_clear)

/* a × b ÷ divisor, floored; FALSE beyond 2^53−1. All are ≥ 0, the divisor > 0. */
gboolean   baton_multiply             (gint64               a,
                                       gint64               b,
                                       gint64               divisor,
                                       gint64              *result);
/* Adds to a sum; FALSE, with the sum untouched, beyond ±(2^53−1). */
gboolean   baton_add                  (gint64              *sum,
                                       gint64               addend);

/* baton_replay_get_liability(), which ends at 2^53−1, for whoever has to know of more. */
BatonWide  baton_replay_sum_liability (BatonReplay         *self);

/* Units of an event; FALSE on overflow. */
gboolean   baton_activity_get_units   (const BatonActivity *activity,
                                       gint64               quantity,
                                       gint64               amount,
                                       gint64              *units);
/* Whether an occurrence on *day* of a one-time activity counts after one that counted on *last*. */
gboolean   baton_activity_counts_again (const BatonActivity *activity,
                                        BatonDay             last,
                                        BatonDay             day,
                                        int                  fiscal_start);
/* The rebate on *base* (money ÷ BATON_WHOLE), as a numerator of BATON_WHOLE². A band begins with the amount that it names. */
BatonWide  baton_fund_get_rebate      (const BatonFund     *fund,
                                       BatonWide            base);
/* What *quantity* of the reward cost, or on exchange rates *amount* of money, rounded up; FALSE beyond 2^53−1. */
gboolean   baton_reward_get_price     (const BatonReward   *reward,
                                       gint64               quantity,
                                       gint64               amount,
                                       guint                discount,
                                       gint64              *price);
/* Which of the two a cap or a one-time activity counts for, as one number. */
guint64    baton_holder_key           (BatonHolder          holder,
                                       guint                organisation,
                                       guint                member);

guint8    *baton_replay_mark_first    (BatonRun            *run);
void       baton_replay_credit        (BatonRun            *run,
                                       guint                event);

void       baton_replay_enter_tiers   (BatonRun            *run,
                                       guint                event,
                                       const BatonCredit   *credit);
void       baton_replay_count_required (BatonRun           *run,
                                        guint               event,
                                        const BatonCredit  *credit);
void       baton_replay_close_tiers   (BatonRun            *run);
/* The holder of a tier on a ladder for an organization and member; BATON_INDEX_NONE for nobody. */
guint      baton_ladder_get_holder    (const BatonLadder   *ladder,
                                       BatonRegister       *reg,
                                       guint                organisation,
                                       guint                member,
                                       BatonDay             day);
gint64     baton_standing_get_points  (const BatonStanding *standing,
                                       const BatonLadder   *ladder,
                                       BatonDay             day,
                                       int                  fiscal_start);
gint32     baton_standing_get_tier    (const BatonStanding *standing,
                                       BatonDay             day);
/* The tier that points and requirements give on *day*. */
gint32     baton_ladder_evaluate      (BatonReplay         *self,
                                       guint                ladder,
                                       guint                holder,
                                       gint64               points,
                                       BatonDay             day);
/* The tier after month end or other day *day*; changes grace's counters. */
gint32     baton_ladder_step          (const BatonLadder   *ladder,
                                       BatonStanding       *standing,
                                       gint32               evaluated,
                                       BatonDay             day,
                                       int                  fiscal_start);
const BatonPin *baton_ladder_find_pin (BatonReplay         *self,
                                       guint                ladder,
                                       guint                holder,
                                       BatonDay             day);

BatonPool *baton_replay_get_pool      (BatonReplay         *self,
                                       BatonPoints          kind,
                                       guint                organisation,
                                       guint                member);
void       baton_replay_earn          (BatonRun            *run,
                                       BatonPoints          kind,
                                       const BatonCredit   *credit);
void       baton_replay_expire        (BatonRun            *run);
void       baton_replay_redeem        (BatonRun            *run,
                                       guint                event);
gint64     baton_pool_get_balance     (const BatonPool     *pool);
guint      baton_replay_get_discount  (BatonReplay         *self,
                                       guint                organisation,
                                       guint                member,
                                       BatonDay             day);

void       baton_replay_enter_funds   (BatonRun            *run,
                                       BatonAsked          *asked,
                                       const BatonCredit   *credit);
gboolean   baton_replay_sum_money     (BatonRun            *run);

G_END_DECLS
