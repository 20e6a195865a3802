/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Comparing two snapshots' answers. Where both put the same content under the same slot (one came from the other by
 * edits), sets are compared as words; else the after's slots are walked by id.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-difference.h"

#include "rules/baton-access-private.h"

/* What one persona could do before and can do after. */
typedef struct
{
  BatonSnapshot *snapshots[2];
  BatonAccess   *accesses[2];      /* nullable: the persona is not in that program */
  const guint32 *old_slots;        /* by slot of the after: the slot before, G_MAXUINT32 for new content */
  guint          max_examples;
} Comparison;

enum { BEFORE, AFTER };

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

/* By slot of the after, what the slot was before. (transfer full) */
static guint32 *
map_slots (BatonSnapshot *before,
           BatonSnapshot *after)
{
  const BatonContentTable *contents = after->contents;
  guint32 *slots = g_new (guint32, contents->n_slots + 1);

  for (guint slot = 0; slot < contents->n_slots; slot++)
    {
      BatonEntity *entity = contents->entities[slot];
      BatonNode *node;

      slots[slot] = G_MAXUINT32;
      if (entity == NULL)
        continue;
      if (slot < before->contents->n_slots && before->contents->entities[slot] == entity)
        {
          slots[slot] = slot;
          continue;
        }
      node = baton_node_table_lookup (before->nodes, baton_entity_get_id (entity));
      if (node != NULL && node->tags != NULL)
        slots[slot] = node->slot;
    }
  return slots;
}

static gboolean
had (const BatonWord *bits,
     guint32          slot)
{
  return bits != NULL && slot != G_MAXUINT32 && bits_get (bits, slot);
}

static const BatonWord *
get_bits (const Comparison *comparison,
          guint             which,
          BatonAction       action,
          BatonOutcome      outcome)
{
  BatonAccess *access = comparison->accesses[which];

  return access != NULL ? baton_access_get_bits (access, action, outcome) : NULL;
}

static void
add_example (const Comparison *comparison,
             GPtrArray        *examples,
             BatonEntity      *content)
{
  if (examples->len < comparison->max_examples)
    g_ptr_array_add (examples, (char *) baton_entity_get_id (content));
}

static void
compare_content (const Comparison *comparison,
                 BatonDifference  *difference,
                 BatonEntity      *content,
                 gboolean          was_allowed,
                 gboolean          was_approval,
                 gboolean          is_allowed,
                 gboolean          is_approval)
{
  if (is_allowed && !was_allowed)
    {
      difference->n_allowed++;
      add_example (comparison, difference->allowed, content);
    }
  if (is_approval && !was_approval)
    {
      difference->n_approval++;
      add_example (comparison, difference->approval, content);
    }
  if ((was_allowed || was_approval) && !is_allowed && !is_approval)
    {
      difference->n_refused++;
      add_example (comparison, difference->refused, content);
    }
}

/* Content that is gone was looked up in the program before. */
static void
compare_gone (const Comparison *comparison,
              BatonAction       action,
              BatonDifference  *difference)
{
  const BatonContentTable *contents = comparison->snapshots[BEFORE]->contents;
  const BatonWord *allowed = get_bits (comparison, BEFORE, action, BATON_OUTCOME_ALLOWED);
  const BatonWord *approval = get_bits (comparison, BEFORE, action, BATON_OUTCOME_WITH_APPROVAL);

  for (guint i = 0; i < contents->n_listed; i++)
    {
      guint32 slot = contents->order[i];
      BatonEntity *content = contents->entities[slot];

      if (baton_snapshot_lookup_kind (comparison->snapshots[AFTER], baton_entity_get_id (content), BATON_KIND_CONTENT) == NULL)
        compare_content (comparison, difference, content, had (allowed, slot), had (approval, slot), FALSE, FALSE);
    }
}

static BatonDifference *
compare_action (const Comparison *comparison,
                const char       *persona,
                BatonAction       action,
                gboolean          some_gone)
{
  const BatonContentTable *contents = comparison->snapshots[AFTER]->contents;
  const BatonWord *was_allowed = get_bits (comparison, BEFORE, action, BATON_OUTCOME_ALLOWED);
  const BatonWord *was_approval = get_bits (comparison, BEFORE, action, BATON_OUTCOME_WITH_APPROVAL);
  const BatonWord *is_allowed = get_bits (comparison, AFTER, action, BATON_OUTCOME_ALLOWED);
  const BatonWord *is_approval = get_bits (comparison, AFTER, action, BATON_OUTCOME_WITH_APPROVAL);
  BatonDifference *difference = difference_new (persona, action);

  for (guint i = 0; i < contents->n_listed; i++)
    {
      guint32 slot = contents->order[i];
      guint32 old = comparison->old_slots[slot];

      compare_content (comparison, difference, contents->entities[slot],
                       had (was_allowed, old), had (was_approval, old), had (is_allowed, slot), had (is_approval, slot));
    }
  if (some_gone)
    compare_gone (comparison, action, difference);
  if (difference->n_allowed + difference->n_refused + difference->n_approval == 0)
    g_clear_pointer (&difference, baton_difference_free);
  return difference;
}

/* Whether the sets are the same, word for word. */
static gboolean
is_unchanged (const Comparison *comparison,
              BatonAction       action)
{
  gsize n_words = comparison->snapshots[AFTER]->contents->n_words;

  if (comparison->accesses[BEFORE] == NULL || comparison->accesses[AFTER] == NULL
      || comparison->snapshots[BEFORE]->contents != comparison->snapshots[AFTER]->contents)
    return FALSE;
  for (BatonOutcome o = BATON_OUTCOME_WITH_APPROVAL; o < BATON_N_OUTCOMES; o++)
    if (memcmp (get_bits (comparison, BEFORE, action, o), get_bits (comparison, AFTER, action, o),
                n_words * sizeof (BatonWord)) != 0)
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
                 BatonDay    day,
                 gboolean    some_gone,
                 GPtrArray  *differences)
{
  for (guint which = 0; which < G_N_ELEMENTS (comparison->snapshots); which++)
    comparison->accesses[which] = make_access (comparison->snapshots[which], persona, day);
  for (int action = 0; action < BATON_N_ACTIONS; action++)
    {
      BatonDifference *difference = is_unchanged (comparison, action)
                                        ? NULL : compare_action (comparison, persona, action, some_gone);

      if (difference != NULL)
        g_ptr_array_add (differences, difference);
    }
  for (guint which = 0; which < G_N_ELEMENTS (comparison->snapshots); which++)
    g_clear_pointer (&comparison->accesses[which], baton_access_free);
}

GPtrArray *
baton_difference_list (BatonSnapshot *before,
                       BatonSnapshot *after,
                       BatonDay       day,
                       guint          max_examples)
{
  GPtrArray *differences = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_difference_free);
  g_autofree guint32 *old_slots = map_slots (before, after);
  Comparison comparison = { { before, after }, { NULL, NULL }, old_slots, max_examples };
  GPtrArray *old_personas = before->lists[BATON_KIND_PERSONA];
  GPtrArray *personas = after->lists[BATON_KIND_PERSONA];
  guint n_kept = 0;

  for (guint slot = 0; slot < after->contents->n_slots; slot++)
    n_kept += old_slots[slot] != G_MAXUINT32;
  for (guint p = 0; p < personas->len; p++)
    compare_persona (&comparison, baton_entity_get_id (personas->pdata[p]), day, n_kept < before->contents->n_listed, differences);
  for (guint p = 0; p < old_personas->len; p++)
    {
      const char *id = baton_entity_get_id (old_personas->pdata[p]);

      if (baton_snapshot_lookup_kind (after, id, BATON_KIND_PERSONA) == NULL)
        compare_persona (&comparison, id, day, n_kept < before->contents->n_listed, differences);
    }
  return differences;
}
