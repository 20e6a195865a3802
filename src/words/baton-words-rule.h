/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Publishing rules and the reasons of decisions as sentences.
 */
#pragma once

#include "portal/baton-portal-why.h"
#include "words/baton-words.h"

G_BEGIN_DECLS

/* "Technical Bloggers may create and edit technical blogs, only within their own region, with approval by Marketing." (transfer full) */
char *baton_words_rule        (const BatonNames       *names,
                               const BatonEntity      *rule);
/* One part of a rule as it stands in its sentence: "only within their own Region", "may not". NULL where the rule has none:
 * of OWN, ADDRESSED, WINDOW, APPROVAL_BY and REASON. (transfer full) */
char *baton_words_rule_part   (const BatonNames       *names,
                               const BatonEntity      *rule,
                               BatonField              field);
/* A field of the rule, or, with BATON_FIELD_NONE, words that stand between two. */
typedef struct
{
  BatonField  field;
  char       *words;
} BatonRuleWords;
/* The order of the parts in this language: an array of BatonRuleWords, all fields that have a part. (transfer full) */
GArray *baton_words_rule_order (void);
/* "Allowed by “…”", "Forbidden by “…”", "No rule permits this". (transfer full) */
char *baton_words_decision    (const BatonNames       *names,
                               const BatonSnapshot    *snapshot,
                               BatonDecision           decision);
/* The next three say what is true of the snapshot of *names*, which must have one. */
/* The decision with every reason, one line each. (transfer full) */
char *baton_words_explanation (const BatonNames       *names,
                               const BatonExplanation *explanation);
/* The answer of *Why is this here? Why is that not?*, one line a reason. (transfer full) */
char *baton_words_why         (const BatonNames       *names,
                               const BatonWhy         *why);
/* What a rule, or something else with an audience, asked for and did not get: "the member would have to be: …; the content lies
 * outside the member’s own Region". (transfer full) */
char *baton_words_failures    (const BatonNames       *names,
                               const BatonEntity      *entity,
                               const BatonFailure     *failures,
                               guint                   n_failures);
/* One part of what a rule asks for. (transfer full) */
char *baton_words_demand      (const BatonNames       *names,
                               const BatonEntity      *rule,
                               const BatonFailure     *part);
/* "view", "create and edit". *actions*: bits of 1 << BatonAction. (transfer full) */
char *baton_words_actions     (guint                   actions);

G_END_DECLS
