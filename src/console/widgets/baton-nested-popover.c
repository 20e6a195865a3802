/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-nested-popover.h"

static void
leave_cb (GtkPopover *popover)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (popover)))
    gtk_popover_popdown (popover);
}

void
baton_nested_popover_make (GtkWidget *popover,
                           GtkWidget *at,
                           GtkWidget *focus)
{
  GtkEventController *controller;

  if (gtk_widget_get_ancestor (at, GTK_TYPE_POPOVER) == NULL)
    return;
  controller = gtk_event_controller_focus_new ();
  gtk_popover_set_autohide (GTK_POPOVER (popover), FALSE);
  g_signal_connect_swapped (controller, "leave", G_CALLBACK (leave_cb), popover);
  gtk_widget_add_controller (popover, controller);
  g_signal_connect_object (popover, "map", G_CALLBACK (gtk_widget_grab_focus), focus, G_CONNECT_SWAPPED);
}
