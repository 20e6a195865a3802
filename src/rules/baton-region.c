/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Regions, and what leaves less of them.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-region-private.h"

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
    if (snapshot->rules->rules[r]->names_organisations)
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
  coordinate->single = side == BATON_SIDE_MEMBER && space->is_single[dimension];
  bits_fill (coordinate->universe, count_values (space, dimension));
  coordinate->required = g_ptr_array_new_full (1, g_free);
  return coordinate;
}

BatonWord *
baton_coordinate_copy_bits (const BatonCoordinate *coordinate,
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
    g_ptr_array_add (copy->required, baton_coordinate_copy_bits (coordinate, coordinate->required->pdata[i]));
  return copy;
}

static void
coordinate_free (gpointer data)
{
  BatonCoordinate *coordinate = data;

  g_ptr_array_unref (coordinate->required);
  g_free (coordinate);
}

gboolean
baton_coordinate_settle (BatonCoordinate *coordinate)
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
      g_ptr_array_add (required, baton_coordinate_copy_bits (coordinate, coordinate->universe));
    }
  for (guint i = 0; i < required->len; i++)
    if (bits_is_empty (required->pdata[i], coordinate->n_words))
      return FALSE;
  return TRUE;
}

void
baton_coordinate_require (BatonCoordinate *coordinate,
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

guint
baton_condition_count_named (const BatonCondition *condition)
{
  return condition->organisations != NULL ? g_strv_length (condition->organisations) : condition->n_terms;
}

BatonWord *
baton_coordinate_make_covered (const BatonSpace      *space,
                               const BatonCoordinate *coordinate,
                               const BatonCondition  *condition)
{
  BatonWord *bits = bits_new (coordinate->n_words);

  for (guint i = 0; i < baton_condition_count_named (condition); i++)
    add_covered (space, coordinate, condition, i, bits);
  return bits;
}

BatonWord *
baton_coordinate_make_covered_by_one (const BatonSpace      *space,
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
baton_region_new (BatonSpace *space)
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
  if (region->relations != NULL)
    copy->relations = g_array_copy (region->relations);
  return copy;
}

void
baton_region_free (BatonRegion *region)
{
  g_ptr_array_unref (region->coordinates);
  g_clear_pointer (&region->relations, g_array_unref);
  g_free (region);
}

BatonCoordinate *
baton_region_find_coordinate (const BatonRegion *region,
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

BatonCoordinate *
baton_region_get_coordinate (BatonRegion    *region,
                             BatonSide       side,
                             BatonDimension  dimension)
{
  BatonCoordinate *coordinate = baton_region_find_coordinate (region, side, dimension);

  if (coordinate == NULL)
    {
      coordinate = coordinate_new (region->space, side, dimension);
      g_ptr_array_add (region->coordinates, coordinate);
    }
  return coordinate;
}

/* Nobody has a term in a dimension that does not exist, nor an organisation anywhere but on the side of members. */
gboolean
baton_condition_has_no_values (const BatonCondition *condition)
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

  if (baton_condition_has_no_values (condition))
    {
      region->empty |= condition->match != BATON_MATCH_NONE;
      return;
    }

  coordinate = baton_region_get_coordinate (region, condition->side, condition->dimension);
  covered = baton_coordinate_make_covered (space, coordinate, condition);
  switch (condition->match)
    {
    case BATON_MATCH_ANY:
      baton_coordinate_require (coordinate, g_steal_pointer (&covered));
      break;
    case BATON_MATCH_ALL:
      region->empty |= condition->n_missing > 0;
      baton_coordinate_require (coordinate, baton_coordinate_copy_bits (coordinate, coordinate->universe));
      for (guint i = 0; i < baton_condition_count_named (condition); i++)
        baton_coordinate_require (coordinate, baton_coordinate_make_covered_by_one (space, coordinate, condition, i));
      break;
    case BATON_MATCH_ONLY:
      bits_and (coordinate->universe, covered, coordinate->n_words);
      baton_coordinate_require (coordinate, baton_coordinate_copy_bits (coordinate, coordinate->universe));
      break;
    case BATON_MATCH_NONE:
      bits_and_not (coordinate->universe, covered, coordinate->n_words);
      break;
    case BATON_N_MATCHES:
    default:
      break;
    }
  g_free (covered);
  region->empty |= !baton_coordinate_settle (coordinate);
}

void
baton_region_narrow_attribute (BatonRegion    *region,
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
      baton_region_narrow_attribute (region, condition->attribute, condition->minimum, condition->maximum);
      break;
    case BATON_CLAUSE_NAMED:
    default:
      region->empty = TRUE;
    }
  return baton_region_settle_relations (region);
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

static void
want_relation (BatonRegion    *region,
               BatonDimension  dimension,
               BatonRelations  wanted)
{
  BatonRelation relation = { dimension, wanted };

  if (region->relations == NULL)
    region->relations = g_array_new (FALSE, FALSE, sizeof relation);
  for (guint i = 0; i < region->relations->len; i++)
    {
      BatonRelation *other = &g_array_index (region->relations, BatonRelation, i);

      if (other->dimension == dimension)
        {
          other->wanted |= wanted;
          return;
        }
    }
  g_array_append_val (region->relations, relation);
}

BatonRelations
baton_region_get_relations (const BatonRegion *region,
                            BatonDimension     dimension)
{
  for (guint i = 0; region->relations != NULL && i < region->relations->len; i++)
    if (g_array_index (region->relations, BatonRelation, i).dimension == dimension)
      return g_array_index (region->relations, BatonRelation, i).wanted;
  return 0;
}

BatonPair
baton_region_make_pair (BatonRegion         *region,
                        const BatonRelation *relation)
{
  BatonCoordinate *member = baton_region_get_coordinate (region, BATON_SIDE_MEMBER, relation->dimension);
  BatonCoordinate *content = baton_region_get_coordinate (region, BATON_SIDE_CONTENT, relation->dimension);

  return (BatonPair) {
    .taxonomy = region->space->taxonomy,
    .dimension = relation->dimension,
    .n_words = member->n_words,
    .member = { member->universe, member->required },
    .single = member->single,
    .content = { content->universe, content->required },
    .wanted = relation->wanted,
  };
}

gboolean
baton_region_settle_relations (BatonRegion *region)
{
  for (guint i = 0; region->relations != NULL && i < region->relations->len && !region->empty; i++)
    {
      BatonPair pair = baton_region_make_pair (region, &g_array_index (region->relations, BatonRelation, i));

      region->empty = !baton_pair_solve (&pair, &region->space->steps, region->space->most_steps, NULL, NULL);
    }
  return !region->empty;
}

gboolean
baton_region_relate (BatonRegion    *region,
                     BatonDimension  dimension,
                     BatonRelations  wanted)
{
  static const BatonRelations without_terms = BATON_RELATION_NOT_OWN | BATON_RELATION_ADDRESSED;

  /* No content has terms in a dimension that does not exist, nor organizations. */
  if (dimension == BATON_DIMENSION_NONE_INDEX || dimension == BATON_DIMENSION_ORGANISATION_INDEX)
    {
      region->empty |= (wanted & ~without_terms) != 0;
      return !region->empty;
    }
  want_relation (region, dimension, wanted);
  return baton_region_settle_relations (region);
}

gboolean
baton_region_narrow_by_rule (BatonRegion     *region,
                             const BatonRule *rule)
{
  const BatonAudience *audiences[] = { rule->who, rule->what };

  baton_region_narrow_window (region, rule->window);
  for (guint a = 0; a < G_N_ELEMENTS (audiences); a++)
    for (guint i = 0; i < audiences[a]->conditions->len && !region->empty; i++)
      baton_region_narrow (region, &g_array_index (audiences[a]->conditions, BatonCondition, i));
  for (guint i = 0; i < rule->n_own && !region->empty; i++)
    baton_region_relate (region, rule->own[i], BATON_RELATION_OWN);
  for (guint i = 0; i < rule->n_addressed && !region->empty; i++)
    baton_region_relate (region, rule->addressed[i], BATON_RELATION_ADDRESSED);
  return !region->empty;
}

BatonRegion *
baton_region_new_for_rule (BatonSpace      *space,
                           const BatonRule *rule)
{
  BatonRegion *region = baton_region_new (space);

  baton_region_narrow_by_rule (region, rule);
  return region;
}
