/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Languages: how far each translation is, the texts that still need somebody, source and target side by side, and PO
 * files out and in. A second page holds the languages themselves and the portal's fixed words.
 */
#pragma once

#include "console/baton-section.h"

G_BEGIN_DECLS

#define BATON_TYPE_LANGUAGES_SECTION (baton_languages_section_get_type ())
G_DECLARE_FINAL_TYPE (BatonLanguagesSection, baton_languages_section, BATON, LANGUAGES_SECTION, BatonSection)

BatonSection *baton_languages_section_new (BatonDocument *document);

G_END_DECLS
