/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is used of the funds' budgets in the period of the last day, and on which day one is used up: as the replay has it. What
 * is credited to a fund is told day by day, as clusters come in any order; claims are read from the history, of which nothing
 * else is.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-tally-private.h"

#include "incentives/baton-history-private.h"

#define DENOMINATOR ((BatonWide) BATON_WHOLE * BATON_WHOLE)

void
baton_tally_funds_init (BatonTallyRules *rules)
{
  const BatonScheme *scheme = rules->scheme;

  rules->fund_periods = g_new (BatonWindow, scheme->n_funds);
  rules->first_fund_day = g_new (guint, scheme->n_funds + 1);
  rules->first_fund_day[0] = 0;
  for (guint i = 0; i < scheme->n_funds; i++)
    {
      const BatonFund *fund = &scheme->funds[i];
      gboolean tracked = fund->accrues && fund->has_budget;

      rules->fund_periods[i] = baton_period_get (fund->period, rules->through, scheme->fiscal_start);
      rules->first_fund_day[i + 1] = rules->first_fund_day[i] + (tracked ? (guint) (rules->through - rules->fund_periods[i].from) + 1 : 0);
    }
}

void
baton_tally_spend (BatonTallyRun *run,
                   guint          fund,
                   BatonDay       day,
                   BatonWide      money)
{
  const BatonTallyRules *rules = run->rules;
  guint first = rules->first_fund_day[fund];

  if (first < rules->first_fund_day[fund + 1] && day >= rules->fund_periods[fund].from)
    run->fund_days[first + (guint) (day - rules->fund_periods[fund].from)] += money;
}

/* The first day at whose end more than the budget has been credited. */
static BatonDay
find_exhaustion (const BatonTallyRules *rules,
                 const BatonTallyRun   *sum,
                 guint                  fund)
{
  BatonWide spent = 0;

  for (guint i = rules->first_fund_day[fund]; i < rules->first_fund_day[fund + 1]; i++)
    {
      spent += sum->fund_days[i];
      if (spent > (BatonWide) rules->scheme->funds[fund].budget * DENOMINATOR)
        return rules->fund_periods[fund].from + (BatonDay) (i - rules->first_fund_day[fund]);
    }
  return BATON_DAY_NONE;
}

/* ── Claims ──────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_claimed (const BatonScheme *scheme)
{
  for (guint i = 0; i < scheme->n_funds; i++)
    if (!scheme->funds[i].accrues)
      return TRUE;
  return FALSE;
}

static gboolean
enter_claim (BatonTallyRules  *rules,
             const BatonEvent *claim)
{
  guint index = baton_scheme_find_fund (rules->scheme, claim->subject);
  BatonFundUse *use = index != BATON_INDEX_NONE ? &g_array_index (rules->reckoning->funds, BatonFundUse, index) : NULL;
  const BatonFund *fund = use != NULL ? &rules->scheme->funds[index] : NULL;

  if (use == NULL || fund->accrues || claim->day > rules->through || !baton_window_contains (rules->fund_periods[index], claim->day) ||
      (claim->state != BATON_EVENT_APPROVED && claim->state != BATON_EVENT_PAID) ||
      baton_register_find_organisation (rules->timeline->reg, claim->organisation) == BATON_INDEX_NONE)
    return TRUE;
  if (!baton_add (&use->used, claim->granted))
    return FALSE;
  if (use->exhausted == BATON_DAY_NONE && fund->has_budget && use->used > fund->budget)
    use->exhausted = claim->day;
  return TRUE;
}

/* In the order of the history. */
static gboolean
enter_claims (BatonTallyRules *rules)
{
  BatonHistory *history = rules->timeline->history;
  BatonHistoryRows *rows = baton_history_get_rows (history);
  const BatonEvent *events = rows == NULL ? baton_history_get_events (history) : NULL;
  guint n = baton_history_get_n_events (history);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GStringChunk) strings = NULL;
      BatonEvent event;
      BatonRow row;
      guint segment;
      guint32 at;

      if (rows == NULL)
        {
          if (events[i].type == BATON_EVENT_CLAIM && !enter_claim (rules, &events[i]))
            return FALSE;
          continue;
        }
      segment = baton_history_rows_locate (rows, i, &at);
      baton_rows_get (g_ptr_array_index (baton_history_rows_list (rows), segment), at, &row);
      if (row.type != BATON_EVENT_CLAIM)
        continue;
      strings = g_string_chunk_new (64);
      baton_history_rows_get_event (rows, i, strings, &event);
      if (!enter_claim (rules, &event))
        return FALSE;
    }
  return TRUE;
}

gboolean
baton_tally_fill_funds (BatonTallyRules     *rules,
                        const BatonTallyRun *sum)
{
  for (guint i = 0; i < rules->scheme->n_funds; i++)
    {
      BatonFundUse use = { .fund = rules->scheme->funds[i].id, .used = (gint64) sum->fund_used[i], .exhausted = find_exhaustion (rules, sum, i) };

      if (sum->fund_used[i] > BATON_INTEGER_MAX || sum->fund_used[i] < -BATON_INTEGER_MAX)
        return FALSE;
      g_array_append_val (rules->reckoning->funds, use);
    }
  return !is_claimed (rules->scheme) || enter_claims (rules);
}
