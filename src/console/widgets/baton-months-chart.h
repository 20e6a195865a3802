/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How many hold which tier, month by month: columns of stacked levels, live in grey beside the draft in the accent colour where
 * the two differ. It shows the shape; the figures themselves belong in a table beside it, which is also what is read aloud.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BATON_TYPE_MONTHS_CHART (baton_months_chart_get_type ())
G_DECLARE_FINAL_TYPE (BatonMonthsChart, baton_months_chart, BATON, MONTHS_CHART, GtkWidget)

/* *label*: what assistive technology calls it. */
GtkWidget *baton_months_chart_new (const char *label);
/* *levels*: their names, NULL-terminated, lowest first; the first is "none" and is not drawn, as it would dwarf the others. */
void       baton_months_chart_begin (BatonMonthsChart   *self,
                                     const char * const *levels);
/* The next month: its *title* in full and its *mark* on the axis; how many hold each level, one count a level. */
void       baton_months_chart_add (BatonMonthsChart *self,
                                   const char       *title,
                                   const char       *mark,
                                   const guint      *live,
                                   const guint      *draft);

G_END_DECLS
