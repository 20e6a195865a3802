/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-spinner.h"
#include "console/widgets/baton-wait.h"

#include <glib/gi18n-lib.h>

#define PATIENCE_MS 300

struct _BatonWait
{
  GtkWindow *parent;      /* weak */
  char      *heading;
  GtkWidget *dialog;      /* weak; NULL before it is shown */
  guint      source;      /* that shows it */
  void     (*cancelled) (gpointer user_data);
  gpointer   user_data;   /* borrowed */
};

static void
response_cb (BatonWait *self)
{
  self->cancelled (self->user_data);
}

static gboolean
show_cb (gpointer user_data)
{
  BatonWait *self = user_data;

  self->source = 0;
  if (self->parent == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->parent)))
    return G_SOURCE_REMOVE;
  g_set_weak_pointer (&self->dialog, adw_message_dialog_new (self->parent, self->heading, NULL));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (self->dialog), baton_spinner_new (self->heading));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (self->dialog), "cancel", _("_Cancel"));
  g_signal_connect_swapped (self->dialog, "response", G_CALLBACK (response_cb), self);
  gtk_window_present (GTK_WINDOW (self->dialog));
  return G_SOURCE_REMOVE;
}

BatonWait *
baton_wait_new (GtkWindow  *parent,
                const char *heading,
                void      (*cancelled) (gpointer user_data),
                gpointer    user_data)
{
  BatonWait *self = g_new0 (BatonWait, 1);

  g_set_weak_pointer (&self->parent, parent);
  self->heading = g_strdup (heading);
  self->cancelled = cancelled;
  self->user_data = user_data;
  self->source = g_timeout_add (PATIENCE_MS, show_cb, self);
  return self;
}

void
baton_wait_free (BatonWait *self)
{
  GtkWidget *dialog = self->dialog;

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_weak_pointer (&self->dialog);
  if (dialog != NULL)
    {
      g_signal_handlers_disconnect_by_data (dialog, self);
      gtk_window_destroy (GTK_WINDOW (dialog));
    }
  g_clear_weak_pointer (&self->parent);
  g_free (self->heading);
  g_free (self);
}
