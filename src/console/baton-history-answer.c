/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-history-answer.h"

#include "console/baton-runner.h"
#include "console/baton-simulation.h"

typedef struct
{
  BatonDocument        *document;   /* borrowed, weak */
  BatonRunner          *runner;     /* owned; NULL once disposed of */
  gpointer              answer;     /* owned, nullable */
  BatonHistoryQuestion  answered;   /* what it is of, but for the reckoner; nothing before the first answer */
} BatonHistoryAnswerPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (BatonHistoryAnswer, baton_history_answer, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  BatonHistoryQuestion     of;
  BatonHistoryAnswerClass *klass;    /* of a type that stays */
  gpointer                 answer;   /* owned, nullable */
} Run;

static void
question_clear (BatonHistoryQuestion *question)
{
  g_clear_pointer (&question->snapshot, baton_snapshot_unref);
  g_clear_pointer (&question->reg, baton_register_unref);
  g_clear_pointer (&question->history, baton_history_unref);
  g_clear_pointer (&question->reckoner, baton_reckoner_unref);
}

BatonReckoning *
baton_history_question_ask (BatonHistoryQuestion  *question,
                            BatonDay               from,
                            BatonDay               through,
                            GCancellable          *cancellable,
                            GError               **error)
{
  if (question->reckoner == NULL)
    question->reckoner = baton_reckoner_new (question->reg, question->history, NULL);
  return baton_reckoner_ask (question->reckoner, question->snapshot, from, through, NULL, cancellable, error);
}

static void
run_free (gpointer data)
{
  Run *run = data;

  g_clear_pointer (&run->answer, run->klass->free_answer);
  question_clear (&run->of);
  g_free (run);
}

static gboolean
run (gpointer       data,
     GCancellable  *cancellable,
     GError       **error)
{
  Run *run = data;

  run->answer = run->klass->work_out (&run->of, cancellable, error);
  if (run->answer == NULL)
    return FALSE;
  /* Told while it was read. */
  if (baton_history_is_damaged (run->of.history))
    {
      g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_DAMAGED, "");
      return FALSE;
    }
  return TRUE;
}

static gpointer
prepare (gpointer owner)
{
  BatonHistoryAnswerPrivate *self = baton_history_answer_get_instance_private (owner);
  BatonHistoryAnswerClass *klass = BATON_HISTORY_ANSWER_GET_CLASS (owner);
  const BatonHistoryQuestion *answered = &self->answered;
  BatonHistoryQuestion of = { NULL };
  BatonReckoner *reckoner;
  Run *run;

  if (self->document == NULL || !baton_history_get_span (baton_document_get_history (self->document), &of.first, &of.last))
    return NULL;
  of.snapshot = baton_document_get_snapshot (self->document);
  of.reg = baton_document_get_register (self->document);
  of.history = baton_document_get_history (self->document);
  of.today = baton_document_get_today (self->document);
  if (of.snapshot == answered->snapshot && of.reg == answered->reg && of.history == answered->history && (!klass->daily || of.today == answered->today))
    return NULL;

  run = g_new0 (Run, 1);
  run->klass = klass;
  run->of = of;
  baton_snapshot_ref (of.snapshot);
  baton_register_ref (of.reg);
  baton_history_ref (of.history);
  reckoner = baton_simulation_get_reckoner (baton_document_get_simulation (self->document));
  if (reckoner != NULL && baton_reckoner_get_register (reckoner) == of.reg && baton_reckoner_get_history (reckoner) == of.history)
    run->of.reckoner = baton_reckoner_ref (reckoner);
  return run;
}

/* Where it could not be worked out nothing is said; What-if tells why. */
static void
done (gpointer      owner,
      gpointer      data,
      const GError *error)
{
  BatonHistoryAnswerPrivate *self = baton_history_answer_get_instance_private (owner);
  Run *run = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->answer, run->klass->free_answer);
  if (error == NULL)
    self->answer = g_steal_pointer (&run->answer);
  question_clear (&self->answered);
  self->answered = run->of;
  run->of = (BatonHistoryQuestion) { NULL };
  /* The what-if's, which is large, is not held longer than the what-if does. */
  g_clear_pointer (&self->answered.reckoner, baton_reckoner_unref);
  g_signal_emit (owner, signals[SIGNAL_CHANGED], 0);
}

static const BatonRunnerFuncs runner_funcs = { prepare, run, done, run_free };

void
baton_history_answer_set_document (BatonHistoryAnswer *self,
                                   BatonDocument      *document)
{
  BatonHistoryAnswerPrivate *private = baton_history_answer_get_instance_private (self);

  g_return_if_fail (BATON_IS_HISTORY_ANSWER (self));
  g_set_weak_pointer (&private->document, document);
}

void
baton_history_answer_request (BatonHistoryAnswer *self)
{
  BatonHistoryAnswerPrivate *private = baton_history_answer_get_instance_private (self);

  g_return_if_fail (BATON_IS_HISTORY_ANSWER (self));
  baton_runner_ask (private->runner);
}

gpointer
baton_history_answer_get (BatonHistoryAnswer *self)
{
  BatonHistoryAnswerPrivate *private = baton_history_answer_get_instance_private (self);

  g_return_val_if_fail (BATON_IS_HISTORY_ANSWER (self), NULL);
  return private->answer;
}

/* ── Object ── */

static void
baton_history_answer_dispose (GObject *object)
{
  BatonHistoryAnswerPrivate *self = baton_history_answer_get_instance_private (BATON_HISTORY_ANSWER (object));

  g_clear_pointer (&self->runner, baton_runner_free);
  g_clear_weak_pointer (&self->document);
  G_OBJECT_CLASS (baton_history_answer_parent_class)->dispose (object);
}

static void
baton_history_answer_finalize (GObject *object)
{
  BatonHistoryAnswerPrivate *self = baton_history_answer_get_instance_private (BATON_HISTORY_ANSWER (object));

  g_clear_pointer (&self->answer, BATON_HISTORY_ANSWER_GET_CLASS (object)->free_answer);
  question_clear (&self->answered);
  G_OBJECT_CLASS (baton_history_answer_parent_class)->finalize (object);
}

static void
baton_history_answer_class_init (BatonHistoryAnswerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_history_answer_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_history_answer_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BATON_TYPE_HISTORY_ANSWER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_history_answer_init (BatonHistoryAnswer *self)
{
  BatonHistoryAnswerPrivate *private = baton_history_answer_get_instance_private (self);

  private->runner = baton_runner_new (&runner_funcs, self);
}
