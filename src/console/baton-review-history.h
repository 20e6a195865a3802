/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was pushed: the server's revisions by message, day and author, each with what it changed, and
 * a way back to each but the last.
 *
 * Signals:
 *   roll-back (gint64)   somebody wants that revision back
 */
#pragma once

#include "console/baton-review-server.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BATON_TYPE_REVIEW_HISTORY (baton_review_history_get_type ())
G_DECLARE_FINAL_TYPE (BatonReviewHistory, baton_review_history, BATON, REVIEW_HISTORY, GtkBox)

/* Empty. *server* is asked what a revision changed. */
GtkWidget *baton_review_history_new  (BatonDocument      *document,
                                      BatonReviewServer  *server);
/* *revisions*: of BatonRevision, newest first. Where there are older ones, a last row asks the server for them. */
void       baton_review_history_fill (BatonReviewHistory *self,
                                      GPtrArray          *revisions);
/* Who may not push everything is offered no way back: the server would refuse it. */
void       baton_review_history_set_standing (BatonReviewHistory  *self,
                                              const BatonStanding *standing);
/* *revisions*: those that follow, older than all that it has. */
void       baton_review_history_append (BatonReviewHistory *self,
                                        GPtrArray          *revisions);

G_END_DECLS
