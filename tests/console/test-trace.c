/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What --trace prints: an edit by its name, a turn that was too long with a mark, and the sum at the end.
 */
#include "console-fixture.h"

#include "console/baton-main-window.h"
#include "console/baton-trace.h"

#include "baton-resources.h"

#include <string.h>

static GString *printed;

static void
print_cb (const char *string)
{
  g_string_append (printed, string);
}

/* Longer than a frame, however slow the machine. */
static gboolean
dawdle (gpointer data)
{
  g_usleep (40000);
  return G_SOURCE_REMOVE;
}

static void
test_edit (ConsoleFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (BatonTrace) trace = NULL;
  g_autoptr (GPtrArray) tiers = baton_program_list (baton_document_get_program (fixture->document), BATON_KIND_TIER);
  g_autofree char *id = g_strdup (baton_entity_get_id (tiers->pdata[0])), *line = NULL;
  g_autoptr (BatonValue) value = baton_value_new_integer (61);
  GtkWidget *window;
  GPrintFunc before;

  printed = g_string_new (NULL);
  before = g_set_print_handler (print_cb);
  trace = baton_trace_new ();
  /* Only windows that come after it are followed. */
  window = baton_main_window_new (fixture->application, fixture->document);
  gtk_window_present (GTK_WINDOW (window));
  console_fixture_iterate (200);
  g_string_truncate (printed, 0);

  g_assert_true (baton_document_set (fixture->document, id, BATON_FIELD_TIER_THRESHOLD, value));
  console_fixture_iterate (200);
  g_idle_add (dawdle, NULL);
  console_fixture_iterate (200);
  g_clear_object (&trace);
  g_set_print_handler (before);

  line = g_strdup_printf (" %s", baton_workspace_get_undo_name (baton_document_get_workspace (fixture->document)));
  g_assert_nonnull (strstr (printed->str, line));
  g_assert_nonnull (strstr (printed->str, " ms ! "));
  g_assert_nonnull (strstr (printed->str, "turns with something done: median"));
  g_string_free (printed, TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
  console_fixture_iterate (50);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP there is no display\n");
      return 0;
    }
  adw_init ();
  baton_register_resource ();
  g_test_add ("/console/trace/edit", ConsoleFixture, NULL, console_fixture_set_up, test_edit, console_fixture_tear_down);
  return g_test_run ();
}
