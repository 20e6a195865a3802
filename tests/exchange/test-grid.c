/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sheets in memory: what is written comes back, in every format; what is hostile is refused.
 */
#include "exchange/baton-grid.h"

#include <string.h>

static const char * const texts[] = {
  "Plain", "", "=1+2", "+49 30 1234", "-", "-5", "-5+cmd", "@SUM(A1)", "'quoted", "'=1", "''=1", "＝1", "a,b;c\td", "say \"hi\"", "two\nlines",
  "\ttab", "12", "012", "1234.5", "1.234", "12.5 %", "2026-05-01", "Ærø – 東京", " blank around ", "true", "_x000D_", "1e5", "123456789012345678",
};

static BatonGrid *
make_grid (void)
{
  BatonGrid *grid = baton_grid_new ();
  const char *heading[] = { "Text", "Number", "Percent", "Day" };

  baton_grid_add_row (grid, 1, heading, 4);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *cells[] = { texts[i], texts[i], texts[i], texts[i] };

      baton_grid_add_row (grid, i + 2, cells, 4);
    }
  baton_grid_set_type (grid, 1, BATON_GRID_NUMBER);
  baton_grid_set_type (grid, 2, BATON_GRID_PERCENT);
  baton_grid_set_type (grid, 3, BATON_GRID_DAY);
  return grid;
}

static void
test_round_trip (gconstpointer data)
{
  BatonGridFormat format = GPOINTER_TO_INT (data);
  g_autoptr (BatonGrid) grid = make_grid ();
  g_autoptr (BatonGrid) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), format == BATON_GRID_XLSX ? "grid.xlsx" : format == BATON_GRID_TSV ? "grid.tsv" : "grid.csv", NULL);
  guint row = 0;

  g_assert_cmpint (baton_grid_guess_format (path), ==, format);
  g_assert_true (baton_grid_write_file (grid, format, "Sheet [1]", path, &error));
  g_assert_no_error (error);
  again = baton_grid_read_file (path, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < baton_grid_get_n_rows (grid); i++)
    {
      /* A workbook has no empty rows. */
      if (format == BATON_GRID_XLSX && baton_grid_is_blank (grid, i))
        continue;
      while (row < baton_grid_get_n_rows (again) && baton_grid_get_line (again, row) < i + 1)
        row++;
      for (guint column = 0; column < 4; column++)
        {
          const char *text = baton_grid_get (grid, i, column), *back = baton_grid_get (again, format == BATON_GRID_XLSX ? row : i, column);

          /* The one text that is changed on purpose: as a number, 1.234 gets a decimal more, so that it is not 1,234. */
          if (format == BATON_GRID_XLSX && column == 1 && strcmp (text, "1.234") == 0)
            text = "1.2340";
          g_assert_cmpstr (back, ==, text);
        }
    }
}

static void
test_guard (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *guarded = baton_grid_guard (texts[i]);
      g_autofree char *back = baton_grid_unguard (guarded, strlen (guarded));

      g_assert_cmpstr (back, ==, texts[i]);
      /* Numbers and the dash of "none" are no formulas. */
      if (strcmp (texts[i], "-") != 0 && strcmp (texts[i], "-5") != 0)
        g_assert_null (strchr ("=+-@\t", *guarded != '\0' ? *guarded : 'x'));
    }
}

static void
test_separators (void)
{
  static const struct
  {
    const char *text;
    const char *second;   /* cell of the second row and column */
  } cases[] = {
    { "a,b\n1,2\n", "2" },
    { "a;b\n1;2,5\n", "2,5" },
    { "a\tb\n1\t\"2,5;x\"\n", "2,5;x" },
    { "\"a;b;c\",d\n1,2\n", "2" },
    { "\xef\xbb\xbf" "a,b\r\n1,2\r\n", "2" },
    { "a,b\n1,M\xfcller\n", "Müller" },
    /* Texts have commas too. */
    { "a;b\nbig, bigger, biggest;2\nsmall, smaller;3\n", "2" },
    /* 24" opens nothing. */
    { "a;b\n24\" screen, new;2\nother, used;3\n", "2" },
    /* What the file itself says goes first. */
    { "sep=;\r\na,b,c;d\r\n1,2,3;4\r\n", "4" },
    { "\xef\xbb\xbf\"a,b,c\";d\n\"x,y,z\";2\n", "2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BatonGrid) grid = baton_grid_read_text (cases[i].text, strlen (cases[i].text), &error);

      g_assert_no_error (error);
      g_assert_cmpstr (baton_grid_get (grid, 1, 1), ==, cases[i].second);
    }
}

static void
test_bad_rows (void)
{
  static const char text[] = "a,b\n\"never closed,1\nc,d\n";
  g_autoptr (BatonGrid) grid = baton_grid_read_text (text, strlen (text), NULL);
  BatonRowCode code;

  g_assert_true (baton_grid_is_bad (grid, 1, &code));
  g_assert_cmpint (code, ==, BATON_ROW_BAD_QUOTES);
  g_assert_cmpuint (baton_grid_get_line (grid, 1), ==, 2);
  g_assert_cmpstr (baton_grid_get (grid, 2, 0), ==, "c");
}

/* A cell that is nothing but zeros packs a thousandfold; it is unpacked up to a bound and then refused. */
static void
test_too_large (void)
{
  g_autoptr (GString) line = g_string_new ("a");
  g_autoptr (BatonGrid) grid = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < BATON_GRID_MAX_COLUMNS; i++)
    g_string_append (line, ",x");
  grid = baton_grid_read_text (line->str, line->len, &error);
  g_assert_null (grid);
  g_assert_error (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_TOO_LARGE);
}

static void
check_refused (const char *name,
               int         code)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonGrid) grid = baton_grid_read_file (path, NULL, &error);

  g_assert_null (grid);
  g_assert_error (error, BATON_EXCHANGE_ERROR, code);
}

static void
test_hostile (void)
{
  check_refused ("bomb.xlsx", BATON_EXCHANGE_ERROR_TOO_LARGE);
  check_refused ("entities.xlsx", BATON_EXCHANGE_ERROR_NOT_TABLE);
  check_refused ("utf16-entities.xlsx", BATON_EXCHANGE_ERROR_NOT_TABLE);
  check_refused ("cut.xlsx", BATON_EXCHANGE_ERROR_NOT_TABLE);
  check_refused ("no-sheet.xlsx", BATON_EXCHANGE_ERROR_NOT_TABLE);
  /* Half of what a workbook needs is no workbook whose cells are empty, or whose days are numbers. */
  check_refused ("half-texts.xlsx", BATON_EXCHANGE_ERROR_NOT_TABLE);
  check_refused ("half-styles.xlsx", BATON_EXCHANGE_ERROR_NOT_TABLE);
  check_refused ("no-text.xlsx", BATON_EXCHANGE_ERROR_NOT_TABLE);
}

/* Characters that XML has not got, many of them in one cell, and what only looks like one. */
static void
test_escapes (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "escapes.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonGrid) grid = baton_grid_read_file (path, NULL, &error);
  const char *cell;

  g_assert_no_error (error);
  cell = baton_grid_get (grid, 0, 0);
  g_assert_cmpuint (strspn (cell, "A"), ==, 140000);
  g_assert_cmpstr (cell + 140000, ==, "éx0042_ €");
  g_assert_cmpstr (baton_grid_get (grid, 0, 1), ==, "_x0041_ _x00zz_ _xD800_");
}

/* A workbook as another program writes it: days, percentages, formulas, rich texts, a hidden sheet before the first. */
static void
test_foreign (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "foreign.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonGrid) grid = baton_grid_read_file (path, NULL, &error);
  g_autoptr (BatonGrid) second = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (baton_grid_get (grid, 0, 0), ==, "Name");
  g_assert_cmpstr (baton_grid_get (grid, 1, 0), ==, "Rich text");
  g_assert_cmpstr (baton_grid_get (grid, 1, 1), ==, "2026-05-01");
  g_assert_cmpstr (baton_grid_get (grid, 1, 2), ==, "12.5 %");
  g_assert_cmpstr (baton_grid_get (grid, 1, 3), ==, "42");
  g_assert_cmpstr (baton_grid_get (grid, 2, 1), ==, "1900-02-28");
  g_assert_cmpstr (baton_grid_get (grid, 2, 3), ==, "1.2340");
  g_assert_cmpuint (baton_grid_get_line (grid, 2), ==, 5);
  g_assert_cmpstr (baton_grid_get_sheets (grid)[0], ==, "Main");
  g_assert_cmpstr (baton_grid_get_sheets (grid)[1], ==, "Second");
  second = baton_grid_read_file (path, "Second", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (baton_grid_get (second, 0, 0), ==, "Other");
}

/* Lines end as those of old Macs did; and what is no sheet is told to be none, not row by row. */
static void
test_old (void)
{
  static const char old_lines[] = "Name,Worth\r\"a\rb\",1\rc,2\r", old_workbook[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonGrid) grid = baton_grid_read (old_lines, strlen (old_lines), NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (baton_grid_get_n_rows (grid), ==, 3);
  g_assert_cmpstr (baton_grid_get (grid, 1, 0), ==, "a\nb");
  g_assert_cmpstr (baton_grid_get (grid, 2, 1), ==, "2");
  g_assert_null (baton_grid_read (old_workbook, strlen (old_workbook), NULL, &error));
  g_assert_error (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_NOT_TABLE);
}

/* Days that are counted from 1904, and times of day, which are numbers here: half a day is not the last one of 1899. */
static void
test_clock (void)
{
  static const char *const expected[] = { "2026-05-01", "44681.5", "44681.5", "44681.5", "2026-05-01", "2026-05-01", "44681.5", "44681.5" };
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "clock.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonGrid) grid = baton_grid_read_file (path, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (baton_grid_get (grid, 0, i), ==, expected[i]);
  g_assert_cmpstr (baton_grid_get (grid, 1, 0), ==, "1904-01-01");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/exchange/grid/round-trip/csv", GINT_TO_POINTER (BATON_GRID_CSV), test_round_trip);
  g_test_add_data_func ("/exchange/grid/round-trip/tsv", GINT_TO_POINTER (BATON_GRID_TSV), test_round_trip);
  g_test_add_data_func ("/exchange/grid/round-trip/xlsx", GINT_TO_POINTER (BATON_GRID_XLSX), test_round_trip);
  g_test_add_func ("/exchange/grid/guard", test_guard);
  g_test_add_func ("/exchange/grid/separators", test_separators);
  g_test_add_func ("/exchange/grid/bad-rows", test_bad_rows);
  g_test_add_func ("/exchange/grid/too-large", test_too_large);
  g_test_add_func ("/exchange/grid/hostile", test_hostile);
  g_test_add_func ("/exchange/grid/escapes", test_escapes);
  g_test_add_func ("/exchange/grid/foreign", test_foreign);
  g_test_add_func ("/exchange/grid/clock", test_clock);
  g_test_add_func ("/exchange/grid/old", test_old);
  return g_test_run ();
}
