/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Open addressing, at most half full. An entry counts only while its generation is the map's, so that emptying is one addition.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-tally-private.h"

#define FIRST_SIZE 256

void
baton_tally_map_init (BatonTallyMap *map)
{
  map->entries = g_new0 (BatonTallyEntry, FIRST_SIZE);
  map->mask = FIRST_SIZE - 1;
  map->n = 0;
  map->generation = 1;
}

void
baton_tally_map_clear (BatonTallyMap *map)
{
  g_clear_pointer (&map->entries, g_free);
}

void
baton_tally_map_empty (BatonTallyMap *map)
{
  map->n = 0;
  map->generation++;
  if (map->generation == 0)
    {
      /* Entries of four thousand million clusters ago would be there again. */
      for (guint32 i = 0; i <= map->mask; i++)
        map->entries[i].generation = 0;
      map->generation = 1;
    }
}

static guint32
get_place (const BatonTallyMap *map,
           guint64              a,
           guint64              b)
{
  guint64 mixed = a * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15) ^ (b + G_GUINT64_CONSTANT (0x2545F4914F6CDD1D)) * G_GUINT64_CONSTANT (0xD6E8FEB86659FD93);

  return (guint32) (mixed >> 32 ^ mixed) & map->mask;
}

static BatonTallyEntry *
find (const BatonTallyMap *map,
      guint64              a,
      guint64              b)
{
  guint32 i = get_place (map, a, b);

  while (map->entries[i].generation == map->generation && (map->entries[i].a != a || map->entries[i].b != b))
    i = (i + 1) & map->mask;
  return &map->entries[i];
}

static void
grow (BatonTallyMap *map)
{
  g_autofree BatonTallyEntry *before = map->entries;
  guint32 n = map->mask + 1;

  map->mask = 2 * n - 1;
  map->entries = g_new0 (BatonTallyEntry, 2 * (gsize) n);
  for (guint32 i = 0; i < n; i++)
    {
      if (before[i].generation == map->generation)
        *find (map, before[i].a, before[i].b) = before[i];
    }
}

BatonTallyEntry *
baton_tally_map_get (BatonTallyMap *map,
                     guint64        a,
                     guint64        b,
                     gboolean      *is_new)
{
  BatonTallyEntry *entry = find (map, a, b);
  gboolean made = entry->generation != map->generation;

  if (made && map->n >= map->mask / 2)
    {
      grow (map);
      entry = find (map, a, b);
    }
  if (made)
    {
      *entry = (BatonTallyEntry) { .a = a, .b = b, .generation = map->generation };
      map->n++;
    }
  if (is_new != NULL)
    *is_new = made;
  return entry;
}
