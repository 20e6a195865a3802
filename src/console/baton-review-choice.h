/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What of the changes goes with the next push. A change that is left out takes what needs it with it, and waits until it is
 * chosen again, over pushes and restarts: nobody pushes by oversight what somebody held back. What would be pushed is
 * checked whenever the choice changes, in a thread where it is not the draft itself.
 *
 * Signals:
 *   checked ()   problems and snapshot are those of what would be pushed
 */
#pragma once

#include "console/baton-document.h"
#include "model/baton-diff.h"

G_BEGIN_DECLS

#define BATON_TYPE_REVIEW_CHOICE (baton_review_choice_get_type ())
G_DECLARE_FINAL_TYPE (BatonReviewChoice, baton_review_choice, BATON, REVIEW_CHOICE, GObject)

/* Empty before the first refresh. */
BatonReviewChoice *baton_review_choice_new            (BatonDocument     *document);
/* Compares base and draft anew: to be called first, and after every change of either. */
void               baton_review_choice_refresh        (BatonReviewChoice *self);
/* Of BatonAtom, from base to draft; NULL before the first push. Borrowed until the next refresh. */
GPtrArray         *baton_review_choice_get_atoms      (BatonReviewChoice *self);
gboolean           baton_review_choice_goes           (BatonReviewChoice *self,
                                                       guint              index);
/* Returns how many other changes go or wait with it. */
guint              baton_review_choice_set            (BatonReviewChoice *self,
                                                       guint              index,
                                                       gboolean           goes);
void               baton_review_choice_set_all        (BatonReviewChoice *self,
                                                       gboolean           go);
guint              baton_review_choice_count_left_out (BatonReviewChoice *self);
/* For baton_sync_push_part_async(). (transfer full) */
char              *baton_review_choice_dup_left_out   (BatonReviewChoice *self);
/* Of what would be pushed; NULL while it is being checked. Borrowed. */
GPtrArray         *baton_review_choice_get_problems   (BatonReviewChoice *self);
BatonSnapshot     *baton_review_choice_get_snapshot   (BatonReviewChoice *self);

G_END_DECLS
