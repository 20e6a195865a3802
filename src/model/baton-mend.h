/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mends: for problems with one obvious cure, the changes that make it, to be made as one entry of the journal. A mend
 * never guesses at meaning and never widens who sees or earns something.
 */
#pragma once

#include "model/baton-problem.h"
#include "model/baton-program.h"

G_BEGIN_DECLS

/* Whether problems of this kind can have a mend at all. */
gboolean   baton_problem_code_has_mend (BatonProblemCode    code);
/* The changes that mend *problem*, found in *program* as it is now; NULL when this one has none. *random* (nullable)
 * makes the ids of what is created. (transfer full) of BatonChange */
GPtrArray *baton_mend_list_changes     (const BatonProgram *program,
                                        const BatonProblem *problem,
                                        GRand              *random);

G_END_DECLS
