/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether the text and the buttons of a brand can be read, in light and in dark: what cannot stands first, each with the nearest
 * colour that passes ("branding.use-colour", a field and #rrggbb); what can is one line that shows it.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BATON_TYPE_BRAND_PAIRS (baton_brand_pairs_get_type ())
G_DECLARE_FINAL_TYPE (BatonBrandPairs, baton_brand_pairs, BATON, BRAND_PAIRS, AdwBin)

GtkWidget *baton_brand_pairs_new  (void);
/* Shows the brand at *index* of *brands* (of BatonEntity), laid over those before it. */
void       baton_brand_pairs_show (BatonBrandPairs *self,
                                   GPtrArray       *brands,
                                   guint            index);

G_END_DECLS
