/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A tree of the preview takes over the widgets of the one before wherever it can, and only there.
 */
#include <adwaita.h>

#include "console/preview/baton-portal-node.h"
#include "console/preview/baton-portal-rich.h"

static guint n_clicks;
static char *clicked;

static void
item_cb (GtkWidget  *widget,
         const char *id,
         const char *target,
         gboolean    asked,
         gpointer    user_data)
{
  n_clicks++;
  g_free (clicked);
  clicked = g_strdup_printf ("%s→%s", id, target);
}

/* A page of items, each "id:text"; what stands behind a star has a class of its own. */
static BatonPortalNode *
describe (const char * const *items)
{
  BatonPortalNode *page = baton_portal_node_new_box (GTK_ORIENTATION_VERTICAL, 0, "page"), *flow = baton_portal_node_new_flow (3);

  baton_portal_node_append (page, baton_portal_node_new_label ("Title", "title-2"));
  for (; *items != NULL; items++)
    {
      gboolean marked = **items == '*';
      g_auto (GStrv) parts = g_strsplit (*items + marked, ":", 2);
      BatonPortalNode *item = baton_portal_node_new_item (parts[0], parts[1], parts[1]);

      baton_portal_node_append (item, baton_portal_node_new_label (parts[1], NULL));
      if (marked)
        baton_portal_node_add_class (item, "marked");
      baton_portal_node_append (flow, item);
    }
  baton_portal_node_append (page, flow);
  return page;
}

typedef struct
{
  BatonPortalNode *node;
  GtkWidget       *page;   /* owned */
} Fixture;

static void
show (Fixture            *fixture,
      const char * const *items)
{
  BatonPortalNode *node = describe (items);
  GtkWidget *page = baton_portal_node_show (node, fixture->node, item_cb, NULL);

  if (page != fixture->page)
    {
      g_clear_object (&fixture->page);
      fixture->page = g_object_ref_sink (page);
    }
  g_clear_pointer (&fixture->node, baton_portal_node_free);
  fixture->node = node;
}

/* The nth item's button. */
static GtkWidget *
get_item (Fixture *fixture,
          int      index)
{
  GtkWidget *flow = gtk_widget_get_last_child (fixture->page);

  return gtk_flow_box_child_get_child (gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (flow), index));
}

static void
assert_text (Fixture    *fixture,
             int         index,
             const char *text)
{
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (get_item (fixture, index))))), ==, text);
}

static void
clear (Fixture *fixture)
{
  g_clear_pointer (&fixture->node, baton_portal_node_free);
  g_assert_finalize_object (g_steal_pointer (&fixture->page));
}

static void
test_text (void)
{
  Fixture fixture = { 0 };
  GtkWidget *page, *first, *second;

  show (&fixture, (const char *[]) { "a:One", "b:Two", NULL });
  page = fixture.page;
  first = get_item (&fixture, 0);
  second = get_item (&fixture, 1);
  show (&fixture, (const char *[]) { "a:One", "*b:Zwei", NULL });
  g_assert_true (fixture.page == page);
  g_assert_true (get_item (&fixture, 0) == first);
  g_assert_true (get_item (&fixture, 1) == second);
  assert_text (&fixture, 0, "One");
  assert_text (&fixture, 1, "Zwei");
  g_assert_true (gtk_widget_has_css_class (second, "marked"));
  g_signal_emit_by_name (second, "clicked");
  g_assert_cmpstr (clicked, ==, "b→Zwei");
  show (&fixture, (const char *[]) { "a:One", "b:Zwei", NULL });
  g_assert_false (gtk_widget_has_css_class (second, "marked"));
  clear (&fixture);
}

/* What comes, goes or moves leaves the widgets of its neighbours alone, and never lends its own to another thing. */
static void
test_list (void)
{
  Fixture fixture = { 0 };
  GtkWidget *a, *b, *c, *x;

  show (&fixture, (const char *[]) { "a:One", "b:Two", "c:Three", NULL });
  a = get_item (&fixture, 0);
  b = get_item (&fixture, 1);
  c = get_item (&fixture, 2);
  show (&fixture, (const char *[]) { "a:One", "x:New", "b:Two", "c:Three", NULL });
  x = get_item (&fixture, 1);
  g_assert_true (get_item (&fixture, 0) == a);
  g_assert_true (get_item (&fixture, 2) == b);
  g_assert_true (get_item (&fixture, 3) == c);
  assert_text (&fixture, 1, "New");
  show (&fixture, (const char *[]) { "x:New", "b:Two", "c:Three", NULL });
  g_assert_true (get_item (&fixture, 0) == x);
  g_assert_true (get_item (&fixture, 2) == c);
  show (&fixture, (const char *[]) { "c:Three", "x:New", "b:Two", NULL });
  assert_text (&fixture, 0, "Three");
  assert_text (&fixture, 1, "New");
  assert_text (&fixture, 2, "Two");
  show (&fixture, (const char *[]) { NULL });
  g_assert_null (gtk_widget_get_first_child (gtk_widget_get_last_child (fixture.page)));
  clear (&fixture);
}

static void
test_another_shape (void)
{
  Fixture fixture = { 0 };
  BatonPortalNode *other = baton_portal_node_new_box (GTK_ORIENTATION_HORIZONTAL, 0, "page");
  GtkWidget *widget;

  show (&fixture, (const char *[]) { "a:One", NULL });
  widget = g_object_ref_sink (baton_portal_node_show (other, fixture.node, item_cb, NULL));
  g_assert_true (widget != fixture.page);
  g_assert_null (gtk_widget_get_first_child (widget));
  baton_portal_node_free (other);
  g_object_unref (widget);
  clear (&fixture);
}

/* An item that goes while an answer hangs on it takes that along. */
static void
test_popover (void)
{
  Fixture fixture = { 0 };

  show (&fixture, (const char *[]) { "a:One", "b:Two", NULL });
  gtk_widget_set_parent (gtk_popover_new (), get_item (&fixture, 1));
  show (&fixture, (const char *[]) { "a:One", NULL });
  g_assert_null (gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (gtk_widget_get_last_child (fixture.page)), 1));
  clear (&fixture);
}

static void
assert_all_run (GtkWidget        *widget,
                GtkTextDirection  direction)
{
  g_assert_cmpint (gtk_widget_get_direction (widget), ==, direction);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    assert_all_run (child, direction);
}

/* The direction of a page is that of all in it that does not run its own way. */
static void
test_direction (void)
{
  g_autoptr (BatonPortalNode) page = baton_portal_node_new_box (GTK_ORIENTATION_VERTICAL, 0, NULL);
  BatonPortalNode *own = baton_portal_node_new_label ("English", NULL);
  GtkWidget *widget;

  baton_portal_node_set_rtl (own, FALSE);
  baton_portal_node_append (page, own);
  baton_portal_node_append (page, baton_portal_node_new_box (GTK_ORIENTATION_HORIZONTAL, 0, NULL));
  baton_portal_node_set_rtl (page, TRUE);
  widget = g_object_ref_sink (baton_portal_node_show (page, NULL, item_cb, NULL));
  g_assert_cmpint (gtk_widget_get_direction (widget), ==, GTK_TEXT_DIR_RTL);
  g_assert_cmpint (gtk_widget_get_direction (gtk_widget_get_first_child (widget)), ==, GTK_TEXT_DIR_LTR);
  g_assert_cmpint (gtk_widget_get_direction (gtk_widget_get_last_child (widget)), ==, GTK_TEXT_DIR_RTL);
  g_object_unref (widget);
}

/* How wide the full part of a level is that is drawn in 200 pixels. */
static int
measure_full (GtkWidget *level)
{
  gtk_widget_measure (level, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (level, 200, 20, -1, NULL);
  for (GtkWidget *block = gtk_widget_get_first_child (gtk_widget_get_first_child (level)); block != NULL; block = gtk_widget_get_next_sibling (block))
    if (gtk_widget_has_css_class (block, "filled"))
      return gtk_widget_get_width (block);
  return -1;
}

/* A level that is as full as before is so, too, when the page runs the other way. */
static void
test_level_direction (void)
{
  g_autoptr (BatonPortalNode) before = baton_portal_node_new_level (1, 4, "Level"), after = baton_portal_node_new_level (1, 4, "Level");
  GtkWidget *widget;
  int full;

  baton_portal_node_set_rtl (before, FALSE);
  baton_portal_node_set_rtl (after, TRUE);
  widget = g_object_ref_sink (baton_portal_node_show (before, NULL, item_cb, NULL));
  full = measure_full (widget);
  g_assert_cmpint (full, >, 0);
  g_assert_cmpint (full, <, 100);
  g_assert_true (baton_portal_node_show (after, before, item_cb, NULL) == widget);
  g_assert_cmpint (measure_full (widget), ==, full);
  g_object_unref (widget);
}

/* The words of a search run as the portal does, those that stand in it while it is empty too. */
static void
test_search_direction (void)
{
  g_autoptr (BatonPortalNode) page = baton_portal_node_new_box (GTK_ORIENTATION_VERTICAL, 0, NULL);
  GtkWidget *widget;

  baton_portal_node_append (page, baton_portal_node_new_search (NULL, "Search"));
  baton_portal_node_set_rtl (page, TRUE);
  widget = g_object_ref_sink (baton_portal_node_show (page, NULL, item_cb, NULL));
  assert_all_run (gtk_widget_get_first_child (widget), GTK_TEXT_DIR_RTL);
  g_object_unref (widget);
}

/* Who has asked can go on typing where they were. */
static void
test_search_caret (void)
{
  g_autoptr (BatonPortalNode) before = baton_portal_node_new_search (NULL, "Search");
  g_autoptr (BatonPortalNode) after = baton_portal_node_new_search ("partner", "Search");
  GtkWidget *widget = g_object_ref_sink (baton_portal_node_show (before, NULL, item_cb, NULL));

  gtk_editable_set_text (GTK_EDITABLE (widget), "partner");
  gtk_editable_set_position (GTK_EDITABLE (widget), -1);
  g_assert_true (baton_portal_node_show (after, before, item_cb, NULL) == widget);
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (widget)), ==, 7);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (widget)), ==, "partner");
  g_object_unref (widget);
}

/* A page that is made ahead, piece by piece, is not seen before it is shown, and leaves nothing when it never is. */
static void
test_ahead (void)
{
  Fixture fixture = { NULL };
  BatonPortalNode *next = describe ((const char *[]) { "a:Alpha", "x:Xi", "y:Psi", "b:Beta", NULL });
  g_autoptr (BatonPortalNode) given_up = describe ((const char *[]) { "z:Zeta", NULL });
  GtkWidget *first, *flow, *page;
  int n_turns = 1;

  show (&fixture, (const char *[]) { "a:Alpha", "c:Gamma", "b:Beta", NULL });
  first = get_item (&fixture, 0);
  flow = gtk_widget_get_last_child (fixture.page);
  g_assert_false (baton_portal_node_make (given_up, fixture.node, item_cb, NULL, 0));
  while (!baton_portal_node_make (next, fixture.node, item_cb, NULL, 0))
    n_turns++;
  g_assert_cmpint (n_turns, ==, 4);   /* a button and a label for each of two */
  g_assert_null (gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (flow), 3));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (get_item (&fixture, 1))))), ==, "Gamma");
  page = baton_portal_node_show (next, fixture.node, item_cb, NULL);
  g_assert_true (page == fixture.page);
  g_assert_true (get_item (&fixture, 0) == first);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (get_item (&fixture, 1))))), ==, "Xi");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (get_item (&fixture, 2))))), ==, "Psi");
  g_assert_null (gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (flow), 4));
  baton_portal_node_free (fixture.node);
  baton_portal_node_free (next);
  g_object_unref (fixture.page);
}

static char *
hush (const char *text,
      gpointer    user_data)
{
  return g_strdup (user_data != NULL ? "…" : text);
}

/* Rich text keeps its bold and its lists, also in a label that showed something else; words that are put in its place do not. */
static void
test_rich (void)
{
  g_autofree char *markup = baton_portal_rich_to_markup ("<h2>Prices</h2><p>See <b>all</b> &amp; <a href=\"https://example.com/\">more</a></p><ol><li>One<ul><li>Two</li></ul></li></ol>", NULL);
  g_autofree char *bad = baton_portal_rich_to_markup ("<script>", NULL);
  BatonPortalNode *plain = baton_portal_node_new_label ("See all", NULL), *rich = baton_portal_node_new_label ("See all", NULL);
  GtkWidget *label = g_object_ref_sink (baton_portal_node_show (plain, NULL, NULL, NULL));

  g_assert_null (bad);
  g_assert_cmpstr (markup, ==, "<span weight=\"bold\" size=\"large\">Prices</span>\nSee <b>all</b> &amp; <u>more</u>\n1. One\n    • Two");
  baton_portal_node_set_markup (rich, "See <b>all</b>");
  baton_portal_node_reword (rich, hush, NULL, NULL);
  g_assert_true (baton_portal_node_show (rich, plain, NULL, NULL) == label);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "See <b>all</b>");
  baton_portal_node_free (plain);

  plain = baton_portal_node_new_label ("See all", NULL);
  baton_portal_node_set_markup (plain, "See <b>all</b>");
  baton_portal_node_reword (plain, hush, NULL, label);
  g_assert_true (baton_portal_node_show (plain, rich, NULL, NULL) == label);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "…");
  baton_portal_node_free (rich);
  baton_portal_node_free (plain);
  g_object_unref (label);
}

int
main (int    argc,
      char **argv)
{
  int result;

  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP there is no display, and no Xvfb to make one\n");
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/console/nodes/text", test_text);
  g_test_add_func ("/console/nodes/list", test_list);
  g_test_add_func ("/console/nodes/another-shape", test_another_shape);
  g_test_add_func ("/console/nodes/popover", test_popover);
  g_test_add_func ("/console/nodes/direction", test_direction);
  g_test_add_func ("/console/nodes/level-direction", test_level_direction);
  g_test_add_func ("/console/nodes/search-direction", test_search_direction);
  g_test_add_func ("/console/nodes/search-caret", test_search_caret);
  g_test_add_func ("/console/nodes/ahead", test_ahead);
  g_test_add_func ("/console/nodes/rich", test_rich);
  result = g_test_run ();
  g_free (clicked);
  return result;
}
