/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Stands around a list, so that the list is one stop of Tab: Tab leads to the row that is chosen and from there on to what
 * follows the list; arrows go through the rows. Without it Tab goes through every row, and chooses each, which in a list of
 * thousands is a trap. What a row holds to be acted on is reached before the list is left.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BATON_TYPE_TAB_STOP (baton_tab_stop_get_type ())
G_DECLARE_FINAL_TYPE (BatonTabStop, baton_tab_stop, BATON, TAB_STOP, AdwBin)

/* *child*: *list* or what scrolls it. *list*, borrowed: a list view or a list box. */
GtkWidget *baton_tab_stop_new        (GtkWidget    *child,
                                      GtkWidget    *list);
/* A row of the list, borrowed, that shows more of the chosen one: Tab leads from that into it, and from its end out. */
void       baton_tab_stop_set_detail (BatonTabStop *self,
                                      GtkWidget    *detail);
/* Gives the focus to the chosen row, at once or as soon as it is laid out; nothing happens where none is chosen. */
void       baton_tab_stop_focus_row  (BatonTabStop *self);
/* The same, but to the first row where none is chosen; for who comes back from a search. */
void       baton_tab_stop_enter      (BatonTabStop *self);
/* The list below *widget* that somebody who has been led to it looks at: the last in which something is chosen, as what stands
 * in another comes after that; the first where nothing is. Borrowed; NULL: there is none. */
BatonTabStop *baton_tab_stop_find    (GtkWidget    *widget);
/* Whether the focus is on a row of the list or in it. */
gboolean   baton_tab_stop_has_focus  (BatonTabStop *self);

G_END_DECLS
