/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two views of the same rows beside each other: the first column, which stays, and the others, which scroll sideways.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* *names* and *view*: column views without scrolled windows, of one model. They share the adjustment of the height. */
GtkWidget *baton_activity_panes_new (GtkWidget *names,
                                     GtkWidget *view);

G_END_DECLS
