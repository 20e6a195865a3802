/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli-remote.h"

#include "incentives/baton-dated-points.h"
#include "model/baton-portion.h"
#include "words/baton-words-change.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_same_word (const char *a,
              const char *b)
{
  g_autofree char *folded = g_utf8_casefold (a, -1), *other = g_utf8_casefold (b, -1);

  return strcmp (folded, other) == 0;
}

/* Whether *text* is the id or the name, before or after, of the thing that the atom is about. */
static gboolean
is_thing (const BatonAtom *atom,
          const char      *text)
{
  return strcmp (atom->id, text) == 0
         || (atom->entity_before != NULL && is_same_word (baton_entity_get_name (atom->entity_before), text))
         || (atom->entity_after != NULL && is_same_word (baton_entity_get_name (atom->entity_after), text));
}

/* THING, or THING/FIELD with the field by its stored name or its label. */
static gboolean
is_named (const BatonAtom *atom,
          const char      *text)
{
  const char *slash = strrchr (text, '/');
  g_autofree char *thing = slash != NULL ? g_strndup (text, (gsize) (slash - text)) : NULL;
  const BatonFieldInfo *field;

  if (is_thing (atom, text))
    return TRUE;
  if (slash == NULL || atom->field == BATON_FIELD_NONE || !is_thing (atom, thing))
    return FALSE;
  field = baton_schema_get_field (atom->field);
  return strcmp (field->name, slash + 1) == 0 || is_same_word (baton_words_label (field->label), slash + 1);
}

/* What waits, a line for each change: what was left out, and what needs it. */
static void
say_what_waits (BatonCli           *cli,
                GPtrArray          *atoms,
                const BatonPortion *portion)
{
  const BatonProgram *base = baton_workspace_get_base (cli->workspace);
  guint n = baton_portion_count_left_out (portion);

  if (cli->json)
    return;
  baton_cli_say (ngettext ("%u change waits:", "%u changes wait:", n), n);
  for (guint i = 0; i < atoms->len; i++)
    {
      g_autofree char *sentence = NULL;

      if (baton_portion_goes (portion, i))
        continue;
      sentence = baton_words_atom (BATON_NAMES_OF_PROGRAM (base), baton_cli_get_names (cli), g_ptr_array_index (atoms, i));
      baton_cli_say ("  %s", sentence);
    }
}

/* Lets what changed points give count from *day* on: a step in the draft, so that it says afterwards what the server does. An
 * exit code. */
static int
date_points (BatonCli           *cli,
             GPtrArray          *atoms,
             const BatonPortion *portion,
             BatonDay            day)
{
  g_autoptr (GPtrArray) changes = baton_dated_points_list_changes (baton_workspace_get_program (cli->workspace), atoms, portion, day);
  g_autofree char *name = baton_words_dated_points (day), *words = baton_words_day (day);
  g_autoptr (GError) error = NULL;

  if (changes->len == 0)
    return BATON_EXIT_DONE;
  if (!baton_workspace_apply (cli->workspace, name, changes, &error))
    return baton_cli_fail_error (cli->workspace_path, error);
  if (!cli->json)
    /* Translators: %1$u counts activities, %2$s is a day */
    baton_cli_say (ngettext ("The changed points of %1$u activity count from %2$s on; --as-if-always counts them for the past, too.",
                             "The changed points of %1$u activities count from %2$s on; --as-if-always counts them for the past, too.", changes->len),
                   changes->len, words);
  return BATON_EXIT_DONE;
}

/* What the server lets one push. (transfer full); NULL after having said why not, with an exit code in *code*. */
static BatonStanding *
ask_standing (BatonCliRemote *remote,
              int            *code)
{
  g_auto (BatonCliWait) wait = { NULL };
  g_autoptr (GError) error = NULL;
  BatonStanding *standing;

  baton_cli_wait_init (&wait);
  baton_remote_get_standing_async (remote->remote, NULL, baton_cli_remote_done, &wait);
  standing = baton_remote_get_standing_finish (remote->remote, baton_cli_wait_run (&wait), &error);
  if (standing == NULL)
    *code = baton_cli_remote_fail (remote, error);
  return standing;
}

/* Lets all wait that is not for who pushes to push. An exit code. */
static int
leave_out_foreign (BatonCliRemote      *remote,
                   const BatonStanding *standing,
                   GPtrArray           *atoms,
                   BatonPortion        *portion)
{
  for (guint i = 0; i < atoms->len; i++)
    if (!baton_standing_allows (standing, atoms->pdata[i]))
      baton_portion_set (portion, i, FALSE);
  if (atoms->len == 0 || baton_portion_count_left_out (portion) < atoms->len)
    return BATON_EXIT_DONE;
  return baton_cli_fail (BATON_EXIT_REFUSED, _("%s takes translations alone from you, and none of yours is waiting to be pushed. The rest stays in the draft."),
                         remote->server);
}

/* The lines for baton_sync_push_part_async(), in *left_out* (transfer full); NULL when all goes. Points that go count from
 * *day* on, unless that is none. An exit code. */
static int
choose (BatonCli            *cli,
        BatonCliRemote      *remote,
        const BatonStanding *standing,
        char               **things,
        BatonDay             day,
        char               **left_out)
{
  const BatonProgram *base = baton_workspace_get_base (cli->workspace);
  const BatonProgram *draft = baton_workspace_get_program (cli->workspace);
  g_autoptr (GPtrArray) atoms = NULL;
  g_autoptr (BatonPortion) portion = NULL;
  int code;

  if (baton_workspace_get_base_revision (cli->workspace) == 0)
    return things == NULL ? BATON_EXIT_DONE
                          : baton_cli_fail (BATON_EXIT_USAGE, _("The first push is of the whole program; nothing can be left out."));
  atoms = baton_diff (base, draft);
  portion = baton_portion_new (base, draft, atoms);
  for (guint i = 0; things != NULL && things[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < atoms->len; j++)
        if (is_named (g_ptr_array_index (atoms, j), things[i]))
          {
            found = TRUE;
            baton_portion_set (portion, j, FALSE);
          }
      if (!found)
        return baton_cli_fail (BATON_EXIT_NOT_FOUND, _("No change of “%s” is waiting to be pushed."), things[i]);
    }
  if (standing->pushing == BATON_PUSHING_TEXTS)
    {
      code = leave_out_foreign (remote, standing, atoms, portion);
      if (code != BATON_EXIT_DONE)
        return code;
    }
  if (baton_portion_count_left_out (portion) > 0)
    {
      *left_out = baton_portion_dup_left_out (portion);
      say_what_waits (cli, atoms, portion);
    }
  return day != BATON_DAY_NONE ? date_points (cli, atoms, portion, day) : BATON_EXIT_DONE;
}

int
baton_cli_push (BatonCli  *cli,
                int        argc,
                char     **argv)
{
  g_auto (BatonCliRemote) remote = { NULL };
  g_auto (BatonCliWait) wait = { NULL };
  g_autofree char *message = NULL, *left_out = NULL;
  g_auto (GStrv) things = NULL;
  gboolean as_if_always = FALSE;
  const GOptionEntry entries[] = {
    { "message", 'm', 0, G_OPTION_ARG_STRING, &message, N_("What the change is, for the history"), N_("TEXT") },
    { "leave-out", 0, 0, G_OPTION_ARG_STRING_ARRAY, &things, N_("Let the changes of this thing, or of one field of it, wait, with those that need them; may be repeated"), N_("THING[/FIELD]") },
    { "as-if-always", 0, 0, G_OPTION_ARG_NONE, &as_if_always, N_("Changed points count for what was done before today, too, instead of from today on"), NULL },
    BATON_CLI_REMOTE_ENTRIES (remote),
    { NULL },
  };
  g_autoptr (BatonPushResult) result = NULL;
  g_autoptr (BatonStanding) standing = NULL;
  g_autoptr (GError) error = NULL;
  BatonDay day = BATON_DAY_NONE;
  int code;

  if (!baton_cli_parse (cli, &argc, &argv, entries, "", _("Sends the draft to the server, which checks it and takes the whole or nothing. A push whose answer was lost is finished first. Points that the push changes for an activity count from today on, and what was done before keeps its own. Of a translator it sends the translations alone, and the rest waits in the draft."),
                        "  batonctl push --server http://127.0.0.1:8177 -m \"Raise Superhero to 120\"\n"
                        "  batonctl push --leave-out \"Spring promotion\" --leave-out Legend/threshold\n"
                        "  batonctl push --as-if-always -m \"Blog posts were always worth 20\"", 0, 0))
    return BATON_EXIT_USAGE;
  if (!baton_cli_check_message (message))
    return BATON_EXIT_USAGE;
  if (!baton_cli_open_workspace (cli, BATON_OPEN_EDIT))
    return BATON_EXIT_FILE;
  if (!as_if_always && !baton_cli_get_day (cli, &day))
    return BATON_EXIT_USAGE;
  code = baton_cli_remote_connect (cli, &remote);
  if (code == BATON_EXIT_DONE)
    standing = ask_standing (&remote, &code);
  if (code == BATON_EXIT_DONE)
    code = baton_cli_remote_remember (cli, &remote);
  if (code == BATON_EXIT_DONE)
    code = choose (cli, &remote, standing, things, day, &left_out);
  if (code != BATON_EXIT_DONE)
    return code;

  baton_cli_progress (_("Pushing…"));
  baton_cli_wait_init (&wait);
  baton_sync_push_part_async (remote.remote, cli->workspace, message != NULL ? message : "", left_out, NULL, baton_cli_remote_done, &wait);
  result = baton_sync_push_finish (baton_cli_wait_run (&wait), &error);
  baton_cli_progress (NULL);
  if (result == NULL)
    return baton_cli_remote_fail (&remote, error);
  if (!baton_cli_flush (cli))
    return BATON_EXIT_FILE;
  return baton_cli_remote_report (cli, &remote, result);
}
