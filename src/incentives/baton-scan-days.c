/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which days a scan looks at, and on which of them an event of any day counts.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-scan-private.h"

#include <string.h>

static guint
add_day (BatonScan *self,
         BatonDay   day)
{
  guint i = 0;

  while (i < self->days->len && g_array_index (self->days, BatonDay, i) < day)
    i++;
  if (i == self->days->len || g_array_index (self->days, BatonDay, i) != day)
    g_array_insert_val (self->days, i, day);
  return i;
}

static guint
find_day (BatonScan *self,
          BatonDay   day)
{
  guint i = 0;

  while (g_array_index (self->days, BatonDay, i) != day)
    i++;
  return i;
}

gboolean
baton_scan_lay_out_days (BatonScan      *self,
                         const BatonDay *asked,
                         guint           n_asked)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (BatonDay));
  BatonWindow first = baton_period_get (self->scheme->fee_period, self->from, self->scheme->fiscal_start);

  g_array_set_size (self->days, 0);
  g_array_set_size (self->asked, 0);
  self->n_held = 0;
  for (guint i = 0; i < n_asked; i++)
    add_day (self, asked[i]);
  if (self->through != baton_day_get_month_end (self->through))
    {
      BatonDay begun = baton_day_get_month_start (self->through);

      /* The end of the month before, and every day since: points may come and drop out between any two of them. */
      for (BatonDay day = begun - 1; day <= self->through; day++)
        add_day (self, day);
      self->n_held = (guint) (self->through - begun) + 1;
    }
  for (BatonWindow period = first; baton_scan_has_fees (self->scheme) && period.from <= self->through;
       period = baton_period_get (self->scheme->fee_period, period.through + 1, self->scheme->fiscal_start))
    {
      BatonDay end = MIN (period.through, self->through);

      add_day (self, end);
      g_array_append_val (ends, end);
      if (self->days->len > BATON_SCAN_MAX_DAYS)
        return FALSE;
    }
  if (self->days->len > BATON_SCAN_MAX_DAYS)
    return FALSE;
  for (guint i = 0; i < n_asked; i++)
    {
      guint index = find_day (self, asked[i]);

      g_array_append_val (self->asked, index);
    }

  self->n_periods = ends->len;
  g_free (self->period_end);
  g_free (self->period_of_day);
  self->period_end = g_new0 (guint, self->n_periods);
  self->period_of_day = g_new0 (guint8, self->columns->n_days);
  for (guint i = 0; i < self->n_periods; i++)
    self->period_end[i] = find_day (self, g_array_index (ends, BatonDay, i));
  for (guint i = 0; i < self->columns->n_days; i++)
    {
      BatonDay day = self->columns->first_day + i;
      guint8 period = 0;

      while (period < self->n_periods && g_array_index (ends, BatonDay, period) < day)
        period++;
      self->period_of_day[i] = day >= first.from ? period : self->n_periods;
    }
  return TRUE;
}

void
baton_scan_ladder_clear (BatonScanLadder *ladder)
{
  g_clear_pointer (&ladder->differences, g_free);
  g_clear_pointer (&ladder->points, g_free);
  g_clear_pointer (&ladder->wide_points, g_free);
  g_clear_pointer (&ladder->levels, g_free);
  g_clear_pointer (&ladder->counts, g_free);
  g_clear_pointer (&ladder->enter, g_free);
  g_clear_pointer (&ladder->leave, g_free);
}

void
baton_scan_lay_out_ladder (BatonScan *self,
                           guint      index)
{
  BatonScanLadder *ladder = &self->ladders[index];
  guint n_days = self->days->len;
  guint first = 0, last = 0;

  baton_scan_ladder_clear (ladder);
  ladder->differences = g_new0 (gint64, (gsize) self->columns->n_organisations * (n_days + 1));
  ladder->points = g_new0 (gint32, (gsize) self->columns->n_organisations * n_days);
  ladder->levels = g_new0 (guint8, (gsize) self->columns->n_organisations * n_days);
  ladder->enter = g_new0 (guint8, self->columns->n_days);
  ladder->leave = g_new0 (guint8, self->columns->n_days);
  ladder->stale = TRUE;
  for (guint i = 0; i < self->columns->n_days; i++)
    {
      BatonDay day = self->columns->first_day + i;
      BatonDay drops = baton_window_drop_out (day, self->scheme->ladders[index].months);

      while (first < n_days && g_array_index (self->days, BatonDay, first) < day)
        first++;
      while (last < n_days && g_array_index (self->days, BatonDay, last) < drops)
        last++;
      ladder->enter[i] = first;
      ladder->leave[i] = last;
    }
}
