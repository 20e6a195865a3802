/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The front in a thread of its own, with a few paths that answer, and a client without manners.
 */
#pragma once

#include <gio/gio.h>

#include "server/baton-front.h"

#include "server-thread.h"

G_BEGIN_DECLS

#define TOKEN "correct-horse-battery-staple-0123456789"
#define MAX_BODY 1000
#define POST_HEAD "POST /thing HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " TOKEN "\r\n"

typedef struct
{
  BatonFrontLimits limits;
  const char * const *hosts;
  ServerThread    *thread;
  BatonFront      *front;       /* the thread's own */
  GMutex           gate;        /* held by a test that wants handlers of /slow to wait */
  int              n_handled;
  gboolean         wait_for_end;
  gboolean         behind_proxy;
} FrontFixture;

void     front_set_up         (FrontFixture  *fixture,
                               gconstpointer  data);
void     front_tear_down      (FrontFixture  *fixture,
                               gconstpointer  data);
GSocket *front_dial           (FrontFixture  *fixture);
gboolean front_say_len        (GSocket       *socket,
                               const char    *text,
                               gsize          length);
gboolean front_say            (GSocket       *socket,
                               const char    *text);
/* Everything until the server closes; the test fails if it does not within the socket's timeout. */
char    *front_hear_all       (GSocket       *socket);
char    *front_exchange       (FrontFixture  *fixture,
                               const char    *text);
void     front_assert_status  (const char    *answer,
                               guint          status);
void     front_assert_refused (FrontFixture  *fixture,
                               const char    *request,
                               guint          status,
                               const char    *slug);
/* The server still answers, and at once. */
void     front_assert_alive   (FrontFixture  *fixture);

G_END_DECLS
