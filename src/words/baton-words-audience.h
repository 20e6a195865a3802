/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An audience as one plain sentence: "Influencers or agencies, in EMEA, Rock Star or above, not in France".
 */
#pragma once

#include "model/baton-audience.h"
#include "words/baton-words.h"

G_BEGIN_DECLS

/* Never empty: an audience without clauses is "everybody", "all content", "every event" or "every record". (transfer full) */
char *baton_words_audience (const BatonNames *names,
                            const BatonValue *audience,
                            BatonSide         side);
/* The same of content that nobody in question may have: "any content" in place of "all content". (transfer full) */
char *baton_words_any_content (const BatonNames *names,
                               const BatonValue *audience);
/* One clause alone: what the chip of a sentence says. (transfer full) */
char *baton_words_clause   (const BatonNames  *names,
                            const BatonClause *clause);
/* The order in which one would say the clauses: an array of guint, their indices. *beginning* (out): what stands before the
 * first, "everybody" or "all content"; NULL when the first says whom or what it is about. (transfer full) */
GArray *baton_words_order_clauses (const BatonNames  *names,
                                   const BatonValue  *audience,
                                   BatonSide          side,
                                   const char       **beginning);
/* What a dimension is called: the vocabulary's or ladder's name, "Role", "Organization". (transfer full) */
char *baton_words_dimension (const BatonNames *names,
                             const char       *dimension);
const char *baton_words_attribute (BatonAttribute attribute);
/* "1 tier point", "30 days since joining". (transfer full) */
char *baton_words_attribute_number (BatonAttribute attribute,
                                    gint64         number);

G_END_DECLS
