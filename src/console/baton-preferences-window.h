/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Preferences: the colour scheme, and, for the workspace of the active window, the server and its token.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

/* Of a workspace: the address of its server; unset for the practice server. */
#define BATON_SETTING_SERVER "sync.server"

#define BATON_TYPE_PREFERENCES_WINDOW (baton_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (BatonPreferencesWindow, baton_preferences_window, BATON, PREFERENCES_WINDOW, AdwPreferencesWindow)

/* *document* may be NULL: no workspace is open. *settings* may be NULL: the schema is not installed. */
GtkWidget *baton_preferences_window_new (GtkWindow     *parent,
                                         BatonDocument *document,
                                         GSettings     *settings);

/* Asks for nothing but the server, and how it is come by. */
void       baton_preferences_window_ask_for_server (BatonPreferencesWindow *self);

G_END_DECLS
