/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A statement reads one replay. What will happen by itself is found by letting the ladder's rules run on beyond the last
 * day with nothing new: as tiers only fall at month ends, a look at each of them up to the last drop-out is enough.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-statement.h"

#include <stdlib.h>

#include "incentives/baton-replay-private.h"

struct _BatonStatement
{
  BatonReplay *replay;
  guint        organisation;
  guint        member;
  GArray      *lines;        /* of BatonStatementLine */
  GArray      *tiers;        /* of BatonStatementTier */
  GPtrArray   *lots;
  GPtrArray   *redemptions;
  GPtrArray   *accruals;
};

/* ── Events ──────────────────────────────────────────────────────────────────────────────────────────── */

static BatonDay
get_drop_out (BatonReplay       *replay,
              const BatonLadder *ladder,
              BatonDay           day)
{
  return ladder->window == BATON_LADDER_FISCAL_YEAR ? baton_period_get (BATON_PERIOD_YEAR, day, replay->scheme->fiscal_start).through + 1
                                                    : baton_window_drop_out (day, ladder->months);
}

/* The day on which an event's tier points drop out of the first ladder that counts them. */
static BatonDay
find_drop_out (BatonReplay       *replay,
               const BatonCredit *credit)
{
  const BatonEvent *event = &baton_history_get_events (replay->history)[credit->event];
  guint activity = baton_scheme_find_activity (replay->scheme, event->subject);

  if (credit->outcome != BATON_CREDIT_COUNTED || credit->points[BATON_POINTS_TIER] == 0)
    return BATON_DAY_NONE;
  for (guint i = 0; i < replay->scheme->n_ladders; i++)
    {
      const BatonLadder *ladder = &replay->scheme->ladders[i];

      if (!ladder->counts[activity] || (ladder->holder == BATON_HOLDER_MEMBER && credit->member == BATON_INDEX_NONE))
        continue;
      return get_drop_out (replay, ladder, event->day);
    }
  return BATON_DAY_NONE;
}

static gboolean
is_mine (BatonStatement *self,
         guint           organisation,
         guint           member)
{
  return self->member != BATON_INDEX_NONE ? member == self->member : organisation == self->organisation;
}

static void
list_lines (BatonStatement *self)
{
  const BatonCredit *credits;
  guint n;

  credits = baton_replay_get_credits (self->replay, &n);
  for (guint i = 0; i < n; i++)
    {
      BatonStatementLine line = { &credits[i], BATON_DAY_NONE };

      if (!is_mine (self, credits[i].organisation, credits[i].member))
        continue;
      line.drops_out = find_drop_out (self->replay, &credits[i]);
      g_array_append_val (self->lines, line);
    }
}

/* ── Tiers ───────────────────────────────────────────────────────────────────────────────────────────── */

/* The day on which most points drop out, how many, and how many of them came from one-time activities. */
static void
find_cliff (BatonReplay         *replay,
            guint                ladder,
            const BatonStanding *standing,
            BatonStatementTier  *tier)
{
  const BatonLadder *rules = &replay->scheme->ladders[ladder];
  const BatonEvent *events = baton_history_get_events (replay->history);
  BatonDay start = baton_ladder_get_window_start (rules, replay->through, replay->scheme->fiscal_start);

  for (guint i = 0; standing->entries != NULL && i < standing->entries->len;)
    {
      BatonDay drops = get_drop_out (replay, rules, g_array_index (standing->entries, BatonLadderEntry, i).day);
      gint64 points = 0, one_time = 0;

      for (; i < standing->entries->len; i++)
        {
          const BatonLadderEntry *entry = &g_array_index (standing->entries, BatonLadderEntry, i);

          if (get_drop_out (replay, rules, entry->day) != drops)
            break;
          if (entry->day < start)
            continue;
          points += entry->points;
          if (replay->scheme->activities[baton_scheme_find_activity (replay->scheme, events[entry->event].subject)].once != BATON_ONCE_NEVER)
            one_time += entry->points;
        }
      if (points > tier->dropping)
        {
          tier->dropping = points;
          tier->one_time = one_time;
          tier->drops = drops;
        }
    }
}

/* Lets the ladder run on with nothing new, until the tier held is lost. */
static void
look_ahead (BatonReplay         *replay,
            guint                ladder,
            const BatonStanding *standing,
            BatonStatementTier  *tier)
{
  const BatonLadder *rules = &replay->scheme->ladders[ladder];
  int fiscal_start = replay->scheme->fiscal_start;
  BatonStanding future = *standing;
  BatonDay last = replay->through;

  if (tier->tier < 0)
    return;
  if (standing->entries != NULL && standing->entries->len > 0)
    last = get_drop_out (replay, rules, g_array_index (standing->entries, BatonLadderEntry, standing->entries->len - 1).day);
  /* Beyond the last drop-out: to the check that sees it, the steps down one by one, and the grace. */
  last = baton_day_add_months (MAX (last, replay->through), 13 + (int) rules->n_tiers + (int) rules->grace_months);

  for (BatonDay day = replay->through + 1; day <= last && tier->lost == BATON_DAY_NONE; day++)
    {
      gint64 points = baton_standing_get_points (standing, rules, day, fiscal_start);
      gint32 evaluated = baton_ladder_evaluate (replay, ladder, tier->holder, points, day);
      const BatonPin *pin = baton_ladder_find_pin (replay, ladder, tier->holder, day);
      gint32 held;

      future.natural = baton_ladder_step (rules, &future, evaluated, day, fiscal_start);
      held = pin != NULL ? pin->tier : future.natural;
      if (tier->points_fall == BATON_DAY_NONE && points < rules->tiers[tier->tier].threshold)
        tier->points_fall = day;
      if (held < tier->tier)
        {
          tier->lost = day;
          tier->falls_to = held;
        }
    }
}

static void
list_tiers (BatonStatement *self)
{
  BatonReplay *replay = self->replay;

  for (guint i = 0; i < replay->scheme->n_ladders; i++)
    {
      const BatonLadder *ladder = &replay->scheme->ladders[i];
      BatonStatementTier tier = { .ladder = i, .next = -1, .falls_to = -1, .drops = BATON_DAY_NONE, .lost = BATON_DAY_NONE,
                                  .points_fall = BATON_DAY_NONE };
      const BatonStanding *standing;

      tier.holder = baton_ladder_get_holder (ladder, replay->reg, self->organisation, self->member, replay->through);
      if (tier.holder == BATON_INDEX_NONE || ladder->n_tiers == 0)
        continue;
      standing = &replay->standings[i][tier.holder];
      if (!standing->climbs && standing->held < 0)
        continue;

      tier.tier = standing->held;
      tier.points = standing->points;
      tier.evaluated = standing->climbs ? baton_ladder_evaluate (replay, i, tier.holder, tier.points, replay->through) : -1;
      tier.pinned = standing->pinned;
      if (tier.tier + 1 < (gint32) ladder->n_tiers)
        {
          tier.next = tier.tier + 1;
          tier.missing = MAX (0, ladder->tiers[tier.next].threshold - tier.points);
        }
      find_cliff (replay, i, standing, &tier);
      look_ahead (replay, i, standing, &tier);
      g_array_append_val (self->tiers, tier);
    }
}

/* ── Balances and money ──────────────────────────────────────────────────────────────────────────────── */

static int
compare_lots (const void *a,
              const void *b)
{
  const BatonLot *first = *(const BatonLot * const *) a;
  const BatonLot *second = *(const BatonLot * const *) b;

  if (first->expires != second->expires)
    return first->expires < second->expires ? -1 : 1;
  if (first->kind != second->kind)
    return first->kind < second->kind ? -1 : 1;
  return first->event < second->event ? -1 : first->event > second->event;
}

static void
list_money (BatonStatement *self)
{
  const BatonLot *lots;
  const BatonRedemption *redemptions;
  const BatonAccrual *accruals;
  guint n;

  lots = baton_replay_get_lots (self->replay, &n);
  for (guint i = 0; i < n; i++)
    {
      if (is_mine (self, lots[i].organisation, lots[i].member) && lots[i].earned > lots[i].spent + lots[i].expired)
        g_ptr_array_add (self->lots, (gpointer) &lots[i]);
    }
  g_ptr_array_sort (self->lots, compare_lots);
  redemptions = baton_replay_get_redemptions (self->replay, &n);
  for (guint i = 0; i < n; i++)
    {
      if (is_mine (self, redemptions[i].organisation, redemptions[i].member))
        g_ptr_array_add (self->redemptions, (gpointer) &redemptions[i]);
    }
  accruals = baton_replay_get_accruals (self->replay, &n);
  for (guint i = 0; i < n && self->member == BATON_INDEX_NONE; i++)
    {
      if (accruals[i].organisation == self->organisation)
        g_ptr_array_add (self->accruals, (gpointer) &accruals[i]);
    }
}

/* ── The object ──────────────────────────────────────────────────────────────────────────────────────── */

BatonStatement *
baton_statement_new (BatonReplay *replay,
                     guint        organisation,
                     guint        member)
{
  BatonStatement *self = g_new0 (BatonStatement, 1);

  self->replay = baton_replay_ref (replay);
  self->organisation = organisation;
  self->member = member;
  if (member != BATON_INDEX_NONE && organisation == BATON_INDEX_NONE)
    {
      const BatonMemberFacts *facts = baton_register_get_member_facts (replay->reg, member, replay->through);

      self->organisation = facts != NULL ? facts->organisation : BATON_INDEX_NONE;
    }
  self->lines = g_array_new (FALSE, FALSE, sizeof (BatonStatementLine));
  self->tiers = g_array_new (FALSE, FALSE, sizeof (BatonStatementTier));
  self->lots = g_ptr_array_new ();
  self->redemptions = g_ptr_array_new ();
  self->accruals = g_ptr_array_new ();
  list_lines (self);
  list_tiers (self);
  list_money (self);
  return self;
}

void
baton_statement_free (BatonStatement *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->lines);
  g_array_unref (self->tiers);
  g_ptr_array_unref (self->lots);
  g_ptr_array_unref (self->redemptions);
  g_ptr_array_unref (self->accruals);
  baton_replay_unref (self->replay);
  g_free (self);
}

BatonReplay *
baton_statement_get_replay (BatonStatement *self)
{
  return self->replay;
}

guint
baton_statement_get_organisation (BatonStatement *self)
{
  return self->organisation;
}

guint
baton_statement_get_member (BatonStatement *self)
{
  return self->member;
}

const BatonStatementLine *
baton_statement_get_lines (BatonStatement *self,
                           guint          *n_lines)
{
  *n_lines = self->lines->len;
  return (const BatonStatementLine *) (gpointer) self->lines->data;
}

const BatonStatementTier *
baton_statement_get_tiers (BatonStatement *self,
                           guint          *n_tiers)
{
  *n_tiers = self->tiers->len;
  return (const BatonStatementTier *) (gpointer) self->tiers->data;
}

const BatonLot * const *
baton_statement_get_lots (BatonStatement *self,
                          guint          *n_lots)
{
  *n_lots = self->lots->len;
  return (const BatonLot * const *) self->lots->pdata;
}

const BatonRedemption * const *
baton_statement_get_redemptions (BatonStatement *self,
                                 guint          *n_redemptions)
{
  *n_redemptions = self->redemptions->len;
  return (const BatonRedemption * const *) self->redemptions->pdata;
}

const BatonAccrual * const *
baton_statement_get_accruals (BatonStatement *self,
                              guint          *n_accruals)
{
  *n_accruals = self->accruals->len;
  return (const BatonAccrual * const *) self->accruals->pdata;
}
