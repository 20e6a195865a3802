/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A request, tried until it is answered or there is no more hope: see baton-transfer.h.
 *
 * A try has a cancellable of its own, which the caller's, the connect timer and the total timer all trigger; *why* tells
 * them apart afterwards. The session's own timeout ends a try on which nothing moves. The pause before try n is random
 * between 0 and min (30 s, pause × 2ⁿ) ("full jitter"): a crowd that lost its server at one moment does not come back
 * at one moment.
 */
#include "sync/baton-transfer.h"

#include <string.h>

#include "sync/baton-remote.h"

#define CONNECT_MS 5000
#define TOTAL_MS 120000
#define MAX_PAUSE_MS 30000
#define CHUNK_BYTES (64 * 1024)

typedef enum
{
  WHY_RUNNING,
  WHY_SLOW        /* a timer ended the try */
} Why;

typedef struct
{
  SoupSession   *session;       /* owned */
  BatonTransfer *transfer;      /* owned */
  guint          n_tries;
  /* of the present try */
  SoupMessage   *message;       /* owned, nullable */
  GCancellable  *cancellable;   /* owned, nullable */
  gulong         link;          /* the caller's cancellable → this one */
  GSource       *connect_timer; /* owned, nullable */
  GSource       *total_timer;   /* owned, nullable */
  GInputStream  *stream;        /* owned, nullable */
  GByteArray    *heard;         /* owned, nullable */
  Why            why;
} Job;

static void try_now (GTask *task);

void
baton_transfer_free (BatonTransfer *transfer)
{
  if (transfer == NULL)
    return;
  g_free (transfer->address);
  if (transfer->token != NULL)
    explicit_bzero (transfer->token, strlen (transfer->token));
  g_free (transfer->token);
  g_free (transfer->if_match);
  g_free (transfer->key);
  g_free (transfer->content_type);
  g_clear_pointer (&transfer->body, g_bytes_unref);
  g_free (transfer);
}

void
baton_response_free (BatonResponse *response)
{
  if (response == NULL)
    return;
  g_free (response->etag);
  g_free (response->content_type);
  g_clear_pointer (&response->body, g_bytes_unref);
  g_free (response);
}

/* ── A try's timers ──────────────────────────────────────────────────────────────────────────────────── */

static void
clear_timer (GSource **timer)
{
  if (*timer == NULL)
    return;
  g_source_destroy (*timer);
  g_clear_pointer (timer, g_source_unref);
}

static GSource *
start_timer (guint       ms,
             GSourceFunc func,
             gpointer    data)
{
  GSource *source = g_timeout_source_new (ms);

  g_source_set_callback (source, func, data, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  return source;
}

static gboolean
too_slow_cb (gpointer user_data)
{
  Job *job = user_data;

  job->why = WHY_SLOW;
  g_cancellable_cancel (job->cancellable);
  return G_SOURCE_REMOVE;
}

/* Connected: the header is about to be sent. */
static void
starting_cb (SoupMessage *message,
             Job         *job)
{
  clear_timer (&job->connect_timer);
}

static void
cancelled_cb (GCancellable *caller,
              GCancellable *own)
{
  g_cancellable_cancel (own);
}

static void
end_try (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  clear_timer (&job->connect_timer);
  clear_timer (&job->total_timer);
  if (job->link != 0)
    {
      g_cancellable_disconnect (g_task_get_cancellable (task), job->link);
      job->link = 0;
    }
  if (job->message != NULL)
    g_signal_handlers_disconnect_by_data (job->message, job);
  g_clear_object (&job->message);
  g_clear_object (&job->cancellable);
  g_clear_object (&job->stream);
  g_clear_pointer (&job->heard, g_byte_array_unref);
}

static void
job_free (Job *job)
{
  clear_timer (&job->connect_timer);
  clear_timer (&job->total_timer);
  g_clear_object (&job->session);
  g_clear_object (&job->message);
  g_clear_object (&job->cancellable);
  g_clear_object (&job->stream);
  g_clear_pointer (&job->heard, g_byte_array_unref);
  baton_transfer_free (job->transfer);
  g_free (job);
}

/* ── After a try ─────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
again_cb (gpointer user_data)
{
  GTask *task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    try_now (g_object_ref (task));
  return G_SOURCE_REMOVE;
}

/* Whether there will be another try; *wait_ms*: at least so long from now. Takes *task* then. */
static gboolean
try_later (GTask *task,
           guint  wait_ms)
{
  Job *job = g_task_get_task_data (task);
  guint limit, pause;
  GSource *source;

  if (!job->transfer->repeatable || job->n_tries >= BATON_TRANSFER_MAX_TRIES)
    return FALSE;
  limit = MIN (job->transfer->pause_ms << job->n_tries, MAX_PAUSE_MS);
  pause = limit > 0 ? (guint) g_random_int_range (0, (gint32) limit + 1) : 0;
  end_try (task);
  source = g_timeout_source_new (MAX (pause, MIN (wait_ms, MAX_PAUSE_MS)));
  g_source_set_callback (source, again_cb, task, g_object_unref);
  if (g_task_get_cancellable (task) != NULL)
    {
      /* Cancelling ends the pause at once. */
      g_autoptr (GSource) cancelled = g_cancellable_source_new (g_task_get_cancellable (task));

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (source, cancelled);
    }
  g_source_attach (source, g_main_context_get_thread_default ());
  g_source_unref (source);
  return TRUE;
}

/* Whether the server could not be made sure of: then nothing was said to it. A connection that broke off is no such thing, though
 * TLS complains of that, too. */
static gboolean
is_untrusted (const GError *error)
{
  return error->domain == G_TLS_ERROR && error->code != G_TLS_ERROR_EOF && error->code != G_TLS_ERROR_MISC;
}

/* Takes *task* and *error*. */
static void
fail_try (GTask  *task,
          GError *error)
{
  Job *job = g_task_get_task_data (task);
  g_autoptr (GError) cause = error;
  GCancellable *caller = g_task_get_cancellable (task);
  gboolean cancelled = caller != NULL && g_cancellable_is_cancelled (caller);
  gboolean final = cancelled || is_untrusted (cause) ||
                   g_error_matches (cause, BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_TOO_LARGE);
  gboolean slow = job->why == WHY_SLOW;

  if (!final && try_later (task, 0))
    return;
  end_try (task);
  if (cancelled)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  else if (is_untrusted (cause))
    g_task_return_new_error (task, BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_TLS, "%s", cause->message);
  else if (cause->domain == BATON_REMOTE_ERROR)
    g_task_return_error (task, g_steal_pointer (&cause));
  else
    g_task_return_new_error (task, BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_UNREACHABLE, "%s",
                             slow ? "no answer in time" : cause->message);
  g_object_unref (task);
}

/* 409 is asked for by its cause: only the same write still under way is worth waiting for. */
static gboolean
is_passing (guint       status,
            GByteArray *heard)
{
  switch (status)
    {
    case 408:
    case 429:
    case 502:
    case 503:
    case 504:
      return TRUE;
    case 409:
      return memmem (heard->data, heard->len, "problem:in-flight", strlen ("problem:in-flight")) != NULL;
    default:
      return FALSE;
    }
}

static guint
retry_after_ms (SoupMessage *message)
{
  const char *text = soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After");
  guint64 seconds;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &seconds, NULL))
    return 0;
  return (guint) MIN (seconds, MAX_PAUSE_MS / 1000) * 1000;
}

/* libsoup takes a header that breaks off for a whole one, an answer without a length for one that lasts until the
 * connection ends, and one that ends right after its header for an empty one. The server always says how long its
 * answers are. */
static gboolean
is_complete (Job *job)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (job->message);

  if (strcmp (job->transfer->method, "HEAD") == 0)
    return TRUE;
  switch (soup_message_headers_get_encoding (headers))
    {
    case SOUP_ENCODING_CONTENT_LENGTH:
      return job->heard->len == soup_message_headers_get_content_length (headers);
    case SOUP_ENCODING_CHUNKED:   /* a proxy's choice; its end is marked */
      return TRUE;
    default:
      return FALSE;
    }
}

static void
end_answered (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (job->message);
  guint status = soup_message_get_status (job->message);
  BatonResponse *response;

  if (!is_complete (job))
    {
      fail_try (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "the answer was cut off"));
      return;
    }
  if (is_passing (status, job->heard) && try_later (task, retry_after_ms (job->message)))
    return;
  response = g_new0 (BatonResponse, 1);
  response->status = status;
  response->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  response->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  response->body = g_byte_array_free_to_bytes (g_steal_pointer (&job->heard));
  end_try (task);
  g_task_return_pointer (task, response, (GDestroyNotify) baton_response_free);
  g_object_unref (task);
}

/* ── A try ───────────────────────────────────────────────────────────────────────────────────────────── */

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (bytes == NULL)
    {
      fail_try (task, error);
      return;
    }
  if (g_bytes_get_size (bytes) == 0)
    {
      end_answered (task);
      return;
    }
  if (job->heard->len + g_bytes_get_size (bytes) > BATON_TRANSFER_MAX_ANSWER)
    {
      fail_try (task, g_error_new_literal (BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_TOO_LARGE, "the answer is too large"));
      return;
    }
  g_byte_array_append (job->heard, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
  g_input_stream_read_bytes_async (job->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT, job->cancellable, read_cb, task);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (job->stream == NULL)
    {
      fail_try (task, error);
      return;
    }
  job->heard = g_byte_array_new ();
  g_input_stream_read_bytes_async (job->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT, job->cancellable, read_cb, task);
}

static SoupMessage *
make_message (const BatonTransfer *transfer)
{
  SoupMessage *message = soup_message_new (transfer->method, transfer->address);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  /* A redirect would take the token elsewhere. */
  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_replace (headers, "Accept", "application/json, */*;q=0.5");
  if (transfer->token != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", transfer->token, NULL);

      soup_message_headers_replace (headers, "Authorization", bearer);
      explicit_bzero (bearer, strlen (bearer));
    }
  if (transfer->if_match != NULL)
    soup_message_headers_replace (headers, "If-Match", transfer->if_match);
  if (transfer->key != NULL)
    {
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", transfer->key);

      soup_message_headers_replace (headers, "Idempotency-Key", quoted);
    }
  if (transfer->body != NULL)
    soup_message_set_request_body_from_bytes (message, transfer->content_type, transfer->body);
  return message;
}

/* Takes *task*. */
static void
try_now (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  GCancellable *caller = g_task_get_cancellable (task);

  job->n_tries++;
  job->why = WHY_RUNNING;
  job->message = make_message (job->transfer);
  job->cancellable = g_cancellable_new ();
  if (caller != NULL)
    job->link = g_cancellable_connect (caller, G_CALLBACK (cancelled_cb), g_object_ref (job->cancellable), g_object_unref);
  job->connect_timer = start_timer (CONNECT_MS, too_slow_cb, job);
  job->total_timer = start_timer (TOTAL_MS, too_slow_cb, job);
  g_signal_connect (job->message, "starting", G_CALLBACK (starting_cb), job);
  soup_session_send_async (job->session, job->message, G_PRIORITY_DEFAULT, job->cancellable, sent_cb, task);
}

void
baton_transfer_async (SoupSession         *session,
                      BatonTransfer       *transfer,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, baton_transfer_async);
  /* An answer that has come is given even when the caller has cancelled meanwhile: a push that was taken was taken. */
  g_task_set_check_cancellable (task, FALSE);
  job->session = g_object_ref (session);
  job->transfer = transfer;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  if (g_task_return_error_if_cancelled (task))
    g_object_unref (task);
  else
    try_now (task);
}

BatonResponse *
baton_transfer_finish (GAsyncResult  *result,
                       GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
