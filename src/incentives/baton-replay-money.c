/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Money. Fees, shares of sales and rebates are fractions of a cent until a period ends; they are summed exactly, as
 * numerators of one denominator, and floored once for each organization and period.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-replay-private.h"

#include <stdlib.h>
#include <string.h>

/* amount × share × rate: two percentages of basis points. */
#define DENOMINATOR ((BatonWide) BATON_WHOLE * BATON_WHOLE)

/* What one event brings to one organization, fund and period. */
typedef struct
{
  guint     organisation;
  guint     fund;         /* BATON_INDEX_NONE: fees */
  guint     counted;      /* in a unit of the scheme; BATON_INDEX_NONE: money */
  BatonDay  from;
  BatonDay  through;
  BatonDay  day;
  BatonWide money;        /* ÷ DENOMINATOR */
  BatonWide base;         /* amount × share: ÷ BATON_WHOLE */
  BatonWide rebate_base;  /* of it, what the fund's bands are applied to */
  BatonWide number;       /* what is counted; no money then */
} Item;

void
baton_replay_enter_funds (BatonRun          *run,
                          BatonAsked        *asked,
                          const BatonCredit *credit)
{
  for (guint i = 0; i < run->scheme->n_funds; i++)
    {
      const BatonFund *fund = &run->scheme->funds[i];
      BatonFundEvent entry = { run->replay->credits->len - 1, i };

      if (fund->accrues && baton_window_contains (fund->window, run->day) && baton_asked_matches (asked, fund->audience))
        g_array_append_val (run->fund_events, entry);
    }
}

/* The tier whose benefits an event of *day* has: of the day before, or of the end of the period so far. */
static gint32
get_benefit_tier (BatonReplay       *self,
                  guint              ladder,
                  const BatonCredit *credit,
                  BatonDay           day,
                  BatonWindow        period)
{
  const BatonLadder *rules = &self->scheme->ladders[ladder];
  BatonDay when = rules->period_end ? MIN (period.through, self->through) : day - 1;
  guint holder = baton_ladder_get_holder (rules, self->reg, credit->organisation, credit->member, when);

  return holder != BATON_INDEX_NONE ? baton_standing_get_tier (&self->standings[ladder][holder], when) : -1;
}

/* Percentage points that the tiers held add to the fee of an event. */
static gint64
sum_fee_bonus (BatonReplay       *self,
               const BatonCredit *credit,
               guint              activity,
               BatonDay           day,
               BatonWindow        period)
{
  gint64 bonus = 0;

  for (guint i = 0; i < self->scheme->n_ladders; i++)
    {
      gint32 tier = get_benefit_tier (self, i, credit, day, period);
      const BatonTier *held = tier >= 0 ? &self->scheme->ladders[i].tiers[tier] : NULL;

      for (guint k = 0; held != NULL && k < held->n_benefits; k++)
        {
          if (held->benefits[k].type == BATON_BENEFIT_FEE_BONUS && held->benefits[k].applies[activity])
            bonus += held->benefits[k].percent;
        }
    }
  return bonus;
}

static void
add_fees (BatonReplay *self,
          GArray      *items)
{
  const BatonEvent *events = baton_history_get_events (self->history);

  for (guint i = 0; i < self->credits->len; i++)
    {
      BatonCredit *credit = &g_array_index (self->credits, BatonCredit, i);
      const BatonEvent *event = &events[credit->event];
      BatonWindow period;
      Item item;

      if (credit->outcome != BATON_CREDIT_COUNTED || credit->fee_rate == 0)
        continue;
      period = baton_period_get (self->scheme->fee_period, event->day, self->scheme->fiscal_start);
      credit->fee_bonus = sum_fee_bonus (self, credit, baton_scheme_find_activity (self->scheme, event->subject), event->day, period);
      credit->fee_rate += credit->fee_bonus;

      item = (Item) { .organisation = credit->organisation, .fund = BATON_INDEX_NONE, .counted = BATON_INDEX_NONE,
                      .from = period.from, .through = period.through, .day = event->day };
      item.base = (BatonWide) event->amount * event->share;
      item.money = item.base * credit->fee_rate;
      g_array_append_val (items, item);
    }
}

static void
add_counted (GArray     *items,
             const Item *like,
             guint       counted,
             gint64      number)
{
  Item item = { .organisation = like->organisation, .fund = like->fund, .counted = counted, .from = like->from, .through = like->through,
                .day = like->day, .number = number };

  g_array_append_val (items, item);
}

/* What the benefits of the holder's tiers credit to the fund for one event: what is counted joins *items*. */
static gboolean
work_out_benefits (BatonReplay       *self,
                   GArray            *items,
                   const BatonCredit *credit,
                   const BatonEvent  *event,
                   guint              activity,
                   Item              *item)
{
  BatonWindow period = { item->from, item->through };
  gint64 units;

  if (!baton_activity_get_units (&self->scheme->activities[activity], event->quantity, event->amount, &units))
    return FALSE;
  for (guint i = 0; i < self->scheme->n_ladders; i++)
    {
      gint32 tier = get_benefit_tier (self, i, credit, event->day, period);
      const BatonTier *held = tier >= 0 ? &self->scheme->ladders[i].tiers[tier] : NULL;

      for (guint k = 0; held != NULL && k < held->n_benefits; k++)
        {
          const BatonBenefit *benefit = &held->benefits[k];

          if (benefit->fund != item->fund || !benefit->applies[activity])
            continue;
          if (benefit->type == BATON_BENEFIT_FUND_PERCENT)
            {
              item->money += (BatonWide) event->amount * event->share * benefit->percent;
              item->base = (BatonWide) event->amount * event->share;
            }
          else if (benefit->type == BATON_BENEFIT_FUND_NUMBER)
            {
              gint64 number;

              if (!baton_multiply (units, benefit->number, 1, &number))
                return FALSE;
              if (benefit->counted == BATON_INDEX_NONE)
                item->money += (BatonWide) number * DENOMINATOR;
              else if (number != 0)
                add_counted (items, item, benefit->counted, number);
            }
        }
    }
  return TRUE;
}

static gboolean
add_funds (BatonRun *run,
           GArray   *items)
{
  BatonReplay *self = run->replay;

  for (guint i = 0; i < run->fund_events->len; i++)
    {
      const BatonFundEvent *entry = &g_array_index (run->fund_events, BatonFundEvent, i);
      const BatonFund *fund = &self->scheme->funds[entry->fund];
      const BatonCredit *credit = &g_array_index (self->credits, BatonCredit, entry->credit);
      const BatonEvent *event = &run->events[credit->event];
      BatonWindow period = baton_period_get (fund->period, event->day, self->scheme->fiscal_start);
      guint activity = baton_scheme_find_activity (self->scheme, event->subject);
      Item item = { .organisation = credit->organisation, .fund = entry->fund, .counted = BATON_INDEX_NONE, .from = period.from, .through = period.through,
                    .day = event->day };

      if (!work_out_benefits (self, items, credit, event, activity, &item))
        {
          run->overflow_event = credit->event;
          return FALSE;
        }
      if (fund->n_bands > 0 && fund->applies[activity])
        item.rebate_base = item.base = (BatonWide) event->amount * event->share;
      if (item.money != 0 || item.rebate_base != 0)
        g_array_append_val (items, item);
    }
  return TRUE;
}

BatonWide
baton_fund_get_rebate (const BatonFund *fund,
                       BatonWide        base)
{
  BatonWide rebate = 0;

  for (guint i = 0; i < fund->n_bands; i++)
    {
      BatonWide from = (BatonWide) fund->bands[i].from * BATON_WHOLE;
      BatonWide next = i + 1 < fund->n_bands ? (BatonWide) fund->bands[i + 1].from * BATON_WHOLE : base;

      if (base < from)
        break;
      if (fund->whole)
        rebate = base * fund->bands[i].value;
      else
        rebate += (MIN (base, next) - from) * fund->bands[i].value;
    }
  return rebate;
}

static int
compare_items (const void *a,
               const void *b)
{
  const Item *first = a;
  const Item *second = b;

  if (first->organisation != second->organisation)
    return first->organisation < second->organisation ? -1 : 1;
  if (first->fund != second->fund)
    return first->fund < second->fund ? -1 : 1;
  if (first->counted != second->counted)
    return first->counted < second->counted ? -1 : 1;
  return first->from < second->from ? -1 : first->from > second->from;
}

/* Of an organization and a fund. All fit in 32 bits, which is all that g_int64_hash() looks at. */
static gint64
make_key (BatonReplay *self,
          guint        fund,
          guint        organisation)
{
  return (gint64) organisation * self->scheme->n_funds + fund;
}

static BatonFundStanding *
get_standing (BatonReplay *self,
              guint        fund,
              guint        organisation)
{
  gint64 key = make_key (self, fund, organisation);
  BatonFundStanding *standing = g_hash_table_lookup (self->fund_standings, &key);

  if (standing == NULL)
    {
      standing = g_new0 (BatonFundStanding, 1);
      standing->exhausted = BATON_DAY_NONE;
      g_hash_table_insert (self->fund_standings, g_memdup2 (&key, sizeof key), standing);
    }
  return standing;
}

/* Floors each organization's period once. */
static gboolean
close_periods (BatonReplay *self,
               GArray      *items)
{
  if (items->len > 1)
    qsort (items->data, items->len, sizeof (Item), compare_items);
  for (guint i = 0; i < items->len;)
    {
      const Item *first = &g_array_index (items, Item, i);
      BatonWide money = 0, base = 0, rebate_base = 0, number = 0, amount;
      BatonAccrual accrual = { .organisation = first->organisation, .fund = first->fund, .from = first->from, .through = first->through };

      for (; i < items->len && compare_items (first, &g_array_index (items, Item, i)) == 0; i++)
        {
          money += g_array_index (items, Item, i).money;
          base += g_array_index (items, Item, i).base;
          rebate_base += g_array_index (items, Item, i).rebate_base;
          number += g_array_index (items, Item, i).number;
        }
      if (first->counted != BATON_INDEX_NONE)
        accrual.unit = self->scheme->counted[first->counted].unit;
      else if (first->fund != BATON_INDEX_NONE)
        money += baton_fund_get_rebate (&self->scheme->funds[first->fund], rebate_base);
      amount = money / DENOMINATOR + number;
      if (amount > BATON_INTEGER_MAX || base / BATON_WHOLE > BATON_INTEGER_MAX)
        return FALSE;
      accrual.amount = (gint64) amount;
      accrual.base = (gint64) (base / BATON_WHOLE);
      g_array_append_val (self->accruals, accrual);
    }
  return TRUE;
}

/* ── Funds ───────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_present (BatonReplay *self,
            guint        fund,
            BatonDay     day)
{
  return baton_window_contains (baton_period_get (self->scheme->funds[fund].period, self->through, self->scheme->fiscal_start), day);
}

static gboolean
enter_accruals (BatonReplay *self)
{
  for (guint i = 0; i < self->accruals->len; i++)
    {
      const BatonAccrual *accrual = &g_array_index (self->accruals, BatonAccrual, i);
      BatonFundStanding *standings[2];

      if (accrual->fund == BATON_INDEX_NONE || accrual->unit != NULL)
        continue;
      standings[0] = get_standing (self, accrual->fund, accrual->organisation);
      standings[1] = &self->fund_totals[accrual->fund];
      for (guint k = 0; k < 2; k++)
        {
          if (!baton_add (&standings[k]->accrued, accrual->amount))
            return FALSE;
          if (is_present (self, accrual->fund, accrual->from) && !baton_add (&standings[k]->used, accrual->amount))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
enter_claim (BatonFundStanding *standing,
             const BatonEvent  *claim,
             gboolean           uses_budget)
{
  switch (claim->state)
    {
    case BATON_EVENT_SUBMITTED:
    case BATON_EVENT_RETURNED:
      return baton_add (&standing->asked, claim->amount);
    case BATON_EVENT_APPROVED:
      return baton_add (&standing->reserved, claim->granted) && (!uses_budget || baton_add (&standing->used, claim->granted));
    case BATON_EVENT_PAID:
      return baton_add (&standing->paid, claim->granted) && (!uses_budget || baton_add (&standing->used, claim->granted));
    default:
      /* A draft asks for nothing yet; what expired or was declined has been released. */
      return TRUE;
    }
}

static gboolean
enter_claims (BatonRun *run)
{
  BatonReplay *self = run->replay;

  for (guint i = 0; i < run->n_events && run->events[i].day <= self->through; i++)
    {
      const BatonEvent *claim = &run->events[i];
      guint fund = claim->type == BATON_EVENT_CLAIM ? baton_scheme_find_fund (self->scheme, claim->subject) : BATON_INDEX_NONE;
      guint organisation = baton_register_find_organisation (self->reg, claim->organisation);
      gboolean uses_budget;

      if (fund == BATON_INDEX_NONE || organisation == BATON_INDEX_NONE)
        continue;
      uses_budget = !self->scheme->funds[fund].accrues && is_present (self, fund, claim->day);
      if (!enter_claim (get_standing (self, fund, organisation), claim, uses_budget) ||
          !enter_claim (&self->fund_totals[fund], claim, uses_budget))
        {
          run->overflow_event = i;
          return FALSE;
        }
      if (self->fund_totals[fund].exhausted == BATON_DAY_NONE && uses_budget && self->scheme->funds[fund].has_budget &&
          self->fund_totals[fund].used > self->scheme->funds[fund].budget)
        self->fund_totals[fund].exhausted = claim->day;
    }
  return TRUE;
}

static int
compare_days (const void *a,
              const void *b)
{
  const Item *first = a;
  const Item *second = b;

  return first->day < second->day ? -1 : first->day > second->day;
}

static void
note_exhausted (BatonReplay     *self,
                const BatonWide *spent,
                BatonDay         day)
{
  for (guint i = 0; i < self->scheme->n_funds; i++)
    if (self->scheme->funds[i].has_budget && self->fund_totals[i].exhausted == BATON_DAY_NONE &&
        spent[i] > (BatonWide) self->scheme->funds[i].budget * DENOMINATOR)
      self->fund_totals[i].exhausted = day;
}

/* At the end of which day what was credited went beyond the budget of the present period, before any floor. */
static void
find_exhaustion (BatonReplay *self,
                 GArray      *items)
{
  g_autofree BatonWide *spent = g_new0 (BatonWide, self->scheme->n_funds);
  g_autoptr (GHashTable) bases = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  if (items->len > 1)
    qsort (items->data, items->len, sizeof (Item), compare_days);
  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);
      const BatonFund *fund;
      gint64 key = make_key (self, item->fund, item->organisation);
      BatonWide *base;

      if (i > 0 && item->day != g_array_index (items, Item, i - 1).day)
        note_exhausted (self, spent, g_array_index (items, Item, i - 1).day);
      if (item->fund == BATON_INDEX_NONE || item->counted != BATON_INDEX_NONE || !is_present (self, item->fund, item->from))
        continue;
      fund = &self->scheme->funds[item->fund];
      base = g_hash_table_lookup (bases, &key);
      if (base == NULL)
        {
          base = g_new0 (BatonWide, 1);
          g_hash_table_insert (bases, g_memdup2 (&key, sizeof key), base);
        }
      spent[item->fund] += item->money + baton_fund_get_rebate (fund, *base + item->rebate_base) - baton_fund_get_rebate (fund, *base);
      *base += item->rebate_base;
    }
  if (items->len > 0)
    note_exhausted (self, spent, g_array_index (items, Item, items->len - 1).day);
}

/* After the last day: everything that needs the tiers of all days. FALSE on overflow. */
gboolean
baton_replay_sum_money (BatonRun *run)
{
  BatonReplay *self = run->replay;
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (Item));

  add_fees (self, items);
  if (!add_funds (run, items) || !close_periods (self, items))
    return FALSE;
  find_exhaustion (self, items);
  return enter_accruals (self) && enter_claims (run);
}

/* ── Answers ─────────────────────────────────────────────────────────────────────────────────────────── */

const BatonAccrual *
baton_replay_get_accruals (BatonReplay *self,
                           guint       *n_accruals)
{
  *n_accruals = self->accruals->len;
  return (const BatonAccrual *) (gpointer) self->accruals->data;
}

guint
baton_replay_get_n_funds (BatonReplay *self)
{
  return self->scheme->n_funds;
}

const char *
baton_replay_get_fund (BatonReplay *self,
                       guint        fund)
{
  return fund < self->scheme->n_funds ? self->scheme->funds[fund].id : NULL;
}

void
baton_replay_get_fund_standing (BatonReplay       *self,
                                guint              fund,
                                guint              organisation,
                                BatonFundStanding *standing)
{
  const BatonFund *rules;

  g_return_if_fail (fund < self->scheme->n_funds);

  rules = &self->scheme->funds[fund];
  if (organisation == BATON_INDEX_NONE)
    {
      *standing = self->fund_totals[fund];
    }
  else
    {
      gint64 key = make_key (self, fund, organisation);
      const BatonFundStanding *found = g_hash_table_lookup (self->fund_standings, &key);

      *standing = found != NULL ? *found : (BatonFundStanding) { .exhausted = BATON_DAY_NONE };
    }
  standing->budget = rules->budget;
  standing->available = rules->accrues ? standing->accrued - standing->reserved - standing->paid
                                       : rules->budget - self->fund_totals[fund].used;
}

const BatonPromotionUse *
baton_replay_get_promotions (BatonReplay *self,
                             guint       *n_promotions)
{
  *n_promotions = self->uses->len;
  return (const BatonPromotionUse *) (gpointer) self->uses->data;
}
