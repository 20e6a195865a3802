/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Spreadsheets of things: what goes out comes back as it was, in every format; what comes in does what its plan says and nothing
 * else.
 */
#include "table-fixture.h"

#include "model/baton-text.h"
#include "model/baton-validate.h"

#include <string.h>

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
  g_autoptr (BatonProgram) program = table_load_sample ();
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
      g_autoptr (BatonGrid) again = table_pass_through (grid, format);
      g_autoptr (BatonTablePlan) same = table_plan_for (program, table, again, NULL);
      g_autoptr (BatonTablePlan) anew = NULL;
      g_autoptr (BatonProgram) target = baton_program_copy (without);
      static const BatonTableOptions clear = { .clear_empty = TRUE };
      g_autoptr (BatonTablePlan) cleared = table_plan_for (program, table, again, &clear);

      g_test_message ("format %d", format);
      table_assert_counts (same, 0, 0, all->len, 0);
      /* Empty cells are those of fields that are not set, so emptying them changes nothing either. */
      table_assert_counts (cleared, 0, 0, all->len, 0);
      anew = table_plan_for (without, table, again, NULL);
      table_assert_counts (anew, all->len, 0, 0, 0);
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

/* The headings are the line that names all columns, not the one above it that names groups of them, which may tell more. */
static void
test_groups_of_headings (void)
{
  g_autoptr (BatonTable) table = baton_table_new_for_kind (BATON_KIND_ACTIVITY, NULL, NULL);
  g_autoptr (BatonGrid) grid = table_parse ("Points by activity,,,\n"
                                            ",COMPANY,,INDIVIDUAL\n"
                                            "Activity,Tier points,Reward points,Reward points\n"
                                            "Training,-,5,10\n");
  g_autoptr (BatonTableMapping) mapping = baton_table_mapping_guess (table, grid);
  static const char * const names[] = { "name", "tier", "company", "individual" };

  g_assert_cmpuint (mapping->header, ==, 2);
  for (guint i = 0; i < 4; i++)
    {
      g_assert_cmpint (mapping->targets[i], >=, 0);
      g_assert_nonnull (strstr (baton_table_get_column (table, (guint) mapping->targets[i])->name, names[i]));
    }
}

/* The whitepaper's own page: what is called "Activity" and "Company" above stands over nothing, or over several. */
static void
test_two_lines_of_headings (void)
{
  g_autoptr (BatonTable) table = baton_table_new_for_kind (BATON_KIND_ACTIVITY, NULL, NULL);
  g_autoptr (BatonGrid) grid = table_parse ("Activity,COMPANY,,INDIVIDUAL\n"
                                            ",Tier Points,Reward Points,Reward Points*\n"
                                            "One Time (Onboarding),,,\n"
                                            "Completion of Influencer Set-up Process,10,50,10\n");
  g_autoptr (BatonTableMapping) mapping = baton_table_mapping_guess (table, grid);
  static const struct { const char *target, *heading, *group; } expected[] = {
    { "name", "Activity", "Activity" },
    { "tier-points", "Tier Points", "COMPANY" },
    { "company-points", "Reward Points", "COMPANY" },
    { "individual-points", "Reward Points*", "INDIVIDUAL" },
  };

  g_assert_cmpuint (mapping->header, ==, 1);
  for (guint i = 0; i < 4; i++)
    {
      g_assert_cmpint (mapping->targets[i], ==, baton_table_find (table, expected[i].target));
      g_assert_cmpstr (baton_table_mapping_get_heading (mapping, grid, i), ==, expected[i].heading);
      g_assert_cmpstr (baton_table_mapping_get_group (mapping, grid, i), ==, expected[i].group);
    }
}

/* Nothing is left out without a reason, and what a heading could be is offered. */
static void
test_left_out (void)
{
  g_autoptr (BatonTable) table = baton_table_new_for_kind (BATON_KIND_ACTIVITY, NULL, NULL);
  g_autoptr (BatonGrid) grid = table_parse ("Activity,Points,Colour,,Name,Old\n"
                                            "Talk,5,red,x,Talk,\n");
  g_autoptr (BatonTableMapping) mapping = baton_table_mapping_guess (table, grid);
  static const BatonTableLeftOut expected[] = { BATON_TABLE_NOT_LEFT_OUT, BATON_TABLE_LEFT_OUT_UNDECIDED, BATON_TABLE_LEFT_OUT_UNKNOWN,
                                                BATON_TABLE_LEFT_OUT_NO_HEADING, BATON_TABLE_LEFT_OUT_TAKEN, BATON_TABLE_LEFT_OUT_EMPTY };
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (int));

  g_assert_cmpuint (mapping->header, ==, 0);
  /* The first of two is the name, whichever that is: the other is not it. */
  baton_table_mapping_set (mapping, 0, baton_table_find (table, "name"));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (int));

      g_test_message ("column %u", i);
      g_assert_cmpint (baton_table_mapping_explain (mapping, table, grid, i, candidates), ==, expected[i]);
    }
  baton_table_mapping_explain (mapping, table, grid, 1, points);
  g_assert_cmpuint (points->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      static const char * const names[] = { "tier-points", "company-points", "individual-points" };
      gboolean offered = FALSE;

      for (guint j = 0; j < points->len; j++)
        offered = offered || g_array_index (points, int, j) == baton_table_find (table, names[i]);
      g_assert_true (offered);
    }
}

/* ── What comes in ───────────────────────────────────────────────────────────────────────────────────── */

/* A taxonomy as people have it: a new vocabulary, parents after their children, a path, a synonym for an old term. */
static void
test_terms (void)
{
  g_autoptr (BatonProgram) program = table_load_sample ();
  g_autoptr (BatonTable) table = baton_table_new_for_kind (BATON_KIND_TERM, NULL, NULL);
  g_autoptr (BatonGrid) grid = table_parse ("Term,Vocabulary,Parent,Code\n"
                                      "Espresso,Coffee,Coffee drinks,\n"
                                      "Coffee drinks,Coffee,,C1\n"
                                      "Ristretto,coffee,Coffee drinks > Espresso,\n"
                                      "Ristretto,Coffee,Coffee drinks > Espresso,\n"
                                      "Tea,Coffee,Herbs,\n"
                                      ",Coffee,,X\n"
                                      "Lost,,,\n");
  g_autoptr (BatonTablePlan) plan = table_plan_for (program, table, grid, NULL);
  BatonEntity *ristretto;

  table_assert_counts (plan, 3, 0, 0, 4);
  g_assert_cmpuint (plan->owners->len, ==, 1);
  g_assert_cmpstr (baton_entity_get_name (plan->owners->pdata[0]), ==, "Coffee");
  g_assert_cmpstr (baton_entity_get_parent (table_get_row (plan, 0)->after), ==, baton_entity_get_id (table_get_row (plan, 1)->after));
  ristretto = table_get_row (plan, 2)->after;
  g_assert_cmpstr (baton_entity_get_parent (ristretto), ==, baton_entity_get_id (table_get_row (plan, 0)->after));
  table_assert_refused (plan, 3, BATON_TABLE_TWICE, -1);
  table_assert_refused (plan, 4, BATON_TABLE_NOT_FOUND, 2);
  table_assert_refused (plan, 5, BATON_TABLE_NO_NAME, 0);
  table_assert_refused (plan, 6, BATON_TABLE_NO_OWNER, 1);
  apply (program, plan);
  {
    g_autoptr (GPtrArray) problems = baton_validate_program (program);

    g_assert_false (baton_problems_have_errors (problems));
  }
}

/* What stands below "One time" counts once, a heading with a remark is an activity, and words below the table are left out: as
 * when the same cells are pasted into the table of activities. */
static void
test_page_of_activities (void)
{
  g_autoptr (BatonProgram) program = table_load_sample ();
  g_autoptr (BatonTable) table = baton_table_new_for_kind (BATON_KIND_ACTIVITY, NULL, NULL);
  g_autoptr (BatonGrid) grid = table_parse ("Activity,COMPANY,,INDIVIDUAL\n"
                                            ",Tier Points,Reward Points,Reward Points*\n"
                                            "One Time (Beginning),,,\n"
                                            "First steps,10,50,10\n"
                                            "First steps of all (each time),-,5,\n"
                                            "Outcomes (Iterative),,,\n"
                                            "Won a stroll,10,100,50\n"
                                            "Marches (per Step),,,\n\n"
                                            "*Credited to the walker,,,\n");
  BatonTableOptions options = { .new_owner = "Walks" };
  g_autoptr (BatonTablePlan) plan = table_plan_for (program, table, grid, &options);
  static const BatonRowFate fates[] = { BATON_ROW_HEADING, BATON_ROW_CREATED, BATON_ROW_CREATED, BATON_ROW_HEADING, BATON_ROW_CREATED, BATON_ROW_CREATED,
                                        BATON_ROW_NOTE };

  g_assert_cmpuint (plan->rows->len, ==, G_N_ELEMENTS (fates));
  for (guint i = 0; i < G_N_ELEMENTS (fates); i++)
    {
      g_test_message ("row %u", i);
      g_assert_cmpint (table_get_row (plan, i)->fate, ==, fates[i]);
    }
  g_assert_cmpstr (baton_entity_get_string (table_get_row (plan, 1)->after, BATON_FIELD_ACTIVITY_ONCE), ==, "organisation");
  g_assert_null (baton_entity_get (table_get_row (plan, 2)->after, BATON_FIELD_ACTIVITY_ONCE));
  g_assert_null (baton_entity_get (table_get_row (plan, 4)->after, BATON_FIELD_ACTIVITY_ONCE));
  g_assert_cmpstr (baton_entity_get_name (table_get_row (plan, 5)->after), ==, "Marches");
  g_assert_cmpstr (baton_entity_get_string (table_get_row (plan, 5)->after, BATON_FIELD_ACTIVITY_UNIT), ==, "quantity");
}

/* What only refused rows name is not made, and nothing says that it would be. */
static void
test_motions_of_refused_rows (void)
{
  g_autoptr (BatonProgram) program = table_load_sample ();
  g_autoptr (BatonTable) table = baton_table_new_for_kind (BATON_KIND_ACTIVITY, NULL, NULL);
  g_autoptr (BatonGrid) grid = table_parse ("Activity,Motion,Tier points\n"
                                      "Free cup,Roasting,many\n"
                                      "Cup of the year,Roasting,40\n"
                                      "Tasting,Serving,few\n");
  g_autoptr (BatonTablePlan) plan = table_plan_for (program, table, grid, NULL);

  table_assert_counts (plan, 1, 0, 0, 2);
  g_assert_cmpuint (plan->owners->len, ==, 1);
  g_assert_cmpstr (baton_entity_get_name (plan->owners->pdata[0]), ==, "Roasting");
  for (guint i = 0; i < 3; i++)
    {
      const BatonTableRow *row = table_get_row (plan, i);

      g_assert_cmpuint (row->issues->len, ==, 1);
      g_assert_cmpint (((BatonTableIssue *) row->issues->pdata[0])->code, ==, i == 1 ? BATON_TABLE_OWNER_CREATED : BATON_TABLE_NOT_UNDERSTOOD);
    }
}

/* A sheet that says of no row what it belongs to, in a program that has nothing to choose: that is made once, by the name given.
 * Who owns an activity in a spreadsheet is somebody, no motion. */
static void
test_motion_for_all (void)
{
  g_autoptr (BatonProgram) program = table_load_sample ();
  g_autoptr (BatonTable) table = baton_table_new_for_kind (BATON_KIND_ACTIVITY, NULL, NULL);
  g_autoptr (BatonGrid) grid = table_parse ("Activity,Owner,Tier points\n"
                                      "Free cup,Anna,40\n"
                                      "Tasting,Anna,20\n");
  const BatonTableOptions options = { .new_owner = "Serving" };
  g_autoptr (BatonTablePlan) refused = table_plan_for (program, table, grid, NULL);
  g_autoptr (BatonTablePlan) plan = table_plan_for (program, table, grid, &options);

  table_assert_counts (refused, 0, 0, 0, 2);
  table_assert_refused (refused, 0, BATON_TABLE_NO_OWNER, -1);
  table_assert_counts (plan, 2, 0, 0, 0);
  g_assert_cmpuint (plan->owners->len, ==, 1);
  g_assert_cmpstr (baton_entity_get_name (plan->owners->pdata[0]), ==, "Serving");
  for (guint i = 0; i < 2; i++)
    g_assert_cmpstr (baton_entity_get_parent (table_get_row (plan, i)->after), ==, baton_entity_get_id (plan->owners->pdata[0]));
}

/* The classic table of activities: headings of sections, "-" for none, remarks in brackets. */
static void
test_activities (void)
{
  g_autoptr (BatonProgram) program = table_load_sample ();
  g_autoptr (BatonTable) table = baton_table_new_for_kind (BATON_KIND_ACTIVITY, NULL, NULL);
  g_autoptr (GPtrArray) motions = baton_program_list (program, BATON_KIND_MOTION);
  BatonTableOptions options = { .owner = baton_entity_get_id (motions->pdata[0]) };
  g_autoptr (BatonGrid) grid = table_parse ("Our points for 2027\n"
                                      "Activity;Tier;Company;Individual;For\n"
                                      "Brand new section;;;;\n"
                                      "Barista course (one time);50;-;5;\n"
                                      "Beans sold (per 10 bags);1;2;;\n"
                                      "Cup of the year;1,000;many;5;\n"
                                      "Free cup;5;5;5;everybody\n"
                                      "Left open;;;;\n"
                                      ";;;;\n");
  g_autoptr (BatonTablePlan) plan = table_plan_for (program, table, grid, &options);
  const BatonEntity *course, *beans;

  table_assert_counts (plan, 3, 0, 0, 2);
  g_assert_cmpuint (plan->n[BATON_ROW_HEADING], ==, 1);
  /* With nothing below it, it is no heading. */
  g_assert_cmpstr (baton_entity_get_name (table_get_row (plan, 5)->after), ==, "Left open");
  course = table_get_row (plan, 1)->after;
  g_assert_cmpstr (baton_entity_get_name (course), ==, "Barista course");
  g_assert_cmpstr (baton_entity_get_string (course, BATON_FIELD_ACTIVITY_SECTION), ==, "Brand new section");
  g_assert_cmpstr (baton_entity_get_string (course, BATON_FIELD_ACTIVITY_ONCE), ==, "organisation");
  g_assert_cmpint (baton_value_get_member_integer (baton_entity_get (course, BATON_FIELD_ACTIVITY_TIER_POINTS), "value", -1), ==, 50);
  g_assert_cmpstr (baton_value_get_member_string (baton_entity_get (course, BATON_FIELD_ACTIVITY_COMPANY_POINTS), "value"), ==, "none");
  beans = table_get_row (plan, 2)->after;
  g_assert_cmpint (baton_entity_get_integer (beans, BATON_FIELD_ACTIVITY_UNIT_SIZE, 0), ==, 10);
  g_assert_null (baton_entity_get (beans, BATON_FIELD_ACTIVITY_INDIVIDUAL_POINTS));
  table_assert_refused (plan, 3, BATON_TABLE_NOT_UNDERSTOOD, 2);
  table_assert_refused (plan, 4, BATON_TABLE_NOT_UNDERSTOOD, 4);
}

/* Only what the sheet says changes; an empty cell leaves, or clears when asked to. */
static void
test_changes (void)
{
  g_autoptr (BatonProgram) program = table_load_sample ();
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
  grid = table_parse (text);
  plan = table_plan_for (program, table, grid, NULL);
  table_assert_counts (plan, 0, 1, 0, 0);
  g_assert_cmpint (baton_entity_get_integer (table_get_row (plan, 0)->after, BATON_FIELD_REWARD_PRICE, 0), ==, 12345);
  g_assert_true (baton_entity_get (table_get_row (plan, 0)->after, BATON_FIELD_REWARD_SECTION) == baton_entity_get (reward, BATON_FIELD_REWARD_SECTION));
  cleared = table_plan_for (program, table, grid, &clear);
  g_assert_null (baton_entity_get (table_get_row (cleared, 0)->after, BATON_FIELD_REWARD_SECTION));
}

/* Content has the state that the file gives it. One that gives none brings what members see already: it is published, not a draft. */
static void
test_states (void)
{
  g_autoptr (BatonProgram) program = table_load_sample ();
  g_autoptr (BatonTable) table = baton_table_new_for_kind (BATON_KIND_CONTENT, NULL, NULL);
  g_autoptr (BatonGrid) grid = table_parse ("Title,State\nBrought A,Draft\nBrought B,Published\nBrought C,Archived\nBrought D,\n");
  g_autoptr (BatonGrid) bare = table_parse ("Title,Summary\nBrought E,Short\n");
  g_autoptr (BatonTablePlan) plan = table_plan_for (program, table, grid, NULL), without = table_plan_for (program, table, bare, NULL);
  const char *states[] = { "draft", "published", "archived", NULL };

  table_assert_counts (plan, 4, 0, 0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    g_assert_cmpstr (baton_entity_get_string (table_get_row (plan, i)->after, BATON_FIELD_CONTENT_STATE), ==, states[i]);
  table_assert_counts (without, 1, 0, 0, 0);
  g_assert_null (baton_entity_get (table_get_row (without, 0)->after, BATON_FIELD_CONTENT_STATE));
}

/* What would be an error in the program is refused for that reason, and so is what leans on it. */
static void
test_problems (void)
{
  g_autoptr (BatonProgram) program = table_load_sample ();
  g_autoptr (BatonTable) terms = baton_table_new_for_kind (BATON_KIND_TERM, NULL, NULL);
  g_autoptr (BatonTable) promotions = baton_table_new_for_kind (BATON_KIND_PROMOTION, NULL, NULL);
  g_autoptr (BatonGrid) circle = table_parse ("Term,Vocabulary,Below\nA,New,C\nB,New,A\nC,New,B\nD,New,\n");
  g_autoptr (BatonGrid) incomplete = table_parse ("Promotion\tEffect\tMultiplier\tWhen: from\tWhen: through\n"
                                            "Double\tMultiplies the points\t200 %\t2027-01-01\t31.1.2027\n"
                                            "Nothing\tMultiplies the points\t\t2027-01-01\t2027-01-31\n"
                                            "Backwards\tMultiplies the points\t200 %\t2027-02-01\t2027-01-31\n"
                                            "American\tMultiplies the points\t200 %\t1/2/2027\t2027-01-31\n"
                                            "Magic\tTurns to gold\t200 %\t\t\n");
  g_autoptr (BatonTablePlan) plan = table_plan_for (program, terms, circle, NULL);
  g_autoptr (BatonTablePlan) second = table_plan_for (program, promotions, incomplete, NULL);
  const BatonTableIssue *issue;

  table_assert_counts (plan, 1, 0, 0, 3);
  table_assert_counts (second, 1, 0, 0, 4);
  g_assert_cmpint (baton_entity_get_integer (table_get_row (second, 0)->after, BATON_FIELD_PROMOTION_MULTIPLIER, 0), ==, 20000);
  table_assert_refused (second, 1, BATON_TABLE_PROBLEM, 2);
  issue = table_get_row (second, 1)->issues->pdata[0];
  g_assert_cmpint (issue->problem->code, ==, BATON_PROBLEM_PROMOTION_INCOMPLETE);
  issue = table_get_row (second, 2)->issues->pdata[0];
  g_assert_cmpint (issue->problem->code, ==, BATON_PROBLEM_WINDOW_BACKWARDS);
  table_assert_refused (second, 3, BATON_TABLE_UNCLEAR_DAY, 3);
  table_assert_refused (second, 4, BATON_TABLE_NOT_FOUND, 1);
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
  g_autoptr (BatonProgram) program = table_load_sample ();
  g_autoptr (BatonTable) table = baton_table_new_for_kind (BATON_KIND_TERM, NULL, NULL);
  g_autoptr (BatonGrid) grid = table_parse ("Term,Vocabulary\nGood,New\n,New\n\"bad,New\n");
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
  g_autoptr (BatonProgram) program = table_load_sample ();
  g_autoptr (BatonTable) table = baton_table_new_for_kind (BATON_KIND_TERM, NULL, NULL);
  g_autoptr (BatonGrid) grid = table_parse ("Term,Vocabulary\nGood,New\n");
  g_autoptr (BatonTableMapping) mapping = baton_table_mapping_guess (table, grid);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (baton_table_plan_new (program, table, grid, mapping, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
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
  g_test_add_func ("/exchange/table/groups-of-headings", test_groups_of_headings);
  g_test_add_func ("/exchange/table/two-lines-of-headings", test_two_lines_of_headings);
  g_test_add_func ("/exchange/table/left-out", test_left_out);
  g_test_add_func ("/exchange/table/page-of-activities", test_page_of_activities);
  g_test_add_func ("/exchange/table/terms", test_terms);
  g_test_add_func ("/exchange/table/activities", test_activities);
  g_test_add_func ("/exchange/table/motions-of-refused-rows", test_motions_of_refused_rows);
  g_test_add_func ("/exchange/table/motion-for-all", test_motion_for_all);
  g_test_add_func ("/exchange/table/changes", test_changes);
  g_test_add_func ("/exchange/table/states", test_states);
  g_test_add_func ("/exchange/table/problems", test_problems);
  g_test_add_func ("/exchange/table/refused", test_refused);
  g_test_add_func ("/exchange/table/cancelled", test_cancelled);
  return g_test_run ();
}
