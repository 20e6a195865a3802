/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a region implies, and what of it fails a condition.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-region-private.h"

/* ── Implication ─────────────────────────────────────────────────────────────────────────────────────── */

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

  if (baton_condition_has_no_values (condition))
    return condition->match == BATON_MATCH_NONE;
  coordinate = baton_region_find_coordinate (region, condition->side, condition->dimension);
  if (coordinate == NULL)
    return condition->match == BATON_MATCH_NONE && baton_condition_count_named (condition) == 0;

  covered = baton_coordinate_make_covered (space, coordinate, condition);
  switch (condition->match)
    {
    case BATON_MATCH_ANY:
      return has_required_within (coordinate, covered);
    case BATON_MATCH_ALL:
      for (guint i = 0; i < baton_condition_count_named (condition); i++)
        {
          g_autofree BatonWord *one = baton_coordinate_make_covered_by_one (space, coordinate, condition, i);

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

static gboolean
implies_plainly (const BatonRegion    *region,
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

/* Where the dimension's terms of member and content have to do with each other, more is implied than the terms of each
 * alone tell: nobody is left who fails the condition. */
gboolean
baton_region_implies (const BatonRegion    *region,
                      const BatonCondition *condition)
{
  if (implies_plainly (region, condition))
    return TRUE;
  if (condition->type != BATON_CLAUSE_TERMS || baton_region_get_relations (region, condition->dimension) == 0)
    return FALSE;
  for (guint way = 0;; way++)
    {
      g_autoptr (BatonRegion) rest = baton_region_copy (region);

      if (!baton_region_refute (rest, condition, way))
        return TRUE;
      if (!rest->empty)
        return FALSE;
    }
}

static gboolean
implies_relation (const BatonRegion *region,
                  BatonDimension     dimension,
                  BatonRelations     wanted,
                  BatonRelations     failed)
{
  g_autoptr (BatonRegion) rest = NULL;

  if ((baton_region_get_relations (region, dimension) & wanted) != 0)
    return TRUE;
  rest = baton_region_copy (region);
  return !baton_region_relate (rest, dimension, failed);
}

gboolean
baton_region_is_within (const BatonRegion *region,
                        const BatonRule   *outer)
{
  const BatonAudience *audiences[] = { outer->who, outer->what };

  if (outer->window.from > region->window.from || outer->window.through < region->window.through)
    return FALSE;
  for (guint a = 0; a < G_N_ELEMENTS (audiences); a++)
    for (guint i = 0; i < audiences[a]->conditions->len; i++)
      if (!baton_region_implies (region, &g_array_index (audiences[a]->conditions, BatonCondition, i)))
        return FALSE;
  for (guint i = 0; i < outer->n_own; i++)
    if (!implies_relation (region, outer->own[i], BATON_RELATION_OWN, BATON_RELATION_NOT_OWN))
      return FALSE;
  for (guint i = 0; i < outer->n_addressed; i++)
    if (!implies_relation (region, outer->addressed[i], BATON_RELATION_ADDRESSED, BATON_RELATION_NOT_ADDRESSED))
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

  if (baton_condition_has_no_values (condition) || (condition->match == BATON_MATCH_ALL && condition->n_missing > 0))
    return condition->match != BATON_MATCH_NONE && way == 0;

  coordinate = baton_region_get_coordinate (region, condition->side, condition->dimension);
  covered = baton_coordinate_make_covered (space, coordinate, condition);
  switch (condition->match)
    {
    case BATON_MATCH_ANY:
      if (way > 0)
        return FALSE;
      bits_and_not (coordinate->universe, covered, coordinate->n_words);
      break;
    case BATON_MATCH_ALL:
      if (way > baton_condition_count_named (condition))
        return FALSE;
      if (way < baton_condition_count_named (condition))
        {
          g_autofree BatonWord *one = baton_coordinate_make_covered_by_one (space, coordinate, condition, way);

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
          baton_coordinate_require (coordinate, g_steal_pointer (&covered));
        }
      else
        {
          require_nothing (coordinate);
        }
      break;
    case BATON_MATCH_NONE:
      if (way > 0)
        return FALSE;
      baton_coordinate_require (coordinate, g_steal_pointer (&covered));
      break;
    case BATON_N_MATCHES:
    default:
      return FALSE;
    }
  region->empty |= !baton_coordinate_settle (coordinate);
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
      baton_region_narrow_attribute (region, condition->attribute, -BATON_INTEGER_MAX, condition->minimum - 1);
      return TRUE;
    case 1:
      baton_region_narrow_attribute (region, condition->attribute, condition->maximum + 1, BATON_INTEGER_MAX);
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
      if (!refute_terms (region, condition, way))
        return FALSE;
      baton_region_settle_relations (region);
      return TRUE;
    case BATON_CLAUSE_ATTRIBUTE:
      return refute_attribute (region, condition, way);
    case BATON_CLAUSE_NAMED:
    default:
      return way == 0;
    }
}

gboolean
baton_region_refute_relation (BatonRegion     *region,
                              const BatonRule *rule,
                              guint            way)
{
  if (way < rule->n_own)
    baton_region_relate (region, rule->own[way], BATON_RELATION_NOT_OWN);
  else if (way < rule->n_own + rule->n_addressed)
    baton_region_relate (region, rule->addressed[way - rule->n_own], BATON_RELATION_NOT_ADDRESSED);
  else
    return FALSE;
  return TRUE;
}
