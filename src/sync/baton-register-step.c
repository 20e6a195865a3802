/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/baton-register-step.h"

#include "exchange/baton-data-files.h"
#include "exchange/baton-data-step.h"

/* Whether it brings back what was not there: then what goes was put in its place, and the register reads the one as the other. */
static gboolean
brings_back (GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    if (((const BatonChange *) changes->pdata[i])->before == NULL)
      return TRUE;
  return FALSE;
}

gboolean
baton_register_step_check (BatonWorkspace        *workspace,
                           const BatonEntryInfo  *entry,
                           GPtrArray             *changes,
                           BatonRegisterNeeds     needs,
                           gpointer               user_data,
                           GError               **error)
{
  g_autofree char *folder = baton_data_get_folder (baton_workspace_get_path (workspace));

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (baton_data_step_look (folder, entry->sequence, entry->time_us, !entry->undone) == BATON_DATA_STEP_READY)
    return baton_data_step_begin (folder, entry->sequence, entry->time_us, error);
  if (brings_back (changes))
    return TRUE;
  for (guint i = 0; i < changes->len; i++)
    {
      const BatonChange *change = changes->pdata[i];

      if (change->after != NULL || !needs (change->before, user_data))
        continue;
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, baton_change_get_id (change));
      return FALSE;
    }
  return TRUE;
}

gboolean
baton_register_step_follow (BatonWorkspace  *workspace,
                            gboolean         undo,
                            gboolean        *turned,
                            GError         **error)
{
  g_autofree char *folder = baton_data_get_folder (baton_workspace_get_path (workspace));
  BatonEntryInfo info;

  *turned = FALSE;
  if (!baton_workspace_peek_turn (workspace, !undo, &info) ||
      baton_data_step_look (folder, info.sequence, info.time_us, undo) != BATON_DATA_STEP_READY)
    return TRUE;
  if (!baton_workspace_flush (workspace, error) || !baton_data_step_turn (folder, info.sequence, info.time_us, undo, error))
    return FALSE;
  baton_data_step_end (folder);
  *turned = TRUE;
  return TRUE;
}

/* A step that is in the journal no more was turned, and followed, before what came after it. */
gboolean
baton_register_step_settle (BatonWorkspace  *workspace,
                            GError         **error)
{
  g_autofree char *folder = baton_data_get_folder (baton_workspace_get_path (workspace));
  BatonEntryInfo info;
  guint64 sequence;
  gint64 time_us;

  if (!baton_data_step_is_begun (folder, &sequence, &time_us))
    return TRUE;
  for (guint i = baton_workspace_get_n_entries (workspace); i > 0; i--)
    if (baton_workspace_get_entry (workspace, i - 1, &info) && info.sequence == sequence && info.time_us == time_us)
      {
        if (baton_data_step_look (folder, sequence, time_us, info.undone) == BATON_DATA_STEP_READY &&
            !baton_data_step_turn (folder, sequence, time_us, info.undone, error))
          return FALSE;
        break;
      }
  baton_data_step_end (folder);
  return TRUE;
}
