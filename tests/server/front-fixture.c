/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "front-fixture.h"

#include <string.h>

/* ── A server in a thread of its own ─────────────────────────────────────────────────────────────────── */

static void
answer_thing (gpointer            server,
              const BatonRequest *request,
              BatonAnswer        *answer)
{
  FrontFixture *fixture = server;

  g_atomic_int_inc (&fixture->n_handled);
  baton_answer_take_text (answer, 200, "text/plain",
                          g_strdup_printf ("%s|%s|%s|%.*s", request->parameters[0] != NULL ? request->parameters[0] : "",
                                           request->parameters[1] != NULL ? request->parameters[1] : "",
                                           request->actor != NULL ? request->actor : "",
                                           (int) g_bytes_get_size (request->body),
                                           (const char *) g_bytes_get_data (request->body, NULL)));
}

static void
answer_slow (gpointer            server,
             const BatonRequest *request,
             BatonAnswer        *answer)
{
  FrontFixture *fixture = server;

  g_mutex_lock (&fixture->gate);
  g_mutex_unlock (&fixture->gate);
  baton_answer_take_text (answer, 200, "text/plain", g_strdup ("slow"));
}

static void
answer_big (gpointer            server,
            const BatonRequest *request,
            BatonAnswer        *answer)
{
  g_autofree char *text = g_strnfill (8 * 1024 * 1024, 'x');

  baton_answer_take_text (answer, 200, "text/plain", g_steal_pointer (&text));
}

static void
answer_nothing (gpointer            server,
                const BatonRequest *request,
                BatonAnswer        *answer)
{
}

static const BatonRoute routes[] = {
  { "GET", "/thing", BATON_SERVER_ACTION_ASK_META, 0, NULL, "text/plain", answer_thing },
  { "POST", "/thing", BATON_SERVER_ACTION_PUSH, MAX_BODY, "application/json", "text/plain", answer_thing },
  { "GET", "/things/{}/{}", BATON_SERVER_ACTION_ASK_META, 0, NULL, NULL, answer_thing },
  { "GET", "/slow", BATON_SERVER_ACTION_ASK_META, 0, NULL, NULL, answer_slow },
  { "GET", "/big", BATON_SERVER_ACTION_ASK_META, 0, NULL, NULL, answer_big },
  { "GET", "/health", BATON_SERVER_ACTION_ASK_HEALTH, 0, NULL, "text/plain", answer_thing },
  { "POST", "/program", BATON_SERVER_ACTION_VALIDATE, 2 * 1024 * 1024, "application/json", "text/plain", answer_thing },
  { "GET", "/nothing", BATON_SERVER_ACTION_ASK_META, 0, NULL, NULL, answer_nothing },
  { NULL }
};

static BatonRole
authenticate (gpointer     server,
              const char  *token,
              char       **actor)
{
  if (strcmp (token, "damaged") == 0)
    return BATON_N_ROLES;
  if (strcmp (token, TOKEN) != 0)
    return BATON_ROLE_ANONYMOUS;
  *actor = g_strdup ("Maria");
  return BATON_ROLE_ADMIN;
}

static void
log_line (gpointer    server,
          const char *line)
{
  FrontFixture *fixture = server;

  server_thread_log (fixture->thread, line);
}

static guint16
open_front (ServerThread *thread,
            gpointer      user_data)
{
  FrontFixture *fixture = user_data;
  BatonFrontClass klass = { .routes = routes, .hosts = fixture->hosts, .authenticate = authenticate, .log = log_line,
                            .behind_proxy = fixture->behind_proxy };
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GError) error = NULL;

  fixture->front = baton_front_new (&klass, &fixture->limits, fixture);
  baton_front_listen (fixture->front, loopback, 0, &error);
  g_assert_no_error (error);
  return baton_front_get_port (fixture->front);
}

static void
close_front (gpointer user_data)
{
  FrontFixture *fixture = user_data;

  /* Every client is gone by now; nothing may be left of them. */
  if (fixture->wait_for_end)
    while (baton_front_count_connections (fixture->front) > 0)
      g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
  g_clear_pointer (&fixture->front, baton_front_free);
}

void
front_set_up (FrontFixture  *fixture,
              gconstpointer  data)
{
  void (*adjust) (FrontFixture *) = data;

  fixture->wait_for_end = TRUE;
  baton_front_limits_init (&fixture->limits);
  if (adjust != NULL)
    adjust (fixture);
  fixture->thread = server_thread_start (open_front, close_front, fixture);
}

void
front_tear_down (FrontFixture  *fixture,
                 gconstpointer  data)
{
  g_autofree char *log = server_thread_stop (fixture->thread);

  g_assert_null (strstr (log, TOKEN));
  g_assert_null (strstr (log, "SECRET"));
}

/* ── A client without manners ────────────────────────────────────────────────────────────────────────── */

GSocket *
front_dial (FrontFixture *fixture)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, server_thread_get_port (fixture->thread));
  g_autoptr (GError) error = NULL;
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_socket_connect (socket, address, NULL, &error);
  g_assert_no_error (error);
  g_socket_set_timeout (socket, 10);
  return socket;
}

gboolean
front_say_len (GSocket    *socket,
               const char *text,
               gsize       length)
{
  while (length > 0)
    {
      gssize n = g_socket_send (socket, text, length, NULL, NULL);

      if (n <= 0)
        return FALSE;
      text += n;
      length -= n;
    }
  return TRUE;
}

gboolean
front_say (GSocket    *socket,
           const char *text)
{
  return front_say_len (socket, text, strlen (text));
}

/* Everything until the server closes; the test fails if it does not within the socket's timeout. */
char *
front_hear_all (GSocket *socket)
{
  g_autoptr (GString) heard = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  char buffer[4096];
  gssize n;

  while ((n = g_socket_receive (socket, buffer, sizeof buffer, NULL, &error)) > 0)
    g_string_append_len (heard, buffer, n);
  if (n < 0 && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    g_assert_no_error (error);
  return g_string_free (g_steal_pointer (&heard), FALSE);
}

char *
front_exchange (FrontFixture *fixture,
                const char   *text)
{
  g_autoptr (GSocket) socket = front_dial (fixture);

  front_say (socket, text);
  g_socket_shutdown (socket, FALSE, TRUE, NULL);
  return front_hear_all (socket);
}

void
front_assert_status (const char *answer,
                     guint       status)
{
  g_autofree char *start = g_strdup_printf ("HTTP/1.1 %u ", status);

  if (!g_str_has_prefix (answer, start))
    g_error ("wanted %u, got: %.400s", status, answer);
}

void
front_assert_refused (FrontFixture *fixture,
                      const char   *request,
                      guint         status,
                      const char   *slug)
{
  g_autofree char *answer = front_exchange (fixture, request);
  g_autofree char *type = g_strdup_printf ("\"type\":\"urn:baton:problem:%s\"", slug);

  front_assert_status (answer, status);
  g_assert_nonnull (strstr (answer, "Content-Type: application/problem+json\r\n"));
  g_assert_nonnull (strstr (answer, type));
  g_assert_nonnull (strstr (answer, "\"instance\":\""));
}

/* The server still answers, and at once. */
void
front_assert_alive (FrontFixture *fixture)
{
  g_autofree char *answer = front_exchange (fixture, "GET /thing HTTP/1.1\r\nHost: localhost\r\n\r\n");

  front_assert_status (answer, 200);
}
