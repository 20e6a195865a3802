/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* gtk_widget_set_tooltip_text() for what is set often, or on many widgets that are being made: GTK 4.8 asks the X server
 * where the pointer is whenever the tooltip of a visible widget is set, the same or another, and waits for the answer. */
void baton_tooltip_set (GtkWidget  *widget,
                        const char *text);

G_END_DECLS
