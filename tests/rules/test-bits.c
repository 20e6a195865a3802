/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bit sets against arrays of booleans.
 */
#include "rules/baton-bits.h"

#define N_BITS 200

static void
draw (GRand     *random,
      BatonWord *bits,
      gboolean  *plain,
      guint      n_bits)
{
  for (guint i = 0; i < n_bits; i++)
    {
      plain[i] = g_rand_boolean (random);
      if (plain[i])
        bits_set (bits, i);
    }
}

static void
assert_same (const BatonWord *bits,
             const gboolean  *plain,
             guint            n_bits)
{
  guint next = 0;

  for (guint i = 0; i < n_bits; i++)
    g_assert_cmpint (bits_get (bits, i), ==, plain[i]);
  BITS_FOREACH (bit, w, BATON_BITS_WORDS (n_bits), bits[w])
    {
      while (!plain[next])
        next++;
      g_assert_cmpuint (bit, ==, next++);
    }
}

static void
test_move (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint round = 0; round < 5000; round++)
    {
      guint n_bits = (guint) g_rand_int_range (random, 1, N_BITS + 1);
      guint from = (guint) g_rand_int_range (random, 0, (int) n_bits);
      guint to = (guint) g_rand_int_range (random, 0, (int) n_bits);
      g_autofree BatonWord *bits = bits_new (BATON_BITS_WORDS (n_bits));
      gboolean plain[N_BITS] = { FALSE };
      gboolean moved[N_BITS] = { FALSE };

      draw (random, bits, plain, n_bits);
      for (guint i = 0; i < n_bits; i++)
        {
          if (from <= to)
            moved[i] = i >= from && i < to ? plain[i + 1] : plain[i];
          else
            moved[i] = i > to && i <= from ? plain[i - 1] : plain[i];
        }
      moved[to] = FALSE;
      bits_move (bits, from, to);
      assert_same (bits, moved, n_bits);
    }
}

static void
test_count (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);

  for (guint round = 0; round < 500; round++)
    {
      g_autofree BatonWord *one = bits_new (BATON_BITS_WORDS (N_BITS));
      g_autofree BatonWord *other = bits_new (BATON_BITS_WORDS (N_BITS));
      gboolean plain[N_BITS], plain_other[N_BITS];
      guint count = 0, common = 0;

      draw (random, one, plain, N_BITS);
      draw (random, other, plain_other, N_BITS);
      for (guint i = 0; i < N_BITS; i++)
        {
          count += plain[i];
          common += plain[i] && plain_other[i];
        }
      g_assert_cmpuint (bits_count (one, BATON_BITS_WORDS (N_BITS)), ==, count);
      g_assert_cmpuint (bits_count_common (one, other, BATON_BITS_WORDS (N_BITS)), ==, common);
    }
}

/* Of every length past what is taken at once, beginning at any word. */
static void
test_combine (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint round = 0; round < 2000; round++)
    {
      guint begin = (guint) g_rand_int_range (random, 0, 4);
      guint n_words = (guint) g_rand_int_range (random, 0, 14);
      BatonWord one[20], other[20], result[4][20];

      for (guint w = 0; w < 20; w++)
        {
          one[w] = (BatonWord) g_rand_int (random) << 32 | g_rand_int (random);
          other[w] = (BatonWord) g_rand_int (random) << 32 | g_rand_int (random);
        }
      for (guint r = 0; r < G_N_ELEMENTS (result); r++)
        memcpy (result[r], one, sizeof one);
      bits_or (result[0] + begin, other + begin, n_words);
      bits_and (result[1] + begin, other + begin, n_words);
      bits_and_not (result[2] + begin, other + begin, n_words);
      bits_set_common (result[3] + begin, result[3] + begin, other + begin, n_words);
      for (guint w = 0; w < 20; w++)
        {
          gboolean inside = w >= begin && w < begin + n_words;

          g_assert_cmpuint (result[0][w], ==, inside ? one[w] | other[w] : one[w]);
          g_assert_cmpuint (result[1][w], ==, inside ? one[w] & other[w] : one[w]);
          g_assert_cmpuint (result[2][w], ==, inside ? one[w] & ~other[w] : one[w]);
          g_assert_cmpuint (result[3][w], ==, inside ? one[w] & other[w] : one[w]);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/bits/move", test_move);
  g_test_add_func ("/rules/bits/count", test_count);
  g_test_add_func ("/rules/bits/combine", test_combine);
  return g_test_run ();
}
