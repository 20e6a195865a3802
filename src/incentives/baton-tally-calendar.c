/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The days of a tally, worked out once: a date costs some thirty nanoseconds, and each cluster goes through the same ones.
 * Histories that reach over more than a century do without.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-tally-private.h"

#define MOST_DAYS 40000

static void
fill_day (const BatonScheme *scheme,
          BatonDay           day,
          BatonTallyDay     *made)
{
  made->month_start = baton_day_get_month_start (day);
  made->month_end = baton_day_get_month_end (day);
  made->expires = scheme->expiry_months > 0 ? baton_day_get_month_end (baton_day_add_months (day, scheme->expiry_months)) : BATON_DAY_MAX;
  for (guint period = 0; period <= BATON_PERIOD_YEAR; period++)
    made->periods[period] = baton_period_get (period, day, scheme->fiscal_start);
}

/* Window starts of a ladder never go back, so each is looked for from the one before. */
static void
fill_starts (BatonTallyRules   *rules,
             const BatonLadder *ladder,
             BatonDay          *starts)
{
  BatonDay start = baton_ladder_get_window_start (ladder, rules->calendar_first, rules->scheme->fiscal_start);

  for (guint i = 0; i < rules->n_days; i++)
    {
      BatonDay day = rules->calendar_first + (BatonDay) i;

      if (ladder->window == BATON_LADDER_FISCAL_YEAR)
        start = rules->days[i].periods[BATON_PERIOD_YEAR].from;
      else
        while (baton_window_drop_out (start, ladder->months) <= day)
          start++;
      starts[i] = start;
    }
}

void
baton_tally_calendar_init (BatonTallyRules *rules)
{
  gint64 n = (gint64) rules->through - rules->first + 2;

  rules->calendar_first = rules->first - 1;
  rules->starts = g_new0 (BatonDay *, rules->scheme->n_ladders);
  if (rules->first <= BATON_DAY_MIN || n > MOST_DAYS)
    return;
  rules->n_days = (guint) n;
  rules->days = g_new (BatonTallyDay, rules->n_days);
  for (guint i = 0; i < rules->n_days; i++)
    fill_day (rules->scheme, rules->calendar_first + (BatonDay) i, &rules->days[i]);
  for (guint i = 0; i < rules->scheme->n_ladders; i++)
    {
      rules->starts[i] = g_new (BatonDay, rules->n_days);
      fill_starts (rules, &rules->scheme->ladders[i], rules->starts[i]);
    }
}

void
baton_tally_calendar_clear (BatonTallyRules *rules)
{
  for (guint i = 0; i < rules->scheme->n_ladders; i++)
    g_free (rules->starts[i]);
  g_free (rules->starts);
  g_free (rules->days);
}

void
baton_tally_set_day (BatonTallyRun *run,
                     BatonDay       day)
{
  guint64 index = (guint64) ((gint64) day - run->rules->calendar_first);

  run->day = day;
  if (index < run->rules->n_days)
    run->now = run->rules->days[index];
  else
    fill_day (run->scheme, day, &run->now);
}

BatonDay
baton_tally_get_month_end (const BatonTallyRun *run,
                           BatonDay             day)
{
  guint64 index = (guint64) ((gint64) day - run->rules->calendar_first);

  return index < run->rules->n_days ? run->rules->days[index].month_end : baton_day_get_month_end (day);
}

BatonDay
baton_tally_get_window_start (const BatonTallyRun *run,
                              guint                ladder,
                              BatonDay             day)
{
  guint64 index = (guint64) ((gint64) day - run->rules->calendar_first);

  return index < run->rules->n_days ? run->rules->starts[ladder][index]
                                    : baton_ladder_get_window_start (&run->scheme->ladders[ladder], day, run->scheme->fiscal_start);
}
