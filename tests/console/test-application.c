/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What belongs to the application: the window of shortcuts names every key that it has, files are opened by dropping them, and
 * a workspace that may only be read offers nothing that writes.
 */
#include "console-look.h"

#include "console/baton-application.h"
#include "console/baton-main-window.h"
#include "console/baton-import-window.h"
#include "console/baton-welcome-window.h"
#include "store/baton-workspace.h"

#include <glib/gstdio.h>

/* ── Shortcuts ── */

/* The actions that the window of shortcuts names. (transfer full) */
static GHashTable *
list_named (void)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/batonconsole/Baton/gtk/help-overlay.ui");
  GSList *objects = gtk_builder_get_objects (builder);
  GHashTable *named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_object_ref_sink (gtk_builder_get_object (builder, "help_overlay"));
  for (GSList *link = objects; link != NULL; link = link->next)
    if (GTK_IS_SHORTCUTS_SHORTCUT (link->data))
      {
        g_autofree char *action = NULL, *accelerator = NULL, *title = NULL;

        g_object_get (link->data, "action-name", &action, "accelerator", &accelerator, "title", &title, NULL);
        g_test_message ("%s: %s %s", title, action, accelerator);
        g_assert_true ((action != NULL) != (accelerator != NULL));
        if (action != NULL)
          g_assert_true (g_hash_table_add (named, g_strdup (action)));
      }
  g_slist_free (objects);
  gtk_window_destroy (GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
  return named;
}

static void
test_shortcuts (ConsoleFixture *fixture,
                gconstpointer   data)
{
  g_autoptr (BatonApplication) application = baton_application_new ();
  g_autoptr (GHashTable) named = NULL;
  g_auto (GStrv) actions = NULL;
  GHashTableIter iter;
  gpointer action;

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  named = list_named ();
  actions = gtk_application_list_action_descriptions (GTK_APPLICATION (application));
  for (char **name = actions; *name != NULL; name++)
    {
      g_test_message ("%s has keys", *name);
      g_assert_true (g_hash_table_contains (named, *name));
    }
  g_hash_table_iter_init (&iter, named);
  while (g_hash_table_iter_next (&iter, &action, NULL))
    {
      g_auto (GStrv) keys = gtk_application_get_accels_for_action (GTK_APPLICATION (application), action);

      g_test_message ("%s is named", (const char *) action);
      g_assert_nonnull (keys[0]);
    }
}

/* ── Dropped files ── */

static gboolean
names_sheet (gpointer import)
{
  return console_shows_text (import, "partners.csv");
}

static void
asked_cb (GPtrArray *asked,
          GVariant  *path)
{
  g_ptr_array_add (asked, g_variant_dup_string (path, NULL));
}

static GtkDropTarget *
find_target (GtkWidget *window)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  g_assert_not_reached ();
}

static gboolean
drop (GtkWidget  *window,
      const char *first,
      const char *second)
{
  g_autoptr (GFile) one = g_file_new_for_path (first), other = g_file_new_for_path (second);
  g_autoptr (GSList) files = g_slist_append (g_slist_append (NULL, one), other);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  g_signal_emit_by_name (find_target (window), "drop", &value, 10.0, 10.0, &taken);
  return taken;
}

static void
test_drop (ConsoleFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new ("open-path", G_VARIANT_TYPE_STRING);
  g_autoptr (GPtrArray) asked = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *welcome = baton_welcome_window_new (fixture->application), *windows[] = { fixture->window, welcome }, *import = NULL;
  g_autofree char *sheet = g_build_filename (g_get_tmp_dir (), "partners.csv", NULL);
  g_autoptr (GList) toplevels = NULL;

  g_signal_connect_swapped (action, "activate", G_CALLBACK (asked_cb), asked);
  g_action_map_add_action (G_ACTION_MAP (fixture->application), G_ACTION (action));
  gtk_window_present (GTK_WINDOW (welcome));
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      g_ptr_array_set_size (asked, 0);
      g_assert_true (drop (windows[i], "/tmp/one.baton", "/tmp/two.baton"));
      g_assert_cmpuint (asked->len, ==, 2);
      g_assert_cmpstr (asked->pdata[0], ==, "/tmp/one.baton");
      g_assert_true (drop (windows[i], "/tmp/a.csv", "/tmp/three.baton"));
      g_assert_cmpuint (asked->len, ==, 3);
      g_assert_false (drop (windows[i], "/tmp/a.png", "/tmp/b"));
      g_assert_cmpuint (asked->len, ==, 3);
      g_assert_true (console_shows_text (windows[i], "This is no workspace of Baton, whose names end in .baton, and no spreadsheet."));
    }

  /* A spreadsheet is brought where there is a program. */
  gtk_window_destroy (GTK_WINDOW (welcome));
  welcome = baton_welcome_window_new (fixture->application);
  gtk_window_present (GTK_WINDOW (welcome));
  g_assert_false (drop (welcome, "/tmp/a.XLSX", "/tmp/b.png"));
  g_assert_true (console_shows_text (welcome, "A spreadsheet is brought into a program: open or create one, then drop the spreadsheet there."));
  g_assert_true (drop (fixture->window, "/tmp/b.png", sheet));
  toplevels = gtk_window_list_toplevels ();
  for (GList *link = toplevels; link != NULL; link = link->next)
    if (BATON_IS_IMPORT_WINDOW (link->data))
      import = link->data;
  g_assert_nonnull (import);
  console_fixture_wait_for (names_sheet, import); /* the window is made in one turn and shown in the next */
  gtk_window_destroy (GTK_WINDOW (import));
  gtk_window_destroy (GTK_WINDOW (welcome));
}

/* ── Where it is said ── */

static GtkWindow *
find_window_of (GtkApplication *application,
                GType           type)
{
  for (GList *link = gtk_application_get_windows (application); link != NULL; link = link->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (link->data, type))
      return link->data;
  return NULL;
}

/* A window of help or preferences says nothing itself: the one that it stands over does. */
static void
test_said_beside_help (ConsoleFixture *fixture,
                       gconstpointer   data)
{
  g_autoptr (BatonApplication) application = baton_application_new ();
  GtkApplication *as_gtk = GTK_APPLICATION (application);
  GtkWindow *welcome;
  GtkWidget *main_window;

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_action_group_activate_action (G_ACTION_GROUP (application), "new-window", NULL);
  welcome = find_window_of (as_gtk, BATON_TYPE_WELCOME_WINDOW);
  g_action_group_activate_action (G_ACTION_GROUP (application), "help", NULL);
  console_fixture_iterate (20);
  g_action_group_activate_action (G_ACTION_GROUP (application), "open-path", g_variant_new_string ("/nowhere/lost.baton"));
  console_fixture_iterate (20);
  g_assert_true (console_shows_text (GTK_WIDGET (welcome), "lost.baton"));

  main_window = baton_main_window_new (ADW_APPLICATION (application), fixture->document);
  gtk_window_present (GTK_WINDOW (main_window));
  g_action_group_activate_action (G_ACTION_GROUP (application), "preferences", NULL);
  console_fixture_iterate (20);
  g_action_group_activate_action (G_ACTION_GROUP (application), "open-path", g_variant_new_string ("/nowhere/gone.baton"));
  console_fixture_iterate (20);
  g_assert_true (console_shows_text (main_window, "gone.baton"));
  while (gtk_application_get_windows (as_gtk) != NULL)
    gtk_window_destroy (gtk_application_get_windows (as_gtk)->data);
  console_fixture_iterate (20);
}

/* ── A workspace that may only be read ── */

/* Nothing that adds can be pressed. */
static void
check_add_cb (GtkWidget *widget,
              gpointer   n_checked)
{
  const char *icon = GTK_IS_MENU_BUTTON (widget) ? gtk_menu_button_get_icon_name (GTK_MENU_BUTTON (widget))
                     : GTK_IS_BUTTON (widget) ? gtk_button_get_icon_name (GTK_BUTTON (widget)) : NULL;

  if (g_strcmp0 (icon, "list-add-symbolic") != 0 || !gtk_widget_get_mapped (widget))
    return;
  ++*(guint *) n_checked;
  g_assert_false (gtk_widget_is_sensitive (widget));
}

static void
test_read_only (ConsoleFixture *fixture,
                gconstpointer   data)
{
  const char *path = baton_workspace_get_path (baton_document_get_workspace (fixture->document));
  g_autoptr (GError) error = NULL;
  BatonWorkspace *workspace = baton_workspace_open (path, BATON_OPEN_READ, &error);
  g_autoptr (BatonDocument) document = NULL;
  guint n_checked = 0;
  GtkWidget *window;

  g_assert_no_error (error);
  document = baton_document_new (workspace);
  window = baton_main_window_new (fixture->application, document);
  gtk_window_present (GTK_WINDOW (window));
  for (const BatonSectionInfo *info = baton_sections; info->name != NULL; info++)
    {
      baton_main_window_show_section (BATON_MAIN_WINDOW (window), info->name);
      console_fixture_iterate (60);
      g_test_message ("%s", info->name);
      console_foreach (GTK_WIDGET (baton_main_window_get_visible_section (BATON_MAIN_WINDOW (window))), check_add_cb, &n_checked);
    }
  g_assert_cmpuint (n_checked, >, 8);
  g_assert_true (console_shows_text (window, "This is a copy to look at: the workspace is open elsewhere or may not be written. Save a copy to change it."));
  gtk_window_close (GTK_WINDOW (window));
  baton_main_window_finish_closing ();
}

static gboolean
offers_example (gpointer window)
{
  return console_find_button (window, "Add the Quarter-End Push") != NULL;
}

/* Nor can an example be added, where there is nothing yet. */
static void
test_read_only_empty (ConsoleFixture *fixture,
                      gconstpointer   data)
{
  const char *path = baton_workspace_get_path (baton_document_get_workspace (fixture->document));
  g_autoptr (GError) error = NULL;
  BatonWorkspace *workspace = baton_workspace_open (path, BATON_OPEN_READ, &error);
  g_autoptr (BatonDocument) document = NULL;
  GtkWidget *window, *button;

  g_assert_no_error (error);
  console_show (fixture, "promotions");
  console_fixture_wait_for (offers_example, fixture->window);
  button = console_find_button (fixture->window, "Add the Quarter-End Push");
  g_assert_true (gtk_widget_is_sensitive (button));
  document = baton_document_new (workspace);
  window = baton_main_window_new (fixture->application, document);
  gtk_window_present (GTK_WINDOW (window));
  baton_main_window_show_section (BATON_MAIN_WINDOW (window), "promotions");
  console_fixture_wait_for (offers_example, window);
  g_assert_false (gtk_widget_is_sensitive (console_find_button (window, "Add the Quarter-End Push")));
  g_assert_false (gtk_widget_is_sensitive (console_find_button (window, "Begin with an Empty One")));
  gtk_window_close (GTK_WINDOW (window));
  baton_main_window_finish_closing ();
}

static gboolean
says_third_only (gpointer window)
{
  return console_shows_text (window, "Said at last") && !console_shows_text (window, "Said at first") && !console_shows_text (window, "Said at second");
}

static gboolean
says_raised (gpointer window)
{
  return console_shows_text (window, "Raised to 110");
}

static gboolean
says_nothing (gpointer window)
{
  return !says_raised (window);
}

/* The newest message is the one that shows; and no button says Undo for long that would take back something else than its toast tells. */
static void
test_toasts (ConsoleFixture *fixture,
             gconstpointer   data)
{
  const char *tier = console_find_named (fixture, BATON_KIND_TIER, "Superhero");
  g_autoptr (BatonValue) first = baton_value_new_integer (110), second = baton_value_new_integer (120);

  baton_document_say (fixture->document, "Said at first", FALSE);
  baton_document_say (fixture->document, "Said at second", FALSE);
  baton_document_say (fixture->document, "Said at last", FALSE);
  console_fixture_wait_for (says_third_only, fixture->window);

  g_assert_true (baton_document_set (fixture->document, tier, BATON_FIELD_TIER_THRESHOLD, first));
  baton_document_say (fixture->document, "Raised to 110", TRUE);
  console_fixture_wait_for (says_raised, fixture->window);
  g_assert_true (baton_document_set (fixture->document, tier, BATON_FIELD_TIER_THRESHOLD, second));
  console_fixture_wait_for (says_nothing, fixture->window);

  /* One after another, as a key that is held down says them. */
  for (int i = 0; i < 40; i++)
    {
      g_autofree char *sentence = g_strdup_printf ("Said %d times", i);

      baton_document_say (fixture->document, sentence, i % 2);
      console_fixture_iterate (30);
    }
  g_assert_true (console_shows_text (fixture->window, "Said 39 times"));
  g_assert_false (console_shows_text (fixture->window, "Said 38 times"));
}

static void
add_tests (void)
{
#define ADD(name) g_test_add ("/console/application/" #name, ConsoleFixture, NULL, console_fixture_set_up, test_##name, console_fixture_tear_down)
  ADD (shortcuts);
  ADD (drop);
  ADD (said_beside_help);
  ADD (toasts);
  ADD (read_only);
  g_test_add ("/console/application/read_only_empty", ConsoleFixture, "empty", console_fixture_set_up, test_read_only_empty, console_fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
