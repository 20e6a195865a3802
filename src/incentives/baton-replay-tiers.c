/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ladders, looked at when a day ends: first the tier that points and requirements give, then the ladder's policy, then pins.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-replay-private.h"

#include <string.h>

guint
baton_ladder_get_holder (const BatonLadder *ladder,
                         BatonRegister     *reg,
                         guint              organisation,
                         guint              member,
                         BatonDay           day)
{
  switch (ladder->holder)
    {
    case BATON_HOLDER_MEMBER:
      return member;
    case BATON_HOLDER_TREE:
      return organisation != BATON_INDEX_NONE ? baton_register_get_top (reg, organisation, day) : BATON_INDEX_NONE;
    case BATON_HOLDER_ORGANISATION:
    default:
      return organisation;
    }
}

/* The index of the first entry of *start* or later. */
static guint
find_window_start (const BatonStanding *standing,
                   BatonDay             start)
{
  guint low = 0;
  guint high = standing->entries->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (standing->entries, BatonLadderEntry, middle).day < start)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Points of the entries from *start* through *day*. */
static gint64
sum_entries (const BatonStanding *standing,
             BatonDay             start,
             BatonDay             day)
{
  guint first, last;

  if (standing->entries == NULL)
    return 0;
  first = find_window_start (standing, start);
  last = standing->entries->len;
  while (last > first && g_array_index (standing->entries, BatonLadderEntry, last - 1).day > day)
    last--;
  if (last == first)
    return 0;
  return g_array_index (standing->entries, BatonLadderEntry, last - 1).sum -
         (first > 0 ? g_array_index (standing->entries, BatonLadderEntry, first - 1).sum : 0);
}

gint64
baton_standing_get_points (const BatonStanding *standing,
                           const BatonLadder   *ladder,
                           BatonDay             day,
                           int                  fiscal_start)
{
  return sum_entries (standing, baton_ladder_get_window_start (ladder, day, fiscal_start), day);
}

gint32
baton_standing_get_tier (const BatonStanding *standing,
                         BatonDay             day)
{
  guint i = standing->steps != NULL ? standing->steps->len : 0;

  while (i > 0 && g_array_index (standing->steps, BatonTierStep, i - 1).day > day)
    i--;
  return i > 0 ? g_array_index (standing->steps, BatonTierStep, i - 1).tier : -1;
}

/* ── Entering ────────────────────────────────────────────────────────────────────────────────────────── */

void
baton_replay_enter_tiers (BatonRun          *run,
                          guint              event,
                          const BatonCredit *credit)
{
  gint64 points = credit->points[BATON_POINTS_TIER];

  if (points == 0)
    return;
  for (guint i = 0; i < run->scheme->n_ladders; i++)
    {
      const BatonLadder *ladder = &run->scheme->ladders[i];
      guint holder = baton_ladder_get_holder (ladder, run->reg, credit->organisation, credit->member, run->day);
      BatonLadderEntry entry = { .day = run->day, .event = event, .points = points };
      BatonStanding *standing;

      if (holder == BATON_INDEX_NONE || !ladder->counts[baton_scheme_find_activity (run->scheme, run->events[event].subject)])
        continue;
      standing = &run->replay->standings[i][holder];
      if (standing->entries == NULL)
        standing->entries = g_array_new (FALSE, FALSE, sizeof (BatonLadderEntry));
      if (standing->entries->len > 0)
        entry.sum = g_array_index (standing->entries, BatonLadderEntry, standing->entries->len - 1).sum;
      if (!baton_add (&entry.sum, points) && run->overflow_event == BATON_EVENT_NONE)
        run->overflow_event = event;
      g_array_append_val (standing->entries, entry);
    }
}

/* An occurrence of an activity that some tier requires. */
void
baton_replay_count_required (BatonRun          *run,
                             guint              event,
                             const BatonCredit *credit)
{
  guint activity = baton_scheme_find_activity (run->scheme, run->events[event].subject);

  for (guint i = 0; i < run->scheme->n_ladders; i++)
    {
      GArray *required = run->replay->required[i];
      guint holder = baton_ladder_get_holder (&run->scheme->ladders[i], run->reg, credit->organisation, credit->member, run->day);

      for (guint k = 0; k < required->len && holder != BATON_INDEX_NONE; k++)
        {
          BatonStanding *standing = &run->replay->standings[i][holder];

          if (g_array_index (required, guint, k) != activity)
            continue;
          if (standing->required == NULL)
            standing->required = g_new0 (GArray *, required->len);
          if (standing->required[k] == NULL)
            standing->required[k] = g_array_new (FALSE, FALSE, sizeof (BatonDay));
          g_array_append_val (standing->required[k], run->day);
        }
    }
}

/* ── Evaluating ──────────────────────────────────────────────────────────────────────────────────────── */

static gint64
count_in_window (BatonReplay         *self,
                 guint                ladder,
                 const BatonStanding *standing,
                 guint                activity,
                 BatonDay             day)
{
  BatonDay start = baton_ladder_get_window_start (&self->scheme->ladders[ladder], day, self->scheme->fiscal_start);
  gint64 n = 0;

  for (guint k = 0; k < self->required[ladder]->len && standing->required != NULL; k++)
    {
      if (g_array_index (self->required[ladder], guint, k) != activity || standing->required[k] == NULL)
        continue;
      for (guint i = 0; i < standing->required[k]->len; i++)
        {
          BatonDay happened = g_array_index (standing->required[k], BatonDay, i);

          n += happened >= start && happened <= day;
        }
    }
  return n;
}

/* Whether the holder has a term that *term* covers. */
static gboolean
holds_term (BatonReplay *self,
            guint        ladder,
            guint        holder,
            BatonTerm    term,
            BatonDay     day)
{
  BatonTaxonomy *taxonomy = baton_snapshot_get_taxonomy (self->scheme->snapshot);
  gboolean is_member = self->scheme->ladders[ladder].holder == BATON_HOLDER_MEMBER;
  const BatonMemberFacts *own = is_member ? baton_register_get_member_facts (self->reg, holder, day) : NULL;
  const BatonOrganisationFacts *facts = baton_register_get_organisation_facts (self->reg, own != NULL ? own->organisation : holder, day);

  if (is_member && own == NULL)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    {
      const char * const *terms = i == 0 ? (own != NULL ? own->terms : NULL) : (facts != NULL ? facts->terms : NULL);

      for (; terms != NULL && *terms != NULL; terms++)
        {
          BatonTerm held = baton_taxonomy_find_term (taxonomy, *terms);

          if (held != BATON_TERM_NONE && baton_taxonomy_covers (taxonomy, term, held))
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
meets (BatonReplay            *self,
       guint                   ladder,
       guint                   holder,
       const BatonRequirement *requirement,
       BatonDay                day)
{
  if (requirement->impossible)
    return FALSE;
  if (requirement->activity != BATON_INDEX_NONE &&
      count_in_window (self, ladder, &self->standings[ladder][holder], requirement->activity, day) < requirement->count)
    return FALSE;
  return requirement->term == BATON_TERM_NONE || holds_term (self, ladder, holder, requirement->term, day);
}

gint32
baton_ladder_evaluate (BatonReplay *self,
                       guint        ladder,
                       guint        holder,
                       gint64       points,
                       BatonDay     day)
{
  const BatonLadder *rules = &self->scheme->ladders[ladder];

  for (gint32 tier = (gint32) rules->n_tiers - 1; tier >= 0; tier--)
    {
      gboolean reached = points >= rules->tiers[tier].threshold;

      for (guint i = 0; i < rules->tiers[tier].n_requirements && reached; i++)
        reached = meets (self, ladder, holder, &rules->tiers[tier].requirements[i], day);
      if (reached)
        return tier;
    }
  return -1;
}

/* ── Policies ────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
may_fall_on (const BatonLadder   *ladder,
             const BatonStanding *standing,
             BatonDay             day,
             int                  fiscal_start)
{
  if (day != baton_day_get_month_end (day))
    return FALSE;
  /* By fiscal year the tier is held to the year's end; a period of grace that began then goes on by months. */
  return ladder->window == BATON_LADDER_ROLLING || standing->below > 0 ||
         day == baton_period_get (BATON_PERIOD_YEAR, day, fiscal_start).through;
}

gint32
baton_ladder_step (const BatonLadder *ladder,
                   BatonStanding     *standing,
                   gint32             evaluated,
                   BatonDay           day,
                   int                fiscal_start)
{
  if (evaluated >= standing->natural)
    {
      standing->below = 0;
      return evaluated;
    }
  if (!may_fall_on (ladder, standing, day, fiscal_start))
    return standing->natural;

  switch (ladder->downgrade)
    {
    case BATON_DOWN_ONE_STEP:
      return standing->natural - 1;
    case BATON_DOWN_GRACE:
      if (standing->below == 0)
        standing->fall_to = ladder->window == BATON_LADDER_FISCAL_YEAR ? evaluated : -1;
      standing->below++;
      if (standing->below <= ladder->grace_months)
        return standing->natural;
      standing->below = 0;
      return MAX (evaluated, standing->fall_to);
    case BATON_DOWN_EVALUATED:
    default:
      return evaluated;
    }
}

const BatonPin *
baton_ladder_find_pin (BatonReplay *self,
                       guint        ladder,
                       guint        holder,
                       BatonDay     day)
{
  const BatonLadder *rules = &self->scheme->ladders[ladder];
  const BatonPin *found = NULL;
  const char *id, *name = NULL;

  if (rules->n_pins == 0)
    return NULL;
  if (rules->holder == BATON_HOLDER_MEMBER)
    {
      const BatonMemberFacts *facts = baton_register_get_member_facts (self->reg, holder, day);

      id = baton_register_get_member (self->reg, holder);
      name = facts != NULL ? facts->name : NULL;
    }
  else
    {
      const BatonOrganisationFacts *facts = baton_register_get_organisation_facts (self->reg, holder, day);

      id = baton_register_get_organisation (self->reg, holder);
      name = facts != NULL ? facts->name : NULL;
    }
  for (guint i = 0; i < rules->n_pins; i++)
    {
      const BatonPin *pin = &rules->pins[i];

      if (baton_window_contains (pin->window, day) && (strcmp (pin->holder, id) == 0 || g_strcmp0 (pin->holder, name) == 0))
        found = pin;
    }
  return found;
}

/* ── The end of a day ────────────────────────────────────────────────────────────────────────────────── */

/* The first day after *day* on which the register says something new of the holder. */
static BatonDay
find_next_facts (BatonReplay *self,
                 gboolean     is_member,
                 guint        holder,
                 BatonDay     day)
{
  BatonDay next = BATON_DAY_MAX;
  guint n;

  if (is_member)
    {
      const BatonMemberFacts *facts = baton_register_list_member_facts (self->reg, holder, &n);
      const BatonMemberFacts *now = baton_register_get_member_facts (self->reg, holder, day);

      for (guint i = n; i > 0 && facts[i - 1].from > day; i--)
        next = facts[i - 1].from;
      return now != NULL ? MIN (next, find_next_facts (self, FALSE, now->organisation, day)) : next;
    }
  else
    {
      const BatonOrganisationFacts *facts = baton_register_list_organisation_facts (self->reg, holder, &n);

      for (guint i = n; i > 0 && facts[i - 1].from > day; i--)
        next = facts[i - 1].from;
      return next;
    }
}

/* The answer of an audience that asks for facts of the register only stays until these change. */
static void
ask_audience (BatonRun      *run,
              guint          ladder,
              guint          holder,
              BatonStanding *standing)
{
  const BatonLadder *rules = &run->scheme->ladders[ladder];
  gboolean is_member = rules->holder == BATON_HOLDER_MEMBER;
  g_auto (BatonAsked) asked = { .run = run,
                                .organisation = is_member ? BATON_INDEX_NONE : holder,
                                .member = is_member ? holder : BATON_INDEX_NONE };

  if (run->day < standing->climbs_until)
    return;
  standing->climbs = baton_asked_matches (&asked, rules->audience);
  standing->climbs_until = rules->dynamic ? run->day + 1 : find_next_facts (run->replay, is_member, holder, run->day);
}

static void
close_standing (BatonRun      *run,
                guint          ladder,
                guint          holder,
                BatonStanding *standing,
                BatonDay       start)
{
  const BatonLadder *rules = &run->scheme->ladders[ladder];
  const BatonPin *pin = baton_ladder_find_pin (run->replay, ladder, holder, run->day);
  gint32 before = standing->held;
  gint64 points = sum_entries (standing, start, run->day);
  gboolean moved_by_pin = (pin != NULL) != standing->pinned;

  if (standing->climbs)
    {
      standing->natural = baton_ladder_step (rules, standing, baton_ladder_evaluate (run->replay, ladder, holder, points, run->day),
                                             run->day, run->scheme->fiscal_start);
    }
  else
    {
      standing->natural = -1;
      standing->below = 0;
    }
  standing->points = points;
  standing->pinned = pin != NULL;
  standing->held = pin != NULL ? pin->tier : standing->natural;

  if (standing->held != before)
    {
      BatonTierStep step = { run->day, standing->held };
      BatonMove move = { .day = run->day, .ladder = ladder, .holder = holder, .before = before, .after = standing->held };

      move.reason = moved_by_pin || pin != NULL ? BATON_MOVE_PINNED
                    : !standing->climbs ? BATON_MOVE_LEFT
                    : standing->held > before ? BATON_MOVE_UP : BATON_MOVE_DOWN;
      if (standing->steps == NULL)
        standing->steps = g_array_new (FALSE, FALSE, sizeof (BatonTierStep));
      g_array_append_val (standing->steps, step);
      g_array_append_val (run->replay->moves, move);
    }
}

/* Whoever never earned a tier point on the ladder, whom no pin concerns and whom no tier takes in without points, stays
 * where they are: outside. Most are so on most ladders. */
static gboolean
is_outside (const BatonLadder   *ladder,
            const BatonStanding *standing)
{
  return standing->entries == NULL && standing->held < 0 && ladder->n_pins == 0 &&
         (ladder->n_tiers == 0 || ladder->tiers[0].threshold > 0);
}

/* Those who may hold a tier of the ladder, of whom the run is about. */
static guint
count_holders (const BatonRun *run,
               guint           ladder)
{
  return run->scheme->ladders[ladder].holder == BATON_HOLDER_MEMBER ? baton_run_count_members (run) : baton_run_count_organisations (run);
}

static guint
get_holder (const BatonRun *run,
            guint           ladder,
            guint           place)
{
  return run->scheme->ladders[ladder].holder == BATON_HOLDER_MEMBER ? baton_run_get_member (run, place) : baton_run_get_organisation (run, place);
}

void
baton_replay_close_tiers (BatonRun *run)
{
  BatonReplay *self = run->replay;

  /* Audiences hear of the tiers of the day before: so all are asked before any is changed. */
  for (guint i = 0; i < run->scheme->n_ladders; i++)
    {
      BatonDay next = BATON_DAY_MAX;

      if (baton_audience_is_everybody (run->scheme->ladders[i].audience) || run->day < run->next_asked[i])
        continue;
      for (guint place = 0; place < count_holders (run, i); place++)
        {
          guint holder = get_holder (run, i, place);

          ask_audience (run, i, holder, &self->standings[i][holder]);
          next = MIN (next, self->standings[i][holder].climbs_until);
        }
      run->next_asked[i] = next;
    }
  for (guint i = 0; i < run->scheme->n_ladders; i++)
    {
      const BatonLadder *ladder = &run->scheme->ladders[i];
      BatonDay start = baton_ladder_get_window_start (ladder, run->day, run->scheme->fiscal_start);

      for (guint place = 0; place < count_holders (run, i); place++)
        {
          guint holder = get_holder (run, i, place);

          if (!is_outside (ladder, &self->standings[i][holder]))
            close_standing (run, i, holder, &self->standings[i][holder], start);
        }
    }
}
