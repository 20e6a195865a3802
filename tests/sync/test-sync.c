/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Push and pull against a real batond: what they do.
 */
#include "sync-fixture.h"

#include "model/baton-validate.h"
#include "sync/baton-succession.h"

#include <signal.h>
#include <string.h>

static void
put_picture (SyncFixture *fixture,
             const char  *sha256,
             GBytes      *bytes)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  baton_remote_put_asset_async (fixture->remote, sha256, "image/svg+xml", bytes, NULL, sync_done_cb, &result);
  sync_wait_for (&result);
  g_assert_true (baton_remote_put_asset_finish (fixture->remote, result, &error));
  g_assert_no_error (error);
}

/* The first time the server has to be asked twice: whether it has the picture, and to take it. */
static void
test_pictures (SyncFixture   *fixture,
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

  baton_remote_get_asset_async (fixture->remote, sha256, NULL, sync_done_cb, &result);
  sync_wait_for (&result);
  back = baton_remote_get_asset_finish (fixture->remote, result, &media_type, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (media_type, ==, "image/svg+xml");
  g_assert_true (g_bytes_equal (back, bytes));
}

static void
test_push_pull (SyncFixture   *fixture,
                gconstpointer  data)
{
  g_autoptr (BatonWorkspace) other = sync_make_workspace (fixture, "two.baton", NULL);
  g_autoptr (BatonPushResult) first = NULL, second = NULL, nothing = NULL, moved = NULL;
  g_autoptr (BatonPullResult) pulled = NULL, again = NULL, conflict = NULL, updated = NULL;
  g_autoptr (GAsyncResult) listed = NULL, restored = NULL;
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (BatonPushResult) rollback = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *etag = NULL, *key = baton_remote_new_key ();

  first = sync_push (fixture->remote, fixture->workspace, "The first", &error);
  sync_assert_pushed (first, error, 1);
  g_assert_cmpstr (first->revision->author, ==, "Maria");
  g_assert_cmpint (baton_workspace_get_base_revision (fixture->workspace), ==, 1);
  g_assert_cmpuint (baton_workspace_count_changes (fixture->workspace), ==, 0);
  g_assert_false (baton_sync_has_pending (fixture->workspace));

  nothing = sync_push (fixture->remote, fixture->workspace, "Nothing new", &error);
  sync_assert_pushed (nothing, error, 1);
  g_assert_cmpint (sync_count_revisions (fixture), ==, 1);

  pulled = sync_pull (fixture->remote, other, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pulled->outcome, ==, BATON_PULL_UPDATED);
  g_assert_cmpstr (sync_program_name (baton_workspace_get_program (other)), ==, "Stars");
  again = sync_pull (fixture->remote, other, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->outcome, ==, BATON_PULL_UNCHANGED);

  sync_rename_program (other, "Bright stars");
  second = sync_push (fixture->remote, other, "The second", &error);
  sync_assert_pushed (second, error, 2);

  /* The other side has moved on. */
  sync_rename_program (fixture->workspace, "Dark stars");
  moved = sync_push (fixture->remote, fixture->workspace, "Too late", &error);
  g_assert_no_error (error);
  g_assert_cmpint (moved->outcome, ==, BATON_PUSH_MOVED);
  g_assert_cmpint (moved->revision->number, ==, 2);
  g_assert_false (baton_sync_has_pending (fixture->workspace));
  conflict = sync_pull (fixture->remote, fixture->workspace, &error);
  g_assert_no_error (error);
  g_assert_cmpint (conflict->outcome, ==, BATON_PULL_CONFLICT);
  g_assert_cmpstr (sync_program_name (baton_workspace_get_program (fixture->workspace)), ==, "Dark stars");
  g_assert_cmpint (baton_workspace_get_base_revision (fixture->workspace), ==, 1);
  g_assert_cmpstr (sync_program_name (conflict->theirs), ==, "Bright stars");

  /* Decided: mine, over theirs. */
  {
    g_autoptr (BatonProgram) mine = baton_program_copy (baton_workspace_get_program (fixture->workspace));
    g_autoptr (BatonPushResult) decided = NULL;

    g_assert_true (baton_sync_take (fixture->workspace, conflict->revision, conflict->theirs, mine, &error));
    g_assert_cmpint (baton_workspace_get_base_revision (fixture->workspace), ==, 2);
    g_assert_cmpuint (baton_workspace_count_changes (fixture->workspace), ==, 1);
    decided = sync_push (fixture->remote, fixture->workspace, "Decided", &error);
    sync_assert_pushed (decided, error, 3);
    etag = baton_revision_get_etag (decided->revision);
  }

  /* Rolling back is another revision. */
  baton_remote_restore_async (fixture->remote, 1, "Back", etag, key, NULL, sync_done_cb, &restored);
  sync_wait_for (&restored);
  rollback = baton_remote_restore_finish (fixture->remote, restored, &error);
  sync_assert_pushed (rollback, error, 4);
  g_assert_cmpint (rollback->revision->restored_from, ==, 1);
  updated = sync_pull (fixture->remote, fixture->workspace, &error);
  g_assert_no_error (error);
  g_assert_cmpint (updated->outcome, ==, BATON_PULL_UPDATED);
  g_assert_cmpstr (sync_program_name (baton_workspace_get_program (fixture->workspace)), ==, "Stars");
  g_assert_true (baton_workspace_undo (fixture->workspace, &error));
  g_assert_cmpint (baton_workspace_get_base_revision (fixture->workspace), ==, 3);

  baton_remote_list_revisions_async (fixture->remote, 0, 10, NULL, sync_done_cb, &listed);
  sync_wait_for (&listed);
  revisions = baton_remote_list_revisions_finish (fixture->remote, listed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (revisions->len, ==, 4);
  g_assert_cmpstr (((BatonRevision *) g_ptr_array_index (revisions, 3))->message, ==, "The first");
}

/* Two who changed different things both keep what they did. */
static void
test_merge (SyncFixture   *fixture,
            gconstpointer  data)
{
  g_autoptr (BatonWorkspace) other = sync_make_workspace (fixture, "two.baton", NULL);
  g_autoptr (BatonPushResult) first = NULL, second = NULL, third = NULL;
  g_autoptr (BatonPullResult) pulled = NULL, merged = NULL;
  const BatonEntity *root;
  g_autoptr (BatonValue) currency = baton_value_new_string ("JPY");
  g_autoptr (BatonEntity) changed = NULL;
  g_autoptr (GError) error = NULL;

  first = sync_push (fixture->remote, fixture->workspace, "The first", &error);
  sync_assert_pushed (first, error, 1);
  pulled = sync_pull (fixture->remote, other, &error);
  g_assert_no_error (error);
  sync_rename_program (other, "Bright stars");
  second = sync_push (fixture->remote, other, "The second", &error);
  sync_assert_pushed (second, error, 2);

  root = baton_program_get_root (baton_workspace_get_program (fixture->workspace));
  changed = baton_entity_with (root, BATON_FIELD_PROGRAM_CURRENCY, currency);
  baton_workspace_put (fixture->workspace, "Pay in yen", changed, &error);
  g_assert_no_error (error);
  merged = sync_pull (fixture->remote, fixture->workspace, &error);
  g_assert_no_error (error);
  g_assert_cmpint (merged->outcome, ==, BATON_PULL_MERGED);
  root = baton_program_get_root (baton_workspace_get_program (fixture->workspace));
  g_assert_cmpstr (baton_entity_get_name (root), ==, "Bright stars");
  g_assert_cmpstr (baton_entity_get_string (root, BATON_FIELD_PROGRAM_CURRENCY), ==, "JPY");
  g_assert_cmpuint (baton_workspace_count_changes (fixture->workspace), ==, 1);
  third = sync_push (fixture->remote, fixture->workspace, "In yen", &error);
  sync_assert_pushed (third, error, 3);

  /* One step back restores draft and base together. */
  g_assert_true (baton_workspace_undo (fixture->workspace, &error));
  g_assert_no_error (error);
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
test_sample (SyncFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr (BatonProgram) sample = read_sample ();
  g_autoptr (BatonWorkspace) bare = sync_make_workspace (fixture, "bare.baton", sample);
  g_autoptr (BatonWorkspace) full = sync_make_workspace (fixture, "full.baton", sample);
  g_autoptr (BatonWorkspace) other = sync_make_workspace (fixture, "other.baton", NULL);
  guint n_pictures = add_pictures (full);
  g_autoptr (BatonPushResult) refused = NULL, taken = NULL;
  g_autoptr (BatonPullResult) pulled = NULL;
  g_autofree char *sent = NULL, *received = NULL;
  g_auto (GStrv) digests = NULL;
  g_autoptr (GError) error = NULL;
  const BatonProblem *problem;

  refused = sync_push (fixture->remote, bare, "Without", &error);
  g_assert_no_error (error);
  g_assert_cmpint (refused->outcome, ==, BATON_PUSH_INVALID);
  problem = g_ptr_array_index (refused->problems, 0);
  g_assert_cmpint (problem->code, ==, BATON_PROBLEM_ASSET_MISSING);
  g_assert_cmpint (problem->kind, ==, BATON_KIND_ASSET);
  g_assert_cmpint (problem->field, ==, BATON_FIELD_ASSET_FILE);
  g_assert_nonnull (baton_program_lookup (sample, problem->entity));

  taken = sync_push (fixture->remote, full, "With", &error);
  sync_assert_pushed (taken, error, 1);
  pulled = sync_pull (fixture->remote, other, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pulled->outcome, ==, BATON_PULL_UPDATED);
  sent = baton_program_digest (sample);
  received = baton_program_digest (baton_workspace_get_program (other));
  g_assert_cmpstr (sent, ==, received);
  g_assert_cmpstr (sent, ==, pulled->revision->digest);
  digests = baton_workspace_list_assets (other);
  g_assert_cmpuint (g_strv_length (digests), ==, n_pictures);
}

/* Who joins with a workspace made from a template gets the server's program for it, not both in one. */
static void
test_join (SyncFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr (BatonProgram) sample = read_sample ();
  g_autoptr (BatonWorkspace) other = sync_make_workspace (fixture, "two.baton", sample);
  g_autofree char *before = baton_program_digest (baton_workspace_get_program (other)), *after = NULL;
  g_autoptr (BatonPushResult) first = NULL;
  g_autoptr (GError) error = NULL;

  first = sync_push (fixture->remote, fixture->workspace, "The first", &error);
  sync_assert_pushed (first, error, 1);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (BatonPullResult) pulled = sync_pull (fixture->remote, other, &error);

      g_assert_no_error (error);
      g_assert_cmpint (pulled->outcome, ==, BATON_PULL_UPDATED);
      g_assert_cmpuint (baton_workspace_count_changes (other), ==, 0);
      g_assert_cmpuint (baton_program_count (baton_workspace_get_program (other), BATON_KIND_PROGRAM), ==, 1);
      /* Taken back, and pulled once more. */
      if (i == 0)
        g_assert_true (baton_workspace_undo (other, &error));
      g_assert_no_error (error);
      g_clear_pointer (&after, g_free);
      after = baton_program_digest (baton_workspace_get_program (other));
      if (i == 0)
        g_assert_cmpstr (after, ==, before);
    }
  g_assert_cmpstr (after, ==, first->revision->digest);
}

/* A server that has only what was there long ago, since somebody put a copy back: a pull says so, and undo has all again. */
static void
test_went_back (SyncFixture   *fixture,
                gconstpointer  data)
{
  g_autofree char *kept = g_build_filename (fixture->folder, "kept", NULL), *command = NULL, *back = NULL;
  g_autoptr (BatonPushResult) first = NULL, second = NULL, refused = NULL;
  g_autoptr (BatonPullResult) pulled = NULL, again = NULL;
  g_autoptr (GError) error = NULL;

  sync_rename_program (fixture->workspace, "First");
  first = sync_push (fixture->remote, fixture->workspace, "First", &error);
  sync_assert_pushed (first, error, 1);
  sync_kill_server (fixture, SIGKILL);
  command = g_strdup_printf ("cp -a '%s' '%s'", fixture->state, kept);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  sync_start_server (fixture);
  sync_rename_program (fixture->workspace, "Second");
  second = sync_push (fixture->remote, fixture->workspace, "Second", &error);
  sync_assert_pushed (second, error, 2);

  sync_kill_server (fixture, SIGKILL);
  sync_remove_folder (fixture->state);
  back = g_strdup_printf ("cp -a '%s' '%s'", kept, fixture->state);
  g_assert_true (g_spawn_command_line_sync (back, NULL, NULL, NULL, NULL));
  sync_start_server (fixture);
  pulled = sync_pull (fixture->remote, fixture->workspace, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pulled->outcome, ==, BATON_PULL_UPDATED);
  g_assert_cmpint (pulled->went_back_from, ==, 2);
  g_assert_cmpint (pulled->revision->number, ==, 1);
  g_assert_cmpstr (sync_program_name (baton_workspace_get_program (fixture->workspace)), ==, "First");
  again = sync_pull (fixture->remote, fixture->workspace, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->went_back_from, ==, 0);

  g_assert_true (baton_workspace_undo (fixture->workspace, &error));
  g_assert_cmpstr (sync_program_name (baton_workspace_get_program (fixture->workspace)), ==, "Second");
  sync_rename_program (fixture->workspace, "Third");
  refused = sync_push (fixture->remote, fixture->workspace, "Third", &error);
  g_assert_no_error (error);
  g_assert_cmpint (refused->outcome, ==, BATON_PUSH_MOVED);
  g_assert_true (baton_revision_is_before (refused->revision, baton_workspace_get_base_revision (fixture->workspace), baton_workspace_get_base_digest (fixture->workspace)));
}

/* An edited program that no server has heard of is not merged with the server's: they would be two in one. */
static void
test_stranger (SyncFixture   *fixture,
               gconstpointer  data)
{
  g_autoptr (BatonProgram) sample = read_sample ();
  g_autoptr (BatonWorkspace) other = sync_make_workspace (fixture, "two.baton", sample);
  g_autoptr (BatonPushResult) first = NULL;
  g_autoptr (BatonPullResult) pulled = NULL;
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;

  first = sync_push (fixture->remote, fixture->workspace, "The first", &error);
  sync_assert_pushed (first, error, 1);
  sync_rename_program (other, "Mine");
  before = baton_program_digest (baton_workspace_get_program (other));
  pulled = sync_pull (fixture->remote, other, &error);
  g_assert_null (pulled);
  g_assert_error (error, BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_OTHER_PROGRAM);
  g_assert_cmpstr (error->message, ==, sync_program_name (baton_workspace_get_program (fixture->workspace)));
  after = baton_program_digest (baton_workspace_get_program (other));
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (baton_workspace_get_base_revision (other), ==, 0);
}

/* What waits for one server is not sent to another. */
static void
test_other_server (SyncFixture   *fixture,
                   gconstpointer  data)
{
  g_autoptr (BatonRemote) nobody = sync_connect_to (fixture, 1);
  g_autoptr (BatonPushResult) lost = NULL, nothing = NULL, result = NULL;
  g_autoptr (GError) error = NULL;

  lost = sync_push (nobody, fixture->workspace, "Lost", &error);
  g_assert_error (error, BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_UNREACHABLE);
  g_clear_error (&error);
  g_assert_true (baton_sync_has_pending (fixture->workspace));
  nothing = sync_resume (fixture->remote, fixture->workspace, &error);
  g_assert_no_error (error);
  g_assert_null (nothing);
  g_assert_false (baton_sync_has_pending (fixture->workspace));
  g_assert_cmpint (sync_count_revisions (fixture), ==, 0);
  result = sync_push (fixture->remote, fixture->workspace, "Found", &error);
  sync_assert_pushed (result, error, 1);
  g_assert_cmpstr (result->revision->message, ==, "Found");
}

/* The server begins anew, as if it were another one: it holds nothing. */
static void
begin_anew (SyncFixture *fixture)
{
  sync_kill_server (fixture, SIGTERM);
  sync_remove_folder (fixture->state);
  baton_token_free (fixture->token);
  fixture->token = sync_make_token (fixture->state, "publisher", "Maria");
  sync_start_server (fixture);
  g_object_unref (fixture->remote);
  fixture->remote = sync_connect_to (fixture, fixture->port);
}

/* Where there is nothing, there is nobody's work to pull: the whole becomes the first revision, whatever was pushed elsewhere. */
static void
test_empty_server (SyncFixture   *fixture,
                   gconstpointer  data)
{
  g_autoptr (BatonPushResult) first = NULL, second = NULL, same = NULL, edited = NULL;
  g_autoptr (BatonPullResult) pulled = NULL, taken = NULL;
  g_autoptr (BatonWorkspace) other = sync_make_workspace (fixture, "two.baton", NULL);
  g_autoptr (GError) error = NULL;

  first = sync_push (fixture->remote, fixture->workspace, "The first", &error);
  sync_assert_pushed (first, error, 1);
  sync_rename_program (fixture->workspace, "Bright stars");
  second = sync_push (fixture->remote, fixture->workspace, "The second", &error);
  sync_assert_pushed (second, error, 2);

  begin_anew (fixture);
  pulled = sync_pull (fixture->remote, fixture->workspace, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pulled->outcome, ==, BATON_PULL_UNCHANGED);
  g_assert_cmpint (pulled->revision->number, ==, 0);
  g_assert_cmpstr (pulled->revision->author, ==, "");
  same = sync_push (fixture->remote, fixture->workspace, "All of it", &error);
  sync_assert_pushed (same, error, 1);
  g_assert_cmpint (sync_count_revisions (fixture), ==, 1);
  g_assert_cmpint (baton_workspace_get_base_revision (fixture->workspace), ==, 1);

  begin_anew (fixture);
  sync_rename_program (fixture->workspace, "Dark stars");
  edited = sync_push (fixture->remote, fixture->workspace, "All of it", &error);
  sync_assert_pushed (edited, error, 1);
  g_assert_cmpint (sync_count_revisions (fixture), ==, 1);
  g_assert_cmpuint (baton_workspace_count_changes (fixture->workspace), ==, 0);
  g_assert_false (baton_sync_has_pending (fixture->workspace));
  taken = sync_pull (fixture->remote, other, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sync_program_name (baton_workspace_get_program (other)), ==, "Dark stars");
}

/* That nothing is new here does not make what the server holds what is here. */
static void
test_nothing_new (SyncFixture   *fixture,
                  gconstpointer  data)
{
  g_autoptr (BatonPushResult) first = NULL, second = NULL, behind = NULL;
  g_autoptr (BatonPullResult) pulled = NULL;
  g_autoptr (BatonWorkspace) other = sync_make_workspace (fixture, "two.baton", NULL);
  g_autoptr (GError) error = NULL;

  first = sync_push (fixture->remote, fixture->workspace, "The first", &error);
  sync_assert_pushed (first, error, 1);
  pulled = sync_pull (fixture->remote, other, &error);
  g_assert_no_error (error);
  sync_rename_program (other, "Bright stars");
  second = sync_push (fixture->remote, other, "The second", &error);
  sync_assert_pushed (second, error, 2);

  behind = sync_push (fixture->remote, fixture->workspace, "Nothing", &error);
  g_assert_no_error (error);
  g_assert_cmpint (behind->outcome, ==, BATON_PUSH_MOVED);
  g_assert_cmpint (behind->revision->number, ==, 2);
  g_assert_cmpint (sync_count_revisions (fixture), ==, 2);
}

/* Notes of what replaced what come with the workspace, and may lead in circles: each of these to all others. */
static void
test_succession (SyncFixture   *fixture,
                 gconstpointer  data)
{
  const BatonEntity *root = baton_program_get_root (baton_workspace_get_program (fixture->workspace));
  g_autoptr (GString) notes = g_string_new ("{");
  g_autoptr (GHashTable) successors = NULL;
  g_autoptr (GError) error = NULL;
  const char * const *to;

  for (guint i = 0; i < 12; i++)
    {
      g_string_append_printf (notes, "%s\"gone-%02u\":[", i > 0 ? "," : "", i);
      for (guint j = 0; j < 12; j++)
        g_string_append_printf (notes, "\"gone-%02u\",", j);
      g_string_append_printf (notes, "\"%s\"]", baton_entity_get_id (root));
    }
  g_string_append_c (notes, '}');
  baton_workspace_set_setting (fixture->workspace, "sync.succession", notes->str, &error);
  g_assert_no_error (error);
  successors = baton_succession_load (fixture->workspace);
  g_assert_nonnull (successors);
  g_assert_cmpuint (g_hash_table_size (successors), ==, 12);
  to = g_hash_table_lookup (successors, "gone-07");
  g_assert_cmpstr (to[0], ==, baton_entity_get_id (root));
  g_assert_null (to[1]);
}

static void
test_refusals (SyncFixture   *fixture,
               gconstpointer  data)
{
  g_autofree char *viewer_token = sync_make_token (fixture->state, "viewer", "Victor");
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
  result = sync_push (viewer, fixture->workspace, "m", &error);
  g_assert_error (error, BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_NOT_ALLOWED);
  g_assert_null (result);
  g_assert_false (baton_sync_has_pending (fixture->workspace));
  g_clear_error (&error);

  stranger = baton_remote_new (baton_remote_get_address (fixture->remote), "somethingelse", &error);
  result = sync_push (stranger, fixture->workspace, "m", &error);
  g_assert_error (error, BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_UNAUTHORISED);
  g_clear_error (&error);

  /* Nobody listens on port 1: nothing is known, so the row stays, and is sent when somebody does. */
  nobody = sync_connect_to (fixture, 1);
  result = sync_push (nobody, fixture->workspace, "m", &error);
  g_assert_error (error, BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_UNREACHABLE);
  g_assert_true (baton_sync_has_pending (fixture->workspace));
  g_clear_error (&error);
  g_assert_true (baton_sync_forget_pending (fixture->workspace, &error));
  g_assert_false (baton_sync_has_pending (fixture->workspace));

  baton_workspace_put (fixture->workspace, "Break", broken, &error);
  g_assert_no_error (error);
  result = sync_push (fixture->remote, fixture->workspace, "m", &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->outcome, ==, BATON_PUSH_INVALID);
  g_assert_cmpuint (result->problems->len, >, 0);
  g_assert_true (baton_problems_have_errors (result->problems));
  g_assert_false (baton_sync_has_pending (fixture->workspace));
  g_assert_cmpint (sync_count_revisions (fixture), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, function) g_test_add (path, SyncFixture, NULL, sync_set_up, function, sync_tear_down)
  TEST ("/sync/pictures", test_pictures);
  TEST ("/sync/push-pull", test_push_pull);
  TEST ("/sync/merge", test_merge);
  TEST ("/sync/join", test_join);
  TEST ("/sync/stranger", test_stranger);
  TEST ("/sync/sample", test_sample);
  TEST ("/sync/went-back", test_went_back);
  TEST ("/sync/other-server", test_other_server);
  TEST ("/sync/empty-server", test_empty_server);
  TEST ("/sync/nothing-new", test_nothing_new);
  TEST ("/sync/succession", test_succession);
  TEST ("/sync/refusals", test_refusals);
#undef TEST
  return g_test_run ();
}
