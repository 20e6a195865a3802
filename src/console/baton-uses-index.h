/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who uses what in a document, kept as it is edited: made in a thread, told of every step, and made anew after one so large
 * that following it would hold the window. It never says what was true before the newest step: while it is being made it says
 * nothing.
 */
#pragma once

#include "incentives/baton-register.h"
#include "model/baton-uses.h"

G_BEGIN_DECLS

typedef struct _BatonUsesIndex BatonUsesIndex;

/* Begins to be made at once. *ready* is called on this thread, with *owner* (borrowed: it frees the index before it goes), each
 * time it has come to be there. */
BatonUsesIndex  *baton_uses_index_new     (const BatonProgram *program,
                                           BatonRegister      *reg,
                                           void              (*ready) (gpointer owner),
                                           gpointer            owner);
void             baton_uses_index_free    (BatonUsesIndex     *self);
/* After a step. *program*, the one it was made with, is as after *changes* (of BatonChange). */
void             baton_uses_index_follow  (BatonUsesIndex     *self,
                                           GPtrArray          *changes);
/* Another register counts from now on. */
void             baton_uses_index_replace (BatonUsesIndex     *self,
                                           BatonRegister      *reg);
/* Where things are used in the program, borrowed until the next step; NULL while it is being made. */
const BatonUses *baton_uses_index_get     (BatonUsesIndex     *self);
/* Whether somebody in the register has, or had on some day, the term, role or language. What a
 * step changes in the program makes no difference to it. */
gboolean         baton_uses_index_is_held (BatonUsesIndex     *self,
                                           const char         *id);
/* The same, made here and now where it is not there, for a step that was asked for; NULL where the program is so large that this
 * would hold the window: then the step has to wait until it has come to be there. */
const BatonUses *baton_uses_index_need    (BatonUsesIndex     *self);

G_END_DECLS
