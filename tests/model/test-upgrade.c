/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Programs of older schemas become today's; of unknown ones they are refused. Each number that there ever was has a frozen sample in
 * tests/data/upgrade, and what it must become beside it.
 */
#include <gio/gio.h>
#include <string.h>

#include "model/baton-program.h"
#include "model/baton-validate.h"
#include "support/old-schema.h"

static char *
read_sample (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "upgrade", name, NULL);
  g_autoptr (GError) error = NULL;
  char *contents = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  return contents;
}

static BatonProgram *
parse (const char  *json,
       const char **code)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  BatonProgram *program = baton_program_parse (json, strlen (json), problems);

  *code = problems->len > 0 ? baton_problem_code_get_name (((BatonProblem *) g_ptr_array_index (problems, 0))->code) : NULL;
  return program;
}

/* Every number from the oldest on has its sample. */
static void
test_samples (void)
{
  baton_upgrade_set_steps (old_schema_steps);
  for (gint64 schema = 0; schema < BATON_SCHEMA_VERSION; schema++)
    {
      g_autofree char *name = g_strdup_printf ("schema-%" G_GINT64_FORMAT ".json", schema);
      g_autofree char *expected_name = g_strdup_printf ("schema-%" G_GINT64_FORMAT ".expected.json", schema);
      g_autofree char *old = read_sample (name);
      g_autofree char *expected = g_strchomp (read_sample (expected_name));
      const char *code;
      g_autoptr (BatonProgram) program = parse (old, &code);
      g_autoptr (BatonValue) value = NULL;
      g_autofree char *json = NULL;

      g_assert_true (baton_upgrade_reaches (schema));
      g_assert_cmpstr (code, ==, NULL);
      g_assert_nonnull (program);
      value = baton_program_to_value (program);
      json = baton_value_to_json (value);
      g_assert_cmpstr (json, ==, expected);
    }
  baton_upgrade_set_steps (NULL);
}

/* Without a step there is no way; newer is refused as such, and what is broken is complained of in its own words. */
static void
test_refused (void)
{
  g_autofree char *old = read_sample ("schema-0.json");
  const char *code;

  g_assert_false (baton_upgrade_reaches (0));
  g_assert_false (baton_upgrade_reaches (BATON_SCHEMA_VERSION + 1));
  g_assert_true (baton_upgrade_reaches (BATON_SCHEMA_VERSION));
  g_assert_null (parse (old, &code));
  g_assert_cmpstr (code, ==, "not-a-program");

  baton_upgrade_set_steps (old_schema_steps);
  g_assert_null (parse ("{\"baton\":\"program\",\"schema\":-1,\"entities\":{}}", &code));
  g_assert_cmpstr (code, ==, "not-a-program");
  g_assert_null (parse ("{\"baton\":\"program\",\"schema\":2,\"entities\":{}}", &code));
  g_assert_cmpstr (code, ==, "newer-schema");
  g_assert_null (parse ("{\"baton\":\"program\",\"schema\":0,\"entities\":{\"vocabulary\":[]}}", &code));
  g_assert_cmpstr (code, ==, "wrong-type");
  g_assert_null (parse ("{\"baton\":\"program\",\"schema\":0,\"entities\":{\"vocabulary\":{\"a-0000000000\":7}}}", &code));
  g_assert_cmpstr (code, ==, "wrong-type");
  g_assert_null (parse ("{\"baton\":\"program\",\"schema\":0,\"entities\":{\"tag\":{\"a-0000000000\":{\"titel\":\"A\"}}}}", &code));
  g_assert_cmpstr (code, ==, "unknown-field");
  baton_upgrade_set_steps (NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/upgrade/samples", test_samples);
  g_test_add_func ("/model/upgrade/refused", test_refused);
  return g_test_run ();
}
