/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The history in segments: what was imported comes back, whatever the pieces, amendments and folds. What may happen to its files is in
 * test-history-damage.c.
 */
#include "history-place.h"

#include <unistd.h>

#include "incentives/baton-forecast.h"
#include "incentives/baton-timeline.h"

/* As a builder reads the same files one after the other. */
static char *
read_plainly (char      **texts,
              GPtrArray  *bad_rows)
{
  g_autoptr (BatonHistoryBuilder) builder = baton_history_builder_new ();
  g_autoptr (BatonHistory) history = NULL;

  for (; *texts != NULL; texts++)
    baton_history_builder_read (builder, *texts, strlen (*texts), bad_rows);
  history = baton_history_builder_finish (builder, bad_rows);
  return baton_history_write (history);
}

/* The two, record by record: what a reversal takes back, too. */
static void
assert_same_records (BatonHistory *a,
                     BatonHistory *b)
{
  const BatonEvent *first = baton_history_get_events (a), *second = baton_history_get_events (b);

  BatonDay days[4] = { 0 };

  g_assert_cmpuint (baton_history_get_n_events (a), ==, baton_history_get_n_events (b));
  g_assert_cmpint (baton_history_get_span (a, &days[0], &days[1]), ==, baton_history_get_span (b, &days[2], &days[3]));
  g_assert_true (baton_history_get_n_events (a) == 0 || (days[0] == days[2] && days[1] == days[3]));
  for (guint i = 0; i < baton_history_get_n_events (a); i++)
    {
      g_assert_cmpstr (first[i].id, ==, second[i].id);
      g_assert_cmpuint (first[i].original_index, ==, second[i].original_index);
      g_assert_cmpuint (first[i].reversal_index, ==, second[i].reversal_index);
      g_assert_cmpint (baton_history_get_day (a, i), ==, second[i].day);
      g_assert_cmpuint (baton_history_find (a, first[i].id), ==, i);
      g_assert_cmpuint (baton_history_count_subject (a, "a1"), ==, baton_history_count_subject (b, "a1"));
    }
}

/* A file of rows whose ids, versions and order are of every sort. */
static char *
make_file (void)
{
  static const char * const before[] = { "", "", "", "e", "0", "" };
  static const char * const behind[] = { "", "", "", "", "", "99999999999999999999" };
  GString *text = g_string_new ("id,organisation,member,activity,day,quantity,amount,region,state,version,reverses,deal\n");
  guint n = (guint) random_pick (0, 60);
  gboolean rises = random_often (40);
  guint next = (guint) random_pick (1, 200);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = NULL, *other = NULL;
      int sort;

      next = rises ? next + (guint) random_pick (1, 5) : (guint) random_pick (1, 120);
      sort = rises ? 0 : random_pick (0, G_N_ELEMENTS (before) - 1);
      id = g_strdup_printf ("%s%u%s", before[sort], next, behind[sort]);
      other = random_often (10) ? g_strdup_printf ("%u", (guint) random_pick (1, 120)) : NULL;
      g_string_append_printf (text, "%s,o%d,%s,%s,2025-0%d-1%d,%d,%s,%s,%s,%d,%s,%s\n", id, (int) random_pick (1, 4), random_often (50) ? "m1" : "",
                              other != NULL ? "" : random_often (50) ? "a1" : "a2", (int) random_pick (1, 9), (int) random_pick (0, 9), (int) random_pick (1, 3),
                              random_often (10) ? "9007199254740991" : "", random_often (30) ? "emea" : "", random_often (20) ? "pending" : "",
                              (int) (random_often (80) ? 1 : random_pick (1, 3)), other != NULL ? other : "", random_often (10) ? "\"d, 1\"" : "");
    }
  return g_string_free (text, FALSE);
}

/* A conflict that the plain reader met is among those of the import, unless a higher version has come in its stead: a file is
 * first settled in itself, and then what it said of a lower version is no longer asked. */
static void
assert_told (BatonHistory      *plain,
             const BatonBadRow *row,
             GPtrArray         *bad)
{
  guint at = row->code == BATON_ROW_CONFLICT ? baton_history_find (plain, row->value) : BATON_EVENT_NONE;
  gboolean told = FALSE;

  if (at == BATON_EVENT_NONE || baton_history_get_events (plain)[at].version > 1)
    return;
  for (guint i = 0; i < bad->len && !told; i++)
    {
      const BatonBadRow *other = bad->pdata[i];

      told = other->code == BATON_ROW_CONFLICT && strcmp (other->value, row->value) == 0;
    }
  g_assert_true (told);
}

static void
test_random (void)
{
  for (int i = 0; i < (g_test_slow () ? 3000 : 150); i++)
    {
      g_auto (Place) place = { NULL };
      g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
      g_autoptr (GPtrArray) plain_bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
      g_autoptr (BatonHistory) stored = NULL, plain = NULL;
      g_autofree char *text = NULL, *plain_text = NULL, *folded = NULL;
      guint n = (guint) random_pick (1, 6);

      place_init (&place);
      for (guint k = 0; k < n; k++)
        {
          g_ptr_array_add (files, make_file ());
          import_text (&place, files->pdata[k], bad);
        }
      g_ptr_array_add (files, NULL);
      plain_text = read_plainly ((char **) files->pdata, plain_bad);
      text = read_back (&place);
      g_assert_cmpstr (text, ==, plain_text);
      plain = baton_history_read (plain_text, strlen (plain_text), NULL);
      for (guint k = 0; k < plain_bad->len; k++)
        assert_told (plain, plain_bad->pdata[k], bad);
      stored = baton_history_store_open (place.folder, NULL);
      assert_same_records (stored, plain);
      g_assert_true (baton_history_store_fold (place.folder, TRUE, NULL, NULL));
      folded = read_back (&place);
      g_assert_cmpstr (folded, ==, plain_text);
    }
}

/* The year ahead is the same made of segments as of records. */
static void
test_forecast (void)
{
  for (int i = 0; i < (g_test_slow () ? 200 : 12); i++)
    {
      g_autoptr (BatonHistory) history = random_make_history (200);
      g_autofree char *text = baton_history_write (history);
      g_auto (Place) place = { 0 };
      g_autoptr (BatonHistory) stored = NULL;
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
      g_autoptr (GString) first = g_string_new (lines[0]), second = g_string_new (lines[0]);

      place_init (&place);
      g_string_append_c (first, '\n');
      g_string_append_c (second, '\n');
      for (guint k = 1; lines[k] != NULL && *lines[k] != '\0'; k++)
        g_string_append_printf (k % 3 == 0 ? second : first, "%s\n", lines[k]);
      import_text (&place, first->str, NULL);
      import_text (&place, second->str, NULL);
      stored = baton_history_store_open (place.folder, NULL);
      for (guint k = 0; k < 4; k++)
        {
          BatonDay today = random_day () + random_pick (-60, 200);
          int growth = random_pick (0, 3) == 0 ? 0 : random_pick (-10000, 15000);
          g_autoptr (BatonHistory) plain = baton_forecast_new (history, today, growth);
          g_autoptr (BatonHistory) continued = baton_forecast_new (stored, today, growth);
          g_autofree char *expected = baton_history_write (plain);
          g_autofree char *found = baton_history_write (continued);

          g_assert_cmpstr (found, ==, expected);
          assert_same_records (continued, plain);
          g_assert_true (baton_forecast_is (continued));
          g_assert_false (baton_forecast_is (stored));
          g_assert_false (baton_history_is_damaged (continued));
        }
    }
}

/* ── Any number of threads ── */

static const char *
pick_text (const char * const *texts,
           guint               n)
{
  return texts[random_pick (0, n - 1)];
}

/* Rows of every sort, several pieces long: plain and quoted, good and bad, repeated, amended and taken back. */
static char *
make_long_file (guint n_rows)
{
  static const char * const quantities[] = { "", "1", "599", "99999999", "100000000", "9007199254740991", "9007199254740992", "x", "-1" };
  static const char * const states[] = { "", "", "", "approved", "pending", "declined", "paid", "lost" };
  static const char * const days[] = { "2025-02-30", "2025-1-01", "0001-01-01", "9999-12-31", "" };
  static const char * const deals[] = { "", "", "d1", "a-deal-with-a-long-name-17", "\"a, b\"", "\"two\nlines\"", "caf\303\251", "\303\050", "\"stray\" x" };
  GString *text = g_string_new ("id,type,organisation,member,activity,reward,day,quantity,amount,currency,original,region,part,share,state,version,reverses,deal\n");

  for (guint i = 1; i <= n_rows; i++)
    {
      gboolean odd = random_often (3);
      gboolean redeems = random_often (2);
      const char *prefix = random_often (1) ? "ev-" : random_often (1) ? "0" : "";

      if (random_often (1))
        g_string_append_c (text, '\n');
      g_string_append_printf (text, "%s%u,%s,o%u,", prefix, odd ? (guint) random_pick (1, i) : i, redeems ? "redemption" : random_often (20) ? "event" : "",
                              (guint) random_pick (1, 3000));
      if (random_often (70))
        g_string_append_printf (text, "member-number-%u", (guint) random_pick (1, 9000));
      g_string_append_printf (text, ",%s,%s,", redeems ? "" : "a1", redeems ? "gift" : "");
      if (odd && random_often (20))
        g_string_append (text, pick_text (days, G_N_ELEMENTS (days)));
      else
        g_string_append_printf (text, "2025-%02u-%02u", (guint) random_pick (1, 12), (guint) random_pick (1, 28));
      g_string_append_printf (text, ",%s,%s,%s,,%s,%s,%s,%s,%s,", odd ? pick_text (quantities, G_N_ELEMENTS (quantities)) : "2", odd ? "500" : "",
                              odd && random_often (20) ? "usd" : random_often (10) ? "USD" : "", redeems ? "" : "dach", redeems ? "" : "sourced",
                              odd && !redeems ? "5000" : "", odd ? pick_text (states, G_N_ELEMENTS (states)) : "", odd ? "3" : "");
      if (odd && random_often (10))
        g_string_append_printf (text, "%u", (guint) random_pick (1, i));
      if (!odd || random_often (90))
        g_string_append_printf (text, ",%s", random_often (5) ? pick_text (deals, G_N_ELEMENTS (deals)) : "");
      g_string_append (text, random_often (3) ? "\r\n" : "\n");
    }
  g_string_append (text, "1,event,o1");
  return g_string_free (text, FALSE);
}

static void
import_threaded (const Place *place,
                 const char  *text,
                 guint        threads,
                 gboolean     as_file,
                 GPtrArray   *bad_rows)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonHistoryImport) import = baton_history_import_new (place->folder, bad_rows, NULL, NULL, NULL, &error);
  guint number;

  baton_history_import_set_threads (import, threads);
  if (as_file)
    {
      g_autofree char *path = NULL;
      int fd = g_file_open_tmp ("baton-store-XXXXXX", &path, NULL);

      g_assert_cmpint (write (fd, text, strlen (text)), ==, (gssize) strlen (text));
      g_assert_cmpint (lseek (fd, 0, SEEK_SET), ==, 0);
      g_assert_true (baton_history_import_read (import, fd, strlen (text), &error));
      close (fd);
      g_unlink (path);
    }
  else
    {
      g_assert_true (baton_history_import_read_bytes (import, text, strlen (text), &error));
    }
  g_assert_true (baton_history_import_finish (import, &error));
  g_assert_no_error (error);
  g_assert_true (baton_history_import_commit (import, &number, &error));
  g_assert_cmpuint (number, ==, 1);
}

static GBytes *
read_segment (const Place *place)
{
  g_autoptr (GPtrArray) files = list_files (place);
  char *bytes;
  gsize length;

  g_assert_cmpuint (files->len, ==, 1);
  g_assert_true (g_file_get_contents (files->pdata[0], &bytes, &length, NULL));
  return g_bytes_new_take (bytes, length);
}

static int
compare_bad_rows (gconstpointer a,
                  gconstpointer b)
{
  const BatonBadRow *first = *(BatonBadRow * const *) a;
  const BatonBadRow *second = *(BatonBadRow * const *) b;

  if (first->line != second->line)
    return first->line < second->line ? -1 : 1;
  return first->code != second->code ? (int) first->code - (int) second->code : g_strcmp0 (first->value, second->value);
}

/* The segment is the same to the last byte, and so are the rows complained of; and both are what the ordinary reader makes of it. */
static void
test_threads (void)
{
  for (guint round = 0; round < 1; round++)
    {
      g_autofree char *text = make_long_file (40000);
      g_autoptr (GPtrArray) expected_bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
      g_autofree char *expected = read_plainly ((char *[]) { text, NULL }, expected_bad);
      g_autoptr (GBytes) first = NULL;

      g_assert_cmpuint (strlen (text), >, 2 * 1024 * 1024);
      for (guint threads = 1; threads <= 3; threads += 2)
        for (guint as_file = 0; as_file < 2; as_file++)
          {
            g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
            g_autofree char *text_back = NULL;
            g_autoptr (GBytes) bytes = NULL;
            g_auto (Place) place = { 0 };

            place_init (&place);
            import_threaded (&place, text, threads, as_file, bad);
            bytes = read_segment (&place);
            if (first == NULL)
              {
                first = g_bytes_ref (bytes);
                text_back = read_back (&place);
                g_assert_cmpstr (text_back, ==, expected);
              }
            g_assert_true (g_bytes_equal (first, bytes));
            g_assert_cmpuint (bad->len, ==, expected_bad->len);
            g_assert_cmpuint (bad->len, >, 50);
            g_ptr_array_sort (bad, compare_bad_rows);
            g_ptr_array_sort (expected_bad, compare_bad_rows);
            for (guint i = 0; i < bad->len; i++)
              g_assert_cmpint (compare_bad_rows (&bad->pdata[i], &expected_bad->pdata[i]), ==, 0);
          }
    }
}

/* Of two rows of one id the second is refused; that what it takes back is unknown is said of the first, which counts. */
static void
test_refused_reversal (void)
{
  static const struct { guint line; BatonRowCode code; } expected[] = { { 2, BATON_ROW_UNKNOWN_EVENT }, { 3, BATON_ROW_CONFLICT } };
  g_auto (Place) place = { NULL };
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);

  place_init (&place);
  import_text (&place, "id,organisation,day,reverses\n7,o1,2025-01-01,99\n7,o2,2025-01-02,99\n", bad);
  g_assert_cmpuint (bad->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < bad->len; i++)
    {
      const BatonBadRow *row = bad->pdata[i];

      g_assert_cmpuint (row->line, ==, expected[i].line);
      g_assert_cmpint (row->code, ==, expected[i].code);
    }
}

static void
test_lines (void)
{
  g_auto (Place) place = { NULL };
  g_autofree char *text = NULL;

  place_init (&place);
  import_text (&place, "{\"id\":\"7\",\"organisation\":\"o\",\"activity\":\"a\",\"day\":\"2025-01-01\"}\n\n{\"id\":\"x\",\"organisation\":\"o\",\"fund\":\"f\",\"type\":\"claim\",\"day\":\"2024-01-01\"}", NULL);
  text = read_back (&place);
  g_assert_nonnull (strstr (text, "x,claim,o,,,2024-01-01"));
  g_assert_nonnull (strstr (text, "7,event,o,,a,2025-01-01"));
}

/* What a plan needs to know of a few rows: them, what they take back, and what takes them back; alike of a file and of segments. */
static void
test_some (void)
{
  static const char rows[] = "id,organisation,activity,day,reverses\n1,o1,a1,2025-01-01,\n2,o1,a1,2025-01-02,\n3,o1,,2025-01-03,2\n4,o1,a1,2025-01-04,\nx,o1,,2025-01-05,4\n";
  g_auto (Place) place = { NULL };
  g_autoptr (BatonHistory) plain = baton_history_read (rows, strlen (rows), NULL), stored = NULL;

  place_init (&place);
  import_text (&place, rows, NULL);
  stored = baton_history_store_open (place.folder, NULL);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
      g_autofree char *of_plain = NULL, *of_stored = NULL;

      g_hash_table_add (ids, (gpointer) (const char *[]) { "1", "3", "4" }[i]);
      of_plain = baton_history_write_some (plain, ids);
      of_stored = baton_history_write_some (stored, ids);
      g_assert_cmpstr (of_plain, ==, of_stored);
      g_assert_cmpint (strstr (of_plain, "\n1,") != NULL, ==, i == 0);
      g_assert_cmpint (strstr (of_plain, "\n2,") != NULL && strstr (of_plain, "\n3,") != NULL, ==, i == 1);
      g_assert_cmpint (strstr (of_plain, "\n4,") != NULL && strstr (of_plain, "\nx,") != NULL, ==, i == 2);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/incentives/history-store/random", test_random);
  g_test_add_func ("/incentives/history-store/forecast", test_forecast);
  g_test_add_func ("/incentives/history-store/threads", test_threads);
  g_test_add_func ("/incentives/history-store/refused-reversal", test_refused_reversal);
  g_test_add_func ("/incentives/history-store/lines", test_lines);
  g_test_add_func ("/incentives/history-store/some", test_some);
  return g_test_run ();
}
