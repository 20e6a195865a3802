/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The server: connections let in or turned away, its limits, its workers, its beginning and end. What becomes of a request is in
 * baton-front-exchange.c.
 */
#include "config.h"

#include "server/baton-front-private.h"

#include "server/baton-front-answer.h"

/* Nothing of such a header is believed, and nothing of it is logged. */
static GBytes *
turn_away_cb (BatonConnection *connection,
              BatonGate        why,
              gpointer         user_data)
{
  BatonFront *front = user_data;
  BatonRefusal refusal = why == BATON_GATE_TOO_LARGE ? BATON_REFUSAL_HEADERS_TOO_LARGE
                       : why == BATON_GATE_AMBIGUOUS ? BATON_REFUSAL_BAD_FRAMING
                                                     : BATON_REFUSAL_BAD_REQUEST;
  g_autoptr (BatonAnswer) answer = baton_answer_new ();
  g_autofree char *line = NULL;

  answer->instance = baton_front_make_id ();
  baton_answer_refuse (answer, refusal, NULL);
  line = g_strdup_printf ("request=%s peer=%s action=none status=%u", answer->instance,
                          baton_connection_get_peer (connection), answer->status);
  front->klass.log (front->server, line);
  baton_front_complete_answer (answer);
  return baton_front_format_answer (answer, FALSE);
}

/* The library looks for a handler of its own when the body is in and answers 404 where there is none. */
static void
no_handler_cb (SoupServer        *soup,
               SoupServerMessage *message,
               const char        *path,
               GHashTable        *query,
               gpointer           user_data)
{
}

static void
request_started_cb (SoupServer        *soup,
                    SoupServerMessage *message,
                    BatonFront        *front)
{
  BatonConnection *connection = baton_listener_find (front->listener, soup_server_message_get_remote_address (message));

  /* Nothing else can connect; if it could, nobody would look after it. */
  g_return_if_fail (connection != NULL);
  baton_front_exchange_begin (front, message, connection);
}

static void
accepted_cb (GIOStream      *stream,
             GSocketAddress *local,
             GSocketAddress *remote,
             gpointer        user_data)
{
  BatonFront *front = user_data;

  soup_server_accept_iostream (front->soup, stream, local, remote, NULL);
}

void
baton_front_limits_init (BatonFrontLimits *limits)
{
  *limits = (BatonFrontLimits) {
    .connections = {
      .header_ms = 10 * 1000,
      .body_ms = 60 * 1000,
      .answer_ms = 120 * 1000,
      .total_ms = 150 * 1000,
      .linger_ms = 2 * 1000,
      .max_header = 24 * 1024,
      .max_connections = 512,
      .max_per_peer = 64,
    },
    .n_workers = CLAMP (g_get_num_processors (), 2, 8),
    .max_queue = 64,
    .max_buffered = 256 * 1024 * 1024,
    .max_sending = 256 * 1024 * 1024,
    .max_address = 4 * 1024,
    .max_header = 16 * 1024,
    .max_fields = 64,
  };
}

BatonFront *
baton_front_new (const BatonFrontClass  *klass,
                 const BatonFrontLimits *limits,
                 gpointer                server)
{
  static const BatonListenerClass listener_class = { .accept = accepted_cb, .refuse = turn_away_cb };
  BatonFront *front = g_new0 (BatonFront, 1);

  front->klass = *klass;
  front->limits = *limits;
  front->server = server;
  front->context = g_main_context_ref_thread_default ();
  front->exchanges = g_hash_table_new (NULL, NULL);
  front->meter = limits->per_minute > 0 ? baton_meter_new (limits->per_minute) : NULL;
  front->listener = baton_listener_new (&limits->connections, &listener_class, front);
  front->workers = g_thread_pool_new (baton_front_exchange_work, front, limits->n_workers, FALSE, NULL);
  /* Paths are matched and decoded segment by segment, by the routing table. */
  front->soup = soup_server_new ("raw-paths", TRUE, NULL);
  soup_server_add_handler (front->soup, NULL, no_handler_cb, NULL, NULL);
  g_signal_connect (front->soup, "request-started", G_CALLBACK (request_started_cb), front);
  return front;
}

gboolean
baton_front_listen (BatonFront    *front,
                    GInetAddress  *address,
                    guint16        port,
                    GError       **error)
{
  return baton_listener_listen (front->listener, address, port, error);
}

guint16
baton_front_get_port (BatonFront *front)
{
  return baton_listener_get_port (front->listener);
}

guint
baton_front_count_connections (BatonFront *front)
{
  return baton_listener_get_count (front->listener);
}

void
baton_front_stop (BatonFront *front)
{
  baton_listener_stop (front->listener);
}

gboolean
baton_front_is_quiet (BatonFront *front)
{
  return front->n_active == 0;
}

void
baton_front_free (BatonFront *front)
{
  GHashTableIter iter;
  gpointer exchange;

  if (front == NULL)
    return;
  baton_front_stop (front);

  /* Those that are still queued are handled too: a handler has no way to tell that nobody waits for it. */
  g_thread_pool_free (front->workers, FALSE, TRUE);
  for (;;)
    {
      g_hash_table_iter_init (&iter, front->exchanges);
      if (!g_hash_table_iter_next (&iter, &exchange, NULL))
        break;
      baton_front_exchange_leave (exchange);
    }
  soup_server_disconnect (front->soup);
  g_signal_handlers_disconnect_by_data (front->soup, front);
  g_object_unref (front->soup);
  baton_listener_free (front->listener);
  g_hash_table_unref (front->exchanges);
  baton_meter_free (front->meter);
  g_main_context_unref (front->context);
  g_free (front);
}
