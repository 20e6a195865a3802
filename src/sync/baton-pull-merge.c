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

typedef struct
{
  const BatonProgram *other;
  GPtrArray          *changes;    /* of BatonChange */
  GPtrArray          *equal;      /* of borrowed entities of the other that are equal, but not the same */
  GHashTable         *differing;  /* of owned ids; nullable */
} Comparison;

static void
add_change_cb (gpointer entity,
               gpointer user_data)
{
  Comparison *comparison = user_data;
  const BatonEntity *before = baton_program_lookup (comparison->other, baton_entity_get_id (entity));

  if (!baton_entity_equal (before, entity))
    g_ptr_array_add (comparison->changes, baton_change_new (before, entity));
}

static void
add_missing_cb (gpointer entity,
                gpointer user_data)
{
  Comparison *comparison = user_data;

  if (baton_program_lookup (comparison->other, baton_entity_get_id (entity)) == NULL)
    g_ptr_array_add (comparison->changes, baton_change_new (entity, NULL));
}

/* (transfer full) of BatonChange. */
static GPtrArray *
list_changes (const BatonProgram *before,
              const BatonProgram *after)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  Comparison forward = { .other = before, .changes = changes };
  Comparison backward = { .other = after, .changes = changes };

  baton_program_foreach (before, add_missing_cb, &backward);
  baton_program_foreach (after, add_change_cb, &forward);
  return changes;
}

static void
compare_cb (gpointer entity,
            gpointer user_data)
{
  Comparison *comparison = user_data;
  const BatonEntity *other = baton_program_lookup (comparison->other, baton_entity_get_id (entity));

  if (baton_entity_equal (other, entity))
    {
      if (other != entity)
        g_ptr_array_add (comparison->equal, (gpointer) other);
    }
  else if (comparison->differing != NULL)
    g_hash_table_add (comparison->differing, g_strdup (baton_entity_get_id (entity)));
}

/* Has *program* share what it has in common with *other*; the ids of the rest of it go into *differing* (nullable). */
static void
share (BatonProgram       *program,
       const BatonProgram *other,
       GHashTable         *differing)
{
  g_autoptr (GPtrArray) equal = g_ptr_array_new ();
  Comparison comparison = { .other = other, .equal = equal, .differing = differing };

  baton_program_foreach (program, compare_cb, &comparison);
  for (guint i = 0; i < equal->len; i++)
    baton_program_put (program, g_ptr_array_index (equal, i));
}

static void
add_absent_cb (gpointer entity,
               gpointer user_data)
{
  Comparison *comparison = user_data;
  const char *id = baton_entity_get_id (entity);

  if (baton_program_lookup (comparison->other, id) == NULL)
    g_hash_table_add (comparison->differing, g_strdup (id));
}

void
baton_pull_merge_set_merged (BatonPullMerge     *self,
                             const BatonProgram *merged)
{
  GHashTable *differing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Comparison comparison = { .other = self->theirs, .differing = differing };

  self->merged = baton_program_copy (merged);
  self->differing = differing;
  share (self->merged, self->draft, NULL);
  self->changes = list_changes (self->draft, self->merged);
  share (self->theirs, self->merged, differing);
  baton_program_foreach (self->merged, add_absent_cb, &comparison);
}

/* ── Merging ─────────────────────────────────────────────────────────────────────────────────────────── */

void
baton_pull_merge_run (BatonPullMerge *self)
{
  g_autoptr (BatonMerge) merge = NULL;

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
                                        g_steal_pointer (&self->differing), error);
}
