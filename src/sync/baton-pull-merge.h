/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a pull does to a workspace, worked out of copies, so that a thread can do it: the merge, what it changes in the draft,
 * and where draft and new base differ afterwards. What the three programs have in common they share in the end, so that a large
 * program is in memory once. Inside this room only.
 */
#pragma once

#include "store/baton-workspace.h"
#include "sync/baton-revision.h"

G_BEGIN_DECLS

typedef struct
{
  BatonStep    *step;         /* owned, as are the others */
  BatonProgram *base;
  BatonProgram *draft;
  BatonProgram *theirs;
  BatonProgram *received;     /* what *theirs* was copied from, when it is to go too; nullable */
  BatonProgram *decided;      /* the question of baton_sync_take_async(); NULL once it is answered, and in a pull */
  GError       *error;
  gboolean      untouched;    /* the draft had no changes of its own */
  gboolean      is_decided;   /* the step has been worked out; FALSE: both changed the same thing, or an error */
} BatonPullMerge;

/* What *theirs* is called, where it and the edited draft were never one program: there is nothing that they could be merged over. NULL:
 * they can be. (transfer full) */
char           *baton_pull_merge_find_stranger (BatonWorkspace    *workspace,
                                             const BatonProgram   *theirs);
/* On the workspace's thread. */
BatonPullMerge *baton_pull_merge_new        (BatonWorkspace       *workspace,
                                             const BatonProgram   *theirs);
void            baton_pull_merge_free       (BatonPullMerge       *self);
/* The same in a thread: a program that nobody has any more takes a while to go. */
void            baton_pull_merge_free_aside (BatonPullMerge       *self);
/* Merges; on any thread. */
void            baton_pull_merge_run        (BatonPullMerge       *self);
/* The merge that somebody else has made instead. */
void            baton_pull_merge_set_merged (BatonPullMerge       *self,
                                             const BatonProgram   *merged);
/* Whether the workspace is as it was when it was copied. */
gboolean        baton_pull_merge_is_current (const BatonPullMerge *self,
                                             BatonWorkspace       *workspace);
/* Makes it so, in one entry of the journal: only of what is current, once. On the workspace's thread. */
gboolean        baton_pull_merge_take       (BatonPullMerge       *self,
                                             BatonWorkspace       *workspace,
                                             const BatonRevision  *revision,
                                             GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonPullMerge, baton_pull_merge_free)

G_END_DECLS
