/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Small random programs in which everything that the rules' language knows occurs: all four words, several terms and
 * repeated dimensions, wrong sides, windows, approvals, named audiences (some missing, some in a circle), ids that name
 * nothing. Dense enough that every outcome is common.
 */
#pragma once

#include "model/baton-program.h"

#define RANDOM_PROGRAM_DAY 20778

BatonProgram *random_program_new  (GRand        *random);
/* One random edit of *program*: an entity added, changed, moved or removed. (transfer full) */
BatonChange  *random_program_edit (BatonProgram *program,
                                   GRand        *random);
