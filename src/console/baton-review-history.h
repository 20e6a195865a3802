/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was pushed: the server's revisions by message, day and author, with a way back to each but the last.
 *
 * Signals:
 *   roll-back (gint64)   somebody wants that revision back
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BATON_TYPE_REVIEW_HISTORY (baton_review_history_get_type ())
G_DECLARE_FINAL_TYPE (BatonReviewHistory, baton_review_history, BATON, REVIEW_HISTORY, GtkBox)

/* Empty. */
GtkWidget *baton_review_history_new  (void);
/* *revisions*: of BatonRevision, newest first. */
void       baton_review_history_fill (BatonReviewHistory *self,
                                      GPtrArray          *revisions);

G_END_DECLS
