/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a server can be given, and what it says of it: pushes, restored revisions, and programs to be judged.
 */
#include "sync/baton-remote-private.h"

#include <string.h>

static GBytes *
make_body (const char       *message,
           const BatonValue *program)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;
  char *json;

  baton_value_builder_open_object (builder);
  baton_value_builder_set_string (builder, "message", message);
  if (program != NULL)
    baton_value_builder_set (builder, "program", program);
  baton_value_builder_close (builder);
  value = baton_value_builder_finish (builder);
  json = baton_value_to_json (value);
  return g_bytes_new_take (json, strlen (json));
}

GBytes *
baton_remote_push_body (const BatonProgram *program,
                        const char         *message)
{
  g_autoptr (BatonValue) value = baton_program_to_value (program);

  return make_body (message, value);
}

static gpointer
read_push (const BatonResponse  *response,
           const char           *data,
           GError              **error)
{
  g_autoptr (BatonValue) value = baton_remote_parse (response);
  g_autoptr (BatonPushResult) result = g_new0 (BatonPushResult, 1);

  switch (response->status)
    {
    case 201:
      result->outcome = BATON_PUSH_DONE;
      result->revision = baton_revision_from_value (value);
      baton_remote_read_problems (value, result);
      break;
    case 412:
      result->outcome = BATON_PUSH_MOVED;
      result->revision = baton_revision_from_value (baton_value_get_member (value, "head"));
      break;
    case 422:
      if (strcmp (baton_remote_get_slug (value), "validation-failed") != 0)
        return baton_remote_refuse (response, value, error);
      result->outcome = BATON_PUSH_INVALID;
      baton_remote_read_problems (value, result);
      return g_steal_pointer (&result);
    default:
      return baton_remote_refuse (response, value, error);
    }
  if (result->revision == NULL)
    return baton_remote_fail_protocol (error, "not a revision");
  return g_steal_pointer (&result);
}

static void
start_write (BatonRemote         *self,
             BatonTransfer       *transfer,
             GBytes              *body,
             const char          *expected,
             const char          *key,
             gpointer             source_tag,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  transfer->if_match = g_strdup (expected);
  transfer->key = g_strdup (key);
  transfer->content_type = g_strdup ("application/json");
  transfer->body = g_bytes_ref (body);
  baton_remote_start_call (self, transfer, NULL, read_push, (GDestroyNotify) baton_push_result_free, NULL, source_tag, cancellable,
              callback, user_data);
}

void
baton_remote_push_body_async (BatonRemote         *self,
                              GBytes              *body,
                              const char          *expected,
                              const char          *key,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (BATON_IS_REMOTE (self));
  start_write (self, baton_remote_new_transfer (self, "POST", "/v1/revisions"), body, expected, key, baton_remote_push_async,
               cancellable, callback, user_data);
}

void
baton_remote_push_async (BatonRemote         *self,
                         const BatonProgram  *program,
                         const char          *message,
                         const char          *expected,
                         const char          *key,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GBytes) body = baton_remote_push_body (program, message);

  baton_remote_push_body_async (self, body, expected, key, cancellable, callback, user_data);
}

BatonPushResult *
baton_remote_push_finish (BatonRemote   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return baton_remote_finish_call (self, result, error);
}

void
baton_remote_restore_async (BatonRemote         *self,
                            gint64               number,
                            const char          *message,
                            const char          *expected,
                            const char          *key,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GBytes) body = make_body (message, NULL);

  g_return_if_fail (BATON_IS_REMOTE (self));
  start_write (self, baton_remote_new_transfer (self, "POST", "/v1/revisions/%" G_GINT64_FORMAT "/restore", number), body, expected, key,
               baton_remote_restore_async, cancellable, callback, user_data);
}

BatonPushResult *
baton_remote_restore_finish (BatonRemote   *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return baton_remote_finish_call (self, result, error);
}

static gpointer
read_verdict (const BatonResponse  *response,
              const char           *data,
              GError              **error)
{
  g_autoptr (BatonValue) value = baton_remote_parse (response);
  const BatonValue *valid = baton_value_get_member (value, "valid");
  BatonPushResult *result;

  if (response->status != 200)
    return baton_remote_refuse (response, value, error);
  if (!baton_value_is (valid, BATON_VALUE_BOOLEAN))
    return baton_remote_fail_protocol (error, "not a verdict");
  result = g_new0 (BatonPushResult, 1);
  result->outcome = baton_value_get_boolean (valid) ? BATON_PUSH_DONE : BATON_PUSH_INVALID;
  baton_remote_read_problems (value, result);
  return result;
}

void
baton_remote_validate_async (BatonRemote         *self,
                             const BatonProgram  *program,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  BatonTransfer *transfer;

  g_return_if_fail (BATON_IS_REMOTE (self));
  transfer = baton_remote_new_transfer (self, "POST", "/v1/validate");
  transfer->content_type = g_strdup ("application/json");
  transfer->body = baton_remote_push_body (program, "");
  baton_remote_start_call (self, transfer, NULL, read_verdict, (GDestroyNotify) baton_push_result_free, NULL,
              baton_remote_validate_async, cancellable, callback, user_data);
}

BatonPushResult *
baton_remote_validate_finish (BatonRemote   *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return baton_remote_finish_call (self, result, error);
}
