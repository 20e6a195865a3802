/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decisions about one content.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-decision.h"

#include <string.h>

#include "rules/baton-profile-private.h"
#include "rules/baton-snapshot-private.h"

const char *
baton_action_get_name (BatonAction action)
{
  const BatonFieldInfo *field = baton_schema_get_field (BATON_FIELD_PUBLISHING_RULE_ACTIONS);

  g_return_val_if_fail ((guint) action < BATON_N_ACTIONS, NULL);
  return field->choices[action].value;
}

int
baton_action_find (const char *name)
{
  return name != NULL ? baton_schema_find_choice (baton_schema_get_field (BATON_FIELD_PUBLISHING_RULE_ACTIONS), name) : -1;
}

const char *
baton_outcome_get_name (BatonOutcome outcome)
{
  static const char * const names[] = {
    [BATON_OUTCOME_NOT_PERMITTED] = "not-permitted",
    [BATON_OUTCOME_FORBIDDEN] = "forbidden",
    [BATON_OUTCOME_WITH_APPROVAL] = "with-approval",
    [BATON_OUTCOME_ALLOWED] = "allowed",
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == BATON_N_OUTCOMES);
  g_return_val_if_fail ((guint) outcome < BATON_N_OUTCOMES, NULL);
  return names[outcome];
}

static gboolean
is_about (const BatonRule *rule,
          BatonAction      action)
{
  return rule->enabled && (rule->actions & (1u << action)) != 0;
}

/* Which of the three kinds a matching rule is; a higher one beats the lower. */
static BatonOutcome
get_effect (const BatonRule *rule)
{
  if (!rule->may)
    return BATON_OUTCOME_FORBIDDEN;
  return rule->approvers != NULL ? BATON_OUTCOME_WITH_APPROVAL : BATON_OUTCOME_ALLOWED;
}

/* The decision that the first matching rule of each effect leads to, −1 where there is none. */
static BatonDecision
conclude (const int first[BATON_N_OUTCOMES])
{
  static const BatonOutcome precedence[] = { BATON_OUTCOME_FORBIDDEN, BATON_OUTCOME_ALLOWED, BATON_OUTCOME_WITH_APPROVAL };

  for (guint i = 0; i < G_N_ELEMENTS (precedence); i++)
    if (first[precedence[i]] >= 0)
      return (BatonDecision) { precedence[i], first[precedence[i]] };
  return (BatonDecision) { BATON_OUTCOME_NOT_PERMITTED, -1 };
}

BatonDecision
baton_decide_tags (const BatonSnapshot *snapshot,
                   const BatonProfile  *profile,
                   BatonAction          action,
                   const BatonTermSet  *tags,
                   BatonDay             day)
{
  int first[BATON_N_OUTCOMES] = { -1, -1, -1, -1 };

  for (guint i = 0; i < snapshot->rules->len; i++)
    {
      const BatonRule *rule = snapshot->rules->pdata[i];

      if (is_about (rule, action) && first[get_effect (rule)] < 0 && baton_rule_matches (rule, profile, tags, day))
        first[get_effect (rule)] = (int) i;
    }
  return conclude (first);
}

BatonDecision
baton_decide (const BatonSnapshot *snapshot,
              const BatonProfile  *profile,
              BatonAction          action,
              const char          *content_id,
              BatonDay             day)
{
  return baton_decide_tags (snapshot, profile, action, baton_snapshot_get_tags (snapshot, content_id), day);
}

/* ── Reasons ─────────────────────────────────────────────────────────────────────────────────────────── */

static void
clear_near_rule (gpointer data)
{
  g_free (((BatonNearRule *) data)->failures);
}

static char **
collect_approvers (const BatonSnapshot *snapshot,
                   GArray              *rules)
{
  g_autoptr (GPtrArray) roles = g_ptr_array_new ();

  for (guint i = 0; i < rules->len; i++)
    {
      const BatonRule *rule = snapshot->rules->pdata[g_array_index (rules, int, i)];

      for (guint a = 0; rule->approvers[a] != NULL; a++)
        if (!g_ptr_array_find_with_equal_func (roles, rule->approvers[a], g_str_equal, NULL))
          g_ptr_array_add (roles, g_strdup (rule->approvers[a]));
    }
  g_ptr_array_sort (roles, baton_rule_compare_ids);
  g_ptr_array_add (roles, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&roles), FALSE);
}

/* Keeps the best few, which are sorted: a rule goes before those with more failures and after those before it in the list. */
static void
offer_near_rule (GArray *nearest,
                 int     rule,
                 GArray *failures)
{
  BatonNearRule near = { rule, failures->len, NULL };
  guint place = nearest->len;

  while (place > 0 && g_array_index (nearest, BatonNearRule, place - 1).n_failures > near.n_failures)
    place--;
  if (place == BATON_MAX_NEAR_RULES)
    return;

  near.failures = g_memdup2 (failures->data, failures->len * sizeof (BatonFailure));
  g_array_insert_val (nearest, place, near);
  if (nearest->len > BATON_MAX_NEAR_RULES)
    g_array_set_size (nearest, BATON_MAX_NEAR_RULES);
}

static void
find_nearest (const BatonSnapshot *snapshot,
              const BatonProfile  *profile,
              BatonAction          action,
              const BatonTermSet  *tags,
              BatonDay             day,
              GArray              *nearest)
{
  for (guint i = 0; i < snapshot->rules->len; i++)
    {
      const BatonRule *rule = snapshot->rules->pdata[i];

      if (rule->may && is_about (rule, action))
        {
          g_autoptr (GArray) failures = baton_rule_list_failures (rule, profile, tags, day);

          offer_near_rule (nearest, (int) i, failures);
        }
    }
}

BatonExplanation *
baton_explain_tags (const BatonSnapshot *snapshot,
                    const BatonProfile  *profile,
                    BatonAction          action,
                    const BatonTermSet  *tags,
                    BatonDay             day)
{
  BatonExplanation *explanation = g_new0 (BatonExplanation, 1);
  int first[BATON_N_OUTCOMES] = { -1, -1, -1, -1 };

  explanation->matching = g_array_new (FALSE, FALSE, sizeof (int));
  explanation->determining = g_array_new (FALSE, FALSE, sizeof (int));
  explanation->nearest = g_array_new (FALSE, FALSE, sizeof (BatonNearRule));
  g_array_set_clear_func (explanation->nearest, clear_near_rule);

  for (guint i = 0; i < snapshot->rules->len; i++)
    {
      const BatonRule *rule = snapshot->rules->pdata[i];
      int index = (int) i;

      if (!is_about (rule, action) || !baton_rule_matches (rule, profile, tags, day))
        continue;
      g_array_append_val (explanation->matching, index);
      if (first[get_effect (rule)] < 0)
        first[get_effect (rule)] = index;
    }
  explanation->decision = conclude (first);

  for (guint i = 0; i < explanation->matching->len; i++)
    {
      int index = g_array_index (explanation->matching, int, i);

      if (get_effect (snapshot->rules->pdata[index]) == explanation->decision.outcome)
        g_array_append_val (explanation->determining, index);
    }
  if (explanation->decision.outcome == BATON_OUTCOME_WITH_APPROVAL)
    explanation->approvers = collect_approvers (snapshot, explanation->determining);
  if (explanation->decision.outcome == BATON_OUTCOME_NOT_PERMITTED)
    find_nearest (snapshot, profile, action, tags, day, explanation->nearest);
  return explanation;
}

BatonExplanation *
baton_explain (const BatonSnapshot *snapshot,
               const BatonProfile  *profile,
               BatonAction          action,
               const char          *content_id,
               BatonDay             day)
{
  return baton_explain_tags (snapshot, profile, action, baton_snapshot_get_tags (snapshot, content_id), day);
}

void
baton_explanation_free (BatonExplanation *explanation)
{
  if (explanation == NULL)
    return;

  g_array_unref (explanation->matching);
  g_array_unref (explanation->determining);
  g_array_unref (explanation->nearest);
  g_strfreev (explanation->approvers);
  g_free (explanation);
}
