/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The keys of the application in windows that are none of it: what is opened above a workspace belongs to that window and is not
 * listed among those of the application, so GTK does not give it its accelerators.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets the windows of the class know F1 and Ctrl+comma. */
void baton_window_keys_install (GtkWidgetClass *klass);

G_END_DECLS
