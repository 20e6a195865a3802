/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of the index, for those who build it and those who ask it.
 */
#pragma once

#include "rules/baton-rule-index.h"

G_BEGIN_DECLS

static inline gboolean
baton_condition_is_of_half (const BatonCondition *condition,
                            BatonHalf             half)
{
  gboolean content = condition->type == BATON_CLAUSE_TERMS && condition->side == BATON_SIDE_CONTENT;

  return content == (half == BATON_HALF_CONTENT);
}

/* *row* from 1. */
static inline BatonWord *
baton_rule_half_get_row (const BatonRuleIndex *index,
                         const BatonRuleHalf  *half,
                         guint32               row)
{
  BatonRowBlock *block = half->blocks->pdata[(row - 1) / BATON_ROWS_PER_BLOCK];

  return block->words + (gsize) ((row - 1) % BATON_ROWS_PER_BLOCK) * index->n_words;
}

G_END_DECLS
