/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli.h"

#include "model/baton-validate.h"
#include "words/baton-words-parse.h"
#include "words/baton-words-problem.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Applies one FIELD=VALUE. Takes *entity*, gives the next; NULL after having said what is wrong. */
static BatonEntity *
set_field (BatonCli    *cli,
           BatonEntity *entity,
           const char  *assignment)
{
  g_autoptr (BatonEntity) before = entity;
  g_auto (GStrv) parts = g_strsplit (assignment, "=", 2);
  g_autoptr (BatonValue) value = NULL;
  g_autofree char *culprit = NULL;
  BatonParseResult result;
  BatonField field;

  field = parts[1] != NULL ? baton_schema_find_field (baton_entity_get_kind (before), parts[0]) : BATON_FIELD_NONE;
  if (field == BATON_FIELD_NONE)
    {
      baton_cli_fail (BATON_EXIT_USAGE, _("“%s” is not FIELD=VALUE with a field of this kind."), assignment);
      return NULL;
    }
  result = baton_words_parse_value (baton_cli_get_names (cli), baton_schema_get_field (field), NULL, parts[1], &value, &culprit);
  if (result != BATON_PARSE_OK)
    {
      g_autofree char *sentence = baton_words_parse_error (result, baton_schema_get_field (field), culprit);

      baton_cli_fail (BATON_EXIT_USAGE, "%s", sentence);
      return NULL;
    }
  return baton_entity_with (before, field, value);
}

int
baton_cli_add (BatonCli  *cli,
               int        argc,
               char     **argv)
{
  g_autofree char *name = NULL, *below = NULL, *id = NULL;
  const GOptionEntry entries[] = {
    { "name", 'n', 0, G_OPTION_ARG_STRING, &name, N_("What it is called"), N_("NAME") },
    { "below", 0, 0, G_OPTION_ARG_STRING, &below, N_("What it stands below"), N_("THING") },
    { NULL },
  };
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (BatonEntity) entity = NULL;
  const BatonKindInfo *info;
  BatonKind kind;

  if (!baton_cli_parse (cli, &argc, &argv, entries, _("KIND [FIELD=VALUE…]"), _("Adds a thing at the end of its list."),
                        "  batonctl add term --name Iberia --below EMEA\n"
                        "  batonctl add tier --name Icon --below \"Influencer tiers\" threshold=400\n"
                        "  batonctl add promotion --name \"Double blogs\" effect=multiplier multiplier=200% window=2027-03-01..2027-03-31", 1, -1))
    return BATON_EXIT_USAGE;
  kind = baton_cli_find_kind (argv[1]);
  if (kind == BATON_KIND_NONE)
    return BATON_EXIT_USAGE;
  if (!baton_cli_open_workspace (cli, BATON_OPEN_EDIT))
    return BATON_EXIT_FILE;

  info = baton_schema_get_kind (kind);
  id = baton_id_new (name != NULL ? name : info->name, NULL);
  entity = baton_entity_new (kind, id);
  if (info->place_field != BATON_FIELD_NONE)
    {
      guint64 parents = baton_schema_get_field (info->place_field)->references;
      BatonEntity *parent = below != NULL ? baton_cli_find (cli, parents != 0 ? parents : G_GUINT64_CONSTANT (1) << 63, below) : NULL;
      const char *parent_id = parent != NULL ? baton_entity_get_id (parent) : NULL;
      g_autofree char *position = NULL;
      g_autoptr (BatonEntity) placed = NULL;

      if (below != NULL && parent == NULL)
        return BATON_EXIT_NOT_FOUND;
      position = baton_program_last_position (baton_cli_get_program (cli), kind, parent_id);
      placed = baton_entity_with_place (entity, parent_id, position);
      baton_entity_unref (entity);
      entity = g_steal_pointer (&placed);
    }
  else if (below != NULL)
    {
      return baton_cli_fail (BATON_EXIT_USAGE, _("Things of this kind stand below nothing."));
    }
  if (name != NULL && info->name_field != BATON_FIELD_NONE)
    {
      g_autofree char *assignment = g_strconcat (baton_schema_get_field (info->name_field)->name, "=", name, NULL);

      entity = set_field (cli, g_steal_pointer (&entity), assignment);
    }
  for (int i = 2; i < argc && entity != NULL; i++)
    entity = set_field (cli, g_steal_pointer (&entity), argv[i]);
  if (entity == NULL)
    return BATON_EXIT_USAGE;

  baton_validate_shape (entity, problems);
  for (guint i = 0; i < problems->len; i++)
    if (baton_problem_get_severity (problems->pdata[i]) == BATON_SEVERITY_ERROR)
      {
        g_autofree char *line = baton_words_problem_line (baton_cli_get_names (cli), problems->pdata[i]);

        return baton_cli_fail (BATON_EXIT_USAGE, "%s", line);
      }
  return baton_cli_do_change (cli, NULL, entity);
}
