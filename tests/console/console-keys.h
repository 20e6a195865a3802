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

G_END_DECLS
