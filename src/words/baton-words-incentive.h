/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Activities, promotions, tiers and benefits in words: what they give, said as a manager would say it.
 */
#pragma once

#include "words/baton-words.h"

G_BEGIN_DECLS

/* What comes of two promotions that apply to one event: "“Summer” runs at the same time: in one group the better one applies, 300 % of the
 * points." NULL where they never meet. (transfer full) */
char *baton_words_promotion_beside (const BatonNames  *names,
                                    const BatonEntity *promotion,
                                    const BatonEntity *other);
/* "Doubles the points of Blog Post for influencers in EMEA, from 1 to 31 December 2026; at most EUR 5,000." (transfer full) */
char *baton_words_promotion (const BatonNames  *names,
                             const BatonEntity *promotion);
/* Whether the promotion has nothing yet by which it would change what an event earns. */
gboolean baton_words_promotion_gives_nothing (const BatonEntity *promotion);
/* "It would have applied to 12 events and cost EUR 40.00.", or that it gives nothing yet; *happened*: "It applied to …". (transfer full) */
char *baton_words_promotion_use (const BatonNames  *names,
                                 const BatonEntity *promotion,
                                 guint64            n_events,
                                 gint64             cost,
                                 gboolean           happened);
/* How an activity is earned: "Once per member", "For each lead; 10 % more for each full 50; fee of 10 %". (transfer full) */
char *baton_words_earning   (const BatonNames  *names,
                             const BatonEntity *activity);
/* A line of a list as a sentence, where its list has one: "At most 150 tier points for each organization in a month" of a cap. NULL where
 * it has none, or something is missing. (transfer full) */
char *baton_words_line      (const BatonFieldInfo *columns,
                             const BatonValue     *line);
/* What a benefit gives: "+3 percentage points of referral fee", "10 % off rewards". (transfer full) */
char *baton_words_benefit   (const BatonNames  *names,
                             const BatonEntity *benefit);

/* How a price is rounded: "250 points less 5 % are 237.5: prices are rounded up, so it costs 238." *discount*: basis points.
 * (transfer full) */
char *baton_words_rounding  (gint64             price,
                             gint64             discount);

G_END_DECLS
