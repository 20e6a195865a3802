/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crash-scenarios.h"

#include <stdlib.h>
#include <string.h>

#include "model/baton-merge.h"
#include "model/baton-replace.h"
#include "shim-vfs.h"

/* The workspace is in a new state; it may take other calls before it is acknowledged. */
static void
reach (CrashRun *run)
{
  g_autofree char *description = store_describe (run->workspace);

  g_ptr_array_add (run->states, g_compute_checksum_for_string (G_CHECKSUM_SHA256, description, -1));
}

static void
reached_cb (gpointer user_data)
{
  reach (user_data);
}

/* The newest state is acknowledged. */
static void
acknowledge (CrashRun *run)
{
  g_assert_true (baton_workspace_flush (run->workspace, NULL));
  shim_vfs_mark ((gint64) run->states->len - 1);
}

void
crash_run_step (CrashRun *run)
{
  reach (run);
  acknowledge (run);
}

static void
put (CrashRun        *run,
     guint       number,
     const char *name)
{
  g_autoptr (BatonEntity) term = store_term_new (number, name);

  run->fixture.now_us += 10 * G_USEC_PER_SEC;
  g_assert_true (baton_workspace_put (run->workspace, name, term, NULL));
  /* On a quiet machine the writer takes each by itself. */
  reach (run);
}

static void
reopen (CrashRun *run)
{
  g_assert_true (baton_workspace_close (run->workspace, NULL));
  g_clear_object (&run->workspace);
  run->workspace = store_fixture_open (&run->fixture);
}

static void
apply (CrashRun        *run,
       const char *name,
       GPtrArray  *changes)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (changes);
  g_assert_cmpuint (changes->len, >, 0);
  run->fixture.now_us += 10 * G_USEC_PER_SEC;
  baton_workspace_apply (run->workspace, name, changes, &error);
  g_assert_no_error (error);
  crash_run_step (run);
}

/* Opened, at first with a log that a crash left, and nothing else. */
static void
play_open (CrashRun *run)
{
  for (guint i = 0; i < 3; i++)
    reopen (run);
}

static void
play_put (CrashRun *run)
{
  for (guint i = 0; i < 3; i++)
    {
      put (run, 300 + i, "Put");
      crash_run_step (run);
    }
}

static void
play_many_in_one (CrashRun *run)
{
  for (guint i = 0; i < 6; i++)
    {
      put (run, 300 + i % 4, i % 2 ? "One" : "Two");
      reach (run);
    }
  acknowledge (run);
}

static void
play_type (CrashRun *run)
{
  static const char * const keys[] = { "B", "Be", "Ber", "Be", "Bergen" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (BatonEntity) term = store_term_new (3, keys[i]);

      g_assert_true (baton_workspace_type (run->workspace, keys[i], term, BATON_FIELD_TERM_NAME, "de", NULL));
      crash_run_step (run);
    }
}

static void
play_undo (CrashRun *run)
{
  while (baton_workspace_can_undo (run->workspace))
    {
      g_assert_true (baton_workspace_undo (run->workspace, NULL));
      crash_run_step (run);
    }
  g_assert_true (baton_workspace_redo (run->workspace, NULL));
  crash_run_step (run);
  put (run, 310, "Drops the rest");
  crash_run_step (run);
}

static void
play_redo (CrashRun *run)
{
  for (guint i = 0; i < 4; i++)
    put (run, 300 + i, "To be undone");
  for (guint i = 0; i < 4; i++)
    {
      g_assert_true (baton_workspace_undo (run->workspace, NULL));
      reach (run);
    }
  acknowledge (run);
  while (baton_workspace_can_redo (run->workspace))
    {
      g_assert_true (baton_workspace_redo (run->workspace, NULL));
      crash_run_step (run);
    }
}

static void
play_import (CrashRun *run)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);

  for (guint i = 400; i < 550; i++)
    {
      g_autoptr (BatonEntity) term = store_term_new (i, "Imported, with a name that fills a page sooner");

      g_ptr_array_add (changes, baton_change_new (NULL, term));
    }
  g_assert_true (baton_workspace_apply (run->workspace, "Import", changes, NULL));
  crash_run_step (run);
  g_assert_true (baton_workspace_undo (run->workspace, NULL));
  crash_run_step (run);
}

static void
play_asset (CrashRun *run)
{
  g_autoptr (GBytes) picture = store_picture_new (99);
  g_autofree char *sha256 = baton_workspace_add_asset (run->workspace, picture, NULL);
  g_autoptr (BatonEntity) banner = store_asset_new ("banner-0000000000", sha256);

  crash_run_step (run);
  g_assert_true (baton_workspace_put (run->workspace, "Banner", banner, NULL));
  crash_run_step (run);
  g_assert_true (baton_workspace_free_unreferenced_assets (run->workspace, NULL, NULL));
  crash_run_step (run);
}

static void
play_pull (CrashRun *run)
{
  for (gint64 revision = 50; revision < 53; revision++)
    {
      g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
      g_autoptr (BatonProgram) base = baton_program_copy (baton_workspace_get_program (run->workspace));
      g_autoptr (BatonEntity) theirs = store_term_new ((guint) (310 + revision), "Theirs");
      g_autofree char *digest = NULL;

      baton_program_put (base, theirs);
      digest = baton_program_digest (base);
      g_ptr_array_add (changes, baton_change_new (NULL, theirs));
      g_assert_true (baton_workspace_pull (run->workspace, "Pull", changes, revision, digest, base, NULL));
      crash_run_step (run);
    }
  g_assert_true (baton_workspace_undo (run->workspace, NULL));
  crash_run_step (run);
  g_assert_true (baton_workspace_undo (run->workspace, NULL));
  crash_run_step (run);
  put (run, 320, "Drops a base");
  crash_run_step (run);
}

/* Both sides renamed terms, one of them the same: what was merged comes in as one entry with the new base. */
static void
play_merge (CrashRun *run)
{
  const BatonProgram *mine = baton_workspace_get_program (run->workspace);
  g_autoptr (BatonProgram) base = baton_program_copy (mine);
  g_autoptr (BatonProgram) theirs = baton_program_copy (mine);
  g_autoptr (BatonMerge) merge = NULL;
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  g_autofree char *digest = NULL;

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (BatonEntity) term = store_term_new (310 + i, "Theirs");

      if (i < 4)
        put (run, 312 + i, "Mine");
      baton_program_put (theirs, term);
    }
  crash_run_step (run);
  merge = baton_merge_new (base, mine, theirs);
  while (baton_merge_count_undecided (merge) > 0)
    g_assert_true (baton_merge_decide (merge, g_ptr_array_index (baton_merge_get_conflicts (merge), baton_merge_get_conflicts (merge)->len - baton_merge_count_undecided (merge)),
                                       BATON_MERGE_MINE, NULL));
  for (guint i = 310; i < 316; i++)
    {
      g_autofree char *id = g_strdup_printf ("term-%010u", i);
      const BatonEntity *before = baton_program_lookup (mine, id);
      const BatonEntity *after = baton_program_lookup (baton_merge_get_program (merge), id);

      if (!baton_entity_equal (before, after))
        g_ptr_array_add (changes, baton_change_new (before, after));
    }
  digest = baton_program_digest (theirs);
  g_assert_true (baton_workspace_pull (run->workspace, "Merge", changes, 70, digest, theirs, NULL));
  crash_run_step (run);
  g_assert_true (baton_workspace_undo (run->workspace, NULL));
  crash_run_step (run);
  g_assert_true (baton_workspace_redo (run->workspace, NULL));
  crash_run_step (run);
}

/* Opening brings the rows to today's schema; edits and undo go on over it. */
static void
play_upgrade (CrashRun *run)
{
  put (run, 315, "Of today");
  crash_run_step (run);
  for (guint i = 0; i < 3 && baton_workspace_can_undo (run->workspace); i++)
    {
      g_assert_true (baton_workspace_undo (run->workspace, NULL));
      reach (run);
    }
  acknowledge (run);
}

static void
play_replace (CrashRun *run)
{
  g_autoptr (BatonUses) uses = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  put (run, 320, "Old");
  put (run, 321, "New");
  crash_run_step (run);
  uses = baton_uses_new (baton_workspace_get_program (run->workspace));
  changes = baton_program_replace (baton_workspace_get_program (run->workspace), uses, "term-0000000320", "term-0000000321");
  apply (run, "Replace Old by New", changes);
  g_assert_true (baton_workspace_undo (run->workspace, NULL));
  crash_run_step (run);
}

static void
play_split (CrashRun *run)
{
  g_autoptr (BatonUses) uses = NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_entity_unref);
  g_autoptr (GPtrArray) changes = NULL;

  put (run, 322, "Whole");
  crash_run_step (run);
  g_ptr_array_add (parts, store_term_new (323, "Half"));
  g_ptr_array_add (parts, store_term_new (324, "Other half"));
  uses = baton_uses_new (baton_workspace_get_program (run->workspace));
  changes = baton_program_split (baton_workspace_get_program (run->workspace), uses, "term-0000000322", parts);
  apply (run, "Split", changes);
}

/* Ended through a day, with its successor in one entry. */
static void
play_retire (CrashRun *run)
{
  g_autoptr (BatonEntity) old = baton_entity_new (BATON_KIND_PROMOTION, "spring-0000000000");
  g_autoptr (BatonEntity) new = baton_entity_new (BATON_KIND_PROMOTION, "autumn-0000000000");
  g_autoptr (GPtrArray) changes = NULL;

  g_assert_true (baton_workspace_put (run->workspace, "Spring", old, NULL));
  reach (run);
  g_assert_true (baton_workspace_put (run->workspace, "Autumn", new, NULL));
  crash_run_step (run);
  changes = baton_program_end (baton_workspace_get_program (run->workspace), "spring-0000000000", baton_day_new (2026, 6, 30), NULL);
  apply (run, "End Spring", changes);
  g_assert_true (baton_workspace_undo (run->workspace, NULL));
  crash_run_step (run);
}

/* A block from a spreadsheet: what is there is changed, the rest is made, all as one entry. */
static void
play_paste (CrashRun *run)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);

  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (BatonEntity) term = store_term_new (i, "Pasted");

      g_ptr_array_add (changes, baton_change_new (baton_program_lookup (baton_workspace_get_program (run->workspace),
                                                                        baton_entity_get_id (term)), term));
    }
  apply (run, "Paste", changes);
  put (run, 12, "Typed over it");
  crash_run_step (run);
  g_assert_true (baton_workspace_undo (run->workspace, NULL));
  reach (run);
  g_assert_true (baton_workspace_undo (run->workspace, NULL));
  crash_run_step (run);
}

static void
play_push (CrashRun *run)
{
  g_autoptr (GBytes) payload = g_bytes_new_static ("payload", 7);
  g_autofree char *digest = baton_program_digest (baton_workspace_get_program (run->workspace));
  g_autofree char *key = baton_workspace_add_to_outbox (run->workspace, payload, "new", NULL);

  crash_run_step (run);
  g_assert_true (baton_workspace_set_outbox_state (run->workspace, key, "sent", NULL));
  crash_run_step (run);
  g_assert_true (baton_workspace_pushed (run->workspace, "Push", 60, digest, baton_workspace_get_program (run->workspace), key, NULL));
  crash_run_step (run);
}

static void
play_settings (CrashRun *run)
{
  g_assert_true (baton_workspace_set_setting (run->workspace, "test.view", "tiers", NULL));
  crash_run_step (run);
  g_assert_true (baton_workspace_set_setting (run->workspace, "test.view", NULL, NULL));
  crash_run_step (run);
}

static void
play_reopen (CrashRun *run)
{
  for (guint i = 0; i < 3; i++)
    {
      put (run, 330 + i, "Then closed");
      crash_run_step (run);
      reopen (run);
    }
}

/* A second connection keeps the log from being taken over at close, and reads along. */
static void
play_readers (CrashRun *run)
{
  g_autoptr (BatonWorkspace) reader = NULL;

  put (run, 340, "Seen");
  crash_run_step (run);
  reader = baton_workspace_open (run->fixture.path, BATON_OPEN_READ, NULL);
  g_assert_nonnull (reader);
  put (run, 341, "Not seen");
  crash_run_step (run);
  g_clear_object (&reader);
  reopen (run);
  put (run, 342, "After");
  crash_run_step (run);
}

static void
play_copy (CrashRun *run)
{
  g_autofree char *path = store_fixture_path (&run->fixture, "copy.baton");

  put (run, 350, "Before");
  crash_run_step (run);
  g_assert_true (baton_workspace_save_copy (run->workspace, path, NULL));
  put (run, 351, "After");
  crash_run_step (run);
}

/* Enough for SQLite to fold the log into the file while edits go on. */
static void
play_checkpoint (CrashRun *run)
{
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (GString) letters = g_string_new (NULL);

      while (letters->len < 120000)
        g_string_append_c (letters, (char) g_rand_int_range (run->random, 'a', 'z'));
      put (run, 360 + i % 3, letters->str);
      crash_run_step (run);
    }
}

static void
play_random (CrashRun *run)
{
  run->fixture.reached = reached_cb;
  run->fixture.reached_data = run;
  for (int i = 0; i < 25; i++)
    {
      store_random_edit (run->workspace, run->random, &run->fixture);
      acknowledge (run);
      if (g_rand_int_range (run->random, 0, 8) == 0)
        reopen (run);
    }
}

const CrashScenario crash_scenarios[] = {
  /* A checkpoint is thousands of like calls, so only some of those are tried, and only from where the file itself is written; the
   * others have tried the log. */
  { "open", play_open, 1, 1, .is_left = TRUE },
  { "put", play_put, 1, 1 },
  { "many-in-one", play_many_in_one, 1, 1 },
  { "type", play_type, 1, 1 },
  { "undo", play_undo, 1, 1 },
  { "redo", play_redo, 1, 1 },
  { "import", play_import, 1, 1 },
  { "paste", play_paste, 1, 1 },
  { "replace", play_replace, 1, 1 },
  { "split", play_split, 1, 1 },
  { "retire", play_retire, 1, 1 },
  { "upgrade", play_upgrade, 1, 1, .is_old = TRUE },
  { "asset", play_asset, 1, 1 },
  { "pull", play_pull, 1, 1 },
  { "merge", play_merge, 1, 1 },
  { "push", play_push, 1, 1 },
  { "settings", play_settings, 1, 1 },
  { "reopen", play_reopen, 1, 1 },
  { "readers", play_readers, 1, 1 },
  { "copy", play_copy, 1, 1 },
  { "fold", play_checkpoint, 1, 97, .only_file = TRUE },
  { "random/1", play_random, 1, 5 },
  { "random/2", play_random, 2, 5 },
  { "random/3", play_random, 3, 5 },
  { "random/4", play_random, 4, 5 },
  { "random/5", play_random, 5, 5 },
  { "random/6", play_random, 6, 5 },
  { "random/7", play_random, 7, 5 },
};

const guint n_crash_scenarios = G_N_ELEMENTS (crash_scenarios);
