/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A popover over another popover. GTK 4.8 on X11 takes the outer one's grab together with the inner one's, and no click beside it
 * closes the outer one any more: the inner one takes none, and goes when the focus does.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where *popover* is to stand over *at* and that stands in a popover itself, makes it one that takes no grab, and gives *focus*, in it,
 * the focus when it opens; elsewhere does nothing. */
void baton_nested_popover_make (GtkWidget *popover,
                                GtkWidget *at,
                                GtkWidget *focus);

G_END_DECLS
