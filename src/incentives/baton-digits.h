/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Short numbers in text, eight bytes at a time: what a reader of many millions of rows does with most of their fields. Inside this
 * room only.
 */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* The first eight bytes, the first of them lowest. They must be there. */
static inline guint64
baton_digits_load (const char *text)
{
  guint64 word;

  memcpy (&word, text, sizeof word);
  return GUINT64_FROM_LE (word);
}

/* The number that *length* plain digits, one to eight, say; FALSE where they are none. Eight bytes must be there to be read. */
static inline gboolean
baton_digits_read (const char *text,
                   gsize       length,
                   guint32    *number)
{
  guint64 digits = (baton_digits_load (text) ^ G_GUINT64_CONSTANT (0x3030303030303030)) << (64 - 8 * length);

  if (G_UNLIKELY ((((digits + G_GUINT64_CONSTANT (0x7676767676767676)) | digits) & G_GUINT64_CONSTANT (0x8080808080808080)) != 0))
    return FALSE;
  /* Neighbours join: digits to pairs, pairs to fours, fours to all. */
  digits = (digits * 10 + (digits >> 8)) & G_GUINT64_CONSTANT (0x00ff00ff00ff00ff);
  digits = (digits * 100 + (digits >> 16)) & G_GUINT64_CONSTANT (0x0000ffff0000ffff);
  *number = (guint32) (digits * 10000 + (digits >> 32));
  return TRUE;
}

/* The numbers that "YYYY-MM-DD" says, each as it stands; FALSE where these are not digits and hyphens. */
static inline gboolean
baton_digits_read_date (const char *text,
                        guint32    *year,
                        guint32    *month,
                        guint32    *day)
{
  /* "YYYY-MM-", and "YY-MM-DD" of which the end is taken. */
  guint64 first = baton_digits_load (text) ^ G_GUINT64_CONSTANT (0x2d30302d30303030);
  guint64 last = baton_digits_load (text + 2) ^ G_GUINT64_CONSTANT (0x30302d30302d3030);
  guint64 digits = (first & 0xffffffff) | (first >> 8 & G_GUINT64_CONSTANT (0x0000ffff00000000)) | (last & G_GUINT64_CONSTANT (0xffff000000000000));

  if (G_UNLIKELY ((((digits + G_GUINT64_CONSTANT (0x7676767676767676)) | digits) & G_GUINT64_CONSTANT (0x8080808080808080)) != 0 ||
                  (first & G_GUINT64_CONSTANT (0xff0000ff00000000)) != 0))
    return FALSE;
  digits = (digits * 10 + (digits >> 8)) & G_GUINT64_CONSTANT (0x00ff00ff00ff00ff);
  *year = (guint32) (digits & 0xff) * 100 + (guint32) (digits >> 16 & 0xff);
  *month = (guint32) (digits >> 32 & 0xff);
  *day = (guint32) (digits >> 48);
  return TRUE;
}

G_END_DECLS
