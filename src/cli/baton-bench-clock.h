/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a bench tells time.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Milliseconds of a clock that tells nanoseconds, so that even a few events take time. */
double baton_bench_get_ms     (void);
/* The middle one; puts them in order. */
double baton_bench_get_median (double *ms,
                               guint   n);

G_END_DECLS
