/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Power fails at every call to the disk while a segment of the history takes the place of another, as when small ones are folded
 * or rows are appended. The linker wraps what the writer calls. After each call the disk is built as it may have been left: what
 * was synced is there; of the rest each write may have come through, or not, or in part; a new name may be there before what it
 * names. Under the name there must be the old segment or the new, whole.
 */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "incentives/baton-columns.h"
#include "incentives/baton-history.h"
#include "incentives/baton-segment.h"

#define SECTOR 512
#define N_SEEDS 20

/* ── What the writer does ────────────────────────────────────────────────────────────────────────────── */

typedef enum
{
  OP_WRITE,
  OP_SYNC,
  OP_RENAME
} OpType;

typedef struct
{
  OpType  type;
  gint64  offset;
  GBytes *bytes;   /* of a write */
} Op;

static GPtrArray *record;   /* of Op; NULL: not remembering */

ssize_t __real_write (int fd, const void *data, size_t length);
int     __real_fsync (int fd);
int     __real_rename (const char *from, const char *to);
ssize_t __wrap_write (int fd, const void *data, size_t length);
int     __wrap_fsync (int fd);
int     __wrap_rename (const char *from, const char *to);

static void
remember (OpType      type,
          gint64      offset,
          const void *data,
          gsize       length)
{
  Op *op = g_new0 (Op, 1);

  op->type = type;
  op->offset = offset;
  op->bytes = data != NULL ? g_bytes_new (data, length) : NULL;
  g_ptr_array_add (record, op);
}

ssize_t
__wrap_write (int         fd,
              const void *data,
              size_t      length)
{
  gint64 offset = lseek (fd, 0, SEEK_CUR);
  ssize_t n = __real_write (fd, data, length);

  if (record != NULL && n > 0)
    remember (OP_WRITE, offset, data, (gsize) n);
  return n;
}

int
__wrap_fsync (int fd)
{
  if (record != NULL)
    remember (OP_SYNC, 0, NULL, 0);
  return __real_fsync (fd);
}

int
__wrap_rename (const char *from,
               const char *to)
{
  if (record != NULL)
    remember (OP_RENAME, 0, NULL, 0);
  return __real_rename (from, to);
}

static void
free_op (gpointer data)
{
  Op *op = data;

  g_clear_pointer (&op->bytes, g_bytes_unref);
  g_free (op);
}

/* ── The disk ────────────────────────────────────────────────────────────────────────────────────────── */

static void
put (GByteArray   *image,
     const guint8 *data,
     gsize         offset,
     gsize         length)
{
  gsize old = image->len;

  if (offset + length > old)
    {
      g_byte_array_set_size (image, (guint) (offset + length));
      memset (image->data + old, 0, offset + length - old);
    }
  memcpy (image->data + offset, data, length);
}

/* What the new file holds after the first *n* calls. *random* is NULL where all came through. */
static GByteArray *
settle (guint  n,
        GRand *random)
{
  GByteArray *image = g_byte_array_new ();
  guint synced = 0;

  for (guint i = 0; i < n; i++)
    if (((Op *) g_ptr_array_index (record, i))->type == OP_SYNC)
      synced = i;
  for (guint i = 0; i < n; i++)
    {
      const Op *op = g_ptr_array_index (record, i);
      gsize length = 0;
      const guint8 *data = op->bytes != NULL ? g_bytes_get_data (op->bytes, &length) : NULL;

      for (gsize at = 0; op->type == OP_WRITE && at < length; at += SECTOR)
        if (i < synced || random == NULL || g_rand_boolean (random))
          put (image, data + at, (gsize) op->offset + at, MIN (SECTOR, length - at));
    }
  return image;
}

static BatonColumns *
make_columns (guint n_events)
{
  g_autoptr (GString) text = g_string_new ("id,organisation,member,activity,day,quantity,state\n");
  g_autoptr (BatonRegister) reg = baton_register_read ("id,name\no,One\n", 14, NULL, 0, NULL, NULL);
  g_autoptr (BatonHistory) history = NULL;

  for (guint i = 0; i < n_events; i++)
    g_string_append_printf (text, "%u,o,,blog-0000000000,2026-0%u-1%u,%u,approved\n", i, 1 + i % 9, i % 10, 1 + i % 7);
  history = baton_history_read (text->str, text->len, NULL);
  return baton_columns_new (reg, history);
}

static void
test_crash (void)
{
  g_autofree char *folder = g_dir_make_tmp ("baton-segment-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "history.segment", NULL);
  g_autofree char *crashed = g_build_filename (folder, "crashed.segment", NULL);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (BatonColumns) few = make_columns (300);
  g_autoptr (BatonColumns) more = make_columns (900);
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  gsize before_length, after_length;
  guint n_disks = 0, renamed_at = G_MAXUINT;

  g_assert_true (baton_columns_save (few, path, NULL));
  g_assert_true (g_file_get_contents (path, &before, &before_length, NULL));
  record = g_ptr_array_new_with_free_func (free_op);
  g_assert_true (baton_columns_save (more, path, NULL));
  g_assert_true (g_file_get_contents (path, &after, &after_length, NULL));
  g_assert_cmpuint (before_length, <, after_length);

  for (guint n = 0; n <= record->len; n++)
    {
      if (n > 0 && ((Op *) g_ptr_array_index (record, n - 1))->type == OP_RENAME)
        renamed_at = n;
      for (int seed = 0; seed < N_SEEDS; seed++)
        {
          g_autoptr (GByteArray) image = settle (n, seed > 0 ? random : NULL);
          gboolean is_new = n >= renamed_at && g_rand_boolean (random);
          const void *data = is_new ? (const void *) image->data : before;
          gsize length = is_new ? image->len : before_length;
          g_autoptr (BatonColumns) loaded = NULL;
          g_autoptr (GError) error = NULL;

          /* Away with the one before: written over in place, GLib would leave its end behind a shorter one. */
          g_unlink (crashed);
          g_assert_true (g_file_set_contents_full (crashed, data, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
          loaded = baton_columns_load (crashed, &error);
          g_assert_no_error (error);
          g_assert_cmpuint (baton_columns_get_n_events (loaded), ==, baton_columns_get_n_events (is_new ? more : few));
          n_disks++;
        }
    }
  g_test_message ("%u calls, %u disks", record->len, n_disks);
  g_assert_cmpuint (renamed_at, !=, G_MAXUINT);
  g_clear_pointer (&record, g_ptr_array_unref);
  g_unlink (crashed);
  g_unlink (path);
  g_rmdir (folder);
}

/* What has not been synced is seen to be broken: else the test above would prove nothing. */
static void
test_torn (void)
{
  g_autofree char *folder = g_dir_make_tmp ("baton-segment-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "history.segment", NULL);
  g_autoptr (BatonColumns) columns = make_columns (900);
  g_autoptr (GRand) random = g_rand_new_with_seed (10);
  guint n_broken = 0;

  record = g_ptr_array_new_with_free_func (free_op);
  g_assert_true (baton_columns_save (columns, path, NULL));
  for (guint i = 0; i < record->len; i++)
    if (((Op *) g_ptr_array_index (record, i))->type == OP_SYNC)
      ((Op *) g_ptr_array_index (record, i))->type = OP_RENAME;
  for (int seed = 0; seed < N_SEEDS; seed++)
    {
      g_autoptr (GByteArray) image = settle (record->len, random);
      g_autoptr (GBytes) bytes = g_bytes_new (image->data, image->len);
      g_autoptr (BatonColumns) loaded = baton_columns_load_bytes (bytes, NULL);

      n_broken += loaded == NULL;
    }
  g_assert_cmpuint (n_broken, >, N_SEEDS / 2);
  g_clear_pointer (&record, g_ptr_array_unref);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/incentives/segment-crash/every-call", test_crash);
  g_test_add_func ("/incentives/segment-crash/torn", test_torn);
  return g_test_run ();
}
