/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The menu of a list's rows where people look for it: on the secondary button of the mouse, the Menu key and Shift+F10. The row
 * is chosen first, so that the menu's actions, which are about the chosen row, are about that one.
 */
#pragma once

#include "console/widgets/baton-tab-stop.h"

G_BEGIN_DECLS

/* *host*: what has the actions of *model* and holds *stop*, which stands around *list*. */
void baton_row_menu_attach (GtkWidget    *host,
                            BatonTabStop *stop,
                            GtkWidget    *list,
                            GMenuModel   *model);
/* Takes a popover that is closing from its parent when it may go: GTK still works with it, and the action of its item is done
 * after it has closed and found through that parent. */
void baton_row_menu_drop_popover (GtkWidget *popover);
/* For the dispose of *host*: takes away the popovers that are still open on it. */
void baton_row_menu_dispose      (GtkWidget *host);

G_END_DECLS
