/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whom an audience meets: its personas by name, and how many organisations of the register. Counted in a thread; an
 * answer that has been overtaken is dropped, and nothing is counted that nobody sees.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_AUDIENCE_MEETS (baton_audience_meets_get_type ())
G_DECLARE_FINAL_TYPE (BatonAudienceMeets, baton_audience_meets, BATON, AUDIENCE_MEETS, AdwBin)

GtkWidget *baton_audience_meets_new  (BatonDocument      *document);
/* *audience* (nullable: everybody) is over members. */
void       baton_audience_meets_show (BatonAudienceMeets *self,
                                      const BatonValue   *audience);

G_END_DECLS
