/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-merge-session.h"

#include "console/baton-merge-work.h"
#include "console/baton-release.h"
#include "console/baton-runner.h"
#include "model/baton-diff.h"
#include "sync/baton-sync.h"

#include <string.h>

/* BatonMergeOutcome of so many things are merged in a thread; smaller ones in less than a frame, on the spot. */
#define MAX_AT_ONCE 5000

struct _BatonMergeSession
{
  GObject          parent_instance;

  BatonDocument   *document;       /* borrowed */
  BatonRevision   *revision;       /* owned, as all that follow */
  BatonProgram    *base;
  BatonProgram    *theirs;
  BatonMergeWork            *work;           /* the newest that has been worked out; NULL while the first is */
  BatonRunner     *runner;         /* works out others */
  GPtrArray       *steps;          /* of BatonMergeStep */
  guint            n_done;         /* of them; the rest wait to be done again */
  GPtrArray       *problems;
  GPtrArray       *nothing;        /* the conflicts while there is no work */
  GCancellable    *cancellable;

  gint64           base_revision;
  BatonMergeNames  names;
  guint            remerge_id;     /* source of the merge to come */
  gboolean         anew;           /* what is being worked out may have other conflicts */
  gboolean         taking;
  gboolean         looking;        /* for problems */
  gboolean         look_again;
  gboolean         coalescing;     /* the next value of the last conflict belongs to its step */
};

G_DEFINE_FINAL_TYPE (BatonMergeSession, baton_merge_session, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_PROBLEMS_CHANGED,
  SIGNAL_BUSY_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ── What does not go together, looked for in a thread ── */

static void look (BatonMergeSession *self);

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GPtrArray *problems = g_task_propagate_pointer (G_TASK (result), NULL);
  BatonMergeSession *self;

  if (problems == NULL)
    return; /* cancelled: the session is going */
  self = BATON_MERGE_SESSION (source);
  self->looking = FALSE;
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  self->problems = problems;
  g_signal_emit (self, signals[SIGNAL_PROBLEMS_CHANGED], 0);
  if (self->look_again)
    look (self);
}

static void
look (BatonMergeSession *self)
{
  g_autoptr (GTask) task = NULL;
  BatonMergeOutcome *programs;

  self->look_again = self->looking;
  if (self->looking)
    return;
  self->looking = TRUE;
  programs = g_new0 (BatonMergeOutcome, 1);
  programs->mine = baton_program_copy (self->work->mine);
  programs->theirs = baton_program_copy (self->theirs);
  programs->merged = baton_program_copy (baton_merge_get_program (self->work->merge));
  task = g_task_new (self, self->cancellable, looked_cb, NULL);
  g_task_set_source_tag (task, look);
  g_task_set_task_data (task, programs, baton_merge_outcome_free);
  g_task_run_in_thread (task, baton_merge_outcome_look);
}

/* ── Merging ── */

static void
changed (BatonMergeSession *self,
         gboolean           anew)
{
  look (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, anew);
}

/* The merge as decided by now, still to be worked out. */
static gpointer
prepare_work (gpointer owner)
{
  BatonMergeSession *self = owner;
  BatonMergeWork *work = g_new0 (BatonMergeWork, 1);

  work->base = baton_program_copy (self->base);
  work->mine = baton_program_copy (baton_document_get_program (self->document));
  work->theirs = baton_program_copy (self->theirs);
  work->steps = g_ptr_array_new_with_free_func (baton_merge_step_free);
  for (guint i = 0; i < self->n_done; i++)
    g_ptr_array_add (work->steps, baton_merge_step_copy (self->steps->pdata[i]));
  return work;
}

/* Takes *work*. */
static void
take_work (BatonMergeSession *self,
           BatonMergeWork              *work)
{
  baton_release (self->work, baton_merge_work_free);
  self->work = work;
  self->names.base = work->base;
  self->names.mine = work->mine;
  self->names.theirs = work->theirs;
}

static void
work_done (gpointer      owner,
           gpointer      question,
           const GError *error)
{
  BatonMergeSession *self = owner;
  BatonMergeWork *work = question, *taken;
  gboolean anew = self->anew;

  if (error != NULL)
    return; /* overtaken */
  taken = g_new (BatonMergeWork, 1);
  *taken = *work;
  *work = (BatonMergeWork) { NULL };
  self->anew = FALSE;
  take_work (self, taken);
  g_signal_emit (self, signals[SIGNAL_BUSY_CHANGED], 0);
  changed (self, anew);
}

static const BatonRunnerFuncs work_funcs = { prepare_work, baton_merge_work_run, work_done, baton_merge_work_free };

static gboolean
is_large (BatonMergeSession *self)
{
  return baton_program_get_size (baton_document_get_program (self->document)) > MAX_AT_ONCE || baton_program_get_size (self->theirs) > MAX_AT_ONCE;
}

/* Works the merge out: anew, where the draft is another. *step* (nullable) is what was decided, or, where it is not done any
 * more, taken back. */
static void
work_out (BatonMergeSession    *self,
          const BatonMergeStep *step,
          gboolean              forward)
{
  BatonMergeWork *work;

  self->anew |= step == NULL;
  if (is_large (self))
    {
      baton_runner_ask (self->runner);
      g_signal_emit (self, signals[SIGNAL_BUSY_CHANGED], 0);
      return;
    }
  if (step != NULL)
    {
      baton_merge_step_decide (self->work->merge, step, forward);
    }
  else
    {
      work = prepare_work (self);
      baton_merge_work_run (work, NULL, NULL);
      take_work (self, work);
    }
  self->anew = FALSE;
}

static gboolean
remerge_cb (gpointer user_data)
{
  BatonMergeSession *self = user_data;

  self->remerge_id = 0;
  if (!baton_merge_session_is_current (self))
    return G_SOURCE_REMOVE;
  work_out (self, NULL, FALSE);
  if (!baton_runner_is_running (self->runner))
    changed (self, TRUE);
  return G_SOURCE_REMOVE;
}

/* The draft has been edited: once for all edits of a moment. */
static void
document_changed_cb (BatonMergeSession *self)
{
  if (self->remerge_id == 0)
    self->remerge_id = g_idle_add (remerge_cb, self);
}

/* ── Object ── */

static void
baton_merge_session_dispose (GObject *object)
{
  BatonMergeSession *self = BATON_MERGE_SESSION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->runner, baton_runner_free);
  g_clear_handle_id (&self->remerge_id, g_source_remove);
  G_OBJECT_CLASS (baton_merge_session_parent_class)->dispose (object);
}

static void
baton_merge_session_finalize (GObject *object)
{
  BatonMergeSession *self = BATON_MERGE_SESSION (object);

  baton_release (g_steal_pointer (&self->work), baton_merge_work_free);
  g_clear_pointer (&self->base, baton_program_free);
  g_clear_pointer (&self->theirs, baton_program_free);
  g_clear_pointer (&self->nothing, g_ptr_array_unref);
  g_clear_pointer (&self->revision, baton_revision_free);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (baton_merge_session_parent_class)->finalize (object);
}

static void
baton_merge_session_class_init (BatonMergeSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = baton_merge_session_dispose;
  object_class->finalize = baton_merge_session_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BATON_TYPE_MERGE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_PROBLEMS_CHANGED] = g_signal_new ("problems-changed", BATON_TYPE_MERGE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_BUSY_CHANGED] = g_signal_new ("busy-changed", BATON_TYPE_MERGE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_merge_session_init (BatonMergeSession *self)
{
  self->runner = baton_runner_new (&work_funcs, self);
  self->nothing = g_ptr_array_new ();
  self->steps = g_ptr_array_new_with_free_func (baton_merge_step_free);
  self->cancellable = g_cancellable_new ();
}

BatonMergeSession *
baton_merge_session_new (BatonDocument       *document,
                         const BatonRevision *revision,
                         const BatonProgram  *theirs)
{
  BatonMergeSession *self = g_object_new (BATON_TYPE_MERGE_SESSION, NULL);
  BatonWorkspace *workspace = baton_document_get_workspace (document);

  self->document = document;
  self->revision = baton_revision_copy (revision);
  /* Shown, not sent: without the number that tells the tokens of a practice server apart. */
  g_free (self->revision->author);
  self->revision->author = baton_revision_dup_person (revision);
  self->base = baton_program_copy (baton_workspace_get_base (workspace));
  self->theirs = baton_program_copy (theirs);
  self->base_revision = baton_workspace_get_base_revision (workspace);
  /* Who pushed the last of several revisions need not be who changed this. */
  self->names.who = self->revision->parent == self->base_revision ? self->revision->author : NULL;
  work_out (self, NULL, FALSE);
  if (self->work != NULL)
    look (self);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

const BatonRevision *
baton_merge_session_get_revision (BatonMergeSession *self)
{
  return self->revision;
}

gboolean
baton_merge_session_is_current (BatonMergeSession *self)
{
  return baton_workspace_get_base_revision (baton_document_get_workspace (self->document)) == self->base_revision;
}

const BatonMergeNames *
baton_merge_session_get_names (BatonMergeSession *self)
{
  self->names.reg = baton_document_get_register (self->document);
  self->names.presenting = baton_document_get_presenting (self->document);
  self->names.partners = baton_document_get_names (self->document)->partners;
  return &self->names;
}

gboolean
baton_merge_session_is_busy (BatonMergeSession *self)
{
  return self->taking || self->work == NULL || (self->runner != NULL && baton_runner_is_running (self->runner));
}

const BatonProgram *
baton_merge_session_get_result (BatonMergeSession *self)
{
  return self->work != NULL ? baton_merge_get_program (self->work->merge) : self->base;
}

GPtrArray *
baton_merge_session_get_conflicts (BatonMergeSession *self)
{
  return self->work != NULL ? baton_merge_get_conflicts (self->work->merge) : self->nothing;
}

guint
baton_merge_session_count_undecided (BatonMergeSession *self)
{
  return self->work != NULL ? baton_merge_count_undecided (self->work->merge) : 0;
}

GPtrArray *
baton_merge_session_get_problems (BatonMergeSession *self)
{
  return self->problems;
}

char *
baton_merge_session_make_key (const BatonConflict *conflict)
{
  return g_strdup_printf ("%d %s %d %s %s", (int) conflict->type, conflict->id, (int) conflict->field,
                          conflict->locale != NULL ? conflict->locale : "", conflict->element != NULL ? conflict->element : "");
}

const BatonConflict *
baton_merge_session_find (BatonMergeSession *self,
                          const char        *key)
{
  GPtrArray *conflicts = baton_merge_session_get_conflicts (self);

  for (guint i = 0; i < conflicts->len; i++)
    {
      g_autofree char *other = baton_merge_session_make_key (conflicts->pdata[i]);

      if (strcmp (key, other) == 0)
        return conflicts->pdata[i];
    }
  return NULL;
}

/* The last step about this conflict; NULL when it is undecided. */
static const BatonMergeStep *
find_step (BatonMergeSession *self,
           const char        *key)
{
  for (guint i = self->n_done; i > 0; i--)
    {
      const BatonMergeStep *step = self->steps->pdata[i - 1];

      if (strcmp (step->key, key) == 0)
        return step;
    }
  return NULL;
}

static BatonValue *
ref_value (const BatonValue *value)
{
  return value != NULL ? baton_value_ref (value) : NULL;
}

static void
turn_to (BatonMergeSession    *self,
         const BatonMergeStep *step,
         gboolean              forward)
{
  work_out (self, step, forward);
  if (!baton_runner_is_running (self->runner))
    changed (self, FALSE);
}

void
baton_merge_session_decide (BatonMergeSession *self,
                            const char        *key,
                            BatonMergeChoice   choice,
                            const BatonValue  *value)
{
  const BatonConflict *conflict = baton_merge_session_find (self, key);
  const BatonMergeStep *last = find_step (self, key);
  BatonMergeStep *step;

  if (conflict == NULL || self->taking || (choice != BATON_MERGE_UNDECIDED && (conflict->choices & (1u << choice)) == 0))
    return;
  if (last != NULL ? last->after == choice && baton_value_equal (last->after_value, value) : choice == BATON_MERGE_UNDECIDED)
    return;

  /* What is being typed is one step. */
  if (self->coalescing && choice == BATON_MERGE_VALUE && last != NULL && last->after == BATON_MERGE_VALUE &&
      last == self->steps->pdata[self->n_done - 1] && self->n_done == self->steps->len)
    {
      step = self->steps->pdata[self->n_done - 1];
      g_clear_pointer (&step->after_value, baton_value_unref);
      step->after_value = ref_value (value);
    }
  else
    {
      step = g_new0 (BatonMergeStep, 1);
      step->what.type = conflict->type;
      step->what.id = g_strdup (conflict->id);
      step->what.field = conflict->field;
      step->what.locale = g_strdup (conflict->locale);
      step->what.element = g_strdup (conflict->element);
      step->what.choices = conflict->choices;
      step->key = g_strdup (key);
      step->before = last != NULL ? last->after : BATON_MERGE_UNDECIDED;
      step->before_value = last != NULL ? ref_value (last->after_value) : NULL;
      step->after = choice;
      step->after_value = ref_value (value);
      g_ptr_array_set_size (self->steps, (int) self->n_done);
      g_ptr_array_add (self->steps, step);
      self->n_done++;
    }
  self->coalescing = TRUE;
  turn_to (self, step, TRUE);
}

gboolean
baton_merge_session_can_undo (BatonMergeSession *self)
{
  return self->n_done > 0;
}

gboolean
baton_merge_session_can_redo (BatonMergeSession *self)
{
  return self->n_done < self->steps->len;
}

void
baton_merge_session_undo (BatonMergeSession *self)
{
  if (self->n_done == 0)
    return;
  self->coalescing = FALSE;
  self->n_done--;
  turn_to (self, self->steps->pdata[self->n_done], FALSE);
}

void
baton_merge_session_redo (BatonMergeSession *self)
{
  if (self->n_done == self->steps->len)
    return;
  self->coalescing = FALSE;
  self->n_done++;
  turn_to (self, self->steps->pdata[self->n_done - 1], TRUE);
}

/* ── What nobody is asked about ── */

static gboolean
contradicts (const BatonConflict *conflict,
             const BatonAtom     *atom)
{
  if (conflict->field == BATON_FIELD_NONE || atom->field == BATON_FIELD_NONE)
    return TRUE;
  if (conflict->field != atom->field)
    return FALSE;
  if (conflict->type == BATON_CONFLICT_ORDER)
    return atom->type == BATON_ATOM_ORDER;
  return g_strcmp0 (conflict->locale, atom->locale) == 0;
}

GPtrArray *
baton_merge_session_list_silent (BatonMergeSession *self,
                                 gboolean           theirs)
{
  GPtrArray *atoms = baton_diff (self->base, theirs || self->work == NULL ? self->theirs : self->work->mine);
  GPtrArray *conflicts = baton_merge_session_get_conflicts (self);
  GPtrArray *silent = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_atom_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < conflicts->len; i++)
    {
      const BatonConflict *conflict = conflicts->pdata[i];
      GPtrArray *list = g_hash_table_lookup (by_id, conflict->id);

      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (by_id, conflict->id, list);
        }
      g_ptr_array_add (list, conflicts->pdata[i]);
    }
  for (guint i = 0; i < atoms->len; i++)
    {
      BatonAtom *atom = atoms->pdata[i];
      GPtrArray *list = g_hash_table_lookup (by_id, atom->id);
      gboolean asked = FALSE;

      for (guint j = 0; list != NULL && j < list->len && !asked; j++)
        asked = contradicts (list->pdata[j], atom);
      if (asked)
        baton_atom_free (atom);
      else
        g_ptr_array_add (silent, atom);
      atoms->pdata[i] = NULL;
    }
  g_ptr_array_unref (atoms);
  return silent;
}

/* ── Taking ── */

static void
taken_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  BatonMergeSession *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->taking = FALSE;
  if (baton_sync_take_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_signal_emit (self, signals[SIGNAL_BUSY_CHANGED], 0);
}

void
baton_merge_session_take_async (BatonMergeSession   *self,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, callback, user_data);

  g_return_if_fail (baton_merge_session_count_undecided (self) == 0);

  g_task_set_source_tag (task, baton_merge_session_take_async);
  /* An edit of this very moment belongs to the merge too. */
  if (self->remerge_id != 0)
    {
      g_clear_handle_id (&self->remerge_id, g_source_remove);
      work_out (self, NULL, FALSE);
      if (!baton_merge_session_is_busy (self) && baton_merge_session_count_undecided (self) > 0)
        changed (self, TRUE);
    }
  if (baton_merge_session_is_busy (self) || baton_merge_session_count_undecided (self) > 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_BUSY, "the draft has changed");
      return;
    }
  self->taking = TRUE;
  baton_sync_take_async (baton_document_get_workspace (self->document), self->revision, self->theirs,
                         baton_merge_get_program (self->work->merge), self->cancellable, taken_cb, g_object_ref (task));
  g_signal_emit (self, signals[SIGNAL_BUSY_CHANGED], 0);
}

gboolean
baton_merge_session_take_finish (BatonMergeSession  *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
