/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading an activity: its events, one after the other, into totals and into the rows of differences; see baton-scan.c.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-scan-private.h"

/* Whether the region makes no difference, and each event is worth the cell, or the cell times the quantity. */
gboolean
baton_scan_plan_is_linear (const BatonScanPlan *plan)
{
  if ((plan->unit != BATON_UNIT_OCCURRENCE && plan->unit != BATON_UNIT_QUANTITY) || plan->step_size > 0 || plan->postings->wide_quantity != NULL)
    return FALSE;
  for (guint i = 0; i < plan->n_segments * plan->n_regions; i++)
    {
      if (plan->cases[i].n_extras > 0 || (plan->postings->region != NULL && !baton_scan_case_is_worth (&plan->cases[i], &plan->cases[i - i % plan->n_regions])))
        return FALSE;
    }
  return TRUE;
}

/* BatonScanTotals of a linear plan, from the counts by day. */
void
baton_scan_sum_linear (BatonScan           *self,
                       const BatonScanPlan *plan,
                       gint64               sign,
                       BatonScanTotals     *totals)
{
  for (guint i = 0; i < self->columns->n_days; i++)
    {
      const BatonScanCase *scan_case = &plan->cases[plan->segment_of_day[i] * plan->n_regions];
      gint64 units = plan->unit == BATON_UNIT_QUANTITY ? plan->postings->quantity_by_day[i] : plan->postings->count_by_day[i];

      for (guint kind = 0; kind < BATON_N_POINTS && scan_case->in_force; kind++)
        {
          totals->earned[kind] += sign * units * scan_case->cells[kind] * scan_case->earned;
          totals->open[kind] += sign * units * scan_case->cells[kind] * scan_case->open;
          totals->ever[kind] += sign * units * scan_case->cells[kind];
        }
    }
}

static gint64
get_tier_points (const BatonScanPlan *plan,
                 guint                day)
{
  const BatonScanCase *scan_case = &plan->cases[plan->segment_of_day[day] * plan->n_regions];

  return scan_case->in_force ? scan_case->cells[BATON_POINTS_TIER] : 0;
}

gint64 *
baton_scan_list_tier_points (BatonScan           *self,
                             const BatonScanPlan *plan,
                             const BatonScanPlan *before,
                             gint64               sign)
{
  g_autofree gint64 *points_of_day = g_new0 (gint64, self->columns->n_days);
  gboolean any = FALSE;

  for (guint i = 0; i < self->columns->n_days && plan->ladders != 0; i++)
    {
      points_of_day[i] = sign * get_tier_points (plan, i) - (before != NULL ? get_tier_points (before, i) : 0);
      any |= points_of_day[i] != 0;
    }
  return any ? g_steal_pointer (&points_of_day) : NULL;
}

/* Tier points of a linear plan. */
void
baton_scan_enter_linear (BatonScan           *self,
                         const BatonScanPlan *plan,
                         const gint64        *points_of_day,
                         guint32              first,
                         guint32              end)
{
  const BatonPostings *postings = plan->postings;

  if ((plan->ladders & (plan->ladders - 1)) == 0)
    {
      /* The usual case of one ladder, without its loop. */
      const BatonScanLadder *ladder = &self->ladders[__builtin_ctz (plan->ladders)];
      gsize width = self->days->len + 1;
      gboolean by_quantity = plan->unit == BATON_UNIT_QUANTITY;

      for (guint32 i = first; i < end; i++)
        {
          guint16 day = postings->day[i];
          gint64 points = points_of_day[day] * (by_quantity ? postings->quantity[i] : 1);
          gint64 *row = ladder->differences + postings->organisation[i] * width;

          row[ladder->enter[day]] += points;
          row[ladder->leave[day]] -= points;
        }
      return;
    }
  for (guint32 i = first; i < end; i++)
    baton_scan_enter_points (self, plan->ladders, postings->organisation[i], postings->day[i],
                             points_of_day[postings->day[i]] * (plan->unit == BATON_UNIT_QUANTITY ? postings->quantity[i] : 1));
}

void
baton_scan_read_amounts (BatonScan           *self,
                         const BatonScanPlan *plan,
                         gint64              *bases,
                         guint32              first,
                         guint32              end)
{
  const BatonPostings *postings = plan->postings;

  for (guint32 i = first; i < end; i++)
    {
      guint16 day = postings->day[i];
      guint period = self->period_of_day[day];
      const BatonScanCase *scan_case = &plan->cases[plan->segment_of_day[day] * plan->n_regions + (postings->region != NULL ? postings->region[i] : 0)];

      if (period < self->n_periods && scan_case->in_force)
        bases[postings->organisation[i] * self->n_periods + period] += baton_postings_get_amount (postings, i);
    }
}
