/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measures the engines on data that it makes itself: the same for the same number, so that figures can be compared.
 * Each figure is a median, and beside it stands its ratio to a plain sum over the bytes of the columns of the same events in
 * the same run, which tells a slow machine from a slow engine. Before measuring, scan and tally are checked against the plain replay.
 */
#include "config.h"

#include "cli/baton-cli.h"

#include "cli/baton-bench-clock.h"
#include "cli/baton-bench-report.h"
#include "cli/baton-bench-whatif.h"
#include "incentives/baton-import.h"
#include "incentives/baton-segment.h"

#include <glib/gi18n-lib.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MOST_IN_TABLE 50000000

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
  double read[BATON_BENCH_FEW_RUNS];
  double import[BATON_BENCH_FEW_RUNS];
  double save[BATON_BENCH_FEW_RUNS];
  double load[BATON_BENCH_FEW_RUNS];
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
measure_reading (guint64 n_events,
                 guint   n_partners,
                 Start  *times)
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
  for (guint i = 0; i < BATON_BENCH_FEW_RUNS && written && (i == 0 || columns != NULL); i++)
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
  for (guint i = 0; i < BATON_BENCH_FEW_RUNS && error == NULL; i++)
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
report_start (BatonBenchReport *bench,
              Start            *times)
{
  baton_bench_report (bench, "read", _("History file to rows, validated"), baton_bench_get_median (times->read, BATON_BENCH_FEW_RUNS));
  baton_bench_report (bench, "import", _("History file to columns, ready"), baton_bench_get_median (times->import, BATON_BENCH_FEW_RUNS));
  baton_bench_report (bench, "save", _("Columns to disk, synced"), baton_bench_get_median (times->save, BATON_BENCH_FEW_RUNS));
  baton_bench_report (bench, "load", _("Columns opened and verified"), baton_bench_get_median (times->load, BATON_BENCH_FEW_RUNS));
}

/* Medians of both programs in full, and of the draft alone. */
static void
time_full (BatonBenchReport *bench,
           BatonColumns     *columns,
           double           *both,
           double           *draft)
{
  double draft_ms[BATON_BENCH_RUNS], both_ms[BATON_BENCH_RUNS];

  for (guint i = 0; i < BATON_BENCH_RUNS; i++)
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
  *both = baton_bench_get_median (both_ms, BATON_BENCH_RUNS);
  *draft = baton_bench_get_median (draft_ms, BATON_BENCH_RUNS);
}

static void
measure_full (BatonBenchReport *bench,
              BatonColumns     *columns)
{
  double both, draft;

  time_full (bench, columns, &both, &draft);
  baton_bench_report (bench, "full", _("Live program and draft in full"), both);
  baton_bench_report (bench, "draft", _("Draft alone"), draft);
}

/* Asks again after an edit, there and back. */
static double
time_edit (BatonBenchReport *bench,
           BatonColumns     *columns,
           guint             program)
{
  g_autoptr (BatonScan) made = baton_bench_whatif_scan (bench->programs, columns, BATON_WORKLOAD_LIVE);
  double ms[BATON_BENCH_RUNS];

  for (guint i = 0; i < BATON_BENCH_RUNS; i++)
    {
      BatonScanCode code;
      double start = baton_bench_get_ms ();

      baton_scan_update (made, bench->programs->snapshots[i % 2 == 0 ? program : BATON_WORKLOAD_LIVE], &code);
      ms[i] = baton_bench_get_ms () - start;
    }
  return baton_bench_get_median (ms, BATON_BENCH_RUNS);
}

/* How the cost grows: one line a size up to *most* events, each figure a median with its ratio to the sum. */
static void
print_table (BatonBenchReport *bench,
             guint64           most)
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
      double plain = baton_bench_time_plain (columns);
      double ms[G_N_ELEMENTS (keys)];

      time_full (bench, columns, &ms[0], &ms[1]);
      ms[2] = time_edit (bench, columns, BATON_WORKLOAD_THRESHOLDS);
      ms[3] = time_edit (bench, columns, BATON_WORKLOAD_ACTIVITY);
      g_string_append_printf (line, "%10" G_GUINT64_FORMAT " %10.2f ms", n_events, plain);
      baton_value_builder_open_object (bench->builder);
      baton_value_builder_set_integer (bench->builder, "events", (gint64) n_events);
      baton_bench_report_ratio (bench, "plain", plain, plain);
      for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
        {
          baton_bench_report_ratio (bench, keys[k], ms[k], plain);
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
measure_edits (BatonBenchReport *bench,
               BatonColumns     *columns)
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
    baton_bench_report (bench, edits[i].key, _(edits[i].what), time_edit (bench, columns, edits[i].program));
}

static int
measure_all (BatonBenchReport *bench,
             guint64           n_events,
             guint             n_partners)
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
  bench->plain_ms = baton_bench_time_plain (columns);
  baton_bench_report (bench, "plain", _("Plain sum over all bytes"), bench->plain_ms);
  report_start (bench, &times);
  measure_full (bench, columns);
  measure_edits (bench, columns);
  baton_bench_measure_tally (bench, MIN (n_events, BATON_BENCH_MOST_TALLIED), MIN (n_partners, BATON_BENCH_MOST_TALLIED / 100));
  return BATON_EXIT_DONE;
}

static int
bench_whatif (BatonCli *cli,
              gboolean  table,
              guint64   n_events,
              guint     n_partners)
{
  BatonBenchReport bench = { .cli = cli, .builder = baton_value_builder_new (), .programs = baton_bench_whatif_new () };
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
          baton_cli_say (_("Medians of %1$u runs, of %2$u for the file and the disk; × is how many times as long as a plain sum over columns of the same events takes."), BATON_BENCH_RUNS, BATON_BENCH_FEW_RUNS);
        }
      baton_value_builder_set_integer (bench.builder, "runs", BATON_BENCH_RUNS);
      baton_value_builder_set_integer (bench.builder, "runs-of-file-and-disk", BATON_BENCH_FEW_RUNS);
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
baton_cli_bench_whatif (BatonCli *cli,
                        int       argc,
                        char    **argv)
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
