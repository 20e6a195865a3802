/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-simulation.h"

#include "console/baton-runner.h"

#include "incentives/baton-dated-points.h"
#include "incentives/baton-forecast.h"
#include "words/baton-words-error.h"

#include <glib/gi18n-lib.h>

struct _BatonSimulation
{
  GObject        parent_instance;

  BatonDocument *document;      /* borrowed: the document owns this */
  BatonRunner   *runner;        /* owned */
  BatonWhatif   *whatif;        /* owned */
  BatonReckoner *reckoner;      /* owned; of register and history as they were; NULL before the first run */
  BatonReckoning *live;         /* owned; kept for the next run */
  BatonReplay   *partner_replay; /* owned; of *partner*; NULL */
  BatonEntity   *supposed;      /* owned; nullable */
  BatonHistory  *forecast;      /* owned; nullable: of *forecast_of* */
  BatonHistory  *forecast_of;   /* owned; nullable */
  BatonDay       through;
  guint          partner;
  gboolean       wanted;        /* somebody has asked, and not cancelled since */
  gboolean       stale;
  gboolean       ahead;         /* the year after the history */
  gboolean       from_today;    /* points that the draft changes count from today on only */
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
  BatonProgram  *live_program;   /* this where points count from *today* on; NULL */
  BatonProgram  *draft_program;  /* there, and where something is supposed; NULL */
  BatonDay       today;
  BatonRegister *reg;
  BatonHistory  *history;        /* that is tallied; NULL: the forecast of the next, to be made */
  BatonHistory  *happened;
  BatonReckoner *reckoner;       /* nullable: to be made */
  char          *folder;         /* of the history */
  BatonReckoning *live;          /* nullable: to be made */
  BatonWhatif   *whatif;
  BatonReplay   *partner_replay;
  BatonDay       through;
  guint          partner;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_clear_pointer (&run->whatif, baton_whatif_free);
  g_clear_pointer (&run->partner_replay, baton_replay_unref);
  g_clear_pointer (&run->live, baton_reckoning_unref);
  g_clear_pointer (&run->reckoner, baton_reckoner_unref);
  g_clear_pointer (&run->live_program, baton_program_free);
  g_clear_pointer (&run->draft_program, baton_program_free);
  g_clear_pointer (&run->live_snapshot, baton_snapshot_unref);
  g_clear_pointer (&run->draft_snapshot, baton_snapshot_unref);
  g_clear_pointer (&run->reg, baton_register_unref);
  g_clear_pointer (&run->history, baton_history_unref);
  g_clear_pointer (&run->happened, baton_history_unref);
  g_free (run->folder);
  g_free (run);
}

static BatonReckoning *
reckon (Run            *run,
        BatonSnapshot  *snapshot,
        GCancellable   *cancellable,
        GError        **error)
{
  BatonDay first, last;

  baton_history_get_span (run->history, &first, &last);
  return baton_reckoner_ask (run->reckoner, snapshot, MAX (first, baton_day_add_months (run->through, -12) + 1), run->through, NULL, cancellable, error);
}

static gboolean
run (gpointer       data,
     GCancellable  *cancellable,
     GError       **error)
{
  Run *run = data;
  g_autoptr (BatonReckoning) draft = NULL;

  if (run->history == NULL)
    {
      BatonDay first, last;

      baton_history_get_span (run->happened, &first, &last);
      run->history = baton_forecast_new (run->happened, last, 0);
    }
  if (run->draft_program != NULL)
    {
      g_autoptr (BatonProgram) dated = run->live_program != NULL ? baton_dated_points_apply (run->live_program, run->draft_program, run->today) : NULL;

      baton_snapshot_unref (run->draft_snapshot);
      run->draft_snapshot = baton_snapshot_new (dated != NULL ? dated : run->draft_program, 0);
    }
  if (run->reckoner == NULL)
    run->reckoner = baton_reckoner_new (run->reg, run->history, run->folder);
  if (run->live == NULL)
    run->live = reckon (run, run->live_snapshot, cancellable, error);
  if (run->live == NULL)
    return FALSE;
  draft = run->draft_snapshot == run->live_snapshot ? baton_reckoning_ref (run->live) : reckon (run, run->draft_snapshot, cancellable, error);
  if (draft == NULL)
    return FALSE;
  run->whatif = baton_whatif_new (run->live, draft);
  if (run->partner != BATON_INDEX_NONE)
    {
      run->partner_replay = baton_reckoning_replay_one (draft, run->partner, BATON_INDEX_NONE, error);
      if (run->partner_replay == NULL)
        return FALSE;
    }
  if (baton_history_is_damaged (run->happened))
    {
      g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_DAMAGED, "");
      return FALSE;
    }
  return TRUE;
}

/* What the next run need not make again, even where this one was given up. */
static void
keep (BatonSimulation *self,
      Run             *run)
{
  if (run->history != NULL && run->history != run->happened && run->history != self->forecast)
    {
      g_clear_pointer (&self->forecast, baton_history_unref);
      g_clear_pointer (&self->forecast_of, baton_history_unref);
      self->forecast = baton_history_ref (run->history);
      self->forecast_of = baton_history_ref (run->happened);
    }
  if (run->reckoner != NULL && run->reckoner != self->reckoner)
    {
      g_clear_pointer (&self->reckoner, baton_reckoner_unref);
      self->reckoner = baton_reckoner_ref (run->reckoner);
    }
  if (run->live != NULL && run->live != self->live)
    {
      g_clear_pointer (&self->live, baton_reckoning_unref);
      self->live = baton_reckoning_ref (run->live);
    }
}

static void
keep_in_thread (GTask        *task,
                gpointer      source,
                gpointer      reckoner,
                GCancellable *cancellable)
{
  g_task_return_boolean (task, baton_reckoner_keep (reckoner));
}

/* What took long to make is written down for the next session, when the answer is out. */
static void
keep_columns (BatonSimulation *self)
{
  g_autoptr (GTask) task = NULL;

  if (!baton_reckoner_has_to_keep (self->reckoner))
    return;
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, keep_columns);
  g_task_set_task_data (task, baton_reckoner_ref (self->reckoner), (GDestroyNotify) baton_reckoner_unref);
  g_task_run_in_thread (task, keep_in_thread);
}

static void
done (gpointer      owner,
      gpointer      data,
      const GError *error)
{
  BatonSimulation *self = owner;
  Run *run = data;

  keep (self, run);
  if (error == NULL)
    {
      g_clear_pointer (&self->whatif, baton_whatif_free);
      self->whatif = g_steal_pointer (&run->whatif);
      g_clear_pointer (&self->partner_replay, baton_replay_unref);
      self->partner_replay = g_steal_pointer (&run->partner_replay);
      self->stale = FALSE;
      keep_columns (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *folder = baton_document_get_data_folder (self->document);
      g_autofree char *sentence = g_error_matches (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_DAMAGED)
                                  ? baton_words_error ("damaged", folder, NULL)
                                  : g_strdup_printf (_("The history cannot be replayed: a sum is larger than Baton can count (%s)."), error->message);

      baton_document_say (self->document, sentence, FALSE);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
is_of_run (BatonReckoning *reckoning,
           const Run      *run)
{
  return baton_reckoning_get_through (reckoning) == run->through && baton_reckoning_get_register (reckoning) == run->reg &&
         baton_reckoning_get_history (reckoning) == run->history;
}

/* Whether what is kept still holds. */
static void
reuse (BatonSimulation *self,
       Run             *run)
{
  if (run->history == NULL || self->reckoner == NULL || baton_reckoner_get_register (self->reckoner) != run->reg || baton_reckoner_get_history (self->reckoner) != run->history)
    return;
  run->reckoner = baton_reckoner_ref (self->reckoner);
  if (self->live != NULL && baton_reckoning_get_snapshot (self->live) == run->live_snapshot && is_of_run (self->live, run))
    run->live = baton_reckoning_ref (self->live);
}

/* The last day that is looked at unless another is asked for. */
static BatonDay
get_last (BatonSimulation *self,
          BatonDay         last_of_history)
{
  return self->ahead ? baton_day_add_months (last_of_history, 12) : last_of_history;
}

static gpointer
prepare (gpointer owner)
{
  BatonSimulation *self = owner;
  BatonSnapshot *live = baton_document_get_live_snapshot (self->document);
  BatonDay first, last;
  Run *run;

  if (live == NULL || !baton_history_get_span (baton_document_get_history (self->document), &first, &last))
    return NULL;
  run = g_new0 (Run, 1);
  run->live_snapshot = baton_snapshot_ref (live);
  run->draft_snapshot = baton_snapshot_ref (baton_document_get_snapshot (self->document));
  if (self->from_today && (self->supposed != NULL || run->live_snapshot != run->draft_snapshot))
    {
      run->live_program = baton_program_copy (baton_workspace_get_base (baton_document_get_workspace (self->document)));
      run->today = baton_document_get_today (self->document);
    }
  if (self->supposed != NULL || run->live_program != NULL)
    run->draft_program = baton_program_copy (baton_document_get_program (self->document));
  if (self->supposed != NULL)
    baton_program_put (run->draft_program, self->supposed);
  run->reg = baton_register_ref (baton_document_get_register (self->document));
  run->happened = baton_history_ref (baton_document_get_history (self->document));
  run->folder = baton_document_get_data_folder (self->document);
  if (!self->ahead)
    run->history = baton_history_ref (run->happened);
  else if (self->forecast_of == run->happened)
    run->history = baton_history_ref (self->forecast);
  run->through = self->through != BATON_DAY_NONE ? self->through : get_last (self, last);
  run->partner = self->partner < baton_register_get_n_organisations (run->reg) ? self->partner : BATON_INDEX_NONE;
  reuse (self, run);
  self->stale = self->whatif != NULL;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return run;
}

static const BatonRunnerFuncs runner_funcs = { prepare, run, done, run_free };

void
baton_simulation_request (BatonSimulation *self)
{
  g_return_if_fail (BATON_IS_SIMULATION (self));
  self->wanted = TRUE;
  baton_runner_ask (self->runner);
}

void
baton_simulation_suppose (BatonSimulation   *self,
                          const BatonEntity *entity)
{
  g_return_if_fail (BATON_IS_SIMULATION (self));

  if (entity == NULL && self->supposed == NULL)
    return;
  g_clear_pointer (&self->supposed, baton_entity_unref);
  self->supposed = entity != NULL ? baton_entity_ref (entity) : NULL;
  baton_simulation_request (self);
}

gboolean
baton_simulation_is_supposing (BatonSimulation *self)
{
  return self->supposed != NULL;
}

void
baton_simulation_cancel (BatonSimulation *self)
{
  self->wanted = FALSE;
  baton_runner_cancel (self->runner);
}

/* What the server serves is compiled when it is first asked for, and after each push: then the question can be asked. */
static void
live_changed_cb (BatonSimulation *self)
{
  if (self->wanted)
    baton_runner_ask (self->runner);
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
  return baton_history_get_span (baton_document_get_history (self->document), &first, &last) ? get_last (self, last) : BATON_DAY_NONE;
}

void
baton_simulation_set_partner (BatonSimulation *self,
                              guint            organisation)
{
  g_return_if_fail (BATON_IS_SIMULATION (self));

  if (self->partner == organisation)
    return;
  self->partner = organisation;
  g_clear_pointer (&self->partner_replay, baton_replay_unref); /* another's */
  baton_simulation_request (self);
}

BatonReplay *
baton_simulation_get_partner_replay (BatonSimulation *self)
{
  return self->partner_replay;
}

BatonWhatif *
baton_simulation_get_whatif (BatonSimulation *self)
{
  return self->whatif;
}

BatonReckoner *
baton_simulation_get_reckoner (BatonSimulation *self)
{
  return self->reckoner;
}

gboolean
baton_simulation_is_stale (BatonSimulation *self)
{
  return self->stale;
}

gboolean
baton_simulation_is_running (BatonSimulation *self)
{
  return baton_runner_is_running (self->runner);
}

gboolean
baton_simulation_is_as_if_always (BatonSimulation *self)
{
  return !self->from_today;
}

void
baton_simulation_set_as_if_always (BatonSimulation *self,
                                   gboolean         as_if_always)
{
  g_return_if_fail (BATON_IS_SIMULATION (self));

  if (self->from_today == !as_if_always)
    return;
  self->from_today = !as_if_always;
  baton_simulation_request (self);
}

gboolean
baton_simulation_is_ahead (BatonSimulation *self)
{
  return self->ahead;
}

void
baton_simulation_set_ahead (BatonSimulation *self,
                            gboolean         ahead)
{
  g_return_if_fail (BATON_IS_SIMULATION (self));

  if (self->ahead == ahead)
    return;
  self->ahead = ahead;
  baton_simulation_request (self);
}

static void
baton_simulation_dispose (GObject *object)
{
  BatonSimulation *self = BATON_SIMULATION (object);

  g_clear_pointer (&self->runner, baton_runner_free);
  if (self->document != NULL)
    g_clear_weak_pointer (&self->document);
  G_OBJECT_CLASS (baton_simulation_parent_class)->dispose (object);
}

static void
baton_simulation_finalize (GObject *object)
{
  BatonSimulation *self = BATON_SIMULATION (object);

  g_clear_pointer (&self->supposed, baton_entity_unref);
  g_clear_pointer (&self->forecast, baton_history_unref);
  g_clear_pointer (&self->forecast_of, baton_history_unref);
  g_clear_pointer (&self->whatif, baton_whatif_free);
  g_clear_pointer (&self->partner_replay, baton_replay_unref);
  g_clear_pointer (&self->live, baton_reckoning_unref);
  g_clear_pointer (&self->reckoner, baton_reckoner_unref);
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
  self->runner = baton_runner_new (&runner_funcs, self);
  self->through = BATON_DAY_NONE;
  self->partner = BATON_INDEX_NONE;
}

BatonSimulation *
baton_simulation_new (BatonDocument *document)
{
  BatonSimulation *self = g_object_new (BATON_TYPE_SIMULATION, NULL);

  g_set_weak_pointer (&self->document, document);
  g_signal_connect_object (document, "live-changed", G_CALLBACK (live_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}
