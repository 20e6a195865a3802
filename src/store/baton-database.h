/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A connection to a workspace file, hardened against what the file may hold, with its statements prepared once.
 * A connection may be handed from thread to thread but is used by one at a time.
 */
#pragma once

#include <sqlite3.h>

#include "store/baton-store-error.h"

G_BEGIN_DECLS

/* "Batn": PRAGMA application_id. */
#define BATON_APPLICATION_ID 0x4261746e

/* PRAGMA user_version: one number for each shape that the tables ever had, with the reason for it. */
typedef enum
{
  BATON_FILE_VERSION_FIRST = 1,   /* entity, asset, base, journal, outbox, meta */
  BATON_FILE_VERSION_END
} BatonFileVersion;

#define BATON_FILE_VERSION (BATON_FILE_VERSION_END - 1)

#define BATON_STATEMENTS(X) \
  X (BEGIN, "BEGIN IMMEDIATE") \
  X (COMMIT, "COMMIT") \
  X (ROLLBACK, "ROLLBACK") \
  X (PUT_ENTITY, "INSERT INTO entity (id, kind, parent, position, body) VALUES (?1, ?2, ?3, ?4, ?5) " \
                 "ON CONFLICT (id) DO UPDATE SET kind = ?2, parent = ?3, position = ?4, body = ?5") \
  X (REMOVE_ENTITY, "DELETE FROM entity WHERE id = ?1") \
  X (PUT_ENTRY, "INSERT OR REPLACE INTO journal (sequence, kind, name, actor, time, schema, forward, inverse, base_before, base_after) " \
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)") \
  X (REMOVE_ENTRY, "DELETE FROM journal WHERE sequence = ?1") \
  X (DROP_UNDONE, "DELETE FROM journal WHERE sequence > ?1 AND kind <> 'push'") \
  X (PUT_META, "INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)") \
  X (REMOVE_META, "DELETE FROM meta WHERE key = ?1") \
  X (PUT_ASSET, "INSERT OR IGNORE INTO asset (sha256, type, bytes) VALUES (?1, ?2, ?3)") \
  X (REMOVE_ASSET, "DELETE FROM asset WHERE sha256 = ?1") \
  X (PUT_BASE, "INSERT OR REPLACE INTO base (number, revision, digest, body) VALUES (?1, ?2, ?3, ?4)") \
  X (DROP_BASES, "DELETE FROM base WHERE number <> ?1 AND number NOT IN (SELECT base_before FROM journal WHERE base_before IS NOT NULL) " \
                 "AND number NOT IN (SELECT base_after FROM journal WHERE base_after IS NOT NULL)") \
  X (PUT_OUTBOX, "INSERT OR REPLACE INTO outbox (sequence, key, state, payload) VALUES (?1, ?2, ?3, ?4)") \
  X (SET_OUTBOX_STATE, "UPDATE outbox SET state = ?2 WHERE key = ?1") \
  X (REMOVE_OUTBOX, "DELETE FROM outbox WHERE key = ?1") \
  X (LIST_ENTITIES, "SELECT id, kind, body FROM entity") \
  X (LAST_ENTITY, "SELECT max (rowid) FROM entity") \
  X (LIST_ENTRIES, "SELECT sequence, kind, name, actor, time, schema, base_before, base_after FROM journal ORDER BY sequence") \
  X (LIST_META, "SELECT key, value FROM meta") \
  X (LIST_ASSETS, "SELECT sha256 FROM asset") \
  X (LIST_OUTBOX, "SELECT sequence, key, state, payload FROM outbox ORDER BY sequence") \
  X (LIST_BASES, "SELECT number, revision, digest FROM base") \
  X (GET_BASE, "SELECT revision, digest, body FROM base WHERE number = ?1") \
  X (GET_ENTRY, "SELECT schema, forward, inverse FROM journal WHERE sequence = ?1") \
  X (LIST_ENTRIES_OF, "SELECT sequence FROM journal WHERE instr (inverse, ?1) ORDER BY sequence DESC LIMIT 50") \
  X (GET_ASSET, "SELECT bytes FROM asset WHERE sha256 = ?1") \
  X (FIND_IN_JOURNAL, "SELECT 1 FROM journal WHERE instr (forward, ?1) OR instr (inverse, ?1) LIMIT 1") \
  X (FIND_IN_BASES, "SELECT 1 FROM base WHERE instr (body, ?1) LIMIT 1")

typedef enum
{
#define BATON_STATEMENT(SYMBOL, sql) BATON_STATEMENT_##SYMBOL,
  BATON_STATEMENTS (BATON_STATEMENT)
#undef BATON_STATEMENT
  BATON_N_STATEMENTS
} BatonStatement;

typedef struct
{
  sqlite3      *handle;
  sqlite3_stmt *statements[BATON_N_STATEMENTS];   /* prepared when first asked for */
  char         *path;
  int           system_errno;                     /* what the last call left in errno: why an I/O error was one */
} BatonDatabase;

typedef struct _BatonDatabaseCheck BatonDatabaseCheck;

typedef enum
{
  BATON_DATABASE_WRITE,     /* the file exists and holds a workspace */
  BATON_DATABASE_READ,
  BATON_DATABASE_CREATE,    /* the file exists, is empty, and gets the tables */
  BATON_DATABASE_SCRATCH    /* an anonymous database that goes when closed */
} BatonDatabaseMode;

/* Opens and hardens; looks at nothing yet but for CREATE. */
BatonDatabase *baton_database_open        (const char         *path,
                                           BatonDatabaseMode   mode,
                                           GError            **error);
/* Whether the file is a workspace of ours and holds together: FOREIGN, NEWER, DAMAGED. Reads all of it. */
gboolean       baton_database_check       (BatonDatabase      *self,
                                           GError            **error);
/* The same in two parts, for a file that shall be read meanwhile: what is quick and must come first; then the pages, by a thread
 * with a connection of its own, or at the end where they are few. SQLite reads a file that is not sound without harm, but
 * whatever was read counts for nothing until the end has said that it is. *self* is of the file *path*, and open until then. */
gboolean       baton_database_check_kind   (BatonDatabase      *self,
                                            GError            **error);
BatonDatabaseCheck *baton_database_check_begin (BatonDatabase   *self,
                                                const char      *path);
/* Waits; frees. DAMAGED, IO… */
gboolean       baton_database_check_end    (BatonDatabaseCheck *check,
                                            GError            **error);
/* Whether the file can be written as it is, once it has been read: READ_ONLY where its header says that a later SQLite must do that. */
gboolean       baton_database_check_writable (BatonDatabase   *self,
                                              GError         **error);
/* Moves the file to write-ahead logging with every commit synced: for the one that writes. */
gboolean       baton_database_use_wal     (BatonDatabase      *self,
                                           GError            **error);
/* Whether the file is still what its name leads to. If not, as when a mount went away or somebody moved it, commits succeed and
 * reach nobody: IO. */
gboolean       baton_database_check_place  (BatonDatabase      *self,
                                            GError            **error);
/* Every page of *source* into *self*. */
gboolean       baton_database_copy_from   (BatonDatabase      *self,
                                           BatonDatabase      *source,
                                           GError            **error);
/* Gives back the memory that holds pages of the file: for when all that is read has been read. */
void           baton_database_forget_pages (BatonDatabase     *self);
/* Closes without moving the log into the file: a file that was refused stays as it was, byte for byte. */
void           baton_database_close_untouched (BatonDatabase  *self);
void           baton_database_close       (BatonDatabase      *self);

/* The prepared statement, borrowed, reset and unbound. */
sqlite3_stmt  *baton_database_get         (BatonDatabase      *self,
                                           BatonStatement      statement,
                                           GError            **error);
/* Runs it to the end and resets it. */
gboolean       baton_database_run         (BatonDatabase      *self,
                                           sqlite3_stmt       *statement,
                                           GError            **error);
/* One more row: 1; none: 0; failed: -1. At 0 and -1 the statement is reset. */
int            baton_database_step        (BatonDatabase      *self,
                                           sqlite3_stmt       *statement,
                                           GError            **error);
/* The statement on the row of *number*, which it asks for; to be reset. DAMAGED where there is none. */
sqlite3_stmt  *baton_database_find         (BatonDatabase      *self,
                                            BatonStatement      statement,
                                            gint64              number,
                                            GError            **error);
/* A column's bytes, copied: NO_MEMORY. (transfer full) */
GBytes        *baton_database_dup_bytes    (BatonDatabase      *self,
                                            sqlite3_stmt       *statement,
                                            int                 column,
                                            GError            **error);
/* The same where they lie. The statement stays where it is, and must not be asked for again, until the bytes are freed, which is to be
 * done on the database's thread. */
GBytes        *baton_database_lend_bytes   (BatonDatabase      *self,
                                            sqlite3_stmt       *statement,
                                            int                 column,
                                            GError            **error);
/* Sets *error* from what SQLite says of its last call and returns FALSE. */
gboolean       baton_database_fail        (BatonDatabase      *self,
                                           int                 result,
                                           GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonDatabase, baton_database_close)

G_END_DECLS
