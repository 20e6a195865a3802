/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "old-schema.h"

#include <string.h>

static gboolean
upgrade_0 (BatonOldEntity *entity)
{
  g_autoptr (BatonValue) title = NULL;
  g_autoptr (BatonValue) name = NULL;
  g_autoptr (BatonValue) without = NULL;

  if (strcmp (entity->kind, "note") == 0)
    return FALSE;
  if (strcmp (entity->kind, "tag") != 0)
    return TRUE;
  g_free (entity->kind);
  entity->kind = g_strdup ("term");
  if (!baton_value_is (baton_value_get_member (entity->body, "title"), BATON_VALUE_STRING))
    return TRUE;
  title = baton_value_ref (baton_value_get_member (entity->body, "title"));
  name = baton_value_with_member (NULL, "source", title);
  without = baton_value_with_member (entity->body, "title", NULL);
  baton_value_unref (entity->body);
  entity->body = baton_value_with_member (without, "name", name);
  return TRUE;
}

const BatonUpgradeStep old_schema_steps[] = {
  { 0, "a term was a tag with a plain title; notes have gone", upgrade_0 },
  { BATON_SCHEMA_VERSION, NULL, NULL }
};
