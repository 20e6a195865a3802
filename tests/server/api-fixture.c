/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* ── A server in a thread of its own, with a token for each role ─────────────────────────────────────── */

static void
log_line (const char *line,
          gpointer    thread)
{
  server_thread_log (thread, line);
}

static guint16
open_server (ServerThread *thread,
             gpointer      user_data)
{
  ApiFixture *fixture = user_data;
  BatonServerOptions options = { .open_preview = fixture->open_preview, .open_earlier = fixture->open_earlier, .log = log_line, .user_data = thread };
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GError) error = NULL;

  baton_front_limits_init (&options.limits);
  fixture->server = baton_server_new (fixture->archive, &options);
  baton_server_listen (fixture->server, loopback, 0, &error);
  g_assert_no_error (error);
  return baton_server_get_port (fixture->server);
}

static void
close_server (gpointer user_data)
{
  ApiFixture *fixture = user_data;

  g_clear_pointer (&fixture->server, baton_server_free);
}

void
api_set_up (ApiFixture    *fixture,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (g_getenv ("BATON_SOURCE_ROOT"), "data", "samples", "empty.json", NULL);
  g_autoptr (GError) error = NULL;

  fixture->open_preview = data != NULL;
  fixture->open_earlier = g_strcmp0 (data, "open") == 0;
  fixture->folder = g_dir_make_tmp ("baton-api-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->archive = baton_archive_open (fixture->folder, &error);
  g_assert_no_error (error);
  for (guint i = BATON_ROLE_VIEWER; i < BATON_N_ROLES; i++)
    fixture->tokens[i] = baton_archive_add_token (fixture->archive, i, baton_role_get_name (i), NULL, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &fixture->program, NULL, &error);
  g_assert_no_error (error);

  fixture->thread = server_thread_start (open_server, close_server, fixture);
}

void
api_tear_down (ApiFixture    *fixture,
               gconstpointer  data)
{
  static const char *const names[] = { "batond.db", "batond.db-wal", "batond.db-shm" };
  g_autofree char *log = server_thread_stop (fixture->thread);

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
        g_assert_null (strstr (log, fixture->tokens[i]));
      g_free (fixture->tokens[i]);
    }
  g_free (fixture->program);
  g_free (fixture->folder);
}

/* ── A client ────────────────────────────────────────────────────────────────────────────────────────── */

void
api_reply_clear (ApiReply *reply)
{
  g_clear_pointer (&reply->head, g_free);
  g_clear_pointer (&reply->body, g_free);
  g_clear_pointer (&reply->value, baton_value_unref);
}

/* *headers*: further lines, each ended by "\r\n". */
void
api_ask_bytes (ApiFixture *fixture,
               BatonRole   role,
               const char *method,
               const char *path,
               const char *headers,
               const void *body,
               gsize       length,
               ApiReply   *reply)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GByteArray) heard = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  guint8 buffer[8192];
  const char *end;
  gssize n;

  api_reply_clear (reply);
  g_string_append_printf (text, "%s %s HTTP/1.1\r\nHost: localhost\r\n%s", method, path, headers != NULL ? headers : "");
  if (role != BATON_ROLE_ANONYMOUS)
    g_string_append_printf (text, "Authorization: Bearer %s\r\n", fixture->tokens[role]);
  if (body != NULL)
    g_string_append_printf (text, "Content-Length: %" G_GSIZE_FORMAT "\r\n", length);
  g_string_append (text, "\r\n");

  g_socket_client_set_timeout (client, 20);
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", server_thread_get_port (fixture->thread), NULL, &error);
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

void
api_ask (ApiFixture *fixture,
         BatonRole   role,
         const char *method,
         const char *path,
         const char *headers,
         const char *body,
         ApiReply   *reply)
{
  api_ask_bytes (fixture, role, method, path, headers, body, body != NULL ? strlen (body) : 0, reply);
}

/* (transfer full); NULL when the header is not there. */
char *
api_reply_header (const ApiReply *reply,
                  const char     *name)
{
  g_autofree char *start = g_strdup_printf ("\r\n%s: ", name);
  const char *at = strstr (reply->head, start);

  if (at == NULL)
    return NULL;
  at += strlen (start);
  return g_strndup (at, strcspn (at, "\r"));
}

void
api_assert_refused (const ApiReply *reply,
                    guint           status,
                    const char     *slug)
{
  g_autofree char *type = g_strdup_printf ("urn:baton:problem:%s", slug);

  g_assert_cmpstr (baton_value_get_member_string (reply->value, "type"), ==, type);
  g_assert_cmpuint (reply->status, ==, status);
  g_assert_cmpint (baton_value_get_member_integer (reply->value, "status", 0), ==, status);
}

char *
api_write_headers (ApiFixture *fixture,
                   const char *etag)
{
  return g_strdup_printf ("Content-Type: application/json\r\nIf-Match: %s\r\nIdempotency-Key: \"test-key-%04u\"\r\n", etag,
                          fixture->n_keys++);
}

char *
api_push_body (const char *program,
               const char *message)
{
  return g_strdup_printf ("{\"message\":\"%s\",\"program\":%s}", message, program);
}

/* The program with another name. */
char *
api_renamed (ApiFixture *fixture,
             const char *name)
{
  g_auto (GStrv) parts = g_strsplit (fixture->program, "Untitled program", 2);

  g_assert_nonnull (parts[1]);
  return g_strconcat (parts[0], name, parts[1], NULL);
}

/* Pushes *program* over the head and gives the new entity tag. */
char *
api_push (ApiFixture *fixture,
          const char *program,
          const char *message)
{
  g_auto (ApiReply) reply = { 0 };
  g_autofree char *etag = NULL, *headers = NULL, *body = api_push_body (program, message);

  api_ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/head", NULL, NULL, &reply);
  g_assert_cmpuint (reply.status, ==, 200);
  etag = api_reply_header (&reply, "ETag");
  headers = api_write_headers (fixture, etag);
  api_ask (fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions", headers, body, &reply);
  if (reply.status != 201)
    g_error ("%s", reply.body);
  return api_reply_header (&reply, "ETag");
}
