/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The merge: bytes are edits of three small programs, upon which the laws of baton-merge.h must hold.
 *
 * The first bytes make the base, the rest are edits in turn of mine and theirs, each of three bytes: what, which, where.
 * What would break a side's own forest or leave it dangling is left out, so every input is a fair one.
 */
#include "fuzz/fuzz.h"

#include "model/baton-merge.h"
#include "model/baton-references.h"
#include "model/baton-uses.h"
#include "model/baton-value-parts.h"
#include "support/random-program.h"

#include <string.h>

#define N_ITEMS 8
#define BASE_BYTES N_ITEMS
#define MAX_EDITS 64

static const char *
item_id (guint item)
{
  static const char * const ids[N_ITEMS] = { "item0-0000000000", "item1-0000000000", "item2-0000000000", "item3-0000000000",
                                             "item4-0000000000", "item5-0000000000", "item6-0000000000", "item7-0000000000" };

  return ids[item % N_ITEMS];
}

#define COLLECTION "list-0000000000"

static gboolean
stands_below (const BatonProgram *program,
              const char         *id,
              const char         *above)
{
  for (int depth = 0; id != NULL && depth <= N_ITEMS; depth++)
    {
      const BatonEntity *entity = baton_program_lookup (program, id);

      if (strcmp (id, above) == 0)
        return TRUE;
      id = entity != NULL ? baton_entity_get_parent (entity) : NULL;
    }
  return FALSE;
}

/* Item *which* below item *where*, or at the top when that is itself or is not there. */
static void
put_item (BatonProgram *program,
          guint         which,
          guint         where)
{
  const char *id = item_id (which);
  const char *parent = item_id (where);
  const char position[] = { 'a', (char) ('0' + where % 10), '\0' };
  const BatonEntity *old = baton_program_lookup (program, id);
  g_autoptr (BatonEntity) entity = old != NULL ? baton_entity_ref (old) : baton_entity_new (BATON_KIND_NAVIGATION_ITEM, id);
  gboolean is_top = baton_program_lookup (program, parent) == NULL || stands_below (program, parent, id);
  g_autoptr (BatonEntity) placed = baton_entity_with_place (entity, is_top ? NULL : parent, position);

  baton_program_put (program, placed);
}

static void
remove_item (BatonProgram *program,
             guint         which)
{
  const char *id = item_id (which);
  g_autoptr (BatonUses) uses = baton_uses_new (program);

  if (!baton_uses_is_used (uses, id))
    baton_program_remove (program, id);
}

static void
put_note (BatonProgram *program,
          guint         which,
          guint         where)
{
  const char *id = item_id (which);
  const BatonEntity *old = baton_program_lookup (program, id);
  const char text[] = { (char) ('0' + where % 3), '\0' };
  g_autoptr (BatonValue) value = where % 3 > 0 ? baton_value_new_string (text) : NULL;
  g_autoptr (BatonEntity) entity = old != NULL ? baton_entity_with (old, BATON_FIELD_NAVIGATION_ITEM_NOTE, value) : NULL;

  if (entity != NULL)
    baton_program_put (program, entity);
}

/* Moves an element of the ordered list, puts it in or takes it out. The elements name navigation items, which the
 * merge does not mind. */
static void
edit_list (BatonProgram *program,
           guint         which,
           guint         where)
{
  const char *id = item_id (which);
  const BatonEntity *old = baton_program_lookup (program, COLLECTION);
  g_autoptr (GPtrArray) strings = baton_value_list_strings (baton_entity_get (old, BATON_FIELD_COLLECTION_ITEMS));
  int index = baton_strings_find (strings, id);
  g_autoptr (BatonValue) value = NULL;
  g_autoptr (BatonEntity) entity = NULL;

  if (index >= 0)
    g_ptr_array_remove_index (strings, (guint) index);
  if ((index < 0 || where % 4 > 0) && baton_program_lookup (program, id) != NULL)
    g_ptr_array_insert (strings, (int) (where % (strings->len + 1)), (gpointer) id);
  value = baton_value_from_strings (strings);
  entity = baton_entity_with (old, BATON_FIELD_COLLECTION_ITEMS, value);
  baton_program_put (program, entity);
}

static void
edit (BatonProgram  *program,
      const uint8_t *bytes)
{
  switch (bytes[0] / 2 % 4)
    {
    case 0:
      put_item (program, bytes[1], bytes[2]);
      break;
    case 1:
      remove_item (program, bytes[1]);
      break;
    case 2:
      put_note (program, bytes[1], bytes[2]);
      break;
    default:
      edit_list (program, bytes[1], bytes[2]);
      break;
    }
}

static void
compare_cb (gpointer data,
            gpointer user_data)
{
  g_assert_true (baton_entity_equal (data, baton_program_lookup (user_data, baton_entity_get_id (data))));
}

static void
assert_clean (const BatonProgram *base,
              const BatonProgram *mine,
              const BatonProgram *theirs,
              const BatonProgram *expected)
{
  g_autoptr (BatonMerge) merge = baton_merge_new (base, mine, theirs);
  const BatonProgram *result = baton_merge_get_program (merge);

  g_assert_cmpuint (baton_merge_get_conflicts (merge)->len, ==, 0);
  g_assert_cmpuint (baton_program_get_size (result), ==, baton_program_get_size (expected));
  baton_program_foreach (result, compare_cb, (gpointer) expected);
}

static void
assert_swapped (BatonMerge *merge,
                BatonMerge *swapped)
{
  GPtrArray *conflicts = baton_merge_get_conflicts (merge);
  GPtrArray *others = baton_merge_get_conflicts (swapped);

  g_assert_cmpuint (conflicts->len, ==, others->len);
  for (guint i = 0; i < conflicts->len; i++)
    {
      const BatonConflict *conflict = g_ptr_array_index (conflicts, i);
      const BatonConflict *other = g_ptr_array_index (others, i);

      g_assert_cmpint (conflict->type, ==, other->type);
      g_assert_cmpstr (conflict->id, ==, other->id);
      g_assert_cmpstr (conflict->element, ==, other->element);
      g_assert_true (baton_value_equal (conflict->mine, other->theirs));
      g_assert_true (baton_value_equal (conflict->theirs, other->mine));
    }
}

/* Decides everything, by the input's own bytes. */
static void
decide_all (BatonMerge    *merge,
            const uint8_t *data,
            size_t         size)
{
  for (size_t i = 0; i < 100 && baton_merge_count_undecided (merge) > 0; i++)
    {
      GPtrArray *conflicts = baton_merge_get_conflicts (merge);
      guint next = 0;

      while (((const BatonConflict *) g_ptr_array_index (conflicts, next))->choice != BATON_MERGE_UNDECIDED)
        next++;
      g_assert_true (baton_merge_decide (merge, g_ptr_array_index (conflicts, next), data[i % size] % 2 == 0 ? BATON_MERGE_MINE : BATON_MERGE_THEIRS, NULL));
      g_assert_true (random_program_is_forest (baton_merge_get_program (merge)));
    }
  g_assert_cmpuint (baton_merge_count_undecided (merge), ==, 0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (BatonProgram) base = baton_program_new ();
  g_autoptr (BatonProgram) mine = NULL;
  g_autoptr (BatonProgram) theirs = NULL;
  g_autoptr (BatonEntity) list = baton_entity_new (BATON_KIND_COLLECTION, COLLECTION);
  g_autoptr (BatonMerge) merge = NULL;
  g_autoptr (BatonMerge) swapped = NULL;

  if (size < BASE_BYTES)
    return 0;
  baton_program_put (base, list);
  for (guint i = 0; i < BASE_BYTES; i++)
    if (data[i] % 16 < 12)
      {
        put_item (base, i, data[i]);
        if (data[i] >= 128)
          edit_list (base, i, data[i] / 16 | 1);
      }

  mine = baton_program_copy (base);
  theirs = baton_program_copy (base);
  for (size_t i = BASE_BYTES; i + 3 <= size && i < BASE_BYTES + 3 * MAX_EDITS; i += 3)
    edit (data[i] % 2 == 0 ? mine : theirs, data + i);

  merge = baton_merge_new (base, mine, theirs);
  swapped = baton_merge_new (base, theirs, mine);
  assert_clean (base, mine, base, mine);
  assert_clean (base, base, theirs, theirs);
  assert_clean (base, theirs, theirs, theirs);
  g_assert_true (random_program_is_forest (baton_merge_get_program (merge)));
  assert_swapped (merge, swapped);
  decide_all (merge, data, size);
  return 0;
}
