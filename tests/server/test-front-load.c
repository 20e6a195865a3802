/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The HTTP front under load and against those who wait, leave, lie about where they are, or send noise: times, caps, workers, and
 * an end in the middle.
 */
#include "front-fixture.h"

#include <string.h>

static void
be_impatient (FrontFixture *fixture)
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

      open = front_say_len (socket, &c, 1);
      if (*at == '\0')
        at--;
      if (open && g_socket_condition_timed_wait (socket, G_IO_IN | G_IO_HUP, 50 * 1000, NULL, NULL))
        open = g_socket_receive (socket, &c, 1, NULL, NULL) > 0;
    }
  return (g_get_monotonic_time () - start) / 1000;
}

static void
test_timeouts (FrontFixture  *fixture,
               gconstpointer  data)
{
  g_autoptr (GSocket) silent = front_dial (fixture);
  g_autoptr (GSocket) header = front_dial (fixture);
  g_autoptr (GSocket) body = NULL, deaf = NULL;
  g_autofree char *nothing = NULL, *part = NULL;
  gint64 start = g_get_monotonic_time ();

  nothing = front_hear_all (silent);
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpint (g_get_monotonic_time () - start, <, 3 * G_USEC_PER_SEC);

  g_assert_cmpint (drip (header, "GET /thing HTTP/1.1\r\nX-"), <, 3000);
  body = front_dial (fixture);
  front_say (body, POST_HEAD "Content-Type: application/json\r\nContent-Length: 900\r\n\r\n");
  g_assert_cmpint (drip (body, "[4"), <, 3000);

  /* One that asks for much and does not read it. */
  deaf = front_dial (fixture);
  front_say (deaf, "GET /big HTTP/1.1\r\nHost: localhost\r\n\r\n");
  g_usleep (1500 * 1000);
  part = front_hear_all (deaf);
  g_assert_cmpuint (strlen (part), <, 8 * 1024 * 1024);
  front_assert_alive (fixture);
}

static void
take_few (FrontFixture *fixture)
{
  fixture->limits.connections.max_connections = 12;
  fixture->limits.connections.max_per_peer = 8;
  fixture->limits.connections.header_ms = 60 * 1000;
}

static void
test_caps (FrontFixture  *fixture,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *answer = NULL;
  gint64 deadline;

  for (guint i = 0; i < 8; i++)
    g_ptr_array_add (open, front_dial (fixture));
  /* The ninth of one address is told so, or reset before it could read that. */
  {
    g_autoptr (GSocket) socket = front_dial (fixture);

    answer = front_hear_all (socket);
    front_assert_status (answer, 503);
  }

  /* Closing them makes room again: none is leaked. */
  g_ptr_array_set_size (open, 0);
  deadline = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
  do
    {
      g_clear_pointer (&answer, g_free);
      answer = front_exchange (fixture, "GET /thing HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
  while (!g_str_has_prefix (answer, "HTTP/1.1 200") && g_get_monotonic_time () < deadline);
  for (guint i = 0; i < 50; i++)
    {
      front_assert_alive (fixture);
      front_assert_refused (fixture, POST_HEAD "Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n", 413, "too-large");
    }
}

static void
keep_little (FrontFixture *fixture)
{
  fixture->limits.max_sending = 12 * 1024 * 1024;
}

/* Who asks for much and does not read it does not have the server keep more and more. */
static void
test_deaf (FrontFixture  *fixture,
           gconstpointer  data)
{
  const char *request = "GET /big HTTP/1.1\r\nHost: localhost\r\n\r\n";
  gint64 deadline = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
  GSocket *deaf = front_dial (fixture);
  g_autofree char *refused = NULL, *answer = NULL;

  front_say (deaf, request);
  /* It has begun to come, and will not be out while nobody reads it. */
  g_assert_true (g_socket_condition_timed_wait (deaf, G_IO_IN, 10 * G_USEC_PER_SEC, NULL, NULL));
  refused = front_exchange (fixture, request);
  front_assert_status (refused, 503);
  front_assert_alive (fixture);
  g_object_unref (deaf);
  do
    {
      g_clear_pointer (&answer, g_free);
      answer = front_exchange (fixture, request);
    }
  while (!g_str_has_prefix (answer, "HTTP/1.1 200") && g_get_monotonic_time () < deadline);
  front_assert_status (answer, 200);
}

/* A burst of idle connections is taken in at once, and others are served meanwhile. */
static void
take_many (FrontFixture *fixture)
{
  fixture->limits.connections.max_connections = 400;
  fixture->limits.connections.max_per_peer = 0;
}

static void
test_burst (FrontFixture  *fixture,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 325; i++)
    g_ptr_array_add (open, front_dial (fixture));
  front_assert_alive (fixture);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

/* The main loop answers while every worker is busy; beyond the queue it says so. */
static void
queue_little (FrontFixture *fixture)
{
  fixture->limits.n_workers = 1;
  fixture->limits.max_queue = 2;
}

static void
test_workers (FrontFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_slow = 0, n_busy = 0;

  g_mutex_lock (&fixture->gate);
  for (guint i = 0; i < 6; i++)
    {
      GSocket *socket = front_dial (fixture);

      front_say (socket, "GET /slow HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      g_ptr_array_add (waiting, socket);
      g_usleep (50 * 1000);
    }
  front_assert_refused (fixture, "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n", 404, "not-found");
  g_mutex_unlock (&fixture->gate);

  for (guint i = 0; i < waiting->len; i++)
    {
      g_autofree char *answer = front_hear_all (g_ptr_array_index (waiting, i));

      n_slow += g_str_has_prefix (answer, "HTTP/1.1 200");
      n_busy += g_str_has_prefix (answer, "HTTP/1.1 503");
    }
  g_assert_cmpuint (n_slow, ==, 3);
  g_assert_cmpuint (n_busy, ==, 3);
}

/* Clients that leave at every point of a request, while it is queued too. */
static void
test_leavers (FrontFixture  *fixture,
              gconstpointer  data)
{
  static const char request[] = POST_HEAD "Content-Type: application/json\r\nContent-Length: 4\r\n\r\n[42]";

  for (gsize length = 0; length <= sizeof request - 1; length += 3)
    {
      g_autoptr (GSocket) socket = front_dial (fixture);

      front_say_len (socket, request, length);
    }
  g_mutex_lock (&fixture->gate);
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (GSocket) socket = front_dial (fixture);

      front_say (socket, "GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
  g_mutex_unlock (&fixture->gate);
  front_assert_alive (fixture);
}

/* Stopping while requests are queued, refused and half read ends cleanly. */
static void
test_stop (FrontFixture  *fixture,
           gconstpointer  data)
{
  g_autoptr (GSocket) half = front_dial (fixture);
  g_autoptr (GSocket) slow = front_dial (fixture);
  g_autoptr (GSocket) refused = front_dial (fixture);

  fixture->wait_for_end = FALSE;
  front_say (half, POST_HEAD "Content-Type: application/json\r\nContent-Length: 4\r\n\r\n[4");
  front_say (refused, POST_HEAD "Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n[4");
  front_say (slow, "GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
  g_usleep (50 * 1000);
}

static const char *const own_hosts[] = { "localhost", "127.0.0.1", NULL };

static void
know_hosts (FrontFixture *fixture)
{
  fixture->hosts = own_hosts;
}

/* A page elsewhere that has its name resolve to this machine is not served. */
static void
test_hosts (FrontFixture  *fixture,
            gconstpointer  data)
{
  front_assert_refused (fixture, "GET /thing HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421, "misdirected");
  front_assert_refused (fixture, "GET http://evil.example/thing HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, "bad-request");
  front_assert_alive (fixture);
}

/* Random damage to a good request: no crash, no hang, and the server goes on. */
static void
test_noise (FrontFixture  *fixture,
            gconstpointer  data)
{
  static const char good[] = POST_HEAD "Content-Type: application/json\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n[42]";
  g_autoptr (GRand) random = g_rand_new_with_seed (20260101);

  for (guint i = 0; i < 400; i++)
    {
      g_autoptr (GSocket) socket = front_dial (fixture);
      g_autofree char *text = g_memdup2 (good, sizeof good - 1);
      g_autofree char *answer = NULL;

      for (guint j = g_rand_int_range (random, 1, 6); j > 0; j--)
        text[g_rand_int_range (random, 0, sizeof good - 1)] = g_rand_int_range (random, 0, 256);
      front_say_len (socket, text, sizeof good - 1);
      g_socket_shutdown (socket, FALSE, TRUE, NULL);
      answer = front_hear_all (socket);
    }
  front_assert_alive (fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, adjust, function) g_test_add (path, FrontFixture, adjust, front_set_up, function, front_tear_down)
  TEST ("/server/front-load/timeouts", be_impatient, test_timeouts);
  TEST ("/server/front-load/caps", take_few, test_caps);
  TEST ("/server/front-load/deaf", keep_little, test_deaf);
  TEST ("/server/front-load/burst", take_many, test_burst);
  TEST ("/server/front-load/workers", queue_little, test_workers);
  TEST ("/server/front-load/leavers", NULL, test_leavers);
  TEST ("/server/front-load/stop", NULL, test_stop);
  TEST ("/server/front-load/hosts", know_hosts, test_hosts);
  TEST ("/server/front-load/noise", NULL, test_noise);
#undef TEST
  return g_test_run ();
}
