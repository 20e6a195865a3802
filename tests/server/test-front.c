/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The HTTP front from outside: raw sockets on loopback, as a client that means no good would use them.
 */
#include <gio/gio.h>
#include <string.h>

#include "server/baton-front.h"

#define TOKEN "correct-horse-battery-staple-0123456789"
#define MAX_BODY 1000

/* ── A server in a thread of its own ─────────────────────────────────────────────────────────────────── */

typedef struct
{
  BatonFrontLimits limits;
  const char * const *hosts;
  GThread         *thread;
  GMainContext    *context;
  GMainLoop       *loop;
  BatonFront      *front;
  guint16          port;
  GMutex           mutex;
  GCond            ready;
  GString         *log;
  GMutex           gate;        /* held by a test that wants handlers of /slow to wait */
  int              n_handled;
  gboolean         wait_for_end;
} Fixture;

static void
answer_thing (gpointer            server,
              const BatonRequest *request,
              BatonAnswer        *answer)
{
  Fixture *fixture = server;

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
  Fixture *fixture = server;

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
  { "GET", "/nothing", BATON_SERVER_ACTION_ASK_META, 0, NULL, NULL, answer_nothing },
  { NULL }
};

static BatonRole
authenticate (gpointer     server,
              const char  *token,
              char       **actor)
{
  if (strcmp (token, TOKEN) != 0)
    return BATON_ROLE_ANONYMOUS;
  *actor = g_strdup ("Maria");
  return BATON_ROLE_ADMIN;
}

static void
log_line (gpointer    server,
          const char *line)
{
  Fixture *fixture = server;

  g_mutex_lock (&fixture->mutex);
  g_string_append_printf (fixture->log, "%s\n", line);
  g_mutex_unlock (&fixture->mutex);
}

static gpointer
serve (gpointer data)
{
  Fixture *fixture = data;
  BatonFrontClass klass = { .routes = routes, .hosts = fixture->hosts, .authenticate = authenticate, .log = log_line };
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (fixture->context);
  fixture->front = baton_front_new (&klass, &fixture->limits, fixture);
  baton_front_listen (fixture->front, loopback, 0, &error);
  g_assert_no_error (error);
  g_mutex_lock (&fixture->mutex);
  fixture->port = baton_front_get_port (fixture->front);
  g_cond_signal (&fixture->ready);
  g_mutex_unlock (&fixture->mutex);

  g_main_loop_run (fixture->loop);
  /* Every client is gone by now; nothing may be left of them. */
  if (fixture->wait_for_end)
    while (baton_front_count_connections (fixture->front) > 0)
      g_main_context_iteration (fixture->context, TRUE);
  g_clear_pointer (&fixture->front, baton_front_free);
  while (g_main_context_iteration (fixture->context, FALSE))
    ;
  g_main_context_pop_thread_default (fixture->context);
  return NULL;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  void (*adjust) (Fixture *) = data;

  fixture->wait_for_end = TRUE;
  baton_front_limits_init (&fixture->limits);
  if (adjust != NULL)
    adjust (fixture);
  fixture->log = g_string_new (NULL);
  fixture->context = g_main_context_new ();
  fixture->loop = g_main_loop_new (fixture->context, FALSE);
  fixture->thread = g_thread_new ("server", serve, fixture);
  g_mutex_lock (&fixture->mutex);
  while (fixture->port == 0)
    g_cond_wait (&fixture->ready, &fixture->mutex);
  g_mutex_unlock (&fixture->mutex);
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, quit_cb, fixture->loop, NULL);
  g_source_attach (source, fixture->context);
  g_thread_join (fixture->thread);
  g_assert_null (strstr (fixture->log->str, TOKEN));
  g_assert_null (strstr (fixture->log->str, "SECRET"));
  g_string_free (fixture->log, TRUE);
  g_main_loop_unref (fixture->loop);
  g_main_context_unref (fixture->context);
}

/* ── A client without manners ────────────────────────────────────────────────────────────────────────── */

static GSocket *
dial (Fixture *fixture)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, fixture->port);
  g_autoptr (GError) error = NULL;
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_socket_connect (socket, address, NULL, &error);
  g_assert_no_error (error);
  g_socket_set_timeout (socket, 10);
  return socket;
}

static gboolean
say_len (GSocket    *socket,
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

static gboolean
say (GSocket    *socket,
     const char *text)
{
  return say_len (socket, text, strlen (text));
}

/* Everything until the server closes; the test fails if it does not within the socket's timeout. */
static char *
hear_all (GSocket *socket)
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

static char *
exchange (Fixture    *fixture,
          const char *text)
{
  g_autoptr (GSocket) socket = dial (fixture);

  say (socket, text);
  g_socket_shutdown (socket, FALSE, TRUE, NULL);
  return hear_all (socket);
}

static void
assert_status (const char *answer,
               guint       status)
{
  g_autofree char *start = g_strdup_printf ("HTTP/1.1 %u ", status);

  if (!g_str_has_prefix (answer, start))
    g_error ("wanted %u, got: %.400s", status, answer);
}

static void
assert_refused (Fixture    *fixture,
                const char *request,
                guint       status,
                const char *slug)
{
  g_autofree char *answer = exchange (fixture, request);
  g_autofree char *type = g_strdup_printf ("\"type\":\"urn:baton:problem:%s\"", slug);

  assert_status (answer, status);
  g_assert_nonnull (strstr (answer, "Content-Type: application/problem+json\r\n"));
  g_assert_nonnull (strstr (answer, type));
  g_assert_nonnull (strstr (answer, "\"instance\":\""));
}

/* The server still answers, and at once. */
static void
assert_alive (Fixture *fixture)
{
  g_autofree char *answer = exchange (fixture, "GET /thing HTTP/1.1\r\nHost: localhost\r\n\r\n");

  assert_status (answer, 200);
}

#define POST_HEAD "POST /thing HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " TOKEN "\r\n"

/* ── Tests ───────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_answers (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *first = NULL, *second = NULL, *third = NULL, *fourth = NULL, *fifth = NULL;

  first = exchange (fixture, "GET /thing HTTP/1.1\r\nHost: localhost\r\n\r\n");
  assert_status (first, 200);
  g_assert_nonnull (strstr (first, "X-Content-Type-Options: nosniff\r\n"));
  g_assert_nonnull (strstr (first, "Content-Security-Policy: default-src 'none'"));
  g_assert_nonnull (strstr (first, "X-Request-Id: "));
  g_assert_nonnull (strstr (first, "Connection: close\r\n"));
  g_assert_true (g_str_has_suffix (first, "\r\n\r\n|||"));

  second = exchange (fixture, POST_HEAD "Content-Type: application/json; charset=utf-8\r\nContent-Length: 4\r\n\r\n[42]");
  assert_status (second, 200);
  g_assert_true (g_str_has_suffix (second, "||Maria|[42]"));

  third = exchange (fixture, "GET /things/a%20b/%C3%A4?x=SECRET HTTP/1.1\r\nHost: localhost\r\n"
                             "Range: bytes=0-0,0-0,0-0\r\n\r\n");
  assert_status (third, 200);
  g_assert_true (g_str_has_suffix (third, "a b|ä||"));

  fourth = exchange (fixture, "HEAD /thing HTTP/1.1\r\nHost: localhost\r\n\r\n");
  assert_status (fourth, 200);
  g_assert_nonnull (strstr (fourth, "Content-Length: 3\r\n"));
  g_assert_true (g_str_has_suffix (fourth, "\r\n\r\n"));

  fifth = exchange (fixture, POST_HEAD "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                             "2\r\n[4\r\n2\r\n2]\r\n0\r\n\r\n");
  assert_status (fifth, 200);
  g_assert_true (g_str_has_suffix (fifth, "||Maria|[42]"));
}

static void
test_refusals (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *answer = NULL;
  g_autofree char *long_path = g_strnfill (5000, 'a');
  g_autofree char *long_request = g_strdup_printf ("GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n", long_path);
  g_autofree char *wide_request = g_strdup_printf ("GET /thing HTTP/1.1\r\nHost: localhost\r\nX-A: %s\r\nX-B: %s\r\n"
                                                   "X-C: %s\r\nX-D: %s\r\n\r\n",
                                                   long_path, long_path, long_path, long_path);
  g_autoptr (GString) many = g_string_new ("GET /thing HTTP/1.1\r\nHost: localhost\r\n");

  assert_refused (fixture, "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n", 404, "not-found");
  assert_refused (fixture, "GET /thing/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 404, "not-found");
  assert_refused (fixture, "GET /things//b HTTP/1.1\r\nHost: localhost\r\n\r\n", 404, "not-found");
  assert_refused (fixture, "GET /things/a%2Fb/c HTTP/1.1\r\nHost: localhost\r\n\r\n", 404, "not-found");
  assert_refused (fixture, "GET /things/%00/c HTTP/1.1\r\nHost: localhost\r\n\r\n", 404, "not-found");
  assert_refused (fixture, "GET /things/%ff/c HTTP/1.1\r\nHost: localhost\r\n\r\n", 404, "not-found");
  assert_refused (fixture, "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", 404, "not-found");
  assert_refused (fixture, "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", 404, "not-found");
  assert_refused (fixture, "GET /thing?%ff HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, "bad-request");
  assert_refused (fixture, "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, "bad-request");
  assert_refused (fixture, "GET /thing HTTP/1.1\r\nHost: localhost\r\nAccept: text/html, image/*;q=0.2\r\n\r\n", 406,
                  "not-acceptable");
  assert_refused (fixture, "GET /thing HTTP/1.1\r\nHost: localhost\r\nAccept: text/plain;q=0\r\n\r\n", 406, "not-acceptable");
  assert_refused (fixture, "POST /thing HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\r\n", 401,
                  "unauthorised");
  assert_refused (fixture, "GET /thing HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer SECRET\r\n\r\n", 401,
                  "unauthorised");
  assert_refused (fixture, "GET /thing HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic U0VDUkVU\r\n\r\n", 401,
                  "unauthorised");
  assert_refused (fixture, "GET /thing HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " TOKEN
                           "\r\nAuthorization: Bearer " TOKEN "\r\n\r\n", 401, "unauthorised");
  assert_refused (fixture, POST_HEAD "Content-Type: text/xml\r\nContent-Length: 0\r\n\r\n", 415, "unsupported-type");
  assert_refused (fixture, POST_HEAD "Content-Length: 0\r\n\r\n", 415, "unsupported-type");
  assert_refused (fixture, "GET /thing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello", 413, "too-large");
  assert_refused (fixture, "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n", 500, "internal");
  assert_refused (fixture, long_request, 414, "address-too-long");
  assert_refused (fixture, wide_request, 431, "headers-too-large");
  for (guint i = 0; i < 70; i++)
    g_string_append_printf (many, "X-%u: y\r\n", i);
  g_string_append (many, "\r\n");
  assert_refused (fixture, many->str, 431, "headers-too-large");

  answer = exchange (fixture, "DELETE /thing HTTP/1.1\r\nHost: localhost\r\n\r\n");
  assert_status (answer, 405);
  g_assert_nonnull (strstr (answer, "Allow: GET, HEAD, POST\r\n"));
  assert_alive (fixture);
}

static void
test_framing (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const bad[] = {
    "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "Content-Length: 4\r\nContent-Length: 5\r\n\r\n[42]",
    "Content-Length: 4\r\nContent-Length: 4\r\n\r\n[42]",
    "Content-Length: 4, 4\r\n\r\n[42]",
    "Content-Length: +4\r\n\r\n[42]",
    "Content-Length: 0x4\r\n\r\n[42]",
    "Content-Length: -1\r\n\r\n[42]",
    "Content-Length: 99999999999999999999\r\n\r\n[42]",
    "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding: identity\r\n\r\n[42]",
    "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "Host: elsewhere\r\nContent-Length: 4\r\n\r\n[42]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      /* What follows would be a second request to a reader that ends the first one elsewhere. */
      g_autofree char *request = g_strconcat (POST_HEAD "Content-Type: application/json\r\n", bad[i],
                                              "GET /thing HTTP/1.1\r\nHost: localhost\r\n\r\n", NULL);
      g_autofree char *answer = NULL;
      int before = g_atomic_int_get (&fixture->n_handled);

      g_test_message ("%s", bad[i]);
      answer = exchange (fixture, request);
      assert_status (answer, 400);
      g_assert_nonnull (strstr (answer, "urn:baton:problem:bad-framing"));
      g_assert_null (strstr (answer + 1, "HTTP/1.1"));
      g_assert_cmpint (g_atomic_int_get (&fixture->n_handled), ==, before);
    }
  assert_alive (fixture);
}

static void
test_gate (void)
{
  static const char *const good[] = {
    "GET / HTTP/1.0\r\n\r\n",
    "GET / HTTP/1.0\r\nHost: a\r\n\r\n",
    "GET /a%20b?c=d&e HTTP/1.1\r\nHost: [::1]:80\r\n\r\n",
    "M-SEARCH / HTTP/1.1\r\nHost:a\r\nX: \tb c\xc3\xa4\t\r\nY:\r\n\r\nbody",
    "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 0 \r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\tChunked\r\n\r\n",
  };
  static const char *const ambiguous[] = {
    "GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n",
    "GET / HTTP/1.1\r\nHost:\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1111111111111111\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, chunked\r\n\r\n",
    "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
  };
  static const char *const bad[] = {
    "\r\n\r\n",
    "GET / HTTP/1.1\r\n\r\n",
    "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
    "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /%2 HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /# HTTP/1.1\r\nHost: a\r\n\r\n",
    "\r\nGET / HTTP/1.1\r\n\r\n",
    "GET  / HTTP/1.1\r\n\r\n",
    "GET /  HTTP/1.1\r\n\r\n",
    "GET / HTTP/1.1 \r\n\r\n",
    "GET / HTTP/2.0\r\n\r\n",
    "GET /\r\n\r\n",
    "GET /a b HTTP/1.1\r\n\r\n",
    "GET /\x7f HTTP/1.1\r\n\r\n",
    "GET /\xc3\xa4 HTTP/1.1\r\n\r\n",
    "G(T / HTTP/1.1\r\n\r\n",
    "ABCDEFGHIJKLMNOPQ / HTTP/1.1\r\n\r\n",
    "GET / HTTP/1.1\nHost: a\r\n\r\n",
    "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
    "GET / HTTP/1.1\r\n Host: a\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n",
    "GET / HTTP/1.1\r\nHost\r\n\r\n",
    "GET / HTTP/1.1\r\n: a\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\x01\r\n\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      const char *end = strstr (good[i], "\r\n\r\n") + 4;
      gsize length = (gsize) (end - good[i]);

      g_assert_cmpint (baton_gate_check (good[i], strlen (good[i]), 1000), ==, BATON_GATE_OPEN);
      g_assert_cmpint (baton_gate_check (good[i], length, length), ==, BATON_GATE_OPEN);
      g_assert_cmpint (baton_gate_check (good[i], length, length - 1), ==, BATON_GATE_TOO_LARGE);
      for (gsize j = 0; j < length; j++)
        g_assert_cmpint (baton_gate_check (good[i], j, 1000), ==, BATON_GATE_INCOMPLETE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (ambiguous); i++)
    g_assert_cmpint (baton_gate_check (ambiguous[i], strlen (ambiguous[i]), 1000), ==, BATON_GATE_AMBIGUOUS);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpint (baton_gate_check (bad[i], strlen (bad[i]), 1000), ==, BATON_GATE_MALFORMED);
  g_assert_cmpint (baton_gate_check ("GET /\0 HTTP/1.1\r\n\r\n", 20, 1000), ==, BATON_GATE_MALFORMED);
  g_assert_cmpint (baton_gate_check ("GET / HTTP/1.1\r\nH: \0\r\n\r\n", 25, 1000), ==, BATON_GATE_MALFORMED);
}

/* What the grammar refuses, from outside; and a header in two pieces. */
static void
test_malformed (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *endless = g_strnfill (30000, 'a');
  g_autofree char *huge = g_strdup_printf ("GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n", endless);
  g_autofree char *answer = NULL;
  g_autoptr (GSocket) slow = dial (fixture);

  assert_refused (fixture, "GET / HTTP/1.1\r\nHost: localhost\r\n X: folded\r\n\r\n", 400, "bad-request");
  assert_refused (fixture, "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", 400, "bad-request");
  assert_refused (fixture, "GET / HTTP/1.1\r\nHost: localhost\r\nX: a\rContent-Length: 5\r\n\r\n", 400, "bad-request");
  assert_refused (fixture, "\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, "bad-request");
  assert_refused (fixture, huge, 431, "headers-too-large");

  say (slow, "GET /thing HT");
  g_usleep (50 * 1000);
  say (slow, "TP/1.1\r\nHost: localhost\r\n\r");
  g_usleep (50 * 1000);
  say (slow, "\n");
  answer = hear_all (slow);
  assert_status (answer, 200);
}

/* An upload beyond the limit is answered and cut off, not read to its end. */
static void
test_uploads (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *block = g_strnfill (64 * 1024, 'x');
  g_autofree char *answer = NULL;
  g_autofree char *fit = NULL, *over = NULL;
  g_autofree char *one = g_strnfill (MAX_BODY, ' ');
  gsize sent = 0;

  fit = g_strdup_printf (POST_HEAD "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", MAX_BODY, one);
  answer = exchange (fixture, fit);
  assert_status (answer, 200);
  over = g_strdup_printf (POST_HEAD "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s ", MAX_BODY + 1, one);
  assert_refused (fixture, over, 413, "too-large");

  for (guint chunked = 0; chunked <= 1; chunked++)
    {
      g_autoptr (GSocket) socket = dial (fixture);

      g_assert_true (say (socket, POST_HEAD "Content-Type: application/json\r\n"));
      if (chunked)
        g_assert_true (say (socket, "Transfer-Encoding: chunked\r\n\r\n"));
      else
        g_assert_true (say (socket, "Content-Length: 50000000\r\n\r\n"));
      for (sent = 0; sent < 50000000; sent += 64 * 1024)
        if ((chunked && !say (socket, "10000\r\n")) || !say_len (socket, block, 64 * 1024) || (chunked && !say (socket, "\r\n")))
          break;
      /* What fits into the socket buffers of both sides, and what is drained so that the answer can be read. */
      g_assert_cmpuint (sent, <, 16 * 1024 * 1024);
    }

  /* A client that waits for 100 gets the refusal instead, and no 100. */
  g_free (answer);
  answer = exchange (fixture, POST_HEAD "Content-Type: application/json\r\nContent-Length: 50000000\r\n"
                              "Expect: 100-continue\r\n\r\n");
  assert_status (answer, 413);
  g_assert_null (strstr (answer, "100 Continue"));
  assert_alive (fixture);
}

static void
be_impatient (Fixture *fixture)
{
  fixture->limits.connections.header_ms = 300;
  fixture->limits.connections.body_ms = 300;
  fixture->limits.connections.answer_ms = 500;
  fixture->limits.connections.linger_ms = 300;
}

/* Drips *text*, a byte each 50 ms, until the server ends it; returns how many milliseconds that took. */
static gint64
drip (GSocket    *socket,
      const char *text)
{
  gint64 start = g_get_monotonic_time ();
  gboolean open = TRUE;

  for (const char *at = text; open && g_get_monotonic_time () - start < 5 * G_USEC_PER_SEC; at++)
    {
      char c = *at != '\0' ? *at : 'a';

      open = say_len (socket, &c, 1);
      if (*at == '\0')
        at--;
      if (open && g_socket_condition_timed_wait (socket, G_IO_IN | G_IO_HUP, 50 * 1000, NULL, NULL))
        open = g_socket_receive (socket, &c, 1, NULL, NULL) > 0;
    }
  return (g_get_monotonic_time () - start) / 1000;
}

static void
test_timeouts (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GSocket) silent = dial (fixture);
  g_autoptr (GSocket) header = dial (fixture);
  g_autoptr (GSocket) body = NULL, deaf = NULL;
  g_autofree char *nothing = NULL, *part = NULL;
  gint64 start = g_get_monotonic_time ();

  nothing = hear_all (silent);
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpint (g_get_monotonic_time () - start, <, 3 * G_USEC_PER_SEC);

  g_assert_cmpint (drip (header, "GET /thing HTTP/1.1\r\nX-"), <, 3000);
  body = dial (fixture);
  say (body, POST_HEAD "Content-Type: application/json\r\nContent-Length: 900\r\n\r\n");
  g_assert_cmpint (drip (body, "[4"), <, 3000);

  /* One that asks for much and does not read it. */
  deaf = dial (fixture);
  say (deaf, "GET /big HTTP/1.1\r\nHost: localhost\r\n\r\n");
  g_usleep (1500 * 1000);
  part = hear_all (deaf);
  g_assert_cmpuint (strlen (part), <, 8 * 1024 * 1024);
  assert_alive (fixture);
}

static void
take_few (Fixture *fixture)
{
  fixture->limits.connections.max_connections = 12;
  fixture->limits.connections.max_per_peer = 8;
  fixture->limits.connections.header_ms = 60 * 1000;
}

static void
test_caps (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *answer = NULL;
  gint64 deadline;

  for (guint i = 0; i < 8; i++)
    g_ptr_array_add (open, dial (fixture));
  /* The ninth of one address is told so, or reset before it could read that. */
  {
    g_autoptr (GSocket) socket = dial (fixture);

    answer = hear_all (socket);
    assert_status (answer, 503);
  }

  /* Closing them makes room again: none is leaked. */
  g_ptr_array_set_size (open, 0);
  deadline = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
  do
    {
      g_clear_pointer (&answer, g_free);
      answer = exchange (fixture, "GET /thing HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
  while (!g_str_has_prefix (answer, "HTTP/1.1 200") && g_get_monotonic_time () < deadline);
  for (guint i = 0; i < 50; i++)
    {
      assert_alive (fixture);
      assert_refused (fixture, POST_HEAD "Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n", 413, "too-large");
    }
}

/* A burst of idle connections is taken in at once, and others are served meanwhile. */
static void
take_many (Fixture *fixture)
{
  fixture->limits.connections.max_connections = 400;
  fixture->limits.connections.max_per_peer = 0;
}

static void
test_burst (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 325; i++)
    g_ptr_array_add (open, dial (fixture));
  assert_alive (fixture);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

/* The main loop answers while every worker is busy; beyond the queue it says so. */
static void
queue_little (Fixture *fixture)
{
  fixture->limits.n_workers = 1;
  fixture->limits.max_queue = 2;
}

static void
test_workers (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_slow = 0, n_busy = 0;

  g_mutex_lock (&fixture->gate);
  for (guint i = 0; i < 6; i++)
    {
      GSocket *socket = dial (fixture);

      say (socket, "GET /slow HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      g_ptr_array_add (waiting, socket);
      g_usleep (50 * 1000);
    }
  assert_refused (fixture, "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n", 404, "not-found");
  g_mutex_unlock (&fixture->gate);

  for (guint i = 0; i < waiting->len; i++)
    {
      g_autofree char *answer = hear_all (g_ptr_array_index (waiting, i));

      n_slow += g_str_has_prefix (answer, "HTTP/1.1 200");
      n_busy += g_str_has_prefix (answer, "HTTP/1.1 503");
    }
  g_assert_cmpuint (n_slow, ==, 3);
  g_assert_cmpuint (n_busy, ==, 3);
}

/* Clients that leave at every point of a request, while it is queued too. */
static void
test_leavers (Fixture       *fixture,
              gconstpointer  data)
{
  static const char request[] = POST_HEAD "Content-Type: application/json\r\nContent-Length: 4\r\n\r\n[42]";

  for (gsize length = 0; length <= sizeof request - 1; length += 3)
    {
      g_autoptr (GSocket) socket = dial (fixture);

      say_len (socket, request, length);
    }
  g_mutex_lock (&fixture->gate);
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (GSocket) socket = dial (fixture);

      say (socket, "GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
  g_mutex_unlock (&fixture->gate);
  assert_alive (fixture);
}

/* Stopping while requests are queued, refused and half read ends cleanly. */
static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GSocket) half = dial (fixture);
  g_autoptr (GSocket) slow = dial (fixture);
  g_autoptr (GSocket) refused = dial (fixture);

  fixture->wait_for_end = FALSE;
  say (half, POST_HEAD "Content-Type: application/json\r\nContent-Length: 4\r\n\r\n[4");
  say (refused, POST_HEAD "Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n[4");
  say (slow, "GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
  g_usleep (50 * 1000);
}

static const char *const own_hosts[] = { "localhost", "127.0.0.1", NULL };

static void
know_hosts (Fixture *fixture)
{
  fixture->hosts = own_hosts;
}

/* A page elsewhere that has its name resolve to this machine is not served. */
static void
test_hosts (Fixture       *fixture,
            gconstpointer  data)
{
  assert_refused (fixture, "GET /thing HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421, "misdirected");
  assert_refused (fixture, "GET http://evil.example/thing HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, "bad-request");
  assert_alive (fixture);
}

/* Random damage to a good request: no crash, no hang, and the server goes on. */
static void
test_noise (Fixture       *fixture,
            gconstpointer  data)
{
  static const char good[] = POST_HEAD "Content-Type: application/json\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n[42]";
  g_autoptr (GRand) random = g_rand_new_with_seed (20260101);

  for (guint i = 0; i < 400; i++)
    {
      g_autoptr (GSocket) socket = dial (fixture);
      g_autofree char *text = g_memdup2 (good, sizeof good - 1);
      g_autofree char *answer = NULL;

      for (guint j = g_rand_int_range (random, 1, 6); j > 0; j--)
        text[g_rand_int_range (random, 0, sizeof good - 1)] = g_rand_int_range (random, 0, 256);
      say_len (socket, text, sizeof good - 1);
      g_socket_shutdown (socket, FALSE, TRUE, NULL);
      answer = hear_all (socket);
    }
  assert_alive (fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, adjust, function) g_test_add (path, Fixture, adjust, set_up, function, tear_down)
  TEST ("/server/front/answers", NULL, test_answers);
  TEST ("/server/front/refusals", NULL, test_refusals);
  TEST ("/server/front/framing", NULL, test_framing);
  g_test_add_func ("/server/front/gate", test_gate);
  TEST ("/server/front/malformed", NULL, test_malformed);
  TEST ("/server/front/uploads", NULL, test_uploads);
  TEST ("/server/front/timeouts", be_impatient, test_timeouts);
  TEST ("/server/front/caps", take_few, test_caps);
  TEST ("/server/front/burst", take_many, test_burst);
  TEST ("/server/front/workers", queue_little, test_workers);
  TEST ("/server/front/leavers", NULL, test_leavers);
  TEST ("/server/front/stop", NULL, test_stop);
  TEST ("/server/front/hosts", know_hosts, test_hosts);
  TEST ("/server/front/noise", NULL, test_noise);
#undef TEST
  return g_test_run ();
}
