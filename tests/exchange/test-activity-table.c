/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The whitepaper's table of activities as a spreadsheet gives it, and what can go wrong with one.
 */
#include "exchange/baton-activity-table.h"
#include "model/baton-text.h"

static const BatonActivityTableRow *
find (BatonActivityTable *table,
      const char         *name)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      const BatonActivityTableRow *row = table->rows->pdata[i];

      if (g_strcmp0 (row->name, name) == 0)
        return row;
    }
  g_test_message ("no row “%s”", name);
  g_test_fail ();
  return table->rows->pdata[0];
}

static void
check_points (const BatonActivityTableRow *row,
              int                          index,
              gint64                       number)
{
  g_assert_false (row->points[index].open);
  g_assert_cmpint (row->points[index].number, ==, number);
}

static void
test_sample (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("BATON_SOURCE_ROOT"), "data", "samples", "influencer", "activities.tsv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (BatonActivityTable) table = NULL;
  g_autoptr (GError) error = NULL;
  const BatonActivityTableRow *row;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  g_assert_no_error (error);
  table = baton_activity_table_parse (text, BATON_ACTIVITY_COLUMN_NAME);
  g_assert_cmpuint (table->problems->len, ==, 0);
  g_assert_cmpuint (table->rows->len, ==, 15);

  row = find (table, "Activation of portal user");
  g_assert_cmpstr (row->section, ==, "One time (onboarding)");
  g_assert_true (row->once);
  check_points (row, 0, -1);
  check_points (row, 1, 5);
  check_points (row, 2, 5);

  row = find (table, "Closed deal");
  g_assert_cmpstr (row->section, ==, "Sales outcomes");
  g_assert_false (row->once);
  g_assert_cmpint (row->fee, ==, 1000);
  check_points (row, 1, 100);

  row = find (table, "Blog post");
  g_assert_cmpint (row->step_size, ==, 50);
  g_assert_cmpint (row->step_percent, ==, 1000);
  g_assert_cmpstr (row->unit_name, ==, "registrations");
  g_assert_cmpint (row->unit_size, ==, 0);

  row = find (table, "Qualified leads from partner campaigns");
  g_assert_cmpint (row->unit_size, ==, 1);
  g_assert_cmpstr (row->unit_name, ==, "qualified lead");

  row = find (table, "Demand generation campaign");
  g_assert_cmpstr (row->section, ==, "Marketing outcomes");
  g_assert_cmpstr (row->unit_name, ==, "lead");
  for (int i = 0; i < 3; i++)
    g_assert_true (row->points[i].open);

  row = find (table, "Guest on our podcast");
  for (int i = 0; i < 3; i++)
    check_points (row, i, -1);
}

/* The whitepaper's own page: "Company" and "Individual" stand over the points, and a title over all. */
static void
test_two_lines (void)
{
  static const char * const tops[] = {
    "Activity\tCOMPANY\t\tINDIVIDUAL\n\tTier Points\tReward Points\tReward Points*\n",
    "Example – Influencer Motion\n\n\tCOMPANY\t\tINDIVIDUAL\nActivity\tTier Points\tReward Points\tReward Points*\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (tops); i++)
    {
      g_autofree char *text = g_strconcat (tops[i], "One Time (Onboarding)\t\t\t\nCompletion of Influencer Set-up Process\t10\t50\t10\n"
                                                    "Mapping of Account Overlap Data\t5\t20\t-\n", NULL);
      g_autoptr (BatonActivityTable) table = baton_activity_table_parse (text, BATON_ACTIVITY_COLUMN_NAME);
      const BatonActivityTableRow *row;

      g_assert_cmpuint (table->problems->len, ==, 0);
      g_assert_cmpuint (table->rows->len, ==, 2);
      row = find (table, "Completion of Influencer Set-up Process");
      g_assert_cmpstr (row->section, ==, "One Time (Onboarding)");
      check_points (row, 0, 10);
      check_points (row, 1, 50);
      check_points (row, 2, 10);
      check_points (find (table, "Mapping of Account Overlap Data"), 2, -1);
    }
}

/* The whitepaper's last lines: an activity of which the points are open, and what the asterisk means. */
static void
test_notes (void)
{
  g_autoptr (BatonActivityTable) table = baton_activity_table_parse ("Activity\tTier\tCompany\tIndividual\n"
                                                                     "Talk\t1\t2\t3\n"
                                                                     "Campaigns\t\t\t\n\n"
                                                                     "*Credited to the assigned activity owner\n", BATON_ACTIVITY_COLUMN_NAME);
  const BatonActivityTableProblem *problem;

  g_assert_cmpuint (table->rows->len, ==, 2);
  g_assert_true (baton_activity_table_is_note ("† see above"));
  g_assert_false (baton_activity_table_is_note ("Talk *"));
  find (table, "Campaigns");
  g_assert_cmpuint (table->problems->len, ==, 1);
  problem = table->problems->pdata[0];
  g_assert_cmpint (problem->code, ==, BATON_ACTIVITY_TABLE_NOTE);
  g_assert_cmpuint (problem->line, ==, 5);
}

static void
test_problems (void)
{
  g_autoptr (BatonActivityTable) table =
    baton_activity_table_parse ("Partner activity\tIndividual\tTier\tHow earned\tReferral fee\r\n"
                                "Talk\tten\t1,000\tper 10 Visitors\t7.5%\r\n"
                                "15\t5\t5\t\t\r\n"
                                "Visit\t5 points\t−\tnow and then\tmuch\tmore\r\n", BATON_ACTIVITY_COLUMN_NAME);
  static const struct { BatonActivityTableCode code; guint line, column; const char *text; } expected[] = {
    { BATON_ACTIVITY_TABLE_NOT_POINTS, 2, 2, "ten" },
    { BATON_ACTIVITY_TABLE_NO_NAME, 3, 1, "15" },
    { BATON_ACTIVITY_TABLE_NOT_EARNED, 4, 4, "now and then" },
    { BATON_ACTIVITY_TABLE_NOT_PERCENT, 4, 5, "much" },
    { BATON_ACTIVITY_TABLE_NO_COLUMN, 4, 6, "more" },
  };
  const BatonActivityTableRow *row;

  g_assert_cmpuint (table->problems->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const BatonActivityTableProblem *problem = table->problems->pdata[i];

      g_assert_cmpint (problem->code, ==, expected[i].code);
      g_assert_cmpuint (problem->line, ==, expected[i].line);
      g_assert_cmpuint (problem->column, ==, expected[i].column);
      g_assert_cmpstr (problem->text, ==, expected[i].text);
    }
  g_assert_cmpuint (table->rows->len, ==, 2);
  row = table->rows->pdata[0];
  g_assert_cmpuint (row->read, ==, 1u << BATON_ACTIVITY_COLUMN_TIER);
  check_points (row, 0, 1000);
  g_assert_cmpint (row->unit_size, ==, 10);
  g_assert_cmpint (row->fee, ==, 750);
  row = table->rows->pdata[1];
  check_points (row, 2, 5);
  check_points (row, 0, -1);
}

/* Cells copied without their names, to be pasted over others. */
static void
test_block (void)
{
  g_autoptr (BatonActivityTable) table = baton_activity_table_parse ("10\t-\n\t20\n", BATON_ACTIVITY_COLUMN_COMPANY);
  const BatonActivityTableRow *row;

  g_assert_cmpuint (table->problems->len, ==, 0);
  g_assert_cmpuint (table->rows->len, ==, 2);
  row = table->rows->pdata[0];
  g_assert_null (row->name);
  g_assert_cmpuint (row->read, ==, 1u << BATON_ACTIVITY_COLUMN_COMPANY | 1u << BATON_ACTIVITY_COLUMN_INDIVIDUAL);
  check_points (row, 1, 10);
  check_points (row, 2, -1);
  row = table->rows->pdata[1];
  g_assert_true (row->points[1].open);
  check_points (row, 2, 20);
}

static void
test_quotes (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (BatonActivityTable) table = NULL;
  const BatonActivityTableRow *row;

  baton_activity_table_append_cell (text, "A \"great\"\ntalk");
  g_string_append (text, "\t1\t2\t3\n");
  table = baton_activity_table_parse (text->str, BATON_ACTIVITY_COLUMN_NAME);
  g_assert_cmpuint (table->rows->len, ==, 1);
  row = table->rows->pdata[0];
  g_assert_cmpstr (row->name, ==, "A \"great\" talk");
  check_points (row, 2, 3);
}

static void
test_apply (void)
{
  g_autoptr (BatonActivityTable) table = baton_activity_table_parse ("Leads (per lead)\t5\t-\t\n", BATON_ACTIVITY_COLUMN_NAME);
  g_autoptr (BatonEntity) empty = baton_entity_new (BATON_KIND_ACTIVITY, "leads-0000000000");
  g_autoptr (BatonValue) number = baton_value_new_integer (7);
  g_autoptr (BatonValue) cell = baton_value_with_member (NULL, "value", number);
  g_autoptr (BatonValue) exceptions = baton_value_new_strv (NULL);
  g_autoptr (BatonValue) with = baton_value_with_member (cell, "exceptions", exceptions);
  g_autoptr (BatonEntity) before = baton_entity_with (empty, BATON_FIELD_ACTIVITY_TIER_POINTS, with);
  g_autoptr (BatonEntity) after = baton_activity_table_row_apply (table->rows->pdata[0], before);

  g_assert_cmpstr (baton_entity_get_name (after), ==, "Leads");
  g_assert_cmpstr (baton_entity_get_string (after, BATON_FIELD_ACTIVITY_UNIT), ==, "quantity");
  g_assert_cmpstr (baton_entity_get_string (after, BATON_FIELD_ACTIVITY_UNIT_NAME), ==, "lead");
  g_assert_cmpint (baton_value_get_member_integer (baton_entity_get (after, BATON_FIELD_ACTIVITY_TIER_POINTS), "value", 0), ==, 5);
  g_assert_nonnull (baton_value_get_member (baton_entity_get (after, BATON_FIELD_ACTIVITY_TIER_POINTS), "exceptions"));
  g_assert_cmpstr (baton_value_get_member_string (baton_entity_get (after, BATON_FIELD_ACTIVITY_COMPANY_POINTS), "value"), ==, "none");
  g_assert_null (baton_entity_get (after, BATON_FIELD_ACTIVITY_INDIVIDUAL_POINTS));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/activity-table/sample", test_sample);
  g_test_add_func ("/exchange/activity-table/two-lines", test_two_lines);
  g_test_add_func ("/exchange/activity-table/notes", test_notes);
  g_test_add_func ("/exchange/activity-table/problems", test_problems);
  g_test_add_func ("/exchange/activity-table/block", test_block);
  g_test_add_func ("/exchange/activity-table/quotes", test_quotes);
  g_test_add_func ("/exchange/activity-table/apply", test_apply);
  return g_test_run ();
}
