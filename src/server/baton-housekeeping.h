/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the server tidies up by itself, on a thread of its own: pictures that were uploaded for a push that never came.
 */
#pragma once

#include "server/baton-archive.h"

G_BEGIN_DECLS

typedef struct _BatonHousekeeping BatonHousekeeping;

typedef void (*BatonHousekeepingLog) (const char *line,
                                      gpointer    user_data);

/* Begins soon after, and again a few times a day. *archive* is borrowed until the end; *log* is called on the thread. */
BatonHousekeeping *baton_housekeeping_start (BatonArchive         *archive,
                                             BatonHousekeepingLog  log,
                                             gpointer              user_data);
/* Ends; waits for what is under way. */
void               baton_housekeeping_stop  (BatonHousekeeping    *housekeeping);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonHousekeeping, baton_housekeeping_stop)

G_END_DECLS
