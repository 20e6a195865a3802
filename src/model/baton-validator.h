/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Validation that follows edits: the problems after each are those of a full run, at the cost of what the edit touches.
 * A check is asked again when something changed that it looked at, which is noted while it looks.
 */
#pragma once

#include "model/baton-problem.h"
#include "model/baton-program.h"

G_BEGIN_DECLS

typedef struct _BatonValidator BatonValidator;

/* Checks all of *program*, which is borrowed: every later change of it must be told. (transfer full) */
BatonValidator *baton_validator_new           (const BatonProgram *program);
void            baton_validator_free          (BatonValidator     *validator);
/* *changes* (of BatonChange) have been made to the program, all of them and no others since the last call. A change of
 * the program's languages checks everything again. */
void            baton_validator_apply         (BatonValidator     *validator,
                                               GPtrArray          *changes);
/* All problems, worst first, as baton_validate_program() gives them. Borrowed, valid until the next change. */
GPtrArray      *baton_validator_get_problems  (BatonValidator     *validator);
/* All problems of a moment, in one list that stays as it is while the validator goes on, and after its end. Making one
 * costs little however many there are: the problems are not referenced one by one. For one thread at a time. */
typedef struct _BatonProblemList BatonProblemList;

/* The problems as baton_validator_get_problems() has them. (transfer full) */
BatonProblemList *baton_validator_dup_list    (BatonValidator     *validator);
/* Borrowed as long as the list, as is each problem. */
GPtrArray      *baton_problem_list_get        (BatonProblemList   *list);
void            baton_problem_list_free       (BatonProblemList   *list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonProblemList, baton_problem_list_free)

/* Those of one entity, in no order; without what only shows over several. (transfer container) of borrowed. */
GPtrArray      *baton_validator_list_entity   (BatonValidator     *validator,
                                               const char         *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonValidator, baton_validator_free)

G_END_DECLS
