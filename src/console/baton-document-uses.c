/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-document-uses.h"

#include "console/baton-uses-index.h"
#include "model/baton-replace.h"
#include "model/baton-text.h"
#include "sync/baton-succession.h"
#include "words/baton-words-change.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

/* ── What can be done ── */

gboolean
baton_document_can_split (BatonKind kind)
{
  const BatonKindInfo *info = baton_schema_get_kind (kind);

  return info->name_field != BATON_FIELD_NONE && (info->flags & (BATON_KIND_SINGLE | BATON_KIND_HAS_HISTORY)) == 0;
}

gboolean
baton_document_can_end (BatonKind kind)
{
  BatonField window = baton_schema_find_field (kind, "window");

  return window != BATON_FIELD_NONE && baton_schema_get_field (window)->type == BATON_TYPE_WINDOW;
}

gboolean
baton_document_can_succeed (BatonKind kind)
{
  return baton_schema_find_field (kind, "successor") != BATON_FIELD_NONE;
}

guint
baton_document_count_events (BatonDocument *self,
                             const char    *id)
{
  return baton_history_count_subject (baton_document_get_history (self), id);
}

char *
baton_document_get_hindrance (BatonDocument *self,
                              const char    *id)
{
  BatonEntity *entity = baton_document_lookup (self, id);
  g_autofree char *name = NULL, *number = NULL;
  guint n;

  if (entity == NULL || (baton_schema_get_kind (baton_entity_get_kind (entity))->flags & BATON_KIND_HAS_HISTORY) == 0)
    return NULL;
  n = baton_document_count_events (self, id);
  if (n == 0)
    return NULL;
  name = baton_words_quoted_name (baton_document_get_names (self), id);
  number = baton_words_number (n);
  /* Translators: %1$s is a thing, %2$s counts events of the past */
  return g_strdup_printf (ngettext ("%1$s has a past: %2$s event of the history is about it. End it instead.",
                                    "%1$s has a past: %2$s events of the history are about it. End it instead.", n), name, number);
}

/* ── Deleting ── */

/* Everything below *id*, the deepest first, then itself. */
static void
collect_below (BatonDocument *self,
               const char    *id,
               GPtrArray     *entities)
{
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) children = NULL;

      if (baton_schema_get_kind (kind)->place_field == BATON_FIELD_NONE)
        continue;
      children = baton_program_list_children (baton_document_get_program (self), kind, id);
      for (guint i = 0; i < children->len; i++)
        collect_below (self, baton_entity_get_id (children->pdata[i]), entities);
    }
  g_ptr_array_add (entities, baton_document_lookup (self, id));
}

/* Whether the history is of any of *entities*: one way through it, however many they are. */
static gboolean
have_past (BatonDocument *self,
           GPtrArray     *entities)
{
  g_autoptr (GHashTable) subjects = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entities->len; i++)
    if ((baton_schema_get_kind (baton_entity_get_kind (entities->pdata[i]))->flags & BATON_KIND_HAS_HISTORY) != 0)
      g_hash_table_add (subjects, (gpointer) baton_entity_get_id (entities->pdata[i]));
  return g_hash_table_size (subjects) > 0 && baton_history_has_subject (baton_document_get_history (self), subjects);
}

/* Whether something that stays uses one of *entities*, or the register or the history does. */
static gboolean
are_used (BatonDocument   *self,
          const BatonUses *uses,
          GPtrArray       *entities)
{
  g_autoptr (GHashTable) going = g_hash_table_new (g_str_hash, g_str_equal);
  BatonUsesIndex *index = baton_document_get_uses (self);

  if (have_past (self, entities))
    return TRUE;
  for (guint i = 0; i < entities->len; i++)
    g_hash_table_add (going, (gpointer) baton_entity_get_id (entities->pdata[i]));
  for (guint i = 0; i < entities->len; i++)
    {
      const char *id = baton_entity_get_id (entities->pdata[i]);
      g_autoptr (GPtrArray) list = baton_uses_list (uses, id);

      if (baton_uses_index_is_held (index, id))
        return TRUE;
      for (guint use = 0; use < list->len; use++)
        if (!g_hash_table_contains (going, ((const BatonUse *) list->pdata[use])->user))
          return TRUE;
    }
  return FALSE;
}

/* What was to be deleted while nobody knew who uses it. */
static void
remove_now_cb (BatonDocument *self,
               const char    *id)
{
  g_autofree char *waited = g_strdup (id);

  g_signal_handlers_disconnect_matched (self, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_DATA, 0, 0, NULL, remove_now_cb, (gpointer) id);
  baton_document_remove (self, waited);
}

static void
free_id (gpointer  id,
         GClosure *closure)
{
  g_free (id);
}

gboolean
baton_document_remove (BatonDocument *self,
                       const char    *id)
{
  const BatonUses *uses = baton_uses_index_need (baton_document_get_uses (self));
  g_autoptr (GPtrArray) entities = g_ptr_array_new ();
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  BatonEntity *entity = baton_document_lookup (self, id);
  g_autofree char *name = NULL, *gone = NULL, *sentence = NULL;
  BatonNames names;

  if (entity == NULL)
    return FALSE;
  if (uses == NULL)
    {
      g_signal_connect_data (self, "uses-ready", G_CALLBACK (remove_now_cb), g_strdup (id), free_id, 0);
      return FALSE;
    }
  collect_below (self, id, entities);
  if (are_used (self, uses, entities))
    {
      baton_document_show_uses (self, id);
      return FALSE;
    }

  names = baton_document_names_in_full (self);
  name = baton_words_entry_name (&names, entity, NULL);
  /* Of what has no name of its own, as a target of a measure, what it belongs to. */
  gone = baton_words_name (baton_document_get_names (self), id);
  sentence = g_strdup_printf (_("“%s” was deleted."), gone);
  for (guint i = 0; i < entities->len; i++)
    g_ptr_array_add (changes, baton_change_new (entities->pdata[i], NULL));
  if (!baton_document_apply (self, name, changes))
    return FALSE;
  baton_document_say (self, sentence, TRUE);
  return TRUE;
}

/* ── Succeeding ── */

static gboolean
say_no (BatonDocument *self,
        const char    *sentence)
{
  baton_document_say (self, sentence, FALSE);
  return FALSE;
}

static gboolean
say_later (BatonDocument *self)
{
  return say_no (self, _("After so large a step it takes a moment to find out what is used where. Try again then."));
}

/* The note goes before the step: without the step it says nothing. */
static gboolean
succeed (BatonDocument      *self,
         const char         *from,
         const char * const *to,
         const char         *name,
         GPtrArray          *changes)
{
  g_autoptr (GError) error = NULL;

  if (!baton_succession_note (baton_document_get_workspace (self), from, to, &error))
    return say_no (self, error->message);
  if (!baton_document_apply (self, name, changes))
    return FALSE;
  baton_document_say (self, name, TRUE);
  return TRUE;
}

gboolean
baton_document_replace (BatonDocument *self,
                        const char    *from,
                        const char    *to,
                        gboolean       merge)
{
  const BatonNames names = baton_document_names_in_full (self);
  const BatonUses *uses = baton_uses_index_need (baton_document_get_uses (self));
  g_autoptr (GPtrArray) changes = uses != NULL ? baton_program_replace (baton_document_get_program (self), uses, from, to) : NULL;
  g_autofree char *hindrance = baton_document_get_hindrance (self, from);
  g_autofree char *old = baton_words_quoted_name (&names, from), *new = baton_words_quoted_name (&names, to);
  g_autofree char *name = g_strdup_printf (merge ? C_("undoable step", "Merge %1$s into %2$s") : C_("undoable step", "Replace %1$s by %2$s"), old, new);
  g_autofree char *successor = g_strdup (to), *replaced = g_strdup (from);

  if (hindrance != NULL)
    return say_no (self, hindrance);
  if (uses == NULL)
    return say_later (self);
  if (changes == NULL)
    return say_no (self, _("Choose another thing of the same kind."));
  return succeed (self, replaced, (const char * const[]) { successor, NULL }, name, changes);
}

/* The thing under another name. (transfer full) */
static BatonEntity *
make_part (const BatonEntity *entity,
           const char        *name)
{
  BatonField field = baton_schema_get_kind (baton_entity_get_kind (entity))->name_field;
  g_autofree char *id = baton_id_new (name, NULL);
  g_autoptr (BatonEntity) copy = baton_entity_with_id (entity, id);
  g_autoptr (BatonValue) value = (baton_schema_get_field (field)->flags & BATON_FIELD_TRANSLATABLE) != 0 ? baton_text_new (name)
                                                                                                      : baton_value_new_string (name);

  return baton_entity_with (copy, field, value);
}

gboolean
baton_document_split (BatonDocument      *self,
                      const char         *id,
                      const char * const *names)
{
  const BatonProgram *program = baton_document_get_program (self);
  const BatonNames full = baton_document_names_in_full (self);
  BatonEntity *entity = baton_document_lookup (self, id);
  const BatonUses *uses = baton_uses_index_need (baton_document_get_uses (self));
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_entity_unref);
  g_autoptr (GPtrArray) ids = g_ptr_array_new (), quoted = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *hindrance = baton_document_get_hindrance (self, id), *split = g_strdup (id);
  g_autofree char *old = NULL, *list = NULL, *name = NULL;

  if (hindrance != NULL)
    return say_no (self, hindrance);
  if (uses == NULL)
    return say_later (self);
  for (; entity != NULL && *names != NULL; names++)
    {
      BatonEntity *part = make_part (entity, *names);

      g_ptr_array_add (parts, part);
      g_ptr_array_add (ids, (gpointer) baton_entity_get_id (part));
      g_ptr_array_add (quoted, g_strdup_printf (C_("name", "“%s”"), *names));
    }
  if (parts->len < 2)
    return say_no (self, _("Say at least two names, separated by commas."));
  changes = baton_program_split (program, uses, id, parts);
  if (changes == NULL)
    return say_no (self, _("This cannot be split."));
  g_ptr_array_add (ids, NULL);
  old = baton_words_quoted_name (&full, id);
  list = baton_words_join_and (quoted);
  /* Translators: the name of an undoable step; %1$s is a thing, %2$s lists what it becomes */
  name = g_strdup_printf (C_("undoable step", "Split %1$s into %2$s"), old, list);
  return succeed (self, split, (const char * const *) ids->pdata, name, changes);
}

gboolean
baton_document_end (BatonDocument *self,
                    const char    *id,
                    BatonDay       through,
                    const char    *successor)
{
  const BatonNames names = baton_document_names_in_full (self);
  g_autoptr (GPtrArray) changes = baton_program_end (baton_document_get_program (self), id, through, successor);
  g_autofree char *old = baton_words_quoted_name (&names, id), *day = baton_words_day (through);
  g_autofree char *next = successor != NULL ? baton_words_quoted_name (&names, successor) : NULL;
  g_autofree char *name = NULL;

  if (changes == NULL)
    return say_no (self, _("It begins only later. Choose a later day, or delete it."));
  if (next != NULL)
    /* Translators: the name of an undoable step; %1$s is a thing, %2$s a day, %3$s the thing that follows it */
    name = g_strdup_printf (C_("undoable step", "End %1$s on %2$s, followed by %3$s"), old, day, next);
  else
    name = g_strdup_printf (C_("undoable step", "Retire %1$s on %2$s"), old, day);
  if (!baton_document_apply (self, name, changes))
    return FALSE;
  baton_document_say (self, name, TRUE);
  return TRUE;
}
