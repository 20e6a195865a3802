/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the file into memory. Whether the file is sound SQLite finds out at the same time (baton_database_check_begin); whether
 * it also makes sense is checked here, row by row, and a row that does not makes the whole file DAMAGED: showing a part
 * would make the next push delete the rest.
 *
 * Draft and base share what they have in common. A body of the base that has the bytes of a row is that row's entity.
 */
#define G_LOG_DOMAIN "baton-store"

#include "config.h"

#include <string.h>

#include "model/baton-json.h"
#include "model/baton-upgrade.h"
#include "store/baton-change-list.h"
#include "store/baton-row-parser.h"
#include "store/baton-workspace-private.h"

/* What a file may have us reserve on its word alone: some 100 kB. */
#define MOST_RESERVED 1000000

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

/* What is found out on the way. */
typedef struct
{
  BatonWorkspace *self;
  BatonDatabase  *database;
  gint64          schema;
  gint64          cursor;
  BatonRowParser *rows;      /* owned */
} Loading;

static gboolean
load_entity (Loading       *loading,
             sqlite3_stmt  *row,
             GError       **error)
{
  const char *id = get_text (row, 0);
  const char *kind = get_text (row, 1);
  const char *body = (const char *) sqlite3_column_text (row, 2);

  if (id == NULL || kind == NULL || body == NULL)
    return fail_damaged (error, "an entity");
  return baton_row_parser_push (loading->rows, id, kind, body, (gsize) sqlite3_column_bytes (row, 2), error);
}

static void
take_entity (const char   *id,
             BatonEntity  *entity,
             gboolean      in_base,
             gpointer      user_data)
{
  BatonWorkspace *self = user_data;

  if (entity == NULL)
    {
      g_ptr_array_add (self->dropped, g_strdup (id));
      return;
    }
  if (!in_base)
    g_hash_table_add (self->differing, g_strdup (id));
  baton_program_take (self->program, entity);
}

static gboolean
load_entry (Loading       *loading,
            sqlite3_stmt  *row,
            GError       **error)
{
  BatonWorkspace *self = loading->self;
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
load_base (Loading       *loading,
           sqlite3_stmt  *row,
           GError       **error)
{
  BatonWorkspace *self = loading->self;
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
load_outbox_item (Loading       *loading,
                  sqlite3_stmt  *row,
                  GError       **error)
{
  BatonWorkspace *self = loading->self;
  const char *key = get_text (row, 1);
  const char *state = get_text (row, 2);
  g_autoptr (GBytes) payload = NULL;
  BatonOutboxItem *item;

  if (key == NULL || state == NULL)
    return fail_damaged (error, "the outbox");
  payload = baton_database_dup_bytes (loading->database, row, 3, error);
  if (payload == NULL)
    return FALSE;
  item = g_new0 (BatonOutboxItem, 1);
  item->key = g_strdup (key);
  item->state = g_strdup (state);
  item->payload = g_steal_pointer (&payload);
  g_ptr_array_add (self->outbox, item);
  self->last_outbox_sequence = sqlite3_column_int64 (row, 0);
  return self->last_outbox_sequence < BATON_INTEGER_MAX || fail_damaged (error, "the outbox");
}

static gboolean
load_asset (Loading       *loading,
            sqlite3_stmt  *row,
            GError       **error)
{
  BatonWorkspace *self = loading->self;
  const char *digest = get_text (row, 0);

  if (digest == NULL)
    return fail_damaged (error, "a picture");
  g_hash_table_add (self->assets, g_strdup (digest));
  return TRUE;
}

static gboolean
load_meta (Loading       *loading,
           sqlite3_stmt  *row,
           GError       **error)
{
  BatonWorkspace *self = loading->self;
  const char *key = get_text (row, 0);
  const char *value = get_text (row, 1);
  struct { const char *key; gint64 *number; } numbers[] = {
    { BATON_META_SCHEMA, &loading->schema },
    { BATON_META_CURSOR, &loading->cursor },
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

typedef gboolean (*LoadRow) (Loading *loading, sqlite3_stmt *row, GError **error);

static gboolean
load_rows (Loading         *loading,
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
    if (!load_row (loading, statement, error))
      {
        /* A text that SQLite had no memory for comes as one that is not there. */
        if (sqlite3_errcode (database->handle) == SQLITE_NOMEM)
          {
            g_clear_error (error);
            baton_database_fail (database, SQLITE_NOMEM, error);
          }
        sqlite3_reset (statement);
        return FALSE;
      }
  return row == 0;
}

static gboolean
check_schema (gint64    schema,
              GError  **error)
{
  if (schema > BATON_SCHEMA_VERSION)
    {
      g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NEWER, "The program has schema %" G_GINT64_FORMAT ", ours is %d",
                   schema, BATON_SCHEMA_VERSION);
      return FALSE;
    }
  return baton_upgrade_reaches (schema) || fail_damaged (error, "no known schema");
}

static BatonProgram *
program_from_value (const BatonValue  *value,
                    GError           **error)
{
  g_autoptr (BatonProgram) program = baton_program_new ();
  gint64 schema = baton_value_get_member_integer (value, "schema", -1);
  g_autoptr (BatonValue) today = NULL;
  const BatonValue *kinds;

  if (g_strcmp0 (baton_value_get_member_string (value, "baton"), "program") != 0 || !baton_upgrade_reaches (schema))
    {
      fail_damaged (error, "a base is no program");
      return NULL;
    }
  today = baton_upgrade_program (schema, value);
  kinds = baton_value_get_member (today, "entities");
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

/* Lent: a base is as large as the program, and read once. */
static GBytes *
read_base (BatonDatabase  *database,
           gint64          number,
           GError        **error)
{
  sqlite3_stmt *statement = baton_database_find (database, BATON_STATEMENT_GET_BASE, number, error);

  return statement != NULL ? baton_database_lend_bytes (database, statement, 2, error) : NULL;
}

static BatonProgram *
parse_base (GBytes  *body,
            GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  g_auto (BatonJsonError) json_error = { BATON_JSON_OK };
  g_autoptr (BatonValue) value = text != NULL ? baton_json_parse (text, length, &json_error) : NULL;

  if (value != NULL)
    return program_from_value (value, error);
  if (json_error.code == BATON_JSON_NO_MEMORY)
    g_set_error_literal (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NO_MEMORY, "No memory for the base");
  else
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

/* A body of the base that no row has the bytes of. */
static gboolean
put_in_base (const char  *id,
             const char  *kind,
             const char  *body,
             gsize        length,
             gpointer     user_data,
             GError     **error)
{
  BatonWorkspace *self = user_data;
  g_autoptr (BatonEntity) entity = NULL;
  const BatonEntity *mine;

  if (!baton_entity_parse (BATON_SCHEMA_VERSION, id, kind, body, length, &entity, error))
    return FALSE;
  mine = baton_program_lookup (self->program, id);
  if (baton_entity_equal (mine, entity))   /* not written as we write it, but the same */
    {
      baton_program_put (self->base, mine);
      g_hash_table_remove (self->differing, id);
      return TRUE;
    }
  baton_program_put (self->base, entity);
  g_hash_table_add (self->differing, g_strdup (id));
  return TRUE;
}

/* The base begins as a copy of the draft, with which it shares whatever nobody has touched. */
static void
begin_base (BatonWorkspace *self)
{
  GHashTableIter iter;
  gpointer id;

  baton_program_free (self->base);
  self->base = baton_program_copy (self->program);
  g_hash_table_iter_init (&iter, self->differing);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    baton_program_remove (self->base, id);
}

/* Where the base could not be taken apart, as when it is of an older schema, it is parsed whole. */
static gboolean
load_whole_base (BatonWorkspace  *self,
                 GBytes          *text,
                 GError         **error)
{
  g_autoptr (BatonProgram) base = parse_base (text, error);

  if (base == NULL)
    return FALSE;
  baton_program_free (self->base);
  self->base = baton_program_rebase (base, self->program, NULL);
  baton_workspace_compare_all (self);
  return TRUE;
}

/* How many things there are, about: rows that went leave their numbers behind. */
static gboolean
load_last_entity (Loading       *loading,
                  sqlite3_stmt  *row,
                  GError       **error)
{
  gint64 last = sqlite3_column_int64 (row, 0);

  baton_program_reserve (loading->self->program, (guint) CLAMP (last, 0, MOST_RESERVED));
  return TRUE;
}

/* The draft, and the base with it. */
static gboolean
load_programs (Loading        *loading,
               BatonDatabase  *database,
               GError        **error)
{
  BatonWorkspace *self = loading->self;
  g_autoptr (GBytes) base = NULL;

  if (self->base_number != 0 && (base = read_base (database, self->base_number, error)) == NULL)
    return FALSE;
  loading->rows = baton_row_parser_new (loading->schema, base, take_entity, self);
  if (!load_rows (loading, database, BATON_STATEMENT_LAST_ENTITY, load_last_entity, error) ||
      !load_rows (loading, database, BATON_STATEMENT_LIST_ENTITIES, load_entity, error) ||
      !baton_row_parser_finish (loading->rows, error))
    return FALSE;
  if (base == NULL)
    return TRUE;
  if (baton_row_parser_get_bodies (loading->rows) == NULL)
    return load_whole_base (self, base, error);
  begin_base (self);
  return baton_bodies_foreach (baton_row_parser_get_bodies (loading->rows), put_in_base, self, error);
}

gboolean
baton_workspace_load (BatonWorkspace  *self,
                      BatonDatabase   *database,
                      GError         **error)
{
  static const struct { BatonStatement statement; LoadRow load_row; } tables[] = {
    { BATON_STATEMENT_LIST_ENTRIES, load_entry },
    { BATON_STATEMENT_LIST_BASES, load_base },
    { BATON_STATEMENT_LIST_OUTBOX, load_outbox_item },
    { BATON_STATEMENT_LIST_ASSETS, load_asset },
  };
  Loading loading = { self, database, -1, 0, NULL };
  gboolean loaded;

  if (!load_rows (&loading, database, BATON_STATEMENT_LIST_META, load_meta, error) || !check_schema (loading.schema, error))
    return FALSE;
  self->loaded_schema = loading.schema;
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!load_rows (&loading, database, tables[i].statement, tables[i].load_row, error))
      return FALSE;
  baton_journal_set_cursor (&self->journal, (guint64) loading.cursor);
  loaded = load_programs (&loading, database, error);
  baton_row_parser_free (loading.rows);
  return loaded;
}

/* ── Upgrade ─────────────────────────────────────────────────────────────────────────────────────────── */

void
baton_workspace_upgrade_file (BatonWorkspace *self)
{
  BatonJob *job;

  if (self->loaded_schema == BATON_SCHEMA_VERSION)
    return;
  job = baton_job_new ();
  for (guint i = 0; i < self->dropped->len; i++)
    {
      baton_job_add (job, BATON_STATEMENT_REMOVE_ENTITY);
      baton_job_bind_text (job, g_ptr_array_index (self->dropped, i));
    }
  baton_job_put_program (job, self->program);
  baton_job_put_meta_int (job, BATON_META_SCHEMA, BATON_SCHEMA_VERSION);
  baton_workspace_submit (self, job);
  g_ptr_array_set_size (self->dropped, 0);
  self->loaded_schema = BATON_SCHEMA_VERSION;
}
