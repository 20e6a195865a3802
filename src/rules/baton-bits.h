/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plain bit sets: arrays of 64-bit words whose length the owner knows. Bits past the last one in use are 0.
 */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

typedef guint64 BatonWord;

#define BATON_BITS_WORDS(n_bits) (((gsize) (n_bits) + 63) / 64)

static inline BatonWord *
bits_new (gsize n_words)
{
  return g_new0 (BatonWord, MAX (n_words, 1));
}

static inline gboolean
bits_get (const BatonWord *bits,
          guint            bit)
{
  return (bits[bit >> 6] >> (bit & 63)) & 1;
}

static inline void
bits_set (BatonWord *bits,
          guint      bit)
{
  bits[bit >> 6] |= G_GUINT64_CONSTANT (1) << (bit & 63);
}

static inline void
bits_clear (BatonWord *bits,
            guint      bit)
{
  bits[bit >> 6] &= ~(G_GUINT64_CONSTANT (1) << (bit & 63));
}

/* The bits below *bit* of its word. */
static inline BatonWord
bits_below (guint bit)
{
  return (G_GUINT64_CONSTANT (1) << (bit & 63)) - 1;
}

/* Takes the bit *from* out and puts a 0 in at *to*; those between them move by one, all others stay. */
static inline void
bits_move (BatonWord *bits,
           guint      from,
           guint      to)
{
  gsize first = MIN (from, to) >> 6;
  gsize last = MAX (from, to) >> 6;
  BatonWord below = bits[first] & bits_below (MIN (from, to));
  BatonWord above = bits[last] & ~bits_below (MAX (from, to)) & ~(G_GUINT64_CONSTANT (1) << (MAX (from, to) & 63));

  if (from <= to)
    {
      for (gsize w = first; w <= last; w++)
        bits[w] = (bits[w] >> 1) | (w < last ? bits[w + 1] << 63 : 0);
      bits[first] = (bits[first] & ~bits_below (from)) | below;
      bits[last] = (bits[last] & bits_below (to)) | above;
    }
  else
    {
      for (gsize w = last + 1; w-- > first;)
        bits[w] = (bits[w] << 1) | (w > first ? bits[w - 1] >> 63 : 0);
      bits[last] = (bits[last] & (bits_below (from) | (G_GUINT64_CONSTANT (1) << (from & 63)))) | above;
      bits[first] = (bits[first] & ~bits_below (to) & ~(G_GUINT64_CONSTANT (1) << (to & 63))) | below;
    }
}

/* Four words, which the compiler takes two or four at a time. (It does not find loops over sets to be worth that by itself.) */
typedef BatonWord BatonWords __attribute__ ((vector_size (32), aligned (8), may_alias));

/* Does *operation*, an assignment, to each word of *bits* with that of *other*. */
#define BITS_EACH(bits, other, n_words, operation) \
  G_STMT_START \
    { \
      gsize word_ = 0; \
\
      for (; word_ + 4 <= (n_words); word_ += 4) \
        *(BatonWords *) ((bits) + word_) operation *(const BatonWords *) ((other) + word_); \
      for (; word_ < (n_words); word_++) \
        (bits)[word_] operation (other)[word_]; \
    } \
  G_STMT_END

/* Sets the first *n_bits* bits. */
static inline void
bits_fill (BatonWord *bits,
           gsize      n_bits)
{
  memset (bits, 0xff, n_bits / 64 * sizeof *bits);
  if (n_bits % 64 != 0)
    bits[n_bits / 64] = (G_GUINT64_CONSTANT (1) << (n_bits % 64)) - 1;
}

static inline void
bits_or (BatonWord       *bits,
         const BatonWord *other,
         gsize            n_words)
{
  BITS_EACH (bits, other, n_words, |=);
}

static inline void
bits_and (BatonWord       *bits,
          const BatonWord *other,
          gsize            n_words)
{
  BITS_EACH (bits, other, n_words, &=);
}

/* Puts into *bits* what *one* and *other* have in common. */
static inline void
bits_set_common (BatonWord       *bits,
                 const BatonWord *one,
                 const BatonWord *other,
                 gsize            n_words)
{
  for (gsize i = 0; i < n_words; i++)
    bits[i] = one[i] & other[i];
}

static inline void
bits_and_not (BatonWord       *bits,
              const BatonWord *other,
              gsize            n_words)
{
  BITS_EACH (bits, other, n_words, &= ~);
}

/* The compiler's own asks a function of libgcc unless it is told of newer processors. */
static inline guint
word_count (BatonWord word)
{
  word -= (word >> 1) & G_GUINT64_CONSTANT (0x5555555555555555);
  word = (word & G_GUINT64_CONSTANT (0x3333333333333333)) + ((word >> 2) & G_GUINT64_CONSTANT (0x3333333333333333));
  word = (word + (word >> 4)) & G_GUINT64_CONSTANT (0x0f0f0f0f0f0f0f0f);
  return (guint) ((word * G_GUINT64_CONSTANT (0x0101010101010101)) >> 56);
}

static inline guint
bits_count (const BatonWord *bits,
            gsize            n_words)
{
  guint count = 0;

  for (gsize i = 0; i < n_words; i++)
    count += word_count (bits[i]);
  return count;
}

/* How many bits both have. */
static inline guint
bits_count_common (const BatonWord *bits,
                   const BatonWord *other,
                   gsize            n_words)
{
  guint count = 0;

  for (gsize i = 0; i < n_words; i++)
    count += word_count (bits[i] & other[i]);
  return count;
}

/* Four words at a time, like bits_intersect(). */
static inline gboolean
bits_is_empty (const BatonWord *bits,
               gsize            n_words)
{
  gsize i = 0;

  for (; i + 4 <= n_words; i += 4)
    if ((bits[i] | bits[i + 1] | bits[i + 2] | bits[i + 3]) != 0)
      return FALSE;
  for (; i < n_words; i++)
    if (bits[i] != 0)
      return FALSE;
  return TRUE;
}

/* Four words at a time, which the compiler turns into wide instructions; mostly the answer is no. */
static inline gboolean
bits_intersect (const BatonWord *bits,
                const BatonWord *other,
                gsize            n_words)
{
  gsize i = 0;

  for (; i + 4 <= n_words; i += 4)
    if (((bits[i] & other[i]) | (bits[i + 1] & other[i + 1]) | (bits[i + 2] & other[i + 2]) | (bits[i + 3] & other[i + 3])) != 0)
      return TRUE;
  for (; i < n_words; i++)
    if ((bits[i] & other[i]) != 0)
      return TRUE;
  return FALSE;
}

/* Visits in rising order the bits that are set in *expression*, which says in terms of *word* what each word is:
 *
 *   BITS_FOREACH (rule, w, n_words, about[w] & ~may_not[w])
 *     use (rule);
 *
 * *break* leaves one word only; return leaves it all. */
#define BITS_FOREACH(bit, word, n_words, expression) \
  for (guint bit = 0, bit##_once = 1; bit##_once != 0; bit##_once = 0) \
    for (gsize word = 0; word < (n_words); word++) \
      for (BatonWord bit##_left = (expression); \
           bit##_left != 0 && (bit = (guint) (word * 64) + (guint) __builtin_ctzll (bit##_left), TRUE); \
           bit##_left &= bit##_left - 1)

G_END_DECLS
