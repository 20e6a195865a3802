/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-text-area-private.h"

#include "console/baton-tooltip.h"
#include "console/widgets/baton-chip.h"
#include "console/widgets/baton-drop-names.h"
#include "console/widgets/baton-picker.h"
#include "console/widgets/baton-rich-buffer.h"
#include "console/widgets/baton-wheel.h"
#include "console/widgets/baton-wrap.h"

#include "model/baton-references.h"
#include "model/baton-rich-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LEAST_HEIGHT 40  /* of a text in a form: two lines */
#define MOST_HEIGHT 320  /* what is longer scrolls, so that the rows below stay near */

G_DEFINE_FINAL_TYPE (BatonTextArea, baton_text_area, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

char *
baton_text_area_dup_text (BatonTextArea *self)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  g_return_val_if_fail (BATON_IS_TEXT_AREA (self), NULL);

  if (self->formatted)
    return self->whole ? baton_rich_buffer_save (self->buffer) : g_strdup (self->text);
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
  return g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
}

void
baton_text_area_leave (BatonTextArea *self)
{
  self->typed = FALSE;
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

/* What the buffer holds has been changed by hand. */
void
baton_text_area_changed_cb (BatonTextArea *self)
{
  g_autofree char *text = NULL;

  if (self->showing || !self->whole)
    return;
  if (self->formatted)
    {
      self->showing = TRUE;
      baton_rich_buffer_renumber (self->buffer);
      self->showing = FALSE;
    }
  text = baton_text_area_dup_text (self);
  if (g_strcmp0 (text, self->text) == 0)
    return;
  if (!self->typed)
    {
      g_free (self->started);
      self->started = g_strdup (self->text);
    }
  self->typed = TRUE;
  g_free (self->text);
  self->text = g_steal_pointer (&text);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, self->text);
}

/* ── Showing ── */

static void make_bar (BatonTextArea *self);

static void
update_editable (BatonTextArea *self)
{
  gboolean editable = self->editable && self->whole;

  if (self->bar == NULL && self->formatted && self->editable)
    make_bar (self);

  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), editable);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (self->view), editable);
  if (self->bar != NULL)
    {
      gtk_widget_set_sensitive (self->bar, editable);
      gtk_widget_set_visible (self->bar, self->formatted && self->editable);
    }
  gtk_widget_set_visible (self->note, self->editable && !self->whole);
}

static void
load (BatonTextArea *self,
      const char    *text)
{
  self->showing = TRUE;
  if (self->formatted)
    {
      self->whole = baton_rich_buffer_load (self->buffer, text);
    }
  else
    {
      gtk_text_buffer_set_text (self->buffer, text, -1);
      self->whole = TRUE;
    }
  self->showing = FALSE;
}

/* The drop-down follows the cursor. */
static void
cursor_cb (BatonTextArea *self)
{
  GtkTextIter cursor;

  if (self->showing || !self->formatted || self->bar == NULL)
    return;
  gtk_text_buffer_get_iter_at_mark (self->buffer, &cursor, gtk_text_buffer_get_insert (self->buffer));
  self->showing = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->style), baton_rich_buffer_get_style (self->buffer, &cursor));
  self->showing = FALSE;
}

void
baton_text_area_show (BatonTextArea *self,
                      const char    *text,
                      gboolean       formatted)
{
  g_return_if_fail (BATON_IS_TEXT_AREA (self));

  if (formatted == self->formatted && g_strcmp0 (text, self->text) == 0)
    return;
  self->formatted = formatted;
  self->typed = FALSE;
  g_free (self->text);
  self->text = g_strdup (text);
  load (self, text);
  update_editable (self);
  cursor_cb (self);
}

void
baton_text_area_set_editable (BatonTextArea *self,
                              gboolean       editable)
{
  g_return_if_fail (BATON_IS_TEXT_AREA (self));

  self->editable = editable;
  update_editable (self);
}

void
baton_text_area_replace (BatonTextArea *self,
                         const char    *text)
{
  g_return_if_fail (BATON_IS_TEXT_AREA (self));

  load (self, text);
  update_editable (self);
  baton_text_area_changed_cb (self);
}

GtkWidget *
baton_text_area_get_view (BatonTextArea *self)
{
  g_return_val_if_fail (BATON_IS_TEXT_AREA (self), NULL);

  return self->view;
}

/* ── The bar ── */

gboolean
baton_text_area_can_format (BatonTextArea *self)
{
  return self->formatted && gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view));
}

static void
toggle (BatonTextArea *self,
        const char    *tag)
{
  if (!baton_text_area_can_format (self) || !baton_rich_buffer_toggle (self->buffer, tag))
    return;
  baton_text_area_changed_cb (self);
  baton_text_area_leave (self);
}

static void
bold_cb (BatonTextArea *self)
{
  toggle (self, "b");
}

static void
italic_cb (BatonTextArea *self)
{
  toggle (self, "i");
}

/* The lines of the selection become what the drop-down says. */
static void
style_cb (BatonTextArea *self)
{
  guint style = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->style));

  if (self->showing || style >= BATON_RICH_BUFFER_N_STYLES || !baton_text_area_can_format (self))
    return;
  self->showing = TRUE;
  baton_rich_buffer_set_style (self->buffer, style);
  self->showing = FALSE;
  baton_text_area_changed_cb (self);
  baton_text_area_leave (self);
}

/* ── Keys ── */

static void
focus_leave_cb (BatonTextArea *self)
{
  baton_text_area_leave (self);
}

static gboolean
key_pressed_cb (BatonTextArea   *self,
                guint            key,
                guint            code,
                GdkModifierType  state)
{
  state &= gtk_accelerator_get_default_mod_mask ();
  if (key == GDK_KEY_Escape && self->typed)
    {
      g_autofree char *started = g_strdup (self->started != NULL ? self->started : "");

      baton_text_area_replace (self, started);
      baton_text_area_leave (self);
      return GDK_EVENT_STOP;
    }
  if (!baton_text_area_can_format (self))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_b && state == GDK_CONTROL_MASK)
    toggle (self, "b");
  else if (key == GDK_KEY_i && state == GDK_CONTROL_MASK)
    toggle (self, "i");
  else if (gdk_keyval_to_lower (key) == GDK_KEY_k && state == (GDK_CONTROL_MASK | GDK_SHIFT_MASK))
    baton_text_area_edit_link (self);
  else if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) || state != 0 || !baton_rich_buffer_break_item (self->buffer))
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* ── Object ── */

static void
add_button (BatonTextArea *self,
            const char    *icon,
            const char    *label,
            GCallback      callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  baton_tooltip_set (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  baton_wrap_append (BATON_WRAP (self->bar), button);
}

static void
place_bar (BatonTextArea *self)
{
  GtkWidget *box = adw_bin_get_child (ADW_BIN (self)), *bar = self->bar, *parent = bar != NULL ? gtk_widget_get_parent (bar) : NULL;

  if (bar == NULL)
    return;
  g_object_ref (bar);
  if (parent == box)
    gtk_box_remove (GTK_BOX (box), bar);
  else if (parent != NULL)
    adw_bin_set_child (ADW_BIN (parent), NULL);
  if (self->bar_place != NULL)
    {
      adw_bin_set_child (ADW_BIN (self->bar_place), bar);
      /* An empty place would still keep its distance. */
      g_object_bind_property (bar, "visible", self->bar_place, "visible", G_BINDING_SYNC_CREATE);
    }
  else
    {
      gtk_box_prepend (GTK_BOX (box), bar);
    }
  g_object_unref (bar);
}

void
baton_text_area_set_bar_place (BatonTextArea *self,
                               GtkWidget     *place)
{
  g_return_if_fail (BATON_IS_TEXT_AREA (self));
  g_return_if_fail (place == NULL || ADW_IS_BIN (place));

  if (g_set_weak_pointer (&self->bar_place, place))
    place_bar (self);
}

/* Most texts are plain, and its drop-down alone costs more than the rest of the area. */
static void
make_bar (BatonTextArea *self)
{
  const char *styles[] = { C_("style", "Paragraph"), C_("style", "Heading"), C_("style", "Subheading"), C_("style", "Small heading"),
                           C_("style", "Bullets"), C_("style", "Numbers"), NULL };

  self->bar = g_object_ref_sink (baton_wrap_new (6)); /* in a narrow form it takes two lines */
  self->style = gtk_drop_down_new_from_strings (styles);
  baton_drop_names_label (GTK_DROP_DOWN (self->style), _("Style of the paragraph"));
  baton_wrap_append (BATON_WRAP (self->bar), self->style);
  add_button (self, "format-text-bold-symbolic", _("Bold (Ctrl+B)"), G_CALLBACK (bold_cb));
  add_button (self, "format-text-italic-symbolic", _("Italic (Ctrl+I)"), G_CALLBACK (italic_cb));
  self->link = baton_chip_new (baton_text_area_make_link_content, self);
  gtk_widget_remove_css_class (self->link, "baton-chip");
  gtk_widget_add_css_class (self->link, "flat");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->link), "insert-link-symbolic");
  baton_tooltip_set (self->link, _("Link (Ctrl+Shift+K)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->link), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Link"), -1);
  baton_wrap_append (BATON_WRAP (self->bar), self->link);
  g_signal_connect_object (self->style, "notify::selected", G_CALLBACK (style_cb), self, G_CONNECT_SWAPPED);
  place_bar (self);
}

/* A list gives its rows no more than they need at least: so that is what its text takes, up to a limit. */
static gboolean
grow_cb (gpointer data)
{
  BatonTextArea *self = data;
  int width = gtk_widget_get_width (self->view), height;

  self->growing = 0;
  if (width <= 0)
    return G_SOURCE_REMOVE; /* it is told when it has a place */
  gtk_widget_measure (self->view, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  height = CLAMP (height, LEAST_HEIGHT, MOST_HEIGHT);
  if (height != gtk_scrolled_window_get_min_content_height (GTK_SCROLLED_WINDOW (self->grows)))
    gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->grows), height);
  return G_SOURCE_REMOVE;
}

static void
grow (BatonTextArea *self)
{
  if (self->growing == 0 && self->document != NULL)
    self->growing = g_idle_add_full (G_PRIORITY_HIGH_IDLE, grow_cb, self, NULL);
}

static void
make_view (BatonTextArea *self,
           const char    *label)
{
  GtkEventController *focus = gtk_event_controller_focus_new (), *keys = gtk_event_controller_key_new ();

  self->view = gtk_text_view_new ();
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  baton_rich_buffer_set_up (self->buffer);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_text_buffer_set_enable_undo (self->buffer, FALSE); /* the document's undo is the only one */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_has_tooltip (self->view, TRUE);
  g_signal_connect_object (self->view, "query-tooltip", G_CALLBACK (baton_text_area_query_tooltip_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (baton_text_area_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "notify::cursor-position", G_CALLBACK (cursor_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->view, focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->view, keys);
}

static void
baton_text_area_dispose (GObject *object)
{
  G_OBJECT_CLASS (baton_text_area_parent_class)->dispose (object);
  g_clear_object (&BATON_TEXT_AREA (object)->document);
  g_clear_object (&BATON_TEXT_AREA (object)->bar);
  g_clear_handle_id (&BATON_TEXT_AREA (object)->growing, g_source_remove);
}

static void
baton_text_area_finalize (GObject *object)
{
  BatonTextArea *self = BATON_TEXT_AREA (object);

  g_clear_weak_pointer (&self->bar_place);
  g_free (self->text);
  g_free (self->started);
  G_OBJECT_CLASS (baton_text_area_parent_class)->finalize (object);
}

static void
baton_text_area_class_init (BatonTextAreaClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_text_area_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_text_area_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_text_area_init (BatonTextArea *self)
{
  self->editable = TRUE;
  self->whole = TRUE;
}

GtkWidget *
baton_text_area_new (BatonDocument *document,
                     const char    *label,
                     gboolean       scrolls)
{
  BatonTextArea *self = g_object_new (BATON_TYPE_TEXT_AREA, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *scroll;

  self->document = g_object_ref (document);
  make_view (self, label);
  self->note = gtk_label_new (_("This text is formatted in a way that cannot be edited here. It is kept as it is."));
  gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->note), 0);
  gtk_widget_add_css_class (self->note, "dim-label");
  if (scrolls)
    {
      gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->view), 9);
      gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->view), 9);
      gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->view), 9);
      gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self->view), 9);
      scroll = gtk_scrolled_window_new ();
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), self->view);
      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
      gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroll), 140);
      gtk_widget_add_css_class (scroll, "card");
      /* Else its corners are painted over. */
      gtk_widget_set_overflow (scroll, GTK_OVERFLOW_HIDDEN);
      gtk_widget_set_vexpand (scroll, TRUE);
      gtk_box_append (GTK_BOX (box), scroll);
    }
  else
    {
      scroll = gtk_scrolled_window_new ();
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), self->view);
      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
      gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroll), LEAST_HEIGHT);
      baton_wheel_let_pass (GTK_SCROLLED_WINDOW (scroll));
      gtk_widget_add_css_class (self->view, "baton-long-text");
      self->grows = scroll;
      g_signal_connect_object (self->buffer, "changed", G_CALLBACK (grow), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroll)), "changed", G_CALLBACK (grow), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), scroll);
    }
  gtk_box_append (GTK_BOX (box), self->note);
  adw_bin_set_child (ADW_BIN (self), box);
  update_editable (self);
  return GTK_WIDGET (self);
}
