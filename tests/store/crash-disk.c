/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crash-disk.h"

#include <string.h>

#define SECTOR 512

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
GByteArray *
crash_disk_settle (const CrashDisk *disk,
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

void
crash_disk_do (CrashDisk         *disk,
       const ShimOp *op)
{
  GByteArray *settled;

  if (op->type != SHIM_SYNC)
    {
      g_ptr_array_add (disk->pending, (gpointer) op);
      return;
    }
  settled = crash_disk_settle (disk, DAMAGE_KEEP, NULL);
  g_clear_pointer (&disk->image, g_byte_array_unref);
  disk->image = settled;
  g_ptr_array_set_size (disk->pending, 0);
}
