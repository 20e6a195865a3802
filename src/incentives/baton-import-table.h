/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ids to numbers, for readers that look up two of them for each of many millions of rows. Inside this room only.
 *
 * Most registers number their subjects: "o1", "o2"… or "P-000017". Where all ids of a table have one prefix and digits behind it,
 * the digits lead straight to the number. Else it is open addressing, at most half full; an id of up to eight bytes lies in its
 * slot, so that finding it reads one cache line; of a longer one the slot has a hash.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint64 key;
  guint32 number;    /* + 1; 0: free */
  guint32 length;
} BatonImportSlot;

typedef struct
{
  BatonImportSlot *slots;    /* NULL while nothing was added for finding */
  guint            shift;    /* of the mixed key's highest bits */
  guint32          mask;
  guint32          n;
  guint32          most;
  const char     **ids;      /* borrowed */
  guint32         *numbers;  /* by what the digits say: number + 1, 0 for none; NULL when the ids are not so */
  guint32          n_numbers;
  gsize            prefix;   /* length of what is before the digits */
  guint64          prefix_bytes;   /* that, where it is no longer than eight */
  gsize            length;   /* of all ids; 0: digits without leading zeros */
} BatonImportTable;

/* For *most* ids to begin with, which stay their owner's. */
void    baton_import_table_init  (BatonImportTable       *table,
                                  guint                   most);
void    baton_import_table_clear (BatonImportTable       *table);
/* The id is found from then on. */
guint32 baton_import_table_add   (BatonImportTable       *table,
                                  const char             *id,
                                  gsize                   length);
/* The id will be found when the table is closed. */
void    baton_import_table_append (BatonImportTable      *table,
                                   const char            *id);
/* After the last appended id: takes the short way, or lays out the slots. */
void    baton_import_table_close (BatonImportTable       *table);
/* What the id comes to, for baton_import_table_get(); the processor begins to fetch what that is going to read. *padded*: eight
 * bytes from any byte of the id on can be read, whatever they are. */
guint64 baton_import_table_expect (const BatonImportTable *table,
                                   const char             *id,
                                   gsize                   length,
                                   gboolean                padded);
/* BATON_INDEX_NONE when there is none. */
guint32 baton_import_table_get    (const BatonImportTable *table,
                                   guint64                 key,
                                   const char             *id,
                                   gsize                   length);

G_END_DECLS
