/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The file is cut at line breaks into one part a thread. Each part is read in a single pass over its bytes, its fields
 * interpreted where they lie; ids are looked up in tables made once from the register. The parts' rows are then joined in
 * the order of the file.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-import.h"

#include <string.h>

#include "incentives/baton-columns-private.h"
#include "incentives/baton-replay.h"

#define MAX_FIELDS 32
#define MAX_THREADS 16
#define MAX_ID_BYTES 200
#define BYTES_BETWEEN_CHECKS (4 * 1024 * 1024)
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

/* ── Ids to numbers ──────────────────────────────────────────────────────────────────────────────────── */

/* An id of up to eight bytes lies in its slot, so that finding it reads one cache line; of a longer one the slot has a hash. */
typedef struct
{
  guint64 key;
  guint32 number;    /* + 1; 0: free */
  guint32 length;
} Slot;

/* Open addressing, at most half full. The ids stay their owner's. */
typedef struct
{
  Slot        *slots;
  guint        shift;    /* of the mixed key's highest bits */
  guint32      mask;
  guint32      n;
  const char **ids;
} Table;

static guint64
make_key (const char *bytes,
          gsize       length)
{
  guint64 key = 0;

  if (length <= sizeof key)
    {
      for (gsize i = 0; i < length; i++)
        key |= (guint64) (guint8) bytes[i] << (8 * i);
      return key;
    }
  key = G_GUINT64_CONSTANT (14695981039346656037);
  for (gsize i = 0; i < length; i++)
    key = (key ^ (guint8) bytes[i]) * G_GUINT64_CONSTANT (1099511628211);
  return key;
}

static guint32
get_place (const Table *table,
           guint64      key)
{
  return (guint32) ((key * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)) >> table->shift);
}

static void
table_init (Table *table,
            guint  most)
{
  guint bits = 4;

  while (bits < 31 && (1u << bits) < (guint64) most * 2)
    bits++;
  table->slots = g_new0 (Slot, 1u << bits);
  table->shift = 64 - bits;
  table->mask = (1u << bits) - 1;
  table->n = 0;
  table->ids = g_new0 (const char *, MAX (most, 1));
}

static void
table_clear (Table *table)
{
  g_free (table->slots);
  g_free (table->ids);
}

static guint32
table_find (const Table *table,
            const char  *id,
            gsize        length)
{
  guint64 key = make_key (id, length);

  for (guint32 i = get_place (table, key); table->slots[i].number != 0; i = (i + 1) & table->mask)
    {
      guint32 number = table->slots[i].number - 1;

      if (table->slots[i].key == key && table->slots[i].length == length &&
          (length <= sizeof key || memcmp (table->ids[number], id, length) == 0))
        return number;
    }
  return BATON_INDEX_NONE;
}

static guint32
table_add (Table      *table,
           const char *id,
           gsize       length)
{
  guint64 key = make_key (id, length);
  guint32 i = get_place (table, key);

  while (table->slots[i].number != 0)
    i = (i + 1) & table->mask;
  table->slots[i] = (Slot) { key, table->n + 1, (guint32) length };
  table->ids[table->n] = id;
  return table->n++;
}

/* ── A part of the file ──────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  Table                organisations;
  Table                members;
  int                  columns[MAX_FIELDS];   /* by field of a row */
  guint                n_fields;
  const gint32        *days;                  /* by year, month, day; BATON_DAY_NONE */
  GCancellable        *cancellable;
  BatonImportProgress  progress;
  gpointer             user_data;
  gsize                length;
  gsize                done;                  /* atomic */
} Import;

typedef struct
{
  Import              *import;
  const char          *at;
  const char          *end;
  guint64              line;          /* from 0 within the part */
  BatonColumnsBuilder *builder;
  Table                activities;
  Table                regions;
  GPtrArray           *bad_rows;
  guint64              first_id;
  guint64              last_id;
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
complain (Part         *part,
          guint         column,
          BatonRowCode  code,
          const Field  *field)
{
  g_ptr_array_add (part->bad_rows, baton_bad_row_new (part->line, column, code, field != NULL ? field->text : NULL, field != NULL ? field->length : 0));
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
             Table       *table,
             const Field *field,
             guint        most,
             guint      (*add) (BatonColumnsBuilder *builder, const char *id))
{
  guint32 number = table_find (table, field->text, field->length);
  g_autofree char *id = NULL;

  if (number != BATON_INDEX_NONE)
    return number;
  if (table->n + 1 >= most)
    {
      part->general = TRUE;
      return 0;
    }
  id = g_strndup (field->text, field->length);
  add (part->builder, id);
  return table_add (table, field->text, field->length);
}

static void
read_row (Part        *part,
          const Field *fields)
{
  const Import *import = part->import;
  BatonColumnsRow row = { .quantity = 1, .member = BATON_INDEX_NONE };
  gint64 id;

  if (!read_digits (&fields[COLUMN_ID], &id) || fields[COLUMN_ID].text[0] == '0' || (guint64) id <= part->last_id || !is_simple (fields))
    {
      part->general = TRUE;
      return;
    }
  if (part->first_id == 0)
    part->first_id = id;
  part->last_id = id;

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
  row.organisation = table_find (&import->organisations, fields[COLUMN_ORGANISATION].text, fields[COLUMN_ORGANISATION].length);
  if (row.organisation == BATON_INDEX_NONE)
    return;
  if (fields[COLUMN_MEMBER].length > 0)
    row.member = table_find (&import->members, fields[COLUMN_MEMBER].text, fields[COLUMN_MEMBER].length);
  row.activity = find_or_add (part, &part->activities, &fields[COLUMN_ACTIVITY], MAX_ACTIVITIES, baton_columns_builder_add_activity);
  if (fields[COLUMN_REGION].length > 0)
    row.region = 1 + find_or_add (part, &part->regions, &fields[COLUMN_REGION], MAX_REGIONS - 1, baton_columns_builder_add_region);
  if (!part->general)
    baton_columns_builder_add (part->builder, &row);
}

/* Splits the row at *part->at*; FALSE when it does not have the header's number of fields. */
static gboolean
split_row (Part  *part,
           Field *fields,
           gboolean *empty)
{
  const Import *import = part->import;
  const char *at = part->at;
  const char *start = at;
  guint n = 0;

  for (;; at++)
    {
      char c = at < part->end ? *at : '\n';

      if (c == '"' || (guint8) c >= 0x80 || c == '\0')
        {
          /* Quotes, and all that needs a look at its encoding. */
          part->general = TRUE;
          return FALSE;
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
  *empty = n == 1 && fields[import->columns[0]].length == 0;
  part->at = MIN (at + 1, part->end);
  return n == import->n_fields;
}

static gpointer
read_part (gpointer data)
{
  Part *part = data;
  Import *import = part->import;
  const char *checked = part->at;
  Field fields[N_COLUMNS];
  gboolean empty;

  memset (fields, 0, sizeof fields);
  for (guint i = 0; i < N_COLUMNS; i++)
    fields[i].text = "";
  while (part->at < part->end && !part->general)
    {
      const char *begin = part->at;
      gboolean whole = split_row (part, fields, &empty);

      part->line++;
      if (part->general)
        break;
      if (whole)
        read_row (part, fields);
      else if (!empty)
        {
          Field row = { begin, MIN (80, part->at - begin) };

          complain (part, 0, part->at == part->end && part->end[-1] != '\n' ? BATON_ROW_TRUNCATED : BATON_ROW_TOO_FEW_FIELDS, &row);
        }
      if (part->at - checked < BYTES_BETWEEN_CHECKS)
        continue;
      if (g_cancellable_is_cancelled (import->cancellable))
        {
          part->cancelled = TRUE;
          break;
        }
      if (import->progress != NULL)
        {
          gsize done = g_atomic_pointer_add (&import->done, part->at - checked) + (part->at - checked);

          import->progress (done, import->length, import->user_data);
        }
      checked = part->at;
    }
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
list_ids (Table         *table,
          BatonRegister *reg,
          guint          n,
          const char  *(*get) (BatonRegister *reg, guint number))
{
  table_init (table, n);
  for (guint i = 0; i < n; i++)
    {
      const char *id = get (reg, i);

      table_add (table, id, strlen (id));
    }
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

static void
start_parts (Part       *parts,
             guint       n_parts,
             Import     *import,
             const char *at,
             const char *end,
             guint       n_organisations,
             guint       n_members)
{
  gsize length = end - at;

  for (guint i = 0; i < n_parts; i++)
    {
      const char *stop = end;

      if (i + 1 < n_parts && at < end)
        {
          const char *goal = MAX (at, end - (gssize) (length / n_parts * (n_parts - i - 1)));
          const char *lf = memchr (goal, '\n', end - goal);

          stop = lf != NULL ? lf + 1 : end;
        }
      parts[i] = (Part) { .import = import, .at = at, .end = stop, .bad_rows = g_ptr_array_new (),
                          .builder = baton_columns_builder_new (n_organisations, n_members) };
      table_init (&parts[i].activities, MAX_ACTIVITIES);
      table_init (&parts[i].regions, MAX_REGIONS);
      at = stop;
    }
}

/* Joins what the parts have read; FALSE when their ids do not rise from one to the next. */
static gboolean
join_parts (Part      *parts,
            guint      n_parts,
            GPtrArray *bad_rows)
{
  guint64 line = 1;
  guint64 last = 0;
  gboolean rising = TRUE;

  for (guint i = 0; i < n_parts; i++)
    {
      rising &= parts[i].first_id == 0 || parts[i].first_id > last;
      last = MAX (last, parts[i].last_id);
      for (guint k = 0; k < parts[i].bad_rows->len; k++)
        {
          BatonBadRow *row = g_ptr_array_index (parts[i].bad_rows, k);

          row->line += line;
          if (bad_rows != NULL && rising)
            g_ptr_array_add (bad_rows, row);
          else
            baton_bad_row_free (row);
        }
      g_ptr_array_set_size (parts[i].bad_rows, 0);
      line += parts[i].line;
      if (i > 0 && rising)
        baton_columns_builder_append (parts[0].builder, parts[i].builder);
    }
  return rising;
}

BatonColumns *
baton_columns_import (BatonRegister       *reg,
                      const char          *data,
                      gsize                length,
                      guint                threads,
                      GPtrArray           *bad_rows,
                      BatonImportProgress  progress,
                      gpointer             user_data,
                      GCancellable        *cancellable,
                      gboolean            *general,
                      GError             **error)
{
  Import import = { .cancellable = cancellable, .progress = progress, .user_data = user_data, .length = length };
  g_autofree gint32 *days = make_days ();
  Part parts[MAX_THREADS];
  GThread *running[MAX_THREADS] = { NULL };
  BatonColumns *columns = NULL;
  gboolean cancelled = FALSE;
  guint n_parts = length < 1024 * 1024 ? 1 : CLAMP (threads > 0 ? threads : g_get_num_processors (), 1, MAX_THREADS);
  gsize header;

  *general = FALSE;
  header = read_header (&import, data, length, NULL);
  if (header == 0)
    {
      *general = TRUE;
      return NULL;
    }
  import.days = days;
  list_ids (&import.organisations, reg, baton_register_get_n_organisations (reg), baton_register_get_organisation);
  list_ids (&import.members, reg, baton_register_get_n_members (reg), baton_register_get_member);
  start_parts (parts, n_parts, &import, data + header, data + length, baton_register_get_n_organisations (reg), baton_register_get_n_members (reg));

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
  /* The general reader reports everything itself. */
  if (!join_parts (parts, n_parts, *general || cancelled ? NULL : bad_rows))
    *general = TRUE;
  if (cancelled)
    g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_CANCELLED, "");
  else if (!*general)
    columns = baton_columns_builder_finish (parts[0].builder);
  if (cancelled)
    *general = FALSE;

  for (guint i = 0; i < n_parts; i++)
    {
      baton_columns_builder_free (parts[i].builder);
      g_ptr_array_unref (parts[i].bad_rows);
      table_clear (&parts[i].activities);
      table_clear (&parts[i].regions);
    }
  table_clear (&import.organisations);
  table_clear (&import.members);
  return columns;
}
