/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The engines against the reference, on random programs.
 */
#include "rules/baton-access.h"
#include "rules/baton-decision.h"
#include "rules/baton-difference.h"
#include "rules/baton-plain.h"

#include "random-program.h"

static const BatonAction actions[] = { BATON_ACTION_VIEW, BATON_ACTION_EDIT, BATON_ACTION_PUBLISH };

static const char *
get_rule_id (BatonSnapshot *snapshot,
             int            rule)
{
  return rule >= 0 ? baton_entity_get_id (baton_snapshot_list (snapshot, BATON_KIND_PUBLISHING_RULE)->pdata[rule]) : NULL;
}

static void
check_explanation (BatonSnapshot           *snapshot,
                   const BatonExplanation  *explanation,
                   const BatonPlainDecision *expected)
{
  g_assert_cmpint (explanation->decision.outcome, ==, expected->outcome);
  g_assert_cmpuint (explanation->n_matching, ==, expected->matching->len);
  for (guint i = 0; i < expected->matching->len; i++)
    g_assert_cmpstr (get_rule_id (snapshot, explanation->matching[i]), ==, expected->matching->pdata[i]);
  g_assert_cmpuint (explanation->n_nearest, ==, expected->nearest->len);
  for (guint i = 0; i < expected->nearest->len; i++)
    {
      const BatonNearRule *near = &explanation->nearest[i];
      g_autofree char *text = g_strdup_printf ("%s:%u", get_rule_id (snapshot, near->rule), near->n_failures);

      g_assert_cmpstr (text, ==, expected->nearest->pdata[i]);
    }
}

static void
check_persona (BatonProgram  *program,
               BatonSnapshot *snapshot,
               BatonEntity   *persona,
               BatonDay       day,
               guint          counts[BATON_N_OUTCOMES])
{
  g_autoptr (BatonProfile) profile = persona != NULL
                                         ? baton_profile_new_for_persona (snapshot, baton_entity_get_id (persona), day)
                                         : baton_profile_new_anonymous (snapshot);
  g_autoptr (BatonAccess) access = baton_access_new (snapshot, profile, day);
  GPtrArray *contents = baton_snapshot_list (snapshot, BATON_KIND_CONTENT);

  for (guint a = 0; a < G_N_ELEMENTS (actions); a++)
    {
      GPtrArray *lists[BATON_N_OUTCOMES];
      guint taken[BATON_N_OUTCOMES] = { 0 };

      for (int o = 0; o < BATON_N_OUTCOMES; o++)
        lists[o] = baton_access_list (access, actions[a], o);
      for (guint c = 0; c < contents->len; c++)
        {
          const char *id = baton_entity_get_id (contents->pdata[c]);
          g_autoptr (BatonPlainDecision) expected = baton_plain_decide (program, persona, actions[a], contents->pdata[c], day);
          BatonDecision one = baton_decide (snapshot, profile, actions[a], id, day);
          BatonDecision set = baton_access_decide (access, actions[a], id);
          g_autoptr (BatonExplanation) explanation = baton_explain (snapshot, profile, actions[a], id, day);
          g_autoptr (BatonExplanation) prepared = baton_access_explain (access, actions[a], id);

          counts[expected->outcome]++;
          g_assert_cmpint (one.outcome, ==, expected->outcome);
          g_assert_cmpstr (get_rule_id (snapshot, one.rule), ==, expected->rule);
          g_assert_cmpint (set.outcome, ==, one.outcome);
          g_assert_cmpint (set.rule, ==, one.rule);
          check_explanation (snapshot, explanation, expected);
          check_explanation (snapshot, prepared, expected);
          g_assert_true (lists[expected->outcome]->pdata[taken[expected->outcome]++] == contents->pdata[c]);
        }
      for (int o = 0; o < BATON_N_OUTCOMES; o++)
        {
          g_assert_cmpuint (lists[o]->len, ==, taken[o]);
          g_assert_cmpuint (baton_access_count (access, actions[a], o), ==, taken[o]);
          g_ptr_array_unref (lists[o]);
        }
    }
}

static void
check_program (BatonProgram  *program,
               BatonSnapshot *snapshot,
               guint          counts[BATON_N_OUTCOMES])
{
  g_autoptr (GPtrArray) personas = baton_program_list (program, BATON_KIND_PERSONA);

  check_persona (program, snapshot, NULL, RANDOM_PROGRAM_DAY, counts);
  for (guint p = 0; p < personas->len; p++)
    check_persona (program, snapshot, personas->pdata[p], RANDOM_PROGRAM_DAY + (BatonDay) (p % 3) - 1, counts);
}

static void
test_random (void)
{
  guint counts[BATON_N_OUTCOMES] = { 0 };

  for (guint seed = 0; seed < 40; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (BatonProgram) program = random_program_new (random);
      g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (program, 1);

      check_program (program, snapshot, counts);
    }
  /* A test in which nearly everything is not permitted would prove little. */
  for (int o = 0; o < BATON_N_OUTCOMES; o++)
    {
      g_test_message ("%s: %u", baton_outcome_get_name (o), counts[o]);
      g_assert_cmpuint (counts[o], >, 500);
    }
}

static void
check_lists (BatonProgram  *program,
             BatonSnapshot *snapshot)
{
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) expected = baton_program_list (program, kind);
      GPtrArray *list = baton_snapshot_list (snapshot, kind);

      g_assert_cmpuint (list->len, ==, expected->len);
      for (guint i = 0; i < list->len; i++)
        g_assert_true (list->pdata[i] == expected->pdata[i]);
    }
}

static void
test_edited (void)
{
  guint counts[BATON_N_OUTCOMES] = { 0 };

  for (guint seed = 100; seed < 106; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (BatonProgram) program = random_program_new (random);
      g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (program, 0);

      for (guint64 generation = 1; generation <= 120; generation++)
        {
          g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
          BatonSnapshot *next;

          for (int n = g_rand_int_range (random, 1, 4); n > 0; n--)
            {
              BatonChange *change = random_program_edit (program, random);

              baton_program_apply (program, change);
              g_ptr_array_add (changes, change);
            }
          next = baton_snapshot_apply (snapshot, program, changes, generation);
          baton_snapshot_unref (snapshot);
          snapshot = next;
          check_lists (program, snapshot);
          if (generation % 10 == 0)
            check_program (program, snapshot, counts);
        }
    }
}

/* The edited snapshot answers as one that is compiled whole. */
static void
check_same (BatonProgram  *program,
            BatonSnapshot *snapshot)
{
  g_autoptr (BatonSnapshot) whole = baton_snapshot_new (program, 0);
  g_autoptr (GPtrArray) differences = baton_difference_list (snapshot, whole, RANDOM_PROGRAM_DAY, 1);

  g_assert_cmpuint (differences->len, ==, 0);
}

/* Rules come one by one, past the ends of words, anywhere in the list, and go again. */
static void
test_grown (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (BatonProgram) program = random_program_new (random);
  g_autoptr (GPtrArray) originals = baton_program_list (program, BATON_KIND_PUBLISHING_RULE);
  g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (program, 0);

  g_ptr_array_set_free_func (originals, (GDestroyNotify) baton_entity_unref);
  for (guint i = 0; i < originals->len; i++)
    baton_entity_ref (originals->pdata[i]);
  for (guint step = 0; step < 220; step++)
    {
      g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
      g_autofree char *id = g_strdup_printf ("copy-%03u", step < 110 ? step : 219 - step);
      g_autofree char *position = g_strdup_printf ("%c%c", 'a' + (char) g_rand_int_range (random, 0, 26), 'a' + (char) g_rand_int_range (random, 0, 26));
      g_autoptr (BatonEntity) copy = baton_entity_with_id (originals->pdata[step % originals->len], id);
      g_autoptr (BatonEntity) placed = baton_entity_with_place (copy, NULL, step % 3 == 0 ? "zzz" : position);
      BatonSnapshot *next;

      g_ptr_array_add (changes, baton_change_new (baton_program_lookup (program, id), step < 110 ? placed : NULL));
      baton_program_apply (program, changes->pdata[0]);
      next = baton_snapshot_apply (snapshot, program, changes, step);
      baton_snapshot_unref (snapshot);
      snapshot = next;
      check_lists (program, snapshot);
      check_same (program, snapshot);
    }
}

/* ── Places ──────────────────────────────────────────────────────────────────────────────────────────── */

/* Whether the parents of the term lead to a vocabulary. */
static gboolean
is_hung (BatonProgram *program,
         BatonEntity  *term)
{
  for (guint depth = 0; term != NULL && depth < 100; depth++)
    {
      if (baton_entity_get_kind (term) == BATON_KIND_VOCABULARY)
        return TRUE;
      term = baton_entity_get_parent (term) != NULL ? baton_program_lookup (program, baton_entity_get_parent (term)) : NULL;
    }
  return FALSE;
}

static gboolean
is_below (BatonProgram *program,
          BatonEntity  *entity,
          BatonEntity  *above)
{
  while (entity != NULL && entity != above)
    entity = baton_entity_get_parent (entity) != NULL ? baton_program_lookup (program, baton_entity_get_parent (entity)) : NULL;
  return entity == above;
}

static BatonEntity *
pick_of (BatonProgram *program,
         BatonKind     kind,
         GRand        *random)
{
  g_autoptr (GPtrArray) list = baton_program_list (program, kind);

  return list->pdata[g_rand_int_range (random, 0, (gint32) list->len)];
}

/* Few positions, so that many are the same and the id decides. (transfer full) */
static BatonEntity *
place_at (BatonEntity *entity,
          const char  *parent,
          GRand       *random)
{
  g_autofree char *position = g_strdup_printf ("%c%c", 'a' + (char) g_rand_int_range (random, 0, 3), 'b' + (char) g_rand_int_range (random, 0, 3));

  return baton_entity_with_place (entity, parent, position);
}

/* Below a vocabulary, or a term that does not stand below this one. (transfer full) */
static BatonEntity *
hang_term (BatonProgram *program,
           BatonEntity  *term,
           GRand        *random)
{
  BatonEntity *above = pick_of (program, g_rand_int_range (random, 0, 4) == 0 ? BATON_KIND_VOCABULARY : BATON_KIND_TERM, random);

  while (is_below (program, above, term))
    above = pick_of (program, BATON_KIND_TERM, random);
  return place_at (term, baton_entity_get_id (above), random);
}

static void
add_change (BatonProgram *program,
            GPtrArray    *changes,
            const char   *id,
            BatonEntity  *after)
{
  g_ptr_array_add (changes, baton_change_new (baton_program_lookup (program, id), after));
  baton_program_apply (program, changes->pdata[changes->len - 1]);
}

/* Its tags become terms that there are. */
static void
tag_content (BatonProgram *program,
             GPtrArray    *changes,
             GRand        *random)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) tags = NULL;
  g_autoptr (BatonEntity) after = NULL;
  BatonEntity *content = pick_of (program, BATON_KIND_CONTENT, random);

  baton_value_builder_open_array (builder);
  for (int n = g_rand_int_range (random, 1, 5); n > 0; n--)
    baton_value_builder_add_string (builder, baton_entity_get_id (pick_of (program, BATON_KIND_TERM, random)));
  baton_value_builder_close (builder);
  tags = baton_value_builder_finish (builder);
  after = baton_entity_with (content, BATON_FIELD_CONTENT_TAGS, tags);
  add_change (program, changes, baton_entity_get_id (content), after);
}

/* One edit of places: mostly alone, now and then with one that only touches, or with a second move. */
static void
edit_places (BatonProgram *program,
             GPtrArray    *changes,
             guint         step,
             GRand        *random)
{
  g_autofree char *id = g_strdup_printf ("new-%03u", step);
  g_autoptr (BatonEntity) fresh = NULL, after = NULL;
  BatonEntity *some;

  switch (g_rand_int_range (random, 0, 12))
    {
    case 0:
    case 1:
      fresh = baton_entity_with_id (pick_of (program, BATON_KIND_TERM, random), id);
      after = hang_term (program, fresh, random);
      add_change (program, changes, id, after);
      break;
    case 2:
      some = pick_of (program, BATON_KIND_TIER, random);
      fresh = baton_entity_with_id (some, id);
      after = place_at (fresh, baton_entity_get_parent (some), random);
      add_change (program, changes, id, after);
      break;
    case 3:
      some = pick_of (program, BATON_KIND_TIER, random);
      after = place_at (some, baton_entity_get_parent (some), random);
      add_change (program, changes, baton_entity_get_id (some), after);
      break;
    case 4:
    case 5:
      some = pick_of (program, BATON_KIND_PUBLISHING_RULE, random);
      after = place_at (some, NULL, random);
      add_change (program, changes, baton_entity_get_id (some), after);
      break;
    case 6:
      some = pick_of (program, BATON_KIND_TERM, random);
      if (baton_program_count (program, BATON_KIND_TERM) > 12)
        add_change (program, changes, baton_entity_get_id (some), NULL);
      break;
    case 7:
      tag_content (program, changes, random);
      break;
    default:
      some = pick_of (program, BATON_KIND_TERM, random);
      after = hang_term (program, some, random);
      add_change (program, changes, baton_entity_get_id (some), after);
      break;
    }
}

/* Terms, with all that stands below them, tiers and rules come, go and change their places, mostly one at a time: lists
 * stay those of the program, answers those of a snapshot that is compiled whole. A term that goes leaves others in the air
 * for one step. */
static void
test_placed (void)
{
  guint n_hung = 0;

  for (guint seed = 300; seed < 306; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (BatonProgram) program = random_program_new (random);
      g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (program, 0);

      for (guint step = 0; step < 300; step++)
        {
          g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
          g_autoptr (GPtrArray) terms = baton_program_list (program, BATON_KIND_TERM);
          BatonSnapshot *next;

          for (guint i = 0; i < terms->len; i++)
            if (!is_hung (program, terms->pdata[i]))
              {
                g_autoptr (BatonEntity) after = place_at (terms->pdata[i], "vocabulary-00", random);

                add_change (program, changes, baton_entity_get_id (after), after);
                break;
              }
          n_hung += changes->len == 0;
          if (changes->len == 0 || step % 5 == 0)
            edit_places (program, changes, step, random);
          if (step % 7 == 0)
            edit_places (program, changes, step + 1000, random);
          if (step % 11 == 0)
            tag_content (program, changes, random);
          next = baton_snapshot_apply (snapshot, program, changes, step);
          baton_snapshot_unref (snapshot);
          snapshot = next;
          check_lists (program, snapshot);
          check_same (program, snapshot);
        }
    }
  /* Where something hangs in the air, lists are made anew, which would prove nothing. */
  g_test_message ("%u steps from a program in which nothing hangs in the air", n_hung);
  g_assert_cmpuint (n_hung, >, 900);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/reference/random", test_random);
  g_test_add_func ("/rules/reference/edited", test_edited);
  g_test_add_func ("/rules/reference/grown", test_grown);
  g_test_add_func ("/rules/reference/placed", test_placed);
  return g_test_run ();
}
