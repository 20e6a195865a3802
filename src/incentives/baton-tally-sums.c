/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-tally-sums.h"

#include <string.h>

#define WIDTH(type) (sizeof (type) / sizeof (BatonWide))
/* Of a number that does not fit in 64 bits, which is rare, the rest is kept in another entry. */
#define LOW_BITS 62
#define HIGH 0x80000000u

/* Most of what can be summed is nought in most clusters. */
typedef struct
{
  guint32 column;      /* with HIGH: × 2^LOW_BITS */
  gint32  high;        /* bits 32 and above */
  guint32 low;
} Entry;

struct _BatonClusterSums
{
  gatomicrefcount references;
  guint           n;
  Entry           entries[];
};

static BatonWide *
lay_out (BatonWide **next,
         gsize       n)
{
  BatonWide *first = *next;

  *next += n;
  return first;
}

void
baton_tally_sums_lay_out (BatonTallySums    *self,
                          const BatonScheme *scheme,
                          guint              n_fund_days,
                          BatonWide         *row)
{
  BatonWide *next = row;

  *self = (BatonTallySums) { .row = row };
  self->n_dense = WIDTH (BatonTallyTotals) + 2 * scheme->n_funds + scheme->n_counted + scheme->n_promotions * WIDTH (BatonTallyUse) +
                  scheme->n_rewards * WIDTH (BatonTallyReward);
  self->n = self->n_dense + n_fund_days;
  if (row == NULL)
    return;
  self->totals = (BatonTallyTotals *) lay_out (&next, WIDTH (BatonTallyTotals));
  self->credited = lay_out (&next, scheme->n_funds);
  self->counted = lay_out (&next, scheme->n_counted);
  self->fund_used = lay_out (&next, scheme->n_funds);
  self->uses = (BatonTallyUse *) lay_out (&next, scheme->n_promotions * WIDTH (BatonTallyUse));
  self->rewards = (BatonTallyReward *) lay_out (&next, scheme->n_rewards * WIDTH (BatonTallyReward));
  self->fund_days = lay_out (&next, n_fund_days);
}

void
baton_tally_sums_init (BatonTallySums    *self,
                       const BatonScheme *scheme,
                       guint              n_fund_days)
{
  baton_tally_sums_lay_out (self, scheme, n_fund_days, NULL);
  baton_tally_sums_lay_out (self, scheme, n_fund_days, g_new0 (BatonWide, self->n));
  self->taken = g_array_new (FALSE, FALSE, sizeof (Entry));
}

void
baton_tally_sums_clear (BatonTallySums *self)
{
  g_clear_pointer (&self->row, g_free);
  g_clear_pointer (&self->taken, g_array_unref);
}

void
baton_tally_sums_add (BatonTallySums         *self,
                      const BatonClusterSums *sums,
                      int                     times)
{
  for (guint i = 0; i < sums->n; i++)
    {
      const Entry *entry = &sums->entries[i];
      BatonWide value = (gint64) ((guint64) (guint32) entry->high << 32 | entry->low);

      if ((entry->column & HIGH) != 0)
        value *= (BatonWide) 1 << LOW_BITS;
      self->row[entry->column & ~HIGH] += times * value;
    }
}

static void
add_entry (GArray  *entries,
           guint32  column,
           gint64   value)
{
  Entry entry = { column, (gint32) (value >> 32), (guint32) value };

  if (value != 0)
    g_array_append_val (entries, entry);
}

static void
take (BatonTallySums *self,
      GArray         *entries,
      guint32         column)
{
  BatonWide value = self->row[column];
  BatonWide high = value >> LOW_BITS;

  if (value == 0)
    return;
  self->row[column] = 0;
  if (value <= G_MAXINT64 && value >= G_MININT64)
    {
      add_entry (entries, column, (gint64) value);
      return;
    }
  add_entry (entries, column | HIGH, (gint64) high);
  add_entry (entries, column, (gint64) (value - high * ((BatonWide) 1 << LOW_BITS)));
}

BatonClusterSums *
baton_tally_sums_take (BatonTallySums *self,
                       GArray         *days)
{
  GArray *entries = self->taken;
  BatonClusterSums *taken;

  g_array_set_size (entries, 0);
  for (guint i = 0; i < self->n_dense; i++)
    take (self, entries, i);
  /* A day that comes twice is nought by then. */
  for (guint i = 0; i < days->len; i++)
    take (self, entries, self->n_dense + g_array_index (days, guint, i));
  taken = g_malloc (sizeof *taken + entries->len * sizeof (Entry));
  g_atomic_ref_count_init (&taken->references);
  taken->n = entries->len;
  if (entries->len > 0)
    memcpy (taken->entries, entries->data, entries->len * sizeof (Entry));
  return taken;
}

BatonClusterSums *
baton_cluster_sums_ref (BatonClusterSums *self)
{
  if (self != NULL)
    g_atomic_ref_count_inc (&self->references);
  return self;
}

void
baton_cluster_sums_unref (BatonClusterSums *self)
{
  if (self != NULL && g_atomic_ref_count_dec (&self->references))
    g_free (self);
}
