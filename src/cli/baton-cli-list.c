/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How many ancestors of its own kind stand above it. */
static int
get_depth (const BatonProgram *program,
           const BatonEntity  *entity)
{
  int depth = 0;

  for (const BatonEntity *above = baton_program_lookup (program, baton_entity_get_parent (entity));
       above != NULL && baton_entity_get_kind (above) == baton_entity_get_kind (entity) && depth < 32;
       above = baton_program_lookup (program, baton_entity_get_parent (above)))
    depth++;
  return depth;
}

int
baton_cli_list (BatonCli  *cli,
                int        argc,
                char     **argv)
{
  g_autofree char *below = NULL;
  const GOptionEntry entries[] = {
    { "below", 0, 0, G_OPTION_ARG_STRING, &below, N_("Only what stands directly below this"), N_("THING") },
    { NULL },
  };
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;
  g_autoptr (GPtrArray) list = NULL;
  BatonKind kind;

  if (!baton_cli_parse (cli, &argc, &argv, entries, _("KIND"), _("Lists the things of a kind in their order."),
                        "  batonctl list tier\n"
                        "  batonctl list term --below Regions\n"
                        "  batonctl list activity --json", 1, 1))
    return BATON_EXIT_USAGE;
  kind = baton_cli_find_kind (argv[1]);
  if (kind == BATON_KIND_NONE)
    return BATON_EXIT_USAGE;
  if (!baton_cli_open_workspace (cli, BATON_OPEN_READ))
    return BATON_EXIT_FILE;

  if (below != NULL)
    {
      BatonEntity *parent = baton_cli_find (cli, 0, below);

      if (parent == NULL)
        return BATON_EXIT_NOT_FOUND;
      list = baton_program_list_children (baton_cli_get_program (cli), kind, baton_entity_get_id (parent));
    }
  else
    {
      list = baton_program_list (baton_cli_get_program (cli), kind);
    }

  baton_value_builder_open_array (builder);
  for (guint i = 0; i < list->len; i++)
    {
      const char *id = baton_entity_get_id (list->pdata[i]);

      if (cli->json)
        {
          baton_value_builder_open_object (builder);
          baton_value_builder_set_string (builder, "id", id);
          baton_value_builder_set_string (builder, "name", baton_entity_get_name (list->pdata[i]));
          baton_value_builder_set_string (builder, "parent", baton_entity_get_parent (list->pdata[i]));
          baton_value_builder_close (builder);
        }
      else
        {
          g_autofree char *name = baton_words_name (baton_cli_get_names (cli), id);

          baton_cli_say ("%*s%s  [%s]", 2 * (below == NULL ? get_depth (baton_cli_get_program (cli), list->pdata[i]) : 0), "", name, id);
        }
    }
  value = baton_value_builder_finish (builder);
  if (cli->json)
    baton_cli_print_json (value);
  return BATON_EXIT_DONE;
}
