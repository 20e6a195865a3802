/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Publishing rules: each as the sentence that it says, in the order in which they decide, with what the analysis finds about
 * it; the chosen one's parts right below its sentence.
 */
#pragma once

#include "console/sections/baton-cards-section.h"

G_BEGIN_DECLS

#define BATON_TYPE_PUBLISHING_SECTION (baton_publishing_section_get_type ())
G_DECLARE_FINAL_TYPE (BatonPublishingSection, baton_publishing_section, BATON, PUBLISHING_SECTION, BatonCardsSection)

BatonSection *baton_publishing_section_new (BatonDocument *document);

G_END_DECLS
