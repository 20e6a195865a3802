/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures, under the SHA-256 of their bytes and nothing else.
 */
#include "server/baton-server-private.h"

#include <string.h>

#include "model/baton-image.h"

static gboolean
is_digest (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

void
baton_server_get_asset (gpointer            data,
                        const BatonRequest *request,
                        BatonAnswer        *answer)
{
  BatonServer *server = data;
  const char *digest = request->parameters[0];
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *media_type = NULL;
  g_autofree char *etag = NULL;
  g_autoptr (GError) error = NULL;

  if (!is_digest (digest))
    {
      baton_answer_refuse (answer, BATON_REFUSAL_NOT_FOUND, NULL);
      return;
    }
  bytes = baton_archive_load_asset (server->archive, digest, &media_type, &error);
  if (bytes == NULL)
    {
      baton_server_fail (server, request, answer, error);
      return;
    }
  /* Who may upload asks whether it has to; if not, a push that names the picture will follow. */
  if (request->role != BATON_ROLE_ANONYMOUS && baton_may (request->role, BATON_SERVER_ACTION_UPLOAD, &(const BatonCircumstances) { 0 }))
    baton_archive_touch_assets (server->archive, (const char * const []) { digest, NULL }, NULL);
  etag = g_strdup_printf ("\"%s\"", digest);
  baton_answer_set_header (answer, "Cache-Control", "private, max-age=31536000, immutable");
  /* An SVG may hold a script. Opened by itself it runs in a sandbox without rights; in a page, as a picture, never. */
  baton_answer_set_header (answer, "Content-Security-Policy",
                           "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'");
  if (!baton_server_not_modified (request, answer, etag))
    baton_answer_set_body (answer, 200, media_type, bytes);
}

void
baton_server_put_asset (gpointer            data,
                        const BatonRequest *request,
                        BatonAnswer        *answer)
{
  BatonServer *server = data;
  const char *digest = request->parameters[0];
  g_autofree char *found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, request->body);
  g_autoptr (GError) error = NULL;
  BatonImageInfo info = { 0 };
  BatonImageCode code;
  gboolean added;
  gsize size;
  const guint8 *bytes = g_bytes_get_data (request->body, &size);

  if (!is_digest (digest))
    {
      baton_answer_refuse (answer, BATON_REFUSAL_NOT_FOUND, NULL);
      return;
    }
  if (strcmp (found, digest) != 0)
    {
      baton_answer_refuse (answer, BATON_REFUSAL_DIGEST_MISMATCH, NULL);
      return;
    }
  code = baton_image_check (bytes, size, &info);
  if (code == BATON_IMAGE_TOO_HEAVY || code == BATON_IMAGE_TOO_WIDE)
    {
      baton_answer_refuse (answer, BATON_REFUSAL_TOO_LARGE, NULL);
      return;
    }
  if (code != BATON_IMAGE_OK || strcmp (info.media_type, request->content_type) != 0)
    {
      baton_answer_refuse (answer, BATON_REFUSAL_UNSUPPORTED_TYPE, NULL);
      return;
    }
  if (!baton_archive_add_asset (server->archive, request->actor, baton_role_get_name (request->role), request->id, digest,
                                info.media_type, request->body, &added, &error))
    {
      baton_server_fail (server, request, answer, error);
      return;
    }
  baton_answer_take_text (answer, added ? 201 : 200, BATON_MEDIA_JSON, g_strdup_printf ("{\"sha256\":\"%s\"}", digest));
}
