/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli.h"

#include "exchange/baton-duplicates.h"

#include <glib/gi18n-lib.h>

static const char *
get_name (BatonRegister *reg,
          gboolean       members,
          const char    *id)
{
  guint n, number = members ? baton_register_find_member (reg, id) : baton_register_find_organisation (reg, id);

  return members ? baton_register_list_member_facts (reg, number, &n)[n - 1].name : baton_register_list_organisation_facts (reg, number, &n)[n - 1].name;
}

static void
add_groups (BatonCli          *cli,
            BatonValueBuilder *builder,
            BatonRegister     *reg,
            gboolean           members,
            GPtrArray         *groups)
{
  baton_value_builder_key (builder, members ? "members" : "organisations");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < groups->len; i++)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *line = NULL;

      baton_value_builder_open_array (builder);
      for (const char **id = groups->pdata[i]; *id != NULL; id++)
        {
          baton_value_builder_open_object (builder);
          baton_value_builder_set_string (builder, "id", *id);
          baton_value_builder_set_string (builder, "name", get_name (reg, members, *id));
          baton_value_builder_close (builder);
          g_ptr_array_add (names, g_strdup_printf ("“%s” [%s]", get_name (reg, members, *id), *id));
        }
      baton_value_builder_close (builder);
      line = baton_words_join_and (names);
      if (!cli->json)
        baton_cli_say ("  %s", line);
    }
  baton_value_builder_close (builder);
}

int
baton_cli_duplicates (BatonCli  *cli,
                      int        argc,
                      char     **argv)
{
  g_autoptr (BatonRegister) reg = NULL;
  g_autoptr (BatonHistory) history = NULL;
  g_autoptr (GPtrArray) organisations = NULL, members = NULL;
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;

  if (!baton_cli_parse (cli, &argc, &argv, NULL, NULL,
                        _("Lists organizations and members of the register whose names differ only in case, accents, punctuation or the form of the company."), NULL, 0, 0))
    return BATON_EXIT_USAGE;
  if (!baton_cli_open_workspace (cli, BATON_OPEN_READ) || !baton_cli_load_data (cli, &reg, &history))
    return BATON_EXIT_FILE;
  organisations = baton_duplicates_list_organisations (reg);
  members = baton_duplicates_list_members (reg);
  if (!cli->json)
    baton_cli_say (organisations->len + members->len > 0 ? _("These may be the same:") : _("No two in the register look the same."));
  baton_value_builder_open_object (builder);
  add_groups (cli, builder, reg, FALSE, organisations);
  add_groups (cli, builder, reg, TRUE, members);
  value = baton_value_builder_finish (builder);
  if (cli->json)
    baton_cli_print_json (value);
  return BATON_EXIT_DONE;
}
