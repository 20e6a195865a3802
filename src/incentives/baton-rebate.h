/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a rebate steps: what a partner is paid just below the edge of each band and on it, by either way of applying bands, so
 * that a cliff is seen before it is agreed to.
 */
#pragma once

#include "model/baton-entity.h"

G_BEGIN_DECLS

typedef enum
{
  BATON_REBATE_BY_BAND,      /* each band at its own rate */
  BATON_REBATE_WHOLE,        /* the rate of the highest band on all, back to the first unit */
  BATON_N_REBATE_MODES
} BatonRebateMode;

/* Money in minor units, floored as at a period's end. */
typedef struct
{
  gint64 from;                          /* the band begins with this amount */
  gint64 rate;                          /* basis points */
  gint64 below[BATON_N_REBATE_MODES];   /* on the amount that is smaller by one */
  gint64 at[BATON_N_REBATE_MODES];      /* on the amount itself */
} BatonRebateStep;

/* The fund's bands by amount, without one that begins with nothing. (transfer full) of BatonRebateStep. */
GArray          *baton_rebate_list_steps (const BatonEntity *fund);
BatonRebateMode  baton_rebate_get_mode   (const BatonEntity *fund);

G_END_DECLS
