/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The figures of batonctl bench rules, as lines or as JSON: each the median of several runs in processor time of one core, with a plain
 * scan of the same bytes in the same run beside it, and what it is to stay below.
 */
#pragma once

#include "model/baton-value.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;       /* stable, for JSON */
  const char *label;      /* for people; marked for translation */
  gint64      nanoseconds;
  gint64      scan;       /* a plain scan of the same bytes in the same run; never 0 */
  gint64      aim;        /* nanoseconds that it should stay below with 2,000 rules; 0: none was set */
} BatonBenchFigure;

/* The processor's time for this thread: what else the machine does meanwhile is not counted. */
gint64  baton_bench_get_cpu_ns        (void);

/* Nanoseconds of the runs so far, as gint64. (transfer full) */
GArray *baton_bench_times_new         (void);
/* What each of *n* took since *begun*. */
void    baton_bench_times_append      (GArray            *times,
                                       gint64             begun,
                                       guint              n);
/* Puts them in order. */
gint64  baton_bench_times_get_median  (GArray            *times);

/* Nothing where nothing was measured, as with so few rules that they refuse everything; *times* are empty then. */
void    baton_bench_figures_add       (GArray            *figures,
                                       const char        *name,
                                       const char        *label,
                                       GArray            *times,
                                       gint64             scan);
void    baton_bench_figures_print     (GArray            *figures);
/* One object for each number of a figure. */
void    baton_bench_figures_add_json  (GArray            *figures,
                                       BatonValueBuilder *builder);

G_END_DECLS
