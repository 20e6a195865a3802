/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/baton-create.h"

#include "exchange/baton-data-files.h"
#include "exchange/baton-program-file.h"
#include "model/baton-text.h"

#include <string.h>

char *
baton_sample_get_path (const char *name)
{
  const char *folder = g_getenv ("BATON_SAMPLES");
  g_autofree char *file = g_strconcat (name, ".json", NULL);

  return g_build_filename (folder != NULL ? folder : PKGDATADIR "/samples", file, NULL);
}

static gboolean
copy_data (const char  *source,
           const char  *workspace,
           GError     **error)
{
  g_autofree char *stem = g_str_has_suffix (source, ".json") ? g_strndup (source, strlen (source) - strlen (".json")) : g_strdup (source);
  g_autofree char *folder = baton_data_get_folder (workspace);

  for (BatonDataFile file = 0; file < BATON_N_DATA_FILES; file++)
    {
      g_autofree char *from = g_build_filename (stem, baton_data_get_name (file), NULL);
      g_auto (BatonDataReport) report = { 0 };

      if (g_file_test (from, G_FILE_TEST_EXISTS) && !baton_data_import (folder, file, from, TRUE, FALSE, &report, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_assets (BatonWorkspace    *workspace,
            BatonProgramFile  *file,
            GError           **error)
{
  GHashTableIter iter;
  gpointer bytes;

  g_hash_table_iter_init (&iter, file->assets);
  while (g_hash_table_iter_next (&iter, NULL, &bytes))
    {
      g_autofree char *digest = baton_workspace_add_asset (workspace, bytes, error);

      if (digest == NULL)
        return FALSE;
    }
  return TRUE;
}

BatonWorkspace *
baton_create_workspace (const char  *path,
                        const char  *source,
                        const char  *name,
                        gboolean     with_data,
                        GPtrArray   *problems,
                        GError     **error)
{
  g_autoptr (BatonProgramFile) file = baton_program_file_read (source, problems, error);
  g_autoptr (BatonWorkspace) workspace = NULL;
  BatonEntity *root;

  if (file == NULL)
    return NULL;
  root = baton_program_get_root (file->program);
  if (name != NULL && root != NULL)
    {
      g_autoptr (BatonValue) text = baton_text_with_source (baton_entity_get (root, BATON_FIELD_PROGRAM_NAME), name);
      g_autoptr (BatonEntity) named = baton_entity_with (root, BATON_FIELD_PROGRAM_NAME, text);

      baton_program_put (file->program, named);
    }
  workspace = baton_workspace_create (path, file->program, error);
  if (workspace == NULL || !add_assets (workspace, file, error) || !baton_workspace_flush (workspace, error) ||
      (with_data && !copy_data (source, path, error)))
    return NULL;
  return g_steal_pointer (&workspace);
}
