/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-main-window-private.h"

#include "console/baton-main-window-parts.h"
#include "console/widgets/baton-tab-stop.h"

#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (BatonMainWindow, baton_main_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_PRESENTING,
  PROP_SECTION,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* ── What is above ── */

static void
document_message_cb (BatonMainWindow *self,
                     const char  *sentence,
                     gboolean     undoable)
{
  baton_main_window_say (self, sentence, undoable);
}

static void
history_changed_cb (BatonMainWindow *self)
{
  baton_main_window_update_steps (self);
  baton_main_window_follow_said (self);
}

static void
presenting_cb (BatonMainWindow *self)
{
  baton_main_window_update_steps (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PRESENTING]);
}

static void
update_review (BatonMainWindow *self)
{
  BatonWorkspace *workspace = baton_document_get_workspace (self->document);
  /* Before the first push there is nothing that could have changed: what a template brings would count as work of one's own. */
  guint n = baton_workspace_get_base_revision (workspace) > 0 ? baton_workspace_count_changes (workspace) : 0;
  g_autofree char *number = baton_words_number (n);
  /* Translators: %s is how many changes there are */
  g_autofree char *label = n > 0 ? g_strdup_printf (_("Review & Push (%s)"), number) : g_strdup (_("Review & Push"));

  gtk_button_set_label (GTK_BUTTON (self->review_button), label);
}

static void
update_titles (BatonMainWindow *self)
{
  BatonEntity *root = baton_program_get_root (baton_document_get_program (self->document));
  g_autofree char *file = g_path_get_basename (baton_workspace_get_path (baton_document_get_workspace (self->document)));

  adw_window_title_set_title (self->program_title, root != NULL ? baton_entity_get_name (root) : file);
  adw_window_title_set_subtitle (self->program_title, file);
  gtk_window_set_title (GTK_WINDOW (self), root != NULL ? baton_entity_get_name (root) : file);
}

static void
document_changed_cb (BatonMainWindow *self,
                     GPtrArray   *changes)
{
  update_review (self);
  for (guint i = 0; i < changes->len; i++)
    if (baton_change_get_kind (changes->pdata[i]) == BATON_KIND_PROGRAM)
      update_titles (self);
}

/* ── Actions ── */

static void
undo_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  baton_document_undo (BATON_MAIN_WINDOW (widget)->document);
}

static void
redo_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  baton_document_redo (BATON_MAIN_WINDOW (widget)->document);
}

static void
find_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  baton_main_window_present_find (BATON_MAIN_WINDOW (widget));
}

static void
review_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  BatonMainWindow *self = BATON_MAIN_WINDOW (widget);

  baton_document_end_typing (self->document);
  baton_main_window_present_review (self);
}

static void
import_data_action (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  baton_main_window_present_import (BATON_MAIN_WINDOW (widget));
}

static void
from_server_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  baton_main_window_present_from_server (BATON_MAIN_WINDOW (widget));
}

static void
export_table_action (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  baton_main_window_present_export (BATON_MAIN_WINDOW (widget));
}

static void
uses_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  baton_main_window_present_uses (BATON_MAIN_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* ── Object ── */

gboolean
baton_main_window_get_presenting (BatonMainWindow *self)
{
  g_return_val_if_fail (BATON_IS_MAIN_WINDOW (self), FALSE);
  return baton_document_get_presenting (self->document);
}

static void
baton_main_window_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PRESENTING:
      g_value_set_boolean (value, BATON_MAIN_WINDOW (object)->document != NULL && baton_document_get_presenting (BATON_MAIN_WINDOW (object)->document));
      break;
    case PROP_SECTION:
      g_value_set_static_string (value, BATON_MAIN_WINDOW (object)->section);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
baton_main_window_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  BatonMainWindow *self = BATON_MAIN_WINDOW (object);

  switch (prop_id)
    {
    case PROP_PRESENTING:
      if (self->document != NULL)
        baton_document_set_presenting (self->document, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

void
baton_main_window_unfollow (BatonMainWindow *self)
{
  if (self->document == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->document, self);
  g_signal_handlers_disconnect_by_data (baton_document_get_workspace (self->document), self);
}

static void
baton_main_window_dispose (GObject *object)
{
  BatonMainWindow *self = BATON_MAIN_WINDOW (object);

  /* A field that loses the focus by this ends its edit: the document changes, while the buttons that would show it are gone. */
  baton_main_window_unfollow (self);
  g_clear_handle_id (&self->settling, g_source_remove);
  baton_main_window_finish_said (self);
  g_clear_object (&self->made);
  g_clear_object (&self->preview);
  g_clear_handle_id (&self->shedding, g_source_remove);
  g_clear_handle_id (&self->showing, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), BATON_TYPE_MAIN_WINDOW);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (baton_main_window_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
baton_main_window_class_init (BatonMainWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = baton_main_window_get_property;
  object_class->set_property = baton_main_window_set_property;
  object_class->dispose = baton_main_window_dispose;

  props[PROP_PRESENTING] = g_param_spec_boolean ("presenting", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_SECTION] = g_param_spec_string ("section", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (BATON_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/batonconsole/Baton/baton-main-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, sidebar_flap);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, preview_flap);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, preview_bin);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, header);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, program_title);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, section_title);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, review_button);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, steps_menu);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, recent_menu);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, strip);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, strip_label);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, sections);

  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "win.review", NULL, review_action);
  gtk_widget_class_install_action (widget_class, "win.import-data", NULL, import_data_action);
  gtk_widget_class_install_action (widget_class, "win.export-table", NULL, export_table_action);
  gtk_widget_class_install_action (widget_class, "win.from-server", NULL, from_server_action);
  gtk_widget_class_install_action (widget_class, "win.uses", "s", uses_action);
  gtk_widget_class_install_property_action (widget_class, "win.presenting", "presenting");
  baton_main_window_install_sections (widget_class);
  baton_main_window_install_preview (widget_class);
  baton_main_window_install_panes (widget_class);
  baton_main_window_install_file (widget_class);
}

static void
baton_main_window_init (BatonMainWindow *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, APP_ID, TRUE) : NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Run from a build folder the schema may not be there; the window then just forgets its size. */
  if (schema != NULL)
    self->settings = g_settings_new (APP_ID);
}

GtkWidget *
baton_main_window_new (AdwApplication *application,
                  BatonDocument  *document)
{
  BatonMainWindow *self = g_object_new (BATON_TYPE_MAIN_WINDOW, "application", application, NULL);
  BatonWorkspace *workspace = baton_document_get_workspace (document);
  const char *section = baton_workspace_get_setting (workspace, "console.section");

  self->document = g_object_ref (document);
  if (self->settings != NULL)
    {
      gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"), g_settings_get_int (self->settings, "window-height"));
      if (g_settings_get_boolean (self->settings, "window-maximized"))
        gtk_window_maximize (GTK_WINDOW (self));
    }
  else
    {
      gtk_window_set_default_size (GTK_WINDOW (self), 1280, 800);
    }
  baton_main_window_init_sections (self);
  baton_main_window_init_preview (self);
  g_signal_connect_object (document, "notify::presenting", G_CALLBACK (presenting_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "message", G_CALLBACK (document_message_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "show-uses", G_CALLBACK (baton_main_window_present_uses), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "history-changed", G_CALLBACK (history_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::n-changes", G_CALLBACK (update_review), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::base-revision", G_CALLBACK (update_review), self, G_CONNECT_SWAPPED);
  baton_main_window_update_steps (self);
  update_review (self);
  update_titles (self);
  baton_main_window_init_file (self);
  baton_main_window_show_section (self, section != NULL && baton_sections_find (section) != NULL ? section : baton_sections[0].name);
  return GTK_WIDGET (self);
}

BatonDocument *
baton_main_window_get_document (BatonMainWindow *self)
{
  g_return_val_if_fail (BATON_IS_MAIN_WINDOW (self), NULL);
  return self->document;
}
