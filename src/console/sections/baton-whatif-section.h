/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What-if: what the draft would have changed against the live program, over the imported history.
 */
#pragma once

#include "console/baton-section.h"

G_BEGIN_DECLS

#define BATON_TYPE_WHATIF_SECTION (baton_whatif_section_get_type ())
G_DECLARE_FINAL_TYPE (BatonWhatifSection, baton_whatif_section, BATON, WHATIF_SECTION, BatonSection)

BatonSection *baton_whatif_section_new (BatonDocument *document);

G_END_DECLS
