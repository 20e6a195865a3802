/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Workbooks by libxlsxwriter. Texts are written as texts, so nothing in them can become a formula; numbers, percentages and
 * days are written as such where the column says that it holds them and the text is one.
 */
#include "config.h"

#include "exchange/baton-grid.h"

#include "model/baton-day.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

typedef struct
{
  lxw_worksheet *sheet;
  lxw_format    *heading;
  lxw_format    *day;
  lxw_format    *percent;
  lxw_format    *fine_percent;
  lxw_format    *wrapped;
} Writer;

/* Plain digits with at most a sign and a point; more digits than a spreadsheet keeps are left a text. */
static gboolean
read_number (const char *text,
             gsize       length,
             double     *number)
{
  g_autofree char *copy = g_strndup (text, length);
  gsize digits = 0;

  for (const char *c = copy; *c != '\0'; c++)
    {
      if (g_ascii_isdigit (*c))
        digits++;
      else if (!(*c == '-' && c == copy) && *c != '.')
        return FALSE;
    }
  if (digits == 0 || digits > 15 || strchr (copy, '.') != strrchr (copy, '.') || (*copy == '0' && g_ascii_isdigit (copy[1])))
    return FALSE;
  *number = g_ascii_strtod (copy, NULL);
  return TRUE;
}

static lxw_error
write_day (Writer     *writer,
           lxw_row_t   row,
           lxw_col_t   column,
           BatonDay    day)
{
  lxw_datetime date = { 0 };

  baton_day_get_date (day, &date.year, &date.month, &date.day);
  return worksheet_write_datetime (writer->sheet, row, column, &date, writer->day);
}

/* "_x0041_" in a text would come back as "A": its underscore goes out as such an escape itself. */
static char *
escape_underscores (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("_(?=x[0-9A-Fa-f]{4}_)", 0, 0, NULL);

  return strstr (text, "_x") != NULL ? g_regex_replace_literal (regex, text, -1, 0, "_x005F_", 0, NULL) : g_strdup (text);
}

static lxw_error
write_string (Writer     *writer,
              lxw_row_t   row,
              lxw_col_t   column,
              const char *text,
              lxw_format *format)
{
  g_autofree char *escaped = escape_underscores (text);

  return worksheet_write_string (writer->sheet, row, column, escaped, format);
}

static lxw_error
write_cell (Writer        *writer,
            BatonGridType  type,
            lxw_row_t      row,
            lxw_col_t      column,
            const char    *text)
{
  gsize length = strlen (text);
  BatonDay day = type == BATON_GRID_DAY ? baton_day_parse (text) : BATON_DAY_NONE;
  double number;

  if (length == 0)
    return LXW_NO_ERROR;
  if (row == 0)
    return write_string (writer, row, column, text, writer->heading);
  if (day != BATON_DAY_NONE && day >= baton_day_new (1900, 3, 1))
    return write_day (writer, row, column, day);
  if (type == BATON_GRID_NUMBER && read_number (text, length, &number))
    return worksheet_write_number (writer->sheet, row, column, number, NULL);
  if (type == BATON_GRID_PERCENT && g_str_has_suffix (text, " %") && read_number (text, length - 2, &number))
    return worksheet_write_number (writer->sheet, row, column, number / 100, strchr (text, '.') != NULL ? writer->fine_percent : writer->percent);
  return write_string (writer, row, column, text, type == BATON_GRID_LONG_TEXT ? writer->wrapped : NULL);
}

static double
get_width (const BatonGrid *grid,
           guint            column)
{
  glong width = 8;

  for (guint row = 0; row < MIN (baton_grid_get_n_rows (grid), 200); row++)
    width = MAX (width, g_utf8_strlen (baton_grid_get (grid, row, column), -1));
  return (double) MIN (width + 2, baton_grid_get_type (grid, column) == BATON_GRID_LONG_TEXT ? 60 : 40);
}

static gboolean
write_sheet (const BatonGrid  *grid,
             Writer           *writer,
             GError          **error)
{
  guint n_columns = baton_grid_get_n_columns (grid);

  for (guint column = 0; column < n_columns; column++)
    worksheet_set_column (writer->sheet, (lxw_col_t) column, (lxw_col_t) column, get_width (grid, column), NULL);
  worksheet_freeze_panes (writer->sheet, 1, 0);
  for (guint row = 0; row < baton_grid_get_n_rows (grid); row++)
    for (guint column = 0; column < n_columns; column++)
      {
        lxw_error result = write_cell (writer, baton_grid_get_type (grid, column), row, (lxw_col_t) column, baton_grid_get (grid, row, column));

        if (result == LXW_NO_ERROR)
          continue;
        /* More than the 32,767 characters that a cell takes, or more rows than a sheet. */
        g_set_error (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_TOO_LARGE, "%s", lxw_strerror (result));
        return FALSE;
      }
  return TRUE;
}

/* Sheet names have at most 31 characters, and some that they may not have. */
static char *
make_sheet_name (const char *name)
{
  g_autofree char *start = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), 31));

  g_strdelimit (start, "[]:*?/\\'", ' ');
  g_strstrip (start);
  return *start != '\0' ? g_steal_pointer (&start) : g_strdup ("Baton");
}

/* libxlsxwriter writes files alone, so it gets one of its own. */
GBytes *
baton_grid_write_workbook (const BatonGrid  *grid,
                           const char       *sheet,
                           GError          **error)
{
  g_autofree char *name = make_sheet_name (sheet);
  g_autofree char *path = NULL;
  g_autoptr (GError) local = NULL;
  lxw_workbook *book;
  Writer writer;
  GBytes *bytes = NULL;
  gboolean good;
  int file = g_file_open_tmp ("baton-XXXXXX.xlsx", &path, &local);

  if (file < 0)
    {
      g_set_error (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_WRITE, "%s", local->message);
      return NULL;
    }
  close (file);
  book = workbook_new (path);
  writer = (Writer) { workbook_add_worksheet (book, name), workbook_add_format (book), workbook_add_format (book),
                      workbook_add_format (book), workbook_add_format (book), workbook_add_format (book) };
  format_set_bold (writer.heading);
  format_set_num_format (writer.day, "yyyy-mm-dd");
  format_set_num_format (writer.percent, "0%");
  format_set_num_format (writer.fine_percent, "0.00%");
  format_set_text_wrap (writer.wrapped);
  good = write_sheet (grid, &writer, error);
  if (workbook_close (book) != LXW_NO_ERROR && good)
    {
      g_set_error_literal (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_WRITE, g_get_tmp_dir ());
      good = FALSE;
    }
  if (good)
    bytes = baton_exchange_read_file (path, BATON_GRID_MAX_BYTES, error);
  g_unlink (path);
  return bytes;
}
