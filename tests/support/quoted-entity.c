/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/quoted-entity.h"

#include "model/baton-json.h"

#include <string.h>

BatonEntity *
quoted_entity (BatonKind   kind,
               const char *id,
               const char *body)
{
  g_autofree char *json = g_strdelimit (g_strdup (body), "'", '"');
  g_auto (BatonJsonError) error = { 0 };
  g_autoptr (BatonValue) value = baton_json_parse (json, strlen (json), &error);
  const char *unknown = NULL;
  BatonEntity *entity;

  g_assert_cmpint (error.code, ==, BATON_JSON_OK);
  entity = baton_entity_from_value (kind, id, value, &unknown);
  g_assert_cmpstr (unknown, ==, NULL);
  return entity;
}

void
quoted_entity_put (BatonProgram *program,
                   const char   *kind_name,
                   const char   *id,
                   const char   *body)
{
  BatonKind kind = baton_schema_find_kind (kind_name);
  g_autoptr (BatonEntity) entity = NULL;

  g_assert_cmpint (kind, !=, BATON_KIND_NONE);
  entity = quoted_entity (kind, id, body);
  baton_program_put (program, entity);
}
