/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decisions on small programs: the measure of expressiveness first, then one case for each sentence of the design.
 */
#include "rules/baton-access.h"
#include "rules/baton-decision.h"
#include "rules/baton-plain.h"

#include "fixture.h"

#define TODAY 20778   /* 2026-11-21 */

/* "Technical bloggers may create and edit technical blogs only for approved marketplace partners and only in DACH;
 * publish with approval by Marketing." */
static const char measure[] =
  "{'vocabulary': {"
  "  'partner-type': {'name': {'source': 'Partner type'}, 'purpose': 'partner-type', 'place': {'position': 'a'}},"
  "  'status': {'name': {'source': 'Status'}, 'purpose': 'program-status', 'place': {'position': 'b'}},"
  "  'region': {'name': {'source': 'Region'}, 'purpose': 'region', 'place': {'position': 'c'}},"
  "  'type': {'name': {'source': 'Content type'}, 'purpose': 'content-type', 'place': {'position': 'd'}}},"
  " 'term': {"
  "  'marketplace': {'name': {'source': 'Marketplace'}, 'place': {'parent': 'partner-type', 'position': 'a'}},"
  "  'reseller': {'name': {'source': 'Reseller'}, 'place': {'parent': 'partner-type', 'position': 'b'}},"
  "  'approved': {'name': {'source': 'Approved'}, 'place': {'parent': 'status', 'position': 'a'}},"
  "  'applicant': {'name': {'source': 'Applicant'}, 'place': {'parent': 'status', 'position': 'b'}},"
  "  'emea': {'name': {'source': 'EMEA'}, 'place': {'parent': 'region', 'position': 'a'}},"
  "  'dach': {'name': {'source': 'DACH'}, 'place': {'parent': 'emea', 'position': 'a'}},"
  "  'austria': {'name': {'source': 'Austria'}, 'place': {'parent': 'dach', 'position': 'a'}},"
  "  'germany': {'name': {'source': 'Germany'}, 'place': {'parent': 'dach', 'position': 'b'}},"
  "  'france': {'name': {'source': 'France'}, 'place': {'parent': 'emea', 'position': 'b'}},"
  "  'blog': {'name': {'source': 'Blog'}, 'place': {'parent': 'type', 'position': 'a'}},"
  "  'technical-blog': {'name': {'source': 'Technical blog'}, 'place': {'parent': 'blog', 'position': 'a'}}},"
  " 'role': {"
  "  'blogger': {'name': {'source': 'Technical blogger'}, 'place': {'position': 'a'}},"
  "  'marketing': {'name': {'source': 'Marketing'}, 'place': {'position': 'b'}}},"
  " 'persona': {"
  "  'sme': {'name': {'source': 'SME'}, 'roles': ['blogger'], 'terms': ['approved', 'marketplace', 'germany'], 'place': {'position': 'a'}},"
  "  'new-sme': {'name': {'source': 'New SME'}, 'roles': ['blogger'], 'terms': ['applicant', 'marketplace'], 'place': {'position': 'b'}},"
  "  'visitor': {'name': {'source': 'Visitor'}, 'place': {'position': 'c'}}},"
  " 'content': {"
  "  'dach-blog': {'name': {'source': 'A'}, 'tags': ['austria', 'technical-blog']},"
  "  'emea-blog': {'name': {'source': 'B'}, 'tags': ['austria', 'france', 'technical-blog']},"
  "  'open-blog': {'name': {'source': 'C'}, 'tags': ['technical-blog']},"
  "  'plain-blog': {'name': {'source': 'D'}, 'tags': ['blog', 'germany']}},"
  " 'publishing-rule': {"
  "  'write': {'effect': 'may', 'actions': ['create', 'edit'],"
  "            'who': [{'dimension': 'role', 'any': ['blogger']}, {'dimension': 'partner-type', 'any': ['marketplace']},"
  "                    {'dimension': 'status', 'any': ['approved']}],"
  "            'what': [{'dimension': 'type', 'any': ['technical-blog']}, {'dimension': 'region', 'only': ['dach']}],"
  "            'place': {'position': 'a'}},"
  "  'publish': {'effect': 'may', 'actions': ['publish'], 'approval-by': ['marketing'],"
  "            'who': [{'dimension': 'role', 'any': ['blogger']}, {'dimension': 'partner-type', 'any': ['marketplace']},"
  "                    {'dimension': 'status', 'any': ['approved']}],"
  "            'what': [{'dimension': 'type', 'any': ['technical-blog']}, {'dimension': 'region', 'only': ['dach']}],"
  "            'place': {'position': 'b'}}}}";

static BatonOutcome
decide (BatonSnapshot *snapshot,
        const char    *persona,
        BatonAction    action,
        const char    *content)
{
  g_autoptr (BatonProfile) profile = baton_profile_new_for_persona (snapshot, persona, TODAY);
  g_autoptr (BatonAccess) access = baton_access_new (snapshot, profile, TODAY);
  BatonDecision decision = baton_decide (snapshot, profile, action, content, TODAY);
  BatonDecision again = baton_access_decide (access, action, content);

  g_assert_cmpint (decision.outcome, ==, again.outcome);
  g_assert_cmpint (decision.rule, ==, again.rule);
  return decision.outcome;
}

static void
test_measure (void)
{
  g_autoptr (BatonProgram) program = fixture_program_new (measure);
  g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (program, 1);

  g_assert_cmpint (decide (snapshot, "sme", BATON_ACTION_CREATE, "dach-blog"), ==, BATON_OUTCOME_ALLOWED);
  g_assert_cmpint (decide (snapshot, "sme", BATON_ACTION_EDIT, "dach-blog"), ==, BATON_OUTCOME_ALLOWED);
  g_assert_cmpint (decide (snapshot, "sme", BATON_ACTION_PUBLISH, "dach-blog"), ==, BATON_OUTCOME_WITH_APPROVAL);
  g_assert_cmpint (decide (snapshot, "sme", BATON_ACTION_VIEW, "dach-blog"), ==, BATON_OUTCOME_NOT_PERMITTED);
  /* Only in DACH: not where France is named too, nor where no region is. */
  g_assert_cmpint (decide (snapshot, "sme", BATON_ACTION_EDIT, "emea-blog"), ==, BATON_OUTCOME_NOT_PERMITTED);
  g_assert_cmpint (decide (snapshot, "sme", BATON_ACTION_EDIT, "open-blog"), ==, BATON_OUTCOME_NOT_PERMITTED);
  g_assert_cmpint (decide (snapshot, "sme", BATON_ACTION_EDIT, "plain-blog"), ==, BATON_OUTCOME_NOT_PERMITTED);
  g_assert_cmpint (decide (snapshot, "new-sme", BATON_ACTION_EDIT, "dach-blog"), ==, BATON_OUTCOME_NOT_PERMITTED);
  g_assert_cmpint (decide (snapshot, "visitor", BATON_ACTION_EDIT, "dach-blog"), ==, BATON_OUTCOME_NOT_PERMITTED);
}

static void
test_measure_explained (void)
{
  g_autoptr (BatonProgram) program = fixture_program_new (measure);
  g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (program, 1);
  g_autoptr (BatonProfile) sme = baton_profile_new_for_persona (snapshot, "sme", TODAY);
  g_autoptr (BatonProfile) visitor = baton_profile_new_for_persona (snapshot, "visitor", TODAY);
  g_autoptr (BatonExplanation) approval = baton_explain (snapshot, sme, BATON_ACTION_PUBLISH, "dach-blog", TODAY);
  g_autoptr (BatonExplanation) region = baton_explain (snapshot, sme, BATON_ACTION_EDIT, "emea-blog", TODAY);
  g_autoptr (BatonExplanation) stranger = baton_explain (snapshot, visitor, BATON_ACTION_EDIT, "plain-blog", TODAY);
  const BatonNearRule *near;

  g_assert_cmpint (approval->decision.rule, ==, 1);
  g_assert_cmpuint (approval->n_determining, ==, 1);
  g_assert_cmpstr (approval->approvers[0], ==, "marketing");
  g_assert_null (approval->approvers[1]);
  g_assert_cmpuint (approval->n_nearest, ==, 0);

  g_assert_cmpint (region->decision.rule, ==, -1);
  g_assert_cmpuint (region->n_nearest, ==, 1);
  near = &region->nearest[0];
  g_assert_cmpint (near->rule, ==, 0);
  g_assert_cmpuint (near->n_failures, ==, 1);
  g_assert_cmpint (near->failures[0].part, ==, BATON_RULE_PART_WHAT);
  g_assert_cmpuint (near->failures[0].index, ==, 1);

  near = &stranger->nearest[0];
  g_assert_cmpuint (near->n_failures, ==, 4);
  g_assert_cmpint (near->failures[2].part, ==, BATON_RULE_PART_WHO);
  g_assert_cmpint (near->failures[3].part, ==, BATON_RULE_PART_WHAT);
  g_assert_cmpuint (near->failures[3].index, ==, 0);
}

static void
test_effects (void)
{
  g_autoptr (BatonProgram) program = fixture_program_new (measure);
  g_autoptr (BatonSnapshot) snapshot = NULL;

  fixture_program_add (program,
    "{'publishing-rule': {"
    "  'all-view': {'effect': 'may', 'actions': ['view'], 'place': {'position': 'c'}},"
    "  'no-blog': {'effect': 'may-not', 'actions': ['view'], 'what': [{'dimension': 'type', 'any': ['technical-blog']}],"
    "              'who': [{'dimension': 'status', 'none': ['approved']}], 'place': {'position': 'd'}},"
    "  'plain': {'effect': 'may', 'actions': ['publish'], 'who': [{'dimension': 'role', 'any': ['blogger']}],"
    "            'what': [{'dimension': 'region', 'any': ['france']}], 'place': {'position': 'e'}},"
    "  'anything': {'effect': 'may', 'actions': ['publish'], 'approval-by': ['marketing'], 'place': {'position': 'Z'}},"
    "  'off': {'effect': 'may-not', 'disabled': true, 'actions': ['view', 'publish'], 'place': {'position': 'A'}}}}");
  snapshot = baton_snapshot_new (program, 1);

  g_assert_cmpint (decide (snapshot, "sme", BATON_ACTION_VIEW, "dach-blog"), ==, BATON_OUTCOME_ALLOWED);
  g_assert_cmpint (decide (snapshot, "visitor", BATON_ACTION_VIEW, "dach-blog"), ==, BATON_OUTCOME_FORBIDDEN);
  g_assert_cmpint (decide (snapshot, "visitor", BATON_ACTION_VIEW, "plain-blog"), ==, BATON_OUTCOME_ALLOWED);
  /* One may that asks for no approval is enough, wherever it stands. */
  g_assert_cmpint (decide (snapshot, "sme", BATON_ACTION_PUBLISH, "emea-blog"), ==, BATON_OUTCOME_ALLOWED);
  g_assert_cmpint (decide (snapshot, "sme", BATON_ACTION_PUBLISH, "dach-blog"), ==, BATON_OUTCOME_WITH_APPROVAL);
}

static void
test_own_and_addressed (void)
{
  g_autoptr (BatonProgram) program = fixture_program_new (measure);
  g_autoptr (BatonSnapshot) snapshot = NULL;

  fixture_program_add (program,
    "{'content': {"
    "  'german': {'name': {'source': 'E'}, 'tags': ['germany']},"
    "  'two': {'name': {'source': 'F'}, 'tags': ['france', 'germany']},"
    "  'wide': {'name': {'source': 'G'}, 'tags': ['emea']},"
    "  'french': {'name': {'source': 'H'}, 'tags': ['france']},"
    "  'untagged': {'name': {'source': 'I'}}},"
    " 'publishing-rule': {"
    "  'readers': {'effect': 'may', 'actions': ['view'], 'addressed': ['region'], 'place': {'position': 'c'}},"
    "  'authors': {'effect': 'may', 'actions': ['curate'], 'own': ['region'], 'place': {'position': 'd'}}}}");
  snapshot = baton_snapshot_new (program, 1);

  /* For readers: to everybody, or to one of their own. */
  g_assert_cmpint (decide (snapshot, "sme", BATON_ACTION_VIEW, "german"), ==, BATON_OUTCOME_ALLOWED);
  g_assert_cmpint (decide (snapshot, "sme", BATON_ACTION_VIEW, "two"), ==, BATON_OUTCOME_ALLOWED);
  g_assert_cmpint (decide (snapshot, "sme", BATON_ACTION_VIEW, "wide"), ==, BATON_OUTCOME_ALLOWED);
  g_assert_cmpint (decide (snapshot, "sme", BATON_ACTION_VIEW, "untagged"), ==, BATON_OUTCOME_ALLOWED);
  g_assert_cmpint (decide (snapshot, "sme", BATON_ACTION_VIEW, "french"), ==, BATON_OUTCOME_NOT_PERMITTED);
  g_assert_cmpint (decide (snapshot, "visitor", BATON_ACTION_VIEW, "untagged"), ==, BATON_OUTCOME_ALLOWED);
  g_assert_cmpint (decide (snapshot, "visitor", BATON_ACTION_VIEW, "wide"), ==, BATON_OUTCOME_NOT_PERMITTED);
  /* For authors: wholly within their own. */
  g_assert_cmpint (decide (snapshot, "sme", BATON_ACTION_CURATE, "german"), ==, BATON_OUTCOME_ALLOWED);
  g_assert_cmpint (decide (snapshot, "sme", BATON_ACTION_CURATE, "two"), ==, BATON_OUTCOME_NOT_PERMITTED);
  g_assert_cmpint (decide (snapshot, "sme", BATON_ACTION_CURATE, "wide"), ==, BATON_OUTCOME_NOT_PERMITTED);
  g_assert_cmpint (decide (snapshot, "sme", BATON_ACTION_CURATE, "untagged"), ==, BATON_OUTCOME_NOT_PERMITTED);
}

static void
test_window (void)
{
  g_autoptr (BatonProgram) program = fixture_program_new (measure);
  g_autoptr (BatonSnapshot) snapshot = NULL;
  g_autoptr (BatonProfile) visitor = NULL;
  g_autoptr (BatonExplanation) explanation = NULL;

  fixture_program_add (program,
    "{'publishing-rule': {'today': {'effect': 'may', 'actions': ['view'],"
    "  'window': {'from': '2026-11-21', 'through': '2026-11-21'}, 'place': {'position': 'c'}}}}");
  snapshot = baton_snapshot_new (program, 1);
  visitor = baton_profile_new_for_persona (snapshot, "visitor", TODAY);

  g_assert_cmpint (baton_decide (snapshot, visitor, BATON_ACTION_VIEW, "open-blog", TODAY - 1).outcome, ==, BATON_OUTCOME_NOT_PERMITTED);
  g_assert_cmpint (baton_decide (snapshot, visitor, BATON_ACTION_VIEW, "open-blog", TODAY).outcome, ==, BATON_OUTCOME_ALLOWED);
  g_assert_cmpint (baton_decide (snapshot, visitor, BATON_ACTION_VIEW, "open-blog", TODAY + 1).outcome, ==, BATON_OUTCOME_NOT_PERMITTED);
  explanation = baton_explain (snapshot, visitor, BATON_ACTION_VIEW, "open-blog", TODAY + 1);
  g_assert_cmpint (explanation->nearest[0].failures[0].part, ==, BATON_RULE_PART_WINDOW);
}

static void
test_lists (void)
{
  g_autoptr (BatonProgram) program = fixture_program_new (measure);
  g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (program, 1);
  g_autoptr (BatonProfile) sme = baton_profile_new_for_persona (snapshot, "sme", TODAY);
  g_autoptr (BatonAccess) access = baton_access_new (snapshot, sme, TODAY);
  g_autoptr (GPtrArray) editable = baton_access_list (access, BATON_ACTION_EDIT, BATON_OUTCOME_ALLOWED);

  g_assert_cmpuint (editable->len, ==, 1);
  g_assert_cmpstr (baton_entity_get_id (editable->pdata[0]), ==, "dach-blog");
  g_assert_cmpuint (baton_access_count (access, BATON_ACTION_EDIT, BATON_OUTCOME_NOT_PERMITTED), ==, 3);
  g_assert_cmpuint (baton_access_count (access, BATON_ACTION_PUBLISH, BATON_OUTCOME_WITH_APPROVAL), ==, 1);
  g_assert_true (baton_access_allows (access, BATON_ACTION_EDIT, "dach-blog"));
  g_assert_false (baton_access_allows (access, BATON_ACTION_EDIT, "no-such-content"));
}

/* A thousand dimensions, and a rule that names forty of them and one of them four times. */
static void
test_many_dimensions (void)
{
  g_autoptr (GString) vocabularies = g_string_new ("{'vocabulary': {");
  g_autoptr (GString) terms = g_string_new ("'term': {");
  g_autoptr (GString) who = g_string_new (NULL);
  g_autoptr (GString) held = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autoptr (BatonProgram) program = NULL;
  g_autoptr (BatonSnapshot) snapshot = NULL;
  g_autoptr (BatonProfile) almost = NULL;
  g_autoptr (BatonExplanation) explanation = NULL;

  for (int i = 0; i < 1000; i++)
    {
      const char *comma = i > 0 ? ", " : "";

      g_string_append_printf (vocabularies, "%s'v-%03d': {'place': {'position': 'a'}}", comma, i);
      g_string_append_printf (terms, "%s't-%03d': {'place': {'parent': 'v-%03d', 'position': 'a'}}", comma, i, i);
      if (i < 40)
        g_string_append_printf (who, "%s{'dimension': 'v-%03d', 'any': ['t-%03d']}", comma, i, i);
      if (i < 39)
        g_string_append_printf (held, "%s't-%03d'", comma, i);
    }
  for (int i = 0; i < 3; i++)
    g_string_append (who, ", {'dimension': 'v-000', 'any': ['t-000']}");
  text = g_strdup_printf ("%s}, %s}, 'content': {'item': {}}, 'persona': {"
                          "'all': {'terms': [%s, 't-039'], 'place': {'position': 'a'}},"
                          "'almost': {'terms': [%s], 'place': {'position': 'b'}}}, 'publishing-rule': {"
                          "'long': {'effect': 'may', 'actions': ['view'], 'who': [%s], 'place': {'position': 'a'}}}}",
                          vocabularies->str, terms->str, held->str, held->str, who->str);
  program = fixture_program_new (text);
  snapshot = baton_snapshot_new (program, 1);

  g_assert_cmpint (decide (snapshot, "all", BATON_ACTION_VIEW, "item"), ==, BATON_OUTCOME_ALLOWED);
  g_assert_cmpint (decide (snapshot, "almost", BATON_ACTION_VIEW, "item"), ==, BATON_OUTCOME_NOT_PERMITTED);
  almost = baton_profile_new_for_persona (snapshot, "almost", TODAY);
  explanation = baton_explain (snapshot, almost, BATON_ACTION_VIEW, "item", TODAY);
  g_assert_cmpuint (explanation->nearest[0].n_failures, ==, 1);
  g_assert_cmpuint (explanation->nearest[0].failures[0].index, ==, 39);
}

#define N_WIDE 150

/* 't-000', … for the multiples of *step* below *end*. */
static char *
list_terms (guint end,
            guint step)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < end; i += step)
    g_string_append_printf (text, "%s't-%03u'", i > 0 ? ", " : "", i);
  return g_string_free (text, FALSE);
}

/* A member and a content with more than a hundred terms of one dimension, each named by several rules, some of which name
 * the dimension twice. */
static void
test_many_terms (void)
{
  static const char * const personas[] = { "broad", "narrow", "none" };
  static const char * const contents[] = { "wide", "thin", "bare" };
  g_autoptr (GString) text = g_string_new ("{'vocabulary': {'w': {'place': {'position': 'a'}}}, 'term': {");
  g_autofree char *held = list_terms (N_WIDE - 10, 1), *few = list_terms (N_WIDE, 40), *tags = list_terms (N_WIDE, 2);
  g_autoptr (BatonProgram) program = NULL;
  g_autoptr (BatonSnapshot) snapshot = NULL;
  guint n_matching = 0;

  for (guint i = 0; i < N_WIDE; i++)
    {
      g_autofree char *above = i % 3 == 2 ? g_strdup_printf ("t-%03u", i / 2) : g_strdup ("w");

      g_string_append_printf (text, "%s't-%03u': {'place': {'parent': '%s', 'position': 'a'}}", i > 0 ? ", " : "", i, above);
    }
  g_string_append_printf (text, "}, 'content': {'wide': {'tags': [%s]}, 'thin': {'tags': [%s]}, 'bare': {}}, 'persona': {"
                          "'broad': {'terms': [%s], 'place': {'position': 'a'}}, 'narrow': {'terms': [%s], 'place': {'position': 'b'}},"
                          "'none': {'place': {'position': 'c'}}}, 'publishing-rule': {", tags, few, held, few);
  for (guint i = 0; i < N_WIDE; i++)
    g_string_append_printf (text, "%s'r-%03u': {'effect': '%s', 'actions': ['view'], 'who': [{'dimension': 'w', 'any': ['t-%03u', 't-%03u']}%s],"
                            "'what': [{'dimension': 'w', 'any': ['t-%03u']}%s], 'place': {'position': 'a'}}",
                            i > 0 ? ", " : "", i, i % 4 == 0 ? "may-not" : "may", i, i * 7 % N_WIDE,
                            i % 5 == 0 ? ", {'dimension': 'w', 'any': ['t-149', 't-001']}" : "", i * 11 % N_WIDE,
                            i % 7 == 0 ? ", {'dimension': 'w', 'any': ['t-148', 't-003']}" : "");
  g_string_append (text, "}}");
  program = fixture_program_new (text->str);
  snapshot = baton_snapshot_new (program, 1);

  for (guint p = 0; p < G_N_ELEMENTS (personas); p++)
    for (guint c = 0; c < G_N_ELEMENTS (contents); c++)
      {
        g_autoptr (BatonProfile) profile = baton_profile_new_for_persona (snapshot, personas[p], TODAY);
        g_autoptr (BatonExplanation) explanation = baton_explain (snapshot, profile, BATON_ACTION_VIEW, contents[c], TODAY);
        g_autoptr (BatonExplanation) of_tags = baton_explain_tags (snapshot, profile, BATON_ACTION_VIEW,
                                                                   baton_snapshot_get_tags (snapshot, contents[c]), TODAY);
        g_autoptr (BatonPlainDecision) plain = baton_plain_decide (program, baton_program_lookup (program, personas[p]), BATON_ACTION_VIEW,
                                                                   baton_program_lookup (program, contents[c]), TODAY);

        g_assert_cmpint (explanation->decision.outcome, ==, plain->outcome);
        g_assert_cmpuint (explanation->n_matching, ==, plain->matching->len);
        g_assert_cmpmem (explanation->matching, explanation->n_matching * sizeof (int), of_tags->matching, of_tags->n_matching * sizeof (int));
        for (guint i = 0; i < plain->matching->len; i++)
          g_assert_cmpstr (baton_entity_get_id (baton_snapshot_list (snapshot, BATON_KIND_PUBLISHING_RULE)->pdata[explanation->matching[i]]), ==,
                           plain->matching->pdata[i]);
        n_matching += plain->matching->len;
      }
  g_assert_cmpuint (n_matching, >, 50);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/decision/measure", test_measure);
  g_test_add_func ("/rules/decision/measure-explained", test_measure_explained);
  g_test_add_func ("/rules/decision/effects", test_effects);
  g_test_add_func ("/rules/decision/own-and-addressed", test_own_and_addressed);
  g_test_add_func ("/rules/decision/window", test_window);
  g_test_add_func ("/rules/decision/lists", test_lists);
  g_test_add_func ("/rules/decision/many-dimensions", test_many_dimensions);
  g_test_add_func ("/rules/decision/many-terms", test_many_terms);
  return g_test_run ();
}
