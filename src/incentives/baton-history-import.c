/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One import. Rows become numbers as they are read (baton-history-import-read.c), batches of them runs; at the end ids are
 * compared, and the runs are merged into the new segment, which says which earlier rows it amends.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-history-import-private.h"

#include <errno.h>
#include <glib/gstdio.h>

#define MAX_BAD_ROWS 100000

gboolean
baton_history_import_fail (GError               **error,
                           BatonIncentivesError   code,
                           const char            *what)
{
  g_set_error_literal (error, BATON_INCENTIVES_ERROR, code, what);
  return FALSE;
}

void
baton_history_import_report (BatonHistoryImport *self,
                             BatonBadRow        *row)
{
  self->n_bad++;
  if (self->bad_rows != NULL && self->bad_rows->len < MAX_BAD_ROWS)
    g_ptr_array_add (self->bad_rows, row);
  else
    baton_bad_row_free (row);
}

BatonHistoryImport *
baton_history_import_new (const char            *folder,
                          GPtrArray             *bad_rows,
                          BatonHistoryProgress   progress,
                          gpointer               user_data,
                          GCancellable          *cancellable,
                          GError               **error)
{
  g_autoptr (BatonHistoryImport) self = g_new0 (BatonHistoryImport, 1);

  self->folder = g_strdup (folder);
  self->bad_rows = bad_rows;
  self->progress = progress;
  self->user_data = user_data;
  self->cancellable = cancellable;
  self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_import_run_free);
  self->reversals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  baton_row_texts_init (&self->names, TRUE);
  self->batch = baton_import_batch_new ();
  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      baton_history_import_fail (error, BATON_INCENTIVES_ERROR_STORAGE, g_strerror (errno));
      return NULL;
    }
  if (!baton_history_store_fold (folder, FALSE, cancellable, error) || !baton_history_store_list (folder, TRUE, &self->segments, error))
    return NULL;
  self->present = baton_history_store_read (self->segments, error);
  return self->present != NULL ? g_steal_pointer (&self) : NULL;
}

/* A reversal of nothing, of a reversal, or of what is reversed already. It stays: what it takes back may come later. */
static gboolean
report_reversals (BatonHistoryImport  *self,
                  GError             **error)
{
  g_autoptr (GPtrArray) segments = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_rows_free);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GStringChunk) strings = g_string_chunk_new (4096);
  g_autoptr (BatonHistoryRows) all = NULL;
  const BatonHistoryPair *pairs;
  guint n;

  for (guint i = 0; i <= self->segments->len; i++)
    {
      const BatonStoreSegment *segment = i < self->segments->len ? &g_array_index (self->segments, BatonStoreSegment, i) : NULL;
      BatonRows *rows = baton_rows_open (segment != NULL ? segment->path : self->aside, error);
      guint32 number = segment != NULL ? segment->to : G_MAXUINT32;

      if (rows == NULL)
        return FALSE;
      g_ptr_array_add (segments, rows);
      g_array_append_val (numbers, number);
    }
  all = baton_history_rows_new (g_steal_pointer (&segments), g_steal_pointer (&numbers), error);
  if (all == NULL)
    return FALSE;
  pairs = baton_history_rows_get_pairs (all, &n);
  for (guint i = 0; i < n; i++)
    {
      BatonEvent event;
      const guint64 *line;

      if (pairs[i].original != BATON_EVENT_NONE)
        continue;
      baton_history_rows_get_event (all, pairs[i].reversal, strings, &event);
      line = g_hash_table_lookup (self->reversals, event.id);
      if (line != NULL)
        baton_history_import_report (self, baton_bad_row_new (*line, 0, BATON_ROW_UNKNOWN_EVENT, event.reverses, -1));
    }
  return TRUE;
}

/* Of several rows of one id only the one that counts is complained of. */
static void
list_reversals (BatonHistoryImport *self)
{
  for (guint i = 0; self->any_reversal && i < self->runs->len; i++)
    {
      BatonImportRun *run = baton_history_import_get_run (self, i);

      for (guint32 row = 0; row < run->rows->n; row++)
        {
          BatonRowId id = (BatonRowId) baton_rows_get_value (run->rows, BATON_ROWS_ID, row);
          guint64 line = (guint64) baton_rows_get_value (run->rows, BATON_ROWS_LINE, row);
          char buffer[24];

          if ((BatonRowId) baton_rows_get_value (run->rows, BATON_ROWS_REVERSES, row) != BATON_ROW_ID_NONE && !baton_import_run_is_dead (run, row))
            g_hash_table_insert (self->reversals, g_strdup (baton_row_id_get_text (id, &run->rows->ids, buffer)), g_memdup2 (&line, sizeof line));
        }
    }
}

static gboolean
merge_runs (BatonHistoryImport  *self,
            GArray              *dead,
            GError             **error)
{
  g_autoptr (GArray) sources = g_array_new (FALSE, FALSE, sizeof (BatonRowsSource));
  g_autofree char *path = g_build_filename (self->folder, BATON_IMPORT_ASIDE "import", NULL);
  guint64 n = 0;

  for (guint i = 0; i < self->runs->len; i++)
    {
      BatonImportRun *run = baton_history_import_get_run (self, i);
      BatonRowsSource source = { .rows = run->rows, .dead = run->dead };

      for (guint32 row = 0; row < run->rows->n; row++)
        n += !baton_import_run_is_dead (run, row);
      g_array_append_val (sources, source);
    }
  if (n == 0)
    return TRUE;
  if (!baton_rows_merge (path, sources, &self->names, (const BatonRowsDead *) (gpointer) dead->data, dead->len, FALSE,
                         self->progress, self->user_data, self->cancellable, error))
    return FALSE;
  self->aside = g_steal_pointer (&path);
  return TRUE;
}

static int
compare_bad_rows (const void *a,
                  const void *b)
{
  const BatonBadRow *first = *(BatonBadRow * const *) a;
  const BatonBadRow *second = *(BatonBadRow * const *) b;

  return first->line < second->line ? -1 : first->line > second->line;
}

gboolean
baton_history_import_finish (BatonHistoryImport  *self,
                             GError             **error)
{
  g_autoptr (GArray) dead = g_array_new (FALSE, FALSE, sizeof (BatonRowsDead));

  if (!baton_history_import_end_batch (self, TRUE, error) || !baton_history_import_await_run (self, error) ||
      !baton_history_import_compare (self, dead, error))
    return FALSE;
  list_reversals (self);
  if (!merge_runs (self, dead, error))
    return FALSE;
  g_ptr_array_set_size (self->runs, 0);
  if (self->aside != NULL && g_hash_table_size (self->reversals) > 0 && !report_reversals (self, error))
    return FALSE;
  if (self->bad_rows != NULL)
    g_ptr_array_sort (self->bad_rows, compare_bad_rows);
  return TRUE;
}

guint64
baton_history_import_get_good (BatonHistoryImport *self)
{
  return self->n_good;
}

guint64
baton_history_import_get_bad (BatonHistoryImport *self)
{
  return self->n_bad;
}

gboolean
baton_history_import_commit (BatonHistoryImport  *self,
                             guint               *number,
                             GError             **error)
{
  guint32 last = self->segments->len > 0 ? g_array_index (self->segments, BatonStoreSegment, self->segments->len - 1).to : 0;
  g_autofree char *path = baton_history_store_name (self->folder, last + 1, last + 1);

  *number = 0;
  if (self->aside == NULL)
    return TRUE;
  if (!baton_history_store_publish (self->aside, path, error))
    return FALSE;
  g_clear_pointer (&self->aside, g_free);
  *number = last + 1;
  return TRUE;
}

void
baton_history_import_set_threads (BatonHistoryImport *self,
                                  guint               threads)
{
  self->threads = threads;
}

void
baton_history_import_free (BatonHistoryImport *self)
{
  if (self == NULL)
    return;
  if (self->writing != NULL)
    g_thread_join (self->writing);
  if (self->aside != NULL)
    (void) g_unlink (self->aside);
  g_clear_pointer (&self->present, baton_history_rows_free);
  g_clear_pointer (&self->segments, g_array_unref);
  g_ptr_array_unref (self->runs);
  g_hash_table_unref (self->reversals);
  baton_row_texts_clear (&self->names);
  baton_import_batch_free (self->batch);
  g_free (self->folder);
  g_free (self->aside);
  g_free (self);
}
