/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The wheel over something scrollable inside something scrollable.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets a scrolled window take only the directions in which it can scroll, so that the wheel moves the page around it in the
 * others. GtkScrolledWindow by itself stops every scroll event, also those that do nothing. */
void baton_wheel_let_pass (GtkScrolledWindow *scrolled);

G_END_DECLS
