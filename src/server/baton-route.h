/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The routing table: every address that the server knows, exactly. Nothing is ever looked up in a file system.
 */
#pragma once

#include "server/baton-answer.h"
#include "server/baton-permission.h"

G_BEGIN_DECLS

#define BATON_ROUTE_MAX_PARAMETERS 2

typedef struct _BatonRoute BatonRoute;

/* What a handler is asked, as plain data: it can be used on any thread and outlives the connection. */
typedef struct
{
  char             *id;                  /* for the log and the problem's "instance" */
  const BatonRoute *route;
  gboolean          head_only;           /* HEAD: the body will not be sent */
  char             *parameters[BATON_ROUTE_MAX_PARAMETERS + 1];   /* decoded, NULL-terminated */
  GPtrArray        *query;               /* name, value, name, value…; decoded */
  BatonRole         role;
  char             *actor;               /* name of the token; NULL without one */
  char             *if_match;            /* nullable */
  char             *if_none_match;       /* nullable */
  char             *idempotency_key;     /* nullable; quotes stripped */
  char             *content_type;        /* nullable; lower case, without parameters */
  GBytes           *body;                /* never NULL */
} BatonRequest;

/* Fills *answer*; called on a worker thread. */
typedef void (*BatonHandler) (gpointer            server,
                              const BatonRequest *request,
                              BatonAnswer        *answer);

struct _BatonRoute
{
  const char  *method;      /* a GET route also answers HEAD */
  const char  *path;        /* "/v1/revisions/{}": {} is one segment that is not empty */
  BatonServerAction  action;
  gsize        max_body;    /* bytes; 0: none is taken */
  const char  *consumes;    /* media types separated by spaces; NULL: no body */
  const char  *produces;    /* NULL: whatever it is */
  BatonHandler handler;
};

/* The entry of *routes* (ended by a NULL method) for a raw path, with its decoded segments in *parameters*. Where the
 * path is known but not under this method, NULL and in *allowed* (transfer full) what Allow should say. */
const BatonRoute *baton_route_find        (const BatonRoute   *routes,
                                           const char         *method,
                                           const char         *path,
                                           char              **parameters,
                                           char              **allowed);

/* Decodes "a=1&b=%C3%A4+c". NULL for what is not UTF-8, holds U+0000, or has more than 64 members. (transfer full) */
GPtrArray        *baton_query_parse       (const char         *query);

BatonRequest     *baton_request_new       (void);
void              baton_request_free      (BatonRequest       *request);
/* The first value of that name, borrowed; NULL when there is none. */
const char       *baton_request_get_query (const BatonRequest *request,
                                           const char         *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonRequest, baton_request_free)

G_END_DECLS
