/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli.h"
#include "words/baton-words-change.h"

#include <glib/gi18n-lib.h>

/* Goes *times* steps back or forth, as far as there are any; says each. */
static int
step (BatonCli *cli,
      int       times,
      gboolean  undo)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;
  int done = 0;

  baton_value_builder_open_array (builder);
  for (; done < times; done++)
    {
      g_autofree char *name = g_strdup (undo ? baton_workspace_get_undo_name (cli->workspace) : baton_workspace_get_redo_name (cli->workspace));
      g_autoptr (GError) error = NULL;

      if (name == NULL)
        break;
      if (!(undo ? baton_workspace_undo (cli->workspace, &error) : baton_workspace_redo (cli->workspace, &error)))
        return baton_cli_fail_error (cli->workspace_path, error);
      baton_value_builder_add_string (builder, name);
      if (!cli->json)
        {
          g_autofree char *step = baton_words_step (name);

          baton_cli_say (undo ? _("Undone: %s") : _("Done again: %s"), step);
        }
    }
  if (done == 0)
    return baton_cli_fail (BATON_EXIT_NOT_FOUND, undo ? _("There is nothing to undo.") : _("There is nothing to redo."));
  if (!baton_cli_flush (cli))
    return BATON_EXIT_FILE;
  value = baton_value_builder_finish (builder);
  if (cli->json)
    baton_cli_print_json (value);
  return BATON_EXIT_DONE;
}

static int
run (BatonCli   *cli,
     int         argc,
     char      **argv,
     const char *summary,
     const char *examples,
     gboolean    undo)
{
  gint64 times = 1;

  if (!baton_cli_parse (cli, &argc, &argv, NULL, _("[STEPS]"), summary, examples, 0, 1))
    return BATON_EXIT_USAGE;
  if (argc > 1 && !g_ascii_string_to_signed (argv[1], 10, 1, 100000, &times, NULL))
    return baton_cli_fail (BATON_EXIT_USAGE, _("“%s” is not a number of steps."), argv[1]);
  if (!baton_cli_open_workspace (cli, BATON_OPEN_EDIT))
    return BATON_EXIT_FILE;
  return step (cli, times, undo);
}

int
baton_cli_undo (BatonCli  *cli,
                int        argc,
                char     **argv)
{
  return run (cli, argc, argv, _("Takes the last steps back, those of earlier sessions too."), "  batonctl undo\n  batonctl undo 3", TRUE);
}

int
baton_cli_redo (BatonCli  *cli,
                int        argc,
                char     **argv)
{
  return run (cli, argc, argv, _("Does again what was undone."), "  batonctl redo", FALSE);
}
