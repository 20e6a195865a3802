/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table is an array of parts, each a hash table of its own; the last characters of an id, which are random in all but
 * tests, say which. A part is counted: a copy takes references, and a part that others hold is copied before it is written
 * to. So an edit beside a copy costs one part, a hundred entities, and nothing is copied that nobody writes to.
 *
 * Nothing is written to a part that has several references: threads read it without a lock. Who sees that the count is one
 * is alone with it, as more are only made by who has one.
 */
#include "config.h"

#include "model/baton-entity-table.h"

#include <string.h>

/* So many entities a part, at most on average, until there are more parts. */
#define MOST_IN_PART 128
#define GROWTH 4
#define MOST_PARTS 65536

struct _BatonEntityPart
{
  gatomicrefcount  ref_count;
  GHashTable      *entities;   /* borrowed id (of the entity) → owned entity */
};

/* Ids differ in their last characters, or else in the first: looking at these alone takes a quarter of the time. */
static guint
hash_id (gconstpointer key)
{
  const char *id = key;
  gsize length = strlen (id), n = MIN (length, sizeof (guint64));
  guint64 first = 0, last = 0;

  memcpy (&first, id, n);
  memcpy (&last, id + length - n, n);
  return (guint) (((first ^ length) * G_GUINT64_CONSTANT (0xff51afd7ed558ccd) ^ last) * G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53) >> 32);
}

static BatonEntityPart *
part_new (void)
{
  BatonEntityPart *part = g_new0 (BatonEntityPart, 1);

  g_atomic_ref_count_init (&part->ref_count);
  part->entities = g_hash_table_new_full (hash_id, g_str_equal, NULL, (GDestroyNotify) baton_entity_unref);
  return part;
}

static void
part_unref (BatonEntityPart *part)
{
  if (part == NULL || !g_atomic_ref_count_dec (&part->ref_count))
    return;
  g_hash_table_unref (part->entities);
  g_free (part);
}

static void
part_insert (BatonEntityPart *part,
             BatonEntity     *entity)
{
  /* Not insert: the key is the old entity's own, and goes with it. */
  g_hash_table_replace (part->entities, (gpointer) baton_entity_get_id (entity), entity);
}

static guint
find_index (guint       n_parts,
            const char *id)
{
  gsize length = strlen (id), n = MIN (length, sizeof (guint64));
  guint64 last = 0;

  memcpy (&last, id + length - n, n);
  /* The upper bits of the product depend on all bits of the factor. */
  return (guint) ((last * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 40) & (n_parts - 1);
}

/* The part of *id*, for this table alone. */
static BatonEntityPart *
get_own_part (BatonEntityTable *table,
              const char       *id)
{
  BatonEntityPart **part = &table->parts[find_index (table->n_parts, id)];
  BatonEntityPart *own;
  GHashTableIter iter;
  gpointer entity;

  if (*part == NULL)
    *part = part_new ();
  if (g_atomic_ref_count_compare (&(*part)->ref_count, 1))
    return *part;
  own = part_new ();
  g_hash_table_iter_init (&iter, (*part)->entities);
  while (g_hash_table_iter_next (&iter, NULL, &entity))
    part_insert (own, baton_entity_ref (entity));
  part_unref (*part);
  *part = own;
  return own;
}

static void
spread_cb (gpointer entity,
           gpointer user_data)
{
  baton_entity_table_take (user_data, baton_entity_ref (entity));
}

static gboolean
is_full (guint n_parts,
         guint size)
{
  return n_parts == 0 || (size / n_parts >= MOST_IN_PART && n_parts < MOST_PARTS);
}

/* Into so many more parts that one of *size* is not full. */
static void
grow (BatonEntityTable *table,
      guint             size)
{
  BatonEntityTable grown = { .n_parts = table->n_parts };

  while (is_full (grown.n_parts, size))
    grown.n_parts = MAX (1, grown.n_parts * GROWTH);
  grown.parts = g_new0 (BatonEntityPart *, grown.n_parts);
  baton_entity_table_foreach (table, spread_cb, &grown);
  baton_entity_table_clear (table);
  *table = grown;
}

static BatonEntity *
part_lookup (const BatonEntityPart *part,
             const char            *id)
{
  return part != NULL ? g_hash_table_lookup (part->entities, id) : NULL;
}

void
baton_entity_table_copy (const BatonEntityTable *table,
                         BatonEntityTable       *copy)
{
  *copy = *table;
  copy->parts = g_memdup2 (table->parts, table->n_parts * sizeof (BatonEntityPart *));
  for (guint i = 0; i < copy->n_parts; i++)
    if (copy->parts[i] != NULL)
      g_atomic_ref_count_inc (&copy->parts[i]->ref_count);
}

void
baton_entity_table_clear (BatonEntityTable *table)
{
  for (guint i = 0; i < table->n_parts; i++)
    part_unref (table->parts[i]);
  g_free (table->parts);
  *table = (BatonEntityTable) { NULL };
}

BatonEntity *
baton_entity_table_lookup (const BatonEntityTable *table,
                           const char             *id)
{
  return table->n_parts > 0 ? part_lookup (table->parts[find_index (table->n_parts, id)], id) : NULL;
}

void
baton_entity_table_reserve (BatonEntityTable *table,
                            guint             size)
{
  if (size > 0 && is_full (table->n_parts, size - 1))
    grow (table, size - 1);
}

void
baton_entity_table_take (BatonEntityTable *table,
                         BatonEntity      *entity)
{
  BatonEntityPart *part;
  guint n;

  if (is_full (table->n_parts, table->size))
    grow (table, table->size);
  part = get_own_part (table, baton_entity_get_id (entity));
  n = g_hash_table_size (part->entities);
  part_insert (part, entity);
  table->size += g_hash_table_size (part->entities) - n;
}

void
baton_entity_table_remove (BatonEntityTable *table,
                           const char       *id)
{
  if (baton_entity_table_lookup (table, id) == NULL)
    return;
  g_hash_table_remove (get_own_part (table, id)->entities, id);
  table->size--;
}

void
baton_entity_table_foreach (const BatonEntityTable *table,
                            GFunc                   func,
                            gpointer                user_data)
{
  for (guint i = 0; i < table->n_parts; i++)
    {
      GHashTableIter iter;
      gpointer entity;

      if (table->parts[i] == NULL)
        continue;
      g_hash_table_iter_init (&iter, table->parts[i]->entities);
      while (g_hash_table_iter_next (&iter, NULL, &entity))
        func (entity, user_data);
    }
}

/* ── Two tables ────────────────────────────────────────────────────────────────────────────────────────── */

static void
compare_parts (const BatonEntityPart *before,
               const BatonEntityPart *after,
               BatonEntityPairFunc    func,
               gpointer               user_data)
{
  GHashTableIter iter;
  gpointer entity;

  if (after != NULL)
    {
      g_hash_table_iter_init (&iter, after->entities);
      while (g_hash_table_iter_next (&iter, NULL, &entity))
        {
          BatonEntity *old = part_lookup (before, baton_entity_get_id (entity));

          if (old != entity)
            func (old, entity, user_data);
        }
    }
  if (before != NULL)
    {
      g_hash_table_iter_init (&iter, before->entities);
      while (g_hash_table_iter_next (&iter, NULL, &entity))
        if (part_lookup (after, baton_entity_get_id (entity)) == NULL)
          func (entity, NULL, user_data);
    }
}

typedef struct
{
  const BatonEntityTable *other;
  BatonEntityPairFunc     func;
  gpointer                user_data;
} Pairing;

static void
pair_with_before_cb (gpointer entity,
                     gpointer user_data)
{
  Pairing *pairing = user_data;
  BatonEntity *before = baton_entity_table_lookup (pairing->other, baton_entity_get_id (entity));

  if (before != entity)
    pairing->func (before, entity, pairing->user_data);
}

static void
find_missing_cb (gpointer entity,
                 gpointer user_data)
{
  Pairing *pairing = user_data;

  if (baton_entity_table_lookup (pairing->other, baton_entity_get_id (entity)) == NULL)
    pairing->func (entity, NULL, pairing->user_data);
}

void
baton_entity_table_foreach_different (const BatonEntityTable *before,
                                      const BatonEntityTable *after,
                                      BatonEntityPairFunc     func,
                                      gpointer                user_data)
{
  Pairing pairing = { before, func, user_data };

  if (before->n_parts == after->n_parts)
    {
      for (guint i = 0; i < before->n_parts; i++)
        if (before->parts[i] != after->parts[i])
          compare_parts (before->parts[i], after->parts[i], func, user_data);
      return;
    }
  /* They have grown apart: an id is not in the parts of one number. */
  baton_entity_table_foreach (after, pair_with_before_cb, &pairing);
  pairing.other = after;
  baton_entity_table_foreach (before, find_missing_cb, &pairing);
}
