/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The plain section: the things of the section's kinds as an outline beside the form of the chosen one. Every kind has at
 * least this; sections with a better view replace it.
 */
#pragma once

#include "console/baton-section.h"
#include "console/widgets/baton-outline.h"

G_BEGIN_DECLS

#define BATON_TYPE_KINDS_SECTION (baton_kinds_section_get_type ())
G_DECLARE_FINAL_TYPE (BatonKindsSection, baton_kinds_section, BATON, KINDS_SECTION, BatonSection)

/* *name*: of the section, which says the kinds. */
BatonSection *baton_kinds_section_new (BatonDocument *document,
                                       const char    *name);
/* The list at the left; borrowed. */
BatonOutline *baton_kinds_section_get_outline (BatonKindsSection *self);

G_END_DECLS
