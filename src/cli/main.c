/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * batonctl: the same work from a shell.
 */
#include "config.h"

#include "cli/baton-cli.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

static void
print_overview (FILE *stream)
{
  const char *group = NULL;

  fputs (_("Usage: batonctl VERB [OPTION…] [ARGUMENT…]\n"), stream);
  for (const BatonVerb *verb = baton_verbs; verb->name != NULL; verb++)
    {
      if (g_strcmp0 (group, verb->group) != 0)
        fprintf (stream, "\n%s\n", _(verb->group));
      group = verb->group;
      fprintf (stream, "  %-12s %s\n", verb->name, _(verb->summary));
    }
  fputs (_("\nHelp on a verb, with examples: batonctl VERB --help\n"
           "\nExit codes: 0 done; 1 what was asked about has errors; 2 the command line is wrong; 3 nothing, or several\n"
           "things, of that name; 4 a file cannot be opened, read or written; 5 the server refused; 6 the server did not\n"
           "answer.\n"), stream);
}

static int
run (int    argc,
     char **argv)
{
  BatonCli cli = { NULL };
  int code = BATON_EXIT_USAGE;

  baton_words_init ();

  if (argc < 2 || strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 || strcmp (argv[1], "help") == 0)
    {
      print_overview (argc < 2 ? stderr : stdout);
      return argc < 2 ? BATON_EXIT_USAGE : BATON_EXIT_DONE;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      baton_cli_say ("batonctl %s", VERSION);
      return BATON_EXIT_DONE;
    }

  for (const BatonVerb *verb = baton_verbs; verb->name != NULL; verb++)
    if (strcmp (verb->name, argv[1]) == 0)
      {
        g_autofree char *program_name = g_strconcat ("batonctl ", verb->name, NULL);
        g_autofree char **arguments = g_memdup2 (argv + 1, sizeof (char *) * argc);

        g_set_prgname (program_name);
        arguments[0] = program_name;
        code = verb->run (&cli, argc - 1, arguments);
        baton_cli_progress (NULL);
        g_clear_object (&cli.workspace);
        g_free (cli.workspace_path);
        g_free (cli.day);
        return code;
      }
  baton_cli_fail (BATON_EXIT_USAGE, _("There is no verb “%s”."), argv[1]);
  print_overview (stderr);
  return BATON_EXIT_USAGE;
}

/* What was answered is out only when it is written: a disk may be full. Who has closed the pipe has read what they wanted. */
int
main (int    argc,
      char **argv)
{
  int code = run (argc, argv);
  gboolean failed = ferror (stdout) != 0;

  errno = 0;
  if (fflush (stdout) == 0 && !failed)
    return code;
  return errno == EPIPE ? BATON_EXIT_FILE : baton_cli_fail (BATON_EXIT_FILE, _("The answer could not be written: %s."), g_strerror (errno != 0 ? errno : EIO));
}
