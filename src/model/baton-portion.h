/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The portion of a difference that goes, while the rest waits: chosen atom by atom, such that what goes never names what
 * waits. An atom that needs another takes it along; one that is left out keeps back what needs it.
 *
 * An atom needs
 *   - the creation of everything that it makes a thing name, and
 *   - where it deletes a thing, every atom that makes something else cease to name it.
 * Moves that would close a circle without one another go or wait together. What only validation sees (two tiers at the same
 * points) is left to validation, which asks about the program of the portion.
 */
#pragma once

#include "model/baton-diff.h"

G_BEGIN_DECLS

typedef struct _BatonPortion BatonPortion;

/* All of *atoms*, the difference from *before* to *after*. The three are borrowed and must stay as they are.
 * (transfer full) */
BatonPortion *baton_portion_new            (const BatonProgram *before,
                                            const BatonProgram *after,
                                            GPtrArray          *atoms);
void          baton_portion_free           (BatonPortion       *portion);

gboolean      baton_portion_goes           (const BatonPortion *portion,
                                            guint               index);
/* Lets an atom go or wait, and with it what must; returns how many others changed with it. */
guint         baton_portion_set            (BatonPortion       *portion,
                                            guint               index,
                                            gboolean            goes);
/* The same for all of them, at once. */
void          baton_portion_set_all        (BatonPortion       *portion,
                                            gboolean            go);
guint         baton_portion_count_left_out (const BatonPortion *portion);
/* (transfer container): those of the atoms that wait. */
GPtrArray    *baton_portion_list_left_out  (const BatonPortion *portion);

/* *before* with all that goes: what would be pushed. (transfer full) */
BatonProgram *baton_portion_make_program   (const BatonPortion *portion);
/* The same of a copy of *after*, for a thread: takes *atoms* back that wait. */
void          baton_portion_revert_all     (BatonProgram       *program,
                                            GPtrArray          *atoms);

/* What waits, for another difference of later programs: lines that baton_portion_leave_out() understands; "" when nothing
 * does. (transfer full) */
char         *baton_portion_dup_left_out   (const BatonPortion *portion);
/* Lets all wait that *lines* name and that is still a difference, with what needs it. */
void          baton_portion_leave_out      (BatonPortion       *portion,
                                            const char         *lines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonPortion, baton_portion_free)

G_END_DECLS
