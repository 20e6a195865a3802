/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one event earns. The order is that of the rules: units × cell; the step bonus, floored; promotions, floored; caps;
 * then goals that the event reaches. Each step for each kind of points.
 *
 * A pending or reversed event is worked out like any other, but leaves no trace in caps, budgets and goals.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-replay-crediting.h"

#include <string.h>

gboolean
baton_multiply (gint64  a,
                gint64  b,
                gint64  divisor,
                gint64 *result)
{
  BatonWide product;
  gint64 narrow;

  /* Nearly always 64 bits are enough; to divide more takes several times as long. */
  if (!__builtin_mul_overflow (a, b, &narrow))
    product = divisor == 1 ? narrow : narrow / divisor;
  else
    product = (BatonWide) a * b / divisor;
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

static void
overflow (BatonRun *run,
          guint     event)
{
  if (run->overflow_event == BATON_EVENT_NONE)
    run->overflow_event = event;
}

BatonContribution *
baton_crediting_contribute (BatonCrediting        *crediting,
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
add_base (BatonCrediting *crediting)
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

  base = baton_crediting_contribute (crediting, BATON_CONTRIBUTION_BASE, crediting->activity->id);
  base->units = units;
  memcpy (base->points, points, sizeof points);
  memcpy (crediting->value, points, sizeof points);
  return TRUE;
}

static gboolean
add_step_bonus (BatonCrediting *crediting)
{
  const BatonActivity *activity = crediting->activity;
  BatonContribution *bonus;
  gint64 steps;

  if (activity->step_size <= 0 || activity->step_percent <= 0)
    return TRUE;
  steps = crediting->event->quantity / activity->step_size;
  if (steps == 0)
    return TRUE;

  bonus = baton_crediting_contribute (crediting, BATON_CONTRIBUTION_STEP, activity->id);
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

/* ── One event ───────────────────────────────────────────────────────────────────────────────────────── */

static BatonCreditOutcome
judge (BatonCrediting *crediting)
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
work_out_points (BatonCrediting *crediting)
{
  if (!add_base (crediting) || !add_step_bonus (crediting) || !baton_crediting_add_promotions (crediting))
    return FALSE;
  if (crediting->commits && !baton_crediting_add_goals (crediting))
    return FALSE;
  crediting->credit->fee_rate = crediting->activity->fee > 0 ? crediting->activity->fee + crediting->credit->fee_extra : 0;
  return TRUE;
}

static void
take_back (BatonCrediting *crediting)
{
  BatonContribution *reversal = baton_crediting_contribute (crediting, BATON_CONTRIBUTION_REVERSAL, crediting->activity->id);

  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      reversal->points[kind] = -crediting->credit->points[kind];
      crediting->credit->points[kind] = 0;
    }
  crediting->credit->fee_rate = crediting->credit->fee_extra = 0;
}

static void
book (BatonCrediting *crediting)
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
  BatonCrediting crediting = { .run = run, .index = index, .event = event };

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
