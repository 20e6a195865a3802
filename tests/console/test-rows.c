/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of forms and the outline: to show is not to edit, typing is one step, Escape gives back, keys reorder;
 * things of one name are told apart.
 */
#include "console-look.h"

#include "console/widgets/baton-day-button.h"
#include "console/widgets/baton-field-row.h"
#include "console/widgets/baton-outline.h"
#include "model/baton-text.h"

/* Shown in a window of its own, as rows behave by their root. */
static GtkWidget *
present (GtkWidget *row)
{
  GtkWidget *window = gtk_window_new (), *list = gtk_list_box_new ();

  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  console_fixture_iterate (20);
  return window;
}

static void
press (GtkWidget *widget,
       gpointer   key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", GPOINTER_TO_UINT (key), 0, 0, &handled);
    }
}

/* Every row of every kind shows things of the sample, one after another, and none changes the program by that. */
static void
test_show (ConsoleFixture *fixture,
           gconstpointer   data)
{
  g_autofree char *before = baton_program_digest (baton_document_get_program (fixture->document)), *after = NULL;
  guint entries = baton_workspace_get_n_entries (baton_document_get_workspace (fixture->document));

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      const BatonKindInfo *info = baton_schema_get_kind (kind);
      g_autoptr (GPtrArray) ids = console_list_ids (fixture, kind, NULL);

      for (BatonField field = info->first_field; field < info->first_field + info->n_fields; field++)
        {
          g_autoptr (BatonFieldRow) row = NULL;
          GtkWidget *window;

          if (field == info->place_field || ids->len == 0)
            continue;
          row = baton_field_row_new (fixture->document, field);
          window = present (baton_field_row_get_widget (row));
          for (guint i = 0; i < MIN (ids->len, 3); i++)
            {
              baton_field_row_set_entity (row, ids->pdata[i]);
              console_fixture_iterate (1);
            }
          baton_field_row_set_entity (row, NULL);
          gtk_window_destroy (GTK_WINDOW (window));
        }
    }
  baton_document_end_typing (fixture->document);
  after = baton_program_digest (baton_document_get_program (fixture->document));
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (baton_workspace_get_n_entries (baton_document_get_workspace (fixture->document)), ==, entries);
}

/* Letter by letter is one step; Escape gives back what stood there. */
static void
test_type (ConsoleFixture *fixture,
           gconstpointer   data)
{
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);
  g_autofree char *id = g_strdup (console_find_named (fixture, BATON_KIND_TERM, "Distributor"));
  g_autoptr (BatonFieldRow) row = baton_field_row_new (fixture->document, BATON_FIELD_TERM_NAME);
  GtkWidget *widget = baton_field_row_get_widget (row), *window = present (widget);
  guint entries = baton_workspace_get_n_entries (workspace);
  const char *typed[] = { "W", "Wh", "Who", "Wholesaler" };
  g_autofree char *step = NULL;

  baton_field_row_set_entity (row, id);
  g_assert_true (GTK_IS_EDITABLE (widget));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (widget)), ==, "Distributor");
  gtk_widget_grab_focus (widget);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    gtk_editable_set_text (GTK_EDITABLE (widget), typed[i]);
  baton_document_end_typing (fixture->document);
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, entries + 1);
  g_assert_cmpstr (baton_entity_get_name (baton_document_lookup (fixture->document, id)), ==, "Wholesaler");
  step = baton_document_dup_step (fixture->document, TRUE);
  g_assert_cmpstr (step, ==, "Rename “Distributor” to “Wholesaler”"); /* not from the last letter but one */
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  g_assert_cmpstr (baton_entity_get_name (baton_document_lookup (fixture->document, id)), ==, "Distributor");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (widget)), ==, "Distributor");

  gtk_editable_set_text (GTK_EDITABLE (widget), "Mistake");
  console_foreach (widget, press, GUINT_TO_POINTER (GDK_KEY_Escape));
  baton_document_end_typing (fixture->document);
  g_assert_cmpstr (baton_entity_get_name (baton_document_lookup (fixture->document, id)), ==, "Distributor");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (widget)), ==, "Distributor");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The keys of the outline move what is chosen, among its like and below another, and undo brings it back. */
static void
test_move (ConsoleFixture *fixture,
           gconstpointer   data)
{
  GtkWidget *outline = console_find_type (console_show (fixture, "taxonomy"), BATON_TYPE_OUTLINE);
  g_autofree char *id = g_strdup (console_find_named (fixture, BATON_KIND_TERM, "Distributor"));
  g_autofree char *parent = g_strdup (baton_entity_get_parent (baton_document_lookup (fixture->document, id)));
  g_autofree char *before = baton_program_digest (baton_document_get_program (fixture->document)), *after = NULL;
  g_autoptr (GPtrArray) siblings = console_list_ids (fixture, BATON_KIND_TERM, parent), moved = NULL;

  g_assert_cmpstr (siblings->pdata[1], ==, id);
  g_assert_true (baton_outline_select (BATON_OUTLINE (outline), id));
  gtk_widget_activate_action (outline, "outline.move-up", NULL);
  moved = console_list_ids (fixture, BATON_KIND_TERM, parent);
  g_assert_cmpstr (moved->pdata[0], ==, id);
  gtk_widget_activate_action (outline, "outline.move-down", NULL);
  gtk_widget_activate_action (outline, "outline.move-in", NULL);
  g_assert_cmpstr (baton_entity_get_parent (baton_document_lookup (fixture->document, id)), ==, siblings->pdata[0]);
  gtk_widget_activate_action (outline, "outline.move-out", NULL);
  g_assert_cmpstr (baton_entity_get_parent (baton_document_lookup (fixture->document, id)), ==, parent);
  g_assert_cmpstr (baton_outline_get_selected (BATON_OUTLINE (outline)), ==, id);
  for (int i = 0; i < 4; i++)
    gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  after = baton_program_digest (baton_document_get_program (fixture->document));
  g_assert_cmpstr (after, ==, before);
}

static void
collect_heading (GtkWidget *widget,
                 gpointer   headings)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "baton-sidebar-group") && gtk_widget_get_mapped (widget))
    g_ptr_array_add (headings, g_strdup (gtk_label_get_text (GTK_LABEL (widget))));
}

/* The first parts are headed, and none twice. */
static void
assert_headings (GtkWidget *outline)
{
  g_autoptr (GPtrArray) headings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  console_fixture_iterate (100);
  console_foreach (outline, collect_heading, headings);
  for (guint i = 0; i < headings->len; i++)
    g_assert_true (g_hash_table_add (seen, headings->pdata[i]));
  g_assert_true (g_hash_table_contains (seen, "Priorities"));
  g_assert_true (g_hash_table_contains (seen, "Partner program"));
}

/* Each part of the map has its heading once, whatever moves between them; a step moves what is chosen by a line. */
static void
test_headings (ConsoleFixture *fixture,
               gconstpointer   data)
{
  GtkWidget *outline = console_find_type (console_show (fixture, "map"), BATON_TYPE_OUTLINE);
  g_autofree char *id = g_strdup (console_find_named (fixture, BATON_KIND_MAPPING_ENTRY, "One portal for everybody"));
  g_autofree char *third = g_strdup (console_find_named (fixture, BATON_KIND_MAPPING_ENTRY, "Every member contributes"));
  g_autoptr (BatonValue) program = baton_value_new_string ("program");
  g_autoptr (GPtrArray) ids = NULL;

  assert_headings (outline);
  baton_document_set (fixture->document, id, BATON_FIELD_MAPPING_ENTRY_AREA, program);
  assert_headings (outline);
  /* It stands between these two in the program, but under another heading now. */
  g_assert_true (baton_outline_select (BATON_OUTLINE (outline), third));
  gtk_widget_activate_action (outline, "outline.move-up", NULL);
  ids = console_list_ids (fixture, BATON_KIND_MAPPING_ENTRY, NULL);
  g_assert_cmpstr (ids->pdata[0], ==, third);
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  assert_headings (outline);
}

/* A draft says that it is one, and navigation items of one name say where they lead, also after that is called something else. */
static void
test_told_apart (ConsoleFixture *fixture,
                 gconstpointer   data)
{
  g_autofree char *hub = g_strdup (console_find_named (fixture, BATON_KIND_PAGE, "Influencer Hub"));
  g_autofree char *content = g_strdup (console_find_named (fixture, BATON_KIND_CONTENT, "A bank that pays fees in a day"));
  g_autoptr (BatonValue) draft = baton_value_new_string ("draft");
  g_autoptr (BatonValue) name = baton_text_new ("Voices");
  GtkWidget *navigation = console_find_type (console_show (fixture, "navigation"), BATON_TYPE_OUTLINE), *list;

  g_assert_true (console_shows_text (navigation, "Influencer Hub"));
  g_assert_true (console_shows_text (navigation, "Partner home"));
  g_assert_false (console_shows_text (navigation, "Navigation item"));
  g_assert_true (baton_document_set (fixture->document, hub, BATON_FIELD_PAGE_NAME, name));
  console_fixture_iterate (50);
  g_assert_true (console_shows_text (navigation, "Voices"));
  g_assert_false (console_shows_text (navigation, "Influencer Hub"));

  list = console_find_type (console_show (fixture, "content"), BATON_TYPE_OUTLINE);
  g_assert_true (baton_document_set (fixture->document, content, BATON_FIELD_CONTENT_STATE, draft));
  console_fixture_iterate (50);
  g_assert_true (console_shows_text (list, "Draft"));
}

/* Whether a shortcut of *widget* itself takes Escape. */
static gboolean
takes_escape (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GListModel) shortcuts = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (shortcuts) && j < g_list_model_get_n_items (shortcuts); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, j);
          g_autofree char *trigger = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

          if (g_str_equal (trigger, "Escape") && gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, NULL))
            return TRUE;
        }
    }
  return FALSE;
}

/* Escape in a window of days gives back what was typed, and is then for the popover that the days stand in. A calendar over that
 * popover takes no grab from it. */
static void
test_days (ConsoleFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (BatonFieldRow) row = baton_field_row_new (fixture->document, BATON_FIELD_PUBLISHING_RULE_WINDOW);
  GtkWidget *button = gtk_menu_button_new (), *popover = gtk_popover_new (), *window = present (button), *entry, *calendar;

  g_assert_cmpint (baton_day_from_typed ("1.12.2026"), ==, baton_day_new (2026, 12, 1));
  g_assert_cmpint (baton_day_from_typed ("31.12.2026"), ==, baton_day_new (2026, 12, 31));
  g_assert_cmpint (baton_day_from_typed (" 2026-12-01 "), ==, baton_day_new (2026, 12, 1));
  g_assert_cmpint (baton_day_from_typed ("1.13.2026"), ==, BATON_DAY_NONE);

  gtk_popover_set_child (GTK_POPOVER (popover), baton_field_row_get_widget (row));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  baton_field_row_set_entity (row, console_find_named (fixture, BATON_KIND_PUBLISHING_RULE, "Launch embargo"));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (baton_field_row_get_widget (row)), TRUE);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  console_fixture_iterate (50);
  entry = console_find_type (popover, ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (entry), "2027-01-01");
  g_assert_true (takes_escape (entry));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_assert_false (takes_escape (entry));

  calendar = console_find_type (entry, GTK_TYPE_MENU_BUTTON);
  gtk_menu_button_popup (GTK_MENU_BUTTON (calendar));
  console_fixture_iterate (50);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (calendar)))));
  g_assert_false (gtk_popover_get_autohide (gtk_menu_button_get_popover (GTK_MENU_BUTTON (calendar))));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (calendar));
  console_fixture_iterate (50);
  g_assert_true (gtk_widget_get_visible (popover));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  console_fixture_iterate (50);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A day that was typed counts when the text is left, also for the calendar's button beside it. */
static void
test_day_left (ConsoleFixture *fixture,
               gconstpointer   data)
{
  g_autoptr (BatonFieldRow) row = baton_field_row_new (fixture->document, BATON_FIELD_PUBLISHING_RULE_WINDOW);
  const char *id = console_find_named (fixture, BATON_KIND_PUBLISHING_RULE, "Launch embargo");
  GtkWidget *window = present (baton_field_row_get_widget (row)), *entry;

  baton_field_row_set_entity (row, id);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (baton_field_row_get_widget (row)), TRUE);
  console_fixture_iterate (50);
  entry = console_find_type (window, ADW_TYPE_ENTRY_ROW);
  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "2025-01-01");
  g_assert_true (gtk_widget_child_focus (console_find_type (entry, GTK_TYPE_MENU_BUTTON), GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), entry));
  console_fixture_iterate (20);
  g_assert_cmpint (baton_window_from_value (baton_entity_get (baton_document_lookup (fixture->document, id), BATON_FIELD_PUBLISHING_RULE_WINDOW)).from,
                   ==, baton_day_new (2025, 1, 1));
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add_tests (void)
{
#define ADD(name) g_test_add ("/console/rows/" #name, ConsoleFixture, NULL, console_fixture_set_up, test_##name, console_fixture_tear_down)
  ADD (show);
  ADD (type);
  ADD (move);
  ADD (headings);
  ADD (told_apart);
  ADD (days);
  ADD (day_left);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
