/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one event earns. The order is that of the rules: units × cell; the step bonus, floored; promotions, floored; caps;
 * then goals that the event reaches. Each step for each kind of points.
 *
 * A pending or reversed event is worked out like any other, but leaves no trace in caps, budgets and goals.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-replay-private.h"

#include <string.h>

gboolean
baton_multiply (gint64  a,
                gint64  b,
                gint64  divisor,
                gint64 *result)
{
  BatonWide product = (BatonWide) a * b / divisor;

  if (product > BATON_INTEGER_MAX)
    return FALSE;
  *result = (gint64) product;
  return TRUE;
}

gboolean
baton_add (gint64 *sum,
           gint64  addend)
{
  /* Both are within ±(2^53−1), so the sum is far from wrapping. */
  gint64 total = *sum + addend;

  if (total > BATON_INTEGER_MAX || total < -BATON_INTEGER_MAX)
    return FALSE;
  *sum = total;
  return TRUE;
}

/* An event while it is credited. */
typedef struct
{
  BatonRun            *run;
  guint                index;
  const BatonEvent    *event;
  const BatonActivity *activity;
  guint                activity_index;
  BatonCredit         *credit;       /* in the array: valid until another is appended */
  BatonAsked           asked;
  gboolean             commits;      /* FALSE when pending or reversed */
  gint64               value[BATON_N_POINTS];   /* before promotions */
} Crediting;

static void
overflow (BatonRun *run,
          guint     event)
{
  if (run->overflow_event == BATON_EVENT_NONE)
    run->overflow_event = event;
}

static BatonContribution *
contribute (Crediting             *crediting,
            BatonContributionType  type,
            const char            *source)
{
  GArray *all = crediting->run->replay->contributions;
  BatonContribution contribution = { .type = type, .source = source };

  g_array_append_val (all, contribution);
  crediting->credit->n_contributions++;
  return &g_array_index (all, BatonContribution, all->len - 1);
}

/* ── Units and cells ─────────────────────────────────────────────────────────────────────────────────── */

gboolean
baton_activity_get_units (const BatonActivity *activity,
                          gint64               quantity,
                          gint64               amount,
                          gint64              *units)
{
  *units = 0;
  switch (activity->unit)
    {
    case BATON_UNIT_QUANTITY:
      *units = quantity;
      break;
    case BATON_UNIT_QUANTITY_STEP:
      *units = activity->unit_size > 0 ? quantity / activity->unit_size : 0;
      break;
    case BATON_UNIT_AMOUNT_STEP:
      *units = activity->unit_size > 0 ? amount / activity->unit_size : 0;
      break;
    case BATON_UNIT_BANDS:
      for (guint i = 0; i < activity->n_bands && activity->bands[i].from <= quantity; i++)
        *units = activity->bands[i].value;
      break;
    case BATON_UNIT_OCCURRENCE:
    default:
      *units = 1;
      break;
    }
  return *units <= BATON_INTEGER_MAX;
}

/* The cell's value on the day for the one asked: the last exception that applies wins. FALSE when it is undecided. */
static gboolean
read_cell (const BatonCell *cell,
           BatonDay         day,
           BatonAsked      *asked,
           gint64          *value)
{
  for (guint i = cell->n_exceptions; i > 0; i--)
    {
      const BatonCellException *exception = &cell->exceptions[i - 1];

      if (day >= exception->from && (exception->audience == NULL || baton_asked_matches (asked, exception->audience)))
        {
          *value = exception->value;
          return exception->decided;
        }
    }
  *value = cell->value;
  return cell->decided;
}

static gboolean
add_base (Crediting *crediting)
{
  BatonContribution *base;
  gint64 points[BATON_N_POINTS];
  gint64 units;

  if (!baton_activity_get_units (crediting->activity, crediting->event->quantity, crediting->event->amount, &units))
    return FALSE;
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      gint64 cell;

      if (!read_cell (&crediting->activity->cells[kind], crediting->event->day, &crediting->asked, &cell))
        crediting->credit->undecided |= 1u << kind;
      if (!baton_multiply (units, cell, 1, &points[kind]))
        return FALSE;
    }

  base = contribute (crediting, BATON_CONTRIBUTION_BASE, crediting->activity->id);
  base->units = units;
  memcpy (base->points, points, sizeof points);
  memcpy (crediting->value, points, sizeof points);
  return TRUE;
}

static gboolean
add_step_bonus (Crediting *crediting)
{
  const BatonActivity *activity = crediting->activity;
  BatonContribution *bonus;
  gint64 steps;

  if (activity->step_size <= 0 || activity->step_percent <= 0)
    return TRUE;
  steps = crediting->event->quantity / activity->step_size;
  if (steps == 0)
    return TRUE;

  bonus = contribute (crediting, BATON_CONTRIBUTION_STEP, activity->id);
  bonus->units = steps;
  bonus->rate = activity->step_percent;
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      BatonWide extra = (BatonWide) crediting->value[kind] * activity->step_percent;

      /* The first product is below 2^73, so the second cannot be tested after multiplying. */
      if (extra > 0 && extra > ((BatonWide) BATON_INTEGER_MAX * BATON_WHOLE) / steps)
        return FALSE;
      extra *= steps;
      bonus->points[kind] = (gint64) (extra / BATON_WHOLE);
      if (extra % BATON_WHOLE != 0)
        bonus->rounded |= 1u << kind;
      if (!baton_add (&crediting->value[kind], bonus->points[kind]))
        return FALSE;
    }
  return TRUE;
}

/* ── Promotions ──────────────────────────────────────────────────────────────────────────────────────── */

/* What a promotion adds to the event. */
typedef struct
{
  guint  promotion;
  gint64 points[BATON_N_POINTS];
  guint  rounded;
  gint64 fee;              /* money, floored */
} Extra;

/* The value with a multiplier of *multiplier* basis points. */
static gboolean
multiply_value (gint64  value,
                gint64  multiplier,
                gint64 *result,
                gboolean *rounded)
{
  *rounded = (BatonWide) value * multiplier % BATON_WHOLE != 0;
  return baton_multiply (value, multiplier, BATON_WHOLE, result);
}

/* The extra fee that *rate* basis points make of the event's share, floored: what a budget is charged with. */
static gint64
get_fee (const BatonEvent *event,
         gint64            rate)
{
  return (gint64) ((BatonWide) event->amount * event->share * rate / BATON_WHOLE / BATON_WHOLE);
}

/* What the promotion adds when it stands alone. */
static gboolean
work_out (Crediting *crediting,
          guint      index,
          Extra     *extra)
{
  const BatonPromotion *promotion = &crediting->run->scheme->promotions[index];

  memset (extra, 0, sizeof *extra);
  extra->promotion = index;
  switch (promotion->effect)
    {
    case BATON_EFFECT_MULTIPLIER:
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        {
          gboolean rounded;
          gint64 value;

          if (!multiply_value (crediting->value[kind], promotion->multiplier, &value, &rounded))
            return FALSE;
          extra->points[kind] = value - crediting->value[kind];
          extra->rounded |= (guint) rounded << kind;
        }
      break;
    case BATON_EFFECT_EXTRA_POINTS:
      memcpy (extra->points, promotion->extra, sizeof extra->points);
      break;
    case BATON_EFFECT_EXTRA_FEE:
      if (crediting->activity->fee > 0)
        extra->fee = get_fee (crediting->event, promotion->extra_fee);
      break;
    case BATON_EFFECT_GOAL:
    default:
      break;
    }
  return TRUE;
}

static BatonWide
get_money (const BatonScheme *scheme,
           const Extra       *extra)
{
  return (BatonWide) extra->points[BATON_POINTS_COMPANY] * scheme->point_value[BATON_POINTS_COMPANY] +
         (BatonWide) extra->points[BATON_POINTS_INDIVIDUAL] * scheme->point_value[BATON_POINTS_INDIVIDUAL] + extra->fee;
}

/* Whether *a* is worth more than *b*: money, then points of all kinds. */
static gboolean
is_better (const BatonScheme *scheme,
           const Extra       *a,
           const Extra       *b)
{
  BatonWide money_a = get_money (scheme, a);
  BatonWide money_b = get_money (scheme, b);
  BatonWide points_a = 0, points_b = 0;

  if (money_a != money_b)
    return money_a > money_b;
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      points_a += a->points[kind];
      points_b += b->points[kind];
    }
  return points_a > points_b;
}

static gboolean
is_in_force (Crediting *crediting,
             guint      index)
{
  const BatonPromotion *promotion = &crediting->run->scheme->promotions[index];

  const BatonReplayPart *part = crediting->run->part;

  if (part != NULL && part->uses != NULL && crediting->index >= part->uses[index].stopped_at)
    return FALSE;
  return promotion->enabled && promotion->applies[crediting->activity_index] && !crediting->run->stopped[index] &&
         baton_window_contains (promotion->window, crediting->event->day) &&
         baton_asked_matches (&crediting->asked, promotion->audience);
}

/* The best promotion of each group, in the order of the list. *chosen* (of Extra) is emptied first. */
static gboolean
choose_promotions (Crediting *crediting,
                   GArray    *chosen)
{
  const BatonScheme *scheme = crediting->run->scheme;

  g_array_set_size (chosen, 0);
  for (guint i = 0; i < scheme->n_promotions; i++)
    {
      Extra extra;
      guint k = 0;

      if (scheme->promotions[i].effect == BATON_EFFECT_GOAL || !is_in_force (crediting, i))
        continue;
      if (!work_out (crediting, i, &extra))
        return FALSE;
      while (k < chosen->len &&
             strcmp (scheme->promotions[g_array_index (chosen, Extra, k).promotion].group, scheme->promotions[i].group) != 0)
        k++;
      if (k == chosen->len)
        g_array_append_val (chosen, extra);
      else if (is_better (scheme, &extra, &g_array_index (chosen, Extra, k)))
        g_array_index (chosen, Extra, k) = extra;
    }
  return TRUE;
}

/* Where several groups multiply, their extra parts add up and one floor is taken of the sum: each promotion is given what
 * the sum grows by when it joins. */
static gboolean
join_multipliers (Crediting *crediting,
                  GArray    *chosen)
{
  const BatonScheme *scheme = crediting->run->scheme;
  gint64 before[BATON_N_POINTS];
  gint64 together = BATON_WHOLE;

  memcpy (before, crediting->value, sizeof before);
  for (guint i = 0; i < chosen->len; i++)
    {
      Extra *extra = &g_array_index (chosen, Extra, i);
      const BatonPromotion *promotion = &scheme->promotions[extra->promotion];

      if (promotion->effect != BATON_EFFECT_MULTIPLIER)
        continue;
      together += promotion->multiplier - BATON_WHOLE;
      extra->rounded = 0;
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        {
          gboolean rounded;
          gint64 value;

          if (!multiply_value (crediting->value[kind], MAX (together, 0), &value, &rounded))
            return FALSE;
          extra->points[kind] = value - before[kind];
          extra->rounded |= (guint) rounded << kind;
          before[kind] = value;
        }
    }
  return TRUE;
}

/* ── Caps ────────────────────────────────────────────────────────────────────────────────────────────── */

static gint64 *
get_cap_used (Crediting *crediting,
              guint      cap_index)
{
  const BatonCap *cap = &crediting->activity->caps[cap_index];
  guint64 holder = baton_holder_key (cap->holder, crediting->credit->organisation, crediting->credit->member);
  BatonDay from = baton_period_get (cap->period, crediting->event->day, crediting->run->scheme->fiscal_start).from;
  g_autofree char *key = g_strdup_printf ("%u %u %" G_GUINT64_FORMAT " %d", crediting->activity_index, cap_index, holder, from);
  gint64 *used = g_hash_table_lookup (crediting->run->caps, key);

  if (used == NULL)
    {
      used = g_new0 (gint64, 1);
      g_hash_table_insert (crediting->run->caps, g_steal_pointer (&key), used);
    }
  return used;
}

/* How much of *total* the caps of the activity cut off. */
static void
get_cuts (Crediting    *crediting,
          const gint64 *total,
          gint64       *cuts)
{
  memset (cuts, 0, sizeof (gint64) * BATON_N_POINTS);
  for (guint i = 0; i < crediting->activity->n_caps; i++)
    {
      const BatonCap *cap = &crediting->activity->caps[i];
      gint64 room = MAX (0, cap->most - *get_cap_used (crediting, i));

      cuts[cap->points] = MAX (cuts[cap->points], total[cap->points] - room);
    }
}

static void
use_caps (Crediting *crediting)
{
  for (guint i = 0; i < crediting->activity->n_caps; i++)
    *get_cap_used (crediting, i) += crediting->credit->points[crediting->activity->caps[i].points];
}

/* ── Budgets ─────────────────────────────────────────────────────────────────────────────────────────── */

/* What a promotion costs after the caps: what is left of its extra points at their value, and its extra fee. */
static BatonWide
get_cost (const BatonScheme *scheme,
          const Extra       *extra)
{
  BatonWide money = get_money (scheme, extra);

  return MAX (money, 0);
}

static BatonPromotionUse *
get_use (BatonRun *run,
         guint     promotion)
{
  return &g_array_index (run->replay->uses, BatonPromotionUse, promotion);
}

static gboolean
fits_budget (BatonRun    *run,
             const Extra *extra)
{
  const BatonPromotion *promotion = &run->scheme->promotions[extra->promotion];

  return !promotion->has_budget || get_use (run, extra->promotion)->spent + get_cost (run->scheme, extra) <= promotion->budget;
}

static gboolean
charge (Crediting   *crediting,
        const Extra *extra)
{
  BatonRun *run = crediting->run;
  const BatonPromotion *promotion = &run->scheme->promotions[extra->promotion];
  BatonPromotionUse *use = get_use (run, extra->promotion);
  BatonWide cost = get_cost (run->scheme, extra);

  if (cost > BATON_INTEGER_MAX || !baton_add (&use->spent, (gint64) cost) || !baton_add (&use->fee, extra->fee))
    return FALSE;
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      if (!baton_add (&use->points[kind], extra->points[kind]))
        return FALSE;
    }
  use->events++;
  if (promotion->has_budget && use->warned == BATON_DAY_NONE && (BatonWide) use->spent * 100 >= (BatonWide) promotion->budget * 80)
    use->warned = run->day;
  return TRUE;
}

static void
stop (Crediting *crediting,
      guint      promotion)
{
  BatonPromotionUse *use = get_use (crediting->run, promotion);

  crediting->run->stopped[promotion] = TRUE;
  use->stopped = crediting->run->day;
  use->stopped_at = crediting->index;
}

/* What the cuts leave of the promotions: the last loses first, what the activity itself earns last. */
static void
trim (GArray       *chosen,
      const gint64 *cuts)
{
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      gint64 cut = cuts[kind];

      for (guint i = chosen->len; i > 0 && cut > 0; i--)
        {
          Extra *extra = &g_array_index (chosen, Extra, i - 1);
          gint64 part = CLAMP (cut, 0, MAX (extra->points[kind], 0));

          extra->points[kind] -= part;
          cut -= part;
        }
    }
}

/* Promotions, caps and budgets hang together: a budget is charged with what the caps leave, and a promotion whose budget
 * has run out makes way for the next best. Each round either settles or takes one promotion away. */
static gboolean
add_promotions (Crediting *crediting)
{
  BatonRun *run = crediting->run;
  const BatonScheme *scheme = run->scheme;
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (Extra));
  g_autoptr (GArray) trimmed = g_array_new (FALSE, FALSE, sizeof (Extra));
  g_autofree guint8 *stopped_before = crediting->commits ? NULL : g_memdup2 (run->stopped, scheme->n_promotions);
  gint64 total[BATON_N_POINTS];
  gint64 cuts[BATON_N_POINTS];
  gboolean settled;

  do
    {
      if (!choose_promotions (crediting, chosen) || !join_multipliers (crediting, chosen))
        return FALSE;
      memcpy (total, crediting->value, sizeof total);
      for (guint i = 0; i < chosen->len; i++)
        {
          for (guint kind = 0; kind < BATON_N_POINTS; kind++)
            {
              if (!baton_add (&total[kind], g_array_index (chosen, Extra, i).points[kind]))
                return FALSE;
            }
        }
      get_cuts (crediting, total, cuts);

      g_array_set_size (trimmed, 0);
      if (chosen->len > 0)
        g_array_append_vals (trimmed, chosen->data, chosen->len);
      trim (trimmed, cuts);
      settled = TRUE;
      for (guint i = 0; i < trimmed->len && settled; i++)
        {
          const Extra *extra = &g_array_index (trimmed, Extra, i);

          settled = fits_budget (run, extra);
          if (!settled && crediting->commits)
            stop (crediting, extra->promotion);
          else if (!settled)
            run->stopped[extra->promotion] = TRUE;
        }
    }
  while (!settled);
  /* What is pending or taken back stops no budget for those who come after. */
  if (stopped_before != NULL && scheme->n_promotions > 0)
    memcpy (run->stopped, stopped_before, scheme->n_promotions);

  for (guint i = 0; i < chosen->len; i++)
    {
      const Extra *extra = &g_array_index (chosen, Extra, i);
      const BatonPromotion *promotion = &scheme->promotions[extra->promotion];
      BatonContribution *contribution = contribute (crediting, BATON_CONTRIBUTION_PROMOTION, promotion->id);

      memcpy (contribution->points, extra->points, sizeof extra->points);
      contribution->rounded = extra->rounded;
      contribution->rate = promotion->effect == BATON_EFFECT_MULTIPLIER ? promotion->multiplier : 0;
      if (promotion->effect == BATON_EFFECT_EXTRA_FEE && crediting->activity->fee > 0)
        crediting->credit->fee_extra += promotion->extra_fee;
      if (crediting->commits && !charge (crediting, &g_array_index (trimmed, Extra, i)))
        return FALSE;
    }
  if (cuts[0] > 0 || cuts[1] > 0 || cuts[2] > 0)
    {
      BatonContribution *cap = contribute (crediting, BATON_CONTRIBUTION_CAP, crediting->activity->id);

      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        cap->points[kind] = -cuts[kind];
    }
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    crediting->credit->points[kind] = total[kind] - cuts[kind];
  if (crediting->commits)
    use_caps (crediting);
  return TRUE;
}

/* ── Goals ───────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64 progress;
  gint64 reached;
} Goal;

static Goal *
get_goal (Crediting *crediting,
          guint      promotion)
{
  g_autofree char *key = g_strdup_printf ("%u %u", promotion, crediting->credit->organisation);
  Goal *goal = g_hash_table_lookup (crediting->run->goals, key);

  if (goal == NULL)
    {
      goal = g_new0 (Goal, 1);
      g_hash_table_insert (crediting->run->goals, g_steal_pointer (&key), goal);
    }
  return goal;
}

/* How often the goal is reached with this event. */
static gboolean
advance_goal (Crediting            *crediting,
              const BatonPromotion *promotion,
              Goal                 *goal,
              gint64               *times)
{
  gint64 measure = promotion->measure == BATON_MEASURE_QUANTITY ? crediting->event->quantity
                   : promotion->measure == BATON_MEASURE_AMOUNT ? crediting->event->amount : 1;
  gint64 reached;

  if (!baton_add (&goal->progress, measure))
    return FALSE;
  reached = goal->progress / promotion->target;
  if (!promotion->repeats)
    reached = MIN (reached, 1);
  *times = reached - goal->reached;
  goal->reached = reached;
  return TRUE;
}

static gboolean
add_goals (Crediting *crediting)
{
  const BatonScheme *scheme = crediting->run->scheme;

  for (guint i = 0; i < scheme->n_promotions; i++)
    {
      const BatonPromotion *promotion = &scheme->promotions[i];
      BatonContribution *contribution;
      Extra extra = { .promotion = i };
      gint64 times;

      if (promotion->effect != BATON_EFFECT_GOAL || !is_in_force (crediting, i))
        continue;
      if (!advance_goal (crediting, promotion, get_goal (crediting, i), &times))
        return FALSE;
      if (times == 0)
        continue;
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        {
          if (!baton_multiply (times, promotion->extra[kind], 1, &extra.points[kind]))
            return FALSE;
        }
      if (!fits_budget (crediting->run, &extra))
        {
          stop (crediting, i);
          continue;
        }

      contribution = contribute (crediting, BATON_CONTRIBUTION_GOAL, promotion->id);
      contribution->units = times;
      memcpy (contribution->points, extra.points, sizeof extra.points);
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        {
          if (!baton_add (&crediting->credit->points[kind], extra.points[kind]))
            return FALSE;
        }
      if (!charge (crediting, &extra))
        return FALSE;
    }
  return TRUE;
}

/* ── One event ───────────────────────────────────────────────────────────────────────────────────────── */

static BatonCreditOutcome
judge (Crediting *crediting)
{
  const BatonEvent *event = crediting->event;
  const BatonActivity *activity = crediting->activity;

  if (event->reverses != NULL)
    return BATON_CREDIT_REVERSAL;
  if (event->state == BATON_EVENT_DECLINED)
    return BATON_CREDIT_DECLINED;
  if (crediting->credit->organisation == BATON_INDEX_NONE)
    return BATON_CREDIT_UNKNOWN_ORGANISATION;
  if (activity == NULL)
    return BATON_CREDIT_UNKNOWN_ACTIVITY;
  if (!activity->enabled || !baton_window_contains (activity->window, event->day))
    return BATON_CREDIT_NOT_IN_FORCE;
  if (!baton_asked_matches (&crediting->asked, activity->audience))
    return BATON_CREDIT_NOT_FOR;
  if (activity->once != BATON_ONCE_NEVER && !crediting->run->counts_first[crediting->index])
    return BATON_CREDIT_NOT_FIRST;
  if (event->state == BATON_EVENT_PENDING)
    return BATON_CREDIT_PENDING;
  if (event->reversal_index != BATON_EVENT_NONE)
    return BATON_CREDIT_REVERSED;
  return BATON_CREDIT_COUNTED;
}

static gboolean
work_out_points (Crediting *crediting)
{
  if (!add_base (crediting) || !add_step_bonus (crediting) || !add_promotions (crediting))
    return FALSE;
  if (crediting->commits && !add_goals (crediting))
    return FALSE;
  crediting->credit->fee_rate = crediting->activity->fee > 0 ? crediting->activity->fee + crediting->credit->fee_extra : 0;
  return TRUE;
}

static void
take_back (Crediting *crediting)
{
  BatonContribution *reversal = contribute (crediting, BATON_CONTRIBUTION_REVERSAL, crediting->activity->id);

  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      reversal->points[kind] = -crediting->credit->points[kind];
      crediting->credit->points[kind] = 0;
    }
  crediting->credit->fee_rate = crediting->credit->fee_extra = 0;
}

static void
book (Crediting *crediting)
{
  BatonRun *run = crediting->run;
  const BatonCredit *credit = crediting->credit;

  baton_replay_enter_tiers (run, crediting->index, credit);
  baton_replay_earn (run, BATON_POINTS_COMPANY, credit);
  baton_replay_earn (run, BATON_POINTS_INDIVIDUAL, credit);
  baton_replay_enter_funds (run, &crediting->asked, credit);
}

void
baton_replay_credit (BatonRun *run,
                     guint     index)
{
  BatonReplay *replay = run->replay;
  const BatonEvent *event = &run->events[index];
  BatonCredit blank = { .event = index, .organisation = BATON_INDEX_NONE, .member = BATON_INDEX_NONE };
  Crediting crediting = { .run = run, .index = index, .event = event };

  blank.organisation = baton_register_find_organisation (run->reg, event->organisation);
  if (event->member != NULL)
    blank.member = baton_register_find_member (run->reg, event->member);
  blank.first_contribution = replay->contributions->len;
  g_array_append_val (replay->credits, blank);
  replay->credit_of_event[index] = replay->credits->len;

  crediting.credit = &g_array_index (replay->credits, BatonCredit, replay->credits->len - 1);
  crediting.activity_index = baton_scheme_find_activity (run->scheme, event->subject);
  if (crediting.activity_index != BATON_INDEX_NONE)
    crediting.activity = &run->scheme->activities[crediting.activity_index];
  crediting.asked = (BatonAsked) { .run = run, .organisation = blank.organisation, .member = blank.member, .region = event->region };
  crediting.credit->outcome = judge (&crediting);
  crediting.commits = crediting.credit->outcome == BATON_CREDIT_COUNTED;

  switch (crediting.credit->outcome)
    {
    case BATON_CREDIT_COUNTED:
    case BATON_CREDIT_PENDING:
    case BATON_CREDIT_REVERSED:
      if (!work_out_points (&crediting))
        overflow (run, index);
      else if (crediting.credit->outcome == BATON_CREDIT_REVERSED)
        take_back (&crediting);
      else if (crediting.credit->outcome == BATON_CREDIT_COUNTED)
        book (&crediting);
      else
        {
          for (guint kind = BATON_POINTS_COMPANY; kind < BATON_N_POINTS; kind++)
            if (!baton_add (&baton_replay_get_pool (replay, kind, blank.organisation, blank.member)->pending, crediting.credit->points[kind]))
              overflow (run, index);
        }
      break;
    default:
      break;
    }
  if (event->state == BATON_EVENT_APPROVED && event->reversal_index == BATON_EVENT_NONE &&
      (crediting.credit->outcome == BATON_CREDIT_COUNTED || crediting.credit->outcome == BATON_CREDIT_NOT_FIRST))
    baton_replay_count_required (run, index, crediting.credit);
  baton_asked_clear (&crediting.asked);
}
