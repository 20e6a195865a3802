/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Audiences that nobody can meet, as far as one audience alone shows it: parts that exclude each other, parts that ask for
 * what is not at hand, and a ladder that asks for a tier of itself.
 */
#include "config.h"

#include "model/baton-validate-private.h"

#include <string.h>

/* What comparing the terms of one audience may cost: more than people write, and little enough that a program made to keep
 * the server busy does not. An audience beyond it is taken to be sound. */
#define MAX_COMPARISONS 2048
/* Audiences that one leads to: as many are looked at, each from the one that names it. */
#define MOST_NAMED 1024

typedef struct
{
  BatonCheck *check;
  int         n_left;   /* comparisons; below 0 no answer counts any more */
} Asking;

/* Whether *id* is *ancestor* or lies below it. */
static gboolean
is_covered (Asking     *asking,
            const char *id,
            const char *ancestor)
{
  return asking->n_left-- > 0 && baton_check_lies_below (asking->check, id, ancestor);
}

/* Whether one of the two covers the other. */
static gboolean
are_related (Asking     *asking,
             const char *id,
             const char *other)
{
  return is_covered (asking, id, other) || is_covered (asking, other, id);
}

/* Nobody has two unrelated terms of a vocabulary that is not for several, nor two tiers of one ladder. */
static gboolean
holds_one (Asking     *asking,
           const char *dimension)
{
  const BatonEntity *entity = baton_check_lookup (asking->check, dimension);

  if (entity == NULL)
    return FALSE;
  if (baton_entity_get_kind (entity) == BATON_KIND_VOCABULARY)
    return !baton_entity_get_boolean (entity, BATON_FIELD_VOCABULARY_MULTIPLE);
  return baton_entity_get_kind (entity) == BATON_KIND_TIER_LADDER;
}

static gboolean
is_covered_by_any (Asking           *asking,
                   const char       *id,
                   const BatonValue *ids)
{
  for (gsize i = 0; i < baton_value_get_length (ids) && asking->n_left >= 0; i++)
    if (is_covered (asking, id, baton_value_get_string (baton_value_get_element (ids, i))))
      return TRUE;
  return FALSE;
}

/* Whether all that *wanted* asks for is what *none* refuses; of *all*, one is enough. */
static gboolean
is_refused (Asking            *asking,
            const BatonClause *wanted,
            const BatonClause *none)
{
  gsize length = baton_value_get_length (wanted->ids);
  gsize n_refused = 0;

  if (wanted->match == BATON_MATCH_NONE)
    return FALSE;
  for (gsize i = 0; i < length && asking->n_left >= 0; i++)
    n_refused += is_covered_by_any (asking, baton_value_get_string (baton_value_get_element (wanted->ids, i)), none->ids) ? 1 : 0;
  return n_refused > 0 && (n_refused == length || wanted->match == BATON_MATCH_ALL);
}

/* Whether no term that one part asks for goes together with one that the other asks for. */
static gboolean
are_apart (Asking            *asking,
           const BatonClause *clause,
           const BatonClause *other)
{
  if (baton_value_get_length (clause->ids) == 0 || baton_value_get_length (other->ids) == 0)
    return FALSE;
  if (clause->match != BATON_MATCH_ONLY && other->match != BATON_MATCH_ONLY && !holds_one (asking, clause->dimension))
    return FALSE;
  for (gsize i = 0; i < baton_value_get_length (clause->ids) && asking->n_left >= 0; i++)
    for (gsize j = 0; j < baton_value_get_length (other->ids) && asking->n_left >= 0; j++)
      if (are_related (asking, baton_value_get_string (baton_value_get_element (clause->ids, i)),
                       baton_value_get_string (baton_value_get_element (other->ids, j))))
        return FALSE;
  return TRUE;
}

static gboolean
exclude_each_other (Asking            *asking,
                    const BatonClause *clause,
                    const BatonClause *other)
{
  if (clause->type == BATON_CLAUSE_ATTRIBUTE && other->type == BATON_CLAUSE_ATTRIBUTE)
    return clause->attribute == other->attribute && (clause->minimum > other->maximum || other->minimum > clause->maximum);
  if (clause->type != BATON_CLAUSE_TERMS || other->type != BATON_CLAUSE_TERMS || clause->side != other->side
      || strcmp (clause->dimension, other->dimension) != 0)
    return FALSE;
  if (other->match == BATON_MATCH_NONE)
    return is_refused (asking, clause, other);
  if (clause->match == BATON_MATCH_NONE)
    return is_refused (asking, other, clause);
  return are_apart (asking, clause, other);
}

/* *all* of two unrelated terms, where nobody has two. */
static gboolean
excludes_itself (Asking            *asking,
                 const BatonClause *clause)
{
  if (clause->type != BATON_CLAUSE_TERMS || clause->match != BATON_MATCH_ALL || baton_value_get_length (clause->ids) < 2
      || !holds_one (asking, clause->dimension))
    return FALSE;
  for (gsize i = 1; i < baton_value_get_length (clause->ids) && asking->n_left >= 0; i++)
    for (gsize j = 0; j < i && asking->n_left >= 0; j++)
      if (!are_related (asking, baton_value_get_string (baton_value_get_element (clause->ids, i)),
                        baton_value_get_string (baton_value_get_element (clause->ids, j))))
        return TRUE;
  return FALSE;
}

/* What a clause may ask at all: tags where content is looked for, terms of an event where points are earned, a deal's where
 * the portal is shown beside one. Named audiences are asked where they are used. */
static gboolean
is_at_hand (BatonField field,
            BatonSide  side)
{
  const BatonFieldInfo *info = baton_schema_get_field (field);
  BatonArea area = baton_schema_get_kind (info->kind)->area;

  switch (side)
    {
    case BATON_SIDE_CONTENT:
      return info->kind == BATON_KIND_PUBLISHING_RULE || info->type == BATON_TYPE_QUERY || info->kind == BATON_KIND_AUDIENCE;
    case BATON_SIDE_EVENT:
      return area == BATON_AREA_INCENTIVES || info->kind == BATON_KIND_AUDIENCE;
    case BATON_SIDE_RECORD:
      return area != BATON_AREA_INCENTIVES && area != BATON_AREA_MEASURE;
    case BATON_SIDE_MEMBER:
    default:
      return TRUE;
    }
}

static void
check_side (BatonCheck        *check,
            const BatonEntity *entity,
            BatonField         field,
            const BatonClause *clause,
            int                row)
{
  const BatonEntity *dimension;

  if (clause->type != BATON_CLAUSE_TERMS || clause->match == BATON_MATCH_NONE)
    return;
  if (!is_at_hand (field, clause->side))
    baton_check_add (check, CLAUSE_OUT_OF_PLACE, entity, field, NULL)->row = row;
  if (clause->side != BATON_SIDE_CONTENT && clause->side != BATON_SIDE_RECORD)
    return;
  dimension = baton_check_lookup_place (check, clause->dimension);
  if (dimension != NULL && baton_entity_get_kind (dimension) == BATON_KIND_TIER_LADDER)
    baton_check_add (check, CLAUSE_OF_MEMBERS, entity, field, NULL)->row = row;
}

/* Told once of an audience, at the first part that cannot be met together with those before it. *row*: that of a list or a
 * cell in which the audience stands; −1 where it is the field itself. */
static void
check_clauses (BatonCheck        *check,
               const BatonEntity *entity,
               BatonField         field,
               const BatonValue  *audience,
               BatonSide          side,
               int                row)
{
  /* What the rules of publishing can never meet, the analysis finds. */
  gboolean is_asked = baton_entity_get_kind (entity) != BATON_KIND_PUBLISHING_RULE;
  Asking asking = { check, MAX_COMPARISONS };
  BatonClause clause, other;

  for (gsize i = 0; i < baton_value_get_length (audience); i++)
    if (baton_audience_get_clause (audience, i, side, &clause))
      check_side (check, entity, field, &clause, row >= 0 ? row : (int) i);

  for (gsize i = 0; is_asked && i < baton_value_get_length (audience); i++)
    {
      gboolean is_impossible;

      if (!baton_audience_get_clause (audience, i, side, &clause))
        return;
      is_impossible = excludes_itself (&asking, &clause);
      for (gsize j = 0; j < i && !is_impossible && asking.n_left-- > 0; j++)
        is_impossible = baton_audience_get_clause (audience, j, side, &other) && exclude_each_other (&asking, &clause, &other);
      if (asking.n_left < 0)
        return;
      if (is_impossible)
        {
          baton_check_add (check, NOBODY_MEETS, entity, field, NULL)->row = row >= 0 ? row : (int) i;
          return;
        }
    }
}

/* *seen* holds the named audiences that were asked. */
static gboolean
find_clause (BatonCheck       *check,
             const BatonValue *audience,
             BatonClauseFunc   is_such,
             const char       *what,
             GHashTable       *seen)
{
  BatonClause clause;

  for (gsize i = 0; i < baton_value_get_length (audience); i++)
    {
      const BatonEntity *named;

      if (!baton_audience_get_clause (audience, i, BATON_SIDE_MEMBER, &clause))
        continue;
      if (is_such (&clause, what))
        return TRUE;
      named = clause.type == BATON_CLAUSE_NAMED ? baton_check_lookup_kind (check, clause.audience, BATON_KIND_AUDIENCE) : NULL;
      if (named != NULL && g_hash_table_size (seen) < MOST_NAMED && g_hash_table_add (seen, (gpointer) named)
          && find_clause (check, baton_entity_get (named, BATON_FIELD_AUDIENCE_CLAUSES), is_such, what, seen))
        return TRUE;
    }
  return FALSE;
}

gboolean
baton_check_has_clause (BatonCheck       *check,
                        const BatonValue *audience,
                        BatonClauseFunc   is_such,
                        const char       *what)
{
  g_autoptr (GHashTable) seen = NULL;

  if (baton_value_get_length (audience) == 0)
    return FALSE;
  seen = g_hash_table_new (NULL, NULL);
  return find_clause (check, audience, is_such, what, seen);
}

static gboolean
asks_for_tier (const BatonClause *clause,
               const char        *ladder)
{
  return clause->type == BATON_CLAUSE_TERMS && clause->match != BATON_MATCH_NONE && strcmp (clause->dimension, ladder) == 0;
}

void
baton_check_audiences (BatonCheck        *check,
                       const BatonEntity *entity)
{
  const BatonKindInfo *kind = baton_schema_get_kind (baton_entity_get_kind (entity));

  for (guint i = 0; i < kind->n_fields; i++)
    {
      BatonField field = (BatonField) (kind->first_field + i);
      const BatonFieldInfo *info = baton_schema_get_field (field);
      const BatonValue *value = baton_entity_get (entity, field);
      const BatonValue *exceptions = info->type == BATON_TYPE_CELL ? baton_value_get_member (value, "exceptions") : NULL;

      if (info->type == BATON_TYPE_AUDIENCE)
        check_clauses (check, entity, field, value, info->side, -1);
      else if (info->type == BATON_TYPE_QUERY)
        check_clauses (check, entity, field, baton_value_get_member (value, "what"), BATON_SIDE_CONTENT, -1);
      for (gsize j = 0; j < baton_value_get_length (exceptions); j++)
        check_clauses (check, entity, field, baton_value_get_member (baton_value_get_element (exceptions, j), "audience"),
                       BATON_SIDE_MEMBER, (int) j);
    }
  if (baton_entity_get_kind (entity) == BATON_KIND_TIER_LADDER &&
      baton_check_has_clause (check, baton_entity_get (entity, BATON_FIELD_TIER_LADDER_AUDIENCE), asks_for_tier, baton_entity_get_id (entity)))
    baton_check_add (check, LADDER_ASKS_FOR_ITSELF, entity, BATON_FIELD_TIER_LADDER_AUDIENCE, NULL);
}
