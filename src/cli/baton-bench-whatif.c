/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-bench-whatif.h"

#include <string.h>

#define CHECKED_PARTNERS 60

BatonBenchWhatif *
baton_bench_whatif_new (void)
{
  BatonBenchWhatif *self = g_new0 (BatonBenchWhatif, 1);

  for (guint i = 0; i < BATON_BENCH_WHATIF_N_DAYS; i++)
    self->days[i] = baton_day_get_month_end (baton_day_new (2025, i + 1, 1));
  for (guint i = 0; i < BATON_WORKLOAD_N_PROGRAMS; i++)
    {
      g_autoptr (BatonProgram) program = baton_workload_make_program (i);

      self->snapshots[i] = baton_snapshot_new (program, 1);
    }
  return self;
}

void
baton_bench_whatif_free (BatonBenchWhatif *self)
{
  for (guint i = 0; i < BATON_WORKLOAD_N_PROGRAMS; i++)
    baton_snapshot_unref (self->snapshots[i]);
  g_free (self);
}

BatonScan *
baton_bench_whatif_scan (BatonBenchWhatif     *self,
                         BatonColumns         *columns,
                         BatonWorkloadProgram  program)
{
  BatonScanCode code;

  return baton_scan_new (columns, self->snapshots[program], self->days, BATON_BENCH_WHATIF_N_DAYS, baton_day_new (2025, 1, 1), 0, &code);
}

static gboolean
equals_replay (BatonBenchWhatif *self,
               BatonScan        *made,
               BatonReplay      *replay)
{
  gboolean equal = baton_scan_get_liability (made) == baton_replay_get_liability (replay);

  for (guint day = 0; day < BATON_BENCH_WHATIF_N_DAYS; day++)
    {
      for (guint i = 0; i < CHECKED_PARTNERS; i++)
        equal &= (int) baton_scan_get_level (made, 0, i, day) == baton_replay_get_tier (replay, 0, i, self->days[day]) + 1 &&
                 baton_scan_get_points (made, 0, i, day) == baton_replay_get_tier_points (replay, 0, i, self->days[day]);
    }
  return equal;
}

static gboolean
equals_tally (BatonReckoning *tally,
              BatonReplay    *replay)
{
  g_autoptr (BatonReckoning) plain = baton_reckoning_new_from_replay (replay, baton_reckoning_get_from (tally), NULL);
  BatonReckoningTotals totals, plain_totals;
  gboolean equal = TRUE;

  if (plain == NULL)
    return FALSE;
  baton_reckoning_get_totals (tally, &totals);
  baton_reckoning_get_totals (plain, &plain_totals);
  equal &= memcmp (&totals, &plain_totals, sizeof totals) == 0;
  for (guint i = 0; i < baton_register_get_n_organisations (baton_reckoning_get_register (plain)); i++)
    {
      const BatonReckoningShare *share = baton_reckoning_get_share (tally, i);
      const BatonReckoningShare *plain_share = baton_reckoning_get_share (plain, i);

      equal &= memcmp (share, plain_share, sizeof *share) == 0;
    }
  for (guint ladder = 0; ladder < baton_reckoning_get_n_ladders (plain); ladder++)
    for (guint i = 0; i < baton_reckoning_get_n_holders (plain, ladder); i++)
      for (guint day = 0; day < baton_reckoning_get_n_days (plain); day++)
        equal &= baton_reckoning_get_tier (tally, ladder, i, day) == baton_reckoning_get_tier (plain, ladder, i, day);
  return equal;
}

void
baton_bench_whatif_make_history (guint64         n_events,
                                 guint           n_partners,
                                 BatonRegister **reg,
                                 BatonHistory  **history)
{
  g_autoptr (BatonWorkload) workload = baton_workload_new (n_events, n_partners, BATON_BENCH_WHATIF_SEED);
  g_autoptr (GString) csv = g_string_new (baton_workload_get_csv_header ());
  g_autofree char *organisations = NULL;
  g_autofree char *members = NULL;

  baton_workload_make_register (workload, &organisations, &members);
  *reg = baton_register_read (organisations, strlen (organisations), members, strlen (members), NULL, NULL);
  while (baton_workload_append_csv (workload, csv, 1024 * 1024))
    continue;
  *history = baton_history_read (csv->str, csv->len, NULL);
}

BatonReckoning *
baton_bench_whatif_tally (BatonBenchWhatif     *self,
                          BatonTimeline        *timeline,
                          BatonWorkloadProgram  program)
{
  return baton_tally (timeline, self->snapshots[program], baton_day_new (2025, 1, 1), self->days[BATON_BENCH_WHATIF_N_DAYS - 1], 0, NULL, NULL);
}

/* The program of which another is an edit. */
static BatonWorkloadProgram
get_base (BatonWorkloadProgram program)
{
  return program >= BATON_WORKLOAD_LADDERS ? BATON_WORKLOAD_LADDERS : program >= BATON_WORKLOAD_GENERAL ? BATON_WORKLOAD_GENERAL : BATON_WORKLOAD_LIVE;
}

/* Whether what a tally says when it is asked again, from either program on, is what it says anew. */
static gboolean
equals_again (BatonBenchWhatif     *self,
              BatonTimeline        *timeline,
              BatonReplay          *replay,
              BatonWorkloadProgram  program)
{
  g_autoptr (BatonReckoning) before = baton_bench_whatif_tally (self, timeline, get_base (program));
  g_autoptr (BatonReckoning) after = before != NULL ? baton_tally_again (before, self->snapshots[program], 0, NULL, NULL, NULL) : NULL;

  return after != NULL && equals_tally (after, replay);
}

gboolean
baton_bench_whatif_check (BatonBenchWhatif *self)
{
  g_autoptr (BatonRegister) reg = NULL;
  g_autoptr (BatonHistory) history = NULL;
  g_autoptr (BatonColumns) columns = NULL;
  g_autoptr (BatonTimeline) timeline = NULL;
  gboolean equal = TRUE;

  baton_bench_whatif_make_history (BATON_BENCH_WHATIF_N_CHECKED, CHECKED_PARTNERS, &reg, &history);
  columns = baton_columns_new (reg, history, NULL);
  timeline = baton_timeline_new (reg, history);
  for (guint i = 0; i < BATON_WORKLOAD_N_PROGRAMS && equal; i++)
    {
      g_autoptr (BatonScan) made = baton_bench_whatif_scan (self, columns, i);
      g_autoptr (BatonReckoning) tallied = baton_bench_whatif_tally (self, timeline, i);
      g_autoptr (BatonReplay) replay = baton_replay_new (self->snapshots[i], reg, history, self->days[BATON_BENCH_WHATIF_N_DAYS - 1], NULL);

      equal = replay != NULL && tallied != NULL && equals_tally (tallied, replay) && equals_again (self, timeline, replay, i) &&
              (i >= BATON_WORKLOAD_GENERAL ? made == NULL : made != NULL && equals_replay (self, made, replay));
    }
  return equal;
}
