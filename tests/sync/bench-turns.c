/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long the steps of a push and a pull keep the main loop, against a real batond: with a program of 100,000 terms, or
 * of as many as the first argument says. A turn is the time from one wait of the loop to the next; of each step the longest
 * is told, in time and in processor time of this thread, and the time of the whole.
 */
#include "sync-fixture.h"

#include <stdlib.h>
#include <time.h>

#include "model/baton-merge.h"
#include "model/baton-portion.h"
#include "cli/baton-bench-large.h"

#define N_EDITS 200

/* Of the turn under way, and of the step so far. */
static gint64 turn_us, turn_cpu_us, longest_us, longest_cpu_us;

static gint64
get_cpu_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
begin_turn (void)
{
  turn_us = g_get_monotonic_time ();
  turn_cpu_us = get_cpu_us ();
}

static void
end_turn (void)
{
  longest_us = MAX (longest_us, g_get_monotonic_time () - turn_us);
  longest_cpu_us = MAX (longest_cpu_us, get_cpu_us () - turn_cpu_us);
}

static gint
poll_between_turns (GPollFD *fds,
                    guint    n_fds,
                    gint     timeout)
{
  gint n;

  end_turn ();
  n = g_poll (fds, n_fds, timeout);
  begin_turn ();
  return n;
}

static gint64
begin_step (void)
{
  longest_us = longest_cpu_us = 0;
  begin_turn ();
  return turn_us;
}

static void
end_step (const char *name,
          gint64      begun_us)
{
  end_turn ();
  g_print ("%-44s %8.1f ms of %9.1f ms, processor %8.1f ms\n", name, (double) longest_us / 1000,
           (double) (g_get_monotonic_time () - begun_us) / 1000, (double) longest_cpu_us / 1000);
}

/* (transfer full) of BatonChange */
static GPtrArray *
make_changes (BatonWorkspace *workspace,
              guint           n_terms,
              guint           first,
              guint           n,
              const char     *name)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("large-term-%010u", (guint) (((guint64) first + (guint64) i * n_terms / n) % n_terms));
      BatonEntity *before = baton_program_lookup (baton_workspace_get_program (workspace), id);
      g_autofree char *text = g_strdup_printf ("%s %u", name, i);
      g_autoptr (BatonValue) source = baton_value_new_string (text);
      g_autoptr (BatonValue) value = baton_value_with_member (NULL, "source", source);
      g_autoptr (BatonEntity) after = baton_entity_with (before, BATON_FIELD_TERM_NAME, value);

      g_ptr_array_add (changes, baton_change_new (before, after));
    }
  return changes;
}

static void
rename_terms (BatonWorkspace *workspace,
              guint           n_terms,
              guint           first,
              guint           n,
              const char     *name)
{
  g_autoptr (GPtrArray) changes = make_changes (workspace, n_terms, first, n, name);
  g_autoptr (GError) error = NULL;

  baton_workspace_apply (workspace, "Rename", changes, &error);
  g_assert_no_error (error);
  baton_workspace_flush (workspace, &error);
  g_assert_no_error (error);
}

static void
push (const char     *name,
      BatonRemote    *remote,
      BatonWorkspace *workspace,
      const char     *left_out)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BatonPushResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  gint64 begun = begin_step ();

  baton_sync_push_part_async (remote, workspace, name, left_out, NULL, sync_done_cb, &result);
  sync_wait_for (&result);
  answer = baton_sync_push_finish (result, &error);
  end_step (name, begun);
  g_assert_no_error (error);
  if (answer->outcome == BATON_PUSH_INVALID)
    g_error ("%u problems, the first with code %u", answer->problems->len, ((const BatonProblem *) answer->problems->pdata[0])->code);
  g_assert_cmpint (answer->outcome, ==, BATON_PUSH_DONE);
}

/* (transfer full) */
static BatonPullResult *
pull (const char       *name,
      BatonRemote      *remote,
      BatonWorkspace   *workspace,
      BatonPullOutcome  outcome)
{
  g_autoptr (GError) error = NULL;
  BatonPullResult *answer;
  gint64 begun = begin_step ();

  answer = sync_pull (remote, workspace, &error);
  end_step (name, begun);
  g_assert_no_error (error);
  g_assert_cmpint (answer->outcome, ==, outcome);
  return answer;
}

static void
turn_back (const char     *name,
           BatonWorkspace *workspace,
           gboolean        again)
{
  g_autoptr (GError) error = NULL;
  gint64 begun = begin_step ();

  if (again)
    baton_workspace_redo (workspace, &error);
  else
    baton_workspace_undo (workspace, &error);
  end_step (name, begun);
  g_assert_no_error (error);
  baton_workspace_flush (workspace, &error);
}

/* Every term renamed in one step, as by a file of translations: on the spot, and of a step that was worked out beside it. */
static void
rename_all (BatonWorkspace *workspace,
            guint           n_terms)
{
  g_autoptr (GPtrArray) changes = make_changes (workspace, n_terms, 0, n_terms, "All");
  g_autoptr (BatonStep) step = NULL;
  g_autoptr (GError) error = NULL;
  gint64 begun;

  begun = begin_step ();
  baton_workspace_apply (workspace, "All", changes, &error);
  end_step ("a step of all terms, on the spot", begun);
  g_assert_no_error (error);
  baton_workspace_undo (workspace, &error);
  g_assert_no_error (error);
  begun = begin_step ();
  step = baton_step_new (workspace);
  end_step ("the same, copied for a thread", begun);
  begun = begin_step ();
  baton_step_run (step, changes, NULL, &error);
  end_step ("…, worked out there", begun);
  begun = begin_step ();
  baton_workspace_apply_step (workspace, "All", step, &error);
  end_step ("…, taken", begun);
  g_assert_no_error (error);
  baton_workspace_flush (workspace, &error);
}

static void
choose (BatonWorkspace *workspace)
{
  g_autoptr (GPtrArray) atoms = NULL;
  g_autoptr (BatonPortion) portion = NULL;
  g_autofree char *lines = NULL;
  gint64 begun = begin_step ();

  atoms = baton_diff (baton_workspace_get_base (workspace), baton_workspace_get_program (workspace));
  end_step ("compare", begun);
  begun = begin_step ();
  portion = baton_portion_new (baton_workspace_get_base (workspace), baton_workspace_get_program (workspace), atoms);
  end_step ("find what needs what", begun);
  begun = begin_step ();
  baton_portion_set_all (portion, FALSE);
  end_step ("let all wait", begun);
  begun = begin_step ();
  lines = baton_portion_dup_left_out (portion);
  end_step ("name what waits", begun);
  begun = begin_step ();
  baton_workspace_set_setting (workspace, "review.left-out", lines, NULL);
  end_step ("keep it", begun);
  begun = begin_step ();
  baton_portion_set_all (portion, TRUE);
  baton_portion_leave_out (portion, lines);
  end_step ("leave out what is named", begun);
  g_print ("%u changes\n", atoms->len);
}

static void
decide (SyncFixture           *fixture,
        const BatonPullResult *conflict)
{
  const BatonProgram *base = baton_workspace_get_base (fixture->workspace);
  const BatonProgram *draft = baton_workspace_get_program (fixture->workspace);
  g_autoptr (BatonMerge) merge = NULL;
  GPtrArray *conflicts;
  g_autoptr (GAsyncResult) result = NULL;
  gint64 begun = begin_step ();
  gboolean taken;

  merge = baton_merge_new (base, draft, conflict->theirs);
  end_step ("merge", begun);
  conflicts = baton_merge_get_conflicts (merge);
  begun = begin_step ();
  baton_merge_decide (merge, g_ptr_array_index (conflicts, 0), BATON_MERGE_MINE, NULL);
  end_step ("one decision", begun);
  for (guint i = 0; i < baton_merge_get_conflicts (merge)->len; i++)
    {
      const BatonConflict *next = g_ptr_array_index (baton_merge_get_conflicts (merge), i);

      if (next->choice == BATON_MERGE_UNDECIDED)
        baton_merge_decide (merge, next, BATON_MERGE_THEIRS, NULL);
    }
  begun = begin_step ();
  baton_sync_take_async (fixture->workspace, conflict->revision, conflict->theirs, baton_merge_get_program (merge), NULL, sync_done_cb, &result);
  sync_wait_for (&result);
  taken = baton_sync_take_finish (result, NULL);
  end_step ("take the merge", begun);
  g_assert_true (taken);
}

/* What a server asks of every vocabulary. */
static void
complete (BatonProgram *program)
{
  g_autoptr (GPtrArray) vocabularies = baton_program_list (program, BATON_KIND_VOCABULARY);
  g_autoptr (BatonValue) purpose = baton_value_new_string ("topic");

  for (guint i = 0; i < vocabularies->len; i++)
    {
      g_autoptr (BatonEntity) whole = baton_entity_with (g_ptr_array_index (vocabularies, i), BATON_FIELD_VOCABULARY_PURPOSE, purpose);

      baton_program_put (program, whole);
    }
}

static void
measure (SyncFixture *fixture,
         guint        n_terms)
{
  g_autoptr (BatonProgram) program = baton_program_copy (baton_workspace_get_program (fixture->workspace));
  g_autoptr (BatonWorkspace) mine = NULL, other = NULL;
  g_autoptr (BatonPullResult) answer = NULL;

  baton_bench_large_grow (program, 1, n_terms, 0);
  complete (program);
  mine = sync_make_workspace (fixture, "mine.baton", program);
  other = sync_make_workspace (fixture, "other.baton", NULL);
  g_set_object (&fixture->workspace, mine);

  push ("push, the first", fixture->remote, mine, NULL);
  answer = pull ("pull into an empty program", fixture->remote, other, BATON_PULL_UPDATED);
  rename_terms (mine, n_terms, 0, N_EDITS, "Mine");
  rename_terms (other, n_terms, 1, N_EDITS, "Theirs");
  push ("push, 200 changes", fixture->remote, other, NULL);
  baton_pull_result_free (answer);
  answer = pull ("pull, 200 changes on either side", fixture->remote, mine, BATON_PULL_MERGED);
  turn_back ("undo of the pull", mine, FALSE);
  turn_back ("redo of the pull", mine, TRUE);
  rename_terms (other, n_terms, 0, 3, "Theirs");
  push ("push, 3 changes", fixture->remote, other, NULL);
  baton_pull_result_free (answer);
  answer = pull ("pull into a conflict", fixture->remote, mine, BATON_PULL_CONFLICT);
  decide (fixture, answer);
  rename_all (mine, n_terms);
  choose (mine);
  push ("push, all but one", fixture->remote, mine, "term large-term-0000000000");
}

int
main (int   argc,
      char *argv[])
{
  SyncFixture fixture = { NULL };
  guint n_terms = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 100000;

  g_main_context_set_poll_func (NULL, poll_between_turns);
  sync_set_up (&fixture, NULL);
  g_print ("%-44s %11s    %12s\n", "", "longest turn", "whole");
  measure (&fixture, n_terms);
  sync_tear_down (&fixture, NULL);
  return EXIT_SUCCESS;
}
