/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether a text is UTF-8. Most of what comes is ASCII, which is gone through by words.
 */
#include "config.h"

#include "model/baton-json-private.h"

#include <string.h>

/* Whether eight characters are all ASCII and none U+0000, so that nothing about their encoding needs a look. */
static gboolean
is_plain (const char *at)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101), tops = ones << 7;
  guint64 word;

  memcpy (&word, at, sizeof word);
  return ((word | (word - ones)) & tops) == 0;
}

/* A character ends where a plain one stands, so what lies between plain words may be looked at alone. */
gboolean
baton_json_validate_utf8 (const char  *data,
                          gsize        length,
                          const char **valid_end)
{
  const gsize word = sizeof (guint64);
  gsize at = 0;

  while (at < length)
    {
      gsize end = at;

      for (; at + word <= length && is_plain (data + at); at += word)
        ;
      for (end = at; end + word <= length && !is_plain (data + end); end += word)
        ;
      end = end + word <= length ? end : length;
      if (!g_utf8_validate_len (data + at, end - at, valid_end))
        return FALSE;
      at = end;
    }
  return TRUE;
}
