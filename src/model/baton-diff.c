/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Compares programs. Values are shared between versions, so most entities are told equal by their address alone, and whole
 * parts of programs that are copies of one another by theirs.
 */
#include "config.h"

#include "model/baton-diff.h"

#include "model/baton-difference-key.h"
#include "model/baton-references.h"
#include "model/baton-value-parts.h"

#include <string.h>

void
baton_atom_free (BatonAtom *atom)
{
  if (atom == NULL)
    return;
  g_free (atom->id);
  g_free (atom->locale);
  g_free (atom->element);
  g_clear_pointer (&atom->entity_before, baton_entity_unref);
  g_clear_pointer (&atom->entity_after, baton_entity_unref);
  g_clear_pointer (&atom->before, baton_value_unref);
  g_clear_pointer (&atom->after, baton_value_unref);
  g_free (atom);
}

typedef struct
{
  const BatonEntity *before;  /* nullable */
  const BatonEntity *after;   /* nullable */
  BatonField         field;
  GPtrArray         *atoms;
} Comparison;

static BatonAtom *
add_atom (const Comparison *comparison,
          BatonAtomType     type,
          const BatonValue *before,
          const BatonValue *after)
{
  const BatonEntity *entity = comparison->after != NULL ? comparison->after : comparison->before;
  BatonAtom *atom = g_new0 (BatonAtom, 1);

  atom->type = type;
  atom->kind = baton_entity_get_kind (entity);
  atom->id = g_strdup (baton_entity_get_id (entity));
  atom->field = comparison->field;
  atom->entity_before = comparison->before != NULL ? baton_entity_ref (comparison->before) : NULL;
  atom->entity_after = comparison->after != NULL ? baton_entity_ref (comparison->after) : NULL;
  atom->before = before != NULL ? baton_value_ref (before) : NULL;
  atom->after = after != NULL ? baton_value_ref (after) : NULL;
  g_ptr_array_add (comparison->atoms, atom);
  return atom;
}

/* ── Parts of values ───────────────────────────────────────────────────────────────────────────────────── */

static void
compare_locale (const Comparison *comparison,
                const char       *tag,
                const BatonValue *before,
                const BatonValue *after)
{
  if (!baton_value_equal (before, after))
    add_atom (comparison, BATON_ATOM_LOCALE, before, after)->locale = g_strdup (tag);
}

static void
compare_locales (const Comparison *comparison,
                 const BatonValue *before,
                 const BatonValue *after)
{
  const BatonValue *old = baton_value_get_member (before, "locales");
  const BatonValue *new = baton_value_get_member (after, "locales");
  g_autoptr (BatonValue) old_head = baton_value_dup_head (before);
  g_autoptr (BatonValue) new_head = baton_value_dup_head (after);

  if (!baton_value_equal (old_head, new_head))
    add_atom (comparison, BATON_ATOM_SOURCE, old_head, new_head);
  for (gsize i = 0; i < baton_value_get_length (old); i++)
    {
      const char *tag = baton_value_get_key (old, i);

      compare_locale (comparison, tag, baton_value_get_element (old, i), baton_value_get_member (new, tag));
    }
  for (gsize i = 0; i < baton_value_get_length (new); i++)
    {
      const char *tag = baton_value_get_key (new, i);

      if (baton_value_get_member (old, tag) == NULL)
        compare_locale (comparison, tag, NULL, baton_value_get_element (new, i));
    }
}

/* The strings of *list* that are also in *other*, in the order of *list*. */
static GPtrArray *
keep_common (GPtrArray *list,
             GPtrArray *other)
{
  GPtrArray *common = g_ptr_array_new ();

  for (guint i = 0; i < list->len; i++)
    if (baton_strings_find (other, g_ptr_array_index (list, i)) >= 0)
      g_ptr_array_add (common, g_ptr_array_index (list, i));
  return common;
}

static void
compare_elements (const Comparison *comparison,
                  const BatonValue *before,
                  const BatonValue *after,
                  gboolean          is_ordered)
{
  g_autoptr (GPtrArray) old = baton_value_list_strings (before);
  g_autoptr (GPtrArray) new = baton_value_list_strings (after);
  g_autoptr (GPtrArray) old_common = keep_common (old, new);
  g_autoptr (GPtrArray) new_common = keep_common (new, old);

  for (guint i = 0; i < old->len; i++)
    if (baton_strings_find (new, g_ptr_array_index (old, i)) < 0)
      add_atom (comparison, BATON_ATOM_REMOVED, before, after)->element = g_strdup (g_ptr_array_index (old, i));
  for (guint i = 0; i < new->len; i++)
    if (baton_strings_find (old, g_ptr_array_index (new, i)) < 0)
      add_atom (comparison, BATON_ATOM_ADDED, before, after)->element = g_strdup (g_ptr_array_index (new, i));

  for (guint i = 0; is_ordered && i < old_common->len; i++)
    if (strcmp (g_ptr_array_index (old_common, i), g_ptr_array_index (new_common, i)) != 0)
      {
        add_atom (comparison, BATON_ATOM_ORDER, before, after);
        break;
      }
}

static void
compare_values (const Comparison *comparison,
                const BatonValue *before,
                const BatonValue *after)
{
  BatonParts parts = baton_field_get_parts (baton_schema_get_field (comparison->field));

  if (baton_value_equal (before, after))
    return;
  if (parts == BATON_PARTS_PLACE)
    add_atom (comparison, BATON_ATOM_PLACE, before, after);
  else if (parts == BATON_PARTS_LOCALES && baton_value_is (before, BATON_VALUE_OBJECT) && baton_value_is (after, BATON_VALUE_OBJECT))
    compare_locales (comparison, before, after);
  else if ((parts == BATON_PARTS_SET || parts == BATON_PARTS_SEQUENCE)
           && (before == NULL || baton_value_get_length (before) > 0) && (after == NULL || baton_value_get_length (after) > 0))
    compare_elements (comparison, before, after, parts == BATON_PARTS_SEQUENCE);
  else
    add_atom (comparison, BATON_ATOM_FIELD, before, after);
}

void
baton_diff_entity (const BatonEntity *before,
                   const BatonEntity *after,
                   GPtrArray         *atoms)
{
  Comparison comparison = { before, after, BATON_FIELD_NONE, atoms };
  const BatonKindInfo *kind;

  g_return_if_fail (atoms != NULL);

  if (before == after)
    return;
  if (before == NULL)
    add_atom (&comparison, BATON_ATOM_CREATED, NULL, NULL);
  else if (after == NULL)
    add_atom (&comparison, BATON_ATOM_DELETED, NULL, NULL);
  else if (baton_entity_get_kind (before) != baton_entity_get_kind (after))
    add_atom (&comparison, BATON_ATOM_REPLACED, NULL, NULL);
  else
    {
      kind = baton_schema_get_kind (baton_entity_get_kind (after));
      for (guint i = 0; i < kind->n_fields; i++)
        {
          comparison.field = (BatonField) (kind->first_field + i);
          compare_values (&comparison, baton_entity_get (before, comparison.field), baton_entity_get (after, comparison.field));
        }
    }
}

/* ── Programs ──────────────────────────────────────────────────────────────────────────────────────────── */

static void
compare_cb (BatonEntity *before,
            BatonEntity *after,
            gpointer     atoms)
{
  baton_diff_entity (before, after, atoms);
}

static int
compare_atoms (gconstpointer a,
               gconstpointer b)
{
  const BatonAtom *p = *(const BatonAtom * const *) a;
  const BatonAtom *q = *(const BatonAtom * const *) b;

  return baton_difference_key_compare (&(BatonDifferenceKey) { p->kind, p->id, p->field, (int) p->type, p->locale, p->element },
                                       &(BatonDifferenceKey) { q->kind, q->id, q->field, (int) q->type, q->locale, q->element });
}

GPtrArray *
baton_diff (const BatonProgram *before,
            const BatonProgram *after)
{
  GPtrArray *atoms = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_atom_free);

  g_return_val_if_fail (before != NULL && after != NULL, atoms);

  baton_program_foreach_different (before, after, compare_cb, atoms);
  g_ptr_array_sort (atoms, compare_atoms);
  return atoms;
}

/* ── Taking back ───────────────────────────────────────────────────────────────────────────────────────── */

static BatonValue *
remove_element (const BatonValue *now,
                const char       *element)
{
  g_autoptr (GPtrArray) strings = baton_value_list_strings (now);
  int index = baton_strings_find (strings, element);

  if (index >= 0)
    g_ptr_array_remove_index (strings, (guint) index);
  return baton_value_from_strings (strings);
}

/* Puts *element* back: in a set where it sorts, in a sequence behind the nearest of its former predecessors. */
static BatonValue *
insert_element (const BatonValue *now,
                const char       *element,
                const BatonValue *before,
                gboolean          is_ordered)
{
  g_autoptr (GPtrArray) strings = baton_value_list_strings (now);
  g_autoptr (GPtrArray) former = baton_value_list_strings (before);
  int at = -1;

  if (baton_strings_find (strings, element) < 0)
    {
      for (int i = baton_strings_find (former, element) - 1; i >= 0 && at < 0; i--)
        at = baton_strings_find (strings, g_ptr_array_index (former, (guint) i));
      g_ptr_array_insert (strings, at + 1, (gpointer) element);
    }
  if (!is_ordered)
    g_ptr_array_sort (strings, baton_strings_compare);
  return baton_value_from_strings (strings);
}

/* The elements of *before* change places among themselves until they stand as they did; others keep theirs. */
static BatonValue *
restore_order (const BatonValue *now,
               const BatonValue *before)
{
  g_autoptr (GPtrArray) strings = baton_value_list_strings (now);
  g_autoptr (GPtrArray) former = baton_value_list_strings (before);
  g_autoptr (GPtrArray) ordered = keep_common (former, strings);
  guint next = 0;

  for (guint i = 0; i < strings->len; i++)
    if (baton_strings_find (former, g_ptr_array_index (strings, i)) >= 0 && next < ordered->len)
      strings->pdata[i] = g_ptr_array_index (ordered, next++);
  return baton_value_from_strings (strings);
}

/* The field's value with the atom taken back. (transfer full), nullable */
static BatonValue *
revert_value (const BatonValue *now,
              const BatonAtom  *atom)
{
  gboolean is_ordered = baton_field_get_parts (baton_schema_get_field (atom->field)) == BATON_PARTS_SEQUENCE;

  switch (atom->type)
    {
    case BATON_ATOM_SOURCE:
      return baton_value_with_head (now, atom->before);
    case BATON_ATOM_LOCALE:
      return now != NULL ? baton_value_with_locale (now, atom->locale, atom->before) : NULL;
    case BATON_ATOM_ADDED:
      return remove_element (now, atom->element);
    case BATON_ATOM_REMOVED:
      return insert_element (now, atom->element, atom->before, is_ordered);
    case BATON_ATOM_ORDER:
      return restore_order (now, atom->before);
    case BATON_ATOM_CREATED:
    case BATON_ATOM_DELETED:
    case BATON_ATOM_REPLACED:
    case BATON_ATOM_FIELD:
    case BATON_ATOM_PLACE:
    default:
      return atom->before != NULL ? baton_value_ref (atom->before) : NULL;
    }
}

BatonChange *
baton_diff_revert (const BatonProgram *program,
                   const BatonAtom    *atom)
{
  const BatonEntity *now;
  g_autoptr (BatonEntity) reverted = NULL;

  g_return_val_if_fail (program != NULL && atom != NULL, NULL);

  now = baton_program_lookup (program, atom->id);
  if (atom->field == BATON_FIELD_NONE)
    reverted = atom->entity_before != NULL ? baton_entity_ref (atom->entity_before) : NULL;
  else if (now == NULL || baton_entity_get_kind (now) != atom->kind)
    return NULL;
  else
    {
      g_autoptr (BatonValue) value = revert_value (baton_entity_get (now, atom->field), atom);

      reverted = baton_entity_with (now, atom->field, value);
    }
  return baton_entity_equal (now, reverted) ? NULL : baton_change_new (now, reverted);
}

typedef struct
{
  const BatonProgram *program;
  const BatonProgram *before;
  GHashTable         *seen;      /* borrowed ids of what comes back */
  GPtrArray          *changes;
} Restoring;

static void restore (Restoring         *restoring,
                     const BatonEntity *entity);

static void
restore_reference_cb (const BatonReference *reference,
                      gpointer              user_data)
{
  Restoring *restoring = user_data;
  const BatonEntity *entity = baton_program_lookup (restoring->before, reference->id);

  if (entity == NULL || baton_program_lookup (restoring->program, reference->id) != NULL
      || !g_hash_table_add (restoring->seen, (gpointer) baton_entity_get_id (entity)))
    return;
  restore (restoring, entity);
  g_ptr_array_add (restoring->changes, baton_change_new (NULL, entity));
}

/* What *entity* names and has gone. */
static void
restore (Restoring         *restoring,
         const BatonEntity *entity)
{
  baton_entity_foreach_reference (entity, restore_reference_cb, restoring);
}

GPtrArray *
baton_diff_list_revert (const BatonProgram *program,
                        const BatonProgram *before,
                        const BatonAtom    *atom)
{
  g_autoptr (BatonChange) change = baton_diff_revert (program, atom);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *changes;
  Restoring restoring = { program, before, seen, NULL };

  g_return_val_if_fail (before != NULL, NULL);

  if (change == NULL)
    return NULL;
  changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  restoring.changes = changes;
  g_hash_table_add (seen, atom->id);
  if (change->after != NULL)
    restore (&restoring, change->after);
  g_ptr_array_add (changes, g_steal_pointer (&change));
  return changes;
}
