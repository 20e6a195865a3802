/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decisions, obviously right.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-plain.h"

#include <string.h>

#include "model/baton-audience.h"

/* Longer chains of parents than this are cycles. */
#define MAX_DEPTH 100

typedef struct
{
  const BatonProgram *program;
  const BatonEntity  *persona;
  const BatonEntity  *content;
  BatonDay            day;
} Question;

/* "A term covers another when it is that term or an ancestor of it." */
static gboolean
term_covers (const BatonProgram *program,
             const char         *term,
             const char         *other)
{
  for (int i = 0; i < MAX_DEPTH && other != NULL; i++)
    {
      BatonEntity *entity = baton_program_lookup (program, other);

      if (entity == NULL)
        return FALSE;
      if (strcmp (term, other) == 0)
        return TRUE;
      if (baton_entity_get_kind (entity) != BATON_KIND_TERM)
        return FALSE;
      other = baton_entity_get_parent (entity);
    }
  return FALSE;
}

/* The vocabulary, ladder, or "role" that an id stands in; NULL when it hangs in the air. */
static const char *
get_dimension (const BatonProgram *program,
               const char         *id)
{
  for (int i = 0; i < MAX_DEPTH && id != NULL; i++)
    {
      BatonEntity *entity = baton_program_lookup (program, id);

      if (entity == NULL)
        return NULL;
      switch ((int) baton_entity_get_kind (entity))
        {
        case BATON_KIND_ROLE:
          return BATON_DIMENSION_ROLE;
        case BATON_KIND_VOCABULARY:
        case BATON_KIND_TIER_LADDER:
          return id;
        default:
          id = baton_entity_get_parent (entity);
        }
    }
  return NULL;
}

static void
take_terms (const BatonProgram *program,
            const BatonValue   *ids,
            const char         *dimension,
            GPtrArray          *terms)
{
  for (gsize i = 0; i < baton_value_get_length (ids); i++)
    {
      const char *id = baton_value_get_string (baton_value_get_element (ids, i));

      if (g_strcmp0 (get_dimension (program, id), dimension) == 0 && dimension != NULL)
        g_ptr_array_add (terms, (char *) id);
    }
}

static GPtrArray *
list_held (const Question *question,
           BatonSide       side,
           const char     *dimension)
{
  GPtrArray *held = g_ptr_array_new ();

  if (side == BATON_SIDE_CONTENT && question->content != NULL)
    take_terms (question->program, baton_entity_get (question->content, BATON_FIELD_CONTENT_TAGS), dimension, held);
  if (side == BATON_SIDE_MEMBER && question->persona != NULL)
    {
      const char *organisation = baton_entity_get_string (question->persona, BATON_FIELD_PERSONA_ORGANISATION);

      take_terms (question->program, baton_entity_get (question->persona, BATON_FIELD_PERSONA_TERMS), dimension, held);
      take_terms (question->program, baton_entity_get (question->persona, BATON_FIELD_PERSONA_ROLES), dimension, held);
      take_terms (question->program, baton_entity_get (question->persona, BATON_FIELD_PERSONA_TIERS), dimension, held);
      if (g_strcmp0 (dimension, BATON_DIMENSION_ORGANISATION) == 0 && organisation != NULL)
        g_ptr_array_add (held, (char *) organisation);
    }
  return held;
}

static gboolean
covers_in (const Question *question,
           const char     *dimension,
           const char     *named,
           const char     *held)
{
  if (g_strcmp0 (dimension, BATON_DIMENSION_ORGANISATION) == 0)
    return strcmp (named, held) == 0;
  return g_strcmp0 (get_dimension (question->program, named), dimension) == 0
         && term_covers (question->program, named, held);
}

static gboolean
is_covered (const Question    *question,
            const BatonClause *clause,
            const char        *held)
{
  for (gsize i = 0; i < baton_value_get_length (clause->ids); i++)
    if (covers_in (question, clause->dimension, baton_value_get_string (baton_value_get_element (clause->ids, i)), held))
      return TRUE;
  return FALSE;
}

static gboolean
meets_terms (const Question    *question,
             const BatonClause *clause)
{
  g_autoptr (GPtrArray) held = list_held (question, clause->side, clause->dimension);
  guint n_covered = 0;

  for (guint h = 0; h < held->len; h++)
    n_covered += is_covered (question, clause, held->pdata[h]);

  /* "A holder without a term in the dimension fails all but none." */
  if (held->len == 0)
    return clause->match == BATON_MATCH_NONE;

  switch (clause->match)
    {
    case BATON_MATCH_ANY:
      return n_covered > 0;
    case BATON_MATCH_ONLY:
      return n_covered == held->len;
    case BATON_MATCH_NONE:
      return n_covered == 0;
    case BATON_MATCH_ALL:
      for (gsize i = 0; i < baton_value_get_length (clause->ids); i++)
        {
          const char *named = baton_value_get_string (baton_value_get_element (clause->ids, i));
          gboolean covers_one = FALSE;

          for (guint h = 0; h < held->len; h++)
            covers_one |= covers_in (question, clause->dimension, named, held->pdata[h]);
          if (!covers_one)
            return FALSE;
        }
      return TRUE;
    case BATON_N_MATCHES:
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
meets_attribute (const Question    *question,
                 const BatonClause *clause)
{
  gint64 value = 0;
  BatonDay joined;

  switch (clause->attribute)
    {
    case BATON_ATTRIBUTE_TIER_POINTS:
      value = question->persona != NULL ? baton_entity_get_integer (question->persona, BATON_FIELD_PERSONA_TIER_POINTS, 0) : 0;
      break;
    case BATON_ATTRIBUTE_COMPANY_POINTS:
      value = question->persona != NULL ? baton_entity_get_integer (question->persona, BATON_FIELD_PERSONA_COMPANY_POINTS, 0) : 0;
      break;
    case BATON_ATTRIBUTE_INDIVIDUAL_POINTS:
      value = question->persona != NULL ? baton_entity_get_integer (question->persona, BATON_FIELD_PERSONA_INDIVIDUAL_POINTS, 0) : 0;
      break;
    case BATON_ATTRIBUTE_DAYS_SINCE_JOINING:
      if (question->persona == NULL)
        return FALSE;
      joined = baton_day_parse (baton_entity_get_string (question->persona, BATON_FIELD_PERSONA_JOINED));
      if (joined == BATON_DAY_NONE)
        return FALSE;
      value = (gint64) question->day - joined;
      break;
    case BATON_N_ATTRIBUTES:
    default:
      g_return_val_if_reached (FALSE);
    }
  return clause->minimum <= value && value <= clause->maximum;
}

/* How many clauses are not met. *depth* ends audiences that contain themselves. */
static guint
count_failing (const Question   *question,
               const BatonValue *audience,
               BatonSide         side,
               int               depth)
{
  guint n_failing = 0;

  for (gsize i = 0; i < baton_value_get_length (audience); i++)
    {
      BatonClause clause;
      BatonEntity *named;
      gboolean met = FALSE;

      if (baton_audience_get_clause (audience, i, side, &clause))
        switch (clause.type)
          {
          case BATON_CLAUSE_TERMS:
            met = meets_terms (question, &clause);
            break;
          case BATON_CLAUSE_ATTRIBUTE:
            met = meets_attribute (question, &clause);
            break;
          case BATON_CLAUSE_NAMED:
            named = baton_program_lookup_kind (question->program, clause.audience, BATON_KIND_AUDIENCE);
            met = named != NULL && depth < MAX_DEPTH
                  && count_failing (question, baton_entity_get (named, BATON_FIELD_AUDIENCE_CLAUSES),
                                    BATON_SIDE_MEMBER, depth + 1) == 0;
            break;
          default:
            g_return_val_if_reached (FALSE);
          }
      n_failing += !met;
    }
  return n_failing;
}

/* "The content has a term there and every one is covered by one of the member's." */
static gboolean
is_own (const Question *question,
        const char     *dimension)
{
  g_autoptr (GPtrArray) tags = list_held (question, BATON_SIDE_CONTENT, dimension);
  g_autoptr (GPtrArray) held = list_held (question, BATON_SIDE_MEMBER, dimension);

  for (guint t = 0; t < tags->len; t++)
    {
      gboolean covered = FALSE;

      for (guint h = 0; h < held->len; h++)
        covered |= term_covers (question->program, held->pdata[h], tags->pdata[t]);
      if (!covered)
        return FALSE;
    }
  return tags->len > 0;
}

/* "The content has no term there, or one of its terms covers one of the member's." */
static gboolean
is_addressed (const Question *question,
              const char     *dimension)
{
  g_autoptr (GPtrArray) tags = list_held (question, BATON_SIDE_CONTENT, dimension);
  g_autoptr (GPtrArray) held = list_held (question, BATON_SIDE_MEMBER, dimension);

  for (guint t = 0; t < tags->len; t++)
    for (guint h = 0; h < held->len; h++)
      if (term_covers (question->program, tags->pdata[t], held->pdata[h]))
        return TRUE;
  return tags->len == 0;
}

static guint
count_rule_failures (const Question    *question,
                     const BatonEntity *rule)
{
  BatonValue *own = baton_entity_get (rule, BATON_FIELD_PUBLISHING_RULE_OWN);
  BatonValue *addressed = baton_entity_get (rule, BATON_FIELD_PUBLISHING_RULE_ADDRESSED);
  BatonWindow window = baton_window_from_value (baton_entity_get (rule, BATON_FIELD_PUBLISHING_RULE_WINDOW));
  guint n_failures = 0;

  n_failures += count_failing (question, baton_entity_get (rule, BATON_FIELD_PUBLISHING_RULE_WHO), BATON_SIDE_MEMBER, 0);
  n_failures += count_failing (question, baton_entity_get (rule, BATON_FIELD_PUBLISHING_RULE_WHAT), BATON_SIDE_CONTENT, 0);
  for (gsize i = 0; i < baton_value_get_length (own); i++)
    n_failures += !is_own (question, baton_value_get_string (baton_value_get_element (own, i)));
  for (gsize i = 0; i < baton_value_get_length (addressed); i++)
    n_failures += !is_addressed (question, baton_value_get_string (baton_value_get_element (addressed, i)));
  n_failures += !baton_window_contains (window, question->day);
  return n_failures;
}

gboolean
baton_plain_meets (const BatonProgram *program,
                 const BatonEntity  *persona,
                 const BatonValue   *audience,
                 BatonDay            day)
{
  Question question = { program, persona, NULL, day };

  return count_failing (&question, audience, BATON_SIDE_MEMBER, 0) == 0;
}

static const char *
find_first (GPtrArray *rules)
{
  return rules->len > 0 ? baton_entity_get_id (rules->pdata[0]) : NULL;
}

/* Fewest failing clauses first, then list order; at most five. */
static void
list_nearest (const Question    *question,
              GPtrArray         *mays,
              BatonPlainDecision *decision)
{
  g_autofree guint *n_failures = g_new (guint, mays->len + 1);
  guint most = 0;

  for (guint i = 0; i < mays->len; i++)
    {
      n_failures[i] = count_rule_failures (question, mays->pdata[i]);
      most = MAX (most, n_failures[i]);
    }
  for (guint n = 1; n <= most; n++)
    for (guint i = 0; i < mays->len && decision->nearest->len < 5; i++)
      if (n_failures[i] == n)
        g_ptr_array_add (decision->nearest, g_strdup_printf ("%s:%u", baton_entity_get_id (mays->pdata[i]), n));
}

BatonPlainDecision *
baton_plain_decide (const BatonProgram *program,
                  const BatonEntity  *persona,
                  BatonAction         action,
                  const BatonEntity  *content,
                  BatonDay            day)
{
  BatonPlainDecision *decision = g_new0 (BatonPlainDecision, 1);
  Question question = { program, persona, content, day };
  g_autoptr (GPtrArray) rules = baton_program_list (program, BATON_KIND_PUBLISHING_RULE);
  g_autoptr (GPtrArray) may_nots = g_ptr_array_new ();
  g_autoptr (GPtrArray) plain_mays = g_ptr_array_new ();
  g_autoptr (GPtrArray) approval_mays = g_ptr_array_new ();
  g_autoptr (GPtrArray) mays_about = g_ptr_array_new ();

  decision->matching = g_ptr_array_new ();
  decision->nearest = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < rules->len; i++)
    {
      BatonEntity *rule = rules->pdata[i];
      gboolean may = g_strcmp0 (baton_entity_get_string (rule, BATON_FIELD_PUBLISHING_RULE_EFFECT), "may") == 0;

      if (baton_entity_get_boolean (rule, BATON_FIELD_PUBLISHING_RULE_DISABLED)
          || !baton_value_contains (baton_entity_get (rule, BATON_FIELD_PUBLISHING_RULE_ACTIONS), baton_action_get_name (action)))
        continue;
      if (may)
        g_ptr_array_add (mays_about, rule);
      if (count_rule_failures (&question, rule) > 0)
        continue;

      g_ptr_array_add (decision->matching, (char *) baton_entity_get_id (rule));
      if (!may)
        g_ptr_array_add (may_nots, rule);
      else if (baton_value_get_length (baton_entity_get (rule, BATON_FIELD_PUBLISHING_RULE_APPROVAL_BY)) == 0)
        g_ptr_array_add (plain_mays, rule);
      else
        g_ptr_array_add (approval_mays, rule);
    }

  if (may_nots->len > 0)
    {
      decision->outcome = BATON_OUTCOME_FORBIDDEN;
      decision->rule = g_strdup (find_first (may_nots));
    }
  else if (plain_mays->len > 0)
    {
      decision->outcome = BATON_OUTCOME_ALLOWED;
      decision->rule = g_strdup (find_first (plain_mays));
    }
  else if (approval_mays->len > 0)
    {
      decision->outcome = BATON_OUTCOME_WITH_APPROVAL;
      decision->rule = g_strdup (find_first (approval_mays));
    }
  else
    {
      decision->outcome = BATON_OUTCOME_NOT_PERMITTED;
      list_nearest (&question, mays_about, decision);
    }
  return decision;
}

void
baton_plain_decision_free (BatonPlainDecision *decision)
{
  if (decision == NULL)
    return;

  g_free (decision->rule);
  g_ptr_array_unref (decision->matching);
  g_ptr_array_unref (decision->nearest);
  g_free (decision);
}
