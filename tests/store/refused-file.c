/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "refused-file.h"

#include <sqlite3.h>
#include <string.h>

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

char *
store_describe_folder (StoreFixture *fixture)
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

void
store_assert_refused (StoreFixture    *fixture,
                      BatonOpenMode    mode,
                      BatonStoreError  code)
{
  g_autofree char *before = store_describe_folder (fixture);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonWorkspace) workspace = baton_workspace_open (fixture->path, mode, &error);

  g_assert_null (workspace);
  g_assert_nonnull (error);
  g_assert_true (error->domain == BATON_STORE_ERROR);
  g_assert_cmpstr (baton_store_error_get_name (error->code), ==, baton_store_error_get_name (code));
  after = store_describe_folder (fixture);
  g_assert_cmpstr (after, ==, before);
}

void
store_assert_refused_both_ways (StoreFixture    *fixture,
                                BatonStoreError  code)
{
  store_assert_refused (fixture, BATON_OPEN_EDIT, code);
  store_assert_refused (fixture, BATON_OPEN_READ, code);
}

void
store_write_file (StoreFixture *fixture,
                  const char   *contents,
                  gssize        length)
{
  g_assert_true (g_file_set_contents (fixture->path, contents, length, NULL));
}

void
store_make_file_of (StoreFixture *fixture,
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

void
store_make_file (StoreFixture *fixture)
{
  store_make_file_of (fixture, 30);
}

void
store_meddle (StoreFixture *fixture,
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
