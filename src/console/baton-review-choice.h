/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What of the changes goes with the next push. A change that is left out takes what needs it with it, and waits until it is
 * chosen again, over pushes and restarts: nobody pushes by oversight what somebody held back. Base and draft are compared in
 * a thread, and what would be pushed is checked in one whenever the choice changes.
 *
 * Signals:
 *   compared ()   the atoms are others, and the borrowed ones have gone
 *   checked ()    problems and differences are those of what would be pushed
 */
#pragma once

#include "console/baton-document.h"
#include "model/baton-diff.h"
#include "sync/baton-standing.h"

G_BEGIN_DECLS

#define BATON_TYPE_REVIEW_CHOICE (baton_review_choice_get_type ())
G_DECLARE_FINAL_TYPE (BatonReviewChoice, baton_review_choice, BATON, REVIEW_CHOICE, GObject)

/* Empty before the first refresh. */
BatonReviewChoice *baton_review_choice_new            (BatonDocument     *document);
/* Compares base and draft anew: to be called first, and after every change of either. Until "compared", what is asked is
 * answered of the comparison before. */
void               baton_review_choice_refresh        (BatonReviewChoice *self);
/* Whether no comparison is under way, and there has been one. */
gboolean           baton_review_choice_is_compared    (BatonReviewChoice *self);
/* Of BatonAtom, from base to draft; NULL before the first push and the first comparison. Borrowed until "compared". */
GPtrArray         *baton_review_choice_get_atoms      (BatonReviewChoice *self);
gboolean           baton_review_choice_goes           (BatonReviewChoice *self,
                                                       guint              index);
/* Whether all that goes is content which members see neither before nor after: drafts, and what is archived. */
gboolean           baton_review_choice_is_unseen      (BatonReviewChoice *self);
/* Returns how many other changes go or wait with it. */
guint              baton_review_choice_set            (BatonReviewChoice *self,
                                                       guint              index,
                                                       gboolean           goes);
void               baton_review_choice_set_all        (BatonReviewChoice *self,
                                                       gboolean           go);
/* What the server lets this user push: the rest waits, whatever is chosen. Compares anew. */
void               baton_review_choice_set_standing   (BatonReviewChoice   *self,
                                                       const BatonStanding *standing);
/* NULL while it is not known. Borrowed. */
const BatonStanding *baton_review_choice_get_standing (BatonReviewChoice *self);
gboolean           baton_review_choice_may_go         (BatonReviewChoice *self,
                                                       guint              index);
/* How many wait because the server would not take them of this user. */
guint              baton_review_choice_count_foreign  (BatonReviewChoice *self);
guint              baton_review_choice_count_left_out (BatonReviewChoice *self);
/* For baton_sync_push_part_async(). (transfer full) */
char              *baton_review_choice_dup_left_out   (BatonReviewChoice *self);
/* Of what would be pushed; NULL while it is being checked. Borrowed. */
GPtrArray         *baton_review_choice_get_problems   (BatonReviewChoice *self);
/* Of BatonEffect: what would be pushed does to the personas. NULL when nothing, and while it is being checked. Borrowed. */
GPtrArray         *baton_review_choice_get_effects    (BatonReviewChoice *self);
/* The two that those compare. Borrowed; NULL while there are none. */
BatonSnapshot     *baton_review_choice_get_before     (BatonReviewChoice *self);
BatonSnapshot     *baton_review_choice_get_after      (BatonReviewChoice *self);
/* Changes of the draft by which the points that go count from today on (baton-dated-points.h). (transfer full) */
GPtrArray         *baton_review_choice_list_dated_points (BatonReviewChoice *self);

G_END_DECLS
