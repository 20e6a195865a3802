/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/baton-duplicate.h"

#include "model/baton-references.h"
#include "model/baton-replace.h"

/* The entity and what stands below it, each behind what it stands below. (transfer container) of borrowed */
static GPtrArray *
list_below (const BatonProgram *program,
            BatonEntity        *entity)
{
  GPtrArray *list = g_ptr_array_new ();

  g_ptr_array_add (list, entity);
  for (guint i = 0; i < list->len; i++)
    {
      for (BatonKind kind = 0; kind < BATON_N_KINDS; kind++)
        {
          g_autoptr (GPtrArray) children = NULL;

          if (baton_schema_get_kind (kind)->place_field == BATON_FIELD_NONE)
            continue;
          children = baton_program_list_children (program, kind, baton_entity_get_id (list->pdata[i]));
          g_ptr_array_extend (list, children, NULL, NULL);
        }
    }
  return list;
}

typedef struct
{
  GHashTable  *ids;      /* id → that of its copy */
  BatonEntity *copy;     /* owned */
} Copying;

/* What is looked through is the original: the copy changes underneath. */
static void
follow_cb (const BatonReference *reference,
           gpointer              user_data)
{
  Copying *copying = user_data;
  const char *to[] = { g_hash_table_lookup (copying->ids, reference->id), NULL };
  BatonEntity *copy = to[0] != NULL ? baton_entity_replace_reference (copying->copy, reference->id, to) : NULL;

  if (copy == NULL)
    return;
  baton_entity_unref (copying->copy);
  copying->copy = copy;
}

/* Behind *entity*, before its next sibling. (transfer full) */
static BatonEntity *
place_behind (const BatonProgram *program,
              BatonEntity        *entity,
              BatonEntity        *copy)
{
  BatonKind kind = baton_entity_get_kind (entity);
  const char *parent = baton_entity_get_parent (entity);
  g_autoptr (GPtrArray) siblings = NULL;
  g_autofree char *position = NULL;
  guint index = 0;

  if (baton_schema_get_kind (kind)->place_field == BATON_FIELD_NONE)
    return baton_entity_ref (copy);
  siblings = baton_program_list_children (program, kind, parent);
  g_ptr_array_find (siblings, entity, &index);
  position = baton_position_between (baton_entity_get_position (entity),
                                     index + 1 < siblings->len ? baton_entity_get_position (siblings->pdata[index + 1]) : NULL);
  if (position == NULL)
    position = baton_program_last_position (program, kind, parent);
  return baton_entity_with_place (copy, parent, position);
}

/* What goes out is written first: a copy of content begins as a draft, whatever the original is. (transfer full) */
static BatonEntity *
begin (BatonEntity *copy)
{
  g_autoptr (BatonValue) draft = NULL;

  if (baton_entity_get_kind (copy) != BATON_KIND_CONTENT)
    return baton_entity_ref (copy);
  draft = baton_value_new_string ("draft");
  return baton_entity_with (copy, BATON_FIELD_CONTENT_STATE, draft);
}

GPtrArray *
baton_program_duplicate (const BatonProgram  *program,
                         const char          *id,
                         const char         **copy)
{
  BatonEntity *entity = baton_program_lookup (program, id);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GPtrArray) list = NULL;
  GPtrArray *changes;

  if (entity == NULL)
    return NULL;
  list = list_below (program, entity);
  for (guint i = 0; i < list->len; i++)
    g_hash_table_insert (ids, (gpointer) baton_entity_get_id (list->pdata[i]), baton_id_new (baton_entity_get_name (list->pdata[i]), NULL));

  changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  for (guint i = 0; i < list->len; i++)
    {
      Copying copying = { ids, baton_entity_with_id (list->pdata[i], g_hash_table_lookup (ids, baton_entity_get_id (list->pdata[i]))) };
      g_autoptr (BatonEntity) placed = NULL, begun = NULL;

      baton_entity_foreach_reference (list->pdata[i], follow_cb, &copying);
      placed = i == 0 ? place_behind (program, entity, copying.copy) : baton_entity_ref (copying.copy);
      begun = begin (placed);
      g_ptr_array_add (changes, baton_change_new (NULL, begun));
      baton_entity_unref (copying.copy);
    }
  *copy = baton_entity_get_id (((const BatonChange *) changes->pdata[0])->after);
  return changes;
}
