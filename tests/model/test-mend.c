/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mends: each makes its problem go and brings no new one.
 */
#include "model/baton-mend.h"
#include "model/baton-validate.h"
#include "support/quoted-entity.h"

#include <string.h>

#define ID(name) name "-0000000000"

static BatonProgram *
make_program (void)
{
  BatonProgram *program = baton_program_new ();

  quoted_entity_put (program, "program", ID ("p"), "{'name':{'source':'P'},'source-locale':'en','time-zone':'UTC','currency':'EUR'}");
  quoted_entity_put (program, "locale", ID ("en"), "{'tag':'en','place':{'position':'a0'}}");
  quoted_entity_put (program, "vocabulary", ID ("v"), "{'name':{'source':'V'},'purpose':'topic','multiple':true}");
  quoted_entity_put (program, "term", ID ("a"), "{'name':{'source':'A'},'place':{'parent':'" ID ("v") "','position':'a0'}}");
  quoted_entity_put (program, "term", ID ("b"), "{'name':{'source':'B'},'successor':'" ID ("a") "','place':{'parent':'" ID ("v") "','position':'a1'}}");
  quoted_entity_put (program, "term", ID ("c"), "{'name':{'source':'C'},'successor':'" ID ("b") "','place':{'parent':'" ID ("v") "','position':'a2'}}");
  quoted_entity_put (program, "tier-ladder", ID ("l"), "{'name':{'source':'L'}}");
  quoted_entity_put (program, "tier", ID ("t1"), "{'name':{'source':'T'},'threshold':100,'place':{'parent':'" ID ("l") "','position':'a0'}}");
  quoted_entity_put (program, "brand", ID ("house"), "{'name':{'source':'H'},'surface':'#ffffff','place':{'position':'a0'}}");
  quoted_entity_put (program, "motion", ID ("m"), "{'name':{'source':'M'}}");
  quoted_entity_put (program, "activity", ID ("next"), "{'name':{'source':'Next'},'window':{'from':'2026-01-01'},'place':{'parent':'" ID ("m") "','position':'a9'}}");
  quoted_entity_put (program, "activity", ID ("once"), "{'name':{'source':'Once'},'once':'organisation','place':{'parent':'" ID ("m") "','position':'a8'}}");
  quoted_entity_put (program, "promotion", ID ("first"), "{'name':{'source':'First'},'effect':'goal','group':'Spring','place':{'position':'a0'}}");
  return program;
}

static guint
count_errors (GPtrArray       *problems,
              BatonProblemCode code,
              guint           *n_of_code)
{
  guint n_errors = 0;

  *n_of_code = 0;
  for (guint i = 0; i < problems->len; i++)
    {
      const BatonProblem *problem = g_ptr_array_index (problems, i);

      if (problem->code == code)
        (*n_of_code)++;
      if (baton_problem_get_severity (problem) == BATON_SEVERITY_ERROR)
        n_errors++;
    }
  return n_errors;
}

/* Puts the entity, mends the first problem of the code, and expects *after* (nullable) as its body. */
static void
check_mend (BatonProblemCode code,
            const char      *kind,
            const char      *id,
            const char      *body,
            const char      *after)
{
  g_autoptr (BatonProgram) program = make_program ();
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) mended = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  guint n_before, n_after, errors_before, errors_after;

  g_test_message ("%s: %s", baton_problem_code_get_name (code), body);
  quoted_entity_put (program, kind, id, body);
  before = baton_validate_program (program);
  errors_before = count_errors (before, code, &n_before);
  g_assert_cmpuint (n_before, >, 0);
  for (guint i = 0; i < before->len && changes == NULL; i++)
    if (((const BatonProblem *) g_ptr_array_index (before, i))->code == code)
      changes = baton_mend_list_changes (program, g_ptr_array_index (before, i), random);
  g_assert_nonnull (changes);
  for (guint i = 0; i < changes->len; i++)
    baton_program_apply (program, g_ptr_array_index (changes, i));

  mended = baton_validate_program (program);
  errors_after = count_errors (mended, code, &n_after);
  g_assert_cmpuint (n_after, <, n_before);
  g_assert_cmpuint (errors_after, <=, errors_before);
  if (after != NULL)
    {
      g_autoptr (BatonValue) value = baton_entity_to_value (baton_program_lookup (program, id));
      g_autofree char *json = g_strdelimit (baton_value_to_json (value), "\"", '\'');

      g_assert_cmpstr (json, ==, after);
    }
}

static void
test_mends (void)
{
  check_mend (BATON_PROBLEM_EMPTY_TEXT, "role", ID ("r"), "{'name':{'source':'R'},'note':' '}", "{'name':{'source':'R'}}");
  check_mend (BATON_PROBLEM_EMPTY_TEXT, "role", ID ("r"), "{'name':{'locales':{'en':{'source':'0000000000000000','state':'reviewed','text':' '}},'source':'R'}}",
              "{'name':{'source':'R'}}");
  check_mend (BATON_PROBLEM_BAD_COLOUR, "brand", ID ("x"), "{'accent':'F80','name':{'source':'X'}}", "{'accent':'#ff8800','name':{'source':'X'}}");
  check_mend (BATON_PROBLEM_BAD_LOCALE, "locale", ID ("x"), "{'tag':'de_at'}", "{'tag':'de-AT'}");
  check_mend (BATON_PROBLEM_NOT_SORTED, "content", ID ("x"), "{'name':{'source':'X'},'tags':['" ID ("v") "','" ID ("a") "']}", NULL);
  check_mend (BATON_PROBLEM_TWICE, "content", ID ("x"), "{'name':{'source':'X'},'tags':['" ID ("a") "','" ID ("a") "']}",
              "{'name':{'source':'X'},'tags':['" ID ("a") "']}");
  check_mend (BATON_PROBLEM_WINDOW_BACKWARDS, "content", ID ("x"), "{'name':{'source':'X'},'window':{'from':'2026-02-02','through':'2026-01-01'}}",
              "{'name':{'source':'X'},'window':{'from':'2026-01-01','through':'2026-02-02'}}");
  check_mend (BATON_PROBLEM_DANGLING, "content", ID ("x"), "{'name':{'source':'X'},'tags':['" ID ("a") "','" ID ("zz") "']}",
              "{'name':{'source':'X'},'tags':['" ID ("a") "']}");
  check_mend (BATON_PROBLEM_ENDED_TERM_USED, "content", ID ("x"), "{'name':{'source':'X'},'tags':['" ID ("c") "']}",
              "{'name':{'source':'X'},'tags':['" ID ("a") "']}");
  check_mend (BATON_PROBLEM_FALLBACK_CYCLE, "locale", ID ("x"), "{'fallback':'de','tag':'de'}", "{'tag':'de'}");
  check_mend (BATON_PROBLEM_FALLBACK_OTHER_SCRIPT, "locale", ID ("x"), "{'fallback':'en','tag':'ja'}", "{'tag':'ja'}");
  check_mend (BATON_PROBLEM_SOURCE_LOCALE_UNLISTED, "program", ID ("p"), "{'name':{'source':'P'},'source-locale':'fr','time-zone':'UTC','currency':'EUR'}", NULL);
  check_mend (BATON_PROBLEM_TEXT_LOCALE_UNLISTED, "role", ID ("r"), "{'name':{'locales':{'fr':{'source':'0000000000000000','state':'reviewed','text':'R'}},'source':'R'}}", NULL);
  check_mend (BATON_PROBLEM_PORTAL_WORDS_MISSING, "role", ID ("r"), "{'name':{'source':'R'}}", NULL);
  check_mend (BATON_PROBLEM_BANDS_NOT_RISING, "activity", ID ("x"), "{'bands':[{'from':5,'units':1},{'from':1,'units':2}],'name':{'source':'X'},"
              "'place':{'parent':'" ID ("m") "','position':'a0'}}",
              "{'bands':[{'from':1,'units':2},{'from':5,'units':1}],'name':{'source':'X'},'place':{'parent':'" ID ("m") "','position':'a0'}}");
  check_mend (BATON_PROBLEM_THRESHOLDS_NOT_RISING, "tier", ID ("t2"), "{'name':{'source':'T'},'threshold':50,'place':{'parent':'" ID ("l") "','position':'a1'}}", NULL);
  check_mend (BATON_PROBLEM_LOW_CONTRAST, "brand", ID ("x"), "{'name':{'source':'X'},'place':{'position':'a1'},'text':'#777777'}",
              "{'name':{'source':'X'},'place':{'position':'a1'},'text':'#767676'}");
  check_mend (BATON_PROBLEM_DEAD_LINK, "content", ID ("x"), "{'body':{'source':'<p><a href=\\u0022baton:" ID ("zz") "\\u0022>w</a></p>'},'name':{'source':'X'}}",
              "{'body':{'source':'<p>w</p>'},'name':{'source':'X'}}");
  check_mend (BATON_PROBLEM_FALLBACK_UNLISTED, "locale", ID ("x"), "{'fallback':'fr','tag':'de'}", "{'tag':'de'}");
  check_mend (BATON_PROBLEM_WITHOUT_EFFECT, "activity", ID ("x"), "{'again':'never','name':{'source':'X'},'place':{'parent':'" ID ("m") "','position':'a0'}}",
              "{'name':{'source':'X'},'place':{'parent':'" ID ("m") "','position':'a0'}}");
  check_mend (BATON_PROBLEM_ROW_TWICE, "search-profile", ID ("x"), "{'name':{'source':'X'},'synonyms':[{'words':'a,b'},{'words':'c'},{'words':'a,b'}]}",
              "{'name':{'source':'X'},'synonyms':[{'words':'a,b'},{'words':'c'}]}");
  check_mend (BATON_PROBLEM_ROW_WITHOUT_EFFECT, "search-profile", ID ("x"), "{'name':{'source':'X'},'synonyms':[{'words':'c'},{'words':'a,b'}]}",
              "{'name':{'source':'X'},'synonyms':[{'words':'a,b'}]}");
  check_mend (BATON_PROBLEM_ROW_WITHOUT_EFFECT, "search-profile", ID ("x"), "{'name':{'source':'X'},'synonyms':[{'words':'c'}]}", "{'name':{'source':'X'}}");
  check_mend (BATON_PROBLEM_TRANSLATIONS_UNUSED, "role", ID ("r"), "{'name':{'kept':true,'locales':{'en':{'source':'0000000000000000','state':'reviewed','text':'S'}},'source':'R'}}",
              "{'name':{'kept':true,'source':'R'}}");
  check_mend (BATON_PROBLEM_GROUPS_ALIKE, "promotion", ID ("x"), "{'effect':'goal','group':'SPRING','name':{'source':'X'},'place':{'position':'a1'}}",
              "{'effect':'goal','group':'Spring','name':{'source':'X'},'place':{'position':'a1'}}");
  check_mend (BATON_PROBLEM_REQUIREMENT_BEYOND_ONCE, "tier", ID ("x"), "{'name':{'source':'X'},'place':{'parent':'" ID ("l") "','position':'a0'},"
              "'requirements':[{'term':'" ID ("a") "'},{'activity':'" ID ("once") "','count':2}],'threshold':5}",
              "{'name':{'source':'X'},'place':{'parent':'" ID ("l") "','position':'a0'},"
              "'requirements':[{'term':'" ID ("a") "'},{'activity':'" ID ("once") "'}],'threshold':5}");
  check_mend (BATON_PROBLEM_SUCCESSOR_OVERLAPS, "activity", ID ("x"), "{'name':{'source':'X'},'place':{'parent':'" ID ("m") "','position':'a0'},'successor':'" ID ("next") "',"
              "'window':{'through':'2026-06-30'}}", NULL);
  check_mend (BATON_PROBLEM_TWO_TARGETS, "navigation-item", ID ("x"), "{'address':'https://example.com','name':{'source':'X'},'target':'" ID ("a") "'}",
              "{'name':{'source':'X'},'target':'" ID ("a") "'}");
}

/* An audience without what it asked for would be wider than before, and a name is not made up. */
static void
test_no_mend (void)
{
  g_autoptr (BatonProgram) program = make_program ();
  g_autoptr (GPtrArray) problems = NULL;

  quoted_entity_put (program, "audience", ID ("x"), "{'name':{'source':' '},'clauses':[{'dimension':'role','any':['" ID ("zz") "']}]}");
  quoted_entity_put (program, "search-profile", ID ("x"), "{'name':{'source':'X'},'boosts':[{'term':'" ID ("a") "','weight':1},{'term':'" ID ("a") "','weight':2}]}");
  problems = baton_validate_program (program);
  for (guint i = 0; i < problems->len; i++)
    {
      const BatonProblem *problem = g_ptr_array_index (problems, i);

      if (g_strcmp0 (problem->entity, ID ("x")) == 0)
        g_assert_null (baton_mend_list_changes (program, problem, NULL));
    }
  g_assert_false (baton_problem_code_has_mend (BATON_PROBLEM_MISSING));
  g_assert_true (baton_problem_code_has_mend (BATON_PROBLEM_DEAD_LINK));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/mend/mends", test_mends);
  g_test_add_func ("/model/mend/no-mend", test_no_mend);
  return g_test_run ();
}
