/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Segments: what was written comes back, and no damaged byte, lost end or other version is taken for data.
 */
#include "fixture.h"

#include <glib/gstdio.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "incentives/baton-scan.h"
#include "incentives/baton-segment.h"
#include "incentives/baton-workload.h"

typedef struct
{
  char *directory;
  char *path;
} Place;

static void
place_init (Place *place)
{
  g_autoptr (GError) error = NULL;

  place->directory = g_dir_make_tmp ("baton-segment-XXXXXX", &error);
  g_assert_no_error (error);
  place->path = g_build_filename (place->directory, "history.segment", NULL);
}

static guint
count_files (const Place *place)
{
  g_autoptr (GDir) dir = g_dir_open (place->directory, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
place_clear (Place *place)
{
  g_unlink (place->path);
  g_rmdir (place->directory);
  g_free (place->path);
  g_free (place->directory);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static BatonColumns *
make_columns (guint64 n_events)
{
  g_autoptr (BatonWorkload) workload = baton_workload_new (n_events, 40, 5);

  return baton_workload_make_columns (workload);
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
test_round_trip (void)
{
  g_auto (Place) place = { NULL };
  g_autoptr (BatonColumns) columns = make_columns (20000);
  g_autoptr (BatonColumns) loaded = NULL;
  g_autoptr (BatonScan) before = scan_columns (columns);
  g_autoptr (BatonScan) after = NULL;
  g_autoptr (GError) error = NULL;

  place_init (&place);
  g_assert_true (baton_columns_save (columns, place.path, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (&place), ==, 1);
  loaded = baton_columns_load (place.path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (baton_columns_get_n_events (loaded), ==, 20000);
  g_assert_cmpuint (baton_columns_sum_bytes (loaded), ==, baton_columns_sum_bytes (columns));
  after = scan_columns (loaded);
  for (guint i = 0; i < 40; i++)
    g_assert_cmpint (baton_scan_get_points (before, 0, i, 0), ==, baton_scan_get_points (after, 0, i, 0));
  g_assert_cmpint (baton_scan_get_fees (before), ==, baton_scan_get_fees (after));
  g_assert_cmpint (baton_scan_get_liability (before), ==, baton_scan_get_liability (after));
  g_assert_cmpint (baton_scan_get_earned (before, BATON_POINTS_TIER), >, 0);

  /* Written over while it is mapped, the old one stays readable. */
  {
    g_autoptr (BatonColumns) other = make_columns (100);

    g_assert_true (baton_columns_save (other, place.path, &error));
    g_assert_cmpuint (baton_columns_sum_bytes (loaded), ==, baton_columns_sum_bytes (columns));
  }
}

static void
test_empty (void)
{
  g_auto (Place) place = { NULL };
  g_autoptr (BatonColumnsBuilder) builder = baton_columns_builder_new (3, 4);
  g_autoptr (BatonColumns) columns = baton_columns_builder_finish (builder);
  g_autoptr (BatonColumns) loaded = NULL;
  g_autoptr (GError) error = NULL;

  place_init (&place);
  g_assert_true (baton_columns_save (columns, place.path, &error));
  loaded = baton_columns_load (place.path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (baton_columns_get_n_organisations (loaded), ==, 3);
  g_assert_cmpuint (baton_columns_get_n_events (loaded), ==, 0);
}

static void
assert_refused (const char *data,
                gsize       length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);

  g_assert_null (baton_columns_load_bytes (bytes, &error));
  g_assert_true (g_error_matches (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_DAMAGED) ||
                 g_error_matches (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_VERSION));
}

static void
test_damage (void)
{
  g_auto (Place) place = { NULL };
  g_autoptr (BatonColumns) columns = make_columns (60);
  g_autofree char *bytes = NULL;
  gsize length;

  place_init (&place);
  g_assert_true (baton_columns_save (columns, place.path, NULL));
  g_assert_true (g_file_get_contents (place.path, &bytes, &length, NULL));

  /* One flipped bit somewhere, in the head and the directory and every few bytes of the rest; then the end cut off. */
  for (gsize i = 0; i < length; i += i < 256 || i > length - 2048 ? 1 : g_test_slow () ? 3 : 97)
    {
      bytes[i] ^= (char) (1 << (i % 8));
      assert_refused (bytes, length);
      bytes[i] ^= (char) (1 << (i % 8));
    }
  for (gsize i = 0; i < length; i += 1 + length / 64)
    assert_refused (bytes, i);
  {
    g_autofree char *longer = g_malloc0 (length + 8);

    memcpy (longer, bytes, length);
    assert_refused (longer, length + 8);
  }
}

static void
test_version (void)
{
  g_auto (Place) place = { NULL };
  g_autoptr (BatonColumns) columns = make_columns (60);
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  place_init (&place);
  g_assert_true (baton_columns_save (columns, place.path, NULL));
  g_assert_true (g_file_get_contents (place.path, &bytes, &length, NULL));
  bytes[12]++;
  g_assert_true (g_file_set_contents (place.path, bytes, length, NULL));
  g_assert_null (baton_columns_load (place.path, &error));
  g_assert_error (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_VERSION);
}

/* A full disk: nothing is left behind, and what was there is still there. */
static void
test_full_disk (void)
{
  g_auto (Place) place = { NULL };
  g_autoptr (BatonColumns) columns = make_columns (60);
  g_autoptr (BatonColumns) larger = make_columns (8000);
  g_autoptr (BatonColumns) loaded = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit limit, before;

  place_init (&place);
  g_assert_true (baton_columns_save (columns, place.path, NULL));
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 64 * 1024;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_false (baton_columns_save (larger, place.path, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_STORAGE);
  g_assert_cmpuint (count_files (&place), ==, 1);
  g_clear_error (&error);
  loaded = baton_columns_load (place.path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (baton_columns_get_n_events (loaded), ==, 60);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/incentives/segment/round-trip", test_round_trip);
  g_test_add_func ("/incentives/segment/empty", test_empty);
  g_test_add_func ("/incentives/segment/damage", test_damage);
  g_test_add_func ("/incentives/segment/version", test_version);
  g_test_add_func ("/incentives/segment/full-disk", test_full_disk);
  return g_test_run ();
}
