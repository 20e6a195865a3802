/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "words/baton-words-amount.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* *field* is an amount where *by* of the same entity, or of what it stands below, has the value *value*. */
typedef struct
{
  BatonField  field;
  BatonField  by;
  gboolean    above;
  const char *value;
  const char *help;
} Amount;

static const Amount amounts[] = {
  { BATON_FIELD_ACTIVITY_UNIT_SIZE, BATON_FIELD_ACTIVITY_UNIT, FALSE, "amount-step", N_("The amount that earns the points once") },
  { BATON_FIELD_PROMOTION_GOAL_TARGET, BATON_FIELD_PROMOTION_GOAL_MEASURE, FALSE, "amount", N_("The amount that must be reached in the window") },
  { BATON_FIELD_TARGET_VALUE, BATON_FIELD_KPI_UNIT, TRUE, "money", N_("The amount that shall be reached") },
};

/* A copy of *info* of the type money; made once. */
static const BatonFieldInfo *
get_as_money (const BatonFieldInfo *info,
              const char           *help)
{
  static GHashTable *copies;
  static GMutex mutex;
  BatonFieldInfo *copy;

  g_mutex_lock (&mutex);
  if (copies == NULL)
    copies = g_hash_table_new (NULL, NULL);
  copy = g_hash_table_lookup (copies, info);
  if (copy == NULL)
    {
      copy = g_memdup2 (info, sizeof *info);
      copy->type = BATON_TYPE_MONEY;
      copy->help = help;
      g_hash_table_insert (copies, (gpointer) info, copy);
    }
  g_mutex_unlock (&mutex);
  return copy;
}

const BatonFieldInfo *
baton_words_meant_field (const BatonNames  *names,
                         const BatonEntity *entity,
                         BatonField         field)
{
  const BatonFieldInfo *info = baton_schema_get_field (field);

  for (guint i = 0; entity != NULL && i < G_N_ELEMENTS (amounts); i++)
    if (amounts[i].field == field)
      {
        const BatonEntity *by = amounts[i].above ? baton_names_lookup (names, baton_entity_get_parent (entity)) : entity;

        if (by != NULL && baton_entity_get_kind (by) == baton_schema_get_field (amounts[i].by)->kind
            && g_strcmp0 (baton_entity_get_string (by, amounts[i].by), amounts[i].value) == 0)
          return get_as_money (info, amounts[i].help);
      }
  return info;
}

const BatonFieldInfo *
baton_words_meant_column (const BatonFieldInfo *column)
{
  /* A number that is not shown while presenting is an amount: names are texts. */
  if (column->type == BATON_TYPE_INTEGER && (column->flags & BATON_FIELD_DISCREET) != 0)
    return get_as_money (column, N_("The amount at which the band begins"));
  return column;
}
