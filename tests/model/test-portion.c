/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A portion of a difference: for random programs and random choices, what goes is in the program and what waits is not, the
 * rest is what is left to push, and nothing names what is not there.
 */
#include "model/baton-portion.h"
#include "model/baton-validate.h"
#include "model/baton-value-parts.h"
#include "support/quoted-entity.h"
#include "support/random-program.h"

#include <string.h>

#define ID(name) name "-0000000000"

/* ── Random programs ─────────────────────────────────────────────────────────────────────────────────── */

static guint
count_broken (const BatonProgram *program)
{
  g_autoptr (GPtrArray) problems = baton_validate_program (program);
  guint n = 0;

  for (guint i = 0; i < problems->len; i++)
    {
      BatonProblemCode code = ((const BatonProblem *) problems->pdata[i])->code;

      n += code == BATON_PROBLEM_DANGLING || code == BATON_PROBLEM_DEAD_LINK || code == BATON_PROBLEM_CYCLE
           || code == BATON_PROBLEM_WRONG_KIND || code == BATON_PROBLEM_BAD_PLACE;
    }
  return n;
}

static const BatonValue *
find_value (const BatonProgram *program,
            const BatonAtom    *atom)
{
  const BatonEntity *entity = baton_program_lookup (program, atom->id);

  return entity != NULL ? baton_entity_get (entity, atom->field) : NULL;
}

/* Whether *program* has the atom made. Orders of lists are left to the comparison of the rest. */
static gboolean
is_made (const BatonProgram *program,
         const BatonAtom    *atom,
         gboolean            expected)
{
  const BatonEntity *entity = baton_program_lookup (program, atom->id);
  const BatonValue *value = atom->field != BATON_FIELD_NONE ? find_value (program, atom) : NULL;
  g_autoptr (BatonValue) head = NULL;

  switch (atom->type)
    {
    case BATON_ATOM_CREATED:
      return entity != NULL;
    case BATON_ATOM_DELETED:
      return entity == NULL;
    case BATON_ATOM_FIELD:
    case BATON_ATOM_PLACE:
      return baton_value_equal (value, atom->after);
    case BATON_ATOM_SOURCE:
      head = value != NULL ? baton_value_dup_head (value) : NULL;
      return baton_value_equal (head, atom->after);
    case BATON_ATOM_LOCALE:
      return baton_value_equal (baton_value_get_member (baton_value_get_member (value, "locales"), atom->locale), atom->after);
    case BATON_ATOM_ADDED:
      return value != NULL && baton_value_contains (value, atom->element);
    case BATON_ATOM_REMOVED:
      return value == NULL || !baton_value_contains (value, atom->element);
    case BATON_ATOM_ORDER:
    case BATON_ATOM_REPLACED:
    default:
      return expected;
    }
}

/* The atoms as one text, by thing and field; of lists only that they differ, as an emptied list is told otherwise. */
static char *
describe_rest (GPtrArray          *atoms,
               const BatonPortion *portion)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < atoms->len; i++)
    {
      const BatonAtom *atom = atoms->pdata[i];
      BatonParts parts = atom->field != BATON_FIELD_NONE ? baton_field_get_parts (baton_schema_get_field (atom->field)) : BATON_PARTS_PLACE;
      gboolean is_list = parts == BATON_PARTS_SET || parts == BATON_PARTS_SEQUENCE;
      g_autofree char *line = NULL;

      if (portion != NULL && baton_portion_goes (portion, i))
        continue;
      line = g_strdup_printf ("%s %d %d %s", atom->id, (int) atom->field, is_list ? -1 : (int) atom->type, atom->locale != NULL ? atom->locale : "");
      if (!g_ptr_array_find_with_equal_func (lines, line, g_str_equal, NULL))
        g_ptr_array_add (lines, g_steal_pointer (&line));
    }
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) lines->pdata[i]);
  return g_string_free (text, FALSE);
}

static void
check_portion (const BatonProgram *before,
               const BatonProgram *after,
               GPtrArray          *atoms,
               const BatonPortion *portion,
               guint               n_broken)
{
  g_autoptr (BatonProgram) program = baton_portion_make_program (portion);
  g_autoptr (GPtrArray) rest = baton_diff (program, after);
  g_autofree char *expected = describe_rest (atoms, portion), *found = describe_rest (rest, NULL);
  g_autofree char *digest = baton_program_digest (program);
  guint n_left_out = 0;

  for (guint i = 0; i < atoms->len; i++)
    {
      const BatonAtom *atom = atoms->pdata[i];
      gboolean goes = baton_portion_goes (portion, i);
      const BatonEntity *entity = baton_program_lookup (program, atom->id);

      n_left_out += goes ? 0 : 1;
      /* A thing may be gone altogether, or not be there yet. */
      if (atom->field == BATON_FIELD_NONE || entity != NULL)
        g_assert_true (is_made (program, atom, goes) == goes);
    }
  g_assert_cmpuint (baton_portion_count_left_out (portion), ==, n_left_out);
  g_assert_cmpstr (found, ==, expected);
  g_assert_cmpuint (count_broken (program), <=, n_broken);
  g_assert_true (random_program_is_forest (program));
  if (n_left_out == 0 || n_left_out == atoms->len)
    {
      g_autofree char *whole = baton_program_digest (n_left_out == 0 ? after : before);

      g_assert_cmpstr (digest, ==, whole);
    }
}

static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  guint n_kept_back = 0, n_taken_along = 0;

  for (int round = 0; round < 1000; round++)
    {
      g_autoptr (BatonProgram) before = random_program_new (random, (guint) g_rand_int_range (random, 3, 25));
      g_autoptr (BatonProgram) after = baton_program_copy (before);
      g_autoptr (GPtrArray) atoms = NULL;
      g_autoptr (BatonPortion) portion = NULL;
      g_autoptr (BatonPortion) again = NULL;
      g_autofree char *lines = NULL, *lines_again = NULL;
      guint n_broken;

      for (int i = g_rand_int_range (random, 1, 20); i > 0; i--)
        {
          g_autoptr (BatonChange) change = random_program_edit (random, after);
        }
      atoms = baton_diff (before, after);
      portion = baton_portion_new (before, after, atoms);
      n_broken = MAX (count_broken (before), count_broken (after));
      check_portion (before, after, atoms, portion, n_broken);
      for (int i = 0; atoms->len > 0 && i < 6; i++)
        {
          guint index = (guint) g_rand_int_range (random, 0, (gint32) atoms->len);
          gboolean goes = g_rand_int_range (random, 0, 3) == 0;
          guint n = baton_portion_set (portion, index, goes);

          g_assert_true (baton_portion_goes (portion, index) == goes);
          *(goes ? &n_taken_along : &n_kept_back) += n;
          check_portion (before, after, atoms, portion, n_broken);
        }

      /* One alone, with what it needs. */
      for (guint i = 0; i < atoms->len; i++)
        baton_portion_set (portion, i, FALSE);
      if (atoms->len > 0)
        n_taken_along += baton_portion_set (portion, (guint) g_rand_int_range (random, 0, (gint32) atoms->len), TRUE);
      check_portion (before, after, atoms, portion, n_broken);

      /* Written down and read again over the same difference. */
      lines = baton_portion_dup_left_out (portion);
      again = baton_portion_new (before, after, atoms);
      baton_portion_leave_out (again, lines);
      lines_again = baton_portion_dup_left_out (again);
      g_assert_cmpstr (lines_again, ==, lines);

      for (int go = 0; go < 2; go++)
        {
          baton_portion_set_all (again, go);
          g_assert_cmpuint (baton_portion_count_left_out (again), ==, go ? 0 : atoms->len);
          check_portion (before, after, atoms, again, n_broken);
        }
    }
  g_test_message ("%u kept back, %u taken along", n_kept_back, n_taken_along);
  g_assert_cmpuint (n_kept_back, >, 0);
  g_assert_cmpuint (n_taken_along, >, 0);
}

/* Pushed one after the other until nothing waits, in whatever portions, the end is the draft. */
static void
test_in_portions (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (int round = 0; round < 300; round++)
    {
      g_autoptr (BatonProgram) base = random_program_new (random, 15);
      g_autoptr (BatonProgram) draft = baton_program_copy (base);

      for (int i = 0; i < 25; i++)
        {
          g_autoptr (BatonChange) change = random_program_edit (random, draft);
        }
      for (int pushes = 0;; pushes++)
        {
          g_autoptr (GPtrArray) atoms = baton_diff (base, draft);
          g_autoptr (BatonPortion) portion = baton_portion_new (base, draft, atoms);

          if (atoms->len == 0)
            break;
          g_assert_cmpint (pushes, <, 300);
          for (guint i = 0; i < atoms->len; i++)
            baton_portion_set (portion, i, FALSE);
          baton_portion_set (portion, (guint) g_rand_int_range (random, 0, (gint32) atoms->len), TRUE);
          {
            BatonProgram *next = baton_portion_make_program (portion);

            baton_program_free (base);
            base = next;
          }
        }
      {
        g_autofree char *expected = baton_program_digest (draft), *found = baton_program_digest (base);

        g_assert_cmpstr (found, ==, expected);
      }
    }
}

/* ── What needs what ─────────────────────────────────────────────────────────────────────────────────── */

static guint
find_atom (GPtrArray     *atoms,
           BatonAtomType  type,
           const char    *id)
{
  for (guint i = 0; i < atoms->len; i++)
    if (((const BatonAtom *) atoms->pdata[i])->type == type && strcmp (((const BatonAtom *) atoms->pdata[i])->id, id) == 0)
      return i;
  g_assert_not_reached ();
}

#define TERM(parent) "{'name':{'source':'T'},'place':{'parent':'" parent "-0000000000','position':'a0'}}"

static void
test_needs (void)
{
  g_autoptr (BatonProgram) before = baton_program_new ();
  g_autoptr (BatonProgram) after = NULL;
  g_autoptr (GPtrArray) atoms = NULL;
  g_autoptr (BatonPortion) portion = NULL;
  guint created, below, tagged, deleted, untagged, renamed;

  quoted_entity_put (before, "vocabulary", ID ("v"), "{'name':{'source':'V'},'purpose':'topic','place':{'position':'a0'}}");
  quoted_entity_put (before, "term", ID ("old"), TERM ("v"));
  quoted_entity_put (before, "content", ID ("c"), "{'name':{'source':'C'},'tags':['" ID ("old") "','" ID ("v") "']}");
  quoted_entity_put (before, "content", ID ("d"), "{'name':{'source':'D'}}");
  after = baton_program_copy (before);
  quoted_entity_put (after, "term", ID ("new"), TERM ("v"));
  quoted_entity_put (after, "term", ID ("sub"), TERM ("new"));
  baton_program_remove (after, ID ("old"));
  quoted_entity_put (after, "content", ID ("c"), "{'name':{'source':'C'},'tags':['" ID ("new") "','" ID ("v") "']}");
  quoted_entity_put (after, "content", ID ("d"), "{'name':{'source':'E'}}");
  atoms = baton_diff (before, after);
  created = find_atom (atoms, BATON_ATOM_CREATED, ID ("new"));
  below = find_atom (atoms, BATON_ATOM_CREATED, ID ("sub"));
  deleted = find_atom (atoms, BATON_ATOM_DELETED, ID ("old"));
  tagged = find_atom (atoms, BATON_ATOM_ADDED, ID ("c"));
  untagged = find_atom (atoms, BATON_ATOM_REMOVED, ID ("c"));
  renamed = find_atom (atoms, BATON_ATOM_SOURCE, ID ("d"));

  portion = baton_portion_new (before, after, atoms);
  /* What names the new thing waits with it. */
  g_assert_cmpuint (baton_portion_set (portion, created, FALSE), ==, 2);
  g_assert_false (baton_portion_goes (portion, below));
  g_assert_false (baton_portion_goes (portion, tagged));
  g_assert_true (baton_portion_goes (portion, deleted));
  g_assert_true (baton_portion_goes (portion, renamed));
  /* What goes takes along what it names. */
  g_assert_cmpuint (baton_portion_set (portion, tagged, TRUE), ==, 1);
  g_assert_true (baton_portion_goes (portion, created));
  g_assert_false (baton_portion_goes (portion, below));
  /* What is still named cannot be deleted. */
  g_assert_cmpuint (baton_portion_set (portion, untagged, FALSE), ==, 1);
  g_assert_false (baton_portion_goes (portion, deleted));
  g_assert_cmpuint (baton_portion_set (portion, untagged, TRUE), ==, 0);
  g_assert_cmpuint (baton_portion_set (portion, deleted, TRUE), ==, 0);
  g_assert_cmpuint (baton_portion_set (portion, deleted, TRUE), ==, 0);
}

/* One below the other, turned round: either move alone would close a circle. */
static void
test_circle (void)
{
  g_autoptr (BatonProgram) before = baton_program_new ();
  g_autoptr (BatonProgram) after = NULL;
  g_autoptr (GPtrArray) atoms = NULL;
  g_autoptr (BatonPortion) portion = NULL;
  guint upper, lower;

  quoted_entity_put (before, "vocabulary", ID ("v"), "{'name':{'source':'V'},'purpose':'topic','place':{'position':'a0'}}");
  quoted_entity_put (before, "term", ID ("a"), TERM ("v"));
  quoted_entity_put (before, "term", ID ("b"), TERM ("a"));
  after = baton_program_copy (before);
  quoted_entity_put (after, "term", ID ("b"), TERM ("v"));
  quoted_entity_put (after, "term", ID ("a"), TERM ("b"));
  atoms = baton_diff (before, after);
  upper = find_atom (atoms, BATON_ATOM_PLACE, ID ("a"));
  lower = find_atom (atoms, BATON_ATOM_PLACE, ID ("b"));

  portion = baton_portion_new (before, after, atoms);
  g_assert_cmpuint (baton_portion_set (portion, lower, FALSE), ==, 1);
  g_assert_false (baton_portion_goes (portion, upper));
  /* The lower one alone may move up. */
  g_assert_cmpuint (baton_portion_set (portion, lower, TRUE), ==, 0);
  g_assert_cmpuint (baton_portion_set (portion, lower, FALSE), ==, 0);
  g_assert_cmpuint (baton_portion_set (portion, upper, TRUE), ==, 1);
  g_assert_true (baton_portion_goes (portion, lower));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/portion/random", test_random);
  g_test_add_func ("/model/portion/in-portions", test_in_portions);
  g_test_add_func ("/model/portion/needs", test_needs);
  g_test_add_func ("/model/portion/circle", test_circle);
  return g_test_run ();
}
