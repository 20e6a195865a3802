/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Set arithmetic on regions.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-region.h"

#include "rules/baton-snapshot-private.h"

/* ── The space ───────────────────────────────────────────────────────────────────────────────────────── */

static void
note_organisations (BatonSpace          *space,
                    const BatonAudience *audience)
{
  for (guint i = 0; i < audience->conditions->len; i++)
    {
      char **organisations = g_array_index (audience->conditions, BatonCondition, i).organisations;

      for (guint o = 0; organisations != NULL && organisations[o] != NULL; o++)
        if (!g_hash_table_contains (space->organisations, organisations[o]))
          g_hash_table_insert (space->organisations, organisations[o],
                               GUINT_TO_POINTER (g_hash_table_size (space->organisations) + 1));
    }
}

BatonSpace *
baton_space_new (const BatonSnapshot *snapshot)
{
  BatonSpace *space = g_new0 (BatonSpace, 1);
  GPtrArray *ladders = snapshot->lists[BATON_KIND_TIER_LADDER];

  space->taxonomy = snapshot->taxonomy;
  space->is_single = g_new0 (gboolean, snapshot->taxonomy->keys->len);
  space->is_single[BATON_DIMENSION_ORGANISATION_INDEX] = TRUE;
  for (guint i = 0; i < ladders->len; i++)
    space->is_single[baton_taxonomy_find_dimension (space->taxonomy, baton_entity_get_id (ladders->pdata[i]))] = TRUE;
  space->organisations = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint r = 0; r < snapshot->rules->n_rules; r++)
    {
      note_organisations (space, snapshot->rules->rules[r]->who);
      note_organisations (space, snapshot->rules->rules[r]->what);
    }
  return space;
}

void
baton_space_free (BatonSpace *space)
{
  g_hash_table_unref (space->organisations);
  g_free (space->is_single);
  g_free (space);
}

static guint
count_values (const BatonSpace *space,
              BatonDimension    dimension)
{
  if (dimension == BATON_DIMENSION_ORGANISATION_INDEX)
    return g_hash_table_size (space->organisations) + 1;
  return space->taxonomy->end[dimension] - space->taxonomy->begin[dimension];
}

/* ── Coordinates ─────────────────────────────────────────────────────────────────────────────────────── */

/* One block with its universe: regions come and go by the thousand. */
static BatonCoordinate *
coordinate_alloc (gsize n_words)
{
  BatonCoordinate *coordinate = g_malloc0 (sizeof (BatonCoordinate) + MAX (n_words, 1) * sizeof (BatonWord));

  coordinate->n_words = n_words;
  coordinate->universe = (BatonWord *) (coordinate + 1);
  return coordinate;
}

static BatonCoordinate *
coordinate_new (const BatonSpace *space,
                BatonSide         side,
                BatonDimension    dimension)
{
  gsize n_words = BATON_BITS_WORDS (count_values (space, dimension));
  BatonCoordinate *coordinate = coordinate_alloc (n_words);

  coordinate->side = side;
  coordinate->dimension = dimension;
  coordinate->single = space->is_single[dimension];
  bits_fill (coordinate->universe, count_values (space, dimension));
  coordinate->required = g_ptr_array_new_full (1, g_free);
  return coordinate;
}

static BatonWord *
copy_bits (const BatonCoordinate *coordinate,
           const BatonWord       *bits)
{
  return g_memdup2 (bits, MAX (coordinate->n_words, 1) * sizeof *bits);
}

static BatonCoordinate *
coordinate_copy (const BatonCoordinate *coordinate)
{
  BatonCoordinate *copy = coordinate_alloc (coordinate->n_words);

  copy->side = coordinate->side;
  copy->dimension = coordinate->dimension;
  copy->single = coordinate->single;
  memcpy (copy->universe, coordinate->universe, coordinate->n_words * sizeof *copy->universe);
  copy->required = g_ptr_array_new_full (coordinate->required->len, g_free);
  for (guint i = 0; i < coordinate->required->len; i++)
    g_ptr_array_add (copy->required, copy_bits (coordinate, coordinate->required->pdata[i]));
  return copy;
}

static void
coordinate_free (gpointer data)
{
  BatonCoordinate *coordinate = data;

  g_ptr_array_unref (coordinate->required);
  g_free (coordinate);
}

static gboolean
is_subset (const BatonCoordinate *coordinate,
           const BatonWord       *bits,
           const BatonWord       *of)
{
  for (gsize w = 0; w < coordinate->n_words; w++)
    if ((bits[w] & ~of[w]) != 0)
      return FALSE;
  return TRUE;
}

/* After a change: required sets shrink with the universe, and where there is one value at most, they are merged.
 * Returns whether some H is left. */
static gboolean
coordinate_settle (BatonCoordinate *coordinate)
{
  GPtrArray *required = coordinate->required;

  for (guint i = 0; i < required->len; i++)
    {
      bits_and (required->pdata[i], coordinate->universe, coordinate->n_words);
      if (coordinate->single)
        bits_and (coordinate->universe, required->pdata[i], coordinate->n_words);
    }
  if (coordinate->single && required->len > 0)
    {
      g_ptr_array_set_size (required, 0);
      g_ptr_array_add (required, copy_bits (coordinate, coordinate->universe));
    }
  for (guint i = 0; i < required->len; i++)
    if (bits_is_empty (required->pdata[i], coordinate->n_words))
      return FALSE;
  return TRUE;
}

static void
coordinate_require (BatonCoordinate *coordinate,
                    BatonWord       *bits)
{
  g_ptr_array_add (coordinate->required, bits);
}

/* What one term of the condition covers, added to *bits*. */
static void
add_covered (const BatonSpace      *space,
             const BatonCoordinate *coordinate,
             const BatonCondition  *condition,
             guint                  index,
             BatonWord             *bits)
{
  const BatonTaxonomy *taxonomy = space->taxonomy;
  guint32 begin;

  if (condition->organisations != NULL)
    {
      bits_set (bits, GPOINTER_TO_UINT (g_hash_table_lookup (space->organisations, condition->organisations[index])));
      return;
    }
  begin = taxonomy->begin[coordinate->dimension];
  for (guint32 n = taxonomy->first[condition->terms[index]]; n <= taxonomy->last[condition->terms[index]]; n++)
    bits_set (bits, n - begin);
}

static guint
count_named (const BatonCondition *condition)
{
  return condition->organisations != NULL ? g_strv_length (condition->organisations) : condition->n_terms;
}

static BatonWord *
make_covered (const BatonSpace      *space,
              const BatonCoordinate *coordinate,
              const BatonCondition  *condition)
{
  BatonWord *bits = bits_new (coordinate->n_words);

  for (guint i = 0; i < count_named (condition); i++)
    add_covered (space, coordinate, condition, i, bits);
  return bits;
}

static BatonWord *
make_covered_by_one (const BatonSpace      *space,
                     const BatonCoordinate *coordinate,
                     const BatonCondition  *condition,
                     guint                  index)
{
  BatonWord *bits = bits_new (coordinate->n_words);

  add_covered (space, coordinate, condition, index, bits);
  return bits;
}

/* ── Regions ─────────────────────────────────────────────────────────────────────────────────────────── */

BatonRegion *
baton_region_new (const BatonSpace *space)
{
  BatonRegion *region = g_new0 (BatonRegion, 1);

  region->space = space;
  region->coordinates = g_ptr_array_new_with_free_func (coordinate_free);
  region->window = (BatonWindow) { BATON_DAY_MIN, BATON_DAY_MAX };
  for (int a = 0; a < BATON_N_ATTRIBUTES; a++)
    {
      region->minimum[a] = -BATON_INTEGER_MAX;
      region->maximum[a] = BATON_INTEGER_MAX;
    }
  return region;
}

BatonRegion *
baton_region_copy (const BatonRegion *region)
{
  BatonRegion *copy = g_memdup2 (region, sizeof *region);

  copy->coordinates = g_ptr_array_new_full (region->coordinates->len, coordinate_free);
  for (guint i = 0; i < region->coordinates->len; i++)
    g_ptr_array_add (copy->coordinates, coordinate_copy (region->coordinates->pdata[i]));
  return copy;
}

void
baton_region_free (BatonRegion *region)
{
  g_ptr_array_unref (region->coordinates);
  g_free (region);
}

static BatonCoordinate *
find_coordinate (const BatonRegion *region,
                 BatonSide          side,
                 BatonDimension     dimension)
{
  for (guint i = 0; i < region->coordinates->len; i++)
    {
      BatonCoordinate *coordinate = region->coordinates->pdata[i];

      if (coordinate->side == side && coordinate->dimension == dimension)
        return coordinate;
    }
  return NULL;
}

static BatonCoordinate *
get_coordinate (BatonRegion    *region,
                BatonSide       side,
                BatonDimension  dimension)
{
  BatonCoordinate *coordinate = find_coordinate (region, side, dimension);

  if (coordinate == NULL)
    {
      coordinate = coordinate_new (region->space, side, dimension);
      g_ptr_array_add (region->coordinates, coordinate);
    }
  return coordinate;
}

/* Nobody has a term in a dimension that does not exist, nor an organisation anywhere but on the side of members. */
static gboolean
has_no_values (const BatonCondition *condition)
{
  return condition->dimension == BATON_DIMENSION_NONE_INDEX
         || (condition->organisations != NULL && condition->side != BATON_SIDE_MEMBER);
}

static void
narrow_terms (BatonRegion          *region,
              const BatonCondition *condition)
{
  const BatonSpace *space = region->space;
  BatonCoordinate *coordinate;
  BatonWord *covered;

  if (has_no_values (condition))
    {
      region->empty |= condition->match != BATON_MATCH_NONE;
      return;
    }

  coordinate = get_coordinate (region, condition->side, condition->dimension);
  covered = make_covered (space, coordinate, condition);
  switch (condition->match)
    {
    case BATON_MATCH_ANY:
      coordinate_require (coordinate, g_steal_pointer (&covered));
      break;
    case BATON_MATCH_ALL:
      region->empty |= condition->n_missing > 0;
      coordinate_require (coordinate, copy_bits (coordinate, coordinate->universe));
      for (guint i = 0; i < count_named (condition); i++)
        coordinate_require (coordinate, make_covered_by_one (space, coordinate, condition, i));
      break;
    case BATON_MATCH_ONLY:
      bits_and (coordinate->universe, covered, coordinate->n_words);
      coordinate_require (coordinate, copy_bits (coordinate, coordinate->universe));
      break;
    case BATON_MATCH_NONE:
      bits_and_not (coordinate->universe, covered, coordinate->n_words);
      break;
    case BATON_N_MATCHES:
    default:
      break;
    }
  g_free (covered);
  region->empty |= !coordinate_settle (coordinate);
}

static void
narrow_attribute (BatonRegion    *region,
                  BatonAttribute  attribute,
                  gint64          minimum,
                  gint64          maximum)
{
  region->minimum[attribute] = MAX (region->minimum[attribute], minimum);
  region->maximum[attribute] = MIN (region->maximum[attribute], maximum);
  region->empty |= region->minimum[attribute] > region->maximum[attribute];
  if (attribute == BATON_ATTRIBUTE_DAYS_SINCE_JOINING)
    {
      region->empty |= region->days_unknown;
      region->days_known = TRUE;
    }
}

gboolean
baton_region_narrow (BatonRegion          *region,
                     const BatonCondition *condition)
{
  switch (condition->type)
    {
    case BATON_CLAUSE_TERMS:
      narrow_terms (region, condition);
      break;
    case BATON_CLAUSE_ATTRIBUTE:
      narrow_attribute (region, condition->attribute, condition->minimum, condition->maximum);
      break;
    case BATON_CLAUSE_NAMED:
    default:
      region->empty = TRUE;
    }
  return !region->empty;
}

gboolean
baton_region_narrow_window (BatonRegion *region,
                            BatonWindow  window)
{
  region->window.from = MAX (region->window.from, window.from);
  region->window.through = MIN (region->window.through, window.through);
  region->empty |= region->window.from > region->window.through;
  return !region->empty;
}

/* Content of the member's own: both have terms, and what covers what can only be told here for whole coordinates. It
 * shrinks the content's terms to those that some possible term of the member covers. */
static void
narrow_own (BatonRegion    *region,
            BatonDimension  dimension)
{
  const BatonTaxonomy *taxonomy = region->space->taxonomy;
  BatonCoordinate *content, *member;
  g_autofree BatonWord *within = NULL;

  if (dimension == BATON_DIMENSION_NONE_INDEX)
    {
      region->empty = TRUE;
      return;
    }
  content = get_coordinate (region, BATON_SIDE_CONTENT, dimension);
  member = get_coordinate (region, BATON_SIDE_MEMBER, dimension);
  within = bits_new (content->n_words);
  BITS_FOREACH (value, w, member->n_words, member->universe[w])
    {
      BatonTerm term = taxonomy->order[taxonomy->begin[dimension] + value];

      for (guint32 n = taxonomy->first[term]; n <= taxonomy->last[term]; n++)
        bits_set (within, n - taxonomy->begin[dimension]);
    }
  bits_and (content->universe, within, content->n_words);
  coordinate_require (content, copy_bits (content, content->universe));
  coordinate_require (member, copy_bits (member, member->universe));
  region->empty |= !coordinate_settle (content) || !coordinate_settle (member);
}

BatonRegion *
baton_region_new_for_rule (const BatonSpace *space,
                           const BatonRule  *rule)
{
  BatonRegion *region = baton_region_new (space);
  const BatonAudience *audiences[] = { rule->who, rule->what };

  baton_region_narrow_window (region, rule->window);
  for (guint a = 0; a < G_N_ELEMENTS (audiences); a++)
    for (guint i = 0; i < audiences[a]->conditions->len && !region->empty; i++)
      baton_region_narrow (region, &g_array_index (audiences[a]->conditions, BatonCondition, i));
  for (guint i = 0; i < rule->n_own && !region->empty; i++)
    narrow_own (region, rule->own[i]);
  return region;
}

/* ── Implication ─────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_required_within (const BatonCoordinate *coordinate,
                     const BatonWord       *covered)
{
  for (guint i = 0; i < coordinate->required->len; i++)
    if (is_subset (coordinate, coordinate->required->pdata[i], covered))
      return TRUE;
  return FALSE;
}

static gboolean
implies_terms (const BatonRegion    *region,
               const BatonCondition *condition)
{
  const BatonSpace *space = region->space;
  BatonCoordinate *coordinate;
  g_autofree BatonWord *covered = NULL;

  if (has_no_values (condition))
    return condition->match == BATON_MATCH_NONE;
  coordinate = find_coordinate (region, condition->side, condition->dimension);
  if (coordinate == NULL)
    return condition->match == BATON_MATCH_NONE && count_named (condition) == 0;

  covered = make_covered (space, coordinate, condition);
  switch (condition->match)
    {
    case BATON_MATCH_ANY:
      return has_required_within (coordinate, covered);
    case BATON_MATCH_ALL:
      for (guint i = 0; i < count_named (condition); i++)
        {
          g_autofree BatonWord *one = make_covered_by_one (space, coordinate, condition, i);

          if (!has_required_within (coordinate, one))
            return FALSE;
        }
      return condition->n_missing == 0 && coordinate->required->len > 0;
    case BATON_MATCH_ONLY:
      return coordinate->required->len > 0 && is_subset (coordinate, coordinate->universe, covered);
    case BATON_MATCH_NONE:
      return !bits_intersect (coordinate->universe, covered, coordinate->n_words);
    case BATON_N_MATCHES:
    default:
      return FALSE;
    }
}

gboolean
baton_region_implies (const BatonRegion    *region,
                      const BatonCondition *condition)
{
  if (condition->type == BATON_CLAUSE_TERMS)
    return implies_terms (region, condition);
  if (condition->type == BATON_CLAUSE_NAMED
      || (condition->attribute == BATON_ATTRIBUTE_DAYS_SINCE_JOINING && !region->days_known))
    return FALSE;
  return region->minimum[condition->attribute] >= condition->minimum
         && region->maximum[condition->attribute] <= condition->maximum;
}

static gboolean
has_dimension (const BatonDimension *dimensions,
               guint                 n_dimensions,
               BatonDimension        dimension)
{
  for (guint i = 0; i < n_dimensions; i++)
    if (dimensions[i] == dimension)
      return TRUE;
  return FALSE;
}

gboolean
baton_region_is_within (const BatonRegion *region,
                        const BatonRule   *inner,
                        const BatonRule   *outer)
{
  const BatonAudience *audiences[] = { outer->who, outer->what };

  if (outer->window.from > region->window.from || outer->window.through < region->window.through)
    return FALSE;
  for (guint i = 0; i < outer->n_own; i++)
    if (!has_dimension (inner->own, inner->n_own, outer->own[i]))
      return FALSE;
  for (guint i = 0; i < outer->n_addressed; i++)
    if (!has_dimension (inner->addressed, inner->n_addressed, outer->addressed[i]))
      return FALSE;
  for (guint a = 0; a < G_N_ELEMENTS (audiences); a++)
    for (guint i = 0; i < audiences[a]->conditions->len; i++)
      if (!baton_region_implies (region, &g_array_index (audiences[a]->conditions, BatonCondition, i)))
        return FALSE;
  return TRUE;
}

/* ── Refutation ──────────────────────────────────────────────────────────────────────────────────────── */

/* Those who have no term there at all. */
static void
require_nothing (BatonCoordinate *coordinate)
{
  memset (coordinate->universe, 0, coordinate->n_words * sizeof *coordinate->universe);
}

static gboolean
refute_terms (BatonRegion          *region,
              const BatonCondition *condition,
              guint                 way)
{
  const BatonSpace *space = region->space;
  BatonCoordinate *coordinate;
  g_autofree BatonWord *covered = NULL;

  if (has_no_values (condition) || (condition->match == BATON_MATCH_ALL && condition->n_missing > 0))
    return condition->match != BATON_MATCH_NONE && way == 0;

  coordinate = get_coordinate (region, condition->side, condition->dimension);
  covered = make_covered (space, coordinate, condition);
  switch (condition->match)
    {
    case BATON_MATCH_ANY:
      if (way > 0)
        return FALSE;
      bits_and_not (coordinate->universe, covered, coordinate->n_words);
      break;
    case BATON_MATCH_ALL:
      if (way > count_named (condition))
        return FALSE;
      if (way < count_named (condition))
        {
          g_autofree BatonWord *one = make_covered_by_one (space, coordinate, condition, way);

          bits_and_not (coordinate->universe, one, coordinate->n_words);
        }
      else
        {
          require_nothing (coordinate);
        }
      break;
    case BATON_MATCH_ONLY:
      if (way > 1)
        return FALSE;
      if (way == 0)
        {
          for (gsize w = 0; w < coordinate->n_words; w++)
            covered[w] = coordinate->universe[w] & ~covered[w];
          coordinate_require (coordinate, g_steal_pointer (&covered));
        }
      else
        {
          require_nothing (coordinate);
        }
      break;
    case BATON_MATCH_NONE:
      if (way > 0)
        return FALSE;
      coordinate_require (coordinate, g_steal_pointer (&covered));
      break;
    case BATON_N_MATCHES:
    default:
      return FALSE;
    }
  region->empty |= !coordinate_settle (coordinate);
  return TRUE;
}

static gboolean
refute_attribute (BatonRegion          *region,
                  const BatonCondition *condition,
                  guint                 way)
{
  switch (way)
    {
    case 0:
      narrow_attribute (region, condition->attribute, -BATON_INTEGER_MAX, condition->minimum - 1);
      return TRUE;
    case 1:
      narrow_attribute (region, condition->attribute, condition->maximum + 1, BATON_INTEGER_MAX);
      return TRUE;
    case 2:
      if (condition->attribute != BATON_ATTRIBUTE_DAYS_SINCE_JOINING)
        return FALSE;
      region->days_unknown = TRUE;
      region->empty |= region->days_known;
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
baton_region_refute (BatonRegion          *region,
                     const BatonCondition *condition,
                     guint                 way)
{
  switch (condition->type)
    {
    case BATON_CLAUSE_TERMS:
      return refute_terms (region, condition, way);
    case BATON_CLAUSE_ATTRIBUTE:
      return refute_attribute (region, condition, way);
    case BATON_CLAUSE_NAMED:
    default:
      return way == 0;
    }
}

/* ── An example ──────────────────────────────────────────────────────────────────────────────────────── */

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
