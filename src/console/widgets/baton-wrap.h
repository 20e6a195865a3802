/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Children one after another like words, on as many lines as it takes: sentences of chips. (A GtkFlowBox would put them into
 * columns.) Reads from right to left where the language does.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BATON_TYPE_WRAP (baton_wrap_get_type ())
G_DECLARE_FINAL_TYPE (BatonWrap, baton_wrap, BATON, WRAP, GtkWidget)

/* *spacing*: between children and between lines, in pixels. */
GtkWidget *baton_wrap_new        (int        spacing);
void       baton_wrap_append     (BatonWrap *self,
                                  GtkWidget *child);
/* Puts *child*, which may be one already, behind *sibling* (nullable: first). */
void       baton_wrap_place      (BatonWrap *self,
                                  GtkWidget *child,
                                  GtkWidget *sibling);
/* Takes all children away. */
void       baton_wrap_clear      (BatonWrap *self);

G_END_DECLS
