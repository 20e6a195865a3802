/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The reckoning of a plain program, from a scan: what a tally gives, which the tests prove on random programs and histories.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-scan-reckoning.h"

#include "incentives/baton-history.h"
#include "incentives/baton-scan-private.h"

BatonScan *
baton_scan_new_like (BatonColumns         *columns,
                     const BatonReckoning *like,
                     guint                 threads,
                     BatonScanCode        *code)
{
  return baton_scan_new_for (columns, like->scheme, (const BatonDay *) (gpointer) like->days->data, like->days->len, like->from, TRUE, threads, code);
}

/* Where everybody has a tier without any points, they have it from the first day of the history on. */
static BatonDay
find_first_day (const BatonReckoning *reckoning)
{
  BatonDay first, last;

  return baton_history_get_span (reckoning->history, &first, &last) ? MIN (first, reckoning->through) : reckoning->through;
}

static void
fill_ladder (BatonScan      *self,
             BatonReckoning *reckoning,
             guint           index)
{
  BatonReckoningLadder *ladder = &reckoning->ladders[index];
  const BatonScanLadder *scanned = &self->ladders[index];
  gsize n = ladder->n_holders;
  gsize last = self->days->len - 1;
  BatonDay first = find_first_day (reckoning);

  for (guint day = 0; day < reckoning->days->len; day++)
    {
      const guint8 *from = scanned->levels + g_array_index (self->asked, guint, day) * n;
      guint16 *to = ladder->levels + day * n;

      for (gsize i = 0; i < n && g_array_index (reckoning->days, BatonDay, day) >= first; i++)
        to[i] = from[i];
    }
  for (gsize i = 0; i < n; i++)
    {
      ladder->points[i] = scanned->wide_points != NULL ? scanned->wide_points[last * n + i] : scanned->points[last * n + i];
      ladder->climbs[i] = TRUE;
    }
}

/* FALSE where something is more than can be counted. */
static gboolean
fill_shares (BatonScan      *self,
             BatonReckoning *reckoning)
{
  g_autofree gint64 *fees = g_new0 (gint64, MAX (self->columns->n_organisations, 1));
  g_autoptr (GPtrArray) rates = baton_scan_list_rates (self);
  gboolean fits = baton_scan_sum_fees (self, rates, self->fee_cells, 0, self->columns->n_organisations, fees) <= BATON_INTEGER_MAX;

  for (guint i = 0; i < self->columns->n_organisations; i++)
    {
      BatonReckoningShare *share = &reckoning->shares[i];
      BatonWide money = fees[i];

      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        {
          share->points[kind] = self->shares[i][kind];
          money += (BatonWide) share->points[kind] * self->scheme->point_value[kind];
        }
      fits &= money <= BATON_INTEGER_MAX;
      share->money = (gint64) money;
    }
  return fits;
}

static gboolean
fill_uses (BatonScan      *self,
           BatonReckoning *reckoning)
{
  gboolean fits = TRUE;

  for (guint i = 0; i < self->scheme->n_promotions; i++)
    {
      const BatonScanUse *from = &g_array_index (self->uses, BatonScanUse, i);
      BatonPromotionUse use = { .promotion = self->scheme->promotions[i].id, .budget = self->scheme->promotions[i].budget, .warned = BATON_DAY_NONE,
                                .stopped = BATON_DAY_NONE, .stopped_at = BATON_EVENT_NONE, .spent = (gint64) from->spent, .events = (guint) from->events };

      fits &= from->spent <= BATON_INTEGER_MAX;
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        use.points[kind] = from->points[kind];
      g_array_append_val (reckoning->uses, use);
    }
  return fits;
}

/* FALSE where a sum is more than can be counted: then the tally says so. */
static gboolean
fill_totals (BatonScan      *self,
             BatonReckoning *reckoning)
{
  BatonReckoningTotals *totals = &reckoning->totals;
  BatonWide liability = 0;
  gboolean fits = TRUE;

  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      fits &= self->totals.earned[kind] <= BATON_INTEGER_MAX && self->totals.ever[kind] <= BATON_INTEGER_MAX;
      liability += (BatonWide) self->totals.open[kind] * self->scheme->point_value[kind];
      totals->earned[kind] = self->totals.earned[kind];
      /* Tier points drop out of windows; they do not expire. */
      totals->expired[kind] = kind == BATON_POINTS_TIER ? 0 : self->totals.ever[kind] - self->totals.open[kind];
    }
  totals->liability = baton_scan_get_liability (self);
  totals->fees = baton_scan_get_fees (self);
  return fits && liability <= BATON_INTEGER_MAX;
}

gboolean
baton_scan_fill_funds (BatonReckoning *reckoning)
{
  /* Nothing is credited to any, or the program would not be plain. */
  for (guint i = 0; i < reckoning->scheme->n_funds; i++)
    g_array_append_val (reckoning->funds, ((BatonFundUse) { .fund = reckoning->scheme->funds[i].id, .exhausted = BATON_DAY_NONE }));
  return baton_reckoning_enter_claims (reckoning);
}

gboolean
baton_scan_fill (BatonScan      *self,
                 BatonReckoning *reckoning)
{
  for (guint i = 0; i < self->scheme->n_ladders; i++)
    fill_ladder (self, reckoning, i);
  return fill_totals (self, reckoning) & fill_shares (self, reckoning) & fill_uses (self, reckoning);
}
