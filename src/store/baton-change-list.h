/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists of changes: netted so that each entity comes once, and as JSON for the journal.
 */
#pragma once

#include "store/baton-job.h"

G_BEGIN_DECLS

/* (transfer full) of BatonChange, empty. */
GPtrArray  *baton_change_list_new      (void);
/* The other way round. (transfer full) */
GPtrArray  *baton_change_list_inverse  (GPtrArray           *changes);
/* First *earlier*, then *later*, netted: each entity once, in the order of its first change; what ends where it began is
 * left out. Each change must start where the one before it ended. (transfer full) */
GPtrArray  *baton_change_list_join     (GPtrArray           *earlier,
                                        GPtrArray           *later);
/* Whether each change starts from what *program*, with the changes before it done, holds: STALE, or INVALID where a change
 * names nothing, two ids or two kinds. (transfer full): netted. */
GPtrArray  *baton_change_list_check    (GPtrArray           *changes,
                                        const BatonProgram  *program,
                                        GError             **error);

/* An array of {"id", "kind", "body"?}; without a body the entity is taken away. (transfer full) */
BatonValue *baton_change_list_to_value (GPtrArray           *changes,
                                        BatonDirection       direction);
/* The changes of a journal entry from its two columns, which were written under *schema*; what there is no longer under today's
 * is left out. NULL when they do not hold together: DAMAGED. (transfer full) */
GPtrArray  *baton_change_list_parse    (gint64               schema,
                                        const char          *forward,
                                        gsize                forward_length,
                                        const char          *inverse,
                                        gsize                inverse_length,
                                        GError             **error);
/* One entity from the columns of its row, written under *schema*: DAMAGED. *entity* (out, transfer full) is NULL where there is
 * no such thing under today's. */
gboolean     baton_entity_parse        (gint64               schema,
                                        const char          *id,
                                        const char          *kind,
                                        const char          *body,
                                        gsize                body_length,
                                        BatonEntity        **entity,
                                        GError             **error);

G_END_DECLS
