/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The console on the sample program, in one process: every section is built and shown, edits reach preview and disk, undo
 * takes back byte for byte, and no GTK or libadwaita warning is heard (they are fatal here).
 */
#include "console-look.h"

#include "console/baton-main-window-private.h"
#include "console/baton-section.h"
#include "console/baton-export-window.h"
#include "console/baton-find-window.h"
#include "console/baton-import-window-private.h"
#include "console/baton-preferences-window.h"
#include "console/baton-present.h"
#include "console/baton-review-window.h"
#include "console/baton-welcome-window.h"
#include "console/sections/baton-activity-edits.h"
#include "console/widgets/baton-form.h"
#include "console/widgets/baton-record-window.h"
#include "console/widgets/baton-side-pane.h"
#include "model/baton-problem.h"
#include "model/baton-text.h"
#include "sync/baton-create.h"

#include <glib/gstdio.h>

/* Every section is built, shown and drawn; a thing of each of its kinds is revealed in its form. */
static void
test_sections (ConsoleFixture *fixture,
               gconstpointer   data)
{
  for (const BatonSectionInfo *info = baton_sections; info->name != NULL; info++)
    {
      g_test_message ("%s", info->name);
      g_assert_true (gtk_icon_theme_has_icon (gtk_icon_theme_get_for_display (gdk_display_get_default ()), info->icon));
      baton_main_window_show_section (BATON_MAIN_WINDOW (fixture->window), info->name);
      console_fixture_iterate (30);
      for (int kind = 0; kind < BATON_N_KINDS; kind++)
        {
          g_autoptr (GPtrArray) list = NULL;

          if ((info->kinds & (G_GUINT64_CONSTANT (1) << kind)) == 0)
            continue;
          list = baton_program_list (baton_document_get_program (fixture->document), kind);
          if (list->len > 0)
            baton_main_window_reveal (BATON_MAIN_WINDOW (fixture->window), baton_entity_get_id (list->pdata[0]));
          console_fixture_iterate (20);
        }
    }
  /* The smallest window that is promised. */
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 640);
  console_fixture_iterate (100);
}

static gboolean
snapshot_has_caught_up (gpointer data)
{
  BatonDocument *document = data;

  return baton_snapshot_get_generation (baton_document_get_snapshot (document)) >= baton_workspace_get_generation (baton_document_get_workspace (document));
}

/* What the menu's item number *i* of the two would do; (transfer full). */
static char *
get_step (ConsoleFixture *fixture,
          int             i)
{
  char *label = NULL;

  g_assert_true (g_menu_model_get_item_attribute (G_MENU_MODEL (BATON_MAIN_WINDOW (fixture->window)->steps_menu), i, G_MENU_ATTRIBUTE_LABEL, "s", &label));
  return label;
}

static void
assert_steps (ConsoleFixture *fixture,
              const char     *undo,
              const char     *redo)
{
  g_autofree char *first = get_step (fixture, 0), *second = get_step (fixture, 1);

  g_assert_true (g_str_has_prefix (first, undo));
  g_assert_true (g_str_has_prefix (second, redo));
}

/* An edit shows in the snapshot that the preview draws, and undo and redo go back and forth byte for byte. */
static void
test_edit (ConsoleFixture *fixture,
           gconstpointer   data)
{
  const BatonProgram *program = baton_document_get_program (fixture->document);
  g_autoptr (GPtrArray) tiers = baton_program_list (program, BATON_KIND_TIER);
  g_autofree char *id = g_strdup (baton_entity_get_id (tiers->pdata[0]));
  g_autofree char *before = baton_program_digest (program);
  g_autofree char *edited = NULL, *undone = NULL, *redone = NULL;
  g_autoptr (BatonValue) value = baton_value_new_integer (61);

  baton_main_window_reveal (BATON_MAIN_WINDOW (fixture->window), id);
  g_assert_true (baton_document_set (fixture->document, id, BATON_FIELD_TIER_THRESHOLD, value));
  console_fixture_wait_for (snapshot_has_caught_up, fixture->document);
  g_assert_cmpint (baton_entity_get_integer (baton_snapshot_lookup (baton_document_get_snapshot (fixture->document), id), BATON_FIELD_TIER_THRESHOLD, 0), ==, 61);
  edited = baton_program_digest (program);
  g_assert_cmpstr (edited, !=, before);

  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  undone = baton_program_digest (baton_document_get_program (fixture->document));
  g_assert_cmpstr (undone, ==, before);
  /* On a phone the header has no room for the two. */
  assert_steps (fixture, "_Undo", "_Redo: Change ");
  gtk_widget_activate_action (fixture->window, "win.redo", NULL);
  assert_steps (fixture, "_Undo: Change ", "_Redo");
  redone = baton_program_digest (baton_document_get_program (fixture->document));
  g_assert_cmpstr (redone, ==, edited);
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  console_fixture_wait_for (snapshot_has_caught_up, fixture->document);
}

/* Terms move below others, never below themselves; what is in use is not deleted. */
static void
test_outline (ConsoleFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (GPtrArray) terms = baton_program_list (baton_document_get_program (fixture->document), BATON_KIND_TERM);
  g_autofree char *parent = NULL, *child = NULL, *before = NULL, *after = NULL;

  for (guint i = 0; i < terms->len && child == NULL; i++)
    {
      BatonEntity *above = baton_document_lookup (fixture->document, baton_entity_get_parent (terms->pdata[i]));

      if (above != NULL && baton_entity_get_kind (above) == BATON_KIND_TERM)
        {
          child = g_strdup (baton_entity_get_id (terms->pdata[i]));
          parent = g_strdup (baton_entity_get_id (above));
        }
    }
  g_assert_nonnull (child);
  before = baton_program_digest (baton_document_get_program (fixture->document));
  g_assert_false (baton_document_move (fixture->document, parent, child, NULL));
  after = baton_program_digest (baton_document_get_program (fixture->document));
  g_assert_cmpstr (before, ==, after);
  g_assert_true (baton_document_move (fixture->document, child, baton_entity_get_parent (baton_document_lookup (fixture->document, parent)), NULL));
  g_assert_cmpstr (baton_entity_get_parent (baton_document_lookup (fixture->document, child)), !=, parent);
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  g_assert_cmpstr (baton_entity_get_parent (baton_document_lookup (fixture->document, child)), ==, parent);
}

/* The windows that are opened from others come up and go. */
static void
test_windows (ConsoleFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (GtkBuilder) shortcuts = gtk_builder_new_from_resource ("/org/batonconsole/Baton/gtk/help-overlay.ui");
  GtkWidget *windows[] = {
    GTK_WIDGET (gtk_builder_get_object (shortcuts, "help_overlay")),
    baton_find_window_new (BATON_MAIN_WINDOW (fixture->window)),
    baton_import_window_new (GTK_WINDOW (fixture->window), fixture->document),
    baton_export_window_new (GTK_WINDOW (fixture->window), fixture->document, BATON_KIND_TERM),
    baton_preferences_window_new (GTK_WINDOW (fixture->window), fixture->document, NULL),
    baton_welcome_window_new (fixture->application),
  };

  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      gtk_window_present (GTK_WINDOW (windows[i]));
      console_fixture_iterate (50);
      gtk_window_destroy (GTK_WINDOW (windows[i]));
      console_fixture_iterate (20);
    }
}

/* The button below *widget* that says *label*. (nullable) */
static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
wait_until_sensitive (GtkWidget *button)
{
  for (guint i = 0; i < 400 && !gtk_widget_get_sensitive (button); i++)
    console_fixture_iterate (25);
  g_assert_true (gtk_widget_get_sensitive (button));
}

/* A spreadsheet comes in as one step: what is good of it, and one undo takes all of it back. */
static void
test_import (ConsoleFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (GPtrArray) vocabularies = baton_program_list (baton_document_get_program (fixture->document), BATON_KIND_VOCABULARY);
  const char *vocabulary = baton_entity_get_name (vocabularies->pdata[0]);
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "import-test.csv", NULL);
  g_autofree char *text = g_strdup_printf ("Term;Vocabulary;Description\nImported one;%s;First\nImported two;%s;\n;%s;Nameless\n", vocabulary, vocabulary, vocabulary);
  g_autofree char *before = baton_program_digest (baton_document_get_program (fixture->document)), *after = NULL;
  GtkWidget *window = baton_import_window_new (GTK_WINDOW (fixture->window), fixture->document);
  g_autoptr (GPtrArray) terms = NULL;
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);
  GtkWidget *preview, *import;
  guint n = 0, entries;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_runtime_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  gtk_window_present (GTK_WINDOW (window));
  preview = find_button (window, "_Preview");
  import = find_button (window, "_Import");
  g_assert_false (gtk_widget_get_sensitive (preview));
  baton_import_window_open (BATON_IMPORT_WINDOW (window), path);
  wait_until_sensitive (preview);
  g_signal_emit_by_name (preview, "clicked");
  wait_until_sensitive (import);
  console_fixture_iterate (50);
  entries = baton_workspace_get_n_entries (workspace);
  g_signal_emit_by_name (import, "clicked");
  for (guint i = 0; i < 400 && baton_workspace_get_n_entries (workspace) == entries; i++)
    console_fixture_iterate (25);
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, entries + 1);
  terms = baton_program_list (baton_document_get_program (fixture->document), BATON_KIND_TERM);
  for (guint i = 0; i < terms->len; i++)
    n += g_str_has_prefix (baton_entity_get_name (terms->pdata[i]), "Imported ");
  g_assert_cmpuint (n, ==, 2);
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  after = baton_program_digest (baton_document_get_program (fixture->document));
  g_assert_cmpstr (before, ==, after);
}

static GtkWidget *
find_combo (GtkWidget  *widget,
            const char *title)
{
  GtkWidget *found = ADW_IS_COMBO_ROW (widget) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0 ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_combo (child, title);
  return found;
}

/* What is left out is said with the reason; what the heading could be is offered first, and taken when it is chosen. */
static void
test_import_columns (ConsoleFixture *fixture,
                     gconstpointer   data)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "import-columns.csv", NULL);
  GtkWidget *window = baton_import_window_new (GTK_WINDOW (fixture->window), fixture->document);
  BatonImportWindow *import = BATON_IMPORT_WINDOW (window);
  GtkWidget *preview, *points;
  GListModel *meanings;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_runtime_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "Activity,Points,Remarks\nSpeak at our event,50,\nWrite a page,80,per page\n", -1, NULL));
  gtk_window_present (GTK_WINDOW (window));
  preview = find_button (window, "_Preview");
  baton_import_window_open (import, path);
  wait_until_sensitive (preview);
  points = find_combo (window, "Points");
  g_assert_nonnull (points);
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (points)), "Left out: it may be Tier points, Company points or Individual points."));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (import->summary)), "“Points” is left out."));
  meanings = adw_combo_row_get_model (ADW_COMBO_ROW (points));
  g_assert_cmpstr (gtk_string_list_get_string (GTK_STRING_LIST (meanings), 2), ==, "Company points");
  adw_combo_row_set_selected (ADW_COMBO_ROW (points), 2);
  g_assert_cmpint (import->mapping->targets[1], ==, baton_table_find (import->table, "company-points"));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (points)), ==, "50");
  wait_until_sensitive (preview);
  g_assert_null (strstr (gtk_label_get_text (GTK_LABEL (import->summary)), "left out"));
  gtk_window_close (GTK_WINDOW (window));
}

static gboolean
has_register (gpointer document)
{
  return baton_register_get_n_organisations (baton_document_get_register (document)) > 0;
}

static gboolean
knows_late (gpointer document)
{
  return baton_register_find_organisation (baton_document_get_register (document), "o-late") != BATON_INDEX_NONE;
}

/* What an import had begun to write when its window was closed is shown; what it still waited for from the clipboard is let go. */
static void
test_closed_import (ConsoleFixture *fixture,
                    gconstpointer   data)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "import-late.csv", NULL);
  GtkWidget *window = baton_import_window_new (GTK_WINDOW (fixture->window), fixture->document), *preview, *import;

  console_fixture_wait_for (has_register, fixture->document);
  g_assert_false (knows_late (fixture->document));
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_runtime_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "id,name,parent,terms,joined,manager,from\no-late,Late Ltd,,,,,\n", -1, NULL));
  gtk_window_present (GTK_WINDOW (window));
  preview = find_button (window, "_Preview");
  import = find_button (window, "_Import");
  baton_import_window_open (BATON_IMPORT_WINDOW (window), path);
  wait_until_sensitive (preview);
  g_signal_emit_by_name (preview, "clicked");
  wait_until_sensitive (import);
  g_signal_emit_by_name (import, "clicked");
  gtk_window_destroy (GTK_WINDOW (window));
  console_fixture_wait_for (knows_late, fixture->document);

  for (guint i = 0; i < 2; i++)
    {
      window = baton_import_window_new (GTK_WINDOW (fixture->window), fixture->document);
      gtk_window_present (GTK_WINDOW (window));
      gdk_clipboard_set_text (gtk_widget_get_clipboard (window), i == 0 ? "Term\tVocabulary\nA\tB\n" : "");
      baton_import_window_paste_cb (BATON_IMPORT_WINDOW (window));
      gtk_window_destroy (GTK_WINDOW (window));
      console_fixture_iterate (200);
    }
}

/* What was typed into a field is one step, and Escape-like taking back leaves none. */
static void
test_typing (ConsoleFixture *fixture,
             gconstpointer   data)
{
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);
  g_autoptr (GPtrArray) terms = baton_program_list (baton_document_get_program (fixture->document), BATON_KIND_TERM);
  g_autofree char *id = g_strdup (baton_entity_get_id (terms->pdata[0]));
  guint entries = baton_workspace_get_n_entries (workspace);
  const char *typed[] = { "I", "Ib", "Ibe", "Iber", "Iberia" };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      BatonEntity *term = baton_document_lookup (fixture->document, id);
      g_autoptr (BatonValue) value = baton_text_with_source (baton_entity_get (term, BATON_FIELD_TERM_NAME), typed[i]);
      g_autoptr (BatonEntity) next = baton_entity_with (term, BATON_FIELD_TERM_NAME, value);

      g_assert_true (baton_document_type (fixture->document, next, BATON_FIELD_TERM_NAME, NULL));
    }
  baton_document_end_typing (fixture->document);
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, entries + 1);
  g_assert_cmpstr (baton_entity_get_name (baton_document_lookup (fixture->document, id)), ==, "Iberia");
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  g_assert_cmpstr (baton_entity_get_name (baton_document_lookup (fixture->document, id)), !=, "Iberia");
}

static void
keep_record_cb (BatonRecordWindow *window,
                BatonValue        *record,
                BatonValue       **kept)
{
  g_clear_pointer (kept, baton_value_unref);
  *kept = baton_value_ref (record);
}

/* A record that is opened and accepted untouched stays as it was, for every record of the sample. */
static void
test_records (ConsoleFixture *fixture,
              gconstpointer   data)
{
  guint n_records = 0;

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      const BatonKindInfo *info = baton_schema_get_kind (kind);
      g_autoptr (GPtrArray) list = baton_program_list (baton_document_get_program (fixture->document), kind);

      for (BatonField field = info->first_field; field < info->first_field + info->n_fields; field++)
        for (guint i = 0; baton_schema_get_field (field)->type == BATON_TYPE_RECORDS && i < list->len; i++)
          {
            const BatonFieldInfo *list_info = baton_schema_get_field (field);
            const BatonValue *records = baton_entity_get (list->pdata[i], field);

            for (gsize j = 0; j < baton_value_get_length (records); j++)
              {
                const BatonValue *before = baton_value_get_element (records, j);
                g_autoptr (BatonValue) after = NULL;
                GtkWidget *window;

                window = GTK_WIDGET (baton_record_window_new (fixture->window, fixture->document, "Record", list_info->columns, before));
                g_signal_connect (window, "done", G_CALLBACK (keep_record_cb), &after);
                gtk_window_present (GTK_WINDOW (window));
                console_fixture_iterate (5);
                g_signal_emit_by_name (find_button (window, "_Done"), "clicked");
                console_fixture_iterate (2);
                if (!baton_value_equal (before, after))
                  {
                    g_autofree char *was = baton_value_to_json (before), *is = after != NULL ? baton_value_to_json (after) : NULL;

                    g_test_message ("%s.%s of %s: %s became %s", info->name, list_info->name, baton_entity_get_id (list->pdata[i]), was, is);
                    g_test_fail ();
                    if (after == NULL)
                      gtk_window_destroy (GTK_WINDOW (window));
                  }
                n_records++;
              }
          }
    }
  g_assert_cmpuint (n_records, >, 50);
}

/* A pasted table is one step: new activities, changed ones and what could not be read come and go together. */
static void
test_paste (ConsoleFixture *fixture,
            gconstpointer   data)
{
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);
  g_autoptr (GPtrArray) motions = baton_program_list (baton_document_get_program (fixture->document), BATON_KIND_MOTION);
  g_autoptr (GPtrArray) activities = baton_program_list (baton_document_get_program (fixture->document), BATON_KIND_ACTIVITY);
  g_autoptr (GPtrArray) below = g_ptr_array_new (), flags = NULL;
  g_autofree char *before = baton_program_digest (baton_document_get_program (fixture->document)), *after = NULL, *wrong = NULL;
  guint entries = baton_workspace_get_n_entries (workspace);

  wrong = baton_activities_paste (fixture->document, baton_entity_get_id (motions->pdata[0]), below, BATON_ACTIVITY_COLUMN_NAME,
                                  "Activity\tTier points\tCompany points\tIndividual points\n"
                                  "Speaking at a summit\t10\t40\t20\n"
                                  "Writing a case study\t-\tforty\t5\n", &flags);
  g_assert_nonnull (wrong);
  g_assert_cmpuint (flags->len, ==, 1);
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, entries + 1);
  {
    g_autoptr (GPtrArray) now = baton_program_list (baton_document_get_program (fixture->document), BATON_KIND_ACTIVITY);

    g_assert_cmpuint (now->len, ==, activities->len + 2);
  }
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  after = baton_program_digest (baton_document_get_program (fixture->document));
  g_assert_cmpstr (after, ==, before);
}

static gboolean
has_pane (gpointer window)
{
  GtkWidget *pane = console_find_type (window, BATON_TYPE_SIDE_PANE);

  return pane != NULL && gtk_widget_get_width (pane) > 0;
}

typedef struct
{
  GtkWidget *pane;
  int        least;
  int        most;
} Width;

static gboolean
is_between (gpointer data)
{
  const Width *width = data;

  return gtk_widget_get_width (width->pane) >= width->least && gtk_widget_get_width (width->pane) <= width->most;
}

/* The preview is as wide as one wishes, as long as something can still be edited beside it; it is narrower, and not gone, in a
 * window without room for the wish. */
static void
test_preview_width (ConsoleFixture *fixture,
                    gconstpointer   data)
{
  BatonSidePane *pane;
  int first;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 800);
  console_fixture_wait_for (has_pane, fixture->window);
  pane = BATON_SIDE_PANE (console_find_type (fixture->window, BATON_TYPE_SIDE_PANE));
  first = baton_side_pane_get_width (pane);
  console_fixture_wait_for (is_between, &(Width) { GTK_WIDGET (pane), first, first });

  baton_side_pane_set_width (pane, first + 150);
  console_fixture_wait_for (is_between, &(Width) { GTK_WIDGET (pane), first + 150, first + 150 });

  baton_side_pane_set_width (pane, 4000);
  console_fixture_wait_for (is_between, &(Width) { GTK_WIDGET (pane), first + 151, 1280 });
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (baton_main_window_get_visible_section (BATON_MAIN_WINDOW (fixture->window)))), >=, 360);

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 800);
  console_fixture_wait_for (is_between, &(Width) { GTK_WIDGET (pane), first, 1000 - 200 });
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (pane)));

  baton_side_pane_set_width (pane, 10);
  g_assert_cmpint (baton_side_pane_get_width (pane), ==, first);
  console_fixture_wait_for (is_between, &(Width) { GTK_WIDGET (pane), first, first });
}

static gboolean
shows_selected (gpointer data)
{
  GtkWidget *list = data, *row = GTK_WIDGET (gtk_list_box_get_selected_row (data));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (list, GTK_TYPE_SCROLLED_WINDOW)));
  graphene_rect_t bounds;
  double top = gtk_adjustment_get_value (adjustment);

  return gtk_widget_compute_bounds (row, list, &bounds) && bounds.size.height > 0 && bounds.origin.y >= top - 1 &&
         bounds.origin.y + bounds.size.height <= top + gtk_adjustment_get_page_size (adjustment) + 1;
}

static GtkWidget *
find_sidebar (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LIST_BOX (widget) && gtk_widget_has_css_class (widget, "navigation-sidebar") ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_sidebar (child);
  return found;
}

static GtkWindow *
find_toplevel (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

/* The way in from a server asks for its address, and then pulls; without one nothing else happens. */
static void
test_from_server (ConsoleFixture *fixture,
                  gconstpointer   data)
{
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);

  for (int i = 0; i < 2; i++)
    {
      GtkWindow *asking;

      gtk_widget_activate_action (fixture->window, "win.from-server", NULL);
      asking = find_toplevel (BATON_TYPE_PREFERENCES_WINDOW);
      g_assert_nonnull (asking);
      g_assert_cmpstr (gtk_window_get_title (asking), ==, "From a Server");
      g_assert_null (find_toplevel (BATON_TYPE_REVIEW_WINDOW));
      /* Nobody is there; the window says so. */
      if (i == 1)
        baton_workspace_set_setting (workspace, BATON_SETTING_SERVER, "http://127.0.0.1:9/", NULL);
      gtk_window_close (asking);
      console_fixture_iterate (50);
      g_assert_true ((find_toplevel (BATON_TYPE_REVIEW_WINDOW) != NULL) == (i == 1));
    }
  gtk_window_close (find_toplevel (BATON_TYPE_REVIEW_WINDOW));
  console_fixture_iterate (50);
}

/* What is opened from elsewhere is in sight in the sidebar, however far down it stands. */
static void
test_sidebar (ConsoleFixture *fixture,
              gconstpointer   data)
{
  GtkWidget *sidebar = find_sidebar (GTK_WIDGET (fixture->window));

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1100, 500);
  console_fixture_iterate (100);
  baton_main_window_show_section (BATON_MAIN_WINDOW (fixture->window), "map");
  console_fixture_wait_for (shows_selected, sidebar);
  baton_main_window_show_section (BATON_MAIN_WINDOW (fixture->window), "overview");
  console_fixture_wait_for (shows_selected, sidebar);
  /* A lower window has less of them in sight. */
  baton_main_window_show_section (BATON_MAIN_WINDOW (fixture->window), "whatif");
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1100, 360);
  console_fixture_wait_for (shows_selected, sidebar);
}

/* A window is shown in the turn after the one that made it, and never after it was destroyed. */
static void
test_present_next (ConsoleFixture *fixture,
                   gconstpointer   data)
{
  GtkWidget *window = g_object_ref (gtk_window_new ()), *destroyed = g_object_ref (gtk_window_new ());

  baton_present_next (GTK_WINDOW (window));
  baton_present_next (GTK_WINDOW (destroyed));
  g_assert_false (gtk_widget_get_visible (window));
  gtk_window_destroy (GTK_WINDOW (destroyed));
  console_fixture_iterate (100);
  g_assert_true (gtk_widget_get_mapped (window));
  g_assert_false (gtk_widget_get_visible (destroyed));
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
  g_object_unref (destroyed);
}

static void
add_tests (void)
{
#define ADD(name) g_test_add ("/console/window/" #name, ConsoleFixture, NULL, console_fixture_set_up, test_##name, console_fixture_tear_down)
  ADD (sections);
  ADD (edit);
  ADD (outline);
  ADD (windows);
  ADD (import);
  ADD (import_columns);
  ADD (closed_import);
  ADD (typing);
  ADD (records);
  ADD (paste);
  ADD (preview_width);
  ADD (from_server);
  ADD (sidebar);
  ADD (present_next);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
