/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether the archive is what the trail says that was done to it: see baton-archive.h.
 *
 * The trail is a chain of hashes, and its entries tell of every revision, token and picture what it must be. Programs and pictures
 * are known by their digests. So a change to any row shows, unless the end of the trail is cut off with what it tells of: of that
 * an archive alone can know nothing.
 */
#include "server/baton-archive-private.h"

#include <string.h>

#include "model/baton-json.h"

#define HASH_BYTES BATON_ARCHIVE_HASH_BYTES

/* What there must be, by the entries read so far. */
typedef struct
{
  BatonArchiveDb *db;
  gint64          n_entries;
  gint64          n_revisions;
  GHashTable     *tokens;       /* name → BatonValue of the entry that made it; owned */
  GHashTable     *revoked;      /* set of names; owned */
  GHashTable     *assets;       /* set of digests; owned */
  guint8          chain[HASH_BYTES];
  gsize           chain_size;
} Account;

static void
account_clear (Account *account)
{
  g_clear_pointer (&account->tokens, g_hash_table_unref);
  g_clear_pointer (&account->revoked, g_hash_table_unref);
  g_clear_pointer (&account->assets, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Account, account_clear)

static gboolean
complain (GError     **error,
          const char  *format,
          ...) G_GNUC_PRINTF (2, 3);

static gboolean
complain (GError     **error,
          const char  *format,
          ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return baton_archive_fail (error, BATON_ARCHIVE_ERROR_DAMAGED, text);
}

/* ── Entries ─────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_string (const BatonValue *entry,
            const char       *key,
            const char       *wanted)
{
  return g_strcmp0 (baton_value_get_member_string (entry, key), wanted) == 0;
}

/* Trails of before say nothing of a revision's message and origin. */
static gboolean
tells_of (const BatonValue           *entry,
          const BatonArchiveRevision *revision,
          const char                 *before)
{
  return has_string (entry, "after", revision->digest) && has_string (entry, "before", before) && has_string (entry, "actor", revision->author) &&
         baton_value_get_member_integer (entry, "time", -1) == revision->time && revision->parent == revision->number - 1 &&
         has_string (entry, "action", revision->restored_from > 0 ? "restore" : "push") &&
         (baton_value_get_member (entry, "message") == NULL ||
          (has_string (entry, "message", revision->message) && baton_value_get_member_integer (entry, "restored-from", -1) == revision->restored_from));
}

/* (transfer full); NULL when there is none, or with *error*. */
static BatonArchiveRevision *
find_revision (BatonArchiveDb  *db,
               gint64           number,
               GError         **error)
{
  sqlite3_stmt *statement = baton_archive_db_query (db, QUERY_REVISION);
  BatonArchiveRevision *revision = NULL;

  sqlite3_bind_int64 (statement, 1, number);
  if (baton_archive_db_step (db, statement, error))
    revision = baton_archive_read_revision (statement);
  sqlite3_reset (statement);
  return revision;
}

static gboolean
check_revision (Account           *account,
                const BatonValue  *entry,
                GError           **error)
{
  gint64 number = ++account->n_revisions;
  g_autoptr (GError) failure = NULL;
  g_autoptr (BatonArchiveRevision) parent = number > 1 ? find_revision (account->db, number - 1, &failure) : g_new0 (BatonArchiveRevision, 1);
  g_autoptr (BatonArchiveRevision) revision = failure == NULL ? find_revision (account->db, number, &failure) : NULL;
  g_autofree char *before = parent != NULL ? baton_archive_revision_get_etag (parent) : NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return (revision != NULL && tells_of (entry, revision, before)) || complain (error, "revision %" G_GINT64_FORMAT, number);
}

static gboolean
note_entry (Account           *account,
            const BatonValue  *entry,
            GError           **error)
{
  const char *actor = baton_value_get_member_string (entry, "actor");
  const char *before = baton_value_get_member_string (entry, "before"), *after = baton_value_get_member_string (entry, "after");

  if (has_string (entry, "action", "push") || has_string (entry, "action", "restore"))
    return check_revision (account, entry, error);
  if (has_string (entry, "action", "add-token") && actor != NULL)
    g_hash_table_replace (account->tokens, g_strdup (actor), baton_value_ref (entry));
  if (has_string (entry, "action", "revoke-token") && actor != NULL)
    g_hash_table_add (account->revoked, g_strdup (actor));
  if (has_string (entry, "action", "upload") && after != NULL)
    g_hash_table_add (account->assets, g_strdup (after));
  if (has_string (entry, "action", "free") && before != NULL)
    g_hash_table_remove (account->assets, before);
  return TRUE;
}

/* Checks one entry against the hash before it, which becomes its own. */
static gboolean
check_entry (Account       *account,
             sqlite3_stmt  *statement,
             GError       **error)
{
  const char *text = (const char *) sqlite3_column_text (statement, 1);
  gsize length = (gsize) sqlite3_column_bytes (statement, 1);
  const void *stored = sqlite3_column_blob (statement, 2);
  g_autoptr (BatonValue) entry = NULL;
  guint8 hash[HASH_BYTES];
  gint64 sequence = ++account->n_entries;

  baton_archive_hash (account->chain, account->chain_size, text, length, hash);
  if (sqlite3_column_int64 (statement, 0) == sequence && sqlite3_column_bytes (statement, 2) == HASH_BYTES &&
      memcmp (hash, stored, HASH_BYTES) == 0)
    entry = baton_json_parse (text, length, NULL);
  if (entry == NULL)
    return complain (error, "entry %" G_GINT64_FORMAT " of the trail", sequence);
  memcpy (account->chain, hash, HASH_BYTES);
  account->chain_size = HASH_BYTES;
  return note_entry (account, entry, error);
}

static gboolean
check_trail (Account  *account,
             GError  **error)
{
  sqlite3_stmt *statement = baton_archive_db_query (account->db, QUERY_AUDIT);
  g_autoptr (GError) failure = NULL;

  sqlite3_bind_int64 (statement, 1, 0);
  sqlite3_bind_int64 (statement, 2, -1);
  while (failure == NULL && baton_archive_db_step (account->db, statement, &failure))
    check_entry (account, statement, &failure);
  sqlite3_reset (statement);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* ── What the entries account for ────────────────────────────────────────────────────────────────────── */

static gboolean
check_count (Account  *account,
             GError  **error)
{
  sqlite3_stmt *statement = baton_archive_db_query (account->db, QUERY_COUNT_REVISIONS);
  g_autoptr (GError) failure = NULL;
  gint64 n = -1;

  if (baton_archive_db_step (account->db, statement, &failure))
    n = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  if (failure == NULL)
    return n == account->n_revisions || complain (error, "the number of revisions");
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Trails of before do not say which token it was. */
static gboolean
is_token (Account      *account,
          const char   *name,
          sqlite3_stmt *statement)
{
  const BatonValue *entry = g_hash_table_lookup (account->tokens, name);
  const char *languages = baton_value_get_member_string (entry, "after");
  g_autofree char *hash = baton_archive_format_hash (sqlite3_column_blob (statement, 4), (gsize) sqlite3_column_bytes (statement, 4));

  return entry != NULL && has_string (entry, "role", (const char *) sqlite3_column_text (statement, 1)) &&
         g_strcmp0 (languages != NULL ? languages : "", (const char *) sqlite3_column_text (statement, 2)) == 0 &&
         g_hash_table_contains (account->revoked, name) == (sqlite3_column_int (statement, 3) != 0) &&
         (baton_value_get_member (entry, "token") == NULL || has_string (entry, "token", hash));
}

static gboolean
check_tokens (Account  *account,
              GError  **error)
{
  sqlite3_stmt *statement = baton_archive_db_query (account->db, QUERY_TOKENS);
  g_autoptr (GError) failure = NULL;
  guint n = 0;

  for (; failure == NULL && baton_archive_db_step (account->db, statement, &failure); n++)
    {
      g_autofree char *name = baton_archive_dup_text (statement, 0);

      if (!is_token (account, name, statement))
        complain (&failure, "the token of %s", name);
    }
  sqlite3_reset (statement);
  if (failure == NULL && n != g_hash_table_size (account->tokens))
    complain (&failure, "the number of tokens");
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Checks what is kept under its digest, and that it is *wanted* (nullable: whatever there is), no more and no less. */
static gboolean
check_digests (BatonArchiveDb     *db,
               BatonArchiveQuery   list,
               BatonArchiveQuery   load,
               int                 column,
               GHashTable         *wanted,
               GError            **error)
{
  sqlite3_stmt *digests = baton_archive_db_query (db, list);
  g_autoptr (GError) failure = NULL;
  guint n = 0;

  for (; failure == NULL && baton_archive_db_step (db, digests, &failure); n++)
    {
      g_autofree char *digest = baton_archive_dup_text (digests, 0);
      g_autofree char *found = NULL;
      sqlite3_stmt *bytes = baton_archive_db_query (db, load);

      baton_archive_bind_text (bytes, 1, digest);
      if (baton_archive_db_step (db, bytes, &failure))
        found = g_compute_checksum_for_data (G_CHECKSUM_SHA256, sqlite3_column_blob (bytes, column),
                                             (gsize) sqlite3_column_bytes (bytes, column));
      sqlite3_reset (bytes);
      if (failure == NULL && (g_strcmp0 (digest, found) != 0 || (wanted != NULL && !g_hash_table_contains (wanted, digest))))
        complain (&failure, "content of %s", digest);
    }
  sqlite3_reset (digests);
  if (failure == NULL && wanted != NULL && n != g_hash_table_size (wanted))
    complain (&failure, "the number of pictures");
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
baton_archive_verify (BatonArchive  *archive,
                      guint64       *n_entries,
                      GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&archive->reader->mutex);
  BatonArchiveDb *db = archive->reader;
  g_auto (Account) account = { .db = db };
  gboolean good;

  account.tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) baton_value_unref);
  account.revoked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  account.assets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  /* A server may write meanwhile: all is looked at as it was at one moment. */
  if (!baton_archive_db_run (db, baton_archive_db_query (db, QUERY_BEGIN_READING), error))
    return FALSE;
  good = check_trail (&account, error) && check_count (&account, error) && check_tokens (&account, error) &&
         check_digests (db, QUERY_PROGRAM_DIGESTS, QUERY_PROGRAM, 0, NULL, error) &&
         check_digests (db, QUERY_ASSET_DIGESTS, QUERY_ASSET, 1, account.assets, error);
  baton_archive_end (db, FALSE, NULL);
  if (good && n_entries != NULL)
    *n_entries = (guint64) account.n_entries;
  return good;
}
