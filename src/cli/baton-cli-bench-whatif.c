/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measures the engines on data that it makes itself: the same for the same number, so that figures can be compared.
 * Each figure is a median, and beside it stands its ratio to a plain sum over the bytes of the columns of the same events in
 * the same run, which tells a slow machine from a slow engine. Before measuring, scan and tally are checked against the plain replay.
 */
#include "config.h"

#include "cli/baton-cli.h"

#include "cli/baton-bench-clock.h"
#include "cli/baton-bench-whatif.h"
#include "incentives/baton-import.h"
#include "incentives/baton-reckoner.h"
#include "incentives/baton-segment.h"
#include "incentives/baton-whatif.h"

#include <glib/gi18n-lib.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define RUNS 9u
/* Of what takes long or writes to the disk. */
#define FEW_RUNS 3u
#define MOST_IN_TABLE 50000000
/* A tally's history has every field of every event in memory. */
#define MOST_TALLIED G_GUINT64_CONSTANT (1000000)

typedef struct
{
  BatonCli          *cli;
  BatonValueBuilder *builder;
  BatonBenchWhatif  *programs;
  double             plain_ms;      /* the sum over all bytes of the events that are measured at the moment */
} Bench;

static void
add_ratio (Bench      *bench,
           const char *key,
           double      ms,
           double      plain_ms)
{
  g_autofree char *time = g_strconcat (key, "-us", NULL);
  g_autofree char *ratio = g_strconcat (key, "-per-mille-of-plain", NULL);

  baton_value_builder_set_integer (bench->builder, time, (gint64) (ms * 1000));
  baton_value_builder_set_integer (bench->builder, ratio, (gint64) (1000 * ms / plain_ms));
}

/* One figure, in milliseconds. */
static void
report (Bench      *bench,
        const char *key,
        const char *what,
        double      ms)
{
  if (bench->cli->json)
    add_ratio (bench, key, ms, bench->plain_ms);
  else
    /* Translators: a measured time; %2$.2f milliseconds, %3$.2f times as long as reading the same bytes */
    baton_cli_say (_("%1$-44s %2$10.2f ms   × %3$.2f"), what, ms, ms / bench->plain_ms);
}

/* A sum over all bytes: what everything else is compared with. Never 0. */
static double
time_plain (BatonColumns *columns)
{
  double ms[RUNS];
  /* What is computed must be used, or the compiler leaves it out. */
  volatile guint64 sum = 0;

  for (guint i = 0; i < RUNS; i++)
    {
      double start = baton_bench_get_ms ();

      sum += baton_columns_sum_bytes (columns);
      ms[i] = baton_bench_get_ms () - start;
    }
  return MAX (baton_bench_get_median (ms, RUNS), 1e-6);
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

/* What happens before the first question, in milliseconds. */
typedef struct
{
  double read[FEW_RUNS];
  double import[FEW_RUNS];
  double save[FEW_RUNS];
  double load[FEW_RUNS];
  gint64 peak;                /* bytes in use at most when the first import was done */
} Start;

static BatonColumns *
import_file (BatonRegister *reg,
             int            fd,
             double        *read_ms,
             double        *import_ms,
             GError       **error)
{
  g_autoptr (BatonColumnsBuilder) rows = NULL;
  BatonColumns *columns;
  gboolean general = FALSE;
  double start = baton_bench_get_ms ();

  rows = baton_columns_read_stream (reg, fd, 0, 0, NULL, NULL, NULL, NULL, &general, error);
  *read_ms = baton_bench_get_ms () - start;
  columns = rows != NULL ? baton_columns_builder_finish (rows) : NULL;
  *import_ms = baton_bench_get_ms () - start;
  return columns;
}

/* From a file on disk, so that its bytes are not counted as memory. */
static BatonColumns *
measure_reading (guint64  n_events,
                 guint    n_partners,
                 Start   *times)
{
  g_autoptr (BatonWorkload) workload = baton_workload_new (n_events, n_partners, BATON_BENCH_WHATIF_SEED);
  g_autofree char *organisations = NULL;
  g_autofree char *members = NULL;
  g_autofree char *path = NULL;
  g_autoptr (BatonRegister) reg = NULL;
  g_autoptr (GError) error = NULL;
  BatonColumns *columns = NULL;
  int fd = g_file_open_tmp ("baton-bench-XXXXXX", &path, &error);
  gboolean written;

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
  written = write_workload (workload, fd);
  baton_cli_progress (NULL);
  for (guint i = 0; i < FEW_RUNS && written && (i == 0 || columns != NULL); i++)
    {
      g_clear_pointer (&columns, baton_columns_unref);
      if (lseek (fd, 0, SEEK_SET) == 0)
        columns = import_file (reg, fd, &times->read[i], &times->import[i], &error);
      if (i == 0)
        times->peak = get_peak_bytes ();
    }
  if (columns == NULL)
    baton_cli_fail (BATON_EXIT_FILE, "%s", error != NULL ? error->message : g_strerror (ENOSPC));
  close (fd);
  g_unlink (path);
  return columns;
}

static int
measure_segment (BatonColumns *columns,
                 Start        *times)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("baton-bench-XXXXXX", &error);
  g_autofree char *path = directory != NULL ? g_build_filename (directory, "bench.segment", NULL) : NULL;

  if (directory == NULL)
    return baton_cli_fail (BATON_EXIT_FILE, "%s", error->message);
  for (guint i = 0; i < FEW_RUNS && error == NULL; i++)
    {
      double start = baton_bench_get_ms ();

      if (baton_columns_save (columns, path, &error))
        {
          BatonColumns *loaded;

          times->save[i] = baton_bench_get_ms () - start;
          start = baton_bench_get_ms ();
          loaded = baton_columns_load (path, &error);
          times->load[i] = baton_bench_get_ms () - start;
          g_clear_pointer (&loaded, baton_columns_unref);
        }
    }
  g_unlink (path);
  g_rmdir (directory);
  return error == NULL ? BATON_EXIT_DONE : baton_cli_fail (BATON_EXIT_FILE, "%s", error->message);
}

static void
report_start (Bench *bench,
              Start *times)
{
  report (bench, "read", _("History file to rows, validated"), baton_bench_get_median (times->read, FEW_RUNS));
  report (bench, "import", _("History file to columns, ready"), baton_bench_get_median (times->import, FEW_RUNS));
  report (bench, "save", _("Columns to disk, synced"), baton_bench_get_median (times->save, FEW_RUNS));
  report (bench, "load", _("Columns opened and verified"), baton_bench_get_median (times->load, FEW_RUNS));
}

/* Medians of both programs in full, and of the draft alone. */
static void
time_full (Bench        *bench,
           BatonColumns *columns,
           double       *both,
           double       *draft)
{
  double draft_ms[RUNS], both_ms[RUNS];

  for (guint i = 0; i < RUNS; i++)
    {
      double start = baton_bench_get_ms ();
      BatonScan *second = baton_bench_whatif_scan (bench->programs, columns, BATON_WORKLOAD_DRAFT);
      BatonScan *first;

      draft_ms[i] = baton_bench_get_ms () - start;
      first = baton_bench_whatif_scan (bench->programs, columns, BATON_WORKLOAD_LIVE);
      both_ms[i] = baton_bench_get_ms () - start;
      baton_scan_free (first);
      baton_scan_free (second);
    }
  *both = baton_bench_get_median (both_ms, RUNS);
  *draft = baton_bench_get_median (draft_ms, RUNS);
}

static void
measure_full (Bench        *bench,
              BatonColumns *columns)
{
  double both, draft;

  time_full (bench, columns, &both, &draft);
  report (bench, "full", _("Live program and draft in full"), both);
  report (bench, "draft", _("Draft alone"), draft);
}

/* Asks again after an edit, there and back. */
static double
time_edit (Bench        *bench,
           BatonColumns *columns,
           guint         program)
{
  g_autoptr (BatonScan) made = baton_bench_whatif_scan (bench->programs, columns, BATON_WORKLOAD_LIVE);
  double ms[RUNS];

  for (guint i = 0; i < RUNS; i++)
    {
      BatonScanCode code;
      double start = baton_bench_get_ms ();

      baton_scan_update (made, bench->programs->snapshots[i % 2 == 0 ? program : BATON_WORKLOAD_LIVE], &code);
      ms[i] = baton_bench_get_ms () - start;
    }
  return baton_bench_get_median (ms, RUNS);
}

/* What a tally is asked again after each sort of edit. */
static double
time_tally_edit (Bench         *bench,
                 BatonTimeline *timeline,
                 guint          base,
                 guint          program)
{
  BatonReckoning *made = baton_bench_whatif_tally (bench->programs, timeline, base);
  double ms[RUNS];

  for (guint i = 0; i < RUNS && made != NULL; i++)
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
  return baton_bench_get_median (ms, RUNS);
}

static void
measure_tally_edits (Bench         *bench,
                     BatonTimeline *timeline)
{
  static const struct { const char *key; const char *what; BatonWorkloadProgram base; BatonWorkloadProgram program; } edits[] = {
    { "tally-thresholds", N_("Other thresholds, tallied"), BATON_WORKLOAD_LIVE, BATON_WORKLOAD_THRESHOLDS },
    { "tally-cell", N_("Another cell, tallied"), BATON_WORKLOAD_LIVE, BATON_WORKLOAD_CELL },
    { "tally-frequent", N_("The most frequent activity, tallied"), BATON_WORKLOAD_LIVE, BATON_WORKLOAD_FREQUENT },
    { "tally-promotion", N_("Another promotion, tallied"), BATON_WORKLOAD_LIVE, BATON_WORKLOAD_PROMOTION },
    { "tally-audience", N_("For another audience, tallied"), BATON_WORKLOAD_LIVE, BATON_WORKLOAD_AUDIENCE },
    { "tally-budget-cell", N_("Another cell under the budget"), BATON_WORKLOAD_GENERAL, BATON_WORKLOAD_GENERAL_CELL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    report (bench, edits[i].key, _(edits[i].what), time_tally_edit (bench, timeline, edits[i].base, edits[i].program));
}

/* What the console asks, and has, when a hand lets go: the draft's reckoning, compared with the live one. */
static double
time_question (Bench                *bench,
               BatonReckoner        *reckoner,
               BatonWorkloadProgram  program)
{
  BatonDay from = baton_day_new (2025, 1, 1), through = bench->programs->days[BATON_BENCH_WHATIF_N_DAYS - 1];
  g_autoptr (BatonReckoning) live = baton_reckoner_ask (reckoner, bench->programs->snapshots[BATON_WORKLOAD_LIVE], from, through, NULL, NULL, NULL);
  double ms[RUNS];

  for (guint i = 0; i < RUNS && live != NULL; i++)
    {
      double start = baton_bench_get_ms ();
      g_autoptr (BatonReckoning) draft = baton_reckoner_ask (reckoner, bench->programs->snapshots[i % 2 == 0 ? program : BATON_WORKLOAD_LIVE], from, through, NULL, NULL, NULL);
      g_autoptr (BatonWhatif) whatif = draft != NULL ? baton_whatif_new (live, draft) : NULL;

      ms[i] = whatif != NULL ? baton_bench_get_ms () - start : 0;
    }
  return live != NULL ? baton_bench_get_median (ms, RUNS) : 0;
}

/* The same questions as the console puts them: to whoever answers them soonest, each with the comparison and all its figures. */
static void
measure_questions (Bench         *bench,
                   BatonRegister *reg,
                   BatonHistory  *history)
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
  double ms[FEW_RUNS];

  for (guint i = 0; i < FEW_RUNS; i++)
    {
      double start = baton_bench_get_ms ();

      baton_reckoner_unref (reckoner);
      reckoner = baton_reckoner_new (reg, history, NULL);
      baton_reckoning_unref (baton_reckoner_ask (reckoner, bench->programs->snapshots[BATON_WORKLOAD_LIVE], baton_day_new (2025, 1, 1),
                                                 bench->programs->days[BATON_BENCH_WHATIF_N_DAYS - 1], NULL, NULL, NULL));
      ms[i] = baton_bench_get_ms () - start;
    }
  report (bench, "ask-first", _("The first question, columns and all"), baton_bench_get_median (ms, FEW_RUNS));
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    report (bench, questions[i].key, _(questions[i].what), time_question (bench, reckoner, questions[i].program));
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
  g_autoptr (BatonColumns) columns = NULL;
  double ms[2][RUNS], timeline_ms[FEW_RUNS];
  double start;

  baton_cli_progress (_("Making events…"));
  baton_bench_whatif_make_history (n_events, n_partners, &reg, &history);
  /* The tally reads no columns; these are what the ratio is to. */
  columns = baton_columns_new (reg, history, NULL);
  bench->plain_ms = time_plain (columns);
  g_clear_pointer (&columns, baton_columns_unref);
  baton_cli_progress (NULL);
  for (guint i = 0; i < FEW_RUNS; i++)
    {
      g_clear_pointer (&timeline, baton_timeline_unref);
      start = baton_bench_get_ms ();
      timeline = baton_timeline_new (reg, history);
      timeline_ms[i] = baton_bench_get_ms () - start;
    }
  baton_value_builder_set_integer (bench->builder, "tally-events", n_events);
  if (!bench->cli->json)
    baton_cli_say (_("Any program, on %u events:"), (guint) n_events);
  report (bench, "tally-plain", _("Plain sum over all bytes of their columns"), bench->plain_ms);
  report (bench, "timeline", _("History to a timeline"), baton_bench_get_median (timeline_ms, FEW_RUNS));
  for (guint i = 0; i < RUNS; i++)
    {
      for (guint k = 0; k < 2; k++)
        {
          start = baton_bench_get_ms ();
          baton_reckoning_unref (baton_bench_whatif_tally (bench->programs, timeline, k == 0 ? BATON_WORKLOAD_DRAFT : BATON_WORKLOAD_GENERAL));
          ms[k][i] = baton_bench_get_ms () - start;
        }
    }
  report (bench, "tally-draft", _("Draft alone, tallied"), baton_bench_get_median (ms[0], RUNS));
  report (bench, "tally-general", _("With caps, budget, goal, grace"), baton_bench_get_median (ms[1], RUNS));
  measure_tally_edits (bench, timeline);
  g_clear_pointer (&timeline, baton_timeline_unref);
  measure_questions (bench, reg, history);
}

/* How the cost grows: one line a size up to *most* events, each figure a median with its ratio to the sum. */
static void
print_table (Bench   *bench,
             guint64  most)
{
  static const guint fiftieths[] = { 1, 2, 5, 10, 20, 50 };
  static const char * const keys[] = { "full", "draft", "thresholds", "activity" };

  baton_value_builder_key (bench->builder, "table");
  baton_value_builder_open_array (bench->builder);
  /* Translators: columns of a table of times: number of events, a plain sum over their bytes, both programs in full, the draft, other thresholds, other points */
  if (!bench->cli->json)
    baton_cli_say ("%10s %13s %23s %23s %23s %23s", _("events"), _("sum"), _("both"), _("draft"), _("tiers"), _("points"));
  for (guint i = 0; i < G_N_ELEMENTS (fiftieths); i++)
    {
      guint64 n_events = MAX (most * fiftieths[i] / 50, 1);
      g_autoptr (BatonWorkload) workload = baton_workload_new (n_events, (guint32) MAX (n_events / 100, 1), BATON_BENCH_WHATIF_SEED);
      g_autoptr (BatonColumns) columns = baton_workload_make_columns (workload);
      g_autoptr (GString) line = g_string_new (NULL);
      double plain = time_plain (columns);
      double ms[G_N_ELEMENTS (keys)];

      time_full (bench, columns, &ms[0], &ms[1]);
      ms[2] = time_edit (bench, columns, BATON_WORKLOAD_THRESHOLDS);
      ms[3] = time_edit (bench, columns, BATON_WORKLOAD_ACTIVITY);
      g_string_append_printf (line, "%10" G_GUINT64_FORMAT " %10.2f ms", n_events, plain);
      baton_value_builder_open_object (bench->builder);
      baton_value_builder_set_integer (bench->builder, "events", (gint64) n_events);
      add_ratio (bench, "plain", plain, plain);
      for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
        {
          add_ratio (bench, keys[k], ms[k], plain);
          /* Translators: in a table of measured times: %1$.2f milliseconds, %2$.2f times as long as reading the same bytes */
          g_string_append_printf (line, _(" %1$10.2f ms × %2$7.2f"), ms[k], ms[k] / plain);
        }
      baton_value_builder_close (bench->builder);
      if (!bench->cli->json)
        baton_cli_say ("%s", line->str);
    }
  baton_value_builder_close (bench->builder);
}

/* Every sort of edit that a scan is asked again for. */
static void
measure_edits (Bench        *bench,
               BatonColumns *columns)
{
  static const struct { const char *key; const char *what; BatonWorkloadProgram program; } edits[] = {
    { "thresholds", N_("Other thresholds"), BATON_WORKLOAD_THRESHOLDS },
    { "cell", N_("Another points cell"), BATON_WORKLOAD_CELL },
    { "activity", N_("Other points for one activity"), BATON_WORKLOAD_ACTIVITY },
    { "frequent", N_("The most frequent activity"), BATON_WORKLOAD_FREQUENT },
    { "promotion", N_("Another promotion"), BATON_WORKLOAD_PROMOTION },
    { "audience", N_("A promotion for another audience"), BATON_WORKLOAD_AUDIENCE },
    { "edits", N_("Many changes at once"), BATON_WORKLOAD_DRAFT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    report (bench, edits[i].key, _(edits[i].what), time_edit (bench, columns, edits[i].program));
}

static int
measure_all (Bench   *bench,
             guint64  n_events,
             guint    n_partners)
{
  Start times = { 0 };
  g_autoptr (BatonColumns) columns = measure_reading (n_events, n_partners, &times);
  int code = columns != NULL ? measure_segment (columns, &times) : BATON_EXIT_FILE;

  if (code != BATON_EXIT_DONE)
    return code;
  baton_value_builder_set_integer (bench->builder, "events", n_events);
  baton_value_builder_set_integer (bench->builder, "partners", n_partners);
  baton_value_builder_set_integer (bench->builder, "bytes", baton_columns_get_size (columns));
  baton_value_builder_set_integer (bench->builder, "import-peak-bytes", times.peak);
  if (!bench->cli->json)
    /* Translators: %1$.0f and %2$.0f are megabytes */
    baton_cli_say (_("Columns of %1$.0f MB; at most %2$.0f MB in use for the first import, register and all."), (double) baton_columns_get_size (columns) / 1e6, (double) times.peak / 1e6);
  bench->plain_ms = time_plain (columns);
  report (bench, "plain", _("Plain sum over all bytes"), bench->plain_ms);
  report_start (bench, &times);
  measure_full (bench, columns);
  measure_edits (bench, columns);
  measure_tally (bench, MIN (n_events, MOST_TALLIED), MIN (n_partners, MOST_TALLIED / 100));
  return BATON_EXIT_DONE;
}

static int
bench_whatif (BatonCli *cli,
              gboolean  table,
              guint64   n_events,
              guint     n_partners)
{
  Bench bench = { .cli = cli, .builder = baton_value_builder_new (), .programs = baton_bench_whatif_new () };
  int code = BATON_EXIT_DONE;

  baton_value_builder_open_object (bench.builder);
  if (!baton_bench_whatif_check (bench.programs))
    {
      code = baton_cli_fail (BATON_EXIT_PROBLEMS, _("The fast engines do not agree with the plain one."));
    }
  else
    {
      if (!cli->json)
        {
          baton_cli_say (_("The fast engines agree with the plain one on %u events."), BATON_BENCH_WHATIF_N_CHECKED);
          baton_cli_say (_("Medians of %1$u runs, of %2$u for the file and the disk; × is how many times as long as a plain sum over columns of the same events takes."), RUNS, FEW_RUNS);
        }
      baton_value_builder_set_integer (bench.builder, "runs", RUNS);
      baton_value_builder_set_integer (bench.builder, "runs-of-file-and-disk", FEW_RUNS);
      code = table ? BATON_EXIT_DONE : measure_all (&bench, n_events, n_partners);
      if (table)
        print_table (&bench, n_events);
    }
  if (cli->json && code == BATON_EXIT_DONE)
    {
      g_autoptr (BatonValue) value = baton_value_builder_finish (bench.builder);

      baton_cli_print_json (value);
    }
  baton_bench_whatif_free (bench.programs);
  baton_value_builder_free (bench.builder);
  return code;
}

int
baton_cli_bench_whatif (BatonCli  *cli,
                        int        argc,
                        char     **argv)
{
  gint64 n_events = G_MININT64;
  gint64 n_partners = 0;
  gboolean table = FALSE;
  const GOptionEntry entries[] = {
    { "events", 0, 0, G_OPTION_ARG_INT64, &n_events, N_("How many events; unless given, a million, and 50 million for the table"), N_("NUMBER") },
    { "partners", 0, 0, G_OPTION_ARG_INT64, &n_partners, N_("How many partners; one for each hundred events unless given"), N_("NUMBER") },
    { "table", 0, 0, G_OPTION_ARG_NONE, &table, N_("One line a size instead, from a fiftieth of the events to all"), NULL },
    { NULL },
  };

  if (!baton_cli_parse (cli, &argc, &argv, entries, "whatif", _("Measures the what-if on events that it makes itself: the median of several runs."),
                        "  batonctl bench whatif\n  batonctl bench whatif --events 10000000 --json", 1, 1))
    return BATON_EXIT_USAGE;
  if (n_events == G_MININT64)
    n_events = table ? MOST_IN_TABLE : 1000000;
  if (n_partners == 0)
    n_partners = MAX (1, n_events / 100);
  if (n_events < 1 || n_events > 100000000 || n_partners < 1 || n_partners > 10000000)
    return baton_cli_fail (BATON_EXIT_USAGE, _("Up to 100 million events and 10 million partners can be measured."));
  return bench_whatif (cli, table, n_events, n_partners);
}
