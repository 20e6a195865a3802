/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * That two engines reckon the same.
 */
#pragma once

#include <glib.h>

#include "incentives/baton-reckoning.h"

static inline void
assert_same_ladder (BatonReckoning *tally,
                    BatonReckoning *plain,
                    guint           ladder)
{
  for (guint holder = 0; holder < baton_reckoning_get_n_holders (plain, ladder); holder++)
    {
      for (guint day = 0; day < baton_reckoning_get_n_days (plain); day++)
        g_assert_cmpint (baton_reckoning_get_tier (tally, ladder, holder, day), ==, baton_reckoning_get_tier (plain, ladder, holder, day));
      g_assert_cmpint (baton_reckoning_get_points (tally, ladder, holder), ==, baton_reckoning_get_points (plain, ladder, holder));
      g_assert_cmpint (baton_reckoning_climbs (tally, ladder, holder), ==, baton_reckoning_climbs (plain, ladder, holder));
    }
}

static inline void
assert_same_promotions (BatonReckoning *tally,
                        BatonReckoning *plain)
{
  guint n, n_plain;
  const BatonPromotionUse *uses = baton_reckoning_get_promotions (tally, &n);
  const BatonPromotionUse *plain_uses = baton_reckoning_get_promotions (plain, &n_plain);

  g_assert_cmpuint (n, ==, n_plain);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpstr (uses[i].promotion, ==, plain_uses[i].promotion);
      g_assert_cmpint (uses[i].budget, ==, plain_uses[i].budget);
      g_assert_cmpint (uses[i].stopped, ==, plain_uses[i].stopped);
      g_assert_cmpuint (uses[i].stopped_at, ==, plain_uses[i].stopped_at);
      g_assert_cmpint (uses[i].spent, ==, plain_uses[i].spent);
      g_assert_cmpint (uses[i].warned, ==, plain_uses[i].warned);
      g_assert_cmpint (uses[i].fee, ==, plain_uses[i].fee);
      g_assert_cmpuint (uses[i].events, ==, plain_uses[i].events);
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        g_assert_cmpint (uses[i].points[kind], ==, plain_uses[i].points[kind]);
    }
}

static inline void
assert_same_rewards (BatonReckoning *tally,
                     BatonReckoning *plain)
{
  guint n, n_plain;
  const BatonRewardSum *rewards = baton_reckoning_get_rewards (tally, &n);
  const BatonRewardSum *plain_rewards = baton_reckoning_get_rewards (plain, &n_plain);

  g_assert_cmpuint (n, ==, n_plain);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpstr (rewards[i].reward, ==, plain_rewards[i].reward);
      g_assert_cmpint (rewards[i].kind, ==, plain_rewards[i].kind);
      g_assert_cmpuint (rewards[i].n, ==, plain_rewards[i].n);
      g_assert_cmpint (rewards[i].points, ==, plain_rewards[i].points);
    }
}

static inline void
assert_same_funds (BatonReckoning *tally,
                   BatonReckoning *plain)
{
  guint n, n_plain;
  const BatonFundUse *funds = baton_reckoning_get_funds (tally, &n);
  const BatonFundUse *plain_funds = baton_reckoning_get_funds (plain, &n_plain);

  g_assert_cmpuint (n, ==, n_plain);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpstr (funds[i].fund, ==, plain_funds[i].fund);
      g_assert_cmpint (funds[i].used, ==, plain_funds[i].used);
      g_assert_cmpint (funds[i].exhausted, ==, plain_funds[i].exhausted);
    }
}

static inline void
assert_same_units (BatonReckoning *tally,
                   BatonReckoning *plain)
{
  g_autoptr (GArray) units = baton_reckoning_list_units (tally);
  g_autoptr (GArray) plain_units = baton_reckoning_list_units (plain);

  g_assert_cmpuint (units->len, ==, plain_units->len);
  for (guint i = 0; i < units->len; i++)
    {
      g_assert_cmpstr (g_array_index (units, BatonUnitSum, i).unit, ==, g_array_index (plain_units, BatonUnitSum, i).unit);
      g_assert_cmpint (g_array_index (units, BatonUnitSum, i).n, ==, g_array_index (plain_units, BatonUnitSum, i).n);
    }
}

static inline void
assert_same_reckoning (BatonReckoning *tally,
                       BatonReckoning *plain)
{
  BatonReckoningTotals totals, plain_totals;

  g_assert_cmpuint (baton_reckoning_get_n_days (tally), ==, baton_reckoning_get_n_days (plain));
  assert_same_promotions (tally, plain);
  assert_same_rewards (tally, plain);
  baton_reckoning_get_totals (tally, &totals);
  baton_reckoning_get_totals (plain, &plain_totals);
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      g_assert_cmpint (totals.earned[kind], ==, plain_totals.earned[kind]);
      g_assert_cmpint (totals.redeemed[kind], ==, plain_totals.redeemed[kind]);
      g_assert_cmpint (totals.expired[kind], ==, plain_totals.expired[kind]);
    }
  for (guint ladder = 0; ladder < baton_reckoning_get_n_ladders (plain); ladder++)
    assert_same_ladder (tally, plain, ladder);
  g_assert_cmpint (totals.liability, ==, plain_totals.liability);
  g_assert_cmpint (totals.fees, ==, plain_totals.fees);
  g_assert_cmpint (totals.funds, ==, plain_totals.funds);
  assert_same_units (tally, plain);
  for (guint i = 0; i < baton_register_get_n_organisations (baton_reckoning_get_register (plain)); i++)
    {
      const BatonReckoningShare *share = baton_reckoning_get_share (tally, i);
      const BatonReckoningShare *plain_share = baton_reckoning_get_share (plain, i);

      g_assert_cmpint (share->money, ==, plain_share->money);
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        g_assert_cmpint (share->points[kind], ==, plain_share->points[kind]);
    }
}
