/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Compares two reckonings.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-whatif.h"

#include "incentives/baton-level-counts.h"
#include "incentives/baton-reckoning-private.h"

#include <stdlib.h>
#include <string.h>

#define NO_LADDER G_MAXUINT

/* A ladder of either program. */
typedef struct
{
  const char *id;
  guint       index[BATON_N_WHATIF_SIDES];    /* in that side's reckoning; NO_LADDER */
  GPtrArray  *levels;                         /* of tiers' ids; the first is NULL: no tier */
  guint      *level_of_tier[BATON_N_WHATIF_SIDES];   /* by tier + 1 */
  guint       n_holders;
  gboolean    is_member;
  guint      *counts;                         /* by side, day, level */
  guint      *matrix;                         /* by level under live, level under draft */
  guint16    *nobody;                         /* by holder: no tier, for a side that does not have the ladder; NULL: both do */
} Ladder;

typedef struct
{
  const char *name;
  gint64      sums[BATON_N_WHATIF_SIDES];
} Unit;

struct _BatonWhatif
{
  BatonReckoning      *reckonings[BATON_N_WHATIF_SIDES];
  GArray            *units;         /* of Unit */
  GArray            *ladders;       /* of Ladder */
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
  g_free (ladder->nobody);
}

/* ── Ladders and levels ──────────────────────────────────────────────────────────────────────────────── */

static guint
find_ladder (BatonReckoning *reckoning,
             const char     *id)
{
  for (guint i = 0; i < baton_reckoning_get_n_ladders (reckoning); i++)
    {
      if (strcmp (baton_reckoning_get_ladder (reckoning, i), id) == 0)
        return i;
    }
  return NO_LADDER;
}

static int
find_tier (BatonReckoning *reckoning,
           guint           ladder,
           const char     *id)
{
  for (guint i = 0; ladder != NO_LADDER && i < baton_reckoning_get_n_tiers (reckoning, ladder); i++)
    {
      if (strcmp (baton_reckoning_get_ladder_tier (reckoning, ladder, i), id) == 0)
        return i;
    }
  return -1;
}

/* The draft's tiers in order; a tier of the live program alone goes behind the last one before it that both have. */
static void
list_levels (BatonWhatif *self,
             Ladder      *ladder)
{
  BatonReckoning *live = self->reckonings[BATON_WHATIF_LIVE];
  BatonReckoning *draft = self->reckonings[BATON_WHATIF_DRAFT];
  guint live_index = ladder->index[BATON_WHATIF_LIVE];
  guint draft_index = ladder->index[BATON_WHATIF_DRAFT];

  ladder->levels = g_ptr_array_new ();
  g_ptr_array_add (ladder->levels, NULL);
  for (guint i = 0; draft_index != NO_LADDER && i < baton_reckoning_get_n_tiers (draft, draft_index); i++)
    g_ptr_array_add (ladder->levels, (gpointer) baton_reckoning_get_ladder_tier (draft, draft_index, i));
  for (guint i = 0; live_index != NO_LADDER && i < baton_reckoning_get_n_tiers (live, live_index); i++)
    {
      const char *id = baton_reckoning_get_ladder_tier (live, live_index, i);
      const char *before = baton_reckoning_get_ladder_tier (live, live_index, (int) i - 1);
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
      guint n = index != NO_LADDER ? baton_reckoning_get_n_tiers (self->reckonings[side], index) : 0;

      ladder->level_of_tier[side] = g_new0 (guint, n + 1);
      for (guint i = 0; i < n; i++)
        {
          for (guint k = 1; k < ladder->levels->len; k++)
            {
              if (strcmp (g_ptr_array_index (ladder->levels, k), baton_reckoning_get_ladder_tier (self->reckonings[side], index, i)) == 0)
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
  BatonRegister *reg = baton_whatif_get_register (self);
  guint side;

  for (guint i = 0; i < self->ladders->len; i++)
    {
      if (strcmp (g_array_index (self->ladders, Ladder, i).id, id) == 0)
        return;
    }
  for (side = 0; side < BATON_N_WHATIF_SIDES; side++)
    ladder.index[side] = find_ladder (self->reckonings[side], id);
  /* Where the draft lets others hold the tiers, the draft's holders are those compared. */
  side = ladder.index[BATON_WHATIF_DRAFT] != NO_LADDER ? BATON_WHATIF_DRAFT : BATON_WHATIF_LIVE;
  ladder.is_member = baton_reckoning_is_member_ladder (self->reckonings[side], ladder.index[side]);
  ladder.n_holders = ladder.is_member ? baton_register_get_n_members (reg) : baton_register_get_n_organisations (reg);
  list_levels (self, &ladder);
  g_array_append_val (self->ladders, ladder);
}

/* Whether that side has the ladder, for the holders that are compared. */
static gboolean
has_ladder (BatonWhatif     *self,
            BatonWhatifSide  side,
            const Ladder    *ladder)
{
  guint index = ladder->index[side];

  return index != NO_LADDER && baton_reckoning_is_member_ladder (self->reckonings[side], index) == ladder->is_member;
}

/* By holder: the tier's index + 1, in that side's reckoning. */
static const guint16 *
get_row (BatonWhatif     *self,
         BatonWhatifSide  side,
         const Ladder    *ladder,
         guint            day)
{
  if (!has_ladder (self, side, ladder))
    return ladder->nobody;
  return self->reckonings[side]->ladders[ladder->index[side]].levels + (gsize) day * ladder->n_holders;
}

static guint
count_tiers (BatonWhatif     *self,
             BatonWhatifSide  side,
             const Ladder    *ladder)
{
  return has_ladder (self, side, ladder) ? baton_reckoning_get_n_tiers (self->reckonings[side], ladder->index[side]) : 0;
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

/* By side, day, level. */
static void
count_days (BatonWhatif  *self,
            Ladder       *ladder,
            const GArray *late)
{
  guint n_levels = ladder->levels->len;
  guint n_days = baton_whatif_get_n_days (self);

  ladder->counts = g_new0 (guint, BATON_N_WHATIF_SIDES * n_days * n_levels);
  for (guint day = 0; day < n_days; day++)
    {
      const guint16 *before = NULL;
      g_autofree guint *counts = NULL;

      for (guint side = 0; side < BATON_N_WHATIF_SIDES; side++)
        {
          const guint16 *row = get_row (self, side, ladder, day);
          guint n_tiers = count_tiers (self, side, ladder);
          gboolean known = before != NULL && n_tiers == count_tiers (self, side - 1, ladder) &&
                           memcmp (row, before, sizeof *row * ladder->n_holders) == 0;

          /* On most ladders most edits move nobody. */
          if (!known)
            {
              g_free (counts);
              counts = g_new0 (guint, n_tiers + 1);
              baton_level_counts_add (row, ladder->n_holders, n_tiers + 1, late, baton_whatif_get_day (self, day), counts);
            }
          for (guint tier = 0; tier <= n_tiers; tier++)
            ladder->counts[(side * n_days + day) * n_levels + ladder->level_of_tier[side][tier]] += counts[tier];
          before = row;
        }
    }
}

static void
count_moves (BatonWhatif  *self,
             Ladder       *ladder,
             const GArray *late)
{
  guint last = baton_whatif_get_n_days (self) - 1;
  guint n_live = count_tiers (self, BATON_WHATIF_LIVE, ladder) + 1, n_draft = count_tiers (self, BATON_WHATIF_DRAFT, ladder) + 1;
  g_autofree guint *counts = g_new0 (guint, n_live * n_draft);

  ladder->matrix = g_new0 (guint, ladder->levels->len * ladder->levels->len);
  baton_level_counts_add_pairs (get_row (self, BATON_WHATIF_LIVE, ladder, last), get_row (self, BATON_WHATIF_DRAFT, ladder, last), ladder->n_holders,
                                n_draft, late, baton_whatif_get_through (self), counts);
  for (guint live = 0; live < n_live; live++)
    for (guint draft = 0; draft < n_draft; draft++)
      ladder->matrix[ladder->level_of_tier[BATON_WHATIF_LIVE][live] * ladder->levels->len + ladder->level_of_tier[BATON_WHATIF_DRAFT][draft]] +=
        counts[live * n_draft + draft];
}

static void
count_ladders (BatonWhatif *self)
{
  GArray *late[2] = { NULL };   /* organizations; members */

  for (guint i = 0; i < self->ladders->len; i++)
    {
      Ladder *ladder = &g_array_index (self->ladders, Ladder, i);
      GArray **its = &late[ladder->is_member];

      if (*its == NULL)
        *its = baton_level_counts_list_late (baton_whatif_get_register (self), ladder->is_member, baton_whatif_get_day (self, 0));
      if (!has_ladder (self, BATON_WHATIF_LIVE, ladder) || !has_ladder (self, BATON_WHATIF_DRAFT, ladder))
        ladder->nobody = g_new0 (guint16, MAX (ladder->n_holders, 1));
      count_days (self, ladder, *its);
      count_moves (self, ladder, *its);
    }
  for (guint i = 0; i < G_N_ELEMENTS (late); i++)
    g_clear_pointer (&late[i], g_array_unref);
}

/* ── Points and money ────────────────────────────────────────────────────────────────────────────────── */

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

static gint32
get_first_tier (BatonReckoning *reckoning,
                guint           organisation)
{
  if (baton_reckoning_get_n_ladders (reckoning) == 0 || baton_reckoning_is_member_ladder (reckoning, 0))
    return -1;
  return baton_reckoning_get_tier (reckoning, 0, organisation, baton_reckoning_get_n_days (reckoning) - 1);
}

static void
compare_money (BatonWhatif *self)
{
  guint n = baton_register_get_n_organisations (baton_whatif_get_register (self));

  for (guint i = 0; i < n; i++)
    {
      const BatonReckoningShare *live = baton_reckoning_get_share (self->reckonings[BATON_WHATIF_LIVE], i);
      const BatonReckoningShare *draft = baton_reckoning_get_share (self->reckonings[BATON_WHATIF_DRAFT], i);
      BatonWhatifDifference difference = { .organisation = i, .money = draft->money - live->money };

      if (difference.money == 0)
        continue;
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        difference.points[kind] = draft->points[kind] - live->points[kind];
      difference.tier_live = get_first_tier (self->reckonings[BATON_WHATIF_LIVE], i);
      difference.tier_draft = get_first_tier (self->reckonings[BATON_WHATIF_DRAFT], i);
      g_array_append_val (self->differences, difference);
    }
  if (self->differences->len > 1)
    qsort (self->differences->data, self->differences->len, sizeof (BatonWhatifDifference), compare_differences);
}

static void
compare_units (BatonWhatif     *self,
               BatonWhatifSide  side)
{
  g_autoptr (GArray) units = baton_reckoning_list_units (self->reckonings[side]);

  for (guint i = 0; i < units->len; i++)
    {
      const BatonUnitSum *sum = &g_array_index (units, BatonUnitSum, i);
      guint k = 0;

      while (k < self->units->len && strcmp (g_array_index (self->units, Unit, k).name, sum->unit) != 0)
        k++;
      if (k == self->units->len)
        g_array_append_val (self->units, ((Unit) { .name = sum->unit }));
      g_array_index (self->units, Unit, k).sums[side] = sum->n;
    }
}

/* ── The object ──────────────────────────────────────────────────────────────────────────────────────── */

BatonWhatif *
baton_whatif_new (BatonReckoning *live,
                  BatonReckoning *draft)
{
  BatonWhatif *self;

  g_return_val_if_fail (baton_reckoning_get_register (live) == baton_reckoning_get_register (draft), NULL);
  g_return_val_if_fail (baton_reckoning_get_history (live) == baton_reckoning_get_history (draft), NULL);
  g_return_val_if_fail (baton_reckoning_get_from (live) == baton_reckoning_get_from (draft), NULL);
  g_return_val_if_fail (baton_reckoning_get_through (live) == baton_reckoning_get_through (draft), NULL);

  self = g_new0 (BatonWhatif, 1);
  self->reckonings[BATON_WHATIF_LIVE] = baton_reckoning_ref (live);
  self->reckonings[BATON_WHATIF_DRAFT] = baton_reckoning_ref (draft);
  self->differences = g_array_new (FALSE, FALSE, sizeof (BatonWhatifDifference));
  self->units = g_array_new (FALSE, FALSE, sizeof (Unit));
  self->ladders = g_array_new (FALSE, FALSE, sizeof (Ladder));
  g_array_set_clear_func (self->ladders, (GDestroyNotify) clear_ladder);

  for (guint side = 0; side < BATON_N_WHATIF_SIDES; side++)
    {
      for (guint i = 0; i < baton_reckoning_get_n_ladders (self->reckonings[side]); i++)
        add_ladder (self, baton_reckoning_get_ladder (self->reckonings[side], i));
      compare_units (self, side);
    }
  count_ladders (self);
  compare_money (self);
  return self;
}

void
baton_whatif_free (BatonWhatif *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->units);
  g_array_unref (self->ladders);
  g_array_unref (self->differences);
  for (guint side = 0; side < BATON_N_WHATIF_SIDES; side++)
    baton_reckoning_unref (self->reckonings[side]);
  g_free (self);
}

BatonReckoning *
baton_whatif_get_reckoning (BatonWhatif    *self,
                          BatonWhatifSide side)
{
  g_return_val_if_fail (side < BATON_N_WHATIF_SIDES, NULL);

  return self->reckonings[side];
}

BatonRegister *
baton_whatif_get_register (BatonWhatif *self)
{
  return baton_reckoning_get_register (self->reckonings[BATON_WHATIF_LIVE]);
}

BatonDay
baton_whatif_get_from (BatonWhatif *self)
{
  return baton_reckoning_get_from (self->reckonings[BATON_WHATIF_LIVE]);
}

BatonDay
baton_whatif_get_through (BatonWhatif *self)
{
  return baton_reckoning_get_through (self->reckonings[BATON_WHATIF_LIVE]);
}

void
baton_whatif_get_totals (BatonWhatif          *self,
                         BatonWhatifSide       side,
                         BatonReckoningTotals *totals)
{
  g_return_if_fail (side < BATON_N_WHATIF_SIDES);

  baton_reckoning_get_totals (self->reckonings[side], totals);
}

const char *
baton_whatif_get_unit (BatonWhatif *self,
                       guint        unit)
{
  return unit < self->units->len ? g_array_index (self->units, Unit, unit).name : NULL;
}

gint64
baton_whatif_get_unit_sum (BatonWhatif     *self,
                           BatonWhatifSide  side,
                           guint            unit)
{
  g_return_val_if_fail (side < BATON_N_WHATIF_SIDES && unit < self->units->len, 0);

  return g_array_index (self->units, Unit, unit).sums[side];
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
  return baton_reckoning_get_n_days (self->reckonings[BATON_WHATIF_LIVE]);
}

BatonDay
baton_whatif_get_day (BatonWhatif *self,
                      guint        day)
{
  return baton_reckoning_get_day (self->reckonings[BATON_WHATIF_LIVE], day);
}

guint
baton_whatif_count (BatonWhatif    *self,
                    BatonWhatifSide side,
                    guint           ladder,
                    guint           day,
                    guint           level)
{
  const Ladder *found = get_ladder (self, ladder);

  g_return_val_if_fail (found != NULL && side < BATON_N_WHATIF_SIDES && day < baton_whatif_get_n_days (self) && level < found->levels->len, 0);

  return found->counts[(side * baton_whatif_get_n_days (self) + day) * found->levels->len + level];
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
  guint last = baton_whatif_get_n_days (self) - 1;
  const guint16 *live_row, *draft_row;

  g_return_val_if_fail (found != NULL, holders);

  live_row = get_row (self, BATON_WHATIF_LIVE, found, last);
  draft_row = get_row (self, BATON_WHATIF_DRAFT, found, last);
  for (guint32 i = 0; i < found->n_holders; i++)
    {
      if (found->level_of_tier[BATON_WHATIF_LIVE][live_row[i]] == live && found->level_of_tier[BATON_WHATIF_DRAFT][draft_row[i]] == draft &&
          exists (baton_whatif_get_register (self), found, i, baton_whatif_get_through (self)))
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
