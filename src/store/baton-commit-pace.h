/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How fast SQLite alone commits on a disk: the floor beneath every acknowledged edit, for `batonctl bench`.
 */
#pragma once

#include "store/baton-store-error.h"

G_BEGIN_DECLS

/* Commits *n* rows one by one to a new file at *path*, as a workspace does (write-ahead log, every commit synced), and takes the
 * file away again. Fills *times_us* (of *n* elements) with what each took, in microseconds. */
gboolean baton_commit_pace_measure (const char  *path,
                                    guint        n,
                                    gint64      *times_us,
                                    GError     **error);

G_END_DECLS
