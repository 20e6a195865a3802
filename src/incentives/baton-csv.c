/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The splitter goes over the bytes once. A row ends at the first line break outside quotes. After a row that cannot be
 * split it goes on at the line break after the trouble, or, for a quote that is never closed, at the line after the one on
 * which it was opened, so that one stray quote costs one row and not the rest of the file.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-csv.h"

#include <string.h>

#include "model/baton-value.h"

#define MAX_SHOWN_BYTES 80

struct _BatonCsv
{
  const char *data;      /* borrowed */
  const char *end;
  const char *at;        /* where the next row begins */
  char        separator;
  guint64     next_line;
  guint64     line;      /* of the present row */
  GArray     *fields;    /* of BatonCsvField */
  GPtrArray  *unquoted;  /* owned strings of the present row: fields whose doubled quotes were undone */
  gboolean    cut;
};

static const char * const code_names[] = {
  "bad-header", "not-utf8", "bad-quotes", "truncated", "too-few-fields", "too-many-fields", "missing", "too-long",
  "bad-day", "bad-number", "large-number", "bad-choice", "conflict", "twice", "unknown-organisation", "unknown-member", "unknown-event",
  "cycle", "unexpected", "bad-object", "unknown-field",
};
G_STATIC_ASSERT (G_N_ELEMENTS (code_names) == BATON_N_ROW_CODES);

BatonBadRow *
baton_bad_row_new (guint64       line,
                   guint         column,
                   BatonRowCode  code,
                   const char   *value,
                   gssize        length)
{
  BatonBadRow *row = g_new0 (BatonBadRow, 1);

  row->line = line;
  row->column = column;
  row->code = code;
  if (value != NULL)
    {
      gsize n = MIN (length < 0 ? strlen (value) : (gsize) length, MAX_SHOWN_BYTES);

      row->value = g_utf8_make_valid (value, n);
    }
  return row;
}

void
baton_bad_row_free (BatonBadRow *row)
{
  if (row == NULL)
    return;
  g_free (row->value);
  g_free (row);
}

BatonRowCode
baton_row_code_of_number (const char *text,
                          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      return BATON_ROW_BAD_NUMBER;
  return BATON_ROW_LARGE_NUMBER;
}

const char *
baton_row_code_get_name (BatonRowCode code)
{
  g_return_val_if_fail (code < BATON_N_ROW_CODES, NULL);

  return code_names[code];
}

BatonCsv *
baton_csv_new (const char *data,
               gsize       length)
{
  return baton_csv_new_separated (data, length, ',');
}

BatonCsv *
baton_csv_new_separated (const char *data,
                         gsize       length,
                         char        separator)
{
  BatonCsv *csv = g_new0 (BatonCsv, 1);

  csv->separator = separator;
  if (data == NULL)   /* an empty file lies nowhere */
    data = "";
  csv->data = data;
  csv->at = data;
  csv->end = data + length;
  csv->next_line = 1;
  csv->fields = g_array_new (FALSE, FALSE, sizeof (BatonCsvField));
  csv->unquoted = g_ptr_array_new_with_free_func (g_free);
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    csv->at += 3;
  return csv;
}

BatonCsv *
baton_csv_new_within (const char *data,
                      gsize       length)
{
  BatonCsv *csv = baton_csv_new (data, length);

  csv->at = data;
  return csv;
}

void
baton_csv_free (BatonCsv *csv)
{
  if (csv == NULL)
    return;
  g_array_unref (csv->fields);
  g_ptr_array_unref (csv->unquoted);
  g_free (csv);
}

static void
add_field (BatonCsv   *csv,
           const char *text,
           gsize       length)
{
  BatonCsvField field = { text, length };

  g_array_append_val (csv->fields, field);
}

/* Goes past the line break at or after *at*, or to the end. */
static const char *
skip_line (BatonCsv   *csv,
           const char *at)
{
  const char *lf = at < csv->end ? memchr (at, '\n', csv->end - at) : NULL;

  if (lf == NULL)
    {
      csv->cut = TRUE;
      return csv->end;
    }
  csv->next_line++;
  return lf + 1;
}

/* Reads the quoted field whose opening quote stands before *at* and returns what follows its closing quote, NULL when there
 * is none. Line breaks inside are counted in *lines*. */
static const char *
read_quoted (BatonCsv   *csv,
             const char *at,
             guint64    *lines)
{
  const char *start = at;
  GString *text = NULL;

  for (;;)
    {
      const char *quote = at < csv->end ? memchr (at, '"', csv->end - at) : NULL;

      if (quote == NULL)
        {
          if (text != NULL)
            g_string_free (text, TRUE);
          return NULL;
        }
      for (const char *p = at; p < quote; p++)
        *lines += *p == '\n';

      if (quote + 1 < csv->end && quote[1] == '"')
        {
          if (text == NULL)
            text = g_string_new (NULL);
          g_string_append_len (text, start, quote + 1 - start);
          at = start = quote + 2;
          continue;
        }

      if (text != NULL)
        {
          gsize length;

          g_string_append_len (text, start, quote - start);
          length = text->len;
          g_ptr_array_add (csv->unquoted, g_string_free (text, FALSE));
          add_field (csv, g_ptr_array_index (csv->unquoted, csv->unquoted->len - 1), length);
        }
      else
        {
          add_field (csv, start, quote - start);
        }
      return quote + 1;
    }
}

/* Splits the row at csv->at. Returns FALSE with the code when it cannot be split; csv->at is behind it either way. */
static gboolean
split_row (BatonCsv     *csv,
           BatonRowCode *code)
{
  const char *begin = csv->at;
  const char *at = begin;
  guint64 first_line = csv->next_line;

  for (;;)
    {
      if (at < csv->end && *at == '"')
        {
          guint64 lines = 0;
          const char *after = read_quoted (csv, at + 1, &lines);

          if (after == NULL)
            {
              csv->at = skip_line (csv, at);
              *code = BATON_ROW_BAD_QUOTES;
              return FALSE;
            }
          csv->next_line += lines;
          at = after;
          if (at < csv->end && *at != csv->separator && *at != '\n' && !(*at == '\r' && at + 1 < csv->end && at[1] == '\n'))
            {
              csv->at = skip_line (csv, at);
              *code = BATON_ROW_BAD_QUOTES;
              return FALSE;
            }
          if (at < csv->end && *at == '\r')
            at++;
        }
      else
        {
          const char *start = at;

          while (at < csv->end && *at != csv->separator && *at != '\n')
            at++;
          if (at > start && at[-1] == '\r' && (at == csv->end || *at == '\n'))
            add_field (csv, start, at - start - 1);
          else
            add_field (csv, start, at - start);
        }

      if (at < csv->end && *at == csv->separator)
        {
          at++;
          continue;
        }
      break;
    }

  csv->cut = at == csv->end;
  if (!csv->cut)
    {
      csv->next_line++;
      csv->at = at + 1;
    }
  else
    {
      csv->at = at;
    }
  if (!g_utf8_validate_len (begin, at - begin, NULL))
    {
      *code = BATON_ROW_NOT_UTF8;
      return FALSE;
    }
  csv->line = first_line;
  return TRUE;
}

gboolean
baton_csv_next (BatonCsv     *csv,
                BatonRowCode *code,
                gboolean     *bad)
{
  for (;;)
    {
      g_array_set_size (csv->fields, 0);
      g_ptr_array_set_size (csv->unquoted, 0);
      *bad = FALSE;
      if (csv->at >= csv->end)
        return FALSE;

      csv->line = csv->next_line;
      if (!split_row (csv, code))
        {
          g_array_set_size (csv->fields, 0);
          *bad = TRUE;
          return TRUE;
        }
      if (csv->fields->len > 1 || g_array_index (csv->fields, BatonCsvField, 0).length > 0)
        return TRUE;
    }
}

const BatonCsvField *
baton_csv_get_fields (BatonCsv *csv,
                      guint    *n_fields)
{
  *n_fields = csv->fields->len;
  return (const BatonCsvField *) (gpointer) csv->fields->data;
}

guint64
baton_csv_get_line (BatonCsv *csv)
{
  return csv->line;
}

void
baton_csv_seek (BatonCsv *csv,
                gsize     offset,
                guint64   line)
{
  csv->at = csv->data + offset;
  csv->next_line = line;
}

void
baton_csv_set_next_line (BatonCsv *csv,
                         guint64   line)
{
  csv->next_line = line;
}

guint64
baton_csv_get_next_line (BatonCsv *csv)
{
  return csv->next_line;
}

gsize
baton_csv_get_offset (BatonCsv *csv)
{
  return csv->at - csv->data;
}

gboolean
baton_csv_is_cut (BatonCsv *csv)
{
  return csv->cut;
}

static void
report (GPtrArray    *bad_rows,
        BatonCsv     *csv,
        guint         column,
        BatonRowCode  code,
        const char   *value,
        gssize        length)
{
  if (bad_rows != NULL)
    g_ptr_array_add (bad_rows, baton_bad_row_new (csv->line, column, code, value, length));
}

gboolean
baton_csv_read_header (BatonCsv           *csv,
                       const char * const *names,
                       guint               n_names,
                       guint64             required,
                       int                *positions,
                       GPtrArray          *bad_rows)
{
  BatonRowCode code;
  gboolean bad;

  for (guint i = 0; i < n_names; i++)
    positions[i] = -1;
  if (!baton_csv_next (csv, &code, &bad))
    {
      csv->line = 1;
      report (bad_rows, csv, 0, BATON_ROW_BAD_HEADER, NULL, 0);
      return FALSE;
    }
  if (bad)
    {
      report (bad_rows, csv, 0, code, NULL, 0);
      return FALSE;
    }

  for (guint i = 0; i < csv->fields->len; i++)
    {
      const BatonCsvField *field = &g_array_index (csv->fields, BatonCsvField, i);
      guint name = 0;

      while (name < n_names && (strlen (names[name]) != field->length || memcmp (names[name], field->text, field->length) != 0))
        name++;
      if (name == n_names || positions[name] >= 0)
        {
          report (bad_rows, csv, i + 1, BATON_ROW_BAD_HEADER, field->text, field->length);
          return FALSE;
        }
      positions[name] = i;
    }
  for (guint i = 0; i < n_names; i++)
    {
      if (positions[i] < 0 && (required >> i & 1) != 0)
        {
          report (bad_rows, csv, 0, BATON_ROW_BAD_HEADER, names[i], -1);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
baton_csv_next_row (BatonCsv             *csv,
                    guint                 n_fields,
                    const BatonCsvField **fields,
                    GPtrArray            *bad_rows)
{
  BatonRowCode code;
  gboolean bad;

  while (baton_csv_next (csv, &code, &bad))
    {
      guint n;

      *fields = baton_csv_get_fields (csv, &n);
      if (bad)
        report (bad_rows, csv, 0, code, NULL, 0);
      else if (n < n_fields)
        report (bad_rows, csv, 0, csv->cut ? BATON_ROW_TRUNCATED : BATON_ROW_TOO_FEW_FIELDS, (*fields)[0].text, (*fields)[0].length);
      else if (n > n_fields)
        report (bad_rows, csv, n_fields + 1, BATON_ROW_TOO_MANY_FIELDS, (*fields)[n_fields].text, (*fields)[n_fields].length);
      else
        return TRUE;
    }
  return FALSE;
}

gboolean
baton_csv_field_get_number (const BatonCsvField *field,
                            gint64              *number)
{
  gint64 value = 0;

  if (field->length == 0)
    return FALSE;
  for (gsize i = 0; i < field->length; i++)
    {
      if (field->text[i] < '0' || field->text[i] > '9')
        return FALSE;
      value = value * 10 + (field->text[i] - '0');
      if (value > BATON_INTEGER_MAX)
        return FALSE;
    }
  *number = value;
  return TRUE;
}

/* ── Pieces of a file ────────────────────────────────────────────────────────────────────────────────── */

const char *
baton_csv_find_row_end (const char *at,
                        const char *end)
{
  gboolean at_field = TRUE;

  for (; at < end; at++)
    {
      if (*at == '"' && at_field)
        {
          for (at++; at < end; at++)
            {
              if (*at != '"')
                continue;
              if (at + 1 == end || at[1] != '"')
                break;
              at++;
            }
          if (at >= end)
            return NULL;
          /* Text behind a closing quote: the reader gives the row up, and goes on with the next line. */
          if (at + 1 < end && at[1] != ',' && at[1] != '\n' && !(at[1] == '\r' && (at + 2 == end || at[2] == '\n')))
            {
              const char *lf = memchr (at, '\n', (gsize) (end - at));

              return lf != NULL ? lf + 1 : end;
            }
        }
      if (*at == '\n')
        return at + 1;
      at_field = *at == ',';
    }
  return end;
}

const char *
baton_csv_find_last_row_end (const char *data,
                             gsize       length)
{
  const char *end = data + length;
  const char *last = data;

  if (memchr (data, '"', length) == NULL)
    {
      while (end > data && end[-1] != '\n')
        end--;
      return end;
    }
  for (const char *at = data; at < end;)
    {
      const char *next = baton_csv_find_row_end (at, end);

      if (next == NULL && (gsize) (end - at) > BATON_CSV_MAX_ROW_BYTES)
        {
          /* A quote that nobody closes: the line is bad, and reading goes on behind it. */
          next = memchr (at, '\n', end - at);
          next = next != NULL ? next + 1 : end;
        }
      if (next == NULL || (next == end && end[-1] != '\n'))
        break;
      at = last = next;
    }
  return last;
}

void
baton_csv_append (GString    *line,
                  const char *text)
{
  if (text == NULL)
    return;
  if (text[strcspn (text, ",\"\r\n")] == '\0')
    {
      g_string_append (line, text);
      return;
    }
  g_string_append_c (line, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *p);
    }
  g_string_append_c (line, '"');
}
