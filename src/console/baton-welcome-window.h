/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first window: try the sample, start from a template, bring a spreadsheet, open, recent.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BATON_TYPE_WELCOME_WINDOW (baton_welcome_window_get_type ())
G_DECLARE_FINAL_TYPE (BatonWelcomeWindow, baton_welcome_window, BATON, WELCOME_WINDOW, AdwApplicationWindow)

GtkWidget *baton_welcome_window_new (AdwApplication     *application);
void       baton_welcome_window_say (BatonWelcomeWindow *self,
                                     const char         *sentence);

G_END_DECLS
