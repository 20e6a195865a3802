/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of a push share: a real batond with a folder of its own, a workspace that knows it, and the calls of
 * baton-sync.h as functions that wait.
 */
#pragma once

#include <gio/gio.h>

#include "sync/baton-sync.h"
#include "sync/baton-token-store.h"

G_BEGIN_DECLS

typedef struct
{
  char           *folder;
  char           *state;
  char           *token;
  GSubprocess    *server;
  guint16         port;
  BatonRemote    *remote;      /* straight to the server */
  BatonWorkspace *workspace;
} SyncFixture;

/* Makes a token for *name* in the folder of a server. (transfer full) */
char            *sync_make_token      (const char *state,
                                       const char *role,
                                       const char *name);
/* Starts batond on the port of before, or on any, and waits until it has said where it listens. */
void             sync_start_server    (SyncFixture *fixture);
void             sync_kill_server     (SyncFixture *fixture,
                                       int          signal_number);
BatonRemote     *sync_connect_to      (SyncFixture *fixture,
                                       guint16      port);
/* In the fixture's folder. (transfer full) */
BatonWorkspace  *sync_make_workspace  (SyncFixture        *fixture,
                                       const char         *name,
                                       const BatonProgram *program);
/* For g_test_add(): a running server, and a workspace with a small program that it does not know yet. */
void             sync_set_up          (SyncFixture   *fixture,
                                       gconstpointer  data);
void             sync_remove_folder   (const char *path);
void             sync_tear_down       (SyncFixture   *fixture,
                                       gconstpointer  data);
/* A callback whose user data is where the result goes, and what waits for it there. */
void             sync_done_cb         (GObject      *source,
                                       GAsyncResult *result,
                                       gpointer      user_data);
void             sync_wait_for        (GAsyncResult **result);
/* As those of baton-sync.h, but they wait. */
BatonPushResult *sync_push            (BatonRemote     *remote,
                                       BatonWorkspace  *workspace,
                                       const char      *message,
                                       GError         **error);
BatonPushResult *sync_resume          (BatonRemote     *remote,
                                       BatonWorkspace  *workspace,
                                       GError         **error);
BatonPullResult *sync_pull            (BatonRemote     *remote,
                                       BatonWorkspace  *workspace,
                                       GError         **error);
/* The number of the server's last revision. */
gint64           sync_count_revisions (SyncFixture *fixture);
void             sync_rename_program  (BatonWorkspace *workspace,
                                       const char     *name);
/* Sets the source of a text of a thing, which is made where it is not there. */
void             sync_set_text        (BatonWorkspace *workspace,
                                       BatonKind       kind,
                                       const char     *id,
                                       BatonField      name,
                                       const char     *source);
/* A few edits of roles and of a persona that names some of them. */
void             sync_edit_roles      (BatonWorkspace *workspace,
                                       GRand          *random,
                                       guint           round);
const char      *sync_program_name    (const BatonProgram *program);
void             sync_assert_pushed   (BatonPushResult *result,
                                       GError          *error,
                                       gint64           number);

G_END_DECLS
