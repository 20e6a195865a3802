/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is done with a thing that is in use: replaced by another, merged into it, split, ended or deleted, each from the window
 * that lists its uses.
 */
#include "config.h"

#include "console/baton-uses-window-private.h"

#include "console/baton-document-uses.h"
#include "console/widgets/baton-day-button.h"
#include "console/widgets/baton-picker.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
replace_cb (gpointer user_data)
{
  BatonUsesWindow *self = user_data;
  g_autoptr (BatonDocument) document = g_object_ref (self->document);
  g_autofree char *target = g_steal_pointer (&self->target);

  self->replace_id = 0;
  /* A success makes the thing go, and this window with it. */
  if (baton_document_replace (document, self->id, target, self->merging))
    baton_document_reveal (document, target);
  return G_SOURCE_REMOVE;
}

/* When the picker has closed: it would go with this window. */
static void
replace_picked_cb (const char * const *ids,
                   gpointer            user_data)
{
  BatonUsesWindow *self = user_data;

  if (ids[0] == NULL || self->replace_id != 0)
    return;
  g_free (self->target);
  self->target = g_strdup (ids[0]);
  self->replace_id = g_idle_add (replace_cb, self);
}

static void
present_picker (BatonUsesWindow *self,
                const char      *title,
                BatonPickerFunc  func)
{
  BatonEntity *entity = baton_document_lookup (self->document, self->id);
  BatonPicker *picker = baton_picker_new (GTK_WIDGET (self), title, FALSE, FALSE, func, G_OBJECT (self));
  g_autoptr (GPtrArray) list = baton_program_list (baton_document_get_program (self->document), baton_entity_get_kind (entity));

  for (guint i = 0; i < list->len; i++)
    {
      const char *id = baton_entity_get_id (list->pdata[i]);
      g_autofree char *name = baton_words_name (baton_document_get_names (self->document), id);

      if (strcmp (id, self->id) != 0)
        baton_picker_add (picker, id, name, 0, FALSE);
    }
  baton_picker_present (picker);
}

static void
replace_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  BatonUsesWindow *self = BATON_USES_WINDOW (widget);

  self->merging = strcmp (name, "uses.merge") == 0;
  present_picker (self, self->merging ? _("Merge Into") : _("Replace By"), replace_picked_cb);
}

static GtkWidget *
make_dialog (BatonUsesWindow *self,
             const char      *heading,
             const char      *body,
             const char      *response)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "do", response, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "do", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "do");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  return dialog;
}

static GtkWidget *
make_entry (BatonUsesWindow *self,
            GtkWidget       *dialog,
            const char      *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->entry = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->entry));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), group);
  return group;
}

static void
split_cb (BatonUsesWindow *self,
          const char      *response)
{
  g_auto (GStrv) names = NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  if (strcmp (response, "do") != 0)
    return;
  names = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (self->entry)), ",", -1);
  for (char **name = names; *name != NULL; name++)
    if (*g_strstrip (*name) != '\0')
      g_ptr_array_add (parts, *name);
  g_ptr_array_add (parts, NULL);
  baton_document_split (self->document, self->id, (const char * const *) parts->pdata);
}

static void
split_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  BatonUsesWindow *self = BATON_USES_WINDOW (widget);
  GtkWidget *dialog = make_dialog (self, _("Split"), _("Everything that uses it will use all of the parts; what stands below goes below the first."), _("_Split"));

  make_entry (self, dialog, _("Names of the parts, separated by commas"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (split_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
end_cb (BatonUsesWindow *self,
        const char      *response)
{
  BatonDay day;

  if (strcmp (response, "do") != 0)
    return;
  day = baton_day_from_typed (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  if (day == BATON_DAY_NONE)
    baton_document_say (self->document, _("Type a day, or choose one in the calendar."), FALSE);
  else
    baton_document_end (self->document, self->id, day, self->successor);
}

static void
successor_picked_cb (const char * const *ids,
                     gpointer            user_data)
{
  BatonUsesWindow *self = user_data;
  g_autofree char *name = NULL, *escaped = NULL;

  g_free (self->successor);
  self->successor = g_strdup (ids[0]);
  name = self->successor != NULL ? baton_words_name (baton_document_get_names (self->document), self->successor) : g_strdup (C_("value", "not set"));
  escaped = g_markup_escape_text (name, -1);
  if (self->successor_row != NULL)
    adw_action_row_set_subtitle (self->successor_row, escaped);
}

static void
pick_successor_cb (BatonUsesWindow *self)
{
  present_picker (self, _("Successor"), successor_picked_cb);
}

static void
end_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  BatonUsesWindow *self = BATON_USES_WINDOW (widget);
  BatonKind kind = baton_entity_get_kind (baton_document_lookup (self->document, self->id));
  GtkWidget *dialog = make_dialog (self, _("End or Retire"), _("It stays where it is used, and is no longer offered after its last day."), _("_End"));
  GtkWidget *group = make_entry (self, dialog, _("Last day"));
  g_autofree char *today = baton_day_format (baton_document_get_today (self->document));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), today);
  baton_day_button_add (self->entry);
  g_clear_pointer (&self->successor, g_free);
  g_clear_weak_pointer (&self->successor_row);
  if (baton_document_can_succeed (kind))
    {
      g_set_weak_pointer (&self->successor_row, ADW_ACTION_ROW (adw_action_row_new ()));
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->successor_row), _("Successor"));
      adw_action_row_set_subtitle (self->successor_row, C_("value", "not set"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->successor_row), TRUE);
      adw_action_row_add_suffix (self->successor_row, gtk_image_new_from_icon_name ("go-next-symbolic"));
      g_signal_connect_object (self->successor_row, "activated", G_CALLBACK (pick_successor_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->successor_row));
    }
  g_signal_connect_object (dialog, "response", G_CALLBACK (end_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  BatonUsesWindow *self = BATON_USES_WINDOW (widget);

  baton_document_remove (self->document, self->id);
}

void
baton_uses_window_install_doing (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "uses.replace", NULL, replace_action);
  gtk_widget_class_install_action (klass, "uses.merge", NULL, replace_action);
  gtk_widget_class_install_action (klass, "uses.split", NULL, split_action);
  gtk_widget_class_install_action (klass, "uses.end", NULL, end_action);
  gtk_widget_class_install_action (klass, "uses.delete", NULL, delete_action);
}
