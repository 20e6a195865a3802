/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Push and pull against a real batond: what they do, and that neither a killed client, a killed server nor a lost answer
 * makes two revisions of one push.
 *
 * Called with --client WORKSPACE ADDRESS this program is the client that gets killed.
 */
#include <fcntl.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "model/baton-portion.h"
#include "model/baton-validate.h"
#include "support/cutting-proxy.h"
#include "sync/baton-sync.h"
#include "sync/baton-token-store.h"

/* As little as a program can be, so that a push is short enough to be cut at each byte. */
static const char small_program[] =
  "{\"baton\":\"program\",\"schema\":1,\"entities\":{"
  "\"locale\":{\"en-18kxfwcwsa\":{\"place\":{\"position\":\"a0\"},\"tag\":\"en\"}},"
  "\"program\":{\"stars-mxccq3n1g9\":{\"currency\":\"EUR\",\"name\":{\"source\":\"Stars\"},\"source-locale\":\"en\",\"time-zone\":\"UTC\"}}}}";

typedef struct
{
  char           *folder;
  char           *state;
  char           *token;
  GSubprocess    *server;
  guint16         port;
  BatonRemote    *remote;      /* straight to the server */
  BatonWorkspace *workspace;
} Fixture;

/* ── The server ──────────────────────────────────────────────────────────────────────────────────────── */

static char *
server_path (void)
{
  return g_build_filename (g_getenv ("BATON_BUILD_ROOT"), "src", "server", "batond", NULL);
}

static char *
make_token (const char *state,
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
static void
start_server (Fixture *fixture)
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

static void
kill_server (Fixture *fixture,
             int      signal_number)
{
  g_subprocess_send_signal (fixture->server, signal_number);
  g_subprocess_wait (fixture->server, NULL, NULL);
  if (signal_number == SIGTERM)
    g_assert_cmpint (g_subprocess_get_exit_status (fixture->server), ==, 0);
  g_clear_object (&fixture->server);
}

static BatonRemote *
connect_to (Fixture *fixture,
            guint16  port)
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

static BatonWorkspace *
make_workspace (Fixture            *fixture,
                const char         *name,
                const BatonProgram *program)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  BatonWorkspace *workspace = baton_workspace_create (path, program, &error);

  g_assert_no_error (error);
  return workspace;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (BatonProgram) program = read_small_program ();
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("baton-sync-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->state = g_build_filename (fixture->folder, "state", NULL);
  fixture->token = make_token (fixture->state, "publisher", "Maria");
  start_server (fixture);
  fixture->remote = connect_to (fixture, fixture->port);
  fixture->workspace = make_workspace (fixture, "one.baton", program);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->workspace);
  g_clear_object (&fixture->remote);
  kill_server (fixture, SIGTERM);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->state);
  baton_token_free (fixture->token);
}

/* ── Calls that wait ─────────────────────────────────────────────────────────────────────────────────── */

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static BatonPushResult *
push (BatonRemote     *remote,
      BatonWorkspace  *workspace,
      const char      *message,
      GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  baton_sync_push_async (remote, workspace, message, NULL, done_cb, &result);
  wait_for (&result);
  return baton_sync_push_finish (result, error);
}

static BatonPushResult *
resume (BatonRemote     *remote,
        BatonWorkspace  *workspace,
        GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  baton_sync_resume_async (remote, workspace, NULL, done_cb, &result);
  wait_for (&result);
  return baton_sync_resume_finish (result, error);
}

static BatonPullResult *
pull (BatonRemote     *remote,
      BatonWorkspace  *workspace,
      GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  baton_sync_pull_async (remote, workspace, NULL, done_cb, &result);
  wait_for (&result);
  return baton_sync_pull_finish (result, error);
}

static gint64
count_revisions (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BatonRevision) head = NULL;
  g_autoptr (GError) error = NULL;

  baton_remote_get_head_async (fixture->remote, NULL, done_cb, &result);
  wait_for (&result);
  head = baton_remote_get_head_finish (fixture->remote, result, &error);
  g_assert_no_error (error);
  return head->number;
}

static void
rename_program (BatonWorkspace *workspace,
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

static const char *
program_name (const BatonProgram *program)
{
  return baton_entity_get_name (baton_program_get_root (program));
}

static void
assert_pushed (BatonPushResult *result,
               GError          *error,
               gint64           number)
{
  g_assert_no_error (error);
  g_assert_nonnull (result);
  g_assert_cmpint (result->outcome, ==, BATON_PUSH_DONE);
  g_assert_cmpint (result->revision->number, ==, number);
}

/* ── What they do ────────────────────────────────────────────────────────────────────────────────────── */

static void
put_picture (Fixture    *fixture,
             const char *sha256,
             GBytes     *bytes)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  baton_remote_put_asset_async (fixture->remote, sha256, "image/svg+xml", bytes, NULL, done_cb, &result);
  wait_for (&result);
  g_assert_true (baton_remote_put_asset_finish (fixture->remote, result, &error));
  g_assert_no_error (error);
}

/* The first time the server has to be asked twice: whether it has the picture, and to take it. */
static void
test_pictures (Fixture       *fixture,
               gconstpointer  data)
{
  const char *svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (svg, strlen (svg));
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *media_type = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GError) error = NULL;

  put_picture (fixture, sha256, bytes);
  put_picture (fixture, sha256, bytes);

  baton_remote_get_asset_async (fixture->remote, sha256, NULL, done_cb, &result);
  wait_for (&result);
  back = baton_remote_get_asset_finish (fixture->remote, result, &media_type, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (media_type, ==, "image/svg+xml");
  g_assert_true (g_bytes_equal (back, bytes));
}

static void
test_push_pull (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (BatonWorkspace) other = make_workspace (fixture, "two.baton", NULL);
  g_autoptr (BatonPushResult) first = NULL, second = NULL, nothing = NULL, moved = NULL;
  g_autoptr (BatonPullResult) pulled = NULL, again = NULL, conflict = NULL, updated = NULL;
  g_autoptr (GAsyncResult) listed = NULL, restored = NULL;
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (BatonPushResult) rollback = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *etag = NULL, *key = baton_remote_new_key ();

  first = push (fixture->remote, fixture->workspace, "The first", &error);
  assert_pushed (first, error, 1);
  g_assert_cmpstr (first->revision->author, ==, "Maria");
  g_assert_cmpint (baton_workspace_get_base_revision (fixture->workspace), ==, 1);
  g_assert_cmpuint (baton_workspace_count_changes (fixture->workspace), ==, 0);
  g_assert_false (baton_sync_has_pending (fixture->workspace));

  nothing = push (fixture->remote, fixture->workspace, "Nothing new", &error);
  assert_pushed (nothing, error, 1);
  g_assert_cmpint (count_revisions (fixture), ==, 1);

  pulled = pull (fixture->remote, other, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pulled->outcome, ==, BATON_PULL_UPDATED);
  g_assert_cmpstr (program_name (baton_workspace_get_program (other)), ==, "Stars");
  again = pull (fixture->remote, other, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->outcome, ==, BATON_PULL_UNCHANGED);

  rename_program (other, "Bright stars");
  second = push (fixture->remote, other, "The second", &error);
  assert_pushed (second, error, 2);

  /* The other side has moved on. */
  rename_program (fixture->workspace, "Dark stars");
  moved = push (fixture->remote, fixture->workspace, "Too late", &error);
  g_assert_no_error (error);
  g_assert_cmpint (moved->outcome, ==, BATON_PUSH_MOVED);
  g_assert_cmpint (moved->revision->number, ==, 2);
  g_assert_false (baton_sync_has_pending (fixture->workspace));
  conflict = pull (fixture->remote, fixture->workspace, &error);
  g_assert_no_error (error);
  g_assert_cmpint (conflict->outcome, ==, BATON_PULL_CONFLICT);
  g_assert_cmpstr (program_name (baton_workspace_get_program (fixture->workspace)), ==, "Dark stars");
  g_assert_cmpint (baton_workspace_get_base_revision (fixture->workspace), ==, 1);
  g_assert_cmpstr (program_name (conflict->theirs), ==, "Bright stars");

  /* Decided: mine, over theirs. */
  {
    g_autoptr (BatonProgram) mine = baton_program_copy (baton_workspace_get_program (fixture->workspace));
    g_autoptr (BatonPushResult) decided = NULL;

    g_assert_true (baton_sync_take (fixture->workspace, conflict->revision, conflict->theirs, mine, &error));
    g_assert_cmpint (baton_workspace_get_base_revision (fixture->workspace), ==, 2);
    g_assert_cmpuint (baton_workspace_count_changes (fixture->workspace), ==, 1);
    decided = push (fixture->remote, fixture->workspace, "Decided", &error);
    assert_pushed (decided, error, 3);
    etag = baton_revision_get_etag (decided->revision);
  }

  /* Rolling back is another revision. */
  baton_remote_restore_async (fixture->remote, 1, "Back", etag, key, NULL, done_cb, &restored);
  wait_for (&restored);
  rollback = baton_remote_restore_finish (fixture->remote, restored, &error);
  assert_pushed (rollback, error, 4);
  g_assert_cmpint (rollback->revision->restored_from, ==, 1);
  updated = pull (fixture->remote, fixture->workspace, &error);
  g_assert_no_error (error);
  g_assert_cmpint (updated->outcome, ==, BATON_PULL_UPDATED);
  g_assert_cmpstr (program_name (baton_workspace_get_program (fixture->workspace)), ==, "Stars");
  g_assert_true (baton_workspace_undo (fixture->workspace, &error));
  g_assert_cmpint (baton_workspace_get_base_revision (fixture->workspace), ==, 3);

  baton_remote_list_revisions_async (fixture->remote, 0, 10, NULL, done_cb, &listed);
  wait_for (&listed);
  revisions = baton_remote_list_revisions_finish (fixture->remote, listed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (revisions->len, ==, 4);
  g_assert_cmpstr (((BatonRevision *) g_ptr_array_index (revisions, 3))->message, ==, "The first");
}

/* Two who changed different things both keep what they did. */
static void
test_merge (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (BatonWorkspace) other = make_workspace (fixture, "two.baton", NULL);
  g_autoptr (BatonPushResult) first = NULL, second = NULL, third = NULL;
  g_autoptr (BatonPullResult) pulled = NULL, merged = NULL;
  const BatonEntity *root;
  g_autoptr (BatonValue) currency = baton_value_new_string ("JPY");
  g_autoptr (BatonEntity) changed = NULL;
  g_autoptr (GError) error = NULL;

  first = push (fixture->remote, fixture->workspace, "The first", &error);
  assert_pushed (first, error, 1);
  pulled = pull (fixture->remote, other, &error);
  g_assert_no_error (error);
  rename_program (other, "Bright stars");
  second = push (fixture->remote, other, "The second", &error);
  assert_pushed (second, error, 2);

  root = baton_program_get_root (baton_workspace_get_program (fixture->workspace));
  changed = baton_entity_with (root, BATON_FIELD_PROGRAM_CURRENCY, currency);
  baton_workspace_put (fixture->workspace, "Pay in yen", changed, &error);
  g_assert_no_error (error);
  merged = pull (fixture->remote, fixture->workspace, &error);
  g_assert_no_error (error);
  g_assert_cmpint (merged->outcome, ==, BATON_PULL_MERGED);
  root = baton_program_get_root (baton_workspace_get_program (fixture->workspace));
  g_assert_cmpstr (baton_entity_get_name (root), ==, "Bright stars");
  g_assert_cmpstr (baton_entity_get_string (root, BATON_FIELD_PROGRAM_CURRENCY), ==, "JPY");
  g_assert_cmpuint (baton_workspace_count_changes (fixture->workspace), ==, 1);
  third = push (fixture->remote, fixture->workspace, "In yen", &error);
  assert_pushed (third, error, 3);

  /* One step back restores draft and base together. */
  g_assert_true (baton_workspace_undo (fixture->workspace, &error));
  g_assert_no_error (error);
}

/* ── A part of what changed ──────────────────────────────────────────────────────────────────────────── */

static BatonPushResult *
push_part (Fixture     *fixture,
           const char  *message,
           const char  *left_out,
           GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  baton_sync_push_part_async (fixture->remote, fixture->workspace, message, left_out, NULL, done_cb, &result);
  wait_for (&result);
  return baton_sync_push_finish (result, error);
}

static void
set_text (Fixture    *fixture,
          BatonKind   kind,
          const char *id,
          BatonField  name,
          const char *source)
{
  const BatonProgram *program = baton_workspace_get_program (fixture->workspace);
  const BatonEntity *there = baton_program_lookup (program, id);
  g_autoptr (BatonEntity) made = there == NULL ? baton_entity_new (kind, id) : NULL;
  g_autofree char *position = there == NULL && baton_schema_get_kind (kind)->place_field != BATON_FIELD_NONE
                                ? baton_program_last_position (program, kind, NULL) : NULL;
  g_autoptr (BatonEntity) placed = position != NULL ? baton_entity_with_place (made, NULL, position) : NULL;
  g_autoptr (BatonValue) text = baton_value_new_string (source);
  g_autoptr (BatonValue) value = baton_value_with_member (NULL, "source", text);
  g_autoptr (BatonEntity) entity = baton_entity_with (there != NULL ? there : placed != NULL ? placed : made, name, value);
  g_autoptr (GError) error = NULL;

  baton_workspace_put (fixture->workspace, "Edit", entity, &error);
  g_assert_no_error (error);
}

static void
set_list (Fixture    *fixture,
          const char *id,
          BatonField  field,
          const char *first,
          const char *second)
{
  const BatonEntity *before = baton_program_lookup (baton_workspace_get_program (fixture->workspace), id);
  const char *strings[] = { first, second, NULL };
  g_autoptr (BatonValue) value = first != NULL ? baton_value_new_strv (strings) : NULL;
  g_autoptr (BatonEntity) after = baton_entity_with (before, field, value);
  g_autoptr (GError) error = NULL;

  baton_workspace_put (fixture->workspace, "Edit", after, &error);
  g_assert_no_error (error);
}

/* A few edits of roles and of a persona that names some of them. */
static void
edit_roles (Fixture *fixture,
            GRand   *random,
            guint    round)
{
  for (int i = g_rand_int_range (random, 2, 6); i > 0; i--)
    {
      const BatonProgram *program = baton_workspace_get_program (fixture->workspace);
      g_autofree char *id = g_strdup_printf ("role-000000000%d", g_rand_int_range (random, 0, 5));
      g_autofree char *other = g_strdup_printf ("role-000000000%d", g_rand_int_range (random, 5, 9));
      g_autofree char *name = g_strdup_printf ("Name %u.%d", round, i);
      gboolean both = baton_program_lookup (program, id) != NULL && baton_program_lookup (program, other) != NULL;

      switch (g_rand_int_range (random, 0, 5))
        {
        case 0:
          rename_program (fixture->workspace, name);
          break;
        case 1:
          set_text (fixture, BATON_KIND_ROLE, other, BATON_FIELD_ROLE_NAME, name);
          break;
        case 2:
          set_text (fixture, BATON_KIND_PERSONA, "persona-0000000000", BATON_FIELD_PERSONA_NAME, name);
          if (both)
            set_list (fixture, "persona-0000000000", BATON_FIELD_PERSONA_ROLES, id, other);
          break;
        case 3:
          if (baton_program_lookup (program, "persona-0000000000") != NULL)
            set_list (fixture, "persona-0000000000", BATON_FIELD_PERSONA_ROLES, NULL, NULL);
          if (baton_program_lookup (program, id) != NULL)
            g_assert_true (baton_workspace_remove (fixture->workspace, "Remove", id, NULL));
          break;
        default:
          set_text (fixture, BATON_KIND_ROLE, id, BATON_FIELD_ROLE_NAME, name);
          break;
        }
    }
}

/* What the dice leave out waits; what the server holds is base and draft of the rest, to the digest. */
static void
test_parts (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonPushResult) first = push (fixture->remote, fixture->workspace, "The first", &error);
  gint64 number = 1;

  assert_pushed (first, error, 1);
  for (guint round = 0; round < 25; round++)
    {
      const BatonProgram *base = baton_workspace_get_base (fixture->workspace);
      const BatonProgram *draft = baton_workspace_get_program (fixture->workspace);
      g_autoptr (GPtrArray) atoms = NULL;
      g_autoptr (BatonPortion) portion = NULL;
      g_autoptr (BatonProgram) part = NULL;
      g_autoptr (BatonProgram) before_push = NULL;
      g_autoptr (BatonPushResult) answer = NULL;
      g_autofree char *left_out = NULL, *digest = NULL, *waiting = NULL;

      edit_roles (fixture, random, round);
      atoms = baton_diff (base, draft);
      portion = baton_portion_new (base, draft, atoms);
      for (guint i = 0; i < atoms->len; i++)
        if (g_rand_boolean (random))
          baton_portion_set (portion, i, FALSE);
      left_out = baton_portion_dup_left_out (portion);
      part = baton_portion_make_program (portion);
      digest = baton_program_digest (part);
      before_push = baton_program_copy (draft);
      number += baton_portion_count_left_out (portion) < atoms->len ? 1 : 0;

      answer = push_part (fixture, "A part", left_out, &error);
      assert_pushed (answer, error, number);
      g_assert_cmpstr (answer->revision->digest, ==, digest);
      g_assert_cmpstr (baton_workspace_get_base_digest (fixture->workspace), ==, digest);
      g_assert_cmpint (count_revisions (fixture), ==, number);
      {
        g_autofree char *own = baton_program_digest (baton_workspace_get_base (fixture->workspace));
        g_autofree char *kept = baton_program_digest (baton_workspace_get_program (fixture->workspace));
        g_autofree char *was = baton_program_digest (before_push);

        g_assert_cmpstr (own, ==, digest);
        g_assert_cmpstr (kept, ==, was);
      }
    }
  {
    g_autoptr (BatonPushResult) rest = push (fixture->remote, fixture->workspace, "The rest", &error);
    g_autofree char *digest = baton_program_digest (baton_workspace_get_program (fixture->workspace));

    g_assert_no_error (error);
    g_assert_cmpint (rest->outcome, ==, BATON_PUSH_DONE);
    g_assert_cmpstr (rest->revision->digest, ==, digest);
    g_assert_cmpuint (baton_workspace_count_changes (fixture->workspace), ==, 0);
  }
}

/* What is left out had been pushed with an answer that was lost: it is the server's by then, and stays. */
static void
test_part_after_lost_answer (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonPushResult) first = push (fixture->remote, fixture->workspace, "The first", &error);
  g_autoptr (GPtrArray) atoms = NULL;
  g_autoptr (BatonPortion) portion = NULL;
  g_autoptr (BatonPushResult) answer = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *etag = NULL, *state = NULL, *key = NULL, *left_out = NULL;

  assert_pushed (first, error, 1);
  rename_program (fixture->workspace, "Bright stars");
  body = baton_remote_push_body (baton_workspace_get_program (fixture->workspace), "Its answer was lost");
  etag = baton_revision_get_etag (first->revision);
  state = g_strdup_printf ("push %s %s", etag, baton_remote_get_address (fixture->remote));
  key = baton_workspace_add_to_outbox (fixture->workspace, body, state, &error);
  g_assert_no_error (error);

  set_text (fixture, BATON_KIND_ROLE, "role-0000000001", BATON_FIELD_ROLE_NAME, "Editor");
  atoms = baton_diff (baton_workspace_get_base (fixture->workspace), baton_workspace_get_program (fixture->workspace));
  g_assert_cmpuint (atoms->len, ==, 2);
  portion = baton_portion_new (baton_workspace_get_base (fixture->workspace), baton_workspace_get_program (fixture->workspace), atoms);
  baton_portion_set (portion, ((const BatonAtom *) atoms->pdata[0])->kind == BATON_KIND_PROGRAM ? 0 : 1, FALSE);
  left_out = baton_portion_dup_left_out (portion);

  answer = push_part (fixture, "The editor", left_out, &error);
  assert_pushed (answer, error, 3);
  g_assert_cmpstr (program_name (baton_workspace_get_base (fixture->workspace)), ==, "Bright stars");
  g_assert_nonnull (baton_program_lookup (baton_workspace_get_base (fixture->workspace), "role-0000000001"));
  g_assert_cmpuint (baton_workspace_count_changes (fixture->workspace), ==, 0);
}

static BatonProgram *
read_sample (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("BATON_SOURCE_ROOT"), "data", "samples", "influencer.json", NULL);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autofree char *json = NULL;
  BatonProgram *program;
  gsize length;

  g_assert_true (g_file_get_contents (path, &json, &length, NULL));
  program = baton_program_parse (json, length, problems);
  g_assert_nonnull (program);
  return program;
}

/* Keeps the sample's pictures in *workspace*; gives how many there are. */
static guint
add_pictures (BatonWorkspace *workspace)
{
  g_autofree char *folder = g_build_filename (g_getenv ("BATON_SOURCE_ROOT"), "data", "samples", "influencer", "assets", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *digest = NULL;
      g_autoptr (GBytes) bytes = NULL;
      char *content;
      gsize length;

      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      bytes = g_bytes_new_take (content, length);
      digest = baton_workspace_add_asset (workspace, bytes, NULL);
      g_assert_nonnull (digest);
      n++;
    }
  return n;
}

/* The sample program with all its pictures goes to the server and comes back whole; without them it is not taken. */
static void
test_sample (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (BatonProgram) sample = read_sample ();
  g_autoptr (BatonWorkspace) bare = make_workspace (fixture, "bare.baton", sample);
  g_autoptr (BatonWorkspace) full = make_workspace (fixture, "full.baton", sample);
  g_autoptr (BatonWorkspace) other = make_workspace (fixture, "other.baton", NULL);
  guint n_pictures = add_pictures (full);
  g_autoptr (BatonPushResult) refused = NULL, taken = NULL;
  g_autoptr (BatonPullResult) pulled = NULL;
  g_autofree char *sent = NULL, *received = NULL;
  g_auto (GStrv) digests = NULL;
  g_autoptr (GError) error = NULL;
  const BatonProblem *problem;

  refused = push (fixture->remote, bare, "Without", &error);
  g_assert_no_error (error);
  g_assert_cmpint (refused->outcome, ==, BATON_PUSH_INVALID);
  problem = g_ptr_array_index (refused->problems, 0);
  g_assert_cmpint (problem->code, ==, BATON_PROBLEM_ASSET_MISSING);
  g_assert_cmpint (problem->kind, ==, BATON_KIND_ASSET);
  g_assert_cmpint (problem->field, ==, BATON_FIELD_ASSET_FILE);
  g_assert_nonnull (baton_program_lookup (sample, problem->entity));

  taken = push (fixture->remote, full, "With", &error);
  assert_pushed (taken, error, 1);
  pulled = pull (fixture->remote, other, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pulled->outcome, ==, BATON_PULL_UPDATED);
  sent = baton_program_digest (sample);
  received = baton_program_digest (baton_workspace_get_program (other));
  g_assert_cmpstr (sent, ==, received);
  g_assert_cmpstr (sent, ==, pulled->revision->digest);
  digests = baton_workspace_list_assets (other);
  g_assert_cmpuint (g_strv_length (digests), ==, n_pictures);
}

/* What waits for one server is not sent to another. */
static void
test_other_server (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (BatonRemote) nobody = connect_to (fixture, 1);
  g_autoptr (BatonPushResult) lost = NULL, nothing = NULL, result = NULL;
  g_autoptr (GError) error = NULL;

  lost = push (nobody, fixture->workspace, "Lost", &error);
  g_assert_error (error, BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_UNREACHABLE);
  g_clear_error (&error);
  g_assert_true (baton_sync_has_pending (fixture->workspace));
  nothing = resume (fixture->remote, fixture->workspace, &error);
  g_assert_no_error (error);
  g_assert_null (nothing);
  g_assert_false (baton_sync_has_pending (fixture->workspace));
  g_assert_cmpint (count_revisions (fixture), ==, 0);
  result = push (fixture->remote, fixture->workspace, "Found", &error);
  assert_pushed (result, error, 1);
  g_assert_cmpstr (result->revision->message, ==, "Found");
}

static void
test_refusals (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *viewer_token = make_token (fixture->state, "viewer", "Victor");
  g_autoptr (BatonRemote) viewer = NULL, stranger = NULL, nobody = NULL, bad = NULL;
  g_autoptr (BatonPushResult) result = NULL;
  const BatonEntity *root = baton_program_get_root (baton_workspace_get_program (fixture->workspace));
  g_autoptr (BatonEntity) broken = baton_entity_with (root, BATON_FIELD_PROGRAM_NAME, NULL);
  g_autoptr (GError) error = NULL;
  static const char *const addresses[] = { "http://example.org", "ftp://127.0.0.1", "127.0.0.1:80", "https://a@b", "https://h/?q",
                                           "", "http://127.0.0.1.example.org" };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      bad = baton_remote_new (addresses[i], "t", &error);
      g_assert_null (bad);
      g_assert_error (error, BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_ADDRESS);
      g_clear_error (&error);
    }

  viewer = baton_remote_new (baton_remote_get_address (fixture->remote), viewer_token, &error);
  result = push (viewer, fixture->workspace, "m", &error);
  g_assert_error (error, BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_NOT_ALLOWED);
  g_assert_null (result);
  g_assert_false (baton_sync_has_pending (fixture->workspace));
  g_clear_error (&error);

  stranger = baton_remote_new (baton_remote_get_address (fixture->remote), "somethingelse", &error);
  result = push (stranger, fixture->workspace, "m", &error);
  g_assert_error (error, BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_UNAUTHORISED);
  g_clear_error (&error);

  /* Nobody listens on port 1: nothing is known, so the row stays, and is sent when somebody does. */
  nobody = connect_to (fixture, 1);
  result = push (nobody, fixture->workspace, "m", &error);
  g_assert_error (error, BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_UNREACHABLE);
  g_assert_true (baton_sync_has_pending (fixture->workspace));
  g_clear_error (&error);
  g_assert_true (baton_sync_forget_pending (fixture->workspace, &error));
  g_assert_false (baton_sync_has_pending (fixture->workspace));

  baton_workspace_put (fixture->workspace, "Break", broken, &error);
  g_assert_no_error (error);
  result = push (fixture->remote, fixture->workspace, "m", &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->outcome, ==, BATON_PUSH_INVALID);
  g_assert_cmpuint (result->problems->len, >, 0);
  g_assert_true (baton_problems_have_errors (result->problems));
  g_assert_false (baton_sync_has_pending (fixture->workspace));
  g_assert_cmpint (count_revisions (fixture), ==, 0);
}

/* ── One push, one revision ──────────────────────────────────────────────────────────────────────────── */

/* Cuts the connection of a push after each number of bytes, first on the way there, then on the way back. */
static void
test_cuts (Fixture       *fixture,
           gconstpointer  data)
{
  guint step = g_test_slow () ? 1 : 7;
  CuttingProxy *proxy = cutting_proxy_new (fixture->port);
  g_autoptr (BatonRemote) remote = connect_to (fixture, cutting_proxy_get_port (proxy));
  g_autoptr (GError) error = NULL;
  gint64 number = 0;

  for (guint way = 0; way < 2; way++)
    {
      gboolean cut = TRUE;

      for (guint at = 0; cut; at += step)
        {
          g_autofree char *name = g_strdup_printf ("Stars %u %u", way, at);
          g_autoptr (BatonPushResult) result = NULL;

          rename_program (fixture->workspace, name);
          cutting_proxy_cut (proxy, way == 0 ? CUT_REQUEST : CUT_ANSWER, at);
          result = push (remote, fixture->workspace, name, &error);
          assert_pushed (result, error, ++number);
          g_assert_cmpint (count_revisions (fixture), ==, number);
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
test_killed_server (Fixture       *fixture,
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

      rename_program (fixture->workspace, name);
      baton_sync_push_async (fixture->remote, fixture->workspace, name, cancellable, done_cb, &result);
      while (g_get_monotonic_time () < kill_at)
        g_main_context_iteration (NULL, FALSE);
      kill_server (fixture, SIGKILL);
      start_server (fixture);
      wait_for (&result);
      answer = baton_sync_push_finish (result, &error);
      if (answer == NULL)
        {
          g_assert_error (error, BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_UNREACHABLE);
          g_clear_error (&error);
          g_assert_true (baton_sync_has_pending (fixture->workspace));
          resumed = resume (fixture->remote, fixture->workspace, &error);
          assert_pushed (resumed, error, i);
        }
      g_assert_cmpint (baton_workspace_get_base_revision (fixture->workspace), ==, i);
      g_assert_cmpint (count_revisions (fixture), ==, i);
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
  result = push (remote, workspace, "From a client", &error);
  return result != NULL ? 0 : 1;
}

/* The client dies at some moment of a push; the next one finds what it left. */
static void
test_killed_client (Fixture       *fixture,
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

      rename_program (fixture->workspace, name);
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
      result = push (fixture->remote, fixture->workspace, "Again", &error);
      assert_pushed (result, error, i);
      g_assert_cmpint (count_revisions (fixture), ==, i);
      g_assert_cmpuint (baton_workspace_count_changes (fixture->workspace), ==, 0);
    }
  g_test_message ("%u of %u died with a push under way", n_pending, n);
}

/* ── Tokens ──────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_tokens (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("baton-tokens-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "tokens", NULL);
  g_autofree char *token = NULL, *other = NULL, *gone = NULL, *given = NULL;
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

  g_setenv ("BATON_TOKEN", "ghi", TRUE);
  given = baton_token_store_lookup ("https://two.example", NULL, &error);
  g_assert_cmpstr (given, ==, "ghi");
  g_unsetenv ("BATON_TOKEN");

  /* What others can read is not used. */
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  g_assert_null (baton_token_store_lookup ("https://two.example", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  baton_token_store_use_file (NULL);
  remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && strcmp (argv[1], "--client") == 0)
    return be_client (argv[2], argv[3]);

  g_test_init (&argc, &argv, NULL);
#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  g_test_add_func ("/sync/tokens", test_tokens);
  TEST ("/sync/pictures", test_pictures);
  TEST ("/sync/push-pull", test_push_pull);
  TEST ("/sync/merge", test_merge);
  TEST ("/sync/parts", test_parts);
  TEST ("/sync/part-after-lost-answer", test_part_after_lost_answer);
  TEST ("/sync/sample", test_sample);
  TEST ("/sync/other-server", test_other_server);
  TEST ("/sync/refusals", test_refusals);
  TEST ("/sync/cuts", test_cuts);
  TEST ("/sync/killed-server", test_killed_server);
  TEST ("/sync/killed-client", test_killed_client);
#undef TEST
  return g_test_run ();
}
