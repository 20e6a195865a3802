/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every page of the help can be read and shown, leads somewhere, and every section has one.
 */
#include "config.h"

#include "console/baton-help-window.h"

#include "baton-help-resources.h"
#include "console/baton-help.h"
#include "console/baton-section.h"

static gboolean
is_page (const char *id)
{
  for (guint i = 0; baton_help_pages[i] != NULL; i++)
    if (g_strcmp0 (baton_help_pages[i], id) == 0)
      return TRUE;
  return FALSE;
}

/* Links in the text are looked up while it is read: one that leads nowhere is an error. */
static void
test_pages (void)
{
  for (guint i = 0; baton_help_pages[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BatonHelpPage) page = baton_help_load (baton_help_pages[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (page->id, ==, baton_help_pages[i]);
      g_assert_cmpuint (strlen (page->title), >, 0);
      g_assert_cmpuint (strlen (page->summary), >, 0);
      g_assert_cmpuint (page->blocks->len, >, 0);
      for (guint j = 0; page->see_also[j] != NULL; j++)
        g_assert_true (is_page (page->see_also[j]));
    }
}

/* A file that the table does not name would never be seen. */
static void
test_files (void)
{
  g_auto (GStrv) files = g_resources_enumerate_children ("/org/batonconsole/Baton/help/C", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; files[i] != NULL; i++)
    {
      g_assert_true (g_str_has_suffix (files[i], ".page"));
      files[i][strlen (files[i]) - strlen (".page")] = '\0';
      g_assert_true (is_page (files[i]));
    }
  g_assert_cmpuint (g_strv_length (files), ==, g_strv_length ((char **) baton_help_pages));
}

static void
test_sections (void)
{
  for (const BatonSectionInfo *info = baton_sections; info->name != NULL; info++)
    g_assert_cmpstr (baton_help_find_section (info->name), !=, "index");
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (baton_help_load ("no-such-page", &error));
  g_assert_error (error, BATON_HELP_ERROR, 0);
}

static void
test_keys (void)
{
  g_autoptr (BatonHelpPage) page = baton_help_load ("keyboard", NULL);
  const BatonHelpBlock *first = page->blocks->pdata[0];

  g_assert_cmpint (first->kind, ==, BATON_HELP_ITEM);
  g_assert_true (g_str_has_prefix (first->markup, "<b>Ctrl</b>+<b>K</b> "));
}

/* Markup that Pango does not take would be a warning, which is fatal here. */
static void
test_window (void)
{
  GtkWidget *window = g_object_ref_sink (baton_help_window_new ());

  for (guint i = 0; baton_help_pages[i] != NULL; i++)
    baton_help_window_show (BATON_HELP_WINDOW (window), baton_help_pages[i]);
  baton_help_window_show (BATON_HELP_WINDOW (window), "no-such-page");
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (window);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP there is no display, and no Xvfb to make one\n");
      return 0;
    }
  adw_init ();
  baton_help_register_resource ();
  g_test_add_func ("/console/help/pages", test_pages);
  g_test_add_func ("/console/help/files", test_files);
  g_test_add_func ("/console/help/sections", test_sections);
  g_test_add_func ("/console/help/missing", test_missing);
  g_test_add_func ("/console/help/keys", test_keys);
  g_test_add_func ("/console/help/window", test_window);
  return g_test_run ();
}
