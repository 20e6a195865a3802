/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening SQLite with everything off that a workspace does not need. A file may come from anybody by mail: its schema
 * must be ours to the letter, so no trigger, view or virtual table can run, and limits bound what reading it may cost.
 */
#define G_LOG_DOMAIN "baton-store"

#include "config.h"

#include "store/baton-database.h"

#include <errno.h>
#include <string.h>

#include "model/baton-json.h"
#include "store/baton-store-resources.h"

#define BUSY_TIMEOUT_MS 5000
#define LOG_SIZE_LIMIT_BYTES (16 * 1024 * 1024)
/* A thread and a connection of its own take longer than checking so little, 512 kB of our pages. */
#define MAX_PAGES_AT_ONCE 128

static const char * const statement_sql[] = {
#define BATON_STATEMENT(SYMBOL, sql) sql,
  BATON_STATEMENTS (BATON_STATEMENT)
#undef BATON_STATEMENT
};

G_STATIC_ASSERT (G_N_ELEMENTS (statement_sql) == BATON_N_STATEMENTS);

static BatonStoreError
code_for_result (int result,
                 int system_errno)
{
  if (result == SQLITE_IOERR_NOMEM)
    return BATON_STORE_ERROR_NO_MEMORY;
  switch (result & 0xff)
    {
    case SQLITE_NOMEM:
      return BATON_STORE_ERROR_NO_MEMORY;
    case SQLITE_FULL:
      return BATON_STORE_ERROR_FULL;
    case SQLITE_IOERR:
      return system_errno == ENOSPC || system_errno == EDQUOT || system_errno == EFBIG ? BATON_STORE_ERROR_FULL
                                                                                       : BATON_STORE_ERROR_IO;
    case SQLITE_CANTOPEN:
    case SQLITE_PROTOCOL:
      return BATON_STORE_ERROR_IO;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_ERROR:   /* our statements are fixed and right: what does not fit them is the file */
      return BATON_STORE_ERROR_DAMAGED;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return BATON_STORE_ERROR_READ_ONLY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return BATON_STORE_ERROR_LOCKED;
    case SQLITE_TOOBIG:
      return BATON_STORE_ERROR_TOO_LARGE;
    default:
      return BATON_STORE_ERROR_FAILED;
    }
}

gboolean
baton_database_fail (BatonDatabase  *self,
                     int             result,
                     GError        **error)
{
  g_set_error (error, BATON_STORE_ERROR, code_for_result (result, self->system_errno), "%s: %s (%d)", self->path,
               self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (result), result);
  return FALSE;
}

/* sqlite3_system_errno() is not set by all that may find the disk full, so a quota would look like a broken disk. */
static int
step (BatonDatabase *self,
      sqlite3_stmt  *statement)
{
  int result;

  errno = 0;
  result = sqlite3_step (statement);
  self->system_errno = errno;
  return result;
}

static gboolean
execute (BatonDatabase  *self,
         const char     *sql,
         GError        **error)
{
  int result;

  errno = 0;
  result = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
  self->system_errno = errno;

  return result == SQLITE_OK || baton_database_fail (self, result, error);
}

static void
harden (BatonDatabase *self)
{
  static const struct { int option, value; } options[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
    { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
    { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
    { SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
    { SQLITE_DBCONFIG_DQS_DML, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 },
  };
  static const struct { int limit, value; } limits[] = {
    { SQLITE_LIMIT_LENGTH, BATON_JSON_MAX_BYTES + 65536 },
    { SQLITE_LIMIT_SQL_LENGTH, 65536 },
    { SQLITE_LIMIT_COLUMN, 32 },
    { SQLITE_LIMIT_EXPR_DEPTH, 32 },
    { SQLITE_LIMIT_COMPOUND_SELECT, 4 },
    { SQLITE_LIMIT_FUNCTION_ARG, 8 },
    { SQLITE_LIMIT_ATTACHED, 0 },
    { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100 },
    { SQLITE_LIMIT_VARIABLE_NUMBER, 16 },
    { SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
    { SQLITE_LIMIT_WORKER_THREADS, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    sqlite3_db_config (self->handle, options[i].option, options[i].value, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (self->handle, limits[i].limit, limits[i].value);
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
}

static gboolean
create_tables (BatonDatabase  *self,
               GError        **error)
{
  g_autoptr (GBytes) schema = g_resource_lookup_data (baton_store_get_resource (), "/org/batonconsole/store/schema.sql",
                                                      G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *identity = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                                               BATON_APPLICATION_ID, BATON_FILE_VERSION);

  return schema != NULL && execute (self, identity, error) && execute (self, g_bytes_get_data (schema, NULL), error);
}

BatonDatabase *
baton_database_open (const char         *path,
                     BatonDatabaseMode   mode,
                     GError            **error)
{
  BatonDatabase *self = g_new0 (BatonDatabase, 1);
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
  int result;

  flags |= mode == BATON_DATABASE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (mode == BATON_DATABASE_SCRATCH)
    flags |= SQLITE_OPEN_CREATE;
  self->path = g_strdup (mode == BATON_DATABASE_SCRATCH ? "" : path);
  result = sqlite3_open_v2 (self->path, &self->handle, flags, NULL);
  if (result != SQLITE_OK)
    {
      baton_database_fail (self, result, error);
      baton_database_close (self);
      return NULL;
    }
  harden (self);
  if (!execute (self, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA synchronous = FULL;", error) ||
      (mode == BATON_DATABASE_CREATE && !create_tables (self, error)))
    {
      baton_database_close_untouched (self);
      return NULL;
    }
  return self;
}

static gboolean
read_pragma (BatonDatabase  *self,
             const char     *pragma,
             gint64         *value,
             GError        **error)
{
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (self->handle, pragma, -1, &statement, NULL);

  if (result == SQLITE_OK)
    result = step (self, statement);
  if (result == SQLITE_ROW)
    {
      *value = sqlite3_column_int64 (statement, 0);
      sqlite3_finalize (statement);
      return TRUE;
    }
  baton_database_fail (self, result, error);
  sqlite3_finalize (statement);
  return FALSE;
}

/* What the file says of its tables, each statement on a line. */
static char *
describe_tables (BatonDatabase  *self,
                 GError        **error)
{
  g_autoptr (GString) description = g_string_new (NULL);
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (self->handle, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name",
                                   -1, &statement, NULL);

  if (result == SQLITE_OK)
    while ((result = step (self, statement)) == SQLITE_ROW)
      for (int column = 0; column < 4; column++)
        {
          const char *text = (const char *) sqlite3_column_text (statement, column);

          g_string_append (description, text != NULL ? text : "-");
          g_string_append_c (description, '\n');
        }
  if (result != SQLITE_DONE)
    baton_database_fail (self, result, error);
  sqlite3_finalize (statement);
  return result == SQLITE_DONE ? g_string_free (g_steal_pointer (&description), FALSE) : NULL;
}

/* What a file of ours says; found out once, in a database that is made for it. NULL with an error. */
static const char *
get_expected_tables (GError **error)
{
  static char *expected;   /* atomic */
  g_autoptr (BatonDatabase) model = NULL;
  g_autofree char *described = NULL;

  if (g_atomic_pointer_get (&expected) != NULL)
    return expected;
  model = baton_database_open (NULL, BATON_DATABASE_SCRATCH, error);
  if (model == NULL || !create_tables (model, error))
    return NULL;
  described = describe_tables (model, error);
  if (described != NULL && g_atomic_pointer_compare_and_exchange (&expected, NULL, described))
    g_steal_pointer (&described);
  return g_atomic_pointer_get (&expected);
}

static gboolean
check_tables (BatonDatabase  *self,
              GError        **error)
{
  const char *expected = get_expected_tables (error);
  g_autofree char *found = NULL;

  if (expected == NULL)
    return FALSE;
  found = describe_tables (self, error);
  if (found == NULL)
    return FALSE;
  if (strcmp (expected, found) == 0)
    return TRUE;
  g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_DAMAGED, "%s: the tables are not those of version %d",
               self->path, BATON_FILE_VERSION);
  return FALSE;
}

/* Runs a checking PRAGMA that answers with the single row *healthy*, or with none where that is NULL. */
static gboolean
check_pragma (BatonDatabase  *self,
              const char     *pragma,
              const char     *healthy,
              GError        **error)
{
  g_autofree char *complaint = NULL;
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (self->handle, pragma, -1, &statement, NULL);

  if (result == SQLITE_OK)
    while ((result = step (self, statement)) == SQLITE_ROW && complaint == NULL)
      {
        const char *text = (const char *) sqlite3_column_text (statement, 0);

        if (g_strcmp0 (text, healthy) != 0)
          complaint = g_strdup (text != NULL ? text : "?");
      }
  if (complaint != NULL)
    g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_DAMAGED, "%s: %s: %s", self->path, pragma, complaint);
  else if (result != SQLITE_DONE)
    baton_database_fail (self, result, error);
  sqlite3_finalize (statement);
  return complaint == NULL && result == SQLITE_DONE;
}

/* integrity_check has the same complaint for a page that is broken and one that could not be read, but a disk that fails is no
 * damaged file. So after a complaint every page is read again, which tells the two apart. */
static gboolean
check_pages (BatonDatabase  *self,
             GError        **error)
{
  /* Not quick_check: it passes an index that does not fit its table, and such a file opens but takes no edit. On 100,000
   * entities the difference is some 100 ms, on a usual program 1 ms. */
  static const char pragma[] = "PRAGMA integrity_check (1)";
  g_autoptr (GError) complaint = NULL;
  g_autoptr (GError) reading = NULL;
  g_autoptr (BatonDatabase) copy = NULL;

  if (check_pragma (self, pragma, "ok", &complaint))
    return TRUE;
  if (g_error_matches (complaint, BATON_STORE_ERROR, BATON_STORE_ERROR_DAMAGED))
    {
      copy = baton_database_open (NULL, BATON_DATABASE_SCRATCH, &reading);
      if (copy != NULL && baton_database_copy_from (copy, self, &reading))
        return check_pragma (self, pragma, "ok", error);
      if (!g_error_matches (reading, BATON_STORE_ERROR, BATON_STORE_ERROR_DAMAGED))
        {
          g_propagate_error (error, g_steal_pointer (&reading));
          return FALSE;
        }
    }
  g_propagate_error (error, g_steal_pointer (&complaint));
  return FALSE;
}

gboolean
baton_database_check_kind (BatonDatabase  *self,
                           GError        **error)
{
  gint64 application, version;

  if (!read_pragma (self, "PRAGMA application_id", &application, error) ||
      !read_pragma (self, "PRAGMA user_version", &version, error))
    return FALSE;
  if (application != BATON_APPLICATION_ID || version < BATON_FILE_VERSION_FIRST)
    {
      g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_FOREIGN, "%s is a database of another program", self->path);
      return FALSE;
    }
  if (version > BATON_FILE_VERSION)
    {
      g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NEWER, "%s has version %" G_GINT64_FORMAT ", ours is %d",
                   self->path, version, BATON_FILE_VERSION);
      return FALSE;
    }
  return check_tables (self, error);
}

static gboolean
check_contents (BatonDatabase  *self,
                GError        **error)
{
  return check_pages (self, error) && check_pragma (self, "PRAGMA foreign_key_check", NULL, error);
}

gboolean
baton_database_check (BatonDatabase  *self,
                      GError        **error)
{
  return baton_database_check_kind (self, error) && check_contents (self, error);
}

struct _BatonDatabaseCheck
{
  BatonDatabase *database;   /* borrowed */
  GThread       *thread;     /* NULL: it is checked at the end */
  char          *path;       /* owned */
  GError        *error;      /* owned; the thread's until it is joined */
};

static gpointer
check_thread (gpointer data)
{
  BatonDatabaseCheck *check = data;
  BatonDatabase *database = baton_database_open (check->path, BATON_DATABASE_READ, &check->error);

  if (database != NULL)
    check_contents (database, &check->error);
  baton_database_close_untouched (database);
  return NULL;
}

BatonDatabaseCheck *
baton_database_check_begin (BatonDatabase *self,
                            const char    *path)
{
  BatonDatabaseCheck *check = g_new0 (BatonDatabaseCheck, 1);
  gint64 n_pages;

  check->database = self;
  check->path = g_strdup (path);
  if (!read_pragma (self, "PRAGMA page_count", &n_pages, NULL) || n_pages > MAX_PAGES_AT_ONCE)
    check->thread = g_thread_new ("baton-check", check_thread, check);
  return check;
}

gboolean
baton_database_check_end (BatonDatabaseCheck  *check,
                          GError             **error)
{
  gboolean sound;

  if (check->thread != NULL)
    g_thread_join (check->thread);
  else
    check_contents (check->database, &check->error);
  sound = check->error == NULL;
  if (!sound)
    g_propagate_error (error, g_steal_pointer (&check->error));
  g_free (check->path);
  g_free (check);
  return sound;
}

gboolean
baton_database_check_writable (BatonDatabase  *self,
                               GError        **error)
{
  /* "Write version" in https://www.sqlite.org/fileformat.html */
  if (sqlite3_db_readonly (self->handle, "main") != 1)
    return TRUE;
  g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_READ_ONLY, "%s can be read but not written by this version of SQLite", self->path);
  return FALSE;
}

gboolean
baton_database_use_wal (BatonDatabase  *self,
                        GError        **error)
{
  g_autofree char *limit = g_strdup_printf ("PRAGMA journal_size_limit = %d", LOG_SIZE_LIMIT_BYTES);

  /* SQLite answers with the mode that it could reach; a file system without shared memory cannot do it. */
  return check_pragma (self, "PRAGMA journal_mode = WAL", "wal", error) && execute (self, limit, error);
}

gboolean
baton_database_check_place (BatonDatabase  *self,
                            GError        **error)
{
  int has_moved = 0;

  if (*self->path == '\0' ||
      sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved) != SQLITE_OK || !has_moved)
    return TRUE;
  g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_IO, "%s is no longer there", self->path);
  return FALSE;
}

gboolean
baton_database_copy_from (BatonDatabase  *self,
                          BatonDatabase  *source,
                          GError        **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (self->handle, "main", source->handle, "main");
  int result;

  if (backup == NULL)
    return baton_database_fail (self, sqlite3_errcode (self->handle), error);
  errno = 0;
  result = sqlite3_backup_step (backup, -1);
  self->system_errno = errno;
  sqlite3_backup_finish (backup);
  if (result == SQLITE_DONE)
    return TRUE;
  g_set_error (error, BATON_STORE_ERROR, code_for_result (result, self->system_errno), "Copy %s to %s: %s (%d)", source->path,
               self->path, sqlite3_errstr (result), result);
  return FALSE;
}

void
baton_database_forget_pages (BatonDatabase *self)
{
  sqlite3_db_release_memory (self->handle);
}

void
baton_database_close_untouched (BatonDatabase *self)
{
  if (self != NULL && self->handle != NULL)
    sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  baton_database_close (self);
}

void
baton_database_close (BatonDatabase *self)
{
  if (self == NULL)
    return;
  for (int i = 0; i < BATON_N_STATEMENTS; i++)
    sqlite3_finalize (self->statements[i]);
  sqlite3_close (self->handle);
  g_free (self->path);
  g_free (self);
}

sqlite3_stmt *
baton_database_get (BatonDatabase   *self,
                    BatonStatement   statement,
                    GError         **error)
{
  sqlite3_stmt **prepared = &self->statements[statement];

  if (*prepared == NULL)
    {
      int result = sqlite3_prepare_v3 (self->handle, statement_sql[statement], -1, SQLITE_PREPARE_PERSISTENT, prepared, NULL);

      if (result != SQLITE_OK)
        {
          baton_database_fail (self, result, error);
          return NULL;
        }
    }
  sqlite3_reset (*prepared);
  sqlite3_clear_bindings (*prepared);
  return *prepared;
}

int
baton_database_step (BatonDatabase  *self,
                     sqlite3_stmt   *statement,
                     GError        **error)
{
  int result = step (self, statement);

  if (result == SQLITE_ROW)
    return 1;
  if (result != SQLITE_DONE)
    baton_database_fail (self, result, error);
  sqlite3_reset (statement);
  return result == SQLITE_DONE ? 0 : -1;
}

sqlite3_stmt *
baton_database_find (BatonDatabase   *self,
                     BatonStatement   statement,
                     gint64           number,
                     GError         **error)
{
  sqlite3_stmt *found = baton_database_get (self, statement, error);
  int row;

  if (found == NULL)
    return NULL;
  sqlite3_bind_int64 (found, 1, number);
  row = baton_database_step (self, found, error);
  if (row == 0)
    g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_DAMAGED, "%s: number %" G_GINT64_FORMAT " has gone (%s)", self->path, number,
                 statement_sql[statement]);
  return row > 0 ? found : NULL;
}

GBytes *
baton_database_dup_bytes (BatonDatabase  *self,
                          sqlite3_stmt   *statement,
                          int             column,
                          GError        **error)
{
  /* The length first: in a file in UTF-16 it moves the text. */
  gsize length = (gsize) sqlite3_column_bytes (statement, column);
  const void *bytes = sqlite3_column_blob (statement, column);
  char *copy = length == 0 || bytes != NULL ? g_try_malloc (length + 1) : NULL;

  if (copy == NULL)
    {
      g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NO_MEMORY, "%s: no memory for %" G_GSIZE_FORMAT " bytes", self->path, length);
      return NULL;
    }
  if (length > 0)
    memcpy (copy, bytes, length);
  copy[length] = '\0';
  return g_bytes_new_take (copy, length);
}

static void
reset_cb (gpointer statement)
{
  sqlite3_reset (statement);
}

GBytes *
baton_database_lend_bytes (BatonDatabase  *self,
                           sqlite3_stmt   *statement,
                           int             column,
                           GError        **error)
{
  gsize length = (gsize) sqlite3_column_bytes (statement, column);
  const void *bytes = sqlite3_column_blob (statement, column);

  if (bytes != NULL || (length == 0 && sqlite3_errcode (self->handle) != SQLITE_NOMEM))
    return g_bytes_new_with_free_func (bytes, length, reset_cb, statement);
  sqlite3_reset (statement);
  baton_database_fail (self, SQLITE_NOMEM, error);
  return NULL;
}

gboolean
baton_database_run (BatonDatabase  *self,
                    sqlite3_stmt   *statement,
                    GError        **error)
{
  int result;

  while ((result = baton_database_step (self, statement, error)) > 0)
    ;
  return result == 0;
}
