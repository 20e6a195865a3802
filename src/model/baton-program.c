/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Entities by id, and for each kind its set, what stands below what, and its order. All but the set of roots are made when
 * first asked for, so that a copy costs next to nothing.
 * What stands below what is kept from then on: an edit replaces its entity or moves it within sorted arrays, so that a key
 * typed among a hundred thousand terms costs a search and not a sort. The order follows from it in one walk; it is dropped
 * for all kinds, as it may depend on that of others, when an entity comes, goes or moves.
 */
#include "config.h"

#include "model/baton-program.h"

#include "model/baton-entity-table.h"

#include <string.h>

typedef struct
{
  GPtrArray  *order;     /* borrowed entities; NULL when not known */
  GHashTable *children;  /* owned parent id or "" → GPtrArray of borrowed, by place; NULL when not known */
} Order;

struct _BatonProgram
{
  BatonEntityTable entities;
  GHashTable      *by_kind[BATON_N_KINDS]; /* borrowed id → borrowed entity; NULL while empty */
  gboolean         has_kinds;              /* they are known, not only that of the roots */
  Order            orders[BATON_N_KINDS];
  gboolean         has_orders;             /* any of them */

  /* What the program that this was copied from had worked out, kinds as bits: for baton_program_warm(). */
  struct
  {
    gboolean kinds;
    guint64  children;
    guint64  orders;
  } wants;
};

G_STATIC_ASSERT (BATON_N_KINDS <= 64);

BatonProgram *
baton_program_new (void)
{
  BatonProgram *program = g_new0 (BatonProgram, 1);

  program->has_kinds = TRUE;
  return program;
}

static void
drop_orders (BatonProgram *program)
{
  if (!program->has_orders)
    return;
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    g_clear_pointer (&program->orders[kind].order, g_ptr_array_unref);
  program->has_orders = FALSE;
}

void
baton_program_free (BatonProgram *program)
{
  if (program == NULL)
    return;

  drop_orders (program);
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_clear_pointer (&program->orders[kind].children, g_hash_table_unref);
      g_clear_pointer (&program->by_kind[kind], g_hash_table_unref);
    }
  baton_entity_table_clear (&program->entities);
  g_free (program);
}

static void
enter_kind (BatonProgram *program,
            BatonEntity  *entity)
{
  GHashTable **of_kind = &program->by_kind[baton_entity_get_kind (entity)];

  if (*of_kind == NULL)
    *of_kind = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (*of_kind, (gpointer) baton_entity_get_id (entity), entity);
}

static void
enter_kind_cb (gpointer entity,
               gpointer program)
{
  enter_kind (program, entity);
}

/* The set of *kind*, nullable. What is worked out is not part of the program's value, hence the cast. */
static GHashTable *
get_kind (const BatonProgram *program,
          BatonKind           kind)
{
  if (!program->has_kinds && kind != BATON_KIND_PROGRAM)
    {
      baton_entity_table_foreach (&program->entities, enter_kind_cb, (gpointer) program);
      ((BatonProgram *) program)->has_kinds = TRUE;
    }
  return program->by_kind[kind];
}

BatonProgram *
baton_program_copy (const BatonProgram *program)
{
  GHashTable *roots = program->by_kind[BATON_KIND_PROGRAM];
  BatonProgram *copy = g_new0 (BatonProgram, 1);
  GHashTableIter iter;
  gpointer entity;

  baton_entity_table_copy (&program->entities, &copy->entities);
  copy->wants = program->wants;
  copy->wants.kinds |= program->has_kinds;
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      copy->wants.children |= (guint64) (program->orders[kind].children != NULL) << kind;
      copy->wants.orders |= (guint64) (program->orders[kind].order != NULL) << kind;
    }
  if (roots == NULL)
    return copy;
  g_hash_table_iter_init (&iter, roots);
  while (g_hash_table_iter_next (&iter, NULL, &entity))
    enter_kind (copy, entity);
  return copy;
}

guint
baton_program_get_size (const BatonProgram *program)
{
  return program->entities.size;
}

BatonEntity *
baton_program_lookup (const BatonProgram *program,
                      const char         *id)
{
  return id != NULL ? baton_entity_table_lookup (&program->entities, id) : NULL;
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

static GCompareFunc
get_compare (BatonKind kind)
{
  return baton_schema_get_kind (kind)->place_field != BATON_FIELD_NONE ? compare_by_place : compare_by_id;
}

static const char *
get_parent_key (const BatonEntity *entity)
{
  const char *parent = baton_entity_get_parent (entity);

  return parent != NULL ? parent : "";
}

/* Where *entity* stands in the sorted array, or would. */
static guint
find_place (GPtrArray         *array,
            const BatonEntity *entity)
{
  GCompareFunc compare = get_compare (baton_entity_get_kind (entity));
  guint low = 0, high = array->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare (&array->pdata[middle], &entity) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Takes *old* out of what stands below what, and puts *kept* in; either may be NULL. */
static void
follow (BatonProgram *program,
        BatonEntity  *old,
        BatonEntity  *kept)
{
  Order *from = old != NULL ? &program->orders[baton_entity_get_kind (old)] : NULL;
  Order *to = kept != NULL ? &program->orders[baton_entity_get_kind (kept)] : NULL;
  GPtrArray *below;
  guint index;

  if (from == to && strcmp (get_parent_key (old), get_parent_key (kept)) == 0 &&
      g_strcmp0 (baton_entity_get_position (old), baton_entity_get_position (kept)) == 0)
    {
      if (from->children != NULL)
        {
          below = g_hash_table_lookup (from->children, get_parent_key (old));
          below->pdata[find_place (below, old)] = kept;
        }
      if (from->order != NULL && g_ptr_array_find (from->order, old, &index))
        from->order->pdata[index] = kept;
      return;
    }
  drop_orders (program);
  if (from != NULL && from->children != NULL)
    {
      below = g_hash_table_lookup (from->children, get_parent_key (old));
      g_ptr_array_remove_index (below, find_place (below, old));
      if (below->len == 0)
        g_hash_table_remove (from->children, get_parent_key (old));
    }
  if (to != NULL && to->children != NULL)
    {
      below = g_hash_table_lookup (to->children, get_parent_key (kept));
      if (below == NULL)
        {
          below = g_ptr_array_new ();
          g_hash_table_insert (to->children, g_strdup (get_parent_key (kept)), below);
        }
      g_ptr_array_insert (below, (int) find_place (below, kept), kept);
    }
}

static void
leave_kind (BatonProgram      *program,
            const BatonEntity *entity)
{
  GHashTable *of_kind = program->by_kind[baton_entity_get_kind (entity)];

  if (of_kind != NULL)
    g_hash_table_remove (of_kind, baton_entity_get_id (entity));
}

void
baton_program_take (BatonProgram *program,
                    BatonEntity  *entity)
{
  const char *id = baton_entity_get_id (entity);
  BatonKind kind = baton_entity_get_kind (entity);
  BatonEntity *old = baton_program_lookup (program, id);

  follow (program, old, entity);
  /* The key belongs to the old entity, so it must leave its kind before the entity goes. */
  if (old != NULL)
    leave_kind (program, old);
  baton_entity_table_take (&program->entities, entity);
  if (program->has_kinds || kind == BATON_KIND_PROGRAM)
    enter_kind (program, entity);
}

void
baton_program_put (BatonProgram      *program,
                   const BatonEntity *entity)
{
  baton_program_take (program, baton_entity_ref (entity));
}

void
baton_program_reserve (BatonProgram *program,
                       guint         size)
{
  baton_entity_table_reserve (&program->entities, size);
}

gboolean
baton_program_remove (BatonProgram *program,
                      const char   *id)
{
  BatonEntity *old = baton_program_lookup (program, id);

  if (old == NULL)
    return FALSE;
  follow (program, old, NULL);
  leave_kind (program, old);
  baton_entity_table_remove (&program->entities, id);
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

/* What stands below what in *kind*, worked out where it is not known. The cache is not part of the program's value, hence
 * the cast. */
static GHashTable *
get_children (const BatonProgram *program,
              BatonKind           kind)
{
  Order *order = &((BatonProgram *) program)->orders[kind];
  GHashTable *of_kind;
  GHashTableIter iter;
  gpointer data;

  if (order->children != NULL)
    return order->children;
  of_kind = get_kind (program, kind);
  order->children = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  if (of_kind == NULL)
    return order->children;
  g_hash_table_iter_init (&iter, of_kind);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      GPtrArray *below = g_hash_table_lookup (order->children, get_parent_key (data));

      if (below == NULL)
        {
          below = g_ptr_array_new ();
          g_hash_table_insert (order->children, g_strdup (get_parent_key (data)), below);
        }
      g_ptr_array_add (below, data);
    }
  g_hash_table_iter_init (&iter, order->children);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    g_ptr_array_sort (data, get_compare (kind));
  return order->children;
}

/* What a dangling parent or a cycle cuts off comes last, by id: nothing disappears from a list. */
static void
append_rest (const BatonProgram *program,
             BatonKind           kind,
             GPtrArray          *order,
             GHashTable         *seen)
{
  g_autoptr (GPtrArray) by_id = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, get_kind (program, kind));
  while (g_hash_table_iter_next (&iter, NULL, &data))
    if (!g_hash_table_contains (seen, data))
      g_ptr_array_add (by_id, data);
  g_ptr_array_sort (by_id, compare_by_id);
  for (guint i = 0; i < by_id->len; i++)
    if (g_hash_table_add (seen, by_id->pdata[i]))
      {
        g_ptr_array_add (order, by_id->pdata[i]);
        append_subtree (get_children (program, kind), baton_entity_get_id (by_id->pdata[i]), order, seen);
      }
}

/* The order of *kind*: first those at the top, then the children of other kinds in the order of those kinds. */
static GPtrArray *
get_order (const BatonProgram *program,
           BatonKind           kind)
{
  Order *order = &((BatonProgram *) program)->orders[kind];
  const BatonKindInfo *info = baton_schema_get_kind (kind);
  GHashTable *children = get_children (program, kind);
  g_autoptr (GHashTable) seen = NULL;
  guint64 parents;

  if (order->order != NULL)
    return order->order;

  ((BatonProgram *) program)->has_orders = TRUE;
  order->order = g_ptr_array_new ();
  if (get_kind (program, kind) == NULL)
    return order->order;
  seen = g_hash_table_new (NULL, NULL);
  append_subtree (children, "", order->order, seen);
  parents = info->place_field != BATON_FIELD_NONE ? baton_schema_get_field (info->place_field)->references : 0;
  for (int other = 0; other < BATON_N_KINDS; other++)
    if (other != (int) kind && (parents & (G_GUINT64_CONSTANT (1) << other)) != 0)
      {
        GPtrArray *above = get_order (program, other);

        for (guint i = 0; i < above->len; i++)
          append_subtree (children, baton_entity_get_id (above->pdata[i]), order->order, seen);
      }
  if (order->order->len < g_hash_table_size (get_kind (program, kind)))
    append_rest (program, kind, order->order, seen);
  return order->order;
}

GPtrArray *
baton_program_list (const BatonProgram *program,
                    BatonKind           kind)
{
  g_return_val_if_fail ((guint) kind < BATON_N_KINDS, NULL);
  return g_ptr_array_copy (get_order (program, kind), NULL, NULL);
}

GPtrArray *
baton_program_list_children (const BatonProgram *program,
                             BatonKind           kind,
                             const char         *parent)
{
  GPtrArray *children;

  g_return_val_if_fail ((guint) kind < BATON_N_KINDS, NULL);

  children = g_hash_table_lookup (get_children (program, kind), parent != NULL ? parent : "");
  return children != NULL ? g_ptr_array_copy (children, NULL, NULL) : g_ptr_array_new ();
}

guint
baton_program_count (const BatonProgram *program,
                     BatonKind           kind)
{
  GHashTable *of_kind;

  g_return_val_if_fail ((guint) kind < BATON_N_KINDS, 0);

  of_kind = get_kind (program, kind);
  return of_kind != NULL ? g_hash_table_size (of_kind) : 0;
}

void
baton_program_foreach (const BatonProgram *program,
                       GFunc               func,
                       gpointer            user_data)
{
  baton_entity_table_foreach (&program->entities, func, user_data);
}

void
baton_program_foreach_different (const BatonProgram   *before,
                                 const BatonProgram   *after,
                                 BatonProgramPairFunc  func,
                                 gpointer              user_data)
{
  baton_entity_table_foreach_different (&before->entities, &after->entities, func, user_data);
}

void
baton_program_swap (BatonProgram *one,
                    BatonProgram *other)
{
  BatonProgram former = *one;

  *one = *other;
  *other = former;
}

void
baton_program_warm (BatonProgram *copy)
{
  if (copy->wants.kinds)
    get_kind (copy, BATON_KIND_LOCALE);
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      if ((copy->wants.children & G_GUINT64_CONSTANT (1) << kind) != 0)
        get_children (copy, kind);
      if ((copy->wants.orders & G_GUINT64_CONSTANT (1) << kind) != 0)
        get_order (copy, kind);
    }
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
  baton_value_builder_set_string (builder, "baton", "program");
  baton_value_builder_set_integer (builder, "schema", BATON_SCHEMA_VERSION);
  baton_value_builder_key (builder, "entities");
  baton_value_builder_open_object (builder);
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      GHashTable *of_kind = get_kind (program, kind);
      GHashTableIter iter;
      gpointer entity;

      if (of_kind == NULL || g_hash_table_size (of_kind) == 0)
        continue;
      baton_value_builder_key (builder, baton_schema_get_kind (kind)->name);
      baton_value_builder_open_object (builder);
      g_hash_table_iter_init (&iter, of_kind);
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
