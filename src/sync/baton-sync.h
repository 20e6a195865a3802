/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Push and pull: what lies between a workspace and its server.
 *
 * A workspace holds a *base* (the last revision pulled, wholly) and a *draft* over it. A push sends the whole draft
 * against the base's revision. Its outbox row (key, entity tag, bytes) is written before the first byte leaves, and goes
 * only with an answer, so that a crash or a lost answer leaves exactly one thing to do: send the same again. A pull
 * takes the server's program as the new base and merges it into the draft, three ways.
 *
 * The workspace must stay open until the call ends; it is used from the calling thread alone. Beside the codes of
 * BATON_REMOTE_ERROR a call may fail with those of BATON_STORE_ERROR: nothing is sent that could not be written down.
 *
 * Entries of the journal are named by the revision's message, else "42", its number; their kind tells what they are.
 */
#pragma once

#include "store/baton-workspace.h"
#include "sync/baton-remote.h"

G_BEGIN_DECLS

/* Sends what the draft holds; *message* is shown in the history. A push left over from before is finished first. When
 * it is done, the base is the new revision. A draft equal to the base sends nothing: the
 * outcome is DONE when the server's last revision is the base, else MOVED. To a server that holds no revision at all, the whole is
 * pushed as its first one, whatever the base is. (transfer full) */
void             baton_sync_push_async     (BatonRemote          *remote,
                                            BatonWorkspace       *workspace,
                                            const char           *message,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
/* The same without what *left_out* names (lines of baton_portion_dup_left_out(); nullable: nothing) and what needs it: that
 * stays in the draft, waiting. A difference is taken when what was left over is finished, so that nothing pushed meanwhile
 * is taken back. End with baton_sync_push_finish(). */
void             baton_sync_push_part_async (BatonRemote         *remote,
                                            BatonWorkspace       *workspace,
                                            const char           *message,
                                            const char           *left_out,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
BatonPushResult *baton_sync_push_finish    (GAsyncResult         *result,
                                            GError              **error);

/* Whether a push waits for its answer: whether the server took it is not known. */
gboolean         baton_sync_has_pending    (BatonWorkspace       *workspace);
/* Forgets it. If the server did take it, the next pull brings it as somebody's, and nothing is lost. */
gboolean         baton_sync_forget_pending (BatonWorkspace       *workspace,
                                            GError              **error);
/* Sends that push again under its old key. NULL without an error when there is none. (transfer full) */
void             baton_sync_resume_async   (BatonRemote          *remote,
                                            BatonWorkspace       *workspace,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
BatonPushResult *baton_sync_resume_finish  (GAsyncResult         *result,
                                            GError              **error);

typedef enum
{
  BATON_PULL_UNCHANGED,   /* base and server are the same */
  BATON_PULL_UPDATED,     /* the draft had no changes of its own and is now the server's program */
  BATON_PULL_MERGED,      /* both had changes; none touched the same thing */
  BATON_PULL_CONFLICT     /* both changed the same thing: nothing was touched; decide, then baton_sync_take() */
} BatonPullOutcome;

typedef struct
{
  BatonPullOutcome  outcome;
  BatonRevision    *revision;    /* the server's; owned */
  BatonProgram     *theirs;      /* the server's program, for the merge; owned, NULL when UNCHANGED */
  gint64            went_back_from;  /* the base's revision before, where the server has only an older one, or another of that number: a
                                      * copy of former days was put back there; 0 */
} BatonPullResult;

void             baton_pull_result_free    (BatonPullResult      *result);

/* Fetches the server's program and pictures and brings base and draft up to it in one undoable step. A push that waits
 * for its answer is finished first. (transfer full) */
void             baton_sync_pull_async     (BatonRemote          *remote,
                                            BatonWorkspace       *workspace,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
BatonPullResult *baton_sync_pull_finish    (GAsyncResult         *result,
                                            GError              **error);

/* Makes *theirs* the base and *merged* the draft, in one undoable step: for the program of a BatonMerge of base, draft
 * and *theirs* whose conflicts somebody has decided. */
gboolean         baton_sync_take           (BatonWorkspace       *workspace,
                                            const BatonRevision  *revision,
                                            const BatonProgram   *theirs,
                                            const BatonProgram   *merged,
                                            GError              **error);

/* The same, worked out in a thread. STALE when the draft was edited meanwhile: then it is to be merged anew. */
void             baton_sync_take_async     (BatonWorkspace       *workspace,
                                            const BatonRevision  *revision,
                                            const BatonProgram   *theirs,
                                            const BatonProgram   *merged,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean         baton_sync_take_finish    (GAsyncResult         *result,
                                            GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonPullResult, baton_pull_result_free)

G_END_DECLS
