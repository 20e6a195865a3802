/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures of any bytes. What is rewritten stays as it is when rewritten again, is a picture like any other, and holds nothing
 * that the list does not name.
 */
#include "fuzz/fuzz.h"

#include "model/baton-image.h"
#include "model/baton-svg.h"

#include <string.h>

/* In our form a quotation mark within text is written as &quot;, so what follows ="… is the value of an attribute. */
static void
check_attributes (const char *svg)
{
  for (const char *at = strstr (svg, "=\""); at != NULL; at = strstr (at + 2, "=\""))
    {
      const char *name = at;

      while (name > svg && name[-1] != ' ')
        name--;
      g_assert_false (g_ascii_strncasecmp (name, "on", 2) == 0);
      g_assert_false (g_str_has_prefix (name, "style="));
      if (g_str_has_prefix (name, "href="))
        g_assert_cmpint (at[2], ==, '#');
      if (strstr (name, "url(") == at + 2)
        g_assert_cmpint (at[6], ==, '#');
    }
}

static void
check_svg (const char *svg)
{
  static const char * const never[] = {
    "<!", "<?", "<script", "<style", "<image", "<foreignObject", "<a ", "<a>", "<animate", "<set", "<filter", "<iframe", NULL
  };

  for (guint i = 0; never[i] != NULL; i++)
    g_assert_null (strstr (svg, never[i]));
  check_attributes (svg);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  BatonImageInfo info = { NULL, 0, 0 };
  BatonImageCode code = baton_image_check (data, size, &info);
  gsize length, again_length;
  g_autofree char *svg = baton_svg_rewrite ((const char *) data, size, &length);
  g_autofree char *again = NULL;

  g_assert_nonnull (baton_image_code_get_name (code));
  if (svg == NULL)
    {
      g_assert_true (code != BATON_IMAGE_OK || strcmp (info.media_type, "image/svg+xml") != 0);
      return 0;
    }
  g_assert_true (g_utf8_validate_len (svg, length, NULL));
  check_svg (svg);
  again = baton_svg_rewrite (svg, length, &again_length);
  g_assert_nonnull (again);
  g_assert_cmpmem (svg, length, again, again_length);
  code = baton_image_check ((const guint8 *) svg, length, &info);
  g_assert_true (code == BATON_IMAGE_OK || code == BATON_IMAGE_TOO_WIDE || code == BATON_IMAGE_TOO_HEAVY);
  return 0;
}
