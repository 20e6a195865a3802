/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Points against the thresholds of a few tiers: a level of each, and how many have reached each tier. All that a scan does for another
 * threshold, hence sixteen at a time. Inside this room only.
 */
#pragma once

#include <glib.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

G_BEGIN_DECLS

/* So many tiers at a time: what is compared stays in registers. */
#define BATON_SCAN_BOUNDS 4u

/* One after the other. */
static inline void
baton_scan_compare_rest (const gint32 *points,
                         guint         n,
                         const gint32 *bounds,
                         guint         n_bounds,
                         guint8       *levels,
                         guint64      *reached)
{
  for (guint i = 0; i < n; i++)
    {
      for (guint k = 0; k < n_bounds; k++)
        {
          levels[i] += points[i] > bounds[k];
          reached[k] += points[i] > bounds[k];
        }
    }
}

#ifdef __SSE2__
#define BATON_SCAN_TOGETHER 16u

/* Sixteen bytes: −1 where the points are more than *bound*, 0 where they are not. */
static inline __m128i
baton_scan_exceed (const __m128i *points,
                   __m128i        bound)
{
  return _mm_packs_epi16 (_mm_packs_epi32 (_mm_cmpgt_epi32 (points[0], bound), _mm_cmpgt_epi32 (points[1], bound)),
                          _mm_packs_epi32 (_mm_cmpgt_epi32 (points[2], bound), _mm_cmpgt_epi32 (points[3], bound)));
}

/* At most 255 times sixteen: each byte of a sum counts for itself. */
static inline __attribute__ ((always_inline)) void
baton_scan_compare_stretch (const gint32 *points,
                            guint         n,
                            const gint32 *bounds,
                            guint         n_bounds,
                            guint8       *levels,
                            guint64      *reached)
{
  __m128i sums[BATON_SCAN_BOUNDS] = { _mm_setzero_si128 (), _mm_setzero_si128 (), _mm_setzero_si128 (), _mm_setzero_si128 () };
  guint64 halves[2];

  for (guint i = 0; i < n; i += BATON_SCAN_TOGETHER)
    {
      const __m128i *from = (const __m128i *) (gconstpointer) (points + i);
      __m128i *to = (__m128i *) (gpointer) (levels + i);
      __m128i these[4] = { _mm_loadu_si128 (from), _mm_loadu_si128 (from + 1), _mm_loadu_si128 (from + 2), _mm_loadu_si128 (from + 3) };
      __m128i level = _mm_loadu_si128 (to);

      for (guint k = 0; k < n_bounds; k++)
        {
          __m128i more = baton_scan_exceed (these, _mm_set1_epi32 (bounds[k]));

          level = _mm_sub_epi8 (level, more);
          sums[k] = _mm_sub_epi8 (sums[k], more);
        }
      _mm_storeu_si128 (to, level);
    }
  for (guint k = 0; k < n_bounds; k++)
    {
      _mm_storeu_si128 ((__m128i *) (gpointer) halves, _mm_sad_epu8 (sums[k], _mm_setzero_si128 ()));
      reached[k] += halves[0] + halves[1];
    }
}
#else
#define BATON_SCAN_TOGETHER 1u
#define baton_scan_compare_stretch baton_scan_compare_rest
#endif

static inline __attribute__ ((always_inline)) void
baton_scan_compare_bounds (const gint32 *points,
                           guint         n,
                           const gint32 *bounds,
                           guint         n_bounds,
                           guint8       *levels,
                           guint64      *reached)
{
  guint whole = n - n % BATON_SCAN_TOGETHER;

  for (guint i = 0; i < whole; i += 255 * BATON_SCAN_TOGETHER)
    baton_scan_compare_stretch (points + i, MIN (255 * BATON_SCAN_TOGETHER, whole - i), bounds, n_bounds, levels + i, reached);
  baton_scan_compare_rest (points + whole, n - whole, bounds, n_bounds, levels + whole, reached);
}

/* Adds to *levels* how many of *n_bounds* bounds, at most BATON_SCAN_BOUNDS, the points are more than, and to *reached* how many are more than each. */
static inline void
baton_scan_compare (const gint32 *points,
                    guint         n,
                    const gint32 *bounds,
                    guint         n_bounds,
                    guint8       *levels,
                    guint64      *reached)
{
  /* Each compiled for itself. */
  switch (n_bounds)
    {
    case 1:
      baton_scan_compare_bounds (points, n, bounds, 1, levels, reached);
      break;
    case 2:
      baton_scan_compare_bounds (points, n, bounds, 2, levels, reached);
      break;
    case 3:
      baton_scan_compare_bounds (points, n, bounds, 3, levels, reached);
      break;
    default:
      baton_scan_compare_bounds (points, n, bounds, n_bounds, levels, reached);
      break;
    }
}

G_END_DECLS
