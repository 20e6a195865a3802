/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One import. Rows become numbers as they are read; a full batch is sorted and written aside as a *run*, on a thread of its own,
 * while the next is read. At the end ids are compared: with one another, where they do not rise from row to row, and with
 * what is there, where they could be there. Then the runs are merged into the new segment, which says which earlier rows it
 * amends.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-history-store-private.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "incentives/baton-history-private.h"
#include "incentives/baton-replay.h"

#define ASIDE "making-"
#define BATCH_ROWS 500000
#define PIECE_BYTES (gsize) (4 * 1024 * 1024)
/* A row with an open quote is given up before a piece becomes larger than this. */
#define MAX_PIECE_BYTES (gsize) (64 * 1024 * 1024)
#define MAX_BAD_ROWS 100000

typedef struct
{
  GArray        *rows;       /* of BatonRow */
  BatonRowTexts  ids;
  gboolean       rising;     /* each id is a number, and larger than the one before */
  guint64        first_id;
  guint64        last_id;
} Batch;

/* A batch that has been written. */
typedef struct
{
  char      *path;
  BatonRows *rows;
  guint8    *dead;           /* a bit a row */
  gboolean   rising;
  guint64    first_id;
  guint64    last_id;
  GError    *error;
} Run;

struct _BatonHistoryImport
{
  char                 *folder;
  GPtrArray            *bad_rows;      /* borrowed, nullable */
  BatonHistoryProgress  progress;
  gpointer              user_data;
  GCancellable         *cancellable;   /* borrowed, nullable */
  GPtrArray            *found;         /* of BatonBadRow: those of the piece at hand */
  GArray               *segments;      /* of BatonStoreSegment */
  BatonHistoryRows     *present;
  BatonRowTexts         names;
  Batch                *batch;         /* owned */
  GPtrArray            *runs;          /* of Run */
  GThread              *writing;       /* the last run is being written */
  GHashTable           *reversals;     /* id of a row that reverses something → its line, as a guint64 */
  guint64               n_good;
  guint64               n_bad;
  guint64               done;          /* bytes of earlier files */
  char                 *aside;         /* the new segment, finished; NULL */
};

static gboolean
fail (GError              **error,
      BatonIncentivesError  code,
      const char           *what)
{
  g_set_error_literal (error, BATON_INCENTIVES_ERROR, code, what);
  return FALSE;
}

/* ── Batches ─────────────────────────────────────────────────────────────────────────────────────────── */

static Batch *
batch_new (void)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->rows = g_array_new (FALSE, FALSE, sizeof (BatonRow));
  batch->rising = TRUE;
  baton_row_texts_init (&batch->ids, FALSE);
  return batch;
}

static void
batch_free (Batch *batch)
{
  g_array_unref (batch->rows);
  baton_row_texts_clear (&batch->ids);
  g_free (batch);
}

static void
run_free (gpointer data)
{
  Run *run = data;

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
sort_by_day (GArray   *rows,
             BatonDay  first,
             BatonDay  last)
{
  gsize n_days = (gsize) (last - first) + 1;
  g_autofree guint32 *ends = g_new0 (guint32, n_days + 1);
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (BatonRow), rows->len);
  BatonRow *from = (BatonRow *) (gpointer) rows->data, *to;
  guint n = rows->len;

  g_array_set_size (sorted, n);
  to = (BatonRow *) (gpointer) sorted->data;
  for (guint i = 0; i < n; i++)
    ends[from[i].day - first + 1]++;
  for (gsize i = 0; i < n_days; i++)
    ends[i + 1] += ends[i];
  for (guint i = 0; i < n; i++)
    to[ends[from[i].day - first]++] = from[i];
  memcpy (from, to, sizeof *from * n);
  g_array_unref (sorted);
}

typedef struct
{
  Batch *batch;
  Run   *run;
} Writing;

static gpointer
write_run (gpointer data)
{
  g_autofree Writing *writing = data;
  GArray *rows = writing->batch->rows;
  Run *run = writing->run;
  g_autoptr (BatonRowsWriter) writer = NULL;
  BatonRowTexts no_names;
  BatonRowsShape shape;

  baton_rows_shape_init (&shape);
  for (guint i = 0; i < rows->len; i++)
    baton_rows_shape_add (&shape, &g_array_index (rows, BatonRow, i));
  if (run->rising && shape.most[BATON_ROWS_DAY] - shape.least[BATON_ROWS_DAY] < 1000000)
    sort_by_day (rows, (BatonDay) shape.least[BATON_ROWS_DAY], (BatonDay) shape.most[BATON_ROWS_DAY]);
  else
    qsort_r (rows->data, rows->len, sizeof (BatonRow), compare_rows, &writing->batch->ids);

  baton_row_texts_init (&no_names, FALSE);
  writer = baton_rows_writer_new (run->path, &shape, &run->error);
  for (guint i = 0; writer != NULL && i < rows->len; i++)
    baton_rows_writer_add (writer, &g_array_index (rows, BatonRow, i));
  if (writer != NULL && baton_rows_writer_finish (writer, &no_names, &writing->batch->ids, NULL, 0, &run->error))
    run->rows = baton_rows_open (run->path, &run->error);
  baton_row_texts_clear (&no_names);
  batch_free (writing->batch);
  return NULL;
}

/* The run that was being written is there; FALSE where it could not be. */
static gboolean
await_run (BatonHistoryImport *self,
           GError            **error)
{
  Run *run = self->runs->len > 0 ? g_ptr_array_index (self->runs, self->runs->len - 1) : NULL;

  if (self->writing != NULL)
    g_thread_join (g_steal_pointer (&self->writing));
  if (run == NULL || run->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&run->error));
  return FALSE;
}

static gboolean
end_batch (BatonHistoryImport *self,
           GError            **error)
{
  Writing *writing;
  Run *run;

  if (!await_run (self, error))
    return FALSE;
  if (self->batch->rows->len == 0)
    return TRUE;
  run = g_new0 (Run, 1);
  run->path = g_strdup_printf ("%s/" ASIDE "%u", self->folder, self->runs->len);
  run->rising = self->batch->rising;
  run->first_id = self->batch->first_id;
  run->last_id = self->batch->last_id;
  g_ptr_array_add (self->runs, run);
  writing = g_new (Writing, 1);
  *writing = (Writing) { self->batch, run };
  self->batch = batch_new ();
  self->writing = g_thread_new ("baton-import-run", write_run, writing);
  return TRUE;
}

static gboolean
take_event (const BatonEvent *event,
            guint64           line,
            gpointer          user_data)
{
  BatonHistoryImport *self = user_data;
  Batch *batch = self->batch;
  BatonRow row = { .line = line, .quantity = event->quantity, .amount = event->amount, .original = event->original, .points = event->points,
                   .granted = event->granted, .day = event->day, .version = event->version, .share = event->share, .type = event->type,
                   .state = event->state };

  row.id = baton_row_id_new (&batch->ids, event->id);
  row.reverses = event->reverses != NULL ? baton_row_id_new (&batch->ids, event->reverses) : BATON_ROW_ID_NONE;
  row.organisation = baton_row_texts_add (&self->names, event->organisation);
  row.member = baton_row_texts_add (&self->names, event->member);
  row.subject = baton_row_texts_add (&self->names, event->subject);
  row.region = baton_row_texts_add (&self->names, event->region);
  row.deal = baton_row_texts_add (&self->names, event->deal);
  row.part = baton_row_texts_add (&self->names, event->part);
  row.currency = baton_row_texts_add (&self->names, event->currency);
  if (event->reverses != NULL)
    g_hash_table_insert (self->reversals, g_strdup (event->id), g_memdup2 (&line, sizeof line));
  if (batch->rows->len == 0)
    batch->first_id = row.id;
  else if (row.id <= batch->last_id)
    batch->rising = FALSE;
  if ((row.id & BATON_ROW_ID_TEXT) != 0)
    batch->rising = FALSE;
  batch->last_id = row.id;
  g_array_append_val (batch->rows, row);
  return TRUE;
}

/* ── Reading ─────────────────────────────────────────────────────────────────────────────────────────── */

/* What is beyond the list is counted only. */
static void
report (BatonHistoryImport *self,
        BatonBadRow        *row)
{
  self->n_bad++;
  if (self->bad_rows != NULL && self->bad_rows->len < MAX_BAD_ROWS)
    g_ptr_array_add (self->bad_rows, row);
  else
    baton_bad_row_free (row);
}

static void
report_found (BatonHistoryImport *self)
{
  for (guint i = 0; i < self->found->len; i++)
    report (self, g_ptr_array_index (self->found, i));
  g_ptr_array_set_size (self->found, 0);
}

static gboolean
take_piece (BatonHistoryImport *self,
            BatonHistoryReader *reader,
            const char         *data,
            gsize               length,
            GError            **error)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    return fail (error, BATON_INCENTIVES_ERROR_CANCELLED, "");
  baton_history_reader_take (reader, data, length);
  report_found (self);
  return self->batch->rows->len < BATCH_ROWS || end_batch (self, error);
}

/* A pipe may be silent for long: waits with an eye on the cancellable. What poll() cannot wait for, read() judges. */
static gboolean
await_input (BatonHistoryImport *self,
             int                 fd,
             GError            **error)
{
  struct pollfd input = { .fd = fd, .events = POLLIN };

  while (poll (&input, 1, 100) == 0)
    if (g_cancellable_is_cancelled (self->cancellable))
      return fail (error, BATON_INCENTIVES_ERROR_CANCELLED, "");
  return TRUE;
}

/* Where the last whole row ends. */
static gsize
find_cut (const char *data,
          gsize       length,
          gboolean    is_lines)
{
  if (!is_lines)
    return (gsize) (baton_csv_find_last_row_end (data, length) - data);
  while (length > 0 && data[length - 1] != '\n')
    length--;
  return length;
}

gboolean
baton_history_import_read (BatonHistoryImport *self,
                           int                 fd,
                           guint64             length,
                           GError            **error)
{
  g_autoptr (BatonHistoryReader) reader = baton_history_reader_new (take_event, self, self->found);
  gsize room = PIECE_BYTES, filled = 0;
  g_autofree char *buffer = g_try_malloc (room);
  guint64 read_so_far = 0;
  gboolean ended = FALSE, begun = FALSE, is_lines = FALSE, good = buffer != NULL;

  if (!good)
    return fail (error, BATON_INCENTIVES_ERROR_STORAGE, g_strerror (ENOMEM));
  while (good && !ended)
    {
      gssize n;
      gsize cut;

      if (!await_input (self, fd, error))
        return FALSE;
      n = read (fd, buffer + filled, room - filled);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (error, BATON_INCENTIVES_ERROR_STORAGE, g_strerror (errno));
      ended = n == 0;
      filled += (gsize) n;
      read_so_far += (gsize) n;
      if (!ended && filled < room)
        {
          if (g_cancellable_is_cancelled (self->cancellable))
            return fail (error, BATON_INCENTIVES_ERROR_CANCELLED, "");
          continue;
        }
      if (!begun)
        is_lines = baton_history_reader_is_lines (buffer, filled);
      cut = ended || filled >= MAX_PIECE_BYTES ? filled : find_cut (buffer, filled, is_lines);
      if (cut > 0 || !begun)
        {
          if (cut > 0 || ended)
            {
              good = take_piece (self, reader, buffer, cut, error);
              begun = TRUE;
            }
          memmove (buffer, buffer + cut, filled - cut);
          filled -= cut;
        }
      if (filled == room)
        {
          char *grown = g_try_realloc (buffer, room * 2);

          if (grown == NULL)
            return fail (error, BATON_INCENTIVES_ERROR_STORAGE, g_strerror (ENOMEM));
          buffer = grown;
          room *= 2;
        }
      if (self->progress != NULL)
        self->progress (self->done + read_so_far, length > 0 ? MAX (self->done + length, self->done + read_so_far) : 0, FALSE, self->user_data);
    }
  self->done += read_so_far;
  self->n_good += baton_history_reader_get_n_good (reader);
  return good;
}

gboolean
baton_history_import_read_bytes (BatonHistoryImport *self,
                                 const char         *data,
                                 gsize               length,
                                 GError            **error)
{
  g_autoptr (BatonHistoryReader) reader = baton_history_reader_new (take_event, self, self->found);
  gboolean is_lines = baton_history_reader_is_lines (data, length), good = TRUE;

  for (gsize at = 0; good && (at < length || at == 0);)
    {
      gsize part = MIN (PIECE_BYTES, length - at);
      gsize cut = at + part == length ? part : find_cut (data + at, part, is_lines);

      if (cut == 0)
        cut = length - at;
      good = take_piece (self, reader, data + at, cut, error);
      at += cut;
      if (at == 0)
        break;
    }
  self->n_good += baton_history_reader_get_n_good (reader);
  return good;
}

/* ── Comparing ───────────────────────────────────────────────────────────────────────────────────────── */

/* A new row by its id. */
typedef struct
{
  guint64 key;       /* the id itself, or a hash of its text */
  guint32 run;
  guint32 row;
} Key;

static guint64
make_key (BatonRowId           id,
          const BatonRowTexts *ids)
{
  guint64 key = G_GUINT64_CONSTANT (14695981039346656037);
  const char *text;

  if ((id & BATON_ROW_ID_TEXT) == 0)
    return id;
  text = baton_row_texts_get (ids, (guint32) id);
  for (; text != NULL && *text != '\0'; text++)
    key = (key ^ (guint8) *text) * G_GUINT64_CONSTANT (1099511628211);
  return key | BATON_ROW_ID_TEXT;
}

static Run *
get_run (BatonHistoryImport *self,
         guint               run)
{
  return g_ptr_array_index (self->runs, run);
}

static int
compare_keys (const void *a,
              const void *b)
{
  const Key *first = a;
  const Key *second = b;

  if (first->key != second->key)
    return first->key < second->key ? -1 : 1;
  if (first->run != second->run)
    return first->run < second->run ? -1 : 1;
  return first->row < second->row ? -1 : first->row > second->row;
}

static GArray *
list_keys (BatonHistoryImport *self)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (Key));

  for (guint i = 0; i < self->runs->len; i++)
    {
      BatonRows *rows = get_run (self, i)->rows;

      for (guint32 row = 0; row < rows->n; row++)
        {
          Key key = { make_key ((BatonRowId) baton_rows_get_value (rows, BATON_ROWS_ID, row), &rows->ids), i, row };

          g_array_append_val (keys, key);
        }
    }
  if (keys->len > 1)
    qsort (keys->data, keys->len, sizeof (Key), compare_keys);
  return keys;
}

static gboolean
texts_equal (const BatonRowTexts *a,
             guint32              number_a,
             const BatonRowTexts *b,
             guint32              number_b)
{
  return a == b ? number_a == number_b : g_strcmp0 (baton_row_texts_get (a, number_a), baton_row_texts_get (b, number_b)) == 0;
}

static gboolean
ids_equal (BatonRowId           a,
           const BatonRowTexts *ids_of_a,
           BatonRowId           b,
           const BatonRowTexts *ids_of_b)
{
  if (a == BATON_ROW_ID_NONE || b == BATON_ROW_ID_NONE)
    return a == b;
  return baton_row_id_compare (a, ids_of_a, b, ids_of_b) == 0;
}

static gboolean
rows_equal (const BatonRow      *a,
            const BatonRows     *rows_of_a,
            const BatonRowTexts *names_of_a,
            const BatonRow      *b,
            const BatonRows     *rows_of_b,
            const BatonRowTexts *names_of_b)
{
  return a->type == b->type && a->state == b->state && a->day == b->day && a->quantity == b->quantity && a->amount == b->amount &&
         a->original == b->original && a->points == b->points && a->granted == b->granted && a->share == b->share &&
         ids_equal (a->reverses, &rows_of_a->ids, b->reverses, &rows_of_b->ids) &&
         texts_equal (names_of_a, a->organisation, names_of_b, b->organisation) && texts_equal (names_of_a, a->member, names_of_b, b->member) &&
         texts_equal (names_of_a, a->subject, names_of_b, b->subject) && texts_equal (names_of_a, a->region, names_of_b, b->region) &&
         texts_equal (names_of_a, a->deal, names_of_b, b->deal) && texts_equal (names_of_a, a->part, names_of_b, b->part) &&
         texts_equal (names_of_a, a->currency, names_of_b, b->currency);
}

static void
bury (BatonHistoryImport *self,
      const Key          *key)
{
  Run *run = get_run (self, key->run);

  if (run->dead == NULL)
    run->dead = g_new0 (guint8, (gsize) run->rows->n / 8 + 1);
  run->dead[key->row / 8] |= (guint8) (1 << key->row % 8);
}

static void
report_conflict (BatonHistoryImport *self,
                 const Key          *key,
                 const BatonRow     *row)
{
  char buffer[24];

  bury (self, key);
  self->n_good--;
  report (self, baton_bad_row_new (row->line, 0, BATON_ROW_CONFLICT, baton_row_id_get_text (row->id, &get_run (self, key->run)->rows->ids, buffer), -1));
}

/* Rows of one id, in the order in which they were read: the highest version is the one that counts. */
static void
settle_group (BatonHistoryImport *self,
              GPtrArray          *group)
{
  const Key *best = g_ptr_array_index (group, 0);
  BatonRow held;

  baton_rows_get (get_run (self, best->run)->rows, best->row, &held);
  for (guint i = 1; i < group->len; i++)
    {
      const Key *key = g_ptr_array_index (group, i);
      BatonRow row;

      baton_rows_get (get_run (self, key->run)->rows, key->row, &row);
      if (row.version < held.version)
        {
          bury (self, key);
        }
      else if (row.version > held.version)
        {
          bury (self, best);
          best = key;
          held = row;
        }
      else if (rows_equal (&held, get_run (self, best->run)->rows, &self->names, &row, get_run (self, key->run)->rows, &self->names))
        {
          bury (self, key);
        }
      else
        {
          report_conflict (self, key, &row);
        }
    }
}

static int
compare_by_line (const void *a,
                 const void *b,
                 void       *user_data)
{
  BatonHistoryImport *self = user_data;
  const Key *first = *(const Key * const *) a;
  const Key *second = *(const Key * const *) b;
  gint64 line_a = baton_rows_get_value (get_run (self, first->run)->rows, BATON_ROWS_LINE, first->row);
  gint64 line_b = baton_rows_get_value (get_run (self, second->run)->rows, BATON_ROWS_LINE, second->row);

  if (first->run != second->run)
    return first->run < second->run ? -1 : 1;
  return line_a < line_b ? -1 : line_a > line_b;
}

static BatonRowId
get_id (BatonHistoryImport   *self,
        const Key            *key,
        const BatonRowTexts **ids)
{
  BatonRows *rows = get_run (self, key->run)->rows;

  *ids = &rows->ids;
  return (BatonRowId) baton_rows_get_value (rows, BATON_ROWS_ID, key->row);
}

static void
compare_among_themselves (BatonHistoryImport *self,
                          GArray             *keys)
{
  g_autoptr (GPtrArray) group = g_ptr_array_new ();

  for (guint first = 0; first < keys->len;)
    {
      guint end = first + 1;

      while (end < keys->len && g_array_index (keys, Key, end).key == g_array_index (keys, Key, first).key)
        end++;
      /* A hash may be that of several texts: each of them is a group. */
      for (guint i = first; end - first > 1 && i < end; i++)
        {
          const Key *key = &g_array_index (keys, Key, i);
          const BatonRowTexts *ids, *other_ids;
          BatonRowId id = get_id (self, key, &ids);
          gboolean seen = FALSE;

          g_ptr_array_set_size (group, 0);
          for (guint k = first; k < end; k++)
            {
              Key *other = &g_array_index (keys, Key, k);
              BatonRowId other_id = get_id (self, other, &other_ids);

              if (baton_row_id_compare (id, ids, other_id, other_ids) != 0)
                continue;
              seen |= k < i;
              g_ptr_array_add (group, other);
            }
          if (seen || group->len < 2)
            continue;
          qsort_r (group->pdata, group->len, sizeof (gpointer), compare_by_line, self);
          settle_group (self, group);
        }
      first = end;
    }
}

static gboolean
is_dead (Run     *run,
         guint32  row)
{
  return run->dead != NULL && (run->dead[row / 8] >> row % 8 & 1) != 0;
}

/* The living new row of the id of a row that is there; NULL. */
static Key *
find_key (BatonHistoryImport *self,
          GArray             *keys,
          BatonRows          *rows,
          guint32             row)
{
  BatonRowId id = (BatonRowId) baton_rows_get_value (rows, BATON_ROWS_ID, row);
  guint64 wanted = make_key (id, &rows->ids);
  guint low = 0, high = keys->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (keys, Key, middle).key < wanted)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < keys->len && g_array_index (keys, Key, low).key == wanted; low++)
    {
      Key *key = &g_array_index (keys, Key, low);
      const BatonRowTexts *ids;
      BatonRowId theirs = get_id (self, key, &ids);

      if (!is_dead (get_run (self, key->run), key->row) && baton_row_id_compare (id, &rows->ids, theirs, ids) == 0)
        return key;
    }
  return NULL;
}

static gboolean
compare_with_present (BatonHistoryImport *self,
                      GArray             *keys,
                      GArray             *dead,
                      GError            **error)
{
  GPtrArray *present = baton_history_rows_list (self->present);

  for (guint i = 0; i < present->len; i++)
    {
      BatonRows *rows = g_ptr_array_index (present, i);
      guint32 number = g_array_index (self->segments, BatonStoreSegment, i).to;

      for (guint32 at = 0; at < rows->n; at++)
        {
          Key *key;
          BatonRow there, row;

          if (at % 65536 == 0 && g_cancellable_is_cancelled (self->cancellable))
            return fail (error, BATON_INCENTIVES_ERROR_CANCELLED, "");
          if (baton_history_rows_is_dead (self->present, i, at))
            continue;
          key = find_key (self, keys, rows, at);
          if (key == NULL)
            continue;
          baton_rows_get (rows, at, &there);
          baton_rows_get (get_run (self, key->run)->rows, key->row, &row);
          if (row.version > there.version)
            g_array_append_val (dead, ((BatonRowsDead) { number, at }));
          else if (row.version < there.version ||
                   rows_equal (&there, rows, &rows->names, &row, get_run (self, key->run)->rows, &self->names))
            bury (self, key);
          else
            report_conflict (self, key, &row);
        }
    }
  return !baton_history_rows_is_damaged (self->present) || fail (error, BATON_INCENTIVES_ERROR_DAMAGED, "rows");
}

/* Whether every new id is a number, and larger than all new ones before it. */
static gboolean
are_rising (BatonHistoryImport *self)
{
  for (guint i = 0; i < self->runs->len; i++)
    if (!get_run (self, i)->rising || (i > 0 && get_run (self, i)->first_id <= get_run (self, i - 1)->last_id))
      return FALSE;
  return TRUE;
}

/* Whether all that is there has a smaller number than the first new row. */
static gboolean
come_behind (BatonHistoryImport *self)
{
  GPtrArray *present = baton_history_rows_list (self->present);
  guint64 first = self->runs->len > 0 ? get_run (self, 0)->first_id : 0;

  for (guint i = 0; i < present->len; i++)
    {
      BatonRows *rows = g_ptr_array_index (present, i);

      for (guint32 row = 0; row < rows->n; row++)
        if ((guint64) baton_rows_get_value (rows, BATON_ROWS_ID, row) >= first)
          return FALSE;
    }
  return TRUE;
}

/* ── The whole ───────────────────────────────────────────────────────────────────────────────────────── */

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
  self->found = g_ptr_array_new ();
  self->runs = g_ptr_array_new_with_free_func (run_free);
  self->reversals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  baton_row_texts_init (&self->names, TRUE);
  self->batch = batch_new ();
  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      fail (error, BATON_INCENTIVES_ERROR_STORAGE, g_strerror (errno));
      return NULL;
    }
  if (!baton_history_store_fold (folder, FALSE, cancellable, error) || !baton_history_store_list (folder, TRUE, &self->segments, error))
    return NULL;
  self->present = baton_history_store_read (self->segments, error);
  return self->present != NULL ? g_steal_pointer (&self) : NULL;
}

/* A reversal of nothing, of a reversal, or of what is reversed already. It stays: what it takes back may come later. */
static gboolean
report_reversals (BatonHistoryImport *self,
                  GError            **error)
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
        report (self, baton_bad_row_new (*line, 0, BATON_ROW_UNKNOWN_EVENT, event.reverses, -1));
    }
  return TRUE;
}

static gboolean
merge_runs (BatonHistoryImport *self,
            GArray             *dead,
            GError            **error)
{
  g_autoptr (GArray) sources = g_array_new (FALSE, FALSE, sizeof (BatonRowsSource));
  g_autofree char *path = g_build_filename (self->folder, ASIDE "import", NULL);
  guint64 n = 0;

  for (guint i = 0; i < self->runs->len; i++)
    {
      Run *run = get_run (self, i);
      BatonRowsSource source = { .rows = run->rows, .dead = run->dead };

      for (guint32 row = 0; row < run->rows->n; row++)
        n += !is_dead (run, row);
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
baton_history_import_finish (BatonHistoryImport *self,
                             GError            **error)
{
  g_autoptr (GArray) dead = g_array_new (FALSE, FALSE, sizeof (BatonRowsDead));
  gboolean rising;

  if (!end_batch (self, error) || !await_run (self, error))
    return FALSE;
  rising = are_rising (self);
  if (!rising || !come_behind (self))
    {
      g_autoptr (GArray) keys = list_keys (self);

      if (!rising)
        compare_among_themselves (self, keys);
      if (!compare_with_present (self, keys, dead, error))
        return FALSE;
    }
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
baton_history_import_commit (BatonHistoryImport *self,
                             guint              *number,
                             GError            **error)
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
  g_ptr_array_unref (self->found);
  g_hash_table_unref (self->reversals);
  baton_row_texts_clear (&self->names);
  batch_free (self->batch);
  g_free (self->folder);
  g_free (self->aside);
  g_free (self);
}
