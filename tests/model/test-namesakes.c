/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names and codes that are doubled: who is told, who is not, what mends it, and that the incremental validator says the
 * same as a full run while names come, go, move and change.
 */
#include "model/baton-mend.h"
#include "model/baton-validate.h"
#include "model/baton-validator.h"
#include "support/quoted-entity.h"

#include <string.h>

#define ID(name) name "-0000000000"
#define NAMED(name, members) "{'name':{'source':'" name "'}" members "}"
#define AT(position) ",'place':{'position':'" position "'}"
#define BELOW(parent, position) ",'place':{'parent':'" parent "-0000000000','position':'" position "'}"
#define FOR(role) ",'audience':[{'dimension':'role','any':['" role "-0000000000']}]"

static BatonProgram *
make_program (void)
{
  BatonProgram *program = baton_program_new ();

  quoted_entity_put (program, "program", ID ("p"), "{'name':{'source':'P'},'source-locale':'en','time-zone':'UTC','currency':'EUR'}");
  quoted_entity_put (program, "locale", ID ("en"), "{'tag':'en','place':{'position':'a0'}}");
  quoted_entity_put (program, "vocabulary", ID ("region"), NAMED ("Region", ",'purpose':'region'" AT ("a0")));
  quoted_entity_put (program, "vocabulary", ID ("topic"), NAMED ("Topic", ",'purpose':'topic'" AT ("a1")));
  quoted_entity_put (program, "term", ID ("emea"), NAMED ("EMEA", ",'code':'E'" BELOW ("region", "a0")));
  quoted_entity_put (program, "term", ID ("dach"), NAMED ("DACH", ",'code':'D'" BELOW ("emea", "a0")));
  quoted_entity_put (program, "term", ID ("cloud"), NAMED ("Cloud", ",'code':'E'" BELOW ("topic", "a0")));
  quoted_entity_put (program, "role", ID ("editor"), NAMED ("Editor", AT ("a0")));
  quoted_entity_put (program, "motion", ID ("m"), NAMED ("Influence", AT ("a0")));
  quoted_entity_put (program, "activity", ID ("blog"), NAMED ("Blog", ",'section':{'source':'Write'},'fee':1,'window':{'from':'2026-01-01','through':'2026-06-30'}" BELOW ("m", "a0")));
  quoted_entity_put (program, "page", ID ("home"), NAMED ("Home", ",'use':'landing'" FOR ("editor") AT ("a0")));
  quoted_entity_put (program, "content", ID ("list"), NAMED ("Price list", ",'tags':['" ID ("dach") "']"));
  quoted_entity_put (program, "tier-ladder", ID ("l"), NAMED ("Tiers", AT ("a0")));
  quoted_entity_put (program, "tier", ID ("hero"), NAMED ("Hero", ",'threshold':1" BELOW ("l", "a0")));
  return program;
}

/* The problems of namesakes, as "entity field other", in order. */
static char *
describe (GPtrArray *problems)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const BatonProblem *problem = problems->pdata[i];

      if (problem->code == BATON_PROBLEM_SAME_NAME || problem->code == BATON_PROBLEM_SAME_CODE)
        g_string_append_printf (text, "%s%.*s %s %.*s", text->len > 0 ? "; " : "", (int) strcspn (problem->entity, "-"), problem->entity,
                                baton_schema_get_field (problem->field)->name, (int) strcspn (problem->arguments[1], "-"), problem->arguments[1]);
    }
  return g_strdup (text->str);
}

static void
test_cases (void)
{
  static const struct
  {
    const char *kind;
    const char *body;
    const char *expected;
  } cases[] = {
    { "term", NAMED ("Emea", BELOW ("region", "a1")), "x name emea" },
    { "term", NAMED (" EMEA\\u00a0 ", BELOW ("region", "Zz")), "emea name x" },
    { "term", NAMED ("EMEA", BELOW ("emea", "a1")), "" },
    { "term", NAMED ("EMEA", BELOW ("topic", "a1")), "" },
    { "term", NAMED ("EMEA", ",'successor':'" ID ("emea") "'" BELOW ("region", "a1")), "" },
    { "term", NAMED ("EMEA", ",'window':{'through':'2026-01-01'}" BELOW ("region", "a1")), "emea name x" },
    { "term", NAMED ("Benelux", ",'code':'d'" BELOW ("region", "a1")), "x code dach" },
    { "term", NAMED ("Benelux", ",'code':'E'" BELOW ("emea", "a1")), "x code emea" },
    { "term", NAMED ("Benelux", ",'code':'D'" BELOW ("cloud", "a1")), "" },
    { "vocabulary", NAMED ("REGION", ",'purpose':'other'" AT ("a2")), "x name region" },
    { "role", NAMED ("Editor", AT ("a1")), "x name editor" },
    { "motion", NAMED ("Influence", AT ("a1")), "x name m" },
    { "activity", NAMED ("Blog", ",'section':{'source':'write'}" BELOW ("m", "a1")), "blog name x" },
    { "activity", NAMED ("Blog", ",'section':{'source':'Talk'}" BELOW ("m", "a1")), "" },
    { "activity", NAMED ("Blog", ",'section':{'source':'Write'}" FOR ("editor") BELOW ("m", "a1")), "" },
    { "activity", NAMED ("Blog", ",'section':{'source':'Write'},'disabled':true" BELOW ("m", "a1")), "" },
    { "activity", NAMED ("Blog", ",'section':{'source':'Write'},'window':{'from':'2026-07-01'}" BELOW ("m", "a1")), "" },
    { "activity", NAMED ("Blog", ",'section':{'source':'Write'},'window':{'from':'2026-06-30'}" BELOW ("m", "a1")), "x name blog" },
    { "page", NAMED ("Home", ",'use':'landing'" FOR ("editor") AT ("a1")), "x name home" },
    { "page", NAMED ("Home", ",'use':'landing'" AT ("a1")), "" },
    { "content", NAMED ("Price list", ",'tags':['" ID ("dach") "']"), "x name list" },
    { "content", NAMED ("Price list", ",'tags':['" ID ("emea") "']"), "" },
    { "content", NAMED ("Price list", ",'state':'draft','tags':['" ID ("dach") "']"), "" },
    { "tier", NAMED ("Hero", ",'threshold':2" BELOW ("l", "a1")), "x name hero" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BatonProgram) program = make_program ();
      g_autoptr (GPtrArray) problems = NULL;
      g_autofree char *found = NULL;

      g_test_message ("%s %s", cases[i].kind, cases[i].body);
      quoted_entity_put (program, cases[i].kind, ID ("x"), cases[i].body);
      problems = baton_validate_program (program);
      found = describe (problems);
      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

/* Of three, each but the first is told of the one before it; where two of them meet, somebody is. */
static void
test_several (void)
{
  g_autoptr (BatonProgram) program = make_program ();
  g_autoptr (GPtrArray) problems = NULL, renamed = NULL;
  g_autofree char *found = NULL, *found_renamed = NULL;

  quoted_entity_put (program, "role", ID ("b"), NAMED ("editor", AT ("a1")));
  quoted_entity_put (program, "role", ID ("a"), NAMED ("EDITOR", AT ("a2")));
  problems = baton_validate_program (program);
  found = describe (problems);
  g_assert_cmpstr (found, ==, "a name b; b name editor");
  quoted_entity_put (program, "role", ID ("b"), NAMED ("Author", AT ("a1")));
  renamed = baton_validate_program (program);
  found_renamed = describe (renamed);
  g_assert_cmpstr (found_renamed, ==, "a name editor");
}

/* A copy that nothing names goes; one that is used, differs, or may have a past, stays. */
static void
test_mend (void)
{
  static const struct
  {
    const char *kind;
    const char *body;
    gboolean    is_used;
    gboolean    is_mended;
  } cases[] = {
    { "page", NAMED ("Home", ",'use':'landing'" FOR ("editor") AT ("a1")), FALSE, TRUE },
    { "page", NAMED ("Home", ",'use':'landing'" FOR ("editor") AT ("a1")), TRUE, FALSE },
    { "page", NAMED ("Home", ",'use':'landing','note':'mine'" FOR ("editor") AT ("a1")), FALSE, FALSE },
    { "tier", NAMED ("Hero", ",'threshold':1" BELOW ("l", "a1")), FALSE, FALSE },
    { "role", NAMED ("Editor", AT ("a1")), FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BatonProgram) program = make_program ();
      g_autoptr (GPtrArray) problems = NULL;
      const BatonProblem *problem = NULL;
      g_autoptr (GPtrArray) changes = NULL;

      quoted_entity_put (program, cases[i].kind, ID ("x"), cases[i].body);
      if (cases[i].is_used)
        quoted_entity_put (program, "navigation-item", ID ("n"), NAMED ("Start", ",'target':'" ID ("x") "'" AT ("a0")));
      problems = baton_validate_program (program);
      for (guint j = 0; j < problems->len; j++)
        if (((const BatonProblem *) problems->pdata[j])->code == BATON_PROBLEM_SAME_NAME)
          problem = problems->pdata[j];
      g_assert_nonnull (problem);
      changes = baton_mend_list_changes (program, problem, NULL);
      g_assert_cmpint (changes != NULL, ==, cases[i].is_mended);
      if (changes != NULL)
        {
          g_assert_cmpuint (changes->len, ==, 1);
          g_assert_cmpstr (baton_change_get_id (changes->pdata[0]), ==, ID ("x"));
          g_assert_null (((const BatonChange *) changes->pdata[0])->after);
        }
    }
}

/* ── The incremental validator ───────────────────────────────────────────────────────────────────────── */

enum { N_TERMS = 12, N_ACTIVITIES = 8 };

/* Few names, codes and places, so that they meet all the time; the vocabularies and the terms above come and go. */
static BatonEntity *
draw_entity (void)
{
  static const char * const names[] = { "A", "a", "B", " b" };
  static const char * const days[] = { "", ",'window':{'from':'2026-01-01'}", ",'window':{'through':'2026-02-01'}", ",'window':{'from':'2026-03-01','through':'2026-04-01'}" };
  const char *name = names[g_test_rand_int_range (0, G_N_ELEMENTS (names))];
  const char *window = days[g_test_rand_int_range (0, G_N_ELEMENTS (days))];
  int position = g_test_rand_int_range (0, 4);
  g_autofree char *id = NULL, *body = NULL, *parent = NULL;

  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      id = g_strdup_printf ("a%d-0000000000", g_test_rand_int_range (0, N_ACTIVITIES));
      body = g_strdup_printf ("{'name':{'source':'%s'},'fee':1%s%s,'place':{'parent':'" ID ("m") "','position':'a%d'}}", name, window,
                              g_test_rand_int_range (0, 4) == 0 ? ",'disabled':true" : "", position);
      return quoted_entity (BATON_KIND_ACTIVITY, id, body);
    case 1:
      id = g_strdup_printf ("v%d-0000000000", g_test_rand_int_range (0, 2));
      body = g_strdup_printf ("{'name':{'source':'%s'},'purpose':'topic','place':{'position':'a%d'}}", name, position);
      return quoted_entity (BATON_KIND_VOCABULARY, id, body);
    default:
      id = g_strdup_printf ("t%d-0000000000", g_test_rand_int_range (0, N_TERMS));
      parent = g_test_rand_int_range (0, 2) == 0 ? g_strdup_printf ("v%d-0000000000", g_test_rand_int_range (0, 2))
                                                 : g_strdup_printf ("t%d-0000000000", g_test_rand_int_range (0, N_TERMS));
      body = g_strdup_printf ("{'name':{'source':'%s'}%s%s%s,'place':{'parent':'%s','position':'a%d'}}", name, window,
                              g_test_rand_int_range (0, 2) == 0 ? ",'code':'c'" : "",
                              g_test_rand_int_range (0, 6) == 0 ? ",'successor':'t1-0000000000'" : "", parent, position);
      return quoted_entity (BATON_KIND_TERM, id, body);
    }
}

static void
test_incremental (void)
{
  for (int round = 0; round < 20; round++)
    {
      g_autoptr (BatonProgram) program = make_program ();
      g_autoptr (BatonValidator) validator = baton_validator_new (program);
      guint n_problems = 0;

      for (int step = 0; step < 150; step++)
        {
          g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
          g_autoptr (GPtrArray) full = NULL;
          g_autofree char *expected = NULL, *found = NULL;

          for (int i = g_test_rand_int_range (1, 4); i > 0; i--)
            {
              g_autoptr (BatonEntity) after = draw_entity ();
              BatonEntity *before = baton_program_lookup (program, baton_entity_get_id (after));
              BatonChange *change = baton_change_new (before, before != NULL && g_test_rand_int_range (0, 4) == 0 ? NULL : after);

              baton_program_apply (program, change);
              g_ptr_array_add (changes, change);
            }
          baton_validator_apply (validator, changes);
          full = baton_validate_program (program);
          expected = describe (full);
          found = describe (baton_validator_get_problems (validator));
          g_assert_cmpstr (found, ==, expected);
          n_problems += *found != '\0';
        }
      g_assert_cmpuint (n_problems, >, 100);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/namesakes/cases", test_cases);
  g_test_add_func ("/model/namesakes/several", test_several);
  g_test_add_func ("/model/namesakes/mend", test_mend);
  g_test_add_func ("/model/namesakes/incremental", test_incremental);
  return g_test_run ();
}
