/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Neither a killed client, a killed server nor a lost answer makes two revisions of one push.
 *
 * Called with --client WORKSPACE ADDRESS this program is the client that gets killed.
 */
#include "sync-fixture.h"

#include "support/cutting-proxy.h"

#include <signal.h>
#include <string.h>

/* Cuts the connection of a push after each number of bytes, first on the way there, then on the way back. */
static void
test_cuts (SyncFixture   *fixture,
           gconstpointer  data)
{
  guint step = g_test_slow () ? 1 : 7;
  CuttingProxy *proxy = cutting_proxy_new (fixture->port);
  g_autoptr (BatonRemote) remote = sync_connect_to (fixture, cutting_proxy_get_port (proxy));
  g_autoptr (GError) error = NULL;
  gint64 number = 0;

  for (guint way = 0; way < 2; way++)
    {
      gboolean cut = TRUE;

      for (guint at = 0; cut; at += step)
        {
          g_autofree char *name = g_strdup_printf ("Stars %u %u", way, at);
          g_autoptr (BatonPushResult) result = NULL;

          sync_rename_program (fixture->workspace, name);
          cutting_proxy_cut (proxy, way == 0 ? CUT_REQUEST : CUT_ANSWER, at);
          result = sync_push (remote, fixture->workspace, name, &error);
          sync_assert_pushed (result, error, ++number);
          g_assert_cmpint (sync_count_revisions (fixture), ==, number);
          g_assert_cmpint (baton_workspace_get_base_revision (fixture->workspace), ==, number);
          /* Beyond the last byte there was nothing left to cut. */
          cut = cutting_proxy_has_cut (proxy);
        }
    }
  g_test_message ("%" G_GINT64_FORMAT " pushes cut", number);
  cutting_proxy_free (proxy);
}

/* The server dies at some moment of a push and comes back. */
static void
test_killed_server (SyncFixture   *fixture,
                    gconstpointer  data)
{
  guint n = g_test_slow () ? 200 : 12;
  g_autoptr (GRand) random = g_rand_new_with_seed (8);

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Stars %u", i);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (BatonPushResult) answer = NULL, resumed = NULL;
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      gint64 kill_at = g_get_monotonic_time () + g_rand_int_range (random, 0, 12000);

      sync_rename_program (fixture->workspace, name);
      baton_sync_push_async (fixture->remote, fixture->workspace, name, cancellable, sync_done_cb, &result);
      while (g_get_monotonic_time () < kill_at)
        g_main_context_iteration (NULL, FALSE);
      sync_kill_server (fixture, SIGKILL);
      sync_start_server (fixture);
      sync_wait_for (&result);
      answer = baton_sync_push_finish (result, &error);
      if (answer == NULL)
        {
          g_assert_error (error, BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_UNREACHABLE);
          g_clear_error (&error);
          g_assert_true (baton_sync_has_pending (fixture->workspace));
          resumed = sync_resume (fixture->remote, fixture->workspace, &error);
          sync_assert_pushed (resumed, error, i);
        }
      g_assert_cmpint (baton_workspace_get_base_revision (fixture->workspace), ==, i);
      g_assert_cmpint (sync_count_revisions (fixture), ==, i);
    }
}

static int
be_client (const char *path,
           const char *address)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonWorkspace) workspace = baton_workspace_open (path, BATON_OPEN_EDIT, &error);
  g_autoptr (BatonRemote) remote = baton_remote_new (address, g_getenv ("BATON_TOKEN"), &error);
  g_autoptr (BatonPushResult) result = NULL;

  if (workspace == NULL || remote == NULL)
    return 1;
  result = sync_push (remote, workspace, "From a client", &error);
  return result != NULL ? 0 : 1;
}

/* The client dies at some moment of a push; the next one finds what it left. */
static void
test_killed_client (SyncFixture   *fixture,
                    gconstpointer  data)
{
  guint n = g_test_slow () ? 200 : 12;
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  g_autofree char *path = g_strdup (baton_workspace_get_path (fixture->workspace));
  guint n_pending = 0;

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Stars %u", i);
      g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
      g_autoptr (GSubprocess) client = NULL;
      g_autoptr (BatonPushResult) result = NULL;
      g_autoptr (GError) error = NULL;

      sync_rename_program (fixture->workspace, name);
      g_assert_true (baton_workspace_close (fixture->workspace, &error));
      g_clear_object (&fixture->workspace);

      g_subprocess_launcher_setenv (launcher, "BATON_TOKEN", fixture->token, TRUE);
      client = g_subprocess_launcher_spawn (launcher, &error, "/proc/self/exe", "--client", path,
                                            baton_remote_get_address (fixture->remote), NULL);
      g_assert_no_error (error);
      g_usleep ((gulong) g_rand_int_range (random, 8000, 45000));
      g_subprocess_send_signal (client, SIGKILL);
      g_subprocess_wait (client, NULL, NULL);

      fixture->workspace = baton_workspace_open (path, BATON_OPEN_EDIT, &error);
      g_assert_no_error (error);
      n_pending += baton_sync_has_pending (fixture->workspace);
      result = sync_push (fixture->remote, fixture->workspace, "Again", &error);
      sync_assert_pushed (result, error, i);
      g_assert_cmpint (sync_count_revisions (fixture), ==, i);
      g_assert_cmpuint (baton_workspace_count_changes (fixture->workspace), ==, 0);
    }
  g_test_message ("%u of %u died with a push under way", n_pending, n);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && strcmp (argv[1], "--client") == 0)
    return be_client (argv[2], argv[3]);

  g_test_init (&argc, &argv, NULL);
#define TEST(path, function) g_test_add (path, SyncFixture, NULL, sync_set_up, function, sync_tear_down)
  TEST ("/sync/cuts", test_cuts);
  TEST ("/sync/killed-server", test_killed_server);
  TEST ("/sync/killed-client", test_killed_client);
#undef TEST
  return g_test_run ();
}
