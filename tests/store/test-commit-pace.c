/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What SQLite's own commit costs is measured beside the file and leaves nothing behind.
 */
#include "store-fixture.h"

#include "store/baton-commit-pace.h"

static void
test_commit_pace (void)
{
  StoreFixture fixture;
  gint64 times_us[5] = { -1, -1, -1, -1, -1 };
  g_autoptr (GDir) dir = NULL;

  store_fixture_init (&fixture);
  g_assert_true (baton_commit_pace_measure (fixture.path, G_N_ELEMENTS (times_us), times_us, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (times_us); i++)
    g_assert_cmpint (times_us[i], >=, 0);
  dir = g_dir_open (fixture.folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
  store_fixture_clear (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/commit-pace/measure", test_commit_pace);
  return g_test_run ();
}
