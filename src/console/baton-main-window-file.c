/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window and its file: whether it can be written, saving a copy, files dropped onto the window, and closing.
 */
#include "config.h"

#include "console/baton-main-window-private.h"

#include "console/baton-import-window.h"
#include "console/baton-main-window-parts.h"
#include "console/baton-step-strip.h"
#include "console/baton-workspace-files.h"
#include "console/preview/baton-preview.h"
#include "console/widgets/baton-form.h"
#include "console/widgets/baton-growing-list.h"
#include "words/baton-words-error.h"

#include <glib/gi18n-lib.h>

#define MOST_RECENT 4
#define FEW_ROWS 6     /* of the sidebar that are taken away at a time */
#define MANY_ROWS 30   /* of a list that is worth a turn of its own when the window is taken apart */
#define LARGE_REQUEST 4096 /* bytes; from 1024 on, to glibc */

/* A strip stays as long as the disk refuses, or the file may only be read. */
static void
update_strip (BatonMainWindow *self)
{
  BatonWorkspace *workspace = baton_document_get_workspace (self->document);
  const GError *error = baton_workspace_get_write_error (workspace);
  g_autofree char *file = g_path_get_basename (baton_workspace_get_path (workspace));
  g_autofree char *sentence = NULL;

  if (error != NULL)
    {
      g_autofree char *what = baton_words_error (error->domain == BATON_STORE_ERROR ? baton_store_error_get_name (error->code) : "failed", file, error->message);

      /* Translators: %s is a sentence that says why the file cannot be written */
      sentence = g_strdup_printf (_("Your changes are kept here but not on disk yet. %s"), what);
      gtk_label_set_text (self->strip_label, sentence);
    }
  else if (baton_workspace_is_read_only (workspace))
    {
      gtk_label_set_text (self->strip_label, _("This is a copy to look at: the workspace is open elsewhere or may not be written. Save a copy to change it."));
    }
  gtk_revealer_set_reveal_child (self->strip, error != NULL || baton_workspace_is_read_only (workspace));
}

static void
refused_cb (GtkWidget  *window,
            const char *sentence)
{
  baton_main_window_say (BATON_MAIN_WINDOW (window), sentence, FALSE);
}

static gboolean
sheet_cb (GtkWidget  *window,
          const char *path)
{
  BatonMainWindow *self = BATON_MAIN_WINDOW (window);

  if (baton_workspace_is_read_only (baton_document_get_workspace (self->document)))
    {
      refused_cb (window, _("This file may only be read. Save a copy, and drop the spreadsheet there."));
      return FALSE;
    }
  baton_import_window_open (BATON_IMPORT_WINDOW (baton_main_window_present_import (self)), path);
  return TRUE;
}

/* What was opened lately, whenever the menu is opened. It is a part of the menu: GTK 4.8 loses the keyboard where Escape closes a
 * menu below a menu. */
static void
fill_recent (GtkMenuButton *button,
             gpointer       user_data)
{
  BatonMainWindow *self = user_data;
  const char *own = baton_workspace_get_path (baton_document_get_workspace (self->document));
  g_autoptr (GPtrArray) files = baton_workspace_files_list_recent (MOST_RECENT + 1);
  guint n = 0;

  g_menu_remove_all (self->recent_menu);
  for (guint i = 0; i < files->len && n < MOST_RECENT; i++)
    {
      const BatonRecentFile *file = files->pdata[i];
      g_autoptr (GMenuItem) item = NULL;
      g_autoptr (GString) label = NULL;

      if (g_strcmp0 (file->path, own) == 0)
        continue;
      /* A menu takes one of them for the key. */
      label = g_string_new (file->name);
      g_string_replace (label, "_", "__", 0);
      item = g_menu_item_new (label->str, NULL);
      g_menu_item_set_action_and_target (item, "app.open-path", "s", file->path);
      g_menu_append_item (self->recent_menu, item);
      n++;
    }
}

static void
save_copy_response_cb (GtkNativeDialog *dialog,
                       int              response,
                       BatonMainWindow *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *chosen = file != NULL ? g_file_get_path (file) : NULL;
  /* By its name a desktop knows what opens it. What exists under that name is never written over. */
  g_autofree char *path = chosen == NULL || g_str_has_suffix (chosen, ".baton") ? g_strdup (chosen) : g_strconcat (chosen, ".baton", NULL);
  g_autoptr (GError) error = NULL;

  if (path != NULL && !baton_workspace_save_copy (baton_document_get_workspace (self->document), path, &error))
    {
      g_autofree char *sentence = baton_words_error (error->domain == BATON_STORE_ERROR ? baton_store_error_get_name (error->code) : "write", path, error->message);

      baton_main_window_say (self, sentence, FALSE);
    }
  else if (path != NULL)
    {
      g_autofree char *base = g_path_get_basename (path);
      g_autofree char *sentence = g_strdup_printf (_("Saved a copy as %s."), base);

      baton_main_window_say (self, sentence, FALSE);
    }
  g_object_unref (dialog);
}

static void
save_copy_action (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Save a Copy"), GTK_WINDOW (widget), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), C_("file name", "Copy.baton"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (save_copy_response_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* ── Closing ── */

/* Windows that belong to this one go with it. */
static void
destroy_dependents (BatonMainWindow *self)
{
  g_autoptr (GPtrArray) dependents = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      GtkWindow *window = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (self) && gtk_window_get_destroy_with_parent (window))
        g_ptr_array_add (dependents, window);
      else
        g_object_unref (window);
    }
  for (guint i = 0; i < dependents->len; i++)
    gtk_window_destroy (dependents->pdata[i]);
}

static void
finish_closing (BatonMainWindow *self)
{
  g_autoptr (GApplication) application = g_steal_pointer (&self->closing);

  g_clear_handle_id (&self->shedding, g_source_remove);
  gtk_window_destroy (GTK_WINDOW (self));
  g_application_release (application);
}

/* Takes some rows away from a table or a list that can be shortened. */
static gboolean
shorten (GListModel *selection)
{
  g_autoptr (GListModel) model = NULL;

  if (selection != NULL)
    g_object_get (selection, "model", &model, NULL);
  return BATON_IS_GROWING_LIST (model) && baton_growing_list_shrink (BATON_GROWING_LIST (model));
}

/* Takes away a few rows of a form, a few rows or a column of a table, or the rows of a long list: of all widgets these hold the most. */
static gboolean
shed_rows (GtkWidget *widget)
{
  if (BATON_IS_FORM (widget) && baton_form_shed (BATON_FORM (widget)))
    return TRUE;
  if ((GTK_IS_COLUMN_VIEW (widget) && shorten (G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (widget))))) ||
      (GTK_IS_LIST_VIEW (widget) && shorten (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (widget))))))
    return TRUE;
  if (GTK_IS_COLUMN_VIEW (widget))
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (GTK_COLUMN_VIEW (widget)), 0);

      if (column != NULL)
        gtk_column_view_remove_column (GTK_COLUMN_VIEW (widget), column);
      return column != NULL;
    }
  if (GTK_IS_LIST_VIEW (widget))
    {
      GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (widget)));
      gboolean is_long = model != NULL && g_list_model_get_n_items (model) > MANY_ROWS;

      if (is_long)
        gtk_list_view_set_model (GTK_LIST_VIEW (widget), NULL);
      return is_long;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shed_rows (child))
      return TRUE;
  return FALSE;
}

/* The names of the sections, a few at a time. */
static gboolean
shed_sidebar (BatonMainWindow *self)
{
  GtkWidget *row = gtk_widget_get_last_child (GTK_WIDGET (self->sidebar));

  for (int i = 0; row != NULL && i < FEW_ROWS; i++, row = gtk_widget_get_last_child (GTK_WIDGET (self->sidebar)))
    gtk_list_box_remove (self->sidebar, row);
  return row != NULL;
}

/* glibc keeps the small pieces of memory that are freed apart, and joins them when somebody asks for a large one: those of all the
 * widgets of a window at once took 35 ms. So each turn joins its own. */
static void
join_freed (void)
{
  g_free (g_malloc (LARGE_REQUEST));
}

/* A part in a turn: a window that has shown all its sections takes half a second to take apart, while others are worked in. */
static gboolean
shed_cb (gpointer user_data)
{
  BatonMainWindow *self = user_data;
  GtkWidget *section = gtk_widget_get_last_child (GTK_WIDGET (self->sections)), *preview = adw_bin_get_child (self->preview_bin);

  join_freed ();
  if (preview != NULL)
    {
      if (!BATON_IS_PREVIEW (preview) || !baton_preview_shed (BATON_PREVIEW (preview)))
        adw_bin_set_child (self->preview_bin, NULL);
      return G_SOURCE_CONTINUE;
    }
  if (section != NULL)
    {
      if (!shed_rows (section))
        gtk_stack_remove (self->sections, section);
      return G_SOURCE_CONTINUE;
    }
  if (shed_sidebar (self))
    return G_SOURCE_CONTINUE;
  self->shedding = 0;
  finish_closing (self);
  return G_SOURCE_REMOVE;
}

static gboolean
close_request (GtkWindow *window)
{
  BatonMainWindow *self = BATON_MAIN_WINDOW (window);
  g_autoptr (GError) error = NULL;
  int width, height;

  if (self->closing != NULL)
    return GDK_EVENT_STOP;
  /* What is typed and not yet taken is taken now, not when its field goes. */
  gtk_window_set_focus (window, NULL);
  baton_document_end_typing (self->document);
  if (self->settings != NULL)
    {
      gtk_window_get_default_size (window, &width, &height);
      g_settings_set_int (self->settings, "window-width", MAX (width, 360));
      g_settings_set_int (self->settings, "window-height", MAX (height, 294));
      g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
      /* What a narrow window folds away is not put away. */
      if (!adw_flap_get_folded (self->preview_flap))
        g_settings_set_boolean (self->settings, "show-preview", adw_flap_get_reveal_flap (self->preview_flap));
      if (!adw_flap_get_folded (self->sidebar_flap))
        g_settings_set_boolean (self->settings, "show-sections", adw_flap_get_reveal_flap (self->sidebar_flap));
    }
  /* Nothing is lost silently: while the disk refuses, the window stays. */
  if (!baton_workspace_flush (baton_document_get_workspace (self->document), &error) &&
      !baton_workspace_is_read_only (baton_document_get_workspace (self->document)))
    {
      update_strip (self);
      baton_main_window_say (self, _("The last changes are not on disk. Save a copy elsewhere before you close."), FALSE);
      return GDK_EVENT_STOP;
    }
  if (gtk_window_get_application (window) == NULL)
    return GDK_EVENT_PROPAGATE;
  /* Gone from the screen and from the list of windows; the application waits until it has gone indeed. */
  self->closing = g_object_ref (G_APPLICATION (gtk_window_get_application (window)));
  g_application_hold (self->closing);
  gtk_window_set_application (window, NULL);
  baton_main_window_unfollow (self);
  destroy_dependents (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->shedding = g_idle_add_full (G_PRIORITY_LOW, shed_cb, self, NULL);
  return GDK_EVENT_STOP;
}

void
baton_main_window_finish_closing (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (toplevels); i-- > 0;)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (BATON_IS_MAIN_WINDOW (window) && BATON_MAIN_WINDOW (window)->closing != NULL)
        finish_closing (BATON_MAIN_WINDOW (window));
    }
}

/* ── For the window ── */

void
baton_main_window_install_file (GtkWidgetClass *klass)
{
  GTK_WINDOW_CLASS (klass)->close_request = close_request;
  gtk_widget_class_install_action (klass, "win.save-copy", NULL, save_copy_action);
}

void
baton_main_window_init_file (BatonMainWindow *self)
{
  gboolean writable = !baton_workspace_is_read_only (baton_document_get_workspace (self->document));
  GtkWidget *strip = GTK_WIDGET (self->strip);

  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (strip)), baton_step_strip_new (baton_document_get_stepping (self->document)), strip);
  baton_workspace_files_take_drops (GTK_WIDGET (self), sheet_cb, refused_cb);
  gtk_menu_button_set_create_popup_func (self->menu_button, fill_recent, self, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.review", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import-data", writable);
  g_signal_connect_object (baton_document_get_workspace (self->document), "notify::write-error", G_CALLBACK (update_strip), self, G_CONNECT_SWAPPED);
  update_strip (self);
}
