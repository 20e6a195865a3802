/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What programs cost that a scan does not decide, beside the plain one that it does, on the same events: a tally of the same draft; with
 * all sorts of rules in it; with several ladders. And what the console asks, of whichever engine answers soonest.
 */
#include "config.h"

#include "cli/baton-bench-report.h"

#include "cli/baton-bench-clock.h"
#include "incentives/baton-reckoner.h"
#include "incentives/baton-whatif.h"

#include <glib/gi18n-lib.h>

/* What a tally is asked again after each sort of edit. */
static double
time_tally_edit (BatonBenchReport *bench,
                 BatonTimeline    *timeline,
                 guint             base,
                 guint             program)
{
  BatonReckoning *made = baton_bench_whatif_tally (bench->programs, timeline, base);
  double ms[BATON_BENCH_RUNS];

  for (guint i = 0; i < BATON_BENCH_RUNS && made != NULL; i++)
    {
      double start = baton_bench_get_ms ();
      BatonReckoning *after = baton_tally_again (made, bench->programs->snapshots[i % 2 == 0 ? program : base], 0, NULL, NULL, NULL);

      ms[i] = baton_bench_get_ms () - start;
      baton_reckoning_unref (made);
      made = after;
    }
  if (made == NULL)
    return 0;
  baton_reckoning_unref (made);
  return baton_bench_get_median (ms, BATON_BENCH_RUNS);
}

static void
measure_tally_edits (BatonBenchReport *bench,
                     BatonTimeline    *timeline)
{
  static const struct { const char *key; const char *what; BatonWorkloadProgram base; BatonWorkloadProgram program; } edits[] = {
    { "tally-thresholds", N_("Other thresholds, tallied"), BATON_WORKLOAD_LIVE, BATON_WORKLOAD_THRESHOLDS },
    { "tally-cell", N_("Another cell, tallied"), BATON_WORKLOAD_LIVE, BATON_WORKLOAD_CELL },
    { "tally-frequent", N_("The most frequent activity, tallied"), BATON_WORKLOAD_LIVE, BATON_WORKLOAD_FREQUENT },
    { "tally-promotion", N_("Another promotion, tallied"), BATON_WORKLOAD_LIVE, BATON_WORKLOAD_PROMOTION },
    { "tally-audience", N_("For another audience, tallied"), BATON_WORKLOAD_LIVE, BATON_WORKLOAD_AUDIENCE },
    { "tally-budget-cell", N_("Another cell under the budget"), BATON_WORKLOAD_GENERAL, BATON_WORKLOAD_GENERAL_CELL },
    { "tally-ladders-thresholds", N_("Other thresholds, of one in seven ladders"), BATON_WORKLOAD_LADDERS, BATON_WORKLOAD_LADDERS_THRESHOLDS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    baton_bench_report (bench, edits[i].key, _(edits[i].what), time_tally_edit (bench, timeline, edits[i].base, edits[i].program));
}

/* What the console asks, and has, when a hand lets go: the draft's reckoning, compared with the live one. */
static double
time_question (BatonBenchReport    *bench,
               BatonReckoner       *reckoner,
               BatonWorkloadProgram program)
{
  BatonDay from = baton_day_new (2025, 1, 1), through = bench->programs->days[BATON_BENCH_WHATIF_N_DAYS - 1];
  g_autoptr (BatonReckoning) live = baton_reckoner_ask (reckoner, bench->programs->snapshots[BATON_WORKLOAD_LIVE], from, through, NULL, NULL, NULL);
  double ms[BATON_BENCH_RUNS];

  for (guint i = 0; i < BATON_BENCH_RUNS && live != NULL; i++)
    {
      double start = baton_bench_get_ms ();
      g_autoptr (BatonReckoning) draft = baton_reckoner_ask (reckoner, bench->programs->snapshots[i % 2 == 0 ? program : BATON_WORKLOAD_LIVE], from, through, NULL, NULL, NULL);
      g_autoptr (BatonWhatif) whatif = draft != NULL ? baton_whatif_new (live, draft) : NULL;

      ms[i] = whatif != NULL ? baton_bench_get_ms () - start : 0;
    }
  return live != NULL ? baton_bench_get_median (ms, BATON_BENCH_RUNS) : 0;
}

/* The same questions as the console puts them: to whoever answers them soonest, each with the comparison and all its figures. */
static void
measure_questions (BatonBenchReport *bench,
                   BatonRegister    *reg,
                   BatonHistory     *history)
{
  static const struct { const char *key; const char *what; BatonWorkloadProgram program; } questions[] = {
    { "ask-thresholds", N_("Other thresholds, compared"), BATON_WORKLOAD_THRESHOLDS },
    { "ask-cell", N_("Another cell, compared"), BATON_WORKLOAD_CELL },
    { "ask-frequent", N_("The most frequent activity, compared"), BATON_WORKLOAD_FREQUENT },
    { "ask-promotion", N_("Another promotion, compared"), BATON_WORKLOAD_PROMOTION },
    { "ask-audience", N_("For another audience, compared"), BATON_WORKLOAD_AUDIENCE },
    { "ask-edits", N_("Many changes at once, compared"), BATON_WORKLOAD_DRAFT },
  };
  g_autoptr (BatonReckoner) reckoner = NULL;
  double ms[BATON_BENCH_FEW_RUNS];

  for (guint i = 0; i < BATON_BENCH_FEW_RUNS; i++)
    {
      double start = baton_bench_get_ms ();

      baton_reckoner_unref (reckoner);
      reckoner = baton_reckoner_new (reg, history, NULL);
      baton_reckoning_unref (baton_reckoner_ask (reckoner, bench->programs->snapshots[BATON_WORKLOAD_LIVE], baton_day_new (2025, 1, 1),
                                                 bench->programs->days[BATON_BENCH_WHATIF_N_DAYS - 1], NULL, NULL, NULL));
      ms[i] = baton_bench_get_ms () - start;
    }
  baton_bench_report (bench, "ask-first", _("The first question, columns and all"), baton_bench_get_median (ms, BATON_BENCH_FEW_RUNS));
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    baton_bench_report (bench, questions[i].key, _(questions[i].what), time_question (bench, reckoner, questions[i].program));
}

/* The middle one of several times that a program is tallied. */
static double
time_tally (BatonBenchReport     *bench,
            BatonTimeline        *timeline,
            BatonWorkloadProgram  program)
{
  double ms[BATON_BENCH_RUNS];

  for (guint i = 0; i < BATON_BENCH_RUNS; i++)
    {
      double start = baton_bench_get_ms ();

      baton_reckoning_unref (baton_bench_whatif_tally (bench->programs, timeline, program));
      ms[i] = baton_bench_get_ms () - start;
    }
  return baton_bench_get_median (ms, BATON_BENCH_RUNS);
}

/* What the general semantics cost more than a plain program's: the same draft by the engine for plain programs and by the one for any,
 * then with all sorts of rules, then with seven ladders. */
static void
measure_generality (BatonBenchReport *bench,
                    BatonTimeline    *timeline,
                    double            scanned)
{
  double tallied = time_tally (bench, timeline, BATON_WORKLOAD_DRAFT);
  double general = time_tally (bench, timeline, BATON_WORKLOAD_GENERAL);
  double ladders = time_tally (bench, timeline, BATON_WORKLOAD_LADDERS);

  baton_bench_report (bench, "tally-scanned", _("Draft alone, scanned"), scanned);
  baton_bench_report (bench, "tally-draft", _("Draft alone, tallied"), tallied);
  baton_bench_report (bench, "tally-general", _("With caps, budget, goal, grace"), general);
  baton_bench_report (bench, "tally-ladders", _("With these and seven ladders"), ladders);
  if (bench->cli->json)
    {
      baton_value_builder_set_integer (bench->builder, "tally-draft-per-mille-of-scan", (gint64) (1000 * tallied / scanned));
      baton_value_builder_set_integer (bench->builder, "tally-general-per-mille-of-scan", (gint64) (1000 * general / scanned));
      baton_value_builder_set_integer (bench->builder, "tally-ladders-per-mille-of-scan", (gint64) (1000 * ladders / scanned));
      return;
    }
  /* Translators: what programs of more and more sorts of rules cost beside a plain one; all are numbers of times */
  baton_cli_say (_("The general rules cost %1$.1f times what the plain program's do, with caps and budgets %2$.1f times, with seven ladders %3$.1f times."),
                 tallied / scanned, general / scanned, ladders / scanned);
}

static double
time_scan (BatonBenchReport *bench,
           BatonColumns     *columns)
{
  double ms[BATON_BENCH_RUNS];

  for (guint i = 0; i < BATON_BENCH_RUNS; i++)
    {
      double start = baton_bench_get_ms ();

      baton_scan_free (baton_bench_whatif_scan (bench->programs, columns, BATON_WORKLOAD_DRAFT));
      ms[i] = baton_bench_get_ms () - start;
    }
  return baton_bench_get_median (ms, BATON_BENCH_RUNS);
}

void
baton_bench_measure_tally (BatonBenchReport *bench,
                           guint64           n_events,
                           guint             n_partners)
{
  g_autoptr (BatonRegister) reg = NULL;
  g_autoptr (BatonHistory) history = NULL;
  g_autoptr (BatonTimeline) timeline = NULL;
  g_autoptr (BatonColumns) columns = NULL;
  double timeline_ms[BATON_BENCH_FEW_RUNS], scanned;

  baton_cli_progress (_("Making events…"));
  baton_bench_whatif_make_history (n_events, n_partners, &reg, &history);
  /* The tally reads no columns; these are what the ratio is to, and what the plain program is scanned in. */
  columns = baton_columns_new (reg, history, NULL);
  bench->plain_ms = baton_bench_time_plain (columns);
  scanned = time_scan (bench, columns);
  g_clear_pointer (&columns, baton_columns_unref);
  baton_cli_progress (NULL);
  for (guint i = 0; i < BATON_BENCH_FEW_RUNS; i++)
    {
      double start;

      g_clear_pointer (&timeline, baton_timeline_unref);
      start = baton_bench_get_ms ();
      timeline = baton_timeline_new (reg, history);
      timeline_ms[i] = baton_bench_get_ms () - start;
    }
  baton_value_builder_set_integer (bench->builder, "tally-events", (gint64) n_events);
  if (!bench->cli->json)
    baton_cli_say (_("Any program, on %u events:"), (guint) n_events);
  baton_bench_report (bench, "tally-plain", _("Plain sum over all bytes of their columns"), bench->plain_ms);
  baton_bench_report (bench, "timeline", _("History to a timeline"), baton_bench_get_median (timeline_ms, BATON_BENCH_FEW_RUNS));
  measure_generality (bench, timeline, scanned);
  measure_tally_edits (bench, timeline);
  g_clear_pointer (&timeline, baton_timeline_unref);
  measure_questions (bench, reg, history);
}
