/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the steps of a push or a pull share. Inside this room only.
 */
#pragma once

#include "sync/baton-sync.h"

G_BEGIN_DECLS

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
  char            *key;         /* owned: of the row being sent */
  char            *digest;      /* owned: of the picture under way */
  guint            n_overtaken; /* merges that were out of date when they were ready */
  BatonPullOutcome outcome;     /* of the pull, when this is on the disk: */
  guint64          generation;
  gulong           written_id;  /* handlers of the workspace while that is waited for; 0 */
  gulong           trouble_id;
} BatonSyncJob;

/* Each takes the task. */
void     baton_sync_fail           (GTask               *task,
                                    GError              *error);
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
