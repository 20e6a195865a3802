/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Workspaces that somebody made to do harm, or that the disk has spoilt: refused and left as they were, byte for byte, or read as
 * what they say.
 */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "refused-file.h"

static void
test_hostile (gconstpointer data)
{
  StoreFixture fixture;

  store_make_file (&fixture);
  store_meddle (&fixture, data);
  store_assert_refused_both_ways (&fixture, BATON_STORE_ERROR_DAMAGED);
  store_fixture_clear (&fixture);
}

/* What only undo would meet does not keep a program from its owner; but undo refuses it and changes nothing. */
static void
test_hostile_journal (gconstpointer data)
{
  StoreFixture fixture;
  BatonWorkspace *workspace;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  store_make_file (&fixture);
  store_meddle (&fixture, data);
  workspace = store_fixture_open (&fixture);
  before = store_json (workspace);
  g_assert_false (baton_workspace_undo (workspace, &error));
  g_assert_true (g_error_matches (error, BATON_STORE_ERROR, BATON_STORE_ERROR_DAMAGED) ||
                 g_error_matches (error, BATON_STORE_ERROR, BATON_STORE_ERROR_STALE));
  after = store_json (workspace);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  store_fixture_clear (&fixture);
}

/* What is read only when it is asked for may have turned, or gone, since the file was opened. */
static void
test_damaged_later (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace;
  g_autoptr (GBytes) picture = store_picture_new (1);
  g_autofree char *sha256 = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (BatonEntity) banner = NULL;
  g_autoptr (GError) error = NULL;

  store_make_file (&fixture);
  workspace = store_fixture_open (&fixture);
  sha256 = baton_workspace_add_asset (workspace, picture, NULL);
  banner = store_asset_new ("banner-0000000000", sha256);
  g_assert_true (baton_workspace_put (workspace, "Banner", banner, NULL));
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  workspace = store_fixture_open (&fixture);
  store_meddle (&fixture, "UPDATE asset SET bytes = x'0102'; DELETE FROM journal");
  g_assert_null (baton_workspace_load_asset (workspace, sha256, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  before = store_json (workspace);
  g_assert_false (baton_workspace_undo (workspace, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  after = store_json (workspace);
  g_assert_cmpstr (after, ==, before);
  g_assert_null (baton_workspace_load_entry (workspace, 123456, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NOT_FOUND);
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  store_fixture_clear (&fixture);
}

/* Bytes that turned, anywhere: the same program, or refused and untouched. Of a file that is checked on the spot, and of one that
 * a thread checks while another reads it. BATON_TEST_ROTS: how many files (400). */
static void
test_bit_rot (gconstpointer data)
{
  const char *wanted = g_getenv ("BATON_TEST_ROTS");
  guint n_terms = GPOINTER_TO_UINT (data);
  int n_files = (wanted != NULL ? atoi (wanted) : 400) / (n_terms > 1000 ? 4 : 1);
  StoreFixture fixture;
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autofree char *contents = NULL;
  g_autofree char *expected = NULL;
  BatonWorkspace *workspace;
  guint n_refused = 0;
  gsize length;

  store_make_file_of (&fixture, n_terms);
  workspace = store_fixture_open (&fixture);
  expected = store_json (workspace);
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  g_assert_true (g_file_get_contents (fixture.path, &contents, &length, NULL));
  /* 128 pages, see baton-database.c */
  g_assert_true ((n_terms > 1000) == (length > 128 * 4096));
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *turned = g_memdup2 (contents, length);
      g_autofree char *before = NULL;
      g_autoptr (GError) error = NULL;
      gsize kept = length;

      if (i % 8 == 0)
        kept = (gsize) g_rand_int_range (random, 1, (int) length);
      else
        for (int j = 0; j < 1 + i % 4; j++)
          /* Half of them where the header, the schema and the tops of the trees are. */
          turned[g_rand_int_range (random, 0, (int) (i % 2 ? MIN (length, 8192) : length))] ^= (char) (1 << g_rand_int_range (random, 0, 8));
      store_write_file (&fixture, turned, (gssize) kept);
      before = store_describe_folder (&fixture);
      workspace = baton_workspace_open (fixture.path, BATON_OPEN_EDIT, &error);
      if (workspace == NULL)
        {
          g_autofree char *after = store_describe_folder (&fixture);

          g_assert_true (error->domain == BATON_STORE_ERROR);
          if (error->code == BATON_STORE_ERROR_FAILED)
            g_test_message ("%s", error->message);
          g_assert_cmpint (error->code, !=, BATON_STORE_ERROR_FAILED);
          g_assert_cmpstr (after, ==, before);
          n_refused++;
        }
      else
        {
          /* A letter within a text may turn unseen: the file has no sum over its pages. */
          g_assert_cmpuint (baton_program_get_size (baton_workspace_get_program (workspace)), >, 0);
          baton_workspace_undo (workspace, NULL);
          g_object_unref (workspace);
        }
    }
  g_test_message ("%u of %d refused", n_refused, n_files);
  g_assert_cmpint ((int) n_refused, >, n_files / 8);
  store_fixture_clear (&fixture);
}

static void
copy_rows (sqlite3    *from,
           sqlite3    *to,
           const char *table)
{
  g_autofree char *select = g_strdup_printf ("SELECT * FROM %s", table);
  sqlite3_stmt *rows = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (from, select, -1, &rows, NULL), ==, SQLITE_OK);
  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      g_autoptr (GString) insert = g_string_new (NULL);
      sqlite3_stmt *put = NULL;

      g_string_printf (insert, "INSERT INTO %s VALUES (?1", table);
      for (int column = 1; column < sqlite3_column_count (rows); column++)
        g_string_append_printf (insert, ", ?%d", column + 1);
      g_string_append_c (insert, ')');
      g_assert_cmpint (sqlite3_prepare_v2 (to, insert->str, -1, &put, NULL), ==, SQLITE_OK);
      for (int column = 0; column < sqlite3_column_count (rows); column++)
        sqlite3_bind_value (put, column + 1, sqlite3_column_value (rows, column));
      g_assert_cmpint (sqlite3_step (put), ==, SQLITE_DONE);
      sqlite3_finalize (put);
    }
  sqlite3_finalize (rows);
}

static int
get_number (sqlite3    *database,
            const char *pragma)
{
  sqlite3_stmt *row = NULL;
  int number;

  g_assert_cmpint (sqlite3_prepare_v2 (database, pragma, -1, &row, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  number = sqlite3_column_int (row, 0);
  sqlite3_finalize (row);
  return number;
}

/* The same tables and rows in a file whose texts are in UTF-16. */
static void
rewrite_in_utf16 (StoreFixture *fixture)
{
  g_autofree char *path = store_fixture_path (fixture, "utf-16");
  g_autofree char *identity = NULL;
  sqlite3 *from, *to;
  sqlite3_stmt *tables = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &from), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_open (path, &to), ==, SQLITE_OK);
  identity = g_strdup_printf ("PRAGMA encoding = 'UTF-16le'; PRAGMA application_id = %d; PRAGMA user_version = %d",
                              get_number (from, "PRAGMA application_id"), get_number (from, "PRAGMA user_version"));
  g_assert_cmpint (sqlite3_exec (to, identity, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (from, "SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY rowid", -1, &tables, NULL), ==, SQLITE_OK);
  while (sqlite3_step (tables) == SQLITE_ROW)
    {
      g_autofree char *name = g_strdup ((const char *) sqlite3_column_text (tables, 0));

      g_assert_cmpint (sqlite3_exec (to, (const char *) sqlite3_column_text (tables, 1), NULL, NULL, NULL), ==, SQLITE_OK);
      copy_rows (from, to, name);
    }
  sqlite3_finalize (tables);
  sqlite3_close (from);
  sqlite3_close (to);
  g_assert_cmpint (g_rename (path, fixture->path), ==, 0);
}

/* No file of ours is in UTF-16, but one may come by mail. A text moves while SQLite turns it into UTF-8, so it must be asked
 * for in the right order. */
static void
test_utf16 (void)
{
  StoreFixture fixture;
  g_autofree char *before = NULL, *after = NULL;
  BatonWorkspace *workspace;

  store_make_file (&fixture);
  workspace = store_fixture_open (&fixture);
  before = store_describe (workspace);
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  rewrite_in_utf16 (&fixture);
  workspace = store_fixture_open (&fixture);
  after = store_describe (workspace);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  store_fixture_clear (&fixture);
}

static const struct { const char *name; const char *sql; } hostile[] = {
  { "trigger", "CREATE TRIGGER t AFTER INSERT ON entity BEGIN DELETE FROM entity; END" },
  { "view", "DROP TABLE outbox; CREATE VIEW outbox AS SELECT 1 AS sequence, 'k' AS key, 's' AS state, 'p' AS payload" },
  { "index", "CREATE INDEX i ON entity (kind)" },
  { "table", "CREATE TABLE more (a)" },
  { "virtual-table", "CREATE VIRTUAL TABLE f USING fts5 (a)" },
  { "column", "ALTER TABLE entity ADD COLUMN extra TEXT DEFAULT 'x'" },
  { "no-table", "DROP TABLE asset" },
  { "kind", "UPDATE entity SET kind = 'nonsense' WHERE rowid = 1" },
  { "id", "UPDATE entity SET id = 'Ä' WHERE rowid = 1" },
  { "id-with-nul", "UPDATE entity SET id = 'term-0000000000' || char (0) || 'x' WHERE rowid = 1" },
  { "not-json", "UPDATE entity SET body = '{' WHERE rowid = 1" },
  { "not-an-object", "UPDATE entity SET body = '[]' WHERE rowid = 1" },
  { "unknown-field", "UPDATE entity SET body = '{\"nonsense\":1}' WHERE rowid = 1" },
  { "null", "UPDATE entity SET body = '{\"name\":null}' WHERE rowid = 1" },
  { "fraction", "UPDATE entity SET body = '{\"name\":1.5}' WHERE rowid = 1" },
  { "duplicate-key", "UPDATE entity SET body = '{\"name\":1,\"name\":1}' WHERE rowid = 1" },
  { "deep", "UPDATE entity SET body = '{\"name\":' || replace (hex (zeroblob (50000)), '0', '[') || '}' WHERE rowid = 1" },
  { "not-utf-8", "UPDATE entity SET body = CAST (x'7b226e616d65223a22ff227d' AS TEXT) WHERE rowid = 1" },
  { "no-schema", "DELETE FROM meta WHERE key = 'schema'" },
  { "cursor", "UPDATE meta SET value = '-1' WHERE key = 'cursor'" },
  { "cursor-text", "UPDATE meta SET value = '1x' WHERE key = 'cursor'" },
  { "unknown-meta", "INSERT INTO meta VALUES ('x', 'y')" },
  { "base-from-nowhere", "INSERT OR REPLACE INTO meta VALUES ('base', '99')" },
  { "base-body", "UPDATE base SET body = '{}'" },
  { "base-entity", "UPDATE base SET body = '{\"baton\":\"program\",\"schema\":1,\"entities\":{\"term\":{\"x\":{}}}}'" },
  { "base-reference", "PRAGMA foreign_keys = OFF; UPDATE journal SET base_after = 77" },
  { "entry-kind", "UPDATE journal SET kind = 'x'" },
  { "entry-sequence", "INSERT INTO journal VALUES (9223372036854775807, 'edit', '', '', 0, 1, '[]', '[]', NULL, NULL)" },
  { "outbox-sequence", "INSERT INTO outbox VALUES (9223372036854775807, 'k', 's', x'')" },
  { "base-digest-with-nul", "UPDATE base SET digest = 'a' || char (0)" },
  { "base-revision", "UPDATE base SET revision = 0" },
  { "outbox-key-with-nul", "INSERT INTO outbox VALUES (1, 'k' || char (0), 's', x'')" },
  { "picture-with-nul", "INSERT INTO asset VALUES ('a' || char (0), 'image/png', x'')" },
  { "meta-with-nul", "UPDATE meta SET value = '1' || char (0) WHERE key = 'schema'" },
  { "schema-zero", "UPDATE meta SET value = '0' WHERE key = 'schema'" },
  { "base-body-nothing", "UPDATE base SET body = ''" },
  { "null-in-not-null", "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace (sql, 'body TEXT NOT NULL', 'body TEXT') WHERE name = 'entity'" },
};

static const struct { const char *name; const char *sql; } hostile_journals[] = {
  { "not-json", "UPDATE journal SET inverse = 'x'" },
  { "length", "UPDATE journal SET inverse = '[]'" },
  { "empty-object", "UPDATE journal SET inverse = '[{}]', forward = '[{}]'" },
  { "unknown-kind", "UPDATE journal SET inverse = replace (inverse, '\"kind\":\"', '\"kind\":\"x'), forward = replace (forward, '\"kind\":\"', '\"kind\":\"x')" },
  { "another-schema", "UPDATE journal SET schema = 2" },
  { "another-program", "UPDATE journal SET inverse = forward" },
};

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *path = g_strconcat ("/store/damage/hostile/", hostile[i].name, NULL);

      g_test_add_data_func (path, hostile[i].sql, test_hostile);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (hostile_journals); i++)
    {
      g_autofree char *path = g_strconcat ("/store/damage/hostile-journal/", hostile_journals[i].name, NULL);

      g_test_add_data_func (path, hostile_journals[i].sql, test_hostile_journal);
    }
  g_test_add_func ("/store/damage/later", test_damaged_later);
  g_test_add_data_func ("/store/damage/bit-rot/small", GUINT_TO_POINTER (30), test_bit_rot);
  g_test_add_data_func ("/store/damage/bit-rot/large", GUINT_TO_POINTER (3000), test_bit_rot);
  g_test_add_func ("/store/damage/utf-16", test_utf16);
  return g_test_run ();
}
