/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One publishing rule and one question: each part of it asked by a function of its own.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-rule.h"

#include <stdlib.h>
#include <string.h>

#include "rules/baton-profile-private.h"
#include "rules/baton-taxonomy-private.h"

static BatonDimension *
read_dimensions (const BatonValue    *ids,
                 const BatonTaxonomy *taxonomy,
                 guint               *n_dimensions)
{
  gsize length = baton_value_get_length (ids);
  BatonDimension *dimensions = g_new (BatonDimension, length);

  for (gsize i = 0; i < length; i++)
    dimensions[i] = baton_taxonomy_find_dimension (taxonomy, baton_value_get_string (baton_value_get_element (ids, i)));
  *n_dimensions = (guint) length;
  return dimensions;
}

static guint
read_actions (const BatonValue *actions)
{
  const BatonFieldInfo *field = baton_schema_get_field (BATON_FIELD_PUBLISHING_RULE_ACTIONS);
  guint bits = 0;

  for (gsize i = 0; i < baton_value_get_length (actions); i++)
    {
      const char *name = baton_value_get_string (baton_value_get_element (actions, i));
      int action = name != NULL ? baton_schema_find_choice (field, name) : -1;

      if (action >= 0)
        bits |= 1u << action;
    }
  return bits;
}

int
baton_rule_compare_ids (const void *a,
                        const void *b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static char **
read_approvers (const BatonValue *roles)
{
  gsize length = baton_value_get_length (roles);
  g_autoptr (GPtrArray) ids = NULL;

  if (length == 0)
    return NULL;

  ids = g_ptr_array_new ();
  for (gsize i = 0; i < length; i++)
    {
      const char *id = baton_value_get_string (baton_value_get_element (roles, i));

      g_ptr_array_add (ids, g_strdup (id != NULL ? id : ""));
    }
  qsort (ids->pdata, ids->len, sizeof *ids->pdata, baton_rule_compare_ids);
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

/* ── What it asks of which dimensions ────────────────────────────────────────────────────────────────── */

static guint64
fold_dimension (BatonSide      side,
                BatonDimension dimension)
{
  return G_GUINT64_CONSTANT (1) << ((dimension * BATON_N_SIDES + side) % 64);
}

static guint64
fold_both (BatonDimension dimension)
{
  return fold_dimension (BATON_SIDE_MEMBER, dimension) | fold_dimension (BATON_SIDE_CONTENT, dimension);
}

static void
sum_up_condition (BatonRule            *rule,
                  const BatonCondition *condition)
{
  guint64 bit = condition->type == BATON_CLAUSE_TERMS ? fold_dimension (condition->side, condition->dimension) : 0;

  if (condition->type != BATON_CLAUSE_TERMS || condition->match != BATON_MATCH_ANY || condition->organisations != NULL
      || condition->dimension == BATON_DIMENSION_NONE_INDEX || condition->n_terms == 0 || (rule->dimensions & bit) != 0)
    rule->plain = FALSE;
  rule->names_organisations |= condition->organisations != NULL;
  rule->dimensions |= bit;
  if (condition->match != BATON_MATCH_NONE)
    rule->demands |= bit;
}

static void
sum_up (BatonRule *rule)
{
  const BatonAudience *audiences[] = { rule->who, rule->what };

  rule->plain = rule->n_own == 0 && rule->n_addressed == 0 && rule->window.from <= rule->window.through;
  for (guint a = 0; a < G_N_ELEMENTS (audiences); a++)
    for (guint i = 0; i < audiences[a]->conditions->len; i++)
      sum_up_condition (rule, &g_array_index (audiences[a]->conditions, BatonCondition, i));
  for (guint i = 0; i < rule->n_own; i++)
    rule->demands |= fold_both (rule->own[i]);
  for (guint i = 0; i < rule->n_addressed; i++)
    rule->ties |= fold_both (rule->addressed[i]);
}

BatonRule *
baton_rule_new (const BatonEntity   *entity,
                const BatonTaxonomy *taxonomy,
                BatonAudience       *who,
                BatonAudience       *what)
{
  BatonRule *rule = g_new0 (BatonRule, 1);

  G_STATIC_ASSERT (BATON_N_ACTIONS <= 32);

  rule->may = baton_entity_get_choice (entity, BATON_FIELD_PUBLISHING_RULE_EFFECT, 1) == 0;
  rule->enabled = !baton_entity_get_boolean (entity, BATON_FIELD_PUBLISHING_RULE_DISABLED);
  rule->actions = read_actions (baton_entity_get (entity, BATON_FIELD_PUBLISHING_RULE_ACTIONS));
  rule->window = baton_window_from_value (baton_entity_get (entity, BATON_FIELD_PUBLISHING_RULE_WINDOW));
  rule->approvers = read_approvers (baton_entity_get (entity, BATON_FIELD_PUBLISHING_RULE_APPROVAL_BY));
  rule->own = read_dimensions (baton_entity_get (entity, BATON_FIELD_PUBLISHING_RULE_OWN), taxonomy, &rule->n_own);
  rule->addressed = read_dimensions (baton_entity_get (entity, BATON_FIELD_PUBLISHING_RULE_ADDRESSED), taxonomy,
                                     &rule->n_addressed);
  rule->who = who;
  rule->what = what;
  sum_up (rule);
  return rule;
}

void
baton_rule_free (BatonRule *rule)
{
  g_strfreev (rule->approvers);
  baton_audience_unref (rule->who);
  baton_audience_unref (rule->what);
  g_free (rule->own);
  g_free (rule->addressed);
  g_free (rule);
}

gboolean
baton_rule_is_own (const BatonTaxonomy *taxonomy,
                   BatonDimension       dimension,
                   const BatonProfile  *profile,
                   const BatonTermSet  *tags)
{
  gsize n_tags, n_held;
  const BatonTerm *tag = baton_term_set_get_dimension (tags, dimension, &n_tags);
  const BatonTerm *held = baton_term_set_get_dimension (profile->terms[BATON_SIDE_MEMBER], dimension, &n_held);

  for (gsize t = 0; t < n_tags; t++)
    {
      gboolean covered = FALSE;

      for (gsize h = 0; h < n_held && !covered; h++)
        covered = covers (taxonomy, held[h], tag[t]);
      if (!covered)
        return FALSE;
    }
  return n_tags > 0;
}

gboolean
baton_rule_is_addressed (const BatonTaxonomy *taxonomy,
                         BatonDimension       dimension,
                         const BatonProfile  *profile,
                         const BatonTermSet  *tags)
{
  gsize n_tags, n_held;
  const BatonTerm *tag = baton_term_set_get_dimension (tags, dimension, &n_tags);
  const BatonTerm *held = baton_term_set_get_dimension (profile->terms[BATON_SIDE_MEMBER], dimension, &n_held);

  for (gsize t = 0; t < n_tags; t++)
    for (gsize h = 0; h < n_held; h++)
      if (covers (taxonomy, tag[t], held[h]))
        return TRUE;
  return n_tags == 0;
}

gboolean
baton_rule_matches_relative (const BatonRule    *rule,
                             const BatonProfile *profile,
                             const BatonTermSet *tags)
{
  for (guint i = 0; i < rule->n_own; i++)
    if (!baton_rule_is_own (profile->taxonomy, rule->own[i], profile, tags))
      return FALSE;
  for (guint i = 0; i < rule->n_addressed; i++)
    if (!baton_rule_is_addressed (profile->taxonomy, rule->addressed[i], profile, tags))
      return FALSE;
  return TRUE;
}

/* Returns 1, so that calls can be summed up. */
static guint
append_failure (GArray        *failures,
                BatonRulePart  part,
                guint          index)
{
  BatonFailure failure = { part, index };

  if (failures != NULL)
    g_array_append_val (failures, failure);
  return 1;
}

/* How many clauses fail; *failures* (nullable) takes them. */
static guint
collect_failing_clauses (GArray              *failures,
                         BatonRulePart        part,
                         const BatonAudience *audience,
                         const BatonProfile  *profile,
                         const BatonTermSet  *tags)
{
  guint n_failures = 0;
  int last = -1;

  for (guint i = 0; i < audience->conditions->len; i++)
    {
      const BatonCondition *condition = &g_array_index (audience->conditions, BatonCondition, i);

      /* The conditions of a named audience share a clause, which fails once. */
      if ((int) condition->clause == last || baton_condition_holds (condition, profile->taxonomy, profile, tags))
        continue;
      last = (int) condition->clause;
      n_failures++;
      if (failures != NULL)
        append_failure (failures, part, condition->clause);
    }
  return n_failures;
}

static guint
collect_failures (GArray             *failures,
                  const BatonRule    *rule,
                  const BatonProfile *profile,
                  const BatonTermSet *tags,
                  BatonDay            day)
{
  guint n_failures = collect_failing_clauses (failures, BATON_RULE_PART_WHO, rule->who, profile, tags)
                     + collect_failing_clauses (failures, BATON_RULE_PART_WHAT, rule->what, profile, tags);

  for (guint i = 0; i < rule->n_own; i++)
    if (!baton_rule_is_own (profile->taxonomy, rule->own[i], profile, tags))
      n_failures += append_failure (failures, BATON_RULE_PART_OWN, i);
  for (guint i = 0; i < rule->n_addressed; i++)
    if (!baton_rule_is_addressed (profile->taxonomy, rule->addressed[i], profile, tags))
      n_failures += append_failure (failures, BATON_RULE_PART_ADDRESSED, i);
  if (!baton_window_contains (rule->window, day))
    n_failures += append_failure (failures, BATON_RULE_PART_WINDOW, 0);
  return n_failures;
}

guint
baton_rule_count_failures (const BatonRule    *rule,
                           const BatonProfile *profile,
                           const BatonTermSet *tags,
                           BatonDay            day)
{
  return collect_failures (NULL, rule, profile, tags, day);
}

guint
baton_rule_count_failing_what (const BatonRule    *rule,
                               const BatonProfile *profile,
                               const BatonTermSet *tags)
{
  return collect_failing_clauses (NULL, BATON_RULE_PART_WHAT, rule->what, profile, tags);
}

GArray *
baton_rule_list_failures (const BatonRule    *rule,
                          const BatonProfile *profile,
                          const BatonTermSet *tags,
                          BatonDay            day)
{
  GArray *failures = g_array_new (FALSE, FALSE, sizeof (BatonFailure));

  collect_failures (failures, rule, profile, tags, day);
  return failures;
}
