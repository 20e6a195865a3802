/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-bench-figures.h"

#include "cli/baton-cli.h"

#include <glib/gi18n-lib.h>
#include <time.h>

gint64
baton_bench_get_cpu_ns (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * 1000000000 + time.tv_nsec;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

gint64
baton_bench_times_get_median (GArray *times)
{
  g_array_sort (times, compare_times);
  return times->len > 0 ? g_array_index (times, gint64, times->len / 2) : 0;
}

/* A list, all lists, an explained decision, an edit, and what the analysis says without searching: each in the time in
 * which a window answers the hand. */
static gint64
get_aim (const char *name)
{
  static const struct
  {
    const char *prefix;
    gint64      nanoseconds;
  } aims[] = {
    { "list", 50000 },
    { "all-lists", 16000000 },
    { "explanation", 1000 },
    { "edit-", 1000000 },
    { "analysis-without-search", 16000000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (aims); i++)
    if (g_str_has_prefix (name, aims[i].prefix))
      return aims[i].nanoseconds;
  return 0;
}

void
baton_bench_figures_add (GArray     *figures,
                         const char *name,
                         const char *label,
                         GArray     *times,
                         gint64      scan)
{
  BatonBenchFigure figure = { name, label, baton_bench_times_get_median (times), MAX (scan, 1), get_aim (name) };

  if (times->len == 0)
    return;
  g_array_append_val (figures, figure);
  g_array_set_size (times, 0);
}

GArray *
baton_bench_times_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (gint64));
}

void
baton_bench_times_append (GArray *times,
                          gint64  begun,
                          guint   n)
{
  gint64 each = (baton_bench_get_cpu_ns () - begun) / n;

  g_array_append_val (times, each);
}

/* ── Telling ─────────────────────────────────────────────────────────────────────────────────────────── */

static char *
format_time (gint64 nanoseconds)
{
  if (nanoseconds < 1000)
    /* Translators: nanoseconds */
    return g_strdup_printf (_("%.0f ns"), (double) nanoseconds);
  if (nanoseconds < 1000000)
    /* Translators: microseconds */
    return g_strdup_printf (_("%.1f µs"), (double) nanoseconds / 1e3);
  /* Translators: milliseconds */
  return g_strdup_printf (_("%.2f ms"), (double) nanoseconds / 1e6);
}

void
baton_bench_figures_print (GArray *figures)
{
  for (guint i = 0; i < figures->len; i++)
    {
      const BatonBenchFigure *figure = &g_array_index (figures, BatonBenchFigure, i);
      g_autofree char *time = format_time (figure->nanoseconds), *aim = figure->aim > 0 ? format_time (figure->aim) : NULL;

      if (aim != NULL)
        /* Translators: a figure of the bench, its time, how many times longer that is than reading the same bytes once, and the
         * time that it should stay below */
        baton_cli_say (_("  %-62s %14s  %.1f × reading the same bytes, aim %s"), _(figure->label), time,
                       (double) figure->nanoseconds / (double) figure->scan, aim);
      else
        /* Translators: the same without an aim */
        baton_cli_say (_("  %-62s %14s  %.1f × reading the same bytes"), _(figure->label), time,
                       (double) figure->nanoseconds / (double) figure->scan);
    }
}

static gint64
get_nanoseconds (const BatonBenchFigure *figure)
{
  return figure->nanoseconds;
}

static gint64
get_scan (const BatonBenchFigure *figure)
{
  return figure->scan;
}

static gint64
get_figure_aim (const BatonBenchFigure *figure)
{
  return figure->aim;
}

static gint64
get_per_mille (const BatonBenchFigure *figure)
{
  return 1000 * figure->nanoseconds / figure->scan;
}

/* One number of each figure that has it, as an object. */
static void
add_numbers (GArray            *figures,
             BatonValueBuilder *builder,
             const char        *key,
             gint64          (* get) (const BatonBenchFigure *figure))
{
  baton_value_builder_key (builder, key);
  baton_value_builder_open_object (builder);
  for (guint i = 0; i < figures->len; i++)
    {
      const BatonBenchFigure *figure = &g_array_index (figures, BatonBenchFigure, i);

      if (get (figure) != 0)
        baton_value_builder_set_integer (builder, figure->name, get (figure));
    }
  baton_value_builder_close (builder);
}

void
baton_bench_figures_add_json (GArray            *figures,
                              BatonValueBuilder *builder)
{
  add_numbers (figures, builder, "nanoseconds", get_nanoseconds);
  add_numbers (figures, builder, "scan-nanoseconds", get_scan);
  add_numbers (figures, builder, "per-mille-of-scan", get_per_mille);
  add_numbers (figures, builder, "aim-nanoseconds", get_figure_aim);
}
