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
  { "POST", "/v1/revisions", "--tepm" },
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

  fixture->tokens[BATON_ROLE_VIEWER] = baton_archive_add_token (other, BATON_ROLE_VIEWER, "later", NULL, NULL);
  api_ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/head", NULL, NULL, &reply);
  g_assert_cmpuint (reply.status, ==, 200);
  g_assert_true (baton_archive_revoke_token (other, "later", NULL));
  api_ask (fixture, BATON_ROLE_VIEWER, "GET", "/v1/head", NULL, NULL, &reply);
  api_assert_refused (&reply, 401, "unauthorised");
}

/* ── Translators ─────────────────────────────────────────────────────────────────────────────────────── */

/* *program* with one word of the portal said in a language. */
static char *
translate (const char *program,
           const char *tag,
           const char *text)
{
  g_auto (GStrv) parts = g_strsplit (program, "\"source\": \"Activity\"", 2);

  g_assert_nonnull (parts[1]);
  return g_strdup_printf ("%s\"locales\": {\"%s\": {\"source\": \"0123456789abcdef\", \"state\": \"translated\", \"text\": \"%s\"}}, "
                          "\"source\": \"Activity\"%s", parts[0], tag, text, parts[1]);
}

static void
push_as (ApiFixture *fixture,
         BatonRole   role,
         const char *etag,
         const char *program,
         ApiReply   *reply)
{
  g_autofree char *body = api_push_body (program, "Words");
  g_autofree char *headers = api_write_headers (fixture, etag);

  api_ask (fixture, role, "POST", "/v1/revisions", headers, body, reply);
}

/* A new token for the role, which is that of the fixture from then on. */
static void
change_token (ApiFixture         *fixture,
              BatonRole           role,
              const char         *name,
              const char * const *languages)
{
  g_autofree char *token = baton_archive_add_token (fixture->archive, role, name, languages, NULL);

  g_assert_nonnull (token);
  g_free (g_steal_pointer (&fixture->tokens[role]));
  fixture->tokens[role] = g_steal_pointer (&token);
}

/* Who may translate pushes translations, and nothing else: what is not theirs is named, and nothing is written. */
static void
test_texts (ApiFixture    *fixture,
            gconstpointer  data)
{
  static const char *const german[] = { "de", NULL };
  g_auto (ApiReply) reply = { 0 };
  g_autofree char *first = api_push (fixture, fixture->program, "The first");
  g_autofree char *de = translate (fixture->program, "de", "Aktivität");
  g_autofree char *fr = translate (fixture->program, "fr", "Activité");
  g_autofree char *renamed = api_renamed (fixture, "Mine now");
  g_autofree char *both = translate (renamed, "de", "Aktivität");
  g_autofree char *second = NULL, *third = NULL;

  change_token (fixture, BATON_ROLE_TRANSLATOR, "Tom", german);
  push_as (fixture, BATON_ROLE_TRANSLATOR, first, both, &reply);
  api_assert_refused (&reply, 403, "not-yours");
  g_assert_cmpstr (baton_value_get_member_string (reply.value, "kind"), ==, "program");
  g_assert_cmpstr (baton_value_get_member_string (reply.value, "name"), ==, "Mine now");
  g_assert_cmpstr (baton_value_get_member_string (reply.value, "field"), ==, "name");
  g_assert_cmpstr (baton_value_get_string (baton_value_get_element (baton_value_get_member (reply.value, "languages"), 0)), ==, "de");
  push_as (fixture, BATON_ROLE_TRANSLATOR, first, fr, &reply);
  api_assert_refused (&reply, 403, "not-yours");
  g_assert_cmpstr (baton_value_get_member_string (reply.value, "locale"), ==, "fr");

  push_as (fixture, BATON_ROLE_TRANSLATOR, first, de, &reply);
  g_assert_cmpuint (reply.status, ==, 201);
  second = api_reply_header (&reply, "ETag");
  /* What stands there now is compared with what the head holds, not with what it once held. */
  push_as (fixture, BATON_ROLE_TRANSLATOR, second, de, &reply);
  g_assert_cmpuint (reply.status, ==, 201);
  third = api_reply_header (&reply, "ETag");
  /* Without languages of their own they may write in all of them, but take nothing else back. */
  change_token (fixture, BATON_ROLE_TRANSLATOR, "Ana", NULL);
  push_as (fixture, BATON_ROLE_TRANSLATOR, third, renamed, &reply);
  api_assert_refused (&reply, 403, "not-yours");
  push_as (fixture, BATON_ROLE_EDITOR, third, fr, &reply);
  g_assert_cmpuint (reply.status, ==, 201);
  g_assert_true (baton_archive_verify (fixture->archive, NULL, NULL));
}

/* The first program is not theirs to push, and who moved the head meanwhile is told as to everybody. */
static void
test_texts_heads (ApiFixture    *fixture,
                  gconstpointer  data)
{
  g_auto (ApiReply) reply = { 0 };
  g_autofree char *de = translate (fixture->program, "de", "Aktivität");
  g_autofree char *first = NULL, *second = NULL;

  push_as (fixture, BATON_ROLE_TRANSLATOR, "\"r0\"", fixture->program, &reply);
  api_assert_refused (&reply, 403, "not-yours");
  first = api_push (fixture, fixture->program, "The first");
  second = api_push (fixture, de, "The second");
  push_as (fixture, BATON_ROLE_TRANSLATOR, first, de, &reply);
  api_assert_refused (&reply, 412, "head-moved");
}

/* A client is told what it may push before it asks. */
static void
test_meta (ApiFixture    *fixture,
           gconstpointer  data)
{
  static const char *const languages[] = { "ar", "pt-BR", NULL };
  static const char *const expected[BATON_N_ROLES] = { NULL, "nothing", "texts", "texts", "all", "all" };

  change_token (fixture, BATON_ROLE_TRANSLATOR, "Tom", languages);
  for (guint role = 0; role < BATON_N_ROLES; role++)
    {
      g_auto (ApiReply) reply = { 0 };
      const BatonValue *tags;

      api_ask (fixture, role, "GET", "/v1/meta", NULL, NULL, &reply);
      g_assert_cmpuint (reply.status, ==, 200);
      g_assert_cmpstr (baton_value_get_member_string (reply.value, "push"), ==, expected[role]);
      tags = baton_value_get_member (reply.value, "languages");
      g_assert_cmpuint (baton_value_get_length (tags), ==, role == BATON_ROLE_TRANSLATOR ? 2 : 0);
    }
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
  TEST ("/server/api-roles/texts", NULL, test_texts);
  TEST ("/server/api-roles/texts-heads", NULL, test_texts_heads);
  TEST ("/server/api-roles/meta", NULL, test_meta);
  TEST ("/server/api-roles/race", NULL, test_race);
#undef TEST
  return g_test_run ();
}
