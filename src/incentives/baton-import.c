/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The input is cut at row ends into *turns* of a few megabytes, which threads take one after the other: into a buffer of their
 * own where it is a stream, where it lies when it is in memory. Each turn is read in a single pass over its bytes, its fields
 * interpreted in place; ids are looked up in tables made once from the register. What the threads have is put in the order of
 * the turns at the end. So memory holds the rows, two buffers and the register, however long the input is.
 *
 * Rows with quotes or characters beyond ASCII take a detour over the ordinary reader of rows.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-import.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "incentives/baton-columns-private.h"
#include "incentives/baton-import-table.h"
#include "incentives/baton-replay.h"

#define MAX_FIELDS 32
#define MAX_THREADS 16
#define MAX_ID_BYTES 200
#define TURN_BYTES (gsize) (4 * 1024 * 1024)
/* More bad rows are counted, not listed. */
#define MAX_BAD_ROWS 100000
#define FIRST_YEAR 1970
#define N_YEARS 131

enum
{
  COLUMN_ID, COLUMN_TYPE, COLUMN_ORGANISATION, COLUMN_MEMBER, COLUMN_ACTIVITY, COLUMN_DAY, COLUMN_QUANTITY, COLUMN_AMOUNT,
  COLUMN_CURRENCY, COLUMN_ORIGINAL, COLUMN_REGION, COLUMN_DEAL, COLUMN_PART, COLUMN_SHARE, COLUMN_STATE, COLUMN_VERSION,
  COLUMN_REVERSES, COLUMN_REWARD, COLUMN_FUND, COLUMN_POINTS, COLUMN_GRANTED, N_COLUMNS
};

static const char * const column_names[N_COLUMNS] = {
  "id", "type", "organisation", "member", "activity", "day", "quantity", "amount", "currency", "original", "region", "deal",
  "part", "share", "state", "version", "reverses", "reward", "fund", "points", "granted",
};

/* ── A part of the file ──────────────────────────────────────────────────────────────────────────────── */

/* What is known of a turn when it has been read. */
typedef struct
{
  guint64    n_lines;
  guint64    first_id;      /* 0: no row */
  guint64    last_id;
  GPtrArray *bad_rows;      /* of BatonBadRow, lines from 1 within the turn; NULL when there are none */
  guint      n_bad;         /* those not listed, too */
} Turn;

typedef struct
{
  BatonImportTable     organisations;
  BatonImportTable     members;
  int                  columns[MAX_FIELDS];   /* by field of a row */
  guint                n_fields;
  const gint32        *days;                  /* by year, month, day; BATON_DAY_NONE */
  GCancellable        *cancellable;
  BatonImportProgress  progress;
  gpointer             user_data;
  gsize                length;                /* of all input, 0 when not known */
  gboolean             detours;               /* rows with quotes are read here, too */

  GMutex               lock;                  /* guards what follows */
  const char          *at;                    /* of input in memory: what nobody has taken */
  const char          *end;
  int                  fd;                    /* of a stream; −1 */
  GString             *carried;               /* what was read beyond the last row end */
  gboolean             drained;
  int                  trouble;               /* errno */
  gsize                done;
  GArray              *turns;                 /* of Turn */
  guint                n_listed;              /* bad rows */
} Import;

typedef struct
{
  Import              *import;
  char                *buffer;        /* of a stream */
  gsize                room;
  const char          *at;
  const char          *end;
  gboolean             is_last;       /* nothing follows the turn */
  guint64              number;        /* of the turn, from 1 */
  Turn                 turn;
  BatonColumnsBuilder *builder;
  BatonImportTable     activities;
  BatonImportTable     regions;
  GStringChunk        *ids;           /* what the tables above hold */
  gboolean             general;
  gboolean             cancelled;
} Part;

#define MAX_ACTIVITIES 4096
#define MAX_REGIONS 256

typedef struct
{
  const char *text;
  gsize       length;
} Field;

static void
complain (Part        *part,
          guint        column,
          BatonRowCode code,
          const Field *field)
{
  part->turn.n_bad++;
  if ((guint) g_atomic_int_add ((int *) &part->import->n_listed, 1) >= MAX_BAD_ROWS)
    return;
  if (part->turn.bad_rows == NULL)
    part->turn.bad_rows = g_ptr_array_new ();
  g_ptr_array_add (part->turn.bad_rows, baton_bad_row_new (part->turn.n_lines, column, code, field != NULL ? field->text : NULL, field != NULL ? field->length : 0));
}

/* Plain digits up to 2^53−1. */
static gboolean
read_digits (const Field *field,
             gint64      *number)
{
  BatonCsvField csv = { field->text, field->length };

  return baton_csv_field_get_number (&csv, number);
}

static BatonDay
read_day (const Import *import,
          const Field  *field)
{
  const char *t = field->text;
  guint year, month, day;

  if (field->length != 10 || t[4] != '-' || t[7] != '-')
    return BATON_DAY_NONE;
  for (guint i = 0; i < 10; i++)
    {
      if (i != 4 && i != 7 && (t[i] < '0' || t[i] > '9'))
        return BATON_DAY_NONE;
    }
  year = (t[0] - '0') * 1000 + (t[1] - '0') * 100 + (t[2] - '0') * 10 + (t[3] - '0');
  month = (t[5] - '0') * 10 + (t[6] - '0');
  day = (t[8] - '0') * 10 + (t[9] - '0');
  if (year < FIRST_YEAR || year >= FIRST_YEAR + N_YEARS || month < 1 || month > 12 || day < 1 || day > 31)
    return baton_day_parse_len (t, field->length);
  return import->days[((year - FIRST_YEAR) * 12 + month - 1) * 31 + day - 1];
}

static gboolean
is_word (const Field *field,
         const char  *word)
{
  return field->length == strlen (word) && memcmp (field->text, word, field->length) == 0;
}

/* Whether the fields beyond those of an approved event are empty, or say what is so anyway. */
static gboolean
is_simple (const Field *fields)
{
  static const guint8 empty[] = { COLUMN_REVERSES, COLUMN_REWARD, COLUMN_FUND, COLUMN_POINTS, COLUMN_GRANTED };

  for (guint i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      if (fields[empty[i]].length > 0)
        return FALSE;
    }
  return (fields[COLUMN_TYPE].length == 0 || is_word (&fields[COLUMN_TYPE], "event")) &&
         (fields[COLUMN_STATE].length == 0 || is_word (&fields[COLUMN_STATE], "approved")) &&
         (fields[COLUMN_VERSION].length == 0 || is_word (&fields[COLUMN_VERSION], "1")) &&
         (fields[COLUMN_SHARE].length == 0 || is_word (&fields[COLUMN_SHARE], "10000")) &&
         fields[COLUMN_CURRENCY].length == 0 && fields[COLUMN_ORIGINAL].length == 0;
}

/* An id of the file that the part sees for the first time gets a number of the builder's. */
static guint32
find_or_add (Part        *part,
             BatonImportTable *table,
             const Field *field,
             guint        most,
             guint      (*add) (BatonColumnsBuilder *builder, const char *id))
{
  guint32 number = baton_import_table_find (table, field->text, field->length);
  const char *id;

  if (number != BATON_INDEX_NONE)
    return number;
  if (table->n + 1 >= most)
    {
      part->general = TRUE;
      return 0;
    }
  id = g_string_chunk_insert_len (part->ids, field->text, field->length);
  add (part->builder, id);
  return baton_import_table_add (table, id, field->length);
}

static void
read_row (Part        *part,
          const Field *fields)
{
  const Import *import = part->import;
  BatonColumnsRow row = { .quantity = 1, .member = BATON_INDEX_NONE };
  gint64 id;

  if (!read_digits (&fields[COLUMN_ID], &id) || fields[COLUMN_ID].text[0] == '0' || (guint64) id <= part->turn.last_id || !is_simple (fields))
    {
      part->general = TRUE;
      return;
    }
  if (part->turn.first_id == 0)
    part->turn.first_id = id;
  part->turn.last_id = id;

  if (fields[COLUMN_ORGANISATION].length == 0 || fields[COLUMN_ACTIVITY].length == 0 || fields[COLUMN_DAY].length == 0)
    {
      complain (part, 0, BATON_ROW_MISSING, NULL);
      return;
    }
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      if (fields[i].length > MAX_ID_BYTES)
        {
          part->general = TRUE;
          return;
        }
    }
  row.day = read_day (import, &fields[COLUMN_DAY]);
  if (row.day == BATON_DAY_NONE)
    {
      complain (part, 0, BATON_ROW_BAD_DAY, &fields[COLUMN_DAY]);
      return;
    }
  if (fields[COLUMN_QUANTITY].length > 0 && !read_digits (&fields[COLUMN_QUANTITY], &row.quantity))
    {
      complain (part, 0, BATON_ROW_BAD_NUMBER, &fields[COLUMN_QUANTITY]);
      return;
    }
  if (fields[COLUMN_AMOUNT].length > 0 && !read_digits (&fields[COLUMN_AMOUNT], &row.amount))
    {
      complain (part, 0, BATON_ROW_BAD_NUMBER, &fields[COLUMN_AMOUNT]);
      return;
    }
  row.organisation = baton_import_table_find (&import->organisations, fields[COLUMN_ORGANISATION].text, fields[COLUMN_ORGANISATION].length);
  if (row.organisation == BATON_INDEX_NONE)
    return;
  if (fields[COLUMN_MEMBER].length > 0)
    row.member = baton_import_table_find (&import->members, fields[COLUMN_MEMBER].text, fields[COLUMN_MEMBER].length);
  row.activity = find_or_add (part, &part->activities, &fields[COLUMN_ACTIVITY], MAX_ACTIVITIES, baton_columns_builder_add_activity);
  if (fields[COLUMN_REGION].length > 0)
    row.region = 1 + find_or_add (part, &part->regions, &fields[COLUMN_REGION], MAX_REGIONS - 1, baton_columns_builder_add_region);
  if (!part->general)
    baton_columns_builder_add (part->builder, &row);
}

static void
judge_fields (Part        *part,
              const Field *row,
              guint        n)
{
  if (n < part->import->n_fields)
    complain (part, 0, part->is_last && part->at == part->end && part->end[-1] != '\n' ? BATON_ROW_TRUNCATED : BATON_ROW_TOO_FEW_FIELDS, row);
  else
    complain (part, 0, BATON_ROW_TOO_MANY_FIELDS, row);
}

/* A row that needs a closer look at its quotes or its encoding. */
static void
read_closely (Part       *part,
              const char *begin,
              Field      *fields)
{
  Import *import = part->import;
  const char *stop = baton_csv_find_row_end (begin, part->end);
  g_autoptr (BatonCsv) csv = NULL;
  const BatonCsvField *found;
  BatonRowCode code;
  gboolean bad;
  guint n;

  if (stop == NULL)
    {
      /* Only this line is lost. */
      stop = memchr (begin, '\n', part->end - begin);
      stop = stop != NULL ? stop + 1 : part->end;
    }
  csv = baton_csv_new (begin, stop - begin);
  part->at = stop;
  part->turn.n_lines++;
  if (baton_csv_next (csv, &code, &bad))
    {
      found = baton_csv_get_fields (csv, &n);
      if (bad)
        complain (part, 0, code, NULL);
      else if (n != import->n_fields)
        judge_fields (part, &(Field) { begin, MIN (80, stop - begin) }, n);
      else
        {
          for (guint i = 0; i < n; i++)
            fields[import->columns[i]] = (Field) { found[i].text, found[i].length };
          read_row (part, fields);
        }
    }
  for (const char *at = begin; at + 1 < stop; at++)
    part->turn.n_lines += *at == '\n';
}

/* Reads the row at *part->at*. */
static void
take_row (Part  *part,
          Field *fields)
{
  const Import *import = part->import;
  const char *begin = part->at;
  const char *at = begin;
  const char *start = at;
  guint n = 0;

  for (;; at++)
    {
      char c = at < part->end ? *at : '\n';

      /* Nearly all bytes are letters and digits. */
      if (G_LIKELY (c > ',' && c < 0x7f))
        continue;
      if (c == '"' || (guint8) c >= 0x80 || c == '\0')
        {
          if (!import->detours)
            part->general = TRUE;
          else
            read_closely (part, begin, fields);
          return;
        }
      if (c != ',' && c != '\n')
        continue;
      if (n < import->n_fields)
        {
          Field *field = &fields[import->columns[n]];

          field->text = start;
          field->length = at - start;
          if (c == '\n' && field->length > 0 && at[-1] == '\r')
            field->length--;
        }
      n++;
      start = at + 1;
      if (c == '\n')
        break;
    }
  part->at = MIN (at + 1, part->end);
  part->turn.n_lines++;
  if (n == import->n_fields)
    read_row (part, fields);
  else if (n > 1 || fields[import->columns[0]].length > 0)
    judge_fields (part, &(Field) { begin, MIN (80, at - begin) }, n);
}

/* ── Turns ───────────────────────────────────────────────────────────────────────────────────────────── */

/* Fills *buffer* from the stream, as far as it goes. */
static gsize
fill (Import *import,
      char   *buffer,
      gsize   length)
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
take_from_stream (Part *part)
{
  Import *import = part->import;
  gsize length = import->carried->len;
  const char *end;

  do
    {
      gsize wanted = length + TURN_BYTES;

      if (part->room < wanted)
        {
          part->room = wanted;
          part->buffer = g_realloc (part->buffer, wanted);
        }
      if (import->carried->len > 0)
        memcpy (part->buffer, import->carried->str, import->carried->len);
      g_string_truncate (import->carried, 0);
      length += fill (import, part->buffer + length, TURN_BYTES);
      end = import->drained ? part->buffer + length : baton_csv_find_last_row_end (part->buffer, length);
    }
  while (end == part->buffer && !import->drained);

  g_string_append_len (import->carried, end, part->buffer + length - end);
  part->at = part->buffer;
  part->end = end;
  part->is_last = import->drained;
}

static void
take_from_memory (Part *part)
{
  Import *import = part->import;
  gsize length = MIN (TURN_BYTES, (gsize) (import->end - import->at));
  const char *end = import->at + length;

  if (end < import->end)
    {
      const char *lf = memchr (end, '\n', import->end - end);

      end = lf != NULL ? lf + 1 : import->end;
    }
  part->at = import->at;
  part->end = import->at = end;
  part->is_last = end == import->end;
}

/* FALSE when nothing is left. */
static gboolean
take_turn (Part *part)
{
  Import *import = part->import;
  Turn turn = { 0 };
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
  Part *part = data;
  Import *import = part->import;
  Field fields[N_COLUMNS];

  while (!part->general && !part->cancelled && take_turn (part))
    {
      memset (&part->turn, 0, sizeof part->turn);
      baton_columns_builder_set_turn (part->builder, part->number);
      for (guint i = 0; i < N_COLUMNS; i++)
        fields[i] = (Field) { "", 0 };
      while (part->at < part->end && !part->general)
        take_row (part, fields);
      part->cancelled = g_cancellable_is_cancelled (import->cancellable);
      g_mutex_lock (&import->lock);
      g_array_index (import->turns, Turn, part->number - 1) = part->turn;
      g_mutex_unlock (&import->lock);
    }
  g_clear_pointer (&part->buffer, g_free);
  return NULL;
}

/* ── The whole ───────────────────────────────────────────────────────────────────────────────────────── */

static gint32 *
make_days (void)
{
  gint32 *days = g_new (gint32, N_YEARS * 12 * 31);

  for (guint year = 0; year < N_YEARS; year++)
    {
      for (guint month = 0; month < 12; month++)
        {
          for (guint day = 0; day < 31; day++)
            days[(year * 12 + month) * 31 + day] = baton_day_new (FIRST_YEAR + year, month + 1, day + 1);
        }
    }
  return days;
}

static void
list_ids (BatonImportTable *table,
          BatonRegister *reg,
          guint          n,
          const char  *(*get) (BatonRegister *reg, guint number))
{
  baton_import_table_init (table, n);
  for (guint i = 0; i < n; i++)
    {
      const char *id = get (reg, i);

      baton_import_table_add (table, id, strlen (id));
    }
  baton_import_table_close (table);
}

/* The header's columns; the length of its line, 0 when it cannot be used. */
static gsize
read_header (Import     *import,
             const char *data,
             gsize       length,
             GPtrArray  *bad_rows)
{
  g_autoptr (BatonCsv) csv = baton_csv_new (data, length);
  int positions[N_COLUMNS];

  if (!baton_csv_read_header (csv, column_names, N_COLUMNS, 1 << COLUMN_ID | 1 << COLUMN_ORGANISATION | 1 << COLUMN_DAY, positions, bad_rows))
    return 0;
  baton_csv_get_fields (csv, &import->n_fields);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      if (positions[i] >= 0)
        import->columns[positions[i]] = i;
    }
  return baton_csv_get_offset (csv);
}

/* Joins what the parts have read; FALSE when the ids do not rise from one turn to the next. */
static gboolean
join_parts (Import    *import,
            Part      *parts,
            guint      n_parts,
            guint64    first_line,
            GPtrArray *bad_rows)
{
  guint64 line = first_line;
  guint64 last = 0;
  gboolean rising = TRUE;

  for (guint i = 0; i < import->turns->len; i++)
    {
      Turn *turn = &g_array_index (import->turns, Turn, i);

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
part_init (Part          *part,
           Import        *import,
           BatonRegister *reg)
{
  *part = (Part) { .import = import, .ids = g_string_chunk_new (4096),
                   .builder = baton_columns_builder_new (baton_register_get_n_organisations (reg), baton_register_get_n_members (reg)) };
  baton_import_table_init (&part->activities, MAX_ACTIVITIES);
  baton_import_table_init (&part->regions, MAX_REGIONS);
}

static void
part_clear (Part *part)
{
  baton_columns_builder_free (part->builder);
  baton_import_table_clear (&part->activities);
  baton_import_table_clear (&part->regions);
  g_string_chunk_free (part->ids);
}

/* Reads all turns of an input whose header has been read, and *first_line* lines with it. */
static BatonColumns *
import_rows (Import        *import,
             BatonRegister *reg,
             guint          n_parts,
             guint64        first_line,
             GPtrArray     *bad_rows,
             gboolean      *general,
             GError       **error)
{
  g_autofree gint32 *days = make_days ();
  Part parts[MAX_THREADS];
  GThread *running[MAX_THREADS] = { NULL };
  BatonColumns *columns = NULL;
  gboolean cancelled = FALSE;

  import->days = days;
  import->turns = g_array_new (FALSE, FALSE, sizeof (Turn));
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
    columns = baton_columns_builder_finish (parts[0].builder);
  for (guint i = 0; i < n_parts; i++)
    part_clear (&parts[i]);
  g_array_unref (import->turns);
  g_mutex_clear (&import->lock);
  return columns;
}

static guint
count_threads (guint threads)
{
  return CLAMP (threads > 0 ? threads : g_get_num_processors (), 1, MAX_THREADS);
}

BatonColumns *
baton_columns_import (BatonRegister      *reg,
                      const char         *data,
                      gsize               length,
                      guint               threads,
                      GPtrArray          *bad_rows,
                      BatonImportProgress progress,
                      gpointer            user_data,
                      GCancellable       *cancellable,
                      gboolean           *general,
                      GError            **error)
{
  Import import = { .cancellable = cancellable, .progress = progress, .user_data = user_data, .length = length, .fd = -1 };
  gsize header;

  *general = FALSE;
  header = read_header (&import, data, length, NULL);
  if (header == 0)
    {
      *general = TRUE;
      return NULL;
    }
  import.at = data + header;
  import.end = data + length;
  return import_rows (&import, reg, length < 1024 * 1024 ? 1 : count_threads (threads), 1, bad_rows, general, error);
}

BatonColumns *
baton_columns_import_stream (BatonRegister      *reg,
                             int                 fd,
                             gsize               length,
                             guint               threads,
                             GPtrArray          *bad_rows,
                             BatonImportProgress progress,
                             gpointer            user_data,
                             GCancellable       *cancellable,
                             gboolean           *general,
                             GError            **error)
{
  Import import = { .cancellable = cancellable, .progress = progress, .user_data = user_data, .length = length, .fd = fd, .detours = TRUE,
                    .carried = g_string_new (NULL) };
  BatonColumns *columns = NULL;
  gsize header, n;
  guint64 lines = 0;

  *general = FALSE;
  g_string_set_size (import.carried, BATON_CSV_MAX_ROW_BYTES);
  n = fill (&import, import.carried->str, BATON_CSV_MAX_ROW_BYTES);
  g_string_truncate (import.carried, n);
  header = read_header (&import, import.carried->str, n, bad_rows);
  for (gsize i = 0; i < header; i++)
    lines += import.carried->str[i] == '\n';
  g_string_erase (import.carried, 0, header);
  if (header > 0)
    columns = import_rows (&import, reg, count_threads (threads), lines, bad_rows, general, error);
  else if (import.trouble != 0)
    g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_STORAGE, g_strerror (import.trouble));
  else
    *general = TRUE;
  g_string_free (import.carried, TRUE);
  return columns;
}
