/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Needs are found once, by one walk over the references of the entities of each atom, and followed in both directions.
 * Circles of moves are looked for after every choice, along parents as the portion would have them: they are rare, and
 * which moves close one depends on what else goes.
 */
#include "config.h"

#include "model/baton-portion.h"

#include "model/baton-references.h"

#include <string.h>

struct _BatonPortion
{
  const BatonProgram *before;     /* borrowed */
  const BatonProgram *after;      /* borrowed */
  GPtrArray          *atoms;      /* borrowed */
  GHashTable         *placements; /* borrowed id → index + 1 of the atom that creates, deletes or moves it */
  GArray            **needs;      /* owned; by atom, of guint: what it needs; NULL for nothing */
  GArray            **needed_by;  /* owned; the same the other way round */
  gboolean           *waits;      /* owned; by atom */
  guint               n_left_out;
};

/* ── Needs ─────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  BatonPortion *portion;
  guint         index;
  gboolean      is_after;    /* the walk is over the entity as it becomes */
  GHashTable   *wholes;      /* borrowed id → index + 1 of the atom that creates or deletes it */
} Walk;

static void
add_edge (GArray **lists,
          guint    from,
          guint    to)
{
  if (lists[from] == NULL)
    lists[from] = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (lists[from], to);
}

static void
add_need (BatonPortion *portion,
          guint         index,
          guint         needed)
{
  add_edge (portion->needs, index, needed);
  add_edge (portion->needed_by, needed, index);
}

/* Whether the atom is what makes its entity have that reference, or cease to. */
static gboolean
is_about (const BatonAtom      *atom,
          const BatonReference *reference)
{
  if (atom->field == BATON_FIELD_NONE)
    return TRUE;
  if (reference->field != atom->field)
    return FALSE;
  switch (atom->type)
    {
    case BATON_ATOM_LOCALE:
      return g_strcmp0 (reference->locale, atom->locale) == 0;
    case BATON_ATOM_SOURCE:
      return reference->locale == NULL;
    case BATON_ATOM_ADDED:
    case BATON_ATOM_REMOVED:
      return strcmp (reference->id, atom->element) == 0;
    case BATON_ATOM_ORDER:
      return FALSE;
    case BATON_ATOM_CREATED:
    case BATON_ATOM_DELETED:
    case BATON_ATOM_REPLACED:
    case BATON_ATOM_FIELD:
    case BATON_ATOM_PLACE:
    default:
      return TRUE;
    }
}

static void
reference_cb (const BatonReference *reference,
              gpointer              user_data)
{
  Walk *walk = user_data;
  GPtrArray *atoms = walk->portion->atoms;
  guint other = GPOINTER_TO_UINT (g_hash_table_lookup (walk->wholes, reference->id));
  const BatonAtom *whole;

  if (other == 0 || other - 1 == walk->index || !is_about (g_ptr_array_index (atoms, walk->index), reference))
    return;
  whole = g_ptr_array_index (atoms, other - 1);
  if (walk->is_after && whole->entity_after != NULL)
    add_need (walk->portion, walk->index, other - 1);
  if (!walk->is_after && whole->entity_before != NULL)
    add_need (walk->portion, other - 1, walk->index);
}

static void
find_needs (BatonPortion *portion)
{
  g_autoptr (GHashTable) wholes = g_hash_table_new (g_str_hash, g_str_equal);
  Walk walk = { portion, 0, FALSE, wholes };

  for (guint i = 0; i < portion->atoms->len; i++)
    {
      const BatonAtom *atom = g_ptr_array_index (portion->atoms, i);

      if (atom->field == BATON_FIELD_NONE)
        g_hash_table_insert (wholes, atom->id, GUINT_TO_POINTER (i + 1));
      if (atom->field == BATON_FIELD_NONE || atom->type == BATON_ATOM_PLACE)
        g_hash_table_insert (portion->placements, atom->id, GUINT_TO_POINTER (i + 1));
    }
  for (walk.index = 0; g_hash_table_size (wholes) > 0 && walk.index < portion->atoms->len; walk.index++)
    {
      const BatonAtom *atom = g_ptr_array_index (portion->atoms, walk.index);

      walk.is_after = TRUE;
      if (atom->entity_after != NULL && atom->type != BATON_ATOM_REMOVED)
        baton_entity_foreach_reference (atom->entity_after, reference_cb, &walk);
      walk.is_after = FALSE;
      if (atom->entity_before != NULL && atom->type != BATON_ATOM_ADDED)
        baton_entity_foreach_reference (atom->entity_before, reference_cb, &walk);
    }
}

/* ── Choosing ──────────────────────────────────────────────────────────────────────────────────────────── */

/* Returns how many changed, this one included. */
static guint
spread (BatonPortion *portion,
        guint         index,
        gboolean      waits)
{
  g_autoptr (GArray) pending = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = 0;

  g_array_append_val (pending, index);
  while (pending->len > 0)
    {
      guint one = g_array_index (pending, guint, pending->len - 1);
      const GArray *others = waits ? portion->needed_by[one] : portion->needs[one];

      g_array_set_size (pending, pending->len - 1);
      if (portion->waits[one] == waits)
        continue;
      portion->waits[one] = waits;
      n++;
      if (others != NULL)
        g_array_append_vals (pending, others->data, others->len);
    }
  return n;
}

/* The parent that the entity would have; *placement* is set to 1 + the index of the atom that decides it, or 0. */
static const char *
find_parent (const BatonPortion *portion,
             const char         *id,
             guint              *placement)
{
  const BatonEntity *entity;

  *placement = GPOINTER_TO_UINT (g_hash_table_lookup (portion->placements, id));
  entity = baton_program_lookup (*placement > 0 && portion->waits[*placement - 1] ? portion->before : portion->after, id);
  return entity != NULL ? baton_entity_get_parent (entity) : NULL;
}

/* Whether the entity that the atom moves would stand below itself. */
static gboolean
closes_circle (const BatonPortion *portion,
               const BatonAtom    *atom)
{
  guint placement;
  const char *id = find_parent (portion, atom->id, &placement);

  /* A circle that does not lead back here is found from where it does. */
  for (guint step = 0; id != NULL && step <= portion->atoms->len + 64; step++)
    {
      if (strcmp (id, atom->id) == 0)
        return TRUE;
      id = find_parent (portion, id, &placement);
    }
  return FALSE;
}

/* Lets those moves of the circle through *atom* go that wait. Returns how many changed. */
static guint
complete_circle (BatonPortion    *portion,
                 const BatonAtom *atom)
{
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (guint));
  guint placement, n = 0;
  const char *id = find_parent (portion, atom->id, &placement);

  while (id != NULL && strcmp (id, atom->id) != 0)
    {
      const char *parent = find_parent (portion, id, &placement);

      if (placement > 0 && portion->waits[placement - 1])
        g_array_append_val (waiting, placement);
      id = parent;
    }
  for (guint i = 0; i < waiting->len; i++)
    n += spread (portion, g_array_index (waiting, guint, i) - 1, FALSE);
  return n;
}

/* Returns how many more changed. */
static guint
open_circles (BatonPortion *portion,
              gboolean      waits)
{
  guint n = 0, n_before;

  do
    {
      n_before = n;
      for (guint i = 0; i < portion->atoms->len; i++)
        {
          const BatonAtom *atom = g_ptr_array_index (portion->atoms, i);

          if (atom->type != BATON_ATOM_PLACE || portion->waits[i] || !closes_circle (portion, atom))
            continue;
          n += waits ? spread (portion, i, TRUE) : complete_circle (portion, atom);
        }
    }
  while (n > n_before);
  return n;
}

static void
count_left_out (BatonPortion *portion)
{
  portion->n_left_out = 0;
  for (guint i = 0; i < portion->atoms->len; i++)
    portion->n_left_out += portion->waits[i] ? 1 : 0;
}

guint
baton_portion_set (BatonPortion *portion,
                   guint         index,
                   gboolean      goes)
{
  guint n;

  g_return_val_if_fail (portion != NULL && index < portion->atoms->len, 0);

  if (portion->waits[index] != goes)
    return 0;
  n = spread (portion, index, !goes);
  n += open_circles (portion, !goes);
  count_left_out (portion);
  return n - 1;
}

void
baton_portion_set_all (BatonPortion *portion,
                       gboolean      go)
{
  g_return_if_fail (portion != NULL);

  /* Neither program has a circle, nor does it name what is not there. */
  for (guint i = 0; i < portion->atoms->len; i++)
    portion->waits[i] = !go;
  count_left_out (portion);
}

gboolean
baton_portion_goes (const BatonPortion *portion,
                    guint               index)
{
  g_return_val_if_fail (portion != NULL && index < portion->atoms->len, FALSE);

  return !portion->waits[index];
}

guint
baton_portion_count_left_out (const BatonPortion *portion)
{
  g_return_val_if_fail (portion != NULL, 0);

  return portion->n_left_out;
}

/* ── Programs and lines ────────────────────────────────────────────────────────────────────────────────── */

GPtrArray *
baton_portion_list_left_out (const BatonPortion *portion)
{
  GPtrArray *atoms;

  g_return_val_if_fail (portion != NULL, NULL);

  atoms = g_ptr_array_sized_new (portion->n_left_out);
  for (guint i = 0; i < portion->atoms->len; i++)
    if (portion->waits[i])
      g_ptr_array_add (atoms, g_ptr_array_index (portion->atoms, i));
  return atoms;
}

void
baton_portion_revert_all (BatonProgram *program,
                          GPtrArray    *atoms)
{
  for (guint i = 0; i < atoms->len; i++)
    {
      g_autoptr (BatonChange) change = baton_diff_revert (program, g_ptr_array_index (atoms, i));

      if (change != NULL)
        baton_program_apply (program, change);
    }
}

BatonProgram *
baton_portion_make_program (const BatonPortion *portion)
{
  g_autoptr (GPtrArray) left_out = NULL;
  BatonProgram *program;

  g_return_val_if_fail (portion != NULL, NULL);

  left_out = baton_portion_list_left_out (portion);
  program = baton_program_copy (portion->after);
  baton_portion_revert_all (program, left_out);
  return program;
}

/* What stays the same of an atom while the programs change: not the values, which may be edited further. Tens of thousands may wait,
 * hence no format. */
static void
describe_atom (const BatonAtom *atom,
               GString         *line)
{
  const char * const words[] = {
    atom->id, atom->field != BATON_FIELD_NONE ? baton_schema_get_field (atom->field)->name : "-",
    atom->locale != NULL ? atom->locale : "-", atom->element != NULL ? atom->element : "-",
  };

  g_assert (atom->type < 100);
  if (atom->type >= 10)
    g_string_append_c (line, (char) ('0' + atom->type / 10));
  g_string_append_c (line, (char) ('0' + atom->type % 10));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_string_append_c (line, ' ');
      g_string_append (line, words[i]);
    }
}

char *
baton_portion_dup_left_out (const BatonPortion *portion)
{
  GString *lines = g_string_new (NULL);

  g_return_val_if_fail (portion != NULL, g_string_free (lines, FALSE));

  g_string_set_size (lines, 64 * (gsize) portion->n_left_out);
  g_string_truncate (lines, 0);

  for (guint i = 0; i < portion->atoms->len; i++)
    if (portion->waits[i])
      {
        describe_atom (g_ptr_array_index (portion->atoms, i), lines);
        g_string_append_c (lines, '\n');
      }
  return g_string_free (lines, FALSE);
}

void
baton_portion_leave_out (BatonPortion *portion,
                         const char   *lines)
{
  g_auto (GStrv) list = NULL;
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) line = g_string_new (NULL);

  g_return_if_fail (portion != NULL && lines != NULL);

  list = g_strsplit (lines, "\n", -1);
  for (gsize i = 0; list[i] != NULL; i++)
    g_hash_table_add (wanted, list[i]);
  for (guint i = 0; i < portion->atoms->len; i++)
    {
      g_string_truncate (line, 0);
      describe_atom (g_ptr_array_index (portion->atoms, i), line);
      if (g_hash_table_contains (wanted, line->str))
        spread (portion, i, TRUE);
    }
  open_circles (portion, TRUE);
  count_left_out (portion);
}

BatonPortion *
baton_portion_new (const BatonProgram *before,
                   const BatonProgram *after,
                   GPtrArray          *atoms)
{
  BatonPortion *portion = g_new0 (BatonPortion, 1);

  g_return_val_if_fail (before != NULL && after != NULL && atoms != NULL, portion);

  portion->before = before;
  portion->after = after;
  portion->atoms = atoms;
  portion->placements = g_hash_table_new (g_str_hash, g_str_equal);
  portion->needs = g_new0 (GArray *, atoms->len + 1);
  portion->needed_by = g_new0 (GArray *, atoms->len + 1);
  portion->waits = g_new0 (gboolean, atoms->len + 1);
  find_needs (portion);
  return portion;
}

void
baton_portion_free (BatonPortion *portion)
{
  if (portion == NULL)
    return;
  for (guint i = 0; i < portion->atoms->len; i++)
    {
      g_clear_pointer (&portion->needs[i], g_array_unref);
      g_clear_pointer (&portion->needed_by[i], g_array_unref);
    }
  g_clear_pointer (&portion->placements, g_hash_table_unref);
  g_free (portion->needs);
  g_free (portion->needed_by);
  g_free (portion->waits);
  g_free (portion);
}
