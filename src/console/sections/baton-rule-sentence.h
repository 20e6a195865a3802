/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A publishing rule as a sentence of chips: who, may or may not, do what, with what, and what it may say besides: only
 * within their own, addressed to them, when, with approval by whom, for which reason. Each chip opens what edits it; the
 * last one adds what the rule does not say yet. Below it whom the rule is about, and what is wrong with it.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_RULE_SENTENCE (baton_rule_sentence_get_type ())
G_DECLARE_FINAL_TYPE (BatonRuleSentence, baton_rule_sentence, BATON, RULE_SENTENCE, AdwBin)

GtkWidget *baton_rule_sentence_new        (BatonDocument     *document);
/* Shows the rule *id*; NULL: none. */
void       baton_rule_sentence_set_entity (BatonRuleSentence *self,
                                           const char        *id);
/* Puts the focus on the first chip. */
void       baton_rule_sentence_focus      (BatonRuleSentence *self);
/* Whether the sentence edits that field of a rule. */
gboolean   baton_rule_sentence_has        (BatonField         field);

G_END_DECLS
