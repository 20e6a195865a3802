/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/baton-pull-merge.h"

#include "model/baton-merge.h"
#include "sync/baton-sync-private.h"

BatonPullMerge *
baton_pull_merge_new (BatonWorkspace     *workspace,
                      const BatonProgram *theirs)
{
  BatonPullMerge *self = g_new0 (BatonPullMerge, 1);

  self->generation = baton_workspace_get_generation (workspace);
  self->untouched = baton_workspace_count_changes (workspace) == 0;
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
  baton_program_free (self->base);
  baton_program_free (self->draft);
  baton_program_free (self->theirs);
  g_clear_pointer (&self->merged, baton_program_free);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->differing, g_hash_table_unref);
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

/* ── Comparing ───────────────────────────────────────────────────────────────────────────────────────── */

static void
add_differing_cb (BatonEntity *based,
                  BatonEntity *drafted,
                  gpointer     differing)
{
  if (!baton_entity_equal (based, drafted))
    g_hash_table_add (differing, g_strdup (baton_entity_get_id (drafted != NULL ? drafted : based)));
}

/* Has *program* share with *over* what it has in common with it. */
static void
rebase (BatonProgram       **program,
        const BatonProgram  *over,
        GPtrArray           *changes)
{
  BatonProgram *rebased = baton_program_rebase (*program, over, changes);

  baton_program_free (*program);
  *program = rebased;
}

void
baton_pull_merge_set_merged (BatonPullMerge     *self,
                             const BatonProgram *merged)
{
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  self->differing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->merged = baton_program_rebase (merged, self->draft, self->changes);
  rebase (&self->theirs, self->merged, NULL);
  baton_program_foreach_different (self->theirs, self->merged, add_differing_cb, self->differing);
}

/* ── Merging ─────────────────────────────────────────────────────────────────────────────────────────── */

void
baton_pull_merge_run (BatonPullMerge *self)
{
  g_autoptr (BatonMerge) merge = NULL;

  rebase (&self->theirs, self->draft, NULL);
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
  return baton_workspace_get_generation (workspace) == self->generation;
}

gboolean
baton_pull_merge_take (BatonPullMerge       *self,
                       BatonWorkspace       *workspace,
                       const BatonRevision  *revision,
                       GError              **error)
{
  g_autofree char *name = baton_sync_name_entry (revision);

  g_return_val_if_fail (self->merged != NULL && self->differing != NULL, FALSE);
  g_return_val_if_fail (baton_pull_merge_is_current (self, workspace), FALSE);

  return baton_workspace_pull_compared (workspace, name, self->changes, revision->number, revision->digest, self->theirs,
                                        g_steal_pointer (&self->differing), self->merged, error);
}
