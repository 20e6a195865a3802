/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a scan has worked out, figure by figure.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-scan-private.h"

guint
baton_scan_get_n_read (BatonScan *self)
{
  return self->n_read;
}

gint64
baton_scan_get_earned (BatonScan *self,
                       guint      kind)
{
  g_return_val_if_fail (kind < BATON_N_POINTS, 0);

  return self->totals.earned[kind];
}

gint64
baton_scan_get_open (BatonScan *self,
                     guint      kind)
{
  g_return_val_if_fail (kind < BATON_N_POINTS, 0);

  return self->totals.open[kind];
}

gint64
baton_scan_get_liability (BatonScan *self)
{
  BatonWide total = 0;

  for (guint kind = BATON_POINTS_COMPANY; kind < BATON_N_POINTS; kind++)
    total += (BatonWide) self->totals.open[kind] * self->scheme->point_value[kind];
  return (gint64) MIN (total, BATON_INTEGER_MAX);
}

gint64
baton_scan_get_fees (BatonScan *self)
{
  return (gint64) MIN (self->fees, BATON_INTEGER_MAX);
}

guint
baton_scan_get_n_ladders (BatonScan *self)
{
  return self->scheme->n_ladders;
}

guint
baton_scan_count (BatonScan *self,
                  guint      ladder,
                  guint      day,
                  guint      level)
{
  g_return_val_if_fail (ladder < self->scheme->n_ladders && day < self->asked->len && level <= self->scheme->ladders[ladder].n_tiers, 0);

  return self->ladders[ladder].counts[g_array_index (self->asked, guint, day) * (self->scheme->ladders[ladder].n_tiers + 1) + level];
}

gint64
baton_scan_get_points (BatonScan *self,
                       guint      ladder,
                       guint      organisation,
                       guint      day)
{
  gsize at;

  g_return_val_if_fail (ladder < self->scheme->n_ladders && day < self->asked->len && organisation < self->columns->n_organisations, 0);

  at = (gsize) g_array_index (self->asked, guint, day) * self->columns->n_organisations + organisation;
  return self->ladders[ladder].wide_points != NULL ? self->ladders[ladder].wide_points[at] : self->ladders[ladder].points[at];
}

guint
baton_scan_get_level (BatonScan *self,
                      guint      ladder,
                      guint      organisation,
                      guint      day)
{
  g_return_val_if_fail (ladder < self->scheme->n_ladders && day < self->asked->len && organisation < self->columns->n_organisations, 0);

  return self->ladders[ladder].levels[(gsize) g_array_index (self->asked, guint, day) * self->columns->n_organisations + organisation];
}

guint
baton_scan_count_moves (BatonScan *live,
                        BatonScan *draft,
                        guint      ladder,
                        guint      live_level,
                        guint      draft_level)
{
  guint day = live->asked->len - 1;
  guint n = 0;

  g_return_val_if_fail (live->columns == draft->columns && live->asked->len == draft->asked->len, 0);

  for (guint i = 0; i < live->columns->n_organisations; i++)
    n += baton_scan_get_level (live, ladder, i, day) == live_level && baton_scan_get_level (draft, ladder, i, day) == draft_level;
  return n;
}
