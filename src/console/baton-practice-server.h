/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The practice server: a batond of the user's own, a child process on this machine with its state in the user's data folder.
 * It listens on any free port, tells it over a pipe, and ends with the console. The console never links the server. A
 * server holds one program, so each workspace has one of its own; its document owns it.
 */
#pragma once

#include "sync/baton-remote.h"

G_BEGIN_DECLS

#define BATON_TYPE_PRACTICE_SERVER (baton_practice_server_get_type ())
G_DECLARE_FINAL_TYPE (BatonPracticeServer, baton_practice_server, BATON, PRACTICE_SERVER, GObject)

/* With its state in the folder *name* among those of the user's practice servers. Nothing runs before the first start. */
BatonPracticeServer *baton_practice_server_new (const char *name);
/* Starts it, unless it runs, waits until it listens, and connects to it with a token that may push. (transfer full) */
void         baton_practice_server_connect_async  (BatonPracticeServer  *self,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
BatonRemote *baton_practice_server_connect_finish (BatonPracticeServer  *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);

G_END_DECLS
