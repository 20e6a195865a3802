/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From rows to columns. Each activity's rows are counted by organization and then put straight where they belong in its arrays,
 * and each organization's rows, few and nearly in order, are sorted by day there. Both are stable, so rows of one day stay in
 * the order of the input.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-columns-pieces.h"

#include <stdlib.h>
#include <string.h>

/* From so many events on a second thread is worth its start. */
#define PARALLEL_EVENTS 100000
/* Rows of one organization up to this many are sorted by insertion. */
#define SHORT_RUN 48

/* What sorting a run needs room for; grows to the longest. */
typedef struct
{
  guint64 *order;        /* day, and below it the row's place in the run */
  guint64 *held;         /* a field of all rows, of any width */
  guint32  room;
  guint32 *ends;         /* by organization: where its next row goes */
  guint32 *ends_of_day;  /* NULL until a long run comes */
} Scratch;

/* ── Runs ────────────────────────────────────────────────────────────────────────────────────────────── */

static void
sort_short (guint64 *order,
            guint32  n)
{
  for (guint32 i = 1; i < n; i++)
    {
      guint64 key = order[i];
      guint32 k = i;

      for (; k > 0 && order[k - 1] > key; k--)
        order[k] = order[k - 1];
      order[k] = key;
    }
}

static int
compare_keys (const void *a,
              const void *b)
{
  guint64 first = *(const guint64 *) a;
  guint64 second = *(const guint64 *) b;

  return first < second ? -1 : first > second;
}

static void
sort_by_day (Scratch       *scratch,
             const guint16 *day,
             guint32        n,
             guint          n_days)
{
  guint32 *ends = scratch->ends_of_day;
  guint32 sum = 0;

  if (ends == NULL)
    ends = scratch->ends_of_day = g_new (guint32, n_days);
  memset (ends, 0, n_days * sizeof *ends);
  for (guint32 i = 0; i < n; i++)
    ends[day[i]]++;
  for (guint i = 0; i < n_days; i++)
    {
      guint32 count = ends[i];

      ends[i] = sum;
      sum += count;
    }
  for (guint32 i = 0; i < n; i++)
    scratch->order[ends[day[i]]++] = i;
}

/* FALSE where the rows are in order as they are. */
static gboolean
find_order (Scratch       *scratch,
            const guint16 *day,
            guint32        n,
            guint          n_days)
{
  guint32 i = 1;

  while (i < n && day[i - 1] <= day[i])
    i++;
  if (i >= n)
    return FALSE;
  if (n > scratch->room)
    {
      scratch->room = MAX (n, scratch->room * 2);
      scratch->order = g_renew (guint64, scratch->order, scratch->room);
      scratch->held = g_renew (guint64, scratch->held, scratch->room);
    }
  if (n > SHORT_RUN && n >= n_days / 4)
    {
      sort_by_day (scratch, day, n, n_days);
      return TRUE;
    }
  for (i = 0; i < n; i++)
    scratch->order[i] = (guint64) day[i] << 32 | i;
  if (n <= SHORT_RUN)
    sort_short (scratch->order, n);
  else
    qsort (scratch->order, n, sizeof *scratch->order, compare_keys);
  return TRUE;
}

#define REORDER(type, field) \
  if ((field) != NULL) \
    { \
      type *held = (type *) (gpointer) scratch->held; \
      \
      memcpy (held, (field) + first, n * sizeof *held); \
      for (guint32 i = 0; i < n; i++) \
        (field)[first + i] = held[(guint32) scratch->order[i]]; \
    }

/* Sorts rows [first, first + n), all of one organization, by day. */
static void
sort_run (Scratch       *scratch,
          BatonPostings *postings,
          guint32        first,
          guint32        n,
          guint          n_days)
{
  if (n < 2 || !find_order (scratch, postings->day + first, n, n_days))
    return;
  REORDER (guint16, postings->day)
  REORDER (guint32, postings->member)
  REORDER (guint32, postings->quantity)
  REORDER (gint64, postings->wide_quantity)
  REORDER (guint32, postings->amount)
  REORDER (gint64, postings->wide_amount)
  REORDER (guint8, postings->region)
  REORDER (guint8, postings->reversed)
}

/* ── One activity ────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_wide (GHashTable *numbers)
{
  GHashTableIter iter;
  gpointer number;

  if (numbers == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, numbers);
  while (g_hash_table_iter_next (&iter, NULL, &number))
    if (*(const gint64 *) number >= G_MAXUINT32)
      return TRUE;
  return FALSE;
}

/* Counts the rows of each organization, and takes the arrays that they need. */
static void
take_arrays (const BatonStretch *stretches,
             guint               n_stretches,
             BatonPostings      *postings,
             guint32            *counts)
{
  gboolean has_amount = FALSE, has_region = FALSE, has_reversed = FALSE, has_wide_quantity = FALSE, has_wide_amount = FALSE;
  guint32 n = 0;

  for (guint i = 0; i < n_stretches; i++)
    {
      const BatonPiece *piece = stretches[i].piece;
      guint8 regions = 0;

      for (guint32 k = stretches[i].first; k < stretches[i].first + stretches[i].n; k++)
        {
          counts[baton_piece_get_organisation (piece, k)]++;
          regions |= piece->rows[k].region;
        }
      n += stretches[i].n;
      has_region |= regions != 0;
      has_amount |= piece->amounts != NULL;
      has_reversed |= piece->reversed != NULL;
      if (stretches[i].first > 0)
        continue;
      has_wide_quantity |= has_wide (piece->wide_quantity);
      has_wide_amount |= has_wide (piece->wide_amount);
    }
  postings->n = n;
  postings->organisation = g_new (guint32, n);
  postings->member = g_new (guint32, n);
  postings->day = g_new (guint16, n);
  if (has_wide_quantity)
    postings->wide_quantity = g_new (gint64, n);
  else
    postings->quantity = g_new (guint32, n);
  if (has_wide_amount)
    postings->wide_amount = g_new (gint64, n);
  else if (has_amount)
    postings->amount = g_new (guint32, n);
  if (has_region)
    postings->region = g_new (guint8, n);
  if (has_reversed)
    postings->reversed = g_new (guint8, n);
}

static void
place_row (const BatonPiece *piece,
           guint32           row,
           BatonPostings    *postings,
           guint32           at,
           BatonDay          first_day)
{
  postings->member[at] = baton_piece_get_member (piece, row);
  postings->day[at] = (guint16) (baton_piece_get_day (piece, row) - first_day);
  if (postings->wide_quantity != NULL)
    postings->wide_quantity[at] = baton_piece_get_quantity (piece, row);
  else
    postings->quantity[at] = (guint32) baton_piece_get_quantity (piece, row);
  if (postings->wide_amount != NULL)
    postings->wide_amount[at] = baton_piece_get_amount (piece, row);
  else if (postings->amount != NULL)
    postings->amount[at] = (guint32) baton_piece_get_amount (piece, row);
  if (postings->region != NULL)
    postings->region[at] = piece->rows[row].region;
  if (postings->reversed != NULL)
    postings->reversed[at] = baton_piece_is_reversed (piece, row);
}

static void
make_postings (BatonColumns       *columns,
               const BatonStretch *stretches,
               guint               n_stretches,
               BatonPostings      *postings,
               Scratch            *scratch)
{
  guint32 *ends = scratch->ends;
  guint32 sum = 0;

  memset (ends, 0, columns->n_organisations * sizeof *ends);
  take_arrays (stretches, n_stretches, postings, ends);
  for (guint i = 0; i < columns->n_organisations; i++)
    {
      guint32 n = ends[i];

      ends[i] = sum;
      sum += n;
    }
  for (guint i = 0; i < n_stretches; i++)
    {
      BatonPiece *piece = stretches[i].piece;

      for (guint32 k = stretches[i].first; k < stretches[i].first + stretches[i].n; k++)
        place_row (piece, k, postings, ends[baton_piece_get_organisation (piece, k)]++, columns->first_day);
      if (--piece->n_stretches == 0)
        baton_piece_free (piece);
    }
  for (guint32 organisation = 0, first = 0; organisation < columns->n_organisations; first = ends[organisation++])
    {
      for (guint32 at = first; at < ends[organisation]; at++)
        postings->organisation[at] = organisation;
      sort_run (scratch, postings, first, ends[organisation] - first, columns->n_days);
    }
  baton_postings_summarise (postings, columns->n_days);
}

/* ── All ─────────────────────────────────────────────────────────────────────────────────────────────── */

/* Activities, shared out among threads: each takes the next that nobody has, the largest first. */
typedef struct
{
  BatonColumns       *columns;
  const BatonStretch *stretches;
  guint              *first_stretch;  /* by activity; one more at the end */
  guint              *order;          /* activities */
  gint                next;           /* atomic */
} Layout;

static gpointer
lay_out_some (gpointer data)
{
  Layout *layout = data;
  BatonColumns *self = layout->columns;
  Scratch scratch = { .ends = g_new (guint32, MAX (self->n_organisations, 1)) };
  guint i;

  while ((i = (guint) g_atomic_int_add (&layout->next, 1)) < self->activities->len)
    {
      guint activity = layout->order[i];

      make_postings (self, layout->stretches + layout->first_stretch[activity], layout->first_stretch[activity + 1] - layout->first_stretch[activity],
                     &self->postings[activity], &scratch);
    }
  g_free (scratch.ends);
  g_free (scratch.ends_of_day);
  g_free (scratch.order);
  g_free (scratch.held);
  return NULL;
}

static int
compare_sizes (gconstpointer a,
               gconstpointer b,
               gpointer      sizes)
{
  guint64 first = ((const guint64 *) sizes)[*(const guint *) a];
  guint64 second = ((const guint64 *) sizes)[*(const guint *) b];

  return first > second ? -1 : first < second;
}

void
baton_columns_lay_out (BatonColumns *self,
                       GArray       *stretches)
{
  guint n = self->activities->len;
  g_autofree guint *first_stretch = g_new0 (guint, n + 1);
  g_autofree guint *order = g_new (guint, MAX (n, 1));
  g_autofree guint64 *sizes = g_new0 (guint64, MAX (n, 1));
  Layout layout = { self, (const BatonStretch *) (gpointer) stretches->data, first_stretch, order, 0 };
  GThread *second = NULL;
  guint stretch = 0;

  for (guint i = 0; i < n; i++)
    {
      order[i] = i;
      first_stretch[i] = stretch;
      for (; stretch < stretches->len && layout.stretches[stretch].piece->activity == i; stretch++)
        sizes[i] += layout.stretches[stretch].n;
    }
  first_stretch[n] = stretch;
  g_qsort_with_data (order, (gint) n, sizeof *order, compare_sizes, sizes);
  if (self->n_events >= PARALLEL_EVENTS)
    second = g_thread_new ("baton-columns", lay_out_some, &layout);
  lay_out_some (&layout);
  if (second != NULL)
    g_thread_join (second);
}
