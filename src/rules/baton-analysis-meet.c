/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * *May* and *may not* over the same ground, for somebody who could be.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-analysis-check.h"

/* Whether in every dimension where both ask for *any*, a term of one covers a term of the other. (Somebody with several
 * terms may meet both without that; but it is not the same ground then.) */
static gboolean
overlap (BatonCheck *check,
         const BatonRule *may,
         const BatonRule *may_not)
{
  const BatonTaxonomy *taxonomy = check->space->taxonomy;
  const BatonAudience *ours[] = { may->who, may->what };
  const BatonAudience *theirs[] = { may_not->who, may_not->what };

  for (guint a = 0; a < G_N_ELEMENTS (ours); a++)
    for (guint i = 0; i < ours[a]->conditions->len; i++)
      for (guint b = 0; b < G_N_ELEMENTS (theirs); b++)
        for (guint j = 0; j < theirs[b]->conditions->len; j++)
          {
            const BatonCondition *one = &g_array_index (ours[a]->conditions, BatonCondition, i);
            const BatonCondition *other = &g_array_index (theirs[b]->conditions, BatonCondition, j);
            gboolean found = FALSE;

            if (one->type != BATON_CLAUSE_TERMS || other->type != BATON_CLAUSE_TERMS || one->side != other->side
                || one->dimension != other->dimension || one->organisations != NULL
                || one->match != BATON_MATCH_ANY || other->match != BATON_MATCH_ANY)
              continue;
            for (guint t = 0; t < one->n_terms && !found; t++)
              for (guint u = 0; u < other->n_terms && !found; u++)
                found = covers (taxonomy, one->terms[t], other->terms[u]) || covers (taxonomy, other->terms[u], one->terms[t]);
            if (!found)
              return FALSE;
          }
  return TRUE;
}

static gboolean
names_dimension (const BatonRule      *rule,
                 const BatonCondition *condition)
{
  const BatonAudience *audiences[] = { rule->who, rule->what };

  for (guint a = 0; a < G_N_ELEMENTS (audiences); a++)
    for (guint i = 0; i < audiences[a]->conditions->len; i++)
      {
        const BatonCondition *other = &g_array_index (audiences[a]->conditions, BatonCondition, i);

        if (other->type == BATON_CLAUSE_TERMS && other->side == condition->side && other->dimension == condition->dimension)
          return TRUE;
      }
  return FALSE;
}

/* Whether *rule* names no dimension that *other* does not. */
static gboolean
names_within (const BatonRule *rule,
              const BatonRule *other)
{
  const BatonAudience *audiences[] = { rule->who, rule->what };

  for (guint a = 0; a < G_N_ELEMENTS (audiences); a++)
    for (guint i = 0; i < audiences[a]->conditions->len; i++)
      {
        const BatonCondition *condition = &g_array_index (audiences[a]->conditions, BatonCondition, i);

        if (condition->type == BATON_CLAUSE_TERMS && !names_dimension (other, condition))
          return FALSE;
      }
  return TRUE;
}

/* Pairs that are about the same ground: one names no dimension that the other does not, and where both name one, they
 * name overlapping terms. Otherwise nearly every may would meet nearly every may not, in somebody who happens to have
 * everything. */
static gboolean
is_same_ground (BatonCheck *check,
                guint  may,
                guint  may_not)
{
  guint64 one = check->dimensions[may];
  guint64 other = check->dimensions[may_not];

  /* The words are folded, so a word within another only may be. */
  return one != 0 && other != 0
         && (((one & ~other) == 0 && names_within (check->rules->rules[may], check->rules->rules[may_not]))
             || ((other & ~one) == 0 && names_within (check->rules->rules[may_not], check->rules->rules[may])))
         && overlap (check, check->rules->rules[may], check->rules->rules[may_not]);
}

/* Leaves in *bits* the rules that name one of the condition's terms, or one above or below it, or not its dimension. */
static void
keep_overlapping (BatonCheck *check,
                  const BatonCondition *condition,
                  BatonWord            *bits)
{
  const BatonRuleIndex *rules = check->rules;
  const BatonTaxonomy *taxonomy = check->space->taxonomy;
  BatonHalf which = condition->side == BATON_SIDE_CONTENT ? BATON_HALF_CONTENT : BATON_HALF_MEMBER;
  const BatonWord *named = rules->halves[which].named[0][condition->dimension];
  g_autofree BatonWord *terms = bits_new (BATON_BITS_WORDS (taxonomy->n_terms));

  if (named == NULL)
    return;
  for (guint i = 0; i < condition->n_terms; i++)
    {
      BatonTerm term = condition->terms[i];

      for (BatonTerm above = taxonomy->parent[term]; above != BATON_TERM_NONE; above = taxonomy->parent[above])
        bits_set (terms, above);
      for (guint32 n = taxonomy->first[term]; n <= taxonomy->last[term]; n++)
        bits_set (terms, taxonomy->order[n]);
    }
  memset (check->scratch, 0, rules->n_words * sizeof *check->scratch);
  baton_rule_index_add_naming (rules, which, terms, check->scratch);
  for (gsize w = 0; w < rules->n_words; w++)
    bits[w] &= check->scratch[w] | ~named[w];
}

static gboolean
names_on_half (const BatonRule *rule,
               BatonHalf        half,
               BatonDimension   dimension)
{
  BatonCondition wanted = {
    .side = half == BATON_HALF_CONTENT ? BATON_SIDE_CONTENT : BATON_SIDE_MEMBER,
    .dimension = dimension,
  };

  return names_dimension (rule, &wanted);
}

/* Leaves in *bits* the rules that name no dimension that *rule* does not, or every one that it does. Residual rules, which
 * name more than the index knows of, are left to be asked. */
static void
keep_comparable (BatonCheck *check,
                 guint       rule,
                 BatonWord  *bits)
{
  const BatonRuleIndex *rules = check->rules;
  gsize n_words = rules->n_words;
  g_autofree BatonWord *outside = bits_new (n_words);   /* those that name one that it does not */
  g_autofree BatonWord *common = g_malloc (MAX (n_words, 1) * sizeof *common);   /* … all that it does */
  const BatonRuleHalf *member = &rules->halves[BATON_HALF_MEMBER], *content = &rules->halves[BATON_HALF_CONTENT];

  if (bits_get (member->residual, rule) || bits_get (content->residual, rule))
    return;
  memcpy (common, bits, n_words * sizeof *common);
  for (int half = 0; half < BATON_N_HALVES; half++)
    for (guint i = 0; i < rules->halves[half].dimensions[0]->len; i++)
      {
        BatonDimension dimension = g_array_index (rules->halves[half].dimensions[0], BatonDimension, i);
        const BatonWord *named = rules->halves[half].named[0][dimension];

        if (names_on_half (rules->rules[rule], half, dimension))
          bits_and (common, named, n_words);
        else
          bits_or (outside, named, n_words);
      }
  for (gsize w = 0; w < n_words; w++)
    bits[w] &= ~outside[w] | common[w] | member->residual[w] | content->residual[w];
}

/* So few rules are faster asked one by one than found by their rows. */
#define FEW_RULES 8

/* The mays that could be about the same ground as a may not, and some that are not. */
static void
list_near_mays (BatonCheck *check,
                guint      may_not,
                BatonWord *bits)
{
  const BatonRuleIndex *rules = check->rules;
  const BatonAnalysis *analysis = check->analysis;
  const BatonRule *rule = rules->rules[may_not];
  const BatonAudience *audiences[] = { rule->who, rule->what };

  memset (bits, 0, rules->n_words * sizeof *bits);
  for (int action = 0; action < BATON_N_ACTIONS; action++)
    if ((rule->actions & (1u << action)) != 0)
      bits_or (bits, rules->actions[action], rules->n_words);
  for (gsize w = 0; w < rules->n_words; w++)
    bits[w] &= analysis->live[w] & ~rules->effects[BATON_OUTCOME_FORBIDDEN][w] & ~analysis->killed[w]
               & (analysis->met[may_not] != NULL ? ~analysis->met[may_not][w] : ~(BatonWord) 0);
  keep_comparable (check, may_not, bits);
  for (guint a = 0; a < G_N_ELEMENTS (audiences); a++)
    for (guint i = 0; i < audiences[a]->conditions->len && bits_count (bits, rules->n_words) > FEW_RULES; i++)
      {
        const BatonCondition *condition = &g_array_index (audiences[a]->conditions, BatonCondition, i);

        if (condition->type == BATON_CLAUSE_TERMS && condition->match == BATON_MATCH_ANY && condition->organisations == NULL
            && condition->dimension != BATON_DIMENSION_NONE_INDEX
            && (condition->side == BATON_SIDE_MEMBER || condition->side == BATON_SIDE_CONTENT))
          keep_overlapping (check, condition, bits);
      }
}

void
baton_check_find_could_meet (BatonCheck *check)
{
  const BatonRuleIndex *rules = check->rules;
  BatonAnalysis *analysis = check->analysis;
  const BatonWord *forbidden = rules->effects[BATON_OUTCOME_FORBIDDEN];
  g_autofree BatonWord *near = bits_new (rules->n_words);

  BITS_FOREACH (may_not, w, rules->n_words, analysis->live[w] & forbidden[w])
    {
      BatonFinding *finding = NULL;

      list_near_mays (check, may_not, near);
      BITS_FOREACH (may, v, rules->n_words, near[v])
        if (is_same_ground (check, may, may_not) && baton_check_meets_region (baton_check_get_region (check, may), rules->rules[may_not]))
          baton_check_add_other (check, &finding, BATON_FINDING_COULD_MEET, may_not, may);
    }
}
