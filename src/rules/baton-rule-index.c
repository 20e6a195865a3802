/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Building the rules' bit sets, and carrying them over an edit.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-rule-index-private.h"

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
foreach_condition_of (BatonRuleIndex *index,
                      BatonHalf       which,
                      guint           r,
                      ConditionFunc   func)
{
  const BatonAudience *audiences[] = { index->rules[r]->who, index->rules[r]->what };
  BatonDimension seen[16];
  guint n_seen = 0;

  for (guint a = 0; a < G_N_ELEMENTS (audiences); a++)
    for (guint i = 0; i < audiences[a]->conditions->len; i++)
      {
        const BatonCondition *condition = &g_array_index (audiences[a]->conditions, BatonCondition, i);
        guint layer = BATON_N_LAYERS;

        if (!baton_condition_is_of_half (condition, which))
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

static void
foreach_condition (BatonRuleIndex *index,
                   BatonHalf       which,
                   ConditionFunc   func)
{
  for (guint r = 0; r < index->n_rules; r++)
    foreach_condition_of (index, which, r, func);
}

static gsize
count_block_bytes (gsize n_words)
{
  return BATON_ROWS_PER_BLOCK * n_words * sizeof (BatonWord);
}

/* Its rows are to be filled. */
static BatonRowBlock *
block_new (gsize n_words)
{
  BatonRowBlock *block = g_malloc (sizeof *block + count_block_bytes (n_words));

  g_atomic_ref_count_init (&block->refs);
  return block;
}

static BatonRowBlock *
block_ref (BatonRowBlock *block)
{
  g_atomic_ref_count_inc (&block->refs);
  return block;
}

static void
block_unref (gpointer data)
{
  BatonRowBlock *block = data;

  if (g_atomic_ref_count_dec (&block->refs))
    g_free (block);
}

/* Makes room for the rows that have been numbered. */
static void
add_blocks (BatonRuleIndex *index,
            BatonRuleHalf  *half)
{
  while (half->blocks->len * BATON_ROWS_PER_BLOCK < half->n_rows)
    {
      BatonRowBlock *block = block_new (index->n_words);

      memset (block->words, 0, count_block_bytes (index->n_words));
      g_ptr_array_add (half->blocks, block);
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

/* The row, to be changed: its block is held by this index alone from here on. */
static BatonWord *
get_own_row (BatonRuleIndex *index,
             BatonRuleHalf  *half,
             guint32         row)
{
  gpointer *place = &half->blocks->pdata[(row - 1) / BATON_ROWS_PER_BLOCK];
  BatonRowBlock *shared = *place;

  if (!g_atomic_ref_count_compare (&shared->refs, 1))
    {
      BatonRowBlock *own = block_new (index->n_words);

      memcpy (own->words, shared->words, count_block_bytes (index->n_words));
      *place = own;
      block_unref (shared);
    }
  return baton_rule_half_get_row (index, half, row);
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
    bits_set (get_own_row (index, half, half->row[layer][condition->terms[i]]), rule);
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
  half->blocks = g_ptr_array_new_with_free_func (block_unref);
  foreach_condition (index, which, number_rows);
  add_blocks (index, half);
  foreach_condition (index, which, fill_rows);
}

static void
classify_rule (BatonRuleIndex *index,
               guint           r)
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
  if (rule->who->has_missing || rule->what->has_missing)
    bits_set (index->missing, r);
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
  index->missing = bits_new (index->n_words);
  for (guint r = 0; r < index->n_rules; r++)
    classify_rule (index, r);
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
    index->rules[r] = rules->pdata[r];
  classify_rules (index);
  for (int half = 0; half < BATON_N_HALVES; half++)
    build_half (index, half);
  return index;
}

/* ── A step ──────────────────────────────────────────────────────────────────────────────────────────── */

/* Rows that only deleted rules needed stay; after so many steps the index is made anew. */
#define MAX_EDITS 500

typedef struct
{
  const BatonRuleIndex *base;
  BatonRuleIndex       *next;
  int                   before;
  int                   after;
} Edit;

/* Puts the bits of the base's set into their places; the changed rule is in none. */
static void
carry_bits (const Edit      *edit,
            const BatonWord *from,
            BatonWord       *to)
{
  guint before = edit->before >= 0 ? (guint) edit->before : edit->next->n_rules - 1;
  guint after = edit->after >= 0 ? (guint) edit->after : edit->base->n_rules - 1;
  gsize n_words = MAX (edit->base->n_words, edit->next->n_words);
  g_autofree BatonWord *longer = NULL;

  /* Mostly the sets are as long as they were, and can be moved where they go. */
  if (edit->base->n_words == edit->next->n_words)
    {
      memcpy (to, from, n_words * sizeof *to);
      bits_move (to, before, after);
      return;
    }
  longer = bits_new (n_words);
  memcpy (longer, from, edit->base->n_words * sizeof *longer);
  bits_move (longer, before, after);
  memcpy (to, longer, edit->next->n_words * sizeof *to);
}

static BatonWord *
dup_carried (const Edit      *edit,
             const BatonWord *from)
{
  BatonWord *to = bits_new (edit->next->n_words);

  carry_bits (edit, from, to);
  return to;
}

static void
carry_rules (Edit      *edit,
             BatonRule *rule)
{
  const BatonRuleIndex *base = edit->base;
  g_autoptr (GPtrArray) rules = g_ptr_array_sized_new (base->n_rules + 1);

  g_ptr_array_set_size (rules, (int) base->n_rules);
  memcpy (rules->pdata, base->rules, base->n_rules * sizeof *base->rules);
  if (edit->before >= 0)
    g_ptr_array_remove_index (rules, (guint) edit->before);
  if (edit->after >= 0)
    g_ptr_array_insert (rules, edit->after, rule);
  edit->next->rules = (BatonRule **) g_ptr_array_free (g_steal_pointer (&rules), FALSE);
}

/* Whether no other rule changes its number: the changed one keeps its own, or is the last, before or after. */
static gboolean
keeps_numbers (const Edit *edit)
{
  return edit->before == edit->after
         || (edit->base->n_words == edit->next->n_words && edit->before < 0 && (guint) edit->after + 1 == edit->next->n_rules);
}

/* Where all other rules keep their numbers, only the blocks with a row of the changed one will not be shared. */
static void
carry_rows (Edit      *edit,
            BatonHalf  which)
{
  const BatonRuleHalf *from = &edit->base->halves[which];
  BatonRuleHalf *to = &edit->next->halves[which];
  gboolean share = keeps_numbers (edit);

  to->n_rows = from->n_rows;
  to->blocks = g_ptr_array_new_full (from->blocks->len, block_unref);
  for (guint b = 0; b < from->blocks->len; b++)
    {
      BatonRowBlock *old = from->blocks->pdata[b];
      BatonRowBlock *new;

      if (share)
        {
          g_ptr_array_add (to->blocks, block_ref (old));
          continue;
        }
      new = block_new (edit->next->n_words);
      for (guint r = 0; r < BATON_ROWS_PER_BLOCK; r++)
        carry_bits (edit, old->words + r * edit->base->n_words, new->words + r * edit->next->n_words);
      g_ptr_array_add (to->blocks, new);
    }
}

static void
carry_half (Edit      *edit,
            BatonHalf  which)
{
  const BatonRuleHalf *from = &edit->base->halves[which];
  BatonRuleHalf *to = &edit->next->halves[which];

  for (guint l = 0; l < BATON_N_LAYERS; l++)
    {
      to->named[l] = g_new0 (BatonWord *, edit->next->n_dimensions);
      to->row[l] = g_new0 (guint32, edit->next->n_terms);
      memcpy (to->row[l], from->row[l], edit->base->n_terms * sizeof *to->row[l]);
      to->dimensions[l] = g_array_copy (from->dimensions[l]);
      for (guint i = 0; i < from->dimensions[l]->len; i++)
        {
          BatonDimension dimension = g_array_index (from->dimensions[l], BatonDimension, i);

          to->named[l][dimension] = dup_carried (edit, from->named[l][dimension]);
        }
    }
  to->residual = dup_carried (edit, from->residual);
  carry_rows (edit, which);
}

/* Takes the rule that is replaced out of the rows that it was in. */
static void
clear_rows (BatonRuleIndex       *index,
            BatonRuleHalf        *half,
            guint                 rule,
            const BatonCondition *condition,
            guint                 layer)
{
  for (guint i = 0; layer < BATON_N_LAYERS && i < condition->n_terms; i++)
    bits_clear (get_own_row (index, half, half->row[layer][condition->terms[i]]), rule);
}

BatonRuleIndex *
baton_rule_index_edit (const BatonRuleIndex *base,
                       const BatonTaxonomy  *taxonomy,
                       int                   before,
                       int                   after,
                       BatonRule            *rule)
{
  BatonRuleIndex *next;
  Edit edit = { base, NULL, before, after };

  if (base->n_edits >= MAX_EDITS || (before < 0 && after < 0) || base->n_dimensions != baton_taxonomy_get_n_dimensions (taxonomy))
    return NULL;

  next = edit.next = g_new0 (BatonRuleIndex, 1);
  g_atomic_ref_count_init (&next->refs);
  next->n_edits = base->n_edits + 1;
  next->n_rules = base->n_rules - (before >= 0) + (after >= 0);
  next->n_words = BATON_BITS_WORDS (next->n_rules);
  next->n_dimensions = base->n_dimensions;
  next->n_terms = taxonomy->n_terms;
  carry_rules (&edit, rule);
  for (int a = 0; a < BATON_N_ACTIONS; a++)
    next->actions[a] = dup_carried (&edit, base->actions[a]);
  for (int o = 0; o < BATON_N_OUTCOMES; o++)
    next->effects[o] = dup_carried (&edit, base->effects[o]);
  next->windowed = dup_carried (&edit, base->windowed);
  next->relative = dup_carried (&edit, base->relative);
  next->missing = dup_carried (&edit, base->missing);

  for (int half = 0; half < BATON_N_HALVES; half++)
    {
      carry_half (&edit, half);
      if (after < 0)
        continue;
      if (before == after)
        {
          /* The old rule's rows are found by asking for it once more in its old place. */
          BatonRule *new = next->rules[after];

          next->rules[after] = base->rules[before];
          foreach_condition_of (next, half, (guint) after, clear_rows);
          next->rules[after] = new;
        }
      foreach_condition_of (next, half, (guint) after, number_rows);
      add_blocks (next, &next->halves[half]);
      foreach_condition_of (next, half, (guint) after, fill_rows);
    }
  if (after >= 0)
    classify_rule (next, (guint) after);
  return next;
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
  g_ptr_array_unref (half->blocks);
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
  g_free (index->rules);
  g_free (index->windowed);
  g_free (index->relative);
  g_free (index->missing);
  g_free (index);
}
