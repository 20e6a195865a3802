/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli.h"

#include "sync/baton-register-step.h"
#include "sync/baton-succession.h"
#include "words/baton-words-change.h"
#include "words/baton-words-error.h"
#include "words/baton-words-parse.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Names and messages come from elsewhere, too: of what controls a terminal nothing goes out but line breaks and tabs. */
static void
put_text (FILE       *stream,
          const char *format,
          va_list     arguments)
{
  g_autofree char *given = g_strdup_vprintf (format, arguments), *text = g_utf8_make_valid (given, -1);

  for (guchar *c = (guchar *) text; *c != '\0'; c++)
    {
      gboolean is_long = c[0] == 0xc2 && c[1] >= 0x80 && c[1] < 0xa0;

      if (is_long)
        c[1] = '?';
      if (is_long || *c == 0x7f || (*c < ' ' && *c != '\n' && *c != '\t'))
        *c = '?';
    }
  fputs (text, stream);
  fputc ('\n', stream);
}

void
baton_cli_say (const char *format,
               ...)
{
  va_list arguments;

  va_start (arguments, format);
  put_text (stdout, format, arguments);
  va_end (arguments);
}

int
baton_cli_say_written (BatonCli   *cli,
                       const char *path)
{
  g_autoptr (BatonValueBuilder) builder = NULL;
  g_autoptr (BatonValue) value = NULL;
  g_autofree char *name = NULL;

  /* Where standard output was written to, that is what it shall hold. */
  if (baton_exchange_is_stream (path))
    return BATON_EXIT_DONE;
  if (!cli->json)
    {
      baton_cli_say (_("Wrote %s."), path);
      return BATON_EXIT_DONE;
    }
  builder = baton_value_builder_new ();
  name = g_filename_display_name (path);
  baton_value_builder_open_object (builder);
  baton_value_builder_set_string (builder, "written", name);
  value = baton_value_builder_finish (builder);
  baton_cli_print_json (value);
  return BATON_EXIT_DONE;
}

int
baton_cli_print_page (BatonCli   *cli,
                      const char *html)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;

  if (!cli->json)
    {
      fputs (html, stdout);
      return BATON_EXIT_DONE;
    }
  baton_value_builder_open_object (builder);
  baton_value_builder_set_string (builder, "html", html);
  value = baton_value_builder_finish (builder);
  baton_cli_print_json (value);
  return BATON_EXIT_DONE;
}

int
baton_cli_fail (BatonExit   code,
                const char *format,
                ...)
{
  va_list arguments;

  baton_cli_progress (NULL);
  fflush (stdout);
  fputs ("batonctl: ", stderr);
  va_start (arguments, format);
  put_text (stderr, format, arguments);
  va_end (arguments);
  return code;
}

int
baton_cli_fail_error (const char   *subject,
                      const GError *error)
{
  g_autofree char *sentence = NULL;

  if (error->domain == BATON_STORE_ERROR)
    {
      sentence = baton_words_error (baton_store_error_get_name (error->code), subject, error->message);
      return baton_cli_fail (error->code == BATON_STORE_ERROR_NOT_FOUND && g_strcmp0 (subject, "") == 0 ? BATON_EXIT_NOT_FOUND : BATON_EXIT_FILE, "%s", sentence);
    }
  if (error->domain == BATON_EXCHANGE_ERROR)
    {
      sentence = baton_words_error (baton_exchange_error_get_name (error->code), subject, error->message);
      return baton_cli_fail (error->code == BATON_EXCHANGE_ERROR_INVALID ? BATON_EXIT_PROBLEMS : BATON_EXIT_FILE, "%s", sentence);
    }
  return baton_cli_fail (BATON_EXIT_FILE, "%s: %s", subject, error->message);
}

void
baton_cli_print_json (const BatonValue *value)
{
  g_autofree char *json = baton_value_to_pretty_json (value);

  fputs (json, stdout);
}

void
baton_cli_progress (const char *text)
{
  static gboolean shown;

  if (!isatty (STDERR_FILENO))
    return;
  if (text != NULL)
    fprintf (stderr, "\r\033[K%s", text);
  else if (shown)
    fputs ("\r\033[K", stderr);
  fflush (stderr);
  shown = text != NULL;
}

void
baton_cli_add_day (BatonValueBuilder *builder,
                   const char        *key,
                   BatonDay           day)
{
  g_autofree char *text = day != BATON_DAY_NONE ? baton_day_format (day) : NULL;

  baton_value_builder_set_string (builder, key, text);
}

gboolean
baton_cli_parse (BatonCli           *cli,
                 int                *argc,
                 char             ***argv,
                 const GOptionEntry *entries,
                 const char         *usage,
                 const char         *summary,
                 const char         *examples,
                 int                 least,
                 int                 most)
{
  const GOptionEntry common[] = {
    { "workspace", 'w', 0, G_OPTION_ARG_FILENAME, &cli->workspace_path, N_("The workspace; else $BATON_WORKSPACE, else the only one here"), N_("FILE") },
    { "day", 0, 0, G_OPTION_ARG_STRING, &cli->day, N_("As if it were this day (YYYY-MM-DD)"), N_("DAY") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli->json, N_("Answer in JSON"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_autoptr (GError) error = NULL;
  g_autofree char *description = examples != NULL ? g_strconcat (_("Examples:"), "\n", examples, NULL) : NULL;

  g_option_context_set_summary (context, summary);
  if (description != NULL)
    g_option_context_set_description (context, description);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      baton_cli_fail (BATON_EXIT_USAGE, "%s", error->message);
      return FALSE;
    }
  /* "--" ends the options and is not one of the arguments, wherever it stands. */
  for (int i = 1; i < *argc; i++)
    if (strcmp ((*argv)[i], "--") == 0)
      {
        memmove (*argv + i, *argv + i + 1, sizeof (char *) * (gsize) (*argc - i));
        (*argc)--;
        break;
      }
  if (*argc - 1 < least || (most >= 0 && *argc - 1 > most))
    {
      g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

      baton_cli_fail (BATON_EXIT_USAGE, *argc - 1 < least ? _("Something is missing.") : _("There is something too much: “%s”."),
                      *argc - 1 < least ? "" : (*argv)[most + 1]);
      fputs (help, stderr);
      return FALSE;
    }
  return TRUE;
}

/* The only workspace in the current folder. */
static char *
find_workspace_here (guint *n_found)
{
  g_autoptr (GDir) folder = g_dir_open (".", 0, NULL);
  char *found = NULL;
  const char *name;

  *n_found = 0;
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, BATON_WORKSPACE_SUFFIX))
      {
        (*n_found)++;
        g_free (found);
        found = g_strdup (name);
      }
  return found;
}

gboolean
baton_cli_open_workspace (BatonCli      *cli,
                          BatonOpenMode  mode)
{
  g_autoptr (GError) error = NULL;
  guint n_found;

  if (cli->workspace_path == NULL)
    cli->workspace_path = g_strdup (g_getenv ("BATON_WORKSPACE"));
  if (cli->workspace_path == NULL)
    {
      cli->workspace_path = find_workspace_here (&n_found);
      if (n_found != 1)
        {
          baton_cli_fail (BATON_EXIT_USAGE, n_found == 0 ? _("There is no workspace here. Make one with “batonctl new”, or name it with --workspace.")
                                                         : _("There are several workspaces here. Name one with --workspace."));
          return FALSE;
        }
    }
  cli->workspace = baton_workspace_open (cli->workspace_path, mode, &error);
  /* What only looks may look at a copy. */
  if (cli->workspace == NULL)
    {
      baton_cli_fail_error (cli->workspace_path, error);
      return FALSE;
    }
  baton_workspace_set_actor (cli->workspace, g_get_real_name ());
  if (mode == BATON_OPEN_EDIT && !baton_register_step_settle (cli->workspace, &error))
    {
      baton_cli_fail_error (cli->workspace_path, error);
      return FALSE;
    }
  return TRUE;
}

const BatonProgram *
baton_cli_get_program (BatonCli *cli)
{
  return baton_workspace_get_program (cli->workspace);
}

const BatonNames *
baton_cli_get_names (BatonCli *cli)
{
  static BatonNames names;

  names = (BatonNames) { .program = baton_cli_get_program (cli) };
  return &names;
}

BatonSnapshot *
baton_cli_compile (BatonCli *cli)
{
  return baton_snapshot_new (baton_cli_get_program (cli), baton_workspace_get_generation (cli->workspace));
}

gboolean
baton_cli_flush (BatonCli *cli)
{
  g_autoptr (GError) error = NULL;

  if (baton_workspace_flush (cli->workspace, &error))
    return TRUE;
  baton_cli_fail_error (cli->workspace_path, error);
  return FALSE;
}

gboolean
baton_cli_get_day (BatonCli *cli,
                   BatonDay *day)
{
  BatonEntity *root = cli->workspace != NULL ? baton_program_get_root (baton_cli_get_program (cli)) : NULL;
  const char *zone_name = root != NULL ? baton_entity_get_string (root, BATON_FIELD_PROGRAM_TIME_ZONE) : NULL;
  g_autoptr (GTimeZone) zone = zone_name != NULL ? g_time_zone_new_identifier (zone_name) : NULL;
  g_autoptr (GDateTime) now = NULL;

  if (cli->day != NULL)
    {
      *day = baton_day_parse (cli->day);
      if (*day == BATON_DAY_NONE)
        baton_cli_fail (BATON_EXIT_USAGE, _("“%s” is not a day of the calendar. Write it as year-month-day."), cli->day);
      return *day != BATON_DAY_NONE;
    }
  now = zone != NULL ? g_date_time_new_now (zone) : g_date_time_new_now_utc ();
  *day = baton_day_new (g_date_time_get_year (now), g_date_time_get_month (now), g_date_time_get_day_of_month (now));
  return TRUE;
}

typedef struct
{
  guint64     kinds;
  char       *folded;
  GPtrArray  *names;
} Suggestions;

/* Offers what contains the word that was not found. */
static void
suggest (gpointer data,
         gpointer user_data)
{
  Suggestions *suggestions = user_data;
  g_autofree char *name = NULL;

  if (suggestions->names->len >= 5 ||
      (suggestions->kinds != 0 && (suggestions->kinds & (G_GUINT64_CONSTANT (1) << baton_entity_get_kind (data))) == 0))
    return;
  name = g_utf8_casefold (baton_entity_get_name (data), -1);
  if (strstr (name, suggestions->folded) != NULL && strcmp (baton_entity_get_name (data), baton_entity_get_id (data)) != 0)
    g_ptr_array_add (suggestions->names, g_strdup_printf ("“%s” (%s)", baton_entity_get_name (data), baton_entity_get_id (data)));
}

BatonEntity *
baton_cli_find (BatonCli   *cli,
                guint64     kinds,
                const char *text)
{
  gboolean several;
  g_autofree char *given = g_utf8_make_valid (text, -1);
  BatonEntity *entity = baton_words_find (baton_cli_get_names (cli), kinds, given, &several);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folded = g_utf8_casefold (given, -1);
  Suggestions suggestions = { kinds, folded, names };
  g_autofree char *offered = NULL;

  if (entity != NULL)
    return entity;
  baton_program_foreach (baton_cli_get_program (cli), suggest, &suggestions);
  offered = baton_words_join_or (names);
  if (several)
    baton_cli_fail (BATON_EXIT_NOT_FOUND, _("Several things are called “%1$s”: %2$s."), text, offered);
  else if (names->len > 0)
    baton_cli_fail (BATON_EXIT_NOT_FOUND, _("Nothing is called “%1$s”. Did you mean %2$s?"), text, offered);
  else
    baton_cli_fail (BATON_EXIT_NOT_FOUND, _("Nothing is called “%s”."), text);
  return NULL;
}

BatonKind
baton_cli_find_kind (const char *text)
{
  return baton_cli_find_kind_or (text, "");
}

BatonKind
baton_cli_find_kind_or (const char *text,
                        const char *more)
{
  g_autofree char *given = g_utf8_make_valid (text, -1), *folded = g_utf8_casefold (given, -1);
  g_autoptr (GString) all = g_string_new (more);

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      const BatonKindInfo *info = baton_schema_get_kind (kind);
      g_autofree char *label = g_utf8_casefold (baton_words_kind (kind), -1);
      g_autofree char *plural = g_utf8_casefold (baton_words_kinds (kind), -1);

      if (strcmp (info->name, text) == 0 || strcmp (label, folded) == 0 || strcmp (plural, folded) == 0)
        return kind;
      g_string_append_printf (all, " %s", info->name);
    }
  baton_cli_fail (BATON_EXIT_USAGE, _("There is no kind “%1$s”. The kinds are:%2$s."), text, all->str);
  return BATON_KIND_NONE;
}

int
baton_cli_do_change (BatonCli          *cli,
                     const BatonEntity *before,
                     const BatonEntity *after)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  g_autofree char *name = baton_words_entry_name (baton_cli_get_names (cli), before, after);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (changes, baton_change_new (before, after));
  if (!baton_workspace_apply (cli->workspace, name, changes, &error))
    return baton_cli_fail_error (cli->workspace_path, error);
  if (!baton_cli_flush (cli))
    return BATON_EXIT_FILE;
  if (cli->json)
    {
      g_autoptr (BatonValue) value = after != NULL ? baton_entity_to_value (after) : baton_value_new_boolean (TRUE);

      baton_cli_print_json (value);
    }
  else
    {
      baton_cli_say ("%s", name);
    }
  return BATON_EXIT_DONE;
}

gboolean
baton_cli_load_data (BatonCli       *cli,
                     BatonRegister **reg,
                     BatonHistory  **history)
{
  g_autofree char *folder = baton_data_get_folder (cli->workspace_path);
  g_autoptr (GPtrArray) bad_rows = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  g_autoptr (GError) error = NULL;

  if (baton_data_load (folder, reg, history, bad_rows, &error))
    {
      g_autoptr (GHashTable) successors = baton_succession_load (cli->workspace);
      BatonRegister *as_is = *reg;
      BatonHistory *events = *history;

      *reg = baton_succession_apply_register (successors, as_is);
      *history = baton_succession_apply_history (successors, events);
      baton_register_unref (as_is);
      baton_history_unref (events);
      return TRUE;
    }
  baton_cli_fail_error (folder, error);
  return FALSE;
}

gboolean
baton_cli_check_history (BatonCli     *cli,
                         BatonHistory *history)
{
  g_autofree char *folder = NULL, *sentence = NULL;

  if (!baton_history_is_damaged (history))
    return TRUE;
  folder = baton_data_get_folder (cli->workspace_path);
  sentence = baton_words_error ("damaged", folder, NULL);
  baton_cli_fail (BATON_EXIT_FILE, "%s", sentence);
  return FALSE;
}

GBytes *
baton_cli_load_asset (const char *digest,
                      gpointer    user_data)
{
  BatonCli *cli = user_data;

  return baton_workspace_load_asset (cli->workspace, digest, NULL);
}

int
baton_cli_write (const char *path,
                 const char *text)
{
  g_autoptr (GError) error = NULL;

  if (!baton_exchange_write_derived_file (path, text, strlen (text), &error))
    return baton_cli_fail_error (path, error);
  return BATON_EXIT_DONE;
}
