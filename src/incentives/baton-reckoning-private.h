/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Outcomes as those fill them who make them. Inside this room only.
 */
#pragma once

#include "incentives/baton-cluster-roots.h"
#include "incentives/baton-reckoning.h"
#include "incentives/baton-replay-private.h"
#include "incentives/baton-timeline.h"

G_BEGIN_DECLS

typedef struct
{
  guint    n_holders;
  guint16 *levels;       /* by day, holder: 0 for none, else the tier's index + 1 */
  gint64  *points;       /* by holder, on the last day */
  guint8  *climbs;       /* by holder, on the last day */
} BatonReckoningLadder;

/* Of a tier: the nearest points below its threshold, and from it on, that anybody of a cluster ever had at the end of a day. */
typedef struct
{
  gint64 below;
  gint64 above;
} BatonSlack;

/* Of a tally: what an event was charged on a promotion's budget. */
typedef struct
{
  guint32 event;
  guint32 cluster;
  guint32 promotion;
  guint32 waits;             /* it is pending or taken back: nothing was charged, *cost* is what would be */
  gint64  cost;              /* one more than the largest number where it is too large for any budget */
} BatonCharge;

/* Of a tally: where a promotion's budget ran out. */
typedef struct
{
  guint32  event;            /* the first that it could not pay; BATON_EVENT_NONE */
  guint32  cluster;          /* of that event */
  gboolean alone;            /* the event charged no other budget */
  gint64   cost;             /* what it would have been charged */
} BatonBudgetEnd;

/* Of a tally: what one cluster added to the sums over all, see baton-tally-sums.c. */
typedef struct _BatonClusterSums BatonClusterSums;

struct _BatonReckoning
{
  gatomicrefcount      references;
  BatonScheme         *scheme;
  BatonRegister       *reg;
  BatonHistory        *history;
  BatonTimeline       *timeline;  /* NULL when a replay was asked */
  BatonReplay         *replay;    /* NULL when a tally was asked */
  BatonClusterRoots   *roots;     /* of a scan: shared with others of the same history; NULL */
  BatonDay             from;
  BatonDay             through;
  GArray              *days;      /* of BatonDay */
  BatonReckoningLadder  *ladders;
  BatonReckoningTotals   totals;
  BatonReckoningShare   *shares;    /* by organization */
  GArray              *uses;      /* of BatonPromotionUse */
  GArray              *rewards;   /* of BatonRewardSum */
  GArray              *funds;     /* of BatonFundUse */
  gint64              *credited;  /* by fund, in the days compared: minor units */
  gint64              *counted;   /* by what the scheme counts, in the days compared */
  BatonSlack            *slack;     /* of a tally: by cluster, then ladder and tier */
  guint                  n_slack;   /* tiers of all ladders */
  BatonClusterSums     **sums;      /* of a tally: by cluster */
  BatonWide             *row;       /* of a tally: all of them together */
  GArray                *charges;   /* of a tally: of BatonCharge; NULL: too many to keep */
  gboolean               charges_sorted;   /* by event */
  BatonBudgetEnd        *ends;      /* of a tally: by promotion */
  gboolean               some_unpaid;      /* of a tally: what is pending fitted as some budget could not have paid it */
};

/* Adds up the money that was credited. FALSE on overflow. */
gboolean        baton_reckoning_total_funds (BatonReckoning *self);

/* Without any figures. (transfer full) */
BatonReckoning *baton_reckoning_new_empty (BatonScheme   *scheme,
                                           BatonRegister *reg,
                                           BatonHistory  *history,
                                           BatonDay       from,
                                           BatonDay       through);

/* Adds what was claimed, in the period of the last day, to the funds that are claimed from; all funds are listed. FALSE on overflow. */
gboolean        baton_reckoning_enter_claims (BatonReckoning *self);

G_END_DECLS
