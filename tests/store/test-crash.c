/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Power fails at every call to the disk. A scenario is run once and every write, truncation, deletion and sync is remembered.
 * Then for each moment the disk is built as it may have been left: what was synced is there; of the rest each call may have
 * come through, or not, or in part, in any order. Opened, it must be the state before or after, never older than what was acknowledged.
 *
 * BATON_TEST_SEEDS: how many random disks a moment (1).
 */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "crash-disk.h"
#include "crash-scenarios.h"
#include "support/old-schema.h"
#include "support/old-workspace.h"

typedef struct
{
  CrashRun         run;
  StoreFixture crashed;
  CrashDisk         file;
  CrashDisk         log;
  GHashTable  *seen;        /* set of owned digests: disks that have been looked at under the same acknowledgement */
  guint        n_disks;
} Trial;

static void
put_file (const char *path,
          GByteArray *image)
{
  if (image != NULL)
    g_assert_true (g_file_set_contents_full (path, (const char *) image->data, image->len, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  else
    g_unlink (path);
}

/* Whether the disk is one that has not been looked at yet. */
static gboolean
is_news (Trial      *trial,
         GByteArray *file,
         GByteArray *log,
         guint       acknowledged,
         guint       newest)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint bounds[] = { acknowledged, newest, file->len, log != NULL ? log->len : G_MAXUINT };

  g_checksum_update (sum, (const guchar *) bounds, sizeof bounds);
  g_checksum_update (sum, file->data, file->len);
  if (log != NULL)
    g_checksum_update (sum, log->data, log->len);
  return g_hash_table_add (trial->seen, g_strdup (g_checksum_get_string (sum)));
}

static void
look (Trial  *trial,
      Damage  damage,
      GRand  *random,
      guint   acknowledged,
      guint   newest,
      guint   moment)
{
  g_autoptr (GByteArray) file = crash_disk_settle (&trial->file, damage, random);
  g_autoptr (GByteArray) log = crash_disk_settle (&trial->log, damage, random);
  g_autofree char *log_path = g_strconcat (trial->crashed.path, "-wal", NULL);
  g_autofree char *index_path = g_strconcat (trial->crashed.path, "-shm", NULL);
  g_autofree char *description = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (GError) error = NULL;
  BatonWorkspace *workspace;
  gboolean known = FALSE;

  if (!is_news (trial, file, log, acknowledged, newest))
    return;
  trial->n_disks++;
  put_file (trial->crashed.path, file);
  put_file (log_path, log);
  g_unlink (index_path);
  workspace = baton_workspace_open (trial->crashed.path, BATON_OPEN_EDIT, &error);
  if (workspace == NULL)
    g_test_message ("call %u, damage %d: %s", moment, (int) damage, error->message);
  g_assert_no_error (error);
  description = store_describe (workspace);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, description, -1);
  for (guint i = acknowledged; i <= newest && !known; i++)
    known = strcmp (digest, g_ptr_array_index (trial->run.states, i)) == 0;
  if (!known)
    g_test_message ("call %u, damage %d: neither of the states %u to %u", moment, (int) damage, acknowledged, newest);
  g_assert_true (known);
  g_assert_finalize_object (workspace);
}

static CrashDisk *
find_disk (Trial      *trial,
           const char *path)
{
  const char *name = trial->run.fixture.path;

  if (strcmp (path, name) == 0)
    return &trial->file;
  return g_str_has_prefix (path, name) && strcmp (path + strlen (name), "-wal") == 0 ? &trial->log : NULL;
}

static void
crash_everywhere (Trial     *trial,
                  GPtrArray *record,
                  guint      stride,
                  gboolean   only_file)
{
  const char *wanted = g_getenv ("BATON_TEST_SEEDS");
  int n_seeds = wanted != NULL ? atoi (wanted) : 1;
  g_autoptr (GRand) random = g_rand_new_with_seed (42);
  guint acknowledged = 0;

  if (wanted != NULL)
    stride = 1;
  for (guint k = 0; k < record->len; k++)
    {
      const ShimOp *op = g_ptr_array_index (record, k);
      guint newest = trial->run.states->len - 1;
      CrashDisk *disk;

      if (op->type == SHIM_MARK)
        {
          acknowledged = (guint) op->offset;
          continue;
        }
      if ((disk = find_disk (trial, op->path)) == NULL)
        continue;
      crash_disk_do (disk, op);
      if ((k % stride != 0 && op->type != SHIM_SYNC) || (only_file && disk != &trial->file))
        continue;
      for (guint j = k + 1; j < record->len; j++)
        {
          const ShimOp *later = g_ptr_array_index (record, j);

          if (later->type == SHIM_MARK)
            {
              newest = (guint) later->offset;
              break;
            }
        }
      look (trial, DAMAGE_DROP, random, acknowledged, newest, k);
      look (trial, DAMAGE_KEEP, random, acknowledged, newest, k);
      for (int seed = 0; seed < n_seeds; seed++)
        {
          look (trial, DAMAGE_SOME, random, acknowledged, newest, k);
          look (trial, DAMAGE_TEAR, random, acknowledged, newest, k);
        }
    }
}

static GByteArray *
read_image (const char *path)
{
  char *contents;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  return g_byte_array_new_take ((guint8 *) contents, length);
}

/* A workspace with a history and a base, closed, and its bytes; or as a crash leaves it, with a log. */
static void
prepare (CrashRun            *run,
         const CrashScenario *scenario,
         CrashDisk           *file,
         CrashDisk           *log)
{
  g_autoptr (BatonProgram) program = store_program_new (12);
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  g_autofree char *log_path = NULL;

  store_fixture_init (&run->fixture);
  run->random = g_rand_new_with_seed (scenario->seed);
  run->states = g_ptr_array_new_with_free_func (g_free);
  run->workspace = store_fixture_create (&run->fixture, program);
  for (int i = 0; i < 12; i++)
    store_random_edit (run->workspace, random, &run->fixture);
  log_path = g_strconcat (run->fixture.path, "-wal", NULL);
  if (scenario->is_left)
    {
      g_assert_true (baton_workspace_flush (run->workspace, NULL));
      file->image = read_image (run->fixture.path);
      log->image = read_image (log_path);
    }
  g_assert_true (baton_workspace_close (run->workspace, NULL));
  g_clear_object (&run->workspace);
  if (scenario->is_old)
    old_workspace_age (run->fixture.path);
  if (scenario->is_left)
    {
      put_file (run->fixture.path, file->image);
      put_file (log_path, log->image);
      return;
    }
  file->image = read_image (run->fixture.path);
}

static void
test_crash (gconstpointer data)
{
  const CrashScenario *scenario = data;
  Trial trial = { 0 };
  g_autoptr (GPtrArray) record = NULL;

  store_fixture_init (&trial.crashed);
  trial.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  trial.file.pending = g_ptr_array_new ();
  trial.log.pending = g_ptr_array_new ();
  prepare (&trial.run, scenario, &trial.file, &trial.log);

  shim_vfs_record ();
  trial.run.workspace = store_fixture_open (&trial.run.fixture);
  crash_run_step (&trial.run);
  scenario->play (&trial.run);
  g_assert_true (baton_workspace_close (trial.run.workspace, NULL));
  g_clear_object (&trial.run.workspace);
  record = shim_vfs_take_record ();

  crash_everywhere (&trial, record, scenario->stride, scenario->only_file);
  g_test_message ("%u calls, %u disks", record->len, trial.n_disks);
  g_assert_cmpuint (trial.n_disks, >, 10);

  g_clear_pointer (&trial.file.image, g_byte_array_unref);
  g_clear_pointer (&trial.log.image, g_byte_array_unref);
  g_ptr_array_unref (trial.file.pending);
  g_ptr_array_unref (trial.log.pending);
  g_hash_table_unref (trial.seen);
  g_ptr_array_unref (trial.run.states);
  g_rand_free (trial.run.random);
  store_fixture_clear (&trial.run.fixture);
  store_fixture_clear (&trial.crashed);
}

int
main (int    argc,
      char **argv)
{
  int result;

  /* Thousands of disks are built and thrown away: in memory, where there is such a place. */
  if (g_access ("/dev/shm", 2 /* W_OK */) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
  shim_vfs_register ();
  baton_upgrade_set_steps (old_schema_steps);
  for (guint i = 0; i < n_crash_scenarios; i++)
    {
      g_autofree char *path = g_strconcat ("/store/crash/", crash_scenarios[i].name, NULL);

      g_test_add_data_func (path, &crash_scenarios[i], test_crash);
    }
  result = g_test_run ();
  shim_vfs_unregister ();
  return result;
}
