/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What may happen to a history in segments: nothing damaged, cut or half written is taken for data; a full disk changes nothing; an import is
 * taken back.
 */
#include "history-place.h"

#include <signal.h>
#include <sys/resource.h>

#include "incentives/baton-timeline.h"

#define ROWS \
  "id,organisation,member,activity,day,quantity,region,deal\n" \
  "1,o1,m1,a1,2025-01-01,5,emea,d1\n2,o2,,a2,2025-02-01,700,,d2\nx3,o1,m2,a1,2025-02-01,5,apac,d1\n4,o3,m1,a1,2025-03-01,70000,emea,\n"

/* Every byte counts: changed anywhere, it is refused or does not matter. */
static void
test_damage (void)
{
  g_auto (Place) place = { NULL };
  g_autoptr (GPtrArray) files = NULL;
  g_autofree char *bytes = NULL, *before = NULL;
  gsize length;
  guint n_refused = 0;

  place_init (&place);
  import_text (&place, ROWS, NULL);
  before = read_back (&place);
  files = list_files (&place);
  g_assert_cmpuint (files->len, ==, 1);
  g_assert_true (g_file_get_contents (files->pdata[0], &bytes, &length, NULL));
  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (BatonHistory) history = NULL;
      g_autoptr (GError) error = NULL;

      bytes[i] ^= (char) (1 << i % 8);
      g_assert_true (g_file_set_contents (files->pdata[0], bytes, (gssize) length, NULL));
      history = baton_history_store_open (place.folder, &error);
      if (history == NULL)
        {
          g_assert_true (g_error_matches (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_DAMAGED) ||
                         g_error_matches (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_VERSION));
          n_refused++;
        }
      else
        {
          g_autofree char *text = baton_history_write (history);
          g_autoptr (BatonRegister) reg = baton_register_new_empty ();
          g_autoptr (BatonTimeline) timeline = baton_timeline_new (reg, history);

          if (baton_history_is_damaged (history))
            n_refused++;
          else
            g_assert_cmpstr (text, ==, before);
        }
      bytes[i] ^= (char) (1 << i % 8);
    }
  /* What fills up columns to whole words is the rest. */
  g_assert_cmpuint (n_refused, >, length - 8 * 20);
  for (gsize i = 0; i < length; i += 7)
    {
      g_assert_true (g_file_set_contents (files->pdata[0], bytes, (gssize) i, NULL));
      g_assert_null (baton_history_store_open (place.folder, NULL));
    }
}

static void
test_missing (void)
{
  g_auto (Place) place = { NULL };
  g_autofree char *first = NULL, *stray = NULL;
  g_autoptr (GError) error = NULL;

  place_init (&place);
  import_text (&place, ROWS, NULL);
  import_text (&place, "id,organisation,activity,day\n10,o1,a1,2025-01-01\n", NULL);
  /* What an import that was cut off left behind does not count, and goes with the next. */
  stray = g_build_filename (place.folder, "history-00000003-00000003.segment.ABCDEF", NULL);
  g_assert_true (g_file_set_contents (stray, "x", 1, NULL));
  g_assert_cmpuint (import_text (&place, "id,organisation,activity,day\n11,o1,a1,2025-01-01\n", NULL), ==, 3);
  g_assert_false (g_file_test (stray, G_FILE_TEST_EXISTS));
  first = g_build_filename (place.folder, "history-00000001-00000002.segment", NULL);
  g_assert_cmpint (g_unlink (first), ==, 0);
  g_assert_null (baton_history_store_open (place.folder, &error));
  g_assert_error (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_DAMAGED);
}

static char *
read_folder (const Place *place)
{
  g_autoptr (GPtrArray) files = list_files (place);
  GString *all = g_string_new (NULL);

  g_ptr_array_sort (files, (GCompareFunc) (void (*) (void)) g_strcmp0);
  for (guint i = 0; i < files->len; i++)
    g_string_append_printf (all, "%s\n", (char *) files->pdata[i]);
  return g_string_free (all, FALSE);
}

static void
test_full_disk (void)
{
  g_auto (Place) place = { NULL };
  g_autoptr (GString) text = g_string_new ("id,organisation,activity,day\n");
  g_autofree char *before = NULL, *after = NULL, *files = NULL, *files_after = NULL;
  struct rlimit limit, unlimited;

  place_init (&place);
  import_text (&place, ROWS, NULL);
  before = read_back (&place);
  files = read_folder (&place);
  for (guint i = 100; i < 30000; i++)
    g_string_append_printf (text, "%u,o%u,a1,2025-01-0%u\n", i * 7, i, 1 + i % 9);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &unlimited), ==, 0);
  for (guint room = 1000; room < 400000; room = room * 3 / 2)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BatonHistoryImport) import = baton_history_import_new (place.folder, NULL, NULL, NULL, NULL, &error);
      gboolean good;

      g_assert_no_error (error);
      limit = unlimited;
      limit.rlim_cur = room;
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
      good = baton_history_import_read_bytes (import, text->str, text->len, &error) && baton_history_import_finish (import, &error);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &unlimited), ==, 0);
      g_assert_false (good);
      g_assert_error (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_FULL);
    }
  after = read_back (&place);
  files_after = read_folder (&place);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (files, ==, files_after);
}

static void
test_take_back (void)
{
  g_auto (Place) place = { NULL };
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  guint number;

  place_init (&place);
  import_text (&place, ROWS, NULL);
  before = read_back (&place);
  number = import_text (&place, "id,organisation,activity,day,version\n2,o1,a1,2025-01-01,2\n", NULL);
  g_assert_true (baton_history_store_take_back (place.folder, number, &error));
  after = read_back (&place);
  g_assert_cmpstr (before, ==, after);
  /* Nothing new is no import. */
  g_assert_cmpuint (import_text (&place, ROWS, NULL), ==, 0);
  number = import_text (&place, "id,organisation,activity,day\n20,o1,a1,2025-01-01\n", NULL);
  import_text (&place, "id,organisation,activity,day\n21,o1,a1,2025-01-01\n", NULL);
  g_assert_false (baton_history_store_take_back (place.folder, number, &error));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/incentives/history-damage/bytes", test_damage);
  g_test_add_func ("/incentives/history-damage/missing", test_missing);
  g_test_add_func ("/incentives/history-damage/full-disk", test_full_disk);
  g_test_add_func ("/incentives/history-damage/take-back", test_take_back);
  return g_test_run ();
}
