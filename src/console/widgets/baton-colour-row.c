/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A colour: typed as style guides write it (#4a1230), or chosen in the system's chooser; a button unsets it. What is typed is taken on
 * Enter or when the field is left, because half a colour is none; Escape gives the old one back.
 */
#include "config.h"

#include "console/widgets/baton-field-rows.h"

#include "console/baton-tooltip.h"
#include "words/baton-words-parse.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _BatonColourRow
{
  BatonFieldRow  parent_instance;

  GtkWidget     *row;      /* AdwEntryRow */
  GtkWidget     *button;
  GtkWidget     *unset;
  gboolean       showing;
  gboolean       dirty;    /* typed, not yet taken */
};

G_DEFINE_FINAL_TYPE (BatonColourRow, baton_colour_row, BATON_TYPE_FIELD_ROW)

static const BatonFieldInfo *
get_info (BatonColourRow *self)
{
  return baton_schema_get_field (baton_field_row_get_field (BATON_FIELD_ROW (self)));
}

/* ── Choosing ── */

static void
colour_set_cb (BatonColourRow *self)
{
  GdkRGBA rgba;
  g_autofree char *text = NULL;
  g_autoptr (BatonValue) value = NULL;

  if (self->showing)
    return;
  gtk_color_chooser_get_rgba (GTK_COLOR_CHOOSER (self->button), &rgba);
  text = g_strdup_printf ("#%02x%02x%02x", (guint) lrint (rgba.red * 255), (guint) lrint (rgba.green * 255), (guint) lrint (rgba.blue * 255));
  value = baton_value_new_string (text);
  self->dirty = FALSE;
  baton_field_row_set_value (BATON_FIELD_ROW (self), value);
}

static void
unset_cb (BatonColourRow *self)
{
  self->dirty = FALSE;
  baton_field_row_set_value (BATON_FIELD_ROW (self), NULL);
  baton_field_row_refresh (BATON_FIELD_ROW (self));
}

/* ── Typing ── */

static void
changed_cb (BatonColourRow *self)
{
  if (!self->showing)
    self->dirty = TRUE;
}

static void
take (BatonColourRow *self)
{
  BatonFieldRow *row = BATON_FIELD_ROW (self);
  BatonEntity *entity = baton_field_row_get_entity (row);
  BatonDocument *document = baton_field_row_get_document (row);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->row)))), *culprit = NULL;
  g_autoptr (BatonValue) value = NULL;
  BatonParseResult result;

  if (!self->dirty || entity == NULL || document == NULL)
    return;
  self->dirty = FALSE;
  result = baton_words_parse_value (baton_document_get_names (document), get_info (self), baton_entity_get (entity, baton_field_row_get_field (row)),
                                    text, &value, &culprit);
  if (result != BATON_PARSE_OK)
    {
      g_autofree char *sentence = baton_words_parse_error (result, get_info (self), culprit);

      gtk_widget_add_css_class (self->row, "error");
      baton_document_say (document, sentence, FALSE);
      return;
    }
  baton_field_row_set_value (row, value);
  baton_field_row_refresh (row);
}

static gboolean
key_pressed_cb (BatonColourRow  *self,
                guint            key,
                guint            code,
                GdkModifierType  state)
{
  if (key != GDK_KEY_Escape || (!self->dirty && !gtk_widget_has_css_class (self->row, "error")))
    return GDK_EVENT_PROPAGATE;
  self->dirty = FALSE;
  baton_field_row_refresh (BATON_FIELD_ROW (self));
  return GDK_EVENT_STOP;
}

/* ── Showing ── */

/* The patch of colour inside of the button calls itself by the name of its colour. NULL where a newer GTK has another. */
static GtkWidget *
find_swatch (GtkWidget *widget)
{
  GtkWidget *found = strcmp (G_OBJECT_TYPE_NAME (widget), "GtkColorSwatch") == 0 ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_swatch (child);
  return found;
}

static void
baton_colour_row_show (BatonFieldRow    *row,
                       const BatonValue *value)
{
  BatonColourRow *self = BATON_COLOUR_ROW (row);
  const char *text = baton_value_get_string (value);
  GtkWidget *swatch = find_swatch (self->button);
  GdkRGBA rgba = { 1, 1, 1, 1 };

  self->showing = TRUE;
  if (text != NULL)
    gdk_rgba_parse (&rgba, text);
  gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (self->button), &rgba);
  /* What is not set is not white. */
  if (text != NULL)
    gtk_widget_remove_css_class (self->button, "baton-unset");
  else
    gtk_widget_add_css_class (self->button, "baton-unset");
  if (swatch != NULL && text == NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (swatch), GTK_ACCESSIBLE_PROPERTY_LABEL, C_("colour", "Not set"), -1);
  gtk_widget_set_sensitive (self->unset, text != NULL);
  if (!self->dirty)
    {
      gtk_widget_remove_css_class (self->row, "error");
      if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->row)), text != NULL ? text : "") != 0)
        gtk_editable_set_text (GTK_EDITABLE (self->row), text != NULL ? text : "");
    }
  self->showing = FALSE;
}

static void
baton_colour_row_constructed (GObject *object)
{
  BatonColourRow *self = BATON_COLOUR_ROW (object);
  const BatonFieldInfo *info = get_info (self);
  GtkEventController *focus = gtk_event_controller_focus_new (), *keys = gtk_event_controller_key_new ();
  GtkEditable *text;

  G_OBJECT_CLASS (baton_colour_row_parent_class)->constructed (object);
  self->row = adw_entry_row_new ();
  self->button = gtk_color_button_new ();
  gtk_color_button_set_title (GTK_COLOR_BUTTON (self->button), baton_words_label (info->label));
  self->unset = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->unset, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->unset, "flat");
  baton_tooltip_set (self->unset, _("Unset the colour"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->unset), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Unset the colour"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, baton_words_label (info->label), -1);
  /* The button inside, which has the focus, gets no name from GTK 4.8. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->button)), GTK_ACCESSIBLE_PROPERTY_LABEL, baton_words_label (info->label), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), baton_words_label (info->label));
  baton_tooltip_set (self->row, baton_words_help (info->help));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), self->unset);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), self->button);
  /* It reads from left to right wherever it stands. */
  text = gtk_editable_get_delegate (GTK_EDITABLE (self->row));
  if (gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL && text != NULL)
    {
      gtk_widget_set_direction (GTK_WIDGET (text), GTK_TEXT_DIR_LTR);
      gtk_editable_set_alignment (text, 1);
    }
  g_signal_connect_object (self->button, "color-set", G_CALLBACK (colour_set_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->unset, "clicked", G_CALLBACK (unset_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->row, "entry-activated", G_CALLBACK (take), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (take), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->row, focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->row, keys);
  baton_field_row_set_widget (BATON_FIELD_ROW (self), self->row);
}

static void
baton_colour_row_class_init (BatonColourRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = baton_colour_row_constructed;
  BATON_FIELD_ROW_CLASS (klass)->show = baton_colour_row_show;
}

static void
baton_colour_row_init (BatonColourRow *self)
{
}
