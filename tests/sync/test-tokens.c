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
  g_assert_true (baton_token_store_save ("https://one.example", "abc", NULL, NULL, &error));
  g_assert_true (baton_token_store_save ("https://two.example", "def", NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  token = baton_token_store_lookup ("https://one.example", NULL, &error);
  g_assert_cmpstr (token, ==, "abc");
  g_assert_true (baton_token_store_save ("https://one.example", NULL, NULL, NULL, &error));
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

static void
store_result_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* From a thread: kept where it says, found again, forgotten, and an error where the file cannot be written. */
static void
test_in_thread (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("baton-tokens-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "tokens", NULL), *impossible = g_build_filename (path, "tokens", NULL);
  g_autoptr (GAsyncResult) saved = NULL, found = NULL, refused = NULL;
  g_autofree char *token = NULL;
  gboolean in_keyring = TRUE;

  baton_token_store_use_file (path);
  baton_token_store_save_async ("https://one.example", "abc", NULL, store_result_cb, &saved);
  await (&saved);
  g_assert_true (baton_token_store_save_finish (saved, &in_keyring, &error));
  g_assert_no_error (error);
  g_assert_false (in_keyring);
  baton_token_store_lookup_async ("https://one.example/", NULL, store_result_cb, &found);
  await (&found);
  token = baton_token_store_lookup_finish (found, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (token, ==, "abc");

  baton_token_store_use_file (impossible);
  baton_token_store_save_async ("https://one.example", "abc", NULL, store_result_cb, &refused);
  await (&refused);
  g_assert_false (baton_token_store_save_finish (refused, NULL, &error));
  g_assert_nonnull (error);
  baton_token_store_use_file (NULL);
  sync_remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/tokens/kept", test_tokens);
  g_test_add_func ("/sync/tokens/in-thread", test_in_thread);
  return g_test_run ();
}
