/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the rewards of the draft were used for in the last twelve months of the history, at the draft's prices and discounts:
 * how often, for how many points, and what that is worth. Replayed in a thread; a tally keeps no record of single redemptions.
 *
 * Signal: changed ()   there is a new answer
 */
#pragma once

#include "console/baton-document.h"

G_BEGIN_DECLS

typedef struct
{
  guint  n;        /* redemptions that count */
  gint64 points;
  gint64 money;    /* minor units: the points at their value, or what they were exchanged for */
} BatonRewardUses;

#define BATON_TYPE_REWARD_USE (baton_reward_use_get_type ())
G_DECLARE_FINAL_TYPE (BatonRewardUse, baton_reward_use, BATON, REWARD_USE, GObject)

BatonRewardUse        *baton_reward_use_new      (BatonDocument  *document);
/* Asks for the newest snapshot, where the last answer is of another. */
void                   baton_reward_use_request  (BatonRewardUse *self);
gboolean               baton_reward_use_has_answer (BatonRewardUse *self);
/* NULL when the reward was not used; borrowed until changed. */
const BatonRewardUses *baton_reward_use_get      (BatonRewardUse *self,
                                                  const char     *reward);
/* The days that were looked at; open before the first answer. */
BatonWindow            baton_reward_use_get_days (BatonRewardUse *self);

G_END_DECLS
