/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Push and pull: see baton-sync.h.
 *
 * Both are a line of steps, each started when the one before has ended: finish what waits in the outbox, then
 *   push: upload pictures → write the outbox row → send it → take the answer into the workspace
 *   pull: ask for the head → fetch its program → fetch pictures → merge
 *
 * An outbox row is the bytes of a push under the key that the store made; its state is "push ETAG ADDRESS". It goes with
 * an answer that says what became of it, or with one that says that nothing did; it stays where nobody knows.
 */
#include "sync/baton-sync.h"

#include <string.h>

#include "model/baton-image.h"
#include "model/baton-json.h"
#include "model/baton-merge.h"
#include "model/baton-portion.h"
#include "model/baton-program-assets.h"
#include "model/baton-validate.h"

#define STATE_PREFIX "push "

typedef struct
{
  BatonRemote     *remote;      /* owned */
  BatonWorkspace  *workspace;   /* owned */
  char            *message;     /* owned, nullable: nothing to push after what waits */
  char            *left_out;    /* owned, nullable: what is not to be pushed */
  gboolean         pull;
  BatonProgram    *program;     /* owned: what is pushed, or what was pulled */
  BatonRevision   *revision;    /* owned: what is pulled */
  GPtrArray       *digests;     /* owned: of the pictures still to be transferred */
  char            *key;         /* owned: of the row being sent */
  char            *digest;      /* owned: of the picture under way */
} Job;

static void go_on (GTask *task);

static void
job_free (Job *job)
{
  g_clear_object (&job->remote);
  g_clear_object (&job->workspace);
  g_free (job->message);
  g_free (job->left_out);
  g_clear_pointer (&job->program, baton_program_free);
  g_clear_pointer (&job->revision, baton_revision_free);
  g_clear_pointer (&job->digests, g_ptr_array_unref);
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

/* Takes *task* and *error*. */
static void
fail (GTask  *task,
      GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

static char *
entry_name (const BatonRevision *revision)
{
  return *revision->message != '\0' ? g_strdup (revision->message)
                                    : g_strdup_printf ("%" G_GINT64_FORMAT, revision->number);
}

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
settle (Job                    *job,
        const BatonPushResult  *result,
        GError                **error)
{
  g_autofree char *name = NULL;

  if (result->outcome != BATON_PUSH_DONE)
    return baton_workspace_remove_from_outbox (job->workspace, job->key, error) &&
           baton_workspace_flush (job->workspace, error);
  name = entry_name (result->revision);
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
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BatonPushResult) answer = baton_remote_push_finish (BATON_REMOTE (source), result, &error);

  if (answer == NULL)
    {
      if (is_certain (error) && baton_workspace_remove_from_outbox (job->workspace, job->key, NULL))
        baton_workspace_flush (job->workspace, NULL);
      fail (task, error);
      return;
    }
  if (!settle (job, answer, &error))
    {
      fail (task, error);
      return;
    }
  g_clear_pointer (&job->key, g_free);
  g_clear_pointer (&job->program, baton_program_free);
  /* What waited is settled; now what was asked for, unless that was all. */
  if (job->pull || job->message != NULL)
    {
      go_on (task);
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
  Job *job = g_task_get_task_data (task);
  g_auto (GStrv) words = g_strsplit (state, " ", 3);

  baton_remote_push_body_async (job->remote, body, words[1], job->key, g_task_get_cancellable (task), sent_cb, task);
}

/* TRUE when a row was found, which is then on its way, or *task* has failed. A row for another server says nothing
 * about this one and is dropped. */
static gboolean
resume_pending (GTask *task)
{
  Job *job = g_task_get_task_data (task);
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
        return resume_pending (task);
      fail (task, error);
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
  Job *job = g_task_get_task_data (task);
  g_autofree char *message = g_steal_pointer (&job->message);
  g_autoptr (GBytes) body = baton_remote_push_body (job->program, message);
  g_autoptr (BatonRevision) base = base_revision (job->workspace);
  g_autofree char *etag = baton_revision_get_etag (base);
  g_autofree char *state = g_strdup_printf (STATE_PREFIX "%s %s", etag, baton_remote_get_address (job->remote));
  GError *error = NULL;

  /* From here on a crash finds the row and sends it again. */
  job->key = baton_workspace_add_to_outbox (job->workspace, body, state, &error);
  if (job->key == NULL)
    fail (task, error);
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
    fail (task, error);
}

/* Takes *task*. A picture that the workspace lacks is left to the server, which may have it, or says that it is missing. */
static void
upload_next (GTask *task)
{
  Job *job = g_task_get_task_data (task);

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
choose_program (Job      *job,
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

/* Takes *task*. */
static void
start_push (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  g_autoptr (GHashTable) digests = NULL;
  GHashTableIter iter;
  BatonPushResult *result;
  gboolean is_base;
  gpointer digest;
  GError *error = NULL;

  if (!baton_workspace_flush (job->workspace, &error))
    {
      fail (task, error);
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

/* ── Pull ────────────────────────────────────────────────────────────────────────────────────────────── */

static void
add_change (GPtrArray         *changes,
            const BatonEntity *before,
            const BatonEntity *after)
{
  if (!baton_entity_equal (before, after))
    g_ptr_array_add (changes, baton_change_new (before, after));
}

typedef struct
{
  const BatonProgram *other;
  GPtrArray          *changes;
} Comparison;

static void
compare_cb (gpointer data,
            gpointer user_data)
{
  const BatonEntity *entity = data;
  Comparison *comparison = user_data;

  add_change (comparison->changes, baton_program_lookup (comparison->other, baton_entity_get_id (entity)), entity);
}

static void
missing_cb (gpointer data,
            gpointer user_data)
{
  const BatonEntity *entity = data;
  Comparison *comparison = user_data;

  if (baton_program_lookup (comparison->other, baton_entity_get_id (entity)) == NULL)
    add_change (comparison->changes, entity, NULL);
}

/* (transfer full) of BatonChange. */
static GPtrArray *
list_changes (const BatonProgram *before,
              const BatonProgram *after)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  Comparison forward = { before, changes };
  Comparison backward = { after, changes };

  baton_program_foreach (before, missing_cb, &backward);
  baton_program_foreach (after, compare_cb, &forward);
  return changes;
}

gboolean
baton_sync_take (BatonWorkspace       *workspace,
                 const BatonRevision  *revision,
                 const BatonProgram   *theirs,
                 const BatonProgram   *merged,
                 GError              **error)
{
  g_autoptr (GPtrArray) changes = list_changes (baton_workspace_get_program (workspace), merged);
  g_autofree char *name = entry_name (revision);

  return baton_workspace_pull (workspace, name, changes, revision->number, revision->digest, theirs, error) &&
         baton_workspace_flush (workspace, error);
}

/* Takes *task*. */
static void
return_pull (GTask            *task,
             BatonPullOutcome  outcome)
{
  Job *job = g_task_get_task_data (task);
  BatonPullResult *result = g_new0 (BatonPullResult, 1);

  result->outcome = outcome;
  result->revision = g_steal_pointer (&job->revision);
  result->theirs = g_steal_pointer (&job->program);
  g_task_return_pointer (task, result, (GDestroyNotify) baton_pull_result_free);
  g_object_unref (task);
}

/* Takes *task*. */
static void
merge (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  const BatonProgram *base = baton_workspace_get_base (job->workspace);
  const BatonProgram *draft = baton_workspace_get_program (job->workspace);
  gboolean untouched = baton_workspace_count_changes (job->workspace) == 0;
  g_autoptr (BatonMerge) merged = untouched ? NULL : baton_merge_new (base, draft, job->program);
  GError *error = NULL;

  if (merged != NULL && baton_merge_count_undecided (merged) > 0)
    {
      return_pull (task, BATON_PULL_CONFLICT);
      return;
    }
  if (!baton_sync_take (job->workspace, job->revision, job->program,
                        merged != NULL ? baton_merge_get_program (merged) : job->program, &error))
    {
      fail (task, error);
      return;
    }
  return_pull (task, untouched ? BATON_PULL_UPDATED : BATON_PULL_MERGED);
}

static void fetch_next (GTask *task);

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) bytes = baton_remote_get_asset_finish (BATON_REMOTE (source), result, NULL, &error);
  g_autofree char *digest = bytes != NULL ? baton_workspace_add_asset (job->workspace, bytes, &error) : NULL;

  if (digest != NULL)
    fetch_next (task);
  else
    fail (task, error);
}

/* Takes *task*. */
static void
fetch_next (GTask *task)
{
  Job *job = g_task_get_task_data (task);

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
  Job *job = g_task_get_task_data (task);
  g_autoptr (GHashTable) digests = NULL;
  GHashTableIter iter;
  gpointer digest;
  GError *error = NULL;

  job->program = baton_remote_get_program_finish (BATON_REMOTE (source), result, &error);
  if (job->program == NULL)
    {
      fail (task, error);
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
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->revision = baton_remote_get_head_finish (BATON_REMOTE (source), result, &error);
  if (job->revision == NULL)
    {
      fail (task, error);
      return;
    }
  if (job->revision->number == 0 ||
      (job->revision->number == baton_workspace_get_base_revision (job->workspace) &&
       g_strcmp0 (job->revision->digest, baton_workspace_get_base_digest (job->workspace)) == 0))
    {
      return_pull (task, BATON_PULL_UNCHANGED);
      return;
    }
  baton_remote_get_program_async (job->remote, job->revision->number, g_task_get_cancellable (task), got_program_cb, task);
}

/* ── The line ────────────────────────────────────────────────────────────────────────────────────────── */

/* The next thing: what waits, then what was asked for. Takes *task*. */
static void
go_on (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  if (resume_pending (task))
    return;
  if (job->pull)
    baton_remote_get_head_async (job->remote, g_task_get_cancellable (task), got_head_cb, task);
  else if (job->message != NULL)
    start_push (task);
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
  Job *job = g_new0 (Job, 1);
  const GError *write_error = baton_workspace_get_write_error (workspace);

  g_task_set_source_tag (task, source_tag);
  g_task_set_check_cancellable (task, FALSE);
  job->remote = g_object_ref (remote);
  job->workspace = g_object_ref (workspace);
  job->message = g_strdup (message);
  job->left_out = g_strdup (left_out);
  job->pull = pull;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);

  /* What the disk does not have is not the server's either. */
  if (write_error != NULL)
    fail (task, g_error_copy (write_error));
  else
    go_on (task);
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
