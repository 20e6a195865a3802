/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Separated values as spreadsheets really write them: UTF-8 with or without a byte order mark, UTF-16 ("Unicode text"),
 * or the old encoding of Windows; between commas, semicolons (where the comma is the decimal sign) or tabs.
 */
#include "config.h"

#include "exchange/baton-grid.h"

#include <string.h>

/* ── What spreadsheets take for formulas ─────────────────────────────────────────────────────────────── */

/* A number or the dash that stands for "none": nothing that could be worked out. */
static gboolean
is_harmless (const char *text)
{
  const char *c = text + 1;

  if (*text != '-' || *c == '\0')
    return *text == '-';
  if (!g_ascii_isdigit (*c))
    return FALSE;
  while (g_ascii_isdigit (*c))
    c++;
  if (*c == '.' && g_ascii_isdigit (c[1]))
    for (c++; g_ascii_isdigit (*c); c++)
      ;
  return *c == '\0';
}

/* OWASP's list, and the full-width forms that some take for the same. */
static gboolean
begins_formula (const char *text)
{
  static const char * const wide[] = { "＝", "＋", "－", "＠" };

  if (*text != '\0' && strchr ("=+-@\t\r\n", *text) != NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (wide); i++)
    if (g_str_has_prefix (text, wide[i]))
      return TRUE;
  return FALSE;
}

/* One apostrophe before every text that is a formula behind any number of them: so taking one off gives back each text. */
char *
baton_grid_guard (const char *text)
{
  const char *rest = text + strspn (text, "'");

  if (!begins_formula (rest) || (rest == text && is_harmless (text)))
    return g_strdup (text);
  return g_strconcat ("'", text, NULL);
}

char *
baton_grid_unguard (const char *text,
                    gsize       length)
{
  char *copy = g_strndup (text, length);

  if (*copy == '\'' && begins_formula (copy + strspn (copy, "'")))
    memmove (copy, copy + 1, strlen (copy));
  return copy;
}

/* ── Reading ─────────────────────────────────────────────────────────────────────────────────────────── */

/* The text in UTF-8; NULL where it is in it already. */
static char *
convert (const char  *data,
         gsize        length,
         gsize       *converted_length,
         GError     **error)
{
  const char *encoding = NULL;
  char *converted;

  if (length >= 2 && memcmp (data, "\xff\xfe", 2) == 0)
    encoding = "UTF-16LE";
  else if (length >= 2 && memcmp (data, "\xfe\xff", 2) == 0)
    encoding = "UTF-16BE";
  else if (!g_utf8_validate (data, length, NULL) && memchr (data, '\0', length) == NULL)
    encoding = "WINDOWS-1252";
  if (encoding == NULL)
    return NULL;
  converted = g_convert (encoding[0] == 'U' ? data + 2 : data, encoding[0] == 'U' ? length - 2 : length, "UTF-8", encoding, NULL, converted_length, NULL);
  if (converted == NULL)
    g_set_error (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_NOT_TABLE, "%s", encoding);
  return converted;
}

/* Lines that end as those of old Macs did, and of "CSV (Macintosh)" still do, in the way of all others: else all of the file is its
 * first line. (transfer full), NULL where no line ends so. */
static char *
convert_line_ends (const char *data,
                   gsize       length)
{
  char *copy;

  if (memchr (data, '\n', length) != NULL || memchr (data, '\r', length) == NULL)
    return NULL;
  copy = g_try_malloc (length);
  for (gsize i = 0; copy != NULL && i < length; i++)
    copy[i] = data[i] == '\r' ? '\n' : data[i];
  return copy;
}

#define N_SEPARATORS 3
#define MAX_LOOKED_AT 50

static const char separators[N_SEPARATORS] = { '\t', ';', ',' };

/* Behind the byte order mark, if there is one. */
static gsize
skip_mark (const char *data,
           gsize       length)
{
  return length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

/* How often each separator stands in each of the first lines that have any text, outside quotes. The number of lines. */
static guint
count_separators (const char *data,
                  gsize       length,
                  guint       counts[MAX_LOOKED_AT][N_SEPARATORS])
{
  gboolean quoted = FALSE, begins = TRUE, empty = TRUE;
  guint n_lines = 0;

  memset (counts, 0, sizeof (guint) * MAX_LOOKED_AT * N_SEPARATORS);
  for (gsize i = skip_mark (data, length); i < length && n_lines < MAX_LOOKED_AT; i++)
    {
      gboolean separates = FALSE;

      if (quoted)
        {
          if (data[i] == '"' && i + 1 < length && data[i + 1] == '"')
            i++;
          else
            quoted = data[i] != '"';
          continue;
        }
      /* A sign within a text, 24" say, opens nothing. */
      quoted = begins && data[i] == '"';
      for (guint j = 0; j < N_SEPARATORS; j++)
        if (data[i] == separators[j])
          {
            counts[n_lines][j]++;
            separates = TRUE;
          }
      if (data[i] == '\n' && !empty)
        n_lines++;
      empty = data[i] == '\n' || (empty && data[i] == '\r');
      begins = separates || data[i] == '\n';
    }
  return n_lines < MAX_LOOKED_AT && !empty ? n_lines + 1 : n_lines;
}

/* The separator that splits the most lines into the same number of cells: texts have commas too, but not each as many as the
 * next; and the very first lines may be a title. */
static char
guess_separator (const char *data,
                 gsize       length)
{
  guint counts[MAX_LOOKED_AT][N_SEPARATORS];
  guint n_lines = count_separators (data, length, counts), most_alike = 0, most_cells = 0;
  char best = ',';

  for (guint j = 0; j < N_SEPARATORS; j++)
    for (guint line = 0; line < n_lines; line++)
      {
        guint n = counts[line][j], alike = 0;

        for (guint other = 0; other < n_lines; other++)
          alike += counts[other][j] == n;
        if (n > 0 && (alike > most_alike || (alike == most_alike && n > most_cells)))
          {
            most_alike = alike;
            most_cells = n;
            best = separators[j];
          }
      }
  return best;
}

/* The separator that the file itself names in a first line "sep=;", as Excel has it; '\0' where there is none. *length* (out):
 * of that line. */
static char
read_separator_line (const char *data,
                     gsize       length,
                     gsize      *line_length)
{
  gsize start = skip_mark (data, length), end;

  if (length < start + 5 || g_ascii_strncasecmp (data + start, "sep=", 4) != 0)
    return '\0';
  end = start + 5;
  while (end < length && data[end] == '\r')
    end++;
  if (end < length && data[end] != '\n')
    return '\0';
  for (guint j = 0; j < N_SEPARATORS; j++)
    if (data[start + 4] == separators[j])
      {
        *line_length = MIN (end + 1, length);
        return separators[j];
      }
  return '\0';
}

BatonGrid *
baton_grid_read_text (const char  *data,
                      gsize        length,
                      GError     **error)
{
  g_autoptr (BatonGrid) grid = baton_grid_new ();
  g_autoptr (BatonCsv) csv = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *converted = NULL, *lines = NULL;
  gsize converted_length = 0, skipped = 0;
  BatonRowCode code;
  gboolean bad;
  char separator;
  guint64 first_line;

  converted = convert (data, length, &converted_length, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (converted != NULL)
    {
      data = converted;
      length = converted_length;
    }
  lines = convert_line_ends (data, length);
  if (lines != NULL)
    data = lines;
  separator = read_separator_line (data, length, &skipped);
  csv = baton_csv_new_separated (data + skipped, length - skipped, separator != '\0' ? separator : guess_separator (data, length));
  first_line = skipped > 0; /* lines are those of the file */
  while (baton_csv_next (csv, &code, &bad))
    {
      g_auto (GStrv) cells = NULL;
      const BatonCsvField *fields;
      guint n_fields;

      fields = baton_csv_get_fields (csv, &n_fields);
      /* Empty columns at the end are how some spreadsheets fill a rectangle. */
      while (n_fields > 0 && fields[n_fields - 1].length == 0)
        n_fields--;
      if (n_fields > BATON_GRID_MAX_COLUMNS || baton_grid_get_n_rows (grid) >= BATON_GRID_MAX_ROWS)
        {
          g_set_error_literal (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_TOO_LARGE, "");
          return NULL;
        }
      if (bad)
        {
          baton_grid_add_bad_row (grid, first_line + baton_csv_get_line (csv), code);
          continue;
        }
      cells = g_new0 (char *, n_fields + 1);
      for (guint i = 0; i < n_fields; i++)
        cells[i] = baton_grid_unguard (fields[i].text, fields[i].length);
      baton_grid_add_row (grid, first_line + baton_csv_get_line (csv), (const char * const *) cells, n_fields);
    }
  return g_steal_pointer (&grid);
}

/* ── Writing ─────────────────────────────────────────────────────────────────────────────────────────── */

static void
append_cell (GString    *text,
             const char *cell,
             char        separator)
{
  g_autofree char *guarded = baton_grid_guard (cell);
  const char special[] = { separator, '"', '\r', '\n', '\t', '\0' };

  if (*guarded != '\'' && strpbrk (guarded, special) == NULL)
    {
      g_string_append (text, guarded);
      return;
    }
  g_string_append_c (text, '"');
  for (const char *c = guarded; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *c);
    }
  g_string_append_c (text, '"');
}

char *
baton_grid_write_text (const BatonGrid *grid,
                       BatonGridFormat  format)
{
  char separator = format == BATON_GRID_TSV ? '\t' : ',';
  GString *text = g_string_new ("\xef\xbb\xbf");
  guint n_columns = baton_grid_get_n_columns (grid);

  for (guint row = 0; row < baton_grid_get_n_rows (grid); row++)
    {
      for (guint column = 0; column < n_columns; column++)
        {
          if (column > 0)
            g_string_append_c (text, separator);
          append_cell (text, baton_grid_get (grid, row, column), separator);
        }
      g_string_append (text, "\r\n");
    }
  return g_string_free (text, FALSE);
}
