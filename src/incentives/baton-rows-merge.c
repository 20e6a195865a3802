/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Several segments into one, in order: a heap of the first row that each still has to give.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-history-store-private.h"

#include "incentives/baton-replay.h"

#define ROWS_BETWEEN_LOOKS 65536
/* Rows that may stay in memory after they were merged. */
#define ROWS_KEPT (8 * ROWS_BETWEEN_LOOKS)
/* Rows that the writer is given together. */
#define GROUP_ROWS 256

typedef struct
{
  const BatonRowsSource *source;
  guint                  number;
  guint32                next;       /* row */
  BatonDay               day;        /* of it */
  BatonRowId             id;
} Cursor;

guint32 *
baton_rows_map_names (const BatonRows *rows,
                      BatonRowTexts   *names)
{
  guint32 *map = g_new0 (guint32, (gsize) rows->names.n + 1);

  for (guint32 i = 1; i <= rows->names.n; i++)
    map[i] = baton_row_texts_add (names, baton_row_texts_get (&rows->names, i));
  return map;
}

static gboolean
is_dead (const BatonRowsSource *source,
         guint32                row)
{
  return source->dead != NULL && (source->dead[row / 8] >> row % 8 & 1) != 0;
}

/* Goes to the next living row from *next* on; FALSE at the end. */
static gboolean
settle (Cursor *cursor)
{
  BatonRows *rows = cursor->source->rows;

  while (cursor->next < rows->n && is_dead (cursor->source, cursor->next))
    cursor->next++;
  if (cursor->next >= rows->n)
    return FALSE;
  cursor->day = (BatonDay) baton_rows_get_value (rows, BATON_ROWS_DAY, cursor->next);
  cursor->id = (BatonRowId) baton_rows_get_value (rows, BATON_ROWS_ID, cursor->next);
  return TRUE;
}

static gboolean
comes_before (const Cursor *a,
              const Cursor *b)
{
  int order;

  if (a->day != b->day)
    return a->day < b->day;
  order = baton_row_id_compare (a->id, &a->source->rows->ids, b->id, &b->source->rows->ids);
  return order != 0 ? order < 0 : a->number < b->number;
}

/* *heap[0]* may be out of its place. */
static void
sift_down (Cursor *heap,
           guint   n)
{
  guint at = 0;

  for (;;)
    {
      guint least = at;
      Cursor swap;

      for (guint child = 2 * at + 1; child <= 2 * at + 2 && child < n; child++)
        if (comes_before (&heap[child], &heap[least]))
          least = child;
      if (least == at)
        return;
      swap = heap[at];
      heap[at] = heap[least];
      heap[least] = swap;
      at = least;
    }
}

static void
sift_up (Cursor *heap,
         guint   at)
{
  while (at > 0 && comes_before (&heap[at], &heap[(at - 1) / 2]))
    {
      Cursor swap = heap[at];

      heap[at] = heap[(at - 1) / 2];
      heap[(at - 1) / 2] = swap;
      at = (at - 1) / 2;
    }
}

static BatonRowId
take_id (const BatonRows *from,
         BatonRowId       id,
         BatonRowTexts   *ids)
{
  if (id == BATON_ROW_ID_NONE || (id & BATON_ROW_ID_TEXT) == 0)
    return id;
  return BATON_ROW_ID_TEXT | baton_row_texts_add (ids, baton_row_texts_get (&from->ids, (guint32) id));
}

static void
map_row (const BatonRowsSource *source,
         BatonRow              *row,
         BatonRowTexts         *ids,
         gboolean               keep_lines)
{
  guint32 *numbers[] = { &row->organisation, &row->member, &row->subject, &row->region, &row->deal, &row->part, &row->currency };

  for (guint i = 0; source->names != NULL && i < G_N_ELEMENTS (numbers); i++)
    *numbers[i] = *numbers[i] <= source->rows->names.n ? source->names[*numbers[i]] : 0;
  row->id = take_id (source->rows, row->id, ids);
  row->reverses = take_id (source->rows, row->reverses, ids);
  if (!keep_lines)
    row->line = 0;
}

/* The bounds of what comes out; names and the texts of ids have other numbers then. */
static void
find_shape (GArray         *sources,
            guint32         n_names,
            gboolean        keep_lines,
            BatonRowsShape *shape)
{
  static const BatonRowsColumn names[] = { BATON_ROWS_ORGANISATION, BATON_ROWS_MEMBER, BATON_ROWS_SUBJECT, BATON_ROWS_REGION,
                                           BATON_ROWS_DEAL, BATON_ROWS_PART, BATON_ROWS_CURRENCY };
  guint64 n_dead = 0;
  gboolean has_texts = FALSE;

  baton_rows_shape_init (shape);
  for (guint i = 0; i < sources->len; i++)
    {
      const BatonRowsSource *source = &g_array_index (sources, BatonRowsSource, i);

      baton_rows_shape_join (shape, source->rows);
      has_texts |= source->rows->ids.n > 0;
      for (gsize k = 0; source->dead != NULL && k < (gsize) source->rows->n / 8 + 1; k++)
        n_dead += (guint) __builtin_popcount (source->dead[k]);
      for (guint k = 0; k < G_N_ELEMENTS (names) && source->names != NULL; k++)
        if (source->rows->fields[names[k]].width > 0 || source->rows->fields[names[k]].base > 0)
          {
            shape->least[names[k]] = 0;
            shape->most[names[k]] = MAX (shape->most[names[k]], n_names);
          }
    }
  shape->n -= n_dead;
  if (has_texts)
    {
      shape->least[BATON_ROWS_ID] = MIN (shape->least[BATON_ROWS_ID], (gint64) BATON_ROW_ID_TEXT);
      shape->most[BATON_ROWS_ID] = MAX (shape->most[BATON_ROWS_ID], (gint64) (BATON_ROW_ID_TEXT | G_MAXUINT32));
      shape->least[BATON_ROWS_REVERSES] = (gint64) BATON_ROW_ID_TEXT;
      shape->most[BATON_ROWS_REVERSES] = MAX (shape->most[BATON_ROWS_REVERSES], -1);
    }
  if (!keep_lines)
    shape->least[BATON_ROWS_LINE] = shape->most[BATON_ROWS_LINE] = 0;
}

gboolean
baton_rows_merge (const char           *path,
                  GArray               *sources,
                  const BatonRowTexts  *names,
                  const BatonRowsDead  *dead,
                  guint64               n_dead,
                  gboolean              keep_lines,
                  BatonHistoryProgress  progress,
                  gpointer              user_data,
                  GCancellable         *cancellable,
                  GError              **error)
{
  g_autofree Cursor *heap = g_new0 (Cursor, MAX (sources->len, 1));
  g_autofree BatonRow *group = g_new (BatonRow, GROUP_ROWS);
  guint n_group = 0;
  g_autoptr (BatonRowsWriter) writer = NULL;
  BatonRowTexts ids;
  BatonRowsShape shape;
  guint n = 0;
  guint64 done = 0;
  gboolean written = FALSE, cancelled = FALSE, damaged = FALSE;

  find_shape (sources, names->n, keep_lines, &shape);
  writer = baton_rows_writer_new (path, &shape, error);
  if (writer == NULL)
    return FALSE;
  baton_row_texts_init (&ids, FALSE);
  for (guint i = 0; i < sources->len; i++)
    {
      heap[n] = (Cursor) { .source = &g_array_index (sources, BatonRowsSource, i), .number = i };
      if (settle (&heap[n]))
        sift_up (heap, n++);
    }
  while (n > 0 && !cancelled)
    {
      Cursor *least = &heap[0];

      baton_rows_get (least->source->rows, least->next, &group[n_group]);
      map_row (least->source, &group[n_group++], &ids, keep_lines);
      if (n_group == GROUP_ROWS)
        {
          baton_rows_writer_add (writer, group, n_group);
          n_group = 0;
        }
      least->next++;
      if (!settle (least))
        *least = heap[--n];
      sift_down (heap, n);
      done++;
      if (done % ROWS_BETWEEN_LOOKS != 0)
        continue;
      for (guint i = 0; i < n && done % ROWS_KEPT == 0; i++)
        baton_rows_let_go (heap[i].source->rows, heap[i].next);
      cancelled = g_cancellable_is_cancelled (cancellable);
      if (progress != NULL)
        progress (done, shape.n, TRUE, user_data);
    }
  baton_rows_writer_add (writer, group, n_group);
  for (guint i = 0; i < sources->len; i++)
    damaged |= baton_rows_is_damaged (g_array_index (sources, BatonRowsSource, i).rows);
  if (cancelled)
    g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_CANCELLED, "");
  else if (damaged)
    g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_DAMAGED, "rows");
  else
    written = baton_rows_writer_finish (writer, names, &ids, dead, n_dead, error);
  baton_row_texts_clear (&ids);
  return written;
}
