/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The preview for who has no mouse or does not see it: every item answers *Why is this here?* to the keys for a menu, what only
 * one of two personas sees is said, and the edge tells how wide it makes the pane.
 */
#include "console-keys.h"
#include "console-look.h"

#include "console/preview/baton-portal-pictures.h"
#include "console/preview/baton-portal-view.h"
#include "console/preview/baton-preview-sides.h"
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

/* What stands where. (transfer full) */
static char *
describe_view (GtkWidget *preview)
{
  g_autoptr (GArray) marks = baton_portal_view_list_marks (BATON_PORTAL_VIEW (console_find_type (preview, BATON_TYPE_PORTAL_VIEW)));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < marks->len; i++)
    g_string_append_printf (text, "%s %g\n", g_array_index (marks, BatonPortalMark, i).id, g_array_index (marks, BatonPortalMark, i).y);
  return g_string_free (text, FALSE);
}

/* Until it is drawn, pictures and all; a page may be none for this persona, but the navigation always is there. */
static void
open_page (GtkWidget  *preview,
           const char *id)
{
  g_autofree char *before = NULL, *after = NULL;

  baton_preview_open (BATON_PREVIEW (preview), id);
  do
    {
      g_free (before);
      before = g_steal_pointer (&after);
      console_fixture_iterate (300);
      after = describe_view (preview);
    }
  while (*after == '\0' || g_strcmp0 (before, after) != 0);
}

/* Enter leads on at once: the focus is not on a text that only might scroll. */
static gboolean
leads_on (GtkWidget *focus)
{
  return GTK_IS_BUTTON (focus) && console_shows_text (focus, "Edit…");
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
  open_page (preview, pages->pdata[0]);
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
      g_assert_true (leads_on (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
      g_assert_true (console_keys_press (gtk_window_get_focus (GTK_WINDOW (fixture->window)), GDK_KEY_Escape, 0));
      console_fixture_wait_for (is_done, item);
      console_fixture_wait_for (has_focus, item);
    }
}

static GtkWidget *
find_item (GtkWidget  *within,
           const char *text)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  console_foreach (within, collect_item_cb, items);
  for (guint i = 0; i < items->len; i++)
    if (console_shows_text (items->pdata[i], text))
      return items->pdata[i];
  return NULL;
}

static gboolean
shows_rules (gpointer window)
{
  return gtk_widget_get_mapped (window) && strcmp (G_OBJECT_TYPE_NAME (baton_main_window_get_visible_section (window)), "BatonPublishingSection") == 0;
}

/* From the answer about a content one comes to the content, and to the rule that decides. */
static void
test_decider (ConsoleFixture *fixture,
              gconstpointer   data)
{
  GtkWidget *preview, *item, *button;

  console_fixture_wait_for (has_items, fixture->window);
  preview = console_find_type (fixture->window, BATON_TYPE_PREVIEW);
  open_page (preview, console_find_named (fixture, BATON_KIND_COLLECTION, "Joint marketing"));
  item = find_item (preview, "Autumn lead campaign");
  gtk_widget_grab_focus (item);
  g_assert_true (console_keys_press (item, GDK_KEY_Menu, 0));
  console_fixture_wait_for (answers, item);
  button = console_find_button (find_popover (item), "Edit “Partners read what is addressed to them”…");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  console_fixture_wait_for (shows_rules, fixture->window);
}

/* What is not there for a persona says why, to the team; what is there says nothing. */
static void
test_reason (ConsoleFixture *fixture,
             gconstpointer   data)
{
  g_autofree char *kit = g_strdup (console_find_named (fixture, BATON_KIND_COLLECTION, "Deal kit"));
  g_autofree char *joint = g_strdup (console_find_named (fixture, BATON_KIND_COLLECTION, "Joint marketing"));
  GtkWidget *preview;

  console_fixture_wait_for (has_items, fixture->window);
  preview = console_find_type (fixture->window, BATON_TYPE_PREVIEW);
  open_page (preview, kit);
  g_assert_true (console_shows_text (preview, "is shown beside a record only, and none is open."));
  open_page (preview, joint);
  g_assert_false (console_shows_text (preview, "is shown beside a record only, and none is open."));
}

typedef struct
{
  GtkWidget  *within;
  const char *text;
} Awaited;

static gboolean
shows_awaited (gpointer data)
{
  Awaited *awaited = data;

  return console_shows_text (awaited->within, awaited->text);
}

static void
wait_for_text (GtkWidget  *within,
               const char *text)
{
  Awaited awaited = { within, text };

  console_fixture_wait_for (shows_awaited, &awaited);
}

/* How many of what was found a filter leaves: the last of its labels. */
static void
find_count_cb (GtkWidget *widget,
               gpointer   user_data)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "caption"))
    *(const char **) user_data = gtk_label_get_text (GTK_LABEL (widget));
}

static const char *
get_count (GtkWidget *filter)
{
  const char *count = NULL;

  console_foreach (filter, find_count_cb, &count);
  g_assert_nonnull (count);
  return count;
}

/* A filter that all of what was found passes is no choice: only the chosen one is as many as all. */
static void
check_filters (GtkWidget *view)
{
  const char *all = get_count (find_item (view, "☑"));
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  console_foreach (view, collect_item_cb, items);
  for (guint i = 0; i < items->len; i++)
    if (console_shows_text (items->pdata[i], "☐"))
      g_assert_cmpstr (get_count (items->pdata[i]), !=, all);
}

/* Words typed into the portal are searched for as its server searches; terms narrow what was found; a link leaves it. */
static void
test_search (ConsoleFixture *fixture,
             gconstpointer   data)
{
  g_autofree char *persona = g_strdup (console_find_named (fixture, BATON_KIND_PERSONA, "Influencer"));
  GtkWidget *preview, *view, *entry;

  console_fixture_wait_for (has_items, fixture->window);
  preview = console_find_type (fixture->window, BATON_TYPE_PREVIEW);
  view = console_find_type (preview, BATON_TYPE_PORTAL_VIEW);
  baton_preview_set_persona (BATON_PREVIEW (preview), persona);
  baton_preview_set_language (BATON_PREVIEW (preview), "en");
  open_page (preview, "");
  wait_for_text (view, "Community");
  entry = console_find_type (view, GTK_TYPE_ENTRY);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, "Search");
  gtk_editable_set_text (GTK_EDITABLE (entry), "nobody has written this");
  g_signal_emit_by_name (entry, "activate");
  wait_for_text (view, "Nothing found");
  g_assert_true (console_find_type (view, GTK_TYPE_ENTRY) == entry); /* and with it the focus */
  gtk_editable_set_text (GTK_EDITABLE (entry), "points");
  g_signal_emit_by_name (entry, "activate");
  wait_for_text (view, "☐");
  g_assert_false (console_shows_text (view, "Nothing found"));
  g_signal_emit_by_name (find_item (view, "☐"), "clicked");
  wait_for_text (view, "☑");
  check_filters (view);
  g_signal_emit_by_name (find_item (view, "☑"), "clicked");
  open_page (preview, "");
  g_assert_false (console_shows_text (view, "☑"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

static void
collect_linked_cb (GtkWidget *widget,
                   gpointer   label)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), "<a href=\"baton:") != NULL)
    *(GtkWidget **) label = widget;
}

/* A link within a text leads where it says. */
static void
test_link (ConsoleFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (GPtrArray) personas = console_list_ids (fixture, BATON_KIND_PERSONA, NULL);
  g_auto (GStrv) parts = NULL;
  GtkWidget *preview, *view, *label = NULL;
  gboolean followed;

  console_fixture_wait_for (has_items, fixture->window);
  preview = console_find_type (fixture->window, BATON_TYPE_PREVIEW);
  view = console_find_type (preview, BATON_TYPE_PORTAL_VIEW);
  for (guint i = 0; i < personas->len && label == NULL; i++)
    {
      baton_preview_set_persona (BATON_PREVIEW (preview), personas->pdata[i]);
      open_page (preview, "");
      console_foreach (view, collect_linked_cb, &label);
    }
  g_assert_nonnull (label);
  parts = g_strsplit (gtk_label_get_label (GTK_LABEL (label)), "\"", 3);
  g_signal_emit_by_name (label, "activate-link", parts[1], &followed);
  g_assert_true (followed);
  wait_for_text (view, baton_entity_get_name (baton_document_lookup (fixture->document, parts[1] + strlen ("baton:"))));
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
      open_page (preview, pages->pdata[i]);
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

/* ── Two side by side ── */

static void
collect_scrolled_cb (GtkWidget *widget,
                     gpointer   sides)
{
  if (BATON_IS_PORTAL_VIEW (widget) && gtk_widget_get_mapped (widget))
    g_ptr_array_add (sides, gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW));
}

static double
get_value (gpointer scrolled)
{
  return gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)));
}

/* How far below the top of its pane the thing stands; FALSE where it is not shown. */
static gboolean
find_place (GtkWidget  *scrolled,
            const char *id,
            double     *y)
{
  GtkWidget *view = console_find_type (scrolled, BATON_TYPE_PORTAL_VIEW);
  g_autoptr (GArray) marks = baton_portal_view_list_marks (BATON_PORTAL_VIEW (view));

  for (guint i = 0; i < marks->len; i++)
    if (g_strcmp0 (g_array_index (marks, BatonPortalMark, i).id, id) == 0)
      {
        *y = g_array_index (marks, BatonPortalMark, i).y - get_value (scrolled);
        return TRUE;
      }
  return FALSE;
}

/* Scrolls one side so that each of the things stands at its top in turn: the other has it at its own top, but for what stands in
 * another order there, as beside each other here and below each other there. Gives how many it had. */
static guint
check_follows (GPtrArray *sides,
               guint      leader)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (sides->pdata[leader]));
  GtkAdjustment *other = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (sides->pdata[1 - leader]));
  g_autoptr (GArray) marks = baton_portal_view_list_marks (BATON_PORTAL_VIEW (console_find_type (sides->pdata[leader], BATON_TYPE_PORTAL_VIEW)));
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  double other_end = gtk_adjustment_get_upper (other) - gtk_adjustment_get_page_size (other), from = 0, to = 0;
  guint n_met = 0;

  for (guint i = 0; i < marks->len; i++)
    {
      const BatonPortalMark *mark = &g_array_index (marks, BatonPortalMark, i);
      double y, place;

      if (!find_place (sides->pdata[1 - leader], mark->id, &y))
        continue;
      place = y + gtk_adjustment_get_value (other);
      if (mark->y <= from || place <= to || mark->y >= end || place >= other_end)
        continue;
      from = mark->y;
      to = place;
      gtk_adjustment_set_value (adjustment, mark->y);
      g_assert_true (find_place (sides->pdata[1 - leader], mark->id, &y));
      g_assert_cmpfloat_with_epsilon (y, 0, 1.5);
      n_met++;
    }
  gtk_adjustment_set_value (adjustment, end);
  g_assert_cmpfloat_with_epsilon (get_value (sides->pdata[1 - leader]), other_end, 1);
  gtk_adjustment_set_value (adjustment, 0);
  g_assert_cmpfloat_with_epsilon (get_value (sides->pdata[1 - leader]), 0, 0.1);
  return n_met;
}

static gboolean
both_stand_low (gpointer preview)
{
  g_autoptr (GPtrArray) sides = g_ptr_array_new ();

  console_foreach (preview, collect_scrolled_cb, sides);
  return sides->len == 2 && get_value (sides->pdata[0]) > 50 && get_value (sides->pdata[1]) > 50;
}

static gboolean
is_long (gpointer adjustment)
{
  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment) > 100;
}

/* The second persona's portal begins where the first stands, and each follows the other; another page does not follow. */
static void
test_together (ConsoleFixture *fixture,
               gconstpointer   data)
{
  g_autoptr (GPtrArray) sides = g_ptr_array_new (), one = g_ptr_array_new ();
  GtkWidget *compare = NULL, *preview;
  GtkAdjustment *adjustment;
  double end;

  console_fixture_wait_for (has_items, fixture->window);
  preview = console_find_type (fixture->window, BATON_TYPE_PREVIEW);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1300, 420);
  open_page (preview, NULL);
  console_foreach (preview, collect_scrolled_cb, one);
  g_assert_cmpuint (one->len, ==, 1);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (one->pdata[0]));
  console_fixture_wait_for (is_long, adjustment);
  end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  gtk_adjustment_set_value (adjustment, end);

  console_foreach (fixture->window, find_compare_cb, &compare);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (compare), TRUE);
  console_fixture_wait_for (both_stand_low, preview);
  console_foreach (preview, collect_scrolled_cb, sides);
  g_assert_cmpuint (check_follows (sides, 0), >, 10);
  g_assert_cmpuint (check_follows (sides, 1), >, 10);
}

/* ── Pictures ── */

static guint n_loaded, n_ready;

static GBytes *
load_picture (const char *digest,
              gpointer    user_data)
{
  static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'><rect width='8' height='8'/></svg>";

  n_loaded++;
  if (strcmp (digest, "none") == 0)
    return NULL;
  return strcmp (digest, "broken") == 0 ? g_bytes_new_static ("nothing", 7) : g_bytes_new_static (svg, sizeof svg - 1);
}

static void
ready_cb (gpointer owner)
{
  n_ready++;
}

static gboolean
is_ready (gpointer n)
{
  return n_ready == GPOINTER_TO_UINT (n);
}

/* Whoever shows as many pictures as there may be has them all in the end, and is told once; what is no picture is not tried again. */
static void
test_pictures (void)
{
  BatonPortalPictures *pictures = baton_portal_pictures_new (load_picture, NULL, ready_cb, NULL);
  const guint n = 150;

  n_loaded = n_ready = 0;
  for (int round = 0; round < 3; round++)
    {
      baton_portal_pictures_begin (pictures);
      for (guint i = 0; i < n; i++)
        {
          g_autofree char *digest = g_strdup_printf ("%u", i);

          g_assert_true ((baton_portal_pictures_get (pictures, digest) != NULL) == (round > 0));
        }
      g_assert_null (baton_portal_pictures_get (pictures, "broken"));
      g_assert_null (baton_portal_pictures_get (pictures, "none"));
      g_assert_true (baton_portal_pictures_fetch (pictures) == (round == 0));
      console_fixture_wait_for (is_ready, GUINT_TO_POINTER (1));
    }
  g_assert_cmpuint (n_loaded, ==, n + 1 + 3); /* what is not there is asked for again */

  /* Others take their place, and what nobody wants any more is forgotten. */
  baton_portal_pictures_begin (pictures);
  g_assert_null (baton_portal_pictures_get (pictures, "another"));
  g_assert_true (baton_portal_pictures_fetch (pictures));
  console_fixture_wait_for (is_ready, GUINT_TO_POINTER (2));
  baton_portal_pictures_begin (pictures);
  g_assert_nonnull (baton_portal_pictures_get (pictures, "another"));
  g_assert_null (baton_portal_pictures_get (pictures, "0"));
  g_assert_true (baton_portal_pictures_fetch (pictures));
  baton_portal_pictures_free (pictures);
  console_fixture_iterate (200);
  g_assert_cmpuint (n_ready, ==, 2);
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

/* *data*: the window, and what is to be drawn in its preview. */
static gboolean
shows_wanted (gpointer data)
{
  gpointer *wanted = data;
  g_autoptr (GArray) marks = baton_portal_view_list_marks (BATON_PORTAL_VIEW (console_find_type (wanted[0], BATON_TYPE_PORTAL_VIEW)));

  for (guint i = 0; i < marks->len; i++)
    if (g_strcmp0 (g_array_index (marks, BatonPortalMark, i).id, wanted[1]) == 0)
      return TRUE;
  return FALSE;
}

/* Who shows another page to the persona that is shown already hands over what the preview itself keeps. */
static void
test_persona (ConsoleFixture *fixture,
              gconstpointer   data)
{
  BatonMainWindow *window = BATON_MAIN_WINDOW (fixture->window);
  g_autoptr (GPtrArray) personas = console_list_ids (fixture, BATON_KIND_PERSONA, NULL), pages = console_list_ids (fixture, BATON_KIND_PAGE, NULL);

  console_fixture_wait_for (has_items, fixture->window);
  baton_main_window_show_persona (window, personas->pdata[4], pages->pdata[0]);
  for (guint i = 1; i < 3; i++)
    {
      baton_main_window_show_persona (window, baton_main_window_get_shown_persona (window), pages->pdata[i]);
      g_assert_cmpstr (baton_main_window_get_shown_persona (window), ==, personas->pdata[4]);
    }
}

/* A persona for whom a text's page is not there gives way to one who reads it, and stays when they do. */
static void
test_wanted (ConsoleFixture *fixture,
             gconstpointer   data)
{
  BatonMainWindow *window = BATON_MAIN_WINDOW (fixture->window);
  g_autoptr (GPtrArray) personas = console_list_ids (fixture, BATON_KIND_PERSONA, NULL);
  const char *customers = console_find_named (fixture, BATON_KIND_BLOCK, "What can we do better?");
  g_autofree char *reader = NULL;

  console_fixture_wait_for (has_items, fixture->window);
  baton_main_window_show_persona (window, personas->pdata[0], NULL);
  console_fixture_iterate (300);
  baton_main_window_show_in_preview (window, customers, "de");
  console_fixture_wait_for (shows_wanted, (gpointer[]) { fixture->window, (gpointer) customers });
  reader = g_strdup (baton_main_window_get_shown_persona (window));
  g_assert_cmpstr (reader, !=, personas->pdata[0]);
  baton_main_window_show_in_preview (window, customers, "ja");
  console_fixture_iterate (300);
  g_assert_cmpstr (baton_main_window_get_shown_persona (window), ==, reader);
}

/* What can be used of the preview's own is within the pane: nothing is cut at its edges. What is within a control is its own affair. */
static void
assert_within (GtkWidget *pane,
               GtkWidget *widget)
{
  graphene_rect_t bounds;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_get_visible (child) || GTK_IS_POPOVER (child) || G_OBJECT_TYPE (child) == BATON_TYPE_PORTAL_VIEW)
        continue;
      if (!GTK_IS_BUTTON (child) && !GTK_IS_MENU_BUTTON (child) && !GTK_IS_DROP_DOWN (child) && !GTK_IS_ENTRY (child))
        {
          assert_within (pane, child);
          continue;
        }
      g_assert_true (gtk_widget_compute_bounds (child, pane, &bounds));
      g_assert_cmpfloat (bounds.origin.x, >=, 0);
      g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (pane));
    }
}

/* The pane asks for more where the text is large, and its buttons with it. */
static void
test_large_text (ConsoleFixture *fixture,
                 gconstpointer   data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree char *before = NULL;
  GtkWidget *preview;
  int usual, large;

  console_fixture_wait_for (has_items, fixture->window);
  preview = console_find_type (fixture->window, BATON_TYPE_PREVIEW);
  gtk_widget_measure (preview, GTK_ORIENTATION_HORIZONTAL, -1, &usual, NULL, NULL, NULL);
  g_object_get (settings, "gtk-font-name", &before, NULL);
  g_object_set (settings, "gtk-font-name", "Sans 20", NULL);
  for (int i = 0; i < 10; i++)
    console_fixture_iterate (50);
  gtk_widget_measure (preview, GTK_ORIENTATION_HORIZONTAL, -1, &large, NULL, NULL, NULL);
  g_assert_cmpint (large, >, usual);
  g_assert_cmpint (gtk_widget_get_width (preview), >=, large);
  assert_within (preview, preview);
  g_object_set (settings, "gtk-font-name", before, NULL);
  console_fixture_iterate (100);
}

static gboolean
shows_portal (gpointer window)
{
  GtkWidget *view = console_find_type (window, BATON_TYPE_PORTAL_VIEW);

  return view != NULL && gtk_widget_get_mapped (view);
}

/* What has got no room in the layout is mapped, and still not drawn. */
static gboolean
draws_portal (GtkWidget *window)
{
  GtkWidget *view = console_find_type (window, BATON_TYPE_PORTAL_VIEW);

  if (view == NULL || !gtk_widget_get_mapped (view))
    return FALSE;
  for (GtkWidget *widget = view; widget != window; widget = gtk_widget_get_parent (widget))
    {
      g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
      GskRenderNode *node;

      gtk_widget_snapshot_child (gtk_widget_get_parent (widget), widget, snapshot);
      node = gtk_snapshot_to_node (snapshot);
      if (node == NULL)
        return FALSE;
      gsk_render_node_unref (node);
    }
  return TRUE;
}

typedef struct
{
  GtkWidget *window;
  gboolean   drawn;
} Drawing;

/* When a frame has just been painted all that is seen has its room; at other times some may be about to get it. */
static void
painted_cb (GdkFrameClock *clock,
            Drawing       *drawing)
{
  drawing->drawn = draws_portal (drawing->window);
  if (!drawing->drawn)
    gtk_widget_queue_draw (drawing->window);
}

static gboolean
is_drawn (gpointer drawing)
{
  return ((Drawing *) drawing)->drawn;
}

/* From the moment on in which names are to be hidden, what holds some is not seen: the answer without them comes later. */
static void
test_presenting (ConsoleFixture *fixture,
                 gconstpointer   data)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (fixture->window);
  Drawing drawing = { fixture->window };
  gulong painted;

  console_show (fixture, "tiers");
  console_fixture_wait_for (has_items, fixture->window);
  g_assert_true (shows_portal (fixture->window));
  /* The answer may be late: frames are laid out while nothing is to be seen. */
  baton_preview_sides_cover (BATON_PREVIEW_SIDES (console_find_type (fixture->window, BATON_TYPE_PREVIEW_SIDES)));
  console_fixture_iterate (200);
  g_assert_false (shows_portal (fixture->window));
  baton_document_set_presenting (fixture->document, TRUE);
  g_assert_false (shows_portal (fixture->window));
  painted = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &drawing);
  gtk_widget_queue_draw (fixture->window);
  console_fixture_wait_for (is_drawn, &drawing);
  g_signal_handler_disconnect (clock, painted);
  baton_document_set_presenting (fixture->document, FALSE);
  g_assert_true (shows_portal (fixture->window));
}

static gboolean
lists_memos (gpointer popover)
{
  return console_shows_text (popover, "Memos");
}

static gboolean
says_not_shown (gpointer popover)
{
  return console_shows_text (popover, "Not shown.");
}

static void
find_missing_cb (GtkWidget *widget,
                 gpointer   popover)
{
  if (GTK_IS_MENU_BUTTON (widget) && GTK_IS_POPOVER (gtk_menu_button_get_popover (GTK_MENU_BUTTON (widget))) &&
      console_find_type (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (widget))), GTK_TYPE_SEARCH_ENTRY) != NULL)
    *(GtkWidget **) popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (widget)));
}

/* Enter in the search for what is missing asks about the first that was found. */
static void
test_missing (ConsoleFixture *fixture,
              gconstpointer   data)
{
  GtkWidget *preview, *popover = NULL, *search;

  console_fixture_wait_for (has_items, fixture->window);
  preview = console_find_type (fixture->window, BATON_TYPE_PREVIEW);
  g_assert_nonnull (preview);
  console_foreach (preview, find_missing_cb, &popover);
  g_assert_nonnull (popover);
  gtk_popover_popup (GTK_POPOVER (popover));
  console_fixture_wait_for (lists_memos, popover);
  search = console_find_type (popover, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "Memos");
  g_signal_emit_by_name (search, "activate");
  console_fixture_wait_for (says_not_shown, popover);
  gtk_popover_popdown (GTK_POPOVER (popover));
  console_fixture_iterate (50);
}

static void
add_tests (void)
{
#define ADD(name) g_test_add ("/console/preview/" #name, ConsoleFixture, NULL, console_fixture_set_up, test_##name, console_fixture_tear_down)
  ADD (tab);
  ADD (why);
  ADD (decider);
  ADD (reason);
  ADD (compare);
  ADD (together);
  ADD (edge);
  ADD (large_text);
  ADD (persona);
  ADD (wanted);
  ADD (search);
  ADD (link);
  ADD (presenting);
  ADD (missing);
  g_test_add_func ("/console/preview/pictures", test_pictures);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
