/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands in a program and changes nothing: fields that a choice beside them leaves without effect (baton-field-effect.h), and rows
 * of a list that are about the same as a row before them. The engines read such values nowhere.
 */
#include "config.h"

#include "model/baton-field-effect.h"
#include "model/baton-validate-private.h"

#include <string.h>

/* Rows that agree in all these columns are about the same; a row that has none of them is about nothing. */
static const struct
{
  BatonField  field;
  const char *columns[3];
} keyed_lists[] = {
  { BATON_FIELD_TIER_REQUIREMENTS, { "activity", "term" } },
  { BATON_FIELD_BRAND_IMAGERY, { "use", "term" } },
  { BATON_FIELD_SEARCH_PROFILE_BOOSTS, { "term" } },
  { BATON_FIELD_SEARCH_PROFILE_PINNED, { "words", "content" } },
  { BATON_FIELD_SEARCH_PROFILE_SYNONYMS, { "words" } },
  { BATON_FIELD_PERSONA_MANAGES, { "name" } },
  { BATON_FIELD_RECORD_VALUES, { "field" } },
};

static void
check_fields (BatonCheck        *check,
              const BatonEntity *entity)
{
  const BatonKindInfo *kind = baton_schema_get_kind (baton_entity_get_kind (entity));

  for (guint i = 0; i < kind->n_fields; i++)
    {
      BatonField field = kind->first_field + i;

      if (baton_entity_get (entity, field) != NULL && !baton_field_has_effect (entity, field))
        baton_check_add (check, WITHOUT_EFFECT, entity, field, baton_schema_get_field (baton_field_get_condition (field))->name, NULL);
    }
}

/* What the row is about; NULL for nothing. (transfer full) */
static char *
describe_row (const BatonValue   *row,
              const char * const *columns,
              gsize               n_columns)
{
  GString *key = g_string_new (NULL);
  gboolean is_empty = TRUE;

  for (gsize i = 0; i < n_columns && columns[i] != NULL; i++)
    {
      const char *value = baton_value_get_member_string (row, columns[i]);

      is_empty = is_empty && value == NULL;
      /* A control character parts what no text may hold. */
      g_string_append_printf (key, "%s\001", value != NULL ? value : "");
    }
  return g_string_free (key, is_empty);
}

static void
check_rows (BatonCheck        *check,
            const BatonEntity *entity,
            BatonField         field,
            const char *const *columns,
            gsize              n_columns)
{
  const BatonValue *rows = baton_entity_get (entity, field);
  g_autoptr (GHashTable) seen = NULL;

  if (baton_value_get_length (rows) < 2)
    return;
  seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; i < baton_value_get_length (rows); i++)
    {
      char *key = describe_row (baton_value_get_element (rows, i), columns, n_columns);
      gsize before = key != NULL ? GPOINTER_TO_SIZE (g_hash_table_lookup (seen, key)) : 0;

      if (before != 0)
        {
          g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, before);

          baton_check_add (check, ROW_TWICE, entity, field, number, NULL)->row = (int) i;
          g_free (key);
        }
      else if (key != NULL)
        g_hash_table_insert (seen, key, GSIZE_TO_POINTER (i + 1));
    }
}

/* Synonyms stand in one row, separated by commas: a word alone has none. */
static void
check_idle_rows (BatonCheck        *check,
                 const BatonEntity *profile)
{
  const BatonValue *synonyms = baton_entity_get (profile, BATON_FIELD_SEARCH_PROFILE_SYNONYMS);
  const BatonValue *boosts = baton_entity_get (profile, BATON_FIELD_SEARCH_PROFILE_BOOSTS);

  for (gsize i = 0; i < baton_value_get_length (synonyms); i++)
    {
      const char *words = baton_value_get_member_string (baton_value_get_element (synonyms, i), "words");

      if (words != NULL && strchr (words, ',') == NULL)
        baton_check_add (check, ROW_WITHOUT_EFFECT, profile, BATON_FIELD_SEARCH_PROFILE_SYNONYMS, NULL)->row = (int) i;
    }
  for (gsize i = 0; i < baton_value_get_length (boosts); i++)
    if (baton_value_get_member_integer (baton_value_get_element (boosts, i), "weight", 1) == 0)
      baton_check_add (check, ROW_WITHOUT_EFFECT, profile, BATON_FIELD_SEARCH_PROFILE_BOOSTS, NULL)->row = (int) i;
}

void
baton_check_effect (BatonCheck        *check,
                    const BatonEntity *entity)
{
  check_fields (check, entity);
  if (baton_entity_get_kind (entity) == BATON_KIND_SEARCH_PROFILE)
    check_idle_rows (check, entity);
  for (gsize i = 0; i < G_N_ELEMENTS (keyed_lists); i++)
    if (baton_schema_get_field (keyed_lists[i].field)->kind == baton_entity_get_kind (entity))
      check_rows (check, entity, keyed_lists[i].field, keyed_lists[i].columns, G_N_ELEMENTS (keyed_lists[i].columns));
}
