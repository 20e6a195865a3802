/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A replay knows of a fund only the period of its last day: so the year ahead is replayed once to the end of each period that
 * funds are in, and once as a whole.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-year-ahead.h"

#include "incentives/baton-forecast.h"
#include "incentives/baton-replay-private.h"
#include "incentives/baton-scheme.h"

#define MONTHS 12

struct _BatonYearAhead
{
  BatonReplay *replay;    /* of the whole year; owned */
  GHashTable  *funds;     /* id, of the replay's program → BatonFundAhead; owned */
  GHashTable  *reached;   /* id of a tier, of the replay's program → number; owned */
  BatonDay     through;
};

typedef struct
{
  BatonSnapshot *snapshot;
  BatonRegister *reg;
  BatonHistory  *forecast;
  GCancellable  *cancellable;
  GError       **error;
} Asking;

static BatonReplay *
replay (Asking  *asking,
        BatonDay through)
{
  if (g_cancellable_set_error_if_cancelled (asking->cancellable, asking->error))
    return NULL;
  return baton_replay_new (asking->snapshot, asking->reg, asking->forecast, through, asking->error);
}

/* All funds whose period ends on that day. */
static gboolean
look_at_period (BatonYearAhead    *self,
                Asking            *asking,
                const BatonScheme *scheme,
                BatonReplay       *so_far,
                BatonWindow        period)
{
  g_autoptr (BatonReplay) then = replay (asking, period.through);

  if (then == NULL)
    return FALSE;
  for (guint i = 0; i < scheme->n_funds; i++)
    {
      const char *id = baton_replay_get_fund (self->replay, i);
      BatonWindow own = baton_period_get (scheme->funds[i].period, baton_replay_get_through (so_far) + 1, scheme->fiscal_start);
      BatonFundStanding now, at_end;
      BatonFundAhead *ahead;

      if (!scheme->funds[i].has_budget || own.through != period.through || g_hash_table_contains (self->funds, id))
        continue;
      baton_replay_get_fund_standing (so_far, i, BATON_INDEX_NONE, &now);
      baton_replay_get_fund_standing (then, i, BATON_INDEX_NONE, &at_end);
      ahead = g_new0 (BatonFundAhead, 1);
      ahead->period = own;
      ahead->budget = scheme->funds[i].budget;
      /* The last period's, where a new one begins on the day after. */
      ahead->used = own.from <= baton_replay_get_through (so_far) ? now.used : 0;
      ahead->expected = at_end.used;
      ahead->exhausted = at_end.exhausted;
      g_hash_table_insert (self->funds, (gpointer) id, ahead);
    }
  return TRUE;
}

static gboolean
look_at_funds (BatonYearAhead *self,
               Asking         *asking,
               BatonDay        today)
{
  const BatonScheme *scheme = self->replay->scheme;
  g_autoptr (BatonReplay) so_far = NULL;

  for (guint i = 0; i < scheme->n_funds; i++)
    {
      if (!scheme->funds[i].has_budget || g_hash_table_contains (self->funds, baton_replay_get_fund (self->replay, i)))
        continue;
      if (so_far == NULL)
        so_far = replay (asking, today);
      if (so_far == NULL || !look_at_period (self, asking, scheme, so_far, baton_period_get (scheme->funds[i].period, today + 1, scheme->fiscal_start)))
        return FALSE;
    }
  return TRUE;
}

/* The highest tier that the holder has at the end of a month ahead; −1. */
static int
get_highest (BatonReplay *replay,
             guint        ladder,
             guint        holder,
             BatonDay     today)
{
  int highest = -1;

  for (int month = 0; month < MONTHS; month++)
    {
      BatonDay day = MIN (baton_day_get_month_end (baton_day_add_months (today + 1, month)), baton_replay_get_through (replay));

      highest = MAX (highest, baton_replay_get_tier (replay, ladder, holder, day));
    }
  return highest;
}

static void
look_at_tiers (BatonYearAhead *self,
               BatonRegister  *reg,
               BatonDay        today)
{
  for (guint ladder = 0; ladder < baton_replay_get_n_ladders (self->replay); ladder++)
    {
      guint n_tiers = baton_replay_get_n_tiers (self->replay, ladder);
      guint n = baton_replay_is_member_ladder (self->replay, ladder) ? baton_register_get_n_members (reg) : baton_register_get_n_organisations (reg);
      g_autofree guint *reached = g_new0 (guint, n_tiers + 1);

      for (guint holder = 0; holder < n; holder++)
        if (baton_replay_climbs (self->replay, ladder, holder))
          for (int tier = get_highest (self->replay, ladder, holder, today); tier >= 0; tier--)
            reached[tier]++;
      for (guint tier = 0; tier < n_tiers; tier++)
        g_hash_table_insert (self->reached, (gpointer) baton_replay_get_ladder_tier (self->replay, ladder, (int) tier), GUINT_TO_POINTER (reached[tier]));
    }
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
  g_autoptr (BatonYearAhead) self = g_new0 (BatonYearAhead, 1);
  Asking asking = { snapshot, reg, forecast, cancellable, error };

  self->through = baton_day_add_months (today, MONTHS);
  self->funds = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->reached = g_hash_table_new (g_str_hash, g_str_equal);
  self->replay = replay (&asking, self->through);
  if (self->replay == NULL || !look_at_funds (self, &asking, today))
    return NULL;
  look_at_tiers (self, reg, today);
  return g_steal_pointer (&self);
}

void
baton_year_ahead_free (BatonYearAhead *self)
{
  g_clear_pointer (&self->funds, g_hash_table_unref);
  g_clear_pointer (&self->reached, g_hash_table_unref);
  g_clear_pointer (&self->replay, baton_replay_unref);
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
  guint n;
  const BatonPromotionUse *uses = baton_replay_get_promotions (self->replay, &n);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (uses[i].promotion, promotion) == 0)
      return &uses[i];
  return NULL;
}

int
baton_year_ahead_count_reached (BatonYearAhead *self,
                                const char     *tier)
{
  gpointer count;

  return g_hash_table_lookup_extended (self->reached, tier, NULL, &count) ? (int) GPOINTER_TO_UINT (count) : -1;
}
