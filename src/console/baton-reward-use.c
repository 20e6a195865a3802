/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-reward-use.h"

#include "incentives/baton-replay.h"

struct _BatonRewardUse
{
  GObject        parent_instance;

  BatonDocument *document;      /* borrowed, weak */
  GCancellable  *cancellable;   /* owned */
  GHashTable    *uses;          /* reward → BatonRewardUses; owned, NULL before the first answer */
  BatonSnapshot *answered;      /* that they are of; owned, nullable, and so is this */
  BatonHistory  *history;
  BatonWindow    days;
  gboolean       running;
  gboolean       again;
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
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  baton_snapshot_unref (run->snapshot);
  baton_register_unref (run->reg);
  baton_history_unref (run->history);
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

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  const Run *run = data;
  g_autoptr (BatonReplay) replay = baton_replay_new (run->snapshot, run->reg, run->history, run->days.through, NULL);
  GHashTable *uses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const BatonEvent *events = baton_history_get_events (run->history);
  guint n = 0;
  const BatonRedemption *redemptions = replay != NULL ? baton_replay_get_redemptions (replay, &n) : NULL;

  for (guint i = 0; i < n; i++)
    {
      const BatonEvent *event = &events[redemptions[i].event];
      const BatonEntity *reward = event->subject != NULL ? baton_snapshot_lookup_kind (run->snapshot, event->subject, BATON_KIND_REWARD) : NULL;
      BatonRewardUses *use;

      if (!redemptions[i].counts || reward == NULL || !baton_window_contains (run->days, event->day))
        continue;
      use = g_hash_table_lookup (uses, event->subject);
      if (use == NULL)
        {
          use = g_new0 (BatonRewardUses, 1);
          g_hash_table_insert (uses, g_strdup (event->subject), use);
        }
      use->n++;
      use->points += redemptions[i].points;
      use->money += redemptions[i].points * get_point_value (run->snapshot, reward, redemptions[i].kind);
    }
  g_task_return_pointer (task, uses, (GDestroyNotify) g_hash_table_unref);
}

static void
ran_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  BatonRewardUse *self = BATON_REWARD_USE (source);
  const Run *run = g_task_get_task_data (G_TASK (result));
  GHashTable *uses = g_task_propagate_pointer (G_TASK (result), NULL);

  self->running = FALSE;
  if (self->document == NULL)
    {
      g_clear_pointer (&uses, g_hash_table_unref);
      return;
    }
  if (uses != NULL)
    {
      g_clear_pointer (&self->uses, g_hash_table_unref);
      self->uses = uses;
      g_clear_pointer (&self->answered, baton_snapshot_unref);
      self->answered = baton_snapshot_ref (run->snapshot);
      g_clear_pointer (&self->history, baton_history_unref);
      self->history = baton_history_ref (run->history);
      self->days = run->days;
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }
  if (self->again)
    baton_reward_use_request (self);
}

void
baton_reward_use_request (BatonRewardUse *self)
{
  g_autoptr (GTask) task = NULL;
  BatonDay first, last;
  Run *run;

  g_return_if_fail (BATON_IS_REWARD_USE (self));

  self->again = self->running;
  if (self->running || self->document == NULL || !baton_history_get_span (baton_document_get_history (self->document), &first, &last) ||
      (self->answered == baton_document_get_snapshot (self->document) && self->history == baton_document_get_history (self->document)))
    return;
  run = g_new0 (Run, 1);
  run->snapshot = baton_snapshot_ref (baton_document_get_snapshot (self->document));
  run->reg = baton_register_ref (baton_document_get_register (self->document));
  run->history = baton_history_ref (baton_document_get_history (self->document));
  run->days = (BatonWindow) { MAX (first, baton_day_add_months (last, -12) + 1), last };
  self->running = TRUE;
  task = g_task_new (self, self->cancellable, ran_cb, NULL);
  g_task_set_source_tag (task, baton_reward_use_request);
  g_task_set_task_data (task, run, run_free);
  g_task_run_in_thread (task, run_in_thread);
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

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->document);
  G_OBJECT_CLASS (baton_reward_use_parent_class)->dispose (object);
}

static void
baton_reward_use_finalize (GObject *object)
{
  BatonRewardUse *self = BATON_REWARD_USE (object);

  g_clear_object (&self->cancellable);
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
  self->cancellable = g_cancellable_new ();
  self->days = (BatonWindow) { BATON_DAY_MIN, BATON_DAY_MAX };
}

BatonRewardUse *
baton_reward_use_new (BatonDocument *document)
{
  BatonRewardUse *self = g_object_new (BATON_TYPE_REWARD_USE, NULL);

  g_set_weak_pointer (&self->document, document);
  return self;
}
