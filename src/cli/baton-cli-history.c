/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli-remote.h"

#include <glib/gi18n-lib.h>

/* On one line, whatever it holds. */
static char *
flatten (const char *text)
{
  return g_strdelimit (g_strdup (text), "\n\t", ' ');
}

/* A moment as the user's locale and time zone have it. */
static char *
format_time (gint64 time_us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  /* Translators: day and time of a step, see g_date_time_format() */
  return local != NULL ? g_date_time_format (local, C_("day and time", "%Y-%m-%d %H:%M")) : g_strdup ("");
}

static int
list_journal (BatonCli *cli)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;
  BatonEntryInfo entry;

  baton_value_builder_open_array (builder);
  for (guint i = 0; baton_workspace_get_entry (cli->workspace, i, &entry); i++)
    {
      g_autofree char *time = format_time (entry.time_us);

      if (!cli->json)
        {
          g_autofree char *name = flatten (entry.name);

          baton_cli_say ("%s  %s%s%s", time, entry.undone ? _("(undone) ") : "", name, entry.kind == BATON_ENTRY_PUSH ? _(" (pushed)") : "");
          continue;
        }
      baton_value_builder_open_object (builder);
      baton_value_builder_set_string (builder, "name", entry.name);
      baton_value_builder_set_string (builder, "actor", entry.actor);
      baton_value_builder_set_integer (builder, "time", entry.time_us);
      baton_value_builder_set_boolean (builder, "undone", entry.undone);
      baton_value_builder_close (builder);
    }
  value = baton_value_builder_finish (builder);
  if (cli->json)
    baton_cli_print_json (value);
  return BATON_EXIT_DONE;
}

static int
list_revisions (BatonCli       *cli,
                BatonCliRemote *remote)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;
  gint64 before = 0;

  baton_value_builder_open_array (builder);
  for (;;)
    {
      g_auto (BatonCliWait) wait = { NULL };
      g_autoptr (GPtrArray) revisions = NULL;
      g_autoptr (GError) error = NULL;

      baton_cli_wait_init (&wait);
      baton_remote_list_revisions_async (remote->remote, before, 200, NULL, baton_cli_remote_done, &wait);
      revisions = baton_remote_list_revisions_finish (remote->remote, baton_cli_wait_run (&wait), &error);
      if (revisions == NULL)
        return baton_cli_remote_fail (remote, error);
      if (revisions->len == 0)
        break;
      for (guint i = 0; i < revisions->len; i++)
        {
          const BatonRevision *revision = revisions->pdata[i];
          g_autofree char *time = format_time (revision->time);

          before = revision->number;
          if (!cli->json)
            {
              g_autofree char *message = flatten (revision->message), *person = baton_revision_dup_person (revision);

              baton_cli_say ("%5ld  %s  %s: %s", (long) revision->number, time, person, message);
              continue;
            }
          baton_value_builder_open_object (builder);
          baton_value_builder_set_integer (builder, "revision", revision->number);
          baton_value_builder_set_string (builder, "author", revision->author);
          baton_value_builder_set_string (builder, "message", revision->message);
          baton_value_builder_set_integer (builder, "time", revision->time);
          baton_value_builder_set_string (builder, "digest", revision->digest);
          baton_value_builder_set_integer (builder, "restored-from", revision->restored_from);
          baton_value_builder_close (builder);
        }
      if (before <= 1)
        break;
    }
  value = baton_value_builder_finish (builder);
  if (cli->json)
    baton_cli_print_json (value);
  return BATON_EXIT_DONE;
}

int
baton_cli_history (BatonCli  *cli,
                   int        argc,
                   char     **argv)
{
  g_auto (BatonCliRemote) remote = { NULL };
  gboolean on_server = FALSE;
  const GOptionEntry entries[] = {
    { "revisions", 0, 0, G_OPTION_ARG_NONE, &on_server, N_("The revisions of the server instead of the steps of the workspace"), NULL },
    BATON_CLI_REMOTE_ENTRIES (remote),
    { NULL },
  };
  int code;

  if (!baton_cli_parse (cli, &argc, &argv, entries, "", _("Lists the steps of the workspace, oldest first, or the revisions of the server, newest first."),
                        "  batonctl history\n  batonctl history --revisions", 0, 0))
    return BATON_EXIT_USAGE;
  if (!baton_cli_open_workspace (cli, BATON_OPEN_READ))
    return BATON_EXIT_FILE;
  if (!on_server && remote.server == NULL)
    return list_journal (cli);
  code = baton_cli_remote_connect (cli, &remote);
  return code == BATON_EXIT_DONE ? list_revisions (cli, &remote) : code;
}
