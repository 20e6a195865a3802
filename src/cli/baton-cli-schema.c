/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli.h"

#include "exchange/baton-json-schema.h"

#include <glib/gi18n-lib.h>

int
baton_cli_schema (BatonCli  *cli,
                  int        argc,
                  char     **argv)
{
  g_autoptr (BatonValue) schema = NULL;
  g_autofree char *json = NULL;

  if (!baton_cli_parse (cli, &argc, &argv, NULL, _("[FILE]"),
                        _("Writes the shape of program files as JSON Schema 2020-12, for editors and for other programs."),
                        "  batonctl schema program.schema.json", 0, 1))
    return BATON_EXIT_USAGE;
  schema = baton_json_schema_new ();
  if (argc < 2)
    {
      baton_cli_print_json (schema);
      return BATON_EXIT_DONE;
    }
  json = baton_value_to_pretty_json (schema);
  return baton_cli_write (argv[1], json) == BATON_EXIT_DONE ? baton_cli_say_written (cli, argv[1]) : BATON_EXIT_FILE;
}
