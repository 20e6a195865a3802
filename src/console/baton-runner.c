/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-runner.h"

struct _BatonRunner
{
  const BatonRunnerFuncs *funcs;
  gpointer                owner;         /* borrowed; NULL once it is going */
  GCancellable           *cancellable;   /* owned; of the present run, NULL between runs */
  gboolean                running;
  gboolean                again;
};

/* The question lives in its task, and with it the function that frees it. */
typedef struct
{
  const BatonRunnerFuncs *funcs;
  gpointer                question;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  job->funcs->free (job->question);
  g_free (job);
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;

  if (job->funcs->run (job->question, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ran_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  BatonRunner *self = g_rc_box_acquire (user_data);
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  /* A task says that it was cancelled even where it came to its end before it noticed. */
  g_task_propagate_boolean (G_TASK (result), &error);
  g_clear_object (&self->cancellable);
  self->running = FALSE;
  if (self->owner != NULL)
    self->funcs->done (self->owner, job->question, error);
  /* The owner may have gone, or asked, meanwhile. */
  if (self->owner != NULL && self->again && !self->running)
    baton_runner_ask (self);
  g_rc_box_release (self);
  g_rc_box_release (user_data);
}

BatonRunner *
baton_runner_new (const BatonRunnerFuncs *funcs,
                  gpointer                owner)
{
  BatonRunner *self = g_rc_box_new0 (BatonRunner);

  self->funcs = funcs;
  self->owner = owner;
  return self;
}

void
baton_runner_free (BatonRunner *self)
{
  baton_runner_cancel (self);
  self->owner = NULL;
  g_rc_box_release (self);
}

void
baton_runner_ask (BatonRunner *self)
{
  g_autoptr (GTask) task = NULL;
  gpointer question;
  Job *job;

  g_return_if_fail (self != NULL);

  self->again = self->running;
  if (self->running)
    {
      g_cancellable_cancel (self->cancellable);
      return;
    }
  self->running = TRUE;
  self->cancellable = g_cancellable_new ();
  question = self->funcs->prepare (self->owner);
  if (question == NULL)
    {
      self->running = FALSE;
      g_clear_object (&self->cancellable);
      return;
    }
  job = g_new (Job, 1);
  *job = (Job) { self->funcs, question };
  task = g_task_new (NULL, self->cancellable, ran_cb, g_rc_box_acquire (self));
  g_task_set_source_tag (task, baton_runner_ask);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run_in_thread);
}

void
baton_runner_cancel (BatonRunner *self)
{
  g_return_if_fail (self != NULL);

  self->again = FALSE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

gboolean
baton_runner_is_running (BatonRunner *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->running;
}
