/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli.h"

#include "words/baton-words-amount.h"
#include "words/baton-words-change.h"
#include "words/baton-words-incentive.h"
#include "words/baton-words-rule.h"

#include <glib/gi18n-lib.h>

/* What the thing says as one sentence, where it says one. */
static char *
get_sentence (const BatonNames  *names,
              const BatonEntity *entity)
{
  switch (baton_entity_get_kind (entity))
    {
    case BATON_KIND_PUBLISHING_RULE:
      return baton_words_rule (names, entity);
    case BATON_KIND_PROMOTION:
      return baton_words_promotion (names, entity);
    case BATON_KIND_ACTIVITY:
      return baton_words_earning (names, entity);
    case BATON_KIND_BENEFIT:
      return baton_words_benefit (names, entity);
    default:
      return NULL;
    }
}

int
baton_cli_show (BatonCli  *cli,
                int        argc,
                char     **argv)
{
  g_autofree char *kind_name = NULL, *sentence = NULL;
  const GOptionEntry entries[] = {
    { "kind", 'k', 0, G_OPTION_ARG_STRING, &kind_name, N_("Only among things of this kind"), N_("KIND") },
    { NULL },
  };
  const BatonKindInfo *info;
  guint64 kinds = 0;
  BatonEntity *entity;

  if (!baton_cli_parse (cli, &argc, &argv, entries, _("THING"), _("Shows one thing with all its fields. A thing is named by its name or its identifier."),
                        "  batonctl show Superhero\n"
                        "  batonctl show --kind term DACH --json", 1, 1))
    return BATON_EXIT_USAGE;
  if (kind_name != NULL)
    {
      BatonKind kind = baton_cli_find_kind (kind_name);

      if (kind == BATON_KIND_NONE)
        return BATON_EXIT_USAGE;
      kinds = G_GUINT64_CONSTANT (1) << kind;
    }
  if (!baton_cli_open_workspace (cli, BATON_OPEN_READ))
    return BATON_EXIT_FILE;
  entity = baton_cli_find (cli, kinds, argv[1]);
  if (entity == NULL)
    return BATON_EXIT_NOT_FOUND;

  if (cli->json)
    {
      g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
      g_autoptr (BatonValue) body = baton_entity_to_value (entity);
      g_autoptr (BatonValue) value = NULL;

      baton_value_builder_open_object (builder);
      baton_value_builder_set_string (builder, "id", baton_entity_get_id (entity));
      baton_value_builder_set_string (builder, "kind", baton_schema_get_kind (baton_entity_get_kind (entity))->name);
      baton_value_builder_set (builder, "body", body);
      value = baton_value_builder_finish (builder);
      baton_cli_print_json (value);
      return BATON_EXIT_DONE;
    }

  info = baton_schema_get_kind (baton_entity_get_kind (entity));
  sentence = get_sentence (baton_cli_get_names (cli), entity);
  baton_cli_say ("%s “%s”  [%s]", baton_words_kind (baton_entity_get_kind (entity)), baton_entity_get_name (entity), baton_entity_get_id (entity));
  if (sentence != NULL)
    baton_cli_say ("  %s", sentence);
  for (guint i = 0; i < info->n_fields; i++)
    {
      BatonField field = info->first_field + i;
      const BatonValue *value = baton_entity_get (entity, field);
      g_autofree char *shown = NULL;

      if (value == NULL)
        continue;
      shown = baton_words_value (baton_cli_get_names (cli), baton_words_meant_field (baton_cli_get_names (cli), entity, field), value);
      /* Translators: a field of a thing, its stored name and its value */
      baton_cli_say (C_("field", "  %1$s (%2$s): %3$s"), baton_words_field (field), baton_schema_get_field (field)->name, shown);
    }
  return BATON_EXIT_DONE;
}
