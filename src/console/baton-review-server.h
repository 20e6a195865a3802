/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The server behind Review & Push: finds it, pushes, pulls, rolls back, one at a time, and says in sentences what became of
 * it. What shows all that listens to the signals.
 *
 * Signals:
 *   said (const char *)      a sentence for the user
 *   state-changed ()         busy, connected or title are others
 *   pushed ()                the server has taken what was pushed
 *   settled (gboolean)       a push or pull has ended; TRUE: the draft may have taken something in from the server
 *   conflict ()              the document holds a merge that somebody has to decide
 *   revisions (GPtrArray *)  of BatonRevision, newest first: the last ones
 *   older-revisions (GPtrArray *)  likewise: those that were asked for behind them
 *   standing (BatonStanding *)  what this user may push
 */
#pragma once

#include "console/baton-document.h"
#include "sync/baton-remote.h"

G_BEGIN_DECLS

#define BATON_TYPE_REVIEW_SERVER (baton_review_server_get_type ())
G_DECLARE_FINAL_TYPE (BatonReviewServer, baton_review_server, BATON, REVIEW_SERVER, GObject)

/* Not connected yet. */
BatonReviewServer *baton_review_server_new            (BatonDocument     *document);
/* Connects to the workspace's server, or starts the practice server, and lists the revisions. */
void               baton_review_server_find           (BatonReviewServer *self);
gboolean           baton_review_server_is_busy        (BatonReviewServer *self);
gboolean           baton_review_server_is_connected   (BatonReviewServer *self);
/* Borrowed; NULL before it is connected. */
BatonRemote       *baton_review_server_get_remote     (BatonReviewServer *self);
/* What the server is called, for the user; "" while there is none. Borrowed. */
const char        *baton_review_server_get_title      (BatonReviewServer *self);
/* The draft without what *left_out* names (baton_sync_push_part_async()). When it is done, that is said, with *is_unseen* not that
 * partners see it; *addition* (nullable) is a sentence that is said, too. */
void               baton_review_server_push           (BatonReviewServer *self,
                                                       const char        *message,
                                                       const char        *left_out,
                                                       gboolean           is_unseen,
                                                       const char        *addition);
void               baton_review_server_pull           (BatonReviewServer *self);
/* To the revision of that number, as a new one, which is then pulled. */
void               baton_review_server_restore        (BatonReviewServer *self,
                                                       gint64             number);
void               baton_review_server_list_revisions (BatonReviewServer *self);
/* Those that were pushed before the one of the number *before*. */
void               baton_review_server_list_older     (BatonReviewServer *self,
                                                       gint64             before);
/* Gives up what is under way; nothing is said any more. */
void               baton_review_server_stop           (BatonReviewServer *self);

G_END_DECLS
