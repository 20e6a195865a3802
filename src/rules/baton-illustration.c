/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An example for each finding, and those of what is said about contents and personas: whom it concerns most nearly, by
 * which rule, and what that rule lacks.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-illustration.h"

#include "rules/baton-analysis-private.h"
#include "rules/baton-profile-private.h"

static const char *
get_id (BatonIllustration *self,
        BatonKind          kind,
        guint              index)
{
  return baton_entity_get_id (self->snapshot->lists[kind]->pdata[index]);
}

/* ── Decisions ───────────────────────────────────────────────────────────────────────────────────────── */

static void
add_concerned (BatonIllustration *self,
               BatonFinding      *finding,
               guint              rule,
               gboolean           concern)
{
  const char *id = get_id (self, BATON_KIND_PUBLISHING_RULE, rule);

  if (concern && !g_ptr_array_find (finding->others, id, NULL))
    baton_finding_add_other (finding, id);
}

void
baton_illustration_set_decision_of (BatonIllustration  *self,
                                    BatonFinding       *finding,
                                    const BatonProfile *profile,
                                    BatonAccess        *access,
                                    BatonAction         action,
                                    const char         *content,
                                    gboolean            concern)
{
  BatonExample *example = &finding->example;
  g_autoptr (BatonExplanation) explanation = baton_explain_met (self->snapshot, profile, baton_access_get_rules (access), action, content, self->day);

  example->content = content;
  example->action = (int) action;
  example->day = self->day;
  for (guint i = 0; i < explanation->n_determining; i++)
    add_concerned (self, finding, (guint) explanation->determining[i], concern);
  for (guint i = 0; i < explanation->n_nearest; i++)
    add_concerned (self, finding, (guint) explanation->nearest[i].rule, concern);
  if (explanation->decision.rule >= 0)
    {
      example->rule = get_id (self, BATON_KIND_PUBLISHING_RULE, (guint) explanation->decision.rule);
    }
  else if (explanation->n_nearest > 0)
    {
      const BatonNearRule *near = &explanation->nearest[0];

      example->lacking = get_id (self, BATON_KIND_PUBLISHING_RULE, (guint) near->rule);
      example->failures = g_array_new (FALSE, FALSE, sizeof (BatonFailure));
      g_array_append_vals (example->failures, near->failures, near->n_failures);
    }
}

void
baton_illustration_set_decision (BatonIllustration *self,
                                 BatonFinding      *finding,
                                 guint              persona,
                                 BatonAction        action,
                                 const char        *content,
                                 gboolean           concern)
{
  finding->example.persona = get_id (self, BATON_KIND_PERSONA, persona);
  baton_illustration_set_decision_of (self, finding, self->profiles->pdata[persona], self->accesses->pdata[persona], action, content, concern);
}

guint
baton_illustration_set_failing_audience (BatonIllustration *self,
                                         BatonFinding      *finding,
                                         guint              persona,
                                         BatonEntity       *lacking,
                                         BatonField         field)
{
  const BatonAudience *audience = baton_snapshot_get_audience (self->snapshot, baton_entity_get_id (lacking), field);
  g_autoptr (GArray) failures = g_array_new (FALSE, FALSE, sizeof (BatonFailure));

  for (guint i = 0; i < audience->n_clauses; i++)
    if (!baton_audience_matches_clause (audience, i, self->profiles->pdata[persona], NULL))
      {
        BatonFailure failure = { BATON_RULE_PART_WHO, i };

        g_array_append_val (failures, failure);
      }
  if (failures->len == 0)
    return 0;
  finding->example.persona = get_id (self, BATON_KIND_PERSONA, persona);
  finding->example.lacking = baton_entity_get_id (lacking);
  g_clear_pointer (&finding->example.failures, g_array_unref);
  finding->example.failures = g_steal_pointer (&failures);
  return finding->example.failures->len;
}

/* ── Contents ────────────────────────────────────────────────────────────────────────────────────────── */

/* A persona whom a may not keeps from what some *may* allows. −1 for none. */
static int
find_forbidden (BatonIllustration *self,
                BatonAction        action,
                guint              slot)
{
  const BatonRuleIndex *rules = self->snapshot->rules;

  for (guint p = 0; p < self->accesses->len; p++)
    {
      BatonAccess *access = self->accesses->pdata[p];
      const BatonWord *met = baton_access_get_rules (access);

      if (!bits_get (baton_access_get_bits (access, action, BATON_OUTCOME_FORBIDDEN), slot))
        continue;
      BITS_FOREACH (may, w, rules->n_words, met[w] & rules->actions[action][w] & ~rules->effects[BATON_OUTCOME_FORBIDDEN][w])
        if (bits_get (baton_access_get_ground (access, may), slot))
          return (int) p;
    }
  return -1;
}

/* A persona whom some *may* about the action meets, of those that ask the least more of the content; else the first. */
static guint
find_nearest_persona (BatonIllustration *self,
                      BatonAction        action,
                      guint              slot)
{
  const BatonRuleIndex *rules = self->snapshot->rules;
  g_autofree BatonWord *asked = bits_new (rules->n_words);
  guint least = G_MAXUINT, nearest = 0;

  for (guint p = 0; p < self->accesses->len; p++)
    {
      const BatonWord *met = baton_access_get_rules (self->accesses->pdata[p]);

      BITS_FOREACH (may, w, rules->n_words,
                    met[w] & ~asked[w] & rules->actions[action][w] & ~rules->effects[BATON_OUTCOME_FORBIDDEN][w])
        {
          guint n = baton_rule_count_failures (rules->rules[may], self->profiles->pdata[p],
                                               self->snapshot->contents->tags[slot], self->day);

          /* What the rule asks of the content it asks for every member alike. */
          bits_set (asked, may);
          if (n < least)
            {
              least = n;
              nearest = p;
            }
        }
    }
  return nearest;
}

void
baton_illustrate_content (BatonIllustration *self,
                          BatonFinding      *finding)
{
  BatonAction action = (BatonAction) __builtin_ctz (finding->actions);
  guint slot = baton_node_table_lookup (self->snapshot->nodes, finding->entity)->slot;
  int persona = find_forbidden (self, action, slot);

  baton_illustration_set_decision (self, finding, persona >= 0 ? (guint) persona : find_nearest_persona (self, action, slot),
                                   action, finding->entity, TRUE);
}

/* ── Personas ────────────────────────────────────────────────────────────────────────────────────────── */

static const char *
find_first (BatonIllustration *self,
            const BatonWord   *bits)
{
  const BatonContentTable *contents = self->snapshot->contents;

  for (guint i = 0; i < contents->n_listed; i++)
    if (bits_get (bits, contents->order[i]))
      return baton_entity_get_id (contents->entities[contents->order[i]]);
  return NULL;
}

/* The first content that some *may* lets the persona view and a may not forbids; NULL for none. */
static const char *
find_taken_back (BatonIllustration *self,
                 BatonAccess       *access)
{
  const BatonRuleIndex *rules = self->snapshot->rules;
  const BatonContentTable *contents = self->snapshot->contents;
  const BatonWord *met = baton_access_get_rules (access);
  g_autofree BatonWord *taken = bits_new (contents->n_words);

  BITS_FOREACH (may, w, rules->n_words,
                met[w] & rules->actions[BATON_ACTION_VIEW][w] & ~rules->effects[BATON_OUTCOME_FORBIDDEN][w])
    bits_or (taken, baton_access_get_ground (access, may), contents->n_words);
  bits_and (taken, baton_access_get_bits (access, BATON_ACTION_VIEW, BATON_OUTCOME_FORBIDDEN), contents->n_words);
  return find_first (self, taken);
}

/* Of the contents for which rules are and that nothing forbids, one for each rule, that for which the fewest parts fail;
 * else the first. */
static const char *
find_nearest_content (BatonIllustration  *self,
                      const BatonProfile *profile,
                      BatonAccess        *access)
{
  const BatonRuleIndex *rules = self->snapshot->rules;
  const BatonContentTable *contents = self->snapshot->contents;
  const BatonWord *forbidden = baton_access_get_bits (access, BATON_ACTION_VIEW, BATON_OUTCOME_FORBIDDEN);
  const char *nearest = find_first (self, contents->present);
  guint least = G_MAXUINT;

  BITS_FOREACH (may, w, rules->n_words,
                rules->actions[BATON_ACTION_VIEW][w] & ~rules->effects[BATON_OUTCOME_FORBIDDEN][w])
    {
      const BatonGround *ground = self->snapshot->grounds->pdata[may];

      BITS_FOREACH (slot, v, contents->n_words, ground->bits[v] & ~forbidden[v])
        {
          guint n = baton_rule_count_failures (rules->rules[may], profile, contents->tags[slot], self->day);

          if (n < least)
            {
              least = n;
              nearest = baton_entity_get_id (contents->entities[slot]);
            }
          goto next;
        }
    next:;
    }
  return nearest;
}

const char *
baton_illustration_find_view (BatonIllustration  *self,
                              const BatonProfile *profile,
                              BatonAccess        *access)
{
  const char *content;

  content = find_first (self, baton_access_get_bits (access, BATON_ACTION_VIEW, BATON_OUTCOME_ALLOWED));
  if (content == NULL)
    content = find_first (self, baton_access_get_bits (access, BATON_ACTION_VIEW, BATON_OUTCOME_WITH_APPROVAL));
  if (content == NULL)
    content = find_taken_back (self, access);
  return content != NULL ? content : find_nearest_content (self, profile, access);
}

/* What they may view is not shown; what they may not is told by what comes nearest. */
static void
illustrate_seeing_nothing (BatonIllustration *self,
                           BatonFinding      *finding,
                           guint              persona)
{
  const char *content = baton_illustration_find_view (self, self->profiles->pdata[persona], self->accesses->pdata[persona]);

  if (content != NULL)
    baton_illustration_set_decision (self, finding, persona, BATON_ACTION_VIEW, content, TRUE);
  else
    finding->example.persona = finding->entity;
}

/* The landing page of which the fewest clauses fail. */
static void
illustrate_without_page (BatonIllustration *self,
                         BatonFinding      *finding,
                         guint              persona)
{
  GPtrArray *pages = self->snapshot->lists[BATON_KIND_PAGE];
  BatonEntity *nearest = NULL;
  guint least = G_MAXUINT;

  finding->example.persona = finding->entity;
  for (guint i = 0; i < pages->len; i++)
    {
      guint n;

      if (baton_entity_get_choice (pages->pdata[i], BATON_FIELD_PAGE_USE, 0) != 0)
        continue;
      n = baton_illustration_set_failing_audience (self, finding, persona, pages->pdata[i], BATON_FIELD_PAGE_AUDIENCE);
      if (n > 0 && n < least)
        {
          least = n;
          nearest = pages->pdata[i];
        }
    }
  if (nearest != NULL)
    baton_illustration_set_failing_audience (self, finding, persona, nearest, BATON_FIELD_PAGE_AUDIENCE);
}

void
baton_illustrate_persona (BatonIllustration *self,
                          BatonFinding      *finding)
{
  guint persona = 0;

  while (!g_str_equal (get_id (self, BATON_KIND_PERSONA, persona), finding->entity))
    persona++;
  if (finding->code == BATON_FINDING_PERSONA_SEES_NOTHING)
    illustrate_seeing_nothing (self, finding, persona);
  else
    illustrate_without_page (self, finding, persona);
}

/* ── All findings ────────────────────────────────────────────────────────────────────────────────────── */

static void
illustrate (BatonIllustration *self,
            BatonFinding      *finding)
{
  finding->illustrated = TRUE;
  switch ((int) finding->kind)
    {
    case BATON_KIND_PUBLISHING_RULE:
      baton_illustrate_rule (self, finding);
      break;
    case BATON_KIND_CONTENT:
      baton_illustrate_content (self, finding);
      break;
    case BATON_KIND_PERSONA:
      baton_illustrate_persona (self, finding);
      break;
    case BATON_KIND_PAGE:
      baton_illustrate_page (self, finding);
      break;
    case BATON_KIND_NAVIGATION_ITEM:
      baton_illustrate_navigation (self, finding);
      break;
    case BATON_KIND_ROLE:
      baton_illustrate_role (self, finding);
      break;
    case BATON_KIND_TERM:
      baton_illustrate_term (self, finding);
      break;
    case BATON_KIND_TIER:
      finding->example.thing = baton_illustration_find_top (self, finding->entity);
      break;
    default:
      g_return_if_reached ();
    }
}

void
baton_analysis_illustrate (BatonSnapshot *snapshot,
                           GPtrArray     *findings,
                           BatonDay       day,
                           GCancellable  *cancellable)
{
  BatonIllustration self = { .snapshot = snapshot, .day = day };
  GPtrArray *personas = snapshot->lists[BATON_KIND_PERSONA];
  GPtrArray *rules = snapshot->lists[BATON_KIND_PUBLISHING_RULE];

  self.space = baton_space_new (snapshot);
  self.profiles = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_profile_unref);
  self.accesses = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_access_free);
  for (guint p = 0; p < personas->len; p++)
    {
      g_ptr_array_add (self.profiles, baton_profile_new_for_persona (snapshot, baton_entity_get_id (personas->pdata[p]), day));
      g_ptr_array_add (self.accesses, baton_access_new (snapshot, self.profiles->pdata[p], day));
    }
  self.rule_numbers = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint r = 0; r < rules->len; r++)
    g_hash_table_insert (self.rule_numbers, (char *) baton_entity_get_id (rules->pdata[r]), GINT_TO_POINTER ((int) r));

  for (guint i = 0; i < findings->len && !g_cancellable_is_cancelled (cancellable); i++)
    illustrate (&self, findings->pdata[i]);

  g_clear_pointer (&self.namers, g_hash_table_unref);
  g_clear_pointer (&self.rules_naming, g_hash_table_unref);
  g_hash_table_unref (self.rule_numbers);
  g_ptr_array_unref (self.accesses);
  g_ptr_array_unref (self.profiles);
  baton_space_free (self.space);
}
