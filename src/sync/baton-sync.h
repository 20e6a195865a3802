/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Push and pull: what lies between a workspace and its server.
 *
 * A workspace holds a *base* (the last revision pulled, wholly) and a *draft* over it. A push sends the whole draft
 * against the base's revision. Its outbox row (key, entity tag, bytes) is written before the first byte leaves, and goes
 * only with an answer, so that a crash or a lost answer leaves exactly one thing to do: send the same again. A pull
 * takes the server's program as the new base and merges it into the draft, three ways.
 *
 * The workspace must stay open until the call ends; it is used from the calling thread alone.
 */
#pragma once

#include "sync/baton-remote.h"

G_BEGIN_DECLS

typedef struct _BatonWorkspace BatonWorkspace;

/* Sends what the draft holds; *message* is shown in the history. A push left over from before is finished first. When
 * it is done, the base is the new revision. A draft equal to the base gives DONE with the base's own revision and sends
 * nothing. (transfer full) */
void             baton_sync_push_async     (BatonRemote          *remote,
                                            BatonWorkspace       *workspace,
                                            const char           *message,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
BatonPushResult *baton_sync_push_finish    (GAsyncResult         *result,
                                            GError              **error);

/* Whether a push of an earlier session waits for its answer. */
gboolean         baton_sync_has_pending    (BatonWorkspace       *workspace);
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
  BATON_PULL_CONFLICT     /* both changed the same thing: nothing was touched, *conflicts* name it */
} BatonPullOutcome;

typedef struct
{
  BatonPullOutcome  outcome;
  BatonRevision    *revision;    /* the server's; owned */
  GPtrArray        *conflicts;   /* owned, nullable; of what baton-merge.h calls a conflict */
} BatonPullResult;

void             baton_pull_result_free    (BatonPullResult      *result);

/* Fetches the server's program and pictures and brings base and draft up to it in one undoable step. (transfer full) */
void             baton_sync_pull_async     (BatonRemote          *remote,
                                            BatonWorkspace       *workspace,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
BatonPullResult *baton_sync_pull_finish    (GAsyncResult         *result,
                                            GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonPullResult, baton_pull_result_free)

G_END_DECLS
