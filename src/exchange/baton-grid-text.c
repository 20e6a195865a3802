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

/* What stands most often in the first lines, outside quotes: the very first may be a title. */
static char
guess_separator (const char *data,
                 gsize       length)
{
  static const char candidates[] = { '\t', ';', ',' };
  guint counts[G_N_ELEMENTS (candidates)] = { 0 };
  guint best = 2;
  gboolean quoted = FALSE;
  guint n_lines = 0;

  for (gsize i = 0; i < length && n_lines < 20; i++)
    {
      if (data[i] == '"')
        quoted = !quoted;
      n_lines += data[i] == '\n' && !quoted;
      for (guint j = 0; j < G_N_ELEMENTS (candidates) && !quoted; j++)
        counts[j] += data[i] == candidates[j];
    }
  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    if (counts[i] > counts[best])
      best = i;
  return candidates[best];
}

BatonGrid *
baton_grid_read_text (const char  *data,
                      gsize        length,
                      GError     **error)
{
  g_autoptr (BatonGrid) grid = baton_grid_new ();
  g_autoptr (BatonCsv) csv = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *converted = NULL;
  gsize converted_length = 0;
  BatonRowCode code;
  gboolean bad;

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
  csv = baton_csv_new_separated (data, length, guess_separator (data, length));
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
          baton_grid_add_bad_row (grid, baton_csv_get_line (csv), code);
          continue;
        }
      cells = g_new0 (char *, n_fields + 1);
      for (guint i = 0; i < n_fields; i++)
        cells[i] = baton_grid_unguard (fields[i].text, fields[i].length);
      baton_grid_add_row (grid, baton_csv_get_line (csv), (const char * const *) cells, n_fields);
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
