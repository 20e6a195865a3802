/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Menus that are made when they are first opened: GTK makes the widgets of a whole menu as soon as a button is given one,
 * which costs a section more than its list.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* As gtk_menu_button_set_menu_model(). */
void baton_lazy_menu_set (GtkMenuButton *button,
                          GMenuModel    *menu);

G_END_DECLS
