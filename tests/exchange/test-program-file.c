/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A program file and its pictures: what comes from elsewhere is rewritten on the way in and known by its new bytes.
 */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exchange/baton-program-file.h"
#include "model/baton-image.h"
#include "model/baton-problem.h"

#define FOREIGN "<?xml version='1.0'?><svg width='4' height='3'><script>alert(1)</script><rect width='4'/></svg>"
#define KEPT "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"><rect width=\"4\"/></svg>\n"

static char *
digest_of (const char *text)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static void
write_text (const char *folder,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static BatonProgramFile *
read_file (const char  *path,
           const char **code)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  BatonProgramFile *file = baton_program_file_read (path, problems, NULL);

  *code = problems->len > 0 ? baton_problem_code_get_name (((BatonProblem *) g_ptr_array_index (problems, 0))->code) : NULL;
  return file;
}

/* What the command line can say of a missing picture: the program that names it is not taken in. */
static void
assert_missing (const char *path,
                const char *picture)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  const BatonProblem *problem;

  g_assert_null (baton_program_file_read (path, problems, NULL));
  g_assert_cmpuint (problems->len, ==, 1);
  problem = problems->pdata[0];
  g_assert_cmpint (problem->code, ==, BATON_PROBLEM_ASSET_MISSING);
  g_assert_cmpstr (problem->path, ==, picture);
}

static GBytes *
give_picture (const char  *digest,
              gpointer     assets,
              GError     **error)
{
  return g_bytes_ref (g_hash_table_lookup (assets, digest));
}

static void
test_pictures (void)
{
  g_autofree char *folder = g_dir_make_tmp ("baton-file-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.json", NULL);
  g_autofree char *assets = g_build_filename (folder, "a", "assets", NULL);
  g_autofree char *stem = g_build_filename (folder, "a", NULL);
  g_autofree char *foreign = digest_of (FOREIGN);
  g_autofree char *kept = digest_of (KEPT);
  g_autofree char *name = g_strconcat (foreign, ".svg", NULL);
  g_autofree char *picture = g_build_filename (assets, name, NULL);
  g_autofree char *kept_name = g_strconcat (kept, ".svg", NULL);
  g_autofree char *kept_picture = g_build_filename (assets, kept_name, NULL);
  g_autofree char *json = g_strdup_printf (
    "{\"baton\":\"program\",\"schema\":1,\"entities\":{"
    "\"asset\":{\"logo-0000000000\":{\"name\":\"Logo\",\"media-type\":\"image/svg+xml\",\"file\":{\"source\":\"%s\",\"locales\":{\"de\":\"%s\"}}}},"
    "\"locale\":{\"de-0000000000\":{\"tag\":\"de\",\"place\":{\"position\":\"a0\"}}},"
    "\"program\":{\"p-0000000000\":{\"name\":{\"source\":\"P\"},\"source-locale\":\"en\",\"time-zone\":\"UTC\",\"currency\":\"EUR\"}}}}",
    foreign, foreign);
  const char *code;
  const BatonValue *value;
  GBytes *bytes;

  g_assert_cmpint (g_mkdir_with_parents (assets, 0700), ==, 0);
  write_text (folder, "a.json", json);
  write_text (assets, name, FOREIGN);
  {
    g_autoptr (BatonProgramFile) file = read_file (path, &code);

    g_assert_nonnull (file);
    g_assert_cmpuint (g_hash_table_size (file->assets), ==, 1);
    bytes = g_hash_table_lookup (file->assets, kept);
    g_assert_nonnull (bytes);
    g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), KEPT, strlen (KEPT));
    value = baton_entity_get (baton_program_lookup (file->program, "logo-0000000000"), BATON_FIELD_ASSET_FILE);
    g_assert_cmpstr (baton_value_get_member_string (value, "source"), ==, kept);
    g_assert_cmpstr (baton_value_get_member_string (baton_value_get_member (value, "locales"), "de"), ==, kept);

    /* Written over what had been altered under its name, it can be read again. */
    write_text (assets, kept_name, FOREIGN);
    g_assert_true (baton_program_file_write (path, file->program, give_picture, file->assets, NULL));
    g_clear_pointer (&file, baton_program_file_free);
    file = read_file (path, &code);
    g_assert_nonnull (file);
    write_text (folder, "a.json", json);
    g_assert_cmpint (g_unlink (kept_picture), ==, 0);
  }
  /* Altered under its name, or no picture, it is not taken. */
  write_text (assets, name, KEPT);
  g_assert_null (read_file (path, &code));
  g_assert_cmpstr (code, ==, "asset-missing");
  g_assert_cmpint (g_unlink (picture), ==, 0);
  g_assert_null (read_file (path, &code));
  g_assert_cmpstr (code, ==, "asset-missing");
  assert_missing (path, picture);

  g_unlink (path);
  g_rmdir (assets);
  g_rmdir (stem);
  g_rmdir (folder);
}

/* A pipe, or a device, is written to: a file in its place would be one for everybody who uses it. */
static void
test_pipe (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "pipe-XXXXXX", NULL);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  char text[8] = "";
  struct stat about;
  int fd;

  g_assert_nonnull (g_mkdtemp (folder));
  path = g_build_filename (folder, "pipe", NULL);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  fd = open (path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
  g_assert_cmpint (fd, >=, 0);
  g_assert_true (baton_exchange_is_stream (path));
  g_assert_false (baton_exchange_is_stream (folder));
  baton_exchange_write_file (path, "abc", 3, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read (fd, text, sizeof text - 1), ==, 3);
  g_assert_cmpstr (text, ==, "abc");
  g_assert_cmpint (stat (path, &about), ==, 0);
  g_assert_true (S_ISFIFO (about.st_mode));

  close (fd);
  g_unlink (path);

  /* A file is one by its own name, and what is open already by that of its descriptor. */
  g_assert_true (g_file_set_contents (path, "long before", -1, NULL));
  g_assert_false (baton_exchange_is_stream (path));
  fd = open (path, O_WRONLY | O_CLOEXEC);
  {
    g_autofree char *open_path = g_strdup_printf ("/proc/self/fd/%d", fd);

    g_assert_true (baton_exchange_is_stream (open_path));
  }
  close (fd);
  g_unlink (path);
  g_rmdir (folder);
  if (g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR))
    {
      g_autofree char *shared = g_strdup ("/dev/shm/baton-XXXXXX");

      fd = g_mkstemp (shared);
      if (fd >= 0)
        {
          g_assert_false (baton_exchange_is_stream (shared));
          close (fd);
          g_unlink (shared);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/program-file/pictures", test_pictures);
  g_test_add_func ("/exchange/program-file/pipe", test_pipe);
  return g_test_run ();
}
