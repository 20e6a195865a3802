/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the rewards of the draft were used for in the last twelve months of the history, at the draft's prices and discounts:
 * how often, for how many points, and what that is worth.
 */
#pragma once

#include "console/baton-history-answer.h"

G_BEGIN_DECLS

typedef struct
{
  guint  n;        /* redemptions that count */
  gint64 points;
  gint64 money;    /* minor units: the points at their value, or what they were exchanged for; −1: more than can be counted */
} BatonRewardUses;

#define BATON_TYPE_REWARD_USE (baton_reward_use_get_type ())
G_DECLARE_FINAL_TYPE (BatonRewardUse, baton_reward_use, BATON, REWARD_USE, BatonHistoryAnswer)

BatonRewardUse        *baton_reward_use_new        (BatonDocument  *document);
gboolean               baton_reward_use_has_answer (BatonRewardUse *self);
/* NULL when the reward was not used; borrowed until changed. */
const BatonRewardUses *baton_reward_use_get        (BatonRewardUse *self,
                                                    const char     *reward);

G_END_DECLS
