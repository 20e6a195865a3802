/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The numbered steps. Whoever raises BATON_SCHEMA_VERSION adds the step from the number before, and a frozen sample of that
 * number to tests/data/upgrade: both stay for ever.
 */
#include "config.h"

#include "model/baton-upgrade.h"

static const BatonUpgradeStep true_steps[] = {
  { BATON_SCHEMA_VERSION, NULL, NULL }
};

static const BatonUpgradeStep *steps = true_steps;

void
baton_upgrade_set_steps (const BatonUpgradeStep *other)
{
  steps = other != NULL ? other : true_steps;
}

gboolean
baton_upgrade_reaches (gint64 schema)
{
  return schema >= steps[0].from && schema <= BATON_SCHEMA_VERSION;
}

gboolean
baton_upgrade_entity (gint64          schema,
                      BatonOldEntity *entity)
{
  g_return_val_if_fail (baton_upgrade_reaches (schema), FALSE);

  for (const BatonUpgradeStep *step = steps; step->upgrade != NULL; step++)
    if (step->from >= schema && !step->upgrade (entity))
      return FALSE;
  return TRUE;
}

/* The members of *bodies*, which were all of one kind and may become things of another, into the objects of *kinds*. */
static void
upgrade_kind (gint64            schema,
              const char       *kind,
              const BatonValue *bodies,
              GHashTable       *kinds)
{
  for (gsize i = 0; i < baton_value_get_length (bodies); i++)
    {
      BatonOldEntity entity = { baton_value_get_key (bodies, i), g_strdup (kind), baton_value_ref (baton_value_get_element (bodies, i)) };

      if (!baton_value_is (entity.body, BATON_VALUE_OBJECT) || baton_upgrade_entity (schema, &entity))
        {
          BatonValueBuilder *builder = g_hash_table_lookup (kinds, entity.kind);

          if (builder == NULL)
            {
              builder = baton_value_builder_new ();
              baton_value_builder_open_object (builder);
              g_hash_table_insert (kinds, g_strdup (entity.kind), builder);
            }
          baton_value_builder_key (builder, entity.id);
          baton_value_builder_add (builder, entity.body);
        }
      g_free (entity.kind);
      baton_value_unref (entity.body);
    }
}

static BatonValue *
upgrade_kinds (gint64            schema,
               const BatonValue *kinds)
{
  g_autoptr (GHashTable) upgraded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) baton_value_builder_free);
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  GHashTableIter iter;
  gpointer kind, bodies;

  baton_value_builder_open_object (builder);
  for (gsize i = 0; i < baton_value_get_length (kinds); i++)
    if (baton_value_is (baton_value_get_element (kinds, i), BATON_VALUE_OBJECT))
      {
        upgrade_kind (schema, baton_value_get_key (kinds, i), baton_value_get_element (kinds, i), upgraded);
      }
    else
      {
        baton_value_builder_key (builder, baton_value_get_key (kinds, i));
        baton_value_builder_add (builder, baton_value_get_element (kinds, i));
      }
  g_hash_table_iter_init (&iter, upgraded);
  while (g_hash_table_iter_next (&iter, &kind, &bodies))
    {
      g_autoptr (BatonValue) object = baton_value_builder_finish (bodies);

      baton_value_builder_set (builder, kind, object);
    }
  return baton_value_builder_finish (builder);
}

BatonValue *
baton_upgrade_program (gint64            schema,
                       const BatonValue *program)
{
  const BatonValue *kinds = baton_value_get_member (program, "entities");
  g_autoptr (BatonValue) number = baton_value_new_integer (BATON_SCHEMA_VERSION);
  g_autoptr (BatonValue) numbered = NULL;
  g_autoptr (BatonValue) upgraded = NULL;

  g_return_val_if_fail (baton_upgrade_reaches (schema), NULL);

  if (schema == BATON_SCHEMA_VERSION)
    return baton_value_ref (program);
  numbered = baton_value_with_member (program, "schema", number);
  if (!baton_value_is (kinds, BATON_VALUE_OBJECT))
    return g_steal_pointer (&numbered);
  upgraded = upgrade_kinds (schema, kinds);
  return baton_value_with_member (numbered, "entities", upgraded);
}
