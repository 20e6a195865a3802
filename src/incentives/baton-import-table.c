/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-import-table.h"

#include <string.h>

#include "incentives/baton-register.h"

#define MOST_DIGITS 9

static guint64
make_key (const char *bytes,
          gsize       length)
{
  guint64 key = 0;

  if (length <= sizeof key)
    {
      for (gsize i = 0; i < length; i++)
        key |= (guint64) (guint8) bytes[i] << (8 * i);
      return key;
    }
  key = G_GUINT64_CONSTANT (14695981039346656037);
  for (gsize i = 0; i < length; i++)
    key = (key ^ (guint8) bytes[i]) * G_GUINT64_CONSTANT (1099511628211);
  return key;
}

static guint32
get_place (const BatonImportTable *table,
           guint64                 key)
{
  return (guint32) ((key * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)) >> table->shift);
}

void
baton_import_table_init (BatonImportTable *table,
                         guint             most)
{
  guint bits = 4;

  while (bits < 31 && (1u << bits) < (guint64) most * 2)
    bits++;
  memset (table, 0, sizeof *table);
  table->slots = g_new0 (BatonImportSlot, 1u << bits);
  table->shift = 64 - bits;
  table->mask = (1u << bits) - 1;
  table->ids = g_new0 (const char *, MAX (most, 1));
}

void
baton_import_table_clear (BatonImportTable *table)
{
  g_clear_pointer (&table->slots, g_free);
  g_clear_pointer (&table->ids, g_free);
  g_clear_pointer (&table->numbers, g_free);
}

guint32
baton_import_table_add (BatonImportTable *table,
                        const char       *id,
                        gsize             length)
{
  guint64 key = make_key (id, length);
  guint32 i = get_place (table, key);

  while (table->slots[i].number != 0)
    i = (i + 1) & table->mask;
  table->slots[i] = (BatonImportSlot) { key, table->n + 1, (guint32) length };
  table->ids[table->n] = id;
  return table->n++;
}

/* ── Digits ──────────────────────────────────────────────────────────────────────────────────────────── */

/* What the digits from *prefix* on say; G_MAXUINT32 where they are none, too many, or begin with a zero that *fixed* does not
 * explain. */
static inline guint32
read_digits (const char *id,
             gsize       prefix,
             gsize       length,
             gboolean    fixed)
{
  guint32 value = 0;

  if (length <= prefix || length - prefix > MOST_DIGITS || (!fixed && id[prefix] == '0' && length - prefix > 1))
    return G_MAXUINT32;
  for (gsize i = prefix; i < length; i++)
    {
      guint digit = (guint8) id[i] - (guint) '0';

      if (digit > 9)
        return G_MAXUINT32;
      value = value * 10 + digit;
    }
  return value;
}

/* Whether all ids have the prefix of the first and say different numbers that are not too large. */
static gboolean
are_numbered (BatonImportTable *table,
              gboolean          fixed,
              guint32          *largest)
{
  *largest = 0;
  for (guint32 i = 0; i < table->n; i++)
    {
      gsize length = strlen (table->ids[i]);
      guint32 value = length >= table->prefix && memcmp (table->ids[i], table->ids[0], table->prefix) == 0 && (!fixed || length == table->length)
                      ? read_digits (table->ids[i], table->prefix, length, fixed) : G_MAXUINT32;

      if (value == G_MAXUINT32)
        return FALSE;
      *largest = MAX (*largest, value);
    }
  return *largest / 8 <= table->n;
}

void
baton_import_table_close (BatonImportTable *table)
{
  gboolean fixed = FALSE;
  guint32 largest;

  if (table->n == 0)
    return;
  table->prefix = table->length = strlen (table->ids[0]);
  while (table->prefix > 0 && g_ascii_isdigit (table->ids[0][table->prefix - 1]))
    table->prefix--;
  if (!are_numbered (table, FALSE, &largest))
    {
      fixed = TRUE;
      if (!are_numbered (table, TRUE, &largest))
        return;
    }
  if (!fixed)
    table->length = 0;
  table->n_numbers = largest + 1;
  table->numbers = g_new0 (guint32, table->n_numbers);
  for (guint32 i = 0; i < table->n; i++)
    table->numbers[read_digits (table->ids[i], table->prefix, strlen (table->ids[i]), fixed)] = i + 1;
}

guint32
baton_import_table_find (const BatonImportTable *table,
                         const char             *id,
                         gsize                   length)
{
  guint64 key;

  if (table->numbers != NULL)
    {
      guint32 value = length > table->prefix && (table->length == 0 || length == table->length) && memcmp (id, table->ids[0], table->prefix) == 0
                      ? read_digits (id, table->prefix, length, table->length != 0) : G_MAXUINT32;

      /* Those without a number have 0 there, and BATON_INDEX_NONE is 0 − 1. */
      return value < table->n_numbers ? table->numbers[value] - 1 : BATON_INDEX_NONE;
    }

  key = make_key (id, length);
  for (guint32 i = get_place (table, key); table->slots[i].number != 0; i = (i + 1) & table->mask)
    {
      guint32 number = table->slots[i].number - 1;

      if (table->slots[i].key == key && table->slots[i].length == length && (length <= sizeof key || memcmp (table->ids[number], id, length) == 0))
        return number;
    }
  return BATON_INDEX_NONE;
}
