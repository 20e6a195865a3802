/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the analysis of a program finds, as sentences.
 */
#pragma once

#include "rules/baton-analysis.h"
#include "words/baton-words.h"

G_BEGIN_DECLS

/* The finding in one sentence, and its example in another. The snapshot of *names* is the one that was analysed. (transfer full) */
char *baton_words_finding         (const BatonNames   *names,
                                   const BatonFinding *finding);
/* The first of the two alone. (transfer full) */
char *baton_words_finding_claim   (const BatonNames   *names,
                                   const BatonFinding *finding);
/* The second alone: NULL where the finding has none. (transfer full) */
char *baton_words_finding_example (const BatonNames   *names,
                                   const BatonFinding *finding);

G_END_DECLS
