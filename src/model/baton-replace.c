/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Changes over all uses of an entity. They are collected by id, since one entity may use another in several places and
 * stand below it as well.
 */
#include "config.h"

#include "model/baton-replace.h"

#include "model/baton-audience.h"
#include "model/baton-rich-text.h"
#include "model/baton-text.h"
#include "model/baton-value-parts.h"

#include <string.h>

typedef struct
{
  const char         *from;
  const char * const *to;
} Mapping;

static BatonValue *replace_value (const Mapping        *mapping,
                                  const BatonFieldInfo *info,
                                  const BatonValue     *value);

/* ── Values ────────────────────────────────────────────────────────────────────────────────────────────── */

static BatonValue *
replace_id (const Mapping    *mapping,
            const BatonValue *value)
{
  return g_strcmp0 (baton_value_get_string (value), mapping->from) == 0 ? baton_value_new_string (mapping->to[0])
                                                                        : baton_value_ref (value);
}

static BatonValue *
replace_ids (const Mapping    *mapping,
             const BatonValue *value,
             gboolean          is_set)
{
  g_autoptr (GPtrArray) ids = baton_value_list_strings (value);
  int at = baton_strings_find (ids, mapping->from);

  if (at < 0)
    return baton_value_ref (value);
  g_ptr_array_remove_index (ids, (guint) at);
  for (gsize i = 0; mapping->to[i] != NULL; i++)
    if (baton_strings_find (ids, mapping->to[i]) < 0)
      g_ptr_array_insert (ids, at++, (gpointer) mapping->to[i]);
  if (is_set)
    g_ptr_array_sort (ids, baton_strings_compare);
  return baton_value_from_strings (ids);
}

static BatonValue *
replace_clause (const Mapping    *mapping,
                const BatonValue *value)
{
  g_autoptr (BatonValue) clause = baton_value_ref (value);

  for (gsize i = 0; i < baton_value_get_length (value); i++)
    {
      const char *key = baton_value_get_key (value, i);
      const BatonValue *member = baton_value_get_element (value, i);
      g_autoptr (BatonValue) replaced = NULL;
      BatonValue *with;

      if (baton_match_find (key) >= 0)
        replaced = replace_ids (mapping, member, FALSE);
      else if (strcmp (key, "dimension") == 0 || strcmp (key, "audience") == 0)
        replaced = replace_id (mapping, member);
      else
        continue;
      with = baton_value_with_member (clause, key, replaced);
      baton_value_unref (clause);
      clause = with;
    }
  return g_steal_pointer (&clause);
}

/* Every element of an array through *replace*. */
static BatonValue *
replace_each (const Mapping    *mapping,
              const BatonValue *array,
              BatonValue     *(*replace) (const Mapping *, const BatonValue *))
{
  g_autoptr (BatonValueBuilder) builder = NULL;

  if (!baton_value_is (array, BATON_VALUE_ARRAY))
    return baton_value_ref (array);
  builder = baton_value_builder_new ();
  baton_value_builder_open_array (builder);
  for (gsize i = 0; i < baton_value_get_length (array); i++)
    {
      g_autoptr (BatonValue) element = replace (mapping, baton_value_get_element (array, i));

      baton_value_builder_add (builder, element);
    }
  baton_value_builder_close (builder);
  return baton_value_builder_finish (builder);
}

/* One member of an object through *replace*, where it is there. */
static BatonValue *
replace_member (const Mapping    *mapping,
                const BatonValue *object,
                const char       *key,
                BatonValue     *(*replace) (const Mapping *, const BatonValue *))
{
  const BatonValue *member = baton_value_get_member (object, key);
  g_autoptr (BatonValue) replaced = member != NULL ? replace (mapping, member) : NULL;

  return member != NULL ? baton_value_with_member (object, key, replaced) : baton_value_ref (object);
}

static BatonValue *
replace_audience (const Mapping    *mapping,
                  const BatonValue *audience)
{
  /* Organisations are the register's; an id of theirs that looks like ours would not be one. */
  return replace_each (mapping, audience, replace_clause);
}

static BatonValue *
replace_exception (const Mapping    *mapping,
                   const BatonValue *exception)
{
  return replace_member (mapping, exception, "audience", replace_audience);
}

static BatonValue *
replace_exceptions (const Mapping    *mapping,
                    const BatonValue *exceptions)
{
  return replace_each (mapping, exceptions, replace_exception);
}

static BatonValue *
replace_list (const Mapping    *mapping,
              const BatonValue *ids)
{
  return replace_ids (mapping, ids, FALSE);
}

static BatonValue *
replace_query (const Mapping    *mapping,
               const BatonValue *query)
{
  g_autoptr (BatonValue) what = replace_member (mapping, query, "what", replace_audience);

  return replace_member (mapping, what, "record", replace_list);
}

static BatonValue *
replace_records (const Mapping        *mapping,
                 const BatonFieldInfo *columns,
                 const BatonValue     *records)
{
  g_autoptr (BatonValueBuilder) builder = NULL;

  if (!baton_value_is (records, BATON_VALUE_ARRAY))
    return baton_value_ref (records);
  builder = baton_value_builder_new ();
  baton_value_builder_open_array (builder);
  for (gsize i = 0; i < baton_value_get_length (records); i++)
    {
      g_autoptr (BatonValue) record = baton_value_ref (baton_value_get_element (records, i));

      for (const BatonFieldInfo *column = columns; column->name != NULL; column++)
        {
          const BatonValue *member = baton_value_get_member (record, column->name);
          g_autoptr (BatonValue) replaced = member != NULL ? replace_value (mapping, column, member) : NULL;
          BatonValue *with = baton_value_with_member (record, column->name, replaced);

          baton_value_unref (record);
          record = with;
        }
      baton_value_builder_add (builder, record);
    }
  baton_value_builder_close (builder);
  return baton_value_builder_finish (builder);
}

static BatonValue *
replace_links (const Mapping    *mapping,
               const BatonValue *text,
               const char       *key)
{
  const char *markup = baton_value_get_member_string (text, key);
  g_autofree char *replaced = markup != NULL ? baton_rich_text_replace_link (markup, mapping->from, mapping->to[0]) : NULL;
  g_autoptr (BatonValue) value = replaced != NULL ? baton_value_new_string (replaced) : NULL;

  return value != NULL ? baton_value_with_member (text, key, value) : baton_value_ref (text);
}

/* The markup of the source and of every translation. What a translation was made from changes only in its links, so a
 * translation that was not stale does not become so. */
static BatonValue *
replace_rich_text (const Mapping    *mapping,
                   const BatonValue *text)
{
  g_autoptr (BatonValue) replaced = replace_links (mapping, text, "source");
  g_autofree char *old_digest = baton_text_source_digest (baton_text_get_source (text));
  g_autofree char *new_digest = baton_text_source_digest (baton_text_get_source (replaced));
  g_autoptr (BatonValue) digest = baton_value_new_string (new_digest);
  const BatonValue *locales = baton_value_get_member (text, "locales");

  for (gsize i = 0; i < baton_value_get_length (locales); i++)
    {
      g_autoptr (BatonValue) entry = replace_links (mapping, baton_value_get_element (locales, i), "text");
      g_autoptr (BatonValue) stamped = g_strcmp0 (baton_value_get_member_string (entry, "source"), old_digest) == 0
                                         ? baton_value_with_member (entry, "source", digest) : baton_value_ref (entry);
      BatonValue *with = baton_value_with_locale (replaced, baton_value_get_key (locales, i), stamped);

      baton_value_unref (replaced);
      replaced = with;
    }
  return g_steal_pointer (&replaced);
}

static BatonValue *
replace_value (const Mapping        *mapping,
               const BatonFieldInfo *info,
               const BatonValue     *value)
{
  switch ((int) info->type)
    {
    case BATON_TYPE_TERM_SET:
      return replace_ids (mapping, value, TRUE);
    case BATON_TYPE_REFERENCE:
      return replace_id (mapping, value);
    case BATON_TYPE_REFERENCES:
      return replace_ids (mapping, value, FALSE);
    case BATON_TYPE_AUDIENCE:
      return replace_audience (mapping, value);
    case BATON_TYPE_CELL:
      return replace_member (mapping, value, "exceptions", replace_exceptions);
    case BATON_TYPE_RECORDS:
      return replace_records (mapping, info->columns, value);
    case BATON_TYPE_QUERY:
      return replace_query (mapping, value);
    case BATON_TYPE_PLACE:
      return replace_member (mapping, value, "parent", replace_id);
    case BATON_TYPE_RICH_TEXT:
      return (info->flags & BATON_FIELD_TRANSLATABLE) != 0 ? replace_rich_text (mapping, value) : baton_value_ref (value);
    default:
      return baton_value_ref (value);
    }
}

BatonEntity *
baton_entity_replace_reference (const BatonEntity  *entity,
                                const char         *from,
                                const char * const *to)
{
  const BatonKindInfo *kind;
  Mapping mapping = { from, to };
  g_autoptr (BatonEntity) replaced = NULL;

  g_return_val_if_fail (entity != NULL && from != NULL && to != NULL && to[0] != NULL, NULL);

  kind = baton_schema_get_kind (baton_entity_get_kind (entity));
  replaced = baton_entity_ref (entity);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      BatonField field = (BatonField) (kind->first_field + i);
      const BatonValue *value = baton_entity_get (entity, field);
      g_autoptr (BatonValue) with = value != NULL ? replace_value (&mapping, baton_schema_get_field (field), value) : NULL;
      BatonEntity *next;

      if (baton_value_equal (value, with))
        continue;
      next = baton_entity_with (replaced, field, with);
      baton_entity_unref (replaced);
      replaced = next;
    }
  return replaced != NULL && !baton_entity_equal (entity, replaced) ? g_steal_pointer (&replaced) : NULL;
}

/* ── Collecting changes ────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  const BatonProgram *program;
  BatonProgram       *after;   /* owned; with the changes made so far */
  GPtrArray          *ids;     /* owned ids in the order in which they were first changed */
} Edit;

static void
edit_init (Edit               *edit,
           const BatonProgram *program)
{
  edit->program = program;
  edit->after = baton_program_copy (program);
  edit->ids = g_ptr_array_new_with_free_func (g_free);
}

static void
edit_put (Edit              *edit,
          const BatonEntity *entity)
{
  if (baton_strings_find (edit->ids, baton_entity_get_id (entity)) < 0)
    g_ptr_array_add (edit->ids, g_strdup (baton_entity_get_id (entity)));
  baton_program_put (edit->after, entity);
}

/* Frees *edit*. (transfer full) of BatonChange */
static GPtrArray *
edit_finish (Edit       *edit,
             const char *deleted)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);

  for (guint i = 0; i < edit->ids->len; i++)
    {
      const char *id = g_ptr_array_index (edit->ids, i);

      if (g_strcmp0 (id, deleted) != 0)
        g_ptr_array_add (changes, baton_change_new (baton_program_lookup (edit->program, id), baton_program_lookup (edit->after, id)));
    }
  if (deleted != NULL)
    g_ptr_array_add (changes, baton_change_new (baton_program_lookup (edit->program, deleted), NULL));
  g_clear_pointer (&edit->after, baton_program_free);
  g_clear_pointer (&edit->ids, g_ptr_array_unref);
  return changes;
}

/* What stands directly below *from* goes, in its order, behind what stands below *to*. */
static void
move_children (Edit       *edit,
               const char *from,
               const char *to)
{
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) children = NULL;

      if (baton_schema_get_kind ((BatonKind) kind)->place_field == BATON_FIELD_NONE)
        continue;
      children = baton_program_list_children (edit->program, (BatonKind) kind, from);
      for (guint i = 0; i < children->len; i++)
        {
          const BatonEntity *child = baton_program_lookup (edit->after, baton_entity_get_id (g_ptr_array_index (children, i)));
          g_autofree char *position = NULL;
          g_autoptr (BatonEntity) moved = NULL;

          /* *to* itself may have stood there. */
          if (strcmp (baton_entity_get_id (child), to) == 0)
            continue;
          position = baton_program_last_position (edit->after, (BatonKind) kind, to);
          moved = baton_entity_with_place (child, to, position);
          edit_put (edit, moved);
        }
    }
}

/* *to* may not stay below what is deleted, and not below its own new children: it takes the place of *from*. */
static void
lift (Edit       *edit,
      const char *from,
      const char *to)
{
  const BatonEntity *at = baton_program_lookup (edit->after, to);
  const BatonEntity *old = baton_program_lookup (edit->after, from);
  const char *parent = baton_entity_get_parent (at);
  gboolean is_below = FALSE;

  for (guint depth = 0; parent != NULL && !is_below && depth <= baton_program_get_size (edit->after); depth++)
    {
      const BatonEntity *above = baton_program_lookup (edit->after, parent);

      is_below = strcmp (parent, from) == 0;
      parent = above != NULL ? baton_entity_get_parent (above) : NULL;
    }
  if (is_below)
    {
      g_autoptr (BatonEntity) lifted = baton_entity_with_place (at, baton_entity_get_parent (old), baton_entity_get_position (old));

      edit_put (edit, lifted);
    }
}

static void
remap_uses (Edit               *edit,
            const BatonUses    *uses,
            const char         *from,
            const char * const *to)
{
  g_autoptr (GPtrArray) list = baton_uses_list (uses, from);

  for (guint i = 0; i < list->len; i++)
    {
      const BatonUse *use = g_ptr_array_index (list, i);
      const BatonEntity *user = baton_program_lookup (edit->after, use->user);
      g_autoptr (BatonEntity) replaced = NULL;

      /* Places were moved already, and what is deleted needs no mending. */
      if (user == NULL || use->role == BATON_REFERENCE_PARENT || strcmp (use->user, from) == 0)
        continue;
      replaced = baton_entity_replace_reference (user, from, to);
      if (replaced != NULL)
        edit_put (edit, replaced);
    }
}

/* An entity cannot succeed itself: the successor's own pointer to what it replaces, or to itself, goes. */
static void
drop_own_successor (Edit       *edit,
                    const char *id)
{
  const BatonEntity *entity = baton_program_lookup (edit->after, id);
  BatonKind kind = baton_entity_get_kind (entity);
  BatonField field = kind == BATON_KIND_TERM ? BATON_FIELD_TERM_SUCCESSOR
                                             : kind == BATON_KIND_ACTIVITY ? BATON_FIELD_ACTIVITY_SUCCESSOR : BATON_FIELD_NONE;

  if (field != BATON_FIELD_NONE && g_strcmp0 (baton_entity_get_string (entity, field), id) == 0)
    {
      g_autoptr (BatonEntity) without = baton_entity_with (entity, field, NULL);

      edit_put (edit, without);
    }
}

/* ── For the caller ────────────────────────────────────────────────────────────────────────────────────── */

GPtrArray *
baton_program_replace (const BatonProgram *program,
                       const BatonUses    *uses,
                       const char         *from,
                       const char         *to)
{
  const char *targets[] = { to, NULL };
  const BatonEntity *old;
  const BatonEntity *new;
  Edit edit;

  g_return_val_if_fail (program != NULL && uses != NULL && from != NULL && to != NULL, NULL);

  old = baton_program_lookup (program, from);
  new = baton_program_lookup (program, to);
  if (old == NULL || new == NULL || old == new || baton_entity_get_kind (old) != baton_entity_get_kind (new))
    return NULL;

  edit_init (&edit, program);
  lift (&edit, from, to);
  move_children (&edit, from, to);
  remap_uses (&edit, uses, from, targets);
  drop_own_successor (&edit, to);
  return edit_finish (&edit, from);
}

GPtrArray *
baton_program_split (const BatonProgram *program,
                     const BatonUses    *uses,
                     const char         *id,
                     GPtrArray          *parts)
{
  const BatonEntity *old;
  g_autoptr (GPtrArray) targets = g_ptr_array_new ();
  Edit edit;

  g_return_val_if_fail (program != NULL && uses != NULL && id != NULL && parts != NULL, NULL);

  old = baton_program_lookup (program, id);
  if (old == NULL || parts->len == 0)
    return NULL;
  for (guint i = 0; i < parts->len; i++)
    {
      const BatonEntity *part = g_ptr_array_index (parts, i);

      if (baton_entity_get_kind (part) != baton_entity_get_kind (old) || baton_program_lookup (program, baton_entity_get_id (part)) != NULL
          || baton_strings_find (targets, baton_entity_get_id (part)) >= 0)
        return NULL;
      g_ptr_array_add (targets, (gpointer) baton_entity_get_id (part));
    }
  g_ptr_array_add (targets, NULL);

  edit_init (&edit, program);
  for (guint i = 0; i < parts->len; i++)
    edit_put (&edit, g_ptr_array_index (parts, i));
  move_children (&edit, id, targets->pdata[0]);
  remap_uses (&edit, uses, id, (const char * const *) targets->pdata);
  return edit_finish (&edit, id);
}

GPtrArray *
baton_program_end (const BatonProgram *program,
                   const char         *id,
                   BatonDay            through,
                   const char         *successor)
{
  const BatonEntity *entity;
  const BatonEntity *next;
  BatonField window_field;
  BatonField successor_field;
  g_autofree char *day = NULL;
  g_autoptr (BatonValue) day_value = NULL;
  g_autoptr (BatonValue) window = NULL;
  g_autoptr (BatonValue) successor_value = NULL;
  g_autoptr (BatonEntity) ended = NULL;
  g_autoptr (BatonEntity) succeeded = NULL;
  Edit edit;

  g_return_val_if_fail (program != NULL && id != NULL, NULL);

  entity = baton_program_lookup (program, id);
  if (entity == NULL)
    return NULL;
  window_field = baton_schema_find_field (baton_entity_get_kind (entity), "window");
  successor_field = baton_schema_find_field (baton_entity_get_kind (entity), "successor");
  /* A ladder's "window" is a choice. */
  if (window_field == BATON_FIELD_NONE || baton_schema_get_field (window_field)->type != BATON_TYPE_WINDOW
      || baton_window_from_value (baton_entity_get (entity, window_field)).from > through)
    return NULL;
  next = successor != NULL ? baton_program_lookup_kind (program, successor, baton_entity_get_kind (entity)) : NULL;
  if (successor != NULL && (successor_field == BATON_FIELD_NONE || next == NULL || next == entity))
    return NULL;

  day = baton_day_format (through);
  day_value = baton_value_new_string (day);
  window = baton_value_with_member (baton_entity_get (entity, window_field), "through", day_value);
  ended = baton_entity_with (entity, window_field, window);
  successor_value = successor != NULL ? baton_value_new_string (successor) : NULL;
  succeeded = successor != NULL ? baton_entity_with (ended, successor_field, successor_value) : baton_entity_ref (ended);
  edit_init (&edit, program);
  edit_put (&edit, succeeded);
  return edit_finish (&edit, NULL);
}

GPtrArray *
baton_program_delete (const BatonProgram *program,
                      const BatonUses    *uses,
                      const char         *id)
{
  Edit edit;

  g_return_val_if_fail (program != NULL && uses != NULL && id != NULL, NULL);

  if (baton_program_lookup (program, id) == NULL || baton_uses_is_used (uses, id))
    return NULL;
  edit_init (&edit, program);
  return edit_finish (&edit, id);
}
