/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Taxonomy, profiles and audiences, word by word.
 */
#include "rules/baton-match.h"

#include "fixture.h"

#define TODAY 20778   /* 2026-11-21 */

static const char program_text[] =
  "{'vocabulary': {"
  "  'region': {'place': {'position': 'a'}},"
  "  'solution': {'place': {'position': 'b'}}},"
  " 'term': {"
  "  'emea': {'place': {'parent': 'region', 'position': 'a'}},"
  "  'dach': {'place': {'parent': 'emea', 'position': 'a'}},"
  "  'germany': {'place': {'parent': 'dach', 'position': 'a'}},"
  "  'france': {'place': {'parent': 'emea', 'position': 'b'}},"
  "  'japan': {'place': {'parent': 'region', 'position': 'b'}},"
  "  'cloud': {'place': {'parent': 'solution', 'position': 'a'}},"
  "  'lost': {'place': {'parent': 'nowhere', 'position': 'a'}},"
  "  'ring-a': {'place': {'parent': 'ring-b', 'position': 'a'}},"
  "  'ring-b': {'place': {'parent': 'ring-a', 'position': 'a'}}},"
  " 'role': {'sales': {'place': {'position': 'a'}}, 'blogger': {'place': {'position': 'b'}}},"
  " 'tier-ladder': {'influencer': {'place': {'position': 'a'}}},"
  " 'tier': {"
  "  'star': {'place': {'parent': 'influencer', 'position': 'a'}},"
  "  'hero': {'place': {'parent': 'influencer', 'position': 'b'}}},"
  " 'audience': {"
  "  'germans': {'clauses': [{'dimension': 'region', 'any': ['germany']}]},"
  "  'german-sales': {'clauses': [{'audience': 'germans'}, {'dimension': 'role', 'any': ['sales']}]},"
  "  'round': {'clauses': [{'audience': 'round'}]},"
  "  'all': {}},"
  " 'record': {'deal': {'terms': ['cloud'], 'place': {'position': 'a'}}},"
  " 'persona': {"
  "  'gerda': {'terms': ['cloud', 'france', 'germany'], 'roles': ['sales'], 'tiers': ['hero'], 'tier-points': 50,"
  "            'joined': '2026-11-01', 'organisation': 'acme', 'place': {'position': 'a'}}}}";

static BatonSnapshot *snapshot;

static gboolean
meets (BatonProfile *profile,
       const char   *text)
{
  g_autoptr (BatonValue) value = fixture_value_new (text);
  g_autoptr (BatonAudience) audience = baton_audience_compile (snapshot, value, BATON_SIDE_MEMBER);

  return baton_audience_matches (audience, profile, NULL);
}

static void
test_taxonomy (void)
{
  BatonTaxonomy *taxonomy = baton_snapshot_get_taxonomy (snapshot);
  BatonTerm emea = baton_taxonomy_find_term (taxonomy, "emea");
  BatonTerm germany = baton_taxonomy_find_term (taxonomy, "germany");
  BatonTerm japan = baton_taxonomy_find_term (taxonomy, "japan");
  BatonTerm ring = baton_taxonomy_find_term (taxonomy, "ring-a");
  BatonTerm lost = baton_taxonomy_find_term (taxonomy, "lost");

  g_assert_true (baton_taxonomy_covers (taxonomy, emea, germany));
  g_assert_true (baton_taxonomy_covers (taxonomy, emea, emea));
  g_assert_false (baton_taxonomy_covers (taxonomy, germany, emea));
  g_assert_false (baton_taxonomy_covers (taxonomy, emea, japan));
  g_assert_cmpuint (baton_taxonomy_get_term_dimension (taxonomy, germany), ==,
                    baton_taxonomy_find_dimension (taxonomy, "region"));
  g_assert_cmpuint (baton_taxonomy_find_term (taxonomy, "atlantis"), ==, BATON_TERM_NONE);
  g_assert_false (baton_taxonomy_covers (taxonomy, BATON_TERM_NONE, germany));
  /* What hangs nowhere, or in itself, covers itself alone. */
  g_assert_cmpuint (baton_taxonomy_get_term_dimension (taxonomy, lost), ==, BATON_DIMENSION_NONE_INDEX);
  g_assert_true (baton_taxonomy_covers (taxonomy, ring, ring));
  g_assert_false (baton_taxonomy_covers (taxonomy, ring, baton_taxonomy_find_term (taxonomy, "ring-b")));
  g_assert_cmpuint (baton_taxonomy_get_term_parent (taxonomy, ring), ==, BATON_TERM_NONE);
}

static void
test_words (void)
{
  g_autoptr (BatonProfile) gerda = baton_profile_new_for_persona (snapshot, "gerda", TODAY);
  g_autoptr (BatonProfile) nobody = baton_profile_new_anonymous (snapshot);

  g_assert_true (meets (gerda, "[]"));
  g_assert_true (meets (nobody, "[]"));

  g_assert_true (meets (gerda, "[{'dimension': 'region', 'any': ['dach', 'japan']}]"));
  g_assert_false (meets (gerda, "[{'dimension': 'region', 'any': ['japan']}]"));
  g_assert_true (meets (gerda, "[{'dimension': 'region', 'all': ['dach', 'france']}]"));
  g_assert_false (meets (gerda, "[{'dimension': 'region', 'all': ['dach', 'japan']}]"));
  g_assert_true (meets (gerda, "[{'dimension': 'region', 'only': ['emea']}]"));
  g_assert_false (meets (gerda, "[{'dimension': 'region', 'only': ['dach']}]"));
  g_assert_true (meets (gerda, "[{'dimension': 'region', 'none': ['japan']}]"));
  g_assert_false (meets (gerda, "[{'dimension': 'region', 'none': ['dach']}]"));
  /* A dimension may repeat. */
  g_assert_true (meets (gerda, "[{'dimension': 'region', 'any': ['dach']}, {'dimension': 'region', 'none': ['japan']}]"));

  /* Without a term: all but none fail. */
  g_assert_false (meets (nobody, "[{'dimension': 'region', 'any': ['emea']}]"));
  g_assert_false (meets (nobody, "[{'dimension': 'region', 'all': []}]"));
  g_assert_false (meets (nobody, "[{'dimension': 'region', 'only': ['emea']}]"));
  g_assert_true (meets (nobody, "[{'dimension': 'region', 'none': ['emea']}]"));
  /* A term of another vocabulary covers nothing here. */
  g_assert_false (meets (gerda, "[{'dimension': 'region', 'any': ['cloud']}]"));
  g_assert_false (meets (gerda, "[{'dimension': 'region', 'all': ['dach', 'atlantis']}]"));
}

static void
test_dimensions (void)
{
  g_autoptr (BatonProfile) gerda = baton_profile_new_for_persona (snapshot, "gerda", TODAY);
  g_autoptr (BatonProfile) nobody = baton_profile_new_anonymous (snapshot);

  g_assert_true (meets (gerda, "[{'dimension': 'role', 'any': ['sales']}]"));
  g_assert_true (meets (gerda, "[{'dimension': 'influencer', 'any': ['hero', 'star']}]"));
  g_assert_false (meets (gerda, "[{'dimension': 'influencer', 'any': ['star']}]"));
  g_assert_true (meets (gerda, "[{'dimension': 'organisation', 'any': ['acme', 'other']}]"));
  g_assert_false (meets (gerda, "[{'dimension': 'organisation', 'none': ['acme']}]"));
  g_assert_true (meets (nobody, "[{'dimension': 'organisation', 'none': ['acme']}]"));
  g_assert_false (meets (nobody, "[{'dimension': 'organisation', 'only': ['acme']}]"));

  g_assert_true (meets (gerda, "[{'attribute': 'tier-points', 'min': 50, 'max': 50}]"));
  g_assert_false (meets (gerda, "[{'attribute': 'tier-points', 'min': 51}]"));
  g_assert_true (meets (nobody, "[{'attribute': 'tier-points', 'max': 0}]"));
  g_assert_true (meets (gerda, "[{'attribute': 'days-since-joining', 'max': 20}]"));
  g_assert_false (meets (gerda, "[{'attribute': 'days-since-joining', 'max': 19}]"));
  /* Nobody knows when they joined. */
  g_assert_false (meets (nobody, "[{'attribute': 'days-since-joining', 'max': 1000}]"));
}

static void
test_named (void)
{
  g_autoptr (BatonProfile) gerda = baton_profile_new_for_persona (snapshot, "gerda", TODAY);
  g_autoptr (BatonProfile) nobody = baton_profile_new_anonymous (snapshot);
  g_autoptr (BatonValue) value = fixture_value_new ("[{'dimension': 'role', 'none': ['blogger']}, {'audience': 'german-sales'}]");
  g_autoptr (BatonAudience) audience = baton_audience_compile (snapshot, value, BATON_SIDE_MEMBER);

  g_assert_cmpuint (baton_audience_get_n_clauses (audience), ==, 2);
  g_assert_cmpint (baton_audience_find_failing (audience, gerda, NULL), ==, -1);
  g_assert_cmpint (baton_audience_find_failing (audience, nobody, NULL), ==, 1);
  g_assert_true (baton_audience_matches_clause (audience, 0, nobody, NULL));
  g_assert_false (baton_audience_matches_clause (audience, 1, nobody, NULL));
  g_assert_true (meets (nobody, "[{'audience': 'all'}]"));
  g_assert_false (meets (gerda, "[{'audience': 'round'}]"));
  g_assert_false (meets (gerda, "[{'audience': 'missing'}]"));
  g_assert_false (meets (gerda, "[{'nonsense': 1}]"));
}

static void
test_sides (void)
{
  BatonTaxonomy *taxonomy = baton_snapshot_get_taxonomy (snapshot);
  g_autoptr (BatonProfile) gerda = baton_profile_new_for_persona (snapshot, "gerda", TODAY);
  g_autoptr (BatonProfile) with_deal = baton_profile_with_record_id (gerda, snapshot, "deal");
  g_autoptr (BatonValue) ids = fixture_value_new ("['japan']");
  g_autoptr (BatonTermSet) terms = baton_term_set_new (taxonomy, ids);
  g_autoptr (BatonProfile) with_event = baton_profile_with_event (with_deal, terms);

  g_assert_false (meets (gerda, "[{'dimension': 'solution', 'any': ['cloud'], 'side': 'record'}]"));
  g_assert_true (meets (with_deal, "[{'dimension': 'solution', 'any': ['cloud'], 'side': 'record'}]"));
  g_assert_true (meets (with_event, "[{'dimension': 'region', 'only': ['japan'], 'side': 'event'},"
                                    " {'dimension': 'solution', 'any': ['cloud'], 'side': 'record'},"
                                    " {'dimension': 'region', 'any': ['germany']}]"));
}

static void
test_inherited (void)
{
  g_autoptr (BatonProfileBuilder) builder = baton_profile_builder_new (snapshot);
  g_autoptr (BatonProfile) first = NULL;
  g_autoptr (BatonProfile) second = NULL;

  /* The organisation's region counts for a member who has none of their own; so dimension by dimension. */
  baton_profile_builder_add (builder, "france");
  baton_profile_builder_add_inherited (builder, "japan");
  baton_profile_builder_add_inherited (builder, "cloud");
  baton_profile_builder_add (builder, "atlantis");
  first = baton_profile_builder_finish (builder);
  g_assert_true (meets (first, "[{'dimension': 'region', 'only': ['france']}, {'dimension': 'solution', 'any': ['cloud']}]"));

  baton_profile_builder_add_inherited (builder, "japan");
  second = baton_profile_builder_finish (builder);
  g_assert_true (meets (second, "[{'dimension': 'region', 'only': ['japan']}, {'dimension': 'solution', 'none': ['cloud']}]"));
}

/* A clause with thousands of terms takes the other way through the tree. */
static void
test_many_terms (void)
{
  g_autoptr (BatonProgram) program = fixture_program_new (program_text);
  g_autoptr (GString) text = g_string_new ("{'term': {");
  g_autoptr (GString) ids = g_string_new ("[");
  g_autoptr (BatonSnapshot) large = NULL;
  g_autoptr (BatonProfileBuilder) builder = NULL;
  g_autoptr (BatonProfile) profile = NULL;
  g_autoptr (BatonProfile) other = NULL;
  g_autoptr (BatonValue) value = NULL;
  g_autoptr (BatonAudience) audience = NULL;
  g_autofree char *clause = NULL;

  for (int i = 0; i < 5000; i++)
    {
      g_string_append_printf (text, "%s'many-%04d': {'place': {'parent': 'japan', 'position': 'a%04db'}}", i > 0 ? ", " : "", i, i);
      g_string_append_printf (ids, "%s'many-%04d'", i > 0 ? ", " : "", i);
    }
  g_string_append (text, ", 'leaf': {'place': {'parent': 'many-4999', 'position': 'a'}}}}");
  fixture_program_add (program, text->str);
  large = baton_snapshot_new (program, 1);
  builder = baton_profile_builder_new (large);
  baton_profile_builder_add (builder, "leaf");
  profile = baton_profile_builder_finish (builder);
  baton_profile_builder_add (builder, "japan");
  other = baton_profile_builder_finish (builder);

  clause = g_strdup_printf ("[{'dimension': 'region', 'any': %s]}]", ids->str);
  value = fixture_value_new (clause);
  audience = baton_audience_compile (large, value, BATON_SIDE_MEMBER);
  g_assert_true (baton_audience_matches (audience, profile, NULL));
  g_assert_false (baton_audience_matches (audience, other, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (BatonProgram) program = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  program = fixture_program_new (program_text);
  snapshot = baton_snapshot_new (program, 1);
  g_test_add_func ("/rules/audience/taxonomy", test_taxonomy);
  g_test_add_func ("/rules/audience/words", test_words);
  g_test_add_func ("/rules/audience/dimensions", test_dimensions);
  g_test_add_func ("/rules/audience/named", test_named);
  g_test_add_func ("/rules/audience/sides", test_sides);
  g_test_add_func ("/rules/audience/inherited", test_inherited);
  g_test_add_func ("/rules/audience/many-terms", test_many_terms);
  result = g_test_run ();
  baton_snapshot_unref (snapshot);
  return result;
}
