/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What rules say alone and about one other, whatever the data. Candidates come from the index: a rule that contains another must
 * match its barest example (one term for each thing required), so most pairs are never looked at.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-analysis-check.h"

#include "rules/baton-profile-private.h"

/* ── Alone ───────────────────────────────────────────────────────────────────────────────────────────── */

BatonRegion *
baton_check_get_region (BatonCheck *check,
                        guint       rule)
{
  if (check->regions[rule] == NULL)
    check->regions[rule] = baton_region_new_for_rule (check->space, check->rules->rules[rule]);
  return check->regions[rule];
}

static void
find_never_and_ended (BatonCheck *check)
{
  BatonAnalysis *analysis = check->analysis;

  for (guint r = 0; r < check->rules->n_rules; r++)
    {
      const BatonRule *rule = check->rules->rules[r];

      check->dimensions[r] = rule->dimensions;
      check->demands[r] = rule->demands;
      check->ties[r] = rule->ties;
      if (!rule->enabled)
        continue;
      /* What a plain rule matches is the product of what its conditions cover: no region is needed to see that it is not
       * empty. Most rules are so, and never need one. */
      if (rule->actions == 0 || (!rule->plain && baton_check_get_region (check, r)->empty))
        {
          baton_analysis_add (analysis, BATON_FINDING_NEVER_MATCHES, BATON_KIND_PUBLISHING_RULE,
                              baton_analysis_get_rule_id (analysis, r));
          continue;
        }
      bits_set (analysis->live, r);
      if (rule->window.through < analysis->day)
        baton_analysis_add (analysis, BATON_FINDING_ENDED, BATON_KIND_PUBLISHING_RULE,
                            baton_analysis_get_rule_id (analysis, r))->actions = rule->actions;
    }
}

/* ── Containment ─────────────────────────────────────────────────────────────────────────────────────── */

/* Of a plain rule: of each condition the term that comes first in pre-order. */
static void
pick_first_terms (BatonCheck      *check,
                  const BatonRule *rule)
{
  const BatonTaxonomy *taxonomy = check->space->taxonomy;
  const BatonAudience *audiences[] = { rule->who, rule->what };

  for (guint a = 0; a < G_N_ELEMENTS (audiences); a++)
    for (guint i = 0; i < audiences[a]->conditions->len; i++)
      {
        const BatonCondition *condition = &g_array_index (audiences[a]->conditions, BatonCondition, i);
        BatonTerm first = condition->terms[0];

        for (guint t = 1; t < condition->n_terms; t++)
          if (taxonomy->first[condition->terms[t]] < taxonomy->first[first])
            first = condition->terms[t];
        if (condition->side == BATON_SIDE_MEMBER)
          g_array_append_val (check->member, first);
        else if (condition->side == BATON_SIDE_CONTENT)
          g_array_append_val (check->content, first);
      }
}

/* A rule that ties member and content together has one example only, in which that holds. */
static gboolean
pick_example (BatonCheck *check,
              guint       rule,
              guint       number)
{
  BatonRegion *region;
  g_autoptr (BatonCase) example = NULL;

  g_array_set_size (check->member, 0);
  g_array_set_size (check->content, 0);
  if (number == 0 && check->rules->rules[rule]->plain)
    {
      pick_first_terms (check, check->rules->rules[rule]);
      return TRUE;
    }
  region = baton_check_get_region (check, rule);
  if (region->relations == NULL)
    return baton_region_pick (region, number, check->member, check->content);
  if (number > 0)
    return FALSE;
  example = baton_region_make_case (region, check->analysis->day);
  g_array_append_vals (check->member, example->terms[BATON_SIDE_MEMBER]->data, example->terms[BATON_SIDE_MEMBER]->len);
  g_array_append_vals (check->content, example->terms[BATON_SIDE_CONTENT]->data, example->terms[BATON_SIDE_CONTENT]->len);
  return TRUE;
}

gboolean
baton_check_match_example (BatonCheck *check,
                           guint       rule,
                           guint       number)
{
  const BatonRuleIndex *rules = check->rules;
  BatonTaxonomy *taxonomy = check->analysis->snapshot->taxonomy;

  if (!pick_example (check, rule, number))
    return FALSE;
  g_clear_pointer (&check->held, baton_term_set_unref);
  g_clear_pointer (&check->tags, baton_term_set_unref);
  check->held = baton_term_set_new_from_terms (taxonomy, (BatonTerm *) (void *) check->member->data, check->member->len);
  check->tags = baton_term_set_new_from_terms (taxonomy, (BatonTerm *) (void *) check->content->data, check->content->len);
  /* Rules about none of its actions neither contain it nor decide for it. */
  memset (check->example, 0, rules->n_words * sizeof *check->example);
  for (int action = 0; action < BATON_N_ACTIONS; action++)
    if ((rules->rules[rule]->actions & (1u << action)) != 0)
      bits_or (check->example, rules->actions[action], rules->n_words);
  bits_and (check->example, check->analysis->live, rules->n_words);
  bits_clear (check->example, rule);
  baton_rule_index_narrow_rows (rules, BATON_HALF_MEMBER, taxonomy, check->held, check->example);
  baton_rule_index_narrow_rows (rules, BATON_HALF_CONTENT, taxonomy, check->tags, check->example);
  return TRUE;
}

static gboolean
has_all (char **inner,
         char **outer)
{
  for (guint i = 0; inner[i] != NULL; i++)
    if (!g_strv_contains ((const char * const *) outer, inner[i]))
      return FALSE;
  return TRUE;
}

/* Whether where both match, *inner* adds nothing to what *outer* says. */
static gboolean
says_as_much (const BatonRule *outer,
              const BatonRule *inner)
{
  BatonOutcome outer_outcome = baton_rule_get_outcome (outer);
  BatonOutcome inner_outcome = baton_rule_get_outcome (inner);

  if (outer_outcome != inner_outcome)
    return inner_outcome == BATON_OUTCOME_WITH_APPROVAL && outer_outcome == BATON_OUTCOME_ALLOWED;
  return inner_outcome != BATON_OUTCOME_WITH_APPROVAL || has_all (inner->approvers, outer->approvers);
}

void
baton_check_add_other (BatonCheck        *check,
                       BatonFinding     **finding,
                       BatonFindingCode   code,
                       guint              rule,
                       guint              other)
{
  if (*finding == NULL)
    {
      *finding = baton_analysis_add (check->analysis, code, BATON_KIND_PUBLISHING_RULE,
                                     baton_analysis_get_rule_id (check->analysis, rule));
      (*finding)->actions = check->rules->rules[rule]->actions;
    }
  baton_finding_add_other (*finding, baton_analysis_get_rule_id (check->analysis, other));
}

/* Returns whether one other rule alone settles everything that this one says. */
static gboolean
find_containing (BatonCheck *check,
                 guint  number)
{
  const BatonRule *rule = check->rules->rules[number];
  BatonFinding *contained = NULL;
  BatonFinding *killed = NULL;

  BITS_FOREACH (other, w, check->rules->n_words, check->example[w])
    {
      const BatonRule *outer = check->rules->rules[other];
      gboolean as_much = says_as_much (outer, rule);
      gboolean kills = rule->may && !outer->may;

      if ((!as_much && !kills) || (rule->actions & ~outer->actions) != 0
          || (check->demands[other] & ~check->demands[number] & ~check->ties[number]) != 0
          || !baton_region_is_within (baton_check_get_region (check, number), outer))
        continue;
      if (as_much)
        baton_check_add_other (check, &contained, BATON_FINDING_CONTAINED, number, other);
      else
        baton_check_add_other (check, &killed, BATON_FINDING_KILLED, number, other);
    }
  if (killed != NULL)
    bits_set (check->analysis->killed, number);
  return contained != NULL || killed != NULL;
}

void
baton_analysis_check_rules (BatonAnalysis *analysis)
{
  const BatonRuleIndex *rules = analysis->snapshot->rules;
  g_autoptr (BatonSpace) space = baton_space_new (analysis->snapshot);
  BatonCheck check = { .analysis = analysis, .rules = rules, .space = space };

  check.regions = g_new0 (BatonRegion *, rules->n_rules);
  check.example = bits_new (rules->n_words);
  check.scratch = bits_new (rules->n_words);
  check.member = g_array_new (FALSE, FALSE, sizeof (BatonTerm));
  check.content = g_array_new (FALSE, FALSE, sizeof (BatonTerm));
  check.dimensions = g_new0 (guint64, rules->n_rules);
  check.demands = g_new0 (guint64, rules->n_rules);
  check.ties = g_new0 (guint64, rules->n_rules);

  find_never_and_ended (&check);
  for (guint r = 0; r < rules->n_rules; r++)
    {
      if (!bits_get (analysis->live, r))
        continue;
      /* Each rule has its own steps, for weighing it against one other as for the search. */
      space->steps = 0;
      space->most_steps = analysis->limit;
      baton_check_match_example (&check, r, 0);
      if (!find_containing (&check, r))
        baton_check_find_shadow (&check, r);
    }
  space->most_steps = 0;
  baton_check_find_could_meet (&check);

  for (guint r = 0; r < rules->n_rules; r++)
    g_clear_pointer (&check.regions[r], baton_region_free);
  g_free (check.regions);
  g_free (check.example);
  g_free (check.scratch);
  g_array_unref (check.member);
  g_array_unref (check.content);
  g_free (check.dimensions);
  g_free (check.demands);
  g_free (check.ties);
  g_clear_pointer (&check.held, baton_term_set_unref);
  g_clear_pointer (&check.tags, baton_term_set_unref);
}
