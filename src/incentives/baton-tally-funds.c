/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is used of the funds' budgets in the period of the last day, and on which day one is used up: as the replay has it. What
 * is credited to a fund is told day by day, as clusters come in any order; what is claimed comes from the history (baton-claims.c).
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-tally-private.h"

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
  guint at = first + (guint) (day - rules->fund_periods[fund].from);

  if (first >= rules->first_fund_day[fund + 1] || day < rules->fund_periods[fund].from)
    return;
  if (run->sums.fund_days[at] == 0)
    g_array_append_val (run->fund_days, at);
  run->sums.fund_days[at] += money;
}

/* The first day at whose end more than the budget has been credited. */
static BatonDay
find_exhaustion (const BatonTallyRules *rules,
                 const BatonTallySums  *sums,
                 guint                  fund)
{
  BatonWide spent = 0;

  for (guint i = rules->first_fund_day[fund]; i < rules->first_fund_day[fund + 1]; i++)
    {
      spent += sums->fund_days[i];
      if (spent > (BatonWide) rules->scheme->funds[fund].budget * DENOMINATOR)
        return rules->fund_periods[fund].from + (BatonDay) (i - rules->first_fund_day[fund]);
    }
  return BATON_DAY_NONE;
}

guint
baton_tally_count_fund_days (const BatonTallyRules *rules)
{
  return rules->first_fund_day[rules->scheme->n_funds];
}

gboolean
baton_tally_fill_funds (BatonTallyRules *rules)
{
  BatonReckoning *reckoning = rules->reckoning;
  BatonTallySums sums;

  baton_tally_sums_lay_out (&sums, rules->scheme, baton_tally_count_fund_days (rules), reckoning->row);
  for (guint i = 0; i < rules->scheme->n_funds; i++)
    {
      BatonFundUse use = { .fund = rules->scheme->funds[i].id, .used = (gint64) sums.fund_used[i], .exhausted = find_exhaustion (rules, &sums, i) };

      if (sums.fund_used[i] > BATON_INTEGER_MAX || sums.fund_used[i] < -BATON_INTEGER_MAX)
        return FALSE;
      g_array_append_val (reckoning->funds, use);
    }
  return baton_reckoning_enter_claims (reckoning);
}
