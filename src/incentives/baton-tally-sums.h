/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a tally sums over clusters. All of it is one row of numbers, so that it is added, taken out and kept without a word about
 * what the numbers are; the names point into the row.
 *
 * What each cluster added is kept, so that a cluster can be taken out again and put in as another program has it. Immutable and
 * reference-counted: reckonings share what an edit does not reach. Inside this room only.
 */
#pragma once

#include "incentives/baton-reckoning-private.h"

G_BEGIN_DECLS

/* Points by kind, in the days compared; balances over all days; money in minor units. */
typedef struct
{
  BatonWide earned[BATON_N_POINTS];
  BatonWide expired[BATON_N_POINTS];
  BatonWide redeemed[BATON_N_POINTS];
  BatonWide liability;
  BatonWide fees;
} BatonTallyTotals;

/* What a promotion did. */
typedef struct
{
  BatonWide spent;
  BatonWide points[BATON_N_POINTS];
  BatonWide fee;
  BatonWide events;
} BatonTallyUse;

/* Of a reward, in the days compared. */
typedef struct
{
  BatonWide points;
  BatonWide n;
} BatonTallyReward;

typedef struct
{
  BatonWide        *row;
  guint             n;           /* numbers in the row */
  guint             n_dense;     /* of them, those before the days of funds, which are many and mostly nought */
  BatonTallyTotals *totals;
  BatonWide        *credited;    /* by fund, in the days compared: minor units */
  BatonWide        *counted;     /* by what the scheme counts, in the days compared */
  BatonWide        *fund_used;   /* by fund, in the period of the last day: minor units */
  BatonTallyUse    *uses;        /* by promotion */
  BatonTallyReward *rewards;     /* by reward */
  BatonWide        *fund_days;   /* of funds with a budget, by day of that period: ÷ BATON_WHOLE² */
  GArray           *taken;       /* room for what is taken */
} BatonTallySums;

/* Names the numbers of *row*, which is borrowed; NULL: only how many there are. */
void              baton_tally_sums_lay_out (BatonTallySums         *self,
                                            const BatonScheme      *scheme,
                                            guint                   n_fund_days,
                                            BatonWide              *row);
/* Noughts, in a row of its own. */
void              baton_tally_sums_init    (BatonTallySums         *self,
                                            const BatonScheme      *scheme,
                                            guint                   n_fund_days);
void              baton_tally_sums_clear   (BatonTallySums         *self);
/* Adds *sums* to the row that many times: 1, or −1 to take it out. */
void              baton_tally_sums_add     (BatonTallySums         *self,
                                            const BatonClusterSums *sums,
                                            int                     times);
/* What is in the row, which is noughts then. *days*: of guint, the days of funds that may be none. (transfer full) */
BatonClusterSums *baton_tally_sums_take    (BatonTallySums         *self,
                                            GArray                 *days);

BatonClusterSums *baton_cluster_sums_ref   (BatonClusterSums       *self);
void              baton_cluster_sums_unref (BatonClusterSums       *self);

G_END_DECLS
