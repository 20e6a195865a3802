/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rewards: the catalogue by its headings, each with its price, who may have it, its limits and what it cost in the last
 * year; of the chosen one the same in words, and its form.
 */
#pragma once

#include "console/sections/baton-cards-section.h"

G_BEGIN_DECLS

#define BATON_TYPE_REWARDS_SECTION (baton_rewards_section_get_type ())
G_DECLARE_FINAL_TYPE (BatonRewardsSection, baton_rewards_section, BATON, REWARDS_SECTION, BatonCardsSection)

BatonSection *baton_rewards_section_new (BatonDocument *document);

G_END_DECLS
