/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The audience as a sentence of chips: each clause a chip that opens what it says for editing, a chip to add one, and
 * below whom it meets: which personas, how many organizations of the register.
 *
 * Signal: changed (BatonValue *audience)   the user has changed it; NULL: everybody
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_AUDIENCE_EDITOR (baton_audience_editor_get_type ())
G_DECLARE_FINAL_TYPE (BatonAudienceEditor, baton_audience_editor, BATON, AUDIENCE_EDITOR, AdwBin)

GtkWidget *baton_audience_editor_new (BatonDocument       *document,
                                      BatonSide            side);
/* Shows *audience* (nullable). */
void       baton_audience_editor_set (BatonAudienceEditor *self,
                                      const BatonValue    *audience);

G_END_DECLS
