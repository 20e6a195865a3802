/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The windows above the console without a mouse: Tab comes to all that one acts on in each, and is caught nowhere; Escape closes
 * what is uppermost and no more, also out of a search; Enter does what a window is for; and the focus is then where it was.
 */
#include "console-keys.h"
#include "console-look.h"

#include "console/baton-export-window.h"
#include "console/baton-find-window.h"
#include "console/baton-help-window.h"
#include "console/baton-import-window.h"
#include "console/baton-merge-session.h"
#include "console/baton-merge-window.h"
#include "console/baton-preferences-window.h"
#include "console/baton-review-window.h"
#include "console/baton-statement-window.h"
#include "console/baton-uses-window.h"
#include "console/baton-welcome-window.h"
#include "console/preview/baton-preview.h"
#include "console/preview/baton-preview-why.h"
#include "console/widgets/baton-expander-row.h"
#include "console/widgets/baton-outline.h"
#include "console/widgets/baton-picker.h"
#include "console/widgets/baton-record-window.h"
#include "console/widgets/baton-tab-stop.h"
#include "model/baton-json.h"

#include "baton-help-resources.h"

#include <glib/gstdio.h>
#include <string.h>

static GtkWidget *
get_focus (GtkWidget *window)
{
  return gtk_window_get_focus (GTK_WINDOW (window));
}

static const char *
write_file (ConsoleFixture *fixture,
            const char     *name,
            const char     *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_intern_string (path);
}

/* ── Each window ── */

static void
test_plain (ConsoleFixture *fixture,
            gconstpointer   data)
{
  GtkWindow *parent = GTK_WINDOW (fixture->window);
  GtkWidget *before, *window;

  gtk_widget_child_focus (console_show (fixture, "taxonomy"), GTK_DIR_TAB_FORWARD);
  before = get_focus (fixture->window);
  for (int i = 0; i < 6; i++)
    {
      const char *term = console_find_named (fixture, BATON_KIND_TERM, "Distributor");

      switch (i)
        {
        case 0:
          window = baton_preferences_window_new (parent, fixture->document, NULL);
          break;
        case 1:
          window = baton_export_window_new (parent, fixture->document, BATON_KIND_TERM);
          break;
        case 2:
          window = baton_uses_window_new (parent, fixture->document, term, FALSE);
          break;
        case 3:
          window = baton_find_window_new (BATON_MAIN_WINDOW (fixture->window));
          break;
        case 4:
          window = baton_import_window_new (parent, fixture->document);
          break;
        default:
          window = baton_help_window_new ();
          gtk_window_set_transient_for (GTK_WINDOW (window), parent);
          baton_help_window_show (BATON_HELP_WINDOW (window), "taxonomy");
          break;
        }
      console_keys_check_window (window, G_OBJECT_TYPE_NAME (window));
      if (BATON_IS_HELP_WINDOW (window))
        {
          /* It stands beside the work, as a window of its own does. */
          g_assert_true (console_keys_press (get_focus (window), GDK_KEY_w, GDK_CONTROL_MASK));
          console_fixture_wait_for (console_keys_is_window_gone, parent);
        }
      else
        {
          console_keys_check_escape (window);
        }
      console_fixture_iterate (50);
      g_assert_true (get_focus (fixture->window) == before);
    }
}

static void
test_welcome (ConsoleFixture *fixture,
              gconstpointer   data)
{
  GtkWidget *window = baton_welcome_window_new (fixture->application), *row, *list;

  console_keys_check_window (window, "welcome");
  /* Arrows come to every line, the one that folds out too. */
  row = gtk_widget_get_ancestor (get_focus (window), ADW_TYPE_ACTION_ROW);
  list = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX);
  g_signal_emit_by_name (list, "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, 1, FALSE, FALSE);
  g_assert_nonnull (gtk_widget_get_ancestor (get_focus (window), BATON_TYPE_EXPANDER_ROW));
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
has_plan (gpointer window)
{
  GtkWidget *preview = console_find_button (window, "_Preview");

  return preview != NULL && gtk_widget_is_sensitive (preview);
}

static gboolean
offers_refused (gpointer window)
{
  return gtk_widget_get_mapped (console_find_button (window, "_Save Refused"));
}

static void
test_import (ConsoleFixture *fixture,
             gconstpointer   data)
{
  GtkWidget *window = baton_import_window_new (GTK_WINDOW (fixture->window), fixture->document);
  const char *path = write_file (fixture, "activities.csv", "Activity,Motion,Individual points,Tier points\nWrite a blog post,Influencer motion,1,10\nRecord a podcast,Influencer motion,2,x\n");
  GtkWidget *back;

  console_keys_check_window (window, "import");
  baton_import_window_open (BATON_IMPORT_WINDOW (window), path);
  console_fixture_wait_for (has_plan, window);
  console_keys_check_window (window, "import, mapping");
  /* Enter goes on, in whatever does not take it. */
  console_fixture_wait_for (has_plan, window);
  gtk_widget_activate_action (window, "default.activate", NULL);
  console_fixture_wait_for (offers_refused, window); /* a button shows that it is pressed first */
  g_assert_nonnull (get_focus (window));
  g_assert_true (gtk_widget_get_mapped (get_focus (window)));
  console_keys_check_window (window, "import, preview");
  back = console_find_button (window, "_Back");
  gtk_widget_grab_focus (back);
  g_signal_emit_by_name (back, "clicked");
  console_fixture_iterate (100);
  g_assert_nonnull (get_focus (window));
  g_assert_true (gtk_widget_get_mapped (get_focus (window)));
  /* Escape in the preview goes back, too, with all that was assigned; only there it closes. */
  gtk_widget_activate_action (window, "default.activate", NULL);
  console_fixture_wait_for (offers_refused, window);
  g_assert_true (console_keys_press (get_focus (window), GDK_KEY_Escape, 0));
  g_assert_true (has_plan (window));
  g_assert_true (gtk_widget_get_mapped (console_find_button (window, "_Preview")));
  console_keys_check_escape (window);
}

/* A history that is long goes in as it is. */
static void
test_import_history (ConsoleFixture *fixture,
                     gconstpointer   data)
{
  GtkWidget *window = baton_import_window_new (GTK_WINDOW (fixture->window), fixture->document);
  g_autoptr (GString) text = g_string_new ("id,type,organisation,member,activity,day,quantity,amount,currency,original,region,deal,part,share,state,version,reverses,reward,fund,points,granted\n");
  const char *path;

  while (text->len < 9 * 1024 * 1024)
    g_string_append (text, "1,,nobody,nobody,nothing,2026-01-02,,,,,,,,,,,,,,,\n");
  path = write_file (fixture, "history.csv", text->str);
  baton_import_window_open (BATON_IMPORT_WINDOW (window), path);
  console_keys_check_window (window, "import, history");
  g_assert_nonnull (console_find_button (window, "_Back"));
  g_assert_true (gtk_widget_get_mapped (console_find_button (window, "_Back")));
  g_assert_true (console_keys_press (get_focus (window), GDK_KEY_Escape, 0));
  console_fixture_iterate (50);
  console_keys_check_escape (window);
  g_unlink (path);
}

static void
test_review (ConsoleFixture *fixture,
             gconstpointer   data)
{
  GtkWidget *window, *message, *stack;

  g_autoptr (BatonValue) name = baton_value_new_string ("Wholesaler");

  g_assert_true (baton_document_set (fixture->document, console_find_named (fixture, BATON_KIND_TERM, "Distributor"), BATON_FIELD_TERM_NAME, name));
  window = baton_review_window_new (GTK_WINDOW (fixture->window), fixture->document);
  gtk_window_present (GTK_WINDOW (window));
  console_fixture_iterate (1000);
  console_keys_check_window (window, "review, changes");
  message = console_find_type (window, GTK_TYPE_ENTRY);
  g_assert_true (gtk_entry_get_activates_default (GTK_ENTRY (message)));
  g_assert_true (gtk_window_get_default_widget (GTK_WINDOW (window)) == console_find_button (window, "_Push"));
  stack = console_find_type (window, GTK_TYPE_STACK);
  gtk_stack_set_visible_child_name (GTK_STACK (stack), "history");
  console_keys_check_window (window, "review, history");
  console_keys_check_escape (window);
}

/* Both sides changed a threshold, and there is something to decide. */
static void
test_merge (ConsoleFixture *fixture,
            gconstpointer   data)
{
  const char *tier = console_find_named (fixture, BATON_KIND_TIER, "Superhero");
  g_autoptr (BatonProgram) theirs = baton_program_copy (baton_document_get_program (fixture->document));
  g_autoptr (BatonValue) mine = baton_value_new_integer (120), other = baton_value_new_integer (110);
  g_autoptr (BatonEntity) after = baton_entity_with (baton_program_lookup (theirs, tier), BATON_FIELD_TIER_THRESHOLD, other);
  g_autofree char *digest = NULL;
  BatonRevision revision = { .number = 2, .parent = 1, .author = (char *) "Ana", .message = (char *) "Autumn" };
  GtkWidget *window;

  baton_program_put (theirs, after);
  revision.digest = digest = baton_program_digest (theirs);
  g_assert_true (baton_document_set (fixture->document, tier, BATON_FIELD_TIER_THRESHOLD, mine));
  baton_document_take_merge (fixture->document, baton_merge_session_new (fixture->document, &revision, theirs));
  window = baton_merge_window_new (GTK_WINDOW (fixture->window), fixture->document, baton_document_get_merge (fixture->document));
  console_keys_check_window (window, "merge");
  console_keys_check_escape (window);
}

static void
test_statement (ConsoleFixture *fixture,
                gconstpointer   data)
{
  baton_statement_window_present (GTK_WINDOW (fixture->window), fixture->document, 3);
  console_fixture_iterate (1500);
  console_keys_check_window (console_keys_find_window (fixture->window), "statement");
  console_keys_check_escape (console_keys_find_window (fixture->window));
}

static void
test_record (ConsoleFixture *fixture,
             gconstpointer   data)
{
  static const BatonFieldInfo columns[] = {
    { .name = "name", .type = BATON_TYPE_TEXT, .kind = BATON_KIND_NONE, .label = "Name" },
    { .name = "from", .type = BATON_TYPE_DAY, .kind = BATON_KIND_NONE, .label = "From" },
    { .name = "audience", .type = BATON_TYPE_AUDIENCE, .kind = BATON_KIND_NONE, .side = BATON_SIDE_MEMBER, .label = "For" },
    { NULL },
  };
  GtkWidget *window = GTK_WIDGET (baton_record_window_new (fixture->window, fixture->document, "Line", columns, NULL));

  console_keys_check_window (window, "record");
  console_keys_check_escape (window);
}

/* While a cap is being made, it reads as the sentence that will stand in the list. */
static void
test_record_sentence (ConsoleFixture *fixture,
                      gconstpointer   data)
{
  const char *json = "{\"holder\":\"member\",\"most\":40,\"period\":\"month\",\"points\":\"tier\"}";
  g_autoptr (BatonValue) cap = baton_json_parse (json, strlen (json), NULL);
  GtkWidget *window = GTK_WIDGET (baton_record_window_new (fixture->window, fixture->document, "Cap", baton_schema_get_field (BATON_FIELD_ACTIVITY_CAPS)->columns, cap));

  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (console_shows_text (window, "At most 40 tier points for each member in a month"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (console_find_type (window, ADW_TYPE_COMBO_ROW)), 0);
  g_assert_true (console_shows_text (window, "At most 40 tier points for each organization in a month"));
  gtk_editable_set_text (GTK_EDITABLE (console_find_type (window, ADW_TYPE_ENTRY_ROW)), "");
  g_assert_false (console_shows_text (window, "for each organization"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
picked_cb (const char * const *ids,
           gpointer            user_data)
{
  g_assert_not_reached ();
}

static void
test_picker (ConsoleFixture *fixture,
             gconstpointer   data)
{
  for (int ordered = 0; ordered < 2; ordered++)
    {
      BatonPicker *picker = baton_picker_new (fixture->window, "Terms", TRUE, ordered, picked_cb, G_OBJECT (fixture->window));

      baton_picker_add_kinds (picker, fixture->document, G_GUINT64_CONSTANT (1) << BATON_KIND_TERM, NULL, NULL);
      baton_picker_present (picker);
      console_keys_check_window (GTK_WIDGET (picker), "picker");
      console_keys_check_escape (GTK_WIDGET (picker));
    }
}

static void
ordered_cb (const char * const *ids,
            gpointer            user_data)
{
  g_object_set_data_full (user_data, "picked", g_strjoinv (" ", (char **) ids), g_free);
}

static gboolean
is_on_row (gpointer picker)
{
  GtkWidget *focus = get_focus (picker);

  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW) != NULL;
}

/* Alt and an arrow move what is chosen in an order, as far as there is anything to pass; the focus goes along. */
static void
test_picker_order (ConsoleFixture *fixture,
                   gconstpointer   data)
{
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  BatonPicker *picker = baton_picker_new (fixture->window, "Order", TRUE, TRUE, ordered_cb, owner);
  GtkWidget *list;

  baton_picker_add (picker, "a", "Alpha", 0, TRUE);
  baton_picker_add (picker, "b", "Beta", 0, TRUE);
  baton_picker_add (picker, "c", "Gamma", 0, FALSE);
  baton_picker_present (picker);
  console_fixture_iterate (200);
  list = console_find_type (GTK_WIDGET (picker), GTK_TYPE_LIST_VIEW);
  gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD);
  console_fixture_wait_for (is_on_row, picker);
  console_keys_press (get_focus (GTK_WIDGET (picker)), GDK_KEY_Up, GDK_ALT_MASK);
  console_keys_press (get_focus (GTK_WIDGET (picker)), GDK_KEY_Down, GDK_ALT_MASK);
  console_fixture_iterate (100);
  console_fixture_wait_for (is_on_row, picker);
  console_keys_press (get_focus (GTK_WIDGET (picker)), GDK_KEY_Down, GDK_ALT_MASK);
  g_signal_emit_by_name (console_find_button (GTK_WIDGET (picker), "_Done"), "clicked");
  g_assert_cmpstr (g_object_get_data (owner, "picked"), ==, "b a");
}

/* ── Why ── */

static gboolean
has_snapshot (gpointer document)
{
  return baton_document_get_snapshot (document) != NULL;
}

static gboolean
has_popover (gpointer widget)
{
  GtkWidget *popover = console_find_type (widget, GTK_TYPE_POPOVER);

  return popover != NULL && gtk_widget_get_mapped (popover);
}

static gboolean
has_no_popover (gpointer widget)
{
  return console_find_type (widget, GTK_TYPE_POPOVER) == NULL;
}

static gboolean
shows_navigation (gpointer window)
{
  return g_strcmp0 (baton_main_window_get_section (window), "navigation") == 0;
}

static gboolean
is_focus (gpointer widget)
{
  return gtk_widget_is_focus (widget);
}

/* The answer says whether it is shown and why; Escape leads back to what was asked about, Edit to the thing. */
static void
test_why (ConsoleFixture *fixture,
          gconstpointer   data)
{
  g_autoptr (GPtrArray) personas = console_list_ids (fixture, BATON_KIND_PERSONA, NULL), items = console_list_ids (fixture, BATON_KIND_NAVIGATION_ITEM, NULL);
  BatonPreviewQuestion question = { .personas = { personas->pdata[0], NULL }, .day = baton_document_get_today (fixture->document), .device = BATON_DEVICE_WIDE };
  GtkWidget *section = console_show (fixture, "taxonomy"), *at;

  console_fixture_wait_for (has_snapshot, fixture->document);
  question.snapshot = baton_document_get_snapshot (fixture->document);
  at = gtk_button_new_with_label ("What is asked about");
  gtk_widget_set_valign (at, GTK_ALIGN_CENTER);
  gtk_stack_add_named (GTK_STACK (gtk_widget_get_parent (section)), at, "asked");
  gtk_stack_set_visible_child_name (GTK_STACK (gtk_widget_get_parent (section)), "asked");
  console_fixture_iterate (100);
  for (int i = 0; i < 2; i++)
    {
      gtk_widget_grab_focus (at);
      baton_preview_why_present (fixture->document, &question, 0, items->pdata[0], at);
      console_fixture_wait_for (has_popover, at);
      console_fixture_iterate (100);
      g_assert_true (console_shows_text (at, "hown."));
      g_assert_true (gtk_widget_is_ancestor (get_focus (fixture->window), at));
      if (i == 0)
        g_assert_true (console_keys_press (get_focus (fixture->window), GDK_KEY_Escape, 0));
      else
        g_signal_emit_by_name (console_find_button (console_find_type (at, GTK_TYPE_POPOVER), "Edit"), "clicked");
      console_fixture_wait_for (has_no_popover, at);
      if (i == 0)
        console_fixture_wait_for (is_focus, at);
    }
  console_fixture_wait_for (shows_navigation, fixture->window);
  gtk_stack_remove (GTK_STACK (gtk_widget_get_parent (section)), at);
}

/* ── Out of a search ── */

static void
collect_search_cb (GtkWidget *widget,
                   gpointer   user_data)
{
  if (GTK_IS_SEARCH_ENTRY (widget) && gtk_widget_get_mapped (widget))
    g_ptr_array_add (user_data, widget);
}

/* In every section Escape ends the search, and the focus leaves the entry. */
static void
test_searches (ConsoleFixture *fixture,
               gconstpointer   data)
{
  guint n = 0;

  for (const BatonSectionInfo *info = baton_sections; info->name != NULL; info++)
    {
      g_autoptr (GPtrArray) entries = g_ptr_array_new ();

      console_foreach (console_show (fixture, info->name), collect_search_cb, entries);
      for (guint i = 0; i < entries->len; i++, n++)
        {
          GtkWidget *entry = entries->pdata[i];

          g_test_message ("%s", info->name);
          gtk_widget_grab_focus (entry);
          gtk_editable_set_text (GTK_EDITABLE (entry), "o");
          console_fixture_iterate (300);
          g_assert_true (console_keys_press (get_focus (fixture->window), GDK_KEY_Escape, 0));
          console_fixture_iterate (100);
          g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
          g_assert_nonnull (get_focus (fixture->window));
          g_assert_false (gtk_widget_is_ancestor (get_focus (fixture->window), entry));
        }
    }
  g_assert_cmpuint (n, >, 5);
}

static GtkWidget *
find_named_button (GtkWidget  *widget,
                   const char *beginning)
{
  g_autofree char *name = GTK_IS_MENU_BUTTON (widget) && gtk_widget_get_mapped (widget) ? console_keys_get_name (widget) : NULL;

  if (name != NULL && g_str_has_prefix (name, beginning))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_named_button (child, beginning);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
says_nothing_found (gpointer widget)
{
  return console_shows_text (widget, "Nothing found");
}

static gboolean
is_unmapped (gpointer widget)
{
  return !gtk_widget_get_mapped (widget);
}

/* A part of a rule that is chosen from a list with a search: Escape closes it, with a search too, and leads back to the sentence. */
static void
test_popover (ConsoleFixture *fixture,
              gconstpointer   data)
{
  GtkWidget *section = console_show (fixture, "publishing"), *chip, *search;

  g_assert_true (baton_section_reveal (BATON_SECTION (section), console_find_named (fixture, BATON_KIND_PUBLISHING_RULE, "Partners in good standing read sales material")));
  console_fixture_iterate (300);
  chip = find_named_button (section, "Addressed to them");
  g_assert_nonnull (chip);
  gtk_widget_grab_focus (chip);
  gtk_menu_button_popup (GTK_MENU_BUTTON (chip));
  console_fixture_iterate (200);
  search = console_find_type (chip, GTK_TYPE_SEARCH_ENTRY);
  g_assert_nonnull (search);
  g_assert_true (gtk_widget_is_ancestor (get_focus (fixture->window), search));
  gtk_editable_set_text (GTK_EDITABLE (search), "no such vocabulary");
  console_fixture_wait_for (says_nothing_found, chip);
  g_assert_true (console_keys_press (get_focus (fixture->window), GDK_KEY_Escape, 0));
  console_fixture_wait_for (is_unmapped, search);
  console_fixture_iterate (50);
  g_assert_true (get_focus (fixture->window) == chip || gtk_widget_is_ancestor (get_focus (fixture->window), chip));
}

/* ── From one place to another ── */

static gboolean
has_focus (gpointer window)
{
  return get_focus (window) != NULL;
}

/* Who asks to be led to a thing has the focus on its row. */
static void
test_jump (ConsoleFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (GPtrArray) activities = console_list_ids (fixture, BATON_KIND_ACTIVITY, NULL);
  GtkWidget *section;

  console_show (fixture, "overview");
  gtk_widget_activate_action (fixture->window, "win.reveal", "s", console_find_named (fixture, BATON_KIND_TERM, "Distributor"));
  console_fixture_iterate (300);
  section = GTK_WIDGET (baton_main_window_get_visible_section (BATON_MAIN_WINDOW (fixture->window)));
  console_fixture_wait_for (has_focus, fixture->window);
  g_assert_true (gtk_widget_is_ancestor (get_focus (fixture->window), section));
  g_assert_true (baton_tab_stop_has_focus (baton_tab_stop_find (section)));

  gtk_widget_activate_action (fixture->window, "win.reveal", "s", activities->pdata[5]);
  console_fixture_iterate (300);
  g_assert_cmpstr (baton_main_window_get_section (BATON_MAIN_WINDOW (fixture->window)), ==, "activities");
  g_assert_nonnull (get_focus (fixture->window));
  g_assert_true (gtk_widget_get_mapped (get_focus (fixture->window)));
}

static void
find_sidebar_cb (GtkWidget *widget,
                 gpointer   user_data)
{
  if (gtk_widget_has_css_class (widget, "navigation-sidebar") && gtk_widget_get_ancestor (widget, BATON_TYPE_SECTION) == NULL)
    *(GtkWidget **) user_data = widget;
}

static gboolean
shows_preview (gpointer window)
{
  GtkWidget *preview = console_find_type (window, BATON_TYPE_PREVIEW);

  return preview != NULL && gtk_widget_get_mapped (preview);
}

/* F6 goes round the panes and Shift+F6 back, whatever has the focus. */
static void
test_panes (ConsoleFixture *fixture,
            gconstpointer   data)
{
  GtkWidget *section = console_show (fixture, "taxonomy"), *sidebar = NULL, *preview;

  console_fixture_wait_for (shows_preview, fixture->window);
  console_foreach (fixture->window, find_sidebar_cb, &sidebar);
  g_assert_nonnull (sidebar);
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  gtk_widget_activate_action (fixture->window, "win.next-pane", NULL);
  g_assert_true (gtk_widget_is_ancestor (get_focus (fixture->window), sidebar));
  gtk_widget_activate_action (fixture->window, "win.next-pane", NULL);
  g_assert_true (gtk_widget_is_ancestor (get_focus (fixture->window), section));
  gtk_widget_activate_action (fixture->window, "win.next-pane", NULL);
  preview = get_focus (fixture->window);
  g_assert_nonnull (gtk_widget_get_ancestor (preview, BATON_TYPE_PREVIEW));
  gtk_widget_activate_action (fixture->window, "win.previous-pane", NULL);
  g_assert_true (gtk_widget_is_ancestor (get_focus (fixture->window), section));
}

static void
count_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       n)
{
  ++*(int *) n;
}

/* The help and the preferences are a key away in the windows above the workspace, too. */
static void
test_application_keys (ConsoleFixture *fixture,
                       gconstpointer   data)
{
  int n_helped = 0, n_preferred = 0;
  const GActionEntry actions[] = { { .name = "help", .activate = count_cb } }, others[] = { { .name = "preferences", .activate = count_cb } };
  GApplication *before = g_application_get_default ();
  GtkWidget *help = baton_help_window_new ();

  g_application_set_default (G_APPLICATION (fixture->application));
  g_action_map_add_action_entries (G_ACTION_MAP (fixture->application), actions, 1, &n_helped);
  g_action_map_add_action_entries (G_ACTION_MAP (fixture->application), others, 1, &n_preferred);
  gtk_window_set_transient_for (GTK_WINDOW (help), GTK_WINDOW (fixture->window));
  baton_help_window_show (BATON_HELP_WINDOW (help), "tiers");
  gtk_window_present (GTK_WINDOW (help));
  console_fixture_iterate (200);
  g_assert_nonnull (gtk_window_get_focus (GTK_WINDOW (help)));
  g_assert_true (console_keys_press (gtk_window_get_focus (GTK_WINDOW (help)), GDK_KEY_F1, 0));
  g_assert_true (console_keys_press (help, GDK_KEY_comma, GDK_CONTROL_MASK));
  gtk_window_destroy (GTK_WINDOW (help));
  baton_statement_window_present (GTK_WINDOW (fixture->window), fixture->document, 1);
  console_fixture_iterate (200);
  g_assert_true (console_keys_press (console_keys_find_window (fixture->window), GDK_KEY_F1, 0));
  g_assert_true (console_keys_press (console_keys_find_window (fixture->window), GDK_KEY_comma, GDK_CONTROL_MASK));
  g_assert_cmpint (n_helped, ==, 2);
  g_assert_cmpint (n_preferred, ==, 2);
  g_application_set_default (before);
}

static void
add_tests (void)
{
#define ADD(name) g_test_add ("/console/keys-windows/" #name, ConsoleFixture, NULL, console_fixture_set_up, test_##name, console_fixture_tear_down)
  ADD (plain);
  ADD (application_keys);
  ADD (welcome);
  ADD (import);
  ADD (import_history);
  ADD (review);
  ADD (merge);
  ADD (statement);
  ADD (record);
  ADD (record_sentence);
  ADD (picker);
  ADD (picker_order);
  ADD (why);
  ADD (searches);
  ADD (popover);
  ADD (jump);
  ADD (panes);
}

int
main (int    argc,
      char **argv)
{
  baton_help_register_resource ();
  return console_run (argc, argv, add_tests);
}
