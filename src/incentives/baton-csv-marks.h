/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where fields may end: a bit for each byte that is neither a letter, a digit, nor what stands beside them in nearly all fields,
 * that is for all up to the comma and those beyond ASCII. For readers of many millions of rows. Inside this room only.
 */
#pragma once

#include <glib.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "incentives/baton-digits.h"

G_BEGIN_DECLS

/* Bytes that are looked at together. */
#define BATON_CSV_BLOCK 64

typedef struct
{
  const char *end;        /* of the data */
  const char *readable;   /* the end of what may be read, whatever it is; not before *end* */
  const char *block;      /* the bytes that are being looked at */
  guint64     marks;      /* of them, from the next on */
} BatonCsvMarks;

static inline guint64
baton_csv_mark_block (const char *at)
{
  guint64 marks = 0;

#ifdef __SSE2__
  const __m128i comma = _mm_set1_epi8 (',');

  for (guint i = 0; i < BATON_CSV_BLOCK / 16; i++)
    {
      __m128i bytes = _mm_loadu_si128 ((const __m128i *) (gconstpointer) (at + 16 * i));

      /* Compared with a sign, so that what is beyond ASCII is less, too. */
      marks |= (guint64) (guint16) ~_mm_movemask_epi8 (_mm_cmpgt_epi8 (bytes, comma)) << (16 * i);
    }
#else
  for (guint i = 0; i < BATON_CSV_BLOCK / 8; i++)
    {
      guint64 word = baton_digits_load (at + 8 * i);
      guint64 high = ~(((word & G_GUINT64_CONSTANT (0x7f7f7f7f7f7f7f7f)) + G_GUINT64_CONSTANT (0x5353535353535353)) & ~word) &
                     G_GUINT64_CONSTANT (0x8080808080808080);

      /* The eight highest bits side by side. */
      marks |= (high >> 7) * G_GUINT64_CONSTANT (0x0102040810204080) >> 56 << (8 * i);
    }
#endif
  return marks;
}

/* Of those, *commas* are commas. */
static inline guint64
baton_csv_mark_row (const char *at,
                    guint64    *commas)
{
#ifdef __SSE2__
  const __m128i comma = _mm_set1_epi8 (',');
  guint64 marks = 0, found = 0;

  for (guint i = 0; i < BATON_CSV_BLOCK / 16; i++)
    {
      __m128i bytes = _mm_loadu_si128 ((const __m128i *) (gconstpointer) (at + 16 * i));

      marks |= (guint64) (guint16) ~_mm_movemask_epi8 (_mm_cmpgt_epi8 (bytes, comma)) << (16 * i);
      found |= (guint64) (guint16) _mm_movemask_epi8 (_mm_cmpeq_epi8 (bytes, comma)) << (16 * i);
    }
  *commas = found;
  return marks;
#else
  guint64 marks = baton_csv_mark_block (at);

  *commas = marks;
  for (guint64 rest = marks; rest != 0; rest &= rest - 1)
    if (at[__builtin_ctzll (rest)] != ',')
      *commas ^= rest & -rest;
  return marks;
#endif
}

/* Looks from *at* on. */
static inline void
baton_csv_marks_look (BatonCsvMarks *self,
                      const char    *at)
{
  self->block = at;
  if (G_LIKELY (self->readable - at >= BATON_CSV_BLOCK))
    {
      self->marks = baton_csv_mark_block (at);
      return;
    }
  self->marks = 0;
  for (gsize i = 0; i < BATON_CSV_BLOCK && at + i < self->end; i++)
    if ((signed char) at[i] <= ',')
      self->marks |= G_GUINT64_CONSTANT (1) << i;
}

/* The next byte that may end a field; the end where there is none. */
static inline const char *
baton_csv_marks_next (BatonCsvMarks *self)
{
  const char *at;

  while (self->marks == 0)
    {
      if (self->end - self->block <= BATON_CSV_BLOCK)
        return self->end;
      baton_csv_marks_look (self, self->block + BATON_CSV_BLOCK);
    }
  at = self->block + __builtin_ctzll (self->marks);
  self->marks &= self->marks - 1;
  return MIN (at, self->end);
}

G_END_DECLS
