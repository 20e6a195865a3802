/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The walk over references finds them wherever a type of value can hold one; the index of uses follows changes.
 */
#include "model/baton-json.h"
#include "model/baton-uses.h"

#include <string.h>

static BatonEntity *
entity (BatonKind   kind,
        const char *id,
        const char *json)
{
  g_autoptr (BatonValue) body = baton_json_parse (json, strlen (json), NULL);
  BatonEntity *made;

  g_assert_nonnull (body);
  made = baton_entity_from_value (kind, id, body, NULL);
  g_assert_nonnull (made);
  return made;
}

static void
describe_cb (const BatonReference *reference,
             gpointer              user_data)
{
  g_string_append_printf (user_data, "%s:%s:%d%s%s%s%s ", baton_schema_get_field (reference->field)->name, reference->id, reference->row,
                          reference->column != NULL ? ":" : "", reference->column != NULL ? reference->column : "",
                          reference->locale != NULL ? ":" : "", reference->locale != NULL ? reference->locale : "");
}

static void
assert_references (BatonKind   kind,
                   const char *json,
                   const char *expected)
{
  g_autoptr (BatonEntity) made = entity (kind, "x-0000000000", json);
  g_autoptr (GString) found = g_string_new (NULL);

  baton_entity_foreach_reference (made, describe_cb, found);
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_walk (void)
{
  assert_references (BATON_KIND_TERM, "{\"name\":{\"source\":\"a\"},\"image\":\"img\",\"place\":{\"parent\":\"voc\",\"position\":\"a0\"}}",
                     "image:img:-1 place:voc:-1 ");
  assert_references (BATON_KIND_PERSONA, "{\"terms\":[\"a\",\"b\"],\"roles\":[\"r\"],\"manages\":[{\"name\":\"x\"},{\"name\":\"y\",\"terms\":[\"c\"]}]}",
                     "terms:a:-1 terms:b:-1 roles:r:-1 manages:c:1:terms ");
  assert_references (BATON_KIND_PUBLISHING_RULE,
                     "{\"who\":[{\"dimension\":\"role\",\"any\":[\"r\"]},{\"dimension\":\"voc\",\"none\":[\"t\"]},{\"audience\":\"aud\"},"
                     "{\"dimension\":\"organisation\",\"any\":[\"42\"]},{\"attribute\":\"tier-points\",\"min\":1}],\"own\":[\"voc\"]}",
                     "who:r:0 who:voc:1 who:t:1 who:aud:2 own:voc:-1 ");
  assert_references (BATON_KIND_ACTIVITY,
                     "{\"tier-points\":{\"value\":1,\"exceptions\":[{\"from\":\"2026-01-01\",\"value\":2},{\"audience\":[{\"dimension\":\"lad\",\"any\":[\"tier\"]}],\"value\":3}]}}",
                     "tier-points:lad:1 tier-points:tier:1 ");
  assert_references (BATON_KIND_BLOCK,
                     "{\"body\":{\"source\":\"<a href=\\\"baton:page-0000000000\\\">x</a>\",\"locales\":{\"de\":{\"text\":\"<a href=\\\"baton:seite-0000000000\\\">x</a>\"}}},"
                     "\"query\":{\"what\":[{\"dimension\":\"voc\",\"any\":[\"t\"]}],\"record\":[\"voc2\"]}}",
                     "body:page-0000000000:-1 body:seite-0000000000:-1:de query:voc:0 query:t:0 query:voc2:-1 ");
  assert_references (BATON_KIND_TIER_LADDER, "{\"pins\":[{\"holder\":\"o\",\"tier\":\"t\"}]}", "pins:t:0:tier ");
  /* Wrong shapes are passed over. */
  assert_references (BATON_KIND_PERSONA, "{\"terms\":5,\"roles\":[1,{}],\"manages\":\"x\",\"place\":[]}", "");
}

static void
test_uses (void)
{
  g_autoptr (BatonProgram) program = baton_program_new ();
  g_autoptr (BatonEntity) role = entity (BATON_KIND_ROLE, "r", "{}");
  g_autoptr (BatonEntity) one = entity (BATON_KIND_PERSONA, "one", "{\"roles\":[\"r\"],\"terms\":[\"t\"]}");
  g_autoptr (BatonEntity) two = entity (BATON_KIND_PERSONA, "two", "{\"roles\":[\"r\"]}");
  g_autoptr (BatonEntity) two_without = entity (BATON_KIND_PERSONA, "two", "{}");
  g_autoptr (BatonUses) uses = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (BatonChange) change = baton_change_new (two, two_without);
  g_autoptr (BatonChange) deletion = baton_change_new (one, NULL);
  const BatonUse *use;

  baton_program_put (program, role);
  baton_program_put (program, one);
  baton_program_put (program, two);
  uses = baton_uses_new (program);

  list = baton_uses_list (uses, "r");
  g_assert_cmpuint (list->len, ==, 2);
  use = g_ptr_array_index (list, 0);
  g_assert_cmpstr (use->user, ==, "one");
  g_assert_cmpint (use->field, ==, BATON_FIELD_PERSONA_ROLES);
  g_assert_true (baton_uses_is_used (uses, "t"));

  baton_uses_apply (uses, change);
  g_clear_pointer (&list, g_ptr_array_unref);
  list = baton_uses_list (uses, "r");
  g_assert_cmpuint (list->len, ==, 1);

  baton_uses_apply (uses, deletion);
  g_assert_false (baton_uses_is_used (uses, "r"));
  g_assert_false (baton_uses_is_used (uses, "t"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/references/walk", test_walk);
  g_test_add_func ("/model/references/uses", test_uses);
  return g_test_run ();
}
