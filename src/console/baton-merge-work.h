/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A merge as it is worked out, on any thread: copies of the three programs, and what has been decided so far.
 */
#pragma once

#include "model/baton-merge.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One decision, as it was and as it became: what undo and redo go by. */
typedef struct
{
  BatonConflict    what;     /* type, id, field, locale, element and choices alone; its strings are owned */
  char            *key;      /* owned */
  BatonMergeChoice before;
  BatonValue      *before_value;
  BatonMergeChoice after;
  BatonValue      *after_value;
} BatonMergeStep;

/* A merge and the programs that it borrows. */
typedef struct
{
  BatonProgram *base;    /* owned, as all of them */
  BatonProgram *mine;
  BatonProgram *theirs;
  BatonMerge   *merge;   /* NULL before it is worked out */
  GPtrArray    *steps;   /* of BatonMergeStep: what is decided in it; NULL where that is asked of the merge itself */
} BatonMergeWork;

void            baton_merge_step_free   (gpointer              step);
/* What it decided, without what was before. (transfer full) */
BatonMergeStep *baton_merge_step_copy   (const BatonMergeStep *step);
/* Decides so in *merge* or, not *forward*, as it was before. */
void            baton_merge_step_decide (BatonMerge           *merge,
                                         const BatonMergeStep *step,
                                         gboolean              forward);

/* For a BatonRunner: of BatonMergeWork, whose programs and steps are there. */
gboolean        baton_merge_work_run    (gpointer              question,
                                         GCancellable         *cancellable,
                                         GError              **error);
void            baton_merge_work_free   (gpointer              data);

/* What a merge has come to, to be looked through for what does not go together; owned copies. */
typedef struct
{
  BatonProgram *mine;
  BatonProgram *theirs;
  BatonProgram *merged;
} BatonMergeOutcome;

void            baton_merge_outcome_free (gpointer             data);
/* For g_task_run_in_thread(): gives a GPtrArray of BatonProblem. */
void            baton_merge_outcome_look (GTask               *task,
                                          gpointer             source,
                                          gpointer             data,
                                          GCancellable        *cancellable);

G_END_DECLS
