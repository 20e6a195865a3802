/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Examples of what is said about rules: a persona and a content of the program where there are such, else a member and a
 * content that could be, taken out of the regions of the rules.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-illustration.h"

#include "rules/baton-analysis-private.h"

static int
find_number (BatonIllustration *self,
             const char        *id)
{
  gpointer number;

  return g_hash_table_lookup_extended (self->rule_numbers, id, NULL, &number) ? GPOINTER_TO_INT (number) : -1;
}

static const char *
get_persona_id (BatonIllustration *self,
                guint              persona)
{
  return baton_entity_get_id (self->snapshot->lists[BATON_KIND_PERSONA]->pdata[persona]);
}

static const char *
get_rule_id (BatonIllustration *self,
             guint              rule)
{
  return baton_entity_get_id (self->snapshot->lists[BATON_KIND_PUBLISHING_RULE]->pdata[rule]);
}

/* ── Cases ───────────────────────────────────────────────────────────────────────────────────────────── */

/* The first content that the rule, and *other* (−1: none) too, matches for this member. −1 for none. */
static int
find_content (BatonIllustration *self,
              BatonAccess       *access,
              guint              rule,
              int                other)
{
  const BatonContentTable *contents = self->snapshot->contents;
  const BatonWord *met = baton_access_get_rules (access);
  const BatonWord *ground, *other_ground;

  if (!bits_get (met, rule) || (other >= 0 && !bits_get (met, (guint) other)))
    return -1;
  ground = baton_access_get_ground (access, rule);
  other_ground = other >= 0 ? baton_access_get_ground (access, (guint) other) : ground;
  BITS_FOREACH (slot, w, contents->n_words, ground[w] & other_ground[w])
    return (int) slot;
  return -1;
}

/* A persona and content of the program whom both match on *day*. */
static gboolean
set_real_case (BatonIllustration *self,
               BatonFinding      *finding,
               BatonDay           day,
               guint              rule,
               int                other)
{
  GPtrArray *personas = self->snapshot->lists[BATON_KIND_PERSONA];
  int slot = -1;

  for (guint p = 0; p < personas->len && slot < 0; p++)
    {
      g_autoptr (BatonProfile) profile = NULL;
      g_autoptr (BatonAccess) access = NULL;

      if (day != self->day)
        {
          profile = baton_profile_new_for_persona (self->snapshot, get_persona_id (self, p), day);
          access = baton_access_new (self->snapshot, profile, day);
        }
      slot = find_content (self, access != NULL ? access : self->accesses->pdata[p], rule, other);
      if (slot < 0)
        continue;
      finding->example.persona = get_persona_id (self, p);
      finding->example.content = baton_entity_get_id (self->snapshot->contents->entities[slot]);
      finding->example.day = day;
    }
  return slot >= 0;
}

/* A member and content that could be, whom both match. */
static gboolean
set_possible_case (BatonIllustration *self,
                   BatonFinding      *finding,
                   BatonDay           day,
                   guint              rule,
                   int                other)
{
  g_autoptr (BatonRegion) region = baton_region_new_for_rule (self->space, self->snapshot->rules->rules[rule]);
  g_autoptr (BatonCase) found = NULL;
  BatonExample *example = &finding->example;

  if (region->empty || (other >= 0 && !baton_region_narrow_by_rule (region, self->snapshot->rules->rules[other])))
    return FALSE;
  found = baton_region_make_case (region, day);
  for (int side = 0; side < BATON_N_SIDES; side++)
    {
      example->terms[side] = g_ptr_array_new ();
      for (guint i = 0; i < found->terms[side]->len; i++)
        g_ptr_array_add (example->terms[side],
                         self->snapshot->taxonomy->ids[g_array_index (found->terms[side], BatonTerm, i)]);
    }
  example->organisation = found->organisation;
  memcpy (example->attributes, found->attributes, sizeof example->attributes);
  example->known = found->known;
  example->day = found->day;
  return TRUE;
}

/* A case of the rule, where *other* (−1: none) matches too and settles it. */
static gboolean
set_case (BatonIllustration *self,
          BatonFinding      *finding,
          BatonDay           day,
          guint              rule,
          int                other)
{
  const BatonRuleIndex *rules = self->snapshot->rules;
  guint actions = rules->rules[rule]->actions & (other >= 0 ? rules->rules[other]->actions : G_MAXUINT);

  if (actions == 0)
    return FALSE;
  if (!set_real_case (self, finding, day, rule, other) && !set_possible_case (self, finding, day, rule, other))
    return FALSE;
  finding->example.action = __builtin_ctz (actions);
  if (other >= 0)
    finding->example.rule = get_rule_id (self, (guint) other);
  return TRUE;
}

/* ── Contradictions ──────────────────────────────────────────────────────────────────────────────────── */

static GArray *
list_parts (const BatonRule *rule)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (BatonFailure));
  const struct
  {
    BatonRulePart part;
    guint         n;
  } counts[] = {
    { BATON_RULE_PART_WHO, rule->who->n_clauses },
    { BATON_RULE_PART_WHAT, rule->what->n_clauses },
    { BATON_RULE_PART_OWN, rule->n_own },
    { BATON_RULE_PART_ADDRESSED, rule->n_addressed },
    { BATON_RULE_PART_WINDOW, 1 },
  };

  for (guint c = 0; c < G_N_ELEMENTS (counts); c++)
    for (guint i = 0; i < counts[c].n; i++)
      {
        BatonFailure part = { counts[c].part, i };

        g_array_append_val (parts, part);
      }
  return parts;
}

static void
narrow_by_clause (BatonRegion         *region,
                  const BatonAudience *audience,
                  guint                clause)
{
  for (guint i = 0; i < audience->conditions->len && !region->empty; i++)
    if (g_array_index (audience->conditions, BatonCondition, i).clause == clause)
      baton_region_narrow (region, &g_array_index (audience->conditions, BatonCondition, i));
}

/* Whether somebody could meet all of *parts* but the *left_out*th. */
static gboolean
can_be_met (BatonIllustration *self,
            const BatonRule   *rule,
            GArray            *parts,
            guint              left_out)
{
  g_autoptr (BatonRegion) region = baton_region_new (self->space);

  for (guint i = 0; i < parts->len && !region->empty; i++)
    {
      BatonFailure part = g_array_index (parts, BatonFailure, i);

      if (i == left_out)
        continue;
      switch (part.part)
        {
        case BATON_RULE_PART_WHO:
          narrow_by_clause (region, rule->who, part.index);
          break;
        case BATON_RULE_PART_WHAT:
          narrow_by_clause (region, rule->what, part.index);
          break;
        case BATON_RULE_PART_OWN:
          baton_region_relate (region, rule->own[part.index], BATON_RELATION_OWN);
          break;
        case BATON_RULE_PART_ADDRESSED:
          baton_region_relate (region, rule->addressed[part.index], BATON_RELATION_ADDRESSED);
          break;
        case BATON_RULE_PART_WINDOW:
        default:
          baton_region_narrow_window (region, rule->window);
        }
    }
  return !region->empty;
}

/* The parts of the rule that nobody can meet together, though without any one of them somebody could. */
static void
set_contradiction (BatonIllustration *self,
                   BatonFinding      *finding,
                   guint              number)
{
  const BatonRule *rule = self->snapshot->rules->rules[number];
  g_autoptr (GArray) parts = list_parts (rule);

  if (can_be_met (self, rule, parts, G_MAXUINT))
    return;
  for (guint i = parts->len; i-- > 0;)
    if (!can_be_met (self, rule, parts, i))
      g_array_remove_index (parts, i);
  finding->example.lacking = finding->entity;
  finding->example.failures = g_steal_pointer (&parts);
}

/* ── One finding ─────────────────────────────────────────────────────────────────────────────────────── */

/* Of the finding's others the first with which the rule has a case; of the program if there is one. */
static void
set_case_with_any (BatonIllustration *self,
                   BatonFinding      *finding,
                   guint              rule)
{
  const BatonRuleIndex *rules = self->snapshot->rules;

  for (guint possible = 0; possible < 2; possible++)
    for (guint i = 0; i < finding->others->len; i++)
      {
        int other = find_number (self, finding->others->pdata[i]);
        guint actions = other >= 0 ? rules->rules[rule]->actions & rules->rules[other]->actions : 0;

        if (actions == 0 || !(possible ? set_possible_case (self, finding, self->day, rule, other)
                                       : set_real_case (self, finding, self->day, rule, other)))
          continue;
        finding->example.action = __builtin_ctz (actions);
        finding->example.rule = finding->others->pdata[i];
        return;
      }
}

/* A rule that was too much to search through: one case in which another rule says it already. */
static void
illustrate_undecided (BatonIllustration *self,
                      BatonFinding      *finding,
                      guint              number)
{
  const BatonRuleIndex *rules = self->snapshot->rules;
  BatonOutcome outcome = baton_rule_get_outcome (rules->rules[number]);

  for (guint other = 0; other < rules->n_rules; other++)
    {
      const BatonRule *rule = rules->rules[other];

      if (other != number && rule->enabled && (!rule->may || baton_rule_get_outcome (rule) == outcome)
          && set_case (self, finding, self->day, number, (int) other))
        {
          baton_finding_add_other (finding, get_rule_id (self, other));
          return;
        }
    }
  set_case (self, finding, self->day, number, -1);
}

/* The rules which decide for one member in the place of *number*, that matches too; the first case becomes the example. */
static void
add_deciders (BatonIllustration *self,
              BatonFinding      *finding,
              guint              persona,
              guint              number,
              BatonAction        action)
{
  const BatonRuleIndex *rules = self->snapshot->rules;
  const BatonContentTable *contents = self->snapshot->contents;
  BatonAccess *access = self->accesses->pdata[persona];
  const BatonWord *met = baton_access_get_rules (access);
  g_autofree BatonWord *left = bits_new (contents->n_words);

  for (BatonOutcome outcome = BATON_OUTCOME_FORBIDDEN; outcome < BATON_N_OUTCOMES; outcome++)
    {
      memcpy (left, baton_access_get_ground (access, number), contents->n_words * sizeof *left);
      bits_and (left, baton_access_get_bits (access, action, outcome), contents->n_words);
      BITS_FOREACH (rule, w, rules->n_words, met[w] & rules->actions[action][w] & rules->effects[outcome][w])
        {
          const BatonWord *ground = baton_access_get_ground (access, rule);

          if (!bits_intersect (left, ground, contents->n_words))
            continue;
          if (finding->example.rule == NULL)
            {
              finding->example.persona = get_persona_id (self, persona);
              finding->example.action = (int) action;
              finding->example.day = self->day;
              finding->example.rule = get_rule_id (self, rule);
              for (guint slot = 0; slot < contents->n_slots && finding->example.content == NULL; slot++)
                if (bits_get (left, slot) && bits_get (ground, slot))
                  finding->example.content = baton_entity_get_id (contents->entities[slot]);
            }
          if (!g_ptr_array_find (finding->others, get_rule_id (self, rule), NULL))
            baton_finding_add_other (finding, get_rule_id (self, rule));
          bits_and_not (left, ground, contents->n_words);
        }
    }
}

static void
illustrate_never_decides (BatonIllustration *self,
                          BatonFinding      *finding,
                          guint              number)
{
  for (guint p = 0; p < self->accesses->len; p++)
    for (int action = 0; action < BATON_N_ACTIONS; action++)
      if ((self->snapshot->rules->rules[number]->actions & (1u << action)) != 0
          && bits_get (baton_access_get_rules (self->accesses->pdata[p]), number))
        add_deciders (self, finding, p, number, (BatonAction) action);
}

/* The persona for whom the fewest parts fail on *tags*. Returns how many do. */
static guint
find_nearest_persona (BatonIllustration  *self,
                      const BatonRule    *rule,
                      const BatonTermSet *tags,
                      guint              *persona)
{
  guint least = G_MAXUINT;

  for (guint p = 0; p < self->profiles->len; p++)
    {
      guint n = baton_rule_count_failures (rule, self->profiles->pdata[p], tags, self->day);

      if (n < least)
        {
          least = n;
          *persona = p;
        }
    }
  return least;
}

/* The slot of the content of which the fewest clauses of the rule fail: one that meets them all, if there is one. */
static guint
find_nearest_slot (BatonIllustration *self,
                   guint              number)
{
  const BatonRule *rule = self->snapshot->rules->rules[number];
  const BatonContentTable *contents = self->snapshot->contents;
  const BatonGround *ground = self->snapshot->grounds->pdata[number];
  guint least = G_MAXUINT, nearest = contents->order[0];

  BITS_FOREACH (slot, w, contents->n_words, ground->bits[w])
    return slot;
  for (guint i = 0; i < contents->n_listed && least > 1; i++)
    {
      guint n = baton_rule_count_failing_what (rule, self->profiles->pdata[0], contents->tags[contents->order[i]]);

      if (n < least)
        {
          least = n;
          nearest = contents->order[i];
        }
    }
  return nearest;
}

/* The same of a rule that says *own* or *addressed*, for which each persona has contents of their own that come nearest. */
static guint
find_nearest_pair (BatonIllustration *self,
                   guint              number,
                   guint             *persona)
{
  const BatonRule *rule = self->snapshot->rules->rules[number];
  const BatonContentTable *contents = self->snapshot->contents;
  guint least = G_MAXUINT, nearest = contents->order[0];

  for (guint i = 0; i < contents->n_listed && least > 1; i++)
    {
      guint slot = contents->order[i], other = 0;
      guint n = find_nearest_persona (self, rule, contents->tags[slot], &other);

      if (n < least)
        {
          least = n;
          nearest = slot;
          *persona = other;
        }
    }
  return nearest;
}

static void
illustrate_nothing_here (BatonIllustration *self,
                         BatonFinding      *finding,
                         guint              number)
{
  const BatonRule *rule = self->snapshot->rules->rules[number];
  const BatonContentTable *contents = self->snapshot->contents;
  BatonTermSet *tags = NULL;
  guint persona = 0;

  if (contents->n_listed > 0)
    {
      guint slot = rule->n_own + rule->n_addressed > 0 ? find_nearest_pair (self, number, &persona) : find_nearest_slot (self, number);

      tags = contents->tags[slot];
      finding->example.content = baton_entity_get_id (contents->entities[slot]);
    }
  find_nearest_persona (self, rule, tags, &persona);
  finding->example.persona = get_persona_id (self, persona);
  finding->example.action = __builtin_ctz (rule->actions);
  finding->example.day = self->day;
  finding->example.failures = baton_rule_list_failures (rule, self->profiles->pdata[persona], tags, self->day);
  /* Only where there is no content at all does nothing fail. */
  if (finding->example.failures->len > 0)
    finding->example.lacking = finding->entity;
}

/* What was found of rules that meet is a case already; which *may* it is of is said here. */
static void
illustrate_meeting (BatonIllustration *self,
                    BatonFinding      *finding)
{
  BatonExample *example = &finding->example;
  g_autoptr (BatonExplanation) explanation = NULL;
  g_autoptr (BatonProfile) profile = baton_profile_new_for_persona (self->snapshot, example->persona, self->day);

  explanation = baton_explain (self->snapshot, profile, (BatonAction) example->action, example->content, self->day);
  example->day = self->day;
  for (guint i = 0; i < explanation->n_matching && example->rule == NULL; i++)
    {
      const char *id = get_rule_id (self, (guint) explanation->matching[i]);

      if (g_ptr_array_find_with_equal_func (finding->others, id, g_str_equal, NULL))
        example->rule = id;
    }
}

void
baton_illustrate_rule (BatonIllustration *self,
                       BatonFinding      *finding)
{
  int number = find_number (self, finding->entity);
  const BatonRule *rule;

  g_return_if_fail (number >= 0);
  rule = self->snapshot->rules->rules[number];
  switch ((int) finding->code)
    {
    case BATON_FINDING_NEVER_MATCHES:
      set_contradiction (self, finding, (guint) number);
      break;
    case BATON_FINDING_ENDED:
      set_case (self, finding, rule->window.through, (guint) number, -1);
      break;
    case BATON_FINDING_EXCEPTION_WITHOUT_REASON:
      if (!set_case (self, finding, self->day, (guint) number, -1))
        set_contradiction (self, finding, (guint) number);
      break;
    case BATON_FINDING_CONTAINED:
    case BATON_FINDING_KILLED:
    case BATON_FINDING_SHADOWED:
    case BATON_FINDING_COULD_MEET:
      set_case_with_any (self, finding, (guint) number);
      break;
    case BATON_FINDING_SHADOW_UNDECIDED:
      illustrate_undecided (self, finding, (guint) number);
      break;
    case BATON_FINDING_MEET:
      illustrate_meeting (self, finding);
      break;
    case BATON_FINDING_MATCHES_NOTHING_HERE:
      illustrate_nothing_here (self, finding, (guint) number);
      break;
    case BATON_FINDING_NEVER_DECIDES:
      illustrate_never_decides (self, finding, (guint) number);
      break;
    default:
      g_return_if_reached ();
    }
}
