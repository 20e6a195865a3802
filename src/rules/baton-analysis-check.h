/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files share that weigh rules against each other.
 */
#pragma once

#include "rules/baton-analysis-private.h"

G_BEGIN_DECLS

typedef struct
{
  BatonAnalysis        *analysis;
  const BatonRuleIndex *rules;
  BatonSpace           *space;
  BatonRegion         **regions;     /* by rule; NULL until asked for: baton_check_get_region() */
  BatonWord            *example;     /* rules whose rows match the example of the rule in hand */
  BatonTermSet         *held;        /* what the member of that example has; owned, NULL before */
  BatonTermSet         *tags;        /* … and its content; owned, NULL before */
  BatonWord            *scratch;
  GArray               *member;      /* terms of the example in hand */
  GArray               *content;     /* its tags */
  guint64              *dimensions;  /* those of each rule, side by side */
  guint64              *demands;     /* likewise */
  guint64              *ties;        /* likewise */
} BatonCheck;

/* Of a live rule. Borrowed. */
BatonRegion *baton_check_get_region (BatonCheck      *check,
                                     guint            rule);
/* Adds to *finding*, which is made when first needed. */
void     baton_check_add_other     (BatonCheck        *check,
                                    BatonFinding     **finding,
                                    BatonFindingCode   code,
                                    guint              rule,
                                    guint              other);
/* Puts into *example* the other live rules about any of the rule's actions whose rows match the *number*th barest example
 * of it; FALSE past the last. */
gboolean baton_check_match_example (BatonCheck        *check,
                                    guint              rule,
                                    guint              number);
/* Whether the rule matches anybody in the region. */
gboolean baton_check_meets_region  (const BatonRegion *region,
                                    const BatonRule   *rule);

/* Finds whether several other rules together decide all that this one says. */
void     baton_check_find_shadow    (BatonCheck       *check,
                                     guint             number);
/* Finds the rules of either effect that are about the same ground. */
void     baton_check_find_could_meet (BatonCheck      *check);

G_END_DECLS
