/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The listening socket and the connections that came through it.
 *
 * SoupServer's own listener has a backlog of 10 (325 idle connections took 25 s), no cap and no timeout at all: a header
 * dripped byte by byte stays open for ever. So the socket is ours, with a backlog of 1024, and so is the accept loop;
 * every connection has one deadline at a time, moved as its request goes from phase to phase. A connection beyond its
 * deadline is shut down at the socket: whatever the HTTP library was waiting for then ends at once.
 *
 * Belongs to the main context of the thread that made it.
 */
#pragma once

#include <gio/gio.h>

#include "server/baton-gate.h"

G_BEGIN_DECLS

typedef struct
{
  guint header_ms;            /* from accepting to the end of the header */
  guint body_ms;              /* from there to the end of the body */
  guint answer_ms;            /* from there to the last byte of the answer */
  guint total_ms;             /* all three together */
  guint linger_ms;            /* after a refusal that ends the connection */
  gsize max_header;           /* bytes of a request line and its header together */
  guint max_connections;
  guint max_per_peer;         /* for each address, of IPv6 for each /64; 0: as many as there may be (behind a proxy all have one address) */
} BatonConnectionLimits;

typedef enum
{
  BATON_PHASE_HEADER,
  BATON_PHASE_BODY,
  BATON_PHASE_ANSWER,
  BATON_PHASE_LINGER
} BatonPhase;

typedef struct _BatonListener BatonListener;
/* One accepted connection; owned by the listener, gone when the stream is. */
typedef struct _BatonConnection BatonConnection;

typedef struct
{
  /* Hands over a connection whose header has come and is well-formed; the receiver keeps *stream* as long as it lives. */
  void     (*accept) (GIOStream       *stream,
                      GSocketAddress  *local,
                      GSocketAddress  *remote,
                      gpointer         user_data);
  /* What to answer to a header that was not let through. (transfer full) */
  GBytes * (*refuse) (BatonConnection *connection,
                      BatonGate        why,
                      gpointer         user_data);
} BatonListenerClass;

BatonListener   *baton_listener_new       (const BatonConnectionLimits *limits,
                                           const BatonListenerClass    *klass,
                                           gpointer                     user_data);
/* Connections that are still open are shut down. */
void             baton_listener_free      (BatonListener               *listener);
/* Port 0 takes any that is free. */
gboolean         baton_listener_listen    (BatonListener               *listener,
                                           GInetAddress                *address,
                                           guint16                      port,
                                           GError                     **error);
guint16          baton_listener_get_port  (BatonListener               *listener);
/* Accepts no more; what is open stays open. */
void             baton_listener_stop      (BatonListener               *listener);
guint            baton_listener_get_count (BatonListener               *listener);

/* The connection with that remote address *object*, borrowed; NULL when it is none of ours. */
BatonConnection *baton_listener_find      (BatonListener               *listener,
                                           GSocketAddress              *remote);
/* Sets the one deadline that now counts. */
void             baton_connection_enter   (BatonConnection             *connection,
                                           BatonPhase                   phase);
/* The peer's address without its port, borrowed. */
const char      *baton_connection_get_peer (const BatonConnection      *connection);
/* What of it is counted: see baton_peer_get_network(). Borrowed. */
const char      *baton_connection_get_network (const BatonConnection   *connection);
/* Whether the peer is this machine. */
gboolean         baton_connection_is_local (const BatonConnection      *connection);
/* Tells the peer that nothing more will come. */
void             baton_connection_end_output (BatonConnection          *connection);
/* Shuts the socket down both ways. */
void             baton_connection_cut     (BatonConnection             *connection);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonListener, baton_listener_free)

G_END_DECLS
