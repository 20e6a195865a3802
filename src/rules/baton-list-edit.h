/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of a kind (baton_program_list()) after a small edit, without sorting it anew. Private to this room.
 */
#pragma once

#include "rules/baton-snapshot-private.h"

G_BEGIN_DECLS

/* How many of its own kind each entity of the list stands below. NULL where some hang in the air, and for kinds without a
 * place. (transfer full) */
GByteArray *baton_list_measure (GPtrArray           *list,
                                const BatonProgram  *program);

/* Brings *list*, in which *before* (NULL: none) stands at its old place, into the order of the program in which *after*
 * (NULL: none) stands at its new one, and its *depths* (NULL: not known) with it; since *base* nothing else of the kind came,
 * went or moved, nor what those of the kind stand below. FALSE when the place cannot be told so: ask the program then, list
 * and depths are of no use any more. */
gboolean    baton_list_edit    (GPtrArray           *list,
                                GByteArray          *depths,
                                const BatonSnapshot *base,
                                const BatonProgram  *program,
                                const BatonEntity   *before,
                                BatonEntity         *after);

G_END_DECLS
