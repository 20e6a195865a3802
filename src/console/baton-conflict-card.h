/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One conflict of a merge: what both did, what stood there before, and the choices: mine, theirs, both, another value.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-merge-session.h"

G_BEGIN_DECLS

#define BATON_TYPE_CONFLICT_CARD (baton_conflict_card_get_type ())
G_DECLARE_FINAL_TYPE (BatonConflictCard, baton_conflict_card, BATON, CONFLICT_CARD, AdwBin)

/* Follows *session* by itself as long as the conflict is there. */
GtkWidget *baton_conflict_card_new (BatonDocument       *document,
                                    BatonMergeSession   *session,
                                    const BatonConflict *conflict);
/* Has the keyboard at the choice that holds, before one holds at the first: the jump to the thing stands above it, but is not what
 * one came for. */
void       baton_conflict_card_focus (BatonConflictCard   *self);
/* Whether it shows this one. */
gboolean   baton_conflict_card_is_of (BatonConflictCard   *self,
                                      const BatonConflict *conflict);

G_END_DECLS
