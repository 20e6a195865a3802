/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The nodes and contents of a step: what was edited, and what was compiled of ids that have come or gone since.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-step-private.h"

/* ── Nodes ───────────────────────────────────────────────────────────────────────────────────────────── */

static void
compile_node (BatonStep   *step,
              BatonEntity *entity)
{
  BatonNode *old = baton_node_table_lookup (step->base->nodes, baton_entity_get_id (entity));
  BatonNode *node = baton_snapshot_compile_node (entity, step->program, step->next->taxonomy);

  if (node->tags != NULL)
    {
      if (old != NULL)
        g_ptr_array_add (step->old_contents, baton_node_ref (old));
      node->slot = old != NULL ? old->slot : G_MAXUINT;
      g_ptr_array_add (step->new_contents, node);
    }
  if (node->rule != NULL && old != NULL)
    {
      g_ptr_array_add (step->old_rules, old->rule);
      g_ptr_array_add (step->new_rules, node->rule);
    }
  step->touched[baton_entity_get_kind (entity)] = TRUE;
  baton_node_table_put (step->next->nodes, node);
}

static gboolean
names_gone_term (const BatonTaxonomy *taxonomy,
                 const BatonTerm     *terms,
                 guint                n_terms)
{
  for (guint i = 0; i < n_terms; i++)
    if (taxonomy->ids[terms[i]] == NULL)
      return TRUE;
  return FALSE;
}

/* Whether the compiled audience no longer says what its value says. */
static gboolean
is_outdated (BatonStep           *step,
             const BatonAudience *audience)
{
  if (audience == NULL)
    return FALSE;
  if (step->terms_came_or_went && audience->has_missing)
    return TRUE;
  for (guint i = 0; step->touched[BATON_KIND_AUDIENCE] && i < audience->named->len; i++)
    if (g_hash_table_contains (step->changed, audience->named->pdata[i]))
      return TRUE;
  for (guint i = 0; step->terms_went && i < audience->conditions->len; i++)
    {
      const BatonCondition *condition = &g_array_index (audience->conditions, BatonCondition, i);

      if (names_gone_term (step->next->taxonomy, condition->terms, condition->n_terms))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_outdated_entity (BatonStep         *step,
                    const BatonEntity *entity)
{
  BatonNode *node = baton_node_table_lookup (step->base->nodes, baton_entity_get_id (entity));

  for (guint a = 0; a < BATON_NODE_MAX_AUDIENCES; a++)
    if (is_outdated (step, node->audiences[a]))
      return TRUE;
  return FALSE;
}

/* Contents with a tag that is gone are found by the postings, those with one that has come by walking. */
static void
collect_outdated_contents (BatonStep *step,
                           GPtrArray *outdated)
{
  const BatonContentTable *contents = step->base->contents;
  const BatonTaxonomy *before = step->base->taxonomy;
  const BatonTaxonomy *after = step->next->taxonomy;
  g_autofree BatonWord *slots = bits_new (contents->n_words);

  for (BatonTerm t = 0; step->terms_went && t < MIN (before->n_terms, contents->n_terms); t++)
    for (guint i = 0; before->ids[t] != NULL && after->ids[t] == NULL && contents->postings[t] != NULL && i < contents->postings[t]->len; i++)
      bits_set (slots, g_array_index (contents->postings[t], guint32, i));
  for (guint i = 0; contents->n_missing > 0 && i < contents->n_listed; i++)
    if (contents->tags[contents->order[i]]->has_missing)
      bits_set (slots, contents->order[i]);
  BITS_FOREACH (slot, w, contents->n_words, slots[w])
    g_ptr_array_add (outdated, contents->entities[slot]);
}

/* Of the rules, which are many, only those are asked that the index says could be. */
static void
collect_outdated_rules (BatonStep *step,
                        GPtrArray *outdated)
{
  const BatonRuleIndex *rules = step->base->rules;
  const BatonTaxonomy *before = step->base->taxonomy;
  g_autofree BatonWord *asked = g_memdup2 (rules->missing, MAX (rules->n_words, 1) * sizeof (BatonWord));
  g_autofree BatonWord *gone = bits_new (BATON_BITS_WORDS (MAX (before->n_terms, rules->n_terms)));

  for (BatonTerm t = 0; step->terms_went && t < before->n_terms; t++)
    if (before->ids[t] != NULL && step->next->taxonomy->ids[t] == NULL)
      bits_set (gone, t);
  for (int half = 0; step->terms_went && half < BATON_N_HALVES; half++)
    baton_rule_index_add_naming (rules, half, gone, asked);
  if (step->touched[BATON_KIND_AUDIENCE])
    bits_fill (asked, rules->n_rules);

  BITS_FOREACH (r, w, rules->n_words, asked[w])
    if (is_outdated (step, rules->rules[r]->who) || is_outdated (step, rules->rules[r]->what))
      g_ptr_array_add (outdated, step->base->lists[BATON_KIND_PUBLISHING_RULE]->pdata[r]);
}

/* Adds what has to be compiled anew although it is the same. */
static void
collect_outdated (BatonStep *step,
                  GPtrArray *outdated)
{
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      GPtrArray *list = step->base->lists[kind];

      if (kind == BATON_KIND_PUBLISHING_RULE || baton_node_get_audience_field (kind, 0) == BATON_FIELD_NONE)
        continue;
      for (guint i = 0; i < list->len; i++)
        if (is_outdated_entity (step, list->pdata[i]))
          g_ptr_array_add (outdated, list->pdata[i]);
    }
  collect_outdated_rules (step, outdated);
  if (step->terms_came_or_went)
    collect_outdated_contents (step, outdated);
}

void
baton_step_make_nodes (BatonStep *step)
{
  GHashTableIter iter;
  gpointer id;

  step->next->nodes = baton_node_table_copy (step->base->nodes);
  if (step->touched[BATON_KIND_AUDIENCE] || step->terms_came_or_went)
    {
      g_autoptr (GPtrArray) outdated = g_ptr_array_new ();

      collect_outdated (step, outdated);
      for (guint i = 0; i < outdated->len; i++)
        if (!g_hash_table_contains (step->changed, baton_entity_get_id (outdated->pdata[i])))
          compile_node (step, outdated->pdata[i]);
    }

  g_hash_table_iter_init (&iter, step->changed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      BatonEntity *entity = baton_program_lookup (step->program, id);
      BatonNode *gone;

      if (entity != NULL)
        {
          compile_node (step, entity);
          continue;
        }
      gone = baton_node_table_lookup (step->base->nodes, id);
      if (gone->tags != NULL)
        g_ptr_array_add (step->old_contents, baton_node_ref (gone));
      baton_node_table_remove (step->next->nodes, id);
    }
}

/* ── Contents ────────────────────────────────────────────────────────────────────────────────────────── */

/* Where the slot of *id* stands in the order of the list, or would stand. */
static guint
find_in_order (GArray                  *order,
               const BatonContentTable *table,
               const char              *id)
{
  guint low = 0;
  guint high = order->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strcmp (baton_entity_get_id (table->entities[g_array_index (order, guint32, middle)]), id) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

void
baton_step_make_contents (BatonStep *step)
{
  BatonContentTable *base = step->base->contents;
  guint n_slots = base->n_slots;
  BatonContentTable *table;
  g_autoptr (GArray) order = NULL;

  if (step->old_contents->len == 0 && step->new_contents->len == 0)
    {
      step->next->contents = baton_content_table_ref (base);
      return;
    }

  order = g_array_sized_new (FALSE, FALSE, sizeof (guint32), base->n_listed + step->new_contents->len);
  g_array_append_vals (order, base->order, base->n_listed);
  for (guint i = 0; i < step->new_contents->len; i++)
    n_slots += ((BatonNode *) step->new_contents->pdata[i])->slot == G_MAXUINT;
  table = step->next->contents = baton_content_table_copy (base, n_slots, step->next->taxonomy->n_terms);

  /* Places in the order are found by the entities that the slots hold, so each goes before its slot is emptied. */
  for (guint i = 0; i < step->old_contents->len; i++)
    {
      BatonNode *old = step->old_contents->pdata[i];

      if (baton_program_lookup_kind (step->program, baton_entity_get_id (old->entity), BATON_KIND_CONTENT) != NULL)
        continue;
      g_array_remove_index (order, find_in_order (order, base, baton_entity_get_id (old->entity)));
      baton_content_table_set (table, old->slot, NULL, NULL);
    }
  n_slots = base->n_slots;
  for (guint i = 0; i < step->new_contents->len; i++)
    {
      BatonNode *node = step->new_contents->pdata[i];
      gboolean fresh = node->slot == G_MAXUINT;

      if (fresh)
        {
          guint32 slot = node->slot = n_slots++;
          guint place = find_in_order (order, table, baton_entity_get_id (node->entity));

          g_array_insert_val (order, place, slot);
        }
      baton_content_table_set (table, node->slot, node->entity, node->tags);
    }
  baton_content_table_set_order (table, order);
}
