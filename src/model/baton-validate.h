/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Checks a program against the schema table and against every rule that needs no history. Pure: no clock, no file.
 * The same code runs in console, batonctl and server.
 */
#pragma once

#include "model/baton-problem.h"
#include "model/baton-program.h"

G_BEGIN_DECLS

/* The shape of one entity's values, each against its field's entry; nothing of other entities is asked. Appends to *problems*. */
void       baton_validate_shape   (const BatonEntity  *entity,
                                   GPtrArray          *problems);
/* Everything: shapes, references, cycles and meaning. (transfer full) of BatonProblem, sorted worst first. */
GPtrArray *baton_validate_program (const BatonProgram *program);

/* Reads a program from outside, all or nothing: the scanner, the frame, every shape, references. NULL when there are
 * errors, which are appended to *problems* with line, column and path where the file names them. Warnings do not keep a
 * program from being read. Older schema numbers are upgraded. (transfer full) */
BatonProgram *baton_program_parse (const char         *data,
                                   gsize               length,
                                   GPtrArray          *problems);

G_END_DECLS
