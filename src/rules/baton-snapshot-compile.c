/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Compiling a program, whole; baton-snapshot-apply.c does it in part. Lists and taxonomy come first, because audiences are compiled to the numbers of terms;
 * then a node for each entity with its audiences, tags or rule.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-list-edit.h"
#include "rules/baton-profile-private.h"
#include "rules/baton-snapshot-private.h"

static const BatonValue *
find_named_in_program (const char *id,
                       gpointer    user_data)
{
  return baton_audience_read_named (baton_program_lookup_kind (user_data, id, BATON_KIND_AUDIENCE));
}

static void
compile_audiences (BatonNode          *node,
                   const BatonProgram *program,
                   BatonTaxonomy      *taxonomy)
{
  BatonKind kind = baton_entity_get_kind (node->entity);

  for (guint i = 0; i < BATON_NODE_MAX_AUDIENCES; i++)
    {
      BatonField field = baton_node_get_audience_field (kind, i);
      BatonValue *value = field != BATON_FIELD_NONE ? baton_entity_get (node->entity, field) : NULL;

      if (value == NULL)
        continue;
      node->audiences[i] = baton_audience_compile_full (taxonomy, value, baton_schema_get_field (field)->side,
                                                        find_named_in_program, (gpointer) program);
    }
}

static BatonAudience *
dup_audience (const BatonNode *node,
              BatonField       field)
{
  BatonAudience *audience = node->audiences[baton_node_find_audience (field)];

  return audience != NULL ? baton_audience_ref (audience) : baton_audience_new_everybody ();
}

BatonNode *
baton_snapshot_compile_node (const BatonEntity  *entity,
                             const BatonProgram *program,
                             BatonTaxonomy      *taxonomy)
{
  BatonNode *node = baton_node_new (entity);

  compile_audiences (node, program, taxonomy);
  if (baton_entity_get_kind (entity) == BATON_KIND_CONTENT)
    {
      BatonValue *tags = baton_entity_get (entity, BATON_FIELD_CONTENT_TAGS);

      node->tags = baton_term_set_new (taxonomy, tags);
    }
  else if (baton_entity_get_kind (entity) == BATON_KIND_PUBLISHING_RULE)
    {
      node->rule = baton_rule_new (entity, taxonomy,
                                   dup_audience (node, BATON_FIELD_PUBLISHING_RULE_WHO),
                                   dup_audience (node, BATON_FIELD_PUBLISHING_RULE_WHAT));
    }
  return node;
}

GPtrArray *
baton_snapshot_list_rules (const BatonNodeTable *nodes,
                           GPtrArray            *entities)
{
  GPtrArray *rules = g_ptr_array_new_full (entities->len, NULL);

  for (guint i = 0; i < entities->len; i++)
    g_ptr_array_add (rules, baton_node_table_lookup (nodes, baton_entity_get_id (entities->pdata[i]))->rule);
  return rules;
}

static BatonContentTable *
list_contents (const BatonNodeTable *nodes,
               GPtrArray            *entities,
               const BatonTaxonomy  *taxonomy)
{
  BatonContentTable *table = baton_content_table_new (entities->len, taxonomy->n_terms);
  g_autoptr (GArray) order = g_array_sized_new (FALSE, FALSE, sizeof (guint32), entities->len);

  for (guint32 i = 0; i < entities->len; i++)
    {
      BatonNode *node = baton_node_table_lookup (nodes, baton_entity_get_id (entities->pdata[i]));

      node->slot = i;
      baton_content_table_append (table, i, node->entity, node->tags);
      g_array_append_val (order, i);
    }
  baton_content_table_set_order (table, order);
  return table;
}

static GPtrArray *
make_grounds (BatonSnapshot *snapshot)
{
  GPtrArray *grounds = g_ptr_array_new_full (snapshot->rules->n_rules, (GDestroyNotify) baton_ground_unref);

  for (guint r = 0; r < snapshot->rules->n_rules; r++)
    g_ptr_array_add (grounds, baton_ground_new (snapshot->contents, snapshot->taxonomy, snapshot->rules->rules[r]));
  return grounds;
}

BatonSnapshot *
baton_snapshot_new (const BatonProgram *program,
                    guint64             generation)
{
  BatonSnapshot *snapshot = g_new0 (BatonSnapshot, 1);
  GPtrArray **lists = snapshot->lists;
  g_autoptr (GPtrArray) rules = NULL;

  g_atomic_ref_count_init (&snapshot->refs);
  snapshot->generation = generation;
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      lists[kind] = baton_program_list (program, kind);
      snapshot->depths[kind] = baton_list_measure (lists[kind], program);
    }
  snapshot->taxonomy = baton_taxonomy_new (NULL, lists[BATON_KIND_VOCABULARY], lists[BATON_KIND_TERM],
                                           lists[BATON_KIND_ROLE], lists[BATON_KIND_TIER_LADDER],
                                           lists[BATON_KIND_TIER]);
  snapshot->locales = baton_locales_new (baton_snapshot_get_root (snapshot), lists[BATON_KIND_LOCALE]);

  snapshot->nodes = baton_node_table_new (baton_program_get_size (program));
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    for (guint i = 0; i < lists[kind]->len; i++)
      baton_node_table_put (snapshot->nodes, baton_snapshot_compile_node (lists[kind]->pdata[i], program, snapshot->taxonomy));
  rules = baton_snapshot_list_rules (snapshot->nodes, lists[BATON_KIND_PUBLISHING_RULE]);
  snapshot->rules = baton_rule_index_new (rules, snapshot->taxonomy);
  snapshot->contents = list_contents (snapshot->nodes, lists[BATON_KIND_CONTENT], snapshot->taxonomy);
  snapshot->grounds = make_grounds (snapshot);
  return snapshot;
}
