/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All decisions of one member on one day, made at once over all content of the program. Use this wherever more than a
 * few contents are asked about: a portal's page, a search, a table of what changed.
 */
#pragma once

#include "rules/baton-decision.h"

G_BEGIN_DECLS

typedef struct _BatonAccess BatonAccess;

/* Keeps references to both. (transfer full) */
BatonAccess   *baton_access_new      (BatonSnapshot     *snapshot,
                                      BatonProfile      *profile,
                                      BatonDay           day);
void           baton_access_free     (BatonAccess       *access);
/* By the content's id; not permitted for content that does not exist. */
BatonDecision  baton_access_decide   (BatonAccess       *access,
                                      BatonAction        action,
                                      const char        *content_id);
/* The decision with all its reasons, as baton_explain() gives it. (transfer full) */
BatonExplanation *baton_access_explain (BatonAccess  *access,
                                        BatonAction   action,
                                        const char   *content_id);
/* Whether the answer is *allowed*; with approval is not yet. */
gboolean       baton_access_allows   (BatonAccess       *access,
                                      BatonAction        action,
                                      const char        *content_id);
/* How many contents have that outcome. */
guint          baton_access_count    (BatonAccess       *access,
                                      BatonAction        action,
                                      BatonOutcome       outcome);
/* Those contents, in the order of baton_snapshot_list(). (transfer container) of borrowed BatonEntity. */
GPtrArray     *baton_access_list     (BatonAccess       *access,
                                      BatonAction        action,
                                      BatonOutcome       outcome);
/* Those of them that meet the audience too, the member and the moment being asked for what it says of them; in the same
 * order. (transfer container) of borrowed BatonEntity. */
GPtrArray     *baton_access_list_for (BatonAccess         *access,
                                      BatonAction          action,
                                      BatonOutcome         outcome,
                                      const BatonAudience *what);
/* How many bytes of sets the answers for the action are made from; for the bench. */
gsize          baton_access_count_bytes (BatonAccess    *access,
                                         BatonAction     action);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonAccess, baton_access_free)

G_END_DECLS
