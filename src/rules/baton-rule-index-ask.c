/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asking the rules' bit sets.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-rule-index-private.h"

#include "rules/baton-profile-private.h"
#include "rules/baton-taxonomy-private.h"

/* The words of a set of rules in which some are left. Mostly they are few, and which is not to be foreseen. */
typedef struct
{
  BatonWord *bits;
  guint32   *words;
  gsize      n_words;
} Open;

/* Room for the words of sixteen thousand rules; larger programs take it from the heap. */
#define STACK_WORDS 256

/* Takes out the rules that name the dimension and are in none of the rows. */
static void
keep_rows (Open             *open,
           const BatonWord  *named,
           const BatonWord **rows,
           guint             n_rows)
{
  gsize n_left = 0;

  for (gsize i = 0; i < open->n_words; i++)
    {
      guint32 w = open->words[i];
      BatonWord met = ~named[w];

      for (guint r = 0; r < n_rows; r++)
        met |= rows[r][w];
      open->bits[w] &= met;
      open->words[n_left] = w;
      n_left += open->bits[w] != 0;
    }
  open->n_words = n_left;
}

/* Takes out the rules whose *any* conditions on one dimension the held terms, of which there are some, do not meet. */
static void
match_dimension (const BatonRuleIndex *index,
                 const BatonRuleHalf  *half,
                 const BatonTaxonomy  *taxonomy,
                 guint                 layer,
                 BatonDimension        dimension,
                 const BatonTerm      *held,
                 gsize                 n_held,
                 Open                 *open)
{
  const BatonWord *rows[64];
  guint n_rows = 0;
  g_autofree BatonWord *many = NULL;

  for (gsize i = 0; i < n_held; i++)
    for (BatonTerm t = held[i]; t != BATON_TERM_NONE; t = taxonomy->parent[t])
      {
        guint32 row = t < index->n_terms ? half->row[layer][t] : 0;

        if (row == 0)
          continue;
        /* Somebody has dozens of terms in one dimension: what has been found becomes one row. */
        if (n_rows == G_N_ELEMENTS (rows))
          {
            if (many == NULL)
              many = bits_new (index->n_words);
            for (guint r = 0; r < n_rows; r++)
              if (rows[r] != many)
                bits_or (many, rows[r], index->n_words);
            rows[0] = many;
            n_rows = 1;
          }
        rows[n_rows++] = baton_rule_half_get_row (index, half, row);
      }
  keep_rows (open, half->named[layer][dimension], rows, n_rows);
}

/* Takes out of *bits* the rules that name a dimension in which *set* has no term. */
static void
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
  guint32 stack[STACK_WORDS];
  g_autofree guint32 *heap = index->n_words > STACK_WORDS ? g_new (guint32, index->n_words) : NULL;
  Open open = { bits, heap != NULL ? heap : stack, 0 };

  /* What is held in few dimensions leaves few rules, and of the rows, which lie far apart, few words to be read. */
  drop_unheld (index, half, set, bits);
  for (gsize w = 0; w < index->n_words; w++)
    {
      open.words[open.n_words] = (guint32) w;
      open.n_words += bits[w] != 0;
    }
  for (guint l = 0; l < BATON_N_LAYERS; l++)
    for (guint i = 0; i < half->dimensions[l]->len; i++)
      {
        BatonDimension dimension = g_array_index (half->dimensions[l], BatonDimension, i);
        gsize n_held;
        const BatonTerm *held = baton_term_set_get_dimension (set, dimension, &n_held);

        if (open.n_words == 0)
          return;
        if (n_held > 0)
          match_dimension (index, half, taxonomy, l, dimension, held, n_held, &open);
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
