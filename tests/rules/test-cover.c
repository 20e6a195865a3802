/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What rules leave each other to say, windows, approvals, numbers, named audiences, *own* and *addressed* included,
 * against counting out every case of small random programs: a rule is covered when taking it out changes no answer.
 */
#include "fixture.h"
#include "small-program.h"

/* What one rule says, read off the program. */
typedef struct
{
  gboolean      may;
  guint         actions;     /* 1: view, 2: edit */
  guint         approvers;   /* bits of r-0 and r-1; 0: none is asked for */
} Said;

static Said
read_rule (BatonEntity *rule)
{
  BatonValue *roles = baton_entity_get (rule, BATON_FIELD_PUBLISHING_RULE_APPROVAL_BY);

  return (Said) {
    .may = g_str_equal (baton_entity_get_string (rule, BATON_FIELD_PUBLISHING_RULE_EFFECT), "may"),
    .actions = baton_value_contains (baton_entity_get (rule, BATON_FIELD_PUBLISHING_RULE_ACTIONS), "edit") ? 3 : 1,
    .approvers = (baton_value_contains (roles, "r-0") ? 1u : 0) | (baton_value_contains (roles, "r-1") ? 2u : 0),
  };
}

/* "-" not permitted, "f" forbidden, "a" allowed, "0" to "3" with approval by these: the answer of the rules but *without*. */
static char
answer (SmallProgram *small,
        const Said   *said,
        guint         action,
        guint         number,
        int           without)
{
  guint approvers = 0;
  char answer = '-';

  for (int r = 0; r < SMALL_N_RULES; r++)
    {
      if (r == without || (said[r].actions & action) == 0 || !g_hash_table_contains (small->matching[r], GUINT_TO_POINTER (number)))
        continue;
      if (!said[r].may)
        return 'f';
      if (said[r].approvers == 0)
        answer = 'a';
      approvers |= said[r].approvers;
    }
  return answer == '-' && approvers != 0 ? (char) ('0' + approvers) : answer;
}

static gboolean
is_needless (SmallProgram *small,
             const Said   *said,
             int           rule)
{
  for (guint i = 0; i < small->n_cases; i++)
    for (guint action = 1; action <= 2; action <<= 1)
      if (answer (small, said, action, i, -1) != answer (small, said, action, i, rule))
        return FALSE;
  return TRUE;
}

/* Whether *outer* alone, wherever *inner* matches, says the same, or forbids it. */
static gboolean
is_within (SmallProgram *small,
           const Said   *said,
           int           inner,
           int           outer,
           gboolean      forbids)
{
  GHashTableIter iter;
  gpointer number;

  if ((said[inner].actions & ~said[outer].actions) != 0)
    return FALSE;
  if (forbids ? !said[inner].may || said[outer].may : said[inner].may != said[outer].may)
    return FALSE;
  if (!forbids && said[outer].may && said[outer].approvers != 0
      && (said[inner].approvers == 0 || (said[inner].approvers & ~said[outer].approvers) != 0))
    return FALSE;
  g_hash_table_iter_init (&iter, small->matching[inner]);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    if (!g_hash_table_contains (small->matching[outer], number))
      return FALSE;
  return TRUE;
}

static guint counts[BATON_N_FINDINGS];

static void
check_rule (SmallProgram *small,
            GPtrArray    *findings,
            const Said   *said,
            int           r)
{
  g_autofree char *id = g_strdup_printf ("rule-%d", r);
  BatonFinding *shadowed = fixture_find (findings, BATON_FINDING_SHADOWED, id);
  gboolean alone = FALSE, never = g_hash_table_size (small->matching[r]) == 0;

  g_assert_cmpint (fixture_find (findings, BATON_FINDING_NEVER_MATCHES, id) != NULL, ==, never);
  if (never)
    return;
  for (int other = 0; other < SMALL_N_RULES; other++)
    {
      g_autofree char *other_id = g_strdup_printf ("rule-%d", other);
      gboolean contained = other != r && is_within (small, said, r, other, FALSE);
      gboolean killed = other != r && is_within (small, said, r, other, TRUE);

      g_assert_cmpint (fixture_names (fixture_find (findings, BATON_FINDING_CONTAINED, id), other_id), ==, contained);
      g_assert_cmpint (fixture_names (fixture_find (findings, BATON_FINDING_KILLED, id), other_id), ==, killed);
      alone |= contained || killed;
    }
  g_assert_null (fixture_find (findings, BATON_FINDING_SHADOW_UNDECIDED, id));
  g_assert_cmpint (shadowed != NULL, ==, !alone && is_needless (small, said, r));
  if (shadowed == NULL)
    return;

  /* With the rules that are named alone it is as needless, with one fewer not. */
  for (int left_out = -1; left_out < SMALL_N_RULES; left_out++)
    {
      Said fewer[SMALL_N_RULES];

      for (int other = 0; other < SMALL_N_RULES; other++)
        {
          g_autofree char *other_id = g_strdup_printf ("rule-%d", other);

          fewer[other] = said[other];
          if (other != r && (other == left_out || !fixture_names (shadowed, other_id)))
            fewer[other].actions = 0;
          if (other == left_out && !fixture_names (shadowed, other_id))
            goto next;
        }
      if (left_out == r)
        continue;
      g_assert_cmpint (is_needless (small, fewer, r), ==, left_out < 0);
    next:;
    }
}

static void
test_random (void)
{
  guint n_ties = 0;

  for (guint seed = 0; seed < 200; seed++)
    {
      g_autoptr (SmallProgram) small = small_program_new (seed);
      g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (small->program, 1);
      g_autoptr (GPtrArray) findings = baton_analysis_run (snapshot, SMALL_TODAY, 0, NULL);
      Said said[SMALL_N_RULES];

      for (guint i = 0; i < findings->len; i++)
        counts[((BatonFinding *) findings->pdata[i])->code]++;
      for (guint r = 0; r < SMALL_N_RULES; r++)
        said[r] = read_rule (small_program_get_rule (small, r));
      for (int r = 0; r < SMALL_N_RULES; r++)
        {
          BatonEntity *rule = small_program_get_rule (small, (guint) r);
          g_autofree char *id = g_strdup_printf ("rule-%d", r);

          g_test_message ("seed %u, rule %d", seed, r);
          check_rule (small, findings, said, r);
          n_ties += (baton_entity_get (rule, BATON_FIELD_PUBLISHING_RULE_OWN) != NULL || baton_entity_get (rule, BATON_FIELD_PUBLISHING_RULE_ADDRESSED) != NULL)
                    && (fixture_find (findings, BATON_FINDING_SHADOWED, id) != NULL || fixture_find (findings, BATON_FINDING_CONTAINED, id) != NULL
                        || fixture_find (findings, BATON_FINDING_NEVER_MATCHES, id) != NULL);
        }
    }
  g_test_message ("never %u, contained %u, killed %u, shadowed %u; with own or addressed %u", counts[BATON_FINDING_NEVER_MATCHES],
                  counts[BATON_FINDING_CONTAINED], counts[BATON_FINDING_KILLED], counts[BATON_FINDING_SHADOWED], n_ties);
  g_assert_cmpuint (counts[BATON_FINDING_NEVER_MATCHES], >, 20);
  g_assert_cmpuint (counts[BATON_FINDING_CONTAINED], >, 50);
  g_assert_cmpuint (counts[BATON_FINDING_KILLED], >, 20);
  g_assert_cmpuint (counts[BATON_FINDING_SHADOWED], >, 5);
  g_assert_cmpuint (n_ties, >, 30);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/cover/random", test_random);
  return g_test_run ();
}
