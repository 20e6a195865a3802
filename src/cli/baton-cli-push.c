/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli-remote.h"

#include <glib/gi18n-lib.h>

int
baton_cli_push (BatonCli  *cli,
                int        argc,
                char     **argv)
{
  g_auto (BatonCliRemote) remote = { NULL };
  g_auto (BatonCliWait) wait = { NULL };
  g_autofree char *message = NULL;
  const GOptionEntry entries[] = {
    { "message", 'm', 0, G_OPTION_ARG_STRING, &message, N_("What the change is, for the history"), N_("TEXT") },
    BATON_CLI_REMOTE_ENTRIES (remote),
    { NULL },
  };
  g_autoptr (BatonPushResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int code;

  if (!baton_cli_parse (cli, &argc, &argv, entries, "", _("Sends the draft to the server, which checks it and takes the whole or nothing. A push whose answer was lost is finished first."),
                        "  batonctl push --server http://127.0.0.1:8177 -m \"Raise Superhero to 120\"", 0, 0))
    return BATON_EXIT_USAGE;
  if (!baton_cli_open_workspace (cli, BATON_OPEN_EDIT))
    return BATON_EXIT_FILE;
  code = baton_cli_remote_connect (cli, &remote);
  if (code != BATON_EXIT_DONE)
    return code;

  baton_cli_progress (_("Pushing…"));
  baton_cli_wait_init (&wait);
  baton_sync_push_async (remote.remote, cli->workspace, message != NULL ? message : "", NULL, baton_cli_remote_done, &wait);
  result = baton_sync_push_finish (baton_cli_wait_run (&wait), &error);
  baton_cli_progress (NULL);
  if (result == NULL)
    return baton_cli_remote_fail (&remote, error);
  if (!baton_cli_flush (cli))
    return BATON_EXIT_FILE;
  return baton_cli_remote_report (cli, &remote, result);
}
