/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The canonical JSON of a program taken apart into the texts of its bodies, without parsing them. Draft and base have nearly
 * all bodies in common, so nearly all of a base is recognised by its bytes and never parsed.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BatonBodies BatonBodies;

/* Of nothing but the text: its parts are checked when they are parsed. NULL when it is not laid out as a program of schema
 * *schema*, has an id twice, or is too
 * large for the memory: then the whole must be parsed. Keeps the bytes. Any thread. */
BatonBodies *baton_bodies_new      (GBytes      *program,
                                    int          schema);
/* Whether the body of *id* is this text and of this kind; it is then taken out. */
gboolean     baton_bodies_take     (BatonBodies *self,
                                    const char  *id,
                                    const char  *kind,
                                    const char  *body,
                                    gsize        length);
/* Calls *func* for each that has not been taken, until it answers FALSE; whether it never did. The strings end where they say. */
typedef gboolean (*BatonBodiesFunc) (const char *id, const char *kind, const char *body, gsize length, gpointer user_data,
                                     GError **error);
gboolean     baton_bodies_foreach  (BatonBodies     *self,
                                    BatonBodiesFunc  func,
                                    gpointer         user_data,
                                    GError         **error);
void         baton_bodies_free     (BatonBodies *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonBodies, baton_bodies_free)

G_END_DECLS
