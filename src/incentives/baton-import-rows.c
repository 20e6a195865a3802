/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of a turn. What may end a field is found sixty-four bytes at a time; fields are interpreted where they lie. Then a row
 * waits twice for far memory to be fetched: for the numbers of its ids, and for what is known of its member. So the processor
 * goes on reading rows instead of waiting.
 *
 * Rows with quotes or characters beyond ASCII take a detour over the ordinary reader of rows.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-import-private.h"

#include <string.h>

#include "incentives/baton-digits.h"
#include "incentives/baton-history-columns.h"

/* More bad rows are counted, not listed. */
#define MAX_BAD_ROWS 100000
/* So many rows are taken the long way before the short one is tried again. */
#define ROWS_BEFORE_PLAIN 16
#define FIRST_YEAR 1970
#define N_YEARS 131

/* All that an approved event of one's own needs. */
#define PLAIN_COLUMNS (1u << COLUMN_ID | 1u << COLUMN_ORGANISATION | 1u << COLUMN_MEMBER | 1u << COLUMN_ACTIVITY | 1u << COLUMN_DAY | \
                       1u << COLUMN_QUANTITY | 1u << COLUMN_AMOUNT | 1u << COLUMN_REGION | 1u << COLUMN_DEAL | 1u << COLUMN_PART)

static void
complain (BatonImportPart        *part,
          guint                   column,
          BatonRowCode            code,
          const BatonImportField *field)
{
  part->turn.n_bad++;
  if ((guint) g_atomic_int_add ((int *) &part->import->n_listed, 1) >= MAX_BAD_ROWS)
    return;
  if (part->turn.bad_rows == NULL)
    part->turn.bad_rows = g_ptr_array_new ();
  g_ptr_array_add (part->turn.bad_rows, baton_bad_row_new (part->turn.n_lines, column, code, field != NULL ? field->text : NULL, field != NULL ? field->length : 0));
}

/* Plain digits up to 2^53−1. Of a *padded* row, sixteen bytes from any field on may be read. */
static inline gboolean
read_digits (const BatonImportField *field,
             gboolean                padded,
             gint64                 *number)
{
  BatonCsvField csv = { field->text, field->length };
  guint32 value;

  if (!padded || field->length > 8 || field->length == 0)
    return baton_csv_field_get_number (&csv, number);
  if (!baton_digits_read (field->text, field->length, &value))
    return FALSE;
  *number = value;
  return TRUE;
}

static BatonDay
read_day (const BatonImport      *import,
          const BatonImportField *field,
          gboolean                padded)
{
  const char *t = field->text;
  guint32 year, month, day;

  if (!padded || field->length != 10)
    return baton_day_parse_len (t, field->length);
  if (!baton_digits_read_date (t, &year, &month, &day))
    return BATON_DAY_NONE;
  if (year < FIRST_YEAR || year >= FIRST_YEAR + N_YEARS || month < 1 || month > 12 || day < 1 || day > 31)
    return baton_day_parse_len (t, field->length);
  return import->days[((year - FIRST_YEAR) * 12 + month - 1) * 31 + day - 1];
}

static gboolean
is_word (const BatonImportField *field,
         const char             *word)
{
  return field->length == strlen (word) && memcmp (field->text, word, field->length) == 0;
}

/* Whether the fields beyond those of an approved event are empty, or say what is so anyway. */
static gboolean
is_simple (const BatonImportField *fields)
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

/* ── Rows ────────────────────────────────────────────────────────────────────────────────────────────── */

/* An id of the file that the part sees for the first time gets a number of the builder's. */
static guint32
find_or_add (BatonImportPart             *part,
             BatonImportTable *table,
             const BatonImportWanted     *wanted,
             guint             most,
             guint           (*add) (BatonColumnsBuilder *builder, const char *id))
{
  guint32 number = baton_import_table_get (table, wanted->key, wanted->field.text, wanted->field.length);
  const char *id;

  if (number != BATON_INDEX_NONE)
    return number;
  if (table->n + 1 >= most)
    {
      part->general = TRUE;
      return 0;
    }
  id = g_string_chunk_insert_len (part->ids, wanted->field.text, wanted->field.length);
  add (part->builder, id);
  return baton_import_table_add (table, id, wanted->field.length);
}

static void
add_row (BatonImportPart *part)
{
  const BatonColumnsRow *row = &part->found[part->n_added++ % BATON_IMPORT_QUEUE_ROWS];

  if (!part->general)
    baton_columns_builder_add (part->builder, row);
}

/* Finds the ids of the row that waits longest. Rows of unknown organizations end here. */
static void
look_up (BatonImportPart *part)
{
  const BatonImport *import = part->import;
  const BatonImportWaiting *waiting = &part->waiting[part->n_looked_up++ % BATON_IMPORT_QUEUE_ROWS];
  BatonColumnsRow *row;
  guint32 organisation = baton_import_table_get (&import->organisations, waiting->organisation.key, waiting->organisation.field.text,
                                                 waiting->organisation.field.length);
  guint32 member = waiting->member.field.length > 0 ? baton_import_table_get (&import->members, waiting->member.key, waiting->member.field.text,
                                                                              waiting->member.field.length) : BATON_INDEX_NONE;

  /* It earns nothing, but may be the member's first. */
  if (organisation == BATON_INDEX_NONE && member != BATON_INDEX_NONE)
    baton_columns_builder_set_members_move (part->builder);
  if (organisation == BATON_INDEX_NONE || part->general)
    return;
  if (part->n_found - part->n_added == BATON_IMPORT_QUEUE_ROWS)
    add_row (part);
  row = &part->found[part->n_found++ % BATON_IMPORT_QUEUE_ROWS];
  row->quantity = waiting->quantity;
  row->amount = waiting->amount;
  row->day = waiting->day;
  row->organisation = organisation;
  row->member = member;
  row->activity = (guint16) find_or_add (part, &part->activities, &waiting->activity, BATON_IMPORT_MAX_ACTIVITIES, baton_columns_builder_add_activity);
  row->region = waiting->region.field.length > 0 ? (guint8) (1 + find_or_add (part, &part->regions, &waiting->region, BATON_IMPORT_MAX_REGIONS - 1,
                                                                             baton_columns_builder_add_region)) : 0;
  row->reversed = FALSE;
  baton_columns_builder_expect (part->builder, row);
}

static BatonImportWaiting *
get_place (BatonImportPart *part)
{
  if (part->n_waiting - part->n_looked_up == BATON_IMPORT_QUEUE_ROWS)
    look_up (part);
  return &part->waiting[part->n_waiting % BATON_IMPORT_QUEUE_ROWS];
}

/* Whatever waits is added: the bytes that it points to are about to go. */
static void
flush_rows (BatonImportPart *part)
{
  while (part->n_looked_up != part->n_waiting)
    look_up (part);
  while (part->n_added != part->n_found)
    add_row (part);
}

static inline void
want (BatonImportWanted      *wanted,
      const BatonImportTable *table,
      const BatonImportField *field,
      gboolean                padded)
{
  wanted->field = *field;
  if (field->length > 0)
    wanted->key = baton_import_table_expect (table, field->text, field->length, padded);
}

static gboolean
has_long_field (const BatonImportField *fields)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    if (fields[i].length > BATON_HISTORY_MAX_ID_BYTES)
      return TRUE;
  return FALSE;
}

/* *length*: of the row. */
static void
read_row (BatonImportPart        *part,
          const BatonImportField *fields,
          gsize                   length,
          gboolean                padded)
{
  const BatonImport *import = part->import;
  BatonImportWaiting *row = get_place (part);
  gint64 id;

  if (!read_digits (&fields[COLUMN_ID], padded, &id) || fields[COLUMN_ID].text[0] == '0' || (guint64) id <= part->turn.last_id ||
      (import->has_others && !is_simple (fields)))
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
  if (length > BATON_HISTORY_MAX_ID_BYTES && has_long_field (fields))
    {
      part->general = TRUE;
      return;
    }
  row->quantity = 1;
  row->amount = 0;
  row->day = read_day (import, &fields[COLUMN_DAY], padded);
  if (row->day == BATON_DAY_NONE)
    {
      complain (part, 0, BATON_ROW_BAD_DAY, &fields[COLUMN_DAY]);
      return;
    }
  if (fields[COLUMN_QUANTITY].length > 0 && !read_digits (&fields[COLUMN_QUANTITY], padded, &row->quantity))
    {
      complain (part, 0, baton_row_code_of_number (fields[COLUMN_QUANTITY].text, fields[COLUMN_QUANTITY].length), &fields[COLUMN_QUANTITY]);
      return;
    }
  if (fields[COLUMN_AMOUNT].length > 0 && !read_digits (&fields[COLUMN_AMOUNT], padded, &row->amount))
    {
      complain (part, 0, baton_row_code_of_number (fields[COLUMN_AMOUNT].text, fields[COLUMN_AMOUNT].length), &fields[COLUMN_AMOUNT]);
      return;
    }
  want (&row->organisation, &import->organisations, &fields[COLUMN_ORGANISATION], padded);
  want (&row->member, &import->members, &fields[COLUMN_MEMBER], padded);
  want (&row->activity, &part->activities, &fields[COLUMN_ACTIVITY], padded);
  want (&row->region, &part->regions, &fields[COLUMN_REGION], padded);
  part->n_waiting++;
}

static void
judge_fields (BatonImportPart        *part,
              const BatonImportField *row,
              guint                   n)
{
  if (n < part->import->n_fields)
    complain (part, 0, part->is_last && part->at == part->end && part->end[-1] != '\n' ? BATON_ROW_TRUNCATED : BATON_ROW_TOO_FEW_FIELDS, row);
  else
    complain (part, 0, BATON_ROW_TOO_MANY_FIELDS, row);
}

/* A row that needs a closer look at its quotes or its encoding. */
static void
read_closely (BatonImportPart  *part,
              const char       *begin,
              BatonImportField *fields)
{
  BatonImport *import = part->import;
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
        judge_fields (part, &(BatonImportField) { begin, MIN (80, stop - begin) }, n);
      else
        {
          for (guint i = 0; i < n; i++)
            fields[import->columns[i]] = (BatonImportField) { found[i].text, found[i].length };
          read_row (part, fields, (gsize) (stop - begin), FALSE);
          flush_rows (part);
        }
    }
  for (const char *at = begin; at + 1 < stop; at++)
    part->turn.n_lines += *at == '\n';
}

/* Reads the row at *part->at* where all of it is seen at once and nothing but its last byte needs a closer look: nearly all rows of
 * most files. FALSE leaves everything as it was. */
static inline gboolean
take_plain_row (BatonImportPart  *part,
                BatonImportField *fields)
{
  const BatonImport *import = part->import;
  const char *begin = part->at;
  const char *start = begin;
  guint64 commas, others;
  const char *end;

  if (G_UNLIKELY (part->marks.readable - begin < BATON_CSV_BLOCK + 16))
    return FALSE;
  others = baton_csv_mark_row (begin, &commas);
  others ^= commas;
  if (G_UNLIKELY (others == 0))
    return FALSE;
  commas &= (others & -others) - 1;
  end = begin + __builtin_ctzll (others);
  if (G_UNLIKELY (*end != '\n' || end >= part->end))
    return FALSE;
  for (guint i = 0; i + 1 < import->n_fields; i++, commas &= commas - 1)
    {
      const char *at;

      if (G_UNLIKELY (commas == 0))
        return FALSE;
      at = begin + __builtin_ctzll (commas);
      fields[import->columns[i]] = (BatonImportField) { start, (gsize) (at - start) };
      start = at + 1;
    }
  if (G_UNLIKELY (commas != 0))
    return FALSE;
  fields[import->columns[import->n_fields - 1]] = (BatonImportField) { start, (gsize) (end - start) };
  part->at = end + 1;
  part->turn.n_lines++;
  read_row (part, fields, (gsize) (end - begin), TRUE);
  return TRUE;
}

/* Reads the row at *part->at*, whatever it is. *part->marks* look at it. */
static void
take_row (BatonImportPart  *part,
          BatonImportField *fields)
{
  const BatonImport *import = part->import;
  const char *begin = part->at;
  const char *start = begin;
  const char *at;
  guint n = 0;

  for (;;)
    {
      char c;

      at = baton_csv_marks_next (&part->marks);
      c = at < part->end ? *at : '\n';
      if (G_UNLIKELY (c == '"' || (guint8) c >= 0x80 || c == '\0'))
        {
          if (!import->detours)
            part->general = TRUE;
          else
            read_closely (part, begin, fields);
          if (part->at < part->end)
            baton_csv_marks_look (&part->marks, part->at);
          return;
        }
      if (G_UNLIKELY (c != ',' && c != '\n'))
        continue;
      if (G_LIKELY (n < import->n_fields))
        {
          BatonImportField *field = &fields[import->columns[n]];

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
  if (G_LIKELY (n == import->n_fields))
    read_row (part, fields, (gsize) (at - begin), part->marks.readable - at >= 16);
  else if (n > 1 || fields[import->columns[0]].length > 0)
    judge_fields (part, &(BatonImportField) { begin, MIN (80, at - begin) }, n);
}

void
baton_import_part_read (BatonImportPart *part)
{
  BatonImportField fields[N_COLUMNS];

  for (guint i = 0; i < N_COLUMNS; i++)
    fields[i] = (BatonImportField) { "", 0 };
  part->marks.end = part->end;
  while (part->at < part->end && !part->general)
    {
      if (take_plain_row (part, fields))
        continue;
      /* Where one row is not plain, the next ones may not be, either. */
      baton_csv_marks_look (&part->marks, part->at);
      for (guint i = 0; i < ROWS_BEFORE_PLAIN && part->at < part->end && !part->general; i++)
        take_row (part, fields);
    }
  flush_rows (part);
}

/* ── The header ──────────────────────────────────────────────────────────────────────────────────────── */

const gint32 *
baton_import_get_days (void)
{
  static gint32 *days;

  if (g_once_init_enter (&days))
    {
      gint32 *made = g_new (gint32, N_YEARS * 12 * 31);

      for (guint year = 0; year < N_YEARS; year++)
        {
          for (guint month = 0; month < 12; month++)
            {
              for (guint day = 0; day < 31; day++)
                made[(year * 12 + month) * 31 + day] = baton_day_new (FIRST_YEAR + year, month + 1, day + 1);
            }
        }
      g_once_init_leave (&days, made);
    }
  return days;
}

gsize
baton_import_read_header (BatonImport *import,
                          const char  *data,
                          gsize        length,
                          GPtrArray   *bad_rows)
{
  g_autoptr (BatonCsv) csv = baton_csv_new (data, length);
  int positions[N_COLUMNS];

  if (!baton_csv_read_header (csv, baton_history_column_names, N_COLUMNS, 1 << COLUMN_ID | 1 << COLUMN_ORGANISATION | 1 << COLUMN_DAY, positions, bad_rows))
    return 0;
  baton_csv_get_fields (csv, &import->n_fields);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      if (positions[i] < 0)
        continue;
      import->columns[positions[i]] = i;
      import->has_others |= (PLAIN_COLUMNS >> i & 1) == 0;
    }
  return baton_csv_get_offset (csv);
}
