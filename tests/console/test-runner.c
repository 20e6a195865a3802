/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Of many questions the newest is answered, those before it are stopped, and nothing is told to an owner who has gone.
 */
#include "console/baton-runner.h"

/* An owner whose questions wait until they may go on; the answer is the number that was asked. */
typedef struct
{
  BatonRunner *runner;
  int          newest;       /* what the next question asks */
  int          n_prepared;
  int          n_done;
  int          n_cancelled;
  int          answer;       /* −1: none */
  gboolean     ask_in_done;
} Owner;

typedef struct
{
  int number;
  int answer;
} Question;

static GMutex mutex;
static GCond going;
static gboolean may_go;
static int n_running;
static int n_freed;

static gpointer
prepare (gpointer user_data)
{
  Owner *owner = user_data;
  Question *question;

  g_assert_true (owner->runner == NULL || baton_runner_is_running (owner->runner));
  if (owner->newest < 0)
    return NULL;
  owner->n_prepared++;
  question = g_new0 (Question, 1);
  question->number = owner->newest;
  return question;
}

static void
wake_cb (GCancellable *cancellable)
{
  g_mutex_lock (&mutex);
  g_cond_broadcast (&going);
  g_mutex_unlock (&mutex);
}

static gboolean
run (gpointer       data,
     GCancellable  *cancellable,
     GError       **error)
{
  Question *question = data;
  gulong handler = g_cancellable_connect (cancellable, G_CALLBACK (wake_cb), NULL, NULL);

  g_mutex_lock (&mutex);
  g_assert_cmpint (++n_running, ==, 1);
  while (!may_go && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&going, &mutex);
  n_running--;
  g_mutex_unlock (&mutex);
  g_cancellable_disconnect (cancellable, handler);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (question->number == 13)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "unlucky");
      return FALSE;
    }
  question->answer = question->number;
  return TRUE;
}

static void
done (gpointer      user_data,
      gpointer      data,
      const GError *error)
{
  Owner *owner = user_data;

  owner->n_done++;
  owner->n_cancelled += g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (error == NULL)
    owner->answer = ((Question *) data)->answer;
  if (owner->ask_in_done)
    {
      owner->ask_in_done = FALSE;
      baton_runner_ask (owner->runner);
    }
}

static void
free_question (gpointer data)
{
  g_atomic_int_inc (&n_freed);
  g_free (data);
}

static const BatonRunnerFuncs funcs = { prepare, run, done, free_question };

static void
let_go (gboolean go)
{
  g_mutex_lock (&mutex);
  may_go = go;
  g_cond_broadcast (&going);
  g_mutex_unlock (&mutex);
}

static void
wait_until_idle (Owner *owner)
{
  while (baton_runner_is_running (owner->runner))
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Owner *owner)
{
  *owner = (Owner) { .answer = -1 };
  owner->runner = baton_runner_new (&funcs, owner);
  let_go (FALSE);
  n_freed = 0;
}

static void
test_newest (void)
{
  Owner owner;

  set_up (&owner);
  for (owner.newest = 1; owner.newest < 50; owner.newest++)
    baton_runner_ask (owner.runner);
  g_assert_cmpint (owner.n_prepared, ==, 1);
  let_go (TRUE);
  wait_until_idle (&owner);
  g_assert_cmpint (owner.n_prepared, ==, 2);
  g_assert_cmpint (owner.n_done, ==, 2);
  g_assert_cmpint (owner.n_cancelled, ==, 1);
  g_assert_cmpint (owner.answer, ==, 50);
  baton_runner_free (owner.runner);
}

static void
test_cancel (void)
{
  Owner owner;

  set_up (&owner);
  baton_runner_ask (owner.runner);
  baton_runner_ask (owner.runner);
  baton_runner_cancel (owner.runner);
  wait_until_idle (&owner);
  g_assert_cmpint (owner.n_prepared, ==, 1);
  g_assert_cmpint (owner.n_cancelled, ==, 1);
  g_assert_cmpint (owner.answer, ==, -1);
  /* It may be asked again. */
  owner.newest = 7;
  let_go (TRUE);
  baton_runner_ask (owner.runner);
  wait_until_idle (&owner);
  g_assert_cmpint (owner.answer, ==, 7);
  baton_runner_free (owner.runner);
}

static void
test_nothing_and_failure (void)
{
  Owner owner;

  set_up (&owner);
  let_go (TRUE);
  owner.newest = -1;
  baton_runner_ask (owner.runner);
  g_assert_false (baton_runner_is_running (owner.runner));
  owner.newest = 13;
  baton_runner_ask (owner.runner);
  wait_until_idle (&owner);
  g_assert_cmpint (owner.n_done, ==, 1);
  g_assert_cmpint (owner.n_cancelled, ==, 0);
  g_assert_cmpint (owner.answer, ==, -1);
  /* An answer may lead to the next question. */
  owner.newest = 1;
  owner.ask_in_done = TRUE;
  baton_runner_ask (owner.runner);
  wait_until_idle (&owner);
  g_assert_cmpint (owner.n_done, ==, 3);
  baton_runner_free (owner.runner);
}

static void
test_gone (void)
{
  Owner owner;

  set_up (&owner);
  baton_runner_ask (owner.runner);
  baton_runner_free (owner.runner);
  /* The thread may be the last to let go, which wakes nobody. */
  while (g_atomic_int_get (&n_freed) == 0)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_cmpint (owner.n_done, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/console/runner/newest", test_newest);
  g_test_add_func ("/console/runner/cancel", test_cancel);
  g_test_add_func ("/console/runner/nothing-and-failure", test_nothing_and_failure);
  g_test_add_func ("/console/runner/gone", test_gone);
  return g_test_run ();
}
