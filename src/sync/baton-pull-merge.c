/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/baton-pull-merge.h"

#include <string.h>

#include "model/baton-merge.h"
#include "sync/baton-sync-private.h"

/* Whether there is nothing in the draft that somebody would miss: it is what the server had, or, where no server was heard of yet,
 * what the workspace was made from. Merged with that, a program would have two of all that every program has. */
static gboolean
is_untouched (BatonWorkspace *workspace)
{
  return baton_workspace_count_changes (workspace) == 0 ||
         (baton_workspace_get_base_revision (workspace) == 0 && !baton_workspace_can_undo (workspace));
}

char *
baton_pull_merge_find_stranger (BatonWorkspace     *workspace,
                                const BatonProgram *theirs)
{
  g_autoptr (GPtrArray) ours = baton_program_list (baton_workspace_get_program (workspace), BATON_KIND_PROGRAM);
  g_autoptr (GPtrArray) others = baton_program_list (theirs, BATON_KIND_PROGRAM);
  const char *name;

  if (baton_workspace_get_base_revision (workspace) != 0 || is_untouched (workspace) || ours->len == 0 || others->len == 0)
    return NULL;
  for (guint i = 0; i < ours->len; i++)
    if (strcmp (baton_entity_get_id (ours->pdata[i]), baton_entity_get_id (others->pdata[0])) == 0)
      return NULL;
  name = baton_entity_get_name (others->pdata[0]);
  return g_strdup (name != NULL ? name : "");
}

BatonPullMerge *
baton_pull_merge_new (BatonWorkspace     *workspace,
                      const BatonProgram *theirs)
{
  BatonPullMerge *self = g_new0 (BatonPullMerge, 1);

  self->step = baton_step_new (workspace);
  self->untouched = is_untouched (workspace);
  self->base = baton_program_copy (baton_workspace_get_base (workspace));
  self->draft = baton_program_copy (baton_workspace_get_program (workspace));
  self->theirs = baton_program_copy (theirs);
  return self;
}

void
baton_pull_merge_free (BatonPullMerge *self)
{
  if (self == NULL)
    return;
  baton_step_free (self->step);
  baton_program_free (self->base);
  baton_program_free (self->draft);
  baton_program_free (self->theirs);
  g_clear_pointer (&self->received, baton_program_free);
  g_clear_pointer (&self->decided, baton_program_free);
  g_clear_error (&self->error);
  g_free (self);
}

static void
free_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  baton_pull_merge_free (data);
  g_task_return_boolean (task, TRUE);
}

void
baton_pull_merge_free_aside (BatonPullMerge *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_source_tag (task, baton_pull_merge_free_aside);
  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, free_in_thread);
}

/* Has *program* share with *over* what it has in common with it. */
static void
rebase (BatonProgram       **program,
        const BatonProgram  *over)
{
  BatonProgram *rebased = baton_program_rebase (*program, over, NULL);

  baton_program_free (*program);
  *program = rebased;
}

void
baton_pull_merge_set_merged (BatonPullMerge     *self,
                             const BatonProgram *merged)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  BatonProgram *outcome = baton_program_rebase (merged, self->draft, changes);

  baton_program_free (outcome);
  if (!baton_step_run (self->step, changes, self->theirs, &self->error))
    return;
  self->is_decided = TRUE;
  baton_program_free (self->theirs);
  self->theirs = baton_program_copy (baton_step_get_base (self->step));
}

void
baton_pull_merge_run (BatonPullMerge *self)
{
  g_autoptr (BatonMerge) merge = NULL;

  rebase (&self->theirs, self->draft);
  if (self->untouched)
    {
      baton_pull_merge_set_merged (self, self->theirs);
      return;
    }
  merge = baton_merge_new (self->base, self->draft, self->theirs);
  if (baton_merge_count_undecided (merge) == 0)
    baton_pull_merge_set_merged (self, baton_merge_get_program (merge));
}

gboolean
baton_pull_merge_is_current (const BatonPullMerge *self,
                             BatonWorkspace       *workspace)
{
  return baton_step_is_current (self->step, workspace);
}

gboolean
baton_pull_merge_take (BatonPullMerge       *self,
                       BatonWorkspace       *workspace,
                       const BatonRevision  *revision,
                       GError              **error)
{
  g_autofree char *name = baton_sync_name_entry (revision);

  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }
  g_return_val_if_fail (self->is_decided, FALSE);

  return baton_workspace_pull_step (workspace, name, self->step, revision->number, revision->digest, error);
}
