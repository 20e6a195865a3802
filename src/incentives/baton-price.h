/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a reward costs: a price in points less the discount of a tier. Prices round up to whole points, so that nobody pays less
 * than the discount says: 250 points less 5 % are 237.5, and cost 238.
 */
#pragma once

#include "model/baton-program.h"

G_BEGIN_DECLS

/* *discount*: basis points, 0 to 10000. */
gint64 baton_price_discounted (gint64              price,
                               gint64              discount);
/* What *points* are worth at *value* minor units each. FALSE, with *money* untouched, where that is more than can be counted. */
gboolean baton_price_get_worth (gint64              points,
                                gint64              value,
                                gint64             *money);

/* What the holder of one tier pays, as far as that tier is concerned: of several tiers on several ladders the best discount
 * applies. Ids are borrowed from the program. */
typedef struct
{
  const char *ladder;
  const char *tier;
  gint64      discount;   /* the best of the tier's benefits, basis points */
  gint64      price;      /* points */
  gboolean    rounded;    /* the discount gave no whole number */
} BatonTierPrice;

/* For *price* before any discount: each tier of each ladder that gives a discount in one of its tiers, lowest first.
 * (transfer full) */
GArray *baton_price_list_tiers (const BatonProgram *program,
                                gint64              price);

G_END_DECLS
