/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli.h"

#include "model/baton-problem.h"
#include "sync/baton-create.h"
#include "words/baton-words-problem.h"

#include <glib/gi18n-lib.h>

int
baton_cli_new (BatonCli  *cli,
               int        argc,
               char     **argv)
{
  g_autofree char *sample = NULL, *template = NULL, *from = NULL, *name = NULL, *source = NULL;
  const GOptionEntry entries[] = {
    { "sample", 0, 0, G_OPTION_ARG_STRING, &sample, N_("A sample program with register and history: influencer"), N_("NAME") },
    { "template", 0, 0, G_OPTION_ARG_STRING, &template, N_("A template to start from: empty, reseller, referral"), N_("NAME") },
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &from, N_("A program file"), N_("FILE") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_("What the program is called"), N_("NAME") },
    { NULL },
  };
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (GError) error = NULL;
  const char *path;

  if (!baton_cli_parse (cli, &argc, &argv, entries, _("FILE"), _("Makes a workspace. Without a source it starts from the empty template."),
                        "  batonctl new partners.baton --sample influencer\n"
                        "  batonctl new resellers.baton --template reseller --name \"Nordwind Partner Program\"\n"
                        "  batonctl new copy.baton --from program.json", 1, 1))
    return BATON_EXIT_USAGE;
  if ((sample != NULL) + (template != NULL) + (from != NULL) > 1)
    return baton_cli_fail (BATON_EXIT_USAGE, _("Choose one of --sample, --template and --from."));

  path = argv[1];
  source = from != NULL ? g_strdup (from) : baton_sample_get_path (sample != NULL ? sample : template != NULL ? template : "empty");
  cli->workspace = baton_create_workspace (path, source, name, from == NULL, problems, &error);
  if (cli->workspace == NULL)
    {
      int code = baton_cli_fail_error (error->domain == BATON_EXCHANGE_ERROR ? source : path, error);

      for (guint i = 0; i < problems->len; i++)
        {
          g_autofree char *line = baton_words_problem_line (NULL, problems->pdata[i]);

          if (baton_problem_get_severity (problems->pdata[i]) == BATON_SEVERITY_ERROR)
            baton_cli_fail (code, "%s", line);
        }
      return code;
    }

  if (cli->json)
    {
      g_autofree char *digest = baton_program_digest (baton_cli_get_program (cli));
      g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
      g_autoptr (BatonValue) value = NULL;

      baton_value_builder_open_object (builder);
      baton_value_builder_set_string (builder, "workspace", path);
      baton_value_builder_set_string (builder, "digest", digest);
      baton_value_builder_set_integer (builder, "entities", baton_program_get_size (baton_cli_get_program (cli)));
      value = baton_value_builder_finish (builder);
      baton_cli_print_json (value);
    }
  else
    {
      BatonEntity *root = baton_program_get_root (baton_cli_get_program (cli));

      /* Translators: %1$s is a file, %2$s the name of the program in it */
      baton_cli_say (_("Made %1$s: %2$s."), path, root != NULL ? baton_entity_get_name (root) : "");
    }
  return BATON_EXIT_DONE;
}
