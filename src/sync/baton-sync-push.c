/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The steps of a push, and what waits of one in the outbox:
 *   upload pictures → write the outbox row → send it → take the answer into the workspace
 *
 * An outbox row is the bytes of a push under the key that the store made; its state is "push ETAG ADDRESS". It goes with
 * an answer that says what became of it, or with one that says that nothing did; it stays where nobody knows.
 */
#include "sync/baton-sync-private.h"

#include <string.h>

#include "model/baton-image.h"
#include "model/baton-json.h"
#include "model/baton-portion.h"
#include "model/baton-program-assets.h"
#include "model/baton-validate.h"

#define STATE_PREFIX "push "

/* ── The outbox ──────────────────────────────────────────────────────────────────────────────────────── */

/* The push that waits, (transfer full); NULL when none does. */
static BatonOutboxItem *
find_pending (BatonWorkspace *workspace)
{
  g_autoptr (GPtrArray) items = baton_workspace_list_outbox (workspace);

  for (guint i = 0; i < items->len; i++)
    {
      const BatonOutboxItem *item = g_ptr_array_index (items, i);

      if (g_str_has_prefix (item->state, STATE_PREFIX))
        return baton_outbox_item_copy (item);
    }
  return NULL;
}

gboolean
baton_sync_has_pending (BatonWorkspace *workspace)
{
  g_autoptr (BatonOutboxItem) item = find_pending (workspace);

  return item != NULL;
}

gboolean
baton_sync_forget_pending (BatonWorkspace  *workspace,
                           GError         **error)
{
  for (;;)
    {
      g_autoptr (BatonOutboxItem) item = find_pending (workspace);

      if (item == NULL)
        return baton_workspace_flush (workspace, error);
      if (!baton_workspace_remove_from_outbox (workspace, item->key, error))
        return FALSE;
    }
}

/* The program within the body of a push. (transfer full); NULL when it is none. */
static BatonProgram *
program_of_body (GBytes *body)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autoptr (BatonValue) value = baton_json_parse (data, length, NULL);
  const BatonValue *program = baton_value_get_member (value, "program");
  g_autofree char *json = program != NULL ? baton_value_to_json (program) : NULL;

  return json != NULL ? baton_program_parse (json, strlen (json), problems) : NULL;
}

/* Whether an error says for certain that the server did nothing. */
static gboolean
is_certain (const GError *error)
{
  if (error->domain != BATON_REMOTE_ERROR)
    return FALSE;
  switch ((BatonRemoteError) error->code)
    {
    case BATON_REMOTE_ERROR_ADDRESS:
    case BATON_REMOTE_ERROR_TLS:
    case BATON_REMOTE_ERROR_UNAUTHORISED:
    case BATON_REMOTE_ERROR_NOT_ALLOWED:
    case BATON_REMOTE_ERROR_NOT_FOUND:
    case BATON_REMOTE_ERROR_TOO_LARGE:
    case BATON_REMOTE_ERROR_FULL:
    case BATON_REMOTE_ERROR_DIFFERENT:
      return TRUE;
    case BATON_REMOTE_ERROR_FAILED:
    case BATON_REMOTE_ERROR_UNREACHABLE:
    case BATON_REMOTE_ERROR_BUSY:
    case BATON_REMOTE_ERROR_PROTOCOL:
    case BATON_REMOTE_N_ERRORS:
    default:
      return FALSE;
    }
}

/* Takes an answer into the workspace and the row out of the outbox. */
static gboolean
settle (BatonSyncJob                    *job,
        const BatonPushResult  *result,
        GError                **error)
{
  g_autofree char *name = NULL;

  if (result->outcome != BATON_PUSH_DONE)
    return baton_workspace_remove_from_outbox (job->workspace, job->key, error) &&
           baton_workspace_flush (job->workspace, error);
  name = baton_sync_name_entry (result->revision);
  return baton_workspace_pushed (job->workspace, name, result->revision->number, result->revision->digest, job->program,
                                 job->key, error) &&
         baton_workspace_flush (job->workspace, error);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  BatonSyncJob *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BatonPushResult) answer = baton_remote_push_finish (BATON_REMOTE (source), result, &error);

  if (answer == NULL)
    {
      if (is_certain (error) && baton_workspace_remove_from_outbox (job->workspace, job->key, NULL))
        baton_workspace_flush (job->workspace, NULL);
      baton_sync_fail (task, error);
      return;
    }
  if (!settle (job, answer, &error))
    {
      baton_sync_fail (task, error);
      return;
    }
  g_clear_pointer (&job->key, g_free);
  g_clear_pointer (&job->program, baton_program_free);
  /* What waited is settled; now what was asked for, unless that was all. */
  if (job->pull || job->message != NULL)
    {
      baton_sync_go_on (task);
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&answer), (GDestroyNotify) baton_push_result_free);
  g_object_unref (task);
}

/* Sends the row with *body* again, or for the first time. Takes *task*. */
static void
send_row (GTask      *task,
          GBytes     *body,
          const char *state)
{
  BatonSyncJob *job = g_task_get_task_data (task);
  g_auto (GStrv) words = g_strsplit (state, " ", 3);

  baton_remote_push_body_async (job->remote, body, words[1], job->key, g_task_get_cancellable (task), sent_cb, task);
}

gboolean
baton_sync_resume_pending (GTask *task)
{
  BatonSyncJob *job = g_task_get_task_data (task);
  g_autoptr (BatonOutboxItem) item = find_pending (job->workspace);
  g_auto (GStrv) words = NULL;
  GError *error = NULL;

  if (item == NULL)
    return FALSE;
  words = g_strsplit (item->state, " ", 3);
  job->program = program_of_body (item->payload);
  if (g_strv_length (words) != 3 || strcmp (words[2], baton_remote_get_address (job->remote)) != 0 || job->program == NULL)
    {
      g_clear_pointer (&job->program, baton_program_free);
      if (baton_workspace_remove_from_outbox (job->workspace, item->key, &error))
        return baton_sync_resume_pending (task);
      baton_sync_fail (task, error);
      return TRUE;
    }
  job->key = g_strdup (item->key);
  send_row (task, item->payload, item->state);
  return TRUE;
}

/* ── Push ────────────────────────────────────────────────────────────────────────────────────────────── */

static BatonRevision *
base_revision (BatonWorkspace *workspace)
{
  BatonRevision *revision = g_new0 (BatonRevision, 1);

  revision->number = baton_workspace_get_base_revision (workspace);
  revision->digest = g_strdup (baton_workspace_get_base_digest (workspace));
  revision->message = g_strdup ("");
  return revision;
}

/* Takes *task*. */
static void
push_program (GTask *task)
{
  BatonSyncJob *job = g_task_get_task_data (task);
  g_autofree char *message = g_steal_pointer (&job->message);
  g_autoptr (GBytes) body = baton_remote_push_body (job->program, message);
  g_autoptr (BatonRevision) base = base_revision (job->workspace);
  g_autofree char *etag = baton_revision_get_etag (base);
  g_autofree char *state = g_strdup_printf (STATE_PREFIX "%s %s", etag, baton_remote_get_address (job->remote));
  GError *error = NULL;

  /* From here on a crash finds the row and sends it again. */
  job->key = baton_workspace_add_to_outbox (job->workspace, body, state, &error);
  if (job->key == NULL)
    baton_sync_fail (task, error);
  else
    send_row (task, body, state);
}

static void upload_next (GTask *task);

static void
uploaded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (baton_remote_put_asset_finish (BATON_REMOTE (source), result, &error))
    upload_next (task);
  else
    baton_sync_fail (task, error);
}

/* Takes *task*. A picture that the workspace lacks is left to the server, which may have it, or says that it is missing. */
static void
upload_next (GTask *task)
{
  BatonSyncJob *job = g_task_get_task_data (task);

  while (job->digests->len > 0)
    {
      g_autofree char *digest = g_ptr_array_steal_index (job->digests, job->digests->len - 1);
      g_autoptr (GBytes) bytes = baton_workspace_load_asset (job->workspace, digest, NULL);
      BatonImageInfo info;

      if (bytes == NULL ||
          baton_image_check (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &info) != BATON_IMAGE_OK)
        continue;
      baton_remote_put_asset_async (job->remote, digest, info.media_type, bytes, g_task_get_cancellable (task), uploaded_cb,
                                    task);
      return;
    }
  push_program (task);
}

/* What is to be pushed, as it is now: the draft may go on being edited meanwhile. *is_base*: nothing of it is new.
 * (transfer full) */
static BatonProgram *
choose_program (BatonSyncJob      *job,
                gboolean *is_base)
{
  const BatonProgram *base = baton_workspace_get_base (job->workspace);
  const BatonProgram *draft = baton_workspace_get_program (job->workspace);
  gboolean has_base = baton_workspace_get_base_revision (job->workspace) > 0;
  g_autoptr (GPtrArray) atoms = NULL;
  g_autoptr (BatonPortion) portion = NULL;

  if (!has_base || job->left_out == NULL || *job->left_out == '\0')
    {
      *is_base = has_base && baton_workspace_count_changes (job->workspace) == 0;
      return baton_program_copy (draft);
    }
  atoms = baton_diff (base, draft);
  portion = baton_portion_new (base, draft, atoms);
  baton_portion_leave_out (portion, job->left_out);
  *is_base = baton_portion_count_left_out (portion) == atoms->len;
  return baton_portion_make_program (portion);
}

void
baton_sync_start_push (GTask *task)
{
  BatonSyncJob *job = g_task_get_task_data (task);
  g_autoptr (GHashTable) digests = NULL;
  GHashTableIter iter;
  BatonPushResult *result;
  gboolean is_base;
  gpointer digest;
  GError *error = NULL;

  if (!baton_workspace_flush (job->workspace, &error))
    {
      baton_sync_fail (task, error);
      return;
    }
  job->program = choose_program (job, &is_base);
  if (is_base)
    {
      result = g_new0 (BatonPushResult, 1);
      result->outcome = BATON_PUSH_DONE;
      result->revision = base_revision (job->workspace);
      result->problems = g_ptr_array_new ();
      g_task_return_pointer (task, result, (GDestroyNotify) baton_push_result_free);
      g_object_unref (task);
      return;
    }

  job->digests = g_ptr_array_new_with_free_func (g_free);
  digests = baton_program_list_assets (job->program);
  g_hash_table_iter_init (&iter, digests);
  while (g_hash_table_iter_next (&iter, &digest, NULL))
    g_ptr_array_add (job->digests, g_strdup (digest));
  upload_next (task);
}
