/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The life of a request:
 *
 *   request-started → got-headers: checked → got-chunk…: collected → got-body: paused, queued → a worker runs the
 *   handler → back on the main loop: answered, unpaused → finished
 *
 * A refusal leaves this line at any point. Without a body to come it is an ordinary answer; with one, the message is
 * paused, its connection stolen from the library in the next turn of the main loop (not within the signal, where the
 * library still holds its own state on the stack), the answer written and the connection closed.
 */
#include "config.h"

#include "server/baton-front-private.h"

#include <string.h>

#include "server/baton-farewell.h"
#include "server/baton-front-answer.h"
#include "server/baton-front-check.h"

/* Bytes of an answer that is sent however much is on its way: there are no more of them than connections. */
#define ALWAYS_SENT (64 * 1024)

/* One request and its answer. Counted references, in the main context alone. */
struct _BatonFrontExchange
{
  guint              references;
  BatonFront        *front;         /* borrowed; NULL once it is freed or the request has ended */
  SoupServerMessage *message;       /* borrowed: its signal handlers hold the exchange; owned while a worker has it, or while refusing */
  BatonConnection   *connection;    /* borrowed; NULL once the request has ended */
  BatonRequest      *request;       /* owned; lent to the worker that handles it */
  BatonAnswer       *answer;        /* owned; likewise */
  GByteArray        *body;          /* owned, nullable */
  GSource           *refusal;       /* owned, nullable: the turn in which the connection will be stolen */
  char              *peer;          /* owned */
  char              *network;       /* owned, nullable: as what of whom the requests are counted; NULL: not known */
  char              *allowed;       /* owned, nullable */
  guint              wait_s;        /* seconds after which to come again; 0: not said here */
  gint64             started;       /* monotonic microseconds */
  gsize              received;      /* bytes of the body */
  gsize              sending;       /* bytes of the answer, until the request has ended */
  gboolean           active;        /* its header is in */
  gboolean           refused;
};

typedef BatonFrontExchange Exchange;

static Exchange *
exchange_ref (Exchange *exchange)
{
  exchange->references++;
  return exchange;
}

void
baton_front_exchange_leave (Exchange *exchange)
{
  BatonFront *front = exchange->front;

  if (front == NULL)
    return;
  front->buffered -= exchange->received;
  front->sending -= exchange->sending;
  if (exchange->active)
    front->n_active--;
  if (exchange->refusal != NULL)
    {
      g_source_destroy (exchange->refusal);
      g_clear_pointer (&exchange->refusal, g_source_unref);
      g_object_unref (exchange->message);
    }
  g_hash_table_remove (front->exchanges, exchange);
  exchange->front = NULL;
  exchange->connection = NULL;
}

static void
exchange_unref (Exchange *exchange)
{
  if (--exchange->references > 0)
    return;
  baton_front_exchange_leave (exchange);
  baton_request_free (exchange->request);
  g_clear_pointer (&exchange->answer, baton_answer_free);
  g_clear_pointer (&exchange->body, g_byte_array_unref);
  g_free (exchange->peer);
  g_free (exchange->network);
  g_free (exchange->allowed);
  g_free (exchange);
}

static void
exchange_unref_closure (gpointer  exchange,
                        GClosure *closure)
{
  exchange_unref (exchange);
}

static void
log_exchange (Exchange *exchange,
              guint     status)
{
  BatonRequest *request = exchange->request;
  GUri *uri = soup_server_message_get_uri (exchange->message);
  const char *method = soup_server_message_get_method (exchange->message);
  g_autofree char *path = g_strescape (uri != NULL ? g_uri_get_path (uri) : "", NULL);
  g_autofree char *actor = g_strescape (request->actor != NULL ? request->actor : "", NULL);
  g_autofree char *verb = g_strescape (method != NULL ? method : "", NULL);
  g_autofree char *line = NULL;

  line = g_strdup_printf ("request=%s peer=%s actor=\"%s\" method=\"%.16s\" path=\"%.200s\" action=%s status=%u "
                          "received=%" G_GSIZE_FORMAT " us=%" G_GINT64_FORMAT,
                          request->id, exchange->peer, actor, verb, path,
                          request->route != NULL ? baton_server_action_get_name (request->route->action) : "none",
                          status, exchange->received, g_get_monotonic_time () - exchange->started);
  exchange->front->klass.log (exchange->front->server, line);
}

/* The request is over, one way or the other. */
static void
exchange_end (Exchange *exchange,
              guint     status)
{
  log_exchange (exchange, status);
  baton_front_exchange_leave (exchange);
}

/* ── Answers ─────────────────────────────────────────────────────────────────────────────────────────── */

static void
send_answer (Exchange    *exchange,
             BatonAnswer *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (exchange->message);
  SoupMessageBody *body = soup_server_message_get_response_body (exchange->message);

  baton_front_complete_answer (answer);
  for (guint i = 0; i < answer->headers->len; i += 2)
    soup_message_headers_replace (headers, g_ptr_array_index (answer->headers, i),
                                  g_ptr_array_index (answer->headers, i + 1));
  soup_message_headers_replace (headers, "Connection", "close");
  if (answer->body != NULL && answer->status != SOUP_STATUS_NOT_MODIFIED && answer->status != SOUP_STATUS_NO_CONTENT)
    soup_message_body_append_bytes (body, answer->body);
  soup_server_message_set_status (exchange->message, answer->status, NULL);
}

static gboolean
refuse_cb (gpointer user_data)
{
  Exchange *exchange = user_data;
  g_autoptr (SoupServerMessage) message = exchange->message;
  BatonConnection *connection = exchange->connection;
  GIOStream *stream;

  g_clear_pointer (&exchange->refusal, g_source_unref);
  exchange_ref (exchange);
  stream = soup_server_message_steal_connection (exchange->message);
  if (stream != NULL)
    {
      baton_front_complete_answer (exchange->answer);
      baton_farewell_say (stream, connection, baton_front_format_answer (exchange->answer, exchange->request->head_only));
    }
  exchange_end (exchange, exchange->answer->status);
  exchange_unref (exchange);
  return G_SOURCE_REMOVE;
}

/* Refuses, whatever the state of the request. */
static void
refuse (Exchange     *exchange,
        BatonRefusal  refusal,
        gboolean      close)
{
  exchange->refused = TRUE;
  baton_answer_refuse (exchange->answer, refusal, NULL);
  if (exchange->allowed != NULL)
    baton_answer_set_header (exchange->answer, "Allow", exchange->allowed);
  if (exchange->wait_s > 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%u", exchange->wait_s);

      baton_answer_set_header (exchange->answer, "Retry-After", seconds);
    }
  if (!close)
    {
      send_answer (exchange, exchange->answer);
      return;
    }
  soup_server_message_pause (g_object_ref (exchange->message));
  exchange->refusal = g_idle_source_new ();
  g_source_set_priority (exchange->refusal, G_PRIORITY_DEFAULT);
  g_source_set_callback (exchange->refusal, refuse_cb, exchange, NULL);
  g_source_attach (exchange->refusal, exchange->front->context);
}

/* ── The header is in ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
knows_host (BatonFront *front,
            GUri       *uri)
{
  const char *host = g_uri_get_host (uri);

  if (front->klass.hosts == NULL || host == NULL)
    return TRUE;
  for (guint i = 0; front->klass.hosts[i] != NULL; i++)
    if (g_ascii_strcasecmp (front->klass.hosts[i], host) == 0)
      return TRUE;
  return FALSE;
}

static void
read_conditions (BatonRequest       *request,
                 SoupMessageHeaders *headers)
{
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  request->if_match = g_strdup (soup_message_headers_get_list (headers, "If-Match"));
  request->if_none_match = g_strdup (soup_message_headers_get_list (headers, "If-None-Match"));
  request->idempotency_key = baton_check_key (headers);
  request->content_type = type != NULL ? g_ascii_strdown (type, -1) : NULL;
}

/* What a request costs of what is given a minute: a program to be checked or kept is work for a worker. */
#define HEAVY_COST 10
#define HEAVY_BYTES (1024 * 1024)

/* Whether whoever asks has not had enough. By the token's name, which the request bears once it is known, else by the address;
 * behind a proxy that tells none, those without a token cannot be told apart and are not counted. */
static gboolean
take_from_meter (Exchange *exchange)
{
  BatonFront *front = exchange->front;
  const BatonRequest *request = exchange->request;
  guint cost = request->route->max_body > HEAVY_BYTES && strcmp (request->route->method, "POST") == 0 ? HEAVY_COST : 1;
  g_autofree char *key = NULL;

  if (front->meter == NULL || (request->actor == NULL && exchange->network == NULL))
    return TRUE;
  key = request->actor != NULL ? g_strconcat ("token ", request->actor, NULL) : g_strconcat ("address ", exchange->network, NULL);
  return baton_meter_take (front->meter, key, cost, g_get_monotonic_time (), &exchange->wait_s);
}

/* What is wrong with the request as far as its header tells; BATON_N_REFUSALS when nothing is. */
static BatonRefusal
check_request (Exchange     *exchange,
               BatonFraming *framing)
{
  BatonFront *front = exchange->front;
  BatonRequest *request = exchange->request;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (exchange->message);
  GUri *uri = soup_server_message_get_uri (exchange->message);
  const char *method = soup_server_message_get_method (exchange->message);
  const char *path, *query, *token;
  BatonCircumstances circumstances = { 0 };
  gboolean well_formed;

  if (!baton_check_framing (headers, soup_server_message_get_http_version (exchange->message), framing))
    return BATON_REFUSAL_BAD_FRAMING;
  if (!baton_check_size (headers, &front->limits))
    return BATON_REFUSAL_HEADERS_TOO_LARGE;
  if (uri == NULL || soup_server_message_is_options_ping (exchange->message))
    return BATON_REFUSAL_BAD_REQUEST;
  path = g_uri_get_path (uri);
  query = g_uri_get_query (uri);
  if (strlen (path) + (query != NULL ? strlen (query) : 0) > front->limits.max_address)
    return BATON_REFUSAL_ADDRESS_TOO_LONG;
  if (!knows_host (front, uri))
    return BATON_REFUSAL_MISDIRECTED;

  request->head_only = g_strcmp0 (method, "HEAD") == 0;
  request->route = baton_route_find (front->klass.routes, method, path, request->parameters, &exchange->allowed);
  if (request->route == NULL)
    return exchange->allowed != NULL ? BATON_REFUSAL_METHOD_NOT_ALLOWED : BATON_REFUSAL_NOT_FOUND;

  well_formed = baton_check_token (headers, &token);
  if (token != NULL)
    request->role = front->klass.authenticate (front->server, token, &request->actor);
  if (request->role == BATON_N_ROLES)
    return BATON_REFUSAL_INTERNAL;
  circumstances.local = baton_connection_is_local (exchange->connection) && !(front->klass.behind_proxy && baton_check_forwarded (headers));
  /* Who looks after this machine may always ask whether it is well. Who tries tokens pays as one who has none. */
  if (!(request->route->action == BATON_SERVER_ACTION_ASK_HEALTH && circumstances.local) && !take_from_meter (exchange))
    return BATON_REFUSAL_RATE_LIMITED;
  if (!well_formed || (token != NULL && request->role == BATON_ROLE_ANONYMOUS))
    return BATON_REFUSAL_UNAUTHORISED;
  circumstances.open_preview = front->klass.open_preview;
  if (!baton_may (request->role, request->route->action, &circumstances))
    return request->role == BATON_ROLE_ANONYMOUS ? BATON_REFUSAL_UNAUTHORISED : BATON_REFUSAL_NOT_ALLOWED;

  request->query = baton_query_parse (query);
  if (request->query == NULL)
    return BATON_REFUSAL_BAD_REQUEST;
  read_conditions (request, headers);
  if (request->route->produces != NULL && !baton_check_accept (headers, request->route->produces))
    return BATON_REFUSAL_NOT_ACCEPTABLE;
  if (framing->has_body && framing->length > request->route->max_body)
    return BATON_REFUSAL_TOO_LARGE;
  if (framing->chunked && request->route->max_body == 0)
    return BATON_REFUSAL_TOO_LARGE;
  if (request->route->consumes != NULL &&
      (request->content_type == NULL || !baton_check_listed (request->route->consumes, request->content_type)))
    return BATON_REFUSAL_UNSUPPORTED_TYPE;
  if (framing->length > front->limits.max_buffered - MIN (front->buffered, front->limits.max_buffered))
    return BATON_REFUSAL_BUSY;
  return BATON_N_REFUSALS;
}

/* A proxy's own address says nothing of who asks. */
static void
identify_client (Exchange           *exchange,
                 SoupMessageHeaders *headers)
{
  g_autoptr (GInetAddress) client = exchange->front->klass.behind_proxy ? baton_check_client (headers) : NULL;

  if (!exchange->front->klass.behind_proxy)
    {
      exchange->network = g_strdup (baton_connection_get_network (exchange->connection));
    }
  else if (client != NULL)
    {
      g_free (exchange->peer);
      exchange->peer = g_inet_address_to_string (client);
      exchange->network = baton_peer_get_network (client);
    }
}

static void
got_headers_cb (SoupServerMessage *message,
                Exchange          *exchange)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  BatonFraming framing;
  BatonRefusal refusal;

  if (exchange->front == NULL)
    return;
  exchange->active = TRUE;
  exchange->front->n_active++;
  baton_connection_enter (exchange->connection, BATON_PHASE_BODY);
  identify_client (exchange, headers);
  refusal = check_request (exchange, &framing);

  /* The library has said no already: to a path that it cannot decode. Ours adds the problem details. */
  if (refusal == BATON_N_REFUSALS && soup_server_message_get_status (message) != 0)
    refusal = BATON_REFUSAL_BAD_REQUEST;

  /* It would answer ranges by itself, as many as are asked for: small requests with huge answers. */
  soup_message_headers_remove (headers, "Range");

  if (refusal == BATON_N_REFUSALS)
    exchange->body = g_byte_array_new ();
  else
    refuse (exchange, refusal, framing.has_body || refusal == BATON_REFUSAL_BAD_FRAMING);
}

static void
got_chunk_cb (SoupServerMessage *message,
              GBytes            *chunk,
              Exchange          *exchange)
{
  gsize size = g_bytes_get_size (chunk);
  BatonFront *front = exchange->front;

  if (front == NULL || exchange->refused || exchange->body == NULL)
    return;
  if (exchange->received + size > exchange->request->route->max_body)
    {
      refuse (exchange, BATON_REFUSAL_TOO_LARGE, TRUE);
      return;
    }
  if (size > front->limits.max_buffered - MIN (front->buffered, front->limits.max_buffered))
    {
      refuse (exchange, BATON_REFUSAL_BUSY, TRUE);
      return;
    }
  exchange->received += size;
  front->buffered += size;
  g_byte_array_append (exchange->body, g_bytes_get_data (chunk, NULL), size);
}

/* ── The handler ─────────────────────────────────────────────────────────────────────────────────────── */

/* An answer lies in memory until its reader has taken it. */
static void
count_answer (Exchange *exchange)
{
  BatonFront *front = exchange->front;
  gsize size = exchange->answer->body != NULL ? g_bytes_get_size (exchange->answer->body) : 0;

  if (size > ALWAYS_SENT && front->sending > 0 && size > front->limits.max_sending - MIN (front->sending, front->limits.max_sending))
    {
      baton_answer_refuse (exchange->answer, BATON_REFUSAL_BUSY, NULL);
      return;
    }
  exchange->sending = size;
  front->sending += size;
}

static gboolean
handled_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  if (exchange->front != NULL)
    {
      if (exchange->answer->status == 0)
        baton_answer_refuse (exchange->answer, BATON_REFUSAL_INTERNAL, NULL);
      count_answer (exchange);
      send_answer (exchange, exchange->answer);
      soup_server_message_unpause (exchange->message);
    }
  g_object_unref (exchange->message);
  exchange_unref (exchange);
  return G_SOURCE_REMOVE;
}

void
baton_front_exchange_work (gpointer data,
                           gpointer user_data)
{
  Exchange *exchange = data;
  BatonFront *front = user_data;
  g_autoptr (GSource) source = g_idle_source_new ();

  exchange->request->route->handler (front->server, exchange->request, exchange->answer);

  /* Not g_main_context_invoke(): that would run it here, whenever the main loop happens not to. */
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, handled_cb, exchange, NULL);
  g_source_attach (source, front->context);
}

static void
got_body_cb (SoupServerMessage *message,
             Exchange          *exchange)
{
  BatonFront *front = exchange->front;

  if (front == NULL || exchange->refused)
    return;
  baton_connection_enter (exchange->connection, BATON_PHASE_ANSWER);
  if (g_thread_pool_unprocessed (front->workers) >= front->limits.max_queue)
    {
      refuse (exchange, BATON_REFUSAL_BUSY, FALSE);
      return;
    }

  g_bytes_unref (exchange->request->body);
  exchange->request->body = g_byte_array_free_to_bytes (g_steal_pointer (&exchange->body));
  soup_server_message_pause (g_object_ref (message));
  g_thread_pool_push (front->workers, exchange_ref (exchange), NULL);
}

/* ── From start to end ───────────────────────────────────────────────────────────────────────────────── */

static void
finished_cb (SoupServerMessage *message,
             Exchange          *exchange)
{
  if (exchange->front != NULL)
    exchange_end (exchange, soup_server_message_get_status (message));
}

static void
connect_exchange (Exchange   *exchange,
                  const char *signal,
                  GCallback   callback)
{
  g_signal_connect_data (exchange->message, signal, callback, exchange_ref (exchange), exchange_unref_closure, 0);
}

void
baton_front_exchange_begin (BatonFront        *front,
                            SoupServerMessage *message,
                            BatonConnection   *connection)
{
  Exchange *exchange;

  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);

  exchange = g_new0 (Exchange, 1);
  exchange->references = 1;
  exchange->front = front;
  exchange->message = message;
  exchange->connection = connection;
  exchange->started = g_get_monotonic_time ();
  exchange->peer = g_strdup (baton_connection_get_peer (connection));
  exchange->request = baton_request_new ();
  exchange->request->id = baton_front_make_id ();
  exchange->answer = baton_answer_new ();
  exchange->answer->instance = g_strdup (exchange->request->id);
  g_hash_table_add (front->exchanges, exchange);

  /* Held by its handlers alone: a message may go without a word, when the connection ends before a request came. */
  connect_exchange (exchange, "got-headers", G_CALLBACK (got_headers_cb));
  connect_exchange (exchange, "got-chunk", G_CALLBACK (got_chunk_cb));
  connect_exchange (exchange, "got-body", G_CALLBACK (got_body_cb));
  connect_exchange (exchange, "finished", G_CALLBACK (finished_cb));
  exchange_unref (exchange);
}
