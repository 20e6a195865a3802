/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All decisions of one member: the rules that they meet are found once; the contents of an action are then the union of
 * those rules' grounds, may nots taken off. Sets are made when first asked for and kept.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-access-private.h"

#include "rules/baton-profile-private.h"

struct _BatonAccess
{
  BatonSnapshot *snapshot;
  BatonProfile  *profile;
  BatonDay       day;
  BatonWord     *rules;          /* that the member meets on the day; owned */
  GHashTable    *own;            /* dimension → BatonWord *, contents within the member's own */
  GHashTable    *addressed;      /* dimension → BatonWord * */
  GHashTable    *grounds;        /* number of a relative rule → BatonWord *, where it applies for this member */
  BatonWord     *sets[BATON_N_ACTIONS];   /* of each action N_SETS sets, one after the other; NULL until asked */
};

/* A set for each outcome, and behind them what mays would allow. */
#define N_SETS (BATON_N_OUTCOMES + 1)

BatonAccess *
baton_access_new (BatonSnapshot *snapshot,
                  BatonProfile  *profile,
                  BatonDay       day)
{
  BatonAccess *access;

  g_return_val_if_fail (profile->taxonomy == snapshot->taxonomy, NULL);

  access = g_new0 (BatonAccess, 1);
  access->snapshot = baton_snapshot_ref (snapshot);
  access->profile = baton_profile_ref (profile);
  access->day = day;
  access->rules = bits_new (snapshot->rules->n_words);
  baton_rule_index_match_member (snapshot->rules, snapshot->taxonomy, profile, day, access->rules);
  return access;
}

void
baton_access_free (BatonAccess *access)
{
  for (int a = 0; a < BATON_N_ACTIONS; a++)
    g_free (access->sets[a]);
  g_clear_pointer (&access->own, g_hash_table_unref);
  g_clear_pointer (&access->addressed, g_hash_table_unref);
  g_clear_pointer (&access->grounds, g_hash_table_unref);
  g_free (access->rules);
  baton_snapshot_unref (access->snapshot);
  baton_profile_unref (access->profile);
  g_free (access);
}

/* ── Where a rule applies for this member ────────────────────────────────────────────────────────────── */

typedef void (* AddFunc) (const BatonContentTable *table,
                          const BatonTaxonomy     *taxonomy,
                          BatonDimension           dimension,
                          const BatonProfile      *profile,
                          BatonWord               *bits);

static const BatonWord *
get_relative_set (BatonAccess     *access,
                  GHashTable     **cache,
                  BatonDimension   dimension,
                  AddFunc          add)
{
  const BatonContentTable *contents = access->snapshot->contents;
  BatonWord *bits;

  if (*cache == NULL)
    *cache = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  bits = g_hash_table_lookup (*cache, GUINT_TO_POINTER (dimension));
  if (bits == NULL)
    {
      bits = bits_new (contents->n_words);
      add (contents, access->snapshot->taxonomy, dimension, access->profile, bits);
      g_hash_table_insert (*cache, GUINT_TO_POINTER (dimension), bits);
    }
  return bits;
}

static BatonWord *
make_relative_ground (BatonAccess *access,
                      guint        number)
{
  const BatonRule *rule = access->snapshot->rules->rules[number];
  const BatonGround *ground = access->snapshot->grounds->pdata[number];
  BatonWord *bits = g_memdup2 (ground->bits, MAX (ground->n_words, 1) * sizeof *ground->bits);

  for (guint i = 0; i < rule->n_own; i++)
    bits_and (bits, get_relative_set (access, &access->own, rule->own[i], baton_content_table_add_own), ground->n_words);
  for (guint i = 0; i < rule->n_addressed; i++)
    bits_and (bits, get_relative_set (access, &access->addressed, rule->addressed[i], baton_content_table_add_addressed),
              ground->n_words);
  return bits;
}

const BatonWord *
baton_access_get_ground (BatonAccess *access,
                         guint        rule)
{
  BatonWord *bits;

  if (!bits_get (access->snapshot->rules->relative, rule))
    return ((BatonGround *) access->snapshot->grounds->pdata[rule])->bits;

  if (access->grounds == NULL)
    access->grounds = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  bits = g_hash_table_lookup (access->grounds, GUINT_TO_POINTER (rule));
  if (bits == NULL)
    {
      bits = make_relative_ground (access, rule);
      g_hash_table_insert (access->grounds, GUINT_TO_POINTER (rule), bits);
    }
  return bits;
}

const BatonWord *
baton_access_get_rules (BatonAccess *access)
{
  return access->rules;
}

/* ── Sets ────────────────────────────────────────────────────────────────────────────────────────────── */

static void
add_grounds (BatonAccess  *access,
             BatonAction   action,
             BatonOutcome  effect,
             BatonWord    *bits)
{
  const BatonRuleIndex *rules = access->snapshot->rules;
  gsize n_words = access->snapshot->contents->n_words;

  BITS_FOREACH (rule, w, rules->n_words, access->rules[w] & rules->actions[action][w] & rules->effects[effect][w])
    bits_or (bits, baton_access_get_ground (access, rule), n_words);
}

static BatonWord *
make_sets (BatonAccess *access,
           BatonAction  action)
{
  const BatonContentTable *contents = access->snapshot->contents;
  gsize n_words = contents->n_words;
  BatonWord *sets = bits_new (N_SETS * n_words);
  BatonWord *nothing = sets + BATON_OUTCOME_NOT_PERMITTED * n_words;
  BatonWord *forbidden = sets + BATON_OUTCOME_FORBIDDEN * n_words;
  BatonWord *approval = sets + BATON_OUTCOME_WITH_APPROVAL * n_words;
  BatonWord *allowed = sets + BATON_OUTCOME_ALLOWED * n_words;
  BatonWord *may = sets + BATON_N_OUTCOMES * n_words;

  add_grounds (access, action, BATON_OUTCOME_FORBIDDEN, forbidden);
  add_grounds (access, action, BATON_OUTCOME_WITH_APPROVAL, approval);
  add_grounds (access, action, BATON_OUTCOME_ALLOWED, allowed);
  for (gsize w = 0; w < n_words; w++)
    {
      may[w] = allowed[w] | approval[w];
      allowed[w] &= ~forbidden[w];
      approval[w] &= ~(forbidden[w] | allowed[w]);
      nothing[w] = contents->present[w] & ~(forbidden[w] | allowed[w] | approval[w]);
    }
  return sets;
}

static const BatonWord *
get_set (BatonAccess *access,
         BatonAction  action,
         guint        number)
{
  if (access->sets[action] == NULL)
    access->sets[action] = make_sets (access, action);
  return access->sets[action] + number * access->snapshot->contents->n_words;
}

const BatonWord *
baton_access_get_bits (BatonAccess  *access,
                       BatonAction   action,
                       BatonOutcome  outcome)
{
  return get_set (access, action, outcome);
}

const BatonWord *
baton_access_get_may_bits (BatonAccess *access,
                           BatonAction  action)
{
  return get_set (access, action, BATON_N_OUTCOMES);
}

void
baton_access_drop_bits (BatonAccess *access,
                        BatonAction  action)
{
  g_clear_pointer (&access->sets[action], g_free);
}

BatonDecision
baton_access_decide_slot (BatonAccess *access,
                          BatonAction  action,
                          guint        slot)
{
  const BatonRuleIndex *rules = access->snapshot->rules;
  BatonDecision decision = { BATON_OUTCOME_NOT_PERMITTED, -1 };

  for (BatonOutcome o = BATON_OUTCOME_FORBIDDEN; o < BATON_N_OUTCOMES; o++)
    if (bits_get (baton_access_get_bits (access, action, o), slot))
      decision.outcome = o;
  if (decision.outcome == BATON_OUTCOME_NOT_PERMITTED)
    return decision;

  BITS_FOREACH (rule, w, rules->n_words,
                access->rules[w] & rules->actions[action][w] & rules->effects[decision.outcome][w])
    if (bits_get (baton_access_get_ground (access, rule), slot))
      return (BatonDecision) { decision.outcome, (int) rule };
  g_return_val_if_reached (decision);
}

/* ── By id ───────────────────────────────────────────────────────────────────────────────────────────── */

static BatonNode *
find_content (BatonAccess *access,
              const char  *content_id)
{
  BatonNode *node = content_id != NULL ? baton_node_table_lookup (access->snapshot->nodes, content_id) : NULL;

  return node != NULL && node->tags != NULL ? node : NULL;
}

BatonDecision
baton_access_decide (BatonAccess *access,
                     BatonAction  action,
                     const char  *content_id)
{
  BatonNode *content = find_content (access, content_id);

  if (content == NULL)
    return (BatonDecision) { BATON_OUTCOME_NOT_PERMITTED, -1 };
  return baton_access_decide_slot (access, action, content->slot);
}

BatonExplanation *
baton_access_explain (BatonAccess *access,
                      BatonAction  action,
                      const char  *content_id)
{
  return baton_explain_met (access->snapshot, access->profile, access->rules, action, content_id, access->day);
}

gboolean
baton_access_allows (BatonAccess *access,
                     BatonAction  action,
                     const char  *content_id)
{
  BatonNode *content = find_content (access, content_id);

  return content != NULL && bits_get (baton_access_get_bits (access, action, BATON_OUTCOME_ALLOWED), content->slot);
}

guint
baton_access_count (BatonAccess  *access,
                    BatonAction   action,
                    BatonOutcome  outcome)
{
  return bits_count (baton_access_get_bits (access, action, outcome), access->snapshot->contents->n_words);
}

static GPtrArray *
list_contents (const BatonContentTable *contents,
               const BatonWord         *bits)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < contents->n_listed; i++)
    if (bits_get (bits, contents->order[i]))
      g_ptr_array_add (list, contents->entities[contents->order[i]]);
  return list;
}

GPtrArray *
baton_access_list (BatonAccess  *access,
                   BatonAction   action,
                   BatonOutcome  outcome)
{
  return list_contents (access->snapshot->contents, baton_access_get_bits (access, action, outcome));
}

GPtrArray *
baton_access_list_for (BatonAccess         *access,
                       BatonAction          action,
                       BatonOutcome         outcome,
                       const BatonAudience *what)
{
  const BatonContentTable *contents = access->snapshot->contents;
  const BatonTaxonomy *taxonomy = access->snapshot->taxonomy;
  gsize n_bytes = MAX (contents->n_words, 1) * sizeof (BatonWord);
  g_autofree BatonWord *bits = g_memdup2 (baton_access_get_bits (access, action, outcome), n_bytes);
  g_autofree BatonWord *scratch = g_malloc (n_bytes);

  for (guint i = 0; i < what->conditions->len; i++)
    {
      const BatonCondition *condition = &g_array_index (what->conditions, BatonCondition, i);

      if (condition->type == BATON_CLAUSE_TERMS && condition->side == BATON_SIDE_CONTENT)
        baton_content_table_narrow (contents, taxonomy, condition, scratch, bits);
      else if (!baton_condition_holds (condition, taxonomy, access->profile, NULL))
        return g_ptr_array_new ();
    }
  return list_contents (contents, bits);
}

gsize
baton_access_count_bytes (BatonAccess *access,
                          BatonAction  action)
{
  const BatonRuleIndex *rules = access->snapshot->rules;
  gsize n_grounds = 0;

  for (gsize w = 0; w < rules->n_words; w++)
    n_grounds += word_count (access->rules[w] & rules->actions[action][w]);
  return n_grounds * access->snapshot->contents->n_words * sizeof (BatonWord);
}
