/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bad input to the rules: each mistake is one sentence that says what is wrong and where; and with the mistakes still in
 * it the program compiles, answers and is analysed, a thousand dimensions and a rule of five thousand terms included.
 */
#include "words/baton-words-problem.h"
#include "words/baton-words-finding.h"

#include <string.h>

#include "model/baton-day.h"
#include "model/baton-json.h"
#include "model/baton-validate.h"

#define DAY (baton_day_new (2026, 11, 21))
/* A valid id made of a name. */
#define ID(name) name "-0000000000"

static void
put (BatonProgram *program,
     BatonKind     kind,
     const char   *id,
     const char   *json)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (BatonValue) body = baton_json_parse (text, strlen (text), NULL);
  g_autoptr (BatonEntity) entity = body != NULL ? baton_entity_from_value (kind, id, body, NULL) : NULL;

  g_assert_nonnull (entity);
  baton_program_put (program, entity);
}

static BatonProgram *
make_program (void)
{
  BatonProgram *program = baton_program_new ();

  put (program, BATON_KIND_PROGRAM, ID ("program"), "{'name':{'source':'Test'},'currency':'EUR','source-locale':'en','time-zone':'Europe/Berlin'}");
  put (program, BATON_KIND_LOCALE, ID ("english"), "{'tag':'en','place':{'position':'a0'}}");
  put (program, BATON_KIND_VOCABULARY, ID ("region"), "{'name':{'source':'Region'},'purpose':'region','place':{'position':'a0'}}");
  put (program, BATON_KIND_TERM, ID ("emea"), "{'name':{'source':'EMEA'},'place':{'parent':'" ID ("region") "','position':'a0'}}");
  put (program, BATON_KIND_PERSONA, ID ("maria"), "{'name':{'source':'Maria'},'terms':['" ID ("emea") "'],'place':{'position':'a0'}}");
  put (program, BATON_KIND_CONTENT, ID ("post"), "{'name':{'source':'Post'},'tags':['" ID ("emea") "']}");
  return program;
}

/* The errors as lines, joined by " | ". */
static char *
list_errors (BatonProgram *program)
{
  g_autoptr (GPtrArray) problems = baton_validate_program (program);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < problems->len; i++)
    if (baton_problem_get_severity (problems->pdata[i]) == BATON_SEVERITY_ERROR)
      g_ptr_array_add (lines, baton_words_problem_line (BATON_NAMES_OF_PROGRAM (program), problems->pdata[i]));
  g_ptr_array_add (lines, NULL);
  return g_strjoinv (" | ", (char **) lines->pdata);
}

/* Compiles, asks and analyses, whatever is wrong. Returns what Maria may do with the post. */
static BatonOutcome
use (BatonProgram *program)
{
  g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (program, 1);
  g_autoptr (BatonProfile) profile = baton_profile_new_for_persona (snapshot, ID ("maria"), DAY);
  g_autoptr (GPtrArray) findings = baton_analysis_run (snapshot, DAY, 0, NULL);
  g_autoptr (BatonExplanation) explanation = baton_explain (snapshot, profile, BATON_ACTION_VIEW, ID ("post"), DAY);

  for (guint i = 0; i < findings->len; i++)
    {
      g_autofree char *sentence = baton_words_finding (BATON_NAMES_OF_SNAPSHOT (snapshot), findings->pdata[i]);

      g_assert_cmpstr (sentence, !=, "");
    }
  return explanation->decision.outcome;
}

static void
test_circle (void)
{
  g_autoptr (BatonProgram) program = make_program ();
  g_autofree char *errors = NULL;

  put (program, BATON_KIND_TERM, ID ("north"), "{'name':{'source':'North'},'place':{'parent':'" ID ("south") "','position':'a0'}}");
  put (program, BATON_KIND_TERM, ID ("south"), "{'name':{'source':'South'},'place':{'parent':'" ID ("north") "','position':'a0'}}");
  put (program, BATON_KIND_PUBLISHING_RULE, ID ("rule"), "{'effect':'may','actions':['view'],'place':{'position':'a0'},"
       "'what':[{'dimension':'" ID ("region") "','none':['" ID ("north") "']}]}");
  errors = list_errors (program);
  g_test_message ("%s", errors);
  g_assert_nonnull (strstr (errors, "Term “North”"));
  g_assert_nonnull (strstr (errors, "Term “South”"));
  g_assert_cmpint (use (program), ==, BATON_OUTCOME_ALLOWED);
}

static void
test_days (void)
{
  static const struct
  {
    const char *window;
    gboolean    wrong;
  } cases[] = {
    { "{'from':'2026-02-29'}", TRUE },
    { "{'from':'2100-02-29'}", TRUE },
    { "{'from':'2026-13-01'}", TRUE },
    { "{'from':'2026-00-10'}", TRUE },
    { "{'through':'2026-06-31'}", TRUE },
    { "{'from':'0000-01-01'}", TRUE },
    { "{'through':'10000-01-01'}", TRUE },
    { "{'from':'yesterday'}", TRUE },
    { "{'from':'2024-02-29'}", FALSE },
    { "{'from':'2024-02-29','through':'2028-02-29'}", FALSE },
    { "{'through':'9999-12-31'}", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BatonProgram) program = make_program ();
      g_autofree char *rule = g_strdup_printf ("{'effect':'may','actions':['view'],'place':{'position':'a0'},'window':%s}", cases[i].window);
      g_autofree char *errors = NULL;

      put (program, BATON_KIND_PUBLISHING_RULE, ID ("rule"), rule);
      errors = list_errors (program);
      g_test_message ("%s: %s", cases[i].window, errors);
      if (cases[i].wrong)
        {
          g_assert_nonnull (strstr (errors, "Publishing rule"));
          g_assert_null (strstr (errors, " | "));
          use (program);
        }
      else
        {
          g_assert_cmpstr (errors, ==, "");
          g_assert_cmpint (use (program), ==, BATON_OUTCOME_ALLOWED);
        }
    }
}

/* Neither is a mistake: nothing is said, and the answer is right. */
static void
test_many_terms (void)
{
  g_autoptr (BatonProgram) program = make_program ();
  g_autoptr (GString) rule = g_string_new ("{'effect':'may','actions':['view'],'place':{'position':'a0'},'what':[{'dimension':'" ID ("region") "','any':[");
  g_autofree char *errors = NULL;

  for (int i = 0; i < 5000; i++)
    {
      g_autofree char *id = g_strdup_printf ("t%05d-0000000000", i);
      g_autofree char *term = g_strdup_printf ("{'name':{'source':'Term %d'},'place':{'parent':'%s','position':'b%05d5'}}", i,
                                               i == 7 ? ID ("emea") : ID ("region"), i);

      put (program, BATON_KIND_TERM, id, term);
      g_string_append_printf (rule, "%s'%s'", i > 0 ? "," : "", id);
    }
  g_string_append (rule, "]}]}");
  put (program, BATON_KIND_PUBLISHING_RULE, ID ("rule"), rule->str);
  put (program, BATON_KIND_CONTENT, ID ("post"), "{'name':{'source':'Post'},'tags':['t04321-0000000000']}");
  errors = list_errors (program);
  g_assert_cmpstr (errors, ==, "");
  g_assert_cmpint (use (program), ==, BATON_OUTCOME_ALLOWED);
  put (program, BATON_KIND_CONTENT, ID ("post"), "{'name':{'source':'Post'},'tags':['" ID ("emea") "']}");
  g_assert_cmpint (use (program), ==, BATON_OUTCOME_NOT_PERMITTED);
}

static void
test_many_dimensions (void)
{
  g_autoptr (BatonProgram) program = make_program ();
  g_autoptr (GString) tags = g_string_new ("{'name':{'source':'Post'},'tags':[");
  g_autofree char *errors = NULL;

  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *vocabulary = g_strdup_printf ("v%04d-0000000000", i);
      g_autofree char *term = g_strdup_printf ("t%04d-0000000000", i);
      g_autofree char *rule = g_strdup_printf ("r%04d-0000000000", i);
      g_autofree char *place = g_strdup_printf ("{'name':{'source':'V'},'purpose':'other','place':{'position':'b%04d5'}}", i);
      g_autofree char *below = g_strdup_printf ("{'name':{'source':'T'},'place':{'parent':'%s','position':'a0'}}", vocabulary);
      g_autofree char *body = g_strdup_printf ("{'effect':'%s','actions':['view'],'reason':'x','place':{'position':'b%04d5'},"
                                               "'what':[{'dimension':'%s','any':['%s']}]}",
                                               i == 999 ? "may-not" : "may", i, vocabulary, term);

      put (program, BATON_KIND_VOCABULARY, vocabulary, place);
      put (program, BATON_KIND_TERM, term, below);
      put (program, BATON_KIND_PUBLISHING_RULE, rule, body);
      g_string_append_printf (tags, "%s'%s'", i > 0 ? "," : "", term);
    }
  errors = list_errors (program);
  g_assert_cmpstr (errors, ==, "");
  g_assert_cmpint (use (program), ==, BATON_OUTCOME_NOT_PERMITTED);
  g_string_append (tags, "]}");
  put (program, BATON_KIND_CONTENT, ID ("post"), tags->str);
  g_assert_cmpint (use (program), ==, BATON_OUTCOME_FORBIDDEN);
  baton_program_remove (program, "r0999-0000000000");
  g_assert_cmpint (use (program), ==, BATON_OUTCOME_ALLOWED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/bad-rules/circle", test_circle);
  g_test_add_func ("/words/bad-rules/days", test_days);
  g_test_add_func ("/words/bad-rules/many-terms", test_many_terms);
  g_test_add_func ("/words/bad-rules/many-dimensions", test_many_dimensions);
  return g_test_run ();
}
