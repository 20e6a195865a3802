/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands before the changes in Review & Push: a merge to be decided, problems to be mended, what the last pull brought,
 * points of the past, what the push does to the personas, and how many changes go and wait.
 *
 * Signals:
 *   decide ()   somebody wants to decide the merge that waits
 *   all ()      somebody wants all to go, or where all do, all to wait
 */
#pragma once

#include "console/baton-review-arrived.h"
#include "console/baton-review-points.h"

G_BEGIN_DECLS

#define BATON_TYPE_REVIEW_PREFACE (baton_review_preface_get_type ())
G_DECLARE_FINAL_TYPE (BatonReviewPreface, baton_review_preface, BATON, REVIEW_PREFACE, GtkBox)

GtkWidget          *baton_review_preface_new         (BatonDocument      *document,
                                                      BatonReviewChoice  *choice);
/* After the choice has been compared or checked anew. */
void                baton_review_preface_refill      (BatonReviewPreface *self);
/* After somebody has chosen, until that is checked: only how much goes, and whose points change. */
void                baton_review_preface_say_summary (BatonReviewPreface *self);
BatonReviewArrived *baton_review_preface_get_arrived (BatonReviewPreface *self);
BatonReviewPoints  *baton_review_preface_get_points  (BatonReviewPreface *self);

G_END_DECLS
