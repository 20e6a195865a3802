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

#include <sqlite3.h>

#include "model/baton-merge.h"
#include "model/baton-replace.h"
#include "shim-vfs.h"
#include "store-fixture.h"
#include "support/old-schema.h"
#include "support/old-workspace.h"

#define SECTOR 512

/* ── Running a scenario ──────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  StoreFixture    fixture;
  BatonWorkspace *workspace;
  GPtrArray      *states;     /* of owned digests of store_describe(), in the order in which they were made */
  GRand          *random;
} Run;

/* The workspace is in a new state; it may take other calls before it is acknowledged. */
static void
reach (Run *run)
{
  g_autofree char *description = store_describe (run->workspace);

  g_ptr_array_add (run->states, g_compute_checksum_for_string (G_CHECKSUM_SHA256, description, -1));
}

static void
reached_cb (gpointer user_data)
{
  reach (user_data);
}

/* The newest state is acknowledged. */
static void
acknowledge (Run *run)
{
  g_assert_true (baton_workspace_flush (run->workspace, NULL));
  shim_vfs_mark ((gint64) run->states->len - 1);
}

static void
step (Run *run)
{
  reach (run);
  acknowledge (run);
}

static void
put (Run        *run,
     guint       number,
     const char *name)
{
  g_autoptr (BatonEntity) term = store_term_new (number, name);

  run->fixture.now_us += 10 * G_USEC_PER_SEC;
  g_assert_true (baton_workspace_put (run->workspace, name, term, NULL));
  /* On a quiet machine the writer takes each by itself. */
  reach (run);
}

static void
reopen (Run *run)
{
  g_assert_true (baton_workspace_close (run->workspace, NULL));
  g_clear_object (&run->workspace);
  run->workspace = store_fixture_open (&run->fixture);
}

static void
apply (Run        *run,
       const char *name,
       GPtrArray  *changes)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (changes);
  g_assert_cmpuint (changes->len, >, 0);
  run->fixture.now_us += 10 * G_USEC_PER_SEC;
  baton_workspace_apply (run->workspace, name, changes, &error);
  g_assert_no_error (error);
  step (run);
}

/* Opened, at first with a log that a crash left, and nothing else. */
static void
play_open (Run *run)
{
  for (guint i = 0; i < 3; i++)
    reopen (run);
}

static void
play_put (Run *run)
{
  for (guint i = 0; i < 3; i++)
    {
      put (run, 300 + i, "Put");
      step (run);
    }
}

static void
play_many_in_one (Run *run)
{
  for (guint i = 0; i < 6; i++)
    {
      put (run, 300 + i % 4, i % 2 ? "One" : "Two");
      reach (run);
    }
  acknowledge (run);
}

static void
play_type (Run *run)
{
  static const char * const keys[] = { "B", "Be", "Ber", "Be", "Bergen" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (BatonEntity) term = store_term_new (3, keys[i]);

      g_assert_true (baton_workspace_type (run->workspace, keys[i], term, BATON_FIELD_TERM_NAME, "de", NULL));
      step (run);
    }
}

static void
play_undo (Run *run)
{
  while (baton_workspace_can_undo (run->workspace))
    {
      g_assert_true (baton_workspace_undo (run->workspace, NULL));
      step (run);
    }
  g_assert_true (baton_workspace_redo (run->workspace, NULL));
  step (run);
  put (run, 310, "Drops the rest");
  step (run);
}

static void
play_redo (Run *run)
{
  for (guint i = 0; i < 4; i++)
    put (run, 300 + i, "To be undone");
  for (guint i = 0; i < 4; i++)
    {
      g_assert_true (baton_workspace_undo (run->workspace, NULL));
      reach (run);
    }
  acknowledge (run);
  while (baton_workspace_can_redo (run->workspace))
    {
      g_assert_true (baton_workspace_redo (run->workspace, NULL));
      step (run);
    }
}

static void
play_import (Run *run)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);

  for (guint i = 400; i < 550; i++)
    {
      g_autoptr (BatonEntity) term = store_term_new (i, "Imported, with a name that fills a page sooner");

      g_ptr_array_add (changes, baton_change_new (NULL, term));
    }
  g_assert_true (baton_workspace_apply (run->workspace, "Import", changes, NULL));
  step (run);
  g_assert_true (baton_workspace_undo (run->workspace, NULL));
  step (run);
}

static void
play_asset (Run *run)
{
  g_autoptr (GBytes) picture = store_picture_new (99);
  g_autofree char *sha256 = baton_workspace_add_asset (run->workspace, picture, NULL);
  g_autoptr (BatonEntity) banner = store_asset_new ("banner-0000000000", sha256);

  step (run);
  g_assert_true (baton_workspace_put (run->workspace, "Banner", banner, NULL));
  step (run);
  g_assert_true (baton_workspace_free_unreferenced_assets (run->workspace, NULL, NULL));
  step (run);
}

static void
play_pull (Run *run)
{
  for (gint64 revision = 50; revision < 53; revision++)
    {
      g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
      g_autoptr (BatonProgram) base = baton_program_copy (baton_workspace_get_program (run->workspace));
      g_autoptr (BatonEntity) theirs = store_term_new ((guint) (310 + revision), "Theirs");
      g_autofree char *digest = NULL;

      baton_program_put (base, theirs);
      digest = baton_program_digest (base);
      g_ptr_array_add (changes, baton_change_new (NULL, theirs));
      g_assert_true (baton_workspace_pull (run->workspace, "Pull", changes, revision, digest, base, NULL));
      step (run);
    }
  g_assert_true (baton_workspace_undo (run->workspace, NULL));
  step (run);
  g_assert_true (baton_workspace_undo (run->workspace, NULL));
  step (run);
  put (run, 320, "Drops a base");
  step (run);
}

/* Both sides renamed terms, one of them the same: what was merged comes in as one entry with the new base. */
static void
play_merge (Run *run)
{
  const BatonProgram *mine = baton_workspace_get_program (run->workspace);
  g_autoptr (BatonProgram) base = baton_program_copy (mine);
  g_autoptr (BatonProgram) theirs = baton_program_copy (mine);
  g_autoptr (BatonMerge) merge = NULL;
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  g_autofree char *digest = NULL;

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (BatonEntity) term = store_term_new (310 + i, "Theirs");

      if (i < 4)
        put (run, 312 + i, "Mine");
      baton_program_put (theirs, term);
    }
  step (run);
  merge = baton_merge_new (base, mine, theirs);
  while (baton_merge_count_undecided (merge) > 0)
    g_assert_true (baton_merge_decide (merge, g_ptr_array_index (baton_merge_get_conflicts (merge), baton_merge_get_conflicts (merge)->len - baton_merge_count_undecided (merge)),
                                       BATON_MERGE_MINE, NULL));
  for (guint i = 310; i < 316; i++)
    {
      g_autofree char *id = g_strdup_printf ("term-%010u", i);
      const BatonEntity *before = baton_program_lookup (mine, id);
      const BatonEntity *after = baton_program_lookup (baton_merge_get_program (merge), id);

      if (!baton_entity_equal (before, after))
        g_ptr_array_add (changes, baton_change_new (before, after));
    }
  digest = baton_program_digest (theirs);
  g_assert_true (baton_workspace_pull (run->workspace, "Merge", changes, 70, digest, theirs, NULL));
  step (run);
  g_assert_true (baton_workspace_undo (run->workspace, NULL));
  step (run);
  g_assert_true (baton_workspace_redo (run->workspace, NULL));
  step (run);
}

/* Opening brings the rows to today's schema; edits and undo go on over it. */
static void
play_upgrade (Run *run)
{
  put (run, 315, "Of today");
  step (run);
  for (guint i = 0; i < 3 && baton_workspace_can_undo (run->workspace); i++)
    {
      g_assert_true (baton_workspace_undo (run->workspace, NULL));
      reach (run);
    }
  acknowledge (run);
}

static void
play_replace (Run *run)
{
  g_autoptr (BatonUses) uses = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  put (run, 320, "Old");
  put (run, 321, "New");
  step (run);
  uses = baton_uses_new (baton_workspace_get_program (run->workspace));
  changes = baton_program_replace (baton_workspace_get_program (run->workspace), uses, "term-0000000320", "term-0000000321");
  apply (run, "Replace Old by New", changes);
  g_assert_true (baton_workspace_undo (run->workspace, NULL));
  step (run);
}

static void
play_split (Run *run)
{
  g_autoptr (BatonUses) uses = NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_entity_unref);
  g_autoptr (GPtrArray) changes = NULL;

  put (run, 322, "Whole");
  step (run);
  g_ptr_array_add (parts, store_term_new (323, "Half"));
  g_ptr_array_add (parts, store_term_new (324, "Other half"));
  uses = baton_uses_new (baton_workspace_get_program (run->workspace));
  changes = baton_program_split (baton_workspace_get_program (run->workspace), uses, "term-0000000322", parts);
  apply (run, "Split", changes);
}

/* Ended through a day, with its successor in one entry. */
static void
play_retire (Run *run)
{
  g_autoptr (BatonEntity) old = baton_entity_new (BATON_KIND_PROMOTION, "spring-0000000000");
  g_autoptr (BatonEntity) new = baton_entity_new (BATON_KIND_PROMOTION, "autumn-0000000000");
  g_autoptr (GPtrArray) changes = NULL;

  g_assert_true (baton_workspace_put (run->workspace, "Spring", old, NULL));
  reach (run);
  g_assert_true (baton_workspace_put (run->workspace, "Autumn", new, NULL));
  step (run);
  changes = baton_program_end (baton_workspace_get_program (run->workspace), "spring-0000000000", baton_day_new (2026, 6, 30), NULL);
  apply (run, "End Spring", changes);
  g_assert_true (baton_workspace_undo (run->workspace, NULL));
  step (run);
}

/* A block from a spreadsheet: what is there is changed, the rest is made, all as one entry. */
static void
play_paste (Run *run)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);

  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (BatonEntity) term = store_term_new (i, "Pasted");

      g_ptr_array_add (changes, baton_change_new (baton_program_lookup (baton_workspace_get_program (run->workspace),
                                                                        baton_entity_get_id (term)), term));
    }
  apply (run, "Paste", changes);
  put (run, 12, "Typed over it");
  step (run);
  g_assert_true (baton_workspace_undo (run->workspace, NULL));
  reach (run);
  g_assert_true (baton_workspace_undo (run->workspace, NULL));
  step (run);
}

static void
play_push (Run *run)
{
  g_autoptr (GBytes) payload = g_bytes_new_static ("payload", 7);
  g_autofree char *digest = baton_program_digest (baton_workspace_get_program (run->workspace));
  g_autofree char *key = baton_workspace_add_to_outbox (run->workspace, payload, "new", NULL);

  step (run);
  g_assert_true (baton_workspace_set_outbox_state (run->workspace, key, "sent", NULL));
  step (run);
  g_assert_true (baton_workspace_pushed (run->workspace, "Push", 60, digest, baton_workspace_get_program (run->workspace), key, NULL));
  step (run);
}

static void
play_settings (Run *run)
{
  g_assert_true (baton_workspace_set_setting (run->workspace, "test.view", "tiers", NULL));
  step (run);
  g_assert_true (baton_workspace_set_setting (run->workspace, "test.view", NULL, NULL));
  step (run);
}

static void
play_reopen (Run *run)
{
  for (guint i = 0; i < 3; i++)
    {
      put (run, 330 + i, "Then closed");
      step (run);
      reopen (run);
    }
}

/* A second connection keeps the log from being taken over at close, and reads along. */
static void
play_readers (Run *run)
{
  g_autoptr (BatonWorkspace) reader = NULL;

  put (run, 340, "Seen");
  step (run);
  reader = baton_workspace_open (run->fixture.path, BATON_OPEN_READ, NULL);
  g_assert_nonnull (reader);
  put (run, 341, "Not seen");
  step (run);
  g_clear_object (&reader);
  reopen (run);
  put (run, 342, "After");
  step (run);
}

static void
play_copy (Run *run)
{
  g_autofree char *path = store_fixture_path (&run->fixture, "copy.baton");

  put (run, 350, "Before");
  step (run);
  g_assert_true (baton_workspace_save_copy (run->workspace, path, NULL));
  put (run, 351, "After");
  step (run);
}

/* Enough for SQLite to fold the log into the file while edits go on. */
static void
play_checkpoint (Run *run)
{
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (GString) letters = g_string_new (NULL);

      while (letters->len < 120000)
        g_string_append_c (letters, (char) g_rand_int_range (run->random, 'a', 'z'));
      put (run, 360 + i % 3, letters->str);
      step (run);
    }
}

static void
play_random (Run *run)
{
  run->fixture.reached = reached_cb;
  run->fixture.reached_data = run;
  for (int i = 0; i < 25; i++)
    {
      store_random_edit (run->workspace, run->random, &run->fixture);
      acknowledge (run);
      if (g_rand_int_range (run->random, 0, 8) == 0)
        reopen (run);
    }
}

static const struct { const char *name; void (*play) (Run *run); guint32 seed; guint stride; } scenarios[] = {
  /* stride: each how many calls the power fails. A checkpoint is thousands of like calls, so only some of those are tried, and
   * only from where the file itself is written; the others have tried the log. */
  { "open", play_open, 1, 1 },
  { "put", play_put, 1, 1 },
  { "many-in-one", play_many_in_one, 1, 1 },
  { "type", play_type, 1, 1 },
  { "undo", play_undo, 1, 1 },
  { "redo", play_redo, 1, 1 },
  { "import", play_import, 1, 1 },
  { "paste", play_paste, 1, 1 },
  { "replace", play_replace, 1, 1 },
  { "split", play_split, 1, 1 },
  { "retire", play_retire, 1, 1 },
  { "upgrade", play_upgrade, 1, 1 },
  { "asset", play_asset, 1, 1 },
  { "pull", play_pull, 1, 1 },
  { "merge", play_merge, 1, 1 },
  { "push", play_push, 1, 1 },
  { "settings", play_settings, 1, 1 },
  { "reopen", play_reopen, 1, 1 },
  { "readers", play_readers, 1, 1 },
  { "copy", play_copy, 1, 1 },
  { "fold", play_checkpoint, 1, 97 },
  { "random/1", play_random, 1, 5 },
  { "random/2", play_random, 2, 5 },
  { "random/3", play_random, 3, 5 },
  { "random/4", play_random, 4, 5 },
  { "random/5", play_random, 5, 5 },
  { "random/6", play_random, 6, 5 },
  { "random/7", play_random, 7, 5 },
};

/* ── Building a disk ─────────────────────────────────────────────────────────────────────────────────── */

typedef enum
{
  DAMAGE_DROP,      /* nothing that was not synced came through */
  DAMAGE_KEEP,      /* all of it did, as when only the process dies */
  DAMAGE_SOME,      /* each call did or did not */
  DAMAGE_TEAR,      /* each sector did or did not; what lies past the old end may be anything */
  N_DAMAGES
} Damage;

/* One file: what is surely there, and the calls since. */
typedef struct
{
  GByteArray *image;      /* owned; NULL: there is no file */
  GPtrArray  *pending;    /* owned, of borrowed ShimOp */
} Disk;

static void
resize (GByteArray *image,
        gsize       size)
{
  gsize old = image->len;

  g_byte_array_set_size (image, (guint) size);
  if (size > old)
    memset (image->data + old, 0, size - old);
}

static void
write_image (GByteArray *image,
             gint64      offset,
             const void *data,
             gsize       size)
{
  if (size == 0)
    return;
  if (image->len < (gsize) offset + size)
    resize (image, (gsize) offset + size);
  memcpy (image->data + offset, data, size);
}

static void
tear (GByteArray   *image,
      const ShimOp *op,
      GRand        *random)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (op->bytes, &size);

  for (gsize at = 0; at < size; at += SECTOR)
    {
      gsize n = MIN (SECTOR, size - at);
      gboolean new_ground = (gsize) op->offset + at >= image->len;

      if (g_rand_boolean (random))
        write_image (image, op->offset + (gint64) at, data + at, n);
      else if (new_ground && g_rand_boolean (random))
        {
          guint8 garbage[SECTOR];

          for (gsize i = 0; i < n; i++)
            garbage[i] = (guint8) g_rand_int (random);
          write_image (image, op->offset + (gint64) at, garbage, n);
        }
    }
}

static gboolean
comes_through (Damage  damage,
               GRand  *random)
{
  return damage == DAMAGE_KEEP || (damage != DAMAGE_DROP && g_rand_boolean (random));
}

/* Does what is pending to a copy of the image, as far as the damage lets it. NULL: there is no file. */
static GByteArray *
settle (const Disk *disk,
        Damage      damage,
        GRand      *random)
{
  g_autoptr (GByteArray) image = NULL;

  if (disk->image != NULL)
    {
      image = g_byte_array_sized_new (disk->image->len);
      g_byte_array_append (image, disk->image->data, disk->image->len);
    }
  for (guint i = 0; i < disk->pending->len; i++)
    {
      const ShimOp *op = g_ptr_array_index (disk->pending, i);

      if (op->type == SHIM_DELETE)
        {
          /* Where the deletion was lost, what was written under that name afterwards went to a file without one. */
          if (!comes_through (damage, random))
            break;
          g_clear_pointer (&image, g_byte_array_unref);
          continue;
        }
      if (damage == DAMAGE_TEAR && op->type == SHIM_WRITE)
        {
          if (image == NULL)
            image = g_byte_array_new ();
          tear (image, op, random);
          continue;
        }
      if (!comes_through (damage, random))
        continue;
      if (image == NULL)
        image = g_byte_array_new ();
      if (op->type == SHIM_WRITE)
        write_image (image, op->offset, g_bytes_get_data (op->bytes, NULL), g_bytes_get_size (op->bytes));
      else
        resize (image, (gsize) op->offset);
    }
  return g_steal_pointer (&image);
}

static void
do_op (Disk         *disk,
       const ShimOp *op)
{
  GByteArray *settled;

  if (op->type != SHIM_SYNC)
    {
      g_ptr_array_add (disk->pending, (gpointer) op);
      return;
    }
  settled = settle (disk, DAMAGE_KEEP, NULL);
  g_clear_pointer (&disk->image, g_byte_array_unref);
  disk->image = settled;
  g_ptr_array_set_size (disk->pending, 0);
}

/* ── Looking at it ───────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  Run         run;
  StoreFixture crashed;
  Disk         file;
  Disk         log;
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
  g_autoptr (GByteArray) file = settle (&trial->file, damage, random);
  g_autoptr (GByteArray) log = settle (&trial->log, damage, random);
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

static Disk *
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
      Disk *disk;

      if (op->type == SHIM_MARK)
        {
          acknowledged = (guint) op->offset;
          continue;
        }
      if ((disk = find_disk (trial, op->path)) == NULL)
        continue;
      do_op (disk, op);
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

/* A workspace with a history and a base, closed, and its bytes; or with *is_left* as a crash leaves it, with a log. */
static void
prepare (Run      *run,
         guint32   seed,
         gboolean  is_old,
         gboolean  is_left,
         Disk     *file,
         Disk     *log)
{
  g_autoptr (BatonProgram) program = store_program_new (12);
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  g_autofree char *log_path = NULL;

  store_fixture_init (&run->fixture);
  run->random = g_rand_new_with_seed (seed);
  run->states = g_ptr_array_new_with_free_func (g_free);
  run->workspace = store_fixture_create (&run->fixture, program);
  for (int i = 0; i < 12; i++)
    store_random_edit (run->workspace, random, &run->fixture);
  log_path = g_strconcat (run->fixture.path, "-wal", NULL);
  if (is_left)
    {
      g_assert_true (baton_workspace_flush (run->workspace, NULL));
      file->image = read_image (run->fixture.path);
      log->image = read_image (log_path);
    }
  g_assert_true (baton_workspace_close (run->workspace, NULL));
  g_clear_object (&run->workspace);
  if (is_old)
    old_workspace_age (run->fixture.path);
  if (is_left)
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
  guint scenario = GPOINTER_TO_UINT (data);
  Trial trial = { 0 };
  g_autoptr (GPtrArray) record = NULL;

  store_fixture_init (&trial.crashed);
  trial.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  trial.file.pending = g_ptr_array_new ();
  trial.log.pending = g_ptr_array_new ();
  prepare (&trial.run, scenarios[scenario].seed, scenarios[scenario].play == play_upgrade,
           scenarios[scenario].play == play_open, &trial.file, &trial.log);

  shim_vfs_record ();
  trial.run.workspace = store_fixture_open (&trial.run.fixture);
  step (&trial.run);
  scenarios[scenario].play (&trial.run);
  g_assert_true (baton_workspace_close (trial.run.workspace, NULL));
  g_clear_object (&trial.run.workspace);
  record = shim_vfs_take_record ();

  crash_everywhere (&trial, record, scenarios[scenario].stride, scenarios[scenario].play == play_checkpoint);
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
  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      g_autofree char *path = g_strconcat ("/store/crash/", scenarios[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_crash);
    }
  result = g_test_run ();
  shim_vfs_unregister ();
  return result;
}
