/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list is the pre-order of the trees of its kind: behind each entity all that stands below it, side by side those with
 * the same parent by position. So an entity moves as one block, and finds its place among its new siblings. What hangs in
 * the air (a parent that does not exist, a circle) is listed last by other rules, and is left to the program.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-list-edit.h"

#include <string.h>

/* Deeper than any tree of a program that is not in a circle. */
#define MAX_DEPTH 64

static int
compare_siblings (const BatonEntity *one,
                  const BatonEntity *other)
{
  int order = g_strcmp0 (baton_entity_get_position (one), baton_entity_get_position (other));

  return order != 0 ? order : strcmp (baton_entity_get_id (one), baton_entity_get_id (other));
}

static guint
find_id (GPtrArray  *list,
         const char *id)
{
  guint low = 0;
  guint high = list->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strcmp (baton_entity_get_id (list->pdata[middle]), id) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Kinds without a place are listed by id. */
static gboolean
edit_sorted (GPtrArray         *list,
             const BatonEntity *before,
             BatonEntity       *after)
{
  if (before != NULL)
    {
      guint index = find_id (list, baton_entity_get_id (before));

      if (index >= list->len || list->pdata[index] != before)
        return FALSE;
      g_ptr_array_remove_index (list, index);
    }
  if (after != NULL)
    g_ptr_array_insert (list, (int) find_id (list, baton_entity_get_id (after)), after);
  return TRUE;
}

/* The index behind the entity at *index* and all that stands below it; 0 when that is too deep to be true. */
static guint
find_block_end (GPtrArray *list,
                guint      index)
{
  const char *stack[MAX_DEPTH];
  guint depth = 0;
  guint end = index + 1;

  stack[depth++] = baton_entity_get_id (list->pdata[index]);
  for (; end < list->len; end++)
    {
      const char *parent = baton_entity_get_parent (list->pdata[end]);

      while (depth > 0 && g_strcmp0 (stack[depth - 1], parent) != 0)
        depth--;
      if (depth == 0)
        break;
      if (depth == MAX_DEPTH)
        return 0;
      stack[depth++] = baton_entity_get_id (list->pdata[end]);
    }
  return end;
}

/* Whether the parents of the entity lead to the top: to none, or to an entity of another kind. */
static gboolean
is_anchored (const BatonProgram *program,
             const BatonEntity  *entity)
{
  BatonKind kind = baton_entity_get_kind (entity);
  guint64 kinds = baton_schema_get_field (baton_schema_get_kind (kind)->place_field)->references;

  for (guint depth = 0; depth < MAX_DEPTH; depth++)
    {
      const char *parent = baton_entity_get_parent (entity);

      if (parent == NULL)
        return TRUE;
      entity = baton_program_lookup (program, parent);
      if (entity == NULL || (kinds & (G_GUINT64_CONSTANT (1) << baton_entity_get_kind (entity))) == 0)
        return FALSE;
      if (baton_entity_get_kind (entity) != kind)
        return TRUE;
    }
  return FALSE;
}

/* Where the entity belongs in the list that it is not in; −1 when the list does not tell. */
static int
find_place (GPtrArray          *list,
            const BatonProgram *program,
            const BatonEntity  *entity)
{
  const char *id = baton_entity_get_id (entity);
  const char *parent = baton_entity_get_parent (entity);
  BatonEntity *above = parent != NULL ? baton_program_lookup (program, parent) : NULL;
  gboolean inside = above != NULL && baton_entity_get_kind (above) == baton_entity_get_kind (entity);
  int last = -1;
  int home = -1;

  for (guint i = 0; i < list->len; i++)
    {
      const char *other = baton_entity_get_parent (list->pdata[i]);

      if (inside && list->pdata[i] == above)
        home = (int) i;
      if (other != NULL && strcmp (other, id) == 0)
        return -1;
      if (g_strcmp0 (other, parent) != 0)
        continue;
      if (compare_siblings (list->pdata[i], entity) > 0)
        {
          /* The rest is asked only for what would hang below the entity. */
          for (guint rest = i + 1; rest < list->len; rest++)
            if (g_strcmp0 (baton_entity_get_parent (list->pdata[rest]), id) == 0)
              return -1;
          return (int) i;
        }
      last = (int) i;
    }

  if (last >= 0)
    {
      guint end = find_block_end (list, (guint) last);

      return end > 0 ? (int) end : -1;
    }
  if (inside)
    return home >= 0 ? home + 1 : -1;
  return list->len == 0 && parent == NULL ? 0 : -1;
}

static gboolean
hangs_below (GPtrArray  *list,
             const char *id)
{
  for (guint i = 0; i < list->len; i++)
    if (g_strcmp0 (baton_entity_get_parent (list->pdata[i]), id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
edit_placed (GPtrArray          *list,
             const BatonProgram *program,
             const BatonEntity  *before,
             BatonEntity        *after)
{
  g_autofree gpointer *block = NULL;
  guint n_block = 0;
  int place;

  if (after != NULL && !is_anchored (program, after))
    return FALSE;
  if (before != NULL)
    {
      guint index;

      if (!g_ptr_array_find (list, before, &index))
        return FALSE;
      n_block = find_block_end (list, index);
      if (n_block == 0)
        return FALSE;
      n_block -= index;
      block = g_memdup2 (list->pdata + index, n_block * sizeof *block);
      g_ptr_array_remove_range (list, index, n_block);
    }
  if (after == NULL)
    return n_block == 1 && !hangs_below (list, baton_entity_get_id (before));

  place = find_place (list, program, after);
  if (place < 0)
    return FALSE;
  if (n_block == 0)
    {
      g_ptr_array_insert (list, place, after);
      return TRUE;
    }
  block[0] = after;
  g_ptr_array_set_size (list, (int) (list->len + n_block));
  memmove (list->pdata + place + n_block, list->pdata + place, (list->len - n_block - (guint) place) * sizeof *block);
  memcpy (list->pdata + place, block, n_block * sizeof *block);
  return TRUE;
}

gboolean
baton_list_edit (GPtrArray          *list,
                 const BatonProgram *program,
                 const BatonEntity  *before,
                 BatonEntity        *after)
{
  BatonKind kind = baton_entity_get_kind (after != NULL ? after : before);

  if (baton_schema_get_kind (kind)->place_field == BATON_FIELD_NONE)
    return edit_sorted (list, before, after);
  return edit_placed (list, program, before, after);
}
