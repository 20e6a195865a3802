/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A partner's statement in words: where it stands on a ladder, and what became of an event.
 */
#pragma once

#include "incentives/baton-statement.h"
#include "words/baton-words.h"

G_BEGIN_DECLS

/* "Influencer tiers: Superhero with 125 tier points. 75 points are missing for Legend. Without anything new the tier is lost on
 * 3 March 2027." (transfer full) */
char *baton_words_standing (const BatonNames         *names,
                            BatonReplay              *replay,
                            const BatonStatementTier *tier);
/* "pending, step bonus +4 company, “Double” +20 company, +10 individual", "taken back on 9 June 2026 (−10 tier)": what became of the
 * event and what rules added to or took from its base; "" where it simply counted. (transfer full) */
char *baton_words_credit   (const BatonNames         *names,
                            BatonReplay              *replay,
                            const BatonCredit        *credit);
/* What the event was about: an activity; of one that takes another back what that was about. (transfer full) */
char *baton_words_credit_subject (const BatonNames   *names,
                            BatonReplay              *replay,
                            const BatonCredit        *credit);
/* "5 % off; taken back on 18 May 2026", "pending": what became of a redemption and what it was cheaper by; "" where neither is to be
 * said. (transfer full) */
char *baton_words_redemption (const BatonNames       *names,
                            BatonReplay              *replay,
                            const BatonRedemption    *redemption);
/* "3 March 2027", "dropped out on 3 March 2025", "–": when an event's tier points drop out, seen from the last day that counts.
 * (transfer full) */
char *baton_words_drop_out (const BatonStatementLine *line,
                            BatonDay                  through);
/* "13 hours". (transfer full) */
char *baton_words_counted  (gint64                    number,
                            const char               *unit);
/* What is credited: money, or "13 hours". (transfer full) */
char *baton_words_accrual  (const BatonNames         *names,
                            const BatonAccrual       *accrual);

G_END_DECLS
