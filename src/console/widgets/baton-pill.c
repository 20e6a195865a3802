/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-pill.h"

GtkWidget *
baton_pill_new (const char *label,
                GCallback   clicked,
                gpointer    owner)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, owner, G_CONNECT_SWAPPED);
  return button;
}
