/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Branding: the layers in their order, the house brand first; of the chosen one a sample in light and in dark, the contrast
 * of each pair of colours with a remedy, and its form; which layer gives what to a persona; and the pictures.
 */
#pragma once

#include "console/baton-section.h"

G_BEGIN_DECLS

#define BATON_TYPE_BRANDING_SECTION (baton_branding_section_get_type ())
G_DECLARE_FINAL_TYPE (BatonBrandingSection, baton_branding_section, BATON, BRANDING_SECTION, BatonSection)

BatonSection *baton_branding_section_new (BatonDocument *document);

G_END_DECLS
