/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A large button in the middle of a page that says what comes next.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* *label* with its mnemonic; *clicked* is called with *owner* alone, for as long as both live. (transfer floating) */
GtkWidget *baton_pill_new (const char *label,
                           GCallback   clicked,
                           gpointer    owner);

G_END_DECLS
