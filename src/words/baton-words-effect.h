/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an edit does to the personas, as sentences.
 */
#pragma once

#include "portal/baton-effect.h"
#include "words/baton-words.h"

G_BEGIN_DECLS

/* "No persona’s answers change.", "The answers of 3 of 11 personas change." *effects*: of baton_effect_list(). (transfer full) */
char      *baton_words_effects      (const BatonSnapshot *after,
                                     GPtrArray           *effects);
/* One line for one persona: "Influencer in EMEA: may no longer view 3 pieces of content; looks different". *before*, *after*: names of the two snapshots.
 * (transfer full) */
char      *baton_words_effect       (const BatonNames    *before,
                                     const BatonNames    *after,
                                     const BatonEffect   *effect);
/* The same at length, without the persona: a sentence for each thing that changes, with examples. (transfer full) of strings. */
GPtrArray *baton_words_effect_lines (const BatonNames    *before,
                                     const BatonNames    *after,
                                     const BatonEffect   *effect);

G_END_DECLS
