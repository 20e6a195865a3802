/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The merge: each rule by example, then its laws over random triples, as many as BATON_TEST_TRIPLES says, from the number
 * that BATON_TEST_TRIPLES_FROM says on. Two runs over ranges of numbers that do not overlap count as one over both.
 */
#include "model/baton-diff.h"
#include "model/baton-json.h"
#include "model/baton-merge.h"
#include "model/baton-references.h"
#include "model/baton-value-parts.h"
#include "support/quoted-entity.h"
#include "support/random-program.h"

#include <stdlib.h>
#include <string.h>

#define N_TRIPLES 100000
#define N_TRIPLES_SANITIZED 10000

#define PROGRESS 100000   /* so many triples apart, so that a run that is cut short tells how far it came */

static guint n_triples;
static guint32 first_triple;
static guint n_met[BATON_N_CONFLICTS];   /* conflicts that the random triples came upon, by type */

/* ── By example ────────────────────────────────────────────────────────────────────────────────────────── */

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

static char *
describe (BatonMerge *merge)
{
  static const char * const names[] = { "field", "order", "place", "cycle", "delete-edit", "duplicate-id" };
  GPtrArray *conflicts = baton_merge_get_conflicts (merge);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < conflicts->len; i++)
    {
      const BatonConflict *conflict = g_ptr_array_index (conflicts, i);

      g_string_append_printf (text, "%s %s%s%s%s%s%s%s;", names[conflict->type], conflict->id,
                              conflict->field != BATON_FIELD_NONE ? "." : "",
                              conflict->field != BATON_FIELD_NONE ? baton_schema_get_field (conflict->field)->name : "",
                              conflict->locale != NULL ? "@" : "", conflict->locale != NULL ? conflict->locale : "",
                              conflict->element != NULL ? " " : "", conflict->element != NULL ? conflict->element : "");
    }
  return g_string_free (text, FALSE);
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

static void
assert_conflicts (BatonMerge *merge,
                  const char *expected)
{
  g_autofree char *found = describe (merge);

  g_assert_cmpstr (found, ==, expected);
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
  assert_conflicts (merge, conflicts);
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
  assert_conflicts (merge, "cycle a.place;");
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
  assert_conflicts (merge, "delete-edit p;");
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
  assert_conflicts (merge, "delete-edit r;");
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
  assert_conflicts (merge, "");
  problems = baton_merge_list_problems (merge);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpint (((const BatonProblem *) g_ptr_array_index (problems, 0))->code, ==, BATON_PROBLEM_THRESHOLDS_EQUAL);
}

/* ── By law ────────────────────────────────────────────────────────────────────────────────────────────── */

/* A triple is drawn from its number, and its base from that of the first of the few that share it: drawing a program costs
 * more than merging it. */
#define TRIPLES_PER_BASE 8

static guint32 number;   /* of the triple under the hand */

/* Says which triple broke the law, and how to ask it again. */
#define assert_law(expression) \
  G_STMT_START { \
    if (!(expression)) \
      g_test_message ("BATON_TEST_TRIPLES=1 BATON_TEST_TRIPLES_FROM=%u", number); \
    g_assert_true (expression); \
  } G_STMT_END

static BatonProgram *
edit_copy (GRand              *random,
           const BatonProgram *program)
{
  BatonProgram *copy = baton_program_copy (program);

  for (int i = g_rand_int_range (random, 0, 14); i > 0; i--)
    {
      g_autoptr (BatonChange) change = random_program_edit (random, copy);
    }
  return copy;
}

typedef struct
{
  const BatonProgram *program;
  gboolean            is_same;
} Comparison;

static void
compare_cb (gpointer data,
            gpointer user_data)
{
  Comparison *comparison = user_data;

  if (!baton_entity_equal (data, baton_program_lookup (comparison->program, baton_entity_get_id (data))))
    comparison->is_same = FALSE;
}

static gboolean
is_same (const BatonProgram *a,
         const BatonProgram *b)
{
  Comparison comparison = { a, baton_program_get_size (a) == baton_program_get_size (b) };

  baton_program_foreach (b, compare_cb, &comparison);
  return comparison.is_same;
}

static void
assert_clean (const BatonProgram *base,
              const BatonProgram *mine,
              const BatonProgram *theirs,
              const BatonProgram *expected)
{
  g_autoptr (BatonMerge) merge = baton_merge_new (base, mine, theirs);

  assert_conflicts (merge, "");
  assert_law (is_same (baton_merge_get_program (merge), expected));
}

typedef struct
{
  const BatonProgram *program;
  gboolean            is_whole;
} Wholeness;

static void
check_reference_cb (const BatonReference *reference,
                    gpointer              user_data)
{
  Wholeness *wholeness = user_data;

  if (reference->role != BATON_REFERENCE_LINK && baton_program_lookup (wholeness->program, reference->id) == NULL)
    wholeness->is_whole = FALSE;
}

static void
check_entity_cb (gpointer data,
                 gpointer user_data)
{
  baton_entity_foreach_reference (data, check_reference_cb, user_data);
}

static gboolean
has_no_dangling (const BatonProgram *program)
{
  Wholeness wholeness = { program, TRUE };

  baton_program_foreach (program, check_entity_cb, &wholeness);
  return wholeness.is_whole;
}

/* What either side changed is in the result, where nothing is in conflict. */
static void
assert_nothing_lost (const BatonProgram *base,
                     const BatonProgram *side,
                     const BatonProgram *merged)
{
  g_autoptr (GPtrArray) atoms = baton_diff (base, side);

  for (guint i = 0; i < atoms->len; i++)
    {
      const BatonAtom *atom = g_ptr_array_index (atoms, i);
      const BatonEntity *entity = baton_program_lookup (merged, atom->id);
      const BatonValue *value = entity != NULL && atom->field != BATON_FIELD_NONE ? baton_entity_get (entity, atom->field) : NULL;

      if (atom->type == BATON_ATOM_DELETED)
        assert_law (entity == NULL);
      else
        assert_law (entity != NULL);
      if (atom->type == BATON_ATOM_ADDED)
        assert_law (baton_value_contains (value, atom->element));
      if (atom->type == BATON_ATOM_REMOVED)
        assert_law (!baton_value_contains (value, atom->element));
      if (atom->type == BATON_ATOM_PLACE)
        assert_law (baton_value_equal (value, atom->after));
      if (atom->type == BATON_ATOM_LOCALE)
        assert_law (baton_value_equal (baton_value_get_member (baton_value_get_member (value, "locales"), atom->locale), atom->after));
      if (atom->type == BATON_ATOM_SOURCE)
        g_assert_cmpstr (baton_value_get_member_string (value, "source"), ==, baton_value_get_member_string (atom->after, "source"));
    }
}

/* Which side is whose shows only in where two put something into one gap of a list. */
static gboolean
is_same_but_for_gaps (const BatonEntity *a,
                      const BatonEntity *b)
{
  const BatonKindInfo *kind;

  if (a == NULL || b == NULL || baton_entity_get_kind (a) != baton_entity_get_kind (b))
    return a == b;
  kind = baton_schema_get_kind (baton_entity_get_kind (a));
  for (guint i = 0; i < kind->n_fields; i++)
    {
      BatonField field = (BatonField) (kind->first_field + i);
      const BatonValue *left = baton_entity_get (a, field), *right = baton_entity_get (b, field);
      gsize n = baton_value_get_length (left);

      if (baton_value_equal (left, right))
        continue;
      if (baton_field_get_parts (baton_schema_get_field (field)) != BATON_PARTS_SEQUENCE || n != baton_value_get_length (right))
        return FALSE;
      for (gsize j = 0; j < n; j++)
        if (!baton_value_contains (right, baton_value_get_string (baton_value_get_element (left, j))))
          return FALSE;
    }
  return TRUE;
}

static void
check_commuted_cb (gpointer data,
                   gpointer user_data)
{
  Comparison *comparison = user_data;

  if (!is_same_but_for_gaps (data, baton_program_lookup (comparison->program, baton_entity_get_id (data))))
    comparison->is_same = FALSE;
}

static gboolean
commutes (BatonMerge *merge,
          BatonMerge *swapped)
{
  const BatonProgram *one = baton_merge_get_program (merge), *other = baton_merge_get_program (swapped);
  Comparison comparison = { other, baton_program_get_size (one) == baton_program_get_size (other) };

  baton_program_foreach (one, check_commuted_cb, &comparison);
  return comparison.is_same;
}

/* The server reads what the client has merged and writes the same bytes, of which either makes the digest; and another pull
 * has nothing to add. */
static void
assert_same_on_the_server (const BatonProgram *theirs,
                           const BatonProgram *merged)
{
  g_autoptr (BatonValue) value = baton_program_to_value (merged);
  g_autofree char *sent = baton_value_to_json (value);
  g_autoptr (BatonValue) parsed = baton_json_parse (sent, strlen (sent), NULL);
  g_autofree char *received = NULL;

  assert_law (parsed != NULL);
  received = baton_value_to_json (parsed);
  assert_law (strcmp (sent, received) == 0);
  if (number % TRIPLES_PER_BASE == 0)
    {
      g_autofree char *my_digest = baton_program_digest (merged);
      g_autofree char *their_digest = baton_value_digest (parsed);

      assert_law (strcmp (my_digest, their_digest) == 0);
    }
  assert_clean (theirs, merged, theirs, merged);
}

static void
decide_all (GRand      *random,
            BatonMerge *merge)
{
  for (int i = 0; i < 200 && baton_merge_count_undecided (merge) > 0; i++)
    {
      GPtrArray *conflicts = baton_merge_get_conflicts (merge);
      const BatonConflict *conflict = g_ptr_array_index (conflicts, (guint) g_rand_int_range (random, 0, (gint32) conflicts->len));

      if (conflict->choice == BATON_MERGE_UNDECIDED)
        baton_merge_decide (merge, conflict, g_rand_boolean (random) ? BATON_MERGE_MINE : BATON_MERGE_THEIRS, NULL);
      assert_law (random_program_is_forest (baton_merge_get_program (merge)));
    }
  assert_law (baton_merge_count_undecided (merge) == 0);
}

static void
check_triple (GRand              *random,
              const BatonProgram *base)
{
  g_autoptr (BatonProgram) mine = edit_copy (random, base);
  g_autoptr (BatonProgram) theirs = edit_copy (random, base);
  g_autoptr (BatonMerge) merge = baton_merge_new (base, mine, theirs);
  g_autoptr (BatonMerge) swapped = baton_merge_new (base, theirs, mine);
  g_autofree char *conflicts = describe (merge);
  g_autofree char *swapped_conflicts = describe (swapped);

  for (guint i = 0; i < baton_merge_get_conflicts (merge)->len; i++)
    n_met[((const BatonConflict *) g_ptr_array_index (baton_merge_get_conflicts (merge), i))->type]++;

  assert_clean (base, mine, base, mine);
  assert_clean (base, base, theirs, theirs);
  assert_clean (base, mine, mine, mine);
  assert_law (strcmp (conflicts, swapped_conflicts) == 0);
  assert_law (random_program_is_forest (baton_merge_get_program (merge)));
  assert_law (has_no_dangling (baton_merge_get_program (merge)));
  assert_law (commutes (merge, swapped));
  if (*conflicts == '\0')
    {
      assert_nothing_lost (base, mine, baton_merge_get_program (merge));
      assert_nothing_lost (base, theirs, baton_merge_get_program (merge));
    }
  else
    decide_all (random, merge);
  assert_same_on_the_server (theirs, baton_merge_get_program (merge));
}

static void
test_laws (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (0);
  g_autoptr (BatonProgram) base = NULL;

  for (guint i = 0; i < n_triples; i++)
    {
      number = first_triple + i;
      if (base == NULL || number % TRIPLES_PER_BASE == 0)
        {
          g_clear_pointer (&base, baton_program_free);
          g_rand_set_seed (random, number / TRIPLES_PER_BASE);
          base = random_program_new (random, 12);
        }
      g_rand_set_seed (random, number);
      check_triple (random, base);
      if ((i + 1) % PROGRESS == 0)
        g_test_message ("%u triples from number %u", i + 1, first_triple);
    }

  /* Laws that nothing put to the test prove nothing. */
  for (int type = 0; type < BATON_N_CONFLICTS; type++)
    {
      g_test_message ("%u conflicts of type %d", n_met[type], type);
      g_assert_cmpuint (n_met[type], >=, n_triples / 100000);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#ifdef __SANITIZE_ADDRESS__
  n_triples = N_TRIPLES_SANITIZED;
#else
  n_triples = N_TRIPLES;
#endif
  if (g_getenv ("BATON_TEST_TRIPLES") != NULL)
    n_triples = (guint) g_ascii_strtoull (g_getenv ("BATON_TEST_TRIPLES"), NULL, 10);
  first_triple = (guint32) g_test_rand_int ();
  if (g_getenv ("BATON_TEST_TRIPLES_FROM") != NULL)
    first_triple = (guint32) g_ascii_strtoull (g_getenv ("BATON_TEST_TRIPLES_FROM"), NULL, 10);
  g_test_add_func ("/model/merge/fields", test_fields);
  g_test_add_func ("/model/merge/texts", test_texts);
  g_test_add_func ("/model/merge/sets", test_sets);
  g_test_add_func ("/model/merge/sequences", test_sequences);
  g_test_add_func ("/model/merge/places", test_places);
  g_test_add_func ("/model/merge/deletions", test_deletions);
  g_test_add_func ("/model/merge/deletions-below", test_deletions_below);
  g_test_add_func ("/model/merge/deletions-used", test_deletions_used);
  g_test_add_func ("/model/merge/decisions", test_decisions);
  g_test_add_func ("/model/merge/both-rows", test_both_rows);
  g_test_add_func ("/model/merge/problems", test_problems);
  g_test_add_func ("/model/merge/laws", test_laws);
  return g_test_run ();
}
