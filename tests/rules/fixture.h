/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Programs for the tests of this room, written as {kind: {id: body}} with single quotes for double ones.
 */
#pragma once

#include "model/baton-program.h"
#include "rules/baton-analysis.h"

BatonProgram *fixture_program_new (const char   *text);
/* Adds to or replaces in *program* what *text* says. */
void          fixture_program_add (BatonProgram *program,
                                   const char   *text);
BatonValue   *fixture_value_new   (const char   *text);
/* The first finding of that *code* about *entity*; NULL where there is none. Borrowed. */
BatonFinding *fixture_find        (GPtrArray        *findings,
                                   BatonFindingCode  code,
                                   const char       *entity);
/* Whether the finding is there and *id* is one of its others. */
gboolean      fixture_names       (BatonFinding     *finding,
                                   const char       *id);
