/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The answer of the what-if, draft against live: who moves and what it costs in one line, points and money, tiers by month, who
 * gains and who loses, promotions.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"
#include "incentives/baton-whatif.h"

G_BEGIN_DECLS

#define BATON_TYPE_WHATIF_FIGURES (baton_whatif_figures_get_type ())
G_DECLARE_FINAL_TYPE (BatonWhatifFigures, baton_whatif_figures, BATON, WHATIF_FIGURES, GtkBox)

GtkWidget *baton_whatif_figures_new  (BatonDocument      *document);
/* Shows the answer in place of the one before; what was unfolded stays so. */
void       baton_whatif_figures_show (BatonWhatifFigures *self,
                                      BatonWhatif        *whatif);

G_END_DECLS
