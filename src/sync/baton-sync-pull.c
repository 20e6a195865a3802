/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The steps of a pull:
 *   ask for the head → fetch its program → fetch pictures → merge → wait until that is on the disk
 *
 * The merge is worked out in a thread, of copies. The draft may be edited meanwhile: then it is worked out anew, of what the draft
 * is by then, so that what is taken is always the merge of the draft as it stands; the journal changes on the workspace's own
 * thread only.
 */
#include "sync/baton-sync-private.h"

#include "model/baton-program-assets.h"
#include "sync/baton-pull-merge.h"

/* Who edits faster than a thread merges has the pull wait until they rest for so long; it is never merged on the loop. */
#define MAX_OVERTAKEN 5
#define REST_MS 300

/* Takes *task*. */
static void
return_pull (GTask            *task,
             BatonPullOutcome  outcome)
{
  BatonSyncJob *job = g_task_get_task_data (task);
  BatonPullResult *result = g_new0 (BatonPullResult, 1);

  result->outcome = outcome;
  result->went_back_from = job->went_back_from;
  result->revision = g_steal_pointer (&job->revision);
  result->theirs = g_steal_pointer (&job->program);
  g_task_return_pointer (task, result, (GDestroyNotify) baton_pull_result_free);
  g_object_unref (task);
}

static void
pull_written (GTask  *task,
              GError *error)
{
  BatonSyncJob *job = g_task_get_task_data (task);

  if (error != NULL)
    baton_sync_fail (task, error);
  else
    return_pull (task, job->outcome);
}

/* ── Merging ── */

/* Takes *task* and *work*, which has been worked out and is current. */
static void
take_merge (GTask          *task,
            BatonPullMerge *work)
{
  BatonSyncJob *job = g_task_get_task_data (task);
  gboolean conflict = !work->is_decided && work->error == NULL, taken;
  GError *error = NULL;

  taken = !conflict && baton_pull_merge_take (work, job->workspace, job->revision, &error);
  /* What the server sent goes with the work, aside: what it has in common with the draft is shared by now. */
  work->received = job->program;
  job->program = baton_program_copy (work->theirs);
  job->outcome = work->untouched ? BATON_PULL_UPDATED : BATON_PULL_MERGED;
  baton_pull_merge_free_aside (work);
  if (conflict)
    return_pull (task, BATON_PULL_CONFLICT);
  else if (taken)
    baton_sync_await_disk (task, pull_written);
  else
    baton_sync_fail (task, error);
}

static void
merge_in_thread (GTask        *inner,
                 gpointer      source,
                 gpointer      work,
                 GCancellable *cancellable)
{
  baton_pull_merge_run (work);
  g_task_return_boolean (inner, TRUE);
}

static void merge (GTask *task);
static void await_rest (GTask *task);

static void
merged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  BatonSyncJob *job = g_task_get_task_data (task);
  BatonPullMerge *work = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error) &&
      baton_pull_merge_is_current (work, job->workspace))
    {
      take_merge (task, work);
      return;
    }
  baton_pull_merge_free_aside (work);
  if (error != NULL)
    {
      baton_sync_fail (task, error);
      return;
    }
  if (++job->n_overtaken < MAX_OVERTAKEN)
    merge (task);
  else
    await_rest (task);
}

/* Edits have another generation; so does what is written meanwhile, which makes no difference but a little time. */
static gboolean
rested_cb (gpointer user_data)
{
  GTask *task = user_data;
  BatonSyncJob *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    baton_sync_fail (task, error);
  else if (baton_workspace_get_generation (job->workspace) != job->generation)
    await_rest (task);
  else
    merge (task);
  return G_SOURCE_REMOVE;
}

/* Takes *task*. */
static void
await_rest (GTask *task)
{
  BatonSyncJob *job = g_task_get_task_data (task);
  g_autoptr (GSource) source = g_timeout_source_new (REST_MS);

  job->generation = baton_workspace_get_generation (job->workspace);
  g_source_set_static_name (source, "baton-sync-rest");
  g_source_set_callback (source, rested_cb, task, NULL);
  g_source_attach (source, g_task_get_context (task));
}

/* Takes *task*. */
static void
merge (GTask *task)
{
  BatonSyncJob *job = g_task_get_task_data (task);
  g_autofree char *stranger = baton_pull_merge_find_stranger (job->workspace, job->program);
  g_autoptr (GTask) inner = NULL;
  BatonPullMerge *work;

  if (stranger != NULL)
    {
      baton_sync_fail (task, g_error_new_literal (BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_OTHER_PROGRAM, stranger));
      return;
    }
  work = baton_pull_merge_new (job->workspace, job->program);
  inner = g_task_new (NULL, NULL, merged_cb, task);
  g_task_set_source_tag (inner, merge);
  g_task_set_task_data (inner, work, NULL);
  g_task_run_in_thread (inner, merge_in_thread);
}

/* ── Fetching ── */

static void fetch_next (GTask *task);

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  BatonSyncJob *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) bytes = baton_remote_get_asset_finish (BATON_REMOTE (source), result, NULL, &error);
  g_autofree char *digest = bytes != NULL ? baton_workspace_add_asset (job->workspace, bytes, &error) : NULL;

  if (digest != NULL)
    fetch_next (task);
  else
    baton_sync_fail (task, error);
}

/* Takes *task*. */
static void
fetch_next (GTask *task)
{
  BatonSyncJob *job = g_task_get_task_data (task);

  if (job->digests->len == 0)
    {
      merge (task);
      return;
    }
  g_free (job->digest);
  job->digest = g_ptr_array_steal_index (job->digests, job->digests->len - 1);
  baton_remote_get_asset_async (job->remote, job->digest, g_task_get_cancellable (task), fetched_cb, task);
}

static void
got_program_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GTask *task = user_data;
  BatonSyncJob *job = g_task_get_task_data (task);
  g_autoptr (GHashTable) digests = NULL;
  GHashTableIter iter;
  gpointer digest;
  GError *error = NULL;

  job->program = baton_remote_get_program_finish (BATON_REMOTE (source), result, &error);
  if (job->program == NULL)
    {
      baton_sync_fail (task, error);
      return;
    }
  job->digests = g_ptr_array_new_with_free_func (g_free);
  digests = baton_program_list_assets (job->program);
  g_hash_table_iter_init (&iter, digests);
  while (g_hash_table_iter_next (&iter, &digest, NULL))
    if (!baton_workspace_has_asset (job->workspace, digest))
      g_ptr_array_add (job->digests, g_strdup (digest));
  fetch_next (task);
}

static void
got_head_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GTask *task = user_data;
  BatonSyncJob *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->revision = baton_remote_get_head_finish (BATON_REMOTE (source), result, &error);
  if (job->revision == NULL)
    {
      baton_sync_fail (task, error);
      return;
    }
  if (job->revision->number == 0 ||
      (job->revision->number == baton_workspace_get_base_revision (job->workspace) &&
       g_strcmp0 (job->revision->digest, baton_workspace_get_base_digest (job->workspace)) == 0))
    {
      return_pull (task, BATON_PULL_UNCHANGED);
      return;
    }
  if (baton_revision_is_before (job->revision, baton_workspace_get_base_revision (job->workspace), baton_workspace_get_base_digest (job->workspace)))
    job->went_back_from = baton_workspace_get_base_revision (job->workspace);
  baton_remote_get_program_async (job->remote, job->revision->number, g_task_get_cancellable (task), got_program_cb, task);
}

void
baton_sync_start_pull (GTask *task)
{
  BatonSyncJob *job = g_task_get_task_data (task);

  baton_remote_get_head_async (job->remote, g_task_get_cancellable (task), got_head_cb, task);
}

/* ── A merge that somebody has decided ── */

gboolean
baton_sync_take (BatonWorkspace       *workspace,
                 const BatonRevision  *revision,
                 const BatonProgram   *theirs,
                 const BatonProgram   *merged,
                 GError              **error)
{
  g_autoptr (BatonPullMerge) work = baton_pull_merge_new (workspace, theirs);

  baton_pull_merge_set_merged (work, merged);
  return baton_pull_merge_take (work, workspace, revision, error) && baton_workspace_flush (workspace, error);
}

static void
take_written (GTask  *task,
              GError *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
set_merged_in_thread (GTask        *inner,
                      gpointer      source,
                      gpointer      data,
                      GCancellable *cancellable)
{
  BatonPullMerge *work = data;
  g_autoptr (BatonProgram) merged = g_steal_pointer (&work->decided);

  baton_pull_merge_set_merged (work, merged);
  g_task_return_boolean (inner, TRUE);
}

static void
merged_set_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = user_data;
  BatonSyncJob *job = g_task_get_task_data (task);
  BatonPullMerge *work = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  gboolean taken = !g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error) &&
                   baton_pull_merge_take (work, job->workspace, job->revision, &error);

  baton_pull_merge_free_aside (work);
  if (taken)
    baton_sync_await_disk (task, take_written);
  else
    baton_sync_fail (task, error);
}

void
baton_sync_take_async (BatonWorkspace      *workspace,
                       const BatonRevision *revision,
                       const BatonProgram  *theirs,
                       const BatonProgram  *merged,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  BatonSyncJob *job = baton_sync_job_new (NULL, workspace);
  BatonPullMerge *work = baton_pull_merge_new (workspace, theirs);
  g_autoptr (GTask) inner = g_task_new (NULL, NULL, merged_set_cb, task);

  g_task_set_source_tag (task, baton_sync_take_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, (GDestroyNotify) baton_sync_job_free);
  job->revision = baton_revision_copy (revision);
  work->decided = baton_program_copy (merged);
  g_task_set_source_tag (inner, baton_sync_take_async);
  g_task_set_task_data (inner, work, NULL);
  g_task_run_in_thread (inner, set_merged_in_thread);
}

gboolean
baton_sync_take_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, baton_sync_take_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
