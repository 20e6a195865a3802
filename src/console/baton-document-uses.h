/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What uses a thing, and what can be done with one that is used: replace it, merge it into another, split it, end it or
 * retire it. Each is one named step, which one undo takes back, the register included. Deleting stays for what nothing uses.
 */
#pragma once

#include "console/baton-document.h"
#include "model/baton-uses.h"

G_BEGIN_DECLS

/* What can be done with things of *kind*. */
gboolean   baton_document_can_split     (BatonKind          kind);
gboolean   baton_document_can_end       (BatonKind          kind);
gboolean   baton_document_can_succeed   (BatonKind          kind);
/* How many events, redemptions and claims of the history name *id*: with any, it is ended, never deleted or replaced. */
guint      baton_document_count_events  (BatonDocument     *self,
                                         const char        *id);
/* A sentence that says why *id* cannot be deleted or replaced for the history's sake; NULL when it can. (transfer full) */
char      *baton_document_get_hindrance (BatonDocument     *self,
                                         const char        *id);

/* Each as one step, with a *message*; FALSE after a *message* said what is wrong. *merge* only names the step. */
gboolean   baton_document_replace       (BatonDocument     *self,
                                         const char        *from,
                                         const char        *to,
                                         gboolean           merge);
/* *names*: of the parts, ended by NULL. */
gboolean   baton_document_split         (BatonDocument     *self,
                                         const char        *id,
                                         const char * const *names);
/* *successor* (nullable): without one, it is retired. */
gboolean   baton_document_end           (BatonDocument     *self,
                                         const char        *id,
                                         BatonDay           through,
                                         const char        *successor);

G_END_DECLS
