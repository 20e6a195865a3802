/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The chips of an audience, one a condition and one that adds, for a sentence that they stand in: in the order in which
 * one would say them. They keep their identity over edits, so that the focus stays.
 *
 * Signal: changed (BatonValue *audience)   the user has changed it; NULL: everybody
 */
#pragma once

#include "console/baton-document.h"
#include "console/widgets/baton-wrap.h"

G_BEGIN_DECLS

#define BATON_TYPE_AUDIENCE_CHIPS (baton_audience_chips_get_type ())
G_DECLARE_FINAL_TYPE (BatonAudienceChips, baton_audience_chips, BATON, AUDIENCE_CHIPS, GObject)

/* The chips live in *wrap* and must not outlive the object. *part* (nullable): the part of the sentence, for their names. */
BatonAudienceChips *baton_audience_chips_new   (BatonDocument      *document,
                                                BatonSide           side,
                                                const char         *part,
                                                BatonWrap          *wrap);
/* Takes *audience* (nullable) and puts the chips behind *before* (a child of the wrap; nullable: first). The last one. */
GtkWidget          *baton_audience_chips_place (BatonAudienceChips *self,
                                                const BatonValue   *audience,
                                                GtkWidget          *before);

G_END_DECLS
