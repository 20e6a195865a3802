/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a pull or a merge brought into the draft, for all to see, as it came without a question. Compared in a thread; not
 * seen while nothing came.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_REVIEW_ARRIVED (baton_review_arrived_get_type ())
G_DECLARE_FINAL_TYPE (BatonReviewArrived, baton_review_arrived, BATON, REVIEW_ARRIVED, AdwBin)

GtkWidget *baton_review_arrived_new   (BatonDocument      *document);
/* The draft is as it was before: to be called first. */
void       baton_review_arrived_begin (BatonReviewArrived *self);
/* Something came: shows what the draft has that it had not when it began. */
void       baton_review_arrived_end   (BatonReviewArrived *self);

G_END_DECLS
