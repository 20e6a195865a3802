/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a push does to the personas: a row for those that it changes alike, which unfolds to who they are. Where more would stand
 * there than one reads past, a single row that unfolds to them: the list of changes below must not be pushed out of sight.
 */
#pragma once

#include "console/baton-review-choice.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BATON_TYPE_REVIEW_CONSEQUENCES (baton_review_consequences_get_type ())
G_DECLARE_FINAL_TYPE (BatonReviewConsequences, baton_review_consequences, BATON, REVIEW_CONSEQUENCES, AdwBin)

GtkWidget *baton_review_consequences_new    (BatonDocument           *document,
                                             BatonReviewChoice       *choice);
/* Shows what the choice does now; invisible while that is nothing, or not known. */
void       baton_review_consequences_refill (BatonReviewConsequences *self);

G_END_DECLS
