/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-bench-clock.h"

#include <stdlib.h>
#include <time.h>

double
baton_bench_get_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return first < second ? -1 : first > second;
}

double
baton_bench_get_median (double *ms,
                        guint   n)
{
  qsort (ms, n, sizeof *ms, compare_doubles);
  return ms[n / 2];
}
