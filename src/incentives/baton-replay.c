/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The days, one after the other. A day is: what expired with the day before goes; the day's events are credited by id; the
 * ladders are looked at; the day's redemptions are paid. Money comes after the last day.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-replay-private.h"

#include <string.h>

#include "incentives/baton-register-profile.h"

G_DEFINE_QUARK (baton-incentives-error-quark, baton_incentives_error)

/* ── Who is asked ────────────────────────────────────────────────────────────────────────────────────── */

/* Balances at the end of the day before *day*; with BATON_DAY_MAX, as they are. */
static gint64
get_closing (const BatonPool *pool,
             BatonDay         day)
{
  return pool->touched == day ? pool->closing : baton_pool_get_balance (pool);
}

static void
fill_points (BatonReplay         *self,
             BatonProfileBuilder *builder,
             guint                organisation,
             guint                member,
             BatonDay             when,
             BatonDay             day)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->scheme->n_ladders; i++)
    {
      guint holder = baton_ladder_get_holder (&self->scheme->ladders[i], self->reg, organisation, member, when);
      const BatonStanding *standing = holder != BATON_INDEX_NONE ? &self->standings[i][holder] : NULL;

      if (standing == NULL)
        continue;
      if (standing->held >= 0)
        baton_profile_builder_add (builder, self->scheme->ladders[i].tiers[standing->held].id);
      if (standing->climbs && !found)
        {
          baton_profile_builder_set_attribute (builder, BATON_ATTRIBUTE_TIER_POINTS, standing->points);
          found = TRUE;
        }
    }
  if (organisation != BATON_INDEX_NONE)
    baton_profile_builder_set_attribute (builder, BATON_ATTRIBUTE_COMPANY_POINTS, get_closing (&self->company[organisation], day));
  if (member != BATON_INDEX_NONE)
    baton_profile_builder_set_attribute (builder, BATON_ATTRIBUTE_INDIVIDUAL_POINTS, get_closing (&self->individual[member], day));
}

static guint
find_organisation_of (BatonReplay *self,
                      guint        organisation,
                      guint        member,
                      BatonDay     day)
{
  const BatonMemberFacts *facts;

  if (organisation != BATON_INDEX_NONE || member == BATON_INDEX_NONE)
    return organisation;
  facts = baton_register_get_member_facts (self->reg, member, day);
  return facts != NULL ? facts->organisation : BATON_INDEX_NONE;
}

BatonProfile *
baton_asked_get_profile (BatonAsked *asked)
{
  BatonRun *run = asked->run;
  guint organisation;

  if (asked->profile != NULL)
    return asked->profile;
  organisation = find_organisation_of (run->replay, asked->organisation, asked->member, run->day);
  baton_register_fill_profile (run->reg, run->builder, organisation, asked->member, run->day);
  fill_points (run->replay, run->builder, organisation, asked->member, run->day - 1, run->day);
  asked->profile = baton_profile_builder_finish (run->builder);
  if (asked->region != NULL)
    {
      g_autoptr (BatonProfile) plain = asked->profile;

      asked->profile = baton_profile_with_event (plain, baton_region_get_terms (run->regions, run->scheme->snapshot, asked->region));
    }
  return asked->profile;
}

gboolean
baton_asked_matches (BatonAsked          *asked,
                     const BatonAudience *audience)
{
  return baton_audience_is_everybody (audience) || baton_audience_matches (audience, baton_asked_get_profile (asked), NULL);
}

void
baton_asked_clear (BatonAsked *asked)
{
  g_clear_pointer (&asked->profile, baton_profile_unref);
}

BatonProfile *
baton_replay_get_profile (BatonReplay *self,
                          guint        organisation,
                          guint        member)
{
  g_autoptr (BatonProfileBuilder) builder = baton_profile_builder_new (self->scheme->snapshot);

  organisation = find_organisation_of (self, organisation, member, self->through);
  baton_register_fill_profile (self->reg, builder, organisation, member, self->through);
  fill_points (self, builder, organisation, member, self->through, BATON_DAY_MAX);
  return baton_profile_builder_finish (builder);
}

/* ── The days ────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_replayed (const BatonRun *run,
             guint           event)
{
  return run->part == NULL || run->part->events == NULL || run->part->events[event];
}

static void
replay_day (BatonRun *run,
            guint     first,
            guint     end)
{
  baton_replay_expire (run);
  for (guint i = first; i < end; i++)
    {
      if (run->events[i].type == BATON_EVENT_ACTIVITY && is_replayed (run, i))
        baton_replay_credit (run, i);
    }
  baton_replay_close_tiers (run);
  for (guint i = first; i < end; i++)
    {
      if (run->events[i].type == BATON_EVENT_REDEMPTION && is_replayed (run, i))
        baton_replay_redeem (run, i);
    }
}

static void
replay_days (BatonRun *run)
{
  guint next = 0;

  for (run->day = run->replay->first; run->day <= run->replay->through && run->overflow_event == BATON_EVENT_NONE; run->day++)
    {
      guint end = next;

      while (end < run->n_events && run->events[end].day == run->day)
        end++;
      replay_day (run, next, end);
      next = end;
    }
}

/* ── The object ──────────────────────────────────────────────────────────────────────────────────────── */

static BatonPool *
new_pools (guint n)
{
  BatonPool *pools = g_new0 (BatonPool, n);

  for (guint i = 0; i < n; i++)
    pools[i].touched = BATON_DAY_NONE;
  return pools;
}

static void
free_pools (BatonPool *pools,
            guint      n)
{
  for (guint i = 0; i < n; i++)
    g_clear_pointer (&pools[i].lots, g_array_unref);
  g_free (pools);
}

static guint
count_holders (BatonReplay *self,
               guint        ladder)
{
  return self->scheme->ladders[ladder].holder == BATON_HOLDER_MEMBER ? baton_register_get_n_members (self->reg)
                                                                     : baton_register_get_n_organisations (self->reg);
}

static GArray *
list_required (const BatonLadder *ladder)
{
  GArray *required = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < ladder->n_tiers; i++)
    {
      for (guint k = 0; k < ladder->tiers[i].n_requirements; k++)
        {
          guint activity = ladder->tiers[i].requirements[k].activity;
          gboolean known = activity == BATON_INDEX_NONE;

          for (guint j = 0; j < required->len && !known; j++)
            known = g_array_index (required, guint, j) == activity;
          if (!known)
            g_array_append_val (required, activity);
        }
    }
  return required;
}

static BatonReplay *
replay_new (BatonScheme   *scheme,
            BatonRegister *reg,
            BatonHistory  *history,
            BatonDay       through)
{
  BatonReplay *self = g_new0 (BatonReplay, 1);
  BatonDay last;

  g_atomic_ref_count_init (&self->references);
  self->scheme = baton_scheme_ref (scheme);
  self->reg = baton_register_ref (reg);
  self->history = baton_history_ref (history);
  self->through = through;
  if (!baton_history_get_span (history, &self->first, &last) || self->first > through)
    self->first = through;

  self->credits = g_array_new (FALSE, FALSE, sizeof (BatonCredit));
  self->contributions = g_array_new (FALSE, FALSE, sizeof (BatonContribution));
  self->credit_of_event = g_new0 (guint32, baton_history_get_n_events (history));
  self->moves = g_array_new (FALSE, FALSE, sizeof (BatonMove));
  self->lots = g_array_new (FALSE, FALSE, sizeof (BatonLot));
  self->redemptions = g_array_new (FALSE, FALSE, sizeof (BatonRedemption));
  self->accruals = g_array_new (FALSE, FALSE, sizeof (BatonAccrual));
  self->uses = g_array_new (FALSE, FALSE, sizeof (BatonPromotionUse));
  self->company = new_pools (baton_register_get_n_organisations (reg));
  self->unassigned = new_pools (baton_register_get_n_organisations (reg));
  self->individual = new_pools (baton_register_get_n_members (reg));
  self->fund_totals = g_new0 (BatonFundStanding, self->scheme->n_funds);
  self->fund_standings = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint i = 0; i < self->scheme->n_funds; i++)
    self->fund_totals[i].exhausted = BATON_DAY_NONE;
  for (guint i = 0; i < self->scheme->n_promotions; i++)
    {
      BatonPromotionUse use = { .promotion = self->scheme->promotions[i].id, .budget = self->scheme->promotions[i].budget,
                                .warned = BATON_DAY_NONE, .stopped = BATON_DAY_NONE, .stopped_at = BATON_EVENT_NONE };

      g_array_append_val (self->uses, use);
    }
  self->standings = g_new0 (BatonStanding *, self->scheme->n_ladders);
  self->required = g_new0 (GArray *, self->scheme->n_ladders);
  for (guint i = 0; i < self->scheme->n_ladders; i++)
    {
      guint n = count_holders (self, i);

      self->required[i] = list_required (&self->scheme->ladders[i]);
      self->standings[i] = g_new0 (BatonStanding, n);
      for (guint k = 0; k < n; k++)
        {
          self->standings[i][k].natural = self->standings[i][k].held = -1;
          self->standings[i][k].climbs_until = BATON_DAY_MIN;
          self->standings[i][k].climbs = baton_audience_is_everybody (self->scheme->ladders[i].audience);
        }
    }
  return self;
}

BatonReplay *
baton_replay_new_part (BatonScheme            *scheme,
                       BatonRegister          *reg,
                       BatonHistory           *history,
                       BatonDay                first,
                       BatonDay                through,
                       const BatonReplayPart  *part,
                       GError                **error)
{
  g_autoptr (BatonReplay) self = NULL;
  g_autoptr (BatonProfileBuilder) builder = baton_profile_builder_new (scheme->snapshot);
  g_autoptr (GHashTable) regions = baton_regions_new ();
  g_autoptr (GHashTable) caps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) goals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GArray) fund_events = g_array_new (FALSE, FALSE, sizeof (BatonFundEvent));
  g_autofree guint8 *stopped = NULL;
  g_autofree BatonDay *next_asked = NULL;
  g_autofree guint8 *counts_first = NULL;
  BatonRun run;

  self = replay_new (scheme, reg, history, through);
  if (first != BATON_DAY_NONE)
    self->first = MIN (first, through);
  stopped = g_new0 (guint8, self->scheme->n_promotions);
  next_asked = g_new0 (BatonDay, self->scheme->n_ladders);
  for (guint i = 0; i < self->scheme->n_ladders; i++)
    next_asked[i] = BATON_DAY_MIN;
  run = (BatonRun) { .replay = self, .scheme = self->scheme, .reg = reg, .events = baton_history_get_events (history),
                     .n_events = baton_history_get_n_events (history), .builder = builder, .regions = regions, .caps = caps,
                     .goals = goals, .stopped = stopped, .part = part,
                     .next_asked = next_asked, .fund_events = fund_events, .overflow_event = BATON_EVENT_NONE };
  run.counts_first = counts_first = baton_replay_mark_first (&run);
  replay_days (&run);
  if (run.overflow_event != BATON_EVENT_NONE || !baton_replay_sum_money (&run))
    {
      g_set_error (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_OVERFLOW, "%s",
                   run.overflow_event != BATON_EVENT_NONE ? run.events[run.overflow_event].id : "");
      return NULL;
    }
  return g_steal_pointer (&self);
}

BatonReplay *
baton_replay_new (BatonSnapshot  *snapshot,
                  BatonRegister  *reg,
                  BatonHistory   *history,
                  BatonDay        through,
                  GError        **error)
{
  g_autoptr (BatonScheme) scheme = NULL;

  g_return_val_if_fail (through >= BATON_DAY_MIN && through <= BATON_DAY_MAX, NULL);

  scheme = baton_scheme_new (snapshot);
  return baton_replay_new_part (scheme, reg, history, BATON_DAY_NONE, through, NULL, error);
}

BatonReplay *
baton_replay_ref (BatonReplay *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

static void
free_standings (BatonReplay *self,
                guint        ladder)
{
  guint n = count_holders (self, ladder);

  for (guint i = 0; i < n; i++)
    {
      BatonStanding *standing = &self->standings[ladder][i];

      g_clear_pointer (&standing->entries, g_array_unref);
      g_clear_pointer (&standing->steps, g_array_unref);
      for (guint k = 0; standing->required != NULL && k < self->required[ladder]->len; k++)
        g_clear_pointer (&standing->required[k], g_array_unref);
      g_free (standing->required);
    }
  g_free (self->standings[ladder]);
  g_array_unref (self->required[ladder]);
}

void
baton_replay_unref (BatonReplay *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  for (guint i = 0; i < self->scheme->n_ladders; i++)
    free_standings (self, i);
  g_free (self->standings);
  g_free (self->required);
  free_pools (self->company, baton_register_get_n_organisations (self->reg));
  free_pools (self->unassigned, baton_register_get_n_organisations (self->reg));
  free_pools (self->individual, baton_register_get_n_members (self->reg));
  g_array_unref (self->credits);
  g_array_unref (self->contributions);
  g_array_unref (self->moves);
  g_array_unref (self->lots);
  g_array_unref (self->redemptions);
  g_array_unref (self->accruals);
  g_array_unref (self->uses);
  g_free (self->credit_of_event);
  g_free (self->fund_totals);
  g_hash_table_unref (self->fund_standings);
  baton_history_unref (self->history);
  baton_register_unref (self->reg);
  baton_scheme_unref (self->scheme);
  g_free (self);
}

/* ── Answers ─────────────────────────────────────────────────────────────────────────────────────────── */

BatonSnapshot *
baton_replay_get_snapshot (BatonReplay *self)
{
  return self->scheme->snapshot;
}

BatonRegister *
baton_replay_get_register (BatonReplay *self)
{
  return self->reg;
}

BatonHistory *
baton_replay_get_history (BatonReplay *self)
{
  return self->history;
}

BatonDay
baton_replay_get_through (BatonReplay *self)
{
  return self->through;
}

const BatonCredit *
baton_replay_get_credits (BatonReplay *self,
                          guint       *n_credits)
{
  *n_credits = self->credits->len;
  return (const BatonCredit *) (gpointer) self->credits->data;
}

const BatonCredit *
baton_replay_find_credit (BatonReplay *self,
                          guint        event)
{
  if (event >= baton_history_get_n_events (self->history) || self->credit_of_event[event] == 0)
    return NULL;
  return &g_array_index (self->credits, BatonCredit, self->credit_of_event[event] - 1);
}

const BatonContribution *
baton_replay_get_contributions (BatonReplay       *self,
                                const BatonCredit *credit)
{
  return &g_array_index (self->contributions, BatonContribution, credit->first_contribution);
}

guint
baton_replay_get_n_ladders (BatonReplay *self)
{
  return self->scheme->n_ladders;
}

const char *
baton_replay_get_ladder (BatonReplay *self,
                         guint        ladder)
{
  return ladder < self->scheme->n_ladders ? self->scheme->ladders[ladder].id : NULL;
}

guint
baton_replay_get_n_tiers (BatonReplay *self,
                          guint        ladder)
{
  return ladder < self->scheme->n_ladders ? self->scheme->ladders[ladder].n_tiers : 0;
}

const char *
baton_replay_get_ladder_tier (BatonReplay *self,
                              guint        ladder,
                              int          tier)
{
  if (tier < 0 || (guint) tier >= baton_replay_get_n_tiers (self, ladder))
    return NULL;
  return self->scheme->ladders[ladder].tiers[tier].id;
}

gint64
baton_replay_get_threshold (BatonReplay *self,
                            guint        ladder,
                            int          tier)
{
  if (tier < 0 || (guint) tier >= baton_replay_get_n_tiers (self, ladder))
    return 0;
  return self->scheme->ladders[ladder].tiers[tier].threshold;
}

gboolean
baton_replay_is_member_ladder (BatonReplay *self,
                               guint        ladder)
{
  g_return_val_if_fail (ladder < self->scheme->n_ladders, FALSE);

  return self->scheme->ladders[ladder].holder == BATON_HOLDER_MEMBER;
}

guint
baton_replay_get_holder (BatonReplay *self,
                         guint        ladder,
                         guint        holder,
                         BatonDay     day)
{
  g_return_val_if_fail (ladder < self->scheme->n_ladders, BATON_INDEX_NONE);

  return baton_ladder_get_holder (&self->scheme->ladders[ladder], self->reg, holder, holder, day);
}

int
baton_replay_get_tier (BatonReplay *self,
                       guint        ladder,
                       guint        holder,
                       BatonDay     day)
{
  g_return_val_if_fail (ladder < self->scheme->n_ladders && holder < count_holders (self, ladder), -1);

  return baton_standing_get_tier (&self->standings[ladder][baton_replay_get_holder (self, ladder, holder, day)], day);
}

gint64
baton_replay_get_tier_points (BatonReplay *self,
                              guint        ladder,
                              guint        holder,
                              BatonDay     day)
{
  g_return_val_if_fail (ladder < self->scheme->n_ladders && holder < count_holders (self, ladder), 0);

  return baton_standing_get_points (&self->standings[ladder][baton_replay_get_holder (self, ladder, holder, day)],
                                    &self->scheme->ladders[ladder], day, self->scheme->fiscal_start);
}

gboolean
baton_replay_climbs (BatonReplay *self,
                     guint        ladder,
                     guint        holder)
{
  g_return_val_if_fail (ladder < self->scheme->n_ladders && holder < count_holders (self, ladder), FALSE);

  return self->standings[ladder][baton_replay_get_holder (self, ladder, holder, self->through)].climbs;
}

const BatonMove *
baton_replay_get_moves (BatonReplay *self,
                        guint       *n_moves)
{
  *n_moves = self->moves->len;
  return (const BatonMove *) (gpointer) self->moves->data;
}
