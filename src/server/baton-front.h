/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The HTTP front: everything that happens to a request before and after its handler.
 *
 * A request is looked at when its header is in, before any of its body is read: framing, names, route, permission,
 * types and sizes. What is refused then and still has a body to come is answered and the connection closed, since
 * SoupServer would otherwise read the whole upload first (50 MB were, before a 413). Bodies are collected here, under a
 * cap each and one for all. Handlers run on worker threads, so that validating or drawing never holds up the main loop;
 * meanwhile their messages are paused.
 *
 * One connection carries one request. SoupServer 3.2 forgets a kept-alive connection that its client closes: the socket
 * stays in CLOSE_WAIT and its memory is never freed, and no signal tells of it.
 *
 * Belongs to the main context of the thread that made it, which must run.
 */
#pragma once

#include "server/baton-listener.h"
#include "server/baton-route.h"

G_BEGIN_DECLS

typedef struct
{
  BatonConnectionLimits connections;
  guint                 n_workers;
  guint                 max_queue;       /* requests waiting for a worker; more are told to come again */
  gsize                 max_buffered;    /* bytes of all bodies being received or handled */
  gsize                 max_sending;     /* bytes of all answers on their way, of which slow readers could keep many; one is always sent */
  gsize                 max_address;     /* bytes of path and query */
  gsize                 max_header;      /* bytes of all header fields */
  guint                 max_fields;      /* header fields */
  guint                 per_minute;      /* requests for each token, and without one for each address; 0: as many as come */
} BatonFrontLimits;

/* What the front needs to know of the server behind it; called in the main context. */
typedef struct
{
  const BatonRoute    *routes;           /* ended by a NULL method; outlives the front */
  const char * const  *hosts;            /* nullable: names under which it answers; NULL: under any. Without a port */
  gboolean             open_preview;
  gboolean             behind_proxy;     /* every peer is a proxy of ours: whose request it is, the last X-Forwarded-For says */
  /* Whose token it is: sets *actor* (transfer full) and returns the role; BATON_ROLE_ANONYMOUS for nobody's, BATON_N_ROLES when that
   * cannot be told: a client that hears of an unknown token gives up, and asks its user for another. */
  BatonRole          (*authenticate)     (gpointer     server,
                                          const char  *token,
                                          char       **actor);
  /* One line without a line break for each request: no token, no query, no body is ever in it. */
  void               (*log)              (gpointer     server,
                                          const char  *line);
} BatonFrontClass;

typedef struct _BatonFront BatonFront;

void        baton_front_limits_init (BatonFrontLimits       *limits);
/* *server* is handed to the handlers and to the functions of *klass*. */
BatonFront *baton_front_new         (const BatonFrontClass  *klass,
                                     const BatonFrontLimits *limits,
                                     gpointer                server);
gboolean    baton_front_listen      (BatonFront             *front,
                                     GInetAddress           *address,
                                     guint16                 port,
                                     GError                **error);
guint16     baton_front_get_port    (BatonFront             *front);
guint       baton_front_count_connections (BatonFront       *front);
/* Accepts no more connections. */
void        baton_front_stop        (BatonFront             *front);
/* Whether no request is under way. */
gboolean    baton_front_is_quiet    (BatonFront             *front);
/* Cuts what is still open and waits for the handlers that run. */
void        baton_front_free        (BatonFront             *front);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonFront, baton_front_free)

G_END_DECLS
