/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Balances, as baton-replay-balance.c has them. Lots that expire together are one lot here, and a pool's lots expire when
 * somebody looks at it: first those that were gone by the end of the day before, which is the balance that audiences hear of
 * all day; then those that go with the new month.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-tally-private.h"

static gint64
get_balance (const BatonTallyPool *pool)
{
  return pool->earned - pool->expired - pool->redeemed;
}

/* What expired before *month_start* goes. */
static void
expire (BatonTallyRun  *run,
        BatonTallyPool *pool,
        BatonDay        month_start)
{
  while (pool->first_lot != BATON_NODE_NONE)
    {
      const BatonTallyLot *lot = &g_array_index (run->lots, BatonTallyLot, pool->first_lot);

      if (lot->left > 0 && lot->expires >= month_start)
        return;
      baton_tally_add (run, &pool->expired, lot->left);
      pool->first_lot = lot->next;
    }
  pool->last_lot = BATON_NODE_NONE;
}

/* Brings the pool to today, before anything of today touches it. */
static void
touch (BatonTallyRun  *run,
       BatonTallyPool *pool)
{
  if (pool->touched == run->day)
    return;
  /* In the midst of a month nothing goes that was not gone the day before. */
  if (run->scheme->expiry_months > 0 && run->day > run->rules->first)
    expire (run, pool, run->day > run->now.month_start ? run->now.month_start : baton_day_get_month_start (run->day - 1));
  pool->closing = get_balance (pool);
  pool->touched = run->day;
  if (run->scheme->expiry_months > 0)
    expire (run, pool, run->now.month_start);
}

static BatonTallyPool *
get_pool (BatonTallyRun *run,
          BatonPoints    kind,
          guint          organisation,
          guint          member)
{
  if (kind == BATON_POINTS_INDIVIDUAL && member != BATON_INDEX_NONE)
    return &run->individual[run->timeline->place_of_member[member]];
  return kind == BATON_POINTS_INDIVIDUAL ? &run->unassigned[run->timeline->place_of_organisation[organisation]]
                                         : &run->company[run->timeline->place_of_organisation[organisation]];
}

static void
start_pools (BatonTallyPool **pools,
             guint           *room,
             guint            n)
{
  if (*room < n)
    {
      *room = n;
      *pools = g_renew (BatonTallyPool, *pools, n);
    }
  for (guint i = 0; i < n; i++)
    (*pools)[i] = (BatonTallyPool) { .first_lot = BATON_NODE_NONE, .last_lot = BATON_NODE_NONE, .touched = BATON_DAY_NONE };
}

void
baton_tally_start_pools (BatonTallyRun *run)
{
  guint n_unassigned = run->n_company;

  g_array_set_size (run->lots, 0);
  start_pools (&run->unassigned, &n_unassigned, run->cluster->n_organisations);
  start_pools (&run->company, &run->n_company, run->cluster->n_organisations);
  start_pools (&run->individual, &run->n_individual, run->cluster->n_members);
}

void
baton_tally_earn (BatonTallyRun          *run,
                  BatonPoints             kind,
                  const BatonTallyCredit *credit)
{
  BatonTallyPool *pool = get_pool (run, kind, credit->moment->organisation, credit->moment->member);
  BatonTallyLot lot = { .left = credit->points[kind], .expires = run->now.expires, .next = BATON_NODE_NONE };
  gint64 owed;

  if (lot.left <= 0)
    return;
  touch (run, pool);
  baton_tally_add (run, &pool->earned, lot.left);
  owed = MIN (pool->debt, lot.left);
  pool->debt -= owed;
  lot.left -= owed;
  if (lot.left == 0)
    return;
  if (pool->last_lot != BATON_NODE_NONE && g_array_index (run->lots, BatonTallyLot, pool->last_lot).expires == lot.expires)
    {
      baton_tally_add (run, &g_array_index (run->lots, BatonTallyLot, pool->last_lot).left, lot.left);
      return;
    }
  g_array_append_val (run->lots, lot);
  if (pool->last_lot != BATON_NODE_NONE)
    g_array_index (run->lots, BatonTallyLot, pool->last_lot).next = run->lots->len - 1;
  else
    pool->first_lot = run->lots->len - 1;
  pool->last_lot = run->lots->len - 1;
}

void
baton_tally_wait (BatonTallyRun     *run,
                  BatonPoints        kind,
                  const BatonMoment *moment,
                  gint64             points)
{
  baton_tally_add (run, &get_pool (run, kind, moment->organisation, moment->member)->pending, points);
}

/* The best discount of the tiers held at the end of the day. */
static guint
get_discount (BatonTallyRun     *run,
              const BatonMoment *moment)
{
  gint64 best = 0;

  for (guint i = 0; i < run->scheme->n_ladders; i++)
    {
      guint place = baton_tally_get_holder (run, i, moment->organisation, moment->member, run->day);
      gint32 tier = place != BATON_INDEX_NONE ? run->standings[i][place].held : -1;

      for (guint k = 0; tier >= 0 && k < run->scheme->ladders[i].tiers[tier].n_benefits; k++)
        {
          const BatonBenefit *benefit = &run->scheme->ladders[i].tiers[tier].benefits[k];

          if (benefit->type == BATON_BENEFIT_DISCOUNT)
            best = MAX (best, benefit->percent);
        }
    }
  return MIN (best, BATON_WHOLE);
}

void
baton_tally_redeem (BatonTallyRun     *run,
                    const BatonMoment *moment)
{
  guint index = run->rules->reward_of_subject[moment->subject];
  const BatonReward *reward = index != BATON_INDEX_NONE ? &run->scheme->rewards[index] : NULL;
  gint64 rest = MAX (moment->points, 0);
  BatonTallyPool *pool;

  if (reward == NULL)
    return;
  if (moment->points < 0 && !baton_reward_get_price (reward, moment->quantity, moment->amount, get_discount (run, moment), &rest))
    {
      baton_tally_note_too_large (run);
      return;
    }
  pool = get_pool (run, reward->points, moment->organisation, moment->member);
  touch (run, pool);
  baton_tally_add (run, &pool->redeemed, rest);
  if (run->too_large != BATON_EVENT_NONE)
    return;
  if (run->day >= run->rules->reckoning->from)
    {
      run->sums.rewards[index].n++;
      run->sums.rewards[index].points += rest;
    }
  for (; rest > 0 && pool->first_lot != BATON_NODE_NONE;)
    {
      BatonTallyLot *lot = &g_array_index (run->lots, BatonTallyLot, pool->first_lot);
      gint64 part = MIN (rest, lot->left);

      lot->left -= part;
      rest -= part;
      if (lot->left > 0)
        break;
      pool->first_lot = lot->next;
      if (pool->first_lot == BATON_NODE_NONE)
        pool->last_lot = BATON_NODE_NONE;
    }
  pool->debt += rest;
}

static void
close_pools (BatonTallyRun  *run,
             BatonPoints     kind,
             BatonTallyPool *pools,
             guint           n)
{
  for (guint i = 0; i < n; i++)
    {
      touch (run, &pools[i]);
      run->sums.totals->expired[kind] += pools[i].expired;
      run->sums.totals->redeemed[kind] += pools[i].redeemed;
      run->sums.totals->liability += (BatonWide) MAX (0, get_balance (&pools[i])) * run->scheme->point_value[kind];
    }
}

void
baton_tally_close_pools (BatonTallyRun *run)
{
  close_pools (run, BATON_POINTS_COMPANY, run->company, run->cluster->n_organisations);
  close_pools (run, BATON_POINTS_INDIVIDUAL, run->unassigned, run->cluster->n_organisations);
  close_pools (run, BATON_POINTS_INDIVIDUAL, run->individual, run->cluster->n_members);
}

gint64
baton_tally_get_company_before (BatonTallyRun *run,
                                guint          organisation)
{
  BatonTallyPool *pool = get_pool (run, BATON_POINTS_COMPANY, organisation, BATON_INDEX_NONE);

  touch (run, pool);
  return pool->closing;
}

gint64
baton_tally_get_individual_before (BatonTallyRun *run,
                                   guint          member)
{
  BatonTallyPool *pool = get_pool (run, BATON_POINTS_INDIVIDUAL, BATON_INDEX_NONE, member);

  touch (run, pool);
  return pool->closing;
}
