/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A thread in which a test's server runs, on a loop of its own, and what it logged.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _ServerThread ServerThread;

/* Both are called in the thread, with *user_data*: *open* listens and gives the port, *close* ends what it opened. */
typedef guint16 (*ServerThreadOpen)  (ServerThread *self,
                                      gpointer      user_data);
typedef void    (*ServerThreadClose) (gpointer user_data);

/* Returns when *open* has. */
ServerThread *server_thread_start    (ServerThreadOpen    open,
                                      ServerThreadClose   close,
                                      gpointer            user_data);
guint16       server_thread_get_port (const ServerThread *self);
/* From any thread. */
void          server_thread_log      (ServerThread       *self,
                                      const char         *line);
/* Closes, and frees the thread. (transfer full): what was logged in all */
char         *server_thread_stop     (ServerThread       *self);

G_END_DECLS
