/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A draft that is edited while a pull or a push is under way: between any two turns of the main loop, so that the merge is
 * overtaken in its thread, too. What the pull makes of it is the merge of the draft as it stood the moment before; what the push
 * brings is the draft as it stood when that was asked for; and no edit is lost.
 */
#include "sync-fixture.h"

#include "model/baton-merge.h"

#define N_ROUNDS 40

typedef struct
{
  SyncFixture    *fixture;
  BatonWorkspace *other;       /* somebody else's */
  GRand          *random;
  guint           n_taken;
  guint           n_conflicts;
  guint           n_edits;
  guint           n_meanwhile;  /* of these, while a pull or a push was under way */
  guint64         generation;   /* that the last pull made */
} Meeting;

static void
assert_same (const BatonProgram *a,
             const BatonProgram *b)
{
  g_autofree char *first = baton_program_digest (a);
  g_autofree char *second = baton_program_digest (b);

  g_assert_cmpstr (first, ==, second);
}

/* The number of entities in which draft and base differ, counted anew. */
static void
assert_counted (BatonWorkspace *workspace)
{
  g_autoptr (GPtrArray) changes = baton_workspace_list_changes (workspace);
  g_autoptr (BatonProgram) rebuilt = baton_program_copy (baton_workspace_get_base (workspace));

  for (guint i = 0; i < changes->len; i++)
    {
      const BatonChange *change = g_ptr_array_index (changes, i);

      g_assert_false (baton_entity_equal (change->before, change->after));
      baton_program_apply (rebuilt, change);
    }
  assert_same (rebuilt, baton_workspace_get_program (workspace));
}

/* The server goes on by somebody else's edits. (transfer full): its program */
static BatonProgram *
move_server (Meeting *meeting,
             guint    round)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonPullResult) pulled = sync_pull (meeting->fixture->remote, meeting->other, &error);
  g_autoptr (BatonPushResult) pushed = NULL;

  g_assert_no_error (error);
  sync_edit_roles (meeting->other, meeting->random, round + 1000);
  pushed = sync_push (meeting->fixture->remote, meeting->other, "Theirs", &error);
  g_assert_no_error (error);
  g_assert_cmpint (pushed->outcome, ==, BATON_PUSH_DONE);
  return baton_program_copy (baton_workspace_get_program (meeting->other));
}

static void
settle (Meeting               *meeting,
        const BatonPullResult *conflict)
{
  BatonWorkspace *workspace = meeting->fixture->workspace;
  g_autoptr (BatonProgram) base = baton_program_copy (baton_workspace_get_base (workspace));
  g_autoptr (BatonProgram) draft = baton_program_copy (baton_workspace_get_program (workspace));
  g_autoptr (BatonMerge) merge = baton_merge_new (base, draft, conflict->theirs);

  for (guint i = 0; baton_merge_count_undecided (merge) > 0; i++)
    {
      GPtrArray *conflicts = baton_merge_get_conflicts (merge);
      const BatonConflict *next = g_ptr_array_index (conflicts, i % conflicts->len);

      if (next->choice == BATON_MERGE_UNDECIDED)
        baton_merge_decide (merge, next, g_rand_boolean (meeting->random) ? BATON_MERGE_MINE : BATON_MERGE_THEIRS, NULL);
    }
  g_assert_true (baton_sync_take (workspace, conflict->revision, conflict->theirs, baton_merge_get_program (merge), NULL));
  assert_same (baton_workspace_get_program (workspace), baton_merge_get_program (merge));
  assert_counted (workspace);
}

static void edit (Meeting *meeting,
                  guint    round);

/* Brings the draft to the server, while it is edited. What each did makes sense, but not both together: then the draft is given
 * up. */
static void
push (Meeting *meeting,
      guint    round)
{
  BatonWorkspace *workspace = meeting->fixture->workspace;
  g_autoptr (BatonProgram) asked = baton_program_copy (baton_workspace_get_program (workspace));
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BatonPushResult) pushed = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GPtrArray) back = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);

  baton_sync_push_async (meeting->fixture->remote, workspace, "Mine", NULL, sync_done_cb, &result);
  while (result == NULL)
    {
      g_autoptr (BatonProgram) draft = NULL;

      if (g_rand_int_range (meeting->random, 0, 3) == 0)
        {
          edit (meeting, round);
          meeting->n_meanwhile++;
        }
      draft = baton_program_copy (baton_workspace_get_program (workspace));
      g_main_context_iteration (NULL, TRUE);
      assert_same (baton_workspace_get_program (workspace), draft);
    }
  pushed = baton_sync_push_finish (result, &error);
  g_assert_no_error (error);
  if (pushed->outcome == BATON_PUSH_DONE)
    {
      assert_same (baton_workspace_get_base (workspace), asked);
      assert_counted (workspace);
      return;
    }
  g_assert_cmpint (pushed->outcome, ==, BATON_PUSH_INVALID);
  changes = baton_workspace_list_changes (workspace);
  for (guint i = 0; i < changes->len; i++)
    g_ptr_array_add (back, baton_change_inverse (g_ptr_array_index (changes, i)));
  g_assert_true (baton_workspace_apply (workspace, "Give up", back, NULL));
}

/* An edit of what is mine alone, most of the time. */
static void
edit (Meeting *meeting,
      guint    round)
{
  BatonWorkspace *workspace = meeting->fixture->workspace;
  g_autofree char *id = g_strdup_printf ("role-00000000%d", g_rand_int_range (meeting->random, 10, 20));
  g_autofree char *name = g_strdup_printf ("Mine %u.%u", round, meeting->n_edits++);

  if (g_rand_int_range (meeting->random, 0, 12) == 0)
    sync_edit_roles (workspace, meeting->random, round);
  else
    sync_set_text (workspace, BATON_KIND_ROLE, id, BATON_FIELD_ROLE_NAME, name);
}

/* One turn of the loop, before which the draft may be edited; whether the pull was taken in it. */
static gboolean
turn (Meeting            *meeting,
      guint               round,
      const BatonProgram *theirs,
      guint              *n_undecided)
{
  BatonWorkspace *workspace = meeting->fixture->workspace;
  gint64 revision = baton_workspace_get_base_revision (workspace);
  g_autoptr (BatonProgram) base = baton_program_copy (baton_workspace_get_base (workspace));
  g_autoptr (BatonProgram) draft = NULL;
  g_autoptr (BatonMerge) merge = NULL;

  if (g_rand_int_range (meeting->random, 0, 3) == 0)
    {
      edit (meeting, round);
      meeting->n_meanwhile++;
    }
  draft = baton_program_copy (baton_workspace_get_program (workspace));
  g_main_context_iteration (NULL, TRUE);
  merge = baton_merge_new (base, draft, theirs);
  *n_undecided = baton_merge_count_undecided (merge);
  if (baton_workspace_get_base_revision (workspace) == revision)
    {
      assert_same (baton_workspace_get_program (workspace), draft);
      return FALSE;
    }
  meeting->generation = baton_workspace_get_generation (workspace);
  g_assert_cmpuint (*n_undecided, ==, 0);
  assert_same (baton_workspace_get_program (workspace), baton_merge_get_program (merge));
  assert_same (baton_workspace_get_base (workspace), theirs);
  assert_counted (workspace);

  /* One entry, which goes and comes as a whole. */
  if (g_rand_boolean (meeting->random))
    {
      g_assert_true (baton_workspace_undo (workspace, NULL));
      assert_same (baton_workspace_get_program (workspace), draft);
      assert_same (baton_workspace_get_base (workspace), base);
      g_assert_true (baton_workspace_redo (workspace, NULL));
      assert_same (baton_workspace_get_program (workspace), baton_merge_get_program (merge));
    }
  return TRUE;
}

static void
meet (Meeting *meeting,
      guint    round)
{
  SyncFixture *fixture = meeting->fixture;
  g_autoptr (BatonProgram) theirs = move_server (meeting, round);
  g_autoptr (BatonPullResult) answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean taken = FALSE;
  guint n_undecided = 0;

  if (g_rand_boolean (meeting->random))
    edit (meeting, round);
  baton_sync_pull_async (fixture->remote, fixture->workspace, NULL, sync_done_cb, &result);
  while (result == NULL && !taken)
    taken = turn (meeting, round, theirs, &n_undecided);
  sync_wait_for (&result);
  answer = baton_sync_pull_finish (result, &error);
  g_assert_no_error (error);
  if (answer->outcome == BATON_PULL_UNCHANGED)
    {
      /* The dice took back what they had done. */
      g_assert_false (taken);
      assert_same (baton_workspace_get_base (fixture->workspace), theirs);
      return;
    }
  assert_same (answer->theirs, theirs);
  if (answer->outcome == BATON_PULL_CONFLICT)
    {
      g_assert_false (taken);
      g_assert_cmpuint (n_undecided, >, 0);
      meeting->n_conflicts++;
      settle (meeting, answer);
    }
  else
    {
      g_assert_true (taken);
      g_assert_cmpuint (baton_workspace_get_acknowledged (fixture->workspace), >=, meeting->generation);
      meeting->n_taken++;
    }
  push (meeting, round);
}

static void
test_meanwhile (SyncFixture   *fixture,
                gconstpointer  data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonPushResult) first = sync_push (fixture->remote, fixture->workspace, "The first", &error);
  g_autoptr (BatonWorkspace) other = sync_make_workspace (fixture, "two.baton", NULL);
  Meeting meeting = { .fixture = fixture, .other = other, .random = random };

  sync_assert_pushed (first, error, 1);
  for (guint round = 0; round < N_ROUNDS; round++)
    meet (&meeting, round);
  g_test_message ("%u taken, %u conflicts, %u edits meanwhile", meeting.n_taken, meeting.n_conflicts, meeting.n_meanwhile);
  g_assert_cmpuint (meeting.n_taken, >, 0);
  g_assert_cmpuint (meeting.n_conflicts, >, 0);
  g_assert_cmpuint (meeting.n_meanwhile, >, 0);
}

/* Who edits in every turn of the loop is not merged under their hands, which would hold the loop; when they rest, they are. */
static void
test_restless (SyncFixture   *fixture,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonPushResult) first = sync_push (fixture->remote, fixture->workspace, "The first", &error);
  g_autoptr (BatonWorkspace) other = sync_make_workspace (fixture, "two.baton", NULL);
  g_autoptr (BatonPullResult) pulled = NULL;
  g_autoptr (BatonPushResult) second = NULL;
  g_autoptr (BatonPullResult) answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gint64 end;
  guint n_edits = 0;

  sync_assert_pushed (first, error, 1);
  pulled = sync_pull (fixture->remote, other, &error);
  g_assert_no_error (error);
  sync_set_text (other, BATON_KIND_ROLE, "role-0000000003", BATON_FIELD_ROLE_NAME, "Theirs");
  second = sync_push (fixture->remote, other, "Theirs", &error);
  sync_assert_pushed (second, error, 2);
  baton_sync_pull_async (fixture->remote, fixture->workspace, NULL, sync_done_cb, &result);
  end = g_get_monotonic_time () + G_USEC_PER_SEC;
  while (g_get_monotonic_time () < end)
    {
      g_autofree char *name = g_strdup_printf ("Mine %u", n_edits++);

      sync_set_text (fixture->workspace, BATON_KIND_ROLE, "role-0000000010", BATON_FIELD_ROLE_NAME, name);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (500);
      g_assert_null (result);
      g_assert_cmpint (baton_workspace_get_base_revision (fixture->workspace), ==, 1);
    }
  sync_wait_for (&result);
  answer = baton_sync_pull_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (answer->outcome, ==, BATON_PULL_MERGED);
  assert_same (baton_workspace_get_base (fixture->workspace), baton_workspace_get_program (other));
}

/* Given up while it is merged: nothing has happened, and the draft is as it was. */
static void
test_given_up (SyncFixture   *fixture,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonPushResult) first = sync_push (fixture->remote, fixture->workspace, "The first", &error);
  guint n_given_up = 0;

  sync_assert_pushed (first, error, 1);
  for (guint turns = 1;; turns++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (BatonPullResult) answer = NULL;
      g_autofree char *name = g_strdup_printf ("name-%u.baton", turns);
      g_autoptr (BatonWorkspace) mine = sync_make_workspace (fixture, name, NULL);
      gint64 revision;

      baton_sync_pull_async (fixture->remote, mine, cancellable, sync_done_cb, &result);
      for (guint i = 0; i < turns && result == NULL; i++)
        g_main_context_iteration (NULL, TRUE);
      if (result != NULL)
        break;
      revision = baton_workspace_get_base_revision (mine);
      g_cancellable_cancel (cancellable);
      sync_wait_for (&result);
      answer = baton_sync_pull_finish (result, &error);
      if (answer == NULL)
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          g_clear_error (&error);
          g_assert_cmpint (revision, ==, 0);
          g_assert_cmpint (baton_workspace_get_base_revision (mine), ==, 0);
          g_assert_cmpuint (baton_program_get_size (baton_workspace_get_program (mine)), ==, 0);
          n_given_up++;
        }
    }
  g_assert_cmpuint (n_given_up, >, 0);
}

/* An answer that is long is read in a thread, too. */
static void
test_large (SyncFixture   *fixture,
            gconstpointer  data)
{
  g_autoptr (BatonWorkspace) other = sync_make_workspace (fixture, "two.baton", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonPushResult) pushed = NULL;
  g_autoptr (BatonPullResult) pulled = NULL;
  g_autoptr (GBytes) body = NULL;

  for (guint i = 0; i < 700; i++)
    {
      g_autofree char *id = g_strdup_printf ("role-%010u", i);
      g_autofree char *name = g_strdup_printf ("One of many roles that somebody has, which is number %u", i);

      sync_set_text (fixture->workspace, BATON_KIND_ROLE, id, BATON_FIELD_ROLE_NAME, name);
    }
  body = baton_remote_push_body (baton_workspace_get_program (fixture->workspace), "");
  g_assert_cmpuint (g_bytes_get_size (body), >, 65536);   /* MAX_READ_AT_ONCE */
  pushed = sync_push (fixture->remote, fixture->workspace, "Many", &error);
  sync_assert_pushed (pushed, error, 1);
  pulled = sync_pull (fixture->remote, other, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pulled->outcome, ==, BATON_PULL_UPDATED);
  assert_same (baton_workspace_get_program (other), baton_workspace_get_program (fixture->workspace));
  assert_counted (other);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, function) g_test_add (path, SyncFixture, NULL, sync_set_up, function, sync_tear_down)
  TEST ("/sync/meanwhile/edits", test_meanwhile);
  TEST ("/sync/meanwhile/restless", test_restless);
  TEST ("/sync/meanwhile/given-up", test_given_up);
  TEST ("/sync/meanwhile/large", test_large);
#undef TEST
  return g_test_run ();
}
