/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who may do what: each role at each address, tokens that are no longer good, and pushers at once.
 */
#include "api-fixture.h"

#include <string.h>

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
test_roles (ApiFixture    *fixture,
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
          g_auto (ApiReply) reply = { 0 };
          gboolean body = strcmp (route->method, "GET") != 0;

          api_ask (fixture, role, route->method, path, body ? "Content-Type: application/json\r\n" : NULL, body ? "{}" : NULL,
                   &reply);
          if (who[role] != '-' || preview)
            g_assert_true (reply.status != 401 && reply.status != 403);
          else if (role == BATON_ROLE_ANONYMOUS)
            api_assert_refused (&reply, 401, "unauthorised");
          else
            api_assert_refused (&reply, 403, "not-allowed");
        }
    }
}

/* A token works from the moment it is made to the moment it is revoked, though another process does either. */
static void
test_tokens (ApiFixture    *fixture,
             gconstpointer  data)
{
  g_auto (ApiReply) reply = { 0 };
  g_autoptr (BatonArchive) other = baton_archive_open (fixture->folder, NULL);
  g_autofree char *kept = g_steal_pointer (&fixture->tokens[BATON_ROLE_VIEWER]);

  fixture->tokens[BATON_ROLE_VIEWER] = baton_archive_add_token (other, BATON_ROLE_VIEWER, "later", NULL);
  api_ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/head", NULL, NULL, &reply);
  g_assert_cmpuint (reply.status, ==, 200);
  g_assert_true (baton_archive_revoke_token (other, "later", NULL));
  api_ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/head", NULL, NULL, &reply);
  api_assert_refused (&reply, 401, "unauthorised");
}

/* Many at once over one head: exactly one is taken each time, and the history stays a line. */
typedef struct
{
  ApiFixture *fixture;
  guint    number;
  guint    n_done;
} Pusher;

static gpointer
push_many (gpointer data)
{
  Pusher *pusher = data;

  for (guint i = 0; i < 10; i++)
    {
      g_auto (ApiReply) reply = { 0 };
      g_autofree char *name = g_strdup_printf ("Program %u of %u", i, pusher->number);
      g_autofree char *program = api_renamed (pusher->fixture, name);
      g_autofree char *body = api_push_body (program, name);
      g_autofree char *etag = NULL;
      g_autofree char *headers = NULL;

      api_ask (pusher->fixture, BATON_ROLE_VIEWER, "GET", "/v1/head", NULL, NULL, &reply);
      etag = api_reply_header (&reply, "ETag");
      headers = g_strdup_printf ("Content-Type: application/json\r\nIf-Match: %s\r\nIdempotency-Key: key-of-%u-%u\r\n", etag,
                                 pusher->number, i);
      api_ask (pusher->fixture, BATON_ROLE_PUBLISHER, "POST", "/v1/revisions", headers, body, &reply);
      if (reply.status == 201)
        pusher->n_done++;
      else
        g_assert_cmpuint (reply.status, ==, 412);
    }
  return NULL;
}

static void
test_race (ApiFixture    *fixture,
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
#define TEST(path, data, function) g_test_add (path, ApiFixture, data, api_set_up, function, api_tear_down)
  TEST ("/server/api-roles/roles", NULL, test_roles);
  TEST ("/server/api-roles/open-preview", "open", test_roles);
  TEST ("/server/api-roles/tokens", NULL, test_tokens);
  TEST ("/server/api-roles/race", NULL, test_race);
#undef TEST
  return g_test_run ();
}
