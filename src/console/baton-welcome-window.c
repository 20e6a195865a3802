/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-welcome-window.h"

#include "console/baton-workspace-files.h"
#include "console/widgets/baton-expander-row.h"
#include "console/widgets/baton-toast.h"

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

static void
fill_recent (BatonWelcomeWindow *self)
{
  g_autoptr (GPtrArray) files = baton_workspace_files_list_recent (MOST_RECENT);

  for (guint i = 0; i < files->len; i++)
    {
      const BatonRecentFile *file = files->pdata[i];
      g_autofree char *folder = g_path_get_dirname (file->path);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), file->name);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), folder);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.open-path");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", file->path);
      adw_preferences_group_add (self->recent, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->recent), files->len > 0);
}

static void
refused_cb (GtkWidget  *window,
            const char *sentence)
{
  baton_welcome_window_say (BATON_WELCOME_WINDOW (window), sentence);
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

  g_type_ensure (BATON_TYPE_EXPANDER_ROW);
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
  gtk_widget_init_template (GTK_WIDGET (self));
  baton_workspace_files_take_drops (GTK_WIDGET (self), NULL, refused_cb);
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
  adw_toast_overlay_add_toast (self->toasts, baton_toast_new (sentence));
}
