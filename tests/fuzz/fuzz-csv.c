/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Separated values of any bytes: what is read can be written and is read again as the same, and nothing that leaves begins
 * as a formula does.
 */
#include "fuzz/fuzz.h"

#include "exchange/baton-grid.h"

#include <string.h>

/* Whether nothing at all stands in the row; a blank is something. */
static gboolean
is_empty (const BatonGrid *grid,
          guint            row)
{
  for (guint column = 0; column < baton_grid_get_n_columns (grid); column++)
    if (*baton_grid_get (grid, row, column) != '\0')
      return FALSE;
  return TRUE;
}

/* The same cells, but for rows that nothing is left of. */
static void
check_same (const BatonGrid *a,
            const BatonGrid *b)
{
  guint n = MAX (baton_grid_get_n_columns (a), baton_grid_get_n_columns (b)), j = 0;

  for (guint i = 0; i < baton_grid_get_n_rows (a); i++)
    {
      if (is_empty (a, i))
        continue;
      while (j < baton_grid_get_n_rows (b) && is_empty (b, j))
        j++;
      g_assert_cmpuint (j, <, baton_grid_get_n_rows (b));
      for (guint column = 0; column < n; column++)
        g_assert_cmpstr (baton_grid_get (a, i, column), ==, baton_grid_get (b, j, column));
      j++;
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (BatonGrid) grid = baton_grid_read_text ((const char *) data, size, NULL);
  g_autofree char *text = NULL;
  g_autofree char *once = g_strndup ((const char *) data, MIN (size, 200));
  g_autofree char *guarded = baton_grid_guard (once);
  g_autofree char *back = baton_grid_unguard (guarded, strlen (guarded));

  g_assert_cmpstr (once, ==, back);
  if (grid == NULL)
    return 0;
  /* With a heading of tabs the separator cannot be guessed otherwise. */
  text = baton_grid_write_text (grid, BATON_GRID_TSV);
  if (baton_grid_get_n_columns (grid) > 1)
    {
      g_autoptr (BatonGrid) framed = baton_grid_new ();
      g_autoptr (BatonGrid) again = NULL;
      g_autofree char *again_text = NULL;
      g_auto (GStrv) cells = g_new0 (char *, baton_grid_get_n_columns (grid) + 1);

      for (guint i = 0; i < baton_grid_get_n_columns (grid); i++)
        cells[i] = g_strdup_printf ("c%u", i);
      baton_grid_add_row (framed, 1, (const char * const *) cells, baton_grid_get_n_columns (grid));
      for (guint row = 0; row < baton_grid_get_n_rows (grid); row++)
        {
          g_autoptr (GPtrArray) line = g_ptr_array_new ();

          for (guint i = 0; i < baton_grid_get_n_columns (grid); i++)
            g_ptr_array_add (line, (gpointer) baton_grid_get (grid, row, i));
          baton_grid_add_row (framed, row + 2, (const char * const *) line->pdata, line->len);
        }
      again_text = baton_grid_write_text (framed, BATON_GRID_TSV);
      again = baton_grid_read_text (again_text, strlen (again_text), NULL);
      g_assert_nonnull (again);
      check_same (framed, again);
    }
  return 0;
}
