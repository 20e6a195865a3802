/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Spreadsheets of the register and the history: what goes out comes back as it was, terms that are missing are made or named,
 * and who may be there twice is told.
 */
#include "table-fixture.h"

#include "exchange/baton-table-day.h"
#include "exchange/baton-duplicates.h"
#include "model/baton-text.h"
#include "model/baton-validate.h"

#include <string.h>

static BatonRegister *
make_register (void)
{
  static const char organisations[] = "id,name,parent,terms,joined,manager,from\n"
                                      "o-1,Nordlicht GmbH,,,2023-02-14,m-1,\n"
                                      "o-1,Nordlicht AG,,,2023-02-14,m-1,2025-07-01\n"
                                      "o-2,\"Café Müller, Köln\",o-1,,,,\n";
  static const char members[] = "id,name,organisation,roles,terms,locale,from\nm-1,Ada,o-1,,,de,\nm-2,Ada,o-2,,,,\n";

  return baton_register_read (organisations, strlen (organisations), members, strlen (members), NULL, NULL);
}

static BatonTablePlan *
plan_data (const BatonProgram *program,
           BatonRegister      *reg,
           const char         *history,
           BatonDataFile       file,
           const BatonGrid    *grid)
{
  g_autoptr (BatonTable) table = baton_table_new_for_data (file, NULL, NULL);
  g_autoptr (BatonTableMapping) mapping = baton_table_mapping_guess (table, grid);
  g_autoptr (GBytes) bytes = history != NULL ? g_bytes_new_static (history, strlen (history)) : NULL;
  g_autoptr (GError) error = NULL;
  BatonTablePlan *plan = baton_table_plan_new_data (program, reg, bytes, table, grid, mapping, NULL, NULL, &error);

  g_assert_no_error (error);
  return plan;
}

static void
test_register_round_trip (void)
{
  g_autoptr (BatonProgram) program = table_load_sample ();
  g_autoptr (BatonRegister) reg = make_register ();
  g_autoptr (BatonRegister) empty = baton_register_new_empty ();
  g_autofree char *organisations = baton_register_write_organisations (reg);

  for (int format = 0; format < BATON_GRID_N_FORMATS; format++)
    for (int file = BATON_DATA_ORGANISATIONS; file <= BATON_DATA_MEMBERS; file++)
      {
        g_autoptr (BatonTable) table = baton_table_new_for_data (file, NULL, NULL);
        g_autoptr (BatonGrid) grid = baton_table_export_data (table, program, reg, NULL);
        g_autoptr (BatonGrid) again = table_pass_through (grid, format);
        g_autoptr (BatonTablePlan) same = plan_data (program, reg, NULL, file, again);

        table_assert_counts (same, 0, 0, file == BATON_DATA_ORGANISATIONS ? 3 : 2, 0);
        g_assert_cmpstr (same->written, ==, file == BATON_DATA_ORGANISATIONS ? organisations : "id,name,organisation,roles,terms,locale,from\nm-1,Ada,o-1,,,de,\nm-2,Ada,o-2,,,,\n");
      }
}

static void
test_organisations (void)
{
  g_autoptr (BatonProgram) program = table_load_sample ();
  g_autoptr (BatonRegister) reg = make_register ();
  g_autoptr (BatonGrid) grid = table_parse ("Organization,Belongs to,Joined on,Terms\n"
                                      "Nordlicht AG,,1.3.2023,\n"
                                      "NORDLICHT Ltd.,,2024-01-01,\n"
                                      "Sister,Nordlicht AG,2024-01-01,\n"
                                      "Daughter,Sister,2024-01-01,\n"
                                      "Orphan,Nobody,2024-01-01,\n"
                                      "Sister,,,\n"
                                      "Late,,someday,\n"
                                      "Odd,,,No such term\n");
  g_autoptr (BatonTablePlan) plan = plan_data (program, reg, NULL, BATON_DATA_ORGANISATIONS, grid);
  g_autoptr (BatonRegister) after = NULL;
  g_autofree char *members = baton_register_write_members (reg);
  const BatonTableIssue *issue;
  guint daughter;

  table_assert_counts (plan, 3, 1, 0, 4);
  issue = table_get_row (plan, 1)->issues->pdata[0];
  g_assert_cmpint (issue->code, ==, BATON_TABLE_LIKELY_DUPLICATE);
  table_assert_refused (plan, 4, BATON_TABLE_NOT_FOUND, 1);
  table_assert_refused (plan, 5, BATON_TABLE_TWICE, -1);
  table_assert_refused (plan, 6, BATON_TABLE_NOT_UNDERSTOOD, 2);
  table_assert_refused (plan, 7, BATON_TABLE_NOT_FOUND, 3);
  after = baton_register_read (plan->written, strlen (plan->written), members, strlen (members), NULL, NULL);
  g_assert_cmpuint (baton_register_get_n_organisations (after), ==, 5);
  daughter = baton_register_find_organisation (after, "daughter");
  g_assert_cmpstr (baton_register_get_organisation (after, baton_register_get_top (after, daughter, baton_day_new (2026, 1, 1))), ==, "o-1");
  g_assert_cmpint (baton_register_get_organisation_facts (after, baton_register_find_organisation (after, "o-1"), baton_day_new (2026, 1, 1))->joined, ==, baton_day_new (2023, 3, 1));
}

static void
assert_total (const BatonTablePlan *plan,
              guint                 i)
{
  const BatonTableRow *row = table_get_row (plan, i);

  g_assert_cmpint (row->fate, ==, BATON_ROW_TOTAL);
  g_assert_cmpint (((BatonTableIssue *) row->issues->pdata[row->issues->len - 1])->code, ==, BATON_TABLE_TOTAL);
}

/* What adds up the rows is no organization; what is called so, and says more of itself than numbers or has a key, is one. */
static void
test_totals (void)
{
  static const struct { const char *text; guint created, refused, total; } cases[] = {
    { "Organization,Revenue\nOne,100\nTwo,200\nTotal,300\n", 2, 0, 1 },
    { "Organization,Revenue\nOne,100\nTwo,200\n\nSumme (2):,\"300,00 EUR\"\nGesamt:,300\n", 2, 0, 2 },
    { "No,Organization,Revenue\n1,One,100\nSubtotal,,100\n2,Two,200\nGRAND TOTAL,,300\n", 2, 0, 2 },
    { "Organization,Revenue\nOne,100\n,100\n", 1, 0, 1 },
    { "Organization,Revenue\nOne,100\n合計,100\n", 1, 0, 1 },
    { "Organization,Revenue\nTotal,100\nOne,100\n", 2, 0, 0 },
    { "Organization,Revenue\nOne,100\n,100\nTwo,100\n", 2, 1, 0 },
    { "Organization,Belongs to,Revenue\nOne,,100\nTotal,One,200\n", 2, 0, 0 },
    { "Organization,Revenue\nOne,100\nTotal Solutions,200\n", 2, 0, 0 },
    { "id,Organization,Revenue\no-8,One,100\no-9,Total,200\n", 2, 0, 0 },
    { "Organization\nOne\nTotal\n", 2, 0, 0 },
  };
  g_autoptr (BatonProgram) program = table_load_sample ();
  g_autoptr (BatonRegister) reg = baton_register_new_empty ();
  g_autoptr (BatonTable) kpis = baton_table_new_for_kind (BATON_KIND_KPI, NULL, NULL);
  g_autoptr (BatonGrid) things = table_parse ("Name,Value\nReach,100\nLeads,100\nTotal,200\n");
  g_autoptr (BatonTablePlan) plan_of_things = table_plan_for (program, kpis, things, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BatonGrid) grid = table_parse (cases[i].text);
      g_autoptr (BatonTablePlan) plan = plan_data (program, reg, NULL, BATON_DATA_ORGANISATIONS, grid);

      g_test_message ("%s", cases[i].text);
      table_assert_counts (plan, cases[i].created, 0, 0, cases[i].refused);
      g_assert_cmpuint (plan->n[BATON_ROW_TOTAL], ==, cases[i].total);
      for (guint j = 0; j < cases[i].total; j++)
        if (i != 2)
          assert_total (plan, plan->rows->len - 1 - j);
      g_assert_true (cases[i].total == 0 || strstr (plan->written, "otal") == NULL);
    }
  assert_total (plan_of_things, 2);
}

/* Days as they stand in spreadsheets of all countries. Of those between slashes one row tells how all are meant. */
static void
test_days (void)
{
  static const struct { const char *text; BatonDayOrder order; int year, month, day; gboolean unclear; } cases[] = {
    { "2026-03-04", 0, 2026, 3, 4, FALSE },
    { "2026-03-04T10:00:00.000Z", 0, 2026, 3, 4, FALSE },
    { "4.3.26", 0, 2026, 3, 4, FALSE },
    { "04. 03. 1999 14:30", 0, 1999, 3, 4, FALSE },
    { "4 March 2026", 0, 2026, 3, 4, FALSE },
    { "4-Mar-26", 0, 2026, 3, 4, FALSE },
    { "Sept. 4, 2026", 0, 2026, 9, 4, FALSE },
    { "2026/3/4", 0, 2026, 3, 4, FALSE },
    { "13/4/2026", 0, 2026, 4, 13, FALSE },
    { "4/13/2026", 0, 2026, 4, 13, FALSE },
    { "4/4/2026", 0, 2026, 4, 4, FALSE },
    { "3/4/2026", 0, 0, 0, 0, TRUE },
    { "3/4/2026", BATON_DAY_ORDER_DAY_FIRST, 2026, 4, 3, FALSE },
    { "3/4/26", BATON_DAY_ORDER_MONTH_FIRST, 2026, 3, 4, FALSE },
    { "13/4/2026", BATON_DAY_ORDER_MONTH_FIRST, 2026, 4, 13, FALSE },
    { "31.2.2026", 0, 0, 0, 0, FALSE },
    { "13/13/2026", 0, 0, 0, 0, FALSE },
    { "3/4", 0, 0, 0, 0, FALSE },
    { "1.2.3", 0, 0, 0, 0, FALSE },
    { "4 Ma 2026", 0, 0, 0, 0, FALSE },
    { "4 March 2026 or so", 0, 0, 0, 0, FALSE },
    { "12345-3-4", 0, 0, 0, 0, FALSE },
    { "", 0, 0, 0, 0, FALSE },
  };
  g_autoptr (BatonProgram) program = table_load_sample ();
  g_autoptr (BatonRegister) reg = baton_register_new_empty ();
  g_autoptr (BatonGrid) american = table_parse ("Organization,Joined on\nOne,3/4/2026\nTwo,4/13/2026\n");
  g_autoptr (BatonGrid) dark = table_parse ("Organization,Joined on\nOne,3/4/2026\nTwo,4/5/2026\n");
  g_autoptr (BatonTablePlan) clear = plan_data (program, reg, NULL, BATON_DATA_ORGANISATIONS, american);
  g_autoptr (BatonTablePlan) unclear = plan_data (program, reg, NULL, BATON_DATA_ORGANISATIONS, dark);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean is_unclear;
      BatonDay day = baton_table_day_read (cases[i].text, cases[i].order, &is_unclear);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (day, ==, cases[i].year != 0 ? baton_day_new (cases[i].year, cases[i].month, cases[i].day) : BATON_DAY_NONE);
      g_assert_cmpint (is_unclear, ==, cases[i].unclear);
    }
  table_assert_counts (clear, 2, 0, 0, 0);
  g_assert_nonnull (strstr (clear->written, "2026-03-04"));
  table_assert_counts (unclear, 0, 0, 0, 2);
  table_assert_refused (unclear, 0, BATON_TABLE_UNCLEAR_DAY, 1);
}

/* A register of nobody, with rows as partners' spreadsheets have them: a column for each vocabulary. */
static BatonTablePlan *
plan_terms (const BatonProgram *program,
            BatonRegister      *reg,
            const BatonGrid    *grid,
            gboolean            make_vocabulary,
            gboolean            create)
{
  g_autoptr (BatonTable) table = baton_table_new_for_data (BATON_DATA_ORGANISATIONS, program, NULL);
  g_autoptr (BatonTableMapping) mapping = baton_table_mapping_guess (table, grid);
  BatonTableOptions options = { .create_terms = create };
  g_autoptr (GError) error = NULL;
  BatonTablePlan *plan;
  int first;

  baton_table_mapping_guess_terms (mapping, table, grid, program);
  first = baton_table_add_new_vocabularies (table, grid, mapping->header);
  g_assert_cmpint (first, >, 0);
  for (guint i = 0; make_vocabulary && i < mapping->n_targets; i++)
    if (mapping->targets[i] < 0)
      baton_table_mapping_set (mapping, i, first + (int) i);
  plan = baton_table_plan_new_data (program, reg, NULL, table, grid, mapping, &options, NULL, &error);
  g_assert_no_error (error);
  return plan;
}

static const char *
find_term (const BatonProgram *program,
           const char         *name)
{
  g_autoptr (GPtrArray) terms = baton_program_list (program, BATON_KIND_TERM);

  for (guint i = 0; i < terms->len; i++)
    if (strcmp (baton_entity_get_name (terms->pdata[i]), name) == 0)
      return baton_entity_get_id (terms->pdata[i]);
  g_assert_not_reached ();
}

/* Dinars have three decimals: one amount that tells how the sheet writes them tells it of all, and where none does nothing is guessed. */
static void
test_unclear_amounts (void)
{
  static const struct { const char *rows; guint created; const char *written; } cases[] = {
    { "Ten,mdf,\"1,234\"\n", 0, NULL },
    { "Ten,mdf,\"1,234\"\nFive,mdf,\"1,234.500\"\n", 2, "1234000" },
    { "Ten,mdf,\"1,234\"\nFive,mdf,\"0,5\"\n", 2, "1234" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BatonProgram) program = table_load_sample ();
      g_autoptr (BatonValue) currency = baton_value_new_string ("KWD"), digits = baton_value_new_integer (3);
      g_autoptr (BatonEntity) dinars = baton_entity_with (baton_program_get_root (program), BATON_FIELD_PROGRAM_CURRENCY, currency);
      g_autoptr (BatonEntity) root = baton_entity_with (dinars, BATON_FIELD_PROGRAM_CURRENCY_DIGITS, digits);
      g_autofree char *text = g_strconcat ("Name,Type,Budget\n", cases[i].rows, NULL);
      g_autoptr (BatonGrid) grid = table_parse (text);
      g_autoptr (BatonTable) table = baton_table_new_for_kind (BATON_KIND_FUND, NULL, NULL);
      g_autoptr (BatonTablePlan) plan = NULL;
      const BatonTableRow *row;

      baton_program_put (program, root);
      plan = table_plan_for (program, table, grid, &(BatonTableOptions) { 0 });
      row = plan->rows->pdata[0];
      if (cases[i].written == NULL)
        table_assert_refused (plan, 0, BATON_TABLE_UNCLEAR, 2);
      else
        g_assert_cmpint (baton_entity_get_integer (row->after, BATON_FIELD_FUND_BUDGET, 0), ==, g_ascii_strtoll (cases[i].written, NULL, 10));
      table_assert_counts (plan, cases[i].created, 0, 0, cases[i].created == 0);
    }
}

/* "Country" is no vocabulary of the sample, but its values are regions. */
static void
test_vocabulary_columns (void)
{
  g_autoptr (BatonProgram) program = table_load_sample ();
  const char *germany = find_term (program, "Germany"), *france = find_term (program, "France"), *reseller = find_term (program, "Reseller");
  g_autofree char *present = g_strdup_printf ("id,name,terms\no-1,Nordlicht AG,%s %s\n", strcmp (germany, reseller) < 0 ? germany : reseller,
                                              strcmp (germany, reseller) < 0 ? reseller : germany);
  g_autoptr (BatonRegister) reg = baton_register_read (present, strlen (present), "", 0, NULL, NULL);
  g_autoptr (BatonGrid) grid = table_parse ("Organization,Country,Partner type\n"
                                      "Nordlicht AG,France,\n"
                                      "Sister,\"France, Germany\",Reseller\n"
                                      "Brother,Fraance,Reseller\n");
  g_autoptr (BatonTablePlan) plan = plan_terms (program, reg, grid, FALSE, FALSE);
  g_autoptr (BatonTablePlan) lenient = plan_terms (program, reg, grid, FALSE, TRUE);
  g_autoptr (BatonRegister) after = baton_register_read (plan->written, strlen (plan->written), "", 0, NULL, NULL);
  const BatonOrganisationFacts *facts = baton_register_get_organisation_facts (after, baton_register_find_organisation (after, "o-1"), baton_day_new (2026, 1, 1));

  table_assert_counts (plan, 1, 1, 0, 1);
  table_assert_refused (plan, 2, BATON_TABLE_NOT_FOUND, 1);
  g_assert_cmpuint (plan->owners->len, ==, 0);
  /* The country is another one; the type, of which the row says nothing, stays. */
  g_assert_true (g_strv_contains (facts->terms, france) && g_strv_contains (facts->terms, reseller) && !g_strv_contains (facts->terms, germany));
  facts = baton_register_get_organisation_facts (after, baton_register_find_organisation (after, "sister"), baton_day_new (2026, 1, 1));
  g_assert_true (g_strv_contains (facts->terms, france) && g_strv_contains (facts->terms, reseller) && g_strv_contains (facts->terms, germany));

  table_assert_counts (lenient, 2, 1, 0, 0);
  g_assert_cmpuint (lenient->owners->len, ==, 1);
  g_assert_cmpstr (baton_entity_get_name (lenient->owners->pdata[0]), ==, "Fraance");
}

/* What a program has no vocabulary for becomes one, and only as far as rows that are taken need it. */
static void
test_new_vocabularies (void)
{
  g_autoptr (BatonProgram) program = table_load_sample ();
  g_autoptr (BatonRegister) reg = baton_register_new_empty ();
  g_autoptr (BatonGrid) grid = table_parse ("Organization,Fleet,Joined on\n"
                                      "One,Trucks,2024-01-01\n"
                                      "Two,Trucks; Ships,2024-01-01\n"
                                      "Three,Balloons,someday\n"
                                      "Four,Carts,someday\n"
                                      "Five,Carts,2024-01-01\n");
  g_autoptr (BatonTablePlan) plan = plan_terms (program, reg, grid, TRUE, FALSE);
  g_autoptr (GPtrArray) changes = baton_table_plan_list_changes (plan);
  g_autoptr (GPtrArray) problems = NULL;
  BatonEntity *fleet = plan->owners->pdata[0], *trucks = plan->owners->pdata[1], *ships = plan->owners->pdata[2];
  const BatonTableIssue *carts;

  table_assert_counts (plan, 3, 0, 0, 2);
  g_assert_cmpuint (plan->owners->len, ==, 4);
  g_assert_cmpuint (changes->len, ==, 4);
  /* What a refused row names first is told where it is needed. */
  g_assert_cmpuint (table_get_row (plan, 3)->issues->len, ==, 1);
  g_assert_cmpuint (table_get_row (plan, 4)->issues->len, ==, 1);
  carts = table_get_row (plan, 4)->issues->pdata[0];
  g_assert_cmpint (carts->code, ==, BATON_TABLE_OWNER_CREATED);
  g_assert_cmpstr (carts->text, ==, "Carts");
  g_assert_cmpstr (baton_entity_get_name (fleet), ==, "Fleet");
  g_assert_cmpint (baton_entity_get_kind (fleet), ==, BATON_KIND_VOCABULARY);
  g_assert_cmpstr (baton_entity_get_parent (ships), ==, baton_entity_get_id (fleet));
  g_assert_cmpstr (baton_entity_get_position (trucks), <, baton_entity_get_position (ships));
  g_assert_nonnull (strstr (plan->written, baton_entity_get_id (ships)));
  for (guint i = 0; i < 3; i++)
    baton_program_put (program, plan->owners->pdata[i]);
  problems = baton_validate_program (program);
  for (guint i = 0; i < problems->len; i++)
    for (guint j = 0; j < 3; j++)
      g_assert_false (g_strcmp0 (((BatonProblem *) problems->pdata[i])->entity, baton_entity_get_id (plan->owners->pdata[j])) == 0 &&
                      baton_problem_get_severity (problems->pdata[i]) == BATON_SEVERITY_ERROR);
}

/* A column of names is no vocabulary, however often it is called one. */
static void
test_too_many_terms (void)
{
  g_autoptr (BatonProgram) program = table_load_sample ();
  g_autoptr (BatonRegister) reg = baton_register_new_empty ();
  g_autoptr (GString) text = g_string_new ("Organization,Motto,Joined on\n");
  g_autoptr (BatonGrid) grid = NULL;
  g_autoptr (BatonTablePlan) plan = NULL;

  for (int i = 0; i < 1100; i++)
    g_string_append_printf (text, "Partner %d,Motto %d,2024-01-01\n", i, i);
  grid = table_parse (text->str);
  plan = plan_terms (program, reg, grid, TRUE, FALSE);
  table_assert_counts (plan, 1000, 0, 0, 100);
  table_assert_refused (plan, 1000, BATON_TABLE_TOO_MANY_TERMS, 1);
}

/* The sample's own register, out with a column a vocabulary and in again: nothing changes. */
static void
test_vocabulary_round_trip (void)
{
  g_autoptr (BatonProgram) program = table_load_sample ();
  g_autofree char *folder = g_build_filename (g_getenv ("BATON_SOURCE_ROOT"), "data", "samples", "influencer", NULL);
  g_autofree char *path = g_build_filename (folder, "organisations.csv", NULL), *data = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonRegister) reg = NULL;
  g_autoptr (BatonTable) table = baton_table_new_for_data (BATON_DATA_ORGANISATIONS, program, NULL);
  g_autoptr (BatonGrid) grid = NULL;
  g_autoptr (BatonTablePlan) plan = NULL;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  reg = baton_register_read (data, length, "", 0, NULL, NULL);
  grid = baton_table_export_data (table, program, reg, NULL);
  g_assert_cmpuint (baton_grid_get_n_rows (grid), >, 100);
  for (guint i = 0; i < baton_grid_get_n_columns (grid); i++)
    g_assert_cmpstr (baton_grid_get (grid, 0, i), !=, "Terms");
  plan = plan_terms (program, reg, grid, FALSE, FALSE);
  table_assert_counts (plan, 0, 0, baton_grid_get_n_rows (grid) - 1, 0);
}

static void
test_members (void)
{
  g_autoptr (BatonProgram) program = table_load_sample ();
  g_autoptr (BatonRegister) reg = make_register ();
  g_autoptr (BatonGrid) grid = table_parse ("Name;Company;Reads\nAda;Nordlicht AG;en\nAda;;\nGrace;\"Café Müller, Köln\";de\nBob;;de\n");
  g_autoptr (BatonTablePlan) plan = plan_data (program, reg, NULL, BATON_DATA_MEMBERS, grid);

  table_assert_counts (plan, 1, 1, 0, 2);
  table_assert_refused (plan, 1, BATON_TABLE_SEVERAL, 0);
  table_assert_refused (plan, 3, BATON_TABLE_BAD_DATA, 1);
}

static void
test_history (void)
{
  g_autoptr (BatonProgram) program = table_load_sample ();
  g_autoptr (BatonRegister) reg = make_register ();
  g_autoptr (GPtrArray) activities = baton_program_list (program, BATON_KIND_ACTIVITY);
  const char *activity = baton_entity_get_name (activities->pdata[0]), *id = baton_entity_get_id (activities->pdata[0]);
  g_autofree char *text = g_strdup_printf ("Key\tCompany\tActivity\tDate\tAmount\n"
                                           "1\tNordlicht AG\t\"%s\"\t3.5.2026\t1,234.50\n"
                                           "2\tNobody\t\"%s\"\t2026-05-03\t\n"
                                           "3\to-2\tDancing\t2026-05-03\t\n"
                                           "4\to-2\t\"%s\"\t2026-05-04\t10\n", activity, activity, activity);
  g_autofree char *present = g_strdup_printf ("id,organisation,activity,day,amount\n4,o-2,%s,2026-05-04,1000\n", id);
  g_autofree char *expected = g_strdup_printf ("1,,o-1,,%s,2026-05-03,,123450,", id);
  g_autoptr (BatonGrid) grid = table_parse (text);
  g_autoptr (BatonGrid) stored = table_parse (present);
  g_autoptr (BatonTablePlan) plan = plan_data (program, reg, present, BATON_DATA_HISTORY, grid);
  g_autoptr (BatonTablePlan) same = plan_data (program, reg, present, BATON_DATA_HISTORY, stored);
  g_autoptr (BatonGrid) keyless = table_parse ("Company,Activity,Date\nNordlicht AG,Dancing,2026-05-03\n");
  g_autoptr (BatonTablePlan) nameless = plan_data (program, reg, NULL, BATON_DATA_HISTORY, keyless);

  table_assert_counts (plan, 1, 0, 1, 2);
  table_assert_refused (plan, 1, BATON_TABLE_NOT_FOUND, 1);
  table_assert_refused (plan, 2, BATON_TABLE_NOT_FOUND, 2);
  g_assert_nonnull (strstr (plan->written, "123450"));
  table_assert_refused (nameless, 0, BATON_TABLE_NO_KEY, -1);
  /* A file as the history is kept has its money in the smallest unit. */
  table_assert_counts (same, 0, 0, 1, 0);
}

static void
test_duplicates (void)
{
  static const char organisations[] = "id,name\n1,Nordlicht GmbH & Co. KG\n2,NORDLICHT\n3,Nordlicht Süd\n4,\"Ærø, Café S.p.A.\"\n5,aero cafe\n6,Holding AG\n7,GmbH\n";
  g_autoptr (BatonRegister) reg = baton_register_read (organisations, strlen (organisations), "", 0, NULL, NULL);
  g_autoptr (GPtrArray) groups = baton_duplicates_list_organisations (reg);

  g_assert_cmpuint (groups->len, ==, 2);
  g_assert_cmpstr (((const char **) groups->pdata[0])[0], ==, "1");
  g_assert_cmpstr (((const char **) groups->pdata[0])[1], ==, "2");
  g_assert_cmpstr (((const char **) groups->pdata[1])[0], ==, "4");
  g_assert_cmpstr (((const char **) groups->pdata[1])[1], ==, "5");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/table-data/register-round-trip", test_register_round_trip);
  g_test_add_func ("/exchange/table-data/organisations", test_organisations);
  g_test_add_func ("/exchange/table-data/totals", test_totals);
  g_test_add_func ("/exchange/table-data/days", test_days);
  g_test_add_func ("/exchange/table-data/unclear-amounts", test_unclear_amounts);
  g_test_add_func ("/exchange/table-data/vocabulary-columns", test_vocabulary_columns);
  g_test_add_func ("/exchange/table-data/new-vocabularies", test_new_vocabularies);
  g_test_add_func ("/exchange/table-data/too-many-terms", test_too_many_terms);
  g_test_add_func ("/exchange/table-data/vocabulary-round-trip", test_vocabulary_round_trip);
  g_test_add_func ("/exchange/table-data/members", test_members);
  g_test_add_func ("/exchange/table-data/history", test_history);
  g_test_add_func ("/exchange/table-data/duplicates", test_duplicates);
  return g_test_run ();
}
