/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The audience of a form: the editor of baton-audience-editor.h below its label.
 */
#include "config.h"

#include "console/widgets/baton-field-rows.h"

#include "console/baton-tooltip.h"
#include "console/widgets/baton-audience-editor.h"

struct _BatonAudienceRow
{
  BatonFieldRow  parent_instance;

  GtkWidget     *editor;
};

G_DEFINE_FINAL_TYPE (BatonAudienceRow, baton_audience_row, BATON_TYPE_FIELD_ROW)

static void
changed_cb (BatonAudienceRow *self,
            BatonValue       *audience)
{
  baton_field_row_set_value (BATON_FIELD_ROW (self), audience);
}

static void
baton_audience_row_show (BatonFieldRow    *row,
                         const BatonValue *value)
{
  baton_audience_editor_set (BATON_AUDIENCE_EDITOR (BATON_AUDIENCE_ROW (row)->editor), value);
}

static void
baton_audience_row_constructed (GObject *object)
{
  BatonAudienceRow *self = BATON_AUDIENCE_ROW (object);
  const BatonFieldInfo *info = baton_schema_get_field (baton_field_row_get_field (BATON_FIELD_ROW (self)));
  GtkWidget *row = adw_preferences_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *label = gtk_label_new (baton_words_label (info->label));

  G_OBJECT_CLASS (baton_audience_row_parent_class)->constructed (object);
  self->editor = baton_audience_editor_new (baton_field_row_get_document (BATON_FIELD_ROW (self)), info->side);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  baton_tooltip_set (label, baton_words_help (info->help));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->editor);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), baton_words_label (info->label));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  baton_field_row_set_widget (BATON_FIELD_ROW (self), row);
}

static void
baton_audience_row_class_init (BatonAudienceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = baton_audience_row_constructed;
  BATON_FIELD_ROW_CLASS (klass)->show = baton_audience_row_show;
}

static void
baton_audience_row_init (BatonAudienceRow *self)
{
}
