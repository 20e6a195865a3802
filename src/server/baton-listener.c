/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Accepting, counting and timing connections: see baton-listener.h.
 */
#include "server/baton-listener.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>

#include "server/baton-farewell.h"
#include "server/baton-meter.h"

#define BACKLOG 1024

/* Sent without waiting to who comes beyond a cap; most likely it fits into the empty send buffer. */
static const char full_answer[] =
  "HTTP/1.1 503 Service Unavailable\r\n"
  "Content-Type: application/problem+json\r\n"
  "Retry-After: 1\r\n"
  "Connection: close\r\n"
  "\r\n"
  "{\"status\":503,\"title\":\"Too many connections are open.\",\"type\":\"urn:baton:problem:busy\"}";

struct _BatonConnection
{
  BatonListener     *listener;   /* borrowed: it outlives its connections, or disowns them */
  GIOStream         *stream;     /* borrowed, watched by a weak reference; owned while *waiting* */
  GSource           *waiting;    /* owned, nullable: for more of the header */
  GSocket           *socket;     /* owned */
  GSocketAddress    *remote;     /* owned: its address in memory is the key */
  char              *peer;       /* owned */
  char              *network;    /* owned: what of the peer's address is counted */
  gboolean           local;
  gint64             started;    /* monotonic microseconds at which it was accepted */
  GSource           *timer;      /* owned, nullable */
};

struct _BatonListener
{
  BatonConnectionLimits limits;
  BatonListenerClass    klass;
  gpointer              user_data;
  GMainContext         *context;      /* owned */
  GSocketService       *service;      /* owned */
  GHashTable           *connections;  /* GSocketAddress object → BatonConnection, owned */
  GHashTable           *peers;        /* network: char *, owned → count */
  guint16               port;
};

static void
count_peer (BatonListener *listener,
            const char    *peer,
            int            step)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (listener->peers, peer)) + step;

  if (count == 0)
    g_hash_table_remove (listener->peers, peer);
  else
    g_hash_table_replace (listener->peers, g_strdup (peer), GUINT_TO_POINTER (count));
}

static void
clear_timer (BatonConnection *connection)
{
  if (connection->timer == NULL)
    return;
  g_source_destroy (connection->timer);
  g_clear_pointer (&connection->timer, g_source_unref);
}

static void
connection_free (BatonConnection *connection)
{
  clear_timer (connection);
  g_clear_object (&connection->socket);
  g_clear_object (&connection->remote);
  g_free (connection->peer);
  g_free (connection->network);
  g_free (connection);
}

/* The library let the last reference go: the connection is closed. */
static void
stream_gone_cb (gpointer  user_data,
                GObject  *stream)
{
  BatonConnection *connection = user_data;
  BatonListener *listener = connection->listener;

  if (listener != NULL)
    {
      count_peer (listener, connection->network, -1);
      g_hash_table_remove (listener->connections, connection->remote);
    }
  connection_free (connection);
}

static gboolean
deadline_cb (gpointer user_data)
{
  BatonConnection *connection = user_data;

  clear_timer (connection);
  baton_connection_cut (connection);
  return G_SOURCE_REMOVE;
}

static guint
phase_ms (const BatonConnectionLimits *limits,
          BatonPhase                   phase)
{
  switch (phase)
    {
    case BATON_PHASE_HEADER:
      return limits->header_ms;
    case BATON_PHASE_BODY:
      return limits->body_ms;
    case BATON_PHASE_ANSWER:
      return limits->answer_ms;
    case BATON_PHASE_LINGER:
    default:
      return limits->linger_ms;
    }
}

void
baton_connection_enter (BatonConnection *connection,
                        BatonPhase       phase)
{
  guint ms;

  clear_timer (connection);
  if (connection->listener == NULL)
    return;

  ms = phase_ms (&connection->listener->limits, phase);
  if (phase == BATON_PHASE_HEADER)
    connection->started = g_get_monotonic_time ();
  if (phase == BATON_PHASE_BODY || phase == BATON_PHASE_ANSWER)
    {
      gint64 left = connection->listener->limits.total_ms - (g_get_monotonic_time () - connection->started) / 1000;

      ms = (guint) CLAMP (left, 0, (gint64) ms);
    }
  connection->timer = g_timeout_source_new (ms);
  g_source_set_callback (connection->timer, deadline_cb, connection, NULL);
  g_source_attach (connection->timer, connection->listener->context);
}

const char *
baton_connection_get_peer (const BatonConnection *connection)
{
  return connection->peer;
}

const char *
baton_connection_get_network (const BatonConnection *connection)
{
  return connection->network;
}

gboolean
baton_connection_is_local (const BatonConnection *connection)
{
  return connection->local;
}

void
baton_connection_end_output (BatonConnection *connection)
{
  g_socket_shutdown (connection->socket, FALSE, TRUE, NULL);
}

void
baton_connection_cut (BatonConnection *connection)
{
  /* Fails when the peer was faster, and then there is nothing left to do. */
  g_socket_shutdown (connection->socket, TRUE, TRUE, NULL);
}

/* ── The gate ────────────────────────────────────────────────────────────────────────────────────────── */

/* How many bytes must have come before the socket counts as readable: without it a half header would be looked at
 * again and again. */
static void
wake_at (BatonConnection *connection,
         gsize            bytes)
{
  g_socket_set_option (connection->socket, SOL_SOCKET, SO_RCVLOWAT, (gint) bytes, NULL);
}

static void
stop_waiting (BatonConnection *connection)
{
  g_source_destroy (connection->waiting);
  g_clear_pointer (&connection->waiting, g_source_unref);
}

/* Whether no more will come: peeking cannot tell, it only shows again what it has shown before. */
static gboolean
has_ended (GSocket *socket)
{
  struct pollfd fd = { .fd = g_socket_get_fd (socket), .events = POLLRDHUP };

  return poll (&fd, 1, 0) > 0;
}

static gboolean
header_cb (GSocket      *socket,
           GIOCondition  condition,
           gpointer      user_data)
{
  BatonConnection *connection = user_data;
  BatonListener *listener = connection->listener;
  g_autofree char *bytes = g_malloc (listener->limits.max_header);
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GSocketAddress) local = NULL;
  gssize n = recv (g_socket_get_fd (socket), bytes, listener->limits.max_header, MSG_PEEK | MSG_DONTWAIT);
  BatonGate gate;

  if (n < 0 && (errno == EAGAIN || errno == EINTR))
    return G_SOURCE_CONTINUE;
  gate = n > 0 ? baton_gate_check (bytes, (gsize) n, listener->limits.max_header) : BATON_GATE_MALFORMED;
  if (gate == BATON_GATE_INCOMPLETE && !has_ended (socket))
    {
      wake_at (connection, (gsize) n + 1);
      return G_SOURCE_CONTINUE;
    }

  stream = connection->stream;
  stop_waiting (connection);
  wake_at (connection, 1);
  local = g_socket_get_local_address (socket, NULL);
  if (gate == BATON_GATE_OPEN && local != NULL)
    listener->klass.accept (stream, local, connection->remote, listener->user_data);
  else if (n > 0 && gate != BATON_GATE_INCOMPLETE)
    baton_farewell_say (g_object_ref (stream), connection, listener->klass.refuse (connection, gate, listener->user_data));
  else
    g_io_stream_close (stream, NULL, NULL);
  return G_SOURCE_REMOVE;
}

/* ── Accepting ───────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_room (BatonListener *listener,
          const char    *peer)
{
  guint of_peer = GPOINTER_TO_UINT (g_hash_table_lookup (listener->peers, peer));

  return g_hash_table_size (listener->connections) < listener->limits.max_connections &&
         (listener->limits.max_per_peer == 0 || of_peer < listener->limits.max_per_peer);
}

static gboolean
incoming_cb (GSocketService    *service,
             GSocketConnection *stream,
             GObject           *source,
             BatonListener     *listener)
{
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (stream, NULL);
  GSocket *socket = g_socket_connection_get_socket (stream);
  g_autofree char *peer = NULL, *network = NULL;
  BatonConnection *connection;
  GInetAddress *address;

  /* The peer may have gone again already. */
  if (remote == NULL)
    return TRUE;

  address = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote));
  peer = g_inet_address_to_string (address);
  network = baton_peer_get_network (address);
  if (!has_room (listener, network))
    {
      g_socket_send_with_blocking (socket, full_answer, sizeof full_answer - 1, FALSE, NULL, NULL);
      g_io_stream_close (G_IO_STREAM (stream), NULL, NULL);
      return TRUE;
    }

  connection = g_new0 (BatonConnection, 1);
  connection->listener = listener;
  connection->stream = G_IO_STREAM (stream);
  connection->socket = g_object_ref (socket);
  connection->remote = g_object_ref (remote);
  connection->peer = g_steal_pointer (&peer);
  connection->network = g_steal_pointer (&network);
  connection->local = g_inet_address_get_is_loopback (address);
  g_hash_table_insert (listener->connections, connection->remote, connection);
  count_peer (listener, connection->network, 1);
  g_object_weak_ref (G_OBJECT (stream), stream_gone_cb, connection);

  baton_connection_enter (connection, BATON_PHASE_HEADER);
  g_object_ref (stream);
  connection->waiting = g_socket_create_source (socket, G_IO_IN, NULL);
  g_source_set_callback (connection->waiting, G_SOURCE_FUNC (header_cb), connection, NULL);
  g_source_attach (connection->waiting, listener->context);
  return TRUE;
}

BatonListener *
baton_listener_new (const BatonConnectionLimits *limits,
                    const BatonListenerClass    *klass,
                    gpointer                     user_data)
{
  BatonListener *listener = g_new0 (BatonListener, 1);

  listener->limits = *limits;
  listener->klass = *klass;
  listener->user_data = user_data;
  listener->context = g_main_context_ref_thread_default ();
  listener->connections = g_hash_table_new (NULL, NULL);
  listener->peers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return listener;
}

void
baton_listener_free (BatonListener *listener)
{
  g_autoptr (GList) connections = NULL;

  if (listener == NULL)
    return;
  baton_listener_stop (listener);

  /* The streams may live on in the library for a moment; they find no listener then. */
  connections = g_hash_table_get_values (listener->connections);
  for (GList *at = connections; at != NULL; at = at->next)
    {
      BatonConnection *connection = at->data;

      baton_connection_cut (connection);
      clear_timer (connection);
      connection->listener = NULL;
      if (connection->waiting != NULL)
        {
          GIOStream *stream = connection->stream;

          stop_waiting (connection);
          g_object_unref (stream);
        }
    }
  g_hash_table_unref (listener->connections);
  g_hash_table_unref (listener->peers);
  g_main_context_unref (listener->context);
  g_free (listener);
}

gboolean
baton_listener_listen (BatonListener  *listener,
                       GInetAddress   *address,
                       guint16         port,
                       GError        **error)
{
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (address, port);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GSocket) socket = NULL;

  g_return_val_if_fail (listener->service == NULL, FALSE);

  socket = g_socket_new (g_inet_address_get_family (address), G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);
  if (socket == NULL)
    return FALSE;
  g_socket_set_listen_backlog (socket, BACKLOG);
  if (!g_socket_bind (socket, wanted, TRUE, error) || !g_socket_listen (socket, error))
    return FALSE;
  bound = g_socket_get_local_address (socket, error);
  if (bound == NULL)
    return FALSE;

  listener->service = g_socket_service_new ();
  if (!g_socket_listener_add_socket (G_SOCKET_LISTENER (listener->service), socket, NULL, error))
    {
      g_clear_object (&listener->service);
      return FALSE;
    }
  listener->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  g_signal_connect (listener->service, "incoming", G_CALLBACK (incoming_cb), listener);
  g_socket_service_start (listener->service);
  return TRUE;
}

guint16
baton_listener_get_port (BatonListener *listener)
{
  return listener->port;
}

void
baton_listener_stop (BatonListener *listener)
{
  if (listener->service == NULL)
    return;
  g_signal_handlers_disconnect_by_data (listener->service, listener);
  g_socket_service_stop (listener->service);
  g_socket_listener_close (G_SOCKET_LISTENER (listener->service));
  g_clear_object (&listener->service);
}

guint
baton_listener_get_count (BatonListener *listener)
{
  return g_hash_table_size (listener->connections);
}

BatonConnection *
baton_listener_find (BatonListener  *listener,
                     GSocketAddress *remote)
{
  return remote != NULL ? g_hash_table_lookup (listener->connections, remote) : NULL;
}
