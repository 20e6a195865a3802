/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Problems: their order, and that the table of codes is in order itself.
 */
#include "model/baton-problem.h"

static void
test_codes (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (int code = 0; code < BATON_N_PROBLEMS; code++)
    {
      const char *name = baton_problem_code_get_name (code);

      g_assert_nonnull (name);
      g_assert_true (g_hash_table_add (seen, (gpointer) name));
    }
}

static void
test_arguments (void)
{
  g_autoptr (BatonProblem) none = baton_problem_new (BATON_PROBLEM_MISSING, BATON_KIND_TERM, "a", BATON_FIELD_TERM_NAME, NULL);
  g_autoptr (BatonProblem) two = baton_problem_new (BATON_PROBLEM_TOO_SMALL, BATON_KIND_NONE, NULL, BATON_FIELD_NONE, "1", "2", NULL);

  g_assert_cmpuint (g_strv_length (none->arguments), ==, 0);
  g_assert_cmpuint (g_strv_length (two->arguments), ==, 2);
  g_assert_cmpstr (two->arguments[1], ==, "2");
  g_assert_cmpint (two->row, ==, -1);
  g_assert_null (two->entity);
}

static void
test_order (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  BatonProblem *expected[4];

  expected[0] = baton_problem_new (BATON_PROBLEM_DANGLING, BATON_KIND_TERM, "a", BATON_FIELD_TERM_IMAGE, "x", NULL);
  expected[1] = baton_problem_new (BATON_PROBLEM_MISSING, BATON_KIND_TERM, "b", BATON_FIELD_TERM_NAME, NULL);
  expected[2] = baton_problem_new (BATON_PROBLEM_ENDED_TERM_USED, BATON_KIND_LOCALE, "a", BATON_FIELD_NONE, "x", NULL);
  expected[3] = baton_problem_new (BATON_PROBLEM_UNTRANSLATED, BATON_KIND_LOCALE, "a", BATON_FIELD_NONE, "1", NULL);
  g_ptr_array_add (problems, expected[3]);
  g_ptr_array_add (problems, expected[1]);
  g_ptr_array_add (problems, expected[2]);
  g_assert_true (baton_problems_have_errors (problems));
  g_ptr_array_add (problems, expected[0]);
  g_ptr_array_sort (problems, baton_problem_compare);
  for (guint i = 0; i < problems->len; i++)
    g_assert_true (g_ptr_array_index (problems, i) == expected[i]);

  g_ptr_array_remove_range (problems, 0, 2);
  g_assert_false (baton_problems_have_errors (problems));
  g_assert_false (baton_problems_have_errors (NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/problem/codes", test_codes);
  g_test_add_func ("/model/problem/arguments", test_arguments);
  g_test_add_func ("/model/problem/order", test_order);
  return g_test_run ();
}
