/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "console-fixture.h"

#include "console/baton-main-window.h"
#include "console/baton-trace.h"
#include "model/baton-problem.h"
#include "sync/baton-create.h"

void
console_fixture_iterate (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000, last = end + 10 * G_USEC_PER_SEC;
  gboolean found = TRUE;

  /* On a busy machine one turn may take all that time; what was ready then is still served, or the test would ask too early. */
  while (g_get_monotonic_time () < end || (found && g_get_monotonic_time () < last))
    {
      found = g_main_context_iteration (NULL, FALSE);
      if (!found)
        g_usleep (1000);
    }
}

void
console_fixture_wait_for (gboolean (*done) (gpointer),
          gpointer   data)
{
  gint64 end = g_get_monotonic_time () + 180 * G_USEC_PER_SEC;

  while (!done (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

void
console_fixture_set_up (ConsoleFixture *fixture,
        gconstpointer   data)
{
  g_autofree char *samples = g_build_filename (g_getenv ("BATON_SOURCE_ROOT"), "data", "samples", NULL);
  g_autofree char *path = NULL, *source = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (GError) error = NULL;
  BatonWorkspace *workspace;

  g_setenv ("BATON_SAMPLES", samples, TRUE);
  fixture->folder = g_dir_make_tmp ("baton-console-XXXXXX", &error);
  g_assert_no_error (error);
  if (data != NULL && g_path_is_absolute (data))
    {
      workspace = baton_workspace_open (data, BATON_OPEN_EDIT, &error);
    }
  else
    {
      path = g_build_filename (fixture->folder, "sample.baton", NULL);
      source = baton_sample_get_path (data != NULL ? data : "influencer");
      workspace = baton_create_workspace (path, source, NULL, data == NULL, problems, &error);
    }
  g_assert_no_error (error);
  fixture->application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_application_set_resource_base_path (G_APPLICATION (fixture->application), "/org/batonconsole/Baton"); /* our style */
  g_assert_true (g_application_register (G_APPLICATION (fixture->application), NULL, &error));
  if (fixture->trace != NULL)
    *fixture->trace = baton_trace_new ();
  fixture->document = baton_document_new (workspace);
  fixture->window = baton_main_window_new (fixture->application, fixture->document);
  gtk_window_present (GTK_WINDOW (fixture->window));
  console_fixture_iterate (100);
}

void
console_fixture_tear_down (ConsoleFixture *fixture,
           gconstpointer   data)
{
  g_autofree char *command = NULL;

  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  console_fixture_iterate (50);
  g_object_unref (fixture->document);
  g_object_unref (fixture->application);
  command = g_strdup_printf ("rm -rf '%s'", fixture->folder);
  g_assert_cmpint (system (command), ==, 0);
  g_free (fixture->folder);
}
