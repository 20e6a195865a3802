/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Letting go of what takes long to take apart: the last reference to the snapshot of a large program costs more than a
 * frame, and the main loop is often the one that holds it.
 */
#pragma once

#include "rules/baton-snapshot.h"

G_BEGIN_DECLS

/* baton_snapshot_unref() and the like, in a thread. NULL does nothing. */
void baton_release (gpointer       data,
                    GDestroyNotify release);

G_END_DECLS
