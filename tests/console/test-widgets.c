/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of forms by type: what is typed is one step, Escape gives the old value back, what cannot be read is refused with a
 * sentence, and each has a name. The text area formats, makes links and goes on with lists.
 */
#include "console-look.h"

#include "console/sections/baton-translation-marks.h"
#include "console/widgets/baton-field-row.h"
#include "console/widgets/baton-figures.h"
#include "console/widgets/baton-list-detail.h"
#include "console/widgets/baton-rich-buffer.h"
#include "console/widgets/baton-text-area.h"
#include "model/baton-text.h"

#include <string.h>

typedef struct
{
  BatonFieldRow *row;       /* owned */
  GtkWidget     *window;
  char          *said;      /* the last sentence; owned */
  guint          steps;     /* of the journal when it was shown */
} Shown;

static void
message_cb (BatonDocument *document,
            const char    *sentence,
            gboolean       undoable,
            Shown         *shown)
{
  g_free (shown->said);
  shown->said = g_strdup (sentence);
}

static guint
count_steps (ConsoleFixture *fixture)
{
  return baton_workspace_get_n_entries (baton_document_get_workspace (fixture->document));
}

/* The row of a field in a window of its own, on the thing of that name. */
static Shown
show_row (ConsoleFixture *fixture,
          BatonField      field,
          const char     *name)
{
  Shown shown = { .window = gtk_window_new () };
  GtkWidget *list = gtk_list_box_new ();

  shown.row = baton_field_row_new (fixture->document, field);
  gtk_list_box_append (GTK_LIST_BOX (list), baton_field_row_get_widget (shown.row));
  gtk_window_set_child (GTK_WINDOW (shown.window), list);
  gtk_window_present (GTK_WINDOW (shown.window));
  baton_field_row_set_entity (shown.row, console_find_named (fixture, baton_schema_get_field (field)->kind, name));
  console_fixture_iterate (20);
  shown.steps = count_steps (fixture);
  return shown;
}

static void
hide_row (Shown *shown)
{
  gtk_window_destroy (GTK_WINDOW (shown->window));
  g_object_unref (shown->row);
  g_free (shown->said);
}

static const BatonValue *
get_value (Shown *shown)
{
  return baton_entity_get (baton_field_row_get_entity (shown->row), baton_field_row_get_field (shown->row));
}

static gboolean
press (GtkWidget       *widget,
       guint            key,
       GdkModifierType  state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &handled);
    }
  return handled;
}

/* Money is typed and shown in major units; what is finer than the currency is refused with the name of the field. */
static void
test_money (ConsoleFixture *fixture,
            gconstpointer   data)
{
  Shown shown = show_row (fixture, BATON_FIELD_FUND_BUDGET, "Co-op fund");
  GtkWidget *entry = baton_field_row_get_widget (shown.row);
  gint64 before = baton_value_get_integer (get_value (&shown), 0);

  g_signal_connect (fixture->document, "message", G_CALLBACK (message_cb), &shown);
  gtk_editable_set_text (GTK_EDITABLE (entry), "1234.50");
  g_signal_emit_by_name (entry, "entry-activated");
  g_assert_cmpint (baton_value_get_integer (get_value (&shown), 0), ==, 123450);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "EUR\u00a01,234.50");
  g_assert_cmpuint (count_steps (fixture), ==, shown.steps + 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "1234.505");
  g_signal_emit_by_name (entry, "entry-activated");
  g_assert_nonnull (strstr (shown.said, "1234.505"));
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpint (baton_value_get_integer (get_value (&shown), 0), ==, 123450);
  gtk_editable_set_text (GTK_EDITABLE (entry), "7");
  press (entry, GDK_KEY_Escape, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "EUR\u00a01,234.50");
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  g_assert_cmpint (baton_value_get_integer (get_value (&shown), 0), ==, before);
  g_signal_handlers_disconnect_by_data (fixture->document, &shown);
  hide_row (&shown);
}

/* Both days are one window; what is no day is refused with a sentence, once. */
static void
test_window (ConsoleFixture *fixture,
             gconstpointer   data)
{
  Shown shown = show_row (fixture, BATON_FIELD_PUBLISHING_RULE_WINDOW, "Launch embargo");
  GtkWidget *row = baton_field_row_get_widget (shown.row), *entry;
  g_autofree char *before = baton_value_to_json (get_value (&shown)), *after = NULL, *undone = NULL;

  g_signal_connect (fixture->document, "message", G_CALLBACK (message_cb), &shown);
  entry = console_find_type (row, ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (entry), "soon");
  g_signal_emit_by_name (entry, "entry-activated");
  g_assert_nonnull (strstr (shown.said, "soon"));
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpuint (count_steps (fixture), ==, shown.steps);
  gtk_editable_set_text (GTK_EDITABLE (entry), "2026-01-02");
  g_signal_emit_by_name (entry, "entry-activated");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  after = baton_value_to_json (get_value (&shown));
  g_assert_nonnull (strstr (after, "\"from\":\"2026-01-02\""));
  g_assert_cmpuint (count_steps (fixture), ==, shown.steps + 1);
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  undone = baton_value_to_json (get_value (&shown));
  g_assert_cmpstr (undone, ==, before);
  g_signal_handlers_disconnect_by_data (fixture->document, &shown);
  hide_row (&shown);
}

/* A colour is chosen in one step and taken away in another. */
static void
test_colour (ConsoleFixture *fixture,
             gconstpointer   data)
{
  Shown shown = show_row (fixture, BATON_FIELD_BRAND_ACCENT, "Sonora alliance");
  GtkWidget *button = console_find_type (baton_field_row_get_widget (shown.row), GTK_TYPE_COLOR_BUTTON);
  g_autofree char *before = g_strdup (baton_value_get_string (get_value (&shown)));
  GdkRGBA green = { 0, 0.6f, 0.2f, 1 };

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "Accent colour");
  gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (button), &green);
  g_signal_emit_by_name (button, "color-set");
  g_assert_cmpstr (baton_value_get_string (get_value (&shown)), ==, "#009933");
  g_assert_cmpuint (count_steps (fixture), ==, shown.steps + 1);
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  g_assert_cmpstr (baton_value_get_string (get_value (&shown)), ==, before);
  hide_row (&shown);
}

/* A colour is typed as style guides write it; half of one is refused, Escape gives the old one back, and nothing is no white. */
static void
test_typed_colour (ConsoleFixture *fixture,
                   gconstpointer   data)
{
  Shown shown = show_row (fixture, BATON_FIELD_BRAND_ACCENT, "Sonora alliance");
  GtkWidget *entry = baton_field_row_get_widget (shown.row), *button = console_find_type (entry, GTK_TYPE_COLOR_BUTTON);
  g_autofree char *before = g_strdup (baton_value_get_string (get_value (&shown)));

  g_signal_connect (fixture->document, "message", G_CALLBACK (message_cb), &shown);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, before);
  g_assert_false (gtk_widget_has_css_class (button, "baton-unset"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "0A8F3C");
  g_signal_emit_by_name (entry, "entry-activated");
  g_assert_cmpstr (baton_value_get_string (get_value (&shown)), ==, "#0a8f3c");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "#0a8f3c");
  g_assert_cmpuint (count_steps (fixture), ==, shown.steps + 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "#0a8");
  g_assert_true (press (entry, GDK_KEY_Escape, 0));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "#0a8f3c");
  gtk_editable_set_text (GTK_EDITABLE (entry), "greenish");
  g_signal_emit_by_name (entry, "entry-activated");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_nonnull (shown.said);
  g_assert_cmpuint (count_steps (fixture), ==, shown.steps + 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  g_signal_emit_by_name (entry, "entry-activated");
  g_assert_null (get_value (&shown));
  g_assert_true (gtk_widget_has_css_class (button, "baton-unset"));
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, before);
  g_assert_false (gtk_widget_has_css_class (button, "baton-unset"));
  g_signal_handlers_disconnect_by_data (fixture->document, &shown);
  hide_row (&shown);
}

/* ── The text area ── */

static void
changed_cb (BatonTextArea *area,
            const char    *text,
            char         **changed)
{
  g_free (*changed);
  *changed = g_strdup (text);
}

static void
select_range (GtkTextBuffer *buffer,
              int            from,
              int            to)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, from);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, to);
  gtk_text_buffer_select_range (buffer, &start, &end);
}

static void
test_format (ConsoleFixture *fixture,
             gconstpointer   data)
{
  GtkWidget *window = gtk_window_new (), *area = baton_text_area_new (fixture->document, "Text", FALSE);
  GtkWidget *view = baton_text_area_get_view (BATON_TEXT_AREA (area));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autofree char *changed = NULL;

  gtk_window_set_child (GTK_WINDOW (window), area);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, "Text");
  g_signal_connect (area, "changed", G_CALLBACK (changed_cb), &changed);
  baton_text_area_show (BATON_TEXT_AREA (area), "<p>One two</p>", TRUE);
  g_assert_null (changed); /* to show is not to edit */

  select_range (buffer, 4, 7);
  g_assert_true (press (view, GDK_KEY_b, GDK_CONTROL_MASK));
  g_assert_cmpstr (changed, ==, "<p>One <b>two</b></p>");
  g_assert_true (press (view, GDK_KEY_i, GDK_CONTROL_MASK));
  g_assert_cmpstr (changed, ==, "<p>One <b><i>two</i></b></p>");
  g_assert_true (press (view, GDK_KEY_b, GDK_CONTROL_MASK));
  g_assert_cmpstr (changed, ==, "<p>One <i>two</i></p>");

  /* Typing, and Escape gives back what stood there when it began. */
  gtk_text_buffer_set_text (buffer, "Wrong", -1);
  g_assert_cmpstr (changed, ==, "<p>Wrong</p>");
  g_assert_true (press (view, GDK_KEY_Escape, 0));
  g_assert_cmpstr (changed, ==, "<p>One <i>two</i></p>");
  g_assert_false (press (view, GDK_KEY_Escape, 0));

  /* Enter in a list begins the next item; in an empty one it ends the list. */
  baton_text_area_show (BATON_TEXT_AREA (area), "<ol><li>First</li></ol>", TRUE);
  select_range (buffer, gtk_text_buffer_get_char_count (buffer), gtk_text_buffer_get_char_count (buffer));
  g_assert_true (press (view, GDK_KEY_Return, 0));
  gtk_text_buffer_insert_at_cursor (buffer, "Second", -1);
  g_assert_cmpstr (changed, ==, "<ol><li>First</li><li>Second</li></ol>");
  g_assert_true (press (view, GDK_KEY_Return, 0));
  g_assert_true (press (view, GDK_KEY_Return, 0));
  gtk_text_buffer_insert_at_cursor (buffer, "After", -1);
  g_assert_cmpstr (changed, ==, "<ol><li>First</li><li>Second</li></ol><p>After</p>");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Home leads before the bullet, and Enter there breaks the item off behind it: each line has one. */
static void
test_break_before_bullet (ConsoleFixture *fixture,
                          gconstpointer   data)
{
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  g_autofree char *text = NULL, *markup = NULL;

  baton_rich_buffer_set_up (buffer);
  g_assert_true (baton_rich_buffer_load (buffer, "<ul><li>First</li><li>Second</li></ul>"));
  select_range (buffer, 0, 0);
  g_assert_true (baton_rich_buffer_break_item (buffer));
  g_object_get (buffer, "text", &text, NULL);
  g_assert_cmpstr (text, ==, "• \n• First\n• Second");
  markup = baton_rich_buffer_save (buffer);
  g_assert_cmpstr (markup, ==, "<ul><li>First</li><li>Second</li></ul>");
}

/* An item that comes between others, or goes, lets those behind it count on; a list within an item counts for itself. */
static void
test_numbers (ConsoleFixture *fixture,
              gconstpointer   data)
{
  GtkWidget *area = g_object_ref_sink (baton_text_area_new (fixture->document, "Text", FALSE));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (baton_text_area_get_view (BATON_TEXT_AREA (area))));
  g_autofree char *broken = NULL, *text = NULL;
  GtkTextIter start, end;

  baton_text_area_show (BATON_TEXT_AREA (area), "<ol><li>One</li><li>Two<ol><li>Within</li></ol></li><li>Three</li></ol>", TRUE);
  select_range (buffer, 6, 6);
  g_assert_true (baton_rich_buffer_break_item (buffer));
  g_object_get (buffer, "text", &broken, NULL);
  g_assert_cmpstr (broken, ==, "1. One\n2. \n3. Two\n1. Within\n4. Three");
  gtk_text_buffer_get_iter_at_line (buffer, &start, 1);
  gtk_text_buffer_get_iter_at_line (buffer, &end, 3);
  gtk_text_buffer_delete (buffer, &start, &end);
  g_object_get (buffer, "text", &text, NULL);
  g_assert_cmpstr (text, ==, "1. One\n1. Within\n2. Three");
  g_object_unref (area);
}

/* Links are made of what is selected, changed and taken away; an address that is none is refused. */
static void
test_link (ConsoleFixture *fixture,
           gconstpointer   data)
{
  GtkWidget *window = gtk_window_new (), *area = baton_text_area_new (fixture->document, "Text", FALSE), *chip, *entry;
  GtkWidget *view = baton_text_area_get_view (BATON_TEXT_AREA (area));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autofree char *changed = NULL;

  gtk_window_set_child (GTK_WINDOW (window), area);
  gtk_window_present (GTK_WINDOW (window));
  console_fixture_iterate (50);
  g_signal_connect (area, "changed", G_CALLBACK (changed_cb), &changed);
  baton_text_area_show (BATON_TEXT_AREA (area), "<p>Read this.</p>", TRUE);
  select_range (buffer, 5, 9);
  g_assert_true (press (view, GDK_KEY_K, GDK_CONTROL_MASK | GDK_SHIFT_MASK));
  chip = console_find_type (area, GTK_TYPE_MENU_BUTTON);
  entry = console_find_type (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (chip))), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "javascript:alert(1)");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_null (changed);
  gtk_editable_set_text (GTK_EDITABLE (entry), "example.com/a");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (changed, ==, "<p>Read <a href=\"https://example.com/a\">this</a>.</p>");
  console_fixture_iterate (300);

  /* With the cursor in it the whole link is meant. */
  select_range (buffer, 7, 7);
  baton_text_area_edit_link (BATON_TEXT_AREA (area));
  g_signal_emit_by_name (console_find_button (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (chip))), "_Remove the Link"), "clicked");
  g_assert_cmpstr (changed, ==, "<p>Read this.</p>");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What a translation lacks of the marks of its source is said by name. */
static void
test_marks (ConsoleFixture *fixture,
            gconstpointer   data)
{
  const BatonNames *names = baton_document_get_names (fixture->document);
  const char *source = "<p>See <a href=\"https://example.com/\">this</a> and <b>that</b></p><ul><li>One</li></ul>";
  g_autofree char *same = baton_translation_marks_compare (names, BATON_FIELD_CONTENT_BODY, source, source);
  g_autofree char *less = baton_translation_marks_compare (names, BATON_FIELD_CONTENT_BODY, source, "<p>Siehe dies</p>");
  g_autofree char *more = baton_translation_marks_compare (names, BATON_FIELD_CONTENT_BODY, "<p>See</p>", "<p><a href=\"https://example.org/\">Siehe</a></p>");

  g_assert_null (same);
  g_assert_cmpstr (less, ==, "Missing here: the link to https://example.com/, bold and a list.");
  g_assert_cmpstr (more, ==, "Not in the source: the link to https://example.org/.");
}

/* Choosing something in a list leaves the keyboard there: Delete must not empty the name in the form beside it. */
static void
test_list_detail (ConsoleFixture *fixture,
                  gconstpointer   data)
{
  GtkWidget *window = gtk_window_new (), *list = gtk_button_new_with_label ("Thing"), *beside = baton_list_detail_new (list, gtk_entry_new (), 200);

  gtk_window_set_default_size (GTK_WINDOW (window), 800, 300);
  gtk_window_set_child (GTK_WINDOW (window), beside);
  gtk_window_present (GTK_WINDOW (window));
  console_fixture_iterate (100);
  g_assert_true (gtk_widget_grab_focus (list));
  baton_list_detail_show_detail (BATON_LIST_DETAIL (beside));
  console_fixture_iterate (20);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == list);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
has_cells (gpointer figures)
{
  return gtk_widget_get_first_child (figures) != NULL;
}

/* A table goes into a spreadsheet as it stands: a line a row, without what only holds it together on the screen. */
static void
test_figures_copied (ConsoleFixture *fixture,
                     gconstpointer   data)
{
  const char *headings[] = { "", "Live", "Draft", NULL };
  GtkWidget *window = gtk_window_new (), *figures = baton_figures_new ("Points");
  g_autofree char *text = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  int narrow, wide;

  gtk_window_set_child (GTK_WINDOW (window), figures);
  gtk_window_present (GTK_WINDOW (window));
  baton_figures_begin (BATON_FIGURES (figures), headings);
  baton_figures_add (BATON_FIGURES (figures), g_strdup ("Tier\tpoints\nof all"), FALSE);
  baton_figures_add (BATON_FIGURES (figures), g_strdup ("\u20661,200\u2069"), FALSE);
  baton_figures_add (BATON_FIGURES (figures), g_strdup ("1,300"), TRUE);
  baton_figures_add (BATON_FIGURES (figures), g_strdup ("Fees of deals that were won with somebody"), FALSE);
  baton_figures_add (BATON_FIGURES (figures), g_strdup ("EUR\u00a0−3.00"), FALSE);
  baton_figures_add (BATON_FIGURES (figures), g_strdup ("–"), FALSE);
  text = baton_figures_dup_text (BATON_FIGURES (figures));
  g_assert_cmpstr (text, ==, "\tLive\tDraft\nTier points of all\t1,200\t1,300\nFees of deals that were won with somebody\tEUR -3.00\t–\n");
  gtk_widget_activate_action (figures, "figures.copy", NULL);
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (gdk_clipboard_get_content (gtk_widget_get_clipboard (figures)), &value, NULL));
  g_assert_cmpstr (g_value_get_string (&value), ==, text);
  /* Where a name has room it is in one line, and nothing stays empty below the table; its cells are made when it is on the screen and the
   * main loop comes to it, which on a busy machine is no matter of milliseconds. */
  console_fixture_wait_for (has_cells, figures);
  gtk_widget_measure (figures, GTK_ORIENTATION_VERTICAL, 200, &narrow, NULL, NULL, NULL);
  gtk_widget_measure (figures, GTK_ORIENTATION_VERTICAL, 900, &wide, NULL, NULL, NULL);
  g_assert_cmpint (wide, <, narrow);
  gtk_window_destroy (GTK_WINDOW (window));
}

typedef struct
{
  GtkWidget *figures;
  gboolean   stacked;
} Stacking;

static GtkWidget *
find_figure (GtkWidget  *widget,
             const char *text)
{
  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_figure (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The name above its figures, and the last of them to be seen; or all of them in one line. */
static gboolean
stands_so (gpointer user_data)
{
  const Stacking *stacking = user_data;
  GtkWidget *name = find_figure (stacking->figures, "Referral fees"), *figure = find_figure (stacking->figures, "EUR 1,557,602.65");
  graphene_rect_t above, below;

  return name != NULL && figure != NULL && gtk_widget_compute_bounds (name, stacking->figures, &above) &&
         gtk_widget_compute_bounds (figure, stacking->figures, &below) && below.size.width > 0 &&
         below.origin.x + below.size.width <= gtk_widget_get_width (stacking->figures) &&
         (below.origin.y >= above.origin.y + above.size.height) == stacking->stacked;
}

/* On a phone what a promotion gives was out of sight, at the right of what there was without it. */
static void
test_figures_stacked (ConsoleFixture *fixture,
                      gconstpointer   data)
{
  const char *headings[] = { "", "Without it", "With it", NULL };
  GtkWidget *window = gtk_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *figures = baton_figures_new ("Points");
  Stacking stacking = { figures };

  gtk_widget_set_halign (figures, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), figures);
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 300);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  baton_figures_begin (BATON_FIGURES (figures), headings);
  baton_figures_add (BATON_FIGURES (figures), g_strdup ("Referral fees"), FALSE);
  baton_figures_add (BATON_FIGURES (figures), g_strdup ("EUR 1,554,042.65"), FALSE);
  baton_figures_add (BATON_FIGURES (figures), g_strdup ("EUR 1,557,602.65"), TRUE);
  for (int i = 0; i < 4; i++)
    {
      stacking.stacked = i % 2 == 0;
      gtk_widget_set_halign (figures, GTK_ALIGN_START);
      gtk_widget_set_size_request (figures, stacking.stacked ? 290 : 600, -1);
      console_fixture_wait_for (stands_so, &stacking);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
reveal_cb (GSimpleAction *action,
           GVariant      *parameter,
           char         **revealed)
{
  g_free (*revealed);
  *revealed = g_variant_dup_string (parameter, NULL);
}

/* A name in a table may lead to what it names, and is the next moment another's. */
static void
test_figures_jump (ConsoleFixture *fixture,
                   gconstpointer   data)
{
  const char *headings[] = { "Partner", "Tier", NULL };
  GtkWidget *window = gtk_window_new (), *figures = baton_figures_new ("Points"), *label;
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) reveal = g_simple_action_new ("reveal", G_VARIANT_TYPE_STRING);
  g_autofree char *revealed = NULL;

  g_signal_connect (reveal, "activate", G_CALLBACK (reveal_cb), &revealed);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (reveal));
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (actions));
  gtk_window_set_child (GTK_WINDOW (window), figures);
  gtk_window_present (GTK_WINDOW (window));
  baton_figures_begin (BATON_FIGURES (figures), headings);
  baton_figures_add_jump (BATON_FIGURES (figures), g_strdup ("Bell & Sons"), "o-001");
  baton_figures_add (BATON_FIGURES (figures), g_strdup ("−50"), FALSE);
  console_fixture_wait_for (has_cells, figures);
  label = console_find_type (figures, GTK_TYPE_LABEL);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, "Partner");
  while (g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), "Bell & Sons") != 0)
    label = gtk_widget_get_next_sibling (label);
  gtk_widget_grab_focus (figures);
  g_assert_true (gtk_widget_child_focus (figures, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == label);
  g_signal_emit_by_name (label, "activate-current-link");
  g_assert_cmpstr (revealed, ==, "o-001");

  baton_figures_begin (BATON_FIGURES (figures), headings);
  baton_figures_add (BATON_FIGURES (figures), g_strdup ("Nobody"), FALSE);
  baton_figures_add (BATON_FIGURES (figures), g_strdup ("0"), FALSE);
  console_fixture_iterate (20);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "Nobody");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add_tests (void)
{
#define ADD(name) g_test_add ("/console/widgets/" #name, ConsoleFixture, NULL, console_fixture_set_up, test_##name, console_fixture_tear_down)
  ADD (figures_copied);
  ADD (figures_stacked);
  ADD (figures_jump);
  ADD (money);
  ADD (window);
  ADD (colour);
  ADD (typed_colour);
  ADD (format);
  ADD (break_before_bullet);
  ADD (numbers);
  ADD (link);
  ADD (marks);
  ADD (list_detail);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
