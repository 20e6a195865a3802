/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The laws of the merge over random triples, as many as BATON_TEST_TRIPLES says, from the number that BATON_TEST_TRIPLES_FROM says
 * on. Two runs over ranges of numbers that do not overlap count as one over both. Its rules by example are in test-merge-rules.c.
 */
#include "model/baton-diff.h"
#include "model/baton-json.h"
#include "model/baton-merge.h"
#include "model/baton-references.h"
#include "model/baton-value-parts.h"
#include "support/merge-conflicts.h"
#include "support/random-program.h"

#include <stdlib.h>
#include <string.h>

#define N_TRIPLES 100000
#define N_TRIPLES_SANITIZED 10000

#define PROGRESS 100000   /* so many triples apart, so that a run that is cut short tells how far it came */

static guint n_triples;
static guint32 first_triple;
static guint n_met[BATON_N_CONFLICTS];   /* conflicts that the random triples came upon, by type */

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

  merge_assert_conflicts (merge, "");
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
  g_autofree char *conflicts = merge_describe_conflicts (merge);
  g_autofree char *swapped_conflicts = merge_describe_conflicts (swapped);

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
  g_test_add_func ("/model/merge/laws", test_laws);
  return g_test_run ();
}
