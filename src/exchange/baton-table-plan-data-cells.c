/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cells of the tables of organizations, members and events, from what people write to what the files hold: names to keys, amounts to
 * the smallest unit, days and languages to their codes.
 */
#include "config.h"

#include "exchange/baton-table-plan-data-private.h"

#include "model/baton-decimal.h"
#include "model/baton-locale.h"

#include <string.h>

BatonCellResult
baton_table_plan_data_read_subject (BatonDataPlanner *planner,
                                    gboolean          is_member,
                                    const char       *cell,
                                    char            **text)
{
  gboolean own = planner->table->file == (is_member ? BATON_DATA_MEMBERS : BATON_DATA_ORGANISATIONS);
  gboolean known = own ? g_hash_table_contains (planner->last_by_id, cell)
                       : (is_member ? baton_register_find_member (planner->reg, cell) : baton_register_find_organisation (planner->reg, cell)) != BATON_INDEX_NONE;
  g_autofree char *folded = g_utf8_casefold (cell, -1);
  GPtrArray *ids = g_hash_table_lookup (is_member ? planner->members : planner->organisations, folded);

  if (!known && (ids == NULL || ids->len == 0))
    return BATON_CELL_NOT_FOUND;
  if (!known && ids->len > 1)
    return BATON_CELL_AMBIGUOUS;
  *text = g_strdup (known ? cell : ids->pdata[0]);
  return BATON_CELL_OK;
}

/* Names between semicolons or commas, or ids between blanks as the file has them. */
static BatonCellResult
read_things (BatonDataPlanner *planner,
             guint64           kinds,
             const char       *cell,
             char            **text,
             char            **culprit)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_auto (GStrv) parts = NULL;
  gboolean several;

  if (strpbrk (cell, ";\n") != NULL)
    parts = g_strsplit_set (cell, ";\n", -1);
  else if (baton_table_names_find (planner->names, kinds, cell, &several) != NULL)
    parts = g_strsplit (cell, "\n", -1);
  else
    parts = g_strsplit (cell, planner->as_stored ? " " : ",", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);
      BatonEntity *entity;

      if (*part == '\0')
        continue;
      entity = baton_table_names_find (planner->names, kinds, part, &several);
      if (entity == NULL)
        {
          *culprit = g_strdup (part);
          return several ? BATON_CELL_AMBIGUOUS : BATON_CELL_NOT_FOUND;
        }
      g_string_append_printf (list, "%s%s", list->len > 0 ? " " : "", baton_entity_get_id (entity));
    }
  *text = g_strdup (list->str);
  return BATON_CELL_OK;
}

static BatonCellResult
read_share (BatonDataPlanner *planner,
            const char       *cell,
            char            **text)
{
  gint64 number;

  if (planner->as_stored)
    {
      *text = g_strdup (cell); /* checked when the file is read */
      return BATON_CELL_OK;
    }
  if (!baton_decimal_parse (cell, 2, &number))
    return BATON_CELL_NOT_UNDERSTOOD;
  *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  return BATON_CELL_OK;
}

static BatonCellResult
read_amount (BatonDataPlanner *planner,
             const char       *cell,
             char            **text)
{
  BatonCellResult result;
  gint64 number;

  if (planner->as_stored)
    {
      *text = g_strdup (cell); /* checked when the file is read */
      return BATON_CELL_OK;
    }
  result = baton_table_names_read_amount (planner->names, cell, &number);
  if (result == BATON_CELL_OK)
    *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  return result;
}

static BatonCellResult
read_day (BatonDataPlanner *planner,
          const char       *cell,
          char            **text)
{
  BatonDay day;
  BatonCellResult result = baton_table_names_read_day (planner->names, cell, &day);

  if (result == BATON_CELL_OK)
    *text = baton_day_format (day);
  return result;
}

static BatonCellResult
read_language (BatonDataPlanner *planner,
               const char       *cell,
               char            **text)
{
  gboolean several;
  g_autofree char *canonical = baton_locale_canonicalize (cell);

  if (canonical == NULL && baton_table_names_find (planner->names, BATON_KIND_BIT (LOCALE), cell, &several) == NULL)
    return BATON_CELL_NOT_UNDERSTOOD;
  *text = g_strdup (cell);
  return BATON_CELL_OK;
}

BatonCellResult
baton_table_plan_data_read_cell (BatonDataPlanner       *planner,
                                 const BatonTableColumn *column,
                                 const char             *cell,
                                 char                  **text,
                                 char                  **culprit)
{
  switch (column->data)
    {
    case BATON_TABLE_ORGANISATION:
    case BATON_TABLE_MEMBER:
      return baton_table_plan_data_read_subject (planner, column->data == BATON_TABLE_MEMBER, cell, text);
    case BATON_TABLE_THINGS:
      return read_things (planner, column->kinds, cell, text, culprit);
    case BATON_TABLE_MONEY:
      return read_amount (planner, cell, text);
    case BATON_TABLE_SHARE:
      return read_share (planner, cell, text);
    case BATON_TABLE_DAY:
      return read_day (planner, cell, text);
    case BATON_TABLE_LANGUAGE:
      return read_language (planner, cell, text);
    case BATON_TABLE_TERMS: /* none of the file's */
    case BATON_TABLE_PLAIN:
    default:
      *text = g_strdup (cell);
      return BATON_CELL_OK;
    }
}

void
baton_table_plan_data_refuse_cell (BatonDataPlanner *planner,
                                   BatonTableRow    *row,
                                   BatonCellResult   result,
                                   int               target,
                                   const char       *culprit)
{
  baton_table_row_add_issue (row, baton_table_issue_of (result), planner->mapping, target, culprit);
}
