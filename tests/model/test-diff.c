/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Differences: their atoms, and that taking back all of them in any order leads back.
 */
#include "model/baton-diff.h"
#include "model/baton-json.h"
#include "support/random-program.h"

#include <string.h>

static BatonEntity *
entity (BatonKind   kind,
        const char *json)
{
  g_autoptr (BatonValue) body = baton_json_parse (json, strlen (json), NULL);

  g_assert_nonnull (body);
  return baton_entity_from_value (kind, "x-0000000000", body, NULL);
}

static void
assert_atoms (BatonKind   kind,
              const char *before_json,
              const char *after_json,
              const char *expected)
{
  static const char * const names[] = { "created", "deleted", "replaced", "field", "source", "locale", "added", "removed", "order", "place" };
  g_autoptr (BatonProgram) before = baton_program_new ();
  g_autoptr (BatonProgram) after = baton_program_new ();
  g_autoptr (GPtrArray) atoms = NULL;
  g_autoptr (GString) found = g_string_new (NULL);

  if (before_json != NULL)
    {
      g_autoptr (BatonEntity) made = entity (kind, before_json);

      baton_program_put (before, made);
    }
  if (after_json != NULL)
    {
      g_autoptr (BatonEntity) made = entity (kind, after_json);

      baton_program_put (after, made);
    }
  atoms = baton_diff (before, after);
  for (guint i = 0; i < atoms->len; i++)
    {
      const BatonAtom *atom = g_ptr_array_index (atoms, i);

      g_string_append (found, names[atom->type]);
      if (atom->field != BATON_FIELD_NONE)
        g_string_append_printf (found, " %s", baton_schema_get_field (atom->field)->name);
      if (atom->locale != NULL)
        g_string_append_printf (found, "@%s", atom->locale);
      if (atom->element != NULL)
        g_string_append_printf (found, "(%s)", atom->element);
      g_string_append (found, "; ");
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_atoms (void)
{
  assert_atoms (BATON_KIND_ROLE, NULL, "{}", "created; ");
  assert_atoms (BATON_KIND_ROLE, "{}", NULL, "deleted; ");
  assert_atoms (BATON_KIND_ROLE, "{\"note\":\"a\"}", "{\"note\":\"a\"}", "");
  assert_atoms (BATON_KIND_ROLE, "{\"note\":\"a\"}", "{\"level\":\"x\"}", "field level; field note; ");
  assert_atoms (BATON_KIND_ROLE, "{}", "{\"name\":{\"source\":\"a\",\"locales\":{\"de\":{\"text\":\"b\"}}}}", "field name; ");
  assert_atoms (BATON_KIND_ROLE, "{\"name\":{\"source\":\"a\",\"locales\":{\"de\":{\"text\":\"b\"},\"ja\":{\"text\":\"c\"}}}}",
                "{\"name\":{\"source\":\"x\",\"locales\":{\"ar\":{\"text\":\"d\"},\"ja\":{\"text\":\"y\"}}}}",
                "source name; locale name@ar; locale name@de; locale name@ja; ");
  assert_atoms (BATON_KIND_ROLE, "{\"place\":{\"position\":\"a0\"}}", "{\"place\":{\"position\":\"a1\"}}", "place place; ");
  assert_atoms (BATON_KIND_PERSONA, "{\"terms\":[\"a\",\"b\"]}", "{\"terms\":[\"b\",\"c\"]}", "added terms(c); removed terms(a); ");
  assert_atoms (BATON_KIND_PERSONA, "{\"roles\":[\"a\",\"b\",\"c\"]}", "{\"roles\":[\"c\",\"d\",\"a\"]}", "added roles(d); removed roles(b); order roles; ");
  assert_atoms (BATON_KIND_PERSONA, "{\"roles\":[\"a\",\"b\"]}", "{\"roles\":[\"a\",\"x\",\"b\"]}", "added roles(x); ");
  assert_atoms (BATON_KIND_PERSONA, "{\"manages\":[{\"name\":\"a\"}]}", "{\"manages\":[{\"name\":\"b\"}]}", "field manages; ");
}

static void
assert_same (const BatonProgram *a,
             const BatonProgram *b)
{
  g_autofree char *digest_a = baton_program_digest (a);
  g_autofree char *digest_b = baton_program_digest (b);

  g_assert_cmpstr (digest_a, ==, digest_b);
}

static void
test_revert_all (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (int round = 0; round < 2000; round++)
    {
      g_autoptr (BatonProgram) before = random_program_new (random, 20);
      g_autoptr (BatonProgram) after = baton_program_copy (before);
      g_autoptr (GPtrArray) atoms = NULL;

      for (int i = g_rand_int_range (random, 1, 25); i > 0; i--)
        {
          g_autoptr (BatonChange) change = random_program_edit (random, after);
        }
      atoms = baton_diff (before, after);
      while (atoms->len > 0)
        {
          guint index = (guint) g_rand_int_range (random, 0, (gint32) atoms->len);
          g_autoptr (BatonChange) change = baton_diff_revert (after, g_ptr_array_index (atoms, index));

          if (change != NULL)
            baton_program_apply (after, change);
          g_ptr_array_remove_index (atoms, index);
        }
      assert_same (after, before);
    }
}

/* One atom taken back is gone from the difference, and the others are all still there. */
static void
test_revert_one (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (int round = 0; round < 2000; round++)
    {
      g_autoptr (BatonProgram) before = random_program_new (random, 12);
      g_autoptr (BatonProgram) after = baton_program_copy (before);
      g_autoptr (GPtrArray) atoms = NULL;
      g_autoptr (GPtrArray) left = NULL;
      g_autoptr (BatonChange) change = NULL;

      for (int i = 0; i < 10; i++)
        {
          g_autoptr (BatonChange) edit = random_program_edit (random, after);
        }
      atoms = baton_diff (before, after);
      if (atoms->len == 0)
        continue;
      change = baton_diff_revert (after, g_ptr_array_index (atoms, (guint) g_rand_int_range (random, 0, (gint32) atoms->len)));
      g_assert_nonnull (change);
      baton_program_apply (after, change);
      left = baton_diff (before, after);
      g_assert_cmpuint (left->len, ==, atoms->len - 1);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/diff/atoms", test_atoms);
  g_test_add_func ("/model/diff/revert-all", test_revert_all);
  g_test_add_func ("/model/diff/revert-one", test_revert_one);
  return g_test_run ();
}
