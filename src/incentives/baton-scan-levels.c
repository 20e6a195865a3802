/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From differences to points, and from points to levels: all that another threshold costs.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-scan-compare.h"
#include "incentives/baton-scan-private.h"

#include <string.h>

gint64
baton_scan_sum_differences (BatonScan       *self,
                            BatonScanLadder *ladder,
                            guint            first,
                            guint            end)
{
  guint n_days = self->days->len;
  gsize n_organisations = self->columns->n_organisations;
  gint64 most = 0;

  for (guint organisation = first; organisation < end; organisation++)
    {
      const gint64 *row = ladder->differences + (gsize) organisation * (n_days + 1);
      gint64 sum = 0;

      for (guint day = 0; day < n_days; day++)
        {
          sum += row[day];
          most = MAX (most, sum);
          ladder->points[day * n_organisations + organisation] = (gint32) sum;
        }
    }
  return most;
}

/* In a month that has not ended nobody falls: who had reached a level on a day of it, or held one when it began, still holds it. Who
 * is on what level on those days can be counted only now. Of the organizations [first, end). */
static void
hold (BatonScan         *self,
      const BatonLadder *rules,
      BatonScanLadder   *ladder,
      guint              first,
      guint              end,
      guint64           *counts)
{
  gsize n_organisations = self->columns->n_organisations;

  for (guint day = self->days->len - self->n_held; day < self->days->len; day++)
    {
      guint8 *levels = ladder->levels + day * n_organisations;
      const guint8 *before = levels - n_organisations;
      guint64 *count = counts + day * (rules->n_tiers + 1);

      for (guint i = first; i < end; i++)
        {
          levels[i] = MAX (levels[i], before[i]);
          count[levels[i]]++;
        }
    }
}

/* Points beyond 32 bits: rare, so one thread does it all. */
void
baton_scan_compare_wide (BatonScan         *self,
                         const BatonLadder *rules,
                         BatonScanLadder   *ladder)
{
  gsize n_organisations = self->columns->n_organisations;
  guint n_days = self->days->len;

  if (ladder->wide_points == NULL)
    ladder->wide_points = g_new0 (gint64, n_organisations * n_days);
  memset (ladder->counts, 0, sizeof (guint64) * n_days * (rules->n_tiers + 1));
  for (gsize organisation = 0; organisation < n_organisations; organisation++)
    {
      const gint64 *row = ladder->differences + organisation * (n_days + 1);
      gint64 sum = 0;

      for (guint day = 0; day < n_days; day++)
        {
          guint level = 0;

          sum += row[day];
          while (level < rules->n_tiers && sum >= rules->tiers[level].threshold)
            level++;
          ladder->wide_points[day * n_organisations + organisation] = sum;
          ladder->levels[day * n_organisations + organisation] = level;
          ladder->counts[day * (rules->n_tiers + 1) + level] += day < n_days - self->n_held;
        }
    }
  hold (self, rules, ladder, 0, self->columns->n_organisations, ladder->counts);
}

/* Levels of one day, which are all 0, and how many have reached each tier. */
static void
compare_day (const BatonLadder *rules,
             const gint32      *points,
             guint              n,
             guint8            *levels,
             guint64           *reached)
{
  for (guint tier = 0; tier < rules->n_tiers; tier += BATON_SCAN_BOUNDS)
    {
      guint n_bounds = MIN (rules->n_tiers - tier, BATON_SCAN_BOUNDS);
      gint32 bounds[BATON_SCAN_BOUNDS];

      for (guint k = 0; k < n_bounds; k++)
        bounds[k] = (gint32) CLAMP (rules->tiers[tier + k].threshold, G_MININT32 + 1, G_MAXINT32) - 1;
      baton_scan_compare (points, n, bounds, n_bounds, levels, reached + tier);
    }
}

/* The levels of the organizations [first, end), and how many there are of each. */
void
baton_scan_compare_points (BatonScan         *self,
                           const BatonLadder *rules,
                           BatonScanLadder   *ladder,
                           guint              first,
                           guint              end,
                           guint64           *counts)
{
  gsize n_organisations = self->columns->n_organisations;
  guint n_levels = rules->n_tiers + 1;
  g_autofree guint64 *reached = g_new (guint64, n_levels);

  for (guint day = 0; day < self->days->len; day++)
    {
      const gint32 *points = ladder->points + day * n_organisations;
      guint8 *levels = ladder->levels + day * n_organisations;
      guint64 above = end - first;

      memset (reached, 0, n_levels * sizeof *reached);
      memset (levels + first, 0, end - first);
      compare_day (rules, points + first, end - first, levels + first, reached);
      if (day >= self->days->len - self->n_held)
        continue;
      for (guint tier = 0; tier < rules->n_tiers; above = reached[tier++])
        counts[day * n_levels + tier] += above - reached[tier];
      counts[day * n_levels + rules->n_tiers] += above;
    }
  hold (self, rules, ladder, first, end, counts);
}
