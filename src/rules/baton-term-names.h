/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The ids of terms, roles and tiers under their numbers, and back. Immutable and reference-counted: taxonomies between
 * which nothing came or went share it. Private to this room.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gatomicrefcount  refs;
  guint            n_ids;
  char           **ids;      /* GRefString by number, NULL for one that is gone; owned */
  guint            n_slots;  /* a power of two, at least twice as many as there are ids */
  guint32         *slots;    /* numbers from 1 in the order of probing, 0 for an empty one; owned */
} BatonTermNames;

/* The ids of *base* (nullable) that are in *ids*, under the numbers that they had there, and the others of *ids* after
 * them. *ids*: of strings, each once. (transfer full) */
BatonTermNames *baton_term_names_new    (const BatonTermNames *base,
                                         GPtrArray            *ids);
/* *base* without the ids *gone*, and with *came* after them. (transfer full) */
BatonTermNames *baton_term_names_edit   (const BatonTermNames *base,
                                         GPtrArray            *gone,
                                         GPtrArray            *came);
BatonTermNames *baton_term_names_ref    (BatonTermNames       *names);
void            baton_term_names_unref  (BatonTermNames       *names);
/* G_MAXUINT32 when there is none. */
guint32         baton_term_names_lookup (const BatonTermNames *names,
                                         const char           *id);

G_END_DECLS
