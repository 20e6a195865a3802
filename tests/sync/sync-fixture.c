/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-fixture.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "model/baton-validate.h"

static const char small_program[] =
  "{\"baton\":\"program\",\"schema\":1,\"entities\":{"
  "\"locale\":{\"en-18kxfwcwsa\":{\"place\":{\"position\":\"a0\"},\"tag\":\"en\"}},"
  "\"program\":{\"stars-mxccq3n1g9\":{\"currency\":\"EUR\",\"name\":{\"source\":\"Stars\"},\"source-locale\":\"en\",\"time-zone\":\"UTC\"}}}}";


/* ── The server ──────────────────────────────────────────────────────────────────────────────────────── */

static char *
server_path (void)
{
  return g_build_filename (g_getenv ("BATON_BUILD_ROOT"), "src", "server", "batond", NULL);
}

char *
sync_make_token (const char *state,
                 const char *role,
                 const char *name)
{
  g_autofree char *path = server_path ();
  const char *arguments[] = { path, "--state", state, "--new-token", role, name, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;

  g_spawn_sync (NULL, (char **) arguments, NULL, 0, NULL, NULL, &output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_strstrip (output);
  return g_steal_pointer (&output);
}

/* Starts batond on the port of before, or on any, and waits until it has said where it listens. */
void
sync_start_server (SyncFixture *fixture)
{
  g_autofree char *path = server_path ();
  g_autofree char *port = g_strdup_printf ("%u", (guint) fixture->port);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;
  char address[128] = "";
  gsize length = 0;
  int pipe_fds[2];

  g_assert_true (g_unix_open_pipe (pipe_fds, FD_CLOEXEC, NULL));
  g_subprocess_launcher_take_fd (launcher, pipe_fds[1], 3);
  fixture->server = g_subprocess_launcher_spawn (launcher, &error, path, "--state", fixture->state, "--port", port,
                                                 "--address-fd", "3", "--exit-with-parent", NULL);
  g_assert_no_error (error);
  g_object_unref (g_steal_pointer (&launcher));
  while (length < sizeof address - 1 && strchr (address, '\n') == NULL)
    {
      gssize n = read (pipe_fds[0], address + length, sizeof address - 1 - length);

      g_assert_cmpint (n, >, 0);
      length += (gsize) n;
      address[length] = '\0';
    }
  close (pipe_fds[0]);
  g_strchomp (address);
  g_assert_true (g_str_has_prefix (address, "http://127.0.0.1:"));
  fixture->port = (guint16) g_ascii_strtoull (strrchr (address, ':') + 1, NULL, 10);
}

void
sync_kill_server (SyncFixture *fixture,
                  int          signal_number)
{
  g_subprocess_send_signal (fixture->server, signal_number);
  g_subprocess_wait (fixture->server, NULL, NULL);
  if (signal_number == SIGTERM)
    g_assert_cmpint (g_subprocess_get_exit_status (fixture->server), ==, 0);
  g_clear_object (&fixture->server);
}

BatonRemote *
sync_connect_to (SyncFixture *fixture,
                 guint16      port)
{
  g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%u", (guint) port);
  g_autoptr (GError) error = NULL;
  BatonRemote *remote = baton_remote_new (address, fixture->token, &error);

  g_assert_no_error (error);
  baton_remote_set_retry_pause (remote, 2);
  return remote;
}

static BatonProgram *
read_small_program (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  BatonProgram *program = baton_program_parse (small_program, strlen (small_program), problems);

  g_assert_nonnull (program);
  return program;
}

BatonWorkspace *
sync_make_workspace (SyncFixture        *fixture,
                     const char         *name,
                     const BatonProgram *program)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  BatonWorkspace *workspace = baton_workspace_create (path, program, &error);

  g_assert_no_error (error);
  return workspace;
}

void
sync_set_up (SyncFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr (BatonProgram) program = read_small_program ();
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("baton-sync-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->state = g_build_filename (fixture->folder, "state", NULL);
  fixture->token = sync_make_token (fixture->state, "publisher", "Maria");
  sync_start_server (fixture);
  fixture->remote = sync_connect_to (fixture, fixture->port);
  fixture->workspace = sync_make_workspace (fixture, "one.baton", program);
}

void
sync_remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        sync_remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
sync_tear_down (SyncFixture   *fixture,
                gconstpointer  data)
{
  g_clear_object (&fixture->workspace);
  g_clear_object (&fixture->remote);
  sync_kill_server (fixture, SIGTERM);
  sync_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->state);
  baton_token_free (fixture->token);
}

/* ── Calls that wait ─────────────────────────────────────────────────────────────────────────────────── */

void
sync_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

void
sync_wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

BatonPushResult *
sync_push (BatonRemote     *remote,
           BatonWorkspace  *workspace,
           const char      *message,
           GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  baton_sync_push_async (remote, workspace, message, NULL, sync_done_cb, &result);
  sync_wait_for (&result);
  return baton_sync_push_finish (result, error);
}

BatonPushResult *
sync_resume (BatonRemote     *remote,
             BatonWorkspace  *workspace,
             GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  baton_sync_resume_async (remote, workspace, NULL, sync_done_cb, &result);
  sync_wait_for (&result);
  return baton_sync_resume_finish (result, error);
}

BatonPullResult *
sync_pull (BatonRemote     *remote,
           BatonWorkspace  *workspace,
           GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  baton_sync_pull_async (remote, workspace, NULL, sync_done_cb, &result);
  sync_wait_for (&result);
  return baton_sync_pull_finish (result, error);
}

gint64
sync_count_revisions (SyncFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BatonRevision) head = NULL;
  g_autoptr (GError) error = NULL;

  baton_remote_get_head_async (fixture->remote, NULL, sync_done_cb, &result);
  sync_wait_for (&result);
  head = baton_remote_get_head_finish (fixture->remote, result, &error);
  g_assert_no_error (error);
  return head->number;
}

void
sync_rename_program (BatonWorkspace *workspace,
                     const char     *name)
{
  const BatonEntity *root = baton_program_get_root (baton_workspace_get_program (workspace));
  g_autoptr (BatonValue) text = baton_value_new_string (name);
  g_autoptr (BatonValue) value = baton_value_with_member (NULL, "source", text);
  g_autoptr (BatonEntity) renamed = baton_entity_with (root, BATON_FIELD_PROGRAM_NAME, value);
  g_autoptr (GError) error = NULL;

  baton_workspace_put (workspace, "Rename", renamed, &error);
  g_assert_no_error (error);
}

const char *
sync_program_name (const BatonProgram *program)
{
  return baton_entity_get_name (baton_program_get_root (program));
}

void
sync_assert_pushed (BatonPushResult *result,
                    GError          *error,
                    gint64           number)
{
  g_assert_no_error (error);
  g_assert_nonnull (result);
  g_assert_cmpint (result->outcome, ==, BATON_PUSH_DONE);
  g_assert_cmpint (result->revision->number, ==, number);
}

/* ── Random edits ────────────────────────────────────────────────────────────────────────────────────── */

void
sync_set_text (BatonWorkspace *workspace,
               BatonKind       kind,
               const char     *id,
               BatonField      name,
               const char     *source)
{
  const BatonProgram *program = baton_workspace_get_program (workspace);
  const BatonEntity *there = baton_program_lookup (program, id);
  g_autoptr (BatonEntity) made = there == NULL ? baton_entity_new (kind, id) : NULL;
  g_autofree char *position = there == NULL && baton_schema_get_kind (kind)->place_field != BATON_FIELD_NONE
                                ? baton_program_last_position (program, kind, NULL) : NULL;
  g_autoptr (BatonEntity) placed = position != NULL ? baton_entity_with_place (made, NULL, position) : NULL;
  g_autoptr (BatonValue) text = baton_value_new_string (source);
  g_autoptr (BatonValue) value = baton_value_with_member (NULL, "source", text);
  g_autoptr (BatonEntity) entity = baton_entity_with (there != NULL ? there : placed != NULL ? placed : made, name, value);
  g_autoptr (GError) error = NULL;

  baton_workspace_put (workspace, "Edit", entity, &error);
  g_assert_no_error (error);
}

static void
set_list (BatonWorkspace *workspace,
          const char     *id,
          BatonField      field,
          const char     *first,
          const char     *second)
{
  const BatonEntity *before = baton_program_lookup (baton_workspace_get_program (workspace), id);
  const char *strings[] = { first, second, NULL };
  g_autoptr (BatonValue) value = first != NULL ? baton_value_new_strv (strings) : NULL;
  g_autoptr (BatonEntity) after = baton_entity_with (before, field, value);
  g_autoptr (GError) error = NULL;

  baton_workspace_put (workspace, "Edit", after, &error);
  g_assert_no_error (error);
}

void
sync_edit_roles (BatonWorkspace *workspace,
                 GRand          *random,
                 guint           round)
{
  for (int i = g_rand_int_range (random, 2, 6); i > 0; i--)
    {
      const BatonProgram *program = baton_workspace_get_program (workspace);
      g_autofree char *id = g_strdup_printf ("role-000000000%d", g_rand_int_range (random, 0, 5));
      g_autofree char *other = g_strdup_printf ("role-000000000%d", g_rand_int_range (random, 5, 9));
      g_autofree char *name = g_strdup_printf ("Name %u.%d", round, i);
      gboolean both = baton_program_lookup (program, id) != NULL && baton_program_lookup (program, other) != NULL;

      switch (g_rand_int_range (random, 0, 5))
        {
        case 0:
          sync_rename_program (workspace, name);
          break;
        case 1:
          sync_set_text (workspace, BATON_KIND_ROLE, other, BATON_FIELD_ROLE_NAME, name);
          break;
        case 2:
          sync_set_text (workspace, BATON_KIND_PERSONA, "persona-0000000000", BATON_FIELD_PERSONA_NAME, name);
          if (both)
            set_list (workspace, "persona-0000000000", BATON_FIELD_PERSONA_ROLES, id, other);
          break;
        case 3:
          if (baton_program_lookup (program, "persona-0000000000") != NULL)
            set_list (workspace, "persona-0000000000", BATON_FIELD_PERSONA_ROLES, NULL, NULL);
          if (baton_program_lookup (program, id) != NULL)
            g_assert_true (baton_workspace_remove (workspace, "Remove", id, NULL));
          break;
        default:
          sync_set_text (workspace, BATON_KIND_ROLE, id, BATON_FIELD_ROLE_NAME, name);
          break;
        }
    }
}
