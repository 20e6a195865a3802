/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who gets where: every persona and every page and navigation item in one table, with what is empty or cannot be reached. It
 * follows the draft; a cell shows the portal as that persona, with that page, in the preview of the window that it belongs to.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_REACH_WINDOW (baton_reach_window_get_type ())
G_DECLARE_FINAL_TYPE (BatonReachWindow, baton_reach_window, BATON, REACH_WINDOW, AdwWindow)

/* Opens it above *parent*, a main window. */
void baton_reach_window_present (GtkWindow     *parent,
                                 BatonDocument *document);
/* A button that opens it, for the sections that it is about. */
GtkWidget *baton_reach_button_new (BatonDocument *document);

G_END_DECLS
