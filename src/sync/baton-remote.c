/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can be asked of a server, and what its answers mean: see baton-remote.h.
 *
 * Every call is one transfer, or two for a picture, and a function that makes its result of the response. Sizes, shapes
 * and digests are checked: the server is trusted with a token, not with memory.
 */
#include "sync/baton-remote.h"

#include <string.h>

#include "model/baton-problem.h"
#include "model/baton-validate.h"
#include "sync/baton-remote-answer.h"
#include "sync/baton-transfer.h"

#define PAUSE_MS 500
#define IDLE_S 30
#define MAX_REVISIONS 200

struct _BatonRemote
{
  GObject      parent_instance;

  char        *address;    /* without a slash at the end */
  char        *token;      /* nullable */
  SoupSession *session;
  guint        pause_ms;
};

G_DEFINE_FINAL_TYPE (BatonRemote, baton_remote, G_TYPE_OBJECT)
G_DEFINE_QUARK (baton-remote-error-quark, baton_remote_error)

static const char *const error_names[] = {
  [BATON_REMOTE_ERROR_FAILED] = "failed",
  [BATON_REMOTE_ERROR_ADDRESS] = "address",
  [BATON_REMOTE_ERROR_UNREACHABLE] = "unreachable",
  [BATON_REMOTE_ERROR_TLS] = "tls",
  [BATON_REMOTE_ERROR_UNAUTHORISED] = "unauthorised",
  [BATON_REMOTE_ERROR_NOT_ALLOWED] = "not-allowed",
  [BATON_REMOTE_ERROR_NOT_FOUND] = "not-found",
  [BATON_REMOTE_ERROR_TOO_LARGE] = "too-large",
  [BATON_REMOTE_ERROR_BUSY] = "busy",
  [BATON_REMOTE_ERROR_FULL] = "full",
  [BATON_REMOTE_ERROR_PROTOCOL] = "protocol",
  [BATON_REMOTE_ERROR_DIFFERENT] = "different",
};
G_STATIC_ASSERT (G_N_ELEMENTS (error_names) == BATON_REMOTE_N_ERRORS);

const char *
baton_remote_error_get_name (BatonRemoteError code)
{
  g_return_val_if_fail ((guint) code < BATON_REMOTE_N_ERRORS, NULL);
  return error_names[code];
}

void
baton_push_result_free (BatonPushResult *result)
{
  if (result == NULL)
    return;
  g_clear_pointer (&result->revision, baton_revision_free);
  g_clear_pointer (&result->problems, g_ptr_array_unref);
  g_free (result);
}

/* ── The object ──────────────────────────────────────────────────────────────────────────────────────── */

static void
baton_remote_finalize (GObject *object)
{
  BatonRemote *self = BATON_REMOTE (object);

  if (self->token != NULL)
    explicit_bzero (self->token, strlen (self->token));
  g_free (self->token);
  g_free (self->address);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (baton_remote_parent_class)->finalize (object);
}

static void
baton_remote_class_init (BatonRemoteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_remote_finalize;
}

static void
baton_remote_init (BatonRemote *self)
{
  self->pause_ms = PAUSE_MS;
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_ascii_strcasecmp (host, "localhost") == 0 || (address != NULL && g_inet_address_get_is_loopback (address));
}

static gboolean
is_token (const char *token)
{
  for (const char *at = token; *at != '\0'; at++)
    if (!g_ascii_isgraph (*at))
      return FALSE;
  return *token != '\0';
}

BatonRemote *
baton_remote_new (const char  *address,
                  const char  *token,
                  GError     **error)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  gboolean local = host != NULL && is_loopback (host);
  BatonRemote *self;

  if (host == NULL || *host == '\0' || (strcmp (scheme, "https") != 0 && strcmp (scheme, "http") != 0) ||
      g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    {
      g_set_error_literal (error, BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_ADDRESS, "not the address of a server");
      return NULL;
    }
  if (strcmp (scheme, "http") == 0 && !local)
    {
      g_set_error_literal (error, BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_ADDRESS, "another machine needs https");
      return NULL;
    }
  if (token != NULL && !is_token (token))
    {
      g_set_error_literal (error, BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_UNAUTHORISED, "not a token");
      return NULL;
    }

  self = g_object_new (BATON_TYPE_REMOTE, NULL);
  self->address = g_strdup (address);
  while (g_str_has_suffix (self->address, "/"))
    self->address[strlen (self->address) - 1] = '\0';
  self->token = g_strdup (token);
  self->session = soup_session_new_with_options ("timeout", IDLE_S, "user-agent", "Baton", NULL);
  /* Compressed answers could grow beyond all limits, and their length could not be checked. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
  /* Asking the desktop which proxy leads to this machine takes seconds where there is no desktop. */
  if (local)
    soup_session_set_proxy_resolver (self->session, NULL);
  return self;
}

const char *
baton_remote_get_address (BatonRemote *self)
{
  g_return_val_if_fail (BATON_IS_REMOTE (self), NULL);
  return self->address;
}

void
baton_remote_set_retry_pause (BatonRemote *self,
                              guint        milliseconds)
{
  g_return_if_fail (BATON_IS_REMOTE (self));
  self->pause_ms = MIN (milliseconds, 10000);
}

char *
baton_remote_new_key (void)
{
  return g_uuid_string_random ();
}

/* ── Calls ───────────────────────────────────────────────────────────────────────────────────────────── */

/* Makes a call's result of its response; NULL with *error* set. *data* is what the call was about. */
typedef gpointer (*ReadFunc) (const BatonResponse  *response,
                              const char           *data,
                              GError              **error);

typedef struct
{
  ReadFunc       read;
  GDestroyNotify free_result;
  char          *data;        /* owned, nullable */
  BatonTransfer *second;      /* owned, nullable: sent when the first finds nothing */
} Call;

static void
call_free (Call *call)
{
  g_free (call->data);
  baton_transfer_free (call->second);
  g_free (call);
}

static BatonTransfer *
new_transfer (BatonRemote *self,
              const char  *method,
              const char  *format,
              ...) G_GNUC_PRINTF (3, 4);

static BatonTransfer *
new_transfer (BatonRemote *self,
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
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  BatonRemote *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BatonResponse) response = baton_transfer_finish (result, &error);
  gpointer answer;

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
  answer = call->read (response, call->data, &error);
  if (answer != NULL)
    g_task_return_pointer (task, answer, call->free_result);
  else
    g_task_return_error (task, error);
}

/* Takes *transfer* and, where there is one, *second*. */
static void
start_call (BatonRemote         *self,
            BatonTransfer       *transfer,
            BatonTransfer       *second,
            ReadFunc             read,
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

static gpointer
finish_call (BatonRemote   *self,
             GAsyncResult  *result,
             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ── Reading ─────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
read_head (const BatonResponse  *response,
           const char           *data,
           GError              **error)
{
  g_autoptr (BatonValue) value = baton_remote_parse (response);
  BatonRevision *revision;

  if (response->status != 200)
    return baton_remote_refuse (response, value, error);
  revision = baton_revision_from_value (value);
  return revision != NULL ? revision : baton_remote_fail_protocol (error, "not a revision");
}

void
baton_remote_get_head_async (BatonRemote         *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (BATON_IS_REMOTE (self));
  start_call (self, new_transfer (self, "GET", "/v1/head"), NULL, read_head, (GDestroyNotify) baton_revision_free, NULL,
              baton_remote_get_head_async, cancellable, callback, user_data);
}

BatonRevision *
baton_remote_get_head_finish (BatonRemote   *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return finish_call (self, result, error);
}

static gpointer
read_revisions (const BatonResponse  *response,
                const char           *data,
                GError              **error)
{
  g_autoptr (BatonValue) value = baton_remote_parse (response);
  const BatonValue *list = baton_value_get_member (value, "revisions");
  g_autoptr (GPtrArray) revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_revision_free);

  if (response->status != 200)
    return baton_remote_refuse (response, value, error);
  if (!baton_value_is (list, BATON_VALUE_ARRAY))
    return baton_remote_fail_protocol (error, "not a list of revisions");
  for (gsize i = 0; i < baton_value_get_length (list); i++)
    {
      BatonRevision *revision = baton_revision_from_value (baton_value_get_element (list, i));

      if (revision == NULL)
        return baton_remote_fail_protocol (error, "not a revision");
      g_ptr_array_add (revisions, revision);
    }
  return g_steal_pointer (&revisions);
}

void
baton_remote_list_revisions_async (BatonRemote         *self,
                                   gint64               before,
                                   guint                limit,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (BATON_IS_REMOTE (self));
  start_call (self,
              new_transfer (self, "GET", "/v1/revisions?before=%" G_GINT64_FORMAT "&limit=%u", before,
                            MIN (limit, MAX_REVISIONS)),
              NULL, read_revisions, (GDestroyNotify) g_ptr_array_unref, NULL, baton_remote_list_revisions_async,
              cancellable, callback, user_data);
}

GPtrArray *
baton_remote_list_revisions_finish (BatonRemote   *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return finish_call (self, result, error);
}

static gpointer
read_program (const BatonResponse  *response,
              const char           *data,
              GError              **error)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, response->body);
  g_autofree char *etag = g_strdup_printf ("\"%s\"", digest);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (BatonValue) value = NULL;
  BatonProgram *program;
  gsize length;
  const char *bytes = g_bytes_get_data (response->body, &length);

  if (response->status != 200)
    {
      value = baton_remote_parse (response);
      return baton_remote_refuse (response, value, error);
    }
  if (g_strcmp0 (response->etag, etag) != 0)
    return baton_remote_fail_protocol (error, "the program is not the one that its digest names");
  program = baton_program_parse (bytes, length, problems);
  return program != NULL ? program : baton_remote_fail_protocol (error, "the program cannot be read");
}

void
baton_remote_get_program_async (BatonRemote         *self,
                                gint64               number,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (BATON_IS_REMOTE (self));
  start_call (self, new_transfer (self, "GET", "/v1/revisions/%" G_GINT64_FORMAT "/program", number), NULL, read_program,
              (GDestroyNotify) baton_program_free, NULL, baton_remote_get_program_async, cancellable, callback, user_data);
}

BatonProgram *
baton_remote_get_program_finish (BatonRemote   *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return finish_call (self, result, error);
}

/* ── Pictures ────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GBytes *bytes;        /* owned */
  char   *media_type;   /* owned */
} Asset;

static void
asset_free (Asset *asset)
{
  g_clear_pointer (&asset->bytes, g_bytes_unref);
  g_free (asset->media_type);
  g_free (asset);
}

static gpointer
read_asset (const BatonResponse  *response,
            const char           *sha256,
            GError              **error)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, response->body);
  Asset *asset;

  if (response->status != 200)
    {
      g_autoptr (BatonValue) value = baton_remote_parse (response);

      return baton_remote_refuse (response, value, error);
    }
  if (strcmp (digest, sha256) != 0)
    return baton_remote_fail_protocol (error, "the picture is not the one that its digest names");
  asset = g_new0 (Asset, 1);
  asset->bytes = g_bytes_ref (response->body);
  asset->media_type = g_strdup (response->content_type != NULL ? response->content_type : "");
  return asset;
}

void
baton_remote_get_asset_async (BatonRemote         *self,
                              const char          *sha256,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (BATON_IS_REMOTE (self));
  start_call (self, new_transfer (self, "GET", "/v1/assets/sha256/%s", sha256), NULL, read_asset,
              (GDestroyNotify) asset_free, sha256, baton_remote_get_asset_async, cancellable, callback, user_data);
}

GBytes *
baton_remote_get_asset_finish (BatonRemote   *self,
                               GAsyncResult  *result,
                               char         **media_type,
                               GError       **error)
{
  Asset *asset = finish_call (self, result, error);
  GBytes *bytes;

  if (asset == NULL)
    return NULL;
  bytes = g_steal_pointer (&asset->bytes);
  if (media_type != NULL)
    *media_type = g_steal_pointer (&asset->media_type);
  asset_free (asset);
  return bytes;
}

static gpointer
read_put (const BatonResponse  *response,
          const char           *data,
          GError              **error)
{
  g_autoptr (BatonValue) value = NULL;

  if (response->status == 200 || response->status == 201)
    return GINT_TO_POINTER (TRUE);
  value = baton_remote_parse (response);
  return baton_remote_refuse (response, value, error);
}

void
baton_remote_put_asset_async (BatonRemote         *self,
                              const char          *sha256,
                              const char          *media_type,
                              GBytes              *bytes,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  BatonTransfer *put;

  g_return_if_fail (BATON_IS_REMOTE (self));
  put = new_transfer (self, "PUT", "/v1/assets/sha256/%s", sha256);
  put->content_type = g_strdup (media_type);
  put->body = g_bytes_ref (bytes);
  start_call (self, new_transfer (self, "HEAD", "/v1/assets/sha256/%s", sha256), put, read_put, NULL, NULL,
              baton_remote_put_asset_async, cancellable, callback, user_data);
}

gboolean
baton_remote_put_asset_finish (BatonRemote   *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return finish_call (self, result, error) != NULL;
}

/* ── Writing ─────────────────────────────────────────────────────────────────────────────────────────── */

static GBytes *
make_body (const char       *message,
           const BatonValue *program)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;
  char *json;

  baton_value_builder_open_object (builder);
  baton_value_builder_key (builder, "message");
  baton_value_builder_add_string (builder, message);
  if (program != NULL)
    {
      baton_value_builder_key (builder, "program");
      baton_value_builder_add (builder, program);
    }
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
  start_call (self, transfer, NULL, read_push, (GDestroyNotify) baton_push_result_free, NULL, source_tag, cancellable,
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
  start_write (self, new_transfer (self, "POST", "/v1/revisions"), body, expected, key, baton_remote_push_async,
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
  return finish_call (self, result, error);
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
  start_write (self, new_transfer (self, "POST", "/v1/revisions/%" G_GINT64_FORMAT "/restore", number), body, expected, key,
               baton_remote_restore_async, cancellable, callback, user_data);
}

BatonPushResult *
baton_remote_restore_finish (BatonRemote   *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return finish_call (self, result, error);
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
  transfer = new_transfer (self, "POST", "/v1/validate");
  transfer->content_type = g_strdup ("application/json");
  transfer->body = baton_remote_push_body (program, "");
  start_call (self, transfer, NULL, read_verdict, (GDestroyNotify) baton_push_result_free, NULL,
              baton_remote_validate_async, cancellable, callback, user_data);
}

BatonPushResult *
baton_remote_validate_finish (BatonRemote   *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return finish_call (self, result, error);
}
