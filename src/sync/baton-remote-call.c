/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/baton-remote-private.h"

/* A program of many things takes a while to read; other answers are read where they come. */
#define MAX_READ_AT_ONCE 65536   /* bytes */

typedef struct
{
  BatonRemoteRead read;
  GDestroyNotify  free_result;
  char           *data;        /* owned, nullable */
  BatonResponse  *response;    /* owned, nullable: what a thread reads */
  BatonTransfer  *second;      /* owned, nullable: sent when the first finds nothing */
} Call;

static void
call_free (Call *call)
{
  g_free (call->data);
  g_clear_pointer (&call->response, baton_response_free);
  baton_transfer_free (call->second);
  g_free (call);
}

BatonTransfer *
baton_remote_new_transfer (BatonRemote *self,
                           const char  *method,
                           const char  *format,
                           ...)
{
  BatonTransfer *transfer = g_new0 (BatonTransfer, 1);
  g_autofree char *path = NULL;
  va_list arguments;

  va_start (arguments, format);
  path = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  transfer->method = method;
  transfer->address = g_strconcat (self->address, path, NULL);
  transfer->token = g_strdup (self->token);
  transfer->pause_ms = self->pause_ms;
  transfer->repeatable = TRUE;
  return transfer;
}

static void
read_response (GTask               *task,
               const BatonResponse *response)
{
  const Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer answer = call->read (response, call->data, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, call->free_result);
  else
    g_task_return_error (task, error);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  read_response (task, ((const Call *) data)->response);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  BatonRemote *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BatonResponse) response = baton_transfer_finish (result, &error);

  if (response == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (call->second != NULL && response->status == 404)
    {
      /* Arguments are worked out in any order: not in one call with the steal. */
      GCancellable *cancellable = g_task_get_cancellable (task);

      baton_transfer_async (self->session, g_steal_pointer (&call->second), cancellable, answered_cb, g_steal_pointer (&task));
      return;
    }
  if (g_bytes_get_size (response->body) <= MAX_READ_AT_ONCE)
    {
      read_response (task, response);
      return;
    }
  call->response = g_steal_pointer (&response);
  g_task_run_in_thread (task, read_in_thread);
}

void
baton_remote_start_call (BatonRemote         *self,
                         BatonTransfer       *transfer,
                         BatonTransfer       *second,
                         BatonRemoteRead      read,
                         GDestroyNotify       free_result,
                         const char          *data,
                         gpointer             source_tag,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  g_task_set_source_tag (task, source_tag);
  g_task_set_check_cancellable (task, FALSE);
  call->read = read;
  call->free_result = free_result;
  call->data = g_strdup (data);
  call->second = second;
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  baton_transfer_async (self->session, transfer, cancellable, answered_cb, task);
}

gpointer
baton_remote_finish_call (BatonRemote   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
