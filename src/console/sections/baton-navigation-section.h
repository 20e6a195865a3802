/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Navigation: the items as an outline, and beside it the whole of it as one persona has it, live: what is shown, where it
 * leads, what leads to nothing; of the chosen item who sees it and why, and its form.
 */
#pragma once

#include "console/baton-section.h"

G_BEGIN_DECLS

#define BATON_TYPE_NAVIGATION_SECTION (baton_navigation_section_get_type ())
G_DECLARE_FINAL_TYPE (BatonNavigationSection, baton_navigation_section, BATON, NAVIGATION_SECTION, BatonSection)

BatonSection *baton_navigation_section_new (BatonDocument *document);

G_END_DECLS
