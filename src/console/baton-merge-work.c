/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-merge-work.h"

void
baton_merge_step_free (gpointer data)
{
  BatonMergeStep *step = data;

  g_free (step->what.id);
  g_free (step->what.locale);
  g_free (step->what.element);
  g_free (step->key);
  g_clear_pointer (&step->before_value, baton_value_unref);
  g_clear_pointer (&step->after_value, baton_value_unref);
  g_free (step);
}

void
baton_merge_step_decide (BatonMerge           *merge,
                         const BatonMergeStep *step,
                         gboolean              forward)
{
  baton_merge_decide (merge, &step->what, forward ? step->after : step->before, forward ? step->after_value : step->before_value);
}

BatonMergeStep *
baton_merge_step_copy (const BatonMergeStep *step)
{
  BatonMergeStep *copy = g_new0 (BatonMergeStep, 1);

  copy->what = step->what;
  copy->what.id = g_strdup (step->what.id);
  copy->what.locale = g_strdup (step->what.locale);
  copy->what.element = g_strdup (step->what.element);
  copy->key = g_strdup (step->key);
  copy->after = step->after;
  copy->after_value = step->after_value != NULL ? baton_value_ref (step->after_value) : NULL;
  return copy;
}

void
baton_merge_work_free (gpointer data)
{
  BatonMergeWork *work = data;

  if (work == NULL)
    return;
  g_clear_pointer (&work->merge, baton_merge_free);
  baton_program_free (work->base);
  baton_program_free (work->mine);
  baton_program_free (work->theirs);
  g_clear_pointer (&work->steps, g_ptr_array_unref);
  g_free (work);
}

gboolean
baton_merge_work_run (gpointer       question,
                      GCancellable  *cancellable,
                      GError       **error)
{
  BatonMergeWork *work = question;

  work->merge = baton_merge_new (work->base, work->mine, work->theirs);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (work->steps->len == 0)
    return TRUE;
  baton_merge_hold (work->merge);
  for (guint i = 0; i < work->steps->len; i++)
    baton_merge_step_decide (work->merge, work->steps->pdata[i], TRUE);
  baton_merge_go_on (work->merge);
  return TRUE;
}

/* ── What does not go together ── */

void
baton_merge_outcome_free (gpointer data)
{
  BatonMergeOutcome *programs = data;

  baton_program_free (programs->mine);
  baton_program_free (programs->theirs);
  baton_program_free (programs->merged);
  g_free (programs);
}

void
baton_merge_outcome_look (GTask        *task,
                          gpointer      source,
                          gpointer      data,
                          GCancellable *cancellable)
{
  const BatonMergeOutcome *programs = data;

  g_task_return_pointer (task, baton_merge_find_problems (programs->mine, programs->theirs, programs->merged),
                         (GDestroyNotify) g_ptr_array_unref);
}
