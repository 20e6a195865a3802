/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Landing pages: the pages in their order with whom they are for and who lands there; of the chosen one its blocks in
 * theirs, with what each shows and for whom it stays empty, and the form of a block right below it.
 */
#pragma once

#include "console/sections/baton-cards-section.h"

G_BEGIN_DECLS

#define BATON_TYPE_PAGES_SECTION (baton_pages_section_get_type ())
G_DECLARE_FINAL_TYPE (BatonPagesSection, baton_pages_section, BATON, PAGES_SECTION, BatonCardsSection)

BatonSection *baton_pages_section_new (BatonDocument *document);

G_END_DECLS
