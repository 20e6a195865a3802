/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The config server as one object: archive, front, and what is answered at each address.
 */
#pragma once

#include "server/baton-archive.h"
#include "server/baton-front.h"

G_BEGIN_DECLS

/* Documented in meta and tested at the limit and one above. */
#define BATON_SERVER_MAX_PROGRAM (32 * 1024 * 1024)   /* bytes of a push */
#define BATON_SERVER_MAX_MESSAGE 2000                 /* characters */
#define BATON_SERVER_MAX_PAGE 200                     /* revisions in one list */

typedef struct
{
  BatonFrontLimits     limits;
  const char * const  *hosts;          /* nullable: names under which it answers; NULL: under any */
  gboolean             open_preview;   /* previews are shown without a token */
  gboolean             open_earlier;   /* … of earlier revisions too, and not of the last alone */
  gboolean             behind_proxy;   /* see BatonFrontClass */
  /* One line for each request and each failure; called in the main context and from workers. */
  void               (*log)            (const char *line,
                                        gpointer    user_data);
  gpointer             user_data;
} BatonServerOptions;

typedef struct _BatonServer BatonServer;

/* *archive* is borrowed and must outlive the server. *options* is copied; hosts are borrowed. */
BatonServer *baton_server_new      (BatonArchive              *archive,
                                    const BatonServerOptions  *options);
gboolean     baton_server_listen   (BatonServer               *server,
                                    GInetAddress              *address,
                                    guint16                    port,
                                    GError                   **error);
guint16      baton_server_get_port (BatonServer               *server);
/* Accepts no more connections; those that are open may end. */
void         baton_server_stop     (BatonServer               *server);
gboolean     baton_server_is_quiet (BatonServer               *server);
void         baton_server_free     (BatonServer               *server);

/* The routing table, for the test that asks every route for every role. Ended by a NULL method. */
const BatonRoute *baton_server_get_routes (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonServer, baton_server_free)

G_END_DECLS
