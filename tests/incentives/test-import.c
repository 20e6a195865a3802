/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fast reader gives the columns that the general one gives, says what it passes over, and knows what is not for it.
 */
#include "fixture.h"

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
  g_test_add_func ("/incentives/import/cancel", test_cancel);
  return g_test_run ();
}
