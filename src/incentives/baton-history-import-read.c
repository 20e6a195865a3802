/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The input is cut at row ends into pieces, which threads turn into rows (baton-history-piece.h). The thread that imports cuts, and
 * takes what has been read in the order of the pieces: it numbers the names and fills the batches. A few pieces are on their way at
 * a time, so memory does not grow with the input.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-history-import-private.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "incentives/baton-csv-marks.h"

#define PIECE_BYTES (gsize) (1024 * 1024)
/* A row with an open quote is given up before a piece becomes larger than this. */
#define MAX_PIECE_BYTES (gsize) (64 * 1024 * 1024)
#define MAX_THREADS 16

/* A piece on its way. */
typedef struct
{
  char              *buffer;       /* of a stream: BATON_CSV_BLOCK bytes more than *room* */
  gsize              room;
  const char        *data;         /* NULL: nothing is left to do */
  gsize              length;
  const char        *readable;
  BatonHistoryPiece *piece;
  gboolean           ready;        /* with the lock: it has been read */
} Job;

/* What a parser's numbers of names come to. */
typedef struct
{
  BatonHistoryParser *parser;      /* owned */
  GPtrArray          *texts;       /* borrowed, by the parser's number − 1 */
  GArray             *numbers;     /* of guint32: the import's; 0: not asked for yet */
  GThread            *thread;
} Worker;

typedef struct
{
  BatonHistoryImport *import;
  BatonHistoryReader *head;        /* has read the header */
  guint               n_workers;   /* 0 before the header has been read */
  Worker              workers[MAX_THREADS];
  guint               n_jobs;
  Job                 jobs[MAX_THREADS + 2];
  guint               n_sent;      /* jobs are used one after the other, over and over */
  guint               n_taken;
  GAsyncQueue        *queue;       /* of Job */
  GMutex              lock;
  GCond               done;
  guint64             line;        /* on which the next piece begins */
} Reading;

/* ── Threads ─────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
work (gpointer data)
{
  Reading *reading = ((gpointer *) data)[0];
  Worker *worker = ((gpointer *) data)[1];
  Job *job;

  g_free (data);
  while ((job = g_async_queue_pop (reading->queue))->data != NULL)
    {
      baton_history_parser_take (worker->parser, job->piece, job->data, job->length, job->readable);
      g_mutex_lock (&reading->lock);
      job->ready = TRUE;
      g_cond_broadcast (&reading->done);
      g_mutex_unlock (&reading->lock);
    }
  return NULL;
}

static Worker *
find_worker (Reading                  *reading,
             const BatonHistoryParser *parser)
{
  Worker *worker = reading->workers;

  while (worker->parser != parser)
    worker++;
  return worker;
}

static void
start_workers (Reading *reading)
{
  guint threads = reading->import->threads > 0 ? reading->import->threads : g_get_num_processors ();

  reading->n_workers = CLAMP (threads, 1, MAX_THREADS);
  for (guint i = 0; i < reading->n_workers; i++)
    {
      Worker *worker = &reading->workers[i];
      gpointer *data = g_new (gpointer, 2);

      worker->parser = baton_history_parser_new (reading->head);
      worker->texts = g_ptr_array_new ();
      worker->numbers = g_array_new (FALSE, TRUE, sizeof (guint32));
      data[0] = reading;
      data[1] = worker;
      worker->thread = g_thread_new ("baton-import", work, data);
    }
}

/* ── Rows in their order ─────────────────────────────────────────────────────────────────────────────── */

static guint32
get_name (BatonHistoryImport *self,
          Worker             *worker,
          guint32             number)
{
  guint32 *known;

  if (number == 0)
    return 0;
  known = &g_array_index (worker->numbers, guint32, number - 1);
  if (G_UNLIKELY (*known == 0))
    *known = baton_row_texts_add (&self->names, g_ptr_array_index (worker->texts, number - 1));
  return *known;
}

static void
take_row (BatonHistoryImport      *self,
          Worker                  *worker,
          const BatonHistoryPiece *piece,
          BatonRow                *row)
{
  BatonImportBatch *batch = self->batch;
  const char *reverses = (row->reverses & BATON_ROW_ID_TEXT) != 0 && row->reverses != BATON_ROW_ID_NONE
                         ? baton_row_texts_get (&piece->ids, (guint32) row->reverses) : NULL;

  if ((row->id & BATON_ROW_ID_TEXT) != 0)
    row->id = BATON_ROW_ID_TEXT | baton_row_texts_add (&batch->ids, baton_row_texts_get (&piece->ids, (guint32) row->id));
  if (reverses != NULL)
    row->reverses = BATON_ROW_ID_TEXT | baton_row_texts_add (&batch->ids, reverses);
  row->organisation = get_name (self, worker, row->organisation);
  row->member = get_name (self, worker, row->member);
  row->subject = get_name (self, worker, row->subject);
  row->region = get_name (self, worker, row->region);
  row->deal = get_name (self, worker, row->deal);
  row->part = get_name (self, worker, row->part);
  row->currency = get_name (self, worker, row->currency);
  self->any_reversal |= row->reverses != BATON_ROW_ID_NONE;
  if (batch->rows->len == 0)
    batch->first_id = row->id;
  else if (row->id <= batch->last_id)
    batch->rising = FALSE;
  if ((row->id & BATON_ROW_ID_TEXT) != 0)
    batch->rising = FALSE;
  batch->last_id = row->id;
  g_array_append_vals (batch->rows, row, 1);
}

/* The oldest piece on its way, when it is ready, becomes rows of the batch. */
static gboolean
take_oldest (Reading  *reading,
             GError  **error)
{
  BatonHistoryImport *self = reading->import;
  Job *job = &reading->jobs[reading->n_taken++ % reading->n_jobs];
  BatonHistoryPiece *piece = job->piece;
  Worker *worker;
  guint n_bad;

  g_mutex_lock (&reading->lock);
  while (!job->ready)
    g_cond_wait (&reading->done, &reading->lock);
  g_mutex_unlock (&reading->lock);

  worker = find_worker (reading, piece->parser);
  for (guint i = 0; i < piece->new_names->len; i++)
    g_ptr_array_add (worker->texts, g_ptr_array_index (piece->new_names, i));
  g_array_set_size (worker->numbers, worker->texts->len);
  for (guint i = 0; i < piece->rows->len; i++)
    {
      BatonRow *row = &g_array_index (piece->rows, BatonRow, i);

      row->line += reading->line - 1;
      take_row (self, worker, piece, row);
    }
  self->n_good += piece->rows->len;
  n_bad = piece->bad_rows->len;
  g_ptr_array_set_free_func (piece->bad_rows, NULL);
  for (guint i = 0; i < n_bad; i++)
    {
      BatonBadRow *row = g_ptr_array_index (piece->bad_rows, i);

      row->line += reading->line - 1;
      baton_history_import_report (self, row);
    }
  g_ptr_array_set_size (piece->bad_rows, 0);
  g_ptr_array_set_free_func (piece->bad_rows, (GDestroyNotify) baton_bad_row_free);
  reading->line += piece->n_lines;
  if (g_cancellable_is_cancelled (self->cancellable))
    return baton_history_import_fail (error, BATON_INCENTIVES_ERROR_CANCELLED, "");
  return baton_history_import_end_batch (self, FALSE, error);
}

static gboolean
take_all (Reading  *reading,
          GError  **error)
{
  while (reading->n_taken != reading->n_sent)
    if (!take_oldest (reading, error))
      return FALSE;
  return TRUE;
}

/* A job that nobody is at; NULL where taking what it had has failed. */
static Job *
get_job (Reading  *reading,
         GError  **error)
{
  if (reading->n_sent - reading->n_taken == reading->n_jobs && !take_oldest (reading, error))
    return NULL;
  return &reading->jobs[reading->n_sent % reading->n_jobs];
}

/* The job has its data; the first piece begins with the header. */
static void
send_job (Reading *reading,
          Job     *job)
{
  gsize header = 0;

  if (reading->n_workers == 0)
    {
      g_autoptr (GPtrArray) bad = g_ptr_array_new ();

      baton_history_reader_start_piece (reading->head, bad);
      header = baton_history_reader_begin (reading->head, job->data, job->length);
      reading->line = 1 + baton_history_reader_count_lines (reading->head);
      for (guint i = 0; i < bad->len; i++)
        baton_history_import_report (reading->import, g_ptr_array_index (bad, i));
      start_workers (reading);
    }
  if (baton_history_reader_is_unusable (reading->head))
    return;
  job->data += header;
  job->length -= header;
  job->ready = FALSE;
  reading->n_sent++;
  g_async_queue_push (reading->queue, job);
}

static void
reading_init (Reading            *reading,
              BatonHistoryImport *self)
{
  guint threads = self->threads > 0 ? self->threads : g_get_num_processors ();

  *reading = (Reading) { .import = self, .head = baton_history_reader_new (NULL, NULL, NULL), .queue = g_async_queue_new (), .line = 1 };
  reading->n_jobs = CLAMP (threads, 1, MAX_THREADS) + 2;
  for (guint i = 0; i < reading->n_jobs; i++)
    reading->jobs[i].piece = baton_history_piece_new ();
  g_mutex_init (&reading->lock);
  g_cond_init (&reading->done);
}

static void
reading_clear (Reading *reading)
{
  Job end = { 0 };

  for (guint i = 0; i < reading->n_workers; i++)
    g_async_queue_push (reading->queue, &end);
  for (guint i = 0; i < reading->n_workers; i++)
    {
      g_thread_join (reading->workers[i].thread);
      baton_history_parser_free (reading->workers[i].parser);
      g_ptr_array_unref (reading->workers[i].texts);
      g_array_unref (reading->workers[i].numbers);
    }
  for (guint i = 0; i < reading->n_jobs; i++)
    {
      baton_history_piece_free (reading->jobs[i].piece);
      g_free (reading->jobs[i].buffer);
    }
  baton_history_reader_free (reading->head);
  g_async_queue_unref (reading->queue);
  g_mutex_clear (&reading->lock);
  g_cond_clear (&reading->done);
}

/* ── Input ───────────────────────────────────────────────────────────────────────────────────────────── */

/* A stream while it is cut. */
typedef struct
{
  int      fd;
  guint64  length;         /* 0: not known */
  guint64  read_so_far;
  GString *carried;        /* what came behind the last row end */
  gboolean begun;
  gboolean is_lines;
  gboolean ended;
} Stream;

/* A pipe may be silent for long: waits with an eye on the cancellable. What poll() cannot wait for, read() judges. */
static gboolean
await_input (BatonHistoryImport *self,
             int                 fd,
             GError            **error)
{
  struct pollfd input = { .fd = fd, .events = POLLIN };

  while (poll (&input, 1, 100) == 0)
    if (g_cancellable_is_cancelled (self->cancellable))
      return baton_history_import_fail (error, BATON_INCENTIVES_ERROR_CANCELLED, "");
  return TRUE;
}

/* Reads until the buffer is full or the input has ended. */
static gboolean
fill (BatonHistoryImport *self,
      Stream             *stream,
      Job                *job,
      gsize              *filled,
      GError            **error)
{
  while (*filled < job->room && !stream->ended)
    {
      gssize n;

      if (!await_input (self, stream->fd, error))
        return FALSE;
      n = read (stream->fd, job->buffer + *filled, job->room - *filled);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return baton_history_import_fail (error, BATON_INCENTIVES_ERROR_STORAGE, g_strerror (errno));
      stream->ended = n == 0;
      *filled += (gsize) n;
      stream->read_so_far += (gsize) n;
      if (g_cancellable_is_cancelled (self->cancellable))
        return baton_history_import_fail (error, BATON_INCENTIVES_ERROR_CANCELLED, "");
    }
  if (self->progress != NULL)
    self->progress (self->done + stream->read_so_far, stream->length > 0 ? self->done + MAX (stream->length, stream->read_so_far) : 0, FALSE, self->user_data);
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

static gboolean
make_room (Job      *job,
           gsize     room,
           GError  **error)
{
  char *grown;

  if (job->room >= room)
    return TRUE;
  grown = g_try_realloc (job->buffer, room + BATON_CSV_BLOCK);
  if (grown == NULL)
    return baton_history_import_fail (error, BATON_INCENTIVES_ERROR_STORAGE, g_strerror (ENOMEM));
  memset (grown + room, 0, BATON_CSV_BLOCK);
  job->buffer = grown;
  job->room = room;
  return TRUE;
}

/* Gives the job the next whole rows of the stream, however much has to be read for one. */
static gboolean
cut_piece (BatonHistoryImport *self,
           Stream             *stream,
           Job                *job,
           GError            **error)
{
  gsize filled = stream->carried->len;
  gsize cut = 0;

  if (!make_room (job, MAX (PIECE_BYTES, filled * 2), error))
    return FALSE;
  memcpy (job->buffer, stream->carried->str, filled);
  while (cut == 0)
    {
      if (!fill (self, stream, job, &filled, error))
        return FALSE;
      if (!stream->begun)
        stream->is_lines = baton_history_reader_is_lines (job->buffer, filled);
      cut = stream->ended || filled >= MAX_PIECE_BYTES ? filled : find_cut (job->buffer, filled, stream->is_lines);
      if (stream->ended)
        break;
      if (cut == 0 && !make_room (job, job->room * 2, error))
        return FALSE;
    }
  stream->begun = TRUE;
  g_string_truncate (stream->carried, 0);
  g_string_append_len (stream->carried, job->buffer + cut, (gssize) (filled - cut));
  job->data = job->buffer;
  job->length = cut;
  job->readable = job->buffer + job->room + BATON_CSV_BLOCK;
  return TRUE;
}

gboolean
baton_history_import_read (BatonHistoryImport *self,
                           int                 fd,
                           guint64             length,
                           GError            **error)
{
  g_autofree Reading *reading = g_new (Reading, 1);
  Stream stream = { .fd = fd, .length = length, .carried = g_string_new (NULL) };
  gboolean good = TRUE;

  reading_init (reading, self);
  while (good && !stream.ended)
    {
      Job *job = get_job (reading, error);

      good = job != NULL && cut_piece (self, &stream, job, error);
      if (good && (job->length > 0 || reading->n_workers == 0))
        send_job (reading, job);
    }
  good = good && take_all (reading, error);
  reading_clear (reading);
  g_string_free (stream.carried, TRUE);
  self->done += stream.read_so_far;
  return good;
}

gboolean
baton_history_import_read_bytes (BatonHistoryImport *self,
                                 const char         *data,
                                 gsize               length,
                                 GError            **error)
{
  g_autofree Reading *reading = g_new (Reading, 1);
  gboolean is_lines = baton_history_reader_is_lines (data, length), good = TRUE;
  gsize at = 0;

  reading_init (reading, self);
  do
    {
      Job *job = get_job (reading, error);
      gsize part = MIN (PIECE_BYTES, length - at);
      gsize cut = at + part == length ? part : find_cut (data + at, part, is_lines);

      good = job != NULL;
      if (!good)
        break;
      job->data = data + at;
      job->length = cut > 0 ? cut : length - at;
      job->readable = data + length;
      at += job->length;
      send_job (reading, job);
    }
  while (at < length);
  good = good && take_all (reading, error);
  reading_clear (reading);
  return good;
}
