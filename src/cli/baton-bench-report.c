/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-bench-report.h"

#include "cli/baton-bench-clock.h"

#include <glib/gi18n-lib.h>

void
baton_bench_report_ratio (BatonBenchReport *bench,
                          const char       *key,
                          double            ms,
                          double            plain_ms)
{
  g_autofree char *time = g_strconcat (key, "-us", NULL);
  g_autofree char *ratio = g_strconcat (key, "-per-mille-of-plain", NULL);

  baton_value_builder_set_integer (bench->builder, time, (gint64) (ms * 1000));
  baton_value_builder_set_integer (bench->builder, ratio, (gint64) (1000 * ms / plain_ms));
}

void
baton_bench_report (BatonBenchReport *bench,
                    const char       *key,
                    const char       *what,
                    double            ms)
{
  if (bench->cli->json)
    baton_bench_report_ratio (bench, key, ms, bench->plain_ms);
  else
    /* Translators: a measured time; %2$.2f milliseconds, %3$.2f times as long as reading the same bytes */
    baton_cli_say (_("%1$-44s %2$10.2f ms   × %3$.2f"), what, ms, ms / bench->plain_ms);
}

double
baton_bench_time_plain (BatonColumns *columns)
{
  double ms[BATON_BENCH_RUNS];
  /* What is computed must be used, or the compiler leaves it out. */
  volatile guint64 sum = 0;

  for (guint i = 0; i < BATON_BENCH_RUNS; i++)
    {
      double start = baton_bench_get_ms ();

      sum += baton_columns_sum_bytes (columns);
      ms[i] = baton_bench_get_ms () - start;
    }
  return MAX (baton_bench_get_median (ms, BATON_BENCH_RUNS), 1e-6);
}
