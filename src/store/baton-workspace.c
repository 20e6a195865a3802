/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Editing: a change is checked against the program, done in memory, entered in the journal and handed to the writer, in
 * that order and without waiting. What the file holds is always a prefix of what memory holds.
 */
#define G_LOG_DOMAIN "baton-store"

#include "config.h"

#include "store/baton-workspace.h"

#include <string.h>

#include "store/baton-change-list.h"
#include "store/baton-workspace-private.h"

#define TYPING_REST_US (2 * G_USEC_PER_SEC)

G_DEFINE_FINAL_TYPE (BatonWorkspace, baton_workspace, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PATH,
  PROP_READ_ONLY,
  PROP_ACTOR,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_UNDO_NAME,
  PROP_REDO_NAME,
  PROP_N_CHANGES,
  PROP_BASE_REVISION,
  PROP_WRITE_ERROR,
  PROP_UNSAVED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

enum
{
  SIGNAL_CHANGED,
  SIGNAL_HISTORY_CHANGED,
  SIGNAL_ACKNOWLEDGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

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

/* ── What others see ─────────────────────────────────────────────────────────────────────────────────── */

static void
show_name (BatonWorkspace *self,
           char          **shown,
           const char     *name,
           int             name_prop,
           int             can_prop)
{
  gboolean could = *shown != NULL;

  if (g_strcmp0 (*shown, name) == 0)
    return;
  g_free (*shown);
  *shown = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), props[name_prop]);
  if (could != (name != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), props[can_prop]);
}

static void
show_properties (BatonWorkspace *self)
{
  guint n_changes = baton_workspace_count_changes (self);
  gboolean unsaved = baton_workspace_has_unsaved (self);

  show_name (self, &self->shown_undo, baton_workspace_get_undo_name (self), PROP_UNDO_NAME, PROP_CAN_UNDO);
  show_name (self, &self->shown_redo, baton_workspace_get_redo_name (self), PROP_REDO_NAME, PROP_CAN_REDO);
  if (self->shown_n_changes != n_changes)
    {
      self->shown_n_changes = n_changes;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_CHANGES]);
    }
  if (self->shown_revision != baton_workspace_get_base_revision (self))
    {
      self->shown_revision = baton_workspace_get_base_revision (self);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BASE_REVISION]);
    }
  if (self->shown_unsaved != unsaved)
    {
      self->shown_unsaved = unsaved;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_UNSAVED]);
    }
}

void
baton_workspace_tell (BatonWorkspace *self,
                      GPtrArray      *changes,
                      gboolean        history)
{
  g_object_ref (self);
  if (changes != NULL && changes->len > 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, changes, self->generation);
  if (history)
    g_signal_emit (self, signals[SIGNAL_HISTORY_CHANGED], 0);
  show_properties (self);
  g_object_unref (self);
}

void
baton_workspace_take_report (BatonWorkspace *self)
{
  g_autoptr (GError) write_error = NULL;
  guint64 written;

  if (self->writer == NULL)
    return;
  g_object_ref (self);
  written = baton_writer_get_state (self->writer, &write_error);
  if ((write_error != NULL) != (self->write_error != NULL) ||
      (write_error != NULL && !g_error_matches (write_error, self->write_error->domain, self->write_error->code)))
    {
      g_clear_error (&self->write_error);
      self->write_error = g_steal_pointer (&write_error);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WRITE_ERROR]);
    }
  if (written > self->acknowledged)
    {
      self->acknowledged = written;
      baton_workspace_release_assets (self);
      g_signal_emit (self, signals[SIGNAL_ACKNOWLEDGED], 0, written);
    }
  show_properties (self);
  g_object_unref (self);
}

/* ── Editing ─────────────────────────────────────────────────────────────────────────────────────────── */

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

static void
put_cursor (BatonWorkspace *self,
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
  put_cursor (self, job);
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

/* The newest entry takes in one more key; one that ends where it began goes. */
static void
extend_typing (BatonWorkspace *self,
               const char     *name,
               GPtrArray      *changes)
{
  BatonEntry *entry = baton_journal_peek_undo (&self->journal);
  GPtrArray *joined = baton_change_list_join (entry->changes, changes);
  BatonJob *job = baton_job_new ();

  baton_workspace_change_program (self, changes);
  baton_job_put_changes (job, changes);
  if (joined->len > 0)
    {
      g_ptr_array_unref (entry->changes);
      entry->changes = joined;
      g_free (entry->name);
      entry->name = g_strdup (name);
      entry->time_us = get_time_us (self);
      put_entry (job, entry);
    }
  else
    {
      g_ptr_array_unref (joined);
      baton_job_add (job, BATON_STATEMENT_REMOVE_ENTRY);
      baton_job_bind_int (job, (gint64) entry->sequence);
      baton_journal_remove_newest (&self->journal);
      put_cursor (self, job);
      baton_workspace_end_typing (self);
    }
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
  gint64 now_us;
  gboolean same;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (entity != NULL, FALSE);

  if (!baton_workspace_check_editable (self, error))
    return FALSE;
  changes = baton_change_list_new ();
  g_ptr_array_add (changes, baton_change_new (baton_program_lookup (self->program, baton_entity_get_id (entity)), entity));
  netted = baton_change_list_check (changes, self->program, error);
  if (netted == NULL)
    return FALSE;

  key = g_strdup_printf ("%s %d %s", baton_entity_get_id (entity), (int) field, locale != NULL ? locale : "");
  now_us = get_time_us (self);
  /* A clock that was set back counts as a rest: two entries are better than one that spans an hour. */
  same = g_strcmp0 (self->typing_key, key) == 0 && now_us >= self->typing_us && now_us - self->typing_us < TYPING_REST_US;
  if (netted->len == 0)
    {
      if (same)
        self->typing_us = now_us;
      return TRUE;
    }
  if (same)
    {
      extend_typing (self, name, netted);
    }
  else
    {
      enter_changes (self, name, netted);
      self->typing_key = g_steal_pointer (&key);
    }
  self->typing_us = now_us;
  baton_workspace_tell (self, netted, TRUE);
  return TRUE;
}

void
baton_workspace_end_typing (BatonWorkspace *self)
{
  g_return_if_fail (BATON_IS_WORKSPACE (self));

  g_clear_pointer (&self->typing_key, g_free);
}

/* ── Undo and redo ───────────────────────────────────────────────────────────────────────────────────── */

GPtrArray *
baton_workspace_ensure_changes (BatonWorkspace  *self,
                                BatonEntry      *entry,
                                GError         **error)
{
  BatonDatabase *reader;
  sqlite3_stmt *statement;
  int row;

  if (entry->changes != NULL)
    return entry->changes;
  reader = baton_workspace_get_reader (self, error);
  statement = reader != NULL ? baton_database_get (reader, BATON_STATEMENT_GET_ENTRY, error) : NULL;
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, (gint64) entry->sequence);
  row = baton_database_step (reader, statement, error);
  if (row <= 0)
    {
      if (row == 0)
        g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_DAMAGED, "Entry %" G_GUINT64_FORMAT " has gone", entry->sequence);
      return NULL;
    }
  if (sqlite3_column_int64 (statement, 0) == BATON_SCHEMA_VERSION)
    {
      const char *forward = (const char *) sqlite3_column_text (statement, 1);
      const char *inverse = (const char *) sqlite3_column_text (statement, 2);

      entry->changes = baton_change_list_parse (forward, (gsize) sqlite3_column_bytes (statement, 1),
                                                inverse, (gsize) sqlite3_column_bytes (statement, 2), error);
    }
  else
    {
      g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_DAMAGED, "Entry %" G_GUINT64_FORMAT " is of an unknown schema",
                   entry->sequence);
    }
  sqlite3_reset (statement);
  return entry->changes;
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

  if (!baton_workspace_check_editable (self, error))
    return FALSE;
  if (entry == NULL)
    {
      g_set_error_literal (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NOT_FOUND, "Nothing to turn back or do again");
      return FALSE;
    }
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

  job = baton_job_new ();
  if (entry->kind == BATON_ENTRY_PULL &&
      !baton_workspace_turn_base (self, job, forward ? entry->base_after : entry->base_before, error))
    return FALSE;
  baton_workspace_end_typing (self);
  baton_workspace_change_program (self, netted);
  if (entry->kind == BATON_ENTRY_PULL)
    baton_workspace_compare_all (self);
  baton_job_put_changes (job, netted);
  if (forward)
    baton_journal_redo (&self->journal);
  else
    baton_journal_undo (&self->journal);
  put_cursor (self, job);
  baton_workspace_submit (self, g_steal_pointer (&job));
  baton_workspace_tell (self, netted, TRUE);
  return TRUE;
}

gboolean
baton_workspace_undo (BatonWorkspace  *self,
                      GError         **error)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);

  return turn (self, baton_journal_peek_undo (&self->journal), BATON_INVERSE, error);
}

gboolean
baton_workspace_redo (BatonWorkspace  *self,
                      GError         **error)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);

  return turn (self, baton_journal_peek_redo (&self->journal), BATON_FORWARD, error);
}

const char *
baton_workspace_get_undo_name (BatonWorkspace *self)
{
  const BatonEntry *entry;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), NULL);

  entry = self->read_only ? NULL : baton_journal_peek_undo (&self->journal);
  return entry != NULL ? entry->name : NULL;
}

const char *
baton_workspace_get_redo_name (BatonWorkspace *self)
{
  const BatonEntry *entry;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), NULL);

  entry = self->read_only ? NULL : baton_journal_peek_redo (&self->journal);
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

guint
baton_workspace_get_n_entries (BatonWorkspace *self)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), 0);

  return self->journal.entries->len;
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
  *info = (BatonEntryInfo) {
    .sequence = entry->sequence,
    .kind = entry->kind,
    .name = entry->name,
    .actor = entry->actor,
    .time_us = entry->time_us,
    .undone = index >= self->journal.n_done && entry->kind != BATON_ENTRY_PUSH,
  };
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

/* ── The object ──────────────────────────────────────────────────────────────────────────────────────── */

void
baton_base_free (BatonBase *base)
{
  g_free (base->digest);
  g_free (base);
}

static void
free_unsaved_asset (gpointer data)
{
  BatonUnsavedAsset *asset = data;

  g_bytes_unref (asset->bytes);
  g_free (asset);
}

static void
baton_workspace_finalize (GObject *object)
{
  BatonWorkspace *self = BATON_WORKSPACE (object);

  g_clear_pointer (&self->reader, baton_database_close);
  g_clear_pointer (&self->writer, baton_writer_free);
  g_clear_pointer (&self->lock, baton_lock_release);
  baton_journal_clear (&self->journal);
  baton_program_free (self->program);
  baton_program_free (self->base);
  g_hash_table_unref (self->bases);
  g_hash_table_unref (self->differing);
  g_ptr_array_unref (self->outbox);
  g_hash_table_unref (self->settings);
  g_hash_table_unref (self->assets);
  g_hash_table_unref (self->unsaved_assets);
  g_clear_error (&self->write_error);
  g_free (self->path);
  g_free (self->actor);
  g_free (self->typing_key);
  g_free (self->shown_undo);
  g_free (self->shown_redo);
  G_OBJECT_CLASS (baton_workspace_parent_class)->finalize (object);
}

static void
baton_workspace_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  BatonWorkspace *self = BATON_WORKSPACE (object);

  switch (prop_id)
    {
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;
    case PROP_ACTOR:
      g_value_set_string (value, self->actor);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, baton_workspace_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, baton_workspace_can_redo (self));
      break;
    case PROP_UNDO_NAME:
      g_value_set_string (value, baton_workspace_get_undo_name (self));
      break;
    case PROP_REDO_NAME:
      g_value_set_string (value, baton_workspace_get_redo_name (self));
      break;
    case PROP_N_CHANGES:
      g_value_set_uint (value, baton_workspace_count_changes (self));
      break;
    case PROP_BASE_REVISION:
      g_value_set_int64 (value, baton_workspace_get_base_revision (self));
      break;
    case PROP_WRITE_ERROR:
      g_value_set_boxed (value, self->write_error);
      break;
    case PROP_UNSAVED:
      g_value_set_boolean (value, baton_workspace_has_unsaved (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
baton_workspace_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ACTOR:
      baton_workspace_set_actor (BATON_WORKSPACE (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
baton_workspace_class_init (BatonWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = baton_workspace_finalize;
  object_class->get_property = baton_workspace_get_property;
  object_class->set_property = baton_workspace_set_property;

  props[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, readable);
  props[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, readable);
  props[PROP_ACTOR] = g_param_spec_string ("actor", NULL, NULL, "", readable | G_PARAM_WRITABLE);
  props[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, readable);
  props[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, readable);
  props[PROP_UNDO_NAME] = g_param_spec_string ("undo-name", NULL, NULL, NULL, readable);
  props[PROP_REDO_NAME] = g_param_spec_string ("redo-name", NULL, NULL, NULL, readable);
  props[PROP_N_CHANGES] = g_param_spec_uint ("n-changes", NULL, NULL, 0, G_MAXUINT, 0, readable);
  props[PROP_BASE_REVISION] = g_param_spec_int64 ("base-revision", NULL, NULL, 0, G_MAXINT64, 0, readable);
  props[PROP_WRITE_ERROR] = g_param_spec_boxed ("write-error", NULL, NULL, G_TYPE_ERROR, readable);
  props[PROP_UNSAVED] = g_param_spec_boolean ("unsaved", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_UINT64);
  signals[SIGNAL_HISTORY_CHANGED] = g_signal_new ("history-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACKNOWLEDGED] = g_signal_new ("acknowledged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                               NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);
}

static void
baton_workspace_init (BatonWorkspace *self)
{
  self->program = baton_program_new ();
  self->base = baton_program_new ();
  baton_journal_init (&self->journal);
  self->bases = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) baton_base_free);
  self->differing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->outbox = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_outbox_item_free);
  self->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->assets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unsaved_assets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_unsaved_asset);
  self->actor = g_strdup ("");
}

const char *
baton_workspace_get_path (BatonWorkspace *self)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), NULL);

  return self->path;
}

gboolean
baton_workspace_is_read_only (BatonWorkspace *self)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), TRUE);

  return self->read_only;
}

const GError *
baton_workspace_get_write_error (BatonWorkspace *self)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), NULL);

  return self->write_error;
}

gboolean
baton_workspace_has_unsaved (BatonWorkspace *self)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);

  return self->acknowledged < self->generation;
}

guint64
baton_workspace_get_generation (BatonWorkspace *self)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), 0);

  return self->generation;
}

guint64
baton_workspace_get_acknowledged (BatonWorkspace *self)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), 0);

  return self->acknowledged;
}

const BatonProgram *
baton_workspace_get_program (BatonWorkspace *self)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), NULL);

  return self->program;
}

const char *
baton_workspace_get_actor (BatonWorkspace *self)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), NULL);

  return self->actor;
}

void
baton_workspace_set_actor (BatonWorkspace *self,
                           const char     *actor)
{
  g_return_if_fail (BATON_IS_WORKSPACE (self));

  actor = actor != NULL ? actor : "";
  if (strcmp (self->actor, actor) == 0)
    return;
  g_free (self->actor);
  self->actor = g_strdup (actor);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ACTOR]);
}

void
baton_workspace_set_clock (BatonWorkspace      *self,
                           BatonWorkspaceClock  clock,
                           gpointer             user_data)
{
  g_return_if_fail (BATON_IS_WORKSPACE (self));

  self->clock = clock;
  self->clock_data = user_data;
}
