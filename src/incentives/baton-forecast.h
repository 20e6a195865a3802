/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The year ahead, if it went as the last one did: a history to replay through a day that has not come yet. What it shows
 * comes from the program's own rules: points that drop out and expire, one-time points that do not come back, budgets that
 * run out.
 */
#pragma once

#include "incentives/baton-history.h"

G_BEGIN_DECLS

/* *history*, and behind *today* its last twelve months once more, each event twelve months later (month ends clamped). Repeated
 * are approved events that were not taken back, and redemptions and granted claims as they were; later rows of *history* are left out. *growth*, in
 * basis points and at least −10000, says by how much the number of events changes: each organization's, activity by activity,
 * so that ten events and a growth of 10 % make eleven. The rows that are made have ids that begin with "forecast-".
 * (transfer full) */
BatonHistory *baton_forecast_new        (BatonHistory     *history,
                                         BatonDay          today,
                                         int               growth);
gboolean      baton_forecast_is_made_up (const BatonEvent *event);
/* Whether the history ends with rows that are made. */
gboolean      baton_forecast_is         (BatonHistory     *history);

G_END_DECLS
