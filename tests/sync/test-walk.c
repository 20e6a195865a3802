/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A random walk through what brings a whole program's change at once: pulls that merge three ways with conflicts decided by
 * the dice, imports, replacements, upgrades of the schema, single edits, undo, redo and restarts. Beside it goes a record of the canonical JSON of
 * draft and base after each entry of the journal; wherever the walk leads, both must be byte-equal to it.
 */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/baton-merge.h"
#include "model/baton-replace.h"
#include "store/baton-workspace.h"
#include "support/old-schema.h"
#include "support/old-workspace.h"
#include "support/random-program.h"
#include "sync/baton-succession.h"
#include "sync/baton-sync.h"

#define N_WALKS 6
#define N_STEPS 120

typedef struct
{
  char           *folder;
  char           *path;
  BatonWorkspace *workspace;
  GRand          *random;
  GHashTable     *record;    /* sequence of the newest entry that is done → owned JSON */
  gint64          revision;  /* the server's */
  guint           n_conflicts;
  guint           n_pulls;
  guint           n_upgrades;
} Walk;

static char *
to_json (const BatonProgram *program)
{
  g_autoptr (BatonValue) value = baton_program_to_value (program);

  return baton_value_to_json (value);
}

/* Draft, base and the base's number. */
static char *
describe (Walk *walk)
{
  g_autofree char *draft = to_json (baton_workspace_get_program (walk->workspace));
  g_autofree char *base = to_json (baton_workspace_get_base (walk->workspace));

  return g_strdup_printf ("%" G_GINT64_FORMAT "\n%s\n%s", baton_workspace_get_base_revision (walk->workspace), draft, base);
}

static void
check (Walk *walk)
{
  BatonEntryInfo info;
  guint64 newest = 0;
  g_autofree char *now = describe (walk);
  const char *known;

  for (guint i = 0; baton_workspace_get_entry (walk->workspace, i, &info); i++)
    if (!info.undone)
      newest = info.sequence;
  known = g_hash_table_lookup (walk->record, &newest);
  if (known != NULL)
    g_assert_cmpstr (now, ==, known);
  else
    g_hash_table_insert (walk->record, g_memdup2 (&newest, sizeof newest), g_steal_pointer (&now));
}

/* A new entry ends what could have been redone; its number may be used again. */
static void
forget_undone (Walk *walk)
{
  BatonEntryInfo info;
  GHashTableIter iter;
  gpointer sequence;
  guint64 newest = 0;

  for (guint i = 0; baton_workspace_get_entry (walk->workspace, i, &info); i++)
    if (!info.undone)
      newest = info.sequence;
  g_hash_table_iter_init (&iter, walk->record);
  while (g_hash_table_iter_next (&iter, &sequence, NULL))
    if (*(const guint64 *) sequence > newest)
      g_hash_table_iter_remove (&iter);
}

static BatonProgram *
edit_copy (Walk               *walk,
           const BatonProgram *program)
{
  BatonProgram *copy = baton_program_copy (program);

  for (int i = g_rand_int_range (walk->random, 1, 10); i > 0; i--)
    {
      g_autoptr (BatonChange) change = random_program_edit (walk->random, copy);
    }
  return copy;
}

static void
edit (Walk *walk)
{
  g_autoptr (BatonProgram) copy = baton_program_copy (baton_workspace_get_program (walk->workspace));
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);

  for (int i = g_rand_int_range (walk->random, 1, 6); i > 0; i--)
    {
      BatonChange *change = random_program_edit (walk->random, copy);

      if (change != NULL)
        g_ptr_array_add (changes, change);
    }
  g_assert_true (baton_workspace_apply (walk->workspace, "Edit", changes, NULL));
}

typedef struct
{
  const BatonProgram *before;
  const BatonProgram *after;
  GPtrArray          *changes;
} Difference;

static void
add_new_cb (gpointer entity,
            gpointer user_data)
{
  Difference *difference = user_data;
  const BatonEntity *before = baton_program_lookup (difference->before, baton_entity_get_id (entity));

  if (!baton_entity_equal (before, entity))
    g_ptr_array_add (difference->changes, baton_change_new (before, entity));
}

static void
add_gone_cb (gpointer entity,
             gpointer user_data)
{
  Difference *difference = user_data;

  if (baton_program_lookup (difference->after, baton_entity_get_id (entity)) == NULL)
    g_ptr_array_add (difference->changes, baton_change_new (entity, NULL));
}

/* Another program in place of this one, as one entry. */
static void
import (Walk *walk)
{
  const BatonProgram *program = baton_workspace_get_program (walk->workspace);
  g_autoptr (BatonProgram) other = g_rand_boolean (walk->random) ? random_program_new (walk->random, 15) : edit_copy (walk, program);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  Difference difference = { program, other, changes };

  baton_program_foreach (program, add_gone_cb, &difference);
  baton_program_foreach (other, add_new_cb, &difference);
  g_assert_true (baton_workspace_apply (walk->workspace, "Import", changes, NULL));
}

static void
replace (Walk *walk)
{
  const BatonProgram *program = baton_workspace_get_program (walk->workspace);
  g_autoptr (GPtrArray) list = baton_program_list (program, (BatonKind) g_rand_int_range (walk->random, 0, BATON_N_KINDS));
  g_autoptr (BatonUses) uses = baton_uses_new (program);
  g_autoptr (GPtrArray) changes = NULL;
  const char *from, *to;

  if (list->len < 2)
    return;
  from = baton_entity_get_id (list->pdata[g_rand_int_range (walk->random, 0, (gint32) list->len)]);
  to = baton_entity_get_id (list->pdata[g_rand_int_range (walk->random, 0, (gint32) list->len)]);
  changes = baton_program_replace (program, uses, from, to);
  if (changes == NULL)
    return;
  g_assert_true (baton_succession_note (walk->workspace, from, (const char * const[]) { to, NULL }, NULL));
  g_assert_true (baton_workspace_apply (walk->workspace, "Replace", changes, NULL));
}

/* The server has gone on from the base; what both changed is decided. The first pull finds the program as it is. */
static void
pull (Walk *walk)
{
  const BatonProgram *base = baton_workspace_get_base (walk->workspace);
  gboolean first = baton_workspace_get_base_revision (walk->workspace) == 0;
  g_autoptr (BatonProgram) theirs = first ? baton_program_copy (baton_workspace_get_program (walk->workspace)) : edit_copy (walk, base);
  g_autofree char *digest = baton_program_digest (theirs);
  BatonRevision revision = { .number = ++walk->revision, .digest = digest, .author = (char *) "Ana", .message = (char *) "Pulled" };
  g_autoptr (BatonMerge) merge = baton_merge_new (base, baton_workspace_get_program (walk->workspace), theirs);

  walk->n_pulls++;
  walk->n_conflicts += baton_merge_count_undecided (merge);
  for (int i = 0; i < 300 && baton_merge_count_undecided (merge) > 0; i++)
    {
      GPtrArray *conflicts = baton_merge_get_conflicts (merge);
      const BatonConflict *conflict = conflicts->pdata[g_rand_int_range (walk->random, 0, (gint32) conflicts->len)];

      if (conflict->choice == BATON_MERGE_UNDECIDED)
        baton_merge_decide (merge, conflict, g_rand_boolean (walk->random) ? BATON_MERGE_MINE : BATON_MERGE_THEIRS, NULL);
    }
  g_assert_cmpuint (baton_merge_count_undecided (merge), ==, 0);
  g_assert_true (random_program_is_forest (baton_merge_get_program (merge)));
  g_assert_true (baton_sync_take (walk->workspace, &revision, theirs, baton_merge_get_program (merge), NULL));
}

static void
restart (Walk *walk)
{
  g_autofree char *before = describe (walk);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (baton_workspace_close (walk->workspace, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (walk->workspace);
  walk->workspace = baton_workspace_open (walk->path, BATON_OPEN_EDIT, &error);
  g_assert_no_error (error);
  after = describe (walk);
  g_assert_cmpstr (before, ==, after);
}

/* A Baton of before wrote the file; opened, it is what it was, and so is all that can be undone and redone. */
static void
upgrade (Walk *walk)
{
  g_autofree char *before = describe (walk);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (baton_workspace_close (walk->workspace, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (walk->workspace);
  old_workspace_age (walk->path);
  walk->n_upgrades++;
  walk->workspace = baton_workspace_open (walk->path, BATON_OPEN_EDIT, &error);
  g_assert_no_error (error);
  after = describe (walk);
  g_assert_cmpstr (before, ==, after);
}

static void
turned_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

/* Undo or redo, on the spot or in a thread, as the dice say. */
static void
turn (Walk     *walk,
      gboolean  undo)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GError) error = NULL;

  if (g_rand_boolean (walk->random))
    {
      g_assert_true (undo ? baton_workspace_undo (walk->workspace, &error) : baton_workspace_redo (walk->workspace, &error));
      return;
    }
  baton_workspace_turn_async (walk->workspace, undo, NULL, turned_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  changes = baton_workspace_turn_finish (walk->workspace, result, &error);
  g_assert_no_error (error);
}

static void
step (Walk *walk)
{
  switch (g_rand_int_range (walk->random, 0, 13))
    {
    case 0:
    case 1:
      forget_undone (walk);
      pull (walk);
      break;
    case 2:
      forget_undone (walk);
      import (walk);
      break;
    case 3:
      forget_undone (walk);
      replace (walk);
      break;
    case 4:
    case 5:
    case 6:
      if (baton_workspace_can_undo (walk->workspace))
        turn (walk, TRUE);
      break;
    case 7:
    case 8:
      if (baton_workspace_can_redo (walk->workspace))
        turn (walk, FALSE);
      break;
    case 9:
      if (g_rand_int_range (walk->random, 0, 3) == 0)
        restart (walk);
      break;
    case 10:
      if (g_rand_boolean (walk->random))
        upgrade (walk);
      break;
    default:
      forget_undone (walk);
      edit (walk);
      break;
    }
  check (walk);
}

static void
test_walk (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  g_autoptr (GHashTable) record = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (BatonProgram) program = random_program_new (random, 15);
  g_autofree char *folder = g_dir_make_tmp ("baton-walk-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "walk.baton", NULL);
  g_autofree char *first = NULL, *command = NULL;
  Walk walk = { folder, path, NULL, random, record, 0, 0, 0, 0 };

  g_assert_no_error (error);
  walk.workspace = baton_workspace_create (path, program, &error);
  g_assert_no_error (error);
  check (&walk);
  first = describe (&walk);
  pull (&walk);
  for (int i = 0; i < N_STEPS; i++)
    step (&walk);
  g_assert_cmpuint (walk.n_pulls, >, 0);
  g_assert_cmpuint (walk.n_upgrades, >, 0);

  /* All the way back, over a restart, and forth again. */
  while (baton_workspace_can_undo (walk.workspace))
    {
      turn (&walk, TRUE);
      check (&walk);
    }
  {
    g_autofree char *back = describe (&walk);

    g_assert_cmpstr (back, ==, first);
  }
  upgrade (&walk);
  while (baton_workspace_can_redo (walk.workspace))
    {
      turn (&walk, FALSE);
      check (&walk);
    }
  g_assert_cmpuint (walk.n_conflicts, >, 0);
  g_test_message ("%u pulls, %u conflicts, %u upgrades", walk.n_pulls, walk.n_conflicts, walk.n_upgrades);
  g_assert_true (baton_workspace_close (walk.workspace, NULL));
  g_assert_finalize_object (walk.workspace);
  command = g_strdup_printf ("rm -rf '%s'", folder);
  g_assert_cmpint (system (command), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  baton_upgrade_set_steps (old_schema_steps);
  for (guint seed = 1; seed <= N_WALKS; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/sync/walk/%u", seed);

      g_test_add_data_func (path, GUINT_TO_POINTER (seed), test_walk);
    }
  return g_test_run ();
}
