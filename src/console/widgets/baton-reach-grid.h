/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who gets where, at a glance: a row for each persona, a column for each page and navigation item, a sign in each cell. Names stay
 * in sight while it is scrolled. The arrows move from cell to cell.
 *
 * Signals:
 *   moved ()       another cell is chosen
 *   activated ()   the chosen cell was clicked, or Enter pressed on it
 */
#pragma once

#include <adwaita.h>

#include "portal/baton-reach.h"
#include "words/baton-words.h"

G_BEGIN_DECLS

#define BATON_TYPE_REACH_GRID (baton_reach_grid_get_type ())
G_DECLARE_FINAL_TYPE (BatonReachGrid, baton_reach_grid, BATON, REACH_GRID, GtkWidget)

/* Stands in *scrolled*, which moves it. */
GtkWidget *baton_reach_grid_new           (GtkScrolledWindow *scrolled);
/* *reach* is borrowed until the next call; NULL: nothing is shown. *names*, of its snapshot, are copied into the grid. */
void       baton_reach_grid_set_reach     (BatonReachGrid    *self,
                                           BatonReach        *reach,
                                           const BatonNames  *names);
/* The chosen cell. FALSE when there is none. */
gboolean   baton_reach_grid_get_chosen    (BatonReachGrid    *self,
                                           guint             *persona,
                                           guint             *thing);
/* What the cell says: "“Seller”: nothing that they see leads to “Deals”." (transfer full) */
char      *baton_reach_grid_describe      (BatonReachGrid    *self,
                                           guint              persona,
                                           guint              thing);
/* Paints the sign of *state* in a square of *size* pixels, for a legend. */
void       baton_reach_grid_paint         (cairo_t           *cr,
                                           BatonReachState    state,
                                           const GdkRGBA     *colour,
                                           double             size);

G_END_DECLS
