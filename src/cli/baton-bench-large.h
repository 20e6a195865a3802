/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A program grown large: terms in trees and activities below motions and headings, added to one that is there. The same
 * seed adds the same.
 */
#pragma once

#include "model/baton-program.h"

G_BEGIN_DECLS

void large_program_grow (BatonProgram *program,
                         guint32       seed,
                         guint         n_terms,
                         guint         n_activities);

G_END_DECLS
