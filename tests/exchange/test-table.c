/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Spreadsheets of things, organizations, members and events: what goes out comes back as it was, in every format; what comes in
 * does what its plan says and nothing else.
 */
#include "exchange/baton-duplicates.h"
#include "exchange/baton-table-export.h"
#include "exchange/baton-table-plan.h"
#include "model/baton-text.h"
#include "model/baton-validate.h"

#include <string.h>

static BatonProgram *
load_sample (void)
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
static BatonGrid *
pass_through (const BatonGrid *grid,
              BatonGridFormat  format)
{
  static const char * const names[] = { "table.csv", "table.tsv", "table.xlsx" };
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), names[format], NULL);
  g_autoptr (GError) error = NULL;
  BatonGrid *again;

  baton_grid_write_file (grid, format, "Table", path, &error);
  g_assert_no_error (error);
  again = baton_grid_read_file (path, NULL, &error);
  g_assert_no_error (error);
  return again;
}

static BatonTablePlan *
plan_for (const BatonProgram      *program,
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

static BatonGrid *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  BatonGrid *grid = baton_grid_read_text (text, strlen (text), &error);

  g_assert_no_error (error);
  return grid;
}

static void
assert_counts (const BatonTablePlan *plan,
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

static void
apply (BatonProgram         *program,
       const BatonTablePlan *plan)
{
  g_autoptr (GPtrArray) changes = baton_table_plan_list_changes (plan);

  for (guint i = 0; i < changes->len; i++)
    baton_program_apply (program, changes->pdata[i]);
}

/* ── Round trips ─────────────────────────────────────────────────────────────────────────────────────── */

static const BatonKind kinds[] = { BATON_KIND_TERM, BATON_KIND_ACTIVITY, BATON_KIND_REWARD, BATON_KIND_PROMOTION, BATON_KIND_CONTENT, BATON_KIND_PERSONA,
                                   BATON_KIND_TIER, BATON_KIND_BENEFIT, BATON_KIND_FUND, BATON_KIND_NAVIGATION_ITEM, BATON_KIND_PUBLISHING_RULE,
                                   BATON_KIND_MAPPING_ENTRY, BATON_KIND_VOCABULARY, BATON_KIND_BLOCK };

/* Without its position, and with its translations as a spreadsheet has them: without their state. */
static char *
normalize (const BatonEntity *entity)
{
  const BatonKindInfo *kind = baton_schema_get_kind (baton_entity_get_kind (entity));
  g_autoptr (BatonEntity) normal = baton_entity_ref ((BatonEntity *) entity);
  g_autoptr (BatonValue) value = NULL;

  for (guint i = 0; i < kind->n_fields; i++)
    {
      BatonField field = (BatonField) (kind->first_field + i);
      const BatonFieldInfo *info = baton_schema_get_field (field);
      const BatonValue *locales = baton_value_get_member (baton_entity_get (normal, field), "locales");
      g_autoptr (BatonValue) text = baton_entity_get (normal, field) != NULL ? baton_value_ref (baton_entity_get (normal, field)) : NULL;
      g_autoptr (BatonEntity) next = NULL;

      if ((info->flags & BATON_FIELD_TRANSLATABLE) == 0 || text == NULL)
        continue;
      for (gsize j = 0; j < baton_value_get_length (locales); j++)
        {
          BatonValue *with = baton_text_with_locale (text, baton_value_get_key (locales, j),
                                                     baton_value_get_member_string (baton_value_get_element (locales, j), "text"), BATON_TEXT_TRANSLATED);

          baton_value_unref (text);
          text = with;
        }
      /* Kept and native texts are marked by hand. */
      next = baton_entity_with (normal, field, text);
      {
        g_autoptr (BatonValue) unmarked = baton_value_with_member (text, "kept", NULL);
        g_autoptr (BatonValue) plain = baton_value_with_member (unmarked, "native", NULL);
        BatonEntity *with = baton_entity_with (next, field, plain);

        baton_entity_unref (normal);
        normal = with;
      }
    }
  if (kind->place_field != BATON_FIELD_NONE)
    {
      BatonEntity *placed = baton_entity_with_place (normal, baton_entity_get_parent (normal), "a0");

      baton_entity_unref (normal);
      normal = placed;
    }
  value = baton_entity_to_value (normal);
  return baton_value_to_pretty_json (value);
}

static void
test_round_trip (gconstpointer data)
{
  BatonKind kind = kinds[GPOINTER_TO_INT (data)];
  g_autoptr (BatonProgram) program = load_sample ();
  g_autoptr (BatonProgram) without = baton_program_copy (program);
  /* The sample's languages, and French, which it does not list but once has. */
  static const char * const locales[] = { "de", "ar", "ja", "fr", NULL };
  g_autoptr (BatonTable) table = baton_table_new_for_kind (kind, locales, NULL);
  g_autoptr (GPtrArray) all = baton_program_list (program, kind);
  g_autoptr (BatonGrid) grid = baton_table_export (table, program);

  g_assert_cmpuint (all->len, >, 0);
  for (guint i = 0; i < all->len; i++)
    baton_program_remove (without, baton_entity_get_id (all->pdata[i]));

  for (int format = 0; format < BATON_GRID_N_FORMATS; format++)
    {
      g_autoptr (BatonGrid) again = pass_through (grid, format);
      g_autoptr (BatonTablePlan) same = plan_for (program, table, again, NULL);
      g_autoptr (BatonTablePlan) anew = NULL;
      g_autoptr (BatonProgram) target = baton_program_copy (without);
      static const BatonTableOptions clear = { .clear_empty = TRUE };
      g_autoptr (BatonTablePlan) cleared = plan_for (program, table, again, &clear);

      g_test_message ("format %d", format);
      assert_counts (same, 0, 0, all->len, 0);
      /* Empty cells are those of fields that are not set, so emptying them changes nothing either. */
      assert_counts (cleared, 0, 0, all->len, 0);
      anew = plan_for (without, table, again, NULL);
      assert_counts (anew, all->len, 0, 0, 0);
      apply (target, anew);
      for (guint i = 0; i < all->len; i++)
        {
          BatonEntity *back = baton_program_lookup (target, baton_entity_get_id (all->pdata[i]));
          g_autofree char *was = normalize (all->pdata[i]), *is = back != NULL ? normalize (back) : NULL;

          g_assert_cmpstr (is, ==, was);
        }
    }
}

/* Every heading finds its own column again, so that no two are called the same. */
static void
test_headings (void)
{
  static const char * const locales[] = { "de", "pt-BR", NULL };

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_autoptr (BatonTable) table = baton_table_new_for_kind (kind, locales, NULL);
      g_autoptr (BatonGrid) grid = baton_grid_new ();
      g_autoptr (GPtrArray) headings = g_ptr_array_new ();
      g_autoptr (BatonTableMapping) mapping = NULL;

      for (guint i = table->columns->len; i > 0; i--)
        g_ptr_array_add (headings, baton_table_get_column (table, i - 1)->heading);
      baton_grid_add_row (grid, 1, (const char * const *) headings->pdata, headings->len);
      mapping = baton_table_mapping_guess (table, grid);
      for (guint i = 0; i < headings->len; i++)
        {
          g_test_message ("%s: %s", baton_schema_get_kind (kind)->name, (const char *) headings->pdata[i]);
          g_assert_cmpint (mapping->targets[i], ==, (int) (table->columns->len - 1 - i));
        }
    }
}

/* ── What comes in ───────────────────────────────────────────────────────────────────────────────────── */

static const BatonTableRow *
get_row (const BatonTablePlan *plan,
         guint                 i)
{
  g_assert_cmpuint (i, <, plan->rows->len);
  return plan->rows->pdata[i];
}

static void
assert_refused (const BatonTablePlan *plan,
                guint                 i,
                BatonTableIssueCode   code,
                int                   column)
{
  const BatonTableRow *row = get_row (plan, i);
  const BatonTableIssue *issue;

  g_assert_cmpint (row->fate, ==, BATON_ROW_REFUSED);
  g_assert_null (row->after);
  issue = row->issues->pdata[0];
  g_assert_cmpstr (baton_table_issue_get_name (issue->code), ==, baton_table_issue_get_name (code));
  g_assert_cmpint (issue->column, ==, column);
}

/* A taxonomy as people have it: a new vocabulary, parents after their children, a path, a synonym for an old term. */
static void
test_terms (void)
{
  g_autoptr (BatonProgram) program = load_sample ();
  g_autoptr (BatonTable) table = baton_table_new_for_kind (BATON_KIND_TERM, NULL, NULL);
  g_autoptr (BatonGrid) grid = parse ("Term,Vocabulary,Parent,Code\n"
                                      "Espresso,Coffee,Coffee drinks,\n"
                                      "Coffee drinks,Coffee,,C1\n"
                                      "Ristretto,coffee,Coffee drinks > Espresso,\n"
                                      "Ristretto,Coffee,Coffee drinks > Espresso,\n"
                                      "Tea,Coffee,Herbs,\n"
                                      ",Coffee,,X\n"
                                      "Lost,,,\n");
  g_autoptr (BatonTablePlan) plan = plan_for (program, table, grid, NULL);
  BatonEntity *ristretto;

  assert_counts (plan, 3, 0, 0, 4);
  g_assert_cmpuint (plan->owners->len, ==, 1);
  g_assert_cmpstr (baton_entity_get_name (plan->owners->pdata[0]), ==, "Coffee");
  g_assert_cmpstr (baton_entity_get_parent (get_row (plan, 0)->after), ==, baton_entity_get_id (get_row (plan, 1)->after));
  ristretto = get_row (plan, 2)->after;
  g_assert_cmpstr (baton_entity_get_parent (ristretto), ==, baton_entity_get_id (get_row (plan, 0)->after));
  assert_refused (plan, 3, BATON_TABLE_TWICE, -1);
  assert_refused (plan, 4, BATON_TABLE_NOT_FOUND, 2);
  assert_refused (plan, 5, BATON_TABLE_NO_NAME, 0);
  assert_refused (plan, 6, BATON_TABLE_NO_OWNER, 1);
  apply (program, plan);
  {
    g_autoptr (GPtrArray) problems = baton_validate_program (program);

    g_assert_false (baton_problems_have_errors (problems));
  }
}

/* The classic table of activities: headings of sections, "-" for none, remarks in brackets. */
static void
test_activities (void)
{
  g_autoptr (BatonProgram) program = load_sample ();
  g_autoptr (BatonTable) table = baton_table_new_for_kind (BATON_KIND_ACTIVITY, NULL, NULL);
  g_autoptr (GPtrArray) motions = baton_program_list (program, BATON_KIND_MOTION);
  BatonTableOptions options = { .owner = baton_entity_get_id (motions->pdata[0]) };
  g_autoptr (BatonGrid) grid = parse ("Our points for 2027\n"
                                      "Activity;Tier;Company;Individual;For\n"
                                      "Brand new section;;;;\n"
                                      "Barista course (one time);50;-;5;\n"
                                      "Beans sold (per 10 bags);1;2;;\n"
                                      "Cup of the year;1,000;many;5;\n"
                                      "Free cup;5;5;5;everybody\n"
                                      "Left open;;;;\n"
                                      ";;;;\n");
  g_autoptr (BatonTablePlan) plan = plan_for (program, table, grid, &options);
  const BatonEntity *course, *beans;

  assert_counts (plan, 3, 0, 0, 2);
  g_assert_cmpuint (plan->n[BATON_ROW_HEADING], ==, 1);
  /* With nothing below it, it is no heading. */
  g_assert_cmpstr (baton_entity_get_name (get_row (plan, 5)->after), ==, "Left open");
  course = get_row (plan, 1)->after;
  g_assert_cmpstr (baton_entity_get_name (course), ==, "Barista course");
  g_assert_cmpstr (baton_entity_get_string (course, BATON_FIELD_ACTIVITY_SECTION), ==, "Brand new section");
  g_assert_cmpstr (baton_entity_get_string (course, BATON_FIELD_ACTIVITY_ONCE), ==, "organisation");
  g_assert_cmpint (baton_value_get_member_integer (baton_entity_get (course, BATON_FIELD_ACTIVITY_TIER_POINTS), "value", -1), ==, 50);
  g_assert_cmpstr (baton_value_get_member_string (baton_entity_get (course, BATON_FIELD_ACTIVITY_COMPANY_POINTS), "value"), ==, "none");
  beans = get_row (plan, 2)->after;
  g_assert_cmpint (baton_entity_get_integer (beans, BATON_FIELD_ACTIVITY_UNIT_SIZE, 0), ==, 10);
  g_assert_null (baton_entity_get (beans, BATON_FIELD_ACTIVITY_INDIVIDUAL_POINTS));
  assert_refused (plan, 3, BATON_TABLE_NOT_UNDERSTOOD, 2);
  assert_refused (plan, 4, BATON_TABLE_NOT_UNDERSTOOD, 4);
}

/* Only what the sheet says changes; an empty cell leaves, or clears when asked to. */
static void
test_changes (void)
{
  g_autoptr (BatonProgram) program = load_sample ();
  g_autoptr (BatonTable) table = baton_table_new_for_kind (BATON_KIND_REWARD, NULL, NULL);
  g_autoptr (GPtrArray) rewards = baton_program_list (program, BATON_KIND_REWARD);
  const BatonEntity *reward = NULL;
  g_autofree char *text = NULL;
  g_autoptr (BatonGrid) grid = NULL;
  g_autoptr (BatonTablePlan) plan = NULL, cleared = NULL;
  static const BatonTableOptions clear = { .clear_empty = TRUE };

  for (guint i = 0; i < rewards->len && reward == NULL; i++)
    if (baton_entity_get (rewards->pdata[i], BATON_FIELD_REWARD_PRICE) != NULL && baton_entity_get (rewards->pdata[i], BATON_FIELD_REWARD_SECTION) != NULL)
      reward = rewards->pdata[i];
  text = g_strdup_printf ("Reward,Section,Price in points\n\"%s\",,12345\n", baton_entity_get_name (reward));
  grid = parse (text);
  plan = plan_for (program, table, grid, NULL);
  assert_counts (plan, 0, 1, 0, 0);
  g_assert_cmpint (baton_entity_get_integer (get_row (plan, 0)->after, BATON_FIELD_REWARD_PRICE, 0), ==, 12345);
  g_assert_true (baton_entity_get (get_row (plan, 0)->after, BATON_FIELD_REWARD_SECTION) == baton_entity_get (reward, BATON_FIELD_REWARD_SECTION));
  cleared = plan_for (program, table, grid, &clear);
  g_assert_null (baton_entity_get (get_row (cleared, 0)->after, BATON_FIELD_REWARD_SECTION));
}

/* What would be an error in the program is refused for that reason, and so is what leans on it. */
static void
test_problems (void)
{
  g_autoptr (BatonProgram) program = load_sample ();
  g_autoptr (BatonTable) terms = baton_table_new_for_kind (BATON_KIND_TERM, NULL, NULL);
  g_autoptr (BatonTable) promotions = baton_table_new_for_kind (BATON_KIND_PROMOTION, NULL, NULL);
  g_autoptr (BatonGrid) circle = parse ("Term,Vocabulary,Below\nA,New,C\nB,New,A\nC,New,B\nD,New,\n");
  g_autoptr (BatonGrid) incomplete = parse ("Promotion\tEffect\tMultiplier\tWhen: from\tWhen: through\n"
                                            "Double\tMultiplies the points\t200 %\t2027-01-01\t31.1.2027\n"
                                            "Nothing\tMultiplies the points\t\t2027-01-01\t2027-01-31\n"
                                            "Backwards\tMultiplies the points\t200 %\t2027-02-01\t2027-01-31\n"
                                            "American\tMultiplies the points\t200 %\t1/2/2027\t2027-01-31\n"
                                            "Magic\tTurns to gold\t200 %\t\t\n");
  g_autoptr (BatonTablePlan) plan = plan_for (program, terms, circle, NULL);
  g_autoptr (BatonTablePlan) second = plan_for (program, promotions, incomplete, NULL);
  const BatonTableIssue *issue;

  assert_counts (plan, 1, 0, 0, 3);
  assert_counts (second, 1, 0, 0, 4);
  g_assert_cmpint (baton_entity_get_integer (get_row (second, 0)->after, BATON_FIELD_PROMOTION_MULTIPLIER, 0), ==, 20000);
  assert_refused (second, 1, BATON_TABLE_PROBLEM, 2);
  issue = get_row (second, 1)->issues->pdata[0];
  g_assert_cmpint (issue->problem->code, ==, BATON_PROBLEM_PROMOTION_INCOMPLETE);
  issue = get_row (second, 2)->issues->pdata[0];
  g_assert_cmpint (issue->problem->code, ==, BATON_PROBLEM_WINDOW_BACKWARDS);
  assert_refused (second, 3, BATON_TABLE_NOT_UNDERSTOOD, 3);
  assert_refused (second, 4, BATON_TABLE_NOT_FOUND, 1);
}

static char *
say (const BatonTableIssue *issue,
     const BatonTableRow   *row,
     gpointer               user_data)
{
  return g_strdup (baton_table_issue_get_name (issue->code));
}

static void
test_refused (void)
{
  g_autoptr (BatonProgram) program = load_sample ();
  g_autoptr (BatonTable) table = baton_table_new_for_kind (BATON_KIND_TERM, NULL, NULL);
  g_autoptr (BatonGrid) grid = parse ("Term,Vocabulary\nGood,New\n,New\n\"bad,New\n");
  g_autoptr (BatonTableMapping) mapping = baton_table_mapping_guess (table, grid);
  g_autoptr (BatonTablePlan) plan = baton_table_plan_new (program, table, grid, mapping, NULL, NULL, NULL);
  g_autoptr (BatonGrid) refused = baton_table_plan_list_refused (plan, grid, mapping, "Why", say, NULL);

  g_assert_cmpuint (baton_grid_get_n_rows (refused), ==, 3);
  g_assert_cmpstr (baton_grid_get (refused, 0, 2), ==, "Why");
  g_assert_cmpstr (baton_grid_get (refused, 1, 1), ==, "New");
  g_assert_cmpstr (baton_grid_get (refused, 1, 2), ==, "no-name");
  g_assert_cmpstr (baton_grid_get (refused, 2, 2), ==, "bad-row");
}

static void
test_cancelled (void)
{
  g_autoptr (BatonProgram) program = load_sample ();
  g_autoptr (BatonTable) table = baton_table_new_for_kind (BATON_KIND_TERM, NULL, NULL);
  g_autoptr (BatonGrid) grid = parse ("Term,Vocabulary\nGood,New\n");
  g_autoptr (BatonTableMapping) mapping = baton_table_mapping_guess (table, grid);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (baton_table_plan_new (program, table, grid, mapping, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* ── Register and history ────────────────────────────────────────────────────────────────────────────── */

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
  g_autoptr (BatonProgram) program = load_sample ();
  g_autoptr (BatonRegister) reg = make_register ();
  g_autoptr (BatonRegister) empty = baton_register_new_empty ();
  g_autofree char *organisations = baton_register_write_organisations (reg);

  for (int format = 0; format < BATON_GRID_N_FORMATS; format++)
    for (int file = BATON_DATA_ORGANISATIONS; file <= BATON_DATA_MEMBERS; file++)
      {
        g_autoptr (BatonTable) table = baton_table_new_for_data (file, NULL, NULL);
        g_autoptr (BatonGrid) grid = baton_table_export_data (table, program, reg, NULL);
        g_autoptr (BatonGrid) again = pass_through (grid, format);
        g_autoptr (BatonTablePlan) same = plan_data (program, reg, NULL, file, again);

        assert_counts (same, 0, 0, file == BATON_DATA_ORGANISATIONS ? 3 : 2, 0);
        g_assert_cmpstr (same->written, ==, file == BATON_DATA_ORGANISATIONS ? organisations : "id,name,organisation,roles,terms,locale,from\nm-1,Ada,o-1,,,de,\nm-2,Ada,o-2,,,,\n");
      }
}

static void
test_organisations (void)
{
  g_autoptr (BatonProgram) program = load_sample ();
  g_autoptr (BatonRegister) reg = make_register ();
  g_autoptr (BatonGrid) grid = parse ("Organization,Belongs to,Joined on,Terms\n"
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

  assert_counts (plan, 3, 1, 0, 4);
  issue = get_row (plan, 1)->issues->pdata[0];
  g_assert_cmpint (issue->code, ==, BATON_TABLE_LIKELY_DUPLICATE);
  assert_refused (plan, 4, BATON_TABLE_NOT_FOUND, 1);
  assert_refused (plan, 5, BATON_TABLE_TWICE, -1);
  assert_refused (plan, 6, BATON_TABLE_NOT_UNDERSTOOD, 2);
  assert_refused (plan, 7, BATON_TABLE_NOT_FOUND, 3);
  after = baton_register_read (plan->written, strlen (plan->written), members, strlen (members), NULL, NULL);
  g_assert_cmpuint (baton_register_get_n_organisations (after), ==, 5);
  daughter = baton_register_find_organisation (after, "daughter");
  g_assert_cmpstr (baton_register_get_organisation (after, baton_register_get_top (after, daughter, baton_day_new (2026, 1, 1))), ==, "o-1");
  g_assert_cmpint (baton_register_get_organisation_facts (after, baton_register_find_organisation (after, "o-1"), baton_day_new (2026, 1, 1))->joined, ==, baton_day_new (2023, 3, 1));
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
      g_autoptr (BatonProgram) program = load_sample ();
      g_autoptr (BatonValue) currency = baton_value_new_string ("KWD"), digits = baton_value_new_integer (3);
      g_autoptr (BatonEntity) dinars = baton_entity_with (baton_program_get_root (program), BATON_FIELD_PROGRAM_CURRENCY, currency);
      g_autoptr (BatonEntity) root = baton_entity_with (dinars, BATON_FIELD_PROGRAM_CURRENCY_DIGITS, digits);
      g_autofree char *text = g_strconcat ("Name,Type,Budget\n", cases[i].rows, NULL);
      g_autoptr (BatonGrid) grid = parse (text);
      g_autoptr (BatonTable) table = baton_table_new_for_kind (BATON_KIND_FUND, NULL, NULL);
      g_autoptr (BatonTablePlan) plan = NULL;
      const BatonTableRow *row;

      baton_program_put (program, root);
      plan = plan_for (program, table, grid, &(BatonTableOptions) { 0 });
      row = plan->rows->pdata[0];
      if (cases[i].written == NULL)
        assert_refused (plan, 0, BATON_TABLE_UNCLEAR, 2);
      else
        g_assert_cmpint (baton_entity_get_integer (row->after, BATON_FIELD_FUND_BUDGET, 0), ==, g_ascii_strtoll (cases[i].written, NULL, 10));
      assert_counts (plan, cases[i].created, 0, 0, cases[i].created == 0);
    }
}

/* "Country" is no vocabulary of the sample, but its values are regions. */
static void
test_vocabulary_columns (void)
{
  g_autoptr (BatonProgram) program = load_sample ();
  const char *germany = find_term (program, "Germany"), *france = find_term (program, "France"), *reseller = find_term (program, "Reseller");
  g_autofree char *present = g_strdup_printf ("id,name,terms\no-1,Nordlicht AG,%s %s\n", strcmp (germany, reseller) < 0 ? germany : reseller,
                                              strcmp (germany, reseller) < 0 ? reseller : germany);
  g_autoptr (BatonRegister) reg = baton_register_read (present, strlen (present), "", 0, NULL, NULL);
  g_autoptr (BatonGrid) grid = parse ("Organization,Country,Partner type\n"
                                      "Nordlicht AG,France,\n"
                                      "Sister,\"France, Germany\",Reseller\n"
                                      "Brother,Fraance,Reseller\n");
  g_autoptr (BatonTablePlan) plan = plan_terms (program, reg, grid, FALSE, FALSE);
  g_autoptr (BatonTablePlan) lenient = plan_terms (program, reg, grid, FALSE, TRUE);
  g_autoptr (BatonRegister) after = baton_register_read (plan->written, strlen (plan->written), "", 0, NULL, NULL);
  const BatonOrganisationFacts *facts = baton_register_get_organisation_facts (after, baton_register_find_organisation (after, "o-1"), baton_day_new (2026, 1, 1));

  assert_counts (plan, 1, 1, 0, 1);
  assert_refused (plan, 2, BATON_TABLE_NOT_FOUND, 1);
  g_assert_cmpuint (plan->owners->len, ==, 0);
  /* The country is another one; the type, of which the row says nothing, stays. */
  g_assert_true (g_strv_contains (facts->terms, france) && g_strv_contains (facts->terms, reseller) && !g_strv_contains (facts->terms, germany));
  facts = baton_register_get_organisation_facts (after, baton_register_find_organisation (after, "sister"), baton_day_new (2026, 1, 1));
  g_assert_true (g_strv_contains (facts->terms, france) && g_strv_contains (facts->terms, reseller) && g_strv_contains (facts->terms, germany));

  assert_counts (lenient, 2, 1, 0, 0);
  g_assert_cmpuint (lenient->owners->len, ==, 1);
  g_assert_cmpstr (baton_entity_get_name (lenient->owners->pdata[0]), ==, "Fraance");
}

/* What a program has no vocabulary for becomes one, and only as far as rows that are taken need it. */
static void
test_new_vocabularies (void)
{
  g_autoptr (BatonProgram) program = load_sample ();
  g_autoptr (BatonRegister) reg = baton_register_new_empty ();
  g_autoptr (BatonGrid) grid = parse ("Organization,Fleet,Joined on\n"
                                      "One,Trucks,2024-01-01\n"
                                      "Two,Trucks; Ships,2024-01-01\n"
                                      "Three,Balloons,someday\n");
  g_autoptr (BatonTablePlan) plan = plan_terms (program, reg, grid, TRUE, FALSE);
  g_autoptr (GPtrArray) changes = baton_table_plan_list_changes (plan);
  g_autoptr (GPtrArray) problems = NULL;
  BatonEntity *fleet = plan->owners->pdata[0], *trucks = plan->owners->pdata[1], *ships = plan->owners->pdata[2];

  assert_counts (plan, 2, 0, 0, 1);
  g_assert_cmpuint (plan->owners->len, ==, 3);
  g_assert_cmpuint (changes->len, ==, 3);
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
  g_autoptr (BatonProgram) program = load_sample ();
  g_autoptr (BatonRegister) reg = baton_register_new_empty ();
  g_autoptr (GString) text = g_string_new ("Organization,Motto,Joined on\n");
  g_autoptr (BatonGrid) grid = NULL;
  g_autoptr (BatonTablePlan) plan = NULL;

  for (int i = 0; i < 1100; i++)
    g_string_append_printf (text, "Partner %d,Motto %d,2024-01-01\n", i, i);
  grid = parse (text->str);
  plan = plan_terms (program, reg, grid, TRUE, FALSE);
  assert_counts (plan, 1000, 0, 0, 100);
  assert_refused (plan, 1000, BATON_TABLE_TOO_MANY_TERMS, 1);
}

/* The sample's own register, out with a column a vocabulary and in again: nothing changes. */
static void
test_vocabulary_round_trip (void)
{
  g_autoptr (BatonProgram) program = load_sample ();
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
  assert_counts (plan, 0, 0, baton_grid_get_n_rows (grid) - 1, 0);
}

static void
test_members (void)
{
  g_autoptr (BatonProgram) program = load_sample ();
  g_autoptr (BatonRegister) reg = make_register ();
  g_autoptr (BatonGrid) grid = parse ("Name;Company;Reads\nAda;Nordlicht AG;en\nAda;;\nGrace;\"Café Müller, Köln\";de\nBob;;de\n");
  g_autoptr (BatonTablePlan) plan = plan_data (program, reg, NULL, BATON_DATA_MEMBERS, grid);

  assert_counts (plan, 1, 1, 0, 2);
  assert_refused (plan, 1, BATON_TABLE_SEVERAL, 0);
  assert_refused (plan, 3, BATON_TABLE_BAD_DATA, 1);
}

static void
test_history (void)
{
  g_autoptr (BatonProgram) program = load_sample ();
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
  g_autoptr (BatonGrid) grid = parse (text);
  g_autoptr (BatonGrid) stored = parse (present);
  g_autoptr (BatonTablePlan) plan = plan_data (program, reg, present, BATON_DATA_HISTORY, grid);
  g_autoptr (BatonTablePlan) same = plan_data (program, reg, present, BATON_DATA_HISTORY, stored);

  assert_counts (plan, 1, 0, 1, 2);
  assert_refused (plan, 1, BATON_TABLE_NOT_FOUND, 1);
  assert_refused (plan, 2, BATON_TABLE_NOT_FOUND, 2);
  g_assert_nonnull (strstr (plan->written, "123450"));
  /* A file as the history is kept has its money in the smallest unit. */
  assert_counts (same, 0, 0, 1, 0);
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
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strconcat ("/exchange/table/round-trip/", baton_schema_get_kind (kinds[i])->name, NULL);

      g_test_add_data_func (path, GINT_TO_POINTER (i), test_round_trip);
    }
  g_test_add_func ("/exchange/table/headings", test_headings);
  g_test_add_func ("/exchange/table/terms", test_terms);
  g_test_add_func ("/exchange/table/activities", test_activities);
  g_test_add_func ("/exchange/table/changes", test_changes);
  g_test_add_func ("/exchange/table/problems", test_problems);
  g_test_add_func ("/exchange/table/refused", test_refused);
  g_test_add_func ("/exchange/table/cancelled", test_cancelled);
  g_test_add_func ("/exchange/table/register-round-trip", test_register_round_trip);
  g_test_add_func ("/exchange/table/organisations", test_organisations);
  g_test_add_func ("/exchange/table/unclear-amounts", test_unclear_amounts);
  g_test_add_func ("/exchange/table/vocabulary-columns", test_vocabulary_columns);
  g_test_add_func ("/exchange/table/new-vocabularies", test_new_vocabularies);
  g_test_add_func ("/exchange/table/too-many-terms", test_too_many_terms);
  g_test_add_func ("/exchange/table/vocabulary-round-trip", test_vocabulary_round_trip);
  g_test_add_func ("/exchange/table/members", test_members);
  g_test_add_func ("/exchange/table/history", test_history);
  g_test_add_func ("/exchange/table/duplicates", test_duplicates);
  return g_test_run ();
}
