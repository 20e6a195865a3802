/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Large steps that a thread works out, undo and redo among them: what they make is what those on the spot make, byte for byte, from
 * memory and from the file; the loop goes on meanwhile; what was edited meanwhile stays.
 */
#include "store-fixture.h"

#define N_MANY 2500

/* Asks, and turns the loop until there is an answer; how often it turned. NULL for an error. */
static GPtrArray *
turn (BatonWorkspace  *workspace,
      gboolean         undo,
      guint           *n_turns,
      GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  guint n = 0;

  baton_workspace_turn_async (workspace, undo, NULL, store_turned_cb, &result);
  while (result == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      n++;
    }
  if (n_turns != NULL)
    *n_turns = n;
  return baton_workspace_turn_finish (workspace, result, error);
}

static BatonWorkspace *
reopen (StoreFixture   *fixture,
        BatonWorkspace *workspace)
{
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  return store_fixture_open (fixture);
}

/* One entry that renames every term. */
static void
rename_all (BatonWorkspace *workspace,
            const char     *name)
{
  g_autoptr (GPtrArray) terms = baton_program_list (baton_workspace_get_program (workspace), BATON_KIND_TERM);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);

  for (guint i = 0; i < terms->len; i++)
    {
      g_autoptr (BatonEntity) renamed = store_term_renamed (terms->pdata[i], name);

      g_ptr_array_add (changes, baton_change_new (terms->pdata[i], renamed));
    }
  g_assert_true (baton_workspace_apply (workspace, name, changes, NULL));
}

static gboolean
count_cb (gpointer user_data)
{
  (*(guint *) user_data)++;
  return G_SOURCE_CONTINUE;
}

static void
count_changed_cb (BatonWorkspace *workspace,
                  GPtrArray      *changes,
                  guint64         generation,
                  guint          *n_changed)
{
  *n_changed += changes->len;
}

static void
test_large (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace = store_fixture_start (&fixture, N_MANY);
  g_autofree char *before = store_json (workspace);
  g_autofree char *after = NULL;
  guint n_turns = 0, n_idle = 0, n_changed = 0;
  guint idle;

  g_assert_false (baton_workspace_is_turn_large (workspace, TRUE));
  rename_all (workspace, "Many");
  after = store_json (workspace);
  g_assert_true (baton_workspace_is_turn_large (workspace, TRUE));
  g_assert_false (baton_workspace_is_turn_large (workspace, FALSE));
  g_signal_connect (workspace, "changed", G_CALLBACK (count_changed_cb), &n_changed);
  idle = g_idle_add_full (G_PRIORITY_DEFAULT, count_cb, &n_idle, NULL);

  for (int i = 0; i < 4; i++)
    {
      gboolean undo = i % 2 == 0;
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GPtrArray) changes = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *now = NULL, *then = store_json (workspace);

      /* Two times from memory, then two times from the file. */
      if (i == 2)
        {
          g_source_remove (idle);
          workspace = reopen (&fixture, workspace);
          g_assert_true (baton_workspace_is_turn_large (workspace, TRUE));
          g_signal_connect (workspace, "changed", G_CALLBACK (count_changed_cb), &n_changed);
          idle = g_idle_add_full (G_PRIORITY_DEFAULT, count_cb, &n_idle, NULL);
        }
      /* Asking does nothing by itself: the loop has it as it was. */
      n_idle = n_changed = 0;
      baton_workspace_turn_async (workspace, undo, NULL, store_turned_cb, &result);
      now = store_json (workspace);
      g_assert_cmpstr (now, ==, then);
      g_assert_cmpuint (n_changed, ==, 0);
      for (n_turns = 0; result == NULL; n_turns++)
        g_main_context_iteration (NULL, TRUE);
      changes = baton_workspace_turn_finish (workspace, result, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (n_idle, >, 0);
      g_assert_cmpuint (changes->len, ==, N_MANY);
      g_assert_cmpuint (n_changed, ==, N_MANY);
      g_free (now);
      now = store_json (workspace);
      g_assert_cmpstr (now, ==, undo ? before : after);
      g_assert_true (baton_workspace_can_redo (workspace) == undo);
      g_assert_cmpuint (baton_workspace_count_changes (workspace), ==, baton_program_get_size (baton_workspace_get_program (workspace)));
    }
  g_source_remove (idle);
  workspace = reopen (&fixture, workspace);
  {
    g_autofree char *again = store_json (workspace);

    g_assert_cmpstr (again, ==, after);
  }
  store_fixture_finish (&fixture, workspace);
}

/* A pull goes with its base; an earlier session's, with the base that is in the file alone. */
static void
test_pull (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace = store_fixture_start (&fixture, 5);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (GPtrArray) theirs = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  g_autoptr (BatonProgram) first = baton_program_copy (baton_workspace_get_program (workspace));
  g_autoptr (BatonProgram) second = baton_program_copy (first);
  g_autoptr (BatonEntity) term = store_term_new (77, "Seven");
  g_autofree char *first_digest = baton_program_digest (first);
  g_autofree char *second_digest = NULL;

  baton_program_put (second, term);
  second_digest = baton_program_digest (second);
  g_ptr_array_add (theirs, baton_change_new (NULL, term));
  g_assert_true (baton_workspace_pull (workspace, "First", nothing, 1, first_digest, first, NULL));
  g_assert_true (baton_workspace_pull (workspace, "Second", theirs, 2, second_digest, second, NULL));

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) undone = turn (workspace, TRUE, NULL, &error);
      g_autoptr (GPtrArray) redone = NULL, back = NULL, gone = NULL;

      g_assert_no_error (error);
      g_assert_cmpint (baton_workspace_get_base_revision (workspace), ==, 1);
      store_assert_same_programs (baton_workspace_get_base (workspace), first);
      store_assert_same_programs (baton_workspace_get_program (workspace), first);
      g_assert_cmpuint (baton_workspace_count_changes (workspace), ==, 0);
      gone = turn (workspace, TRUE, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (baton_workspace_get_base_revision (workspace), ==, 0);
      g_assert_cmpuint (baton_workspace_count_changes (workspace), ==, baton_program_get_size (first));
      back = turn (workspace, FALSE, NULL, &error);
      g_assert_no_error (error);
      if (i == 1)
        workspace = reopen (&fixture, workspace);
      redone = turn (workspace, FALSE, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (baton_workspace_get_base_revision (workspace), ==, 2);
      g_assert_cmpstr (baton_workspace_get_base_digest (workspace), ==, second_digest);
      store_assert_same_programs (baton_workspace_get_base (workspace), second);
      store_assert_same_programs (baton_workspace_get_program (workspace), second);
      workspace = reopen (&fixture, workspace);
      g_assert_cmpint (baton_workspace_get_base_revision (workspace), ==, 2);
      g_assert_cmpuint (baton_workspace_count_changes (workspace), ==, 0);
    }
  store_fixture_finish (&fixture, workspace);
}

static void
test_edited_meanwhile (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace = store_fixture_start (&fixture, N_MANY);
  g_autoptr (GAsyncResult) result = NULL, other = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (BatonEntity) term = store_term_new (0, "Mine");
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = store_json (workspace);
  g_autofree char *edited = NULL, *now = NULL, *last = NULL;

  rename_all (workspace, "Many");
  baton_workspace_turn_async (workspace, TRUE, NULL, store_turned_cb, &result);
  g_assert_true (baton_workspace_put (workspace, "Mine", term, NULL));
  edited = store_json (workspace);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (baton_workspace_turn_finish (workspace, result, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_STALE);
  g_clear_error (&error);
  g_clear_object (&result);
  now = store_json (workspace);
  g_assert_cmpstr (now, ==, edited);
  g_assert_cmpstr (baton_workspace_get_undo_name (workspace), ==, "Mine");

  /* What is no edit does not count as one; and whoever presses on is served in order. */
  baton_workspace_turn_async (workspace, TRUE, NULL, store_turned_cb, &result);
  baton_workspace_turn_async (workspace, TRUE, NULL, store_turned_cb, &other);
  g_assert_true (baton_workspace_is_turn_large (workspace, TRUE));
  g_assert_true (baton_workspace_set_setting (workspace, "test.view", "here", NULL));
  while (other == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (result);
  g_ptr_array_unref (baton_workspace_turn_finish (workspace, result, &error));
  g_assert_no_error (error);
  g_ptr_array_unref (baton_workspace_turn_finish (workspace, other, &error));
  g_assert_no_error (error);
  last = store_json (workspace);
  g_assert_cmpstr (last, ==, before);
  g_assert_null (turn (workspace, TRUE, NULL, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_clear_object (&result);
  baton_workspace_turn_async (workspace, FALSE, cancelled, store_turned_cb, &result);
  g_cancellable_cancel (cancelled);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (baton_workspace_turn_finish (workspace, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_clear_object (&result);
  g_free (now);
  now = store_json (workspace);
  g_assert_cmpstr (now, ==, before);

  /* Closed meanwhile. */
  baton_workspace_turn_async (workspace, FALSE, NULL, store_turned_cb, &result);
  g_assert_true (baton_workspace_close (workspace, NULL));
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (baton_workspace_turn_finish (workspace, result, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_CLOSED);
  g_clear_object (&result);
  g_clear_object (&other);
  g_assert_finalize_object (workspace);
  workspace = store_fixture_open (&fixture);
  g_free (now);
  now = store_json (workspace);
  g_assert_cmpstr (now, ==, before);
  store_fixture_finish (&fixture, workspace);
}

/* Who presses twice and then cancels has neither; how far it is grows, and is nothing once it is over. */
static void
test_cancelled (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace = store_fixture_start (&fixture, N_MANY);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL, second = NULL, third = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *once = NULL, *twice = NULL, *now = NULL;
  g_autoptr (GError) error = NULL;

  rename_all (workspace, "Once");
  once = store_json (workspace);
  rename_all (workspace, "Twice");
  twice = store_json (workspace);
  g_assert_cmpint (baton_workspace_get_turn_progress (workspace), ==, 0);
  baton_workspace_turn_async (workspace, TRUE, cancellable, store_turned_cb, &first);
  baton_workspace_turn_async (workspace, TRUE, cancellable, store_turned_cb, &second);
  g_cancellable_cancel (cancellable);
  while (second == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (first);
  g_assert_null (baton_workspace_turn_finish (workspace, first, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (baton_workspace_turn_finish (workspace, second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (baton_workspace_get_turn_progress (workspace), ==, 0);
  now = store_json (workspace);
  g_assert_cmpstr (now, ==, twice);

  baton_workspace_turn_async (workspace, TRUE, NULL, store_turned_cb, &third);
  g_assert_cmpint (baton_workspace_get_turn_progress (workspace), >, 0);
  for (int progress = 0; third == NULL; g_main_context_iteration (NULL, FALSE))
    {
      int later = baton_workspace_get_turn_progress (workspace);

      g_assert_true (later == 0 || later >= progress);   /* 0: it is over, and about to be told */
      g_assert_cmpint (later, <, 1000);
      progress = later;
    }
  changes = baton_workspace_turn_finish (workspace, third, &error);
  g_assert_no_error (error);
  g_assert_cmpint (baton_workspace_get_turn_progress (workspace), ==, 0);
  g_free (now);
  now = store_json (workspace);
  g_assert_cmpstr (now, ==, once);
  g_clear_object (&first);
  g_clear_object (&second);
  g_clear_object (&third);
  store_fixture_finish (&fixture, workspace);
}

/* A step that was worked out beside the workspace is what the same changes make on the spot, in the lists that were asked for
 * before, too; of a workspace that has been edited meanwhile it is refused, whole. */
static void
test_steps (void)
{
  StoreFixture fixture;
  BatonWorkspace *workspace = store_fixture_start (&fixture, 3);
  const BatonProgram *program = baton_workspace_get_program (workspace);
  g_autoptr (GPtrArray) terms = baton_program_list (program, BATON_KIND_TERM), listed = NULL, fresh_list = NULL;
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  g_autoptr (BatonEntity) renamed = store_term_renamed (terms->pdata[0], "Other"), added = store_term_new (77, "Added");
  g_autoptr (BatonStep) step = NULL, late = NULL, wrong = NULL;
  g_autoptr (BatonProgram) fresh = NULL;
  g_autofree char *before = store_json (workspace), *expected = NULL, *after = NULL, *undone = NULL, *reopened = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (changes, baton_change_new (terms->pdata[0], renamed));
  g_ptr_array_add (changes, baton_change_new (terms->pdata[1], NULL));
  g_ptr_array_add (changes, baton_change_new (NULL, added));
  g_assert_true (baton_workspace_apply (workspace, "At once", changes, NULL));
  expected = store_json (workspace);
  g_assert_true (baton_workspace_undo (workspace, NULL));

  step = baton_step_new (workspace);
  late = baton_step_new (workspace);
  g_assert_true (baton_step_run (step, changes, NULL, &error));
  g_assert_true (baton_step_run (late, changes, NULL, &error));
  g_assert_true (baton_workspace_apply_step (workspace, "Beside", step, &error));
  g_assert_no_error (error);
  after = store_json (workspace);
  g_assert_cmpstr (after, ==, expected);
  g_assert_cmpstr (baton_workspace_get_undo_name (workspace), ==, "Beside");
  g_assert_true (baton_workspace_get_program (workspace) == program);
  listed = baton_program_list (program, BATON_KIND_TERM);
  fresh = baton_program_copy (program);
  fresh_list = baton_program_list (fresh, BATON_KIND_TERM);
  g_assert_cmpuint (listed->len, ==, fresh_list->len);
  for (guint i = 0; i < listed->len; i++)
    g_assert_true (listed->pdata[i] == fresh_list->pdata[i]);

  g_assert_false (baton_step_is_current (late, workspace));
  g_assert_false (baton_workspace_apply_step (workspace, "Late", late, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_STALE);
  g_clear_error (&error);
  wrong = baton_step_new (workspace);
  g_assert_false (baton_step_run (wrong, changes, NULL, &error));
  g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_STALE);

  g_assert_true (baton_workspace_undo (workspace, NULL));
  undone = store_json (workspace);
  g_assert_cmpstr (undone, ==, before);
  g_assert_true (baton_workspace_redo (workspace, NULL));
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
  workspace = store_fixture_open (&fixture);
  reopened = store_json (workspace);
  g_assert_cmpstr (reopened, ==, expected);
  store_fixture_finish (&fixture, workspace);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/turn/large", test_large);
  g_test_add_func ("/store/turn/pull", test_pull);
  g_test_add_func ("/store/turn/edited-meanwhile", test_edited_meanwhile);
  g_test_add_func ("/store/turn/cancelled", test_cancelled);
  g_test_add_func ("/store/turn/steps", test_steps);
  return g_test_run ();
}
