/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-reward-use.h"

#include "incentives/baton-price.h"
#include "model/baton-number.h"

struct _BatonRewardUse
{
  BatonHistoryAnswer parent_instance;   /* whose answer is a table: reward → BatonRewardUses */
};

G_DEFINE_FINAL_TYPE (BatonRewardUse, baton_reward_use, BATON_TYPE_HISTORY_ANSWER)

/* What a point of the reward is worth: its rate where it is exchanged, else the program's value of such a point. */
static gint64
get_point_value (BatonSnapshot     *snapshot,
                 const BatonEntity *reward,
                 BatonPoints        kind)
{
  const BatonEntity *root = baton_snapshot_get_root (snapshot);

  if (baton_entity_get_choice (reward, BATON_FIELD_REWARD_PRICING, 0) == 1)
    return baton_number_read (reward, BATON_FIELD_REWARD_RATE, 0);
  return root != NULL ? baton_number_read (root, kind == BATON_POINTS_COMPANY ? BATON_FIELD_PROGRAM_COMPANY_POINT_VALUE : BATON_FIELD_PROGRAM_INDIVIDUAL_POINT_VALUE, 0) : 0;
}

static gpointer
baton_reward_use_work_out (BatonHistoryQuestion  *question,
                           GCancellable          *cancellable,
                           GError               **error)
{
  BatonDay from = MAX (question->first, baton_day_add_months (question->last, -12) + 1);
  g_autoptr (BatonReckoning) reckoning = baton_history_question_ask (question, from, question->last, cancellable, error);
  const BatonRewardSum *rewards;
  GHashTable *uses;
  guint n;

  if (reckoning == NULL)
    return NULL;
  uses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  rewards = baton_reckoning_get_rewards (reckoning, &n);
  for (guint i = 0; i < n; i++)
    {
      const BatonEntity *reward = baton_snapshot_lookup_kind (question->snapshot, rewards[i].reward, BATON_KIND_REWARD);
      BatonRewardUses *use;

      if (rewards[i].n == 0 || reward == NULL)
        continue;
      use = g_new0 (BatonRewardUses, 1);
      use->n = rewards[i].n;
      use->points = rewards[i].points;
      if (!baton_price_get_worth (rewards[i].points, get_point_value (question->snapshot, reward, rewards[i].kind), &use->money))
        use->money = -1;
      g_hash_table_insert (uses, g_strdup (rewards[i].reward), use);
    }
  return uses;
}

gboolean
baton_reward_use_has_answer (BatonRewardUse *self)
{
  return baton_history_answer_get (BATON_HISTORY_ANSWER (self)) != NULL;
}

const BatonRewardUses *
baton_reward_use_get (BatonRewardUse *self,
                      const char     *reward)
{
  GHashTable *uses = baton_history_answer_get (BATON_HISTORY_ANSWER (self));

  return uses != NULL ? g_hash_table_lookup (uses, reward) : NULL;
}

static void
baton_reward_use_class_init (BatonRewardUseClass *klass)
{
  BATON_HISTORY_ANSWER_CLASS (klass)->work_out = baton_reward_use_work_out;
  BATON_HISTORY_ANSWER_CLASS (klass)->free_answer = (GDestroyNotify) g_hash_table_unref;
}

static void
baton_reward_use_init (BatonRewardUse *self)
{
}

BatonRewardUse *
baton_reward_use_new (BatonDocument *document)
{
  BatonRewardUse *self = g_object_new (BATON_TYPE_REWARD_USE, NULL);

  baton_history_answer_set_document (BATON_HISTORY_ANSWER (self), document);
  return self;
}
