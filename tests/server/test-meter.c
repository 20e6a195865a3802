/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How many requests each may make: the meter by itself, with a clock of the test's, and the front with one, on loopback.
 */
#include "front-fixture.h"
#include "server/baton-meter.h"

#include <string.h>

#define SECOND ((gint64) G_USEC_PER_SEC)

/* A minute's worth at once, then as many as are paid back; others are not touched by it. */
static void
test_takes (void)
{
  g_autoptr (BatonMeter) meter = baton_meter_new (6);
  gint64 now = 1000 * SECOND;
  guint wait_s = 0;

  for (guint i = 0; i < 6; i++)
    g_assert_true (baton_meter_take (meter, "a", 1, now, &wait_s));
  g_assert_false (baton_meter_take (meter, "a", 1, now, &wait_s));
  g_assert_cmpuint (wait_s, ==, 10);
  g_assert_true (baton_meter_take (meter, "b", 1, now, &wait_s));

  /* What was refused has cost nothing, and who waits as long as said is let in. */
  g_assert_false (baton_meter_take (meter, "a", 1, now + 9 * SECOND, &wait_s));
  g_assert_cmpuint (wait_s, ==, 1);
  g_assert_true (baton_meter_take (meter, "a", 1, now + 10 * SECOND, &wait_s));
  g_assert_false (baton_meter_take (meter, "a", 1, now + 10 * SECOND, &wait_s));

  /* Nobody saves up more than a minute's. */
  now += 3600 * SECOND;
  g_assert_true (baton_meter_take (meter, "a", 5, now, &wait_s));
  g_assert_true (baton_meter_take (meter, "a", 1, now, &wait_s));
  g_assert_false (baton_meter_take (meter, "a", 1, now, &wait_s));
  /* What costs more than there ever is costs all there is. */
  g_assert_true (baton_meter_take (meter, "c", 100, now, &wait_s));
  g_assert_false (baton_meter_take (meter, "c", 1, now, &wait_s));
}

/* However many come, there is an end to what is kept; what is paid back goes again. */
static void
test_room (void)
{
  g_autoptr (BatonMeter) meter = baton_meter_new (1);
  gint64 now = 1000 * SECOND;
  guint wait_s = 0, refused = 0;

  for (guint i = 0; i < BATON_METER_MAX_KEYS + 100; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);

      refused += !baton_meter_take (meter, key, 1, now, &wait_s);
    }
  g_assert_cmpuint (baton_meter_count (meter), ==, BATON_METER_MAX_KEYS);
  g_assert_cmpuint (refused, ==, 100);
  g_assert_true (baton_meter_take (meter, "new", 1, now + 61 * SECOND, &wait_s));
  g_assert_cmpuint (baton_meter_count (meter), ==, 1);
}

static void
test_networks (void)
{
  static const char * const networks[][2] = {
    { "192.0.2.7", "192.0.2.7" }, { "::ffff:192.0.2.7", "192.0.2.7" }, { "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::" },
    { "2001:db8:1:2::9", "2001:db8:1:2::" }, { "2001:db8:1:3::9", "2001:db8:1:3::" }, { "::1", "::1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (networks); i++)
    {
      g_autoptr (GInetAddress) address = g_inet_address_new_from_string (networks[i][0]);
      g_autofree char *network = baton_peer_get_network (address);

      g_assert_cmpstr (network, ==, networks[i][1]);
    }
}

static void
limit (FrontFixture *fixture)
{
  fixture->limits.per_minute = 20;
}

static void
limit_behind_proxy (FrontFixture *fixture)
{
  limit (fixture);
  fixture->behind_proxy = TRUE;
}

static guint
ask (FrontFixture *fixture,
     const char   *path,
     const char   *fields)
{
  g_autofree char *request = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n", path, fields);
  g_autofree char *answer = front_exchange (fixture, request);
  guint status = (guint) g_ascii_strtoull (answer + strlen ("HTTP/1.1 "), NULL, 10);

  if (status == 429)
    {
      const char *retry = strstr (answer, "Retry-After: ");

      g_assert_nonnull (strstr (answer, "urn:baton:problem:rate-limited"));
      g_assert_nonnull (retry);
      g_assert_cmpuint (g_ascii_strtoull (retry + strlen ("Retry-After: "), NULL, 10), >, 0);
    }
  return status;
}

#define WITH_TOKEN "Authorization: Bearer " TOKEN "\r\n"
#define WITH_WRONG_TOKEN "Authorization: Bearer SECRET\r\n"

/* Who has no token, or a wrong one, is counted by the address; who has one, by that. */
static void
test_front (FrontFixture  *fixture,
            gconstpointer  data)
{
  for (guint i = 0; i < 20; i++)
    g_assert_cmpuint (ask (fixture, "/thing", i % 2 == 0 ? "" : WITH_WRONG_TOKEN), ==, i % 2 == 0 ? 200 : 401);
  g_assert_cmpuint (ask (fixture, "/thing", ""), ==, 429);
  g_assert_cmpuint (ask (fixture, "/thing", WITH_WRONG_TOKEN), ==, 429);
  g_assert_cmpuint (ask (fixture, "/health", ""), ==, 200);
  g_assert_cmpuint (ask (fixture, "/thing", WITH_TOKEN), ==, 200);

  /* A program to be checked counts as ten, and where it is refused its body is not waited for. */
  front_assert_refused (fixture, "POST /program HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n", 429, "rate-limited");
  {
    static const char program[] = "POST /program HTTP/1.1\r\nHost: localhost\r\n" WITH_TOKEN "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
    g_autofree char *first = front_exchange (fixture, program);

    front_assert_status (first, 200);
    front_assert_refused (fixture, program, 429, "rate-limited");
  }
  g_assert_cmpuint (ask (fixture, "/thing", WITH_TOKEN), ==, 200);
}

/* Behind a proxy the address is the one that the proxy has added last, and whoever it speaks for is not this machine. */
static void
test_proxy (FrontFixture  *fixture,
            gconstpointer  data)
{
  for (guint i = 0; i < 20; i++)
    g_assert_cmpuint (ask (fixture, "/thing", "X-Forwarded-For: 198.51.100.1, 2001:db8::1\r\n"), ==, 200);
  g_assert_cmpuint (ask (fixture, "/thing", "X-Forwarded-For: 198.51.100.1, 2001:db8::2\r\n"), ==, 429);
  g_assert_cmpuint (ask (fixture, "/thing", "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-For: 2001:db8::3\r\n"), ==, 429);
  g_assert_cmpuint (ask (fixture, "/thing", "X-Forwarded-For: 198.51.100.1\r\n"), ==, 200);
  /* One that says nothing of whom it speaks for would make all of them one. */
  for (guint i = 0; i < 25; i++)
    g_assert_cmpuint (ask (fixture, "/thing", ""), ==, 200);

  g_assert_cmpuint (ask (fixture, "/health", ""), ==, 200);
  g_assert_cmpuint (ask (fixture, "/health", "X-Forwarded-For: 203.0.113.20\r\n"), ==, 401);
  g_assert_cmpuint (ask (fixture, "/health", "Via: 1.1 proxy\r\n"), ==, 401);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/meter/takes", test_takes);
  g_test_add_func ("/server/meter/room", test_room);
  g_test_add_func ("/server/meter/networks", test_networks);
  g_test_add ("/server/meter/front", FrontFixture, limit, front_set_up, test_front, front_tear_down);
  g_test_add ("/server/meter/proxy", FrontFixture, limit_behind_proxy, front_set_up, test_proxy, front_tear_down);
  return g_test_run ();
}
