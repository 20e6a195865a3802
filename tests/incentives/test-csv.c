/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The splitter on what files from spreadsheets look like, and on what they should not look like.
 */
#include <string.h>

#include "incentives/baton-csv.h"

static const char * const columns[] = { "a", "b", "c" };

/* Rows as "line:field|field" and bad rows as "line!code", one behind the other. */
static char *
read_all (const char *data,
          gsize       length)
{
  g_autoptr (BatonCsv) csv = baton_csv_new (data, length);
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  GString *seen = g_string_new (NULL);
  const BatonCsvField *fields;
  int positions[3];
  guint n_fields;

  if (baton_csv_read_header (csv, columns, 3, 1, positions, bad))
    {
      baton_csv_get_fields (csv, &n_fields);
      while (baton_csv_next_row (csv, n_fields, &fields, bad))
        {
          g_string_append_printf (seen, "%" G_GUINT64_FORMAT ":", baton_csv_get_line (csv));
          for (guint i = 0; i < n_fields; i++)
            g_string_append_printf (seen, "%s%.*s", i > 0 ? "|" : "", (int) fields[i].length, fields[i].text);
          g_string_append_c (seen, ';');
        }
    }
  for (guint i = 0; i < bad->len; i++)
    {
      const BatonBadRow *row = g_ptr_array_index (bad, i);

      g_string_append_printf (seen, "%" G_GUINT64_FORMAT "!%s;", row->line, baton_row_code_get_name (row->code));
    }
  return g_string_free (seen, FALSE);
}

static void
assert_reads (const char *data,
              const char *expected)
{
  g_autofree char *seen = read_all (data, strlen (data));

  g_assert_cmpstr (seen, ==, expected);
}

static void
test_plain (void)
{
  assert_reads ("a,b\n1,2\n3,4\n", "2:1|2;3:3|4;");
  assert_reads ("a,b\r\n1,2\r\n3,4", "2:1|2;3:3|4;");
  assert_reads ("b,a\n1,\n\n,2\n", "2:1|;4:|2;");
  assert_reads ("\xef\xbb\xbf" "a\n1\n", "2:1;");
}

static void
test_quotes (void)
{
  assert_reads ("a,b\n\"1,5\",\"x \"\"y\"\"\"\n", "2:1,5|x \"y\";");
  assert_reads ("a,b\n\"two\nlines\",x\n3,4\n", "2:two\nlines|x;4:3|4;");
  assert_reads ("a,b\n\"\",\"\"\"\"\r\n3,4\n", "2:|\";3:3|4;");
}

static void
test_bad_rows (void)
{
  assert_reads ("a,b\n1\n1,2,3\n4,5\n", "4:4|5;2!too-few-fields;3!too-many-fields;");
  assert_reads ("a,b\n1,2\n3", "2:1|2;3!truncated;");
  assert_reads ("a,b\n\"1\"x,2\n3,4\n", "3:3|4;2!bad-quotes;");
  /* A quote that is never closed costs its own row only. */
  assert_reads ("a,b\n\"1,2\n3,4\n", "3:3|4;2!bad-quotes;");
  assert_reads ("a,b\n\xff,2\n3,4\n", "3:3|4;2!not-utf8;");
}

static void
test_bad_header (void)
{
  assert_reads ("", "1!bad-header;");
  assert_reads ("a,z\n1,2\n", "1!bad-header;");
  assert_reads ("a,a\n1,2\n", "1!bad-header;");
  assert_reads ("b,c\n1,2\n", "1!bad-header;");
}

static void
test_number (void)
{
  static const struct { const char *text; gint64 value; } cases[] = {
    { "0", 0 }, { "007", 7 }, { "9007199254740991", G_GINT64_CONSTANT (9007199254740991) },
    { "9007199254740992", -1 }, { "99999999999999999999999999", -1 }, { "", -1 }, { "-1", -1 }, { "+1", -1 },
    { "1.0", -1 }, { " 1", -1 }, { "1e3", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BatonCsvField field = { cases[i].text, strlen (cases[i].text) };
      gint64 value = -1;

      g_assert_cmpint (baton_csv_field_get_number (&field, &value), ==, cases[i].value >= 0);
      g_assert_cmpint (value, ==, cases[i].value);
    }
}

static void
test_write (void)
{
  g_autoptr (GString) line = g_string_new (NULL);

  baton_csv_append (line, "plain");
  baton_csv_append (line, "a,b");
  baton_csv_append (line, "say \"x\"");
  baton_csv_append (line, NULL);
  g_assert_cmpstr (line->str, ==, "plain\"a,b\"\"say \"\"x\"\"\"");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/incentives/csv/plain", test_plain);
  g_test_add_func ("/incentives/csv/quotes", test_quotes);
  g_test_add_func ("/incentives/csv/bad-rows", test_bad_rows);
  g_test_add_func ("/incentives/csv/bad-header", test_bad_header);
  g_test_add_func ("/incentives/csv/number", test_number);
  g_test_add_func ("/incentives/csv/write", test_write);
  return g_test_run ();
}
