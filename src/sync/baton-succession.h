/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What took the place of a term, role or language that was replaced, merged or split. The register lies beside the
 * workspace and is never rewritten: each time it is read, what no longer exists is read as its successors. So one undo,
 * which brings the old thing back, restores the register too, and a register imported later is understood as well.
 */
#pragma once

#include "incentives/baton-history.h"
#include "incentives/baton-register.h"
#include "store/baton-workspace.h"

G_BEGIN_DECLS

/* Notes that *from* is about to be replaced by *to* (ended by NULL, not empty), in place of an earlier note. */
gboolean       baton_succession_note   (BatonWorkspace       *workspace,
                                        const char           *from,
                                        const char * const   *to,
                                        GError              **error);
/* What is replaced in the draft as it is now: id → ids, NULL-terminated, of what stands for it, themselves there. NULL
 * when nothing is. (transfer full); free to go to another thread */
GHashTable    *baton_succession_load   (BatonWorkspace       *workspace);
/* Whether *changes* (of BatonChange) have made or deleted something that a note is about. */
gboolean       baton_succession_concerns (BatonWorkspace     *workspace,
                                          GPtrArray          *changes);
/* *reg* or *history* as *successors* (nullable) has it; another reference to it when nothing changes. (transfer full) */
BatonRegister *baton_succession_apply_register (GHashTable   *successors,
                                                BatonRegister *reg);
BatonHistory  *baton_succession_apply_history  (GHashTable   *successors,
                                                BatonHistory *history);

G_END_DECLS
