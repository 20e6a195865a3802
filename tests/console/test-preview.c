/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The preview for who has no mouse or does not see it: every item answers *Why is this here?* to the keys for a menu, what only
 * one of two personas sees is said, and the edge tells how wide it makes the pane.
 */
#include "console-keys.h"
#include "console-look.h"

#include "console/preview/baton-preview.h"
#include "console/widgets/baton-side-pane.h"

#include <string.h>

static void
collect_item_cb (GtkWidget *widget,
                 gpointer   items)
{
  if (strcmp (G_OBJECT_TYPE_NAME (widget), "BatonPortalItem") == 0 && gtk_widget_get_mapped (widget))
    g_ptr_array_add (items, widget);
}

static gboolean
has_items (gpointer window)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  console_foreach (window, collect_item_cb, items);
  return items->len > 0;
}

static GtkWidget *
find_popover (GtkWidget *item)
{
  GtkWidget *popover = console_find_type (item, GTK_TYPE_POPOVER);

  return popover != NULL && gtk_widget_get_mapped (popover) ? popover : NULL;
}

static gboolean
answers (gpointer item)
{
  return find_popover (item) != NULL && console_shows_text (item, "hown.");
}

static gboolean
is_done (gpointer item)
{
  return console_find_type (item, GTK_TYPE_POPOVER) == NULL;
}

static gboolean
has_focus (gpointer item)
{
  return gtk_widget_is_focus (item);
}

/* Navigation, then the blocks and the content of a page. */
static void
test_why (ConsoleFixture *fixture,
          gconstpointer   data)
{
  g_autoptr (GPtrArray) pages = console_list_ids (fixture, BATON_KIND_PAGE, NULL), items = g_ptr_array_new ();
  GtkWidget *preview;

  console_fixture_wait_for (has_items, fixture->window);
  preview = console_find_type (fixture->window, BATON_TYPE_PREVIEW);
  baton_preview_open (BATON_PREVIEW (preview), pages->pdata[0]);
  console_fixture_iterate (300);
  console_foreach (preview, collect_item_cb, items);
  g_assert_cmpuint (items->len, >, 8);
  for (guint i = 0; i < items->len; i++)
    {
      GtkWidget *item = items->pdata[i];
      gboolean menu_key = i % 2 == 0;

      g_assert_true (gtk_widget_get_focusable (item));
      gtk_widget_grab_focus (item);
      g_assert_true (console_keys_press (item, menu_key ? GDK_KEY_Menu : GDK_KEY_F10, menu_key ? 0 : GDK_SHIFT_MASK));
      console_fixture_wait_for (answers, item);
      g_assert_true (console_keys_press (gtk_window_get_focus (GTK_WINDOW (fixture->window)), GDK_KEY_Escape, 0));
      console_fixture_wait_for (is_done, item);
      console_fixture_wait_for (has_focus, item);
    }
}

/* Tab goes through all of it, and out again. */
static void
test_tab (ConsoleFixture *fixture,
          gconstpointer   data)
{
  g_autoptr (GPtrArray) pages = console_list_ids (fixture, BATON_KIND_PAGE, NULL);
  GtkWidget *preview;

  console_fixture_wait_for (has_items, fixture->window);
  preview = console_find_type (fixture->window, BATON_TYPE_PREVIEW);
  for (guint i = 0; i < MIN (pages->len, 3); i++)
    {
      baton_preview_open (BATON_PREVIEW (preview), pages->pdata[i]);
      console_fixture_iterate (300);
      console_keys_check (preview, "preview");
    }
}

static void
find_compare_cb (GtkWidget *widget,
                 gpointer   user_data)
{
  g_autofree char *name = GTK_IS_TOGGLE_BUTTON (widget) ? console_keys_get_name (widget) : NULL;

  if (g_strcmp0 (name, "A Second Persona Beside the First") == 0)
    *(GtkWidget **) user_data = widget;
}

static void
check_marked_cb (GtkWidget *widget,
                 gpointer   n_marked)
{
  if (!gtk_widget_has_css_class (widget, "baton-only-here"))
    return;
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Only this persona sees this");
  ++*(guint *) n_marked;
}

static gboolean
is_marked (gpointer window)
{
  guint n_marked = 0;

  console_foreach (window, check_marked_cb, &n_marked);
  return n_marked > 0;
}

static void
test_compare (ConsoleFixture *fixture,
              gconstpointer   data)
{
  GtkWidget *compare = NULL;

  console_fixture_wait_for (has_items, fixture->window);
  console_foreach (fixture->window, find_compare_cb, &compare);
  g_assert_nonnull (compare);
  g_assert_false (is_marked (fixture->window));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (compare), TRUE);
  console_fixture_wait_for (is_marked, fixture->window);
}

static void
find_edge_cb (GtkWidget *widget,
              gpointer   user_data)
{
  if (gtk_widget_has_css_class (widget, "baton-edge"))
    *(GtkWidget **) user_data = widget;
}

static void
test_edge (ConsoleFixture *fixture,
           gconstpointer   data)
{
  GtkWidget *edge = NULL;
  BatonSidePane *pane;
  g_autofree char *words = NULL;

  console_fixture_wait_for (has_items, fixture->window);
  console_foreach (fixture->window, find_edge_cb, &edge);
  g_assert_nonnull (edge);
  pane = BATON_SIDE_PANE (gtk_widget_get_parent (edge));
  for (int i = 0; i < 2; i++)
    {
      g_free (words);
      words = g_strdup_printf ("%d pixels wide", baton_side_pane_get_width (pane));
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (edge), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) baton_side_pane_get_width (pane));
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (edge), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words);
      if (i == 0)
        g_assert_true (console_keys_press (edge, GDK_KEY_Left, 0));
    }
}

static void
add_tests (void)
{
#define ADD(name) g_test_add ("/console/preview/" #name, ConsoleFixture, NULL, console_fixture_set_up, test_##name, console_fixture_tear_down)
  ADD (tab);
  ADD (why);
  ADD (compare);
  ADD (edge);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
