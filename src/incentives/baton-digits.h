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

G_END_DECLS
