/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the steps of a push or a pull share. Inside this room only.
 */
#pragma once

#include "sync/baton-sync.h"

G_BEGIN_DECLS

/* When the disk has all that the workspace had, or why it has not (taken). Takes *task*. */
typedef void (*BatonSyncWritten) (GTask *task, GError *error);

/* The task data of a push or pull. */
typedef struct
{
  BatonRemote     *remote;      /* owned */
  BatonWorkspace  *workspace;   /* owned */
  char            *message;     /* owned, nullable: nothing to push after what waits */
  char            *left_out;    /* owned, nullable: what is not to be pushed */
  gboolean         pull;
  BatonProgram    *program;     /* owned: what is pushed, or what was pulled */
  BatonRevision   *revision;    /* owned: what is pulled */
  GPtrArray       *digests;     /* owned: of the pictures still to be transferred */
  GBytes          *body;        /* owned: what is sent, */
  char            *etag;        /* owned: over which revision, */
  char            *key;         /* owned: of which row */
  BatonPushResult *answer;      /* owned: to it, until the disk has what follows from it */
  GError          *refusal;     /* owned: likewise, where there is none */
  char            *digest;      /* owned: of the picture under way */
  guint            n_overtaken; /* merges that were out of date when they were ready */
  BatonPullOutcome outcome;     /* of the pull */
  gint64           went_back_from;  /* likewise */
  BatonSyncWritten written;     /* who waits for the disk to have */
  guint64          generation;  /* this; */
  gulong           written_id;  /* handlers of the workspace meanwhile; 0 */
  gulong           trouble_id;
} BatonSyncJob;

BatonSyncJob *baton_sync_job_new   (BatonRemote         *remote,
                                    BatonWorkspace      *workspace);
void     baton_sync_job_free       (BatonSyncJob        *job);
/* Each takes the task. */
void     baton_sync_fail           (GTask               *task,
                                    GError              *error);
/* Calls *written* when all is on the disk that the workspace has now: at once where it is. */
void     baton_sync_await_disk     (GTask               *task,
                                    BatonSyncWritten     written);
/* The next thing: what waits, then what was asked for. */
void     baton_sync_go_on          (GTask               *task);
void     baton_sync_start_push     (GTask               *task);
void     baton_sync_start_pull     (GTask               *task);

/* TRUE when a row was found in the outbox, which is then on its way, or *task* has failed; either way the task is taken. A row for
 * another server says nothing about this one and is dropped. */
gboolean baton_sync_resume_pending (GTask               *task);
/* How the journal calls the entry. (transfer full) */
char    *baton_sync_name_entry     (const BatonRevision *revision);

G_END_DECLS
