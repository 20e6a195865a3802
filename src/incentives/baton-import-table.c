/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-import-table.h"

#include <string.h>

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
  /* Eight at a time; the last eight reach back. */
  key = length;
  for (gsize i = 0; i < length; i += sizeof key)
    {
      guint64 mixed = (key ^ baton_digits_load (bytes + MIN (i, length - sizeof key))) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);

      key = mixed ^ mixed >> 29;
    }
  return key;
}

void
baton_import_table_init (BatonImportTable *table,
                         guint             most)
{
  memset (table, 0, sizeof *table);
  table->most = most;
  table->ids = g_new0 (const char *, MAX (most, 1));
}

static void
make_slots (BatonImportTable *table)
{
  guint bits = 4;

  while (bits < 31 && (1u << bits) < (guint64) table->most * 2)
    bits++;
  table->slots = g_new0 (BatonImportSlot, 1u << bits);
  table->shift = 64 - bits;
  table->mask = (1u << bits) - 1;
}

void
baton_import_table_clear (BatonImportTable *table)
{
  g_clear_pointer (&table->slots, g_free);
  g_clear_pointer (&table->ids, g_free);
  g_clear_pointer (&table->numbers, g_free);
}

static void
fill_slot (BatonImportTable *table,
           const char       *id,
           gsize             length,
           guint32           number)
{
  guint64 key = make_key (id, length);
  guint32 i = baton_import_table_get_place (table, key);

  while (table->slots[i].number != 0)
    i = (i + 1) & table->mask;
  table->slots[i] = (BatonImportSlot) { key, number + 1, (guint32) length };
}

/* Room for twice as many. */
static void
grow (BatonImportTable *table)
{
  g_autofree BatonImportSlot *before = g_steal_pointer (&table->slots);
  guint32 n = before != NULL ? table->mask + 1 : 0;

  table->most = MAX (table->most, 8) * 2;
  table->ids = g_renew (const char *, table->ids, table->most);
  make_slots (table);
  for (guint32 i = 0; i < n; i++)
    {
      guint32 place = baton_import_table_get_place (table, before[i].key);

      if (before[i].number == 0)
        continue;
      while (table->slots[place].number != 0)
        place = (place + 1) & table->mask;
      table->slots[place] = before[i];
    }
}

guint32
baton_import_table_add (BatonImportTable *table,
                        const char       *id,
                        gsize             length)
{
  if (table->n == table->most)
    grow (table);
  if (table->slots == NULL)
    make_slots (table);
  fill_slot (table, id, length, table->n);
  table->ids[table->n] = id;
  return table->n++;
}

void
baton_import_table_append (BatonImportTable *table,
                           const char       *id)
{
  table->ids[table->n++] = id;
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

/* Slots take twice the room of all that the short way needs, so there is one or the other. */
static void
fill_slots (BatonImportTable *table)
{
  make_slots (table);
  for (guint32 i = 0; i < table->n; i++)
    fill_slot (table, table->ids[i], strlen (table->ids[i]), i);
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
        {
          fill_slots (table);
          return;
        }
    }
  if (!fixed)
    table->length = 0;
  if (table->prefix <= sizeof table->prefix_bytes)
    {
      table->prefix_bytes = make_key (table->ids[0], table->prefix);
      table->prefix_mask = table->prefix > 0 ? G_MAXUINT64 >> (64 - 8 * table->prefix) : 0;
    }
  else
    {
      table->prefix_bytes = G_MAXUINT64;
    }
  table->n_numbers = largest + 1;
  table->numbers = g_new0 (guint32, table->n_numbers);
  for (guint32 i = 0; i < table->n; i++)
    table->numbers[read_digits (table->ids[i], table->prefix, strlen (table->ids[i]), fixed)] = i + 1;
}

/* The place in *numbers*; G_MAXUINT32 where there is none for such an id. */
static guint32
read_number (const BatonImportTable *table,
             const char             *id,
             gsize                   length)
{
  guint32 value;

  if (length <= table->prefix || (table->length > 0 && length != table->length) || memcmp (id, table->ids[0], table->prefix) != 0)
    return G_MAXUINT32;
  value = read_digits (id, table->prefix, length, table->length != 0);
  return value < table->n_numbers ? value : G_MAXUINT32;
}

guint64
baton_import_table_expect_any (const BatonImportTable *table,
                               const char             *id,
                               gsize                   length)
{
  guint64 key;

  if (table->numbers != NULL)
    {
      key = read_number (table, id, length);
      if (key != G_MAXUINT32)
        __builtin_prefetch (&table->numbers[key]);
      return key;
    }
  key = make_key (id, length);
  if (table->slots != NULL)
    __builtin_prefetch (&table->slots[baton_import_table_get_place (table, key)]);
  return key;
}

guint32
baton_import_table_get_slot (const BatonImportTable *table,
                             guint64                 key,
                             const char             *id,
                             gsize                   length)
{
  if (table->slots == NULL)
    return BATON_INDEX_NONE;
  for (guint32 i = baton_import_table_get_place (table, key); table->slots[i].number != 0; i = (i + 1) & table->mask)
    {
      guint32 number = table->slots[i].number - 1;

      if (table->slots[i].key == key && table->slots[i].length == length && (length <= sizeof key || memcmp (table->ids[number], id, length) == 0))
        return number;
    }
  return BATON_INDEX_NONE;
}
