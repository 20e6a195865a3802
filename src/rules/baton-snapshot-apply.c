/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From one snapshot to the next. What an edit can touch:
 *
 *   any entity            its own node, and the list of its kind
 *   a term, role or tier  added, removed or hung elsewhere: the taxonomy. Numbers stay, so what was compiled with them
 *                         stays, but for nodes that name an id which has come or gone, and the grounds of rules that
 *                         name a term which covers more or less than before
 *   a named audience      every node that its clauses went into
 *   a content             its slot, the postings of its tags, and its bit in the grounds
 *   a rule                the rules' index and its own ground
 *
 * Everything else is shared with the base. Rare edits (vocabularies and ladders that come or go, a term that changes its
 * vocabulary, hundreds of changes at once) compile anew, which is always right.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-list-edit.h"
#include "rules/baton-profile-private.h"
#include "rules/baton-snapshot-private.h"

#include <string.h>

/* Beyond this many changed entities, compiling anew is the faster way; beyond this many rules, indexing them anew. */
#define MAX_CHANGED 256
#define MAX_EDITED_RULES 8

typedef struct
{
  BatonSnapshot      *base;
  BatonSnapshot      *next;
  const BatonProgram *program;
  GHashTable         *changed;                      /* ids whose entity is another than in the base; borrowed keys */
  gboolean            touched[BATON_N_KINDS];       /* some entity of the kind changed */
  gboolean            restructured[BATON_N_KINDS];  /* … came, went, or has another place */
  guint               n_moved[BATON_N_KINDS];       /* how many did, G_MAXUINT where what they stand below did, and … */
  BatonEntity        *moved_from[BATON_N_KINDS];    /* … the last one before and … */
  BatonEntity        *moved_to[BATON_N_KINDS];      /* … after; borrowed, NULL where it is not */
  gboolean            terms_came_or_went;
  gboolean            terms_went;
  gboolean            terms_moved;
  GPtrArray          *old_rules;                    /* BatonRule that were compiled anew, and … */
  GPtrArray          *new_rules;                    /* … what they became; borrowed */
  int                 rule_before;                  /* the number of the one rule that came, went or moved in the base */
  int                 rule_after;                   /* … and in the next; −1 for none */
  GPtrArray          *old_contents;                 /* BatonNode of contents that went or were compiled anew; owned */
  GPtrArray          *new_contents;                 /* BatonNode of contents that came or were compiled anew; borrowed */
} Step;

static gboolean
is_taxonomic (BatonKind kind)
{
  return kind == BATON_KIND_VOCABULARY || kind == BATON_KIND_TERM || kind == BATON_KIND_ROLE
         || kind == BATON_KIND_TIER_LADDER || kind == BATON_KIND_TIER;
}

/* ── What has changed ────────────────────────────────────────────────────────────────────────────────── */

static void
note_moved (Step        *step,
            BatonKind    kind,
            BatonEntity *before,
            BatonEntity *after)
{
  step->restructured[kind] = TRUE;
  step->n_moved[kind]++;
  step->moved_from[kind] = before;
  step->moved_to[kind] = after;
}

/* FALSE when the edit is one of the rare ones. */
static gboolean
note_change (Step       *step,
             const char *id)
{
  BatonEntity *before = baton_snapshot_lookup (step->base, id);
  BatonEntity *after = baton_program_lookup (step->program, id);
  BatonEntity *some = after != NULL ? after : before;
  BatonKind kind;

  if (before == after)
    return TRUE;
  kind = baton_entity_get_kind (some);
  if (before != NULL && after != NULL && baton_entity_get_kind (before) != kind)
    return FALSE;

  g_hash_table_add (step->changed, (char *) baton_entity_get_id (some));
  step->touched[kind] = TRUE;
  if (before == NULL || after == NULL)
    {
      note_moved (step, kind, before, after);
      step->terms_came_or_went |= is_taxonomic (kind);
      step->terms_went |= is_taxonomic (kind) && after == NULL;
      return kind != BATON_KIND_VOCABULARY && kind != BATON_KIND_TIER_LADDER;
    }

  if (g_strcmp0 (baton_entity_get_parent (before), baton_entity_get_parent (after)) != 0
      || g_strcmp0 (baton_entity_get_position (before), baton_entity_get_position (after)) != 0)
    note_moved (step, kind, before, after);
  if (is_taxonomic (kind) && g_strcmp0 (baton_entity_get_parent (before), baton_entity_get_parent (after)) != 0)
    step->terms_moved = TRUE;
  return TRUE;
}

/* A list follows the order of the kinds that its entities can stand below. */
static void
spread_restructuring (Step *step)
{
  gboolean spread = TRUE;

  while (spread)
    {
      spread = FALSE;
      for (int kind = 0; kind < BATON_N_KINDS; kind++)
        {
          BatonField place = baton_schema_get_kind (kind)->place_field;
          guint64 parents = place != BATON_FIELD_NONE ? baton_schema_get_field (place)->references : 0;

          for (int other = 0; other < BATON_N_KINDS && step->n_moved[kind] != G_MAXUINT; other++)
            if (other != kind && step->restructured[other] && (parents & (G_GUINT64_CONSTANT (1) << other)) != 0)
              {
                spread = step->restructured[kind] = TRUE;
                step->n_moved[kind] = G_MAXUINT;
              }
        }
    }
}

/* ── Lists ───────────────────────────────────────────────────────────────────────────────────────────── */

static void
replace_pointer (gpointer      *pointers,
                 guint          n_pointers,
                 gconstpointer  before,
                 gpointer       after)
{
  for (guint i = 0; i < n_pointers; i++)
    if (pointers[i] == before)
      {
        pointers[i] = after;
        break;
      }
}

/* The same entities in the same order, some of them edited. They are found by walking over the pointers, which for a few
 * edits is faster than looking up every id. */
static GPtrArray *
replace_in_list (Step      *step,
                 BatonKind  kind)
{
  GPtrArray *list = g_ptr_array_copy (step->base->lists[kind], NULL, NULL);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, step->changed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      BatonEntity *before = baton_snapshot_lookup_kind (step->base, id, kind);

      if (before != NULL && before != step->moved_from[kind])
        replace_pointer (list->pdata, list->len, before, baton_program_lookup (step->program, id));
    }
  return list;
}

/* The list after something in it came, went or moved. */
static GPtrArray *
reorder_list (Step      *step,
              BatonKind  kind)
{
  g_autoptr (GPtrArray) list = step->n_moved[kind] == 1 ? replace_in_list (step, kind) : NULL;

  if (list != NULL && baton_list_edit (list, step->program, step->moved_from[kind], step->moved_to[kind]))
    return g_steal_pointer (&list);
  return baton_program_list (step->program, kind);
}

static void
make_lists (Step *step)
{
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      GPtrArray *base = step->base->lists[kind];

      if (step->restructured[kind])
        step->next->lists[kind] = reorder_list (step, kind);
      else if (step->touched[kind])
        step->next->lists[kind] = replace_in_list (step, kind);
      else
        step->next->lists[kind] = g_ptr_array_ref (base);
    }
}

static BatonTaxonomy *
edit_taxonomy (Step *step)
{
  g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof (BatonTermEdit));
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, step->changed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      BatonTermEdit edit = { baton_snapshot_lookup (step->base, id), baton_program_lookup (step->program, id) };
      BatonKind kind = baton_entity_get_kind (edit.after != NULL ? edit.after : edit.before);

      if (kind == BATON_KIND_TERM || kind == BATON_KIND_ROLE || kind == BATON_KIND_TIER)
        g_array_append_val (edits, edit);
    }
  return baton_taxonomy_edit (step->base->taxonomy, (BatonTermEdit *) (void *) edits->data, edits->len);
}

/* FALSE when a term has changed its dimension: sets of terms are sorted by it. */
static gboolean
make_taxonomy (Step *step)
{
  GPtrArray **lists = step->next->lists;
  BatonTaxonomy *base = step->base->taxonomy;
  BatonTaxonomy *next;

  if (!step->terms_came_or_went && !step->terms_moved)
    {
      step->next->taxonomy = baton_taxonomy_ref (base);
      return TRUE;
    }

  next = edit_taxonomy (step);
  if (next == NULL)
    next = baton_taxonomy_new (base, lists[BATON_KIND_VOCABULARY], lists[BATON_KIND_TERM], lists[BATON_KIND_ROLE],
                               lists[BATON_KIND_TIER_LADDER], lists[BATON_KIND_TIER]);
  step->next->taxonomy = next;
  for (BatonTerm t = 0; t < base->n_terms; t++)
    if (base->ids[t] != NULL && next->ids[t] != NULL && base->dimension[t] != next->dimension[t])
      return FALSE;
  return TRUE;
}

/* ── Nodes ───────────────────────────────────────────────────────────────────────────────────────────── */

static void
compile_node (Step        *step,
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
is_outdated (Step                *step,
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
is_outdated_entity (Step              *step,
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
collect_outdated_contents (Step      *step,
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

/* Adds what has to be compiled anew although it is the same. Rules, of which there are many, are asked where the base has
 * them side by side. */
static void
collect_outdated (Step      *step,
                  GPtrArray *outdated)
{
  const BatonSnapshot *base = step->base;

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    for (guint i = 0; baton_node_get_audience_field (kind, 0) != BATON_FIELD_NONE && i < base->lists[kind]->len; i++)
      {
        const BatonRule *rule = kind == BATON_KIND_PUBLISHING_RULE ? base->rules->rules[i] : NULL;

        if (rule != NULL ? is_outdated (step, rule->who) || is_outdated (step, rule->what)
                         : is_outdated_entity (step, base->lists[kind]->pdata[i]))
          g_ptr_array_add (outdated, base->lists[kind]->pdata[i]);
      }
  if (step->terms_came_or_went)
    collect_outdated_contents (step, outdated);
}

static void
make_nodes (Step *step)
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

static void
make_contents (Step *step)
{
  BatonContentTable *base = step->base->contents;
  guint n_terms = step->next->taxonomy->n_terms;
  guint n_slots = base->n_slots;
  BatonContentTable *table;
  g_autoptr (GArray) order = NULL;

  if (step->old_contents->len == 0 && step->new_contents->len == 0 && n_terms == base->n_terms)
    {
      step->next->contents = baton_content_table_ref (base);
      return;
    }

  order = g_array_sized_new (FALSE, FALSE, sizeof (guint32), base->n_listed + step->new_contents->len);
  g_array_append_vals (order, base->order, base->n_listed);
  for (guint i = 0; i < step->new_contents->len; i++)
    n_slots += ((BatonNode *) step->new_contents->pdata[i])->slot == G_MAXUINT;
  table = step->next->contents = baton_content_table_copy (base, n_slots, n_terms);

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

/* ── Rules and grounds ───────────────────────────────────────────────────────────────────────────────── */

/* The rules in order, without looking every one up where only a few have changed. */
static GPtrArray *
list_rules (Step *step)
{
  const BatonRuleIndex *base = step->base->rules;
  GPtrArray *rules;

  if (step->restructured[BATON_KIND_PUBLISHING_RULE])
    return baton_snapshot_list_rules (step->next->nodes, step->next->lists[BATON_KIND_PUBLISHING_RULE]);

  rules = g_ptr_array_sized_new (base->n_rules);
  for (guint r = 0; r < base->n_rules; r++)
    g_ptr_array_add (rules, base->rules[r]);
  for (guint i = 0; i < step->old_rules->len; i++)
    replace_pointer (rules->pdata, rules->len, step->old_rules->pdata[i], step->new_rules->pdata[i]);
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
edit_rules (Step *step)
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

static void
make_rules (Step *step)
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
mark_moved (Step      *step,
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
correct_bit (Step     *step,
             guint     r,
             guint     slot,
             gboolean  wanted)
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
correct_slot (Step            *step,
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
settle_moves (Step      *step,
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
find_base_number (const Step *step,
                  guint       number)
{
  int before = (int) number;

  if (before == step->rule_after)
    return -1;
  before -= step->rule_after >= 0 && before > step->rule_after;
  before += step->rule_before >= 0 && before >= step->rule_before;
  return before;
}

static BatonGround *
find_base_ground (Step            *step,
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

static void
make_grounds (Step *step)
{
  BatonSnapshot *next = step->next;
  const BatonSnapshot *base = step->base;
  g_autoptr (GHashTable) numbers = NULL;
  g_autofree BatonWord *moved_rules = bits_new (next->rules->n_words);
  g_autofree BatonWord *moved_slots = bits_new (next->contents->n_words);
  g_autofree BatonWord *scratch = bits_new (next->rules->n_words);
  gboolean one_by_one;

  if (next->rules == base->rules && next->contents == base->contents && next->taxonomy == base->taxonomy)
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
  if (next->taxonomy != base->taxonomy)
    settle_moves (step, moved_rules, moved_slots);
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

/* ── The step ────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_many_holes (const BatonContentTable *table)
{
  return table->n_slots > 1000 && table->n_listed < table->n_slots / 2;
}

/* FALSE when it is better, or necessary, to compile anew. */
static gboolean
read_changes (Step      *step,
              GPtrArray *changes)
{
  if (changes->len > MAX_CHANGED || has_many_holes (step->base->contents))
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    if (!note_change (step, baton_change_get_id (changes->pdata[i])))
      return FALSE;
  spread_restructuring (step);
  return TRUE;
}

static gboolean
take_step (Step *step)
{
  BatonSnapshot *next = step->next;

  make_lists (step);
  if (!make_taxonomy (step))
    return FALSE;
  if (step->touched[BATON_KIND_LOCALE] || step->touched[BATON_KIND_PROGRAM])
    next->locales = baton_locales_new (baton_snapshot_get_root (next), next->lists[BATON_KIND_LOCALE]);
  else
    next->locales = baton_locales_ref (step->base->locales);
  make_nodes (step);
  make_contents (step);
  make_rules (step);
  make_grounds (step);
  return TRUE;
}

BatonSnapshot *
baton_snapshot_apply (BatonSnapshot      *base,
                      const BatonProgram *program,
                      GPtrArray          *changes,
                      guint64             generation)
{
  Step step = { .base = base, .program = program };
  gboolean taken = FALSE;

  step.changed = g_hash_table_new (g_str_hash, g_str_equal);
  step.old_rules = g_ptr_array_new ();
  step.new_rules = g_ptr_array_new ();
  step.old_contents = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_node_unref);
  step.new_contents = g_ptr_array_new ();
  if (read_changes (&step, changes))
    {
      step.next = g_new0 (BatonSnapshot, 1);
      g_atomic_ref_count_init (&step.next->refs);
      step.next->generation = generation;
      taken = take_step (&step);
    }
  if (!taken)
    {
      g_clear_pointer (&step.next, baton_snapshot_unref);
      step.next = baton_snapshot_new (program, generation);
    }
  g_hash_table_unref (step.changed);
  g_ptr_array_unref (step.old_rules);
  g_ptr_array_unref (step.new_rules);
  g_ptr_array_unref (step.old_contents);
  g_ptr_array_unref (step.new_contents);
  return step.next;
}
