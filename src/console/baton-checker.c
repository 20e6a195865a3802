/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-checker.h"

#include "model/baton-validator.h"

#include <gio/gio.h>

/* What the thread works on. One search runs at a time, so whoever runs has it alone; it outlives the checker if need be. */
typedef struct
{
  BatonProgram   *program;
  BatonValidator *validator;   /* over it; NULL before the first search */
} Bench;

struct _BatonChecker
{
  Bench            *bench;         /* a reference */
  GPtrArray        *missed;        /* of GPtrArray of BatonChange: what the bench has not seen yet */
  BatonProblemList *problems;      /* NULL before the first search */
  BatonProblemList *old_problems;  /* to be freed by the next search; nullable */
  GPtrArray        *no_problems;   /* shown before the first */
  GCancellable     *cancellable;
  gboolean          searching;

  void            (*found) (gpointer owner);
  gpointer          owner;         /* borrowed */
};

static void search (BatonChecker *self);

static void
bench_clear (gpointer data)
{
  Bench *bench = data;

  g_clear_pointer (&bench->validator, baton_validator_free);
  baton_program_free (bench->program);
}

static void
bench_unref (Bench *bench)
{
  g_atomic_rc_box_release_full (bench, bench_clear);
}

/* ── In the thread ── */

typedef struct
{
  Bench            *bench;    /* a reference */
  GPtrArray        *missed;   /* of GPtrArray of BatonChange, since the last search; owned */
  BatonProblemList *old;      /* what nobody needs any more: many problems take a while to free; owned, nullable */
} Search;

static void
search_free (gpointer data)
{
  Search *job = data;

  g_ptr_array_unref (job->missed);
  g_clear_pointer (&job->old, baton_problem_list_free);
  bench_unref (job->bench);
  g_free (job);
}

static void
search_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  Search *job = data;
  Bench *bench = job->bench;

  g_clear_pointer (&job->old, baton_problem_list_free);
  for (guint i = 0; i < job->missed->len; i++)
    {
      GPtrArray *changes = job->missed->pdata[i];

      for (guint j = 0; j < changes->len; j++)
        baton_program_apply (bench->program, changes->pdata[j]);
      if (bench->validator != NULL)
        baton_validator_apply (bench->validator, changes);
    }
  if (bench->validator == NULL)
    bench->validator = baton_validator_new (bench->program);
  g_task_return_pointer (task, baton_validator_dup_list (bench->validator), (GDestroyNotify) baton_problem_list_free);
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (BatonProblemList) problems = g_task_propagate_pointer (G_TASK (result), NULL);
  BatonChecker *self = user_data;
  g_autoptr (GCancellable) cancellable = NULL;

  if (problems == NULL)
    return; /* cancelled: the checker has gone */
  cancellable = g_object_ref (self->cancellable);
  self->searching = FALSE;
  g_clear_pointer (&self->old_problems, baton_problem_list_free);
  self->old_problems = self->problems;
  self->problems = g_steal_pointer (&problems);
  self->found (self->owner);
  /* Who was told may have taken the owner away, and the checker with it. */
  if (!g_cancellable_is_cancelled (cancellable) && self->missed->len > 0)
    search (self);
}

static void
search (BatonChecker *self)
{
  g_autoptr (GTask) task = NULL;
  Search *job;

  /* One at a time: while hands move, the answer for the newest program is the only one that matters. */
  if (self->searching)
    return;
  self->searching = TRUE;
  job = g_new0 (Search, 1);
  job->bench = g_atomic_rc_box_acquire (self->bench);
  job->missed = g_steal_pointer (&self->missed);
  job->old = g_steal_pointer (&self->old_problems);
  self->missed = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  task = g_task_new (NULL, self->cancellable, searched_cb, self);
  g_task_set_source_tag (task, search);
  g_task_set_task_data (task, job, search_free);
  g_task_run_in_thread (task, search_in_thread);
}

/* ── From outside ── */

BatonChecker *
baton_checker_new (const BatonProgram *program,
                   void              (*found) (gpointer owner),
                   gpointer            owner)
{
  BatonChecker *self = g_new0 (BatonChecker, 1);

  self->bench = g_atomic_rc_box_new0 (Bench);
  self->bench->program = baton_program_copy (program);
  self->missed = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->no_problems = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  self->found = found;
  self->owner = owner;
  search (self);
  return self;
}

void
baton_checker_free (BatonChecker *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->problems, baton_problem_list_free);
  g_clear_pointer (&self->old_problems, baton_problem_list_free);
  g_ptr_array_unref (self->no_problems);
  g_ptr_array_unref (self->missed);
  bench_unref (self->bench);
  g_free (self);
}

void
baton_checker_follow (BatonChecker *self,
                      GPtrArray    *changes)
{
  g_ptr_array_add (self->missed, g_ptr_array_ref (changes));
  search (self);
}

GPtrArray *
baton_checker_get (BatonChecker *self)
{
  return self->problems != NULL ? baton_problem_list_get (self->problems) : self->no_problems;
}
