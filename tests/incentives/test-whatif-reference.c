/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The what-if, by the whole way that the console and the shell go, against the plainest of references: two replays, of which everything
 * is counted one by one. Random programs with everything in them, live and draft any number of edits apart, with ladders, tiers and
 * promotions that only one of them has; the same of a history in segments, of one whose rows came in another order, and by any number
 * of threads. All that a what-if says is written down, and the texts are to be the same.
 *
 * GLib prints the seed; --seed takes it again.
 */
#include "random-history.h"
#include "same-reckoning.h"

#include "incentives/baton-reckoner.h"
#include "incentives/baton-tally.h"
#include "incentives/baton-whatif.h"

#define N_DRAFTS 4

/* ── What a what-if says ─────────────────────────────────────────────────────────────────────────────── */

static const char *
name_level (const char *id)
{
  return id != NULL ? id : "none";
}

static void
write_day (GString  *text,
           BatonDay  day)
{
  g_autofree char *name = baton_day_format (day);

  g_string_append_printf (text, "  %s:", name);
}

static void
write_totals (GString                    *text,
              const BatonReckoningTotals *totals)
{
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    g_string_append_printf (text, " %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, totals->earned[kind], totals->expired[kind], totals->redeemed[kind]);
  g_string_append_printf (text, "; liability %" G_GINT64_FORMAT ", fees %" G_GINT64_FORMAT ", funds %" G_GINT64_FORMAT "\n", totals->liability, totals->fees, totals->funds);
}

/* All that random programs count beside money. */
static const char * const units[] = { "hours", "trainings" };

static void
write_unit (GString    *text,
            const char *unit,
            gint64      live,
            gint64      draft)
{
  if (live != 0 || draft != 0)
    g_string_append_printf (text, "%s %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT "\n", unit, live, draft);
}

static void
write_difference (GString                     *text,
                  const BatonWhatifDifference *difference)
{
  g_string_append_printf (text, "%u: %" G_GINT64_FORMAT " (%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ") %d > %d\n", difference->organisation,
                          difference->money, difference->points[0], difference->points[1], difference->points[2], difference->tier_live, difference->tier_draft);
}

static void
write_ladder (GString     *text,
              BatonWhatif *whatif,
              guint        ladder)
{
  guint n_levels = baton_whatif_get_n_levels (whatif, ladder);

  g_string_append_printf (text, "ladder %s\n", baton_whatif_get_ladder (whatif, ladder));
  for (guint day = 0; day < baton_whatif_get_n_days (whatif); day++)
    {
      write_day (text, baton_whatif_get_day (whatif, day));
      for (guint level = 0; level < n_levels; level++)
        g_string_append_printf (text, " %s %u, %u;", name_level (baton_whatif_get_level (whatif, ladder, level)),
                                baton_whatif_count (whatif, BATON_WHATIF_LIVE, ladder, day, level), baton_whatif_count (whatif, BATON_WHATIF_DRAFT, ladder, day, level));
      g_string_append_c (text, '\n');
    }
  for (guint live = 0; live < n_levels; live++)
    for (guint draft = 0; draft < n_levels; draft++)
      {
        g_autoptr (GArray) moves = baton_whatif_list_moves (whatif, ladder, live, draft);

        g_string_append_printf (text, "  %s > %s %u:", name_level (baton_whatif_get_level (whatif, ladder, live)),
                                name_level (baton_whatif_get_level (whatif, ladder, draft)), baton_whatif_count_moves (whatif, ladder, live, draft));
        for (guint i = 0; i < moves->len; i++)
          g_string_append_printf (text, " %u", g_array_index (moves, guint32, i));
        g_string_append_c (text, '\n');
      }
  g_string_append_printf (text, "  up %u, down %u\n", baton_whatif_count_up (whatif, ladder), baton_whatif_count_down (whatif, ladder));
}

static char *
write_whatif (BatonReckoning *live,
              BatonReckoning *draft)
{
  g_autoptr (BatonWhatif) whatif = baton_whatif_new (live, draft);
  GString *text = g_string_new (NULL);
  const BatonWhatifDifference *differences;
  guint n;

  for (guint side = 0; side < BATON_N_WHATIF_SIDES; side++)
    {
      BatonReckoningTotals totals;

      baton_whatif_get_totals (whatif, side, &totals);
      write_totals (text, &totals);
    }
  for (guint k = 0; k < G_N_ELEMENTS (units); k++)
    for (guint i = 0; baton_whatif_get_unit (whatif, i) != NULL; i++)
      if (strcmp (baton_whatif_get_unit (whatif, i), units[k]) == 0)
        write_unit (text, units[k], baton_whatif_get_unit_sum (whatif, BATON_WHATIF_LIVE, i), baton_whatif_get_unit_sum (whatif, BATON_WHATIF_DRAFT, i));
  for (guint i = 0; i < baton_whatif_get_n_ladders (whatif); i++)
    write_ladder (text, whatif, i);
  differences = baton_whatif_get_differences (whatif, &n);
  for (guint i = 0; i < n; i++)
    write_difference (text, &differences[i]);
  return g_string_free (text, FALSE);
}

/* ── The same, one by one ────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  BatonReplay *replays[BATON_N_WHATIF_SIDES];
  BatonDay     from;
  BatonDay     through;
} Plain;

static int
find_ladder (BatonReplay *replay,
             const char  *id)
{
  for (guint i = 0; i < baton_replay_get_n_ladders (replay); i++)
    if (strcmp (baton_replay_get_ladder (replay, i), id) == 0)
      return (int) i;
  return -1;
}

/* A tier that only the live program has comes behind the one below it there. */
static GPtrArray *
list_levels (const Plain *plain,
             const char  *ladder)
{
  GPtrArray *levels = g_ptr_array_new ();
  int live = find_ladder (plain->replays[BATON_WHATIF_LIVE], ladder);
  int draft = find_ladder (plain->replays[BATON_WHATIF_DRAFT], ladder);
  const char *below = NULL;

  g_ptr_array_add (levels, (gpointer) "none");
  for (guint i = 0; draft >= 0 && i < baton_replay_get_n_tiers (plain->replays[BATON_WHATIF_DRAFT], draft); i++)
    g_ptr_array_add (levels, (gpointer) baton_replay_get_ladder_tier (plain->replays[BATON_WHATIF_DRAFT], draft, i));
  for (guint i = 0; live >= 0 && i < baton_replay_get_n_tiers (plain->replays[BATON_WHATIF_LIVE], live); i++)
    {
      const char *tier = baton_replay_get_ladder_tier (plain->replays[BATON_WHATIF_LIVE], live, i);
      guint place = 0;

      if (!g_ptr_array_find_with_equal_func (levels, tier, g_str_equal, NULL))
        {
          if (below != NULL)
            g_ptr_array_find_with_equal_func (levels, below, g_str_equal, &place);
          g_ptr_array_insert (levels, (int) place + 1, (gpointer) tier);
        }
      below = tier;
    }
  return levels;
}

static gboolean
exists (const Plain *plain,
        gboolean     is_member,
        guint        holder,
        BatonDay     day)
{
  BatonRegister *reg = baton_replay_get_register (plain->replays[0]);

  return is_member ? baton_register_get_member_facts (reg, holder, day) != NULL : baton_register_get_organisation_facts (reg, holder, day) != NULL;
}

static const char *
get_tier (const Plain *plain,
          guint        side,
          const char  *id,
          gboolean     is_member,
          guint        holder,
          BatonDay     day)
{
  BatonReplay *replay = plain->replays[side];
  int ladder = find_ladder (replay, id);

  if (ladder < 0 || baton_replay_is_member_ladder (replay, ladder) != is_member)
    return "none";
  return name_level (baton_replay_get_ladder_tier (replay, ladder, baton_replay_get_tier (replay, ladder, holder, day)));
}

static void
write_plain_day (GString     *text,
                 const Plain *plain,
                 const char  *id,
                 gboolean     is_member,
                 GPtrArray   *levels,
                 BatonDay     day)
{
  BatonRegister *reg = baton_replay_get_register (plain->replays[0]);
  guint n = is_member ? baton_register_get_n_members (reg) : baton_register_get_n_organisations (reg);

  write_day (text, day);
  for (guint level = 0; level < levels->len; level++)
    {
      guint counts[BATON_N_WHATIF_SIDES] = { 0 };

      for (guint side = 0; side < BATON_N_WHATIF_SIDES; side++)
        for (guint holder = 0; holder < n; holder++)
          counts[side] += exists (plain, is_member, holder, day) && strcmp (get_tier (plain, side, id, is_member, holder, day), levels->pdata[level]) == 0;
      g_string_append_printf (text, " %s %u, %u;", (const char *) levels->pdata[level], counts[0], counts[1]);
    }
  g_string_append_c (text, '\n');
}

static void
write_plain_ladder (GString     *text,
                    const Plain *plain,
                    const char  *id)
{
  BatonRegister *reg = baton_replay_get_register (plain->replays[0]);
  g_autoptr (GPtrArray) levels = list_levels (plain, id);
  int draft = find_ladder (plain->replays[BATON_WHATIF_DRAFT], id);
  guint side = draft >= 0 ? BATON_WHATIF_DRAFT : BATON_WHATIF_LIVE;
  gboolean is_member = baton_replay_is_member_ladder (plain->replays[side], find_ladder (plain->replays[side], id));
  guint n = is_member ? baton_register_get_n_members (reg) : baton_register_get_n_organisations (reg);
  guint up = 0, down = 0;

  g_string_append_printf (text, "ladder %s\n", id);
  for (BatonDay day = plain->from; day <= plain->through; day++)
    if (day == plain->through || baton_day_get_month_end (day) == day)
      write_plain_day (text, plain, id, is_member, levels, day);
  for (guint live_level = 0; live_level < levels->len; live_level++)
    for (guint draft_level = 0; draft_level < levels->len; draft_level++)
      {
        g_autoptr (GString) holders = g_string_new (NULL);
        guint count = 0;

        for (guint holder = 0; holder < n; holder++)
          if (exists (plain, is_member, holder, plain->through) &&
              strcmp (get_tier (plain, BATON_WHATIF_LIVE, id, is_member, holder, plain->through), levels->pdata[live_level]) == 0 &&
              strcmp (get_tier (plain, BATON_WHATIF_DRAFT, id, is_member, holder, plain->through), levels->pdata[draft_level]) == 0)
            {
              g_string_append_printf (holders, " %u", holder);
              count++;
            }
        g_string_append_printf (text, "  %s > %s %u:%s\n", (const char *) levels->pdata[live_level], (const char *) levels->pdata[draft_level], count, holders->str);
        up += live_level < draft_level ? count : 0;
        down += live_level > draft_level ? count : 0;
      }
  g_string_append_printf (text, "  up %u, down %u\n", up, down);
}

static gint64
get_point_value (BatonReplay *replay,
                 guint        kind)
{
  const BatonEntity *root = baton_snapshot_get_root (baton_replay_get_snapshot (replay));

  if (kind == BATON_POINTS_TIER)
    return 0;
  return baton_entity_get_integer (root, kind == BATON_POINTS_COMPANY ? BATON_FIELD_PROGRAM_COMPANY_POINT_VALUE : BATON_FIELD_PROGRAM_INDIVIDUAL_POINT_VALUE, 0);
}

/* Sums of what counts from *from* on, of all (BATON_INDEX_NONE) or of one organization; *money* (out, nullable): all of it at its value. */
static void
add_up (const Plain          *plain,
        guint                 side,
        guint                 organisation,
        BatonReckoningTotals *totals,
        gint64               *money)
{
  BatonReplay *replay = plain->replays[side];
  const BatonEvent *events = baton_history_get_events (baton_replay_get_history (replay));
  const BatonCredit *credits;
  const BatonAccrual *accruals;
  guint n;

  credits = baton_replay_get_credits (replay, &n);
  for (guint i = 0; i < n; i++)
    if (credits[i].outcome == BATON_CREDIT_COUNTED && events[credits[i].event].day >= plain->from &&
        (organisation == BATON_INDEX_NONE || credits[i].organisation == organisation))
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        {
          totals->earned[kind] += credits[i].points[kind];
          if (money != NULL)
            *money += credits[i].points[kind] * get_point_value (replay, kind);
        }
  accruals = baton_replay_get_accruals (replay, &n);
  for (guint i = 0; i < n; i++)
    if (accruals[i].unit == NULL && accruals[i].through >= plain->from && (organisation == BATON_INDEX_NONE || accruals[i].organisation == organisation))
      {
        *(accruals[i].fund == BATON_INDEX_NONE ? &totals->fees : &totals->funds) += accruals[i].amount;
        if (money != NULL)
          *money += accruals[i].amount;
      }
}

static void
add_balance (BatonReckoningTotals *totals,
             BatonPoints           kind,
             const BatonBalance   *balance)
{
  totals->expired[kind] += balance->expired;
  totals->redeemed[kind] += balance->redeemed;
}

static void
write_plain_totals (GString     *text,
                    const Plain *plain,
                    guint        side)
{
  BatonReplay *replay = plain->replays[side];
  BatonRegister *reg = baton_replay_get_register (replay);
  BatonReckoningTotals totals = { 0 };
  BatonBalance balance;

  add_up (plain, side, BATON_INDEX_NONE, &totals, NULL);
  for (guint i = 0; i < baton_register_get_n_organisations (reg); i++)
    {
      baton_replay_get_company_balance (replay, i, &balance);
      add_balance (&totals, BATON_POINTS_COMPANY, &balance);
      baton_replay_get_individual_balance (replay, i, BATON_INDEX_NONE, &balance);
      add_balance (&totals, BATON_POINTS_INDIVIDUAL, &balance);
    }
  for (guint i = 0; i < baton_register_get_n_members (reg); i++)
    {
      baton_replay_get_individual_balance (replay, 0, i, &balance);
      add_balance (&totals, BATON_POINTS_INDIVIDUAL, &balance);
    }
  totals.liability = baton_replay_get_liability (replay);
  write_totals (text, &totals);
}

static gint64
count_unit (const Plain *plain,
            guint        side,
            const char  *unit)
{
  const BatonAccrual *accruals;
  gint64 sum = 0;
  guint n;

  accruals = baton_replay_get_accruals (plain->replays[side], &n);
  for (guint i = 0; i < n; i++)
    sum += accruals[i].through >= plain->from && g_strcmp0 (accruals[i].unit, unit) == 0 ? accruals[i].amount : 0;
  return sum;
}

static int
get_first_tier (BatonReplay *replay,
                guint        organisation,
                BatonDay     day)
{
  if (baton_replay_get_n_ladders (replay) == 0 || baton_replay_is_member_ladder (replay, 0))
    return -1;
  return baton_replay_get_tier (replay, 0, organisation, day);
}

static void
write_plain_differences (GString     *text,
                         const Plain *plain)
{
  g_autoptr (GArray) differences = g_array_new (FALSE, FALSE, sizeof (BatonWhatifDifference));

  for (guint i = 0; i < baton_register_get_n_organisations (baton_replay_get_register (plain->replays[0])); i++)
    {
      BatonReckoningTotals totals[BATON_N_WHATIF_SIDES] = { 0 };
      gint64 money[BATON_N_WHATIF_SIDES] = { 0 };
      BatonWhatifDifference difference = { .organisation = i };
      guint place = 0;

      for (guint side = 0; side < BATON_N_WHATIF_SIDES; side++)
        add_up (plain, side, i, &totals[side], &money[side]);
      difference.money = money[BATON_WHATIF_DRAFT] - money[BATON_WHATIF_LIVE];
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        difference.points[kind] = totals[BATON_WHATIF_DRAFT].earned[kind] - totals[BATON_WHATIF_LIVE].earned[kind];
      difference.tier_live = get_first_tier (plain->replays[BATON_WHATIF_LIVE], i, plain->through);
      difference.tier_draft = get_first_tier (plain->replays[BATON_WHATIF_DRAFT], i, plain->through);
      if (difference.money == 0)
        continue;
      while (place < differences->len && g_array_index (differences, BatonWhatifDifference, place).money >= difference.money)
        place++;
      g_array_insert_val (differences, place, difference);
    }
  for (guint i = 0; i < differences->len; i++)
    write_difference (text, &g_array_index (differences, BatonWhatifDifference, i));
}

static char *
write_plain (const Plain *plain)
{
  g_autoptr (GPtrArray) ladders = g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  for (guint side = 0; side < BATON_N_WHATIF_SIDES; side++)
    {
      write_plain_totals (text, plain, side);
      for (guint i = 0; i < baton_replay_get_n_ladders (plain->replays[side]); i++)
        if (!g_ptr_array_find_with_equal_func (ladders, baton_replay_get_ladder (plain->replays[side], i), g_str_equal, NULL))
          g_ptr_array_add (ladders, (gpointer) baton_replay_get_ladder (plain->replays[side], i));
    }
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    write_unit (text, units[i], count_unit (plain, BATON_WHATIF_LIVE, units[i]), count_unit (plain, BATON_WHATIF_DRAFT, units[i]));
  for (guint i = 0; i < ladders->len; i++)
    write_plain_ladder (text, plain, ladders->pdata[i]);
  write_plain_differences (text, plain);
  return g_string_free (text, FALSE);
}

/* ── Random programs ─────────────────────────────────────────────────────────────────────────────────── */

/* One of the two programs may lack a tier, a ladder with all its tiers, a promotion or an activity. */
static void
drop_something (BatonProgram *program)
{
  static const BatonKind kinds[] = { BATON_KIND_TIER, BATON_KIND_TIER_LADDER, BATON_KIND_PROMOTION, BATON_KIND_ACTIVITY };
  g_autoptr (GPtrArray) entities = baton_program_list (program, kinds[random_pick (0, G_N_ELEMENTS (kinds) - 1)]);

  if (entities->len > 0)
    baton_program_remove (program, baton_entity_get_id (entities->pdata[random_pick (0, (int) entities->len - 1)]));
}

static BatonSnapshot *
compile (const RandomParts *parts)
{
  g_autofree char *json = random_parts_join (parts);
  g_autoptr (BatonProgram) program = fixture_parse_program (json);

  while (random_often (30))
    drop_something (program);
  return baton_snapshot_new (program, 1);
}

static BatonHistory *
shuffle (BatonHistory *history)
{
  g_autofree char *text = baton_history_write (history);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) shuffled = g_string_new (lines[0]);
  guint n = g_strv_length (lines);

  while (n > 1 && *lines[n - 1] == '\0')
    n--;
  for (guint k = n - 1; k > 1; k--)
    {
      guint with = (guint) random_pick (1, (int) k);
      char *line = lines[k];

      lines[k] = lines[with];
      lines[with] = line;
    }
  for (guint k = 1; k < n; k++)
    g_string_append_printf (shuffled, "\n%s", lines[k]);
  g_string_append_c (shuffled, '\n');
  return baton_history_read (shuffled->str, shuffled->len, NULL);
}

typedef struct
{
  BatonReckoner *reckoner;      /* the whole way: by scan or tally, again for each draft */
  BatonReckoner *elsewhere;     /* the same, of rows in another order, and in segments */
  BatonTimeline *timeline;
} Engines;

/* Tells of the first line that differs. */
static void
assert_same_text (const char *said,
                  const char *expected)
{
  g_auto (GStrv) lines = g_strsplit (said, "\n", -1), expected_lines = g_strsplit (expected, "\n", -1);

  for (guint i = 0; lines[i] != NULL && expected_lines[i] != NULL; i++)
    g_assert_cmpstr (lines[i], ==, expected_lines[i]);
  g_assert_cmpstr (said, ==, expected);
}

static BatonReckoning *
ask (BatonReckoner *reckoner,
     BatonSnapshot *snapshot,
     const Plain   *plain)
{
  g_autoptr (GError) error = NULL;
  BatonReckoning *reckoning = baton_reckoner_ask (reckoner, snapshot, plain->from, plain->through, NULL, NULL, &error);

  g_assert_no_error (error);
  return reckoning;
}

static void
compare (const Engines *engines,
         BatonSnapshot *live,
         BatonSnapshot *draft,
         BatonDay       from,
         BatonDay       through)
{
  BatonRegister *reg = baton_reckoner_get_register (engines->reckoner);
  BatonHistory *history = baton_reckoner_get_history (engines->reckoner);
  Plain plain = { .from = from, .through = through };
  g_autoptr (BatonReplay) live_replay = baton_replay_new (live, reg, history, through, NULL);
  g_autoptr (BatonReplay) draft_replay = baton_replay_new (draft, reg, history, through, NULL);
  g_autofree char *expected = NULL;

  plain.replays[BATON_WHATIF_LIVE] = live_replay;
  plain.replays[BATON_WHATIF_DRAFT] = draft_replay;
  expected = write_plain (&plain);
  for (guint i = 0; i < 2; i++)
    {
      BatonReckoner *reckoner = i == 0 ? engines->reckoner : engines->elsewhere;
      g_autoptr (BatonReckoning) asked_live = ask (reckoner, live, &plain), asked_draft = ask (reckoner, draft, &plain);
      g_autofree char *said = write_whatif (asked_live, asked_draft);

      assert_same_text (said, expected);
    }
  for (guint threads = 1; threads <= 3; threads++)
    {
      g_autoptr (BatonReckoning) tallied_live = baton_tally (engines->timeline, live, from, through, threads, NULL, NULL);
      g_autoptr (BatonReckoning) tallied_draft = baton_tally_again (tallied_live, draft, threads, NULL, NULL, NULL);
      g_autofree char *said = write_whatif (tallied_live, tallied_draft);

      assert_same_text (said, expected);
    }
}

static void
compare_chain (guint n_events)
{
  g_auto (RandomParts) parts = { 0 };
  g_autoptr (BatonRegister) reg = random_make_register ();
  g_autoptr (BatonHistory) history = random_make_history (n_events);
  g_autoptr (BatonHistory) other = shuffle (history);
  g_autoptr (BatonHistory) stored = random_store_history (other);
  g_autoptr (BatonReckoner) reckoner = baton_reckoner_new (reg, history, NULL);
  g_autoptr (BatonReckoner) elsewhere = baton_reckoner_new (reg, stored, NULL);
  g_autoptr (BatonTimeline) timeline = baton_timeline_new (reg, other);
  g_autoptr (BatonSnapshot) live = NULL;
  const Engines engines = { .reckoner = reckoner, .elsewhere = elsewhere, .timeline = timeline };
  BatonDay through = random_often (70) ? random_day () : fixture_day ("2023-12-20") + random_pick (0, 800);
  BatonDay from = through - random_pick (0, 500);

  random_parts_init (&parts);
  live = compile (&parts);
  for (guint i = 0; i < N_DRAFTS; i++)
    {
      g_autoptr (BatonSnapshot) draft = NULL;

      for (guint k = (guint) random_pick (1, 3); k > 0; k--)
        random_parts_edit (&parts);
      draft = compile (&parts);
      compare (&engines, live, draft, from, through);
    }
}

static void
test_random (void)
{
  for (int i = 0; i < (g_test_slow () ? 1500 : 60); i++)
    compare_chain (i % 4 == 0 ? 30 : 220);
}

/* What a scan decides, nearly always. */
static void
test_plain (void)
{
  random_plain = TRUE;
  for (int i = 0; i < (g_test_slow () ? 1000 : 40); i++)
    compare_chain (i % 4 == 0 ? 30 : 220);
  random_plain = FALSE;
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/incentives/whatif-reference/random", test_random);
  g_test_add_func ("/incentives/whatif-reference/plain", test_plain);
  return g_test_run ();
}
