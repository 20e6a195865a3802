/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Points of the past: whether the points that a push changes count from today on, which is usual, or as if they had always
 * been so. Not seen while no points change.
 */
#pragma once

#include "console/baton-review-choice.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BATON_TYPE_REVIEW_POINTS (baton_review_points_get_type ())
G_DECLARE_FINAL_TYPE (BatonReviewPoints, baton_review_points, BATON, REVIEW_POINTS, AdwBin)

GtkWidget *baton_review_points_new    (BatonDocument     *document,
                                       BatonReviewChoice *choice);
/* Counts anew, after the choice has changed or been compared anew. */
void       baton_review_points_refill (BatonReviewPoints *self);
/* To be called before a push: where the points count from today on, the draft is made to say so, as a step of its own that can
 * be undone. *is_dated* says whether there was something to date. FALSE when the draft could not be changed, which the document
 * has said: then the push must not go on, as it would restate the past. */
gboolean   baton_review_points_date   (BatonReviewPoints *self,
                                       gboolean          *is_dated);

G_END_DECLS
