/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Power fails at every call to the disk while a segment of the history, of columns or of rows, or of the register takes the place of
 * another, as when small ones are folded or rows are appended. The linker wraps what the writer calls. After each call the disk is built as it may have been left: what
 * was synced is there; of the rest each write may have come through, or not, or in part; a new name may be there before what it
 * names. Under the name there must be the old segment or the new, whole.
 */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "incentives/baton-columns.h"
#include "incentives/baton-history.h"
#include "incentives/baton-rows.h"
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
ssize_t __real_pwrite64 (int fd, const void *data, size_t length, off_t offset);
int     __real_fsync (int fd);
int     __real_rename (const char *from, const char *to);
ssize_t __wrap_write (int fd, const void *data, size_t length);
ssize_t __wrap_pwrite64 (int fd, const void *data, size_t length, off_t offset);
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

ssize_t
__wrap_pwrite64 (int         fd,
                 const void *data,
                 size_t      length,
                 off_t       offset)
{
  ssize_t n = __real_pwrite64 (fd, data, length, offset);

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
  return baton_columns_new (reg, history, NULL);
}

/* What is written and read back: so many rows in the one form or the other. */
typedef enum { FORM_COLUMNS, FORM_ROWS, FORM_REGISTER } Form;

static BatonRegister *
make_register (guint n_organisations)
{
  g_autoptr (GString) text = g_string_new ("id,name,terms\n");

  for (guint i = 0; i < n_organisations; i++)
    g_string_append_printf (text, "o-%u,Partner %u,term-%u\n", i, i, i % 5);
  return baton_register_read (text->str, text->len, NULL, 0, NULL, NULL);
}

static gboolean
save (Form        form,
      guint       n,
      const char *path)
{
  g_autoptr (BatonColumns) columns = form == FORM_COLUMNS ? make_columns (n) : NULL;
  g_autoptr (BatonRowsWriter) writer = NULL;
  BatonRowTexts names, ids;
  BatonRowsShape shape;
  BatonRow row = { .reverses = BATON_ROW_ID_NONE, .organisation = 1, .subject = 2, .version = 1 };
  gboolean saved;

  if (form == FORM_COLUMNS)
    return baton_columns_save (columns, path, NULL);
  if (form == FORM_REGISTER)
    {
      g_autoptr (BatonRegister) reg = make_register (n);
      g_autoptr (GBytes) bytes = baton_register_save_bytes (reg, NULL);

      return baton_register_write_bytes (bytes, path, NULL);
    }
  baton_row_texts_init (&names, TRUE);
  baton_row_texts_init (&ids, FALSE);
  baton_row_texts_add (&names, "o");
  baton_row_texts_add (&names, "blog-0000000000");
  baton_rows_shape_init (&shape);
  for (guint pass = 0; pass < 2; pass++)
    {
      if (pass == 1)
        writer = baton_rows_writer_new (path, &shape, NULL);
      for (guint i = 0; i < n; i++)
        {
          row.id = i;
          row.day = (BatonDay) i / 7;
          row.quantity = 1 + i % 300;
          if (pass == 0)
            baton_rows_shape_add (&shape, &row, 1);
          else
            baton_rows_writer_add (writer, &row, 1);
        }
    }
  saved = baton_rows_writer_finish (writer, &names, &ids, NULL, 0, NULL);
  baton_row_texts_clear (&names);
  baton_row_texts_clear (&ids);
  return saved;
}

/* How many rows there are, all of them sound; 0 for what is refused. */
static guint
count (Form    form,
       GBytes *bytes)
{
  g_autoptr (BatonColumns) columns = form == FORM_COLUMNS ? baton_columns_load_bytes (bytes, NULL) : NULL;
  g_autoptr (BatonRows) rows = form == FORM_ROWS ? baton_rows_open_bytes (bytes, NULL) : NULL;
  g_autoptr (BatonRegister) reg = form == FORM_REGISTER ? baton_register_open_bytes (bytes, NULL) : NULL;

  if (reg != NULL)
    return baton_register_get_n_organisations (reg);
  if (columns != NULL)
    return (guint) baton_columns_get_n_events (columns);
  return rows != NULL && baton_rows_check (rows, NULL) ? rows->n : 0;
}

static void
test_crash (gconstpointer data)
{
  Form form = GPOINTER_TO_INT (data);
  g_autofree char *folder = g_dir_make_tmp ("baton-segment-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "history.segment", NULL);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  gsize before_length, after_length;
  guint n_disks = 0, renamed_at = G_MAXUINT;

  g_assert_true (save (form, 300, path));
  g_assert_true (g_file_get_contents (path, &before, &before_length, NULL));
  record = g_ptr_array_new_with_free_func (free_op);
  g_assert_true (save (form, 900, path));
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
          g_autoptr (GBytes) disk = is_new ? g_bytes_new (image->data, image->len) : g_bytes_new (before, before_length);

          g_assert_cmpuint (count (form, disk), ==, is_new ? 900 : 300);
          n_disks++;
        }
    }
  g_test_message ("%u calls, %u disks", record->len, n_disks);
  g_assert_cmpuint (renamed_at, !=, G_MAXUINT);
  g_clear_pointer (&record, g_ptr_array_unref);
  g_unlink (path);
  g_rmdir (folder);
}

/* What has not been synced is seen to be broken: else the test above would prove nothing. */
static void
test_torn (gconstpointer data)
{
  Form form = GPOINTER_TO_INT (data);
  g_autofree char *folder = g_dir_make_tmp ("baton-segment-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "history.segment", NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (10);
  guint n_broken = 0;

  record = g_ptr_array_new_with_free_func (free_op);
  g_assert_true (save (form, 900, path));
  for (guint i = 0; i < record->len; i++)
    if (((Op *) g_ptr_array_index (record, i))->type == OP_SYNC)
      ((Op *) g_ptr_array_index (record, i))->type = OP_RENAME;
  for (int seed = 0; seed < N_SEEDS; seed++)
    {
      g_autoptr (GByteArray) image = settle (record->len, random);
      g_autoptr (GBytes) bytes = g_bytes_new (image->data, image->len);

      n_broken += count (form, bytes) == 0;
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
  g_test_add_data_func ("/incentives/segment-crash/every-call/columns", GINT_TO_POINTER (FORM_COLUMNS), test_crash);
  g_test_add_data_func ("/incentives/segment-crash/every-call/rows", GINT_TO_POINTER (FORM_ROWS), test_crash);
  g_test_add_data_func ("/incentives/segment-crash/every-call/register", GINT_TO_POINTER (FORM_REGISTER), test_crash);
  g_test_add_data_func ("/incentives/segment-crash/torn/register", GINT_TO_POINTER (FORM_REGISTER), test_torn);
  g_test_add_data_func ("/incentives/segment-crash/torn/columns", GINT_TO_POINTER (FORM_COLUMNS), test_torn);
  g_test_add_data_func ("/incentives/segment-crash/torn/rows", GINT_TO_POINTER (FORM_ROWS), test_torn);
  return g_test_run ();
}
