/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Entities by id, and for each kind its set and, made when first asked after a change, its order. The order is dropped
 * for all kinds when an entity changes its kind's set, its place, or the places of a kind that others stand below.
 */
#include "config.h"

#include "model/baton-program.h"

#include <string.h>

typedef struct
{
  GPtrArray  *order;     /* borrowed entities; NULL when not known */
  GHashTable *children;  /* borrowed parent id or "" → GPtrArray of borrowed; NULL when not known */
} Order;

struct _BatonProgram
{
  GHashTable *entities;               /* borrowed id (of the entity) → owned entity */
  GHashTable *by_kind[BATON_N_KINDS]; /* borrowed id → borrowed entity; NULL while empty */
  Order       orders[BATON_N_KINDS];
  gboolean    has_orders;             /* any of them */
};

BatonChange *
baton_change_new (const BatonEntity *before,
                  const BatonEntity *after)
{
  BatonChange *change = g_new0 (BatonChange, 1);

  g_return_val_if_fail (before != NULL || after != NULL, change);
  g_return_val_if_fail (before == NULL || after == NULL ||
                        strcmp (baton_entity_get_id (before), baton_entity_get_id (after)) == 0, change);

  change->before = before != NULL ? baton_entity_ref (before) : NULL;
  change->after = after != NULL ? baton_entity_ref (after) : NULL;
  return change;
}

BatonChange *
baton_change_inverse (const BatonChange *change)
{
  return baton_change_new (change->after, change->before);
}

void
baton_change_free (BatonChange *change)
{
  if (change == NULL)
    return;
  baton_entity_unref (change->before);
  baton_entity_unref (change->after);
  g_free (change);
}

const char *
baton_change_get_id (const BatonChange *change)
{
  return baton_entity_get_id (change->after != NULL ? change->after : change->before);
}

BatonKind
baton_change_get_kind (const BatonChange *change)
{
  return baton_entity_get_kind (change->after != NULL ? change->after : change->before);
}

BatonProgram *
baton_program_new (void)
{
  BatonProgram *program = g_new0 (BatonProgram, 1);

  program->entities = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) baton_entity_unref);
  return program;
}

static void
drop_orders (BatonProgram *program)
{
  if (!program->has_orders)
    return;
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_clear_pointer (&program->orders[kind].order, g_ptr_array_unref);
      g_clear_pointer (&program->orders[kind].children, g_hash_table_unref);
    }
  program->has_orders = FALSE;
}

void
baton_program_free (BatonProgram *program)
{
  if (program == NULL)
    return;

  drop_orders (program);
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    g_clear_pointer (&program->by_kind[kind], g_hash_table_unref);
  g_hash_table_unref (program->entities);
  g_free (program);
}

BatonProgram *
baton_program_copy (const BatonProgram *program)
{
  BatonProgram *copy = baton_program_new ();
  GHashTableIter iter;
  gpointer entity;

  g_hash_table_iter_init (&iter, program->entities);
  while (g_hash_table_iter_next (&iter, NULL, &entity))
    baton_program_put (copy, entity);
  return copy;
}

guint
baton_program_get_size (const BatonProgram *program)
{
  return g_hash_table_size (program->entities);
}

BatonEntity *
baton_program_lookup (const BatonProgram *program,
                      const char         *id)
{
  return id != NULL ? g_hash_table_lookup (program->entities, id) : NULL;
}

BatonEntity *
baton_program_lookup_kind (const BatonProgram *program,
                           const char         *id,
                           BatonKind           kind)
{
  BatonEntity *entity = baton_program_lookup (program, id);

  return entity != NULL && baton_entity_get_kind (entity) == kind ? entity : NULL;
}

BatonEntity *
baton_program_get_root (const BatonProgram *program)
{
  GHashTable *roots = program->by_kind[BATON_KIND_PROGRAM];
  GHashTableIter iter;
  gpointer root = NULL;

  if (roots != NULL)
    {
      g_hash_table_iter_init (&iter, roots);
      if (g_hash_table_iter_next (&iter, NULL, &root))
        return root;
    }
  return NULL;
}

void
baton_program_put (BatonProgram      *program,
                   const BatonEntity *entity)
{
  const char *id = baton_entity_get_id (entity);
  BatonKind kind = baton_entity_get_kind (entity);
  BatonEntity *old = baton_program_lookup (program, id);
  BatonEntity *kept = baton_entity_ref (entity);

  drop_orders (program); /* the arrays hold the entities that are replaced */
  if (old != NULL)
    {
      /* The key belongs to the old entity, so it must leave both tables before the entity does. */
      g_hash_table_remove (program->by_kind[baton_entity_get_kind (old)], id);
      g_hash_table_remove (program->entities, id);
    }
  if (program->by_kind[kind] == NULL)
    program->by_kind[kind] = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (program->entities, (gpointer) baton_entity_get_id (kept), kept);
  g_hash_table_insert (program->by_kind[kind], (gpointer) baton_entity_get_id (kept), kept);
}

gboolean
baton_program_remove (BatonProgram *program,
                      const char   *id)
{
  BatonEntity *old = baton_program_lookup (program, id);

  if (old == NULL)
    return FALSE;
  drop_orders (program);
  g_hash_table_remove (program->by_kind[baton_entity_get_kind (old)], id);
  g_hash_table_remove (program->entities, id);
  return TRUE;
}

void
baton_program_apply (BatonProgram      *program,
                     const BatonChange *change)
{
  if (change->after != NULL)
    baton_program_put (program, change->after);
  else
    baton_program_remove (program, baton_change_get_id (change));
}

static int
compare_by_place (gconstpointer a,
                  gconstpointer b)
{
  const BatonEntity *left = *(const BatonEntity * const *) a, *right = *(const BatonEntity * const *) b;
  int order = g_strcmp0 (baton_entity_get_position (left), baton_entity_get_position (right));

  return order != 0 ? order : strcmp (baton_entity_get_id (left), baton_entity_get_id (right));
}

static int
compare_by_id (gconstpointer a,
               gconstpointer b)
{
  return strcmp (baton_entity_get_id (*(const BatonEntity * const *) a), baton_entity_get_id (*(const BatonEntity * const *) b));
}

static void
append_subtree (GHashTable *children,
                const char *parent,
                GPtrArray  *order,
                GHashTable *seen)
{
  GPtrArray *below = g_hash_table_lookup (children, parent);

  for (guint i = 0; below != NULL && i < below->len; i++)
    if (g_hash_table_add (seen, below->pdata[i]))
      {
        g_ptr_array_add (order, below->pdata[i]);
        append_subtree (children, baton_entity_get_id (below->pdata[i]), order, seen);
      }
}

/* The order of *kind*, worked out where it is not known. The cache is not part of the program's value, hence the cast. */
static Order *
get_order (const BatonProgram *program,
           BatonKind           kind)
{
  Order *order = &((BatonProgram *) program)->orders[kind];
  const BatonKindInfo *info = baton_schema_get_kind (kind);
  g_autoptr (GHashTable) seen = NULL;
  GHashTableIter iter;
  gpointer data;
  guint64 parents;

  if (order->order != NULL)
    return order;

  ((BatonProgram *) program)->has_orders = TRUE;
  order->order = g_ptr_array_new ();
  order->children = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  if (program->by_kind[kind] == NULL)
    return order;

  g_hash_table_iter_init (&iter, program->by_kind[kind]);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      const char *parent = baton_entity_get_parent (data);
      GPtrArray *below;

      g_ptr_array_add (order->order, data);
      below = g_hash_table_lookup (order->children, parent != NULL ? parent : "");
      if (below == NULL)
        {
          below = g_ptr_array_new ();
          g_hash_table_insert (order->children, (gpointer) (parent != NULL ? parent : ""), below);
        }
      g_ptr_array_add (below, data);
    }
  g_ptr_array_sort (order->order, compare_by_id);
  g_hash_table_iter_init (&iter, order->children);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    g_ptr_array_sort (data, info->place_field != BATON_FIELD_NONE ? compare_by_place : compare_by_id);
  if (info->place_field == BATON_FIELD_NONE)
    return order;

  /* First those at the top, then the children of other kinds in the order of those kinds, last, by id, whatever a
   * dangling parent or a cycle cut off: nothing disappears from a list. */
  g_autoptr (GPtrArray) by_id = g_steal_pointer (&order->order);

  order->order = g_ptr_array_sized_new (by_id->len);
  seen = g_hash_table_new (NULL, NULL);
  append_subtree (order->children, "", order->order, seen);
  parents = baton_schema_get_field (info->place_field)->references;
  for (int other = 0; other < BATON_N_KINDS; other++)
    if (other != (int) kind && (parents & (G_GUINT64_CONSTANT (1) << other)) != 0)
      {
        GPtrArray *above = get_order (program, other)->order;

        for (guint i = 0; i < above->len; i++)
          append_subtree (order->children, baton_entity_get_id (above->pdata[i]), order->order, seen);
      }
  for (guint i = 0; i < by_id->len; i++)
    if (g_hash_table_add (seen, by_id->pdata[i]))
      {
        g_ptr_array_add (order->order, by_id->pdata[i]);
        append_subtree (order->children, baton_entity_get_id (by_id->pdata[i]), order->order, seen);
      }
  return order;
}

GPtrArray *
baton_program_list (const BatonProgram *program,
                    BatonKind           kind)
{
  g_return_val_if_fail ((guint) kind < BATON_N_KINDS, NULL);
  return g_ptr_array_copy (get_order (program, kind)->order, NULL, NULL);
}

GPtrArray *
baton_program_list_children (const BatonProgram *program,
                             BatonKind           kind,
                             const char         *parent)
{
  GPtrArray *children;

  g_return_val_if_fail ((guint) kind < BATON_N_KINDS, NULL);

  children = g_hash_table_lookup (get_order (program, kind)->children, parent != NULL ? parent : "");
  return children != NULL ? g_ptr_array_copy (children, NULL, NULL) : g_ptr_array_new ();
}

void
baton_program_foreach (const BatonProgram *program,
                       GFunc               func,
                       gpointer            user_data)
{
  GHashTableIter iter;
  gpointer entity;

  g_hash_table_iter_init (&iter, program->entities);
  while (g_hash_table_iter_next (&iter, NULL, &entity))
    func (entity, user_data);
}

char *
baton_program_last_position (const BatonProgram *program,
                             BatonKind           kind,
                             const char         *parent)
{
  g_autoptr (GPtrArray) children = baton_program_list_children (program, kind, parent);
  const char *last = children->len > 0 ? baton_entity_get_position (children->pdata[children->len - 1]) : NULL;
  char *position = baton_position_between (last, NULL);

  /* Only a key that validation refuses has no successor. */
  return position != NULL ? position : baton_position_between (NULL, NULL);
}

BatonValue *
baton_program_to_value (const BatonProgram *program)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();

  baton_value_builder_open_object (builder);
  baton_value_builder_key (builder, "baton");
  baton_value_builder_add_string (builder, "program");
  baton_value_builder_key (builder, "schema");
  baton_value_builder_add_integer (builder, BATON_SCHEMA_VERSION);
  baton_value_builder_key (builder, "entities");
  baton_value_builder_open_object (builder);
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      GHashTableIter iter;
      gpointer entity;

      if (program->by_kind[kind] == NULL || g_hash_table_size (program->by_kind[kind]) == 0)
        continue;
      baton_value_builder_key (builder, baton_schema_get_kind (kind)->name);
      baton_value_builder_open_object (builder);
      g_hash_table_iter_init (&iter, program->by_kind[kind]);
      while (g_hash_table_iter_next (&iter, NULL, &entity))
        {
          g_autoptr (BatonValue) body = baton_entity_to_value (entity);

          baton_value_builder_key (builder, baton_entity_get_id (entity));
          baton_value_builder_add (builder, body);
        }
      baton_value_builder_close (builder);
    }
  return baton_value_builder_finish (builder);
}

char *
baton_program_digest (const BatonProgram *program)
{
  g_autoptr (BatonValue) value = baton_program_to_value (program);

  return baton_value_digest (value);
}
