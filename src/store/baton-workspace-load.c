/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the file into memory. SQLite has found the file sound; whether it also makes sense is checked here, row by row, and a
 * row that does not makes the whole file DAMAGED: showing a part would make the next push delete the rest.
 */
#define G_LOG_DOMAIN "baton-store"

#include "config.h"

#include <string.h>

#include "model/baton-json.h"
#include "store/baton-change-list.h"
#include "store/baton-workspace-private.h"

static gboolean
fail_damaged (GError     **error,
              const char  *what)
{
  g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_DAMAGED, "The workspace does not make sense: %s", what);
  return FALSE;
}

static const char *
get_text (sqlite3_stmt *statement,
          int           column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  /* A NUL within would end a string early; SQLite allows it, JSON and ids do not. */
  return text != NULL && strlen (text) == (gsize) sqlite3_column_bytes (statement, column) ? text : NULL;
}

static gboolean
load_entity (BatonWorkspace  *self,
             sqlite3_stmt    *row,
             GError         **error)
{
  const char *id = get_text (row, 0);
  const char *kind = get_text (row, 1);
  const char *body = (const char *) sqlite3_column_text (row, 2);
  g_autoptr (BatonEntity) entity = baton_entity_parse (id, kind, body, (gsize) sqlite3_column_bytes (row, 2), error);

  if (entity == NULL)
    return FALSE;
  baton_program_put (self->program, entity);
  return TRUE;
}

static gboolean
load_entry (BatonWorkspace  *self,
            sqlite3_stmt    *row,
            GError         **error)
{
  gint64 sequence = sqlite3_column_int64 (row, 0);
  const char *name = get_text (row, 2);
  const char *actor = get_text (row, 3);
  BatonEntryKind kind;
  BatonEntry *entry;

  if (sequence <= 0 || sequence >= BATON_INTEGER_MAX || name == NULL || actor == NULL ||
      !baton_entry_kind_parse (get_text (row, 1), &kind))
    return fail_damaged (error, "an entry of the journal");
  entry = baton_journal_restore (&self->journal, (guint64) sequence, kind, name, actor, sqlite3_column_int64 (row, 4));
  entry->base_before = sqlite3_column_int64 (row, 6);
  entry->base_after = sqlite3_column_int64 (row, 7);
  return TRUE;
}

static gboolean
load_base (BatonWorkspace  *self,
           sqlite3_stmt    *row,
           GError         **error)
{
  BatonBase *base = g_new0 (BatonBase, 1);
  const char *digest = get_text (row, 2);

  base->number = sqlite3_column_int64 (row, 0);
  base->revision = sqlite3_column_int64 (row, 1);
  base->digest = g_strdup (digest);
  g_hash_table_insert (self->bases, &base->number, base);
  if (base->number <= 0 || base->number >= BATON_INTEGER_MAX || base->revision <= 0 || digest == NULL)
    return fail_damaged (error, "a base");
  self->last_base_number = MAX (self->last_base_number, base->number);
  return TRUE;
}

static gboolean
load_outbox_item (BatonWorkspace  *self,
                  sqlite3_stmt    *row,
                  GError         **error)
{
  const char *key = get_text (row, 1);
  const char *state = get_text (row, 2);
  const void *payload = sqlite3_column_blob (row, 3);
  BatonOutboxItem *item;

  if (key == NULL || state == NULL)
    return fail_damaged (error, "the outbox");
  item = g_new0 (BatonOutboxItem, 1);
  item->key = g_strdup (key);
  item->state = g_strdup (state);
  item->payload = g_bytes_new (payload, (gsize) sqlite3_column_bytes (row, 3));
  g_ptr_array_add (self->outbox, item);
  self->last_outbox_sequence = sqlite3_column_int64 (row, 0);
  return self->last_outbox_sequence < BATON_INTEGER_MAX || fail_damaged (error, "the outbox");
}

static gboolean
load_asset (BatonWorkspace  *self,
            sqlite3_stmt    *row,
            GError         **error)
{
  const char *digest = get_text (row, 0);

  if (digest == NULL)
    return fail_damaged (error, "a picture");
  g_hash_table_add (self->assets, g_strdup (digest));
  return TRUE;
}

typedef struct
{
  gint64 schema;
  gint64 cursor;
} Meta;

static gboolean
load_meta (BatonWorkspace  *self,
           Meta            *meta,
           sqlite3_stmt    *row,
           GError         **error)
{
  const char *key = get_text (row, 0);
  const char *value = get_text (row, 1);
  struct { const char *key; gint64 *number; } numbers[] = {
    { BATON_META_SCHEMA, &meta->schema },
    { BATON_META_CURSOR, &meta->cursor },
    { BATON_META_BASE, &self->base_number },
  };

  if (key == NULL || value == NULL)
    return fail_damaged (error, "a setting");
  if (g_str_has_prefix (key, BATON_META_SETTING))
    {
      g_hash_table_insert (self->settings, g_strdup (key + strlen (BATON_META_SETTING)), g_strdup (value));
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (strcmp (key, numbers[i].key) == 0)
      return g_ascii_string_to_signed (value, 10, 0, BATON_INTEGER_MAX, numbers[i].number, NULL) || fail_damaged (error, key);
  return fail_damaged (error, "an unknown setting");
}

typedef gboolean (*LoadRow) (BatonWorkspace *self, sqlite3_stmt *row, GError **error);

static gboolean
load_rows (BatonWorkspace  *self,
           BatonDatabase   *database,
           BatonStatement   which,
           LoadRow          load_row,
           GError         **error)
{
  sqlite3_stmt *statement = baton_database_get (database, which, error);
  int row;

  if (statement == NULL)
    return FALSE;
  while ((row = baton_database_step (database, statement, error)) > 0)
    if (!load_row (self, statement, error))
      {
        sqlite3_reset (statement);
        return FALSE;
      }
  return row == 0;
}

static gboolean
load_all_meta (BatonWorkspace  *self,
               Meta            *meta,
               BatonDatabase   *database,
               GError         **error)
{
  sqlite3_stmt *statement = baton_database_get (database, BATON_STATEMENT_LIST_META, error);
  int row;

  if (statement == NULL)
    return FALSE;
  while ((row = baton_database_step (database, statement, error)) > 0)
    if (!load_meta (self, meta, statement, error))
      {
        sqlite3_reset (statement);
        return FALSE;
      }
  if (row < 0)
    return FALSE;
  if (meta->schema > BATON_SCHEMA_VERSION)
    {
      g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NEWER, "The program has schema %" G_GINT64_FORMAT ", ours is %d",
                   meta->schema, BATON_SCHEMA_VERSION);
      return FALSE;
    }
  if (meta->schema != BATON_SCHEMA_VERSION)
    return fail_damaged (error, "no known schema");
  return TRUE;
}

static BatonProgram *
program_from_value (const BatonValue  *value,
                    GError           **error)
{
  g_autoptr (BatonProgram) program = baton_program_new ();
  const BatonValue *kinds = baton_value_get_member (value, "entities");

  if (g_strcmp0 (baton_value_get_member_string (value, "baton"), "program") != 0 ||
      baton_value_get_member_integer (value, "schema", 0) != BATON_SCHEMA_VERSION)
    {
      fail_damaged (error, "a base is no program");
      return NULL;
    }
  for (gsize i = 0; i < baton_value_get_length (kinds); i++)
    {
      BatonKind kind = baton_schema_find_kind (baton_value_get_key (kinds, i));
      const BatonValue *bodies = baton_value_get_element (kinds, i);

      for (gsize j = 0; j < baton_value_get_length (bodies); j++)
        {
          const char *id = baton_value_get_key (bodies, j);
          const BatonValue *body = baton_value_get_element (bodies, j);
          g_autoptr (BatonEntity) entity = NULL;

          if (kind != BATON_KIND_NONE && id != NULL && baton_id_is_valid (id) && baton_value_is (body, BATON_VALUE_OBJECT))
            entity = baton_entity_from_value (kind, id, body, NULL);
          if (entity == NULL)
            {
              fail_damaged (error, "an entity of a base");
              return NULL;
            }
          baton_program_put (program, entity);
        }
    }
  return g_steal_pointer (&program);
}

static GBytes *
read_base (BatonDatabase  *database,
           gint64          number,
           GError        **error)
{
  sqlite3_stmt *statement = baton_database_get (database, BATON_STATEMENT_GET_BASE, error);
  GBytes *body = NULL;
  int row;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, number);
  row = baton_database_step (database, statement, error);
  if (row > 0)
    body = g_bytes_new (sqlite3_column_text (statement, 2), (gsize) sqlite3_column_bytes (statement, 2));
  sqlite3_reset (statement);
  if (row == 0)
    fail_damaged (error, "the base");
  return body;
}

static BatonProgram *
parse_base (GBytes  *body,
            GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  g_autoptr (BatonValue) value = text != NULL ? baton_json_parse (text, length, NULL) : NULL;

  if (value != NULL)
    return program_from_value (value, error);
  fail_damaged (error, "the base");
  return NULL;
}

BatonProgram *
baton_workspace_load_base (BatonDatabase  *database,
                           gint64          number,
                           GError        **error)
{
  g_autoptr (GBytes) body = read_base (database, number, error);

  return body != NULL ? parse_base (body, error) : NULL;
}

/* Draft and base are about as large as each other and have nothing to do with each other until both are there, so a thread
 * of its own parses the base meanwhile: half of the time to open a large program. */
typedef struct
{
  GThread      *thread;    /* NULL: there is no base */
  GBytes       *body;
  BatonProgram *program;
  GError       *error;
} BaseParse;

static gpointer
parse_base_thread (gpointer data)
{
  BaseParse *parse = data;

  parse->program = parse_base (parse->body, &parse->error);
  return NULL;
}

static void
clear_base_parse (BaseParse *parse)
{
  g_clear_pointer (&parse->thread, g_thread_join);
  g_clear_pointer (&parse->body, g_bytes_unref);
  g_clear_pointer (&parse->program, baton_program_free);
  g_clear_error (&parse->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BaseParse, clear_base_parse)

/* An entity that draft and base have in common shall be in memory once. */
static void
share_entity (gpointer data,
              gpointer user_data)
{
  const BatonEntity *entity = data;
  BatonWorkspace *self = user_data;
  const BatonEntity *based = baton_program_lookup (self->base, baton_entity_get_id (entity));

  if (baton_entity_equal (based, entity))
    baton_program_put (self->base, entity);
}

gboolean
baton_workspace_load (BatonWorkspace  *self,
                      BatonDatabase   *database,
                      GError         **error)
{
  static const struct { BatonStatement statement; LoadRow load_row; } tables[] = {
    { BATON_STATEMENT_LIST_ENTITIES, load_entity },
    { BATON_STATEMENT_LIST_ENTRIES, load_entry },
    { BATON_STATEMENT_LIST_BASES, load_base },
    { BATON_STATEMENT_LIST_OUTBOX, load_outbox_item },
    { BATON_STATEMENT_LIST_ASSETS, load_asset },
  };
  g_auto (BaseParse) parse = { NULL };
  Meta meta = { 0, 0 };

  if (!load_all_meta (self, &meta, database, error))
    return FALSE;
  if (self->base_number != 0)
    {
      parse.body = read_base (database, self->base_number, error);
      if (parse.body == NULL)
        return FALSE;
      parse.thread = g_thread_new ("baton-base", parse_base_thread, &parse);
    }
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!load_rows (self, database, tables[i].statement, tables[i].load_row, error))
      return FALSE;
  baton_journal_set_cursor (&self->journal, (guint64) meta.cursor);

  if (parse.thread != NULL)
    {
      g_clear_pointer (&parse.thread, g_thread_join);
      if (parse.program == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&parse.error));
          return FALSE;
        }
      baton_program_free (self->base);
      self->base = g_steal_pointer (&parse.program);
      baton_program_foreach (self->program, share_entity, self);
    }
  baton_workspace_compare_all (self);
  return TRUE;
}
