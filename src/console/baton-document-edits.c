/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The document's edits: each is one step of the workspace, with a name; what it cannot do it says. They know the document only
 * from outside.
 */
#include "config.h"

#include "console/baton-document.h"

#include "console/baton-document-uses.h"
#include "console/baton-uses-index.h"
#include "model/baton-duplicate.h"
#include "model/baton-text.h"
#include "sync/baton-register-step.h"
#include "words/baton-words-change.h"
#include "words/baton-words-error.h"

#include <glib/gi18n-lib.h>

/* Says what went wrong and returns FALSE. */
static gboolean
fail (BatonDocument *self,
      const GError  *error)
{
  g_autofree char *file = g_path_get_basename (baton_workspace_get_path (baton_document_get_workspace (self)));
  g_autofree char *sentence = baton_words_error (error->domain == BATON_STORE_ERROR ? baton_store_error_get_name (error->code) : "failed", file, error->message);

  baton_document_say (self, sentence, FALSE);
  return FALSE;
}

gboolean
baton_document_apply (BatonDocument *self,
                      const char    *name,
                      GPtrArray     *changes)
{
  g_autoptr (GError) error = NULL;

  return baton_workspace_apply (baton_document_get_workspace (self), name, changes, &error) || fail (self, error);
}

gboolean
baton_document_apply_step (BatonDocument *self,
                           const char    *name,
                           BatonStep     *step)
{
  g_autoptr (GError) error = NULL;

  return baton_workspace_apply_step (baton_document_get_workspace (self), name, step, &error) || fail (self, error);
}

/* The names of steps stay in the journal: they are worded in full even while presenting. (transfer full) */
static char *
name_step (BatonDocument     *self,
           const BatonEntity *before,
           const BatonEntity *after)
{
  BatonNames names = baton_document_names_in_full (self);

  return baton_words_entry_name (&names, before, after);
}

static GPtrArray *
make_changes (const BatonEntity *before,
              const BatonEntity *after)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);

  g_ptr_array_add (changes, baton_change_new (before, after));
  return changes;
}

gboolean
baton_document_put (BatonDocument     *self,
                    const BatonEntity *entity)
{
  BatonEntity *before = baton_document_lookup (self, baton_entity_get_id (entity));
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (BatonEntity) companion = NULL;
  g_autofree char *name = NULL;

  if (baton_entity_equal (before, entity))
    return TRUE;
  name = name_step (self, before, entity);
  changes = make_changes (before, entity);
  companion = baton_document_steal_companion (self);
  if (companion != NULL)
    g_ptr_array_insert (changes, 0, baton_change_new (NULL, companion));
  return baton_document_apply (self, name, changes);
}

gboolean
baton_document_set (BatonDocument    *self,
                    const char       *id,
                    BatonField        field,
                    const BatonValue *value)
{
  BatonEntity *before = baton_document_lookup (self, id);
  g_autoptr (BatonEntity) after = NULL;

  if (before == NULL)
    return FALSE;
  after = baton_entity_with (before, field, value);
  return baton_document_put (self, after);
}

gboolean
baton_document_type (BatonDocument     *self,
                     const BatonEntity *entity,
                     BatonField         field,
                     const char        *locale)
{
  const BatonEntity *first = baton_workspace_peek_typing (baton_document_get_workspace (self), baton_entity_get_id (entity), field, locale);
  BatonEntity *before = baton_document_lookup (self, baton_entity_get_id (entity));
  g_autofree char *name = name_step (self, first != NULL ? first : before, entity);
  g_autoptr (GError) error = NULL;

  return baton_workspace_type (baton_document_get_workspace (self), name, entity, field, locale, &error) || fail (self, error);
}

void
baton_document_end_typing (BatonDocument *self)
{
  if (baton_document_get_workspace (self) != NULL)
    baton_workspace_end_typing (baton_document_get_workspace (self));
}

/* The entity with a name, in whatever form its name field takes. (transfer full) */
static BatonEntity *
with_name (const BatonEntity *entity,
           const char        *name)
{
  BatonField field = baton_schema_get_kind (baton_entity_get_kind (entity))->name_field;
  g_autoptr (BatonValue) value = NULL;

  if (field == BATON_FIELD_NONE || name == NULL)
    return baton_entity_ref (entity);
  value = (baton_schema_get_field (field)->flags & BATON_FIELD_TRANSLATABLE) != 0 ? baton_text_new (name) : baton_value_new_string (name);
  return baton_entity_with (entity, field, value);
}

/* A new thing must hold what its kind cannot be without, or it could not be written. (transfer full) */
static BatonEntity *
with_required (const BatonEntity *entity)
{
  const BatonKindInfo *info = baton_schema_get_kind (baton_entity_get_kind (entity));
  g_autoptr (BatonEntity) filled = baton_entity_ref (entity);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const BatonFieldInfo *field = baton_schema_get_field (info->first_field + i);
      g_autoptr (BatonValue) value = NULL;
      g_autoptr (BatonEntity) next = NULL;

      if ((field->flags & BATON_FIELD_REQUIRED) == 0 || baton_entity_get (filled, info->first_field + i) != NULL)
        continue;
      if (field->type == BATON_TYPE_CHOICE && (field->flags & BATON_FIELD_MULTIPLE) != 0)
        value = baton_value_new_strv ((const char * const[]) { field->choices[0].value, NULL });
      else if (field->type == BATON_TYPE_CHOICE)
        value = baton_value_new_string (field->choices[0].value);
      else if (field->type == BATON_TYPE_INTEGER || field->type == BATON_TYPE_MONEY || field->type == BATON_TYPE_PERCENT)
        value = baton_value_new_integer (MAX (field->minimum, 0));
      else
        continue;
      next = baton_entity_with (filled, info->first_field + i, value);
      baton_entity_unref (filled);
      filled = g_steal_pointer (&next);
    }
  return g_steal_pointer (&filled);
}

/* A position among the children of *parent*, before *before* or at the end; *moving* is not counted. (transfer full) */
static char *
find_position (BatonDocument *self,
               BatonKind      kind,
               const char    *parent,
               const char    *before,
               const char    *moving)
{
  g_autoptr (GPtrArray) siblings = baton_program_list_children (baton_document_get_program (self), kind, parent);
  const char *previous = NULL;

  for (guint i = 0; i < siblings->len; i++)
    {
      const char *id = baton_entity_get_id (siblings->pdata[i]);

      if (g_strcmp0 (id, moving) == 0)
        continue;
      if (g_strcmp0 (id, before) == 0)
        return baton_position_between (previous, baton_entity_get_position (siblings->pdata[i]));
      previous = baton_entity_get_position (siblings->pdata[i]);
    }
  return baton_position_between (previous, NULL);
}

/* The sibling that stands directly behind *id*; NULL: none, or it is no child of *parent*. Borrowed until the next edit. */
static const char *
find_next (BatonDocument *self,
           BatonKind      kind,
           const char    *parent,
           const char    *id)
{
  g_autoptr (GPtrArray) siblings = baton_program_list_children (baton_document_get_program (self), kind, parent);

  for (guint i = 0; i + 1 < siblings->len; i++)
    if (g_strcmp0 (baton_entity_get_id (siblings->pdata[i]), id) == 0)
      return baton_entity_get_id (siblings->pdata[i + 1]);
  return NULL;
}

BatonEntity *
baton_document_make (BatonDocument *self,
                     BatonKind      kind,
                     const char    *parent,
                     const char    *behind,
                     const char    *name)
{
  const BatonKindInfo *info = baton_schema_get_kind (kind);
  g_autofree char *id = baton_id_new (name != NULL ? name : info->name, NULL);
  g_autoptr (BatonEntity) empty = baton_entity_new (kind, id);
  g_autoptr (BatonEntity) named = with_name (empty, name);
  g_autoptr (BatonEntity) placed = NULL;
  g_autoptr (BatonEntity) complete = NULL;
  g_autoptr (BatonValue) begins = NULL;

  if (info->place_field != BATON_FIELD_NONE)
    {
      g_autofree char *position = find_position (self, kind, parent, find_next (self, kind, parent, behind), NULL);

      placed = baton_entity_with_place (named, parent, position);
    }
  complete = with_required (placed != NULL ? placed : named);
  /* A rule that says nothing yet would let everybody see everything: it begins switched off. And nobody has meant a text to go
   * out that is not written: content begins as a draft, since what has no state counts as published. */
  if (kind == BATON_KIND_PUBLISHING_RULE)
    {
      begins = baton_value_new_boolean (TRUE);
      return baton_entity_with (complete, BATON_FIELD_PUBLISHING_RULE_DISABLED, begins);
    }
  if (kind == BATON_KIND_CONTENT)
    {
      begins = baton_value_new_string ("draft");
      return baton_entity_with (complete, BATON_FIELD_CONTENT_STATE, begins);
    }
  return g_steal_pointer (&complete);
}

const char *
baton_document_add (BatonDocument *self,
                    BatonKind      kind,
                    const char    *parent,
                    const char    *name)
{
  g_autoptr (BatonEntity) entity = baton_document_make (self, kind, parent, NULL, name);
  g_autofree char *id = g_strdup (baton_entity_get_id (entity));

  if (!baton_document_put (self, entity))
    return NULL;
  return baton_entity_get_id (baton_document_lookup (self, id));
}

const char *
baton_document_insert (BatonDocument     *self,
                       const BatonEntity *entity,
                       const char        *parent,
                       const char        *before)
{
  BatonKind kind = baton_entity_get_kind (entity);
  g_autofree char *id = g_strdup (baton_entity_get_id (entity));
  g_autoptr (BatonEntity) placed = NULL;
  g_autoptr (BatonEntity) complete = NULL;

  if (baton_schema_get_kind (kind)->place_field != BATON_FIELD_NONE)
    {
      g_autofree char *position = find_position (self, kind, parent, before, NULL);

      if (position == NULL)
        position = baton_program_last_position (baton_document_get_program (self), kind, parent);
      placed = baton_entity_with_place (entity, parent, position);
    }
  complete = with_required (placed != NULL ? placed : entity);
  if (!baton_document_put (self, complete))
    return NULL;
  return baton_entity_get_id (baton_document_lookup (self, id));
}

gboolean
baton_document_move (BatonDocument *self,
                     const char    *id,
                     const char    *parent,
                     const char    *before)
{
  BatonEntity *entity = baton_document_lookup (self, id);
  g_autofree char *position = NULL;
  g_autoptr (BatonEntity) moved = NULL;
  const char *above = parent;

  if (entity == NULL)
    return FALSE;
  for (int depth = 0; above != NULL && depth < 64; depth++)
    {
      BatonEntity *entity_above = baton_document_lookup (self, above);

      if (g_strcmp0 (above, id) == 0)
        {
          g_autofree char *name = baton_words_name (baton_document_get_names (self), id);
          g_autofree char *sentence = g_strdup_printf (_("“%s” cannot stand below itself."), name);

          baton_document_say (self, sentence, FALSE);
          return FALSE;
        }
      above = entity_above != NULL ? baton_entity_get_parent (entity_above) : NULL;
    }
  position = find_position (self, baton_entity_get_kind (entity), parent, before, id);
  if (position == NULL)
    return FALSE;
  moved = baton_entity_with_place (entity, parent, position);
  return baton_document_put (self, moved);
}

const char *
baton_document_duplicate (BatonDocument *self,
                          const char    *id)
{
  const char *copy;
  g_autoptr (GPtrArray) changes = baton_program_duplicate (baton_document_get_program (self), id, &copy);
  BatonNames names = baton_document_names_in_full (self);
  g_autofree char *quoted = NULL, *name = NULL;
  const BatonEntity *made;

  if (changes == NULL)
    return NULL;
  quoted = baton_words_quoted_name (&names, id);
  name = g_strdup_printf (C_("undoable step", "Duplicate %s"), quoted);
  if (!baton_document_apply (self, name, changes))
    return NULL;
  made = baton_document_lookup (self, copy);
  if (baton_entity_get_kind (made) == BATON_KIND_CONTENT)
    baton_document_say (self, _("The copy is a draft. No member sees it before it is published."), FALSE);
  return baton_entity_get_id (made);
}

/* The first thing that a step changed: as it is now, or as it was where the step took it away. NULL: nothing. (transfer full) */
static BatonEntity *
find_first (GPtrArray *changes)
{
  const BatonChange *found = changes->len > 0 ? changes->pdata[0] : NULL;

  for (guint i = changes->len; i > 0; i--)
    if (((const BatonChange *) changes->pdata[i - 1])->after != NULL)
      found = changes->pdata[i - 1];
  return found != NULL ? baton_entity_ref (found->after != NULL ? found->after : found->before) : NULL;
}

static void
note_first_cb (BatonWorkspace *workspace,
               GPtrArray      *changes,
               guint64         generation,
               gpointer        first)
{
  if (*(BatonEntity **) first == NULL)
    *(BatonEntity **) first = find_first (changes);
}

/* What stands in the place of a thing that is gone: the one behind it, the last of its list, or what it stood below. */
static const char *
find_neighbour (BatonDocument     *self,
                const BatonEntity *gone)
{
  const char *parent = baton_entity_get_parent (gone);
  g_autoptr (GPtrArray) list = parent != NULL ? baton_program_list_children (baton_document_get_program (self), baton_entity_get_kind (gone), parent)
                                              : baton_program_list (baton_document_get_program (self), baton_entity_get_kind (gone));

  for (guint i = 0; i < list->len; i++)
    if (g_strcmp0 (baton_entity_get_position (list->pdata[i]), baton_entity_get_position (gone)) > 0)
      return baton_entity_get_id (list->pdata[i]);
  return list->len > 0 ? baton_entity_get_id (list->pdata[list->len - 1]) : parent;
}

/* After undo and redo the user is taken to what changed, or to where it was. */
static void
reveal_changed (BatonDocument     *self,
                const BatonEntity *changed)
{
  const char *id = baton_entity_get_id (changed);

  if (baton_document_lookup (self, id) != NULL)
    baton_document_reveal (self, id);
  else if ((id = find_neighbour (self, changed)) != NULL)
    baton_document_reveal_place (self, id);
}

char *
baton_document_dup_step (BatonDocument *self,
                         gboolean       undo)
{
  g_autofree char *step = NULL;

  g_return_val_if_fail (BATON_IS_DOCUMENT (self), NULL);

  step = baton_words_step (undo ? baton_workspace_get_undo_name (baton_document_get_workspace (self))
                                : baton_workspace_get_redo_name (baton_document_get_workspace (self)));
  return step != NULL ? baton_document_dup_discreet (self, step) : NULL;
}

/* *changed* (nullable): the first thing of it. */
static void
say_stepped (BatonDocument     *self,
             const char        *name,
             gboolean           undo,
             const BatonEntity *changed)
{
  g_autofree char *sentence = NULL;

  if (changed != NULL)
    reveal_changed (self, changed);
  /* Translators: %s is the name of a step */
  sentence = g_strdup_printf (undo ? _("Undone: %s") : _("Done again: %s"), name);
  baton_document_say (self, sentence, FALSE);
}

/* ── The register, which a step may have been for ── */

/* After a step was turned: the register follows it where that was brought with it. */
static void
turn_register (BatonDocument *self,
               gboolean       undo)
{
  g_autoptr (GError) error = NULL;
  gboolean turned;

  if (!baton_register_step_follow (baton_document_get_workspace (self), undo, &turned, &error))
    fail (self, error);
  else if (turned)
    baton_document_reload_data (self);
}

/* What of a step is asked about. */
typedef struct
{
  BatonDocument *document;
  gboolean       has_past;   /* something that goes has events: which, is looked for one by one */
} Guarded;

static gboolean
is_needed (const BatonEntity *entity,
           gpointer           user_data)
{
  const Guarded *guarded = user_data;
  const char *id = baton_entity_get_id (entity);

  return baton_uses_index_is_held (baton_document_get_uses (guarded->document), id) ||
         (guarded->has_past && (baton_schema_get_kind (baton_entity_get_kind (entity))->flags & BATON_KIND_HAS_HISTORY) != 0 &&
          baton_document_count_events (guarded->document, id) > 0);
}

/* Whether the history is about anything that the step takes away: the rows are gone through once, not for each of thousands. */
static gboolean
takes_past (BatonDocument *self,
            GPtrArray     *changes)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < changes->len; i++)
    if (((BatonChange *) changes->pdata[i])->after == NULL)
      g_hash_table_add (ids, (gpointer) baton_change_get_id (changes->pdata[i]));
  return g_hash_table_size (ids) > 0 && baton_history_has_subject (baton_document_get_history (self), ids);
}

gboolean
baton_document_guard_turn (BatonWorkspace        *workspace,
                           const BatonEntryInfo  *entry,
                           GPtrArray             *changes,
                           gpointer               self,
                           GError               **error)
{
  Guarded guarded = { self, takes_past (self, changes) };

  return baton_register_step_check (workspace, entry, changes, is_needed, &guarded, error);
}

/* Register and history do not follow a step otherwise: what they name is not taken away, just as it is not deleted. What it is then,
 * the list of its uses tells. */
static void
say_not_turned (BatonDocument *self,
                gboolean       undo,
                const GError  *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    {
      fail (self, error);
      return;
    }
  baton_document_say (self, undo ? _("Organizations, members or the history need what this would take away. Nothing was undone.")
                                 : _("Organizations, members or the history need what this would take away. Nothing was done again."), FALSE);
  baton_document_show_uses (self, error->message);
}

/* A step that a thread works out. */
typedef struct
{
  BatonDocument *document;   /* owned */
  gboolean       undo;
} Stepping;

static void
stepped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Stepping *stepping = user_data;
  BatonDocument *self = stepping->document;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = baton_workspace_turn_finish (BATON_WORKSPACE (source), result, &error);
  g_autoptr (BatonEntity) changed = changes != NULL ? find_first (changes) : NULL;
  /* By now it is what could be turned the other way; when it was asked for, another may have stood before it. */
  g_autofree char *name = changes != NULL && baton_document_get_workspace (self) != NULL ? baton_document_dup_step (self, !stepping->undo) : NULL;

  baton_stepping_end (baton_document_get_stepping (self));
  if (baton_document_get_workspace (self) == NULL || g_error_matches (error, BATON_STORE_ERROR, BATON_STORE_ERROR_CLOSED) ||
      g_error_matches (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NOT_FOUND))
    ; /* the window is going; or the key was pressed more often than there are steps */
  else if (name != NULL)
    {
      turn_register (self, stepping->undo);
      say_stepped (self, name, stepping->undo, changed);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    baton_document_say (self, stepping->undo ? _("Cancelled. Nothing was undone.") : _("Cancelled. Nothing was done again."), FALSE);
  else if (g_error_matches (error, BATON_STORE_ERROR, BATON_STORE_ERROR_STALE))
    baton_document_say (self, stepping->undo ? _("You edited something meanwhile, so nothing was undone. Undo now takes that edit back.")
                                             : _("You edited something meanwhile, so nothing was done again."), FALSE);
  else
    say_not_turned (self, stepping->undo, error);
  g_object_unref (self);
  g_free (stepping);
}

static void
step_beside (BatonDocument *self,
             const char    *name,
             gboolean       undo)
{
  Stepping *stepping = g_new (Stepping, 1);
  g_autofree char *sentence = g_strdup_printf (undo ? _("Undoing: %s…") : _("Doing again: %s…"), name);

  *stepping = (Stepping) { g_object_ref (self), undo };
  baton_workspace_turn_async (baton_document_get_workspace (self), undo, baton_stepping_begin (baton_document_get_stepping (self), sentence),
                              stepped_cb, stepping);
}

static void
step (BatonDocument *self,
      gboolean       undo)
{
  BatonWorkspace *workspace = baton_document_get_workspace (self);
  g_autofree char *name = NULL;
  g_autoptr (BatonEntity) changed = NULL;
  g_autoptr (GError) error = NULL;
  gulong handler;
  gboolean done;

  baton_document_end_typing (self);
  name = baton_document_dup_step (self, undo);
  if (name == NULL)
    return;
  if (baton_workspace_is_turn_large (workspace, undo))
    {
      step_beside (self, name, undo);
      return;
    }
  handler = g_signal_connect (workspace, "changed", G_CALLBACK (note_first_cb), &changed);
  done = undo ? baton_workspace_undo (workspace, &error) : baton_workspace_redo (workspace, &error);
  g_signal_handler_disconnect (workspace, handler);
  if (done)
    {
      turn_register (self, undo);
      say_stepped (self, name, undo, changed);
    }
  else
    {
      say_not_turned (self, undo, error);
    }
}

void
baton_document_undo (BatonDocument *self)
{
  step (self, TRUE);
}

void
baton_document_redo (BatonDocument *self)
{
  step (self, FALSE);
}
