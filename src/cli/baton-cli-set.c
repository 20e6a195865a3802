/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli.h"

#include "model/baton-json.h"
#include "model/baton-locale.h"
#include "model/baton-text.h"
#include "model/baton-validate.h"
#include "words/baton-words-amount.h"
#include "words/baton-words-parse.h"
#include "words/baton-words-problem.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The field by its stored name or its label. */
static BatonField
find_field (BatonKind   kind,
            const char *text)
{
  const BatonKindInfo *info = baton_schema_get_kind (kind);
  g_autofree char *given = g_utf8_make_valid (text, -1), *folded = g_utf8_casefold (given, -1);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const BatonFieldInfo *field = baton_schema_get_field (info->first_field + i);
      g_autofree char *label = g_utf8_casefold (baton_words_label (field->label), -1);

      if (strcmp (field->name, text) == 0 || strcmp (label, folded) == 0)
        return info->first_field + i;
      g_string_append_printf (all, " %s", field->name);
    }
  baton_cli_fail (BATON_EXIT_USAGE, _("There is no field “%1$s”. The fields are:%2$s."), text, all->str);
  return BATON_FIELD_NONE;
}

int
baton_cli_set (BatonCli  *cli,
               int        argc,
               char     **argv)
{
  g_autofree char *locale = NULL, *tag = NULL, *culprit = NULL, *normal = NULL;
  gboolean unset = FALSE, as_json = FALSE;
  const GOptionEntry entries[] = {
    { "locale", 'l', 0, G_OPTION_ARG_STRING, &locale, N_("The text in this language"), N_("TAG") },
    { "unset", 0, 0, G_OPTION_ARG_NONE, &unset, N_("Empty the field"), NULL },
    { "value-json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("The value is given in JSON, as a program file has it"), NULL },
    { NULL },
  };
  g_autoptr (BatonValue) value = NULL;
  g_autoptr (BatonEntity) after = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  BatonParseResult result;
  BatonEntity *before;
  BatonField field;

  if (!baton_cli_parse (cli, &argc, &argv, entries, _("THING FIELD [VALUE]"), _("Changes one field of a thing."),
                        "  batonctl set Superhero threshold 120\n"
                        "  batonctl set \"Blog post\" \"Company points\" 15\n"
                        "  batonctl set Legend name Legende --locale de\n"
                        "  batonctl set \"Spring promotion\" window 2027-03-01..2027-03-31\n"
                        "  batonctl set Legend colour --unset", 2, 3))
    return BATON_EXIT_USAGE;
  if ((argc == 4) == unset)
    return baton_cli_fail (BATON_EXIT_USAGE, _("Give a value, or --unset."));
  if (!baton_cli_open_workspace (cli, BATON_OPEN_EDIT))
    return BATON_EXIT_FILE;
  before = baton_cli_find (cli, 0, argv[1]);
  if (before == NULL)
    return BATON_EXIT_NOT_FOUND;
  field = find_field (baton_entity_get_kind (before), argv[2]);
  if (field == BATON_FIELD_NONE)
    return BATON_EXIT_USAGE;

  if (locale != NULL)
    {
      tag = baton_locale_canonicalize (locale);
      if (tag == NULL || (baton_schema_get_field (field)->flags & BATON_FIELD_TRANSLATABLE) == 0)
        return baton_cli_fail (BATON_EXIT_USAGE, tag == NULL ? _("“%s” is not a language.") : _("This field is not translated; leave out “%s”."), locale);
      /* In the form in which all texts are kept; NULL where it is not in UTF-8. */
      normal = unset ? NULL : g_utf8_normalize (argv[3], -1, G_NORMALIZE_NFC);
      if (!unset && normal == NULL)
        {
          g_autofree char *sentence = baton_words_parse_error (BATON_PARSE_NOT_UNDERSTOOD, baton_schema_get_field (field), argv[3]);

          return baton_cli_fail (BATON_EXIT_USAGE, "%s", sentence);
        }
      value = baton_text_with_locale (baton_entity_get (before, field), tag, normal, BATON_TEXT_TRANSLATED);
    }
  else if (as_json && !unset)
    {
      g_auto (BatonJsonError) error = { 0 };

      value = baton_json_parse (argv[3], strlen (argv[3]), &error);
      if (value == NULL)
        {
          g_autofree char *sentence = baton_words_json_error (&error);

          return baton_cli_fail (BATON_EXIT_USAGE, "%s", sentence);
        }
    }
  else if (!unset)
    {
      const BatonFieldInfo *info = baton_words_meant_field (baton_cli_get_names (cli), before, field);

      result = baton_words_parse_value (baton_cli_get_names (cli), info, baton_entity_get (before, field), argv[3], &value, &culprit);
      if (result != BATON_PARSE_OK)
        {
          g_autofree char *sentence = baton_words_parse_error (result, info, culprit);

          return baton_cli_fail (BATON_EXIT_USAGE, "%s", sentence);
        }
    }

  after = baton_entity_with (before, field, value);
  baton_validate_shape (after, problems);
  for (guint i = 0; i < problems->len; i++)
    {
      const BatonProblem *problem = problems->pdata[i];
      g_autofree char *line = NULL;

      if (problem->field != field || baton_problem_get_severity (problem) != BATON_SEVERITY_ERROR)
        continue;
      line = baton_words_problem_line (baton_cli_get_names (cli), problem);
      return baton_cli_fail (BATON_EXIT_USAGE, "%s", line);
    }
  return baton_cli_do_change (cli, before, after);
}
