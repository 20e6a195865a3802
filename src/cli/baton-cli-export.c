/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli.h"

#include "cli/baton-cli-table.h"
#include "exchange/baton-program-folder.h"

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
  const BatonProgram *program;
  gboolean written;

  if (!baton_cli_parse (cli, &argc, &argv, NULL, _("[[organisations|members|history|KIND] FILE]"),
                        _("Writes the program as a file or, for a name that ends in “/”, as a folder of files for version control, its pictures beside it; "
                          "or the things of one kind as a spreadsheet (.csv, .tsv or .xlsx). Without a file the program goes to standard output."),
                        "  batonctl export program.json\n"
                        "  batonctl export program/\n"
                        "  batonctl export activity activities.xlsx\n"
                        "  batonctl export | sha256sum", 0, 2))
    return BATON_EXIT_USAGE;
  if (!baton_cli_open_workspace (cli, BATON_OPEN_READ))
    return BATON_EXIT_FILE;
  program = baton_cli_get_program (cli);
  if (argc < 2)
    {
      g_autoptr (BatonValue) value = baton_program_to_value (program);

      baton_cli_print_json (value);
      return BATON_EXIT_DONE;
    }
  if (argc > 2)
    {
      g_autoptr (BatonTable) table = baton_cli_find_table (cli, argv[1]);

      return table != NULL ? baton_cli_export_table (cli, table, argv[2]) : BATON_EXIT_USAGE;
    }
  written = g_str_has_suffix (argv[1], "/") || baton_program_folder_is (argv[1])
              ? baton_program_folder_write (argv[1], program, load_asset, cli->workspace, &error)
              : baton_program_file_write (argv[1], program, load_asset, cli->workspace, &error);
  if (!written)
    return baton_cli_fail_error (argv[1], error);
  return baton_cli_say_written (cli, argv[1]);
}
