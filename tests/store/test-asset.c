/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pictures of a workspace: kept once, found again, freed when nothing names them any more.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "store-fixture.h"

#define ID_0 "term-0000000000"

static void
test_assets (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace = store_fixture_start (&fixture, 3);
  g_autoptr (GBytes) picture = store_picture_new (1);
  g_autoptr (GBytes) second = store_picture_new (2);
  g_autoptr (GBytes) text = g_bytes_new_static ("GIF89a", 6);
  g_autoptr (GBytes) loaded = NULL;
  g_autofree char *digest = baton_workspace_add_asset (workspace, picture, NULL);
  g_autofree char *again = baton_workspace_add_asset (workspace, picture, NULL);
  g_autofree char *loose = baton_workspace_add_asset (workspace, second, NULL);
  g_autoptr (BatonEntity) logo = store_asset_new ("logo-0000000000", digest);
  g_auto (GStrv) unreferenced = NULL;
  g_autoptr (GError) error = NULL;
  guint n_freed;

  g_assert_cmpstr (digest, ==, again);
  g_assert_null (baton_workspace_add_asset (workspace, text, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_INVALID);
  g_clear_error (&error);
  loaded = baton_workspace_load_asset (workspace, digest, NULL);   /* not on disk yet, perhaps */
  g_assert_true (g_bytes_equal (loaded, picture));
  g_assert_true (baton_workspace_flush (workspace, NULL));
  g_clear_pointer (&loaded, g_bytes_unref);
  loaded = baton_workspace_load_asset (workspace, digest, NULL);
  g_assert_true (g_bytes_equal (loaded, picture));
  g_assert_null (baton_workspace_load_asset (workspace, "0000", &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NOT_FOUND);

  /* What only undo could bring back is still referenced. */
  g_assert_true (baton_workspace_put (workspace, "Logo", logo, NULL));
  g_assert_true (baton_workspace_undo (workspace, NULL));
  unreferenced = baton_workspace_list_unreferenced_assets (workspace, NULL);
  g_assert_cmpuint (g_strv_length (unreferenced), ==, 1);
  g_assert_cmpstr (unreferenced[0], ==, loose);
  g_assert_true (baton_workspace_free_unreferenced_assets (workspace, &n_freed, NULL));
  g_assert_cmpuint (n_freed, ==, 1);
  g_assert_true (baton_workspace_has_asset (workspace, digest));
  g_assert_false (baton_workspace_has_asset (workspace, loose));
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  workspace = store_fixture_open (&fixture);
  g_clear_pointer (&loaded, g_bytes_unref);
  loaded = baton_workspace_load_asset (workspace, digest, NULL);
  g_assert_true (g_bytes_equal (loaded, picture));
  g_assert_false (baton_workspace_has_asset (workspace, loose));
  store_fixture_finish (&fixture, workspace);
}

/* Nothing names it, and nothing that is undone would: gone when the file is closed. */
static void
test_asset_close (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace = store_fixture_start (&fixture, 3);
  g_autoptr (GBytes) picture = store_picture_new (5);
  g_autoptr (GBytes) other = store_picture_new (6);
  g_autofree char *loose = baton_workspace_add_asset (workspace, picture, NULL);
  g_autofree char *undone = baton_workspace_add_asset (workspace, other, NULL);
  g_autoptr (BatonEntity) logo = store_asset_new ("logo-0000000000", undone);

  g_assert_true (baton_workspace_put (workspace, "Logo", logo, NULL));
  g_assert_true (baton_workspace_undo (workspace, NULL));
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  workspace = store_fixture_open (&fixture);
  g_assert_false (baton_workspace_has_asset (workspace, loose));
  g_assert_true (baton_workspace_has_asset (workspace, undone));
  store_fixture_finish (&fixture, workspace);
}

/* The draft's pictures count as used, those for single languages too; a picture of a base that could come back as well. */
static void
test_asset_uses (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace = store_fixture_start (&fixture, 3);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  char *digests[3] = { NULL };
  g_autoptr (BatonValue) german = NULL;
  g_autoptr (BatonValue) locales = NULL;
  g_autoptr (BatonValue) file = NULL;
  g_autoptr (BatonEntity) logo = NULL;
  g_autoptr (BatonEntity) both = NULL;
  g_autoptr (BatonEntity) based = NULL;
  g_autoptr (BatonProgram) base = NULL;
  g_autofree char *digest = NULL;
  guint n_freed;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GBytes) picture = store_picture_new (i);

      digests[i] = baton_workspace_add_asset (workspace, picture, NULL);
    }
  logo = store_asset_new ("logo-0000000000", digests[0]);
  german = baton_value_new_string (digests[1]);
  locales = baton_value_with_member (NULL, "de", german);
  file = baton_value_with_member (baton_entity_get (logo, BATON_FIELD_ASSET_FILE), "locales", locales);
  both = baton_entity_with (logo, BATON_FIELD_ASSET_FILE, file);
  g_assert_true (baton_workspace_put (workspace, "Logo", both, NULL));
  based = store_asset_new ("banner-0000000000", digests[2]);
  base = baton_program_copy (baton_workspace_get_program (workspace));
  baton_program_put (base, based);
  digest = baton_program_digest (base);
  g_assert_true (baton_workspace_pull (workspace, "Pull", nothing, 1, digest, base, NULL));
  g_assert_true (baton_workspace_free_unreferenced_assets (workspace, &n_freed, NULL));
  g_assert_cmpuint (n_freed, ==, 0);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (baton_workspace_has_asset (workspace, digests[i]));
      g_clear_pointer (&digests[i], g_free);
    }
  store_fixture_finish (&fixture, workspace);
}

/* Changes that can never be stored. */

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/asset/kept", test_assets);
  g_test_add_func ("/store/asset/close", test_asset_close);
  g_test_add_func ("/store/asset/uses", test_asset_uses);
  return g_test_run ();
}
