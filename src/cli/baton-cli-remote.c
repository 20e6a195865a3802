/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli-remote.h"

#include "sync/baton-token-store.h"
#include "words/baton-words-error.h"
#include "words/baton-words-problem.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SETTING_SERVER "sync.server"

void
baton_cli_remote_clear (BatonCliRemote *remote)
{
  g_clear_pointer (&remote->server, g_free);
  g_clear_pointer (&remote->token_file, g_free);
  g_clear_pointer (&remote->workspace, g_free);
  g_clear_object (&remote->remote);
}

int
baton_cli_remote_connect (BatonCli       *cli,
                          BatonCliRemote *remote)
{
  g_autoptr (GError) error = NULL;
  char *token = NULL;

  remote->workspace = g_strdup (cli->workspace_path);
  if (remote->server == NULL && cli->workspace != NULL)
    remote->server = g_strdup (baton_workspace_get_setting (cli->workspace, SETTING_SERVER));
  if (remote->server == NULL)
    remote->server = g_strdup (g_getenv ("BATON_SERVER"));
  if (remote->server == NULL)
    return baton_cli_fail (BATON_EXIT_USAGE, _("Which server? Name it with --server; it is remembered from then on."));

  if (remote->token_file != NULL)
    {
      g_autofree char *contents = NULL;

      if (!g_file_get_contents (remote->token_file, &contents, NULL, &error))
        return baton_cli_fail (BATON_EXIT_FILE, "%s", error->message);
      token = g_strdup (g_strstrip (contents));
    }
  else
    {
      token = baton_token_store_lookup (remote->server, NULL, &error);
      if (error != NULL)
        return baton_cli_fail (BATON_EXIT_FILE, "%s", error->message);
    }
  remote->remote = baton_remote_new (remote->server, token, &error);
  baton_token_free (token);
  if (remote->remote == NULL)
    return baton_cli_remote_fail (remote, error);
  return BATON_EXIT_DONE;
}

int
baton_cli_remote_remember (BatonCli       *cli,
                           BatonCliRemote *remote)
{
  g_autoptr (GError) error = NULL;

  if (!baton_workspace_is_read_only (cli->workspace) && !baton_workspace_set_setting (cli->workspace, SETTING_SERVER, remote->server, &error))
    return baton_cli_fail_error (cli->workspace_path, error);
  return BATON_EXIT_DONE;
}

gboolean
baton_cli_check_message (const char *message)
{
  for (const char *at = message; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    if (*at != '\n' && *at != '\t' && g_unichar_iscntrl (g_utf8_get_char (at)))
      {
        baton_cli_fail (BATON_EXIT_USAGE, _("The message holds a character that controls a terminal. Leave it out."));
        return FALSE;
      }
  if (message == NULL || g_utf8_strlen (message, -1) <= BATON_REMOTE_MAX_MESSAGE)
    return TRUE;
  baton_cli_fail (BATON_EXIT_USAGE, _("The message has %ld characters; a server takes at most %d. Shorten it."), g_utf8_strlen (message, -1), BATON_REMOTE_MAX_MESSAGE);
  return FALSE;
}

void
baton_cli_wait_init (BatonCliWait *wait)
{
  wait->loop = g_main_loop_new (NULL, FALSE);
  wait->result = NULL;
}

void
baton_cli_remote_done (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  BatonCliWait *wait = user_data;

  wait->result = g_object_ref (result);
  g_main_loop_quit (wait->loop);
}

GAsyncResult *
baton_cli_wait_run (BatonCliWait *wait)
{
  if (wait->result == NULL)
    g_main_loop_run (wait->loop);
  return wait->result;
}

void
baton_cli_wait_clear (BatonCliWait *wait)
{
  g_clear_object (&wait->result);
  g_clear_pointer (&wait->loop, g_main_loop_unref);
}

int
baton_cli_remote_fail (BatonCliRemote *remote,
                       const GError   *error)
{
  g_autofree char *sentence = NULL;
  BatonExit code;

  if (error->domain == BATON_STORE_ERROR && remote->workspace != NULL)
    return baton_cli_fail_error (remote->workspace, error);
  if (error->domain != BATON_REMOTE_ERROR)
    return baton_cli_fail_error (remote->server, error);
  sentence = baton_words_error (baton_remote_error_get_name (error->code), remote->server, error->message);
  switch (error->code)
    {
    case BATON_REMOTE_ERROR_UNREACHABLE:
    case BATON_REMOTE_ERROR_BUSY:
    case BATON_REMOTE_ERROR_TLS:
      code = BATON_EXIT_UNREACHABLE;
      break;
    case BATON_REMOTE_ERROR_ADDRESS:
      code = BATON_EXIT_USAGE;
      break;
    case BATON_REMOTE_ERROR_NOT_FOUND:
      code = BATON_EXIT_NOT_FOUND;
      break;
    default:
      code = BATON_EXIT_REFUSED;
      break;
    }
  return baton_cli_fail (code, "%s", sentence);
}

int
baton_cli_remote_report (BatonCli              *cli,
                         BatonCliRemote        *remote,
                         const BatonPushResult *result)
{
  g_autofree char *person = NULL;

  if (cli->json)
    {
      static const char * const outcomes[] = { "done", "moved", "invalid" };
      g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
      g_autoptr (BatonValue) value = NULL;

      baton_value_builder_open_object (builder);
      baton_value_builder_set_string (builder, "outcome", outcomes[result->outcome]);
      if (result->revision != NULL)
        {
          baton_value_builder_set_integer (builder, "revision", result->revision->number);
          baton_value_builder_set_string (builder, "digest", result->revision->digest);
        }
      value = baton_value_builder_finish (builder);
      baton_cli_print_json (value);
    }

  switch (result->outcome)
    {
    case BATON_PUSH_DONE:
      if (!cli->json)
        /* Translators: %1$s is a server, %2$ld a number */
        baton_cli_say (_("%1$s now holds revision %2$ld."), remote->server, (long) result->revision->number);
      return BATON_EXIT_DONE;
    case BATON_PUSH_MOVED:
      person = baton_revision_dup_person (result->revision);
      if (cli->workspace != NULL && baton_revision_is_before (result->revision, baton_workspace_get_base_revision (cli->workspace), baton_workspace_get_base_digest (cli->workspace)))
        /* Translators: both are numbers */
        return baton_cli_fail (BATON_EXIT_REFUSED, _("The server was set back to revision %1$ld; you had revision %2$ld. Export the program, pull, import it again, and push."),
                               (long) result->revision->number, (long) baton_workspace_get_base_revision (cli->workspace));
      if (cli->workspace != NULL && baton_workspace_took_back (cli->workspace, result->revision->number, result->revision->digest))
        /* Translators: %1$ld is a number, %2$s a person */
        return baton_cli_fail (BATON_EXIT_REFUSED, _("The server still has revision %1$ld, by %2$s, which was taken back here by undo. Redo, or pull, look, and push again."),
                               (long) result->revision->number, person);
      return baton_cli_fail (BATON_EXIT_REFUSED, _("%1$s pushed revision %2$ld meanwhile. Pull, look, and push again."), person, (long) result->revision->number);
    case BATON_PUSH_INVALID:
    default:
      for (guint i = 0; i < result->problems->len; i++)
        {
          const BatonProblem *problem = result->problems->pdata[i];
          g_autofree char *line = baton_words_problem_line (cli->workspace != NULL ? baton_cli_get_names (cli) : NULL, problem);

          if (baton_problem_get_severity (problem) == BATON_SEVERITY_ERROR)
            baton_cli_fail (BATON_EXIT_REFUSED, "%s", line);
        }
      return baton_cli_fail (BATON_EXIT_REFUSED, _("%s refused the program because of these problems. Mend them and push again."), remote->server);
    }
}
