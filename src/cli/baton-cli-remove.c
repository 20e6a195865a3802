/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli.h"

#include "model/baton-references.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *id;
  const char *user;       /* the entity that is being looked at */
  BatonNames  names;
  GPtrArray  *uses;       /* of char *: "Field of “Name”" */
} Uses;

static void
note_reference (const BatonReference *reference,
                gpointer              user_data)
{
  Uses *uses = user_data;
  g_autofree char *name = NULL;

  if (strcmp (reference->id, uses->id) != 0)
    return;
  name = baton_words_quoted_name (&uses->names, uses->user);
  /* Translators: %1$s is a field, %2$s the thing that it belongs to */
  g_ptr_array_add (uses->uses, g_strdup_printf (C_("use of a thing", "%1$s of %2$s"), baton_words_field (reference->field), name));
}

static void
look_at (gpointer data,
         gpointer user_data)
{
  Uses *uses = user_data;

  uses->user = baton_entity_get_id (data);
  baton_entity_foreach_reference (data, note_reference, user_data);
}

static void
print_uses (BatonCli  *cli,
            GPtrArray *uses)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;

  baton_value_builder_open_object (builder);
  baton_value_builder_key (builder, "uses");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < uses->len; i++)
    {
      baton_value_builder_add_string (builder, uses->pdata[i]);
      if (!cli->json)
        baton_cli_say ("  %s", (char *) uses->pdata[i]);
    }
  value = baton_value_builder_finish (builder);
  if (cli->json)
    baton_cli_print_json (value);
}

int
baton_cli_remove (BatonCli  *cli,
                  int        argc,
                  char     **argv)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  BatonEntity *entity;
  Uses uses;

  if (!baton_cli_parse (cli, &argc, &argv, NULL, _("THING"), _("Deletes a thing. What is in use is not deleted; its uses are listed instead."),
                        "  batonctl remove \"Spring promotion\"", 1, 1))
    return BATON_EXIT_USAGE;
  if (!baton_cli_open_workspace (cli, BATON_OPEN_EDIT))
    return BATON_EXIT_FILE;
  entity = baton_cli_find (cli, 0, argv[1]);
  if (entity == NULL)
    return BATON_EXIT_NOT_FOUND;

  uses = (Uses) { baton_entity_get_id (entity), NULL, *baton_cli_get_names (cli), list };
  baton_program_foreach (baton_cli_get_program (cli), look_at, &uses);
  if (list->len > 0)
    {
      print_uses (cli, list);
      return baton_cli_fail (BATON_EXIT_PROBLEMS, ngettext ("“%1$s” is in use in %2$u place. Change that first.",
                                                            "“%1$s” is in use in %2$u places. Change those first.", list->len),
                             baton_entity_get_name (entity), list->len);
    }
  return baton_cli_do_change (cli, entity, NULL);
}
