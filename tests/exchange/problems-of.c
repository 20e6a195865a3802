/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Baton finds wrong with the program files given: a line "FILE<tab>code<tab>path" for each error, for tests that
 * hold it against others.
 */
#include "model/baton-validate.h"

int
main (int    argc,
      char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
      g_autoptr (BatonProgram) program = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *data = NULL;
      gsize length;

      if (!g_file_get_contents (argv[i], &data, &length, &error))
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
      program = baton_program_parse (data, length, problems);
      for (guint j = 0; j < problems->len; j++)
        {
          const BatonProblem *problem = problems->pdata[j];

          if (baton_problem_get_severity (problem) == BATON_SEVERITY_ERROR)
            g_print ("%s\t%s\t%s\n", argv[i], baton_problem_code_get_name (problem->code), problem->path != NULL ? problem->path : "");
        }
    }
  return 0;
}
