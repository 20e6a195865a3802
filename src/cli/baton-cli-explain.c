/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli.h"

#include "model/baton-locale.h"
#include "words/baton-words-rule.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The action by its stored name or its label. */
static int
find_action (const char *text)
{
  const BatonFieldInfo *field = baton_schema_get_field (BATON_FIELD_PUBLISHING_RULE_ACTIONS);
  g_autofree char *given = g_utf8_make_valid (text, -1), *folded = g_utf8_casefold (given, -1);

  for (int action = 0; action < BATON_N_ACTIONS; action++)
    {
      g_autofree char *label = g_utf8_casefold (baton_words_label (field->choices[action].label), -1);

      if (strcmp (baton_action_get_name (action), text) == 0 || strcmp (label, folded) == 0)
        return action;
    }
  return -1;
}

static void
print_explanation (BatonCli               *cli,
                   const BatonSnapshot    *snapshot,
                   const BatonExplanation *explanation)
{
  GPtrArray *rules = baton_snapshot_list (snapshot, BATON_KIND_PUBLISHING_RULE);
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;
  g_autofree char *text = baton_words_explanation (BATON_NAMES_OF_SNAPSHOT (snapshot), explanation);

  if (!cli->json)
    {
      baton_cli_say ("%s", text);
      return;
    }
  baton_value_builder_open_object (builder);
  baton_value_builder_set_string (builder, "outcome", baton_outcome_get_name (explanation->decision.outcome));
  if (explanation->decision.rule >= 0)
    baton_value_builder_set_string (builder, "rule", baton_entity_get_id (rules->pdata[explanation->decision.rule]));
  baton_value_builder_key (builder, "determining");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < explanation->n_determining; i++)
    baton_value_builder_add_string (builder, baton_entity_get_id (rules->pdata[explanation->determining[i]]));
  baton_value_builder_close (builder);
  baton_value_builder_key (builder, "approvers");
  baton_value_builder_open_array (builder);
  for (guint i = 0; explanation->approvers != NULL && explanation->approvers[i] != NULL; i++)
    baton_value_builder_add_string (builder, explanation->approvers[i]);
  baton_value_builder_close (builder);
  baton_value_builder_key (builder, "nearest");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < explanation->n_nearest; i++)
    baton_value_builder_add_string (builder, baton_entity_get_id (rules->pdata[explanation->nearest[i].rule]));
  baton_value_builder_close (builder);
  baton_value_builder_set_string (builder, "text", text);
  value = baton_value_builder_finish (builder);
  baton_cli_print_json (value);
}

static void
print_why (BatonCli            *cli,
           const BatonSnapshot *snapshot,
           const BatonWhy      *why)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;
  g_autofree char *text = baton_words_why (BATON_NAMES_OF_SNAPSHOT (snapshot), why);

  if (!cli->json)
    {
      baton_cli_say ("%s", text);
      return;
    }
  baton_value_builder_open_object (builder);
  baton_value_builder_set_boolean (builder, "shown", why->shown);
  baton_value_builder_key (builder, "reasons");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < why->reasons->len; i++)
    {
      const BatonWhyReason *reason = why->reasons->pdata[i];

      baton_value_builder_open_object (builder);
      baton_value_builder_set_string (builder, "code", baton_why_code_get_name (reason->code));
      baton_value_builder_set_string (builder, "entity", reason->entity);
      baton_value_builder_set_string (builder, "other", reason->other);
      baton_value_builder_set_string (builder, "rule", reason->rule);
      baton_value_builder_close (builder);
    }
  baton_value_builder_close (builder);
  baton_value_builder_set_string (builder, "text", text);
  value = baton_value_builder_finish (builder);
  baton_cli_print_json (value);
}

/* The tags of content that is only imagined: --tags. NULL after having said what is wrong. */
static BatonTermSet *
make_tags (BatonCli            *cli,
           const BatonSnapshot *snapshot,
           const char          *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, ",;", -1);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (BatonValue) value = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      BatonEntity *term;

      if (*g_strstrip (parts[i]) == '\0')
        continue;
      term = baton_cli_find (cli, BATON_KIND_BIT (TERM), parts[i]);
      if (term == NULL)
        return NULL;
      g_ptr_array_add (ids, (gpointer) baton_entity_get_id (term));
    }
  g_ptr_array_add (ids, NULL);
  value = baton_value_new_strv ((const char * const *) ids->pdata);
  return baton_term_set_new (baton_snapshot_get_taxonomy (snapshot), value);
}

int
baton_cli_explain (BatonCli  *cli,
                   int        argc,
                   char     **argv)
{
  g_autofree char *tags = NULL, *record = NULL, *locale = NULL;
  const GOptionEntry entries[] = {
    { "tags", 't', 0, G_OPTION_ARG_STRING, &tags, N_("Of content with these tags, which need not exist yet"), N_("TERMS") },
    { "record", 'r', 0, G_OPTION_ARG_STRING, &record, N_("Beside this sample record"), N_("RECORD") },
    { "locale", 'l', 0, G_OPTION_ARG_STRING, &locale, N_("In this language"), N_("TAG") },
    { NULL },
  };
  g_autoptr (BatonSnapshot) snapshot = NULL;
  g_autoptr (BatonProfile) profile = NULL;
  BatonEntity *persona, *thing = NULL, *beside = NULL;
  BatonDay day;
  int action = -1;

  if (!baton_cli_parse (cli, &argc, &argv, entries, _("PERSONA [ACTION] [THING]"),
                        _("Says why a persona may or may not do something to a content, or, without an action, why they see or do not see a thing."),
                        "  batonctl explain \"Technical blogger\" create --tags \"Technical Blog, DACH\"\n"
                        "  batonctl explain Influencer view \"Battle card\"\n"
                        "  batonctl explain Influencer \"Learning Hub\"", 2, 3))
    return BATON_EXIT_USAGE;
  if (argc == 4 || tags != NULL)
    {
      action = find_action (argv[2]);
      if (action < 0)
        return baton_cli_fail (BATON_EXIT_USAGE, _("“%s” is not something that can be done to content."), argv[2]);
    }
  if (action >= 0 && (argc == 4) == (tags != NULL))
    return baton_cli_fail (BATON_EXIT_USAGE, _("Name a content, or the tags of one."));
  if (!baton_cli_open_workspace (cli, BATON_OPEN_READ))
    return BATON_EXIT_FILE;
  if (!baton_cli_get_day (cli, &day))
    return BATON_EXIT_USAGE;
  persona = baton_cli_find (cli, BATON_KIND_BIT (PERSONA), argv[1]);
  if (persona == NULL || (tags == NULL && (thing = baton_cli_find (cli, action >= 0 ? BATON_KIND_BIT (CONTENT) : 0, argv[argc - 1])) == NULL) ||
      (record != NULL && (beside = baton_cli_find (cli, BATON_KIND_BIT (RECORD), record)) == NULL))
    return BATON_EXIT_NOT_FOUND;

  snapshot = baton_cli_compile (cli);
  profile = baton_profile_new_for_persona (snapshot, baton_entity_get_id (persona), day);
  if (beside != NULL)
    {
      BatonProfile *with_record = baton_profile_with_record_id (profile, snapshot, baton_entity_get_id (beside));

      baton_profile_unref (profile);
      profile = with_record;
    }
  if (action >= 0)
    {
      g_autoptr (BatonTermSet) set = tags != NULL ? make_tags (cli, snapshot, tags) : NULL;
      g_autoptr (BatonExplanation) explanation = NULL;

      if (tags != NULL && set == NULL)
        return BATON_EXIT_NOT_FOUND;
      explanation = tags != NULL ? baton_explain_tags (snapshot, profile, action, set, day)
                                 : baton_explain (snapshot, profile, action, baton_entity_get_id (thing), day);
      print_explanation (cli, snapshot, explanation);
    }
  else
    {
      BatonPortalRequest request = {
        .persona = baton_entity_get_id (persona),
        .locale = locale,
        .record = beside != NULL ? baton_entity_get_id (beside) : NULL,
        .day = day,
      };
      g_autoptr (BatonWhy) why = baton_portal_why (snapshot, profile, &request, baton_entity_get_id (thing));

      print_why (cli, snapshot, why);
    }
  return BATON_EXIT_DONE;
}
