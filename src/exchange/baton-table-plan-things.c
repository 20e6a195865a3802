/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Planning for things of the program, on a copy of it, in passes over the rows:
 *
 *   1  each row finds its thing, or a new one is made with nothing but its name and owner: so that rows may name each other
 *      in any order;
 *   2  what a row stands below;
 *   3  all other cells;
 *   4  the copy is checked as a whole: a row that brings an error is refused and taken back, until there is none; taking one
 *      back may uncover that another names it, so this goes round.
 */
#include "config.h"

#include "exchange/baton-activity-table.h"
#include "exchange/baton-table-plan-private.h"
#include "exchange/baton-table-value.h"
#include "model/baton-text.h"
#include "model/baton-validate.h"

#include <string.h>

#define MAX_ROUNDS 50

typedef struct
{
  const BatonProgram      *program;
  const BatonTable        *table;
  const BatonGrid         *grid;
  const BatonTableMapping *mapping;
  const BatonTableOptions *options;
  BatonTablePlan          *plan;
  BatonProgram            *copy;         /* the program as it would be */
  BatonTableNames         *names;        /* of *copy* */
  GHashTable              *by_id;        /* id → BatonTableRow */
  GHashTable              *positions;    /* parent, "" for none → the last position given below it */
  const BatonKindInfo     *kind;
  int                      name_target;
  int                      section_target;
  BatonField               section_field;
  char                    *section;      /* the heading above the present row */
  GHashTable              *remarks;      /* BatonTableRow → BatonActivityTable of the row's remarks */
  GHashTable              *sections;     /* BatonTableRow → heading above it */
} Planner;

static void
set_entity (Planner       *planner,
            BatonTableRow *row,
            BatonEntity   *entity)
{
  if (row->after != NULL)
    baton_entity_unref (row->after);
  row->after = entity;
  baton_program_put (planner->copy, entity);
}

static void
refuse (Planner            *planner,
        BatonTableRow      *row,
        BatonTableIssueCode code,
        int                 target,
        const char         *text)
{
  g_autofree char *id = row->after != NULL ? g_strdup (baton_entity_get_id (row->after)) : NULL;

  baton_table_row_add_issue (row, code, planner->mapping, target, text);
  if (row->before != NULL)
    baton_program_put (planner->copy, row->before);
  else if (id != NULL)
    baton_program_remove (planner->copy, id);
}

/* ── Where a thing stands ────────────────────────────────────────────────────────────────────────────── */

/* Behind all others below *parent*. (transfer full) */
static char *
next_position (Planner    *planner,
               const char *parent)
{
  const char *key = parent != NULL ? parent : "";
  const char *last = g_hash_table_lookup (planner->positions, key);
  char *position = last != NULL ? baton_position_between (last, NULL) : baton_program_last_position (planner->program, planner->table->kind, parent);

  g_hash_table_insert (planner->positions, g_strdup (key), g_strdup (position));
  return position;
}

static BatonEntity *
place (Planner           *planner,
       const BatonEntity *entity,
       const char        *parent)
{
  g_autofree char *position = next_position (planner, parent);

  return baton_entity_with_place (entity, parent, position);
}

/* The vocabulary of a term, however deep; of other things their parent. NULL where there is none. */
static const char *
get_owner (Planner           *planner,
           const BatonEntity *entity)
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
create_owner (Planner       *planner,
              BatonTableRow *row,
              const char    *name,
              guint64        kinds,
              int            target)
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

/* The id of what the row belongs to, NULL where it says nothing; FALSE after having refused it. */
static gboolean
find_owner (Planner       *planner,
            BatonTableRow *row,
            const char   **owner)
{
  int target = baton_table_find_part (planner->table, BATON_TABLE_OWNER);
  g_autofree char *cell = baton_table_dup_cell (planner->grid, planner->mapping, row->row, target);
  guint64 kinds = target >= 0 ? baton_table_get_column (planner->table, (guint) target)->kinds : 0;
  BatonEntity *entity;
  gboolean several;

  *owner = target >= 0 ? planner->options->owner : NULL;
  if (*cell == '\0')
    return TRUE;
  entity = baton_table_names_find (planner->names, kinds, cell, &several);
  *owner = entity != NULL ? baton_entity_get_id (entity) : several ? NULL : create_owner (planner, row, cell, kinds, target);
  if (*owner == NULL)
    refuse (planner, row, several ? BATON_TABLE_AMBIGUOUS : BATON_TABLE_NOT_FOUND, target, cell);
  return *owner != NULL;
}

/* ── Pass 1: whose row it is ─────────────────────────────────────────────────────────────────────────── */

/* The section that the row says, or that it stands in; "" for none. (transfer full) */
static char *
dup_section (Planner       *planner,
             BatonTableRow *row)
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
stand_together (Planner       *planner,
                BatonTableRow *a,
                BatonTableRow *b)
{
  int target = baton_table_find_part (planner->table, BATON_TABLE_BELOW);
  g_autofree char *section_a = dup_section (planner, a), *section_b = dup_section (planner, b);
  g_autofree char *below_a = baton_table_dup_cell (planner->grid, planner->mapping, a->row, target);
  g_autofree char *below_b = baton_table_dup_cell (planner->grid, planner->mapping, b->row, target);

  return strcmp (section_a, section_b) == 0 && strcmp (below_a, below_b) == 0;
}

/* Of those called so, those of the owner, and where that leaves several, those in the section and below what the sheet says. */
static BatonEntity *
find_by_name (Planner       *planner,
              BatonTableRow *row,
              const char    *name,
              const char    *owner,
              gboolean      *several)
{
  g_autoptr (GPtrArray) found = baton_table_names_list (planner->names, planner->table->kind, name);
  g_autofree char *below = baton_table_dup_cell (planner->grid, planner->mapping, row->row, baton_table_find_part (planner->table, BATON_TABLE_BELOW));
  g_autofree char *section = dup_section (planner, row);

  for (guint i = 0; i < found->len;)
    {
      /* Those that the sheet itself brings are other rows' things, unless that row says the same of where they stand. */
      BatonTableRow *other = g_hash_table_lookup (planner->by_id, baton_entity_get_id (found->pdata[i]));
      gboolean theirs = other != NULL && other->before == NULL && !stand_together (planner, row, other);

      if (theirs || (owner != NULL && g_strcmp0 (get_owner (planner, found->pdata[i]), owner) != 0))
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
read_remarks (Planner       *planner,
              BatonTableRow *row,
              const char    *name)
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

      refuse (planner, row, BATON_TABLE_NOT_UNDERSTOOD, problem->known == BATON_ACTIVITY_COLUMN_NAME ? planner->name_target : target, problem->text);
    }
  return table->rows->len == 1 ? table->rows->pdata[0] : NULL;
}

static BatonEntity *
create (Planner    *planner,
        const char *key,
        const char *name,
        const char *owner)
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
  return place (planner, named, owner);
}

/* The thing that the key names; FALSE after having refused the row. */
static gboolean
find_by_key (Planner       *planner,
             BatonTableRow *row,
             const char    *key,
             BatonEntity  **entity)
{
  *entity = baton_program_lookup (planner->program, key);
  if (*entity != NULL ? baton_entity_get_kind (*entity) == planner->table->kind : baton_id_is_valid (key))
    return TRUE;
  refuse (planner, row, BATON_TABLE_BAD_KEY, baton_table_find_part (planner->table, BATON_TABLE_KEY), key);
  return FALSE;
}

static void
identify (Planner       *planner,
          BatonTableRow *row)
{
  g_autofree char *key = baton_table_dup_cell (planner->grid, planner->mapping, row->row, baton_table_find_part (planner->table, BATON_TABLE_KEY));
  g_autofree char *name = baton_table_dup_cell (planner->grid, planner->mapping, row->row, planner->name_target);
  const BatonActivityTableRow *remarks;
  BatonTableRow *other;
  BatonEntity *entity = NULL;
  const char *owner;
  gboolean several = FALSE;

  row->name = g_strdup (name);
  if (!find_owner (planner, row, &owner))
    return;
  if (*key != '\0')
    {
      if (!find_by_key (planner, row, key, &entity))
        return;
    }
  else if (*name == '\0')
    {
      refuse (planner, row, BATON_TABLE_NO_NAME, planner->name_target, NULL);
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
      refuse (planner, row, BATON_TABLE_SEVERAL, planner->name_target, name);
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
              refuse (planner, row, BATON_TABLE_NO_OWNER, target, NULL);
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
  set_entity (planner, row, entity);
  baton_table_names_add (planner->names, entity);
}

/* ── Pass 2: what it stands below ────────────────────────────────────────────────────────────────────── */

static void
move (Planner       *planner,
      BatonTableRow *row)
{
  int target = baton_table_find_part (planner->table, BATON_TABLE_BELOW);
  g_autofree char *below = baton_table_dup_cell (planner->grid, planner->mapping, row->row, target);
  const char *owner, *parent = baton_entity_get_parent (row->after);
  guint n_owners = planner->plan->owners->len;
  BatonEntity *above = NULL;
  gboolean several = FALSE;

  if (planner->kind->place_field == BATON_FIELD_NONE || !find_owner (planner, row, &owner))
    return;
  g_assert (planner->plan->owners->len == n_owners); /* made in the first pass */
  if (*below != '\0')
    {
      guint64 kinds = G_GUINT64_CONSTANT (1) << planner->table->kind;

      above = baton_table_names_find (planner->names, kinds, below, &several);
      if (several && owner != NULL)
        {
          g_autoptr (GPtrArray) found = baton_table_names_list (planner->names, planner->table->kind, below);
          guint n = 0;

          for (guint i = 0; i < found->len; i++)
            if (g_strcmp0 (get_owner (planner, found->pdata[i]), owner) == 0)
              {
                above = found->pdata[i];
                n++;
              }
          several = n > 1;
        }
      if (above == NULL || several)
        {
          refuse (planner, row, several ? BATON_TABLE_AMBIGUOUS : BATON_TABLE_NOT_FOUND, target, below);
          return;
        }
      if (g_strcmp0 (parent, baton_entity_get_id (above)) != 0)
        set_entity (planner, row, place (planner, row->after, baton_entity_get_id (above)));
      return;
    }
  /* Only the owner is said: what stands deeper in it stays there. */
  if (owner != NULL && row->before != NULL && g_strcmp0 (get_owner (planner, row->after), owner) != 0 &&
      (planner->options->owner == NULL || strcmp (owner, planner->options->owner) != 0))
    set_entity (planner, row, place (planner, row->after, owner));
  else if (target >= 0 && baton_table_mapping_find (planner->mapping, target) >= 0 && planner->options->clear_empty && row->before != NULL &&
           g_strcmp0 (parent, get_owner (planner, row->after)) != 0)
    set_entity (planner, row, place (planner, row->after, get_owner (planner, row->after)));
}

/* ── Pass 3: everything else ─────────────────────────────────────────────────────────────────────────── */

static void
read_cell (Planner       *planner,
           BatonTableRow *row,
           int            target)
{
  const BatonTableColumn *column = baton_table_get_column (planner->table, (guint) target);
  int grid_column = baton_table_mapping_find (planner->mapping, target);
  g_autofree char *cell = NULL, *culprit = NULL;
  g_autoptr (BatonValue) value = NULL;
  BatonCellResult result;
  BatonValue *before;

  if (grid_column < 0 || column->field == BATON_FIELD_NONE)
    return;
  /* The name of a new thing was read with its remarks. */
  if (target == planner->name_target && g_hash_table_contains (planner->remarks, row))
    return;
  cell = baton_table_dup_cell (planner->grid, planner->mapping, row->row, target);
  before = baton_entity_get (row->after, column->field);
  if (*cell == '\0' && (!planner->options->clear_empty || before == NULL))
    return;
  result = baton_table_value_read (planner->table, planner->names, column, before, cell, &value, &culprit);
  if (result != BATON_CELL_OK)
    refuse (planner, row, baton_table_issue_of (result), target, culprit);
  else if (!baton_value_equal (before, value))
    set_entity (planner, row, baton_entity_with (row->after, column->field, value));
}

static void
read_cells (Planner       *planner,
            BatonTableRow *row)
{
  g_autofree char *id = g_strdup (baton_entity_get_id (row->after));
  const BatonActivityTable *remarks = g_hash_table_lookup (planner->remarks, row);
  const char *section = g_hash_table_lookup (planner->sections, row);

  if (remarks != NULL && remarks->rows->len == 1)
    set_entity (planner, row, baton_activity_table_row_apply (remarks->rows->pdata[0], row->after));
  if (section != NULL)
    {
      const BatonValue *before = baton_entity_get (row->after, planner->section_field);
      g_autoptr (BatonValue) text = baton_text_with_source (before, section);

      if (!baton_value_equal (before, text))
        set_entity (planner, row, baton_entity_with (row->after, planner->section_field, text));
    }
  for (guint i = 0; i < planner->table->columns->len; i++)
    {
      if (row->fate != BATON_ROW_REFUSED)
        {
          read_cell (planner, row, (int) i);
        }
      else
        {
          /* A refused row is read on, so that all that is wrong with it is said at once; what it says goes nowhere. */
          row->after = row->before != NULL ? baton_entity_ref (row->before) : baton_entity_new (planner->table->kind, id);
          read_cell (planner, row, (int) i);
          if (row->before != NULL)
            baton_program_put (planner->copy, row->before);
          else
            baton_program_remove (planner->copy, id);
          g_clear_pointer (&row->after, baton_entity_unref);
        }
    }
  if (row->fate != BATON_ROW_REFUSED)
    baton_table_names_add (planner->names, row->after);
}

/* ── Pass 4: the whole ───────────────────────────────────────────────────────────────────────────────── */

static char *
name_problem (const BatonProblem *problem)
{
  return g_strdup_printf ("%d %s %d", (int) problem->code, problem->entity != NULL ? problem->entity : "", (int) problem->field);
}

static GHashTable *
list_errors (const BatonProgram *program)
{
  g_autoptr (GPtrArray) problems = baton_validate_program (program);
  GHashTable *errors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < problems->len; i++)
    if (baton_problem_get_severity (problems->pdata[i]) == BATON_SEVERITY_ERROR)
      g_hash_table_add (errors, name_problem (problems->pdata[i]));
  return errors;
}

/* The row that brings the problem: that of its thing, else of a thing that it names. */
static BatonTableRow *
find_culprit (Planner            *planner,
              const BatonProblem *problem)
{
  BatonTableRow *row = problem->entity != NULL ? g_hash_table_lookup (planner->by_id, problem->entity) : NULL;

  for (guint i = 0; (row == NULL || row->fate == BATON_ROW_REFUSED) && problem->arguments != NULL && problem->arguments[i] != NULL; i++)
    row = g_hash_table_lookup (planner->by_id, problem->arguments[i]);
  return row != NULL && row->fate != BATON_ROW_REFUSED ? row : NULL;
}

static int
find_target (Planner   *planner,
             BatonField field)
{
  for (guint i = 0; i < planner->table->columns->len && field != BATON_FIELD_NONE; i++)
    if (baton_table_get_column (planner->table, i)->field == field)
      return (int) i;
  return -1;
}

static void
check_whole (Planner *planner)
{
  g_autoptr (GHashTable) known = list_errors (planner->program);
  gboolean again = TRUE;

  for (int round = 0; again && round < MAX_ROUNDS; round++)
    {
      g_autoptr (GPtrArray) problems = baton_validate_program (planner->copy);
      g_autoptr (GHashTable) culprits = g_hash_table_new (NULL, NULL);

      again = FALSE;
      for (guint i = 0; i < problems->len; i++)
        {
          BatonProblem *problem = problems->pdata[i];
          g_autofree char *name = name_problem (problem);
          BatonTableRow *row = find_culprit (planner, problem);
          BatonTableIssue *issue;

          /* One row may have several; all of them are said, and it is taken back once. */
          if (row == NULL && problem->entity != NULL && g_hash_table_contains (culprits, g_hash_table_lookup (planner->by_id, problem->entity)))
            row = g_hash_table_lookup (planner->by_id, problem->entity);
          if (row == NULL || baton_problem_get_severity (problem) != BATON_SEVERITY_ERROR || g_hash_table_contains (known, name))
            continue;
          if (g_hash_table_add (culprits, row))
            refuse (planner, row, BATON_TABLE_PROBLEM, find_target (planner, problem->field), NULL);
          else
            baton_table_row_add_issue (row, BATON_TABLE_PROBLEM, planner->mapping, find_target (planner, problem->field), NULL);
          issue = row->issues->pdata[row->issues->len - 1];
          issue->problem = g_steal_pointer (&problems->pdata[i]);
          again = TRUE;
        }
    }
}

/* ── Rows ────────────────────────────────────────────────────────────────────────────────────────────── */

/* A name and nothing else, in a sheet with more columns, is the heading of a section where the kind has sections. */
static gboolean
is_heading (Planner *planner,
            guint    row)
{
  int name_column = baton_table_mapping_find (planner->mapping, planner->name_target);

  if (planner->section_field == BATON_FIELD_NONE || name_column < 0 || baton_table_mapping_count (planner->mapping) < 2 ||
      baton_table_mapping_find (planner->mapping, planner->section_target) >= 0 ||
      baton_table_mapping_find (planner->mapping, baton_table_find_part (planner->table, BATON_TABLE_KEY)) >= 0)
    return FALSE;
  for (guint i = 0; i < baton_grid_get_n_columns (planner->grid); i++)
    {
      g_autofree char *cell = g_strstrip (g_strdup (baton_grid_get (planner->grid, row, i)));

      if ((*cell != '\0') != ((int) i == name_column))
        return FALSE;
    }
  return TRUE;
}

static void
add_rows (Planner *planner)
{
  guint first = planner->mapping->header != G_MAXUINT ? planner->mapping->header + 1 : 0, n_rows = baton_grid_get_n_rows (planner->grid);

  while (n_rows > first && baton_grid_is_blank (planner->grid, n_rows - 1))
    n_rows--;
  for (guint i = first; i < n_rows; i++)
    {
      BatonTableRow *row;
      BatonRowCode code;

      if (baton_grid_is_blank (planner->grid, i))
        continue;
      row = baton_table_plan_add_row (planner->plan, i);
      if (baton_grid_is_bad (planner->grid, i, &code))
        {
          baton_table_row_add_issue (row, BATON_TABLE_BAD_ROW, planner->mapping, -1, NULL)->row_code = code;
          continue;
        }
      /* With nothing below it, at the very end, it is a thing of which nothing else is said yet. */
      if (i + 1 < n_rows && is_heading (planner, i))
        {
          row->fate = BATON_ROW_HEADING;
          row->name = baton_table_dup_cell (planner->grid, planner->mapping, i, planner->name_target);
          g_free (planner->section);
          planner->section = g_strdup (row->name);
          continue;
        }
      if (planner->section != NULL)
        g_hash_table_insert (planner->sections, row, g_strdup (planner->section));
      identify (planner, row);
    }
}

static void
decide_fates (Planner *planner)
{
  for (guint i = 0; i < planner->plan->rows->len; i++)
    {
      BatonTableRow *row = planner->plan->rows->pdata[i];

      if (row->fate == BATON_ROW_REFUSED || row->fate == BATON_ROW_HEADING)
        continue;
      row->fate = row->before == NULL ? BATON_ROW_CREATED : baton_entity_equal (row->before, row->after) ? BATON_ROW_LEFT : BATON_ROW_CHANGED;
      if (row->name == NULL || *row->name == '\0')
        {
          g_free (row->name);
          row->name = g_strdup (baton_entity_get_name (row->after));
        }
    }
}

/* Those that nothing stands below after all are not made. */
static void
drop_idle_owners (Planner *planner)
{
  for (guint i = planner->plan->owners->len; i > 0; i--)
    {
      const char *id = baton_entity_get_id (planner->plan->owners->pdata[i - 1]);
      g_autoptr (GPtrArray) children = baton_program_list_children (planner->copy, planner->table->kind, id);

      if (children->len == 0)
        g_ptr_array_remove_index (planner->plan->owners, i - 1);
    }
}

static void
each_row (Planner *planner,
          void   (*pass) (Planner *planner, BatonTableRow *row))
{
  for (guint i = 0; i < planner->plan->rows->len; i++)
    {
      BatonTableRow *row = planner->plan->rows->pdata[i];

      if (row->fate != BATON_ROW_REFUSED && row->fate != BATON_ROW_HEADING)
        pass (planner, row);
    }
}

static void
planner_init (Planner *planner)
{
  const BatonTable *table = planner->table;

  planner->kind = baton_schema_get_kind (table->kind);
  planner->copy = baton_program_copy (planner->program);
  planner->names = baton_table_names_new (planner->copy);
  baton_table_names_learn_sign (planner->names, planner->table, planner->grid, planner->mapping);
  planner->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  planner->positions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  planner->remarks = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) baton_activity_table_free);
  planner->sections = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  planner->name_target = planner->kind->name_field != BATON_FIELD_NONE ? baton_table_find (table, baton_schema_get_field (planner->kind->name_field)->name) : -1;
  planner->section_target = baton_table_find (table, "section");
  planner->section_field = planner->section_target >= 0 ? baton_table_get_column (table, (guint) planner->section_target)->field : BATON_FIELD_NONE;
}

static void
planner_clear (Planner *planner)
{
  baton_table_names_free (planner->names);
  baton_program_free (planner->copy);
  g_hash_table_unref (planner->by_id);
  g_hash_table_unref (planner->positions);
  g_hash_table_unref (planner->remarks);
  g_hash_table_unref (planner->sections);
  g_free (planner->section);
}

BatonTablePlan *
baton_table_plan_new (const BatonProgram      *program,
                      const BatonTable        *table,
                      const BatonGrid         *grid,
                      const BatonTableMapping *mapping,
                      const BatonTableOptions *options,
                      GCancellable            *cancellable,
                      GError                 **error)
{
  static const BatonTableOptions none = { FALSE, NULL };
  g_autoptr (BatonTablePlan) plan = baton_table_plan_new_empty ();
  Planner planner = { .program = program, .table = table, .grid = grid, .mapping = mapping, .options = options != NULL ? options : &none, .plan = plan };

  g_return_val_if_fail (table->kind != BATON_KIND_NONE, NULL);

  planner_init (&planner);
  add_rows (&planner);
  if (!g_cancellable_is_cancelled (cancellable))
    each_row (&planner, move);
  if (!g_cancellable_is_cancelled (cancellable))
    each_row (&planner, read_cells);
  if (!g_cancellable_is_cancelled (cancellable))
    check_whole (&planner);
  decide_fates (&planner);
  drop_idle_owners (&planner);
  baton_table_plan_count (plan);
  planner_clear (&planner);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&plan);
}
