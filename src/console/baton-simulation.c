/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-simulation.h"

#include <glib/gi18n-lib.h>

struct _BatonSimulation
{
  GObject        parent_instance;

  BatonDocument *document;      /* borrowed: the document owns this */
  GCancellable  *cancellable;   /* owned; of the present run */
  BatonWhatif   *whatif;        /* owned */
  BatonReplay   *live;          /* owned; kept for the next run */
  BatonSnapshot *live_snapshot; /* owned; that it was made of */
  BatonDay       through;
  gboolean       running;
  gboolean       again;
  gboolean       stale;
};

G_DEFINE_FINAL_TYPE (BatonSimulation, baton_simulation, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  BatonSnapshot *live_snapshot;
  BatonSnapshot *draft_snapshot;
  BatonRegister *reg;
  BatonHistory  *history;
  BatonReplay   *live;           /* nullable: to be made */
  BatonWhatif   *whatif;
  BatonDay       through;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_clear_pointer (&run->whatif, baton_whatif_free);
  g_clear_pointer (&run->live, baton_replay_unref);
  g_clear_pointer (&run->live_snapshot, baton_snapshot_unref);
  g_clear_pointer (&run->draft_snapshot, baton_snapshot_unref);
  g_clear_pointer (&run->reg, baton_register_unref);
  g_clear_pointer (&run->history, baton_history_unref);
  g_free (run);
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Run *run = data;
  g_autoptr (BatonReplay) draft = NULL;
  GError *error = NULL;
  BatonDay first, last;

  baton_history_get_span (run->history, &first, &last);
  if (run->live == NULL)
    run->live = baton_replay_new (run->live_snapshot, run->reg, run->history, run->through, &error);
  if (run->live != NULL && !g_cancellable_is_cancelled (cancellable))
    draft = run->draft_snapshot == run->live_snapshot ? baton_replay_ref (run->live)
                                                      : baton_replay_new (run->draft_snapshot, run->reg, run->history, run->through, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;
  run->whatif = baton_whatif_new (run->live, draft, MAX (first, baton_day_add_months (run->through, -12) + 1));
  g_task_return_boolean (task, TRUE);
}

static void
ran_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  BatonSimulation *self = BATON_SIMULATION (source);
  Run *run = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  self->running = FALSE;
  if (self->document == NULL)
    return;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_clear_pointer (&self->whatif, baton_whatif_free);
      self->whatif = g_steal_pointer (&run->whatif);
      g_clear_pointer (&self->live, baton_replay_unref);
      self->live = baton_replay_ref (run->live);
      g_clear_pointer (&self->live_snapshot, baton_snapshot_unref);
      self->live_snapshot = baton_snapshot_ref (run->live_snapshot);
      self->stale = self->again;
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *sentence = g_strdup_printf (_("The history cannot be replayed: a sum is larger than Baton can count (%s)."), error->message);

      baton_document_say (self->document, sentence, FALSE);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (self->again)
    baton_simulation_request (self);
}

void
baton_simulation_request (BatonSimulation *self)
{
  g_autoptr (GTask) task = NULL;
  BatonDay first, last;
  Run *run;

  g_return_if_fail (BATON_IS_SIMULATION (self));

  self->again = self->running;
  if (self->running)
    return;
  if (!baton_history_get_span (baton_document_get_history (self->document), &first, &last))
    return;
  run = g_new0 (Run, 1);
  run->live_snapshot = baton_snapshot_ref (baton_document_get_live_snapshot (self->document));
  run->draft_snapshot = baton_snapshot_ref (baton_document_get_snapshot (self->document));
  run->reg = baton_register_ref (baton_document_get_register (self->document));
  run->history = baton_history_ref (baton_document_get_history (self->document));
  run->through = self->through != BATON_DAY_NONE ? self->through : last;
  if (self->live != NULL && self->live_snapshot == run->live_snapshot && baton_replay_get_through (self->live) == run->through &&
      baton_replay_get_register (self->live) == run->reg && baton_replay_get_history (self->live) == run->history)
    run->live = baton_replay_ref (self->live);

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->running = TRUE;
  self->stale = self->whatif != NULL;
  task = g_task_new (self, self->cancellable, ran_cb, NULL);
  g_task_set_source_tag (task, baton_simulation_request);
  g_task_set_task_data (task, run, run_free);
  g_task_run_in_thread (task, run_in_thread);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
baton_simulation_cancel (BatonSimulation *self)
{
  self->again = FALSE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

void
baton_simulation_set_through (BatonSimulation *self,
                              BatonDay         through)
{
  if (self->through == through)
    return;
  self->through = through;
  baton_simulation_request (self);
}

BatonDay
baton_simulation_get_through (BatonSimulation *self)
{
  BatonDay first, last;

  if (self->through != BATON_DAY_NONE)
    return self->through;
  return baton_history_get_span (baton_document_get_history (self->document), &first, &last) ? last : BATON_DAY_NONE;
}

BatonWhatif *
baton_simulation_get_whatif (BatonSimulation *self)
{
  return self->whatif;
}

gboolean
baton_simulation_is_stale (BatonSimulation *self)
{
  return self->stale;
}

static void
baton_simulation_dispose (GObject *object)
{
  BatonSimulation *self = BATON_SIMULATION (object);

  baton_simulation_cancel (self);
  if (self->document != NULL)
    g_clear_weak_pointer (&self->document);
  G_OBJECT_CLASS (baton_simulation_parent_class)->dispose (object);
}

static void
baton_simulation_finalize (GObject *object)
{
  BatonSimulation *self = BATON_SIMULATION (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->whatif, baton_whatif_free);
  g_clear_pointer (&self->live, baton_replay_unref);
  g_clear_pointer (&self->live_snapshot, baton_snapshot_unref);
  G_OBJECT_CLASS (baton_simulation_parent_class)->finalize (object);
}

static void
baton_simulation_class_init (BatonSimulationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_simulation_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_simulation_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BATON_TYPE_SIMULATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_simulation_init (BatonSimulation *self)
{
  self->through = BATON_DAY_NONE;
}

BatonSimulation *
baton_simulation_new (BatonDocument *document)
{
  BatonSimulation *self = g_object_new (BATON_TYPE_SIMULATION, NULL);

  g_set_weak_pointer (&self->document, document);
  return self;
}
