/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One connection to the archive's file with all its statements prepared, and the little that is needed to use them.
 * Private to the archive. SQL is never put together from parts: every statement stands in the table below.
 */
#pragma once

#include <sqlite3.h>

#include "server/baton-archive.h"

G_BEGIN_DECLS

#define REVISION_COLUMNS "number, parent, restored_from, time, digest, author, message"

#define BATON_ARCHIVE_QUERIES(QUERY) \
  QUERY (BEGIN, "BEGIN IMMEDIATE") \
  QUERY (BEGIN_READING, "BEGIN") \
  QUERY (COMMIT, "COMMIT") \
  QUERY (ROLLBACK, "ROLLBACK") \
  QUERY (HEAD, "SELECT " REVISION_COLUMNS " FROM revision ORDER BY number DESC LIMIT 1") \
  QUERY (REVISION, "SELECT " REVISION_COLUMNS " FROM revision WHERE number = ?1") \
  QUERY (REVISIONS, "SELECT " REVISION_COLUMNS " FROM revision WHERE number < ?1 ORDER BY number DESC LIMIT ?2") \
  QUERY (COUNT_REVISIONS, "SELECT count(*) FROM revision") \
  QUERY (ADD_REVISION, "INSERT INTO revision (" REVISION_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)") \
  QUERY (PROGRAM, "SELECT bytes FROM program WHERE digest = ?1") \
  QUERY (PROGRAM_DIGESTS, "SELECT digest FROM program ORDER BY digest") \
  QUERY (PROGRAMS_BY_AGE, "SELECT digest FROM revision GROUP BY digest ORDER BY max (number) DESC") \
  QUERY (ADD_PROGRAM, "INSERT INTO program (digest, bytes) VALUES (?1, ?2) ON CONFLICT (digest) DO NOTHING") \
  QUERY (ASSET, "SELECT media_type, bytes FROM asset WHERE sha256 = ?1") \
  QUERY (HAS_ASSET, "SELECT 1 FROM asset WHERE sha256 = ?1") \
  QUERY (ASSET_DIGESTS, "SELECT sha256 FROM asset ORDER BY sha256") \
  QUERY (ADD_ASSET, "INSERT INTO asset (sha256, media_type, bytes, touched) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (sha256) DO NOTHING") \
  QUERY (IDLE_ASSET, "SELECT 1 FROM asset WHERE sha256 = ?1 AND touched < ?2") \
  QUERY (TOUCH_ASSET, "UPDATE asset SET touched = ?2 WHERE sha256 = ?1 AND touched < ?3") \
  QUERY (IDLE_ASSETS, "SELECT sha256 FROM asset WHERE touched < ?1") \
  QUERY (FREE_ASSET, "DELETE FROM asset WHERE sha256 = ?1 AND touched < ?2") \
  QUERY (TOKEN, "SELECT role, name FROM token WHERE hash = ?1 AND revoked IS NULL") \
  QUERY (ADD_TOKEN, "INSERT INTO token (hash, name, role, created, languages) VALUES (?1, ?2, ?3, ?4, ?5)") \
  QUERY (TOKEN_LANGUAGES, "SELECT languages FROM token WHERE name = ?1") \
  QUERY (TOKENS, "SELECT name, role, languages, revoked IS NOT NULL, hash FROM token") \
  QUERY (REVOKE_TOKEN, "UPDATE token SET revoked = ?2 WHERE name = ?1 AND revoked IS NULL") \
  QUERY (ANSWER, "SELECT target, body, status, headers, content FROM answer WHERE actor = ?1 AND key = ?2") \
  QUERY (ADD_ANSWER, "INSERT INTO answer (actor, key, target, body, status, headers, content, time) " \
                     "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)") \
  QUERY (DROP_ANSWERS, "DELETE FROM answer WHERE time < ?1") \
  QUERY (LAST_AUDIT, "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1") \
  QUERY (AUDIT, "SELECT sequence, entry, hash FROM audit WHERE sequence > ?1 ORDER BY sequence LIMIT ?2") \
  QUERY (ADD_AUDIT, "INSERT INTO audit (sequence, entry, hash) VALUES (?1, ?2, ?3)")

typedef enum
{
#define QUERY(NAME, sql) QUERY_##NAME,
  BATON_ARCHIVE_QUERIES (QUERY)
#undef QUERY
  N_QUERIES
} BatonArchiveQuery;

typedef struct
{
  GMutex        mutex;                  /* held from a statement's start to its reset */
  sqlite3      *db;
  sqlite3_stmt *statements[N_QUERIES];
} BatonArchiveDb;

BatonArchiveDb *baton_archive_db_open  (const char         *path,
                                        GError            **error);
void            baton_archive_db_close (BatonArchiveDb     *db);

/* A statement ready to be bound; the caller holds the mutex. */
sqlite3_stmt   *baton_archive_db_query (BatonArchiveDb     *db,
                                        BatonArchiveQuery   query);
void            baton_archive_bind_text (sqlite3_stmt      *statement,
                                         int                index,
                                         const char        *text);
void            baton_archive_bind_bytes (sqlite3_stmt     *statement,
                                          int               index,
                                          GBytes           *bytes);
/* TRUE with a row. Without one *error* is set when the statement failed. Otherwise the statement is reset. */
gboolean        baton_archive_db_step  (BatonArchiveDb     *db,
                                        sqlite3_stmt       *statement,
                                        GError            **error);
/* For a statement that gives no rows. */
gboolean        baton_archive_db_run   (BatonArchiveDb     *db,
                                        sqlite3_stmt       *statement,
                                        GError            **error);
/* A column's text or bytes, copied. (transfer full) */
char           *baton_archive_dup_text  (sqlite3_stmt      *statement,
                                         int                column);
GBytes         *baton_archive_dup_bytes (sqlite3_stmt      *statement,
                                         int                column);
/* Sets *error* from the connection's last failure. Returns FALSE. */
gboolean        baton_archive_db_fail  (BatonArchiveDb     *db,
                                        GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonArchiveDb, baton_archive_db_close)

G_END_DECLS
