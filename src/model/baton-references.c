/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The walk over an entity's references, driven by the schema table.
 */
#include "config.h"

#include "model/baton-references.h"

#include "model/baton-audience.h"
#include "model/baton-rich-text.h"
#include "model/baton-text.h"

#include <string.h>

typedef struct
{
  BatonReferenceFunc func;
  gpointer           user_data;
  BatonReference     at;   /* field, column, row and locale of the place reached */
} Walk;

static void
report (const Walk        *walk,
        BatonReferenceRole role,
        const char        *id,
        guint64            kinds,
        const char        *dimension)
{
  BatonReference reference = walk->at;

  if (id == NULL)
    return;
  reference.role = role;
  reference.id = id;
  reference.kinds = kinds;
  reference.dimension = dimension;
  walk->func (&reference, walk->user_data);
}

static void
report_all (const Walk        *walk,
            BatonReferenceRole role,
            const BatonValue  *ids,
            guint64            kinds,
            const char        *dimension)
{
  if (baton_value_is (ids, BATON_VALUE_ARRAY))
    for (gsize i = 0; i < baton_value_get_length (ids); i++)
      report (walk, role, baton_value_get_string (baton_value_get_element (ids, i)), kinds, dimension);
}

/* The row of a clause is told only where no row of something around it is. */
static void
walk_audience (const Walk       *walk,
               const BatonValue *audience,
               BatonSide         side)
{
  for (gsize i = 0; i < baton_value_get_length (audience); i++)
    {
      Walk clause_walk = *walk;
      BatonClause clause;

      if (!baton_audience_get_clause (audience, i, side, &clause))
        continue;
      if (clause_walk.at.row < 0)
        clause_walk.at.row = (int) i;
      if (clause.type == BATON_CLAUSE_NAMED)
        report (&clause_walk, BATON_REFERENCE_AUDIENCE, clause.audience, BATON_KIND_BIT (AUDIENCE), NULL);
      else if (clause.type == BATON_CLAUSE_TERMS && strcmp (clause.dimension, BATON_DIMENSION_ROLE) == 0)
        report_all (&clause_walk, BATON_REFERENCE_CLAUSE, clause.ids, BATON_KIND_BIT (ROLE), clause.dimension);
      else if (clause.type == BATON_CLAUSE_TERMS && strcmp (clause.dimension, BATON_DIMENSION_ORGANISATION) != 0)
        {
          report (&clause_walk, BATON_REFERENCE_DIMENSION, clause.dimension,
                  BATON_KIND_BIT (VOCABULARY) | BATON_KIND_BIT (TIER_LADDER), NULL);
          report_all (&clause_walk, BATON_REFERENCE_CLAUSE, clause.ids,
                      BATON_KIND_BIT (TERM) | BATON_KIND_BIT (TIER), clause.dimension);
        }
    }
}

static void
walk_markup (const Walk *walk,
             const char *markup,
             const char *locale)
{
  Walk link_walk = *walk;
  g_auto (GStrv) links = baton_rich_text_list_links (markup);

  link_walk.at.locale = locale;
  for (gsize i = 0; links[i] != NULL; i++)
    report (&link_walk, BATON_REFERENCE_LINK, links[i], BATON_LINK_KINDS, NULL);
}

static void
walk_value (const Walk           *walk,
            const BatonFieldInfo *info,
            const BatonValue     *value)
{
  const BatonValue *list;

  switch (info->type)
    {
    case BATON_TYPE_TERM_SET:
      report_all (walk, BATON_REFERENCE_TERM, value, BATON_KIND_BIT (TERM), NULL);
      break;

    case BATON_TYPE_REFERENCE:
      report (walk, BATON_REFERENCE_PLAIN, baton_value_get_string (value), info->references, NULL);
      break;

    case BATON_TYPE_REFERENCES:
      report_all (walk, BATON_REFERENCE_PLAIN, value, info->references, NULL);
      break;

    case BATON_TYPE_AUDIENCE:
      walk_audience (walk, value, info->side);
      break;

    case BATON_TYPE_CELL:
      list = baton_value_get_member (value, "exceptions");
      for (gsize i = 0; i < baton_value_get_length (list); i++)
        {
          Walk exception_walk = *walk;

          exception_walk.at.row = (int) i;
          walk_audience (&exception_walk, baton_value_get_member (baton_value_get_element (list, i), "audience"), BATON_SIDE_MEMBER);
        }
      break;

    case BATON_TYPE_RECORDS:
      if (baton_value_is (value, BATON_VALUE_ARRAY))
        for (gsize i = 0; i < baton_value_get_length (value); i++)
          for (const BatonFieldInfo *column = info->columns; column->name != NULL; column++)
            {
              const BatonValue *member = baton_value_get_member (baton_value_get_element (value, i), column->name);
              Walk column_walk = *walk;

              column_walk.at.row = (int) i;
              column_walk.at.column = column->name;
              if (member != NULL)
                walk_value (&column_walk, column, member);
            }
      break;

    case BATON_TYPE_QUERY:
      walk_audience (walk, baton_value_get_member (value, "what"), BATON_SIDE_CONTENT);
      report_all (walk, BATON_REFERENCE_VOCABULARY, baton_value_get_member (value, "record"), BATON_KIND_BIT (VOCABULARY), NULL);
      break;

    case BATON_TYPE_PLACE:
      report (walk, BATON_REFERENCE_PARENT, baton_value_get_member_string (value, "parent"), info->references, NULL);
      break;

    case BATON_TYPE_RICH_TEXT:
      walk_markup (walk, baton_text_get_source (value), NULL);
      list = baton_value_get_member (value, "locales");
      for (gsize i = 0; i < baton_value_get_length (list); i++)
        if (baton_value_get_key (list, i) != NULL)
          walk_markup (walk, baton_value_get_member_string (baton_value_get_element (list, i), "text"), baton_value_get_key (list, i));
      break;

    case BATON_TYPE_TEXT:
    case BATON_TYPE_INTEGER:
    case BATON_TYPE_MONEY:
    case BATON_TYPE_PERCENT:
    case BATON_TYPE_DAY:
    case BATON_TYPE_WINDOW:
    case BATON_TYPE_BOOLEAN:
    case BATON_TYPE_CHOICE:
    case BATON_TYPE_COLOUR:
    case BATON_TYPE_ASSET:
    case BATON_N_TYPES:
    default:
      break;
    }
}

void
baton_entity_foreach_reference (const BatonEntity *entity,
                                BatonReferenceFunc func,
                                gpointer           user_data)
{
  const BatonKindInfo *kind;

  g_return_if_fail (entity != NULL && func != NULL);

  kind = baton_schema_get_kind (baton_entity_get_kind (entity));
  for (guint i = 0; i < kind->n_fields; i++)
    {
      BatonField field = (BatonField) (kind->first_field + i);
      const BatonValue *value = baton_entity_get (entity, field);
      Walk walk = { .func = func, .user_data = user_data, .at = { .field = field, .row = -1 } };

      if (value != NULL)
        walk_value (&walk, baton_schema_get_field (field), value);
    }
}
