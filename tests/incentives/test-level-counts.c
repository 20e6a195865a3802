/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Levels counted many at a time against one after the other: few and many levels, more holders than are counted together, late ones.
 */
#include "incentives/baton-level-counts.h"

#include <string.h>

#define MOST 20000

static GArray *
make_late (guint n)
{
  GArray *late = g_array_new (FALSE, FALSE, sizeof (BatonLateHolder));

  for (guint32 i = 0; i < n; i++)
    if (g_test_rand_int_range (0, 20) == 0)
      g_array_append_val (late, ((BatonLateHolder) { i, g_test_rand_int_range (90, 111) }));
  return late;
}

static gboolean
is_there (const GArray *late,
          guint32       holder,
          BatonDay      day)
{
  for (guint i = 0; i < late->len; i++)
    if (g_array_index (late, BatonLateHolder, i).holder == holder)
      return g_array_index (late, BatonLateHolder, i).since <= day;
  return TRUE;
}

static void
test_random (void)
{
  for (guint run = 0; run < 60; run++)
    {
      guint n = run % 15 == 0 ? (guint) g_test_rand_int_range (8000, MOST) : (guint) g_test_rand_int_range (0, 300);
      guint n_levels = (guint) g_test_rand_int_range (1, run % 3 == 0 ? 40 : 6), n_second = (guint) g_test_rand_int_range (1, 6);
      g_autofree guint16 *first = g_new0 (guint16, MAX (n, 1));
      g_autofree guint16 *second = g_new0 (guint16, MAX (n, 1));
      g_autofree guint *counts = g_new0 (guint, n_levels);
      g_autofree guint *pairs = g_new0 (guint, n_levels * n_second);
      g_autofree guint *expected = g_new0 (guint, n_levels);
      g_autofree guint *expected_pairs = g_new0 (guint, n_levels * n_second);
      g_autoptr (GArray) late = make_late (n);

      for (guint i = 0; i < n; i++)
        {
          first[i] = (guint16) g_test_rand_int_range (0, (gint32) n_levels);
          second[i] = (guint16) g_test_rand_int_range (0, (gint32) n_second);
          expected[first[i]] += is_there (late, i, 100);
          expected_pairs[first[i] * n_second + second[i]] += is_there (late, i, 100);
        }
      baton_level_counts_add (first, n, n_levels, late, 100, counts);
      baton_level_counts_add_pairs (first, second, n, n_second, late, 100, pairs);
      g_assert_cmpmem (counts, n_levels * sizeof *counts, expected, n_levels * sizeof *expected);
      g_assert_cmpmem (pairs, n_levels * n_second * sizeof *pairs, expected_pairs, n_levels * n_second * sizeof *expected_pairs);
    }
}

static void
test_late (void)
{
  static const char organisations[] = "id,name,from\no1,One,\no2,Two,2025-03-01\no2,Two again,2025-06-01\no3,Three,2025-01-31\n";
  static const char members[] = "id,name,organisation,from\nm1,A,o1,2025-02-01\nm2,B,o1,\n";
  g_autoptr (BatonRegister) reg = baton_register_read (organisations, strlen (organisations), members, strlen (members), NULL, NULL);
  BatonDay day = baton_day_parse ("2025-01-31");
  g_autoptr (GArray) late = baton_level_counts_list_late (reg, FALSE, day);
  g_autoptr (GArray) late_members = baton_level_counts_list_late (reg, TRUE, day);

  g_assert_cmpuint (late->len, ==, 1);
  g_assert_cmpuint (g_array_index (late, BatonLateHolder, 0).holder, ==, baton_register_find_organisation (reg, "o2"));
  g_assert_cmpint (g_array_index (late, BatonLateHolder, 0).since, ==, baton_day_parse ("2025-03-01"));
  g_assert_cmpuint (late_members->len, ==, 1);
  g_assert_cmpuint (g_array_index (late_members, BatonLateHolder, 0).holder, ==, baton_register_find_member (reg, "m1"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/incentives/level-counts/random", test_random);
  g_test_add_func ("/incentives/level-counts/late", test_late);
  return g_test_run ();
}
