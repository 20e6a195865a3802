/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-history-piece.h"

#include <string.h>

#include "incentives/baton-csv-marks.h"
#include "incentives/baton-history-columns.h"
#include "incentives/baton-import-table.h"
#include "incentives/baton-own-lines.h"
#include "model/baton-value.h"

#define WHOLE_SHARE 10000
#define FIRST_NAMES 4096
/* Rows wait so long for their names to be fetched from memory. */
#define QUEUE_ROWS 16

typedef struct
{
  const char *text;
  gsize       length;
} Field;

/* A row whose names are to be numbered. */
typedef struct
{
  guint   row;
  Field   organisation;
  Field   member;
  Field   deal;
  guint64 organisation_key;
  guint64 member_key;
  guint64 deal_key;
} Waiting;

struct BATON_OWN_LINES _BatonHistoryParser
{
  BatonHistoryReader *reader;               /* of what is not plain */
  int                 columns[N_COLUMNS];   /* by field of a row */
  guint               n_fields;             /* 0: nothing is plain */
  BatonImportTable    names;
  GStringChunk       *texts;
  BatonHistoryPiece  *piece;                /* borrowed: at hand */
  Waiting             waiting[QUEUE_ROWS];  /* a ring */
  guint               n_waiting;            /* that have come to wait */
  guint               n_numbered;           /* of these */
};

BatonHistoryPiece *
baton_history_piece_new (void)
{
  BatonHistoryPiece *piece = g_new0 (BatonHistoryPiece, 1);

  piece->rows = g_array_new (FALSE, FALSE, sizeof (BatonRow));
  piece->new_names = g_ptr_array_new ();
  piece->bad_rows = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  baton_row_texts_init (&piece->ids, FALSE);
  return piece;
}

void
baton_history_piece_free (BatonHistoryPiece *piece)
{
  if (piece == NULL)
    return;
  g_array_unref (piece->rows);
  g_ptr_array_unref (piece->new_names);
  g_ptr_array_unref (piece->bad_rows);
  baton_row_texts_clear (&piece->ids);
  g_free (piece);
}

/* ── Names ───────────────────────────────────────────────────────────────────────────────────────────── */

/* The parser's number of a name, from 1; 0 for none. */
static guint32
number_name (BatonHistoryParser *parser,
             const Field        *field,
             guint64             key)
{
  guint32 number;
  char *copy;

  if (field->length == 0)
    return 0;
  number = baton_import_table_get (&parser->names, key, field->text, field->length);
  if (number != G_MAXUINT32)
    return number + 1;
  copy = g_string_chunk_insert_len (parser->texts, field->text, (gssize) field->length);
  g_ptr_array_add (parser->piece->new_names, copy);
  return baton_import_table_add (&parser->names, copy, field->length) + 1;
}

static guint64
expect_name (BatonHistoryParser *parser,
             const Field        *field,
             gboolean            padded)
{
  return field->length > 0 ? baton_import_table_expect (&parser->names, field->text, field->length, padded) : 0;
}

static guint32
number_at_once (BatonHistoryParser *parser,
                const Field        *field,
                gboolean            padded)
{
  return number_name (parser, field, expect_name (parser, field, padded));
}

static guint32
number_text (BatonHistoryParser *parser,
             const char         *text)
{
  return text != NULL ? number_at_once (parser, &(Field) { text, strlen (text) }, FALSE) : 0;
}

static void
number_waiting (BatonHistoryParser *parser)
{
  const Waiting *waiting = &parser->waiting[parser->n_numbered++ % QUEUE_ROWS];
  BatonRow *row = &g_array_index (parser->piece->rows, BatonRow, waiting->row);

  row->organisation = number_name (parser, &waiting->organisation, waiting->organisation_key);
  row->member = number_name (parser, &waiting->member, waiting->member_key);
  row->deal = number_name (parser, &waiting->deal, waiting->deal_key);
}

static void
wait_for_names (BatonHistoryParser *parser,
                guint               row,
                const Field        *fields,
                gboolean            padded)
{
  Waiting *waiting;

  if (parser->n_waiting - parser->n_numbered == QUEUE_ROWS)
    number_waiting (parser);
  waiting = &parser->waiting[parser->n_waiting++ % QUEUE_ROWS];
  waiting->row = row;
  waiting->organisation = fields[COLUMN_ORGANISATION];
  waiting->member = fields[COLUMN_MEMBER];
  waiting->deal = fields[COLUMN_DEAL];
  waiting->organisation_key = expect_name (parser, &waiting->organisation, padded);
  waiting->member_key = expect_name (parser, &waiting->member, padded);
  waiting->deal_key = expect_name (parser, &waiting->deal, padded);
}

/* ── What the ordinary reader has read ───────────────────────────────────────────────────────────────── */

static gboolean
take_event (const BatonEvent *event,
            guint64           line,
            gpointer          user_data)
{
  BatonHistoryParser *parser = user_data;
  BatonHistoryPiece *piece = parser->piece;
  BatonRow row = { .line = line, .quantity = event->quantity, .amount = event->amount, .original = event->original, .points = event->points,
                   .granted = event->granted, .day = event->day, .version = event->version, .share = event->share, .type = event->type,
                   .state = event->state };

  row.id = baton_row_id_new (&piece->ids, event->id);
  row.reverses = event->reverses != NULL ? baton_row_id_new (&piece->ids, event->reverses) : BATON_ROW_ID_NONE;
  row.organisation = number_text (parser, event->organisation);
  row.member = number_text (parser, event->member);
  row.subject = number_text (parser, event->subject);
  row.region = number_text (parser, event->region);
  row.deal = number_text (parser, event->deal);
  row.part = number_text (parser, event->part);
  row.currency = number_text (parser, event->currency);
  g_array_append_val (piece->rows, row);
  return TRUE;
}

/* ── Plain rows ──────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_word (const Field *field,
         const char  *word)
{
  return field->length == strlen (word) && memcmp (field->text, word, field->length) == 0;
}

/* As baton_row_id_new() has it; FALSE where it is too long. */
static gboolean
read_id (BatonHistoryParser *parser,
         const Field        *field,
         gboolean            padded,
         BatonRowId         *id)
{
  guint64 value = 0;
  guint32 short_value;
  char text[BATON_HISTORY_MAX_ID_BYTES + 1];

  if (padded && field->length <= 8 && field->text[0] != '0' && baton_digits_read (field->text, field->length, &short_value))
    {
      *id = short_value;
      return TRUE;
    }
  if (field->length > BATON_HISTORY_MAX_ID_BYTES)
    return FALSE;
  for (gsize i = 0; field->length <= 18 && i < field->length && value != G_MAXUINT64; i++)
    value = g_ascii_isdigit (field->text[i]) ? value * 10 + (guint64) (field->text[i] - '0') : G_MAXUINT64;
  if (field->length <= 18 && value != G_MAXUINT64 && (field->text[0] != '0' || field->length == 1))
    {
      *id = value;
      return TRUE;
    }
  memcpy (text, field->text, field->length);
  text[field->length] = '\0';
  *id = BATON_ROW_ID_TEXT | baton_row_texts_add (&parser->piece->ids, text);
  return TRUE;
}

static inline gboolean
read_number (const Field *field,
             gboolean     padded,
             gint64       otherwise,
             gint64       most,
             gint64      *number)
{
  guint32 value;

  *number = otherwise;
  if (field->length == 0)
    return TRUE;
  if (!padded || field->length > 8)
    return baton_csv_field_get_number (&(BatonCsvField) { field->text, field->length }, number) && *number <= most;
  if (!baton_digits_read (field->text, field->length, &value) || value > most)
    return FALSE;
  *number = value;
  return TRUE;
}

static gboolean
read_state (const Field *field,
            guint32     *state)
{
  *state = BATON_EVENT_APPROVED;
  if (field->length == 0 || is_word (field, "approved"))
    return TRUE;
  *state = is_word (field, "pending") ? BATON_EVENT_PENDING : BATON_EVENT_DECLINED;
  return *state == BATON_EVENT_PENDING || is_word (field, "declined");
}

static gboolean
is_currency (const Field *field)
{
  return field->length == 0 ||
         (field->length == 3 && g_ascii_isupper (field->text[0]) && g_ascii_isupper (field->text[1]) && g_ascii_isupper (field->text[2]));
}

/* Adds the row of an activity; FALSE, and nothing done, where there is anything about it that the ordinary reader has to judge. */
static gboolean
add_plain (BatonHistoryParser *parser,
           const Field        *fields,
           guint64             line,
           gboolean            padded)
{
  GArray *rows = parser->piece->rows;
  BatonRow row = { .line = line, .reverses = BATON_ROW_ID_NONE, .points = -1, .type = BATON_EVENT_ACTIVITY };
  gint64 share, version;

  if (fields[COLUMN_ID].length == 0 || fields[COLUMN_ORGANISATION].length == 0 || (fields[COLUMN_ACTIVITY].length == 0 && fields[COLUMN_REVERSES].length == 0) ||
      fields[COLUMN_REWARD].length > 0 || fields[COLUMN_FUND].length > 0 || fields[COLUMN_POINTS].length > 0 || fields[COLUMN_GRANTED].length > 0 ||
      (fields[COLUMN_TYPE].length > 0 && !is_word (&fields[COLUMN_TYPE], "event")) ||
      !read_state (&fields[COLUMN_STATE], &row.state) || !is_currency (&fields[COLUMN_CURRENCY]))
    return FALSE;
  row.day = baton_day_parse_len (fields[COLUMN_DAY].text, (gssize) fields[COLUMN_DAY].length);
  if (row.day == BATON_DAY_NONE ||
      !read_number (&fields[COLUMN_QUANTITY], padded, 1, BATON_INTEGER_MAX, &row.quantity) ||
      !read_number (&fields[COLUMN_AMOUNT], padded, 0, BATON_INTEGER_MAX, &row.amount) ||
      !read_number (&fields[COLUMN_ORIGINAL], padded, 0, BATON_INTEGER_MAX, &row.original) ||
      !read_number (&fields[COLUMN_SHARE], padded, WHOLE_SHARE, WHOLE_SHARE, &share) ||
      !read_number (&fields[COLUMN_VERSION], padded, 1, G_MAXUINT32, &version))
    return FALSE;
  row.granted = row.amount;
  row.share = (guint32) share;
  row.version = (guint32) version;
  if (fields[COLUMN_REVERSES].length > BATON_HISTORY_MAX_ID_BYTES || !read_id (parser, &fields[COLUMN_ID], padded, &row.id) ||
      (fields[COLUMN_REVERSES].length > 0 && !read_id (parser, &fields[COLUMN_REVERSES], padded, &row.reverses)))
    return FALSE;
  row.subject = number_at_once (parser, &fields[COLUMN_ACTIVITY], padded);
  row.region = number_at_once (parser, &fields[COLUMN_REGION], padded);
  row.part = number_at_once (parser, &fields[COLUMN_PART], padded);
  row.currency = number_at_once (parser, &fields[COLUMN_CURRENCY], padded);
  g_array_append_val (rows, row);
  wait_for_names (parser, rows->len - 1, fields, padded);
  return TRUE;
}

/* A piece while it is gone through. */
typedef struct
{
  const char    *data;
  const char    *end;
  const char    *at;        /* where the next row begins */
  guint64        line;      /* of it */
  BatonCsvMarks  marks;
  BatonCsv      *csv;       /* of what is not plain; NULL while all is */
} Pass;

static void
take_closely (BatonHistoryParser *parser,
              Pass               *pass)
{
  if (pass->csv == NULL)
    pass->csv = baton_csv_new_within (pass->data, (gsize) (pass->end - pass->data));
  baton_csv_seek (pass->csv, (gsize) (pass->at - pass->data), pass->line);
  baton_history_reader_take_row (parser->reader, pass->csv);
  pass->at = pass->data + baton_csv_get_offset (pass->csv);
  pass->line = baton_csv_get_next_line (pass->csv);
  baton_csv_marks_look (&pass->marks, pass->at);
}

/* Splits the row at hand; FALSE where there is more to it than commas. *row_end* (out) is its line break. */
static gboolean
split (BatonHistoryParser *parser,
       Pass               *pass,
       Field              *fields,
       guint              *n,
       const char        **row_end)
{
  const char *start = pass->at;

  for (*n = 0;;)
    {
      const char *at = baton_csv_marks_next (&pass->marks);
      char c = at < pass->end ? *at : '\n';

      if (G_UNLIKELY (c == '"' || (guint8) c >= 0x80 || c == '\0'))
        return FALSE;
      if (G_UNLIKELY (c != ',' && c != '\n'))
        continue;
      if (G_LIKELY (*n < parser->n_fields))
        {
          Field *field = &fields[parser->columns[*n]];

          field->text = start;
          field->length = (gsize) (at - start);
          if (c == '\n' && field->length > 0 && at[-1] == '\r')
            field->length--;
        }
      (*n)++;
      start = at + 1;
      if (c != '\n')
        continue;
      *row_end = at;
      return at - pass->at <= BATON_HISTORY_MAX_TEXT_BYTES;
    }
}

static void
take_plain_rows (BatonHistoryParser *parser,
                 Pass               *pass)
{
  Field fields[N_COLUMNS];

  for (guint i = 0; i < N_COLUMNS; i++)
    fields[i] = (Field) { "", 0 };
  baton_csv_marks_look (&pass->marks, pass->at);
  while (pass->at < pass->end)
    {
      const char *row_end;
      guint n;

      if (!split (parser, pass, fields, &n, &row_end) || n != parser->n_fields ||
          !add_plain (parser, fields, pass->line, pass->marks.readable - row_end >= 16))
        {
          take_closely (parser, pass);
          continue;
        }
      pass->at = MIN (row_end + 1, pass->end);
      pass->line++;
    }
  while (parser->n_numbered != parser->n_waiting)
    number_waiting (parser);
}

/* ── Parsers ─────────────────────────────────────────────────────────────────────────────────────────── */

BatonHistoryParser *
baton_history_parser_new (const BatonHistoryReader *head)
{
  BatonHistoryParser *parser = g_aligned_alloc0 (1, sizeof *parser, BATON_OWN_LINES_BYTES);
  const int *positions = baton_history_reader_get_positions (head, &parser->n_fields);

  parser->reader = baton_history_reader_new_like (head, take_event, parser);
  for (int i = 0; positions != NULL && i < N_COLUMNS; i++)
    if (positions[i] >= 0)
      parser->columns[positions[i]] = i;
  /* Of a single column an empty row is no row. */
  if (positions == NULL || parser->n_fields < 2)
    parser->n_fields = 0;
  baton_import_table_init (&parser->names, FIRST_NAMES);
  parser->texts = g_string_chunk_new (64 * 1024);
  return parser;
}

void
baton_history_parser_free (BatonHistoryParser *parser)
{
  if (parser == NULL)
    return;
  baton_history_reader_free (parser->reader);
  baton_import_table_clear (&parser->names);
  g_string_chunk_free (parser->texts);
  g_aligned_free (parser);
}

void
baton_history_parser_take (BatonHistoryParser *parser,
                           BatonHistoryPiece  *piece,
                           const char         *data,
                           gsize               length,
                           const char         *readable)
{
  Pass pass = { .data = data, .end = data + length, .at = data, .line = 1, .marks = { .end = data + length, .readable = readable } };

  parser->piece = piece;
  piece->parser = parser;
  g_array_set_size (piece->rows, 0);
  g_ptr_array_set_size (piece->new_names, 0);
  g_ptr_array_set_size (piece->bad_rows, 0);
  if (piece->ids.n > 0)
    {
      baton_row_texts_clear (&piece->ids);
      baton_row_texts_init (&piece->ids, FALSE);
    }
  baton_history_reader_start_piece (parser->reader, piece->bad_rows);
  if (parser->n_fields == 0)
    {
      baton_history_reader_take (parser->reader, data, length);
      piece->n_lines = baton_history_reader_count_lines (parser->reader);
      return;
    }
  take_plain_rows (parser, &pass);
  piece->n_lines = pass.line - 1;
  g_clear_pointer (&pass.csv, baton_csv_free);
}
