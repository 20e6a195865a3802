/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can be asked of a server, and what its answers mean: revisions, programs and pictures. Sizes, shapes and digests are
 * checked: the server is trusted with a token, not with memory.
 */
#include "sync/baton-remote-private.h"

#include <string.h>

#include "model/baton-problem.h"
#include "model/baton-validate.h"

#define MAX_REVISIONS 200

static gpointer
read_standing (const BatonResponse  *response,
               const char           *data,
               GError              **error)
{
  g_autoptr (BatonValue) value = baton_remote_parse (response);

  if (response->status != 200)
    return baton_remote_refuse (response, value, error);
  if (!baton_value_is (value, BATON_VALUE_OBJECT))
    return baton_remote_fail_protocol (error, "not a description of the server");
  return baton_standing_from_value (value);
}

void
baton_remote_get_standing_async (BatonRemote         *self,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (BATON_IS_REMOTE (self));
  baton_remote_start_call (self, baton_remote_new_transfer (self, "GET", "/v1/meta"), NULL, read_standing, (GDestroyNotify) baton_standing_free, NULL,
              baton_remote_get_standing_async, cancellable, callback, user_data);
}

BatonStanding *
baton_remote_get_standing_finish (BatonRemote   *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return baton_remote_finish_call (self, result, error);
}

static gpointer
read_head (const BatonResponse  *response,
           const char           *data,
           GError              **error)
{
  g_autoptr (BatonValue) value = baton_remote_parse (response);
  BatonRevision *revision;

  if (response->status != 200)
    return baton_remote_refuse (response, value, error);
  revision = baton_revision_from_value (value);
  return revision != NULL ? revision : baton_remote_fail_protocol (error, "not a revision");
}

void
baton_remote_get_head_async (BatonRemote         *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (BATON_IS_REMOTE (self));
  baton_remote_start_call (self, baton_remote_new_transfer (self, "GET", "/v1/head"), NULL, read_head, (GDestroyNotify) baton_revision_free, NULL,
              baton_remote_get_head_async, cancellable, callback, user_data);
}

BatonRevision *
baton_remote_get_head_finish (BatonRemote   *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return baton_remote_finish_call (self, result, error);
}

static gpointer
read_revisions (const BatonResponse  *response,
                const char           *data,
                GError              **error)
{
  g_autoptr (BatonValue) value = baton_remote_parse (response);
  const BatonValue *list = baton_value_get_member (value, "revisions");
  g_autoptr (GPtrArray) revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_revision_free);

  if (response->status != 200)
    return baton_remote_refuse (response, value, error);
  if (!baton_value_is (list, BATON_VALUE_ARRAY))
    return baton_remote_fail_protocol (error, "not a list of revisions");
  for (gsize i = 0; i < baton_value_get_length (list); i++)
    {
      BatonRevision *revision = baton_revision_from_value (baton_value_get_element (list, i));

      if (revision == NULL)
        return baton_remote_fail_protocol (error, "not a revision");
      g_ptr_array_add (revisions, revision);
    }
  return g_steal_pointer (&revisions);
}

void
baton_remote_list_revisions_async (BatonRemote         *self,
                                   gint64               before,
                                   guint                limit,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (BATON_IS_REMOTE (self));
  baton_remote_start_call (self,
              baton_remote_new_transfer (self, "GET", "/v1/revisions?before=%" G_GINT64_FORMAT "&limit=%u", before,
                            MIN (limit, MAX_REVISIONS)),
              NULL, read_revisions, (GDestroyNotify) g_ptr_array_unref, NULL, baton_remote_list_revisions_async,
              cancellable, callback, user_data);
}

GPtrArray *
baton_remote_list_revisions_finish (BatonRemote   *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return baton_remote_finish_call (self, result, error);
}

static gpointer
read_program (const BatonResponse  *response,
              const char           *data,
              GError              **error)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, response->body);
  g_autofree char *etag = g_strdup_printf ("\"%s\"", digest);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (BatonValue) value = NULL;
  BatonProgram *program;
  gsize length;
  const char *bytes = g_bytes_get_data (response->body, &length);

  if (response->status != 200)
    {
      value = baton_remote_parse (response);
      return baton_remote_refuse (response, value, error);
    }
  if (g_strcmp0 (response->etag, etag) != 0)
    return baton_remote_fail_protocol (error, "the program is not the one that its digest names");
  program = baton_program_parse (bytes, length, problems);
  return program != NULL ? program : baton_remote_fail_protocol (error, "the program cannot be read");
}

void
baton_remote_get_program_async (BatonRemote         *self,
                                gint64               number,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (BATON_IS_REMOTE (self));
  baton_remote_start_call (self, baton_remote_new_transfer (self, "GET", "/v1/revisions/%" G_GINT64_FORMAT "/program", number), NULL, read_program,
              (GDestroyNotify) baton_program_free, NULL, baton_remote_get_program_async, cancellable, callback, user_data);
}

BatonProgram *
baton_remote_get_program_finish (BatonRemote   *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return baton_remote_finish_call (self, result, error);
}

/* ── Pictures ────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GBytes *bytes;        /* owned */
  char   *media_type;   /* owned */
} Asset;

static void
asset_free (Asset *asset)
{
  g_clear_pointer (&asset->bytes, g_bytes_unref);
  g_free (asset->media_type);
  g_free (asset);
}

static gpointer
read_asset (const BatonResponse  *response,
            const char           *sha256,
            GError              **error)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, response->body);
  Asset *asset;

  if (response->status != 200)
    {
      g_autoptr (BatonValue) value = baton_remote_parse (response);

      return baton_remote_refuse (response, value, error);
    }
  if (strcmp (digest, sha256) != 0)
    return baton_remote_fail_protocol (error, "the picture is not the one that its digest names");
  asset = g_new0 (Asset, 1);
  asset->bytes = g_bytes_ref (response->body);
  asset->media_type = g_strdup (response->content_type != NULL ? response->content_type : "");
  return asset;
}

void
baton_remote_get_asset_async (BatonRemote         *self,
                              const char          *sha256,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (BATON_IS_REMOTE (self));
  baton_remote_start_call (self, baton_remote_new_transfer (self, "GET", "/v1/assets/sha256/%s", sha256), NULL, read_asset,
              (GDestroyNotify) asset_free, sha256, baton_remote_get_asset_async, cancellable, callback, user_data);
}

GBytes *
baton_remote_get_asset_finish (BatonRemote   *self,
                               GAsyncResult  *result,
                               char         **media_type,
                               GError       **error)
{
  Asset *asset = baton_remote_finish_call (self, result, error);
  GBytes *bytes;

  if (asset == NULL)
    return NULL;
  bytes = g_steal_pointer (&asset->bytes);
  if (media_type != NULL)
    *media_type = g_steal_pointer (&asset->media_type);
  asset_free (asset);
  return bytes;
}

static gpointer
read_put (const BatonResponse  *response,
          const char           *data,
          GError              **error)
{
  g_autoptr (BatonValue) value = NULL;

  if (response->status == 200 || response->status == 201)
    return GINT_TO_POINTER (TRUE);
  value = baton_remote_parse (response);
  return baton_remote_refuse (response, value, error);
}

void
baton_remote_put_asset_async (BatonRemote         *self,
                              const char          *sha256,
                              const char          *media_type,
                              GBytes              *bytes,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  BatonTransfer *put;

  g_return_if_fail (BATON_IS_REMOTE (self));
  put = baton_remote_new_transfer (self, "PUT", "/v1/assets/sha256/%s", sha256);
  put->content_type = g_strdup (media_type);
  put->body = g_bytes_ref (bytes);
  baton_remote_start_call (self, baton_remote_new_transfer (self, "HEAD", "/v1/assets/sha256/%s", sha256), put, read_put, NULL, NULL,
              baton_remote_put_asset_async, cancellable, callback, user_data);
}

gboolean
baton_remote_put_asset_finish (BatonRemote   *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return baton_remote_finish_call (self, result, error) != NULL;
}
