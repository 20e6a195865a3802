/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ids to numbers, for readers that look up two of them for each of many millions of rows. Inside this room only.
 *
 * Most registers number their subjects: "o1", "o2"… or "P-000017". Where all ids of a table have one prefix and digits behind it,
 * the digits lead straight to the number. Else it is open addressing, at most half full; an id of up to eight bytes lies in its
 * slot, so that finding it reads one cache line; of a longer one the slot has a hash.
 */
#pragma once

#include "incentives/baton-digits.h"
#include "incentives/baton-register.h"

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
  guint64          prefix_bytes;   /* that, and which bytes of eight it is; where it is longer, bytes that no id begins with */
  guint64          prefix_mask;
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
/* The same as baton_import_table_expect(), for ids of any kind. */
guint64 baton_import_table_expect_any (const BatonImportTable *table,
                                       const char             *id,
                                       gsize                   length);
/* The same as baton_import_table_get(), where ids have slots. */
guint32 baton_import_table_get_slot   (const BatonImportTable *table,
                                       guint64                 key,
                                       const char             *id,
                                       gsize                   length);

static inline guint32
baton_import_table_get_place (const BatonImportTable *table,
                              guint64                 key)
{
  return (guint32) ((key * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)) >> table->shift);
}

/* What the id comes to, for baton_import_table_get(); the processor begins to fetch what that is going to read. *padded*: eight
 * bytes from any byte of the id on can be read, whatever they are. */
static inline guint64
baton_import_table_expect (const BatonImportTable *table,
                           const char             *id,
                           gsize                   length,
                           gboolean                padded)
{
  gsize n_digits = length - table->prefix;
  guint64 word;
  guint32 value;

  if (G_UNLIKELY (!padded || length == 0))
    return baton_import_table_expect_any (table, id, length);
  word = baton_digits_load (id);
  if (table->numbers == NULL)
    {
      if (G_UNLIKELY (length > sizeof word))
        return baton_import_table_expect_any (table, id, length);
      word &= G_MAXUINT64 >> (64 - 8 * length);
      if (table->slots != NULL)
        __builtin_prefetch (&table->slots[baton_import_table_get_place (table, word)]);
      return word;
    }
  if (G_UNLIKELY (n_digits - 1 > 7 || (word & table->prefix_mask) != table->prefix_bytes))
    return baton_import_table_expect_any (table, id, length);
  if (table->length == 0 ? id[table->prefix] == '0' && n_digits > 1 : length != table->length)
    return G_MAXUINT32;
  if (!baton_digits_read (id + table->prefix, n_digits, &value) || value >= table->n_numbers)
    return G_MAXUINT32;
  __builtin_prefetch (&table->numbers[value]);
  return value;
}

/* BATON_INDEX_NONE when there is none. */
static inline guint32
baton_import_table_get (const BatonImportTable *table,
                        guint64                 key,
                        const char             *id,
                        gsize                   length)
{
  if (table->numbers == NULL)
    return baton_import_table_get_slot (table, key, id, length);
  /* Those without a number have 0 there, and BATON_INDEX_NONE is 0 − 1. */
  return key != G_MAXUINT32 ? table->numbers[key] - 1 : BATON_INDEX_NONE;
}

G_END_DECLS
