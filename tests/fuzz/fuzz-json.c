/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The scanner alone, which every byte of JSON from outside meets first. What it takes it writes canonically, and takes again as
 * the same; what it refuses has a place within the text.
 */
#include "fuzz/fuzz.h"

#include "model/baton-json.h"

#include <string.h>

static void
check_value (const BatonValue *value)
{
  g_autofree char *json = baton_value_to_json (value);
  g_autoptr (BatonValue) again = baton_json_parse (json, strlen (json), NULL);
  g_autofree char *twice = NULL;

  g_assert_true (baton_value_equal (value, again));
  twice = baton_value_to_json (again);
  g_assert_cmpstr (json, ==, twice);
}

/* The same text as the body of a thing. */
static void
check_body (const uint8_t        *data,
            size_t                size,
            const BatonValue     *value,
            const BatonJsonError *error)
{
  g_auto (BatonJsonError) body_error = { 0 };
  g_autoptr (BatonValue) body = baton_json_parse_body ((const char *) data, size, &body_error);

  g_assert_true ((body == NULL) == (value == NULL));
  g_assert_true (body == NULL || baton_value_equal (body, value));
  g_assert_cmpint (body_error.code, ==, error->code);
  g_assert_cmpuint (body_error.line, ==, error->line);
  g_assert_cmpuint (body_error.column, ==, error->column);
  g_assert_cmpstr (body_error.path, ==, error->path);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_auto (BatonJsonError) error = { 0 };
  g_autoptr (BatonValue) value = baton_json_parse ((const char *) data, size, &error);

  check_body (data, size, value, &error);
  if (value != NULL)
    {
      g_assert_cmpint (error.code, ==, BATON_JSON_OK);
      check_value (value);
      return 0;
    }
  g_assert_cmpint (error.code, !=, BATON_JSON_OK);
  g_assert_cmpint (error.code, !=, BATON_JSON_NO_MEMORY);
  g_assert_true (error.line > 0 && error.column > 0 && error.path != NULL);
  g_assert_true (error.path[0] == '\0' || error.path[0] == '/');
  return 0;
}
