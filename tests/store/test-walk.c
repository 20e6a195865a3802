/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A random walk through everything that a workspace can do, with restarts. Beside it goes a record of the canonical JSON of
 * draft and base after each entry of the journal; wherever undo, redo and restarts lead, the program must be byte-equal to it.
 */
#include <string.h>

#include "store-fixture.h"


static int
steps (void)
{
  const char *wanted = g_getenv ("BATON_TEST_STEPS");

  return wanted != NULL ? atoi (wanted) : 600;
}

static guint64
newest_done (BatonWorkspace *workspace)
{
  BatonEntryInfo info;
  guint64 sequence = 0;

  for (guint i = 0; baton_workspace_get_entry (workspace, i, &info); i++)
    if (!info.undone && info.kind != BATON_ENTRY_PUSH)
      sequence = info.sequence;
  return sequence;
}

/* What the program must be depends only on the newest entry that is done. */
static void
check_against_record (BatonWorkspace *workspace,
                      GHashTable     *record)
{
  guint64 newest = newest_done (workspace);
  g_autofree char *now = store_json (workspace);
  const char *known = g_hash_table_lookup (record, &newest);

  if (known != NULL)
    g_assert_cmpstr (now, ==, known);
  else
    g_hash_table_insert (record, g_memdup2 (&newest, sizeof newest), g_steal_pointer (&now));
}

/* The count that is kept up to date is the count that one would find by comparing. */
static void
check_difference (BatonWorkspace *workspace)
{
  g_autoptr (GPtrArray) changes = baton_workspace_list_changes (workspace);
  g_autoptr (BatonProgram) replayed = baton_program_copy (baton_workspace_get_base (workspace));

  g_assert_cmpuint (changes->len, ==, baton_workspace_count_changes (workspace));
  for (guint i = 0; i < changes->len; i++)
    baton_program_apply (replayed, g_ptr_array_index (changes, i));
  store_assert_same_programs (replayed, baton_workspace_get_program (workspace));
}

typedef struct
{
  BatonProgram *mirror;
  guint64       generation;
} Follower;

/* Whoever follows the signal has the same program. */
static void
changed_cb (BatonWorkspace *workspace,
            GPtrArray      *changes,
            guint64         generation,
            gpointer        user_data)
{
  Follower *follower = user_data;

  g_assert_cmpuint (generation, >, follower->generation);
  follower->generation = generation;
  for (guint i = 0; i < changes->len; i++)
    baton_program_apply (follower->mirror, g_ptr_array_index (changes, i));
}

static BatonWorkspace *
restart (BatonWorkspace *workspace,
         StoreFixture   *fixture)
{
  g_autofree char *before = store_describe (workspace);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  baton_workspace_close (workspace, &error);
  g_assert_no_error (error);
  g_assert_finalize_object (workspace);
  workspace = store_fixture_open (fixture);
  after = store_describe (workspace);
  g_assert_cmpstr (before, ==, after);
  return workspace;
}

static void
follow (BatonWorkspace *workspace,
        Follower       *follower)
{
  baton_program_free (follower->mirror);
  follower->mirror = baton_program_copy (baton_workspace_get_program (workspace));
  follower->generation = 0;
  g_signal_connect (workspace, "changed", G_CALLBACK (changed_cb), follower);
}

static void
walk (guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GHashTable) record = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (BatonProgram) program = store_program_new (20);
  Follower follower = { NULL, 0 };
  StoreFixture fixture;
  BatonWorkspace *workspace;
  int n = steps ();

  store_fixture_init (&fixture);
  workspace = store_fixture_create (&fixture, program);
  follow (workspace, &follower);
  for (int i = 0; i < n; i++)
    {
      /* An entry that is still being typed grows under the same number; the record may know it only when closed. */
      if (g_rand_int_range (random, 0, 25) == 0)
        {
          workspace = restart (workspace, &fixture);
          follow (workspace, &follower);
        }
      baton_workspace_end_typing (workspace);
      store_random_edit (workspace, random, &fixture);
      baton_workspace_end_typing (workspace);
      check_against_record (workspace, record);
      if (i % 10 == 0)
        {
          check_difference (workspace);
          store_assert_same_programs (follower.mirror, baton_workspace_get_program (workspace));
        }
    }

  /* All the way back and forth again. */
  while (baton_workspace_can_undo (workspace))
    {
      store_turn (workspace, TRUE, random);
      check_against_record (workspace, record);
    }
  store_assert_same_programs (program, baton_workspace_get_program (workspace));
  g_assert_cmpint (baton_workspace_get_base_revision (workspace), >=, 0);
  workspace = restart (workspace, &fixture);
  while (baton_workspace_can_redo (workspace))
    {
      store_turn (workspace, FALSE, random);
      check_against_record (workspace, record);
    }
  workspace = restart (workspace, &fixture);
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  store_assert_sound (fixture.path);
  baton_program_free (follower.mirror);
  store_fixture_clear (&fixture);
}

static void
test_walk (gconstpointer data)
{
  walk (GPOINTER_TO_UINT (data));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint seed = 1; seed <= 4; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/store/walk/%u", seed);

      g_test_add_data_func (path, GUINT_TO_POINTER (seed), test_walk);
    }
  return g_test_run ();
}
