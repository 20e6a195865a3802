/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What rules say about each other, whatever the data. Candidates come from the index: a rule that contains another must
 * match its barest example (one term for each thing required), so most pairs are never looked at.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-analysis-private.h"

/* Examples of one rule that are looked at before a search. */
#define MAX_EXAMPLES 64

typedef struct
{
  BatonAnalysis        *analysis;
  const BatonRuleIndex *rules;
  BatonSpace           *space;
  BatonRegion         **regions;     /* by rule; NULL where it is not live */
  BatonWord            *example;     /* rules whose rows match the example of the rule in hand */
  BatonWord            *scratch;
  GArray               *member;      /* terms of the example in hand */
  GArray               *content;     /* its tags */
  guint64              *dimensions;  /* by rule: the dimensions that it names on a side, folded into 64 bits */
  guint64              *demands;     /* by rule: those where it wants holders to have a term, folded alike */
} Check;

static guint64
fold_dimension (BatonSide      side,
                BatonDimension dimension)
{
  return G_GUINT64_CONSTANT (1) << ((dimension * BATON_N_SIDES + side) % 64);
}

/* Sets of dimensions as words, folded: a word that is not within another tells that the set is not either. */
static void
fold_dimensions (Check *check)
{
  for (guint r = 0; r < check->rules->n_rules; r++)
    {
      const BatonRule *rule = check->rules->rules[r];
      const BatonAudience *audiences[] = { rule->who, rule->what };

      for (guint a = 0; a < G_N_ELEMENTS (audiences); a++)
        for (guint i = 0; i < audiences[a]->conditions->len; i++)
          {
            const BatonCondition *condition = &g_array_index (audiences[a]->conditions, BatonCondition, i);
            guint64 bit = condition->type == BATON_CLAUSE_TERMS ? fold_dimension (condition->side, condition->dimension) : 0;

            check->dimensions[r] |= bit;
            if (condition->match != BATON_MATCH_NONE)
              check->demands[r] |= bit;
          }
      for (guint i = 0; i < rule->n_own; i++)
        check->demands[r] |= fold_dimension (BATON_SIDE_MEMBER, rule->own[i]) | fold_dimension (BATON_SIDE_CONTENT, rule->own[i]);
    }
}

/* ── Alone ───────────────────────────────────────────────────────────────────────────────────────────── */

static void
find_never_and_ended (Check *check)
{
  BatonAnalysis *analysis = check->analysis;

  for (guint r = 0; r < check->rules->n_rules; r++)
    {
      const BatonRule *rule = check->rules->rules[r];
      const char *id = baton_analysis_get_rule_id (analysis, r);

      if (!rule->enabled)
        continue;
      check->regions[r] = baton_region_new_for_rule (check->space, rule);
      if (rule->actions == 0 || check->regions[r]->empty)
        {
          baton_analysis_add (analysis, BATON_FINDING_NEVER_MATCHES, BATON_KIND_PUBLISHING_RULE, id);
          g_clear_pointer (&check->regions[r], baton_region_free);
          continue;
        }
      bits_set (analysis->live, r);
      if (rule->window.through < analysis->day)
        baton_analysis_add (analysis, BATON_FINDING_ENDED, BATON_KIND_PUBLISHING_RULE, id)->actions = rule->actions;
    }
}

/* ── Containment ─────────────────────────────────────────────────────────────────────────────────────── */

static GPtrArray *
make_ids (Check  *check,
          GArray *terms)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < terms->len; i++)
    g_ptr_array_add (ids, check->space->taxonomy->ids[g_array_index (terms, BatonTerm, i)]);
  return ids;
}

static void
set_example (Check        *check,
             BatonFinding *finding,
             guint         rule)
{
  g_autoptr (GArray) member = g_array_new (FALSE, FALSE, sizeof (BatonTerm));
  g_autoptr (GArray) content = g_array_new (FALSE, FALSE, sizeof (BatonTerm));

  baton_region_pick (check->regions[rule], 0, member, content);
  finding->actions = check->rules->rules[rule]->actions;
  finding->example.action = __builtin_ctz (finding->actions);
  finding->example.member = make_ids (check, member);
  finding->example.tags = make_ids (check, content);
}

/* Puts into *example* the other live rules whose rows match the *number*th barest example of the rule; FALSE past the
 * last. */
static gboolean
match_example (Check *check,
               guint  rule,
               guint  number)
{
  const BatonRuleIndex *rules = check->rules;
  BatonTaxonomy *taxonomy = check->analysis->snapshot->taxonomy;
  g_autoptr (BatonTermSet) held = NULL;
  g_autoptr (BatonTermSet) tags = NULL;

  g_array_set_size (check->member, 0);
  g_array_set_size (check->content, 0);
  if (!baton_region_pick (check->regions[rule], number, check->member, check->content))
    return FALSE;
  held = baton_term_set_new_from_terms (taxonomy, (BatonTerm *) (void *) check->member->data, check->member->len);
  tags = baton_term_set_new_from_terms (taxonomy, (BatonTerm *) (void *) check->content->data, check->content->len);
  memcpy (check->example, check->analysis->live, rules->n_words * sizeof *check->example);
  bits_clear (check->example, rule);
  baton_rule_index_narrow_rows (rules, BATON_HALF_MEMBER, taxonomy, held, check->example);
  baton_rule_index_narrow_rows (rules, BATON_HALF_CONTENT, taxonomy, tags, check->example);
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

/* Adds to *finding*, which is made when first needed. */
static void
add_other (Check             *check,
           BatonFinding     **finding,
           BatonFindingCode   code,
           guint              rule,
           guint              other)
{
  if (*finding == NULL)
    {
      *finding = baton_analysis_add (check->analysis, code, BATON_KIND_PUBLISHING_RULE,
                                     baton_analysis_get_rule_id (check->analysis, rule));
      set_example (check, *finding, rule);
    }
  baton_finding_add_other (*finding, baton_analysis_get_rule_id (check->analysis, other));
}

/* Returns whether one other rule alone settles everything that this one says. */
static gboolean
find_containing (Check *check,
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
          || (check->demands[other] & ~check->demands[number]) != 0
          || !baton_region_is_within (check->regions[number], rule, outer))
        continue;
      if (as_much)
        add_other (check, &contained, BATON_FINDING_CONTAINED, number, other);
      else
        add_other (check, &killed, BATON_FINDING_KILLED, number, other);
    }
  if (killed != NULL)
    bits_set (check->analysis->killed, number);
  return contained != NULL || killed != NULL;
}

/* ── Covers by several ───────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  Check           *check;
  const BatonRule *rule;      /* that may be covered */
  guint            steps;
  gboolean         undecided;
} Search;

/* Others that could be part of a cover for one action: they settle what the rule says, and what they say by *own* and
 * *addressed* the rule says too. */
static gboolean
can_cover (const BatonRule *rule,
           const BatonRule *other)
{
  if (other->may && (!rule->may || !says_as_much (other, rule)))
    return FALSE;
  for (guint i = 0; i < other->n_own; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < rule->n_own; j++)
        found |= rule->own[j] == other->own[i];
      if (!found)
        return FALSE;
    }
  for (guint i = 0; i < other->n_addressed; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < rule->n_addressed; j++)
        found |= rule->addressed[j] == other->addressed[i];
      if (!found)
        return FALSE;
    }
  return TRUE;
}

static gboolean
meets_region (const BatonRegion *region,
              const BatonRule   *rule)
{
  g_autoptr (BatonRegion) narrowed = baton_region_copy (region);
  const BatonAudience *audiences[] = { rule->who, rule->what };

  if (!baton_region_narrow_window (narrowed, rule->window))
    return FALSE;
  for (guint a = 0; a < G_N_ELEMENTS (audiences); a++)
    for (guint i = 0; i < audiences[a]->conditions->len; i++)
      if (!baton_region_narrow (narrowed, &g_array_index (audiences[a]->conditions, BatonCondition, i)))
        return FALSE;
  return TRUE;
}

/* The parts of the region that a rule leaves over: one for each way in which one of its conditions can fail. */
static GPtrArray *
list_remainders (Search            *search,
                 const BatonRegion *region,
                 const BatonRule   *rule)
{
  GPtrArray *remainders = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_region_free);
  const BatonAudience *audiences[] = { rule->who, rule->what };
  const BatonWindow outside[] = { { BATON_DAY_MIN, rule->window.from - 1 }, { rule->window.through + 1, BATON_DAY_MAX } };

  for (guint i = 0; i < G_N_ELEMENTS (outside); i++)
    {
      g_autoptr (BatonRegion) rest = baton_region_copy (region);

      if (baton_region_narrow_window (rest, outside[i]))
        g_ptr_array_add (remainders, g_steal_pointer (&rest));
    }
  for (guint a = 0; a < G_N_ELEMENTS (audiences); a++)
    for (guint i = 0; i < audiences[a]->conditions->len; i++)
      for (guint way = 0;; way++)
        {
          g_autoptr (BatonRegion) rest = baton_region_copy (region);

          search->steps++;
          if (!baton_region_refute (rest, &g_array_index (audiences[a]->conditions, BatonCondition, i), way))
            break;
          if (!rest->empty)
            g_ptr_array_add (remainders, g_steal_pointer (&rest));
        }
  return remainders;
}

static gboolean
must_stop (Search *search)
{
  BatonAnalysis *analysis = search->check->analysis;

  search->undecided |= search->steps > analysis->limit || g_cancellable_is_cancelled (analysis->cancellable);
  return search->undecided;
}

/* Whether the region holds somebody whom none of *coverers* matches. The rule that leaves the fewest parts over is tried
 * first: one that leaves none ends the branch. */
static gboolean
find_gap (Search            *search,
          const BatonRegion *region,
          GPtrArray         *coverers)
{
  g_autoptr (GPtrArray) near = g_ptr_array_new ();
  g_autoptr (GPtrArray) fewest = NULL;
  gpointer chosen = NULL;

  for (guint i = 0; i < coverers->len; i++)
    {
      g_autoptr (GPtrArray) remainders = NULL;

      search->steps++;
      if (must_stop (search))
        return TRUE;
      if (!meets_region (region, coverers->pdata[i]))
        continue;
      g_ptr_array_add (near, coverers->pdata[i]);
      remainders = list_remainders (search, region, coverers->pdata[i]);
      if (remainders->len == 0)
        return FALSE;
      if (fewest == NULL || remainders->len < fewest->len)
        {
          g_clear_pointer (&fewest, g_ptr_array_unref);
          fewest = g_steal_pointer (&remainders);
          chosen = coverers->pdata[i];
        }
    }
  if (near->len == 0)
    return TRUE;

  g_ptr_array_remove (near, chosen);
  for (guint i = 0; i < fewest->len; i++)
    if (find_gap (search, fewest->pdata[i], near))
      return TRUE;
  return FALSE;
}

/* Takes out the rules that name a dimension where this one requires nothing: somebody without a term there meets this
 * rule and not them. Dimensions about which some rule says more than *any* are left to the search. */
static void
drop_evadable (Check     *check,
               guint      number,
               BatonWord *bits)
{
  const BatonRegion *region = check->regions[number];

  for (int h = 0; h < BATON_N_HALVES; h++)
    {
      const BatonRuleHalf *half = &check->rules->halves[h];
      BatonSide side = h == BATON_HALF_CONTENT ? BATON_SIDE_CONTENT : BATON_SIDE_MEMBER;

      if (!bits_is_empty (half->residual, check->rules->n_words))
        {
          /* A *none* on the dimension would be met by having no term there. */
          memcpy (check->scratch, half->residual, check->rules->n_words * sizeof *check->scratch);
          bits_and (check->scratch, bits, check->rules->n_words);
          if (!bits_is_empty (check->scratch, check->rules->n_words))
            continue;
        }
      for (guint i = 0; i < half->dimensions[0]->len; i++)
        {
          BatonDimension dimension = g_array_index (half->dimensions[0], BatonDimension, i);
          gboolean required = FALSE;

          for (guint c = 0; c < region->coordinates->len; c++)
            {
              const BatonCoordinate *coordinate = region->coordinates->pdata[c];

              required |= coordinate->side == side && coordinate->dimension == dimension && coordinate->required->len > 0;
            }
          if (!required)
            bits_and_not (bits, half->named[0][dimension], check->rules->n_words);
        }
    }
}

static GPtrArray *
list_coverers (Check       *check,
               guint        number,
               BatonAction  action)
{
  const BatonRuleIndex *rules = check->rules;
  GPtrArray *coverers = g_ptr_array_new ();
  g_autofree BatonWord *bits = g_memdup2 (rules->actions[action], MAX (rules->n_words, 1) * sizeof (BatonWord));

  bits_and (bits, check->analysis->live, rules->n_words);
  bits_clear (bits, number);
  drop_evadable (check, number, bits);
  BITS_FOREACH (other, w, rules->n_words, bits[w])
    if (can_cover (rules->rules[number], rules->rules[other]))
      g_ptr_array_add (coverers, rules->rules[other]);
  return coverers;
}

static gboolean
is_example_covered (Check       *check,
                    guint        number,
                    BatonAction  action,
                    BatonDay     day)
{
  const BatonRuleIndex *rules = check->rules;

  BITS_FOREACH (other, w, rules->n_words, check->example[w] & rules->actions[action][w])
    if (can_cover (rules->rules[number], rules->rules[other]) && baton_window_contains (rules->rules[other]->window, day))
      return TRUE;
  return FALSE;
}

/* Looks for somebody whom no other rule matches among the barest examples on the first and last day: most rules have one,
 * which spares the search. */
static gboolean
has_plain_gap (Check *check,
               guint  number)
{
  const BatonRule *rule = check->rules->rules[number];
  BatonWindow window = check->regions[number]->window;

  for (guint example = 0; example < MAX_EXAMPLES && (example == 0 || match_example (check, number, example)); example++)
    for (int a = 0; a < BATON_N_ACTIONS; a++)
      if ((rule->actions & (1u << a)) != 0
          && (!is_example_covered (check, number, a, window.from) || !is_example_covered (check, number, a, window.through)))
        return TRUE;
  return FALSE;
}

static void
find_shadow (Check *check,
             guint  number)
{
  const BatonRule *rule = check->rules->rules[number];
  Search search = { check, rule, 0, FALSE };
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  BatonFinding *finding = NULL;

  if (has_plain_gap (check, number))
    return;

  for (int a = 0; a < BATON_N_ACTIONS; a++)
    {
      g_autoptr (GPtrArray) coverers = NULL;

      if ((rule->actions & (1u << a)) == 0)
        continue;
      coverers = list_coverers (check, number, a);
      if (find_gap (&search, check->regions[number], coverers))
        break;
      for (guint i = 0; i < coverers->len; i++)
        if (meets_region (check->regions[number], coverers->pdata[i]))
          g_hash_table_add (used, coverers->pdata[i]);
      if (rule->actions >> (a + 1) == 0)
        {
          for (guint other = 0; other < check->rules->n_rules; other++)
            if (g_hash_table_contains (used, check->rules->rules[other]))
              add_other (check, &finding, BATON_FINDING_SHADOWED, number, other);
          return;
        }
    }
  if (search.undecided)
    {
      finding = baton_analysis_add (check->analysis, BATON_FINDING_SHADOW_UNDECIDED, BATON_KIND_PUBLISHING_RULE,
                                    baton_analysis_get_rule_id (check->analysis, number));
      finding->actions = rule->actions;
    }
}

/* ── May and may not ─────────────────────────────────────────────────────────────────────────────────── */

/* Whether in every dimension where both ask for *any*, a term of one covers a term of the other. (Somebody with several
 * terms may meet both without that; but it is not the same ground then.) */
static gboolean
overlap (Check           *check,
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
is_same_ground (Check *check,
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
keep_overlapping (Check                *check,
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

/* The mays that could be about the same ground as a may not, and some that are not. */
static void
list_near_mays (Check     *check,
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
  for (guint a = 0; a < G_N_ELEMENTS (audiences); a++)
    for (guint i = 0; i < audiences[a]->conditions->len; i++)
      {
        const BatonCondition *condition = &g_array_index (audiences[a]->conditions, BatonCondition, i);

        if (condition->type == BATON_CLAUSE_TERMS && condition->match == BATON_MATCH_ANY && condition->organisations == NULL
            && condition->dimension != BATON_DIMENSION_NONE_INDEX
            && (condition->side == BATON_SIDE_MEMBER || condition->side == BATON_SIDE_CONTENT))
          keep_overlapping (check, condition, bits);
      }
}

static void
find_could_meet (Check *check)
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
        if (is_same_ground (check, may, may_not) && meets_region (check->regions[may], rules->rules[may_not]))
          add_other (check, &finding, BATON_FINDING_COULD_MEET, may_not, may);
    }
}

void
baton_analysis_check_rules (BatonAnalysis *analysis)
{
  const BatonRuleIndex *rules = analysis->snapshot->rules;
  g_autoptr (BatonSpace) space = baton_space_new (analysis->snapshot);
  Check check = { .analysis = analysis, .rules = rules, .space = space };

  check.regions = g_new0 (BatonRegion *, rules->n_rules);
  check.example = bits_new (rules->n_words);
  check.scratch = bits_new (rules->n_words);
  check.member = g_array_new (FALSE, FALSE, sizeof (BatonTerm));
  check.content = g_array_new (FALSE, FALSE, sizeof (BatonTerm));
  check.dimensions = g_new0 (guint64, rules->n_rules);
  check.demands = g_new0 (guint64, rules->n_rules);

  fold_dimensions (&check);
  find_never_and_ended (&check);
  for (guint r = 0; r < rules->n_rules; r++)
    {
      if (check.regions[r] == NULL)
        continue;
      match_example (&check, r, 0);
      if (!find_containing (&check, r))
        find_shadow (&check, r);
    }
  find_could_meet (&check);

  for (guint r = 0; r < rules->n_rules; r++)
    g_clear_pointer (&check.regions[r], baton_region_free);
  g_free (check.regions);
  g_free (check.example);
  g_free (check.scratch);
  g_array_unref (check.member);
  g_array_unref (check.content);
  g_free (check.dimensions);
  g_free (check.demands);
}
