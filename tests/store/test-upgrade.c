/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A workspace of an older schema is opened as if it had always been today's: draft, base and history, undo before and after the
 * file was brought up. What was written once, journal and revisions, keeps its bytes.
 */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "store-fixture.h"
#include "support/old-schema.h"

static char *
read_data (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "upgrade", name, NULL);
  g_autoptr (GError) error = NULL;
  char *contents = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  return contents;
}

/* The answer's rows and columns, each ended by a line break. */
static char *
ask (StoreFixture *fixture,
     const char   *sql)
{
  GString *answer = g_string_new (NULL);
  sqlite3_stmt *statement;
  sqlite3 *database;

  g_assert_cmpint (sqlite3_open (fixture->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      g_string_append_printf (answer, "%s\n", (const char *) sqlite3_column_text (statement, i));
  sqlite3_finalize (statement);
  sqlite3_close (database);
  return g_string_free (answer, FALSE);
}

static void
make_old (StoreFixture *fixture)
{
  g_autofree char *sql = read_data ("schema-0.sql");
  BatonWorkspace *workspace;
  sqlite3 *database;
  char *message = NULL;

  store_fixture_init (fixture);
  workspace = store_fixture_create (fixture, NULL);
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  g_assert_cmpint (sqlite3_open (fixture->path, &database), ==, SQLITE_OK);
  sqlite3_exec (database, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (database);
}

static void
assert_program (BatonWorkspace *workspace)
{
  g_autofree char *expected = g_strchomp (read_data ("schema-0.expected.json"));
  g_autofree char *json = store_program_to_json (baton_workspace_get_program (workspace));

  g_assert_cmpstr (json, ==, expected);
}

static const char *
north (const BatonProgram *program)
{
  return baton_entity_get_name (baton_program_lookup (program, "north-0000000000"));
}

static BatonWorkspace *
reopen (StoreFixture   *fixture,
        BatonWorkspace *workspace)
{
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  return store_fixture_open (fixture);
}

static void
walk_history (BatonWorkspace *workspace)
{
  g_autofree char *before = store_json (workspace);
  g_autofree char *after = NULL;

  g_assert_cmpstr (baton_workspace_get_undo_name (workspace), ==, "Call it North");
  g_assert_true (baton_workspace_undo (workspace, NULL));
  g_assert_cmpstr (north (baton_workspace_get_program (workspace)), ==, "Nord");
  g_assert_cmpuint (baton_workspace_count_changes (workspace), ==, 0);
  /* The note is nothing any more, but what was done is still told, and undone in its turn. */
  g_assert_cmpstr (baton_workspace_get_undo_name (workspace), ==, "Remember Ada");
  g_assert_true (baton_workspace_undo (workspace, NULL));
  g_assert_false (baton_workspace_can_undo (workspace));
  for (int i = 0; i < 2; i++)
    g_assert_true (baton_workspace_redo (workspace, NULL));
  g_assert_cmpstr (baton_workspace_get_redo_name (workspace), ==, "Forget the south");
  g_assert_true (baton_workspace_redo (workspace, NULL));
  g_assert_null (baton_program_lookup (baton_workspace_get_program (workspace), "south-0000000000"));
  g_assert_true (baton_workspace_undo (workspace, NULL));
  after = store_json (workspace);
  g_assert_cmpstr (before, ==, after);
}

static void
test_open (void)
{
  static const char past[] = "SELECT sequence, name, schema, forward, inverse FROM journal";
  static const char revisions[] = "SELECT number, revision, digest, body FROM base";
  StoreFixture fixture;
  g_autofree char *past_before = NULL, *past_after = NULL, *base_before = NULL, *base_after = NULL, *schema = NULL, *kinds = NULL;
  BatonWorkspace *workspace;

  make_old (&fixture);
  past_before = ask (&fixture, past);
  base_before = ask (&fixture, revisions);
  workspace = store_fixture_open (&fixture);
  assert_program (workspace);
  g_assert_cmpint (baton_workspace_get_base_revision (workspace), ==, 4);
  g_assert_cmpstr (north (baton_workspace_get_base (workspace)), ==, "Nord");
  g_assert_cmpuint (baton_workspace_count_changes (workspace), ==, 1);
  workspace = reopen (&fixture, workspace);

  /* Brought up, and nothing else was touched. */
  assert_program (workspace);
  g_assert_cmpuint (baton_workspace_count_changes (workspace), ==, 1);
  g_assert_false (baton_workspace_has_unsaved (workspace));
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  schema = ask (&fixture, "SELECT value FROM meta WHERE key = 'schema'");
  kinds = ask (&fixture, "SELECT DISTINCT kind FROM entity ORDER BY kind");
  past_after = ask (&fixture, past);
  base_after = ask (&fixture, revisions);
  g_assert_cmpstr (schema, ==, "1\n");
  g_assert_cmpstr (kinds, ==, "program\nterm\nvocabulary\n");
  g_assert_cmpstr (past_before, ==, past_after);
  g_assert_cmpstr (base_before, ==, base_after);
  store_assert_sound (fixture.path);
  store_fixture_clear (&fixture);
}

static void
test_undo (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace;
  g_autoptr (BatonEntity) term = store_term_new (7, "After");

  make_old (&fixture);
  workspace = store_fixture_open (&fixture);
  walk_history (workspace);
  workspace = reopen (&fixture, workspace);
  walk_history (workspace);

  /* And with an entry of today's schema on top. */
  g_assert_true (baton_workspace_put (workspace, "Add", term, NULL));
  workspace = reopen (&fixture, workspace);
  g_assert_true (baton_workspace_undo (workspace, NULL));
  g_assert_true (baton_workspace_undo (workspace, NULL));
  g_assert_cmpstr (north (baton_workspace_get_program (workspace)), ==, "Nord");
  g_assert_true (baton_workspace_redo (workspace, NULL));
  g_assert_true (baton_workspace_redo (workspace, NULL));
  g_assert_nonnull (baton_program_lookup (baton_workspace_get_program (workspace), "term-0000000007"));
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  store_assert_sound (fixture.path);
  store_fixture_clear (&fixture);
}

/* Who only looks changes nothing; and without the steps, as to a Baton that is too new, the file is nobody's. */
static void
test_untouched (void)
{
  StoreFixture fixture;
  g_autofree char *before = NULL, *after = NULL;
  gsize length_before, length_after;
  g_autoptr (BatonWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;

  make_old (&fixture);
  g_assert_true (g_file_get_contents (fixture.path, &before, &length_before, NULL));
  workspace = baton_workspace_open (fixture.path, BATON_OPEN_READ, NULL);
  assert_program (workspace);
  g_clear_object (&workspace);
  baton_upgrade_set_steps (NULL);
  g_assert_null (baton_workspace_open (fixture.path, BATON_OPEN_EDIT, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_DAMAGED);
  baton_upgrade_set_steps (old_schema_steps);
  g_assert_true (g_file_get_contents (fixture.path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
  store_fixture_clear (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  baton_upgrade_set_steps (old_schema_steps);
  g_test_add_func ("/store/upgrade/open", test_open);
  g_test_add_func ("/store/upgrade/undo", test_undo);
  g_test_add_func ("/store/upgrade/untouched", test_untouched);
  return g_test_run ();
}
