/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a scan keeps in detail for a reckoning: the points of each organization, and what each promotion did.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-scan-private.h"

void
baton_scan_share_linear (BatonScan           *self,
                         const BatonScanPlan *plan,
                         gint64               sign,
                         guint32              first,
                         guint32              end)
{
  const BatonPostings *postings = plan->postings;
  gboolean by_quantity = plan->unit == BATON_UNIT_QUANTITY;
  g_autofree gint64 (*worth)[BATON_N_POINTS] = g_malloc0_n (self->columns->n_days, sizeof *worth);

  for (guint i = 0; i < self->columns->n_days; i++)
    {
      const BatonScanCase *scan_case = &plan->cases[plan->segment_of_day[i] * plan->n_regions];

      for (guint kind = 0; kind < BATON_N_POINTS && scan_case->in_force && scan_case->earned; kind++)
        worth[i][kind] = sign * scan_case->cells[kind];
    }
  for (guint32 i = first; i < end; i++)
    {
      gint64 *share = self->shares[postings->organisation[i]];
      const gint64 *points = worth[postings->day[i]];
      gint64 units = by_quantity ? postings->quantity[i] : 1;

      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        share[kind] += units * points[kind];
    }
}

void
baton_scan_add_gifts (const BatonScanPlan *plan,
                      const BatonScanGift *gifts,
                      guint                n_gifts,
                      gint64               n,
                      BatonScanUse        *uses)
{
  for (guint i = 0; i < n_gifts; i++)
    {
      BatonScanUse *use = &uses[gifts[i].promotion];
      BatonWide money = 0;

      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        {
          use->points[kind] += n * gifts[i].points[kind];
          money += (BatonWide) gifts[i].points[kind] * plan->money[kind];
        }
      use->spent += n * MAX (money, 0);
      use->events += n;
    }
}
