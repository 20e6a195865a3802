/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rules that several others together leave nothing to decide. What a rule says is a region; taking out of it what one
 * other rule matches leaves parts, which are looked at in turn. A rule is covered when nothing is left, whichever action
 * it is about and whichever approver it names: then it could be deleted and no answer would change.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-analysis-check.h"

#include "rules/baton-profile-private.h"

/* Examples of one rule that are looked at before a search. */
#define MAX_EXAMPLES 64

typedef struct
{
  BatonCheck *check;
  const BatonRule *rule;      /* that may be covered */
  guint            steps;
  gboolean         undecided;
} Search;

/* Others that could be part of a cover: where they match, the rule adds nothing for the approver (of a rule that asks for
 * none: NULL). */
static gboolean
can_cover (const BatonRule *rule,
           const BatonRule *other,
           const char      *approver)
{
  if (!other->may)
    return TRUE;
  if (!rule->may)
    return FALSE;
  return other->approvers == NULL || (approver != NULL && g_strv_contains ((const char * const *) other->approvers, approver));
}

gboolean
baton_check_meets_region (const BatonRegion *region,
                          const BatonRule   *rule)
{
  g_autoptr (BatonRegion) narrowed = baton_region_copy (region);

  return baton_region_narrow_by_rule (narrowed, rule);
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
  for (guint way = 0;; way++)
    {
      g_autoptr (BatonRegion) rest = baton_region_copy (region);

      search->steps++;
      if (!baton_region_refute_relation (rest, rule, way))
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

  search->undecided |= search->steps + search->check->space->steps > analysis->limit || g_cancellable_is_cancelled (analysis->cancellable);
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
      if (!baton_check_meets_region (region, coverers->pdata[i]))
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
drop_evadable (BatonCheck *check,
               guint      number,
               BatonWord *bits)
{
  const BatonRegion *region = baton_check_get_region (check, number);

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
          gboolean required = baton_region_get_relations (region, dimension) != 0;

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

/* Of *among*, a set of rules. (transfer container) */
static GPtrArray *
list_coverers (BatonCheck      *check,
               guint            number,
               BatonAction      action,
               const char      *approver,
               const BatonWord *among)
{
  const BatonRuleIndex *rules = check->rules;
  GPtrArray *coverers = g_ptr_array_new ();
  g_autofree BatonWord *bits = g_memdup2 (rules->actions[action], MAX (rules->n_words, 1) * sizeof (BatonWord));

  bits_and (bits, among, rules->n_words);
  bits_clear (bits, number);
  drop_evadable (check, number, bits);
  BITS_FOREACH (other, w, rules->n_words, bits[w])
    if (can_cover (rules->rules[number], rules->rules[other], approver))
      g_ptr_array_add (coverers, rules->rules[other]);
  return coverers;
}

static gboolean
is_example_covered (BatonCheck  *check,
                    guint        number,
                    BatonAction  action,
                    const char  *approver,
                    BatonDay     day)
{
  const BatonRuleIndex *rules = check->rules;
  BatonProfile holder = { .taxonomy = check->analysis->snapshot->taxonomy, .terms = { [BATON_SIDE_MEMBER] = check->held } };

  BITS_FOREACH (other, w, rules->n_words, check->example[w] & rules->actions[action][w])
    if (can_cover (rules->rules[number], rules->rules[other], approver) && baton_window_contains (rules->rules[other]->window, day)
        && baton_rule_matches_relative (rules->rules[other], &holder, check->tags))
      return TRUE;
  return FALSE;
}

/* The approvers of a rule, each to be covered by itself; NULL once for a rule that asks for none. NULL past the last, too. */
static const char *
get_approver (const BatonRule *rule,
              guint            index)
{
  return rule->approvers != NULL ? rule->approvers[index] : NULL;
}

static gboolean
has_approver (const BatonRule *rule,
              guint            index)
{
  return rule->approvers != NULL ? rule->approvers[index] != NULL : index == 0;
}

/* Looks for somebody whom no other rule matches among the barest examples on the first and last day: most rules have one,
 * which spares the search. */
static gboolean
has_plain_gap (BatonCheck *check,
               guint       number)
{
  const BatonRule *rule = check->rules->rules[number];

  for (guint example = 0; example < MAX_EXAMPLES && (example == 0 || baton_check_match_example (check, number, example)); example++)
    for (int a = 0; a < BATON_N_ACTIONS; a++)
      for (guint i = 0; (rule->actions & (1u << a)) != 0 && has_approver (rule, i); i++)
        if (!is_example_covered (check, number, a, get_approver (rule, i), rule->window.from)
            || !is_example_covered (check, number, a, get_approver (rule, i), rule->window.through))
          return TRUE;
  return FALSE;
}

/* Whether rules of *among* decide for every action, and for every approver, all that the rule says. Adds those that meet
 * its region to *used* (nullable). FALSE also when that could not be decided, which *undecided* says. */
static gboolean
is_covered (BatonCheck *check,
            guint       number,
            BatonWord  *among,
            GHashTable *used,
            gboolean   *undecided)
{
  const BatonRule *rule = check->rules->rules[number];
  Search search = { check, rule, 0, FALSE };
  gboolean gap = FALSE;

  check->space->steps = 0;
  for (int a = 0; a < BATON_N_ACTIONS && !gap; a++)
    for (guint i = 0; (rule->actions & (1u << a)) != 0 && has_approver (rule, i) && !gap; i++)
      {
        g_autoptr (GPtrArray) coverers = list_coverers (check, number, a, get_approver (rule, i), among);

        gap = find_gap (&search, baton_check_get_region (check, number), coverers);
        for (guint c = 0; used != NULL && c < coverers->len && !gap; c++)
          if (baton_check_meets_region (baton_check_get_region (check, number), coverers->pdata[c]))
            g_hash_table_add (used, coverers->pdata[c]);
      }
  *undecided = search.undecided;
  return !gap && !search.undecided;
}

void
baton_check_find_shadow (BatonCheck *check,
                         guint       number)
{
  const BatonRuleIndex *rules = check->rules;
  g_autoptr (GHashTable) used = NULL;
  g_autofree BatonWord *among = NULL;
  BatonFinding *finding = NULL;
  gboolean undecided;

  if (has_plain_gap (check, number))
    return;

  used = g_hash_table_new (NULL, NULL);
  if (!is_covered (check, number, check->analysis->live, used, &undecided))
    {
      if (undecided)
        finding = baton_analysis_add (check->analysis, BATON_FINDING_SHADOW_UNDECIDED, BATON_KIND_PUBLISHING_RULE,
                                      baton_analysis_get_rule_id (check->analysis, number));
      if (finding != NULL)
        finding->actions = rules->rules[number]->actions;
      return;
    }

  among = bits_new (rules->n_words);
  for (guint other = 0; other < rules->n_rules; other++)
    if (g_hash_table_contains (used, rules->rules[other]))
      bits_set (among, other);
  /* Those without which the others still do are not needed; what is later in the list goes first. */
  for (guint other = rules->n_rules; other-- > 0;)
    if (bits_get (among, other))
      {
        bits_clear (among, other);
        if (!is_covered (check, number, among, NULL, &undecided))
          bits_set (among, other);
      }
  BITS_FOREACH (other, w, rules->n_words, among[w])
    baton_check_add_other (check, &finding, BATON_FINDING_SHADOWED, number, other);
}
