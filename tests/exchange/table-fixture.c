/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table-fixture.h"

#include "model/baton-validate.h"

#include <string.h>

BatonProgram *
table_load_sample (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("BATON_SOURCE_ROOT"), "data", "samples", "influencer.json", NULL);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  BatonProgram *program;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  program = baton_program_parse (data, length, problems);
  g_assert_nonnull (program);
  return program;
}

/* Out to bytes of the format and in again. */
BatonGrid *
table_pass_through (const BatonGrid *grid,
                    BatonGridFormat  format)
{
  static const char * const suffixes[] = { "csv", "tsv", "xlsx" };
  g_autofree char *name = g_strdup_printf ("%s.%s", g_get_prgname (), suffixes[format]);
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), name, NULL);
  g_autoptr (GError) error = NULL;
  BatonGrid *again;

  baton_grid_write_file (grid, format, "Table", path, &error);
  g_assert_no_error (error);
  again = baton_grid_read_file (path, NULL, &error);
  g_assert_no_error (error);
  return again;
}

BatonTablePlan *
table_plan_for (const BatonProgram      *program,
                const BatonTable        *table,
                const BatonGrid         *grid,
                const BatonTableOptions *options)
{
  g_autoptr (BatonTableMapping) mapping = baton_table_mapping_guess (table, grid);
  g_autoptr (GError) error = NULL;
  BatonTablePlan *plan = baton_table_plan_new (program, table, grid, mapping, options, NULL, &error);

  g_assert_no_error (error);
  return plan;
}

BatonGrid *
table_parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  BatonGrid *grid = baton_grid_read_text (text, strlen (text), &error);

  g_assert_no_error (error);
  return grid;
}

void
table_assert_counts (const BatonTablePlan *plan,
                     guint                 created,
                     guint                 changed,
                     guint                 left,
                     guint                 refused)
{
  for (guint i = 0; i < plan->rows->len; i++)
    {
      const BatonTableRow *row = plan->rows->pdata[i];

      for (guint j = 0; j < row->issues->len; j++)
        {
          const BatonTableIssue *issue = row->issues->pdata[j];

          g_test_message ("row %u (%s): %s %s %s", row->row, row->name, baton_table_issue_get_name (issue->code), issue->text,
                          issue->problem != NULL ? baton_problem_code_get_name (issue->problem->code) : "");
        }
    }
  g_assert_cmpuint (plan->n[BATON_ROW_REFUSED], ==, refused);
  g_assert_cmpuint (plan->n[BATON_ROW_CREATED], ==, created);
  g_assert_cmpuint (plan->n[BATON_ROW_CHANGED], ==, changed);
  g_assert_cmpuint (plan->n[BATON_ROW_LEFT], ==, left);
}

const BatonTableRow *
table_get_row (const BatonTablePlan *plan,
               guint                 i)
{
  g_assert_cmpuint (i, <, plan->rows->len);
  return plan->rows->pdata[i];
}

void
table_assert_refused (const BatonTablePlan *plan,
                      guint                 i,
                      BatonTableIssueCode   code,
                      int                   column)
{
  const BatonTableRow *row = table_get_row (plan, i);
  const BatonTableIssue *issue;

  g_assert_cmpint (row->fate, ==, BATON_ROW_REFUSED);
  g_assert_null (row->after);
  issue = row->issues->pdata[0];
  g_assert_cmpstr (baton_table_issue_get_name (issue->code), ==, baton_table_issue_get_name (code));
  g_assert_cmpint (issue->column, ==, column);
}
