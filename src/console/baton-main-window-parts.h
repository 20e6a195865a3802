/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window opens: each part is a file of its own and is reached through these functions alone.
 */
#pragma once

#include "console/baton-main-window.h"

G_BEGIN_DECLS

/* The preview pane. */
GtkWidget *baton_main_window_make_preview   (BatonMainWindow *self);
/* Ctrl+K: find anything. */
void       baton_main_window_present_find   (BatonMainWindow *self);
/* Review & Push. */
void       baton_main_window_present_review (BatonMainWindow *self);
/* Where a thing is used, and what can be done about it. */
void       baton_main_window_present_uses   (BatonMainWindow *self,
                                             const char      *id);

/* Bring my spreadsheet: the window that was opened, which keeps itself. */
GtkWidget *baton_main_window_present_import (BatonMainWindow *self);
/* A program that is on a server: its address, and the first pull. */
void       baton_main_window_present_from_server (BatonMainWindow *self);
/* Save as spreadsheet what the section at hand shows, or anything else. */
void       baton_main_window_present_export (BatonMainWindow *self);

G_END_DECLS
