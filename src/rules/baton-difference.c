/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Comparing two snapshots' answers. Most edits leave most personas with the very rules and grounds that they had, which
 * is seen without making a set; only where a rule or a ground is another are the two sets of contents made and compared,
 * as words. Where the two programs put a content under different slots, the sets from before are first brought into the
 * slots of the after.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-difference.h"

#include "rules/baton-access-private.h"

enum { BEFORE, AFTER, N_SIDES };

/* What the contents of the two programs have to do with each other, and the persona in hand. */
typedef struct
{
  BatonSnapshot *snapshots[N_SIDES];
  BatonDay       day;
  guint          max_examples;

  guint32       *new_slots;        /* by slot of the before: the slot after, G_MAXUINT32 for content that is gone; owned */
  gboolean       same_slots;       /* every content has the slot that it had, and sets are equally long */
  gboolean       in_order;         /* rising slots of the after are the order of the list */
  BatonWord     *gone;             /* slots of the before whose content is gone; owned; NULL where none is */
  BatonWord     *scratch[3];       /* sets of the after's contents; owned */

  BatonAccess   *accesses[N_SIDES];/* nullable: the persona is not in that program */
  gboolean       same_member;      /* the persona is the same in both and contents and terms are too */
} Comparison;

static BatonDifference *
difference_new (const char  *persona,
                BatonAction  action)
{
  BatonDifference *difference = g_new0 (BatonDifference, 1);

  difference->persona = persona;
  difference->action = action;
  difference->allowed = g_ptr_array_new ();
  difference->refused = g_ptr_array_new ();
  difference->approval = g_ptr_array_new ();
  return difference;
}

void
baton_difference_free (BatonDifference *difference)
{
  if (difference == NULL)
    return;

  g_ptr_array_unref (difference->allowed);
  g_ptr_array_unref (difference->refused);
  g_ptr_array_unref (difference->approval);
  g_free (difference);
}

/* ── Which content is which ──────────────────────────────────────────────────────────────────────────── */

static guint32
find_new_slot (Comparison *comparison,
               guint32     slot)
{
  const BatonContentTable *contents = comparison->snapshots[AFTER]->contents;
  BatonEntity *entity = comparison->snapshots[BEFORE]->contents->entities[slot];
  BatonNode *node;

  if (slot < contents->n_slots && contents->entities[slot] == entity)
    return slot;
  node = baton_node_table_lookup (comparison->snapshots[AFTER]->nodes, baton_entity_get_id (entity));
  return node != NULL && node->tags != NULL ? node->slot : G_MAXUINT32;
}

static void
match_contents (Comparison *comparison)
{
  const BatonContentTable *before = comparison->snapshots[BEFORE]->contents;
  const BatonContentTable *after = comparison->snapshots[AFTER]->contents;

  comparison->new_slots = g_new (guint32, MAX (before->n_slots, 1));
  comparison->same_slots = before->n_words == after->n_words;
  for (guint i = 0; i < before->n_listed && before != after; i++)
    {
      guint32 slot = before->order[i];
      guint32 now = comparison->new_slots[slot] = find_new_slot (comparison, slot);

      comparison->same_slots &= now == slot;
      if (now != G_MAXUINT32)
        continue;
      if (comparison->gone == NULL)
        comparison->gone = bits_new (before->n_words);
      bits_set (comparison->gone, slot);
    }

  comparison->in_order = TRUE;
  for (guint i = 1; i < after->n_listed && comparison->in_order; i++)
    comparison->in_order = after->order[i - 1] < after->order[i];
}

/* The set from before in slots of the after; *scratch* takes it where it has to be made. */
static const BatonWord *
bring_over (const Comparison *comparison,
            const BatonWord  *bits,
            BatonWord        *scratch)
{
  const BatonContentTable *before = comparison->snapshots[BEFORE]->contents;

  if (comparison->same_slots)
    return bits;
  memset (scratch, 0, comparison->snapshots[AFTER]->contents->n_words * sizeof *scratch);
  BITS_FOREACH (slot, w, before->n_words, bits[w])
    if (comparison->new_slots[slot] != G_MAXUINT32)
      bits_set (scratch, comparison->new_slots[slot]);
  return scratch;
}

/* ── One persona and action ──────────────────────────────────────────────────────────────────────────── */

/* The first contents of the set, in the order of the list. Returns how many there are. */
static guint
take_examples (const Comparison        *comparison,
               const BatonContentTable *contents,
               gboolean                 in_order,
               const BatonWord         *bits,
               GPtrArray               *examples)
{
  guint count = bits_count (bits, contents->n_words);
  guint most = MIN (count + examples->len, comparison->max_examples);

  if (in_order)
    {
      BITS_FOREACH (slot, w, contents->n_words, bits[w])
        {
          if (examples->len == most)
            return count;
          g_ptr_array_add (examples, (char *) baton_entity_get_id (contents->entities[slot]));
        }
      return count;
    }
  for (guint i = 0; i < contents->n_listed && examples->len < most; i++)
    if (bits_get (bits, contents->order[i]))
      g_ptr_array_add (examples, (char *) baton_entity_get_id (contents->entities[contents->order[i]]));
  return count;
}

static const BatonWord *
get_bits (const Comparison *comparison,
          guint             side,
          BatonAction       action,
          BatonOutcome      outcome,
          BatonWord        *scratch)
{
  BatonAccess *access = comparison->accesses[side];
  const BatonWord *bits;

  if (access == NULL)
    {
      memset (scratch, 0, comparison->snapshots[AFTER]->contents->n_words * sizeof *scratch);
      return scratch;
    }
  bits = baton_access_get_bits (access, action, outcome);
  return side == BEFORE ? bring_over (comparison, bits, scratch) : bits;
}

/* Content that is gone could be seen before, and nothing can be done to it now. */
static void
count_gone (const Comparison *comparison,
            BatonAction       action,
            BatonDifference  *difference)
{
  const BatonContentTable *contents = comparison->snapshots[BEFORE]->contents;
  BatonAccess *access = comparison->accesses[BEFORE];
  g_autofree BatonWord *refused = NULL;

  if (comparison->gone == NULL || access == NULL)
    return;
  refused = bits_new (contents->n_words);
  bits_or (refused, baton_access_get_bits (access, action, BATON_OUTCOME_ALLOWED), contents->n_words);
  bits_or (refused, baton_access_get_bits (access, action, BATON_OUTCOME_WITH_APPROVAL), contents->n_words);
  bits_and (refused, comparison->gone, contents->n_words);
  difference->n_refused += take_examples (comparison, contents, FALSE, refused, difference->refused);
}

static BatonDifference *
compare_action (const Comparison *comparison,
                const char       *persona,
                BatonAction       action)
{
  const BatonContentTable *contents = comparison->snapshots[AFTER]->contents;
  const BatonWord *was_allowed = get_bits (comparison, BEFORE, action, BATON_OUTCOME_ALLOWED, comparison->scratch[0]);
  const BatonWord *was_approval = get_bits (comparison, BEFORE, action, BATON_OUTCOME_WITH_APPROVAL, comparison->scratch[1]);
  g_autofree BatonWord *nothing = comparison->accesses[AFTER] == NULL ? bits_new (contents->n_words) : NULL;
  const BatonWord *is_allowed = get_bits (comparison, AFTER, action, BATON_OUTCOME_ALLOWED, nothing);
  const BatonWord *is_approval = get_bits (comparison, AFTER, action, BATON_OUTCOME_WITH_APPROVAL, nothing);
  BatonWord *changed = comparison->scratch[2];
  BatonDifference *difference;

  if (comparison->gone == NULL && memcmp (was_allowed, is_allowed, contents->n_words * sizeof *changed) == 0
      && memcmp (was_approval, is_approval, contents->n_words * sizeof *changed) == 0)
    return NULL;

  difference = difference_new (persona, action);
  for (gsize w = 0; w < contents->n_words; w++)
    changed[w] = is_allowed[w] & ~was_allowed[w];
  difference->n_allowed = take_examples (comparison, contents, comparison->in_order, changed, difference->allowed);
  for (gsize w = 0; w < contents->n_words; w++)
    changed[w] = is_approval[w] & ~was_approval[w];
  difference->n_approval = take_examples (comparison, contents, comparison->in_order, changed, difference->approval);
  for (gsize w = 0; w < contents->n_words; w++)
    changed[w] = (was_allowed[w] | was_approval[w]) & ~(is_allowed[w] | is_approval[w]);
  difference->n_refused = take_examples (comparison, contents, comparison->in_order, changed, difference->refused);
  count_gone (comparison, action, difference);
  if (difference->n_allowed + difference->n_refused + difference->n_approval == 0)
    g_clear_pointer (&difference, baton_difference_free);
  return difference;
}

/* ── One persona ─────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  BatonRuleIndex *rules;
  GPtrArray      *grounds;
  BatonWord      *met;       /* the persona's rules; borrowed */
} Side;

static gboolean
means_the_same (const Comparison *comparison,
                const Side       *sides,
                guint             before,
                guint             after)
{
  if (sides[BEFORE].grounds->pdata[before] != sides[AFTER].grounds->pdata[after])
    return FALSE;
  return !bits_get (sides[AFTER].rules->relative, after)
         || (comparison->same_member && sides[BEFORE].rules->rules[before] == sides[AFTER].rules->rules[after]);
}

/* Whether the persona's rules of that outcome are the same one by one, and say the same of the contents. */
static gboolean
has_same_rules (const Comparison *comparison,
                const Side       *sides,
                BatonAction       action,
                BatonOutcome      outcome)
{
  gsize n_words = sides[BEFORE].rules->n_words;
  gsize at = 0;
  BatonWord left = 0;

  /* *at* and *left* walk over the rules before, in step with those after. */
  if (n_words > 0)
    left = sides[BEFORE].met[0] & sides[BEFORE].rules->actions[action][0] & sides[BEFORE].rules->effects[outcome][0];
  BITS_FOREACH (rule, w, sides[AFTER].rules->n_words,
                sides[AFTER].met[w] & sides[AFTER].rules->actions[action][w] & sides[AFTER].rules->effects[outcome][w])
    {
      while (left == 0 && ++at < n_words)
        left = sides[BEFORE].met[at] & sides[BEFORE].rules->actions[action][at] & sides[BEFORE].rules->effects[outcome][at];
      if (left == 0
          || !means_the_same (comparison, sides, (guint) (at * 64) + (guint) __builtin_ctzll (left), rule))
        return FALSE;
      left &= left - 1;
    }
  while (left == 0 && ++at < n_words)
    left = sides[BEFORE].met[at] & sides[BEFORE].rules->actions[action][at] & sides[BEFORE].rules->effects[outcome][at];
  return left == 0;
}

/* Where a ground is the same, so are the slots, and content that is gone was not in it. */
static gboolean
is_plainly_unchanged (const Comparison *comparison,
                      BatonAction       action)
{
  Side sides[N_SIDES];

  if (comparison->accesses[BEFORE] == NULL || comparison->accesses[AFTER] == NULL)
    return FALSE;
  for (guint side = 0; side < N_SIDES; side++)
    sides[side] = (Side) { comparison->snapshots[side]->rules, comparison->snapshots[side]->grounds,
                           (BatonWord *) baton_access_get_rules (comparison->accesses[side]) };
  for (BatonOutcome outcome = BATON_OUTCOME_FORBIDDEN; outcome < BATON_N_OUTCOMES; outcome++)
    if (!has_same_rules (comparison, sides, action, outcome))
      return FALSE;
  return TRUE;
}

static BatonAccess *
make_access (BatonSnapshot *snapshot,
             const char    *persona,
             BatonDay       day)
{
  g_autoptr (BatonProfile) profile = baton_profile_new_for_persona (snapshot, persona, day);

  return profile != NULL ? baton_access_new (snapshot, profile, day) : NULL;
}

static void
compare_persona (Comparison *comparison,
                 const char *persona,
                 GPtrArray  *differences)
{
  BatonSnapshot **snapshots = comparison->snapshots;

  for (guint side = 0; side < N_SIDES; side++)
    comparison->accesses[side] = make_access (snapshots[side], persona, comparison->day);
  comparison->same_member = snapshots[BEFORE]->taxonomy == snapshots[AFTER]->taxonomy
                            && snapshots[BEFORE]->contents == snapshots[AFTER]->contents
                            && baton_snapshot_lookup (snapshots[BEFORE], persona) == baton_snapshot_lookup (snapshots[AFTER], persona);

  for (int action = 0; action < BATON_N_ACTIONS; action++)
    {
      BatonDifference *difference = is_plainly_unchanged (comparison, action) ? NULL : compare_action (comparison, persona, action);

      if (difference != NULL)
        g_ptr_array_add (differences, difference);
    }
  for (guint side = 0; side < N_SIDES; side++)
    g_clear_pointer (&comparison->accesses[side], baton_access_free);
}

GPtrArray *
baton_difference_list (BatonSnapshot *before,
                       BatonSnapshot *after,
                       BatonDay       day,
                       guint          max_examples)
{
  GPtrArray *differences = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_difference_free);
  Comparison comparison = { .snapshots = { before, after }, .day = day, .max_examples = max_examples };
  GPtrArray *old_personas = before->lists[BATON_KIND_PERSONA];
  GPtrArray *personas = after->lists[BATON_KIND_PERSONA];

  match_contents (&comparison);
  for (guint i = 0; i < G_N_ELEMENTS (comparison.scratch); i++)
    comparison.scratch[i] = bits_new (after->contents->n_words);

  for (guint p = 0; p < personas->len; p++)
    compare_persona (&comparison, baton_entity_get_id (personas->pdata[p]), differences);
  for (guint p = 0; p < old_personas->len; p++)
    {
      const char *id = baton_entity_get_id (old_personas->pdata[p]);

      if (baton_snapshot_lookup_kind (after, id, BATON_KIND_PERSONA) == NULL)
        compare_persona (&comparison, id, differences);
    }

  for (guint i = 0; i < G_N_ELEMENTS (comparison.scratch); i++)
    g_free (comparison.scratch[i]);
  g_free (comparison.new_slots);
  g_free (comparison.gone);
  return differences;
}
