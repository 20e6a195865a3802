/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "console-large.h"

#include "model/baton-problem.h"
#include "cli/baton-bench-large.h"
#include "sync/baton-create.h"

void
console_large_make (const char *path)
{
  g_autofree char *folder = g_dir_make_tmp ("baton-large-XXXXXX", NULL), *small = g_build_filename (folder, "small.baton", NULL), *source = NULL;
  g_autofree char *samples = g_build_filename (g_getenv ("BATON_SOURCE_ROOT"), "data", "samples", NULL);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (BatonWorkspace) workspace = NULL, large = NULL;
  g_autoptr (BatonProgram) program = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", folder);

  g_setenv ("BATON_SAMPLES", samples, TRUE);
  source = baton_sample_get_path ("influencer");
  workspace = baton_create_workspace (small, source, NULL, FALSE, problems, &error);
  g_assert_no_error (error);
  program = baton_program_copy (baton_workspace_get_program (workspace));
  baton_bench_large_grow (program, 1, 100000, 5000);
  large = baton_workspace_create (path, program, &error);
  g_assert_no_error (error);
  g_assert_true (baton_workspace_close (large, &error));
  g_assert_cmpint (system (command), ==, 0);
}
