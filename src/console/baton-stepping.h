/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The large steps of undo and redo, which a thread works out: what is being done, how far it is, and how to stop it. Stopping does
 * no harm: the thread works on copies, and what it has not handed over has not happened.
 */
#pragma once

#include "store/baton-workspace.h"

G_BEGIN_DECLS

#define BATON_TYPE_STEPPING (baton_stepping_get_type ())
G_DECLARE_FINAL_TYPE (BatonStepping, baton_stepping, BATON, STEPPING, GObject)

/* property sentence (string, nullable): what is being done; NULL while nothing is. *workspace* is not kept. */
BatonStepping *baton_stepping_new          (BatonWorkspace *workspace);
/* One more step, said as *sentence*. Its cancellable, borrowed until the end of it. */
GCancellable  *baton_stepping_begin        (BatonStepping  *self,
                                            const char     *sentence);
/* One step less. */
void           baton_stepping_end          (BatonStepping  *self);
/* The step that was asked for last, borrowed; NULL while nothing is done. */
const char    *baton_stepping_get_sentence (BatonStepping  *self);
/* Of the step under way, 0 to 1. */
double         baton_stepping_get_fraction (BatonStepping  *self);
/* Stops the step under way and those that wait. */
void           baton_stepping_cancel       (BatonStepping  *self);

G_END_DECLS
