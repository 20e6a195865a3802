/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A call to a server: one transfer, or two for a picture, and a function that makes its result of the response. Private to sync.
 */
#pragma once

#include "sync/baton-remote-answer.h"

G_BEGIN_DECLS

struct _BatonRemote
{
  GObject      parent_instance;

  char        *address;    /* without a slash at the end */
  char        *token;      /* nullable */
  SoupSession *session;
  guint        pause_ms;
};

/* Makes a call's result of its response; NULL with *error* set. *data* is what the call was about. A long response is read by
 * another thread. */
typedef gpointer (*BatonRemoteRead) (const BatonResponse  *response,
                                     const char           *data,
                                     GError              **error);

BatonTransfer *baton_remote_new_transfer (BatonRemote         *self,
                                          const char          *method,
                                          const char          *format,
                                          ...) G_GNUC_PRINTF (3, 4);
/* Takes *transfer* and, where there is one, *second*, which is sent when the first finds nothing. */
void           baton_remote_start_call   (BatonRemote         *self,
                                          BatonTransfer       *transfer,
                                          BatonTransfer       *second,
                                          BatonRemoteRead      read,
                                          GDestroyNotify       free_result,
                                          const char          *data,
                                          gpointer             source_tag,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
gpointer       baton_remote_finish_call  (BatonRemote         *self,
                                          GAsyncResult        *result,
                                          GError             **error);

G_END_DECLS
