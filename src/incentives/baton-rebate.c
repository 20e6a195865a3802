/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-rebate.h"

#include "incentives/baton-replay-private.h"
#include "incentives/baton-scheme-private.h"

#include <stdlib.h>

static int
compare_bands (const void *a,
               const void *b)
{
  const BatonBand *first = a;
  const BatonBand *second = b;

  return first->from < second->from ? -1 : first->from > second->from;
}

static gint64
get_rebate (BatonFund      *fund,
            BatonRebateMode mode,
            gint64          amount)
{
  fund->whole = mode == BATON_REBATE_WHOLE;
  return (gint64) (baton_fund_get_rebate (fund, (BatonWide) amount * BATON_WHOLE) / BATON_WHOLE / BATON_WHOLE);
}

GArray *
baton_rebate_list_steps (const BatonEntity *fund)
{
  const BatonValue *records = baton_entity_get (fund, BATON_FIELD_FUND_BANDS);
  guint n = (guint) baton_value_get_length (records);
  g_autofree BatonBand *bands = g_new0 (BatonBand, n + 1);
  BatonFund rules = { .n_bands = n, .bands = bands };
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (BatonRebateStep));

  for (guint i = 0; i < n; i++)
    {
      const BatonValue *record = baton_value_get_element (records, i);

      bands[i] = (BatonBand) { baton_scheme_read_column (BATON_FIELD_FUND_BANDS, record, "from", 0),
                               baton_scheme_read_column (BATON_FIELD_FUND_BANDS, record, "rate", 0) };
    }
  if (n > 1)
    qsort (bands, n, sizeof *bands, compare_bands);
  for (guint i = 0; i < n; i++)
    {
      BatonRebateStep step = { .from = bands[i].from, .rate = bands[i].value };

      if (step.from <= 0)
        continue;
      for (int mode = 0; mode < BATON_N_REBATE_MODES; mode++)
        {
          step.below[mode] = get_rebate (&rules, mode, step.from - 1);
          step.at[mode] = get_rebate (&rules, mode, step.from);
        }
      g_array_append_val (steps, step);
    }
  return steps;
}

BatonRebateMode
baton_rebate_get_mode (const BatonEntity *fund)
{
  return baton_entity_get_choice (fund, BATON_FIELD_FUND_BAND_MODE, 0) == 1 ? BATON_REBATE_WHOLE : BATON_REBATE_BY_BAND;
}
