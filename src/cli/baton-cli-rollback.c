/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli-remote.h"

#include <glib/gi18n-lib.h>

int
baton_cli_rollback (BatonCli  *cli,
                    int        argc,
                    char     **argv)
{
  g_auto (BatonCliRemote) remote = { NULL };
  g_auto (BatonCliWait) head_wait = { NULL }, wait = { NULL };
  g_autofree char *message = NULL, *etag = NULL, *key = NULL;
  const GOptionEntry entries[] = {
    { "message", 'm', 0, G_OPTION_ARG_STRING, &message, N_("Why, for the history"), N_("TEXT") },
    BATON_CLI_REMOTE_ENTRIES (remote),
    { NULL },
  };
  g_autoptr (BatonRevision) head = NULL;
  g_autoptr (BatonPushResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 number;
  int code;

  if (!baton_cli_parse (cli, &argc, &argv, entries, _("REVISION"), _("Makes an earlier revision the newest one: as a new revision that passes the same checks. Pull afterwards to have it here."),
                        "  batonctl rollback 12 -m \"The new thresholds cost too much\"", 1, 1))
    return BATON_EXIT_USAGE;
  if (!g_ascii_string_to_signed (argv[1], 10, 1, G_MAXINT64, &number, NULL))
    return baton_cli_fail (BATON_EXIT_USAGE, _("“%s” is not the number of a revision."), argv[1]);
  if (!baton_cli_check_message (message))
    return BATON_EXIT_USAGE;
  /* Only to know the server: somebody may have it open. */
  if (!baton_cli_open_workspace (cli, BATON_OPEN_READ))
    return BATON_EXIT_FILE;
  code = baton_cli_remote_connect (cli, &remote);
  if (code != BATON_EXIT_DONE)
    return code;

  baton_cli_wait_init (&head_wait);
  baton_remote_get_head_async (remote.remote, NULL, baton_cli_remote_done, &head_wait);
  head = baton_remote_get_head_finish (remote.remote, baton_cli_wait_run (&head_wait), &error);
  if (head == NULL)
    return baton_cli_remote_fail (&remote, error);

  etag = baton_revision_get_etag (head);
  key = baton_remote_new_key ();
  baton_cli_wait_init (&wait);
  baton_remote_restore_async (remote.remote, number, message != NULL ? message : "", etag, key, NULL, baton_cli_remote_done, &wait);
  result = baton_remote_restore_finish (remote.remote, baton_cli_wait_run (&wait), &error);
  if (result == NULL)
    return baton_cli_remote_fail (&remote, error);
  return baton_cli_remote_report (cli, &remote, result);
}
