/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Differences of random programs against the reference's answers about both.
 */
#include "rules/baton-difference.h"
#include "rules/baton-plain.h"

#include "random-program.h"

static BatonOutcome
ask (BatonProgram *program,
     const char   *persona,
     BatonAction   action,
     const char   *content)
{
  BatonEntity *who = baton_program_lookup_kind (program, persona, BATON_KIND_PERSONA);
  BatonEntity *what = baton_program_lookup_kind (program, content, BATON_KIND_CONTENT);
  g_autoptr (BatonPlainDecision) decision = NULL;

  if (who == NULL || what == NULL)
    return BATON_OUTCOME_NOT_PERMITTED;
  decision = baton_plain_decide (program, who, action, what, RANDOM_PROGRAM_DAY);
  return decision->outcome;
}

static GPtrArray *
join_ids (BatonProgram *one,
          BatonProgram *other,
          BatonKind     kind)
{
  GPtrArray *ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) first = baton_program_list (one, kind);
  g_autoptr (GPtrArray) second = baton_program_list (other, kind);

  for (guint i = 0; i < second->len; i++)
    g_ptr_array_add (ids, (char *) baton_entity_get_id (second->pdata[i]));
  for (guint i = 0; i < first->len; i++)
    if (baton_program_lookup_kind (other, baton_entity_get_id (first->pdata[i]), kind) == NULL)
      g_ptr_array_add (ids, (char *) baton_entity_get_id (first->pdata[i]));
  return ids;
}

/* Compares the list with what the reference says about every persona, action and content. */
static guint
check (BatonProgram *before,
       BatonProgram *after,
       GPtrArray    *differences)
{
  g_autoptr (GPtrArray) personas = join_ids (before, after, BATON_KIND_PERSONA);
  g_autoptr (GPtrArray) contents = join_ids (before, after, BATON_KIND_CONTENT);
  guint next = 0;

  for (guint p = 0; p < personas->len; p++)
    for (int action = 0; action < BATON_N_ACTIONS; action++)
      {
        guint n_allowed = 0, n_refused = 0, n_approval = 0;

        for (guint c = 0; c < contents->len; c++)
          {
            BatonOutcome was = ask (before, personas->pdata[p], action, contents->pdata[c]);
            BatonOutcome is = ask (after, personas->pdata[p], action, contents->pdata[c]);

            n_allowed += is == BATON_OUTCOME_ALLOWED && was != is;
            n_approval += is == BATON_OUTCOME_WITH_APPROVAL && was != is;
            n_refused += is < BATON_OUTCOME_WITH_APPROVAL && was >= BATON_OUTCOME_WITH_APPROVAL;
          }
        if (n_allowed + n_refused + n_approval > 0)
          {
            BatonDifference *difference = differences->pdata[next++];

            g_assert_cmpstr (difference->persona, ==, personas->pdata[p]);
            g_assert_cmpint (difference->action, ==, action);
            g_assert_cmpuint (difference->n_allowed, ==, n_allowed);
            g_assert_cmpuint (difference->n_refused, ==, n_refused);
            g_assert_cmpuint (difference->n_approval, ==, n_approval);
            g_assert_cmpuint (difference->allowed->len, ==, MIN (n_allowed, 2));
            g_assert_cmpuint (difference->refused->len, ==, MIN (n_refused, 2));
          }
      }
  g_assert_cmpuint (next, ==, differences->len);
  return next;
}

static void
test_random (void)
{
  guint n_differences = 0;

  for (guint seed = 0; seed < 12; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (1000 + seed);
      g_autoptr (BatonProgram) before = random_program_new (random);
      g_autoptr (BatonProgram) after = baton_program_copy (before);
      g_autoptr (BatonSnapshot) old = baton_snapshot_new (before, 1);
      g_autoptr (BatonSnapshot) edited = NULL;
      g_autoptr (BatonSnapshot) whole = NULL;
      g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
      g_autoptr (GPtrArray) of_edited = NULL;
      g_autoptr (GPtrArray) of_whole = NULL;

      for (guint i = 0; i < 3; i++)
        {
          BatonChange *change = random_program_edit (after, random);

          baton_program_apply (after, change);
          g_ptr_array_add (changes, change);
        }
      edited = baton_snapshot_apply (old, after, changes, 2);
      whole = baton_snapshot_new (after, 2);
      of_edited = baton_difference_list (old, edited, RANDOM_PROGRAM_DAY, 2);
      of_whole = baton_difference_list (old, whole, RANDOM_PROGRAM_DAY, 2);
      n_differences += check (before, after, of_edited);
      check (before, after, of_whole);
    }
  g_assert_cmpuint (n_differences, >, 20);
}

static void
test_same (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (BatonProgram) program = random_program_new (random);
  g_autoptr (BatonSnapshot) one = baton_snapshot_new (program, 1);
  g_autoptr (BatonSnapshot) other = baton_snapshot_new (program, 2);
  g_autoptr (GPtrArray) differences = baton_difference_list (one, other, RANDOM_PROGRAM_DAY, 2);

  g_assert_cmpuint (differences->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/difference/random", test_random);
  g_test_add_func ("/rules/difference/same", test_same);
  return g_test_run ();
}
