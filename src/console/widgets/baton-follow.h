/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Following the document only as far as somebody looks: what happens while a widget is not on the screen reaches it when
 * it comes to be. A hidden section then costs an edit nothing, however many have been visited.
 */
#pragma once

#include "console/baton-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*BatonFollowFunc) (GtkWidget *widget);
typedef void (*BatonFollowChangesFunc) (GtkWidget *widget,
                                        GPtrArray *changes);

/* Calls *func* with what has changed: at once while *widget* is mapped, else before it is mapped again, with all changes
 * since then; an entity may be named several times. For as long as both live. */
void baton_follow_changes (BatonDocument          *document,
                           GtkWidget              *widget,
                           BatonFollowChangesFunc  func);
/* Calls *func* for a signal of *object* that needs no more than to be heard: at once, or once before it is mapped again. */
void baton_follow_signal  (gpointer                object,
                           const char             *signal,
                           GtkWidget              *widget,
                           BatonFollowFunc         func);

G_END_DECLS
