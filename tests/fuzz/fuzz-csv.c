/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Separated values of any bytes: what is read can be written and is read again as the same, and nothing that leaves begins
 * as a formula does. Its cells are read as days, too: a day comes out as itself, and what may be two days is either of them.
 */
#include "fuzz/fuzz.h"

#include "exchange/baton-grid.h"
#include "exchange/baton-table-day.h"

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

static void
check_day (const char *text)
{
  gboolean unclear, still_unclear;
  BatonDay day = baton_table_day_read (text, BATON_DAY_ORDER_UNKNOWN, &unclear), day_first, month_first;

  if (strpbrk (text, "0123456789") == NULL)
    {
      g_assert_true (day == BATON_DAY_NONE && !unclear);
      return;
    }
  day_first = baton_table_day_read (text, BATON_DAY_ORDER_DAY_FIRST, &still_unclear);
  g_assert_false (still_unclear);
  month_first = baton_table_day_read (text, BATON_DAY_ORDER_MONTH_FIRST, &still_unclear);
  g_assert_false (still_unclear);
  if (unclear)
    {
      g_assert_cmpint (day, ==, BATON_DAY_NONE);
      g_assert_true (day_first == BATON_DAY_NONE || day_first != month_first);
      return;
    }
  g_assert_cmpint (day_first, ==, day);
  g_assert_cmpint (month_first, ==, day);
  if (day != BATON_DAY_NONE)
    {
      g_autofree char *written = baton_day_format (day);

      g_assert_cmpint (baton_day_parse (written), ==, day);
      g_assert_cmpint (baton_table_day_read (written, BATON_DAY_ORDER_UNKNOWN, &unclear), ==, day);
      g_assert_false (unclear);
    }
}

/* Its columns as the days of a table: those that tell the order are not unclear in it. */
static void
check_days (const BatonGrid *grid)
{
  static BatonTable *table;
  guint n_columns = baton_grid_get_n_columns (grid);
  g_autofree int *targets = g_new (int, n_columns + 1);
  BatonTableMapping mapping = { .header = G_MAXUINT, .targets = targets, .n_targets = n_columns };
  BatonDayOrder order;

  if (table == NULL)
    table = baton_table_new_for_data (BATON_DATA_HISTORY, NULL, NULL);
  for (guint i = 0; i < n_columns; i++)
    targets[i] = baton_table_find (table, "day");
  order = baton_table_day_learn (table, grid, &mapping);
  for (guint row = 0; row < baton_grid_get_n_rows (grid); row++)
    for (guint i = 0; i < n_columns; i++)
      {
        const char *cell = baton_grid_get (grid, row, i);
        gboolean unclear;

        check_day (cell);
        if (order == BATON_DAY_ORDER_UNKNOWN)
          continue;
        baton_table_day_read (cell, order, &unclear);
        g_assert_false (unclear);
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
  check_days (grid);
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
