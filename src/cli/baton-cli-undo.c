/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli.h"
#include "exchange/baton-data-step.h"
#include "words/baton-words-change.h"

#include <glib/gi18n-lib.h>

/* Whether the register has what the step would take away and cannot follow it. An exit code; DONE: it may be turned. */
static int
check_register (BatonCli *cli,
                gboolean  undo)
{
  g_autofree char *folder = baton_data_get_folder (cli->workspace_path);
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (BatonRegister) reg = NULL;
  g_autoptr (BatonHistory) history = NULL;
  g_autoptr (GError) error = NULL;
  BatonEntryInfo info;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR) || !baton_workspace_peek_turn (cli->workspace, undo, &info) ||
      baton_data_step_look (folder, info.sequence, info.time_us, undo) == BATON_DATA_STEP_READY)
    return BATON_EXIT_DONE;
  changes = baton_workspace_load_entry (cli->workspace, info.sequence, &error);
  if (changes == NULL)
    return baton_cli_fail_error (cli->workspace_path, error);
  /* What it brings back was replaced by what goes: the register reads the one as the other. */
  for (guint i = 0; i < changes->len; i++)
    if ((undo ? ((const BatonChange *) changes->pdata[i])->after : ((const BatonChange *) changes->pdata[i])->before) == NULL)
      return BATON_EXIT_DONE;
  for (guint i = 0; i < changes->len; i++)
    {
      const BatonChange *change = changes->pdata[i];
      const BatonEntity *gone = undo ? change->after : change->before;
      guint n;

      if ((undo ? change->before : change->after) != NULL)
        continue;
      if (reg == NULL && !baton_cli_load_data (cli, &reg, &history))
        return BATON_EXIT_FILE;
      n = baton_register_count_uses (reg, baton_entity_get_id (gone)) + baton_history_count_subject (history, baton_entity_get_id (gone));
      if (n > 0)
        /* Translators: %1$s is the name of a thing, %2$u counts organizations, members and events */
        return baton_cli_fail (BATON_EXIT_REFUSED, ngettext ("This would take “%1$s” away, which %2$u organization, member or event needs. Nothing was done.",
                                                             "This would take “%1$s” away, which %2$u organizations, members or events need. Nothing was done.", n),
                               baton_entity_get_name (gone), n);
    }
  return BATON_EXIT_DONE;
}

/* The register follows the step that has been turned, and is on the disk, where it was brought with it. */
static int
turn_register (BatonCli *cli,
               gboolean  undo)
{
  g_autofree char *folder = baton_data_get_folder (cli->workspace_path);
  g_autoptr (GError) error = NULL;
  BatonEntryInfo info;

  if (!baton_workspace_peek_turn (cli->workspace, !undo, &info) ||
      baton_data_step_look (folder, info.sequence, info.time_us, undo) != BATON_DATA_STEP_READY)
    return BATON_EXIT_DONE;
  if (!baton_cli_flush (cli))
    return BATON_EXIT_FILE;
  return baton_data_step_turn (folder, info.sequence, info.time_us, undo, &error) ? BATON_EXIT_DONE : baton_cli_fail_error (folder, error);
}

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
      int code = name != NULL ? check_register (cli, undo) : BATON_EXIT_DONE;

      if (name == NULL)
        break;
      if (code != BATON_EXIT_DONE)
        return baton_cli_flush (cli) ? code : BATON_EXIT_FILE;
      if (!(undo ? baton_workspace_undo (cli->workspace, &error) : baton_workspace_redo (cli->workspace, &error)))
        return baton_cli_fail_error (cli->workspace_path, error);
      code = turn_register (cli, undo);
      if (code != BATON_EXIT_DONE)
        return code;
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
