/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measures the engines on data that it makes itself: the same for the same number, so that figures can be compared.
 * Beside each figure stands its ratio to a plain sum over the bytes of the columns in the same run, which tells a slow
 * machine from a slow engine. Before measuring, scan and tally are checked against the plain replay on a small history.
 */
#include "config.h"

#include "cli/baton-cli.h"

#include "incentives/baton-import.h"
#include "incentives/baton-scan.h"
#include "incentives/baton-segment.h"
#include "incentives/baton-tally.h"
#include "incentives/baton-replay.h"
#include "incentives/baton-workload.h"

#include <glib/gi18n-lib.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SEED 12
#define RUNS 9
#define CHECKED_EVENTS 3000u
#define CHECKED_PARTNERS 60
#define N_DAYS 12
/* A tally's history has every field of every event in memory. */
#define MOST_TALLIED G_GUINT64_CONSTANT (1000000)

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

  /* NULL for the general program alone; the others are plain. */
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
  for (guint i = 0; i < baton_reckoning_get_n_holders (plain, 0); i++)
    {
      const BatonReckoningShare *share = baton_reckoning_get_share (tally, i);
      const BatonReckoningShare *plain_share = baton_reckoning_get_share (plain, i);

      equal &= memcmp (share, plain_share, sizeof *share) == 0;
      for (guint day = 0; day < baton_reckoning_get_n_days (plain); day++)
        equal &= baton_reckoning_get_tier (tally, 0, i, day) == baton_reckoning_get_tier (plain, 0, i, day);
    }
  return equal;
}

/* The workload as a register and a history. */
static void
make_history (guint64         n_events,
              guint           n_partners,
              BatonRegister **reg,
              BatonHistory  **history)
{
  g_autoptr (BatonWorkload) workload = baton_workload_new (n_events, n_partners, SEED);
  g_autoptr (GString) csv = g_string_new (baton_workload_get_csv_header ());
  g_autofree char *organisations = NULL;
  g_autofree char *members = NULL;

  baton_workload_make_register (workload, &organisations, &members);
  *reg = baton_register_read (organisations, strlen (organisations), members, strlen (members), NULL, NULL);
  while (baton_workload_append_csv (workload, csv, 1024 * 1024))
    continue;
  *history = baton_history_read (csv->str, csv->len, NULL);
}

static BatonReckoning *
tally (Bench         *bench,
       BatonTimeline *timeline,
       guint          program)
{
  return baton_tally (timeline, bench->snapshots[program], baton_day_new (2025, 1, 1), bench->days[N_DAYS - 1], 0, NULL, NULL);
}

/* Whether what a tally says when it is asked again, from either program on, is what it says anew. */
static gboolean
equals_again (Bench          *bench,
              BatonTimeline  *timeline,
              BatonReplay    *replay,
              guint           program)
{
  g_autoptr (BatonReckoning) before = tally (bench, timeline, program >= BATON_WORKLOAD_GENERAL ? BATON_WORKLOAD_GENERAL : BATON_WORKLOAD_LIVE);
  g_autoptr (BatonReckoning) after = before != NULL ? baton_tally_again (before, bench->snapshots[program], 0, NULL, NULL, NULL) : NULL;

  return after != NULL && equals_tally (after, replay);
}

/* Whether scan, tally and replay agree on a small history under every program, through files of the real format. */
static gboolean
check (Bench *bench)
{
  g_autoptr (BatonRegister) reg = NULL;
  g_autoptr (BatonHistory) history = NULL;
  g_autoptr (BatonColumns) columns = NULL;
  g_autoptr (BatonTimeline) timeline = NULL;
  gboolean equal = TRUE;

  make_history (CHECKED_EVENTS, CHECKED_PARTNERS, &reg, &history);
  columns = baton_columns_new (reg, history);
  timeline = baton_timeline_new (reg, history);
  for (guint i = 0; i < BATON_WORKLOAD_N_PROGRAMS && equal; i++)
    {
      g_autoptr (BatonScan) made = scan (bench, columns, i);
      g_autoptr (BatonReckoning) tallied = tally (bench, timeline, i);
      g_autoptr (BatonReplay) replay = baton_replay_new (bench->snapshots[i], reg, history, bench->days[N_DAYS - 1], NULL);

      equal = replay != NULL && tallied != NULL && equals_tally (tallied, replay) && equals_again (bench, timeline, replay, i) &&
              (i >= BATON_WORKLOAD_GENERAL ? made == NULL : made != NULL && equals_replay (bench, made, replay, CHECKED_PARTNERS));
    }
  return equal;
}

/* ── Measuring ───────────────────────────────────────────────────────────────────────────────────────── */

/* The most memory that the process has had, in bytes; 0 where the system does not tell. */
static gint64
get_peak_bytes (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  line = strstr (text, "VmHWM:");
  return line != NULL ? g_ascii_strtoll (line + strlen ("VmHWM:"), NULL, 10) * 1024 : 0;
}

static gboolean
write_workload (BatonWorkload *workload,
                int            fd)
{
  g_autoptr (GString) csv = g_string_new (baton_workload_get_csv_header ());
  gboolean more, written = TRUE;

  do
    {
      more = baton_workload_append_csv (workload, csv, 1024 * 1024);
      for (gsize at = 0; at < csv->len && written;)
        {
          gssize n = write (fd, csv->str + at, csv->len - at);

          written = n > 0;
          at += written ? (gsize) n : 0;
        }
      g_string_truncate (csv, 0);
    }
  while (more && written);
  return written;
}

/* From a file on disk, so that its bytes are not counted as memory. */
static BatonColumns *
measure_reading (Bench   *bench,
                 guint64  n_events,
                 guint    n_partners)
{
  g_autoptr (BatonWorkload) workload = baton_workload_new (n_events, n_partners, SEED);
  g_autofree char *organisations = NULL;
  g_autofree char *members = NULL;
  g_autofree char *path = NULL;
  g_autoptr (BatonRegister) reg = NULL;
  g_autoptr (BatonColumnsBuilder) rows = NULL;
  g_autoptr (GError) error = NULL;
  BatonColumns *columns = NULL;
  gboolean general = FALSE;
  int fd = g_file_open_tmp ("baton-bench-XXXXXX", &path, &error);
  double start, half;

  if (fd < 0)
    {
      baton_cli_fail (BATON_EXIT_FILE, "%s", error->message);
      return NULL;
    }
  baton_workload_make_register (workload, &organisations, &members);
  reg = baton_register_read (organisations, strlen (organisations), members, strlen (members), NULL, NULL);
  g_clear_pointer (&organisations, g_free);
  g_clear_pointer (&members, g_free);
  baton_cli_progress (_("Making events…"));
  if (write_workload (workload, fd) && lseek (fd, 0, SEEK_SET) == 0)
    {
      baton_cli_progress (NULL);
      start = get_ms ();
      rows = baton_columns_read_stream (reg, fd, 0, 0, NULL, NULL, NULL, NULL, &general, &error);
      half = get_ms ();
      columns = rows != NULL ? baton_columns_builder_finish (rows) : NULL;
      report (bench, "read-us", _("History file to rows, validated"), half - start);
      report (bench, "import-us", _("History file to columns, ready"), get_ms () - start);
    }
  baton_cli_progress (NULL);
  if (columns == NULL)
    baton_cli_fail (BATON_EXIT_FILE, "%s", error != NULL ? error->message : g_strerror (ENOSPC));
  close (fd);
  g_unlink (path);
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

/* Medians of a plain sum over all bytes, of both programs in full, and of the draft alone. */
static void
time_full (Bench        *bench,
           BatonColumns *columns,
           double       *plain,
           double       *both,
           double       *draft)
{
  double plain_ms[RUNS], draft_ms[RUNS], both_ms[RUNS];
  guint64 sum = 0;

  for (guint i = 0; i < RUNS; i++)
    {
      double start = get_ms ();

      sum += baton_columns_sum_bytes (columns);
      plain_ms[i] = get_ms () - start;
    }
  *plain = sum != 0 ? get_median (plain_ms, RUNS) : 0;
  for (guint i = 0; i < RUNS; i++)
    {
      double start = get_ms ();
      BatonScan *second = scan (bench, columns, BATON_WORKLOAD_DRAFT);
      BatonScan *first;

      draft_ms[i] = get_ms () - start;
      first = scan (bench, columns, BATON_WORKLOAD_LIVE);
      both_ms[i] = get_ms () - start;
      baton_scan_free (first);
      baton_scan_free (second);
    }
  *both = get_median (both_ms, RUNS);
  *draft = get_median (draft_ms, RUNS);
}

static void
measure_full (Bench        *bench,
              BatonColumns *columns)
{
  double both, draft;

  time_full (bench, columns, &bench->plain_ms, &both, &draft);
  report (bench, "plain-us", _("Plain sum over all bytes"), bench->plain_ms);
  report (bench, "full-us", _("Live program and draft in full"), both);
  report (bench, "draft-us", _("Draft alone"), draft);
}

/* Asks again after an edit, there and back. */
static double
time_edit (Bench        *bench,
           BatonColumns *columns,
           guint         program)
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
  return get_median (ms, RUNS);
}

/* What a tally is asked again after each sort of edit. */
static double
time_tally_edit (Bench         *bench,
                 BatonTimeline *timeline,
                 guint          base,
                 guint          program)
{
  BatonReckoning *made = tally (bench, timeline, base);
  double ms[RUNS];

  for (guint i = 0; i < RUNS && made != NULL; i++)
    {
      double start = get_ms ();
      BatonReckoning *after = baton_tally_again (made, bench->snapshots[i % 2 == 0 ? program : base], 0, NULL, NULL, NULL);

      ms[i] = get_ms () - start;
      baton_reckoning_unref (made);
      made = after;
    }
  if (made == NULL)
    return 0;
  baton_reckoning_unref (made);
  return get_median (ms, RUNS);
}

static void
measure_tally_edits (Bench         *bench,
                     BatonTimeline *timeline)
{
  static const struct { const char *key; const char *what; BatonWorkloadProgram base; BatonWorkloadProgram program; } edits[] = {
    { "tally-thresholds-us", N_("Other thresholds, tallied"), BATON_WORKLOAD_LIVE, BATON_WORKLOAD_THRESHOLDS },
    { "tally-cell-us", N_("Another cell, tallied"), BATON_WORKLOAD_LIVE, BATON_WORKLOAD_CELL },
    { "tally-frequent-us", N_("The most frequent activity, tallied"), BATON_WORKLOAD_LIVE, BATON_WORKLOAD_FREQUENT },
    { "tally-promotion-us", N_("Another promotion, tallied"), BATON_WORKLOAD_LIVE, BATON_WORKLOAD_PROMOTION },
    { "tally-audience-us", N_("For another audience, tallied"), BATON_WORKLOAD_LIVE, BATON_WORKLOAD_AUDIENCE },
    { "tally-budget-cell-us", N_("Another cell under the budget"), BATON_WORKLOAD_GENERAL, BATON_WORKLOAD_GENERAL_CELL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    report (bench, edits[i].key, _(edits[i].what), time_tally_edit (bench, timeline, edits[i].base, edits[i].program));
}

/* Any program: what it costs more. */
static void
measure_tally (Bench   *bench,
               guint64  n_events,
               guint    n_partners)
{
  g_autoptr (BatonRegister) reg = NULL;
  g_autoptr (BatonHistory) history = NULL;
  g_autoptr (BatonTimeline) timeline = NULL;
  g_autofree char *said = NULL;
  double ms[2][RUNS];
  double start;

  baton_cli_progress (_("Making events…"));
  make_history (n_events, n_partners, &reg, &history);
  baton_cli_progress (NULL);
  start = get_ms ();
  timeline = baton_timeline_new (reg, history);
  baton_cli_add_integer (bench->builder, "tally-events", n_events);
  if (!bench->cli->json)
    baton_cli_say (_("Any program, on %u events:"), (guint) n_events);
  report (bench, "timeline-us", _("History to a timeline"), get_ms () - start);
  for (guint i = 0; i < RUNS; i++)
    {
      for (guint k = 0; k < 2; k++)
        {
          start = get_ms ();
          baton_reckoning_unref (tally (bench, timeline, k == 0 ? BATON_WORKLOAD_DRAFT : BATON_WORKLOAD_GENERAL));
          ms[k][i] = get_ms () - start;
        }
    }
  report (bench, "tally-draft-us", _("Draft alone, tallied"), get_median (ms[0], RUNS));
  report (bench, "tally-general-us", _("With caps, budget, goal, grace"), get_median (ms[1], RUNS));
  measure_tally_edits (bench, timeline);
}

/* How the cost grows: one line a size, each figure a median. */
static void
print_table (Bench *bench)
{
  static const guint millions[] = { 1, 2, 5, 10, 20, 50 };

  baton_value_builder_key (bench->builder, "table");
  baton_value_builder_open_array (bench->builder);
  /* Translators: columns of a table of times: millions of events, a plain sum over their bytes, both programs in full, the draft, other thresholds, other points */
  if (!bench->cli->json)
    baton_cli_say ("%10s %12s %12s %12s %12s %12s", _("million"), _("sum, ms"), _("both, ms"), _("draft, ms"), _("tiers, ms"), _("points, ms"));
  for (guint i = 0; i < G_N_ELEMENTS (millions); i++)
    {
      g_autoptr (BatonWorkload) workload = baton_workload_new (millions[i] * G_GUINT64_CONSTANT (1000000), millions[i] * 10000, SEED);
      g_autoptr (BatonColumns) columns = baton_workload_make_columns (workload);
      double ms[5];

      time_full (bench, columns, &ms[0], &ms[1], &ms[2]);
      ms[3] = time_edit (bench, columns, BATON_WORKLOAD_THRESHOLDS);
      ms[4] = time_edit (bench, columns, BATON_WORKLOAD_ACTIVITY);
      baton_value_builder_open_object (bench->builder);
      baton_cli_add_integer (bench->builder, "events", millions[i] * G_GINT64_CONSTANT (1000000));
      baton_cli_add_integer (bench->builder, "plain-us", (gint64) (ms[0] * 1000));
      baton_cli_add_integer (bench->builder, "full-us", (gint64) (ms[1] * 1000));
      baton_cli_add_integer (bench->builder, "draft-us", (gint64) (ms[2] * 1000));
      baton_cli_add_integer (bench->builder, "thresholds-us", (gint64) (ms[3] * 1000));
      baton_cli_add_integer (bench->builder, "activity-us", (gint64) (ms[4] * 1000));
      baton_value_builder_close (bench->builder);
      if (!bench->cli->json)
        baton_cli_say ("%10u %12.2f %12.2f %12.2f %12.2f %12.2f", millions[i], ms[0], ms[1], ms[2], ms[3], ms[4]);
    }
  baton_value_builder_close (bench->builder);
}

/* Every sort of edit that a scan is asked again for. */
static void
measure_edits (Bench        *bench,
               BatonColumns *columns)
{
  static const struct { const char *key; const char *what; BatonWorkloadProgram program; } edits[] = {
    { "thresholds-us", N_("Other thresholds"), BATON_WORKLOAD_THRESHOLDS },
    { "cell-us", N_("Another points cell"), BATON_WORKLOAD_CELL },
    { "activity-us", N_("Other points for one activity"), BATON_WORKLOAD_ACTIVITY },
    { "frequent-us", N_("The most frequent activity"), BATON_WORKLOAD_FREQUENT },
    { "promotion-us", N_("Another promotion"), BATON_WORKLOAD_PROMOTION },
    { "audience-us", N_("A promotion for another audience"), BATON_WORKLOAD_AUDIENCE },
    { "edits-us", N_("Many changes at once"), BATON_WORKLOAD_DRAFT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    report (bench, edits[i].key, _(edits[i].what), time_edit (bench, columns, edits[i].program));
}

static int
measure_all (Bench   *bench,
             guint64  n_events,
             guint    n_partners)
{
  g_autoptr (BatonColumns) columns = measure_reading (bench, n_events, n_partners);
  gint64 peak = get_peak_bytes ();
  int code;

  if (columns == NULL)
    return BATON_EXIT_FILE;
  baton_cli_add_integer (bench->builder, "events", n_events);
  baton_cli_add_integer (bench->builder, "partners", n_partners);
  baton_cli_add_integer (bench->builder, "bytes", baton_columns_get_size (columns));
  baton_cli_add_integer (bench->builder, "import-peak-bytes", peak);
  if (!bench->cli->json)
    /* Translators: %1$.0f and %2$.0f are megabytes */
    baton_cli_say (_("Columns of %1$.0f MB; at most %2$.0f MB in use so far, register and all."), (double) baton_columns_get_size (columns) / 1e6, (double) peak / 1e6);
  code = measure_segment (bench, columns);
  measure_full (bench, columns);
  measure_edits (bench, columns);
  measure_tally (bench, MIN (n_events, MOST_TALLIED), MIN (n_partners, MOST_TALLIED / 100));
  return code;
}

static int
bench_whatif (BatonCli *cli,
              gboolean  table,
              guint64   n_events,
              guint     n_partners)
{
  Bench bench = { .cli = cli, .builder = baton_value_builder_new () };
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
      code = baton_cli_fail (BATON_EXIT_PROBLEMS, _("The fast engines do not agree with the plain one."));
    }
  else
    {
      if (!cli->json)
        baton_cli_say (_("The fast engines agree with the plain one on %u events."), CHECKED_EVENTS);
      code = table ? BATON_EXIT_DONE : measure_all (&bench, n_events, n_partners);
      if (table)
        print_table (&bench);
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
  gboolean table = FALSE;
  const GOptionEntry entries[] = {
    { "events", 0, 0, G_OPTION_ARG_INT64, &n_events, N_("How many events; a million unless given"), N_("NUMBER") },
    { "partners", 0, 0, G_OPTION_ARG_INT64, &n_partners, N_("How many partners; one for each hundred events unless given"), N_("NUMBER") },
    { "table", 0, 0, G_OPTION_ARG_NONE, &table, N_("One line a size instead, from 1 to 50 million events"), NULL },
    { NULL },
  };

  if (!baton_cli_parse (cli, &argc, &argv, entries, "whatif", _("Measures the what-if on events that it makes itself: the median of several runs."),
                        "  batonctl bench whatif\n  batonctl bench whatif --events 10000000 --json", 1, 1))
    return BATON_EXIT_USAGE;
  if (n_partners == 0)
    n_partners = MAX (1, n_events / 100);
  if (n_events < 1 || n_events > 100000000 || n_partners < 1 || n_partners > 10000000)
    return baton_cli_fail (BATON_EXIT_USAGE, _("Up to 100 million events and 10 million partners can be measured."));
  return bench_whatif (cli, table, n_events, n_partners);
}
