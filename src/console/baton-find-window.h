/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Find anything (Ctrl+K): every thing of the program and every section by name, and a jump to where it is edited.
 */
#pragma once

#include "console/baton-main-window.h"

G_BEGIN_DECLS

#define BATON_TYPE_FIND_WINDOW (baton_find_window_get_type ())
G_DECLARE_FINAL_TYPE (BatonFindWindow, baton_find_window, BATON, FIND_WINDOW, AdwWindow)

GtkWidget *baton_find_window_new (BatonMainWindow *parent);

G_END_DECLS
