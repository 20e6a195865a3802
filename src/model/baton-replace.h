/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Replacing, merging, splitting, ending and deleting: what is in use does not vanish, it is succeeded. Each answers the
 * list of changes, to be made as one entry of the journal, so that one undo restores all.
 */
#pragma once

#include "model/baton-day.h"
#include "model/baton-program.h"
#include "model/baton-uses.h"

G_BEGIN_DECLS

/* A copy in which every reference to *from* names *to* instead: in sets all of them, in lists all of them where *from*
 * stood, where only one can stand the first. Nothing comes twice. NULL when *entity* does not refer to *from*.
 * *to* is ended by NULL and not empty. (transfer full) */
BatonEntity *baton_entity_replace_reference (const BatonEntity  *entity,
                                             const char         *from,
                                             const char * const *to);

/* Replaces *from* by *to*, both there and of one kind: every use is remapped, what stands below *from* moves below *to*
 * behind what is there, and *from* is deleted. This is also how two are merged. NULL when the kinds differ, either is
 * missing, or both are one. (transfer full) of BatonChange */
GPtrArray   *baton_program_replace          (const BatonProgram *program,
                                             const BatonUses    *uses,
                                             const char         *from,
                                             const char         *to);
/* Splits *id* into *parts* (BatonEntity, of its kind, not yet in the program): they are created, every use of *id* is
 * remapped to all of them, what stands below it moves below the first, and *id* is deleted. NULL when a part is of
 * another kind, has an id that is taken, or there is none. (transfer full) of BatonChange */
GPtrArray   *baton_program_split            (const BatonProgram *program,
                                             const BatonUses    *uses,
                                             const char         *id,
                                             GPtrArray          *parts);
/* Ends *id* through a day: it keeps its uses and its past. *successor* (nullable) of the same kind takes its place from
 * then on. NULL when the kind cannot end (has no window), or has no successors but one is given, or when it begins only
 * after *through*. (transfer full) of BatonChange */
GPtrArray   *baton_program_end              (const BatonProgram *program,
                                             const char         *id,
                                             BatonDay            through,
                                             const char         *successor);
/* Deletes *id* when nothing uses it. NULL when something does: baton_uses_list() says what. (transfer full) of
 * BatonChange */
GPtrArray   *baton_program_delete           (const BatonProgram *program,
                                             const BatonUses    *uses,
                                             const char         *id);

G_END_DECLS
