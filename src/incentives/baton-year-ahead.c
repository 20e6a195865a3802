/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A reckoning knows of a fund only the period of its last day: so the year ahead is tallied once to the end of each period that
 * funds are in, and once as a whole.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-year-ahead.h"

#include "incentives/baton-forecast.h"
#include "incentives/baton-scheme.h"
#include "incentives/baton-tally.h"

#define MONTHS 12

/* What was tallied is let go: only what is asked of it is kept. */
struct _BatonYearAhead
{
  BatonSnapshot *snapshot;     /* whose ids these are */
  GHashTable    *funds;        /* id → BatonFundAhead; owned */
  GHashTable    *promotions;   /* id → BatonPromotionUse; owned */
  GHashTable    *reached;      /* id of a tier → number; owned */
  BatonDay       through;
};

typedef struct
{
  BatonSnapshot *snapshot;
  BatonTimeline *timeline;     /* of history and forecast */
  GCancellable  *cancellable;
  GError       **error;
} Asking;

static BatonReckoning *
tally (Asking  *asking,
       BatonDay from,
       BatonDay through)
{
  return baton_tally (asking->timeline, asking->snapshot, from, through, 0, asking->cancellable, asking->error);
}

/* All funds whose period ends on that day. */
static gboolean
look_at_period (BatonYearAhead    *self,
                Asking            *asking,
                const BatonScheme *scheme,
                BatonReckoning    *so_far,
                BatonWindow        period)
{
  g_autoptr (BatonReckoning) then = tally (asking, period.through, period.through);
  BatonDay today = baton_reckoning_get_through (so_far);
  const BatonFundUse *now, *at_end;
  guint n;

  if (then == NULL)
    return FALSE;
  now = baton_reckoning_get_funds (so_far, &n);
  at_end = baton_reckoning_get_funds (then, &n);
  for (guint i = 0; i < n; i++)
    {
      BatonWindow own = baton_period_get (scheme->funds[i].period, today + 1, scheme->fiscal_start);
      BatonFundAhead *ahead;

      if (!scheme->funds[i].has_budget || own.through != period.through || g_hash_table_contains (self->funds, at_end[i].fund))
        continue;
      ahead = g_new0 (BatonFundAhead, 1);
      ahead->period = own;
      ahead->budget = scheme->funds[i].budget;
      /* The last period's, where a new one begins on the day after. */
      ahead->used = own.from <= today ? now[i].used : 0;
      ahead->expected = at_end[i].used;
      ahead->exhausted = at_end[i].exhausted;
      g_hash_table_insert (self->funds, (gpointer) at_end[i].fund, ahead);
    }
  return TRUE;
}

static gboolean
look_at_funds (BatonYearAhead *self,
               Asking         *asking,
               BatonDay        today)
{
  g_autoptr (BatonScheme) scheme = baton_scheme_new (asking->snapshot);
  g_autoptr (BatonReckoning) so_far = NULL;

  for (guint i = 0; i < scheme->n_funds; i++)
    {
      if (!scheme->funds[i].has_budget || g_hash_table_contains (self->funds, scheme->funds[i].id))
        continue;
      if (so_far == NULL)
        so_far = tally (asking, today, today);
      if (so_far == NULL || !look_at_period (self, asking, scheme, so_far, baton_period_get (scheme->funds[i].period, today + 1, scheme->fiscal_start)))
        return FALSE;
    }
  return TRUE;
}

/* The highest tier that the holder has at the end of a month ahead; −1. */
static int
get_highest (BatonReckoning *year,
             guint           ladder,
             guint           holder)
{
  int highest = -1;

  for (guint month = 0; month < MIN (baton_reckoning_get_n_days (year), MONTHS); month++)
    highest = MAX (highest, baton_reckoning_get_tier (year, ladder, holder, month));
  return highest;
}

static void
look_at_tiers (BatonYearAhead *self,
               BatonReckoning *year)
{
  for (guint ladder = 0; ladder < baton_reckoning_get_n_ladders (year); ladder++)
    {
      guint n_tiers = baton_reckoning_get_n_tiers (year, ladder);
      g_autofree guint *reached = g_new0 (guint, n_tiers + 1);

      for (guint holder = 0; holder < baton_reckoning_get_n_holders (year, ladder); holder++)
        if (baton_reckoning_climbs (year, ladder, holder))
          for (int tier = get_highest (year, ladder, holder); tier >= 0; tier--)
            reached[tier]++;
      for (guint tier = 0; tier < n_tiers; tier++)
        g_hash_table_insert (self->reached, (gpointer) baton_reckoning_get_ladder_tier (year, ladder, (int) tier), GUINT_TO_POINTER (reached[tier]));
    }
}

static void
look_at_promotions (BatonYearAhead *self,
                    BatonReckoning *year)
{
  guint n;
  const BatonPromotionUse *uses = baton_reckoning_get_promotions (year, &n);

  for (guint i = 0; i < n; i++)
    g_hash_table_insert (self->promotions, (gpointer) uses[i].promotion, g_memdup2 (&uses[i], sizeof uses[i]));
}

BatonYearAhead *
baton_year_ahead_new (BatonSnapshot *snapshot,
                      BatonRegister *reg,
                      BatonHistory  *history,
                      BatonDay       today,
                      int            growth,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr (BatonHistory) forecast = baton_forecast_new (history, today, growth);
  g_autoptr (BatonTimeline) timeline = baton_timeline_new (reg, forecast);

  return baton_year_ahead_new_of (snapshot, timeline, today, cancellable, error);
}

BatonYearAhead *
baton_year_ahead_new_of (BatonSnapshot *snapshot,
                         BatonTimeline *forecast,
                         BatonDay       today,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_autoptr (BatonYearAhead) self = g_new0 (BatonYearAhead, 1);
  g_autoptr (BatonReckoning) year = NULL;
  Asking asking = { snapshot, forecast, cancellable, error };

  self->snapshot = baton_snapshot_ref (snapshot);
  self->through = baton_day_add_months (today, MONTHS);
  self->funds = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->promotions = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->reached = g_hash_table_new (g_str_hash, g_str_equal);
  year = tally (&asking, today + 1, self->through);
  if (year == NULL)
    return NULL;
  look_at_tiers (self, year);
  look_at_promotions (self, year);
  if (!look_at_funds (self, &asking, today))
    return NULL;
  return g_steal_pointer (&self);
}

void
baton_year_ahead_free (BatonYearAhead *self)
{
  g_clear_pointer (&self->funds, g_hash_table_unref);
  g_clear_pointer (&self->reached, g_hash_table_unref);
  g_clear_pointer (&self->promotions, g_hash_table_unref);
  g_clear_pointer (&self->snapshot, baton_snapshot_unref);
  g_free (self);
}

BatonDay
baton_year_ahead_get_through (BatonYearAhead *self)
{
  return self->through;
}

const BatonFundAhead *
baton_year_ahead_find_fund (BatonYearAhead *self,
                            const char     *fund)
{
  return g_hash_table_lookup (self->funds, fund);
}

const BatonPromotionUse *
baton_year_ahead_find_promotion (BatonYearAhead *self,
                                 const char     *promotion)
{
  return g_hash_table_lookup (self->promotions, promotion);
}

int
baton_year_ahead_count_reached (BatonYearAhead *self,
                                const char     *tier)
{
  gpointer count;

  return g_hash_table_lookup_extended (self->reached, tier, NULL, &count) ? (int) GPOINTER_TO_UINT (count) : -1;
}
