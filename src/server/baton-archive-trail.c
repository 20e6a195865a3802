/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tokens and the trail: see baton-archive.h. The trail is checked in baton-archive-verify.c.
 */
#include "server/baton-archive-private.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#include "model/baton-json.h"

#define TOKEN_BYTES 32
#define TOKEN_PREFIX "baton_"   /* so that a token that leaked can be recognised */
#define HASH_BYTES BATON_ARCHIVE_HASH_BYTES
#define MAX_NAME 64             /* characters */

void
baton_archive_hash (const guint8 *first,
                    gsize         first_size,
                    const void   *second,
                    gsize         second_size,
                    guint8        hash[HASH_BYTES])
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size = HASH_BYTES;

  if (first_size > 0)
    g_checksum_update (checksum, first, (gssize) first_size);
  g_checksum_update (checksum, second, (gssize) second_size);
  g_checksum_get_digest (checksum, hash, &size);
}

char *
baton_archive_format_hash (const guint8 *hash,
                           gsize         size)
{
  g_autoptr (GString) hex = g_string_new (NULL);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (hex, "%02x", hash[i]);
  return g_string_free (g_steal_pointer (&hex), FALSE);
}

/* ── The trail ───────────────────────────────────────────────────────────────────────────────────────── */

/* As canonical JSON. (transfer full) */
static char *
format_entry (const BatonTrailEntry *entry,
              gint64                 sequence)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;
  g_autofree char *token = entry->token != NULL ? baton_archive_format_hash (entry->token, HASH_BYTES) : NULL;

  baton_value_builder_open_object (builder);
  baton_value_builder_set_integer (builder, "sequence", sequence);
  baton_value_builder_set_integer (builder, "time", entry->time);
  baton_value_builder_set_string (builder, "actor", entry->actor);
  baton_value_builder_set_string (builder, "role", entry->role);
  baton_value_builder_set_string (builder, "action", entry->action);
  baton_value_builder_set_string (builder, "before", entry->before);
  baton_value_builder_set_string (builder, "after", entry->after);
  baton_value_builder_set_string (builder, "request", entry->request);
  baton_value_builder_set_string (builder, "token", token);
  if (entry->revision != NULL)
    {
      baton_value_builder_set_string (builder, "message", entry->revision->message);
      baton_value_builder_set_integer (builder, "restored-from", entry->revision->restored_from);
    }
  baton_value_builder_close (builder);
  value = baton_value_builder_finish (builder);
  return baton_value_to_json (value);
}

gboolean
baton_archive_append_trail (BatonArchiveDb         *db,
                            const BatonTrailEntry  *entry,
                            GError                **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *statement = baton_archive_db_query (db, QUERY_LAST_AUDIT);
  guint8 previous[HASH_BYTES], hash[HASH_BYTES];
  gsize previous_size = 0;
  gint64 sequence = 1;

  if (baton_archive_db_step (db, statement, &failure))
    {
      sequence = sqlite3_column_int64 (statement, 0) + 1;
      previous_size = MIN ((gsize) sqlite3_column_bytes (statement, 1), sizeof previous);
      memcpy (previous, sqlite3_column_blob (statement, 1), previous_size);
    }
  sqlite3_reset (statement);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  text = format_entry (entry, sequence);
  baton_archive_hash (previous, previous_size, text, strlen (text), hash);

  statement = baton_archive_db_query (db, QUERY_ADD_AUDIT);
  sqlite3_bind_int64 (statement, 1, sequence);
  baton_archive_bind_text (statement, 2, text);
  sqlite3_bind_blob (statement, 3, hash, sizeof hash, SQLITE_TRANSIENT);
  return baton_archive_db_run (db, statement, error);
}

BatonValue *
baton_archive_list_audit (BatonArchive  *archive,
                          gint64         after,
                          guint          limit,
                          GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&archive->reader->mutex);
  sqlite3_stmt *statement = baton_archive_db_query (archive->reader, QUERY_AUDIT);
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (GError) failure = NULL;

  sqlite3_bind_int64 (statement, 1, after);
  sqlite3_bind_int64 (statement, 2, limit);
  baton_value_builder_open_array (builder);
  while (baton_archive_db_step (archive->reader, statement, &failure))
    {
      const char *text = (const char *) sqlite3_column_text (statement, 1);
      g_autoptr (BatonValue) entry = baton_json_parse (text, strlen (text), NULL);
      g_autofree char *hash = baton_archive_format_hash (sqlite3_column_blob (statement, 2), (gsize) sqlite3_column_bytes (statement, 2));

      baton_value_builder_open_object (builder);
      baton_value_builder_set (builder, "entry", entry);
      baton_value_builder_set_string (builder, "hash", hash);
      baton_value_builder_close (builder);
    }
  baton_value_builder_close (builder);
  if (failure == NULL)
    return baton_value_builder_finish (builder);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* ── Tokens ──────────────────────────────────────────────────────────────────────────────────────────── */

static char *
make_token (void)
{
  guint8 bytes[TOKEN_BYTES];
  g_autofree char *text = NULL;
  char *token;

  /* Up to 256 bytes come whole or, before the kernel is seeded, not at all. */
  while (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    if (errno != EINTR)
      return NULL;
  text = g_base64_encode (bytes, sizeof bytes);
  explicit_bzero (bytes, sizeof bytes);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  *strchr (text, '=') = '\0';
  token = g_strconcat (TOKEN_PREFIX, text, NULL);
  explicit_bzero (text, strlen (text));
  return token;
}

static gboolean
is_token_name (const char *name)
{
  if (!g_utf8_validate (name, -1, NULL) || *name == '\0' || g_utf8_strlen (name, -1) > MAX_NAME)
    return FALSE;
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isprint (g_utf8_get_char (at)))
      return FALSE;
  return TRUE;
}

char *
baton_archive_add_token (BatonArchive  *archive,
                         BatonRole      role,
                         const char    *name,
                         const char    * const *languages,
                         GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&archive->writer->mutex);
  BatonArchiveDb *db = archive->writer;
  g_autofree char *token = NULL;
  g_autofree char *tags = languages != NULL ? g_strjoinv (" ", (char **) languages) : g_strdup ("");
  g_autoptr (GError) failure = NULL;
  guint8 hash[HASH_BYTES];
  sqlite3_stmt *statement;
  gint64 now = g_get_real_time ();
  gboolean done;

  if (role == BATON_ROLE_ANONYMOUS || !is_token_name (name))
    {
      baton_archive_fail (error, BATON_ARCHIVE_ERROR_INVALID, "no role or name for a token");
      return NULL;
    }
  token = make_token ();
  if (token == NULL)
    {
      baton_archive_fail (error, BATON_ARCHIVE_ERROR_FAILED, "no randomness");
      return NULL;
    }
  if (!baton_archive_begin (db, error))
    return NULL;

  baton_archive_hash (NULL, 0, token, strlen (token), hash);
  statement = baton_archive_db_query (db, QUERY_ADD_TOKEN);
  sqlite3_bind_blob (statement, 1, hash, sizeof hash, SQLITE_TRANSIENT);
  baton_archive_bind_text (statement, 2, name);
  baton_archive_bind_text (statement, 3, baton_role_get_name (role));
  sqlite3_bind_int64 (statement, 4, now);
  baton_archive_bind_text (statement, 5, tags);
  done = baton_archive_db_run (db, statement, &failure);
  if (!done && sqlite3_extended_errcode (db->db) == SQLITE_CONSTRAINT_UNIQUE)
    baton_archive_fail (error, BATON_ARCHIVE_ERROR_EXISTS, "a token of that name exists");
  else if (!done)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    done = baton_archive_append_trail (db, &(BatonTrailEntry) { .actor = name, .role = baton_role_get_name (role), .action = "add-token",
                                                                .after = *tags != '\0' ? tags : NULL, .token = hash, .time = now },
                                       error);
  if (!baton_archive_end (db, done, error))
    return NULL;
  return g_steal_pointer (&token);
}

gboolean
baton_archive_revoke_token (BatonArchive  *archive,
                            const char    *name,
                            GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&archive->writer->mutex);
  BatonArchiveDb *db = archive->writer;
  sqlite3_stmt *statement;
  gint64 now = g_get_real_time ();
  gboolean done;

  if (!baton_archive_begin (db, error))
    return FALSE;
  statement = baton_archive_db_query (db, QUERY_REVOKE_TOKEN);
  baton_archive_bind_text (statement, 1, name);
  sqlite3_bind_int64 (statement, 2, now);
  done = baton_archive_db_run (db, statement, error);
  if (done && sqlite3_changes (db->db) == 0)
    done = baton_archive_fail (error, BATON_ARCHIVE_ERROR_NOT_FOUND, "no such token");
  if (done)
    done = baton_archive_append_trail (db, &(BatonTrailEntry) { .actor = name, .action = "revoke-token", .time = now }, error);
  return baton_archive_end (db, done, error);
}

BatonRole
baton_archive_find_token (BatonArchive  *archive,
                          const char    *token,
                          char         **name,
                          GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&archive->tokens->mutex);
  sqlite3_stmt *statement = baton_archive_db_query (archive->tokens, QUERY_TOKEN);
  BatonRole role = BATON_ROLE_ANONYMOUS;
  guint8 hash[HASH_BYTES];

  /* The hash is looked up, not the token: how long that takes tells nothing of any token. */
  baton_archive_hash (NULL, 0, token, strlen (token), hash);
  sqlite3_bind_blob (statement, 1, hash, sizeof hash, SQLITE_TRANSIENT);
  *name = NULL;
  if (baton_archive_db_step (archive->tokens, statement, error))
    {
      role = baton_role_find ((const char *) sqlite3_column_text (statement, 0));
      *name = baton_archive_dup_text (statement, 1);
    }
  sqlite3_reset (statement);
  return role;
}

char **
baton_archive_dup_languages (BatonArchive  *archive,
                             const char    *name,
                             GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&archive->tokens->mutex);
  sqlite3_stmt *statement = baton_archive_db_query (archive->tokens, QUERY_TOKEN_LANGUAGES);
  g_autofree char *tags = NULL;
  g_autoptr (GError) failure = NULL;

  baton_archive_bind_text (statement, 1, name);
  if (baton_archive_db_step (archive->tokens, statement, &failure))
    tags = baton_archive_dup_text (statement, 0);
  sqlite3_reset (statement);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  /* Nobody's: no language at all would read as all of them. */
  if (tags == NULL)
    {
      baton_archive_fail (error, BATON_ARCHIVE_ERROR_NOT_FOUND, "no such token");
      return NULL;
    }
  return *tags != '\0' ? g_strsplit (tags, " ", -1) : g_new0 (char *, 1);
}
