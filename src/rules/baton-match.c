/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Compiling audiences and asking them, one function a word of the language.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-match-private.h"
#include "rules/baton-profile-private.h"
#include "rules/baton-taxonomy-private.h"

#include <stdlib.h>
#include <string.h>

static void
clear_condition (gpointer data)
{
  BatonCondition *condition = data;

  g_free (condition->terms);
  g_strfreev (condition->organisations);
}

/* ── Compiling ───────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  BatonAudience          *audience;
  const BatonTaxonomy    *taxonomy;
  BatonNamedAudienceFunc  find_named;
  gpointer                user_data;
  GPtrArray              *path;       /* ids of the named audiences that we are inside of; borrowed */
} Compilation;

static int
compare_numbers (const void *a,
                 const void *b)
{
  BatonTerm one = *(const BatonTerm *) a;
  BatonTerm other = *(const BatonTerm *) b;

  return one < other ? -1 : one > other;
}

static void
compile_ids (BatonCondition      *condition,
             const BatonValue    *ids,
             const BatonTaxonomy *taxonomy)
{
  gsize length = baton_value_get_length (ids);
  guint kept = 0;

  condition->terms = g_new (BatonTerm, length);
  for (gsize i = 0; i < length; i++)
    {
      BatonTerm term = baton_taxonomy_find_term (taxonomy, baton_value_get_string (baton_value_get_element (ids, i)));

      if (term != BATON_TERM_NONE && taxonomy->dimension[term] == condition->dimension
          && condition->dimension != BATON_DIMENSION_NONE_INDEX)
        condition->terms[condition->n_terms++] = term;
      else
        condition->n_missing++;
    }
  if (condition->n_terms > 1)
    qsort (condition->terms, condition->n_terms, sizeof *condition->terms, compare_numbers);
  for (guint i = 0; i < condition->n_terms; i++)
    if (i == 0 || condition->terms[i] != condition->terms[i - 1])
      condition->terms[kept++] = condition->terms[i];
  condition->n_terms = kept;
}

static void
compile_organisations (BatonCondition   *condition,
                       const BatonValue *ids)
{
  gsize length = baton_value_get_length (ids);

  condition->organisations = g_new0 (char *, length + 1);
  for (gsize i = 0; i < length; i++)
    {
      const char *id = baton_value_get_string (baton_value_get_element (ids, i));

      condition->organisations[i] = g_strdup (id != NULL ? id : "");
    }
}

static void
add_nobody (Compilation *compilation,
            guint        clause)
{
  BatonCondition condition = { .type = BATON_CLAUSE_NAMED, .clause = clause };

  g_array_append_val (compilation->audience->conditions, condition);
}

static void compile_clauses (Compilation      *compilation,
                             const BatonValue *value,
                             BatonSide         side,
                             int               clause);

/* A named audience is about members, wherever it is named. */
static void
compile_named (Compilation *compilation,
               const char  *id,
               guint        clause)
{
  const BatonValue *value;
  gboolean inside_itself = FALSE;

  g_ptr_array_add (compilation->audience->named, g_strdup (id));
  for (guint i = 0; i < compilation->path->len; i++)
    inside_itself |= g_str_equal (compilation->path->pdata[i], id);
  value = inside_itself ? NULL : compilation->find_named (id, compilation->user_data);
  if (value == NULL)
    {
      add_nobody (compilation, clause);
      return;
    }

  g_ptr_array_add (compilation->path, (char *) id);
  compile_clauses (compilation, value, BATON_SIDE_MEMBER, (int) clause);
  g_ptr_array_set_size (compilation->path, (int) compilation->path->len - 1);
}

/* *outer* is the clause that all of *value* stands for, or −1 where each stands for itself. */
static void
compile_clauses (Compilation      *compilation,
                 const BatonValue *value,
                 BatonSide         side,
                 int               outer)
{
  BatonAudience *audience = compilation->audience;

  for (gsize i = 0; i < baton_value_get_length (value); i++)
    {
      guint index = outer >= 0 ? (guint) outer : (guint) i;
      BatonCondition condition = { .clause = index };
      BatonClause clause;

      if (!baton_audience_get_clause (value, i, side, &clause))
        {
          add_nobody (compilation, index);
          continue;
        }
      if (clause.type == BATON_CLAUSE_NAMED)
        {
          compile_named (compilation, clause.audience, index);
          continue;
        }

      condition.type = clause.type;
      if (clause.type == BATON_CLAUSE_ATTRIBUTE)
        {
          condition.side = BATON_SIDE_MEMBER;
          condition.attribute = clause.attribute;
          condition.minimum = clause.minimum;
          condition.maximum = clause.maximum;
        }
      else
        {
          condition.side = clause.side;
          condition.match = clause.match;
          condition.dimension = baton_taxonomy_find_dimension (compilation->taxonomy, clause.dimension);
          if (condition.dimension == BATON_DIMENSION_ORGANISATION_INDEX)
            compile_organisations (&condition, clause.ids);
          else
            compile_ids (&condition, clause.ids, compilation->taxonomy);
          audience->has_missing |= condition.n_missing > 0 || condition.dimension == BATON_DIMENSION_NONE_INDEX;
        }
      g_array_append_val (audience->conditions, condition);
    }
}

const BatonValue *
baton_audience_read_named (const BatonEntity *entity)
{
  static BatonValue *nothing = NULL;
  BatonValue *clauses;

  if (entity == NULL)
    return NULL;
  clauses = baton_entity_get (entity, BATON_FIELD_AUDIENCE_CLAUSES);
  if (clauses != NULL)
    return clauses;
  if (g_once_init_enter (&nothing))
    g_once_init_leave (&nothing, baton_value_new_strv (NULL));
  return nothing;
}

BatonAudience *
baton_audience_new_everybody (void)
{
  BatonAudience *audience = g_new0 (BatonAudience, 1);

  g_atomic_ref_count_init (&audience->refs);
  audience->conditions = g_array_new (FALSE, FALSE, sizeof (BatonCondition));
  g_array_set_clear_func (audience->conditions, clear_condition);
  audience->named = g_ptr_array_new_with_free_func (g_free);
  return audience;
}

BatonAudience *
baton_audience_compile_full (const BatonTaxonomy    *taxonomy,
                             const BatonValue       *value,
                             BatonSide               side,
                             BatonNamedAudienceFunc  find_named,
                             gpointer                user_data)
{
  g_autoptr (GPtrArray) path = g_ptr_array_new ();
  Compilation compilation = { baton_audience_new_everybody (), taxonomy, find_named, user_data, path };

  compilation.audience->n_clauses = (guint) baton_value_get_length (value);
  compile_clauses (&compilation, value, side, -1);
  return compilation.audience;
}

BatonAudience *
baton_audience_ref (BatonAudience *audience)
{
  g_atomic_ref_count_inc (&audience->refs);
  return audience;
}

void
baton_audience_unref (BatonAudience *audience)
{
  if (!g_atomic_ref_count_dec (&audience->refs))
    return;

  g_array_unref (audience->conditions);
  g_ptr_array_unref (audience->named);
  g_free (audience);
}

guint
baton_audience_get_n_clauses (const BatonAudience *audience)
{
  return audience->n_clauses;
}

gboolean
baton_audience_is_everybody (const BatonAudience *audience)
{
  return audience->conditions->len == 0;
}

/* ── Asking ──────────────────────────────────────────────────────────────────────────────────────────── */

/* Whether one of the terms named covers *held*. Long lists are searched for each of its ancestors instead. */
static gboolean
is_covered (const BatonCondition *condition,
            const BatonTaxonomy  *taxonomy,
            BatonTerm             held)
{
  if (condition->n_terms <= 16)
    {
      for (guint i = 0; i < condition->n_terms; i++)
        if (covers (taxonomy, condition->terms[i], held))
          return TRUE;
      return FALSE;
    }

  for (BatonTerm t = held; t != BATON_TERM_NONE; t = taxonomy->parent[t])
    if (bsearch (&t, condition->terms, condition->n_terms, sizeof t, compare_numbers) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
holds_any (const BatonCondition *condition,
           const BatonTaxonomy  *taxonomy,
           const BatonTerm      *held,
           gsize                 n_held)
{
  for (gsize i = 0; i < n_held; i++)
    if (is_covered (condition, taxonomy, held[i]))
      return TRUE;
  return FALSE;
}

static gboolean
holds_all (const BatonCondition *condition,
           const BatonTaxonomy  *taxonomy,
           const BatonTerm      *held,
           gsize                 n_held)
{
  if (n_held == 0 || condition->n_missing > 0)
    return FALSE;

  for (guint i = 0; i < condition->n_terms; i++)
    {
      gboolean found = FALSE;

      for (gsize h = 0; h < n_held && !found; h++)
        found = covers (taxonomy, condition->terms[i], held[h]);
      if (!found)
        return FALSE;
    }
  return TRUE;
}

static gboolean
holds_only (const BatonCondition *condition,
            const BatonTaxonomy  *taxonomy,
            const BatonTerm      *held,
            gsize                 n_held)
{
  for (gsize i = 0; i < n_held; i++)
    if (!is_covered (condition, taxonomy, held[i]))
      return FALSE;
  return n_held > 0;
}

gboolean
baton_condition_holds_terms (const BatonCondition *condition,
                             const BatonTaxonomy  *taxonomy,
                             const BatonTerm      *held,
                             gsize                 n_held)
{
  switch (condition->match)
    {
    case BATON_MATCH_ANY:
      return holds_any (condition, taxonomy, held, n_held);
    case BATON_MATCH_ALL:
      return holds_all (condition, taxonomy, held, n_held);
    case BATON_MATCH_ONLY:
      return holds_only (condition, taxonomy, held, n_held);
    case BATON_MATCH_NONE:
      return !holds_any (condition, taxonomy, held, n_held);
    case BATON_N_MATCHES:
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* A member has one organisation or none; an organisation covers itself alone. */
static gboolean
holds_organisation (const BatonCondition *condition,
                    const char           *held)
{
  const char * const *named = (const char * const *) condition->organisations;
  gboolean covered = held != NULL && g_strv_contains (named, held);

  switch (condition->match)
    {
    case BATON_MATCH_ANY:
    case BATON_MATCH_ONLY:
      return covered;
    case BATON_MATCH_ALL:
      for (guint i = 0; named[i] != NULL; i++)
        if (g_strcmp0 (named[i], held) != 0)
          return FALSE;
      return held != NULL;
    case BATON_MATCH_NONE:
      return !covered;
    case BATON_N_MATCHES:
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
holds_attribute (const BatonCondition *condition,
                 const BatonProfile   *profile)
{
  gint64 value;

  return baton_profile_get_attribute (profile, condition->attribute, &value)
         && condition->minimum <= value && value <= condition->maximum;
}

gboolean
baton_condition_holds (const BatonCondition *condition,
                       const BatonTaxonomy  *taxonomy,
                       const BatonProfile   *profile,
                       const BatonTermSet   *content)
{
  const BatonTermSet *set = condition->side == BATON_SIDE_CONTENT ? content : profile->terms[condition->side];
  const BatonTerm *held;
  gsize n_held;

  if (condition->type == BATON_CLAUSE_NAMED)
    return FALSE;
  if (condition->type == BATON_CLAUSE_ATTRIBUTE)
    return holds_attribute (condition, profile);
  if (condition->organisations != NULL)
    return holds_organisation (condition, condition->side == BATON_SIDE_MEMBER ? profile->organisation : NULL);

  held = baton_term_set_get_dimension (set, condition->dimension, &n_held);
  return baton_condition_holds_terms (condition, taxonomy, held, n_held);
}

BatonAudienceNeeds
baton_audience_get_needs (const BatonAudience *audience,
                          const BatonSnapshot *snapshot)
{
  const BatonTaxonomy *taxonomy = baton_snapshot_get_taxonomy (snapshot);
  BatonAudienceNeeds needs = BATON_AUDIENCE_NEEDS_TERMS;

  for (guint i = 0; i < audience->conditions->len; i++)
    {
      const BatonCondition *condition = &g_array_index (audience->conditions, BatonCondition, i);

      if (condition->type == BATON_CLAUSE_ATTRIBUTE)
        needs |= BATON_AUDIENCE_NEEDS_NUMBERS;
      else if (condition->type == BATON_CLAUSE_TERMS && condition->organisations != NULL)
        needs |= BATON_AUDIENCE_NEEDS_ORGANISATION;
      else if (condition->type == BATON_CLAUSE_TERMS && condition->dimension != BATON_DIMENSION_NONE_INDEX &&
               baton_snapshot_lookup_kind (snapshot, baton_taxonomy_get_dimension_key (taxonomy, condition->dimension), BATON_KIND_TIER_LADDER) != NULL)
        needs |= BATON_AUDIENCE_NEEDS_TIERS;
    }
  return needs;
}

int
baton_audience_find_failing (const BatonAudience *audience,
                             const BatonProfile  *profile,
                             const BatonTermSet  *content)
{
  for (guint i = 0; i < audience->conditions->len; i++)
    {
      const BatonCondition *condition = &g_array_index (audience->conditions, BatonCondition, i);

      if (!baton_condition_holds (condition, profile->taxonomy, profile, content))
        return (int) condition->clause;
    }
  return -1;
}

gboolean
baton_audience_matches (const BatonAudience *audience,
                        const BatonProfile  *profile,
                        const BatonTermSet  *content)
{
  return baton_audience_find_failing (audience, profile, content) < 0;
}

gboolean
baton_audience_matches_clause (const BatonAudience *audience,
                               guint                clause,
                               const BatonProfile  *profile,
                               const BatonTermSet  *content)
{
  for (guint i = 0; i < audience->conditions->len; i++)
    {
      const BatonCondition *condition = &g_array_index (audience->conditions, BatonCondition, i);

      if (condition->clause == clause && !baton_condition_holds (condition, profile->taxonomy, profile, content))
        return FALSE;
    }
  return TRUE;
}
