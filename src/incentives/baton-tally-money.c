/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fees and funds, as baton-replay-money.c has them: exact fractions, floored once for each organization and period. A benefit of
 * the tier of the day before is known when the event comes; one of the tier at the period's end waits as a claim.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-tally-private.h"

#define DENOMINATOR ((BatonWide) BATON_WHOLE * BATON_WHOLE)
#define KEY_MONEY 4

static BatonTallyMoney *
get_money (BatonTallyRun *run,
           guint          organisation,
           guint          fund,
           guint          counted,
           BatonWindow    period)
{
  gboolean is_new;
  /* Fees have the number after the last fund's, then comes what is counted. */
  guint64 number = counted != BATON_INDEX_NONE ? run->scheme->n_funds + 1 + counted : fund != BATON_INDEX_NONE ? fund : run->scheme->n_funds;
  BatonTallyEntry *entry = baton_tally_map_get (&run->map, (guint64) KEY_MONEY << 60 | number << 32 | (guint32) period.from, organisation, &is_new);

  if (is_new)
    {
      BatonTallyMoney money = { .organisation = organisation, .fund = fund, .counted = counted, .through = period.through };

      entry->first = run->moneys->len;
      g_array_append_val (run->moneys, money);
    }
  return &g_array_index (run->moneys, BatonTallyMoney, entry->first);
}

/* What the benefits of *tier* add for one event. */
static void
add_benefits (BatonTallyRun         *run,
              const BatonTallyClaim *claim,
              gint32                 tier)
{
  const BatonTier *held = tier >= 0 ? &run->scheme->ladders[claim->ladder].tiers[tier] : NULL;
  BatonWindow period = { claim->from, claim->through };
  BatonWide sum = 0;

  for (guint k = 0; held != NULL && k < held->n_benefits; k++)
    {
      const BatonBenefit *benefit = &held->benefits[k];

      if (!benefit->applies[claim->activity])
        continue;
      if (claim->fund == BATON_INDEX_NONE)
        {
          if (benefit->type == BATON_BENEFIT_FEE_BONUS)
            sum += claim->base * benefit->percent;
          continue;
        }
      if (benefit->fund != claim->fund)
        continue;
      if (benefit->type == BATON_BENEFIT_FUND_PERCENT)
        {
          sum += claim->base * benefit->percent;
        }
      else if (benefit->type == BATON_BENEFIT_FUND_NUMBER)
        {
          gint64 number;

          if (!baton_multiply (claim->units, benefit->number, 1, &number))
            baton_tally_note_too_large (run);
          else if (benefit->counted == BATON_INDEX_NONE)
            sum += (BatonWide) number * DENOMINATOR;
          else
            get_money (run, claim->organisation, claim->fund, benefit->counted, period)->amount += number;
        }
    }
  if (sum == 0)
    return;
  get_money (run, claim->organisation, claim->fund, BATON_INDEX_NONE, period)->amount += sum;
  if (claim->fund != BATON_INDEX_NONE)
    baton_tally_spend (run, claim->fund, claim->day, sum);
}

/* A rebate is of all that the period has so far: an event adds what makes the difference. */
static void
add_rebate (BatonTallyRun   *run,
            BatonTallyMoney *money,
            BatonWide        base)
{
  const BatonFund *fund = &run->scheme->funds[money->fund];

  if (fund->has_budget && baton_window_contains (run->rules->fund_periods[money->fund], run->day))
    baton_tally_spend (run, money->fund, run->day, baton_fund_get_rebate (fund, money->rebate_base + base) - baton_fund_get_rebate (fund, money->rebate_base));
  money->rebate_base += base;
}

static void
settle (BatonTallyRun         *run,
        const BatonTallyClaim *claim)
{
  guint place = baton_tally_get_holder (run, claim->ladder, claim->organisation, claim->member, claim->when);

  if (place != BATON_INDEX_NONE)
    add_benefits (run, claim, run->standings[claim->ladder][place].held);
}

/* Benefits of all ladders to one fund, or to fees: now, or when the period ends. */
static void
claim_benefits (BatonTallyRun          *run,
                const BatonTallyCredit *credit,
                guint                   fund,
                BatonWindow             period,
                gint64                  units)
{
  for (guint i = 0; i < run->scheme->n_ladders; i++)
    {
      BatonTallyClaim claim;

      if (!(fund == BATON_INDEX_NONE ? run->rules->ladder_fee_bonus[i] : run->rules->ladder_fund_bonus[i]))
        continue;
      claim = (BatonTallyClaim) { .ladder = i, .fund = fund, .organisation = credit->moment->organisation, .member = credit->moment->member,
                                .activity = credit->index, .base = (BatonWide) credit->moment->amount * credit->moment->share, .units = units, .day = run->day,
                                .from = period.from, .through = period.through };
      claim.when = run->scheme->ladders[i].period_end ? MIN (period.through, run->rules->through) : run->day - 1;
      if (claim.when < run->day)
        settle (run, &claim);
      else
        g_array_append_val (run->claims, claim);
    }
}

void
baton_tally_enter_money (BatonTallyRun          *run,
                         BatonTallyAsked        *asked,
                         const BatonTallyCredit *credit)
{
  const BatonMoment *moment = credit->moment;
  BatonWide base = (BatonWide) moment->amount * moment->share;

  if (credit->fee_rate != 0)
    {
      BatonWindow period = run->now.periods[run->scheme->fee_period];

      get_money (run, moment->organisation, BATON_INDEX_NONE, BATON_INDEX_NONE, period)->amount += base * credit->fee_rate;
      claim_benefits (run, credit, BATON_INDEX_NONE, period, 0);
    }
  for (guint i = 0; i < run->scheme->n_funds; i++)
    {
      const BatonFund *fund = &run->scheme->funds[i];
      BatonWindow period;
      gint64 units;

      if (!fund->accrues || !baton_window_contains (fund->window, run->day) || !baton_tally_matches (run, asked, run->rules->fund_audiences[i]))
        continue;
      period = run->now.periods[fund->period];
      if (!baton_activity_get_units (credit->activity, moment->quantity, moment->amount, &units))
        {
          baton_tally_note_too_large (run);
          return;
        }
      claim_benefits (run, credit, i, period, units);
      if (fund->n_bands > 0 && fund->applies[credit->index])
        add_rebate (run, get_money (run, moment->organisation, i, BATON_INDEX_NONE, period), base);
    }
}

void
baton_tally_settle_claims (BatonTallyRun *run)
{
  guint kept = 0;

  for (guint i = 0; i < run->claims->len; i++)
    {
      BatonTallyClaim claim = g_array_index (run->claims, BatonTallyClaim, i);

      if (claim.when <= run->day)
        settle (run, &claim);
      else
        g_array_index (run->claims, BatonTallyClaim, kept++) = claim;
    }
  g_array_set_size (run->claims, kept);
}

static void
close_period (BatonTallyRun         *run,
              const BatonTallyMoney *money)
{
  gboolean is_fund = money->fund != BATON_INDEX_NONE;
  gboolean is_compared = money->through >= run->rules->from;
  BatonWide amount = money->amount;

  if (is_fund && money->counted == BATON_INDEX_NONE)
    amount += baton_fund_get_rebate (&run->scheme->funds[money->fund], money->rebate_base);
  if (money->counted == BATON_INDEX_NONE)
    amount /= DENOMINATOR;
  if (amount > BATON_INTEGER_MAX)
    baton_tally_note_too_large (run);
  else if (money->counted != BATON_INDEX_NONE)
    run->sums.counted[money->counted] += is_compared ? amount : 0;
  else
    {
      if (is_fund && money->through == run->rules->fund_periods[money->fund].through)
        run->sums.fund_used[money->fund] += amount;
      if (!is_compared)
        return;
      *(is_fund ? &run->sums.credited[money->fund] : &run->sums.totals->fees) += amount;
      baton_tally_add (run, &run->rules->reckoning->shares[money->organisation].money, amount);
    }
}

void
baton_tally_close_money (BatonTallyRun *run)
{
  for (guint i = 0; i < run->moneys->len && run->too_large == BATON_EVENT_NONE; i++)
    close_period (run, &g_array_index (run->moneys, BatonTallyMoney, i));
  g_array_set_size (run->moneys, 0);
}
