/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The file as it would be with the rows that are planned: it is read as any such file is, so that what its reader would not take is
 * refused, and told of the row that it comes from.
 */
#include "config.h"

#include "exchange/baton-table-plan-data-private.h"

#include "incentives/baton-history.h"

#include <string.h>

/* Its text, and in *owners* (out) the row that each line after the first comes from, NULL for the present ones. */
static char *
write_file (BatonDataPlanner *planner,
            GPtrArray        *owners)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < planner->n_stored; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", baton_table_get_column (planner->table, i)->name);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < planner->lines->len; i++)
    {
      const BatonDataLine *line = planner->lines->pdata[i];

      if ((line->row != NULL && line->row->fate == BATON_ROW_REFUSED) || line->replaced)
        continue;
      for (guint j = 0; j < planner->n_stored; j++)
        {
          if (j > 0)
            g_string_append_c (text, ',');
          baton_csv_append (text, line->cells[j]);
        }
      g_string_append_c (text, '\n');
      /* A text of several lines would shift those after it. */
      for (guint j = 0; j < planner->n_stored; j++)
        for (const char *c = line->cells[j]; (c = strchr (c, '\n')) != NULL; c++)
          g_ptr_array_add (owners, line->row);
      g_ptr_array_add (owners, line->row);
    }
  return g_string_free (text, FALSE);
}

char *
baton_table_plan_data_read_file (BatonDataPlanner *planner,
                                 const char       *text,
                                 GPtrArray        *bad_rows)
{
  g_autofree char *other = NULL;
  g_autoptr (BatonRegister) reg = NULL;
  g_autoptr (BatonHistoryBuilder) builder = NULL;
  g_autoptr (BatonHistory) history = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  gboolean organisations = planner->table->file == BATON_DATA_ORGANISATIONS;
  guint n_organisations = 0;

  if (planner->table->file == BATON_DATA_HISTORY)
    {
      builder = baton_history_builder_new ();
      baton_history_builder_read (builder, text, strlen (text), bad_rows);
      history = baton_history_builder_finish (builder, bad_rows);
      return baton_history_write (history);
    }
  other = organisations ? baton_register_write_members (planner->reg) : baton_register_write_organisations (planner->reg);
  reg = organisations ? baton_register_read (text, strlen (text), other, strlen (other), found, &n_organisations)
                      : baton_register_read (other, strlen (other), text, strlen (text), found, &n_organisations);
  for (guint i = 0; i < found->len; i++)
    if ((i < n_organisations) == organisations)
      g_ptr_array_add (bad_rows, g_steal_pointer (&found->pdata[i]));
  return organisations ? baton_register_write_organisations (reg) : baton_register_write_members (reg);
}

gboolean
baton_table_plan_data_check_file (BatonDataPlanner *planner)
{
  g_autoptr (GPtrArray) owners = g_ptr_array_new ();
  g_autoptr (GPtrArray) bad_rows = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  g_autofree char *text = write_file (planner, owners);
  gboolean good = TRUE;

  g_free (planner->plan->written);
  planner->plan->written = baton_table_plan_data_read_file (planner, text, bad_rows);
  for (guint i = 0; i < bad_rows->len; i++)
    {
      const BatonBadRow *bad = bad_rows->pdata[i];
      BatonTableRow *row = bad->line >= 2 && bad->line - 2 < owners->len ? owners->pdata[bad->line - 2] : NULL;

      if (row == NULL || row->fate == BATON_ROW_REFUSED)
        continue;
      baton_table_row_add_issue (row, BATON_TABLE_BAD_DATA, planner->mapping, bad->column > 0 ? (int) bad->column - 1 : -1, bad->value)->row_code = bad->code;
      good = FALSE;
    }
  /* What a refused row would have replaced stays. */
  for (guint i = 0; !good && i < planner->lines->len; i++)
    {
      BatonDataLine *line = planner->lines->pdata[i];

      if (line->row != NULL && line->row->fate == BATON_ROW_REFUSED && line->replaces != NULL)
        line->replaces->replaced = FALSE;
    }
  return good;
}
