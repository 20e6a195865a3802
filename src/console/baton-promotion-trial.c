/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-promotion-trial.h"

#include "console/baton-runner.h"
#include "console/baton-simulation.h"

#include "incentives/baton-reckoner.h"

struct _BatonPromotionTrial
{
  GObject                    parent_instance;

  BatonDocument             *document;    /* owned */
  BatonRunner               *runner;      /* owned */
  BatonReckoner             *reckoner;    /* owned; kept for the next run */
  char                      *promotion;   /* owned, nullable */
  BatonPromotionTrialResult *result;      /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (BatonPromotionTrial, baton_promotion_trial, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  BatonProgram              *program;
  BatonRegister             *reg;
  BatonHistory              *history;
  BatonReckoner             *reckoner;
  char                      *promotion;
  BatonPromotionTrialResult  result;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  baton_program_free (run->program);
  baton_register_unref (run->reg);
  baton_history_unref (run->history);
  baton_reckoner_unref (run->reckoner);
  g_free (run->promotion);
  g_free (run);
}

/* The window moved by whole years until it touches the history, if it can. */
static BatonWindow
move_into (BatonWindow window,
           BatonDay    first,
           BatonDay    last,
           gboolean   *moved)
{
  BatonWindow tried = window;

  for (int years = 1; years <= 30 && tried.from > last; years++)
    tried = (BatonWindow) { baton_day_add_months (window.from, -12 * years),
                            window.through < BATON_DAY_MAX ? baton_day_add_months (window.through, -12 * years) : window.through };
  for (int years = 1; years <= 30 && tried.through < first; years++)
    tried = (BatonWindow) { window.from > BATON_DAY_MIN ? baton_day_add_months (window.from, 12 * years) : window.from,
                            baton_day_add_months (window.through, 12 * years) };
  *moved = tried.from != window.from || tried.through != window.through;
  return tried;
}

static BatonValue *
window_to_value (BatonWindow window)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();

  baton_value_builder_open_object (builder);
  for (int side = 0; side < 2; side++)
    {
      BatonDay day = side == 0 ? window.from : window.through;
      g_autofree char *text = NULL;

      if (day <= BATON_DAY_MIN || day >= BATON_DAY_MAX)
        continue;
      text = baton_day_format (day);
      baton_value_builder_key (builder, side == 0 ? "from" : "through");
      baton_value_builder_add_string (builder, text);
    }
  return baton_value_builder_finish (builder);
}

/* The program with the promotion switched on in that window, or off. (transfer full) */
static BatonSnapshot *
compile_with (const BatonProgram *program,
              const char         *promotion,
              BatonWindow         window,
              gboolean            on)
{
  g_autoptr (BatonProgram) copy = baton_program_copy (program);
  g_autoptr (BatonValue) off = on ? NULL : baton_value_new_boolean (TRUE), value = window_to_value (window);
  g_autoptr (BatonEntity) switched = baton_entity_with (baton_program_lookup (copy, promotion), BATON_FIELD_PROMOTION_DISABLED, off);
  g_autoptr (BatonEntity) moved = baton_entity_with (switched, BATON_FIELD_PROMOTION_WINDOW, baton_value_get_length (value) > 0 ? value : NULL);

  baton_program_put (copy, moved);
  return baton_snapshot_new (copy, 0);
}

static gboolean
run (gpointer       data,
     GCancellable  *cancellable,
     GError       **error)
{
  Run *run = data;
  BatonEntity *promotion = baton_program_lookup (run->program, run->promotion);
  BatonWindow window = baton_window_from_value (baton_entity_get (promotion, BATON_FIELD_PROMOTION_WINDOW));
  BatonDay first, last;

  baton_history_get_span (run->history, &first, &last);
  window = move_into (window, first, last, &run->result.shifted);
  run->result.window = window;
  run->result.through = last;
  run->result.from = MAX (first, baton_day_add_months (last, -12) + 1);
  for (int with = 0; with < 2; with++)
    {
      g_autoptr (BatonSnapshot) snapshot = compile_with (run->program, run->promotion, window, with);
      g_autoptr (BatonReckoning) reckoning = baton_reckoner_ask (run->reckoner, snapshot, run->result.from, last, NULL, cancellable, error);
      const BatonPromotionUse *uses;
      guint n;

      if (reckoning == NULL)
        return FALSE;
      baton_reckoning_get_totals (reckoning, with ? &run->result.with : &run->result.without);
      uses = baton_reckoning_get_promotions (reckoning, &n);
      for (guint i = 0; with && i < n; i++)
        if (g_strcmp0 (uses[i].promotion, run->promotion) == 0)
          run->result.use = uses[i];
    }
  run->result.use.promotion = NULL; /* the snapshot's */
  /* The simulation says so. */
  if (baton_history_is_damaged (run->history))
    {
      g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_DAMAGED, "");
      return FALSE;
    }
  return TRUE;
}

/* ── On the main thread ── */

/* The what-if's where it is of the same, or else one of its own. */
static void
take_reckoner (BatonPromotionTrial *self,
               Run                 *run)
{
  BatonReckoner *lent = baton_simulation_get_reckoner (baton_document_get_simulation (self->document));
  g_autofree char *folder = baton_document_get_data_folder (self->document);

  if (lent != NULL && baton_reckoner_get_register (lent) == run->reg && baton_reckoner_get_history (lent) == run->history)
    {
      g_clear_pointer (&self->reckoner, baton_reckoner_unref);
      self->reckoner = baton_reckoner_ref (lent);
    }
  else if (self->reckoner == NULL || baton_reckoner_get_register (self->reckoner) != run->reg || baton_reckoner_get_history (self->reckoner) != run->history)
    {
      g_clear_pointer (&self->reckoner, baton_reckoner_unref);
      self->reckoner = baton_reckoner_new (run->reg, run->history, folder);
    }
  run->reckoner = baton_reckoner_ref (self->reckoner);
}

static gpointer
prepare (gpointer owner)
{
  BatonPromotionTrial *self = owner;
  BatonDay first, last;
  Run *run;

  if (self->promotion == NULL || baton_document_lookup (self->document, self->promotion) == NULL ||
      !baton_history_get_span (baton_document_get_history (self->document), &first, &last))
    return NULL;
  run = g_new0 (Run, 1);
  run->program = baton_program_copy (baton_document_get_program (self->document));
  run->reg = baton_register_ref (baton_document_get_register (self->document));
  run->history = baton_history_ref (baton_document_get_history (self->document));
  run->promotion = g_strdup (self->promotion);
  take_reckoner (self, run);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return run;
}

static void
done (gpointer      owner,
      gpointer      data,
      const GError *error)
{
  BatonPromotionTrial *self = owner;
  Run *run = data;

  g_clear_pointer (&self->result, g_free);
  if (error == NULL && g_strcmp0 (run->promotion, self->promotion) == 0)
    self->result = g_memdup2 (&run->result, sizeof run->result);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static const BatonRunnerFuncs runner_funcs = { prepare, run, done, run_free };

void
baton_promotion_trial_request (BatonPromotionTrial *self)
{
  g_return_if_fail (BATON_IS_PROMOTION_TRIAL (self));
  baton_runner_ask (self->runner);
}

void
baton_promotion_trial_set (BatonPromotionTrial *self,
                           const char          *promotion)
{
  g_return_if_fail (BATON_IS_PROMOTION_TRIAL (self));

  if (g_strcmp0 (self->promotion, promotion) == 0)
    return;
  g_free (self->promotion);
  self->promotion = g_strdup (promotion);
  g_clear_pointer (&self->result, g_free);
  baton_promotion_trial_request (self);
}

const BatonPromotionTrialResult *
baton_promotion_trial_get_result (BatonPromotionTrial *self)
{
  g_return_val_if_fail (BATON_IS_PROMOTION_TRIAL (self), NULL);
  return self->result;
}

gboolean
baton_promotion_trial_is_running (BatonPromotionTrial *self)
{
  g_return_val_if_fail (BATON_IS_PROMOTION_TRIAL (self), FALSE);
  return baton_runner_is_running (self->runner);
}

static void
baton_promotion_trial_dispose (GObject *object)
{
  BatonPromotionTrial *self = BATON_PROMOTION_TRIAL (object);

  g_clear_pointer (&self->runner, baton_runner_free);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (baton_promotion_trial_parent_class)->dispose (object);
}

static void
baton_promotion_trial_finalize (GObject *object)
{
  BatonPromotionTrial *self = BATON_PROMOTION_TRIAL (object);

  g_clear_pointer (&self->reckoner, baton_reckoner_unref);
  g_free (self->promotion);
  g_free (self->result);
  G_OBJECT_CLASS (baton_promotion_trial_parent_class)->finalize (object);
}

static void
baton_promotion_trial_class_init (BatonPromotionTrialClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_promotion_trial_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_promotion_trial_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BATON_TYPE_PROMOTION_TRIAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_promotion_trial_init (BatonPromotionTrial *self)
{
  self->runner = baton_runner_new (&runner_funcs, self);
}

BatonPromotionTrial *
baton_promotion_trial_new (BatonDocument *document)
{
  BatonPromotionTrial *self = g_object_new (BATON_TYPE_PROMOTION_TRIAL, NULL);

  self->document = g_object_ref (document);
  return self;
}
