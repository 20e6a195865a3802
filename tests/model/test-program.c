/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lists of a program are kept up to date through edits, where a program that was just filled works them out: both
 * must say the same, after every edit and in every order of asking.
 */
#include "model/baton-program.h"
#include "support/random-program.h"

#define N_EDITS 400

static void
assert_same_list (GPtrArray *kept,
                  GPtrArray *fresh)
{
  g_assert_cmpuint (kept->len, ==, fresh->len);
  for (guint i = 0; i < kept->len; i++)
    g_assert_true (kept->pdata[i] == fresh->pdata[i]);
}

static void
assert_same_lists (const BatonProgram *program,
                   GRand              *random)
{
  g_autoptr (BatonProgram) fresh = baton_program_copy (program);

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) kept_list = NULL, fresh_list = NULL;

      /* What is not asked for now is asked for after several edits. */
      if (g_rand_boolean (random))
        continue;
      kept_list = baton_program_list (program, kind);
      g_assert_cmpuint (baton_program_count (program, kind), ==, kept_list->len);
      fresh_list = baton_program_list (fresh, kind);
      assert_same_list (kept_list, fresh_list);
      for (guint i = 0; i <= kept_list->len; i++)
        {
          const char *parent = i < kept_list->len ? baton_entity_get_parent (kept_list->pdata[i]) : NULL;
          g_autoptr (GPtrArray) kept_children = baton_program_list_children (program, kind, parent);
          g_autoptr (GPtrArray) fresh_children = baton_program_list_children (fresh, kind, parent);

          assert_same_list (kept_children, fresh_children);
        }
    }
}

static void
test_lists_follow_edits (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int_range (0, G_MAXINT32));
  g_autoptr (BatonProgram) program = random_program_new (random, 120);

  assert_same_lists (program, random);
  for (int edit = 0; edit < N_EDITS; edit++)
    {
      g_autoptr (BatonChange) change = random_program_edit (random, program);

      assert_same_lists (program, random);
      /* And back again, sometimes: undo takes other ways than edits do. */
      if (change != NULL && g_rand_int_range (random, 0, 4) == 0)
        {
          g_autoptr (BatonChange) back = baton_change_inverse (change);

          baton_program_apply (program, back);
          assert_same_lists (program, random);
        }
    }
}

static void
assert_other_cb (BatonEntity *before,
                 BatonEntity *after,
                 gpointer     user_data)
{
  g_assert_false (baton_entity_equal (before, after));
}

static void
put_twin_cb (gpointer entity,
             gpointer program)
{
  g_autoptr (BatonValue) body = baton_entity_to_value (entity);

  baton_program_take (program, baton_entity_from_value (baton_entity_get_kind (entity), baton_entity_get_id (entity), body, NULL));
}

/* Equal, and none of its entities is the other's, as of what was read from a server. */
static BatonProgram *
make_twin (const BatonProgram *program)
{
  BatonProgram *twin = baton_program_new ();

  baton_program_foreach (program, put_twin_cb, twin);
  return twin;
}

static void
assert_equal (const BatonProgram *a,
              const BatonProgram *b)
{
  g_autofree char *first = baton_program_digest (a);
  g_autofree char *second = baton_program_digest (b);

  g_assert_cmpstr (first, ==, second);
}

/* One program becomes another that has been edited apart from it: all that they share is the same then, and its lists are those
 * of a program that was just filled. */
static void
test_rebase_and_swap (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int_range (0, G_MAXINT32));

  for (int round = 0; round < 60; round++)
    {
      g_autoptr (BatonProgram) program = random_program_new (random, 60);
      g_autoptr (BatonProgram) edited = baton_program_copy (program);
      g_autoptr (BatonProgram) apart = NULL, rebased = NULL;
      g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);

      for (int edit = g_rand_int_range (random, 0, 40); edit > 0; edit--)
        {
          g_autoptr (BatonChange) change = random_program_edit (random, edited);
        }
      apart = make_twin (edited);
      assert_same_lists (program, random);
      rebased = baton_program_rebase (apart, program, changes);
      assert_equal (rebased, edited);
      baton_program_foreach_different (program, rebased, assert_other_cb, NULL);

      baton_program_warm (rebased);
      baton_program_swap (program, rebased);
      assert_equal (program, edited);
      assert_same_lists (program, random);
      for (guint i = changes->len; i > 0; i--)
        {
          g_autoptr (BatonChange) back = baton_change_inverse (g_ptr_array_index (changes, i - 1));

          baton_program_apply (program, back);
        }
      assert_equal (program, rebased);
      assert_same_lists (program, random);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/program/lists-follow-edits", test_lists_follow_edits);
  g_test_add_func ("/model/program/rebase-and-swap", test_rebase_and_swap);
  return g_test_run ();
}
