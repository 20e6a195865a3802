/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the front's files share: baton-front.c is the server, baton-front-exchange.c one request and its answer.
 */
#pragma once

#include "server/baton-front.h"
#include "server/baton-meter.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _BatonFrontExchange BatonFrontExchange;

struct _BatonFront
{
  BatonFrontClass   klass;
  BatonFrontLimits  limits;
  gpointer          server;       /* borrowed */
  GMainContext     *context;      /* owned */
  BatonListener    *listener;     /* owned */
  SoupServer       *soup;         /* owned */
  GThreadPool      *workers;      /* owned */
  BatonMeter       *meter;        /* owned, nullable: without a limit */
  GHashTable       *exchanges;    /* owned; of those that know this front, borrowed */
  guint             n_active;     /* of them, those whose header is in */
  gsize             buffered;     /* bytes of all bodies held */
  gsize             sending;      /* bytes of all answers that are not yet out */
};

/* A request has begun. Who holds it are the handlers of the message's signals. */
void baton_front_exchange_begin (BatonFront         *front,
                                 SoupServerMessage  *message,
                                 BatonConnection    *connection);
/* Whatever comes later finds no front. */
void baton_front_exchange_leave (BatonFrontExchange *exchange);
/* Has the handler answer, on a worker's thread: of an exchange, and the front. */
void baton_front_exchange_work  (gpointer            exchange,
                                 gpointer            front);

G_END_DECLS
