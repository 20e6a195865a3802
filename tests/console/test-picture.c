/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures that are too large get a smaller copy that every check takes; what is no picture gets none.
 */
#include <gdk-pixbuf/gdk-pixbuf.h>

#include "console/widgets/baton-picture-scale.h"
#include "model/baton-image.h"

static GBytes *
make_picture (int      width,
              int      height,
              gboolean alpha,
              gboolean noise)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, alpha, 8, width, height);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  guchar *pixels = gdk_pixbuf_get_pixels (pixbuf);
  char *data;
  gsize length;

  gdk_pixbuf_fill (pixbuf, 0x3050a0ff);
  for (gsize i = 0; noise && i < gdk_pixbuf_get_byte_length (pixbuf); i++)
    pixels[i] = (guchar) g_rand_int (random);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "png", NULL, NULL));
  return g_bytes_new_take (data, length);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GBytes *
scale (GBytes  *bytes,
       GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  baton_picture_scale_async (bytes, NULL, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return baton_picture_scale_finish (result, error);
}

static void
assert_scaled (GBytes         *bytes,
               BatonImageCode  code,
               const char     *media_type,
               int             most)
{
  BatonImageInfo info = { NULL, 0, 0 };
  g_autoptr (GBytes) smaller = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (baton_image_check (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &info), ==, code);
  g_assert_cmpint (info.width, >, 0);
  smaller = scale (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpint (baton_image_check (g_bytes_get_data (smaller, NULL), g_bytes_get_size (smaller), &info), ==, BATON_IMAGE_OK);
  g_assert_cmpstr (info.media_type, ==, media_type);
  g_assert_cmpint (info.width, <=, most);
  g_assert_cmpint (info.width, >, most / 2);
}

static void
test_wide (void)
{
  g_autoptr (GBytes) wide = make_picture (6000, 20, FALSE, FALSE);
  g_autoptr (GBytes) clear = make_picture (5000, 10, TRUE, FALSE);

  assert_scaled (wide, BATON_IMAGE_TOO_WIDE, "image/jpeg", 4096);
  assert_scaled (clear, BATON_IMAGE_TOO_WIDE, "image/png", 4096);
}

static void
test_heavy (void)
{
  g_autoptr (GBytes) heavy = make_picture (1000, 900, TRUE, TRUE);

  assert_scaled (heavy, BATON_IMAGE_TOO_HEAVY, "image/png", 800);
}

static void
test_broken (void)
{
  g_autoptr (GBytes) whole = make_picture (100, 100, FALSE, FALSE);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0, 24);
  g_autoptr (GError) error = NULL;

  g_assert_null (scale (cut, &error));
  g_assert_nonnull (error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/console/picture/wide", test_wide);
  g_test_add_func ("/console/picture/heavy", test_heavy);
  g_test_add_func ("/console/picture/broken", test_broken);
  return g_test_run ();
}
