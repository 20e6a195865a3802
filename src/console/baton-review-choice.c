/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-review-choice.h"

#include "model/baton-portion.h"
#include "model/baton-validate.h"

#define SETTING_LEFT_OUT "review.left-out"

struct _BatonReviewChoice
{
  GObject        parent_instance;

  BatonDocument *document;     /* owned */
  GPtrArray     *atoms;        /* owned; NULL before the first push */
  BatonPortion  *portion;      /* owned; of *atoms*; NULL as they are */
  GPtrArray     *problems;     /* owned; of what would be pushed, where that is not the draft; NULL while not known */
  BatonSnapshot *snapshot;     /* owned; the same */
  GCancellable  *checking;     /* owned; NULL while nothing is being checked */
};

enum
{
  SIGNAL_CHECKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BatonReviewChoice, baton_review_choice, G_TYPE_OBJECT)

/* ── Checking ── */

typedef struct
{
  BatonProgram  *program;    /* owned */
  GPtrArray     *problems;   /* owned; the answer */
  BatonSnapshot *snapshot;   /* owned; the answer */
} Checking;

static void
checking_free (gpointer data)
{
  Checking *checking = data;

  g_clear_pointer (&checking->program, baton_program_free);
  g_clear_pointer (&checking->problems, g_ptr_array_unref);
  g_clear_pointer (&checking->snapshot, baton_snapshot_unref);
  g_free (checking);
}

static void
check_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Checking *checking = task_data;

  checking->problems = baton_validate_program (checking->program);
  if (!g_cancellable_is_cancelled (cancellable))
    checking->snapshot = baton_snapshot_new (checking->program, 0);
  g_task_return_boolean (task, TRUE);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  BatonReviewChoice *self = BATON_REVIEW_CHOICE (source);
  Checking *checking = g_task_get_task_data (G_TASK (result));

  /* Overtaken by another choice, which is being checked now, or the window has gone. */
  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;
  g_clear_object (&self->checking);
  self->problems = g_steal_pointer (&checking->problems);
  self->snapshot = g_steal_pointer (&checking->snapshot);
  g_signal_emit (self, signals[SIGNAL_CHECKED], 0);
}

static void
stop_checking (BatonReviewChoice *self)
{
  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->snapshot, baton_snapshot_unref);
}

/* Of the whole draft the document knows already. */
static void
check (BatonReviewChoice *self)
{
  g_autoptr (GTask) task = NULL;
  Checking *checking;

  stop_checking (self);
  if (baton_review_choice_count_left_out (self) == 0)
    return;
  checking = g_new0 (Checking, 1);
  checking->program = baton_portion_make_program (self->portion);
  self->checking = g_cancellable_new ();
  task = g_task_new (self, self->checking, checked_cb, NULL);
  g_task_set_source_tag (task, check);
  g_task_set_task_data (task, checking, checking_free);
  g_task_run_in_thread (task, check_thread);
}

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
  BatonWorkspace *workspace = baton_document_get_workspace (self->document);
  const char *lines = baton_workspace_get_setting (workspace, SETTING_LEFT_OUT);

  g_return_if_fail (BATON_IS_REVIEW_CHOICE (self));

  g_clear_pointer (&self->portion, baton_portion_free);
  g_clear_pointer (&self->atoms, g_ptr_array_unref);
  if (baton_workspace_get_base_revision (workspace) > 0)
    {
      const BatonProgram *base = baton_workspace_get_base (workspace), *draft = baton_document_get_program (self->document);

      self->atoms = baton_diff (base, draft);
      self->portion = baton_portion_new (base, draft, self->atoms);
      if (lines != NULL)
        baton_portion_leave_out (self->portion, lines);
    }
  check (self);
}

GPtrArray *
baton_review_choice_get_atoms (BatonReviewChoice *self)
{
  g_return_val_if_fail (BATON_IS_REVIEW_CHOICE (self), NULL);

  return self->atoms;
}

gboolean
baton_review_choice_goes (BatonReviewChoice *self,
                          guint              index)
{
  g_return_val_if_fail (BATON_IS_REVIEW_CHOICE (self), TRUE);

  return self->portion == NULL || baton_portion_goes (self->portion, index);
}

guint
baton_review_choice_set (BatonReviewChoice *self,
                         guint              index,
                         gboolean           goes)
{
  guint n;

  g_return_val_if_fail (BATON_IS_REVIEW_CHOICE (self) && self->portion != NULL, 0);

  n = baton_portion_set (self->portion, index, goes);
  save (self);
  check (self);
  return n;
}

void
baton_review_choice_set_all (BatonReviewChoice *self,
                             gboolean           go)
{
  g_return_if_fail (BATON_IS_REVIEW_CHOICE (self) && self->portion != NULL);

  for (guint i = 0; i < self->atoms->len; i++)
    baton_portion_set (self->portion, i, go);
  save (self);
  check (self);
}

guint
baton_review_choice_count_left_out (BatonReviewChoice *self)
{
  g_return_val_if_fail (BATON_IS_REVIEW_CHOICE (self), 0);

  return self->portion != NULL ? baton_portion_count_left_out (self->portion) : 0;
}

char *
baton_review_choice_dup_left_out (BatonReviewChoice *self)
{
  g_return_val_if_fail (BATON_IS_REVIEW_CHOICE (self), NULL);

  return self->portion != NULL ? baton_portion_dup_left_out (self->portion) : g_strdup ("");
}

GPtrArray *
baton_review_choice_get_problems (BatonReviewChoice *self)
{
  g_return_val_if_fail (BATON_IS_REVIEW_CHOICE (self), NULL);

  return baton_review_choice_count_left_out (self) > 0 ? self->problems : baton_document_get_problems (self->document);
}

BatonSnapshot *
baton_review_choice_get_snapshot (BatonReviewChoice *self)
{
  g_return_val_if_fail (BATON_IS_REVIEW_CHOICE (self), NULL);

  return baton_review_choice_count_left_out (self) > 0 ? self->snapshot : baton_document_get_snapshot (self->document);
}

/* ── Object ── */

static void
baton_review_choice_dispose (GObject *object)
{
  BatonReviewChoice *self = BATON_REVIEW_CHOICE (object);

  stop_checking (self);
  g_clear_pointer (&self->portion, baton_portion_free);
  g_clear_pointer (&self->atoms, g_ptr_array_unref);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (baton_review_choice_parent_class)->dispose (object);
}

static void
baton_review_choice_class_init (BatonReviewChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_review_choice_dispose;
  signals[SIGNAL_CHECKED] = g_signal_new ("checked", BATON_TYPE_REVIEW_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_review_choice_init (BatonReviewChoice *self)
{
}

BatonReviewChoice *
baton_review_choice_new (BatonDocument *document)
{
  BatonReviewChoice *self = g_object_new (BATON_TYPE_REVIEW_CHOICE, NULL);

  self->document = g_object_ref (document);
  return self;
}
