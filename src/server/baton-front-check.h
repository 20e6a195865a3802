/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is asked of a request's header before anything else is done with it. Private to the front.
 */
#pragma once

#include <libsoup/soup.h>

#include "server/baton-front.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean  has_body;   /* one is announced, whatever its length */
  gboolean  chunked;
  guint64   length;     /* unless chunked */
} BatonFraming;

/* FALSE for a header under which two readers could see two different ends of the request: Content-Length twice, or not
 * all digits, or beside Transfer-Encoding; a Transfer-Encoding other than "chunked"; Host twice. *framing* is filled
 * as far as it could be told. */
gboolean baton_check_framing    (SoupMessageHeaders     *headers,
                                 SoupHTTPVersion         version,
                                 BatonFraming           *framing);
/* Whether all header fields together keep within the limits. */
gboolean baton_check_size       (SoupMessageHeaders     *headers,
                                 const BatonFrontLimits *limits);
/* Whether the Accept header, if any, takes *media_type*. */
gboolean baton_check_accept     (SoupMessageHeaders     *headers,
                                 const char             *media_type);
/* Whether *media_type* is among those of *list*, separated by spaces. */
gboolean baton_check_listed     (const char             *list,
                                 const char             *media_type);
/* The token of "Authorization: Bearer …", borrowed; NULL when there is none. FALSE for anything that is malformed. */
gboolean baton_check_token      (SoupMessageHeaders     *headers,
                                 const char            **token);
/* An Idempotency-Key without its quotes: 8 to 64 visible ASCII characters. (transfer full); NULL when there is none or
 * it is none. */
char    *baton_check_key        (SoupMessageHeaders     *headers);

/* Whose request a proxy says that it hands on: the last address of X-Forwarded-For, the one that the proxy itself has
 * added. NULL when there is none. (transfer full) */
GInetAddress *baton_check_client (SoupMessageHeaders *headers);
/* Whether a proxy has handed it on, as far as a header tells. */
gboolean baton_check_forwarded (SoupMessageHeaders *headers);

G_END_DECLS
