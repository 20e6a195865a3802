/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli.h"
#include "sync/baton-register-step.h"
#include "words/baton-words-change.h"

#include <glib/gi18n-lib.h>

/* What the register is asked for, once it is. */
typedef struct
{
  BatonCli      *cli;
  BatonRegister *reg;       /* NULL: not read yet */
  BatonHistory  *history;
  int            code;      /* what was said already */
} Holding;

static guint
count_uses (Holding    *holding,
            const char *id)
{
  if (holding->reg == NULL && !baton_cli_load_data (holding->cli, &holding->reg, &holding->history))
    {
      holding->code = BATON_EXIT_FILE;
      return 1;
    }
  return baton_register_count_uses (holding->reg, id) + baton_history_count_subject (holding->history, id);
}

static gboolean
is_needed (const BatonEntity *entity,
           gpointer           holding)
{
  guint n = count_uses (holding, baton_entity_get_id (entity));

  if (n > 0 && ((Holding *) holding)->code == BATON_EXIT_DONE)
    /* Translators: %1$s is the name of a thing, %2$u counts organizations, members and events */
    ((Holding *) holding)->code = baton_cli_fail (BATON_EXIT_REFUSED, ngettext ("This would take “%1$s” away, which %2$u organization, member or event needs. Nothing was done.",
                                                                                "This would take “%1$s” away, which %2$u organizations, members or events need. Nothing was done.", n),
                                                  baton_entity_get_name (entity), n);
  return n > 0;
}

static gboolean
guard_cb (BatonWorkspace        *workspace,
          const BatonEntryInfo  *entry,
          GPtrArray             *changes,
          gpointer               holding,
          GError               **error)
{
  return baton_register_step_check (workspace, entry, changes, is_needed, holding, error);
}

/* Turns one step, and the register with it. */
static int
turn (BatonCli *cli,
      gboolean  undo)
{
  Holding holding = { .cli = cli, .code = BATON_EXIT_DONE };
  g_autoptr (GError) error = NULL;
  gboolean turned, done;

  baton_workspace_set_turn_guard (cli->workspace, guard_cb, &holding);
  done = undo ? baton_workspace_undo (cli->workspace, &error) : baton_workspace_redo (cli->workspace, &error);
  baton_workspace_set_turn_guard (cli->workspace, NULL, NULL);
  done = done && baton_register_step_follow (cli->workspace, undo, &turned, &error);
  g_clear_pointer (&holding.reg, baton_register_unref);
  g_clear_pointer (&holding.history, baton_history_unref);
  if (done)
    return BATON_EXIT_DONE;
  if (holding.code == BATON_EXIT_DONE)
    return baton_cli_fail_error (cli->workspace_path, error);
  /* What was done before it was done. */
  return baton_cli_flush (cli) ? holding.code : BATON_EXIT_FILE;
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
      int code;

      if (name == NULL)
        break;
      code = turn (cli, undo);
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
