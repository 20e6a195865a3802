/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The API over a real server in this process: revisions and their conditions, the same push sent again, what is refused
 * and how.
 */
#include "api-fixture.h"

#include <string.h>

static void
test_revisions (ApiFixture    *fixture,
                gconstpointer  data)
{
  g_auto (ApiReply) reply = { 0 };
  g_autofree char *first = NULL, *second = NULL, *condition = NULL, *etag = NULL, *other = NULL;
  g_autoptr (BatonValue) sent = NULL;
  const BatonValue *list;

  api_ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/head", NULL, NULL, &reply);
  g_assert_cmpuint (reply.status, ==, 200);
  g_assert_cmpstr (reply.body, ==, "{\"revision\":0}");

  first = api_push (fixture, fixture->program, "The first");
  other = api_renamed (fixture, "Stars");
  second = api_push (fixture, other, "The second");
  g_assert_true (g_str_has_prefix (first, "\"r1-"));
  g_assert_true (g_str_has_prefix (second, "\"r2-"));

  api_ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/head", NULL, NULL, &reply);
  etag = api_reply_header (&reply, "ETag");
  g_assert_cmpstr (etag, ==, second);
  g_assert_cmpint (baton_value_get_member_integer (reply.value, "revision", 0), ==, 2);
  g_assert_cmpint (baton_value_get_member_integer (reply.value, "parent", 0), ==, 1);
  g_assert_cmpstr (baton_value_get_member_string (reply.value, "by"), ==, "publisher");
  g_assert_cmpstr (baton_value_get_member_string (reply.value, "message"), ==, "The second");
  condition = g_strdup_printf ("If-None-Match: %s\r\n", second);
  api_ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/head", condition, NULL, &reply);
  g_assert_cmpuint (reply.status, ==, 304);
  g_assert_cmpstr (reply.body, ==, "");

  api_ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/revisions/1/program", NULL, NULL, &reply);
  g_assert_cmpuint (reply.status, ==, 200);
  sent = baton_json_parse (fixture->program, strlen (fixture->program), NULL);
  g_assert_true (baton_value_equal (reply.value, sent));

  api_ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/revisions?limit=1", NULL, NULL, &reply);
  list = baton_value_get_member (reply.value, "revisions");
  g_assert_cmpuint (baton_value_get_length (list), ==, 1);
  g_assert_cmpint (baton_value_get_member_integer (baton_value_get_element (list, 0), "revision", 0), ==, 2);
  api_ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/revisions?before=2", NULL, NULL, &reply);
  list = baton_value_get_member (reply.value, "revisions");
  g_assert_cmpuint (baton_value_get_length (list), ==, 1);
  g_assert_cmpint (baton_value_get_member_integer (baton_value_get_element (list, 0), "revision", 0), ==, 1);
  api_ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/revisions?limit=201", NULL, NULL, &reply);
  api_assert_refused (&reply, 400, "bad-request");
  api_ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/revisions/3", NULL, NULL, &reply);
  api_assert_refused (&reply, 404, "not-found");
  api_ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/revisions/-1", NULL, NULL, &reply);
  api_assert_refused (&reply, 404, "not-found");
}

static void
test_conditions (ApiFixture    *fixture,
                 gconstpointer  data)
{
  g_auto (ApiReply) reply = { 0 };
  g_autofree char *body = api_push_body (fixture->program, "m");
  g_autofree char *headers = NULL, *etag = NULL, *again = NULL, *key = NULL, *etag_after = NULL, *first = NULL;
  g_autofree char *other = api_push_body (fixture->program, "something else");
  const BatonValue *head;

  api_ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions", "Content-Type: application/json\r\nIf-Match: \"r0\"\r\n", body,
           &reply);
  api_assert_refused (&reply, 400, "idempotency-missing");
  api_ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions",
           "Content-Type: application/json\r\nIdempotency-Key: key-12345\r\n", body, &reply);
  api_assert_refused (&reply, 428, "precondition-required");
  api_ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions",
           "Content-Type: application/json\r\nIdempotency-Key: key-12345\r\nIf-Match: *\r\n", body, &reply);
  api_assert_refused (&reply, 428, "precondition-required");

  etag = api_push (fixture, fixture->program, "m");
  headers = api_write_headers (fixture, "\"r0\"");
  api_ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions", headers, body, &reply);
  api_assert_refused (&reply, 412, "head-moved");
  head = baton_value_get_member (reply.value, "head");
  g_assert_cmpint (baton_value_get_member_integer (head, "revision", 0), ==, 1);
  g_assert_cmpstr (baton_value_get_member_string (head, "by"), ==, "publisher");
  g_assert_nonnull (baton_value_get_member_string (head, "at"));
  g_assert_nonnull (baton_value_get_member_string (head, "digest"));

  /* The same write sent again: the same answer, though the head has moved by it. */
  key = api_write_headers (fixture, etag);
  api_ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions", key, body, &reply);
  g_assert_cmpuint (reply.status, ==, 201);
  first = g_strdup (reply.body);
  api_ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions", key, body, &reply);
  g_assert_cmpuint (reply.status, ==, 201);
  g_assert_cmpstr (reply.body, ==, first);
  again = api_reply_header (&reply, "ETag");
  g_assert_true (g_str_has_prefix (again, "\"r2-"));
  api_ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions", key, other, &reply);
  api_assert_refused (&reply, 422, "idempotency-reused");
  /* Keys belong to their token: another's tells nothing. */
  api_ask (fixture, BATON_ROLE_ADMIN, "POST", "/v1/revisions", key, body, &reply);
  api_assert_refused (&reply, 412, "head-moved");

  api_ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/head", NULL, NULL, &reply);
  etag_after = api_reply_header (&reply, "ETag");
  g_assert_cmpstr (etag_after, ==, again);
}

static void
test_bodies (ApiFixture    *fixture,
             gconstpointer  data)
{
  static const char *const bad[] = {
    "", "{", "[]", "{}", "{\"program\":[]}", "{\"program\":{},\"program\":{}}", "{\"message\":1,\"program\":{}}", "{\"message\":\"\\u001b[2J\",\"program\":{}}", "{\"message\":\"\\u0085\",\"program\":{}}",
    "{\"program\":{},\"force\":true}", "{\"program\":null}", "{\"program\":{\"a\":1.5}}", "\xff",
  };
  g_auto (ApiReply) reply = { 0 };
  g_autofree char *long_message = g_strnfill (BATON_SERVER_MAX_MESSAGE + 1, 'x');
  g_autofree char *fit = g_strndup (long_message, BATON_SERVER_MAX_MESSAGE);
  g_autofree char *too_long = api_push_body (fixture->program, long_message);
  g_autofree char *invalid = api_push_body ("{\"baton\":\"program\",\"schema\":1,\"entities\":{\"tier\":{\"a-0123456789\":{\"x\":1}}}}", "");
  g_autofree char *headers = api_write_headers (fixture, "\"r0\"");
  g_autofree char *etag = NULL;
  g_autoptr (BatonValue) errors = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      api_ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions", headers, bad[i], &reply);
      api_assert_refused (&reply, 400, "bad-json");
    }
  api_ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions", headers, too_long, &reply);
  api_assert_refused (&reply, 413, "too-large");

  api_ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions", headers, invalid, &reply);
  api_assert_refused (&reply, 422, "validation-failed");
  errors = baton_value_ref (baton_value_get_member (reply.value, "errors"));
  g_assert_cmpuint (baton_value_get_length (errors), >, 0);
  g_assert_nonnull (baton_value_get_member_string (baton_value_get_element (errors, 0), "rule"));

  api_ask (fixture, BATON_ROLE_EDITOR, "POST", "/v1/validate", "Content-Type: application/json\r\n", invalid, &reply);
  g_assert_cmpuint (reply.status, ==, 200);
  g_assert_false (baton_value_get_boolean (baton_value_get_member (reply.value, "valid")));
  g_assert_true (baton_value_equal (baton_value_get_member (reply.value, "errors"), errors));

  api_ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/head", NULL, NULL, &reply);
  g_assert_cmpint (baton_value_get_member_integer (reply.value, "revision", -1), ==, 0);
  etag = api_push (fixture, fixture->program, fit);
}

static void
test_restore (ApiFixture    *fixture,
              gconstpointer  data)
{
  g_auto (ApiReply) reply = { 0 };
  g_autofree char *other = api_renamed (fixture, "Stars");
  g_autofree char *first = api_push (fixture, fixture->program, "The first");
  g_autofree char *second = api_push (fixture, other, "The second");
  g_autofree char *stale = api_write_headers (fixture, first);
  g_autofree char *headers = api_write_headers (fixture, second);
  g_autofree char *third = NULL, *later = NULL;

  api_ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions/1/restore", stale, "{\"message\":\"back\"}", &reply);
  api_assert_refused (&reply, 412, "head-moved");
  api_ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions/9/restore", headers, "{\"message\":\"back\"}", &reply);
  api_assert_refused (&reply, 404, "not-found");
  api_ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions/1/restore", headers, "{\"message\":\"back\"}", &reply);
  g_assert_cmpuint (reply.status, ==, 201);
  g_assert_cmpint (baton_value_get_member_integer (reply.value, "revision", 0), ==, 3);
  g_assert_cmpint (baton_value_get_member_integer (reply.value, "restored-from", 0), ==, 1);
  third = api_reply_header (&reply, "ETag");
  /* The same content as the first, so the same digest. */
  g_assert_cmpstr (first + 4, ==, third + 4);
  api_ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions/1/restore", headers, "{\"message\":\"back\"}", &reply);
  g_assert_cmpuint (reply.status, ==, 201);
  g_assert_cmpint (baton_value_get_member_integer (reply.value, "revision", 0), ==, 3);
  later = api_push (fixture, other, "On again");
  g_assert_true (g_str_has_prefix (later, "\"r4-"));

  api_ask (fixture, BATON_ROLE_ADMIN, "GET", "/v1/audit", NULL, NULL, &reply);
  g_assert_cmpuint (reply.status, ==, 200);
  g_assert_cmpuint (baton_value_get_length (baton_value_get_member (reply.value, "entries")), ==, 5 + 4);
  g_assert_true (baton_archive_verify (fixture->archive, NULL, NULL));
}

/* The smallest PNG: one pixel. */
static const guint8 pixel[] = {
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00,
  0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x00, 0x00, 0x1f, 0x15, 0xc4, 0x89, 0x00, 0x00, 0x00, 0x0d, 0x49,
  0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0xf8, 0xcf, 0xc0, 0xf0, 0x1f, 0x00, 0x05, 0x00, 0x01, 0xff, 0x89, 0x99, 0x3d,
  0x1d, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
};

static void
test_assets (ApiFixture    *fixture,
             gconstpointer  data)
{
  g_auto (ApiReply) reply = { 0 };
  g_autofree char *digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, pixel, sizeof pixel);
  g_autofree char *path = g_strdup_printf ("/v1/assets/sha256/%s", digest);
  g_autofree char *policy = NULL;
  g_autofree char *zeros = g_strnfill (64, '0');
  g_autofree char *wrong = g_strdup_printf ("/v1/assets/sha256/%s", zeros);

  api_ask (fixture, BATON_ROLE_EDITOR, "HEAD", path, NULL, NULL, &reply);
  g_assert_cmpuint (reply.status, ==, 404);
  api_ask_bytes (fixture, BATON_ROLE_EDITOR, "PUT", wrong, "Content-Type: image/png\r\n", pixel, sizeof pixel, &reply);
  api_assert_refused (&reply, 400, "digest-mismatch");
  api_ask_bytes (fixture, BATON_ROLE_EDITOR, "PUT", path, "Content-Type: image/jpeg\r\n", pixel, sizeof pixel, &reply);
  api_assert_refused (&reply, 415, "unsupported-type");
  api_ask_bytes (fixture, BATON_ROLE_EDITOR, "PUT", path, "Content-Type: text/html\r\n", pixel, sizeof pixel, &reply);
  api_assert_refused (&reply, 415, "unsupported-type");
  api_ask_bytes (fixture, BATON_ROLE_EDITOR, "PUT", path, "Content-Type: image/png\r\n", pixel, sizeof pixel, &reply);
  g_assert_cmpuint (reply.status, ==, 201);
  api_ask_bytes (fixture, BATON_ROLE_EDITOR, "PUT", path, "Content-Type: image/png\r\n", pixel, sizeof pixel, &reply);
  g_assert_cmpuint (reply.status, ==, 200);
  api_ask (fixture, BATON_ROLE_EDITOR, "HEAD", path, NULL, NULL, &reply);
  g_assert_cmpuint (reply.status, ==, 200);
  api_ask (fixture, BATON_ROLE_VIEWER, "GET", path, NULL, NULL, &reply);
  g_assert_cmpuint (reply.status, ==, 200);
  g_assert_cmpuint (reply.length, ==, sizeof pixel);
  policy = api_reply_header (&reply, "Content-Security-Policy");
  g_assert_nonnull (strstr (policy, "sandbox"));
  api_ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/assets/sha256/..%2f..%2fbatond.db", NULL, NULL, &reply);
  api_assert_refused (&reply, 404, "not-found");
}

/* Puts the sample program on the server: its pictures first. */
static char *
push_sample (ApiFixture *fixture)
{
  const char *root = g_getenv ("BATON_SOURCE_ROOT");
  g_autofree char *folder = g_build_filename (root, "data", "samples", "influencer", "assets", NULL);
  g_autofree char *path = g_build_filename (root, "data", "samples", "influencer.json", NULL);
  g_autofree char *program = NULL, *etag = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_autofree char *digest = g_strndup (name, strcspn (name, "."));
      g_autofree char *address = g_strdup_printf ("/v1/assets/sha256/%s", digest);
      g_autofree char *content = NULL;
      g_auto (ApiReply) reply = { 0 };
      gsize length;

      g_assert_true (g_file_get_contents (file, &content, &length, NULL));
      api_ask_bytes (fixture, BATON_ROLE_EDITOR, "PUT", address,
                     g_str_has_suffix (name, ".svg") ? "Content-Type: image/svg+xml\r\n" : "Content-Type: image/png\r\n",
                     content, length, &reply);
      g_assert_cmpuint (reply.status, ==, 201);
    }
  g_assert_true (g_file_get_contents (path, &program, NULL, NULL));
  etag = api_push (fixture, program, "The sample");
  return g_steal_pointer (&program);
}

static void
test_preview (ApiFixture    *fixture,
              gconstpointer  data)
{
  g_auto (ApiReply) index = { 0 };
  g_auto (ApiReply) reply = { 0 };
  g_autofree char *program = NULL, *etag = NULL;
  g_autoptr (BatonValue) value = NULL;
  const BatonValue *personas;

  api_ask (fixture, BATON_ROLE_ANONYMOUS, "GET", "/preview/", NULL, NULL, &reply);
  g_assert_cmpuint (reply.status, ==, 200);
  api_ask (fixture, BATON_ROLE_ANONYMOUS, "GET", "/preview/somebody", NULL, NULL, &reply);
  api_assert_refused (&reply, 404, "not-found");
  api_ask (fixture, BATON_ROLE_ANONYMOUS, "GET", "/", NULL, NULL, &reply);
  g_assert_cmpuint (reply.status, ==, 303);

  program = push_sample (fixture);
  value = baton_json_parse (program, strlen (program), NULL);
  personas = baton_value_get_member (baton_value_get_member (value, "entities"), "persona");
  g_assert_cmpuint (baton_value_get_length (personas), >, 0);
  api_ask (fixture, BATON_ROLE_ANONYMOUS, "GET", "/preview/", NULL, NULL, &index);
  g_assert_cmpuint (index.status, ==, 200);

  for (gsize i = 0; i < baton_value_get_length (personas); i++)
    {
      const char *id = baton_value_get_key (personas, i);
      g_autofree char *page = g_strdup_printf ("/preview/%s?locale=ar&day=2026-05-03", id);
      g_autofree char *search = g_strdup_printf ("/preview/%s?locale=ar&q=deal", id);
      g_autofree char *brand = g_strdup_printf ("/preview/%s/brand.css?r=1", id);
      g_autofree char *policy = NULL, *type = NULL;

      g_assert_nonnull (strstr (index.body, id));
      api_ask (fixture, BATON_ROLE_ANONYMOUS, "GET", page, NULL, NULL, &reply);
      g_assert_cmpuint (reply.status, ==, 200);
      g_assert_nonnull (strstr (reply.body, "dir=\"rtl\""));
      g_assert_null (strstr (reply.body, "<script"));
      g_assert_null (strstr (reply.body, "style=\""));
      g_assert_null (strstr (reply.body, "<style"));
      policy = api_reply_header (&reply, "Content-Security-Policy");
      g_assert_nonnull (strstr (policy, "default-src 'none'"));
      g_assert_null (strstr (policy, "unsafe"));
      api_ask (fixture, BATON_ROLE_ANONYMOUS, "GET", search, NULL, NULL, &reply);
      g_assert_cmpuint (reply.status, ==, 200);
      api_ask (fixture, BATON_ROLE_ANONYMOUS, "GET", brand, NULL, NULL, &reply);
      g_assert_cmpuint (reply.status, ==, 200);
      type = api_reply_header (&reply, "Content-Type");
      g_assert_true (g_str_has_prefix (type, "text/css"));
    }

  {
    g_autofree char *bad_day = g_strdup_printf ("/preview/%s?day=2026-02-30", baton_value_get_key (personas, 0));
    g_autofree char *no_page = g_strdup_printf ("/preview/%s/nothing-0123456789", baton_value_get_key (personas, 0));
    g_autofree char *no_revision = g_strdup_printf ("/preview/%s?r=9", baton_value_get_key (personas, 0));
    g_autofree char *earlier = g_strdup_printf ("/preview/%s?r=1", baton_value_get_key (personas, 0));

    api_ask (fixture, BATON_ROLE_ANONYMOUS, "GET", bad_day, NULL, NULL, &reply);
    api_assert_refused (&reply, 400, "bad-request");
    api_ask (fixture, BATON_ROLE_ANONYMOUS, "GET", no_page, NULL, NULL, &reply);
    g_assert_cmpuint (reply.status, ==, 404);
    api_ask (fixture, BATON_ROLE_ANONYMOUS, "GET", no_revision, NULL, NULL, &reply);
    api_assert_refused (&reply, 404, "not-found");

    /* The next revision has no personas; the one before can still be looked at. */
    etag = api_push (fixture, fixture->program, "Emptied");
    api_ask (fixture, BATON_ROLE_ANONYMOUS, "GET", earlier, NULL, NULL, &reply);
    g_assert_cmpuint (reply.status, ==, 200);
    earlier[strlen (earlier) - 4] = '\0';
    api_ask (fixture, BATON_ROLE_ANONYMOUS, "GET", earlier, NULL, NULL, &reply);
    api_assert_refused (&reply, 404, "not-found");
  }
}

/* Where previews are public, what has been taken back is for those with a token. */
static void
test_public (ApiFixture    *fixture,
             gconstpointer  data)
{
  static const struct { const char *path; BatonRole role; guint status; } cases[] = {
    { "/preview/", BATON_ROLE_ANONYMOUS, 200 },
    { "/preview/?r=2", BATON_ROLE_ANONYMOUS, 200 },
    { "/preview/?r=1", BATON_ROLE_ANONYMOUS, 401 },
    { "/preview/?r=9", BATON_ROLE_ANONYMOUS, 401 },
    { "/preview/brand.css?r=1", BATON_ROLE_ANONYMOUS, 200 },
    { "/preview/?r=1", BATON_ROLE_VIEWER, 200 },
  };
  g_autofree char *first = api_push (fixture, fixture->program, "First"), *second = api_push (fixture, fixture->program, "Second");

  g_assert_cmpstr (first, !=, second);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (ApiReply) reply = { 0 };

      api_ask (fixture, cases[i].role, "GET", cases[i].path, NULL, NULL, &reply);
      g_test_message ("%s", cases[i].path);
      g_assert_cmpuint (reply.status, ==, cases[i].status);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, data, function) g_test_add (path, ApiFixture, data, api_set_up, function, api_tear_down)
  TEST ("/server/api/revisions", NULL, test_revisions);
  TEST ("/server/api/conditions", NULL, test_conditions);
  TEST ("/server/api/bodies", NULL, test_bodies);
  TEST ("/server/api/restore", NULL, test_restore);
  TEST ("/server/api/assets", NULL, test_assets);
  TEST ("/server/api/preview", "open", test_preview);
  TEST ("/server/api/public", "public", test_public);
#undef TEST
  return g_test_run ();
}
