/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decisions about one content.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-decision.h"

#include <string.h>

#include "rules/baton-access-private.h"
#include "rules/baton-profile-private.h"

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

/* What a question is asked of: a content of the program, by slot, or tags alone. */
typedef struct
{
  const BatonSnapshot *snapshot;
  const BatonProfile  *profile;
  const BatonTermSet  *tags;
  int                  slot;       /* −1 for tags alone */
  BatonDay             day;
  const BatonWord     *met;        /* the rules that the member meets, where they are known; NULL else */
} Question;

/* Room for sets of rules; larger programs take it from the heap. */
#define STACK_WORDS 64

/* Rules about the action that match but for what only *matches_rest* can tell, as bits. */
static void
find_candidates (const Question *question,
                 BatonAction     action,
                 BatonWord      *bits,
                 BatonWord      *scratch)
{
  const BatonSnapshot *snapshot = question->snapshot;
  const BatonRuleIndex *rules = snapshot->rules;

  if (question->met == NULL)
    baton_rule_index_match_member (rules, snapshot->taxonomy, question->profile, question->day, bits);
  bits_set_common (bits, question->met != NULL ? question->met : bits, rules->actions[action], rules->n_words);
  if (question->slot < 0)
    {
      baton_rule_index_match_content (rules, snapshot->taxonomy, question->tags, scratch);
      bits_and (bits, scratch, rules->n_words);
    }
}

static inline gboolean
matches_rest (const Question *question,
              guint           rule)
{
  const BatonSnapshot *snapshot = question->snapshot;

  if (question->slot >= 0 && !bits_get (((BatonGround *) snapshot->grounds->pdata[rule])->bits, (guint) question->slot))
    return FALSE;
  return !bits_get (snapshot->rules->relative, rule)
         || baton_rule_matches_relative (snapshot->rules->rules[rule], question->profile, question->tags);
}

/* The first of *candidates* with that outcome that matches, −1 for none. */
static int
find_first (const Question  *question,
            const BatonWord *candidates,
            BatonOutcome     outcome)
{
  const BatonRuleIndex *rules = question->snapshot->rules;

  BITS_FOREACH (rule, w, rules->n_words, candidates[w] & rules->effects[outcome][w])
    if (matches_rest (question, rule))
      return (int) rule;
  return -1;
}

/* A may not beats any may, and one may without approval is enough. */
static BatonDecision
conclude (const Question  *question,
          const BatonWord *candidates)
{
  static const BatonOutcome precedence[] = { BATON_OUTCOME_FORBIDDEN, BATON_OUTCOME_ALLOWED, BATON_OUTCOME_WITH_APPROVAL };

  for (guint i = 0; i < G_N_ELEMENTS (precedence); i++)
    {
      int rule = find_first (question, candidates, precedence[i]);

      if (rule >= 0)
        return (BatonDecision) { precedence[i], rule };
    }
  return (BatonDecision) { BATON_OUTCOME_NOT_PERMITTED, -1 };
}

static Question
ask_content (const BatonSnapshot *snapshot,
             const BatonProfile  *profile,
             const char          *content_id,
             BatonDay             day)
{
  BatonNode *node = content_id != NULL ? baton_node_table_lookup (snapshot->nodes, content_id) : NULL;

  if (node == NULL || node->tags == NULL)
    return (Question) { snapshot, profile, NULL, -1, day, NULL };
  return (Question) { snapshot, profile, node->tags, (int) node->slot, day, NULL };
}

static BatonDecision
decide (const Question *question,
        BatonAction     action)
{
  gsize n_words = question->snapshot->rules->n_words;
  BatonWord stack[2 * STACK_WORDS];
  g_autofree BatonWord *heap = n_words > STACK_WORDS ? g_new (BatonWord, 2 * n_words) : NULL;
  BatonWord *bits = heap != NULL ? heap : stack;

  find_candidates (question, action, bits, bits + n_words);
  return conclude (question, bits);
}

/* Numbers of terms mean something in one taxonomy only. */
#define RETURN_IF_STRANGER(snapshot, profile, value) \
  g_return_val_if_fail ((profile)->taxonomy == (snapshot)->taxonomy, value)

BatonDecision
baton_decide_tags (const BatonSnapshot *snapshot,
                   const BatonProfile  *profile,
                   BatonAction          action,
                   const BatonTermSet  *tags,
                   BatonDay             day)
{
  Question question = { snapshot, profile, tags, -1, day, NULL };

  RETURN_IF_STRANGER (snapshot, profile, ((BatonDecision) { BATON_OUTCOME_NOT_PERMITTED, -1 }));
  return decide (&question, action);
}

BatonDecision
baton_decide (const BatonSnapshot *snapshot,
              const BatonProfile  *profile,
              BatonAction          action,
              const char          *content_id,
              BatonDay             day)
{
  Question question = ask_content (snapshot, profile, content_id, day);

  RETURN_IF_STRANGER (snapshot, profile, ((BatonDecision) { BATON_OUTCOME_NOT_PERMITTED, -1 }));
  return decide (&question, action);
}

/* ── Reasons ─────────────────────────────────────────────────────────────────────────────────────────── */

static char **
collect_approvers (const BatonRuleIndex   *rules,
                   const BatonExplanation *explanation)
{
  g_autoptr (GPtrArray) roles = g_ptr_array_new ();

  for (guint i = 0; i < explanation->n_determining; i++)
    {
      const BatonRule *rule = rules->rules[explanation->determining[i]];

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
offer_near_rule (BatonExplanation *explanation,
                 int               rule,
                 guint             n_failures)
{
  BatonNearRule *nearest = explanation->nearest;
  guint place = explanation->n_nearest;

  while (place > 0 && nearest[place - 1].n_failures > n_failures)
    place--;
  if (place == BATON_MAX_NEAR_RULES)
    return;
  explanation->n_nearest = MIN (explanation->n_nearest + 1, BATON_MAX_NEAR_RULES);
  memmove (nearest + place + 1, nearest + place, (explanation->n_nearest - 1 - place) * sizeof *nearest);
  nearest[place] = (BatonNearRule) { rule, n_failures, NULL };
}

static void
find_nearest (const Question   *question,
              BatonAction       action,
              BatonExplanation *explanation)
{
  const BatonRuleIndex *rules = question->snapshot->rules;

  explanation->nearest = g_new (BatonNearRule, BATON_MAX_NEAR_RULES);
  BITS_FOREACH (rule, w, rules->n_words, rules->actions[action][w] & ~rules->effects[BATON_OUTCOME_FORBIDDEN][w])
    offer_near_rule (explanation, (int) rule,
                     baton_rule_count_failures (rules->rules[rule], question->profile, question->tags, question->day));
  for (guint i = 0; i < explanation->n_nearest; i++)
    {
      BatonNearRule *near = &explanation->nearest[i];
      GArray *failures = baton_rule_list_failures (rules->rules[near->rule], question->profile, question->tags,
                                                   question->day);

      near->failures = (BatonFailure *) (void *) g_array_free (failures, FALSE);
    }
}

/* Leaves in *bits*, rules about the action whose member is met, those that match; returns how many. Whether a content is in
 * a ground cannot be foreseen, so it is not branched on. */
static guint
keep_matching (const Question *question,
               BatonWord      *bits)
{
  const BatonSnapshot *snapshot = question->snapshot;
  const BatonRuleIndex *rules = snapshot->rules;
  guint n_matching = 0;

  for (gsize w = 0; w < rules->n_words; w++)
    {
      BatonWord kept = 0;

      if (question->slot < 0)
        kept = bits[w];
      for (BatonWord left = question->slot >= 0 ? bits[w] : 0; left != 0; left &= left - 1)
        {
          guint bit = (guint) __builtin_ctzll (left);
          const BatonGround *ground = snapshot->grounds->pdata[w * 64 + bit];

          kept |= (BatonWord) bits_get (ground->bits, (guint) question->slot) << bit;
        }
      for (BatonWord left = kept & rules->relative[w]; left != 0; left &= left - 1)
        if (!baton_rule_matches_relative (rules->rules[w * 64 + (guint) __builtin_ctzll (left)], question->profile, question->tags))
          kept &= ~(left & -left);
      bits[w] = kept;
      n_matching += kept != 0 ? word_count (kept) : 0;
    }
  return n_matching;
}

static BatonOutcome
find_outcome (const BatonRuleIndex *rules,
              const BatonWord      *matching)
{
  if (bits_intersect (matching, rules->effects[BATON_OUTCOME_FORBIDDEN], rules->n_words))
    return BATON_OUTCOME_FORBIDDEN;
  if (bits_intersect (matching, rules->effects[BATON_OUTCOME_ALLOWED], rules->n_words))
    return BATON_OUTCOME_ALLOWED;
  return bits_is_empty (matching, rules->n_words) ? BATON_OUTCOME_NOT_PERMITTED : BATON_OUTCOME_WITH_APPROVAL;
}

/* One block with the numbers of the rules behind it: explanations are asked for by the thousand. */
static BatonExplanation *
explanation_new (const BatonRuleIndex *rules,
                 const BatonWord      *matching,
                 guint                 n_matching,
                 BatonOutcome          outcome)
{
  BatonExplanation *explanation = g_malloc (sizeof *explanation + 2 * n_matching * sizeof (int));
  int *numbers = (int *) (explanation + 1);
  int *determining = numbers + n_matching;
  guint n = 0, n_determining = 0;

  BITS_FOREACH (rule, w, rules->n_words, matching[w])
    {
      numbers[n++] = (int) rule;
      if (bits_get (rules->effects[outcome], rule))
        determining[n_determining++] = (int) rule;
    }
  *explanation = (BatonExplanation) {
    .decision = { outcome, n_determining > 0 ? determining[0] : -1 },
    .n_matching = n_matching,
    .matching = numbers,
    .n_determining = n_determining,
    .determining = determining,
  };
  return explanation;
}

static BatonExplanation *
explain (const Question *question,
         BatonAction     action)
{
  const BatonRuleIndex *rules = question->snapshot->rules;
  BatonExplanation *explanation;
  gsize n_words = rules->n_words;
  BatonWord stack[2 * STACK_WORDS];
  g_autofree BatonWord *heap = n_words > STACK_WORDS ? g_new (BatonWord, 2 * n_words) : NULL;
  BatonWord *bits = heap != NULL ? heap : stack;
  BatonOutcome outcome;
  guint n_matching;

  find_candidates (question, action, bits, bits + n_words);
  n_matching = keep_matching (question, bits);
  outcome = find_outcome (rules, bits);
  explanation = explanation_new (rules, bits, n_matching, outcome);
  if (outcome == BATON_OUTCOME_WITH_APPROVAL)
    explanation->approvers = collect_approvers (rules, explanation);
  if (outcome == BATON_OUTCOME_NOT_PERMITTED)
    find_nearest (question, action, explanation);
  return explanation;
}

BatonExplanation *
baton_explain_tags (const BatonSnapshot *snapshot,
                    const BatonProfile  *profile,
                    BatonAction          action,
                    const BatonTermSet  *tags,
                    BatonDay             day)
{
  Question question = { snapshot, profile, tags, -1, day, NULL };

  RETURN_IF_STRANGER (snapshot, profile, NULL);
  return explain (&question, action);
}

BatonExplanation *
baton_explain (const BatonSnapshot *snapshot,
               const BatonProfile  *profile,
               BatonAction          action,
               const char          *content_id,
               BatonDay             day)
{
  Question question = ask_content (snapshot, profile, content_id, day);

  RETURN_IF_STRANGER (snapshot, profile, NULL);
  return explain (&question, action);
}

BatonExplanation *
baton_explain_met (const BatonSnapshot *snapshot,
                   const BatonProfile  *profile,
                   const BatonWord     *met,
                   BatonAction          action,
                   const char          *content_id,
                   BatonDay             day)
{
  Question question = ask_content (snapshot, profile, content_id, day);

  question.met = met;
  return explain (&question, action);
}

void
baton_explanation_free (BatonExplanation *explanation)
{
  if (explanation == NULL)
    return;

  for (guint i = 0; i < explanation->n_nearest; i++)
    g_free (explanation->nearest[i].failures);
  g_free (explanation->nearest);
  g_strfreev (explanation->approvers);
  g_free (explanation);
}
