/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Building and asking the rules' bit sets.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-rule-index.h"

#include "rules/baton-profile-private.h"
#include "rules/baton-taxonomy-private.h"

BatonOutcome
baton_rule_get_outcome (const BatonRule *rule)
{
  if (!rule->may)
    return BATON_OUTCOME_FORBIDDEN;
  return rule->approvers != NULL ? BATON_OUTCOME_WITH_APPROVAL : BATON_OUTCOME_ALLOWED;
}

/* ── Building ────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_of_half (const BatonCondition *condition,
            BatonHalf             half)
{
  gboolean content = condition->type == BATON_CLAUSE_TERMS && condition->side == BATON_SIDE_CONTENT;

  return content == (half == BATON_HALF_CONTENT);
}

static gboolean
has_rows (const BatonCondition *condition)
{
  return condition->type == BATON_CLAUSE_TERMS && condition->match == BATON_MATCH_ANY
         && (condition->side == BATON_SIDE_MEMBER || condition->side == BATON_SIDE_CONTENT)
         && condition->organisations == NULL && condition->dimension != BATON_DIMENSION_NONE_INDEX;
}

/* Calls *func* for each condition of the half, with the layer that it goes to, or BATON_N_LAYERS for the residue. */
typedef void (* ConditionFunc) (BatonRuleIndex       *index,
                                BatonRuleHalf        *half,
                                guint                 rule,
                                const BatonCondition *condition,
                                guint                 layer);

static void
foreach_condition (BatonRuleIndex *index,
                   BatonHalf       which,
                   ConditionFunc   func)
{
  for (guint r = 0; r < index->n_rules; r++)
    {
      const BatonAudience *audiences[] = { index->rules[r]->who, index->rules[r]->what };
      BatonDimension seen[16];
      guint n_seen = 0;

      for (guint a = 0; a < G_N_ELEMENTS (audiences); a++)
        for (guint i = 0; i < audiences[a]->conditions->len; i++)
          {
            const BatonCondition *condition = &g_array_index (audiences[a]->conditions, BatonCondition, i);
            guint layer = BATON_N_LAYERS;

            if (!is_of_half (condition, which))
              continue;
            /* Past sixteen conditions the rest are residual: right, and nobody writes such rules. */
            if (has_rows (condition) && n_seen < G_N_ELEMENTS (seen))
              {
                layer = 0;
                for (guint s = 0; s < n_seen; s++)
                  layer += seen[s] == condition->dimension;
                seen[n_seen++] = condition->dimension;
                layer = MIN (layer, BATON_N_LAYERS);
              }
            func (index, &index->halves[which], r, condition, layer);
          }
    }
}

static void
number_rows (BatonRuleIndex       *index,
             BatonRuleHalf        *half,
             guint                 rule,
             const BatonCondition *condition,
             guint                 layer)
{
  if (layer == BATON_N_LAYERS)
    return;

  if (half->named[layer][condition->dimension] == NULL)
    {
      half->named[layer][condition->dimension] = bits_new (index->n_words);
      g_array_append_val (half->dimensions[layer], condition->dimension);
    }
  for (guint i = 0; i < condition->n_terms; i++)
    if (half->row[layer][condition->terms[i]] == 0)
      half->row[layer][condition->terms[i]] = ++half->n_rows;
}

static inline BatonWord *
get_row (const BatonRuleIndex *index,
         const BatonRuleHalf  *half,
         guint32               row)
{
  return half->rows + (gsize) (row - 1) * index->n_words;
}

static void
fill_rows (BatonRuleIndex       *index,
           BatonRuleHalf        *half,
           guint                 rule,
           const BatonCondition *condition,
           guint                 layer)
{
  if (layer == BATON_N_LAYERS)
    {
      bits_set (half->residual, rule);
      return;
    }

  bits_set (half->named[layer][condition->dimension], rule);
  for (guint i = 0; i < condition->n_terms; i++)
    bits_set (get_row (index, half, half->row[layer][condition->terms[i]]), rule);
}

static void
build_half (BatonRuleIndex *index,
            BatonHalf       which)
{
  BatonRuleHalf *half = &index->halves[which];

  for (guint l = 0; l < BATON_N_LAYERS; l++)
    {
      half->named[l] = g_new0 (BatonWord *, index->n_dimensions);
      half->row[l] = g_new0 (guint32, index->n_terms);
      half->dimensions[l] = g_array_new (FALSE, FALSE, sizeof (BatonDimension));
    }
  half->residual = bits_new (index->n_words);
  foreach_condition (index, which, number_rows);
  half->rows = bits_new (half->n_rows * index->n_words);
  foreach_condition (index, which, fill_rows);
}

static void
classify_rules (BatonRuleIndex *index)
{
  for (int a = 0; a < BATON_N_ACTIONS; a++)
    index->actions[a] = bits_new (index->n_words);
  for (int o = 0; o < BATON_N_OUTCOMES; o++)
    index->effects[o] = bits_new (index->n_words);
  index->windowed = bits_new (index->n_words);
  index->relative = bits_new (index->n_words);

  for (guint r = 0; r < index->n_rules; r++)
    {
      const BatonRule *rule = index->rules[r];

      for (int a = 0; a < BATON_N_ACTIONS && rule->enabled; a++)
        if ((rule->actions & (1u << a)) != 0)
          bits_set (index->actions[a], r);
      bits_set (index->effects[baton_rule_get_outcome (rule)], r);
      if (rule->window.from != BATON_DAY_MIN || rule->window.through != BATON_DAY_MAX)
        bits_set (index->windowed, r);
      if (rule->n_own > 0 || rule->n_addressed > 0)
        bits_set (index->relative, r);
    }
}

BatonRuleIndex *
baton_rule_index_new (GPtrArray           *rules,
                      const BatonTaxonomy *taxonomy)
{
  BatonRuleIndex *index = g_new0 (BatonRuleIndex, 1);

  g_atomic_ref_count_init (&index->refs);
  index->n_rules = rules->len;
  index->n_words = BATON_BITS_WORDS (rules->len);
  index->n_dimensions = baton_taxonomy_get_n_dimensions (taxonomy);
  index->n_terms = taxonomy->n_terms;
  index->rules = g_new (BatonRule *, rules->len);
  for (guint r = 0; r < rules->len; r++)
    index->rules[r] = baton_rule_ref (rules->pdata[r]);
  classify_rules (index);
  for (int half = 0; half < BATON_N_HALVES; half++)
    build_half (index, half);
  return index;
}

BatonRuleIndex *
baton_rule_index_ref (BatonRuleIndex *index)
{
  g_atomic_ref_count_inc (&index->refs);
  return index;
}

static void
clear_half (BatonRuleIndex *index,
            BatonRuleHalf  *half)
{
  for (guint l = 0; l < BATON_N_LAYERS; l++)
    {
      for (guint d = 0; d < index->n_dimensions; d++)
        g_free (half->named[l][d]);
      g_free (half->named[l]);
      g_free (half->row[l]);
      g_array_unref (half->dimensions[l]);
    }
  g_free (half->rows);
  g_free (half->residual);
}

void
baton_rule_index_unref (BatonRuleIndex *index)
{
  if (!g_atomic_ref_count_dec (&index->refs))
    return;

  for (int half = 0; half < BATON_N_HALVES; half++)
    clear_half (index, &index->halves[half]);
  for (int a = 0; a < BATON_N_ACTIONS; a++)
    g_free (index->actions[a]);
  for (int o = 0; o < BATON_N_OUTCOMES; o++)
    g_free (index->effects[o]);
  for (guint r = 0; r < index->n_rules; r++)
    baton_rule_unref (index->rules[r]);
  g_free (index->rules);
  g_free (index->windowed);
  g_free (index->relative);
  g_free (index);
}

/* ── Asking ──────────────────────────────────────────────────────────────────────────────────────────── */

/* Takes out of *bits* the rules whose *any* conditions on one dimension the held terms do not meet. */
static void
match_dimension (const BatonRuleIndex *index,
                 const BatonRuleHalf  *half,
                 const BatonTaxonomy  *taxonomy,
                 guint                 layer,
                 BatonDimension        dimension,
                 const BatonTermSet   *set,
                 BatonWord            *bits)
{
  const BatonWord *rows[64];
  guint n_rows = 0;
  gsize n_held;
  const BatonTerm *held = baton_term_set_get_dimension (set, dimension, &n_held);
  const BatonWord *named = half->named[layer][dimension];

  for (gsize i = 0; i < n_held; i++)
    for (BatonTerm t = held[i]; t != BATON_TERM_NONE; t = taxonomy->parent[t])
      {
        guint32 row = t < index->n_terms ? half->row[layer][t] : 0;

        if (row == 0)
          continue;
        if (n_rows == G_N_ELEMENTS (rows))
          goto many;
        rows[n_rows++] = get_row (index, half, row);
      }

  for (gsize w = 0; w < index->n_words; w++)
    {
      BatonWord met = ~named[w];

      for (guint i = 0; i < n_rows; i++)
        met |= rows[i][w];
      bits[w] &= met;
    }
  return;

many:
  /* Somebody has dozens of terms in one dimension: the same with a set of its own. */
  {
    g_autofree BatonWord *met = bits_new (index->n_words);

    for (gsize w = 0; w < index->n_words; w++)
      met[w] = ~named[w];
    for (gsize i = 0; i < n_held; i++)
      for (BatonTerm t = held[i]; t != BATON_TERM_NONE; t = taxonomy->parent[t])
        if (t < index->n_terms && half->row[layer][t] != 0)
          bits_or (met, get_row (index, half, half->row[layer][t]), index->n_words);
    bits_and (bits, met, index->n_words);
  }
}

void
baton_rule_index_match_rows (const BatonRuleIndex *index,
                             BatonHalf             which,
                             const BatonTaxonomy  *taxonomy,
                             const BatonTermSet   *set,
                             BatonWord            *bits)
{
  const BatonRuleHalf *half = &index->halves[which];

  memset (bits, 0, index->n_words * sizeof *bits);
  bits_fill (bits, index->n_rules);
  for (guint l = 0; l < BATON_N_LAYERS; l++)
    for (guint i = 0; i < half->dimensions[l]->len; i++)
      match_dimension (index, half, taxonomy, l, g_array_index (half->dimensions[l], BatonDimension, i), set, bits);
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

        if (is_of_half (condition, half) && !baton_condition_holds (condition, taxonomy, profile, tags))
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
