/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A hash of ids for tables that live in memory only. Private to this room.
 */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* Eight bytes at a time: ids are some thirty bytes long, and every question begins with one. */
static inline guint
baton_id_hash (const char *id)
{
  gsize length = strlen (id);
  guint64 hash = length * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  for (gsize done = 0; done < length; done += sizeof hash)
    {
      guint64 word = 0;

      memcpy (&word, id + done, MIN (length - done, sizeof word));
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
      hash ^= hash >> 32;
    }
  return (guint) hash;
}

G_END_DECLS
