/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding the subjects of a register by their ids, by an index that can lie in a segment as it is.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-register-private.h"

#include <string.h>

/* The same for ever: it decides where ids stand in a segment (FNV-1a, folded). */
static guint32
hash_id (const char *id)
{
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  for (; *id != '\0'; id++)
    hash = (hash ^ (guint8) *id) * G_GUINT64_CONSTANT (1099511628211);
  return (guint32) (hash ^ hash >> 32);
}

guint32
baton_register_index_size (guint n_subjects)
{
  guint32 size = 4;

  while (size / 2 < n_subjects && size < 1u << 31)
    size *= 2;
  return size;
}

void
baton_register_index_clear (BatonRegisterIndex *index)
{
  if (!index->borrowed)
    g_free (index->slots);
  *index = (BatonRegisterIndex) { NULL, 0, FALSE };
}

void
baton_register_index_make (BatonRegisterIndex *index,
                           GArray             *subjects)
{
  baton_register_index_clear (index);
  index->mask = baton_register_index_size (subjects->len) - 1;
  index->slots = g_new0 (guint32, (gsize) index->mask + 1);
  for (guint i = 0; i < subjects->len; i++)
    {
      guint32 at = hash_id (g_array_index (subjects, BatonRegisterSubject, i).id) & index->mask;

      while (index->slots[at] != 0)
        at = (at + 1) & index->mask;
      index->slots[at] = i + 1;
    }
}

guint
baton_register_index_find (const BatonRegisterIndex *index,
                           GArray                   *subjects,
                           const char               *id)
{
  guint32 at;

  if (id == NULL || index->slots == NULL)
    return BATON_INDEX_NONE;
  at = hash_id (id) & index->mask;
  for (guint32 tries = 0; tries <= index->mask && index->slots[at] != 0; tries++, at = (at + 1) & index->mask)
    {
      guint number = index->slots[at] - 1;

      if (number < subjects->len && strcmp (g_array_index (subjects, BatonRegisterSubject, number).id, id) == 0)
        return number;
    }
  return BATON_INDEX_NONE;
}
