/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Overview: what needs me today, each a jump; what the program holds; the changes that wait to be pushed.
 */
#pragma once

#include "console/baton-section.h"

G_BEGIN_DECLS

#define BATON_TYPE_OVERVIEW_SECTION (baton_overview_section_get_type ())
G_DECLARE_FINAL_TYPE (BatonOverviewSection, baton_overview_section, BATON, OVERVIEW_SECTION, BatonSection)

BatonSection *baton_overview_section_new (BatonDocument *document);

G_END_DECLS
