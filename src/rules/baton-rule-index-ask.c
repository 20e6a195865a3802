/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asking the rules' bit sets.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-rule-index-private.h"

#include "rules/baton-profile-private.h"
#include "rules/baton-taxonomy-private.h"

/* Takes out of *bits* the rules whose *any* conditions on one dimension the held terms, of which there are some, do not
 * meet. Returns whether any are left. */
static gboolean
match_dimension (const BatonRuleIndex *index,
                 const BatonRuleHalf  *half,
                 const BatonTaxonomy  *taxonomy,
                 guint                 layer,
                 BatonDimension        dimension,
                 const BatonTerm      *held,
                 gsize                 n_held,
                 BatonWord            *bits)
{
  const BatonWord *rows[64];
  guint n_rows = 0;
  const BatonWord *named = half->named[layer][dimension];
  BatonWord left = 0;

  for (gsize i = 0; i < n_held; i++)
    for (BatonTerm t = held[i]; t != BATON_TERM_NONE; t = taxonomy->parent[t])
      {
        guint32 row = t < index->n_terms ? half->row[layer][t] : 0;

        if (row == 0)
          continue;
        if (n_rows == G_N_ELEMENTS (rows))
          goto many;
        rows[n_rows++] = baton_rule_half_get_row (index, half, row);
      }

  for (gsize w = 0; w < index->n_words; w++)
    {
      BatonWord met = ~named[w];

      if (bits[w] == 0)
        continue;
      for (guint i = 0; i < n_rows; i++)
        met |= rows[i][w];
      bits[w] &= met;
      left |= bits[w];
    }
  return left != 0;

many:
  /* Somebody has dozens of terms in one dimension: the same with a set of its own. */
  {
    g_autofree BatonWord *met = bits_new (index->n_words);

    for (gsize w = 0; w < index->n_words; w++)
      met[w] = ~named[w];
    for (gsize i = 0; i < n_held; i++)
      for (BatonTerm t = held[i]; t != BATON_TERM_NONE; t = taxonomy->parent[t])
        if (t < index->n_terms && half->row[layer][t] != 0)
          bits_or (met, baton_rule_half_get_row (index, half, half->row[layer][t]), index->n_words);
    bits_and (bits, met, index->n_words);
  }
  return !bits_is_empty (bits, index->n_words);
}

/* Takes out of *bits* the rules that name a dimension in which *set* has no term. Returns whether any are left. */
static gboolean
drop_unheld (const BatonRuleIndex *index,
             const BatonRuleHalf  *half,
             const BatonTermSet   *set,
             BatonWord            *bits)
{
  for (guint l = 0; l < BATON_N_LAYERS; l++)
    for (guint i = 0; i < half->dimensions[l]->len; i++)
      {
        BatonDimension dimension = g_array_index (half->dimensions[l], BatonDimension, i);
        gsize n_held;

        baton_term_set_get_dimension (set, dimension, &n_held);
        if (n_held == 0)
          bits_and_not (bits, half->named[l][dimension], index->n_words);
      }
  return !bits_is_empty (bits, index->n_words);
}

void
baton_rule_index_match_rows (const BatonRuleIndex *index,
                             BatonHalf             which,
                             const BatonTaxonomy  *taxonomy,
                             const BatonTermSet   *set,
                             BatonWord            *bits)
{
  memset (bits, 0, index->n_words * sizeof *bits);
  bits_fill (bits, index->n_rules);
  baton_rule_index_narrow_rows (index, which, taxonomy, set, bits);
}

void
baton_rule_index_narrow_rows (const BatonRuleIndex *index,
                              BatonHalf             which,
                              const BatonTaxonomy  *taxonomy,
                              const BatonTermSet   *set,
                              BatonWord            *bits)
{
  const BatonRuleHalf *half = &index->halves[which];

  /* What is held in few dimensions leaves few rules, and of the rows, which lie far apart, few words to be read. */
  if (!drop_unheld (index, half, set, bits))
    return;
  for (guint l = 0; l < BATON_N_LAYERS; l++)
    for (guint i = 0; i < half->dimensions[l]->len; i++)
      {
        BatonDimension dimension = g_array_index (half->dimensions[l], BatonDimension, i);
        gsize n_held;
        const BatonTerm *held = baton_term_set_get_dimension (set, dimension, &n_held);

        if (n_held > 0 && !match_dimension (index, half, taxonomy, l, dimension, held, n_held, bits))
          return;
      }
}

void
baton_rule_index_add_naming (const BatonRuleIndex *index,
                             BatonHalf             which,
                             const BatonWord      *terms,
                             BatonWord            *bits)
{
  const BatonRuleHalf *half = &index->halves[which];

  bits_or (bits, half->residual, index->n_words);
  for (guint l = 0; l < BATON_N_LAYERS; l++)
    BITS_FOREACH (term, w, BATON_BITS_WORDS (index->n_terms), terms[w])
      if (term < index->n_terms && half->row[l][term] != 0)
        bits_or (bits, baton_rule_half_get_row (index, half, half->row[l][term]), index->n_words);
}

/* Asks every condition of the half; those that the rows have answered are met, so asking them again changes nothing. */
static gboolean
holds_half (const BatonRule     *rule,
            BatonHalf            half,
            const BatonTaxonomy *taxonomy,
            const BatonProfile  *profile,
            const BatonTermSet  *tags)
{
  const BatonAudience *audiences[] = { rule->who, rule->what };

  for (guint a = 0; a < G_N_ELEMENTS (audiences); a++)
    for (guint i = 0; i < audiences[a]->conditions->len; i++)
      {
        const BatonCondition *condition = &g_array_index (audiences[a]->conditions, BatonCondition, i);

        if (baton_condition_is_of_half (condition, half) && !baton_condition_holds (condition, taxonomy, profile, tags))
          return FALSE;
      }
  return TRUE;
}

void
baton_rule_index_match_member (const BatonRuleIndex *index,
                               const BatonTaxonomy  *taxonomy,
                               const BatonProfile   *profile,
                               BatonDay              day,
                               BatonWord            *bits)
{
  const BatonRuleHalf *half = &index->halves[BATON_HALF_MEMBER];

  baton_rule_index_match_rows (index, BATON_HALF_MEMBER, taxonomy, profile->terms[BATON_SIDE_MEMBER], bits);
  BITS_FOREACH (rule, w, index->n_words, bits[w] & index->windowed[w])
    if (!baton_window_contains (index->rules[rule]->window, day))
      bits_clear (bits, rule);
  BITS_FOREACH (rule, w, index->n_words, bits[w] & half->residual[w])
    if (!holds_half (index->rules[rule], BATON_HALF_MEMBER, taxonomy, profile, NULL))
      bits_clear (bits, rule);
}

void
baton_rule_index_match_content (const BatonRuleIndex *index,
                                const BatonTaxonomy  *taxonomy,
                                const BatonTermSet   *tags,
                                BatonWord            *bits)
{
  const BatonRuleHalf *half = &index->halves[BATON_HALF_CONTENT];

  baton_rule_index_match_rows (index, BATON_HALF_CONTENT, taxonomy, tags, bits);
  BITS_FOREACH (rule, w, index->n_words, bits[w] & half->residual[w])
    if (!holds_half (index->rules[rule], BATON_HALF_CONTENT, taxonomy, NULL, tags))
      bits_clear (bits, rule);
}
