/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A config server as the network shows it: one asynchronous call for each thing that it can be asked. It knows nothing
 * of workspaces; baton-sync.h puts the two together.
 *
 * Every call retries by itself what may pass (no connection, 408, 409 while the same push is still under way, 429, 502
 * to 504), up to six times with full jitter, minding Retry-After, but only where repeating is harmless: for reading, and
 * for writing under one idempotency key, so that a lost answer never becomes a second revision. Limits: 5 s to connect,
 * 30 s of silence, 120 s for one attempt. A token is sent over https, or over plain http to this machine alone, and
 * never follows a redirect.
 *
 * Calls start and end in the thread-default main context of the caller.
 */
#pragma once

#include <gio/gio.h>

#include "model/baton-program.h"
#include "sync/baton-revision.h"
#include "sync/baton-standing.h"

G_BEGIN_DECLS

/* Codes of the domain BATON_REMOTE_ERROR. Cancelling gives G_IO_ERROR_CANCELLED instead. */
typedef enum
{
  BATON_REMOTE_ERROR_FAILED,         /* Report: the server answered in a way that nothing below fits. */
  BATON_REMOTE_ERROR_ADDRESS,        /* Ask for another address: it is none, or plain http to another machine. */
  BATON_REMOTE_ERROR_UNREACHABLE,    /* Try later: no answer came. A write may or may not have happened; resume it under the same key. */
  BATON_REMOTE_ERROR_TLS,            /* Report: the server's certificate is not trusted. */
  BATON_REMOTE_ERROR_UNAUTHORISED,   /* Ask for a token: there is none, or the server does not know it. */
  BATON_REMOTE_ERROR_NOT_ALLOWED,    /* Report: the token's role may not do this. */
  BATON_REMOTE_ERROR_NOT_YOURS,      /* Report: a push of more than translations by somebody who may push those alone; the message
                                        is the name of what was not theirs, "" where it has none. */
  BATON_REMOTE_ERROR_NOT_FOUND,      /* Report: no such revision, asset or server. */
  BATON_REMOTE_ERROR_TOO_LARGE,      /* Report: beyond the server's limits. */
  BATON_REMOTE_ERROR_BUSY,           /* Try later: the server said so, again and again. Nothing was written. */
  BATON_REMOTE_ERROR_FULL,           /* Report: the server's disk is full. Nothing was written. */
  BATON_REMOTE_ERROR_PROTOCOL,       /* Report: what came is no answer of a Baton server, or of another version. */
  BATON_REMOTE_ERROR_DIFFERENT,      /* Programmer: the idempotency key was used for something else before. */
  BATON_REMOTE_ERROR_OTHER_PROGRAM,  /* Ask for another workspace: the server's program and the edited one in this were never one; the
                                        message is the name of the server's. */
  BATON_REMOTE_N_ERRORS
} BatonRemoteError;

#define BATON_REMOTE_ERROR (baton_remote_error_quark ())
GQuark      baton_remote_error_quark    (void);
/* "unreachable", "not-allowed", …: stable names for exit messages and --json. */
const char *baton_remote_error_get_name (BatonRemoteError code);

/* Of the message of a push: characters, as batond has it. */
#define BATON_REMOTE_MAX_MESSAGE 2000

#define BATON_TYPE_REMOTE (baton_remote_get_type ())
G_DECLARE_FINAL_TYPE (BatonRemote, baton_remote, BATON, REMOTE, GObject)

/* *address* is an http or https URL ("https://baton.example.org"); *token* (nullable) is kept in memory only. NULL with
 * BATON_REMOTE_ERROR_ADDRESS. (transfer full) */
BatonRemote   *baton_remote_new                (const char           *address,
                                                const char           *token,
                                                GError              **error);
const char    *baton_remote_get_address        (BatonRemote          *self);
/* The base of the pauses between attempts, in milliseconds (500): lowered by tests. */
void           baton_remote_set_retry_pause    (BatonRemote          *self,
                                                guint                 milliseconds);

/* What a write came to. Refusals are answers, not errors. */
typedef enum
{
  BATON_PUSH_DONE,      /* *revision* is the new one */
  BATON_PUSH_MOVED,     /* somebody else pushed: *revision* is the server's present one; pull, then push again */
  BATON_PUSH_INVALID    /* *problems* say why; *revision* is NULL */
} BatonPushOutcome;

typedef struct
{
  BatonPushOutcome  outcome;
  BatonRevision    *revision;   /* owned, nullable */
  GPtrArray        *problems;   /* owned, of BatonProblem; with DONE the warnings and hints */
  guint             n_more;     /* problems that the server did not list, or that this version does not know */
} BatonPushResult;

void             baton_push_result_free        (BatonPushResult      *result);

/* What the token lets its owner push. (transfer full) */
void             baton_remote_get_standing_async  (BatonRemote          *self,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
BatonStanding   *baton_remote_get_standing_finish (BatonRemote          *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);

/* The last revision; its number is 0 while the server holds none. (transfer full) */
void             baton_remote_get_head_async   (BatonRemote          *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
BatonRevision   *baton_remote_get_head_finish  (BatonRemote          *self,
                                                GAsyncResult         *result,
                                                GError              **error);

/* Up to *limit* (at most 200) revisions older than *before* (0: from the last), newest first. (transfer full) of BatonRevision. */
void             baton_remote_list_revisions_async  (BatonRemote         *self,
                                                     gint64               before,
                                                     guint                limit,
                                                     GCancellable        *cancellable,
                                                     GAsyncReadyCallback  callback,
                                                     gpointer             user_data);
GPtrArray       *baton_remote_list_revisions_finish (BatonRemote         *self,
                                                     GAsyncResult        *result,
                                                     GError             **error);

/* The program of a revision, checked against the digest that the server names. (transfer full) */
void             baton_remote_get_program_async     (BatonRemote         *self,
                                                     gint64               number,
                                                     GCancellable        *cancellable,
                                                     GAsyncReadyCallback  callback,
                                                     gpointer             user_data);
BatonProgram    *baton_remote_get_program_finish    (BatonRemote         *self,
                                                     GAsyncResult        *result,
                                                     GError             **error);

/* The bytes of a picture, checked against *sha256*, and in *media_type* (out, nullable, transfer full) what it is. (transfer full) */
void             baton_remote_get_asset_async       (BatonRemote         *self,
                                                     const char          *sha256,
                                                     GCancellable        *cancellable,
                                                     GAsyncReadyCallback  callback,
                                                     gpointer             user_data);
GBytes          *baton_remote_get_asset_finish      (BatonRemote         *self,
                                                     GAsyncResult        *result,
                                                     char               **media_type,
                                                     GError             **error);

/* Uploads a picture unless the server has it already. */
void             baton_remote_put_asset_async       (BatonRemote         *self,
                                                     const char          *sha256,
                                                     const char          *media_type,
                                                     GBytes              *bytes,
                                                     GCancellable        *cancellable,
                                                     GAsyncReadyCallback  callback,
                                                     gpointer             user_data);
gboolean         baton_remote_put_asset_finish      (BatonRemote         *self,
                                                     GAsyncResult        *result,
                                                     GError             **error);

/* A dry run: what the server would say to this program. Writes nothing. The outcome is DONE (without a revision) or
 * INVALID. (transfer full) */
void             baton_remote_validate_async        (BatonRemote         *self,
                                                     const BatonProgram  *program,
                                                     GCancellable        *cancellable,
                                                     GAsyncReadyCallback  callback,
                                                     gpointer             user_data);
BatonPushResult *baton_remote_validate_finish       (BatonRemote         *self,
                                                     GAsyncResult        *result,
                                                     GError             **error);

/* Makes *program* the revision that follows *expected* (an entity tag), or nothing. *key* comes from
 * baton_remote_new_key() and must have been written down before the first call, so that it can be resent after a crash:
 * the same key with the same content gives the same revision. (transfer full) */
void             baton_remote_push_async            (BatonRemote         *self,
                                                     const BatonProgram  *program,
                                                     const char          *message,
                                                     const char          *expected,
                                                     const char          *key,
                                                     GCancellable        *cancellable,
                                                     GAsyncReadyCallback  callback,
                                                     gpointer             user_data);
BatonPushResult *baton_remote_push_finish           (BatonRemote         *self,
                                                     GAsyncResult        *result,
                                                     GError             **error);
/* The same from the bytes kept in an outbox: the body of a push, from baton_remote_push_body(). */
void             baton_remote_push_body_async       (BatonRemote         *self,
                                                     GBytes              *body,
                                                     const char          *expected,
                                                     const char          *key,
                                                     GCancellable        *cancellable,
                                                     GAsyncReadyCallback  callback,
                                                     gpointer             user_data);
/* (transfer full) */
GBytes          *baton_remote_push_body             (const BatonProgram  *program,
                                                     const char          *message);

/* Makes the program of revision *number* the one that follows *expected*: a rollback is a new revision, and passes the
 * same validation. (transfer full) */
void             baton_remote_restore_async         (BatonRemote         *self,
                                                     gint64               number,
                                                     const char          *message,
                                                     const char          *expected,
                                                     const char          *key,
                                                     GCancellable        *cancellable,
                                                     GAsyncReadyCallback  callback,
                                                     gpointer             user_data);
BatonPushResult *baton_remote_restore_finish        (BatonRemote         *self,
                                                     GAsyncResult        *result,
                                                     GError             **error);

/* A fresh idempotency key: a random UUID. (transfer full) */
char            *baton_remote_new_key               (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonPushResult, baton_push_result_free)

G_END_DECLS
