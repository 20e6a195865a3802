/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Making a window and showing it are each the half of a frame's time: they get a turn of the main loop each.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* gtk_window_present() in the next turn, before anything else is drawn; nothing, if *window* is destroyed until then. */
void baton_present_next (GtkWindow *window);

G_END_DECLS
