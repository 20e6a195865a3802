/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Connections and statements of the archive: see baton-archive-db.h.
 */
#include "server/baton-archive-db.h"

#include <string.h>

#include "baton-server-resources.h"

#define APPLICATION_ID 0x42744e64
#define VERSION 3
#define BUSY_MS 5000

static const char *const queries[] = {
#define QUERY(NAME, sql) sql,
  BATON_ARCHIVE_QUERIES (QUERY)
#undef QUERY
};
G_STATIC_ASSERT (G_N_ELEMENTS (queries) == N_QUERIES);

gboolean
baton_archive_db_fail (BatonArchiveDb  *db,
                       GError         **error)
{
  BatonArchiveError code;

  switch (sqlite3_errcode (db->db) & 0xff)
    {
    case SQLITE_FULL:
      code = BATON_ARCHIVE_ERROR_FULL;
      break;
    case SQLITE_NOTADB:
      code = BATON_ARCHIVE_ERROR_FOREIGN;
      break;
    case SQLITE_CORRUPT:
      code = BATON_ARCHIVE_ERROR_DAMAGED;
      break;
    default:
      code = BATON_ARCHIVE_ERROR_FAILED;
    }
  g_set_error_literal (error, BATON_ARCHIVE_ERROR, code, sqlite3_errmsg (db->db));
  return FALSE;
}

sqlite3_stmt *
baton_archive_db_query (BatonArchiveDb    *db,
                        BatonArchiveQuery  query)
{
  sqlite3_stmt *statement = db->statements[query];

  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return statement;
}

void
baton_archive_bind_text (sqlite3_stmt *statement,
                         int           index,
                         const char   *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_TRANSIENT);
}

void
baton_archive_bind_bytes (sqlite3_stmt *statement,
                          int           index,
                          GBytes       *bytes)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  sqlite3_bind_blob64 (statement, index, size > 0 ? data : "", size, SQLITE_TRANSIENT);
}

gboolean
baton_archive_db_step (BatonArchiveDb  *db,
                       sqlite3_stmt    *statement,
                       GError         **error)
{
  int code = sqlite3_step (statement);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    baton_archive_db_fail (db, error);
  sqlite3_reset (statement);
  return FALSE;
}

gboolean
baton_archive_db_run (BatonArchiveDb  *db,
                      sqlite3_stmt    *statement,
                      GError         **error)
{
  gboolean done = sqlite3_step (statement) == SQLITE_DONE || baton_archive_db_fail (db, error);

  sqlite3_reset (statement);
  return done;
}

char *
baton_archive_dup_text (sqlite3_stmt *statement,
                        int           column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

GBytes *
baton_archive_dup_bytes (sqlite3_stmt *statement,
                         int           column)
{
  const void *data = sqlite3_column_blob (statement, column);

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (statement, column));
}

void
baton_archive_db_close (BatonArchiveDb *db)
{
  if (db == NULL)
    return;
  for (guint i = 0; i < N_QUERIES; i++)
    sqlite3_finalize (db->statements[i]);
  sqlite3_close (db->db);
  g_mutex_clear (&db->mutex);
  g_free (db);
}

static int
ask_pragma (BatonArchiveDb *db,
            const char     *sql)
{
  sqlite3_stmt *statement = NULL;
  int answer = -1;

  if (sqlite3_prepare_v3 (db->db, sql, -1, 0, &statement, NULL) == SQLITE_OK && sqlite3_step (statement) == SQLITE_ROW)
    answer = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  return answer;
}

static gboolean
execute (BatonArchiveDb  *db,
         const char      *sql,
         GError         **error)
{
  return sqlite3_exec (db->db, sql, NULL, NULL, NULL) == SQLITE_OK || baton_archive_db_fail (db, error);
}

/* From version 1, which did not say when a picture was wanted last: from then on they count as wanted now. From version 2,
 * which knew no languages of a translator. */
static gboolean
upgrade (BatonArchiveDb  *db,
         GError         **error)
{
  gboolean done = TRUE;

  if (!execute (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  /* Another process may have come first: each step is taken from the version that is there now. */
  if (ask_pragma (db, "PRAGMA user_version") == 1)
    done = execute (db, "ALTER TABLE asset ADD COLUMN touched INTEGER NOT NULL DEFAULT 0;"
                        "UPDATE asset SET touched = CAST (strftime ('%s', 'now') AS INTEGER) * 1000000;"
                        "PRAGMA user_version = 2", error);
  if (done && ask_pragma (db, "PRAGMA user_version") == 2)
    done = execute (db, "ALTER TABLE token ADD COLUMN languages TEXT NOT NULL DEFAULT '';"
                        "PRAGMA user_version = 3", error);
  done = done && execute (db, "COMMIT", error);
  if (!done)
    execute (db, "ROLLBACK", NULL);
  return done;
}

/* An empty file becomes an archive, whoever of several comes first. */
static gboolean
prepare_schema (BatonArchiveDb  *db,
                GError         **error)
{
  g_autoptr (GBytes) sql = NULL;
  GResource *resource = baton_server_get_resource ();
  gboolean done;
  int version;

  if (!execute (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (ask_pragma (db, "SELECT count(*) FROM sqlite_schema") == 0 && ask_pragma (db, "PRAGMA application_id") == 0)
    {
      sql = g_resource_lookup_data (resource, "/org/batonconsole/batond/archive.sql", G_RESOURCE_LOOKUP_FLAGS_NONE, error);
      done = sql != NULL && execute (db, g_bytes_get_data (sql, NULL), error) && execute (db, "COMMIT", error);
      if (!done)
        execute (db, "ROLLBACK", NULL);
      return done;
    }
  execute (db, "ROLLBACK", NULL);

  version = ask_pragma (db, "PRAGMA user_version");
  if (ask_pragma (db, "PRAGMA application_id") != APPLICATION_ID)
    g_set_error_literal (error, BATON_ARCHIVE_ERROR, BATON_ARCHIVE_ERROR_FOREIGN, "not a Baton archive");
  else if (version > VERSION)
    g_set_error (error, BATON_ARCHIVE_ERROR, BATON_ARCHIVE_ERROR_NEWER, "version %d, this is %d", version, VERSION);
  else
    return version == VERSION || upgrade (db, error);
  return FALSE;
}

BatonArchiveDb *
baton_archive_db_open (const char  *path,
                       GError     **error)
{
  g_autoptr (BatonArchiveDb) db = g_new0 (BatonArchiveDb, 1);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_EXRESCODE;

  g_mutex_init (&db->mutex);
  if (sqlite3_open_v2 (path, &db->db, flags, NULL) != SQLITE_OK)
    {
      baton_archive_db_fail (db, error);
      return NULL;
    }
  sqlite3_busy_timeout (db->db, BUSY_MS);
  /* The file is the server's own, but it may have been brought here: nothing in it may run by itself. */
  sqlite3_db_config (db->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  if (!execute (db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON", error) ||
      !prepare_schema (db, error))
    return NULL;

  for (guint i = 0; i < N_QUERIES; i++)
    if (sqlite3_prepare_v3 (db->db, queries[i], -1, SQLITE_PREPARE_PERSISTENT, &db->statements[i], NULL) != SQLITE_OK)
      {
        baton_archive_db_fail (db, error);
        return NULL;
      }
  return g_steal_pointer (&db);
}
