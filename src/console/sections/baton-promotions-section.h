/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Promotions: each with its state now; the chosen one as a sentence, with what it would have given and cost over last year's
 * history beside its form.
 */
#pragma once

#include "console/sections/baton-cards-section.h"

G_BEGIN_DECLS

#define BATON_TYPE_PROMOTIONS_SECTION (baton_promotions_section_get_type ())
G_DECLARE_FINAL_TYPE (BatonPromotionsSection, baton_promotions_section, BATON, PROMOTIONS_SECTION, BatonCardsSection)

BatonSection *baton_promotions_section_new (BatonDocument *document);

G_END_DECLS
