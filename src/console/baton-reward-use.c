/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-reward-use.h"

#include "console/baton-runner.h"
#include "incentives/baton-tally.h"

struct _BatonRewardUse
{
  GObject        parent_instance;

  BatonDocument *document;      /* borrowed, weak */
  BatonRunner   *runner;        /* owned; NULL once disposed of */
  GHashTable    *uses;          /* reward → BatonRewardUses; owned, NULL before the first answer */
  BatonSnapshot *answered;      /* that they are of; owned, nullable, and so is this */
  BatonHistory  *history;
  BatonWindow    days;
};

G_DEFINE_FINAL_TYPE (BatonRewardUse, baton_reward_use, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  BatonSnapshot *snapshot;
  BatonRegister *reg;
  BatonHistory  *history;
  BatonWindow    days;
  GHashTable    *uses;          /* the answer */
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  baton_snapshot_unref (run->snapshot);
  baton_register_unref (run->reg);
  baton_history_unref (run->history);
  g_clear_pointer (&run->uses, g_hash_table_unref);
  g_free (run);
}

/* What a point of the reward is worth: its rate where it is exchanged, else the program's value of such a point. */
static gint64
get_point_value (BatonSnapshot     *snapshot,
                 const BatonEntity *reward,
                 BatonPoints        kind)
{
  const BatonEntity *root = baton_snapshot_get_root (snapshot);

  if (baton_entity_get_choice (reward, BATON_FIELD_REWARD_PRICING, 0) == 1)
    return baton_entity_get_integer (reward, BATON_FIELD_REWARD_RATE, 0);
  return root != NULL ? baton_entity_get_integer (root, kind == BATON_POINTS_COMPANY ? BATON_FIELD_PROGRAM_COMPANY_POINT_VALUE : BATON_FIELD_PROGRAM_INDIVIDUAL_POINT_VALUE, 0) : 0;
}

/* ── In the thread ── */

static gboolean
run (gpointer       data,
     GCancellable  *cancellable,
     GError       **error)
{
  Run *run = data;
  g_autoptr (BatonTimeline) timeline = baton_timeline_new (run->reg, run->history);
  g_autoptr (BatonReckoning) reckoning = baton_tally (timeline, run->snapshot, run->days.from, run->days.through, 0, cancellable, error);
  const BatonRewardSum *rewards;
  guint n;

  if (reckoning == NULL)
    return FALSE;
  run->uses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  rewards = baton_reckoning_get_rewards (reckoning, &n);
  for (guint i = 0; i < n; i++)
    {
      const BatonEntity *reward = baton_snapshot_lookup_kind (run->snapshot, rewards[i].reward, BATON_KIND_REWARD);
      BatonRewardUses *use;

      if (rewards[i].n == 0 || reward == NULL)
        continue;
      use = g_new0 (BatonRewardUses, 1);
      use->n = rewards[i].n;
      use->points = rewards[i].points;
      use->money = rewards[i].points * get_point_value (run->snapshot, reward, rewards[i].kind);
      g_hash_table_insert (run->uses, g_strdup (rewards[i].reward), use);
    }
  if (baton_history_is_damaged (run->history))
    {
      g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_DAMAGED, "");
      return FALSE;
    }
  return TRUE;
}

/* ── On the main thread ── */

static gpointer
prepare (gpointer owner)
{
  BatonRewardUse *self = owner;
  BatonDay first, last;
  Run *run;

  if (self->document == NULL || !baton_history_get_span (baton_document_get_history (self->document), &first, &last) ||
      (self->answered == baton_document_get_snapshot (self->document) && self->history == baton_document_get_history (self->document)))
    return NULL;
  run = g_new0 (Run, 1);
  run->snapshot = baton_snapshot_ref (baton_document_get_snapshot (self->document));
  run->reg = baton_register_ref (baton_document_get_register (self->document));
  run->history = baton_history_ref (baton_document_get_history (self->document));
  run->days = (BatonWindow) { MAX (first, baton_day_add_months (last, -12) + 1), last };
  return run;
}

/* Where it could not be worked out nothing is said; What-if tells why. */
static void
done (gpointer      owner,
      gpointer      data,
      const GError *error)
{
  BatonRewardUse *self = owner;
  Run *run = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->uses, g_hash_table_unref);
  self->uses = error == NULL ? g_steal_pointer (&run->uses) : NULL;
  g_clear_pointer (&self->answered, baton_snapshot_unref);
  self->answered = baton_snapshot_ref (run->snapshot);
  g_clear_pointer (&self->history, baton_history_unref);
  self->history = baton_history_ref (run->history);
  self->days = run->days;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static const BatonRunnerFuncs runner_funcs = { prepare, run, done, run_free };

void
baton_reward_use_request (BatonRewardUse *self)
{
  g_return_if_fail (BATON_IS_REWARD_USE (self));
  baton_runner_ask (self->runner);
}

gboolean
baton_reward_use_has_answer (BatonRewardUse *self)
{
  return self->uses != NULL;
}

const BatonRewardUses *
baton_reward_use_get (BatonRewardUse *self,
                      const char     *reward)
{
  return self->uses != NULL ? g_hash_table_lookup (self->uses, reward) : NULL;
}

BatonWindow
baton_reward_use_get_days (BatonRewardUse *self)
{
  return self->days;
}

/* ── Object ── */

static void
baton_reward_use_dispose (GObject *object)
{
  BatonRewardUse *self = BATON_REWARD_USE (object);

  g_clear_pointer (&self->runner, baton_runner_free);
  g_clear_weak_pointer (&self->document);
  G_OBJECT_CLASS (baton_reward_use_parent_class)->dispose (object);
}

static void
baton_reward_use_finalize (GObject *object)
{
  BatonRewardUse *self = BATON_REWARD_USE (object);

  g_clear_pointer (&self->uses, g_hash_table_unref);
  g_clear_pointer (&self->answered, baton_snapshot_unref);
  g_clear_pointer (&self->history, baton_history_unref);
  G_OBJECT_CLASS (baton_reward_use_parent_class)->finalize (object);
}

static void
baton_reward_use_class_init (BatonRewardUseClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_reward_use_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_reward_use_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BATON_TYPE_REWARD_USE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_reward_use_init (BatonRewardUse *self)
{
  self->runner = baton_runner_new (&runner_funcs, self);
  self->days = (BatonWindow) { BATON_DAY_MIN, BATON_DAY_MAX };
}

BatonRewardUse *
baton_reward_use_new (BatonDocument *document)
{
  BatonRewardUse *self = g_object_new (BATON_TYPE_REWARD_USE, NULL);

  g_set_weak_pointer (&self->document, document);
  return self;
}
