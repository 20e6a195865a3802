/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What lies between two programs, as lines that a row folds out to: a hundred at a time, and a line that shows the next hundred, until
 * all have been read.
 */
#pragma once

#include "console/baton-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Adds lines for *atoms*, which lie between *before* and *after*; the three must stay as long as *row* does. */
void baton_review_atoms_add (AdwExpanderRow     *row,
                             BatonDocument      *document,
                             const BatonProgram *before,
                             const BatonProgram *after,
                             GPtrArray          *atoms);

G_END_DECLS
