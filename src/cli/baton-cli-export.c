/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli.h"

#include "exchange/baton-program-file.h"

#include <glib/gi18n-lib.h>

static GBytes *
load_asset (const char  *sha256,
            gpointer     user_data,
            GError     **error)
{
  return baton_workspace_load_asset (user_data, sha256, error);
}

int
baton_cli_export (BatonCli  *cli,
                  int        argc,
                  char     **argv)
{
  g_autoptr (GError) error = NULL;

  if (!baton_cli_parse (cli, &argc, &argv, NULL, _("[FILE]"), _("Writes the program as a file, its pictures beside it, or without a file to standard output."),
                        "  batonctl export program.json\n"
                        "  batonctl export | sha256sum", 0, 1))
    return BATON_EXIT_USAGE;
  if (!baton_cli_open_workspace (cli, BATON_OPEN_READ))
    return BATON_EXIT_FILE;
  if (argc < 2)
    {
      g_autoptr (BatonValue) value = baton_program_to_value (baton_cli_get_program (cli));

      baton_cli_print_json (value);
      return BATON_EXIT_DONE;
    }
  if (!baton_program_file_write (argv[1], baton_cli_get_program (cli), load_asset, cli->workspace, &error))
    return baton_cli_fail_error (argv[1], error);
  baton_cli_say (_("Wrote %s."), argv[1]);
  return BATON_EXIT_DONE;
}
