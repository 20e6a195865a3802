/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Columns, once they are built: what they hold, and which events of a one-time activity count. A field that is the same for
 * all, or that fits in 32 bits, takes no more room than it needs.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-columns-private.h"

#include <string.h>

void
baton_postings_summarise (BatonPostings *self,
                          guint          n_days)
{
  self->count_by_day = g_new0 (guint32, n_days);
  self->quantity_by_day = g_new0 (gint64, n_days);
  for (guint32 i = 0; i < self->n; i++)
    {
      gint64 quantity = baton_postings_get_quantity (self, i);

      self->count_by_day[self->day[i]]++;
      self->most_quantity = MAX (self->most_quantity, quantity);
      self->most_amount = MAX (self->most_amount, baton_postings_get_amount (self, i));
      /* Scans only trust the sum where no sum of so many quantities can overflow. */
      if (self->most_quantity <= BATON_INTEGER_MAX / MAX (self->n, 1))
        self->quantity_by_day[self->day[i]] += quantity;
    }
}

void
baton_postings_clear (BatonPostings *self)
{
  if (self->borrowed)
    return;
  g_free (self->organisation);
  g_free (self->member);
  g_free (self->day);
  g_free (self->quantity);
  g_free (self->amount);
  g_free (self->wide_quantity);
  g_free (self->wide_amount);
  g_free (self->region);
  g_free (self->reversed);
  g_free (self->count_by_day);
  g_free (self->quantity_by_day);
}

guint32
baton_postings_find (const BatonPostings *self,
                     guint                organisation)
{
  guint32 low = 0;
  guint32 high = self->n;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (self->organisation[middle] < organisation)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* ── The object ──────────────────────────────────────────────────────────────────────────────────────── */

static void
free_postings (BatonPostings *postings)
{
  baton_postings_clear (postings);
  g_free (postings);
}

BatonColumns *
baton_columns_new_blank (void)
{
  BatonColumns *self = g_new0 (BatonColumns, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->lock);
  self->counted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_postings);
  return self;
}

BatonColumns *
baton_columns_new_mapped (GBytes *bytes,
                          guint   n_activities)
{
  BatonColumns *self = baton_columns_new_blank ();

  self->bytes = g_bytes_ref (bytes);
  self->activities = g_ptr_array_new_with_free_func (g_free);
  self->regions = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->regions, NULL);
  self->postings = g_new0 (BatonPostings, n_activities);
  return self;
}

BatonColumns *
baton_columns_ref (BatonColumns *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
baton_columns_unref (BatonColumns *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  for (guint i = 0; i < self->activities->len; i++)
    baton_postings_clear (&self->postings[i]);
  g_free (self->postings);
  g_ptr_array_unref (self->activities);
  g_ptr_array_unref (self->regions);
  g_hash_table_unref (self->counted);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_mutex_clear (&self->lock);
  g_free (self);
}

gboolean
baton_columns_is_partial (BatonColumns *self)
{
  return self->partial;
}

guint64
baton_columns_get_n_events (BatonColumns *self)
{
  return self->n_events;
}

guint
baton_columns_get_n_organisations (BatonColumns *self)
{
  return self->n_organisations;
}

guint
baton_columns_find_activity (BatonColumns *self,
                             const char   *id)
{
  for (guint i = 0; i < self->activities->len; i++)
    {
      if (strcmp (g_ptr_array_index (self->activities, i), id) == 0)
        return i;
    }
  return BATON_INDEX_NONE;
}

static gsize
get_row_bytes (const BatonPostings *postings)
{
  return 2 * sizeof (guint32) + sizeof (guint16) + (postings->quantity != NULL ? sizeof (guint32) : sizeof (gint64)) +
         (postings->amount != NULL ? sizeof (guint32) : postings->wide_amount != NULL ? sizeof (gint64) : 0) +
         (postings->region != NULL) + (postings->reversed != NULL);
}

gsize
baton_columns_get_size (BatonColumns *self)
{
  gsize size = 0;

  for (guint i = 0; i < self->activities->len; i++)
    size += get_row_bytes (&self->postings[i]) * self->postings[i].n + self->n_days * (sizeof (guint32) + sizeof (gint64));
  return size;
}

static guint64
sum_array (const void *bytes,
           gsize       size)
{
  const guint64 *words = bytes;
  guint64 sum = 0;

  for (gsize i = 0; words != NULL && i < size / sizeof *words; i++)
    sum += words[i];
  return sum;
}

guint64
baton_columns_sum_bytes (BatonColumns *self)
{
  guint64 sum = 0;

  for (guint i = 0; i < self->activities->len; i++)
    {
      const BatonPostings *postings = &self->postings[i];

      sum += sum_array (postings->organisation, postings->n * sizeof (guint32)) + sum_array (postings->member, postings->n * sizeof (guint32)) +
             sum_array (postings->day, postings->n * sizeof (guint16)) + sum_array (postings->quantity, postings->n * sizeof (guint32)) +
             sum_array (postings->amount, postings->n * sizeof (guint32)) + sum_array (postings->region, postings->n);
    }
  return sum;
}

/* ── Those that count ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
counts_again (const BatonCounting *counting,
              BatonDay             last,
              BatonDay             day)
{
  if (counting->again == BATON_AGAIN_FISCAL_YEAR)
    return baton_day_get_fiscal_year_start (last, counting->fiscal_start) != baton_day_get_fiscal_year_start (day, counting->fiscal_start);
  return counting->again == BATON_AGAIN_MONTHS && day >= baton_day_add_months (last, counting->again_months);
}

/* Marks the events of one organization, [first, end), that count; see baton-replay-first.c for the rule. */
static void
mark_organisation (BatonColumns        *self,
                   const BatonPostings *postings,
                   guint32              first,
                   guint32              end,
                   const BatonCounting *counting,
                   guint8              *counts)
{
  g_autoptr (GHashTable) last_of_member = NULL;
  gint64 last = G_MININT64;

  if (counting->once == BATON_ONCE_MEMBER)
    last_of_member = g_hash_table_new (NULL, NULL);
  for (guint32 i = first; i < end; i++)
    {
      BatonDay day = self->first_day + postings->day[i];
      gboolean reversed = postings->reversed != NULL && postings->reversed[i];

      if (last_of_member != NULL)
        {
          gpointer found;

          last = g_hash_table_lookup_extended (last_of_member, GUINT_TO_POINTER (postings->member[i]), NULL, &found) ? GPOINTER_TO_INT (found)
                                                                                                                : G_MININT64;
        }
      if (last != G_MININT64 && !counts_again (counting, (BatonDay) last, day))
        continue;
      counts[i] = !reversed;
      if (reversed && counting->next_after_reversal)
        continue;
      last = day;
      if (last_of_member != NULL)
        g_hash_table_insert (last_of_member, GUINT_TO_POINTER (postings->member[i]), GINT_TO_POINTER (day));
    }
}

static BatonPostings *
select_counted (BatonColumns        *self,
                const BatonPostings *all,
                const guint8        *counts)
{
  BatonPostings *selected = g_new0 (BatonPostings, 1);
  guint32 n = 0;

  for (guint32 i = 0; i < all->n; i++)
    n += counts[i];
  selected->organisation = g_new (guint32, n);
  selected->member = g_new (guint32, n);
  selected->day = g_new (guint16, n);
  selected->quantity = all->quantity != NULL ? g_new (guint32, n) : NULL;
  selected->amount = all->amount != NULL ? g_new (guint32, n) : NULL;
  selected->wide_quantity = all->wide_quantity != NULL ? g_new (gint64, n) : NULL;
  selected->wide_amount = all->wide_amount != NULL ? g_new (gint64, n) : NULL;
  selected->region = all->region != NULL ? g_new (guint8, n) : NULL;
  for (guint32 i = 0; i < all->n; i++)
    {
      guint32 k = selected->n;

      if (!counts[i])
        continue;
      selected->organisation[k] = all->organisation[i];
      selected->member[k] = all->member[i];
      selected->day[k] = all->day[i];
      if (all->quantity != NULL)
        selected->quantity[k] = all->quantity[i];
      if (all->amount != NULL)
        selected->amount[k] = all->amount[i];
      if (all->wide_quantity != NULL)
        selected->wide_quantity[k] = all->wide_quantity[i];
      if (all->wide_amount != NULL)
        selected->wide_amount[k] = all->wide_amount[i];
      if (all->region != NULL)
        selected->region[k] = all->region[i];
      selected->n++;
    }
  baton_postings_summarise (selected, self->n_days);
  return selected;
}

const BatonPostings *
baton_columns_get_counted (BatonColumns        *self,
                           guint                activity,
                           const BatonCounting *counting)
{
  const BatonPostings *all = &self->postings[activity];
  g_autofree guint8 *counts = NULL;
  g_autofree char *key = NULL;
  BatonPostings *counted;
  g_autoptr (GMutexLocker) locker = NULL;

  if (counting->once == BATON_ONCE_NEVER && all->reversed == NULL)
    return all;

  key = g_strdup_printf ("%u %u %u %d %d %d", activity, (guint) counting->once, (guint) counting->again, counting->again_months,
                         counting->next_after_reversal, counting->again == BATON_AGAIN_FISCAL_YEAR ? counting->fiscal_start : 0);
  locker = g_mutex_locker_new (&self->lock);
  counted = g_hash_table_lookup (self->counted, key);
  if (counted != NULL)
    return counted;

  counts = g_new0 (guint8, all->n);
  for (guint32 first = 0, end; first < all->n; first = end)
    {
      for (end = first + 1; end < all->n && all->organisation[end] == all->organisation[first];)
        end++;
      if (counting->once == BATON_ONCE_NEVER)
        for (guint32 i = first; i < end; i++)
          counts[i] = !all->reversed[i];
      else
        mark_organisation (self, all, first, end, counting, counts);
    }
  counted = select_counted (self, all, counts);
  g_hash_table_insert (self->counted, g_steal_pointer (&key), counted);
  return counted;
}
