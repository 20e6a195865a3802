/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What runs out in the twelve months ahead, if they go as the last ones did (baton-forecast.h), and who gets where: the day on
 * which each fund's budget is used up before its period ends, the day on which a promotion's is, and how many reach each tier.
 */
#pragma once

#include <gio/gio.h>

#include "incentives/baton-replay.h"
#include "incentives/baton-timeline.h"

G_BEGIN_DECLS

typedef struct _BatonYearAhead BatonYearAhead;

/* A fund with a budget, in the period of the day after *today*. Money in minor units. */
typedef struct
{
  BatonWindow period;
  gint64      budget;
  gint64      used;        /* through *today* */
  gint64      expected;    /* through the period's end */
  BatonDay    exhausted;   /* the first day on which it goes beyond the budget, which may have been; BATON_DAY_NONE */
} BatonFundAhead;

/* The history is read through *today*; *growth* as for baton_forecast_new(). NULL with BATON_INCENTIVES_ERROR_OVERFLOW or, given up,
 * BATON_INCENTIVES_ERROR_CANCELLED. (transfer full) */
BatonYearAhead          *baton_year_ahead_new            (BatonSnapshot  *snapshot,
                                                          BatonRegister  *reg,
                                                          BatonHistory   *history,
                                                          BatonDay        today,
                                                          int             growth,
                                                          GCancellable   *cancellable,
                                                          GError        **error);
void                     baton_year_ahead_free           (BatonYearAhead *self);
/* The last day looked at. */
BatonDay                 baton_year_ahead_get_through    (BatonYearAhead *self);
/* NULL for a fund without a budget. Borrowed. */
/* The same of the timeline of a forecast (baton-forecast.h) from *today* on that there is already. (transfer full) */
BatonYearAhead          *baton_year_ahead_new_of         (BatonSnapshot  *snapshot,
                                                          BatonTimeline  *forecast,
                                                          BatonDay        today,
                                                          GCancellable   *cancellable,
                                                          GError        **error);
const BatonFundAhead    *baton_year_ahead_find_fund      (BatonYearAhead *self,
                                                          const char     *fund);
/* What is charged to the promotion over history and forecast; NULL when it is none. Borrowed. */
const BatonPromotionUse *baton_year_ahead_find_promotion (BatonYearAhead *self,
                                                          const char     *promotion);
/* How many of those whom the ladder is for hold the tier or a higher one at the end of a month ahead; −1 for what is no tier. */
int                      baton_year_ahead_count_reached  (BatonYearAhead *self,
                                                          const char     *tier);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonYearAhead, baton_year_ahead_free)

G_END_DECLS
