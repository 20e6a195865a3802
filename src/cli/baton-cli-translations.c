/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli.h"

#include "exchange/baton-translations.h"
#include "model/baton-locale.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_BYTES (64 * 1024 * 1024)

static int
export_translations (BatonCli   *cli,
                     const char *tag,
                     const char *path)
{
  g_autofree char *text = baton_translations_export (baton_cli_get_program (cli), baton_workspace_get_base (cli->workspace), tag, path);

  return baton_cli_write (path, text) == BATON_EXIT_DONE ? baton_cli_say_written (cli, path) : BATON_EXIT_FILE;
}

static void
print_import (BatonCli            *cli,
              const BatonPoImport *import)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;

  baton_value_builder_open_object (builder);
  baton_value_builder_set_integer (builder, "new", import->n_new);
  baton_value_builder_set_integer (builder, "changed", import->n_changed);
  baton_value_builder_set_integer (builder, "same", import->n_same);
  baton_value_builder_set_integer (builder, "empty", import->n_empty);
  baton_value_builder_set_integer (builder, "conflicting", import->n_conflicting);
  baton_value_builder_set_integer (builder, "rejected", import->n_rejected);
  baton_value_builder_set_integer (builder, "stale", import->n_stale);
  baton_value_builder_key (builder, "issues");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < import->issues->len; i++)
    {
      const BatonPoIssue *issue = import->issues->pdata[i];

      baton_value_builder_open_object (builder);
      baton_value_builder_set_integer (builder, "line", issue->line);
      baton_value_builder_set_string (builder, "code", baton_po_issue_code_get_name (issue->code));
      baton_value_builder_set_string (builder, "id", issue->entity);
      baton_value_builder_set_string (builder, "detail", issue->detail);
      baton_value_builder_close (builder);
    }
  value = baton_value_builder_finish (builder);
  baton_cli_print_json (value);
}

static int
import_translations (BatonCli   *cli,
                     const char *tag,
                     const char *path,
                     gboolean    replace_reviewed,
                     gboolean    dry_run)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = baton_exchange_read_file (path, MOST_BYTES, &error);
  g_autoptr (BatonPoImport) import = NULL;
  g_autofree char *language = baton_words_language (tag), *name = g_strdup_printf (_("Import translations into %s"), language);
  const char *data;
  gsize length;

  if (bytes == NULL)
    return baton_cli_fail_error (path, error);
  data = g_bytes_get_data (bytes, &length);
  import = baton_translations_import (baton_cli_get_program (cli), data != NULL ? data : "", length, tag, replace_reviewed);
  if (cli->json)
    print_import (cli, import);
  if (import->refused)
    {
      const BatonPoIssue *issue = import->issues->pdata[0];

      if (issue->code == BATON_PO_OTHER_LANGUAGE)
        return baton_cli_fail (BATON_EXIT_PROBLEMS, _("%1$s is a translation into “%2$s”, not into %3$s. Nothing was taken in."), path, issue->detail, language);
      return baton_cli_fail (BATON_EXIT_PROBLEMS, _("%1$s cannot be read as a translation (line %2$u). Nothing was taken in."), path, issue->line);
    }
  if (!dry_run && import->changes->len > 0)
    {
      if (!baton_workspace_apply (cli->workspace, name, import->changes, &error))
        return baton_cli_fail_error (path, error);
      if (!baton_cli_flush (cli))
        return BATON_EXIT_FILE;
    }
  if (!cli->json)
    baton_cli_say (_("New: %1$u. Changed: %2$u. As they are: %3$u. Differing from reviewed ones: %4$u. Not taken: %5$u. Made from an older source: %6$u."), import->n_new,
                   import->n_changed, import->n_same, import->n_conflicting, import->n_rejected, import->n_stale);
  return import->n_rejected + import->n_conflicting > 0 ? BATON_EXIT_PROBLEMS : BATON_EXIT_DONE;
}

int
baton_cli_translations (BatonCli  *cli,
                        int        argc,
                        char     **argv)
{
  gboolean replace = FALSE, dry_run = FALSE;
  const GOptionEntry entries[] = {
    { "replace-reviewed", 0, 0, G_OPTION_ARG_NONE, &replace, N_("Also take what differs from a reviewed text, to be reviewed again"), NULL },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_run, N_("Say what would happen; change nothing"), NULL },
    { NULL },
  };
  g_autofree char *tag = NULL;

  if (!baton_cli_parse (cli, &argc, &argv, entries, _("export|import LANGUAGE FILE"),
                        _("Writes the texts of the program with their translations for translators, or takes their work in: gettext PO, or XLIFF 2.0 for names that end in .xlf."),
                        "  batonctl translations export de german.po\n"
                        "  batonctl translations import ja japanese.xlf --dry-run", 3, 3))
    return BATON_EXIT_USAGE;
  tag = baton_locale_canonicalize (argv[2]);
  if (tag == NULL || (strcmp (argv[1], "export") != 0 && strcmp (argv[1], "import") != 0))
    return baton_cli_fail (BATON_EXIT_USAGE, tag == NULL ? _("“%s” is not a language. Write its tag, “de” or “pt-BR” for example.") : _("Say export or import instead of “%s”."),
                           tag == NULL ? argv[2] : argv[1]);
  if (!baton_cli_open_workspace (cli, strcmp (argv[1], "export") == 0 || dry_run ? BATON_OPEN_READ : BATON_OPEN_EDIT))
    return BATON_EXIT_FILE;
  return strcmp (argv[1], "export") == 0 ? export_translations (cli, tag, argv[3]) : import_translations (cli, tag, argv[3], replace, dry_run);
}
