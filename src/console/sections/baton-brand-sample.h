/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small piece of a portal in a brand's colours: header with logo, text, link and button, as the portal would draw it in
 * light or in dark; and a strip of its colours for a card.
 */
#pragma once

#include <gtk/gtk.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_BRAND_SAMPLE (baton_brand_sample_get_type ())
G_DECLARE_FINAL_TYPE (BatonBrandSample, baton_brand_sample, BATON, BRAND_SAMPLE, GtkWidget)

GtkWidget *baton_brand_sample_new  (BatonDocument     *document,
                                    gboolean           dark);
/* Shows the brand, laid over the brands that everybody sees before it. */
void       baton_brand_sample_show (BatonBrandSample  *self,
                                    const BatonEntity *brand);
/* The colours that the brand itself sets, side by side. (transfer floating); NULL when it sets none. */
GtkWidget *baton_brand_swatches_new (const BatonEntity *brand);
/* A dot of one colour, #rrggbb; hidden while it has none (NULL). */
GtkWidget *baton_brand_swatch_new  (void);
void       baton_brand_swatch_set  (GtkWidget         *swatch,
                                    const char        *colour);

G_END_DECLS
