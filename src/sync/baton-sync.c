/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Push and pull: see baton-sync.h.
 *
 * Both are a line of steps, each started when the one before has ended: finish what waits in the outbox, then those of
 * baton-sync-push.c or baton-sync-pull.c.
 */
#include "sync/baton-sync-private.h"

BatonSyncJob *
baton_sync_job_new (BatonRemote    *remote,
                    BatonWorkspace *workspace)
{
  BatonSyncJob *job = g_new0 (BatonSyncJob, 1);

  job->remote = remote != NULL ? g_object_ref (remote) : NULL;
  job->workspace = g_object_ref (workspace);
  return job;
}

void
baton_sync_job_free (BatonSyncJob *job)
{
  g_clear_object (&job->remote);
  g_clear_object (&job->workspace);
  g_free (job->message);
  g_free (job->left_out);
  g_clear_pointer (&job->program, baton_program_free);
  g_clear_pointer (&job->revision, baton_revision_free);
  g_clear_pointer (&job->digests, g_ptr_array_unref);
  g_clear_pointer (&job->body, g_bytes_unref);
  g_clear_pointer (&job->answer, baton_push_result_free);
  g_clear_error (&job->refusal);
  g_free (job->etag);
  g_free (job->key);
  g_free (job->digest);
  g_free (job);
}

void
baton_pull_result_free (BatonPullResult *result)
{
  if (result == NULL)
    return;
  g_clear_pointer (&result->revision, baton_revision_free);
  g_clear_pointer (&result->theirs, baton_program_free);
  g_free (result);
}

void
baton_sync_fail (GTask  *task,
                 GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* Takes *task* when there is nothing left to wait for. */
static void
look_at_disk (GTask *task)
{
  BatonSyncJob *job = g_task_get_task_data (task);
  const GError *write_error = baton_workspace_get_write_error (job->workspace);

  if (write_error == NULL && baton_workspace_get_acknowledged (job->workspace) < job->generation)
    return;
  g_clear_signal_handler (&job->written_id, job->workspace);
  g_clear_signal_handler (&job->trouble_id, job->workspace);
  job->written (task, write_error != NULL ? g_error_copy (write_error) : NULL);
}

void
baton_sync_await_disk (GTask            *task,
                       BatonSyncWritten  written)
{
  BatonSyncJob *job = g_task_get_task_data (task);

  job->written = written;
  job->generation = baton_workspace_get_generation (job->workspace);
  job->written_id = g_signal_connect_swapped (job->workspace, "acknowledged", G_CALLBACK (look_at_disk), task);
  job->trouble_id = g_signal_connect_swapped (job->workspace, "notify::write-error", G_CALLBACK (look_at_disk), task);
  look_at_disk (task);
}

char *
baton_sync_name_entry (const BatonRevision *revision)
{
  return *revision->message != '\0' ? g_strdup (revision->message)
                                    : g_strdup_printf ("%" G_GINT64_FORMAT, revision->number);
}

/* ── The line ────────────────────────────────────────────────────────────────────────────────────────── */

void
baton_sync_go_on (GTask *task)
{
  BatonSyncJob *job = g_task_get_task_data (task);

  if (baton_sync_resume_pending (task))
    return;
  if (job->pull)
    baton_sync_start_pull (task);
  else if (job->message != NULL)
    baton_sync_start_push (task);
  else
    {
      g_task_return_pointer (task, NULL, NULL);
      g_object_unref (task);
    }
}

static void
start (BatonRemote         *remote,
       BatonWorkspace      *workspace,
       const char          *message,
       const char          *left_out,
       gboolean             pull,
       gpointer             source_tag,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  BatonSyncJob *job = baton_sync_job_new (remote, workspace);
  const GError *write_error = baton_workspace_get_write_error (workspace);

  g_task_set_source_tag (task, source_tag);
  g_task_set_check_cancellable (task, FALSE);
  job->message = g_strdup (message);
  job->left_out = g_strdup (left_out);
  job->pull = pull;
  g_task_set_task_data (task, job, (GDestroyNotify) baton_sync_job_free);

  /* What the disk does not have is not the server's either. */
  if (write_error != NULL)
    baton_sync_fail (task, g_error_copy (write_error));
  else
    baton_sync_go_on (task);
}

void
baton_sync_push_async (BatonRemote         *remote,
                       BatonWorkspace      *workspace,
                       const char          *message,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  baton_sync_push_part_async (remote, workspace, message, NULL, cancellable, callback, user_data);
}

void
baton_sync_push_part_async (BatonRemote         *remote,
                            BatonWorkspace      *workspace,
                            const char          *message,
                            const char          *left_out,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (BATON_IS_REMOTE (remote));
  g_return_if_fail (BATON_IS_WORKSPACE (workspace));
  g_return_if_fail (message != NULL);

  start (remote, workspace, message, left_out, FALSE, baton_sync_push_async, cancellable, callback, user_data);
}

static gpointer
finish (GAsyncResult  *result,
        gpointer       source_tag,
        GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, source_tag), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

BatonPushResult *
baton_sync_push_finish (GAsyncResult  *result,
                        GError       **error)
{
  return finish (result, baton_sync_push_async, error);
}

void
baton_sync_resume_async (BatonRemote         *remote,
                         BatonWorkspace      *workspace,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (BATON_IS_REMOTE (remote));
  g_return_if_fail (BATON_IS_WORKSPACE (workspace));

  start (remote, workspace, NULL, NULL, FALSE, baton_sync_resume_async, cancellable, callback, user_data);
}

BatonPushResult *
baton_sync_resume_finish (GAsyncResult  *result,
                          GError       **error)
{
  return finish (result, baton_sync_resume_async, error);
}

void
baton_sync_pull_async (BatonRemote         *remote,
                       BatonWorkspace      *workspace,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (BATON_IS_REMOTE (remote));
  g_return_if_fail (BATON_IS_WORKSPACE (workspace));

  start (remote, workspace, NULL, NULL, TRUE, baton_sync_pull_async, cancellable, callback, user_data);
}

BatonPullResult *
baton_sync_pull_finish (GAsyncResult  *result,
                        GError       **error)
{
  return finish (result, baton_sync_pull_async, error);
}
