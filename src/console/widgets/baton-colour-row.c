/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A colour: a button with the system's chooser, and a button that unsets it.
 */
#include "config.h"

#include "console/widgets/baton-field-rows.h"

#include "console/baton-tooltip.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _BatonColourRow
{
  BatonFieldRow  parent_instance;

  GtkWidget     *row;
  GtkWidget     *button;
  GtkWidget     *unset;
  gboolean       showing;
};

G_DEFINE_FINAL_TYPE (BatonColourRow, baton_colour_row, BATON_TYPE_FIELD_ROW)

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
  baton_field_row_set_value (BATON_FIELD_ROW (self), value);
}

static void
unset_cb (BatonColourRow *self)
{
  baton_field_row_set_value (BATON_FIELD_ROW (self), NULL);
}

static void
baton_colour_row_show (BatonFieldRow    *row,
                       const BatonValue *value)
{
  BatonColourRow *self = BATON_COLOUR_ROW (row);
  const char *text = baton_value_get_string (value);
  GdkRGBA rgba = { 1, 1, 1, 1 };

  self->showing = TRUE;
  if (text != NULL)
    gdk_rgba_parse (&rgba, text);
  gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (self->button), &rgba);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), text != NULL ? text : C_("colour", "Not set"));
  gtk_widget_set_sensitive (self->unset, text != NULL);
  self->showing = FALSE;
}

static void
baton_colour_row_constructed (GObject *object)
{
  BatonColourRow *self = BATON_COLOUR_ROW (object);
  const BatonFieldInfo *info = baton_schema_get_field (baton_field_row_get_field (BATON_FIELD_ROW (self)));

  G_OBJECT_CLASS (baton_colour_row_parent_class)->constructed (object);
  self->row = adw_action_row_new ();
  self->button = gtk_color_button_new ();
  gtk_color_button_set_title (GTK_COLOR_BUTTON (self->button), baton_words_label (info->label));
  self->unset = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->unset, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->unset, "flat");
  baton_tooltip_set (self->unset, _("Unset the colour"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->unset), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Unset the colour"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, baton_words_label (info->label), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), baton_words_label (info->label));
  baton_tooltip_set (self->row, baton_words_help (info->help));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->unset);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->row), self->button);
  g_signal_connect_object (self->button, "color-set", G_CALLBACK (colour_set_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->unset, "clicked", G_CALLBACK (unset_cb), self, G_CONNECT_SWAPPED);
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
