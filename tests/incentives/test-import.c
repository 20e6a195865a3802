/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fast reader gives the columns that the general one gives, says what it passes over, and knows what is not for it.
 */
#include "export-pipe.h"
#include "fixture.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "incentives/baton-import.h"
#include "incentives/baton-scan.h"
#include "incentives/baton-segment.h"
#include "incentives/baton-workload.h"

static BatonRegister *
make_register (BatonWorkload *workload)
{
  g_autofree char *organisations = NULL;
  g_autofree char *members = NULL;

  baton_workload_make_register (workload, &organisations, &members);
  return baton_register_read (organisations, strlen (organisations), members, strlen (members), NULL, NULL);
}

static BatonScan *
scan_columns (BatonColumns *columns)
{
  g_autoptr (BatonProgram) program = baton_workload_make_program (BATON_WORKLOAD_DRAFT);
  g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (program, 1);
  BatonDay day = fixture_day ("2025-12-31");
  BatonScanCode code;
  BatonScan *scan = baton_scan_new (columns, snapshot, &day, 1, fixture_day ("2025-01-01"), 1, &code);

  g_assert_cmpstr (baton_scan_code_get_name (code), ==, "plain");
  return scan;
}

static void
count_progress (gsize    done,
                gsize    all,
                gpointer calls)
{
  g_assert_cmpuint (done, <=, all);
  g_atomic_int_inc ((int *) calls);
}

static void
test_same (void)
{
  const guint64 n_events = 120000;
  g_autoptr (BatonWorkload) workload = baton_workload_new (n_events, 300, 7);
  g_autoptr (BatonRegister) reg = make_register (workload);
  g_autoptr (GString) csv = g_string_new (baton_workload_get_csv_header ());
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  g_autoptr (BatonHistory) history = NULL;
  g_autoptr (BatonColumns) general = NULL;
  g_autoptr (BatonColumns) fast = NULL;
  g_autoptr (BatonScan) first = NULL;
  g_autoptr (BatonScan) second = NULL;
  g_autoptr (GError) error = NULL;
  gboolean needs_general;
  int calls = 0;

  while (baton_workload_append_csv (workload, csv, 1024 * 1024))
    continue;
  g_string_append (csv, "200001,o1,m1,r1,a1,2025-02-30,1,\n200002,o1,m1,r1,a1\n200003,nobody,,,a1,2025-01-01,,\n200004,o1,m1,r1,a8,2025-01-01,1,x\n200005,o1,");
  history = baton_history_read (csv->str, csv->len, NULL);
  general = baton_columns_new (reg, history, NULL);
  fast = baton_columns_import (reg, csv->str, csv->len, 3, bad, count_progress, &calls, NULL, &needs_general, &error);
  g_assert_no_error (error);
  g_assert_false (needs_general);
  g_assert_nonnull (fast);
  g_assert_cmpuint (baton_columns_get_n_events (fast), ==, n_events);
  g_assert_cmpuint (baton_columns_get_n_events (general), ==, n_events);
  g_assert_cmpuint (bad->len, ==, 4);
  g_assert_cmpuint (((BatonBadRow *) bad->pdata[0])->line, ==, n_events + 2);
  g_assert_cmpint (((BatonBadRow *) bad->pdata[0])->code, ==, BATON_ROW_BAD_DAY);
  g_assert_cmpint (((BatonBadRow *) bad->pdata[1])->code, ==, BATON_ROW_TOO_FEW_FIELDS);
  g_assert_cmpint (((BatonBadRow *) bad->pdata[2])->code, ==, BATON_ROW_BAD_NUMBER);
  g_assert_cmpuint (((BatonBadRow *) bad->pdata[3])->line, ==, n_events + 6);
  g_assert_cmpint (((BatonBadRow *) bad->pdata[3])->code, ==, BATON_ROW_TRUNCATED);

  first = scan_columns (general);
  second = scan_columns (fast);
  for (guint i = 0; i < 300; i++)
    g_assert_cmpint (baton_scan_get_points (first, 0, i, 0), ==, baton_scan_get_points (second, 0, i, 0));
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    g_assert_cmpint (baton_scan_get_earned (first, kind), ==, baton_scan_get_earned (second, kind));
  g_assert_cmpint (baton_scan_get_fees (first), ==, baton_scan_get_fees (second));
  g_assert_cmpint (baton_scan_get_fees (first), >, 0);
}

static void
test_not_for_it (void)
{
  static const char * const files[] = {
    "",
    "id,organisation\n",
    "id,organisation,activity,day\n2,o1,a,2025-01-01\n1,o1,a,2025-01-01\n",
    "id,organisation,activity,day\ne1,o1,a,2025-01-01\n",
    "id,organisation,activity,day\n01,o1,a,2025-01-01\n",
    "id,organisation,activity,day\n1,\"o1\",a,2025-01-01\n",
    "id,organisation,activity,day,state\n1,o1,a,2025-01-01,pending\n",
    "id,organisation,activity,day,version\n1,o1,a,2025-01-01,2\n",
    "id,organisation,activity,day,share\n1,o1,a,2025-01-01,5000\n",
    "id,organisation,activity,day,type\n1,o1,,2025-01-01,redemption\n",
  };
  g_autoptr (BatonWorkload) workload = baton_workload_new (1, 3, 7);
  g_autoptr (BatonRegister) reg = make_register (workload);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      gboolean general = FALSE;

      g_assert_null (baton_columns_import (reg, files[i], strlen (files[i]), 1, NULL, NULL, NULL, NULL, &general, NULL));
      g_assert_true (general);
    }
}

/* ── Streams ── */

static void
assert_bad_row (GPtrArray    *bad,
                guint         index,
                guint64       line,
                BatonRowCode  code)
{
  const BatonBadRow *row = g_ptr_array_index (bad, index);

  g_assert_cmpuint (row->line, ==, line);
  g_assert_cmpstr (baton_row_code_get_name (row->code), ==, baton_row_code_get_name (code));
}

/* 50 MB; with BATON_EXPORT_BYTES as many as one likes: "make torture" sends five thousand million. */
static void
test_pipe (void)
{
  const char *size = g_getenv ("BATON_EXPORT_BYTES");
  g_autoptr (BatonWorkload) workload = baton_workload_new (1, EXPORT_PARTNERS, 7);
  g_autoptr (BatonRegister) reg = make_register (workload);
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  g_autoptr (BatonColumns) columns = NULL;
  g_autoptr (GError) error = NULL;
  Export export = { .bytes = size != NULL ? g_ascii_strtoull (size, NULL, 10) : 50000000 };
  GThread *writer;
  gboolean general;
  int fds[2];

  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, &error));
  g_assert_no_error (error);
  export.fd = fds[1];
  writer = g_thread_new ("export", export_write, &export);
  columns = baton_columns_import_stream (reg, fds[0], 0, 3, bad, NULL, NULL, NULL, &general, &error);
  g_thread_join (writer);
  close (fds[0]);
  g_assert_no_error (error);
  g_assert_false (general);
  g_assert_nonnull (columns);
  g_assert_cmpuint (baton_columns_get_n_events (columns), ==, export.n_rows - 1);
  g_assert_cmpuint (bad->len, ==, 2);
  assert_bad_row (bad, 0, export.bad_line, BATON_ROW_BAD_DAY);
  assert_bad_row (bad, 1, export.n_lines, BATON_ROW_TRUNCATED);
}

static BatonColumns *
read_text (BatonRegister *reg,
           const char    *text,
           gsize          length,
           GPtrArray     *bad,
           gboolean      *general)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  BatonColumns *columns;
  int fd = g_file_open_tmp ("baton-import-XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (write (fd, text, length), ==, (gssize) length);
  g_assert_cmpint (lseek (fd, 0, SEEK_SET), ==, 0);
  columns = baton_columns_import_stream (reg, fd, length, 1, bad, NULL, NULL, NULL, general, &error);
  g_assert_no_error (error);
  close (fd);
  g_unlink (path);
  return columns;
}

/* Each bad row is named by the line on which it begins, and costs no other. */
static void
test_stream_rows (void)
{
  static const char text[] =
    "id,organisation,activity,day,deal\n"
    "1,o1,a1,2025-01-01,\"two\nlines\"\n"
    "2,o1,a1,2025-01-02,\"closed\" not\n"
    "3,o1,a1,2025-01-03,caf\xc3\xa9\n"
    "4,o1,a1,2025-01-04,caf\xe9\n"
    "5,o1,a1,2025-01-05\n"
    "\n"
    "6,o1,a1,2025-01-06,,\n"
    "7,o1,a1,2025-01-07,\"never closed\n"
    "8,o1,a1,2025-01-08,";
  g_autoptr (BatonWorkload) workload = baton_workload_new (1, 3, 7);
  g_autoptr (BatonRegister) reg = make_register (workload);
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  g_autoptr (BatonColumns) columns = NULL;
  gboolean general;

  columns = read_text (reg, text, sizeof text - 1, bad, &general);
  g_assert_nonnull (columns);
  g_assert_cmpuint (baton_columns_get_n_events (columns), ==, 3);
  g_assert_cmpuint (bad->len, ==, 5);
  assert_bad_row (bad, 0, 4, BATON_ROW_BAD_QUOTES);
  assert_bad_row (bad, 1, 6, BATON_ROW_NOT_UTF8);
  assert_bad_row (bad, 2, 7, BATON_ROW_TOO_FEW_FIELDS);
  assert_bad_row (bad, 3, 9, BATON_ROW_TOO_MANY_FIELDS);
  assert_bad_row (bad, 4, 10, BATON_ROW_BAD_QUOTES);
}

/* A stream without a header, and one that cannot be read. */
static void
test_stream_refused (void)
{
  static const char backwards[] =
    "id,organisation,activity,day\n"
    "2,o1,a,2025-01-01\n"
    "1,o1,a,2025-01-01\n";
  g_autoptr (BatonWorkload) workload = baton_workload_new (1, 3, 7);
  g_autoptr (BatonRegister) reg = make_register (workload);
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  g_autoptr (GError) error = NULL;
  gboolean general;
  int fd;

  g_assert_null (read_text (reg, "", 0, bad, &general));
  g_assert_true (general);
  g_assert_cmpuint (bad->len, ==, 1);
  g_assert_null (read_text (reg, backwards, sizeof backwards - 1, NULL, &general));
  g_assert_true (general);
  fd = open (g_get_tmp_dir (), O_RDONLY | O_CLOEXEC);
  g_assert_null (baton_columns_import_stream (reg, fd, 0, 1, NULL, NULL, NULL, NULL, &general, &error));
  g_assert_error (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_STORAGE);
  close (fd);
}

/* ── Any history, any number of threads ── */

static const char *
pick (GRand              *dice,
      const char * const *choices,
      guint               n)
{
  return choices[g_rand_int_range (dice, 0, (gint32) n)];
}

/* Rows of every shape that the fast reader takes, and rows that it lists; several turns long. */
static char *
make_history (GRand    *dice,
              guint     n_rows,
              gboolean  quotes)
{
  static const char * const numbers[] = { "", "1", "7", "40", "599", "65534", "65535", "65536", "99999999", "100000000", "4294967294", "4294967295",
                                          "4294967296", "9007199254740991", "12x", "9007199254740992" };
  static const char * const days[] = { "2025-02-30", "2025-1-1", "1965-03-01", "2040-12-31", "" };
  static const char * const deals[] = { "", "d-1", "a, b", "two\nlines", "caf\303\251", "\303\050" };
  GString *csv = g_string_new ("id,organisation,member,region,activity,day,quantity,amount,deal\n");
  guint64 id = 0;

  for (guint i = 0; i < n_rows; i++)
    {
      guint partner = (guint) g_rand_int_range (dice, 1, 62);
      gboolean odd = g_rand_int_range (dice, 0, 50) == 0;
      const char *deal = quotes ? pick (dice, deals, G_N_ELEMENTS (deals)) : "";

      id += (guint64) g_rand_int_range (dice, 1, 4);
      g_string_append_printf (csv, "%" G_GUINT64_FORMAT ",o%u,", id, partner);
      if (g_rand_int_range (dice, 0, 4) > 0)
        g_string_append_printf (csv, "m%u", odd ? (guint) g_rand_int_range (dice, 1, 90) : partner);
      g_string_append_c (csv, ',');
      if (g_rand_boolean (dice))
        g_string_append_printf (csv, "r%d", g_rand_int_range (dice, 1, 12));
      g_string_append_printf (csv, ",a%d,", g_rand_int_range (dice, 1, 21));
      if (odd)
        g_string_append (csv, pick (dice, days, G_N_ELEMENTS (days)));
      else
        g_string_append_printf (csv, "2025-%02d-%02d", g_rand_int_range (dice, 1, 13), g_rand_int_range (dice, 1, 29));
      g_string_append_printf (csv, ",%s,%s", odd ? pick (dice, numbers, G_N_ELEMENTS (numbers)) : "3", odd ? pick (dice, numbers, G_N_ELEMENTS (numbers)) : "");
      if (!odd || g_rand_int_range (dice, 0, 6) > 0)
        g_string_append_printf (csv, strpbrk (deal, ",\n") != NULL ? ",\"%s\"" : ",%s", deal);
      g_string_append (csv, g_rand_int_range (dice, 0, 8) == 0 ? "\r\n" : "\n");
    }
  return g_string_free (csv, FALSE);
}

static GBytes *
save (BatonColumns *columns)
{
  g_autofree char *folder = g_dir_make_tmp ("baton-import-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "columns.segment", NULL);
  g_autoptr (GError) error = NULL;
  char *bytes;
  gsize length;

  g_assert_true (baton_columns_save (columns, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, &length, &error));
  g_unlink (path);
  g_rmdir (folder);
  return g_bytes_new_take (bytes, length);
}

static void
assert_same_rows (GPtrArray *expected,
                  GPtrArray *bad)
{
  g_assert_cmpuint (bad->len, ==, expected->len);
  for (guint i = 0; i < bad->len; i++)
    {
      const BatonBadRow *row = g_ptr_array_index (expected, i);

      assert_bad_row (bad, i, row->line, row->code);
    }
}

static GBytes *
import_with (BatonRegister *reg,
             const char    *csv,
             guint          threads,
             gboolean       as_stream,
             GPtrArray     *bad)
{
  g_autoptr (BatonColumns) columns = NULL;
  g_autofree char *path = NULL;
  gboolean general = FALSE;
  int fd;

  if (!as_stream)
    {
      columns = baton_columns_import (reg, csv, strlen (csv), threads, bad, NULL, NULL, NULL, &general, NULL);
    }
  else
    {
      fd = g_file_open_tmp ("baton-import-XXXXXX", &path, NULL);
      g_assert_cmpint (write (fd, csv, strlen (csv)), ==, (gssize) strlen (csv));
      g_assert_cmpint (lseek (fd, 0, SEEK_SET), ==, 0);
      columns = baton_columns_import_stream (reg, fd, strlen (csv), threads, bad, NULL, NULL, NULL, &general, NULL);
      close (fd);
      g_unlink (path);
    }
  g_assert_false (general);
  g_assert_nonnull (columns);
  return save (columns);
}

static void
test_threads (void)
{
  g_autoptr (BatonWorkload) workload = baton_workload_new (1, 60, 7);
  g_autoptr (BatonRegister) reg = make_register (workload);
  g_autoptr (GRand) dice = g_rand_new_with_seed (11);

  for (guint round = 0; round < 2; round++)
    {
      gboolean quotes = round % 2 == 1;
      g_autofree char *csv = make_history (dice, 70000, quotes);
      g_autoptr (GPtrArray) expected_bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
      g_autoptr (BatonHistory) history = baton_history_read (csv, strlen (csv), expected_bad);
      g_autoptr (BatonColumns) general = baton_columns_new (reg, history, NULL);
      g_autoptr (GBytes) expected = save (general);

      g_assert_cmpuint (strlen (csv), >, 2 * 1024 * 1024);
      g_assert_cmpuint (expected_bad->len, >, 100);
      for (guint threads = 1; threads <= 3; threads += 2)
        for (guint as_stream = quotes; as_stream < 2; as_stream++)
          {
            g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
            g_autoptr (GBytes) bytes = import_with (reg, csv, threads, as_stream, bad);

            assert_same_rows (expected_bad, bad);
            g_assert_true (g_bytes_equal (expected, bytes));
          }
    }
}

/* Whatever stands in a file, the fast reader says of each row what the general one says, or leaves all to it. */
static void
test_nasty (void)
{
  static const char * const nasty[] = { "\"", "\"\"", ",", "\n", "\r", "\r\n", "\xef\xbb\xbf", "\xff", "\xc3\xa9", " ", "-", "+", ".", "0", "9", "/", ":", "\t",
                                        "99999999999999999999", "2025-13-01", "2025-01-32", "20250101", "2025-1-01,", "o", "o0", "o01", "o999", "zz", "\x01" };
  g_autoptr (BatonWorkload) workload = baton_workload_new (1, 60, 7);
  g_autoptr (BatonRegister) reg = make_register (workload);
  g_autoptr (GRand) dice = g_rand_new_with_seed (5);
  guint n_read = 0;

  for (guint round = 0; round < 1000; round++)
    {
      g_autofree char *clean = make_history (dice, 20, FALSE);
      g_autoptr (GString) csv = g_string_new (clean);
      g_autoptr (GPtrArray) expected_bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
      g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
      g_autoptr (BatonHistory) history = NULL;
      g_autoptr (BatonColumns) general = NULL;
      g_autoptr (BatonColumns) fast = NULL;
      gsize header = (gsize) (strchr (clean, '\n') + 1 - clean);
      gboolean needs_general;

      for (int changes = g_rand_int_range (dice, 1, 4); changes > 0; changes--)
        {
          gssize at = g_rand_int_range (dice, (gint32) header, (gint32) csv->len);
          gssize n = g_rand_int_range (dice, 0, 8);

          if (g_rand_boolean (dice))
            g_string_erase (csv, at, MIN ((gssize) csv->len - at, n));
          else if (g_rand_int_range (dice, 0, 20) == 0)
            csv->str[at] = '\0';
          g_string_insert (csv, MIN (at, (gssize) csv->len), pick (dice, nasty, G_N_ELEMENTS (nasty)));
        }
      history = baton_history_read (csv->str, csv->len, expected_bad);
      fast = read_text (reg, csv->str, csv->len, bad, &needs_general);
      g_assert_true ((fast == NULL) == needs_general);
      if (fast == NULL)
        continue;
      general = baton_columns_new (reg, history, NULL);
      assert_same_rows (expected_bad, bad);
      g_assert_cmpuint (baton_columns_get_n_events (fast), ==, baton_columns_get_n_events (general));
      if (!baton_columns_is_partial (general))
        {
          g_autoptr (GBytes) first = save (general);
          g_autoptr (GBytes) second = save (fast);

          g_assert_true (g_bytes_equal (first, second));
        }
      n_read++;
    }
  g_assert_cmpuint (n_read, >, 300);
}

static void
test_cancel (void)
{
  g_autoptr (BatonWorkload) workload = baton_workload_new (200000, 30, 7);
  g_autoptr (BatonRegister) reg = make_register (workload);
  g_autoptr (GString) csv = g_string_new (baton_workload_get_csv_header ());
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gboolean general;

  while (baton_workload_append_csv (workload, csv, 1024 * 1024))
    continue;
  g_cancellable_cancel (cancellable);
  g_assert_null (baton_columns_import (reg, csv->str, csv->len, 1, NULL, NULL, NULL, cancellable, &general, &error));
  g_assert_false (general);
  g_assert_error (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/incentives/import/same", test_same);
  g_test_add_func ("/incentives/import/not-for-it", test_not_for_it);
  g_test_add_func ("/incentives/import/pipe", test_pipe);
  g_test_add_func ("/incentives/import/stream-rows", test_stream_rows);
  g_test_add_func ("/incentives/import/stream-refused", test_stream_refused);
  g_test_add_func ("/incentives/import/threads", test_threads);
  g_test_add_func ("/incentives/import/nasty", test_nasty);
  g_test_add_func ("/incentives/import/cancel", test_cancel);
  return g_test_run ();
}
