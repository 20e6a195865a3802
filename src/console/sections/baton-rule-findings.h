/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the analysis says of each publishing rule, in sentences, worked out in a thread: of two rules that meet it is said beside
 * both, with a persona and a partner of the register as examples.
 *
 * Signal: changed ()  there are other sentences
 */
#pragma once

#include "console/baton-document.h"

G_BEGIN_DECLS

typedef struct
{
  char      *text;     /* of each finding a paragraph, with a line between them; NULL: the sentence of the rule says all */
  char      *note;     /* the same in short, one a line, for a card */
  gboolean   warning;  /* somebody should look: all but exceptions that give their reason */
  GPtrArray *things;   /* of char *: ids of what is named, the other rules first, then personas and contents of examples; some */
} BatonRuleFinding;

#define BATON_TYPE_RULE_FINDINGS (baton_rule_findings_get_type ())
G_DECLARE_FINAL_TYPE (BatonRuleFindings, baton_rule_findings, BATON, RULE_FINDINGS, GObject)

BatonRuleFindings      *baton_rule_findings_new     (BatonDocument     *document);
/* Asks again unless the answer is of the newest program. */
void                    baton_rule_findings_request (BatonRuleFindings *self);
/* What is said of the rule; NULL when nothing is. Borrowed until the next change. */
const BatonRuleFinding *baton_rule_findings_get     (BatonRuleFindings *self,
                                                     const char        *rule);

G_END_DECLS
