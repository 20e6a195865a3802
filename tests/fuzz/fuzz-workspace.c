/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Workspace files from anybody. A sound file is made once; the input says what is done to it, so that the fuzzer need not find
 * out what a database looks like:
 *
 *   0, then for each five bytes   where (of 2^24ths of the file), what byte, how often
 *   1…N_COLUMNS, then a text      what a column of the first row holds now
 *
 * Refused, the file is as it was and the error says why; opened, all can be undone and done again, and read once more.
 */
#include "fuzz/fuzz.h"
#include "fuzz/sqlite-heap.h"

#include "model/baton-text.h"
#include "store/baton-workspace.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

/* Two bytes of the header that say how the file is written; see https://www.sqlite.org/fileformat.html */
#define WAL_OFFSET 18

static const char * const columns[] = {
  "UPDATE entity SET body = ?1 WHERE rowid = 2",
  "UPDATE entity SET id = ?1 WHERE rowid = 2",
  "UPDATE entity SET kind = ?1 WHERE rowid = 2",
  "UPDATE journal SET inverse = ?1 WHERE sequence = 3",
  "UPDATE journal SET forward = ?1 WHERE sequence = 2",
  "UPDATE journal SET name = ?1 WHERE sequence = 2",
  "UPDATE base SET body = ?1",
  "UPDATE meta SET value = ?1 WHERE key = 'cursor'",
  "UPDATE meta SET value = ?1 WHERE key = 'base'",
  "UPDATE meta SET key = ?1 WHERE key = 'schema'",
};

/* SQLite's pages: asked for and given back with each file, they would cost as much as all that is done with them. */
#define PAGE_BYTES 4416   /* with SQLite's own header */
#define N_PAGES 512

static char   *path;      /* of the file that is meddled with */
static GBytes *sound;
static gboolean is_fuzzed;   /* rather than replayed */

/* FALSE where something else has the id by now. */
static gboolean
put_term (BatonWorkspace *workspace,
          const char     *name)
{
  g_autoptr (BatonEntity) bare = baton_entity_new (BATON_KIND_TERM, "term-0000000000");
  g_autoptr (BatonValue) text = baton_text_new (name);
  g_autoptr (BatonEntity) term = baton_entity_with (bare, BATON_FIELD_TERM_NAME, text);

  return baton_workspace_put (workspace, name, term, NULL);
}

static void
remove_folder (void)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_unlink (path);
  g_rmdir (folder);
}

/* Where nothing waits for a disk. */
static char *
make_folder (void)
{
  g_autofree char *template = g_strdup ("/dev/shm/baton-fuzz-XXXXXX");

  return g_mkdtemp (template) != NULL ? g_steal_pointer (&template) : g_dir_make_tmp ("baton-fuzz-XXXXXX", NULL);
}

static void
make_sound (void)
{
  static guint64 pages[N_PAGES * PAGE_BYTES / sizeof (guint64)];
  g_autofree char *folder = make_folder ();
  g_autoptr (BatonWorkspace) workspace = NULL;
  g_autoptr (BatonProgram) base = baton_program_new ();
  g_autoptr (BatonEntity) root = baton_entity_new (BATON_KIND_PROGRAM, "program-0000000000");
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autofree char *digest = NULL;
  char *contents;
  gsize length;

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_PAGECACHE, pages, PAGE_BYTES, N_PAGES), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0), ==, SQLITE_OK);
  if (is_fuzzed)
    g_assert_cmpint (sqlite3_vfs_register (sqlite3_vfs_find ("unix-excl"), 1), ==, SQLITE_OK);
  path = g_build_filename (folder, "fuzz.baton", NULL);
  atexit (remove_folder);
  baton_program_put (base, root);
  digest = baton_program_digest (base);
  workspace = baton_workspace_create (path, base, NULL);
  g_assert_true (baton_workspace_pull (workspace, "Pull", nothing, 1, digest, base, NULL));
  g_assert_true (put_term (workspace, "One"));
  g_assert_true (put_term (workspace, "Two"));
  g_assert_true (put_term (workspace, "Three"));
  g_assert_true (baton_workspace_undo (workspace, NULL));
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  sound = g_bytes_new_take (contents, length);
}

/* The sound file, patched. (transfer full), by g_free() */
static guint8 *
patch_file (const uint8_t *data,
            size_t         size,
            gsize         *length)
{
  guint8 *contents = g_memdup2 (g_bytes_get_data (sound, NULL), g_bytes_get_size (sound));

  *length = g_bytes_get_size (sound);
  for (; size >= 5; data += 5, size -= 5)
    {
      guint64 where = (guint64) data[0] << 16 | (guint64) data[1] << 8 | data[2];
      gsize at = (gsize) (where * *length >> 24);

      for (guint i = 0; i <= data[4] && at + i < *length; i++)
        contents[at + i] = data[3];
    }
  return contents;
}

/* The sound file as a database in memory. */
static sqlite3 *
open_sound (void)
{
  static sqlite3 *memory;
  sqlite3_backup *backup;
  sqlite3 *file;

  if (memory != NULL)
    return memory;
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (sound, NULL), (gssize) g_bytes_get_size (sound), NULL));
  g_assert_cmpint (sqlite3_open (path, &file), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_open (":memory:", &memory), ==, SQLITE_OK);
  backup = sqlite3_backup_init (memory, "main", file, "main");
  g_assert_cmpint (sqlite3_backup_step (backup, -1), ==, SQLITE_DONE);
  sqlite3_backup_finish (backup);
  sqlite3_close (file);
  return memory;
}

/* The sound file with something else in that column. (transfer full), by g_free() */
static guint8 *
set_column (guint          column,
            const uint8_t *data,
            size_t         size,
            gsize         *length)
{
  static sqlite3_stmt *statements[G_N_ELEMENTS (columns)];
  sqlite3 *memory = open_sound ();
  sqlite3_stmt *statement = statements[column];
  sqlite3_int64 n_bytes;
  guint8 *serialized;
  guint8 *contents;

  if (statement == NULL)
    g_assert_cmpint (sqlite3_prepare_v2 (memory, columns[column], -1, &statement, NULL), ==, SQLITE_OK);
  statements[column] = statement;
  g_assert_cmpint (sqlite3_exec (memory, "BEGIN", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (statement, 1, (const char *) data, (int) size, SQLITE_STATIC);
  sqlite3_step (statement);   /* a constraint may say no: then the file is sound */
  sqlite3_reset (statement);
  serialized = sqlite3_serialize (memory, "main", &n_bytes, 0);
  g_assert_nonnull (serialized);
  sqlite3_exec (memory, "ROLLBACK", NULL, NULL, NULL);
  /* What lies in memory has no log, what lies in files has. */
  memcpy (serialized + WAL_OFFSET, (const guint8 *) g_bytes_get_data (sound, NULL) + WAL_OFFSET, 2);
  *length = (gsize) n_bytes;
  contents = g_memdup2 (serialized, *length);
  sqlite3_free (serialized);
  return contents;
}

static void
write_file (const guint8 *contents,
            gsize         length)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  g_assert_cmpint (write (fd, contents, length), ==, (gssize) length);
  close (fd);
}

static void
go_through (BatonWorkspace *workspace)
{
  g_autofree char *before = baton_program_digest (baton_workspace_get_program (workspace));
  g_autofree char *after = NULL;
  BatonEntryInfo info;
  guint n_undone = 0;

  for (guint i = 0; baton_workspace_get_entry (workspace, i, &info); i++)
    {
      g_autoptr (GPtrArray) changes = baton_workspace_load_entry (workspace, info.sequence, NULL);
    }
  while (baton_workspace_undo (workspace, NULL))
    n_undone++;
  while (n_undone-- > 0)
    {
      g_autoptr (GError) error = NULL;

      baton_workspace_redo (workspace, &error);
      g_assert_no_error (error);
    }
  after = baton_program_digest (baton_workspace_get_program (workspace));
  g_assert_cmpstr (after, ==, before);
  while (baton_workspace_redo (workspace, NULL))
    ;
  put_term (workspace, "Anew");
  g_assert_true (baton_workspace_flush (workspace, NULL));
}

/* libFuzzer calls this at its beginning; a replay leaves SQLite the heap and the locks that it has. No other process has the
 * file: the connections of this one agree among themselves, and ask the system for no locks and no shared memory. */
int LLVMFuzzerInitialize (int *argc, char ***argv);

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  sqlite_heap_install ();
  is_fuzzed = TRUE;
  return 0;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (BatonWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *before = NULL;
  g_autofree char *after = NULL;
  gsize before_length, after_length;

  if (size == 0 || data[0] > G_N_ELEMENTS (columns))
    return 0;
  if (sound == NULL)
    make_sound ();
  if (data[0] == 0)
    before = patch_file (data + 1, size - 1, &before_length);
  else
    before = set_column (data[0] - 1u, data + 1, size - 1, &before_length);
  write_file (before, before_length);

  workspace = baton_workspace_open (path, BATON_OPEN_EDIT, &error);
  if (workspace == NULL)
    {
      g_assert_true (error->domain == BATON_STORE_ERROR);
      g_assert_cmpint (error->code, !=, BATON_STORE_ERROR_FAILED);
      g_assert_true (g_file_get_contents (path, &after, &after_length, NULL));
      g_assert_cmpmem (before, before_length, after, after_length);
      return 0;
    }
  go_through (workspace);
  return 0;
}
