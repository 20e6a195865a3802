/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ladders at the end of a day, as baton-replay-tiers.c has them. A standing's points are a queue whose head is the window's
 * first day, with a running sum.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-tally-private.h"

#include <string.h>

static gboolean
is_member_ladder (const BatonTallyRun *run,
                  guint                ladder)
{
  return run->scheme->ladders[ladder].holder == BATON_HOLDER_MEMBER;
}

static guint
count_places (const BatonTallyRun *run,
              guint                ladder)
{
  return is_member_ladder (run, ladder) ? run->cluster->n_members : run->cluster->n_organisations;
}

/* The number in the register. */
static guint
get_number (const BatonTallyRun *run,
            guint                ladder,
            guint                place)
{
  return is_member_ladder (run, ladder) ? run->timeline->members[run->cluster->first_member + place]
                                        : run->timeline->organisations[run->cluster->first_organisation + place];
}

guint
baton_tally_get_holder (BatonTallyRun *run,
                        guint          ladder,
                        guint          organisation,
                        guint          member,
                        BatonDay       day)
{
  guint holder = baton_ladder_get_holder (&run->scheme->ladders[ladder], run->reg, organisation, member, day);

  if (holder == BATON_INDEX_NONE)
    return BATON_INDEX_NONE;
  return is_member_ladder (run, ladder) ? run->timeline->place_of_member[holder] : run->timeline->place_of_organisation[holder];
}

/* ── Points ──────────────────────────────────────────────────────────────────────────────────────────── */

/* Lets go what is older than *start*. */
static void
drop_out (BatonTallyRun      *run,
          BatonTallyStanding *standing,
          BatonDay            start)
{
  while (standing->head != BATON_NODE_NONE)
    {
      const BatonTallyPoints *points = &g_array_index (run->points, BatonTallyPoints, standing->head);

      if (points->day >= start)
        return;
      standing->sum -= points->points;
      standing->head = points->next;
    }
  standing->tail = BATON_NODE_NONE;
}

gint64
baton_tally_get_points_before (BatonTallyRun *run,
                               guint          ladder,
                               guint          place)
{
  BatonTallyStanding *standing = &run->standings[ladder][place];

  if (!standing->entered)
    return 0;
  drop_out (run, standing, baton_tally_get_window_start (run, ladder, run->day - 1));
  return standing->sum - (standing->today == run->day ? standing->today_points : 0);
}

gboolean
baton_tally_climbed_before (BatonTallyRun *run,
                            guint          ladder,
                            guint          place)
{
  return run->standings[ladder][place].climbs;
}

/* Ladders as bits: those that a day concerns are few of them. */
#define LAST_BIT 63u

static guint64
get_bit (guint ladder)
{
  return G_GUINT64_CONSTANT (1) << MIN (ladder, LAST_BIT);
}

/* Those of the lowest bit, which is taken out: [first, end). */
static guint
take_ladders (const BatonTallyRun *run,
              guint64             *bits,
              guint               *end)
{
  guint first = (guint) __builtin_ctzll (*bits);

  *bits &= *bits - 1;
  *end = first < LAST_BIT ? first + 1 : run->scheme->n_ladders;
  return first;
}

static void
list (GArray *places,
      guint   place)
{
  g_array_append_val (places, place);
}

static void
enter (BatonTallyRun *run,
       guint          ladder,
       guint          place)
{
  BatonTallyStanding *standing = &run->standings[ladder][place];

  if (!standing->listed)
    list (run->active[ladder], place);
  if (!standing->dirty)
    list (run->dirty[ladder], place);
  standing->listed = standing->dirty = TRUE;
  run->active_ladders |= get_bit (ladder);
  run->dirty_ladders |= get_bit (ladder);
}

void
baton_tally_enter_tiers (BatonTallyRun          *run,
                         const BatonTallyCredit *credit)
{
  gint64 points = credit->points[BATON_POINTS_TIER];

  if (points == 0)
    return;
  for (guint i = 0; i < run->scheme->n_ladders; i++)
    {
      BatonTallyPoints entry = { .points = points, .day = run->day, .next = BATON_NODE_NONE };
      BatonTallyStanding *standing;
      guint place;

      if (!run->scheme->ladders[i].counts[credit->index])
        continue;
      place = baton_tally_get_holder (run, i, credit->moment->organisation, credit->moment->member, run->day);
      if (place == BATON_INDEX_NONE)
        continue;
      enter (run, i, place);
      standing = &run->standings[i][place];
      standing->entered = TRUE;
      baton_tally_add (run, &standing->total, points);
      if (run->too_large != BATON_EVENT_NONE)
        return;
      standing->sum += points;
      if (standing->today != run->day)
        standing->today_points = 0;
      standing->today = run->day;
      standing->today_points += points;
      if (standing->tail != BATON_NODE_NONE && g_array_index (run->points, BatonTallyPoints, standing->tail).day == run->day)
        {
          g_array_index (run->points, BatonTallyPoints, standing->tail).points += points;
          continue;
        }
      g_array_append_val (run->points, entry);
      if (standing->tail != BATON_NODE_NONE)
        g_array_index (run->points, BatonTallyPoints, standing->tail).next = run->points->len - 1;
      else
        standing->head = run->points->len - 1;
      standing->tail = run->points->len - 1;
    }
}

void
baton_tally_count_required (BatonTallyRun     *run,
                            const BatonMoment *moment,
                            guint              activity)
{
  for (guint i = 0; i < run->scheme->n_ladders && run->rules->activities[activity].required; i++)
    {
      GArray *required = run->rules->ladder_required[i];
      gboolean counts = FALSE;
      guint place;

      for (guint k = 0; k < required->len; k++)
        counts |= g_array_index (required, guint, k) == activity;
      if (!counts)
        continue;
      place = baton_tally_get_holder (run, i, moment->organisation, moment->member, run->day);
      if (place != BATON_INDEX_NONE)
        {
          BatonTallyStanding *standing = &run->standings[i][place];
          BatonTallyRequired entry = { run->day, activity, standing->required };

          g_array_append_val (run->required, entry);
          standing->required = run->required->len - 1;
          /* It may be the last thing that was missing for a tier whose points are there. */
          if (standing->listed)
            enter (run, i, place);
        }
    }
}

/* ── Evaluating ──────────────────────────────────────────────────────────────────────────────────────── */

static gint64
count_in_window (BatonTallyRun            *run,
                 guint                     ladder,
                 const BatonTallyStanding *standing,
                 guint                     activity)
{
  gint64 n = 0;

  for (guint32 i = standing->required; i != BATON_NODE_NONE;)
    {
      const BatonTallyRequired *entry = &g_array_index (run->required, BatonTallyRequired, i);

      if (entry->day < run->window_start[ladder])
        break;
      n += entry->activity == activity;
      i = entry->before;
    }
  return n;
}

static gboolean
holds_term (BatonTallyRun *run,
            guint          ladder,
            guint          place,
            BatonTerm      term)
{
  BatonTaxonomy *taxonomy = baton_snapshot_get_taxonomy (run->scheme->snapshot);
  guint number = get_number (run, ladder, place);
  guint32 who = is_member_ladder (run, ladder) ? baton_timeline_get_who_of_member (run->timeline, number, run->day)
                                               : baton_timeline_get_who_of_organisation (run->timeline, number, run->day);
  const BatonWho *facts = &g_array_index (run->timeline->whos, BatonWho, who);

  if (is_member_ladder (run, ladder) && facts->member == NULL)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    {
      const char * const *terms = i == 0 ? (facts->member != NULL ? facts->member->terms : NULL) : (facts->organisation != NULL ? facts->organisation->terms : NULL);

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
meets (BatonTallyRun          *run,
       guint                   ladder,
       guint                   place,
       const BatonRequirement *requirement)
{
  if (requirement->impossible)
    return FALSE;
  if (requirement->activity != BATON_INDEX_NONE &&
      count_in_window (run, ladder, &run->standings[ladder][place], requirement->activity) < requirement->count)
    return FALSE;
  return requirement->term == BATON_TERM_NONE || holds_term (run, ladder, place, requirement->term);
}

static gint32
evaluate (BatonTallyRun *run,
          guint          ladder,
          guint          place,
          gint64         points)
{
  const BatonLadder *rules = &run->scheme->ladders[ladder];
  BatonSlack *slack = run->slack + run->rules->first_slack[ladder];

  /* Of all tiers, reached or not: another threshold may decide at another one. */
  for (guint tier = 0; tier < rules->n_tiers; tier++)
    {
      if (points >= rules->tiers[tier].threshold)
        slack[tier].above = MIN (slack[tier].above, points);
      else
        slack[tier].below = MAX (slack[tier].below, points);
    }
  for (gint32 tier = (gint32) rules->n_tiers - 1; tier >= 0; tier--)
    {
      gboolean reached = points >= rules->tiers[tier].threshold;

      for (guint i = 0; i < rules->tiers[tier].n_requirements && reached; i++)
        reached = meets (run, ladder, place, &rules->tiers[tier].requirements[i]);
      if (reached)
        return tier;
    }
  return -1;
}

static const char *
get_id (BatonTallyRun *run,
        guint          ladder,
        guint          number)
{
  return is_member_ladder (run, ladder) ? baton_register_get_member (run->reg, number) : baton_register_get_organisation (run->reg, number);
}

/* Whether some pin of the ladder names the holder, by its id or by a name that it has had. */
static gboolean
is_pinned (BatonTallyRun *run,
           guint          ladder,
           guint          number)
{
  const BatonLadder *rules = &run->scheme->ladders[ladder];
  gboolean members = is_member_ladder (run, ladder);
  const BatonMemberFacts *of_member = NULL;
  const BatonOrganisationFacts *of_organisation = NULL;
  guint n_facts;

  if (rules->n_pins == 0)
    return FALSE;
  if (members)
    of_member = baton_register_list_member_facts (run->reg, number, &n_facts);
  else
    of_organisation = baton_register_list_organisation_facts (run->reg, number, &n_facts);
  for (guint i = 0; i < rules->n_pins; i++)
    {
      if (strcmp (rules->pins[i].holder, get_id (run, ladder, number)) == 0)
        return TRUE;
      for (guint k = 0; k < n_facts; k++)
        if (g_strcmp0 (rules->pins[i].holder, members ? of_member[k].name : of_organisation[k].name) == 0)
          return TRUE;
    }
  return FALSE;
}

static const BatonPin *
find_pin (BatonTallyRun *run,
          guint          ladder,
          guint          number)
{
  const BatonLadder *rules = &run->scheme->ladders[ladder];
  const char *id = get_id (run, ladder, number), *name;
  const BatonPin *found = NULL;

  if (is_member_ladder (run, ladder))
    {
      const BatonMemberFacts *facts = baton_register_get_member_facts (run->reg, number, run->day);

      name = facts != NULL ? facts->name : NULL;
    }
  else
    {
      const BatonOrganisationFacts *facts = baton_register_get_organisation_facts (run->reg, number, run->day);

      name = facts != NULL ? facts->name : NULL;
    }
  for (guint i = 0; i < rules->n_pins; i++)
    {
      if (baton_window_contains (rules->pins[i].window, run->day) && (strcmp (rules->pins[i].holder, id) == 0 || g_strcmp0 (rules->pins[i].holder, name) == 0))
        found = &rules->pins[i];
    }
  return found;
}

/* ── The end of a day ────────────────────────────────────────────────────────────────────────────────── */

static void
close_standing (BatonTallyRun *run,
                guint          ladder,
                guint          place)
{
  const BatonLadder *rules = &run->scheme->ladders[ladder];
  BatonTallyStanding *standing = &run->standings[ladder][place];
  const BatonPin *pin = standing->pinned ? find_pin (run, ladder, get_number (run, ladder, place)) : NULL;

  drop_out (run, standing, run->window_start[ladder]);
  if (standing->climbs)
    {
      BatonStanding state = { .natural = standing->natural, .fall_to = standing->fall_to, .below = standing->below };

      standing->natural = baton_ladder_step (rules, &state, evaluate (run, ladder, place, standing->sum), run->day, run->scheme->fiscal_start);
      standing->fall_to = state.fall_to;
      standing->below = state.below;
    }
  else
    {
      standing->natural = -1;
      standing->below = 0;
    }
  standing->held = pin != NULL ? pin->tier : standing->natural;
}

/* Asks the ladder's audience of everybody in the cluster. */
static void
ask_audience (BatonTallyRun *run,
              guint          ladder)
{
  for (guint place = 0; place < count_places (run, ladder); place++)
    {
      guint number = get_number (run, ladder, place);
      g_auto (BatonTallyAsked) asked = { .organisation = BATON_INDEX_NONE, .member = BATON_INDEX_NONE };

      if (is_member_ladder (run, ladder))
        {
          asked.member = number;
          asked.who = baton_timeline_get_who_of_member (run->timeline, number, run->day);
        }
      else
        {
          asked.organisation = number;
          asked.who = baton_timeline_get_who_of_organisation (run->timeline, number, run->day);
        }
      run->standings[ladder][place].climbs = baton_tally_matches (run, &asked, run->rules->ladder_audiences[ladder]);
    }
}

void
baton_tally_ask_audiences (BatonTallyRun *run,
                           gboolean       dynamic_only)
{
  if (dynamic_only && !run->rules->daily)
    return;
  /* Audiences hear of the tiers of the day before: so all are asked before any is changed. */
  for (guint i = 0; i < run->scheme->n_ladders; i++)
    {
      if (!run->rules->ladder_audiences[i]->everybody && (run->rules->ladder_dynamic[i] || !dynamic_only))
        ask_audience (run, i);
    }
}

static void
close_ladder (BatonTallyRun *run,
              guint          ladder,
              gboolean       all)
{
  GArray *dirty = run->dirty[ladder];
  GArray *places = all || run->rules->ladder_dynamic[ladder] ? run->active[ladder] : dirty;

  if (places->len > 0)
    run->window_start[ladder] = baton_tally_get_window_start (run, ladder, run->day);
  for (guint k = 0; k < places->len; k++)
    close_standing (run, ladder, g_array_index (places, guint, k));
  for (guint k = 0; k < dirty->len; k++)
    run->standings[ladder][g_array_index (dirty, guint, k)].dirty = FALSE;
  if (dirty->len > 0)
    g_array_set_size (dirty, 0);
}

void
baton_tally_close_tiers (BatonTallyRun *run,
                         gboolean       all)
{
  guint64 bits = all || run->rules->daily ? run->active_ladders : run->dirty_ladders;

  while (bits != 0)
    {
      guint end;

      for (guint i = take_ladders (run, &bits, &end); i < end; i++)
        close_ladder (run, i, all);
    }
  run->dirty_ladders = 0;
}

void
baton_tally_start_tiers (BatonTallyRun *run)
{
  g_array_set_size (run->points, 0);
  g_array_set_size (run->required, 0);
  run->active_ladders = run->dirty_ladders = 0;
  run->pinned = FALSE;
  for (guint i = 0; i < run->scheme->n_ladders; i++)
    {
      guint n = count_places (run, i);

      run->standings[i] = g_renew (BatonTallyStanding, run->standings[i], MAX (n, 1));
      g_array_set_size (run->active[i], 0);
      g_array_set_size (run->dirty[i], 0);
      for (guint place = 0; place < n; place++)
        {
          run->standings[i][place] = (BatonTallyStanding) { .head = BATON_NODE_NONE, .tail = BATON_NODE_NONE, .required = BATON_NODE_NONE,
                                                            .today = BATON_DAY_NONE, .natural = -1, .held = -1,
                                                            .climbs = run->rules->ladder_audiences[i]->everybody,
                                                            .pinned = is_pinned (run, i, get_number (run, i, place)) };
          run->pinned |= run->standings[i][place].pinned;
          if (!run->rules->ladder_takes_all[i] && !run->standings[i][place].pinned)
            continue;
          run->active_ladders |= get_bit (i);
          run->standings[i][place].listed = TRUE;
          list (run->active[i], place);
        }
    }
}

static void
note_ladder (BatonTallyRun *run,
             guint          index,
             guint          day)
{
  BatonReckoningLadder *ladder = &run->rules->reckoning->ladders[index];
  guint16 *levels = ladder->levels + (gsize) day * ladder->n_holders;

  if (run->scheme->ladders[index].holder == BATON_HOLDER_TREE)
    {
      /* Whoever is below has what the top has. */
      for (guint place = 0; place < run->cluster->n_organisations && run->active[index]->len > 0; place++)
        {
          guint number = get_number (run, index, place);

          levels[number] = run->standings[index][baton_tally_get_holder (run, index, number, BATON_INDEX_NONE, run->day)].held + 1;
        }
      return;
    }
  for (guint k = 0; k < run->active[index]->len; k++)
    {
      guint place = g_array_index (run->active[index], guint, k);

      levels[get_number (run, index, place)] = run->standings[index][place].held + 1;
    }
}

void
baton_tally_note_tiers (BatonTallyRun *run,
                        guint          day)
{
  guint64 bits = run->active_ladders;

  while (bits != 0)
    {
      guint end;

      for (guint i = take_ladders (run, &bits, &end); i < end; i++)
        note_ladder (run, i, day);
    }
}

void
baton_tally_note_last_day (BatonTallyRun *run)
{
  for (guint i = 0; i < run->scheme->n_ladders; i++)
    {
      BatonReckoningLadder *ladder = &run->rules->reckoning->ladders[i];

      for (guint place = 0; place < count_places (run, i); place++)
        {
          guint number = get_number (run, i, place);
          guint holder = is_member_ladder (run, i) ? place : baton_tally_get_holder (run, i, number, BATON_INDEX_NONE, run->day);
          BatonTallyStanding *standing = &run->standings[i][holder];

          drop_out (run, standing, baton_tally_get_window_start (run, i, run->day));
          ladder->points[number] = standing->sum;
          ladder->climbs[number] = standing->climbs;
        }
    }
}
