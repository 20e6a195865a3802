/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Beside what is being edited: whose answers the edit changes. It compares the program as it was when the thing was
 * opened with the newest snapshot, for each persona, in a thread; the personas unfold from one row, each
 * with what changes at length and a button that shows that persona in the preview. Of a publishing rule that is switched off
 * it tells what it would change if it were not.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_EFFECTS (baton_effects_get_type ())
G_DECLARE_FINAL_TYPE (BatonEffects, baton_effects, BATON, EFFECTS, AdwBin)

/* Whether an edit of things of *kind* can change what a persona meets. */
gboolean   baton_effects_concern    (BatonKind      kind);
GtkWidget *baton_effects_new        (BatonDocument *document);
/* Begins to compare with the program as it is now, unless *id* is what it was told before. */
void       baton_effects_set_entity (BatonEffects  *self,
                                     const char    *id);

G_END_DECLS
