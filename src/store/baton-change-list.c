/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists of changes, in memory and as the journal keeps them. What is read back is not trusted: the file may have been
 * made by anybody.
 */
#define G_LOG_DOMAIN "baton-store"

#include "config.h"

#include "store/baton-change-list.h"

#include <string.h>

#include "model/baton-json.h"
#include "model/baton-upgrade.h"

GPtrArray *
baton_change_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
}

GPtrArray *
baton_change_list_inverse (GPtrArray *changes)
{
  GPtrArray *inverse = baton_change_list_new ();

  for (guint i = changes->len; i > 0; i--)
    g_ptr_array_add (inverse, baton_change_inverse (g_ptr_array_index (changes, i - 1)));
  return inverse;
}

GPtrArray *
baton_change_list_join (GPtrArray *earlier,
                        GPtrArray *later)
{
  g_autoptr (GPtrArray) joined = baton_change_list_new ();
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);   /* borrowed id → change in joined */
  GPtrArray *parts[] = { earlier, later };
  GPtrArray *netted = baton_change_list_new ();

  for (guint part = 0; part < G_N_ELEMENTS (parts); part++)
    for (guint i = 0; parts[part] != NULL && i < parts[part]->len; i++)
      {
        const BatonChange *change = g_ptr_array_index (parts[part], i);
        BatonChange *known = g_hash_table_lookup (by_id, baton_change_get_id (change));

        if (known == NULL)
          {
            known = baton_change_new (change->before, change->after);
            g_ptr_array_add (joined, known);
            g_hash_table_insert (by_id, (gpointer) baton_change_get_id (change), known);
            continue;
          }
        if (known->after != NULL)
          baton_entity_unref (known->after);
        known->after = change->after != NULL ? baton_entity_ref (change->after) : NULL;
      }
  for (guint i = 0; i < joined->len; i++)
    {
      const BatonChange *change = g_ptr_array_index (joined, i);

      if (!baton_entity_equal (change->before, change->after))
        g_ptr_array_add (netted, baton_change_new (change->before, change->after));
    }
  return netted;
}

/* Whether every string and key is UTF-8: a file with such a value could not be read again. */
static gboolean
is_utf8 (const BatonValue *value)
{
  if (baton_value_is (value, BATON_VALUE_STRING))
    return g_utf8_validate_len (baton_value_get_string (value), baton_value_get_length (value), NULL);
  for (gsize i = 0; i < baton_value_get_length (value); i++)
    {
      const char *key = baton_value_get_key (value, i);

      if ((key != NULL && !g_utf8_validate (key, -1, NULL)) || !is_utf8 (baton_value_get_element (value, i)))
        return FALSE;
    }
  return TRUE;
}

/* What a change brings can be read again. What it leaves alone was asked when it came. */
static gboolean
can_be_read (const BatonEntity *before,
             const BatonEntity *after)
{
  const BatonKindInfo *info = baton_schema_get_kind (baton_entity_get_kind (after));

  for (guint i = 0; i < info->n_fields; i++)
    {
      BatonField field = (BatonField) (info->first_field + i);
      const BatonValue *value = baton_entity_get (after, field);

      if ((before == NULL || value != baton_entity_get (before, field)) && !is_utf8 (value))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_change (const BatonChange  *change,
              GError            **error)
{
  const BatonEntity *before = change->before;
  const BatonEntity *after = change->after;

  if (before == NULL && after == NULL)
    {
      g_set_error_literal (error, BATON_STORE_ERROR, BATON_STORE_ERROR_INVALID, "A change of nothing into nothing");
      return FALSE;
    }
  if (!baton_id_is_valid (baton_change_get_id (change)))
    {
      g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_INVALID, "%s is no id", baton_change_get_id (change));
      return FALSE;
    }
  if (before != NULL && after != NULL &&
      (strcmp (baton_entity_get_id (before), baton_entity_get_id (after)) != 0 ||
       baton_entity_get_kind (before) != baton_entity_get_kind (after)))
    {
      g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_INVALID, "A change of %s into another thing",
                   baton_entity_get_id (before));
      return FALSE;
    }
  if (after != NULL && !can_be_read (before, after))
    {
      g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_INVALID, "A text of %s is not in UTF-8", baton_entity_get_id (after));
      return FALSE;
    }
  return TRUE;
}

GPtrArray *
baton_change_list_check (GPtrArray           *changes,
                         const BatonProgram  *program,
                         GError             **error)
{
  g_autoptr (GHashTable) turned = g_hash_table_new (g_str_hash, g_str_equal);   /* borrowed id → borrowed entity or NULL */
  g_autoptr (GPtrArray) netted = NULL;

  for (guint i = 0; i < changes->len; i++)
    {
      const BatonChange *change = g_ptr_array_index (changes, i);
      const char *id;
      gpointer now;

      if (!check_change (change, error))
        return NULL;
      id = baton_change_get_id (change);
      if (!g_hash_table_lookup_extended (turned, id, NULL, &now))
        now = baton_program_lookup (program, id);
      if (!baton_entity_equal (now, change->before))
        {
          g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_STALE, "%s is no longer what the change starts from", id);
          return NULL;
        }
      g_hash_table_insert (turned, (gpointer) id, change->after);
    }
  netted = baton_change_list_join (changes, NULL);
  for (guint i = 0; i < netted->len; i++)   /* taken away and made again as another kind is caught only here */
    if (!check_change (g_ptr_array_index (netted, i), error))
      return NULL;
  return g_steal_pointer (&netted);
}

BatonValue *
baton_change_list_to_value (GPtrArray      *changes,
                            BatonDirection  direction)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();

  baton_value_builder_open_array (builder);
  for (guint i = 0; i < changes->len; i++)
    {
      const BatonChange *change = g_ptr_array_index (changes, i);
      const BatonEntity *end = direction == BATON_FORWARD ? change->after : change->before;

      baton_value_builder_open_object (builder);
      if (end != NULL)
        {
          g_autoptr (BatonValue) body = baton_entity_to_value (end);

          baton_value_builder_set (builder, "body", body);
        }
      baton_value_builder_set_string (builder, "id", baton_change_get_id (change));
      baton_value_builder_set_string (builder, "kind", baton_schema_get_kind (baton_change_get_kind (change))->name);
      baton_value_builder_close (builder);
    }
  baton_value_builder_close (builder);
  return baton_value_builder_finish (builder);
}

static BatonEntity *
entity_from_body (const char        *id,
                  const char        *kind_name,
                  const BatonValue  *body,
                  GError           **error)
{
  BatonKind kind = kind_name != NULL ? baton_schema_find_kind (kind_name) : BATON_KIND_NONE;
  const char *unknown = NULL;
  BatonEntity *entity;

  if (kind == BATON_KIND_NONE || id == NULL || !baton_id_is_valid (id) || !baton_value_is (body, BATON_VALUE_OBJECT))
    {
      g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_DAMAGED, "%s is no entity of a known kind", id != NULL ? id : "?");
      return NULL;
    }
  entity = baton_entity_from_value (kind, id, body, &unknown);
  if (entity == NULL)
    g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_DAMAGED, "%s has the unknown field %s", id,
                 unknown != NULL ? unknown : "?");
  return entity;
}

/* The same from a body of *schema*; *entity* is NULL where there is no such thing under today's. */
static gboolean
read_body (gint64             schema,
           const char        *id,
           const char        *kind,
           const BatonValue  *body,
           BatonEntity      **entity,
           GError           **error)
{
  BatonOldEntity old = { id, NULL, NULL };
  gboolean exists = TRUE;

  *entity = NULL;
  if (schema == BATON_SCHEMA_VERSION)
    {
      *entity = entity_from_body (id, kind, body, error);
      return *entity != NULL;
    }
  if (id == NULL || kind == NULL || !baton_value_is (body, BATON_VALUE_OBJECT))
    return entity_from_body (id, NULL, body, error) != NULL;   /* which says what is wrong */
  old.kind = g_strdup (kind);
  old.body = baton_value_ref (body);
  exists = baton_upgrade_entity (schema, &old);
  if (exists)
    *entity = entity_from_body (id, old.kind, old.body, error);
  g_free (old.kind);
  baton_value_unref (old.body);
  return !exists || *entity != NULL;
}

typedef BatonValue *(*ParseFunc) (const char *text, gsize length, BatonJsonError *error);

static BatonValue *
parse_json (ParseFunc    parse,
            const char  *what,
            const char  *text,
            gsize        length,
            GError     **error)
{
  g_auto (BatonJsonError) json_error = { BATON_JSON_OK };
  BatonValue *value = text != NULL ? parse (text, length, &json_error) : NULL;

  if (value == NULL)
    g_set_error (error, BATON_STORE_ERROR,
                 json_error.code == BATON_JSON_NO_MEMORY ? BATON_STORE_ERROR_NO_MEMORY : BATON_STORE_ERROR_DAMAGED, "%s: %s at %u:%u %s", what,
                 baton_json_code_get_name (json_error.code), json_error.line, json_error.column,
                 json_error.path != NULL ? json_error.path : "");
  return value;
}

gboolean
baton_entity_parse (gint64        schema,
                    const char   *id,
                    const char   *kind,
                    const char   *body,
                    gsize         body_length,
                    BatonEntity **entity,
                    GError      **error)
{
  g_autoptr (BatonValue) value = parse_json (baton_json_parse_body, id, body, body_length, error);

  return value != NULL && read_body (schema, id, kind, value, entity, error);
}

/* The end that an element names: *entity* is NULL where it takes the entity away. */
static gboolean
parse_end (gint64             schema,
           const BatonValue  *element,
           BatonEntity      **entity,
           GError           **error)
{
  const BatonValue *body = baton_value_get_member (element, "body");

  return body == NULL || read_body (schema, baton_value_get_member_string (element, "id"),
                                    baton_value_get_member_string (element, "kind"), body, entity, error);
}

/* An element of both sides. An upgrade may have taken both ends, but in the file one was there. */
static gboolean
check_ends (const BatonValue   *from,
            const BatonValue   *to,
            const BatonChange  *change,
            GError            **error)
{
  gboolean had_body = baton_value_get_member (from, "body") != NULL || baton_value_get_member (to, "body") != NULL;

  if (g_strcmp0 (baton_value_get_member_string (from, "id"), baton_value_get_member_string (to, "id")) == 0 && had_body &&
      (change->before == NULL || change->after == NULL ||
       baton_entity_get_kind (change->before) == baton_entity_get_kind (change->after)))
    return TRUE;
  g_set_error_literal (error, BATON_STORE_ERROR, BATON_STORE_ERROR_DAMAGED, "The two sides of an entry do not match");
  return FALSE;
}

GPtrArray *
baton_change_list_parse (gint64       schema,
                         const char  *forward,
                         gsize        forward_length,
                         const char  *inverse,
                         gsize        inverse_length,
                         GError     **error)
{
  g_autoptr (BatonValue) after = parse_json (baton_json_parse, "forward", forward, forward_length, error);
  g_autoptr (BatonValue) before = after != NULL ? parse_json (baton_json_parse, "inverse", inverse, inverse_length, error) : NULL;
  g_autoptr (GPtrArray) changes = baton_change_list_new ();
  gsize n;

  if (before == NULL)
    return NULL;
  n = baton_value_get_length (after);
  if (!baton_value_is (after, BATON_VALUE_ARRAY) || !baton_value_is (before, BATON_VALUE_ARRAY) ||
      baton_value_get_length (before) != n)
    {
      g_set_error_literal (error, BATON_STORE_ERROR, BATON_STORE_ERROR_DAMAGED, "The two sides of an entry differ in length");
      return NULL;
    }
  for (gsize i = 0; i < n; i++)
    {
      const BatonValue *to = baton_value_get_element (after, i);
      const BatonValue *from = baton_value_get_element (before, i);
      g_autoptr (BatonChange) change = g_new0 (BatonChange, 1);

      if (!parse_end (schema, from, &change->before, error) || !parse_end (schema, to, &change->after, error) ||
          !check_ends (from, to, change, error))
        return NULL;
      if (change->before != NULL || change->after != NULL)
        g_ptr_array_add (changes, g_steal_pointer (&change));
    }
  return g_steal_pointer (&changes);
}
