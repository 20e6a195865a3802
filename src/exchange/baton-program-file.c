/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/baton-program-file.h"

#include "exchange/baton-program-file-private.h"
#include "model/baton-image.h"
#include "model/baton-json.h"
#include "model/baton-validate.h"

#include <string.h>

void
baton_program_file_free (BatonProgramFile *file)
{
  if (file == NULL)
    return;
  g_clear_pointer (&file->program, baton_program_free);
  g_clear_pointer (&file->assets, g_hash_table_unref);
  g_free (file);
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* The digests of one asset: the picture itself and those for single languages. */
static void
foreach_digest (const BatonEntity *asset,
                void             (*func) (const char *digest, const BatonEntity *asset, gpointer user_data),
                gpointer           user_data)
{
  const BatonValue *file = baton_entity_get (asset, BATON_FIELD_ASSET_FILE);
  const BatonValue *locales = baton_value_get_member (file, "locales");

  if (baton_value_get_member_string (file, "source") != NULL)
    func (baton_value_get_member_string (file, "source"), asset, user_data);
  for (gsize i = 0; i < baton_value_get_length (locales); i++)
    if (baton_value_get_string (baton_value_get_element (locales, i)) != NULL)
      func (baton_value_get_string (baton_value_get_element (locales, i)), asset, user_data);
}

static void
add_digest (const char        *digest,
            const BatonEntity *asset,
            gpointer           user_data)
{
  if (!g_ptr_array_find_with_equal_func (user_data, digest, g_str_equal, NULL))
    g_ptr_array_add (user_data, g_strdup (digest));
}

GPtrArray *
baton_program_list_asset_digests (const BatonProgram *program)
{
  GPtrArray *digests = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) assets = baton_program_list (program, BATON_KIND_ASSET);

  for (guint i = 0; i < assets->len; i++)
    foreach_digest (assets->pdata[i], add_digest, digests);
  g_ptr_array_sort (digests, compare_strings);
  return digests;
}

static const char *
get_ending (const char *media_type)
{
  if (g_strcmp0 (media_type, "image/png") == 0)
    return "png";
  if (g_strcmp0 (media_type, "image/jpeg") == 0)
    return "jpg";
  return "svg";
}

/* NAME.json → NAME/assets */
static char *
get_assets_folder (const char *path)
{
  g_autofree char *stem = g_str_has_suffix (path, ".json") ? g_strndup (path, strlen (path) - strlen (".json")) : g_strdup (path);

  return g_build_filename (stem, "assets", NULL);
}

typedef struct
{
  const char *folder;
  GHashTable *assets;
  GHashTable *rewritten;   /* owned digest → owned digest of what is kept instead */
  GHashTable *missing;     /* set of owned digests: told once, however many languages show the picture */
  GPtrArray  *problems;
} Loading;

/* A picture that is missing, altered or no picture is a problem of its asset. One from elsewhere is rewritten (baton-svg.h), and
 * then has another digest. */
static void
load_digest (const char        *digest,
             const BatonEntity *asset,
             gpointer           user_data)
{
  Loading *loading = user_data;
  g_autofree char *name = g_strconcat (digest, ".", get_ending (baton_entity_get_string (asset, BATON_FIELD_ASSET_MEDIA_TYPE)), NULL);
  g_autofree char *path = g_build_filename (loading->folder, name, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) prepared = NULL;
  g_autofree char *found = NULL;
  g_autofree char *kept = NULL;
  BatonImageCode code;

  if (g_hash_table_contains (loading->assets, digest) || g_hash_table_contains (loading->rewritten, digest)
      || g_hash_table_contains (loading->missing, digest))
    return;
  bytes = baton_exchange_read_file (path, BATON_IMAGE_MAX_BYTES, NULL);
  if (bytes != NULL)
    found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (g_strcmp0 (found, digest) == 0)
    prepared = baton_image_prepare (bytes, NULL, &code);
  if (prepared == NULL)
    {
      BatonProblem *problem = baton_problem_new (BATON_PROBLEM_ASSET_MISSING, BATON_KIND_ASSET, baton_entity_get_id (asset),
                                                 BATON_FIELD_ASSET_FILE, digest, NULL);

      /* The program that would know the picture's name is not taken in: what can be looked for is the file. */
      problem->path = g_steal_pointer (&path);
      g_hash_table_add (loading->missing, g_strdup (digest));
      g_ptr_array_add (loading->problems, problem);
      return;
    }
  kept = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, prepared);
  if (strcmp (kept, digest) != 0)
    g_hash_table_insert (loading->rewritten, g_strdup (digest), g_strdup (kept));
  g_hash_table_insert (loading->assets, g_steal_pointer (&kept), g_steal_pointer (&prepared));
}

static void
rename_digest (GHashTable  *rewritten,
               BatonValue **holder,
               const char  *key)
{
  const char *digest = baton_value_get_member_string (*holder, key);
  const char *kept = digest != NULL ? g_hash_table_lookup (rewritten, digest) : NULL;
  g_autoptr (BatonValue) value = kept != NULL ? baton_value_new_string (kept) : NULL;
  BatonValue *with;

  if (kept == NULL)
    return;
  with = baton_value_with_member (*holder, key, value);
  baton_value_unref (*holder);
  *holder = with;
}

/* Has the asset name what is kept. */
static void
rename_digests (BatonProgram      *program,
                const BatonEntity *asset,
                GHashTable        *rewritten)
{
  const BatonValue *file = baton_entity_get (asset, BATON_FIELD_ASSET_FILE);
  g_autoptr (BatonValue) renamed = file != NULL ? baton_value_ref (file) : NULL;
  const BatonValue *locales = baton_value_get_member (file, "locales");
  g_autoptr (BatonValue) renamed_locales = locales != NULL ? baton_value_ref (locales) : NULL;
  g_autoptr (BatonEntity) entity = NULL;

  if (renamed == NULL)
    return;
  rename_digest (rewritten, &renamed, "source");
  for (gsize i = 0; i < baton_value_get_length (locales); i++)
    rename_digest (rewritten, &renamed_locales, baton_value_get_key (locales, i));
  if (renamed_locales != locales)
    {
      BatonValue *with = baton_value_with_member (renamed, "locales", renamed_locales);

      baton_value_unref (renamed);
      renamed = with;
    }
  entity = baton_entity_with (asset, BATON_FIELD_ASSET_FILE, renamed);
  baton_program_put (program, entity);
}

GHashTable *
baton_program_assets_read (const char   *folder,
                           BatonProgram *program,
                           GPtrArray    *problems)
{
  g_autoptr (GHashTable) rewritten = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) list = baton_program_list (program, BATON_KIND_ASSET);
  GHashTable *assets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_autoptr (GHashTable) missing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Loading loading = { folder, assets, rewritten, missing, problems };

  for (guint i = 0; i < list->len; i++)
    foreach_digest (list->pdata[i], load_digest, &loading);
  for (guint i = 0; i < list->len && g_hash_table_size (rewritten) > 0; i++)
    rename_digests (program, list->pdata[i], rewritten);
  return assets;
}

BatonProgramFile *
baton_program_file_read (const char  *path,
                         GPtrArray   *problems,
                         GError     **error)
{
  g_autoptr (GBytes) bytes = baton_exchange_read_file (path, BATON_JSON_MAX_BYTES, error);
  g_autoptr (BatonProgramFile) file = NULL;
  g_autofree char *folder = get_assets_folder (path);

  if (bytes == NULL)
    return NULL;

  file = g_new0 (BatonProgramFile, 1);
  file->program = baton_program_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), problems);
  if (file->program != NULL)
    file->assets = baton_program_assets_read (folder, file->program, problems);
  if (file->program == NULL || baton_problems_have_errors (problems))
    {
      g_set_error (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_INVALID, "%s", path);
      return NULL;
    }
  return g_steal_pointer (&file);
}

typedef struct
{
  const char       *folder;
  BatonAssetSource  source;
  gpointer          user_data;
  GError           *error;
} Saving;

static gboolean
has_digest (const char *path,
            const char *digest)
{
  g_autoptr (GBytes) bytes = baton_exchange_read_file (path, BATON_IMAGE_MAX_BYTES, NULL);
  g_autofree char *found = bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;

  return g_strcmp0 (found, digest) == 0;
}

static void
save_digest (const char        *digest,
             const BatonEntity *asset,
             gpointer           user_data)
{
  Saving *saving = user_data;
  g_autofree char *name = g_strconcat (digest, ".", get_ending (baton_entity_get_string (asset, BATON_FIELD_ASSET_MEDIA_TYPE)), NULL);
  g_autofree char *path = g_build_filename (saving->folder, name, NULL);
  g_autoptr (GBytes) bytes = NULL;

  /* Named by its content, it is there already unless somebody has altered it. */
  if (saving->error != NULL || has_digest (path, digest))
    return;
  bytes = saving->source (digest, saving->user_data, &saving->error);
  if (bytes != NULL)
    baton_exchange_write_file (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &saving->error);
}

gboolean
baton_program_assets_write (const char          *folder,
                            const BatonProgram  *program,
                            BatonAssetSource     source,
                            gpointer             user_data,
                            GError             **error)
{
  g_autoptr (GPtrArray) assets = baton_program_list (program, BATON_KIND_ASSET);
  Saving saving = { folder, source, user_data, NULL };

  for (guint i = 0; i < assets->len && source != NULL; i++)
    foreach_digest (assets->pdata[i], save_digest, &saving);
  if (saving.error != NULL)
    g_propagate_error (error, saving.error);
  return saving.error == NULL;
}

gboolean
baton_program_file_write (const char          *path,
                          const BatonProgram  *program,
                          BatonAssetSource     source,
                          gpointer             user_data,
                          GError             **error)
{
  g_autofree char *folder = get_assets_folder (path);
  g_autoptr (BatonValue) value = baton_program_to_value (program);
  g_autofree char *json = baton_value_to_pretty_json (value);

  if (!baton_program_assets_write (folder, program, source, user_data, error))
    return FALSE;
  return baton_exchange_write_file (path, json, strlen (json), error);
}
