/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The API over a real server in this process: revisions and their conditions, the same push sent again, what is refused
 * and how, and what each role may do.
 */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "model/baton-json.h"
#include "server/baton-server.h"

/* ── A server in a thread of its own, with a token for each role ─────────────────────────────────────── */

typedef struct
{
  char         *folder;
  BatonArchive *archive;
  GThread      *thread;
  GMainContext *context;
  GMainLoop    *loop;
  GMutex        mutex;
  GCond         ready;
  guint16       port;
  gboolean      open_preview;
  GString      *log;
  char         *tokens[BATON_N_ROLES];
  char         *program;      /* a small one that is valid */
  guint         n_keys;
} Fixture;

static void
log_line (const char *line,
          gpointer    user_data)
{
  Fixture *fixture = user_data;

  g_mutex_lock (&fixture->mutex);
  g_string_append_printf (fixture->log, "%s\n", line);
  g_mutex_unlock (&fixture->mutex);
}

static gpointer
serve (gpointer data)
{
  Fixture *fixture = data;
  BatonServerOptions options = { .open_preview = fixture->open_preview, .log = log_line, .user_data = fixture };
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (BatonServer) server = NULL;
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (fixture->context);
  baton_front_limits_init (&options.limits);
  server = baton_server_new (fixture->archive, &options);
  baton_server_listen (server, loopback, 0, &error);
  g_assert_no_error (error);
  g_mutex_lock (&fixture->mutex);
  fixture->port = baton_server_get_port (server);
  g_cond_signal (&fixture->ready);
  g_mutex_unlock (&fixture->mutex);

  g_main_loop_run (fixture->loop);
  g_clear_pointer (&server, baton_server_free);
  while (g_main_context_iteration (fixture->context, FALSE))
    ;
  g_main_context_pop_thread_default (fixture->context);
  return NULL;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = g_build_filename (g_getenv ("BATON_SOURCE_ROOT"), "data", "samples", "empty.json", NULL);
  g_autoptr (GError) error = NULL;

  fixture->open_preview = data != NULL;
  fixture->folder = g_dir_make_tmp ("baton-api-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->archive = baton_archive_open (fixture->folder, &error);
  g_assert_no_error (error);
  for (guint i = BATON_ROLE_VIEWER; i < BATON_N_ROLES; i++)
    fixture->tokens[i] = baton_archive_add_token (fixture->archive, i, baton_role_get_name (i), &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &fixture->program, NULL, &error);
  g_assert_no_error (error);

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
  static const char *const names[] = { "batond.db", "batond.db-wal", "batond.db-shm" };
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, quit_cb, fixture->loop, NULL);
  g_source_attach (source, fixture->context);
  g_thread_join (fixture->thread);
  baton_archive_close (fixture->archive);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  for (guint i = 0; i < BATON_N_ROLES; i++)
    {
      if (fixture->tokens[i] != NULL)
        g_assert_null (strstr (fixture->log->str, fixture->tokens[i]));
      g_free (fixture->tokens[i]);
    }
  g_string_free (fixture->log, TRUE);
  g_main_loop_unref (fixture->loop);
  g_main_context_unref (fixture->context);
  g_free (fixture->program);
  g_free (fixture->folder);
}

/* ── A client ────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  guint       status;
  char       *head;
  char       *body;
  gsize       length;
  BatonValue *value;    /* of a body that is JSON */
} Reply;

static void
reply_clear (Reply *reply)
{
  g_clear_pointer (&reply->head, g_free);
  g_clear_pointer (&reply->body, g_free);
  g_clear_pointer (&reply->value, baton_value_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reply, reply_clear)

/* *headers*: further lines, each ended by "\r\n". */
static void
ask_bytes (Fixture    *fixture,
           BatonRole   role,
           const char *method,
           const char *path,
           const char *headers,
           const void *body,
           gsize       length,
           Reply      *reply)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GByteArray) heard = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  guint8 buffer[8192];
  const char *end;
  gssize n;

  reply_clear (reply);
  g_string_append_printf (text, "%s %s HTTP/1.1\r\nHost: localhost\r\n%s", method, path, headers != NULL ? headers : "");
  if (role != BATON_ROLE_ANONYMOUS)
    g_string_append_printf (text, "Authorization: Bearer %s\r\n", fixture->tokens[role]);
  if (body != NULL)
    g_string_append_printf (text, "Content-Length: %" G_GSIZE_FORMAT "\r\n", length);
  g_string_append (text, "\r\n");

  g_socket_client_set_timeout (client, 20);
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", fixture->port, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), text->str, text->len, NULL, NULL, NULL);
  if (body != NULL)
    g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), body, length, NULL, NULL, NULL);
  while ((n = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer, sizeof buffer, NULL,
                                   &error)) > 0)
    g_byte_array_append (heard, buffer, (guint) n);
  g_assert_no_error (error);

  end = memmem (heard->data, heard->len, "\r\n\r\n", 4);
  g_assert_nonnull (end);
  reply->head = g_strndup ((char *) heard->data, (gsize) (end - (char *) heard->data) + 2);
  g_assert_true (g_str_has_prefix (reply->head, "HTTP/1.1 "));
  reply->status = (guint) g_ascii_strtoull (reply->head + 9, NULL, 10);
  reply->length = heard->len - (gsize) (end + 4 - (char *) heard->data);
  reply->body = g_strndup (end + 4, reply->length);
  reply->value = baton_json_parse (reply->body, reply->length, NULL);
}

static void
ask (Fixture    *fixture,
     BatonRole   role,
     const char *method,
     const char *path,
     const char *headers,
     const char *body,
     Reply      *reply)
{
  ask_bytes (fixture, role, method, path, headers, body, body != NULL ? strlen (body) : 0, reply);
}

/* (transfer full); NULL when the header is not there. */
static char *
reply_header (const Reply *reply,
              const char  *name)
{
  g_autofree char *start = g_strdup_printf ("\r\n%s: ", name);
  const char *at = strstr (reply->head, start);

  if (at == NULL)
    return NULL;
  at += strlen (start);
  return g_strndup (at, strcspn (at, "\r"));
}

static void
assert_refused (const Reply *reply,
                guint        status,
                const char  *slug)
{
  g_autofree char *type = g_strdup_printf ("urn:baton:problem:%s", slug);

  g_assert_cmpstr (baton_value_get_member_string (reply->value, "type"), ==, type);
  g_assert_cmpuint (reply->status, ==, status);
  g_assert_cmpint (baton_value_get_member_integer (reply->value, "status", 0), ==, status);
}

static char *
write_headers (Fixture    *fixture,
               const char *etag)
{
  return g_strdup_printf ("Content-Type: application/json\r\nIf-Match: %s\r\nIdempotency-Key: \"test-key-%04u\"\r\n", etag,
                          fixture->n_keys++);
}

static char *
push_body (const char *program,
           const char *message)
{
  return g_strdup_printf ("{\"message\":\"%s\",\"program\":%s}", message, program);
}

/* The program with another name. */
static char *
renamed (Fixture    *fixture,
         const char *name)
{
  g_auto (GStrv) parts = g_strsplit (fixture->program, "Untitled program", 2);

  g_assert_nonnull (parts[1]);
  return g_strconcat (parts[0], name, parts[1], NULL);
}

/* Pushes *program* over the head and gives the new entity tag. */
static char *
push (Fixture    *fixture,
      const char *program,
      const char *message)
{
  g_auto (Reply) reply = { 0 };
  g_autofree char *etag = NULL, *headers = NULL, *body = push_body (program, message);

  ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/head", NULL, NULL, &reply);
  g_assert_cmpuint (reply.status, ==, 200);
  etag = reply_header (&reply, "ETag");
  headers = write_headers (fixture, etag);
  ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions", headers, body, &reply);
  if (reply.status != 201)
    g_error ("%s", reply.body);
  return reply_header (&reply, "ETag");
}

/* ── Tests ───────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_revisions (Fixture       *fixture,
                gconstpointer  data)
{
  g_auto (Reply) reply = { 0 };
  g_autofree char *first = NULL, *second = NULL, *condition = NULL, *etag = NULL, *other = NULL;
  g_autoptr (BatonValue) sent = NULL;
  const BatonValue *list;

  ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/head", NULL, NULL, &reply);
  g_assert_cmpuint (reply.status, ==, 200);
  g_assert_cmpstr (reply.body, ==, "{\"revision\":0}");

  first = push (fixture, fixture->program, "The first");
  other = renamed (fixture, "Stars");
  second = push (fixture, other, "The second");
  g_assert_true (g_str_has_prefix (first, "\"r1-"));
  g_assert_true (g_str_has_prefix (second, "\"r2-"));

  ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/head", NULL, NULL, &reply);
  etag = reply_header (&reply, "ETag");
  g_assert_cmpstr (etag, ==, second);
  g_assert_cmpint (baton_value_get_member_integer (reply.value, "revision", 0), ==, 2);
  g_assert_cmpint (baton_value_get_member_integer (reply.value, "parent", 0), ==, 1);
  g_assert_cmpstr (baton_value_get_member_string (reply.value, "by"), ==, "publisher");
  g_assert_cmpstr (baton_value_get_member_string (reply.value, "message"), ==, "The second");
  condition = g_strdup_printf ("If-None-Match: %s\r\n", second);
  ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/head", condition, NULL, &reply);
  g_assert_cmpuint (reply.status, ==, 304);
  g_assert_cmpstr (reply.body, ==, "");

  ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/revisions/1/program", NULL, NULL, &reply);
  g_assert_cmpuint (reply.status, ==, 200);
  sent = baton_json_parse (fixture->program, strlen (fixture->program), NULL);
  g_assert_true (baton_value_equal (reply.value, sent));

  ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/revisions?limit=1", NULL, NULL, &reply);
  list = baton_value_get_member (reply.value, "revisions");
  g_assert_cmpuint (baton_value_get_length (list), ==, 1);
  g_assert_cmpint (baton_value_get_member_integer (baton_value_get_element (list, 0), "revision", 0), ==, 2);
  ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/revisions?before=2", NULL, NULL, &reply);
  list = baton_value_get_member (reply.value, "revisions");
  g_assert_cmpuint (baton_value_get_length (list), ==, 1);
  g_assert_cmpint (baton_value_get_member_integer (baton_value_get_element (list, 0), "revision", 0), ==, 1);
  ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/revisions?limit=201", NULL, NULL, &reply);
  assert_refused (&reply, 400, "bad-request");
  ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/revisions/3", NULL, NULL, &reply);
  assert_refused (&reply, 404, "not-found");
  ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/revisions/-1", NULL, NULL, &reply);
  assert_refused (&reply, 404, "not-found");
}

static void
test_conditions (Fixture       *fixture,
                 gconstpointer  data)
{
  g_auto (Reply) reply = { 0 };
  g_autofree char *body = push_body (fixture->program, "m");
  g_autofree char *headers = NULL, *etag = NULL, *again = NULL, *key = NULL, *etag_after = NULL, *first = NULL;
  g_autofree char *other = push_body (fixture->program, "something else");
  const BatonValue *head;

  ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions", "Content-Type: application/json\r\nIf-Match: \"r0\"\r\n", body,
       &reply);
  assert_refused (&reply, 400, "idempotency-missing");
  ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions",
       "Content-Type: application/json\r\nIdempotency-Key: key-12345\r\n", body, &reply);
  assert_refused (&reply, 428, "precondition-required");
  ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions",
       "Content-Type: application/json\r\nIdempotency-Key: key-12345\r\nIf-Match: *\r\n", body, &reply);
  assert_refused (&reply, 428, "precondition-required");

  etag = push (fixture, fixture->program, "m");
  headers = write_headers (fixture, "\"r0\"");
  ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions", headers, body, &reply);
  assert_refused (&reply, 412, "head-moved");
  head = baton_value_get_member (reply.value, "head");
  g_assert_cmpint (baton_value_get_member_integer (head, "revision", 0), ==, 1);
  g_assert_cmpstr (baton_value_get_member_string (head, "by"), ==, "publisher");
  g_assert_nonnull (baton_value_get_member_string (head, "at"));
  g_assert_nonnull (baton_value_get_member_string (head, "digest"));

  /* The same write sent again: the same answer, though the head has moved by it. */
  key = write_headers (fixture, etag);
  ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions", key, body, &reply);
  g_assert_cmpuint (reply.status, ==, 201);
  first = g_strdup (reply.body);
  ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions", key, body, &reply);
  g_assert_cmpuint (reply.status, ==, 201);
  g_assert_cmpstr (reply.body, ==, first);
  again = reply_header (&reply, "ETag");
  g_assert_true (g_str_has_prefix (again, "\"r2-"));
  ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions", key, other, &reply);
  assert_refused (&reply, 422, "idempotency-reused");
  /* Keys belong to their token: another's tells nothing. */
  ask (fixture, BATON_ROLE_ADMIN, "POST", "/v1/revisions", key, body, &reply);
  assert_refused (&reply, 412, "head-moved");

  ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/head", NULL, NULL, &reply);
  etag_after = reply_header (&reply, "ETag");
  g_assert_cmpstr (etag_after, ==, again);
}

static void
test_bodies (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const bad[] = {
    "", "{", "[]", "{}", "{\"program\":[]}", "{\"program\":{},\"program\":{}}", "{\"message\":1,\"program\":{}}",
    "{\"program\":{},\"force\":true}", "{\"program\":null}", "{\"program\":{\"a\":1.5}}", "\xff",
  };
  g_auto (Reply) reply = { 0 };
  g_autofree char *long_message = g_strnfill (BATON_SERVER_MAX_MESSAGE + 1, 'x');
  g_autofree char *fit = g_strndup (long_message, BATON_SERVER_MAX_MESSAGE);
  g_autofree char *too_long = push_body (fixture->program, long_message);
  g_autofree char *invalid = push_body ("{\"baton\":\"program\",\"schema\":1,\"entities\":{\"tier\":{\"a-0123456789\":{\"x\":1}}}}", "");
  g_autofree char *headers = write_headers (fixture, "\"r0\"");
  g_autofree char *etag = NULL;
  g_autoptr (BatonValue) errors = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions", headers, bad[i], &reply);
      assert_refused (&reply, 400, "bad-json");
    }
  ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions", headers, too_long, &reply);
  assert_refused (&reply, 413, "too-large");

  ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions", headers, invalid, &reply);
  assert_refused (&reply, 422, "validation-failed");
  errors = baton_value_ref (baton_value_get_member (reply.value, "errors"));
  g_assert_cmpuint (baton_value_get_length (errors), >, 0);
  g_assert_nonnull (baton_value_get_member_string (baton_value_get_element (errors, 0), "rule"));

  ask (fixture, BATON_ROLE_EDITOR, "POST", "/v1/validate", "Content-Type: application/json\r\n", invalid, &reply);
  g_assert_cmpuint (reply.status, ==, 200);
  g_assert_false (baton_value_get_boolean (baton_value_get_member (reply.value, "valid")));
  g_assert_true (baton_value_equal (baton_value_get_member (reply.value, "errors"), errors));

  ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/head", NULL, NULL, &reply);
  g_assert_cmpint (baton_value_get_member_integer (reply.value, "revision", -1), ==, 0);
  etag = push (fixture, fixture->program, fit);
}

static void
test_restore (Fixture       *fixture,
              gconstpointer  data)
{
  g_auto (Reply) reply = { 0 };
  g_autofree char *other = renamed (fixture, "Stars");
  g_autofree char *first = push (fixture, fixture->program, "The first");
  g_autofree char *second = push (fixture, other, "The second");
  g_autofree char *stale = write_headers (fixture, first);
  g_autofree char *headers = write_headers (fixture, second);
  g_autofree char *third = NULL, *later = NULL;

  ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions/1/restore", stale, "{\"message\":\"back\"}", &reply);
  assert_refused (&reply, 412, "head-moved");
  ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions/9/restore", headers, "{\"message\":\"back\"}", &reply);
  assert_refused (&reply, 404, "not-found");
  ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions/1/restore", headers, "{\"message\":\"back\"}", &reply);
  g_assert_cmpuint (reply.status, ==, 201);
  g_assert_cmpint (baton_value_get_member_integer (reply.value, "revision", 0), ==, 3);
  g_assert_cmpint (baton_value_get_member_integer (reply.value, "restored-from", 0), ==, 1);
  third = reply_header (&reply, "ETag");
  /* The same content as the first, so the same digest. */
  g_assert_cmpstr (first + 4, ==, third + 4);
  ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions/1/restore", headers, "{\"message\":\"back\"}", &reply);
  g_assert_cmpuint (reply.status, ==, 201);
  g_assert_cmpint (baton_value_get_member_integer (reply.value, "revision", 0), ==, 3);
  later = push (fixture, other, "On again");
  g_assert_true (g_str_has_prefix (later, "\"r4-"));

  ask (fixture, BATON_ROLE_ADMIN, "GET", "/v1/audit", NULL, NULL, &reply);
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
test_assets (Fixture       *fixture,
             gconstpointer  data)
{
  g_auto (Reply) reply = { 0 };
  g_autofree char *digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, pixel, sizeof pixel);
  g_autofree char *path = g_strdup_printf ("/v1/assets/sha256/%s", digest);
  g_autofree char *policy = NULL;
  g_autofree char *zeros = g_strnfill (64, '0');
  g_autofree char *wrong = g_strdup_printf ("/v1/assets/sha256/%s", zeros);

  ask (fixture, BATON_ROLE_EDITOR, "HEAD", path, NULL, NULL, &reply);
  g_assert_cmpuint (reply.status, ==, 404);
  ask_bytes (fixture, BATON_ROLE_EDITOR, "PUT", wrong, "Content-Type: image/png\r\n", pixel, sizeof pixel, &reply);
  assert_refused (&reply, 400, "digest-mismatch");
  ask_bytes (fixture, BATON_ROLE_EDITOR, "PUT", path, "Content-Type: image/jpeg\r\n", pixel, sizeof pixel, &reply);
  assert_refused (&reply, 415, "unsupported-type");
  ask_bytes (fixture, BATON_ROLE_EDITOR, "PUT", path, "Content-Type: text/html\r\n", pixel, sizeof pixel, &reply);
  assert_refused (&reply, 415, "unsupported-type");
  ask_bytes (fixture, BATON_ROLE_EDITOR, "PUT", path, "Content-Type: image/png\r\n", pixel, sizeof pixel, &reply);
  g_assert_cmpuint (reply.status, ==, 201);
  ask_bytes (fixture, BATON_ROLE_EDITOR, "PUT", path, "Content-Type: image/png\r\n", pixel, sizeof pixel, &reply);
  g_assert_cmpuint (reply.status, ==, 200);
  ask (fixture, BATON_ROLE_EDITOR, "HEAD", path, NULL, NULL, &reply);
  g_assert_cmpuint (reply.status, ==, 200);
  ask (fixture, BATON_ROLE_VIEWER, "GET", path, NULL, NULL, &reply);
  g_assert_cmpuint (reply.status, ==, 200);
  g_assert_cmpuint (reply.length, ==, sizeof pixel);
  policy = reply_header (&reply, "Content-Security-Policy");
  g_assert_nonnull (strstr (policy, "sandbox"));
  ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/assets/sha256/..%2f..%2fbatond.db", NULL, NULL, &reply);
  assert_refused (&reply, 404, "not-found");
}

/* Puts the sample program on the server: its pictures first. */
static char *
push_sample (Fixture *fixture)
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
      g_auto (Reply) reply = { 0 };
      gsize length;

      g_assert_true (g_file_get_contents (file, &content, &length, NULL));
      ask_bytes (fixture, BATON_ROLE_EDITOR, "PUT", address,
                 g_str_has_suffix (name, ".svg") ? "Content-Type: image/svg+xml\r\n" : "Content-Type: image/png\r\n",
                 content, length, &reply);
      g_assert_cmpuint (reply.status, ==, 201);
    }
  g_assert_true (g_file_get_contents (path, &program, NULL, NULL));
  etag = push (fixture, program, "The sample");
  return g_steal_pointer (&program);
}

static void
test_preview (Fixture       *fixture,
              gconstpointer  data)
{
  g_auto (Reply) index = { 0 };
  g_auto (Reply) reply = { 0 };
  g_autofree char *program = NULL, *etag = NULL;
  g_autoptr (BatonValue) value = NULL;
  const BatonValue *personas;

  ask (fixture, BATON_ROLE_ANONYMOUS, "GET", "/preview/", NULL, NULL, &reply);
  g_assert_cmpuint (reply.status, ==, 200);
  ask (fixture, BATON_ROLE_ANONYMOUS, "GET", "/preview/somebody", NULL, NULL, &reply);
  assert_refused (&reply, 404, "not-found");
  ask (fixture, BATON_ROLE_ANONYMOUS, "GET", "/", NULL, NULL, &reply);
  g_assert_cmpuint (reply.status, ==, 303);

  program = push_sample (fixture);
  value = baton_json_parse (program, strlen (program), NULL);
  personas = baton_value_get_member (baton_value_get_member (value, "entities"), "persona");
  g_assert_cmpuint (baton_value_get_length (personas), >, 0);
  ask (fixture, BATON_ROLE_ANONYMOUS, "GET", "/preview/", NULL, NULL, &index);
  g_assert_cmpuint (index.status, ==, 200);

  for (gsize i = 0; i < baton_value_get_length (personas); i++)
    {
      const char *id = baton_value_get_key (personas, i);
      g_autofree char *page = g_strdup_printf ("/preview/%s?locale=ar&day=2026-05-03", id);
      g_autofree char *search = g_strdup_printf ("/preview/%s?locale=ar&q=deal", id);
      g_autofree char *brand = g_strdup_printf ("/preview/%s/brand.css?r=1", id);
      g_autofree char *policy = NULL, *type = NULL;

      g_assert_nonnull (strstr (index.body, id));
      ask (fixture, BATON_ROLE_ANONYMOUS, "GET", page, NULL, NULL, &reply);
      g_assert_cmpuint (reply.status, ==, 200);
      g_assert_nonnull (strstr (reply.body, "dir=\"rtl\""));
      g_assert_null (strstr (reply.body, "<script"));
      g_assert_null (strstr (reply.body, "style=\""));
      g_assert_null (strstr (reply.body, "<style"));
      policy = reply_header (&reply, "Content-Security-Policy");
      g_assert_nonnull (strstr (policy, "default-src 'none'"));
      g_assert_null (strstr (policy, "unsafe"));
      ask (fixture, BATON_ROLE_ANONYMOUS, "GET", search, NULL, NULL, &reply);
      g_assert_cmpuint (reply.status, ==, 200);
      ask (fixture, BATON_ROLE_ANONYMOUS, "GET", brand, NULL, NULL, &reply);
      g_assert_cmpuint (reply.status, ==, 200);
      type = reply_header (&reply, "Content-Type");
      g_assert_true (g_str_has_prefix (type, "text/css"));
    }

  {
    g_autofree char *bad_day = g_strdup_printf ("/preview/%s?day=2026-02-30", baton_value_get_key (personas, 0));
    g_autofree char *no_page = g_strdup_printf ("/preview/%s/nothing-0123456789", baton_value_get_key (personas, 0));
    g_autofree char *no_revision = g_strdup_printf ("/preview/%s?r=9", baton_value_get_key (personas, 0));
    g_autofree char *earlier = g_strdup_printf ("/preview/%s?r=1", baton_value_get_key (personas, 0));

    ask (fixture, BATON_ROLE_ANONYMOUS, "GET", bad_day, NULL, NULL, &reply);
    assert_refused (&reply, 400, "bad-request");
    ask (fixture, BATON_ROLE_ANONYMOUS, "GET", no_page, NULL, NULL, &reply);
    g_assert_cmpuint (reply.status, ==, 404);
    ask (fixture, BATON_ROLE_ANONYMOUS, "GET", no_revision, NULL, NULL, &reply);
    assert_refused (&reply, 404, "not-found");

    /* The next revision has no personas; the one before can still be looked at. */
    etag = push (fixture, fixture->program, "Emptied");
    ask (fixture, BATON_ROLE_ANONYMOUS, "GET", earlier, NULL, NULL, &reply);
    g_assert_cmpuint (reply.status, ==, 200);
    earlier[strlen (earlier) - 4] = '\0';
    ask (fixture, BATON_ROLE_ANONYMOUS, "GET", earlier, NULL, NULL, &reply);
    assert_refused (&reply, 404, "not-found");
  }
}

/* ── Who may do what ─────────────────────────────────────────────────────────────────────────────────── */

/* Written down by hand, so that it does not repeat a mistake of the code: one letter a role that may, in the order
 * anonymous, viewer, translator, editor, publisher, admin. */
static const struct
{
  const char *method;
  const char *path;
  const char *who;
} expectations[] = {
  { "GET", "/", "avtepm" },
  { "GET", "/healthz", "avtepm" },
  { "GET", "/v1/meta", "avtepm" },
  { "GET", "/v1/head", "-vtepm" },
  { "GET", "/v1/revisions", "-vtepm" },
  { "POST", "/v1/revisions", "----pm" },
  { "GET", "/v1/revisions/{}", "-vtepm" },
  { "GET", "/v1/revisions/{}/program", "-vtepm" },
  { "POST", "/v1/revisions/{}/restore", "----pm" },
  { "POST", "/v1/validate", "--tepm" },
  { "GET", "/v1/assets/sha256/{}", "-vtepm" },
  { "PUT", "/v1/assets/sha256/{}", "---epm" },
  { "GET", "/v1/audit", "-----m" },
  { "GET", "/preview/", "-vtepm" },
  { "GET", "/preview/style.css", "-vtepm" },
  { "GET", "/preview/brand.css", "-vtepm" },
  { "GET", "/preview/assets/{}", "-vtepm" },
  { "GET", "/preview/{}", "-vtepm" },
  { "GET", "/preview/{}/brand.css", "-vtepm" },
  { "GET", "/preview/{}/{}", "-vtepm" },
};

static const char *
find_expectation (const BatonRoute *route)
{
  for (guint i = 0; i < G_N_ELEMENTS (expectations); i++)
    if (strcmp (route->method, expectations[i].method) == 0 && strcmp (route->path, expectations[i].path) == 0)
      return expectations[i].who;
  g_error ("no expectation for %s %s", route->method, route->path);
}

static void
test_roles (Fixture       *fixture,
            gconstpointer  data)
{
  for (const BatonRoute *route = baton_server_get_routes (); route->method != NULL; route++)
    {
      const char *who = find_expectation (route);
      gboolean preview = fixture->open_preview && g_str_has_prefix (route->path, "/preview");
      g_auto (GStrv) parts = g_strsplit (route->path, "{}", -1);
      g_autofree char *path = g_strjoinv ("1", parts);

      for (guint role = 0; role < BATON_N_ROLES; role++)
        {
          g_auto (Reply) reply = { 0 };
          gboolean body = strcmp (route->method, "GET") != 0;

          ask (fixture, role, route->method, path, body ? "Content-Type: application/json\r\n" : NULL, body ? "{}" : NULL,
               &reply);
          if (who[role] != '-' || preview)
            g_assert_true (reply.status != 401 && reply.status != 403);
          else if (role == BATON_ROLE_ANONYMOUS)
            assert_refused (&reply, 401, "unauthorised");
          else
            assert_refused (&reply, 403, "not-allowed");
        }
    }
}

/* A token works from the moment it is made to the moment it is revoked, though another process does either. */
static void
test_tokens (Fixture       *fixture,
             gconstpointer  data)
{
  g_auto (Reply) reply = { 0 };
  g_autoptr (BatonArchive) other = baton_archive_open (fixture->folder, NULL);
  g_autofree char *kept = g_steal_pointer (&fixture->tokens[BATON_ROLE_VIEWER]);

  fixture->tokens[BATON_ROLE_VIEWER] = baton_archive_add_token (other, BATON_ROLE_VIEWER, "later", NULL);
  ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/head", NULL, NULL, &reply);
  g_assert_cmpuint (reply.status, ==, 200);
  g_assert_true (baton_archive_revoke_token (other, "later", NULL));
  ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/head", NULL, NULL, &reply);
  assert_refused (&reply, 401, "unauthorised");
}

/* Many at once over one head: exactly one is taken each time, and the history stays a line. */
typedef struct
{
  Fixture *fixture;
  guint    number;
  guint    n_done;
} Pusher;

static gpointer
push_many (gpointer data)
{
  Pusher *pusher = data;

  for (guint i = 0; i < 10; i++)
    {
      g_auto (Reply) reply = { 0 };
      g_autofree char *name = g_strdup_printf ("Program %u of %u", i, pusher->number);
      g_autofree char *program = renamed (pusher->fixture, name);
      g_autofree char *body = push_body (program, name);
      g_autofree char *etag = NULL;
      g_autofree char *headers = NULL;

      ask (pusher->fixture, BATON_ROLE_VIEWER, "GET", "/v1/head", NULL, NULL, &reply);
      etag = reply_header (&reply, "ETag");
      headers = g_strdup_printf ("Content-Type: application/json\r\nIf-Match: %s\r\nIdempotency-Key: key-of-%u-%u\r\n", etag,
                                 pusher->number, i);
      ask (pusher->fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions", headers, body, &reply);
      if (reply.status == 201)
        pusher->n_done++;
      else
        g_assert_cmpuint (reply.status, ==, 412);
    }
  return NULL;
}

static void
test_race (Fixture       *fixture,
           gconstpointer  data)
{
  Pusher pushers[4] = { { 0 } };
  GThread *threads[4];
  guint n_done = 0;
  g_autoptr (BatonArchiveRevision) head = NULL;

  for (guint i = 0; i < 4; i++)
    {
      pushers[i].fixture = fixture;
      pushers[i].number = i;
      threads[i] = g_thread_new ("pusher", push_many, &pushers[i]);
    }
  for (guint i = 0; i < 4; i++)
    {
      g_thread_join (threads[i]);
      n_done += pushers[i].n_done;
    }
  head = baton_archive_get_head (fixture->archive, NULL);
  g_assert_cmpint (head->number, ==, n_done);
  g_assert_cmpuint (n_done, >=, 10);
  g_assert_true (baton_archive_verify (fixture->archive, NULL, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, data, function) g_test_add (path, Fixture, data, set_up, function, tear_down)
  TEST ("/server/api/revisions", NULL, test_revisions);
  TEST ("/server/api/conditions", NULL, test_conditions);
  TEST ("/server/api/bodies", NULL, test_bodies);
  TEST ("/server/api/restore", NULL, test_restore);
  TEST ("/server/api/assets", NULL, test_assets);
  TEST ("/server/api/roles", NULL, test_roles);
  TEST ("/server/api/roles-open-preview", "open", test_roles);
  TEST ("/server/api/preview", "open", test_preview);
  TEST ("/server/api/tokens", NULL, test_tokens);
  TEST ("/server/api/race", NULL, test_race);
#undef TEST
  return g_test_run ();
}
