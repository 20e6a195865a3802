/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The server's parts put together, its addresses, and what needs no more than a look into the archive.
 */
#include "config.h"

#include "server/baton-server-private.h"

#include <string.h>

#include "model/baton-image.h"

#define DEFAULT_PAGE 50

static const BatonRoute routes[] = {
  { "GET", "/", BATON_SERVER_ACTION_ASK_META, 0, NULL, NULL, baton_server_show_root },
  { "GET", "/healthz", BATON_SERVER_ACTION_ASK_HEALTH, 0, NULL, BATON_MEDIA_JSON, baton_server_get_health },
  { "GET", "/v1/meta", BATON_SERVER_ACTION_ASK_META, 0, NULL, BATON_MEDIA_JSON, baton_server_get_meta },
  { "GET", "/v1/head", BATON_SERVER_ACTION_READ_PROGRAM, 0, NULL, BATON_MEDIA_JSON, baton_server_get_head },
  { "GET", "/v1/revisions", BATON_SERVER_ACTION_READ_PROGRAM, 0, NULL, BATON_MEDIA_JSON, baton_server_list_revisions },
  { "POST", "/v1/revisions", BATON_SERVER_ACTION_PUSH_TEXTS, BATON_SERVER_MAX_PROGRAM, BATON_MEDIA_JSON, BATON_MEDIA_JSON,
    baton_server_push },
  { "GET", "/v1/revisions/{}", BATON_SERVER_ACTION_READ_PROGRAM, 0, NULL, BATON_MEDIA_JSON, baton_server_get_revision },
  { "GET", "/v1/revisions/{}/program", BATON_SERVER_ACTION_READ_PROGRAM, 0, NULL, BATON_MEDIA_JSON, baton_server_get_program },
  { "POST", "/v1/revisions/{}/restore", BATON_SERVER_ACTION_RESTORE, 64 * 1024, BATON_MEDIA_JSON, BATON_MEDIA_JSON,
    baton_server_restore },
  { "POST", "/v1/validate", BATON_SERVER_ACTION_VALIDATE, BATON_SERVER_MAX_PROGRAM, BATON_MEDIA_JSON, BATON_MEDIA_JSON,
    baton_server_validate },
  { "GET", "/v1/assets/sha256/{}", BATON_SERVER_ACTION_READ_PROGRAM, 0, NULL, NULL, baton_server_get_asset },
  { "PUT", "/v1/assets/sha256/{}", BATON_SERVER_ACTION_UPLOAD, BATON_IMAGE_MAX_BYTES, "image/png image/jpeg image/svg+xml",
    BATON_MEDIA_JSON, baton_server_put_asset },
  { "GET", "/v1/audit", BATON_SERVER_ACTION_READ_AUDIT, 0, NULL, BATON_MEDIA_JSON, baton_server_get_audit },
  /* Ids end in ten letters and digits after a hyphen: none is called "assets" or "brand.css". */
  { "GET", "/preview/", BATON_SERVER_ACTION_READ_PREVIEW, 0, NULL, "text/html", baton_server_show_index },
  { "GET", "/preview/style.css", BATON_SERVER_ACTION_READ_PREVIEW, 0, NULL, "text/css", baton_server_show_style },
  { "GET", "/preview/brand.css", BATON_SERVER_ACTION_READ_PREVIEW, 0, NULL, "text/css", baton_server_show_brand },
  { "GET", "/preview/assets/{}", BATON_SERVER_ACTION_READ_PREVIEW, 0, NULL, NULL, baton_server_get_asset },
  { "GET", "/preview/{}", BATON_SERVER_ACTION_READ_PREVIEW, 0, NULL, "text/html", baton_server_show_page },
  { "GET", "/preview/{}/brand.css", BATON_SERVER_ACTION_READ_PREVIEW, 0, NULL, "text/css", baton_server_show_brand },
  { "GET", "/preview/{}/{}", BATON_SERVER_ACTION_READ_PREVIEW, 0, NULL, "text/html", baton_server_show_page },
  { NULL }
};

const BatonRoute *
baton_server_get_routes (void)
{
  return routes;
}

/* ── Shared by the handlers ──────────────────────────────────────────────────────────────────────────── */

void
baton_server_fail (BatonServer        *server,
                   const BatonRequest *request,
                   BatonAnswer        *answer,
                   const GError       *error)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  if (g_error_matches (error, BATON_ARCHIVE_ERROR, BATON_ARCHIVE_ERROR_NOT_FOUND))
    {
      baton_answer_refuse (answer, BATON_REFUSAL_NOT_FOUND, NULL);
      return;
    }
  text = g_strescape (error->message, NULL);
  line = g_strdup_printf ("request=%s error=\"%s\"", request->id, text);
  server->options.log (line, server->options.user_data);
  if (g_error_matches (error, BATON_ARCHIVE_ERROR, BATON_ARCHIVE_ERROR_FULL))
    baton_answer_refuse (answer, BATON_REFUSAL_STORAGE_FULL, NULL);
  else
    baton_answer_refuse (answer, BATON_REFUSAL_INTERNAL, NULL);
}

gint64
baton_server_parse_number (const char *text)
{
  guint64 number;

  if (!g_ascii_isdigit (*text) || strlen (text) > 15 || !g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL))
    return 0;
  return (gint64) number;
}

gboolean
baton_server_not_modified (const BatonRequest *request,
                           BatonAnswer        *answer,
                           const char         *etag)
{
  baton_answer_set_header (answer, "ETag", etag);
  if (request->if_none_match == NULL ||
      (strcmp (request->if_none_match, "*") != 0 && strstr (request->if_none_match, etag) == NULL))
    return FALSE;
  answer->status = 304;
  return TRUE;
}

void
baton_server_set_languages (BatonValueBuilder  *builder,
                            const char * const *languages)
{
  if (languages == NULL || *languages == NULL)
    return;
  baton_value_builder_key (builder, "languages");
  baton_value_builder_open_array (builder);
  for (guint i = 0; languages[i] != NULL; i++)
    baton_value_builder_add_string (builder, languages[i]);
  baton_value_builder_close (builder);
}

/* What who asks may push, for clients that would rather know before they ask for it. */
static const char *
name_pushing (BatonRole role)
{
  const BatonCircumstances circumstances = { 0 };

  if (baton_may (role, BATON_SERVER_ACTION_PUSH, &circumstances))
    return "all";
  return baton_may (role, BATON_SERVER_ACTION_PUSH_TEXTS, &circumstances) ? "texts" : "nothing";
}

/* ── Plain answers ───────────────────────────────────────────────────────────────────────────────────── */

void
baton_server_get_meta (gpointer            data,
                       const BatonRequest *request,
                       BatonAnswer        *answer)
{
  BatonServer *server = data;
  const BatonFrontLimits *limits = &server->options.limits;
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;
  g_auto (GStrv) languages = NULL;
  g_autoptr (GError) error = NULL;

  if (request->actor != NULL)
    {
      languages = baton_archive_dup_languages (server->archive, request->actor, &error);
      if (languages == NULL)
        {
          baton_server_fail (server, request, answer, error);
          return;
        }
    }
  baton_value_builder_open_object (builder);
  baton_value_builder_set_string (builder, "server", "batond");
  baton_value_builder_set_string (builder, "version", VERSION);
  baton_value_builder_set_integer (builder, "api", 1);
  baton_value_builder_set_integer (builder, "schema", BATON_SCHEMA_VERSION);
  baton_value_builder_set_integer (builder, "time", g_get_real_time ());
  if (request->actor != NULL)
    {
      baton_value_builder_set_string (builder, "actor", request->actor);
      baton_value_builder_set_string (builder, "role", baton_role_get_name (request->role));
      baton_value_builder_set_string (builder, "push", name_pushing (request->role));
      baton_server_set_languages (builder, (const char * const *) languages);
    }
  baton_value_builder_key (builder, "limits");
  baton_value_builder_open_object (builder);
  baton_value_builder_set_integer (builder, "program-bytes", BATON_SERVER_MAX_PROGRAM);
  baton_value_builder_set_integer (builder, "asset-bytes", BATON_IMAGE_MAX_BYTES);
  baton_value_builder_set_integer (builder, "asset-pixels", BATON_IMAGE_MAX_SIDE);
  baton_value_builder_set_integer (builder, "message-characters", BATON_SERVER_MAX_MESSAGE);
  baton_value_builder_set_integer (builder, "address-bytes", (gint64) limits->max_address);
  baton_value_builder_set_integer (builder, "header-bytes", (gint64) limits->max_header);
  baton_value_builder_set_integer (builder, "header-fields", limits->max_fields);
  baton_value_builder_set_integer (builder, "page", BATON_SERVER_MAX_PAGE);
  if (limits->per_minute > 0)
    baton_value_builder_set_integer (builder, "requests-per-minute", limits->per_minute);
  baton_value_builder_close (builder);
  baton_value_builder_close (builder);
  value = baton_value_builder_finish (builder);
  baton_answer_set_json (answer, 200, value);
}

void
baton_server_get_health (gpointer            data,
                         const BatonRequest *request,
                         BatonAnswer        *answer)
{
  BatonServer *server = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonArchiveRevision) head = baton_archive_get_head (server->archive, &error);

  if (head == NULL)
    baton_server_fail (server, request, answer, error);
  else
    baton_answer_take_text (answer, 200, BATON_MEDIA_JSON, g_strdup ("{\"status\":\"ok\"}"));
}

static void
answer_revision (const BatonRequest         *request,
                 BatonAnswer                *answer,
                 const BatonArchiveRevision *revision)
{
  g_autofree char *etag = baton_archive_revision_get_etag (revision);
  g_autoptr (BatonValue) value = baton_archive_revision_to_value (revision);

  if (!baton_server_not_modified (request, answer, etag))
    baton_answer_set_json (answer, 200, value);
}

void
baton_server_get_head (gpointer            data,
                       const BatonRequest *request,
                       BatonAnswer        *answer)
{
  BatonServer *server = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonArchiveRevision) head = baton_archive_get_head (server->archive, &error);

  if (head == NULL)
    baton_server_fail (server, request, answer, error);
  else
    answer_revision (request, answer, head);
}

void
baton_server_get_revision (gpointer            data,
                           const BatonRequest *request,
                           BatonAnswer        *answer)
{
  BatonServer *server = data;
  gint64 number = baton_server_parse_number (request->parameters[0]);
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonArchiveRevision) revision = baton_archive_get_revision (server->archive, number, &error);

  if (revision == NULL)
    baton_server_fail (server, request, answer, error);
  else
    answer_revision (request, answer, revision);
}

void
baton_server_get_program (gpointer            data,
                          const BatonRequest *request,
                          BatonAnswer        *answer)
{
  BatonServer *server = data;
  gint64 number = baton_server_parse_number (request->parameters[0]);
  g_autoptr (BatonArchiveRevision) revision = NULL;
  g_autoptr (GBytes) program = NULL;
  g_autofree char *etag = NULL;
  g_autoptr (GError) error = NULL;

  revision = baton_archive_get_revision (server->archive, number, &error);
  if (revision != NULL)
    program = baton_archive_load_program (server->archive, revision->digest, &error);
  if (program == NULL)
    {
      baton_server_fail (server, request, answer, error);
      return;
    }
  etag = g_strdup_printf ("\"%s\"", revision->digest);
  baton_answer_set_header (answer, "Cache-Control", "private, max-age=31536000, immutable");
  if (!baton_server_not_modified (request, answer, etag))
    baton_answer_set_body (answer, 200, BATON_MEDIA_JSON, program);
}

/* The value of a query's member within bounds; *otherwise* when it is not given, −1 when it is nonsense. */
static gint64
get_bounded (const BatonRequest *request,
             const char         *name,
             gint64              maximum,
             gint64              otherwise)
{
  const char *text = baton_request_get_query (request, name);
  guint64 number;

  if (text == NULL)
    return otherwise;
  if (!g_ascii_string_to_unsigned (text, 10, 0, (guint64) maximum, &number, NULL))
    return -1;
  return (gint64) number;
}

void
baton_server_list_revisions (gpointer            data,
                             const BatonRequest *request,
                             BatonAnswer        *answer)
{
  BatonServer *server = data;
  gint64 before = get_bounded (request, "before", BATON_INTEGER_MAX, 0);
  gint64 limit = get_bounded (request, "limit", BATON_SERVER_MAX_PAGE, DEFAULT_PAGE);
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (GError) error = NULL;

  if (before < 0 || limit < 0)
    {
      baton_answer_refuse (answer, BATON_REFUSAL_BAD_REQUEST, NULL);
      return;
    }
  revisions = baton_archive_list_revisions (server->archive, before, (guint) limit, &error);
  if (revisions == NULL)
    {
      baton_server_fail (server, request, answer, error);
      return;
    }

  baton_value_builder_open_object (builder);
  baton_value_builder_key (builder, "revisions");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < revisions->len; i++)
    {
      g_autoptr (BatonValue) revision = baton_archive_revision_to_value (g_ptr_array_index (revisions, i));

      baton_value_builder_add (builder, revision);
    }
  baton_value_builder_close (builder);
  baton_value_builder_close (builder);
  value = baton_value_builder_finish (builder);
  baton_answer_set_json (answer, 200, value);
}

void
baton_server_get_audit (gpointer            data,
                        const BatonRequest *request,
                        BatonAnswer        *answer)
{
  BatonServer *server = data;
  gint64 after = get_bounded (request, "after", BATON_INTEGER_MAX, 0);
  gint64 limit = get_bounded (request, "limit", BATON_SERVER_MAX_PAGE, DEFAULT_PAGE);
  g_autoptr (BatonValue) entries = NULL;
  g_autoptr (BatonValue) value = NULL;
  g_autoptr (GError) error = NULL;

  if (after < 0 || limit < 0)
    {
      baton_answer_refuse (answer, BATON_REFUSAL_BAD_REQUEST, NULL);
      return;
    }
  entries = baton_archive_list_audit (server->archive, after, (guint) limit, &error);
  if (entries == NULL)
    {
      baton_server_fail (server, request, answer, error);
      return;
    }
  value = baton_value_with_member (NULL, "entries", entries);
  baton_answer_set_json (answer, 200, value);
}

/* ── The whole ───────────────────────────────────────────────────────────────────────────────────────── */

static BatonRole
authenticate (gpointer     data,
              const char  *token,
              char       **actor)
{
  BatonServer *server = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  BatonRole role = baton_archive_find_token (server->archive, token, actor, &error);

  if (error == NULL)
    return role;
  text = g_strescape (error->message, NULL);
  line = g_strdup_printf ("error=\"%s\"", text);
  server->options.log (line, server->options.user_data);
  return BATON_N_ROLES;
}

static void
log_line (gpointer    data,
          const char *line)
{
  BatonServer *server = data;

  server->options.log (line, server->options.user_data);
}

BatonServer *
baton_server_new (BatonArchive             *archive,
                  const BatonServerOptions *options)
{
  BatonServer *server = g_new0 (BatonServer, 1);
  BatonFrontClass klass = {
    .routes = routes,
    .hosts = options->hosts,
    .open_preview = options->open_preview,
    .behind_proxy = options->behind_proxy,
    .authenticate = authenticate,
    .log = log_line,
  };

  server->archive = archive;
  server->options = *options;
  g_mutex_init (&server->mutex);
  server->in_flight = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  server->front = baton_front_new (&klass, &options->limits, server);
  return server;
}

gboolean
baton_server_listen (BatonServer   *server,
                     GInetAddress  *address,
                     guint16        port,
                     GError       **error)
{
  return baton_front_listen (server->front, address, port, error);
}

guint16
baton_server_get_port (BatonServer *server)
{
  return baton_front_get_port (server->front);
}

void
baton_server_stop (BatonServer *server)
{
  baton_front_stop (server->front);
}

gboolean
baton_server_is_quiet (BatonServer *server)
{
  return baton_front_is_quiet (server->front);
}

void
baton_server_free (BatonServer *server)
{
  if (server == NULL)
    return;
  baton_front_free (server->front);
  for (guint i = 0; i < BATON_SHOWN_REVISIONS; i++)
    {
      g_clear_pointer (&server->shown[i].snapshot, baton_snapshot_unref);
      g_clear_pointer (&server->shown[i].index, baton_search_index_unref);
    }
  g_hash_table_unref (server->in_flight);
  g_mutex_clear (&server->mutex);
  g_free (server);
}
