/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One sentence for each problem: what is wrong and what to do.
 */
#pragma once

#include "model/baton-json.h"
#include "model/baton-problem.h"
#include "words/baton-words.h"

G_BEGIN_DECLS

/* "This needs a value." Without the place. (transfer full) */
char *baton_words_problem       (const BatonNames   *names,
                                 const BatonProblem *problem);
/* Where: "Activity “Blog post”, Tier points, row 2", or of a file "line 3, column 7". "" where it concerns everything. (transfer full) */
char *baton_words_problem_place (const BatonNames   *names,
                                 const BatonProblem *problem);
/* Both: "Activity “Blog post”, Tier points: this needs a value." (transfer full) */
char *baton_words_problem_line  (const BatonNames   *names,
                                 const BatonProblem *problem);
/* A failure of the scanner alone: "Line 3, column 7: …". (transfer full) */
char *baton_words_json_error    (const BatonJsonError *error);
/* What the mend of such a problem does, for a button: "Swap the Days". Borrowed, for ever. */
const char *baton_words_mend (BatonProblemCode code);
const char *baton_words_severity (BatonSeverity severity);

G_END_DECLS
