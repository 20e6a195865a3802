/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures told from their first bytes, and what only pretends to be one.
 */
#include "model/baton-image.h"

#include <string.h>

static void
assert_image (const void     *data,
              gsize           length,
              BatonImageCode  code,
              const char     *media_type,
              int             width,
              int             height)
{
  BatonImageInfo info = { "untouched", -1, -1 };

  g_assert_cmpstr (baton_image_code_get_name (baton_image_check (data, length, &info)), ==, baton_image_code_get_name (code));
  g_assert_cmpstr (info.media_type, ==, media_type != NULL ? media_type : "untouched");
  g_assert_cmpint (info.width, ==, media_type != NULL ? width : -1);
  g_assert_cmpint (info.height, ==, media_type != NULL ? height : -1);
}

/* No prefix of a picture may read past its end, nor pass where the size is missing. */
static void
assert_prefixes_fail (const guint8 *data,
                      gsize         needed)
{
  for (gsize length = 0; length < needed; length++)
    {
      g_autofree guint8 *exact = g_memdup2 (data, length);   /* so that sanitizers see the end */

      g_assert_cmpint (baton_image_check (exact, length, NULL), !=, BATON_IMAGE_OK);
    }
}

static void
test_png (void)
{
  guint8 png[33] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R',
                     0, 0, 1, 0, 0, 0, 0, 32, 8, 6, 0, 0, 0 };

  assert_image (png, sizeof png, BATON_IMAGE_OK, "image/png", 256, 32);
  assert_prefixes_fail (png, sizeof png);
  png[18] = 0x10;   /* 4096 */
  png[19] = 0;
  assert_image (png, sizeof png, BATON_IMAGE_OK, "image/png", 4096, 32);
  png[19] = 1;
  assert_image (png, sizeof png, BATON_IMAGE_TOO_WIDE, "image/png", 4097, 32);
  png[16] = 0xff;
  assert_image (png, sizeof png, BATON_IMAGE_BROKEN, NULL, 0, 0);
  memset (png + 16, 0, 4);
  assert_image (png, sizeof png, BATON_IMAGE_BROKEN, NULL, 0, 0);
}

static void
test_jpeg (void)
{
  static const guint8 jpeg[] = {
    0xff, 0xd8, 0xff, 0xe0, 0, 4, 'J', 'F', 0xff, 0xff, 0xc4, 0, 3, 0,   /* an application's segment, padding, a table */
    0xff, 0xc2, 0, 11, 8, 0, 100, 1, 44, 1, 1, 0x11, 0,
  };
  static const guint8 scan_first[] = { 0xff, 0xd8, 0xff, 0xda, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 1, 0, 1 };

  assert_image (jpeg, sizeof jpeg, BATON_IMAGE_OK, "image/jpeg", 300, 100);
  assert_prefixes_fail (jpeg, 23);
  assert_image (scan_first, sizeof scan_first, BATON_IMAGE_BROKEN, NULL, 0, 0);
}

/* What a foreign picture is once it has been prepared. */
static void
assert_svg (const char     *svg,
            BatonImageCode  code,
            int             width,
            int             height)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (svg, strlen (svg));
  BatonImageInfo info = { "untouched", -1, -1 };
  BatonImageCode found;
  g_autoptr (GBytes) prepared = baton_image_prepare (bytes, &info, &found);

  g_assert_cmpstr (baton_image_code_get_name (found), ==, baton_image_code_get_name (code));
  g_assert_true ((prepared != NULL) == (code == BATON_IMAGE_OK));
  if (code == BATON_IMAGE_OK || code == BATON_IMAGE_TOO_WIDE)
    {
      g_assert_cmpstr (info.media_type, ==, "image/svg+xml");
      g_assert_cmpint (info.width, ==, width);
      g_assert_cmpint (info.height, ==, height);
    }
  if (prepared != NULL)
    assert_image (g_bytes_get_data (prepared, NULL), g_bytes_get_size (prepared), BATON_IMAGE_OK, "image/svg+xml", width, height);
}

static void
test_svg (void)
{
  static const char foreign[] = "<svg onload=\"alert(1)\"/>";

  assert_svg ("<svg/>", BATON_IMAGE_OK, 0, 0);
  assert_svg ("\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a > b -->\n<svg width=\"12\" height='7.5px'><g/></svg>", BATON_IMAGE_OK, 12, 8);
  assert_svg ("<svg viewBox='0,0 640 ,480'/>", BATON_IMAGE_OK, 640, 480);
  assert_svg ("<svg width='100%' height='1em' viewBox='0 0 64 48'/>", BATON_IMAGE_OK, 64, 48);
  assert_svg ("<svg width='1e3' height='10'/>", BATON_IMAGE_OK, 1000, 10);
  assert_svg ("<svg width='5000' height='10'/>", BATON_IMAGE_TOO_WIDE, 5000, 10);
  assert_svg ("<svg width='-5' height='nan'/>", BATON_IMAGE_OK, 0, 0);
  assert_svg ("<svg width='1'", BATON_IMAGE_BROKEN, 0, 0);
  assert_svg ("<svg width='1'>", BATON_IMAGE_BROKEN, 0, 0);
  assert_svg ("<svg width=1/>", BATON_IMAGE_BROKEN, 0, 0);
  assert_svg ("<svg a='\xff'/>", BATON_IMAGE_BROKEN, 0, 0);
  assert_svg ("<svg a='", BATON_IMAGE_BROKEN, 0, 0);
  assert_svg ("<svgx/>", BATON_IMAGE_UNKNOWN, 0, 0);
  assert_svg ("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", BATON_IMAGE_UNKNOWN, 0, 0);
  assert_svg ("<svg xmlns='http://www.w3.org/1999/xhtml'/>", BATON_IMAGE_BROKEN, 0, 0);
  assert_svg ("<svg>&evil;</svg>", BATON_IMAGE_BROKEN, 0, 0);
  assert_svg ("<!-- never ends <svg/>", BATON_IMAGE_UNKNOWN, 0, 0);
  assert_svg ("<html><svg/></html>", BATON_IMAGE_UNKNOWN, 0, 0);
  assert_svg ("", BATON_IMAGE_UNKNOWN, 0, 0);
  /* What has not been prepared is not kept, by whomever it is sent. */
  assert_image (foreign, strlen (foreign), BATON_IMAGE_FOREIGN, NULL, 0, 0);
}

static void
test_others (void)
{
  g_autofree guint8 *heavy = g_malloc0 (BATON_IMAGE_MAX_BYTES + 1);

  assert_image ("GIF89a", 6, BATON_IMAGE_UNKNOWN, NULL, 0, 0);
  assert_image ("%PDF-1.4", 8, BATON_IMAGE_UNKNOWN, NULL, 0, 0);
  assert_image (heavy, BATON_IMAGE_MAX_BYTES + 1, BATON_IMAGE_TOO_HEAVY, NULL, 0, 0);
  assert_image (heavy, BATON_IMAGE_MAX_BYTES, BATON_IMAGE_UNKNOWN, NULL, 0, 0);
}

/* Nothing that differs from a picture by a few bytes may crash the reader. */
static void
test_mutations (void)
{
  static const char seed[] = "<svg width=\"12\" viewBox='0 0 9 9' height='7.5px'>\xff\xd8\xff\xe0\x00\x04\x89PNG\r\n";
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int i = 0; i < 20000; i++)
    {
      gsize length = (gsize) g_rand_int_range (random, 0, sizeof seed);
      g_autofree guint8 *data = g_memdup2 (seed + (i % 3 == 0 ? g_rand_int_range (random, 0, (int) (sizeof seed - length)) : 0), length);

      for (int j = 0; j < 3 && length > 0; j++)
        data[g_rand_int_range (random, 0, (int) length)] = (guint8) g_rand_int_range (random, 0, 256);
      baton_image_check (data, length, NULL);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/image/png", test_png);
  g_test_add_func ("/model/image/jpeg", test_jpeg);
  g_test_add_func ("/model/image/svg", test_svg);
  g_test_add_func ("/model/image/others", test_others);
  g_test_add_func ("/model/image/mutations", test_mutations);
  return g_test_run ();
}
