/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-reckoning-private.h"

#include "incentives/baton-replay-one.h"
#include "incentives/baton-tally-sums.h"
#include "incentives/baton-timeline-private.h"

#include "incentives/baton-history-private.h"

#include <string.h>

BatonReckoning *
baton_reckoning_new_empty (BatonScheme   *scheme,
                           BatonRegister *reg,
                           BatonHistory  *history,
                           BatonDay       from,
                           BatonDay       through)
{
  BatonReckoning *self = g_new0 (BatonReckoning, 1);

  g_atomic_ref_count_init (&self->references);
  self->scheme = baton_scheme_ref (scheme);
  self->reg = baton_register_ref (reg);
  self->history = baton_history_ref (history);
  self->from = MIN (from, through);
  self->through = through;
  self->days = g_array_new (FALSE, FALSE, sizeof (BatonDay));
  for (BatonDay end = baton_day_get_month_end (self->from); end <= through; end = baton_day_get_month_end (end + 1))
    {
      g_array_append_val (self->days, end);
      if (end == BATON_DAY_MAX)
        break;
    }
  if (self->days->len == 0 || g_array_index (self->days, BatonDay, self->days->len - 1) != through)
    g_array_append_val (self->days, through);

  self->ladders = g_new0 (BatonReckoningLadder, scheme->n_ladders);
  for (guint i = 0; i < scheme->n_ladders; i++)
    {
      BatonReckoningLadder *ladder = &self->ladders[i];

      ladder->n_holders = scheme->ladders[i].holder == BATON_HOLDER_MEMBER ? baton_register_get_n_members (reg) : baton_register_get_n_organisations (reg);
      ladder->levels = g_new0 (guint16, MAX ((gsize) ladder->n_holders * self->days->len, 1));
      ladder->points = g_new0 (gint64, MAX (ladder->n_holders, 1));
      ladder->climbs = g_new0 (guint8, MAX (ladder->n_holders, 1));
    }
  self->shares = g_new0 (BatonReckoningShare, MAX (baton_register_get_n_organisations (reg), 1));
  self->uses = g_array_new (FALSE, TRUE, sizeof (BatonPromotionUse));
  self->rewards = g_array_new (FALSE, TRUE, sizeof (BatonRewardSum));
  self->funds = g_array_new (FALSE, TRUE, sizeof (BatonFundUse));
  self->credited = g_new0 (gint64, MAX (scheme->n_funds, 1));
  self->counted = g_new0 (gint64, MAX (scheme->n_counted, 1));
  for (guint i = 0; i < scheme->n_rewards; i++)
    g_array_append_val (self->rewards, ((BatonRewardSum) { .reward = scheme->rewards[i].id, .kind = scheme->rewards[i].points }));
  return self;
}

/* ── From a replay ───────────────────────────────────────────────────────────────────────────────────── */

static gboolean
add_credits (BatonReckoning *self)
{
  BatonReplay *replay = self->replay;
  const BatonEvent *events = baton_history_get_events (self->history);

  for (guint i = 0; i < replay->credits->len; i++)
    {
      const BatonCredit *credit = &g_array_index (replay->credits, BatonCredit, i);

      if (credit->outcome != BATON_CREDIT_COUNTED || events[credit->event].day < self->from)
        continue;
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        {
          BatonReckoningShare *share = &self->shares[credit->organisation];
          gint64 money;

          if (!baton_add (&self->totals.earned[kind], credit->points[kind]) || !baton_add (&share->points[kind], credit->points[kind]) ||
              !baton_multiply (credit->points[kind], self->scheme->point_value[kind], 1, &money) || !baton_add (&share->money, money))
            return FALSE;
        }
    }
  return TRUE;
}

static gint64 *
get_counted (BatonReckoning     *self,
             const BatonAccrual *accrual)
{
  guint i = 0;

  while (self->scheme->counted[i].fund != accrual->fund || strcmp (self->scheme->counted[i].unit, accrual->unit) != 0)
    i++;
  return &self->counted[i];
}

static gboolean
add_accruals (BatonReckoning *self)
{
  for (guint i = 0; i < self->replay->accruals->len; i++)
    {
      const BatonAccrual *accrual = &g_array_index (self->replay->accruals, BatonAccrual, i);
      gboolean fits = TRUE;

      if (accrual->through < self->from)
        continue;
      if (accrual->unit != NULL)
        fits = baton_add (get_counted (self, accrual), accrual->amount);
      else
        fits = baton_add (accrual->fund == BATON_INDEX_NONE ? &self->totals.fees : &self->credited[accrual->fund], accrual->amount) &&
               baton_add (&self->shares[accrual->organisation].money, accrual->amount);
      if (!fits)
        return FALSE;
    }
  return baton_reckoning_total_funds (self);
}

gboolean
baton_reckoning_total_funds (BatonReckoning *self)
{
  gboolean fits = TRUE;

  self->totals.funds = 0;
  for (guint i = 0; i < self->scheme->n_funds; i++)
    fits &= baton_add (&self->totals.funds, self->credited[i]);
  return fits;
}

static gboolean
add_pools (BatonReckoning  *self,
           BatonPoints      kind,
           const BatonPool *pools,
           guint            n)
{
  for (guint i = 0; i < n; i++)
    {
      if (!baton_add (&self->totals.expired[kind], pools[i].expired) || !baton_add (&self->totals.redeemed[kind], pools[i].redeemed))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_rewards (BatonReckoning *self)
{
  const BatonEvent *events = baton_history_get_events (self->history);

  for (guint i = 0; i < self->replay->redemptions->len; i++)
    {
      const BatonRedemption *redemption = &g_array_index (self->replay->redemptions, BatonRedemption, i);
      const BatonEvent *event = &events[redemption->event];
      BatonRewardSum *sum;

      if (!redemption->counts || event->day < self->from)
        continue;
      sum = &g_array_index (self->rewards, BatonRewardSum, baton_scheme_find_reward (self->scheme, event->subject));
      sum->n++;
      if (!baton_add (&sum->points, redemption->points))
        return FALSE;
    }
  return TRUE;
}

static void
add_funds (BatonReckoning *self)
{
  for (guint i = 0; i < self->scheme->n_funds; i++)
    {
      BatonFundStanding standing;

      baton_replay_get_fund_standing (self->replay, i, BATON_INDEX_NONE, &standing);
      g_array_append_val (self->funds, ((BatonFundUse) { self->scheme->funds[i].id, standing.used, standing.exhausted }));
    }
}

static void
copy_ladder (BatonReckoning *self,
             guint           index)
{
  BatonReckoningLadder *ladder = &self->ladders[index];

  for (guint holder = 0; holder < ladder->n_holders; holder++)
    {
      for (guint day = 0; day < self->days->len; day++)
        ladder->levels[(gsize) day * ladder->n_holders + holder] =
          baton_replay_get_tier (self->replay, index, holder, g_array_index (self->days, BatonDay, day)) + 1;
      ladder->points[holder] = baton_replay_get_tier_points (self->replay, index, holder, self->through);
      ladder->climbs[holder] = baton_replay_climbs (self->replay, index, holder);
    }
}

BatonReckoning *
baton_reckoning_new_from_replay (BatonReplay  *replay,
                                 BatonDay      from,
                                 GError      **error)
{
  g_autoptr (BatonReckoning) self = baton_reckoning_new_empty (replay->scheme, replay->reg, replay->history, from, replay->through);

  self->replay = baton_replay_ref (replay);
  if (!add_credits (self) || !add_accruals (self) || !add_rewards (self) ||
      !add_pools (self, BATON_POINTS_COMPANY, replay->company, baton_register_get_n_organisations (self->reg)) ||
      !add_pools (self, BATON_POINTS_INDIVIDUAL, replay->unassigned, baton_register_get_n_organisations (self->reg)) ||
      !add_pools (self, BATON_POINTS_INDIVIDUAL, replay->individual, baton_register_get_n_members (self->reg)) ||
      baton_replay_sum_liability (replay) > BATON_INTEGER_MAX)
    {
      g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_OVERFLOW, "");
      return NULL;
    }
  self->totals.liability = baton_replay_get_liability (replay);
  g_array_append_vals (self->uses, replay->uses->data, replay->uses->len);
  add_funds (self);
  for (guint i = 0; i < replay->scheme->n_ladders; i++)
    copy_ladder (self, i);
  return g_steal_pointer (&self);
}

/* ── The object ──────────────────────────────────────────────────────────────────────────────────────── */

BatonReckoning *
baton_reckoning_ref (BatonReckoning *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
baton_reckoning_unref (BatonReckoning *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  for (guint i = 0; i < self->scheme->n_ladders; i++)
    {
      g_free (self->ladders[i].levels);
      g_free (self->ladders[i].points);
      g_free (self->ladders[i].climbs);
    }
  g_free (self->ladders);
  g_free (self->shares);
  g_free (self->slack);
  for (guint i = 0; self->sums != NULL && i < baton_timeline_get_n_clusters (self->timeline); i++)
    baton_cluster_sums_unref (self->sums[i]);
  g_free (self->sums);
  g_free (self->row);
  g_free (self->ends);
  g_clear_pointer (&self->charges, g_array_unref);
  g_array_unref (self->uses);
  g_array_unref (self->rewards);
  g_array_unref (self->funds);
  g_free (self->credited);
  g_free (self->counted);
  g_array_unref (self->days);
  g_clear_pointer (&self->replay, baton_replay_unref);
  g_clear_pointer (&self->timeline, baton_timeline_unref);
  g_clear_pointer (&self->roots, baton_cluster_roots_unref);
  baton_history_unref (self->history);
  baton_register_unref (self->reg);
  baton_scheme_unref (self->scheme);
  g_free (self);
}

BatonSnapshot *
baton_reckoning_get_snapshot (BatonReckoning *self)
{
  return self->scheme->snapshot;
}

BatonRegister *
baton_reckoning_get_register (BatonReckoning *self)
{
  return self->reg;
}

BatonHistory *
baton_reckoning_get_history (BatonReckoning *self)
{
  return self->history;
}

BatonDay
baton_reckoning_get_from (BatonReckoning *self)
{
  return self->from;
}

BatonDay
baton_reckoning_get_through (BatonReckoning *self)
{
  return self->through;
}

guint
baton_reckoning_get_n_days (BatonReckoning *self)
{
  return self->days->len;
}

BatonDay
baton_reckoning_get_day (BatonReckoning *self,
                         guint           day)
{
  g_return_val_if_fail (day < self->days->len, BATON_DAY_NONE);

  return g_array_index (self->days, BatonDay, day);
}

void
baton_reckoning_get_totals (BatonReckoning       *self,
                            BatonReckoningTotals *totals)
{
  *totals = self->totals;
}

const BatonReckoningShare *
baton_reckoning_get_share (BatonReckoning *self,
                           guint           organisation)
{
  g_return_val_if_fail (organisation < baton_register_get_n_organisations (self->reg), NULL);

  return &self->shares[organisation];
}

const BatonPromotionUse *
baton_reckoning_get_promotions (BatonReckoning *self,
                                guint          *n_promotions)
{
  *n_promotions = self->uses->len;
  return (const BatonPromotionUse *) (gpointer) self->uses->data;
}

const BatonRewardSum *
baton_reckoning_get_rewards (BatonReckoning *self,
                             guint          *n_rewards)
{
  *n_rewards = self->rewards->len;
  return (const BatonRewardSum *) (gpointer) self->rewards->data;
}

const BatonFundUse *
baton_reckoning_get_funds (BatonReckoning *self,
                           guint          *n_funds)
{
  *n_funds = self->funds->len;
  return (const BatonFundUse *) (gpointer) self->funds->data;
}

GArray *
baton_reckoning_list_units (BatonReckoning *self)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (BatonUnitSum));

  for (guint i = 0; i < self->scheme->n_counted; i++)
    {
      BatonUnitSum sum = { self->scheme->counted[i].unit, self->counted[i] };
      guint k = 0;

      while (k < units->len && strcmp (g_array_index (units, BatonUnitSum, k).unit, sum.unit) != 0)
        k++;
      if (k == units->len)
        g_array_append_val (units, sum);
      else
        g_array_index (units, BatonUnitSum, k).n += sum.n;
    }
  return units;
}

guint
baton_reckoning_get_n_ladders (BatonReckoning *self)
{
  return self->scheme->n_ladders;
}

const char *
baton_reckoning_get_ladder (BatonReckoning *self,
                            guint           ladder)
{
  return ladder < self->scheme->n_ladders ? self->scheme->ladders[ladder].id : NULL;
}

guint
baton_reckoning_get_n_tiers (BatonReckoning *self,
                             guint           ladder)
{
  g_return_val_if_fail (ladder < self->scheme->n_ladders, 0);

  return self->scheme->ladders[ladder].n_tiers;
}

const char *
baton_reckoning_get_ladder_tier (BatonReckoning *self,
                                 guint           ladder,
                                 int             tier)
{
  g_return_val_if_fail (ladder < self->scheme->n_ladders, NULL);

  return tier >= 0 && (guint) tier < self->scheme->ladders[ladder].n_tiers ? self->scheme->ladders[ladder].tiers[tier].id : NULL;
}

gboolean
baton_reckoning_is_member_ladder (BatonReckoning *self,
                                  guint           ladder)
{
  g_return_val_if_fail (ladder < self->scheme->n_ladders, FALSE);

  return self->scheme->ladders[ladder].holder == BATON_HOLDER_MEMBER;
}

guint
baton_reckoning_get_n_holders (BatonReckoning *self,
                               guint           ladder)
{
  g_return_val_if_fail (ladder < self->scheme->n_ladders, 0);

  return self->ladders[ladder].n_holders;
}

int
baton_reckoning_get_tier (BatonReckoning *self,
                          guint           ladder,
                          guint           holder,
                          guint           day)
{
  g_return_val_if_fail (ladder < self->scheme->n_ladders && holder < self->ladders[ladder].n_holders && day < self->days->len, -1);

  return (int) self->ladders[ladder].levels[(gsize) day * self->ladders[ladder].n_holders + holder] - 1;
}

gint64
baton_reckoning_get_points (BatonReckoning *self,
                            guint           ladder,
                            guint           holder)
{
  g_return_val_if_fail (ladder < self->scheme->n_ladders && holder < self->ladders[ladder].n_holders, 0);

  return self->ladders[ladder].points[holder];
}

gboolean
baton_reckoning_climbs (BatonReckoning *self,
                        guint           ladder,
                        guint           holder)
{
  g_return_val_if_fail (ladder < self->scheme->n_ladders && holder < self->ladders[ladder].n_holders, FALSE);

  return self->ladders[ladder].climbs[holder];
}

/* Of millions of events only these few become records; budgets end at their numbers among these. */
static BatonReplay *
replay_extract (BatonReckoning   *self,
                guint             organisation,
                guint             member,
                BatonReplayPart  *of,
                GError          **error)
{
  g_autoptr (GArray) indices = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (BatonHistory) part = baton_timeline_extract_cluster (self->timeline, organisation, member, indices);
  g_autoptr (GArray) uses = g_array_copy (self->uses);
  BatonDay first, last;

  for (guint i = 0; i < uses->len; i++)
    {
      BatonPromotionUse *use = &g_array_index (uses, BatonPromotionUse, i);
      guint before = 0;

      if (use->stopped_at == BATON_EVENT_NONE)
        continue;
      while (before < indices->len && g_array_index (indices, guint, before) < use->stopped_at)
        before++;
      use->stopped_at = before;
    }
  if (!baton_history_get_span (self->history, &first, &last))
    first = BATON_DAY_NONE;
  of->uses = (const BatonPromotionUse *) (gpointer) uses->data;
  return baton_replay_new_part (self->scheme, self->reg, part, first, self->through, of, error);
}

BatonReplay *
baton_reckoning_replay_one (BatonReckoning  *self,
                            guint            organisation,
                            guint            member,
                            GError         **error)
{
  g_autofree guint8 *marks = NULL;
  const BatonTimeline *timeline = self->timeline;
  const BatonCluster *cluster;
  BatonReplayPart part;

  if (self->replay != NULL)
    return baton_replay_ref (self->replay);
  if (timeline == NULL && self->roots != NULL)
    return baton_replay_new_one_of (self->scheme->snapshot, self->roots, self->through, organisation, member, NULL, error);
  if (timeline == NULL)
    return baton_replay_new_one (self->scheme->snapshot, self->reg, self->history, self->through, organisation, member, NULL, error);
  cluster = &g_array_index (timeline->clusters, BatonCluster,
                            organisation != BATON_INDEX_NONE ? timeline->cluster_of_organisation[organisation] : timeline->cluster_of_member[member]);
  part = (BatonReplayPart) { .organisations = timeline->organisations + cluster->first_organisation, .n_organisations = cluster->n_organisations,
                             .members = timeline->members + cluster->first_member, .n_members = cluster->n_members };
  if (baton_history_get_rows (self->history) != NULL)
    return replay_extract (self, organisation, member, &part, error);
  part.events = marks = baton_timeline_mark_cluster (self->timeline, organisation, member);
  part.uses = (const BatonPromotionUse *) (gpointer) self->uses->data;
  return baton_replay_new_part (self->scheme, self->reg, self->history, BATON_DAY_NONE, self->through, &part, error);
}
