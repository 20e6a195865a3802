/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long it takes from an edit to the list of all problems in a program as a large company has it: so many terms, a twentieth
 * as many activities, and rules, content and personas that name the terms.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  BATON_BENCH_PROBLEMS_TERM_RENAMED,
  BATON_BENCH_PROBLEMS_TERM_MOVED,
  BATON_BENCH_PROBLEMS_POINTS,
  BATON_BENCH_PROBLEMS_RULE,
  BATON_BENCH_N_PROBLEMS
} BatonBenchProblems;

/* Milliseconds of each kind of edit, the median of some. FALSE where the problems then are not those of a full run. */
gboolean baton_bench_problems_measure (guint   n_terms,
                                       double *ms);

G_END_DECLS
