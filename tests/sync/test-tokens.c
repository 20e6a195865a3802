/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tokens in a file: kept, forgotten, overruled by the environment, and not believed where others can read them.
 */
#include "sync-fixture.h"

#include <glib/gstdio.h>

static void
test_tokens (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("baton-tokens-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "tokens", NULL);
  g_autofree char *token = NULL, *other = NULL, *gone = NULL, *given = NULL, *slashed = NULL;
  GStatBuf info;

  baton_token_store_use_file (path);
  g_assert_true (baton_token_store_save ("https://one.example", "abc", NULL, &error));
  g_assert_true (baton_token_store_save ("https://two.example", "def", NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  token = baton_token_store_lookup ("https://one.example", NULL, &error);
  g_assert_cmpstr (token, ==, "abc");
  g_assert_true (baton_token_store_save ("https://one.example", NULL, NULL, &error));
  gone = baton_token_store_lookup ("https://one.example", NULL, &error);
  g_assert_no_error (error);
  g_assert_null (gone);
  other = baton_token_store_lookup ("https://two.example", NULL, &error);
  g_assert_cmpstr (other, ==, "def");

  slashed = baton_token_store_lookup ("https://two.example/", NULL, &error);
  g_assert_cmpstr (slashed, ==, "def");

  g_setenv ("BATON_TOKEN", "ghi", TRUE);
  given = baton_token_store_lookup ("https://two.example", NULL, &error);
  g_assert_cmpstr (given, ==, "ghi");
  g_unsetenv ("BATON_TOKEN");

  /* What others can read is not used. */
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  g_assert_null (baton_token_store_lookup ("https://two.example", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  baton_token_store_use_file (NULL);
  sync_remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/tokens", test_tokens);
  return g_test_run ();
}
