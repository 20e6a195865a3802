/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The spinner of a page that has nothing to show yet.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A large spinner in the middle of its place, which turns; *label* tells a screen reader what is waited for. (transfer floating) */
GtkWidget *baton_spinner_new (const char *label);

G_END_DECLS
