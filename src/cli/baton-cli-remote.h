/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the verbs that speak to a server share. sync/ is asynchronous; a verb waits for one answer at a time.
 */
#pragma once

#include "cli/baton-cli.h"
#include "sync/baton-sync.h"

G_BEGIN_DECLS

typedef struct
{
  char        *server;       /* --server; owned */
  char        *token_file;   /* --token-file; owned */
  char        *workspace;    /* for what goes wrong there; owned, nullable */
  BatonRemote *remote;
} BatonCliRemote;

/* The options --server and --token-file, for the verb's own entries: append them and end with { NULL }. */
#define BATON_CLI_REMOTE_ENTRIES(remote_) \
  { "server", 0, 0, G_OPTION_ARG_STRING, &(remote_).server, N_("The server; else the one used last, else $BATON_SERVER"), N_("ADDRESS") }, \
  { "token-file", 0, 0, G_OPTION_ARG_FILENAME, &(remote_).token_file, N_("A file that holds the token; else $BATON_TOKEN, else the keyring"), N_("FILE") }

void          baton_cli_remote_clear    (BatonCliRemote *remote);
/* Finds address and token. An exit code, after having said what is wrong. */
int           baton_cli_remote_connect  (BatonCli       *cli,
                                         BatonCliRemote *remote);
/* Remembers the address in the workspace, once something has answered there. An exit code. */
int           baton_cli_remote_remember (BatonCli       *cli,
                                         BatonCliRemote *remote);
/* Whether a server takes the message (nullable) of a push; FALSE after having said why not. */
gboolean      baton_cli_check_message   (const char     *message);
/* Waits for the one call that was started with baton_cli_remote_done() as callback. */
typedef struct
{
  GMainLoop    *loop;
  GAsyncResult *result;
} BatonCliWait;

void          baton_cli_wait_init       (BatonCliWait   *wait);
/* A GAsyncReadyCallback; *user_data* is the BatonCliWait. */
void          baton_cli_remote_done     (GObject        *source,
                                         GAsyncResult   *result,
                                         gpointer        wait);
/* Runs until then; the result is borrowed until baton_cli_wait_clear(). */
GAsyncResult *baton_cli_wait_run        (BatonCliWait   *wait);
void          baton_cli_wait_clear      (BatonCliWait   *wait);
/* Says what went wrong in words; an exit code. */
int           baton_cli_remote_fail     (BatonCliRemote *remote,
                                         const GError   *error);
/* Says what a push or rollback came to; an exit code. */
int           baton_cli_remote_report   (BatonCli       *cli,
                                         BatonCliRemote *remote,
                                         const BatonPushResult *result);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BatonCliRemote, baton_cli_remote_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BatonCliWait, baton_cli_wait_clear)

G_END_DECLS
