/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sixteen comparisons at a time against one after the other: any number of organizations and of tiers, points at the ends of their range.
 */
#include "incentives/baton-scan-compare.h"

#include <string.h>

#define MOST 9000
#define GUARD 0x5a

static gint32
pick_points (void)
{
  static const gint32 ends[] = { G_MININT32, -1, 0, 1, 99, 100, 101, G_MAXINT32 - 1, G_MAXINT32 };

  return g_test_rand_bit () ? ends[g_test_rand_int_range (0, G_N_ELEMENTS (ends))] : g_test_rand_int_range (0, 200);
}

static void
test_random (void)
{
  g_autofree gint32 *points = g_new (gint32, MOST);
  g_autofree guint8 *levels = g_new (guint8, MOST + 1);

  for (guint run = 0; run < 300; run++)
    {
      /* Also more than fit in the bytes of one sum, and beginnings that are no multiple of anything. */
      guint n = run % 10 == 0 ? (guint) g_test_rand_int_range (4000, MOST) : (guint) g_test_rand_int_range (0, 70);
      guint n_bounds = (guint) g_test_rand_int_range (1, BATON_SCAN_BOUNDS + 1);
      guint shift = (guint) g_test_rand_int_range (0, 20);
      gint32 bounds[BATON_SCAN_BOUNDS];
      guint64 reached[BATON_SCAN_BOUNDS] = { 7, 7, 7, 7 };
      guint64 expected[BATON_SCAN_BOUNDS] = { 7, 7, 7, 7 };

      shift = MIN (shift, n);
      for (guint i = 0; i < n; i++)
        points[i] = pick_points ();
      for (guint k = 0; k < n_bounds; k++)
        bounds[k] = pick_points ();
      memset (levels, 3, MOST);
      levels[n] = GUARD;
      baton_scan_compare (points + shift, n - shift, bounds, n_bounds, levels + shift, reached);

      g_assert_cmpuint (levels[n], ==, GUARD);
      for (guint i = 0; i < n; i++)
        {
          guint level = 3;

          for (guint k = 0; k < n_bounds && i >= shift; k++)
            {
              level += points[i] > bounds[k];
              expected[k] += points[i] > bounds[k];
            }
          g_assert_cmpuint (levels[i], ==, level);
        }
      for (guint k = 0; k < n_bounds; k++)
        g_assert_cmpuint (reached[k], ==, expected[k]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/incentives/scan/compare", test_random);
  return g_test_run ();
}
