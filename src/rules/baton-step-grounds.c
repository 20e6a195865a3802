/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rules of a step and their grounds: indices and sets of contents are changed where the edit touches them.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-step-private.h"

/* Beyond this many changed rules, indexing them anew is the faster way. */
#define MAX_EDITED_RULES 8

/* ── Rules and grounds ───────────────────────────────────────────────────────────────────────────────── */

/* The rules in order, without looking every one up where only a few have changed. */
static GPtrArray *
list_rules (BatonStep *step)
{
  const BatonRuleIndex *base = step->base->rules;
  GPtrArray *rules;

  if (step->restructured[BATON_KIND_PUBLISHING_RULE])
    return baton_snapshot_list_rules (step->next->nodes, step->next->lists[BATON_KIND_PUBLISHING_RULE]);

  rules = g_ptr_array_sized_new (base->n_rules);
  for (guint r = 0; r < base->n_rules; r++)
    g_ptr_array_add (rules, base->rules[r]);
  for (guint i = 0; i < step->old_rules->len; i++)
    baton_step_replace_pointer (rules->pdata, rules->len, step->old_rules->pdata[i], step->new_rules->pdata[i]);
  return rules;
}

/* The number of the rule that came, went or moved: in the base's list, or in the next one. −1 for none. */
static int
find_moved_rule (GPtrArray         *list,
                 const BatonEntity *entity)
{
  guint index;

  return entity != NULL && g_ptr_array_find (list, entity, &index) ? (int) index : -1;
}

static int
find_rule (const BatonRuleIndex *rules,
           const BatonRule      *rule)
{
  for (guint r = 0; r < rules->n_rules; r++)
    if (rules->rules[r] == rule)
      return (int) r;
  return -1;
}

/* One rule after the other, as long as they are few; NULL when it is better to index them anew. */
static BatonRuleIndex *
edit_rules (BatonStep *step)
{
  const BatonSnapshot *base = step->base;
  BatonSnapshot *next = step->next;
  BatonRuleIndex *rules = baton_rule_index_ref (base->rules);
  guint n_moved = step->n_moved[BATON_KIND_PUBLISHING_RULE];
  BatonEntity *moved = step->moved_to[BATON_KIND_PUBLISHING_RULE];

  if (n_moved > 1 || step->old_rules->len > MAX_EDITED_RULES)
    g_clear_pointer (&rules, baton_rule_index_unref);
  if (n_moved == 1)
    {
      step->rule_before = find_moved_rule (base->lists[BATON_KIND_PUBLISHING_RULE], step->moved_from[BATON_KIND_PUBLISHING_RULE]);
      step->rule_after = find_moved_rule (next->lists[BATON_KIND_PUBLISHING_RULE], moved);
    }

  for (guint i = 0; i < step->old_rules->len && rules != NULL; i++)
    {
      const BatonRule *old = step->old_rules->pdata[i];
      int number = find_rule (base->rules, old);
      g_autoptr (BatonRuleIndex) one = NULL;

      if (number < 0 || number == step->rule_before)
        continue;
      one = g_steal_pointer (&rules);
      rules = baton_rule_index_edit (one, next->taxonomy, number, number, step->new_rules->pdata[i]);
    }
  if (n_moved == 1 && rules != NULL)
    {
      g_autoptr (BatonRuleIndex) one = g_steal_pointer (&rules);
      BatonNode *node = moved != NULL ? baton_node_table_lookup (next->nodes, baton_entity_get_id (moved)) : NULL;

      rules = baton_rule_index_edit (one, next->taxonomy, step->rule_before, step->rule_after, node != NULL ? node->rule : NULL);
    }
  return rules;
}

void
baton_step_make_rules (BatonStep *step)
{
  g_autoptr (GPtrArray) rules = NULL;

  step->rule_before = step->rule_after = -1;
  if (!step->touched[BATON_KIND_PUBLISHING_RULE])
    {
      step->next->rules = baton_rule_index_ref (step->base->rules);
      return;
    }
  step->next->rules = edit_rules (step);
  if (step->next->rules != NULL)
    return;
  rules = list_rules (step);
  step->next->rules = baton_rule_index_new (rules, step->next->taxonomy);
}

/* Marks the terms that cover more or less than before (those above a moved term on one side of the move only), and the
 * contents with a tag at or below a moved term. */
static void
mark_moved (BatonStep *step,
            BatonWord *terms,
            BatonWord *slots)
{
  const BatonTaxonomy *base = step->base->taxonomy;
  const BatonTaxonomy *next = step->next->taxonomy;

  for (BatonTerm t = 0; t < base->n_terms; t++)
    {
      if (base->ids[t] == NULL || next->ids[t] == NULL || base->parent[t] == next->parent[t])
        continue;
      for (BatonTerm above = base->parent[t]; above != BATON_TERM_NONE; above = base->parent[above])
        if (next->ids[above] != NULL && !covers (next, above, t))
          bits_set (terms, above);
      for (BatonTerm above = next->parent[t]; above != BATON_TERM_NONE; above = next->parent[above])
        if (above < base->n_terms && !covers (base, above, t))
          bits_set (terms, above);
      baton_content_table_add_covered (step->next->contents, next, t, slots);
    }
}

static gboolean
names_marked (const BatonRule *rule,
              const BatonWord *terms)
{
  const BatonAudience *audiences[] = { rule->who, rule->what };

  for (guint a = 0; a < G_N_ELEMENTS (audiences); a++)
    for (guint i = 0; i < audiences[a]->conditions->len; i++)
      {
        const BatonCondition *condition = &g_array_index (audiences[a]->conditions, BatonCondition, i);

        for (guint t = 0; condition->side == BATON_SIDE_CONTENT && t < condition->n_terms; t++)
          if (bits_get (terms, condition->terms[t]))
            return TRUE;
      }
  return FALSE;
}

static void
correct_bit (BatonStep *step,
             guint      r,
             guint      slot,
             gboolean   wanted)
{
  const BatonSnapshot *next = step->next;
  BatonGround *ground = next->grounds->pdata[r];

  if (wanted == (slot / 64 < ground->n_words && bits_get (ground->bits, slot)))
    return;
  /* Held by this snapshot alone: already a copy. */
  if (!g_atomic_ref_count_compare (&ground->refs, 1))
    {
      next->grounds->pdata[r] = baton_ground_copy (ground, next->contents->n_words);
      baton_ground_unref (ground);
      ground = next->grounds->pdata[r];
    }
  if (wanted)
    bits_set (ground->bits, slot);
  else
    bits_clear (ground->bits, slot);
}

/* Puts the bits of one content right in the grounds of *among* (NULL: of all rules). */
static void
correct_slot (BatonStep       *step,
              guint            slot,
              const BatonWord *among,
              BatonWord       *scratch)
{
  const BatonSnapshot *next = step->next;
  const BatonContentTable *contents = next->contents;
  gboolean present = bits_get (contents->present, slot);

  if (present)
    baton_rule_index_match_content (next->rules, next->taxonomy, contents->tags[slot], scratch);
  if (among == NULL)
    {
      for (guint r = 0; r < next->rules->n_rules; r++)
        correct_bit (step, r, slot, present && bits_get (scratch, r));
      return;
    }
  BITS_FOREACH (r, w, next->rules->n_words, among[w])
    correct_bit (step, r, slot, present && bits_get (scratch, r));
}

/* Marks in *rules* those whose grounds moved terms change, and in *slots* the contents that are in them or not for that. */
static void
settle_moves (BatonStep *step,
              BatonWord *rules,
              BatonWord *slots)
{
  const BatonSnapshot *next = step->next;
  g_autofree BatonWord *terms = bits_new (BATON_BITS_WORDS (next->taxonomy->n_terms));
  g_autofree BatonWord *named = bits_new (next->rules->n_words);

  mark_moved (step, terms, slots);
  if (bits_is_empty (terms, BATON_BITS_WORDS (next->taxonomy->n_terms)) || bits_is_empty (slots, next->contents->n_words))
    {
      memset (slots, 0, next->contents->n_words * sizeof *slots);
      return;
    }
  baton_rule_index_add_naming (next->rules, BATON_HALF_CONTENT, terms, named);
  BITS_FOREACH (r, w, next->rules->n_words, named[w])
    if (names_marked (next->rules->rules[r], terms))
      bits_set (rules, r);
}

/* The number in the base of the rule that is *number* now, as far as its place tells; −1 for the one that changed its own. */
static int
find_base_number (const BatonStep *step,
                  guint            number)
{
  int before = (int) number;

  if (before == step->rule_after)
    return -1;
  before -= step->rule_after >= 0 && before > step->rule_after;
  before += step->rule_before >= 0 && before >= step->rule_before;
  return before;
}

static BatonGround *
find_base_ground (BatonStep       *step,
                  GHashTable      *numbers,
                  const BatonRule *rule,
                  guint            number)
{
  const BatonSnapshot *base = step->base;
  int before = find_base_number (step, number);
  gpointer found;

  if (before >= 0 && (guint) before < base->rules->n_rules && base->rules->rules[before] == rule)
    return base->grounds->pdata[before];
  if (numbers != NULL && g_hash_table_lookup_extended (numbers, rule, NULL, &found))
    return base->grounds->pdata[GPOINTER_TO_UINT (found)];
  return NULL;
}

void
baton_step_make_grounds (BatonStep *step)
{
  BatonSnapshot *next = step->next;
  const BatonSnapshot *base = step->base;
  g_autoptr (GHashTable) numbers = NULL;
  g_autofree BatonWord *moved_rules = bits_new (next->rules->n_words);
  g_autofree BatonWord *moved_slots = bits_new (next->contents->n_words);
  g_autofree BatonWord *scratch = bits_new (next->rules->n_words);
  gboolean one_by_one;

  if (next->taxonomy != base->taxonomy)
    settle_moves (step, moved_rules, moved_slots);
  if (next->rules == base->rules && next->contents == base->contents && bits_is_empty (moved_slots, next->contents->n_words))
    {
      next->grounds = g_ptr_array_ref (base->grounds);
      return;
    }

  if (step->n_moved[BATON_KIND_PUBLISHING_RULE] > 1)
    {
      numbers = g_hash_table_new (NULL, NULL);
      for (guint r = 0; r < base->rules->n_rules; r++)
        g_hash_table_insert (numbers, base->rules->rules[r], GUINT_TO_POINTER (r));
    }
  /* A content asks all rules at once, about a tenth of the work of asking all contents for one rule. */
  one_by_one = bits_count (moved_slots, next->contents->n_words) < 10 * bits_count (moved_rules, next->rules->n_words);

  next->grounds = g_ptr_array_new_full (next->rules->n_rules, (GDestroyNotify) baton_ground_unref);
  for (guint r = 0; r < next->rules->n_rules; r++)
    {
      const BatonRule *rule = next->rules->rules[r];
      BatonGround *ground = find_base_ground (step, numbers, rule, r);

      if (ground == NULL || (!one_by_one && bits_get (moved_rules, r)))
        ground = baton_ground_new (next->contents, next->taxonomy, rule);
      else if (ground->n_words < next->contents->n_words)
        ground = baton_ground_copy (ground, next->contents->n_words);
      else
        baton_ground_ref (ground);
      g_ptr_array_add (next->grounds, ground);
    }

  BITS_FOREACH (slot, w, next->contents->n_words, one_by_one ? moved_slots[w] : 0)
    correct_slot (step, slot, moved_rules, scratch);
  for (guint i = 0; i < step->old_contents->len; i++)
    correct_slot (step, ((BatonNode *) step->old_contents->pdata[i])->slot, NULL, scratch);
  for (guint i = 0; i < step->new_contents->len; i++)
    correct_slot (step, ((BatonNode *) step->new_contents->pdata[i])->slot, NULL, scratch);
}
