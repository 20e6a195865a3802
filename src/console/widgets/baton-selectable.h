/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text to read, that can be chosen with the pointer, and copied while it is; but Tab passes it by, as it would else stop at every
 * line. Not by making the label unfocusable: one that can be chosen from says to GTK 4.8 that it has taken the focus all the
 * same, and Tab is caught before it.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* *label*: without links, which one has to come to. */
void baton_selectable_make (GtkLabel *label);

G_END_DECLS
