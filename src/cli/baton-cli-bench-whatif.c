/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measures the engines on data that it makes itself: the same for the same number, so that figures can be compared.
 * Beside each figure stands its ratio to a plain sum over the bytes of the columns in the same run, which tells a slow
 * machine from a slow engine. Before measuring, the scan is checked against the plain replay on a small history.
 */
#include "config.h"

#include "cli/baton-cli.h"

#include "incentives/baton-import.h"
#include "incentives/baton-scan.h"
#include "incentives/baton-segment.h"
#include "incentives/baton-replay.h"
#include "incentives/baton-workload.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define SEED 12
#define RUNS 9
#define CHECKED_EVENTS 3000u
#define CHECKED_PARTNERS 60
#define N_DAYS 12

typedef struct
{
  BatonCli          *cli;
  BatonValueBuilder *builder;
  BatonDay           days[N_DAYS];
  BatonSnapshot     *snapshots[BATON_WORKLOAD_N_PROGRAMS];
  double             plain_ms;      /* the sum over all bytes; 0 before it is known */
} Bench;

static double
get_ms (void)
{
  return g_get_monotonic_time () / 1000.0;
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static double
get_median (double *ms,
            guint   n)
{
  qsort (ms, n, sizeof *ms, compare_doubles);
  return ms[n / 2];
}

/* One figure, in milliseconds. */
static void
report (Bench      *bench,
        const char *key,
        const char *what,
        double      ms)
{
  if (bench->cli->json)
    {
      baton_cli_add_integer (bench->builder, key, (gint64) (ms * 1000));
      return;
    }
  if (bench->plain_ms > 0)
    /* Translators: a measured time; %2$.2f milliseconds, %3$.2f times as long as reading the same bytes */
    baton_cli_say (_("%1$-44s %2$10.2f ms   × %3$.2f"), what, ms, ms / bench->plain_ms);
  else
    /* Translators: a measured time */
    baton_cli_say (_("%1$-44s %2$10.2f ms"), what, ms);
}

static BatonScan *
scan (Bench        *bench,
      BatonColumns *columns,
      guint         program)
{
  BatonScanCode code;

  /* The workload's programs are plain: there is always an answer. */
  return baton_scan_new (columns, bench->snapshots[program], bench->days, N_DAYS, baton_day_new (2025, 1, 1), 0, &code);
}

/* ── Checking ────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
equals_replay (Bench       *bench,
               BatonScan   *made,
               BatonReplay *replay,
               guint        n_organisations)
{
  gboolean equal = baton_scan_get_liability (made) == baton_replay_get_liability (replay);

  for (guint day = 0; day < N_DAYS; day++)
    {
      for (guint i = 0; i < n_organisations; i++)
        equal &= (int) baton_scan_get_level (made, 0, i, day) == baton_replay_get_tier (replay, 0, i, bench->days[day]) + 1 &&
                 baton_scan_get_points (made, 0, i, day) == baton_replay_get_tier_points (replay, 0, i, bench->days[day]);
    }
  return equal;
}

/* Whether scan and replay agree on a small history under every program, through files of the real format. */
static gboolean
check (Bench *bench)
{
  g_autoptr (BatonWorkload) workload = baton_workload_new (CHECKED_EVENTS, CHECKED_PARTNERS, SEED);
  g_autoptr (GString) csv = g_string_new (baton_workload_get_csv_header ());
  g_autofree char *organisations = NULL;
  g_autofree char *members = NULL;
  g_autoptr (BatonRegister) reg = NULL;
  g_autoptr (BatonHistory) history = NULL;
  g_autoptr (BatonColumns) columns = NULL;
  gboolean equal = TRUE;

  baton_workload_make_register (workload, &organisations, &members);
  reg = baton_register_read (organisations, strlen (organisations), members, strlen (members), NULL, NULL);
  while (baton_workload_append_csv (workload, csv, 1024 * 1024))
    continue;
  history = baton_history_read (csv->str, csv->len, NULL);
  columns = baton_columns_new (reg, history);
  for (guint i = 0; i < BATON_WORKLOAD_N_PROGRAMS && equal; i++)
    {
      g_autoptr (BatonScan) made = scan (bench, columns, i);
      g_autoptr (BatonReplay) replay = baton_replay_new (bench->snapshots[i], reg, history, bench->days[N_DAYS - 1], NULL);

      equal = replay != NULL && equals_replay (bench, made, replay, CHECKED_PARTNERS);
    }
  return equal;
}

/* ── Measuring ───────────────────────────────────────────────────────────────────────────────────────── */

static BatonColumns *
measure_reading (Bench   *bench,
                 guint64  n_events,
                 guint    n_partners)
{
  g_autoptr (BatonWorkload) workload = baton_workload_new (n_events, n_partners, SEED);
  g_autoptr (GString) csv = g_string_new (baton_workload_get_csv_header ());
  g_autofree char *organisations = NULL;
  g_autofree char *members = NULL;
  g_autoptr (BatonRegister) reg = NULL;
  BatonColumns *columns;
  gboolean general;
  double start;

  baton_workload_make_register (workload, &organisations, &members);
  reg = baton_register_read (organisations, strlen (organisations), members, strlen (members), NULL, NULL);
  baton_cli_progress (_("Making events…"));
  while (baton_workload_append_csv (workload, csv, 16 * 1024 * 1024))
    continue;
  baton_cli_progress (NULL);
  start = get_ms ();
  columns = baton_columns_import (reg, csv->str, csv->len, 0, NULL, NULL, NULL, NULL, &general, NULL);
  report (bench, "import-us", _("History file to columns, ready"), get_ms () - start);
  return columns;
}

static int
measure_segment (Bench        *bench,
                 BatonColumns *columns)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("baton-bench-XXXXXX", &error);
  g_autofree char *path = directory != NULL ? g_build_filename (directory, "bench.segment", NULL) : NULL;
  g_autoptr (BatonColumns) loaded = NULL;
  double start = get_ms ();

  if (directory == NULL)
    return baton_cli_fail (BATON_EXIT_FILE, "%s", error->message);
  if (baton_columns_save (columns, path, &error))
    {
      report (bench, "save-us", _("Columns to disk, synced"), get_ms () - start);
      start = get_ms ();
      loaded = baton_columns_load (path, &error);
      report (bench, "load-us", _("Columns opened and verified"), get_ms () - start);
    }
  g_unlink (path);
  g_rmdir (directory);
  return loaded != NULL ? BATON_EXIT_DONE : baton_cli_fail (BATON_EXIT_FILE, "%s", error->message);
}

static void
measure_full (Bench        *bench,
              BatonColumns *columns)
{
  double plain[RUNS], draft[RUNS], both[RUNS];
  guint64 sum = 0;

  for (guint i = 0; i < RUNS; i++)
    {
      double start = get_ms ();

      sum += baton_columns_sum_bytes (columns);
      plain[i] = get_ms () - start;
    }
  bench->plain_ms = sum != 0 ? get_median (plain, RUNS) : 0;
  report (bench, "plain-us", _("Plain sum over all bytes"), bench->plain_ms);
  for (guint i = 0; i < RUNS; i++)
    {
      double start = get_ms ();
      BatonScan *second = scan (bench, columns, BATON_WORKLOAD_DRAFT);
      BatonScan *first;

      draft[i] = get_ms () - start;
      first = scan (bench, columns, BATON_WORKLOAD_LIVE);
      both[i] = get_ms () - start;
      baton_scan_free (first);
      baton_scan_free (second);
    }
  report (bench, "full-us", _("Live program and draft in full"), get_median (both, RUNS));
  report (bench, "draft-us", _("Draft alone"), get_median (draft, RUNS));
}

/* Asks again after an edit, there and back. */
static void
measure_edit (Bench        *bench,
              BatonColumns *columns,
              guint         program,
              const char   *key,
              const char   *what)
{
  g_autoptr (BatonScan) made = scan (bench, columns, BATON_WORKLOAD_LIVE);
  double ms[RUNS];

  for (guint i = 0; i < RUNS; i++)
    {
      BatonScanCode code;
      double start = get_ms ();

      baton_scan_update (made, bench->snapshots[i % 2 == 0 ? program : BATON_WORKLOAD_LIVE], &code);
      ms[i] = get_ms () - start;
    }
  report (bench, key, what, get_median (ms, RUNS));
}

static int
bench_whatif (BatonCli *cli,
              guint64   n_events,
              guint     n_partners)
{
  Bench bench = { .cli = cli, .builder = baton_value_builder_new () };
  g_autoptr (BatonColumns) columns = NULL;
  int code = BATON_EXIT_DONE;

  for (guint i = 0; i < N_DAYS; i++)
    bench.days[i] = baton_day_get_month_end (baton_day_new (2025, i + 1, 1));
  for (guint i = 0; i < BATON_WORKLOAD_N_PROGRAMS; i++)
    {
      g_autoptr (BatonProgram) program = baton_workload_make_program (i);

      bench.snapshots[i] = baton_snapshot_new (program, 1);
    }
  baton_value_builder_open_object (bench.builder);
  if (!check (&bench))
    {
      code = baton_cli_fail (BATON_EXIT_PROBLEMS, _("The fast engine does not agree with the plain one."));
    }
  else
    {
      baton_cli_add_integer (bench.builder, "events", n_events);
      baton_cli_add_integer (bench.builder, "partners", n_partners);
      if (!cli->json)
        baton_cli_say (_("The fast engine agrees with the plain one on %u events."), CHECKED_EVENTS);
      columns = measure_reading (&bench, n_events, n_partners);
      baton_cli_add_integer (bench.builder, "bytes", baton_columns_get_size (columns));
      code = measure_segment (&bench, columns);
      measure_full (&bench, columns);
      measure_edit (&bench, columns, BATON_WORKLOAD_THRESHOLDS, "thresholds-us", _("Other thresholds"));
      measure_edit (&bench, columns, BATON_WORKLOAD_ACTIVITY, "activity-us", _("Other points for one activity"));
      measure_edit (&bench, columns, BATON_WORKLOAD_DRAFT, "edits-us", _("Many changes at once"));
    }
  if (cli->json && code == BATON_EXIT_DONE)
    {
      g_autoptr (BatonValue) value = baton_value_builder_finish (bench.builder);

      baton_cli_print_json (value);
    }
  for (guint i = 0; i < BATON_WORKLOAD_N_PROGRAMS; i++)
    baton_snapshot_unref (bench.snapshots[i]);
  baton_value_builder_free (bench.builder);
  return code;
}

int
baton_cli_bench_whatif (BatonCli  *cli,
                        int        argc,
                        char     **argv)
{
  gint64 n_events = 1000000;
  gint64 n_partners = 0;
  const GOptionEntry entries[] = {
    { "events", 0, 0, G_OPTION_ARG_INT64, &n_events, N_("How many events; a million unless given"), N_("NUMBER") },
    { "partners", 0, 0, G_OPTION_ARG_INT64, &n_partners, N_("How many partners; one for each hundred events unless given"), N_("NUMBER") },
    { NULL },
  };

  if (!baton_cli_parse (cli, &argc, &argv, entries, "whatif", _("Measures the what-if on events that it makes itself: the median of several runs."),
                        "  batonctl bench whatif\n  batonctl bench whatif --events 10000000 --json", 1, 1))
    return BATON_EXIT_USAGE;
  if (n_partners == 0)
    n_partners = MAX (1, n_events / 100);
  if (n_events < 1 || n_events > 100000000 || n_partners < 1 || n_partners > 10000000)
    return baton_cli_fail (BATON_EXIT_USAGE, _("Up to 100 million events and 10 million partners can be measured."));
  return bench_whatif (cli, n_events, n_partners);
}
