/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The merge: each rule by example. Its laws are in test-merge.c.
 */
#include "model/baton-merge.h"
#include "model/baton-problem.h"
#include "support/merge-conflicts.h"
#include "support/quoted-entity.h"

#include <string.h>

typedef struct
{
  BatonProgram *programs[3];   /* base, mine, theirs */
} Triple;

static void
triple_clear (Triple *triple)
{
  for (int i = 0; i < 3; i++)
    g_clear_pointer (&triple->programs[i], baton_program_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Triple, triple_clear)

static void
triple_init (Triple *triple)
{
  for (int i = 0; i < 3; i++)
    triple->programs[i] = baton_program_new ();
}

/* One entity in the three programs; NULL where it is not. */
static void
put (Triple     *triple,
     BatonKind   kind,
     const char *id,
     const char *base,
     const char *mine,
     const char *theirs)
{
  const char *bodies[3] = { base, mine, theirs };

  for (int i = 0; i < 3; i++)
    if (bodies[i] != NULL)
      {
        g_autoptr (BatonEntity) entity = quoted_entity (kind, id, bodies[i]);

        baton_program_put (triple->programs[i], entity);
      }
}

static BatonMerge *
merge_triple (const Triple *triple)
{
  return baton_merge_new (triple->programs[0], triple->programs[1], triple->programs[2]);
}

static void
assert_merged (BatonMerge *merge,
               const char *id,
               const char *expected)
{
  const BatonEntity *entity = baton_program_lookup (baton_merge_get_program (merge), id);
  g_autoptr (BatonValue) body = entity != NULL ? baton_entity_to_value (entity) : NULL;
  g_autofree char *json = body != NULL ? g_strdelimit (baton_value_to_json (body), "\"", '\'') : NULL;

  g_assert_cmpstr (json, ==, expected);
}

/* Merges one entity and expects its body and the conflicts. */
static void
check_one (BatonKind   kind,
           const char *base,
           const char *mine,
           const char *theirs,
           const char *merged,
           const char *conflicts)
{
  g_auto (Triple) triple;
  g_autoptr (BatonMerge) merge = NULL;

  triple_init (&triple);
  put (&triple, kind, "x", base, mine, theirs);
  merge = merge_triple (&triple);
  merge_assert_conflicts (merge, conflicts);
  assert_merged (merge, "x", merged);
}

static void
test_fields (void)
{
  check_one (BATON_KIND_ROLE, "{'note':'a'}", "{'note':'b'}", "{'level':'l','note':'a'}", "{'level':'l','note':'b'}", "");
  check_one (BATON_KIND_ROLE, "{'note':'a'}", "{'note':'b'}", "{'note':'b'}", "{'note':'b'}", "");
  check_one (BATON_KIND_ROLE, "{'note':'a'}", "{'note':'b'}", "{'note':'c'}", "{'note':'a'}", "field x.note;");
  check_one (BATON_KIND_ROLE, "{'note':'a'}", "{}", "{'note':'c'}", "{'note':'a'}", "field x.note;");
  check_one (BATON_KIND_ROLE, "{}", "{'note':'b'}", "{'note':'c'}", "{}", "field x.note;");
  check_one (BATON_KIND_PERSONA, "{'manages':[{'name':'a'}]}", "{'manages':[{'name':'b'}]}", "{'manages':[{'name':'c'}]}",
             "{'manages':[{'name':'a'}]}", "field x.manages;");
}

static void
test_texts (void)
{
  /* Two languages never clash, and neither does a source with a translation. */
  check_one (BATON_KIND_ROLE, "{'name':{'source':'a'}}", "{'name':{'locales':{'de':{'text':'d'}},'source':'a'}}",
             "{'name':{'locales':{'ja':{'text':'j'}},'source':'b'}}",
             "{'name':{'locales':{'de':{'text':'d'},'ja':{'text':'j'}},'source':'b'}}", "");
  check_one (BATON_KIND_ROLE, "{'name':{'source':'a'}}", "{'name':{'source':'b'}}", "{'name':{'source':'c'}}", "{'name':{'source':'a'}}", "field x.name;");
  check_one (BATON_KIND_ROLE, "{'name':{'locales':{'de':{'text':'d'}},'source':'a'}}", "{'name':{'locales':{'de':{'text':'e'}},'source':'a'}}",
             "{'name':{'source':'a'}}", "{'name':{'locales':{'de':{'text':'d'}},'source':'a'}}", "field x.name@de;");
}

static void
test_sets (void)
{
  check_one (BATON_KIND_PERSONA, "{'terms':['a','b','c']}", "{'terms':['b','c','d']}", "{'terms':['a','c','e']}", "{'terms':['c','d','e']}", "");
  check_one (BATON_KIND_PERSONA, "{'terms':['a']}", "{}", "{'terms':['a','b']}", "{'terms':['b']}", "");
  check_one (BATON_KIND_PERSONA, "{'terms':['a','b']}", "{'terms':['a']}", "{'terms':['b']}", "{}", "");
  check_one (BATON_KIND_PUBLISHING_RULE, "{'actions':['edit','view']}", "{'actions':['edit','publish','view']}", "{'actions':['view']}",
             "{'actions':['publish','view']}", "");
}

static void
test_sequences (void)
{
  /* Both insert into one gap: theirs first. */
  check_one (BATON_KIND_PERSONA, "{'roles':['a','b']}", "{'roles':['a','m','b']}", "{'roles':['a','t','b']}", "{'roles':['a','t','m','b']}", "");
  check_one (BATON_KIND_PERSONA, "{'roles':['a','b']}", "{'roles':['m','a','b']}", "{'roles':['t','a','b']}", "{'roles':['t','m','a','b']}", "");
  /* A move and a removal, a move and an insertion. */
  check_one (BATON_KIND_PERSONA, "{'roles':['a','b','c']}", "{'roles':['c','a','b']}", "{'roles':['b','c']}", "{'roles':['c','b']}", "");
  check_one (BATON_KIND_PERSONA, "{'roles':['a','b','c','d']}", "{'roles':['d','a','b','c']}", "{'roles':['a','b','t','c','d']}", "{'roles':['d','a','b','t','c']}", "");
  /* Two moves of different elements: mine follows its neighbour, which they moved. */
  check_one (BATON_KIND_PERSONA, "{'roles':['a','b','c','d','e']}", "{'roles':['b','c','d','e','a']}", "{'roles':['a','e','b','c','d']}", "{'roles':['e','a','b','c','d']}", "");
  /* One element to two places. */
  check_one (BATON_KIND_PERSONA, "{'roles':['a','b','c','d']}", "{'roles':['b','a','c','d']}", "{'roles':['b','c','d','a']}", "{'roles':['a','b','c','d']}", "order x.roles a;");
  check_one (BATON_KIND_PERSONA, "{'roles':['a','b','c','d']}", "{'roles':['b','c','a','d']}", "{'roles':['b','c','a','d']}", "{'roles':['b','c','a','d']}", "");
}

static void
test_places (void)
{
  g_auto (Triple) triple;
  g_autoptr (BatonMerge) merge = NULL;

  check_one (BATON_KIND_ROLE, "{'place':{'position':'a0'}}", "{'place':{'position':'a1'}}", "{'place':{'position':'a2'}}",
             "{'place':{'position':'a0'}}", "place x.place;");

  /* I put a below b, they put b below a: neither move stands until somebody decides. */
  triple_init (&triple);
  put (&triple, BATON_KIND_NAVIGATION_ITEM, "a", "{'place':{'position':'a0'}}", "{'place':{'parent':'b','position':'a0'}}", "{'place':{'position':'a0'}}");
  put (&triple, BATON_KIND_NAVIGATION_ITEM, "b", "{'place':{'position':'a1'}}", "{'place':{'position':'a1'}}", "{'place':{'parent':'a','position':'a0'}}");
  merge = merge_triple (&triple);
  merge_assert_conflicts (merge, "cycle a.place;");
  assert_merged (merge, "a", "{'place':{'position':'a0'}}");
  assert_merged (merge, "b", "{'place':{'position':'a1'}}");
  {
    const BatonConflict *conflict = g_ptr_array_index (baton_merge_get_conflicts (merge), 0);
    g_autofree char *path = g_strjoinv (" ", conflict->path);

    g_assert_cmpstr (path, ==, "a b a");
    g_assert_true (baton_merge_decide (merge, conflict, BATON_MERGE_MINE, NULL));
  }
  assert_merged (merge, "a", "{'place':{'parent':'b','position':'a0'}}");
  assert_merged (merge, "b", "{'place':{'position':'a1'}}");
  g_assert_cmpuint (baton_merge_count_undecided (merge), ==, 0);
  g_assert_true (baton_merge_decide (merge, g_ptr_array_index (baton_merge_get_conflicts (merge), 0), BATON_MERGE_THEIRS, NULL));
  assert_merged (merge, "a", "{'place':{'position':'a0'}}");
  assert_merged (merge, "b", "{'place':{'parent':'a','position':'a0'}}");
}

static void
test_deletions (void)
{
  check_one (BATON_KIND_ROLE, "{}", NULL, "{}", NULL, "");
  check_one (BATON_KIND_ROLE, "{}", NULL, NULL, NULL, "");
  check_one (BATON_KIND_ROLE, "{}", NULL, "{'note':'t'}", "{'note':'t'}", "delete-edit x;");
  check_one (BATON_KIND_ROLE, "{}", "{'note':'m'}", NULL, "{'note':'m'}", "delete-edit x;");
  check_one (BATON_KIND_ROLE, NULL, "{'note':'m'}", "{'note':'t'}", "{'note':'m'}", "duplicate-id x;");
  check_one (BATON_KIND_ROLE, NULL, "{'note':'m'}", "{'note':'m'}", "{'note':'m'}", "");
}

/* They delete the parent; I add a child, move another below, and refer to it. */
static void
test_deletions_below (void)
{
  g_auto (Triple) triple;
  g_autoptr (BatonMerge) merge = NULL;
  const char *top = "{'place':{'position':'a0'}}";
  const char *below = "{'place':{'parent':'p','position':'a0'}}";

  triple_init (&triple);
  put (&triple, BATON_KIND_NAVIGATION_ITEM, "p", top, top, NULL);
  put (&triple, BATON_KIND_NAVIGATION_ITEM, "new", NULL, below, NULL);
  put (&triple, BATON_KIND_NAVIGATION_ITEM, "newer", NULL, "{'place':{'parent':'new','position':'a0'}}", NULL);
  put (&triple, BATON_KIND_NAVIGATION_ITEM, "moved", top, below, top);
  merge = merge_triple (&triple);
  merge_assert_conflicts (merge, "delete-edit p;");
  assert_merged (merge, "p", top);
  assert_merged (merge, "moved", below);

  g_assert_true (baton_merge_decide (merge, g_ptr_array_index (baton_merge_get_conflicts (merge), 0), BATON_MERGE_THEIRS, NULL));
  assert_merged (merge, "p", NULL);
  assert_merged (merge, "new", NULL);
  assert_merged (merge, "newer", NULL);
  assert_merged (merge, "moved", top);

  g_assert_true (baton_merge_decide (merge, g_ptr_array_index (baton_merge_get_conflicts (merge), 0), BATON_MERGE_MINE, NULL));
  assert_merged (merge, "newer", "{'place':{'parent':'new','position':'a0'}}");
}

static void
test_deletions_used (void)
{
  g_auto (Triple) triple;
  g_autoptr (BatonMerge) merge = NULL;

  triple_init (&triple);
  put (&triple, BATON_KIND_ROLE, "r", "{}", NULL, "{}");
  put (&triple, BATON_KIND_PERSONA, "p", "{}", "{'note':'m'}", "{'roles':['r']}");
  merge = merge_triple (&triple);
  merge_assert_conflicts (merge, "delete-edit r;");
  assert_merged (merge, "r", "{}");
  assert_merged (merge, "p", "{'note':'m','roles':['r']}");
}

static void
test_decisions (void)
{
  g_auto (Triple) triple;
  g_autoptr (BatonMerge) merge = NULL;
  g_autoptr (BatonValue) value = baton_value_new_string ("own");
  const BatonConflict *conflict;

  triple_init (&triple);
  put (&triple, BATON_KIND_ROLE, "x", "{'note':'a'}", "{'note':'m'}", "{'note':'t'}");
  merge = merge_triple (&triple);
  conflict = g_ptr_array_index (baton_merge_get_conflicts (merge), 0);
  g_assert_true (baton_merge_decide (merge, conflict, BATON_MERGE_MINE, NULL));
  assert_merged (merge, "x", "{'note':'m'}");
  conflict = g_ptr_array_index (baton_merge_get_conflicts (merge), 0);
  g_assert_cmpint (conflict->choice, ==, BATON_MERGE_MINE);
  g_assert_true (baton_merge_decide (merge, conflict, BATON_MERGE_BOTH, NULL));
  assert_merged (merge, "x", "{'note':'t\\n\\nm'}");
  conflict = g_ptr_array_index (baton_merge_get_conflicts (merge), 0);
  g_assert_true (baton_merge_decide (merge, conflict, BATON_MERGE_VALUE, value));
  assert_merged (merge, "x", "{'note':'own'}");
  conflict = g_ptr_array_index (baton_merge_get_conflicts (merge), 0);
  g_assert_true (baton_merge_decide (merge, conflict, BATON_MERGE_UNDECIDED, NULL));
  assert_merged (merge, "x", "{'note':'a'}");
  g_assert_cmpuint (baton_merge_count_undecided (merge), ==, 1);
}

static void
test_both_rows (void)
{
  g_auto (Triple) triple;
  g_autoptr (BatonMerge) merge = NULL;

  triple_init (&triple);
  put (&triple, BATON_KIND_PERSONA, "x", "{'manages':[{'name':'a'}]}", "{'manages':[{'name':'a'},{'name':'m'}]}", "{'manages':[{'name':'a'},{'name':'t'}]}");
  merge = merge_triple (&triple);
  g_assert_true (baton_merge_decide (merge, g_ptr_array_index (baton_merge_get_conflicts (merge), 0), BATON_MERGE_BOTH, NULL));
  assert_merged (merge, "x", "{'manages':[{'name':'a'},{'name':'t'},{'name':'m'}]}");
}

/* Each raises another tier to the same threshold. */
static void
test_problems (void)
{
  g_auto (Triple) triple;
  g_autoptr (BatonMerge) merge = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  triple_init (&triple);
  put (&triple, BATON_KIND_TIER_LADDER, "l-0000000000", "{}", "{}", "{}");
  put (&triple, BATON_KIND_TIER, "a-0000000000", "{'place':{'parent':'l-0000000000','position':'a0'},'threshold':1}",
       "{'place':{'parent':'l-0000000000','position':'a0'},'threshold':5}", "{'place':{'parent':'l-0000000000','position':'a0'},'threshold':1}");
  put (&triple, BATON_KIND_TIER, "b-0000000000", "{'place':{'parent':'l-0000000000','position':'a1'},'threshold':2}",
       "{'place':{'parent':'l-0000000000','position':'a1'},'threshold':6}", "{'place':{'parent':'l-0000000000','position':'a1'},'threshold':2}");
  put (&triple, BATON_KIND_TIER, "c-0000000000", "{'place':{'parent':'l-0000000000','position':'a2'},'threshold':3}",
       "{'place':{'parent':'l-0000000000','position':'a2'},'threshold':3}", "{'place':{'parent':'l-0000000000','position':'a2'},'threshold':5}");
  merge = merge_triple (&triple);
  merge_assert_conflicts (merge, "");
  problems = baton_merge_list_problems (merge);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpint (((const BatonProblem *) g_ptr_array_index (problems, 0))->code, ==, BATON_PROBLEM_THRESHOLDS_EQUAL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/merge-rules/fields", test_fields);
  g_test_add_func ("/model/merge-rules/texts", test_texts);
  g_test_add_func ("/model/merge-rules/sets", test_sets);
  g_test_add_func ("/model/merge-rules/sequences", test_sequences);
  g_test_add_func ("/model/merge-rules/places", test_places);
  g_test_add_func ("/model/merge-rules/deletions", test_deletions);
  g_test_add_func ("/model/merge-rules/deletions-below", test_deletions_below);
  g_test_add_func ("/model/merge-rules/deletions-used", test_deletions_used);
  g_test_add_func ("/model/merge-rules/decisions", test_decisions);
  g_test_add_func ("/model/merge-rules/both-rows", test_both_rows);
  g_test_add_func ("/model/merge-rules/problems", test_problems);
  return g_test_run ();
}
