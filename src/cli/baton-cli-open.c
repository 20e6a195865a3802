/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli.h"

#include "model/baton-validate.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

int
baton_cli_open (BatonCli  *cli,
                int        argc,
                char     **argv)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;
  g_autoptr (BatonRegister) reg = NULL;
  g_autoptr (BatonHistory) history = NULL;
  const BatonProgram *program;
  BatonEntity *root;
  guint by_severity[3] = { 0 };

  if (!baton_cli_parse (cli, &argc, &argv, NULL, _("[FILE]"), _("Says what a workspace holds and what needs attention."),
                        "  batonctl open partners.baton", 0, 1))
    return BATON_EXIT_USAGE;
  if (argc > 1)
    {
      g_free (cli->workspace_path);
      cli->workspace_path = g_strdup (argv[1]);
    }
  if (!baton_cli_open_workspace (cli, BATON_OPEN_READ) || !baton_cli_load_data (cli, &reg, &history))
    return BATON_EXIT_FILE;

  program = baton_cli_get_program (cli);
  root = baton_program_get_root (program);
  problems = baton_validate_program (program);
  for (guint i = 0; i < problems->len; i++)
    by_severity[baton_problem_get_severity (problems->pdata[i])]++;

  baton_value_builder_open_object (builder);
  baton_value_builder_set_string (builder, "program", root != NULL ? baton_entity_get_name (root) : NULL);
  baton_value_builder_set_integer (builder, "base-revision", baton_workspace_get_base_revision (cli->workspace));
  baton_value_builder_set_integer (builder, "changes", baton_workspace_count_changes (cli->workspace));
  baton_value_builder_set_integer (builder, "errors", by_severity[BATON_SEVERITY_ERROR]);
  baton_value_builder_set_integer (builder, "warnings", by_severity[BATON_SEVERITY_WARNING]);
  baton_value_builder_set_integer (builder, "hints", by_severity[BATON_SEVERITY_HINT]);
  baton_value_builder_set_integer (builder, "organisations", baton_register_get_n_organisations (reg));
  baton_value_builder_set_integer (builder, "members", baton_register_get_n_members (reg));
  baton_value_builder_set_integer (builder, "events", baton_history_get_n_events (history));
  baton_value_builder_key (builder, "kinds");
  baton_value_builder_open_object (builder);

  if (!cli->json)
    baton_cli_say ("%s", root != NULL ? baton_entity_get_name (root) : _("A program without a name"));
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) list = baton_program_list (program, kind);

      if (list->len == 0)
        continue;
      baton_value_builder_set_integer (builder, baton_schema_get_kind (kind)->name, list->len);
      if (!cli->json)
        baton_cli_say ("%6u  %s", list->len, baton_words_kinds (kind));
    }
  value = baton_value_builder_finish (builder);
  if (cli->json)
    {
      baton_cli_print_json (value);
      return BATON_EXIT_DONE;
    }

  baton_cli_say ("%6u  %s", baton_register_get_n_organisations (reg), _("Organizations in the register"));
  baton_cli_say ("%6u  %s", baton_register_get_n_members (reg), _("Members in the register"));
  baton_cli_say ("%6u  %s", baton_history_get_n_events (history), _("Rows in the history"));
  /* Translators: %1$u, %2$u and %3$u count errors, warnings and hints */
  baton_cli_say (_("Problems: %1$u errors, %2$u warnings, %3$u hints (batonctl validate)."),
                 by_severity[BATON_SEVERITY_ERROR], by_severity[BATON_SEVERITY_WARNING], by_severity[BATON_SEVERITY_HINT]);
  if (baton_workspace_get_base_revision (cli->workspace) > 0)
    baton_cli_say (ngettext ("%u change since revision %ld of the server.", "%u changes since revision %ld of the server.", baton_workspace_count_changes (cli->workspace)),
                   baton_workspace_count_changes (cli->workspace), (long) baton_workspace_get_base_revision (cli->workspace));
  return BATON_EXIT_DONE;
}
