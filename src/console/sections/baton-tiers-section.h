/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tiers: the thresholds of a ladder on a scale over the partners' points, what moving one would do, and the forms of
 * ladders, tiers and benefits below.
 */
#pragma once

#include "console/baton-section.h"

G_BEGIN_DECLS

#define BATON_TYPE_TIERS_SECTION (baton_tiers_section_get_type ())
G_DECLARE_FINAL_TYPE (BatonTiersSection, baton_tiers_section, BATON, TIERS_SECTION, BatonSection)

BatonSection *baton_tiers_section_new (BatonDocument *document);

G_END_DECLS
