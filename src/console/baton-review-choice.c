/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-review-choice.h"

#include "console/baton-runner.h"
#include "incentives/baton-dated-points.h"
#include "model/baton-portion.h"
#include "model/baton-validate.h"
#include "portal/baton-effect.h"

#include <string.h>

#define MOST_EXAMPLES 3   /* of content that a sentence names */
#define SETTING_LEFT_OUT "review.left-out"

/* The difference of two programs, and what of it goes. */
typedef struct
{
  BatonProgram *base;      /* owned */
  BatonProgram *draft;     /* owned */
  char         *left_out;  /* owned, nullable: what waits, in lines */
  BatonStanding *standing; /* owned, nullable: what may go at all */
  GPtrArray    *atoms;     /* owned; the answer */
  BatonPortion *portion;   /* owned; of the three */
} Comparison;

/* What would be pushed, looked at. */
typedef struct
{
  BatonProgram  *program;      /* owned; NULL where it is the draft, of which the document knows problems and snapshot */
  GPtrArray     *atoms;        /* owned: those of the comparison */
  GPtrArray     *left_out;     /* of them: still to be taken back in the program */
  BatonSnapshot *live;         /* owned, nullable */
  BatonDay       today;
  GPtrArray     *problems;     /* owned; the answer where there is a program */
  BatonSnapshot *snapshot;     /* owned, nullable; likewise, else that of the draft */
  GPtrArray     *effects;      /* owned; the answer; borrows of both snapshots */
} Check;

struct _BatonReviewChoice
{
  GObject        parent_instance;

  BatonDocument *document;     /* owned */
  BatonRunner   *comparer;     /* owned */
  BatonRunner   *checker;      /* owned */
  BatonStanding *standing;     /* owned; NULL while it is not known */
  Comparison    *comparison;   /* owned; NULL before the first push, and before the first comparison */
  Check         *check;        /* owned; of the present choice; NULL while not known */
  gboolean       is_compared;  /* base and draft are those of the comparison, or there is no base */
};

enum
{
  SIGNAL_COMPARED,
  SIGNAL_CHECKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BatonReviewChoice, baton_review_choice, G_TYPE_OBJECT)

/* ── Checking ── */

static void
check_free (gpointer data)
{
  Check *check = data;

  g_clear_pointer (&check->effects, g_ptr_array_unref);
  g_clear_pointer (&check->problems, g_ptr_array_unref);
  g_clear_pointer (&check->program, baton_program_free);
  g_clear_pointer (&check->left_out, g_ptr_array_unref);
  g_clear_pointer (&check->atoms, g_ptr_array_unref);
  g_clear_pointer (&check->live, baton_snapshot_unref);
  g_clear_pointer (&check->snapshot, baton_snapshot_unref);
  g_free (check);
}

static gpointer
prepare_check (gpointer owner)
{
  BatonReviewChoice *self = owner;
  BatonSnapshot *live = baton_document_get_live_snapshot (self->document), *draft = baton_document_get_snapshot (self->document);
  Check *check = g_new0 (Check, 1);

  check->live = live != NULL ? baton_snapshot_ref (live) : NULL;
  check->today = baton_document_get_today (self->document);
  if (baton_review_choice_count_left_out (self) > 0)
    {
      check->program = baton_program_copy (self->comparison->draft);
      check->atoms = g_ptr_array_ref (self->comparison->atoms);
      check->left_out = baton_portion_list_left_out (self->comparison->portion);
    }
  else
    {
      check->snapshot = draft != NULL ? baton_snapshot_ref (draft) : NULL;
    }
  return check;
}

static gboolean
run_check (gpointer       question,
           GCancellable  *cancellable,
           GError       **error)
{
  Check *check = question;

  if (check->program != NULL)
    {
      baton_portion_revert_all (check->program, check->left_out);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      check->problems = baton_validate_program (check->program);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      check->snapshot = baton_snapshot_new (check->program, 0);
    }
  if (check->live != NULL && check->snapshot != NULL && check->live != check->snapshot)
    check->effects = baton_effect_list (check->live, check->snapshot, check->today, MOST_EXAMPLES);
  return TRUE;
}

static void
check_done (gpointer      owner,
            gpointer      question,
            const GError *error)
{
  BatonReviewChoice *self = owner;
  Check *check = question;

  if (error != NULL)
    return;
  g_clear_pointer (&self->check, check_free);
  self->check = g_new (Check, 1);
  *self->check = *check;
  *check = (Check) { NULL };
  g_signal_emit (self, signals[SIGNAL_CHECKED], 0);
}

static const BatonRunnerFuncs check_funcs = { prepare_check, run_check, check_done, check_free };

static void
ask_check (BatonReviewChoice *self)
{
  g_clear_pointer (&self->check, check_free);
  baton_runner_ask (self->checker);
}

/* ── Comparing ── */

static void
comparison_free (gpointer data)
{
  Comparison *comparison = data;

  g_clear_pointer (&comparison->portion, baton_portion_free);
  g_clear_pointer (&comparison->atoms, g_ptr_array_unref);
  g_clear_pointer (&comparison->base, baton_program_free);
  g_clear_pointer (&comparison->draft, baton_program_free);
  g_free (comparison->left_out);
  g_clear_pointer (&comparison->standing, baton_standing_free);
  g_free (comparison);
}

static const char *
get_left_out (BatonReviewChoice *self)
{
  return baton_workspace_get_setting (baton_document_get_workspace (self->document), SETTING_LEFT_OUT);
}

/* Lets all wait that the server would not take of this user. */
static void
hold_foreign (Comparison *comparison)
{
  if (comparison->standing == NULL)
    return;
  for (guint i = 0; i < comparison->atoms->len; i++)
    if (baton_portion_goes (comparison->portion, i) && !baton_standing_allows (comparison->standing, comparison->atoms->pdata[i]))
      baton_portion_set (comparison->portion, i, FALSE);
}

static gpointer
prepare_comparison (gpointer owner)
{
  BatonReviewChoice *self = owner;
  Comparison *comparison = g_new0 (Comparison, 1);

  comparison->base = baton_program_copy (baton_workspace_get_base (baton_document_get_workspace (self->document)));
  comparison->draft = baton_program_copy (baton_document_get_program (self->document));
  comparison->left_out = g_strdup (get_left_out (self));
  comparison->standing = self->standing != NULL ? baton_standing_copy (self->standing) : NULL;
  return comparison;
}

static gboolean
run_comparison (gpointer       question,
                GCancellable  *cancellable,
                GError       **error)
{
  Comparison *comparison = question;

  comparison->atoms = baton_diff (comparison->base, comparison->draft);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  comparison->portion = baton_portion_new (comparison->base, comparison->draft, comparison->atoms);
  if (comparison->left_out != NULL)
    baton_portion_leave_out (comparison->portion, comparison->left_out);
  hold_foreign (comparison);
  return TRUE;
}

/* What is left out may have been chosen otherwise while the two were compared. */
static void
comparison_done (gpointer      owner,
                 gpointer      question,
                 const GError *error)
{
  BatonReviewChoice *self = owner;
  Comparison *comparison = question;
  const char *lines = get_left_out (self);

  if (error != NULL)
    return;
  g_clear_pointer (&self->comparison, comparison_free);
  self->comparison = g_new (Comparison, 1);
  *self->comparison = *comparison;
  *comparison = (Comparison) { NULL };
  if (g_strcmp0 (lines, self->comparison->left_out) != 0)
    {
      baton_portion_set_all (self->comparison->portion, TRUE);
      baton_portion_leave_out (self->comparison->portion, lines != NULL ? lines : "");
      hold_foreign (self->comparison);
    }
  self->is_compared = TRUE;
  ask_check (self);
  g_signal_emit (self, signals[SIGNAL_COMPARED], 0);
}

static const BatonRunnerFuncs comparison_funcs = { prepare_comparison, run_comparison, comparison_done, comparison_free };

/* ── Choosing ── */

static void
save (BatonReviewChoice *self)
{
  g_autofree char *lines = baton_review_choice_dup_left_out (self);
  g_autoptr (GError) error = NULL;

  /* A workspace that cannot be written says so by itself; the choice holds while the window is open. */
  if (!baton_workspace_set_setting (baton_document_get_workspace (self->document), SETTING_LEFT_OUT, *lines != '\0' ? lines : NULL, &error))
    g_debug ("What is left out is not kept: %s", error->message);
}

void
baton_review_choice_refresh (BatonReviewChoice *self)
{
  g_return_if_fail (BATON_IS_REVIEW_CHOICE (self));

  if (baton_workspace_get_base_revision (baton_document_get_workspace (self->document)) > 0)
    {
      self->is_compared = FALSE;
      baton_runner_ask (self->comparer);
      return;
    }
  baton_runner_cancel (self->comparer);
  g_clear_pointer (&self->comparison, comparison_free);
  self->is_compared = TRUE;
  ask_check (self);
  g_signal_emit (self, signals[SIGNAL_COMPARED], 0);
}

gboolean
baton_review_choice_is_compared (BatonReviewChoice *self)
{
  g_return_val_if_fail (BATON_IS_REVIEW_CHOICE (self), FALSE);

  return self->is_compared;
}

GPtrArray *
baton_review_choice_get_atoms (BatonReviewChoice *self)
{
  g_return_val_if_fail (BATON_IS_REVIEW_CHOICE (self), NULL);

  return self->comparison != NULL ? self->comparison->atoms : NULL;
}

gboolean
baton_review_choice_goes (BatonReviewChoice *self,
                          guint              index)
{
  g_return_val_if_fail (BATON_IS_REVIEW_CHOICE (self), TRUE);

  return self->comparison == NULL || baton_portion_goes (self->comparison->portion, index);
}

static gboolean
is_published (const BatonEntity *content)
{
  const char *state = content != NULL ? baton_entity_get_string (content, BATON_FIELD_CONTENT_STATE) : NULL;

  /* Published unless it says otherwise. */
  return content != NULL && (state == NULL || strcmp (state, "published") == 0);
}

gboolean
baton_review_choice_is_unseen (BatonReviewChoice *self)
{
  GPtrArray *atoms;

  g_return_val_if_fail (BATON_IS_REVIEW_CHOICE (self), FALSE);

  atoms = baton_review_choice_get_atoms (self);
  for (guint i = 0; atoms != NULL && i < atoms->len; i++)
    {
      const BatonAtom *atom = atoms->pdata[i];

      if (baton_review_choice_goes (self, i) &&
          (atom->kind != BATON_KIND_CONTENT || is_published (atom->entity_before) || is_published (atom->entity_after)))
        return FALSE;
    }
  return atoms != NULL;
}

guint
baton_review_choice_set (BatonReviewChoice *self,
                         guint              index,
                         gboolean           goes)
{
  guint n;

  g_return_val_if_fail (BATON_IS_REVIEW_CHOICE (self) && self->comparison != NULL, 0);

  n = baton_portion_set (self->comparison->portion, index, goes);
  hold_foreign (self->comparison);
  save (self);
  ask_check (self);
  return n;
}

void
baton_review_choice_set_all (BatonReviewChoice *self,
                             gboolean           go)
{
  g_return_if_fail (BATON_IS_REVIEW_CHOICE (self) && self->comparison != NULL);

  baton_portion_set_all (self->comparison->portion, go);
  hold_foreign (self->comparison);
  save (self);
  ask_check (self);
}

void
baton_review_choice_set_standing (BatonReviewChoice   *self,
                                  const BatonStanding *standing)
{
  g_return_if_fail (BATON_IS_REVIEW_CHOICE (self) && standing != NULL);

  g_clear_pointer (&self->standing, baton_standing_free);
  self->standing = baton_standing_copy (standing);
  baton_review_choice_refresh (self);
}

const BatonStanding *
baton_review_choice_get_standing (BatonReviewChoice *self)
{
  g_return_val_if_fail (BATON_IS_REVIEW_CHOICE (self), NULL);

  return self->standing;
}

gboolean
baton_review_choice_may_go (BatonReviewChoice *self,
                            guint              index)
{
  g_return_val_if_fail (BATON_IS_REVIEW_CHOICE (self), TRUE);

  return self->standing == NULL || self->comparison == NULL
         || baton_standing_allows (self->standing, self->comparison->atoms->pdata[index]);
}

guint
baton_review_choice_count_foreign (BatonReviewChoice *self)
{
  guint n = 0;

  g_return_val_if_fail (BATON_IS_REVIEW_CHOICE (self), 0);

  for (guint i = 0; self->comparison != NULL && i < self->comparison->atoms->len; i++)
    n += !baton_review_choice_may_go (self, i);
  return n;
}

guint
baton_review_choice_count_left_out (BatonReviewChoice *self)
{
  g_return_val_if_fail (BATON_IS_REVIEW_CHOICE (self), 0);

  return self->comparison != NULL ? baton_portion_count_left_out (self->comparison->portion) : 0;
}

char *
baton_review_choice_dup_left_out (BatonReviewChoice *self)
{
  g_return_val_if_fail (BATON_IS_REVIEW_CHOICE (self), NULL);

  return self->comparison != NULL ? baton_portion_dup_left_out (self->comparison->portion) : g_strdup ("");
}

GPtrArray *
baton_review_choice_get_problems (BatonReviewChoice *self)
{
  g_return_val_if_fail (BATON_IS_REVIEW_CHOICE (self), NULL);

  if (baton_review_choice_count_left_out (self) == 0)
    return baton_document_get_problems (self->document);
  return self->check != NULL ? self->check->problems : NULL;
}

GPtrArray *
baton_review_choice_get_effects (BatonReviewChoice *self)
{
  g_return_val_if_fail (BATON_IS_REVIEW_CHOICE (self), NULL);

  return self->check != NULL ? self->check->effects : NULL;
}

BatonSnapshot *
baton_review_choice_get_before (BatonReviewChoice *self)
{
  g_return_val_if_fail (BATON_IS_REVIEW_CHOICE (self), NULL);

  return self->check != NULL ? self->check->live : NULL;
}

BatonSnapshot *
baton_review_choice_get_after (BatonReviewChoice *self)
{
  g_return_val_if_fail (BATON_IS_REVIEW_CHOICE (self), NULL);

  return self->check != NULL ? self->check->snapshot : NULL;
}

GPtrArray *
baton_review_choice_list_dated_points (BatonReviewChoice *self)
{
  g_return_val_if_fail (BATON_IS_REVIEW_CHOICE (self), NULL);

  if (self->comparison == NULL)
    return g_ptr_array_new ();
  return baton_dated_points_list_changes (self->comparison->draft, self->comparison->atoms, self->comparison->portion,
                                          baton_document_get_today (self->document));
}

/* ── Object ── */

static void
baton_review_choice_dispose (GObject *object)
{
  BatonReviewChoice *self = BATON_REVIEW_CHOICE (object);

  g_clear_pointer (&self->comparer, baton_runner_free);
  g_clear_pointer (&self->checker, baton_runner_free);
  g_clear_pointer (&self->check, check_free);
  g_clear_pointer (&self->comparison, comparison_free);
  g_clear_pointer (&self->standing, baton_standing_free);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (baton_review_choice_parent_class)->dispose (object);
}

static void
baton_review_choice_class_init (BatonReviewChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_review_choice_dispose;
  signals[SIGNAL_COMPARED] = g_signal_new ("compared", BATON_TYPE_REVIEW_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CHECKED] = g_signal_new ("checked", BATON_TYPE_REVIEW_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_review_choice_init (BatonReviewChoice *self)
{
  self->comparer = baton_runner_new (&comparison_funcs, self);
  self->checker = baton_runner_new (&check_funcs, self);
}

BatonReviewChoice *
baton_review_choice_new (BatonDocument *document)
{
  BatonReviewChoice *self = g_object_new (BATON_TYPE_REVIEW_CHOICE, NULL);

  self->document = g_object_ref (document);
  return self;
}
