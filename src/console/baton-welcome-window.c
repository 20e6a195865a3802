/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-welcome-window.h"

#include "store/baton-workspace.h"

#include <glib/gi18n-lib.h>

#define MOST_RECENT 5

struct _BatonWelcomeWindow
{
  AdwApplicationWindow  parent_instance;

  AdwToastOverlay      *toasts;
  GtkImage             *logo;
  AdwExpanderRow       *templates;
  AdwPreferencesGroup  *recent;
};

G_DEFINE_FINAL_TYPE (BatonWelcomeWindow, baton_welcome_window, ADW_TYPE_APPLICATION_WINDOW)

static const struct
{
  const char *name, *title, *subtitle;
} templates[] = {
  { "reseller", NC_("template", "Reseller Program"), N_("Deal registration, tiers by revenue, market development funds") },
  { "referral", NC_("template", "Referral Program"), N_("Introductions, referral fees, individual rewards") },
  { "empty", NC_("template", "Empty Program"), N_("Nothing but the frame") },
};

static void
fill_templates (BatonWelcomeWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), g_dpgettext2 (GETTEXT_PACKAGE, "template", templates[i].title));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _(templates[i].subtitle));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.new-from-template");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", templates[i].name);
      adw_expander_row_add_row (self->templates, row);
    }
}

static int
compare_age (gconstpointer a,
             gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_modified ((GtkRecentInfo *) b), gtk_recent_info_get_modified ((GtkRecentInfo *) a));
}

static void
fill_recent (BatonWelcomeWindow *self)
{
  GList *items = g_list_sort (gtk_recent_manager_get_items (gtk_recent_manager_get_default ()), compare_age);
  guint n = 0;

  for (GList *link = items; link != NULL && n < MOST_RECENT; link = link->next)
    {
      g_autoptr (GFile) file = NULL;
      g_autofree char *path = NULL, *folder = NULL;
      GtkWidget *row;

      if (!g_str_has_suffix (gtk_recent_info_get_uri (link->data), BATON_WORKSPACE_SUFFIX) || !gtk_recent_info_is_local (link->data) || !gtk_recent_info_exists (link->data))
        continue;
      file = g_file_new_for_uri (gtk_recent_info_get_uri (link->data));
      path = g_file_get_path (file);
      folder = g_path_get_dirname (path);
      row = adw_action_row_new ();
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gtk_recent_info_get_display_name (link->data));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), folder);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.open-path");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", path);
      adw_preferences_group_add (self->recent, row);
      n++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->recent), n > 0);
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
}

/* A workspace is opened by dropping its file onto the window. */
static gboolean
drop_cb (BatonWelcomeWindow *self,
         const GValue       *value)
{
  GSList *files = g_value_get_boxed (value);

  for (GSList *link = files; link != NULL; link = link->next)
    {
      g_autofree char *path = g_file_get_path (link->data);

      if (path != NULL && g_str_has_suffix (path, BATON_WORKSPACE_SUFFIX))
        {
          gtk_widget_activate_action (GTK_WIDGET (self), "app.open-path", "s", path);
          return TRUE;
        }
    }
  baton_welcome_window_say (self, _("This is no workspace of Baton: their names end in .baton."));
  return FALSE;
}

static void
baton_welcome_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BATON_TYPE_WELCOME_WINDOW);
  G_OBJECT_CLASS (baton_welcome_window_parent_class)->dispose (object);
}

static void
baton_welcome_window_class_init (BatonWelcomeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = baton_welcome_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/batonconsole/Baton/baton-welcome-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BatonWelcomeWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, BatonWelcomeWindow, logo);
  gtk_widget_class_bind_template_child (widget_class, BatonWelcomeWindow, templates);
  gtk_widget_class_bind_template_child (widget_class, BatonWelcomeWindow, recent);
}

static void
baton_welcome_window_init (BatonWelcomeWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (drop, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  gtk_image_set_from_icon_name (self->logo, APP_ID);
  fill_templates (self);
  fill_recent (self);
}

GtkWidget *
baton_welcome_window_new (AdwApplication *application)
{
  return g_object_new (BATON_TYPE_WELCOME_WINDOW, "application", application, NULL);
}

void
baton_welcome_window_say (BatonWelcomeWindow *self,
                          const char         *sentence)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}
