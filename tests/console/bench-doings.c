/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is done in the console besides edits and visits, under the trace that `baton --trace` prints: windows and dialogs, the
 * switches of the preview, spreadsheets, a large step undone and done again, push, pull and roll back against a practice server,
 * and a window closed in which every section holds something. A benchmark, no test: it asserts no time. After each doing stands
 * its longest turn in processor time, rendering excluded. BATON_BENCH_DOINGS does some alone ("import,close"), and BATON_BENCH_LINES
 * prints the trace itself as well.
 */
#include "console-fixture.h"
#include "console-look.h"

#include "console/baton-application.h"
#include "console/baton-help-window.h"
#include "console/baton-import-window-private.h"
#include "console/baton-main-window-parts.h"
#include "console/baton-preferences-window.h"
#include "console/baton-present.h"
#include "console/baton-reach-window.h"
#include "console/baton-section.h"
#include "console/baton-statement-window.h"
#include "console/baton-trace.h"
#include "console/preview/baton-preview-private.h"
#include "model/baton-text.h"
#include "sync/baton-sync.h"

#include "baton-resources.h"

#include <stdlib.h>
#include <string.h>

#define REST_MS 400      /* until all that follows has followed */
#define N_PARTNERS 5000
#define N_ACTIVITIES 2000

/* ── What was longest ── */

static double longest_ms;         /* of this doing */
static char   longest_line[256];

static void
take_line (const char *line)
{
  const char *processor = strstr (line, "(processor ");

  if (g_getenv ("BATON_BENCH_LINES") != NULL)
    fputs (line, stdout);
  if (processor == NULL || g_ascii_strtod (processor + strlen ("(processor "), NULL) <= longest_ms)
    return;
  longest_ms = g_ascii_strtod (processor + strlen ("(processor "), NULL);
  g_strlcpy (longest_line, line, sizeof longest_line);
  g_strstrip (longest_line);
}

static void
rest (ConsoleFixture *fixture)
{
  console_fixture_iterate (REST_MS);
}

static void
did (ConsoleFixture *fixture,
     const char     *what)
{
  rest (fixture);
  printf ("%6.1f ms  %-44s %s\n", longest_ms, what, longest_line);
  fflush (stdout);
  longest_ms = 0;
  *longest_line = '\0';
}

/* ── Windows ── */

/* The window above *below* that was opened last; NULL: none. */
static GtkWidget *
find_above (GtkWidget *below)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (GTK_WINDOW (window)) == GTK_WINDOW (below) && gtk_widget_get_visible (window))
        found = window;
    }
  return found;
}

static void
open_and_close (ConsoleFixture *fixture,
                const char     *what)
{
  g_autofree char *opened = g_strdup_printf ("%s opened", what), *closed = g_strdup_printf ("%s closed", what);
  GtkWidget *window;

  did (fixture, opened);
  window = find_above (fixture->window);
  g_assert_nonnull (window);
  gtk_window_close (GTK_WINDOW (window));
  did (fixture, closed);
}

static void
close_those (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (toplevels); i-- > 0;)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        gtk_window_close (window);
    }
}

static void
open_shortcuts (ConsoleFixture *fixture)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/batonconsole/Baton/gtk/help-overlay.ui");
  GtkWidget *window = GTK_WIDGET (gtk_builder_get_object (builder, "help_overlay"));

  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (fixture->window));
  gtk_window_present (GTK_WINDOW (window));
}

static void
do_dialogs (ConsoleFixture *fixture)
{
  BatonMainWindow *window = BATON_MAIN_WINDOW (fixture->window);
  g_autoptr (BatonApplication) application = baton_application_new ();

  baton_main_window_present_review (window);
  open_and_close (fixture, "Review & Push");
  baton_main_window_present_import (window);
  open_and_close (fixture, "Import");
  baton_main_window_present_export (window);
  open_and_close (fixture, "Export");
  baton_main_window_present_find (window);
  open_and_close (fixture, "Find");
  baton_main_window_present_uses (window, console_find_named (fixture, BATON_KIND_TERM, "Distributor"));
  open_and_close (fixture, "Uses");
  baton_reach_window_present (GTK_WINDOW (window), fixture->document);
  open_and_close (fixture, "Who Gets Where");
  baton_statement_window_present (GTK_WINDOW (window), fixture->document, 1);
  open_and_close (fixture, "Statement");
  baton_present_next (GTK_WINDOW (baton_preferences_window_new (GTK_WINDOW (window), fixture->document, NULL)));
  open_and_close (fixture, "Preferences");
  open_shortcuts (fixture);
  open_and_close (fixture, "Keyboard shortcuts");
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_action_group_activate_action (G_ACTION_GROUP (application), "help", NULL);
  did (fixture, "Help opened");
  close_those (BATON_TYPE_HELP_WINDOW);
  did (fixture, "Help closed");
  g_action_group_activate_action (G_ACTION_GROUP (application), "about", NULL);
  did (fixture, "About opened");
  close_those (ADW_TYPE_ABOUT_WINDOW);
  did (fixture, "About closed");
}

/* ── Preview ── */

static void
choose_each (ConsoleFixture *fixture,
             GtkWidget      *drop,
             const char     *what)
{
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (drop));

  for (guint i = g_list_model_get_n_items (model); i-- > 0;)
    {
      gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), i);
      rest (fixture);
    }
  did (fixture, what);
}

static void
find_popover_cb (GtkWidget *widget,
                 gpointer   found)
{
  if (GTK_IS_POPOVER (widget) && gtk_widget_get_mapped (widget))
    *(GtkWidget **) found = widget;
}

static GtkWidget *
find_drop_of (BatonPreview *preview,
              guint         n)
{
  GtkWidget *state = gtk_widget_get_parent (gtk_widget_get_parent (preview->day_entry));
  GtkWidget *child = gtk_widget_get_first_child (state);

  while (n-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static void
do_preview (ConsoleFixture *fixture)
{
  BatonPreview *preview;
  GtkWidget *popover = NULL;

  baton_main_window_show_persona (BATON_MAIN_WINDOW (fixture->window), NULL, NULL);
  did (fixture, "the landing page");
  preview = BATON_PREVIEW (console_find_type (fixture->window, BATON_TYPE_PREVIEW));
  choose_each (fixture, preview->drops[0], "each persona");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (preview->compare), TRUE);
  did (fixture, "a second persona");
  choose_each (fixture, preview->drops[1], "each second persona");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (preview->compare), FALSE);
  did (fixture, "one persona again");
  choose_each (fixture, preview->locale_drop, "each language");
  choose_each (fixture, preview->record_drop, "each record");
  gtk_editable_set_text (GTK_EDITABLE (preview->day_entry), "2025-06-01");
  g_signal_emit_by_name (preview->day_entry, "activate");
  rest (fixture);
  gtk_editable_set_text (GTK_EDITABLE (preview->day_entry), "");
  g_signal_emit_by_name (preview->day_entry, "activate");
  did (fixture, "another day, and today");
  choose_each (fixture, find_drop_of (preview, 1), "narrow and wide");
  choose_each (fixture, find_drop_of (preview, 0), "live and draft");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (preview->ask), TRUE);
  rest (fixture);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (preview->ask), FALSE);
  did (fixture, "asking why, and not");
  gtk_menu_button_popup (GTK_MENU_BUTTON (console_find_type (preview->header, GTK_TYPE_MENU_BUTTON)));
  did (fixture, "Why Is That Not Here opened");
  console_foreach (fixture->window, find_popover_cb, &popover);
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  did (fixture, "Why Is That Not Here closed");
  gtk_widget_activate_action (fixture->window, "win.toggle-preview", NULL);
  did (fixture, "preview hidden");
  gtk_widget_activate_action (fixture->window, "win.toggle-preview", NULL);
  did (fixture, "preview shown");
}

static void
do_presenting (ConsoleFixture *fixture)
{
  gtk_widget_activate_action (fixture->window, "win.presenting", NULL);
  did (fixture, "presenting");
  gtk_widget_activate_action (fixture->window, "win.presenting", NULL);
  did (fixture, "not presenting");
}

/* ── Spreadsheets ── */

static char *
write_activities (ConsoleFixture *fixture)
{
  char *path = g_build_filename (fixture->folder, "Activities.tsv", NULL);
  GString *text = g_string_new ("Activity\tTier points\tCompany points\tIndividual points\n");

  for (guint i = 0; i < N_ACTIVITIES; i++)
    g_string_append_printf (text, "Undertaking number %u\t%u\t%u\t%u\n", i, i % 90, i % 50, i % 20);
  g_assert_true (g_file_set_contents (path, text->str, text->len, NULL));
  g_string_free (text, TRUE);
  return path;
}

static char *
write_partners (ConsoleFixture *fixture)
{
  char *path = g_build_filename (fixture->folder, "Partners.csv", NULL);
  GString *text = g_string_new ("id,name,joined\n");

  for (guint i = 0; i < N_PARTNERS; i++)
    g_string_append_printf (text, "p-%05u,Partner number %u,2025-%02u-%02u\n", i, i, i % 12 + 1, i % 28 + 1);
  g_assert_true (g_file_set_contents (path, text->str, text->len, NULL));
  g_string_free (text, TRUE);
  return path;
}

static gboolean
is_planned (gpointer window)
{
  return BATON_IMPORT_WINDOW (window)->plan != NULL;
}

static gboolean
is_taken (gpointer below)
{
  GtkWidget *window = find_above (below);

  return window == NULL || g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (BATON_IMPORT_WINDOW (window)->stack)), "done") == 0;
}

static void
bring (ConsoleFixture *fixture,
       const char     *path,
       const char     *what)
{
  GtkWidget *window = baton_main_window_present_import (BATON_MAIN_WINDOW (fixture->window));
  g_autofree char *read = g_strdup_printf ("%s: read and planned", what), *rows = g_strdup_printf ("%s: rows shown", what);
  g_autofree char *taken = g_strdup_printf ("%s: taken in", what), *closed = g_strdup_printf ("%s: window closed", what);

  rest (fixture);
  did (fixture, "Import opened");
  baton_import_window_open (BATON_IMPORT_WINDOW (window), path);
  console_fixture_wait_for (is_planned, window);
  did (fixture, read);
  baton_import_window_show_page (BATON_IMPORT_WINDOW (window), "preview");
  did (fixture, rows);
  baton_import_window_import_cb (BATON_IMPORT_WINDOW (window));
  console_fixture_wait_for (is_taken, fixture->window);
  console_fixture_iterate (2000);
  did (fixture, taken);
  window = find_above (fixture->window);
  if (window == NULL)
    return;
  gtk_window_close (GTK_WINDOW (window));
  did (fixture, closed);
}

static void
do_import (ConsoleFixture *fixture)
{
  static const char *sections[] = { "activities", "tiers" };
  g_autofree char *activities = write_activities (fixture), *partners = write_partners (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      g_autofree char *what = g_strdup_printf ("2,000 activities, beside %s", sections[i]);
      g_autofree char *undone = g_strdup_printf ("%s: undone", what), *again = g_strdup_printf ("%s: done again", what);

      baton_main_window_show_section (BATON_MAIN_WINDOW (fixture->window), sections[i]);
      rest (fixture);
      bring (fixture, activities, what);
      gtk_widget_activate_action (fixture->window, "win.undo", NULL);
      console_fixture_iterate (3000);
      did (fixture, undone);
      gtk_widget_activate_action (fixture->window, "win.redo", NULL);
      console_fixture_iterate (3000);
      did (fixture, again);
      gtk_widget_activate_action (fixture->window, "win.undo", NULL);
      console_fixture_iterate (3000);
      did (fixture, undone);
    }
  bring (fixture, partners, "5,000 partners");
}

/* ── The server ── */

static gboolean
can_push (gpointer window)
{
  return gtk_widget_get_sensitive (console_find_button (window, "_Push"));
}

static gboolean
can_pull (gpointer window)
{
  return gtk_widget_get_sensitive (console_find_button (window, "Pu_ll"));
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      remote)
{
  *(BatonRemote **) remote = baton_practice_server_connect_finish (BATON_PRACTICE_SERVER (source), result, NULL);
  g_assert_nonnull (*(BatonRemote **) remote);
}

static gboolean
is_there (gpointer pointer)
{
  return *(gpointer *) pointer != NULL;
}

static void
pushed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      answer)
{
  *(BatonPushResult **) answer = baton_sync_push_finish (result, NULL);
  g_assert_nonnull (*(BatonPushResult **) answer);
}

/* *n* terms are called otherwise. */
static void
rename_terms (BatonWorkspace *workspace,
              guint           n,
              const char     *addition)
{
  g_autoptr (GPtrArray) terms = baton_program_list (baton_workspace_get_program (workspace), BATON_KIND_TERM);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);

  for (guint i = 0; i < MIN (n, terms->len); i++)
    {
      g_autofree char *name = g_strconcat (baton_entity_get_name (terms->pdata[i]), addition, NULL);
      g_autoptr (BatonValue) text = baton_text_with_source (baton_entity_get (terms->pdata[i], BATON_FIELD_TERM_NAME), name);
      g_autoptr (BatonEntity) after = baton_entity_with (terms->pdata[i], BATON_FIELD_TERM_NAME, text);

      g_ptr_array_add (changes, baton_change_new (terms->pdata[i], after));
    }
  g_assert_true (baton_workspace_apply (workspace, "Rename terms", changes, NULL));
}

/* Somebody else pushes what the window then pulls. */
static void
push_elsewhere (ConsoleFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "elsewhere.baton", NULL);
  BatonPracticeServer *server = baton_document_get_practice_server (fixture->document);
  g_autoptr (BatonWorkspace) workspace = NULL;
  g_autoptr (BatonRemote) remote = NULL;
  g_autoptr (BatonPushResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (baton_workspace_save_copy (baton_document_get_workspace (fixture->document), path, &error));
  workspace = baton_workspace_open (path, BATON_OPEN_EDIT, &error);
  g_assert_no_error (error);
  rename_terms (workspace, 500, " elsewhere");
  baton_practice_server_connect_async (server, NULL, connected_cb, &remote);
  console_fixture_wait_for (is_there, &remote);
  baton_sync_push_async (remote, workspace, "From elsewhere", NULL, pushed_cb, &answer);
  console_fixture_wait_for (is_there, &answer);
  g_assert_cmpint (answer->outcome, ==, BATON_PUSH_DONE);
  g_assert_true (baton_workspace_close (workspace, &error));
}

static void
press (GtkWidget  *window,
       const char *label)
{
  g_signal_emit_by_name (console_find_button (window, label), "clicked");
}

static void
do_server (ConsoleFixture *fixture)
{
  GtkWidget *window;

  baton_main_window_show_section (BATON_MAIN_WINDOW (fixture->window), "taxonomy");
  did (fixture, "taxonomy");
  baton_main_window_present_review (BATON_MAIN_WINDOW (fixture->window));
  window = find_above (fixture->window);
  console_fixture_wait_for (can_push, window);
  did (fixture, "Review & Push opened, practice server");
  press (window, "_Push");
  console_fixture_wait_for (can_pull, window);
  console_fixture_iterate (1000);
  did (fixture, "first push");
  gtk_window_close (GTK_WINDOW (window));
  did (fixture, "Review & Push closed");
  rename_terms (baton_document_get_workspace (fixture->document), 300, " here");
  console_fixture_iterate (1000);
  did (fixture, "300 terms renamed in one step");
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  console_fixture_iterate (1000);
  did (fixture, "undone");
  gtk_widget_activate_action (fixture->window, "win.redo", NULL);
  console_fixture_iterate (1000);
  did (fixture, "done again");
  baton_main_window_present_review (BATON_MAIN_WINDOW (fixture->window));
  window = find_above (fixture->window);
  console_fixture_wait_for (can_push, window);
  console_fixture_iterate (1000);
  did (fixture, "Review & Push with 300 changes opened");
  press (window, "_Push");
  console_fixture_wait_for (can_pull, window);
  console_fixture_iterate (1000);
  did (fixture, "push of 300 changes");
  push_elsewhere (fixture);
  did (fixture, "(somebody else pushes, in this process)");
  press (window, "Pu_ll");
  console_fixture_wait_for (can_pull, window);
  console_fixture_iterate (2000);
  did (fixture, "pull of 500 changes");
  gtk_window_close (GTK_WINDOW (window));
  did (fixture, "Review & Push closed");
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  console_fixture_iterate (1000);
  did (fixture, "pull undone");
}

/* ── All sections ── */

static void
fill_sections (ConsoleFixture *fixture)
{
  for (const BatonSectionInfo *info = baton_sections; info->name != NULL; info++)
    {
      baton_main_window_show_section (BATON_MAIN_WINDOW (fixture->window), info->name);
      rest (fixture);
      did (fixture, info->name);
      for (int kind = 0; kind < BATON_N_KINDS; kind++)
        {
          g_autoptr (GPtrArray) list = NULL;

          if ((info->kinds & (G_GUINT64_CONSTANT (1) << kind)) == 0)
            continue;
          list = baton_program_list (baton_document_get_program (fixture->document), kind);
          if (list->len > 0)
            baton_main_window_reveal (BATON_MAIN_WINDOW (fixture->window), baton_entity_get_id (list->pdata[list->len / 2]));
          rest (fixture);
          if (list->len > 0)
            {
              g_autofree char *what = g_strdup_printf ("%s: %s", info->name, baton_schema_get_kind (kind)->name);

              did (fixture, what);
            }
        }
    }
}

static void
do_close (ConsoleFixture *fixture)
{
  gtk_window_close (GTK_WINDOW (fixture->window));
  fixture->window = NULL;
  console_fixture_iterate (3000);
  did (fixture, "window closed");
}

static const struct
{
  const char *name;
  void      (*run) (ConsoleFixture *fixture);
} doings[] = {
  { "fill", fill_sections },
  { "dialogs", do_dialogs },
  { "preview", do_preview },
  { "presenting", do_presenting },
  { "import", do_import },
  { "server", do_server },
  { "close", do_close },
};

int
main (int    argc,
      char **argv)
{
  ConsoleFixture fixture = { 0 };
  g_autoptr (BatonTrace) trace = NULL;
  g_autofree char *data = g_dir_make_tmp ("baton-bench-XXXXXX", NULL);
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", data);
  g_auto (GStrv) only = g_getenv ("BATON_BENCH_DOINGS") != NULL ? g_strsplit (g_getenv ("BATON_BENCH_DOINGS"), ",", -1) : NULL;

  g_setenv ("XDG_DATA_HOME", data, TRUE); /* the practice server's */
  if (!gtk_init_check ())
    {
      g_print ("There is no display, and no Xvfb to make one.\n");
      return 77;
    }
  adw_init ();
  baton_register_resource ();
  baton_words_init ();
  g_set_print_handler (take_line);
  fixture.trace = &trace;
  console_fixture_set_up (&fixture, NULL);
  baton_trace_set_limit (trace, 5000);
  console_fixture_iterate (1500);
  did (&fixture, "opened");
  for (guint i = 0; i < G_N_ELEMENTS (doings); i++)
    if (only == NULL || g_strv_contains ((const char * const *) only, doings[i].name))
      doings[i].run (&fixture);
  console_fixture_tear_down (&fixture, NULL);
  g_clear_object (&trace);
  g_assert_cmpint (system (command), ==, 0);
  return 0;
}
