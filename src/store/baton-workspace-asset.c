/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pictures of a workspace, by the digest of their bytes. Bytes stay in memory only until the disk has them.
 */
#define G_LOG_DOMAIN "baton-store"

#include "config.h"

#include "store/baton-workspace.h"

#include <string.h>

#include "model/baton-image.h"
#include "store/baton-workspace-private.h"

char *
baton_workspace_add_asset (BatonWorkspace  *self,
                           GBytes          *bytes,
                           GError         **error)
{
  g_autofree char *sha256 = NULL;
  g_autoptr (GBytes) prepared = NULL;
  BatonImageInfo info;
  BatonImageCode code;
  BatonUnsavedAsset *unsaved;
  BatonJob *job;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (bytes != NULL, NULL);

  if (!baton_workspace_check_editable (self, error))
    return NULL;
  prepared = baton_image_prepare (bytes, &info, &code);
  if (prepared == NULL)
    {
      gboolean too_large = code == BATON_IMAGE_TOO_HEAVY || code == BATON_IMAGE_TOO_WIDE;

      g_set_error (error, BATON_STORE_ERROR, too_large ? BATON_STORE_ERROR_TOO_LARGE : BATON_STORE_ERROR_INVALID,
                   "The picture is %s", baton_image_code_get_name (code));
      return NULL;
    }
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, prepared);
  if (g_hash_table_contains (self->assets, sha256))
    return g_steal_pointer (&sha256);

  job = baton_job_new ();
  baton_job_add (job, BATON_STATEMENT_PUT_ASSET);
  baton_job_bind_text (job, sha256);
  baton_job_bind_text (job, info.media_type);
  baton_job_bind_blob (job, prepared);
  unsaved = g_new0 (BatonUnsavedAsset, 1);
  unsaved->bytes = g_bytes_ref (prepared);
  unsaved->ticket = baton_workspace_submit (self, job);
  g_hash_table_insert (self->unsaved_assets, g_strdup (sha256), unsaved);
  g_hash_table_add (self->assets, g_strdup (sha256));
  baton_workspace_tell (self, NULL, FALSE);
  return g_steal_pointer (&sha256);
}

gboolean
baton_workspace_has_asset (BatonWorkspace *self,
                           const char     *sha256)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (sha256 != NULL, FALSE);

  return g_hash_table_contains (self->assets, sha256);
}

void
baton_workspace_release_assets (BatonWorkspace *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->unsaved_assets);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((BatonUnsavedAsset *) value)->ticket <= self->acknowledged)
      g_hash_table_iter_remove (&iter);
}

GBytes *
baton_workspace_load_asset (BatonWorkspace  *self,
                            const char      *sha256,
                            GError         **error)
{
  const BatonUnsavedAsset *unsaved;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *found = NULL;
  BatonDatabase *reader;
  sqlite3_stmt *statement;
  int row;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (sha256 != NULL, NULL);

  if (!g_hash_table_contains (self->assets, sha256))
    {
      g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NOT_FOUND, "There is no picture %s", sha256);
      return NULL;
    }
  unsaved = g_hash_table_lookup (self->unsaved_assets, sha256);
  if (unsaved != NULL)
    return g_bytes_ref (unsaved->bytes);
  reader = baton_workspace_get_reader (self, error);
  statement = reader != NULL ? baton_database_get (reader, BATON_STATEMENT_GET_ASSET, error) : NULL;
  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, sha256, -1, SQLITE_STATIC);
  row = baton_database_step (reader, statement, error);
  if (row < 0)
    return NULL;
  if (row > 0)
    {
      bytes = baton_database_dup_bytes (reader, statement, 0, error);
      if (bytes == NULL)
        {
          sqlite3_reset (statement);
          return NULL;
        }
      found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
    }
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  if (g_strcmp0 (found, sha256) == 0)
    return g_steal_pointer (&bytes);
  g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_DAMAGED, "The picture %s is no longer what was added", sha256);
  return NULL;
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* Takes over the array and its strings. */
static char **
to_sorted_strv (GPtrArray *strings)
{
  g_ptr_array_sort (strings, compare_strings);
  g_ptr_array_add (strings, NULL);
  return (char **) g_ptr_array_free (strings, FALSE);
}

char **
baton_workspace_list_assets (BatonWorkspace *self)
{
  GPtrArray *digests;
  GHashTableIter iter;
  gpointer digest;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), NULL);

  digests = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, self->assets);
  while (g_hash_table_iter_next (&iter, &digest, NULL))
    g_ptr_array_add (digests, g_strdup (digest));
  return to_sorted_strv (digests);
}

static void
collect_digests (gpointer data,
                 gpointer user_data)
{
  const BatonEntity *entity = data;
  GHashTable *used = user_data;
  const BatonValue *file, *locales;
  const char *source;

  if (baton_entity_get_kind (entity) != BATON_KIND_ASSET)
    return;
  file = baton_entity_get (entity, BATON_FIELD_ASSET_FILE);
  source = baton_value_get_member_string (file, "source");
  if (source != NULL)
    g_hash_table_add (used, g_strdup (source));
  locales = baton_value_get_member (file, "locales");
  for (gsize i = 0; i < baton_value_get_length (locales); i++)
    {
      const char *digest = baton_value_get_string (baton_value_get_element (locales, i));

      if (digest != NULL)
        g_hash_table_add (used, g_strdup (digest));
    }
}

/* Whether a body that is only in the file has the digest; -1 when that cannot be told. */
static int
find_in_file (BatonDatabase   *reader,
              BatonStatement   which,
              const char      *digest,
              GError         **error)
{
  sqlite3_stmt *statement = baton_database_get (reader, which, error);
  int row;

  if (statement == NULL)
    return -1;
  sqlite3_bind_text (statement, 1, digest, -1, SQLITE_STATIC);
  row = baton_database_step (reader, statement, error);
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return row;
}

char **
baton_workspace_list_unreferenced_assets (BatonWorkspace  *self,
                                          GError         **error)
{
  g_autoptr (GHashTable) used = NULL;
  g_autoptr (GPtrArray) digests = NULL;
  BatonDatabase *reader;
  GHashTableIter iter;
  gpointer digest;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), NULL);

  /* The journal may bring pictures back, and it is searched in the file: so the file must have all of it. */
  if ((self->writer != NULL && !baton_workspace_flush (self, error)) || (reader = baton_workspace_get_reader (self, error)) == NULL)
    return NULL;
  used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  baton_program_foreach (self->program, collect_digests, used);
  digests = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_iter_init (&iter, self->assets);
  while (g_hash_table_iter_next (&iter, &digest, NULL))
    {
      int found = g_hash_table_contains (used, digest);

      if (found == 0)
        found = find_in_file (reader, BATON_STATEMENT_FIND_IN_JOURNAL, digest, error);
      if (found == 0)
        found = find_in_file (reader, BATON_STATEMENT_FIND_IN_BASES, digest, error);
      if (found < 0)
        return NULL;
      if (found == 0)
        g_ptr_array_add (digests, g_strdup (digest));
    }
  g_ptr_array_set_free_func (digests, NULL);
  return to_sorted_strv (g_steal_pointer (&digests));
}

gboolean
baton_workspace_free_unreferenced_assets (BatonWorkspace  *self,
                                          guint           *n_freed,
                                          GError         **error)
{
  g_auto (GStrv) digests = NULL;
  BatonJob *job;
  guint n = 0;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);

  if (!baton_workspace_check_editable (self, error) ||
      (digests = baton_workspace_list_unreferenced_assets (self, error)) == NULL)
    return FALSE;
  job = baton_job_new ();
  for (n = 0; digests[n] != NULL; n++)
    {
      baton_job_add (job, BATON_STATEMENT_REMOVE_ASSET);
      baton_job_bind_text (job, digests[n]);
      g_hash_table_remove (self->assets, digests[n]);
      g_hash_table_remove (self->unsaved_assets, digests[n]);
    }
  if (n > 0)
    baton_workspace_submit (self, job);
  else
    baton_job_free (job);
  if (n_freed != NULL)
    *n_freed = n;
  baton_workspace_tell (self, NULL, FALSE);
  return TRUE;
}
