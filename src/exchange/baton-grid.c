/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts lie in one chunk, where equal ones share their place: a column of regions costs little.
 */
#include "config.h"

#include "exchange/baton-grid.h"

#include <string.h>

typedef struct
{
  guint64       line;
  guint         first;     /* index into *cells* */
  guint         n_cells;
  gboolean      bad;
  BatonRowCode  code;
} Row;

struct _BatonGrid
{
  gatomicrefcount  references;
  GStringChunk    *chunk;
  GPtrArray       *cells;    /* of texts in the chunk */
  GArray          *rows;     /* of Row */
  char           **sheets;
  guint            n_columns;
  BatonGridType    types[BATON_GRID_MAX_COLUMNS];
};

BatonGrid *
baton_grid_new (void)
{
  BatonGrid *grid = g_new0 (BatonGrid, 1);

  g_atomic_ref_count_init (&grid->references);
  grid->chunk = g_string_chunk_new (16 * 1024);
  grid->cells = g_ptr_array_new ();
  grid->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  grid->sheets = g_new0 (char *, 1);
  return grid;
}

BatonGrid *
baton_grid_ref (BatonGrid *grid)
{
  g_atomic_ref_count_inc (&grid->references);
  return grid;
}

void
baton_grid_unref (BatonGrid *grid)
{
  if (grid == NULL || !g_atomic_ref_count_dec (&grid->references))
    return;
  g_string_chunk_free (grid->chunk);
  g_ptr_array_unref (grid->cells);
  g_array_unref (grid->rows);
  g_strfreev (grid->sheets);
  g_free (grid);
}

guint
baton_grid_get_n_rows (const BatonGrid *grid)
{
  return grid->rows->len;
}

guint
baton_grid_get_n_columns (const BatonGrid *grid)
{
  return grid->n_columns;
}

static const Row *
get_row (const BatonGrid *grid,
         guint            row)
{
  return row < grid->rows->len ? &g_array_index (grid->rows, Row, row) : NULL;
}

const char *
baton_grid_get (const BatonGrid *grid,
                guint            row,
                guint            column)
{
  const Row *found = get_row (grid, row);

  return found != NULL && column < found->n_cells ? g_ptr_array_index (grid->cells, found->first + column) : "";
}

guint64
baton_grid_get_line (const BatonGrid *grid,
                     guint            row)
{
  const Row *found = get_row (grid, row);

  return found != NULL ? found->line : 0;
}

gboolean
baton_grid_is_bad (const BatonGrid *grid,
                   guint            row,
                   BatonRowCode    *code)
{
  const Row *found = get_row (grid, row);

  if (found == NULL || !found->bad)
    return FALSE;
  if (code != NULL)
    *code = found->code;
  return TRUE;
}

gboolean
baton_grid_is_blank (const BatonGrid *grid,
                     guint            row)
{
  const Row *found = get_row (grid, row);

  for (guint i = 0; found != NULL && i < found->n_cells; i++)
    for (const char *c = baton_grid_get (grid, row, i); *c != '\0'; c = g_utf8_next_char (c))
      if (!g_unichar_isspace (g_utf8_get_char (c)))
        return FALSE;
  return found == NULL || !found->bad;
}

const char * const *
baton_grid_get_sheets (const BatonGrid *grid)
{
  return (const char * const *) grid->sheets;
}

void
baton_grid_set_sheets (BatonGrid          *grid,
                       const char * const *sheets)
{
  g_strfreev (grid->sheets);
  grid->sheets = g_strdupv ((char **) sheets);
}

void
baton_grid_add_row (BatonGrid          *grid,
                    guint64             line,
                    const char * const *cells,
                    guint               n_cells)
{
  Row row = { .line = line, .first = grid->cells->len, .n_cells = n_cells };

  g_return_if_fail (n_cells <= BATON_GRID_MAX_COLUMNS);

  for (guint i = 0; i < n_cells; i++)
    g_ptr_array_add (grid->cells, cells[i] != NULL ? g_string_chunk_insert_const (grid->chunk, cells[i]) : (gpointer) "");
  g_array_append_val (grid->rows, row);
  grid->n_columns = MAX (grid->n_columns, n_cells);
}

void
baton_grid_add_bad_row (BatonGrid    *grid,
                        guint64       line,
                        BatonRowCode  code)
{
  Row row = { .line = line, .first = grid->cells->len, .bad = TRUE, .code = code };

  g_array_append_val (grid->rows, row);
}

void
baton_grid_set_type (BatonGrid     *grid,
                     guint          column,
                     BatonGridType  type)
{
  g_return_if_fail (column < BATON_GRID_MAX_COLUMNS);

  grid->types[column] = type;
}

BatonGridType
baton_grid_get_type (const BatonGrid *grid,
                     guint            column)
{
  return column < BATON_GRID_MAX_COLUMNS ? grid->types[column] : BATON_GRID_TEXT;
}

/* ── Files ───────────────────────────────────────────────────────────────────────────────────────────── */

BatonGrid *
baton_grid_read (const char  *data,
                 gsize        length,
                 const char  *sheet,
                 GError     **error)
{
  if (length >= 4 && memcmp (data, "PK\003\004", 4) == 0)
    return baton_grid_read_workbook (data, length, sheet, error);
  /* A workbook of before 2007, or one behind a password: no row of it would be one. */
  if (length >= 8 && memcmp (data, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0)
    {
      g_set_error_literal (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_NOT_TABLE, "ole");
      return NULL;
    }
  return baton_grid_read_text (data, length, error);
}

BatonGrid *
baton_grid_read_file (const char  *path,
                      const char  *sheet,
                      GError     **error)
{
  g_autoptr (GBytes) bytes = baton_exchange_read_file (path, BATON_GRID_MAX_BYTES, error);
  const char *data;
  gsize length;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &length);
  return baton_grid_read (data != NULL ? data : "", length, sheet, error);
}

BatonGridFormat
baton_grid_guess_format (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  if (g_str_has_suffix (lower, ".xlsx"))
    return BATON_GRID_XLSX;
  return g_str_has_suffix (lower, ".tsv") || g_str_has_suffix (lower, ".tab") ? BATON_GRID_TSV : BATON_GRID_CSV;
}

gboolean
baton_grid_write_file (const BatonGrid  *grid,
                       BatonGridFormat   format,
                       const char       *sheet,
                       const char       *path,
                       GError          **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (format == BATON_GRID_XLSX)
    {
      bytes = baton_grid_write_workbook (grid, sheet, error);
      if (bytes == NULL)
        return FALSE;
    }
  else
    {
      char *text = baton_grid_write_text (grid, format);

      bytes = g_bytes_new_take (text, strlen (text));
    }
  return baton_exchange_write_file (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}
