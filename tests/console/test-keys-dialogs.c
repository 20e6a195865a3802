/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The dialogs of the console, and its windows that only tell something, without a mouse: the focus is in each, Tab goes through it,
 * Escape closes it and no more, and Enter does what it is for.
 */
#include "console-keys.h"
#include "console-look.h"
#include "console-words.h"

#include "console/baton-application.h"
#include "console/baton-reach-window.h"
#include "console/baton-uses-window.h"
#include "console/widgets/baton-reach-grid.h"
#include "console/widgets/baton-wait.h"

#include <string.h>

static gboolean
has_window (gpointer below)
{
  return console_keys_find_window (below) != NULL;
}

static gboolean
has_table (gpointer window)
{
  guint persona, thing;

  return baton_reach_grid_get_chosen (BATON_REACH_GRID (console_find_type (window, BATON_TYPE_REACH_GRID)), &persona, &thing);
}

static void
test_reach (ConsoleFixture *fixture,
            gconstpointer   data)
{
  GtkWidget *window, *grid;
  guint persona, thing, before;

  baton_reach_window_present (GTK_WINDOW (fixture->window), fixture->document);
  window = console_keys_find_window (fixture->window);
  g_assert_nonnull (window);
  console_fixture_wait_for (has_table, window);
  console_keys_check_window (window, "who gets where");
  /* The arrows go through the table. */
  grid = console_find_type (window, BATON_TYPE_REACH_GRID);
  g_assert_true (baton_reach_grid_get_chosen (BATON_REACH_GRID (grid), &before, &thing));
  gtk_widget_grab_focus (grid);
  g_assert_true (console_keys_press (grid, GDK_KEY_Down, 0));
  g_assert_true (baton_reach_grid_get_chosen (BATON_REACH_GRID (grid), &persona, &thing));
  g_assert_cmpuint (persona + thing, !=, before + thing);
  console_keys_check_escape (window);
}

static void
test_shortcuts (ConsoleFixture *fixture,
                gconstpointer   data)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/batonconsole/Baton/gtk/help-overlay.ui");
  GtkWidget *window = GTK_WIDGET (gtk_builder_get_object (builder, "help_overlay"));

  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (fixture->window));
  gtk_window_present (GTK_WINDOW (window));
  console_fixture_iterate (200);
  console_words_check (window, "shortcuts");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == NULL || gtk_widget_get_mapped (gtk_window_get_focus (GTK_WINDOW (window))));
  /* GTK closes it by the signal of its class that Escape is bound to. */
  g_signal_emit_by_name (window, "close");
  console_fixture_iterate (100);
  g_assert_null (console_keys_find_window (fixture->window));
}

/* libadwaita's own but for what it says. */
static void
test_about (ConsoleFixture *fixture,
            gconstpointer   data)
{
  g_autoptr (BatonApplication) application = baton_application_new ();
  GListModel *toplevels = gtk_window_get_toplevels ();
  GtkWidget *about = NULL;

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_action_group_activate_action (G_ACTION_GROUP (application), "about", NULL);
  console_fixture_iterate (200);
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (ADW_IS_ABOUT_WINDOW (window))
        about = window;
    }
  g_assert_nonnull (about);
  console_words_check (about, "about");
  gtk_window_destroy (GTK_WINDOW (about));
  console_fixture_iterate (50);
}

/* What is asked before things are merged, split, replaced or ended. */
static void
test_uses (ConsoleFixture *fixture,
           gconstpointer   data)
{
  static const char *actions[] = { "uses.replace", "uses.merge", "uses.split", "uses.end" };
  const char *term = console_find_named (fixture, BATON_KIND_TERM, "Distributor");
  g_autofree char *before = baton_program_digest (baton_document_get_program (fixture->document)), *after = NULL;
  GtkWidget *window = baton_uses_window_new (GTK_WINDOW (fixture->window), fixture->document, term, FALSE);

  gtk_window_present (GTK_WINDOW (window));
  console_fixture_iterate (600);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      GtkWidget *dialog;

      g_test_message ("%s", actions[i]);
      g_assert_true (gtk_widget_activate_action (window, actions[i], NULL));
      console_fixture_wait_for (has_window, window);
      dialog = console_keys_find_window (window);
      console_keys_check_window (dialog, actions[i]);
      console_keys_check_escape (dialog);
      g_assert_true (gtk_widget_get_visible (window));
    }
  after = baton_program_digest (baton_document_get_program (fixture->document));
  g_assert_cmpstr (after, ==, before);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
cancelled_cb (gpointer n_cancelled)
{
  ++*(int *) n_cancelled;
}

/* What lasts is ended with Escape. */
static void
test_wait (ConsoleFixture *fixture,
           gconstpointer   data)
{
  int n_cancelled = 0;
  BatonWait *wait = baton_wait_new (GTK_WINDOW (fixture->window), "Looking around…", cancelled_cb, &n_cancelled);

  console_fixture_wait_for (has_window, fixture->window);
  console_keys_check_window (console_keys_find_window (fixture->window), "waiting");
  console_keys_check_escape (console_keys_find_window (fixture->window));
  g_assert_cmpint (n_cancelled, ==, 1);
  baton_wait_free (wait);
}

static void
add_tests (void)
{
#define ADD(name) g_test_add ("/console/keys-dialogs/" #name, ConsoleFixture, NULL, console_fixture_set_up, test_##name, console_fixture_tear_down)
  ADD (reach);
  ADD (shortcuts);
  ADD (about);
  ADD (uses);
  ADD (wait);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
