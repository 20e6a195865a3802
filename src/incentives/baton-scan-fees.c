/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Referral fees: amounts by organization and period, times a rate that follows from the level at the period's end.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-scan-private.h"

/* ── Cells ───────────────────────────────────────────────────────────────────────────────────────────── */

/* Few organizations have a fee in a period, so other thresholds need not look at them all. */
void
baton_scan_list_fee_cells (BatonScan *self,
                           guint      first,
                           guint      end,
                           GArray    *cells)
{
  g_autoptr (GArray) activities = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->columns->activities->len; i++)
    if (self->fee_bases[i] != NULL)
      g_array_append_val (activities, i);
  for (guint organisation = first; organisation < end && activities->len > 0; organisation++)
    {
      for (guint period = 0; period < self->n_periods; period++)
        {
          for (guint i = 0; i < activities->len; i++)
            {
              BatonScanFeeCell cell = { .organisation = organisation, .period = period, .activity = g_array_index (activities, guint, i) };

              cell.base = self->fee_bases[cell.activity][(gsize) organisation * self->n_periods + period];
              if (cell.base != 0)
                g_array_append_val (cells, cell);
            }
        }
    }
}

/* ── Rates ───────────────────────────────────────────────────────────────────────────────────────────── */

/* Basis points that the level adds to the fee of an activity of the scheme. */
static gint64
get_bonus (const BatonLadder *ladder,
           guint              level,
           guint              activity)
{
  gint64 bonus = 0;

  for (guint i = 0; level > 0 && i < ladder->tiers[level - 1].n_benefits; i++)
    {
      const BatonBenefit *benefit = &ladder->tiers[level - 1].benefits[i];

      if (benefit->type == BATON_BENEFIT_FEE_BONUS && benefit->applies[activity])
        bonus += benefit->percent;
    }
  return bonus;
}

/* Levels of a ladder are at most this many, see baton-scan.c. */
#define N_LEVELS 256

/* By activity of the columns with a fee, ladder, level. */
static gint64 *
make_bonuses (BatonScan *self,
              guint      activity)
{
  guint index = baton_scheme_find_activity (self->scheme, g_ptr_array_index (self->columns->activities, activity));
  gint64 *bonuses = g_new0 (gint64, self->scheme->n_ladders * N_LEVELS);

  for (guint k = 0; k < self->scheme->n_ladders && index != BATON_INDEX_NONE; k++)
    {
      for (guint level = 0; level <= self->scheme->ladders[k].n_tiers; level++)
        bonuses[k * N_LEVELS + level] = get_bonus (&self->scheme->ladders[k], level, index);
    }
  return bonuses;
}

GPtrArray *
baton_scan_list_rates (BatonScan *self)
{
  GPtrArray *rates = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->columns->activities->len; i++)
    g_ptr_array_add (rates, self->fee_bases[i] != NULL ? make_bonuses (self, i) : NULL);
  return rates;
}

/* ── Fees ────────────────────────────────────────────────────────────────────────────────────────────── */

static guint
find_first_cell (GArray *cells,
                 guint   organisation)
{
  guint low = 0;
  guint high = cells->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (cells, BatonScanFeeCell, middle).organisation < organisation)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* One floor for each organization and period. */
BatonWide
baton_scan_sum_fees (BatonScan *self,
                     GPtrArray *rates,
                     GArray    *cells,
                     guint      first,
                     guint      end,
                     gint64    *by_organisation)
{
  const BatonScanFeeCell *cell = (const BatonScanFeeCell *) (gpointer) cells->data;
  guint n = find_first_cell (cells, end);
  BatonWide money = 0, fees = 0;

  for (guint i = find_first_cell (cells, first); i < n; i++)
    {
      const gint64 *bonus = g_ptr_array_index (rates, cell[i].activity);
      gsize at = (gsize) self->period_end[cell[i].period] * self->columns->n_organisations + cell[i].organisation;
      gint64 rate = self->plans[cell[i].activity].fee, amount;

      for (guint k = 0; k < self->scheme->n_ladders; k++)
        rate += bonus[k * N_LEVELS + self->ladders[k].levels[at]];
      money += (BatonWide) cell[i].base * rate;
      if (i + 1 < n && cell[i + 1].organisation == cell[i].organisation && cell[i + 1].period == cell[i].period)
        continue;
      amount = baton_scan_floor (money);
      fees += amount;
      if (by_organisation != NULL)
        by_organisation[cell[i].organisation] += amount;
      money = 0;
    }
  return fees;
}
