/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An open table of numbers beside the array of ids: a copy is two blocks of memory and a reference for each id.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-term-names.h"

#include "rules/baton-id-hash.h"

static void
enter (BatonTermNames *names,
       guint           number)
{
  guint slot = baton_id_hash (names->ids[number]) & (names->n_slots - 1);

  while (names->slots[slot] != 0)
    slot = (slot + 1) & (names->n_slots - 1);
  names->slots[slot] = number + 1;
}

/* Enters all ids; the table is as large as they need. */
static void
enter_all (BatonTermNames *names)
{
  names->n_slots = 64;
  while (names->n_slots < 2 * names->n_ids)
    names->n_slots *= 2;
  g_free (names->slots);
  names->slots = g_new0 (guint32, names->n_slots);
  for (guint i = 0; i < names->n_ids; i++)
    if (names->ids[i] != NULL)
      enter (names, i);
}

/* Without ids and slots yet, with room for so many ids. */
static BatonTermNames *
names_new (guint n_room)
{
  BatonTermNames *names = g_new0 (BatonTermNames, 1);

  g_atomic_ref_count_init (&names->refs);
  names->ids = g_new0 (char *, MAX (n_room, 1));
  return names;
}

static void
append (BatonTermNames *names,
        const char     *id)
{
  names->ids[names->n_ids++] = g_ref_string_new (id);
}

BatonTermNames *
baton_term_names_new (const BatonTermNames *base,
                      GPtrArray            *ids)
{
  guint n_base = base != NULL ? base->n_ids : 0;
  BatonTermNames *names = names_new (n_base + ids->len);

  names->n_ids = n_base;
  for (guint i = 0; i < ids->len; i++)
    {
      guint32 number = base != NULL ? baton_term_names_lookup (base, ids->pdata[i]) : G_MAXUINT32;

      if (number == G_MAXUINT32)
        append (names, ids->pdata[i]);
      else
        names->ids[number] = g_ref_string_acquire (base->ids[number]);
    }
  enter_all (names);
  return names;
}

BatonTermNames *
baton_term_names_edit (const BatonTermNames *base,
                       GPtrArray            *gone,
                       GPtrArray            *came)
{
  BatonTermNames *names = names_new (base->n_ids + came->len);
  g_autofree gboolean *is_gone = g_new0 (gboolean, MAX (base->n_ids, 1));

  for (guint i = 0; i < gone->len; i++)
    {
      guint32 number = baton_term_names_lookup (base, gone->pdata[i]);

      if (number != G_MAXUINT32)
        is_gone[number] = TRUE;
    }
  names->n_ids = base->n_ids;
  for (guint i = 0; i < base->n_ids; i++)
    if (base->ids[i] != NULL && !is_gone[i])
      names->ids[i] = g_ref_string_acquire (base->ids[i]);
  for (guint i = 0; i < came->len; i++)
    append (names, came->pdata[i]);

  /* An id that goes leaves the probing of others in disorder; one that comes only needs a place. */
  if (gone->len > 0 || 2 * names->n_ids > base->n_slots)
    {
      enter_all (names);
      return names;
    }
  names->n_slots = base->n_slots;
  names->slots = g_memdup2 (base->slots, base->n_slots * sizeof *base->slots);
  for (guint i = base->n_ids; i < names->n_ids; i++)
    enter (names, i);
  return names;
}

BatonTermNames *
baton_term_names_ref (BatonTermNames *names)
{
  g_atomic_ref_count_inc (&names->refs);
  return names;
}

void
baton_term_names_unref (BatonTermNames *names)
{
  if (!g_atomic_ref_count_dec (&names->refs))
    return;

  for (guint i = 0; i < names->n_ids; i++)
    if (names->ids[i] != NULL)
      g_ref_string_release (names->ids[i]);
  g_free (names->ids);
  g_free (names->slots);
  g_free (names);
}

guint32
baton_term_names_lookup (const BatonTermNames *names,
                         const char           *id)
{
  guint slot = baton_id_hash (id) & (names->n_slots - 1);

  for (; names->slots[slot] != 0; slot = (slot + 1) & (names->n_slots - 1))
    {
      guint32 number = names->slots[slot] - 1;

      if (strcmp (names->ids[number], id) == 0)
        return number;
    }
  return G_MAXUINT32;
}
