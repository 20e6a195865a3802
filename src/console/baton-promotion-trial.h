/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one promotion does: the history tallied under the draft with it and without it, in a thread. A promotion whose window
 * lies outside the history is tried as many years earlier (or later) as it takes; the window that was tried is named. The
 * older answer stays until the newer is there.
 *
 * Signal: changed ()   a new answer, or it is being worked out
 */
#pragma once

#include "console/baton-document.h"
#include "incentives/baton-reckoning.h"

G_BEGIN_DECLS

#define BATON_TYPE_PROMOTION_TRIAL (baton_promotion_trial_get_type ())
G_DECLARE_FINAL_TYPE (BatonPromotionTrial, baton_promotion_trial, BATON, PROMOTION_TRIAL, GObject)

typedef struct
{
  BatonReckoningTotals with;
  BatonReckoningTotals without;
  BatonPromotionUse    use;        /* *promotion* is NULL */
  BatonWindow          window;     /* that was tried */
  gboolean             shifted;    /* it is not the promotion's own */
  BatonDay             from;       /* the days over which points and money are compared */
  BatonDay             through;
} BatonPromotionTrialResult;

BatonPromotionTrial *baton_promotion_trial_new       (BatonDocument       *document);
/* Which promotion to try; NULL: none. */
void                 baton_promotion_trial_set       (BatonPromotionTrial *self,
                                                      const char          *promotion);
/* Asks for the answer for the newest snapshot. */
void                 baton_promotion_trial_request   (BatonPromotionTrial *self);
/* Borrowed until changed; NULL without a history, or before the first answer for this promotion. */
const BatonPromotionTrialResult *baton_promotion_trial_get_result (BatonPromotionTrial *self);
gboolean             baton_promotion_trial_is_running (BatonPromotionTrial *self);

G_END_DECLS
