/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An event while a replay credits it. Inside baton-replay*.c only.
 */
#pragma once

#include "incentives/baton-replay-private.h"

G_BEGIN_DECLS

typedef struct
{
  BatonRun            *run;
  guint                index;
  const BatonEvent    *event;
  const BatonActivity *activity;
  guint                activity_index;
  BatonCredit         *credit;       /* in the array: valid until another is appended */
  BatonAsked           asked;
  gboolean             commits;      /* FALSE when pending or reversed */
  gint64               value[BATON_N_POINTS];   /* before promotions */
} BatonCrediting;

/* Another contribution to the event; borrowed until the next. */
BatonContribution *baton_crediting_contribute     (BatonCrediting        *crediting,
                                                   BatonContributionType  type,
                                                   const char            *source);
/* What promotions add and caps cut; charges the budgets. FALSE on overflow, as the next. */
gboolean           baton_crediting_add_promotions (BatonCrediting        *crediting);
/* What goals add that the event reaches. */
gboolean           baton_crediting_add_goals      (BatonCrediting        *crediting);

G_END_DECLS
