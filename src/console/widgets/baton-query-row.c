/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which content fills something: its tags as a sentence of chips, the order, how many at most, and what it must share with
 * the record beside which the member works.
 */
#include "config.h"

#include "console/widgets/baton-field-rows.h"

#include "console/baton-tooltip.h"
#include "console/widgets/baton-audience-editor.h"
#include "console/widgets/baton-expander-row.h"
#include "console/widgets/baton-picker.h"

#include "words/baton-words-change.h"

#include <glib/gi18n-lib.h>

#define MOST 100 /* what the schema allows */

struct _BatonQueryRow
{
  BatonFieldRow  parent_instance;

  GtkWidget     *row;
  GtkWidget     *what;
  GtkWidget     *order;
  GtkWidget     *most;
  GtkWidget     *record;
  gboolean       showing;
};

G_DEFINE_FINAL_TYPE (BatonQueryRow, baton_query_row, BATON_TYPE_FIELD_ROW)

/* Newest first is the order unless another is set. */
static const char *const orders[] = { NULL, "title" };

static const BatonValue *
get_query (BatonQueryRow *self)
{
  BatonEntity *entity = baton_field_row_get_entity (BATON_FIELD_ROW (self));

  return entity != NULL ? baton_entity_get (entity, baton_field_row_get_field (BATON_FIELD_ROW (self))) : NULL;
}

static void
set_member (BatonQueryRow    *self,
            const char       *key,
            const BatonValue *member)
{
  g_autoptr (BatonValue) query = NULL;

  if (self->showing || baton_value_equal (baton_value_get_member (get_query (self), key), member))
    return;
  query = baton_value_with_member (get_query (self), key, member);
  baton_field_row_set_value (BATON_FIELD_ROW (self), baton_value_get_length (query) > 0 ? query : NULL);
}

static void
what_cb (BatonQueryRow *self,
         BatonValue    *audience)
{
  set_member (self, "what", audience);
}

static void
order_cb (BatonQueryRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->order));
  g_autoptr (BatonValue) value = selected < G_N_ELEMENTS (orders) && orders[selected] != NULL ? baton_value_new_string (orders[selected]) : NULL;

  set_member (self, "order", value);
}

static void
most_cb (BatonQueryRow *self)
{
  int most = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->most));
  g_autoptr (BatonValue) value = most > 0 ? baton_value_new_integer (most) : NULL;

  set_member (self, "most", value);
}

/* The list has an order of its own: what was named before keeps its place, and what is new follows it. */
static void
picked_cb (const char * const *ids,
           gpointer            user_data)
{
  const BatonValue *before = baton_value_get_member (get_query (user_data), "record");
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (BatonValue) value = NULL;

  for (gsize i = 0; i < baton_value_get_length (before); i++)
    if (g_strv_contains (ids, baton_value_get_string (baton_value_get_element (before, i))))
      g_ptr_array_add (list, (gpointer) baton_value_get_string (baton_value_get_element (before, i)));
  for (guint i = 0; ids[i] != NULL; i++)
    if (!baton_value_contains (before, ids[i]))
      g_ptr_array_add (list, (gpointer) ids[i]);
  g_ptr_array_add (list, NULL);
  value = list->len > 1 ? baton_value_new_strv ((const char * const *) list->pdata) : NULL;

  set_member (user_data, "record", value);
}

static void
record_cb (BatonQueryRow *self)
{
  BatonPicker *picker = baton_picker_new (self->row, _("Shares with the Record"), TRUE, FALSE, picked_cb, G_OBJECT (self));

  baton_picker_add_kinds (picker, baton_field_row_get_document (BATON_FIELD_ROW (self)), BATON_KIND_BIT (VOCABULARY), NULL,
                          baton_value_get_member (get_query (self), "record"));
  baton_picker_present (picker);
}

static void
baton_query_row_show (BatonFieldRow    *row,
                      const BatonValue *value)
{
  BatonQueryRow *self = BATON_QUERY_ROW (row);
  const BatonNames *names = baton_document_get_names (baton_field_row_get_document (row));
  const BatonValue *record = baton_value_get_member (value, "record");
  const char *order = baton_value_get_member_string (value, "order");
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *words = baton_words_value (names, baton_schema_get_field (baton_field_row_get_field (row)), value);
  g_autofree char *escaped = g_markup_escape_text (words, -1), *joined = NULL, *joined_escaped = NULL;

  self->showing = TRUE;
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self->row), escaped);
  baton_audience_editor_set (BATON_AUDIENCE_EDITOR (self->what), baton_value_get_member (value, "what"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->order), g_strcmp0 (order, orders[1]) == 0 ? 1 : 0);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->most), baton_value_get_member_integer (value, "most", 0));
  for (gsize i = 0; i < baton_value_get_length (record); i++)
    g_ptr_array_add (list, baton_words_name (names, baton_value_get_string (baton_value_get_element (record, i))));
  joined = list->len > 0 ? baton_words_join_and (list) : g_strdup (C_("shares with the record", "Nothing: it shows without a record too"));
  joined_escaped = g_markup_escape_text (joined, -1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->record), joined_escaped);
  self->showing = FALSE;
}

static void
baton_query_row_constructed (GObject *object)
{
  BatonQueryRow *self = BATON_QUERY_ROW (object);
  const BatonFieldInfo *info = baton_schema_get_field (baton_field_row_get_field (BATON_FIELD_ROW (self)));
  const char *order_names[] = { C_("order of content", "Newest first"), C_("order of content", "By title"), NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (order_names);
  GtkWidget *content = adw_preferences_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *label = gtk_label_new (C_("query", "Content")), *most = adw_action_row_new ();

  G_OBJECT_CLASS (baton_query_row_parent_class)->constructed (object);
  self->row = baton_expander_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), baton_words_label (info->label));
  baton_tooltip_set (self->row, baton_words_help (info->help));

  self->what = baton_audience_editor_new (baton_field_row_get_document (BATON_FIELD_ROW (self)), BATON_SIDE_CONTENT);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->what);
  gtk_widget_add_css_class (box, "baton-row-box");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (content), C_("query", "Content"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (content), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (content), FALSE);
  gtk_widget_set_focusable (content, FALSE);

  self->order = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->order), C_("query", "Order"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->order), G_LIST_MODEL (list));
  self->most = gtk_spin_button_new_with_range (0, MOST, 1);
  gtk_widget_set_valign (self->most, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (most), C_("query", "At most"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (most), _("0: as many as there are"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->most), GTK_ACCESSIBLE_PROPERTY_LABEL, C_("query", "At most"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (most), self->most);
  self->record = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->record), C_("query", "Shares with the record"));
  baton_tooltip_set (self->record, _("With a deal open, only content that has its stage or vertical, for example"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->record), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->record), gtk_image_new_from_icon_name ("go-next-symbolic"));

  adw_expander_row_add_row (ADW_EXPANDER_ROW (self->row), content);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self->row), self->order);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self->row), most);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self->row), self->record);
  g_signal_connect_object (self->what, "changed", G_CALLBACK (what_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->order, "notify::selected", G_CALLBACK (order_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->most, "value-changed", G_CALLBACK (most_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->record, "activated", G_CALLBACK (record_cb), self, G_CONNECT_SWAPPED);
  baton_field_row_set_widget (BATON_FIELD_ROW (self), self->row);
}

static void
baton_query_row_class_init (BatonQueryRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = baton_query_row_constructed;
  BATON_FIELD_ROW_CLASS (klass)->show = baton_query_row_show;
}

static void
baton_query_row_init (BatonQueryRow *self)
{
}
