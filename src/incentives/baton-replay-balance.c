/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Balances: every event that earns company or individual points makes a lot; lots expire; redemptions take from the lot
 * that expires first. As all lots of a program live equally long, that is the order in which they were earned.
 *
 * At any time, balance = earned − expired − redeemed = what is left in the lots − debt.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-replay-private.h"

#include "incentives/baton-price.h"

BatonPool *
baton_replay_get_pool (BatonReplay *self,
                       BatonPoints  kind,
                       guint        organisation,
                       guint        member)
{
  if (kind == BATON_POINTS_INDIVIDUAL && member != BATON_INDEX_NONE)
    return &self->individual[member];
  return kind == BATON_POINTS_INDIVIDUAL ? &self->unassigned[organisation] : &self->company[organisation];
}

gint64
baton_pool_get_balance (const BatonPool *pool)
{
  return pool->earned - pool->expired - pool->redeemed;
}

/* Keeps what the balance was at the end of the day before, for audiences. */
static void
touch (BatonPool *pool,
       BatonDay   day)
{
  if (pool->touched == day)
    return;
  pool->closing = baton_pool_get_balance (pool);
  pool->touched = day;
}

static gint64
get_left (const BatonLot *lot)
{
  return lot->earned - lot->spent - lot->expired;
}

void
baton_replay_earn (BatonRun          *run,
                   BatonPoints        kind,
                   const BatonCredit *credit)
{
  BatonReplay *self = run->replay;
  BatonPool *pool = baton_replay_get_pool (self, kind, credit->organisation, credit->member);
  BatonLot lot = { .kind = kind, .organisation = credit->organisation, .event = credit->event, .day = run->day,
                   .member = kind == BATON_POINTS_INDIVIDUAL ? credit->member : BATON_INDEX_NONE,
                   .earned = credit->points[kind], .expires = BATON_DAY_MAX };
  guint index = self->lots->len;

  if (lot.earned <= 0)
    return;
  touch (pool, run->day);
  if (!baton_add (&pool->earned, lot.earned))
    {
      if (run->overflow_event == BATON_EVENT_NONE)
        run->overflow_event = credit->event;
      return;
    }
  if (run->scheme->expiry_months > 0)
    lot.expires = baton_day_get_month_end (baton_day_add_months (run->day, run->scheme->expiry_months));
  lot.spent = MIN (pool->debt, lot.earned);
  pool->debt -= lot.spent;

  g_array_append_val (self->lots, lot);
  if (pool->lots == NULL)
    pool->lots = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (pool->lots, index);
}

/* The first lot with something left; NULL when there is none. */
static BatonLot *
get_first_lot (BatonReplay *self,
               BatonPool   *pool)
{
  for (; pool->lots != NULL && pool->head < pool->lots->len; pool->head++)
    {
      BatonLot *lot = &g_array_index (self->lots, BatonLot, g_array_index (pool->lots, guint, pool->head));

      if (get_left (lot) > 0)
        return lot;
    }
  return NULL;
}

static void
expire_pool (BatonRun  *run,
             BatonPool *pool)
{
  BatonLot *lot;

  while ((lot = get_first_lot (run->replay, pool)) != NULL && lot->expires < run->day)
    {
      gint64 left = get_left (lot);

      touch (pool, run->day);
      lot->expired += left;
      pool->expired += left;
    }
}

/* At the beginning of a day: what could be spent up to and with the day before is gone. */
void
baton_replay_expire (BatonRun *run)
{
  BatonReplay *self = run->replay;

  /* Lots expire with a month. */
  if (run->scheme->expiry_months == 0 || run->day != baton_day_get_month_start (run->day))
    return;
  for (guint i = 0; i < baton_run_count_organisations (run); i++)
    {
      guint organisation = baton_run_get_organisation (run, i);

      expire_pool (run, &self->company[organisation]);
      expire_pool (run, &self->unassigned[organisation]);
    }
  for (guint i = 0; i < baton_run_count_members (run); i++)
    expire_pool (run, &self->individual[baton_run_get_member (run, i)]);
}

/* ── Redemptions ─────────────────────────────────────────────────────────────────────────────────────── */

guint
baton_replay_get_discount (BatonReplay *self,
                           guint        organisation,
                           guint        member,
                           BatonDay     day)
{
  gint64 best = 0;

  for (guint i = 0; i < self->scheme->n_ladders; i++)
    {
      const BatonLadder *ladder = &self->scheme->ladders[i];
      guint holder = baton_ladder_get_holder (ladder, self->reg, organisation, member, day);
      gint32 tier = holder != BATON_INDEX_NONE ? baton_standing_get_tier (&self->standings[i][holder], day) : -1;

      for (guint k = 0; tier >= 0 && k < ladder->tiers[tier].n_benefits; k++)
        {
          const BatonBenefit *benefit = &ladder->tiers[tier].benefits[k];

          if (benefit->type == BATON_BENEFIT_DISCOUNT)
            best = MAX (best, benefit->percent);
        }
    }
  return MIN (best, BATON_WHOLE);
}

gboolean
baton_reward_get_price (const BatonReward *reward,
                        gint64             quantity,
                        gint64             amount,
                        guint              discount,
                        gint64            *price)
{
  BatonWide divisor = (BatonWide) reward->rate * BATON_WHOLE, points;

  /* An exchange without a rate cannot be offered; what was redeemed for it before cost what its row says, else nothing. */
  *price = 0;
  if (reward->exchange && divisor <= 0)
    return TRUE;
  if (reward->exchange)
    points = ((BatonWide) amount * (BATON_WHOLE - discount) + divisor - 1) / divisor;
  else
    points = (BatonWide) baton_price_discounted (reward->price, discount) * quantity;
  if (points > BATON_INTEGER_MAX)
    return FALSE;
  *price = (gint64) points;
  return TRUE;
}

void
baton_replay_redeem (BatonRun *run,
                     guint     index)
{
  BatonReplay *self = run->replay;
  const BatonEvent *event = &run->events[index];
  guint reward_index = baton_scheme_find_reward (run->scheme, event->subject);
  const BatonReward *reward = reward_index != BATON_INDEX_NONE ? &run->scheme->rewards[reward_index] : NULL;
  BatonRedemption redemption = { .event = index, .kind = reward != NULL ? reward->points : BATON_POINTS_COMPANY };
  BatonPool *pool;
  BatonLot *lot;
  gint64 rest;

  if (event->reverses != NULL)
    return;
  redemption.organisation = baton_register_find_organisation (run->reg, event->organisation);
  redemption.member = event->member != NULL ? baton_register_find_member (run->reg, event->member) : BATON_INDEX_NONE;
  redemption.discount = baton_replay_get_discount (self, redemption.organisation, redemption.member, run->day);
  redemption.points = MAX (event->points, 0);
  if (reward != NULL && event->points < 0 &&
      !baton_reward_get_price (reward, event->quantity, event->amount, redemption.discount, &redemption.points))
    run->overflow_event = MIN (run->overflow_event, index);
  redemption.counts = event->state == BATON_EVENT_APPROVED && event->reversal_index == BATON_EVENT_NONE &&
                      redemption.organisation != BATON_INDEX_NONE && reward != NULL;

  if (redemption.counts)
    {
      pool = baton_replay_get_pool (self, redemption.kind, redemption.organisation, redemption.member);
      touch (pool, run->day);
      redemption.overdrawn = baton_pool_get_balance (pool) < redemption.points;
      if (!baton_add (&pool->redeemed, redemption.points))
        {
          run->overflow_event = MIN (run->overflow_event, index);
          return;
        }
      for (rest = redemption.points; rest > 0 && (lot = get_first_lot (self, pool)) != NULL;)
        {
          gint64 part = MIN (rest, get_left (lot));

          lot->spent += part;
          rest -= part;
        }
      pool->debt += rest;
    }
  g_array_append_val (self->redemptions, redemption);
}

/* ── Answers ─────────────────────────────────────────────────────────────────────────────────────────── */

static void
describe_pool (BatonReplay     *self,
               const BatonPool *pool,
               BatonBalance    *balance)
{
  *balance = (BatonBalance) { .earned = pool->earned, .expired = pool->expired, .redeemed = pool->redeemed,
                              .pending = pool->pending, .balance = baton_pool_get_balance (pool), .expires = BATON_DAY_NONE };
  for (guint i = pool->head; pool->lots != NULL && i < pool->lots->len; i++)
    {
      const BatonLot *lot = &g_array_index (self->lots, BatonLot, g_array_index (pool->lots, guint, i));

      if (get_left (lot) == 0 || lot->expires == BATON_DAY_MAX)
        continue;
      if (balance->expires != BATON_DAY_NONE && lot->expires != balance->expires)
        break;
      balance->expires = lot->expires;
      balance->expiring += get_left (lot);
    }
}

void
baton_replay_get_company_balance (BatonReplay  *self,
                                  guint         organisation,
                                  BatonBalance *balance)
{
  g_return_if_fail (organisation < baton_register_get_n_organisations (self->reg));

  describe_pool (self, &self->company[organisation], balance);
}

void
baton_replay_get_individual_balance (BatonReplay  *self,
                                     guint         organisation,
                                     guint         member,
                                     BatonBalance *balance)
{
  g_return_if_fail (member != BATON_INDEX_NONE ? member < baton_register_get_n_members (self->reg)
                                               : organisation < baton_register_get_n_organisations (self->reg));

  describe_pool (self, baton_replay_get_pool (self, BATON_POINTS_INDIVIDUAL, organisation, member), balance);
}

const BatonLot *
baton_replay_get_lots (BatonReplay *self,
                       guint       *n_lots)
{
  *n_lots = self->lots->len;
  return (const BatonLot *) (gpointer) self->lots->data;
}

const BatonRedemption *
baton_replay_get_redemptions (BatonReplay *self,
                              guint       *n_redemptions)
{
  *n_redemptions = self->redemptions->len;
  return (const BatonRedemption *) (gpointer) self->redemptions->data;
}

BatonWide
baton_replay_sum_liability (BatonReplay *self)
{
  BatonWide total = 0;

  for (guint i = 0; i < baton_register_get_n_organisations (self->reg); i++)
    {
      total += (BatonWide) MAX (0, baton_pool_get_balance (&self->company[i])) * self->scheme->point_value[BATON_POINTS_COMPANY];
      total += (BatonWide) MAX (0, baton_pool_get_balance (&self->unassigned[i])) * self->scheme->point_value[BATON_POINTS_INDIVIDUAL];
    }
  for (guint i = 0; i < baton_register_get_n_members (self->reg); i++)
    total += (BatonWide) MAX (0, baton_pool_get_balance (&self->individual[i])) * self->scheme->point_value[BATON_POINTS_INDIVIDUAL];
  return total;
}

gint64
baton_replay_get_liability (BatonReplay *self)
{
  return (gint64) MIN (baton_replay_sum_liability (self), BATON_INTEGER_MAX);
}

gboolean
baton_replay_get_price (BatonReplay *self,
                        const char  *reward_id,
                        guint        organisation,
                        guint        member,
                        gint64       amount,
                        gint64      *price,
                        guint       *discount)
{
  guint index = baton_scheme_find_reward (self->scheme, reward_id);
  const BatonReward *reward = index != BATON_INDEX_NONE ? &self->scheme->rewards[index] : NULL;
  g_autoptr (BatonProfile) profile = NULL;
  guint best = baton_replay_get_discount (self, organisation, member, self->through);

  if (discount != NULL)
    *discount = best;
  if (reward == NULL || !reward->enabled || !baton_reward_get_price (reward, 1, amount, best, price))
    return FALSE;
  if (!baton_window_contains (reward->window, self->through))
    return FALSE;
  profile = baton_replay_get_profile (self, organisation, member);
  return baton_audience_matches (reward->audience, profile, NULL);
}
