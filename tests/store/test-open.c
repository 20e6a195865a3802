/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files that are not ours, not of our time, or somebody else's at the moment: each refused with its own code, and each left as it
 * was, byte for byte. What is damaged is in test-damage.c.
 */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "refused-file.h"

#define WRITE_VERSION_OFFSET 18   /* https://www.sqlite.org/fileformat.html */

static void
test_not_a_workspace (void)
{
  static const char binary[4096] = "SQLite format 3";
  StoreFixture fixture;
  sqlite3 *database;

  store_fixture_init (&fixture);
  store_assert_refused_both_ways (&fixture, BATON_STORE_ERROR_NOT_FOUND);
  store_write_file (&fixture, "", 0);
  store_assert_refused_both_ways (&fixture, BATON_STORE_ERROR_EMPTY);
  store_write_file (&fixture, "x", 1);
  store_assert_refused_both_ways (&fixture, BATON_STORE_ERROR_FOREIGN);
  store_write_file (&fixture, "{\"baton\": \"program\", \"schema\": 1, \"entities\": {}}", -1);
  store_assert_refused_both_ways (&fixture, BATON_STORE_ERROR_FOREIGN);
  store_write_file (&fixture, binary, sizeof binary);
  store_assert_refused_both_ways (&fixture, BATON_STORE_ERROR_FOREIGN);
  g_assert_cmpint (g_unlink (fixture.path), ==, 0);

  g_assert_cmpint (sqlite3_open (fixture.path, &database), ==, SQLITE_OK);
  sqlite3_exec (database, "CREATE TABLE entity (id TEXT)", NULL, NULL, NULL);
  sqlite3_close (database);
  store_assert_refused_both_ways (&fixture, BATON_STORE_ERROR_FOREIGN);
  g_assert_cmpint (g_unlink (fixture.path), ==, 0);

  g_assert_cmpint (g_mkdir (fixture.path, 0700), ==, 0);
  store_assert_refused_both_ways (&fixture, BATON_STORE_ERROR_FOREIGN);
  store_fixture_clear (&fixture);
}

/* A file of the first version ever. If this fails, every workspace out there has become a damaged one: schema.sql may grow
 * by a migration, but what stands in it stays to the letter. */
static void
test_frozen (void)
{
  g_autofree char *frozen = g_test_build_filename (G_TEST_DIST, "..", "data", "store", "version-1.baton", NULL);
  g_autofree char *contents = NULL;
  StoreFixture fixture;
  BatonWorkspace *workspace;
  BatonEntryInfo info;
  gsize length;

  store_fixture_init (&fixture);
  g_assert_true (g_file_get_contents (frozen, &contents, &length, NULL));
  store_write_file (&fixture, contents, (gssize) length);
  workspace = store_fixture_open (&fixture);
  g_assert_cmpstr (baton_workspace_get_undo_name (workspace), ==, "Call it North");
  g_assert_cmpstr (baton_workspace_get_redo_name (workspace), ==, "Add South");
  g_assert_cmpint (baton_workspace_get_base_revision (workspace), ==, 7);
  g_assert_cmpuint (baton_workspace_count_changes (workspace), ==, 1);
  g_assert_cmpstr (baton_workspace_get_setting (workspace, "sync.server"), ==, "http://localhost:8080");
  g_assert_true (baton_workspace_get_entry (workspace, 1, &info));
  g_assert_cmpstr (info.actor, ==, "Ada");
  g_assert_true (baton_workspace_redo (workspace, NULL));
  while (baton_workspace_can_undo (workspace))
    g_assert_true (baton_workspace_undo (workspace, NULL));
  g_assert_cmpuint (baton_program_get_size (baton_workspace_get_program (workspace)), ==, 5);
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  store_fixture_clear (&fixture);
}

static void
test_newer (void)
{
  StoreFixture fixture;

  store_make_file (&fixture);
  store_meddle (&fixture, "PRAGMA user_version = 2");
  store_assert_refused_both_ways (&fixture, BATON_STORE_ERROR_NEWER);
  store_meddle (&fixture, "PRAGMA user_version = 1; UPDATE meta SET value = '2' WHERE key = 'schema'");
  store_assert_refused_both_ways (&fixture, BATON_STORE_ERROR_NEWER);
  store_fixture_clear (&fixture);
}

static void
test_read_only_file (void)
{
  StoreFixture fixture;
  g_autoptr (BatonWorkspace) workspace = NULL;
  g_autoptr (BatonEntity) term = store_term_new (3, "Three");
  g_auto (GStrv) unreferenced = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  store_make_file (&fixture);
  g_assert_cmpint (g_chmod (fixture.path, 0444), ==, 0);
  before = store_describe_folder (&fixture);
  store_assert_refused (&fixture, BATON_OPEN_EDIT, BATON_STORE_ERROR_READ_ONLY);
  workspace = baton_workspace_open (fixture.path, BATON_OPEN_READ, &error);
  g_assert_no_error (error);
  g_assert_true (baton_workspace_is_read_only (workspace));
  g_assert_cmpuint (baton_program_get_size (baton_workspace_get_program (workspace)), >, 0);
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), >, 0);
  g_assert_false (baton_workspace_can_undo (workspace));
  g_assert_false (baton_workspace_undo (workspace, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (baton_workspace_put (workspace, "Edit", term, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (baton_workspace_set_setting (workspace, "a", "b", &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (baton_workspace_free_unreferenced_assets (workspace, NULL, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_READ_ONLY);
  unreferenced = baton_workspace_list_unreferenced_assets (workspace, NULL);
  g_assert_nonnull (unreferenced);
  g_assert_true (baton_workspace_flush (workspace, NULL));
  g_assert_true (baton_workspace_close (workspace, NULL));
  after = store_describe_folder (&fixture);
  g_assert_cmpstr (after, ==, before);
  store_fixture_clear (&fixture);
}

/* A later SQLite may say in the header that only it can write the file. */
static void
test_written_by_later_sqlite (void)
{
  StoreFixture fixture;
  g_autoptr (BatonWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize length;

  store_make_file (&fixture);
  g_assert_true (g_file_get_contents (fixture.path, &contents, &length, NULL));
  contents[WRITE_VERSION_OFFSET] = 3;
  store_write_file (&fixture, contents, (gssize) length);
  g_free (contents);
  store_assert_refused (&fixture, BATON_OPEN_EDIT, BATON_STORE_ERROR_READ_ONLY);
  workspace = baton_workspace_open (fixture.path, BATON_OPEN_READ, &error);
  g_assert_no_error (error);
  g_assert_true (baton_workspace_is_read_only (workspace));
  g_assert_cmpuint (baton_program_get_size (baton_workspace_get_program (workspace)), >, 0);
  g_assert_true (baton_workspace_close (workspace, NULL));
  store_fixture_clear (&fixture);
}

static void
test_locked (void)
{
  StoreFixture fixture;
  g_autofree char *link = NULL;
  g_autofree char *seen = NULL;
  g_autofree char *made = NULL;
  g_autoptr (BatonWorkspace) owner = NULL;
  g_autoptr (BatonWorkspace) reader = NULL;
  g_autoptr (BatonWorkspace) second = NULL;
  g_autoptr (BatonEntity) term = store_term_new (150, "Only in the log");
  g_autofree char *copy = NULL;
  g_autoptr (GError) error = NULL;

  store_make_file (&fixture);
  owner = store_fixture_open (&fixture);
  g_assert_true (baton_workspace_put (owner, "Add", term, NULL));
  g_assert_true (baton_workspace_flush (owner, NULL));
  store_assert_refused (&fixture, BATON_OPEN_EDIT, BATON_STORE_ERROR_LOCKED);

  /* Another name for it is the same file. */
  link = store_fixture_path (&fixture, "link.baton");
  g_assert_cmpint (symlink (fixture.path, link), ==, 0);
  g_assert_null (baton_workspace_open (link, BATON_OPEN_EDIT, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_LOCKED);
  g_clear_error (&error);

  /* A reader sees what is on disk now, and does not follow. */
  reader = baton_workspace_open (link, BATON_OPEN_READ, &error);
  g_assert_no_error (error);
  seen = store_json (reader);
  made = store_json (owner);
  g_assert_cmpstr (seen, ==, made);
  g_assert_true (baton_workspace_remove (owner, "Remove", baton_entity_get_id (term), NULL));
  g_assert_true (baton_workspace_flush (owner, NULL));
  g_assert_nonnull (baton_program_lookup (baton_workspace_get_program (reader), baton_entity_get_id (term)));
  copy = store_fixture_path (&fixture, "copy.baton");
  g_assert_true (baton_workspace_save_copy (reader, copy, NULL));
  g_assert_true (baton_workspace_close (reader, NULL));

  g_assert_true (baton_workspace_close (owner, NULL));
  second = store_fixture_open (&fixture);
  g_assert_null (baton_program_lookup (baton_workspace_get_program (second), baton_entity_get_id (term)));
  g_assert_true (baton_workspace_close (second, NULL));
  store_assert_sound (copy);
  store_fixture_clear (&fixture);
}

/* Many at once want the one file; at no time do two have it. */
static void
test_contention (void)
{
  StoreFixture fixture;
  GPid children[4];
  g_autoptr (BatonWorkspace) workspace = NULL;
  BatonEntryInfo info;
  guint expected = 0;

  store_fixture_init (&fixture);
  workspace = store_fixture_create (&fixture, NULL);
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_clear_object (&workspace);
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      char *argv[] = { (char *) "/proc/self/exe", (char *) "--contend", fixture.path, number, NULL };

      g_assert_true (g_spawn_async (NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &children[i], NULL));
    }
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      int status;

      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_true (WIFEXITED (status));
      expected += (guint) WEXITSTATUS (status);
      g_spawn_close_pid (children[i]);
    }
  workspace = store_fixture_open (&fixture);
  g_test_message ("%u turns", expected);
  g_assert_cmpuint (expected, ==, 4 * 8);
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, expected);
  g_assert_true (baton_workspace_get_entry (workspace, expected - 1, &info));
  g_assert_true (baton_workspace_close (workspace, NULL));
  store_assert_sound (fixture.path);
  store_fixture_clear (&fixture);
}

/* The child: eight turns, each an entry of its own. Its exit status is how many it had. */
static int
contend (const char *path,
         guint       number)
{
  int n_turns = 0;

  for (guint turn = 0; turn < 8;)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BatonWorkspace) workspace = baton_workspace_open (path, BATON_OPEN_EDIT, &error);
      g_autofree char *name = g_strdup_printf ("Turn %u of %u", turn, number);
      g_autoptr (BatonEntity) term = store_term_new (number, name);

      if (workspace == NULL)
        {
          if (!g_error_matches (error, BATON_STORE_ERROR, BATON_STORE_ERROR_LOCKED))
            return 100;
          continue;
        }
      if (!baton_workspace_put (workspace, name, term, NULL) || !baton_workspace_close (workspace, NULL))
        return 101;
      turn++;
      n_turns++;
    }
  return n_turns;
}

/* A lock file that nobody holds, as a crash leaves it, locks nothing. */
static void
test_stale_lock (void)
{
  StoreFixture fixture;
  g_autofree char *lock = NULL;
  g_autoptr (BatonWorkspace) workspace = NULL;

  store_make_file (&fixture);
  lock = g_strconcat (fixture.path, ".lock", NULL);
  g_assert_true (g_file_set_contents (lock, "", 0, NULL));
  workspace = store_fixture_open (&fixture);
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
  store_fixture_clear (&fixture);
}

static void
test_create (void)
{
  StoreFixture fixture;
  g_autofree char *nowhere = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  store_make_file (&fixture);
  before = store_describe_folder (&fixture);
  g_assert_null (baton_workspace_create (fixture.path, NULL, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  after = store_describe_folder (&fixture);
  g_assert_cmpstr (after, ==, before);
  nowhere = g_build_filename (fixture.folder, "none", "a.baton", NULL);
  g_assert_null (baton_workspace_create (nowhere, NULL, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NOT_FOUND);
  store_fixture_clear (&fixture);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 4 && strcmp (argv[1], "--contend") == 0)
    return contend (argv[2], (guint) atoi (argv[3]));

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/open/not-a-workspace", test_not_a_workspace);
  g_test_add_func ("/store/open/frozen", test_frozen);
  g_test_add_func ("/store/open/newer", test_newer);
  g_test_add_func ("/store/open/read-only-file", test_read_only_file);
  g_test_add_func ("/store/open/written-by-later-sqlite", test_written_by_later_sqlite);
  g_test_add_func ("/store/open/locked", test_locked);
  g_test_add_func ("/store/open/contention", test_contention);
  g_test_add_func ("/store/open/stale-lock", test_stale_lock);
  g_test_add_func ("/store/open/create", test_create);
  return g_test_run ();
}
