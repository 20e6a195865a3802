/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A replay of what concerns one organization or member: its own events, and those of everybody whom a rule could join it with. Of a
 * history of millions of rows only these few become records.
 */
#pragma once

#include <gio/gio.h>

#include "incentives/baton-cluster-roots.h"
#include "incentives/baton-replay.h"

G_BEGIN_DECLS

/* What a statement of the organization (or, where that is BATON_INDEX_NONE, of the member) is made of: the same as baton_replay_new()
 * would give for it; of others it tells nothing. Its history is the part that was replayed. Where a promotion's budget is shared by
 * all, a tally finds out first where it ends; what a pending event would be worth then is told as if the budget sufficed until
 * that. NULL with BATON_INCENTIVES_ERROR_OVERFLOW or _CANCELLED. (transfer full) */
BatonReplay *baton_replay_new_one (BatonSnapshot *snapshot,
                                   BatonRegister *reg,
                                   BatonHistory  *history,
                                   BatonDay       through,
                                   guint          organisation,
                                   guint          member,
                                   GCancellable  *cancellable,
                                   GError       **error);
/* The same, of a register and a history of which it is known, or will be, who stands together. (transfer full) */
BatonReplay *baton_replay_new_one_of (BatonSnapshot     *snapshot,
                                      BatonClusterRoots *standing,
                                      BatonDay           through,
                                      guint              organisation,
                                      guint              member,
                                      GCancellable      *cancellable,
                                      GError           **error);

G_END_DECLS
