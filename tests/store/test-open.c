/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files that must not be opened, or not to edit: each with its own code, and each left as it was, byte for byte.
 */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store-fixture.h"

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* Names, sizes and bytes of all that lies in the folder. */
static char *
describe_folder (StoreFixture *fixture)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_autofree char *contents = NULL;
      g_autofree char *digest = NULL;
      gsize length = 0;

      g_file_get_contents (path, &contents, &length, NULL);
      digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) contents, length);
      g_ptr_array_add (lines, g_strdup_printf ("%s %" G_GSIZE_FORMAT " %s", name, length, digest));
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
assert_refused (StoreFixture    *fixture,
                BatonOpenMode    mode,
                BatonStoreError  code)
{
  g_autofree char *before = describe_folder (fixture);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonWorkspace) workspace = baton_workspace_open (fixture->path, mode, &error);

  g_assert_null (workspace);
  g_assert_nonnull (error);
  g_assert_true (error->domain == BATON_STORE_ERROR);
  g_assert_cmpstr (baton_store_error_get_name (error->code), ==, baton_store_error_get_name (code));
  after = describe_folder (fixture);
  g_assert_cmpstr (after, ==, before);
}

static void
assert_refused_both_ways (StoreFixture    *fixture,
                          BatonStoreError  code)
{
  assert_refused (fixture, BATON_OPEN_EDIT, code);
  assert_refused (fixture, BATON_OPEN_READ, code);
}

static void
write_file (StoreFixture *fixture,
            const char   *contents,
            gssize        length)
{
  g_assert_true (g_file_set_contents (fixture->path, contents, length, NULL));
}

/* A workspace with a history and a base, closed. */
static void
make_workspace_of (StoreFixture *fixture,
                   guint         n_terms)
{
  g_autoptr (BatonProgram) program = store_program_new (n_terms);
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  BatonWorkspace *workspace;

  store_fixture_init (fixture);
  workspace = store_fixture_create (fixture, program);
  for (int i = 0; i < 40; i++)
    store_random_edit (workspace, random, fixture);
  while (!baton_workspace_can_undo (workspace))
    store_random_edit (workspace, random, fixture);
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
}

static void
make_workspace (StoreFixture *fixture)
{
  make_workspace_of (fixture, 30);
}

/* What somebody with an SQL prompt, or worse, may do to a workspace. */
static void
meddle (StoreFixture *fixture,
        const char   *sql)
{
  sqlite3 *database;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &database), ==, SQLITE_OK);
  sqlite3_exec (database, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_exec (database, "PRAGMA wal_checkpoint (TRUNCATE)", NULL, NULL, NULL);
  sqlite3_close (database);
}

static void
test_not_a_workspace (void)
{
  static const char binary[4096] = "SQLite format 3";
  StoreFixture fixture;
  sqlite3 *database;

  store_fixture_init (&fixture);
  assert_refused_both_ways (&fixture, BATON_STORE_ERROR_NOT_FOUND);
  write_file (&fixture, "", 0);
  assert_refused_both_ways (&fixture, BATON_STORE_ERROR_EMPTY);
  write_file (&fixture, "x", 1);
  assert_refused_both_ways (&fixture, BATON_STORE_ERROR_FOREIGN);
  write_file (&fixture, "{\"baton\": \"program\", \"schema\": 1, \"entities\": {}}", -1);
  assert_refused_both_ways (&fixture, BATON_STORE_ERROR_FOREIGN);
  write_file (&fixture, binary, sizeof binary);
  assert_refused_both_ways (&fixture, BATON_STORE_ERROR_FOREIGN);
  g_assert_cmpint (g_unlink (fixture.path), ==, 0);

  g_assert_cmpint (sqlite3_open (fixture.path, &database), ==, SQLITE_OK);
  sqlite3_exec (database, "CREATE TABLE entity (id TEXT)", NULL, NULL, NULL);
  sqlite3_close (database);
  assert_refused_both_ways (&fixture, BATON_STORE_ERROR_FOREIGN);
  g_assert_cmpint (g_unlink (fixture.path), ==, 0);

  g_assert_cmpint (g_mkdir (fixture.path, 0700), ==, 0);
  assert_refused_both_ways (&fixture, BATON_STORE_ERROR_FOREIGN);
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
  write_file (&fixture, contents, (gssize) length);
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

  make_workspace (&fixture);
  meddle (&fixture, "PRAGMA user_version = 2");
  assert_refused_both_ways (&fixture, BATON_STORE_ERROR_NEWER);
  meddle (&fixture, "PRAGMA user_version = 1; UPDATE meta SET value = '2' WHERE key = 'schema'");
  assert_refused_both_ways (&fixture, BATON_STORE_ERROR_NEWER);
  store_fixture_clear (&fixture);
}

static void
test_hostile (gconstpointer data)
{
  StoreFixture fixture;

  make_workspace (&fixture);
  meddle (&fixture, data);
  assert_refused_both_ways (&fixture, BATON_STORE_ERROR_DAMAGED);
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

  make_workspace (&fixture);
  meddle (&fixture, data);
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

  make_workspace (&fixture);
  workspace = store_fixture_open (&fixture);
  sha256 = baton_workspace_add_asset (workspace, picture, NULL);
  banner = store_asset_new ("banner-0000000000", sha256);
  g_assert_true (baton_workspace_put (workspace, "Banner", banner, NULL));
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  workspace = store_fixture_open (&fixture);
  meddle (&fixture, "UPDATE asset SET bytes = x'0102'; DELETE FROM journal");
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

/* Bytes that turned, anywhere: the same program, or refused and untouched. BATON_TEST_ROTS: how many files (400). */
/* Of a file that is checked on the spot, and of one that a thread checks while another reads it. */
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

  make_workspace_of (&fixture, n_terms);
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
      write_file (&fixture, turned, (gssize) kept);
      before = describe_folder (&fixture);
      workspace = baton_workspace_open (fixture.path, BATON_OPEN_EDIT, &error);
      if (workspace == NULL)
        {
          g_autofree char *after = describe_folder (&fixture);

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

  make_workspace (&fixture);
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

  make_workspace (&fixture);
  g_assert_cmpint (g_chmod (fixture.path, 0444), ==, 0);
  before = describe_folder (&fixture);
  assert_refused (&fixture, BATON_OPEN_EDIT, BATON_STORE_ERROR_READ_ONLY);
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
  after = describe_folder (&fixture);
  g_assert_cmpstr (after, ==, before);
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

  make_workspace (&fixture);
  owner = store_fixture_open (&fixture);
  g_assert_true (baton_workspace_put (owner, "Add", term, NULL));
  g_assert_true (baton_workspace_flush (owner, NULL));
  assert_refused (&fixture, BATON_OPEN_EDIT, BATON_STORE_ERROR_LOCKED);

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

  make_workspace (&fixture);
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

  make_workspace (&fixture);
  before = describe_folder (&fixture);
  g_assert_null (baton_workspace_create (fixture.path, NULL, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  after = describe_folder (&fixture);
  g_assert_cmpstr (after, ==, before);
  nowhere = g_build_filename (fixture.folder, "none", "a.baton", NULL);
  g_assert_null (baton_workspace_create (nowhere, NULL, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NOT_FOUND);
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
  if (argc == 4 && strcmp (argv[1], "--contend") == 0)
    return contend (argv[2], (guint) atoi (argv[3]));

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/open/not-a-workspace", test_not_a_workspace);
  g_test_add_func ("/store/open/frozen", test_frozen);
  g_test_add_func ("/store/open/newer", test_newer);
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *path = g_strconcat ("/store/open/hostile/", hostile[i].name, NULL);

      g_test_add_data_func (path, hostile[i].sql, test_hostile);
    }
  for (guint i = 0; i < G_N_ELEMENTS (hostile_journals); i++)
    {
      g_autofree char *path = g_strconcat ("/store/open/hostile-journal/", hostile_journals[i].name, NULL);

      g_test_add_data_func (path, hostile_journals[i].sql, test_hostile_journal);
    }
  g_test_add_func ("/store/open/damaged-later", test_damaged_later);
  g_test_add_data_func ("/store/open/bit-rot/small", GUINT_TO_POINTER (30), test_bit_rot);
  g_test_add_data_func ("/store/open/bit-rot/large", GUINT_TO_POINTER (3000), test_bit_rot);
  g_test_add_func ("/store/open/utf-16", test_utf16);
  g_test_add_func ("/store/open/read-only-file", test_read_only_file);
  g_test_add_func ("/store/open/locked", test_locked);
  g_test_add_func ("/store/open/contention", test_contention);
  g_test_add_func ("/store/open/stale-lock", test_stale_lock);
  g_test_add_func ("/store/open/create", test_create);
  return g_test_run ();
}
