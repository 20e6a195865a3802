/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-ahead.h"

#include "console/baton-runner.h"

struct _BatonAhead
{
  GObject         parent_instance;

  BatonDocument  *document;      /* borrowed, weak */
  BatonRunner    *runner;        /* owned; NULL once disposed of */
  BatonYearAhead *ahead;         /* owned, nullable */
  BatonSnapshot  *answered;      /* that it is of; owned, nullable, and so is this */
  BatonHistory   *history;
};

G_DEFINE_FINAL_TYPE (BatonAhead, baton_ahead, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  BatonSnapshot  *snapshot;
  BatonRegister  *reg;
  BatonHistory   *history;
  BatonDay        last;
  BatonYearAhead *ahead;         /* the answer */
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_clear_pointer (&run->ahead, baton_year_ahead_free);
  baton_snapshot_unref (run->snapshot);
  baton_register_unref (run->reg);
  baton_history_unref (run->history);
  g_free (run);
}

static gboolean
run (gpointer       data,
     GCancellable  *cancellable,
     GError       **error)
{
  Run *run = data;

  run->ahead = baton_year_ahead_new (run->snapshot, run->reg, run->history, run->last, 0, cancellable, error);
  if (run->ahead != NULL && baton_history_is_damaged (run->history))
    {
      g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_DAMAGED, "");
      return FALSE;
    }
  return run->ahead != NULL;
}

static gpointer
prepare (gpointer owner)
{
  BatonAhead *self = owner;
  BatonDay first, last;
  Run *run;

  if (self->document == NULL || !baton_history_get_span (baton_document_get_history (self->document), &first, &last) ||
      (self->answered == baton_document_get_snapshot (self->document) && self->history == baton_document_get_history (self->document)))
    return NULL;
  run = g_new0 (Run, 1);
  run->snapshot = baton_snapshot_ref (baton_document_get_snapshot (self->document));
  run->reg = baton_register_ref (baton_document_get_register (self->document));
  run->history = baton_history_ref (baton_document_get_history (self->document));
  run->last = last;
  return run;
}

/* Where it could not be worked out nothing is said; What-if tells why. */
static void
done (gpointer      owner,
      gpointer      data,
      const GError *error)
{
  BatonAhead *self = owner;
  Run *run = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->ahead, baton_year_ahead_free);
  self->ahead = error == NULL ? g_steal_pointer (&run->ahead) : NULL;
  g_clear_pointer (&self->answered, baton_snapshot_unref);
  self->answered = baton_snapshot_ref (run->snapshot);
  g_clear_pointer (&self->history, baton_history_unref);
  self->history = baton_history_ref (run->history);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static const BatonRunnerFuncs runner_funcs = { prepare, run, done, run_free };

void
baton_ahead_request (BatonAhead *self)
{
  g_return_if_fail (BATON_IS_AHEAD (self));
  baton_runner_ask (self->runner);
}

BatonYearAhead *
baton_ahead_get (BatonAhead *self)
{
  return self->ahead;
}

static void
baton_ahead_dispose (GObject *object)
{
  BatonAhead *self = BATON_AHEAD (object);

  g_clear_pointer (&self->runner, baton_runner_free);
  g_clear_weak_pointer (&self->document);
  G_OBJECT_CLASS (baton_ahead_parent_class)->dispose (object);
}

static void
baton_ahead_finalize (GObject *object)
{
  BatonAhead *self = BATON_AHEAD (object);

  g_clear_pointer (&self->ahead, baton_year_ahead_free);
  g_clear_pointer (&self->answered, baton_snapshot_unref);
  g_clear_pointer (&self->history, baton_history_unref);
  G_OBJECT_CLASS (baton_ahead_parent_class)->finalize (object);
}

static void
baton_ahead_class_init (BatonAheadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_ahead_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_ahead_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BATON_TYPE_AHEAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_ahead_init (BatonAhead *self)
{
  self->runner = baton_runner_new (&runner_funcs, self);
}

BatonAhead *
baton_ahead_new (BatonDocument *document)
{
  BatonAhead *self = g_object_new (BATON_TYPE_AHEAD, NULL);

  g_set_weak_pointer (&self->document, document);
  return self;
}
