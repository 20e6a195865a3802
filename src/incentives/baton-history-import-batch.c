/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A full batch is sorted by day and id and written aside as a *run*, on a thread of its own, while the next is read.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-history-import-private.h"

#include <stdlib.h>
#include <string.h>
#include <glib/gstdio.h>

#define BATCH_ROWS 250000

BatonImportBatch *
baton_import_batch_new (void)
{
  BatonImportBatch *batch = g_new0 (BatonImportBatch, 1);

  batch->rows = g_array_new (FALSE, FALSE, sizeof (BatonRow));
  batch->rising = TRUE;
  baton_row_texts_init (&batch->ids, FALSE);
  return batch;
}

void
baton_import_batch_free (BatonImportBatch *batch)
{
  g_array_unref (batch->rows);
  baton_row_texts_clear (&batch->ids);
  g_free (batch);
}

void
baton_import_run_free (BatonImportRun *run)
{
  if (run->path != NULL)
    (void) g_unlink (run->path);
  g_clear_pointer (&run->rows, baton_rows_free);
  g_clear_error (&run->error);
  g_free (run->path);
  g_free (run->dead);
  g_free (run);
}

static int
compare_rows (const void *a,
              const void *b,
              void       *ids)
{
  const BatonRow *first = a;
  const BatonRow *second = b;
  int order;

  if (first->day != second->day)
    return first->day < second->day ? -1 : 1;
  order = baton_row_id_compare (first->id, ids, second->id, ids);
  return order != 0 ? order : first->line < second->line ? -1 : first->line > second->line;
}

/* Rising ids stay in their order within a day. */
static void
sort_by_day (BatonImportBatch *batch,
             BatonDay          first,
             BatonDay          last)
{
  gsize n_days = (gsize) (last - first) + 1;
  g_autofree guint32 *ends = g_new0 (guint32, n_days + 1);
  g_autoptr (GArray) rows = batch->rows;
  const BatonRow *from = (const BatonRow *) (gpointer) rows->data;
  BatonRow *to;

  batch->rows = g_array_sized_new (FALSE, FALSE, sizeof (BatonRow), rows->len);
  g_array_set_size (batch->rows, rows->len);
  to = (BatonRow *) (gpointer) batch->rows->data;
  for (guint i = 0; i < rows->len; i++)
    ends[from[i].day - first + 1]++;
  for (gsize i = 0; i < n_days; i++)
    ends[i + 1] += ends[i];
  for (guint i = 0; i < rows->len; i++)
    to[ends[from[i].day - first]++] = from[i];
}

typedef struct
{
  BatonImportBatch *batch;
  BatonImportRun   *run;
} Writing;

static gpointer
write_run (gpointer data)
{
  g_autofree Writing *writing = data;
  BatonImportBatch *batch = writing->batch;
  BatonImportRun *run = writing->run;
  g_autoptr (BatonRowsWriter) writer = NULL;
  BatonRowTexts no_names;
  BatonRowsShape shape;

  baton_rows_shape_init (&shape);
  baton_rows_shape_add (&shape, (const BatonRow *) (gpointer) batch->rows->data, batch->rows->len);
  if (run->rising && shape.most[BATON_ROWS_DAY] - shape.least[BATON_ROWS_DAY] < 1000000)
    sort_by_day (batch, (BatonDay) shape.least[BATON_ROWS_DAY], (BatonDay) shape.most[BATON_ROWS_DAY]);
  else
    qsort_r (batch->rows->data, batch->rows->len, sizeof (BatonRow), compare_rows, &batch->ids);

  baton_row_texts_init (&no_names, FALSE);
  writer = baton_rows_writer_new (run->path, &shape, &run->error);
  if (writer != NULL)
    baton_rows_writer_add (writer, (const BatonRow *) (gpointer) batch->rows->data, batch->rows->len);
  if (writer != NULL && baton_rows_writer_finish (writer, &no_names, &batch->ids, NULL, 0, &run->error))
    run->rows = baton_rows_open (run->path, &run->error);
  baton_row_texts_clear (&no_names);
  baton_import_batch_free (batch);
  return NULL;
}

gboolean
baton_history_import_await_run (BatonHistoryImport  *self,
                                GError             **error)
{
  BatonImportRun *run = self->runs->len > 0 ? g_ptr_array_index (self->runs, self->runs->len - 1) : NULL;

  if (self->writing != NULL)
    g_thread_join (g_steal_pointer (&self->writing));
  if (run == NULL || run->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&run->error));
  return FALSE;
}

gboolean
baton_history_import_end_batch (BatonHistoryImport  *self,
                                gboolean             always,
                                GError             **error)
{
  Writing *writing;
  BatonImportRun *run;

  if (!always && self->batch->rows->len < BATCH_ROWS)
    return TRUE;
  if (!baton_history_import_await_run (self, error))
    return FALSE;
  if (self->batch->rows->len == 0)
    return TRUE;
  run = g_new0 (BatonImportRun, 1);
  run->path = g_strdup_printf ("%s/" BATON_IMPORT_ASIDE "%u", self->folder, self->runs->len);
  run->rising = self->batch->rising;
  run->first_id = self->batch->first_id;
  run->last_id = self->batch->last_id;
  g_ptr_array_add (self->runs, run);
  writing = g_new (Writing, 1);
  *writing = (Writing) { self->batch, run };
  self->batch = baton_import_batch_new ();
  self->writing = g_thread_new ("baton-import-run", write_run, writing);
  return TRUE;
}
