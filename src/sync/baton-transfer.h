/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One request over HTTP, with its timeouts and its repetitions. Private to sync; it knows nothing of programs.
 */
#pragma once

#include <gio/gio.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

#define BATON_TRANSFER_MAX_TRIES 6
#define BATON_TRANSFER_MAX_ANSWER (64 * 1024 * 1024)   /* bytes */

typedef struct
{
  const char *method;         /* static */
  char       *address;        /* owned */
  char       *token;          /* owned, nullable */
  char       *if_match;       /* owned, nullable */
  char       *key;            /* owned, nullable: the idempotency key, without quotes */
  char       *content_type;   /* owned, nullable: with a body */
  GBytes     *body;           /* owned, nullable */
  gboolean    repeatable;     /* sending it twice is harmless */
  guint       pause_ms;       /* base of the pauses between tries */
} BatonTransfer;

typedef struct
{
  guint       status;
  char       *etag;           /* owned, nullable */
  char       *content_type;   /* owned, nullable; without parameters */
  GBytes     *body;           /* owned */
} BatonResponse;

void           baton_transfer_free    (BatonTransfer       *transfer);
void           baton_response_free    (BatonResponse       *response);

/* Takes *transfer*. Whatever status comes in the end is an answer; the error is BATON_REMOTE_ERROR_UNREACHABLE, TLS,
 * TOO_LARGE (of the answer) or G_IO_ERROR_CANCELLED. */
void           baton_transfer_async   (SoupSession         *session,
                                       BatonTransfer       *transfer,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
/* (transfer full) */
BatonResponse *baton_transfer_finish  (GAsyncResult        *result,
                                       GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonTransfer, baton_transfer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonResponse, baton_response_free)

G_END_DECLS
