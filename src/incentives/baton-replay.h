/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The plain replay: what a program gives to everybody of a register for everything in a history, day by day up to and
 * with a last day. One pass in the order of day and event id; one function for each rule of the program. It is the
 * reference that faster engines are tested against, and what a statement explains.
 *
 * The rules, where words leave a choice:
 *   - An event of day E counts in a rolling window of n months on day D if E ≤ D < E + n months, month ends clamped. The day
 *     E + n months is its *drop-out day*. At a month's end the window holds exactly n whole months.
 *   - The first occurrence of a one-time activity is the first approved one in the history, whether or not the activity
 *     was in force or meant for that partner then.
 *   - A reversed event is credited and taken back on its own day: caps, budgets, goals and requirements do not count it.
 *   - Points of an activity are capped after promotions; a promotion's budget is charged with what is left of its part.
 *   - Within a group the promotion applies that is worth most: money, then points, then the list's order.
 *   - Down is looked at when a month ends; on ladders that count by fiscal year when the year ends, so that a tier reached
 *     in one year is held through the next.
 *   - "Organization with its children": the organization at the top of the tree on the event's day holds the tier, and all
 *     below it profit from it.
 *   - A lot may be spent up to and with the day on which it expires, the last of a month.
 *   - Money is summed exactly and floored once for each organization and period: the program's fee period, the fund's period.
 *   - The attribute "tier points" of an audience means those on the first ladder that the holder climbs.
 *
 * It makes a record of every event, every contribution and every change of tier, so its memory grows with the history. Nobody who
 * waits for an answer has a whole history replayed: figures come from a scan or a tally (baton-reckoner.h), statements from the part
 * that concerns one partner (baton_reckoning_replay_one(), baton-replay-one.h). baton_replay_new() is for tests, and for the check at a
 * small size that the bench begins with.
 *
 * A replay is immutable and reference-counted, free to cross threads. It keeps its snapshot, register and history.
 */
#pragma once

#include "incentives/baton-history.h"
#include "incentives/baton-register.h"
#include "rules/baton-match.h"
#include "rules/baton-snapshot.h"

G_BEGIN_DECLS

typedef struct _BatonReplay BatonReplay;

/* Rows of a list of caps that a contribution can name. A draft may hold more than the twenty that are allowed. */
#define BATON_REPLAY_CAP_BITS 62

#define BATON_INCENTIVES_ERROR (baton_incentives_error_quark ())
GQuark baton_incentives_error_quark (void);

typedef enum
{
  BATON_INCENTIVES_ERROR_OVERFLOW,    /* a sum beyond 2^53−1; the message names the event. Report; the program cannot be replayed */
  BATON_INCENTIVES_ERROR_CANCELLED,
  BATON_INCENTIVES_ERROR_STORAGE,     /* reading or writing segments; nothing was changed. Retry, or report */
  BATON_INCENTIVES_ERROR_DAMAGED,     /* a segment is cut short or altered: import again */
  BATON_INCENTIVES_ERROR_VERSION,     /* a segment of another version: import again */
  BATON_INCENTIVES_ERROR_FULL,        /* no room to write a segment; nothing was changed. Make room, and retry */
  BATON_INCENTIVES_N_ERRORS
} BatonIncentivesError;

/* The kinds of points. Arrays of three are in this order. */
typedef enum
{
  BATON_POINTS_TIER,
  BATON_POINTS_COMPANY,
  BATON_POINTS_INDIVIDUAL,
  BATON_N_POINTS
} BatonPoints;

/* What became of an event. */
typedef enum
{
  BATON_CREDIT_COUNTED,
  BATON_CREDIT_PENDING,               /* *points* say what it will be worth; they count for nothing yet */
  BATON_CREDIT_DECLINED,
  BATON_CREDIT_REVERSED,              /* credited and taken back */
  BATON_CREDIT_REVERSAL,              /* takes another back */
  BATON_CREDIT_NOT_FIRST,             /* a one-time activity that has had its time */
  BATON_CREDIT_NOT_IN_FORCE,          /* switched off, or outside its window */
  BATON_CREDIT_NOT_FOR,               /* the partner is not in the activity's audience */
  BATON_CREDIT_UNKNOWN_ACTIVITY,
  BATON_CREDIT_UNKNOWN_ORGANISATION,
  BATON_N_CREDIT_OUTCOMES
} BatonCreditOutcome;

/* What one rule contributed to an event. */
typedef enum
{
  BATON_CONTRIBUTION_BASE,            /* units × cell */
  BATON_CONTRIBUTION_STEP,            /* the step bonus, after its floor */
  BATON_CONTRIBUTION_PROMOTION,       /* what the promotion adds */
  BATON_CONTRIBUTION_GOAL,            /* a goal reached with this event */
  BATON_CONTRIBUTION_CAP,             /* negative: what a cap cut */
  BATON_CONTRIBUTION_REVERSAL,        /* negative: all of it */
  BATON_N_CONTRIBUTIONS
} BatonContributionType;

typedef struct
{
  BatonContributionType  type;
  const char            *source;      /* id of the activity or promotion; the snapshot's */
  gint64                 points[BATON_N_POINTS];
  gint64                 units;       /* BASE: units; STEP: full steps; GOAL: goals reached; CAP: bits 1 << row of the caps that cut, as far as
                                   BATON_REPLAY_CAP_BITS reach; else 0 */
  guint32                rate;        /* PROMOTION: multiplier in basis points, 0 when it has none; STEP: percent in basis points */
  guint                  rounded;     /* bits 1 << BatonPoints: where a fraction was cut off */
} BatonContribution;

typedef struct
{
  guint32                event;       /* index in the history */
  guint32                organisation;/* number in the register, BATON_INDEX_NONE when unknown */
  guint32                member;      /* owner of the activity; BATON_INDEX_NONE: unassigned */
  BatonCreditOutcome     outcome;
  guint                  undecided;   /* bits 1 << BatonPoints: cells left open */
  gint64                 points[BATON_N_POINTS];   /* after all contributions */
  guint32                first_contribution;
  guint32                n_contributions;
  gint64                 fee_rate;    /* basis points, all parts together; 0: no fee */
  gint64                 fee_bonus;   /* of these, from tiers */
  gint64                 fee_extra;   /* of these, from promotions */
} BatonCredit;

/* A change of tier; *tier* and *before* are ids or NULL for none. */
typedef enum
{
  BATON_MOVE_UP,
  BATON_MOVE_DOWN,
  BATON_MOVE_PINNED,                  /* a pin began or ended */
  BATON_MOVE_LEFT                     /* no longer in the ladder's audience */
} BatonMoveReason;

typedef struct
{
  BatonDay         day;
  guint32          ladder;            /* number, see baton_replay_get_ladder() */
  guint32          holder;            /* organization or member, as the ladder has it */
  gint32           before;            /* −1: none; else the index of the tier on its ladder, lowest first */
  gint32           after;
  BatonMoveReason  reason;
} BatonMove;

/* Points earned together that expire together. */
typedef struct
{
  BatonPoints  kind;                  /* company or individual */
  guint32      organisation;
  guint32      member;                /* individual points; BATON_INDEX_NONE: unassigned */
  guint32      event;                 /* index in the history */
  BatonDay     day;
  BatonDay     expires;               /* last day on which it may be spent; BATON_DAY_MAX: never */
  gint64       earned;
  gint64       spent;                 /* by redemptions, or to make good a negative balance */
  gint64       expired;
} BatonLot;

/* A balance at the end of the last day: earned − expired − redeemed; may be negative after a reversal. */
typedef struct
{
  gint64       earned;
  gint64       expired;
  gint64       redeemed;
  gint64       pending;               /* of pending events; part of no other number */
  gint64       balance;
  gint64       expiring;              /* of the lots whose day comes next */
  BatonDay     expires;               /* that day; BATON_DAY_NONE when nothing expires */
} BatonBalance;

/* A redemption as it was replayed. */
typedef struct
{
  guint32      event;
  guint32      organisation;
  guint32      member;
  BatonPoints  kind;
  gint64       points;                /* taken */
  guint32      discount;              /* basis points, the best of the tiers held that day */
  gboolean     overdrawn;             /* the balance did not reach */
  gboolean     counts;                /* approved, not reversed, its reward known */
} BatonRedemption;

/* Fees of one organization and period, or what a benefit or rebate credits to a fund. */
typedef struct
{
  guint32      organisation;
  guint32      fund;                  /* number, see baton_replay_get_fund(); BATON_INDEX_NONE: referral fees */
  BatonDay     from;                  /* the period */
  BatonDay     through;
  const char  *unit;                  /* what is counted, if it is no money: hours; NULL */
  gint64       amount;                /* minor units, floored once, or what is counted */
  gint64       base;                  /* money on which it was earned, shares applied, floored for display */
} BatonAccrual;

/* A fund's standing, for an organization or as a whole (BATON_INDEX_NONE), over all periods up to the last day. All is money: what
 * is credited in another unit is an accrual of its own, and takes nothing from a budget. */
typedef struct
{
  gint64       accrued;
  gint64       asked;                 /* submitted or returned claims */
  gint64       reserved;              /* approved, not paid yet */
  gint64       paid;
  gint64       available;             /* accrued or, of funds without accruals, budget of the present period − reserved − paid */
  gint64       budget;                /* of the present period; 0 when the fund has none */
  gint64       used;                  /* of that: accrued or, of funds without accruals, reserved and paid, in the present period */
  BatonDay     exhausted;             /* first day at whose end *used* was beyond the budget; BATON_DAY_NONE */
} BatonFundStanding;

/* A promotion's budget. */
typedef struct
{
  const char  *promotion;
  gint64       budget;                /* 0: none */
  gint64       spent;
  BatonDay     warned;                /* first day at 80 %; BATON_DAY_NONE */
  BatonDay     stopped;               /* day of the first event that it no longer paid for; BATON_DAY_NONE */
  guint32      stopped_at;            /* that event; BATON_EVENT_NONE */
  gint64       points[BATON_N_POINTS];
  gint64       fee;                   /* extra fee, minor units, floored for each event */
  guint        events;                /* to which it applied */
} BatonPromotionUse;

/* Replays up to and with *through*. NULL with an error on overflow. (transfer full) */
BatonReplay *baton_replay_new             (BatonSnapshot *snapshot,
                                           BatonRegister *reg,
                                           BatonHistory  *history,
                                           BatonDay       through,
                                           GError       **error);
BatonReplay *baton_replay_ref             (BatonReplay   *self);
void         baton_replay_unref           (BatonReplay   *self);

BatonSnapshot *baton_replay_get_snapshot  (BatonReplay   *self);
BatonRegister *baton_replay_get_register  (BatonReplay   *self);
BatonHistory  *baton_replay_get_history   (BatonReplay   *self);
BatonDay       baton_replay_get_through   (BatonReplay   *self);

/* ── Credits ── */

/* One for each activity event up to the last day, in the order of day and id. */
const BatonCredit       *baton_replay_get_credits       (BatonReplay        *self,
                                                         guint              *n_credits);
/* The credit of the event at *event* in the history; NULL when it has none. */
const BatonCredit       *baton_replay_find_credit       (BatonReplay        *self,
                                                         guint               event);
const BatonContribution *baton_replay_get_contributions (BatonReplay        *self,
                                                         const BatonCredit  *credit);

/* ── Tiers ── */

guint          baton_replay_get_n_ladders   (BatonReplay *self);
/* Id of a ladder, of its tier by index, lowest first; NULL past the end. */
const char    *baton_replay_get_ladder      (BatonReplay *self,
                                             guint        ladder);
const char    *baton_replay_get_ladder_tier (BatonReplay *self,
                                             guint        ladder,
                                             int          tier);
guint          baton_replay_get_n_tiers     (BatonReplay *self,
                                             guint        ladder);
gint64         baton_replay_get_threshold   (BatonReplay *self,
                                             guint        ladder,
                                             int          tier);
/* Whether members hold it rather than organizations. */
gboolean       baton_replay_is_member_ladder (BatonReplay *self,
                                              guint        ladder);
/* Who holds the tier of an organization (or, on members' ladders, of a member) on a day: itself, or the top of its tree. */
guint          baton_replay_get_holder      (BatonReplay *self,
                                             guint        ladder,
                                             guint        holder,
                                             BatonDay     day);
/* The tier held at the end of *day*, −1 for none; points in the window that ends on *day*. */
int            baton_replay_get_tier        (BatonReplay *self,
                                             guint        ladder,
                                             guint        holder,
                                             BatonDay     day);
gint64         baton_replay_get_tier_points (BatonReplay *self,
                                             guint        ladder,
                                             guint        holder,
                                             BatonDay     day);
/* Whether the holder is in the ladder's audience on the last day. */
gboolean       baton_replay_climbs          (BatonReplay *self,
                                             guint        ladder,
                                             guint        holder);
/* All changes of tier, by day, ladder, holder. */
const BatonMove *baton_replay_get_moves     (BatonReplay *self,
                                             guint       *n_moves);

/* ── Balances ── */

/* Of an organization's company points. */
void           baton_replay_get_company_balance    (BatonReplay  *self,
                                                    guint         organisation,
                                                    BatonBalance *balance);
/* Of a member's individual points; with BATON_INDEX_NONE what waits unassigned in the organization. */
void           baton_replay_get_individual_balance (BatonReplay  *self,
                                                    guint         organisation,
                                                    guint         member,
                                                    BatonBalance *balance);
/* All lots in the order of their events. */
const BatonLot *baton_replay_get_lots              (BatonReplay  *self,
                                                    guint        *n_lots);
const BatonRedemption *baton_replay_get_redemptions (BatonReplay *self,
                                                     guint       *n_redemptions);
/* Open balances × value of a point, in minor units; debts of some do not lessen what is owed to others. */
gint64         baton_replay_get_liability          (BatonReplay  *self);

/* ── Money ── */

/* Fees and fund accruals, by organization, fund (fees last), period. */
const BatonAccrual *baton_replay_get_accruals      (BatonReplay  *self,
                                                    guint        *n_accruals);
guint          baton_replay_get_n_funds            (BatonReplay  *self);
const char    *baton_replay_get_fund               (BatonReplay  *self,
                                                    guint         fund);
/* *organisation* may be BATON_INDEX_NONE for all together. */
void           baton_replay_get_fund_standing      (BatonReplay  *self,
                                                    guint         fund,
                                                    guint         organisation,
                                                    BatonFundStanding *standing);
/* Of all promotions, in list order. */
const BatonPromotionUse *baton_replay_get_promotions (BatonReplay *self,
                                                      guint       *n_promotions);

/* ── People ── */

/* The profile by which audiences know an organization (with *member* BATON_INDEX_NONE) or a member at the end of the last
 * day: terms, roles, tiers, points, days since joining. (transfer full) */
BatonProfile  *baton_replay_get_profile            (BatonReplay  *self,
                                                    guint         organisation,
                                                    guint         member);

/* Whether the reward is offered to the member on the last day, and its price in points for them: the fixed price after the
 * best discount, rounded up; for exchange rates the points for *amount* of money. *discount* (out, nullable) in basis points. */
gboolean       baton_replay_get_price              (BatonReplay  *self,
                                                    const char   *reward,
                                                    guint         organisation,
                                                    guint         member,
                                                    gint64        amount,
                                                    gint64       *price,
                                                    guint        *discount);

/* Days between which an event of *day* counts on a ladder of *months*: up to and without the returned day. */
BatonDay       baton_window_drop_out               (BatonDay      day,
                                                    int           months);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonReplay, baton_replay_unref)

G_END_DECLS
