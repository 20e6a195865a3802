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
/* "pending, step bonus +0/+4/+0, “Double” +0/+20/+10": what became of the event and what rules added to or took from its base, as
 * tier, company and individual points; "" where it simply counted. (transfer full) */
char *baton_words_credit   (const BatonNames         *names,
                            BatonReplay              *replay,
                            const BatonCredit        *credit);

G_END_DECLS
