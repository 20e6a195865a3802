/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-live.h"

#include "console/baton-release.h"
#include "console/baton-runner.h"

struct _BatonLive
{
  BatonWorkspace *workspace;   /* borrowed */
  BatonLiveFunc   ready;
  gpointer        user_data;
  BatonRunner    *runner;      /* owned */
  BatonSnapshot  *snapshot;    /* owned, nullable */
  gint64          revision;    /* that it is of */
  gint64          asked;       /* that is being compiled, or was; −1: none */
};

typedef struct
{
  BatonProgram  *program;    /* owned */
  BatonSnapshot *snapshot;   /* owned, NULL before it is compiled */
  gint64         revision;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  baton_program_free (question->program);
  g_clear_pointer (&question->snapshot, baton_snapshot_unref);
  g_free (question);
}

static gpointer
prepare (gpointer owner)
{
  BatonLive *self = owner;
  Question *question = g_new0 (Question, 1);

  question->program = baton_program_copy (baton_workspace_get_base (self->workspace));
  question->revision = self->asked = baton_workspace_get_base_revision (self->workspace);
  return question;
}

static gboolean
run (gpointer       data,
     GCancellable  *cancellable,
     GError       **error)
{
  Question *question = data;

  question->snapshot = baton_snapshot_new (question->program, 0);
  return TRUE;
}

static void
done (gpointer      owner,
      gpointer      data,
      const GError *error)
{
  BatonLive *self = owner;
  Question *question = data;

  if (error != NULL)
    return; /* there is a newer base */
  baton_release (self->snapshot, (GDestroyNotify) baton_snapshot_unref);
  self->snapshot = g_steal_pointer (&question->snapshot);
  self->revision = question->revision;
  self->ready (self->user_data);
}

BatonLive *
baton_live_new (BatonWorkspace *workspace,
                BatonLiveFunc   ready,
                gpointer        user_data)
{
  static const BatonRunnerFuncs funcs = { prepare, run, done, question_free };
  BatonLive *self = g_new0 (BatonLive, 1);

  self->workspace = workspace;
  self->ready = ready;
  self->user_data = user_data;
  self->asked = -1;
  self->runner = baton_runner_new (&funcs, self);
  return self;
}

void
baton_live_free (BatonLive *self)
{
  baton_runner_free (self->runner);
  g_clear_pointer (&self->snapshot, baton_snapshot_unref);
  g_free (self);
}

BatonSnapshot *
baton_live_get (BatonLive *self)
{
  gint64 revision = baton_workspace_get_base_revision (self->workspace);

  if (self->snapshot != NULL && self->revision == revision)
    return self->snapshot;
  if (self->asked != revision)
    baton_runner_ask (self->runner);
  return NULL;
}
