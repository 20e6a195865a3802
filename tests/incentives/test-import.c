/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fast reader gives the columns that the general one gives, says what it passes over, and knows what is not for it.
 */
#include "fixture.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "incentives/baton-import.h"
#include "incentives/baton-scan.h"
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
  general = baton_columns_new (reg, history);
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

#define N_PARTNERS 200
#define BAD_DAY_ROW 1000
#define QUOTED_EVERY 977

/* Writes a history of at least *bytes* into a pipe, as somebody's export would be: with a byte order mark, line breaks in quotes, a
 * day that there is none, and an end that was cut off. */
typedef struct
{
  int     fd;
  guint64 bytes;
  guint64 n_rows;        /* out */
  guint64 n_lines;       /* out: with the header and the last */
  guint64 bad_line;      /* out: of the row without a day */
} Export;

static gpointer
write_export (gpointer data)
{
  Export *export = data;
  g_autoptr (GString) csv = g_string_new ("\xef\xbb\xbfid,organisation,member,region,activity,day,quantity,amount,deal\r\n");
  guint64 written = 0;

  export->n_lines = 1;
  while (written < export->bytes)
    {
      while (csv->len < 256 * 1024)
        {
          guint64 id = ++export->n_rows;

          export->n_lines++;
          if (id == BAD_DAY_ROW)
            {
              g_string_append_printf (csv, "%" G_GUINT64_FORMAT ",o1,m1,r1,a1,2025-02-29,1,,\n", id);
              export->bad_line = export->n_lines;
              continue;
            }
          g_string_append_printf (csv, "%" G_GUINT64_FORMAT ",o%u,m%u,r%u,a%u,2025-%02u-%02u,%u,,", id, (guint) (id * 7 % N_PARTNERS) + 1, (guint) (id % 50) + 1,
                                  (guint) (id % 8) + 1, (guint) (id % 20) + 1, (guint) (id % 12) + 1, (guint) (id / 12 % 28) + 1, (guint) (id % 40));
          if (id % QUOTED_EVERY == 0)
            {
              g_string_append (csv, "\"Größe:\nthe \"\"big\"\" one,\nagain\"");
              export->n_lines += 2;
            }
          g_string_append_c (csv, '\n');
        }
      for (gsize at = 0; at < csv->len;)
        {
          gssize n = write (export->fd, csv->str + at, csv->len - at);

          if (n <= 0)
            goto out;
          at += n;
        }
      written += csv->len;
      g_string_truncate (csv, 0);
    }
  g_string_append (csv, "99999999999,o1,m1,r1,a");
  export->n_lines++;
  if (write (export->fd, csv->str, csv->len) < 0)
    g_test_message ("the reader has gone");
out:
  close (export->fd);
  return NULL;
}

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
  g_autoptr (BatonWorkload) workload = baton_workload_new (1, N_PARTNERS, 7);
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
  writer = g_thread_new ("export", write_export, &export);
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
  g_test_add_func ("/incentives/import/cancel", test_cancel);
  return g_test_run ();
}
