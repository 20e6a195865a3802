/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The input is cut at row ends into *turns* of a megabyte, which threads take one after the other: into a buffer of their own
 * where it is a stream, where it lies when it is in memory. Each turn is read in a single pass over its bytes (baton-import-rows.c);
 * ids are looked up in tables made once from the register. What the threads have is put in the order of the turns at the end. So
 * memory holds the rows, two buffers and the register, however long the input is.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-import-private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "incentives/baton-replay.h"

#define MAX_THREADS 16
/* A turn is parsed while it is still in the processor's cache. */
#define TURN_BYTES (gsize) (1024 * 1024)

/* ── Turns ───────────────────────────────────────────────────────────────────────────────────────────── */

/* Fills *buffer* from the stream, as far as it goes. */
static gsize
fill (BatonImport *import,
      char        *buffer,
      gsize        length)
{
  gsize filled = 0;

  while (filled < length && !import->drained)
    {
      gssize n = read (import->fd, buffer + filled, length - filled);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        import->trouble = errno;
      if (n <= 0)
        import->drained = TRUE;
      else
        filled += n;
    }
  return filled;
}

/* The next turn of a stream: what was carried over, and as much again as the buffer holds. With the lock held. */
static void
take_from_stream (BatonImportPart *part)
{
  BatonImport *import = part->import;
  gsize length = import->carried->len;
  const char *end;

  do
    {
      gsize wanted = length + TURN_BYTES;

      if (part->room < wanted)
        {
          part->room = wanted;
          part->buffer = g_realloc (part->buffer, wanted + BATON_CSV_BLOCK);
        }
      if (import->carried->len > 0)
        memcpy (part->buffer, import->carried->str, import->carried->len);
      g_string_truncate (import->carried, 0);
      length += fill (import, part->buffer + length, TURN_BYTES);
      end = import->drained ? part->buffer + length : baton_csv_find_last_row_end (part->buffer, length);
    }
  while (end == part->buffer && !import->drained);

  g_string_append_len (import->carried, end, part->buffer + length - end);
  memset (part->buffer + length, 0, BATON_CSV_BLOCK);
  part->at = part->buffer;
  part->end = end;
  part->marks.readable = part->buffer + length + BATON_CSV_BLOCK;
  part->is_last = import->drained;
}

static void
take_from_memory (BatonImportPart *part)
{
  BatonImport *import = part->import;
  gsize length = MIN (TURN_BYTES, (gsize) (import->end - import->at));
  const char *end = import->at + length;

  if (end < import->end)
    {
      const char *lf = memchr (end, '\n', import->end - end);

      end = lf != NULL ? lf + 1 : import->end;
    }
  part->at = import->at;
  part->end = import->at = end;
  part->marks.readable = import->end;
  part->is_last = end == import->end;
}

/* FALSE when nothing is left. */
static gboolean
take_turn (BatonImportPart *part)
{
  BatonImport *import = part->import;
  BatonImportTurn turn = { 0 };
  gsize done;

  g_mutex_lock (&import->lock);
  if (import->fd >= 0 && !(import->drained && import->carried->len == 0))
    take_from_stream (part);
  else if (import->fd < 0)
    take_from_memory (part);
  else
    part->at = part->end = NULL;
  import->done += part->end - part->at;
  done = import->done;
  if (part->at < part->end)
    g_array_append_val (import->turns, turn);
  part->number = import->turns->len;
  g_mutex_unlock (&import->lock);

  if (import->progress != NULL && part->at < part->end)
    import->progress (done, MAX (import->length, done), import->user_data);
  return part->at < part->end;
}

static gpointer
read_part (gpointer data)
{
  BatonImportPart *part = data;
  BatonImport *import = part->import;

  while (!part->general && !part->cancelled && take_turn (part))
    {
      memset (&part->turn, 0, sizeof part->turn);
      baton_columns_builder_set_turn (part->builder, part->number);
      baton_import_part_read (part);
      part->cancelled = g_cancellable_is_cancelled (import->cancellable);
      g_mutex_lock (&import->lock);
      g_array_index (import->turns, BatonImportTurn, part->number - 1) = part->turn;
      g_mutex_unlock (&import->lock);
    }
  g_clear_pointer (&part->buffer, g_free);
  return NULL;
}

/* ── The whole ───────────────────────────────────────────────────────────────────────────────────────── */

static void
list_ids (BatonImportTable *table,
          BatonRegister *reg,
          guint          n,
          const char  *(*get) (BatonRegister *reg, guint number))
{
  baton_import_table_init (table, n);
  for (guint i = 0; i < n; i++)
    baton_import_table_append (table, get (reg, i));
  baton_import_table_close (table);
}

/* Joins what the parts have read; FALSE when the ids do not rise from one turn to the next. */
static gboolean
join_parts (BatonImport     *import,
            BatonImportPart *parts,
            guint            n_parts,
            guint64          first_line,
            GPtrArray       *bad_rows)
{
  guint64 line = first_line;
  guint64 last = 0;
  gboolean rising = TRUE;

  for (guint i = 0; i < import->turns->len; i++)
    {
      BatonImportTurn *turn = &g_array_index (import->turns, BatonImportTurn, i);

      rising &= turn->first_id == 0 || turn->first_id > last;
      last = MAX (last, turn->last_id);
      for (guint k = 0; turn->bad_rows != NULL && k < turn->bad_rows->len; k++)
        {
          BatonBadRow *row = g_ptr_array_index (turn->bad_rows, k);

          row->line += line;
          if (bad_rows != NULL && rising)
            g_ptr_array_add (bad_rows, row);
          else
            baton_bad_row_free (row);
        }
      g_clear_pointer (&turn->bad_rows, g_ptr_array_unref);
      line += turn->n_lines;
    }
  for (guint i = 1; i < n_parts && rising; i++)
    baton_columns_builder_append (parts[0].builder, parts[i].builder);
  return rising;
}

static void
part_init (BatonImportPart *part,
           BatonImport     *import,
           BatonRegister   *reg)
{
  *part = (BatonImportPart) { .import = import, .ids = g_string_chunk_new (4096),
                   .builder = baton_columns_builder_new (baton_register_get_n_organisations (reg), baton_register_get_n_members (reg)) };
  baton_import_table_init (&part->activities, BATON_IMPORT_MAX_ACTIVITIES);
  baton_import_table_init (&part->regions, BATON_IMPORT_MAX_REGIONS);
}

static void
part_clear (BatonImportPart *part)
{
  baton_columns_builder_free (part->builder);
  baton_import_table_clear (&part->activities);
  baton_import_table_clear (&part->regions);
  g_string_chunk_free (part->ids);
}

/* Reads all turns of an input whose header has been read, and *first_line* lines with it. (transfer full) */
static BatonColumnsBuilder *
read_rows (BatonImport    *import,
             BatonRegister  *reg,
             guint           n_parts,
             guint64         first_line,
             GPtrArray      *bad_rows,
             gboolean       *general,
             GError        **error)
{
  BatonImportPart parts[MAX_THREADS];
  GThread *running[MAX_THREADS] = { NULL };
  BatonColumnsBuilder *rows = NULL;
  gboolean cancelled = FALSE;

  import->days = baton_import_get_days ();
  import->turns = g_array_new (FALSE, FALSE, sizeof (BatonImportTurn));
  g_mutex_init (&import->lock);
  list_ids (&import->organisations, reg, baton_register_get_n_organisations (reg), baton_register_get_organisation);
  list_ids (&import->members, reg, baton_register_get_n_members (reg), baton_register_get_member);
  for (guint i = 0; i < n_parts; i++)
    part_init (&parts[i], import, reg);
  for (guint i = 1; i < n_parts; i++)
    running[i] = g_thread_new ("baton-import", read_part, &parts[i]);
  read_part (&parts[0]);
  for (guint i = 1; i < n_parts; i++)
    g_thread_join (running[i]);

  for (guint i = 0; i < n_parts; i++)
    {
      *general |= parts[i].general;
      cancelled |= parts[i].cancelled;
    }
  baton_import_table_clear (&import->organisations);
  baton_import_table_clear (&import->members);
  /* The general reader reports everything itself. */
  if (!join_parts (import, parts, n_parts, first_line, *general || cancelled ? NULL : bad_rows))
    *general = TRUE;
  if (cancelled)
    *general = FALSE;
  if (cancelled)
    g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_CANCELLED, "");
  else if (import->trouble != 0)
    g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_STORAGE, g_strerror (import->trouble));
  else if (!*general)
    rows = g_steal_pointer (&parts[0].builder);
  for (guint i = 0; i < n_parts; i++)
    part_clear (&parts[i]);
  g_array_unref (import->turns);
  g_mutex_clear (&import->lock);
  return rows;
}

static BatonColumns *
finish (BatonColumnsBuilder *rows)
{
  g_autoptr (BatonColumnsBuilder) builder = rows;

  return builder != NULL ? baton_columns_builder_finish (builder) : NULL;
}

static guint
count_threads (guint threads)
{
  return CLAMP (threads > 0 ? threads : g_get_num_processors (), 1, MAX_THREADS);
}

BatonColumns *
baton_columns_import (BatonRegister        *reg,
                      const char           *data,
                      gsize                 length,
                      guint                 threads,
                      GPtrArray            *bad_rows,
                      BatonImportProgress   progress,
                      gpointer              user_data,
                      GCancellable         *cancellable,
                      gboolean             *general,
                      GError              **error)
{
  BatonImport import = { .cancellable = cancellable, .progress = progress, .user_data = user_data, .length = length, .fd = -1 };
  gsize header;

  *general = FALSE;
  header = baton_import_read_header (&import, data, length, NULL);
  if (header == 0)
    {
      *general = TRUE;
      return NULL;
    }
  import.at = data + header;
  import.end = data + length;
  return finish (read_rows (&import, reg, length < 1024 * 1024 ? 1 : count_threads (threads), 1, bad_rows, general, error));
}

BatonColumnsBuilder *
baton_columns_read_stream (BatonRegister        *reg,
                           int                   fd,
                           gsize                 length,
                           guint                 threads,
                           GPtrArray            *bad_rows,
                           BatonImportProgress   progress,
                           gpointer              user_data,
                           GCancellable         *cancellable,
                           gboolean             *general,
                           GError              **error)
{
  BatonImport import = { .cancellable = cancellable, .progress = progress, .user_data = user_data, .length = length, .fd = fd, .detours = TRUE,
                    .carried = g_string_new (NULL) };
  BatonColumnsBuilder *rows = NULL;
  gsize header, n;
  guint64 lines = 0;

  *general = FALSE;
  g_string_set_size (import.carried, BATON_CSV_MAX_ROW_BYTES);
  n = fill (&import, import.carried->str, BATON_CSV_MAX_ROW_BYTES);
  g_string_truncate (import.carried, n);
  header = baton_import_read_header (&import, import.carried->str, n, bad_rows);
  for (gsize i = 0; i < header; i++)
    lines += import.carried->str[i] == '\n';
  g_string_erase (import.carried, 0, header);
  if (header > 0)
    rows = read_rows (&import, reg, count_threads (threads), lines, bad_rows, general, error);
  else if (import.trouble != 0)
    g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_STORAGE, g_strerror (import.trouble));
  else
    *general = TRUE;
  g_string_free (import.carried, TRUE);
  return rows;
}

BatonColumns *
baton_columns_import_stream (BatonRegister        *reg,
                             int                   fd,
                             gsize                 length,
                             guint                 threads,
                             GPtrArray            *bad_rows,
                             BatonImportProgress   progress,
                             gpointer              user_data,
                             GCancellable         *cancellable,
                             gboolean             *general,
                             GError              **error)
{
  return finish (baton_columns_read_stream (reg, fd, length, threads, bad_rows, progress, user_data, cancellable, general, error));
}
