/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two tables over the same uses: by the entity that is named, in which they are looked up, and by the one that names,
 * in which they are dropped when it changes. The second owns them.
 */
#include "config.h"

#include "model/baton-uses.h"

#include <string.h>

struct _BatonUses
{
  GHashTable *by_used;  /* owned id → GPtrArray of borrowed BatonUse */
  GHashTable *by_user;  /* owned id → GPtrArray of owned Entry */
};

typedef struct
{
  BatonUse use;
  char    *used;  /* owned */
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->use.user);
  g_free (entry->use.locale);
  g_free (entry->used);
  g_free (entry);
}

typedef struct
{
  BatonUses         *uses;
  const BatonEntity *user;
  GPtrArray         *entries;
} Collect;

static void
collect_cb (const BatonReference *reference,
            gpointer              user_data)
{
  Collect *collect = user_data;
  Entry *entry = g_new0 (Entry, 1);
  GPtrArray *places = g_hash_table_lookup (collect->uses->by_used, reference->id);

  entry->used = g_strdup (reference->id);
  entry->use.user = g_strdup (baton_entity_get_id (collect->user));
  entry->use.kind = baton_entity_get_kind (collect->user);
  entry->use.field = reference->field;
  entry->use.role = reference->role;
  entry->use.row = reference->row;
  entry->use.column = reference->column;
  entry->use.locale = g_strdup (reference->locale);

  if (collect->entries == NULL)
    collect->entries = g_ptr_array_new_with_free_func (entry_free);
  g_ptr_array_add (collect->entries, entry);
  if (places == NULL)
    {
      places = g_ptr_array_new ();
      g_hash_table_insert (collect->uses->by_used, g_strdup (reference->id), places);
    }
  g_ptr_array_add (places, &entry->use);
}

static void
add_user (gpointer entity,
          gpointer user_data)
{
  BatonUses *uses = user_data;
  Collect collect = { .uses = uses, .user = entity };

  baton_entity_foreach_reference (entity, collect_cb, &collect);
  if (collect.entries != NULL)
    g_hash_table_insert (uses->by_user, g_strdup (baton_entity_get_id (entity)), collect.entries);
}

static void
remove_user (BatonUses  *uses,
             const char *id)
{
  GPtrArray *entries = g_hash_table_lookup (uses->by_user, id);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (entries, i);
      GPtrArray *places = g_hash_table_lookup (uses->by_used, entry->used);

      g_ptr_array_remove_fast (places, &entry->use);
      if (places->len == 0)
        g_hash_table_remove (uses->by_used, entry->used);
    }
  g_hash_table_remove (uses->by_user, id);
}

BatonUses *
baton_uses_new (const BatonProgram *program)
{
  BatonUses *uses = g_new0 (BatonUses, 1);

  g_return_val_if_fail (program != NULL, uses);

  uses->by_used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  uses->by_user = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  baton_program_foreach (program, add_user, uses);
  return uses;
}

void
baton_uses_free (BatonUses *uses)
{
  if (uses == NULL)
    return;
  g_clear_pointer (&uses->by_used, g_hash_table_unref);
  g_clear_pointer (&uses->by_user, g_hash_table_unref);
  g_free (uses);
}

void
baton_uses_apply (BatonUses         *uses,
                  const BatonChange *change)
{
  g_return_if_fail (uses != NULL && change != NULL);

  remove_user (uses, baton_change_get_id (change));
  if (change->after != NULL)
    add_user (change->after, uses);
}

static int
compare_uses (gconstpointer a,
              gconstpointer b)
{
  const BatonUse *p = *(const BatonUse * const *) a;
  const BatonUse *q = *(const BatonUse * const *) b;
  int order = (int) p->kind - (int) q->kind;

  if (order == 0)
    order = strcmp (p->user, q->user);
  if (order == 0)
    order = (int) p->field - (int) q->field;
  if (order == 0)
    order = p->row - q->row;
  if (order == 0)
    order = g_strcmp0 (p->column, q->column);
  if (order == 0)
    order = (int) p->role - (int) q->role;
  return order != 0 ? order : g_strcmp0 (p->locale, q->locale);
}

GPtrArray *
baton_uses_list (const BatonUses *uses,
                 const char      *id)
{
  GPtrArray *places;
  GPtrArray *list;

  g_return_val_if_fail (uses != NULL && id != NULL, g_ptr_array_new ());

  places = g_hash_table_lookup (uses->by_used, id);
  list = places != NULL ? g_ptr_array_copy (places, NULL, NULL) : g_ptr_array_new ();
  g_ptr_array_sort (list, compare_uses);
  return list;
}

gboolean
baton_uses_is_used (const BatonUses *uses,
                    const char      *id)
{
  g_return_val_if_fail (uses != NULL && id != NULL, FALSE);
  return g_hash_table_contains (uses->by_used, id);
}
