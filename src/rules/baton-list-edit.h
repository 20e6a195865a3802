/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of a kind (baton_program_list()) after a small edit, without sorting it anew. Private to this room.
 */
#pragma once

#include "model/baton-program.h"

G_BEGIN_DECLS

/* Brings *list*, in which *before* (NULL: none) stands at its old place, into the order of the program in which *after*
 * (NULL: none) stands at its new one; nothing else came, went or moved. FALSE when the place cannot be told from the list
 * alone: ask the program then, *list* is of no use any more. */
gboolean baton_list_edit (GPtrArray          *list,
                          const BatonProgram *program,
                          const BatonEntity  *before,
                          BatonEntity        *after);

G_END_DECLS
