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
#include "exchange/baton-table-plan-things-private.h"
#include "exchange/baton-table-total.h"
#include "exchange/baton-table-value.h"
#include "model/baton-text.h"
#include "model/baton-validate.h"

#include <string.h>

#define MAX_ROUNDS 50

void
baton_table_plan_things_set_entity (BatonThingsPlanner *planner,
                                    BatonTableRow      *row,
                                    BatonEntity        *entity)
{
  if (row->after != NULL)
    baton_entity_unref (row->after);
  row->after = entity;
  baton_program_put (planner->copy, entity);
}

void
baton_table_plan_things_refuse (BatonThingsPlanner *planner,
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

/* ── Pass 2: what it stands below ────────────────────────────────────────────────────────────────────── */

static void
move (BatonThingsPlanner *planner,
      BatonTableRow      *row)
{
  int target = baton_table_find_part (planner->table, BATON_TABLE_BELOW);
  g_autofree char *below = baton_table_dup_cell (planner->grid, planner->mapping, row->row, target);
  const char *owner, *parent = baton_entity_get_parent (row->after);
  guint n_owners = planner->plan->owners->len;
  BatonEntity *above = NULL;
  gboolean several = FALSE;

  if (planner->kind->place_field == BATON_FIELD_NONE || !baton_table_plan_things_find_owner (planner, row, &owner))
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
            if (g_strcmp0 (baton_table_plan_things_get_owner (planner, found->pdata[i]), owner) == 0)
              {
                above = found->pdata[i];
                n++;
              }
          several = n > 1;
        }
      if (above == NULL || several)
        {
          baton_table_plan_things_refuse (planner, row, several ? BATON_TABLE_AMBIGUOUS : BATON_TABLE_NOT_FOUND, target, below);
          return;
        }
      if (g_strcmp0 (parent, baton_entity_get_id (above)) != 0)
        baton_table_plan_things_set_entity (planner, row, baton_table_plan_things_place (planner, row->after, baton_entity_get_id (above)));
      return;
    }
  /* Only the owner is said: what stands deeper in it stays there. */
  if (owner != NULL && row->before != NULL && g_strcmp0 (baton_table_plan_things_get_owner (planner, row->after), owner) != 0 &&
      (planner->options->owner == NULL || strcmp (owner, planner->options->owner) != 0))
    baton_table_plan_things_set_entity (planner, row, baton_table_plan_things_place (planner, row->after, owner));
  else if (target >= 0 && baton_table_mapping_find (planner->mapping, target) >= 0 && planner->options->clear_empty && row->before != NULL &&
           g_strcmp0 (parent, baton_table_plan_things_get_owner (planner, row->after)) != 0)
    baton_table_plan_things_set_entity (planner, row, baton_table_plan_things_place (planner, row->after, baton_table_plan_things_get_owner (planner, row->after)));
}

/* ── Pass 3: everything else ─────────────────────────────────────────────────────────────────────────── */

static void
read_cell (BatonThingsPlanner *planner,
           BatonTableRow      *row,
           int                 target)
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
    baton_table_plan_things_refuse (planner, row, baton_table_issue_of (result), target, culprit);
  else if (!baton_value_equal (before, value))
    baton_table_plan_things_set_entity (planner, row, baton_entity_with (row->after, column->field, value));
}

static void
read_cells (BatonThingsPlanner *planner,
            BatonTableRow      *row)
{
  g_autofree char *id = g_strdup (baton_entity_get_id (row->after));
  const BatonActivityTable *remarks = g_hash_table_lookup (planner->remarks, row);
  const char *section = g_hash_table_lookup (planner->sections, row);

  if (remarks != NULL && remarks->rows->len == 1)
    baton_table_plan_things_set_entity (planner, row, baton_activity_table_row_apply (remarks->rows->pdata[0], row->after));
  /* What stands below "One time" counts once, unless its own row says otherwise. */
  if (section != NULL && planner->table->kind == BATON_KIND_ACTIVITY && row->before == NULL)
    baton_table_plan_things_set_entity (planner, row, baton_activity_table_section_apply (section, remarks != NULL && remarks->rows->len == 1 ? remarks->rows->pdata[0] : NULL,
                                                                                          row->after));
  if (section != NULL)
    {
      const BatonValue *before = baton_entity_get (row->after, planner->section_field);
      g_autoptr (BatonValue) text = baton_text_with_source (before, section);

      if (!baton_value_equal (before, text))
        baton_table_plan_things_set_entity (planner, row, baton_entity_with (row->after, planner->section_field, text));
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
find_culprit (BatonThingsPlanner *planner,
              const BatonProblem *problem)
{
  BatonTableRow *row = problem->entity != NULL ? g_hash_table_lookup (planner->by_id, problem->entity) : NULL;

  for (guint i = 0; (row == NULL || row->fate == BATON_ROW_REFUSED) && problem->arguments != NULL && problem->arguments[i] != NULL; i++)
    row = g_hash_table_lookup (planner->by_id, problem->arguments[i]);
  return row != NULL && row->fate != BATON_ROW_REFUSED ? row : NULL;
}

static int
find_target (BatonThingsPlanner *planner,
             BatonField          field)
{
  for (guint i = 0; i < planner->table->columns->len && field != BATON_FIELD_NONE; i++)
    if (baton_table_get_column (planner->table, i)->field == field)
      return (int) i;
  return -1;
}

static void
check_whole (BatonThingsPlanner *planner)
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
            baton_table_plan_things_refuse (planner, row, BATON_TABLE_PROBLEM, find_target (planner, problem->field), NULL);
          else
            baton_table_row_add_issue (row, BATON_TABLE_PROBLEM, planner->mapping, find_target (planner, problem->field), NULL);
          issue = row->issues->pdata[row->issues->len - 1];
          issue->problem = g_steal_pointer (&problems->pdata[i]);
          again = TRUE;
        }
    }
}

/* ── Rows ────────────────────────────────────────────────────────────────────────────────────────────── */

/* A name and nothing else, in a sheet with more columns. */
static gboolean
has_name_alone (BatonThingsPlanner *planner,
                guint               row)
{
  int name_column = baton_table_mapping_find (planner->mapping, planner->name_target);

  if (name_column < 0 || baton_table_mapping_count (planner->mapping) < 2 ||
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

/* What stands alone is the heading of a section where the kind has sections; but "Campaigns (per lead)" is an activity of which
 * the points are still open. */
static gboolean
is_heading (BatonThingsPlanner *planner,
            guint               row)
{
  g_autofree char *name = baton_table_dup_cell (planner->grid, planner->mapping, row, planner->name_target);

  return planner->section_field != BATON_FIELD_NONE && baton_table_mapping_find (planner->mapping, planner->section_target) < 0 &&
         has_name_alone (planner, row) && (planner->table->kind != BATON_KIND_ACTIVITY || !baton_activity_table_is_remarked (name));
}

static gboolean
is_note (BatonThingsPlanner *planner,
         guint               row)
{
  g_autofree char *name = baton_table_dup_cell (planner->grid, planner->mapping, row, planner->name_target);

  return baton_activity_table_is_note (name) && has_name_alone (planner, row);
}

static void
add_rows (BatonThingsPlanner *planner)
{
  guint first = planner->mapping->header != G_MAXUINT ? planner->mapping->header + 1 : 0, n_rows = baton_grid_get_n_rows (planner->grid);
  g_autoptr (GArray) totals = baton_table_find_totals (planner->table, planner->grid, planner->mapping);
  guint n_notes = 0;

  while (n_rows > first && (baton_grid_is_blank (planner->grid, n_rows - 1) || is_note (planner, n_rows - 1)))
    {
      n_rows--;
      n_notes += !baton_grid_is_blank (planner->grid, n_rows);
    }
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
      row->name = baton_table_dup_cell (planner->grid, planner->mapping, i, planner->name_target);
      if (baton_table_plan_take_total (row, totals, planner->mapping))
        continue;
      g_clear_pointer (&row->name, g_free);
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
      baton_table_plan_things_identify (planner, row);
    }
  for (guint i = n_rows; n_notes > 0 && i < baton_grid_get_n_rows (planner->grid); i++)
    if (!baton_grid_is_blank (planner->grid, i))
      {
        BatonTableRow *row = baton_table_plan_add_row (planner->plan, i);

        row->fate = BATON_ROW_NOTE;
        row->name = baton_table_dup_cell (planner->grid, planner->mapping, i, planner->name_target);
      }
}

/* Whether the row is about a thing, and not refused. */
static gboolean
is_taken (const BatonTableRow *row)
{
  return row->fate != BATON_ROW_REFUSED && row->fate != BATON_ROW_HEADING && row->fate != BATON_ROW_TOTAL && row->fate != BATON_ROW_NOTE;
}

static void
decide_fates (BatonThingsPlanner *planner)
{
  for (guint i = 0; i < planner->plan->rows->len; i++)
    {
      BatonTableRow *row = planner->plan->rows->pdata[i];

      if (!is_taken (row))
        continue;
      row->fate = row->before == NULL ? BATON_ROW_CREATED : baton_entity_equal (row->before, row->after) ? BATON_ROW_LEFT : BATON_ROW_CHANGED;
      if (row->name == NULL || *row->name == '\0')
        {
          g_free (row->name);
          row->name = g_strdup (baton_entity_get_name (row->after));
        }
    }
}

/* The first row taken in that belongs to the owner. (nullable) */
static BatonTableRow *
find_belonging (BatonThingsPlanner *planner,
                const char         *owner)
{
  for (guint i = 0; i < planner->plan->rows->len; i++)
    {
      BatonTableRow *row = planner->plan->rows->pdata[i];

      if (row->after != NULL && g_strcmp0 (baton_table_plan_things_get_owner (planner, row->after), owner) == 0)
        return row;
    }
  return NULL;
}

/* Those that nothing stands below after all are not made. */
static void
drop_idle_owners (BatonThingsPlanner *planner)
{
  for (guint i = planner->plan->owners->len; i > 0; i--)
    {
      const BatonEntity *owner = planner->plan->owners->pdata[i - 1];
      BatonTableRow *row = find_belonging (planner, baton_entity_get_id (owner));

      if (row != NULL)
        baton_table_plan_tell_of_owner (planner->plan, owner, row);
      else
        baton_table_plan_drop_owner (planner->plan, i - 1);
    }
}

static void
each_row (BatonThingsPlanner *planner,
          void   (*pass) (BatonThingsPlanner *planner, BatonTableRow *row))
{
  for (guint i = 0; i < planner->plan->rows->len; i++)
    {
      BatonTableRow *row = planner->plan->rows->pdata[i];

      if (is_taken (row))
        pass (planner, row);
    }
}

static void
planner_init (BatonThingsPlanner *planner)
{
  const BatonTable *table = planner->table;

  planner->kind = baton_schema_get_kind (table->kind);
  planner->copy = baton_program_copy (planner->program);
  planner->names = baton_table_names_new (planner->copy);
  baton_table_names_learn (planner->names, planner->table, planner->grid, planner->mapping);
  planner->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  planner->positions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  planner->remarks = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) baton_activity_table_free);
  planner->sections = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  planner->name_target = planner->kind->name_field != BATON_FIELD_NONE ? baton_table_find (table, baton_schema_get_field (planner->kind->name_field)->name) : -1;
  planner->section_target = baton_table_find (table, "section");
  planner->section_field = planner->section_target >= 0 ? baton_table_get_column (table, (guint) planner->section_target)->field : BATON_FIELD_NONE;
}

static void
planner_clear (BatonThingsPlanner *planner)
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
  BatonThingsPlanner planner = { .program = program, .table = table, .grid = grid, .mapping = mapping, .options = options != NULL ? options : &none, .plan = plan };

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
