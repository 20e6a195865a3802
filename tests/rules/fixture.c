/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>

#include "model/baton-json.h"

BatonValue *
fixture_value_new (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_auto (BatonJsonError) error = { 0 };
  BatonValue *value = baton_json_parse (json, strlen (json), &error);

  if (value == NULL)
    g_test_message ("%s at line %u, column %u", baton_json_code_get_name (error.code), error.line, error.column);
  g_assert_nonnull (value);
  return value;
}

void
fixture_program_add (BatonProgram *program,
                     const char   *text)
{
  g_autoptr (BatonValue) kinds = fixture_value_new (text);

  for (gsize k = 0; k < baton_value_get_length (kinds); k++)
    {
      BatonKind kind = baton_schema_find_kind (baton_value_get_key (kinds, k));
      BatonValue *entities = baton_value_get_element (kinds, k);

      g_assert_cmpint (kind, !=, BATON_KIND_NONE);
      for (gsize e = 0; e < baton_value_get_length (entities); e++)
        {
          const char *unknown = NULL;
          g_autoptr (BatonEntity) entity = baton_entity_from_value (kind, baton_value_get_key (entities, e),
                                                                    baton_value_get_element (entities, e), &unknown);

          g_assert_cmpstr (unknown, ==, NULL);
          g_assert_nonnull (entity);
          baton_program_put (program, entity);
        }
    }
}

BatonProgram *
fixture_program_new (const char *text)
{
  BatonProgram *program = baton_program_new ();

  fixture_program_add (program, text);
  return program;
}

BatonFinding *
fixture_find (GPtrArray        *findings,
              BatonFindingCode  code,
              const char       *entity)
{
  for (guint i = 0; i < findings->len; i++)
    {
      BatonFinding *finding = findings->pdata[i];

      if (finding->code == code && g_str_equal (finding->entity, entity))
        return finding;
    }
  return NULL;
}

gboolean
fixture_names (BatonFinding *finding,
               const char   *id)
{
  return finding != NULL && g_ptr_array_find_with_equal_func (finding->others, id, g_str_equal, NULL);
}
