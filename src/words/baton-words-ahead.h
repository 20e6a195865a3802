/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The year ahead in words: how long a fund's budget lasts, and how many reach each tier.
 */
#pragma once

#include "incentives/baton-year-ahead.h"
#include "words/baton-words.h"

G_BEGIN_DECLS

/* "EUR 4,000.00 used. If it goes on as last year, the budget runs out on 12 June 2026; EUR 19,000.00 would be needed to the
 * period’s end." (transfer full) */
char *baton_words_fund_ahead    (const BatonNames     *names,
                                 const BatonFundAhead *ahead);
/* "Reached in the year ahead, if it goes as the last one did: Gold by 3 and Silver by 20." *tiers*: ids of one ladder, lowest
 * first; what *ahead* does not know is left out. NULL when nothing is left. (transfer full) */
char *baton_words_tiers_reached (const BatonNames     *names,
                                 BatonYearAhead       *ahead,
                                 GPtrArray            *tiers);

G_END_DECLS
