/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Going through what a window shows without a mouse: for the tests of the keyboard.
 */
#pragma once

#include "console-fixture.h"

G_BEGIN_DECLS

/* The accessible name; NULL: there is none. (transfer full) */
char     *console_keys_get_name (GtkWidget       *widget);
/* Goes with Tab through *root*, a section or what a window shows, and back: there is no trap, all that one acts on is come to, a
 * list once, and has a name. All that is wrong is told, and fails the test. *where*: what it is called there. */
void      console_keys_check    (GtkWidget       *root,
                                 const char      *where);
/* Presses a key on *widget*, which need not have the focus: what is around it sees it first, as far as it wants to, and then from
 * the inside out until somebody takes it. Whether somebody did. */
gboolean  console_keys_press    (GtkWidget       *widget,
                                 guint            key,
                                 GdkModifierType  state);
/* The window above *below*; NULL: there is none. */
GtkWidget *console_keys_find_window  (GtkWidget       *below);
/* Whether there is none, to wait for. */
gboolean   console_keys_is_window_gone (gpointer below);
/* What a first look at a window shows: the focus is in it, Tab goes through it, and every word is a manager's. *where*: what it is called. */
void       console_keys_check_window (GtkWidget       *window,
                                      const char      *where);
/* Escape in *window* closes it. */
void       console_keys_check_escape (GtkWidget       *window);

G_END_DECLS
