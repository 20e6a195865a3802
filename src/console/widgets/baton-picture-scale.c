/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decoded once at most at the largest size that may be kept, then written smaller and smaller until it is light enough: with
 * transparency as PNG, else as JPEG.
 */
#include "config.h"

#include "console/widgets/baton-picture-scale.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "model/baton-image.h"

#define JPEG_QUALITY "85"
#define SMALLEST_SIDE 64

static GBytes *
encode (GdkPixbuf  *pixbuf,
        GError    **error)
{
  char *data;
  gsize length;
  gboolean done;

  if (gdk_pixbuf_get_has_alpha (pixbuf))
    done = gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "png", error, "compression", "9", NULL);
  else
    done = gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "jpeg", error, "quality", JPEG_QUALITY, NULL);
  return done ? g_bytes_new_take (data, length) : NULL;
}

/* What a loader makes of half a picture is for its owner to look at: not every one complains. */
static GdkPixbuf *
decode (GBytes  *bytes,
        GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  gboolean written = gdk_pixbuf_loader_write_bytes (loader, bytes, error);
  gboolean whole = gdk_pixbuf_loader_close (loader, written ? error : NULL) && written;

  return whole ? gdk_pixbuf_apply_embedded_orientation (gdk_pixbuf_loader_get_pixbuf (loader)) : NULL;
}

/* NULL where there is no memory for it. */
static GdkPixbuf *
fit (GdkPixbuf *pixbuf,
     int        side)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);

  if (width <= side && height <= side)
    return g_object_ref (pixbuf);
  return gdk_pixbuf_scale_simple (pixbuf, MAX (1, width >= height ? side : (int) ((gint64) width * side / height)),
                                  MAX (1, height >= width ? side : (int) ((gint64) height * side / width)), GDK_INTERP_BILINEAR);
}

static void
scale_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = decode (task_data, &error);
  int longest = pixbuf != NULL ? MAX (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf)) : 0;

  for (int side = MIN (longest, BATON_IMAGE_MAX_SIDE); error == NULL && side >= SMALLEST_SIDE; side = side * 3 / 4)
    {
      g_autoptr (GdkPixbuf) smaller = fit (pixbuf, side);
      g_autoptr (GBytes) bytes = smaller != NULL ? encode (smaller, &error) : NULL;

      if (bytes != NULL && baton_image_check (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL) == BATON_IMAGE_OK)
        {
          g_task_return_pointer (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
          return;
        }
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "The picture cannot be made small enough");
}

void
baton_picture_scale_async (GBytes              *bytes,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_name (task, "[baton] scale a picture");
  g_task_set_source_tag (task, baton_picture_scale_async);
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, scale_thread);
}

GBytes *
baton_picture_scale_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
