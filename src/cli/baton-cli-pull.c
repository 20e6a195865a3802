/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli-remote.h"

#include <glib/gi18n-lib.h>

int
baton_cli_pull (BatonCli  *cli,
                int        argc,
                char     **argv)
{
  static const char * const outcomes[] = { "unchanged", "updated", "merged", "conflict" };
  g_auto (BatonCliRemote) remote = { NULL };
  g_auto (BatonCliWait) wait = { NULL };
  const GOptionEntry entries[] = {
    BATON_CLI_REMOTE_ENTRIES (remote),
    { NULL },
  };
  g_autoptr (BatonPullResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int code;

  if (!baton_cli_parse (cli, &argc, &argv, entries, "", _("Fetches the server's last revision and merges it into the draft, in one step that can be undone."),
                        "  batonctl pull", 0, 0))
    return BATON_EXIT_USAGE;
  if (!baton_cli_open_workspace (cli, BATON_OPEN_EDIT))
    return BATON_EXIT_FILE;
  code = baton_cli_remote_connect (cli, &remote);
  if (code != BATON_EXIT_DONE)
    return code;

  baton_cli_progress (_("Pulling…"));
  baton_cli_wait_init (&wait);
  baton_sync_pull_async (remote.remote, cli->workspace, NULL, baton_cli_remote_done, &wait);
  result = baton_sync_pull_finish (baton_cli_wait_run (&wait), &error);
  baton_cli_progress (NULL);
  if (result == NULL)
    return baton_cli_remote_fail (&remote, error);
  code = baton_cli_remote_remember (cli, &remote);
  if (code != BATON_EXIT_DONE)
    return code;
  if (!baton_cli_flush (cli))
    return BATON_EXIT_FILE;
  if (cli->json)
    {
      g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
      g_autoptr (BatonValue) value = NULL;

      baton_value_builder_open_object (builder);
      baton_value_builder_set_string (builder, "outcome", outcomes[result->outcome]);
      baton_value_builder_set_integer (builder, "revision", result->revision->number);
      if (result->went_back_from != 0)
        baton_value_builder_set_integer (builder, "went-back-from", result->went_back_from);
      value = baton_value_builder_finish (builder);
      baton_cli_print_json (value);
    }
  if (result->went_back_from != 0 && !cli->json)
    /* Translators: both are numbers */
    baton_cli_say (result->outcome == BATON_PULL_CONFLICT
                     ? _("The server was set back to revision %1$ld; you had revision %2$ld. To keep what came after it, export the program before you settle this, and import it then.")
                     : _("The server was set back to revision %1$ld; you had revision %2$ld, and the draft follows. To keep what came after it: undo, export the program, pull, and import it again."),
                   (long) result->revision->number, (long) result->went_back_from);
  switch (result->outcome)
    {
    case BATON_PULL_CONFLICT:
      return baton_cli_fail (BATON_EXIT_REFUSED, _("You and the server changed the same things. Nothing was touched; settle them in the console."));
    case BATON_PULL_UNCHANGED:
      if (!cli->json && result->revision->number == 0)
        baton_cli_say (_("%s holds no revision yet. A push makes the first one."), remote.server);
      else if (!cli->json)
        baton_cli_say (_("Nothing new: revision %ld."), (long) result->revision->number);
      return BATON_EXIT_DONE;
    case BATON_PULL_UPDATED:
    case BATON_PULL_MERGED:
    default:
      if (!cli->json)
        baton_cli_say (result->outcome == BATON_PULL_MERGED ? _("Merged revision %ld with your changes.") : _("Now at revision %ld."), (long) result->revision->number);
      return BATON_EXIT_DONE;
    }
}
