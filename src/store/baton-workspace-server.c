/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a workspace keeps for its server: the base, the outbox and the settings.
 *
 * The bodies of bases stay in the file, but for the current one: undoing a pull is rare and may read.
 */
#define G_LOG_DOMAIN "baton-store"

#include "config.h"

#include "store/baton-workspace.h"

#include <string.h>

#include "store/baton-change-list.h"
#include "store/baton-workspace-private.h"

static BatonBase *
peek_base (BatonWorkspace *self)
{
  return g_hash_table_lookup (self->bases, &self->base_number);
}

/* ── Base ────────────────────────────────────────────────────────────────────────────────────────────── */

static void
compare_entity (BatonEntity *based,
                BatonEntity *drafted,
                gpointer     user_data)
{
  BatonWorkspace *self = user_data;

  if (!baton_entity_equal (based, drafted))
    g_hash_table_add (self->differing, g_strdup (baton_entity_get_id (drafted != NULL ? drafted : based)));
}

void
baton_workspace_compare_all (BatonWorkspace *self)
{
  g_hash_table_remove_all (self->differing);
  baton_program_foreach_different (self->base, self->program, compare_entity, self);
}

/* The base that goes is kept for an undo: all but the oldest. */
static void
keep_base (BatonWorkspace *self)
{
  BatonBase *base = peek_base (self);
  gint64 oldest = self->base_number - BATON_MAX_BASES_KEPT;

  if (base != NULL && base->program == NULL)
    base->program = baton_program_copy (self->base);
  base = g_hash_table_lookup (self->bases, &oldest);
  if (base != NULL)
    g_clear_pointer (&base->program, baton_program_free);
}

static void
set_base (BatonWorkspace *self,
          BatonJob       *job,
          gint64          number,
          BatonProgram   *program)
{
  keep_base (self);
  self->base_number = number;
  baton_program_free (self->base);
  self->base = program;
  baton_job_put_meta_int (job, BATON_META_BASE, number);
}

gboolean
baton_workspace_turn_base (BatonWorkspace  *self,
                           BatonJob        *job,
                           gint64           number,
                           GError         **error)
{
  BatonBase *base = g_hash_table_lookup (self->bases, &number);
  BatonProgram *program = NULL;

  if (number == self->base_number)
    return TRUE;
  if (number == 0)
    {
      program = baton_program_new ();
    }
  else if (base != NULL && base->program != NULL)
    {
      program = baton_program_copy (base->program);
    }
  else
    {
      BatonDatabase *reader;

      /* A base from this session may still be on its way to the file. */
      if (!baton_workspace_flush (self, error))
        return FALSE;
      reader = baton_workspace_get_reader (self, error);
      program = reader != NULL ? baton_workspace_load_base (reader, number, error) : NULL;
      if (program != NULL)
        {
          g_autoptr (BatonProgram) loaded = g_steal_pointer (&program);

          program = baton_program_rebase (loaded, self->program, NULL);
        }
    }
  if (program == NULL)
    return FALSE;
  set_base (self, job, number, program);
  return TRUE;
}

void
baton_workspace_take_base (BatonWorkspace *self,
                           BatonJob       *job,
                           gint64          number,
                           BatonStep      *step)
{
  BatonProgram *program = g_steal_pointer (&step->base);

  step->base = baton_program_copy (self->base);
  set_base (self, job, number, program);
}

/* A new row in the table base, made current. Its number. */
static gint64
add_base (BatonWorkspace     *self,
          BatonJob           *job,
          gint64              revision,
          const char         *digest,
          const BatonProgram *program)
{
  BatonBase *base = g_new0 (BatonBase, 1);

  base->number = ++self->last_base_number;
  base->revision = revision;
  base->digest = g_strdup (digest);
  g_hash_table_insert (self->bases, &base->number, base);

  baton_job_add (job, BATON_STATEMENT_PUT_BASE);
  baton_job_bind_int (job, base->number);
  baton_job_bind_int (job, revision);
  baton_job_bind_text (job, digest);
  baton_job_bind_program (job, program);
  set_base (self, job, base->number, baton_program_copy (program));
  return base->number;
}

gint64
baton_workspace_get_base_revision (BatonWorkspace *self)
{
  const BatonBase *base;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), 0);

  base = peek_base (self);
  return base != NULL ? base->revision : 0;
}

const char *
baton_workspace_get_base_digest (BatonWorkspace *self)
{
  const BatonBase *base;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), NULL);

  base = peek_base (self);
  return base != NULL ? base->digest : NULL;
}

gboolean
baton_workspace_took_back (BatonWorkspace *self,
                           gint64          revision,
                           const char     *digest)
{
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);

  g_hash_table_iter_init (&iter, self->bases);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const BatonBase *base = value;

      /* Those after the current one were undone; those before it have been gone on from. */
      if (base->number > self->base_number && base->revision == revision && g_strcmp0 (base->digest, digest) == 0)
        return TRUE;
    }
  return FALSE;
}

const BatonProgram *
baton_workspace_get_base (BatonWorkspace *self)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), NULL);

  return self->base;
}

guint
baton_workspace_count_changes (BatonWorkspace *self)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), 0);

  return g_hash_table_size (self->differing);
}

static int
compare_changes (gconstpointer a,
                 gconstpointer b)
{
  const BatonChange *left = *(const BatonChange * const *) a;
  const BatonChange *right = *(const BatonChange * const *) b;
  int kinds = (int) baton_change_get_kind (left) - (int) baton_change_get_kind (right);

  return kinds != 0 ? kinds : strcmp (baton_change_get_id (left), baton_change_get_id (right));
}

GPtrArray *
baton_workspace_list_changes (BatonWorkspace *self)
{
  GPtrArray *changes;
  GHashTableIter iter;
  gpointer id;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), NULL);

  changes = baton_change_list_new ();
  g_hash_table_iter_init (&iter, self->differing);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (changes, baton_change_new (baton_program_lookup (self->base, id), baton_program_lookup (self->program, id)));
  g_ptr_array_sort (changes, compare_changes);
  return changes;
}

static gboolean
check_revision (gint64       revision,
                const char  *digest,
                GError     **error)
{
  if (revision > 0 && strlen (digest) == 64 && strspn (digest, "0123456789abcdef") == 64)
    return TRUE;
  g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_INVALID, "%" G_GINT64_FORMAT " %s is no revision", revision, digest);
  return FALSE;
}

gboolean
baton_workspace_pull_step (BatonWorkspace  *self,
                           const char      *name,
                           BatonStep       *step,
                           gint64           revision,
                           const char      *digest,
                           GError         **error)
{
  const BatonBase *current;
  gint64 base_before, base_after;
  BatonJob *job;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (name != NULL && step != NULL && step->has_base && digest != NULL, FALSE);

  if (!baton_workspace_check_editable (self, error) || !check_revision (revision, digest, error) ||
      !baton_workspace_check_step (self, step, error))
    return FALSE;
  current = peek_base (self);
  if (step->changes->len == 0 && current != NULL && current->revision == revision && strcmp (current->digest, digest) == 0)
    return TRUE;

  job = baton_workspace_take_step (self, step);
  base_before = self->base_number;
  base_after = add_base (self, job, revision, digest, step->base);
  baton_workspace_enter (self, job, BATON_ENTRY_PULL, name, step->changes, base_before, base_after);
  baton_workspace_submit (self, job);
  baton_workspace_tell (self, step->changes, TRUE);
  return TRUE;
}

gboolean
baton_workspace_pull (BatonWorkspace      *self,
                      const char          *name,
                      GPtrArray           *changes,
                      gint64               revision,
                      const char          *digest,
                      const BatonProgram  *base,
                      GError             **error)
{
  g_autoptr (BatonStep) step = NULL;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (name != NULL && changes != NULL && digest != NULL && base != NULL, FALSE);

  if (!baton_workspace_check_editable (self, error))
    return FALSE;
  step = baton_step_new (self);
  return baton_step_run (step, changes, base, error) &&
         baton_workspace_pull_step (self, name, step, revision, digest, error);
}

/* ── Outbox ──────────────────────────────────────────────────────────────────────────────────────────── */

BatonOutboxItem *
baton_outbox_item_copy (const BatonOutboxItem *item)
{
  BatonOutboxItem *copy = g_new0 (BatonOutboxItem, 1);

  copy->key = g_strdup (item->key);
  copy->state = g_strdup (item->state);
  copy->payload = g_bytes_ref (item->payload);
  return copy;
}

void
baton_outbox_item_free (BatonOutboxItem *item)
{
  if (item == NULL)
    return;
  g_free (item->key);
  g_free (item->state);
  g_bytes_unref (item->payload);
  g_free (item);
}

/* Its index, or -1. */
static int
find_in_outbox (BatonWorkspace  *self,
                const char      *key,
                GError         **error)
{
  for (guint i = 0; i < self->outbox->len; i++)
    {
      const BatonOutboxItem *item = g_ptr_array_index (self->outbox, i);

      if (strcmp (item->key, key) == 0)
        return (int) i;
    }
  g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NOT_FOUND, "Nothing in the outbox has the key %s", key);
  return -1;
}

static void
remove_from_outbox (BatonWorkspace *self,
                    BatonJob       *job,
                    guint           index)
{
  const BatonOutboxItem *item = g_ptr_array_index (self->outbox, index);

  baton_job_add (job, BATON_STATEMENT_REMOVE_OUTBOX);
  baton_job_bind_text (job, item->key);
  g_ptr_array_remove_index (self->outbox, index);
}

char *
baton_workspace_queue_in_outbox (BatonWorkspace  *self,
                                 GBytes          *payload,
                                 const char      *state,
                                 GError         **error)
{
  BatonOutboxItem *item;
  BatonJob *job;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (payload != NULL && state != NULL, NULL);

  if (!baton_workspace_check_editable (self, error))
    return NULL;
  item = g_new0 (BatonOutboxItem, 1);
  item->key = g_uuid_string_random ();
  item->state = g_strdup (state);
  item->payload = g_bytes_ref (payload);
  g_ptr_array_add (self->outbox, item);

  job = baton_job_new ();
  baton_job_add (job, BATON_STATEMENT_PUT_OUTBOX);
  baton_job_bind_int (job, ++self->last_outbox_sequence);
  baton_job_bind_text (job, item->key);
  baton_job_bind_text (job, state);
  baton_job_bind_blob (job, payload);
  baton_workspace_submit (self, job);
  return g_strdup (item->key);
}

char *
baton_workspace_add_to_outbox (BatonWorkspace  *self,
                               GBytes          *payload,
                               const char      *state,
                               GError         **error)
{
  g_autofree char *key = baton_workspace_queue_in_outbox (self, payload, state, error);

  if (key == NULL)
    return NULL;
  if (baton_workspace_flush (self, error))
    return g_steal_pointer (&key);
  /* What may not be sent shall not turn up later either. */
  baton_workspace_remove_from_outbox (self, key, NULL);
  return NULL;
}

gboolean
baton_workspace_set_outbox_state (BatonWorkspace  *self,
                                  const char      *key,
                                  const char      *state,
                                  GError         **error)
{
  BatonOutboxItem *item;
  BatonJob *job;
  int index;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (key != NULL && state != NULL, FALSE);

  if (!baton_workspace_check_editable (self, error) || (index = find_in_outbox (self, key, error)) < 0)
    return FALSE;
  item = g_ptr_array_index (self->outbox, (guint) index);
  g_free (item->state);
  item->state = g_strdup (state);
  job = baton_job_new ();
  baton_job_add (job, BATON_STATEMENT_SET_OUTBOX_STATE);
  baton_job_bind_text (job, key);
  baton_job_bind_text (job, state);
  baton_workspace_submit (self, job);
  return TRUE;
}

gboolean
baton_workspace_remove_from_outbox (BatonWorkspace  *self,
                                    const char      *key,
                                    GError         **error)
{
  BatonJob *job;
  int index;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  if (!baton_workspace_check_editable (self, error) || (index = find_in_outbox (self, key, error)) < 0)
    return FALSE;
  job = baton_job_new ();
  remove_from_outbox (self, job, (guint) index);
  baton_workspace_submit (self, job);
  return TRUE;
}

GPtrArray *
baton_workspace_list_outbox (BatonWorkspace *self)
{
  GPtrArray *items;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), NULL);

  items = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_outbox_item_free);
  for (guint i = 0; i < self->outbox->len; i++)
    g_ptr_array_add (items, baton_outbox_item_copy (g_ptr_array_index (self->outbox, i)));
  return items;
}

gboolean
baton_workspace_pushed (BatonWorkspace      *self,
                        const char          *name,
                        gint64               revision,
                        const char          *digest,
                        const BatonProgram  *base,
                        const char          *outbox_key,
                        GError             **error)
{
  g_autoptr (GPtrArray) nothing = NULL;
  BatonJob *job;
  int index = -1;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (name != NULL && digest != NULL && base != NULL, FALSE);

  if (!baton_workspace_check_editable (self, error) || !check_revision (revision, digest, error) ||
      (outbox_key != NULL && (index = find_in_outbox (self, outbox_key, error)) < 0))
    return FALSE;
  nothing = baton_change_list_new ();
  job = baton_job_new ();
  add_base (self, job, revision, digest, base);
  if (index >= 0)
    remove_from_outbox (self, job, (guint) index);
  baton_workspace_compare_all (self);
  baton_workspace_enter (self, job, BATON_ENTRY_PUSH, name, nothing, 0, 0);
  baton_workspace_submit (self, job);
  baton_workspace_tell (self, NULL, TRUE);
  return TRUE;
}

/* ── Settings ────────────────────────────────────────────────────────────────────────────────────────── */

const char *
baton_workspace_get_setting (BatonWorkspace *self,
                             const char     *key)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  return g_hash_table_lookup (self->settings, key);
}

gboolean
baton_workspace_set_setting (BatonWorkspace  *self,
                             const char      *key,
                             const char      *value,
                             GError         **error)
{
  g_autofree char *meta_key = NULL;
  BatonJob *job;

  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  if (!baton_workspace_check_editable (self, error))
    return FALSE;
  if (g_strcmp0 (value, g_hash_table_lookup (self->settings, key)) == 0)
    return TRUE;
  if (value != NULL)
    g_hash_table_insert (self->settings, g_strdup (key), g_strdup (value));
  else
    g_hash_table_remove (self->settings, key);
  meta_key = g_strconcat (BATON_META_SETTING, key, NULL);
  job = baton_job_new ();
  baton_job_put_meta (job, meta_key, value);
  baton_workspace_submit (self, job);
  baton_workspace_tell (self, NULL, FALSE);
  return TRUE;
}
