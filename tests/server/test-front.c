/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The HTTP front from outside: raw sockets on loopback, as a client that means no good would use them.
 */
#include "front-fixture.h"

#include <string.h>

static void
test_answers (FrontFixture  *fixture,
              gconstpointer  data)
{
  g_autofree char *first = NULL, *second = NULL, *third = NULL, *fourth = NULL, *fifth = NULL;

  first = front_exchange (fixture, "GET /thing HTTP/1.1\r\nHost: localhost\r\n\r\n");
  front_assert_status (first, 200);
  g_assert_nonnull (strstr (first, "X-Content-Type-Options: nosniff\r\n"));
  g_assert_nonnull (strstr (first, "Content-Security-Policy: default-src 'none'"));
  g_assert_nonnull (strstr (first, "X-Request-Id: "));
  g_assert_nonnull (strstr (first, "Connection: close\r\n"));
  g_assert_true (g_str_has_suffix (first, "\r\n\r\n|||"));

  second = front_exchange (fixture, POST_HEAD "Content-Type: application/json; charset=utf-8\r\nContent-Length: 4\r\n\r\n[42]");
  front_assert_status (second, 200);
  g_assert_true (g_str_has_suffix (second, "||Maria|[42]"));

  third = front_exchange (fixture, "GET /things/a%20b/%C3%A4?x=SECRET HTTP/1.1\r\nHost: localhost\r\n"
                                   "Range: bytes=0-0,0-0,0-0\r\n\r\n");
  front_assert_status (third, 200);
  g_assert_true (g_str_has_suffix (third, "a b|ä||"));

  fourth = front_exchange (fixture, "HEAD /thing HTTP/1.1\r\nHost: localhost\r\n\r\n");
  front_assert_status (fourth, 200);
  g_assert_nonnull (strstr (fourth, "Content-Length: 3\r\n"));
  g_assert_true (g_str_has_suffix (fourth, "\r\n\r\n"));

  fifth = front_exchange (fixture, POST_HEAD "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                                   "2\r\n[4\r\n2\r\n2]\r\n0\r\n\r\n");
  front_assert_status (fifth, 200);
  g_assert_true (g_str_has_suffix (fifth, "||Maria|[42]"));
}

static void
test_refusals (FrontFixture  *fixture,
               gconstpointer  data)
{
  g_autofree char *answer = NULL;
  g_autofree char *long_path = g_strnfill (5000, 'a');
  g_autofree char *long_request = g_strdup_printf ("GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n", long_path);
  g_autofree char *wide_request = g_strdup_printf ("GET /thing HTTP/1.1\r\nHost: localhost\r\nX-A: %s\r\nX-B: %s\r\n"
                                                   "X-C: %s\r\nX-D: %s\r\n\r\n",
                                                   long_path, long_path, long_path, long_path);
  g_autoptr (GString) many = g_string_new ("GET /thing HTTP/1.1\r\nHost: localhost\r\n");

  front_assert_refused (fixture, "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n", 404, "not-found");
  front_assert_refused (fixture, "GET /thing/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 404, "not-found");
  front_assert_refused (fixture, "GET /things//b HTTP/1.1\r\nHost: localhost\r\n\r\n", 404, "not-found");
  front_assert_refused (fixture, "GET /things/a%2Fb/c HTTP/1.1\r\nHost: localhost\r\n\r\n", 404, "not-found");
  front_assert_refused (fixture, "GET /things/%00/c HTTP/1.1\r\nHost: localhost\r\n\r\n", 404, "not-found");
  front_assert_refused (fixture, "GET /things/%ff/c HTTP/1.1\r\nHost: localhost\r\n\r\n", 404, "not-found");
  front_assert_refused (fixture, "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", 404, "not-found");
  front_assert_refused (fixture, "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", 404, "not-found");
  front_assert_refused (fixture, "GET /thing?%ff HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, "bad-request");
  front_assert_refused (fixture, "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, "bad-request");
  front_assert_refused (fixture, "GET /thing HTTP/1.1\r\nHost: localhost\r\nAccept: text/html, image/*;q=0.2\r\n\r\n", 406,
                        "not-acceptable");
  front_assert_refused (fixture, "GET /thing HTTP/1.1\r\nHost: localhost\r\nAccept: text/plain;q=0\r\n\r\n", 406, "not-acceptable");
  front_assert_refused (fixture, "POST /thing HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\r\n", 401,
                        "unauthorised");
  front_assert_refused (fixture, "GET /thing HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer SECRET\r\n\r\n", 401,
                        "unauthorised");
  /* Where it cannot be looked up, nobody is told that it is unknown. */
  front_assert_refused (fixture, "GET /thing HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer damaged\r\n\r\n", 500, "internal");
  front_assert_refused (fixture, "GET /thing HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic U0VDUkVU\r\n\r\n", 401,
                        "unauthorised");
  front_assert_refused (fixture, "GET /thing HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " TOKEN
                                 "\r\nAuthorization: Bearer " TOKEN "\r\n\r\n", 401, "unauthorised");
  front_assert_refused (fixture, POST_HEAD "Content-Type: text/xml\r\nContent-Length: 0\r\n\r\n", 415, "unsupported-type");
  front_assert_refused (fixture, POST_HEAD "Content-Length: 0\r\n\r\n", 415, "unsupported-type");
  front_assert_refused (fixture, "GET /thing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello", 413, "too-large");
  front_assert_refused (fixture, "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n", 500, "internal");
  front_assert_refused (fixture, long_request, 414, "address-too-long");
  front_assert_refused (fixture, wide_request, 431, "headers-too-large");
  for (guint i = 0; i < 70; i++)
    g_string_append_printf (many, "X-%u: y\r\n", i);
  g_string_append (many, "\r\n");
  front_assert_refused (fixture, many->str, 431, "headers-too-large");

  answer = front_exchange (fixture, "DELETE /thing HTTP/1.1\r\nHost: localhost\r\n\r\n");
  front_assert_status (answer, 405);
  g_assert_nonnull (strstr (answer, "Allow: GET, HEAD, POST\r\n"));
  front_assert_alive (fixture);
}

static void
test_framing (FrontFixture  *fixture,
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
      answer = front_exchange (fixture, request);
      front_assert_status (answer, 400);
      g_assert_nonnull (strstr (answer, "urn:baton:problem:bad-framing"));
      g_assert_null (strstr (answer + 1, "HTTP/1.1"));
      g_assert_cmpint (g_atomic_int_get (&fixture->n_handled), ==, before);
    }
  front_assert_alive (fixture);
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
test_malformed (FrontFixture  *fixture,
                gconstpointer  data)
{
  g_autofree char *endless = g_strnfill (30000, 'a');
  g_autofree char *huge = g_strdup_printf ("GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n", endless);
  g_autofree char *answer = NULL;
  g_autoptr (GSocket) slow = front_dial (fixture);

  front_assert_refused (fixture, "GET / HTTP/1.1\r\nHost: localhost\r\n X: folded\r\n\r\n", 400, "bad-request");
  front_assert_refused (fixture, "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", 400, "bad-request");
  front_assert_refused (fixture, "GET / HTTP/1.1\r\nHost: localhost\r\nX: a\rContent-Length: 5\r\n\r\n", 400, "bad-request");
  front_assert_refused (fixture, "\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, "bad-request");
  front_assert_refused (fixture, huge, 431, "headers-too-large");

  front_say (slow, "GET /thing HT");
  g_usleep (50 * 1000);
  front_say (slow, "TP/1.1\r\nHost: localhost\r\n\r");
  g_usleep (50 * 1000);
  front_say (slow, "\n");
  answer = front_hear_all (slow);
  front_assert_status (answer, 200);
}

/* An upload beyond the limit is answered and cut off, not read to its end. */
static void
test_uploads (FrontFixture  *fixture,
              gconstpointer  data)
{
  g_autofree char *block = g_strnfill (64 * 1024, 'x');
  g_autofree char *answer = NULL;
  g_autofree char *fit = NULL, *over = NULL;
  g_autofree char *one = g_strnfill (MAX_BODY, ' ');
  gsize sent = 0;

  fit = g_strdup_printf (POST_HEAD "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", MAX_BODY, one);
  answer = front_exchange (fixture, fit);
  front_assert_status (answer, 200);
  over = g_strdup_printf (POST_HEAD "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s ", MAX_BODY + 1, one);
  front_assert_refused (fixture, over, 413, "too-large");

  for (guint chunked = 0; chunked <= 1; chunked++)
    {
      g_autoptr (GSocket) socket = front_dial (fixture);

      g_assert_true (front_say (socket, POST_HEAD "Content-Type: application/json\r\n"));
      if (chunked)
        g_assert_true (front_say (socket, "Transfer-Encoding: chunked\r\n\r\n"));
      else
        g_assert_true (front_say (socket, "Content-Length: 50000000\r\n\r\n"));
      for (sent = 0; sent < 50000000; sent += 64 * 1024)
        if ((chunked && !front_say (socket, "10000\r\n")) || !front_say_len (socket, block, 64 * 1024) || (chunked && !front_say (socket, "\r\n")))
          break;
      /* What fits into the socket buffers of both sides, and what is drained so that the answer can be read. */
      g_assert_cmpuint (sent, <, 16 * 1024 * 1024);
    }

  /* A client that waits for 100 gets the refusal instead, and no 100. */
  g_free (answer);
  answer = front_exchange (fixture, POST_HEAD "Content-Type: application/json\r\nContent-Length: 50000000\r\n"
                                    "Expect: 100-continue\r\n\r\n");
  front_assert_status (answer, 413);
  g_assert_null (strstr (answer, "100 Continue"));
  front_assert_alive (fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, adjust, function) g_test_add (path, FrontFixture, adjust, front_set_up, function, front_tear_down)
  TEST ("/server/front/answers", NULL, test_answers);
  TEST ("/server/front/refusals", NULL, test_refusals);
  TEST ("/server/front/framing", NULL, test_framing);
  g_test_add_func ("/server/front/gate", test_gate);
  TEST ("/server/front/malformed", NULL, test_malformed);
  TEST ("/server/front/uploads", NULL, test_uploads);
#undef TEST
  return g_test_run ();
}
