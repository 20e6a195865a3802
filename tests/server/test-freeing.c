/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures that nothing names are freed after a while, and none that anything names ever: neither that of an old revision,
 * nor that of a push under way, nor when power fails or the disk does in the middle.
 */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "server/baton-archive.h"
#include "store/shim-vfs.h"

#define LATER (g_get_real_time () + G_USEC_PER_SEC)
#define HOUR_US (G_GINT64_CONSTANT (60) * 60 * G_USEC_PER_SEC)

typedef struct
{
  char         *folder;
  BatonArchive *archive;
} Fixture;

static const char *const file_names[] = { "batond.db", "batond.db-wal", "batond.db-shm" };

static void
empty_folder (const char *folder)
{
  for (guint i = 0; i < G_N_ELEMENTS (file_names); i++)
    {
      g_autofree char *path = g_build_filename (folder, file_names[i], NULL);

      g_unlink (path);
    }
}

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
  fixture->folder = g_dir_make_tmp ("baton-freeing-XXXXXX", NULL);
  reopen (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->archive, baton_archive_close);
  empty_folder (fixture->folder);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

/* ── Doing ───────────────────────────────────────────────────────────────────────────────────────────── */

/* Keeps the picture *name* and gives its digest. (transfer full) */
static char *
upload (BatonArchive *archive,
        const char   *name)
{
  g_autoptr (GBytes) bytes = g_bytes_new (name, strlen (name));
  char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  gboolean added;

  g_assert_true (baton_archive_add_asset (archive, "Maria", "editor", "r", sha256, "image/png", bytes, &added, NULL));
  return sha256;
}

static void
make_answer (const BatonArchiveRevision *revision,
             BatonAnswer                *answer,
             gpointer                    user_data)
{
  g_autoptr (BatonValue) value = baton_archive_revision_to_value (revision);

  baton_answer_set_json (answer, 201, value);
}

/* Pushes a program that names the picture. */
static gboolean
publish (BatonArchive *archive,
         const char   *key,
         const char   *sha256)
{
  g_autofree char *json = g_strdup_printf ("{\"asset\":\"%s\",\"key\":\"%s\"}", sha256, key);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr (BatonArchiveRevision) head = baton_archive_get_head (archive, NULL);
  g_autofree char *etag = head != NULL ? baton_archive_revision_get_etag (head) : NULL;
  g_autoptr (BatonArchiveRevision) revision = NULL;
  g_autoptr (BatonAnswer) answer = baton_answer_new ();
  BatonWrite write = { .actor = "Maria", .role = "publisher", .request = "r", .action = "push",
                       .target = "POST /v1/revisions", .key = key, .body_digest = digest };
  BatonPublishOutcome outcome;

  return etag != NULL
         && baton_archive_publish (archive, &write, etag, bytes, digest, "", 0, make_answer, NULL, &outcome, &revision, answer, NULL)
         && outcome == BATON_PUBLISH_DONE;
}

static guint
free_idle (BatonArchive *archive,
           gint64        before)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_true (baton_archive_free_assets (archive, before, &n, &error));
  g_assert_no_error (error);
  return n;
}

/* As if all had been uploaded long ago. */
static void
age (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "batond.db", NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE asset SET touched = 1", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* The trail holds together, and every program has its picture. */
static void
check_whole (BatonArchive *archive)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) revisions = baton_archive_list_revisions (archive, 0, 1000, &error);

  g_assert_no_error (error);
  g_assert_true (baton_archive_verify (archive, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < revisions->len; i++)
    {
      const BatonArchiveRevision *revision = revisions->pdata[i];
      g_autoptr (GBytes) program = baton_archive_load_program (archive, revision->digest, &error);
      g_autofree char *sha256 = NULL;

      g_assert_no_error (error);
      sha256 = g_strndup ((const char *) g_bytes_get_data (program, NULL) + strlen ("{\"asset\":\""), 64);
      g_assert_true (baton_archive_has_asset (archive, sha256));
    }
}

/* ── What is freed and what is not ───────────────────────────────────────────────────────────────────── */

static void
test_free (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *old = upload (fixture->archive, "of the first revision"), *named = upload (fixture->archive, "of the second");
  g_autofree char *unnamed = upload (fixture->archive, "of nothing"), *wanted = upload (fixture->archive, "of a push to come");
  g_autofree char *again = upload (fixture->archive, "sent again"), *same = NULL;
  g_autoptr (BatonValue) trail = NULL;

  g_assert_true (publish (fixture->archive, "key-0001", old));
  g_assert_true (publish (fixture->archive, "key-0002", named));
  /* Nothing is idle yet. */
  g_assert_cmpuint (free_idle (fixture->archive, g_get_real_time () - HOUR_US), ==, 0);

  age (fixture);
  g_assert_true (baton_archive_touch_assets (fixture->archive, (const char *const []) { wanted, "absent", NULL }, NULL));
  same = upload (fixture->archive, "sent again");
  g_assert_cmpstr (same, ==, again);
  g_assert_cmpuint (free_idle (fixture->archive, g_get_real_time () - HOUR_US), ==, 1);
  g_assert_false (baton_archive_has_asset (fixture->archive, unnamed));
  g_assert_true (baton_archive_has_asset (fixture->archive, wanted));
  g_assert_true (baton_archive_has_asset (fixture->archive, again));
  check_whole (fixture->archive);

  trail = baton_archive_list_audit (fixture->archive, 0, 100, NULL);
  {
    const BatonValue *last = baton_value_get_member (baton_value_get_element (trail, baton_value_get_length (trail) - 1), "entry");

    g_assert_cmpstr (baton_value_get_member_string (last, "action"), ==, "free");
    g_assert_cmpstr (baton_value_get_member_string (last, "before"), ==, unnamed);
  }

  /* What was freed can come again, and the others go when their time is over. */
  g_free (upload (fixture->archive, "of nothing"));
  g_assert_true (baton_archive_has_asset (fixture->archive, unnamed));
  g_assert_cmpuint (free_idle (fixture->archive, LATER), ==, 3);
  check_whole (fixture->archive);
}

/* An archive of version 1 did not say when a picture was wanted last. */
static void
test_upgrade (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "batond.db", NULL);
  g_autofree char *named = upload (fixture->archive, "named"), *unnamed = upload (fixture->archive, "unnamed");
  sqlite3 *db = NULL;

  g_assert_true (publish (fixture->archive, "key-0001", named));
  g_clear_pointer (&fixture->archive, baton_archive_close);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "ALTER TABLE asset DROP COLUMN touched; ALTER TABLE token DROP COLUMN languages; PRAGMA user_version = 1", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);

  reopen (fixture);
  reopen (fixture);
  g_assert_true (baton_archive_has_asset (fixture->archive, unnamed));
  g_assert_cmpuint (free_idle (fixture->archive, g_get_real_time () - HOUR_US), ==, 0);
  g_assert_cmpuint (free_idle (fixture->archive, LATER), ==, 1);
  check_whole (fixture->archive);
}

/* ── Pushes under way ────────────────────────────────────────────────────────────────────────────────── */

#define N_PUSHES 60

typedef struct
{
  BatonArchive *archive;
  char         *digests[N_PUSHES];
  int           n_pushed;     /* atomic */
  int           ended;        /* atomic */
} Race;

/* What the server does with a push: touch, look, write. */
static gpointer
push_all (gpointer data)
{
  Race *race = data;

  for (guint i = 0; i < N_PUSHES; i++)
    {
      g_autofree char *key = g_strdup_printf ("key-%04u", i);

      g_assert_true (baton_archive_touch_assets (race->archive, (const char *const []) { race->digests[i], NULL }, NULL));
      if (baton_archive_has_asset (race->archive, race->digests[i]) && publish (race->archive, key, race->digests[i]))
        g_atomic_int_inc (&race->n_pushed);
    }
  g_atomic_int_set (&race->ended, TRUE);
  return NULL;
}

static void
test_race (Fixture       *fixture,
           gconstpointer  data)
{
  Race race = { .archive = fixture->archive };
  GThread *thread;

  for (guint i = 0; i < N_PUSHES; i++)
    {
      g_autofree char *name = g_strdup_printf ("picture %u", i);

      race.digests[i] = upload (fixture->archive, name);
    }
  age (fixture);
  thread = g_thread_new ("pushes", push_all, &race);
  /* Those that come first are there; of the rest each is pushed or freed, as it happens. */
  while (g_atomic_int_get (&race.n_pushed) < N_PUSHES / 3)
    g_usleep (100);
  while (!g_atomic_int_get (&race.ended))
    free_idle (fixture->archive, g_get_real_time () - HOUR_US);
  g_thread_join (thread);
  g_test_message ("%d of %d were pushed", race.n_pushed, N_PUSHES);
  g_assert_cmpint (race.n_pushed, >=, N_PUSHES / 3);
  check_whole (fixture->archive);
  for (guint i = 0; i < N_PUSHES; i++)
    g_free (race.digests[i]);
}

/* ── Power and disks ─────────────────────────────────────────────────────────────────────────────────── */

static void
apply_op (GByteArray   *image,
          const ShimOp *op)
{
  gsize size = op->bytes != NULL ? g_bytes_get_size (op->bytes) : 0;

  switch (op->type)
    {
    case SHIM_WRITE:
      if (image->len < op->offset + size)
        {
          guint before = image->len;

          g_byte_array_set_size (image, (guint) (op->offset + (gint64) size));
          memset (image->data + before, 0, image->len - before);
        }
      memcpy (image->data + op->offset, g_bytes_get_data (op->bytes, NULL), size);
      break;
    case SHIM_TRUNCATE:
      if (op->offset < image->len)
        g_byte_array_set_size (image, (guint) op->offset);
      break;
    case SHIM_DELETE:
      g_byte_array_set_size (image, 0);
      break;
    case SHIM_SYNC:
    case SHIM_MARK:
    default:
      break;
    }
}

/* Power fails after each call to the disk, from the first upload to the end of freeing; a log without its syncs is as long
 * as was written of it. */
static void
test_crash (void)
{
  Fixture fixture = { NULL }, crashed = { NULL };
  g_autoptr (GPtrArray) record = NULL;
  GByteArray *images[2] = { g_byte_array_new (), g_byte_array_new () };
  guint n_looked = 0;

  shim_vfs_register ();
  shim_vfs_record ();
  set_up (&fixture, NULL);
  {
    g_autofree char *named = upload (fixture.archive, "named"), *unnamed = upload (fixture.archive, "unnamed");

    g_assert_true (publish (fixture.archive, "key-0001", named));
    age (&fixture);
    g_assert_cmpuint (free_idle (fixture.archive, g_get_real_time () - HOUR_US), ==, 1);
    g_assert_true (publish (fixture.archive, "key-0002", named));
  }
  tear_down (&fixture, NULL);
  record = shim_vfs_take_record ();
  shim_vfs_unregister ();

  crashed.folder = g_dir_make_tmp ("baton-crashed-XXXXXX", NULL);
  for (guint k = 0; k < record->len; k++)
    {
      const ShimOp *op = g_ptr_array_index (record, k);
      int which = op->path == NULL ? -1 : g_str_has_suffix (op->path, "batond.db") ? 0 : g_str_has_suffix (op->path, "batond.db-wal") ? 1 : -1;

      /* At its end the fixture goes: nothing of that is a crash. */
      if (which < 0 || op->type == SHIM_DELETE)
        continue;
      apply_op (images[which], op);
      empty_folder (crashed.folder);
      for (int i = 0; i < 2; i++)
        {
          g_autofree char *path = g_build_filename (crashed.folder, file_names[i], NULL);

          if (images[i]->len > 0)
            g_assert_true (g_file_set_contents (path, (const char *) images[i]->data, images[i]->len, NULL));
        }
      reopen (&crashed);
      check_whole (crashed.archive);
      free_idle (crashed.archive, LATER);
      check_whole (crashed.archive);
      g_clear_pointer (&crashed.archive, baton_archive_close);
      n_looked++;
    }
  g_test_message ("%u disks", n_looked);
  g_assert_cmpuint (n_looked, >, 20);
  tear_down (&crashed, NULL);
  for (int i = 0; i < 2; i++)
    g_byte_array_unref (images[i]);
}

/* The n-th call to the disk fails, once or from then on, for every n: nothing is half done. */
static void
test_failing_disk (gconstpointer data)
{
  gboolean for_ever = GPOINTER_TO_INT (data);
  gboolean failed = TRUE;
  guint n;

  for (n = 1; failed; n++)
    {
      Fixture fixture = { NULL };
      g_autofree char *named = NULL, *unnamed = NULL;
      guint n_freed = 0;
      gboolean done;

      shim_vfs_register ();
      set_up (&fixture, NULL);
      named = upload (fixture.archive, "named");
      unnamed = upload (fixture.archive, "unnamed");
      g_assert_true (publish (fixture.archive, "key-0001", named));
      shim_vfs_fail_at (n, for_ever, TRUE, SHIM_FAIL_IO);
      done = baton_archive_free_assets (fixture.archive, LATER, &n_freed, NULL);
      failed = shim_vfs_stop_failing ();
      g_assert_cmpuint (n_freed, ==, done ? 1 : 0);

      reopen (&fixture);
      check_whole (fixture.archive);
      g_assert_cmpuint (free_idle (fixture.archive, LATER), <=, 1);
      g_assert_false (baton_archive_has_asset (fixture.archive, unnamed));
      check_whole (fixture.archive);
      tear_down (&fixture, NULL);
      shim_vfs_unregister ();
    }
  g_test_message ("%u calls", n - 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  TEST ("/server/freeing/free", test_free);
  TEST ("/server/freeing/upgrade", test_upgrade);
  TEST ("/server/freeing/race", test_race);
  g_test_add_func ("/server/freeing/crash", test_crash);
  g_test_add_data_func ("/server/freeing/call-fails", GINT_TO_POINTER (FALSE), test_failing_disk);
  g_test_add_data_func ("/server/freeing/disk-fails", GINT_TO_POINTER (TRUE), test_failing_disk);
#undef TEST
  return g_test_run ();
}
