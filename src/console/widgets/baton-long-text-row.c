/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text of several lines.
 */
#include "config.h"

#include "console/widgets/baton-field-rows.h"

#include "console/baton-tooltip.h"

#include "model/baton-text.h"

struct _BatonLongTextRow
{
  BatonFieldRow  parent_instance;

  GtkTextBuffer *buffer;   /* borrowed from the view */
  GtkWidget     *view;
  gboolean       showing;
};

G_DEFINE_FINAL_TYPE (BatonLongTextRow, baton_long_text_row, BATON_TYPE_FIELD_ROW)

static char *
get_text (BatonLongTextRow *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

static void
changed_cb (BatonLongTextRow *self)
{
  BatonFieldRow *row = BATON_FIELD_ROW (self);
  BatonEntity *entity = baton_field_row_get_entity (row);
  const BatonFieldInfo *info = baton_schema_get_field (baton_field_row_get_field (row));
  g_autofree char *text = get_text (self);
  g_autoptr (BatonValue) value = NULL;

  if (self->showing || entity == NULL)
    return;
  if (*text != '\0')
    value = (info->flags & BATON_FIELD_TRANSLATABLE) != 0 ? baton_text_with_source (baton_entity_get (entity, baton_field_row_get_field (row)), text)
                                                          : baton_value_new_string (text);
  baton_field_row_type_value (row, value, NULL);
}

static void
focus_leave_cb (BatonLongTextRow *self)
{
  if (baton_field_row_get_document (BATON_FIELD_ROW (self)) != NULL)
    baton_document_end_typing (baton_field_row_get_document (BATON_FIELD_ROW (self)));
}

static void
baton_long_text_row_show (BatonFieldRow    *row,
                          const BatonValue *value)
{
  BatonLongTextRow *self = BATON_LONG_TEXT_ROW (row);
  const char *text = value != NULL ? baton_text_get_source (value) : "";
  g_autofree char *shown = get_text (self);

  if (g_strcmp0 (shown, text) == 0)
    return;
  self->showing = TRUE;
  gtk_text_buffer_set_text (self->buffer, text, -1);
  self->showing = FALSE;
}

static void
baton_long_text_row_constructed (GObject *object)
{
  BatonLongTextRow *self = BATON_LONG_TEXT_ROW (object);
  const BatonFieldInfo *info = baton_schema_get_field (baton_field_row_get_field (BATON_FIELD_ROW (self)));
  GtkWidget *row = adw_preferences_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *label = gtk_label_new (baton_words_label (info->label));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  G_OBJECT_CLASS (baton_long_text_row_parent_class)->constructed (object);
  self->view = gtk_text_view_new ();
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_text_buffer_set_enable_undo (self->buffer, FALSE); /* the document's undo is the only one */
  gtk_widget_set_size_request (self->view, -1, 72);
  gtk_widget_add_css_class (self->view, "baton-long-text");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, baton_words_label (info->label), -1);
  baton_tooltip_set (self->view, baton_words_help (info->help));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->view);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), baton_words_label (info->label));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->view, focus);
  baton_field_row_set_widget (BATON_FIELD_ROW (self), row);
}

static void
baton_long_text_row_class_init (BatonLongTextRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = baton_long_text_row_constructed;
  BATON_FIELD_ROW_CLASS (klass)->show = baton_long_text_row_show;
}

static void
baton_long_text_row_init (BatonLongTextRow *self)
{
}
