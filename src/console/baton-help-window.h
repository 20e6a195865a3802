/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The help: its pages at the left, with a search through all of their text, and the chosen one beside them.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BATON_TYPE_HELP_WINDOW (baton_help_window_get_type ())
G_DECLARE_FINAL_TYPE (BatonHelpWindow, baton_help_window, BATON, HELP_WINDOW, AdwWindow)

GtkWidget *baton_help_window_new  (void);
/* Shows the page *id*; the start page when there is none of that name. */
void       baton_help_window_show (BatonHelpWindow *self,
                                   const char      *id);

G_END_DECLS
