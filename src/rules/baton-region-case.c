/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Somebody and something in a region.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-region-private.h"

/* The *number*th of the highest terms of a set (the set has none of their ancestors); *n_highest* says how many there are. */
static BatonTerm
pick_highest (const BatonTaxonomy   *taxonomy,
              const BatonCoordinate *coordinate,
              const BatonWord       *set,
              guint                  number,
              guint                 *n_highest)
{
  guint32 begin = taxonomy->begin[coordinate->dimension];
  BatonTerm picked = BATON_TERM_NONE;

  *n_highest = 0;
  BITS_FOREACH (value, w, coordinate->n_words, set[w])
    {
      BatonTerm term = taxonomy->order[begin + value];
      BatonTerm parent = taxonomy->parent[term];

      if (parent != BATON_TERM_NONE && bits_get (set, taxonomy->first[parent] - begin))
        continue;
      if ((*n_highest)++ == number)
        picked = term;
    }
  return picked;
}

static BatonTerm
pick_first (const BatonTaxonomy   *taxonomy,
            const BatonCoordinate *coordinate,
            const BatonWord       *set)
{
  for (gsize w = 0; w < coordinate->n_words; w++)
    if (set[w] != 0)
      return taxonomy->order[taxonomy->begin[coordinate->dimension] + w * 64 + (guint) __builtin_ctzll (set[w])];
  return BATON_TERM_NONE;
}

gboolean
baton_region_pick (const BatonRegion *region,
                   guint              number,
                   GArray            *member,
                   GArray            *content)
{
  const BatonTaxonomy *taxonomy = region->space->taxonomy;

  /* A number of mixed radix: each required set takes one digit. */
  for (guint c = 0; c < region->coordinates->len; c++)
    {
      const BatonCoordinate *coordinate = region->coordinates->pdata[c];
      GArray *terms = coordinate->side == BATON_SIDE_CONTENT ? content : member;

      if (coordinate->dimension == BATON_DIMENSION_ORGANISATION_INDEX
          || (coordinate->side != BATON_SIDE_CONTENT && coordinate->side != BATON_SIDE_MEMBER))
        continue;
      for (guint i = 0; i < coordinate->required->len; i++)
        {
          guint n_highest;
          BatonTerm term;

          /* What comes first in pre-order has none above it in the set. */
          if (number == 0)
            {
              term = pick_first (taxonomy, coordinate, coordinate->required->pdata[i]);
              g_array_append_val (terms, term);
              continue;
            }
          pick_highest (taxonomy, coordinate, coordinate->required->pdata[i], 0, &n_highest);
          term = pick_highest (taxonomy, coordinate, coordinate->required->pdata[i], number % n_highest, &n_highest);
          number /= n_highest;
          g_array_append_val (terms, term);
        }
    }
  return number == 0;
}

/* ── A whole case ────────────────────────────────────────────────────────────────────────────────────── */

static void
append_values (const BatonRegion *region,
               BatonDimension     dimension,
               const BatonWord   *values,
               gsize              n_words,
               GArray            *terms)
{
  const BatonTaxonomy *taxonomy = region->space->taxonomy;

  BITS_FOREACH (value, w, n_words, values[w])
    g_array_append_val (terms, taxonomy->order[taxonomy->begin[dimension] + value]);
}

static void
pick_organisation (const BatonRegion     *region,
                   const BatonCoordinate *coordinate,
                   BatonCase             *example)
{
  const BatonWord *set = coordinate->required->len > 0 ? coordinate->required->pdata[0] : NULL;
  GHashTableIter iter;
  gpointer id, number;

  if (set == NULL)
    return;
  example->organisation = "";
  g_hash_table_iter_init (&iter, region->space->organisations);
  while (g_hash_table_iter_next (&iter, &id, &number))
    if (bits_get (set, GPOINTER_TO_UINT (number)) && (*example->organisation == '\0' || strcmp (id, example->organisation) < 0))
      example->organisation = id;
}

/* One term for each required set that has none yet. */
static void
pick_terms (const BatonRegion     *region,
            const BatonCoordinate *coordinate,
            BatonCase             *example)
{
  const BatonTaxonomy *taxonomy = region->space->taxonomy;
  g_autofree BatonWord *picked = bits_new (coordinate->n_words);

  for (guint i = 0; i < coordinate->required->len; i++)
    if (!bits_intersect (picked, coordinate->required->pdata[i], coordinate->n_words))
      bits_set (picked, taxonomy->first[pick_first (taxonomy, coordinate, coordinate->required->pdata[i])]
                        - taxonomy->begin[coordinate->dimension]);
  append_values (region, coordinate->dimension, picked, coordinate->n_words, example->terms[coordinate->side]);
}

static void
pick_related (BatonRegion         *region,
              const BatonRelation *relation,
              BatonCase           *example)
{
  BatonPair pair = baton_region_make_pair (region, relation);
  g_autofree BatonWord *member = bits_new (pair.n_words);
  g_autofree BatonWord *content = bits_new (pair.n_words);
  guint64 steps = 0;

  baton_pair_solve (&pair, &steps, 0, member, content);
  append_values (region, relation->dimension, member, pair.n_words, example->terms[BATON_SIDE_MEMBER]);
  append_values (region, relation->dimension, content, pair.n_words, example->terms[BATON_SIDE_CONTENT]);
}

static gboolean
is_related (const BatonRegion     *region,
            const BatonCoordinate *coordinate)
{
  return (coordinate->side == BATON_SIDE_MEMBER || coordinate->side == BATON_SIDE_CONTENT)
         && baton_region_get_relations (region, coordinate->dimension) != 0;
}

/* Numbers that matter to nobody stay as those of a new member are: no points, and no day of joining. */
static void
pick_attributes (const BatonRegion *region,
                 BatonCase         *example)
{
  for (int a = 0; a < BATON_N_ATTRIBUTES; a++)
    {
      gint64 value = CLAMP (0, region->minimum[a], region->maximum[a]);

      if (a == BATON_ATTRIBUTE_DAYS_SINCE_JOINING ? !region->days_known : value == 0)
        continue;
      example->attributes[a] = value;
      example->known |= 1u << a;
    }
}

BatonCase *
baton_region_make_case (BatonRegion *region,
                        BatonDay     day)
{
  BatonCase *example = g_new0 (BatonCase, 1);

  g_return_val_if_fail (!region->empty, example);

  for (int side = 0; side < BATON_N_SIDES; side++)
    example->terms[side] = g_array_new (FALSE, FALSE, sizeof (BatonTerm));
  for (guint i = 0; region->relations != NULL && i < region->relations->len; i++)
    pick_related (region, &g_array_index (region->relations, BatonRelation, i), example);
  for (guint c = 0; c < region->coordinates->len; c++)
    {
      const BatonCoordinate *coordinate = region->coordinates->pdata[c];

      if (coordinate->dimension == BATON_DIMENSION_ORGANISATION_INDEX)
        pick_organisation (region, coordinate, example);
      else if (!is_related (region, coordinate))
        pick_terms (region, coordinate, example);
    }
  pick_attributes (region, example);
  example->day = CLAMP (day, region->window.from, region->window.through);
  return example;
}

void
baton_case_free (BatonCase *example)
{
  if (example == NULL)
    return;

  for (int side = 0; side < BATON_N_SIDES; side++)
    g_clear_pointer (&example->terms[side], g_array_unref);
  g_free (example);
}
