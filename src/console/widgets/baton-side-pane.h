/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A pane at the end of a window whose width is the user's: its inner edge is dragged, or moved by the arrow keys, and a double
 * click or Home gives the first width back. The width is a wish: where there is less room the pane takes less.
 *
 * Property: width (integer, pixels, notify)  the wish
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BATON_TYPE_SIDE_PANE (baton_side_pane_get_type ())
G_DECLARE_FINAL_TYPE (BatonSidePane, baton_side_pane, BATON, SIDE_PANE, GtkWidget)

/* *label* names the edge for those who do not see it; *width* is the first width and the least that can be wished for. */
GtkWidget *baton_side_pane_new           (const char    *label,
                                          int            width,
                                          GtkWidget     *child);
int        baton_side_pane_get_width     (BatonSidePane *self);
/* Raised to what the pane needs. */
void       baton_side_pane_set_width     (BatonSidePane *self,
                                          int            width);
/* The edge stays where it is while the pane covers the window. */
void       baton_side_pane_set_resizable (BatonSidePane *self,
                                          gboolean       resizable);

G_END_DECLS
