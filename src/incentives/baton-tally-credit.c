/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one event earns, in the order of baton-replay-credit.c. Pending and reversed events leave no trace but that they have
 * been, or not been, the first of a one-time activity; they are worked out as far as they could be too large.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-tally-private.h"

#include <string.h>

/* What the map's first keys begin with. */
enum { KEY_ONCE = 1, KEY_CAP, KEY_GOAL };

void
baton_tally_note_too_large (BatonTallyRun *run)
{
  run->too_large = MIN (run->too_large, run->at);
}

void
baton_tally_add (BatonTallyRun *run,
                 gint64        *sum,
                 BatonWide      addend)
{
  BatonWide total = (BatonWide) *sum + addend;

  if (total > BATON_INTEGER_MAX || total < -BATON_INTEGER_MAX)
    baton_tally_note_too_large (run);
  else
    *sum = (gint64) total;
}

static guint64
make_key (guint   type,
          guint   number,
          guint32 rest)
{
  return (guint64) type << 60 | (guint64) (number & 0xfffffff) << 32 | rest;
}

/* ── Once ────────────────────────────────────────────────────────────────────────────────────────────── */

/* See baton-replay-first.c. All occurrences of a holder are in its cluster, in the order of day and id. */
static gboolean
is_first (BatonTallyRun       *run,
          const BatonMoment   *moment,
          const BatonActivity *activity,
          guint                index)
{
  guint64 holder = baton_holder_key (activity->once == BATON_ONCE_MEMBER ? BATON_HOLDER_MEMBER : BATON_HOLDER_ORGANISATION,
                                     moment->organisation, moment->member);
  gboolean is_new;
  BatonTallyEntry *last = baton_tally_map_get (&run->map, make_key (KEY_ONCE, index, 0), holder, &is_new);

  /* *second* tells whether any has counted yet. */
  if (last->second && !baton_activity_counts_again (activity, (BatonDay) last->first, moment->day, run->scheme->fiscal_start))
    return FALSE;
  if (!moment->pending && !(moment->reversed && activity->next_after_reversal))
    {
      last->first = moment->day;
      last->second = TRUE;
    }
  return TRUE;
}

/* ── Base ────────────────────────────────────────────────────────────────────────────────────────────── */

static gint64
read_cell (BatonTallyRun       *run,
           BatonTallyAsked     *asked,
           const BatonCell     *cell,
           BatonTallyAudience **audiences)
{
  for (guint i = cell->n_exceptions; i > 0; i--)
    {
      if (run->day >= cell->exceptions[i - 1].from && (audiences[i - 1] == NULL || baton_tally_matches (run, asked, audiences[i - 1])))
        return cell->exceptions[i - 1].value;
    }
  return cell->value;
}

static gboolean
get_base (BatonTallyRun     *run,
          BatonTallyAsked   *asked,
          const BatonMoment *moment,
          guint              index,
          gint64            *value)
{
  const BatonActivity *activity = &run->scheme->activities[index];
  gint64 units;
  gint64 steps = activity->step_size > 0 && activity->step_percent > 0 ? moment->quantity / activity->step_size : 0;

  if (!baton_activity_get_units (activity, moment->quantity, moment->amount, &units))
    return FALSE;
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      gint64 cell = read_cell (run, asked, &activity->cells[kind], run->rules->activities[index].exceptions[kind]);
      BatonWide bonus;
      gint64 narrow;

      if (!baton_multiply (units, cell, 1, &value[kind]))
        return FALSE;
      if (steps == 0 || value[kind] == 0)
        continue;
      if (!__builtin_mul_overflow (value[kind], activity->step_percent, &narrow) && !__builtin_mul_overflow (narrow, steps, &narrow))
        {
          if (!baton_add (&value[kind], narrow / BATON_WHOLE))
            return FALSE;
          continue;
        }
      bonus = (BatonWide) value[kind] * activity->step_percent;
      if (bonus > ((BatonWide) BATON_INTEGER_MAX * BATON_WHOLE) / steps || !baton_add (&value[kind], (gint64) (bonus * steps / BATON_WHOLE)))
        return FALSE;
    }
  return TRUE;
}

/* ── Promotions ──────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_in_force (BatonTallyRun     *run,
             BatonTallyAsked   *asked,
             const BatonMoment *moment,
             guint              index)
{
  return moment->index < run->rules->cut_offs[index] && baton_window_contains (run->scheme->promotions[index].window, run->day) &&
         (run->rules->unpaid == NULL || !baton_tally_is_unpaid (run->rules, moment->index, index)) &&
         baton_tally_matches (run, asked, run->rules->promotion_audiences[index]);
}

/* What the promotion adds when it stands alone. */
static gboolean
work_out (BatonTallyRun       *run,
          const BatonMoment   *moment,
          const BatonActivity *activity,
          const gint64        *value,
          guint                index,
          BatonTallyExtra     *extra)
{
  const BatonPromotion *promotion = &run->scheme->promotions[index];

  memset (extra, 0, sizeof *extra);
  extra->promotion = index;
  if (promotion->effect == BATON_EFFECT_MULTIPLIER)
    {
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        {
          if (!baton_multiply (value[kind], promotion->multiplier, BATON_WHOLE, &extra->points[kind]))
            return FALSE;
          extra->points[kind] -= value[kind];
        }
    }
  else if (promotion->effect == BATON_EFFECT_EXTRA_POINTS)
    {
      memcpy (extra->points, promotion->extra, sizeof extra->points);
    }
  else if (promotion->effect == BATON_EFFECT_EXTRA_FEE && activity->fee > 0)
    {
      extra->fee = (gint64) ((BatonWide) moment->amount * moment->share * promotion->extra_fee / BATON_WHOLE / BATON_WHOLE);
    }
  return TRUE;
}

static BatonWide
get_money (const BatonScheme     *scheme,
           const BatonTallyExtra *extra)
{
  return (BatonWide) extra->points[BATON_POINTS_COMPANY] * scheme->point_value[BATON_POINTS_COMPANY] +
         (BatonWide) extra->points[BATON_POINTS_INDIVIDUAL] * scheme->point_value[BATON_POINTS_INDIVIDUAL] + extra->fee;
}

static gboolean
is_better (const BatonScheme     *scheme,
           const BatonTallyExtra *a,
           const BatonTallyExtra *b)
{
  BatonWide money_a = get_money (scheme, a);
  BatonWide money_b = get_money (scheme, b);
  BatonWide points_a = 0, points_b = 0;

  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      points_a += a->points[kind];
      points_b += b->points[kind];
    }
  return money_a != money_b ? money_a > money_b : points_a > points_b;
}

/* The best of each group; how many, or −1 on overflow. */
static int
choose (BatonTallyRun     *run,
        BatonTallyAsked   *asked,
        const BatonMoment *moment,
        guint              index,
        const gint64      *value)
{
  const BatonTallyActivity *rules = &run->rules->activities[index];
  int n = 0;

  for (guint i = 0; i < rules->n_promotions; i++)
    {
      BatonTallyExtra extra;
      int k = 0;

      if (!is_in_force (run, asked, moment, rules->promotions[i]))
        continue;
      if (!work_out (run, moment, &run->scheme->activities[index], value, rules->promotions[i], &extra))
        return -1;
      while (k < n && run->rules->promotion_groups[run->chosen[k].promotion] != run->rules->promotion_groups[extra.promotion])
        k++;
      if (k == n)
        run->chosen[n++] = extra;
      else if (is_better (run->scheme, &extra, &run->chosen[k]))
        run->chosen[k] = extra;
    }
  return n;
}

/* Extra parts of several groups add up, under one floor. */
static gboolean
join_multipliers (BatonTallyRun *run,
                  const gint64  *value,
                  int            n)
{
  gint64 before[BATON_N_POINTS];
  gint64 together = BATON_WHOLE;

  memcpy (before, value, sizeof before);
  for (int i = 0; i < n; i++)
    {
      BatonTallyExtra *extra = &run->chosen[i];
      const BatonPromotion *promotion = &run->scheme->promotions[extra->promotion];

      if (promotion->effect != BATON_EFFECT_MULTIPLIER)
        continue;
      together += promotion->multiplier - BATON_WHOLE;
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        {
          gint64 after;

          if (!baton_multiply (value[kind], MAX (together, 0), BATON_WHOLE, &after))
            return FALSE;
          extra->points[kind] = after - before[kind];
          before[kind] = after;
        }
    }
  return TRUE;
}

/* ── Caps ────────────────────────────────────────────────────────────────────────────────────────────── */

static gint64 *
get_cap_used (BatonTallyRun     *run,
              const BatonMoment *moment,
              guint              index,
              guint              number)
{
  const BatonCap *cap = &run->scheme->activities[index].caps[number];
  BatonDay from = run->now.periods[cap->period].from;
  guint64 holder = baton_holder_key (cap->holder, moment->organisation, moment->member);

  /* The holder's key has room above its 34 bits for the cap's number. */
  return &baton_tally_map_get (&run->map, make_key (KEY_CAP, index, (guint32) from), holder | (guint64) number << 40, NULL)->first;
}

/* What the caps cut off. */
static void
find_cuts (BatonTallyRun     *run,
           const BatonMoment *moment,
           guint              index,
           const gint64      *points,
           gint64            *cuts)
{
  const BatonActivity *activity = &run->scheme->activities[index];

  for (guint i = 0; i < activity->n_caps; i++)
    {
      const BatonCap *rule = &activity->caps[i];
      gint64 room = MAX (0, rule->most - *get_cap_used (run, moment, index, i));

      cuts[rule->points] = MAX (cuts[rule->points], points[rule->points] - room);
    }
}

/* Cuts *points* to what the caps leave, and takes as much from the chosen promotions, the last first. */
static void
cut (BatonTallyRun     *run,
     const BatonMoment *moment,
     guint              index,
     gint64            *points,
     int                n)
{
  gint64 cuts[BATON_N_POINTS] = { 0 };

  find_cuts (run, moment, index, points, cuts);
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      gint64 rest = cuts[kind];

      points[kind] -= rest;
      for (int i = n; i > 0 && rest > 0; i--)
        {
          gint64 part = CLAMP (rest, 0, MAX (run->trimmed[i - 1].points[kind], 0));

          run->trimmed[i - 1].points[kind] -= part;
          rest -= part;
        }
    }
}

static void
use_caps (BatonTallyRun     *run,
          const BatonMoment *moment,
          guint              index,
          const gint64      *points)
{
  const BatonActivity *activity = &run->scheme->activities[index];

  for (guint i = 0; i < activity->n_caps; i++)
    *get_cap_used (run, moment, index, i) += points[activity->caps[i].points];
}

/* ── Charging ────────────────────────────────────────────────────────────────────────────────────────── */

/* What it costs is more than any budget where it is too large. */
static void
note_charge (BatonTallyRun     *run,
             const BatonMoment *moment,
             guint              promotion,
             BatonWide          cost)
{
  BatonCharge made = { .event = moment->index, .cluster = run->number, .promotion = promotion, .waits = moment->pending || moment->reversed,
                       .cost = (gint64) CLAMP (cost, 0, (BatonWide) BATON_INTEGER_MAX + 1) };

  if (run->scheme->promotions[promotion].has_budget)
    g_array_append_val (run->charges, made);
}

static void
charge (BatonTallyRun         *run,
        const BatonMoment     *moment,
        const BatonTallyExtra *extra)
{
  BatonTallyUse *use = &run->sums.uses[extra->promotion];
  BatonWide cost = get_money (run->scheme, extra);

  cost = MAX (cost, 0);
  /* No budget can pay that: a promotion that has one ends here. */
  if (cost > BATON_INTEGER_MAX && !run->scheme->promotions[extra->promotion].has_budget)
    {
      baton_tally_note_too_large (run);
      return;
    }
  use->spent += cost;
  use->fee += extra->fee;
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    use->points[kind] += extra->points[kind];
  use->events++;
  note_charge (run, moment, extra->promotion, cost);
}

/* The promotions' points, before caps; *n* (out): how many are chosen. */
static gboolean
multiply (BatonTallyRun    *run,
          BatonTallyAsked  *asked,
          BatonTallyCredit *credit,
          int              *chosen)
{
  gint64 value[BATON_N_POINTS];
  int n;

  memcpy (value, credit->points, sizeof value);
  n = run->rules->activities[credit->index].n_promotions > 0 ? choose (run, asked, credit->moment, credit->index, value) : 0;
  if (n < 0 || !join_multipliers (run, value, n))
    return FALSE;
  *chosen = n;
  for (int i = 0; i < n; i++)
    {
      const BatonPromotion *promotion = &run->scheme->promotions[run->chosen[i].promotion];

      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        {
          if (!baton_add (&credit->points[kind], run->chosen[i].points[kind]))
            return FALSE;
        }
      if (promotion->effect == BATON_EFFECT_EXTRA_FEE && credit->activity->fee > 0)
        credit->fee_rate += promotion->extra_fee;
    }
  return TRUE;
}

static gboolean
add_promotions (BatonTallyRun    *run,
                BatonTallyAsked  *asked,
                BatonTallyCredit *credit)
{
  int n;

  if (!multiply (run, asked, credit, &n))
    return FALSE;
  if (n > 0)
    memcpy (run->trimmed, run->chosen, sizeof *run->chosen * n);
  if (credit->activity->n_caps > 0)
    {
      cut (run, credit->moment, credit->index, credit->points, n);
      use_caps (run, credit->moment, credit->index, credit->points);
    }
  for (int i = 0; i < n; i++)
    charge (run, credit->moment, &run->trimmed[i]);
  return TRUE;
}

/* ── Goals ───────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
add_goals (BatonTallyRun    *run,
           BatonTallyAsked  *asked,
           BatonTallyCredit *credit)
{
  const BatonTallyActivity *rules = &run->rules->activities[credit->index];

  for (guint i = 0; i < rules->n_goals; i++)
    {
      guint index = rules->goals[i];
      const BatonPromotion *promotion = &run->scheme->promotions[index];
      gint64 measure = promotion->measure == BATON_MEASURE_QUANTITY ? credit->moment->quantity
                       : promotion->measure == BATON_MEASURE_AMOUNT ? credit->moment->amount : 1;
      BatonTallyExtra extra = { .promotion = index };
      BatonTallyEntry *goal;
      gint64 reached, times;

      if (!is_in_force (run, asked, credit->moment, index))
        continue;
      /* *first* is the progress, *second* how often it was reached. */
      goal = baton_tally_map_get (&run->map, make_key (KEY_GOAL, index, 0), credit->moment->organisation, NULL);
      if (!baton_add (&goal->first, measure))
        return FALSE;
      reached = goal->first / promotion->target;
      if (!promotion->repeats)
        reached = MIN (reached, 1);
      times = reached - goal->second;
      goal->second = reached;
      if (times == 0)
        continue;
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        {
          if (!baton_multiply (times, promotion->extra[kind], 1, &extra.points[kind]))
            return FALSE;
        }
      /* First, as it adds nothing where its budget cannot pay, so that no sum is too large then. */
      charge (run, credit->moment, &extra);
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        {
          if (!baton_add (&credit->points[kind], extra.points[kind]))
            return FALSE;
        }
    }
  return TRUE;
}

/* ── One event ───────────────────────────────────────────────────────────────────────────────────────── */

static void
sum_earned (BatonTallyRun          *run,
            const BatonTallyCredit *credit)
{
  BatonReckoningShare *share = &run->rules->reckoning->shares[credit->moment->organisation];

  if (run->day < run->rules->from)
    return;
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      run->sums.totals->earned[kind] += credit->points[kind];
      baton_tally_add (run, &share->points[kind], credit->points[kind]);
      baton_tally_add (run, &share->money, (BatonWide) credit->points[kind] * run->scheme->point_value[kind]);
    }
}

/* What is pending, or taken back, is worked out too, though it counts for nothing: were it too large, a replay would say so. */
static void
work_out_uncounted (BatonTallyRun    *run,
                    BatonTallyAsked  *asked,
                    BatonTallyCredit *credit)
{
  int n;

  if (!get_base (run, asked, credit->moment, credit->index, credit->points) || !multiply (run, asked, credit, &n))
    {
      baton_tally_note_too_large (run);
      return;
    }
  if (n > 0)
    memcpy (run->trimmed, run->chosen, sizeof *run->chosen * n);
  cut (run, credit->moment, credit->index, credit->points, n);
  /* Nothing is charged, but it would be worth something else could the budget not pay. */
  for (int i = 0; i < n; i++)
    note_charge (run, credit->moment, run->trimmed[i].promotion, get_money (run->scheme, &run->trimmed[i]));
  if (!credit->moment->pending)
    return;
  for (guint kind = BATON_POINTS_COMPANY; kind < BATON_N_POINTS; kind++)
    baton_tally_wait (run, kind, credit->moment, credit->points[kind]);
}

void
baton_tally_credit (BatonTallyRun     *run,
                    const BatonMoment *moment)
{
  guint index = run->rules->activity_of_subject[moment->subject];
  BatonTallyCredit credit = { .moment = moment, .index = index };
  g_auto (BatonTallyAsked) asked = { .organisation = moment->organisation, .member = moment->member, .who = moment->who };
  gboolean first;

  if (index == BATON_INDEX_NONE)
    return;
  credit.activity = &run->scheme->activities[index];
  first = credit.activity->once == BATON_ONCE_NEVER || is_first (run, moment, credit.activity, index);
  if (moment->organisation == BATON_INDEX_NONE || !credit.activity->enabled || !baton_window_contains (credit.activity->window, moment->day) ||
      !baton_tally_matches (run, &asked, run->rules->activities[index].audience))
    return;
  if (moment->pending || moment->reversed)
    {
      if (first)
        work_out_uncounted (run, &asked, &credit);
      return;
    }

  if (first)
    {
      if (!get_base (run, &asked, moment, index, credit.points) || !add_promotions (run, &asked, &credit) || !add_goals (run, &asked, &credit))
        {
          baton_tally_note_too_large (run);
          return;
        }
      credit.fee_rate = credit.activity->fee > 0 ? credit.activity->fee + credit.fee_rate : 0;
      sum_earned (run, &credit);
      baton_tally_enter_tiers (run, &credit);
      baton_tally_earn (run, BATON_POINTS_COMPANY, &credit);
      baton_tally_earn (run, BATON_POINTS_INDIVIDUAL, &credit);
      baton_tally_enter_money (run, &asked, &credit);
    }
  baton_tally_count_required (run, moment, index);
}
