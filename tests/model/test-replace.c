/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Replacing, duplicating, splitting, ending and deleting: every use is remapped, and the inverse of the changes restores all.
 */
#include "model/baton-duplicate.h"
#include "model/baton-replace.h"
#include "model/baton-text.h"
#include "support/quoted-entity.h"
#include "support/random-program.h"

#include <string.h>

static void
assert_replaced (BatonKind   kind,
                 const char *body,
                 const char *expected)
{
  const char *to[] = { "new", "newer", NULL };
  g_autoptr (BatonEntity) entity = quoted_entity (kind, "x", body);
  g_autoptr (BatonEntity) replaced = baton_entity_replace_reference (entity, "old", to);
  g_autoptr (BatonValue) value = replaced != NULL ? baton_entity_to_value (replaced) : NULL;
  g_autofree char *json = value != NULL ? g_strdelimit (baton_value_to_json (value), "\"", '\'') : NULL;

  g_assert_cmpstr (json, ==, expected);
}

static void
test_values (void)
{
  assert_replaced (BATON_KIND_PERSONA, "{'terms':['a']}", NULL);
  assert_replaced (BATON_KIND_PERSONA, "{'terms':['newer','old','z']}", "{'terms':['new','newer','z']}");
  assert_replaced (BATON_KIND_PERSONA, "{'roles':['a','old','b']}", "{'roles':['a','new','newer','b']}");
  assert_replaced (BATON_KIND_PERSONA, "{'roles':['new','old']}", "{'roles':['new','newer']}");
  assert_replaced (BATON_KIND_PERSONA, "{'locale':'old'}", "{'locale':'new'}");
  assert_replaced (BATON_KIND_PERSONA, "{'manages':[{'name':'old','terms':['old']}]}", "{'manages':[{'name':'old','terms':['new','newer']}]}");
  assert_replaced (BATON_KIND_TERM, "{'place':{'parent':'old','position':'a0'}}", "{'place':{'parent':'new','position':'a0'}}");
  assert_replaced (BATON_KIND_AUDIENCE, "{'clauses':[{'any':['old','t'],'dimension':'old'},{'audience':'old'},{'attribute':'tier-points'}]}",
                   "{'clauses':[{'any':['new','newer','t'],'dimension':'new'},{'audience':'new'},{'attribute':'tier-points'}]}");
  assert_replaced (BATON_KIND_ACTIVITY, "{'tier-points':{'exceptions':[{'audience':[{'any':['old'],'dimension':'d'}],'value':1}],'value':2}}",
                   "{'tier-points':{'exceptions':[{'audience':[{'any':['new','newer'],'dimension':'d'}],'value':1}],'value':2}}");
  assert_replaced (BATON_KIND_COLLECTION, "{'query':{'record':['old'],'what':[{'any':['old'],'dimension':'d'}]}}",
                   "{'query':{'record':['new','newer'],'what':[{'any':['new','newer'],'dimension':'d'}]}}");
}

/* A link is remapped in every language, and no translation becomes stale by it. */
static void
test_links (void)
{
  const char *to[] = { "new-0000000000", NULL };
  g_autoptr (BatonValue) source = baton_text_new ("<p><a href=\"baton:old-0000000000\">x</a></p>");
  g_autoptr (BatonValue) text = baton_text_with_locale (source, "de", "<p><a href=\"baton:old-0000000000\">y</a></p>", BATON_TEXT_REVIEWED);
  g_autoptr (BatonEntity) empty = baton_entity_new (BATON_KIND_CONTENT, "c");
  g_autoptr (BatonEntity) content = baton_entity_with (empty, BATON_FIELD_CONTENT_BODY, text);
  g_autoptr (BatonEntity) replaced = baton_entity_replace_reference (content, "old-0000000000", to);
  const BatonValue *body = baton_entity_get (replaced, BATON_FIELD_CONTENT_BODY);

  g_assert_cmpstr (baton_text_get_source (body), ==, "<p><a href=\"baton:new-0000000000\">x</a></p>");
  g_assert_cmpstr (baton_text_get_exact (body, "de"), ==, "<p><a href=\"baton:new-0000000000\">y</a></p>");
  g_assert_cmpint (baton_text_get_state (body, "de", "en"), ==, BATON_TEXT_REVIEWED);
}

static void
apply_all (BatonProgram *program,
           GPtrArray    *changes)
{
  for (guint i = 0; i < changes->len; i++)
    baton_program_apply (program, g_ptr_array_index (changes, i));
}

static void
undo_all (BatonProgram *program,
          GPtrArray    *changes)
{
  for (guint i = changes->len; i > 0; i--)
    {
      g_autoptr (BatonChange) inverse = baton_change_inverse (g_ptr_array_index (changes, i - 1));

      baton_program_apply (program, inverse);
    }
}

/* For every pair of one kind in random programs: nothing refers to the old one any more, the forest stands, and the
 * inverse gives back the very same program. */
static void
test_replace (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  guint n_replaced = 0;

  for (int round = 0; round < 300; round++)
    {
      g_autoptr (BatonProgram) program = random_program_new (random, 14);
      g_autoptr (BatonUses) uses = baton_uses_new (program);
      g_autofree char *digest = baton_program_digest (program);

      for (int kind = 0; kind < BATON_N_KINDS; kind++)
        {
          g_autoptr (GPtrArray) entities = baton_program_list (program, (BatonKind) kind);

          for (guint i = 0; i + 1 < entities->len; i++)
            {
              guint j = (guint) g_rand_int_range (random, 0, (gint32) entities->len);
              g_autofree char *from = g_strdup (baton_entity_get_id (g_ptr_array_index (entities, i)));
              const char *to = baton_entity_get_id (g_ptr_array_index (entities, j));
              g_autoptr (GPtrArray) changes = baton_program_replace (program, uses, from, to);
              g_autoptr (BatonProgram) after = baton_program_copy (program);
              g_autoptr (BatonUses) uses_after = NULL;
              g_autofree char *restored = NULL;

              if (i == j)
                {
                  g_assert_null (changes);
                  continue;
                }
              apply_all (after, changes);
              uses_after = baton_uses_new (after);
              g_assert_null (baton_program_lookup (after, from));
              g_assert_false (baton_uses_is_used (uses_after, from));
              g_assert_true (random_program_is_forest (after));
              n_replaced++;

              undo_all (after, changes);
              restored = baton_program_digest (after);
              g_assert_cmpstr (restored, ==, digest);
            }
        }
    }
  g_assert_cmpuint (n_replaced, >, 1000);
}

/* A copy of everything in random programs: as much again stands below it, nothing else changes, nothing below the copy names what the
 * original names of its own, and the inverse gives back the very same program. */
static void
test_duplicate (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  guint n_deep = 0;

  for (int round = 0; round < 100; round++)
    {
      g_autoptr (BatonProgram) program = random_program_new (random, 14);
      g_autofree char *digest = baton_program_digest (program);

      for (int kind = 0; kind < BATON_N_KINDS; kind++)
        {
          g_autoptr (GPtrArray) entities = baton_program_list (program, (BatonKind) kind);

          for (guint i = 0; i < entities->len; i++)
            {
              const char *id = baton_entity_get_id (entities->pdata[i]), *copy;
              g_autoptr (GPtrArray) changes = baton_program_duplicate (program, id, &copy);
              g_autoptr (BatonProgram) after = baton_program_copy (program);
              g_autofree char *restored = NULL;

              apply_all (after, changes);
              n_deep += changes->len > 1;
              g_assert_true (random_program_is_forest (after));
              g_assert_cmpuint (baton_program_count (after, (BatonKind) kind), >, entities->len);
              for (guint j = 0; j < changes->len; j++)
                {
                  const BatonChange *change = changes->pdata[j];

                  g_assert_null (change->before);
                  g_assert_null (baton_program_lookup (program, baton_entity_get_id (change->after)));
                  g_assert_true (j == 0 || baton_program_lookup (program, baton_entity_get_parent (change->after)) == NULL);
                }
              g_assert_cmpstr (baton_entity_get_id (((const BatonChange *) changes->pdata[0])->after), ==, copy);
              undo_all (after, changes);
              restored = baton_program_digest (after);
              g_assert_cmpstr (restored, ==, digest);
            }
        }
    }
  g_assert_cmpuint (n_deep, >, 100);
}

/* Within what is copied names lead to copies, out of it to what they led to. */
static void
test_duplicate_names (void)
{
  g_autoptr (BatonProgram) program = baton_program_new ();
  g_autoptr (BatonEntity) vocabulary = quoted_entity (BATON_KIND_VOCABULARY, "v", "{}");
  g_autoptr (BatonEntity) a = quoted_entity (BATON_KIND_TERM, "a", "{'place':{'parent':'v','position':'a3'}}");
  g_autoptr (BatonEntity) b = quoted_entity (BATON_KIND_TERM, "b", "{'place':{'parent':'a','position':'a0'},'successor':'c'}");
  g_autoptr (BatonEntity) c = quoted_entity (BATON_KIND_TERM, "c", "{'place':{'parent':'a','position':'a1'},'successor':'d'}");
  g_autoptr (BatonEntity) d = quoted_entity (BATON_KIND_TERM, "d", "{'place':{'parent':'v','position':'a4'}}");
  g_autoptr (GPtrArray) changes = NULL, terms = NULL, children = NULL;
  const char *copy;

  baton_program_put (program, vocabulary);
  baton_program_put (program, a);
  baton_program_put (program, b);
  baton_program_put (program, c);
  baton_program_put (program, d);
  changes = baton_program_duplicate (program, "a", &copy);
  apply_all (program, changes);
  terms = baton_program_list_children (program, BATON_KIND_TERM, "v");
  g_assert_cmpuint (terms->len, ==, 3);
  g_assert_cmpstr (baton_entity_get_id (terms->pdata[1]), ==, copy);
  children = baton_program_list_children (program, BATON_KIND_TERM, copy);
  g_assert_cmpuint (children->len, ==, 2);
  g_assert_cmpstr (baton_entity_get_string (children->pdata[0], BATON_FIELD_TERM_SUCCESSOR), ==, baton_entity_get_id (children->pdata[1]));
  g_assert_cmpstr (baton_entity_get_string (children->pdata[1], BATON_FIELD_TERM_SUCCESSOR), ==, "d");
  g_assert_null (baton_program_duplicate (program, "nobody", &copy));
}

/* A copy of content goes out when somebody has made it what it is to be, not with the next push. */
static void
test_duplicate_content (void)
{
  const char *states[] = { "{}", "{'state':'published'}", "{'state':'draft'}", "{'state':'archived'}" };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (BatonProgram) program = baton_program_new ();
      g_autoptr (BatonEntity) content = quoted_entity (BATON_KIND_CONTENT, "c", states[i]);
      g_autoptr (GPtrArray) changes = NULL;
      const char *copy;

      baton_program_put (program, content);
      changes = baton_program_duplicate (program, "c", &copy);
      apply_all (program, changes);
      g_assert_cmpstr (baton_entity_get_string (baton_program_lookup (program, copy), BATON_FIELD_CONTENT_STATE), ==, "draft");
      g_assert_true (baton_entity_equal (baton_program_lookup (program, "c"), content));
    }
}

/* The successor stands below what it replaces. */
static void
test_replace_by_descendant (void)
{
  g_autoptr (BatonProgram) program = baton_program_new ();
  g_autoptr (BatonEntity) vocabulary = quoted_entity (BATON_KIND_VOCABULARY, "v", "{}");
  g_autoptr (BatonEntity) a = quoted_entity (BATON_KIND_TERM, "a", "{'place':{'parent':'v','position':'a3'}}");
  g_autoptr (BatonEntity) b = quoted_entity (BATON_KIND_TERM, "b", "{'place':{'parent':'a','position':'a0'}}");
  g_autoptr (BatonEntity) c = quoted_entity (BATON_KIND_TERM, "c", "{'place':{'parent':'b','position':'a0'},'successor':'a'}");
  g_autoptr (BatonUses) uses = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  baton_program_put (program, vocabulary);
  baton_program_put (program, a);
  baton_program_put (program, b);
  baton_program_put (program, c);
  uses = baton_uses_new (program);
  changes = baton_program_replace (program, uses, "a", "c");
  apply_all (program, changes);
  g_assert_cmpstr (baton_entity_get_parent (baton_program_lookup (program, "c")), ==, "v");
  g_assert_cmpstr (baton_entity_get_position (baton_program_lookup (program, "c")), ==, "a3");
  g_assert_cmpstr (baton_entity_get_parent (baton_program_lookup (program, "b")), ==, "c");
  g_assert_null (baton_entity_get (baton_program_lookup (program, "c"), BATON_FIELD_TERM_SUCCESSOR));
}

static void
test_split (void)
{
  g_autoptr (BatonProgram) program = baton_program_new ();
  g_autoptr (BatonEntity) emea = quoted_entity (BATON_KIND_TERM, "emea", "{'place':{'parent':'v','position':'a0'}}");
  g_autoptr (BatonEntity) dach = quoted_entity (BATON_KIND_TERM, "dach", "{'place':{'parent':'emea','position':'a0'}}");
  g_autoptr (BatonEntity) persona = quoted_entity (BATON_KIND_PERSONA, "p", "{'terms':['emea']}");
  g_autoptr (BatonEntity) europe = quoted_entity (BATON_KIND_TERM, "europe", "{'place':{'parent':'v','position':'a0'}}");
  g_autoptr (BatonEntity) africa = quoted_entity (BATON_KIND_TERM, "africa", "{'place':{'parent':'v','position':'a1'}}");
  g_autoptr (BatonEntity) role = quoted_entity (BATON_KIND_ROLE, "r", "{}");
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (BatonUses) uses = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  baton_program_put (program, emea);
  baton_program_put (program, dach);
  baton_program_put (program, persona);
  uses = baton_uses_new (program);
  g_assert_null (baton_program_split (program, uses, "emea", parts));
  g_ptr_array_add (parts, role);
  g_assert_null (baton_program_split (program, uses, "emea", parts));
  g_ptr_array_set_size (parts, 0);
  g_ptr_array_add (parts, europe);
  g_ptr_array_add (parts, africa);
  changes = baton_program_split (program, uses, "emea", parts);
  apply_all (program, changes);
  g_assert_null (baton_program_lookup (program, "emea"));
  g_assert_cmpstr (baton_entity_get_parent (baton_program_lookup (program, "dach")), ==, "europe");
  g_assert_true (baton_value_contains (baton_entity_get (baton_program_lookup (program, "p"), BATON_FIELD_PERSONA_TERMS), "africa"));
  g_assert_true (baton_value_contains (baton_entity_get (baton_program_lookup (program, "p"), BATON_FIELD_PERSONA_TERMS), "europe"));
}

static void
test_end (void)
{
  g_autoptr (BatonProgram) program = baton_program_new ();
  g_autoptr (BatonEntity) blog = quoted_entity (BATON_KIND_ACTIVITY, "blog", "{'window':{'from':'2026-01-01'}}");
  g_autoptr (BatonEntity) vlog = quoted_entity (BATON_KIND_ACTIVITY, "vlog", "{}");
  g_autoptr (BatonEntity) role = quoted_entity (BATON_KIND_ROLE, "r", "{}");
  g_autoptr (BatonEntity) ladder = quoted_entity (BATON_KIND_TIER_LADDER, "l", "{}");
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *window = NULL;

  baton_program_put (program, blog);
  baton_program_put (program, vlog);
  baton_program_put (program, role);
  baton_program_put (program, ladder);
  g_assert_null (baton_program_end (program, "r", baton_day_parse ("2026-06-30"), NULL));
  g_assert_null (baton_program_end (program, "l", baton_day_parse ("2026-06-30"), NULL));
  g_assert_null (baton_program_end (program, "blog", baton_day_parse ("2025-12-31"), NULL));
  g_assert_null (baton_program_end (program, "blog", baton_day_parse ("2026-06-30"), "blog"));
  g_assert_null (baton_program_end (program, "blog", baton_day_parse ("2026-06-30"), "r"));
  changes = baton_program_end (program, "blog", baton_day_parse ("2026-06-30"), "vlog");
  apply_all (program, changes);
  window = baton_value_to_json (baton_entity_get (baton_program_lookup (program, "blog"), BATON_FIELD_ACTIVITY_WINDOW));
  g_assert_cmpstr (window, ==, "{\"from\":\"2026-01-01\",\"through\":\"2026-06-30\"}");
  g_assert_cmpstr (baton_entity_get_string (baton_program_lookup (program, "blog"), BATON_FIELD_ACTIVITY_SUCCESSOR), ==, "vlog");
}

static void
test_delete (void)
{
  g_autoptr (BatonProgram) program = baton_program_new ();
  g_autoptr (BatonEntity) role = quoted_entity (BATON_KIND_ROLE, "r", "{}");
  g_autoptr (BatonEntity) persona = quoted_entity (BATON_KIND_PERSONA, "p", "{'roles':['r']}");
  g_autoptr (BatonUses) uses = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  baton_program_put (program, role);
  baton_program_put (program, persona);
  uses = baton_uses_new (program);
  g_assert_null (baton_program_delete (program, uses, "r"));
  g_assert_null (baton_program_delete (program, uses, "absent"));
  changes = baton_program_delete (program, uses, "p");
  g_assert_cmpuint (changes->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/duplicate/random", test_duplicate);
  g_test_add_func ("/model/duplicate/names", test_duplicate_names);
  g_test_add_func ("/model/duplicate/content", test_duplicate_content);
  g_test_add_func ("/model/replace/values", test_values);
  g_test_add_func ("/model/replace/links", test_links);
  g_test_add_func ("/model/replace/replace", test_replace);
  g_test_add_func ("/model/replace/replace-by-descendant", test_replace_by_descendant);
  g_test_add_func ("/model/replace/split", test_split);
  g_test_add_func ("/model/replace/end", test_end);
  g_test_add_func ("/model/replace/delete", test_delete);
  return g_test_run ();
}
