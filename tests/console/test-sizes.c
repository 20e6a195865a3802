/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What widgets ask for. GTK's boxes rely on it that nothing is higher for being wider, and say "Expect overlapping widgets" where
 * that is not so; they measure in between two frames too, before a change of style has reached the widgets that it concerns.
 */
#include "console-look.h"

#include "console/widgets/baton-expander-row.h"

#define WIDEST (1024 * 1024)   /* what GTK's boxes try at most */

static int
get_height (GtkWidget *widget,
            int        width)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height;
}

static GtkWidget *
make_row (gboolean folds)
{
  GtkWidget *row = folds ? baton_expander_row_new () : adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), "A title");
  if (folds)
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), "And what stands below it");
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), "And what stands below it");
  return row;
}

static void
assert_steady (GtkWidget *group,
               int        width)
{
  g_assert_cmpint (get_height (group, width), >=, get_height (group, WIDEST));
  g_assert_cmpint (get_height (group, -1), >=, get_height (group, WIDEST));
}

/* A group asks for the same at once and after a frame when a row comes behind the last, goes, or is hidden. */
static void
test_last_row (ConsoleFixture *fixture,
               gconstpointer   data)
{
  for (int folds = 0; folds < 2; folds++)
    {
      GtkWidget *window = gtk_window_new (), *group = adw_preferences_group_new (), *added = make_row (FALSE);
      int width;

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (FALSE));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (folds));
      gtk_widget_set_valign (group, GTK_ALIGN_START);
      gtk_window_set_default_size (GTK_WINDOW (window), 500, 400);
      gtk_window_set_child (GTK_WINDOW (window), group);
      gtk_window_present (GTK_WINDOW (window));
      console_fixture_iterate (200);
      width = gtk_widget_get_width (group);
      assert_steady (group, width);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), added);
      assert_steady (group, width);
      console_fixture_iterate (100);
      gtk_widget_set_visible (added, FALSE);
      assert_steady (group, width);
      console_fixture_iterate (100);
      gtk_widget_set_visible (added, TRUE);
      assert_steady (group, width);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static void
add_tests (void)
{
#define ADD(name) g_test_add ("/console/sizes/" #name, ConsoleFixture, NULL, console_fixture_set_up, test_##name, console_fixture_tear_down)
  ADD (last_row);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
