/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Yes or no. No is the default and never stored.
 */
#include "config.h"

#include "console/widgets/baton-field-rows.h"

struct _BatonSwitchRow
{
  BatonFieldRow  parent_instance;

  GtkWidget     *toggle;
  gboolean       showing;
};

G_DEFINE_FINAL_TYPE (BatonSwitchRow, baton_switch_row, BATON_TYPE_FIELD_ROW)

static void
active_cb (BatonSwitchRow *self)
{
  g_autoptr (BatonValue) value = NULL;

  if (self->showing)
    return;
  if (gtk_switch_get_active (GTK_SWITCH (self->toggle)))
    value = baton_value_new_boolean (TRUE);
  baton_field_row_set_value (BATON_FIELD_ROW (self), value);
}

static void
baton_switch_row_show (BatonFieldRow    *row,
                       const BatonValue *value)
{
  BatonSwitchRow *self = BATON_SWITCH_ROW (row);

  self->showing = TRUE;
  gtk_switch_set_active (GTK_SWITCH (self->toggle), baton_value_get_boolean (value));
  self->showing = FALSE;
}

static void
baton_switch_row_constructed (GObject *object)
{
  BatonSwitchRow *self = BATON_SWITCH_ROW (object);
  const BatonFieldInfo *info = baton_schema_get_field (baton_field_row_get_field (BATON_FIELD_ROW (self)));
  GtkWidget *row = adw_action_row_new ();

  G_OBJECT_CLASS (baton_switch_row_parent_class)->constructed (object);
  self->toggle = gtk_switch_new ();
  gtk_widget_set_valign (self->toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, baton_words_label (info->label), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), baton_words_label (info->label));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), baton_words_help (info->help));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->toggle);
  g_signal_connect_object (self->toggle, "notify::active", G_CALLBACK (active_cb), self, G_CONNECT_SWAPPED);
  baton_field_row_set_widget (BATON_FIELD_ROW (self), row);
}

static void
baton_switch_row_class_init (BatonSwitchRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = baton_switch_row_constructed;
  BATON_FIELD_ROW_CLASS (klass)->show = baton_switch_row_show;
}

static void
baton_switch_row_init (BatonSwitchRow *self)
{
}
