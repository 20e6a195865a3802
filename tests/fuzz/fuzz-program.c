/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Programs from outside: the scanner, the frame, shapes and references. Whatever is read comes out canonical and can be
 * read again; whatever is not says why and where.
 */
#include "fuzz/fuzz.h"

#include "model/baton-json.h"
#include "model/baton-references.h"
#include "model/baton-uses.h"
#include "model/baton-validate.h"

#include <string.h>

static void
check_canonical (const BatonValue *value)
{
  g_autofree char *json = baton_value_to_json (value);
  g_autofree char *pretty = baton_value_to_pretty_json (value);
  g_autoptr (BatonValue) again = baton_json_parse (json, strlen (json), NULL);
  g_autoptr (BatonValue) from_pretty = baton_json_parse (pretty, strlen (pretty), NULL);

  g_assert_true (baton_value_equal (value, again));
  g_assert_true (baton_value_equal (value, from_pretty));
}

static void
check_program (const BatonProgram *program)
{
  g_autoptr (BatonValue) value = baton_program_to_value (program);
  g_autofree char *json = baton_value_to_json (value);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (BatonProgram) again = baton_program_parse (json, strlen (json), problems);
  g_autoptr (GPtrArray) all = baton_validate_program (program);
  g_autoptr (BatonUses) uses = baton_uses_new (program);
  g_autofree char *digest = baton_program_digest (program);
  g_autofree char *digest_again = NULL;

  g_assert_nonnull (again);
  digest_again = baton_program_digest (again);
  g_assert_cmpstr (digest, ==, digest_again);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_auto (BatonJsonError) error = { 0 };
  g_autoptr (BatonValue) value = baton_json_parse ((const char *) data, size, &error);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (BatonProgram) program = baton_program_parse ((const char *) data, size, problems);

  if (value != NULL)
    check_canonical (value);
  else
    g_assert_true (error.line > 0 && error.column > 0 && error.path != NULL);

  if (program != NULL)
    check_program (program);
  else
    g_assert_true (baton_problems_have_errors (problems));
  return 0;
}
