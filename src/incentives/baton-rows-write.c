/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing segments. The bounds of the columns and the number of rows are known from the beginning, and so is where each column
 * lies; a block of each is held until it is full. So writing takes a few megabytes for any number of rows. The head comes last.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-rows.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "incentives/baton-replay.h"

#define ALIGN(n) (((n) + 7) & ~(guint64) 7)
#define BUFFER_BYTES (64 * 1024)

typedef struct
{
  gint64   base;
  guint32  width;
  guint64  offset;      /* of the column's first value in the file */
  guint8  *block;       /* room for one; NULL without width */
  GArray  *sums;        /* of BatonChecksum */
} Column;

struct _BatonRowsWriter
{
  char     *path;
  char     *aside;
  int       fd;
  int       trouble;    /* errno of the first failure */
  guint64   n;          /* rows to come */
  guint64   n_added;
  BatonDay  first;
  BatonDay  last;
  Column    columns[BATON_ROWS_N_COLUMNS];
  guint64   end;        /* where the rest begins */
};

/* ── Bounds ──────────────────────────────────────────────────────────────────────────────────────────── */

void
baton_rows_shape_init (BatonRowsShape *shape)
{
  shape->n = 0;
  for (guint i = 0; i < BATON_ROWS_N_COLUMNS; i++)
    {
      shape->least[i] = G_MAXINT64;
      shape->most[i] = G_MININT64;
    }
}

/* Rows that are taken apart together: a column of them fits the processor's nearest cache. */
#define GROUP_ROWS 512

#define COLLECT(field) \
  for (guint i = 0; i < n; i++) \
    values[i] = (gint64) rows[i].field; \
  break;

static void
collect_values (const BatonRow  *rows,
                guint            n,
                BatonRowsColumn  column,
                gint64          *values)
{
  switch (column)
    {
    case BATON_ROWS_ID:
      COLLECT (id)
    case BATON_ROWS_REVERSES:
      COLLECT (reverses)
    case BATON_ROWS_LINE:
      COLLECT (line)
    case BATON_ROWS_QUANTITY:
      COLLECT (quantity)
    case BATON_ROWS_AMOUNT:
      COLLECT (amount)
    case BATON_ROWS_ORIGINAL:
      COLLECT (original)
    case BATON_ROWS_POINTS:
      COLLECT (points)
    case BATON_ROWS_GRANTED:
      COLLECT (granted)
    case BATON_ROWS_ORGANISATION:
      COLLECT (organisation)
    case BATON_ROWS_MEMBER:
      COLLECT (member)
    case BATON_ROWS_SUBJECT:
      COLLECT (subject)
    case BATON_ROWS_REGION:
      COLLECT (region)
    case BATON_ROWS_DEAL:
      COLLECT (deal)
    case BATON_ROWS_PART:
      COLLECT (part)
    case BATON_ROWS_CURRENCY:
      COLLECT (currency)
    case BATON_ROWS_DAY:
      COLLECT (day)
    case BATON_ROWS_VERSION:
      COLLECT (version)
    case BATON_ROWS_SHARE:
      COLLECT (share)
    case BATON_ROWS_TYPE:
      COLLECT (type)
    case BATON_ROWS_STATE:
      COLLECT (state)
    case BATON_ROWS_N_COLUMNS:
    default:
      g_assert_not_reached ();
    }
}

void
baton_rows_shape_add (BatonRowsShape *shape,
                      const BatonRow *rows,
                      guint           n_rows)
{
  gint64 values[GROUP_ROWS];

  for (guint first = 0; first < n_rows; first += GROUP_ROWS)
    {
      guint n = MIN (n_rows - first, GROUP_ROWS);

      for (guint i = 0; i < BATON_ROWS_N_COLUMNS; i++)
        {
          gint64 least = shape->least[i], most = shape->most[i];

          collect_values (rows + first, n, i, values);
          for (guint k = 0; k < n; k++)
            {
              least = MIN (least, values[k]);
              most = MAX (most, values[k]);
            }
          shape->least[i] = least;
          shape->most[i] = most;
        }
    }
  shape->n += n_rows;
}

void
baton_rows_shape_join (BatonRowsShape  *shape,
                       const BatonRows *rows)
{
  if (rows->n == 0)
    return;
  for (guint i = 0; i < BATON_ROWS_N_COLUMNS; i++)
    {
      const BatonRowsField *field = &rows->fields[i];
      guint64 room = field->width == 0 ? 0 : field->width == 8 ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << (8 * field->width)) - 1;
      gint64 most = room > (guint64) G_MAXINT64 - (guint64) field->base ? G_MAXINT64 : (gint64) ((guint64) field->base + room);

      shape->least[i] = MIN (shape->least[i], field->base);
      shape->most[i] = MAX (shape->most[i], most);
    }
  shape->n += rows->n;
}

static guint32
get_width (gint64 least,
           gint64 most)
{
  guint64 room = most > least ? (guint64) most - (guint64) least : 0;

  return room == 0 ? 0 : room <= G_MAXUINT8 ? 1 : room <= G_MAXUINT16 ? 2 : room <= G_MAXUINT32 ? 4 : 8;
}

/* ── The file ────────────────────────────────────────────────────────────────────────────────────────── */

static void
write_at (BatonRowsWriter *self,
          const void      *bytes,
          gsize            length,
          guint64          offset)
{
  const char *at = bytes;

  while (length > 0 && self->trouble == 0)
    {
      gssize n = pwrite (self->fd, at, length, (off_t) offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          self->trouble = n < 0 ? errno : ENOSPC;
          return;
        }
      at += n;
      offset += (guint64) n;
      length -= (gsize) n;
    }
}

/* Where each column is going to lie. */
static void
place_columns (BatonRowsWriter      *self,
               const BatonRowsShape *shape)
{
  guint64 offset = ALIGN (sizeof (BatonRowsHead));

  self->n = shape->n;
  self->first = G_MAXINT32;
  self->last = G_MININT32;
  for (guint i = 0; i < BATON_ROWS_N_COLUMNS; i++)
    {
      Column *column = &self->columns[i];

      column->base = shape->n > 0 ? shape->least[i] : 0;
      column->width = shape->n > 0 ? get_width (shape->least[i], shape->most[i]) : 0;
      column->sums = g_array_new (FALSE, FALSE, sizeof (BatonChecksum));
      if (column->width == 0)
        continue;
      column->offset = offset;
      column->block = g_malloc0 ((gsize) BATON_ROWS_BLOCK * column->width);
      offset += ALIGN (shape->n * column->width);
    }
  self->end = offset;
}

BatonRowsWriter *
baton_rows_writer_new (const char           *path,
                       const BatonRowsShape *shape,
                       GError              **error)
{
  g_autoptr (BatonRowsWriter) self = g_new0 (BatonRowsWriter, 1);

  self->path = g_strdup (path);
  self->aside = g_strconcat (path, ".XXXXXX", NULL);
  self->fd = g_mkstemp_full (self->aside, O_RDWR | O_CLOEXEC, 0600);
  if (self->fd < 0)
    {
      g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_STORAGE, g_strerror (errno));
      return NULL;
    }
  place_columns (self, shape);
  return g_steal_pointer (&self);
}

BatonRowsWriter *
baton_rows_writer_new_in_memory (const BatonRowsShape *shape,
                                 GError              **error)
{
  g_autoptr (BatonRowsWriter) self = g_new0 (BatonRowsWriter, 1);

  self->fd = memfd_create ("baton-rows", MFD_CLOEXEC);
  if (self->fd < 0)
    {
      g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_STORAGE, g_strerror (errno));
      return NULL;
    }
  place_columns (self, shape);
  return g_steal_pointer (&self);
}

static void
close_block (BatonRowsWriter *self)
{
  guint64 block = (self->n_added - 1) / BATON_ROWS_BLOCK;
  gsize n = self->n_added - block * BATON_ROWS_BLOCK;

  for (guint i = 0; i < BATON_ROWS_N_COLUMNS; i++)
    {
      Column *column = &self->columns[i];
      BatonChecksum sum;

      if (column->width == 0)
        continue;
      sum = baton_checksum_sum (column->block, n * column->width);
      g_array_append_val (column->sums, sum);
      write_at (self, column->block, n * column->width, column->offset + block * BATON_ROWS_BLOCK * column->width);
    }
}

#define NARROW(type) \
  for (guint i = 0; i < n; i++) \
    ((type *) (gpointer) column->block)[place + i] = (type) ((guint64) values[i] - (guint64) column->base); \
  break;

/* *n* rows, no more than GROUP_ROWS, that the present block has room for. */
static void
add_group (BatonRowsWriter *self,
           const BatonRow  *rows,
           guint            n)
{
  gsize place = self->n_added % BATON_ROWS_BLOCK;
  gint64 values[GROUP_ROWS];

  for (guint c = 0; c < BATON_ROWS_N_COLUMNS; c++)
    {
      Column *column = &self->columns[c];

      collect_values (rows, n, c, values);
      switch (column->width)
        {
        case 0:
          for (guint i = 0; i < n; i++)
            if (values[i] != column->base)
              self->trouble = EINVAL;
          break;
        case 1:
          NARROW (guint8)
        case 2:
          NARROW (guint16)
        case 4:
          NARROW (guint32)
        default:
          NARROW (guint64)
        }
    }
  for (guint i = 0; i < n; i++)
    {
      self->first = MIN (self->first, rows[i].day);
      self->last = MAX (self->last, rows[i].day);
    }
  self->n_added += n;
  if (self->n_added % BATON_ROWS_BLOCK == 0 || self->n_added == self->n)
    close_block (self);
}

void
baton_rows_writer_add (BatonRowsWriter *self,
                       const BatonRow  *rows,
                       guint            n_rows)
{
  if (self->trouble == 0 && n_rows > self->n - self->n_added)
    self->trouble = EINVAL;
  while (n_rows > 0 && self->trouble == 0)
    {
      guint n = MIN (MIN (n_rows, GROUP_ROWS), BATON_ROWS_BLOCK - (guint) (self->n_added % BATON_ROWS_BLOCK));

      add_group (self, rows, n);
      rows += n;
      n_rows -= n;
    }
}

/* ── The rest ────────────────────────────────────────────────────────────────────────────────────────── */

/* Goes through a buffer, and is summed up on its way. */
typedef struct
{
  BatonRowsWriter *writer;
  guint64          offset;
  BatonChecksum     sum;
  gsize            n;
  guint8           buffer[BUFFER_BYTES];
} Rest;

static void
flush_rest (Rest *rest)
{
  guint64 word;

  /* Whole words but at the very end, where zeros fill up. */
  for (gsize i = 0; i < rest->n; i += sizeof word)
    {
      memcpy (&word, rest->buffer + i, sizeof word);
      rest->sum.first += word;
      rest->sum.second += rest->sum.first;
    }
  write_at (rest->writer, rest->buffer, rest->n, rest->offset);
  rest->offset += rest->n;
  rest->n = 0;
}

static void
put (Rest       *rest,
     const void *bytes,
     gsize       length)
{
  const guint8 *at = bytes;

  while (length > 0)
    {
      gsize part = MIN (length, sizeof rest->buffer - rest->n);

      memcpy (rest->buffer + rest->n, at, part);
      rest->n += part;
      at += part;
      length -= part;
      if (rest->n == sizeof rest->buffer)
        flush_rest (rest);
    }
}

static BatonRowsRange
begin_range (const Rest *rest)
{
  return (BatonRowsRange) { rest->offset + rest->n, 0 };
}

static void
end_range (Rest           *rest,
           BatonRowsRange *range)
{
  static const guint8 zeros[8] = { 0 };
  guint64 end = rest->offset + rest->n;

  put (rest, zeros, ALIGN (end) - end);
  range->length = ALIGN (end) - range->offset;
}

static void
put_texts (Rest                *rest,
           const BatonRowTexts *texts,
           BatonRowsRange      *offsets,
           BatonRowsRange      *bytes)
{
  guint64 offset = 0;

  *offsets = begin_range (rest);
  for (guint32 i = 1; i <= texts->n; i++)
    {
      put (rest, &offset, sizeof offset);
      offset += strlen (baton_row_texts_get (texts, i)) + 1;
    }
  end_range (rest, offsets);
  *bytes = begin_range (rest);
  for (guint32 i = 1; i <= texts->n; i++)
    {
      const char *text = baton_row_texts_get (texts, i);

      put (rest, text, strlen (text) + 1);
    }
  end_range (rest, bytes);
}

static void
write_rest (BatonRowsWriter     *self,
            const BatonRowTexts *names,
            const BatonRowTexts *ids,
            const BatonRowsDead *dead,
            guint64              n_dead)
{
  g_autofree Rest *rest = g_new0 (Rest, 1);
  BatonRowsHead head = { .magic = BATON_ROWS_MAGIC, .byte_order = BATON_ROWS_BYTE_ORDER, .version = BATON_ROWS_FORMAT, .n = self->n,
                         .first = self->n > 0 ? self->first : 0, .last = self->n > 0 ? self->last : 0,
                         .n_names = names->n, .n_ids = ids->n, .n_dead = n_dead };

  rest->writer = self;
  rest->offset = self->end;
  rest->sum.first = 1;
  head.rest.offset = self->end;
  for (guint i = 0; i < BATON_ROWS_N_COLUMNS; i++)
    {
      const Column *column = &self->columns[i];
      BatonRowsEntry *entry = &head.columns[i];

      entry->base = column->base;
      entry->width = column->width;
      if (column->width == 0)
        continue;
      entry->values = (BatonRowsRange) { column->offset, ALIGN (self->n * column->width) };
      entry->sums = begin_range (rest);
      put (rest, column->sums->data, (gsize) column->sums->len * sizeof (BatonChecksum));
      end_range (rest, &entry->sums);
    }
  put_texts (rest, names, &head.name_offsets, &head.names);
  put_texts (rest, ids, &head.id_offsets, &head.ids);
  head.dead = begin_range (rest);
  put (rest, dead, n_dead * sizeof *dead);
  end_range (rest, &head.dead);
  flush_rest (rest);
  head.length = rest->offset;
  head.rest.length = head.length - head.rest.offset;
  head.rest_sum = rest->sum;
  head.head_sum = baton_checksum_sum (&head, offsetof (BatonRowsHead, head_sum));
  write_at (self, &head, sizeof head, 0);
}

/* So that the new name is on the disk, too. */
static int
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int trouble = fd < 0 || fsync (fd) != 0 ? errno : 0;

  if (fd >= 0)
    (void) close (fd);
  return trouble;
}

gboolean
baton_rows_writer_finish (BatonRowsWriter     *self,
                          const BatonRowTexts *names,
                          const BatonRowTexts *ids,
                          const BatonRowsDead *dead,
                          guint64              n_dead,
                          GError             **error)
{
  if (self->trouble == 0 && self->n_added != self->n)
    self->trouble = EINVAL;
  if (self->trouble == 0)
    write_rest (self, names, ids, dead, n_dead);
  if (self->trouble == 0 && fsync (self->fd) != 0)
    self->trouble = errno;
  if (close (self->fd) != 0 && self->trouble == 0)
    self->trouble = errno;
  self->fd = -1;
  if (self->trouble == 0 && rename (self->aside, self->path) != 0)
    self->trouble = errno;
  if (self->trouble != 0)
    {
      gboolean full = self->trouble == ENOSPC || self->trouble == EDQUOT || self->trouble == EFBIG;

      g_set_error_literal (error, BATON_INCENTIVES_ERROR, full ? BATON_INCENTIVES_ERROR_FULL : BATON_INCENTIVES_ERROR_STORAGE, g_strerror (self->trouble));
      return FALSE;
    }
  g_clear_pointer (&self->aside, g_free);
  self->trouble = sync_folder (self->path);
  if (self->trouble == 0)
    return TRUE;
  /* It is there, but may not be after the power fails: so it must not be. */
  (void) unlink (self->path);
  g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_STORAGE, g_strerror (self->trouble));
  return FALSE;
}

BatonRows *
baton_rows_writer_finish_in_memory (BatonRowsWriter     *self,
                                    const BatonRowTexts *names,
                                    const BatonRowTexts *ids,
                                    GError             **error)
{
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (self->trouble == 0 && self->n_added != self->n)
    self->trouble = EINVAL;
  if (self->trouble == 0)
    write_rest (self, names, ids, NULL, 0);
  file = self->trouble == 0 ? g_mapped_file_new_from_fd (self->fd, FALSE, NULL) : NULL;
  if (file == NULL)
    {
      g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_STORAGE, g_strerror (self->trouble != 0 ? self->trouble : ENOMEM));
      return NULL;
    }
  bytes = g_mapped_file_get_bytes (file);
  return baton_rows_open_bytes (bytes, error);
}

void
baton_rows_writer_free (BatonRowsWriter *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    (void) close (self->fd);
  if (self->aside != NULL)
    (void) unlink (self->aside);
  for (guint i = 0; i < BATON_ROWS_N_COLUMNS; i++)
    {
      g_free (self->columns[i].block);
      if (self->columns[i].sums != NULL)
        g_array_unref (self->columns[i].sums);
    }
  g_free (self->aside);
  g_free (self->path);
  g_free (self);
}
