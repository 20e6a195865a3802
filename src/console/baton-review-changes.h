/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The changes of Review & Push by section, each a sentence with a check mark in front, whether it goes with the push, and
 * behind it what takes it back and what shows where it is edited.
 *
 * Signals:
 *   chosen (gboolean goes, guint others)   somebody let a change go or wait; so many others went with it
 */
#pragma once

#include "console/baton-review-choice.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BATON_TYPE_REVIEW_CHANGES (baton_review_changes_get_type ())
G_DECLARE_FINAL_TYPE (BatonReviewChanges, baton_review_changes, BATON, REVIEW_CHANGES, GtkBox)

GtkWidget *baton_review_changes_new         (BatonDocument      *document,
                                             BatonReviewChoice  *choice);
/* Makes the rows anew, after *choice* has been refreshed. */
void       baton_review_changes_refill      (BatonReviewChanges *self);
/* The check marks follow the choice, after somebody else has changed it. */
void       baton_review_changes_show_choice (BatonReviewChanges *self);
/* While a push is on its way, nothing is chosen. */
void       baton_review_changes_set_frozen  (BatonReviewChanges *self,
                                             gboolean            frozen);

G_END_DECLS
