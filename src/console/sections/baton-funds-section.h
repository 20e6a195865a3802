/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Funds: what each holds, how much of its budget is used and when it runs out if the year goes on as the last one went; of a
 * rebate, what it pays at the edges of its bands by either way of applying them.
 */
#pragma once

#include "console/sections/baton-cards-section.h"

G_BEGIN_DECLS

#define BATON_TYPE_FUNDS_SECTION (baton_funds_section_get_type ())
G_DECLARE_FINAL_TYPE (BatonFundsSection, baton_funds_section, BATON, FUNDS_SECTION, BatonCardsSection)

BatonSection *baton_funds_section_new (BatonDocument *document);

G_END_DECLS
