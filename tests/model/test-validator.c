/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The incremental validator against the full run: after every one of many random edits both must say the same.
 *
 * The edits put, replace and remove the entities of a pool that has each kind of dependency several times over, most of
 * them broken in some way: parents that go, cycles that close, ladders that lose tiers, languages that change.
 */
#include "model/baton-validate.h"
#include "model/baton-validator.h"
#include "support/quoted-entity.h"
#include "support/random-program.h"

#include <string.h>

#define ID(name) name "-0000000000"
#define PLACE(parent, position) "'place':{'parent':'" parent "-0000000000','position':'" position "'}"

static const struct
{
  const char *kind;
  const char *id;
  const char *body;
} pool[] = {
  { "program", ID ("p"), "{'name':{'source':'P'},'source-locale':'en','time-zone':'UTC','currency':'EUR'}" },
  { "program", ID ("p"), "{'name':{'source':'P'},'source-locale':'de','time-zone':'UTC','currency':'EUR'}" },
  { "program", ID ("p"), "{'name':{'source':'Q'},'source-locale':'en','time-zone':'UTC','currency':'XXX'}" },
  { "locale", ID ("en"), "{'tag':'en','place':{'position':'a0'}}" },
  { "locale", ID ("de"), "{'tag':'de','fallback':'fr','place':{'position':'a1'}}" },
  { "locale", ID ("de"), "{'tag':'de','place':{'position':'Zz'}}" },
  { "locale", ID ("fr"), "{'tag':'fr','fallback':'de','place':{'position':'a2'}}" },
  { "locale", ID ("fr"), "{'tag':'de','place':{'position':'a2'}}" },
  { "vocabulary", ID ("v"), "{'name':{'source':'V'},'purpose':'topic'}" },
  { "vocabulary", ID ("v"), "{'name':{'source':'V'},'purpose':'topic','multiple':true}" },
  { "vocabulary", ID ("w"), "{'name':{'source':'W'},'purpose':'region'}" },
  { "term", ID ("a"), "{'name':{'source':'A'}," PLACE ("v", "a0") "}" },
  { "term", ID ("a"), "{'name':{'source':'A'},'successor':'" ID ("b") "'," PLACE ("w", "a0") "}" },
  { "term", ID ("a"), "{'name':{'source':'A'}," PLACE ("c", "a0") "}" },
  { "term", ID ("b"), "{'name':{'source':'B','locales':{'de':{'text':'b','state':'reviewed','source':'0000000000000000'}}}," PLACE ("a", "a0") "}" },
  { "term", ID ("b"), "{'name':{'source':'B'},'successor':'" ID ("a") "'," PLACE ("v", "a1") "}" },
  { "term", ID ("c"), "{'name':{'source':'C'}," PLACE ("b", "a0") "}" },
  { "role", ID ("r"), "{'name':{'source':'R'},'entity-types':['" ID ("a") "']}" },
  { "persona", ID ("x"), "{'name':{'source':'X'},'terms':['" ID ("a") "','" ID ("c") "'],'roles':['" ID ("r") "'],'tiers':['" ID ("t1") "','" ID ("t2") "']}" },
  { "content", ID ("c1"), "{'name':{'source':'C'},'body':{'source':'{\\u0022tier\\u0022}'},'tags':['" ID ("b") "','" ID ("c") "']}" },
  { "content", ID ("c1"), "{'name':{'source':'C'},'body':{'source':'<a href=\\u0022baton:" ID ("home") "\\u0022>x</a>'}}" },
  { "page", ID ("home"), "{'name':{'source':'{member}','locales':{'de':{'text':'x','state':'reviewed','source':'0000000000000000'}}},'use':'landing'}" },
  { "page", ID ("home"), "{'name':{'source':'H'},'use':'section'}" },
  { "block", ID ("bl"), "{'type':'text'," PLACE ("home", "a0") "}" },
  { "block", ID ("bl"), "{'type':'tools'," PLACE ("v", "a0") "}" },
  { "navigation-item", ID ("n1"), "{'name':{'source':'N'}," PLACE ("n2", "a0") "}" },
  { "navigation-item", ID ("n1"), "{'name':{'source':'N'},'target':'" ID ("home") "','place':{'position':'a0'}}" },
  { "navigation-item", ID ("n2"), "{'name':{'source':'N'}," PLACE ("n1", "a0") "}" },
  { "navigation-item", ID ("n2"), "{'name':{'source':'N'},'place':{'position':'a1'}}" },
  { "audience", ID ("a1"), "{'name':{'source':'A'},'clauses':[{'audience':'" ID ("a2") "'}]}" },
  { "audience", ID ("a2"), "{'name':{'source':'A'},'clauses':[{'audience':'" ID ("a1") "'}]}" },
  { "audience", ID ("a2"), "{'name':{'source':'A'},'clauses':[{'dimension':'" ID ("v") "','any':['" ID ("c") "']},{'dimension':'" ID ("l") "','any':['" ID ("t1") "']}]}" },
  { "tier-ladder", ID ("l"), "{'name':{'source':'L'},'pins':[{'holder':'o','tier':'" ID ("t2") "'}]}" },
  { "tier-ladder", ID ("m"), "{'name':{'source':'M'}}" },
  { "tier", ID ("t1"), "{'name':{'source':'T'},'threshold':1," PLACE ("l", "a0") "}" },
  { "tier", ID ("t1"), "{'name':{'source':'T'},'threshold':5," PLACE ("l", "a0") "}" },
  { "tier", ID ("t2"), "{'name':{'source':'T'},'threshold':5," PLACE ("l", "a1") "}" },
  { "tier", ID ("t2"), "{'name':{'source':'T'},'threshold':2," PLACE ("m", "a1") "}" },
  { "motion", ID ("mo"), "{'name':{'source':'M'}}" },
  { "activity", ID ("ac"), "{'name':{'source':'A'},'tier-points':{'value':1}," PLACE ("mo", "a0") "}" },
  { "activity", ID ("ac"), "{'name':{'source':'A'},'fee':100,'successor':'" ID ("ac") "'," PLACE ("mo", "a0") "}" },
  { "promotion", ID ("p1"), "{'name':{'source':'P'},'effect':'multiplier','activities':['" ID ("ac") "']}" },
  { "promotion", ID ("p2"), "{'name':{'source':'P'},'effect':'multiplier','activities':['" ID ("ac") "'],'window':{'through':'2026-01-01'}}" },
  { "brand", ID ("b1"), "{'name':{'source':'B'},'surface':'#ffffff','text':'#000000','place':{'position':'a0'}}" },
  { "brand", ID ("b1"), "{'name':{'source':'B'},'surface':'#000000','place':{'position':'a2'}}" },
  { "brand", ID ("b2"), "{'name':{'source':'B'},'text':'#777777','place':{'position':'a1'}}" },
  { "portal-word", ID ("w1"), "{'key':'welcome','text':{'source':'W'}}" },
  { "portal-word", ID ("w2"), "{'key':'welcome','text':{'source':'W'}}" },
  { "record-type", ID ("rt"), "{'name':{'source':'R'}}" },
  { "record-field", ID ("rf"), "{'name':{'source':'R'},'type':'term'," PLACE ("rt", "a0") "}" },
  { "record", ID ("re"), "{'name':'R','type':'" ID ("rt") "','values':[{'field':'" ID ("rf") "'}]}" },
  { "record", ID ("re"), "{'name':'R','type':'" ID ("rt") "','values':[{'field':'" ID ("rf") "','value':'many'}]}" },
  { "record-field", ID ("rf"), "{'name':{'source':'R'},'type':'number'," PLACE ("rt", "a0") "}" },
  { "vocabulary", ID ("w"), "{'name':{'source':'W'},'purpose':'entity-type'}" },
  { "locale", ID ("en"), "{'tag':'en','regions':['" ID ("a") "'],'place':{'position':'a0'}}" },
  { "persona", ID ("x"), "{'name':{'source':'X'},'terms':['" ID ("b") "'],'roles':['" ID ("r") "'],'manages':[{'name':'O','terms':['" ID ("a") "','" ID ("c") "']}]}" },
  { "content", ID ("c1"), "{'name':{'source':'C','native':'de'},'state':'draft'}" },
  { "collection", ID ("co"), "{'name':{'source':'C'},'items':['" ID ("c1") "']}" },
  { "search-profile", ID ("s1"), "{'name':{'source':'S'},'pinned':[{'words':'w','content':'" ID ("c1") "'}],'place':{'position':'a0'}}" },
  { "search-profile", ID ("s2"), "{'name':{'source':'S'},'place':{'position':'a1'}}" },
  { "search-profile", ID ("s2"), "{'name':{'source':'S'},'place':{'position':'Zz'}}" },
  { "activity", ID ("ac"), "{'name':{'source':'A'},'disabled':true," PLACE ("mo", "a0") "}" },
  { "activity", ID ("ac"), "{'name':{'source':'A'},'window':{'from':'2026-01-02'}," PLACE ("mo", "a0") "}" },
  { "tier", ID ("t1"), "{'name':{'source':'T'},'threshold':5,'requirements':[{'activity':'" ID ("ac") "'}]," PLACE ("l", "a0") "}" },
  { "reward", ID ("rw"), "{'name':{'source':'R'},'points':'company','price':5,'rate':2}" },
  { "brand", ID ("b1"), "{'name':{'source':'B'},'surface':'#ffffff','audience':[{'dimension':'role','any':['" ID ("r") "']}],'place':{'position':'Zz'}}" },
  { "page", ID ("page"), "{'name':{'source':'H'},'use':'landing','introduction':{'source':'x'}}" },
  { "record", ID ("re"), "{'name':'R','type':'" ID ("v") "','terms':['" ID ("a") "','" ID ("b") "'],'values':[{'field':'" ID ("rf") "'}]}" },
};

static BatonEntity *entities[G_N_ELEMENTS (pool)];

static void
make_pool (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pool); i++)
    entities[i] = quoted_entity (baton_schema_find_kind (pool[i].kind), pool[i].id, pool[i].body);
}

static char *
describe (GPtrArray *problems)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const BatonProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *arguments = g_strjoinv (" ", problem->arguments);

      g_string_append_printf (text, "%s %s %s row %d locale %s: %s\n", baton_problem_code_get_name (problem->code),
                              problem->entity != NULL ? problem->entity : "",
                              problem->field != BATON_FIELD_NONE ? baton_schema_get_field (problem->field)->name : "",
                              problem->row, problem->locale != NULL ? problem->locale : "", arguments);
    }
  return g_string_free (text, FALSE);
}

static void
assert_same_as_full (BatonValidator     *validator,
                     const BatonProgram *program)
{
  g_autoptr (GPtrArray) full = baton_validate_program (program);
  g_autofree char *expected = describe (full);
  g_autofree char *found = describe (baton_validator_get_problems (validator));

  g_assert_cmpstr (found, ==, expected);
}

static BatonChange *
draw_change (BatonProgram *program)
{
  int index = g_test_rand_int_range (0, G_N_ELEMENTS (pool));
  BatonEntity *before = baton_program_lookup (program, pool[index].id);
  BatonEntity *after = before != NULL && g_test_rand_int_range (0, 3) == 0 ? NULL : entities[index];
  BatonChange *change = baton_change_new (before, after);

  baton_program_apply (program, change);
  return change;
}

static void
test_pool (void)
{
  for (int round = 0; round < 40; round++)
    {
      g_autoptr (BatonProgram) program = baton_program_new ();
      g_autoptr (BatonValidator) validator = NULL;
      guint n_problems = 0;

      for (gsize i = 0; round % 2 == 0 && i < G_N_ELEMENTS (entities); i++)
        baton_program_put (program, entities[i]);
      validator = baton_validator_new (program);
      for (int step = 0; step < 100; step++)
        {
          g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);

          for (int i = g_test_rand_int_range (1, 4); i > 0; i--)
            g_ptr_array_add (changes, draw_change (program));
          baton_validator_apply (validator, changes);
          assert_same_as_full (validator, program);
          n_problems += baton_validator_get_problems (validator)->len;
        }
      g_assert_cmpuint (n_problems, >, 1000);
    }
}

static void
test_random_programs (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (int round = 0; round < 60; round++)
    {
      g_autoptr (BatonProgram) program = random_program_new (random, 25);
      g_autoptr (BatonValidator) validator = baton_validator_new (program);

      for (int step = 0; step < 60; step++)
        {
          g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
          BatonChange *change = random_program_edit (random, program);

          if (change == NULL)
            continue;
          g_ptr_array_add (changes, change);
          baton_validator_apply (validator, changes);
          assert_same_as_full (validator, program);
        }
    }
}

#define N_DEEP 60

static char *
deep_id (int term)
{
  return term < 0 ? g_strdup_printf ("vocabulary%d-0000000000", -term) : g_strdup_printf ("deep%d-0000000000", term);
}

static BatonEntity *
deep_term (int term,
           int parent)
{
  g_autofree char *id = deep_id (term);
  g_autofree char *above = deep_id (parent);
  g_autofree char *body = g_strdup_printf ("{'name':{'source':'%d'},'place':{'parent':'%s','position':'a%d'}}", term, above, term % 10);

  return quoted_entity (BATON_KIND_TERM, id, body);
}

/* Below one another nearly all, so that many stand where no more are allowed; below a vocabulary, or nothing, some. */
static int
draw_parent (int term)
{
  switch (g_test_rand_int_range (0, 30))
    {
    case 0:
      return -1;
    case 1:
      return -2;
    case 2:
      return N_DEEP + 1;   /* which is not there */
    case 3:
      return g_test_rand_int_range (0, N_DEEP);
    default:
      return term > 0 ? term - 1 : -1;
    }
}

/* One term goes elsewhere at a time: what lies below it is asked again only where that can matter. */
static void
test_deep_trees (void)
{
  for (int round = 0; round < 20; round++)
    {
      g_autoptr (BatonProgram) program = baton_program_new ();
      g_autoptr (BatonValidator) validator = NULL;

      for (int term = -2; term < N_DEEP; term++)
        {
          g_autofree char *id = deep_id (term);
          g_autoptr (BatonEntity) entity = term >= 0 ? deep_term (term, draw_parent (term))
                                                     : quoted_entity (BATON_KIND_VOCABULARY, id, "{'name':{'source':'V'}}");

          baton_program_put (program, entity);
        }
      for (int i = 0; i < N_DEEP; i++)
        {
          g_autofree char *id = g_strdup_printf ("content%d-0000000000", i);
          g_autofree char *body = g_strdup_printf ("{'name':{'source':'%d'},'tags':['deep%d-0000000000','deep%d-0000000000']}", i,
                                                   g_test_rand_int_range (0, N_DEEP), g_test_rand_int_range (0, N_DEEP));
          g_autoptr (BatonEntity) content = quoted_entity (BATON_KIND_CONTENT, id, body);

          baton_program_put (program, content);
        }
      validator = baton_validator_new (program);
      for (int step = 0; step < 100; step++)
        {
          g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
          int term = g_test_rand_int_range (0, N_DEEP);
          g_autofree char *id = deep_id (term);
          g_autoptr (BatonEntity) moved = deep_term (term, draw_parent (term));
          BatonChange *change = baton_change_new (baton_program_lookup (program, id), moved);

          baton_program_apply (program, change);
          g_ptr_array_add (changes, change);
          baton_validator_apply (validator, changes);
          assert_same_as_full (validator, program);
        }
    }
}

/* A list stays what it was while the validator goes on, and when that is gone. */
static void
test_lists (void)
{
  enum { N_LISTS = 5 };

  for (int round = 0; round < 20; round++)
    {
      g_autoptr (BatonProgram) program = baton_program_new ();
      BatonValidator *validator;
      BatonProblemList *lists[N_LISTS] = { NULL };
      char *texts[N_LISTS] = { NULL };

      for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
        baton_program_put (program, entities[i]);
      validator = baton_validator_new (program);
      for (int step = 0; step < 60; step++)
        {
          g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
          int which = g_test_rand_int_range (0, N_LISTS);

          for (int i = g_test_rand_int_range (0, 4); i > 0; i--)
            g_ptr_array_add (changes, draw_change (program));
          baton_validator_apply (validator, changes);
          if (g_test_rand_int_range (0, 3) == 0)
            assert_same_as_full (validator, program);
          g_clear_pointer (&lists[which], baton_problem_list_free);
          g_clear_pointer (&texts[which], g_free);
          if (g_test_rand_int_range (0, 4) > 0)
            {
              lists[which] = baton_validator_dup_list (validator);
              texts[which] = describe (baton_problem_list_get (lists[which]));
            }
        }
      assert_same_as_full (validator, program);
      baton_validator_free (validator);
      for (int i = 0; i < N_LISTS; i++)
        {
          g_autofree char *text = lists[i] != NULL ? describe (baton_problem_list_get (lists[i])) : NULL;

          g_assert_cmpstr (text, ==, texts[i]);
          baton_problem_list_free (lists[i]);
          g_free (texts[i]);
        }
    }
}

static void
test_one_entity (void)
{
  g_autoptr (BatonProgram) program = baton_program_new ();
  g_autoptr (BatonValidator) validator = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) none = NULL;

  baton_program_put (program, entities[17]);
  validator = baton_validator_new (program);
  problems = baton_validator_list_entity (validator, ID ("r"));
  none = baton_validator_list_entity (validator, ID ("absent"));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpint (((const BatonProblem *) g_ptr_array_index (problems, 0))->code, ==, BATON_PROBLEM_DANGLING);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  make_pool ();
  g_test_add_func ("/model/validator/pool", test_pool);
  g_test_add_func ("/model/validator/random-programs", test_random_programs);
  g_test_add_func ("/model/validator/deep-trees", test_deep_trees);
  g_test_add_func ("/model/validator/lists", test_lists);
  g_test_add_func ("/model/validator/one-entity", test_one_entity);
  status = g_test_run ();
  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    g_clear_pointer (&entities[i], baton_entity_unref);
  return status;
}
