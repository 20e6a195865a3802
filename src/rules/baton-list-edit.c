/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list is the pre-order of the trees of its kind: behind each entity all that stands below it, side by side those with
 * the same parent by position. So an entity moves as one block, and finds its place among its new siblings. How deep each
 * entity stands tells where the block ends and which the siblings are, in a few thousand bytes side by side; the entities
 * themselves, which lie all over the memory, are only asked by the halving of the search. What hangs in the air (a parent
 * that does not exist, a circle) is listed last by other rules: such a list has no depths, and is left to the program.
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

/* ── Depths ──────────────────────────────────────────────────────────────────────────────────────────── */

/* Whether what has that parent stands at the top of its kind: below nothing, or below an entity of another kind. */
static gboolean
is_top (const BatonProgram *program,
        BatonKind           kind,
        const char         *parent)
{
  guint64 kinds = baton_schema_get_field (baton_schema_get_kind (kind)->place_field)->references;
  BatonEntity *above;

  if (parent == NULL)
    return TRUE;
  above = baton_program_lookup (program, parent);
  return above != NULL && baton_entity_get_kind (above) != kind
         && (kinds & (G_GUINT64_CONSTANT (1) << baton_entity_get_kind (above))) != 0;
}

GByteArray *
baton_list_measure (GPtrArray          *list,
                    const BatonProgram *program)
{
  g_autoptr (GByteArray) depths = NULL;
  const char *above[MAX_DEPTH];
  const char *last_top = NULL;
  guint8 depth = 0;

  if (list->len == 0 || baton_schema_get_kind (baton_entity_get_kind (list->pdata[0]))->place_field == BATON_FIELD_NONE)
    return NULL;
  depths = g_byte_array_sized_new (list->len);
  for (guint i = 0; i < list->len; i++)
    {
      const BatonEntity *entity = list->pdata[i];
      const char *parent = baton_entity_get_parent (entity);

      while (depth > 0 && g_strcmp0 (above[depth - 1], parent) != 0)
        depth--;
      if (depth == 0 && (i == 0 || g_strcmp0 (parent, last_top) != 0))
        {
          if (!is_top (program, baton_entity_get_kind (entity), parent))
            return NULL;
          last_top = parent;
        }
      if (depth == MAX_DEPTH)
        return NULL;
      g_byte_array_append (depths, &depth, 1);
      above[depth++] = baton_entity_get_id (entity);
    }
  return g_steal_pointer (&depths);
}

/* The index behind the entity at *index* and all that stands below it. */
static guint
find_block_end (const GByteArray *depths,
                guint             index)
{
  guint end = index + 1;

  while (end < depths->len && depths->data[end] > depths->data[index])
    end++;
  return end;
}

/* ── Places ──────────────────────────────────────────────────────────────────────────────────────────── */

/* In which order those at the top stand that have another parent: nothing, then the kinds, each in its own order. Both
 * the parents and their lists are the base's, in which none of them came, went or moved. G_MAXUINT64 for none of them. */
static guint64
rank_parent (const BatonSnapshot *base,
             const char          *parent)
{
  BatonEntity *above = parent != NULL ? baton_snapshot_lookup (base, parent) : NULL;
  guint index;

  if (parent == NULL)
    return 0;
  if (above == NULL || !g_ptr_array_find (base->lists[baton_entity_get_kind (above)], above, &index))
    return G_MAXUINT64;
  return ((guint64) baton_entity_get_kind (above) + 1) << 32 | index;
}

/* Whether *other*, as deep as *entity* is to be and below the same parent or both at the top, goes before it. */
static gboolean
goes_before (const BatonSnapshot *base,
             const BatonEntity   *other,
             const BatonEntity   *entity,
             guint64              rank)
{
  const char *parent = baton_entity_get_parent (other);

  if (g_strcmp0 (parent, baton_entity_get_parent (entity)) == 0)
    return compare_siblings (other, entity) < 0;
  return rank_parent (base, parent) < rank;
}

/* Where the entity belongs in the list that it is not in, and how deep; −1 when the list does not tell. */
static int
find_place (GPtrArray           *list,
            const GByteArray    *depths,
            const BatonSnapshot *base,
            const BatonProgram  *program,
            const BatonEntity   *entity,
            guint8              *depth)
{
  g_autoptr (GArray) siblings = g_array_new (FALSE, FALSE, sizeof (guint));
  const char *parent = baton_entity_get_parent (entity);
  guint64 rank = 0;
  guint home, begin = 0, end = list->len;
  guint low = 0, high;

  *depth = 0;
  if (is_top (program, baton_entity_get_kind (entity), parent))
    {
      rank = rank_parent (base, parent);
    }
  else if (g_ptr_array_find (list, baton_program_lookup (program, parent), &home))
    {
      *depth = (guint8) (depths->data[home] + 1);
      begin = home + 1;
      end = find_block_end (depths, home);
    }
  else
    {
      return -1;
    }
  if (rank == G_MAXUINT64)
    return -1;

  for (guint i = begin; i < end; i++)
    if (depths->data[i] == *depth)
      g_array_append_val (siblings, i);
  high = siblings->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (goes_before (base, list->pdata[g_array_index (siblings, guint, middle)], entity, rank))
        low = middle + 1;
      else
        high = middle;
    }
  return (int) (low < siblings->len ? g_array_index (siblings, guint, low) : end);
}

/* ── Edits ───────────────────────────────────────────────────────────────────────────────────────────── */

/* Takes the entity and all that stands below it out of the list, into *block* and *levels*. */
static gboolean
cut_block (GPtrArray         *list,
           GByteArray        *depths,
           const BatonEntity *entity,
           GPtrArray         *block,
           GByteArray        *levels)
{
  guint index, end;

  if (!g_ptr_array_find (list, entity, &index))
    return FALSE;
  end = find_block_end (depths, index);
  for (guint i = index; i < end; i++)
    g_ptr_array_add (block, list->pdata[i]);
  g_byte_array_append (levels, depths->data + index, end - index);
  g_ptr_array_remove_range (list, index, end - index);
  g_byte_array_remove_range (depths, index, end - index);
  return TRUE;
}

/* *levels* are counted from the first of the block. */
static void
paste_block (GPtrArray        *list,
             GByteArray       *depths,
             guint             place,
             const GPtrArray  *block,
             const GByteArray *levels)
{
  guint n_behind = list->len - place;

  g_ptr_array_set_size (list, (int) (list->len + block->len));
  memmove (list->pdata + place + block->len, list->pdata + place, n_behind * sizeof *list->pdata);
  memcpy (list->pdata + place, block->pdata, block->len * sizeof *list->pdata);
  g_byte_array_set_size (depths, list->len);
  memmove (depths->data + place + block->len, depths->data + place, n_behind);
  memcpy (depths->data + place, levels->data, block->len);
}

static gboolean
edit_placed (GPtrArray           *list,
             GByteArray          *depths,
             const BatonSnapshot *base,
             const BatonProgram  *program,
             const BatonEntity   *before,
             BatonEntity         *after)
{
  static const guint8 top = 0;
  g_autoptr (GPtrArray) block = g_ptr_array_new ();
  g_autoptr (GByteArray) levels = g_byte_array_new ();
  guint8 old_depth, depth;
  int place;

  if (before != NULL && !cut_block (list, depths, before, block, levels))
    return FALSE;
  /* What stood below it hangs in the air now. */
  if (after == NULL)
    return block->len == 1;
  if (before == NULL)
    {
      g_ptr_array_add (block, after);
      g_byte_array_append (levels, &top, 1);
    }

  place = find_place (list, depths, base, program, after, &depth);
  if (place < 0)
    return FALSE;
  old_depth = levels->data[0];
  for (guint i = 0; i < levels->len; i++)
    {
      if (levels->data[i] - old_depth + depth >= MAX_DEPTH)
        return FALSE;
      levels->data[i] = (guint8) (levels->data[i] - old_depth + depth);
    }
  block->pdata[0] = after;
  paste_block (list, depths, (guint) place, block, levels);
  return TRUE;
}

gboolean
baton_list_edit (GPtrArray           *list,
                 GByteArray          *depths,
                 const BatonSnapshot *base,
                 const BatonProgram  *program,
                 const BatonEntity   *before,
                 BatonEntity         *after)
{
  BatonKind kind = baton_entity_get_kind (after != NULL ? after : before);

  if (baton_schema_get_kind (kind)->place_field == BATON_FIELD_NONE)
    return edit_sorted (list, before, after);
  return depths != NULL && edit_placed (list, depths, base, program, before, after);
}
