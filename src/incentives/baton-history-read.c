/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of a history from files: comma-separated, or JSON Lines, an object a line. Either way a row is its texts by column first,
 * and checked in one place.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-history-private.h"

#include <string.h>

#include "incentives/baton-history-columns.h"
#include "model/baton-json.h"
#include "model/baton-value.h"

#define WHOLE_SHARE 10000

const char * const baton_history_column_names[N_COLUMNS] = {
  "id", "type", "organisation", "member", "activity", "day", "quantity", "amount", "currency", "original", "region", "deal",
  "part", "share", "state", "version", "reverses", "reward", "fund", "points", "granted",
};

#define COLUMN_BIT(column) (G_GUINT64_CONSTANT (1) << (column))
#define REQUIRED_COLUMNS (COLUMN_BIT (COLUMN_ID) | COLUMN_BIT (COLUMN_ORGANISATION) | COLUMN_BIT (COLUMN_DAY))
#define COMMON_COLUMNS (REQUIRED_COLUMNS | COLUMN_BIT (COLUMN_TYPE) | COLUMN_BIT (COLUMN_MEMBER) | COLUMN_BIT (COLUMN_STATE) | \
                        COLUMN_BIT (COLUMN_VERSION) | COLUMN_BIT (COLUMN_AMOUNT) | COLUMN_BIT (COLUMN_CURRENCY) | \
                        COLUMN_BIT (COLUMN_ORIGINAL) | COLUMN_BIT (COLUMN_DEAL))

/* The columns that mean something for a row of the type. */
static const guint64 type_columns[BATON_N_EVENT_TYPES] = {
  [BATON_EVENT_ACTIVITY] = COMMON_COLUMNS | COLUMN_BIT (COLUMN_ACTIVITY) | COLUMN_BIT (COLUMN_QUANTITY) |
                           COLUMN_BIT (COLUMN_REGION) | COLUMN_BIT (COLUMN_PART) | COLUMN_BIT (COLUMN_SHARE) |
                           COLUMN_BIT (COLUMN_REVERSES),
  [BATON_EVENT_REDEMPTION] = COMMON_COLUMNS | COLUMN_BIT (COLUMN_REWARD) | COLUMN_BIT (COLUMN_QUANTITY) |
                             COLUMN_BIT (COLUMN_POINTS) | COLUMN_BIT (COLUMN_REVERSES),
  [BATON_EVENT_CLAIM] = COMMON_COLUMNS | COLUMN_BIT (COLUMN_FUND) | COLUMN_BIT (COLUMN_GRANTED),
};

static const int subject_columns[BATON_N_EVENT_TYPES] = { COLUMN_ACTIVITY, COLUMN_REWARD, COLUMN_FUND };
#define STATE_BIT(state) (1u << BATON_EVENT_##state)
#define POINT_STATES (STATE_BIT (APPROVED) | STATE_BIT (PENDING) | STATE_BIT (DECLINED))
#define CLAIM_STATES (STATE_BIT (APPROVED) | STATE_BIT (DECLINED) | STATE_BIT (DRAFT) | STATE_BIT (SUBMITTED) | \
                      STATE_BIT (RETURNED) | STATE_BIT (PAID) | STATE_BIT (EXPIRED))

struct _BatonHistoryReader
{
  BatonHistorySink  sink;
  gpointer          user_data;
  struct _Row      *row;
  int               positions[N_COLUMNS];
  guint             n_fields;
  guint64           n_good;
  gboolean          begun;
  gboolean          is_lines;      /* JSON Lines */
  gboolean          unusable;      /* the header is */
};

/* One row of a file while it is read: its texts are copied out of the file so that they end with NUL. */
typedef struct _Row
{
  guint64              line;
  const BatonCsvField *fields;      /* NULL of an object */
  const int           *positions;   /* NULL of an object */
  GPtrArray           *bad_rows;
  char                 texts[N_COLUMNS][BATON_HISTORY_MAX_TEXT_BYTES + 1];
} Row;

static gboolean
complain (Row          *row,
          int           column,
          BatonRowCode  code)
{
  gboolean in_place = column >= 0 && row->positions != NULL && row->positions[column] >= 0;
  const BatonCsvField *field = in_place ? &row->fields[row->positions[column]] : NULL;

  if (row->bad_rows == NULL)
    return FALSE;
  if (field != NULL)
    g_ptr_array_add (row->bad_rows, baton_bad_row_new (row->line, row->positions[column] + 1, code, field->text, field->length));
  else
    g_ptr_array_add (row->bad_rows, baton_bad_row_new (row->line, 0, code, column >= 0 && row->positions == NULL ? row->texts[column] : NULL, -1));
  return FALSE;
}

static gboolean
copy_texts (Row *row)
{
  for (int i = 0; i < N_COLUMNS; i++)
    {
      const BatonCsvField *field = row->positions[i] >= 0 ? &row->fields[row->positions[i]] : NULL;
      gsize most = i == COLUMN_ID || i == COLUMN_REVERSES ? BATON_HISTORY_MAX_ID_BYTES : BATON_HISTORY_MAX_TEXT_BYTES;

      row->texts[i][0] = '\0';
      if (field == NULL)
        continue;
      if (field->length > most)
        return complain (row, i, BATON_ROW_TOO_LONG);
      if (memchr (field->text, '\0', field->length) != NULL)
        return complain (row, i, BATON_ROW_NOT_UTF8);
      memcpy (row->texts[i], field->text, field->length);
      row->texts[i][field->length] = '\0';
    }
  return TRUE;
}

static const char *
get_text (Row *row,
          int  column)
{
  return row->texts[column][0] != '\0' ? row->texts[column] : NULL;
}

static gboolean
read_number (Row    *row,
             int     column,
             gint64  otherwise,
             gint64  most,
             gint64 *number)
{
  BatonCsvField field = { row->texts[column], strlen (row->texts[column]) };

  if (field.length == 0)
    {
      *number = otherwise;
      return TRUE;
    }
  if (!baton_csv_field_get_number (&field, number) || *number > most)
    return complain (row, column, baton_row_code_of_number (field.text, field.length));
  return TRUE;
}

static int
find_name (const char * const *names,
           int                 n_names,
           const char         *name)
{
  for (int i = 0; i < n_names; i++)
    {
      if (strcmp (names[i], name) == 0)
        return i;
    }
  return -1;
}

static gboolean
is_currency (const char *code)
{
  return strlen (code) == 3 && g_ascii_isupper (code[0]) && g_ascii_isupper (code[1]) && g_ascii_isupper (code[2]);
}

static gboolean
read_event (Row        *row,
            BatonEvent *event)
{
  gint64 share, version;
  int type = 0, state = 0;
  gboolean subject_needed;

  for (int i = 0; i < N_COLUMNS; i++)
    {
      if ((REQUIRED_COLUMNS & COLUMN_BIT (i)) != 0 && get_text (row, i) == NULL)
        return complain (row, i, BATON_ROW_MISSING);
    }
  if (get_text (row, COLUMN_TYPE) != NULL)
    type = find_name (baton_event_type_names, BATON_N_EVENT_TYPES, row->texts[COLUMN_TYPE]);
  if (type < 0)
    return complain (row, COLUMN_TYPE, BATON_ROW_BAD_CHOICE);
  if (get_text (row, COLUMN_STATE) != NULL)
    state = find_name (baton_event_state_names, BATON_N_EVENT_STATES, row->texts[COLUMN_STATE]);
  if (state < 0 || ((type == BATON_EVENT_CLAIM ? CLAIM_STATES : POINT_STATES) >> state & 1) == 0)
    return complain (row, COLUMN_STATE, BATON_ROW_BAD_CHOICE);
  for (int i = 0; i < N_COLUMNS; i++)
    {
      if ((type_columns[type] & COLUMN_BIT (i)) == 0 && get_text (row, i) != NULL)
        return complain (row, i, BATON_ROW_UNEXPECTED);
    }

  memset (event, 0, sizeof *event);
  event->id = get_text (row, COLUMN_ID);
  event->organisation = get_text (row, COLUMN_ORGANISATION);
  event->member = get_text (row, COLUMN_MEMBER);
  event->subject = get_text (row, subject_columns[type]);
  event->region = get_text (row, COLUMN_REGION);
  event->deal = get_text (row, COLUMN_DEAL);
  event->part = get_text (row, COLUMN_PART);
  event->currency = get_text (row, COLUMN_CURRENCY);
  event->reverses = get_text (row, COLUMN_REVERSES);
  event->type = type;
  event->state = state;
  subject_needed = event->reverses == NULL;
  if (subject_needed && event->subject == NULL)
    return complain (row, subject_columns[type], BATON_ROW_MISSING);
  event->day = baton_day_parse (row->texts[COLUMN_DAY]);
  if (event->day == BATON_DAY_NONE)
    return complain (row, COLUMN_DAY, BATON_ROW_BAD_DAY);
  if (event->currency != NULL && !is_currency (event->currency))
    return complain (row, COLUMN_CURRENCY, BATON_ROW_BAD_CHOICE);
  if (!read_number (row, COLUMN_QUANTITY, 1, BATON_INTEGER_MAX, &event->quantity) ||
      !read_number (row, COLUMN_AMOUNT, 0, BATON_INTEGER_MAX, &event->amount) ||
      !read_number (row, COLUMN_ORIGINAL, 0, BATON_INTEGER_MAX, &event->original) ||
      !read_number (row, COLUMN_SHARE, WHOLE_SHARE, WHOLE_SHARE, &share) ||
      !read_number (row, COLUMN_VERSION, 1, G_MAXUINT32, &version) ||
      !read_number (row, COLUMN_POINTS, -1, BATON_INTEGER_MAX, &event->points) ||
      !read_number (row, COLUMN_GRANTED, event->amount, event->amount, &event->granted))
    return FALSE;
  event->share = share;
  event->version = version;
  return TRUE;
}

/* ── Comma-separated values ──────────────────────────────────────────────────────────────────────────── */

static void
take_event (BatonHistoryReader *reader,
            const BatonEvent   *event)
{
  if (reader->sink (event, reader->row->line, reader->user_data))
    reader->n_good++;
  else
    complain (reader->row, COLUMN_ID, BATON_ROW_CONFLICT);
}

void
baton_history_reader_take_row (BatonHistoryReader *reader,
                               BatonCsv           *csv)
{
  Row *row = reader->row;
  BatonEvent event;

  if (baton_csv_next_row (csv, reader->n_fields, &row->fields, row->bad_rows))
    {
      row->line = baton_csv_get_line (csv);
      if (copy_texts (row) && read_event (row, &event))
        take_event (reader, &event);
    }
  row->line = baton_csv_get_next_line (csv);
}

static void
read_csv (BatonHistoryReader *reader,
          const char         *data,
          gsize               length)
{
  g_autoptr (BatonCsv) csv = baton_csv_new_within (data, length);

  baton_csv_set_next_line (csv, reader->row->line);
  while (baton_csv_get_offset (csv) < length)
    baton_history_reader_take_row (reader, csv);
}

/* ── JSON Lines ──────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
complain_of (Row          *row,
             BatonRowCode  code,
             const char   *text,
             gssize        length)
{
  if (row->bad_rows != NULL)
    g_ptr_array_add (row->bad_rows, baton_bad_row_new (row->line, 0, code, text, length));
  return FALSE;
}

/* One member of the object: a text, or a number in plain digits. */
static gboolean
take_member (Row              *row,
             const char       *name,
             const BatonValue *value)
{
  int column = find_name (baton_history_column_names, N_COLUMNS, name);
  g_autofree char *digits = NULL;
  const char *text = NULL;

  if (column < 0)
    return complain_of (row, BATON_ROW_UNKNOWN_FIELD, name, -1);
  if (baton_value_is (value, BATON_VALUE_STRING))
    text = baton_value_get_string (value);
  else if (baton_value_is (value, BATON_VALUE_INTEGER))
    text = digits = g_strdup_printf ("%" G_GINT64_FORMAT, baton_value_get_integer (value, 0));
  if (text == NULL)
    return complain_of (row, BATON_ROW_BAD_CHOICE, name, -1);
  if (strlen (text) > (column == COLUMN_ID || column == COLUMN_REVERSES ? BATON_HISTORY_MAX_ID_BYTES : BATON_HISTORY_MAX_TEXT_BYTES))
    return complain_of (row, BATON_ROW_TOO_LONG, text, -1);
  g_strlcpy (row->texts[column], text, sizeof row->texts[column]);
  return TRUE;
}

static gboolean
read_object (Row        *row,
             const char *text,
             gsize       length)
{
  g_auto (BatonJsonError) error = { 0 };
  g_autoptr (BatonValue) object = baton_json_parse (text, length, &error);

  for (int i = 0; i < N_COLUMNS; i++)
    row->texts[i][0] = '\0';
  if (object == NULL && error.code == BATON_JSON_NOT_UTF8)
    return complain_of (row, BATON_ROW_NOT_UTF8, NULL, 0);
  if (object == NULL || !baton_value_is (object, BATON_VALUE_OBJECT))
    return complain_of (row, BATON_ROW_BAD_OBJECT, text, MIN (length, 80));
  for (gsize i = 0; i < baton_value_get_length (object); i++)
    {
      if (!take_member (row, baton_value_get_key (object, i), baton_value_get_element (object, i)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_blank (const char *text,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;
  return TRUE;
}

static void
read_lines (BatonHistoryReader *reader,
            const char         *data,
            gsize               length)
{
  const char *end = data + length;
  Row *row = reader->row;

  for (const char *at = data; at < end;)
    {
      const char *lf = memchr (at, '\n', end - at);
      const char *stop = lf != NULL ? lf : end;
      const char *begin = at;
      BatonEvent event;

      row->line++;
      at = lf != NULL ? lf + 1 : end;
      if (!is_blank (begin, stop - begin) && read_object (row, begin, stop - begin) && read_event (row, &event))
        take_event (reader, &event);
    }
}

/* ── Pieces of a file ────────────────────────────────────────────────────────────────────────────────── */

BatonHistoryReader *
baton_history_reader_new (BatonHistorySink  sink,
                          gpointer          user_data,
                          GPtrArray        *bad_rows)
{
  BatonHistoryReader *reader = g_new0 (BatonHistoryReader, 1);

  reader->sink = sink;
  reader->user_data = user_data;
  reader->row = g_new0 (Row, 1);
  reader->row->bad_rows = bad_rows;
  return reader;
}

void
baton_history_reader_free (BatonHistoryReader *reader)
{
  if (reader == NULL)
    return;
  g_free (reader->row);
  g_free (reader);
}

gboolean
baton_history_reader_is_lines (const char *data,
                               gsize       length)
{
  gsize at = length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (at < length && g_ascii_isspace (data[at]))
    at++;
  /* No column's name begins with a brace. */
  return at < length && data[at] == '{';
}

gsize
baton_history_reader_begin (BatonHistoryReader *reader,
                            const char         *data,
                            gsize               length)
{
  g_autoptr (BatonCsv) csv = NULL;
  Row *row = reader->row;

  reader->begun = TRUE;
  reader->is_lines = baton_history_reader_is_lines (data, length);
  if (reader->is_lines)
    row->line = 0;
  if (reader->is_lines)
    return length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  csv = baton_csv_new (data, length);
  if (!baton_csv_read_header (csv, baton_history_column_names, N_COLUMNS, REQUIRED_COLUMNS, reader->positions, row->bad_rows))
    {
      reader->unusable = TRUE;
      return length;
    }
  baton_csv_get_fields (csv, &reader->n_fields);
  row->positions = reader->positions;
  row->line = baton_csv_get_next_line (csv);
  return baton_csv_get_offset (csv);
}

void
baton_history_reader_take (BatonHistoryReader *reader,
                           const char         *data,
                           gsize               length)
{
  gsize header = reader->begun ? 0 : baton_history_reader_begin (reader, data, length);

  if (reader->unusable)
    return;
  if (reader->is_lines)
    read_lines (reader, data + header, length - header);
  else
    read_csv (reader, data + header, length - header);
}

/* ── Of pieces that others read ── */

BatonHistoryReader *
baton_history_reader_new_like (const BatonHistoryReader *head,
                               BatonHistorySink          sink,
                               gpointer                  user_data)
{
  BatonHistoryReader *reader = baton_history_reader_new (sink, user_data, NULL);

  memcpy (reader->positions, head->positions, sizeof reader->positions);
  reader->n_fields = head->n_fields;
  reader->begun = TRUE;
  reader->is_lines = head->is_lines;
  reader->unusable = head->unusable;
  if (!reader->is_lines)
    reader->row->positions = reader->positions;
  return reader;
}

void
baton_history_reader_start_piece (BatonHistoryReader *reader,
                                  GPtrArray          *bad_rows)
{
  reader->row->bad_rows = bad_rows;
  reader->row->line = reader->is_lines ? 0 : 1;
}

guint64
baton_history_reader_count_lines (const BatonHistoryReader *reader)
{
  return reader->is_lines ? reader->row->line : reader->row->line - 1;
}

const int *
baton_history_reader_get_positions (const BatonHistoryReader *reader,
                                    guint                    *n_fields)
{
  *n_fields = reader->n_fields;
  return reader->is_lines || reader->unusable ? NULL : reader->positions;
}

gboolean
baton_history_reader_is_unusable (const BatonHistoryReader *reader)
{
  return reader->unusable;
}

guint64
baton_history_reader_get_n_good (const BatonHistoryReader *reader)
{
  return reader->n_good;
}

static gboolean
add_to_builder (const BatonEvent *event,
                guint64           line,
                gpointer          user_data)
{
  return baton_history_builder_add_row (user_data, event, line);
}

guint
baton_history_builder_read (BatonHistoryBuilder *builder,
                            const char          *data,
                            gsize                length,
                            GPtrArray           *bad_rows)
{
  g_autoptr (BatonHistoryReader) reader = baton_history_reader_new (add_to_builder, builder, bad_rows);

  baton_history_reader_take (reader, data, length);
  return (guint) baton_history_reader_get_n_good (reader);
}
