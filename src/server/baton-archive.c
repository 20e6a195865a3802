/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Revisions and answers: see baton-archive.h. Pictures are in baton-archive-assets.c, tokens and the trail in
 * baton-archive-trail.c.
 */
#include "server/baton-archive-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "model/baton-json.h"

/* Clients resend a write for a few minutes; a week covers a laptop that slept. */
#define ANSWER_LIFE_US (G_GINT64_CONSTANT (7) * 24 * 60 * 60 * G_USEC_PER_SEC)

G_DEFINE_QUARK (baton-archive-error-quark, baton_archive_error)

gboolean
baton_archive_fail (GError            **error,
                    BatonArchiveError   code,
                    const char         *message)
{
  g_set_error_literal (error, BATON_ARCHIVE_ERROR, code, message);
  return FALSE;
}

#define FILE_NAME "batond.db"

gboolean
baton_archive_exists (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

BatonArchive *
baton_archive_open (const char  *folder,
                    GError     **error)
{
  g_autoptr (BatonArchive) archive = NULL;
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  mode_t mask;

  /* A folder that was there may be somebody else's, too: it is left as open as it is. What is kept in it is for its owner alone. */
  if (g_mkdir_with_parents (folder, 0700) != 0 || (baton_archive_exists (folder) && g_chmod (path, 0600) != 0))
    {
      int code = errno;

      g_set_error (error, BATON_ARCHIVE_ERROR, BATON_ARCHIVE_ERROR_FAILED, "%s: %s", folder, g_strerror (code));
      return NULL;
    }

  archive = g_new0 (BatonArchive, 1);
  mask = umask (0077);
  archive->writer = baton_archive_db_open (path, error);
  umask (mask);
  if (archive->writer == NULL)
    return NULL;
  archive->reader = baton_archive_db_open (path, error);
  if (archive->reader == NULL)
    return NULL;
  archive->tokens = baton_archive_db_open (path, error);
  if (archive->tokens == NULL)
    return NULL;
  return g_steal_pointer (&archive);
}

void
baton_archive_close (BatonArchive *archive)
{
  if (archive == NULL)
    return;
  baton_archive_db_close (archive->tokens);
  baton_archive_db_close (archive->reader);
  baton_archive_db_close (archive->writer);
  g_free (archive);
}

/* ── Revisions ───────────────────────────────────────────────────────────────────────────────────────── */

void
baton_archive_revision_free (BatonArchiveRevision *revision)
{
  if (revision == NULL)
    return;
  g_free (revision->digest);
  g_free (revision->author);
  g_free (revision->message);
  g_free (revision);
}

char *
baton_archive_revision_get_etag (const BatonArchiveRevision *revision)
{
  if (revision->number == 0)
    return g_strdup ("\"r0\"");
  return g_strdup_printf ("\"r%" G_GINT64_FORMAT "-%.16s\"", revision->number, revision->digest);
}

BatonValue *
baton_archive_revision_to_value (const BatonArchiveRevision *revision)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();

  baton_value_builder_open_object (builder);
  baton_value_builder_set_integer (builder, "revision", revision->number);
  if (revision->number > 0)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (revision->time / G_USEC_PER_SEC);
      g_autofree char *at = g_date_time_format_iso8601 (time);

      baton_value_builder_set_integer (builder, "parent", revision->parent);
      if (revision->restored_from > 0)
        baton_value_builder_set_integer (builder, "restored-from", revision->restored_from);
      baton_value_builder_set_string (builder, "digest", revision->digest);
      baton_value_builder_set_string (builder, "by", revision->author);
      baton_value_builder_set_string (builder, "message", revision->message);
      baton_value_builder_set_string (builder, "at", at);
      baton_value_builder_set_integer (builder, "time", revision->time);
    }
  baton_value_builder_close (builder);
  return baton_value_builder_finish (builder);
}

BatonArchiveRevision *
baton_archive_read_revision (sqlite3_stmt *statement)
{
  BatonArchiveRevision *revision = g_new0 (BatonArchiveRevision, 1);

  revision->number = sqlite3_column_int64 (statement, 0);
  revision->parent = sqlite3_column_int64 (statement, 1);
  revision->restored_from = sqlite3_column_int64 (statement, 2);
  revision->time = sqlite3_column_int64 (statement, 3);
  revision->digest = baton_archive_dup_text (statement, 4);
  revision->author = baton_archive_dup_text (statement, 5);
  revision->message = baton_archive_dup_text (statement, 6);
  return revision;
}

static BatonArchiveRevision *
read_head (BatonArchiveDb  *db,
           GError         **error)
{
  sqlite3_stmt *statement = baton_archive_db_query (db, QUERY_HEAD);
  BatonArchiveRevision *revision = NULL;
  g_autoptr (GError) failure = NULL;

  if (baton_archive_db_step (db, statement, &failure))
    revision = baton_archive_read_revision (statement);
  else if (failure == NULL)
    revision = g_new0 (BatonArchiveRevision, 1);
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  sqlite3_reset (statement);
  return revision;
}

BatonArchiveRevision *
baton_archive_get_head (BatonArchive  *archive,
                        GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&archive->reader->mutex);

  return read_head (archive->reader, error);
}

BatonArchiveRevision *
baton_archive_get_revision (BatonArchive  *archive,
                            gint64         number,
                            GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&archive->reader->mutex);
  sqlite3_stmt *statement = baton_archive_db_query (archive->reader, QUERY_REVISION);
  BatonArchiveRevision *revision = NULL;
  g_autoptr (GError) failure = NULL;

  sqlite3_bind_int64 (statement, 1, number);
  if (baton_archive_db_step (archive->reader, statement, &failure))
    revision = baton_archive_read_revision (statement);
  else if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    baton_archive_fail (error, BATON_ARCHIVE_ERROR_NOT_FOUND, "no such revision");
  sqlite3_reset (statement);
  return revision;
}

GPtrArray *
baton_archive_list_revisions (BatonArchive  *archive,
                              gint64         before,
                              guint          limit,
                              GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&archive->reader->mutex);
  sqlite3_stmt *statement = baton_archive_db_query (archive->reader, QUERY_REVISIONS);
  g_autoptr (GPtrArray) revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_archive_revision_free);
  g_autoptr (GError) failure = NULL;

  sqlite3_bind_int64 (statement, 1, before > 0 ? before : G_MAXINT64);
  sqlite3_bind_int64 (statement, 2, limit);
  while (baton_archive_db_step (archive->reader, statement, &failure))
    g_ptr_array_add (revisions, baton_archive_read_revision (statement));
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&revisions);
}

GBytes *
baton_archive_load_program (BatonArchive  *archive,
                            const char    *digest,
                            GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&archive->reader->mutex);
  sqlite3_stmt *statement = baton_archive_db_query (archive->reader, QUERY_PROGRAM);
  GBytes *bytes = NULL;
  g_autoptr (GError) failure = NULL;

  baton_archive_bind_text (statement, 1, digest);
  if (baton_archive_db_step (archive->reader, statement, &failure))
    bytes = baton_archive_dup_bytes (statement, 0);
  else if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    baton_archive_fail (error, BATON_ARCHIVE_ERROR_NOT_FOUND, "no such program");
  sqlite3_reset (statement);
  return bytes;
}

/* ── Answers given before ────────────────────────────────────────────────────────────────────────────── */

static char *
format_headers (const BatonAnswer *answer)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;

  baton_value_builder_open_array (builder);
  for (guint i = 0; i < answer->headers->len; i++)
    baton_value_builder_add_string (builder, g_ptr_array_index (answer->headers, i));
  baton_value_builder_close (builder);
  value = baton_value_builder_finish (builder);
  return baton_value_to_json (value);
}

static void
read_answer (sqlite3_stmt *statement,
             BatonAnswer  *answer)
{
  g_autofree char *json = baton_archive_dup_text (statement, 3);
  g_autoptr (GBytes) content = baton_archive_dup_bytes (statement, 4);
  g_autoptr (BatonValue) headers = baton_json_parse (json, strlen (json), NULL);

  baton_answer_set_body (answer, (guint) sqlite3_column_int (statement, 2), NULL, content);
  for (gsize i = 0; i + 1 < baton_value_get_length (headers); i += 2)
    baton_answer_set_header (answer, baton_value_get_string (baton_value_get_element (headers, i)),
                             baton_value_get_string (baton_value_get_element (headers, i + 1)));
}

static gboolean
look_up_key (BatonArchiveDb    *db,
             const BatonWrite  *write,
             BatonKeyState     *state,
             BatonAnswer       *answer,
             GError           **error)
{
  sqlite3_stmt *statement = baton_archive_db_query (db, QUERY_ANSWER);
  g_autoptr (GError) failure = NULL;

  baton_archive_bind_text (statement, 1, write->actor);
  baton_archive_bind_text (statement, 2, write->key);
  *state = BATON_KEY_FRESH;
  if (baton_archive_db_step (db, statement, &failure))
    {
      if (g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), write->target) != 0 ||
          g_strcmp0 ((const char *) sqlite3_column_text (statement, 1), write->body_digest) != 0)
        *state = BATON_KEY_REUSED;
      else
        {
          *state = BATON_KEY_REPLAYED;
          read_answer (statement, answer);
        }
    }
  sqlite3_reset (statement);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
baton_archive_check_key (BatonArchive      *archive,
                         const BatonWrite  *write,
                         BatonKeyState     *state,
                         BatonAnswer       *answer,
                         GError           **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&archive->reader->mutex);

  return look_up_key (archive->reader, write, state, answer, error);
}

static gboolean
store_answer (BatonArchiveDb     *db,
              const BatonWrite   *write,
              const BatonAnswer  *answer,
              gint64              now,
              GError            **error)
{
  sqlite3_stmt *statement = baton_archive_db_query (db, QUERY_DROP_ANSWERS);
  g_autofree char *headers = format_headers (answer);

  sqlite3_bind_int64 (statement, 1, now - ANSWER_LIFE_US);
  if (!baton_archive_db_run (db, statement, error))
    return FALSE;

  statement = baton_archive_db_query (db, QUERY_ADD_ANSWER);
  baton_archive_bind_text (statement, 1, write->actor);
  baton_archive_bind_text (statement, 2, write->key);
  baton_archive_bind_text (statement, 3, write->target);
  baton_archive_bind_text (statement, 4, write->body_digest);
  sqlite3_bind_int64 (statement, 5, answer->status);
  baton_archive_bind_text (statement, 6, headers);
  baton_archive_bind_bytes (statement, 7, answer->body);
  sqlite3_bind_int64 (statement, 8, now);
  return baton_archive_db_run (db, statement, error);
}

/* ── Publishing ──────────────────────────────────────────────────────────────────────────────────────── */

gboolean
baton_archive_begin (BatonArchiveDb  *db,
                     GError         **error)
{
  return baton_archive_db_run (db, baton_archive_db_query (db, QUERY_BEGIN), error);
}

gboolean
baton_archive_end (BatonArchiveDb  *db,
                   gboolean         keep,
                   GError         **error)
{
  if (keep && baton_archive_db_run (db, baton_archive_db_query (db, QUERY_COMMIT), error))
    return TRUE;
  /* Some failures have rolled back by themselves. */
  if (!sqlite3_get_autocommit (db->db))
    baton_archive_db_run (db, baton_archive_db_query (db, QUERY_ROLLBACK), NULL);
  return FALSE;
}

static gboolean
insert_revision (BatonArchiveDb              *db,
                 const BatonArchiveRevision  *revision,
                 GBytes                      *program,
                 GError                     **error)
{
  sqlite3_stmt *statement = baton_archive_db_query (db, QUERY_ADD_PROGRAM);

  baton_archive_bind_text (statement, 1, revision->digest);
  baton_archive_bind_bytes (statement, 2, program);
  if (!baton_archive_db_run (db, statement, error))
    return FALSE;

  statement = baton_archive_db_query (db, QUERY_ADD_REVISION);
  sqlite3_bind_int64 (statement, 1, revision->number);
  sqlite3_bind_int64 (statement, 2, revision->parent);
  sqlite3_bind_int64 (statement, 3, revision->restored_from);
  sqlite3_bind_int64 (statement, 4, revision->time);
  baton_archive_bind_text (statement, 5, revision->digest);
  baton_archive_bind_text (statement, 6, revision->author);
  baton_archive_bind_text (statement, 7, revision->message);
  return baton_archive_db_run (db, statement, error);
}

gboolean
baton_archive_publish (BatonArchive          *archive,
                       const BatonWrite      *write,
                       const char            *expected,
                       GBytes                *program,
                       const char            *digest,
                       const char            *message,
                       gint64                 restored_from,
                       BatonAnswerFunc        make_answer,
                       gpointer               user_data,
                       BatonPublishOutcome   *outcome,
                       BatonArchiveRevision **revision,
                       BatonAnswer           *answer,
                       GError               **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&archive->writer->mutex);
  BatonArchiveDb *db = archive->writer;
  g_autoptr (BatonArchiveRevision) head = NULL;
  g_autoptr (BatonArchiveRevision) next = NULL;
  g_autofree char *etag = NULL;
  BatonKeyState state;
  gboolean done;

  if (!baton_archive_begin (db, error))
    return FALSE;

  /* The key comes before the head: a push that is sent again finds a head that it has moved itself. */
  if (!look_up_key (db, write, &state, answer, error))
    return baton_archive_end (db, FALSE, NULL);
  if (state != BATON_KEY_FRESH)
    {
      baton_archive_end (db, FALSE, NULL);
      *outcome = state == BATON_KEY_REPLAYED ? BATON_PUBLISH_REPLAYED : BATON_PUBLISH_REUSED;
      return TRUE;
    }

  head = read_head (db, error);
  if (head == NULL)
    return baton_archive_end (db, FALSE, NULL);
  etag = baton_archive_revision_get_etag (head);
  if (strcmp (etag, expected) != 0)
    {
      baton_archive_end (db, FALSE, NULL);
      *outcome = BATON_PUBLISH_MOVED;
      *revision = g_steal_pointer (&head);
      return TRUE;
    }

  next = g_new0 (BatonArchiveRevision, 1);
  next->number = head->number + 1;
  next->parent = head->number;
  next->restored_from = restored_from;
  /* A clock set back must not make the history run backwards. */
  next->time = MAX (g_get_real_time (), head->time);
  next->digest = g_strdup (digest);
  next->author = g_strdup (write->actor);
  next->message = g_strdup (message);
  make_answer (next, answer, user_data);

  done = insert_revision (db, next, program, error) &&
         baton_archive_append_trail (db, &(BatonTrailEntry) { .actor = write->actor, .role = write->role, .action = write->action,
                                                              .before = etag, .after = digest, .request = write->request,
                                                              .revision = next, .time = next->time }, error) &&
         store_answer (db, write, answer, next->time, error);
  if (!baton_archive_end (db, done, error))
    return FALSE;
  *outcome = BATON_PUBLISH_DONE;
  *revision = g_steal_pointer (&next);
  return TRUE;
}
