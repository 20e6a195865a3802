/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Compares two replays. Everything is asked of the replays' public answers, so that a faster replay can take their place.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-whatif.h"

#include <stdlib.h>
#include <string.h>

#include "incentives/baton-replay-private.h"

#define NO_LADDER G_MAXUINT

/* A ladder of either program. */
typedef struct
{
  const char *id;
  guint       index[BATON_N_WHATIF_SIDES];    /* in that side's replay; NO_LADDER */
  GPtrArray  *levels;                         /* of tiers' ids; the first is NULL: no tier */
  guint      *level_of_tier[BATON_N_WHATIF_SIDES];   /* by tier + 1 */
  guint       n_holders;
  gboolean    is_member;
  guint      *counts;                         /* by side, day, level */
  guint      *matrix;                         /* by level under live, level under draft */
  guint8     *levels_of_holder;               /* by holder: live, draft */
} Ladder;

struct _BatonWhatif
{
  BatonReplay       *replays[BATON_N_WHATIF_SIDES];
  BatonDay           from;
  BatonDay           through;
  GArray            *days;          /* of BatonDay */
  GArray            *ladders;       /* of Ladder */
  BatonWhatifTotals  totals[BATON_N_WHATIF_SIDES];
  GArray            *differences;   /* of BatonWhatifDifference */
};

static void
clear_ladder (Ladder *ladder)
{
  g_ptr_array_unref (ladder->levels);
  for (guint side = 0; side < BATON_N_WHATIF_SIDES; side++)
    g_free (ladder->level_of_tier[side]);
  g_free (ladder->counts);
  g_free (ladder->matrix);
  g_free (ladder->levels_of_holder);
}

/* ── Ladders and levels ──────────────────────────────────────────────────────────────────────────────── */

static guint
find_ladder (BatonReplay *replay,
             const char  *id)
{
  for (guint i = 0; i < baton_replay_get_n_ladders (replay); i++)
    {
      if (strcmp (baton_replay_get_ladder (replay, i), id) == 0)
        return i;
    }
  return NO_LADDER;
}

static int
find_tier (BatonReplay *replay,
           guint        ladder,
           const char  *id)
{
  for (guint i = 0; ladder != NO_LADDER && i < baton_replay_get_n_tiers (replay, ladder); i++)
    {
      if (strcmp (baton_replay_get_ladder_tier (replay, ladder, i), id) == 0)
        return i;
    }
  return -1;
}

/* The draft's tiers in order; a tier of the live program alone goes behind the last one before it that both have. */
static void
list_levels (BatonWhatif *self,
             Ladder      *ladder)
{
  BatonReplay *live = self->replays[BATON_WHATIF_LIVE];
  BatonReplay *draft = self->replays[BATON_WHATIF_DRAFT];
  guint live_index = ladder->index[BATON_WHATIF_LIVE];
  guint draft_index = ladder->index[BATON_WHATIF_DRAFT];

  ladder->levels = g_ptr_array_new ();
  g_ptr_array_add (ladder->levels, NULL);
  for (guint i = 0; draft_index != NO_LADDER && i < baton_replay_get_n_tiers (draft, draft_index); i++)
    g_ptr_array_add (ladder->levels, (gpointer) baton_replay_get_ladder_tier (draft, draft_index, i));
  for (guint i = 0; live_index != NO_LADDER && i < baton_replay_get_n_tiers (live, live_index); i++)
    {
      const char *id = baton_replay_get_ladder_tier (live, live_index, i);
      const char *before = baton_replay_get_ladder_tier (live, live_index, (int) i - 1);
      guint place = 0;

      if (find_tier (draft, draft_index, id) >= 0)
        continue;
      for (guint k = 1; k < ladder->levels->len && before != NULL; k++)
        {
          if (strcmp (g_ptr_array_index (ladder->levels, k), before) == 0)
            place = k;
        }
      g_ptr_array_insert (ladder->levels, place + 1, (gpointer) id);
    }

  for (guint side = 0; side < BATON_N_WHATIF_SIDES; side++)
    {
      guint index = ladder->index[side];
      guint n = index != NO_LADDER ? baton_replay_get_n_tiers (self->replays[side], index) : 0;

      ladder->level_of_tier[side] = g_new0 (guint, n + 1);
      for (guint i = 0; i < n; i++)
        {
          for (guint k = 1; k < ladder->levels->len; k++)
            {
              if (strcmp (g_ptr_array_index (ladder->levels, k), baton_replay_get_ladder_tier (self->replays[side], index, i)) == 0)
                ladder->level_of_tier[side][i + 1] = k;
            }
        }
    }
}

static void
add_ladder (BatonWhatif *self,
            const char  *id)
{
  Ladder ladder = { .id = id };
  BatonRegister *reg = baton_replay_get_register (self->replays[BATON_WHATIF_LIVE]);
  guint side;

  for (guint i = 0; i < self->ladders->len; i++)
    {
      if (strcmp (g_array_index (self->ladders, Ladder, i).id, id) == 0)
        return;
    }
  for (side = 0; side < BATON_N_WHATIF_SIDES; side++)
    ladder.index[side] = find_ladder (self->replays[side], id);
  /* Where the draft lets others hold the tiers, the draft's holders are those compared. */
  side = ladder.index[BATON_WHATIF_DRAFT] != NO_LADDER ? BATON_WHATIF_DRAFT : BATON_WHATIF_LIVE;
  ladder.is_member = baton_replay_is_member_ladder (self->replays[side], ladder.index[side]);
  ladder.n_holders = ladder.is_member ? baton_register_get_n_members (reg) : baton_register_get_n_organisations (reg);
  list_levels (self, &ladder);
  g_array_append_val (self->ladders, ladder);
}

static guint
get_level (BatonWhatif     *self,
           BatonWhatifSide  side,
           const Ladder    *ladder,
           guint            holder,
           BatonDay         day)
{
  guint index = ladder->index[side];

  if (index == NO_LADDER || baton_replay_is_member_ladder (self->replays[side], index) != ladder->is_member)
    return 0;
  return ladder->level_of_tier[side][baton_replay_get_tier (self->replays[side], index, holder, day) + 1];
}

/* Whether the holder is there at all on the day: what joins later is not yet counted. */
static gboolean
exists (BatonRegister *reg,
        const Ladder  *ladder,
        guint          holder,
        BatonDay       day)
{
  return ladder->is_member ? baton_register_get_member_facts (reg, holder, day) != NULL
                           : baton_register_get_organisation_facts (reg, holder, day) != NULL;
}

static void
count_ladder (BatonWhatif *self,
              Ladder      *ladder)
{
  BatonRegister *reg = baton_replay_get_register (self->replays[BATON_WHATIF_LIVE]);
  guint n_levels = ladder->levels->len;

  ladder->counts = g_new0 (guint, BATON_N_WHATIF_SIDES * self->days->len * n_levels);
  ladder->matrix = g_new0 (guint, n_levels * n_levels);
  ladder->levels_of_holder = g_new0 (guint8, ladder->n_holders * BATON_N_WHATIF_SIDES);
  for (guint holder = 0; holder < ladder->n_holders; holder++)
    {
      for (guint side = 0; side < BATON_N_WHATIF_SIDES; side++)
        {
          for (guint day = 0; day < self->days->len; day++)
            {
              BatonDay when = g_array_index (self->days, BatonDay, day);

              if (exists (reg, ladder, holder, when))
                ladder->counts[(side * self->days->len + day) * n_levels + get_level (self, side, ladder, holder, when)]++;
            }
          ladder->levels_of_holder[holder * BATON_N_WHATIF_SIDES + side] = get_level (self, side, ladder, holder, self->through);
        }
      if (exists (reg, ladder, holder, self->through))
        ladder->matrix[ladder->levels_of_holder[holder * 2] * n_levels + ladder->levels_of_holder[holder * 2 + 1]]++;
    }
}

/* ── Points and money ────────────────────────────────────────────────────────────────────────────────── */

static void
add_lots (BatonWhatif           *self,
          BatonWhatifSide        side,
          gint64                 sign,
          BatonWhatifDifference *differences)
{
  BatonReplay *replay = self->replays[side];
  BatonWhatifTotals *totals = &self->totals[side];
  const BatonEvent *events = baton_history_get_events (baton_replay_get_history (replay));
  const BatonCredit *credits;
  guint n;

  credits = baton_replay_get_credits (replay, &n);
  for (guint i = 0; i < n; i++)
    {
      if (credits[i].outcome != BATON_CREDIT_COUNTED || events[credits[i].event].day < self->from)
        continue;
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        {
          gint64 points = credits[i].points[kind];

          totals->earned[kind] += points;
          differences[credits[i].organisation].points[kind] += sign * points;
          differences[credits[i].organisation].money += sign * points * replay->scheme->point_value[kind];
        }
    }
}

static void
add_balance (BatonWhatifTotals  *totals,
             BatonPoints         kind,
             const BatonBalance *balance)
{
  totals->expired[kind] += balance->expired;
  totals->redeemed[kind] += balance->redeemed;
}

static void
add_balances (BatonWhatif     *self,
              BatonWhatifSide  side)
{
  BatonReplay *replay = self->replays[side];
  BatonRegister *reg = baton_replay_get_register (replay);
  BatonWhatifTotals *totals = &self->totals[side];
  BatonBalance balance;

  for (guint i = 0; i < baton_register_get_n_organisations (reg); i++)
    {
      baton_replay_get_company_balance (replay, i, &balance);
      add_balance (totals, BATON_POINTS_COMPANY, &balance);
      baton_replay_get_individual_balance (replay, i, BATON_INDEX_NONE, &balance);
      add_balance (totals, BATON_POINTS_INDIVIDUAL, &balance);
    }
  for (guint i = 0; i < baton_register_get_n_members (reg); i++)
    {
      baton_replay_get_individual_balance (replay, BATON_INDEX_NONE, i, &balance);
      add_balance (totals, BATON_POINTS_INDIVIDUAL, &balance);
    }
  totals->liability = baton_replay_get_liability (replay);
}

static void
add_accruals (BatonWhatif           *self,
              BatonWhatifSide        side,
              gint64                 sign,
              BatonWhatifDifference *differences)
{
  const BatonAccrual *accruals;
  guint n;

  accruals = baton_replay_get_accruals (self->replays[side], &n);
  for (guint i = 0; i < n; i++)
    {
      if (accruals[i].through < self->from)
        continue;
      if (accruals[i].fund == BATON_INDEX_NONE)
        self->totals[side].fees += accruals[i].amount;
      else
        self->totals[side].funds += accruals[i].amount;
      differences[accruals[i].organisation].money += sign * accruals[i].amount;
    }
}

static int
compare_differences (const void *a,
                     const void *b)
{
  const BatonWhatifDifference *first = a;
  const BatonWhatifDifference *second = b;

  if (first->money != second->money)
    return first->money > second->money ? -1 : 1;
  return first->organisation < second->organisation ? -1 : first->organisation > second->organisation;
}

static void
compare_money (BatonWhatif *self)
{
  guint n = baton_register_get_n_organisations (baton_replay_get_register (self->replays[BATON_WHATIF_LIVE]));
  g_autofree BatonWhatifDifference *all = g_new0 (BatonWhatifDifference, n);

  for (guint side = 0; side < BATON_N_WHATIF_SIDES; side++)
    {
      gint64 sign = side == BATON_WHATIF_DRAFT ? 1 : -1;

      add_lots (self, side, sign, all);
      add_accruals (self, side, sign, all);
      add_balances (self, side);
    }
  for (guint i = 0; i < n; i++)
    {
      all[i].organisation = i;
      all[i].tier_live = all[i].tier_draft = -1;
      for (guint side = 0; side < BATON_N_WHATIF_SIDES; side++)
        {
          BatonReplay *replay = self->replays[side];

          if (baton_replay_get_n_ladders (replay) > 0 && !baton_replay_is_member_ladder (replay, 0))
            *(side == BATON_WHATIF_LIVE ? &all[i].tier_live : &all[i].tier_draft) = baton_replay_get_tier (replay, 0, i, self->through);
        }
      if (all[i].money != 0)
        g_array_append_val (self->differences, all[i]);
    }
  if (self->differences->len > 1)
    qsort (self->differences->data, self->differences->len, sizeof (BatonWhatifDifference), compare_differences);
}

/* ── The object ──────────────────────────────────────────────────────────────────────────────────────── */

BatonWhatif *
baton_whatif_new (BatonReplay *live,
                  BatonReplay *draft,
                  BatonDay     from)
{
  BatonWhatif *self;

  g_return_val_if_fail (baton_replay_get_register (live) == baton_replay_get_register (draft), NULL);
  g_return_val_if_fail (baton_replay_get_history (live) == baton_replay_get_history (draft), NULL);
  g_return_val_if_fail (baton_replay_get_through (live) == baton_replay_get_through (draft), NULL);

  self = g_new0 (BatonWhatif, 1);
  self->replays[BATON_WHATIF_LIVE] = baton_replay_ref (live);
  self->replays[BATON_WHATIF_DRAFT] = baton_replay_ref (draft);
  self->through = baton_replay_get_through (live);
  self->from = MIN (from, self->through);
  self->days = g_array_new (FALSE, FALSE, sizeof (BatonDay));
  self->differences = g_array_new (FALSE, FALSE, sizeof (BatonWhatifDifference));
  self->ladders = g_array_new (FALSE, FALSE, sizeof (Ladder));
  g_array_set_clear_func (self->ladders, (GDestroyNotify) clear_ladder);

  for (BatonDay end = baton_day_get_month_end (self->from); end <= self->through; end = baton_day_get_month_end (end + 1))
    g_array_append_val (self->days, end);
  if (self->days->len == 0 || g_array_index (self->days, BatonDay, self->days->len - 1) != self->through)
    g_array_append_val (self->days, self->through);

  for (guint side = 0; side < BATON_N_WHATIF_SIDES; side++)
    {
      for (guint i = 0; i < baton_replay_get_n_ladders (self->replays[side]); i++)
        add_ladder (self, baton_replay_get_ladder (self->replays[side], i));
    }
  for (guint i = 0; i < self->ladders->len; i++)
    count_ladder (self, &g_array_index (self->ladders, Ladder, i));
  compare_money (self);
  return self;
}

void
baton_whatif_free (BatonWhatif *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->ladders);
  g_array_unref (self->days);
  g_array_unref (self->differences);
  for (guint side = 0; side < BATON_N_WHATIF_SIDES; side++)
    baton_replay_unref (self->replays[side]);
  g_free (self);
}

BatonReplay *
baton_whatif_get_replay (BatonWhatif     *self,
                         BatonWhatifSide  side)
{
  g_return_val_if_fail (side < BATON_N_WHATIF_SIDES, NULL);

  return self->replays[side];
}

BatonDay
baton_whatif_get_from (BatonWhatif *self)
{
  return self->from;
}

BatonDay
baton_whatif_get_through (BatonWhatif *self)
{
  return self->through;
}

void
baton_whatif_get_totals (BatonWhatif       *self,
                         BatonWhatifSide    side,
                         BatonWhatifTotals *totals)
{
  g_return_if_fail (side < BATON_N_WHATIF_SIDES);

  *totals = self->totals[side];
}

static Ladder *
get_ladder (BatonWhatif *self,
            guint        ladder)
{
  return ladder < self->ladders->len ? &g_array_index (self->ladders, Ladder, ladder) : NULL;
}

guint
baton_whatif_get_n_ladders (BatonWhatif *self)
{
  return self->ladders->len;
}

const char *
baton_whatif_get_ladder (BatonWhatif *self,
                         guint        ladder)
{
  return ladder < self->ladders->len ? get_ladder (self, ladder)->id : NULL;
}

guint
baton_whatif_get_n_levels (BatonWhatif *self,
                           guint        ladder)
{
  g_return_val_if_fail (ladder < self->ladders->len, 0);

  return get_ladder (self, ladder)->levels->len;
}

const char *
baton_whatif_get_level (BatonWhatif *self,
                        guint        ladder,
                        guint        level)
{
  g_return_val_if_fail (ladder < self->ladders->len, NULL);

  return level < get_ladder (self, ladder)->levels->len ? g_ptr_array_index (get_ladder (self, ladder)->levels, level) : NULL;
}

guint
baton_whatif_get_n_days (BatonWhatif *self)
{
  return self->days->len;
}

BatonDay
baton_whatif_get_day (BatonWhatif *self,
                      guint        day)
{
  g_return_val_if_fail (day < self->days->len, BATON_DAY_NONE);

  return g_array_index (self->days, BatonDay, day);
}

guint
baton_whatif_count (BatonWhatif     *self,
                    BatonWhatifSide  side,
                    guint            ladder,
                    guint            day,
                    guint            level)
{
  const Ladder *found = get_ladder (self, ladder);

  g_return_val_if_fail (found != NULL && side < BATON_N_WHATIF_SIDES && day < self->days->len && level < found->levels->len, 0);

  return found->counts[(side * self->days->len + day) * found->levels->len + level];
}

guint
baton_whatif_count_moves (BatonWhatif *self,
                          guint        ladder,
                          guint        live,
                          guint        draft)
{
  const Ladder *found = get_ladder (self, ladder);

  g_return_val_if_fail (found != NULL && live < found->levels->len && draft < found->levels->len, 0);

  return found->matrix[live * found->levels->len + draft];
}

GArray *
baton_whatif_list_moves (BatonWhatif *self,
                         guint        ladder,
                         guint        live,
                         guint        draft)
{
  GArray *holders = g_array_new (FALSE, FALSE, sizeof (guint32));
  const Ladder *found = get_ladder (self, ladder);
  BatonRegister *reg = baton_replay_get_register (self->replays[BATON_WHATIF_LIVE]);

  g_return_val_if_fail (found != NULL, holders);

  for (guint32 i = 0; i < found->n_holders; i++)
    {
      if (found->levels_of_holder[i * 2] == live && found->levels_of_holder[i * 2 + 1] == draft && exists (reg, found, i, self->through))
        g_array_append_val (holders, i);
    }
  return holders;
}

guint
baton_whatif_count_up (BatonWhatif *self,
                       guint        ladder)
{
  const Ladder *found = get_ladder (self, ladder);
  guint n = 0;

  g_return_val_if_fail (found != NULL, 0);

  for (guint live = 0; live < found->levels->len; live++)
    {
      for (guint draft = live + 1; draft < found->levels->len; draft++)
        n += found->matrix[live * found->levels->len + draft];
    }
  return n;
}

guint
baton_whatif_count_down (BatonWhatif *self,
                         guint        ladder)
{
  const Ladder *found = get_ladder (self, ladder);
  guint n = 0;

  g_return_val_if_fail (found != NULL, 0);

  for (guint live = 1; live < found->levels->len; live++)
    {
      for (guint draft = 0; draft < live; draft++)
        n += found->matrix[live * found->levels->len + draft];
    }
  return n;
}

const BatonWhatifDifference *
baton_whatif_get_differences (BatonWhatif *self,
                              guint       *n_differences)
{
  *n_differences = self->differences->len;
  return (const BatonWhatifDifference *) (gpointer) self->differences->data;
}
