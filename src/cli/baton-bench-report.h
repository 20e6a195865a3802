/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The figures of batonctl bench whatif, as lines or as JSON: each with its ratio to a plain sum over the bytes of the columns of the same
 * events in the same run, which tells a slow machine from a slow engine.
 */
#pragma once

#include "cli/baton-bench-whatif.h"
#include "cli/baton-cli.h"

G_BEGIN_DECLS

/* A figure is the median of so many. */
#define BATON_BENCH_RUNS 9u
/* Of what takes long or writes to the disk. */
#define BATON_BENCH_FEW_RUNS 3u
/* A tally's history has every field of every event in memory. */
#define BATON_BENCH_MOST_TALLIED G_GUINT64_CONSTANT (1000000)

typedef struct
{
  BatonCli          *cli;
  BatonValueBuilder *builder;
  BatonBenchWhatif  *programs;
  double             plain_ms;      /* the sum over all bytes of the events that are measured at the moment */
} BatonBenchReport;

/* One figure, in milliseconds. */
void   baton_bench_report        (BatonBenchReport *bench,
                                  const char       *key,
                                  const char       *what,
                                  double            ms);
/* The same for JSON alone. */
void   baton_bench_report_ratio  (BatonBenchReport *bench,
                                  const char       *key,
                                  double            ms,
                                  double            plain_ms);
/* A sum over all bytes: what everything else is compared with. Never 0. */
double baton_bench_time_plain    (BatonColumns     *columns);

/* What any program costs on so many events, and what more than a plain one does. */
void   baton_bench_measure_tally (BatonBenchReport *bench,
                                  guint64           n_events,
                                  guint             n_partners);

G_END_DECLS
