/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Editing: a change is checked against the program, done in memory, entered in the journal and handed to the writer, in
 * that order and without waiting. What the file holds is always a prefix of what memory holds.
 */
#define G_LOG_DOMAIN "baton-store"

#include "config.h"

#include "store/baton-workspace.h"

#include "store/baton-change-list.h"
#include "store/baton-workspace-private.h"

#define TYPING_REST_US (2 * G_USEC_PER_SEC)

static gint64
get_time_us (BatonWorkspace *self)
{
  return self->clock != NULL ? self->clock (self->clock_data) : g_get_real_time ();
}

gboolean
baton_workspace_check_editable (BatonWorkspace  *self,
                                GError         **error)
{
  if (self->writer != NULL)
    return TRUE;
  if (self->path == NULL)
    g_set_error_literal (error, BATON_STORE_ERROR, BATON_STORE_ERROR_CLOSED, "The workspace has been closed");
  else
    g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_READ_ONLY, "%s was opened to look at", self->path);
  return FALSE;
}

guint64
baton_workspace_submit (BatonWorkspace *self,
                        BatonJob       *job)
{
  baton_writer_push (self->writer, job, ++self->generation);
  return self->generation;
}

void
baton_workspace_change_program (BatonWorkspace *self,
                                GPtrArray      *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const BatonChange *change = g_ptr_array_index (changes, i);
      const char *id = baton_change_get_id (change);

      baton_program_apply (self->program, change);
      if (baton_entity_equal (baton_program_lookup (self->base, id), change->after))
        g_hash_table_remove (self->differing, id);
      else
        g_hash_table_add (self->differing, g_strdup (id));
    }
}

static void
put_entry (BatonJob         *job,
           const BatonEntry *entry)
{
  baton_job_add (job, BATON_STATEMENT_PUT_ENTRY);
  baton_job_bind_int (job, (gint64) entry->sequence);
  baton_job_bind_text (job, baton_entry_kind_get_name (entry->kind));
  baton_job_bind_text (job, entry->name);
  baton_job_bind_text (job, entry->actor);
  baton_job_bind_int (job, entry->time_us);
  baton_job_bind_int (job, BATON_SCHEMA_VERSION);
  baton_job_bind_changes (job, entry->changes, BATON_FORWARD);
  baton_job_bind_changes (job, entry->changes, BATON_INVERSE);
  entry->base_before != 0 ? baton_job_bind_int (job, entry->base_before) : baton_job_bind_null (job);
  entry->base_after != 0 ? baton_job_bind_int (job, entry->base_after) : baton_job_bind_null (job);
}

void
baton_workspace_put_cursor (BatonWorkspace *self,
                            BatonJob       *job)
{
  baton_job_put_meta_int (job, BATON_META_CURSOR, (gint64) baton_journal_get_cursor (&self->journal));
}

void
baton_workspace_enter (BatonWorkspace *self,
                       BatonJob       *job,
                       BatonEntryKind  kind,
                       const char     *name,
                       GPtrArray      *changes,
                       gint64          base_before,
                       gint64          base_after)
{
  guint64 cursor = baton_journal_get_cursor (&self->journal);
  gboolean drops = kind != BATON_ENTRY_PUSH && baton_journal_has_undone (&self->journal);
  BatonEntry *entry;

  baton_workspace_end_typing (self);
  if (drops)
    {
      baton_job_add (job, BATON_STATEMENT_DROP_UNDONE);
      baton_job_bind_int (job, (gint64) cursor);
    }
  entry = baton_journal_add (&self->journal, kind, name, self->actor, get_time_us (self), changes);
  entry->base_before = base_before;
  entry->base_after = base_after;
  put_entry (job, entry);
  baton_workspace_put_cursor (self, job);
  if (drops || kind == BATON_ENTRY_PUSH)
    {
      /* Last, when all that is still wanted is referred to. */
      baton_job_add (job, BATON_STATEMENT_DROP_BASES);
      baton_job_bind_int (job, self->base_number);
    }
}

/* Does what has been checked and netted, as one entry. */
static void
enter_changes (BatonWorkspace *self,
               const char     *name,
               GPtrArray      *changes)
{
  BatonJob *job = baton_job_new ();

  baton_workspace_change_program (self, changes);
  baton_job_put_changes (job, changes);
  baton_workspace_enter (self, job, BATON_ENTRY_EDIT, name, changes, 0, 0);
  baton_workspace_submit (self, job);
}

gboolean
baton_workspace_apply (BatonWorkspace  *self,
                       const char      *name,
                       GPtrArray       *changes,
                       GError         **error)
{
  g_autoptr (GPtrArray) netted = NULL;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (changes != NULL, FALSE);

  if (!baton_workspace_check_editable (self, error))
    return FALSE;
  netted = baton_change_list_check (changes, self->program, error);
  if (netted == NULL)
    return FALSE;
  baton_workspace_end_typing (self);
  if (netted->len == 0)
    return TRUE;
  enter_changes (self, name, netted);
  baton_workspace_tell (self, netted, TRUE);
  return TRUE;
}

gboolean
baton_workspace_put (BatonWorkspace     *self,
                     const char         *name,
                     const BatonEntity  *entity,
                     GError            **error)
{
  g_autoptr (GPtrArray) changes = NULL;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (entity != NULL, FALSE);

  changes = baton_change_list_new ();
  g_ptr_array_add (changes, baton_change_new (baton_program_lookup (self->program, baton_entity_get_id (entity)), entity));
  return baton_workspace_apply (self, name, changes, error);
}

gboolean
baton_workspace_remove (BatonWorkspace  *self,
                        const char      *name,
                        const char      *id,
                        GError         **error)
{
  g_autoptr (GPtrArray) changes = NULL;
  BatonEntity *entity;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  entity = baton_program_lookup (self->program, id);
  if (entity == NULL)
    {
      g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NOT_FOUND, "There is no %s", id);
      return FALSE;
    }
  changes = baton_change_list_new ();
  g_ptr_array_add (changes, baton_change_new (entity, NULL));
  return baton_workspace_apply (self, name, changes, error);
}

static void
remove_newest_entry (BatonWorkspace *self,
                     BatonJob       *job)
{
  baton_job_add (job, BATON_STATEMENT_REMOVE_ENTRY);
  baton_job_bind_int (job, (gint64) baton_journal_peek_undo (&self->journal)->sequence);
  baton_journal_remove_newest (&self->journal);
  baton_workspace_put_cursor (self, job);
  self->n_typed--;
}

/* The newest entry takes in one more key; one that ends where it began goes. */
static void
extend_typing (BatonWorkspace *self,
               BatonJob       *job,
               const char     *name,
               GPtrArray      *changes)
{
  BatonEntry *entry = baton_journal_peek_undo (&self->journal);
  GPtrArray *joined = baton_change_list_join (entry->changes, changes);

  if (joined->len == 0)
    {
      g_ptr_array_unref (joined);
      remove_newest_entry (self, job);
      return;
    }
  g_ptr_array_unref (entry->changes);
  entry->changes = joined;
  g_free (entry->name);
  entry->name = g_strdup (name);
  entry->time_us = get_time_us (self);
  put_entry (job, entry);
}

/* A clock that was set back counts as a rest: two entries are better than one that spans an hour. */
static gboolean
has_rested (BatonWorkspace *self,
            gint64          now_us)
{
  return now_us < self->typing_us || now_us - self->typing_us >= TYPING_REST_US;
}

static char *
make_typing_key (const char *id,
                 BatonField  field,
                 const char *locale)
{
  return g_strdup_printf ("%s %d %s", id, (int) field, locale != NULL ? locale : "");
}

/* One more key in the field that was typed into last. After a rest it begins an entry of its own; and whatever is back at
 * where the first of them began, leaves none of them. */
static void
go_on_typing (BatonWorkspace    *self,
              const char        *name,
              const BatonEntity *entity,
              GPtrArray         *changes,
              gint64             now_us)
{
  BatonJob *job;

  if (!baton_entity_equal (entity, self->typing_before) && has_rested (self, now_us))
    {
      char *key = g_steal_pointer (&self->typing_key);
      BatonEntity *before = g_steal_pointer (&self->typing_before);
      guint n_typed = self->n_typed;

      enter_changes (self, name, changes);
      self->typing_key = key;
      self->typing_before = before;
      self->n_typed = n_typed + 1;
      return;
    }

  job = baton_job_new ();
  baton_workspace_change_program (self, changes);
  baton_job_put_changes (job, changes);
  if (baton_entity_equal (entity, self->typing_before))
    while (self->n_typed > 0)
      remove_newest_entry (self, job);
  else
    extend_typing (self, job, name, changes);
  if (self->n_typed == 0)
    baton_workspace_end_typing (self);
  baton_workspace_submit (self, job);
}

gboolean
baton_workspace_type (BatonWorkspace     *self,
                      const char         *name,
                      const BatonEntity  *entity,
                      BatonField          field,
                      const char         *locale,
                      GError            **error)
{
  g_autofree char *key = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GPtrArray) netted = NULL;
  BatonEntity *before;
  gint64 now_us;
  gboolean same;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (entity != NULL, FALSE);

  if (!baton_workspace_check_editable (self, error))
    return FALSE;
  before = baton_program_lookup (self->program, baton_entity_get_id (entity));
  changes = baton_change_list_new ();
  g_ptr_array_add (changes, baton_change_new (before, entity));
  netted = baton_change_list_check (changes, self->program, error);
  if (netted == NULL)
    return FALSE;

  key = make_typing_key (baton_entity_get_id (entity), field, locale);
  now_us = get_time_us (self);
  same = g_strcmp0 (self->typing_key, key) == 0;
  if (netted->len == 0)
    {
      if (same)
        self->typing_us = now_us;
      return TRUE;
    }
  if (same)
    {
      go_on_typing (self, name, entity, netted, now_us);
    }
  else
    {
      g_autoptr (BatonEntity) first = before != NULL ? baton_entity_ref (before) : NULL;

      enter_changes (self, name, netted);
      self->typing_key = g_steal_pointer (&key);
      self->typing_before = g_steal_pointer (&first);
      self->n_typed = 1;
    }
  self->typing_us = now_us;
  baton_workspace_tell (self, netted, TRUE);
  return TRUE;
}

const BatonEntity *
baton_workspace_peek_typing (BatonWorkspace *self,
                             const char     *id,
                             BatonField      field,
                             const char     *locale)
{
  g_autofree char *key = NULL;
  GPtrArray *changes;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), NULL);

  key = make_typing_key (id, field, locale);
  if (g_strcmp0 (self->typing_key, key) != 0 || has_rested (self, get_time_us (self)))
    return NULL;
  changes = baton_journal_peek_undo (&self->journal)->changes;
  return changes->len > 0 ? ((const BatonChange *) changes->pdata[0])->before : NULL;
}

void
baton_workspace_end_typing (BatonWorkspace *self)
{
  g_return_if_fail (BATON_IS_WORKSPACE (self));

  g_clear_pointer (&self->typing_key, g_free);
  g_clear_pointer (&self->typing_before, baton_entity_unref);
  self->n_typed = 0;
}

/* ── Journal ───────────────────────────────────────────────────────────────────────────────────────────── */

guint
baton_workspace_get_n_entries (BatonWorkspace *self)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), 0);

  return self->journal.entries->len;
}

static BatonEntryInfo
describe_entry (const BatonEntry *entry,
                gboolean          undone)
{
  return (BatonEntryInfo) {
    .sequence = entry->sequence,
    .kind = entry->kind,
    .name = entry->name,
    .actor = entry->actor,
    .time_us = entry->time_us,
    .undone = undone,
  };
}

gboolean
baton_workspace_get_entry (BatonWorkspace *self,
                           guint           index,
                           BatonEntryInfo *info)
{
  const BatonEntry *entry;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (info != NULL, FALSE);

  if (index >= self->journal.entries->len)
    return FALSE;
  entry = g_ptr_array_index (self->journal.entries, index);
  *info = describe_entry (entry, index >= self->journal.n_done && entry->kind != BATON_ENTRY_PUSH);
  return TRUE;
}

gboolean
baton_workspace_peek_turn (BatonWorkspace *self,
                           gboolean        undo,
                           BatonEntryInfo *info)
{
  const BatonEntry *entry;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (info != NULL, FALSE);

  entry = undo ? baton_journal_peek_undo (&self->journal) : baton_journal_peek_redo (&self->journal);
  if (entry == NULL)
    return FALSE;
  *info = describe_entry (entry, !undo);
  return TRUE;
}

GPtrArray *
baton_workspace_load_entry (BatonWorkspace  *self,
                            guint64          sequence,
                            GError         **error)
{
  BatonEntry *entry;
  GPtrArray *changes;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), NULL);

  entry = baton_journal_find (&self->journal, sequence);
  if (entry == NULL)
    {
      g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NOT_FOUND, "There is no entry %" G_GUINT64_FORMAT, sequence);
      return NULL;
    }
  changes = baton_workspace_ensure_changes (self, entry, error);
  return changes != NULL ? g_ptr_array_ref (changes) : NULL;
}
