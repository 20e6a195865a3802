/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/baton-table-plan-private.h"

#include <string.h>

static const char * const issue_names[] = {
  "bad-row", "no-name", "no-key", "no-owner", "not-understood", "not-found", "ambiguous", "unclear", "unclear-day", "several", "twice", "bad-key", "problem", "bad-data",
  "too-many-terms", "owner-created", "likely-duplicate", "total",
};
G_STATIC_ASSERT (G_N_ELEMENTS (issue_names) == BATON_TABLE_N_ISSUES);

const char *
baton_table_issue_get_name (BatonTableIssueCode code)
{
  g_return_val_if_fail ((guint) code < BATON_TABLE_N_ISSUES, NULL);

  return issue_names[code];
}

const char *
baton_table_issue_get_reason (const BatonTableIssue *issue)
{
  if (issue->code == BATON_TABLE_BAD_ROW || issue->code == BATON_TABLE_BAD_DATA)
    return baton_row_code_get_name (issue->row_code);
  return baton_table_issue_get_name (issue->code);
}

gboolean
baton_table_issue_is_fatal (BatonTableIssueCode code)
{
  return code != BATON_TABLE_OWNER_CREATED && code != BATON_TABLE_LIKELY_DUPLICATE && code != BATON_TABLE_TOTAL;
}

BatonTableIssueCode
baton_table_issue_of (BatonCellResult result)
{
  switch (result)
    {
    case BATON_CELL_NOT_FOUND: return BATON_TABLE_NOT_FOUND;
    case BATON_CELL_AMBIGUOUS: return BATON_TABLE_AMBIGUOUS;
    case BATON_CELL_UNCLEAR: return BATON_TABLE_UNCLEAR;
    case BATON_CELL_UNCLEAR_DAY: return BATON_TABLE_UNCLEAR_DAY;
    case BATON_CELL_OK:
    case BATON_CELL_NOT_UNDERSTOOD:
    default: return BATON_TABLE_NOT_UNDERSTOOD;
    }
}

static void
free_issue (gpointer data)
{
  BatonTableIssue *issue = data;

  g_free (issue->text);
  g_clear_pointer (&issue->problem, baton_problem_free);
  g_free (issue);
}

static void
free_row (gpointer data)
{
  BatonTableRow *row = data;

  g_free (row->name);
  g_clear_pointer (&row->before, baton_entity_unref);
  g_clear_pointer (&row->after, baton_entity_unref);
  g_ptr_array_unref (row->issues);
  g_free (row);
}

BatonTablePlan *
baton_table_plan_new_empty (void)
{
  BatonTablePlan *plan = g_new0 (BatonTablePlan, 1);

  plan->rows = g_ptr_array_new_with_free_func (free_row);
  plan->owners = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_entity_unref);
  return plan;
}

void
baton_table_plan_free (BatonTablePlan *plan)
{
  if (plan == NULL)
    return;
  g_ptr_array_unref (plan->rows);
  g_ptr_array_unref (plan->owners);
  g_free (plan->written);
  g_free (plan);
}

BatonTableRow *
baton_table_plan_add_row (BatonTablePlan *plan,
                          guint           number)
{
  BatonTableRow *row = g_new0 (BatonTableRow, 1);

  row->row = number;
  row->fate = BATON_ROW_LEFT;
  row->issues = g_ptr_array_new_with_free_func (free_issue);
  g_ptr_array_add (plan->rows, row);
  return row;
}

BatonTableIssue *
baton_table_row_add_issue (BatonTableRow           *row,
                           BatonTableIssueCode      code,
                           const BatonTableMapping *mapping,
                           int                      target,
                           const char              *text)
{
  BatonTableIssue *issue = g_new0 (BatonTableIssue, 1);

  issue->code = code;
  issue->target = target;
  issue->column = baton_table_mapping_find (mapping, target);
  issue->text = g_strdup (text);
  g_ptr_array_add (row->issues, issue);
  if (baton_table_issue_is_fatal (code))
    {
      row->fate = BATON_ROW_REFUSED;
      g_clear_pointer (&row->after, baton_entity_unref);
    }
  return issue;
}

gboolean
baton_table_plan_take_total (BatonTableRow           *row,
                             GArray                  *totals,
                             const BatonTableMapping *mapping)
{
  if (totals->len == 0 || g_array_index (totals, guint, 0) != row->row)
    return FALSE;
  g_array_remove_index (totals, 0);
  row->fate = BATON_ROW_TOTAL;
  baton_table_row_add_issue (row, BATON_TABLE_TOTAL, mapping, -1, row->name);
  return TRUE;
}

/* Takes out of the refused rows that *name* is made, which one row says. (transfer full), nullable */
static BatonTableIssue *
take_owner_note (BatonTablePlan *plan,
                 const char     *name)
{
  for (guint i = 0; i < plan->rows->len; i++)
    {
      BatonTableRow *row = plan->rows->pdata[i];

      for (guint j = row->fate == BATON_ROW_REFUSED ? row->issues->len : 0; j > 0; j--)
        {
          const BatonTableIssue *issue = row->issues->pdata[j - 1];

          if (issue->code == BATON_TABLE_OWNER_CREATED && g_strcmp0 (issue->text, name) == 0)
            return g_ptr_array_steal_index (row->issues, j - 1);
        }
    }
  return NULL;
}

void
baton_table_plan_tell_of_owner (BatonTablePlan    *plan,
                                const BatonEntity *owner,
                                BatonTableRow     *row)
{
  BatonTableIssue *note = take_owner_note (plan, baton_entity_get_name (owner));

  if (note != NULL)
    g_ptr_array_add (row->issues, note);
}

void
baton_table_plan_drop_owner (BatonTablePlan *plan,
                             guint           index)
{
  BatonTableIssue *note = take_owner_note (plan, baton_entity_get_name (plan->owners->pdata[index]));

  if (note != NULL)
    free_issue (note);
  g_ptr_array_remove_index (plan->owners, index);
}

void
baton_table_plan_count (BatonTablePlan *plan)
{
  memset (plan->n, 0, sizeof plan->n);
  for (guint i = 0; i < plan->rows->len; i++)
    plan->n[((BatonTableRow *) plan->rows->pdata[i])->fate]++;
}

char *
baton_table_dup_cell (const BatonGrid         *grid,
                      const BatonTableMapping *mapping,
                      guint                    row,
                      int                      target)
{
  int column = baton_table_mapping_find (mapping, target);

  return g_strstrip (g_strdup (column >= 0 ? baton_grid_get (grid, row, (guint) column) : ""));
}

GPtrArray *
baton_table_plan_list_changes (const BatonTablePlan *plan)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);

  for (guint i = 0; i < plan->owners->len; i++)
    g_ptr_array_add (changes, baton_change_new (NULL, plan->owners->pdata[i]));
  for (guint i = 0; i < plan->rows->len; i++)
    {
      const BatonTableRow *row = plan->rows->pdata[i];

      /* Rows of the register and the history are none of the program. */
      if (row->after != NULL && (row->fate == BATON_ROW_CREATED || row->fate == BATON_ROW_CHANGED))
        g_ptr_array_add (changes, baton_change_new (row->before, row->after));
    }
  return changes;
}

/* ── Refused rows ────────────────────────────────────────────────────────────────────────────────────── */

static void
add_line (BatonGrid       *refused,
          const BatonGrid *grid,
          guint            row,
          const char      *last)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  guint n_columns = MIN (baton_grid_get_n_columns (grid), BATON_GRID_MAX_COLUMNS - 1);

  for (guint i = 0; i < n_columns; i++)
    g_ptr_array_add (cells, (gpointer) baton_grid_get (grid, row, i));
  g_ptr_array_add (cells, (gpointer) last);
  baton_grid_add_row (refused, baton_grid_get_n_rows (refused) + 1, (const char * const *) cells->pdata, cells->len);
}

BatonGrid *
baton_table_plan_list_refused (const BatonTablePlan    *plan,
                               const BatonGrid         *grid,
                               const BatonTableMapping *mapping,
                               const char              *heading,
                               BatonTableReason         reason,
                               gpointer                 user_data)
{
  BatonGrid *refused = baton_grid_new ();

  if (mapping->header != G_MAXUINT && mapping->has_groups)
    add_line (refused, grid, mapping->header - 1, "");
  if (mapping->header != G_MAXUINT)
    add_line (refused, grid, mapping->header, heading);
  for (guint i = 0; i < plan->rows->len; i++)
    {
      const BatonTableRow *row = plan->rows->pdata[i];
      g_autoptr (GString) why = g_string_new (NULL);

      if (row->fate != BATON_ROW_REFUSED)
        continue;
      for (guint j = 0; j < row->issues->len; j++)
        {
          const BatonTableIssue *issue = row->issues->pdata[j];
          g_autofree char *sentence = baton_table_issue_is_fatal (issue->code) ? reason (issue, row, user_data) : NULL;

          if (sentence != NULL)
            g_string_append_printf (why, "%s%s", why->len > 0 ? " " : "", sentence);
        }
      add_line (refused, grid, row->row, why->str);
    }
  return refused;
}
