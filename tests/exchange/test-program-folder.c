/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A program as a folder: it comes back as it was, errors name their file and line, and a write that is interrupted is either not
 * there at all or wholly.
 */
#include "exchange/baton-program-folder.h"
#include "model/baton-validate.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static char *
make_folder (void)
{
  char *folder = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "folder-XXXXXX", NULL);

  g_assert_nonnull (g_mkdtemp (folder));
  return folder;
}

static GBytes *
load_asset (const char  *sha256,
            gpointer     assets,
            GError     **error)
{
  GBytes *bytes = g_hash_table_lookup (assets, sha256);

  g_assert_nonnull (bytes);
  return g_bytes_ref (bytes);
}

static BatonProgramFile *
load_sample (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("BATON_SOURCE_ROOT"), "data", "samples", name, NULL);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (GError) error = NULL;
  BatonProgramFile *file = baton_program_file_read (path, problems, &error);

  g_assert_no_error (error);
  return file;
}

static BatonProgramFile *
read_folder (const char *folder)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (GError) error = NULL;
  BatonProgramFile *file = baton_program_folder_read (folder, problems, NULL, &error);

  g_assert_no_error (error);
  return file;
}

static void
write_folder (const char             *folder,
              const BatonProgramFile *file)
{
  g_autoptr (GError) error = NULL;

  baton_program_folder_write (folder, file->program, load_asset, file->assets, &error);
  g_assert_no_error (error);
}

static void
assert_same (const BatonProgram *a,
             const BatonProgram *b)
{
  g_autofree char *digest_a = baton_program_digest (a), *digest_b = baton_program_digest (b);

  g_assert_cmpstr (digest_a, ==, digest_b);
}

static void
test_round_trip (void)
{
  static const char * const samples[] = { "influencer.json", "reseller.json", "referral.json", "empty.json" };
  g_autofree char *folder = make_folder ();

  g_assert_true (baton_program_folder_is (folder));
  /* One after the other into the same folder: kinds that the next has not got must go. */
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (BatonProgramFile) file = load_sample (samples[i]);
      g_autoptr (BatonProgramFile) back = NULL;

      write_folder (folder, file);
      back = read_folder (folder);
      assert_same (back->program, file->program);
      g_assert_cmpuint (g_hash_table_size (back->assets), ==, g_hash_table_size (file->assets));
    }
}

/* A file that would not change keeps its time, or version control would ask about it. */
static void
test_untouched (void)
{
  g_autofree char *folder = make_folder (), *terms = g_build_filename (folder, "kinds", "term.json", NULL);
  g_autofree char *readme = g_build_filename (folder, "README", NULL);
  g_autoptr (BatonProgramFile) file = load_sample ("reseller.json");
  GStatBuf before, after;

  write_folder (folder, file);
  g_assert_true (g_file_set_contents (readme, "mine", -1, NULL));
  g_assert_cmpint (g_stat (terms, &before), ==, 0);
  write_folder (folder, file);
  g_assert_cmpint (g_stat (terms, &after), ==, 0);
  g_assert_true (before.st_ino == after.st_ino);
  g_assert_true (g_file_test (readme, G_FILE_TEST_EXISTS));
}

static void
replace (const char *folder,
         const char *name,
         const char *old,
         const char *new)
{
  g_autofree char *path = g_build_filename (folder, name, NULL), *text = NULL;
  g_autoptr (GString) string = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  string = g_string_new (text);
  g_assert_cmpuint (g_string_replace (string, old, new, 1), ==, 1);
  g_assert_true (g_file_set_contents (path, string->str, -1, NULL));
}

static guint
find_line (const char *folder,
           const char *name,
           const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL), *contents = NULL;
  guint line = 1;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  for (const char *c = contents; c < strstr (contents, text); c++)
    line += *c == '\n';
  return line;
}

static void
test_errors (void)
{
  static const struct
  {
    const char      *name;
    const char      *old;
    const char      *new;
    const char      *where;   /* a text of the line that is told */
    BatonProblemCode code;
  } cases[] = {
    { "kinds/tier.json", "\"threshold\": ", "\"threshold\": -", "\"threshold\": -", BATON_PROBLEM_TOO_SMALL },
    { "kinds/term.json", "\"position\"", "\"positron\"", "\"positron\"", BATON_PROBLEM_UNKNOWN_FIELD },
    { "kinds/role.json", "{", "[", NULL, BATON_PROBLEM_JSON },
    { "kinds/persona.json", "\"name\": {", "\"name\": {},\n\"name\": {", "\"name\": {\n", BATON_PROBLEM_JSON },
    { "program.json", "program-folder", "something", NULL, BATON_PROBLEM_NOT_A_PROGRAM },
    { "program.json", "\"schema\": 1", "\"schema\": 99", NULL, BATON_PROBLEM_NEWER_SCHEMA },
  };
  g_autoptr (BatonProgramFile) file = load_sample ("reseller.json");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = make_folder ();
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
      g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;
      const BatonProblem *problem;

      g_test_message ("case %u", i);
      write_folder (folder, file);
      replace (folder, cases[i].name, cases[i].old, cases[i].new);
      g_assert_null (baton_program_folder_read (folder, problems, files, &error));
      g_assert_error (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_INVALID);
      g_assert_cmpuint (problems->len, >=, 1);
      g_assert_cmpuint (problems->len, ==, files->len);
      problem = problems->pdata[0];
      g_assert_cmpint (problem->code, ==, cases[i].code);
      g_assert_cmpstr (files->pdata[0], ==, cases[i].name);
      if (cases[i].where != NULL)
        g_assert_cmpuint (problem->line, ==, find_line (folder, cases[i].name, cases[i].where));
    }
}

static void
test_unknown_kind (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "kinds", "gadget.json", NULL);
  g_autoptr (BatonProgramFile) file = load_sample ("empty.json");
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);

  write_folder (folder, file);
  g_assert_true (g_file_set_contents (path, "{}", -1, NULL));
  g_assert_null (baton_program_folder_read (folder, problems, NULL, NULL));
  g_assert_cmpint (((BatonProblem *) problems->pdata[0])->code, ==, BATON_PROBLEM_UNKNOWN_KIND);
}

/* Moves a whole folder's files to where a write would have put them that was interrupted after *n* steps. */
static void
test_interrupted (void)
{
  g_autoptr (BatonProgramFile) old = load_sample ("empty.json");
  g_autoptr (BatonProgramFile) new = load_sample ("reseller.json");
  g_autofree char *source = make_folder (), *kinds = g_build_filename (source, "kinds", NULL);
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GString) complete = g_string_new ("program.json\n");
  const char *name;
  guint n_files = 0;

  write_folder (source, new);
  dir = g_dir_open (kinds, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_string_append_printf (complete, "kinds/%s\n", name);
      n_files++;
    }
  for (guint decided = 0; decided < 2; decided++)
    for (guint moved = 0; moved <= n_files; moved += 5)
      {
        g_autofree char *folder = make_folder (), *news = g_build_filename (folder, ".baton-new", NULL), *marker = g_build_filename (news, "complete", NULL);
        g_auto (GStrv) names = g_strsplit (complete->str, "\n", -1);
        g_autoptr (BatonProgramFile) back = NULL, finished = NULL;

        if (!decided && moved > 0)
          break;
        write_folder (folder, old);
        g_assert_cmpint (g_mkdir (news, 0777), ==, 0);
        for (guint i = 1; i <= n_files; i++)
          {
            g_autofree char *from = g_build_filename (source, names[i], NULL), *text = NULL;
            g_autofree char *flat = g_strdelimit (g_strdup (names[i]), "/", '+');
            g_autofree char *to = i <= moved ? g_build_filename (folder, names[i], NULL) : g_build_filename (news, flat, NULL);

            g_assert_true (g_file_get_contents (from, &text, NULL, NULL));
            g_assert_true (g_file_set_contents (to, text, -1, NULL));
          }
        if (decided)
          g_assert_true (g_file_set_contents (marker, complete->str, -1, NULL));
        back = read_folder (folder);
        assert_same (back->program, decided ? new->program : old->program);
        /* The next write finishes what was begun and then does its own. */
        write_folder (folder, old);
        finished = read_folder (folder);
        assert_same (finished->program, old->program);
        g_assert_false (g_file_test (news, G_FILE_TEST_EXISTS));
      }
}

/* Folders come from strangers, too: what says that a write was interrupted must not lead out of the folder, nor a link. */
static void
test_hostile (void)
{
  static const char *const lists[] = { "program.json\n../outside.json\n", "kinds/../../outside.json\n", "/outside.json\n", "kinds/tier.json\nassets/x.svg\n" };
  g_autoptr (BatonProgramFile) file = load_sample ("referral.json");
  g_autofree char *around = make_folder (), *outside = g_build_filename (around, "outside.json", NULL);
  g_autofree char *folder = g_build_filename (around, "program", NULL), *news = g_build_filename (folder, ".baton-new", NULL);
  g_autofree char *marker = g_build_filename (news, "complete", NULL), *kinds = g_build_filename (folder, "kinds", NULL);
  g_autofree char *aside = g_build_filename (around, "aside", NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_auto (GStrv) names = g_strsplit (lists[i], "\n", -1);
      g_autoptr (BatonProgramFile) back = NULL;

      write_folder (folder, file);
      g_assert_cmpint (g_mkdir (news, 0777), ==, 0);
      for (guint j = 0; names[j] != NULL && *names[j] != '\0'; j++)
        {
          g_autofree char *flat = g_strdelimit (g_strdup (names[j]), "/", '+'), *path = g_build_filename (news, flat, NULL);

          g_assert_true (g_file_set_contents (path, "{}", -1, NULL));
        }
      g_assert_true (g_file_set_contents (marker, lists[i], -1, NULL));
      back = read_folder (folder);
      assert_same (back->program, file->program);
      write_folder (folder, file);
      g_assert_false (g_file_test (outside, G_FILE_TEST_EXISTS));
      g_assert_false (g_file_test (news, G_FILE_TEST_EXISTS));
    }

  g_assert_true (g_file_set_contents (outside, "{}", -1, NULL));
  g_assert_cmpint (symlink (around, news), ==, 0);
  g_assert_false (baton_program_folder_write (folder, file->program, load_asset, file->assets, &error));
  g_assert_error (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_WRITE);
  g_assert_true (g_file_test (outside, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_unlink (news), ==, 0);
  g_clear_error (&error);
  g_assert_cmpint (g_rename (kinds, aside), ==, 0);
  g_assert_cmpint (symlink (aside, kinds), ==, 0);
  g_assert_false (baton_program_folder_write (folder, file->program, load_asset, file->assets, &error));
  g_assert_error (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_WRITE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/program-folder/round-trip", test_round_trip);
  g_test_add_func ("/exchange/program-folder/untouched", test_untouched);
  g_test_add_func ("/exchange/program-folder/errors", test_errors);
  g_test_add_func ("/exchange/program-folder/unknown-kind", test_unknown_kind);
  g_test_add_func ("/exchange/program-folder/interrupted", test_interrupted);
  g_test_add_func ("/exchange/program-folder/hostile", test_hostile);
  return g_test_run ();
}
