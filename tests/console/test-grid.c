/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of activities: headings are renamed in place as one step, columns are chosen, and columns that no spreadsheet
 * has are pasted all or not at all.
 */
#include "console-look.h"

#include "console/baton-main-window.h"
#include "console/sections/baton-activity-edits.h"
#include "console/sections/baton-activity-grid-private.h"
#include "console/sections/baton-activity-rows.h"

#include <string.h>

/* An activity below a heading. Borrowed. */
static BatonEntity *
find_headed (BatonDocument *document)
{
  g_autoptr (GPtrArray) activities = baton_program_list (baton_document_get_program (document), BATON_KIND_ACTIVITY);

  for (guint i = 0; i < activities->len; i++)
    if (baton_entity_get_string (activities->pdata[i], BATON_FIELD_ACTIVITY_SECTION) != NULL)
      return activities->pdata[i];
  g_assert_not_reached ();
}

static guint
count_headed (BatonDocument *document,
              const char    *motion,
              const char    *section)
{
  g_autoptr (GPtrArray) activities = baton_program_list_children (baton_document_get_program (document), BATON_KIND_ACTIVITY, motion);
  guint n = 0;

  for (guint i = 0; i < activities->len; i++)
    n += g_strcmp0 (baton_entity_get_string (activities->pdata[i], BATON_FIELD_ACTIVITY_SECTION), section) == 0;
  return n;
}

static void
test_headings (ConsoleFixture *fixture,
               gconstpointer   data)
{
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);
  BatonEntity *activity = find_headed (fixture->document);
  g_autofree char *section = g_strdup (baton_entity_get_string (activity, BATON_FIELD_ACTIVITY_SECTION));
  g_autofree char *motion = g_strdup (baton_entity_get_parent (activity));
  guint n = count_headed (fixture->document, motion, section), n_entries = baton_workspace_get_n_entries (workspace);

  baton_activities_rename_section (fixture->document, motion, section, "Another heading");
  g_assert_cmpuint (count_headed (fixture->document, motion, "Another heading"), ==, n);
  g_assert_cmpuint (count_headed (fixture->document, motion, section), ==, 0);
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, n_entries + 1);
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  g_assert_cmpuint (count_headed (fixture->document, motion, section), ==, n);
}

static int
find_column (BatonField field)
{
  for (int column = 0; column < BATON_ACTIVITY_GRID_N_COLUMNS; column++)
    if (baton_activity_column_get_field (column) == field)
      return column;
  g_assert_not_reached ();
}

static void
test_columns (ConsoleFixture *fixture,
              gconstpointer   data)
{
  GtkWidget *window = gtk_window_new ();
  BatonActivityGrid *grid = BATON_ACTIVITY_GRID (baton_activity_grid_new (fixture->document)), *again;
  int proof = find_column (BATON_FIELD_ACTIVITY_PROOF), fee = find_column (BATON_FIELD_ACTIVITY_FEE);

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (grid));
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 600);
  gtk_window_present (GTK_WINDOW (window));
  console_fixture_iterate (200);
  g_assert_true (baton_activity_grid_is_full (grid));
  baton_activity_grid_set_column (grid, proof, TRUE);
  g_assert_false (baton_activity_grid_has_column (grid, proof));
  baton_activity_grid_set_column (grid, fee, FALSE);
  baton_activity_grid_set_column (grid, proof, TRUE);
  g_assert_true (baton_activity_grid_has_column (grid, proof));
  g_assert_false (baton_activity_grid_has_column (grid, fee));
  console_fixture_iterate (200);

  /* The choice belongs to the workspace. */
  again = BATON_ACTIVITY_GRID (g_object_ref_sink (baton_activity_grid_new (fixture->document)));
  g_assert_true (baton_activity_grid_has_column (again, proof));
  g_object_unref (again);
  gtk_window_destroy (GTK_WINDOW (window));
  console_fixture_iterate (50);
}

static void
test_paste_column (ConsoleFixture *fixture,
                   gconstpointer   data)
{
  g_autoptr (GPtrArray) activities = baton_program_list (baton_document_get_program (fixture->document), BATON_KIND_ACTIVITY);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *before = baton_program_digest (baton_document_get_program (fixture->document)), *after = NULL;
  int source = find_column (BATON_FIELD_ACTIVITY_SOURCE), window = find_column (BATON_FIELD_ACTIVITY_WINDOW);

  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (ids, g_strdup (baton_entity_get_id (activities->pdata[i])));
  baton_activities_paste_column (fixture->document, ids, source, "Portal\nCRM\n");
  g_assert_cmpstr (baton_entity_get_string (baton_document_lookup (fixture->document, ids->pdata[1]), BATON_FIELD_ACTIVITY_SOURCE), ==, "CRM");
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  baton_activities_paste_column (fixture->document, ids, window, "2026-01-01..2026-12-31\nwhenever\n");
  after = baton_program_digest (baton_document_get_program (fixture->document));
  g_assert_cmpstr (before, ==, after);
}

/* Handles are spliced only where something differs. */
static void
spliced_cb (guint     *n_spliced,
            guint      position,
            guint      removed,
            guint      added)
{
  *n_spliced += removed + added;
}

static void
test_rows (ConsoleFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (GListStore) rows = g_list_store_new (BATON_TYPE_ACTIVITY_ROW);
  g_autofree char *motion = g_strdup (baton_entity_get_parent (find_headed (fixture->document)));
  guint n_spliced = 0, n;

  baton_activity_rows_follow (rows, fixture->document, NULL);
  n = g_list_model_get_n_items (G_LIST_MODEL (rows));
  g_signal_connect_swapped (rows, "items-changed", G_CALLBACK (spliced_cb), &n_spliced);
  g_assert_nonnull (baton_document_add (fixture->document, BATON_KIND_ACTIVITY, motion, "Another"));
  baton_activity_rows_follow (rows, fixture->document, NULL);
  g_assert_cmpuint (n_spliced, ==, 1);
  baton_activity_rows_follow (rows, fixture->document, "no such activity");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), <, n);
}

/* Whatever is edited, the rows are those of a table that is made anew. */
static void
assert_as_anew (GListStore    *rows,
                BatonDocument *document)
{
  g_autoptr (GListStore) anew = g_list_store_new (BATON_TYPE_ACTIVITY_ROW);
  guint n;

  baton_activity_rows_follow (rows, document, NULL);
  baton_activity_rows_follow (anew, document, NULL);
  n = g_list_model_get_n_items (G_LIST_MODEL (anew));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BatonActivityRow) row = g_list_model_get_item (G_LIST_MODEL (rows), i), other = g_list_model_get_item (G_LIST_MODEL (anew), i);

      g_assert_cmpstr (row->id, ==, other->id);
      g_assert_cmpstr (row->motion, ==, other->motion);
      g_assert_cmpstr (row->heading, ==, other->heading);
    }
}

/* With no time at all each turn takes one step, and in the end all is as it would have been at once. */
static void
test_slices (ConsoleFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (GListStore) rows = g_list_store_new (BATON_TYPE_ACTIVITY_ROW);
  gboolean all = FALSE;
  guint n_turns = 0;

  for (; !all; n_turns++)
    baton_activity_rows_follow_some (rows, fixture->document, NULL, 0, &all);
  g_assert_cmpuint (n_turns, >, 1);
  assert_as_anew (rows, fixture->document);
  for (all = FALSE, n_turns = 0; !all; n_turns++)
    baton_activity_rows_follow_some (rows, fixture->document, "no such activity", 0, &all);
  g_assert_cmpuint (n_turns, >, 1);
  for (all = FALSE; !all;)
    baton_activity_rows_follow_some (rows, fixture->document, NULL, 0, &all);
  assert_as_anew (rows, fixture->document);
}

static void
test_moved_rows (ConsoleFixture *fixture,
                 gconstpointer   data)
{
  g_autoptr (GListStore) rows = g_list_store_new (BATON_TYPE_ACTIVITY_ROW);
  g_autoptr (GPtrArray) activities = baton_program_list (baton_document_get_program (fixture->document), BATON_KIND_ACTIVITY);
  g_autofree char *id = g_strdup (baton_entity_get_id (find_headed (fixture->document)));
  g_autoptr (BatonValue) elsewhere = baton_value_new_string ("Elsewhere");
  guint n_spliced = 0;

  baton_activity_rows_follow (rows, fixture->document, NULL);
  g_signal_connect_swapped (rows, "items-changed", G_CALLBACK (spliced_cb), &n_spliced);
  /* To a heading of its own at the end of the motion: gone here, come there, and the heading; all between them stays. */
  baton_document_set (fixture->document, id, BATON_FIELD_ACTIVITY_SECTION, elsewhere);
  assert_as_anew (rows, fixture->document);
  g_assert_cmpuint (n_spliced, ==, 3);
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  assert_as_anew (rows, fixture->document);
  g_assert_cmpuint (n_spliced, ==, 6);

  for (guint i = 0; i < activities->len; i += 3)
    {
      g_autofree char *moved = g_strdup (baton_entity_get_id (activities->pdata[i]));
      g_autofree char *motion = g_strdup (baton_entity_get_parent (activities->pdata[activities->len - 1 - i]));

      baton_document_move (fixture->document, moved, motion, NULL);
      if (i % 2 == 0)
        baton_document_set (fixture->document, moved, BATON_FIELD_ACTIVITY_SECTION, elsewhere);
      /* Several edits at once, too. */
      if (i % 4 != 1)
        assert_as_anew (rows, fixture->document);
    }
  assert_as_anew (rows, fixture->document);
}

static gboolean
is_wider_than_its_place (gpointer adjustment)
{
  return gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment) + 1;
}

static gboolean
is_laid_out (gpointer grid)
{
  return baton_activity_cells_find_in_column (grid) != NULL;
}

static gboolean
is_at_end (gpointer adjustment)
{
  return gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) > gtk_adjustment_get_upper (adjustment) - 1;
}

static gboolean
is_at_beginning (gpointer adjustment)
{
  return gtk_adjustment_get_value (adjustment) < 1;
}

/* The cursor's column is led into sight sideways too, as far as the table scrolls. */
static void
test_sideways (ConsoleFixture *fixture,
               gconstpointer   data)
{
  BatonActivityGrid *grid = BATON_ACTIVITY_GRID (console_find_type (console_show (fixture, "activities"), BATON_TYPE_ACTIVITY_GRID));
  GtkAdjustment *adjustment = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (grid->view));

  console_fixture_wait_for (is_wider_than_its_place, adjustment);
  baton_activity_grid_move_to (grid, 2, 1, FALSE);
  console_fixture_wait_for (is_laid_out, grid);
  baton_activity_grid_move_to (grid, 2, grid->n_shown - 1, FALSE);
  console_fixture_wait_for (is_at_end, adjustment);
  /* The names stand beside what scrolls. */
  baton_activity_grid_move_to (grid, 2, 0, FALSE);
  console_fixture_iterate (200);
  g_assert_true (is_at_end (adjustment));
  baton_activity_grid_move_to (grid, 2, 1, FALSE);
  console_fixture_wait_for (is_at_beginning, adjustment);
}

/* A row that the search leaves out is shown all the same when something leads to it. */
static void
test_search (ConsoleFixture *fixture,
             gconstpointer   data)
{
  GtkWidget *section = console_show (fixture, "activities");
  BatonActivityGrid *grid = BATON_ACTIVITY_GRID (console_find_type (section, BATON_TYPE_ACTIVITY_GRID));
  GtkWidget *search = console_find_type (section, GTK_TYPE_SEARCH_ENTRY);
  g_autoptr (GPtrArray) activities = console_list_ids (fixture, BATON_KIND_ACTIVITY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (search), "no activity is called that");
  baton_activity_grid_filter (grid, "no activity is called that");
  console_fixture_iterate (50);
  g_assert_false (baton_section_reveal (BATON_SECTION (section), "no-such-thing"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (search)), !=, "");
  g_assert_true (baton_section_reveal (BATON_SECTION (section), activities->pdata[3]));
  g_assert_cmpstr (baton_activity_grid_get_selected (grid), ==, activities->pdata[3]);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (search)), ==, "");
}

static void
add_tests (void)
{
#define ADD(name) g_test_add ("/console/grid/" #name, ConsoleFixture, NULL, console_fixture_set_up, test_##name, console_fixture_tear_down)
  ADD (headings);
  ADD (columns);
  ADD (paste_column);
  ADD (rows);
  ADD (moved_rows);
  ADD (slices);
  ADD (sideways);
  ADD (search);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
