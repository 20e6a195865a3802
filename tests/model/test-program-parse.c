/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Programs from outside: whole or not at all, with the place of every mistake.
 */
#include "model/baton-validate.h"

#include <string.h>

#define ROOT "\"program\":{\"p-0000000000\":{\"name\":{\"source\":\"P\"},\"source-locale\":\"en\",\"time-zone\":\"UTC\",\"currency\":\"EUR\"}}"

static void
assert_refused (const char *json,
                const char *code,
                const char *path,
                guint       line,
                guint       column)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (BatonProgram) program = baton_program_parse (json, strlen (json), problems);
  const BatonProblem *problem;

  g_test_message ("%s", json);
  g_assert_null (program);
  g_assert_cmpuint (problems->len, ==, 1);
  problem = g_ptr_array_index (problems, 0);
  g_assert_cmpstr (baton_problem_code_get_name (problem->code), ==, code);
  g_assert_cmpstr (problem->path, ==, path);
  g_assert_cmpuint (problem->line, ==, line);
  g_assert_cmpuint (problem->column, ==, column);
}

static void
test_round_trip (void)
{
  const char *json = "{\"baton\":\"program\",\"entities\":{" ROOT "},\"schema\":1}";
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (BatonProgram) program = baton_program_parse (json, strlen (json), problems);
  g_autoptr (BatonValue) value = NULL;
  g_autofree char *back = NULL;

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_nonnull (program);
  value = baton_program_to_value (program);
  back = baton_value_to_json (value);
  g_assert_cmpstr (back, !=, NULL);
  g_assert_cmpuint (strlen (back), ==, strlen (json));
}

/* What only lacks meaning is read: an unfinished draft must survive export and import. */
static void
test_unfinished (void)
{
  const char *json = "{\"baton\":\"program\",\"schema\":1,\"entities\":{" ROOT ",\"page\":{\"a-0000000000\":{\"name\":{\"source\":\"A\"},\"use\":\"section\"}},"
                     "\"block\":{\"b-0000000000\":{\"type\":\"content\",\"place\":{\"parent\":\"a-0000000000\",\"position\":\"a0\"}}}}}";
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (BatonProgram) program = baton_program_parse (json, strlen (json), problems);

  g_assert_nonnull (program);
  g_assert_cmpuint (baton_program_get_size (program), ==, 3);
}

static void
test_frame (void)
{
  assert_refused ("", "json", "", 1, 1);
  assert_refused ("[]", "not-a-program", "", 1, 1);
  assert_refused ("{\"baton\":\"program\",\"schema\":0,\"entities\":{}}", "not-a-program", "", 1, 1);
  assert_refused ("{\"baton\":\"program\",\"schema\":2,\"entities\":{}}", "newer-schema", "/schema", 1, 29);
  assert_refused ("{\"baton\":\"program\",\"schema\":1,\"entities\":{},\n \"more\":true}", "unknown-field", "/more", 2, 9);
  assert_refused ("{\"baton\":\"program\",\"schema\":1,\"entities\":{}}", "no-root", NULL, 0, 0);
}

static void
test_entities (void)
{
  assert_refused ("{\"baton\":\"program\",\"schema\":1,\"entities\":{" ROOT ",\n\"wish\":{}}}", "unknown-kind", "/entities/wish", 2, 8);
  assert_refused ("{\"baton\":\"program\",\"schema\":1,\"entities\":{" ROOT ",\n\"role\":[]}}", "wrong-type", "/entities/role", 2, 8);
  assert_refused ("{\"baton\":\"program\",\"schema\":1,\"entities\":{" ROOT ",\n\"role\":{\"~/\":{}}}}", "bad-id", "/entities/role/~0~1", 2, 14);
  assert_refused ("{\"baton\":\"program\",\"schema\":1,\"entities\":{" ROOT ",\n\"role\":{\"p-0000000000\":{\"name\":{\"source\":\"A\"}}}}}",
                  "duplicate-id", "/entities/role/p-0000000000", 2, 24);
  assert_refused ("{\"baton\":\"program\",\"schema\":1,\"entities\":{" ROOT ",\n\"role\":{\"a-0000000000\":{\n  \"wish\":1}}}}",
                  "unknown-field", "/entities/role/a-0000000000/wish", 3, 10);
  assert_refused ("{\"baton\":\"program\",\"schema\":1,\"entities\":{" ROOT ",\n\"role\":{\"a-0000000000\":{}}}}",
                  "missing", "/entities/role/a-0000000000", 2, 24);
  assert_refused ("{\"baton\":\"program\",\"schema\":1,\"entities\":{" ROOT ",\n\"role\":{\"a-0000000000\":{\"name\":{\"source\":\"é\"},\"level\":\"x\"}}}}",
                  "unknown-choice", "/entities/role/a-0000000000/level", 2, 55);
  assert_refused ("{\"baton\":\"program\",\"schema\":1,\"entities\":{" ROOT ",\n\"role\":{\"a-0000000000\":{\"name\":{}}}}}",
                  "wrong-type", "/entities/role/a-0000000000/name/source", 2, 32);
  assert_refused ("{\"baton\":\"program\",\"schema\":1,\"entities\":{" ROOT ",\n\"role\":{\"a-0000000000\":{\"name\":{\"source\":\"a\"},\n\"entity-types\":[\"no-0000000000\"]}}}}",
                  "dangling", "/entities/role/a-0000000000/entity-types", 3, 16);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/program-parse/round-trip", test_round_trip);
  g_test_add_func ("/model/program-parse/unfinished", test_unfinished);
  g_test_add_func ("/model/program-parse/frame", test_frame);
  g_test_add_func ("/model/program-parse/entities", test_entities);
  return g_test_run ();
}
