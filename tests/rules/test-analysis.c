/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The analysis: against counting out every member and content that could be, on tiny random programs; and one planted
 * mistake for each finding.
 */
#include "rules/baton-analysis.h"
#include "rules/baton-plain.h"

#include "fixture.h"

#define TODAY 20778   /* 2026-11-21 */
#define N_TERMS 4
#define N_SETS (1 << N_TERMS)
#define N_RULES 7

/* ── Counting out ────────────────────────────────────────────────────────────────────────────────────── */

static void
append_ids (GString    *text,
            const char *prefix,
            guint       set)
{
  const char *comma = "";

  g_string_append_c (text, '[');
  for (guint t = 0; t < N_TERMS; t++)
    if ((set >> t) & 1)
      {
        g_string_append_printf (text, "%s'%s-%u'", comma, prefix, t);
        comma = ", ";
      }
  g_string_append_c (text, ']');
}

static void
append_audience (GString    *text,
                 const char *prefix,
                 GRand      *random)
{
  static const char * const words[] = { "any", "any", "any", "all", "only", "none" };
  int n_clauses = g_rand_int_range (random, 0, 3);

  g_string_append_c (text, '[');
  for (int i = 0; i < n_clauses; i++)
    {
      g_string_append_printf (text, "%s{'dimension': '%s', '%s': ", i > 0 ? ", " : "", prefix, words[g_rand_int_range (random, 0, 6)]);
      append_ids (text, prefix, (guint) g_rand_int_range (random, 1, N_SETS));
      g_string_append_c (text, '}');
    }
  g_string_append_c (text, ']');
}

/* Two vocabularies with four terms each, in a random tree; every set of terms is a persona or a content. */
static BatonProgram *
make_tiny (GRand *random)
{
  static const char * const prefixes[] = { "m", "c" };
  g_autoptr (GString) text = g_string_new ("{'vocabulary': {'m': {'place': {'position': 'a'}}, 'c': {'place': {'position': 'b'}}}, 'term': {");

  for (guint v = 0; v < G_N_ELEMENTS (prefixes); v++)
    for (int t = 0; t < N_TERMS; t++)
      {
        int parent = g_rand_int_range (random, -1, MAX (t, 1));
        g_autofree char *parent_id = parent >= 0 && parent < t ? g_strdup_printf ("%s-%d", prefixes[v], parent) : g_strdup (prefixes[v]);

        g_string_append_printf (text, "%s'%s-%d': {'place': {'parent': '%s', 'position': 'a'}}", v + (guint) t > 0 ? ", " : "",
                                prefixes[v], t, parent_id);
      }
  g_string_append (text, "}, 'persona': {");
  for (guint set = 0; set < N_SETS; set++)
    {
      g_string_append_printf (text, "%s'p-%02u': {'place': {'position': 'a'}, 'terms': ", set > 0 ? ", " : "", set);
      append_ids (text, "m", set);
      g_string_append_c (text, '}');
    }
  g_string_append (text, "}, 'content': {");
  for (guint set = 0; set < N_SETS; set++)
    {
      g_string_append_printf (text, "%s'i-%02u': {'tags': ", set > 0 ? ", " : "", set);
      append_ids (text, "c", set);
      g_string_append_c (text, '}');
    }
  g_string_append (text, "}, 'publishing-rule': {");
  for (int r = 0; r < N_RULES; r++)
    {
      g_string_append_printf (text, "%s'r-%d': {'place': {'position': 'a'}, 'reason': 'x', 'actions': ['view'], 'effect': '%s', 'who': ",
                              r > 0 ? ", " : "", r, g_rand_int_range (random, 0, 4) == 0 ? "may-not" : "may");
      append_audience (text, "m", random);
      g_string_append (text, ", 'what': ");
      append_audience (text, "c", random);
      g_string_append_c (text, '}');
    }
  g_string_append (text, "}}");
  return fixture_program_new (text->str);
}

typedef struct
{
  gboolean may[N_RULES];
  guint8   matches[N_RULES][N_SETS * N_SETS];
} Counted;

static void
count_out (BatonProgram *program,
           Counted      *counted)
{
  g_autoptr (GPtrArray) personas = baton_program_list (program, BATON_KIND_PERSONA);
  g_autoptr (GPtrArray) contents = baton_program_list (program, BATON_KIND_CONTENT);

  for (int r = 0; r < N_RULES; r++)
    {
      g_autofree char *id = g_strdup_printf ("r-%d", r);

      counted->may[r] = g_str_equal (baton_entity_get_string (baton_program_lookup (program, id), BATON_FIELD_PUBLISHING_RULE_EFFECT), "may");
    }
  for (guint p = 0; p < personas->len; p++)
    for (guint c = 0; c < contents->len; c++)
      {
        g_autoptr (BatonPlainDecision) decision = baton_plain_decide (program, personas->pdata[p], BATON_ACTION_VIEW, contents->pdata[c], TODAY);

        for (guint i = 0; i < decision->matching->len; i++)
          counted->matches[atoi ((char *) decision->matching->pdata[i] + 2)][p * N_SETS + c] = 1;
      }
}

static gboolean
contains (const Counted *counted,
          int            outer,
          int            inner)
{
  for (guint i = 0; i < N_SETS * N_SETS; i++)
    if (counted->matches[inner][i] && !counted->matches[outer][i])
      return FALSE;
  return TRUE;
}

static gboolean
is_empty (const Counted *counted,
          int            rule)
{
  for (guint i = 0; i < N_SETS * N_SETS; i++)
    if (counted->matches[rule][i])
      return FALSE;
  return TRUE;
}

static gboolean
is_covered (const Counted *counted,
            int            rule)
{
  for (guint i = 0; i < N_SETS * N_SETS; i++)
    {
      gboolean covered = !counted->matches[rule][i];

      for (int other = 0; other < N_RULES && !covered; other++)
        covered = other != rule && counted->matches[other][i] && (counted->may[other] == counted->may[rule] || !counted->may[other]);
      if (!covered)
        return FALSE;
    }
  return TRUE;
}

static void
test_counted_out (void)
{
  guint counts[BATON_N_FINDINGS] = { 0 };

  for (guint seed = 0; seed < 150; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (BatonProgram) program = make_tiny (random);
      g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (program, 1);
      g_autoptr (GPtrArray) findings = baton_analysis_run (snapshot, TODAY, 0, NULL);
      Counted counted = { 0 };

      count_out (program, &counted);
      for (guint i = 0; i < findings->len; i++)
        counts[((BatonFinding *) findings->pdata[i])->code]++;
      for (int r = 0; r < N_RULES; r++)
        {
          g_autofree char *id = g_strdup_printf ("r-%d", r);
          BatonFinding *contained = fixture_find (findings, BATON_FINDING_CONTAINED, id);
          BatonFinding *killed = fixture_find (findings, BATON_FINDING_KILLED, id);
          gboolean alone = FALSE;

          g_test_message ("seed %u, rule %d", seed, r);
          g_assert_cmpint (fixture_find (findings, BATON_FINDING_NEVER_MATCHES, id) != NULL, ==, is_empty (&counted, r));
          if (is_empty (&counted, r))
            continue;
          for (int other = 0; other < N_RULES; other++)
            {
              g_autofree char *other_id = g_strdup_printf ("r-%d", other);
              gboolean within = other != r && contains (&counted, other, r);

              g_assert_cmpint (fixture_names (contained, other_id), ==, within && counted.may[r] == counted.may[other]);
              g_assert_cmpint (fixture_names (killed, other_id), ==, within && counted.may[r] && !counted.may[other]);
              alone |= within && (counted.may[r] == counted.may[other] || counted.may[r]);
            }
          g_assert_null (fixture_find (findings, BATON_FINDING_SHADOW_UNDECIDED, id));
          g_assert_cmpint (fixture_find (findings, BATON_FINDING_SHADOWED, id) != NULL, ==, !alone && is_covered (&counted, r));
        }
    }
  g_test_message ("never %u, contained %u, killed %u, shadowed %u", counts[BATON_FINDING_NEVER_MATCHES],
                  counts[BATON_FINDING_CONTAINED], counts[BATON_FINDING_KILLED], counts[BATON_FINDING_SHADOWED]);
  g_assert_cmpuint (counts[BATON_FINDING_NEVER_MATCHES], >, 20);
  g_assert_cmpuint (counts[BATON_FINDING_CONTAINED], >, 100);
  g_assert_cmpuint (counts[BATON_FINDING_KILLED], >, 20);
  g_assert_cmpuint (counts[BATON_FINDING_SHADOWED], >, 5);
}

/* ── Meetings that only could be ─────────────────────────────────────────────────────────────────────── */

/* Whether the two name the same dimensions, or one of them fewer, and where both ask for *any* name terms that overlap. */
static gboolean
is_same_ground (BatonProgram  *program,
                BatonSnapshot *snapshot,
                const char    *one,
                const char    *other)
{
  static const BatonField fields[] = { BATON_FIELD_PUBLISHING_RULE_WHO, BATON_FIELD_PUBLISHING_RULE_WHAT };
  const BatonTaxonomy *taxonomy = baton_snapshot_get_taxonomy (snapshot);
  guint named[2] = { 0, 0 };

  for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
    {
      BatonValue *ours = baton_entity_get (baton_program_lookup (program, one), fields[f]);
      BatonValue *theirs = baton_entity_get (baton_program_lookup (program, other), fields[f]);

      named[0] |= baton_value_get_length (ours) > 0 ? 1u << f : 0;
      named[1] |= baton_value_get_length (theirs) > 0 ? 1u << f : 0;
      for (gsize i = 0; i < baton_value_get_length (ours); i++)
        for (gsize j = 0; j < baton_value_get_length (theirs); j++)
          {
            BatonValue *any = baton_value_get_member (baton_value_get_element (ours, i), "any");
            BatonValue *other_any = baton_value_get_member (baton_value_get_element (theirs, j), "any");
            gboolean overlap = any == NULL || other_any == NULL;

            for (gsize a = 0; a < baton_value_get_length (any); a++)
              for (gsize b = 0; b < baton_value_get_length (other_any); b++)
                {
                  BatonTerm x = baton_taxonomy_find_term (taxonomy, baton_value_get_string (baton_value_get_element (any, a)));
                  BatonTerm y = baton_taxonomy_find_term (taxonomy, baton_value_get_string (baton_value_get_element (other_any, b)));

                  overlap |= baton_taxonomy_covers (taxonomy, x, y) || baton_taxonomy_covers (taxonomy, y, x);
                }
            if (!overlap)
              return FALSE;
          }
    }
  return named[0] != 0 && named[1] != 0 && ((named[0] & ~named[1]) == 0 || (named[1] & ~named[0]) == 0);
}

/* Without anybody to meet for, everything that could meet only could. */
static void
test_could_meet (void)
{
  guint n_pairs = 0;

  for (guint seed = 0; seed < 150; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (BatonProgram) program = make_tiny (random);
      g_autoptr (BatonProgram) deserted = baton_program_copy (program);
      g_autoptr (GPtrArray) personas = baton_program_list (program, BATON_KIND_PERSONA);
      g_autoptr (BatonSnapshot) snapshot = NULL;
      g_autoptr (GPtrArray) findings = NULL;
      Counted counted = { 0 };

      count_out (program, &counted);
      for (guint p = 0; p < personas->len; p++)
        baton_program_remove (deserted, baton_entity_get_id (personas->pdata[p]));
      snapshot = baton_snapshot_new (deserted, 1);
      findings = baton_analysis_run (snapshot, TODAY, 0, NULL);
      for (int may_not = 0; may_not < N_RULES; may_not++)
        for (int may = 0; may < N_RULES; may++)
          {
            g_autofree char *id = g_strdup_printf ("r-%d", may_not);
            g_autofree char *other = g_strdup_printf ("r-%d", may);
            gboolean due = !counted.may[may_not] && counted.may[may] && fixture_find (findings, BATON_FINDING_KILLED, other) == NULL
                           && is_same_ground (deserted, snapshot, id, other);
            gboolean both = FALSE;

            for (guint i = 0; i < N_SETS * N_SETS; i++)
              both |= counted.matches[may_not][i] && counted.matches[may][i];
            g_test_message ("seed %u, %s and %s", seed, id, other);
            g_assert_cmpint (fixture_names (fixture_find (findings, BATON_FINDING_COULD_MEET, id), other), ==, due && both);
            n_pairs += due && both;
          }
    }
  g_assert_cmpuint (n_pairs, >, 100);
}

/* ── Planted mistakes ────────────────────────────────────────────────────────────────────────────────── */

static const char planted[] =
  "{'vocabulary': {'region': {'place': {'position': 'a'}}, 'type': {'place': {'position': 'b'}}},"
  " 'term': {"
  "  'emea': {'place': {'parent': 'region', 'position': 'a'}},"
  "  'dach': {'place': {'parent': 'emea', 'position': 'a'}},"
  "  'unused': {'place': {'parent': 'region', 'position': 'b'}},"
  "  'blog': {'place': {'parent': 'type', 'position': 'a'}},"
  "  'secret': {'place': {'parent': 'type', 'position': 'b'}}},"
  " 'role': {'author': {'place': {'position': 'a'}}, 'reviewer': {'place': {'position': 'b'}}, 'ghost': {'place': {'position': 'c'}}},"
  " 'persona': {"
  "  'writer': {'roles': ['author'], 'terms': ['dach'], 'place': {'position': 'a'}},"
  "  'visitor': {'place': {'position': 'b'}}},"
  " 'content': {"
  "  'post': {'tags': ['blog', 'dach']},"
  "  'plan': {'tags': ['secret']}},"
  " 'publishing-rule': {"
  "  'read': {'effect': 'may', 'actions': ['view'], 'who': [{'dimension': 'role', 'any': ['author']}],"
  "           'what': [{'dimension': 'type', 'any': ['blog']}], 'place': {'position': 'a'}},"
  "  'read-dach': {'effect': 'may', 'actions': ['view'], 'who': [{'dimension': 'role', 'any': ['author']}],"
  "           'what': [{'dimension': 'type', 'any': ['blog']}, {'dimension': 'region', 'any': ['dach']}], 'place': {'position': 'b'}},"
  "  'write': {'effect': 'may', 'actions': ['edit', 'publish'], 'who': [{'dimension': 'role', 'any': ['author']}],"
  "           'approval-by': ['reviewer'], 'place': {'position': 'c'}},"
  "  'no-secret': {'effect': 'may-not', 'actions': ['edit'], 'what': [{'dimension': 'type', 'any': ['secret']}], 'place': {'position': 'd'}},"
  "  'over': {'effect': 'may', 'actions': ['view'], 'window': {'through': '2026-11-20'}, 'place': {'position': 'e'}},"
  "  'backwards': {'effect': 'may', 'actions': ['view'], 'who': [{'dimension': 'region', 'any': ['dach']}, {'dimension': 'region', 'none': ['emea']}],"
  "           'place': {'position': 'f'}}},"
  " 'page': {"
  "  'home': {'use': 'landing', 'audience': [{'dimension': 'role', 'any': ['author']}], 'place': {'position': 'a'}},"
  "  'library': {'use': 'section', 'place': {'position': 'b'}},"
  "  'attic': {'use': 'section', 'place': {'position': 'c'}}},"
  " 'block': {"
  "  'posts': {'type': 'content', 'query': {'what': [{'dimension': 'type', 'any': ['blog']}]}, 'place': {'parent': 'library', 'position': 'a'}},"
  "  'plans': {'type': 'content', 'query': {'what': [{'dimension': 'type', 'any': ['secret']}]}, 'place': {'parent': 'home', 'position': 'a'}}},"
  " 'navigation-item': {"
  "  'to-library': {'target': 'library', 'place': {'position': 'a'}},"
  "  'to-nothing': {'target': 'plan', 'audience': [{'dimension': 'role', 'any': ['author']}], 'place': {'position': 'b'}}}}";

static void
test_planted (void)
{
  g_autoptr (BatonProgram) program = fixture_program_new (planted);
  g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (program, 1);
  g_autoptr (GPtrArray) findings = baton_analysis_run (snapshot, TODAY, 0, NULL);
  BatonFinding *finding;

  g_assert_nonnull (fixture_find (findings, BATON_FINDING_NEVER_MATCHES, "backwards"));
  g_assert_nonnull (fixture_find (findings, BATON_FINDING_ENDED, "over"));
  finding = fixture_find (findings, BATON_FINDING_CONTAINED, "read-dach");
  g_assert_true (fixture_names (finding, "read"));

  finding = fixture_find (findings, BATON_FINDING_MEET, "no-secret");
  g_assert_true (fixture_names (finding, "write"));
  g_assert_cmpstr (finding->example.persona, ==, "writer");
  g_assert_cmpstr (finding->example.content, ==, "plan");
  g_assert_cmpuint (finding->count, ==, 1);
  g_assert_nonnull (fixture_find (findings, BATON_FINDING_EXCEPTION_WITHOUT_REASON, "no-secret"));

  g_assert_nonnull (fixture_find (findings, BATON_FINDING_NOBODY_SEES, "plan"));
  g_assert_nonnull (fixture_find (findings, BATON_FINDING_NOBODY_EDITS, "plan"));
  g_assert_null (fixture_find (findings, BATON_FINDING_NOBODY_PUBLISHES, "plan"));
  g_assert_null (fixture_find (findings, BATON_FINDING_NOBODY_SEES, "post"));
  g_assert_nonnull (fixture_find (findings, BATON_FINDING_PERSONA_SEES_NOTHING, "visitor"));
  g_assert_null (fixture_find (findings, BATON_FINDING_PERSONA_SEES_NOTHING, "writer"));

  g_assert_nonnull (fixture_find (findings, BATON_FINDING_PERSONA_WITHOUT_PAGE, "visitor"));
  g_assert_true (fixture_names (fixture_find (findings, BATON_FINDING_PAGE_EMPTY, "home"), "writer"));
  g_assert_true (fixture_names (fixture_find (findings, BATON_FINDING_PAGE_EMPTY, "library"), "visitor"));
  g_assert_false (fixture_names (fixture_find (findings, BATON_FINDING_PAGE_EMPTY, "library"), "writer"));
  g_assert_nonnull (fixture_find (findings, BATON_FINDING_PAGE_UNREACHABLE, "attic"));
  g_assert_null (fixture_find (findings, BATON_FINDING_PAGE_UNREACHABLE, "library"));
  g_assert_true (fixture_names (fixture_find (findings, BATON_FINDING_NAVIGATION_EMPTY, "to-nothing"), "writer"));
  g_assert_true (fixture_names (fixture_find (findings, BATON_FINDING_NAVIGATION_EMPTY, "to-library"), "visitor"));

  g_assert_nonnull (fixture_find (findings, BATON_FINDING_ROLE_WITHOUT_PERSONA, "reviewer"));
  g_assert_nonnull (fixture_find (findings, BATON_FINDING_ROLE_UNUSED, "ghost"));
  g_assert_nonnull (fixture_find (findings, BATON_FINDING_TERM_UNUSED, "unused"));
  g_assert_null (fixture_find (findings, BATON_FINDING_TERM_UNUSED, "emea"));
}

/* What the search has not settled within its steps is said so, not guessed. */
static void
test_limit (void)
{
  guint n_undecided = 0;

  for (guint seed = 0; seed < 150; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (BatonProgram) program = make_tiny (random);
      g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (program, 1);
      g_autoptr (GPtrArray) findings = baton_analysis_run (snapshot, TODAY, 1, NULL);

      for (guint i = 0; i < findings->len; i++)
        {
          BatonFinding *finding = findings->pdata[i];

          g_assert_cmpint (finding->code, !=, BATON_FINDING_SHADOWED);
          n_undecided += finding->code == BATON_FINDING_SHADOW_UNDECIDED;
        }
    }
  g_assert_cmpuint (n_undecided, >, 5);
}

/* What is cancelled before it began decides nothing about shadows, and everything else as ever. */
static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint n_undecided = 0;

  g_cancellable_cancel (cancellable);
  for (guint seed = 0; seed < 150; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (BatonProgram) program = make_tiny (random);
      g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (program, 1);
      g_autoptr (GPtrArray) cut = baton_analysis_run (snapshot, TODAY, 0, cancellable);
      g_autoptr (GPtrArray) whole = baton_analysis_run (snapshot, TODAY, 0, NULL);

      for (guint i = 0; i < whole->len; i++)
        {
          BatonFinding *finding = whole->pdata[i];

          if (finding->code != BATON_FINDING_SHADOWED)
            g_assert_nonnull (fixture_find (cut, finding->code, finding->entity));
          else
            g_assert_nonnull (fixture_find (cut, BATON_FINDING_SHADOW_UNDECIDED, finding->entity));
          n_undecided += finding->code == BATON_FINDING_SHADOWED;
        }
      for (guint i = 0; i < cut->len; i++)
        g_assert_cmpint (((BatonFinding *) cut->pdata[i])->code, !=, BATON_FINDING_SHADOWED);
    }
  g_assert_cmpuint (n_undecided, >, 5);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/analysis/counted-out", test_counted_out);
  g_test_add_func ("/rules/analysis/could-meet", test_could_meet);
  g_test_add_func ("/rules/analysis/planted", test_planted);
  g_test_add_func ("/rules/analysis/limit", test_limit);
  g_test_add_func ("/rules/analysis/cancelled", test_cancelled);
  return g_test_run ();
}
