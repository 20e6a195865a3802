/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-tooltip.h"

void
baton_tooltip_set (GtkWidget  *widget,
                   const char *text)
{
  gboolean hide;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0)
    return;
  /* Where nobody can see it yet, it may as well not be visible for a moment. */
  hide = gtk_widget_get_visible (widget) && gtk_widget_get_root (widget) == NULL;
  if (hide)
    gtk_widget_set_visible (widget, FALSE);
  gtk_widget_set_tooltip_text (widget, text);
  if (hide)
    gtk_widget_set_visible (widget, TRUE);
}
