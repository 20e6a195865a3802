/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is edited while presenting: a step keeps its whole name, and what names a partner is neither shown nor typed over, in
 * cells as in translations.
 */
#include "console-look.h"

#include "console/baton-uses-index.h"
#include "console/sections/baton-activity-grid-private.h"
#include "console/sections/baton-translation-editor.h"
#include "model/baton-text.h"

#include <string.h>

static gboolean
has_data (gpointer data)
{
  return baton_register_get_n_organisations (baton_document_get_register (data)) > 0;
}

/* The journal keeps the whole name of a step that was done while presenting. */
static void
test_steps (ConsoleFixture *fixture,
            gconstpointer   data)
{
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);
  g_autoptr (GPtrArray) promotions = console_list_ids (fixture, BATON_KIND_PROMOTION, NULL);
  g_autoptr (BatonValue) budget = baton_value_new_integer (765400);
  g_autofree char *discreet = NULL;

  gtk_widget_activate_action (fixture->window, "win.presenting", NULL);
  g_assert_true (baton_document_set (fixture->document, promotions->pdata[0], BATON_FIELD_PROMOTION_BUDGET, budget));
  g_assert_nonnull (strstr (baton_workspace_get_undo_name (workspace), "7,654.00"));
  discreet = baton_document_dup_discreet (fixture->document, baton_workspace_get_undo_name (workspace));
  g_assert_null (strstr (discreet, "7,654"));
  g_assert_nonnull (strstr (discreet, "•••"));
}

static gboolean
has_no_uses_to_wait_for (gpointer data)
{
  return baton_uses_index_need (baton_document_get_uses (data)) != NULL;
}

/* The name of a partner in what is typed into a cell: it is neither shown nor typed over, and what is copied or kept is whole. */
static void
test_cells (ConsoleFixture *fixture,
            gconstpointer   data)
{
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);
  g_autofree char *text = NULL, *added = NULL, *typed = NULL;
  g_autoptr (BatonValue) name = NULL;
  const char *partner, *id;
  BatonActivityGrid *grid;
  BatonEntity *activity;

  console_fixture_wait_for (has_data, fixture->document);
  console_fixture_wait_for (has_no_uses_to_wait_for, fixture->document);
  partner = baton_register_get_organisation_facts (baton_document_get_register (fixture->document), 1, BATON_DAY_MAX)->name;
  text = g_strdup_printf ("Dinner with %s", partner);
  name = baton_text_new (text);
  grid = BATON_ACTIVITY_GRID (console_find_type (console_show (fixture, "activities"), BATON_TYPE_ACTIVITY_GRID));
  id = baton_activity_grid_get_row (grid, 1)->id;
  if (id == NULL)
    id = baton_activity_grid_get_row (grid, 2)->id;
  g_assert_true (baton_document_set (fixture->document, id, BATON_FIELD_ACTIVITY_NAME, name));
  g_assert_true (baton_activity_grid_select (grid, id));
  console_fixture_iterate (200);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (baton_activity_cells_find (grid))), ==, text);

  gtk_widget_activate_action (fixture->window, "win.presenting", NULL);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (baton_activity_cells_find (grid))), ==, "Dinner with •••");
  activity = baton_document_lookup (fixture->document, id);
  g_assert_true (baton_activity_cell_is_hidden (fixture->document, activity, BATON_ACTIVITY_COLUMN_NAME));
  typed = baton_activity_cell_typed (fixture->document, activity, BATON_ACTIVITY_COLUMN_NAME);
  g_assert_cmpstr (typed, ==, text);
  baton_activity_grid_rename (grid);
  g_assert_false (grid->editing);

  /* So is the name of the step that deletes it. */
  added = g_strdup (baton_document_add (fixture->document, BATON_KIND_PROMOTION, NULL, text));
  console_fixture_wait_for (has_no_uses_to_wait_for, fixture->document);
  g_assert_true (baton_document_remove (fixture->document, added));
  g_assert_nonnull (strstr (baton_workspace_get_undo_name (workspace), partner));

  gtk_widget_activate_action (fixture->window, "win.presenting", NULL);
  g_assert_true (baton_activity_grid_select (grid, id));
  console_fixture_iterate (200);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (baton_activity_cells_find (grid))), ==, text);
  g_assert_false (baton_activity_cell_is_hidden (fixture->document, baton_document_lookup (fixture->document, id), BATON_ACTIVITY_COLUMN_NAME));
  baton_activity_grid_rename (grid);
  g_assert_true (grid->editing);
}

static void
find_partner (GtkWidget *widget,
              gpointer   user_data)
{
  const char **partner = user_data;
  g_autofree char *text = NULL;

  if (GTK_IS_TEXT_VIEW (widget))
    g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "text", &text, NULL);
  if (text != NULL && *partner != NULL && strstr (text, *partner) != NULL)
    *partner = NULL;
}

static gboolean
text_views_name (GtkWidget  *widget,
                 const char *partner)
{
  console_foreach (widget, find_partner, &partner);
  return partner == NULL;
}

/* A text that names a partner is translated another time. */
static void
test_translations (ConsoleFixture *fixture,
                   gconstpointer   data)
{
  g_autoptr (GPtrArray) locales = console_list_ids (fixture, BATON_KIND_LOCALE, NULL);
  g_autoptr (GPtrArray) contents = console_list_ids (fixture, BATON_KIND_CONTENT, NULL);
  GtkWidget *window = gtk_window_new (), *editor;
  g_autofree char *text = NULL, *tag = NULL;
  g_autoptr (BatonValue) title = NULL;
  const char *partner;

  console_fixture_wait_for (has_data, fixture->document);
  partner = baton_register_get_organisation_facts (baton_document_get_register (fixture->document), 1, BATON_DAY_MAX)->name;
  text = g_strdup_printf ("What %s did", partner);
  title = baton_text_new (text);
  g_assert_true (baton_document_set (fixture->document, contents->pdata[0], BATON_FIELD_CONTENT_NAME, title));
  tag = g_strdup (baton_entity_get_string (baton_document_lookup (fixture->document, locales->pdata[locales->len - 1]), BATON_FIELD_LOCALE_TAG));
  editor = baton_translation_editor_new (fixture->document);
  gtk_window_set_child (GTK_WINDOW (window), editor);
  gtk_window_present (GTK_WINDOW (window));
  baton_translation_editor_show (BATON_TRANSLATION_EDITOR (editor), contents->pdata[0], BATON_FIELD_CONTENT_NAME, tag);
  g_assert_true (text_views_name (editor, partner));
  baton_document_set_presenting (fixture->document, TRUE);
  baton_translation_editor_refresh (BATON_TRANSLATION_EDITOR (editor));
  g_assert_false (text_views_name (editor, partner));
  g_assert_true (text_views_name (editor, "What ••• did"));
  baton_document_set_presenting (fixture->document, FALSE);
  baton_translation_editor_refresh (BATON_TRANSLATION_EDITOR (editor));
  g_assert_true (text_views_name (editor, partner));
  gtk_window_destroy (GTK_WINDOW (window));
  console_fixture_iterate (20);
}

static void
add_tests (void)
{
#define ADD(name) g_test_add ("/console/presenting-edits/" #name, ConsoleFixture, NULL, console_fixture_set_up, test_##name, console_fixture_tear_down)
  ADD (steps);
  ADD (cells);
  ADD (translations);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
