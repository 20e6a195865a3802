/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads just as much of a picture as tells its format and size. Everything is a claim of somebody's file: each read is
 * bounded by the length, and nothing is allocated.
 */
#include "config.h"

#include "model/baton-image.h"

#include <string.h>

#include "model/baton-svg.h"

static const char * const names[] = {
  [BATON_IMAGE_OK] = "ok",
  [BATON_IMAGE_UNKNOWN] = "unknown",
  [BATON_IMAGE_BROKEN] = "broken",
  [BATON_IMAGE_TOO_HEAVY] = "too-heavy",
  [BATON_IMAGE_TOO_WIDE] = "too-wide",
  [BATON_IMAGE_FOREIGN] = "foreign",
};

G_STATIC_ASSERT (G_N_ELEMENTS (names) == BATON_IMAGE_N_CODES);

static const guint8 png_magic[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
static const guint8 jpeg_magic[] = { 0xff, 0xd8, 0xff };

static guint32
read_32 (const guint8 *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

static guint32
read_16 (const guint8 *at)
{
  return (guint32) at[0] << 8 | at[1];
}

static BatonImageCode
set_size (BatonImageInfo *info,
          guint32         width,
          guint32         height)
{
  if (width == 0 || height == 0 || width > G_MAXINT32 || height > G_MAXINT32)
    return BATON_IMAGE_BROKEN;
  info->width = (int) width;
  info->height = (int) height;
  return BATON_IMAGE_OK;
}

/* The signature is followed by a chunk IHDR: length, name, width, height… */
static BatonImageCode
read_png (const guint8   *data,
          gsize           length,
          BatonImageInfo *info)
{
  info->media_type = "image/png";
  if (length < 33 || read_32 (data + 8) != 13 || memcmp (data + 12, "IHDR", 4) != 0)
    return BATON_IMAGE_BROKEN;
  return set_size (info, read_32 (data + 16), read_32 (data + 20));
}

/* Segments of marker, length and content, until one of the frame headers, C0 to CF but for C4, C8 and CC. */
static BatonImageCode
read_jpeg (const guint8   *data,
           gsize           length,
           BatonImageInfo *info)
{
  gsize at = 2;

  info->media_type = "image/jpeg";
  while (at + 4 <= length && data[at] == 0xff)
    {
      guint8 marker = data[at + 1];
      gsize size = read_16 (data + at + 2);

      if (marker == 0xff)   /* padding */
        {
          at++;
          continue;
        }
      if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xda) || size < 2)
        return BATON_IMAGE_BROKEN;
      if (marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
        {
          if (size < 8 || at + 9 > length)
            return BATON_IMAGE_BROKEN;
          return set_size (info, read_16 (data + at + 7), read_16 (data + at + 5));
        }
      at += 2 + size;
    }
  return BATON_IMAGE_BROKEN;
}

/* ── SVG ─────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  const char *at;
  const char *end;
} Scanner;

static gboolean
starts_with (const Scanner *scanner,
             const char    *prefix)
{
  gsize n = strlen (prefix);

  return (gsize) (scanner->end - scanner->at) >= n && memcmp (scanner->at, prefix, n) == 0;
}

static void
skip_space (Scanner *scanner)
{
  while (scanner->at < scanner->end && g_ascii_isspace (*scanner->at))
    scanner->at++;
}

static gboolean
skip_past (Scanner    *scanner,
           const char *mark)
{
  const char *found = g_strstr_len (scanner->at, scanner->end - scanner->at, mark);

  if (found == NULL)
    return FALSE;
  scanner->at = found + strlen (mark);
  return TRUE;
}

/* To just behind "<svg". A document type is refused: it may declare entities, and nothing writes one today. */
static gboolean
find_root (Scanner *scanner)
{
  if (starts_with (scanner, "\xef\xbb\xbf"))
    scanner->at += 3;
  for (;;)
    {
      skip_space (scanner);
      if (starts_with (scanner, "<?"))
        {
          if (!skip_past (scanner, "?>"))
            return FALSE;
        }
      else if (starts_with (scanner, "<!--"))
        {
          if (!skip_past (scanner, "-->"))
            return FALSE;
        }
      else
        {
          break;
        }
    }
  if (!starts_with (scanner, "<svg"))
    return FALSE;
  scanner->at += strlen ("<svg");
  return scanner->at < scanner->end && (g_ascii_isspace (*scanner->at) || *scanner->at == '>' || *scanner->at == '/');
}

/* A length in pixels, rounded up; 0 for anything relative or in other units. */
static guint32
read_length (const char *value,
             gsize       length)
{
  g_autofree char *text = g_strndup (value, MIN (length, 32));
  char *rest;
  double number = g_ascii_strtod (text, &rest);

  while (g_ascii_isspace (*rest))
    rest++;
  if (rest == text || (*rest != '\0' && strcmp (rest, "px") != 0) || !(number > 0) || number > G_MAXINT32)
    return 0;
  return (guint32) number + ((double) (guint32) number < number);
}

/* Third and fourth of the four numbers of a viewBox. */
static void
read_view_box (const char *value,
               gsize       length,
               guint32    *width,
               guint32    *height)
{
  g_autofree char *text = g_strndup (value, MIN (length, 128));
  g_auto (GStrv) parts = g_strsplit_set (g_strdelimit (text, ",\t\r\n", ' '), " ", -1);
  const char *numbers[4] = { NULL };
  guint n = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0' && n < 4)
      numbers[n++] = parts[i];
  if (n < 4)
    return;
  *width = read_length (numbers[2], strlen (numbers[2]));
  *height = read_length (numbers[3], strlen (numbers[3]));
}

static BatonImageCode
read_svg (const guint8   *data,
          gsize           length,
          BatonImageInfo *info)
{
  Scanner scanner = { (const char *) data, (const char *) data + length };
  guint32 width = 0, height = 0, box_width = 0, box_height = 0;

  if (!find_root (&scanner))
    return BATON_IMAGE_UNKNOWN;
  info->media_type = "image/svg+xml";
  if (!g_utf8_validate_len ((const char *) data, length, NULL))
    return BATON_IMAGE_BROKEN;
  for (;;)
    {
      const char *name, *value;
      gsize name_length;
      char quote;

      skip_space (&scanner);
      if (scanner.at < scanner.end && (*scanner.at == '>' || *scanner.at == '/'))
        break;
      name = scanner.at;
      while (scanner.at < scanner.end && *scanner.at != '=' && *scanner.at != '>' && !g_ascii_isspace (*scanner.at))
        scanner.at++;
      name_length = (gsize) (scanner.at - name);
      skip_space (&scanner);
      if (name_length == 0 || scanner.at >= scanner.end || *scanner.at++ != '=')
        return BATON_IMAGE_BROKEN;
      skip_space (&scanner);
      if (scanner.at >= scanner.end || (*scanner.at != '"' && *scanner.at != '\''))
        return BATON_IMAGE_BROKEN;
      quote = *scanner.at++;
      value = scanner.at;
      scanner.at = memchr (value, quote, (gsize) (scanner.end - value));
      if (scanner.at == NULL)
        return BATON_IMAGE_BROKEN;
      if (name_length == 5 && memcmp (name, "width", 5) == 0)
        width = read_length (value, (gsize) (scanner.at - value));
      else if (name_length == 6 && memcmp (name, "height", 6) == 0)
        height = read_length (value, (gsize) (scanner.at - value));
      else if (name_length == 7 && memcmp (name, "viewBox", 7) == 0)
        read_view_box (value, (gsize) (scanner.at - value), &box_width, &box_height);
      scanner.at++;
    }
  if (width == 0 || height == 0)
    {
      width = box_width;
      height = box_height;
    }
  info->width = width > 0 && height > 0 ? (int) width : 0;
  info->height = width > 0 && height > 0 ? (int) height : 0;
  return BATON_IMAGE_OK;
}

static BatonImageCode
read_any (const guint8   *data,
          gsize           length,
          BatonImageInfo *found)
{
  if (length >= sizeof png_magic && memcmp (data, png_magic, sizeof png_magic) == 0)
    return read_png (data, length, found);
  if (length >= sizeof jpeg_magic && memcmp (data, jpeg_magic, sizeof jpeg_magic) == 0)
    return read_jpeg (data, length, found);
  return length > 0 ? read_svg (data, length, found) : BATON_IMAGE_UNKNOWN;
}

static gboolean
is_svg (const BatonImageInfo *info)
{
  return info->media_type != NULL && strcmp (info->media_type, "image/svg+xml") == 0;
}

static BatonImageCode
check_rewritten (const guint8 *data,
                 gsize         length)
{
  gsize rewritten_length;
  g_autofree char *rewritten = baton_svg_rewrite ((const char *) data, length, &rewritten_length);

  if (rewritten == NULL)
    return BATON_IMAGE_BROKEN;
  return rewritten_length == length && memcmp (rewritten, data, length) == 0 ? BATON_IMAGE_OK : BATON_IMAGE_FOREIGN;
}

BatonImageCode
baton_image_check (const guint8   *data,
                   gsize           length,
                   BatonImageInfo *info)
{
  BatonImageInfo found = { NULL, 0, 0 };
  BatonImageCode code;

  g_return_val_if_fail (data != NULL || length == 0, BATON_IMAGE_UNKNOWN);

  code = read_any (data, length, &found);
  if (length > BATON_IMAGE_MAX_BYTES)
    {
      if (code == BATON_IMAGE_OK && info != NULL)
        *info = found;
      return BATON_IMAGE_TOO_HEAVY;
    }
  if (code == BATON_IMAGE_OK && is_svg (&found))
    code = check_rewritten (data, length);
  if (code == BATON_IMAGE_OK && (found.width > BATON_IMAGE_MAX_SIDE || found.height > BATON_IMAGE_MAX_SIDE))
    code = BATON_IMAGE_TOO_WIDE;
  if (info != NULL && (code == BATON_IMAGE_OK || code == BATON_IMAGE_TOO_WIDE))
    *info = found;
  return code;
}

GBytes *
baton_image_prepare (GBytes         *bytes,
                     BatonImageInfo *info,
                     BatonImageCode *code)
{
  gsize length, rewritten_length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GBytes) prepared = g_bytes_ref (bytes);
  BatonImageInfo found = { NULL, 0, 0 };

  /* An SVG that is too heavy as it is may be light enough without what is not for partners; a limit there is all the same. */
  if (length <= 4 * BATON_IMAGE_MAX_BYTES && read_any (data, length, &found) == BATON_IMAGE_OK && is_svg (&found))
    {
      char *rewritten = baton_svg_rewrite ((const char *) data, length, &rewritten_length);

      if (rewritten != NULL)
        {
          g_bytes_unref (prepared);
          prepared = g_bytes_new_take (rewritten, rewritten_length);
        }
    }
  *code = baton_image_check (g_bytes_get_data (prepared, NULL), g_bytes_get_size (prepared), info);
  return *code == BATON_IMAGE_OK ? g_steal_pointer (&prepared) : NULL;
}

const char *
baton_image_code_get_name (BatonImageCode code)
{
  g_return_val_if_fail ((guint) code < BATON_IMAGE_N_CODES, "unknown");

  return names[code];
}
