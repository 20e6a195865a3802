/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the analysis says of the personas, contents and terms of random programs, against walking over all of them with
 * the plain engine: each finding that is due, no other, with the rules concerned, their number, and an example that holds.
 */
#include "rules/baton-analysis.h"
#include "rules/baton-plain.h"

#include <string.h>

#include "random-program.h"

static const BatonAction actions[] = { BATON_ACTION_VIEW, BATON_ACTION_EDIT, BATON_ACTION_PUBLISH };

typedef struct
{
  BatonProgram  *program;
  BatonSnapshot *snapshot;
  GPtrArray     *findings;
  GHashTable    *matching;     /* ids of rules that match something */
  GHashTable    *deciding;
  GHashTable    *acted[BATON_N_ACTIONS];   /* ids of contents on which somebody may act */
  GHashTable    *seeing;       /* ids of personas who see something */
  GHashTable    *pairs;        /* "may not/may" that met; owned strings */
  GHashTable    *cases;        /* id of a may not → number of cases */
} Walk;

static guint counts[BATON_N_FINDINGS];

static BatonFinding *
find (Walk             *walk,
      BatonFindingCode  code,
      const char       *entity)
{
  for (guint i = 0; i < walk->findings->len; i++)
    {
      BatonFinding *finding = walk->findings->pdata[i];

      if (finding->code == code && g_str_equal (finding->entity, entity))
        return finding;
    }
  return NULL;
}

/* The finding is there exactly when it is *due*. */
static void
check (Walk             *walk,
       BatonFindingCode  code,
       const char       *entity,
       gboolean          due)
{
  if ((find (walk, code, entity) != NULL) != due)
    g_test_message ("%s of %s", baton_finding_code_get_name (code), entity);
  g_assert_cmpint (find (walk, code, entity) != NULL, ==, due);
  counts[code] += due;
}

static gboolean
is_may (Walk       *walk,
        const char *rule)
{
  return g_strcmp0 (baton_entity_get_string (baton_program_lookup (walk->program, rule), BATON_FIELD_PUBLISHING_RULE_EFFECT), "may") == 0;
}

static void
note_case (Walk               *walk,
           BatonPlainDecision *decision)
{
  for (guint i = 0; i < decision->matching->len; i++)
    {
      char *one = decision->matching->pdata[i];
      gboolean met = FALSE;

      g_hash_table_add (walk->matching, one);
      for (guint j = 0; !is_may (walk, one) && j < decision->matching->len; j++)
        if (is_may (walk, decision->matching->pdata[j]))
          {
            g_hash_table_add (walk->pairs, g_strconcat (one, "/", decision->matching->pdata[j], NULL));
            met = TRUE;
          }
      if (met)
        g_hash_table_insert (walk->cases, one, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (walk->cases, one)) + 1));
    }
  if (decision->rule != NULL)
    g_hash_table_add (walk->deciding, (char *) baton_entity_get_id (baton_program_lookup (walk->program, decision->rule)));
}

static void
walk_all (Walk *walk)
{
  GPtrArray *personas = baton_snapshot_list (walk->snapshot, BATON_KIND_PERSONA);
  GPtrArray *contents = baton_snapshot_list (walk->snapshot, BATON_KIND_CONTENT);

  for (guint p = 0; p < personas->len; p++)
    for (guint c = 0; c < contents->len; c++)
      for (guint a = 0; a < G_N_ELEMENTS (actions); a++)
        {
          g_autoptr (BatonPlainDecision) decision = baton_plain_decide (walk->program, personas->pdata[p], actions[a], contents->pdata[c],
                                                                        RANDOM_PROGRAM_DAY);

          note_case (walk, decision);
          if (decision->outcome >= BATON_OUTCOME_WITH_APPROVAL)
            g_hash_table_add (walk->acted[actions[a]], (char *) baton_entity_get_id (contents->pdata[c]));
          if (decision->outcome == BATON_OUTCOME_ALLOWED && actions[a] == BATON_ACTION_VIEW)
            g_hash_table_add (walk->seeing, (char *) baton_entity_get_id (personas->pdata[p]));
        }
}

static void
check_example (Walk         *walk,
               BatonFinding *finding)
{
  g_autoptr (BatonPlainDecision) decision = NULL;
  gboolean others = FALSE;

  decision = baton_plain_decide (walk->program, baton_program_lookup (walk->program, finding->example.persona),
                                 (BatonAction) finding->example.action, baton_program_lookup (walk->program, finding->example.content),
                                 RANDOM_PROGRAM_DAY);
  g_assert_true (g_ptr_array_find_with_equal_func (decision->matching, finding->entity, g_str_equal, NULL));
  for (guint i = 0; i < finding->others->len; i++)
    others |= g_ptr_array_find_with_equal_func (decision->matching, finding->others->pdata[i], g_str_equal, NULL);
  g_assert_true (others);
}

static void
check_rules (Walk *walk)
{
  GPtrArray *rules = baton_snapshot_list (walk->snapshot, BATON_KIND_PUBLISHING_RULE);

  for (guint r = 0; r < rules->len; r++)
    {
      const char *id = baton_entity_get_id (rules->pdata[r]);
      BatonWindow window = baton_window_from_value (baton_entity_get (rules->pdata[r], BATON_FIELD_PUBLISHING_RULE_WINDOW));
      gboolean on = !baton_entity_get_boolean (rules->pdata[r], BATON_FIELD_PUBLISHING_RULE_DISABLED);
      gboolean asked = baton_value_get_length (baton_entity_get (rules->pdata[r], BATON_FIELD_PUBLISHING_RULE_ACTIONS)) > 0;
      gboolean open = on && asked && baton_window_contains (window, RANDOM_PROGRAM_DAY);
      gboolean matches = g_hash_table_contains (walk->matching, id);
      guint n_cases = GPOINTER_TO_UINT (g_hash_table_lookup (walk->cases, id));
      BatonFinding *meet = find (walk, BATON_FINDING_MEET, id);
      guint n_pairs = 0;

      check (walk, BATON_FINDING_MATCHES_NOTHING_HERE, id, open && !matches);
      check (walk, BATON_FINDING_NEVER_DECIDES, id, open && matches && !g_hash_table_contains (walk->deciding, id));
      check (walk, BATON_FINDING_EXCEPTION_WITHOUT_REASON, id,
             on && !is_may (walk, id) && baton_entity_get_string (rules->pdata[r], BATON_FIELD_PUBLISHING_RULE_REASON) == NULL);
      check (walk, BATON_FINDING_ENDED, id,
             on && find (walk, BATON_FINDING_NEVER_MATCHES, id) == NULL && window.through < RANDOM_PROGRAM_DAY);
      check (walk, BATON_FINDING_MEET, id, n_cases > 0);
      for (guint other = 0; other < rules->len; other++)
        {
          g_autofree char *pair = g_strconcat (id, "/", baton_entity_get_id (rules->pdata[other]), NULL);

          n_pairs += g_hash_table_contains (walk->pairs, pair);
          g_assert_cmpint (g_hash_table_contains (walk->pairs, pair), ==,
                           meet != NULL && g_ptr_array_find_with_equal_func (meet->others, baton_entity_get_id (rules->pdata[other]), g_str_equal, NULL));
        }
      if (meet == NULL)
        continue;
      g_assert_cmpuint (meet->count, ==, n_cases);
      g_assert_cmpuint (meet->others->len, ==, n_pairs);
      check_example (walk, meet);
    }
}

static void
check_people_and_contents (Walk *walk)
{
  static const BatonFindingCode codes[] = { BATON_FINDING_NOBODY_SEES, BATON_FINDING_NOBODY_EDITS, BATON_FINDING_NOBODY_PUBLISHES };
  GPtrArray *personas = baton_snapshot_list (walk->snapshot, BATON_KIND_PERSONA);
  GPtrArray *contents = baton_snapshot_list (walk->snapshot, BATON_KIND_CONTENT);

  for (guint c = 0; c < contents->len; c++)
    for (guint a = 0; a < G_N_ELEMENTS (actions); a++)
      check (walk, codes[a], baton_entity_get_id (contents->pdata[c]),
             !g_hash_table_contains (walk->acted[actions[a]], baton_entity_get_id (contents->pdata[c])));
  for (guint p = 0; p < personas->len; p++)
    check (walk, BATON_FINDING_PERSONA_SEES_NOTHING, baton_entity_get_id (personas->pdata[p]),
           !g_hash_table_contains (walk->seeing, baton_entity_get_id (personas->pdata[p])));
}

/* The entity's body as text, without its place, and its name, which is its id here: where an id stands in quotation marks
 * there, the entity names it. */
static char *
write_body (BatonEntity *entity)
{
  g_autoptr (BatonValue) body = baton_entity_to_value (entity);
  g_autoptr (BatonValue) placeless = baton_value_with_member (body, "place", NULL);

  g_autoptr (BatonValue) nameless = baton_value_with_member (placeless, "name", NULL);

  return baton_value_to_json (nameless);
}

static gboolean
is_named (GPtrArray  *bodies,
          const char *id)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", id);

  for (guint i = 0; i < bodies->len; i++)
    if (strstr (bodies->pdata[i], quoted) != NULL)
      return TRUE;
  return FALSE;
}

/* Whether it, or a term that stands below it, is named. Circles hang in the air: nothing in them stands below another. */
static gboolean
is_used (Walk       *walk,
         GPtrArray  *bodies,
         const char *term)
{
  const BatonTaxonomy *taxonomy = baton_snapshot_get_taxonomy (walk->snapshot);
  GPtrArray *terms = baton_snapshot_list (walk->snapshot, BATON_KIND_TERM);

  for (guint i = 0; i < terms->len; i++)
    {
      BatonTerm above = baton_taxonomy_find_term (taxonomy, baton_entity_get_id (terms->pdata[i]));

      for (; above != BATON_TERM_NONE; above = baton_taxonomy_get_term_parent (taxonomy, above))
        if (g_str_equal (baton_taxonomy_get_term_id (taxonomy, above), term) && is_named (bodies, baton_entity_get_id (terms->pdata[i])))
          return TRUE;
    }
  return FALSE;
}

static void
check_uses (Walk *walk)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) of_personas = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *roles = baton_snapshot_list (walk->snapshot, BATON_KIND_ROLE);
  GPtrArray *terms = baton_snapshot_list (walk->snapshot, BATON_KIND_TERM);

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    for (guint i = 0; i < baton_snapshot_list (walk->snapshot, kind)->len; i++)
      {
        g_ptr_array_add (all, write_body (baton_snapshot_list (walk->snapshot, kind)->pdata[i]));
        if (kind == BATON_KIND_PERSONA)
          g_ptr_array_add (of_personas, g_strdup (all->pdata[all->len - 1]));
      }
  for (guint i = 0; i < roles->len; i++)
    {
      const char *id = baton_entity_get_id (roles->pdata[i]);

      check (walk, BATON_FINDING_ROLE_UNUSED, id, !is_named (all, id));
      check (walk, BATON_FINDING_ROLE_WITHOUT_PERSONA, id, is_named (all, id) && !is_named (of_personas, id));
    }
  for (guint i = 0; i < terms->len; i++)
    check (walk, BATON_FINDING_TERM_UNUSED, baton_entity_get_id (terms->pdata[i]), !is_used (walk, all, baton_entity_get_id (terms->pdata[i])));
}

/* Fewer personas and contents than the program was drawn with, so that something is missed. */
static void
thin_out (BatonProgram *program,
          GRand        *random)
{
  static const BatonKind kinds[] = { BATON_KIND_PERSONA, BATON_KIND_CONTENT };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (GPtrArray) list = baton_program_list (program, kinds[k]);

      for (guint i = 0; i < list->len; i++)
        if (g_rand_int_range (random, 0, 3) == 0)
          {
            g_autofree char *id = g_strdup (baton_entity_get_id (list->pdata[i]));

            baton_program_remove (program, id);
          }
    }
}

/* A role that nothing names, and a term below one. */
static void
add_spares (BatonProgram *program)
{
  g_autoptr (BatonEntity) role = baton_entity_new (BATON_KIND_ROLE, "spare-role");
  g_autoptr (BatonEntity) term = baton_entity_new (BATON_KIND_TERM, "spare-term");
  g_autoptr (BatonEntity) placed = baton_entity_with_place (term, "term-00", "a0");

  baton_program_put (program, role);
  baton_program_put (program, placed);
}

static void
test_random (void)
{
  static const BatonFindingCode wanted[] = {
    BATON_FINDING_MATCHES_NOTHING_HERE, BATON_FINDING_NEVER_DECIDES, BATON_FINDING_EXCEPTION_WITHOUT_REASON, BATON_FINDING_ENDED,
    BATON_FINDING_MEET, BATON_FINDING_NOBODY_SEES, BATON_FINDING_NOBODY_EDITS, BATON_FINDING_NOBODY_PUBLISHES,
    BATON_FINDING_PERSONA_SEES_NOTHING, BATON_FINDING_ROLE_UNUSED, BATON_FINDING_ROLE_WITHOUT_PERSONA, BATON_FINDING_TERM_UNUSED,
  };

  for (guint seed = 0; seed < 80; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (BatonProgram) program = random_program_new (random);
      Walk walk = { .program = program };

      thin_out (program, random);
      add_spares (program);
      walk.snapshot = baton_snapshot_new (program, 1);
      walk.findings = baton_analysis_run (walk.snapshot, RANDOM_PROGRAM_DAY, 0, NULL);
      walk.matching = g_hash_table_new (g_str_hash, g_str_equal);
      walk.deciding = g_hash_table_new (g_str_hash, g_str_equal);
      walk.seeing = g_hash_table_new (g_str_hash, g_str_equal);
      walk.pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      walk.cases = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint a = 0; a < G_N_ELEMENTS (actions); a++)
        walk.acted[actions[a]] = g_hash_table_new (g_str_hash, g_str_equal);

      g_test_message ("seed %u", seed);
      walk_all (&walk);
      if (baton_snapshot_list (walk.snapshot, BATON_KIND_PERSONA)->len > 0)
        {
          check_rules (&walk);
          check_people_and_contents (&walk);
        }
      check_uses (&walk);

      for (guint a = 0; a < G_N_ELEMENTS (actions); a++)
        g_hash_table_unref (walk.acted[actions[a]]);
      g_hash_table_unref (walk.matching);
      g_hash_table_unref (walk.deciding);
      g_hash_table_unref (walk.seeing);
      g_hash_table_unref (walk.pairs);
      g_hash_table_unref (walk.cases);
      g_ptr_array_unref (walk.findings);
      baton_snapshot_unref (walk.snapshot);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_test_message ("%s: %u", baton_finding_code_get_name (wanted[i]), counts[wanted[i]]);
      g_assert_cmpuint (counts[wanted[i]], >, 10);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/findings/random", test_random);
  return g_test_run ();
}
