/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The practice server: a batond of the user's own, a child process on this machine with its state in the user's data folder.
 * It listens on any free port, tells it over a pipe, and ends with the console. The console never links the server. A
 * server holds one program, so each workspace has one of its own; its document owns it.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BATON_TYPE_PRACTICE_SERVER (baton_practice_server_get_type ())
G_DECLARE_FINAL_TYPE (BatonPracticeServer, baton_practice_server, BATON, PRACTICE_SERVER, GObject)

/* With its state in the folder *name* among those of the user's practice servers. Nothing runs before the first start. */
BatonPracticeServer *baton_practice_server_new (const char *name);
/* Starts it, unless it runs, and waits until it listens. The address, "http://127.0.0.1:…", (transfer full). */
void        baton_practice_server_start_async  (BatonPracticeServer  *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
char       *baton_practice_server_start_finish (BatonPracticeServer  *self,
                                                GAsyncResult         *result,
                                                GError              **error);
/* The token that may push there; NULL before it listens. Borrowed. */
const char *baton_practice_server_get_token    (BatonPracticeServer  *self);
/* Who did something there, without what keeps the names of its tokens apart: "maria" for "maria 1795301080331533".
 * The authors on other servers stay as they are. (transfer full) */
char       *baton_practice_server_dup_person   (const char           *author);

G_END_DECLS
