/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A copy of a thing with all that stands below it, as a page with its blocks.
 */
#pragma once

#include "model/baton-program.h"

G_BEGIN_DECLS

/* Copies *id* behind itself, and what stands below it below the copy; what the copied name of each other, the copies do. Copied content is a
 * draft. *copy* (out): the id of the copy, borrowed from the changes. NULL when there is no *id*. (transfer full) of BatonChange, to be made as one entry */
GPtrArray *baton_program_duplicate (const BatonProgram  *program,
                                    const char          *id,
                                    const char         **copy);

G_END_DECLS
