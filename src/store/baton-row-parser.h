/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of entities are parsed by a thread of their own while SQLite reads the next: the two take about as long as each other,
 * and together nearly all the time that it takes to open a large program.
 */
#pragma once

#include "model/baton-program.h"
#include "store/baton-bodies.h"
#include "store/baton-store-error.h"

G_BEGIN_DECLS

typedef struct _BatonRowParser BatonRowParser;

/* Called on the owner's thread, in the order of the rows. *entity* (taken) is NULL where there is no such thing under today's
 * schema. *in_base*: the base has the same body. */
typedef void (*BatonRowFunc) (const char *id, BatonEntity *entity, gboolean in_base, gpointer user_data);

/* Rows of schema *schema*. *base* (nullable) is the canonical JSON of a revision to compare them with; see baton-bodies.h. */
BatonRowParser *baton_row_parser_new    (gint64           schema,
                                         GBytes          *base,
                                         BatonRowFunc     func,
                                         gpointer         user_data);
/* Copies the texts. May call *func* for earlier rows. DAMAGED when one of those does not parse; NO_MEMORY. */
gboolean        baton_row_parser_push   (BatonRowParser  *self,
                                         const char      *id,
                                         const char      *kind,
                                         const char      *body,
                                         gsize            length,
                                         GError         **error);
/* Waits until all rows are parsed and *func* has had them. DAMAGED. */
gboolean        baton_row_parser_finish (BatonRowParser  *self,
                                         GError         **error);
/* After that, of the base: what no row had the bytes of, (borrowed); or, where it could not be taken apart, NULL, and then the
 * base must be parsed whole. */
BatonBodies    *baton_row_parser_get_bodies (BatonRowParser *self);
void            baton_row_parser_free   (BatonRowParser  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonRowParser, baton_row_parser_free)

G_END_DECLS
