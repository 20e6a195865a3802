/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first pass over the rows: whose each is, by its key, its name and what it stands below; what is none yet is made with nothing
 * but its name and owner.
 */
#include "config.h"

#include "exchange/baton-table-plan-things-private.h"

#include "exchange/baton-activity-table.h"
#include "model/baton-text.h"

#include <string.h>

/* ── Where a thing stands ────────────────────────────────────────────────────────────────────────────── */

/* Behind all others below *parent*. (transfer full) */
static char *
next_position (BatonThingsPlanner *planner,
               const char         *parent)
{
  const char *key = parent != NULL ? parent : "";
  const char *last = g_hash_table_lookup (planner->positions, key);
  char *position = last != NULL ? baton_position_between (last, NULL) : baton_program_last_position (planner->program, planner->table->kind, parent);

  g_hash_table_insert (planner->positions, g_strdup (key), g_strdup (position));
  return position;
}

BatonEntity *
baton_table_plan_things_place (BatonThingsPlanner *planner,
                               const BatonEntity  *entity,
                               const char         *parent)
{
  g_autofree char *position = next_position (planner, parent);

  return baton_entity_with_place (entity, parent, position);
}

const char *
baton_table_plan_things_get_owner (BatonThingsPlanner *planner,
                                   const BatonEntity  *entity)
{
  for (int level = 0; entity != NULL && level < 64; level++)
    {
      const char *parent = baton_entity_get_parent (entity);

      entity = parent != NULL ? baton_program_lookup (planner->copy, parent) : NULL;
      if (entity != NULL && baton_entity_get_kind (entity) != planner->table->kind)
        return baton_entity_get_id (entity);
    }
  return NULL;
}

/* Motions and vocabularies that the sheet names are made with it: nothing but a name is needed for them. */
static const char *
create_owner (BatonThingsPlanner *planner,
              BatonTableRow      *row,
              const char         *name,
              guint64             kinds,
              int                 target)
{
  BatonKind kind = (kinds & BATON_KIND_BIT (VOCABULARY)) != 0 ? BATON_KIND_VOCABULARY : (kinds & BATON_KIND_BIT (MOTION)) != 0 ? BATON_KIND_MOTION : BATON_KIND_NONE;
  g_autoptr (BatonValue) text = baton_text_new (name);
  g_autoptr (BatonValue) purpose = baton_value_new_string ("other");
  g_autoptr (BatonEntity) bare = NULL, named = NULL, whole = NULL;
  g_autofree char *id = baton_id_new (name, NULL), *position = NULL;
  BatonEntity *owner;

  if (kind == BATON_KIND_NONE)
    return NULL;
  bare = baton_entity_new (kind, id);
  named = baton_entity_with (bare, baton_schema_get_kind (kind)->name_field, text);
  whole = kind == BATON_KIND_VOCABULARY ? baton_entity_with (named, BATON_FIELD_VOCABULARY_PURPOSE, purpose) : baton_entity_ref (named);
  position = baton_program_last_position (planner->copy, kind, NULL);
  owner = baton_entity_with_place (whole, NULL, position);
  baton_program_put (planner->copy, owner);
  baton_table_names_add (planner->names, owner);
  g_ptr_array_add (planner->plan->owners, owner);
  baton_table_row_add_issue (row, BATON_TABLE_OWNER_CREATED, planner->mapping, target, name);
  return baton_entity_get_id (owner);
}

gboolean
baton_table_plan_things_find_owner (BatonThingsPlanner *planner,
                                    BatonTableRow      *row,
                                    const char        **owner)
{
  int target = baton_table_find_part (planner->table, BATON_TABLE_OWNER);
  g_autofree char *cell = baton_table_dup_cell (planner->grid, planner->mapping, row->row, target);
  guint64 kinds = target >= 0 ? baton_table_get_column (planner->table, (guint) target)->kinds : 0;
  BatonEntity *entity;
  gboolean several;

  *owner = target >= 0 ? planner->options->owner : NULL;
  if (*cell == '\0' && *owner == NULL && target >= 0 && planner->options->new_owner != NULL)
    {
      g_free (cell);
      cell = g_strdup (planner->options->new_owner);
    }
  if (*cell == '\0')
    return TRUE;
  entity = baton_table_names_find (planner->names, kinds, cell, &several);
  *owner = entity != NULL ? baton_entity_get_id (entity) : several ? NULL : create_owner (planner, row, cell, kinds, target);
  if (*owner == NULL)
    baton_table_plan_things_refuse (planner, row, several ? BATON_TABLE_AMBIGUOUS : BATON_TABLE_NOT_FOUND, target, cell);
  return *owner != NULL;
}

/* ── Pass 1: whose row it is ─────────────────────────────────────────────────────────────────────────── */

/* The section that the row says, or that it stands in; "" for none. (transfer full) */
static char *
dup_section (BatonThingsPlanner *planner,
             BatonTableRow      *row)
{
  char *cell = baton_table_dup_cell (planner->grid, planner->mapping, row->row, planner->section_target);
  const char *above = g_hash_table_lookup (planner->sections, row);

  if (*cell != '\0' || above == NULL)
    return cell;
  g_free (cell);
  return g_strdup (above);
}

/* Whether two rows of the sheet stand in the same section and below the same thing. */
static gboolean
stand_together (BatonThingsPlanner *planner,
                BatonTableRow      *a,
                BatonTableRow      *b)
{
  int target = baton_table_find_part (planner->table, BATON_TABLE_BELOW);
  g_autofree char *section_a = dup_section (planner, a), *section_b = dup_section (planner, b);
  g_autofree char *below_a = baton_table_dup_cell (planner->grid, planner->mapping, a->row, target);
  g_autofree char *below_b = baton_table_dup_cell (planner->grid, planner->mapping, b->row, target);

  return strcmp (section_a, section_b) == 0 && strcmp (below_a, below_b) == 0;
}

/* Of those called so, those of the owner, and where that leaves several, those in the section and below what the sheet says. */
static BatonEntity *
find_by_name (BatonThingsPlanner *planner,
              BatonTableRow      *row,
              const char         *name,
              const char         *owner,
              gboolean           *several)
{
  g_autoptr (GPtrArray) found = baton_table_names_list (planner->names, planner->table->kind, name);
  g_autofree char *below = baton_table_dup_cell (planner->grid, planner->mapping, row->row, baton_table_find_part (planner->table, BATON_TABLE_BELOW));
  g_autofree char *section = dup_section (planner, row);

  for (guint i = 0; i < found->len;)
    {
      /* Those that the sheet itself brings are other rows' things, unless that row says the same of where they stand. */
      BatonTableRow *other = g_hash_table_lookup (planner->by_id, baton_entity_get_id (found->pdata[i]));
      gboolean theirs = other != NULL && other->before == NULL && !stand_together (planner, row, other);

      if (theirs || (owner != NULL && g_strcmp0 (baton_table_plan_things_get_owner (planner, found->pdata[i]), owner) != 0))
        g_ptr_array_remove_index (found, i);
      else
        i++;
    }
  if (found->len > 1 && *below != '\0')
    for (guint i = 0; i < found->len;)
      {
        gboolean unclear;
        BatonEntity *above = baton_table_names_find (planner->names, G_GUINT64_CONSTANT (1) << planner->table->kind, below, &unclear);

        if (above != NULL && g_strcmp0 (baton_entity_get_parent (found->pdata[i]), baton_entity_get_id (above)) != 0)
          g_ptr_array_remove_index (found, i);
        else
          i++;
      }
  if (found->len > 1 && *section != '\0')
    for (guint i = 0; i < found->len;)
      {
        if (g_strcmp0 (baton_entity_get_string (found->pdata[i], planner->section_field), section) != 0)
          g_ptr_array_remove_index (found, i);
        else
          i++;
      }
  *several = found->len > 1;
  return found->len == 1 ? found->pdata[0] : NULL;
}

/* The remarks in the name and the column beside it, as the table of activities knows them. */
static BatonActivityTableRow *
read_remarks (BatonThingsPlanner *planner,
              BatonTableRow      *row,
              const char         *name)
{
  int target = baton_table_find_part (planner->table, BATON_TABLE_EARNED);
  g_autofree char *earned = baton_table_dup_cell (planner->grid, planner->mapping, row->row, target);
  g_autoptr (GString) text = g_string_new ("Activity\tEarned\n");
  BatonActivityTable *table;

  if (target < 0 || (*earned == '\0' && strchr (name, '(') == NULL))
    return NULL;
  baton_activity_table_append_cell (text, name);
  g_string_append_c (text, '\t');
  baton_activity_table_append_cell (text, earned);
  table = baton_activity_table_parse (text->str, BATON_ACTIVITY_COLUMN_NAME);
  g_hash_table_insert (planner->remarks, row, table);
  for (guint i = 0; i < table->problems->len; i++)
    {
      const BatonActivityTableProblem *problem = table->problems->pdata[i];

      baton_table_plan_things_refuse (planner, row, BATON_TABLE_NOT_UNDERSTOOD, problem->known == BATON_ACTIVITY_COLUMN_NAME ? planner->name_target : target, problem->text);
    }
  return table->rows->len == 1 ? table->rows->pdata[0] : NULL;
}

static BatonEntity *
create (BatonThingsPlanner *planner,
        const char         *key,
        const char         *name,
        const char         *owner)
{
  const BatonFieldInfo *info = planner->kind->name_field != BATON_FIELD_NONE ? baton_schema_get_field (planner->kind->name_field) : NULL;
  g_autofree char *id = *key != '\0' ? g_strdup (key) : baton_id_new (name, NULL);
  g_autoptr (BatonEntity) bare = baton_entity_new (planner->table->kind, id);
  g_autoptr (BatonValue) text = NULL;
  g_autoptr (BatonEntity) named = NULL;

  if (info != NULL && *name != '\0' && (info->type == BATON_TYPE_TEXT || info->type == BATON_TYPE_RICH_TEXT))
    text = (info->flags & BATON_FIELD_TRANSLATABLE) != 0 ? baton_text_new (name) : baton_value_new_string (name);
  named = text != NULL ? baton_entity_with (bare, planner->kind->name_field, text) : baton_entity_ref (bare);
  if (planner->kind->place_field == BATON_FIELD_NONE)
    return g_steal_pointer (&named);
  return baton_table_plan_things_place (planner, named, owner);
}

/* The thing that the key names; FALSE after having refused the row. */
static gboolean
find_by_key (BatonThingsPlanner *planner,
             BatonTableRow      *row,
             const char         *key,
             BatonEntity       **entity)
{
  *entity = baton_program_lookup (planner->program, key);
  if (*entity != NULL ? baton_entity_get_kind (*entity) == planner->table->kind : baton_id_is_valid (key))
    return TRUE;
  baton_table_plan_things_refuse (planner, row, BATON_TABLE_BAD_KEY, baton_table_find_part (planner->table, BATON_TABLE_KEY), key);
  return FALSE;
}

void
baton_table_plan_things_identify (BatonThingsPlanner *planner,
                                  BatonTableRow      *row)
{
  g_autofree char *key = baton_table_dup_cell (planner->grid, planner->mapping, row->row, baton_table_find_part (planner->table, BATON_TABLE_KEY));
  g_autofree char *name = baton_table_dup_cell (planner->grid, planner->mapping, row->row, planner->name_target);
  const BatonActivityTableRow *remarks;
  BatonTableRow *other;
  BatonEntity *entity = NULL;
  const char *owner;
  gboolean several = FALSE;

  row->name = g_strdup (name);
  if (!baton_table_plan_things_find_owner (planner, row, &owner))
    return;
  if (*key != '\0')
    {
      if (!find_by_key (planner, row, key, &entity))
        return;
    }
  else if (*name == '\0')
    {
      baton_table_plan_things_refuse (planner, row, BATON_TABLE_NO_NAME, planner->name_target, NULL);
      return;
    }
  else
    {
      entity = find_by_name (planner, row, name, owner, &several);
    }
  if (entity == NULL && !several)
    {
      remarks = read_remarks (planner, row, name);
      if (row->fate == BATON_ROW_REFUSED)
        return;
      if (remarks != NULL && remarks->name != NULL)
        {
          g_free (name);
          name = g_strdup (remarks->name);
          if (*key == '\0')
            entity = find_by_name (planner, row, name, owner, &several);
        }
    }
  else if (entity != NULL)
    {
      remarks = read_remarks (planner, row, baton_entity_get_name (entity));
      if (row->fate == BATON_ROW_REFUSED)
        return;
    }
  if (several)
    {
      baton_table_plan_things_refuse (planner, row, BATON_TABLE_SEVERAL, planner->name_target, name);
      return;
    }
  if (entity != NULL)
    {
      row->before = baton_entity_ref (entity);
      entity = baton_entity_ref (entity);
    }
  else
    {
      int target = baton_table_find_part (planner->table, BATON_TABLE_OWNER);

      if (owner == NULL && target >= 0 && baton_table_get_column (planner->table, (guint) target)->required)
        {
          g_autofree char *below = baton_table_dup_cell (planner->grid, planner->mapping, row->row, baton_table_find_part (planner->table, BATON_TABLE_BELOW));

          if (*below == '\0')
            {
              baton_table_plan_things_refuse (planner, row, BATON_TABLE_NO_OWNER, target, NULL);
              return;
            }
        }
      entity = create (planner, key, name, owner);
    }
  other = g_hash_table_lookup (planner->by_id, baton_entity_get_id (entity));
  if (other != NULL)
    {
      BatonTableIssue *issue = baton_table_row_add_issue (row, BATON_TABLE_TWICE, planner->mapping, -1, name);

      issue->line = baton_grid_get_line (planner->grid, other->row);
      g_clear_pointer (&row->before, baton_entity_unref);
      baton_entity_unref (entity);
      return;
    }
  g_hash_table_insert (planner->by_id, g_strdup (baton_entity_get_id (entity)), row);
  baton_table_plan_things_set_entity (planner, row, entity);
  baton_table_names_add (planner->names, entity);
}
