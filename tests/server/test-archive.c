/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The archive: revisions, answers given again, tokens, pictures, and a trail that shows what was tampered with.
 */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "server/baton-archive.h"

typedef struct
{
  char         *folder;
  BatonArchive *archive;
} Fixture;

static void
reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->archive, baton_archive_close);
  fixture->archive = baton_archive_open (fixture->folder, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("baton-archive-XXXXXX", &error);
  g_assert_no_error (error);
  reopen (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const names[] = { "batond.db", "batond.db-wal", "batond.db-shm" };

  g_clear_pointer (&fixture->archive, baton_archive_close);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

static void
make_answer (const BatonArchiveRevision *revision,
             BatonAnswer                *answer,
             gpointer                    user_data)
{
  g_autofree char *etag = baton_archive_revision_get_etag (revision);
  g_autoptr (BatonValue) value = baton_archive_revision_to_value (revision);

  baton_answer_set_json (answer, 201, value);
  baton_answer_set_header (answer, "ETag", etag);
}

static BatonPublishOutcome
publish (Fixture     *fixture,
         const char  *key,
         const char  *expected,
         const char  *program,
         BatonAnswer *answer)
{
  g_autoptr (GBytes) bytes = g_bytes_new (program, strlen (program));
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr (BatonArchiveRevision) revision = NULL;
  g_autoptr (GError) error = NULL;
  BatonWrite write = { .actor = "Maria", .role = "publisher", .request = "r1", .action = "push",
                       .target = "POST /v1/revisions", .key = key, .body_digest = digest };
  BatonPublishOutcome outcome = BATON_PUBLISH_REUSED;

  baton_archive_publish (fixture->archive, &write, expected, bytes, digest, "why", 0, make_answer, NULL, &outcome, &revision,
                         answer, &error);
  g_assert_no_error (error);
  return outcome;
}

static char *
head_etag (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonArchiveRevision) head = baton_archive_get_head (fixture->archive, &error);

  g_assert_no_error (error);
  return baton_archive_revision_get_etag (head);
}

static void
test_publish (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (BatonAnswer) first = baton_answer_new ();
  g_autoptr (BatonAnswer) again = baton_answer_new ();
  g_autoptr (BatonAnswer) other = baton_answer_new ();
  g_autofree char *etag = NULL, *later = NULL, *program = NULL;
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  BatonArchiveRevision *revision;

  g_assert_cmpint (publish (fixture, "key-0001", "\"r1-0\"", "{}", first), ==, BATON_PUBLISH_MOVED);
  g_assert_cmpuint (first->status, ==, 0);
  g_assert_cmpint (publish (fixture, "key-0001", "\"r0\"", "{}", first), ==, BATON_PUBLISH_DONE);
  etag = head_etag (fixture);
  g_assert_true (g_str_has_prefix (etag, "\"r1-"));

  /* Sent again under its key, also after a restart: the same answer, no second revision. */
  reopen (fixture);
  g_assert_cmpint (publish (fixture, "key-0001", "\"r0\"", "{}", again), ==, BATON_PUBLISH_REPLAYED);
  g_assert_cmpuint (again->status, ==, 201);
  g_assert_cmpstr (baton_answer_get_header (again, "ETag"), ==, etag);
  g_assert_true (g_bytes_equal (first->body, again->body));

  g_assert_cmpint (publish (fixture, "key-0001", "\"r0\"", "{\"a\":1}", other), ==, BATON_PUBLISH_REUSED);
  g_assert_cmpint (publish (fixture, "key-0002", "\"r0\"", "{\"a\":1}", other), ==, BATON_PUBLISH_MOVED);
  g_assert_cmpint (publish (fixture, "key-0002", etag, "{\"a\":1}", other), ==, BATON_PUBLISH_DONE);
  later = head_etag (fixture);
  g_assert_true (g_str_has_prefix (later, "\"r2-"));

  revisions = baton_archive_list_revisions (fixture->archive, 0, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (revisions->len, ==, 2);
  revision = g_ptr_array_index (revisions, 0);
  g_assert_cmpint (revision->number, ==, 2);
  g_assert_cmpint (revision->parent, ==, 1);
  g_assert_cmpstr (revision->author, ==, "Maria");
  g_assert_cmpstr (revision->message, ==, "why");
  bytes = baton_archive_load_program (fixture->archive, revision->digest, &error);
  g_assert_no_error (error);
  program = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_cmpstr (program, ==, "{\"a\":1}");
  g_assert_null (baton_archive_load_program (fixture->archive, "none", &error));
  g_assert_error (error, BATON_ARCHIVE_ERROR, BATON_ARCHIVE_ERROR_NOT_FOUND);
}

static void
test_tokens (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *token = NULL, *name = NULL, *path = NULL, *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  token = baton_archive_add_token (fixture->archive, BATON_ROLE_EDITOR, "Zoë", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (token), ==, strlen ("baton_") + 43);
  g_assert_cmpint (baton_archive_find_token (fixture->archive, token, &name, NULL), ==, BATON_ROLE_EDITOR);
  g_assert_cmpstr (name, ==, "Zoë");
  g_clear_pointer (&name, g_free);
  token[10] ^= 1;
  g_assert_cmpint (baton_archive_find_token (fixture->archive, token, &name, NULL), ==, BATON_ROLE_ANONYMOUS);
  g_assert_null (name);
  token[10] ^= 1;

  g_assert_null (baton_archive_add_token (fixture->archive, BATON_ROLE_VIEWER, "Zoë", NULL, &error));
  g_assert_error (error, BATON_ARCHIVE_ERROR, BATON_ARCHIVE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (baton_archive_add_token (fixture->archive, BATON_ROLE_VIEWER, "a\nb", NULL, &error));
  g_assert_error (error, BATON_ARCHIVE_ERROR, BATON_ARCHIVE_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_true (baton_archive_revoke_token (fixture->archive, "Zoë", &error));
  g_assert_cmpint (baton_archive_find_token (fixture->archive, token, &name, NULL), ==, BATON_ROLE_ANONYMOUS);
  g_assert_false (baton_archive_revoke_token (fixture->archive, "Zoë", &error));
  g_assert_error (error, BATON_ARCHIVE_ERROR, BATON_ARCHIVE_ERROR_NOT_FOUND);

  /* The token is nowhere on the disk, and nobody else may read what is. */
  baton_archive_close (g_steal_pointer (&fixture->archive));
  path = g_build_filename (fixture->folder, "batond.db", NULL);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_null (memmem (content, length, token + 6, 43));
  {
    GStatBuf info;

    g_assert_cmpint (g_stat (path, &info), ==, 0);
    g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
    g_assert_cmpint (g_stat (fixture->folder, &info), ==, 0);
    g_assert_cmpuint (info.st_mode & 0777, ==, 0700);
  }
}

static void
tamper (Fixture    *fixture,
        const char *sql)
{
  g_autofree char *path = g_build_filename (fixture->folder, "batond.db", NULL);
  sqlite3 *db = NULL;

  g_clear_pointer (&fixture->archive, baton_archive_close);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_test_message ("%s", sql);
  sqlite3_exec (db, sql, NULL, NULL, NULL);
  g_assert_cmpstr (sqlite3_errmsg (db), ==, "not an error");
  sqlite3_close (db);
  reopen (fixture);
}

static void
test_trail (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const damages[] = {
    "DROP TRIGGER audit_kept; UPDATE audit SET entry = replace (entry, 'Maria', 'Mario') WHERE sequence = 2",
    "DROP TRIGGER audit_stays; DELETE FROM audit WHERE sequence = 2",
    "DROP TRIGGER audit_kept; UPDATE audit SET hash = zeroblob (32) WHERE sequence = 3",
    "DROP TRIGGER revision_kept; UPDATE revision SET author = 'Mario' WHERE number = 2",
    "DROP TRIGGER revision_kept; UPDATE revision SET message = 'Nothing' WHERE number = 2",
    "DROP TRIGGER revision_kept; UPDATE revision SET restored_from = 1 WHERE number = 2",
    "DROP TRIGGER revision_kept; UPDATE revision SET time = time - 1 WHERE number = 3",
    "DROP TRIGGER revision_kept; UPDATE revision SET digest = (SELECT digest FROM revision WHERE number = 1) WHERE number = 3",
    "DROP TRIGGER revision_stays; DELETE FROM revision WHERE number = 3",
    "INSERT INTO revision SELECT 4, 3, 0, digest, author, message, time FROM revision WHERE number = 3",
    "UPDATE token SET role = 'admin'",
    "UPDATE token SET hash = zeroblob (32)",
    "UPDATE token SET revoked = 1",
    "UPDATE token SET languages = 'de'",
    "DELETE FROM token",
    "INSERT INTO token (hash, name, role, created) VALUES (zeroblob (32), 'Mario', 'admin', 1)",
    "DELETE FROM asset",
    "UPDATE asset SET bytes = CAST ('picturE' AS BLOB)",
    "DROP TRIGGER program_kept; UPDATE program SET bytes = CAST ('{\"a\":2}' AS BLOB) WHERE bytes = CAST ('{\"a\":1}' AS BLOB)",
  };
  g_autofree char *path = g_build_filename (fixture->folder, "batond.db", NULL);
  g_autofree char *good = NULL;
  g_autofree char *token = baton_archive_add_token (fixture->archive, BATON_ROLE_PUBLISHER, "Maria", NULL, NULL);
  g_autoptr (GError) error = NULL;
  guint64 n_entries = 0;
  gsize length;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *key = g_strdup_printf ("key-000%u", i);
      g_autofree char *program = g_strdup_printf ("{\"a\":%u}", i);
      g_autofree char *etag = head_etag (fixture);
      g_autoptr (BatonAnswer) answer = baton_answer_new ();

      g_assert_cmpint (publish (fixture, key, etag, program, answer), ==, BATON_PUBLISH_DONE);
    }
  {
    g_autoptr (GBytes) bytes = g_bytes_new_static ("picture", 7);
    g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
    gboolean added;

    g_assert_true (baton_archive_add_asset (fixture->archive, "Maria", "editor", "r", sha256, "image/png", bytes, &added, &error));
  }
  g_assert_true (baton_archive_verify (fixture->archive, &n_entries, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_entries, ==, 5);

  g_clear_pointer (&fixture->archive, baton_archive_close);
  g_assert_true (g_file_get_contents (path, &good, &length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      tamper (fixture, damages[i]);
      g_assert_false (baton_archive_verify (fixture->archive, NULL, &error));
      g_assert_error (error, BATON_ARCHIVE_ERROR, BATON_ARCHIVE_ERROR_DAMAGED);
      g_clear_error (&error);
      g_clear_pointer (&fixture->archive, baton_archive_close);
      g_assert_true (g_file_set_contents (path, good, (gssize) length, NULL));
    }
}

static void
test_assets (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("picture", 7);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr (GBytes) loaded = NULL;
  g_autofree char *type = NULL;
  g_autoptr (GError) error = NULL;
  gboolean added = FALSE;

  g_assert_false (baton_archive_has_asset (fixture->archive, sha256));
  g_assert_true (baton_archive_add_asset (fixture->archive, "Maria", "editor", "r", sha256, "image/png", bytes, &added, &error));
  g_assert_true (added);
  g_assert_true (baton_archive_add_asset (fixture->archive, "Maria", "editor", "r", sha256, "image/png", bytes, &added, &error));
  g_assert_false (added);
  g_assert_true (baton_archive_has_asset (fixture->archive, sha256));
  loaded = baton_archive_load_asset (fixture->archive, sha256, &type, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (loaded, bytes));
  g_assert_cmpstr (type, ==, "image/png");
}

/* A folder that was there is not taken from who else uses it; what is kept in it is. */
static void
test_modes (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "batond.db", NULL);
  GStatBuf info;

  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  reopen (fixture);
  g_assert_cmpint (g_stat (fixture->folder, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0755);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
}

/* Files that are something else, or from the future, are left as they are. */
static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "batond.db", NULL);

  tamper (fixture, "SELECT 1");
  g_clear_pointer (&fixture->archive, baton_archive_close);
  {
    sqlite3 *db = NULL;

    g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
    g_assert_cmpint (sqlite3_exec (db, "PRAGMA user_version = 4", NULL, NULL, NULL), ==, SQLITE_OK);
    sqlite3_close (db);
  }
  g_assert_null (baton_archive_open (fixture->folder, &error));
  g_assert_error (error, BATON_ARCHIVE_ERROR, BATON_ARCHIVE_ERROR_NEWER);
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (path, "this is not a database, not even a little, though it is long enough to be looked at", -1, NULL));
  g_assert_null (baton_archive_open (fixture->folder, &error));
  g_assert_error (error, BATON_ARCHIVE_ERROR, BATON_ARCHIVE_ERROR_FOREIGN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  TEST ("/server/archive/publish", test_publish);
  TEST ("/server/archive/tokens", test_tokens);
  TEST ("/server/archive/trail", test_trail);
  TEST ("/server/archive/assets", test_assets);
  TEST ("/server/archive/modes", test_modes);
  TEST ("/server/archive/foreign", test_foreign);
#undef TEST
  return g_test_run ();
}
