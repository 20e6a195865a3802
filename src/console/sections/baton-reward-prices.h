/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a reward costs in each tier: a table of the ladders whose tiers give a discount, and how prices are rounded.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_REWARD_PRICES (baton_reward_prices_get_type ())
G_DECLARE_FINAL_TYPE (BatonRewardPrices, baton_reward_prices, BATON, REWARD_PRICES, GtkBox)

GtkWidget *baton_reward_prices_new  (BatonDocument     *document);
/* As the program says now. */
void       baton_reward_prices_show (BatonRewardPrices *self,
                                     const BatonEntity *reward);

G_END_DECLS
