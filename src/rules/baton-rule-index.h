/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rules of a snapshot as bit sets: which rules can a holder of these terms satisfy, all rules at once.
 *
 * The rules are numbered in list order. For each dimension that *any* conditions name on a side there is a set of the
 * rules that name it, and for each term that they name a *row*: the rules that name it there. A holder satisfies the
 * rules that are in the row of a term of theirs or of one of its ancestors, and those that do not name the dimension;
 * dimension after dimension, that is a few operations on words. A rule may name a dimension twice, which makes a second
 * layer of sets and rows. Whatever is not *any* (all, only, none, numbers, organisations, a third naming) is *residual*:
 * asked condition by condition, of the rules that are still in.
 *
 * Immutable, reference-counted, private to this room. It knows nothing of contents, so that tags change without it.
 */
#pragma once

#include "rules/baton-bits.h"
#include "rules/baton-rule.h"

G_BEGIN_DECLS

/* The two halves of a rule: what it asks of the member, event and record, and what it asks of the content. */
typedef enum
{
  BATON_HALF_MEMBER,
  BATON_HALF_CONTENT,
  BATON_N_HALVES
} BatonHalf;

#define BATON_N_LAYERS 2

/* Rows lie in blocks, which indices between which only a few rows changed share. */
#define BATON_ROWS_PER_BLOCK 64

typedef struct
{
  gatomicrefcount refs;
  BatonWord       words[];
} BatonRowBlock;

typedef struct
{
  /* By layer; dimensions that no rule names in the layer have no set */
  BatonWord **named[BATON_N_LAYERS];   /* by dimension: rules that name it; owned, NULL for none */
  guint32    *row[BATON_N_LAYERS];     /* by term: its row, from 1; 0 for none; owned */
  GArray     *dimensions[BATON_N_LAYERS];  /* BatonDimension: those with a set */
  GPtrArray  *blocks;                  /* owned BatonRowBlock */
  guint       n_rows;
  BatonWord  *residual;                /* rules that have to be asked further; owned */
} BatonRuleHalf;

typedef struct
{
  gatomicrefcount  refs;
  guint            n_rules;
  gsize            n_words;            /* of a set of rules */
  guint            n_dimensions;
  guint            n_terms;
  guint            n_edits;            /* since it was made whole; rows that nobody needs any more stay until then */
  BatonRule      **rules;              /* borrowed from the nodes of its snapshots */
  BatonRuleHalf    halves[BATON_N_HALVES];
  BatonWord       *actions[BATON_N_ACTIONS];   /* rules about the action that are switched on; owned */
  BatonWord       *effects[BATON_N_OUTCOMES];  /* rules by the outcome that they lead to; owned */
  BatonWord       *windowed;           /* rules with a window; owned */
  BatonWord       *relative;           /* rules with *own* or *addressed*; owned */
  BatonWord       *missing;            /* rules that name what does not exist; owned */
} BatonRuleIndex;

/* *rules* is an array of BatonRule. (transfer full) */
BatonRuleIndex *baton_rule_index_new   (GPtrArray            *rules,
                                        const BatonTaxonomy  *taxonomy);
/* *base* after one rule changed: the one at *before* (−1: none) is gone, and *rule* stands at *after* (−1: none) of the
 * list that results. NULL when it should be made anew. (transfer full) */
BatonRuleIndex *baton_rule_index_edit  (const BatonRuleIndex *base,
                                        const BatonTaxonomy  *taxonomy,
                                        int                   before,
                                        int                   after,
                                        BatonRule            *rule);
BatonRuleIndex *baton_rule_index_ref   (BatonRuleIndex       *index);
void            baton_rule_index_unref (BatonRuleIndex       *index);

/* Which of the three outcomes a matching rule leads to. */
BatonOutcome    baton_rule_get_outcome (const BatonRule      *rule);

/* Puts into *bits* the rules whose *any* conditions on side member or content (by *half*) the terms meet; whatever is
 * residual is not asked. */
void            baton_rule_index_match_rows    (const BatonRuleIndex *index,
                                                BatonHalf             half,
                                                const BatonTaxonomy  *taxonomy,
                                                const BatonTermSet   *set,
                                                BatonWord            *bits);
/* The same of the rules in *bits* alone, which is cheap where they are few. */
void            baton_rule_index_narrow_rows   (const BatonRuleIndex *index,
                                                BatonHalf             half,
                                                const BatonTaxonomy  *taxonomy,
                                                const BatonTermSet   *set,
                                                BatonWord            *bits);
/* Sets in *bits* the rules that name one of *terms* (a set of terms) in an *any* condition of the half, and all that have
 * residual conditions there. */
void            baton_rule_index_add_naming    (const BatonRuleIndex *index,
                                                BatonHalf             half,
                                                const BatonWord      *terms,
                                                BatonWord            *bits);
/* Puts into *bits* the rules, of every action, whose half for members is satisfied and whose window holds the day. Rules
 * that are switched off are among them; they are in no set of *actions*. */
void            baton_rule_index_match_member  (const BatonRuleIndex *index,
                                                const BatonTaxonomy  *taxonomy,
                                                const BatonProfile   *profile,
                                                BatonDay              day,
                                                BatonWord            *bits);
/* Puts into *bits* the rules whose half for content is satisfied; *own* and *addressed* are not asked. */
void            baton_rule_index_match_content (const BatonRuleIndex *index,
                                                const BatonTaxonomy  *taxonomy,
                                                const BatonTermSet   *tags,
                                                BatonWord            *bits);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonRuleIndex, baton_rule_index_unref)

G_END_DECLS
