/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A large step: the thread has copies, checks the changes against them, does them, and makes all that the workspace would have to
 * make; the workspace swaps its program for the copy. The generation says whether the copies are still what the workspace
 * has: every edit, and every other base, begins another.
 */
#define G_LOG_DOMAIN "baton-store"

#include "config.h"

#include "store/baton-workspace.h"

#include "store/baton-change-list.h"
#include "store/baton-workspace-private.h"

/* About what part of the time is over when that is done. */
#define PERMILLE_CHECKED 350
#define PERMILLE_APPLIED 550
#define PERMILLE_WARM 700
#define PERMILLE_COMPARED 800
#define APPLIED_AT_ONCE 1024

/* Who waits for the thread. */
typedef struct
{
  GCancellable *cancellable;   /* nullable */
  int          *permille;      /* nullable, atomic */
} Watch;

BatonStep *
baton_step_new (BatonWorkspace *workspace)
{
  BatonStep *step = g_new0 (BatonStep, 1);

  g_return_val_if_fail (BATON_IS_WORKSPACE (workspace), step);

  step->generation = workspace->generation;
  step->program = baton_program_copy (workspace->program);
  step->base = baton_program_copy (workspace->base);
  return step;
}

void
baton_step_free (BatonStep *step)
{
  if (step == NULL)
    return;
  g_clear_pointer (&step->program, baton_program_free);
  g_clear_pointer (&step->base, baton_program_free);
  g_clear_pointer (&step->changes, g_ptr_array_unref);
  g_clear_pointer (&step->differing, g_hash_table_unref);
  baton_job_free (step->job);
  g_free (step);
}

static void
free_in_thread (GTask        *task,
                gpointer      source,
                gpointer      step,
                GCancellable *cancellable)
{
  baton_step_free (step);
  g_task_return_boolean (task, TRUE);
}

void
baton_step_free_aside (BatonStep *step)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_source_tag (task, baton_step_free_aside);
  g_task_set_task_data (task, step, NULL);
  g_task_run_in_thread (task, free_in_thread);
}

gboolean
baton_step_is_current (const BatonStep *step,
                       BatonWorkspace  *workspace)
{
  return step->generation == workspace->generation;
}

const BatonProgram *
baton_step_get_base (const BatonStep *step)
{
  return step->base;
}

static void
add_differing_cb (BatonEntity *based,
                  BatonEntity *drafted,
                  gpointer     differing)
{
  if (!baton_entity_equal (based, drafted))
    g_hash_table_add (differing, g_strdup (baton_entity_get_id (drafted != NULL ? drafted : based)));
}

/* The next part of the work begins, so far along. FALSE where nobody wants it any more. */
static gboolean
go_on (Watch   *watch,
       int      permille,
       GError **error)
{
  if (watch->permille != NULL)
    g_atomic_int_set (watch->permille, permille);
  return !g_cancellable_set_error_if_cancelled (watch->cancellable, error);
}

gboolean
baton_step_run (BatonStep           *step,
                GPtrArray           *changes,
                const BatonProgram  *base,
                GError             **error)
{
  return baton_step_run_watched (step, changes, base, NULL, NULL, error);
}

gboolean
baton_step_run_watched (BatonStep           *step,
                        GPtrArray           *changes,
                        const BatonProgram  *base,
                        GCancellable        *cancellable,
                        int                 *permille,
                        GError             **error)
{
  Watch watch = { cancellable, permille };

  g_return_val_if_fail (step != NULL && step->changes == NULL && changes != NULL, FALSE);

  step->changes = baton_change_list_check (changes, step->program, error);
  if (step->changes == NULL || !go_on (&watch, PERMILLE_CHECKED, error))
    return FALSE;
  for (guint i = 0; i < step->changes->len; i++)
    {
      int done = (int) ((gint64) (PERMILLE_APPLIED - PERMILLE_CHECKED) * i / step->changes->len);

      if (i % APPLIED_AT_ONCE == 0 && !go_on (&watch, PERMILLE_CHECKED + done, error))
        return FALSE;
      baton_program_apply (step->program, g_ptr_array_index (step->changes, i));
    }
  if (!go_on (&watch, PERMILLE_APPLIED, error))
    return FALSE;
  baton_program_warm (step->program);
  if (!go_on (&watch, PERMILLE_WARM, error))
    return FALSE;
  if (base != NULL)
    {
      baton_program_free (step->base);
      step->base = baton_program_rebase (base, step->program, NULL);
      step->has_base = TRUE;
    }
  step->differing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  baton_program_foreach_different (step->base, step->program, add_differing_cb, step->differing);
  if (!go_on (&watch, PERMILLE_COMPARED, error))
    return FALSE;
  step->job = baton_job_new ();
  baton_job_put_changes (step->job, step->changes);
  return TRUE;
}

gboolean
baton_workspace_check_step (BatonWorkspace   *self,
                            const BatonStep  *step,
                            GError          **error)
{
  if (step->job != NULL && baton_step_is_current (step, self))
    return TRUE;
  g_set_error_literal (error, BATON_STORE_ERROR, BATON_STORE_ERROR_STALE, "The workspace was edited while a step was worked out");
  return FALSE;
}

BatonJob *
baton_workspace_take_step (BatonWorkspace *self,
                           BatonStep      *step)
{
  GHashTable *differing = self->differing;

  baton_program_swap (self->program, step->program);
  self->differing = step->differing;
  step->differing = differing;
  return g_steal_pointer (&step->job);
}

gboolean
baton_workspace_apply_step (BatonWorkspace  *self,
                            const char      *name,
                            BatonStep       *step,
                            GError         **error)
{
  BatonJob *job;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (name != NULL && step != NULL && !step->has_base, FALSE);

  if (!baton_workspace_check_editable (self, error) || !baton_workspace_check_step (self, step, error))
    return FALSE;
  baton_workspace_end_typing (self);
  if (step->changes->len == 0)
    return TRUE;
  job = baton_workspace_take_step (self, step);
  baton_workspace_enter (self, job, BATON_ENTRY_EDIT, name, step->changes, 0, 0);
  baton_workspace_submit (self, job);
  baton_workspace_tell (self, step->changes, TRUE);
  return TRUE;
}
