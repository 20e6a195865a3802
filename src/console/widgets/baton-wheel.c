/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-wheel.h"

static gboolean
can_scroll (GtkAdjustment *adjustment,
            GtkPolicyType  policy)
{
  return policy != GTK_POLICY_NEVER &&
         gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_lower (adjustment) > gtk_adjustment_get_page_size (adjustment);
}

static void
update (GtkScrolledWindow *scrolled)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (scrolled));
  GtkEventControllerScrollFlags flags = GTK_EVENT_CONTROLLER_SCROLL_NONE;
  GtkPolicyType horizontal, vertical;

  gtk_scrolled_window_get_policy (scrolled, &horizontal, &vertical);
  if (can_scroll (gtk_scrolled_window_get_hadjustment (scrolled), horizontal))
    flags |= GTK_EVENT_CONTROLLER_SCROLL_HORIZONTAL;
  if (can_scroll (gtk_scrolled_window_get_vadjustment (scrolled), vertical))
    flags |= GTK_EVENT_CONTROLLER_SCROLL_VERTICAL;
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_scroll_set_flags (GTK_EVENT_CONTROLLER_SCROLL (controller), flags | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
    }
}

void
baton_wheel_let_pass (GtkScrolledWindow *scrolled)
{
  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (scrolled));

  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (scrolled), "changed", G_CALLBACK (update), scrolled, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (scrolled), "changed", G_CALLBACK (update), scrolled, G_CONNECT_SWAPPED);
  update (scrolled);
}
