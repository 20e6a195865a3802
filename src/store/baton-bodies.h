/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The canonical JSON of a program taken apart into the texts of its bodies, without parsing them. Draft and base have nearly
 * all bodies in common, so nearly all of a base is recognised by its bytes and never parsed.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BatonBodies BatonBodies;

/* The text of a program of schema *schema*, which is looked at as rows are taken. Keeps the bytes. Any thread, one at a time. */
BatonBodies *baton_bodies_new      (GBytes      *program,
                                    int          schema);
/* Whether the body of *id* is this text, one whole object, and of this kind; it is then taken out. No id may come twice. */
gboolean     baton_bodies_take     (BatonBodies *self,
                                    const char  *id,
                                    const char  *kind,
                                    const char  *body,
                                    gsize        length);
/* After the last row: whether the text could be taken apart. If not, as it is not laid out as a program of that schema, has an id
 * twice or is too large for the memory, then what baton_bodies_take() said tells nothing, and the whole must be parsed. The parts are
 * checked when they are parsed. */
gboolean     baton_bodies_finish   (BatonBodies *self);
/* After that: calls *func* for each that has not been taken, until it answers FALSE; whether it never did. The strings end where they say. */
typedef gboolean (*BatonBodiesFunc) (const char *id, const char *kind, const char *body, gsize length, gpointer user_data,
                                     GError **error);
gboolean     baton_bodies_foreach  (BatonBodies     *self,
                                    BatonBodiesFunc  func,
                                    gpointer         user_data,
                                    GError         **error);
void         baton_bodies_free     (BatonBodies *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonBodies, baton_bodies_free)

G_END_DECLS
