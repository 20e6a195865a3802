/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who owns a workspace file: a lock on FILE.lock beside it, held by an open file description. It goes with the process
 * however that ends, two owners in one process exclude each other too, and a copy of the workspace is not locked.
 */
#pragma once

#include "store/baton-store-error.h"

G_BEGIN_DECLS

typedef struct _BatonLock BatonLock;

/* Waits for a moment at most. LOCKED when somebody has it, READ_ONLY when no lock can be made there, else IO. */
BatonLock *baton_lock_take    (const char  *path,
                               GError     **error);
/* Also removes FILE.lock. */
void       baton_lock_release (BatonLock   *lock);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonLock, baton_lock_release)

G_END_DECLS
