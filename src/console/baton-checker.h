/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The problems of a program that goes on being edited: looked for in a thread, on a program of its own that follows the
 * edits, one search at a time.
 */
#pragma once

#include "model/baton-program.h"

G_BEGIN_DECLS

typedef struct _BatonChecker BatonChecker;

/* Begins with *program* as it is. *found* is called on this thread, with *owner* (borrowed: it frees the checker before it
 * goes), whenever the problems are those of the newest program that was known when the search began. */
BatonChecker *baton_checker_new    (const BatonProgram *program,
                                    void              (*found) (gpointer owner),
                                    gpointer            owner);
void          baton_checker_free   (BatonChecker       *self);
/* What has become of the program: *changes* of BatonChange, in their order. */
void          baton_checker_follow (BatonChecker       *self,
                                    GPtrArray          *changes);
/* Of BatonProblem, worst first; borrowed until *found*. Empty before the first. */
GPtrArray    *baton_checker_get    (BatonChecker       *self);

G_END_DECLS
