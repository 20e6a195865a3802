/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-window-keys.h"

static gboolean
activate_cb (GtkWidget *widget,
             GVariant  *action,
             gpointer   user_data)
{
  GApplication *application = g_application_get_default ();
  const char *name = g_variant_get_string (action, NULL);

  if (application == NULL || !g_action_group_get_action_enabled (G_ACTION_GROUP (application), name))
    return GDK_EVENT_PROPAGATE;
  g_action_group_activate_action (G_ACTION_GROUP (application), name, NULL);
  return GDK_EVENT_STOP;
}

void
baton_window_keys_install (GtkWidgetClass *klass)
{
  gtk_widget_class_add_binding (klass, GDK_KEY_F1, 0, activate_cb, "s", "help");
  gtk_widget_class_add_binding (klass, GDK_KEY_comma, GDK_CONTROL_MASK, activate_cb, "s", "preferences");
}
