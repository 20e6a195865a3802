/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window says below: the newest takes the place of the one before. Toasts that wait for each other are read long after what
 * they tell, and the Undo of such a one takes back what was done since; so that button goes, too, once it would take back another
 * step.
 *
 * libadwaita 1.2 dies of a toast that is dismissed while it still comes in. Until it has, by the frames that move it, what is newer is
 * written into it.
 */
#include "config.h"

#include "console/baton-main-window-private.h"
#include "console/widgets/baton-toast.h"

#include <glib/gi18n-lib.h>

#define COMING_IN_US (500 * 1000)   /* of frames: longer than any toast does */

static void
offer_undo (BatonMainWindow *self)
{
  adw_toast_set_button_label (self->said, self->said_step != NULL ? _("_Undo") : NULL);
  adw_toast_set_action_name (self->said, self->said_step != NULL ? "win.undo" : NULL);
}

static gboolean
tick_cb (GtkWidget     *toasts,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  BatonMainWindow *self = user_data;
  gint64 now_us = gdk_frame_clock_get_frame_time (clock);

  if (self->said_us == 0)
    self->said_us = now_us;
  if (now_us - self->said_us < COMING_IN_US)
    return G_SOURCE_CONTINUE;
  self->coming_in = 0;
  return G_SOURCE_REMOVE;
}

static void
dismissed_cb (BatonMainWindow *self,
              AdwToast        *toast)
{
  if (toast == self->said)
    g_clear_weak_pointer (&self->said);
}

static void
show_new (BatonMainWindow *self,
          const char      *sentence)
{
  AdwToast *toast = baton_toast_new (sentence);

  g_set_weak_pointer (&self->said, toast);
  offer_undo (self);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
  self->said_us = 0;
  if (self->coming_in == 0)
    self->coming_in = gtk_widget_add_tick_callback (GTK_WIDGET (self->toasts), tick_cb, self, NULL);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
baton_main_window_say (BatonMainWindow *self,
                       const char      *sentence,
                       gboolean         undoable)
{
  g_free (self->said_step);
  self->said_step = undoable ? g_strdup (baton_workspace_get_undo_name (baton_document_get_workspace (self->document))) : NULL;
  if (self->said != NULL && self->coming_in != 0)
    {
      gtk_label_set_text (GTK_LABEL (adw_toast_get_custom_title (self->said)), sentence);
      offer_undo (self);
      return;
    }
  if (self->said != NULL)
    adw_toast_dismiss (self->said);
  show_new (self, sentence);
}

void
baton_main_window_follow_said (BatonMainWindow *self)
{
  if (self->said_step == NULL || g_strcmp0 (self->said_step, baton_workspace_get_undo_name (baton_document_get_workspace (self->document))) == 0)
    return;
  g_clear_pointer (&self->said_step, g_free);
  if (self->said != NULL && self->coming_in != 0)
    offer_undo (self);
  else if (self->said != NULL)
    adw_toast_dismiss (self->said);
}

void
baton_main_window_finish_said (BatonMainWindow *self)
{
  if (self->coming_in != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->toasts), self->coming_in);
  self->coming_in = 0;
  g_clear_weak_pointer (&self->said);
  g_clear_pointer (&self->said_step, g_free);
}
