/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The steps of a push, and what waits of one in the outbox:
 *   work out what is sent → upload pictures → write the outbox row → send it → take the answer into the workspace
 *
 * What is sent is worked out in a thread, of copies, and so is the program of a row from before. The disk is awaited, never
 * waited for. The draft may be edited meanwhile: what is sent is what it held when it was asked for.
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
#define ETAG_OF_NOTHING "\"r0\""

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
    case BATON_REMOTE_ERROR_NOT_YOURS:
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

/* Whether the answer says that the server holds nothing at all, where what was pushed was pushed over something: another server, or
 * one that began anew. Then there is nobody's work to pull, and the whole is its first revision. */
static gboolean
is_over_nothing (const BatonSyncJob *job)
{
  return job->digests != NULL && job->answer->outcome == BATON_PUSH_MOVED && job->answer->revision->number == 0 &&
         strcmp (job->etag, ETAG_OF_NOTHING) != 0;
}

static void push_program (GTask *task);

/* Takes an answer into the workspace and the row out of the outbox. */
static gboolean
settle (BatonSyncJob           *job,
        const BatonPushResult  *result,
        GError                **error)
{
  g_autofree char *name = NULL;

  if (result->outcome != BATON_PUSH_DONE)
    return baton_workspace_remove_from_outbox (job->workspace, job->key, error);
  name = baton_sync_name_entry (result->revision);
  return baton_workspace_pushed (job->workspace, name, result->revision->number, result->revision->digest, job->program,
                                 job->key, error);
}

static void
answer_written (GTask  *task,
                GError *error)
{
  BatonSyncJob *job = g_task_get_task_data (task);

  if (error != NULL)
    {
      baton_sync_fail (task, error);
      return;
    }
  g_clear_pointer (&job->key, g_free);
  if (is_over_nothing (job))
    {
      g_clear_pointer (&job->answer, baton_push_result_free);
      g_free (job->etag);
      job->etag = g_strdup (ETAG_OF_NOTHING);
      push_program (task);
      return;
    }
  g_clear_pointer (&job->body, g_bytes_unref);
  g_clear_pointer (&job->program, baton_program_free);
  /* What waited is settled; now what was asked for, unless that was all. */
  if (job->pull || job->message != NULL)
    {
      g_clear_pointer (&job->answer, baton_push_result_free);
      baton_sync_go_on (task);
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&job->answer), (GDestroyNotify) baton_push_result_free);
  g_object_unref (task);
}

/* The row has gone, or the disk is in trouble: what is told is why there is no answer. */
static void
refusal_written (GTask  *task,
                 GError *error)
{
  BatonSyncJob *job = g_task_get_task_data (task);

  g_clear_error (&error);
  baton_sync_fail (task, g_steal_pointer (&job->refusal));
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  BatonSyncJob *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->answer = baton_remote_push_finish (BATON_REMOTE (source), result, &error);
  if (job->answer == NULL)
    {
      job->refusal = error;
      if (is_certain (error) && baton_workspace_remove_from_outbox (job->workspace, job->key, NULL))
        baton_sync_await_disk (task, refusal_written);
      else
        refusal_written (task, NULL);
    }
  else if (settle (job, job->answer, &error))
    {
      baton_sync_await_disk (task, answer_written);
    }
  else
    {
      baton_sync_fail (task, error);
    }
}

/* Sends the row, again or for the first time. Takes *task*. */
static void
send_row (GTask *task)
{
  BatonSyncJob *job = g_task_get_task_data (task);

  baton_remote_push_body_async (job->remote, job->body, job->etag, job->key, g_task_get_cancellable (task), sent_cb, task);
}

/* The program of a row from before, which becomes the base when the server says that it took it. */
typedef struct
{
  GBytes       *body;      /* owned */
  BatonProgram *draft;     /* owned; a copy, with which it is to share what they have in common */
  BatonProgram *program;   /* owned; the answer: NULL when the body is none */
} RowQuestion;

static void
row_question_free (gpointer data)
{
  RowQuestion *question = data;

  g_bytes_unref (question->body);
  baton_program_free (question->draft);
  g_clear_pointer (&question->program, baton_program_free);
  g_free (question);
}

static void
read_row_in_thread (GTask        *inner,
                    gpointer      source,
                    gpointer      data,
                    GCancellable *cancellable)
{
  RowQuestion *question = data;
  g_autoptr (BatonProgram) program = program_of_body (question->body);

  if (program != NULL)
    question->program = baton_program_rebase (program, question->draft, NULL);
  g_task_return_boolean (inner, TRUE);
}

/* Takes *task*. */
static void
drop_row (GTask      *task,
          const char *key)
{
  BatonSyncJob *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (baton_workspace_remove_from_outbox (job->workspace, key, &error))
    baton_sync_go_on (task);
  else
    baton_sync_fail (task, error);
}

static void
row_read_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GTask *task = user_data;
  BatonSyncJob *job = g_task_get_task_data (task);
  RowQuestion *question = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  job->program = g_steal_pointer (&question->program);
  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      baton_sync_fail (task, error);
    }
  else if (job->program == NULL)
    {
      g_autofree char *key = g_steal_pointer (&job->key);

      g_clear_pointer (&job->body, g_bytes_unref);
      drop_row (task, key);
    }
  else
    {
      send_row (task);
    }
}

gboolean
baton_sync_resume_pending (GTask *task)
{
  BatonSyncJob *job = g_task_get_task_data (task);
  g_autoptr (BatonOutboxItem) item = find_pending (job->workspace);
  g_auto (GStrv) words = NULL;
  g_autoptr (GTask) inner = NULL;
  RowQuestion *question;

  if (item == NULL)
    return FALSE;
  words = g_strsplit (item->state, " ", 3);
  if (g_strv_length (words) != 3 || strcmp (words[2], baton_remote_get_address (job->remote)) != 0)
    {
      drop_row (task, item->key);
      return TRUE;
    }
  job->key = g_strdup (item->key);
  job->body = g_bytes_ref (item->payload);
  g_free (job->etag);
  job->etag = g_strdup (words[1]);

  question = g_new0 (RowQuestion, 1);
  question->body = g_bytes_ref (item->payload);
  question->draft = baton_program_copy (baton_workspace_get_program (job->workspace));
  inner = g_task_new (NULL, NULL, row_read_cb, task);
  g_task_set_source_tag (inner, baton_sync_resume_pending);
  g_task_set_task_data (inner, question, row_question_free);
  g_task_run_in_thread (inner, read_row_in_thread);
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

/* What may not be sent shall not turn up later either. */
static void
row_written (GTask  *task,
             GError *error)
{
  BatonSyncJob *job = g_task_get_task_data (task);

  if (error == NULL)
    {
      send_row (task);
      return;
    }
  baton_workspace_remove_from_outbox (job->workspace, job->key, NULL);
  baton_sync_fail (task, error);
}

/* Takes *task*. */
static void
push_program (GTask *task)
{
  BatonSyncJob *job = g_task_get_task_data (task);
  g_autofree char *state = g_strdup_printf (STATE_PREFIX "%s %s", job->etag, baton_remote_get_address (job->remote));
  GError *error = NULL;

  g_clear_pointer (&job->message, g_free);
  job->key = baton_workspace_queue_in_outbox (job->workspace, job->body, state, &error);
  /* On the disk it comes after every edit that is in it; from then on a crash finds the row and sends it again. */
  if (job->key == NULL)
    baton_sync_fail (task, error);
  else
    baton_sync_await_disk (task, row_written);
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

/* What is to be pushed, as it was when it was asked. */
typedef struct
{
  BatonProgram *base;      /* owned, as all that follow; the question */
  BatonProgram *draft;
  char         *left_out;  /* nullable */
  char         *message;
  gboolean      has_base;
  BatonProgram *program;   /* the answer */
  gboolean      is_base;   /* nothing of it is new: then that is all, if the server has it */
  GPtrArray    *digests;   /* of its pictures */
  GBytes       *body;
} PushQuestion;

static void
push_question_free (gpointer data)
{
  PushQuestion *question = data;

  baton_program_free (question->base);
  baton_program_free (question->draft);
  g_free (question->left_out);
  g_free (question->message);
  g_clear_pointer (&question->program, baton_program_free);
  g_clear_pointer (&question->digests, g_ptr_array_unref);
  g_clear_pointer (&question->body, g_bytes_unref);
  g_free (question);
}

static void
choose_program (PushQuestion *question)
{
  g_autoptr (GPtrArray) atoms = baton_diff (question->base, question->draft);
  g_autoptr (BatonPortion) portion = NULL;

  if (!question->has_base || question->left_out == NULL || *question->left_out == '\0')
    {
      question->is_base = question->has_base && atoms->len == 0;
      question->program = baton_program_copy (question->draft);
      return;
    }
  portion = baton_portion_new (question->base, question->draft, atoms);
  baton_portion_leave_out (portion, question->left_out);
  question->is_base = baton_portion_count_left_out (portion) == atoms->len;
  question->program = baton_portion_make_program (portion);
}

static void
prepare_in_thread (GTask        *inner,
                   gpointer      source,
                   gpointer      data,
                   GCancellable *cancellable)
{
  PushQuestion *question = data;
  g_autoptr (GHashTable) digests = NULL;
  GHashTableIter iter;
  gpointer digest;

  choose_program (question);
  question->digests = g_ptr_array_new_with_free_func (g_free);
  digests = baton_program_list_assets (question->program);
  g_hash_table_iter_init (&iter, digests);
  while (g_hash_table_iter_next (&iter, &digest, NULL))
    g_ptr_array_add (question->digests, g_strdup (digest));
  question->body = baton_remote_push_body (question->program, question->message);
  g_task_return_boolean (inner, TRUE);
}

/* Nothing is new: what the server says of its head is the answer, without a push. Takes *revision*; takes *task*. */
static void
return_head (GTask         *task,
             BatonRevision *revision)
{
  BatonSyncJob *job = g_task_get_task_data (task);
  BatonPushResult *result = g_new0 (BatonPushResult, 1);

  result->outcome = revision->number == baton_workspace_get_base_revision (job->workspace) &&
                    g_strcmp0 (revision->digest, baton_workspace_get_base_digest (job->workspace)) == 0 ? BATON_PUSH_DONE : BATON_PUSH_MOVED;
  result->revision = revision;
  result->problems = g_ptr_array_new ();
  g_task_return_pointer (task, result, (GDestroyNotify) baton_push_result_free);
  g_object_unref (task);
}

static void
got_head_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GTask *task = user_data;
  BatonSyncJob *job = g_task_get_task_data (task);
  GError *error = NULL;
  BatonRevision *revision = baton_remote_get_head_finish (BATON_REMOTE (source), result, &error);

  if (revision == NULL)
    {
      baton_sync_fail (task, error);
      return;
    }
  if (revision->number > 0)
    {
      return_head (task, revision);
      return;
    }
  baton_revision_free (revision);
  g_free (job->etag);
  job->etag = g_strdup (ETAG_OF_NOTHING);
  upload_next (task);
}

static void
prepared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GTask *task = user_data;
  BatonSyncJob *job = g_task_get_task_data (task);
  PushQuestion *question = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      baton_sync_fail (task, error);
      return;
    }
  job->program = g_steal_pointer (&question->program);
  job->digests = g_steal_pointer (&question->digests);
  job->body = g_steal_pointer (&question->body);
  if (question->is_base)
    baton_remote_get_head_async (job->remote, g_task_get_cancellable (task), got_head_cb, task);
  else
    upload_next (task);
}

void
baton_sync_start_push (GTask *task)
{
  BatonSyncJob *job = g_task_get_task_data (task);
  g_autoptr (BatonRevision) base = base_revision (job->workspace);
  g_autoptr (GTask) inner = g_task_new (NULL, NULL, prepared_cb, task);
  PushQuestion *question = g_new0 (PushQuestion, 1);

  g_free (job->etag);
  job->etag = baton_revision_get_etag (base);
  question->base = baton_program_copy (baton_workspace_get_base (job->workspace));
  question->draft = baton_program_copy (baton_workspace_get_program (job->workspace));
  question->left_out = g_strdup (job->left_out);
  question->message = g_strdup (job->message);
  question->has_base = base->number > 0;
  g_task_set_source_tag (inner, baton_sync_start_push);
  g_task_set_task_data (inner, question, push_question_free);
  g_task_run_in_thread (inner, prepare_in_thread);
}
