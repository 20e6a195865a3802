/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Undo and redo. A small entry is turned on the spot. A large one, one that is still only in the file, and a pull whose base is,
 * are turned as a large step (-step.c): a thread reads what there is to read, with a connection of its own, and works it out;
 * the workspace takes it in an instant. What is asked for meanwhile waits its turn.
 */
#define G_LOG_DOMAIN "baton-store"

#include "config.h"

#include "store/baton-workspace.h"

#include "model/baton-upgrade.h"
#include "store/baton-change-list.h"
#include "store/baton-workspace-private.h"

#include <string.h>

/* Entries of so many changes take longer on the spot than a frame lasts. */
#define MAX_AT_ONCE 2000
/* What is turned may be overtaken by what is no edit, such as a setting, and by typing that goes on in it. */
#define MAX_OVERTAKEN 5
#define PERMILLE_READ 200   /* of the work of turning, what there is to read */

/* ── Reading ───────────────────────────────────────────────────────────────────────────────────────────── */

static GPtrArray *
read_changes (BatonDatabase  *reader,
              guint64         sequence,
              GError        **error)
{
  sqlite3_stmt *statement = baton_database_find (reader, BATON_STATEMENT_GET_ENTRY, (gint64) sequence, error);
  GPtrArray *changes = NULL;

  if (statement == NULL)
    return NULL;
  if (baton_upgrade_reaches (sqlite3_column_int64 (statement, 0)))
    {
      const char *forward = (const char *) sqlite3_column_text (statement, 1);
      const char *inverse = (const char *) sqlite3_column_text (statement, 2);

      changes = baton_change_list_parse (sqlite3_column_int64 (statement, 0),
                                         forward, (gsize) sqlite3_column_bytes (statement, 1),
                                         inverse, (gsize) sqlite3_column_bytes (statement, 2), error);
    }
  else
    {
      g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_DAMAGED, "Entry %" G_GUINT64_FORMAT " is of an unknown schema",
                   sequence);
    }
  sqlite3_reset (statement);
  return changes;
}

GPtrArray *
baton_workspace_ensure_changes (BatonWorkspace  *self,
                                BatonEntry      *entry,
                                GError         **error)
{
  BatonDatabase *reader = entry->changes == NULL ? baton_workspace_get_reader (self, error) : NULL;

  if (reader != NULL)
    entry->changes = read_changes (reader, entry->sequence, error);
  return entry->changes;
}

/* The sequences of the last entries that name *id*, newest first; NULL on failure. */
static GArray *
list_entries_of (BatonDatabase  *reader,
                 const char     *id,
                 GError        **error)
{
  sqlite3_stmt *statement = baton_database_get (reader, BATON_STATEMENT_LIST_ENTRIES_OF, error);
  g_autoptr (GArray) sequences = g_array_new (FALSE, FALSE, sizeof (guint64));
  int more;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  while ((more = baton_database_step (reader, statement, error)) == 1)
    {
      guint64 sequence = (guint64) sqlite3_column_int64 (statement, 0);

      g_array_append_val (sequences, sequence);
    }
  return more == 0 ? g_steal_pointer (&sequences) : NULL;
}

BatonEntity *
baton_workspace_find_in_past (const char                *path,
                              const char                *id,
                              BatonWorkspaceMatchFunc    matches,
                              gpointer                   user_data,
                              GError                   **error)
{
  g_autoptr (BatonDatabase) reader = NULL;
  g_autoptr (GArray) sequences = NULL;

  g_return_val_if_fail (path != NULL && id != NULL && matches != NULL, NULL);

  reader = baton_database_open (path, BATON_DATABASE_READ, error);
  sequences = reader != NULL ? list_entries_of (reader, id, error) : NULL;
  for (guint i = 0; sequences != NULL && i < sequences->len; i++)
    {
      g_autoptr (GPtrArray) changes = read_changes (reader, g_array_index (sequences, guint64, i), error);

      if (changes == NULL)
        return NULL;
      for (guint j = 0; j < changes->len; j++)
        {
          const BatonChange *change = changes->pdata[j];

          if (change->before != NULL && strcmp (baton_change_get_id (change), id) == 0 && matches (change->before, user_data))
            return baton_entity_ref (change->before);
        }
    }
  return NULL;
}

/* ── On the spot ───────────────────────────────────────────────────────────────────────────────────────── */

static BatonEntry *
peek (BatonWorkspace *self,
      gboolean        undo)
{
  return undo ? baton_journal_peek_undo (&self->journal) : baton_journal_peek_redo (&self->journal);
}

static gboolean
check_entry (BatonWorkspace    *self,
             const BatonEntry  *entry,
             GError           **error)
{
  if (!baton_workspace_check_editable (self, error))
    return FALSE;
  if (entry != NULL)
    return TRUE;
  g_set_error_literal (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NOT_FOUND, "Nothing to turn back or do again");
  return FALSE;
}

void
baton_workspace_set_turn_guard (BatonWorkspace *self,
                                BatonTurnGuard  guard,
                                gpointer        user_data)
{
  g_return_if_fail (BATON_IS_WORKSPACE (self));

  self->turn_guard = guard;
  self->turn_guard_data = user_data;
}

/* Both ways of turning meet here, before anything is changed. */
static gboolean
ask_guard (BatonWorkspace  *self,
           gboolean         undo,
           GPtrArray       *changes,
           GError         **error)
{
  BatonEntryInfo info;

  return self->turn_guard == NULL || !baton_workspace_peek_turn (self, undo, &info) ||
         self->turn_guard (self, &info, changes, self->turn_guard_data, error);
}

/* The cursor has moved over the entry: in memory, in the file, and for all who look. */
static void
finish_turn (BatonWorkspace *self,
             BatonJob       *job,
             GPtrArray      *changes,
             gboolean        forward)
{
  if (forward)
    baton_journal_redo (&self->journal);
  else
    baton_journal_undo (&self->journal);
  baton_workspace_put_cursor (self, job);
  baton_workspace_submit (self, job);
  baton_workspace_tell (self, changes, TRUE);
}

/* Turns *entry* back or does it again. A pull's base goes with it. */
static gboolean
turn (BatonWorkspace  *self,
      BatonEntry      *entry,
      BatonDirection   direction,
      GError         **error)
{
  gboolean forward = direction == BATON_FORWARD;
  g_autoptr (BatonJob) job = NULL;
  g_autoptr (GPtrArray) turned = NULL;
  g_autoptr (GPtrArray) netted = NULL;
  GPtrArray *changes;

  if (!check_entry (self, entry, error))
    return FALSE;
  changes = baton_workspace_ensure_changes (self, entry, error);
  if (changes == NULL)
    return FALSE;
  turned = forward ? g_ptr_array_ref (changes) : baton_change_list_inverse (changes);
  netted = baton_change_list_check (turned, self->program, error);
  if (netted == NULL)
    {
      g_prefix_error (error, "The journal does not fit the program: ");
      return FALSE;
    }
  if (!ask_guard (self, !forward, netted, error))
    return FALSE;

  job = baton_job_new ();
  if (entry->kind == BATON_ENTRY_PULL &&
      !baton_workspace_turn_base (self, job, forward ? entry->base_after : entry->base_before, error))
    return FALSE;
  baton_workspace_end_typing (self);
  baton_workspace_change_program (self, netted);
  if (entry->kind == BATON_ENTRY_PULL)
    baton_workspace_compare_all (self);
  baton_job_put_changes (job, netted);
  finish_turn (self, g_steal_pointer (&job), netted, forward);
  return TRUE;
}

gboolean
baton_workspace_undo (BatonWorkspace  *self,
                      GError         **error)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);

  return turn (self, peek (self, TRUE), BATON_INVERSE, error);
}

gboolean
baton_workspace_redo (BatonWorkspace  *self,
                      GError         **error)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);

  return turn (self, peek (self, FALSE), BATON_FORWARD, error);
}

/* ── In a thread ───────────────────────────────────────────────────────────────────────────────────────── */

/* What the thread has. */
typedef struct
{
  BatonStep     *step;       /* owned, as all that follow */
  GCancellable  *cancellable;   /* nullable */
  char          *path;
  GPtrArray     *changes;    /* of the entry; NULL: to be read */
  BatonProgram  *base;       /* NULL: to be read, or not turned */
  GError        *error;
  guint64        sequence;   /* of the entry */
  gint64         number;     /* of the base, where that is turned; 0: none */
  int            permille;   /* atomic */
  gboolean       turns_base;
  gboolean       forward;
} Turn;

/* What waits for it, the data of the task. */
typedef struct
{
  gboolean undo;
  gboolean is_begun;
  guint64  sequence;     /* of the entry that was on top when it began */
  guint    n_overtaken;
  gulong   written_id;   /* waits until the file has it; 0 */
} Waiting;

static void
turn_free (Turn *turn)
{
  baton_step_free (turn->step);
  g_clear_object (&turn->cancellable);
  g_free (turn->path);
  g_clear_pointer (&turn->changes, g_ptr_array_unref);
  g_clear_pointer (&turn->base, baton_program_free);
  g_clear_error (&turn->error);
  g_free (turn);
}

static void
free_in_thread (GTask        *task,
                gpointer      source,
                gpointer      turn,
                GCancellable *cancellable)
{
  turn_free (turn);
  g_task_return_boolean (task, TRUE);
}

static void
turn_free_aside (Turn *turn)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_source_tag (task, turn_free_aside);
  g_task_set_task_data (task, turn, NULL);
  g_task_run_in_thread (task, free_in_thread);
}

/* Whether turning the entry needs another base, and whether that must be read. */
static gboolean
needs_base (BatonWorkspace   *self,
            const BatonEntry *entry,
            gboolean          undo,
            gboolean         *read)
{
  gint64 number = undo ? entry->base_before : entry->base_after;
  const BatonBase *base = g_hash_table_lookup (self->bases, &number);
  gboolean turns = entry->kind == BATON_ENTRY_PULL && number != self->base_number;

  *read = turns && number != 0 && (base == NULL || base->program == NULL);
  return turns;
}

gboolean
baton_workspace_is_turn_large (BatonWorkspace *self,
                               gboolean        undo)
{
  const BatonEntry *entry;
  gboolean read;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);

  entry = peek (self, undo);
  if (!g_queue_is_empty (&self->turns))
    return TRUE;
  if (entry == NULL)
    return FALSE;
  needs_base (self, entry, undo, &read);
  return entry->changes == NULL || entry->changes->len > MAX_AT_ONCE || read;
}

static Turn *
turn_new (BatonWorkspace   *self,
          const BatonEntry *entry,
          gboolean          undo,
          GCancellable     *cancellable)
{
  Turn *turn = g_new0 (Turn, 1);
  const BatonBase *base;
  gboolean read;

  turn->step = baton_step_new (self);
  turn->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  turn->path = g_strdup (self->path);
  turn->changes = entry->changes != NULL ? g_ptr_array_ref (entry->changes) : NULL;
  turn->sequence = entry->sequence;
  turn->forward = !undo;
  turn->permille = 1;
  turn->turns_base = needs_base (self, entry, undo, &read);
  turn->number = undo ? entry->base_before : entry->base_after;
  base = g_hash_table_lookup (self->bases, &turn->number);
  if (turn->turns_base && turn->number == 0)
    turn->base = baton_program_new ();
  else if (turn->turns_base && !read)
    turn->base = baton_program_copy (base->program);
  return turn;
}

static gboolean
run_turn (Turn    *turn,
          GError **error)
{
  gboolean reads_base = turn->turns_base && turn->base == NULL;
  g_autoptr (BatonDatabase) reader = NULL;
  g_autoptr (GPtrArray) turned = NULL;

  if (turn->changes == NULL || reads_base)
    {
      reader = baton_database_open (turn->path, BATON_DATABASE_READ, error);
      if (reader == NULL)
        return FALSE;
    }
  if (turn->changes == NULL && (turn->changes = read_changes (reader, turn->sequence, error)) == NULL)
    return FALSE;
  if (reads_base && (turn->base = baton_workspace_load_base (reader, turn->number, error)) == NULL)
    return FALSE;
  g_atomic_int_set (&turn->permille, PERMILLE_READ);
  turned = turn->forward ? g_ptr_array_ref (turn->changes) : baton_change_list_inverse (turn->changes);
  if (baton_step_run_watched (turn->step, turned, turn->base, turn->cancellable, &turn->permille, error))
    return TRUE;
  if (error != NULL && !g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_prefix_error (error, "The journal does not fit the program: ");
  return FALSE;
}

static void
run_in_thread (GTask        *inner,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Turn *turn = data;

  g_task_return_boolean (inner, run_turn (turn, &turn->error));
}

/* Takes what the thread has worked out, unless the workspace is another by now. */
static gboolean
take_turn (BatonWorkspace  *self,
           Turn            *turn,
           GError         **error)
{
  BatonEntry *entry = peek (self, !turn->forward);
  BatonJob *job;

  if (!check_entry (self, entry, error) || !baton_workspace_check_step (self, turn->step, error) ||
      !ask_guard (self, !turn->forward, turn->step->changes, error))
    return FALSE;
  if (entry->changes == NULL)
    entry->changes = g_ptr_array_ref (turn->changes);
  baton_workspace_end_typing (self);
  job = baton_workspace_take_step (self, turn->step);
  if (turn->turns_base)
    baton_workspace_take_base (self, job, turn->number, turn->step);
  finish_turn (self, job, turn->step->changes, turn->forward);
  return TRUE;
}

static void begin_turn (GTask *task);

/* Takes *task*, the first of those that wait; *changes* (nullable, with *error*) is what it has done. */
static void
return_turn (GTask     *task,
             GPtrArray *changes,
             GError    *error)
{
  BatonWorkspace *self = g_task_get_source_object (task);
  GTask *next;

  g_queue_pop_head (&self->turns);
  next = g_queue_peek_head (&self->turns);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_ptr_array_ref (changes), (GDestroyNotify) g_ptr_array_unref);
  /* One that the callback asked for has begun by itself. */
  if (next != NULL)
    begin_turn (next);
  g_object_unref (task);
}

static void
turned_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  BatonWorkspace *self = g_task_get_source_object (task);
  Waiting *waiting = g_task_get_task_data (task);
  Turn *turn = g_task_get_task_data (G_TASK (result));
  GError *error = g_steal_pointer (&turn->error);

  self->turn_permille = NULL;
  if (error == NULL && !g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error)
      && take_turn (self, turn, &error))
    {
      return_turn (task, turn->step->changes, NULL);
      turn_free_aside (turn);
      return;
    }
  turn_free_aside (turn);
  if (g_error_matches (error, BATON_STORE_ERROR, BATON_STORE_ERROR_STALE) && waiting->n_overtaken++ < MAX_OVERTAKEN)
    {
      g_error_free (error);
      begin_turn (task);
      return;
    }
  return_turn (task, NULL, error);
}

static void
written_cb (BatonWorkspace *self,
            GParamSpec     *pspec,
            GTask          *task)
{
  if (!baton_workspace_has_unsaved (self))
    begin_turn (task);
}

/* Another entry on top is not what was asked for; what a thread reads must be in the file. */
static void
begin_turn (GTask *task)
{
  BatonWorkspace *self = g_task_get_source_object (task);
  Waiting *waiting = g_task_get_task_data (task);
  const BatonEntry *entry = peek (self, waiting->undo);
  g_autoptr (GTask) inner = NULL;
  GError *error = NULL;
  gboolean read = FALSE;
  Turn *turn;

  g_clear_signal_handler (&waiting->written_id, self);
  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error) || !check_entry (self, entry, &error))
    {
      return_turn (task, NULL, error);
      return;
    }
  if (waiting->is_begun && entry->sequence != waiting->sequence)
    {
      return_turn (task, NULL, g_error_new_literal (BATON_STORE_ERROR, BATON_STORE_ERROR_STALE, "The workspace was edited meanwhile"));
      return;
    }
  waiting->is_begun = TRUE;
  waiting->sequence = entry->sequence;
  needs_base (self, entry, waiting->undo, &read);
  if (read && baton_workspace_has_unsaved (self))
    {
      if (self->write_error != NULL)
        return_turn (task, NULL, g_error_copy (self->write_error));
      else
        waiting->written_id = g_signal_connect (self, "notify::unsaved", G_CALLBACK (written_cb), task);
      return;
    }
  inner = g_task_new (NULL, NULL, turned_cb, task);
  g_task_set_source_tag (inner, begin_turn);
  turn = turn_new (self, entry, waiting->undo, g_task_get_cancellable (task));
  self->turn_permille = &turn->permille;
  g_task_set_task_data (inner, turn, NULL);
  g_task_run_in_thread (inner, run_in_thread);
}

void
baton_workspace_turn_async (BatonWorkspace      *self,
                            gboolean             undo,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Waiting *waiting = g_new0 (Waiting, 1);

  g_return_if_fail (BATON_IS_WORKSPACE (self));

  waiting->undo = undo;
  g_task_set_source_tag (task, baton_workspace_turn_async);
  g_task_set_task_data (task, waiting, g_free);
  /* What was done was done. */
  g_task_set_check_cancellable (task, FALSE);
  g_queue_push_tail (&self->turns, task);
  if (g_queue_get_length (&self->turns) == 1)
    begin_turn (task);
}

int
baton_workspace_get_turn_progress (BatonWorkspace *self)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), 0);

  return self->turn_permille != NULL ? g_atomic_int_get (self->turn_permille) : 0;
}

GPtrArray *
baton_workspace_turn_finish (BatonWorkspace  *self,
                             GAsyncResult    *result,
                             GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ── What they would do ────────────────────────────────────────────────────────────────────────────────── */

const char *
baton_workspace_get_undo_name (BatonWorkspace *self)
{
  const BatonEntry *entry;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), NULL);

  entry = self->read_only ? NULL : peek (self, TRUE);
  return entry != NULL ? entry->name : NULL;
}

const char *
baton_workspace_get_redo_name (BatonWorkspace *self)
{
  const BatonEntry *entry;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), NULL);

  entry = self->read_only ? NULL : peek (self, FALSE);
  return entry != NULL ? entry->name : NULL;
}

gboolean
baton_workspace_can_undo (BatonWorkspace *self)
{
  return baton_workspace_get_undo_name (self) != NULL;
}

gboolean
baton_workspace_can_redo (BatonWorkspace *self)
{
  return baton_workspace_get_redo_name (self) != NULL;
}
