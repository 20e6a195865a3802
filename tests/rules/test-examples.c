/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every finding has an example, and the example is one: random programs are analysed, and the decision engines are asked
 * about the persona and content, or the member and tags, that each finding brings forward.
 */
#include "rules/baton-analysis.h"
#include "rules/baton-plain.h"

#include <string.h>

#include "random-program.h"
#include "small-program.h"

static guint counts[BATON_N_FINDINGS];

typedef struct
{
  BatonProgram  *program;
  BatonSnapshot *snapshot;
  GPtrArray     *findings;
} Case;

static gboolean
has (GPtrArray  *ids,
     const char *id)
{
  return id != NULL && g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL);
}

/* ── Asking about the example ────────────────────────────────────────────────────────────────────────── */

static BatonTermSet *
make_set (BatonSnapshot *snapshot,
          GPtrArray     *ids)
{
  g_autofree BatonTerm *terms = g_new (BatonTerm, ids->len + 1);

  for (guint i = 0; i < ids->len; i++)
    terms[i] = baton_taxonomy_find_term (baton_snapshot_get_taxonomy (snapshot), ids->pdata[i]);
  return baton_term_set_new_from_terms (baton_snapshot_get_taxonomy (snapshot), terms, ids->len);
}

/* The ids of the rules that match a member and a content that could be, and the outcome. */
static GPtrArray *
ask_possible (Case               *with,
              const BatonExample *example,
              BatonOutcome       *outcome)
{
  g_autoptr (BatonProfileBuilder) builder = baton_profile_builder_new (with->snapshot);
  g_autoptr (BatonProfile) plain = NULL, with_event = NULL, profile = NULL;
  g_autoptr (BatonTermSet) event = make_set (with->snapshot, example->terms[BATON_SIDE_EVENT]);
  g_autoptr (BatonTermSet) record = make_set (with->snapshot, example->terms[BATON_SIDE_RECORD]);
  g_autoptr (BatonTermSet) tags = make_set (with->snapshot, example->terms[BATON_SIDE_CONTENT]);
  g_autoptr (BatonExplanation) explanation = NULL;
  GPtrArray *rules = baton_snapshot_list (with->snapshot, BATON_KIND_PUBLISHING_RULE);
  GPtrArray *matching = g_ptr_array_new ();

  for (guint i = 0; i < example->terms[BATON_SIDE_MEMBER]->len; i++)
    baton_profile_builder_add (builder, example->terms[BATON_SIDE_MEMBER]->pdata[i]);
  baton_profile_builder_set_organisation (builder, example->organisation);
  for (int a = 0; a < BATON_N_ATTRIBUTES; a++)
    if ((example->known & (1u << a)) != 0)
      baton_profile_builder_set_attribute (builder, (BatonAttribute) a, example->attributes[a]);
  plain = baton_profile_builder_finish (builder);
  with_event = baton_profile_with_event (plain, event);
  profile = baton_profile_with_record (with_event, record);
  explanation = baton_explain_tags (with->snapshot, profile, (BatonAction) example->action, tags, example->day);
  *outcome = explanation->decision.outcome;
  for (guint i = 0; i < explanation->n_matching; i++)
    g_ptr_array_add (matching, (char *) baton_entity_get_id (rules->pdata[explanation->matching[i]]));
  return matching;
}

static BatonPlainDecision *
ask_real (Case               *with,
          const BatonExample *example)
{
  return baton_plain_decide (with->program, baton_program_lookup (with->program, example->persona), (BatonAction) example->action,
                             example->content != NULL ? baton_program_lookup (with->program, example->content) : NULL, example->day);
}

/* The rules that match in the example, and the outcome. (transfer container) */
static GPtrArray *
ask (Case               *with,
     const BatonExample *example,
     BatonOutcome       *outcome)
{
  g_autoptr (BatonPlainDecision) decision = NULL;
  GPtrArray *matching;

  g_assert_cmpint (example->action, >=, 0);
  g_assert_cmpint (example->day, !=, BATON_DAY_NONE);
  if (example->persona == NULL)
    return ask_possible (with, example, outcome);
  decision = ask_real (with, example);
  *outcome = decision->outcome;
  matching = g_ptr_array_new ();
  g_ptr_array_extend (matching, decision->matching, NULL, NULL);
  return matching;
}

/* ── What keeps a rule from matching ─────────────────────────────────────────────────────────────────── */

static gboolean
is_listed (GArray        *failures,
           BatonRulePart  part,
           guint          index)
{
  for (guint i = 0; i < failures->len; i++)
    {
      BatonFailure failure = g_array_index (failures, BatonFailure, i);

      if (failure.part == part && failure.index == index)
        return TRUE;
    }
  return FALSE;
}

static const struct
{
  BatonRulePart part;
  BatonField    field;
} parts[] = {
  { BATON_RULE_PART_WHO, BATON_FIELD_PUBLISHING_RULE_WHO },
  { BATON_RULE_PART_WHAT, BATON_FIELD_PUBLISHING_RULE_WHAT },
  { BATON_RULE_PART_OWN, BATON_FIELD_PUBLISHING_RULE_OWN },
  { BATON_RULE_PART_ADDRESSED, BATON_FIELD_PUBLISHING_RULE_ADDRESSED },
};

/* A program in which the rule has those of its parts only that are listed, or only those that are not. */
static BatonProgram *
cut_rule (BatonProgram *program,
          const char   *id,
          GArray       *failures,
          gboolean      listed)
{
  BatonProgram *cut = baton_program_copy (program);
  g_autoptr (BatonEntity) rule = baton_entity_ref (baton_program_lookup (program, id));

  for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
    {
      BatonValue *value = baton_entity_get (rule, parts[p].field);
      g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
      g_autoptr (BatonValue) kept = NULL;
      BatonEntity *changed;

      baton_value_builder_open_array (builder);
      for (gsize i = 0; i < baton_value_get_length (value); i++)
        if (is_listed (failures, parts[p].part, (guint) i) == listed)
          baton_value_builder_add (builder, baton_value_get_element (value, i));
      kept = baton_value_builder_finish (builder);
      changed = baton_entity_with (rule, parts[p].field, kept);
      baton_entity_unref (rule);
      rule = changed;
    }
  if (is_listed (failures, BATON_RULE_PART_WINDOW, 0) != listed)
    {
      BatonEntity *changed = baton_entity_with (rule, BATON_FIELD_PUBLISHING_RULE_WINDOW, NULL);

      baton_entity_unref (rule);
      rule = changed;
    }
  baton_program_put (cut, rule);
  return cut;
}

/* The rule does not match in the example; without what it lacks it does. */
static void
check_lacking (Case         *with,
               BatonFinding *finding,
               const char   *rule)
{
  const BatonExample *example = &finding->example;
  g_autoptr (BatonProgram) cut = NULL;
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  Case loosened = { .snapshot = with->snapshot };
  BatonOutcome outcome;

  g_assert_nonnull (example->failures);
  g_assert_cmpuint (example->failures->len, >, 0);
  before = ask (with, example, &outcome);
  g_assert_false (has (before, rule));
  loosened.program = cut = cut_rule (with->program, rule, example->failures, FALSE);
  after = ask (&loosened, example, &outcome);
  g_assert_true (has (after, rule));
}

/* Whether the rule ever matches, somebody and something of a small program, which hold all that could be. */
static gboolean
ever_matches (SmallProgram *small,
              BatonProgram *program,
              const char   *rule)
{
  for (BatonDay day = SMALL_TODAY - 1; day <= SMALL_TODAY + 1; day++)
    for (guint p = 0; p < small->personas->len; p++)
      for (guint c = 0; c < small->contents->len; c++)
        {
          g_autoptr (BatonPlainDecision) decision = baton_plain_decide (program, small->personas->pdata[p], BATON_ACTION_VIEW,
                                                                        small->contents->pdata[c], day);

          if (has (decision->matching, rule))
            return TRUE;
        }
  return FALSE;
}

/* The parts cannot be met together, and without any one of them they can. */
static void
check_contradiction (SmallProgram *small,
                     BatonFinding *finding)
{
  GArray *failures = finding->example.failures;
  g_autoptr (BatonProgram) alone = NULL;

  g_assert_cmpstr (finding->example.lacking, ==, finding->entity);
  g_assert_nonnull (failures);
  alone = cut_rule (small->program, finding->entity, failures, TRUE);
  g_assert_false (ever_matches (small, alone, finding->entity));
  for (guint i = 0; i < failures->len; i++)
    {
      g_autoptr (GArray) fewer = g_array_copy (failures);
      g_autoptr (BatonProgram) without = NULL;

      g_array_remove_index (fewer, i);
      without = cut_rule (small->program, finding->entity, fewer, TRUE);
      g_assert_true (ever_matches (small, without, finding->entity));
    }
}

/* ── One finding ─────────────────────────────────────────────────────────────────────────────────────── */

/* The entity matches, and so does the rule that is said to decide, which is among those concerned. */
static void
check_both (Case         *with,
            BatonFinding *finding)
{
  g_autoptr (GPtrArray) matching = NULL, rules = baton_finding_list_rules (finding, with->snapshot);
  BatonOutcome outcome;

  matching = ask (with, &finding->example, &outcome);
  g_assert_true (has (matching, finding->entity));
  g_assert_true (has (matching, finding->example.rule));
  g_assert_true (has (finding->others, finding->example.rule));
  g_assert_true (has (rules, finding->entity) && has (rules, finding->example.rule));
  if (finding->code == BATON_FINDING_KILLED || finding->code == BATON_FINDING_MEET || finding->code == BATON_FINDING_COULD_MEET)
    g_assert_cmpint (outcome, ==, BATON_OUTCOME_FORBIDDEN);
}

static void
check_alone (Case         *with,
             BatonFinding *finding)
{
  g_autoptr (GPtrArray) matching = NULL;
  BatonOutcome outcome;

  matching = ask (with, &finding->example, &outcome);
  g_assert_true (has (matching, finding->entity));
  if (finding->code == BATON_FINDING_ENDED)
    g_assert_cmpint (finding->example.day, ==,
                     baton_window_from_value (baton_entity_get (baton_program_lookup (with->program, finding->entity),
                                                                BATON_FIELD_PUBLISHING_RULE_WINDOW)).through);
}

/* All who decide where the rule matches, and nobody else, are among the others. */
static void
check_deciders (Case         *with,
                BatonFinding *finding)
{
  GPtrArray *personas = baton_snapshot_list (with->snapshot, BATON_KIND_PERSONA);
  GPtrArray *contents = baton_snapshot_list (with->snapshot, BATON_KIND_CONTENT);
  g_autoptr (GHashTable) deciders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (BatonPlainDecision) decision = ask_real (with, &finding->example);

  g_assert_true (has (decision->matching, finding->entity));
  g_assert_cmpstr (decision->rule, ==, finding->example.rule);
  for (guint p = 0; p < personas->len; p++)
    for (guint c = 0; c < contents->len; c++)
      for (int action = 0; action < BATON_N_ACTIONS; action++)
        {
          g_autoptr (BatonPlainDecision) other = baton_plain_decide (with->program, personas->pdata[p], (BatonAction) action,
                                                                     contents->pdata[c], finding->example.day);

          if (has (other->matching, finding->entity))
            g_hash_table_add (deciders, g_strdup (other->rule));
        }
  g_assert_cmpuint (finding->others->len, ==, g_hash_table_size (deciders));
  for (guint i = 0; i < finding->others->len; i++)
    g_assert_true (g_hash_table_contains (deciders, finding->others->pdata[i]));
}

/* Nobody may, or a persona may not: the rule that forbids, or the nearest and what it lacks. */
static void
check_refusal (Case         *with,
               BatonFinding *finding)
{
  const BatonExample *example = &finding->example;
  g_autoptr (BatonPlainDecision) decision = NULL;

  g_assert_nonnull (example->persona);
  if (finding->kind == BATON_KIND_PERSONA)
    g_assert_cmpstr (example->persona, ==, finding->entity);
  else
    g_assert_cmpstr (example->content, ==, finding->entity);
  if (example->content == NULL)
    {
      g_assert_cmpuint (baton_snapshot_list (with->snapshot, BATON_KIND_CONTENT)->len, ==, 0);
      return;
    }
  decision = ask_real (with, example);
  g_assert_cmpstr (decision->rule, ==, example->rule);
  if (finding->kind == BATON_KIND_CONTENT)
    g_assert_cmpint (decision->outcome, <, BATON_OUTCOME_WITH_APPROVAL);
  g_assert_cmpint (decision->nearest->len > 0, ==, example->lacking != NULL);
  for (guint i = 0; i < decision->nearest->len; i++)
    {
      g_autofree char *near = g_strndup (decision->nearest->pdata[i], strchr (decision->nearest->pdata[i], ':') - (char *) decision->nearest->pdata[i]);

      g_assert_cmpstr (near, ==, finding->others->pdata[i]);
    }
  if (example->lacking != NULL)
    {
      g_assert_cmpstr (example->lacking, ==, finding->others->pdata[0]);
      check_lacking (with, finding, example->lacking);
    }
  if (example->rule != NULL)
    g_assert_true (has (finding->others, example->rule));
}

static gboolean
names_it (BatonEntity *entity,
          const char  *id)
{
  g_autoptr (BatonValue) body = baton_entity_to_value (entity);
  g_autofree char *text = baton_value_to_json (body);
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", id);

  return strstr (text, quoted) != NULL;
}

/* A persona that has the role alone, and one that has nothing, meet the same decision: that of the example. */
static void
check_role (Case         *with,
            BatonFinding *finding)
{
  const BatonExample *example = &finding->example;

  g_assert_true (has (example->terms[BATON_SIDE_MEMBER], finding->entity));
  if (example->content == NULL)
    {
      g_assert_cmpuint (baton_snapshot_list (with->snapshot, BATON_KIND_CONTENT)->len, ==, 0);
      return;
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (BatonEntity) nobody = baton_entity_new (BATON_KIND_PERSONA, "somebody");
      g_autoptr (BatonValue) roles = baton_value_new_strv ((const char * const[]) { finding->entity, NULL });
      g_autoptr (BatonEntity) somebody = baton_entity_with (nobody, BATON_FIELD_PERSONA_ROLES, i == 0 ? roles : NULL);
      g_autoptr (BatonPlainDecision) decision = baton_plain_decide (with->program, somebody, (BatonAction) example->action,
                                                                    baton_program_lookup (with->program, example->content), example->day);

      g_assert_cmpstr (decision->rule, ==, example->rule);
      g_assert_true (example->rule == NULL || has (finding->others, example->rule));
    }
  g_assert_cmpint (example->rule != NULL, ==, example->lacking == NULL && finding->others->len > 0);
  if (example->lacking != NULL)
    g_assert_true (has (finding->others, example->lacking));
}

/* Whether *above* is one of those above the term. */
static gboolean
is_above (Case       *with,
          const char *above,
          const char *term)
{
  for (const char *id = term; id != NULL;)
    {
      BatonEntity *entity = baton_program_lookup (with->program, id);

      id = entity != NULL ? baton_entity_get_parent (entity) : NULL;
      if (g_strcmp0 (id, above) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The rules named do name what is above the term; where no rule does, the one named names something else of its vocabulary; else none does. */
static void
check_term (Case         *with,
            BatonFinding *finding)
{
  const BatonExample *example = &finding->example;
  const BatonTaxonomy *taxonomy = baton_snapshot_get_taxonomy (with->snapshot);
  BatonDimension dimension = baton_taxonomy_get_term_dimension (taxonomy, baton_taxonomy_find_term (taxonomy, finding->entity));
  GPtrArray *rules = baton_snapshot_list (with->snapshot, BATON_KIND_PUBLISHING_RULE);
  GPtrArray *terms = baton_snapshot_list (with->snapshot, BATON_KIND_TERM);
  gboolean reached = FALSE;

  g_assert_cmpint (example->rule != NULL, ==, finding->others->len > 0);
  if (example->rule != NULL)
    {
      g_assert_cmpint (baton_taxonomy_get_term_dimension (taxonomy, baton_taxonomy_find_term (taxonomy, example->thing)), ==, dimension);
      for (guint i = 0; i < finding->others->len; i++)
        g_assert_true (names_it (baton_program_lookup (with->program, finding->others->pdata[i]), example->thing));
      reached = is_above (with, example->thing, finding->entity);
    }
  else
    g_assert_cmpint (baton_taxonomy_find_dimension (taxonomy, example->thing != NULL ? example->thing : ""), ==, dimension);
  for (guint i = 0; i < terms->len && !reached; i++)
    {
      const char *id = baton_entity_get_id (terms->pdata[i]);

      if (baton_taxonomy_get_term_dimension (taxonomy, baton_taxonomy_find_term (taxonomy, id)) != dimension ||
          (example->rule != NULL && !is_above (with, id, finding->entity)))
        continue;
      for (guint k = 0; k < rules->len; k++)
        g_assert_false (names_it (rules->pdata[k], id));
    }
}

static void
check_finding (Case         *with,
               SmallProgram *small,
               BatonFinding *finding)
{
  const BatonExample *example = &finding->example;

  switch (finding->code)
    {
    case BATON_FINDING_CONTAINED:
    case BATON_FINDING_KILLED:
    case BATON_FINDING_SHADOWED:
    case BATON_FINDING_MEET:
    case BATON_FINDING_COULD_MEET:
      check_both (with, finding);
      break;
    case BATON_FINDING_SHADOW_UNDECIDED:
      check_alone (with, finding);
      if (example->rule != NULL)
        check_both (with, finding);
      break;
    case BATON_FINDING_ENDED:
      check_alone (with, finding);
      break;
    case BATON_FINDING_EXCEPTION_WITHOUT_REASON:
      if (example->lacking == NULL && finding->actions != 0)
        check_alone (with, finding);
      break;
    case BATON_FINDING_NEVER_MATCHES:
      if (small != NULL)
        check_contradiction (small, finding);
      else if (finding->actions != 0)
        g_assert_nonnull (example->failures);
      break;
    case BATON_FINDING_MATCHES_NOTHING_HERE:
      if (example->lacking == NULL)
        g_assert_cmpuint (baton_snapshot_list (with->snapshot, BATON_KIND_CONTENT)->len, ==, 0);
      else
        check_lacking (with, finding, finding->entity);
      break;
    case BATON_FINDING_NEVER_DECIDES:
      check_deciders (with, finding);
      break;
    case BATON_FINDING_NOBODY_SEES:
    case BATON_FINDING_NOBODY_EDITS:
    case BATON_FINDING_NOBODY_PUBLISHES:
    case BATON_FINDING_PERSONA_SEES_NOTHING:
      check_refusal (with, finding);
      break;
    case BATON_FINDING_ROLE_WITHOUT_PERSONA:
      g_assert_true (names_it (baton_program_lookup (with->program, example->thing), finding->entity));
      break;
    case BATON_FINDING_ROLE_UNUSED:
      check_role (with, finding);
      break;
    case BATON_FINDING_TERM_UNUSED:
      check_term (with, finding);
      break;
    default:
      break;
    }
}

static void
check_program (BatonProgram *program,
               SmallProgram *small,
               guint         limit)
{
  g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (program, 1);
  g_autoptr (GPtrArray) findings = baton_analysis_run (snapshot, RANDOM_PROGRAM_DAY, limit, NULL);
  Case with = { program, snapshot, findings };

  baton_analysis_illustrate (snapshot, findings, RANDOM_PROGRAM_DAY, NULL);
  for (guint i = 0; i < findings->len; i++)
    {
      BatonFinding *finding = findings->pdata[i];

      g_test_message ("%s of %s", baton_finding_code_get_name (finding->code), finding->entity);
      counts[finding->code]++;
      check_finding (&with, small, finding);
    }
}

static void
expect (const BatonFindingCode *codes,
        guint                   n_codes)
{
  for (guint i = 0; i < n_codes; i++)
    {
      g_test_message ("%s: %u", baton_finding_code_get_name (codes[i]), counts[codes[i]]);
      g_assert_cmpuint (counts[codes[i]], >, 5);
    }
}

static void
test_random (void)
{
  static const BatonFindingCode wanted[] = {
    BATON_FINDING_NEVER_MATCHES, BATON_FINDING_ENDED, BATON_FINDING_MEET, BATON_FINDING_COULD_MEET, BATON_FINDING_EXCEPTION_WITHOUT_REASON,
    BATON_FINDING_MATCHES_NOTHING_HERE, BATON_FINDING_NEVER_DECIDES, BATON_FINDING_NOBODY_SEES, BATON_FINDING_NOBODY_EDITS,
    BATON_FINDING_NOBODY_PUBLISHES, BATON_FINDING_PERSONA_SEES_NOTHING,
  };

  memset (counts, 0, sizeof counts);
  for (guint seed = 0; seed < 80; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (500 + seed);
      g_autoptr (BatonProgram) program = random_program_new (random);
      /* Fewer, so that something is missed; sometimes nobody or nothing is left. */
      guint n_personas = (guint) g_rand_int_range (random, 1, 4), n_contents = (guint) g_rand_int_range (random, 0, 15);

      for (guint i = 0; i < 20; i++)
        {
          g_autofree char *persona = g_strdup_printf ("persona-%02u", i), *content = g_strdup_printf ("content-%02u", i);

          if (i >= n_personas && baton_program_lookup (program, persona) != NULL)
            baton_program_remove (program, persona);
          if (i >= n_contents && baton_program_lookup (program, content) != NULL)
            baton_program_remove (program, content);
        }
      g_test_message ("seed %u", seed);
      check_program (program, NULL, 0);
    }
  expect (wanted, G_N_ELEMENTS (wanted));
}

static void
test_small (void)
{
  static const BatonFindingCode wanted[] = {
    BATON_FINDING_NEVER_MATCHES, BATON_FINDING_ENDED, BATON_FINDING_CONTAINED, BATON_FINDING_KILLED, BATON_FINDING_SHADOWED,
    BATON_FINDING_COULD_MEET, BATON_FINDING_SHADOW_UNDECIDED,
  };

  memset (counts, 0, sizeof counts);
  for (guint seed = 0; seed < 20; seed++)
    {
      g_autoptr (SmallProgram) small = small_program_new (seed);
      g_autoptr (BatonProgram) deserted = baton_program_copy (small->program);

      g_test_message ("seed %u", seed);
      check_program (small->program, small, 0);
      /* With nobody there, every case is one that could be; and given up at once, one that was not decided. */
      for (guint p = 0; p < small->personas->len; p++)
        baton_program_remove (deserted, baton_entity_get_id (small->personas->pdata[p]));
      check_program (deserted, small, 0);
      check_program (deserted, small, 1);
    }
  expect (wanted, G_N_ELEMENTS (wanted));
}

/* What is cancelled before it began has given no example. */
static void
test_cancelled (void)
{
  g_autoptr (SmallProgram) small = small_program_new (1);
  g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (small->program, 1);
  g_autoptr (GPtrArray) findings = baton_analysis_run (snapshot, SMALL_TODAY, 0, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  baton_analysis_illustrate (snapshot, findings, SMALL_TODAY, cancellable);
  g_assert_cmpuint (findings->len, >, 0);
  for (guint i = 0; i < findings->len; i++)
    g_assert_null (((BatonFinding *) findings->pdata[i])->example.rule);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/examples/random", test_random);
  g_test_add_func ("/rules/examples/small", test_small);
  g_test_add_func ("/rules/examples/cancelled", test_cancelled);
  return g_test_run ();
}
