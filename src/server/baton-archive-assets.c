/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures: kept, given back, and freed when nothing names them.
 *
 * A picture comes before the push that names it, so it may stand there unnamed for a while; and a client that finds it
 * there does not send it again. Each time somebody may be about to name it, it is *touched*. Freed is what was not touched
 * for longer than any client sends a push again, and what no program ever pushed names: revisions are kept for good, and a
 * rollback needs their pictures. Names are looked for in the bytes of the programs, so that there is no second record of
 * them that could be wrong; any other text that happens to be the same 64 digits keeps the picture, too.
 */
#include "server/baton-archive-private.h"

#include <string.h>

#define DIGEST_LENGTH 64
/* What was touched this lately is not touched again: most pushes write nothing for the pictures that were there. */
#define TOUCH_INTERVAL_US (G_GINT64_CONSTANT (60) * 60 * G_USEC_PER_SEC)

/* ── Kept ────────────────────────────────────────────────────────────────────────────────────────────── */

gboolean
baton_archive_has_asset (BatonArchive *archive,
                         const char   *sha256)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&archive->reader->mutex);
  sqlite3_stmt *statement = baton_archive_db_query (archive->reader, QUERY_HAS_ASSET);
  gboolean found;

  baton_archive_bind_text (statement, 1, sha256);
  found = baton_archive_db_step (archive->reader, statement, NULL);
  sqlite3_reset (statement);
  return found;
}

GBytes *
baton_archive_load_asset (BatonArchive  *archive,
                          const char    *sha256,
                          char         **media_type,
                          GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&archive->reader->mutex);
  sqlite3_stmt *statement = baton_archive_db_query (archive->reader, QUERY_ASSET);
  GBytes *bytes = NULL;
  g_autoptr (GError) failure = NULL;

  baton_archive_bind_text (statement, 1, sha256);
  if (baton_archive_db_step (archive->reader, statement, &failure))
    {
      *media_type = baton_archive_dup_text (statement, 0);
      bytes = baton_archive_dup_bytes (statement, 1);
    }
  else if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    baton_archive_fail (error, BATON_ARCHIVE_ERROR_NOT_FOUND, "no such picture");
  sqlite3_reset (statement);
  return bytes;
}

static gboolean
touch (BatonArchiveDb  *db,
       const char      *sha256,
       gint64           now,
       GError         **error)
{
  sqlite3_stmt *statement = baton_archive_db_query (db, QUERY_TOUCH_ASSET);

  baton_archive_bind_text (statement, 1, sha256);
  sqlite3_bind_int64 (statement, 2, now);
  sqlite3_bind_int64 (statement, 3, now - TOUCH_INTERVAL_US);
  return baton_archive_db_run (db, statement, error);
}

/* Whether it is there and was not touched of late. */
static gboolean
is_idle (BatonArchive *archive,
         const char   *sha256,
         gint64        before)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&archive->reader->mutex);
  sqlite3_stmt *statement = baton_archive_db_query (archive->reader, QUERY_IDLE_ASSET);
  gboolean found;

  baton_archive_bind_text (statement, 1, sha256);
  sqlite3_bind_int64 (statement, 2, before);
  found = baton_archive_db_step (archive->reader, statement, NULL);
  sqlite3_reset (statement);
  return found;
}

gboolean
baton_archive_touch_assets (BatonArchive        *archive,
                            const char * const  *digests,
                            GError             **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (GPtrArray) idle = g_ptr_array_new ();
  gint64 now = g_get_real_time ();
  gboolean done = TRUE;

  for (gsize i = 0; digests[i] != NULL; i++)
    if (is_idle (archive, digests[i], now - TOUCH_INTERVAL_US))
      g_ptr_array_add (idle, (gpointer) digests[i]);
  if (idle->len == 0)
    return TRUE;

  locker = g_mutex_locker_new (&archive->writer->mutex);
  if (!baton_archive_begin (archive->writer, error))
    return FALSE;
  for (guint i = 0; done && i < idle->len; i++)
    done = touch (archive->writer, g_ptr_array_index (idle, i), now, error);
  return baton_archive_end (archive->writer, done, error);
}

gboolean
baton_archive_add_asset (BatonArchive  *archive,
                         const char    *actor,
                         const char    *role,
                         const char    *request,
                         const char    *sha256,
                         const char    *media_type,
                         GBytes        *bytes,
                         gboolean      *added,
                         GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&archive->writer->mutex);
  BatonArchiveDb *db = archive->writer;
  gint64 now = g_get_real_time ();
  sqlite3_stmt *statement;
  gboolean done;

  if (!baton_archive_begin (db, error))
    return FALSE;
  statement = baton_archive_db_query (db, QUERY_ADD_ASSET);
  baton_archive_bind_text (statement, 1, sha256);
  baton_archive_bind_text (statement, 2, media_type);
  baton_archive_bind_bytes (statement, 3, bytes);
  sqlite3_bind_int64 (statement, 4, now);
  done = baton_archive_db_run (db, statement, error);
  *added = done && sqlite3_changes (db->db) > 0;
  if (*added)
    done = baton_archive_append_trail (db, &(BatonTrailEntry) { .actor = actor, .role = role, .action = "upload", .after = sha256,
                                                                .request = request, .time = now }, error);
  else if (done)
    done = touch (db, sha256, now, error);
  return baton_archive_end (db, done, error);
}

/* ── Freed ───────────────────────────────────────────────────────────────────────────────────────────── */

/* Takes out of *digests* whatever stands anywhere in *text*. */
static void
drop_named (GHashTable *digests,
            GBytes     *text)
{
  gsize size, run = 0;
  const char *bytes = g_bytes_get_data (text, &size);
  char digest[DIGEST_LENGTH + 1];

  for (gsize i = 0; i < size && g_hash_table_size (digests) > 0; i++)
    {
      run = g_ascii_isxdigit (bytes[i]) && !g_ascii_isupper (bytes[i]) ? run + 1 : 0;
      if (run < DIGEST_LENGTH)
        continue;
      memcpy (digest, bytes + i + 1 - DIGEST_LENGTH, DIGEST_LENGTH);
      digest[DIGEST_LENGTH] = '\0';
      g_hash_table_remove (digests, digest);
    }
}

/* The first column of all rows; NULL on failure. (transfer full) */
static GPtrArray *
list_texts (BatonArchiveDb     *db,
            BatonArchiveQuery   query,
            gint64              argument,
            GError            **error)
{
  sqlite3_stmt *statement = baton_archive_db_query (db, query);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;

  if (sqlite3_bind_parameter_count (statement) > 0)
    sqlite3_bind_int64 (statement, 1, argument);
  while (baton_archive_db_step (db, statement, &failure))
    g_ptr_array_add (texts, baton_archive_dup_text (statement, 0));
  if (failure == NULL)
    return g_steal_pointer (&texts);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* Takes out what a program of *db* names, unless it is one of *seen*, to which it is added. */
static gboolean
drop_named_by (BatonArchiveDb  *db,
               const char      *program,
               GHashTable      *seen,
               GHashTable      *digests,
               GError         **error)
{
  sqlite3_stmt *statement;
  g_autoptr (GError) failure = NULL;

  if (!g_hash_table_add (seen, g_strdup (program)))
    return TRUE;
  statement = baton_archive_db_query (db, QUERY_PROGRAM);
  baton_archive_bind_text (statement, 1, program);
  if (baton_archive_db_step (db, statement, &failure))
    {
      g_autoptr (GBytes) text = baton_archive_dup_bytes (statement, 0);

      drop_named (digests, text);
    }
  sqlite3_reset (statement);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* A program at a time, so that answers need not wait for all of them. */
static gboolean
drop_named_at_leisure (BatonArchive  *archive,
                       GHashTable    *seen,
                       GHashTable    *digests,
                       GError       **error)
{
  g_autoptr (GPtrArray) programs = NULL;
  gboolean done;

  g_mutex_lock (&archive->reader->mutex);
  programs = list_texts (archive->reader, QUERY_PROGRAMS_BY_AGE, 0, error);
  g_mutex_unlock (&archive->reader->mutex);
  done = programs != NULL;
  for (guint i = 0; done && i < programs->len && g_hash_table_size (digests) > 0; i++)
    {
      g_mutex_lock (&archive->reader->mutex);
      done = drop_named_by (archive->reader, g_ptr_array_index (programs, i), seen, digests, error);
      g_mutex_unlock (&archive->reader->mutex);
    }
  return done;
}

static gboolean
free_unnamed (BatonArchiveDb  *db,
              GHashTable      *digests,
              gint64           before,
              guint           *n_freed,
              GError         **error)
{
  GHashTableIter iter;
  gpointer digest;

  g_hash_table_iter_init (&iter, digests);
  while (g_hash_table_iter_next (&iter, &digest, NULL))
    {
      sqlite3_stmt *statement = baton_archive_db_query (db, QUERY_FREE_ASSET);

      baton_archive_bind_text (statement, 1, digest);
      sqlite3_bind_int64 (statement, 2, before);
      if (!baton_archive_db_run (db, statement, error))
        return FALSE;
      if (sqlite3_changes (db->db) == 0)
        continue;
      (*n_freed)++;
      if (!baton_archive_append_trail (db, &(BatonTrailEntry) { .actor = "batond", .role = "server", .action = "free",
                                                                .before = digest, .time = g_get_real_time () }, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
baton_archive_free_assets (BatonArchive  *archive,
                           gint64         before,
                           guint         *n_freed,
                           GError       **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (GHashTable) digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) idle = NULL;
  g_autoptr (GPtrArray) programs = NULL;
  guint n = 0;
  gboolean done;

  *n_freed = 0;
  g_mutex_lock (&archive->reader->mutex);
  idle = list_texts (archive->reader, QUERY_IDLE_ASSETS, before, error);
  g_mutex_unlock (&archive->reader->mutex);
  if (idle == NULL)
    return FALSE;
  for (guint i = 0; i < idle->len; i++)
    g_hash_table_add (digests, g_strdup (g_ptr_array_index (idle, i)));
  if (!drop_named_at_leisure (archive, seen, digests, error))
    return FALSE;
  if (g_hash_table_size (digests) == 0)
    return TRUE;

  /* What was pushed meanwhile is looked at where nothing more can be pushed; what was touched is no longer idle. */
  locker = g_mutex_locker_new (&archive->writer->mutex);
  if (!baton_archive_begin (archive->writer, error))
    return FALSE;
  programs = list_texts (archive->writer, QUERY_PROGRAMS_BY_AGE, 0, error);
  done = programs != NULL;
  for (guint i = 0; done && i < programs->len; i++)
    done = drop_named_by (archive->writer, g_ptr_array_index (programs, i), seen, digests, error);
  done = done && free_unnamed (archive->writer, digests, before, &n, error);
  if (!baton_archive_end (archive->writer, done, error))
    return FALSE;
  *n_freed = n;
  return TRUE;
}
