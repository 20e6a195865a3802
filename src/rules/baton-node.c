/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table of 2ⁿ buckets of about sixteen nodes each: copying one costs sixteen references, copying the table one
 * reference for each bucket. A bucket that only this table holds is changed in place.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-node.h"

#include "rules/baton-id-hash.h"

#define NODES_PER_BUCKET 16

/* One block of memory, so that a lookup waits for it once: the hashes of the ids side by side, behind them the nodes. */
typedef struct
{
  gatomicrefcount  refs;
  guint            n_nodes;
  gsize            n_room;    /* even, so that the nodes stand where pointers may */
  guint            hashes[];
} Bucket;

struct _BatonNodeTable
{
  guint    n_buckets;       /* a power of two */
  Bucket **buckets;         /* NULL while empty */
};

BatonNode *
baton_node_new (const BatonEntity *entity)
{
  BatonNode *node = g_new0 (BatonNode, 1);

  g_atomic_ref_count_init (&node->refs);
  node->entity = baton_entity_ref (entity);
  node->id = baton_entity_get_id (entity);
  node->hash = baton_id_hash (node->id);
  return node;
}

BatonNode *
baton_node_ref (BatonNode *node)
{
  g_atomic_ref_count_inc (&node->refs);
  return node;
}

void
baton_node_unref (BatonNode *node)
{
  if (!g_atomic_ref_count_dec (&node->refs))
    return;

  for (guint i = 0; i < BATON_NODE_MAX_AUDIENCES; i++)
    g_clear_pointer (&node->audiences[i], baton_audience_unref);
  g_clear_pointer (&node->tags, baton_term_set_unref);
  g_clear_pointer (&node->rule, baton_rule_free);
  baton_entity_unref (node->entity);
  g_free (node);
}

BatonField
baton_node_get_audience_field (BatonKind kind,
                               guint     index)
{
  const BatonKindInfo *info = baton_schema_get_kind (kind);
  guint found = 0;

  for (guint i = 0; i < info->n_fields; i++)
    {
      BatonField field = info->first_field + i;

      if (baton_schema_get_field (field)->type == BATON_TYPE_AUDIENCE && found++ == index)
        return field;
    }
  return BATON_FIELD_NONE;
}

int
baton_node_find_audience (BatonField field)
{
  static gint8 indices[BATON_N_FIELDS];
  static gsize known = 0;

  g_return_val_if_fail ((guint) field < BATON_N_FIELDS, -1);

  if (g_once_init_enter (&known))
    {
      memset (indices, -1, sizeof indices);
      for (int kind = 0; kind < BATON_N_KINDS; kind++)
        for (guint i = 0; i < BATON_NODE_MAX_AUDIENCES; i++)
          {
            BatonField other = baton_node_get_audience_field (kind, i);

            if (other != BATON_FIELD_NONE)
              indices[other] = (gint8) i;
          }
      g_once_init_leave (&known, 1);
    }
  return indices[field];
}

/* ── The table ───────────────────────────────────────────────────────────────────────────────────────── */

/* Owned by the bucket. */
static BatonNode **
get_nodes (const Bucket *bucket)
{
  return (BatonNode **) (void *) (bucket->hashes + bucket->n_room);
}

static Bucket *
bucket_new (guint n_least)
{
  gsize n_room = (n_least + 1) & ~(gsize) 1;
  Bucket *bucket = g_malloc (sizeof *bucket + n_room * (sizeof (BatonNode *) + sizeof (guint)));

  g_atomic_ref_count_init (&bucket->refs);
  bucket->n_nodes = 0;
  bucket->n_room = n_room;
  return bucket;
}

static void
bucket_unref (Bucket *bucket)
{
  if (bucket == NULL || !g_atomic_ref_count_dec (&bucket->refs))
    return;

  for (guint i = 0; i < bucket->n_nodes; i++)
    baton_node_unref (get_nodes (bucket)[i]);
  g_free (bucket);
}

/* There is room. */
static void
bucket_add (Bucket    *bucket,
            BatonNode *node)
{
  bucket->hashes[bucket->n_nodes] = node->hash;
  get_nodes (bucket)[bucket->n_nodes++] = node;
}

BatonNodeTable *
baton_node_table_new (guint n_expected)
{
  BatonNodeTable *table = g_new (BatonNodeTable, 1);

  table->n_buckets = 64;
  while (table->n_buckets < n_expected / NODES_PER_BUCKET)
    table->n_buckets *= 2;
  table->buckets = g_new0 (Bucket *, table->n_buckets);
  return table;
}

BatonNodeTable *
baton_node_table_copy (const BatonNodeTable *table)
{
  BatonNodeTable *copy = g_new (BatonNodeTable, 1);

  copy->n_buckets = table->n_buckets;
  copy->buckets = g_memdup2 (table->buckets, table->n_buckets * sizeof *table->buckets);
  for (guint i = 0; i < copy->n_buckets; i++)
    if (copy->buckets[i] != NULL)
      g_atomic_ref_count_inc (&copy->buckets[i]->refs);
  return copy;
}

void
baton_node_table_free (BatonNodeTable *table)
{
  for (guint i = 0; i < table->n_buckets; i++)
    bucket_unref (table->buckets[i]);
  g_free (table->buckets);
  g_free (table);
}

static int
find_in_bucket (const Bucket *bucket,
                guint         hash,
                const char   *id)
{
  for (guint i = 0; bucket != NULL && i < bucket->n_nodes; i++)
    if (bucket->hashes[i] == hash && strcmp (get_nodes (bucket)[i]->id, id) == 0)
      return (int) i;
  return -1;
}

BatonNode *
baton_node_table_lookup (const BatonNodeTable *table,
                         const char           *id)
{
  guint hash = baton_id_hash (id);
  const Bucket *bucket = table->buckets[hash & (table->n_buckets - 1)];
  int index = find_in_bucket (bucket, hash, id);

  return index >= 0 ? get_nodes (bucket)[index] : NULL;
}

/* The bucket of *hash*, held by this table alone and with room for one more. */
static Bucket *
get_own_bucket (BatonNodeTable *table,
                guint           hash)
{
  Bucket **place = &table->buckets[hash & (table->n_buckets - 1)];
  Bucket *old = *place;

  if (old == NULL)
    {
      *place = bucket_new (NODES_PER_BUCKET);
    }
  else if (!g_atomic_ref_count_compare (&old->refs, 1) || old->n_nodes == old->n_room)
    {
      *place = bucket_new (old->n_nodes < old->n_room ? old->n_nodes + 1 : 2 * old->n_nodes);
      for (guint i = 0; i < old->n_nodes; i++)
        bucket_add (*place, baton_node_ref (get_nodes (old)[i]));
      bucket_unref (old);
    }
  return *place;
}

void
baton_node_table_put (BatonNodeTable *table,
                      BatonNode      *node)
{
  Bucket *bucket = get_own_bucket (table, node->hash);
  int index = find_in_bucket (bucket, node->hash, node->id);

  if (index >= 0)
    {
      baton_node_unref (get_nodes (bucket)[index]);
      get_nodes (bucket)[index] = node;
    }
  else
    {
      bucket_add (bucket, node);
    }
}

void
baton_node_table_remove (BatonNodeTable *table,
                         const char     *id)
{
  guint hash = baton_id_hash (id);
  Bucket *bucket = get_own_bucket (table, hash);
  int index = find_in_bucket (bucket, hash, id);

  if (index < 0)
    return;
  baton_node_unref (get_nodes (bucket)[index]);
  bucket->n_nodes--;
  get_nodes (bucket)[index] = get_nodes (bucket)[bucket->n_nodes];
  bucket->hashes[index] = bucket->hashes[bucket->n_nodes];
}

void
baton_node_table_foreach (const BatonNodeTable *table,
                          GFunc                 func,
                          gpointer              user_data)
{
  for (guint i = 0; i < table->n_buckets; i++)
    for (guint n = 0; table->buckets[i] != NULL && n < table->buckets[i]->n_nodes; n++)
      func (get_nodes (table->buckets[i])[n], user_data);
}
