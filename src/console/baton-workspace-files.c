/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-workspace-files.h"

#include "console/baton-import-window.h"

#include "store/baton-workspace.h"

#include <glib/gi18n-lib.h>

/* ── Opened lately ── */

static void
recent_file_free (gpointer data)
{
  BatonRecentFile *file = data;

  g_free (file->path);
  g_free (file->name);
  g_free (file);
}

static int
compare_age (gconstpointer a,
             gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_modified ((GtkRecentInfo *) b), gtk_recent_info_get_modified ((GtkRecentInfo *) a));
}

static gboolean
is_workspace (GtkRecentInfo *info)
{
  return g_str_has_suffix (gtk_recent_info_get_uri (info), BATON_WORKSPACE_SUFFIX) && gtk_recent_info_is_local (info) && gtk_recent_info_exists (info);
}

GPtrArray *
baton_workspace_files_list_recent (guint most)
{
  GList *items = g_list_sort (gtk_recent_manager_get_items (gtk_recent_manager_get_default ()), compare_age);
  GPtrArray *files = g_ptr_array_new_with_free_func (recent_file_free);

  for (GList *link = items; link != NULL && files->len < most; link = link->next)
    if (is_workspace (link->data))
      {
        BatonRecentFile *file = g_new (BatonRecentFile, 1);

        file->path = g_filename_from_uri (gtk_recent_info_get_uri (link->data), NULL, NULL);
        file->name = g_strdup (gtk_recent_info_get_display_name (link->data));
        g_ptr_array_add (files, file);
      }
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
  return files;
}

/* ── Dropped ── */

typedef struct
{
  GtkWidget          *window;   /* borrowed: its drop target holds this */
  BatonSheetDropFunc  sheet;    /* nullable */
  BatonDropSayFunc    refused;
} Drops;

static void
drops_free (gpointer  data,
            GClosure *closure)
{
  g_free (data);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         Drops         *drops)
{
  g_autoptr (GtkApplication) application = g_object_ref (gtk_window_get_application (GTK_WINDOW (drops->window)));
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *sheet = NULL;

  for (GSList *link = g_value_get_boxed (value); link != NULL; link = link->next)
    {
      char *path = g_file_get_path (link->data);

      if (path != NULL && g_str_has_suffix (path, BATON_WORKSPACE_SUFFIX))
        g_ptr_array_add (paths, path);
      else if (path != NULL && sheet == NULL && baton_import_window_takes (path))
        sheet = path;
      else
        g_free (path);
    }
  if (paths->len == 0 && sheet != NULL && drops->sheet != NULL)
    return drops->sheet (drops->window, sheet);
  if (paths->len == 0)
    drops->refused (drops->window, sheet != NULL ? _("A spreadsheet is brought into a program: open or create one, then drop the spreadsheet there.")
                                                 : _("This is no workspace of Baton, whose names end in .baton, and no spreadsheet."));
  /* The first one may take the place of this window. */
  for (guint i = 0; i < paths->len; i++)
    g_action_group_activate_action (G_ACTION_GROUP (application), "open-path", g_variant_new_string (paths->pdata[i]));
  return paths->len > 0;
}

void
baton_workspace_files_take_drops (GtkWidget          *window,
                                  BatonSheetDropFunc  sheet,
                                  BatonDropSayFunc    refused)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  Drops *drops = g_new (Drops, 1);

  drops->window = window;
  drops->sheet = sheet;
  drops->refused = refused;
  g_signal_connect_data (target, "drop", G_CALLBACK (drop_cb), drops, drops_free, 0);
  gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (target));
}
