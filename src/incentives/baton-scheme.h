/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The incentives of a snapshot in the form in which engines ask for them: fields read, choices as numbers, audiences
 * compiled, references as indices. Inside this room only. Immutable and reference-counted; keeps its snapshot.
 */
#pragma once

#include "incentives/baton-replay.h"
#include "model/baton-day.h"
#include "rules/baton-match.h"
#include "rules/baton-snapshot.h"

G_BEGIN_DECLS

/* In the order of the schema's choices. */
typedef enum { BATON_ONCE_ORGANISATION, BATON_ONCE_MEMBER, BATON_ONCE_NEVER } BatonOnce;
typedef enum { BATON_AGAIN_NEVER, BATON_AGAIN_FISCAL_YEAR, BATON_AGAIN_MONTHS } BatonAgain;
typedef enum { BATON_UNIT_OCCURRENCE, BATON_UNIT_QUANTITY, BATON_UNIT_QUANTITY_STEP, BATON_UNIT_AMOUNT_STEP, BATON_UNIT_BANDS } BatonUnit;
typedef enum { BATON_PERIOD_MONTH, BATON_PERIOD_QUARTER, BATON_PERIOD_YEAR } BatonPeriod;
typedef enum { BATON_HOLDER_ORGANISATION, BATON_HOLDER_TREE, BATON_HOLDER_MEMBER } BatonHolder;
typedef enum { BATON_LADDER_ROLLING, BATON_LADDER_FISCAL_YEAR } BatonLadderWindow;
typedef enum { BATON_DOWN_EVALUATED, BATON_DOWN_ONE_STEP, BATON_DOWN_GRACE } BatonDowngrade;
typedef enum { BATON_BENEFIT_FEE_BONUS, BATON_BENEFIT_DISCOUNT, BATON_BENEFIT_FUND_PERCENT, BATON_BENEFIT_FUND_NUMBER, BATON_BENEFIT_TEXT } BatonBenefitType;
typedef enum { BATON_EFFECT_MULTIPLIER, BATON_EFFECT_EXTRA_POINTS, BATON_EFFECT_EXTRA_FEE, BATON_EFFECT_GOAL } BatonEffect;
typedef enum { BATON_MEASURE_EVENTS, BATON_MEASURE_QUANTITY, BATON_MEASURE_AMOUNT } BatonMeasure;

#define BATON_WHOLE 10000   /* basis points in one */

/* A value from a day on, or for some. */
typedef struct
{
  BatonDay       from;        /* BATON_DAY_MIN: always */
  BatonAudience *audience;    /* NULL: everybody */
  gboolean       decided;
  gint64         value;       /* 0 for none */
} BatonCellException;

typedef struct
{
  gboolean            decided;
  gint64              value;  /* 0 for none and undecided */
  guint               n_exceptions;
  BatonCellException *exceptions;
} BatonCell;

typedef struct { gint64 from; gint64 value; } BatonBand;

typedef struct
{
  BatonHolder  holder;        /* organisation or member */
  BatonPeriod  period;
  BatonPoints  points;
  gint64       most;
  guint        row;           /* of the activity's list */
} BatonCap;

typedef struct
{
  const char    *id;
  const char    *motion;
  BatonAudience *audience;
  BatonWindow    window;
  gboolean       enabled;
  BatonCell      cells[BATON_N_POINTS];
  BatonOnce      once;
  BatonAgain     again;
  int            again_months;
  gboolean       next_after_reversal;
  BatonUnit      unit;
  gint64         unit_size;
  guint          n_bands;
  BatonBand     *bands;       /* rising */
  gint64         step_size;   /* 0: no step bonus */
  gint64         step_percent;/* basis points */
  gint64         fee;         /* basis points; 0: no fee */
  guint          n_caps;
  BatonCap      *caps;
} BatonActivity;

typedef struct
{
  const char    *id;
  const char    *group;       /* "" for the default group */
  BatonAudience *audience;
  BatonWindow    window;
  gboolean       enabled;
  BatonEffect    effect;
  gint64         multiplier;  /* basis points */
  gint64         extra[BATON_N_POINTS];
  gint64         extra_fee;   /* basis points */
  BatonMeasure   measure;
  gint64         target;
  gboolean       repeats;
  gboolean       has_budget;
  gint64         budget;
  guint8        *applies;     /* by activity */
} BatonPromotion;

typedef struct
{
  BatonBenefitType type;
  gint64           percent;   /* basis points */
  gint64           number;
  guint            fund;      /* BATON_INDEX_NONE */
  const char      *unit;      /* of the number; NULL: that of the fund's other numbers, where one has any, else money */
  guint            counted;   /* the same by its number in the scheme; BATON_INDEX_NONE: money */
  guint8          *applies;   /* by activity */
} BatonBenefit;

typedef struct
{
  guint      activity;        /* BATON_INDEX_NONE: needs the term only */
  gint64     count;
  BatonTerm  term;            /* BATON_TERM_NONE: needs the activity only */
  gboolean   impossible;      /* names something that is not there */
} BatonRequirement;

typedef struct
{
  const char       *id;
  gint64            threshold;
  guint             n_requirements;
  BatonRequirement *requirements;
  guint             n_benefits;
  BatonBenefit     *benefits;
} BatonTier;

typedef struct
{
  const char *holder;
  int         tier;
  BatonWindow window;
} BatonPin;

typedef struct
{
  const char        *id;
  BatonAudience     *audience;
  gboolean           dynamic;     /* the audience asks for tiers, points or days since joining */
  BatonHolder        holder;
  guint8            *counts;      /* by activity: its motion's tier points count */
  BatonLadderWindow  window;
  int                months;
  BatonDowngrade     downgrade;
  guint              grace_months;
  gboolean           period_end;  /* benefits follow the tier at the period's end */
  guint              n_tiers;
  BatonTier         *tiers;       /* lowest first */
  guint              n_pins;
  BatonPin          *pins;
} BatonLadder;

typedef struct
{
  const char    *id;
  BatonPoints    points;
  gboolean       exchange;
  gint64         price;
  gint64         rate;
  BatonAudience *audience;
  BatonWindow    window;
  gboolean       enabled;
} BatonReward;

typedef struct
{
  const char    *id;
  BatonAudience *audience;
  BatonWindow    window;
  BatonPeriod    period;
  gboolean       has_budget;
  gint64         budget;
  gboolean       accrues;     /* by benefits or bands */
  guint          n_bands;
  BatonBand     *bands;       /* value: rate in basis points */
  gboolean       whole;       /* back to the first unit */
  guint8        *applies;     /* by activity */
} BatonFund;

/* What tiers credit to a fund and is no money: hours. No sum adds two of these. */
typedef struct
{
  guint       fund;
  const char *unit;
} BatonCounted;

typedef struct
{
  gatomicrefcount  references;
  BatonSnapshot   *snapshot;
  int              fiscal_start;      /* month, 1 to 12 */
  int              expiry_months;     /* 0: never */
  BatonPeriod      fee_period;
  gint64           point_value[BATON_N_POINTS];
  guint            n_activities;
  BatonActivity   *activities;
  guint            n_promotions;
  BatonPromotion  *promotions;
  guint            n_ladders;
  BatonLadder     *ladders;
  guint            n_rewards;
  BatonReward     *rewards;
  guint            n_funds;
  BatonFund       *funds;
  guint            n_counted;
  BatonCounted    *counted;
  GHashTable      *activity_by_id;    /* id → index + 1 */
  GHashTable      *reward_by_id;
  GHashTable      *fund_by_id;
} BatonScheme;

/* (transfer full) */
BatonScheme *baton_scheme_new             (BatonSnapshot     *snapshot);
BatonScheme *baton_scheme_ref             (BatonScheme       *self);
void         baton_scheme_unref           (BatonScheme       *self);
/* By id; BATON_INDEX_NONE when there is none. */
guint        baton_scheme_find_activity   (const BatonScheme *self,
                                           const char        *id);
guint        baton_scheme_find_reward     (const BatonScheme *self,
                                           const char        *id);
guint        baton_scheme_find_fund       (const BatonScheme *self,
                                           const char        *id);

/* The first and last day of the period of the program's calendar that holds *day*. */
BatonWindow  baton_period_get             (BatonPeriod        period,
                                           BatonDay           day,
                                           int                fiscal_start);
/* The first day of which the ladder's window that ends on *day* takes an event in. */
BatonDay     baton_ladder_get_window_start (const BatonLadder *ladder,
                                            BatonDay           day,
                                            int                fiscal_start);

/* Whether what the audience says can change without the register changing. */
gboolean     baton_audience_is_dynamic    (const BatonSnapshot *snapshot,
                                           const BatonValue    *audience);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonScheme, baton_scheme_unref)

G_END_DECLS
