/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A long export through a pipe into a workspace's history, as users import it: all of it is there, what cannot be taken is told by line
 * and reason, and Cancel in the middle leaves nothing behind.
 */
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "export-pipe.h"

#include "incentives/baton-history-store.h"
#include "incentives/baton-replay.h"

typedef struct
{
  char *folder;
} Place;

static void
place_init (Place *place)
{
  place->folder = g_dir_make_tmp ("baton-pipe-XXXXXX", NULL);
  g_assert_nonnull (place->folder);
}

/* The names and sizes of all files. */
static char *
list_folder (const Place *place)
{
  g_autoptr (GDir) dir = g_dir_open (place->folder, 0, NULL);
  g_autoptr (GString) list = g_string_new (NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (place->folder, name, NULL);
      GStatBuf status;

      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_string_append_printf (list, "%s %" G_GINT64_FORMAT "\n", name, (gint64) status.st_size);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static void
place_clear (Place *place)
{
  g_autoptr (GDir) dir = g_dir_open (place->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (place->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (place->folder);
  g_free (place->folder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

/* What the import has told of its progress, and when it is to be stopped. */
typedef struct
{
  guint64       done;          /* the last */
  guint         n_told;
  guint64       n_sorted;      /* rows, the last */
  guint64       cancel_at;     /* bytes; 0: never */
  gboolean      cancel_sorting;
  GCancellable *cancellable;
} Progress;

static void
progress_cb (guint64  done,
             guint64  all,
             gboolean sorting,
             gpointer user_data)
{
  Progress *progress = user_data;

  if (sorting)
    {
      g_assert_cmpuint (done, <=, all);
      g_assert_cmpuint (done, >=, progress->n_sorted);
      progress->n_sorted = done;
      if (progress->cancel_sorting)
        g_cancellable_cancel (progress->cancellable);
      return;
    }
  /* Of a pipe nobody knows the end. */
  g_assert_cmpuint (all, ==, 0);
  g_assert_cmpuint (done, >=, progress->done);
  progress->done = done;
  progress->n_told++;
  if (progress->cancel_at > 0 && done >= progress->cancel_at)
    g_cancellable_cancel (progress->cancellable);
}

/* Reads an export of that many bytes; FALSE where it did not come to its end. */
static gboolean
read_export (BatonHistoryImport  *import,
             Export              *export,
             GError             **error)
{
  GThread *writer;
  gboolean read;
  int fds[2];

  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
  export->fd = fds[1];
  writer = g_thread_new ("export", export_write, export);
  read = baton_history_import_read (import, fds[0], 0, error);
  close (fds[0]);
  g_thread_join (writer);
  return read;
}

static void
assert_bad_row (GPtrArray    *bad,
                guint         index,
                guint64       line,
                BatonRowCode  code)
{
  const BatonBadRow *row = g_ptr_array_index (bad, index);

  g_assert_cmpuint (row->line, ==, line);
  g_assert_cmpstr (baton_row_code_get_name (row->code), ==, baton_row_code_get_name (code));
}

/* Every row of the export is an event, and the texts in quotes are what was meant. */
static void
assert_all_there (BatonHistory *history,
                  guint64       n_rows)
{
  g_autofree char *last = g_strdup_printf ("%" G_GUINT64_FORMAT, n_rows);
  g_autofree char *bad = g_strdup_printf ("%u", EXPORT_BAD_DAY_ROW);
  const BatonEvent *events = baton_history_get_events (history);
  guint64 n_quoted = 0;

  g_assert_cmpuint (baton_history_get_n_events (history), ==, n_rows - 1);
  for (guint i = 0; i < baton_history_get_n_events (history); i++)
    {
      n_quoted += events[i].deal != NULL;
      if (events[i].deal != NULL)
        g_assert_cmpstr (events[i].deal, ==, EXPORT_QUOTED);
    }
  g_assert_cmpuint (n_quoted, ==, n_rows / EXPORT_QUOTED_EVERY);
  /* The byte order mark belongs to no name, or the first column would have been lost. */
  g_assert_cmpuint (baton_history_find (history, "1"), !=, BATON_EVENT_NONE);
  g_assert_cmpuint (baton_history_find (history, last), !=, BATON_EVENT_NONE);
  g_assert_cmpuint (baton_history_find (history, bad), ==, BATON_EVENT_NONE);
  g_assert_cmpuint (baton_history_find (history, "99999999999"), ==, BATON_EVENT_NONE);
}

static void
test_export (void)
{
  g_auto (Place) place = { NULL };
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  g_autoptr (BatonHistoryImport) import = NULL;
  g_autoptr (BatonHistory) history = NULL;
  g_autoptr (GError) error = NULL;
  Export export = { .bytes = 50000000 };
  Progress progress = { 0 };
  guint number;

  place_init (&place);
  import = baton_history_import_new (place.folder, bad, progress_cb, &progress, NULL, &error);
  g_assert_true (read_export (import, &export, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (progress.done, >=, export.bytes);
  g_assert_cmpuint (progress.n_told, >, 5);
  g_assert_cmpuint (baton_history_import_get_good (import), ==, export.n_rows - 1);
  g_assert_cmpuint (baton_history_import_get_bad (import), ==, 2);
  g_assert_cmpuint (bad->len, ==, 2);
  assert_bad_row (bad, 0, export.bad_line, BATON_ROW_BAD_DAY);
  assert_bad_row (bad, 1, export.n_lines, BATON_ROW_TRUNCATED);
  g_assert_true (baton_history_import_finish (import, &error));
  g_assert_cmpuint (progress.n_sorted, >, export.n_rows / 2);
  g_assert_true (baton_history_import_commit (import, &number, &error));
  g_assert_no_error (error);
  history = baton_history_store_open (place.folder, &error);
  g_assert_no_error (error);
  assert_all_there (history, export.n_rows);
}

/* A first history of a few rows, which no cancelled import may touch. */
static void
import_few (const Place *place)
{
  static const char few[] = "id,organisation,activity,day\n1,o1,a1,2024-01-01\n2,o2,a1,2024-01-02\n";
  g_autoptr (BatonHistoryImport) import = baton_history_import_new (place->folder, NULL, NULL, NULL, NULL, NULL);
  guint number;

  g_assert_true (baton_history_import_read_bytes (import, few, strlen (few), NULL) && baton_history_import_finish (import, NULL) &&
                 baton_history_import_commit (import, &number, NULL));
}

/* *data*: whether it is stopped while rows are sorted; else while they are read. */
static void
test_cancel (gconstpointer data)
{
  gboolean sorting = data != NULL;
  g_auto (Place) place = { NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (BatonHistory) history = NULL;
  g_autoptr (GError) error = NULL;
  Export export = { .bytes = sorting ? 12000000 : 50000000 };
  Progress progress = { .cancel_at = sorting ? 0 : 10000000, .cancel_sorting = sorting, .cancellable = cancellable };

  place_init (&place);
  import_few (&place);
  before = list_folder (&place);
  {
    g_autoptr (BatonHistoryImport) import = baton_history_import_new (place.folder, NULL, progress_cb, &progress, cancellable, &error);
    gboolean read = read_export (import, &export, &error);

    g_assert_cmpint (read, ==, sorting);
    if (sorting)
      g_assert_false (baton_history_import_finish (import, &error));
    g_assert_error (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_CANCELLED);
  }
  if (!sorting)
    {
      /* In the midst of it, and soon: not when all was read. */
      g_assert_cmpuint (progress.done, >=, progress.cancel_at);
      g_assert_cmpuint (progress.done, <, export.bytes);
    }
  after = list_folder (&place);
  g_assert_cmpstr (after, ==, before);
  history = baton_history_store_open (place.folder, NULL);
  g_assert_cmpuint (baton_history_get_n_events (history), ==, 2);
}

/* Batches and pieces of a file make no difference; what comes from a pipe has no length. */
static void
test_pieces (void)
{
  g_auto (Place) place = { NULL };
  g_autoptr (GString) text = g_string_new ("id,organisation,activity,day,deal\n");
  g_autoptr (BatonHistoryImport) import = NULL;
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  g_autoptr (BatonHistory) history = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  guint number;
  int fd;

  place_init (&place);
  for (guint i = 1; i <= 700000; i++)
    g_string_append_printf (text, i == 400000 ? "%u,o1,a1,2025-13-01,\n" : i % 1000 == 0 ? "%u,o1,a1,2025-01-02,\"a\nb\"\n" : "%u,o1,a1,2025-01-01,\n", i);
  path = g_build_filename (place.folder, "rows.csv", NULL);
  g_assert_true (g_file_set_contents (path, text->str, text->len, NULL));
  fd = open (path, O_RDONLY);
  import = baton_history_import_new (place.folder, bad, NULL, NULL, NULL, &error);
  g_assert_true (baton_history_import_read (import, fd, 0, &error));
  close (fd);
  g_assert_true (baton_history_import_finish (import, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (baton_history_import_get_good (import), ==, 699999);
  g_assert_cmpuint (baton_history_import_get_bad (import), ==, 1);
  /* The header, and the lines within quotes before it. */
  g_assert_cmpuint (((BatonBadRow *) bad->pdata[0])->line, ==, 400001 + 399);
  g_assert_true (baton_history_import_commit (import, &number, &error));
  history = baton_history_store_open (place.folder, &error);
  g_assert_cmpuint (baton_history_get_n_events (history), ==, 699999);
  g_assert_cmpuint (baton_history_count_subject (history, "a1"), ==, 699999);
}

static void
test_silent (void)
{
  g_auto (Place) place = { NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *files = NULL;
  int ends[2];

  place_init (&place);
  {
    g_autoptr (BatonHistoryImport) import = baton_history_import_new (place.folder, NULL, NULL, NULL, cancellable, &error);

    /* A pipe that says nothing. */
    g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
    g_cancellable_cancel (cancellable);
    g_assert_false (baton_history_import_read (import, ends[0], 0, &error));
    g_assert_error (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_CANCELLED);
    close (ends[0]);
    close (ends[1]);
  }
  files = list_folder (&place);
  g_assert_cmpstr (files, ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* The writer hears of a reader that has gone. */
  signal (SIGPIPE, SIG_IGN);
  g_test_add_func ("/incentives/history-pipe/export", test_export);
  g_test_add_data_func ("/incentives/history-pipe/cancel/reading", NULL, test_cancel);
  g_test_add_data_func ("/incentives/history-pipe/cancel/sorting", GINT_TO_POINTER (TRUE), test_cancel);
  g_test_add_func ("/incentives/history-pipe/pieces", test_pieces);
  g_test_add_func ("/incentives/history-pipe/cancel/silent", test_silent);
  return g_test_run ();
}
